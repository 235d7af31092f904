"""Results of one outcome told apart, in two clauses or sentences: ``3 patients failed with A, whereas none did with B``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import FIGURES, SAME, content
from daraevidence.language.patterns import compiled

__all__ = ["oppose", "oppose_across"]

_AGAINST = compiled(r"\b(?:whereas|while|but|compared|versus|vs|in contrast|and|as did|as were|as had)\b|;|\.\s", re.IGNORECASE)
_OPENS_AGAINST = compiled(r"\s*(?:Whereas|While|Although)\b")
_WORD = compiled(r"[a-z]{4,}")
_HOLLOW = frozenset("with without were been have that this from after before their than more less patients".split())
_COUNTED = frozenset(("count", "proportion"))
#: what opens a sentence that sets its result against the one told before
_CONTRAST = compiled(
    rf"^(?:(?:in|by)\s+(?:contrast|comparison)|conversely|on\s+the\s+other\s+hand)\b|\b{SAME}\b|^the\s+{FIGURES}\s+(?:for|in|with|on)\b",
    re.IGNORECASE,
)


#: what is no result of one group: a ratio is of two already
_NO_SIDE = ("p_only", "hazard_ratio", "odds_ratio", "relative_risk", None)


def oppose(place: Place, drafts: Sequence[Draft]) -> None:
    """Set two results against each other that are of one outcome and of two groups of the sentence, in two of its clauses."""
    told = [draft for draft in drafts if draft.kind == "endpoint" and draft.get("measure") not in _NO_SIDE]
    if len(told) != 2 or not all(_is_named(place, draft) for draft in told):
        return
    one, other = sorted(told, key=lambda draft: draft.end)
    first, second = one.get("cohort"), other.get("cohort")
    if one.get("comparator") not in (None, second) or other.get("comparator") not in (None, first):
        return
    if not isinstance(first, str) or not isinstance(second, str) or first == second or not _alike(one, other):
        return
    between = place.text[max(0, min(_number(one), _number(other)) - place.base) : max(_number(one), _number(other)) - place.base]
    if _AGAINST.search(between) or _OPENS_AGAINST.match(place.text):
        one.put("comparator", second)
        other.put("comparator", first)


def _number(draft: Draft) -> int:
    for name in ("n", "percent", "value", "reached"):
        if draft.marks.get(name):
            return draft.marks[name][0].start
    return draft.end


def _is_named(place: Place, draft: Draft) -> bool:
    """Whether the sentence itself names the group."""
    marks = draft.marks.get("cohort", ())
    return any(place.base <= mark.start and mark.end <= place.base + len(place.text) for mark in marks)


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two results are of one outcome: the same code, or words in common; counts with counts, averages with averages."""
    measures = one.get("measure"), other.get("measure")
    if measures[0] != measures[1] and not set(measures) <= _COUNTED:
        return False
    if one.get("endpoint") != other.get("endpoint"):
        return False
    if one.get("endpoint") != "OTHER":
        return True
    words = [{word[:6] for word in _WORD.findall(str(draft.get("label")).casefold())} - _HOLLOW for draft in (one, other)]
    return bool(words[0] & words[1]) and all(content(str(draft.get("label"))) for draft in (one, other))


def oppose_across(place: Place, earlier: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """Set results of two sentences against each other that are of one outcome and of two groups.

    Where the second says so (``In contrast``, ``The corresponding figure``), or the groups are two arms of the study.
    """
    if not earlier or not drafts:
        return
    contrast = _CONTRAST.search(place.text) is not None
    arms = {arm.name for arm in place.arms}
    for draft in drafts:
        partners = [other for other in earlier if _unopposed(other, draft)]
        rivals = [other for other in drafts if _unopposed(other, draft) or (other is not draft and _of_one(other, draft))]
        if len(partners) != 1 or rivals or [other for other in earlier if _of_one(other, partners[0])] != partners:
            continue
        one, other = partners[0].get("cohort"), draft.get("cohort")
        if contrast or {one, other} <= arms:
            partners[0].put("comparator", other)
            draft.put("comparator", one)


def _of_one(one: Draft, other: Draft) -> bool:
    names = ("kind", "endpoint", "label", "measure", "timepoint", "cohort")
    return one.kind == other.kind and all(one.get(name) == other.get(name) for name in names[1:])


def _unopposed(one: Draft, other: Draft) -> bool:
    """Whether two drafts are results of one outcome and of two groups, neither set against another yet."""
    if one.kind != "endpoint" or other.kind != "endpoint" or one is other or one.get("measure") in _NO_SIDE:
        return False
    cohorts = one.get("cohort"), other.get("cohort")
    if not all(isinstance(cohort, str) and cohort != "total" for cohort in cohorts) or cohorts[0] == cohorts[1]:
        return False
    if one.get("comparator") is not None or other.get("comparator") is not None:
        return False
    return all(one.get(name) == other.get(name) for name in ("endpoint", "label", "measure", "timepoint", "timepoint_unit"))
