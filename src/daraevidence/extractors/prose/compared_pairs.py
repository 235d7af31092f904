"""The two groups that later results in pairs are of, kept from a ratio or a reduction that names both."""

from __future__ import annotations

from collections.abc import Iterable

from daraevidence.draft import Draft
from daraevidence.extractors.group_names import is_whole
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import Named

__all__ = ["keep_compared"]

#: measures that are of two groups
_OF_TWO = frozenset(("hazard_ratio", "odds_ratio", "relative_risk", "risk_reduction"))


def keep_compared(place: Place, drafts: Iterable[Draft]) -> None:
    """Keep the two groups of a ratio or a reduction, ``A cut deaths by 12% compared with B``, where the study has set none
    against each other yet: later results in pairs are theirs."""
    if place.study in place.pairs or len(place.arms) > 2:
        return
    for draft in drafts:
        one, other = draft.get("cohort"), draft.get("comparator")
        if draft.get("measure") not in _OF_TWO or not isinstance(one, str) or not isinstance(other, str):
            continue
        if one != other and not any(mark in name for name in (one, other) for mark in (", ", "; ")) and not is_whole(one):
            groups = {group.name: group for group in reversed(place.scope.groups_of(place.study))}
            place.pairs[place.study] = (Named(-1, -1, one, groups.get(one)), Named(-1, -1, other, groups.get(other)))
            return
