"""Shares of a group: ``14 of 22 (64%)``, ``8/36, 22%``, ``62% (n=13)``."""

from __future__ import annotations

from daraevidence.language.companions import tail, take
from daraevidence.language.counts import counted_at
from daraevidence.language.gated import Gated
from daraevidence.language.intervals import OPENING, bracket
from daraevidence.language.numbers import DASH, Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.rounding import fit_percent, share
from daraevidence.language.strengths import is_strength
from daraevidence.language.units import hyphen_unit_at, percent_at, power_at, unit_at

__all__ = ["OF", "PLUS_MINUS", "count_of_total", "percent_of_group", "total_behind"]

PLUS_MINUS = compiled(
    rf"\s{{0,2}}(?:\u00b1|\+\s?/\s?[{DASH}]|\+ ?or ?[{DASH}]|\+[{DASH}]|plus(?: or |/)minus)"
    r"\s{0,2}(?:(?:US)?[$\u20ac\u00a3\u00a5]\s?)?"
)
OF = compiled(
    r"\s{1,2}(?:out )?of(?: (?:the|these|those|all|our|every|a total of))?(?: (?:first|remaining|other|last|evaluable))?\s{1,2}"
)
#: ``1 in 250 patients``
_ONE_IN = compiled(r"\s{1,2}in(?: every)?\s{1,2}")
#: ``12/100 patient-years``
_PERSON_TIME = compiled(r"\s?(?:person|patient|subject|participant)[- ](?:years?|months?|weeks?|days?)\b")
_SLASH = compiled(r"\s?/\s?")
_COMMA = compiled(r"[,;]\s")
_OF_THE = compiled(r"\sof (?:the |these |those |all )?(?=\d|[a-z]+ )")
#: ``24% of 147`` in the placebo arm: whom the number counts goes without saying
_WHOSE = compiled(r"\s(?:in|on|given|receiving|treated|assigned|taking|who)\s(?!\d)")
_YEARS = range(1900, 2100)
_COMMA_PERCENT = compiled(r"[,;]?\s{1,2}(?:or |i\.e\.,? )?")
_WORDS_TO_PERCENT = compiled(r"(?:\s[A-Za-z][\w/\u00ae-]*){1,6}\s?\(\s?(?=[\d.])")


_MORE_PERCENTS = compiled(
    r"\s*(?:,|,?\s*and|,?\s*or|,?\s*(?:vs\.?|versus|against|(?:as )?compared (?:with|to)))\s+\d+(?:\.\d+)?\s*%"
)


