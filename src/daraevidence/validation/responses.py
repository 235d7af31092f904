"""Rows of a table that print responses: which one, and which of them belong together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.validation.sheets import Sheet, Tally, plain_label

__all__ = ["Block", "blocks", "response"]

_PLAIN: tuple[tuple[str, str], ...] = (
    ("sCR", r"s-?cr|stringent (?:complete response|cr)"),
    ("CR", r"cr|complete (?:response|remission)"),
    ("VGPR", r"vgpr|very good partial (?:response|remission)"),
    ("PR", r"pr|partial (?:response|remission)"),
    ("MR", r"mr|minimal response|minor response"),
    ("SD", r"sd|stable disease"),
    ("PD", r"pd|progressive disease|disease progression"),
    ("PR+", r"orr|(?:overall|objective) response|(?:overall|objective) responders?"),
)
_PLAIN_RES = tuple((code, compiled(pattern, re.IGNORECASE)) for code, pattern in _PLAIN)
_NAMED = compiled(r"\s*\((?:s-?CR|CR|VGPR|PR|MR|SD|PD|ORR)\)$", re.IGNORECASE)
_RATE = compiled(r"\s+rates?$", re.IGNORECASE)
#: an overall response with words on who told it: ``Confirmed ORR``, ``Objective response by BICR``
_ASSESSED = compiled(
    r"(?:(?:confirmed|(?:investigator|IRC|BICR|IRF|centrally|independently)[- ]assessed)\s+)?"
    r"(?:orr|(?:overall|objective) response)(?:\s+rate)?(?:\s+\((?:orr|cr ?\+ ?pr)\))?"
    r"(?:,?\s+(?:by|per|according to)\s+(?:the\s+)?(?:BICR|IRC|IRF|investigators?|RECIST|blinded|independent)[\w ,.()-]{0,40})?",
    re.IGNORECASE,
)
_BETTER = compiled(r"(?:≥|>=|at least )\s*(?P<a>.+)|(?P<b>.+?)\s+or better", re.IGNORECASE)
_JOINT = compiled(r"\s*(?:/|\+|\bor\b|\band\b)\s*")
_RESPONSE_WORD = Gated("cr|mlfs|pr|remission|respon", r"C[Rr]|PR\b|MLFS|\brespon|\bremission", re.IGNORECASE)

#: Exclusive responses from deep to shallow; a code with + holds all deeper ones.
DEPTH = ("sCR", "CR", "VGPR", "PR", "MR", "SD", "PD")


@lru_cache(maxsize=4096)
def response(label: str) -> str | None:
    """The response of a row's label: ``sCR``, ``CR`` ..., ``VGPR+`` (or better), ``PR+`` (ORR), ``sCR/CR``, ``CR/VGPR``.

    Reads ``ORR``, ``Overall response rate``, ``Complete response (CR)``, ``≥VGPR``, ``VGPR or better``, ``CR + sCR``. Must not
    read ``ORR in patients with stage III``, ``Time to response``.
    """
    text = _RATE.sub("", _NAMED.sub("", plain_label(label))).strip()
    if _ASSESSED.fullmatch(text) is not None:
        return "PR+"
    if (found := _BETTER.fullmatch(text)) is not None:
        code = _single(found["a"] or found["b"])
        return f"{code}+" if code in ("CR", "VGPR", "PR", "MR") else None
    if (code := _single(text)) is not None:
        return code
    parts = [_single(part) for part in _JOINT.split(text)]
    if len(parts) == 2 and all(parts):
        ordered = sorted(set(map(str, parts)), key=lambda code: DEPTH.index(code) if code in DEPTH else 99)
        joint = "/".join(ordered)
        return joint if joint in ("sCR/CR", "CR/VGPR", "SD/PD") else None
    return None


def _single(text: str) -> str | None:
    text = _RATE.sub("", text.strip())
    return next((code for code, pattern in _PLAIN_RES if pattern.fullmatch(text)), None)


@dataclass
class Block:
    """Rows of responses under one heading: row by code. ``strange``: another response stands among them, or one stands twice."""

    rows: dict[str, int] = field(default_factory=dict)
    strange: bool = False

    def cells(self, sheet: Sheet, column: int) -> dict[str, Tally]:
        """The cells of a column by code."""
        return {code: tally for code, row in self.rows.items() if (tally := sheet.at(row, column)) is not None}


def blocks(sheet: Sheet) -> list[Block]:
    """The responses of a table, by the heading they stand under (a row without values)."""
    return sheet.once(_blocks)


def _blocks(sheet: Sheet) -> list[Block]:
    found: dict[int, Block] = {}
    for row in range(len(sheet.grid.rows)):
        label = sheet.label(row)
        heading = sheet.parents[row]
        while heading >= 0 and not sheet.is_header(heading):
            heading = sheet.parents[heading]
        block = found.setdefault(heading, Block())
        code = response(label)
        if code is None:
            block.strange = block.strange or (not sheet.is_header(row) and _RESPONSE_WORD.search(label) is not None)
        elif code in block.rows:
            block.strange = True
        else:
            block.rows[code] = row
    return [block for block in found.values() if len(block.rows) > 1]
