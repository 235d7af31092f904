"""Slips of the pen: numbers that differ in two digits set the wrong way round, or in one digit."""

from __future__ import annotations

__all__ = ["is_slip", "is_swap"]


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def is_swap(one: str, other: str) -> bool:
    """Whether two printed numbers differ only in two neighbouring digits that changed places: ``62.0`` and ``60.2``."""
    first, second = _digits(one), _digits(other)
    apart = [place for place, (a, b) in enumerate(zip(first, second)) if a != b]
    if len(first) != len(second) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]


def is_slip(one: str, other: str) -> bool:
    """Whether two printed numbers of two or more digits differ in one digit, or in two neighbours that changed places."""
    first, second = _digits(one), _digits(other)
    if len(first) != len(second) or len(first) < 2:
        return False
    return is_swap(one, other) or sum(a != b for a, b in zip(first, second)) == 1
