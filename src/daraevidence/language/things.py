"""Things that are counted though no list knows their noun: limbs, grafts, scans."""

from __future__ import annotations

from daraevidence.language.companions import take
from daraevidence.language.counts import STOPS
from daraevidence.language.intervals import bracket
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["counts_things"]

#: ``12 limbs (24%)``: up to three words, the last a plural, and no name before the number (``Gleason 7 tumours``)
_THINGS = compiled(r"(?P<words>(?:\s[a-z][a-z-]{1,24}){0,2}\s[a-z-]{2,24}(?<!s)(?:s|ae|en|eet|eeth|ice))\s?[(\[]\s?(?=\d)")
_NAME_BEFORE = compiled(r"\b(?!(?:A|The|In|Of|Among|With|By|For|At|After|Only|Over|All|These|And)\b)[A-Z]\w*[ -]\Z")


def counts_things(passage: Passage, found: Quantity) -> bool:
    """Make a bare whole number a count where it has a percent beside its noun, or the noun a verb of how it went."""
    return _with_percent(passage, found) or _that_did(passage, found)


def _with_percent(passage: Passage, found: Quantity) -> bool:
    """``12 limbs (24%)``: whatever has a percent beside its number is counted."""
    text, number = passage.text, found.value
    match = _THINGS.match(text, found.end) if number is not None and found.role == "number" else None
    if match is None or not STOPS.isdisjoint(match["words"].split()) or number is None or 1900 <= number.value <= 2100:
        return False
    if _NAME_BEFORE.search(text, max(0, found.start - 24), found.start):
        return False
    companions = bracket(passage, match.end())
    if companions is None or companions.percent is None or companions.percent.op:
        return False
    found.role, found.n, found.value, found.noun = "proportion", number, None, match["words"].split()[-1]
    take(found, companions, passage)
    found.end = companions.end
    return True


#: ``109 scans were normal``, ``11 grafts failed``: a plural with a verb that says how it went
_DOING = compiled(
    r"(?P<words>(?:\s[a-z][a-z-]{1,24}){0,2}\s[a-z-]{2,24}(?:(?<!s)s|ae|eet|eeth|ice))\s(?:(?:had|showed|remained|healed|closed|failed|fell"
    r"|relapsed|recovered|survived|died|responded|improved|worsened|resolved|progressed|recurred|ruptured|bled|occluded)\b"
    r"|were\s(?:still\s|not\s|also\s)?(?:(?:ab)?normal|positive|negative|patent|occluded|closed|open|healed|lost|viable|infected"
    r"|successful|unsuccessful|intact|sterile|clear|complete|incomplete|free|absent|present|stable|unchanged|alive|dead|cured|broken)\b)"
)


def _that_did(passage: Passage, found: Quantity) -> bool:
    """``109 scans were normal``: whatever fared well or ill is counted."""
    text, number = passage.text, found.value
    match = _DOING.match(text, found.end) if number is not None and found.role == "number" else None
    if match is None or not STOPS.isdisjoint(match["words"].split()) or number is None or 1900 <= number.value <= 2100:
        return False
    if _NAME_BEFORE.search(text, max(0, found.start - 24), found.start):
        return False
    found.role, found.n, found.value, found.noun = "count", number, None, match["words"].split()[-1]
    found.end = match.end("words")
    return True
