"""Headers whose names single spaces part: cut into columns where sizes, known names, and what comes again show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from math import comb
from typing import NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.layout.tables.headers import is_size, is_stub
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.single_rows import Piece

__all__ = ["KNOWN", "Names", "named", "read_names", "statistics_behind", "stub_of"]

_RATIO = (
    r"(?:adjusted )?(?:hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|hr|or|rr|(?:mean |risk )?difference)"
    r"(?:,? ?[(\[]?95% ?ci[)\]]?)?"
)
_P = r"p(?:[- ]?values?)?"
_TEST = compiled(rf"(?i)(?:{_RATIO}|{_P}|(?:{_RATIO})(?: or |/| / |; )(?:{_P})) ?[a-z*†]?$")
#: what the cells are: names of columns that any table may have
KNOWN = compiled(
    r"(?i)(?:total|overall|all(?: patients)?|(?:any|all) grades?|grades? ?[≥>]?\s?\d(?:(?:[-–/]| or )\d)?|"
    r"(?:n|no\.|number)(?: ?/ ?N)? ?[(\[]%[)\]]|n/N|%|n|(?:median|mean)(?: [(\[±][^()\[\]]+[)\]]?)?|"
    r"(?:assigned |\d+ )?points?(?: (?:assigned|awarded))?|scores?|95% ?CI|n \(%\)) ?[*†]?$"
)
_CONTENT = compiled(r"(?:n|No\.)(?:/N)? ?[(\[]%[)\]]|n/N|%|n(?=\s|$)")
_SIZE = compiled(r"[(\[]?\s?\b[nN]\s?=\s?\d[\d,]*(?:\s?[)\]])?[a-z*†‡]?(?=\s|$)")
#: words within a name, and those that end one only
_JOINTS = frozenset(
    ("+", "plus", "and", "with", "&", "or", "vs", "vs.", "of", "per", "for", "in", "to", "at", "/", "-", "–", "±")
)
_UNITS = frozenset(("mg", "mcg", "g", "kg", "mg/kg", "mg/m2", "IU", "mL", "months", "weeks", "days", "years"))
#: what ends the name of a group, and is none by itself
_KIND = compiled(r"(?i)(?:combination|group|arm|regimen|therapy|treatment|cohort|care|support|patients|dose)s?$")
_MOST = 4000
#: Of two ways to cut a header, the better is by so much better, or none is sure.
_SURE, _TOLD = 0.7, 0.3
#: what the cells are, behind the name of the labels: ``Adverse event, n (%)``
_COUNTED = compiled(r"(?:,? (?:n|N|No\.)(?:/N)?(?=\s|$))?(?:,? [(\[]%[)\]])?(?=\s|$)")

_Pieces: TypeAlias = "tuple[Piece, ...]"


class Names(NamedTuple):
    """The name of the labels, if it is printed, the paths of the columns, and whether the header can be cut in one way only."""

    stub: Piece | None
    paths: tuple[_Pieces, ...]
    sure: bool


def words_of(line: Line, begin: int = 0) -> list[Piece]:
    """The words of a line from a place on."""
    return (
        [
            Piece(match[0], line.start + match.start(), line.start + match.end())
            for match in re.finditer(r"\S+", line.text[begin:])
        ]
        if not begin
        else [word for word in words_of(line) if word.start >= line.start + begin]
    )


def _between(line: Line, words: Sequence[Piece]) -> Piece:
    """The stretch of a line from the first to the last of some words."""
    text = line.text[words[0].start - line.start : words[-1].end - line.start]
    bare = text.rstrip(",")
    return Piece(bare, words[0].start, words[-1].end - len(text) + len(bare))


def stub_of(line: Line) -> Piece | None:
    """The words at the beginning of a header line that name the column of labels, as many as do."""
    return next(_stubs(line), None)


def _stubs(line: Line) -> Iterator[Piece]:
    """The first words of a line that may name the labels, the most words first: ``Outcome group``, ``Outcome``."""
    words = line.text.split()
    for count in range(min(4, len(words)), 0, -1):
        text = " ".join(words[:count]).rstrip(",")
        if is_stub(text) and line.text.startswith(text) and not any(sign in text for sign in ",(%="):
            counted = _COUNTED.match(line.text, len(text))
            text = line.text[: counted.end()] if counted is not None else text
            yield Piece(text.rstrip(","), line.start, line.start + len(text.rstrip(",")))


def named(line: Line) -> bool:
    """Whether a line is only the name of the labels."""
    own = stub_of(line)
    return own is not None and len(own.text) == len(line.text)


#: what the columns are, above all of them: ``Characteristic Treatment group``
_GROUPS = compiled(r"(?i)\s(?:(?:treatment|study|patient)s?\s)?(?:groups?|arms?|treatments?|cohorts?)$")


def _over_groups(line: Line) -> Piece | None:
    """The name of the labels, where behind it on its line stands but what the columns are."""
    match = _GROUPS.search(line.text)
    return next((stub for stub in _stubs(line) if match is not None and len(stub.text) == match.start()), None)


def statistics_behind(names: Names) -> int:
    """How many of the last columns hold tests or ratios of the groups before them."""
    count = 0
    for path in reversed(names.paths):
        if not _TEST.match(path[-1].text):
            break
        count += 1
    return count


def read_names(page: Page, lines: Sequence[Line], columns: int) -> Names | None:
    """The header of so many columns from one to three lines, or ``None`` where they are no header or cannot be cut."""
    first, *rest = lines
    over = _over_groups(first)
    if over is not None and len(rest) == 1:
        own = _bare(page, rest[0], columns)
        return own._replace(stub=over) if own is not None and all(_SIZE.search(path[0].text) for path in own.paths) else None
    if rest and named(first):
        other = stub_of(rest[0])
        # "Group" in "Group A Group B" names no labels
        if other is None or rest[0].text.count(other.text) > 1:
            own = _read(page, rest, columns, _bare)
            return own._replace(stub=stub_of(first)) if own is not None else None
    return _read(page, lines, columns, _single)


#: How the names of one line are cut: with that of the labels before them, or without.
_Way: TypeAlias = "Callable[[Page, Line, int], Names | None]"


def _read(page: Page, lines: Sequence[Line], columns: int, way: _Way) -> Names | None:
    """The names of one line or two."""
    if len(lines) == 1:
        return way(page, lines[0], columns)
    for joined in (_with_sizes, _with_contents, _over) if len(lines) == 2 else ():
        found = joined(page, lines[0], lines[1], columns, way)
        if found is not None:
            return found
    return None


def _single(page: Page, line: Line, columns: int) -> Names | None:
    """The names of a header of one line."""
    stubs = list(_stubs(line))
    ways = [(cut, stub) for stub in stubs if (cut := _cut(page, line, len(stub.text), columns)) is not None]
    if ways:
        best, stub = max(ways, key=lambda way: way[0].merit)
        return Names(stub, tuple((piece,) for piece in best.pieces), best.sure)
    cut = _cut(page, line, 0, columns) if not stubs else None
    if cut is not None and all(_SIZE.search(piece.text) for piece in cut.pieces):
        return Names(None, tuple((piece,) for piece in cut.pieces), cut.sure)
    cut = _cut(page, line, 0, columns + 1) if not stubs and columns > 1 else None
    if cut is None or not cut.sure:
        return None
    # a name of labels that no one knows: sizes tell the columns behind it, or known names, or all are of one word
    known = all(KNOWN.match(piece.text) for piece in cut.pieces[1:])
    if not (known or _alike(cut.pieces[1:]) or all(" " not in piece.text for piece in cut.pieces)):
        return None
    return Names(cut.pieces[0], tuple((piece,) for piece in cut.pieces[1:]), True)


def _with_sizes(page: Page, top: Line, low: Line, columns: int, way: _Way) -> Names | None:
    """Names above the sizes of their groups: ``Characteristic Nivetan Placebo P value`` above ``(n=80) (n=79)``."""
    sizes = [Piece(match[0], low.start + match.start(), low.start + match.end()) for match in _SIZE.finditer(low.text)]
    if not sizes or "".join(low.text.split()) != "".join("".join(size.text.split()) for size in sizes) or len(sizes) > columns:
        return None
    upper = way(page, top, columns)
    if upper is None or any(_SIZE.search(path[0].text) for path in upper.paths):
        return None
    if len(sizes) < columns - statistics_behind(upper):
        return None
    paths = [(Piece(f"{path[0].text} {size.text}", path[0].start, size.end),) for path, size in zip(upper.paths, sizes)]
    return upper._replace(paths=(*paths, *upper.paths[len(sizes) :]))


def _with_contents(page: Page, top: Line, low: Line, columns: int, way: _Way) -> Names | None:
    """Names above what their cells are: ``Event Nivetan Placebo`` above ``n (%) n (%)``."""
    found = [Piece(match[0], low.start + match.start(), low.start + match.end()) for match in _CONTENT.finditer(low.text)]
    if len(found) != columns or "".join(low.text.split()) != "".join("".join(piece.text.split()) for piece in found):
        return None
    upper = way(page, top, columns)
    return upper._replace(paths=tuple((*path, own) for path, own in zip(upper.paths, found))) if upper is not None else None


def _over(page: Page, top: Line, low: Line, columns: int, way: _Way) -> Names | None:
    """Groups above names that come again below each: ``Nivetan (n=80) Placebo (n=79)``, ``Event Mild Severe Mild Severe``."""
    lower = way(page, low, columns) or (_bare(page, low, columns) if stub_of(top) is not None else None)
    if lower is None or any(len(path) > 1 or _SIZE.search(path[0].text) for path in lower.paths):
        return None
    single = columns - statistics_behind(lower)
    names = [path[0].text for path in lower.paths[:single]]
    stub = stub_of(top) if lower.stub is None and way is _single else None
    begin = len(stub.text) if stub is not None else 0
    for groups in range(single // 2, 0, -1):
        period = single // groups
        if period * groups != single or names != names[:period] * groups:
            continue
        cut = _cut(page, top, begin, groups)
        if cut is None or (groups == 1 and not _SIZE.search(cut.pieces[0].text)):
            continue
        paths = [(cut.pieces[i // period], path[0]) for i, path in enumerate(lower.paths[:single])]
        return Names(lower.stub or stub, (*paths, *lower.paths[single:]), lower.sure and cut.sure)
    return None


def _bare(page: Page, line: Line, columns: int) -> Names | None:
    """A header line without the name of the labels, which stands on the line above."""
    cut = _cut(page, line, 0, columns)
    return Names(None, tuple((piece,) for piece in cut.pieces), cut.sure) if cut is not None else None


class _Cut(NamedTuple):
    """The names of the columns, how well they go together, and whether no other way to cut the line is nearly as good."""

    pieces: _Pieces
    merit: float
    sure: bool


def _cut(page: Page, line: Line, begin: int, columns: int) -> _Cut | None:
    """The names of so many columns from a place of a line on, if they are told."""
    words = words_of(line, begin)
    if not columns <= len(words) <= 12 * columns:
        return None
    forced, free = _places(line, words)
    need = columns - 1 - len(forced)
    if need < 0 or need > len(free) or comb(len(free), need) > _MOST:
        return None
    ranked: list[tuple[float, _Pieces]] = []
    folded = page.folded if need and len(free) > need else ""
    for chosen in combinations(free, need):
        bounds = [0, *sorted((*forced, *chosen)), len(words)]
        pieces = tuple(_between(line, words[a:b]) for a, b in pairwise(bounds))
        ranked.append((_merit(pieces, folded, line), pieces))
    ranked.sort(key=lambda found: -found[0])
    if columns == 1 and len(words) > 6 and not _SIZE.search(line.text):
        return None
    margin = ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 9.0
    return _Cut(ranked[0][1], ranked[0][0], margin >= _SURE) if margin >= _TOLD else None


def _places(line: Line, words: Sequence[Piece]) -> tuple[list[int], list[int]]:
    """Before which words a column must begin, behind the size of a group, and before which it may."""
    sizes = [(line.start + match.start(), line.start + match.end()) for match in _SIZE.finditer(line.text)]
    ends = {end for _, end in sizes}
    forced, free, depth = [], [], 0
    for i, (before, word) in enumerate(pairwise(words), 1):
        depth += sum(before.text.count(sign) for sign in "([") - sum(before.text.count(sign) for sign in ")]")
        if depth > 0 or any(start <= word.start < end for start, end in sizes):
            continue
        if before.end in ends:
            forced.append(i)
        elif _begins(before.text, word.text):
            free.append(i)
    return forced, free


def _begins(before: str, word: str) -> bool:
    """Whether a name may begin with a word behind another."""
    if word.lower() in _JOINTS or before.lower() in _JOINTS or word in _UNITS or before[-1] in "/+-–,=":
        return False
    if word[0] in "([)]=±" or word[:2] in ("n=", "N=") or (word[0] == "%" and len(word) > 1) or before in ("<", ">", "≤", "≥"):
        return False
    return not word[0].islower() or word in ("p", "p-value", "sCR", "n") or (word[1:2].isupper() or word[1:2] == "-")


def _merit(pieces: _Pieces, folded: str, line: Line) -> float:
    """How well the names of columns go together, and with the rest of the text."""
    groups = [piece.text for piece in pieces if not _TEST.match(piece.text)]
    merit = 1.0 * sum(bool(KNOWN.match(text)) for text in groups) + 1.0 * (len(pieces) - len(groups))
    merit -= 1.5 * sum(bool(_TEST.match(piece.text)) for piece in pieces[:1] if len(pieces) > 1)
    if len(groups) > 1:
        merit += 2.0 * _alike_at(groups, -1) + 1.5 * _alike_at(groups, 0)
        shapes = {tuple(_kind(word) for word in text.split()) for text in groups}
        merit += 0.8 * (len(shapes) == 1)
        merit += 1.0 * any(groups == groups[:k] * (len(groups) // k) for k in range(1, len(groups) // 2 + 1))
    merit -= 1.0 * sum(text[0].isdigit() for text in groups) + 0.5 * sum(bool(_KIND.match(text)) for text in groups)
    if folded:
        for text in {text.lower() for text in groups if len(text) > 2}:
            merit += 0.5 * (folded.count(text) > line.text.lower().count(text))
        for a, b in pairwise(pieces):
            joined = f"{a.text.split()[-1]} {b.text.split()[0]}".lower()
            merit -= 0.8 * (folded.count(joined) > line.text.lower().count(joined))
    return merit


def _alike_at(texts: Sequence[str], place: int) -> bool:
    """Whether all names have the same first or last word and others beside it."""
    words = [text.split() for text in texts]
    return all(len(own) > 1 for own in words) and len({own[place] for own in words}) == 1


def _alike(pieces: _Pieces) -> bool:
    """Whether names are sized, or alike in their first or last word."""
    texts = [piece.text for piece in pieces]
    return all(map(_sized, texts)) or (len(texts) > 1 and (_alike_at(texts, 0) or _alike_at(texts, -1)))


def _sized(text: str) -> bool:
    return bool(_SIZE.search(text)) and not is_size(text)


def _kind(word: str) -> str:
    return "figure" if word[0].isdigit() else "bracket" if word[0] in "([" else "capital" if word[0].isupper() else "word"
