"""An entry of the list of references."""

from __future__ import annotations

from daraevidence.schemas.base import Record

__all__ = ["Reference"]


class Reference(Record):
    """One entry; ``number`` is the printed one, or the place in a list without numbers.

    Examples:
        >>> import daraevidence as dara
        >>> entry = dara.extract("seeds/many_tables.txt").references[0]
        >>> entry.number, entry.year is not None
        (1, True)
    """

    number: int | None = None
    text: str
    authors: str | None = None
    title: str | None = None
    journal: str | None = None
    year: int | None = None
    doi: str | None = None
