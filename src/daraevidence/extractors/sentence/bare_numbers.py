"""Numbers without a unit that are results: what stands beside them says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import is_

from daraevidence.extractors.sentence.counts_beside import counted_beside, share_wholes
from daraevidence.extractors.sentence.doses_of_names import set_apart
from daraevidence.extractors.sentence.gapped import told_gapped
from daraevidence.extractors.sentence.lone_numbers import BEING, IN_GROUP, things_did, told_alone
from daraevidence.extractors.sentence.numbers_of import count_numbers_of
from daraevidence.extractors.sentence.phrases import content
from daraevidence.extractors.sentence.recoveries import RANGED, UNITS_OF_CARE, UNITS_OF_TIME, recovered, told_for_each
from daraevidence.extractors.sentence.series import (
    count_alike,
    is_year,
    like,
    numbers_a_thing,
    of_another,
    share_announced,
    share_spreads,
    told_alike,
)
from daraevidence.extractors.sentence.unknown_units import with_unit
from daraevidence.language.changes import from_value
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import AGAINST, AN_AVERAGE_OF

__all__ = ["promoted"]

_BETWEEN = compiled(rf"\s*(?:{AGAINST}|and)\s*", re.IGNORECASE)
_AND = compiled(r"\s*,?\s*and\s*", re.IGNORECASE)
#: words between two numbers that are set against each other: ``5 for A versus 7``, ``A 5 versus B 7``
_SET_AGAINST = compiled(
    rf"(?:[^.;()\[\]\d]|(?<=[\w-])\d|\d(?=\d{{0,3}}-[A-Za-z])){{0,60}}?\b(?:{AGAINST}|rather than|than)(?=\s)(?:[^.;()\[\]\d]|"
    r"(?<=[\w-])\d){0,40}",
    re.IGNORECASE,
)
_TO = compiled(
    rf"\s*(?P<unit>[A-Za-z$€£]{{1,12}})?(?:\s(?:at|before|on)\s(?:the\s)?[a-z][a-z -]{{2,30}}?)?\s+to\s+"
    rf"(?:(?:{AN_AVERAGE_OF})\s+)*"
)
_RESPECTIVE = Gated("respective", r"\brespective(?:ly)?\b", re.IGNORECASE)


_DOSE_WORDS = compiled(
    r"\b(?:dos(?:e|es|ed|age|ing)|administ\w+|receiv\w+|given|infus\w+|inject\w+|treat\w+|tablets?|capsules?)\b", re.IGNORECASE
)


#: what was asked for last, and the answer: a sentence is asked for the groups it names, and then for what it states
_last: tuple[str, int, Sequence[Quantity], list[Quantity]] = ("", 0, (), [])


def promoted(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities of a sentence, with bare numbers made values where they are results.

    Reads ``(0.1 versus 1.4)``, ``0.77 and 0.79, respectively``, ``the mean score was 3.4``, ``28.9 for A versus 23.3 weeks``,
    ``from 8.1 to 7.2``, ``20 and 11 of 30, respectively``, ``a dose of 5 mg versus 7 mg`` where the dose is the outcome.
    """
    global _last
    last_text, last_base, given, found = _last
    if text != last_text or base != last_base or len(given) != len(quantities) or not all(map(is_, given, quantities)):
        found = _promoted(text, base, quantities)
        _last = (text, base, tuple(quantities), found)
    return found.copy()


