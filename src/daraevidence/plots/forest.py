"""Forest plot: ratios with their confidence intervals on a logarithmic axis."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from daraevidence.errors import NothingToDraw, OptionError
from daraevidence.language.patterns import compiled
from daraevidence.plots.canvas import INK, PALE, SIZE, Column, Frame, Line, inches, lines_of, needs_matplotlib, stage, write
from daraevidence.plots.comparisons import comparisons, is_comparisons
from daraevidence.plots.intervals import Estimate, draw, estimate, told
from daraevidence.plots.rows import Data, Row, by_study, rows_of, share, words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["forest"]

_RATIOS = {"hazard_ratio": "HR", "odds_ratio": "OR", "relative_risk": "RR", "rate_ratio": "IRR"}
_COLOUR = "#0b4f8a"
_MARK = "†"
_NOTE = f"{_MARK} as printed; estimate and limits do not agree, no interval is drawn."
_MADE = "‡"
_MADE_NOTE = f"{_MADE} not printed: made of the counts of both groups, with its interval on the log scale."
#: A label that says what kind of ratio it is, and not of what.
_ONLY_RATIO = compiled(
    r"\W*(?:(?:unadjusted|adjusted|stratified|unstratified|pooled)\s+)?(?:hazards?|odds|risk|rate|relative|HR|OR|RR|aHR|aOR|aRR)"
    r"\W*(?:ratio|risk)?\W*(?:(?:for|of) (?:progression|death)[\w ]*)?\W*",
    re.IGNORECASE,
)


def forest(
    data: Data,
    *,
    measure: str | None = None,
    ax: Axes | None = None,
    title: str | None = None,
    xlim: tuple[float, float] | None = None,
    favours: tuple[str, str] | None = None,
) -> Axes:
    """A forest plot of the ratios of ``data``: a line each, under its study and the heading of its subgroup.

    Beside the points stand the groups that are compared, events and sizes (n/N) of both where the document gives them for
    the same line, the ratio with its confidence interval, and P. An arrow is a limit beyond the axis or not reached; a hollow
    point has no interval; a dagger marks one that cannot be as it is printed. The same ratio told twice is drawn once.

    Args:
        data: an ``Extraction``, a list of them, or rows of the frame ``endpoints`` or ``meta``. The latter has ratios that are
            made of counts, too (a double dagger marks them), and the titles of tables as headings.
        measure: ``"hazard_ratio"``, ``"odds_ratio"``, ``"relative_risk"`` or ``"rate_ratio"``; all of them without it.
        ax: axes to draw in; without them a figure is made that has the size its rows want.
        title: of the figure; the study's name without it, if there is one study.
        xlim: ends of the axis, both above 0.
        favours: words for the left and the right of 1, ``("Favours SDd", "Favours Dd")``. Which side is the better one depends
            on the outcome, so none is written without them.

    Returns:
        The axes. Line ``i`` of ``ax.texts`` and ``gid`` ``point-i``, ``interval-i``, ``arrow-i-high`` belong together.

    Raises:
        NothingToDraw: there is no ratio.
        OptionError: ``data`` or an option is none of the above, or ``ax`` is too narrow.
        MissingExtra: matplotlib is not installed.

    Examples:
        >>> import daraevidence as dara
        >>> ax = dara.plots.forest(dara.extract("docs/examples/trial.md"))
        >>> ax.get_xscale()
        'log'
    """
    needs_matplotlib()
    if measure is not None and measure not in _RATIOS:
        raise OptionError(f"measure {measure!r} is no ratio; there are {', '.join(_RATIOS)}")
    if xlim is not None and not 0 < xlim[0] < xlim[1]:
        raise OptionError(f"xlim {xlim!r} must be two numbers above 0, the smaller first")
    rows = list(comparisons(cast("pd.DataFrame", data))) if is_comparisons(data) else rows_of(data, "endpoints")
    chosen = _once(row for row in rows if row["measure"] == measure or (measure is None and row["measure"] in _RATIOS))
    if not any(row["value"] is not None for row in chosen):
        wanted = _RATIOS[measure] if measure else "hazard ratio, odds ratio or relative risk"
        raise NothingToDraw(f"there is no {wanted} among {len(rows)} results; ex.frame('endpoints') lists what there is")
    studies = by_study(chosen)
    entries = _entries(studies)
    name = title if title is not None else next(iter(studies)) if len(studies) == 1 and chosen[0]["study"] else ""
    return _drawn(entries, rows, ax, name, xlim, favours)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the plot; a heading has no row."""

    line: Line
    row: Row | None = None


