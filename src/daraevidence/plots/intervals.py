"""Points with their intervals, a line each, as forest plots draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daraevidence.plots.canvas import Frame
from daraevidence.plots.rows import Row

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["Estimate", "draw", "estimate", "number", "told"]

#: How a limit is printed that was not reached.
_OPEN = frozenset(("nr", "ne", "na", "not reached", "not estimable", "inf", "infinity", "∞"))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A point with its interval; ``open_low`` and ``open_high`` say that there is no limit on that side (not reached).

    ``doubtful``: as printed it cannot be (the limits are swapped, or the point lies outside them); then no interval is drawn.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    open_low: bool = False
    open_high: bool = False
    doubtful: bool = False

    @property
    def drawn(self) -> bool:
        """Whether there is an interval to be drawn."""
        return not self.doubtful and (self.low is not None or self.open_low) and (self.high is not None or self.open_high)


def estimate(row: Row) -> Estimate:
    """The estimate of a row of the frame ``endpoints``."""
    value, low, high = (None if row[name] is None else float(row[name]) for name in ("value", "ci_low", "ci_high"))
    open_low, open_high = (low is None and _opened(row["ci_low_text"]), high is None and _opened(row["ci_high_text"]))
    swapped = low is not None and high is not None and low > high
    beside = value is not None and ((low is not None and value < low) or (high is not None and value > high))
    return Estimate(value, low, high, open_low, open_high, swapped or beside)


def _opened(text: str | None) -> bool:
    return (text or "").strip().casefold() in _OPEN


def number(value: float, least: int) -> str:
    """A number with at least so many decimals, and no more than two beyond them."""
    for decimals in range(least, least + 2):
        if abs(round(value, decimals) - value) < 1e-9:
            return f"{value:.{decimals}f}"
    return f"{value:.{least + 2}f}".rstrip("0")


def told(row: Row, decimals: int) -> str:
    """``0.63 (0.48-0.83)``, as much of it as there is; with two decimals what is not printed."""
    found = estimate(row)
    if row.get("derived"):
        return f"{found.value:.2f} ({found.low:.2f}–{found.high:.2f})"
    point = row["value_text"] or "" if found.value is None else number(found.value, decimals)
    ends = []
    for value, name in ((found.low, "ci_low_text"), (found.high, "ci_high_text")):
        ends.append(number(value, decimals) if value is not None else (row[name] or ""))
    if not any(ends):
        return point
    return f"{point} ({'–'.join(end or '?' for end in ends)})".strip()


def draw(frame: Frame, estimates: Sequence[Estimate | None], colours: Sequence[str], markers: Sequence[str]) -> None:
    """Draw an estimate on each line that has one, with arrows where an interval goes beyond the axis (limits are set already).

    What is drawn bears its line's number as ``gid``: ``point-3``, ``interval-3``, ``arrow-3-high``.
    """
    axes = frame.axes
    start, end = sorted(axes.get_xlim())
    sizes = _sizes(estimates)
    for index, found in enumerate(estimates):
        if found is None:
            continue
        place, colour = frame.places[index], colours[index]
        if found.drawn:
            low = start if found.low is None or found.low < start else found.low
            high = end if found.high is None or found.high > end else found.high
            axes.plot((low, high), (place, place), color=colour, lw=1.4, solid_capstyle="butt", zorder=3, gid=f"interval-{index}")
            _arrow(axes, start, place, "<", colour, f"arrow-{index}-low", found.low is None or found.low < start)
            _arrow(axes, end, place, ">", colour, f"arrow-{index}-high", found.high is None or found.high > end)
        if found.value is not None and start <= found.value <= end:
            filled = colour if found.drawn else "white"
            axes.plot(
                *((found.value,), (place,)),
                marker=markers[index],
                ms=sizes[index],
                color=colour,
                mfc=filled,
                mew=1.2,
                ls="none",
                zorder=4,
                gid=f"point-{index}",
            )


def _arrow(axes: Axes, x: float, place: float, marker: str, colour: str, gid: str, wanted: bool) -> None:
    if wanted:
        axes.plot((x,), (place,), marker=marker, ms=5, color=colour, mew=0, clip_on=False, zorder=4, gid=gid)


def _sizes(estimates: Sequence[Estimate | None]) -> list[float]:
    """Sizes of points: the narrower the interval for its place, the larger (what weighs more should be seen first)."""
    widths = [
        found.high - found.low if found is not None and found.drawn and found.low is not None and found.high is not None else 0.0
        for found in estimates
    ]
    narrowest = min((width for width in widths if width > 0), default=0.0)
    return [4.5 + 2.5 * (narrowest / width) ** 0.5 if width > 0 else 5.0 for width in widths]
