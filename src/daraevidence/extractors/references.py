"""Entries of the list of references."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_references"]


def find_references(context: Context) -> Iterator[Draft]:
    """Entries of the list of references of a document."""
    yield from ()
