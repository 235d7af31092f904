"""Intervals, P values and what else stands in the brackets behind an estimate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from daraevidence.language.numbers import DASH, DASHES, Number
from daraevidence.language.passage import Passage
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.quantities import Interval, Limit, PValue
from daraevidence.language.units import Power, Unit, percent_at, power_at, unit_at

__all__ = ["OPENING", "Companions", "Limits", "bracket", "interval", "keyed_interval", "p_value"]

_DASHES = rf"\s{{0,16}}[{DASH}]{{1,2}}\s{{0,16}}"
_KEYED = compiled(rf"(?:{_DASHES}|\s{{1,16}}(?:to|and|through)\s{{1,16}}|\s{{0,2}}[,;:/]\s{{0,16}})\+?")
_BARE = compiled(rf"(?:{_DASHES}|\s{{1,16}}to\s{{1,16}})\+?")
_COMMA = compiled(r"\s{0,2}[,;]\s{0,2}")
_SPACE = compiled(r"\s{1,2}")
_SPREAD = compiled(r"(?:\u00b1|\+\s?/\s?-)\s?")
_WORD = compiled(
    r"(?:not (?:yet )?(?:been )?(?:reached|estimable|evaluable|estimated|available|calculable)"
    r"|N\.?[REC]\b\.?|N/?A\b|\u221e|infinity)"
    r"(?:\s?[\[(]N[REA][\])])?",
    re.IGNORECASE,
)
_GARBLED = compiled(r"(\d+\.\d{2,})\.\d+")
_NOT_SIGNIFICANT = compiled(r"(?:N\.?S\.?|n\.?s\.?|not significant|non-?significant)(?![A-Za-z])")


@dataclass(slots=True)
class Limits:
    """An interval's two limits with what stands behind them."""

    low: Limit
    high: Limit
    end: int
    percent: bool = False
    unit: Unit | None = None
    power: Power | None = None


@dataclass(slots=True)
class Companions:
    """What stands in a bracket behind an estimate; ``bare`` are numbers that no word explains, in order."""

    end: int = 0
    intervals: list[Interval] = field(default_factory=list)
    p: PValue | None = None
    n: Number | None = None
    denominator: Number | None = None
    percent: Number | None = None
    sd: Number | None = None
    se: Number | None = None
    bare: list[Number] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)

    def copied(self) -> Companions:
        """The same, free to be changed."""
        lists = [*self.intervals], [*self.bare], {**self.extra}
        return Companions(
            self.end, lists[0], self.p, self.n, self.denominator, self.percent, self.sd, self.se, lists[1], lists[2]
        )

    def empty(self) -> bool:
        """Whether nothing was read."""
        return not (self.intervals or self.p or self.n or self.percent or self.sd or self.se or self.bare or self.extra)


_MONEY = compiled(r"(?:US)?[$\u20ac\u00a3\u00a5]\s?(?=\d)")


def _limit(passage: Passage, place: int) -> Limit | None:
    place = passage.skip(place)
    start = place
    text = passage.text
    while place < len(text) and place - start < 3 and text[place] in "<>\u2264\u2265= +":
        place += 1
    money = _MONEY.match(text, place)
    place = money.end() if money is not None else place
    number = passage.number(place)
    if number is not None and not number.word:
        if place > start and text[start] in "<>\u2264\u2265":
            number = number._replace(op={"\u2264": "<=", "\u2265": ">="}.get(text[start], text[start]))
        end = number.end + 1 if text[number.end : number.end + 1] == "+" else number.end
        printed = number.text if start == number.start else text[start : number.end]
        return Limit(start, number.end, f"{printed}+" if end > number.end else printed, number)
    word = _WORD.match(text, start)
    if word is not None and (word[0][0] != "n" or word[0].lower().startswith(("not", "na"))):
        return Limit(start, word.end(), word[0], None)
    return None


