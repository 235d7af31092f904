"""Efficacy and outcome results, in prose and in tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_endpoints"]


def find_endpoints(context: Context) -> Iterator[Draft]:
    """Efficacy and outcome results, in prose and in tables."""
    for draft in chain(context.tabled, context.told):
        if draft.kind == "endpoint":
            yield draft
