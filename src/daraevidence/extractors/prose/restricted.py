"""Results of the arms in a part of the patients, which the head of the clause tells: ``Among patients with X, 5% on A …``."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.draft import Draft, Mark
from daraevidence.extractors.group_names import is_whole
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import named_groups
from daraevidence.extractors.sentence.restrictions import Restriction, restrictions

__all__ = ["restrict", "restrict_drafts"]


def restrict(place: Place) -> list[Restriction]:
    """Take the words that restrict the clauses of a sentence to a part of the patients out of it, where its clauses name arms.

    Where they name none, the part itself is whom the results are of, and stays in the sentence.
    """
    found = [one for one in restrictions(place.text) if not _is_arm(place, one)] if place.held is None else []
    if not found:
        return []
    text = place.text
    for one in found:
        text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    if not _names_arms(place, text):
        return []
    place.text = text
    place.quantities = [q for q in place.quantities if not any(one.start <= q.start - place.base < one.end for one in found)]
    return found


def _is_arm(place: Place, one: Restriction) -> bool:
    """Whether the words name an arm of the study, or someone in one."""
    known = place.scope.named_so(place.study, one.name)
    inside = place.scope.mentions(place.base + one.start, place.base + one.end)
    return any(group.role in ("arm", "total") for group in (known, *(each.group for each in inside)) if group is not None)


def _names_arms(place: Place, text: str) -> bool:
    """Whether the clauses without these words name an arm of the study, or two treatments."""
    named = named_groups(text, place.base, place.scope, place.quantities)
    arms = {one.name for one in named if one.group is not None and one.group.role == "arm"}
    others = {one.name for one in named if one.group is None and not one.people}
    return bool(arms) or len(others) > 1


def restrict_drafts(place: Place, found: Sequence[Restriction], drafts: Sequence[Draft]) -> None:
    """Say in each record of a sentence of what part of the patients its clause speaks: ``A, X`` for the arm A."""
    for draft in drafts:
        one = next((one for one in reversed(found) if place.base + one.start <= draft.start), None)
        if one is None:
            continue
        at = Mark(place.base + one.start, place.base + one.end)
        for column in ("cohort", "comparator"):
            name = draft.get(column)
            if isinstance(name, str) and not is_whole(name):
                draft.fields[column] = "; ".join(f"{each}, {one.name}" for each in name.split("; "))
                draft.marks[column] = (*draft.marks.get(column, ()), at)
            elif column == "cohort":
                draft.put("cohort", f"patients with {one.name}", at[:2])
        if not any(mark.how == "printed" for mark in draft.marks.get("denominator", ())):
            draft.fields.pop("denominator", None)  # the size of the whole arm
            draft.marks.pop("denominator", None)
        draft.doubt(0.9, "the head of the clause says of what part of the patients it speaks")
