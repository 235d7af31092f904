"""Groups of patients."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_cohorts"]


def find_cohorts(context: Context) -> Iterator[Draft]:
    """Groups of patients of a document, in the order in which the scope found them."""
    for group in context.scope.groups:
        if group.draft is not None:
            group.draft.put("aliases", tuple(alias for alias in group.aliases if alias != group.name) or None)
            yield group.draft
