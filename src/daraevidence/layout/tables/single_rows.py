"""Rows whose cells single spaces part: a label, and behind it figures to the line's end, in every way that they can be cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.tables.lines import Line

__all__ = ["Cut", "Piece", "best_cut", "cuts_of", "shape_of"]

_VALUE = compiled(r"[<>≤≥~=]{0,2}\s?[-−–+]?(?:\d[\d,]*(?:[.·]\d+)?|\.\d+)%?(?=[\s\-–/(\[]|$)")
#: what stands for a figure that there is not; also the first limit of a grade: ``<LLN-75``
_NOTHING = compiled(
    r"(?:N[RESDC]|NA|N/A|\.{3}|…|[-–—]|Not (?:reached|reported|estimable|evaluable|available|done|applicable)|"
    r"[<>≤≥]\s?(?:LLN|ULN)(?:[-–]\d[\d.]*)?)(?=\s|$)"
)
_SECOND = compiled(r"(?:[-–/]|\s(?:[-–/]|to)\s|\s?±\s?)\d[\d,.]*%?(?=[\s(\[]|$)")
_UNIT = compiled(
    rf"\s?(?:{TIME_UNITS}|mg(?:/\w+)?|[x×]\s?(?:ULN|LLN|10\^?[\d⁰¹²³⁴-⁹]+(?:/\w+)?)|[µμ]?[a-zA-Z]{{1,5}}/(?:d|m)?L|mL/min|"
    r"(?:/|per )\s?(?:100 )?(?:patient-|person-)?(?:y|yrs?|years?|PY|months?))(?=\s|$)"
)
_BRACKET = compiled(r"\s?[(\[][^()\[\]]*[)\]](?=[\s(\[]|$)")
_WORDS = compiled(r"[A-Z][a-z][^\s\d()\[\]]*(?: [a-z][^\s\d()\[\]]*){0,3}(?:\s?[(\[][^()\[\]]*[)\]])*(?=\s|$)")
_START = compiled(r"(?:^|(?<=\s))\S")
#: a label is no sentence, and does not end with a sign or a word that wants a figure
_BROKEN = compiled(r"[;:?!]|(?<!\bNo)(?<=[a-z])\.(?:\s|$)|,$")
_WANTS = compiled(
    r"(?:[±<>≤≥=+/×(\[]|\b(?:to|vs\.?|and|or|of|than|at|least|per|about|was|were|is|the|in|after|by|from|with|without))$"
)
#: no cell of words ends like this, and it is no label by itself: a figure that goes on with it follows
_LEVEL = compiled(r"(?i)\b(?:grades?|weeks?|cycles?|days?|stage|phase|cohort|group|arm|level|part)$")
_BRACKETED = compiled(r"[(\[][^()\[\]]*[)\]]")
_LABEL = compiled(r"[^\W_]|[<>≤≥(]")
#: the sizes of groups, as a header has them: several, or one at its end
_SIZES = compiled(r"\b[nN]\s?=\s?\d[\d,]*(?:.*\b[nN]\s?=\s?\d|\s?[)\]]?[a-z*†‡]?$)")
#: the last cell holds a figure, or the sign or word that there is none
_FIGURED = compiled(r"[\d…)\]–—-]|N[A-Z/]|Not \w+$")
_LONGEST, _MOST = 200, 24

_SHAPES = (
    ("fraction", compiled(r"\d+\s?/\s?\d+")),
    ("spread", compiled(r"[^\s±]+\s?±")),
    ("interval", compiled(r"(?:[<>≤≥~]?\s?\d[^\s(\[]*|N[RE]|Not reached) ?[(\[][^\d]*[\d.]+%?\s?(?:[-–,;]|to)\s?[\d.NE]")),
    ("share", compiled(r"[<>≤≥~]?\s?\d[^\s(\[]* ?[(\[]")),
    ("percent", compiled(r"[<>≤≥~]?\s?\d[^\s]*%")),
    ("part", compiled(r"[<>≤≥=]?\s?0?[.·]\d")),
    ("figure", compiled(r"[<>≤≥]?\s?[-+]?\d")),
    ("", _NOTHING),
)


class Piece(NamedTuple):
    """A stretch of a line with its place."""

    text: str
    start: int
    end: int


class Cut(NamedTuple):
    """A way to cut a line: the label, empty where the line is cells only, and the cells."""

    label: Piece
    cells: tuple[Piece, ...]


def shape_of(text: str) -> str:
    """What kind of figure a cell is; empty where it says that there is none."""
    return next((name for name, pattern in _SHAPES if pattern.match(text)), "words")


def cuts_of(line: Line) -> list[Cut]:
    """The ways to cut a line into a label and cells, that with most cells first: ``Nausea (any grade) 12 (34%) 8 (21%)``.

    A cell of words stands behind a figure, or behind a label that ends with a bracket: ``Rash (any) None [2] 3%``.
    """
    text = line.text
    if len(text) > _LONGEST or not _FIGURED.search(text) or ("=" in text and _SIZES.search(text)):
        return []
    chains: dict[int, list[tuple[int, ...]]] = {len(text): [()]}
    found: list[Cut] = []
    for start in [match.start() for match in _START.finditer(text)][::-1]:
        ends = _ends(text, start)
        words = None if ends else _WORDS.match(text, start)
        if words is not None and not _WANTS.search(words[0]) and not _LEVEL.search(words[0]):
            ends = [words.end()]
        chains[start] = [(end, *rest) for end in ends for rest in chains.get(_next(text, end), ())][:_MOST]
        label = text[:start].rstrip()
        if not chains[start] or (words is not None and label[-1:] not in (")", "]")) or (label and not _is_label(label)):
            continue
        name = Piece(label, line.start, line.start + len(label))
        cuts = [Cut(name, _pieces(line, start, chain)) for chain in chains[start]]
        found += cuts if words is None else [cut for cut in cuts if any(shape_of(cell.text) != "words" for cell in cut.cells)]
    return sorted(found, key=lambda cut: -len(cut.cells))


def _is_label(text: str) -> bool:
    if (
        not _LABEL.match(text)
        or _LEVEL.fullmatch(text)
        or text.count("(") != text.count(")")
        or text.count("[") != text.count("]")
    ):
        return False
    return not _WANTS.search(text) and not _BROKEN.search(_BRACKETED.sub("", text) if "(" in text or "[" in text else text)


def _next(text: str, end: int) -> int:
    while end < len(text) and text[end] in " \t":
        end += 1
    return end


def _ends(text: str, start: int) -> list[int]:
    """Where a cell that begins at a place may end: behind a figure, its second half, its unit, its brackets."""
    match = _VALUE.match(text, start) or _NOTHING.match(text, start)
    if match is None:
        return []
    ends = [match.end()]
    at = match.end()
    for pattern in (_SECOND, _UNIT):
        more = pattern.match(text, at)
        if more is not None:
            # "-" and "/" without spaces leave no choice
            ends = [end for end in ends if text[end : end + 1] in (" ", "\t")] if more[0][0] not in " \t" else ends
            at = more.end()
            ends.append(at)
    while (more := _BRACKET.match(text, at)) is not None:
        ends = [more.end()]  # a bracket belongs to the figure before it
        at = more.end()
    return [end for end in ends if end == len(text) or text[end] in " \t"]


def _pieces(line: Line, start: int, ends: Sequence[int]) -> tuple[Piece, ...]:
    found = []
    for end in ends:
        found.append(Piece(line.text[start:end], line.start + start, line.start + end))
        start = _next(line.text, end)
    return tuple(found)


def best_cut(cuts: Sequence[Cut], columns: int, shapes: Sequence[str] = ()) -> Cut | None:
    """The cut into so many cells; of several the one whose cells are like those of the other rows, if it is one only."""
    own = [cut for cut in cuts if len(cut.cells) == columns]
    if len(own) < 2:
        return own[0] if own else None
    costs = [sum(bool(shape_of(c.text)) and shape_of(c.text) != shape for c, shape in zip(cut.cells, shapes)) for cut in own]
    ranked = Counter(costs)
    least = min(costs)
    return own[costs.index(least)] if ranked[least] == 1 else None
