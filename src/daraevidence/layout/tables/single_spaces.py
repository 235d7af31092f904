"""Tables printed one row per line with single spaces between the columns: header and figures tell where these are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.document import Cell, GridRow
from daraevidence.layout.tables.headers import is_size, is_stub, stands_alone
from daraevidence.layout.tables.lines import Line, Page
from daraevidence.layout.tables.spaced_grid import Found

__all__ = ["read_run"]

_FIGURE = re.compile(
    r"(?:[<>≤≥~=]{0,2}\s?[-−–+]?(?:\d[\d,]*(?:[.·]\d+)?|\.\d+)%?(?:(?:[-–/]|\s(?:[-–/]|to)\s|\s?±\s?)\d[\d,.]*%?)?|NR|NE|NA|"
    rf"N/A|[-–—](?=\s|$)|Not (?:reached|reported))(?:\s?(?:{TIME_UNITS}|mg(?:/\w+)?|(?:/|per )\s?(?:100 )?(?:patient-|"
    r"person-)?(?:y|yrs?|years?|PY|months?))\b)?(?:\s?[(\[][^()\[\]]*[)\]])*(?=\s|$)"
)
#: How a row's label begins: with a letter, ``12-week …``, ``≥2 …``
_LABEL = re.compile(r"[^\W\d_]|\d{1,3}-[a-z]|[<>≤≥]\s?\d")
_TAIL = re.compile(
    r"(?i)(?<=\s)((?:p[- ]?values?|p|(?:hazard ratio|odds ratio|relative risk|risk ratio|rate ratio|"
    r"hr|or|rr|(?:mean |risk )?difference)"
    r"(?:,? ?[(\[]?95% ?ci[)\]]?)?)(?: ?[a-z*†])?)$"
)
_WORDS = re.compile(r"[A-Z][^\s\d()\[\]]*(?: [a-z][^\s\d()\[\]]*){0,3}(?:\s?[(\[][^()\[\]]*[)\]])*(?=\s|$)")
_BROKEN = re.compile(r"[;:?!]|[a-z]\.(?:\s|$)|,$")


class _Piece(NamedTuple):
    text: str
    start: int
    end: int


def _cell(piece: _Piece) -> Cell:
    return Cell(" ".join(piece.text.split()), piece.start, piece.end)


def read_run(page: Page, run: Sequence[Line]) -> Found | None:
    """Columns by single spaces: every row ends in the same number of figures or marked words, and the header can be divided."""
    scored = _scored(run)
    if scored is not None:
        return scored
    for first in range(min(3, len(run) - 2)):
        if _row(run[first]) is not None:
            continue
        counts = Counter(len(parsed[1]) for line in run[first + 1 : first + 40] if (parsed := _row(line)))
        if not counts:
            return None
        columns = max(counts, key=lambda count: (counts[count], count))
        rows = _rows(run[first + 1 :], columns)
        if sum(bool(cells) for _, _, cells in rows) < 2 or columns < 2:
            continue
        after = first + 1 + len(rows)
        if after < len(run) and not run[after].text[0].isupper():
            return None
        head, sure = _sized_header(run[first], columns) or _header(run[first], columns), True
        if head is None:
            head, sure = _tailed(page, run[first], columns) or _divided(page, run[first], columns), False
        if head is None:
            continue
        reasons = ["columns by single spaces"]
        if after < len(run):
            reasons.append("lines below the last row were not understood")
        if not sure:
            reasons.append("words of the header divided by what stands together elsewhere")
        upper = _upper(run[first - 1], head[1:]) if first else None
        named = _stub_above(run[first - 1]) if first and not head[0].text else None
        if named is not None:
            head[0] = named
        over = [(_cell(piece),) for piece in upper] if upper is not None else [()] * columns
        if any(not cells for _, _, cells in rows):
            reasons.append("rows without values taken as parents")
        confidence = min(0.8 if after == len(run) else 0.6, 0.8 if sure else 0.5)
        top = run[first - 1] if named is not None or upper is not None else run[first]
        return Found(
            top.number,
            run[after - 1].number,
            top.start,
            _cell(head[0]),
            tuple((*above, _cell(p)) for above, p in zip(over, head[1:])),
            _nested(rows, columns),
            confidence,
            tuple(reasons),
        )
    return None


_Row: TypeAlias = "tuple[Line, _Piece, list[_Piece]]"


def _rows(lines: Sequence[Line], columns: int) -> list[_Row]:
    """The first of some lines that are rows, each with its label and cells; a heading above rows has no cells."""
    rows: list[_Row] = []
    for line, following in zip(lines, [*lines[1:], None]):
        parsed = _row(line)
        if parsed is None or len(parsed[1]) != columns:
            parsed = _row_of_words(line, columns)
        if parsed is None and following is not None and _heads_rows(line, following, columns):
            parsed = _Piece(line.text, line.start, line.end), []
        if parsed is None:
            break
        rows.append((line, *parsed))
    return rows


def _heads_rows(line: Line, following: Line, columns: int) -> bool:
    """Whether a line is a heading between rows: some words without a figure, above a row."""
    if len(line.text) > 80 or not line.text[0].isupper() or line.text[-1] in ".,;" or _row(line) is not None:
        return False
    parsed = _row(following)
    return parsed is not None and len(parsed[1]) == columns and not _ANY_SIZE.search(line.text)


def _nested(rows: Sequence[_Row], columns: int) -> tuple[GridRow, ...]:
    """Rows below their headings: as far as they stand further in, else all up to the next heading."""
    inner = any(line.indent > rows[0][0].indent for line, _, cells in rows if cells)
    found: list[GridRow] = []
    parent: tuple[Line, Cell] | None = None
    for line, label, cells in rows:
        own = _cell(label)
        if parent is not None and (not cells or (inner and line.indent <= parent[0].indent)):
            parent = None
        filled = tuple(_cell(cell) for cell in cells) or (Cell("", line.end, line.end),) * columns
        found.append(GridRow((parent[1], own) if parent is not None else (own,), filled))
        if not cells:
            parent = line, own
    return tuple(found)


_ANY_SIZE = compiled(r"[(\[]?\s?\b[nN]\s?=\s?\d[\d,]*\s?[)\]]?[a-z*†‡]?(?=\s|$)")


def _sized_header(line: Line, count: int) -> list[_Piece] | None:
    """A header whose columns each end with the size of their group, before one of P values or none: ``Placebo n = 133``."""
    ends = [match.end() for match in _ANY_SIZE.finditer(line.text)]
    tail = line.text[ends[-1] :].strip() if ends else ""
    if len(ends) + bool(tail) != count or count < 2 or (tail and not stands_alone(tail)):
        return None
    ends += [len(line.text)] if tail else []
    label = _stub_above(line)
    begin = len(label.text) if label is not None else 0
    pieces = [label or _Piece("", line.start, line.start)]
    for start, end in pairwise([begin, *ends]):
        text = line.text[start:end].strip()
        if not tail and is_size(text):
            return None
        place = line.start + line.text.index(text, start)
        pieces.append(_Piece(text, place, place + len(text)))
    return pieces


def _upper(line: Line, lower: Sequence[_Piece]) -> list[_Piece] | None:
    """The groups in the line above a header whose names come again below each of them: one for each column."""
    names = [piece.text for piece in lower]
    for groups in range(2, len(lower) // 2 + 1):
        period = len(lower) // groups
        if period * groups == len(lower) and names == names[:period] * groups:
            tops = _sized_header(line, groups)
            if tops is not None:
                return [top for top in tops[1:] for _ in range(period)]
    return None


_POINTS = re.compile(r"(?i)(?P<stub>\S.{0,60}?)\s(?P<worth>(?:assigned )?points?(?: (?:assigned|awarded))?|score)")
_ITEM = re.compile(r"(?P<label>[^\W\d_][^:;?!]{2,90}?)\s(?P<worth>[+-]?\d{1,2}(?:\.5)?)")


def _scored(run: Sequence[Line]) -> Found | None:
    """The items of a score with but their points beside them: ``Risk factor Points`` above ``Age ≥65 years 2``."""
    head = _POINTS.fullmatch(run[0].text)
    if head is None or not is_stub(head["stub"]):
        return None
    items = [(line, match) for line in run[1:] if (match := _ITEM.fullmatch(line.text)) is not None]
    if len(items) < 2 or len(items) < len(run) - 1:
        return None
    rows: list[_Row] = [(line, _part(line, match, "label"), [_part(line, match, "worth")]) for line, match in items]
    stub, worth = _part(run[0], head, "stub"), _part(run[0], head, "worth")
    top, last = run[0], items[-1][0].number
    columns = ((_cell(worth),),)
    return Found(top.number, last, top.start, _cell(stub), columns, _nested(rows, 1), 0.8, ("columns by single spaces",))


def _part(line: Line, match: re.Match[str], name: str) -> _Piece:
    return _Piece(match[name], line.start + match.start(name), line.start + match.end(name))


#: what the cells are, behind the name of the labels: ``Adverse event, n (%)``
_COUNTED = re.compile(r"(?:,? (?:n|N|No\.)(?:/N)?(?=\s))?(?:,? [(\[]%[)\]])?(?=\s)")


def _stub_above(line: Line) -> _Piece | None:
    """The words at the beginning of a header line that name the column of labels."""
    words = line.text.split()
    for count in range(min(3, len(words) - 1), 0, -1):
        text = " ".join(words[:count]).rstrip(",")
        if is_stub(text) and line.text.startswith(text):
            counted = _COUNTED.match(line.text, len(text))
            text = line.text[: counted.end()] if counted is not None else text
            return _Piece(text, line.start, line.start + len(text))
    return None


_AFTER_BRACKET = re.compile(r"[)\]] (?=\S)")


def _row_of_words(line: Line, columns: int) -> tuple[_Piece, list[_Piece]] | None:
    """Label and cells of a row whose first cell is in words, behind a label in brackets: ``Rash (any) None [2] 3%``."""
    if len(line.text) > 200 or not line.text[0].isalpha() or len(_ANY_SIZE.findall(line.text)) > 1:
        return None
    for match in _AFTER_BRACKET.finditer(line.text):
        cells = _cells(line, match.end())
        if cells and len(cells) == columns:
            return _Piece(line.text[: match.start() + 1], line.start, line.start + match.start() + 1), cells
    return None


_BRACKETED = compiled(r"[(\[][^()\[\]]*[)\]]")


_BRACKETS_AND_STARTS = re.compile(r"[(\[]|[)\]]|(?<=\s)\S")


def _row(line: Line) -> tuple[_Piece, list[_Piece]] | None:
    """Label and cells of a row such as ``Nausea (any grade) 12 (34%) 8 (21%)`` or ``Fatigue 31% [4] Common [2]``."""
    text = line.text
    if len(text) > 200 or not _LABEL.match(text) or ("=" in text and len(_ANY_SIZE.findall(text)) > 1):
        return None
    if _BROKEN.search(_BRACKETED.sub("", text) if "(" in text or "[" in text else text):
        return None
    depth = 0
    for match in _BRACKETS_AND_STARTS.finditer(text):
        depth += (match[0] in "([") - (match[0] in ")]")
        if depth > (match[0] in "([") or not _FIGURE.match(text, match.start()):
            continue
        cells = _cells(line, match.start())
        if cells:
            label = text[: match.start()].rstrip()
            return _Piece(label, line.start, line.start + len(label)), cells
        return None
    return None


def _cells(line: Line, place: int) -> list[_Piece] | None:
    """The cells from a place to the line's end, or ``None`` where something else stands there."""
    cells: list[_Piece] = []
    while place < len(line.text):
        match = _FIGURE.match(line.text, place) or _WORDS.match(line.text, place)
        if not match or match.end() == place:
            return None
        cells.append(_Piece(match[0], line.start + place, line.start + match.end()))
        place = match.end()
        while place < len(line.text) and line.text[place] == " ":
            place += 1
    return cells


