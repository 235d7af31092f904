"""At which of several times each result of a sentence was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.sentence.clauses import Clauses, Piece, clauses_of
from daraevidence.extractors.sentence.sides import Side
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE_WORDS
from daraevidence.language.quantities import Quantity

__all__ = ["times_of", "undecided"]

#: what stands in a bracket behind a result
_ASIDE = r"(?:\([^()vn]*\))?"
#: ``82% at 1 year``, ``82% (14/17) patients at week 8``, ``15.2 (SD 3.1) points of 20 at week 4``, ``24.1 at baseline``
_OWN = compiled(rf"v{_ASIDE}(?:iw|w)?i([tz])(?![,&]{{1,2}}t)")
#: ``at 12, 24 and 36 months``
_LIST = compiled(r"t(?:[,&]{1,2}t)+")
#: results that stand side by side: ``82%, 71% and 63%``, ``82% vs 75% and 71% vs 60%``
_RUN = compiled(rf"v{_ASIDE}(?:(?:[,&]{{1,2}}|[,&]?c)v{_ASIDE})+")
_AT = frozenset(("at", "after", "by", "on", "within"))


def times_of(text: str, base: int, quantities: Sequence[Quantity]) -> dict[int, Quantity | None]:
    """The time of each result that has one of several, by the result's place; ``None`` where no time of the sentence is its own.

    Reads ``3.1% at 30 days and 7.4% at 1 year``, ``at 12 and 24 months 80% and 70%``, ``24.1 at baseline, 15.2 at week 4``, and
    for another group the same times again (``compared with 4.4% and 10.2%``). Empty where the sentence has one time for all.
    """
    many = sum(quantity.role in ("timepoint", "duration") for quantity in quantities)
    if not many or (many < 2 and "t baseline" not in text):
        return {}
    clauses = clauses_of(text, base, quantities)
    found = _own(clauses, quantities)
    lists = [match for match in _LIST.finditer(clauses.shape) if _are_times(text, base, clauses, match, quantities)]
    if lists:
        listed = max((_times(clauses.pieces[match.start() : match.end()], quantities) for match in lists), key=len)
        found = _in_order(clauses, quantities, listed) | found
        return {quantity.start: found.get(quantity.start) for quantity in quantities}
    told = [time for time in found.values() if time is not None]
    if len(told) > 1 and len({time.start for time in told}) == len(told):
        found = _in_order(clauses, quantities, told) | found
    return found if len(found) > 1 else {}


def _are_times(text: str, base: int, clauses: Clauses, match: re.Match[str], quantities: Sequence[Quantity]) -> bool:
    """Whether times in a row are told alike and say when: ``after 1 and 3 years``, ``12- and 24-month``.

    So also ``at 1 year and 5 years``. Never ``every 2 and 4 weeks``, nor ``a follow-up of 34 months, 12-month survival``.
    """
    times = _times(clauses.pieces[match.start() : match.end()], quantities)
    before = clauses.pieces[match.start() - 1] if match.start() else None
    if times[-1].role != "timepoint" and (before is None or before.word not in _AT):
        return False
    alone = [time.unit_at[0] >= time.end for time in times[:-1]]
    named = ["label" in time.extra or bool(time.noun) for time in times]
    hyphens = ["-" in text[time.start - base : time.end - base] for time in times]
    return all(alone) or all(named) or all(hyphens) or not (any(alone) or any(named) or any(hyphens))


def undecided(sides: Sequence[Side]) -> None:
    """``At 1 and 3 years, 82% and 71% in A and B``: two results of two groups are not also those of two times."""
    times = [side.time.start for side in sides if side.time is not None and side.named is not None]
    names = [side.named.name for side in sides if side.time is not None and side.named is not None]
    if len(times) > 1 and len(set(times)) == len(times) and len(set(names)) == len(names):
        for side in sides:
            side.time = None


def _times(pieces: Sequence[Piece], quantities: Sequence[Quantity]) -> list[Quantity]:
    return [quantities[piece.which] for piece in pieces if piece.letter == "t"]


def _own(clauses: Clauses, quantities: Sequence[Quantity]) -> dict[int, Quantity | None]:
    """The time directly behind a result."""
    found: dict[int, Quantity | None] = {}
    for match in _OWN.finditer(clauses.shape):
        lead, time = clauses.pieces[match.end() - 2], clauses.pieces[match.end() - 1]
        other = clauses.pieces[match.end() - 3]
        if other.letter == "w" and clauses.shape[match.end() - 4] != "i" and other.word not in PEOPLE_WORDS:
            continue
        if lead.word in _AT and (time.letter == "t" or lead.word == "at"):
            for place in _listed_before(clauses.shape, match.start()):
                found[quantities[clauses.pieces[place].which].start] = quantities[time.which] if time.which >= 0 else None
    return found


def _listed_before(shape: str, place: int) -> Iterator[int]:
    """The place of a result and those of the results listed right before it: ``24%, 17% and 10% at 6 months``."""
    yield place
    while place > 1 and (match := _LISTED.search(shape, max(0, place - 3), place)) is not None:
        place = match.start()
        yield place


_LISTED = compiled(r"v(?:,|&|,&)\Z")


def _in_order(clauses: Clauses, quantities: Sequence[Quantity], times: Sequence[Quantity]) -> dict[int, Quantity | None]:
    """As many results side by side as there are times have these in their order; so have as many pairs of them."""
    found: dict[int, Quantity | None] = {}
    for match in _RUN.finditer(clauses.shape):
        units: list[list[Quantity]] = []
        joint = ""
        for piece in clauses.pieces[match.start() : match.end()]:
            joint += piece.letter
            if piece.letter != "v":
                continue
            if "c" not in joint:
                units.append([])
            units[-1].append(quantities[piece.which])
            joint = ""
        if len(units) == len(times) and len({len(unit) for unit in units}) == 1:
            for unit, time in zip(units, times, strict=True):
                found |= {quantity.start: time for quantity in unit}
    return found
