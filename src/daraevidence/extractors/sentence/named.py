"""Groups named in a sentence: those that the document's scope knows, and those that only grammar shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.sentence.agents import acts, agents
from daraevidence.extractors.sentence.contrasts import contrasted, opposed
from daraevidence.extractors.sentence.counted_people import people_counted
from daraevidence.extractors.sentence.dosed_names import dosed_names, doses_of_one_drug, listed_doses
from daraevidence.extractors.sentence.group_forms import (
    GETTING,
    ON_TREATMENT,
    PATTERNS,
    REST,
    WHO,
    is_what_is_controlled,
)
from daraevidence.extractors.sentence.known_groups import Named, is_held_against, known
from daraevidence.extractors.sentence.name_ends import by_one_name, trimmed_name
from daraevidence.extractors.sentence.named_together import include, is_no_group, overlaps, partners
from daraevidence.extractors.sentence.outcome_names import is_outcome, is_short
from daraevidence.extractors.sentence.partners import TOGETHER, given_before, is_compound, with_partners, with_second
from daraevidence.extractors.study.sizes import whole
from daraevidence.language.dosing import GIVEN_UNIT
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED, PEOPLE_WORDS
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms

__all__ = ["Named", "named_groups"]


_PREPOSED = compiled(
    r"\b(?i:in|with|for|on|among|by|than|versus|vs\.?|v|and|over|receiving|treated with|assigned to|to|comparing)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][\w+/-]*[A-Z0-9][\w+/-]*(?:\s\d+\b|\s[A-Z]+-\d+\b)?(?:\s*(?:\+|plus)\s*[A-Za-z][\w+/-]*)?)"
    rf"(?:\s+(?:group|arm|{PEOPLE}|cohort|one)s?)?\b(?=\s*(?:[,;:(\[\])]|\.?\s*$|\.\s|\d|(?:and|or|vs|versus|v|than|compared|was|were|had|in|for|at|"
    r"as|on|with|by|to|is|has|respectively|alone|[a-z]+ed)\b))"
)
_PREPOSITION = compiled(
    r"(?:\b(?:in|with|for|on|among|of|by|to|from|than|versus|vs\.?|favou?red|favou?ring|compar(?:ed|es|ing)(?!\s+(?:with|to)\b)|"
    rf"{GETTING}|"
    r"in those receiving|those receiving|in those|of those|of those in|of the|in patients|of patients in|"
    r"of patients|patients in|patients|in the|"
    r"with the|for the|on the|the|in patients receiving|in patients treated with|patients treated with|"
    r"patients receiving)\s+)+$",
    re.IGNORECASE,
)
#: the words that ``_PREPOSITION`` can end with; a gate
_LED = tuple(
    (
        "in with for on among of by to from than versus vs vs. favoured favored compared compares ing given received "
        "took got used chose selected preferred underwent those the patients"
    ).split()
)
_AFTER = compiled(
    r"(?:[ -](?:treated|based|containing))?(?:\s+(?:(?:treatment|treated)\s+)?(?:groups?|arms?|cohorts?|patients|"
    r"recipients|alone))*",
    re.IGNORECASE,
)


_TIME_ON = compiled(
    r"\b(?:time|remained|stayed|while|progression|progressed|progressing|PD)\s+on\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _led_by(text: str, start: int) -> re.Match[str] | None:
    """The preposition and article before a name."""
    if not text[max(0, start - 1) : start].isspace() or not _ends_with(text, start, _LED):
        return None
    return _PREPOSITION.search(text, max(0, start - 60), start)


def named_groups(text: str, base: int, scope: Scope, results: Sequence[Quantity] = ()) -> list[Named]:
    """Groups named in a sentence, in order, none overlapping; ``base`` is the place of the sentence.

    Where the study has known arms, a drug or an abbreviation behind a preposition is no group of its own. ``results`` are
    the statistics of the sentence; names that stand beside them in the same way are groups that it sets against each other.
    """
    study = scope.study(base)
    groups = scope.groups_of(study.name if study else None)
    arms = [group for group in groups if group.role == "arm"]
    listed = _listed(text, base, results, groups)
    found = [*listed, *_of_scope(text, base, scope, groups, listed)]
    folded = text.casefold()
    numbers = {quantity.start - base for quantity in results}
    for pattern, needed in PATTERNS:
        if any(map(folded.__contains__, needed)):
            for one in with_partners(text, _matches(pattern, text)):
                if is_what_is_controlled(text, one.start, one.end):
                    continue
                if pattern is ON_TREATMENT and (
                    one.start in numbers or text.find(one.name[:4], one.start) in numbers or REST.match(text, one.start)
                ):
                    continue  # "Six patients receiving X": X is the group; "those who did not": not X
                if pattern is ON_TREATMENT and _is_studied(text, one):
                    continue
                one = with_second(text, one, numbers) if pattern is ON_TREATMENT else one
                include(known(one._replace(people=pattern is ON_TREATMENT), groups), found)
    if "without" in folded or " not" in folded:
        for rest in _the_rest(text, sorted(found), groups):
            include(rest, found)
    for one in dosed_names(text, [(q.start - base, q.end - base) for q in results], groups):
        include(one, found)
    for one in given_before(contrasted(text, base, results), groups):
        if not overlaps(one, listed):
            include(one, found)
    amounts = {q.end - base + 1 for q in results if q.role == "value"}  # "used 21 mg of X": what was used, and no group
    for one in people_counted(text, base, results, groups, found):
        if not overlaps(one, found):
            found.append(known(one, groups))
    counted = [(q.start - base, q.end - base) for q in results if q.noun in PEOPLE_WORDS]
    drugs = [
        known(n, groups)
        for n in _drugs(text, counted)
        if not (
            overlaps(n, found) or _is_of_all(text, base, n, scope) or (n.start in amounts and text.startswith("of ", n.start))
        )
    ]
    found += [n for n in drugs if n.group is not None or len(arms) < 2]
    if not groups:
        people = _matches(_PATIENTS, text) if _ANYBODY.search(text) else []
        found += [n for n in people if not overlaps(n, found) and is_short(n.name)]
        found += [n for n in _matches(_PREPOSED, text) if not overlaps(n, found) and is_short(n.name)]
        found += [
            n
            for n in _matches(_FIRST, text)
            if not overlaps(n, found)
            and whole(n.name) is None
            and n.name.casefold() not in _QUANTIFIERS
            and (text[n.end :].lstrip().startswith("patients") or is_short(n.name))
        ]
    more = partners(text, found)
    found += more if len(arms) < 2 else [one for one in (known(p, groups) for p in more) if one.group is not None]
    found = _without_population(text, found)
    found += _acting(text, base, results, found, groups)
    first = min((one.end for one in found), default=0)
    if results and len({one.name for one in found}) == 1 and first <= results[0].start - base:
        other = opposed(text, first, len(text))
        if other is not None:
            include(known(Named(*other[:3]), groups), found)
    found = [
        one
        for one in found
        if one.group is not None or not (one.start in numbers or one.name in _IDIOMS or is_outcome(text, one))
    ]
    found = [trimmed_name(text, one) for one in found if not _is_added_to(text, one)]
    return _without_times(text, by_one_name(found))


_POPULATION = compiled(
    rf"(?:in|among)\s+(?:the\s+|all\s+)?(?:(?!those\b)[a-z-]+\s+){{0,3}}?(?:{PEOPLE})\s+(?:with|undergoing|aged)\s", re.IGNORECASE
)


def _without_population(text: str, found: list[Named]) -> list[Named]:
    """The groups without those in whom they were tried, told right behind one: ``versus 3% for placebo in patients with X``."""
    people = [one for one in found if one.people and one.group is None and _POPULATION.match(text, one.start)]
    for one in people:
        ahead = next((other for other in found if not other.people and not text[other.end : one.start].strip(" ")), None)
        if ahead is not None and ahead.end <= one.start:
            found = [other._replace(end=one.end) if other is ahead else other for other in found if other is not one]
    return found


#: ``In a 12-week study of`` adults with X: whom a study is of is all of it
_STUDIED = Gated(
    "stud|trial|registry|series|survey",
    r"\b(?:an?|this|the|our|their|one|two|three|both|these|\d+)\s+(?:[\w,/()-]+\s+){0,9}?"
    r"(?:stud(?:y|ies)|trials?|registry|series|survey)\s+(?:\([^()]{1,60}\)\s+)?"
    r"(?:of|in|with|among|that\s+(?:included|enrolled|evaluated)|enrolling|including|involving)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TAKING = compiled(rf"(?:^|\s){GETTING}\s", re.IGNORECASE)


def _is_studied(text: str, one: Named) -> bool:
    place = text.find(one.name, one.start)
    if place < 0 or _TAKING.search(one.name):
        return False
    return _STUDIED.search(text, max(0, place - 160), place) is not None


#: ``on average``, ``on balance``
_IDIOMS = frozenset(("average", "balance"))


def _listed(text: str, base: int, results: Sequence[Quantity], groups: Sequence[Group]) -> list[Named]:
    """One drug in several doses, each with its result; with the arms of the study that are called so."""
    if not results:
        return []
    called = {name.casefold(): group for group in groups for name in (group.name, *group.aliases)}
    places = [(q.start - base, q.end - base) for q in results]
    found = (listed_doses(text, places) if len(results) > 1 else []) or doses_of_one_drug(text)
    return [one._replace(group=called.get(one.name.casefold())) for one in found]


def _of_scope(text: str, base: int, scope: Scope, groups: list[Group], listed: list[Named]) -> Iterator[Named]:
    """The groups of the study that the sentence names."""
    for mention in scope.mentions(base, base + len(text)):
        start, end = mention.start - base, mention.end - base
        if any(one.start < end and start < one.end for one in listed):
            continue
        if is_no_group(text, start, end):
            continue
        before = _led_by(text, start)
        dosed = _other_dose(text, start, end, mention.group.name)
        if dosed is not None:
            yield known(dosed._replace(start=before.start() if before else start), groups)
            continue
        after = _AFTER.match(text, end)
        yield Named(before.start() if before else start, after.end() if after else end, mention.group.name, mention.group)


def _acting(text: str, base: int, results: Sequence[Quantity], found: list[Named], groups: list[Group]) -> list[Named]:
    """The groups that the sentence tells of as causes, where none stands before its results; where there are arms, only these."""
    if not results:
        return []
    first = next((q for q in results if q.role != "count" or q.percent is not None), results[0]).start - base
    arms = [group for group in groups if group.role == "arm"]
    acting = [known(Named(*one), groups) for one in agents(text, first)]
    acting = acting if len(arms) < 2 else [one for one in acting if one.group in arms]
    more = [one for one in acting if not overlaps(one, found)]
    ahead = [one for one in found if one.end <= first and not _is_compared(text, one) and not is_held_against(text, one)]
    return more if not ahead or (len(acting) == 2 and len(more) == 1) else []


_ADDING = compiled(r"\b(?:addition of|adding)\s[^.,;()\d]{2,60}?\s$", re.IGNORECASE)


def _is_added_to(text: str, one: Named) -> bool:
    """``the addition of A to B``: B is in both groups, and A, which is added, names one of them."""
    return text.startswith("to ", one.start) and _ADDING.search(text, max(0, one.start - 90), one.start) is not None


_DOSE = compiled(rf"(?<![\w.])(?P<amount>\d[\d.,]*)\s?(?P<unit>{GIVEN_UNIT})(?![\w/])")


#: ``a study of 112 adults with X who took``: what all patients of the study get is no group of it
_OF_ALL = Gated(
    "who",
    rf"(?P<n>\d[\d,]*)\s+(?:[a-z][\w-]*\s+){{0,3}}?(?:{PEOPLE})\b"
    r"[^.;:]{0,160}?,?\s+(?:all\s+of\s+)?who(?:m)?\s+(?:took|received|got|were\s+(?:all\s+)?(?:given|treated\s+with|on))\s+$",
    re.IGNORECASE,
)
_WHO_TOOK = compiled(r"(?:who\s+\w+|given|treated\s+with|on)\s+", re.IGNORECASE)


def _is_of_all(text: str, base: int, one: Named, scope: Scope) -> bool:
    led = _WHO_TOOK.match(text, one.start, one.end)
    place = led.end() if led is not None else one.start
    told = _OF_ALL.search(text, max(0, place - 260), place)
    return told is not None and base + told.start("n") in scope.sizes


def _other_dose(text: str, start: int, end: int, name: str) -> Named | None:
    """``X 15 mg`` where the group is ``X 30 mg``: a group of its own, by its drug and dose."""
    printed, own = _DOSE.match(text, end + 1), _DOSE.search(name)
    if printed is None or own is None or printed["unit"] != own["unit"] or printed["amount"] == own["amount"]:
        return None
    return Named(start, printed.end(), " ".join(text[start : printed.end()].split()))


def _the_rest(text: str, found: Sequence[Named], groups: list[Group]) -> Iterator[Named]:
    """``those without``, ``those who did not``: whoever is not of the group named before."""
    for match in REST.finditer(text):
        last = next((one for one in reversed(found) if one.end <= match.start()), None)
        if last is None:
            continue
        having = last.name.partition(" with ")[2]
        name = f"patients without {having}" if having else f"not {last.name}"
        other = known(Named(match.start(), match.end(), name, people=True), groups)
        yield other if having or other.group is not None else other._replace(name=WHO.sub("", match[0]))


#: "the tented patients", "PLD and" at the beginning of a sentence
_FIRST = compiled(
    r"^(?:(?:RESULTS|CONCLUSIONS?):?\s+)?(?:[Tt]he\s+)?(?P<name>[\w/+-]+)(?=\s+(?:patients|and|was|were|had|"
    r"showed|resulted|produced|improved|reduced)\b)"
)


_QUANTIFIERS = frozenset("all among fewer for from in less many more most no of other several some these those with".split())


def _without_times(text: str, found: list[Named]) -> list[Named]:
    """``time on A or B`` is no group's; nor is what a ``proportion of`` is of."""
    kept: list[Named] = []
    dropped = -1
    for one in sorted(found, key=lambda named: (named.start, named.end)):
        between = text[dropped : one.start].strip() if dropped >= 0 else ""
        if (
            between == "or"
            or (_ends_with(text, one.start + 4, _ON) and _TIME_ON.search(text[: one.start + 4]))
            or (
                _ends_with(text, one.start + 3, _OF)
                and _SHARE.search(text, 0, one.start + 3)
                and not _OF_THEM.match(text, one.start)
                and not _THAN.match(text, one.end)
                and not _MORE_OF.search(text, 0, one.start + 3)
            )
        ):
            dropped = one.end
        else:
            kept.append(one)
    return kept


