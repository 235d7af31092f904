"""Made-up tables of trials (patients, events, outcomes, subgroups, limits), printed in the looks that texts bring them in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Row = tuple[int, str, tuple[str, ...]]

ARMS = [["Nivetan-Rd", "Rd"], ["Placebo", "Veltoran"], ["Group A", "Group B"], ["Nivetan 10 mg", "Nivetan 25 mg", "Placebo"]]
ARMS += [["Standard care", "Telephone support"], ["Arm A (N-VTd)", "Arm B (VTd)"], ["Nivetan + AVD", "AVD"], ["Overall"]]
EVENTS = {
    "Hematologic": ["Neutropenia", "Anemia", "Febrile neutropenia"],
    "Infections": ["Upper respiratory tract infection", "COVID-19", "Pneumonia"],
    "Nonhematologic": ["Fatigue", "Back pain", "Peripheral edema"],
}


@dataclass(frozen=True)
class Table:
    """A table: paths of its columns, rows with depth, label and cells (none: a heading)."""

    title: str
    stub: str
    columns: list[tuple[str, ...]]
    rows: list[Row]

    def paths(self) -> list[tuple[str, ...]]:
        """The label of each row below those of its headings."""
        found: list[tuple[str, ...]] = []
        above: list[str] = []
        for depth, label, _ in self.rows:
            above = [*above[:depth], label]
            found.append(tuple(above))
        return found

    def cells(self) -> list[tuple[str, ...]]:
        """The cells of each row; those of a heading are empty."""
        return [cells or ("",) * len(self.columns) for _, _, cells in self.rows]

    def groups(self) -> list[tuple[str, int]]:
        """The upper names, each with the number of columns below it."""
        found: list[tuple[str, int]] = []
        for path in self.columns:
            if len(path) > 1 and found and found[-1][0] == path[0]:
                found[-1] = path[0], found[-1][1] + 1
            else:
                found.append((path[0], 1))
        return found


def _arms(random: Random, most: int = 3) -> tuple[list[str], list[int]]:
    arms = random.choice([arms for arms in ARMS if len(arms) <= most])
    sizes = [random.randint(40, 300) for _ in arms]
    form = random.choice(["{} (N={})", "{} (n = {})", "{}, n = {}"])
    return [form.format(arm, size) for arm, size in zip(arms, sizes)], sizes


def _share(random: Random, sizes: Sequence[int], form: str) -> tuple[str, ...]:
    counts = [random.randint(0, size) for size in sizes]
    return tuple(form.format(count, 100 * count / size) for count, size in zip(counts, sizes))


def _form(random: Random) -> str:
    return random.choice(["{} ({:.0f})", "{} ({:.1f})", "{} ({:.0f}%)"])


def patients(random: Random) -> Table:
    """Baseline characteristics: groups of rows, ranges, missing values."""
    names, sizes = _arms(random)
    form = _form(random)
    age = tuple(f"{random.randint(50, 70)} ({random.randint(20, 40)}-{random.randint(75, 90)})" for _ in sizes)
    rows: list[Row] = [(0, "Age, years", ()), (1, "Median (range)", age), (1, "≥75 years", _share(random, sizes, form))]
    stages = [(1, stage, _share(random, sizes, form)) for stage in ("I", "II", "III")]
    performance = [(1, level, _share(random, sizes, form)) for level in ("0", "1", "≥2")]
    groups: list[list[Row]] = [[(0, "ISS stage, n (%)", ()), *stages], [(0, "ECOG performance status", ()), *performance]]
    groups.append([(0, "Body mass index, kg/m2, mean (SD)", tuple(f"{random.uniform(20, 30):.1f} (4.2)" for _ in sizes))])
    random.shuffle(groups)
    rows += [row for group in groups for row in group]
    depth, label, cells = rows[-1]
    rows[-1] = depth, label, (*cells[:-1], random.choice(["-", "NR", "NA"])) if depth else cells
    stub = random.choice(["Characteristic", "Variable", "Patient characteristics"])
    return Table("Baseline Characteristics of the Patients", stub, [(name,) for name in names], rows)


def events(random: Random) -> Table:
    """Adverse events below the headings of their kinds."""
    names, sizes = _arms(random)
    form = _form(random)
    rows: list[Row] = []
    for kind in random.sample(list(EVENTS), 2):
        rows += [(0, kind, ()), *((1, term, _share(random, sizes, form)) for term in EVENTS[kind])]
    return Table(
        "Most Common Adverse Events", random.choice(["Event", "AE", "Adverse event, n (%)"]), [(n,) for n in names], rows
    )


def graded(random: Random) -> Table:
    """Adverse events by arm and grade: a header of two levels."""
    names, sizes = _arms(random, 2)
    grades = random.choice([["Any grade", "Grade 3-4"], ["All grades", "Grade ≥3"]])
    form = _form(random)
    wide = [size for size in sizes for _ in grades]
    terms = random.sample([term for terms in EVENTS.values() for term in terms], 5)
    columns = [(name, grade) for name in names for grade in grades]
    return Table("Adverse Events by Grade", "Preferred term", columns, [(0, term, _share(random, wide, form)) for term in terms])


def outcomes(random: Random) -> Table:
    """Responses, times with intervals and a column of tests that some rows leave empty."""
    names, sizes = _arms(random, 2)
    form, tested = _form(random), len(sizes) == 2
    times = [
        *(f"{random.uniform(5, 30):.1f} (4.1-35.2)" for _ in sizes[1:]),
        random.choice(["NR", "Not reached", "12.4 (9.0-NR)"]),
    ]
    tests = ("0.04", "<0.001", "0.61 (0.40-0.93)", "") if tested else ("",) * 4
    shown = [_share(random, sizes, form), _share(random, sizes, form), tuple(times), tuple("51.6 (42.6-59.6)" for _ in sizes)]
    labels = ["ORR, n (%)", "≥VGPR, n (%)", "Median PFS (95% CI), months", "24-month OS, % (95% CI)"]
    rows = [(0, label, (*cells, test) if tested else cells) for label, cells, test in zip(labels, shown, tests)]
    columns = [(name,) for name in names] + ([("HR (95% CI) or P value",)] if tested else [])
    return Table("Summary of Efficacy Results", random.choice(["Outcome", "Efficacy endpoint"]), columns, rows)


def subgroups(random: Random) -> Table:
    """Events of patients by subgroup, with ratios."""
    arms = random.choice([["Nivetan", "Placebo"], ["Velto SC", "Velto IV"]])
    rows: list[Row] = []
    for name, parts in (("Sex", ["Male", "Female"]), ("Prior lines", ["1", "2", ">2"]), ("Age", ["<65 years", "≥65 years"])):
        rows.append((0, name, ()))
        for part in parts:
            sizes = [random.randint(9, 99) for _ in arms]
            rows.append(
                (1, part, (*(f"{random.randint(1, n)}/{n}" for n in sizes), f"{random.uniform(0.4, 0.9):.2f} (0.31-1.22)"))
            )
    return Table("Survival by Subgroup", "Subgroup", [(f"{arms[0]} (n/N)",), (f"{arms[1]} (n/N)",), ("HR (95% CI)",)], rows)


KINDS: dict[str, Callable[[Random], Table]] = {
    "patients": patients,
    "events": events,
    "graded": graded,
    "outcomes": outcomes,
    "subgroups": subgroups,
}


def _rows(table: Table, indent: str = "  ") -> list[list[str]]:
    """Header and rows; a name over several columns stands above the first of them."""
    top = ["", *(text for name, width in table.groups() for text in (name, *[""] * (width - 1)))]
    names = [table.stub, *(path[-1] for path in table.columns)]
    body = [[indent * depth + label, *cells] for (depth, label, _), cells in zip(table.rows, table.cells())]
    return [top, names, *body] if len(table.columns[0]) > 1 else [names, *body]


def tabs(table: Table) -> list[str]:
    """One row a line, tabs between the cells."""
    return ["\t".join(row).rstrip("\t") for row in _rows(table)]


def spaces(table: Table) -> list[str]:
    """One row a line, columns by runs of spaces."""
    rows = _rows(table)
    widths = [max(len(row[i]) for row in rows) + 3 for i in range(len(rows[0]))]
    return ["".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]


def single(table: Table) -> list[str]:
    """One row a line, single spaces between the cells; empty cells are lost."""
    return [" ".join(cell for cell in row if cell) for row in _rows(table, "")]


def lines(table: Table) -> list[str]:
    """One cell a line; empty cells are lost."""
    upper = [name for name, _ in table.groups()] if len(table.columns[0]) > 1 else []
    heads = [table.stub, *upper, *(path[-1] for path in table.columns)]
    return heads + [cell for _, label, cells in table.rows for cell in (label, *cells) if cell]


def labels_apart(table: Table) -> list[str]:
    """Labels on lines of their own, their cells in a row below them."""
    upper = [" ".join(name for name, _ in table.groups())] if len(table.columns[0]) > 1 else []
    heads = [table.stub, *upper, " ".join(path[-1] for path in table.columns)]
    return heads + [line for _, label, cells in table.rows for line in (label, " ".join(filter(None, cells))) if line]


def boxed(table: Table) -> list[str]:
    """A frame of box characters, no rules between the rows, upper names over their columns."""
    rows = _rows(table)
    widths = [max(len(row[i]) for row in rows) + 2 for i in range(len(rows[0]))]
    place = 1
    for name, width in table.groups():
        widths[place] += max(0, len(name) + 2 - sum(widths[place : place + width]) - width + 1)
        place += width
    rule = "┼".join("─" * width for width in widths)
    drawn = ["│" + "│".join(f" {cell}".ljust(width) for cell, width in zip(row, widths)) + "│" for row in rows]
    heads = 1
    if len(table.columns[0]) > 1:
        spans, place = [], 1
        for name, width in table.groups():
            spans.append(f" {name}".ljust(sum(widths[place : place + width]) + width - 1))
            place += width
        drawn[0], heads = "│" + "│".join([" " * widths[0], *spans]) + "│", 2
    return [f"┌{rule}┐".replace("┼", "┬"), *drawn[:heads], f"├{rule}┤", *drawn[heads:], f"└{rule}┘".replace("┼", "┴")]


def values(table: Table) -> list[str]:
    """Values between semicolons."""
    return [";".join(f'"{cell}"' if ";" in cell else cell for cell in row) for row in _rows(table)]


LAYOUTS = {
    "values": values,
    "tabs": tabs,
    "spaces": spaces,
    "single": single,
    "lines": lines,
    "labels apart": labels_apart,
    "boxed": boxed,
}
#: Layouts that show how far in a label stands.
INDENTED = frozenset(("tabs", "spaces", "boxed"))
