"""Words of comparison brought to one form, so that each pattern needs to know one of them."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated

__all__ = ["plainly_compared"]

#: ``rather than`` only before what can be a group: not ``rather than to``, ``rather than being``
_LONG = Gated(
    "against|contrast|comparison|distinct|instead|opposed|rather",
    r"\b(?:as\s+(?:opposed\s+to|distinct\s+from|(?:set\s+|measured\s+)?against)|(?:in|by)\s+contrast\s+(?:to|with)|by\s+comparison\s+(?:with|to)|"
    r"set\s+against|instead\s+of(?!\s+\w+ing\b)|rather\s+than(?!\s+(?:to|being|by|that|as|a|an)\b))(?=\s)",
    re.IGNORECASE,
)


def plainly_compared(text: str) -> str:
    """The sentence with ``as opposed to``, ``in contrast to``, ``rather than`` as ``versus`` or ``compared with``.

    Every place stays.
    """
    return _LONG.pattern.sub(_versus, text) if _LONG.may_match(text) else text


def _versus(match: re.Match[str]) -> str:
    length = len(match[0])
    word = "compared with" if length >= len("compared with") else "versus"
    return (word.capitalize() if match[0][0].isupper() else word).ljust(length)
