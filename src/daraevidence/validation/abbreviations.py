"""Abbreviations that nothing spells out, and those that two things are spelled out for."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Flag
from daraevidence.language.abbreviations import usual_abbreviations
from daraevidence.language.patterns import compiled
from daraevidence.layout.abbreviations import abbreviation_list, prose_abbreviations
from daraevidence.layout.document import Block, Cell, Document, Grid

__all__ = ["conflicting_definitions", "undefined_abbreviations"]

_SHAPE = r"[A-Za-z][A-Za-z0-9]{1,7}(?:-\d{1,2}(?![\w-])|(?!\w|-[A-Z]?\d))"
#: ``HER2``, ``FIB-4``
_TOKEN = compiled(rf"(?<![\w-]){_SHAPE}")
#: also ``NE`` of ``19.4-NE``
_ANYWHERE = compiled(rf"(?<!\w)(?<![^\W\d]-){_SHAPE}")
_WORD = compiled(r"[^\W\d_]{3,}")
#: Names that every reader knows: spelled out only by a document that spells out another of their family (IgG beside IgA).
_FAMILIAR = compiled(r"Ig[ADEGM]")
#: A sentence or two by itself need not define what it uses.
_SHORTEST = 1500
#: Responses that criteria define: another meaning for one of them beside these words is a conflict.
_RESPONSES = {
    "CR": "complete response",
    "PR": "partial response",
    "SD": "stable disease",
    "PD": "progressive disease",
    "MR": "minimal response",
    "VGPR": "very good partial response",
    "sCR": "stringent complete response",
}
_IDLE = frozenset("the and for with from rate rates score scores scale index test group study trial".split())


def undefined_abbreviations(document: Document) -> Iterator[Flag]:
    """An abbreviation of the field that the document uses and never spells out; one that a table's own list lacks. ``info``.

    Only abbreviations of a fixed list, so that names and codes are never taken for one. Those that every reader knows (IV,
    DNA, USA) are not in it; immunoglobulin classes count only where another one is spelled out. Not in a text of a few
    sentences that defines nothing.
    """
    known = usual_abbreviations()
    defined = {_fold(short) for short in document.abbreviations}
    defined |= {_fold(short) for grid in document.grids for short in grid.abbreviations}
    if not defined and len(document.clean) < _SHORTEST:
        return
    missing = {short for short in known if _fold(short) not in defined}
    lists = (document.abbreviations, *(grid.abbreviations for grid in document.grids))
    if not any(_FAMILIAR.fullmatch(short) for spelled in lists for short in spelled):
        missing = {short for short in missing if not _FAMILIAR.fullmatch(short)}
    for block in document.blocks:
        if block.kind in ("reference", "boilerplate", "metadata", "abbreviations", "title"):
            continue
        if missing.isdisjoint(_ANYWHERE.findall(block.text)):
            continue
        for found in _ANYWHERE.finditer(block.text):
            short = found[0]
            if short not in missing:
                continue
            missing.discard(short)
            words = f"{short} is never spelled out ({known[short]})."
            yield Flag(
                "abbreviation-undefined", "info", block.start + found.start(), block.start + found.end(), words, printed=short
            )
    for grid in document.grids:
        if grid.abbreviations:
            yield from _missing_in_table(grid, defined)


def _fold(short: str) -> str:
    return short.strip().rstrip("s").lower()


_PARTS_OF_FORM = compiled(r"[\s/+-]")


def _missing_in_table(grid: Grid, defined: set[str]) -> Iterator[Flag]:
    known = usual_abbreviations()
    listed = {part for short in grid.abbreviations for part in (_fold(short), *map(_fold, _PARTS_OF_FORM.split(short)))}
    seen: set[str] = set()
    cells: list[Cell] = [cell for column in grid.columns for cell in column]
    cells += [cell for row in grid.rows for cell in (*row.path[-1:], *row.cells)]
    for cell in cells:
        for found in _TOKEN.finditer(cell.text):
            short = found[0]
            if short not in known or short in seen or _FAMILIAR.fullmatch(short) or cell.end <= cell.start:
                continue
            if _fold(short) in listed or _fold(short) not in defined:
                continue
            seen.add(short)
            words = f"{short} ({known[short]}) is used here but missing from the abbreviations of this table."
            yield Flag("abbreviation-undefined", "info", cell.start, cell.end, words, printed=short)


def conflicting_definitions(document: Document) -> Iterator[Flag]:
    """One short form for two things: defined with words that share nothing, or a response category defined as something else.

    ``warning`` for two kinds of response: ``complete response (CR)`` beside ``CR, clinical response``; ``clinical response (CR)``
    in a document that uses "complete response" too, which CR stands for by all criteria. ``info`` for other words (SD, standard
    deviation, beside stable disease). Not a longer or shorter form of the same words (minor, minimal), not other spellings.
    """
    known = usual_abbreviations()
    first: dict[str, tuple[str, int, int]] = {}
    told: set[str] = set()
    for short, long, start, end in _definitions(document):
        if short in told:
            continue
        usual = _RESPONSES.get(short)
        before = first.setdefault(short, (long, start, end))
        if before[1] != start and _other(before[0], long, short) and (short in known or short in _RESPONSES):
            told.add(short)
            words = f"{short} is {before[0]!r} in one place and {long!r} in another."
            yield _conflict(short, long, before[0], words, (start, end), ((before[1], before[2]), (start, end)))
        elif usual is not None and long.endswith("response") and _other(usual, long, short) and usual in document.clean.lower():
            told.add(short)
            words = (
                f"{short} is defined as {long!r}, while the document also tells of {usual}, which {short} stands for elsewhere."
            )
            yield _conflict(short, long, usual, words, (start, end), ((start, end),))


def _conflict(short: str, long: str, other: str, words: str, place: tuple[int, int], places: tuple[tuple[int, int], ...]) -> Flag:
    both = long.lower().endswith("response") and other.lower().endswith("response")
    return Flag(
        "abbreviation-undefined",
        "warning" if both else "info",
        *place,
        words,
        "one short form, one meaning",
        f"{short}: {long}",
        other,
        places=places,
    )


def _definitions(document: Document) -> Iterator[tuple[str, str, int, int]]:
    """All definitions of short forms with their places: ``long form (SHORT)`` with its words, in lists the short form."""
    for block in document.blocks:
        if block.kind == "abbreviations":
            yield from _listed(block)
        elif block.kind in ("paragraph", "item", "footnote") and "(" in block.text:
            place = 0
            for short, long in prose_abbreviations(block.text):
                found = block.text.find(f"({short}", place)
                if found >= 0:
                    place = found + 1
                    begin = max(0, found - len(long) - 1)
                    yield short, long, block.start + begin, block.start + found + len(short) + 2


def _listed(block: Block) -> Iterator[tuple[str, str, int, int]]:
    place = 0
    for short, long in abbreviation_list(block.text).items():
        found = block.text.find(short, place)
        if found >= 0:
            place = found + len(short)
            yield short, long, block.start + found, block.start + found + len(short)


def _other(one: str, two: str, short: str) -> bool:
    """Whether two long forms stand for two things: both begin with the letters of the short one, and their first words differ."""
    first, second = (_words(long) for long in (one, two))
    if not first or not second or one.lower()[:1] != two.lower()[:1]:
        return False
    if len(short) > 4 or not (one.lower().startswith(short[0].lower()) and two.lower().startswith(short[0].lower())):
        return False
    return first[0][:3] != second[0][:3] and not set(first) <= set(second) and not set(second) <= set(first)


def _words(long: str) -> list[str]:
    return [word.lower().rstrip("s") for word in _WORD.findall(long) if word.lower() not in _IDLE]
