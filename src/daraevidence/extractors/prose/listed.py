"""Results and sizes that one sentence lists: ``The reasons were A (42%), B (11%)``, ``Prior therapies were A (n=3), B (n=1)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.measures import put_number
from daraevidence.extractors.prose.backgrounds import BACKGROUND, HISTORY
from daraevidence.extractors.prose.denominators import put_denominator
from daraevidence.extractors.prose.event_lists import COMMONEST
from daraevidence.extractors.prose.graded import is_grade
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.reasons import befell
from daraevidence.extractors.prose.told import put_scope, result_draft
from daraevidence.extractors.sentence.enumerations import Listed, enumerated
from daraevidence.extractors.sentence.event_names import EVENT, names_event
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.results import MEASURED
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import scan_numbers
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import TermKind, terms

__all__ = ["name_listed", "sizes_listed"]


_DRUGS: frozenset[TermKind] = frozenset(("drug", "regimen", "drug_class"))
_GIVEN = compiled(
    r"^(?:(?:were|was) )?(?:administered|received|given|treated with|assigned to)?\s*(?:either\s+)?",
    re.IGNORECASE,
)


#: ``Relapse was most frequent with A (14%), followed by B (9%)``
_RANKED = Gated(
    "followed",
    r"\b(?:most|least|[a-z]+est)\b[^.;:()]{0,40}?\s(?:in|with|for|after|under|on)\s(?:(?!\b(?:was|were)\b)[^.;:()]){2,60}?"
    r"\((?:[^()]|\([^()]*\))*\),?\s+followed\s+by\b",
    re.IGNORECASE,
)


def name_listed(place: Place, statements: Sequence[Statement]) -> None:
    """Give each result of a list its own item below the list's head; a group named before the items is that of all."""
    begin = _begin(place, statements)
    statements = [one for one in statements if one.sides[0].quantity.start - place.base >= begin]
    sides = [side for statement in statements for side in statement.sides]
    if len(sides) < 2 or any(side.quantity.role not in ("proportion", "count") for side in sides):
        return
    if _RANKED.search(place.text) and all(side.named is not None and side.firm for side in sides):
        return  # each is of a group
    places = [(side.quantity.start - place.base, side.quantity.end - place.base) for side in sides]
    brackets = _brackets(place.text, places)
    several = len(brackets) < len(sides)
    if any(not _bracketed(place.text, places[each[0]][0]) for each in brackets):
        return
    if not several and any(s.versus for s in statements):
        return
    ends = [
        max(places[each[-1]][1], place.text.find(")", places[each[-1]][1])) if several else places[each[-1]][1]
        for each in brackets
    ]
    text = f"{' ' * begin}{place.text[begin:]}"
    found = enumerated(text, [(places[each[0]][0], end) for each, end in zip(brackets, ends, strict=True)])
    if found is None or (found.head is None and not all(terms(item.text, 0, _DRUGS) for item in found.items)):
        return
    if found.head is not None and EVENT.search(found.head.text) and all(_names_group(item, place.named) for item in found.items):
        return  # "Serious events were few with A (5) and B (4)"
    if several:
        if found.head is None or not EVENT.search(found.head.text):
            return
        _name_brackets(found, brackets, sides, statements)
        return
    group = _group(found, place.named)
    for statement in statements:
        for side in statement.sides:
            side.phrase = _below(found, sides.index(side))
            inside = side.named is not None and any(item.start <= side.named.start < item.end + 1 for item in found.items)
            side.named = group if group is not None or inside else side.named
        statement.phrase = statement.sides[0].phrase
        statement.subject = False


def _begin(place: Place, statements: Sequence[Statement]) -> int:
    """Where the list of a sentence may begin: ``9% had a reaction; the symptoms were A (4%)`` tells of something else before."""
    ends = [
        (side.quantity.start - place.base, side.quantity.end - place.base) for statement in statements for side in statement.sides
    ]
    while ends and _bracketed(place.text, ends[-1][0]):
        ends.pop()
    return place.text.find("; ", ends[-1][1]) + 1 if ends else 0


def _names_group(item: Phrase, named: Sequence[Named]) -> bool:
    return any(one.group is not None and one.start < item.end + 1 and item.start <= one.end for one in named)


