"""Groups of patients."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_cohorts"]


def find_cohorts(context: Context) -> Iterator[Draft]:
    """Groups of patients of a document."""
    yield from ()
