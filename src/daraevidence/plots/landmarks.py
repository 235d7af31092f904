"""Survival at landmarks: the share of patients without an event at a time, with its confidence interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from daraevidence.errors import NothingToDraw
from daraevidence.plots.canvas import INK, PALE, SIZE, Column, Line, needs_matplotlib, stage
from daraevidence.plots.intervals import Estimate, draw, estimate, told
from daraevidence.plots.rows import Data, Row, by_study, rows_of, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["landmarks"]

#: Colours of Okabe and Ito that stand off white, with a marker each, so that nothing hangs on colour alone.
_LOOKS = (
    *(("#0072B2", "o"), ("#D55E00", "s"), ("#009E73", "^"), ("#CC79A7", "D"), ("#7a5c00", "v"), ("#1a1a1a", "P")),
    ("#56B4E9", "X"),
)
_NOTE = "† as printed; estimate and limits do not agree, no interval is drawn."


def landmarks(
    data: Data,
    *,
    endpoints: Sequence[str] | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """Survival and other probabilities at a time (12-month PFS, 24-month OS), a point with its interval for each group.

    Lines stand under their study (where there are several), outcome and time; a group has one colour and one marker throughout.
    An arrow is a limit that was not reached, a hollow point has no interval.

    Args:
        data: an ``Extraction``, a list of them, or rows of the frame ``endpoints`` (``measure`` ``landmark_rate``, in percent).
        endpoints: codes to draw, ``("PFS", "OS")``, in this order; all of them without it.
        ax: axes to draw in; without them a figure is made.
        title: of the figure; the study's name without it, if there is one study.

    Returns:
        The axes, from 0% to 100%.

    Raises:
        NothingToDraw: there is no such probability.
        OptionError: ``data`` is none of the above, or ``ax`` is too narrow.
        MissingExtra: matplotlib is not installed.

    Examples:
        >>> import daraevidence as dara
        >>> ax = dara.plots.landmarks(dara.extract("docs/examples/trial.md"), endpoints=["PFS"])
        >>> ax.get_xlim() == (0, 100)
        True
    """
    needs_matplotlib()
    rows = rows_of(data, "endpoints")
    chosen = [row for row in rows if row["measure"] == "landmark_rate" and (endpoints is None or row["endpoint"] in endpoints)]
    if not any(row["value"] is not None for row in chosen):
        wanted = f" for {', '.join(endpoints)}" if endpoints is not None else ""
        raise NothingToDraw(
            f"there is no probability at a time (such as 12-month PFS){wanted} among {len(rows)} results; "
            "ex.frame('endpoints').query(\"measure == 'landmark_rate'\") lists them"
        )
    studies = by_study(chosen)
    lines: list[Line] = []
    drawn: list[Row | None] = []
    for study, told_of in studies.items():
        depth = 0
        if len(studies) > 1:
            lines.append(Line(study, 0, True))
            drawn.append(None)
            depth = 1
        for heading, group in _outcomes(told_of, endpoints).items():
            lines.append(Line(heading, depth, not depth))
            drawn.append(None)
            for row in group:
                lines.append(Line(words(row["cohort"]) or "All patients", depth + 1))
                drawn.append(row)
    name = title if title is not None else next(iter(studies)) if len(studies) == 1 and chosen[0]["study"] else ""
    return _draw(lines, drawn, ax, name)


def _outcomes(rows: Sequence[Row], endpoints: Sequence[str] | None) -> dict[str, list[Row]]:
    """Rows under outcome and time, each told once, in the order of the document or of what is asked for."""
    order = {code: place for place, code in enumerate(endpoints or ())}
    found: dict[str, list[Row]] = {}
    seen: set[tuple[object, ...]] = set()
    for row in sorted(rows, key=lambda row: order.get(row["endpoint"], 0)):
        name = words(row["label"]) if row["endpoint"] in (None, "OTHER") else row["endpoint"].replace("_", " ")
        time = f" at {row['timepoint']:g} {row['timepoint_unit'] or ''}".rstrip() if row["timepoint"] is not None else ""
        same = (name, time, row["cohort"], row["value"], row["ci_low"], row["ci_high"])
        if same not in seen:
            seen.add(same)
            found.setdefault(name + time, []).append(row)
    return found


def _draw(lines: Sequence[Line], rows: Sequence[Row | None], ax: Axes | None, title: str) -> Axes:
    estimates = [estimate(row) if row is not None else None for row in rows]
    results, sizes = [], []
    for row, found in zip(rows, estimates, strict=True):
        mark = "†" if found is not None and found.doubtful else ""
        results.append((told(row, 0) or "not stated") + mark if row is not None else "")
        sizes.append(str(row["denominator"]) if row is not None and row["denominator"] is not None else "")
    levels = {row["ci_level"] for row in rows if row is not None and row["ci_level"] is not None}
    level = f"{levels.pop():g}% " if len(levels) == 1 else ""
    columns = [Column("N", sizes, "left", "right")] if any(sizes) else []
    columns.append(Column(f"% ({level}CI)", results, "right", "left"))
    notes = (_NOTE,) if any(found is not None and found.doubtful for found in estimates) else ()
    frame = stage(ax, lines, columns, head="Outcome, group", title=title, notes=notes)
    axes = frame.axes
    axes.set_xlim(0, 100)
    axes.set_xticks(range(0, 101, 25))
    for tick in range(0, 101, 25):
        axes.plot((tick, tick), (0, frame.height), color="#d4d4d8", lw=0.7, zorder=0, gid="grid")
    axes.set_xlabel("Patients without an event, %", fontsize=SIZE, color=INK)
    looks = _looks(rows)
    draw(frame, [_shares(found) for found in estimates], [colour for colour, _ in looks], [marker for _, marker in looks])
    return axes


def _shares(found: Estimate | None) -> Estimate | None:
    """An estimate that can be drawn between 0% and 100%."""
    if found is None or found.value is None or not 0 <= found.value <= 100:
        return None
    return found


def _looks(rows: Sequence[Row | None]) -> list[tuple[str, str]]:
    """A colour and a marker for each line, by its group's place in its study; one for all where there are too many groups."""
    groups: dict[str | None, dict[str | None, int]] = {}
    for row in rows:
        if row is not None:
            places = groups.setdefault(row["study"], {})
            places.setdefault(row["cohort"], len(places))
    if max(map(len, groups.values())) > len(_LOOKS):
        return [_LOOKS[0]] * len(rows)
    return [_LOOKS[groups[row["study"]][row["cohort"]]] if row is not None else (PALE, "o") for row in rows]