def _promoted(text: str, base: int, quantities: Sequence[Quantity]) -> list[Quantity]:
    text, apart, doses = set_apart(text, base, quantities)
    found = recovered(text, base, apart)
    told_for_each(text, base, found)
    told_gapped(text, base, found)
    share_wholes(text, base, found)
    respective = bool(_RESPECTIVE.search(text))
    last: Quantity | None = None
    for i, one in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        before = text[max(0, one.start - base - 240) : one.start - base]
        if one.role != "number" or one.value is None:
            found[i] = _measured_otherwise(text, base, one, found[i - 1] if i else None, last)
        elif one.value.op or numbers_a_thing(before) or _OR_MORE.match(text, one.end - base):
            pass
        elif _OUT_OF.search(before[-24:]):
            found[i] = replace(one, role="name")
        elif following is not None and (kind := of_another(text, base, one, following, last)):
            for place, each in ((i, one), (i + 1, following)):
                found[place] = (
                    replace(each, role="value") if kind == "value" else replace(each, role="count", n=each.value, value=None)
                )
        elif following is None or not _with_next(text, base, found, i, respective):
            told = told_alone(text, base, one, before)
            by_group = last is not None and last.role == "value" and IN_GROUP.match(text, one.end - base) is not None
            found[i] = one if by_group and told.role == "count" else told
        if found[i].role in ("value", "proportion", "count"):
            last = found[i]
    count_numbers_of(text, base, found, numbers_a_thing)
    counted_beside(text, base, found)
    share_spreads(text, found)
    share_announced(text, base, found)
    count_alike(text, base, found)
    if len(found) > 1 and any(one.role in ("number", "dose") or one.unit.startswith("per ") for one in found):
        told_alike(text, base, found)
    found = [with_unit(text, base, one) for one in found]
    return sorted([*found, *doses], key=lambda one: one.start) if doses else found


def _measured_otherwise(text: str, base: int, one: Quantity, previous: Quantity | None, last: Quantity | None) -> Quantity:
    """A dose, a time, a limit or a number of times that is a result by the words around it; others as they are.

    ``previous`` is the quantity right before it, ``last`` the last result.
    """
    before = text[max(0, one.start - base - 240) : one.start - base]
    if one.role == "dose":
        return _measured(text, base, one, last, before)
    if one.role in ("timepoint", "duration") and one.sd is not None:
        return replace(one, role="value")
    if one.role == "timepoint":
        return _timed(text, base, one, last, before)
    if one.role == "threshold":
        return _bounded(text, base, one, last)
    if one.role == "number" and one.intervals and RANGED.search(before):
        return replace(one, role="value")
    if one.role != "value":
        return one
    if one.unit in UNITS_OF_CARE and things_did(text, base, one, before):
        return replace(one, role="count", n=one.value, value=None, unit="", unit_at=(0, 0), noun="events")
    if one.unit == "times":
        return _happened(text, base, one, last, before)
    in_turn = one.unit in UNITS_OF_TIME and _IN_TURN.search(before) and _HOLDS.match(text, one.end - base)
    next_time = one.unit in UNITS_OF_TIME and previous is not None and _is_next_time(text, base, previous, one)
    return replace(one, role="timepoint") if in_turn or next_time else one


def _is_next_time(text: str, base: int, previous: Quantity, one: Quantity) -> bool:
    """``at 1 year and 5 years``, ``at 3 months, 1 year and 5 years``: a bare time that only ``and`` joins to a point in time."""
    if one.value is None or one.intervals or one.value.op or previous.intervals:
        return False
    start = previous.start - base
    led = previous.unit in UNITS_OF_TIME and _AFTER.search(text, max(0, start - 8), start) is not None
    return (led or previous.role == "timepoint") and _AND_OR.fullmatch(text, previous.end - base, one.start - base) is not None


_AND_OR = compiled(r",?\s(?:and|or)\s|,\s")
_AFTER = compiled(r"\b(?:after|by|within)\s\Z", re.IGNORECASE)
#: ``lower at 1 week (21 vs 28) and`` 12 weeks ``(18 vs 23)``
_IN_TURN = compiled(
    r"\b(?:at|by|after)\s(?:both\s|either\s)?\d+\s?[a-z]+\s?[(\[][^()]*(?:\([^()]*\)[^()]*)*[)\]],?\s(?:and|or)\s(?:at\s)?$",
    re.IGNORECASE,
)
_HOLDS = compiled(r"\s?[(\[]\s?[-+]?\d")
#: ``improved by`` 2 ``steps or more``
_OR_MORE = compiled(r"\s[a-z-]{3,14}\sor\s(?:more|greater|better|higher|fewer|less|lower|worse)\b")
#: from a result to a limit that stands against it: ``fell by 4.8 points in A but by`` no more than 0.3 points
_BUT = compiled(
    rf"[^.;]{{0,80}}\b(?:and|but|{AGAINST}|than)\s(?:(?:by|of|to|after|in|was|only)\s)?$",
    re.IGNORECASE,
)
#: ``Peritonitis struck 19 times in those with X``
_HAPPENS = compiled(
    r"\b(?:struck|occurr(?:ed|ing)|happened|recurred|arose|developed|appeared|fell|visited|called|used|needed|required"
    r"|(?:was|were) (?:seen|needed|required|used|performed|repeated|recorded|reported|admitted|observed|noted|detected))\s$",
    re.IGNORECASE,
)
_AS_OFTEN = compiled(
    r"\s(?:as|more|less|higher|lower|greater|the|per|a|an|that|daily|weekly|monthly|longer|likelier|larger|smaller)\b"
)


