"""Words of comparison brought to one form, so that each pattern needs to know one of them."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["plainly_compared"]

#: ``rather than`` only before what can be a group: not ``rather than to``, ``rather than being``
_LONG = Gated(
    "against|contrast|comparison|distinct|instead|opposed|rather",
    r"\b(?:as\s+(?:opposed\s+to|distinct\s+from|(?:set\s+|measured\s+)?against)|(?:in|by)\s+contrast\s+(?:to|with)|by\s+comparison\s+(?:with|to)|"
    r"set\s+against|instead\s+of(?!\s+\w+ing\b)|rather\s+than(?!\s+(?:to|being|by|that|as|a|an)\b))(?=\s)",
    re.IGNORECASE,
)


def plainly_compared(text: str) -> str:
    """The sentence with ``as opposed to``, ``in contrast to``, ``rather than`` as ``versus`` or ``compared with``, and ``twice as
    common with A as with B`` as ``… than B``.

    Also without the short form of an outcome in a bracket that goes on with groups, ``response rate (ORR; A, 58%; B, 34%)``, or
    the head of a list.

    Every place stays.
    """
    if "(" in text and _OUTCOMES.may_match(text):
        text = _OUTCOMES.pattern.sub(lambda match: " " * len(match[0]), text, count=1)
    if ";" in text and "(" in text:
        text = _SHORT_AHEAD.sub(lambda match: "(".ljust(len(match[0])), text)
    if _AS.may_match(text):
        text = _AS.pattern.sub(lambda match: match["head"] + "than".ljust(len(match["lead"])), text)
    return _LONG.pattern.sub(_versus, text) if _LONG.may_match(text) else text


#: ``four times as common with A`` as with ``B``
_AS = Gated(
    "common|frequent|likely|often|high|low|many|much|long|fast|large|great|good|bad",
    r"(?P<head>\sas\s(?:common|frequent(?:ly)?|likely|often|high|low|many|much|long|fast|large|great|good|bad)\b[^.;:()\d]{1,70}?\s)"
    r"(?P<lead>as\s(?:with|in|on|for|among|after))(?=\s(?!the\sother))",
)

#: the head of a list of outcomes: ``Additional efficacy outcomes were`` overall response rate (
_OUTCOMES = Gated(
    "outcomes|endpoints|end points|measures|findings",
    r"^\W{0,3}(?:(?:The|Other|Additional|Further|Key|Main|Primary|Secondary|Selected|Notable)\s)+(?:[a-z]+\s){0,3}?"
    r"(?:outcomes|endpoints|end points|measures|findings)\s(?:[a-z]+\s){0,6}?(?:were|included)\s"
    r"(?=(?:the\s)?[A-Za-z0-9][^();:]{3,70}\()",
)
_ITEM = r"[A-Za-z][^();:,\d]{0,40}(?:\d[^();:,]{0,12})?[,:]?\s\d[\d.]*\s?%?[^();]{0,24}"
_SHORT_AHEAD = compiled(rf"(?<=[a-z]\s)\([A-Z][A-Za-z0-9-]{{1,9}};\s(?={_ITEM};\s{_ITEM}[);])")


def _versus(match: re.Match[str]) -> str:
    length = len(match[0])
    word = "compared with" if length >= len("compared with") else "versus"
    return (word.capitalize() if match[0][0].isupper() else word).ljust(length)
