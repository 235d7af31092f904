"""Studies that a text numbers: ``Study 1 (ORION)``, later only ``Study 1``; as labels of drugs do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from daraevidence.extractors.study.capitals import is_acronym
from daraevidence.extractors.study.definitions import TOKEN
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["numbered", "numbers_of"]

#: a sponsor's number, ``Trial V114-029``, which has its name in a bracket
_CODE = r"(?:[A-Z]{1,5}-?\d{2,}[A-Z]?(?:-\d{2,}){0,2}|\d{3,5}-\d{2,4})"
_LABEL = (
    rf"(?:(?:Study|Trial)\s(?:{_CODE}|\d{{1,2}}|[IVX]{{1,4}}|[A-H])|(?:STUDY|TRIAL)\s(?:\d{{1,2}}|[IVX]{{1,4}}))"
    r"(?![\w-]|\.\d|\s?%)"
)
_NUMBERED = Gated("study|trial", rf"\b{_LABEL}")
#: ``Study 1 (ORION-2)``, ``Study 1, ORION-2,``; ``ORION-2 (Study 1)``
_NAMED = Gated(
    "study|trial",
    rf"\b(?P<label>{_LABEL})\s?[(\[](?:the\s+)?(?P<name>{TOKEN})(?:\s(?:study|trial))?\s?[;,)\]]|"
    rf"(?<![\w-])(?P<before>{TOKEN})\s?[(\[](?P<behind>{_LABEL})\s?[;,)\]]",
)
_BY_CODE = compiled(rf"\w+\s{_CODE}")
#: what is told of a study: ``Study 1 was a randomized trial``, ``Study 1: X in adults``, ``Study 1 enrolled``, ``In Study 1,``
_TOLD = Gated(
    "study|trial",
    rf"\b(?P<label>{_LABEL})(?:\s?[(\[][^()\[\]]{{2,60}}[)\]])?(?::\s|,?\s(?:was|were|enrol|randomi[sz]ed|included|evaluated|assessed|"
    rf"compared|investigated|was conducted|had|met)\b)|\b[Ii]n\s(?P<within>{_LABEL})(?=,|\s(?:and|\())",
)


_HEADING = compiled(rf"(?P<label>{_LABEL})(?::\s|\s[–—-]\s|$)")


def numbers_of(texts: Sequence[str], known: Mapping[str, str]) -> dict[str, str]:
    """The numbered studies of a document: what each is called, its name where a bracket gives one, else its number.

    A number without a name counts where something is told of the study, and it is named at least twice, or where two or more
    head what is told of them: ``Study 1: Design of X``.
    """
    seen = Counter(_title(match[0]) for text in texts for match in _NUMBERED.finditer(text))
    if not seen:
        return {}
    found: dict[str, str] = {}
    for text in texts:
        for match in _NAMED.finditer(text):
            name = match["name"] or match["before"]
            if is_acronym(name, known):
                found.setdefault(_title(match["label"] or match["behind"]), name)
    for text in texts:
        for match in _TOLD.finditer(text):
            label = _title(match["label"] or match["within"])
            if seen[label] > 1 and not _BY_CODE.fullmatch(label):
                found.setdefault(label, label)
    heading = {_title(head["label"]): None for text in texts if (head := _HEADING.match(text)) is not None}
    for label in heading if len(heading) > 1 else ():
        found.setdefault(label, label)
    return found


def _title(label: str) -> str:
    word, number = label.split()
    return f"{word.capitalize()} {number}"


def numbered(text: str, offset: int, names: Mapping[str, str]) -> Iterator[StudyMention]:
    """The places of numbered studies; ``names`` as ``numbers_of`` gives them."""
    for match in _NUMBERED.finditer(text) if names else ():
        name = names.get(_title(match[0]))
        if name is not None:
            yield StudyMention(offset + match.start(), offset + match.end(), "acronym", name)
