"""How far in the text of an element of a web page stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from daraevidence.language.patterns import compiled

__all__ = ["indent_of"]

_STYLE_INDENT = compiled(
    r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d{1,4}(?:\.\d{1,3})?)\s*(px|pt|em|rem|%|ch|mm|cm|in)?", re.I
)
_UNITS = {"px": 0.25, "pt": 0.33, "em": 4.0, "rem": 4.0, "%": 1.0, "ch": 2.0, "mm": 1.0, "cm": 10.0, "in": 24.0, "": 0.25}
_CLASS_INDENT = compiled(r"(?:^|\s)(?:\w{1,20}-)?(?:indent(?:ed|ation)?|level|lvl|pl|ps|ml|ind)[-_]?(\d{0,2})(?=$|[\s_-])", re.I)


def indent_of(attributes: Mapping[str, str]) -> float:
    """How far in the text of an element stands by its style or class, in blanks."""
    total = 0.0
    for match in _STYLE_INDENT.finditer(attributes.get("style", "")):
        total += float(match[1]) * _UNITS.get((match[2] or "").lower(), 0.25)
    named = _CLASS_INDENT.search(attributes.get("class", "")) if not total else None
    if named is not None:
        total = 4.0 * min(int(named[1] or 1), 12)
    return total
