"""Formulas of LaTeX in a line of Markdown, as far as they are numbers, signs and words: ``$10^{9}$/L``, ``$\\geq 3$``."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.span import Edit

__all__ = ["Formula", "read_formula"]

_SIGNS = {
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("lt", "textless"), "<"),
    **dict.fromkeys(("gt", "textgreater"), ">"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    **dict.fromkeys(("sim", "textasciitilde"), "~"),
    **dict.fromkeys(("circ", "degree"), "°"),
    **dict.fromkeys(("ast", "star"), "*"),
    **dict.fromkeys(("dagger", "dag"), "†"),
    **dict.fromkeys(("ddagger", "ddag"), "‡"),
    **dict.fromkeys(
        ("left", "right", "mathrm", "text", "mathbf", "mathit", "textbf", "textit", "textrm", "operatorname", "rm"), ""
    ),
    **dict.fromkeys(("quad", "qquad"), " "),
    "pm": "±",
    "times": "×",
    "cdot": "·",
    "approx": "≈",
    "equiv": "≡",
    "to": "→",
    "rightarrow": "→",
    "S": "§",
    "P": "¶",
    "mu": "μ",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "delta": "δ",
    "Delta": "Δ",
    "kappa": "κ",
    "lambda": "λ",
    "chi": "χ",
    "eta": "η",
    "sigma": "σ",
    "epsilon": "ε",
    "theta": "θ",
    "ldots": "…",
    "dots": "…",
    "infty": "∞",
    "prime": "′",
}
_PART = compiled(
    r"(?P<raised>\s*\^\s*(?:\{\s*(?P<group>[^{}^\\]{1,24}?|\\[A-Za-z]{1,9}\s?)\s*\}|(?P<one>[\w*+†‡§-]|\\[A-Za-z]{1,9})))"
    r"|(?P<lowered>_\s*(?:\{\s*(?P<low>[^{}^\\]{1,24}?)\s*\}|(?P<below>\w)))"
    r"|\\(?P<name>[A-Za-z]{1,14})(?P<space>\s?)|\\(?P<sign>[%$&#_{}*])|(?P<thin>\\[,;:! ]|~)|(?P<brace>[{}])"
)
_PLAIN = compiled(r"[^\\^_{}$]*+")


class Formula(NamedTuple):
    """What a formula is as text: edits inside it, and what is raised (whole range with its marks, range of its text)."""

    edits: list[Edit]
    raised: list[tuple[int, int, int, int]]


def read_formula(source: str, start: int, end: int) -> Formula | None:
    """The formula at ``[start, end)`` (without its dollars); ``None`` where it is more than a line of text can show."""
    edits: list[Edit] = []
    raised: list[tuple[int, int, int, int]] = []
    place = start
    while place < end:
        place = _PLAIN.match(source, place, end).end()  # type: ignore[union-attr]
        if place >= end:
            break
        part = _PART.match(source, place, end)
        if part is None:
            return None
        if not _add(part, edits, raised):
            return None
        place = part.end()
    return Formula(edits, raised)


def _add(part: re.Match[str], edits: list[Edit], raised: list[tuple[int, int, int, int]]) -> bool:
    """Read a part that is no plain text; whether it is known."""
    start, end = part.span()
    if part["raised"]:
        name = "group" if part["group"] else "one"
        text = part[name].strip()
        if text.startswith("\\"):
            sign = _SIGNS.get(text[1:])
            edits.append(Edit(start, end, sign or ""))
            return bool(sign)
        raised.append((start, end, *part.span(name)))
    elif part["lowered"]:
        name = "low" if part["low"] else "below"
        edits += [Edit(start, part.start(name), ""), Edit(part.end(name), end, "")]
    elif part["name"]:
        sign = _SIGNS.get(part["name"])
        if sign is None:
            return False
        edits.append(Edit(start, end, sign + (part["space"] if sign else "")))
    elif part["sign"]:
        edits.append(Edit(start, start + 1, ""))
    else:
        edits.append(Edit(start, end, " " if part["thin"] and part["thin"] != "\\!" else ""))
    return True
