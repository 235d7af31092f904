"""Names in capitals of what patients get, which no study is called by: ``ZORVEX®``, ``… and prednisone (Z-LPD)``."""

from __future__ import annotations

from collections.abc import Iterable

from daraevidence.language.patterns import compiled
from daraevidence.language.stems import is_drug_name
from daraevidence.language.vocabulary import drug

__all__ = ["medicines"]

#: the mark of a product, or its generic name, right behind; a trial may bear the mark too
_MARK = compiled(r"\s?(?:[®™]|\((?:[®™]|[Rr]|TM|tm)\))(?!\s(?:[Tt]rial|[Ss]tudy|[Pp]rogram))")
_GENERIC = compiled(r"\s\(([a-z]{6,24})(?:-[a-z]{4})?\)")
#: the last drug of a regimen before the bracket with its short name
_LAST_DRUG = compiled(r"(?:\b(?:and|plus|with)\s|,\s|[+/-]\s?)([a-z]{5,24})\s\($")

#: what is said of a trial, ``the ORION investigators``, whatever drugs the title of its report ends with
_STUDY = compiled(r"\s(?:trial(?:ists)?|investigators|collaborators|study\s+group)\b|\s(?:trial(?:ists)?|investigators)\d")


def medicines(text: str, names: Iterable[str]) -> frozenset[str]:
    """Those of some names which a text marks or explains as the names of products or regimens."""
    found = {name: [*_places(text, name)] for name in names}
    return frozenset(
        name
        for name, places in found.items()
        if any(_is_medicine(text, *place) for place in places) and not any(_STUDY.match(text, end) for _, end in places)
    )


def _places(text: str, name: str) -> Iterable[tuple[int, int]]:
    place = text.find(name)
    while place >= 0:
        yield place, place + len(name)
        place = text.find(name, place + len(name))


def _is_medicine(text: str, start: int, end: int) -> bool:
    if _MARK.match(text, end):
        return True
    generic = _GENERIC.match(text, end)
    last = _LAST_DRUG.search(text, max(0, start - 40), start) if text.startswith(")", end) else None
    told = generic or last
    return told is not None and bool(drug(told[1]) or is_drug_name(told[1]))
