"""The groups that a sentence names, and which of its numbers are results."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.prose.antecedents import by_antecedents
from daraevidence.extractors.prose.brief_names import with_brief_names
from daraevidence.extractors.prose.comparisons import described
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.prose.tested import without_references
from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.asides import is_measured, without_doses
from daraevidence.extractors.sentence.bases import base_count, bases_side_by_side, clause_bases
from daraevidence.extractors.sentence.dosed_names import doses_of_one_drug
from daraevidence.extractors.sentence.known_groups import known
from daraevidence.extractors.sentence.named import Named, named_groups
from daraevidence.extractors.sentence.results import statistics
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import EARLIER

__all__ = ["find_groups", "set_scene", "without_sizes"]


def find_groups(place: Place) -> None:
    """Find the groups that the sentence names; take the doses and the sizes of groups out of it."""
    by_dose = doses_of_one_drug(place.text)
    place.quantities = _without_doses_of_names(place, by_dose)
    named = _groups(place)
    text, quantities = without_doses(place.text, place.base, named, place.quantities)
    if text != place.text:
        place.text, place.quantities = text, quantities
        named = _groups(place)
    groups = place.scope.groups_of(place.study)
    named = [one for one in _based(place, named) if _COMPOUND.match(place.text, one.end) is None]
    if place.whole is not None:
        named = [one for one in named if _ACTING.match(place.text, one.end) is None and not _is_changed_to(place, one)]
    if len(place.arms) < 2:
        named = [one for one in named if one.people or one.result >= 0 or _HANDLED.match(place.text, one.end) is None]
    if place.whole is not None:
        place.whole = _by_treatment(place.whole, groups)
    doses = {one.name for one in by_dose}  # none of them is the group of the study that is called by the drug alone
    place.named = [
        one if one.name in doses else _in_other_words(_by_treatment(_without_verb(one), groups), place, groups)
        for one in _former(place, named)
    ]
    place.named = by_antecedents(place, _others(place, place.named))
    without_references(place)
    set_scene(place)


def _without_doses_of_names(place: Place, by_dose: Sequence[Named]) -> list[Quantity]:
    """The numbers without the doses by which the groups of one drug are called: they are no results."""
    spans = [(one.start + place.base, one.end + place.base) for one in by_dose]
    return [q for q in place.quantities if is_measured(q) or not any(first <= q.start < last for first, last in spans)]


#: the first and the second of two that were named last
_FORMER = Gated(
    "former|latter",
    r"(?:\b(?i:in|of|for|with|among|on|to|by|after|receiving|given|than|versus|vs\.?)\s+)?\b(?i:the\s+|patients\s+in\s+the\s+)(?P<which>former|latter)\b"
    r"(?:\s+(?:groups?|arms?|cohorts?|patients|regimens?|treatments?|drugs?|agents?|ones?|schedules?|"
    r"doses?|strateg(?:y|ies)|approach(?:es)?|methods?|procedures?|techniques?|populations?|devices?|formulations?|interventions?|"
    r"therap(?:y|ies))\b|(?!\s+(?!(?:than|and|versus|was|were|had|has|did|but|against|at|in|by|for|with|on|after|during|who|whereas|while|only|also|"
    r"respectively|gave|fell|rose|lost|went|came|left|led|lived|felt|met|took|got|[a-z]+ed)\b)[a-z]))",
)
#: the two that a sentence names side by side: ``were assigned to A or B``, ``compared A with B``
_TWO_SIDE_BY_SIDE = compiled(
    r"\b(?:to|receiv(?:e|ed|ing)|given|got|either|compar(?:e|ed|es|ing)|between|with|of|on|took|underwent)\s+(?:either\s+)?(?:the\s+|an?\s+)?"
    r"(?P<a>[A-Za-z](?:(?!\s(?:and|or)\s)[^,;:.()]){1,50}?)\s+(?:\([^()]{1,40}\)\s+)?(?:or|and|with|versus|vs\.?)\s+(?:to\s+|with\s+)?(?:the\s+|an?\s+)?"
    r"(?P<b>[A-Za-z][^,;:.()]{1,50}?)(?=\s*(?:[.,;(]|$)|\s(?:in|for|after|at|among)\s)"
)


def _former(place: Place, named: list[Named]) -> list[Named]:
    """The groups of a sentence where ``12% of the former and 4% of the latter`` are the two that were told of last.

    In order: the two that the sentence names before; the two whose results were told last; those that the sentence before
    names side by side; the two arms.
    """
    told = list(_FORMER.finditer(place.text))
    if not told:
        return named
    others = [one for one in named if not any(one.start < match.end() and match.start() < one.end for match in told)]
    ahead = list({one.name: one for one in others if one.end <= told[0].start()}.values())
    two: Sequence[Named] = ahead if len(ahead) == 2 else place.recent if len(place.recent) == 2 and not ahead else ()
    two = two or (_side_by_side(place) if not ahead else ()) or tuple(standing(arm) for arm in place.arms)
    if len(two) != 2:
        return others  # nobody can say who they are
    meant = (two[match["which"] == "latter"]._replace(start=match.start(), end=match.end(), result=-1) for match in told)
    return sorted([*others, *meant], key=lambda one: one.start)


def _side_by_side(place: Place) -> tuple[Named, ...]:
    """The two groups that the sentence before names side by side."""
    groups = place.scope.groups_of(place.study)
    found = [*_TWO_SIDE_BY_SIDE.finditer(place.earlier)]
    if not found:
        return ()
    return tuple(known(Named(-1, -1, " ".join(found[-1][part].split())), groups) for part in "ab")


def set_scene(place: Place) -> None:
    """Say which group holds for this sentence and for the next: the one that a sentence before opened with.

    ``Among those with X, … . Median PFS was 14 months.``: until a group is named, or a sentence is about others or about all.
    """
    opened = _SCENE.match(place.text)
    names = {one.name: one for one in (*place.named, *([place.whole] if place.whole is not None else ()))}
    if opened is not None and len(names) == 1:
        one = next(iter(names.values()))
        if one.start <= opened.end() and _SCENE_ENDS.match(place.text, one.end) and not _OTHERS.search(place.text, one.end):
            place.setting, place.scene = None, one._replace(start=-1, end=-1)
            return
    if place.setting is not None and (names or _OTHERS.search(place.text)):
        place.setting = None
    place.scene = place.setting


_SCENE = compiled(r"(?:In|Among|For|With)\s+(?:the\s+)?")
_SCENE_ENDS = compiled(r"(?:\s+(?:group|arm|cohort))?(?:\s*\([^()]{0,60}\))?\s*[,:]")
#: words of others than those told of before, or of all
_OTHERS = compiled(
    r"\b(?:overall|all|both|each|either|entire|whole|total|groups|arms|trials?|study|studies|population|respectively|versus|vs|"
    r"compared|others?|another|second|third|fourth|last|remaining|than|combined|pooled|cohorts?|healthy|investigators|researchers)\b|"
    rf"\b(?:those|{PEOPLE})\s+(?:with|without|who|whose|on|in|aged|receiving|treated|given|taking|assigned|from)\b",
    re.IGNORECASE,
)
#: ``placebo-adjusted``: how it was reckoned, and no group
_COMPOUND = compiled(r"-(?:adjusted|corrected|subtracted|controlled|matched)\b", re.IGNORECASE)
#: ``In the 40 who received X, X caused``: what the drug did to those who are named before it
_ACTING = compiled(r"\s+(?:also\s+)?(?:caused|induced)\b")
#: ``Of the 33 nonresponders, 12 changed to`` X: what became of them
_CHANGED_TO = compiled(r"\b(?:chang|switch|convert|mov|cross|transition)ed\s(?:over\s)?(?:to\s)?\Z")


def _is_changed_to(place: Place, one: Named) -> bool:
    return one.group is None and _CHANGED_TO.search(place.text, 0, max(one.start, 0)) is not None


#: ``X was stopped in 41 patients``: what was done with the one treatment that all have
_HANDLED = compiled(
    r"\s+(?:therapy\s+|treatment\s+)?(?:was|were|could\s+be|had\s+(?:to\s+be|been)|has\s+been)\s+(?:\w+ly\s+)?(?:stopped|withdrawn|discontinued|interrupted|"
    r"continued|reduced|resumed|restarted|reintroduced|withheld|held|tapered|maintained)\b"
)
#: who got what: ``patients treated with X``, ``those on X``, ``X-treated patients``
_TREATED = compiled(
    rf"(?:those|{ANYONE}|recipients)\s+(?:who\s+(?:received|took|got|chose|opted\s+for|selected|preferred|underwent|were\s+(?:given|treated\s+with|on))|receiving|taking|given|treated\s+with|on|"
    r"(?:assigned|allocated|randomi[sz]ed)\s+to)\s+(?:the\s+)?(?P<what>(?:\d[\d.]*\s?%\s)?[^\W\d_][^,;:()]{1,60}?)(?:\s+(?:as|in\s+(?:the\s+|clinical\s+)*(?:studies|study|trials?)))?|"
    r"(?:(?:new|current|first-time)\s+)?(?:users|initiators)\s+of\s+(?P<used>[^\W\d_][\w-]+)(?:\s+(?:in|from|within)\s+the\s+[^,;:()]{2,40})?|"
    rf"(?P<front>[^\W\d_][^,;:()]{{1,40}})[- ]treated(?:\s+(?:{ANYONE}|recipients|group|arm))?",
    re.IGNORECASE,
)
#: what people are told to be on, and is no treatment of the study
_NO_TREATMENT = compiled(
    r"(?:an?|any|no|at least|long-term|concomitant|concurrent|prior|previous|other|additional|stable|both|either|dialysis|"
    r"average|active)\b|[^ ]+ (?:had|who|were|was)\b",
    re.IGNORECASE,
)


_ONCE = compiled(rf"\b(?:{EARLIER})\b", re.IGNORECASE)


def _by_treatment(one: Named, groups: list[Group]) -> Named:
    """A group that the sentence alone names, by what it was given: ``patients treated with X``, ``X-treated patients`` → X."""
    match = _TREATED.fullmatch(one.name) if one.group is None else None
    name = (match["what"] or match["used"] or match["front"]) if match is not None else None
    if name is None or _NO_TREATMENT.match(name) or _ONCE.search(one.name):
        return one
    return known(one._replace(name=name, people=False), groups)


#: a name ends where its clause goes on: ``patients with glioblastoma had stable disease``
_GOES_ON = compiled(
    r"\s+(?:had|has|have|was|were|is|are|experienced?|showed?|reported|achieved|reached|could|did|lost|gained|went|remained|underwent)\s"
)


#: ``In patients older than 75 years`` the hazard ratio ``was``
_RATIO_OF = compiled(r"\s+(?:the|an?)\s+(?:adjusted\s+)?(?:hazard|odds|risk|rate|HR|OR|RR|relative)\b")


def _without_verb(one: Named) -> Named:
    if one.group is not None or not one.people or _WHOSE.search(one.name):
        return one
    verb = _GOES_ON.search(one.name) or _RATIO_OF.search(one.name)
    return one if verb is None or verb.start() < 4 else one._replace(name=one.name[: verb.start()])


_WHOSE = compiled(r"\b(?:who|whom|whose|that|which|did)\b", re.IGNORECASE)


def _in_other_words(one: Named, place: Place, groups: list[Group]) -> Named:
    """A group of the study that a name means without being one of its names: ``younger patients`` for ``<65 years``; also the
    one that stands in the bracket behind it: ``patients with renal impairment (CrCl <30 mL/min)``."""
    if one.group is not None:
        return one
    meant = group_called(one.name, groups)
    aside = _ASIDE.match(place.text, one.end) if meant is None else None
    if aside is not None and (meant := group_called(aside["what"], groups)) is not None:
        place.scope.learn(meant, (one.name,))
    return one if meant is None else one._replace(name=meant.name, group=meant)


_ASIDE = compiled(r"\s*\((?P<what>[^()\d]{0,20}\d?[^()]{2,40})\)")
#: the one of two that the sentence has not named
_OTHER = Gated(
    "other|rest|remain",
    r"\b(?:in|of|for|with|among|on|to|by|than|from|after|receiving|given)\s+(?:those\s+(?:in|on)\s+)?the\s+"
    r"(?:others?(?:\s+(?:groups?|arms?|cohorts?|patients|participants|one|schedule|regimen|treatment|drug|dose|strategy))?|rest|remainder|"
    rf"remaining\s+(?:{PEOPLE}))\b(?!\s+(?:hand|eye|side|\w+\s+(?:of|was|were)\b))",
    re.IGNORECASE,
)


def _others(place: Place, named: list[Named]) -> list[Named]:
    """The names with ``the other group``: of two groups the one that is not told of before it."""
    told = list(_OTHER.finditer(place.text))
    if len(told) != 1:
        return named
    match = told[0]
    rest = [one for one in named if one.end <= match.start() or match.end() <= one.start]
    parts = [group for group in place.scope.groups_of(place.study) if group.role != "total" and group.n]
    apart = place.arms if place.arms else parts if sum(part.n or 0 for part in parts) == place.scope.size_of(place.study) else []
    two = [standing(group) for group in apart] if len(apart) == 2 else [*place.recent]
    ahead = {one.name for one in rest if one.end <= match.start()} or ({place.last_named.name} if place.last_named else set())
    other = [one for one in two if one.name not in ahead]
    if len(two) != 2 or len(other) != 1 or not ahead:
        return named
    return sorted([*rest, other[0]._replace(start=match.start(), end=match.end())], key=lambda one: one.start)


def without_sizes(place: Place) -> list[Quantity]:
    """The numbers of the sentence without those that only say how large the study or a group is."""
    return [quantity for quantity in place.quantities if not _is_size(quantity, place)]


def _based(place: Place, named: list[Named]) -> list[Named]:
    """The groups without those that only say of how many patients each clause, or the sentence, tells."""
    if (pair := bases_side_by_side(place.text, place.base, place.quantities)) is not None:
        place.quantities = pair[0]
        groups = place.scope.groups_of(place.study)
        return [known(each, groups) for each in pair[1]]
    bases = clause_bases(place.text, place.base, place.quantities)
    if bases is not None:
        place.quantities = bases[0]
        groups = place.scope.groups_of(place.study)
        for one in (known(each, groups) for each in bases[1]):
            over = [other for other in named if other.start < one.end and one.start < other.end]
            if all(other.group is None for other in over):
                named = sorted([*[other for other in named if other not in over], one], key=lambda each: each.start)
    whole = base_count(place.text, place.base, place.quantities) if bases is None else None
    if whole is not None:
        place.whole_n, start, end = whole
        inside = [one for one in named if one.start < end]
        named = [one for one in named if one.start >= end]
        place.whole = next((one for one in inside if one.group is not None), None) or _armed(place.text, inside, end)
        place.whole = place.whole or described(place, start, end)
    return named


def _armed(text: str, inside: Sequence[Named], end: int) -> Named | None:
    """``Of 88 patients in the X group``: the only group that the words before ``end`` name, and end with."""
    one = inside[0] if len(inside) == 1 else None
    return one if one is not None and one.end == end and _IN_ARM.match(text[one.start : end]) else None


_IN_ARM = compiled(
    rf"(?:(?:{PEOPLE})\s+)?(?:in|on|of|from|assigned\s+to|allocated\s+to)\s+the\s[^,;:()]{{2,60}}\s(?:group|arm|cohort)\Z"
)


def _groups(place: Place) -> list[Named]:
    """The groups of a sentence, seen from its statistics, or from its ratios where it has no others."""
    told = statistics(place.text, place.base, place.quantities) or [q for q in place.quantities if q.role == "ratio"]
    found = named_groups(place.text, place.base, place.scope, told)
    found = [one for one in found if one.start < 0 or place.text[one.start : one.end].strip()]  # not taken out of the sentence
    either = [match.span() for match in _WITH_OR_WITHOUT.finditer(place.text)]
    sizes = [match.span() for match in _SIZES.finditer(place.text)]
    found = [one for one in with_brief_names(place, found) if not any(first <= one.start < end for first, end in sizes)]
    return [
        one
        for one in found
        if one.group is not None
        or not (
            _NO_PEOPLE.search(one.name)
            or (
                place.text.startswith(_ON_THE, one.start) and _POINTS.search(place.text, max(0, one.start - 8), max(0, one.start))
            )
            or any(start <= one.start <= end for start, end in either)
        )
    ]


#: ``lost 15% of their weight, compared with``, ``on the X scale``: what is theirs, or measures them, is no group
_NO_PEOPLE = compiled(
    r"^(?:their|its|his|her|whom|which)\b|\b(?:scale|subscale|questionnaire|inventory)\b(?!\s+(?:group|arm))", re.IGNORECASE
)
#: ``All were analysed (210 on A and 202 on B), of whom 117``: who is counted behind the bracket stands before it
_SIZES = Gated("of wh", r"\([^()%]*\d[^()%]*\s(?:and|vs\.?|versus)\s[^()%]*\d[^()%]*\), of wh(?:om|ich)\b")
#: ``4 points`` on the X: by what they were measured
_POINTS = compiled(r"\bpoints?\s$")
_ON_THE = ("on the ", "on its ", "on a ", "on an ")
#: what makes no difference: ``X with or without Y``
_WITH_OR_WITHOUT = Gated("with or without", r"\bwith or without\b")


def _is_size(quantity: Quantity, place: Place) -> bool:
    """Whether a number is the size of the study or of a group, and no result: ``a trial in 310 adults``."""
    scope, number = place.scope, quantity.n or quantity.value
    counted = quantity.role in ("count", "number") and quantity.percent is None and quantity.denominator is None
    if not counted or number is None:
        return False
    if number.start in scope.sizes:
        return True
    start = quantity.start - place.base
    return _DEFINITE.search(place.text, max(0, start - 16), start) is not None and number.value == scope.size_of(place.study)


#: ``The 126 patients had``, ``the series has 126 patients``: the study's own size again
_DEFINITE = compiled(r"\b(?:[Tt]he|[Tt]hese|[Oo]ur|has|have|had|includes?|included|comprise[sd]?|counts?|counted|numbers?)\s+$")
