"""An entry of the list of references."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["Reference"]


class Reference(Record):
    """One entry; ``number`` is the printed one, or the place in a list without numbers."""

    number: int | None = None
    text: str
    authors: str | None = None
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
