"""Groups that a bracket names behind what is told of them: ``72 patients treated with X (X group); 84 without it (controls)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.extractors.treatment_phrases import treatments
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_labelled_behind"]

#: ``(arm 1)``, ``(the early group)``, ``(historical cohort)``, ``(controls)``
_LABEL = Gated(
    "arm|group|cohort|control",
    r"\((?:the\s+|hereafter\s+|referred to as\s+)?[\"“]?(?P<label>(?:[Aa]rm|[Gg]roup|[Cc]ohort)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,3})"
    r"|(?:(?!(?:per|in|of|each|both|by|and|n|vs|versus|other|either)\b)[A-Za-z][\w+/.-]*\s+){1,4}?(?:arm|group|cohort)|(?:historical\s+|matched\s+)?controls?)"
    r"[\"”]?(?P<size>[,;:]?\s+n\s?=\s?\d+)?\)",
)
_COUNT = compiled(
    rf"(?<![\w.,/-])(?P<n>{NUMBER})\s+(?:(?!\d|and\b|or\b|of\b)[^\s,;:.()]{{1,30}}\s+){{0,5}}?(?:{COUNTED})\b(?!\s+(?:studies|trials|cent))"
)
#: ``another 27 were treated``, ``the remaining 40 received``, ``and 84 had been managed``
_OTHERS = compiled(
    rf"(?:\b(?:another|an?\s+(?:additional|further)|the\s+(?:other|remaining)|while|and|whereas|with|to|against|between|compar(?:ed|es|ing))|[;,])"
    rf"\s+(?P<n>{NUMBER})\s+(?:others?\s+)?"
    r"(?:who\s+(?:had|were|have|did)\b|(?:who\s+)?(?:(?:were|was|had|have)\s+(?:been\s+)?)?(?:received|treated|given|managed|underwent|took|got|on|without|with|served|continued|stayed|kept|switched|randomi[sz]ed|assigned)\b)",
    re.IGNORECASE,
)
#: ``40 (group 1) took X``
_DIRECTLY = compiled(rf"(?<![\w.])(?P<n>{NUMBER})\s+(?:of\s+(?:them|these|those|whom)\s*)?$")
_GIVEN = compiled(
    r"\b(?:received|given|treated\s+with|managed\s+with|on|took|got|receiving|assigned\s+to|randomi[sz]ed\s+to|underwent|with)\s+(?:the\s+|an?\s+)?"
    r"(?P<what>[^,;:()]{2,60}(?:,\s[^,;:()\d]{2,30}){0,2})$"
)
#: what a group got, before its size: ``X was used in 34 (group A), and Y in 18 (group B)``
_GIVEN_TO = compiled(
    r"(?:^|[,;:]\s|\b(?:and|while|whereas)\s)(?:and\s+)?(?:an?\s+|the\s+)?(?P<what>(?!(?:and|while|the|an?|in|of)\b)[A-Za-z][^,;:.()]{1,60}?)\s+"
    r"(?:(?:was|were)\s+(?:\w+ly\s+)?(?:used|given|administered|chosen|preferred|offered|prescribed|performed)\s+)?(?:in|to|for)\s+(?:the\s+)?$"
)
_LETTERED = compiled(r"(?:arm|group|cohort)\s\S+", re.IGNORECASE)
_CLAUSE = compiled(r";\s|,?\s(?:while|whereas)\s")


class _Labelled(NamedTuple):
    """A bracketed label with the count that it belongs to."""

    label: str
    at: tuple[int, int]
    n: int
    n_at: tuple[int, int]
    what: str


def groups_labelled_behind(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add the groups whose labels stand in brackets behind them: at least two in the sentence, each with its size.

    Reads ``72 patients had X (X group); 84 whom they had managed without it served for comparison (historical group)``, ``19
    patients received X only (arm 1), while another 27 were treated with X and Y (arm 2)``. Not a label without a count.
    """
    found = list(_labelled(line.text)) if "(" in line.text else []
    if len({each.label.casefold() for each in found}) < 2:
        return _labelled_alone(scope, owner, line)
    told = all(each.what for each in found)
    for each in found:
        name = f"{each.label} ({each.what})" if told and _LETTERED.fullmatch(each.label) else each.label
        at, n_at = ((line.start + start, line.start + end) for start, end in (each.at, each.n_at))
        scope.add_group(owner, name, n=each.n, aliases=tuple(filter(None, (each.label, each.what))), at=at, n_at=n_at)
    return True


def _labelled(text: str) -> Iterator[_Labelled]:
    previous = 0
    for match in _LABEL.finditer(text):
        counts = [count for pattern in (_COUNT, _OTHERS) for count in pattern.finditer(text, previous, match.start())]
        clauses = [previous, *(clause.end() for clause in _CLAUSE.finditer(text, previous, match.start()))]
        near = list(_DIRECTLY.finditer(text, previous, match.start()))
        near = near or [count for count in counts if count.start("n") >= clauses[-1] - 12] or counts
        near = [max(near, key=lambda count: count.start("n"))] if near and near[-1].re is _OTHERS else near
        if len({count.start("n") for count in near}) == 1 and (n := whole(near[0]["n"])):
            given = _GIVEN.search(text, near[0].end("n"), match.start())
            known = given is not None and bool(treatments(given["what"]) or given["what"].isupper())
            told = given if known else _GIVEN_TO.search(text[previous : near[0].start("n")])
            what = " ".join(told["what"].split()) if told is not None else ""
            yield _Labelled(" ".join(match["label"].split()), match.span("label"), n, near[0].span("n"), what)
        previous = match.end()


#: ``received X 100 µg (low-dose group) or 200 µg (high-dose group)``
_ASSIGNED = compiled(r"\b(?:receiv|assigned|allocated|allotted|randomi[sz]ed|given|treated|divided|underwent|had)", re.IGNORECASE)
_OR = compiled(r"\s*,?\s+(?:or|and|versus|vs\.?)\s+(?P<what>[^;:()]{2,80}?)\s*\Z")


def _labelled_alone(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """Add the two arms of a sentence of assignment that brackets label without a size; all have the one that is told of each."""
    labels = [match for match in _LABEL.finditer(line.text) if not match["size"] and _LETTERED.fullmatch(match["label"]) is None]
    if len(labels) != 2 or any(group.role == "arm" for group in scope.groups_of(owner)):
        return False
    one, other = labels
    lead, joint = _LEAD.search(line.text, 0, one.start()), _OR.fullmatch(line.text, one.end(), other.start())
    if lead is None or joint is None or not _ASSIGNED.search(line.text, 0, lead.end()):
        return False
    told = zip(labels, (lead["what"], joint["what"]), strict=True)
    arms = [Arm(label["label"], label["label"], label.span("label"), long=" ".join(what.split())) for label, what in told]
    return keep_arms(scope, owner, line, arms)


_LEAD = compiled(
    r"\b(?:receiv(?:e|ed|ing)|to|given|got|with|underwent|had)\s(?:either\s)?(?P<what>(?:(?!\b(?:to|or|with|receiv\w+|given)\b)[^;:()]){2,80}?)\s\Z"
)
