"""What stands inside a statement but is no part of it: how a treatment is given, behind its name; what was adjusted for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.recoveries import told_for_each
from daraevidence.language.dosing import AMOUNT, AMOUNT_UNIT, OFTEN, ROUTE_WORD
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["is_measured", "without_adjustments", "without_doses"]

_HOW = compiled(
    rf"\s+(?:at\s+(?:a\s+dose\s+of\s+)?)?\(?(?P<dose>{AMOUNT})(?:,?\s+(?:{ROUTE_WORD}|{OFTEN}|{AMOUNT}))*\)?(?![\w%])"
    rf"(?!\s*[/+-]?\s*(?:and|or|to|vs\.?|versus)\s+\d[\d.]*\s?{AMOUNT_UNIT}\b)(?!\s+(?:groups?|arms?|cohorts?|recipients)\b)"
)
#: a concentration is measured, and no dose
_PER_VOLUME = compiled(r"/\s?(?:d|m)?[lL]\b")


def without_doses(text: str, base: int, named: Sequence[Named], quantities: Sequence[Quantity]) -> tuple[str, list[Quantity]]:
    """The sentence with the doses behind names blanked out, and the quantities left: ``0.11 with X 20 mg SC every 4 weeks``.

    A sentence in which one name stands with two doses is left alone: the doses tell its groups apart. What is printed with a
    spread, an interval or per volume is a result.
    """
    found = [(one, match) for one in named if (match := _HOW.match(text, one.end)) is not None]
    if found:
        told = list(quantities)
        told_for_each(text, base, told)  # "A used 21 mg, the B group 38 mg"
        measured = [q.start - base for q in told if is_measured(q)]
        found = [(one, match) for one, match in found if not any(match.start() <= at < match.end() for at in measured)]
    doses: dict[str, str] = {}
    for one, match in found:
        if doses.setdefault(one.name, match["dose"]) != match["dose"]:
            return text, list(quantities)
    blank = [(match.start(), _closed(text, match)) for _, match in found]
    letters = list(text)
    for first, last in blank:
        letters[first:last] = " " * (last - first)
    left = [q for q in quantities if not any(first <= q.start - base < last for first, last in blank)]
    return "".join(letters), left


#: the rest of a bracket that began with a dose: ``, then 5 mg twice daily; n=310)``
_REST = compiled(rf"(?:\s+for\s+[^();%]{{2,30}}?)?(?:[,;]\s+(?:then\s+{AMOUNT}[^();%]{{0,40}}|[nN]\s?=\s?[\d,]+))+\)")


def _closed(text: str, match: re.Match[str]) -> int:
    """Where a dose ends, with the rest of the bracket that it opened."""
    rest = _REST.match(text, match.end()) if match[0].count("(") > match[0].count(")") else None
    return rest.end() if rest is not None else match.end()


def is_measured(one: Quantity) -> bool:
    """Whether an amount is a result and no dose: with its spread or interval, told for each group, or per volume."""
    return bool(one.sd or one.se or one.intervals or "told" in one.extra or _PER_VOLUME.search(one.unit))


#: ``When we adjusted for age, ECOG and risk,``, ``after controlling for weight``
_ADJUSTED = Gated(
    "adjust|controlling|correct|accounting|allowing",
    r"(?:\b(?:even\s+)?(?:after|when|with|following|upon|on|by|once|and|in\s+(?:an?\s+)?(?:analys[ei]s|models?))\s+)?(?:we\s+|further\s+|additional\s+|full\s+|"
    r"multivariable\s+)?\b(?:adjust(?:ed|ing|ment|ments)|controlling|correct(?:ed|ing|ion)|accounting|allowing)\s+(?:(?:was\s+)?made\s+)?for\s+"
    r"[^;:().]{2,160}?(?=,\s+(?:the|this|these|those|it|its|there|an?|no|HR|OR|RR|hazard|odds|risk|both|[a-z-]+\s+(?:was|were|is|had|remained))\b"
    r"|\s+(?:was|were|is|are|had|did|remained|showed)\b|[;:().]|,?\s*$)",
    re.IGNORECASE,
)


def without_adjustments(text: str) -> str:
    """The sentence with what was adjusted for blanked out: it names no outcome, no group and no factor."""
    for match in _ADJUSTED.finditer(text):
        text = f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}"
    return text
