"""What patients of several groups did, told behind ``respectively``: ``and 21 and 33 patients, respectively, had stopped``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["name_done_in_turn"]

_DONE = Gated(
    "respectively",
    rf"(?:\s(?:of\s)?(?:the\s)?(?:{PEOPLE}|them|these|whom))?(?P<told>,?\srespectively),?\s"
    r"(?=(?:had|were|was|have|did|died|withdrew|underwent|left|went|lost|got|[a-z]{3,}ed)\b)",
)
_AND = compiled(r"[\s)\]]*,?\s*(?:and\s+)?")
_COUNTS = frozenset(("count", "proportion"))


def name_done_in_turn(place: Place, statements: list[Statement]) -> None:
    """Give results told in turn the words behind them where they have those of the results before: ``2% of A and 3% of B
    relapsed, and 10% and 11% of patients, respectively, had died``."""
    for done in _DONE.finditer(place.text):
        for index, statement in enumerate(statements):
            told = _in_turn(place, statement.sides, done.start()) or _in_turn(place, statement.sides, done.start("told"))
            phrase = _done(place, done.end()) if told else None
            if phrase is None or (statement.phrase is not None and statement.phrase.end > told[0].quantity.start - place.base):
                continue
            for side in told:
                side.named, side.firm, side.phrase = None, False, None
            rest = [side for side in statement.sides if all(side is not one for one in told)]
            first = told[0].quantity.start if rest else 0
            behind = [ratio for ratio in statement.ratios if ratio.start > first]
            p = statement.p if statement.p is not None and statement.p.start > first else None
            apart = replace(statement, sides=told, phrase=phrase, subject=True, ratios=behind, p=p)
            if rest:
                statement.sides, statement.p = rest, None if p is not None else statement.p
                statement.ratios = [ratio for ratio in statement.ratios if ratio.start < first]
            statements[index : index + 1] = [statement, apart] if rest else [apart]
            break


_BRACKET = compiled(r"\s*[(\[].*$")


def _done(place: Place, start: int) -> Phrase | None:
    """What patients did, without the statistics behind it."""
    phrase = after_subject(place.text[start:], start)
    return None if phrase is None else phrase._replace(text=_BRACKET.sub("", phrase.text))


def _in_turn(place: Place, sides: Sequence[Side], end: int) -> list[Side]:
    """The results of a statement that stand beside each other right before a place: two or more."""
    told: list[Side] = []
    for side in reversed(sides):
        first = side.quantity.start - place.base
        if side.quantity.role not in _COUNTS or not (
            _AND.fullmatch(place.text, side.quantity.end - place.base, end) if told else side.quantity.end - place.base == end
        ):
            break
        told, end = [side, *told], first
    return told if len(told) > 1 else []
