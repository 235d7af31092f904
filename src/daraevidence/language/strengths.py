"""How strong a preparation is: percents that are part of what is given, and no share of anybody (``1.5% cream``)."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["is_strength"]

_FORMS = (
    r"(?:cream|gel|ointment|lotion|foam|shampoo|emulsion|drops|eye ?drops|ophthalmic|nasal spray|topical|spray|mouthwash|"
    r"(?:ophthalmic |topical |oral |aqueous |nasal |saline )?(?:solution|suspension)|formulations?|strengths?|concentrations?|"
    r"saline|dextrose|formalin)"
)
_PERCENT = r"\d[\d.]*\s?%"
#: the code of a compound under study: ``HB02``, ``ABC-1234``
_CODE = r"[A-Z]{2,5}-?\d{2,}[A-Za-z]?\b"
#: behind a percent: ``1.5% cream``, ``1.5% HB02 gel``, ``1.5% or 3.0% X cream``
_GIVEN_BEHIND = Gated(
    "cream|gel|ointment|lotion|foam|shampoo|emulsion|drops|ophthalmic|spray|topical|mouthwash|olution|uspension|formulation|"
    "strength|concentration|saline|dextrose|formalin",
    rf"(?:(?:,\s|,?\s(?:and|or|versus|vs\.?)\s)(?:[a-z]{{5,20}}\s)?{_PERCENT})*\s(?!of\b|in\b|on\b|with\b|for\b|and\b|or\b|who\b|had\b|versus\b|vs\b)"
    rf"(?:[A-Za-z][\w/-]*\s){{0,2}}?{_FORMS}\b",
    re.IGNORECASE,
)
#: behind the name of a preparation: ``X cream 1.5%``, ``X gel (3.0%, 1.5% or 0.5%)``
_GIVEN_BEFORE = compiled(
    rf"\b(?:cream|gel|ointment|lotion|foam|shampoo|emulsion|ophthalmic|solution|suspension|spray|eye ?drops),?\s[(\[]?"
    rf"(?:{_PERCENT}(?:,\s|,?\s(?:and|or)\s|/))*\Z",
    re.IGNORECASE,
)
#: a word that leads to what is given, before the strength of a compound with a code: ``people on 1.5% HB02``
_LED = compiled(
    r"\b(?:on|with|for|to|of|using|receiv(?:ed|ing)|given|applied|the|either|and|or|versus|vs\.?|than)\s(?:the\s)?\Z",
    re.IGNORECASE,
)
_OF_CODE = compiled(rf"\s{_CODE}")


def is_strength(text: str, start: int, end: int) -> bool:
    """Whether a percent (from its number to behind its sign) says how strong a preparation is.

    Reads ``1.5% cream``, ``on 1.5% HB02``, ``X gel (3.0%, 1.5% or 0.5%)``. Not ``31% on the gel``, ``40% of solutions``.
    """
    if _GIVEN_BEFORE.search(text, max(0, start - 60), start) is not None:
        return True
    if _OF_CODE.match(text, end) is not None and _LED.search(text, max(0, start - 16), start) is not None:
        return True
    return _GIVEN_BEHIND.may_match(text) and _GIVEN_BEHIND.pattern.match(text, end) is not None
