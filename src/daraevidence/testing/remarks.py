"""Sentences of a made-up document, each with numbers of its own that agree with each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, exp, log, sqrt

from daraevidence.testing.figures import DEVIATE, Figures
from daraevidence.validation.distributions import clopper_pearson, wilson
from daraevidence.validation.significance import p_of_chi_squared, p_of_counts, p_of_f, p_of_means, p_of_t

__all__ = ["REMARKS", "Sentence"]


@dataclass(frozen=True)
class Sentence:
    """A sentence with one kind of statistic (``kind``); ``list`` is a list of abbreviations."""

    kind: str
    text: str


def _ratio(figures: Figures) -> Sentence:
    name = figures.random.choice(["HR", "hazard ratio", "odds ratio", "OR"])
    shown, p = figures.estimate(figures.random.uniform(-1.6, 1.1), figures.random.uniform(0.08, 0.45))
    return Sentence("ratio", f"The two groups differed ({name}, {shown}; {p}).")


def _share(figures: Figures) -> Sentence:
    total = figures.random.randint(12, 480)
    n = figures.random.randint(0, total)
    return Sentence("share", f"A fever was seen in {n} of {total} patients ({figures.percent(n, total)}%).")


def _exact(figures: Figures) -> Sentence:
    total = figures.random.randint(12, 480)
    n = figures.random.randint(1, total - 1)
    low, high = figures.random.choice([clopper_pearson, wilson])(n, total, 95.0)
    limits = f"95% CI, {figures.shown(low, 1)}-{figures.shown(high, 1)}"
    shown = f"{figures.shown(Fraction(100 * n, total), 1)}%; {limits}"
    return Sentence("exact", f"Seroconversion occurred in {n} of {total} patients ({shown}).")


def _landmark(figures: Figures) -> Sentence:
    hazard = exp(figures.random.uniform(-4.6, -2.3))
    rates = [figures.shown(100 * exp(-hazard * month), 1) for month in (12, 24)]
    return Sentence("landmark", f"The event-free survival rate was {rates[0]}% at 12 months and {rates[1]}% at 24 months.")


def _median(figures: Figures) -> Sentence:
    low, value, high = sorted(figures.random.uniform(1, 60) for _ in range(3))
    if figures.shown(low, 1) == figures.shown(high, 1):
        high += 1
    words = f"{figures.shown(value, 1)} months (95% CI, {figures.shown(low, 1)}-{figures.shown(high, 1)})"
    return Sentence("median", f"The median duration of therapy was {words}.")


def _difference(figures: Figures) -> Sentence:
    middle, half = figures.random.uniform(-12, 12), figures.random.uniform(0.4, 9)
    low, value, high = (figures.shown(middle + step * half, 1) for step in (-1, 0, 1))
    return Sentence("difference", f"The mean difference in the pain score was {value} points (95% CI, {low} to {high}).")


def _rate(figures: Figures) -> Sentence:
    events, years = figures.random.randint(1, 150), Decimal(figures.random.randint(500, 9000)) / 10
    rate = figures.shown(Fraction(100 * events) / Fraction(years), 1)
    return Sentence("rate", f"There were {events} strokes in {years} person-years ({rate} per 100 person-years).")


def _counted(figures: Figures) -> tuple[list[int], list[int], str]:
    """Events and patients of two groups, and the words that tell them."""
    sizes = [figures.random.randint(40, 300) for _ in range(2)]
    events = [figures.random.randint(3, size // 2) for size in sizes]
    first, second = (f"{n} of {size} patients" for n, size in zip(events, sizes))
    return events, sizes, f"{first} in the active group and in {second} in the control group"


def _risks(figures: Figures) -> Sentence:
    events, sizes, groups = _counted(figures)
    error = sqrt(sum(1 / n - 1 / size for n, size in zip(events, sizes)))
    shown, _ = figures.estimate(log(events[0] / sizes[0]) - log(events[1] / sizes[1]), error)
    return Sentence("risks", f"A relapse was seen in {groups} (relative risk, {shown}).")


def _apart(figures: Figures) -> Sentence:
    events, sizes, groups = _counted(figures)
    apart = abs(Fraction(100 * events[0], sizes[0]) - Fraction(100 * events[1], sizes[1]))
    shown = figures.shown(apart, 1)
    return Sentence("apart", f"Remission was seen in {groups}, a difference of {shown} percentage points.")


def _needed(figures: Figures) -> Sentence:
    low, apart = figures.random.randint(3, 40), figures.random.randint(4, 40)
    shares = f"{low + apart}% of patients in the active group and in {low}% of those in the control group"
    return Sentence("needed", f"Remission was seen in {shares}, for a number needed to treat of {ceil(100 / apart)}.")


def _change(figures: Figures) -> Sentence:
    before, after = (Decimal(figures.random.randint(100, 990)) / 10 for _ in range(2))
    word = "increase" if after > before else "decrease"
    words = f"from {before} at baseline to {after} at week 12, a mean {word} of {abs(after - before)} points"
    return Sentence("change", f"The mean fatigue score went {words}.")


def _higher(figures: Figures) -> Sentence:
    low, high = sorted(figures.random.sample(range(4, 97), 2))
    return Sentence("higher", f"The clearance rate was higher in the active group than in the control group ({high}% vs {low}%).")


def _twice(figures: Figures) -> Sentence:
    low = figures.random.randint(20, 180)
    high = round(low * figures.random.uniform(1.85, 2.15))
    return Sentence("twice", f"The risk of bleeding was halved in the active group ({low / 10}% vs {high / 10}%).")


def _error(figures: Figures) -> Sentence:
    middle, error = figures.random.uniform(-9, 9), figures.random.uniform(0.5, 3)
    low, value, high = (figures.shown(middle + step * DEVIATE * error, 2) for step in (-1, 0, 1))
    words = f"{value} mmHg (SE, {figures.shown(error, 2)}; 95% CI, {low} to {high})"
    return Sentence("error", f"The mean difference in blood pressure was {words}.")


def _spread(figures: Figures) -> Sentence:
    low, high = figures.random.randint(0, 9), figures.random.randint(14, 40)
    mean = figures.random.uniform(low + 2, high - 2)
    most = sqrt((high - mean) * (mean - low))
    words = f"{figures.shown(mean, 1)} (SD, {figures.shown(most * figures.random.uniform(0.3, 0.9), 1)}; range, {low}-{high})"
    return Sentence("spread", f"The mean number of attacks was {words}.")


def _quartiles(figures: Figures) -> Sentence:
    low, value, high = sorted(figures.random.sample(range(2, 60), 3))
    return Sentence("quartiles", f"The median hospital stay was {value} days (interquartile range, {low}-{high}).")


def _including(figures: Figures) -> Sentence:
    whole = figures.random.randint(20, 90)
    part = figures.random.randint(2, whole)
    return Sentence("including", f"In all, {whole} patients had a transfusion, including {part} women.")


def _power(figures: Figures) -> Sentence:
    value = figures.random.randint(21, 98) / 10
    return Sentence("power", f"The mean yield was {value} x 10^6 cells/kg.")


def _age(figures: Figures) -> Sentence:
    low, middle, high = figures.random.randint(18, 39), figures.random.randint(40, 59), figures.random.randint(60, 95)
    words = f"The median age was {middle} years (range, {low}-{high})."
    return Sentence("age", f"Eligible patients were at least 18 years old. {words}")


def _tested(figures: Figures) -> Sentence:
    df, more = figures.random.randint(4, 190), figures.random.randint(2, 5)
    value = figures.random.uniform(0.4, 4.2)
    name, p = figures.random.choice(
        [(f"t({df})", p_of_t(value, df)), (f"F({more}, {df})", p_of_f(value, more, df)), ("χ2(1)", p_of_chi_squared(value, 1))]
    )
    return Sentence("tested", f"The two groups slept equally long, {name} = {figures.shown(value, 3)}, {figures.p(p)}.")


def _counts_tested(figures: Figures) -> Sentence:
    events, sizes, groups = _counted(figures)
    tests = p_of_counts((events[0], sizes[0]), (events[1], sizes[1]))
    return Sentence("counts tested", f"A rash was seen in {groups} ({figures.p(figures.random.choice(list(tests.values())))}).")


def _means_tested(figures: Figures) -> Sentence:
    sizes = [figures.random.randint(12, 190) for _ in range(2)]
    means = [figures.random.uniform(20, 26) for _ in range(2)]
    spreads = [figures.random.uniform(2, 9) for _ in range(2)]
    tests = p_of_means((means[0], spreads[0], sizes[0]), (means[1], spreads[1], sizes[1]))
    told = [f"{figures.shown(mean, 1)} (SD, {figures.shown(spread, 1)})" for mean, spread in zip(means, spreads)]
    groups = f"{told[0]} in the active group (n={sizes[0]}) and {told[1]} in the control group (n={sizes[1]})"
    return Sentence(
        "means tested", f"The mean fatigue score was {groups} ({figures.p(figures.random.choice(list(tests.values())))})."
    )


def _heterogeneity(figures: Figures) -> Sentence:
    df, value = figures.random.randint(2, 20), Decimal(figures.random.randint(20, 900)) / 10
    share = figures.shown(max(Decimal(0), 100 * (value - df) / value), 0)
    p = figures.p(p_of_chi_squared(float(value), df))
    return Sentence("heterogeneity", f"Results varied between the studies (Q = {value}, df = {df}, {p}; I2 = {share}%).")


#: All of them.
REMARKS: tuple[Callable[[Figures], Sentence], ...] = (
    _ratio,
    _share,
    _exact,
    _landmark,
    _median,
    _difference,
    _rate,
    _risks,
    _apart,
    _needed,
    _change,
    _higher,
    _twice,
    _error,
    _spread,
    _quartiles,
    _including,
    _power,
    _age,
    _tested,
    _counts_tested,
    _means_tested,
    _heterogeneity,
)
