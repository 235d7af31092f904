"""What a limit is set on: the name of its variable, and whether that can have the unit."""

from __future__ import annotations

import re
from typing import Literal

from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import Term

__all__ = ["can_have", "how_named", "is_pure", "name_of", "score_before"]

_SCORE = re.compile(r"(?i)\bscores? (?:of (?:at least )?|was |is |= ?)?$")
_NAMED_SCORE = re.compile(
    r"\b(?!(?:The|A|An|This|Each|If|In|Total|Risk|Baseline|Mean|Median) )[A-Z][\w-]{2,20}(?: [A-Z0-9][\w-]{0,12}){0,2} "
    r"(?:total |risk |severity )?score\b"
)


def name_of(variable: Term) -> str:
    """What a record calls a variable: as printed, but ``aged`` is no noun."""
    return variable.code if variable.code == "age" else variable.text


def how_named(variable: Term) -> Literal["printed", "normalised"]:
    return "printed" if name_of(variable) == variable.text else "normalised"


def can_have(variable: Term, quantity: Quantity, gap: str) -> bool:
    """Whether a variable can have a unit: ages are years, or months right behind the word; a score has none."""
    if variable.code == "age":
        return quantity.unit in ("years", "") or (quantity.unit in ("months", "weeks", "days") and len(gap) < 14)
    if quantity.unit in ("months", "weeks", "days", "years"):
        return variable.code in (
            "life expectancy",
            "gestational age",
            "time since onset",
            "disease duration",
            "time since diagnosis",
        )
    if variable.text.endswith("score") or variable.code == "body mass index":
        return quantity.unit != "%"
    return True


#: indices and scores that have no unit
_PURE = frozenset(
    ("FIB-4", "APRI", "INR", "MELD score", "NIHSS", "PASI", "EASI", "DAS28", "MADRS", "HAM-D", "PHQ-9", "GAD-7", "MMSE", "MoCA",
     "DLQI", "KCCQ", "CHA2DS2-VASc score", "HAS-BLED score", "Child-Pugh score", "CURB-65", "qSOFA", "Glasgow Coma Scale",
     "modified Rankin scale", "SOFA score", "APACHE II score", "EDSS", "ECOG performance status")
)  # fmt: skip


def is_pure(variable: Term) -> bool:
    """Whether a variable is a number without a unit: a score, an index, a ratio."""
    return variable.code in _PURE or variable.text.casefold().endswith(("score", "index"))


def score_before(before: str) -> tuple[str, int] | None:
    """The score that ``high risk (score ≥3)`` speaks of, named before in the sentence; also ``a CURB-65 score of 3 or more``."""
    asked = _SCORE.search(before)
    named = None
    for named in _NAMED_SCORE.finditer(before, 0, asked.start() + 5 if asked else 0):  # noqa: B007 - the last one counts
        pass
    return (named[0], named.start()) if named else None
