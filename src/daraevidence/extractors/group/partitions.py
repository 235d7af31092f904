"""The parts into which a sentence divides the study: their numbers make up its size, and each clause tells whom it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.group.arm_names import SHORT_FORM
from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.extractors.group.enrolled import shares_agree
from daraevidence.extractors.group_names import is_whole
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, may_count_twice, whole
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import TermKind, terms
from daraevidence.language.word_classes import FOUND

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["PARTED", "groups_parting"]

PARTED = "the numbers of these parts make up the study"

_KINDS = "".join(
    rf"(?<!\b{word}\s)" for word in ("[Tt]ype", "[Gg]rade", "[Ss]tage", "[Pp]hase", "[Cc]lass", "[Ww]eek", "[Dd]ay", "[Cc]ycle")
)
_UNITS = (
    r"(?:(?:hours?|h|days?|weeks?|wk|months?|mo|years?|yr|min(?:utes)?|m[gL]|k?g|[cm]m|points?|times|cent(?:er|re)s|sites|hospitals)|"
    r"(?:or|and)\s+(?:more|less|fewer|older|younger|over|above|under|below|higher|lower|greater))\b"
)
#: a number of people with its percent, and what of them stands right behind it
_COUNT = AtNumber(
    "",
    rf"(?<![\w.,/%:·=<>≥≤–-])(?<![<>≥≤=]\s){_KINDS}(?P<n>{NUMBER})(?!\s?%|[.·/]?\d|,\d|[-–]\w|\s*{_UNITS})"
    rf"(?:\s*[(\[]\s?(?P<p>\d{{1,3}}(?:[.·]\d+)?)\s?%\s?[)\]])?(?P<who>\s+(?:of\s+(?:them|these|those|whom)\b|(?:of\s+the\s+)?{COUNTED}\b))?"
    r"(?:\s*[(\[]\s?(?P<q>\d{1,3}(?:[.·]\d+)?)\s?%\s?[)\]])?",
)
#: what ends the words before the first part
_EDGE = compiled(r"[,;:(]\s|\.\s|\b(?:in\s+whom|of\s+whom|whose|and)\s")
_ARTICLE = compiled(r"\s*(?:(?:[Tt]he|[Aa]n?)\s+)?")
#: between two members
_AND = (
    r"(?:\s*[,;]\s*(?:(?:and|while|whereas|but)\s+)?|\s+(?:and|while|whereas|but)\s+)(?:(?:in|to)\s+)?(?:the\s+)?"
    r"(?:(?:other|remaining)\s+)?"
)
_JOINT = compiled(rf"{_AND}$")
_OPENS = compiled(_AND)
#: ``was given to``, ``was mutated in``: what stands between the name of a part, which comes first, and its number
_TO = compiled(r"\s+(?:to|in|by|for|with|among|at|of)\s*(?:the\s+(?:other\s+|remaining\s+)?)?$")
_WAS = compiled(r"\s+(?:was|were|had\s+been|has\s+been)\s+(?:\w+ly\s+)?(?P<what>[\w-]+(?:\s+[\w-]+){0,3})$")
#: ``Radiotherapy was the bridge in``
_ARTICLED = compiled(r"(?i)(?:the|an?|used|their)\s")
_GIVEN = compiled(
    r"(?i)(?:given|used|administered|prescribed|chosen|offered|performed|started|begun|selected|assigned|applied|delivered|implanted|placed)"
)
_FOUND = compiled(rf"(?i)(?:{FOUND}|present|known)")
#: verbs before what tells a part apart: ``had received X``, ``went without X``, ``were operated on later``
_VERB = compiled(
    r"(?:,?\s*(?:who|whose|that)\s+)?(?P<not>(?:did|had|have|has|was|were|could|do)\s+not\b\s*|never\s+)?"
    r"(?:(?:had|have|has|was|were|is|are|been|went|remained|stayed|got|did|being|having|all)\s+)*(?:\w{3,}ly\s+)?"
    r"(?P<got>(?:received|receiving|receive|underwent|undergone|undergo|treated\s+with|given|give|took|taken|taking|take|assigned\s+to|"
    r"allocated\s+to|randomi[sz]ed\s+to|managed\s+with|started\s+(?:on|with)|on|got|chose|used|using|operated\s+on)\s+)?"
    r"(?:(?:carried|harbou?red|bore|showed|displayed|possessed)\s+)?"
    r"(?:with\s+|(?:in|on|to|at)\s+(?=[a-z]*\s?(?:an?|the)\s))?(?:an?\s+|the\s+)?"
)
_NAME_ENDS = compiled(
    r"[,;:()\[\]]|\.(?:\s|$)|\s(?:because|since|and\s+were|who|which|at\s+baseline|at\s+the\s+time|as\s+their)\b|\s+respectively\b"
)
_LABEL = compiled(r"\s*[(\[](?:the\s+)?(?P<label>[A-Za-z][^()\[\]\d,;]{1,40}?(?:\s\d{1,2})?)(?:\s+group)?[)\]]")
#: what happened to so many is no group to divide a study by, and what is said of it is not whom it counts
_OUTCOMES: frozenset[TermKind] = frozenset({"endpoint", "response", "adverse_event"})
_HAPPENED = compiled(
    r"(?i)\b(?:died|deaths?|alive|surviv\w+|respon\w+|relaps\w+|progress\w+|discontinu\w+|withdr\w+|complet\w+|stopp\w+|lost|improv\w+|recover\w+|"
    r"experienc\w+|develop\w+|report\w+|achiev\w+|reach\w+|occurr\w+|excluded|screened|eligible|declined|refused|hospitali[sz]\w+|cured|failed|"
    r"remission|adverse|events?|grade|start\w+|weeks?|months?|days?|hours?)\b"
)
_NUMBERED_NAME = compiled(r"\d\s?%|\bn\s?=")
_PARTICIPLE = compiled(r"^[\w-]+(?:ed|en)$")
#: the number of a reference behind the end of a sentence
_CITED = compiled(r"(?<=[a-z]{2}[.])\d{1,2}(?:,\d{1,2})*$")
_MOST_WORDS = 8
_MOST_PARTS = 4
_MOST_COUNTS = 8
_GIVING = compiled(
    r"(?i)\b(?:radio\w*therapy|chemo\w*therapy|surgery|transplant\w*|bridging|placebo|vaccin\w+|dos(?:e|ing)|early|late|delayed)\b"
)
_TREATED: frozenset[TermKind] = frozenset({"drug", "regimen", "drug_class"})


class _Part(NamedTuple):
    name: str
    label: str
    given: bool
    at: tuple[int, int]
    n: int
    n_at: tuple[int, int]


def groups_parting(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the parts of the study that one sentence counts, where their numbers make up its size.

    Reads ``Radiotherapy was given to 29 patients, chemotherapy to 64, and 38 went without``, ``TP53 was mutated in 24 patients
    and wild type in 64``, ``102 were operated on within a day (early surgery) and 88 later (delayed surgery)``, ``31 had received
    rituximab and 57 had not``. Not outcomes (``80 responded and 40 did not``), nor what is told in more numbers than the sum.
    """
    text, study = line.text, scope.size_of(owner)
    if owner is None or study is None or not may_count_twice(text):
        return
    counts = [match for match in _COUNT.finditer(text) if whole(match["n"])]
    if not 2 <= len(counts) <= _MOST_COUNTS:
        return
    taken = scope.sizes | {mark.start for each in scope.groups_of(owner) if each.draft for mark in each.draft.marks.get("n", ())}
    for run in _runs(counts, study):
        if any(line.start + match.start("n") in taken for match in run) or not _agree(run, study):
            continue
        parts = _parts(text, run)
        if parts is None or not all(map(_may_be_part, parts)):
            continue
        given = [part.given or bool(part.label) or _is_treatment(part.name) for part in parts]
        if not given[0] or any(group.role == "arm" for group in scope.groups_of(owner)):
            _add_parts(scope, owner, line, parts)
            return
        arms = [
            Arm(part.label or part.name, part.label or part.name, part.at, part.n, part.n_at, part.name if part.label else "")
            for part in parts
        ]
        keep_arms(scope, owner, line, arms)
        return


