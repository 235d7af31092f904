"""Whose a trial is that bears a name: that of the author named in its sentence, or in the sentence before."""

from __future__ import annotations

from daraevidence.extractors.study.lines import Entity, Sentence
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.patterns import compiled

__all__ = ["is_of_author", "is_theirs"]

_BREAK_OR_CONTRAST = compiled(r"[.;]\s|\b(?:compar\w+\s+(?:with|to)|than|unlike|versus|vs|contrast|consistent|similar)\b")


#: ``Ito et al pooled two trials (ORION-1 and ORION-2)``: the names are those of what is pooled
_OF_SEVERAL = compiled(r"\b(?:two|three|four|five|both|of|from|the|\d{1,2})\s+(?:[\w-]+\s+){0,3}?(?:trials|studies)\b")
_GIVEN_NAME = r"[A-ZÀ-Þ](?:[a-zà-ÿ]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?|\.)"
_BY = compiled(
    r"\s*(?:(?:trial|study|registry|programme|program|project|analysis)\b)?(?:\d{1,2}(?:[,–-]\d{1,2}){0,3}|\s?\[[\d, –-]{1,9}\])?"
    r"\s*(?:\([^()]{3,60}\)\s*)?[,(–—-]{0,2}\s*"
    r"(?:(?:(?:which\s+|that\s+)?(?:was|is|were|are|has\s+been|have\s+been)\s+)?(?:now\s+|recently\s+|first\s+)?"
    r"(?:reported|presented|published|described|led|headed|conducted|run|undertaken|carried\s+out)\s+"
    r"(?:[\w ]{0,30}\s)?)?(?:by|from)\s+"
    rf"(?:Drs?\.?\s+|Prof(?:essor|\.)?\s+)?(?:{_GIVEN_NAME}\s+){{0,2}}"
)


#: ``In the phase 3 ORION trial, Weiss et al assigned``
_IN_IT = compiled(
    r"\W*(?:(?:[A-Z]\w+ly|Finally|Next|Later|Lastly|First|Second|Third),?\s)?(?:[Ii]n|[Ff]or|[Ww]ith|[Tt]hrough)\s(?:the\s)?(?:[\w-]+\s){0,5}"
)
_KIND_OF_STUDY = (
    r"(?:\s(?:randomi[sz]ed\s)?(?:trial|study|registry|program(?:me)?|project|cohort|survey))?(?:\d{1,2}|\s?\[\d{1,3}\])?"
)
_COMMA = compiled(rf"{_KIND_OF_STUDY}(?:\s\([^()]{{3,60}}\))?,\s")
#: ``ORION (Weiss et al, 2021) enrolled``
_ITS_AUTHOR = compiled(rf"{_KIND_OF_STUDY}\s[(\[](?:Drs?\.?\s|Prof\.?\s)?(?:{_GIVEN_NAME}\s){{0,2}}")
#: a heading: ``ORION Study – Weiss et al (2021)``, ``ORION: Weiss et al``
_HEADED_BY = compiled(rf"(?i:{_KIND_OF_STUDY})\s?(?:[–—:|,]|\s-)\s(?:{_GIVEN_NAME}\s){{0,2}}")
#: ``ORION was a phase 3 trial (Weiss et al, 2024).``
_IN_BRACKETS = compiled(r"[(\[]$")
_ENDS_SO = compiled(r"[)\]]?\s?\.?(?:\d{1,2}|\s?\[\d{1,3}\])?\s*(?:$|[–—:-]\s)")


def is_of_author(line: Sentence, writer: StudyMention, mention: StudyMention) -> bool:
    """Whether the acronym is that of the author's own study: it stands behind, in no comparison, or is ``reported by`` the
    author."""
    if mention.end <= writer.start:
        behind = line.text[writer.end - line.start :]
        if writer.year and _IN_BRACKETS.search(line.text[: writer.start - line.start]) and _ENDS_SO.match(behind):
            return not _BREAK_OR_CONTRAST.search(line.text[mention.end - line.start : writer.start - line.start])
        between = line.text[mention.end - line.start : writer.start - line.start]
        if line.block.kind in ("heading", "title") and _HEADED_BY.fullmatch(between):
            return True
        led = _IN_IT.fullmatch(line.text[: mention.start - line.start]) is not None and _COMMA.fullmatch(between) is not None
        return led or _BY.fullmatch(between) is not None or _ITS_AUTHOR.fullmatch(between) is not None
    between = line.text[writer.end - line.start : mention.start - line.start]
    return not _BREAK_OR_CONTRAST.search(between) and not _OF_SEVERAL.search(between)


#: ``Weiss et al randomised 90 patients.`` The trial ``(ORION)`` was open-label; In their phase 3 trial ``(ORION)``
_THEIR_TRIAL = compiled(
    r"^\W*(?:In\s+)?(?:[Tt]he|[Tt]his|[Tt]heir|[Hh]is|[Hh]er)\s(?:(?!(?:of|in|with|for)\s)[\w‐-]+,?\s){0,8}?"
    r"(?:trial|study|registry|programme|program|project)\s?[(\[]$"
)


def is_theirs(line: Sentence, mention: StudyMention, last: Entity) -> bool:
    """Whether a bracket behind ``their trial`` gives the name of the study of the author whom the sentence before named."""
    opens = _THEIR_TRIAL.match(line.text[: mention.start - line.start]) is not None
    return opens and bool(last.author) and not last.acronym and len(line.named) == 1