def interval(passage: Passage, place: int, keyed: bool, comma: bool = False) -> Limits | None:
    """Two limits: ``4.2-6.6``, ``11.6-NR``, ``1.1 to 4.8``, ``14% to 50%``, ``-17 to +10``, ``1-26+``.

    ``comma``: also ``55, 100``.
    """
    low = _limit(passage, place)
    if low is None:
        return None
    text = passage.text
    after = low.end + 1 if low.text.endswith("+") else low.end
    percent = percent_at(text, after)
    unit = None if percent else unit_at(text, after)
    separators = (_KEYED,) if keyed else (_BARE, _COMMA) if comma else (_BARE,)
    for here in [percent[0]] if percent else [unit.end, after] if unit else [after]:
        for pattern in separators:
            match = pattern.match(text, here)
            if match is None:
                continue
            high = _limit(passage, match.end())
            if high is None and match[0].rstrip("+")[-2:-1] in DASHES:  # "-10.8--9.1": the second dash is a sign
                high = _limit(passage, match.end() - 1)
            if high is None or (low.number is None and high.number is None):
                continue
            return _behind(text, low, high, bool(percent), unit)
    return None


def _behind(text: str, low: Limit, high: Limit, percent: bool, unit: Unit | None) -> Limits:
    end = high.end + 1 if high.text.endswith("+") else high.end
    found = percent_at(text, end)
    if found:
        return Limits(low, high, found[0], True)
    power = power_at(text, end)
    if power:
        end = power.end
    behind = unit_at(text, end)
    return Limits(low, high, behind.end if behind else end, percent, behind or unit, power)


def keyed_interval(passage: Passage, place: int) -> tuple[Interval, Limits | None, int] | None:
    """``95% CI, 4.2-6.6``, ``range, 2-3``, ``IQR 54-78``, ``Q1-Q3, 0.1-6.4``: the statistic word begins at ``place``."""
    keyword = passage.keywords.get(place)
    if keyword is None or keyword.kind not in ("ci", "range", "iqr"):
        return None
    kind: Literal["ci", "range", "iqr"] = keyword.kind
    level = passage.number(keyword.level) if keyword.level >= 0 else None
    text = passage.text
    garbled = _GARBLED.match(text, keyword.end)
    if garbled is not None:
        return Interval(kind, place, garbled.end(), None, None, level, True), None, garbled.end()
    found = interval(passage, keyword.end, True)
    if found is None:
        return _unparted(passage, keyword.end, kind, place, level)
    end = found.end
    if (end < len(text) and text[end] in ")]" and text[keyword.end - 1] in "([") or text[keyword.end - 2 : keyword.end] in (
        "( ",
        "[ ",
    ):
        end += 1
    return Interval(kind, place, end, found.low, found.high, level), found, end


def _unparted(
    passage: Passage, place: int, kind: Literal["ci", "range", "iqr"], start: int, level: Number | None
) -> tuple[Interval, None, int] | None:
    """``95% CI, 9.9 14.7``: the dash is lost altogether."""
    first = passage.number(passage.skip(place))
    if first is None or not first.decimals:
        return None
    gap = _SPACE.match(passage.text, first.end)
    second = passage.number(gap.end()) if gap else None
    if second is None or not second.decimals:
        return None
    return Interval(kind, start, second.end, None, None, level, True), None, second.end


_OPERATOR = compiled(r"[=<>≤≥:]|\bof\b|\b(?:was|is)\b")


_TEN_RAISED = compiled(r"10\s?\^?[-\u2212\u2013](\d{1,2})(?![\d.,]*\d|\s?%)")


def p_value(passage: Passage, place: int) -> PValue | None:
    """A P value whose word begins at a place: ``P=0.0017``, ``p < .0001``, ``P value 0.03``, ``P=NS``."""
    keyword = passage.keywords.get(place)
    if keyword is None or keyword.kind != "p":
        return None
    number = passage.number(keyword.end)
    if number is not None and number.value > 1 and not _OPERATOR.search(passage.text, place, number.start + 1):
        return None  # the header of a column, with what stands behind it: ``P value`` over ``100 patient-years``
    if number is not None and not number.word:
        raised = _TEN_RAISED.match(passage.text, number.start)
        if raised is not None:  # "p < 10-3": the raised exponent is lost
            value = Decimal(1).scaleb(-int(raised[1]))
            return PValue(place, raised.end(), keyword.detail, number._replace(value=value))
        power = power_at(passage.text, number.end)
        if power is not None:
            value = number.value * power.factor
            return PValue(place, power.end, keyword.detail, number._replace(value=value))
        return PValue(place, number.end, keyword.detail, number)
    words = _NOT_SIGNIFICANT.match(passage.text, keyword.end)
    return PValue(place, words.end(), "=", None) if words else None


