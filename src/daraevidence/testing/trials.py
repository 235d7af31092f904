"""A made-up trial: its patients and estimates, exact, and the tables that print them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import exp, log, sqrt
from random import Random

from daraevidence.testing.figures import Figures
from daraevidence.testing.remarks import REMARKS, Sentence
from daraevidence.testing.sheets import Line, Sheet

__all__ = ["CONTROLS", "DRUGS", "Trial"]

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
_MONTHS = ("January", "March", "June", "October")
_BEST = ("CR", "VGPR", "PR", "MR", "SD", "PD")
_FACTORS = (("Sex", ("Male", "Female")), ("Age", ("<65", "≥65")), ("Prior surgery", ("Yes", "No")))


@dataclass(frozen=True)
class Trial:
    """A trial with its arms and their sizes."""

    figures: Figures
    arms: tuple[str, ...]
    sizes: tuple[int, ...]
    name: str = "ORBEX"
    _told: list[Callable[[Figures], Sentence]] = field(default_factory=list)

    @property
    def random(self) -> Random:
        """What decides everything."""
        return self.figures.random

    def sheets(self, ruled: bool) -> tuple[Callable[[], Sheet], ...]:
        """The tables that the trial can print; bare numbers only where every cell is marked as one (``ruled``)."""
        shown = (self.baseline, self.responses, self.events, self.survival, self.subgroups)
        return (*shown, self.at_risk) if ruled else shown

    def said(self) -> list[Sentence]:
        """Up to six statements, each with numbers of its own and told once: a second survival rate could be above the first."""
        left = [make for make in REMARKS if make not in self._told]
        made = self.random.sample(left, min(len(left), self.random.randint(1, 6)))
        self._told.extend(made)
        return [make(self.figures) for make in made]

    def opening(self) -> list[Sentence]:
        """The trial with its period, and the arms with their sizes."""
        begin, end = sorted(self.random.sample(range(2008, 2022), 2))
        months = [self.random.choice(_MONTHS) for _ in range(2)]
        groups = " or ".join(f"{arm} (n={size})" for arm, size in zip(self.arms, self.sizes))
        return [
            Sentence(
                "period", f"The {self.name} trial was a randomized study done from {months[0]} {begin} to {months[1]} {end}."
            ),
            Sentence("sizes", f"Patients were randomized to {groups}."),
        ]

    def again(self, sheet: Sheet) -> list[Sentence]:
        """A cell of the table of adverse events once more, as the text tells it."""
        if sheet.title != "Adverse Events":
            return []
        line = self.random.choice(sheet.lines[1:])
        arm = self.random.randrange(len(self.arms))
        (cell,) = line.cells[2 * arm]
        n, percent = cell.rstrip(")").split(" (")
        words = f"{line.label} of any grade was reported in {n} of {self.sizes[arm]} patients ({percent}%)"
        return [Sentence("again", f"{words} in the {self.arms[arm]} group of {self.name}.")]

    # tables

    def baseline(self) -> Sheet:
        """All patients and the arms: categories that exclude each other, median ages, mean weights."""
        lines: list[Line] = []
        for heading, names in self.random.sample(_FAMILIES, self.random.randint(2, 4)):
            columns = [self.figures.split(size, len(names)) for size in self.sizes]
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
            for mean in (self.figures.shown(total, 1), *(self.figures.shown(m, 1) for m in means))
        ]
        lines.insert(1, _line(0, "Weight, kg, mean (SD)", shown))
        return self._sheet(
            "Baseline Characteristics", "Characteristic", [("All Patients", sum(self.sizes)), *self._groups], lines
        )

    def responses(self) -> Sheet:
        """Best responses, which make up the response rate, and how many had a VGPR or better."""
        best = [self.figures.split(size, len(_BEST)) for size in self.sizes]
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
            shown, p = self.figures.estimate(log(hazards[0] / hazards[1]), self.random.uniform(0.1, 0.3))
            medians = [log(2) / hazard for hazard in hazards]
            cells = [
                f"{self.figures.shown(m, 1)} ({self.figures.shown(m * 0.8, 1)}-{self.figures.shown(m * 1.3, 1)})" for m in medians
            ]
            lines.append(
                _line(0, f"Median {name}, months (95% CI)", (*cells, shown.replace("; 95% CI, ", " (") + ")", p[1:].lstrip("=")))
            )
            for month in (12, 24):
                rates = [f"{self.figures.shown(100 * exp(-hazard * month), 1)}" for hazard in hazards]
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
        return Sheet("Event-Free Survival in Subgroups", (), "Subgroup", columns, columns, tuple(lines))

    def at_risk(self) -> Sheet:
        """Patients at risk in each arm, fewer with each quarter."""
        months = range(0, 13, 3)
        lines = []
        for arm, size in self._groups:
            left = [size]
            for _ in months[1:]:
                left.append(self.random.randint(left[-1] // 2, left[-1]))
            lines.append(_line(0, arm, [str(n) for n in left]))
        columns = tuple((f"{month} months",) for month in months)
        return Sheet("Number of Patients at Risk", (), "Arm", columns, columns, tuple(lines))

    # pieces

    @property
    def _groups(self) -> list[tuple[str, int]]:
        return list(zip(self.arms, self.sizes))

    def _sheet(self, title: str, stub: str, groups: Sequence[tuple[str, int]], lines: Sequence[Line]) -> Sheet:
        columns = tuple((f"{name} (n={size})",) for name, size in groups)
        return Sheet(title, (), stub, columns, columns, tuple(lines))

    def _cells(self, counts: Sequence[int]) -> list[str]:
        return self.figures.shares(counts, self.sizes)

    def _with_total(self, counts: Sequence[int]) -> list[str]:
        return [f"{sum(counts)} ({self.figures.percent(sum(counts), sum(self.sizes))})", *self._cells(counts)]

    def _split_events(self, n: int, size: int) -> list[tuple[int, int]]:
        first = self.random.randint(1, size - 1)
        events = self.random.randint(max(0, n - (size - first)), min(n, first))
        return [(events, first), (n - events, size - first)]

    def _forest(self, events: Sequence[int], totals: Sequence[int]) -> list[str]:
        cells = [f"{n}/{size}" for n, size in zip(events, totals)]
        if min(events) < 1:
            return [*cells, "NE"]
        error = sqrt(sum(1 / n for n in events)) * self.random.uniform(1, 1.04)
        shown, _ = self.figures.estimate(self.random.uniform(-1, 0.3), error)
        return [*cells, shown.replace("; 95% CI, ", " (") + ")"]


def _line(depth: int, label: str, cells: Sequence[str]) -> Line:
    return Line(depth, (label,), label, tuple((cell,) for cell in cells))
