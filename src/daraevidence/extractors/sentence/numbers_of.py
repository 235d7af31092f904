"""Counts of a sentence that tells the number of something: ``the number of relapses was higher with A (25) than with B (43)``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity

__all__ = ["count_numbers_of", "tells_number_of"]

#: what is counted; a mean number is none, and ``a number of patients had`` is nobody's count
_NUMBER_OF = Gated(
    "number of",
    r"(?<!\ba )(?<!mean )(?<!median )(?<!average )(?<!needed )\bnumber of\s(?P<what>(?:[a-z-]+\s){0,3}?[a-z-]{2,}s\b)",
    re.IGNORECASE,
)
_OF_PEOPLE = compiled(rf"(?:[a-z-]+\s)?(?:{PEOPLE})\b", re.IGNORECASE)
#: a word or mark behind a number that is no noun of its own
_ENDED = compiled(
    r"\s*(?:[,;)\]—–]|\.(?!\d)|$|[(\[]|(?:in|with|on|at|for|among|of|seen|reported|recorded|observed|and|versus|vs\.?|v|as|than|compared|whereas|while|"
    r"but|under|after)\b)"
)
#: words before a number that lead to no count: times, sizes, limits, the names of things
_NO_COUNT = compiled(
    r"(?:[=<>≤≥+/~-]\s?|\b(?:at|by|of|from|least|over|within|weeks?|months?|years?|days?|age|aged|stage|grade|phase|type|part|"
    r"until|after|before|per|every|about|CI|P|p)\s)$"
)


def tells_number_of(text: str) -> bool:
    """Whether a sentence tells how many of something there were."""
    return _NUMBER_OF.search(text) is not None


def count_numbers_of(text: str, base: int, found: list[Quantity], names_thing: Callable[[str], bool]) -> None:
    """Make counts of two or more whole numbers that stand bare behind the name of what is counted."""
    told = _NUMBER_OF.search(text)
    if told is None:
        return
    bare = [
        i
        for i, one in enumerate(found)
        if (one.role == "number" or (one.role == "value" and not one.unit))
        and one.value is not None
        and not (one.value.decimals or one.value.op or one.intervals or one.sd or one.se)
        and one.start - base >= told.end()
        and _ENDED.match(text, one.end - base) is not None
        and _NO_COUNT.search(text, 0, one.start - base) is None
        and not names_thing(text[max(0, one.start - base - 24) : one.start - base])
    ]
    if len(bare) < 2:
        return
    noun = "patients" if _OF_PEOPLE.match(told["what"]) else "events"
    for i in bare:
        found[i] = replace(found[i], role="count", n=found[i].value, value=None, noun=noun)
