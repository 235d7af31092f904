"""Results of the arms in a part of the patients, which the head of the clause tells: ``Among patients with X, 5% on A …``."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.draft import Draft, Mark
from daraevidence.extractors.group.restrictions import Restriction, counted_parts, restrictions, taken_up, told_of_whom
from daraevidence.extractors.group_names import is_whole
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import named_groups
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["name_again", "restrict", "restrict_drafts"]


def restrict(place: Place) -> list[Restriction]:
    """Take the words that restrict the clauses of a sentence to a part of the patients out of it, where its clauses name arms.

    Where they name none, the part itself is whom the results are of, and stays in the sentence.
    """
    text = place.text
    told = [*told_of_whom(text)] if place.held is None else []
    told += [*restrictions(text), *counted_parts(text), *taken_up(text, place.earlier)] if place.held is None and not told else []
    found = sorted(one for one in told if not _is_arm(place, one))
    if not found:
        return []
    for one in found:
        length = one.end - one.start
        instead = "patients" if one.end == one.told else ""  # of a fraction: whoever they are
        text = f"{text[: one.start]}{instead.ljust(length)[:length]}{text[one.end :]}"
    if not (_names_arms(place, text) or _tells_of_both(place, text)):
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
    return bool(arms) or len(others) > 1 or (_IN_TURN.search(text) is not None and len(place.recent or place.arms) == 2)


#: ``in 105 of 219 (48%) and 24 of 110 (22%), respectively``: of the two groups told of before
_IN_TURN = Gated(
    "respectively",
    r"\d\s?(?:/|of)\s?\d+(?:\s\([^()]{1,20}\))?(?:\sand|,)\s\d+\s?(?:/|of)\s?\d+(?:\s\([^()]{1,20}\))?[^.;()\d]{0,30}\brespectively\b",
)


def name_again(place: Place, found: Sequence[Restriction], statements: Sequence[Statement]) -> None:
    """Give results of a later part the groups of those before in order: ``With X, 5% on A and 9% on B; without X, 4% and 8%``."""
    for statement in statements if found else ():
        parts: dict[int, list[Side]] = {}
        for side in statement.sides:
            since = [one.since for one in found if place.base + one.since <= side.quantity.start]
            parts.setdefault(since[-1] if since else -1, []).append(side)
        first, *rest = parts.values()
        for later in rest:
            if len(later) == len(first) and all(side.named is None for side in later) and not any(s.named is None for s in first):
                for side, before in zip(later, first, strict=True):
                    side.named = before.named._replace(start=-1, end=-1) if before.named is not None else None


_LED = compiled(r"(?:with|without|who|whose|in|aged|younger|older|under|over|below|above|not|less|more|heavier|lighter)\b")
_NUMBERS = ("n", "percent", "value", "p_value")


#: two results side by side: ``31.0 and 14.2 months``, ``18/111 (16.2%) and 27/110 (24.5%)``
_BOTH = compiled(r"\d\s?%?(?:\s?[a-z]+)?(?:\s?[(\[][^()\[\]]{1,60}[)\]])?,?\s+(?:and|versus|vs\.?)\s+\d")


def _tells_of_both(place: Place, text: str) -> bool:
    """Whether the clauses name no group, and set results of the two arms told of last side by side."""
    arms = [one for one in place.recent if one.group is not None and one.group.role == "arm"]
    if len(arms) != 2 or len(place.recent) != 2 or _BOTH.search(text) is None:
        return False
    named = named_groups(text, place.base, place.scope, place.quantities)
    return not any(text[one.start : one.end].strip() for one in named)


def restrict_drafts(place: Place, found: Sequence[Restriction], drafts: Sequence[Draft]) -> None:
    """Say in each record of a sentence of what part of the patients its clause speaks: ``A, X`` for the arm A."""
    for draft in drafts:
        told = next((draft.marks[name][0].start for name in _NUMBERS if name in draft.marks), draft.end)
        one = next((one for one in reversed(found) if place.base + one.since <= told), None)
        if one is None:
            continue
        at = Mark(place.base + one.start, place.base + one.end)
        for column in ("cohort", "comparator"):
            name = draft.get(column)
            if isinstance(name, str) and not is_whole(name):
                draft.fields[column] = "; ".join(f"{each}, {one.name}" for each in name.split("; "))
                draft.marks[column] = (*draft.marks.get(column, ()), at)
            elif column == "cohort":
                draft.put("cohort", f"patients {one.name}" if _LED.match(one.name) else f"patients with {one.name}", at[:2])
        if not any(mark.how == "printed" for mark in draft.marks.get("denominator", ())):
            draft.fields.pop("denominator", None)  # the size of the whole arm
            draft.marks.pop("denominator", None)
        draft.doubt(0.9, "the head of the clause says of what part of the patients it speaks")
