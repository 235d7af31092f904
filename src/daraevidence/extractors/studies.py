"""Studies."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_studies"]


def find_studies(context: Context) -> Iterator[Draft]:
    """Studies of a document, in the order in which they are first named."""
    for study in context.scope.studies:
        yield study.draft