def _add_parts(scope: Scope, owner: str, line: Sentence, parts: Sequence[_Part]) -> None:
    """Add parts that are known only where the grammar of a sentence says that it tells of a group: ``women``, ``primary ITP``."""
    for part in parts:
        at, n_at = ((line.start + first, line.start + last) for first, last in (part.at, part.n_at))
        if scope.named_so(owner, part.label or part.name) is None:
            scope.add_part(owner, part.label or part.name, part.n, at, n_at, PARTED)


def _runs(counts: Sequence[re.Match[str]], study: int) -> Iterator[Sequence[re.Match[str]]]:
    """Numbers one after another that make up the study."""
    for first in range(len(counts)):
        for last in range(first + 2, min(first + _MOST_PARTS, len(counts)) + 1):
            run = counts[first:last]
            if sum(whole(match["n"]) or 0 for match in run) == study:
                yield run


def _agree(run: Sequence[re.Match[str]], study: int) -> bool:
    return shares_agree([whole(each["n"]) or 0 for each in run], [each["p"] or each["q"] for each in run], [study])


def _parts(text: str, run: Sequence[re.Match[str]]) -> list[_Part] | None:
    """The parts with their names, each before or behind its number; ``None`` where one has none."""
    found: list[_Part] = []
    first = run[0].start()
    lead = max((match.end() for match in _EDGE.finditer(text, 0, first)), default=0)
    head = _first_before(text, lead, first)
    subject = ""
    if head is not None:
        name, subject, given, at = head
        found.append(_Part(name, "", given, at, whole(run[0]["n"]) or 0, run[0].span("n")))
    for index, match in enumerate(run):
        last = index + 1 == len(run)
        stop = len(text) if last else run[index + 1].start()
        if len(found) == index:  # its name stands behind it
            part = _behind(text, match, stop, found, last=last)
            if part is None:
                return None
            found.append(part)
        elif not last:
            joint = _OPENS.match(text, match.end(), stop)
            if joint is None:
                return None
            if joint.end() < stop:
                to = _TO.search(text, joint.end(), stop)
                if to is None:
                    return None
                said = " ".join(text[joint.end() : to.start()].split())
                name = f"{said} {subject}" if subject else said
                following = run[index + 1]
                at = (joint.end(), to.start())
                found.append(_Part(name, "", found[0].given, at, whole(following["n"]) or 0, following.span("n")))
    return found if len({part.name.casefold() for part in found}) == len(found) else None


