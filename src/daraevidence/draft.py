"""What extractors hand on inside the line: plain values with the places that say so. Pydantic records are made later."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern
from typing import Any, Literal, NamedTuple, TypeAlias, get_args, overload

from daraevidence.span import CleanSpan

__all__ = ["RATIOS", "SEVERITIES", "TOLD", "Draft", "Entry", "Flag", "How", "Kind", "Mark", "Marks", "Severity", "Value"]

#: printed: the value stands there; inherited: it holds there (group of a section, N of a header); normalised: a rule of
#: the language leads from what stands there to the value (brand to generic, power of ten applied).
How: TypeAlias = Literal["printed", "inherited", "normalised"]

Kind: TypeAlias = Literal["study", "cohort", "regimen", "endpoint", "characteristic", "adverse_event", "threshold", "reference"]

#: the records that tell something of patients, and so have statistics
TOLD: frozenset[Kind] = frozenset(("endpoint", "characteristic", "adverse_event"))

#: the measures that say how two groups compare
RATIOS = frozenset(("hazard_ratio", "odds_ratio", "relative_risk"))

Value: TypeAlias = str | int | float | bool | tuple[str, ...] | None


class Mark(NamedTuple):
    """A place of the repaired view that speaks for a field."""

    start: int
    end: int
    how: How = "printed"


#: a named tuple without its own constructor, which costs as much again
_made = tuple.__new__
_HOWS: tuple[How, ...] = get_args(How)


class Marks(Sequence[Mark]):
    """The marks of a result that is told in many places: numbers in a row, in a fifth of the memory of a tuple."""

    __slots__ = ("_flat",)

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._flat = array("I")  # no text has 4 GB
        self.extend(marks)

    def extend(self, marks: Iterable[Mark]) -> None:
        """Add marks at the end."""
        for start, end, how in marks:
            self._flat.extend((start, end, _HOWS.index(how)))

    def __len__(self) -> int:
        return len(self._flat) // 3

    def __iter__(self) -> Iterator[Mark]:
        flat = self._flat
        for place in range(0, len(flat), 3):
            yield Mark(flat[place], flat[place + 1], _HOWS[flat[place + 2]])

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Mark, ...]: ...
    def __getitem__(self, index: int | slice) -> Mark | tuple[Mark, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        place = 3 * range(len(self))[index]
        start, end, how = self._flat[place : place + 3]
        return Mark(start, end, _HOWS[how])


@lru_cache(maxsize=256)
def _marked(start: int, end: int, how: How) -> tuple[Mark]:
    """One mark: many fields of many drafts have one place (the header of a column, the name of the study), and share it."""
    return (_made(Mark, (start, end, how)),)


@dataclass(slots=True)
class Draft:
    """One record in the making.

    ``fields`` holds values by the names of the frame's columns; ``marks`` the places that speak for a field (a field
    that is computed from nothing printed has none). ``start`` and ``end`` is the place of the record as a whole.
    """

    kind: Kind
    start: int
    end: int
    fields: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, Sequence[Mark]] = field(default_factory=dict)
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    id: str = ""
    #: the drugs of a regimen, each with what is printed of its dose
    components: tuple[dict[str, str | float], ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """In few steps: drafts of long documents are packed."""
        place = (self.kind, self.start, self.end, self.fields, self.marks)
        return _again, (*place, self.confidence, self.reasons, self.proof, self.id, self.components)

    def put(self, name: str, value: Value, at: CleanSpan | tuple[int, int] | None = None, how: How = "printed") -> Draft:
        """Set a field (``None`` is left out) and say where it stands; returns the draft itself."""
        if value is None or value == "":
            return self
        self.fields[name] = value
        if at is not None and at[1] > at[0]:
            mark = _marked(at[0], at[1], how)
            self.marks[name] = (*self.marks[name], *mark) if name in self.marks else mark
        return self

    def doubt(self, confidence: float, reason: str) -> Draft:
        """Lower the confidence to at most ``confidence`` and say why; returns the draft itself."""
        self.confidence = min(self.confidence, confidence)
        self.reasons += (reason,)
        return self

    def get(self, name: str) -> Value:
        """The field's value, or ``None``."""
        return self.fields.get(name)


def _again(kind: Kind, start: int, end: int, fields: dict[str, Value], marks: dict[str, Sequence[Mark]], *others: Any) -> Draft:
    """A draft that was packed. Names of fields and of studies are shared with the other drafts: own copies would weigh more
    than all else of it."""
    shared = {intern(name): intern(value) if type(value) is str else value for name, value in fields.items()}
    return Draft(kind, start, end, shared, {intern(name): given for name, given in marks.items()}, *others)


Severity: TypeAlias = Literal["error", "warning", "info"]

#: The worst first: cannot be true; suspicious; explained.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(slots=True)
class Flag:
    """One finding in the making. ``start`` and ``end`` is the quote, ``places`` all ranges involved (repaired view).

    ``records`` are ids of drafts or tables; ``cause`` is the flag that this one follows from.
    """

    rule: str
    severity: Severity
    start: int
    end: int
    explanation: str
    formula: str = ""
    printed: str = ""
    recomputed: str = ""
    reading: str = ""
    places: tuple[tuple[int, int], ...] = ()
    records: tuple[str, ...] = ()
    cause: Flag | None = None


class Entry(NamedTuple):
    """One number of the ledger; the place is one of the source, not of the repaired view."""

    start: int
    end: int
    text: str
    value: float | None
    claimed: bool
    reason: str
    record: str | None = None
    field: str | None = None
