"""Adverse events, in prose and in tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_adverse_events"]


def find_adverse_events(context: Context) -> Iterator[Draft]:
    """Adverse events, in prose and in tables."""
    for draft in chain(context.tabled, context.told):
        if draft.kind == "adverse_event":
            yield draft
