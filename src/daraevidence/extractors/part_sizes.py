"""Sizes of groups that are parts of another: what another record of the same study counts is how many they are."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from daraevidence.draft import TOLD, Draft, Mark, Value
from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.rounding import fit_percent

__all__ = ["arms_watched", "size_parts"]

_RESPONDERS = compiled(
    rf"(?i)(?:(?:the|all) )?(?:responders|responding (?:{PEOPLE}|\w+)"
    rf"|(?:{PEOPLE}|those) (?:who|that) (?:had )?respond(?:ed|s|ing)\b.*"
    rf"|(?:{PEOPLE}|those) with (?:an? )?(?:overall |objective |confirmed )?response)"
)
_WORD = compiled(r"[^\W_]+|≥")
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
    wholes: set[tuple[Value, Value]] = set()
    open_: dict[tuple[object, str], list[Draft]] = {}
    for draft in drafts:
        if draft.kind in TOLD and draft.get("denominator") is None and _counts_people(draft):
            open_.setdefault((draft.get("study"), str(draft.get("cohort"))), []).append(draft)
        if draft.kind == "cohort" and draft.get("role") == "total":
            wholes.add((draft.get("study"), draft.get("cohort")))
        if draft.kind == "study":
            sizes[draft.get("study")] = draft.get("n_patients")
        if draft.kind == "cohort" and draft.get("role") == "arm" and draft.get("n") is None:
            arms.setdefault(draft.get("study"), []).append(draft)
        if draft.kind == "cohort" and draft.get("role") == "subgroup" and draft.get("n") is None:
            parts[draft.get("study"), str(draft.get("cohort"))] = draft
            continue
        if draft.kind in TOLD and _has_printed_denominator(draft):
            below.setdefault((draft.get("study"), str(draft.get("cohort"))), {}).setdefault(draft.get("denominator"), draft)
        if draft.kind in ("endpoint", "characteristic") and draft.get("n") is not None:
            counted.setdefault(draft.get("study"), []).append(draft)
            if draft.get("percent") is not None and draft.get("denominator") is None:
                told.setdefault((draft.get("study"), str(draft.get("cohort"))), []).append(draft)
    for study, unsized in arms.items():
        _size_arms(unsized, below, sizes.get(study), open_)
    for (study, name), part in parts.items():
        own = below.get((study, name), {})
        if len(own) == 1:
            _put_denominator(part, *next(iter(own.items())))
            continue
        shares = told.get((study, name), [])
        found = {int(str(one.get("n"))): one for one in counted.get(study, ()) if _counts(one, name, wholes)}
        fitting = [(n, one) for n, one in found.items() if all(_fits(share, n) for share in shares)]
        if len(fitting) == 1:
            _size(part, shares, *fitting[0])


def arms_watched(drafts: Iterable[Draft]) -> list[Draft]:
    """Arms again with the one size that all their harms are counted of, where this is another one and nearly as large.

    Of 310 given X, ``29 of 306`` had a harm: four were never treated. Much smaller denominators are of those who were examined.
    """
    sizes: dict[tuple[Value, Value], set[int]] = {}
    harms: dict[tuple[Value, Value], dict[int, Draft]] = {}
    for draft in drafts:
        group = draft.get("study"), draft.get("cohort")
        n = draft.get("n" if draft.kind == "cohort" else "denominator")
        if draft.kind == "cohort" and draft.get("role") == "arm" and isinstance(n, int):
            sizes.setdefault(group, set()).add(n)
        elif draft.kind == "adverse_event" and isinstance(n, int) and _has_printed_denominator(draft):
            harms.setdefault(group, {}).setdefault(n, draft)
    found = []
    for group, told in harms.items():
        known = sizes.get(group, set())
        news = [n for n in told if known and n not in known and _NEARLY * max(known) <= n < max(known)]
        if len(news) == 1 and not known & set(told):
            mark = told[news[0]].marks["denominator"][0]
            again = Draft("cohort", mark.start, mark.end).put("study", group[0]).put("cohort", group[1]).put("role", "arm")
            found.append(again.put("n", news[0], mark[:2]).doubt(0.8, "so many of the arm were watched for harms"))
    return found


_NEARLY = 0.85


def _has_printed_denominator(draft: Draft) -> bool:
    return any(mark.how == "printed" for mark in draft.marks.get("denominator", ()))


def _put_denominator(group: Draft, n: Value, source: Draft) -> None:
    mark = source.marks["denominator"][0]
    group.put("n", n, (mark.start, mark.end), "inherited").doubt(0.8, "the size is the denominator of its results")


def _counts_people(draft: Draft) -> bool:
    """Whether a record is a share or a count of patients."""
    if draft.kind != "adverse_event" and draft.get("measure") not in ("proportion", "count"):
        return False
    return draft.get("n") is not None or draft.get("percent") is not None


def _share(arm: Draft, source: Draft, shares: list[Draft]) -> None:
    """Give an arm's size, which one of its results prints, to its other results, where a count with its percent proves it."""
    n = int(str(arm.get("n")))
    whole = [share for share in shares if share.get("n") is not None and share.get("percent") is not None]
    if not whole or not all(_fits(share, n) for share in whole):
        return
    mark = source.marks["denominator"][0]
    for share in shares:
        if share.get("n") is None or int(str(share.get("n"))) <= n:
            share.put("denominator", n, (mark.start, mark.end), "inherited").doubt(0.8, _REASON)