def _pieces(line: Line) -> list[_Piece]:
    """The words of a line."""
    return [_Piece(match[0], line.start + match.start(), line.start + match.end()) for match in re.finditer(r"\S+", line.text)]


def _between(line: Line, words: Sequence[_Piece]) -> _Piece:
    """The stretch of a line from the first to the last of some words."""
    return _Piece(line.text[words[0].start - line.start : words[-1].end - line.start], words[0].start, words[-1].end)


def _divided(page: Page, line: Line, count: int) -> list[_Piece] | None:
    """A header whose words do not divide evenly: it is cut where words stand together least often in the rest of the text."""
    stub, rest = _led_by_stub(line)
    if stub is None or not count <= len(rest) <= 3 * count or any(ch.isdigit() for ch in line.text):
        return None
    folded = page.clean[:200_000].lower()
    glue = [
        (bool({a.text, b.text} & _JOINTS), folded.count(f"{a.text} {b.text}".lower()) - 1, b.text[0].islower())
        for a, b in pairwise(rest)
    ]
    cuts = sorted(sorted(range(1, len(rest)), key=lambda i: glue[i - 1])[: count - 1])
    return [stub, *(_between(line, rest[a:b]) for a, b in pairwise([0, *cuts, len(rest)]))]


#: words within the name of a treatment
_JOINTS = frozenset(("+", "plus", "and", "with", "&", "or"))


