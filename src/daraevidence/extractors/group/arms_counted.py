"""Arms that only their numbers show: a bracket that makes up those who were divided, two numbers that make up the study."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.extractors.treatment_phrases import treatment_after
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["arm_among_them", "groups_counted"]

#: ``459 participants were randomised (306 tobrafen, 153 saline)``
_DIVIDED = Gated(
    "allocated|assigned|enrolled|included|randomi|treated",
    rf"(?P<total>{NUMBER})\s+(?:[\w-]+\s+){{0,2}}?{COUNTED}\s+(?:were\s+|underwent\s+)?(?:randomi[sz]ed|randomi[sz]ation|assigned|enrolled|"
    rf"treated|allocated|included)\s*[(\[](?P<list>{NUMBER}\s+[^()\[\]]{{3,160}})[)\]]",
)
#: ``the 88 patients (44 intervention and 44 control)``
_PARTED = compiled(rf"(?P<total>{NUMBER})\s+(?:[\w-]+\s+){{0,2}}?{COUNTED}\s*[(\[](?P<list>{NUMBER}\s+[^()\[\]]{{3,120}})[)\]]")
_CONTROL = compiled(r"\b(?:controls?|placebo|sham|usual|standard|wait(?:ing)?[- ]?list|comparison|comparator)\b", re.IGNORECASE)
_MEMBER = compiled(
    rf"(?:[(\[]|,\s+(?:and\s+)?|;\s+(?:and\s+)?|\s+and\s+)(?P<n>{NUMBER})\s+(?:(?:to|on|in|with|received)\s+)?(?:the\s+|an?\s+)?"
    r"(?P<name>[A-Za-z][^,;]{1,60}?)(?:\s+(?:group|arm))?(?=,|;|\s+and\s+\d|[)\]])"
)
_GOT = (
    r"(?:had\s+(?:had|received|undergone|been\s+(?:given|treated\s+with))|received|underwent|"
    r"were\s+(?:given|treated\s+with|managed\s+with)|used|chose|took)"
)
_PART_NAME = r"[A-Za-z][^\d,;:.()]{1,60}?"
#: ``96 had received X and 91 Y``, ``181 of whom had had X and 87 Y``
_HAD = AtNumber(
    "had|received|underwent|were|used|chose|took",
    rf"(?<![\w.,/%])(?P<n>{NUMBER})\s+(?:of\s+(?:whom|them|these)\s+|{COUNTED}\s+)?{_GOT}\s+(?:an?\s+|the\s+)?(?P<a>{_PART_NAME}),?\s+and\s+"
    rf"(?:the\s+(?:other|remaining)\s+)?(?P<m>{NUMBER})\s+(?:of\s+(?:whom|them)\s+|{COUNTED}\s+)?(?:{_GOT}\s+)?(?:an?\s+|the\s+)?(?P<b>{_PART_NAME})"
    r"(?=\s*(?:[.,;:(]|$))",
)
_VERB = compiled(rf"\b(?:was|were|is|are|had|has|have|{PERSONS}|who|which|that|between|died|with|discontinued)\b")
_MOST_WORDS = 7


def groups_counted(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the arms of ``459 participants were randomised (306 tobrafen, 153 saline)``, where they make up the number before
    them, and of ``96 had received X and 91 Y``, where these are all of the study; only where the study knows no arm yet."""
    if any(group.role == "arm" for group in scope.groups_of(owner)):
        return
    found = _bracketed(line.text) or _had(scope, owner, line.text)
    if len(found) < 2:
        return
    for match, name, size in found:
        at = (line.start + match.start(name), line.start + match.end(name))
        n_at = (line.start + match.start(size), line.start + match.end(size))
        scope.add_group(owner, " ".join(match[name].split()), n=whole(match[size]), at=at, n_at=n_at)
        scope.sizes |= {n_at[0]}


def _bracketed(text: str) -> list[tuple[re.Match[str], str, str]]:
    """The members of a bracket behind those who were divided, where they are as many as these."""
    divided = _DIVIDED.search(text)
    match = divided or (_PARTED.search(text) if "(" in text or "[" in text else None)
    if match is None or (divided is None and not _CONTROL.search(match["list"])):
        return []
    found = list(_MEMBER.finditer(text, match.start("list") - 1, match.end()))
    names = {each["name"].casefold() for each in found}
    plain = all(len(name.split()) <= _MOST_WORDS and not _VERB.search(name) for name in names)
    complete = sum(whole(each["n"]) or 0 for each in found) == whole(match["total"])
    return [(each, "name", "n") for each in found] if plain and complete and len(names) == len(found) else []


def _had(scope: Scope, owner: str | None, text: str) -> list[tuple[re.Match[str], str, str]]:
    """Two groups by what they had, which make up the study."""
    for match in _HAD.finditer(text):
        sizes = whole(match["n"]), whole(match["m"])
        if None not in sizes and sum(filter(None, sizes)) == scope.size_of(owner):
            return [(match, "a", "n"), (match, "b", "m")]
    return []


#: ``264 patients were included, 88 of which received`` X; ``Of the 143 patients, 121 had Y and 58 received`` X
_AMONG_THEM = Gated(
    "received|treated|given",
    rf"(?:(?P<total>{NUMBER})\s+(?:[\w-]+\s+){{0,3}}?{COUNTED}\b[^.;]{{0,60}}?,\s+(?P<n>{NUMBER})(?:\s+\([\d.]+\s?%\))?\s+of\s+"
    rf"(?:which|whom|these|them)|\b[Oo]f\s+(?:the\s+)?(?P<all>{NUMBER})\s+(?:[\w-]+\s+){{0,3}}?{COUNTED}\b[^.;]{{0,120}}?(?:,|\sand)\s+(?P<m>{NUMBER})"
    r"(?:\s+\([\d.]+\s?%\))?)\s+(?:had\s+)?(?:received|were\s+(?:treated\s+with|given))\s+",
)


def arm_among_them(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Size the known arm that a sentence counts among the study's patients; no other treatment makes an arm of them."""
    match = _AMONG_THEM.search(line.text)
    if match is None or scope.size_of(owner) != whole(match["total"] or match["all"]):
        return
    part = "n" if match["n"] else "m"
    n, given = whole(match[part]), treatment_after(line.text, match.end(), scope.names)
    known = scope.named_so(owner, given.name) if given is not None else None
    if known is None or known.role != "arm" or not n or n >= (scope.size_of(owner) or 0) or known.n == n:
        return
    at = (line.start + match.start(part), line.start + match.end(part))
    if known.n is None:
        scope.size(known, n, at, "the sentence counts them among the study's patients")
    else:
        scope.add_group(owner, known.name, n=n, at=at, n_at=at)
