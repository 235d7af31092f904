"""Limits on a dose: ``the total daily dose should not exceed 4 g``, ``maximum dose: 40 mg/day``, ``doses above 24 mg``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.extractors.limit.values import put_value
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["dose_limits"]

_KIND = (
    r"(?:(?:total|cumulative|single|individual|lifetime|daily|weekly|monthly|nightly|starting|initial|maintenance|infusion|oral|"
    r"intravenous)\s)*"
)
_OF_DRUG = r"(?:\s(?:of|for)\s(?:the\s)?[A-Za-z][\w-]{3,}(?:\s[a-z][\w-]{3,})?)?"
_MOST = r"(?:max(?:imum|imal|\.)?|highest)"
#: what leads to a limit: the most, or what may not be passed
_LEADS = Gated(
    "dos",
    rf"(?i)(?:\b{_MOST}\s(?:(?:recommended|approved|licensed|allowed|permitted|tolerated|labeled|labelled)\s)?(?P<most>{_KIND}(?:dose|dosage){_OF_DRUG})"
    r"\s?(?:[(:=]|,?\s?(?:is|was|are|of|should be|must be)\b|\s(?:should|must|may|can|do|does)\snot(?:\sbe)?)\s?(?:up to\s)?"
    rf"|\b(?P<not>{_KIND}(?:doses?|dosage){_OF_DRUG})\s(?:should|must|may|can|do|does|is|are|to)"
    r"(?:\s(?:be|still|also|in total))?\s?"
    rf"|\b(?P<beyond>{_KIND}doses?)\s(?:of\s)?)$",
)
#: a sentence that tells what to do, and not what was seen
_ADVICE = Gated(
    "recommend|should|must|not exceed|maximum|max|avoid|studied|contraindicated|never|may|not be",
    r"(?i)\b(?:recommend\w*|should|must|not exceed\w*|max(?:imum|imal|\.)?|avoid\w*|not been (?:studied|established|evaluated)|"
    r"contraindicated|never|"
    r"may|not be)\b",
)
_WEIGHED = compiled(r"(?:mg|mcg|µg|ug|g|IU|U|units?|mL|mmol|mEq|MBq|drops|puffs|tablets|capsules)(?:/|\b)")


def dose_limits(place: LimitPlace, found: Sequence[Quantity]) -> Iterator[tuple[Quantity, Draft]]:
    """The limits on doses of a sentence, each with its quantity.

    ``The dose must not exceed 40 mg/day``, ``Maximum recommended dose: 20 mg once daily``, ``Doses above 300 mg are not
    recommended``; not the doses of a regimen (``received doses up to 40 mg``) nor of what was found.
    """
    if _ADVICE.search(place.text) is None:
        return
    for quantity in found:
        number = quantity.value
        if number is None or quantity.role not in ("threshold", "dose", "value") or not _WEIGHED.match(quantity.unit):
            continue
        begin = quantity.start - place.start
        led = _LEADS.search(place.text[max(0, begin - 110) : begin])
        if led is None:
            continue
        group = next(name for name in ("most", "not", "beyond") if led[name])
        if group == "beyond" and any(each.role in ("proportion", "p", "ratio") for each in found):
            continue  # "at doses above 40 mg, nausea occurred in 12%"
        if group != "most" and number.op not in ("<", "<=", ">", ">="):
            continue
        operator = number.op if group == "beyond" else "<="
        at = max(0, begin - 110) + place.start
        draft = Draft("threshold", at + led.start(group), quantity.end).put("context", "dose limit")
        draft.put("variable", led[group], (at + led.start(group), at + led.end(group)))
        put_value(draft, replace(quantity, value=number))
        yield (
            quantity,
            draft.put("operator", operator, (quantity.start, quantity.end), "normalised").doubt(0.9, "a limit on a dose"),
        )
