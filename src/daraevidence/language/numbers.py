"""Printed numbers: the characters, the value, the decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

__all__ = ["Number"]


class Number(NamedTuple):
    """One printed number. ``start`` and ``end`` are places of the repaired view and cover digits, sign and separators.

    ``decimals`` counts the printed decimals; ``op`` is a comparison printed before it (``<``, ``<=``, ``>``, ``>=``, ``~``,
    or ""); ``word`` is true for a number in words ("three").
    """

    start: int
    end: int
    text: str
    value: Decimal
    decimals: int = 0
    op: str = ""
    word: bool = False
