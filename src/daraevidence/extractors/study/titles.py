"""Studies that titles and headings name without a word for a study beside the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from daraevidence.extractors.study.capitals import is_acronym, is_distinct
from daraevidence.extractors.study.led import is_term
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.abbreviations import usual_abbreviations
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drug

__all__ = ["spelt", "titled_studies"]

_NAME = r"[A-Z][A-Za-z0-9]*(?:[-‐–/][A-Za-z0-9]+){0,4}(?:\s(?:\d{1,4}[A-Za-z]?|[IVX]{1,4}))?"
_OPENS = compiled(rf"(?:[Tt]he\s+)?(?P<name>{_NAME})\s?:\s+[A-Za-z]")
_BRACKETED = compiled(rf"\((?:the\s+)?(?P<name>{_NAME})\)")
_AGAINST = r"(?:versus|vs\.?|or|against|compared\s+with)"
#: what a title that names its study in brackets speaks of
_STUDY = compiled(
    r"(?i)\b(?:stud(?:y|ies)|trial|phase\s+(?:[1-4]|I{1,3}V?)[ab]?|randomi[sz]ed|open-label|(?:double|single)-blind|extension|"
    r"programme|registry|cohort)\b"
)
#: ``ORION (N=340)``, ``ORION (2019)``, ``ORION (X versus Y)``: a heading that is nothing but a name and what tells of its study
_SIZED = compiled(
    rf"\W*(?:[Tt]he\s+)?(?P<name>{_NAME})(?:\s?[(\[](?:[Nn]\s?=\s?\d[\d,]*|(?:19|20)\d\d|[^()\[\]]{{2,60}}\s{_AGAINST}\s[^()\[\]]{{2,60}})[)\]]|"
    rf"\s?[:–—]\s[^:;.]{{2,60}}\s{_AGAINST}\s[^:;.]{{2,60}})\W*(?:\d{{1,2}}(?:,\s?\d{{1,2}}){{0,3}})?\W*"
)
_INITIAL = compiled(r"(?<![^\W_])[^\W_]")


def titled_studies(text: str, offset: int, known: Mapping[str, str], *, reported: bool) -> Iterator[StudyMention]:
    """The study that a title or a heading is about.

    Reads ``HARBOR-2: Weekly Ramipril in Adults``, where the document reports one study (``reported``), ``Phase 2 Study of
    Two Doses in Gout (HARBOR-Lung)``, ``HARBOR (N=340)``; not ``COPD: a guide``,
    ``EFFICACY: X versus Y``, ``KEYTRUDA: dosing``, ``Study of Chronic Kidney Disease (CKD)``.
    """
    opens = _OPENS.match(text) if reported else None
    found = [opens] if opens else []
    found += list(_BRACKETED.finditer(text)) if _STUDY.search(text) else []
    sized = _SIZED.fullmatch(text)
    if sized is not None and is_distinct(sized["name"], known) and not is_term(sized["name"]):
        yield StudyMention(offset + sized.start("name"), offset + sized.end("name"), "acronym", sized["name"])
    for match in found:
        name = match["name"]
        if not is_acronym(name, known) or drug(name) or name in usual_abbreviations():
            continue
        if match is not opens and spelt(text[: match.start()], name):
            continue
        yield StudyMention(offset + match.start("name"), offset + match.end("name"), "acronym", name)


def spelt(before: str, name: str) -> bool:
    """Whether the words right before a bracket are those that it abbreviates."""
    letters = [letter for letter in name.casefold() if letter.isalpha()]
    initials = [each[0].casefold() for each in _INITIAL.finditer(before)]
    return len(letters) > 1 and initials[-len(letters) :] == letters
