"""Groups that prose names with their size or by dividing the patients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from daraevidence.extractors.group.arms import known_arm, size_alike
from daraevidence.extractors.group.arms_counted import arm_among_them, groups_counted
from daraevidence.extractors.group.arms_followed import groups_followed
from daraevidence.extractors.group.assignments import groups_assigned, groups_assigned_plainly
from daraevidence.extractors.group.brackets import groups_in_brackets
from daraevidence.extractors.group.contrasts import groups_compared_by_deed, groups_set_against, groups_taking
from daraevidence.extractors.group.denominators import groups_below
from daraevidence.extractors.group.dose_arms import groups_in_doses
from daraevidence.extractors.group.enrolled import are_members, shares_agree
from daraevidence.extractors.group.exposures import groups_by_exposure, groups_by_opposites
from daraevidence.extractors.group.labels_behind import groups_labelled_behind
from daraevidence.extractors.group.partitions import groups_parting
from daraevidence.extractors.group.parts_told import LABELLED, parts_told
from daraevidence.extractors.group.restrictions import clause_begins, with_short_form
from daraevidence.extractors.group.tallies import groups_tallied
from daraevidence.extractors.group_names import key
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, may_count_twice, names_people, whole
from daraevidence.extractors.treatment_phrases import Treatment, named_after, treatment_after
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence
    from daraevidence.layout.document import Block, Document

__all__ = ["groups_in_prose"]

_N = rf"(?P<n>{NUMBER})"
#: ``534 received X and 514 received Y``: patients are counted by what they got
_BARE_GROUP = Gated(
    "received|injected|took|inhaled|underwent|randomi|assigned|allocated|given|treated|to",
    rf"(?:^|[:;,(]\s|\b(?:and|while|whereas|with|of\s+(?:whom|which|these))\s)(?:and\s+)?(?:the\s+(?:other|remaining)\s+)?{_N}\s+(?:\([\d.]+\s?%\)\s+)?"
    r"(?:were\s+)?(?:randomly\s+)?(?:received|injected|took|inhaled|underwent|(?:randomi[sz]ed|assigned|allocated|given|treated)\s+(?:to\s+(?:receive\s+)?|with\s+)?|to\s+(?:receive\s+)?)\s*",
)
#: the other group of two, without a verb of its own: ``and the remaining 154 oral prednisolone``
_THE_REST = compiled(
    rf"(?:,|;)?\s+(?:and|while)\s+the\s+(?:other|remaining)\s+{_N}\s+(?:{COUNTED}\s+)?(?:received\s+|(?:were\s+)?given\s+|to\s+)?"
)
#: ``402 patients on X and 366 on Y``
_ALSO = compiled(rf"[^,;.()\d]{{1,60}}?\s+(?:and|versus|vs\.?)\s+{_N}\s+(?:on|with|given|received|receiving|to)\s+")
_WORDS = r"(?:(?!\d|and\b|or\b|to\b|with\b|who\b|of\b|were\b|was\b)[^\s,;:.()]{1,30}\s+){0,5}?"
_TREATED = (
    r"(?:(?:previously|initially|subsequently|consecutively)\s+)?(?:receiving|treated\s+with|given|assigned\s+to|"
    r"allocated\s+to|randomi[sz]ed\s+to|"
    r"(?:who\s+)?(?:had\s+)?received|(?:who\s+)?were\s+(?:treated\s+with|given|(?:randomly\s+)?(?:assigned|allocated|randomi[sz]ed)\s+to)|"
    r"on)"
)
_TREATED_GROUP = AtNumber(
    "allocated|assigned|given|on|randomi|receiv|treated", rf"(?<![\w.]){_N}\s+{_WORDS}{COUNTED}\s+{_TREATED}\s+"
)
#: a percent behind what a group was given
_SHARE = compiled(r"\s*[(\[](\d{1,3}(?:[.·]\d+)?)\s?%")
_LATER = compiled(
    r"\b(?:prior|previous(?:ly)?|subsequent(?:ly)?|salvage|rescue|next|relapsed?|progress\w+|supportive|concomitant|additional|later|"
    r"discontinu\w+|switched|history|respon\w+)\b",
    re.IGNORECASE,
)
_LETTERS = Gated(
    "arm|cohort|group",
    r"\b(?P<n>\d[\d,]*)\s+\((?P<a>(?:arm|group|cohort)\s+\w{1,3})\)\s+(?:and|versus|vs\.?|to|"
    r"with)\s+(?P<m>\d[\d,]*)\s+\((?P<b>(?:arm|group|cohort)\s+\w{1,3})\)",
    re.IGNORECASE,
)
_RESPECTIVE = compiled(
    rf"{_TREATED}\s+(?P<x>[^,;.()]{{1,60}}?)\s+(?:or|and|versus|vs\.?)\s+(?P<y>[^,;.()]{{1,60}}?),?\s+respectively"
)
_NUMBERED = Gated(
    "arm|cohort|dose|group|part",
    r"\b(?P<name>(?:[Cc]ohort|[Aa]rm|[Gg]roup|[Pp]art|[Dd]ose\s+level)\s+(?:\d{1,2}|[A-H]|I{1,3}|IV)[a-c]?)\b\s*"
    rf"(?:\((?P<long>[^()]{{1,60}})\)\s*)?(?:will\s+)?(?:include[sd]?|enroll?(?:ed|s)?|consist(?:ed|s)?\s+of|compris(?:ed|"
    rf"es)|contain(?:ed|s)|had)\s+(?:a\s+total\s+of\s+)?{_N}\s+{_WORDS}{COUNTED}\b",
)
_A_PART = Gated("escalation|expansion|lead-in|run-in", r"run-in|lead-in|escalation|expansion")
_PART = compiled(
    rf"\b{_N}\s+{_WORDS}{COUNTED}\s+(?:(?:were\s+)?(?:enter(?:ing|ed)|enrolled\s+in|included\s+in|treated\s+in)|in|"
    rf"of)\s+(?:the\s+)?"
    r"(?P<name>(?:safety\s+|dose[- ])?(?:run-in|lead-in|escalation|expansion))\b"
)
_PHASE = Gated("extension|maintenance|retreatment|withdrawal", r"extension|maintenance|retreatment|withdrawal")
#: ``312 completers entered an open-label extension``
_EXTENDED = compiled(
    rf"(?<![\w.]){_N}\s+{_WORDS}(?:{COUNTED}|completers|responders)\b[^.;\d]{{0,60}}?\b(?:entered|enrolled\s+in(?:to)?|continued\s+in(?:to)?|"
    r"rolled\s+over\s+(?:in)?to|transitioned\s+to)\s+(?:an?|the)\s+(?P<name>(?:[\w-]+\s+){0,3}?"
    r"(?:extension(?:\s+(?:phase|period|study|part))?|(?:maintenance|withdrawal|retreatment)\s+(?:phase|period|study|part)))\b",
    re.IGNORECASE,
)
_OF_WHO = compiled(
    rf"\b(?:(?<![Aa]ll )[Oo]f|[Aa]mong|[Ff]or|[Ii]n)\s+(?:all\s+)?(?P<det>the\s+|these\s+|those\s+)?(?:{_N}\s+)?"
    rf"(?P<name>(?:(?:(?!of\b|the\b|percent\b)[\w-]+\s+){{0,2}}?{COUNTED}|those|subgroup|subset)\s+"
    r"(?:who|with|without|whose|aged|evaluable|assessable|eligible|(?:older|younger|heavier|lighter|other)\s+than|under|over|below|above|"
    r"taking|receiving|on|not|of|from)\s+(?!the\s+(?:study|trial)\b)[^,;:.()]{2,90}?)\s*(?=,|\(|$)"
)
#: ``Of 401 who returned the questionnaire``
_OF_THOSE = compiled(
    rf"(?:^|[;:(,]\s)(?:[Oo]f|[Aa]mong)\s+(?:the\s+)?{_N}\s+(?P<name>(?:who|with|without|whose|aged)\s+[^,;:.()]{{2,90}}?)\s*(?=,|\()"
)
#: ``among younger patients (n=312)``
_SUCH_SIZED = Gated(
    "=",
    rf"\b(?:[Aa]mong|[Ii]n|[Ff]or)\s+(?:the\s+)?(?P<name>(?:(?!(?:and|or|of|the|all|these|those|both|total|remaining|other)\b)[A-Za-z][\w-]*\s+){{1,3}}"
    rf"(?:{COUNTED}|ones))\s*\(\s?[nN]\s?=\s?{_N}\s?\)",
)
_PART_TOLD = Gated("who|subgroup|subset|those|whose", r"\b(?:who|whose|subgroup|subset|those)\s")
_SCORED = compiled(
    r"\b(?:with|to|versus|vs\.?|than|in)\s+(?:an?\s+)?(?P<name>(?:[a-z-]+\s+)?scores?\s+(?:of\s+)?\d{1,2}(?:\s*(?:or|to|-|"
    r"–)\s*\d{1,2})?)\b(?![.,]?\d)"
)
_GIVEN = compiled(r"\b(?:received|treated\s+with|given|receiving)\s+")
_SIZE = compiled(r"[\s,;(\[]*\b[nN]\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,7})\b\s*[)\]]?")
_DIVIDING = compiled(
    r"\b(?:divided|classified|stratified|grouped|categori[sz]ed|randomi[sz]ed|assigned|allocated|split|separated|enrolled|"
    r"treated)\b[^.]{0,120}"
    r"(?:\b(?:groups?|cohorts?|arms?|subgroups?|categories|parts)\b[^.]{0,80}|\b(?:to|receive|follows|either)\s*):\s*$",
    re.IGNORECASE,
)
_LABELLED = compiled(
    r"(?P<label>(?:(?:[Aa]rm|[Gg]roup|[Cc]ohort)\s+)?[A-Z][A-Za-z]{0,3}-?\d{0,2}|(?:[Aa]rm|[Gg]roup|"
    r"[Cc]ohort)\s+\w{1,3})\s*(?:[–—:]|\s-)\s+(?P<long>\S.*)$"
)
_LABEL_BEHIND = compiled(rf"\b{_N}\s+{COUNTED}\s[^.;()]{{0,80}}\((?P<label>[A-Z]\w{{0,3}})\)")
_SHORT_IN_BRACKETS = compiled(r"\([A-Z]\w{0,3}\)")
_SIZED = compiled(rf"{_N}\s+{_WORDS}{COUNTED}\b")
_BEHIND = compiled(r"^(?P<name>[^()]{2,70}?)\s*\((?P<inner>[^()]{1,80})\)")


def groups_in_prose(scope: Scope, document: Document, lines: Sequence[Sentence]) -> None:
    """Add the groups that headings, paragraphs and bullets name to the scope."""
    divided: dict[int, Block] = {}
    told = [line for line in lines if line.block.kind in ("paragraph", "item")]
    for block in document.blocks:
        end = block.text[-260:] if block.kind in ("item", "paragraph") else ""
        if end.rstrip().endswith(":") and _DIVIDING.search(end):
            divided[block.index] = block
    for line in told:
        block = line.block
        study = scope.study(line.start)
        owner = study.name if study else None
        parent = divided.get(block.parent)
        if parent is not None and block.kind == "item" and line.start == block.start:
            _defined(scope, owner, line, parent)
        if "patients" in line.text or any(map(str.isdigit, line.text)):
            _sized(scope, owner, line)
    # a comparison names arms only where the document does not give them with their sizes anywhere
    for line in told:
        study = scope.study(line.start)
        groups_counted(scope, study.name if study else None, line)
        groups_followed(scope, study.name if study else None, line)
    for line in told:
        study = scope.study(line.start)
        groups_assigned_plainly(scope, study.name if study else None, line)
        groups_parting(scope, study.name if study else None, line)
    for line in told:
        study = scope.study(line.start)
        groups_set_against(scope, study.name if study else None, line)
        groups_by_opposites(scope, study.name if study else None, line)
    for line in told:
        study = scope.study(line.start)
        arm_among_them(scope, study.name if study else None, line)
        size_alike(scope, study.name if study else None, line)


def _sized(scope: Scope, owner: str | None, line: Sentence) -> None:
    text, at = line.text, line.start
    if groups_in_doses(scope, owner, line) or groups_assigned(scope, owner, line):
        return
    if groups_taking(scope, owner, line) or groups_compared_by_deed(scope, owner, line):
        return
    peopled = names_people(text)
    taken = _lettered(scope, owner, line) or groups_labelled_behind(scope, owner, line) or groups_by_exposure(scope, owner, line)
    if not parts_told(scope, owner, line) and not taken:
        _treated(scope, owner, line, peopled)
        groups_tallied(scope, owner, line)
        groups_below(scope, owner, line)
    for match in _NUMBERED.finditer(text) if peopled else ():
        n = whole(match["n"])
        if n:
            name = f"{match['name']} ({match['long']})" if match["long"] else match["name"][0].lower() + match["name"][1:]
            scope.add_group(owner, name, n=n, aliases=(match["name"],), at=_at(match, at, "name"), n_at=_at(match, at, "n"))
    for match in _PART.finditer(text) if peopled and _A_PART.search(text) else ():
        n = whole(match["n"])
        if n:
            scope.add_group(owner, match["name"], n=n, at=_at(match, at, "name"), n_at=_at(match, at, "n"))
    extended = _EXTENDED.search(text) if _PHASE.search(text) else None
    if extended and (n := whole(extended["n"])):
        name = " ".join(extended["name"].split())
        scope.add_group(owner, name, n=n, role="subgroup", at=_at(extended, at, "name"), n_at=_at(extended, at, "n"))
    groups_in_brackets(scope, owner, line)
    if peopled or _PART_TOLD.search(text):
        _conditioned(scope, owner, line)
    if peopled:
        _relabelled(scope, owner, line)
    if owner is not None and "score" in text:
        for match in _SCORED.finditer(text):
            scope.add_group(owner, " ".join(match["name"].split()), role="subgroup", at=_at(match, at, "name"))


def _at(match: re.Match[str], offset: int, group: str) -> tuple[int, int]:
    return offset + match.start(group), offset + match.end(group)


def _lettered(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """``30 (arm A) and 41 (arm B) patients treated with X or Y, respectively``: named ``arm A (X)`` and ``arm B (Y)``."""
    match = _LETTERS.search(line.text) if "(" in line.text else None
    if match is None:
        return _labelled_with_sizes(scope, owner, line)
    treated = _RESPECTIVE.search(line.text, match.end(), match.end() + 200)
    for letter, n, regimen in (("a", "n", "x"), ("b", "m", "y")):
        name = match[letter]
        aliases: tuple[str, ...] = (name,)
        if treated is not None:
            aliases += (treated[regimen].strip(),)
            name = f"{name} ({treated[regimen].strip()})"
        size = int(match[n].replace(",", ""))
        scope.add_group(owner, name, n=size, aliases=aliases, at=_at(match, line.start, letter), n_at=_at(match, line.start, n))
    return True


#: ``Cohort 1 (n=5)``
_LABEL_SIZED = Gated(
    "arm|cohort|group|part",
    rf"\b(?P<label>(?:[Cc]ohort|[Aa]rm|[Gg]roup|[Pp]art)\s+(?:\d{{1,2}}|[A-H]))\s*\(\s?[nN]\s?=\s?{_N}\s?\)",
)


def _labelled_with_sizes(scope: Scope, owner: str | None, line: Sentence) -> bool:
    """``Cohort 1 (n=5) received one dose and Cohort 2 (n=7) two``."""
    found = {match["label"].casefold(): match for match in _LABEL_SIZED.finditer(line.text)}
    for match in found.values() if len(found) > 1 else ():
        n = whole(match["n"])
        if n:
            scope.add_group(owner, match["label"], n=n, at=_at(match, line.start, "label"), n_at=_at(match, line.start, "n"))
    return len(found) > 1


#: ``In the X group, 33 (33%) received Y``: some of an arm
_OF_AN_ARM = compiled(r"(?:^|[;.]\s)(?:(?i:in|of|among)\s)(?:the|those|patients)\s[^,;.:()]{2,60}(?:\s\([^()]{1,30}\))?,\s$")


def _treated(scope: Scope, owner: str | None, line: Sentence, peopled: bool) -> None:
    """``109 patients receiving X and 100 similar patients treated with Y``: two or more such groups in one sentence are arms."""
    if not may_count_twice(line.text):
        return
    found: list[tuple[int, Treatment, tuple[int, int]]] = []
    forms = {each.end(): each for each in _BARE_GROUP.finditer(line.text)}
    if forms and _LATER.search(line.text):
        forms.clear()
    if peopled:
        forms |= {each.end(): each for each in _TREATED_GROUP.finditer(line.text)}
    if len(forms) == 1 and (rest := _THE_REST.search(line.text, max(forms)) or _ALSO.match(line.text, max(forms))):
        forms[rest.end()] = rest
    for _, match in sorted(forms.items()) if len(forms) > 1 else ():
        n = whole(match["n"])
        regimen = treatment_after(line.text, match.end(), scope.names) or named_after(line.text, match.end())
        led = _OF_AN_ARM.search(line.text, 0, match.start("n"))
        if n and n > 1 and regimen is not None and led is None:
            found.append((n, regimen, _at(match, line.start, "n")))
    if len({drugs_of(regimen.name, scope.names) or key(regimen.name) for _, regimen, _ in found}) < 2:
        return
    sizes, behind = [n for n, _, _ in found], line.text[found[-1][1].end :]
    percents = [share[1] if (share := _SHARE.match(line.text, regimen.end)) else None for _, regimen, _ in found]
    whole_study = scope.size_of(owner)
    if not shares_agree(sizes, percents, [whole_study] if whole_study else []):
        return
    alone = peopled and all(_TREATED_GROUP.pattern.match(line.text, place[0] - line.start) for _, _, place in found[:1])
    between = line.text[found[0][1].end : found[-1][1].start]
    if alone and sum(sizes) != whole_study and not are_members(line.text[: found[0][2][0] - line.start], behind, between):
        return
    for n, regimen, place in found:
        known = known_arm(scope, owner, regimen.name, n)
        if known is not None:
            scope.told_again(known, (regimen.name,), place)
            continue
        scope.add_group(owner, regimen.name, n=n, at=(line.start + regimen.start, line.start + regimen.end), n_at=place)


def _conditioned(scope: Scope, owner: str | None, line: Sentence) -> None:
    """``Of the 6 patients who responded,``, ``Among patients who relapsed,``: a part of the patients, unless it is all."""
    for match in (*_OF_THOSE.finditer(line.text), *_SUCH_SIZED.finditer(line.text)):
        n, study = whole(match["n"]), scope.size_of(owner)
        if n and owner is not None and (study is None or n < study):
            name = " ".join(match["name"].split())
            name = f"patients {name}" if match.re is _OF_THOSE else name
            scope.add_group(
                owner, name, n=n, role="subgroup", at=_at(match, line.start, "name"), n_at=_at(match, line.start, "n")
            )
    for match in _OF_WHO.finditer(line.text):
        behind = None if match["n"] else _SIZE.match(line.text, match.end())
        sized = match if match["n"] else behind
        n = whole(sized["n"]) if sized else None
        if sized and n is None:
            continue
        told, _ = clause_begins(line.text, match.start("name"))
        ends = min(told, match.end("name")) if told > 0 else match.end("name")
        words = " ".join(line.text[match.start("name") : ends].split())
        name = with_short_form(line.text, words, ends)
        if LABELLED.search(name):
            continue
        if not match["det"] and line.text[: match.start()].rstrip()[-1:] not in ("", ",", ";", "("):
            continue
        given = _GIVEN.search(name)
        treatment = treatment_after(name, given.end(), scope.names) if given else None
        known = scope.named_so(owner, treatment.name) if treatment else scope.named_so(owner, name)
        if known is None and given:  # a treatment that no vocabulary knows
            known = scope.named_so(owner, name[given.end() :].strip())
        if known is not None and n in (None, known.n):
            scope.learn(known, (name,))
            continue
        if n is not None and n >= (scope.size_of(owner) or n + 1):
            continue
        if n is None and (name.startswith("those") or not re.search(r"\b(?:who|whose|without)\b", name)):
            continue
        n_at = _at(sized, line.start, "n") if sized else None
        scope.add_group(owner, name, n=n, role="subgroup", aliases=(words,), at=_at(match, line.start, "name"), n_at=n_at)


def _defined(scope: Scope, owner: str | None, line: Sentence, parent: Block) -> None:
    """A bullet under ``Patients were divided into 3 groups:`` names a group, with its label or its abbreviation."""
    text = line.text.strip().rstrip(".;,")
    labelled = _LABELLED.match(text)
    role = (
        "subgroup"
        if re.search(r"\b(?:sub-?groups?|exposure|response|stage|risk|status)\b", parent.text, re.IGNORECASE)
        else "arm"
    )
    if labelled:
        at = (line.start + labelled.start("label"), line.start + labelled.end("label"))
        scope.add_group(owner, labelled["label"], role=role, aliases=(labelled["long"],), at=at)
        return
    if len(text) > 120 or not text:
        return
    behind = _BEHIND.match(text)
    name = text
    aliases: tuple[str, ...] = ()
    if behind:
        inner = behind["inner"].strip()
        label = re.fullmatch(r"[A-Za-z][\w+/-]{0,11}", inner) is not None
        name, aliases = (inner, (behind["name"],)) if label else (behind["name"], ())
    size = _SIZE.search(text)
    n = whole(size["n"]) if size else None
    if size and (behind is None or size.start() <= behind.end()):
        name = text[: size.start()].strip(" ,(")
    start = line.text.find(name)
    if name and start >= 0:
        n_at = (line.start + size.start("n"), line.start + size.end("n")) if size else None
        at = (line.start + start, line.start + start + len(name))
        known = known_arm(scope, owner, name, n) if n is not None and role == "arm" else None
        if known is not None:
            scope.told_again(known, (name, *aliases), n_at)
            return
        scope.add_group(owner, name, n=n, role=role, aliases=aliases, at=at, n_at=n_at)


def _relabelled(scope: Scope, owner: str | None, line: Sentence) -> None:
    """``T2 – 22 patients received``, ``293 patients who … (T1) were``: the size of a group that is known by its label."""
    text = line.text
    labelled = _LABELLED.match(text)
    if labelled:
        size = _SIZED.match(labelled["long"])
        if size:
            _resize(scope, owner, line, labelled["label"], size["n"], labelled.start("long") + size.start("n"))
    for match in _LABEL_BEHIND.finditer(text) if _SHORT_IN_BRACKETS.search(text) else ():
        _resize(scope, owner, line, match["label"], match["n"], match.start("n"))


def _resize(scope: Scope, owner: str | None, line: Sentence, label: str, printed: str, place: int) -> None:
    known = [group for group in scope.groups_of(owner) if group.name == label]
    n = whole(printed)
    if known and n:
        start = line.text.find(label)
        at = (line.start + start, line.start + start + len(label))
        scope.add_group(
            owner, label, n=n, role=known[0].role, at=at, n_at=(line.start + place, line.start + place + len(printed))
        )
