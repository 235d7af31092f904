"""Arms that only their sizes show: they make up the study, or a second drug follows one that was assigned, without a verb."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from daraevidence.extractors.study_sizes import NUMBER, PEOPLE, whole
from daraevidence.language.vocabulary import drugs_of

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study_lines import Sentence

__all__ = ["arms_in_sum"]

_NAME = r"(?P<0>(?!\d+\s|\d+\.|one\s|two\s|three\s|four\s|groups?\b|arms?\b)[A-Za-z0-9][^,;:()\[\]]{0,79}?)"
_END = (
    r"(?=\s*(?:[.,;(]|$|\b(?:for|once|twice|every|in|daily|weekly|at|over|until|during|after|before|as|on|by|from|while|who)\b))"
)
#: ``383 were assigned to receive X (300 mg …) and 386 Y``, ``200 were assigned to X (a programme) and 198 to Y``
_ELLIPTIC = re.compile(
    rf"(?P<n>{NUMBER})\s+(?:{PEOPLE}\s+)?(?:were\s+)?(?:\w+ly\s+)?(?:assigned|randomi[sz]ed|allocated)\s+to\s+(?:receive\s+)?"
    r"(?:the\s+|an?\s+)?"
    + _NAME.replace("<0>", "<a>")
    + rf"(?:\s*\([^()]{{0,150}}\))?\s*,?\s+and\s+(?P<m>{NUMBER})\s+(?:{PEOPLE}\s+)?"
    r"(?P<to>(?:were\s+)?(?:assigned\s+)?to\s+(?:receive\s+)?(?:the\s+|an?\s+)?|received\s+)?"
    + _NAME.replace("<0>", "<b>")
    + _END
)  # fmt: skip
#: ``130 in the low-dose arm, 129 in the placebo arm``
_IN_ARM = re.compile(
    rf"(?P<n>{NUMBER})\s+(?:{PEOPLE}\s+)?(?:in|to)\s+the\s+(?P<a>(?:[\w/+-]+\s+){{1,4}}?)(?:group|arm|cohort)\b"
    r"(?:\s+\([^()]{1,60}\))?"
)
_AND = re.compile(r"\s*(?:,|;)?\s*(?:and\s+)?")
_DOSE = re.compile(r"\s+\d[\d.,]*\s*(?:mg|g|mcg|µg|μg|IU|U|mL|ml|%)\b")
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|received|patients?|participants?|who|which|that|between)\b", re.IGNORECASE)
_MOST_WORDS = 7


def arms_in_sum(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the arms of ``388 adults: 130 in the low-dose arm, 129 in the high-dose arm and 129 in the placebo arm``, where these
    make up a number printed before them or the study's; and of ``383 were assigned to receive X and 386 Y``.

    Only where the study knows no arm yet; not ``90 to X and 92 completed it``.
    """
    if any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    named = _summed(scope, owner, line) or _elliptic(line.text)
    found = [(" ".join(_bare(match[name]).split()), match, name, size) for match, name, size in named]
    if len(found) < 2 or any(not _may_be_name(name) for name, *_ in found) or len({name for name, *_ in found}) < len(found):
        return
    for printed, match, name, size in found:
        n_at = (line.start + match.start(size), line.start + match.end(size))
        at = (line.start + match.start(name), line.start + match.start(name) + len(_bare(match[name])))
        scope.add_group(owner, printed, n=whole(match[size]), at=at, n_at=n_at)
        scope.sizes |= {n_at[0]}


def _bare(name: str) -> str:
    """A name without the dose behind it, which is left to the regimen."""
    dose = _DOSE.search(name)
    return (name[: dose.start()] if dose and dose.start() > 2 else name).rstrip()


def _may_be_name(name: str) -> bool:
    return 0 < len(name.split()) <= _MOST_WORDS and len(name) > 1 and not _VERB.search(name)


def _summed(scope: Scope, owner: str | None, line: Sentence) -> list[tuple[re.Match[str], str, str]]:
    """The members of a list ``n in the X arm`` whose sizes make up a number printed before them, or the study's."""
    found = list(_IN_ARM.finditer(line.text)) if " the " in line.text else []
    listed = all(_AND.fullmatch(line.text, a.end(), b.start()) for a, b in pairwise(found))
    sizes = [whole(match["n"]) or 0 for match in found]
    if len(found) < 2 or not listed or 0 in sizes:
        return []
    known = {whole(number[0]) for number in re.finditer(NUMBER, line.text[: found[0].start()])} | {scope.size_of(owner)}
    return [(match, "a", "n") for match in found] if sum(sizes) in known else []


def _elliptic(text: str) -> list[tuple[re.Match[str], str, str]]:
    """Two groups of which only the first has a verb; the second is a drug, or has ``to`` before it."""
    match = _ELLIPTIC.search(text) if " to " in text else None
    if match is None or not (match["to"] or drugs_of(match["b"].split(" ")[0]) or drugs_of(match["b"])):
        return []
    return [(match, "a", "n"), (match, "b", "m")]
