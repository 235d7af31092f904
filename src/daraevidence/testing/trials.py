"""A made-up trial: its patients and estimates, exact, and the statements and tables that print them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import exp, log, sqrt
from random import Random

from daraevidence.testing.sheets import Line, Sheet
from daraevidence.validation.distributions import clopper_pearson, deviate, two_sided, wilson

__all__ = ["CONTROLS", "DRUGS", "Sentence", "Trial"]

DRUGS = ("Tolrenib", "Quelimab", "Velorafen", "Dasopril")
CONTROLS = ("Placebo", "Chemotherapy", "Observation")
_TERMS = ("Nausea", "Fatigue", "Rash", "Anemia", "Diarrhea", "Headache", "Cough", "Pyrexia", "Back pain", "Insomnia")
_FAMILIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Sex, n (%)", ("Male", "Female")),
    ("Age group, n (%)", ("<65", "65-74", "≥75")),
    ("Stage, n (%)", ("I", "II", "III", "Unknown")),
    ("Prior surgery, n (%)", ("Yes", "No")),
    ("Risk group, n (%)", ("Low", "Intermediate", "High")),
    ("ECOG performance status, n (%)", ("0", "1", "2")),
)
_BEST = ("CR", "VGPR", "PR", "MR", "SD", "PD")
_FACTORS = (("Sex", ("Male", "Female")), ("Age", ("<65", "≥65")), ("Prior surgery", ("Yes", "No")))
_Z = deviate(95)


@dataclass(frozen=True)
class Sentence:
    """A sentence with one kind of statistic: ratio, share, exact (a share with its interval), landmark, median, difference,
    rate, sizes; ``list`` is a list of abbreviations."""

    kind: str
    text: str


@dataclass(frozen=True)
class Trial:
    """A trial with its arms and their sizes; percents are printed with ``decimals``."""

    random: Random
    arms: tuple[str, ...]
    sizes: tuple[int, ...]
    decimals: int

    @property
    def sheets(self) -> tuple[Callable[[], Sheet], ...]:
        """The tables that the trial can print."""
        return (self.baseline, self.responses, self.events, self.survival, self.subgroups)

    def said(self) -> list[Sentence]:
        """One to four statements, each with numbers of its own."""
        kinds = (self._ratio, self._share, self._exact, self._landmark, self._median, self._difference, self._rate)
        return [make() for make in self.random.sample(kinds, self.random.randint(1, 4))]

    def opening(self) -> Sentence:
        """The arms with their sizes."""
        groups = " or ".join(f"{arm} (n={size})" for arm, size in zip(self.arms, self.sizes))
        return Sentence("sizes", f"Patients were randomized to {groups}.")

    def _ratio(self) -> Sentence:
        name = self.random.choice(["HR", "hazard ratio", "odds ratio", "OR"])
        shown, p = self._estimate(*self._spread())
        return Sentence("ratio", f"The two groups differed ({name}, {shown}; {p}).")

    def _share(self) -> Sentence:
        total = self.random.randint(12, 480)
        n = self.random.randint(0, total)
        return Sentence("share", f"A fever was seen in {n} of {total} patients ({self._percent(n, total)}%).")

    def _exact(self) -> Sentence:
        total = self.random.randint(12, 480)
        n = self.random.randint(1, total - 1)
        low, high = self.random.choice([clopper_pearson, wilson])(n, total, 95.0)
        shown = f"{self._print(Fraction(100 * n, total), 1)}%; 95% CI, {self._print(low, 1)}-{self._print(high, 1)}"
        return Sentence("exact", f"Seroconversion occurred in {n} of {total} patients ({shown}).")

    def _landmark(self) -> Sentence:
        hazard = exp(self.random.uniform(-4.6, -2.3))
        rates = [self._print(100 * exp(-hazard * month), 1) for month in (12, 24)]
        return Sentence("landmark", f"The event-free survival rate was {rates[0]}% at 12 months and {rates[1]}% at 24 months.")

    def _median(self) -> Sentence:
        low, value, high = sorted(self.random.uniform(1, 60) for _ in range(3))
        if self._print(low, 1) == self._print(high, 1):
            high += 1
        words = f"{self._print(value, 1)} months (95% CI, {self._print(low, 1)}-{self._print(high, 1)})"
        return Sentence("median", f"The median duration of therapy was {words}.")

    def _difference(self) -> Sentence:
        middle, half = self.random.uniform(-12, 12), self.random.uniform(0.4, 9)
        shown = f"{self._print(middle, 1)} points (95% CI, {self._print(middle - half, 1)} to {self._print(middle + half, 1)})"
        return Sentence("difference", f"The mean difference in the pain score was {shown}.")

    def _rate(self) -> Sentence:
        events, years = self.random.randint(1, 150), Decimal(self.random.randint(500, 9000)) / 10
        rate = self._print(Fraction(100 * events) / Fraction(years), 1)
        return Sentence("rate", f"There were {events} strokes in {years} person-years ({rate} per 100 person-years).")

    # tables

    def baseline(self) -> Sheet:
        """All patients and the arms: categories that exclude each other, median ages, mean weights."""
        lines: list[Line] = []
        for heading, names in self.random.sample(_FAMILIES, self.random.randint(2, 4)):
            columns = [self._split(size, len(names)) for size in self.sizes]
            lines.append(_line(0, heading, ()))
            lines += [_line(1, name, self._with_total([column[i] for column in columns])) for i, name in enumerate(names)]
        medians = sorted(self.random.randint(40, 80) for _ in self.arms)
        lows = [self.random.randint(18, 39) for _ in self.arms]
        highs = [self.random.randint(81, 95) for _ in self.arms]
        ages = [f"{median} ({low}-{high})" for median, low, high in zip(medians, lows, highs)]
        lines.insert(0, _line(0, "Median age (range), years", (f"{medians[1]} ({min(lows)}-{max(highs)})", *ages)))
        means = [Decimal(self.random.randint(550, 900)) / 10 for _ in self.arms]
        total = sum(Fraction(mean) * size for mean, size in zip(means, self.sizes)) / sum(self.sizes)
        shown = [
            f"{mean} ({self.random.randint(8, 15)}.{self.random.randint(0, 9)})"
            for mean in (self._print(total, 1), *(self._print(m, 1) for m in means))
        ]
        lines.insert(1, _line(0, "Weight, kg, mean (SD)", shown))
        return self._sheet(
            "Baseline Characteristics", "Characteristic", [("All Patients", sum(self.sizes)), *self._groups], lines
        )

    def responses(self) -> Sheet:
        """Best responses, which make up the response rate, and how many had a VGPR or better."""
        best = [self._split(size, len(_BEST)) for size in self.sizes]
        lines = [_line(0, "ORR", self._cells([sum(column[:3]) for column in best]))]
        lines += [_line(0, name, self._cells([column[i] for column in best])) for i, name in enumerate(_BEST)]
        lines.append(_line(0, "≥VGPR", self._cells([sum(column[:2]) for column in best])))
        return self._sheet("Best Response by Arm", "Response, n (%)", self._groups, lines)

    def events(self) -> Sheet:
        """Adverse events of any grade and of grade 3 or more."""
        lines = []
        some = [self.random.randint(size // 2, size) for size in self.sizes]
        severe = [self.random.randint(0, n) for n in some]
        terms = [("Any adverse event", some, severe)]
        for term in self.random.sample(_TERMS, self.random.randint(3, 7)):
            counts = [self.random.randint(0, n) for n in some]
            terms.append((term, counts, [self.random.randint(0, min(n, most)) for n, most in zip(counts, severe)]))
        for term, counts, high in terms:
            pairs = zip(self._cells(counts), self._cells(high))
            lines.append(_line(0, term, [cell for pair in pairs for cell in pair]))
        lower = ("Any Grade", "Grade ≥3")
        columns = tuple((f"{name} (n={size})", grade) for name, size in self._groups for grade in lower)
        heads = (*((f"{name} (n={size})",) for name, size in self._groups), lower * len(self.arms))
        return Sheet("Adverse Events", (), "Event, n (%)", columns, heads, tuple(lines))

    def survival(self) -> Sheet:
        """Medians, survival at times and hazard ratios of two arms, as exponential survival has them."""
        lines = []
        first, ratio = exp(self.random.uniform(-3.6, -2.4)), exp(self.random.uniform(-1, 0.5))
        hazards = [first * ratio, first]
        for name in ("PFS", "OS"):
            shown, p = self._estimate(log(hazards[0] / hazards[1]), self.random.uniform(0.1, 0.3))
            medians = [log(2) / hazard for hazard in hazards]
            cells = [f"{self._print(m, 1)} ({self._print(m * 0.8, 1)}-{self._print(m * 1.3, 1)})" for m in medians]
            lines.append(
                _line(0, f"Median {name}, months (95% CI)", (*cells, shown.replace("; 95% CI, ", " (") + ")", p[1:].lstrip("=")))
            )
            for month in (12, 24):
                rates = [f"{self._print(100 * exp(-hazard * month), 1)}" for hazard in hazards]
                lines.append(_line(0, f"{month}-month {name}, %", (*rates, "-", "-")))
            hazards = [hazard / self.random.uniform(1.5, 3) for hazard in hazards]
        groups = [f"{name} (n={size})" for name, size in self._groups[:2]]
        columns = (*((group,) for group in groups), ("HR (95% CI)",), ("P value",))
        return Sheet("Survival Outcomes", (), "Outcome", columns, columns, tuple(lines))

    def subgroups(self) -> Sheet:
        """Events of patients in subgroups of two arms with hazard ratios: what a forest plot prints."""
        totals = self.sizes[:2]
        events = [self.random.randint(max(2, size // 4), size) for size in totals]
        lines = [_line(0, "All patients", self._forest(events, totals))]
        for factor, names in self.random.sample(_FACTORS, 2):
            parts = [self._split_events(n, size) for n, size in zip(events, totals)]
            lines.append(_line(0, factor, ()))
            for i, name in enumerate(names):
                lines.append(_line(1, name, self._forest([part[i][0] for part in parts], [part[i][1] for part in parts])))
        columns = (*((f"{arm}, events/N",) for arm in self.arms[:2]), ("HR (95% CI)",))
        return Sheet("Progression-Free Survival in Subgroups", (), "Subgroup", columns, columns, tuple(lines))

    # pieces

    @property
    def _groups(self) -> list[tuple[str, int]]:
        return list(zip(self.arms, self.sizes))

    def _sheet(self, title: str, stub: str, groups: Sequence[tuple[str, int]], lines: Sequence[Line]) -> Sheet:
        columns = tuple((f"{name} (n={size})",) for name, size in groups)
        return Sheet(title, (), stub, columns, columns, tuple(lines))

    def _print(self, value: float | Fraction | Decimal, decimals: int) -> str:
        """A value rounded half up or half even."""
        exact = Decimal(value.numerator) / value.denominator if isinstance(value, Fraction) else Decimal(value)
        rounding = self.random.choice([ROUND_HALF_UP, ROUND_HALF_EVEN])
        return str(exact.quantize(Decimal(1).scaleb(-decimals), rounding=rounding) + 0)

    def _percent(self, n: int, total: int) -> str:
        return self._print(Fraction(100 * n, total), self.decimals)

    def _cells(self, counts: Sequence[int]) -> list[str]:
        return [f"{n} ({self._percent(n, size)})" for n, size in zip(counts, self.sizes)]

    def _with_total(self, counts: Sequence[int]) -> list[str]:
        return [f"{sum(counts)} ({self._percent(sum(counts), sum(self.sizes))})", *self._cells(counts)]

    def _split(self, total: int, parts: int) -> list[int]:
        cuts = sorted(self.random.randint(0, total) for _ in range(parts - 1))
        return [after - before for before, after in zip([0, *cuts], [*cuts, total])]

    def _split_events(self, n: int, size: int) -> list[tuple[int, int]]:
        first = self.random.randint(1, size - 1)
        events = self.random.randint(max(0, n - (size - first)), min(n, first))
        return [(events, first), (n - events, size - first)]

    def _spread(self) -> tuple[float, float]:
        return self.random.uniform(-1.6, 1.1), self.random.uniform(0.08, 0.45)

    def _estimate(self, middle: float, error: float) -> tuple[str, str]:
        """A ratio with its interval (``0.59; 95% CI, 0.41-0.87``) and its P value (``P=0.006``) from its logarithm and the SE."""
        low, value, high = (self._print(exp(middle + step * _Z * error), 2) for step in (-1, 0, 1))
        p = two_sided(middle / error)
        shown = "P<0.001" if p < 0.001 else f"P={self._print(p, 3 if p < 0.095 else 2)}"
        return f"{value}; 95% CI, {low}-{high}", shown

    def _forest(self, events: Sequence[int], totals: Sequence[int]) -> list[str]:
        cells = [f"{n}/{size}" for n, size in zip(events, totals)]
        if min(events) < 1:
            return [*cells, "NE"]
        error = sqrt(sum(1 / n for n in events)) * self.random.uniform(1, 1.04)
        shown, _ = self._estimate(self.random.uniform(-1, 0.3), error)
        return [*cells, shown.replace("; 95% CI, ", " (") + ")"]


def _line(depth: int, label: str, cells: Sequence[str]) -> Line:
    return Line(depth, (label,), label, tuple((cell,) for cell in cells))
