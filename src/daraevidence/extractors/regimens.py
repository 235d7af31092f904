"""Treatments."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_regimens"]


def find_regimens(context: Context) -> Iterator[Draft]:
    """Treatments of a document."""
    yield from ()
