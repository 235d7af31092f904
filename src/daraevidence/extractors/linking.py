"""One record for one fact: the same result told twice, names unified, ids from content."""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias, get_args

from daraevidence.draft import TOLD, Draft, Kind, Marks, Value
from daraevidence.extractors.group.partitions import PARTED
from daraevidence.extractors.named_groups import GroupNames
from daraevidence.extractors.part_sizes import arms_watched, size_parts
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.paged import packed

__all__ = ["link"]

_ORDER = {kind: number for number, kind in enumerate(get_args(Kind))}
_LABELS = {"endpoint": "label", "characteristic": "characteristic", "adverse_event": "term"}
#: Fields that must be equal, or one of them missing, for two drafts to tell the same result.
_DETAIL = frozenset({"unit", "denominator", "ci_level", "comparator", "category", "timepoint_unit", "p_op"})
_STATISTICS = frozenset(
    "value n percent sd se ci_low ci_high range_low range_high iqr_low iqr_high p_value value_text n_text percent_text "
    "ci_low_text "
    "ci_high_text range_low_text range_high_text iqr_low_text iqr_high_text p_value_text reached".split()
)
_EMPTY = frozenset("the a an of in rate rates median mean overall n patients with".split())
#: Words that spell an outcome out; labels of one endpoint may differ in them.
_OUTCOME = frozenset(
    "response responses survival progression free event disease duration time to next treatment death relapse complete "
    "partial stringent "
    "very good minimal minor stable objective overall orr pfs os efs dfs dor ttnt cr pr vgpr scr sd pd mr hr hazard ratio "
    "or better".split()
)


