"""Axes with rows: columns of text that stand beside the picture, aligned with it, and as wide as their words.

Vertical places are inches from the first row's top, downwards, in a figure of our own; in axes that are given they are stretched.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from daraevidence.errors import MissingExtra, OptionError

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.text import Text

__all__ = ["INK", "PALE", "SIZE", "Column", "Frame", "Line", "inches", "legend", "lines_of", "needs_matplotlib", "stage", "write"]

SIZE = 9.0
INK = "#1a1a1a"
PALE = "#5a5a5a"
_BAND = "#f3f4f6"
_LINE = 0.155  # inches of a line of text
_AIR = 0.095  # inches between rows
_GAP = 0.16  # inches between columns
_EDGE = 0.12
_INDENT = 0.14
_LEAST = 1.0  # inches of a picture that can still be read


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its label, as deep as it stands under others; a heading stands alone."""

    label: str
    depth: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text, with a cell for each line."""

    head: str
    cells: Sequence[str]
    side: Literal["left", "right"] = "left"
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things are in a figure: the middle and height of each line, and the whole height, in inches."""

    axes: Axes
    places: Sequence[float]
    heights: Sequence[float]
    height: float


def needs_matplotlib() -> None:
    """``MissingExtra`` where matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401
    except ImportError as error:
        raise MissingExtra("figures need matplotlib: pip install 'daraevidence[report]'") from error


@cache
def _width_of(text: str, bold: bool, family: tuple[str, ...]) -> float:
    """The width of a line in inches, as outlines and as pixels: on a screen letters are up to a tenth wider."""
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(family=list(family), size=SIZE, weight="bold" if bold else "normal")
    pixels: Any = RendererAgg
    widths = [float(pixels(1, 1, dpi).get_text_width_height_descent(text, font, False)[0]) / dpi for dpi in (72, 100)]
    return max(float(TextToPath().get_text_width_height_descent(text, font, False)[0]) / 72, *widths)


def _width(text: str, bold: bool = False) -> float:
    """The width of a text in inches, that of its longest line."""
    import matplotlib

    family = matplotlib.rcParams["font.family"]
    return max((_width_of(line, bold, tuple(family)) for line in text.split("\n")), default=0.0)


def lines_of(text: str, width: int = 44) -> str:
    """A label that is broken where it is too long, and cut after three lines."""
    return "\n".join(textwrap.wrap(text, width, max_lines=3, placeholder=" …", break_on_hyphens=False)) or ""


def write(axes: Axes, x: float, y: float, text: str, **how: Any) -> Text:
    """A text as it is: a dollar sign is one."""
    return axes.text(x, y, text, fontsize=SIZE, parse_math=False, **{"color": INK, "va": "center", **how})


def stage(
    axes: Axes | None,
    lines: Sequence[Line],
    columns: Sequence[Column],
    *,
    head: str,
    title: str = "",
    below: float = 0.5,
    wide: float = 3.2,
    notes: Iterable[str] = (),
) -> Frame:
    """Axes with their columns of text written and room for the picture; ``below`` are the inches for its axis.

    ``OptionError`` where the axes that are given are too narrow for the text.
    """
    notes = tuple(notes)
    label = Column(head, [lines_of(line.label) for line in lines], "left", "left")
    widths = [_label_width(label, lines), *(max([_width(column.head, True), *map(_width, column.cells)]) for column in columns)]
    columns = [label, *columns]
    sides = {
        side: _EDGE + sum(width + _GAP for column, width in zip(columns, widths, strict=True) if column.side == side)
        for side in ("left", "right")
    }
    cells = zip(*(column.cells for column in columns), strict=True)
    heights = [_AIR + _LINE * max(1 + cell.count("\n") for cell in row) for row in cells]
    above = 0.14 + _LINE * max(1 + column.head.count("\n") for column in columns) + (0.34 if title else 0.0)
    frame = _place(axes, (sides["left"], sides["right"], above, below + 0.08 + 0.17 * len(notes)), heights, wide)
    _background(frame, sides["left"], sides["right"])
    at = {"left": _EDGE - sides["left"], "right": _GAP}
    for column, width in zip(columns, widths, strict=True):
        _column(frame, column, at[column.side], width, lines if column is label else ())
        at[column.side] += width + _GAP
    if title:
        _text(frame.axes, _EDGE - sides["left"], above - 0.12, title, (0, 1), weight="bold", va="top")
    for number, note in enumerate(notes):
        _text(frame.axes, _EDGE - sides["left"], -below - 0.12 - 0.17 * number, note, (0, 0), color=PALE)
    return frame


def _label_width(column: Column, lines: Sequence[Line]) -> float:
    """The width of the labels; a heading may stand over the columns beside it."""
    found = [_width(column.head, True)]
    for text, line in zip(column.cells, lines, strict=True):
        found.append(min(_width(text, True), 2.6) if line.heading else _width(text) + _INDENT * line.depth)
    return max(found)


def inches(axes: Axes) -> tuple[float, float]:
    """Width and height of axes."""
    return axes.bbox.width / axes.figure.dpi, axes.bbox.height / axes.figure.dpi


def legend(axes: Axes, handles: Sequence[Artist]) -> None:
    """A legend in one line below the axis and its label."""
    axes.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.44 / inches(axes)[1]),
        borderaxespad=0.0,
        ncols=len(handles),
        frameon=False,
        fontsize=SIZE - 0.5,
        handlelength=1.1,
        handleheight=0.9,
        columnspacing=1.2,
    )


def _place(axes: Axes | None, around: tuple[float, float, float, float], heights: Sequence[float], wide: float) -> Frame:
    """The picture's axes inside a figure of our own, or inside the axes that are given."""
    left, right, above, under = around
    total = sum(heights)
    if axes is None:
        from matplotlib import pyplot

        width, height = left + wide + right, above + total + under
        figure = pyplot.figure(figsize=(width, height))
        made = figure.add_axes((left / width, under / height, wide / width, total / height))
    else:
        made = axes
        dpi, whole = made.figure.dpi, made.figure.bbox
        figure_width, figure_height = whole.width / dpi, whole.height / dpi
        box = made.get_position()
        inside = box.width * figure_width - left - right, box.height * figure_height - above - under
        if inside[0] < _LEAST or inside[1] < 0.08 * len(heights):
            want = left + right + _LEAST, above + under + total
            raise OptionError(f"the axes are too small: their text wants at least {want[0]:.1f} by {want[1]:.1f} inches")
        made.set_position(
            (
                box.x0 + left / figure_width,
                box.y0 + under / figure_height,
                inside[0] / figure_width,
                inside[1] / figure_height,
            )
        )
    places, at = [], 0.0
    for height in heights:
        places.append(at + height / 2)
        at += height
    made.set_ylim(total, 0)
    made.set_yticks([])
    made.patch.set_alpha(0)
    for side in ("left", "right", "top"):
        made.spines[side].set_visible(False)
    made.spines["bottom"].set_color(PALE)
    made.tick_params(axis="x", labelsize=SIZE - 0.5, colors=INK, color=PALE, length=3)
    return Frame(made, places, heights, total)


