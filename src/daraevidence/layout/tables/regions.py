"""Where a table printed one cell per line stands: from its title to its last cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.headings import common_heading
from daraevidence.language.instructions import is_instruction
from daraevidence.layout.document import Cell
from daraevidence.layout.tables.footnotes import is_footnote
from daraevidence.layout.tables.headers import is_size, is_stub
from daraevidence.layout.tables.lines import Line, Page, stands_as_figure
from daraevidence.layout.tables.titles import Titles
from daraevidence.layout.tables.words import nested_words

__all__ = ["Region", "caption_below", "closed_lines", "is_value", "regions"]

_UP = 60
_GAP = 12


class Region(NamedTuple):
    """Lines of a table without blank ones; ``first`` and ``last`` are line numbers of the whole, ``last`` not included.

    ``lines`` begin below the title. ``sure``: the title is captioned, named in prose or cited. ``title`` is empty for a
    table without one.
    """

    title: Cell
    citations: tuple[Cell, ...]
    sure: bool
    lines: tuple[Line, ...]
    first: int
    last: int


def is_value(line: Line) -> bool:
    """Whether a line looks like a cell with a figure, rather than like a label."""
    return line.kind == "text" and not line.indent and not line.head and stands_as_figure(line.text)


def regions(page: Page, titles: Titles, closed: list[bool]) -> Iterator[Region]:
    """Stretches of lines that may be tables, in order; ``closed`` lines are left out."""
    lines = page.lines
    floor = place = 0
    while place < len(lines):
        if closed[place] or not is_value(lines[place]) or _heads(lines, place, titles):
            words = _of_words(lines, place, closed, titles)
            if words:
                yield words
                floor = words.last
            place = max(place + 1, floor)
            continue
        end = _end(lines, place, closed, titles)
        start, title, citations, sure = _start(lines, place, floor, closed, titles)
        begin = title.end + 1 if title.text else lines[start].start
        after = end
        if not title.text:
            title, citations, after = caption_below(lines, end, titles)
            sure = after > end
        body = _single(tuple(line for line in lines[start:end] if not line.blank and line.start >= begin))
        if start < place and body and not closed[start]:
            yield Region(title, citations, sure, body, start, after)
        floor = place = max(after, place + 1)


def caption_below(lines: Sequence[Line], end: int, titles: Titles) -> tuple[Cell, tuple[Cell, ...], int]:
    """The caption that stands below a table without a title, and the index after it; it is not the next table's.

    Behind it stand an empty line, the notes of the table, or nothing.
    """
    place = end + 1 if end < len(lines) and lines[end].blank else end
    if place < len(lines) and titles.captioned(lines[place]):
        found, after = titles.read(lines[place]), place + 1
        noted = after < len(lines) and (lines[after].kind == "abbreviations" or is_footnote(lines, after))
        ends = noted or after == len(lines) or lines[after].blank
        ahead = [line for line in lines[after : place + 12] if not line.blank][:5]
        body = any(is_value(line) or is_size(line.text) for line in ahead) or (ahead and is_stub(ahead[0].text))
        if found and ends and (noted or not (body or _in_columns(lines, after))):
            return found[0], found[1], after
    at = lines[min(end, len(lines) - 1)].start
    return Cell("", at, at), (), end


def _in_columns(lines: Sequence[Line], place: int) -> bool:
    """Whether lines of text, not parted by an empty one, stand below: those of a table, and no paragraph or heading."""
    while place < len(lines) and lines[place].blank:
        place += 1
    run = [line.kind for line in lines[place : place + 3]]
    return run == ["text"] * 3 or run[:1] == ["rule"]


def _single(body: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a table that is printed with an empty line after every line, numbered as if it had none."""
    if len(body) < 6 or sum(b.number - a.number == 1 for a, b in pairwise(body)) > 0.1 * len(body):
        return body
    return tuple(line._replace(number=i) for i, line in enumerate(body))


def _heads(lines: list[Line], place: int, titles: Titles) -> bool:
    """Whether a line that could be a cell is the title above a header: ``Outcomes at Week 8 [4]``."""
    if place + 1 >= len(lines) or not lines[place].text[0].isalpha() or not (place == 0 or lines[place - 1].blank):
        return False
    return is_stub(lines[place + 1].text) and titles.read(lines[place]) is not None


