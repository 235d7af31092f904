"""Made-up tables and the forms in which they are printed, for tests: what is printed must be read back.

``sheets()`` draws a table (header paths, nested rows, cells, footnotes, abbreviations); ``one_cell_per_line``, ``spaced``,
``piped`` and ``dashed`` print it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

NBSP = "\u00a0"

TITLES = (
    "Baseline Demographics and Disease Features",
    "Response by Blinded Review",
    "Adverse Reactions in the Safety Population",
    "Survival by Prior Exposure",
    "Treatment History Before Enrollment",
)
STUBS = ("Characteristic", "Parameter", "Event, n (%)", "Outcome", "Adverse Event", "Variable")
ARMS = (
    "Tolrenib",
    "Placebo",
    "Tolrenib 200 mg",
    "Best Supportive Care",
    "All Patients",
    "Quelimab Plus Rituximab",
    "Prior Quelimab",
    "Chemotherapy",
)
LOWER = (("Any Grade", "Grade 3/4"), ("All Grades", "Grade ≥3"), ("Week 12", "Week 24"), ("n", "%"))
GROUPS = (
    "Sex, n (%)",
    "Race, n (%)",
    "ECOG PS, n (%)",
    "Blood disorders",
    "Best overall response, n (%)",
    "Prior therapy, n (%)",
    "Gastrointestinal disorders",
    "Karnofsky score, n (%)",
)
LABELS = (
    "Female",
    "Male",
    "White",
    "Nausea",
    "Fatigue",
    "Hypertension",
    "Liver metastases",
    "CR",
    "PR",
    "≥2 lines",
    "Not evaluable",
    "Unknown",
    "Neutropenia",
    "Prior surgery",
    "Stage IV disease",
    "Low platelets",
    "Time to response",
    "Rash",
)
SMALL = ("0", "1", "2", "≥3", "0-1", "I", "II", "III", "<65", "≥65", "Yes", "No")
WRAPPED = (
    (("Elevated amino-", "transferases"), "Elevated aminotransferases"),
    (("Infections of the", "upper airways"), "Infections of the upper airways"),
    (("Skin reactions (rash,", "itching)"), "Skin reactions (rash, itching)"),
    (("Peripheral", "edema"), "Peripheral edema"),
    (("Decreased appetite", "and weight loss"), "Decreased appetite and weight loss"),
)
NOTES = (
    "Patients could be counted more than once.",
    "Assessed by the investigator.",
    "One patient withdrew consent before the first dose.",
    "Defined as no detectable disease in two samples.",
)
ABBREVIATIONS = {
    "CR": "complete response",
    "PR": "partial response",
    "ECOG PS": "Eastern Cooperative Oncology Group performance status",
    "NR": "not reached",
    "CI": "confidence interval",
}


@dataclass(frozen=True)
class Line:
    """One row: its depth, its label (as printed on lines, and as read), its cells (each as printed on lines)."""

    depth: int
    printed: tuple[str, ...]
    label: str
    cells: tuple[tuple[str, ...], ...]
    note: str = ""
    cell_notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table and what must be read from it."""

    title: str
    citations: tuple[str, ...]
    stub: str
    columns: tuple[tuple[str, ...], ...]
    printed_columns: tuple[tuple[str, ...], ...]
    lines: tuple[Line, ...]
    footnotes: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)

    def rows(self) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Row paths and cells, one for each column."""
        found, above = [], []
        for line in self.lines:
            above = [*above[: line.depth], line.label]
            cells = [" ".join(cell) for cell in line.cells]
            found.append((tuple(above), tuple(cells + [""] * (len(self.columns) - len(cells)))))
        return found


@st.composite
def _row_cells(draw, sizes, allow_missing, single_line):
    kind = draw(st.sampled_from(["share", "share", "share1", "count", "median", "interval", "fraction"]))
    cells = []
    for size in sizes:
        n = draw(st.integers(0, size))
        low = draw(st.integers(10, 99))
        if kind == "share":
            cells.append((f"{n} ({100 * n / size:.0f})",))
        elif kind == "share1":
            cells.append((f"{n} ({100 * n / size:.1f})",))
        elif kind == "count":
            cells.append((str(n),))
        elif kind == "median":
            cells.append((f"{low + 5} ({low}-{low + 40})",))
        elif kind == "fraction":
            cells.append((f"{n}/{size} ({100 * n / size:.0f})",))
        elif draw(st.integers(0, 5)) == 0:
            cells.append((draw(st.sampled_from(["NR", "-", "Not reached"])),))
        else:
            value, interval = f"{low / 10}", f"(95% CI, {(low - 9) / 10:.1f}-{(low + 31) / 10:.1f})"
            cells.append((f"{value} {interval}",) if single_line else (value, interval))
    if allow_missing and len(cells) > 1 and draw(st.integers(0, 7)) == 0:
        cells = cells[: draw(st.integers(1, len(cells) - 1))]
    return tuple(cells)


@st.composite
def sheets(draw, max_columns=8, levels=2, wrapped=True, notes=True, missing=True, depth=3):
    """Tables of 1 to ``max_columns`` data columns and 1 or 2 header levels, rows nested up to three deep."""
    count = draw(st.integers(1, max_columns))
    two = levels > 1 and count in (4, 6, 8) and draw(st.booleans())
    arms = draw(
        st.lists(st.sampled_from(ARMS), min_size=count // 2 if two else count, max_size=count // 2 if two else count, unique=True)
    )
    sizes = [draw(st.integers(3, 480)) for _ in arms]
    form = draw(st.sampled_from(["wrapped", "inline"])) if wrapped else "inline"
    printed = [(arm, f"(n={size})") if form == "wrapped" else (f"{arm} (n={size})",) for arm, size in zip(arms, sizes)]
    tops = [f"{arm} (n={size})" for arm, size in zip(arms, sizes)]
    lower = draw(st.sampled_from(LOWER))
    columns = tuple((top, name) for top in tops for name in lower) if two else tuple((top,) for top in tops)
    per_column = [size for size in sizes for _ in lower] if two else sizes
    footnotes = dict(zip("abc", draw(st.lists(st.sampled_from(NOTES), max_size=3, unique=True)), strict=False)) if notes else {}
    left = list(footnotes)
    lines: list[Line] = []
    labels = draw(st.permutations(LABELS))
    groups = draw(st.permutations(GROUPS))
    label_at = 0
    for group in range(draw(st.integers(1, 4))):
        rows_in = draw(st.integers(2, 4))
        kind = draw(st.sampled_from(["flat", "group", "deep"] if depth > 2 else ["flat", "group"]))
        small = draw(st.lists(st.sampled_from(SMALL), min_size=rows_in, max_size=rows_in, unique=True))
        if kind != "flat":
            lines.append(Line(0, (groups[group],), groups[group], ()))
        base = 0 if kind == "flat" else 1
        for i in range(rows_in):
            own = labels[label_at % len(labels)]
            if kind == "group" and group % 2 and draw(st.booleans()):
                own = small[i]
            label_at += 1
            shape, label = (own,), own
            note = ""
            if wrapped and draw(st.integers(0, 9)) == 0:
                shape, label = draw(st.sampled_from(WRAPPED))
            elif left and own in LABELS and own[-1].islower() and draw(st.booleans()):
                note = left.pop(0)
                shape = (own + note,)
            step = base + 1 if kind == "deep" and i else base
            # a row may lack its last cells, but most rows have all
            full = (
                sum(len(line.cells) == len(per_column) for line in lines)
                > 3 * sum(0 < len(x.cells) < len(per_column) for x in lines) + 2
            )
            cells = draw(_row_cells(per_column, missing and full, not wrapped))
            lines.append(Line(step, shape, label, cells, note))
    used = {line.note for line in lines if line.note}
    citations = draw(st.sampled_from([("1",), ("3",), ("2", "5"), ()]))
    return Sheet(
        draw(st.sampled_from(TITLES)),
        citations,
        draw(st.sampled_from(STUBS)),
        columns,
        tuple((*lines_, *()) for lines_ in printed) + ((tuple(lower) * len(arms),) if two else ()),
        tuple(lines),
        {letter: text for letter, text in footnotes.items() if letter in used},
        dict(draw(st.lists(st.sampled_from(sorted(ABBREVIATIONS.items())), max_size=4, unique=True))),
    )


def _below(sheet: Sheet) -> list[str]:
    lines = []
    if sheet.abbreviations:
        items = "; ".join(f"{short}, {long}" for short, long in sheet.abbreviations.items())
        lines.append(f"Abbreviations: {items}.")
    return lines + [f"{letter}{text}" for letter, text in sheet.footnotes.items()]


def one_cell_per_line(sheet: Sheet, gaps: bool = True) -> str:
    """The table as it comes out of a web page copied as text; ``gaps``: an empty line after each cell of several lines."""
    lines = [sheet.title + ",".join(sheet.citations) + (" " if sheet.citations else ""), sheet.stub]
    two = len(sheet.columns[0]) > 1
    heads = sheet.printed_columns[:-1] if two else sheet.printed_columns
    for head in heads:
        lines += head
        if len(head) > 1 and gaps:
            lines.append("")
    if two:
        lines += sheet.printed_columns[-1]
    for line in sheet.lines:
        indent = (NBSP * 2 * line.depth + " ") if line.depth else ""
        lines += [indent + part for part in line.printed]
        if len(line.printed) > 1 and gaps:
            lines.append("")
        for cell in line.cells:
            lines += cell
            if len(cell) > 1 and gaps:
                lines.append("")
    return "\n".join(lines + _below(sheet))


def _flat(sheet: Sheet) -> list[list[str]]:
    """Header and rows as lists of strings, labels indented by two spaces a level."""
    rows = [[sheet.stub, *(" ".join(path) for path in sheet.columns)]]
    for line in sheet.lines:
        cells = [" ".join(cell) for cell in line.cells]
        label = "  " * line.depth + " ".join(line.printed)
        rows.append([label, *cells, *[""] * (len(sheet.columns) - len(cells))])
    return rows


def spaced(sheet: Sheet) -> str:
    """The table with one row per line, in columns of spaces."""
    rows = _flat(sheet)
    widths = [max(len(row[i]) for row in rows) + 3 for i in range(len(rows[0]))]
    body = ["".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    return "\n".join([sheet.title, *body, *_below(sheet)])


def piped(sheet: Sheet) -> str:
    """The table as a pipe table of Markdown."""
    rows = [[cell.strip() for cell in row] for row in _flat(sheet)]
    body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"Table: {sheet.title}", "", body[0], "|" + "---|" * len(rows[0]), *body[1:], ""])


def dashed(sheet: Sheet) -> str:
    """The table as a simple table of Markdown: a rule of dashes under the header."""
    rows = _flat(sheet)
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    body = ["  " + " ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    rule = "  " + " ".join("-" * width for width in widths)
    return "\n".join(["::: caption", sheet.title, ":::", "", body[0], rule, *body[1:], ""])
