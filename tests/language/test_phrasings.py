"""The same statistic in many phrasings is read as the same values."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence.language.grammar import quantities
from daraevidence.language.numbers import Number
from daraevidence.language.quantities import Quantity

PLACES = st.integers(min_value=0, max_value=2)
DASHES = st.sampled_from(["-", "–", " - ", " to "])
UNITS = st.sampled_from([("months", "months"), ("mo", "months"), ("weeks", "weeks"), ("days", "days"), ("years", "years")])
FRAMES = st.sampled_from(
    [
        "{}",
        "The result was {}.",
        "Overall, {} in the control arm",
        "({})",
        "Rates were 44% and {} there",
        "Results: {}; others follow",
    ]
)


def decimals(low: float, high: float) -> st.SearchStrategy[str]:
    return st.builds(lambda value, places: f"{value:.{places}f}", st.floats(low, high), PLACES)


def value(number: Number | None) -> Decimal | None:
    return None if number is None else number.value


def last(found: list[Quantity], *roles: str) -> Quantity:
    return [quantity for quantity in found if quantity.role in roles][-1]


SHARES = [
    "{n} ({p}%)", "{n} [{p}%]", "{n} of {N} ({p}%)", "{n}/{N} ({p}%)", "{n} out of {N} patients ({p}%)",
    "{n} of the {N} patients ({p}%)",
    "{n} ({p}%) of {N} patients", "{n}/{N}, {p}%", "{p}% (n={n})", "{p}% [n={n}]", "{p}% ({n}/{N})", "{p}% ({n} of {N})",
    "n={n}; {p}%",
    "n={n} ({p}%)", "{n} patients ({p}%)", "{n} ({p} %)", "{n}/{N} patients ({p}%)", "{n} deaths ({p}%)",
]  # fmt: skip


@given(st.integers(1, 400), st.integers(0, 400), PLACES, st.sampled_from(SHARES), FRAMES)
@settings(max_examples=400)
def test_shares(total: int, part: int, places: int, phrase: str, frame: str) -> None:
    n = part % (total + 1)
    percent = f"{100 * n / total:.{places}f}"
    text = frame.format(phrase.format(n=n, N=total, p=percent))
    found = next(q for q in quantities(text) if q.role == "proportion" and q.n is not None)
    assert value(found.n) == n, text
    assert value(found.percent) == Decimal(percent), text
    assert value(found.denominator) == (total if "{N}" in phrase else None), text


INTERVALS = [
    ("{v} {u} (95% CI, {a}{d}{b})", "ci"), ("{v} {u} (95% CI: {a}{d}{b})", "ci"), ("{v} {u} (CI {a}{d}{b})", "ci"),
    ("{v} {u} (95% confidence interval [CI], {a}{d}{b})", "ci"), ("{v} {u} (95% confidence interval {a}{d}{b})", "ci"),
    ("{v} {u}, 95% CI {a}{d}{b}", "ci"), ("{v} {u} [95% CI, {a}{d}{b}]", "ci"), ("{v} (95% CI, {a}{d}{b}) {u}", "ci"),
    ("{v} {u} (90% CI, {a}, {b})", "ci"), ("{v} {u} (range, {a}{d}{b})", "range"), ("{v} {u} (range {a}{d}{b})", "range"),
    ("{v} {u} (range: {a}{d}{b})", "range"), ("{v} (range, {a}{d}{b}) {u}", "range"), ("{v} {u} (min-max, {a}{d}{b})", "range"),
    ("{v} {u} (IQR, {a}{d}{b})", "iqr"), ("{v} {u} (interquartile range [IQR], {a}{d}{b})", "iqr"),
    ("{v} {u} (Q1-Q3, {a}{d}{b})", "iqr"),
    ("{v} {u} (interquartile range: {a}{d}{b})", "iqr"), ("{v} {u} ({a}{d}{b})", "bare"), ("{v} {u} [{a}{d}{b}]", "bare"),
]  # fmt: skip


@given(
    st.tuples(decimals(0, 99), decimals(0, 99), decimals(0, 99)),
    st.sampled_from(INTERVALS),
    DASHES,
    UNITS,
    st.sampled_from(["", "NR", "NE"]),
    st.sampled_from(["Median survival was {}", "{}", "It was {} in one arm"]),
)
@settings(max_examples=500)
def test_values_with_intervals(
    printed: tuple[str, str, str], phrase: tuple[str, str], dash: str, unit: tuple[str, str], open_end: str, frame: str
) -> None:
    low, middle, high = sorted(printed, key=Decimal)
    form, kind = phrase
    high = open_end or high
    text = frame.format(form.format(v=middle, a=low, b=high, d=dash, u=unit[0]))
    found = last(quantities(text), "value")
    assert value(found.value) == Decimal(middle), text
    assert found.unit == unit[1], text
    (span,) = found.intervals
    assert span.kind == kind, text
    assert span.low is not None
    assert span.high is not None
    assert value(span.low.number) == Decimal(low), text
    assert (span.high.text if open_end else value(span.high.number)) == (open_end or Decimal(high)), text
    assert (span.level is not None) == ("%" in form), text


RATIOS = [
    ("HR {v}", "hazard_ratio"), ("HR, {v}", "hazard_ratio"), ("HR={v}", "hazard_ratio"), ("hazard ratio [HR], {v}",
    "hazard_ratio"),
    ("hazard ratio, {v}", "hazard_ratio"), ("hazard ratio of {v}", "hazard_ratio"), ("adjusted hazard ratio was {v}",
    "hazard_ratio"),
    ("odds ratio, {v}", "odds_ratio"), ("OR={v}", "odds_ratio"), ("odds ratio [OR], {v}", "odds_ratio"),
    ("relative risk, {v}", "relative_risk"), ("RR={v}", "relative_risk"), ("risk ratio {v}", "relative_risk"),
]  # fmt: skip
TAILS = [
    "; 95% CI, {a}-{b}; {p}",
    " (95% CI, {a}-{b}; {p})",
    ", 95% CI {a} to {b}, {p}",
    " (95% CI {a}-{b}), {p}",
    " [95% CI, {a}-{b}; {p}]",
]
SIGNS = [("P={}", "="), ("p = {}", "="), ("P<{}", "<"), ("p < {}", "<"), ("P value = {}", "="), ("P≤{}", "<=")]


@given(
    st.tuples(*[st.floats(0.05, 4.9)] * 3),
    st.sampled_from(RATIOS),
    st.sampled_from(TAILS),
    st.sampled_from(SIGNS),
    st.integers(1, 999),
)
@settings(max_examples=400)
def test_ratios(
    numbers: tuple[float, float, float], phrase: tuple[str, str], tail: str, sign: tuple[str, str], thousandths: int
) -> None:
    low, middle, high = (f"{number:.2f}" for number in sorted(numbers))
    p = f"0.{thousandths:03d}"
    text = "Survival was longer (" + phrase[0].format(v=middle) + tail.format(a=low, b=high, p=sign[0].format(p)) + ")."
    found = last(quantities(text), "ratio")
    assert (found.measure, value(found.value)) == (phrase[1], Decimal(middle)), text
    (span,) = found.intervals
    assert span.low is not None
    assert span.high is not None
    assert (value(span.low.number), value(span.high.number)) == (Decimal(low), Decimal(high)), text
    assert found.p is not None
    assert (found.p.op, value(found.p.number)) == (sign[1], Decimal(p)), text


POWERS = [
    (" x 10^{e}/{u}", False), (" × 10^{e}/{u}", False), ("x10^{e}/{u}", False), (" x 10({e})/{u}", False),
    (" x 10 ({e}) /{u}", False),
    (" x 10{e}/{u}", True), ("×10{e}/{u}", True), (" x 10 {e} /{u}", True), (" x 10{e} cells/{u}", True),
]  # fmt: skip


@given(
    decimals(0.1, 99),
    st.sampled_from(POWERS),
    st.sampled_from([6, 9]),
    st.sampled_from([("kg", "cells/kg"), ("L", "cells/L"), ("μL", "cells/uL")]),
)
@settings(max_examples=200)
def test_powers_of_ten(number: str, form: tuple[str, bool], exponent: int, unit: tuple[str, str]) -> None:
    text = "a median of " + number + form[0].format(e=exponent, u=unit[0]) + " was collected"
    (found,) = quantities(text)
    assert (value(found.value), found.factor, found.exponent_lost) == (Decimal(number), Decimal(10) ** exponent, form[1]), text
    assert found.unit == unit[1], text


@given(st.lists(decimals(0, 90), min_size=2, max_size=5), UNITS, st.sampled_from([" and ", ", and ", " or "]))
def test_a_unit_at_the_end_of_a_list_is_that_of_all(numbers: list[str], unit: tuple[str, str], joiner: str) -> None:
    text = "The times were " + ", ".join(numbers[:-1]) + joiner + numbers[-1] + " " + unit[0]
    found = quantities(text)
    assert [(value(q.value), q.unit, q.role) for q in found] == [(Decimal(n), unit[1], "value") for n in numbers], text


@given(st.lists(st.integers(0, 100), min_size=2, max_size=4), st.sampled_from([" and ", " vs ", " versus ", ", "]))
def test_a_percent_sign_at_the_end_of_a_list_is_that_of_all(numbers: list[int], joiner: str) -> None:
    text = "Response was seen in " + joiner.join(map(str, numbers)) + "% of patients"
    assert [(value(q.percent), q.role) for q in quantities(text)] == [(Decimal(n), "proportion") for n in numbers], text