def _text(axes: Axes, x: float, lift: float, text: str, at: tuple[int, int], **how: Any) -> Text:
    """A text so many inches to the right of and above a corner of the axes (``at``)."""
    from matplotlib.transforms import ScaledTranslation

    moved = axes.transAxes + ScaledTranslation(x, lift, axes.figure.dpi_scale_trans)
    return write(axes, at[0], at[1], text, transform=moved, **how)


def _column(frame: Frame, column: Column, at: float, width: float, lines: Sequence[Line]) -> None:
    """A column whose left edge is ``at`` inches from the picture's left edge (right edge for one on the right)."""
    from matplotlib.transforms import ScaledTranslation, blended_transform_factory

    axes = frame.axes
    side = 1 if column.side == "right" else 0
    shift = at + {"left": 0.0, "center": width / 2, "right": width}[column.align]
    base = blended_transform_factory(axes.transAxes, axes.transData)
    for index, (cell, place) in enumerate(zip(column.cells, frame.places, strict=True)):
        if cell:
            line = lines[index] if lines else Line("")
            moved = base + ScaledTranslation(shift + _INDENT * line.depth, 0, axes.figure.dpi_scale_trans)
            weight = "bold" if line.heading else "normal"
            write(axes, side, place, cell, transform=moved, ha=column.align, weight=weight, linespacing=1.1)
    if column.head:
        _text(axes, shift, 0.07, column.head, (side, 1), ha=column.align, va="bottom", weight="bold", linespacing=1.1)


def _background(frame: Frame, left: float, right: float) -> None:
    """Pale bands behind every second line, and a rule under the heads, over the whole width."""
    from matplotlib.patches import Rectangle

    axes = frame.axes
    wide = inches(axes)[0]
    start, width = (_EDGE / 2 - left) / wide, (left + right + wide - _EDGE) / wide
    across = axes.get_yaxis_transform()
    for index, (place, height) in enumerate(zip(frame.places, frame.heights, strict=True)):
        if index % 2:
            band = Rectangle((start, place - height / 2), width, height, transform=across, color=_BAND, lw=0, zorder=-2)
            axes.add_artist(band).set_clip_on(False)
    axes.plot((start, start + width), (0, 0), transform=across, color=INK, lw=0.8, clip_on=False, gid="rule")