def _first_before(text: str, lead: int, place: int) -> tuple[str, str, bool, tuple[int, int]] | None:
    """``Radiotherapy was given to 29``, ``TP53 was mutated in 24``: the name, the subject of all parts, whether it is given."""
    to = _TO.search(text, lead, place)
    was = _WAS.search(text, lead, to.start()) if to is not None else None
    if was is None:
        return None
    lead += len(_ARTICLE.match(text[lead : was.start()])[0])  # type: ignore[index]
    subject = " ".join(text[lead : was.start()].split())
    if not subject:
        return None
    short = SHORT_FORM.search(subject)
    subject = short["short"] if short is not None and short.end() == len(subject) else subject
    what, *how = was["what"].split()
    if how and _GIVEN.fullmatch(what):  # "were given at home to 38"
        return " ".join(how), "", True, (was.start("what") + len(what) + 1, was.end())
    what = was["what"].split()[-1]
    if len(how) > 1 and not _ARTICLED.match(was["what"]):
        return None
    if _ARTICLED.match(was["what"]):
        return subject, "", True, (lead, was.start())
    if _GIVEN.fullmatch(what) or _FOUND.fullmatch(what):
        return subject, "", _GIVEN.fullmatch(what) is not None, (lead, was.start())
    return f"{was['what']} {subject}", subject, False, (lead, was.end())


def _behind(text: str, match: re.Match[str], stop: int, before: Sequence[_Part], *, last: bool) -> _Part | None:
    """A part whose name stands behind its number, up to the joint with the next one or to the end of its clause."""
    joint = None if last else _JOINT.search(text, match.end(), stop)
    if joint is None and not last:
        return None
    stop = joint.start() if joint is not None else stop
    verb = _VERB.match(text, match.end() + (text[match.end() : match.end() + 1] == " "), stop)
    start = verb.end() if verb is not None else match.end()
    ends = _NAME_ENDS.search(text, start, stop)
    end = ends.start() if ends is not None else stop
    if not last and ends is not None and _LABEL.match(text, end, stop) is None:
        return None
    name = " ".join(_CITED.sub("", text[start:end]).rstrip(" .,").split())
    label = _LABEL.match(text, end) if end < len(text) else None
    negative = verb is not None and verb["not"] is not None
    if negative:
        if not before:
            return None
        having = name or before[0].name
        name = f"not {having}" if _PARTICIPLE.search(having) else f"no {having}"
    if name == "without" and before:  # "80 adults with X and 190 without"
        name = f"without {before[0].name.rpartition('with ')[2]}"
    at = (start, max(start, end))
    given = verb is not None and verb["got"] is not None
    if not name and match["who"] and not negative:
        name, at = " ".join(match["who"].split()), match.span("who")
        name = "" if is_whole(name) or name.startswith("of ") else name
    short = label["label"] if label is not None and not _NUMBERED_NAME.search(label["label"]) else ""
    return _Part(name, short, given, at, whole(match["n"]) or 0, match.span("n")) if name or short else None


def _may_be_part(part: _Part) -> bool:
    """Whether words can tell a part of the patients apart: a few of them, and nothing that happened to them."""
    told = part.label or part.name
    outcome = any(terms(part.name, 0, _OUTCOMES)) or _HAPPENED.search(part.name) is not None
    return len(told.split()) <= _MOST_WORDS and not _NUMBERED_NAME.search(told) and (bool(part.label) or not outcome)


def _is_treatment(name: str) -> bool:
    return _GIVING.search(name) is not None or any(terms(name, 0, _TREATED))
