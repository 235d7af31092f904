"""Groups by the numbers of patients of whom results are told: ``43 of 241 patients treated with X``, ``4 of the 147 women``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daraevidence.extractors.group.arm_names import HOW, KINDS_OF_PEOPLE, MORE, NAME
from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.extractors.group.restrictions import clause_begins
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.dosing import AMOUNT, HOW_GIVEN
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE
from daraevidence.language.vocabulary import terms

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_below"]

_PERCENT = r"(?:\s*[(\[][^()\[\]]{0,20}\d\s?%[^()\[\]]{0,40}[)\]])?"
#: ``58 (8.9%) of 651 women``, ``30/45 (67%)``
_BELOW = AtNumber(
    "of|/|the",
    rf"(?<![\w.,/%])(?:(?P<k>{NUMBER})(?:\s+{COUNTED})?{_PERCENT}\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?|\d{{1,5}}/|"
    rf"(?<=\b[Tt]he )|(?<=\b[Tt]he\n))(?P<n>{NUMBER})(?![\w%]|[.,]\d)"
    rf"(?:\s+(?P<what>(?:(?!who\b|with\b|of\b|in\b|on\b)[\w-]+\s+){{0,2}}?)(?P<people>{COUNTED}|{KINDS_OF_PEOPLE}))?{_PERCENT}",
)
_GOT = (
    r"(?:given|receiving|taking|using|(?:who\s+)?(?:had\s+|were\s+|had\s+been\s+)?(?:\w+ly\s+)?(?:received|took|given|treated\s+with|"
    r"(?:assigned|allocated|randomi[sz]ed)(?:\s+to)?(?:\s+receive)?|underwent|started(?:\s+on)?|used))"
)
_ARM = compiled(
    rf"\s+(?:(?P<got>{_GOT})|on|with|in|from)\s+(?:the\s+|an?\s+)?(?:{NAME}{HOW}{MORE}|(?P<amount>{AMOUNT}))(?P<noun>\s+(?:groups?|arms?|cohorts?|recipients)\b)?"
)
#: ``methotrexate 90/200 (45%)``, ``smokers (30 of 90, 33%)``
_BEHIND_NAME = Gated(
    "of|/",
    rf"(?:^|[;,:(]\s|\b(?:in|with|among|for|on|than|and|vs\.?|versus)\s)(?:the\s+|and\s+|in\s+)?{NAME}{HOW}{MORE}(?:\s+(?:group|arm))?,?\s*"
    rf"[(\[:]?\s*(?P<k>\d{{1,6}})\s?(?:/|\s(?:out\s)?of\s)\s?(?P<n>\d{{1,6}})(?![\w/%]|[.,]\d)",
)
#: what stands in each of these; a gate
_OF_NUMBER = compiled(r"\d\s?(?:/|\s(?:out\s)?of\s)\s?\d")
_BE = r"(?:had|have|has|were|was|did|are|is)"
_PART = compiled(
    rf"\s+(?P<part>(?:with|without|who(?:\s+{_BE}\b)?\s+[^\s,;:()]+|whose(?:\s+[\w-]+){{1,4}}?\s+{_BE}\b|aged|(?:younger|older)\s+than|under|over|below|above)\b"
    r"(?:\s+(?!(?:and|but|versus|vs|compared|while|whereas|did|could|respectively)\b|(?<=\d\s)in\b)[^\s,;:()]{1,30}){0,10}?)"
    r"(?=\s*(?:[,;:)](?!\d)|[.](?!\d)|$|\(|[,;]?\s+(?:and|but|versus|vs|compared|than|while|whereas|had|have|were|was|did|developed|died|"
    r"responded|relapsed)\b))"
)
#: where the patients of the whole sentence are a part of all
_RESTRICTED = compiled(
    rf"\b(?:[Aa]mong|[Oo]f|[Ii]n|[Ff]or|[Ww]ithin)\s+(?:the\s+|all\s+)?(?:(?:[\w-]+\s+){{0,3}}?{COUNTED}|those)\s+(?:who|with|without|whose|aged|in\s+whom)\b"
    r"(?!\s+received)|\b(?:subgroup|subset|substudy|per[- ]protocol|evaluable|available)\b",
)
#: those with a disease who got something: ``15 patients with lung disease (ILD) who were given X``
_GIVEN_BEHIND = compiled(rf"\s*(?:\([^()]{{1,40}}\))?\s*(?:who\s+(?:had\s+|were\s+)?(?:been\s+)?|on\s|{_GOT})(?:{_GOT})?")
_FEW = 3
_HOW = compiled(HOW_GIVEN)
_AMOUNT = compiled(r"\s*(\d[\d.,]*\s?[A-Za-zµμ]+(?:/(?:kg|m2|m²))?)")


def groups_below(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the groups whose size stands below a count, or size those that the study knows without one.

    Reads ``43 of 241 patients treated with X and 40 of 141 treated with Y``, ``58 (8.9%) of 651 women in the X group``,
    ``30/45 (67%) with X``: two or more arms that are most of the study; and a part, ``3 of the 5 patients who were homozygous``,
    ``4 of the 147 aged 40 or older``, ``30 of the 69 without``. The arms of a sentence about a part of the patients are no
    arms of the study.
    """
    found = [(count, _ARM.match(line.text, count.end())) for count in _BELOW.finditer(line.text)]
    known = [arm is not None and _is_arm(scope, owner, _name(arm)) for _, arm in found]
    arms: list[tuple[Arm, bool]] = []
    having = ""
    parted = sum(_PART.match(line.text, count.end()) is not None or _is_such(count) for count, _ in found) > 1
    for (count, arm), given in zip(found, known, strict=True):
        plain = arm is not None and len(_name(arm).split()) <= _FEW
        if arm is not None and (given or arm["noun"] or arm["got"] or arm["amount"] or (any(known) and plain)):
            arms.append((_arm(arm, count), given))
        elif (part := _PART.match(line.text, count.end())) and not _GIVEN_BEHIND.match(line.text, part.end()):
            having = _add_part(scope, owner, line, (count, part), having) or having
        elif parted and _is_such(count):
            _add_such(scope, owner, line, count)
    _keep_most(scope, owner, line, arms)
    if not arms:
        _keep_most(scope, owner, line, _behind_names(scope, owner, line))


