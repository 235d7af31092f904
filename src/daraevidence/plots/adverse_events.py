"""Adverse events of two groups, back to back: any grade, and the severe ones inside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from daraevidence.errors import NothingToDraw, OptionError
from daraevidence.language.patterns import compiled
from daraevidence.plots.canvas import INK, PALE, SIZE, Column, Frame, Line, legend, lines_of, needs_matplotlib, stage, write
from daraevidence.plots.rows import UNNAMED, Data, Row, percent_of, rows_of, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["adverse_events"]

#: Grades that are drawn as severe, best first, and their names.
_SEVERE = {">=3": "≥3", "3-5": "3–5", "3-4": "3–4", ">=4": "≥4"}
_ALL = compiled(r"(?:total|overall|all(?: \w+)?|combined|pooled)", re.IGNORECASE)
#: Pale for any grade, dark for severe ones: left, right.
_COLOURS = (("#f2b48a", "#b34700"), ("#9ecae9", "#0b5a94"))

_Group: TypeAlias = tuple[str, str]


@dataclass(slots=True)
class _Event:
    """Shares of one term in percent: by side and grade."""

    term: str
    shares: dict[tuple[int, str], float] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[float, float]:
        return max((v for (_, grade), v in self.shares.items() if grade == "any"), default=0.0), max(self.shares.values())


def adverse_events(
    data: Data,
    *,
    left: str | None = None,
    right: str | None = None,
    study: str | None = None,
    top: int | None = None,
    ax: Axes | None = None,
    title: str | None = None,
) -> Axes:
    """A butterfly of adverse events: the share of patients with each, ``left`` against ``right``, the most frequent first.

    A pale bar is any grade, the dark one in it the severe ones (grade 3 or more, or 3-4, as the document counts; the legend says
    which). Beside the bars stand the percents. Events without a share in percent are not drawn, and a note counts them.

    Args:
        data: an ``Extraction``, a list of them, or rows of the frame ``adverse_events``.
        left: name of a group (a cohort of the frame). It may be left out where the study has two groups beside its total.
        right: name of the other group.
        study: of the groups, where several studies have groups of these names.
        top: how many events at most.
        ax: axes to draw in; without them a figure is made.
        title: of the figure; the study's name without it.

    Returns:
        The axes; shares of the left group run to the left of 0.

    Raises:
        NothingToDraw: there is no adverse event with a share.
        OptionError: there is no such group, or which ones are meant is open; the message lists them.
        MissingExtra: matplotlib is not installed.

    Examples:
        >>> import daraevidence as dara
        >>> ax = dara.plots.adverse_events(dara.extract("docs/examples/trial.md"), left="Dd", right="SDd", top=5)
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['Any grade', 'Grade ≥3']
    """
    needs_matplotlib()
    if top is not None and top < 1:
        raise OptionError(f"top {top!r} must be at least 1")
    rows = rows_of(data, "adverse_events")
    groups = _groups_of(rows)
    if not groups:
        raise NothingToDraw(
            f"there is no adverse event with a share of patients among {len(rows)} rows; see ex.frame('adverse_events')"
        )
    sides = _sides(groups, left, right, study)
    events, undrawn = _events(rows, sides)
    shown = sorted(events, key=lambda event: (*(-value for value in event.rank), event.term.casefold()))[:top]
    severe = max(_SEVERE, key=lambda grade: sum((side, grade) in event.shares for event in shown for side in (0, 1)))
    names = {side[0] for side in sides if side is not None}
    name = title if title is not None else next(iter(names)) if len(names) == 1 and names != {UNNAMED} else ""
    return _draw(shown, severe, [None if side is None else (side[1], groups[side]) for side in sides], ax, name, undrawn)


def _groups_of(rows: Sequence[Row]) -> dict[_Group, int | None]:
    """Groups with shares, and their sizes."""
    found: dict[_Group, int | None] = {}
    for row in rows:
        if percent_of(row) is not None and row["term"]:
            group = (row["study"] or UNNAMED, row["cohort"] or "All patients")
            found[group] = found.get(group) or row["denominator"]
    return found


def _sides(groups: Mapping[_Group, int | None], left: str | None, right: str | None, study: str | None) -> list[_Group | None]:
    inside = [group for group in groups if study is None or group[0].casefold() == study.casefold()]
    told = "; ".join(f"{name} ({of})" for of, name in groups)
    if not inside:
        raise OptionError(f"no study {study!r} has adverse events; the groups are {told}")
    if left is not None and right is not None:
        return [_named(inside, left, told), _named(inside, right, told)]
    rest = inside if len(inside) < 3 else [group for group in inside if not _ALL.fullmatch(group[1])]
    given = left if left is not None else right
    if given is not None:
        one = _named(inside, given, told)
        rest = [group for group in rest if group != one and group[0] == one[0]]
        if len(rest) > 1:
            raise OptionError(f"with which group is {given!r} to be compared? Name left and right; there are {told}")
        other = rest[0] if rest else None
        return [one, other] if left is not None else [other, one]
    if len(rest) > 2 or len({group[0] for group in rest}) > 1:
        raise OptionError(f"which groups? Name left and right; there are {told}")
    return [rest[0], rest[1]] if len(rest) == 2 else [None, rest[0] if rest else inside[0]]


def _named(groups: Sequence[_Group], name: str, told: str) -> _Group:
    """The one group of this name: as it is written, else without case."""
    same = [group for group in groups if group[1] == name]
    for found in (same, [group for group in groups if group[1].casefold() == name.casefold()]):
        if len(found) == 1:
            return found[0]
        if found:
            raise OptionError(
                f"{name!r} is a group of several studies; say which study: {'; '.join(group[0] for group in found)}"
            )
    raise OptionError(f"no group {name!r}; there are {told}")


def _events(rows: Sequence[Row], sides: Sequence[_Group | None]) -> tuple[list[_Event], int]:
    """The events of both sides, and how many terms have no share."""
    found: dict[str, _Event] = {}
    terms: set[str] = set()
    for row in rows:
        group = (row["study"] or UNNAMED, row["cohort"] or "All patients")
        grade = row["grade"] or "any"
        if group not in sides or not row["term"] or (grade != "any" and grade not in _SEVERE):
            continue
        term = words(row["term"])
        terms.add(term.casefold())
        share = percent_of(row)
        if share is not None:
            event = found.setdefault(term.casefold(), _Event(term))
            event.shares.setdefault((sides.index(group), grade), share)
    return list(found.values()), len(terms - set(found))


def _draw(
    events: Sequence[_Event],
    severe: str,
    sides: Sequence[tuple[str, int | None] | None],
    ax: Axes | None,
    title: str,
    undrawn: int,
) -> Axes:
    grades = [grade for grade in ("any", severe) if any((side, grade) in event.shares for event in events for side in (0, 1))]
    columns = []
    decimals = max(_decimals(share) for event in events for share in event.shares.values())
    for side, place in ((0, "left"), (1, "right")):
        if sides[side] is not None:
            for grade in grades:
                cells = [_cell(event.shares.get((side, grade)), decimals) for event in events]
                head = "Any, %" if grade == "any" else f"{_SEVERE[severe]}, %"
                columns.append(Column(head, cells, "left" if place == "left" else "right", "right"))
    names = ["" if side is None else lines_of(words(side[0]) + (f" (N={side[1]})" if side[1] else ""), 26) for side in sides]
    note = (f"{undrawn} event{'s' if undrawn > 1 else ''} without a share of patients not drawn.",) if undrawn else ()
    frame = stage(
        ax,
        [Line(event.term) for event in events],
        columns,
        head="\n" * max(name.count("\n") for name in names) + "Adverse event",
        title=title,
        below=0.78,
        wide=4.4 if sides[0] is not None else 3.2,
        notes=note,
    )
    _bars(frame, events, grades, sides, names)
    _legend(frame.axes, grades, severe)
    return frame.axes


def _cell(share: float | None, decimals: int) -> str:
    return "" if share is None else f"{share:.{decimals}f}"


def _decimals(share: float) -> int:
    """How many decimals a share has; one that was computed has one."""
    return next((decimals for decimals in (0, 1, 2) if round(share, decimals) == share), 1)


def _bars(frame: Frame, events: Sequence[_Event], grades: Sequence[str], sides: Sequence[object], names: Sequence[str]) -> None:
    axes = frame.axes
    most = max(max(event.shares.values()) for event in events)
    step = next(step for step in (5, 10, 20, 25) if most <= 4 * step or step == 25)
    end = min(100, max(step, -(-most // step) * step)) * 1.02
    axes.set_xlim(-end if sides[0] is not None else 0, end if sides[1] is not None else 0)
    for side, sign in ((0, -1), (1, 1)):
        for index, event in enumerate(events):
            height = min(0.16, frame.heights[index] * 0.64)
            for grade in grades:
                share = event.shares.get((side, grade))
                if share:
                    colour = _COLOURS[side][grade != "any"]
                    (bar,) = axes.barh(frame.places[index], sign * share, height, color=colour, lw=0, zorder=3)
                    bar.set_gid(f"{'left' if side == 0 else 'right'}-{grade}-{index}")
        if sides[side] is not None:
            middle = sign * end / 2
            top = write(axes, middle, 0, names[side], ha="center", va="bottom", weight="bold", linespacing=1.1)
            top.set_position((middle, -0.07 * frame.height / sum(frame.heights)))
    axes.plot((0, 0), (0, frame.height), color=INK, lw=0.8, zorder=5, gid="zero")
    ticks = [tick * sign for tick in range(0, int(end) + 1, step) for sign in (-1, 1)]
    shown = sorted({tick for tick in ticks if axes.get_xlim()[0] <= tick <= axes.get_xlim()[1]})
    axes.set_xticks(shown, [str(abs(tick)) for tick in shown])
    axes.set_xlabel("Patients, %", fontsize=SIZE, color=INK)


def _legend(axes: Axes, grades: Sequence[str], severe: str) -> None:
    from matplotlib.patches import Patch

    looks = {"any": ("#c9c9c9", "Any grade"), severe: (PALE, f"Grade {_SEVERE[severe]}")}
    handles = [Patch(color=looks[grade][0], label=looks[grade][1], lw=0) for grade in grades]
    legend(axes, handles)
