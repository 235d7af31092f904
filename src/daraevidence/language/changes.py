"""What changed from one value to another: ``fell from 28 to 4``, and in a list ``from 8.1 to 7.2, 8.0 to 7.6``."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import AGAINST

__all__ = ["CHANGES", "NAMED", "from_value"]

#: how verbs and nouns begin that say that something became more, less, better, worse, sooner or later
CHANGES = (
    "abat|accelerat|advanc|alleviat|ameliorat|attenuat|augment|boost|brought|came|chang|climb|come|contract|crept|curtail|cut"
    "|declin|decreas|deepen|delay|deteriorat|differ|diminish|dipp|doubl|drop|dwindl|eas|edg|elevat|enlarg|enhanc|exceed|expand"
    "|extend|fall|fell|gain|gone|grew|grow|halv|heighten|improv|increas|jump|lengthen|lessen|los|lower|mov|narrow|outlast|plummet"
    "|plung|progress|prolong|rais|recede|reduc|regress|rise|rising|ros|sank|shift|shorten|shrank|shrink|shrunk|sink|slipp|slow"
    "|subsid|sunk|surg|surpass|swell|thicken|thin|tripl|wane|went|widen|worsen"
)
#: between ``from`` and the value: ``a baseline mean of``
NAMED = (
    r"(?:an?\s+)?(?:(?:baseline|initial|starting|pre-?treatment|mean|median|average|value|level|score|rate)\s+)*(?:of\s+)?"
    r"(?:only |about |approximately )?"
)
_ANY = r"(?:[^.;]|\.(?=\d))"
_FROM = Gated("from", rf"\b(?:{CHANGES})\w*\b{_ANY}{{0,160}}\bfrom\s+{NAMED}\Z", re.IGNORECASE)
#: behind the values of another group, or of another time: ``from 8.1 to 7.2 with X and``, ``from 8.1 to 7.2,``
_AGAIN = Gated(
    "from",
    rf"\bfrom\s+{NAMED}[-\u2212+]?\d(?P<first>{_ANY}{{0,60}}?)\sto\s+[-\u2212+]?\d[\d.]*(?P<behind>{_ANY}{{0,100}}?)(?:,\s+"
    rf"(?:and\s+)?|\s(?:and|but|{AGAINST})\s+)\Z",
    re.IGNORECASE,
)
_TO = compiled(
    r"(?:\s?(?:\u00b1|\+/?-)\s?\d[\d.]*)?(?:\s?[A-Za-z\u00b5\u03bc%\u00b0][\w/\u00b7\u00b2\u00b3]{0,11})?(?:\s?[(\[][^()\[\]]{0,40}[)\]])?\s+to\s+[-\u2212+]?\d"
)


def from_value(text: str, start: int, end: int) -> bool:
    """Whether the number at ``[start, end)`` is the one from which something changed: ``fell from`` 28 ``to 4``; not ``the fall
    ranged from`` 4 ``to 9``."""
    first = max(0, start - 220)
    if _FROM.search(text, first, start) is not None:
        return _RANGED.search(text, first, start) is None
    again = _AGAIN.search(text, first, start) if _TO.match(text, end) is not None else None
    if again is None or _RANGED.search(text, first, again.start() + 5) is not None:
        return False
    return _VERB.search(text, first, again.start()) is not None


#: a percent reduction that ``ranged from`` 20% to 40% is a range of values, and no change
_RANGED = Gated(
    "rang|varied|varies|varying|spann",
    r"\b(?:rang(?:ed|es|ing)|varied|varies|varying|spann(?:ed|ing))\s+(?:\w+\s+){0,2}?from\s*\Z",
    re.IGNORECASE,
)


_VERB = compiled(rf"\b(?:{CHANGES})\w*\b", re.IGNORECASE)
