"""Whether a document tells of a study that it names, or only names it for comparison."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.study.kinds import is_done
from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED
from daraevidence.language.word_classes import RESEARCHERS
from daraevidence.layout.mentions import Mentions

__all__ = ["aside", "judge", "tell_ours", "tell_the_only"]

_ASIDE = Gated(
    "according|as|compar|consistent|line|outside|per|previous|similar|than|unlike",
    r"\b(?:consistent\s+with|similar(?:ly)?\s+to|in\s+line\s+with|unlike|in\s+contrast\s+(?:to|with)|compar(?:ed|"
    r"able)\s+(?:with|to)|"
    r"than|as\s+(?:in|with|(?:previously\s+)?(?:reported|shown|described|discussed|noted|suggested|reviewed|"
    r"proposed)\s+(?:in|by))|previous(?:ly)?\s+(?!(?:studied|evaluated|tested|investigated|examined|assessed)\s)\w+\s+(?:in|by)|per|according\s+to|based\s+on|outside)\s+"
    r"(?:(?:the|those|that|results?|findings?|data|of|in|from|reported|seen|observed|by)\s+){0,6}$",
    re.IGNORECASE,
)
_VERB = compiled(
    r"\b(?:report(?:ed|s)?|conducted|describe[sd]?|evaluate[sd]?|present(?:ed|s)?|published|analy[sz]e[sd]|investigate[sd]|"
    r"assess(?:ed|es)|"
    r"compare[sd]|show(?:ed|s|n)|demonstrate[sd]|found|observed|examine[sd]|stud(?:ied|ies)|perform(?:ed|s)|review(?:ed|s)|"
    r"enrolled|"
    r"included|suggest(?:ed|s)|treated|identified|retrospectively|prospectively|randomi[sz]ed|summari[sz]ed|collected|led|"
    r"undertook|look(?:ed|s)\s+(?:back|at)|went\s+(?:back|through)|"
    r"carried\s+out|tested|stopped|pooled|updated|randomly|ran|took\s+place|recruited|(?:was|is)\s+an?)\b",
    re.IGNORECASE,
)
_DESIGN = compiled(
    r"\b(?:retrospective\w*|prospective\w*|observational|randomi[sz]ed|open-label|double-blind|phase\s+[1-4I]\w*|multi-?cent\w+|"
    r"single-\w+|(?:placebo|sham|active)-controlled|parallel-group|cross-?over|non-?inferiority|pragmatic|"
    r"meta-analysis|systematic|case\s+series|case\s+report|cohort|real-(?:world|life)|case[- ]control|"
    r"chart\s+review)\b",
    re.IGNORECASE,
)
_RESULT_ROLES = frozenset({"proportion", "value", "ratio", "group_size", "count", "not_reached", "p", "dose"})
_UNTOLD = Gated(
    "below|other|reference",
    r"\b(?:referenced|listed|cited|found)\s+(?:below|in\s+the\s+references?)|other\s+relevant\s+literature",
    re.IGNORECASE,
)


#: who says what a sentence tells: ``…, according to results of the ORION trial``
_SOURCE = compiled(
    r"(?:^\W*|[,;:–—]\s+)according\s+to\s+(?:(?:the|new|final|interim|results?|findings?|data|an?|report|analysis|of|from|in|phase\s+\S+)\s+){0,7}$",
    re.IGNORECASE,
)


#: ``Patients who completed ORION could enter ORION-X``
_COMPLETED = compiled(
    r"\b(?:who\s+(?:had\s+)?(?:completed|finished|taken\s+part\s+in|participated\s+in)|having\s+completed|completing|completers\s+of)\s+(?:the\s+)?$"
)


def aside(line: Sentence, mention: StudyMention) -> bool:
    """Whether a study is only named for comparison: ``consistent with the ORION trial``; not where it is the source of what is
    told: ``12% had a relapse, according to the ORION trial``."""
    before = line.text[max(0, mention.start - line.start - 80) : mention.start - line.start]
    if _COMPLETED.search(before) and any(other.start > mention.end and other.name != mention.name for other, _ in line.named):
        return True
    if _ASIDE.search(before) is None or _SOURCE.search(before) is not None:
        return False
    return not (before.rstrip().endswith(_BASES) and _IN_WHICH.match(line.text, mention.end - line.start))


#: ``The approval was based on the ORION study, in which``: what is told behind is the study's
_BASES = ("based on", "based on the", "based on results from the", "based on data from the", "based on results of the")
_IN_WHICH = compiled(
    r"\s?(?:(?:phase\s\S+\s)?(?:trial|study))?(?:\s?\([^()]{3,60}\))?,?\s(?:in\s+which|where|which|that)\b", re.IGNORECASE
)


#: a sentence that goes on with the study that the one before names
_GOES_ON = compiled(
    rf"(?:They|Their|It|Its|The\s+(?:{RESEARCHERS}|study|trial)|Th(?:is|ese|at)\s+(?:[\w-]+,?\s+){{0,5}}?(?:study|trial|"
    r"authors|investigators|analysis|registry|cohort|series)|In\s+(?:this|their|that)\s|(?:Of|Among)\s+(?:the|these|those|its|"
    rf"their|\d[\d,]*)\s|There,?\s|(?:\d[\d,]*|[A-Z][a-z]+(?:-[a-z]+)?)\s+(?:[\w/-]+\s+){{0,3}}?(?:{PEOPLE})\b[^.;]{{0,90}}?"
    r"\s(?:were|underwent)\s+(?:\w+ly\s+)?(?:randomi|enrol|recruit|assign|allocat)|(?:In|At|Across|Between|From|Over|During|"
    r"Using|Among|After|With)\s(?:[^.;:,]|\.(?=\w|\s[a-z])){3,80},\s+(?:the\s+(?:authors|investigators|researchers|team)|"
    r"they)\s)"
)


#: ``233 Danish, Finnish, and Swedish patients``
_PATIENTS = Gated(
    f"{PEOPLE_NEEDED}|users",
    rf"\b\d[\d,]*\s+(?:[\w/-]+,?\s+){{0,5}}?(?:{PEOPLE}|users)\b",
)
#: ``three randomized trials`` are no result
_OF_STUDIES = compiled(r"\s+(?:[\w-]+,?\s+){0,3}?(?:trials|studies|reports|reviews|papers|publications|series|analyses)\b")


#: ``In animal models and a single pilot study, X showed promise``: what X did, and not the study
_LED = compiled(r"\b(?:[Ii]n|from|of|by|with|and|than|to)\s+(?:(?:an?|one|the|single|only|small)\s+)*$")


#: the long name of a trial behind the short one
_LONG_NAME = compiled(r"(?:\s?[(\[][^()\[\]]{8,160}[)\]])?")


def judge(line: Sentence, following: Sentence | None, mentions: Mentions) -> None:
    """A study is told of where it is a heading, where its design is given, or where numbers stand beside its name; of one that
    a sentence cites, also where the next one goes on with it so."""
    if not line.named or _UNTOLD.search(line.text):
        return
    results = any(
        quantity.role in _RESULT_ROLES and not _OF_STUDIES.match(line.text, quantity.numbers[-1].end - line.start)
        for quantity in mentions.within(line.start, line.end)
        if quantity.numbers
    )
    results = results or _PATIENTS.search(line.text) is not None
    for mention, entity in line.named:
        before = line.text[: mention.start - line.start]
        if line.block.kind in ("heading", "title"):
            entity.told = entity.told or mention.kind == "acronym" or mention.own or bool(mention.registered)
            entity.told |= mention.kind == "author" and following is not None and _is_told_below(line, mention, following)
        elif aside(line, mention):
            continue
        elif mention.kind == "kind":
            entity.told = (
                entity.told
                or mention.own
                or results
                or (is_done(line.text, mention.end - line.start) and _LED.search(before) is None)
                or bool(line.cited and re.search(r"(?i)meta-?analysis|systematic", mention.name))
                or (bool(line.cited) and following is not None and _is_told_next(line, following, mentions))
            )
        else:
            named = _LONG_NAME.match(line.text, mention.end - line.start)
            opens = len(before) < 60 and _VERB.search(line.text, named.end(), named.end() + 60) if named else None
            entity.told = entity.told or results or mention.own or bool(opens) or bool(_DESIGN.search(line.text))
            entity.told = entity.told or (
                (bool(line.cited) or mention.kind == "acronym" or len(before) < 60)
                and following is not None
                and _is_told_next(line, following, mentions)
            )


#: what the authors did themselves
_OURS_DONE = compiled(r"\b(?:[Ww]e|[Oo]ur|[Tt]hese|[Tt]hose|[Tt]hem|[Tt]his\s+way)\b|^(?:Of|Among|In|Since)\s")


def tell_ours(lines: Sequence[Sentence]) -> None:
    """``Our own practice has changed. Of 27 patients treated since, 25 …``: the sentences behind tell of it, where they name no
    study and cite none."""
    for at, line in enumerate(lines):
        ours = next(
            (entity for mention, entity in line.named if mention.kind == "kind" and mention.name.startswith("our ")), None
        )
        if ours is None or ours.told:
            continue
        for behind in lines[at + 1 : at + 1 + _BEHIND]:
            if behind.block is not line.block or behind.named or behind.cited:
                break
            if _PATIENTS.search(behind.text) and _OURS_DONE.search(behind.text) and not _OF_STUDIES.search(behind.text):
                ours.told = True
                break


#: in how many sentences
_BEHIND = 3
#: what has come of a study, before its name; a word for one behind it
_CAME_OF = compiled(
    r"\b(?:results?|data|findings|analys[ei]s|read-?outs?|evidence|outcomes?|end\s?points?|met|in)\b[^.;]{0,60}$", re.IGNORECASE
)
_STUDY_BESIDE = compiled(r"\b(?:trial|study)\b,?\s+(?:the\s+)?$|\s?(?:\([^()]{3,60}\)\s?)?(?:trial|study|program(?:me)?)\b")
#: what is still to come
_TO_COME = compiled(
    r"\b(?:will|ongoing|on-going|planned|plans?|expects?|expected|currently|recruiting|initiat\w+|designed\s+to|aims?|begin|start|launch\w*|"
    r"(?:is|are)\s+(?:being|evaluating|testing|under))\b",
    re.IGNORECASE,
)


def tell_the_only(lines: Sequence[Sentence], mentions: Mentions) -> None:
    """``X cut events in the ORION trial. Fever was seen in 12%``: the only study that a news item names is told of where one of
    the sentences behind, of which none cites another, prints results."""
    named = {id(entity): entity for line in lines for _, entity in line.named}
    only = next(iter(named.values())) if len(named) == 1 else None
    if only is None or only.told or not only.acronym:
        return
    for at, line in enumerate(lines):
        mention = next((mention for mention, _ in line.named if not aside(line, mention)), None)
        if mention is None or line.cited or _TO_COME.search(line.text):
            continue
        before, behind = line.text[: mention.start - line.start], mention.end - line.start
        if not (_CAME_OF.search(before) or _STUDY_BESIDE.search(before) or _STUDY_BESIDE.match(line.text, behind)):
            continue
        for after in lines[at + 1 : at + 1 + _BEHIND]:
            if after.cited or after.block.section != line.block.section:
                break
            if any(quantity.role in _RESULT_ROLES for quantity in mentions.within(after.start, after.end)):
                only.told = True
                return


#: of whom else a sentence tells: the authors, all studies, what others did
_OF_OTHERS = Gated(
    "we|our|us|trials|studies|registr|another|other|earlier|previous|guideline",
    r"\b(?:[Ww]e|[Oo]ur|us|[Tt]rials|[Ss]tudies|[Rr]egistr\w+|[Aa]nother|[Oo]ther|[Ee]arlier|[Pp]revious|[Gg]uidelines?)\b",
)


def _is_topic(line: Sentence, following: Sentence) -> bool:
    """Whether the sentence that opens a paragraph brings up its only study, and the next speaks of nothing else: ``Much was
    expected of the ORION trial. X did not beat placebo (12% vs 13%).``"""
    mention = line.named[0][0]
    return (
        line.start == line.block.start
        and line.block.kind == "paragraph"
        and mention.kind == "acronym"
        and len(line.text) < 160
        and not set(following.cited) - set(line.cited)
        and not _OF_OTHERS.search(line.text)
        and not _OF_OTHERS.search(following.text)
    )


#: ``Eighty-three patients were identified``
_FOUND = compiled(
    rf"(?:\w+ly,?\s)?[A-Z][a-z]+(?:-[a-z]+)?\s+(?:[\w-]+\s+){{0,3}}?(?:{PEOPLE})\s+(?:with\s[^.;]{{2,60}}?\s)?(?:were|was|had|received|underwent)\b"
)


def _is_told_below(line: Sentence, mention: StudyMention, following: Sentence) -> bool:
    """Whether a heading is nothing but the author of a study, on which the first sentence below goes on."""
    alone = mention.start - line.start < 4 and len(line.text) - (mention.end - line.start) < 12
    if not alone or following.block.kind not in ("paragraph", "item") or following.named:
        return False
    told = (
        _GOES_ON.match(following.text),
        _PATIENTS.search(following.text),
        _DESIGN.search(following.text),
        _FOUND.match(following.text),
    )
    return any(match is not None for match in told)


def _is_told_next(line: Sentence, following: Sentence, mentions: Mentions) -> bool:
    """Whether the next sentence of a paragraph says what the only study of this one is, or what came of it."""
    if following.block is not line.block or following.named or len(line.named) != 1:
        return False
    if not (_GOES_ON.match(following.text) or _is_topic(line, following)):
        return False
    results = any(quantity.role in _RESULT_ROLES for quantity in mentions.within(following.start, following.end))
    return results or bool(_DESIGN.search(following.text)) or bool(_VERB.search(following.text))
