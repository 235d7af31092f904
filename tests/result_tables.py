"""Made-up tables of results as articles in Markdown print them, and the records that a reader takes from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hypothesis import strategies as st

import daraevidence

_ARMS = (("Tolrenib", "Placebo"), ("Coaching", "Usual care"), ("Walking", "Stretching"), ("Quelimab", "Dasopril", "Placebo"))
_SCALES = ("Sleep score", "Grip strength (kg)", "Stair time (min)", "Knee pain, mm", "Walking speed (m/s)", "Mood index")
_EVENTS = ("Wound closed", "Return to work", "Catheter removed", "Rescue treatment", "Sustained recovery")
_BEFORE_AND_AFTER = (("Baseline", "Week 12"), ("Pre", "6 months"), ("Before treatment", "Month 3"))


class Found(NamedTuple):
    """One record: what of whom, and its numbers."""

    label: str
    cohort: str
    n: int | None
    denominator: int | None
    value: float | None
    sd: float | None
    timepoint: float | None = None


@dataclass
class Printed:
    """A table as printed, and the records of outcomes that it holds; ``baseline``: those of the beginning."""

    title: str
    heads: list[list[str]]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)
    outcomes: list[Found] = field(default_factory=list)
    baseline: list[Found] = field(default_factory=list)

    def text(self) -> str:
        """The table under its caption, with its notes, as the conversion of an article writes it."""
        width = max(map(len, (*self.heads, *self.rows)))
        lines = [[*row, *[""] * (width - len(row))] for row in (*self.heads, *self.rows)]
        wide = [max(4, *(len(line[i]) for line in lines)) for i in range(width)]
        drawn = ["  " + " ".join(cell.ljust(size) for cell, size in zip(line, wide)) for line in lines]
        drawn.insert(1, "  " + " ".join("-" * size for size in wide))
        notes = "".join(f"\n\n{note}" for note in self.notes)
        return (
            f"::::table-wrap\n::: caption\n{self.title}\n::::\n\n" + "\n".join(drawn) + notes + "::::  Nothing else happened.\n"
        )


def report(arms: Sequence[str], sizes: Sequence[int], *tables: Printed) -> str:
    """A trial's results: its groups in prose, the table of the beginning, further tables."""
    told = ", ".join(f"{size} to {arm}" for arm, size in zip(arms, sizes))
    cells = [f"{40 + i}.{i} ({9 + i}.2)" for i, _ in enumerate(arms)]
    heads = ["Variable", *(f"{arm} (n = {size})" for arm, size in zip(arms, sizes))]
    rows = [["Age (years), mean (SD)", *cells], ["Smokers", *["9"] * len(arms)]]
    first = Printed("Baseline characteristics of the patients", [heads], rows)
    body = "".join(table.text() for table in (first, *tables))
    return f"# Results\n\nIn the ORBEX trial {sum(sizes)} patients were randomly assigned, {told}. See below. {body}"


def found(text: str, frame: str) -> set[Found]:
    """The records of a document with a mean or a count, without those of ages."""
    extraction = daraevidence.extract_text(text, kind="markdown")
    out = set()
    for record in getattr(extraction, frame):
        label = getattr(record, "label", None) or getattr(record, "characteristic", "")
        if label in ("Age", "Smokers") or record.measure not in ("mean", "proportion", "count"):
            continue
        time = getattr(record, "timepoint", None)
        out.add(Found(label, record.cohort, record.n, record.denominator, record.value, record.sd, time))
    return out


def plain(label: str) -> str:
    """A label without its unit."""
    return label.partition(" (")[0].removesuffix(", mm")


@st.composite
def groups(draw: st.DrawFn) -> tuple[tuple[str, ...], list[int]]:
    """The arms of a trial and their sizes, no two alike."""
    arms = draw(st.sampled_from(_ARMS))
    return arms, draw(st.lists(st.integers(61, 480), min_size=len(arms), max_size=len(arms), unique=True))


def means(draw: st.DrawFn) -> tuple[float, float]:
    return draw(st.integers(200, 900)) / 10, draw(st.integers(11, 99)) / 10