def _behind_names(scope: Scope, owner: str | None, line: Sentence) -> list[tuple[Arm, bool]]:
    """``methotrexate 90/200 (45%), placebo 25/100 (25%)``: arms that stand before their counts."""
    found = []
    for match in _BEHIND_NAME.finditer(line.text) if _OF_NUMBER.search(line.text) else ():
        k, n = int(match["k"]), int(match["n"])
        if k <= n and n > 1:
            name = _name(match)
            found.append((Arm(name, name, match.span("name"), n, match.span("n")), _is_arm(scope, owner, name)))
    distinct = len({arm.name.casefold() for arm, _ in found}) == len(found)
    if not distinct or any(known for _, known in found):
        return found if distinct else []
    _add_opposites(scope, owner, line, [arm for arm, _ in found])
    return []


def _add_opposites(scope: Scope, owner: str | None, line: Sentence, told: list[Arm]) -> None:
    """Parts that make up the study: ``more frequent in smokers (30 of 90, 33%) than in nonsmokers (20 of 150, 13%)``."""
    outcomes = any(terms(part.name, 0, frozenset({"endpoint", "response", "adverse_event"})) for part in told)
    if len(told) < 2 or outcomes or sum(part.n or 0 for part in told) != scope.size_of(owner):
        return
    for part in told:
        at, n_at = ((line.start + first, line.start + last) for first, last in (part.at, part.n_at or part.at))
        scope.add_group(owner, part.name, n=part.n, role="subgroup", at=at, n_at=n_at)


def _keep_most(scope: Scope, owner: str | None, line: Sentence, arms: list[tuple[Arm, bool]]) -> None:
    """Keep arms that are most of the study, where the sentence is not about a part of the patients."""
    told = [arm for arm, _ in arms]
    sizes, study = [arm.n or 0 for arm in told], scope.size_of(owner)
    most = not study or 0.8 * study <= sum(sizes) <= study
    whole_study = sum(sizes) == study or any(given for _, given in arms)
    if len(told) > 1 and 0 not in sizes and most and whole_study and not _RESTRICTED.search(line.text):
        keep_arms(scope, owner, line, told)