def _of_words(lines: list[Line], place: int, closed: list[bool], titles: Titles) -> Region | None:
    """A table without figures: a sure title, the name of the label column under it, and lines up to an empty one."""
    if place + 6 > len(lines) or closed[place] or lines[place].blank or not is_stub(lines[place + 1].text):
        return None
    found = titles.read(lines[place])
    after = place + 1
    while found and after < len(lines) and not closed[after] and not lines[after].blank and after - place < 300:
        if is_value(lines[after]):
            return None
        if is_footnote(lines, after):
            break
        after += 1
    if not found or after - place < 7:
        return None
    indented = any(line.indent for line in lines[place + 1 : after])
    if indented and nested_words(lines[place + 1 : after]) is None:
        return None
    figures = not indented and any(is_value(line) for line in lines[after : after + 6])
    if figures and (after == len(lines) or lines[after].blank):
        return None
    return Region(found[0], found[1], True, tuple(lines[place + 1 : after]), place, after)


def closed_lines(lines: list[Line], taken: list[tuple[int, int]]) -> list[bool]:
    """Lines that no table of this kind holds: bullets with what they wrap onto, prose, rules, notes, and taken ones."""
    closed = [line.kind in ("bullet", "prose", "abbreviations", "rule") for line in lines]
    for start, end in taken:
        closed[start:end] = [True] * (end - start)
    bullet = -1
    for line in lines:
        if line.kind == "bullet":
            bullet = line.indent
        elif line.blank or line.indent <= bullet:
            bullet = -1
        elif bullet >= 0:
            closed[line.number] = True
    return closed


def _end(lines: list[Line], seed: int, closed: list[bool], titles: Titles) -> int:
    """The index after the last line of the table with a cell at ``seed``."""
    last = seed
    place = seed + 1
    while place < len(lines) and not closed[place] and place - last <= _GAP:
        line = lines[place]
        if line.blank:
            if place + 1 >= len(lines) or lines[place + 1].blank or not _goes_on(lines, place + 1, closed, titles):
                return _tail(lines, last + 1, closed, _rest(lines, seed, last))
        elif is_value(line):
            last = place
        elif is_footnote(lines, place) or _opens_table(lines, place, titles):
            break
        elif line.text[0] in "([" and place == last + 1 and not line.indent:
            last = place
        place += 1
    notes = place < len(lines) and (lines[place].kind == "abbreviations" or is_footnote(lines, place))
    if notes and not any(line.blank for line in lines[last + 1 : place]):
        return place
    return _tail(lines, last + 1, closed, _rest(lines, seed, last))


def _rest(lines: list[Line], first: int, last: int) -> int:
    """How many words belong to the last row behind its figure, where figures come in steps: ``Limit``, ``<5``, ``Reduce``."""
    figures = [place for place in range(first, last + 1) if is_value(lines[place])]
    steps = {after - before for before, after in pairwise(figures)}
    return steps.pop() - 2 if len(figures) > 2 and len(steps) == 1 else 0


def _tail(lines: list[Line], place: int, closed: list[bool], rest: int) -> int:
    """Where the table ends when rows of words stand below its last figure: some lines, or what to do, before an empty one.

    ``rest``: how many lines the last row lacks.
    """
    after = place
    while after < len(lines) and not lines[after].blank and not closed[after] and after - place < 8:
        after += 1
    ends = after == len(lines) or lines[after].blank
    told = after - place == 1 and is_instruction(lines[place].text)
    return after if ends and (told or 2 <= after - place <= 6 or 0 < after - place == rest) else place


def _goes_on(lines: list[Line], place: int, closed: list[bool], titles: Titles) -> bool:
    """Whether a table goes on after an empty line: figures follow soon, and no title or header of another table."""
    if closed[place] or _opens_table(lines, place, titles) or _ends(lines[place].text):
        return False
    for ahead in lines[place : place + 5]:
        if closed[ahead.number] or is_footnote(lines, ahead.number):
            return False
        if is_value(ahead):
            return True
    return False


def _ends(text: str) -> bool:
    """Whether a line is the heading of what no table goes on with: the references, or what is said about sources."""
    heading = common_heading(text)
    return heading is not None and heading.role in ("references", "search")