def count_of_total(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``8/36``, ``14 of 22 (64%)``, ``three out of the 100 D-Vd patients``, ``8/36, 22%``, ``72 of 207, 34.8%``."""
    text = passage.text
    slash = None if number.word else _SLASH.match(text, number.end)
    match = slash or OF.match(text, number.end)
    one_in = _ONE_IN.match(text, number.end) if match is None and number.value == 1 else None
    match = match or one_in
    total = passage.number(match.end()) if match else None
    if total is not None and one_in and not _is_whole(text, total):
        return None
    if total is None or total.decimals or total.value <= 0 or match is None:
        return None
    if slash and (total.word or text[total.end : total.end + 1] == "/" or text[number.start - 1 : number.start] == "/"):
        return None
    rate = _PERSON_TIME.match(text, total.end) if slash else None
    if rate is not None and match is not None:
        per = f"per {total.text} {rate[0].strip()}"
        return Quantity("value", start, rate.end(), value=number, unit=per, unit_at=(match.start(), rate.end()))
    if slash and number.value in (6, 20) and _SIGHT.search(text, max(0, start - 90), start):
        return _sight(text, number, total, start)
    if total.value < number.value:
        return _pair(passage, number, total, start) if slash else _impossible(passage, number, total, start)
    end = total.end
    if percent_at(text, end) is not None or power_at(text, end) is not None:
        return None
    unit = unit_at(text, end) or hyphen_unit_at(text, end)
    noun = counted_at(text, end)
    if unit is not None:  # "on days 1 and 15 of the first 28-day cycle"
        return None
    found = Quantity("proportion", start, end, n=number, denominator=total)
    if noun is not None:
        found.noun, found.end = noun.name, noun.end
    found = _with_percent(passage, found, end)
    if noun is not None and noun.unit and not slash and found.percent is None:  # 4 of 6 cycles
        return None
    return found


#: before how sharply an eye sees: ``visual acuity of`` 20/40
_SIGHT = Gated("acuity|vision|sight|va|snellen", r"\b(?:acuity|vision|sight(?:ed)?|[A-Z]{0,3}VA|Snellen)\b(?:[^.;]|\.\d){0,70}\Z")
_OR_BETTER = compiled(r"\s(?:or|and) (?:(better|more|above|higher)|(?:worse|less|below|lower))\b")


def _sight(text: str, number: Number, total: Number, start: int) -> Quantity:
    """``20/40 or better``: how far an eye sees what a good one sees from farther away, and no share of patients."""
    more = _OR_BETTER.match(text, total.end)
    pair = {"ratio": f"{number.text}/{total.text}"}
    if more is None:
        return Quantity("number", start, total.end, value=number, extra=pair)
    return Quantity("threshold", start, more.end(), value=number._replace(op=">=" if more[1] else "<="), extra=pair)


def _is_whole(text: str, total: Number) -> bool:
    """Whether the number of ``1 in 250 patients`` is one of people."""
    noun = counted_at(text, total.end)
    return noun is not None and not noun.unit and total.value > 1


def _impossible(passage: Passage, number: Number, total: Number, start: int) -> Quantity | None:
    """``790 of 470 patients (40.4%)``: more than the whole, but a share, as its noun and its percent say."""
    noun = counted_at(passage.text, total.end)
    if noun is None or noun.unit:
        return None
    found = Quantity("proportion", start, noun.end, n=number, denominator=total, noun=noun.name)
    found = _with_percent(passage, found, total.end)
    return found if found.percent is not None else None


def _pair(passage: Passage, number: Number, total: Number, start: int) -> Quantity:
    """``120/80 mm Hg``: two numbers that belong together."""
    found = Quantity("number", start, total.end, value=number, extra={"pair": f"{number.text}/{total.text}"})
    unit = unit_at(passage.text, total.end)
    if unit is not None:
        found.role = "dose" if unit.kind == "dose" else "value"  # "675/225 mg" are a first and a later dose, or two drugs
        found.unit, found.unit_at, found.end = unit.name, (unit.start, unit.end), unit.end
    return found


def _with_percent(passage: Passage, found: Quantity, bare_end: int) -> Quantity:
    """The percent of a count: in brackets, behind a comma, or in brackets behind a few words where it agrees."""
    text = passage.text
    for end in dict.fromkeys((found.end, bare_end)):
        opened = OPENING.match(text, end)
        companions = bracket(passage, opened.end()) if opened else None
        if opened and companions is not None and _first_of_others(passage, found, opened.end()):
            continue
        if companions is not None:
            take(found, companions, passage)
            found.end = max(found.end, companions.end)
            return found
        comma = _COMMA_PERCENT.match(text, end)
        percent = passage.number(comma.end()) if comma else None
        after = percent_at(text, percent.end) if percent else None
        listed = after is not None and _MORE_PERCENTS.match(text, after[0])
        if percent is not None and after is not None and found.percent is None and _agrees(found, percent, 2 if listed else 10):
            found.percent, found.end = percent, after[0]
            return found
    words = _WORDS_TO_PERCENT.match(text, found.end)
    percent = passage.number(words.end()) if words else None
    after = percent_at(text, percent.end) if percent else None
    others = words is not None and _first_of_others(passage, found, words.end())
    if percent is not None and after is not None and not others and _agrees(found, percent):
        found.percent, found.end = percent, after[0] + (text[after[0] : after[0] + 1] == ")")
    return found


def _first_of_others(passage: Passage, found: Quantity, start: int) -> bool:
    """Whether the percent at a place is the first of several that are not this count's: ``9 of 40 (12.5% vs 22.5%)``."""
    percent = passage.number(start)
    after = percent_at(passage.text, percent.end) if percent else None
    if percent is None or after is None or _MORE_PERCENTS.match(passage.text, after[0]) is None:
        return False
    if found.n is None or found.denominator is None:
        return False
    return fit_percent(int(found.n.value), int(found.denominator.value), percent).reading == "no"


def _agrees(found: Quantity, percent: Number, points: int = 2) -> bool:
    """Whether the percent can be meant for the count: within so many points, so that a wrong one is still read (and found)."""
    if found.n is None or found.denominator is None:
        return False
    return abs(share(found.n.value, found.denominator.value) - percent.value) <= points


def percent_of_group(passage: Passage, number: Number, start: int) -> Quantity | None:
    """``82.9%``, ``73 percent``, ``62% (n=13)``, ``78%, 21/27``, ``17.0% (95% CI, 7.7-30.8%)``, ``58% of the 36 patients``."""
    text = passage.text
    spread = PLUS_MINUS.match(text, number.end)
    deviation = passage.number(spread.end()) if spread else None
    percent = percent_at(text, deviation.end if deviation else number.end)
    if percent is None and deviation is not None:
        percent = percent_at(text, number.end)
        deviation = None
    if percent is None:
        return None
    end, points = percent
    if not points and is_strength(text, start, end):
        return Quantity("dose", start, end, value=number, unit="%", unit_at=(number.end, end))
    again = PLUS_MINUS.match(text, end) if deviation is None else None
    spread_number = passage.number(again.end()) if again else None
    second = percent_at(text, spread_number.end) if spread_number else None
    if spread_number is not None and second is not None:  # 43% ± 10%
        deviation, end = spread_number, second[0]
    if points or number.value < 0 or deviation is not None:
        found = Quantity(
            "value", start, end, value=number, unit="percentage points" if points else "%", unit_at=(number.end, percent[0])
        )
        found.sd = deviation
        return tail(passage, found)
    found = Quantity("proportion", start, end, percent=number, unit="%", unit_at=(number.end, end))
    comma = _COMMA.match(text, end)
    count = passage.number(comma.end()) if comma else None
    if count is not None and not count.decimals and not count.word:
        whole = count_of_total(passage, count, count.start)
        if whole is not None and whole.percent is None and whole.n and whole.denominator:
            found.n, found.denominator, found.end = whole.n, whole.denominator, whole.denominator.end
            if not _agrees(found, number):
                found.n, found.denominator, found.end = None, None, end
    tail(passage, found)
    _counted_behind(passage, found)
    of = _OF_THE.match(text, found.end)
    total = passage.number(of.end()) if of else None
    if total is not None and not total.decimals and found.denominator is None and percent_at(text, total.end) is None:
        noun = counted_at(text, total.end)
        if noun is not None and not noun.unit:
            found.denominator, found.noun, found.end = total, noun.name, noun.end
        elif not total.word and total.value not in _YEARS and _WHOSE.match(text, total.end):
            found.denominator, found.noun, found.end = total, "patients", total.end
    return found


_GROUP = compiled(r"\b(?:group|arm|cohort)s?$")
_OF_PEOPLE = compiled(r"\sof\s(?:the\s|all\s|these\s)?(?=[A-Za-z])")


def _counted_behind(passage: Passage, found: Quantity) -> None:
    """``46.7% of patients (63 of 135)``, ``30.9% of adults (n=149)``: the count stands behind the noun; behind one for groups,
    ``1.9% of the early group (n=640)``, it is how many they are."""
    if found.n is not None or found.denominator is not None:
        return
    text = passage.text
    of = _OF_PEOPLE.match(text, found.end)
    noun = counted_at(text, of.end() - 1, 3) if of else None
    opened = OPENING.match(text, noun.end) if noun is not None and not noun.unit else None
    inside = bracket(passage, opened.end()) if opened else None
    if noun is None or inside is None or inside.n is None or inside.n.word or inside.intervals or inside.percent:
        return
    if inside.denominator is None and _GROUP.search(text, max(0, noun.end - 8), noun.end):
        found.denominator, found.noun, found.end = inside.n, "patients", inside.end
        return
    counted = Quantity("proportion", found.start, inside.end, n=inside.n, denominator=inside.denominator)
    if found.percent is not None and (inside.denominator is None or _agrees(counted, found.percent)):
        found.n, found.denominator, found.noun, found.end = inside.n, inside.denominator, noun.name, inside.end
        found.p = found.p or inside.p


def _can_be_total(text: str, found: Quantity, total: Number) -> bool:
    if found.n is None or total.decimals or total.value < found.n.value:
        return False
    return percent_at(text, total.end) is None and unit_at(text, total.end) is None


#: ``13 (6.5%)`` clinical failures among 200 children
_AMONG = compiled(r"(?:\s[a-z][a-z-]{2,24}){0,4}?\s(?:among|in|of)\s(?:the\s|these\s)?(?=\d)")


def _total_of_events(passage: Passage, found: Quantity) -> None:
    """Give the share of an event told by its count the number of people behind it, where that proves the percent."""
    among = _AMONG.match(passage.text, found.end)
    total = passage.number(among.end()) if among is not None else None
    if total is None or not _can_be_total(passage.text, found, total) or found.percent is None:
        return
    noun = counted_at(passage.text, total.end, 3)
    counted = Quantity("proportion", found.start, found.end, n=found.n, denominator=total)
    if noun is not None and not noun.unit and _agrees(counted, found.percent, 1):
        found.denominator = total


def total_behind(passage: Passage, found: Quantity) -> Quantity:
    text = passage.text
    of = OF.match(text, found.end)
    total = passage.number(of.end()) if of else None
    if total is not None and found.denominator is None and _can_be_total(text, found, total):
        found.denominator, found.end = total, total.end
    noun = counted_at(text, found.end, 5)
    if noun is not None and not noun.unit:
        found.noun = noun.name
        if found.denominator is not None:
            found.end = noun.end
    if found.denominator is None:
        _total_of_events(passage, found)
    return found
