"""Where an estimate lies between its limits, and how wide they are for what they are of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from daraevidence.draft import Flag
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Interval
from daraevidence.language.rounding import bounds, unit_of
from daraevidence.layout.document import Document
from daraevidence.validation.distributions import deviate
from daraevidence.validation.estimates import Estimate, limits_of

__all__ = ["estimate_in_middle", "levels_nest", "spread_of_limits"]

#: A difference of shares by the method of Newcombe or Miettinen lies off the middle by so much of the width.
_SHARES = Decimal("0.06")


def estimate_in_middle(document: Document, found: Sequence[Estimate]) -> Iterator[Flag]:
    """B3, B4: a ratio is the geometric middle of its CI, a difference the arithmetic one, each behind its rounding.

    ``warning``: exact, profile and bootstrap intervals need not be even. Reads ``HR, 0.59; 95% CI, 0.41-0.87``, ``1.8 (1.1 to
    2.9)`` under ``OR (95% CI)``, ``mean difference, -3.2 (95% CI, -5.1 to -1.3)``. Not medians, shares, limits that are words.
    """
    for estimate in found:
        interval, value = estimate.ci, estimate.value
        if interval is None or value is None or value.op or estimate.measure not in ("ratio", "difference"):
            continue
        low, high = limits_of(interval)
        if low is None or high is None or not low.value <= value.value <= high.value or low.value == high.value:
            continue
        ratio = estimate.measure == "ratio"
        shares = not ratio and ("%" in estimate.quantity.unit or "percent" in estimate.quantity.unit)
        if _is_middle(low, value, high, ratio, _SHARES if shares else Decimal(0)):
            continue
        yield _off(document, estimate, interval, (low, value, high), ratio)


def _is_middle(low: Number, value: Number, high: Number, ratio: bool, slack: Decimal = Decimal(0)) -> bool:
    (low_least, low_most), (least, most), (high_least, high_most) = bounds(low), bounds(value), bounds(high)
    if ratio:
        if low_least <= 0 or least <= 0:
            return True  # a limit that rounds to 0 says nothing on the scale of logarithms
        return least * least <= low_most * high_most and low_least * high_least <= most * most
    room = slack * (high.value - low.value)
    return 2 * (least - room) <= low_most + high_most and low_least + high_least <= 2 * (most + room)


def _off(document: Document, estimate: Estimate, interval: Interval, numbers: tuple[Number, Number, Number], ratio: bool) -> Flag:
    low, value, high = numbers
    middle = (low.value * high.value).sqrt() if ratio else (low.value + high.value) / 2
    unit = unit_of(value)
    shown = middle.quantize(unit) if middle < 10**9 else middle
    scale = "on the log scale " if ratio else ""
    reading = _repair(low, value, high, ratio)
    words = f"{value.text} ({low.text}-{high.text}): the middle of the interval {scale}is {shown}, not {value.text}"
    start, end = min(value.start, interval.start), max(value.end, interval.end)
    return Flag(
        "estimate-off-centre",
        "warning",
        start,
        end,
        f"{words}{f'; {reading} would fit' if reading else ''}.",
        formula="estimate = sqrt(low high)" if ratio else "estimate = (low + high) / 2",
        printed=value.text,
        recomputed=str(shown),
        reading=reading,
        places=((value.start, value.end), (interval.start, interval.end)),
    )


def _repair(low: Number, value: Number, high: Number, ratio: bool) -> str:
    """The one change of one digit that makes the three agree, if there is only one place for it: ``0.53 for 0.63``."""
    numbers = [low, value, high]
    fits: list[list[str]] = [[], [], []]
    for index, number in enumerate(numbers):
        for text, other in _one_digit_off(number):
            tried = [*numbers[:index], other, *numbers[index + 1 :]]
            if tried[0].value < tried[1].value < tried[2].value and _is_middle(tried[0], tried[1], tried[2], ratio):
                fits[index].append(text)
    places = [index for index in range(3) if fits[index]]
    if len(places) != 1 or len(fits[places[0]]) != 1:
        return ""
    return f"{fits[places[0]][0]} for {numbers[places[0]].text}"


def _one_digit_off(number: Number) -> Iterator[tuple[str, Number]]:
    if not number.text.isascii() or len(number.text) > 8:
        return
    for place, digit in enumerate(number.text):
        if digit.isdigit():
            for other in "0123456789":
                text = number.text[:place] + other + number.text[place + 1 :]
                if other != digit and "," not in text:
                    yield text, number._replace(text=text, value=Decimal(text))


def levels_nest(document: Document, found: Sequence[Estimate]) -> Iterator[Flag]:
    """B7: of two CIs of one estimate the one of the higher level holds the other (``95% CI, 0.4-0.9; 99% CI, 0.3-1.0``)."""
    for estimate in found:
        levels = sorted(
            ((one.level.value, one) for one in estimate.intervals if one.kind == "ci" and one.level and not one.garbled),
            key=lambda pair: pair[0],
        )
        for (small, inner), (large, outer) in pairwise(levels):
            (low, high), (least, most) = limits_of(inner), limits_of(outer)
            if small == large or low is None or high is None or least is None or most is None:
                continue
            if bounds(least)[0] <= bounds(low)[1] and bounds(high)[0] <= bounds(most)[1]:
                continue
            words = f"The {large}% CI {least.text}-{most.text} does not hold the {small}% CI {low.text}-{high.text}."
            start, end = min(inner.start, outer.start), max(inner.end, outer.end)
            places = ((inner.start, inner.end), (outer.start, outer.end))
            yield Flag("ci-order", "error", start, end, words, "95% CI within 99% CI", places=places)


def spread_of_limits(document: Document, found: Sequence[Estimate]) -> Iterator[Flag]:
    """B8: a CI of a mean or difference is 2 z SE wide where its SE is printed beside it; ``warning`` beyond a quarter.

    The quarter leaves room for the t distribution of small groups (ResAIKit). Reads ``2.4 (SE, 0.5; 95% CI, 1.4-3.4)``.
    """
    for estimate in found:
        error, interval = estimate.quantity.se, estimate.ci
        if error is None or interval is None or estimate.measure == "ratio":
            continue
        low, high = limits_of(interval)
        if low is None or high is None or not low.value < high.value or error.value <= 0:
            continue
        level = float(interval.level.value) if interval.level is not None else 95.0
        if not 50 < level < 100:
            continue
        width = 2 * deviate(level)
        least = float(bounds(high)[0] - bounds(low)[1]) / width / 1.25
        most = float(bounds(high)[1] - bounds(low)[0]) / width * 1.25
        if least <= float(bounds(error)[1]) and float(bounds(error)[0]) <= most:
            continue
        again = f"{float(high.value - low.value) / width:.3g}"
        words = f"An SE of {error.text} does not go with a {level:g}% CI of {low.text} to {high.text}, which needs about {again}."
        start, end = min(error.start, interval.start), max(error.end, interval.end)
        places = ((error.start, error.end), (interval.start, interval.end))
        yield Flag("se-ci-disagree", "warning", start, end, words, "SE = (high - low) / 2z", error.text, again, places=places)
