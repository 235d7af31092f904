"""Cut-offs, scores and eligibility limits."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_thresholds"]


def find_thresholds(context: Context) -> Iterator[Draft]:
    """Cut-offs, scores and eligibility limits of a document."""
    yield from ()
