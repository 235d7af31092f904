"""Strategies of hypothesis for made-up tables and documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

from daraevidence.testing.printing import as_html, as_lines, as_pipes
from daraevidence.testing.sheets import Line, Sheet

__all__ = ["Made", "documents", "tables"]

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
    "Observation",
)
POPULATIONS = ("Treated Before", "Not Treated Before")
P_VALUES = ("0.03", "<0.001", "0.41", "0.005", "")
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


@st.composite
def _row_cells(draw: st.DrawFn, sizes: Sequence[int], allow_missing: bool, single_line: bool) -> tuple[tuple[str, ...], ...]:
    kind = draw(st.sampled_from(["share", "share", "share1", "count", "median", "interval", "fraction"]))
    cells: list[tuple[str, ...]] = []
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


@dataclass(frozen=True)
class _Columns:
    """Paths of the data columns, the sizes of their groups, how one cell a line prints them; ``p``: the last holds P values."""

    paths: tuple[tuple[str, ...], ...]
    sizes: tuple[int, ...]
    printed: tuple[tuple[str, ...], ...]
    p: bool = False


@st.composite
def _columns(draw: st.DrawFn, most: int, levels: int, wrapped: bool, p_values: bool) -> _Columns:
    count = draw(st.integers(1, most))
    two = levels > 1 and count in (4, 6, 8) and draw(st.booleans())
    three = two and levels > 2 and count in (4, 8) and draw(st.booleans())
    arm_count = count // 4 if three else count // 2 if two else count
    arms = draw(st.lists(st.sampled_from(ARMS), min_size=arm_count, max_size=arm_count, unique=True))
    sizes = [draw(st.integers(3, 480)) for _ in arms]
    form = draw(st.sampled_from(["wrapped", "inline"])) if wrapped else "inline"
    tops = [f"{arm} (n={size})" for arm, size in zip(arms, sizes, strict=True)]
    printed = [(arm, f"(n={size})") if form == "wrapped" else (top,) for arm, size, top in zip(arms, sizes, tops, strict=True)]
    lower = draw(st.sampled_from(LOWER))
    p = p_values and draw(st.booleans())
    last = (("P value",),) if p else ()
    if three:
        deep = tuple((who, top, name) for who in POPULATIONS for top in tops for name in lower)
        return _Columns((*deep, *last), tuple(sizes[i // 2 % len(sizes)] for i in range(count)), (), p)
    if two:
        paths = tuple((top, name) for top in tops for name in lower)
        heads = () if p else (*printed, tuple(lower) * len(arms))
        return _Columns((*paths, *last), tuple(size for size in sizes for _ in lower), heads, p)
    return _Columns((*((top,) for top in tops), *last), tuple(sizes), (*printed, *last), p)


@st.composite
def _block(
    draw: st.DrawFn, heading: str, labels: Sequence[str], small: bool, wrapped: bool, depth: int
) -> list[tuple[int, str, bool]]:
    """Some rows of one block: depth, label, and whether the row has cells."""
    kind = draw(st.sampled_from(["flat", "group", "deep"] if depth > 2 else ["flat", "group"] if depth > 1 else ["flat"]))
    count = draw(st.integers(2, 4))
    short = draw(st.lists(st.sampled_from(SMALL), min_size=count, max_size=count, unique=True))
    rows = [] if kind == "flat" else [(0, heading, False)]
    base = 0 if kind == "flat" else 1
    for i in range(count):
        own = short[i] if kind == "group" and small and draw(st.booleans()) else labels[i]
        rows.append((base + 1 if kind == "deep" and i else base, own, True))
    return rows


@st.composite
def tables(
    draw: st.DrawFn,
    max_columns: int = 9,
    levels: int = 2,
    wrapped: bool = True,
    notes: bool = True,
    missing: bool = True,
    depth: int = 3,
    p_values: bool = False,
) -> Sheet:
    """Tables of 1 to ``max_columns`` data columns, a column of P values behind them (``p_values``), with up to ``levels`` (3)
    levels of headers and rows nested up to ``depth`` (3) deep.

    Cells are ``n (%)``, ``n/N (%)``, counts, medians with ranges, values with intervals (on lines of their own), ``NR``; rows may
    lack their last cells (``missing``), labels and headers run over two lines (``wrapped``), labels bear footnotes (``notes``).
    """
    columns = draw(_columns(max_columns, levels, wrapped, p_values))
    footnotes = dict(zip("abc", draw(st.lists(st.sampled_from(NOTES), max_size=3, unique=True)), strict=False)) if notes else {}
    left = list(footnotes)
    lines: list[Line] = []
    labels = draw(st.permutations(LABELS))
    groups = draw(st.permutations(GROUPS))
    for group in range(draw(st.integers(1, 4))):
        for step, own, valued in draw(_block(groups[group], labels[4 * group :], bool(group % 2), wrapped, depth)):
            shape: tuple[str, ...] = (own,)
            label, note = own, ""
            if not valued:
                lines.append(Line(step, shape, label, ()))
                continue
            if wrapped and draw(st.integers(0, 9)) == 0:
                shape, label = draw(st.sampled_from(WRAPPED))
            elif left and own in LABELS and own[-1].islower() and draw(st.booleans()):
                note = left.pop(0)
                shape = (own + note,)
            # a row may lack its last cells, but most rows have all
            whole = sum(len(line.cells) >= len(columns.sizes) for line in lines)
            short = sum(0 < len(line.cells) < len(columns.sizes) for line in lines)
            cells = draw(_row_cells(columns.sizes, missing and whole > 3 * short + 2, not wrapped))
            if (
                columns.p
                and len(cells) == len(columns.sizes)
                and (p := draw(st.sampled_from(P_VALUES if missing else P_VALUES[:-1])))
            ):
                cells = (*cells, (p,))
            lines.append(Line(step, shape, label, cells, note))
    used = {line.note for line in lines if line.note}
    return Sheet(
        draw(st.sampled_from(TITLES)),
        draw(st.sampled_from([("1",), ("3",), ("2", "5"), ()])),
        draw(st.sampled_from(STUBS)),
        columns.paths,
        columns.printed,
        tuple(lines),
        {letter: text for letter, text in footnotes.items() if letter in used},
        dict(draw(st.lists(st.sampled_from(sorted(ABBREVIATIONS.items())), max_size=4, unique=True))),
    )


@dataclass(frozen=True)
class Made:
    """A made-up document: its text, the form it is in (text, markdown or html), and the tables that stand in it."""

    text: str
    kind: str
    sheets: tuple[Sheet, ...]


SENTENCES = (
    "The median follow-up was 14.2 months (range, 2-31).",
    "Of 214 patients, 57 (27%) had a response and 12 (6%) a complete response.",
    "Overall survival did not differ (HR, 0.91; 95% CI, 0.70-1.18; P=0.47).",
    "Doses above 400 mg were not tested.",
    "Grade 3 neutropenia was seen in 9 of 41 patients.",
    "The trial enrolled adults with advanced disease at 31 sites.",
)
_PRINTERS: dict[str, Callable[[Sheet], str]] = {"text": as_lines, "markdown": as_pipes, "html": as_html}


@st.composite
def documents(draw: st.DrawFn, kind: str | None = None, max_tables: int = 3) -> Made:
    """Documents with a title, headings, prose with results and up to ``max_tables`` tables, as text, Markdown or HTML."""
    kind = kind or draw(st.sampled_from(["text", "markdown", "html"]))
    sheets = tuple(draw(st.lists(tables(max_columns=4, notes=False), max_size=max_tables)))
    parts = [("title", "Tolrenib in Advanced Disease"), ("heading", "Methods"), ("prose", " ".join(_some(draw)))]
    for number, sheet in enumerate(sheets):
        parts += [("heading", ("Efficacy", "Safety", "Subgroups")[number % 3]), ("prose", " ".join(_some(draw)))]
        parts.append(("table", _PRINTERS[kind](sheet)))
    parts += [("heading", "Discussion"), ("prose", " ".join(_some(draw)))]
    mark = {"text": {}, "markdown": {"title": "# ", "heading": "## "}, "html": {}}[kind]
    if kind == "html":
        tags = {"title": "h1", "heading": "h2", "prose": "p"}
        body = [text if role == "table" else f"<{tags[role]}>{_escape(text)}</{tags[role]}>" for role, text in parts]
        return Made("<html><body>\n" + "\n".join(body) + "\n</body></html>\n", kind, sheets)
    return Made("\n\n".join(mark.get(role, "") + text for role, text in parts) + "\n", kind, sheets)


def _some(draw: st.DrawFn) -> list[str]:
    return draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True))


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
