"""Bare numbers that are told side by side with others: one result of a series says what all of them are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from daraevidence.extractors.sentence.clauses import Clauses, Piece, clauses_of
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST

__all__ = ["count_alike", "is_year", "like", "numbers_a_thing", "of_another", "share_announced", "share_spreads", "told_alike"]

_ASIDE = r"(?:\([^()vn]*\))?"
#: a number with what stands behind it: ``3.4 (0.8) in the A group``, ``15.2 at week 4``, ``12 A patients``
_ITEM = rf"[vnd]{_ASIDE}w?(?:i[tzd]?w?){{0,3}}{_ASIDE}"
#: from one to the next: ``, 4.5``, ``and by 4.5``, ``compared with a mean of 4.5``
_NEXT = r"(?:[,;]&?c?|&c?|c)(?:it)?i?(?:mi?)?"
_SERIES = compiled(rf"{_ITEM}(?:{_NEXT}{_ITEM})+")
#: ``X was seen in 3, Y in 12 and Z in 20 patients``
_EACH = compiled(r"i[vn](?:(?:[,;]&?|&)wi[vn])+")
#: a number that names a thing: ``period 1``, ``units 1 and 2``
_NUMBERED = Gated(
    "appendi|arm|class|cohort|cycle|day|fig|grade|group|item|level|model|month|part|period|phase|quarter|"
    "question|section|stage|step|table|type|unit|version|visit|week|year",
    r"\b(?:periods?|units?|groups?|phases?|weeks?|days?|months?|years?|parts?|steps?|models?|tables?|figures?|"
    r"figs?|arms?|cohorts?|"
    r"grades?|stages?|types?|visits?|cycles?|questions?|items?|levels?|class(?:es)?|quarters?|versions?|"
    r"sections?|appendi\w+)\.?\s*$",
    re.IGNORECASE,
)
#: a number whose own words say what it counts
_NUMBER_OF = Gated("number", r"\bnumbers?\s+of\s+[^.;:()\d]{2,90}?\s(?:was|were|averaged)\s*$", re.IGNORECASE)
#: ``renin activity was`` 8, ``scores:`` 31
_WAS = compiled(
    r"[A-Za-z)][\w)-]*\s(?:was|were|averaged|amounted to)\s(?:only\s|about\s|approximately\s)?$|"
    r"\b(?:scores?|values?|levels?|index):\s$",
    re.IGNORECASE,
)
#: people, or events, that a number counts, and what says where or when something was
_COUNTS = compiled(
    rf"\b(?:numbers?|there|which|who|that|of whom|{PEOPLE}|deaths?|events?|relapses|failures|complications"
    r"|admissions)\b[^,;]{0,40}$|^[^a-z]*(?:it|this)\b",
    re.IGNORECASE,
)
#: ``A distance of`` 40.2 m and 51.9 m was reached
_AMOUNTS_OF = compiled(r"^(?:An?\s|The\s)?(?:[A-Za-z-]+\s){1,4}of\s$")
_OPENED = compiled(r"[(\[]\s*(?:mean|median|average)?\s*$")


def told_alike(text: str, base: int, found: list[Quantity]) -> None:
    """Make bare numbers results where they stand in a series with one: of its kind, its unit, its noun.

    Reads ``3.4 in A, 4.5 in B and 4.4 in C``, ``24.1 at baseline, 15.2 at week 4``, ``by 7, 12 and 4 in A, B and C``,
    ``12 deaths in A and 15 in B``, ``fifteen A and 28 B patients``; and a series without any, of decimals in a bracket or of
    a ``number of``.
    Not ``12 in A and 4 centers``: what stands behind the numbers must be alike.
    """
    clauses = clauses_of(text, base, found)
    _told_each(clauses, found)
    for match in _SERIES.finditer(clauses.shape):
        members = list(_members(clauses, *match.span()))
        bare = [one for one in members if _is_bare(text, base, found[one.which])]
        members = _parallel_part(members, bare)
        if not members:
            continue
        _share_rate(found, members)
        bare = [one for one in bare if one in members]
        if not bare:
            continue
        known = next((one for one in members if found[one.which].role in ("value", "count") or _is_share(found[one.which])), None)
        model = found[known.which] if known is not None else None
        if model is None and len(bare) == len(members):
            model = _things(members, found) or _model(text, base, [found[one.which] for one in bare])
        for one in bare if model is not None else ():
            if model is not None and (
                (model.noun and one.noun.endswith(model.noun)) or _may_share(one, known or bare[0], model, members)
            ):
                found[one.which] = like(found[one.which], model)


def _share_rate(found: list[Quantity], members: Sequence[_Member]) -> None:
    """``0.82 and 1.04 per year``: the time behind the last of a list is that of all."""
    last = found[members[-1].which]
    if not last.unit.startswith("per ") or any(one.lead for one in members[:-1]):
        return
    for one in members[:-1]:
        if found[one.which].role == "value" and not found[one.which].unit:
            found[one.which] = replace(found[one.which], unit=last.unit, unit_at=last.unit_at)


def _told_each(clauses: Clauses, found: list[Quantity]) -> None:
    """``X was seen in 3, Y in 12 and Z in 20 patients``: the noun behind the last number is that of all."""
    for match in _EACH.finditer(clauses.shape):
        leads = {clauses.pieces[place].word for place in range(*match.span()) if clauses.shape[place] == "i"}
        told = [clauses.pieces[place].which for place in range(*match.span()) if clauses.shape[place] in "vn"]
        model = found[told[-1]]
        if leads != {"in"} or model.role != "count" or any(found[which].role not in ("number", "count") for which in told):
            continue
        for which in told[:-1]:
            one = found[which]
            if one.role == "number" and one.value is not None and not one.value.op and not is_year(one):
                found[which] = like(one, model)


class _Member(NamedTuple):
    """A number of a series: its quantity, the word directly behind it, and the preposition that leads on from it."""

    which: int
    noun: str
    lead: str


def _members(clauses: Clauses, start: int, end: int) -> Iterator[_Member]:
    places = [place for place in range(start, end) if clauses.pieces[place].letter in "vnd" and _opens(clauses, place, start)]
    for place, following in zip(places, [*places[1:], end], strict=True):
        behind = clauses.pieces[place + 1 : following]
        noun = behind[0].word if behind and behind[0].letter == "w" else ""
        lead = next((piece for i, piece in enumerate(behind) if _leads_on(behind, i)), None)
        yield _Member(clauses.pieces[place].which, noun, lead.word if lead is not None and lead.letter == "i" else "")


def _leads_on(behind: Sequence[Piece], i: int) -> bool:
    """Whether a piece behind a number leads on from it, and not to the time at which all were: ``44 at 1 year after A``."""
    if behind[i].letter not in "i,;&c" or behind[i].word == "of":
        return False
    following = [piece.letter for piece in behind[i : i + 3]]
    return following != ["i", "t", "i"]


def _opens(clauses: Clauses, place: int, start: int) -> bool:
    """Whether a number is told, and is no dose of a group: ``3.1 with 5 mg and 4.2 with 10 mg``."""
    return clauses.shape[place] != "d" or place == start or clauses.shape[place - 1] != "i" or clauses.shape[place - 2] in ",;&c"


def _is_bare(text: str, base: int, one: Quantity) -> bool:
    """Whether a number may be a result that nothing beside it says: it names no thing, and is no year."""
    if one.role not in ("number", "dose") or one.value is None or one.value.op:
        return False
    return not is_year(one) and not numbers_a_thing(text[: one.start - base])


def _parallel_part(members: list[_Member], bare: Sequence[_Member]) -> list[_Member]:
    """The longest part of a series whose numbers are told alike, and of which one is bare where any is; else nothing."""
    if not bare or len(members) > _MOST:
        return members if _parallel(members) else []
    parts = [members[i : i + size] for size in range(len(members), 1, -1) for i in range(len(members) - size, -1, -1)]
    parts = [part for part in parts if _parallel(part) and any(one in bare for one in part)]
    return next((part for part in parts if any(one not in bare for one in part)), parts[0] if parts else [])


_MOST = 16


def _parallel(members: Sequence[_Member]) -> bool:
    """Whether all numbers lead on by the same word or to groups, or none but the last does, or in each group the last:
    ``2.1, 2.4 and 1.9 in A and 4.6, 4.1 and 3.0 in B``."""
    leads = [one.lead for one in members]
    if len(set(leads)) == 1 or not any(leads[:-1]) or leads[:2] == ["before", "after"] or _TO_GROUPS.issuperset(leads):
        return not any(leads[2:-1]) or leads[:2] != ["before", "after"]
    size = next(i for i, lead in enumerate(leads) if lead) + 1
    return size > 1 and len(leads) % size == 0 and leads == leads[:size] * (len(leads) // size)


_TO_GROUPS = frozenset("with on without given receiving taking in for among after".split())


def _may_share(one: _Member, known: _Member | None, model: Quantity, members: Sequence[_Member]) -> bool:
    """``7, 12 and 4 beats/min`` share a word behind the last; ``12 deaths and 4 centers`` do not."""
    if not one.noun or (known is not None and known.noun == one.noun):
        return True
    return model.role == "value" and not model.unit and one is members[-1] and not any(each.noun for each in members[:-1])


def _model(text: str, base: int, bare: Sequence[Quantity]) -> Quantity | None:
    """What the numbers of a series are that has no result: values in a bracket, or how many there were of what is counted."""
    first = bare[0]
    before = text[max(0, first.start - base - 120) : first.start - base]
    decimal = [one.value is not None and one.value.decimals > 0 for one in bare]
    if all(decimal) and (_OPENED.search(before) or _NUMBER_OF.search(before) or _AMOUNTS_OF.search(before)):
        return replace(first, role="value")
    if _WAS.search(before) and not _COUNTS.search(before):
        return replace(first, role="value")
    if not any(decimal) and _NUMBER_OF.search(before):
        return replace(first, role="count", n=first.value, value=None)
    return None


#: a plural, of what may be counted in groups
_PLURAL = compiled(r"(?:[a-z-]+ ){0,2}[a-z-]{2,}(?:(?<!s)s|ae|eet|eeth|ice)")
_NOT_COUNTED = compiled(
    r"\b(?:times|points|months|weeks|days|years|hours|minutes|scores?|items|parts|scales|studies|trials|cent(?:er|re)s|sites|tests|others)\b"
)


def _things(members: Sequence[_Member], found: Sequence[Quantity]) -> Quantity | None:
    """``12 limbs in A and 24 limbs in B``, ``88 vaccinees in A and 91 in B``: things of one name, told for each group."""
    first = members[0]
    if not all(one.lead in ("in", "with", "on", "among", "given", "receiving") for one in members):
        return None
    if not _PLURAL.fullmatch(first.noun) or _NOT_COUNTED.search(first.noun):
        return None
    if any(one.noun not in ("", first.noun) for one in members):
        return None
    one = found[first.which]
    if one.value is None or one.value.decimals or one.unit:
        return None
    return replace(one, role="count", n=one.value, value=None, noun=first.noun.split()[-1])


def _is_share(one: Quantity) -> bool:
    """Whether a result is a percent and nothing else."""
    return one.role == "proportion" and one.percent is not None and one.n is None and one.denominator is None


def like(one: Quantity, model: Quantity) -> Quantity:
    """A bare number as a result of the kind of another, where it is printed so that it can be."""
    assert one.value is not None
    if model.role == "proportion":  # 29.4% with A and 33.1 with B
        same = one.role == "number" and one.value.decimals > 0 and not one.unit
        return replace(one, role="proportion", percent=one.value, value=None, unit="%", unit_at=model.unit_at) if same else one
    if model.role == "count":
        whole = one.role == "number" and not one.value.decimals and not one.unit
        return replace(one, role="count", n=one.value, value=None, noun=model.noun) if whole else one
    if one.value.word or (one.unit and one.unit != model.unit):
        return one
    if one.unit:
        return replace(one, role="value")
    shared = replace(one, role="value", unit=model.unit, unit_at=model.unit_at)
    if model.factor != 1 and one.factor == 1:  # 7.3 in A and 7.0 x 10^6/kg in B
        shared = replace(shared, factor=model.factor, factor_at=model.factor_at)
        shared.note("shared_factor", "1")
    return shared


def is_year(one: Quantity) -> bool:
    """Whether a number can be a year."""
    return one.value is not None and not one.value.decimals and 1900 <= one.value.value <= 2100


def numbers_a_thing(before: str) -> bool:
    """Whether the words before a number make it the name of a thing: ``period 1``."""
    return _NUMBERED.search(before[-16:]) is not None


#: from the last results to two numbers of another thing: ``; fatal bleeds``, ``and mean pain score``
_OTHER_THING = compiled(
    r"(?:[^;:.()]|\.(?=\d)){0,80}(?:\s?\([^()]{0,40}\))?(?:[,;]\s(?:and\s)?|\sand\s)(?:the\s)?(?:[A-Za-z][a-z-]*\s){1,4}(?:by\s|of\s)?"
)
_NO_THING = compiled(r"\b(?:in|with|for|on|among|at|after|versus|vs|than|group|arm|groups|arms|and|was|were|had|or)\s$")


def of_another(text: str, base: int, one: Quantity, other: Quantity, last: Quantity | None) -> str:
    """``12 and 31 major bleeds, fatal bleeds 1 and 6``: two bare numbers behind a thing are of the kind of the two before."""
    end = one.end - base
    if (
        last is None
        or last.role not in ("value", "count")
        or _AND.fullmatch(text, end, other.start - base) is None
        or other.role != "number"
        or other.value is None
        or other.value.op
    ):
        return ""
    place = last.end - base
    if not _OTHER_THING.fullmatch(text, place, one.start - base) or _NO_THING.search(text, place, one.start - base):
        return ""
    if not _ENDS_PAIR.match(text, other.end - base):
        return ""
    if _decimal(one) and _decimal(other):
        return "value"
    return "" if last.role == "value" or is_year(one) or _decimal(one) or _decimal(other) else "count"


_AND = compiled(r"\s*,?\s*and\s*")
_ENDS_PAIR = compiled(r"\s*(?:[.;,)(\[]|$)")


def _decimal(one: Quantity) -> bool:
    return one.value is not None and one.value.decimals > 0


#: ``Nine patients with A and six with B``
_COUNTS_ON = compiled(
    r"\s+(?P<lead>with|on|in|given|receiving|taking|after|without|from|assigned to|"
    rf"treated with)\s+[^,;:.()\d]{{2,60}}?,?\s+(?:and|but|{AGAINST})\s+(?:only\s+|just\s+)?"
)


def count_alike(text: str, base: int, found: list[Quantity]) -> None:
    """A bare number that goes on a count of patients, led to its group by the same word, is a count."""
    for i in range(1, len(found)):
        one, other = found[i - 1], found[i]
        if one.role != "count" or other.role != "number" or other.value is None or other.value.decimals or other.value.op:
            continue
        match = _COUNTS_ON.fullmatch(text, one.end - base, other.start - base) if one.n is not None else None
        if match is not None and text.startswith(f" {match['lead']} ", other.end - base):
            found[i] = replace(other, role="count", n=other.value, value=None, noun=one.noun)


#: ``(mean +/- SEM``: what stands behind the sign is everywhere the same
_ARE_ERRORS = Gated(
    "se|error",
    r"(?:\u00b1|\+/?-|plus or minus)\s?(?:1\s)?(?:(?:the\s)?standard errors?\b|(?-i:SEM?)\b)(?!\s?[\d(])",
    re.IGNORECASE,
)
_ANNOUNCED = Gated("mean", r"\b[Mm]eans? ?(?:[(\[] ?(?P<spread>SD|SEM?) ?[)\]]|, (?P<other>SD|SEM?)\b)")


def share_spreads(text: str, found: list[Quantity]) -> None:
    """``36.3 [SD 0.4] and 36.6 [0.3]``, ``62 (9) and 71 (11) [mean (SD)]``, ``(mean ± SEM)``: what the spreads of values are."""
    if _ARE_ERRORS.search(text):
        for i, one in enumerate(found):
            if "spread" in one.extra and one.sd is not None:
                found[i] = replace(one, sd=None, se=one.sd)
    told = _ANNOUNCED.search(text) if any("companion" in one.extra for one in found) else None
    for i, one in enumerate(found) if told is not None else ():
        plain = one.role == "value" and one.sd is None and one.se is None and not one.intervals and len(one.numbers) == 2
        if told is not None and plain and "companion" in one.extra:
            spread = told["spread"] or told["other"]
            found[i] = replace(one, sd=one.numbers[1]) if spread == "SD" else replace(one, se=one.numbers[1])
    last: Quantity | None = None
    for i, other in enumerate(found):
        if other.role != "value":
            continue
        plain = other.sd is None and other.se is None and not other.intervals and len(other.numbers) == 2
        if plain and last is not None and (last.sd or last.se) and "companion" in other.extra and last.unit == other.unit:
            found[i] = replace(other, sd=other.numbers[1]) if last.sd else replace(other, se=other.numbers[1])
        last = found[i]
    _assume_spreads(text, found)
    _share_kinds(found)


def _share_kinds(found: list[Quantity]) -> None:
    """``3.1 days [IQR, 2.4 to 4.6] with A and 4.8 days [3.3 to 6.9] with B``: a word says once what the brackets hold."""
    told: Quantity | None = None
    for i, one in enumerate(found):
        kinds = {span.kind for span in one.intervals}
        if len(one.intervals) != 1 or one.role not in ("value", "proportion", "not_reached") or "percent_low" in one.extra:
            continue
        if "bare" not in kinds:
            told = one
        elif (
            told is not None
            and (told.role == one.role or "not_reached" in (told.role, one.role))
            and (told.unit == one.unit or not told.unit or not one.unit)
        ):
            found[i] = replace(one, intervals=(replace(one.intervals[0], kind=told.intervals[0].kind),))


#: ``rates (95% CI) were``, ``means (95% confidence interval [CI]) were``: what the brackets behind all results hold
_ANNOUNCED_CI = Gated(
    "ci|confidence",
    r"[(\[]\s?(?P<level>9\d(?:\.\d)?)\s?%\s?(?:confidence intervals?(?:\s?[(\[]CIs?[)\]])?|CIs?)\s?[)\]](?=\s[A-Za-z])",
    re.IGNORECASE,
)


def share_announced(text: str, base: int, found: list[Quantity]) -> None:
    """Make the intervals without a word confidence intervals where the sentence said before that they are, and of what level."""
    told = _ANNOUNCED_CI.search(text) if any(span.kind == "bare" for one in found for span in one.intervals) else None
    if told is None:
        return
    start, end = told.span("level")
    level = Number(base + start, base + end, told["level"], Decimal(told["level"]))
    for i, one in enumerate(found):
        kinds = [span.kind for span in one.intervals]
        if kinds == ["bare"] and one.start - base > told.end() and "percent_low" not in one.extra:
            found[i] = replace(one, intervals=(replace(one.intervals[0], kind="ci", level=level),))


#: means that were computed have standard errors; medians have none of both
_NO_SPREAD = Gated("median|adjust|least|model|standard", r"\b(?:medians?|adjusted|least|models?|standard)\b", re.IGNORECASE)


def _assume_spreads(text: str, found: list[Quantity]) -> None:
    """``was 412 (96) min in A and 286 (71) min in B``: values side by side with a number each in a bracket, of which no word
    says what it is, are means with their standard deviations, as is the custom."""
    plain = [i for i, one in enumerate(found) if "companion" in one.extra and _has_plain_companion(one)]
    if len(plain) < 2 or _NO_SPREAD.search(text):
        return
    for i in plain:
        found[i] = replace(found[i], sd=found[i].numbers[1], extra={**found[i].extra, "assumed": "sd"})


def _has_plain_companion(one: Quantity) -> bool:
    if one.role != "value" or one.value is None or one.value.op or one.sd is not None or one.se is not None:
        return False
    if one.intervals or one.n is not None or one.percent is not None or len(one.numbers) != 2 or not one.value.value:
        return False
    spread = one.numbers[1]
    return spread.value > 0 and not spread.op and not spread.word and spread.decimals >= one.value.decimals
