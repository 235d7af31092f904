"""Groups called by their order: ``12% in the former, 14% in the latter``, ``Neither A nor B lowered X (12% and 13% vs 14%)``."""

from __future__ import annotations

from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["name_by_order"]

#: behind a result
_ORDER = compiled(r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:in|with|for|on|of|among|at)\s(?:the\s)?(?P<which>former|latter)\b")
_CALLED = compiled(r"\s*\b(?:in|with|for|on|of|among|at)\s(?:the\s)?(?:former|latter)\b.*$")
_NEITHER = Gated(
    "either",
    r"\b[Nn]either\s(?P<a>[^,;:()\d]{2,40}?)\snor\s(?P<b>[^,;:()\d]{2,40}?)\s(?:\w+ly\s)?"
    r"(?:[a-z]+ed|had|was|were|did|has|have|met|led|cut)\b",
)
_AGAINST = compiled(r"\s*(?:vs\.?|versus|compared\s(?:with|to))\s*")


def name_by_order(place: Place, statements: list[Statement]) -> None:
    """Name the groups of results by the two told before, or by the two that ``neither`` and ``nor`` lead to."""
    if "former" in place.text or "latter" in place.text:
        for statement in statements:
            _take_up(place, statement)
    neither = _NEITHER.search(place.text)
    for statement in statements if neither is not None else ():
        sides = statement.sides
        behind = neither is not None and all(side.quantity.start - place.base > neither.end() for side in sides)
        if neither is None or not behind or len(sides) not in (2, 3):
            continue
        one, other = (_named(place, *neither.span(part)) for part in "ab")
        joint = place.text[sides[-2].quantity.end - place.base : sides[-1].quantity.start - place.base]
        if len(sides) == 3 and _AGAINST.fullmatch(joint) is None:
            continue
        if len(sides) == 2 and _AGAINST.fullmatch(joint) is not None:
            continue  # "neither A nor B lowered X (12% vs 14%)": both together
        sides[0].named, sides[1].named = one, other
        if len(sides) == 3:
            rest = [arm for arm in place.arms if arm.name not in (one.name, other.name)]
            sides[2].named = sides[2].named or (Named(-1, -1, rest[0].name, rest[0]) if len(rest) == 1 else None)
            if sides[2].named is not None and sides[2].named.name in (one.name, other.name):
                sides[2].named = None
        statement.versus = True


def _named(place: Place, start: int, end: int) -> Named:
    words = " ".join(place.text[start:end].split())
    group = group_called(words, place.scope.groups_of(place.study))
    return Named(start, end, group.name if group is not None else words, group)


def _take_up(place: Place, statement: Statement) -> None:
    """Give results ``in the former`` and ``in the latter`` to the two groups told of last."""
    known = place.recent if len(place.recent) == 2 else place.pairs.get(place.study)
    for side in statement.sides:
        which = _ORDER.match(place.text, side.quantity.end - place.base)
        if which is None:
            continue
        if known is None:
            continue
        side.named = known[which["which"] == "latter"]._replace(start=-1, end=-1)
        side.phrase, statement.phrase = _without(side.phrase), _without(statement.phrase)


def _without(phrase: Phrase | None) -> Phrase | None:
    """A phrase without the words for the order of its group."""
    return phrase and phrase._replace(text=_CALLED.sub("", phrase.text) or phrase.text)