def _once(rows: Iterable[Row]) -> list[Row]:
    """Rows without those that say the same again."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        names = ("study", "cohort", "comparator", "measure", "value", "ci_low", "ci_high", "timepoint")
        found.setdefault((*(row[name] for name in names), _path(row)), row)
    return list(found.values())


def _path(row: Row) -> tuple[str, ...]:
    """What a ratio is of, from the outermost heading to the line's own label."""
    path = tuple(part for part in (words(part) for part in row["label"].split(" > ")) if part)
    path = tuple(part for part in path if not _ONLY_RATIO.fullmatch(part))
    known = row["endpoint"] not in (None, "OTHER")
    if not path or (len(path) == 1 and known and len(path[0]) > 30):
        path = (row["endpoint"].replace("_", " "),) if known else path or (words(row["label"]),)
    if row["timepoint"] is not None and not re.search(r"\d", path[-1]):
        path = (*path[:-1], f"{path[-1]} at {row['timepoint']:g} {row['timepoint_unit'] or ''}".strip())
    return path


def _entries(studies: dict[str, list[Row]]) -> list[_Entry]:
    entries: list[_Entry] = []
    for study, rows in studies.items():
        depth = 0
        if len(studies) > 1:
            entries.append(_Entry(Line(study, 0, True)))
            depth = 1
        above: tuple[str, ...] = ()
        for row in rows:
            path = _path(row)
            for level, part in enumerate(path[:-1]):
                if path[: level + 1] != above[: level + 1]:
                    entries.append(_Entry(Line(part, depth + level, not depth + level)))
            above = path[:-1]
            entries.append(_Entry(Line(path[-1], depth + len(above)), row))
    return entries


def _drawn(
    entries: Sequence[_Entry],
    rows: Sequence[Row],
    ax: Axes | None,
    title: str,
    xlim: tuple[float, float] | None,
    favours: tuple[str, str] | None,
) -> Axes:
    from matplotlib.ticker import NullLocator

    estimates = [estimate(entry.row) if entry.row is not None else None for entry in entries]
    estimates = [found if found is None else _positive(found) for found in estimates]
    pairs = {(row["cohort"], row["comparator"]) for entry in entries if (row := entry.row) is not None}
    one = len(pairs) == 1 and None not in next(iter(pairs))
    columns = [*_groups(entries, one), *_counts(entries, rows, one), *_results(entries, estimates)]
    made = any(entry.row.get("derived") for entry in entries if entry.row is not None)
    lines = max(1 + lines_of(f"{side} →", 26).count("\n") for side in favours) if favours else 0
    doubtful = any(found is not None and found.doubtful for found in estimates)
    if one and title:
        title = f"{title}: {' vs '.join(words(group) for group in next(iter(pairs)))}"
    frame = stage(
        ax,
        [entry.line for entry in entries],
        columns,
        head="Subgroup" if any(entry.line.depth for entry in entries) and one else "Outcome",
        title=title,
        below=0.5 + 0.17 * lines,
        notes=[note for note, wanted in ((_NOTE, doubtful), (_MADE_NOTE, made)) if wanted],
    )
    axes = frame.axes
    axes.set_xscale("log")
    axes.set_xlim(*(xlim or _limits(estimates)))
    axes.xaxis.set_minor_locator(NullLocator())
    ticks = _ticks(*axes.get_xlim(), inches(axes)[0])
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.plot((1, 1), (0, frame.height), color=PALE, lw=0.9, ls=(0, (4, 3)), zorder=1, gid="no-difference")
    axes.set_xlabel(f"{_kind(entries)} (log scale)", fontsize=SIZE, color=INK, labelpad=4 + 12 * lines)
    if favours:
        _sides(frame, favours)
    draw(frame, estimates, [_COLOUR] * len(entries), ["s"] * len(entries))
    return axes


def _positive(found: Estimate) -> Estimate:
    """An estimate as a logarithmic axis can show it: a lower limit of 0 goes beyond it, a point that is not above 0 is none."""
    if found.value is not None and found.value <= 0:
        return Estimate(None, doubtful=True)
    if found.low is not None and found.low <= 0:
        return Estimate(found.value, None, found.high, True, found.open_high, found.doubtful)
    return found


def _kind(entries: Sequence[_Entry]) -> str:
    names = {"HR": "Hazard ratio", "OR": "Odds ratio", "RR": "Relative risk", "IRR": "Rate ratio"}
    found = {_RATIOS[entry.row["measure"]] for entry in entries if entry.row is not None}
    return names[found.pop()] if len(found) == 1 else "Ratio"


def _groups(entries: Sequence[_Entry], one: bool) -> list[Column]:
    """Who is compared with whom, where it is not the same on all lines."""
    if one:
        return []
    cells = []
    for entry in entries:
        names = [words(entry.row[name]) for name in ("cohort", "comparator") if entry.row[name]] if entry.row is not None else []
        short = [_short(name) for name in names]
        cells.append((" vs " if sum(map(len, short)) < 26 else "\nvs ").join(short))
    return [Column("Comparison", cells, "left", "left")] if any(cells) else []