#: ``Compared with B, A had less X``: a sentence that begins with what its subject is set against
_COMPARED = compiled(
    r"(?:[A-Z]{5,}:?\s+)?(?:[Aa]s\s+)?(?i:compared|in comparison|relative|versus)\s*(?:(?:with|to)\s+)?"
    r"(?:the\s+|those\s+\w+\s+)?$"
)


def _is_compared(text: str, one: Named) -> bool:
    """Whether a sentence begins with a name that its subject is compared with."""
    led = _COMPARED_LEAD.match(text, one.start, one.end)
    return _COMPARED.match(text[: led.end() if led else one.start]) is not None


_COMPARED_LEAD = compiled(r"(?:(?:with|to|the|versus|vs\.?)\s+)*")
_THAN = compiled(r"\s*(?:than|compared|versus|vs)\b")
#: ``a greater proportion of patients receiving X achieved``: those of whom it was greater are the group
_MORE_OF = compiled(
    r"\b(?:greater|higher|larger|lower|smaller|more|fewer)\s(?:proportion|percentage|share|number)s?\sof\s$", re.IGNORECASE
)
#: ``similar numbers of patients in the X group``: who is of the group, and not what the number is of
_SHARE = compiled(r"\b(?:proportions?|numbers?|percentages?|rates?|incidence|share|fraction)\s+of\s*$", re.IGNORECASE)
_OF_THEM = compiled(rf"of\s+(?:the\s+)?(?:{PEOPLE}|those)\s+(?:in|on|from)\s", re.IGNORECASE)
_ON = ("on", "the")
_OF = ("of",)


