"""Sizes of groups that are parts of another: what another record of the same study counts is how many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from daraevidence.draft import TOLD, Draft, Mark, Value
from daraevidence.language.numbers import as_number
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import fit_percent

__all__ = ["size_parts"]

_RESPONDERS = re.compile(
    rf"(?i)(?:(?:the|all) )?(?:responders|responding (?:{PEOPLE}|\w+)"
    rf"|(?:{PEOPLE}|those) (?:who|that) (?:had )?respond(?:ed|s|ing)\b.*"
    rf"|(?:{PEOPLE}|those) with (?:an? )?(?:overall |objective |confirmed )?response)"
)
_WORD = re.compile(r"[^\W_]+|≥")
_REASON = "the size of the group is the count that another record gives"


def size_parts(drafts: Iterable[Draft]) -> None:
    """Give parts of groups without a size (``patients who responded``, ``X, stage III``) the count of another record.

    Only where one count alone agrees with the percents told of the part: of 28 and 21 responders, ``13 (62%)`` are of 21.
    The counts with a percent told of the part get it as their denominator. A part whose results all print one denominator
    (``41/148`` after prior failure) has this size.
    """
    parts: dict[tuple[object, str], Draft] = {}
    told: dict[tuple[object, str], list[Draft]] = {}
    counted: dict[object, list[Draft]] = {}
    below: dict[tuple[object, str], dict[Value, Draft]] = {}
    arms: dict[object, list[Draft]] = {}
    sizes: dict[object, Value] = {}
    for draft in drafts:
        if draft.kind == "study":
            sizes[draft.get("study")] = draft.get("n_patients")
        if draft.kind == "cohort" and draft.get("role") == "arm" and draft.get("n") is None:
            arms.setdefault(draft.get("study"), []).append(draft)
        if draft.kind == "cohort" and draft.get("role") == "subgroup" and draft.get("n") is None:
            parts[draft.get("study"), str(draft.get("cohort"))] = draft
            continue
        if draft.kind in TOLD and any(mark.how == "printed" for mark in draft.marks.get("denominator", ())):
            below.setdefault((draft.get("study"), str(draft.get("cohort"))), {}).setdefault(draft.get("denominator"), draft)
        if draft.kind in ("endpoint", "characteristic") and draft.get("n") is not None:
            counted.setdefault(draft.get("study"), []).append(draft)
            if draft.get("percent") is not None and draft.get("denominator") is None:
                told.setdefault((draft.get("study"), str(draft.get("cohort"))), []).append(draft)
    for study, unsized in arms.items():
        _size_arms(unsized, below, sizes.get(study))
    for (study, name), part in parts.items():
        own = below.get((study, name), {})
        if len(own) == 1:
            _put_denominator(part, *next(iter(own.items())))
            continue
        shares = told.get((study, name), [])
        found = {int(str(one.get("n"))): one for one in counted.get(study, ()) if shares and _counts(one, name)}
        fitting = [(n, one) for n, one in found.items() if all(_fits(share, n) for share in shares)]
        if len(fitting) == 1:
            _size(part, shares, *fitting[0])


def _put_denominator(group: Draft, n: Value, source: Draft) -> None:
    mark = source.marks["denominator"][0]
    group.put("n", n, (mark.start, mark.end), "inherited").doubt(0.8, "the size is the denominator of its results")


def _size_arms(arms: list[Draft], below: dict[tuple[object, str], dict[Value, Draft]], study: Value) -> None:
    """Arms without a size get the denominators of their results, where these make up the study."""
    found = [below.get((arm.get("study"), str(arm.get("cohort"))), {}) for arm in arms]
    if len(arms) > 1 and all(len(each) == 1 for each in found) and sum(int(str(next(iter(each)))) for each in found) == study:
        for arm, each in zip(arms, found, strict=True):
            _put_denominator(arm, *next(iter(each.items())))


def _counts(record: Draft, name: str) -> bool:
    """Whether a record counts those whom the part's name means."""
    if _RESPONDERS.fullmatch(name):
        return record.kind == "endpoint" and record.get("endpoint") == "ORR" and record.get("cohort") != name
    arm, _, wanted = name.partition(", ")
    if not wanted or record.kind != "characteristic" or record.get("cohort") != arm:
        return False
    label = str(record.get("characteristic")).casefold()
    return _WORD.findall(wanted.casefold()) in (_WORD.findall(label), _WORD.findall(label.rpartition(" > ")[2]))


def _fits(share: Draft, total: int) -> bool:
    n, percent = int(str(share.get("n"))), Decimal(str(share.get("percent")))
    return n <= total and fit_percent(n, total, as_number(f"{percent.normalize():f}")).reading != "no"


def _size(part: Draft, shares: list[Draft], n: int, source: Draft) -> None:
    marks = source.marks.get("n", ())
    for draft, name in ((part, "n"), *((share, "denominator") for share in shares)):
        draft.put(name, n)
        if marks:
            draft.marks[name] = (Mark(marks[0].start, marks[0].end, "inherited"),)
        draft.doubt(0.8, _REASON)
