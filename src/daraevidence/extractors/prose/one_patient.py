"""What a case report tells of its one patient as he or she came: ``a 58-year-old woman with a baseline PASI of 22.8``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.measures import put_value
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.told import put_scope
from daraevidence.extractors.sentence.sides import Side
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["one_patient"]

_OLD = Gated("old", r"\b(?P<age>\d{1,3})[-‑– ]?(?:years?|yrs?)[-‑– ]old\b")
#: how a value that the patient came with is led to: ``and a baseline PASI of``, ``with an INR of``
_WORD = r"(?!(?:an?|the|his|her|with|and|of|in|for)\b)[A-Za-z][\w-]*"
_CAME_WITH = compiled(rf"\b(?:an?|the|his|her|whose|with|and)\s+(?P<name>(?:{_WORD}\s){{0,3}}{_WORD})\s+(?:of|was|=)\s*$")
#: what is no value of the patient: a time, a dose
_NO_VALUE = compiled(r"\b(?:doses?|total|course|period|duration|maximum|regimen|day|weeks?|cycles?|history|age)\b", re.IGNORECASE)


def one_patient(place: Place) -> Iterator[Draft]:
    """The age of the one patient of a case report, and the values that are told beside it in the same sentence."""
    old = _OLD.search(place.text)
    if old is None or place.scope.size_of(place.study) != 1:
        return
    for quantity in place.quantities:
        start, end = quantity.start - place.base, quantity.end - place.base
        aged = start <= old.start("age") < end
        if quantity.value is None or quantity.role not in ("value", "number") or not (aged or start > old.end()):
            continue
        led = None if aged else _CAME_WITH.search(place.text, old.end(), start)
        if not aged and (led is None or _NO_VALUE.search(led["name"])):
            continue
        draft = Draft("characteristic", place.base + (led.start("name") if led else start), quantity.end)
        put_scope(place, draft, Side(quantity))
        at = (place.base + led.start("name"), place.base + led.end("name")) if led else (quantity.start, quantity.end)
        draft.put("characteristic", led["name"] if led else "age", at, "printed" if led else "normalised")
        draft.put("measure", "value")
        put_value(draft, quantity)
        if aged and not draft.get("unit"):
            draft.put("unit", "years", (place.base + old.start(), place.base + old.end()), "normalised")
        yield draft
