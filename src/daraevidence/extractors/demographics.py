"""What patients are, told of them as a predicate: ``298 (64.4%) were women``, ``58% and 61%, respectively, were White``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.phrases import Phrase
from daraevidence.extractors.place import Place
from daraevidence.extractors.statements import Statement

__all__ = ["is_baseline", "name_people", "names_people"]

_WHO = (
    r"(?:women|men|females?|males?|girls|boys|White|Black|Asian|Hispanic|Latino|Caucasian|African American|"
    r"(?:current |former |never )?smokers|pregnant|postmenopausal|(?:Black or African American))"
)
_WERE = re.compile(
    r"\s*(?:(?:of\s+)?(?:the\s+|all\s+|these\s+)?(?:patients|participants|subjects|children|adults|infants|individuals|them)\s+)?"
    r"(?:,?\s*respectively,?\s+)?(?:(?:were|was|are|is)\s+(?P<who>"
    + _WHO
    + r")\b|(?P<noun>"
    + _WHO
    + r")(?=\s*[;,)\]])(?!,?\s*respectively))"
)
_PLAIN = re.compile(_WHO)
_SHARES = frozenset({"proportion", "count"})
#: a sentence that tells of patients at the start: their age, their sex
_BASELINE = re.compile(
    r"(?i)\b(?:mean|median|average)\s+(?:\(SD\)\s+|\(range\)\s+)?age\b|\bage\s+(?:was|of)\b|"
    r"\bat baseline\b(?!,? (?:to|and (?:at|week)))|"
    rf"\d\s?%\)?\s+(?:(?:of [a-z ]{{0,30}})?were\s+)?{_WHO}\b"
)
_LATER = re.compile(
    r"(?i)\b(?:changes?|changed|from baseline|reduc\w+|increas\w+|decreas\w+|improv\w+|declin\w+|fell|rose|after"
    r"|at (?:week|month|day|year)"
    r"|respon\w+|surviv\w+|died|deaths?|relaps\w+|adverse|discontinu\w+)\b"
)


def name_people(place: Place, statements: Sequence[Statement]) -> None:
    """Give shares that are told of people by what these are their own words, where none or another outcome's stand there."""
    for statement in statements:
        last = statement.sides[-1].quantity
        match = _WERE.match(place.text, last.end - place.base) if last.role in _SHARES else None
        if match is None:
            continue
        group = "who" if match["who"] else "noun"
        phrase = Phrase(match[group], match.start(group), match.end(group))
        for side in reversed(statement.sides):
            if side.quantity.role not in _SHARES:
                break
            side.phrase = phrase
            if match["noun"]:
                break
        statement.phrase = statement.phrase or phrase


def names_people(label: str) -> bool:
    """Whether a label is nothing but what people are: ``women``, ``White``."""
    return _PLAIN.fullmatch(label) is not None


def is_baseline(text: str) -> bool:
    """Whether a sentence tells of patients as they came, and of nothing later: ``Median age was 66 years and 41% were women``."""
    return _BASELINE.search(text) is not None and _LATER.search(text) is None
