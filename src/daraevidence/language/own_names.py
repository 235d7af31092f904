"""The drugs of the document that is being read: what it explains, doses or tells as drugs is one wherever a name is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count
from typing import NamedTuple

from daraevidence.language.products import Names

__all__ = ["Own", "own", "reading"]


class Own(NamedTuple):
    """The names of a document's drugs, and a number that no other document has: what was read with them is remembered by it."""

    serial: int
    names: Names | None


_NONE = Own(0, None)
_serials = count(1)
_current: ContextVar[Own] = ContextVar("own_names", default=_NONE)

own = _current.get
"""The drugs of the document that is being read."""


@contextmanager
def reading(names: Names) -> Iterator[None]:
    """While a document with these names is read, every place that asks for a drug without names of its own knows its drugs."""
    drugs = {form: drug for form, drug in names.items() if drug in names.drugs}
    token = _current.set(Own(next(_serials), Names({}, drugs)) if drugs else _NONE)
    try:
        yield
    finally:
        _current.reset(token)
