"""What holds for a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from daraevidence.extractors.prose.safety_sets import SafetySets
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Quantity

__all__ = ["Compared", "Counted", "Place", "are_arms", "in_turn", "standing"]


class Compared(NamedTuple):
    """The outcome, the two groups and the time of results that a sentence set side by side; ``unit`` is that of the first.

    ``shares``: the results are shares of patients, and no times or survival probabilities.
    """

    phrase: Phrase
    names: tuple[Named, Named]
    time: Quantity | None
    unit: str
    shares: bool


@dataclass(slots=True)
class Lead:
    """The outcome that the line above a list names, the time of its results, and the groups that the items named so far."""

    outcome: str
    time: Quantity | None
    groups: list[Named] = field(default_factory=list)


class Counted(NamedTuple):
    """How many patients a sentence counted last, what they are called by it, and of which group they are."""

    n: Number
    name: str
    arm: str


@dataclass(slots=True)
class Place:
    """What holds for a sentence."""

    scope: Scope
    text: str
    base: int
    quantities: Sequence[Quantity]
    role: str
    #: for each study the two groups that were last set against each other by name
    pairs: dict[str | None, tuple[Named, Named]]
    #: of how many patients of each group adverse events are told
    sets: SafetySets
    #: the group that holds here without being named: by the list's parent or the section
    held: Group | None = None
    #: the group that the sentence is of ("Of the 22 patients who responded, ..."), with its size
    whole: Named | None = None
    whole_n: Quantity | None = None
    #: whether the sentence before told of adverse events alone
    after_harms: bool = False
    #: the group that holds in this way for the sentences behind this one
    scene: Named | None = None
    #: the line above the list in which the sentence is an item
    head: str = ""
    #: what the list hangs from, and the outcome that it names: the items may name the groups
    above: str = ""
    lead: Lead | None = None
    #: the outcome that the sentence before told of last
    last: Phrase | None = None
    #: when that is looked for, where the sentence defined it
    last_at: Quantity | None = None
    #: the one group that it told of
    last_named: Named | None = None
    #: the group that a sentence before opened with, and that holds until another is named ("Among those with X, ...")
    setting: Named | None = None
    #: the groups whose results the sentences before in this paragraph set side by side last, in order
    recent: tuple[Named, ...] = ()
    #: the last results of two groups that the sentences before in this paragraph told of
    compared: Compared | None = None
    #: whom the sentence before counted last; ``counting``: whom this one does
    counted: Counted | None = None
    counting: Counted | None = None
    #: the time that was told of last
    when: Quantity | None = None
    #: the time with which a sentence before in this paragraph or list began; ``scene_at``: that sentence told of no result
    since: Quantity | None = None
    scene_at: bool = False
    #: the words of the sentence before, whatever it told of
    earlier: str = ""
    earlier_at: int = 0
    #: whether it is a clause that goes on with the sentence before it, on another study
    goes_on: bool = False
    #: whether the sentence before told of patients as they came
    starts: bool = False
    #: the groups that the sentence names, in order
    named: list[Named] = field(default_factory=list)
    #: the groups that stand beside P values, each with the place of its bracket
    references: list[tuple[int, Named]] = field(default_factory=list)
    #: what this one tells of last, and the one group that it tells of: for the next
    told: Phrase | None = None
    told_at: Quantity | None = None
    told_named: Named | None = None
    told_harms: bool = False
    _arms: list[Group] | None = None

    @property
    def study(self) -> str | None:
        """The name of the study that holds here."""
        study = self.scope.study(self.base)
        return study.name if study else None

    @property
    def arms(self) -> list[Group]:
        """The arms of the study that holds here, in the order of the scope, each name once (its first group)."""
        if self._arms is None:
            found: dict[str, Group] = {}
            for group in self.scope.groups_of(self.study):
                if group.role == "arm":
                    found.setdefault(group.name, group)
            self._arms = list(found.values())
        return self._arms

    def other_arm(self, name: str) -> Named | None:
        """The other one of a study's two arms, which stands nowhere in the text; none where it has more, or a name is of none."""
        others = [arm for arm in self.arms if arm.name != name]
        return standing(others[0]) if len(others) == 1 and len(self.arms) == 2 else None

    def follow(self, before: Place) -> None:
        """Take over what the sentence before leaves to this one; of the groups where it tells of the same study or the same
        figures of another."""
        self.last, self.last_at, self.after_harms = before.told, before.told_at, before.told_harms
        if before.study == self.study or _GOES_ON.search(self.text):
            self.last_named, self.recent, self.compared = before.told_named, before.recent, before.compared
            self.setting, self.counted = before.scene, before.counting
        elif self.goes_on:  # "in ORION-1, 34% with A versus 12% with B; in ORION-2, 31% versus 15%"
            self.recent, self.compared = before.recent, before.compared

    def at(self, phrase: Phrase) -> tuple[int, int]:
        return self.base + phrase.start, self.base + phrase.end


def standing(group: Group) -> Named:
    """A group that holds without being named in the sentence."""
    return Named(-1, -1, group.name, group)


def are_arms(named: Sequence[Named]) -> bool:
    """Whether all groups are arms: what a list says of two without a name is of them, and not of parts told of by the way."""
    return all(one.group.role == "arm" if one.group is not None else not one.people for one in named)


def in_turn(text: str) -> bool:
    """Whether results are those of groups in turn that a bullet or paragraph before may have named: ``3 and 5, respectively``."""
    return _RESPECTIVELY_TOLD.search(text) is not None


#: ``In the second, the corresponding rates were 4% and 9%``: of the outcome and the groups before
_GOES_ON = Gated(
    "rate|figure|value|proportion|percentage",
    r"\bthe\s(?:corresponding\s|respective\s|same\s)?(?:rates|figures|values|proportions|percentages)\s(?:were|had been)\b",
    re.IGNORECASE,
)
_RESPECTIVELY_TOLD = Gated("respectively", r"\d[^.;]{0,60}\brespectively\b", re.IGNORECASE)
