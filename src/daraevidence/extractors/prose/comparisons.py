"""Who stands against whom, where a sentence does not name both groups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.extractors.prose.arms_in_order import give_in_order, tells_apart
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.prose.told import part_of
from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.in_turn import comes_second
from daraevidence.extractors.sentence.known_groups import is_held_against
from daraevidence.extractors.sentence.named import Named, named_groups
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import SURVIVAL, endpoint_code
from daraevidence.language.word_classes import MORE_OR_LESS

__all__ = ["arms_sized", "complete", "described", "join_clauses", "join_lists", "learn_sizes", "share_p", "side_by_side"]

_CONTROL = compiled(r"\b(?:control|comparator|comparison|reference|other)\b", re.IGNORECASE)


def join_clauses(place: Place, statements: list[Statement]) -> None:
    """Set results of one outcome, told of two groups in two clauses, side by side: ``5% of A relapsed, whereas 9% of B did``."""
    told = [statement.phrase.text.casefold() if statement.phrase is not None else "" for statement in statements]
    for (one, outcome), (other, again) in [*pairwise(zip(statements, told))]:
        if not outcome or outcome != again or told.count(outcome) != 2 or one.ratios or one.against or other.against:
            continue
        if len(one.sides) == len(other.sides) == 1 and _in_two_clauses(place, *one.sides, *other.sides):
            one.sides, one.versus, one.p, one.ratios = [*one.sides, *other.sides], True, one.p or other.p, other.ratios
            statements.remove(other)


def join_lists(place: Place, statements: list[Statement]) -> None:
    """Set the results of a list side by side that tell of one outcome: ``61% on A, compared with 52% on B and 5% on C``."""
    for one, other in [*pairwise(statements)][::-1]:
        if one.phrase is None or other.phrase is None or one.phrase != other.phrase or one.ratios or one.against or other.against:
            continue
        if one.p is not None or other.p is not None or len(other.sides) > 1 or one.reference or other.reference or one.whole:
            continue
        sides = [*one.sides, *other.sides]
        named = [side.named for side in sides if side.named is not None and side.phrase is None]
        if len(named) < len(sides) or len({each.name for each in named}) < len(sides) or not _printed_alike(sides):
            continue
        last = one.sides[-1].quantity.end - place.base
        if _LISTED_WITH.fullmatch(_without_names(place, last, other.sides[0].quantity.start - place.base)):
            one.sides, one.versus, one.ratios, one.p = sides, True, other.ratios, other.p
            statements[:] = [each for each in statements if each is not other]


def _printed_alike(sides: Sequence[Side]) -> bool:
    forms = {(side.quantity.role, side.quantity.percent is None) for side in sides}
    units = {side.quantity.unit for side in sides if side.quantity.unit}
    return len(forms) == 1 and len(units) < 2 and not any(side.timed or side.quantity.p for side in sides)


def _without_names(place: Place, start: int, end: int) -> str:
    """What stands between two results besides brackets and the names of groups."""
    letters = list(place.text)
    for one in place.named:
        letters[max(one.start, 0) : max(one.end, 0)] = " " * (one.end - one.start) if one.start >= 0 else ""
    return _BRACKETED.sub(" ", "".join(letters[start:end]))


#: from one result of a list to the next
_LISTED_WITH = compiled(
    r"[\s,;%()\[\]]*(?:(?:per\s+[a-z-]+|and|or|but|versus|vs\.?|as|compared|against|than|with|to|in|by|for|on|the|only|just|about|it|was|were|while|whereas)\b[\s,()\[\]]*)*",
    re.IGNORECASE,
)


def _in_two_clauses(place: Place, one: Side, other: Side) -> bool:
    """Whether two results are printed alike, are of two groups, and stand in clauses that are set against each other."""
    if one.phrase is not None or other.phrase is not None or other.named is None:
        return False
    first, second = one.quantity, other.quantity
    if (first.role, first.percent is None, first.unit) != (second.role, second.percent is None, second.unit):
        return False
    between = _BRACKETED.sub("", place.text[first.end - place.base : second.start - place.base])
    if one.named is None and ";" in between:
        return False
    return (one.named is None or one.named.name != other.named.name) and _TWO_CLAUSES.search(between) is not None


_BRACKETED = compiled(r"[(\[][^()\[\]]*[)\]]")
_TWO_CLAUSES = compiled(r"\b(?:whereas|while|but|compared|versus|vs|against)\b|;", re.IGNORECASE)


def share_p(_place: Place, statements: Sequence[Statement]) -> None:
    """A P value behind the last of several results is that of their comparison; so is that of a result held against a group."""
    for statement in statements:
        compared = len(statement.sides) > 1 or statement.against is not None
        statement.p = statement.p or (statement.sides[-1].quantity.p if compared else None)
    told = {code: ratio for each in statements for ratio in each.ratios if (code := _survival(each)) and ratio.p is not None}
    for statement in statements:
        ratio = told.get(_survival(statement)) if len(statement.sides) == 2 and not statement.ratios else None
        if ratio is not None and statement.sides[-1].quantity.end <= ratio.start:
            statement.p = statement.p or ratio.p  # "PFS was 17 and 8 months, lowering the risk of progression or death (HR; P)"


def _survival(statement: Statement) -> str:
    """The code of an outcome that is a time to an event, else nothing."""
    code = endpoint_code(statement.phrase.text) if statement.phrase is not None else ""
    return code if code in SURVIVAL else ""


def learn_sizes(place: Place, statements: list[Statement]) -> None:
    """Take out what only tells of how many patients of each group the harms are told; learn of how many events tell that."""
    for statement in statements:
        if statement.phrase is not None and names_event(statement.phrase.text):
            place.sets.learn_treated(statement, place.study, place.arms)
    if place.role == "safety":
        statements[:] = [each for each in statements if not place.sets.learn_statement(each, place.study, place.arms)]


#: ``Nausea (9% vs 4%) and rash (5% vs 2%) were`` numerically more frequent with X
_MORE_BEHIND = Gated(
    "more|less|fewer|higher|lower",
    r"[)%\d]\s+(?:were|was)\s+(?:[a-z]+ly\s+|all\s+|both\s+|somewhat\s+)*(?P<how>more|less|higher|lower)\s+(?:[a-z]+\s+){0,2}?(?:with|in|among|on|for)\s+(?:the\s+)?",
)


#: ``was`` lower with X (5% vs 9%)
_MORE_AHEAD = Gated(
    "more|less|fewer|higher|lower|greater",
    r"\b(?:was|were|is|are|occurred)\s+(?:[a-z]+ly\s+)?(?P<how>more|less|higher|lower|greater|fewer)\s+(?:(?:common|frequent|often|likely)(?:ly)?\s+)?"
    r"(?:with|in|among|on|for)\s+(?:the\s+)?",
)


def turn_to_named(place: Place, statements: Sequence[Statement]) -> None:
    """Give the first of each pair to the group in which, as the words say, there was more or less of it.

    ``Nausea (9% vs 4%) and rash (5% vs 2%) were more frequent with X``, ``was lower with X (5% vs 9%)``; not where the numbers
    speak against it.
    """
    ahead = _MORE_AHEAD.search(place.text)
    if ahead is not None:
        _turn_ahead(place, statements, ahead)
    told = _MORE_BEHIND.search(place.text)
    named = next((one for one in place.named if told is not None and one.start - 4 <= told.end() < one.end), None)
    if told is None or named is None:
        return
    pairs = [each for each in statements if len(each.sides) == 2 and each.sides[1].quantity.end - place.base <= told.start() + 1]
    for statement in pairs:
        one, two = statement.sides
        values = [side.quantity.percent or side.quantity.value or side.quantity.n for side in (one, two)]
        first, second = (value.value if value is not None else None for value in values)
        if first is None or second is None or one.named is not None or (two.named is not None and two.named.name != named.name):
            continue
        if (first > second) == (told["how"] in ("more", "higher")) and first != second:
            other = place.other_arm(named.name)
            one.named, two.named = named, other


_CALLED = compiled(
    r"(?!(?:the|both|all|either|general|winter|summer|week|month|year|patients)\b)(?P<name>[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){0,3})\s[(\[]"
)


def _turn_ahead(place: Place, statements: Sequence[Statement], told: re.Match[str]) -> None:
    named = next((one for one in place.named if one.start - 4 <= told.end() < one.end), None)
    called = _CALLED.match(place.text, told.end()) if named is None else None
    if called is not None:
        named = Named(called.start(), called.end("name"), called["name"])
    for statement in statements if named is not None else ():
        if len(statement.sides) != 2 or any(side.named is not None for side in statement.sides):
            continue
        one, two = statement.sides
        first, second = (side.quantity.percent or side.quantity.value or side.quantity.n for side in (one, two))
        start = one.quantity.start - place.base
        if named is None or first is None or second is None or place.text[named.end : start].strip(" ") not in ("(", "["):
            continue
        if (first.value > second.value) == (told["how"] in ("more", "higher", "greater")) and first.value != second.value:
            one.named, two.named = named, place.other_arm(named.name)


def complete(place: Place, statements: Sequence[Statement]) -> None:
    """Say who stands against whom in each statement that has an outcome: what a clause names holds in those behind it."""
    for statement in statements:
        if statement.phrase is not None:
            _complete(place, statement)
        if all(side.named is not None and side.named.start >= 0 for side in statement.sides):
            place.recent = side_by_side([statement]) or place.recent


def _whole_arm(place: Place) -> str:
    """``Of 88 in the A group, 61 relapsed, as did 44 of 86 in the B group``: the arm that the sentence begins with."""
    whole = place.whole
    arm = whole is not None and (whole.name.endswith((" group", " arm")) if whole.group is None else whole.group.role == "arm")
    return whole.name if whole is not None and arm else ""


def _complete(place: Place, statement: Statement) -> None:
    """Who stands against whom in one statement: in a part of the patients, against a group, side by side or in order."""
    if statement.part is not None:
        for side in statement.sides:
            if side.named is not None:
                side.named = Named(side.named.start, side.named.end, f"{side.named.name}, {part_of(statement.part.name)}")
        return
    if statement.against is not None and len(statement.sides) == 1:
        _against(place, statement.sides[0], statement.against)
        return
    compared = statement.versus or (statement.ratios and not any(side.named for side in statement.sides))
    if not compared or len(statement.sides) != 2:
        give_in_order(place, statement)
        _keep_pair(place, statement)
        return
    one, two = statement.sides
    part = one.named if one.named is not None and one.named.people and one.named.group is None and two.named is None else None
    if part is not None:
        one.named = None
    _name_pair(place, one, two)
    if part is not None:
        for side in statement.sides:
            if side.named is not None:
                side.named = Named(-1, -1, f"{side.named.name}, {part_of(part.name)}")
        return
    if one.named is not None and two.named is not None and one.named.name != two.named.name:
        parts = any(named.people and named.group is None for named in (one.named, two.named))
        if _are_again((one.named, two.named), place.pairs.get(place.study, ())):
            return
        if not parts or len(place.arms) != 2 or place.study not in place.pairs:
            place.pairs[place.study] = (one.named, two.named)


def _name_pair(place: Place, one: Side, two: Side) -> None:
    """Give two results that are set against each other their groups, where the words name one of them or none.

    In order: the pair that the study last set against each other by name; the group that holds here against the one named;
    the two arms of a study of two.
    """
    if one.named is None and two.named is not None and two.named.name != (whole := _whole_arm(place)):
        one.named = place.whole if whole else None
    known = place.recent if len(place.recent) == 2 else place.pairs.get(place.study)
    if one.named is None and two.named is None:
        one.named = _subject_arm(place, one.quantity.start - place.base)
    if two.named is not None and two.named.group is None and _CONTROL.search(two.named.name) and known is not None:
        two.named = known[1]._replace(start=two.named.start, end=two.named.end)
    if one.named is None and two.named is None and known is None:
        known = compared_before(place)
    if one.named is None and two.named is None and known is not None:
        one.named, two.named = (named._replace(start=-1, end=-1) for named in known)
    held = place.held
    if one.named is None and held is not None and (two.named is None or two.named.name != held.name):
        one.named = standing(held)
    apart = tells_apart(place, one) or tells_apart(place, two)
    arms = [] if apart else place.arms
    if one.named is None and two.named is None and len(arms) == 2:
        one.named, two.named = standing(arms[0]), standing(arms[1])
    for side, other in ((one, two), (two, one)):
        if side.named is not None and other.named is None:
            rest = None if apart else place.other_arm(side.named.name)
            partner = [named for named in known or () if named.name != side.named.name]
            if rest is not None:
                other.named = rest
            elif known is not None and len(partner) == 1:
                other.named = partner[0]._replace(start=-1, end=-1)


#: a sentence that sets two groups against each other and has no result: ``A fared better than B``, ``A was superior to B``
_SET_AGAINST = compiled(
    rf"\b(?:{MORE_OR_LESS}|superior|inferior|faster|slower|sooner|later)\b[^.;:()]{{0,60}}?\b(?:than|to|with|over)\b|"
    r"\b(?:outperform|surpass|outliv)ed\b|\b(?:compared|versus|vs\.?)\b",
    re.IGNORECASE,
)


def compared_before(place: Place) -> tuple[Named, Named] | None:
    """The two groups that the sentence before sets against each other, in order, where it has no numbers of its own."""
    if not place.earlier or any(map(str.isdigit, place.earlier)) or not _SET_AGAINST.search(place.earlier):
        return None
    named = {one.name: one for one in named_groups(place.earlier, place.earlier_at, place.scope) if one.people or one.name}
    if len(named) != 2:
        return None
    one, other = named.values()
    return one, other


def _subject_arm(place: Place, limit: int) -> Named | None:
    """The one arm that a sentence names, before its results, as their subject: ``the X group had less Y (17% vs 51%)``."""
    named = {one.name: one for one in place.named if one.group is not None and one.group.role == "arm"}
    one = next(iter(named.values()), None)
    if len(named) != 1 or one is None or one.end > limit or len(place.arms) != 2:
        return None
    return None if is_held_against(place.text, one) or comes_second(place.text, one) else one._replace(start=-1, end=-1)


def _against(place: Place, side: Side, against: Named) -> None:
    """Whose result it is that is held against a group: the other one of the two that hold here, or that were compared last."""
    if side.named is not None:
        return
    known = place.recent if len(place.recent) == 2 else place.pairs.get(place.study) or ()
    partner = [named for named in known if named.name != against.name]
    if place.held is not None and place.held.name != against.name:
        side.named = standing(place.held)
    elif len(known) == 2 and len(partner) == 1:
        side.named = partner[0]._replace(start=-1, end=-1)
    else:
        side.named = place.other_arm(against.name)


def _keep_pair(place: Place, statement: Statement) -> None:
    """Keep two arms told of together, where the study has set none against each other yet."""
    names = [side.named for side in statement.sides if side.named is not None]
    if len(statement.sides) != 2 or len(names) != 2 or names[0].name == names[1].name or place.study in place.pairs:
        return
    if len(place.arms) > 2:
        return
    if all(not one.people and (one.group is None or one.group.role == "arm") and one.start >= 0 for one in names):
        place.pairs[place.study] = (names[0], names[1])


def side_by_side(statements: Sequence[Statement], known: Sequence[Named] = ()) -> tuple[Named, ...]:
    """The groups whose results a sentence sets side by side, in order: those of its last statement of several.

    ``known``: those told before; their order stays where the sentence does not name each of them: ``Women on A dropped out more
    often (19 v 9)``.
    """
    found: tuple[Named, ...] = ()
    for statement in statements:
        named = [side.named for side in statement.sides if side.named is not None]
        if _are_again(named, known):
            continue
        if len(named) == len(statement.sides) > 1 and len({one.name for one in named}) == len(named):
            found = tuple(one._replace(start=-1, end=-1) for one in named)
    named = [side.named for statement in statements for side in statement.sides if side.named is not None]
    if not found and len(named) == 2 and len(statements) == 2 and named[0].name != named[1].name:
        found = tuple(one._replace(start=-1, end=-1) for one in named)
    return found


def _are_again(named: Sequence[Named], known: Sequence[Named]) -> bool:
    """Whether groups are those that are known, and not all of them are named here."""
    return {one.name for one in named} == {one.name for one in known} and any(one.start < 0 for one in named)


def arms_sized(place: Place) -> tuple[Named, ...]:
    """All arms in the order in which a sentence tells their sizes: ``151 had been given X and 191 Y``."""
    if len(place.arms) < 2:
        return ()
    told = {arm.name: mark.start for arm in place.arms if arm.draft is not None for mark in arm.draft.marks.get("n", ())[:1]}
    inside = all(place.base <= at < place.base + len(place.text) for at in told.values())
    in_order = sorted(place.arms, key=lambda arm: told.get(arm.name, 0))
    return tuple(map(standing, in_order)) if inside and len(told) == len(place.arms) else ()


_DESCRIBED = compiled(
    rf"(?:{PEOPLE}|responders|those)\s+"
    r"(?:who|with|without|receiving|treated|in|not|allocated|assigned|randomi[sz]ed|given|taking|on|undergoing|evaluable|assessable|aged|younger|"
    rf"older|whose)\b|(?:evaluable|assessable|surviving|responding)\s+(?:{PEOPLE})\b|\b(?:(?:non-?)?responders|completers|survivors)$",
    re.IGNORECASE,
)


def described(place: Place, start: int, end: int) -> Named | None:
    """A group that only the words of the sentence tell: ``patients who responded``."""
    text = place.text[start:end]
    match = _DESCRIBED.search(text)
    return Named(start + match.start(), end, " ".join(text[match.start() :].split())) if match else None