def _is_arm(scope: Scope, owner: str | None, name: str) -> bool:
    """Whether a name is that of a known arm, or begins with a treatment."""
    known = scope.named_so(owner, name)
    if known is not None:
        return known.role == "arm"
    found = terms(name, 0, frozenset({"drug", "regimen", "drug_class"}), scope.names)
    return (bool(found) and found[0].start < 20) or name.casefold().startswith(("placebo", "sham", "standard care", "usual care"))


def _arm(arm: re.Match[str], count: re.Match[str]) -> Arm:
    name, at = _name(arm), arm.span("amount" if arm["amount"] else "name")
    amount = _AMOUNT.match(arm["how"] or "")
    return Arm(name, f"{name} {amount[1]}" if amount else name, at, whole(count["n"]), count.span("n"))


#: ``the 27 who were drug-experienced``
_SO = compiled(r"^who\s+(?:were|had\s+been)\s+(?=[a-z]+(?:-[a-z]+)+$)")
#: words before people that tell no part of them
_PLAIN = frozenset(
    "a all adult adults an any assigned both consecutive each eligible enrolled evaluable included most other others our "
    "overall randomised randomized remaining same screened studied study such surviving the these those total treated which "
    "whole".split()
)


def _is_such(count: re.Match[str]) -> bool:
    """Whether a count is of people whom a word before them tells apart, or whose name does: ``31 drug-naive patients``."""
    words = (count["what"] or "").casefold().split()
    return bool(count["k"]) and (
        (bool(words) and _PLAIN.isdisjoint(words)) or (not words and _KIND.fullmatch(count["people"] or "") is not None)
    )


_KIND = compiled(KINDS_OF_PEOPLE)


def _add_such(scope: Scope, owner: str | None, line: Sentence, count: re.Match[str]) -> None:
    """Add the part that a word before people tells, beside another part of the sentence: ``16 of the 31 X-naive patients``."""
    n, study = whole(count["n"]), scope.size_of(owner)
    told = f"{count['what']}{count['people']}".split()
    name = " ".join(told[:-1] if told[-1] in _ANYONE and len(told) > 1 else told)
    if owner is None or not n or (study is not None and n >= study) or scope.named_so(owner, name) is not None:
        return
    at = (line.start + count.start("what"), line.start + count.end("people"))
    n_at = (line.start + count.start("n"), line.start + count.end("n"))
    scope.add_group(owner, name, n=n, role="subgroup", aliases=(" ".join(told),), at=at, n_at=n_at)


_ANYONE = frozenset(ANYONE.split("|"))


def _name(arm: re.Match[str]) -> str:
    """The name without how the treatment is given; a dose alone is a name, too."""
    return arm.groupdict().get("amount") or " ".join(f"{arm['name']}{_HOW.sub('', arm['more'])}".split())


def _add_part(scope: Scope, owner: str | None, line: Sentence, told: tuple[re.Match[str], re.Match[str]], having: str) -> str:
    """Add a part of the patients by its size; what its patients have, for the part ``without``."""
    count, part = told
    n, study = whole(count["n"]), scope.size_of(owner)
    begins, _ = clause_begins(line.text, part.start("part"))  # "In the 120 patients without it the rate was"
    ends = min(begins, part.end("part")) if begins > 0 else part.end("part")
    words = " ".join(line.text[part.start("part") : ends].split()).rstrip(".")
    if words == "without":
        words = f"without {having}" if having else ""
    plain = _SO.sub("", words)
    if owner is None or not n or not words or (study is not None and n >= study):
        return ""
    name = plain if plain != words and "-" in plain else f"{count['people'] or 'patients'} {words}"
    known = scope.named_so(owner, name)
    if known is None or known.n != n:
        at = (line.start + part.start("part"), line.start + ends)
        n_at = (line.start + count.start("n"), line.start + count.end("n"))
        scope.add_group(owner, name, n=n, role="subgroup", aliases=(words,), at=at, n_at=n_at)
    return words.partition("with ")[2] if words.startswith("with ") else ""