#: ``14 months (median; range 2-40)``
_AVERAGE = compiled(r"(?:median|mean|average)(?=\s?[;,)\]])")
_ITEM = compiled(r"\s{0,2}[;,]?\s{0,16}(?:and |with |a |an |the )?")
_ITEM_NEXT = compiled(r"\s{1,2}(?:\(|\[|9\d(?:\.\d)?\s?%|CI|[Pp]\s?[=<])")
#: the bracket behind an estimate
OPENING = compiled(r"\s{0,16}[(\[]\s{0,16}")
_MOST_ITEMS = 12
#: ``24 % )``: in texts of parted words a space stands before the bracket
_CLOSING = compiled(r"\s{0,2}[)\]]")
_FRACTION = compiled(r"\s?/\s?(?:n\s?=\s?)?|\s(?:out )?of\s(?:the )?")
_NESTED = compiled(r"[\[(]\s?")
_ONES = rf"{PERSONS}|pts?\.?"
_TIMES_SEEN = r"events?|episodes?|occurrences?"
#: what is counted of patients in their place
_PARTS = (
    "eyes|ears|knees|hips|limbs|legs|feet|hands|teeth|implants|grafts|lesions|wounds|isolates|specimens|pregnancies|deliveries"
)
_EACH = compiled(rf"\s(?:each|cases?|{_PARTS}|{_ONES}|{_TIMES_SEEN})\b")
_SEX = compiled(r"\s(?:boys|girls|men|women|males?|females?)\b")
_PEOPLE = compiled(rf"\s(?:cases?|{_PARTS}|{_ONES})\b(?=\s?[)\],;])")
#: ``(12 of 33 evaluable patients)``: of whom the fraction is
_SUCH_PEOPLE = compiled(rf"\s(?:(?!(?:of|in|with|on|and|or|for|who|per|to)\s)[a-z][\w-]*\s){{1,2}}(?:{PERSONS})(?=\s?[)\]])")
#: ``(410 patients, 973 events)``: how often, beside in how many
_EVENTS = compiled(rf"\s(?:{_TIMES_SEEN})\b(?=\s?[)\],;])")


def bracket(passage: Passage, place: int) -> Companions | None:
    """All of a bracket behind an estimate that can be read; ``place`` is just behind the bracket's opening."""
    found = Companions()
    text = passage.text
    here = passage.skip(place)
    for _ in range(_MOST_ITEMS):
        plain = passage.keywords.get(here) is None
        before = found
        if plain:  # may turn out to be half of something else
            found = found.copied()
        end = _item(passage, here, found)
        such = _SUCH_PEOPLE.match(text, end) if end is not None and found.denominator is not None else None
        end = such.end() if such is not None else end
        if end is None or (plain and not _complete(text, end)):
            found = before
            break
        found.end = end
        noun = _EACH.match(text, end)
        if noun and _SEX.match(text, end):
            return None  # "44 children (26 boys, 59%)", "44 adults (61% women)": the percent is that of those in the bracket
        if noun:
            end = found.end = noun.end()
        closing = _CLOSING.match(text, end)
        if closing is not None:
            found.end = closing.end()
            return found
        match = _ITEM.match(text, end)
        here = match.end() if match else end
        if here == end:
            break
    return None if found.empty() else found


def _complete(text: str, end: int) -> bool:
    """Whether an item ends here: ``(75 (49.2% v 40%)`` and ``(20.5% censored)`` say something else."""
    after = text[end : end + 1]
    return (
        after in ("", ")", "]", ";", ",")
        or _CLOSING.match(text, end) is not None
        or _EACH.match(text, end) is not None
        or bool(_ITEM_NEXT.match(text, end))
    )


def _item(passage: Passage, place: int, found: Companions) -> int | None:
    keyword = passage.keywords.get(place)
    if keyword is not None:
        return _keyed_item(passage, place, keyword.kind, keyword.end, found)
    text = passage.text
    average = _AVERAGE.match(text, place)
    if average is not None:
        found.extra["average"] = average[0].lower()
        return average.end()
    spread = _SPREAD.match(text, place)
    deviation = passage.number(spread.end()) if spread else None
    if deviation is not None:
        found.sd = deviation
        return deviation.end
    nested = _NESTED.match(text, place)
    if nested:
        limits = interval(passage, nested.end(), False, comma=True)
        closing = _CLOSING.match(text, limits.end) if limits else None
        if limits and closing:
            found.intervals.append(Interval("bare", place, closing.end(), limits.low, limits.high))
            return closing.end()
        return None
    return _plain_item(passage, place, found)


