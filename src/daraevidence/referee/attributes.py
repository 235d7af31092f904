"""What a claim says of its numbers in words: unit, kind of statistic, time, grade, sign of a P value, operator of a limit."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.delivery.wording import times_in, times_of
from daraevidence.draft import Draft, Flag
from daraevidence.layout.document import Document
from daraevidence.referee.claims import Claim
from daraevidence.referee.fields import shown
from daraevidence.referee.fit import subject
from daraevidence.referee.judge import Candidate
from daraevidence.referee.wordings import plain_unit

__all__ = ["attributes"]

#: Kinds of statistics that exclude each other; others (value, count, proportion) are only words for what is printed.
_EXCLUSIVE = frozenset({"median", "mean", "hazard_ratio", "odds_ratio", "relative_risk", "risk_reduction"})
#: Kinds of statistics whose unit says what they are of: a share has none, or percent.
_TIMES = frozenset({"days", "weeks", "months", "years", "hours", "minutes"})
_OPERATORS = {"≥": ">=", "≤": "<=", "=>": ">=", "=<": "<=", "at least": ">=", "at most": "<=", "over": ">", "under": "<"}


def attributes(claim: Claim, home: Candidate, draft: Draft, document: Document) -> Iterator[Flag]:
    """A flag for each word about the numbers that contradicts the place where they stand, with what stands there.

    Where the place says nothing of it (no unit, no time) nothing is decided.
    """
    told = home.reading.draft
    for name, right in _contradictions(claim, home):
        marks = told.marks.get(name, ())
        at = (marks[0].start, marks[0].end) if marks else (told.start, told.end)
        given = shown(claim.fields[name])
        quote = " ".join(document.text.quote(told.start, told.end).split())
        words = (
            f"{claim.place}.{name}: {given} is not what the source says of {subject(told) or quote}: it is {right} (“{quote}”)."
        )
        flag = Flag("value-misread", "error", *at, words, formula=f"{claim.place}.{name}", printed=given, reading=right)
        flag.places = (at, (told.start, told.end)) if at != (told.start, told.end) else (at,)
        draft.doubt(0.3, f"{name} is {right} in the source")
        yield flag
    for name in (
        "unit",
        "measure",
        "grade",
        "timepoint",
        "timepoint_unit",
        "p_op",
        "operator",
        "dose_unit",
        "ci_level",
        "reached",
    ):
        if claim.fields.get(name) is not None and claim.fields[name] == told.get(name):
            draft.marks[name] = told.marks.get(name, ())


def _contradictions(claim: Claim, home: Candidate) -> Iterator[tuple[str, str]]:
    fields, told = claim.fields, home.reading.draft
    for name in ("unit", "dose_unit", "follow_up_unit"):
        own = str(told.get(name) or "")
        if fields.get(name) and own and _other_unit(str(fields[name]), own):
            yield name, own
    measure, own = str(fields.get("measure") or ""), str(told.get("measure") or "")
    if measure != own and {measure, own} <= _EXCLUSIVE:
        yield "measure", own
    if fields.get("grade") and told.get("grade") and fields["grade"] != told.get("grade"):
        yield "grade", str(told.get("grade"))
    asked = times_of(fields.get("timepoint"), fields.get("timepoint_unit"))
    own_times = times_of(told.get("timepoint"), told.get("timepoint_unit"))
    if asked and own_times and not asked & own_times and not asked & times_in(home.reading.scene.words):
        yield "timepoint", f"{shown(told.get('timepoint'))} {told.get('timepoint_unit')}"
    p_op, own = str(fields.get("p_op") or "="), str(told.get("p_op") or "")
    if fields.get("p_value") is not None and own and home.matches["p_value"].status == "same" and p_op != own:
        yield ("p_op" if fields.get("p_op") else "p_value"), f"P{own}{shown(told.get('p_value'))}"
    operator, own = _operator(fields.get("operator")), _operator(told.get("operator"))
    if operator and own and operator != own:
        yield "operator", own
    if fields.get("reached") is False and told.get("value") is not None:
        yield "reached", shown(told.get("value"))


def _other_unit(claimed: str, own: str) -> bool:
    first, second = plain_unit(claimed), plain_unit(own)
    if first.casefold() == second.casefold():
        return False
    if first in _TIMES and second in _TIMES:
        return True
    known = plain_unit(f" {first}".strip()) == first and "/" in first + second
    return known or {first, second} & (_TIMES | {"%"}) != set()


def _operator(value: object) -> str:
    text = str(value or "").strip()
    return _OPERATORS.get(text, text)