def _ends_with(text: str, place: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands before a place; a gate."""
    before = text[max(0, place - 12) : place].rstrip()
    return not before or before.casefold().endswith(words)


def _matches(pattern: re.Pattern[str], text: str) -> list[Named]:
    return [Named(m.start(), m.end(), " ".join(m["name"].split())) for m in pattern.finditer(text)]


_THEN_NUMBER = compiled(r"\s*(?:alone|group|arm|patients)?\s*[,:(=]\s*(?:n\s*=\s*)?\d")
_NUMBER_THEN = compiled(r"\d\s*(?:%|\w{1,6})?\)?,\s+$")
_ANYBODY = Gated(PEOPLE_NEEDED, rf"(?i:{PEOPLE})")
_PATIENTS = compiled(
    r"\b(?:(?:in|with|for|on|among|of|by|to|from|than|more|fewer)\s+)?(?:the\s+)?"
    rf"(?P<name>[A-Za-z][\w/+-]*[A-Z0-9][\w/+-]*(?:\s[\w+-]*\d)?)\s+(?:{PEOPLE})\b",
    re.IGNORECASE,
)


def _drugs(text: str, counted: Sequence[tuple[int, int]]) -> list[Named]:
    """Drugs and regimens behind a preposition or in what is ``counted`` (12 X patients), joined where they are given together."""
    found: list[Named] = []
    for term in terms(text, 0, frozenset(("drug", "regimen"))):
        start, end = term.start, term.end
        if found and TOGETHER.fullmatch(text, found[-1].end, start):
            joint = text[found[-1].end : start].strip()
            if joint not in ("and", "with") or (joint == "and" and is_compound(found[-1].name) and "respectively" not in text):
                last = found.pop()
                start = last.start
                name = (
                    f"{last.name} {joint} {text[term.start : end]}"
                    if joint.isalpha()
                    else f"{last.name}{joint}{text[term.start : end]}"
                )
                found.append(Named(start, end, name))
                continue
        if is_no_group(text, start, end):
            continue
        before = _led_by(text, start)
        after = _AFTER.match(text, end)
        if (
            before is None
            and start > 0
            and not any(first < start and end < last and text[end].isspace() for first, last in counted)
            and not (_THEN_NUMBER.match(text, end) or _NUMBER_THEN.search(text, max(0, start - 24), start))
            and not acts(text, end)
        ):
            continue
        found.append(Named(before.start() if before else start, after.end() if after else end, " ".join(text[start:end].split())))
    return found
