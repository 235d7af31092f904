"""Parts of an event told by their grade alone: ``nausea (45%; grade 3 or higher, 4%)``, ``and were serious in 6``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.event_names import names_harm
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["grade_again", "grade_in_order", "is_grade"]

_LEVEL = r"(?:[≥>≤<]=?\s*)?(?:[1-5]|I{1,3}|IV|V)(?:\s*(?:[-–/]|to|or|and)\s*(?:[1-5]|I{1,3}|IV|V))?"
#: nothing but a grade
_ONLY_GRADE = compiled(
    rf"(?:(?:of|at|with|and|including|being|a|maximum|worst|CTCAE|NCI|WHO|those)\s+)*(?:(?:any|all)[-\s])?gr(?:ades?|\.)?(?:\s*{_LEVEL})?\+?"
    r"(?:\s+or\s+(?:higher|worse|greater|more|above))?(?:\s+(?P<noun>events?|cases?|episodes?|toxicit(?:y|ies)|ones?|reactions?|AEs?))?",
    re.IGNORECASE,
)
#: nothing but how bad the cases were
_ONLY_SEVERITY = compiled(
    r"(?:(?:considered|judged|rated|deemed|classified as|of which|which|these|and)\s+)*"
    r"(?P<how>serious|severe|fatal|life-threatening|moderate|mild|symptomatic|moderate or severe|severe or life-threatening)"
    r"(?:\s+(?:cases?|episodes?|ones?))?",
    re.IGNORECASE,
)
_SEVERITY = compiled(r"^(?:serious|severe|fatal|life-threatening|moderate|mild)\s+", re.IGNORECASE)
#: ``16 had one of grade 3``: one of what was told before
_ONE_OF_GRADE = compiled(rf"(?:.*\s)?(?:one|some|those|any)\s+of\s+grades?\s*{_LEVEL}.*", re.IGNORECASE)
_AT_COLON = compiled(r"\s*(?P<what>[A-Za-z][^:;,.()\d]{2,60}):\s")
#: ``(any grade/grade ≥3)`` ahead of the results says what the two of each event are
_ANNOUNCED = Gated(
    "grade",
    rf"\b(?:any|all)(?:[-\s]grades?)?\s*(?:/|,|;|\||and|or|vs\.?|\()\s*(?P<grade>grades?\s*{_LEVEL}(?:\s+or\s+(?:higher|worse|greater|more|above))?)"
    r"\s*\)",
    re.IGNORECASE,
)


def is_grade(text: str) -> bool:
    """Whether words are nothing but a grade: ``grade 3 or higher``."""
    return _ONLY_GRADE.fullmatch(text) is not None


def _told(place: Place, statements: Sequence[Statement]) -> Iterator[tuple[Statement, Phrase | None]]:
    """Each statement with the event that was told last before it: in the sentence, ahead of its colon, or in the one before."""
    opened = _AT_COLON.match(place.text)
    event = None
    if opened is not None and names_harm(opened["what"]):
        event = Phrase(opened["what"].strip(), opened.start("what"), opened.end("what"))
    elif place.last is not None and names_harm(place.last.text):
        event = place.last
    for statement in statements:
        yield statement, event
        phrase = statement.phrase
        if phrase is not None and not _ONLY_GRADE.fullmatch(phrase.text) and not _ONLY_SEVERITY.fullmatch(phrase.text):
            event = phrase if names_harm(phrase.text) else None


def grade_again(place: Place, statements: Sequence[Statement]) -> None:
    """Give a result whose words are but a grade, or how bad it was, the event told before it; none is left without one.

    ``fatigue (31% vs 22%; grade 3 or higher, 2% vs 1%)``, ``infections in 30 patients, serious in 6``. Not ``Grade 3 events``
    that open a text, of which nobody can say what they are.
    """
    for statement, event in list(_told(place, statements)):
        phrase = statement.phrase
        if phrase is None:
            continue
        graded = _ONLY_GRADE.fullmatch(phrase.text) or _ONE_OF_GRADE.fullmatch(phrase.text)
        if graded is not None and (event is not None or not graded.groupdict().get("noun")):
            statement.phrase = None if event is None else Phrase(event.text, phrase.start, phrase.end)
        elif event is not None and (how := _ONLY_SEVERITY.fullmatch(phrase.text)) is not None:
            what = _SEVERITY.sub("", event.text)
            what = what if what[:2].isupper() else what[:1].lower() + what[1:]
            statement.phrase = Phrase(f"{how['how'].lower()} {what}", phrase.start, phrase.end)


def grade_in_order(place: Place, statements: Sequence[Statement]) -> None:
    """Give the second of two results of each event the grade that is announced: ``(any grade/grade ≥3) were nausea (45%/4%)``."""
    announced = _ANNOUNCED.search(place.text)
    if announced is None:
        return
    for statement in statements:
        first = statement.sides[0].quantity.start - place.base
        if len(statement.sides) != 2 or statement.phrase is None or statement.versus or announced.end() > first:
            continue
        one, other = statement.sides
        if one.quantity.percent is None or other.quantity.percent is None:
            continue
        if other.quantity.percent.value <= one.quantity.percent.value and _beside(place, one, other):
            other.named = one.named
            other.phrase = Phrase((other.phrase or statement.phrase).text, announced.start("grade"), announced.end("grade"))


def _beside(place: Place, one: Side, other: Side) -> bool:
    """Whether nothing but a slash, a comma or a bracket parts two results."""
    between = place.text[one.quantity.end - place.base : other.quantity.start - place.base]
    return not between.strip(" /,;|()[]\t\n")