def link(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in the order of kind and place, with ids from their content (the same content twice gets a count).

    A result that is printed twice with the same detail is one record with both places as evidence.
    """
    names = GroupNames()
    order = _merged(names.unify(_in_order(drafts)))
    order = [*_with_news(order), *_parts(order), *names.found(), *arms_watched(order)]
    order.sort(key=lambda draft: (_ORDER[draft.kind], draft.start, draft.end))
    size_parts(order)
    seen: Counter[str] = Counter()
    for draft in order:
        if draft.kind == "reference":
            _identify(draft, seen)
    _refer(order)
    for draft in order:
        if draft.kind != "reference":
            _identify(draft, seen)
    return order


def _in_order(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Sorted by kind and place; those of a long document wait packed, as most of their tellings are merged."""
    places = array("q")  # of three, one after another

    def placed() -> Iterator[Draft]:
        for draft in drafts:
            places.extend((_ORDER[draft.kind], draft.start, draft.end))
            yield draft

    found = packed(placed(), 32)
    order = sorted(range(len(found)), key=lambda index: tuple(places[3 * index : 3 * index + 3]))
    for index in order:
        yield found[index]


_PEOPLE = compiled(rf"\b(?:{PEOPLE}|those)\b(?!\s+who\s+(?:would|could|should|might)\b)", re.IGNORECASE)


def _parts(order: Iterable[Draft]) -> list[Draft]:
    """Groups that only a result names are groups of the study too: ``X, one prior line``, ``patients with Y``."""
    named = [(draft.get("study"), str(draft.get("cohort"))) for draft in order if draft.kind == "cohort"]
    known = {(study, cohort.casefold()) for study, cohort in named}
    found: list[Draft] = []
    for draft in order:
        study = draft.get("study")
        if draft.kind not in TOLD or study is None:
            continue
        for column in ("cohort", "comparator"):
            name, marks = draft.get(column), draft.marks.get(column) or ()
            for cohort in name.split("; ") if isinstance(name, str) and marks else ():
                arm, _, part = cohort.partition(", ")
                whose = column == "cohort" and draft.kind != "characteristic" and _PEOPLE.search(cohort) is not None
                if (study, cohort.casefold()) in known or not ((study, arm.casefold()) in known if part else whose):
                    continue
                known.add((study, cohort.casefold()))
                at = (marks[0][0], marks[0][1])
                found.append(Draft("cohort", *at).put("study", study).put("cohort", cohort, at).put("role", "subgroup"))
                found[-1].doubt(0.8, "the group is named only where its result is told")
    return found


def _with_news(order: Iterable[Draft]) -> list[Draft]:
    """All drafts but the parts of groups of which the document says nothing: neither how many they are nor any result."""
    order = list(order)
    told = {(draft.get("study"), name) for draft in order for name in _groups_of(draft)}
    return [
        draft
        for draft in order
        if draft.kind != "cohort"
        or draft.get("role") != "subgroup"
        or (draft.get("n") is not None and PARTED not in draft.reasons)
        or (draft.get("study"), draft.get("cohort")) in told
    ]


def _groups_of(draft: Draft) -> list[str]:
    """The groups that a record is about or compares with."""
    named = (str(draft.get(field)) for field in ("cohort", "comparator") if draft.get(field) is not None)
    return [] if draft.kind == "cohort" else [name for group in named for name in group.split("; ")]


def _identify(draft: Draft, seen: Counter[str]) -> None:
    content = repr((draft.kind, sorted([(name, repr(value)) for name, value in draft.fields.items()])))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    seen[digest] += 1
    draft.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def _refer(order: Iterable[Draft]) -> None:
    """Lead each study's first citation to its entry in the list of references."""
    entries = {str(draft.get("number")): draft.id for draft in order if draft.kind == "reference"}
    for draft in order:
        cited = draft.get("citations") if draft.kind == "study" else None
        if isinstance(cited, str) and cited.split(";")[0] in entries:
            draft.put("reference", entries[cited.split(";")[0]])


#: So many places of one field are packed.
_MANY = 8


def _merged(order: Iterable[Draft]) -> list[Draft]:
    """Leave out drafts that tell a result again; the first telling takes over what the others add to its evidence."""
    kept: list[Draft] = []
    known: dict[str, list[Draft]] = {}
    taken: dict[int, _Grown] = {}
    for draft in order:
        if draft.kind not in _LABELS:
            kept.append(draft)
            continue
        told = known.setdefault(_fact(draft), [])
        first = next((other for other in told if _same(other, draft)), None)
        if first is None:
            told.append(draft)
            kept.append(draft)
        else:
            _take(first, draft, taken)
    for draft in kept:
        for name, more in taken.pop(id(draft), {}).items():
            own = draft.marks.get(name, ())
            marks = (*own, *[mark for mark in dict.fromkeys(more) if mark not in own])
            draft.marks[name] = marks if len(marks) < _MANY else Marks(marks)
    return kept


#: What two drafts of one fact may differ in.
_IGNORED = {kind: _DETAIL | {label} for kind, label in _LABELS.items()}


def _fact(draft: Draft) -> str:
    """What must be equal for two drafts to tell one fact: study, group, outcome, time and all statistics.

    One text for each draft: a fact of many parts, kept for all drafts, would weigh more than the drafts.
    """
    ignored = _IGNORED[draft.kind]
    parts = sorted([f"{name}={value!r}" for name, value in draft.fields.items() if name not in ignored])
    outcome = _plain(draft) if draft.get("endpoint") in (None, "OTHER") else ""
    return "\n".join([draft.kind, outcome, *parts])  # no value is written with a line end


_WORD = compiled(r"[^\W_]+")


def _plain(draft: Draft) -> str:
    label = draft.get(_LABELS[draft.kind])
    return " ".join(word for word in _WORD.findall(str(label or "").casefold()) if word not in _EMPTY)


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one fact tell the same.

    Details agree where both have them, the labels say nothing different, and where they are not the same words the numbers
    are too many to be chance.
    """
    if any(one.get(name) is not None and other.get(name) is not None and one.get(name) != other.get(name) for name in _DETAIL):
        return False
    labels = [set(_plain(draft).split()) for draft in (one, other)]
    if labels[0] == labels[1]:
        return True
    return labels[0] ^ labels[1] <= _OUTCOME and len(_numbers(one)) > 1


#: The marks that other tellings add to a field.
_Grown: TypeAlias = dict[str, Marks]


def _take(first: Draft, again: Draft, taken: dict[int, _Grown]) -> None:
    """Add the evidence and the missing details of a second telling; ``taken`` holds the marks of drafts that grow, by id."""
    for name, value in again.fields.items():
        if name in _DETAIL and first.get(name) is None:
            first.fields[name] = value
    grown = taken.setdefault(id(first), {})
    for name, marks in again.marks.items():
        grown.setdefault(name, Marks()).extend(marks)
    first.confidence = max(first.confidence, again.confidence)
    if "told twice" not in first.proof and _numbers(first):
        first.proof += ("told twice",)


def _numbers(draft: Draft) -> list[Value]:
    return [value for name, value in draft.fields.items() if name in _STATISTICS and value is not None]
