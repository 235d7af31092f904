"""Of how many patients a result of the prose is, where the place itself prints no N."""

from __future__ import annotations

from daraevidence.draft import Draft
from daraevidence.extractors.prose.outcomes import ALSO_EVENT
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.safety_sets import Size, fitting_size, proves
from daraevidence.extractors.sentence.counts_beside import held_against
from daraevidence.extractors.sentence.statements import Side
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["put_denominator", "put_size_beside"]


def put_denominator(draft: Draft, side: Side | None, place: Place) -> None:
    """The group's N, where the place itself prints none."""
    if draft.get("denominator") is not None:
        return
    number = (
        (place.whole_n.n or place.whole_n.value)
        if place.whole_n is not None and (side is None or side.named in (None, place.whole))
        else None
    )
    if number is not None and number.value == int(number.value):
        draft.put("denominator", int(number.value), (number.start, number.end))
        return
    if put_size_beside(draft, side, place) or "cohort" not in draft.fields:
        return
    if side is not None and _counts_parts(place, side.quantity):
        return
    study = draft.get("study")
    groups = [g for g in place.scope.groups_of(study if isinstance(study, str) else None) if g.name == draft.get("cohort")]
    sizes = [group.n for group in groups if group.n is not None]
    quantity = side.quantity if side is not None else Quantity("count", draft.start, draft.end)
    if draft.kind != "adverse_event" and not (place.role == "safety" and draft.get("endpoint") in ALSO_EVENT):
        sizes = _of_all(place, draft, sizes)
        size = fitting_size(sizes, None, quantity) if groups and groups[0].n is not None else None
        if size is not None and is_far(size, quantity):
            told = _told_before(place, quantity)
            draft.put("denominator", int(told.value) if told is not None else None, (told.start, told.end) if told else None)
            return
        draft.put("denominator", size)
        return
    treated = _treated(place, draft, quantity)
    size = fitting_size(sizes, treated.n if treated is not None else None, quantity)
    at = treated.at if treated is not None and size == treated.n and treated.at[1] else None
    if size is None or not is_far(size, quantity):
        draft.put("denominator", size, at, "inherited")


#: what a patient may have two or more of: ``62% of eyes``, ``29 treated knees``
_PARTS = compiled(
    r"%?\s(?:of\s)?(?:the\s|all\s)?(?:[a-z]+\s)?(?:eyes|knees|hips|ears|feet|limbs|legs|teeth|implants|lesions|wounds|grafts)\b"
)


def _counts_parts(place: Place, quantity: Quantity) -> bool:
    """Whether a count or share is of parts of the body, which are not so many as the patients."""
    told = quantity.n or quantity.percent
    return told is not None and _PARTS.match(place.text, told.end - place.base) is not None


def _of_all(place: Place, draft: Draft, sizes: list[int]) -> list[int]:
    """The sizes of an arm, first those that are not of its safety set; the latter alone is none where the study has more patients
    than its arms have there."""
    study, cohort = draft.get("study"), draft.get("cohort")
    treated = place.sets.tabled.get((study, cohort))
    if treated is None or treated.n not in sizes or all(arm.name != cohort for arm in place.arms):
        return sizes
    others = [size for size in sizes if size != treated.n]
    return others if not others and _are_fewer(place, study) else [*others, treated.n]


def _are_fewer(place: Place, study: object) -> bool:
    """Whether nothing but the safety set tells of how many patients the arms of a study are, and the study has a few more."""
    owner = study if isinstance(study, str) else None
    groups = [group for group in place.scope.groups_of(owner) if group.role == "arm"]
    sizes = {group.name: size.n for group in groups if (size := place.sets.tabled.get((study, group.name))) is not None}
    whole = place.scope.size_of(owner)
    if len(sizes) < 2 or whole is None or any(sizes.get(group.name) != group.n for group in groups):
        return False
    return 0.8 * whole <= sum(sizes.values()) < whole


def is_far(size: int, quantity: Quantity) -> bool:
    """Whether a count, with its percent, cannot be of so many, not even by a slip: ``9 patients (45%)`` of 400, ``5`` of 3."""
    n, percent = quantity.n, quantity.percent
    if n is not None and not n.op and n.value > size:
        return True
    if n is None or percent is None or percent.op or n.op or size <= 0:
        return False
    share = float(100 * n.value / size)
    return abs(share - float(percent.value)) > max(5.0, float(percent.value) / 4)


def _told_before(place: Place, quantity: Quantity) -> Number | None:
    """The whole of a fraction before it of which a count has its percent: ``18 of 20 (90%), with 9 (45%)`` having."""
    wholes = [one.denominator for one in place.quantities if one.denominator is not None and one.start < quantity.start]
    return next((whole for whole in reversed(wholes) if proves(int(whole.value), quantity)), None)


def put_size_beside(draft: Draft, side: Side | None, place: Place) -> bool:
    """The N in the bracket behind the group's name, where there is one."""
    beside = _size_beside(side, place)
    if beside is not None:
        draft.put("denominator", int(beside.value), (beside.start, beside.end))
    return beside is not None


def _treated(place: Place, draft: Draft, quantity: Quantity) -> Size | None:
    """How many patients of a group were watched for harms, where the document says it."""
    study, cohort = draft.get("study"), draft.get("cohort")
    arms = [g for g in place.scope.groups_of(study if isinstance(study, str) else None) if g.role == "arm"]
    answered = place.sets.told.get((study, cohort))
    size = place.sets.size(study, cohort, arms)
    sizes = [size.n if size is not None else None, *(arm.n for arm in arms if arm.name == cohort)]
    told = quantity.percent is not None and not any(proves(each, quantity) for each in sizes)
    if answered is not None and (proves(answered.n, quantity) or told):  # those who answered were told of last
        return answered
    known = (study, cohort) in place.sets.tabled
    return size if size is not None and (known or proves(size.n, quantity)) else None


def _size_beside(side: Side | None, place: Place) -> Number | None:
    """The size in the bracket behind a group's name, if the count is not above it: ``103 patients given X (n=586)``."""
    if side is None or side.named is None or side.named.start < 0:
        return None
    n = side.quantity.n
    end = place.base + side.named.end
    after = [q for q in place.quantities if q.start >= end][:2]
    if len(after) == 2 and held_against(place.text, place.base, *after):
        return None  # "more with A than with B (n = 25 vs n = 12)"
    sizes = (q.n or q.value for q in after[:1] if q.role == "group_size" and q.start - end <= 2)
    return next((size for size in sizes if size is not None and (n is None or n.value <= size.value)), None)