def _keyed_item(passage: Passage, place: int, kind: str, end: int, found: Companions) -> int | None:
    if kind == "p":
        found.p = p_value(passage, place)
        return found.p.end if found.p else None
    if kind in ("ci", "range", "iqr"):
        keyed = keyed_interval(passage, place)
        if keyed is None:
            width = passage.number(end)
            if width is None or kind == "ci":
                return None
            found.extra[f"{kind}_width"] = width.text
            return width.end
        found.intervals.append(keyed[0])
        return keyed[2]
    number = passage.number(end)
    if number is None:
        return None
    if kind == "n":
        found.n = number
        return _of_total(passage, number, found)
    if kind in ("sd", "se"):
        percent = percent_at(passage.text, number.end)
        setattr(found, kind, number)
        return percent[0] if percent else number.end
    return None


def _of_total(passage: Passage, number: Number, found: Companions) -> int:
    match = _FRACTION.match(passage.text, number.end)
    total = passage.number(match.end()) if match else None
    if total is not None and total.value >= number.value and not total.decimals:
        found.denominator = total
        return total.end
    return number.end


_COLON = compiled(r"\s?:\s")


def _limits_told(passage: Passage, number: Number, end: int, found: Companions) -> int:
    """``48%: 36% to 60%)``: limits behind the colon that the percent lies between."""
    colon = _COLON.match(passage.text, end)
    both = interval(passage, colon.end(), False) if colon is not None else None
    if both is None or not both.percent or not _CLOSING.match(passage.text, both.end):
        return end
    low, high = both.low.number, both.high.number
    if low is None or high is None or not low.value <= number.value <= high.value:
        return end
    found.intervals.append(Interval("bare", number.start, both.end, both.low, both.high))
    return both.end


def _rises(limits: Limits) -> bool:
    low, high = limits.low.number, limits.high.number
    return low is not None and high is not None and low.value < high.value


def _plain_item(passage: Passage, place: int, found: Companions) -> int | None:
    text = passage.text
    limits = interval(passage, place, False)
    if limits is not None:
        found.intervals.append(Interval("bare", place, limits.end, limits.low, limits.high))
        return limits.end
    number = passage.number(place)
    start = place
    if number is None and text[place : place + 1] in tuple("<>\u2264\u2265~"):
        number = passage.number(passage.skip(place + 1))
        if number is not None:
            number, start = passage.compared(number)
    if number is None:
        return None
    percent = percent_at(text, number.end)
    if percent is not None and not percent[1] and found.percent is None:
        both = interval(passage, place, False, comma=True) if text[percent[0] : percent[0] + 1] in ",;" else None
        if both is not None and both.percent and _rises(both) and _CLOSING.match(text, both.end):
            found.intervals.append(Interval("bare", place, both.end, both.low, both.high))  # "-3.1% (-5.0%, -1.2%)"
            return both.end
        found.percent = number
        return _limits_told(passage, number, percent[0], found)
    if percent is None and not number.decimals and found.n is None:
        end = _of_total(passage, number, found)
        if end != number.end:
            found.n = number
            return end
    if percent is not None or unit_at(text, number.end) is not None:
        pair = interval(passage, start, False, comma=True)
        if pair is None:
            return None
    pair = interval(passage, place, False, comma=True)
    if pair is not None and not found.bare and _CLOSING.match(text, pair.end):
        found.intervals.append(Interval("bare", place, pair.end, pair.low, pair.high))
        return pair.end
    if not number.decimals and found.n is None and _PEOPLE.match(text, number.end):
        found.n = number
        return number.end
    if not number.decimals and found.n is not None and _EVENTS.match(text, number.end):
        found.extra["events"] = number.text
        return number.end
    if text[number.end : number.end + 1] not in (";", ",") and _CLOSING.match(text, number.end) is None:
        return None
    found.bare.append(number)
    return number.end