def _size_arms(
    arms: list[Draft],
    below: dict[tuple[object, str], dict[Value, Draft]],
    study: Value,
    shares: dict[tuple[object, str], list[Draft]],
) -> None:
    """Arms without a size get the largest denominators of their results, where these make up the study, or are the only ones
    and most of it.

    Arms that are told before and after something are all of the study's patients.
    """
    found = [below.get((arm.get("study"), str(arm.get("cohort"))), {}) for arm in arms]
    if (
        isinstance(study, int)
        and len(arms) == 2
        and {str(arm.get("cohort")).partition(" ")[0] for arm in arms} == {"before", "after"}
    ):
        for arm in arms:
            arm.put("n", study).doubt(0.8, "before and after it they are the study's patients")
        return
    told = [_of_all(each) for each in found]
    whole = sum(n for n, _ in told)
    most = not isinstance(study, int) or _NEARLY * study <= whole <= study
    alone = all(len(each) == 1 for each in found)
    if len(arms) > 1 and all(n for n, _ in told) and (whole == study or (alone and most)):
        for arm, (n, source) in zip(arms, told, strict=True):
            _put_denominator(arm, n, source)
            _share(arm, source, shares.get((arm.get("study"), str(arm.get("cohort"))), []))


def _of_all(told: dict[Value, Draft]) -> tuple[int, Draft]:
    """The largest denominator of an arm's results, with its record: the smaller ones are of parts of it."""
    return max(((int(str(n)), draft) for n, draft in told.items()), key=lambda each: each[0], default=(0, Draft("cohort", 0, 0)))


def _counts(record: Draft, name: str, wholes: set[tuple[Value, Value]]) -> bool:
    """Whether a record counts those whom the part's name means.

    ``TP53 mutation`` counts those ``with mutated TP53``, the row ``CTEPH type > Inoperable`` those ``with inoperable CTEPH``.
    """
    if _RESPONDERS.fullmatch(name):
        return record.kind == "endpoint" and record.get("endpoint") == "ORR" and record.get("cohort") != name
    arm, comma, wanted = name.partition(", ")
    whose = record.get("cohort")
    of_arm = whose == arm if comma else whose == "total" or (record.get("study"), whose) in wholes
    if not of_arm or record.kind != "characteristic":
        return False
    label = str(record.get("characteristic"))
    path, leaf, part = _said(label), _said(label.rpartition(" > ")[2]), _said(wanted if comma else name)
    return bool(leaf - _ANSWERS) and (leaf <= part <= path or part == _said(_SHORT.sub(r" \1", label)))


#: what a label is short for stands behind it: ``renal impairment [RI]``
_SHORT = compiled(r"^.*[(\[]([A-Za-z][\w-]{1,9})[)\]]$")
_ANSWERS = frozenset(("no", "yes"))
_FILLING = frozenset(
    "patients participants subjects people pts those who had have has were was with of a an the in on at is are being taking "
    "having carried carrying their baseline entry start".split()
)


def _said(text: str) -> frozenset[str]:
    """What a name says, without the people and the endings of its words; ``without`` and ``not`` are one."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in _FILLING)
    return frozenset("no" if word in ("without", "not", "non") else word if word.isdigit() else word[:5] for word in words)


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