def _led_by_stub(line: Line) -> tuple[_Piece | None, list[_Piece]]:
    """The words that name the column of labels, as many as do (``Adverse event``), and the words behind them."""
    words, stub = _pieces(line), _stub_above(line)
    return stub, words[len(stub.text.split()) :] if stub is not None else words


def _tailed(page: Page, line: Line, count: int) -> list[_Piece] | None:
    """A header that ends with columns of known names (``Difference (95% CI) P value``): the rest is divided."""
    ends: list[_Piece] = []
    text = line.text
    while len(ends) < count - 1 and (match := _TAIL.search(text)):
        ends.insert(0, _Piece(match[1], line.start + match.start(1), line.start + match.end(1)))
        text = text[: match.start(1)].rstrip()
    stub, rest = _led_by_stub(line._replace(text=text, end=line.start + len(text)))
    left = count - len(ends)
    if not ends or stub is None or not left <= len(rest) <= 4 * left:
        return None
    glue = [_glue(a.text, b.text) for a, b in pairwise(rest)]
    cuts = sorted(sorted(range(1, len(rest)), key=lambda i: glue[i - 1])[: left - 1])
    if any(glue[cut - 1] > 1 for cut in cuts):
        return None
    return [stub, *(_between(line, rest[a:b]) for a, b in pairwise([0, *cuts, len(rest)])), *ends]


