"""Results of a sentence side by side, and the groups that they may get."""

from __future__ import annotations

from dataclasses import dataclass, field

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.quantities import Interval, PValue, Quantity

__all__ = ["Row", "Side", "Slot", "Statement"]


@dataclass(slots=True)
class Side:
    """One result with its group and its outcome."""

    quantity: Quantity
    named: Named | None = None
    phrase: Phrase | None = None
    firm: bool = False
    intervals: tuple[Interval, ...] = ()
    #: whether another group of the sentence may be meant as well
    rivals: bool = False
    #: whether nothing but the percent, which is that of its count of this group, says whose it is
    proved: bool = False
    #: the rate of the same events: ``118 patients (1.31 per 100 patient-years)``
    rate: Quantity | None = None
    #: whether the sentence says of each result when it was seen; ``time`` is that, where it says so of this one
    timed: bool = False
    time: Quantity | None = None
    #: the P value of its own test
    p: PValue | None = None


@dataclass(slots=True)
class Statement:
    """Results of one outcome side by side; ``versus`` where the sentence sets them against each other.

    ``part``: the patients of whom the sentence speaks in all its groups (``In patients with X, ... 5 with A and 7 with B``).
    ``reference``: the group that each of several was tested against, where each has a test of its own.
    ``tested``: whether each of its results has the P value of its own test.
    ``whole``: the count of all, whose parts are told behind it.
    ``amount``: whether its percents say by how much something changed, and are no shares of patients.
    ``against``: the group that the one result is held against (``A lowered X by 29% compared with B``).
    """

    sides: list[Side]
    phrase: Phrase | None = None
    versus: bool = False
    ratios: list[Quantity] = field(default_factory=list)
    p: PValue | None = None
    subject: bool = False
    part: Named | None = None
    against: Named | None = None
    reference: Named | None = None
    tested: bool = False
    whole: bool = False
    amount: bool = False


@dataclass(slots=True, eq=False)
class Slot:
    """Results of one group: one, or several that tell of it together (``from 5 to 7``, ``in A (5% and 7%)``)."""

    sides: list[Side]
    start: int
    end: int
    named: Named | None = None
    firm: bool = False

    def take(self, one: Named, *, firm: bool = True) -> None:
        self.named, self.firm = one, firm


@dataclass(slots=True)
class Row:
    """The slots of one statement."""

    slots: list[Slot]
    versus: bool

    @property
    def start(self) -> int:
        return self.slots[0].start

    @property
    def end(self) -> int:
        return self.slots[-1].end

    @property
    def pair(self) -> bool:
        return len(self.slots) == 2 and self.versus
