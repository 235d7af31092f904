"""Treatments that are given together or before something: ``placebo plus prednisone`` is one group, ``after X`` is X."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.known_groups import Named, known
from daraevidence.extractors.sentence.placed_names import Contrasted
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import terms

__all__ = ["TOGETHER", "given_before", "is_compound", "with_partners", "with_second"]

TOGETHER = compiled(r"\s*(?:\+|plus|/|-|and|with|in combination with|combined with)\s*")
#: what is given beside a placebo
_BESIDE = compiled(r"\s*(?:\+|\b(?:plus|in combination with|combined with|added to|on top of)\b)\s*")
_CARE = compiled(
    r"(?:best supportive care|(?:the )?standard (?:of )?(?:care|therapy)|usual care|background therapy"
    r"|(?:[\w-]+ )?(?:chemo|radio|immuno)therapy|[A-Za-z]?[a-z]{4,24}(?=\s*(?:[,;:.()]|$)))"
)
_GROUP = compiled(r"\s+(?:groups?|arms?|cohorts?|patients|recipients)\b")
_COMPOUND = compiled(r"\+|\b(?:plus|combination|combined)\b")


def is_compound(name: str) -> bool:
    """Whether a name is one of things given together: ``X plus Y``."""
    return _COMPOUND.search(name) is not None


def with_partners(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """The groups, those of a placebo with what was given beside it."""
    for one in found:
        yield _with_partner(text, one) if one.name.casefold() == "placebo" else one


def _with_partner(text: str, one: Named) -> Named:
    start = text.casefold().find("placebo", one.start, one.end)
    place = start + len(one.name)
    joint = _BESIDE.match(text, place)
    if joint is None:
        return one
    first = end = joint.end()
    for term in terms(text[first : first + 120], 0, frozenset(("drug", "regimen", "drug_class"))):
        if first + term.start != end and not TOGETHER.fullmatch(text, end, first + term.start):
            break
        end = first + term.end
    if end == first:
        care = _CARE.match(text, end)
        if care is None:
            return one
        end = care.end()
    group = _GROUP.match(text, end)
    return one._replace(end=group.end() if group else end, name=" ".join(text[start:end].split()))


#: who got what, at the end of a name, and what else they got
_TAKERS = compiled(r"\b(?:received|receiving|given|treated\s+with|taking|took|on)\s+(?:the\s+)?(?P<drug>[A-Za-z][\w-]+)$")
_SECOND = compiled(
    r"\s+and\s+(?P<drug>[A-Za-z][\w-]+)\b(?!\s*(?:groups|arms|cohorts|alone|,?\s*respectively)\b)(?!\s*[(\[:]|\s+(?:was|in)\s+\d)"
)
_RESULTS_BESIDE = compiled(
    r"\d[\d.]*\s?%?(?:\s?\([^()]{1,40}\))?\s*(?:,|and|or|vs\.?|versus|/)\s+\d[\d.]*\s?%?(?:\s?\([^()]{1,40}\))?\s[^\d;:]{0,40}$"
)


def with_second(text: str, one: Named, numbers: set[int]) -> Named:
    """``40% of patients who received X and Y responded``: both were given together; not ``40% and 12% of those who received``."""
    second, first = _SECOND.match(text, one.end), _TAKERS.search(one.name)
    if second is None or first is None or not (_is_drug(first["drug"]) and _is_drug(second["drug"])):
        return one
    if "respectively" in text[second.end() :] or _RESULTS_BESIDE.search(text, max(0, one.start - 90), one.start):
        return one
    behind = sum(second.end() <= number < second.end() + 60 for number in numbers)
    if behind > 1:
        return one
    return one._replace(end=second.end(), name=" ".join(f"{one.name}{second[0]}".split()))


def given_before(names: Sequence[Contrasted], groups: list[Group]) -> list[Named]:
    """The groups of a contrast; ``after X`` is X where a group or a drug is called so and none is told of before it."""
    earlier = any(one.name.startswith("before") for one in names)
    found: list[Named] = []
    for one in names:
        given = one.name.removeprefix("after ")
        meant = known(Named(one.start, one.end, given, result=one.result), groups) if given != one.name and not earlier else None
        if meant is not None and (meant.group is not None or _is_drug(given)):
            found.append(meant)
            continue
        people = one.name.startswith(("with ", "without "))
        found.append(known(Named(one.start, one.end, one.name, people=people, result=one.result), groups))
    return found


def _is_drug(name: str) -> bool:
    return any(term.kind in ("drug", "regimen") and term.start == 0 and term.end == len(name) for term in terms(name))