def _bounded(text: str, base: int, one: Quantity, last: Quantity | None) -> Quantity:
    """A limit that stands against a result of its kind is one: ``14 minutes in A and more than 4 hours in B``."""
    if one.value is None or last is None or last.role != "value" or not one.unit:
        return one
    alike = last.unit == one.unit or (last.unit in UNITS_OF_TIME and one.unit in UNITS_OF_TIME)
    return replace(one, role="value") if alike and _BUT.fullmatch(text, last.end - base, one.start - base) else one


def _happened(text: str, base: int, one: Quantity, last: Quantity | None, before: str) -> Quantity:
    """``struck 19 times``, not ``3 times as often``: how many there were; ``1.8 times per year with A and`` 2.9 times."""
    if last is not None and "per " in last.unit and _AND_AGAIN.fullmatch(text, last.end - base, one.start - base):
        return replace(one, unit=last.unit, unit_at=last.unit_at)
    if one.value is None or one.value.decimals or one.intervals or one.sd or _AS_OFTEN.match(text, one.end - base):
        return one
    again = last is not None and last.noun == "events" and _AND_AGAIN.fullmatch(text, last.end - base, one.start - base)
    if not again and not _HAPPENS.search(before):
        return one
    return replace(one, role="count", n=one.value, value=None, unit="", unit_at=(0, 0), noun="events")


_AND_AGAIN = compiled(rf"[^.;]{{0,120}}\b(?:and|{AGAINST}|but|than)\s(?:only\s)?$", re.IGNORECASE)


def _timed(text: str, base: int, one: Quantity, last: Quantity | None, before: str) -> Quantity:
    """A time that is no point in time: ``was prolonged by 3 months``, ``(9 v 12 days)``."""
    if one.value is None or one.value.op or text[one.end - base - 1 : one.end - base] == "-":
        return one
    against = last is not None and last.role == "value" and last.unit == one.unit
    if against and last is not None and _SET_AGAINST.fullmatch(text, last.end - base, one.start - base):
        return replace(one, role="value")
    by_both = against and last is not None and before.endswith("by ") and text[: last.start - base].endswith("by ")
    return replace(one, role="value") if by_both else one


def _measured(text: str, base: int, one: Quantity, last: Quantity | None, before: str) -> Quantity:
    """A weight for a time that is no dose: ``urinary albumin was 312 mg/day``, ``a mean dose of 5 mg versus 7 mg``."""
    if one.value is None or one.value.op:
        return one
    alike = last is not None and last.role == "value" and last.unit == one.unit
    if alike and last is not None:
        gap = (last.end - base, one.start - base)
        if _SET_AGAINST.fullmatch(text, *gap) or _TO.fullmatch(text, *gap) or from_value(text, one.start - base, one.end - base):
            return replace(one, role="value")
    if _WAS_USED.match(text, one.end - base):
        return replace(one, role="value")
    if _USED.search(before) or (_LESS.search(before) and _VERSUS.match(text, one.end - base) and not _DOSE_WORDS.search(before)):
        return replace(one, role="value")
    if BEING.search(before) and content(before[:-5]) and not _DOSE_WORDS.search(before):
        drugs = any(term.kind in ("drug", "regimen") for term in terms(before))
        return one if drugs else replace(one, role="value")
    return one