def _brackets(text: str, places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The results that stand in one bracket together: ``nausea (41% and 12%), rash (9%, 3%)``."""
    found: list[list[int]] = []
    for index, (start, _) in enumerate(places):
        if index and ")" not in text[places[index - 1][1] : start]:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def _name_brackets(
    found: Listed, brackets: Sequence[Sequence[int]], sides: Sequence[Side], statements: Sequence[Statement]
) -> None:
    """The item before a bracket is what all results in it are of; whose they are stands in the bracket, or in its order."""
    for index, each in enumerate(brackets):
        for side in each:
            sides[side].phrase = _below(found, index)
    for statement in statements:
        statement.phrase, statement.subject = statement.sides[0].phrase, False


def _group(found: Listed, named: Sequence[Named]) -> Named | None:
    before = [one for one in named if one.start < found.items[0].start and one.end <= found.items[0].start + 1]
    return before[-1] if before else None


def _bracketed(text: str, start: int) -> bool:
    return text.rfind("(", max(0, start - 60), start) > text.rfind(")", max(0, start - 60), start)


#: heads that say only that outcomes follow: ``The secondary endpoints were A (5%), B (4%)``
_SAYS_NOTHING = compiled(
    r"(?:(?:co-?)?primary|(?:key\s+)?secondary|other|main|principal|exploratory|prespecified|efficacy|safety|clinical|important|"
    r"the|and|\s)*(?:outcomes?|end[ -]?points?|outcome measures?|results|findings)",
    re.IGNORECASE,
)


def _says_nothing(head: str) -> bool:
    """Whether a head only says that outcomes follow, or of how many patients: ``Thirty-eight were included: A (n=20), …``."""
    return _SAYS_NOTHING.fullmatch(head) is not None or [one.text for one in scan_numbers(head)] == [head]


def _below(found: Listed, index: int) -> Phrase:
    item = found.items[index]
    parts = [found.head] if found.head is not None and not _says_nothing(found.head.text) else []
    if found.parents[index] >= 0:
        parts.append(found.items[found.parents[index]])
    own = _GIVEN.sub("", item.text) or item.text
    return Phrase(" > ".join((*(part.text for part in parts), own)), item.start, item.end)


#: the sizes of groups into which a study divides its patients tell nothing of the patients
_ASSIGNED = compiled(
    r"\b(?:randomi[sz]ed(?!,)|assigned|allocated|randomi[sz]ation)\b[^.;]{0,80}\b(?:to|either|between)\b|"
    r"\b(?:compar(?:ed|es|ing)|comparison|versus|vs\.?|divided|stratified|split|grouped)\b",
    re.IGNORECASE,
)


def _are_arms(place: Place, sizes: Sequence[Quantity]) -> bool:
    """Whether each size is the one of an arm that the study has."""
    arms = {arm.n for arm in place.arms}
    numbers = [quantity.n or quantity.value for quantity in sizes]
    return all(number is not None and number.value in arms for number in numbers)


def _name_arms(place: Place, found: Listed) -> bool:
    """Whether the items are arms of the study, and their numbers how many were analysed: ``Safety set: X, n=118; Y, n=117``."""
    arms = {group.name.casefold() for group in place.scope.groups_of(place.study) if group.role == "arm"}
    return all(item.text.casefold() in arms for item in found.items)


def _is_list(text: str, found: Listed) -> bool:
    """Whether names before sizes are what patients had, and no groups: a head tells of what, or patients were given them."""
    if found.head is not None:
        return content(found.head.text) and _ONE_THING.match(text, found.head.end) is None
    first, last = found.items[0].start, found.items[-1].end
    together = text.rfind("(", 0, first + 1) > text.rfind(")", 0, first + 1) and ")" not in text[first:last]
    if together and not EVENT.search(text):  # "43 patients were included (A, n=12; B, n=31)"
        return True
    opened = text.rfind("(", 0, first + 1)
    harms = together and all(names_event(item.text) or is_grade(item.text) for item in found.items)
    if harms and any(not text[event.end() : opened].strip() for event in EVENT.finditer(text, 0, opened)):
        return True  # "AEs (headache, n=2; nausea, n=1) were mild"
    return _GIVEN_TO.search(text, 0, found.items[0].start + 1) is not None and any(
        terms(item.text, 0, _DRUGS) for item in found.items
    )


#: ``X was a trial of A (n=20) and B (n=21)`` lists the groups of X
_ONE_THING = compiled(r"\s*(?:was|is)\s+(?:an?|the|one)\b", re.IGNORECASE)
#: ``Patients were given A (n=3), B (n=4)``
_GIVEN_TO = compiled(r"\b(?:(?:were|was)\s+(?:administered|given|treated with)|received)\b", re.IGNORECASE)


def sizes_listed(place: Place) -> Iterator[Draft]:
    """Each item of a list of ``(n=…)`` as a characteristic, or an adverse event, of the group that holds.

    Below a head or what patients were given: ``Prior therapies were A (n=3), B (n=1)``. Never ``A (n=60) or B (n=61)``, which
    are the sizes of groups.
    """
    sizes = [q for q in place.quantities if q.role == "group_size" and (q.n or q.value) is not None]
    if len(sizes) < 2 or _ASSIGNED.search(place.text) or _are_arms(place, sizes):
        return
    results = [
        q
        for q in place.quantities
        if (q.role in MEASURED or q.role == "number") and sizes[0].start - 90 <= q.start < sizes[-1].start
    ]
    if len(results) >= len(sizes):  # "5.2 months with A (n=10) and 4.1 months with B (n=12)"
        return
    found = enumerated(place.text, [(q.start - place.base, q.end - place.base) for q in sizes])
    commonest = COMMONEST.match(place.text) if place.after_harms else None
    again = commonest is not None and bool(commonest["verb"])  # "The most common were A (n=12), B (n=9)" behind adverse events
    if found is None or not (again or _is_list(place.text, found)) or _name_arms(place, found):
        return
    found = found._replace(head=None) if again else found
    verb = befell(place.text[: found.items[0].start])
    headed = again or (found.head is not None and EVENT.search(found.head.text) is not None)
    came_so = found.head is not None and (BACKGROUND.search(found.head.text) or HISTORY.search(found.head.text)) is not None
    events = headed or (not came_so and all(names_event(item.text) for item in found.items))
    event = ""
    for i, quantity in enumerate(sizes):
        phrase, side = _below(found, i), Side(quantity, _group(found, place.named))
        if events and is_grade(found.items[i].text):  # "A (n=7; grade 3, n=3)"
            phrase = Phrase(event or phrase.text, found.items[i].start, found.items[i].end)
        else:
            event = phrase.text
        if verb and events:
            phrase = phrase._replace(text=f"{verb} because of {found.items[i].text}")
        if events:
            counted = replace(quantity, role="count", n=quantity.n or quantity.value, value=None)
            yield result_draft(place, "adverse_event", Statement([side], phrase), replace(side, quantity=counted), phrase)
            continue
        draft = Draft("characteristic", place.base + phrase.start, quantity.end)
        put_scope(place, draft, side)
        draft.put("characteristic", phrase.text, place.at(phrase)).put("measure", "count")
        put_number(draft, "n", quantity.n or quantity.value, whole=True)
        put_denominator(draft, side, place)
        yield draft