@st.composite
def by_time(draw: st.DrawFn, arms: Sequence[str], sizes: Sequence[int], moved: bool) -> Printed:
    """Times below each arm, a difference beside them; the lower headers stand in place or have ``moved`` like the upper ones."""
    before, after = draw(st.sampled_from(_BEFORE_AND_AFTER))
    table = Printed("Function of the patients before and after treatment", [], [])
    compared = len(arms) == 2
    single = ["Difference (95% CI)", "P"][: draw(st.integers(1, 2))] if compared else ["P"]
    table.heads = [["Outcome", *arms, *single], ["" if not moved else before, *[before, after] * len(arms)]]
    if moved:
        table.heads[1] = [before, after] * len(arms)
    table.notes = ["Values are mean (SD)."]
    time = float("".join(filter(str.isdigit, after)))
    for scale in draw(st.lists(st.sampled_from(_SCALES), min_size=2, max_size=4, unique=True)):
        row = [scale]
        for arm in arms:
            (first, spread), (second, deviation) = means(draw), means(draw)
            row += [f"{first} ({spread})", f"{second} ({deviation})"]
            table.baseline.append(Found(plain(scale), arm, None, None, first, spread))
            table.outcomes.append(Found(plain(scale), arm, None, None, second, deviation, time))
        table.rows.append([*row, *({"P": "0.03"}.get(name, "1.4 (0.3 to 2.5)") for name in single)])
    return table


@st.composite
def sized(draw: st.DrawFn, arms: Sequence[str], sizes: Sequence[int], named: bool, times: bool) -> Printed:
    """A column ``n`` for each arm: below its header with the mean and SD (``named``), else beside it; times as second labels."""
    moments = draw(st.sampled_from(_BEFORE_AND_AFTER)) if times else ("",)
    table = Printed("Scores of the two questionnaires", [], [])
    lead = ["Scale", *[""] * times]
    if named:
        table.heads = [["Scale", *arms, "Effect size"], [*[""] * len(lead), *["n", "M", "SD"] * len(arms), ""]]
    else:
        table.heads = [[*lead, *(part for arm in arms for part in ("n", arm)), "P"]]
    for scale in draw(st.lists(st.sampled_from(_SCALES), min_size=3, max_size=4, unique=True)):
        for moment in moments:
            row = [scale if moment == moments[0] else "", *([moment] if times else [])]
            label = f"{plain(scale)} > {moment}" if times else plain(scale)
            for arm, size in zip(arms, sizes):
                n, (mean, sd) = draw(st.integers(20, size)), means(draw)
                row += [str(n), str(mean), str(sd)] if named else [str(n), f"{mean} ± {sd}"]
                began = times and moment == moments[0]
                time = float("".join(filter(str.isdigit, moment)) or 0) or None
                (table.baseline if began else table.outcomes).append(Found(label, arm, None, n, mean, sd, time))
            table.rows.append([*row, "0.41"])
    return table


@st.composite
def of_kinds(draw: st.DrawFn, arms: Sequence[str], sizes: Sequence[int], below: bool, told: str) -> Printed:
    """Shares and means one below the other; what they are is ``told`` in the labels or in a note."""
    heads = [f"{arm}{'' if below else f' (n = {size})'}" for arm, size in zip(arms, sizes)]
    table = Printed("Results at the end of the study", [["", *heads, "P"]], [])
    if below:
        table.heads.append(["", *(f"(n = {size})" for size in sizes)])
    fractions = draw(st.booleans()) and told == "note"
    table.notes = [f"Values are mean (SD) or {'n/N (%)' if fractions else 'n (%)'}."] if told == "note" else []
    for event in draw(st.lists(st.sampled_from(_EVENTS), min_size=2, max_size=3, unique=True)):
        row = [event if told == "note" else f"{event}, n (%)"]
        for arm, size in zip(arms, sizes):
            whole = draw(st.integers(30, size)) if fractions else size
            n = draw(st.integers(1, whole))
            row.append(f"{n}/{whole} ({100 * n / whole:.1f})" if fractions else f"{n} ({100 * n / whole:.1f})")
            table.outcomes.append(Found(event, arm, n, whole, None, None))
        table.rows.append([*row, "0.2"])
    for scale in draw(st.lists(st.sampled_from(_SCALES), min_size=1, max_size=3, unique=True)):
        row = [scale if told == "note" else f"{scale}, mean (SD)"]
        for arm, size in zip(arms, sizes):
            mean, sd = means(draw)
            row.append(f"{mean} ({sd})")
            table.outcomes.append(Found(plain(scale), arm, None, size, mean, sd))
        table.rows.append([*row, "<0.001"])
    return table