#: ``morphine consumption was 12 mg``, ``a blood loss of 300 g``, ``more weight gain in A (50 g``: an amount that was measured
_USED = Gated(
    "consum|requir|intake|excret|loss|lost|gain|weigh|output|mass|uptake|secret",
    r"\b(?:consumption|requirements?|intake|excretion|loss(?:es)?|gains?|weight|output|mass|uptake)\b[^.;]{0,80}"
    r"(?:\b(?:was|were|averaged|to|by|from)\s+(?:only\s+|about\s+|approximately\s+)?|[(\[]\s?[-+]?\s?)$"
    r"|\b(?:requirements?|excretion|loss(?:es)?|gains?|weight|output|mass)\s+of\s+$"
    r"|\b(?:gained|lost|weigh(?:ed|ing)|excreted|consumed|secreted)\s+(?:only\s+|about\s+|approximately\s+)?$",
    re.IGNORECASE,
)
#: ``1.7 units of red cells per patient were transfused``: how much was needed
_WAS_USED = compiled(
    r"(?:\sof\s[^,;:.()\d]{3,40}?)?(?:\s(?:per|for each)\s[a-z]+)?\s(?:was|were)\s"
    r"(?:transfused|consumed|needed|required|used|lost|drained|excreted|self-administered)\b"
)
#: ``needed less X (``, before an amount that stands against another
_LESS = compiled(
    r"\b(?:less|more|lower|higher|greater|smaller|reduced|decreased|increased)\s[^.;()\d]{2,60}[(\[]\s?$", re.IGNORECASE
)
_VERSUS = compiled(rf"\s(?:{AGAINST})\s", re.IGNORECASE)


_OUT_OF = compiled(r"\bout of (?:an? )?(?:possible |maximum |total |score of )*$")


#: ``days off work were 4 and 9``, ``values of 44 and 49``: one for each of two groups
_EACH = compiled(r"\b(?:were|averaged|(?:values|scores|means|medians|averages|levels|rates) of)\s$", re.IGNORECASE)
_CLOSES = compiled(r"\s*(?:[.;,)(\[]|$)")


def _with_next(text: str, base: int, found: list[Quantity], i: int, respective: bool) -> bool:
    """Make a number a result together with the one behind it; whether it was."""
    one, other = found[i], found[i + 1]
    start, end = one.end - base, other.start - base
    bare = other.role == "number" and other.value is not None and not other.value.op
    joint = _AND.fullmatch(text, start, end)
    if bare and _BETWEEN.fullmatch(text, start, end) and (joint is None or respective):
        found[i], found[i + 1] = replace(one, role="value"), replace(other, role="value")
        return True
    if bare and joint is not None and _EACH.search(text[: one.start - base]) and _CLOSES.match(text, other.end - base):
        found[i], found[i + 1] = replace(one, role="value"), replace(other, role="value")
        return True
    if other.role == "proportion" and joint and respective and other.n is not None and other.denominator is not None:
        if one.value is not None and not one.value.decimals and one.value.value <= other.denominator.value:
            found[i] = replace(one, role="proportion", n=one.value, value=None, denominator=other.denominator, noun=other.noun)
            return True
        return False
    if _SET_AGAINST.fullmatch(text, start, end) or (joint and other.role == "value" and _of_kind(one, other)):
        return _alike(found, i, bare)
    to = _TO.fullmatch(text, start, end)
    if bare and to and not (is_year(one) and is_year(other)) and from_value(text, one.start - base, one.end - base):
        unit = to["unit"] or ""
        found[i], found[i + 1] = (
            replace(one, role="value", unit=one.unit or unit),
            replace(other, role="value", unit=other.unit or unit),
        )
        return True
    return False


def _of_kind(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers joined by "and" are printed alike: both with decimals or signs."""
    return one.value is not None and other.value is not None and one.value.decimals == other.value.decimals > 0


def _alike(found: list[Quantity], i: int, bare: bool) -> bool:
    """A bare number is of the kind of the one that it stands against."""
    one, other = found[i], found[i + 1]
    if bare and one.value is not None and (one.value.decimals or one.value.value < 0):
        found[i], found[i + 1] = replace(one, role="value"), replace(other, role="value")
        return True
    if (other.role == "value" and other.value is not None) or (other.role == "count" and other.percent is None):
        found[i] = like(one, other)
        return found[i] is not one
    if other.role == "proportion" and other.n is None and other.percent is not None:
        found[i] = replace(one, role="proportion", percent=one.value, value=None, unit="%")
        return True
    return False
