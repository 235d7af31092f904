"""Numbers with their companions: what a reader sees as one statistic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from daraevidence.language.numbers import Number

__all__ = ["NOTHING", "Interval", "Limit", "PValue", "Quantity", "Role", "parts_of"]

#: Statistics
#:   proportion   n and/or percent: ``13 (62%)``, ``62% (n=13)``, ``8/36, 22%``, ``14 of 22 (64%)``,
#:                ``39 of the 100``, ``82.9%``, ``57 [15]``
#:   count        a whole number of patients or events: ``Three patients``, ``5 deaths``, ``no patient`` (n = 0), ``none``
#:   value        a number with a unit and/or an interval: ``12.4 months (95% CI, 5.8-24.8)``, ``5.2 x 10^6/kg``, ``56.5 ± 8.9``
#:   not_reached  ``not reached``, ``NR``, ``NE``, with an interval where one stands beside it
#:   ratio        ``HR, 0.59; 95% CI, 0.41-0.87; P=0.006``; ``measure`` says which
#:   p            a P value by itself
#:   interval     an interval by itself (``range, 2-3``)
#:   group_size   ``(n=43)``, ``N=286``
#: Contexts (no results; they say what a number is)
#:   timepoint    ``6-month``, ``at 12 months``, ``week 24``, ``at 1 year``   duration ``every 2 weeks``, ``12-week period``
#:   threshold    ``>=3500/uL``, ``< 50 ml/min``      dose ``1800 mg SC``, ``2.4 gr/sqm``, ``25 mg/d``
#:   grade        ``grade 3/4``, ``grade >2``          date ``May 8, 2024``, ``2016-05``, ``2020``,
#:                ``January 2017 to January 2023``
#:   citation     ``treatment.1,2``, ``[2,3]``, ``et al (2023)1``     identifier ``NCT04703621``, doi, PMID
#:   name         a number inside a name: CD38, IL-6, 5-FU, t(4;14)     section ``Table 2``, ``Figure 1``, ``Cohort 1``, ``arm 2``
#:   number       none of these
Role: TypeAlias = Literal[
    "proportion", "count", "value", "not_reached", "ratio", "p", "interval", "group_size",
    "timepoint", "duration", "threshold", "dose", "grade", "date", "citation", "identifier", "name", "section", "number",
]  # fmt: skip


class Limit(NamedTuple):
    """An end of an interval: a number, or a word such as ``NR`` (then ``number`` is ``None``)."""

    start: int
    end: int
    text: str
    number: Number | None


class PValue(NamedTuple):
    """``op`` is ``=``, ``<``, ``<=``, ``>`` or ``>=``; ``number`` is ``None`` for words (``NS``)."""

    start: int
    end: int
    op: str
    number: Number | None


@dataclass(frozen=True, slots=True)
class Interval:
    """``kind``: ci, range, iqr, or bare (no word says which). ``level`` in percent.

    ``garbled``: the dash is lost (``9.914.7``).
    """

    kind: Literal["ci", "range", "iqr", "bare"]
    start: int
    end: int
    low: Limit | None
    high: Limit | None
    level: Number | None = None
    garbled: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """In few steps: documents of many intervals are packed."""
        return Interval, (self.kind, self.start, self.end, self.low, self.high, self.level, self.garbled)


#: what ``extra`` is where there is nothing more to say
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(slots=True)
class Quantity:
    """One statistic or context; ``start`` and ``end`` cover it with its parentheses. All places are of the repaired view.

    ``value`` times ``factor`` is the true value (``5.2 x 10^6``: value 5.2, factor 1000000); ``exponent_lost`` says that
    the power was printed as ``106``. ``unit`` is normalised (``months``, ``cells/kg``, ``%``, ``mg``, ``cells/uL``).
    ``numbers`` are all numbers inside, in order.
    """

    role: Role
    start: int
    end: int
    numbers: tuple[Number, ...] = ()
    value: Number | None = None
    n: Number | None = None
    denominator: Number | None = None
    percent: Number | None = None
    sd: Number | None = None
    se: Number | None = None
    intervals: tuple[Interval, ...] = ()
    p: PValue | None = None
    unit: str = ""
    unit_at: tuple[int, int] = (0, 0)
    factor: Decimal = Decimal(1)
    factor_at: tuple[int, int] = (0, 0)
    exponent_lost: bool = False
    measure: str = ""
    noun: str = ""
    extra: Mapping[str, str] = field(default_factory=lambda: NOTHING)

    def __reduce__(self) -> tuple[Any, ...]:
        """In few steps; nothing more to say is left out."""
        parts = parts_of(self)
        return Quantity, (*parts[:-1], dict(self.extra)) if self.extra else parts[:-1]

    def note(self, name: str, value: str) -> None:
        """Say more in ``extra``, which others may share."""
        self.extra = {**self.extra, name: value}


#: all fields of a quantity, in their order; ``extra`` is the last
parts_of = attrgetter(*(each.name for each in fields(Quantity)))
