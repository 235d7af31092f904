"""How many patients a study has: which of the numbers of people that its sentences print is that of all its patients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.extractors.study.counted import HEDGE, SHARE_OF, Counted, counted, is_group, is_part, plain
from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import FOUND

__all__ = ["ROUGH", "Size", "size_of"]

#: How the reason for a doubt begins where only a rough number is told.
ROUGH = "the text tells the size as"


class Size(NamedTuple):
    """A number of patients with its place; ``outright`` where the document says that the study has so many.

    ``hedge`` is what says that the number is only a rough one: ``more than``, ``about``.
    """

    n: int
    start: int
    end: int
    outright: bool = True
    hedge: str = ""


_STUDY = (
    r"(?:case\s+series|case\s+reports?|series|analys[ei]s|stud(?:y|ies)|trials?|cohorts?|reviews?|surveys?|"
    r"registr(?:y|ies)|registers?|data(?:\s*sets?|bases?)?|"
    r"samples?|experience|reports|comparison|audit|program(?:me)?|population)(?:\d{1,2}(?:,\d{1,2})?|\s?\[\d{1,3}\])?"
)
#: what may stand between the words that say what a number counts and the number
_ABOUT = (
    r"(?:(?:(?:just|well|slightly)(?=\s+(?:over|under|more|fewer|less))|(?:more|fewer|less)\s+than|over|under|upwards\s+of|close\s+to|an\s+estimated|"
    r"a\s+total\s+of|all(?:\s+of)?(?:\s+(?:the|their|its|his|her|these|those))?|the|their|its|only|just|"
    r"some|about|around|approximately|roughly|"
    r"nearly|almost|as\s+many\s+as|treating|data\s+(?:from|on))\s+){0,3}$"
)
_OF = r"(?:of|in|with|on|from|for|involving|among|including|comprising|enrolling|totall?ing|covering|that\s+\w+ed|which\s+\w+ed)"
_BEING = r"(?:will\s+be|were|have\s+been|had\s+been|are|was)"
_WHO = (
    r"(?:\s+(?:who|whose|with|without|aged|treated|seen|operated|at|in\s+(?!the\s+[\w-]+\s+(?:group|arm))|"
    r"undergoing|receiving|having|admitted|attending|"
    r"living|scheduled|hospitali[sz]ed|from|on|across|worldwide)\s[^.;]{0,90}?|,\s[^.;:]{2,200}?,)?"
)
_ENTERED = (
    r"(?:included|enroll?ed|recruited|randomi[sz]ed|randomly\s+(?:assigned|allocated)|analy[sz]ed|evaluated|"
    r"identified|treated|studied|registered|"
    r"allotted|assigned|allocated|divided|followed|reviewed|accrued|available|evaluable|entered|gathered|to\s+be\s+\w+ed)"
)
#: said of the study outright, right before the number
_OUTRIGHT = compiled(
    rf"\b(?:(?:includ|enroll?|recruit|randomi[sz]|accru)(?:ed|e?s)|(?<!,\s)(?:includ|enroll?|recruit|randomi[sz])ing|"
    rf"randomly\s+(?:assigned|allocated)|{_STUDY}\s+(?:\s{{3,60}})?{_OF})\s+{_ABOUT}|\b[Aa]\s+total\s+of\s+$"
)
_VERB = (
    r"(?:report|describ|present|evaluat|stud|review|treat|follow|gather|collect|analy[sz]|assess|identif|look|"
    r"pool|examin|audit|survey|monitor|test|"
    r"compar|investigat|gave|administered|offered|prescribed|documented|observed|searched|matched|track)(?:ed|"
    r"ied|ing|es?|s|y|ies)?"
)
_TELLER = (
    r"(?:study|trial|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|al[.·]?|colleagues|authors|investigators|researchers|"
    r"team|group|workers)"
)
#: said of it in other ways; the second part is what may stand between
_WEAK = compiled(
    rf"\b(?:assigned|allocated|allotted|entered|registered|admitted)\s+{_ABOUT}|"
    rf"\b{_STUDY}\b(?P<between>[^.;:\d\[\]]{{1,120}}?)\s(?:in|among|of|involving|with|on)\s+{_ABOUT}|"
    rf"\b{_VERB}\s+(?:back\s+)?(?:at|on|upon)\s+{_ABOUT}|"
    rf"\b{_TELLER}\s*(?:\[?\d{{1,3}}\]?\s+)?(?:(?:here|also|then|have|has|had|"
    rf"\w+ly)\s+){{0,2}}{_VERB}\s+(?:[a-z][\w -]{{0,40}}?\s(?:to|from|of)\s+)?{_ABOUT}|"
    rf"\b(?:report|describ|present|evaluat|stud|review|treat|compar|test|assess|examin|investigat)(?:ed|ied|ing|"
    rf"es|s)\s+(?P<told>[^.;:]{{0,110}}?)\b"
    rf"(?:on|of|in|from|for|among)\s+{_ABOUT}|"
    rf"\b(?:experience|treatment|outcomes?|results)\s+(?:of|in|with|from)\s+{_ABOUT}|"
    rf"\b(?i:records|charts|files|notes|data)\s+(?:of|from|for|on)\s+{_ABOUT}|"
    rf"\b(?:contain(?:s|ed)|compris(?:es|ed)|consist(?:s|ed)\s+of|cover(?:s|ed)|compiled|"
    rf"collected|number(?:s|ed)|held|count(?:s|ed)|involv(?:es|ed)|total(?:s|led)|(?:is|was)\s+made\s+up\s+of|"
    rf"gathered|compris(?:ing)|totall?ing|covering)\s+{_ABOUT}|"
    rf"\b(?:caring\s+for|following)\s+{_ABOUT}|"
    rf"^(?:Its|Their|With|Recruiting|Enroll?ing)\s+{_ABOUT}|"
    rf"\b(?:stopped|terminated|halted|closed)\b[^.;]{{0,60}}?\b(?:after|with|having)\s+(?:enroll?ed\s+)?{_ABOUT}|"
    rf"\b(?:[Ee]nroll?ment|[Rr]ecruitment|[Aa]ccrual)\b[^.;:]{{0,60}}?\b(?:reached|with|after|of|at)\s+{_ABOUT}"
)
#: words between a study and a number of patients that make it the number of a result
_TOLD = compiled(
    r"\b(?:observed|occurred|reported|seen|achieved|found|show\w*|demonstrat\w+|respon\w+|died|discontinu\w+|"
    r"median|mean|rates?|experienced|"
    r"developed|received|subset|subgroup|groups?|arms?|excluded|respectively|had|was\s+\w+ed)\b|%",
    re.IGNORECASE,
)
_CLAUSE = compiled(
    r"(?:^|[.;:,]\s|\b(?:and|that|which|whom|where|[Oo]verall|[Aa]ltogether|total|all|told|"
    r"[Hh]ere)\s)(?:(?:[Ii]n\s+(?:total|all)|[Oo]verall|[Aa]ltogether|all\s+of\s+(?:the|their),?)\s*,?\s)?"
    r"(?:[Aa]ll\s+|[Tt]he\s+|[Ss]ome\s+|[Aa]bout\s+|[Aa]pproximately\s+|[Nn]early\s+|"
    r"[Aa]lmost\s+|[Rr]oughly\s+|[Aa]round\s+|(?:[Mm]ore|[Ff]ewer|[Ll]ess)\s+than\s+|(?:(?:[Jj]ust|[Ww]ell)\s+)?[Oo]ver\s+)?$"
)
_DID_ENTER = compiled(
    rf"{_WHO}\s+(?:{_BEING}\s+(?:(?:then|eligible|and|\w+ly)\s+){{0,3}}{_ENTERED}\b(?!\s+(?:with|to\s+(?:stop|\d)|"
    rf"from\s+the|by|for\s+(?:an?\s+)?adverse))|"
    r"received\s[^.;]{3,80}\s(?:or|versus|vs)\s|underwent\s+randomi[sz]ation|took\s+part|participated|joined\b|"
    r"entered\b|randomi[sz]ed\b|(?:randomly\s+)?(?:assigned|allocated)\b)"
)
_OPENING = compiled(r"^(?:[•*–-]\s*)?(?:Among|Of|In|From|Across)\s+(?:all\s+|the\s+)*$")
_SAID_OF_THEM = compiled(
    r"(?!\s+(?:in|on|of|from)\s+the\s+(?!(?:study|whole|entire|overall|full|total|final|analysis)\b)[^.;,]{1,60}?\s"
    r"(?:group|arm|(?:sub)?cohort|subgroup)\s*,)"
    r"(?:\s+(?:who|in\s+(?:the|whom)|with|included|enroll?ed|randomi[sz]ed|randomly\s+assigned|assigned|"
    r"analy[sz]ed|evaluable|treated|studied|from|at|aged)\b[^.;,]{0,90}?)?\s*,"
)
#: ``Of the 89 patients evaluable for response,``: who could be examined, and perhaps not all
_EXAMINED = compiled(
    r"(?:\s+[\w-]+){0,3}?\s+(?:evaluable|assessable|with\s+(?:an?\s+)?(?:available|[\w-]+\s+(?:visit|data|scan|sample|assessment)))\b"
)
_CONSECUTIVE = compiled(r"\b(?:consecutive|enroll?ed|randomi[sz]ed|recruited)\b")
_OF_PLANNED = compiled(rf"\s+of\s+(?:the\s+|an?\s+)?(?:planned|intended|targeted|{NUMBER}\s+(?:planned|intended|targeted))")
#: a sentence on a part of a study: ``The substudy included 88 patients``
_OF_PART = compiled(
    r"(?:In\s+)?(?:The|This|That|An?)\s+(?:[\w-]+\s+){0,3}?(?:sub-?study|sub-?group|sub-?set|sub-?population|"
    r"extension|run-in|safety\s+(?:set|population)|"
    r"per-protocol\s+(?:set|population))\b",
)
_WERE_DONE = compiled(rf"{_WHO}\s+(?:were|have\s+been|had\s+been)\s+(?:\w+ly\s+)?\w+ed\b")
_PLANNED = compiled(
    r"\b(?:plan(?:s|ned)?|intend\w*|target\w*|expect\w*|aim\w*|projected|anticipate\w*)\s+(?:(?:to|for|of|a|an|"
    r"total|enroll?|recruit|randomi[sz]e|include|"
    r"number|enroll?ment)\s+){0,4}$",
    re.IGNORECASE,
)
_PLANNED_AFTER = compiled(
    r"\s+(?:(?:was|were|is|are|had\s+been|who\s+were)\s+(?:\w+ly\s+)?)?(?:planned|intended|targeted|projected|"
    r"anticipated|expected|estimated)\b"
)
_PLANNED_WHOM = compiled(r"\b(?:planned|intended|targeted|projected)\b")
_BY_PLACE = compiled(r"^(?:Across|At|In(?!\s(?:all|total),)|Between|From)\s+[^.;,]{2,90},\s+(?:[^.;,]{2,60},\s+)?$")


#: ``167 treatment-naive and`` 207 treatment-experienced ``patients``: the second of two kinds, and not all
_AND_ALSO = compiled(r"(?<![\w.,/-])\d[\d,]*\s+(?:[a-z]+-)?[a-z]{3,}(?:\s[a-z-]+)?(?<!s)\s+and\s+$")


def size_of(lines: Sequence[Sentence], naming: Sequence[Sentence] | None) -> Size | None:
    """The study's own number of patients, from the sentences that tell of it; ``naming`` are those that name it,
    ``None`` where nothing does.

    Reads ``enrolled 534``, ``A total of 157 patients``, ``a case series of 7 patients``, ``Thirty patients will be included``,
    ``the trial (n = 1,204)``, ``9 studies with 1,204 patients``, ``a study of X versus Y in 310 adults``, ``We describe five
    patients``, ``Of 310 adults in the population,``; else the patients whom the first sentences count, or ``all 310 patients``.
    Not ``17 patients were excluded``, not one of two groups (``120 given X and 118 given Y``); nothing is added up.
    """
    best: tuple[int, Size] | None = None
    compared = any(_COMPARES.search(line.text) for line in lines)
    kept: list[tuple[Sentence, str, Counted]] = []
    for line in lines:
        flat = ""
        seen = grouped = False
        for found in counted(line.text) if not _OF_PART.match(line.text) else ():
            if any(m.start <= line.start + found.start < m.end for m, _ in line.named if m.kind == "acronym"):
                continue  # "Study 204 enrolled patients at 22 sites"
            flat = flat or plain(line.text)
            rank = _rank(line, flat, found)
            if naming is None and rank and (_ON_ANY.match(flat, found.stop) or _BEFELL.search(flat, 0, found.head)):
                continue  # nothing says that there is a study
            hedge = HEDGE.search(flat, max(0, found.head - 40), found.head)
            if hedge is not None:
                if not 0 <= rank <= 2:
                    continue
                rank = _ROUGH
            one = grouped or is_group(line.text, flat, found, outright=rank == 0)
            grouped = one and rank != 3
            again = found.bare and rank > 0 and seen  # "Of 410 patients, 205 were assigned to X"
            again |= _AND_ALSO.search(flat, max(0, found.head - 60), found.head) is not None
            again |= rank > 0 and _OF_THESE.search(flat, max(0, found.head - 30), found.head) is not None
            if one or again or is_part(flat, found) or (compared and _ON_ONE.match(flat, found.stop)):
                continue
            seen |= rank != 3
            kept.append((line, flat, found))
            if rank == 0:
                return _size(line, found)
            if rank > 0 and (best is None or rank < best[0]):
                best = rank, _size(line, found, outright=False)._replace(hedge=hedge[0].strip().casefold() if hedge else "")
        bracketed = _BRACKETED.search(line.text)
        if bracketed and (number := whole(bracketed["n"])):
            at = bracketed.span("n")
            return _size(line, Counted(number, at[0], at[1], at[0], at[1]))
    if best is not None:
        return best[1]
    return _at_first(kept, lines, naming) if naming is not None else None


#: a rough number: another sentence may say it to the last patient
_ROUGH = 4
#: a study that holds one treatment against another, and patients who had one of them
_COMPARES = Gated(
    "placebo|random|control|compar|versus|vs",
    r"\b(?:placebo|randomi[sz]ed|randomly|control(?:s|\s+group)|compared|versus|vs)\b",
    re.IGNORECASE,
)
_ON_ONE = compiled(
    r"\s+(?:who\s+)?(?:were\s+)?(?:given|receiv(?:ed|ing)|taking|took|got|on|(?:randomi[sz]ed|assigned|"
    r"allocated)\s+to|treated\s+with)\s+"
    r"(?!(?:[^.;]|\.\d){0,80}\b(?:or|and(?!\s\d\S*\s?(?:%|(?:hour|day|week|month|year)s\b))|versus|vs|either|treatment)\b)"
)
#: who had something of whatever number of things that a study gives
_ON_ANY = compiled(
    r"\s+(?:who\s+(?:were\s+|had\s+)?)?(?:given|receiv|treated(?!\s(?:at|in|by|between|from|during)\s)|got|took|taking|on|randomi|assigned|allocated)"
)
#: ``the trial (n = 1,204)``, ``Study ORION-2 (N=48)``
_BRACKETED = Gated(
    "(n",
    rf"\b(?:(?i:{_STUDY})|[Ss]tudy\s+[A-Z\d-]{{1,12}})\s+\([nN]\s?=\s?(?P<n>{NUMBER})\s?\)",
)


def _size(line: Sentence, found: Counted, *, outright: bool = True) -> Size:
    return Size(found.n, line.start + found.start, line.start + found.end, outright)


def _rank(line: Sentence, flat: str, found: Counted) -> int:
    """How plainly a sentence says that a number is that of all patients: 0 outright, 1 and more in passing, -1 not at all."""
    before, after = flat[max(0, found.head - 200) : found.head], flat[found.stop : found.stop + 160]
    if found.bare and found.start and _ENTERS.search(before):
        return 0 if not _OF_PLANNED.match(after) else 1
    if _OUTRIGHT.search(before) and not _PLANNED_AFTER.match(after):
        return -1 if _RESULT.match(after) and not _TELLS.match(after) else 0
    if _OF_PLANNED.match(flat, found.end):
        return 1
    if _PLANNED.search(before) or _PLANNED_AFTER.match(after) or _PLANNED_WHOM.search(flat, found.end, found.stop):
        return 3
    if _PART.search(line.text):
        return -1
    weak = _WEAK.search(before)
    if weak and weak["between"] and _SHARE.match(line.text, found.stop):
        return -1  # "stopped the study drug in 8 patients (9%)"
    if weak and not _TOLD.search(weak["between"] or "") and not _TOLD.search(weak["told"] or ""):
        return 1
    all_of_it = _ALL_OF_IT.match(line.text)
    if all_of_it is not None and all_of_it.end() == found.start:
        return 1
    placed = _BY_PLACE.match(before)
    clause = placed or _CLAUSE.search(before)
    if clause and (_PLANNED_AFTER.match(after) or (placed and _WERE_DONE.match(after))):
        return 3
    if clause and _DID_ENTER.match(after):
        return 1
    if clause and _CONSECUTIVE.search(flat, found.end, found.stop):
        return 1
    if found.head == found.start and _OPENING.match(before) and _SAID_OF_THEM.match(after) and not _RESULT.match(after):
        return 2 if not _EXAMINED.match(flat, found.end) else 3
    named = [mention.end - line.start for mention, _ in line.named if mention.end - line.start <= found.start]
    return 1 if named and _DID.fullmatch(flat, named[-1], found.start) else -1


#: ``Patients (N=126) had``: whom a sentence begins with, behind a capital N
_ALL_OF_IT = compiled(rf"(?:[•*–-]\s*)?(?:(?:Adult|Eligible|Enrolled|Included|All|The)\s+)*(?i:{COUNTED})\s+\(\s*N\s?=\s?")
_ENTERS = compiled(
    r"\b(?:enroll?ed|recruited|randomi[sz]ed|assigned|allocated|included|treated|studied|"
    r"followed)\s+(?:(?:a\s+total\s+of|all|only)\s+)?$"
)
#: between the name of a study and whom its authors treated: ``Ito (2023)4 gave ramipril to``
_DID = compiled(
    rf"[ ·.]{{0,3}}(?:\[?\d{{1,3}}(?:,\s?\d{{1,3}})*\]?)?\s+(?:(?:here|also|then|have|has|had|"
    rf"\w+ly)\s+){{0,2}}{_VERB}\s+(?:[a-z][\w -]{{0,40}}?\s(?:to|from|of)\s+)?{_ABOUT}"
)
#: what became of some patients, or their share, behind them
_RESULT = compiled(
    r"\s*(?:(?:each|per|in\s+each|on\s+each|on\s+placebo)\b|"
    r"(?:(?:also|then|later|still|thus|nevertheless|eventually)\s+)?(?:died|dying|responded|relapsed|progressed|"
    r"survived|withdrew|"
    r"discontinued|stopped|achieved|reached|experienced|developed|suffered|needed|required|remained|dropped|"
    r"completed|reported|attained|"
    r"crossed|showed|lost|had\s+(?!an?\s+(?:median|mean)\b|been\s+(?:given|treated|enrolled|included)|begun|started|received)|"
    r"were\s+(?:alive|lost|excluded|withdrawn|not|screened|hospitali[sz]ed|switched)|could not|did not|"
    r"to\s+(?:stop|withdraw|discontinue)|"
    r"who\s+(?:died|responded|relapsed|achieved|discontinued|withdrew|completed|had\s+(?:an?\s+)?(?:response|event)))\b)",
    re.IGNORECASE,
)
#: ``A trial in 102 adults reported relapses``: the trial did
_TELLS = compiled(r"\s*(?:(?:had|has)\s+)?(?:found|reported|showed|shown|demonstrated|suggested|concluded)\b")
#: before those of whom a sentence spoke: ``two of the four``
_OF_THESE = compiled(rf"\b{NUMBER}\s+(?:out\s+)?of\s+(?:the|these|those)\s+$")
_SHARE = compiled(r"\s*,\s*\d[\d.]*\s?%|\s*[(\[]\s*(?:about\s+|[nN]\s?=\s?\d+\s?[;,(\[]\s*)?\d[\d.,]*\s?%")
#: what happened to the patients, before them: ``was seen in``, ``led``
_BEFELL = compiled(
    r"\b(?!(?:shown|conducted|performed|done|tested|studied|evaluated|assessed|carried|collected|used|given|"
    r"examined|explored)\b)(?:\w+(?:ed|ang|own|een|ound))\s+"
    r"(?:in|by|among)\s+(?:(?:all|the)\s+){0,2}$|\b(?:observed|seen|found|reported|noted|recorded|documented|"
    r"detected|achieved|occurred|needed|present|necessary|fatal|absent|led|caused|"
    r"forced|allowed|made|killed|left|reached|deaths?|events?|infections?|responses?)\s+(?:(?:in|by|among|for|"
    r"from)\s+)?(?:(?:all|the)\s+){0,2}$",
    re.IGNORECASE,
)
#: patients who entered the study, wherever that is said
_SAYS_ENTERED = compiled(r"\b(?:enrolled|randomi[sz]ed|assigned|allocated|allotted|recruited|included)\b")
#: a part of the study that the sentence counts
_PART = compiled(
    r"\b(?:[Cc]ohorts?\s(?:\d|[A-Z]\b)|[Ss]afety\s(?:run|lead)-in|(?:[Pp]art|[Aa]rm)\s(?:\d|[A-Z]\b)|subset|subgroup)"
)
#: behind patients of whom some are told: they are those of a group
_GROUPED = compiled(
    r"\s+(?:who\s+(?:were\s+|had\s+)?)?(?:randomi|assigned|allocated|given|treated|receiv|underwent|taking|on\s|"
    r"in\s|with\s|without\s)"
)
_ALL = compiled(r"(?<!\bof )\b(?:[Aa]ll(?:\s+of)?(?:\s+the)?|[Tt]he)\s+$")
#: cases of a disease that a study found
_CAME_UP = compiled(rf"\s+(?:occurred|arose|(?:was|were)\s+(?:{FOUND}|missed))\b")
#: how many sentences behind one that names the study may count its patients
_BEHIND_NAME = 2


def _at_first(
    kept: Sequence[tuple[Sentence, str, Counted]], lines: Sequence[Sentence], naming: Sequence[Sentence]
) -> Size | None:
    """The patients whom the first sentences count, of whom nothing is told, else ``all 1,182 patients``, else ``60 of 97
    patients``; none where another sentence counts more of them."""
    names = {line.start for line in naming}
    near = {
        id(lines[at])
        for i, line in enumerate(lines)
        for at in range(i, min(i + _BEHIND_NAME + 1, len(lines)))
        if line.start in names
    } | {id(line) for line in lines if _SAYS_ENTERED.search(line.text)}
    ways: tuple[list[Size], list[Size], list[Size]] = ([], [], [])
    near_ways: tuple[list[Size], list[Size], list[Size]] = ([], [], [])
    for line, flat, found in kept:
        way = _way(line, flat, found)
        if way >= 0:
            ways[way].append(_size(line, found, outright=line.start in names))
            if way == 1 or id(line) in near:
                near_ways[way].append(ways[way][-1])
    firsts = [size for sizes in near_ways for size in sizes]
    largest = max((size.n for sizes in ways for size in sizes), default=0)
    return firsts[0] if firsts and firsts[0].n >= largest else None


def _way(line: Sentence, flat: str, found: Counted) -> int:
    """How a sentence counts patients: 0 plainly, 1 all of them, 2 as those of whom some are told, -1 as some with a result."""
    before, after = flat[max(0, found.head - 120) : found.head], flat[found.stop : found.stop + 120]
    if found.bare or found.n < 2 or (flat.endswith("cases", 0, found.stop) and _CAME_UP.match(after)):
        return -1
    named = any(word[0].isupper() for word in flat[found.end : found.stop].split())
    if SHARE_OF.search(before):
        return 2 if not _GROUPED.match(after) and not named else -1
    if _RESULT.match(after) or _SHARE.match(line.text, found.end) or _SHARE.match(line.text, found.stop):
        return -1
    if _ALL.search(before) and not named:
        return 1
    return -1 if _BEFELL.search(before) or _PART.search(line.text) else 0