def _opens_table(lines: list[Line], place: int, titles: Titles) -> bool:
    """Whether a line is the title of another table."""
    line = lines[place]
    if line.indent or is_value(line) or place + 1 >= len(lines):
        return False
    ahead = lines[place + 1]
    if ahead.blank or is_value(ahead):
        return False
    header = not ahead.indent and (is_stub(ahead.text) or is_size(ahead.text))
    fresh = place == 0 or lines[place - 1].blank
    return (header and (fresh or titles.read(line) is not None)) or (fresh and titles.read(line) is not None)


def _start(
    lines: list[Line], seed: int, floor: int, closed: list[bool], titles: Titles
) -> tuple[int, Cell, tuple[Cell, ...], bool]:
    """The first line of the table with its first cell at ``seed``, its title and citations, and whether the title is sure."""
    top = seed
    while (
        top > max(floor, seed - _UP) and not closed[top - 1] and not (lines[top - 1].blank and lines[top - 2].blank and top > 1)
    ):
        top -= 1
    for place in range(seed - 1, top - 1, -1):
        line = lines[place]
        if line.blank or (is_value(line) and not _heads(lines, place, titles)):
            continue
        found = titles.read(line)
        begin = place
        while begin > top and titles.goes_on(lines[begin - 1], lines[begin]):
            begin -= 1
        if found and (begin == 0 or lines[begin - 1].blank or closed[begin - 1] or begin in (floor, top)):
            return begin, *titles.plain(titles.whole(lines[begin:seed])), True
    first = seed
    while first > top:
        above = lines[first - 1]
        # an empty line stands inside a header after a size, and above the first cell after a label of several lines
        inside = first == seed or (first - 2 >= top and _header_ends(lines[first - 2]) and not is_stub(lines[first].text))
        if above.blank and not inside:
            break
        first -= 1
    while first < seed and lines[first].blank:
        first += 1
    stub = _double_spaced(lines, seed, top) if first >= seed - 4 else None
    if stub is not None:
        title, citations = titles.plain(lines[stub - 2])
        return stub - 2, title, citations, False
    empty = Cell("", lines[first].start, lines[first].start)
    heads = [line for line in lines[first:seed] if not line.blank]
    named = bool(heads) and is_stub(heads[0].text) and not (len(heads) > 3 and is_stub(heads[1].text))
    if len(heads) < 3 or named or heads[0].indent or is_size(heads[1].text):
        apart = _apart(lines, first, floor, closed) if named or (len(heads) > 1 and is_size(heads[1].text)) else None
        if apart is None:
            return first, empty, (), False
        title, citations = titles.plain(lines[apart])
        return apart, title, citations, False
    title, citations = titles.plain(titles.whole(heads))
    return first, title, citations, False


def _apart(lines: list[Line], first: int, floor: int, closed: list[bool]) -> int | None:
    """The title that an empty line parts from the header: a line by itself of some words, no sentence and no common heading."""
    place = first - 2
    if place < floor or not lines[first - 1].blank or (place and not lines[place - 1].blank) or closed[place]:
        return None
    line = lines[place]
    words = line.text.count(" ") + 1
    if line.blank or line.indent or words < 4 or len(line.text) > 200 or line.text[-1] in ".,;:?!" or is_value(line):
        return None
    return place if common_heading(line.text) is None and line.text[0].isupper() else None


def _double_spaced(lines: list[Line], seed: int, top: int) -> int | None:
    """The name of the label column above a first cell, where an empty line follows every line, the title too."""
    if seed + 5 >= len(lines) or not all(lines[place].blank for place in (seed + 1, seed + 3, seed + 5)):
        return None
    for place in range(seed - 2, max(top, seed - 40), -2):
        if lines[place].blank or not lines[place - 1].blank:
            return None
        if is_stub(lines[place].text) and place - 2 >= top and not lines[place - 2].blank:
            return place
    return None


def _header_ends(line: Line) -> bool:
    """Whether a line above an empty one may end a header: the size of a group, with a note's letter; no sentence."""
    noted = line.text[-2:-1] == ")" and line.text[-1] not in ".,;:?!"
    return line.text.endswith((")", "]")) or is_size(line.text) or noted
