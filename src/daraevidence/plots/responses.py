"""Responses by depth, stacked: stringent complete, complete, very good partial, partial."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daraevidence.errors import NothingToDraw
from daraevidence.plots.canvas import INK, SIZE, Column, Frame, Line, legend, needs_matplotlib, stage, write
from daraevidence.plots.rows import Data, Row, by_study, percent_of, rows_of, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["responses"]

#: Depths of response with a colour and that of the number in it, the deepest first.
_DEPTHS = {
    "sCR": ("#08306b", "white"),
    "CR": ("#2271b5", "white"),
    "VGPR": ("#7fb8da", "black"),
    "PR": ("#d3e5f3", "black"),
}
_OPEN = "response, depth not told"
_NOTE = "† as printed; the depths add up to more than the overall response or than 100%."


@dataclass(slots=True)
class _Group:
    """A group with its shares in percent by depth, and the overall response as printed."""

    name: str
    size: int | None = None
    parts: dict[str, float] = field(default_factory=dict)
    overall: float | None = None

    @property
    def doubtful(self) -> bool:
        whole = 100.0 if self.overall is None else min(100.0, self.overall)
        return bool(self.parts) and sum(self.parts.values()) > whole + 0.5 * (len(self.parts) + 1)


def responses(data: Data, *, ax: Axes | None = None, title: str | None = None) -> Axes:
    """The responses of each group as one bar, parted by depth (sCR, CR, VGPR, PR), with the overall response rate beside it.

    Cumulative rates (VGPR or better) are not stacked. A group of which only the overall rate is told has a hatched bar; a dagger
    marks a group whose depths do not fit its overall rate.

    Args:
        data: an ``Extraction``, a list of them, or rows of the frame ``endpoints`` (codes sCR, CR, VGPR, PR and ORR).
        ax: axes to draw in; without them a figure is made.
        title: of the figure; the study's name without it, if there is one study.

    Returns:
        The axes, from 0% to 100%; bars bear ``gid`` such as ``VGPR-2`` (depth and line).

    Raises:
        NothingToDraw: no group has a share of responses by depth.
        OptionError: ``data`` is none of the above, or ``ax`` is too narrow.
        MissingExtra: matplotlib is not installed.

    Examples:
        >>> import daraevidence as dara
        >>> ax = dara.plots.responses(dara.extract("docs/examples/trial.md"))
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['sCR', 'CR', 'VGPR', 'PR']
    """
    needs_matplotlib()
    rows = rows_of(data, "endpoints")
    found = {study: _groups(told) for study, told in by_study(rows).items()}
    studies = {study: groups for study, groups in found.items() if any(group.parts for group in groups)}
    if not studies:
        raise NothingToDraw(f"no group has responses by depth ({', '.join(_DEPTHS)}) in percent among {len(rows)} results")
    lines: list[Line] = []
    drawn: list[_Group | None] = []
    for study, groups in studies.items():
        if len(studies) > 1:
            lines.append(Line(study, 0, True))
            drawn.append(None)
        for group in groups:
            lines.append(Line(group.name, int(len(studies) > 1)))
            drawn.append(group)
    name = title if title is not None else next(iter(studies)) if len(studies) == 1 and rows[0]["study"] else ""
    return _draw(lines, drawn, ax, name)


def _groups(rows: Sequence[Row]) -> list[_Group]:
    """Groups with a share of responses; what is told first stands."""
    found: dict[str, _Group] = {}
    for row in rows:
        code, share = row["endpoint"], percent_of(row)
        if share is None or row["measure"] not in ("proportion", "count") or (code not in _DEPTHS and code != "ORR"):
            continue
        if row["timepoint"] is not None:  # responses at a time are no best responses
            continue
        name = words(row["cohort"]) or "All patients"
        group = found.setdefault(name, _Group("All patients" if name == "total" else name))
        group.size = group.size or row["denominator"]
        if code != "ORR":
            group.parts.setdefault(code, share)
        elif group.overall is None:
            group.overall = share
    return list(found.values())


def _draw(lines: Sequence[Line], groups: Sequence[_Group | None], ax: Axes | None, title: str) -> Axes:
    sizes = [str(group.size) if group is not None and group.size else "" for group in groups]
    overall = []
    for group in groups:
        share = "" if group is None or group.overall is None else f"{group.overall:.3g}"
        overall.append(share + ("†" if group is not None and group.doubtful else ""))
    columns = [Column("N", sizes, "left", "right")] if any(sizes) else []
    if any(overall):
        columns.append(Column("ORR, %", overall, "right", "left"))
    notes = (_NOTE,) if any(group is not None and group.doubtful for group in groups) else ()
    frame = stage(ax, lines, columns, head="Group", title=title, below=0.78, wide=4.2, notes=notes)
    axes = frame.axes
    most = max(sum(group.parts.values()) for group in groups if group is not None)
    axes.set_xlim(0, max(100.0, most))
    axes.set_xticks(range(0, 101, 20))
    axes.set_xlabel("Patients, %", fontsize=SIZE, color=INK)
    for index, group in enumerate(groups):
        if group is not None:
            _bar(frame, index, group)
    _legend(axes, groups)
    return axes


def _bar(frame: Frame, index: int, group: _Group) -> None:
    axes, place = frame.axes, frame.places[index]
    height = min(0.19, frame.heights[index] * 0.78)
    if not group.parts:
        (bar,) = axes.barh(
            place, group.overall or 0, height, zorder=3, facecolor="white", edgecolor="#2271b5", hatch="////", lw=0.8
        )
        bar.set_gid(f"ORR-{index}")
        return
    at = 0.0
    for depth, (colour, ink) in _DEPTHS.items():
        share = group.parts.get(depth, 0.0)
        if not share:
            continue
        (bar,) = axes.barh(place, share, height, left=at, color=colour, edgecolor="white", lw=0.6, zorder=3)
        bar.set_gid(f"{depth}-{index}")
        if share >= 4.5:
            text = write(axes, at + share / 2, place, f"{share:.0f}", ha="center", color=ink, zorder=4)
            text.set_fontsize(SIZE - 1)
        at += share


def _legend(axes: Axes, groups: Sequence[_Group | None]) -> None:
    from matplotlib.patches import Patch

    told = [group for group in groups if group is not None]
    handles = [
        Patch(facecolor=colour, edgecolor="#9aa5b1", lw=0.5, label=depth)
        for depth, (colour, _) in _DEPTHS.items()
        if any(depth in group.parts for group in told)
    ]
    if any(not group.parts for group in told):
        handles.append(Patch(facecolor="white", edgecolor="#2271b5", hatch="////", lw=0.8, label=_OPEN))
    legend(axes, handles)
