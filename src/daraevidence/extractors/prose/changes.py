"""Values before and after a change: ``fell from 28 (IQR 22-36) to 4``, ``rose from 31% to 44%``."""

from __future__ import annotations

import re

from daraevidence.language.changes import CHANGES, NAMED, from_value
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["changed_again", "changed_so", "is_changed", "is_starting"]

#: and what stands behind it before the one at the end
_TO = compiled(
    r"(?:\s?[A-Za-zµμ%°][\w/·²³]{0,11})?(?:\s*[(\[][^()\[\]]{0,70}[)\]])?"
    r"(?:\s+(?:at|before|prior to|in the|on|per)\s[^,;.()\d]{2,40})?(?:\s+(?:before|initially|previously))?,?\s+to\s+"
    rf"{NAMED}(?:as (?:low|high) as )?[-−–+<>≤≥~]?\s?\d",
    re.IGNORECASE,
)
#: between what was measured and a number: how much it changed
_CHANGED = Gated(
    "chang|declin|decreas|drop|fall|fell|gain|improv|increas|los|lower|rais|reduc|ris|rose|went|gone|climb|grew|cut",
    r"^\s*(?:(?:was|were|had|has|have|been|then|also|further|significantly|markedly|slightly|on average)\s+)*"
    r"(?:chang|declin|decreas|drop|fell|fall|gain|improv|increas|lost|lower|rais|reduc|rose|rise|went|gone|climb|grew|cut)\w*\b",
    re.IGNORECASE,
)


_BY = compiled(r"\bby\s+(?:an?\s+)?(?:(?:mean|median|average)\s+of\s+)?(?:only\s+|about\s+|approximately\s+)?$", re.IGNORECASE)
_VERB = compiled(rf"\b(?:(?:was|were|been)\s+)?(?:{CHANGES})[a-z]*(?=\s+(?:from\s+baseline\s+)?(?:\w+ly\s+)?by\b)", re.IGNORECASE)


def changed_so(text: str, start: int, end: int) -> str:
    """What a thing did between its name and the number that says by how much: ``dropped`` of ``weight dropped by`` 6 kg."""
    if not is_changed(text, start, end) or not _BY.search(text, start, end):
        return ""
    verb = _VERB.search(text, start, end)
    return "" if verb is None else verb[0]


#: the verb of a second group: ``fell by 5 with X but rose by``
_AGAIN = Gated(
    "by ",
    rf"(?:\b(?:but|and|while|whereas|yet)|[,;])\s+(?:it\s+)?(?P<verb>(?:{CHANGES})\w*)\s+(?:\w+ly\s+)?by "
    r"(?:an?\s+)?(?:(?:mean|median|average)\s+of\s+)?(?:only\s+|about\s+|approximately\s+)?$",
    re.IGNORECASE,
)


def changed_again(text: str, start: int, end: int) -> str:
    """What the thing did in a second group, where a verb of its own stands before its number, else nothing."""
    verb = _AGAIN.search(text, start, end)
    return "" if verb is None else verb["verb"]


def is_starting(text: str, start: int, end: int) -> bool:
    """Whether a value at ``[start, end)`` is the one from which something changed to another one told behind it."""
    return _TO.match(text, end) is not None and from_value(text, start, end)


def is_changed(text: str, start: int, end: int) -> bool:
    """Whether words between an outcome's name and its number say that it changed: ``weight dropped by``."""
    return start < end and _CHANGED.search(text[start:end]) is not None