def _short(name: str, most: int = 34) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def _counts(entries: Sequence[_Entry], rows: Sequence[Row], one: bool) -> list[Column]:
    """n/N of both groups, from the rows of the same line or outcome."""
    index: dict[tuple[object, ...], set[str]] = {}
    for row in rows:
        if row["measure"] in ("proportion", "count") and share(row):
            index.setdefault(_same(row, row["cohort"]), set()).add(share(row))
    found = []
    for side in ("cohort", "comparator"):
        cells = []
        for entry in entries:
            fits = index.get(_same(entry.row, entry.row[side]), set()) if entry.row is not None and entry.row[side] else set()
            cells.append(next(iter(fits)) if len(fits) == 1 else "")
        name = next((entry.row[side] for entry in entries if entry.row is not None), None)
        head = _short(words(name), 16) if one and name else {"cohort": "Group", "comparator": "Comparator"}[side]
        found.append(Column(f"{head}\nn/N", cells, "left", "right"))
    return found if any(any(column.cells) for column in found) else []


def _same(row: Row, cohort: str | None) -> tuple[object, ...]:
    """What rows of one line or outcome have in common."""
    known = row["endpoint"] not in (None, "OTHER")
    return row["study"], cohort, row["timepoint"], row["endpoint"] if known else words(row["label"])


def _results(entries: Sequence[_Entry], estimates: Sequence[Estimate | None]) -> list[Column]:
    rows = [entry.row for entry in entries if entry.row is not None]
    kinds = {_RATIOS[row["measure"]] for row in rows}
    levels = {f"{row['ci_level']:g}%" for row in rows if row["ci_level"] is not None}
    level = levels.pop() if len(levels) == 1 else ""
    ratios, p_values = [], []
    for entry, found in zip(entries, estimates, strict=True):
        row = entry.row
        if row is None:
            ratios.append("")
            p_values.append("")
            continue
        lead = f"{_RATIOS[row['measure']]} " if len(kinds) > 1 else ""
        mark = _MARK if found is not None and found.doubtful else _MADE if row.get("derived") else ""
        tail = f" ({row['ci_level']:g}% CI)" if levels and row["ci_level"] not in (None, 95) else ""
        ratios.append(f"{lead}{told(row, 2)}{mark}{tail}")
        sign = row["p_op"] if row["p_op"] not in (None, "=") else ""
        p_values.append(f"{sign}{row['p_value']:g}" if row["p_value"] is not None else row["p_value_text"] or "")
    kind = next(iter(kinds)) if len(kinds) == 1 else "Ratio"
    head = f"{kind} ({level + ' ' if level else ''}CI)"
    found_columns = [Column(head, ratios, "right", "left")]
    return [*found_columns, Column("P", p_values, "right", "left")] if any(p_values) else found_columns


def _limits(estimates: Sequence[Estimate | None]) -> tuple[float, float]:
    """The ends of the axis: all points and 1, and of the intervals as much as leaves the points apart."""
    points = [found.value for found in estimates if found is not None and found.value is not None]
    ends = [end for found in estimates if found is not None and found.drawn for end in (found.low, found.high) if end is not None]
    low, high = min(points), max(points)
    low = min(low, 0.8, max(min([low, *ends]), low / 4))
    high = max(high, 1.25, min(max([high, *ends]), high * 4))
    air = (high / low) ** 0.06
    return low / air, high * air


def _ticks(low: float, high: float, inches: float) -> list[float]:
    """Round numbers of the axis, 1 among them where it is inside, as many as stand apart."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1, 2, 5), (1, 1.5, 2, 3, 5, 7), tuple(range(1, 10))):
        found = [tick for decade in decades for step in steps if low <= (tick := round(step * 10.0**decade, 12)) <= high]
        if len(found) >= 4:
            break
    span = math.log(high / low) / inches
    kept: list[float] = []
    for tick in sorted(found, key=lambda tick: (tick != 1, math.log10(tick) % 1 != 0, abs(math.log(tick)))):
        if all(abs(math.log(tick / other)) > 0.34 * span for other in kept):
            kept.append(tick)
    return sorted(kept)


def _sides(frame: Frame, favours: tuple[str, str]) -> None:
    """Words for both sides of 1, below the numbers of the axis."""
    from matplotlib.transforms import ScaledTranslation

    axes = frame.axes
    for text, align, shift in ((f"← {favours[0]}", "right", -0.07), (f"{favours[1]} →", "left", 0.07)):
        moved = axes.get_xaxis_transform() + ScaledTranslation(shift, -0.24, axes.figure.dpi_scale_trans)
        write(axes, 1, 0, lines_of(text, 26), transform=moved, ha=align, va="top", gid="favours")