def _glue(word: str, following: str) -> int:
    """How firmly two words of a header belong together: a dose to its drug, a unit to its number, small words to those before."""
    if not following[0].isupper():
        return 3
    return 0 if word in ("mg", "mcg", "g", "IU") or word[-1] == ")" or word.islower() else 1


def _header(line: Line, count: int) -> list[_Piece] | None:
    """Label header and column headers of a line: one word for each, words repeated in each, or sizes in brackets."""
    words = _pieces(line)
    for lead in range(1, min(5, len(words) - count + 1)):
        rest = words[lead:]
        if len(rest) % count:
            continue
        size = len(rest) // count
        chunks = [rest[i : i + size] for i in range(0, len(rest), size)]
        # "1 point 2 points 3 points": the last words are alike but for the plural
        ends = {chunk[-1].text.rstrip("s") for chunk in chunks}
        alike = size > 1 and 1 in (len(ends), len({chunk[0].text for chunk in chunks}))
        sized = size > 1 and all(re.match(r"[(\[]?[nN]\s?=", chunk[-1].text) for chunk in chunks)
        texts = [[word.text for word in chunk] for chunk in chunks]
        again = size > 1 and any(count % k == 0 and texts == texts[:k] * (count // k) for k in range(2, count // 2 + 1))
        named = is_stub(_between(line, words[:lead]).text)
        if (
            alike
            or sized
            or (again and named)
            or (size == 1 and (named or lead == 1) and not any(re.match(r"[(\[]", word.text) for word in words))
        ):
            return [_between(line, words[:lead]), *(_between(line, chunk) for chunk in chunks)]
    return None
