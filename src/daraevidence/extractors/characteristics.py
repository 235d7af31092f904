"""Baseline and treatment-history facts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context

__all__ = ["find_characteristics"]


def find_characteristics(context: Context) -> Iterator[Draft]:
    """Baseline and treatment-history facts."""
    for draft in chain(context.tabled, context.told):
        if draft.kind == "characteristic":
            yield draft
