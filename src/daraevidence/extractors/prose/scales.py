"""By how much people got better or worse: ``Patients on X improved by a mean of 5 points on the Y scale``."""

from __future__ import annotations

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["name_scales"]

_BETTER_BY = Gated(
    "improved|worsened|deteriorated|declined",
    r"\b(?P<verb>improved|worsened|deteriorated|declined)\s+(?:from\s+baseline\s+)?(?:by\s+)?(?:(?:an?|on)\s+)?(?:(?:mean|median|average)\s+)?(?:of\s+)?$",
)
_ON_SCALE = compiled(
    r"\s*\b(?:on|in|according\s+to)\s+(?:the\s+|their\s+)?(?P<scale>[A-Za-z][^.,;()]{1,70}?)"
    r"(?=\s*[.,;()]|\s+(?:from|at|by|after|versus|vs|compared|and|with|over|between|than)\b)",
)


_AGAINST = compiled(r"\b(?:compared|versus|vs|against|whereas|while|than|but)\b")


def name_scales(place: Place, statements: list[Statement]) -> None:
    """Name changes of people, whom no outcome stands beside, by their verb and the scale behind the first number."""
    for number, statement in enumerate(statements):
        first = statement.sides[0].quantity
        if statement.phrase is not None or first.role != "value":
            continue
        verb = _BETTER_BY.search(place.text, 0, first.start - place.base)
        if verb is None:
            continue
        scale = _ON_SCALE.match(place.text, first.end - place.base)
        words = f"{verb['verb']} on the {' '.join(scale['scale'].split())}" if scale is not None else verb["verb"]
        statement.phrase = Phrase(words, *verb.span("verb"))
        statement.subject = True
        if number + 1 < len(statements) and (behind := statements[number + 1]).phrase is None:
            second = behind.sides[0].quantity
            between = place.text[first.end - place.base : second.start - place.base]
            if len(behind.sides) == 1 and (second.role, second.unit) == (first.role, first.unit) and _AGAINST.search(between):
                statement.sides, statement.versus = [*statement.sides, *behind.sides], True
                statement.p, statement.ratios = statement.p or behind.p, behind.ratios
                statements.remove(behind)
                return
