"""The records of a document as answers to be asked for: what they are about, of which time, and from which others go out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from daraevidence.delivery.moments import When, at, when
from daraevidence.delivery.paraphrase import near_words, telling
from daraevidence.delivery.scales import definitions, scales_of

__all__ = ["Row", "Series", "Told", "row_time", "series", "time_of"]

#: how much of a text is read
_READ = 100_000
#: how long a title is at most
_TITLE = 300
#: how often a word stands in a document that is about it
_OFTEN = 4


class Row(NamedTuple):
    frame: str
    what: str
    values: Mapping[str, Any]
    #: title and label header of the table that the row stands in, "" for prose
    title: str = ""


#: what several values of one group are the times or parts of: frame, label, study, group, measure
Series: TypeAlias = tuple[str, str, Any, Any, Any]


class Told:
    """What the records of a document are about: outcomes with several values, values from which others go out, words."""

    def __init__(self, rows: Sequence[Row], text: str) -> None:
        self.text = text
        self.several = untimed_series(rows)
        self.later = frozenset(_place(row) for row in rows if row.frame == "endpoints" and row.title)
        self.scales = scales_of(text)
        self.definitions = definitions(text)
        self.labels = frozenset(row.what for row in rows)

    def starts(self, row: Row) -> bool:
        """Whether a record is what a group had at the beginning: its table has an outcome of the same label for the group."""
        return row.frame == "characteristics" and bool(row.title) and _place(row) in self.later

    def without_context(self, names: Sequence[str]) -> tuple[str, ...]:
        """Each name without words that the whole document is about and no label says: ``adherence to ART``."""
        said = frozenset(word for label in self.labels for word in telling(label))
        folded = self.text[:_READ].casefold()
        title = telling(folded.lstrip("# \n").partition("\n")[0][:_TITLE])
        found: dict[str, None] = {}
        for name in names:
            words = telling(name)
            lost = [word for word in words if not near_words(word, said) and (word in title or folded.count(word) >= _OFTEN)]
            if lost and len(lost) < len(words):
                found[" ".join(part for part in name.split() if not set(telling(part)) & set(lost))] = None
        return tuple(found)


def _place(row: Row) -> tuple[str, str, Any, Any]:
    return row.title, row.what, row.values.get("study"), row.values.get("cohort")


def series(row: Row) -> Series:
    return row.frame, row.what, row.values.get("study"), row.values.get("cohort"), row.values.get("measure")


def untimed_series(rows: Iterable[Row]) -> Collection[Series]:
    """The outcomes of a group that have several values without a time: nobody can say which of them is of which time."""
    found: dict[Series, set[tuple[Any, ...]]] = {}
    for row in rows:
        if row.values.get("timepoint") is None:
            found.setdefault(series(row), set()).add(tuple(row.values.get(name) for name in ("value", "n", "percent")))
    return {series for series, values in found.items() if len(values) > 1}


def time_of(row: Row) -> When:
    """The time that a record's label, its fields or, of an event, its category tells."""
    told = when(row.what)
    if told == When():
        told = row_time(row)
    return when(str(row.values.get("category") or "")) if told == When() and row.frame == "adverse_events" else told


def row_time(row: Row) -> When:
    return at(row.values.get("timepoint"), row.values.get("timepoint_unit"))
