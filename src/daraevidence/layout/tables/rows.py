"""Rows of a table printed one cell per line: the cheapest reading of its lines as labels and cells for a number of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.document import Cell, GridRow
from daraevidence.layout.tables.agreement import disagrees
from daraevidence.layout.tables.lines import COMPLETE, Line, Page, cell_cost, join, label_cost

__all__ = ["OPEN", "Doubt", "Group", "Oddness", "Reading", "RowLines", "build", "carries_on", "may_begin"]

_LABEL, _MORE, _CELL = range(3)
_INFINITE = float("inf")
#: Less than that of a row without its last cells: percents may be of other groups than the header's.
_DISAGREES = 0.6
OPEN = compiled(r"[(\[][^()\[\]]*$")
_STATISTIC_WORD = compiled(r"(?:mean|median|min|max|range|n|no|sd|iqr)\b|[a-z]{1,3}[A-Z]|[a-z]+\d|[a-z]{1,5}\(|[a-z]-")
_GOES_ON = compiled(r"(?:[-/+,&]|\b(?:and|or|of|to|with|without|in|for|the|by|at|from|vs\.?|versus|per|after|before|than))$")
_LEVEL = compiled(r"\d{1,2}$")
_SHARE = compiled(r"\d+(?:\.\d+)? ?[(\[]")
_COUNT = compiled(r"\d+(?:\.\d+)?(?: ?[(\[]|$)")
_PERCENT = compiled(r"\d[\d,]* ?[(\[](?P<bracketed>\d{1,3}(?:\.\d+)?) ?%?[)\]]|(?P<plain>\d{1,3}(?:\.\d+)?) ?%")
_CLOSED = compiled(r"\([^()]*\d[^()]*\)$")
#: Labels that say which figure of their group a row holds, and labels that name an outcome with its figures.
_FIGURE_OF = compiled(
    r"(?i)(?:ls |adjusted |least[- ]squares? |kaplan-meier )*(?:median|mean|hr|hazard ratio|odds ratio|rr|"
    r"relative risk|risk ratio|"
    r"p[- ]?value|p$|\d{1,3}% ?ci|range|iqr|n\b|events?\b|sd\b|se\b|baseline|change|difference|"
    r"\d+[- ]?(?:mo|month|year|yr|week)s?\b|"
    r"rate\b|at (?:week|month|year)|(?:week|month|year|day) \d)"
)
_OUTCOME = compiled(r"(?i)\w.*(?:\(%\)|,? (?:median|mean)\b|\(95% ?ci\)|\((?:range|iqr)\)|, n\b)")
_INTERVAL = compiled(r"[(\[±]|\d{2}%? ?(?:CI|confidence)|(?:range|IQR|CI)\b|to \d|[-–]\s?\d[\d.,]*\s?%?[)\]]*$")


#: A row as lists of lines: those of the label, and those of each cell.
RowLines: TypeAlias = tuple[tuple[Line, ...], tuple[tuple[Line, ...], ...]]


def carries_on(before: Line, line: Line) -> bool:
    """Whether a line surely goes on with the label or header of the line before it."""
    if line.number != before.number + 1 or (line.indent > before.indent + 2 and before.indent == 0):
        return False
    if _divided(before):
        return True
    if OPEN.search(before.text) or line.text[0] in "([)]+&":
        return not line.text.startswith("(") or not COMPLETE.search(before.text) or line.text.endswith(")")
    if _GOES_ON.search(before.text):
        return True
    return line.text[0].islower() and not _STATISTIC_WORD.match(line.text) and not COMPLETE.search(before.text)


def _divided(line: Line) -> bool:
    """Whether a line ends inside a word."""
    return line.text.endswith(("-", "‐")) and line.text[-2:-1].isalpha()


def may_begin(before: Line, line: Line) -> bool:
    """Whether a line may be the first label below a header that ends with the line before: no word is divided there."""
    return not (_divided(before) and line.text[0].islower())


def _label_more(before: Line, line: Line, indented: bool) -> float:
    """The cost of reading a line as the next line of the label above it."""
    if carries_on(before, line):
        return 0.1
    gap = 0.0 if line.number == before.number + 1 else 2.0
    if label_cost(line) >= 0.8:
        return 3.5 + gap
    if line.indent > before.indent:
        return 4.0 + gap
    return 1.5 + gap + (0.0 if indented and before.indent == line.indent else 0.3)


def _cell_more(before: Line, line: Line) -> float:
    """The cost of reading a line as the next line of the cell above it."""
    near = line.number == before.number + 1
    if line.indent and not near:
        return 8.0
    if near and (OPEN.search(before.text) or line.text[0] in "([)±"):
        return 0.0
    if near and (_INTERVAL.match(line.text) or (before.text[-1] in "-–,;/" and len(before.text) > 1)):
        return 0.3
    if near and line.text[0].islower() and not before.text[-1].isdigit():
        return 1.0
    return 5.0 if near else 8.0


def _odd_neighbour(before: Line, line: Line) -> float:
    """The cost of two lines as two cells of a row: an interval belongs to the value above it, a level is no count,
    words do not follow a count, a share or an interval. The same words twice running are two cells.
    """
    if line.text == before.text and not line.indent:
        return -cell_cost(line)
    if line.text[0] in "([" and before.text[-1].isdigit():
        return 1.5
    if _LEVEL.match(before.text) and _SHARE.match(line.text):
        return 0.7 if before.text == "0" else 1.5
    if (_COUNT.match(before.text) or _CLOSED.match(before.text)) and cell_cost(line) >= 2.0:
        return 0.8
    return 0.0


def _opens_group(before: Line, line: Line, indented: bool) -> float:
    """The cost of a label without cells that is followed by a new label."""
    if line.indent > before.indent:
        return 0.0
    if indented:
        return 1.6 if before.indent else 1.2
    return 0.9


def _short(count: int, columns: int) -> float:
    """The cost of a row with fewer cells than columns."""
    if count == columns:
        return 0.0
    return 0.8 if count == columns - 1 else 1.2


class Oddness:
    """What each line of a table costs in each role, the first line excepted: nothing here depends on the number of columns.

    ``label`` and ``cell``: as the start of one; ``more_label`` and ``more_cell``: as more of the one before; ``group``: as a
    label behind a label without cells; ``neighbour``: as a cell behind the line before it as a cell.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        indented = any(line.indent for line in lines)
        self.steps = [
            (
                label_cost(line),
                cell_cost(line),
                _label_more(before, line, indented),
                _cell_more(before, line),
                _opens_group(before, line, indented),
                _odd_neighbour(before, line),
            )
            for before, line in pairwise(lines)
        ]


class Doubt(NamedTuple):
    """The closest rival of a reading: what it costs more, and the line at which it parts."""

    cost: float
    line: Line


class Reading:
    """The cheapest readings of lines as rows of a number of columns, for any line as the first label.

    Each line is the start of a label, more of a label, the start of a cell or more of a cell; a row is a label with up to
    ``columns`` cells. State ``0`` stands in a label, state ``c`` in the c-th cell; one pass from the last line up.
    ``sizes``, those of the columns' groups: a share that is none of its group costs.
    """

    def __init__(self, oddness: Oddness, columns: int, sizes: Sequence[int] = ()) -> None:
        self.oddness, self.lines, self.columns, self.sizes = oddness, oddness.lines, columns, sizes
        short = [_short(c, columns) for c in range(columns + 1)]
        ahead = [2.0, *short[1:]]
        costs, moves = [ahead], [[0] * (columns + 1)]
        for step, line in zip(reversed(oddness.steps), reversed(self.lines)):
            label, as_cell, more_label, more_cell, group, own = step
            as_label = label + ahead[0]
            more, fresh = more_label + ahead[0], group + as_label
            plain, ahead = ahead, self._held(ahead, line) if sizes else ahead
            cell = as_cell + ahead[1]
            here = [min(more, fresh, cell)]
            # a move is NEW_LABEL, MORE or NEW_CELL
            move = [_CELL if here[0] == cell else _MORE if here[0] == more else _LABEL]
            for c in range(1, columns + 1):
                row, wrap = as_label + short[c], more_cell + plain[c]
                cell = as_cell + own + ahead[c + 1] if c < columns else _INFINITE
                least = min(row, wrap, cell)
                here.append(least)
                move.append(_CELL if least == cell else _MORE if least == wrap else _LABEL)
            costs.append(here)
            moves.append(move)
            ahead = here
        self.costs, self.moves = costs[::-1], moves[::-1]

    def _held(self, ahead: list[float], line: Line) -> list[float]:
        """What costs lie ahead behind a line as the cell of each column, held against the size of its group."""
        cells = zip(self.sizes, ahead[1:])
        return [ahead[0], *(cost + _DISAGREES * disagrees(line.text, size) for size, cost in cells)]

    def cost(self, first: int) -> float:
        """The cost of the rows when the line is the first label."""
        return label_cost(self.lines[first]) + self.costs[first][0]

    def rows(self, first: int) -> tuple[RowLines, ...]:
        """The rows when the line is the first label."""
        rows: list[tuple[list[Line], list[list[Line]]]] = [([self.lines[first]], [])]
        state = 0
        for i in range(first, len(self.lines) - 1):
            move, line = self.moves[i][state], self.lines[i + 1]
            if move == _LABEL:
                rows.append(([line], []))
                state = 0
            elif move == _CELL:
                rows[-1][1].append([line])
                state += 1
            elif state:
                rows[-1][1][-1].append(line)
            else:
                rows[-1][0].append(line)
        return tuple((tuple(label), tuple(tuple(cell) for cell in cells)) for label, cells in rows)

    def doubt(self, first: int) -> Doubt:
        """How much more the closest other reading costs when the line is the first label, and the line at which it parts."""
        state, closest = 0, Doubt(_INFINITE, self.lines[first])
        for i in range(first, len(self.lines) - 1):
            line, ahead = self.lines[i + 1], self.costs[i + 1]
            label, as_cell, more_label, more_cell, group, own = self.oddness.steps[i]
            onto = self._held(ahead, line) if self.sizes else ahead
            costs = {
                _LABEL: label + ahead[0] + (_short(state, self.columns) if state else group),
                _MORE: more_cell + ahead[state] if state else more_label + ahead[0],
                _CELL: as_cell + (own if state else 0.0) + onto[state + 1] if state < self.columns else _INFINITE,
            }
            move = self.moves[i][state]
            more = min(cost for other, cost in costs.items() if other != move) - costs[move]
            if more < closest.cost:
                closest = Doubt(more, line)
            state = 0 if move == _LABEL else state + (move == _CELL)
        return closest


#: a label that says what its own figures are
_OWN = compiled(r"(?i)\b(?:median|mean)\b|[(\[](?:range|IQR|SD|95% CI)[)\]]|± ?S[DE]\b")
#: what names no matter: statistics, units, brackets, levels
_NO_MATTER = compiled(
    rf"(?i)[(\[][^()\[\]]*[)\]]|\b(?:median|mean|range|iqr|[qs]\d|sd|se|min(?:imum)?|max(?:imum)?|n|no|number|and|or|older|younger|"
    rf"{TIME_UNITS}|of age|percent)\b"
)
_WORD = compiled(r"[^\W\d_]{2,}")


def _names_itself(text: str) -> bool:
    """Whether a label names a matter by itself, and not only a statistic or a level: not ``Median (range)``, ``≥75 years``."""
    return _WORD.search(_NO_MATTER.sub(" ", text)) is not None


class Group:
    """The heading that stands above rows none of which is moved in: up to the next heading, or to a row of another kind."""

    def __init__(self, sized: bool = False) -> None:
        self.heading: Cell | None = None
        self.sized = sized  # it is a group of patients with sizes of its own: all rows up to the next one are its
        self.figures = self.told = False
        self.children = 0
        self.shares: list[float] = []

    def above(self, label: Cell, bare: bool, values: Sequence[str] = ()) -> Cell | None:
        """The heading above a row; a ``bare`` one, without values, is the next heading.

        Where the shares of the rows below a heading make up the whole in every column, a further share is none of theirs.
        """
        if bare:
            self.heading, self.figures, self.told, self.children = label, True, False, 0
            self.shares = [0.0] * len(values)
            return None
        own = [_share_of(value) for value in values]
        if self.heading is not None and self.children > 1 and not self.sized and any(own) and self._is_whole():
            self.heading = None
        self.shares = [sum_ + share for sum_, share in zip(self.shares, own)]
        if self.heading is not None and not self.sized:
            figure, whole = bool(_FIGURE_OF.match(label.text)), _names_itself(label.text)
            complete = whole and COMPLETE.search(self.heading.text) and COMPLETE.search(label.text)
            # below ``OS`` stand its median and ratio; ``ORR, n (%)`` is another outcome
            other = whole and self.figures and self.children and _OUTCOME.search(label.text) and not figure
            # below ``Sex`` stand its parts; ``Weight, mean (SD)`` is another matter
            told = bool(whole and not figure and _OWN.search(label.text))
            if complete or other or (told and self.children and not self.told):
                self.heading = None
            self.figures, self.told, self.children = self.figures and figure, told, self.children + 1
        return self.heading

    def _is_whole(self) -> bool:
        """Whether the shares of the rows so far are all of each column that has any; a rounding each is left to them."""
        sums = [share for share in self.shares if share]
        room = min(0.06 * self.children + 0.05, 0.3) if any(share % 1 for share in sums) else 1.0
        return len(sums) * 2 >= len(self.shares) > 0 and all(abs(share - 100) <= room for share in sums)


def _share_of(text: str) -> float:
    """The percent that a cell prints, 0 where it prints none: ``12 (6.1)``, ``12 (6.1%)``, ``6%``."""
    match = _PERCENT.fullmatch(text.strip())
    return float(match["bracketed"] or match["plain"]) if match else 0.0


def build(reading: Sequence[RowLines], columns: int, page: Page) -> tuple[tuple[GridRow, ...], bool]:
    """Rows with their paths, and whether labels are nested by something else than indentation; a cell may have no lines."""
    indented = any(label[0].indent for label, _ in reading)
    rows: list[GridRow] = []
    above: list[tuple[int, Cell]] = []
    group, nested = Group(), False
    for label, lines in reading:
        own = join(label, page)
        cells, last = [], own.end
        for cell in lines:
            cells.append(join(cell, page) if cell else Cell("", last, last))
            last = cells[-1].end
        cells += [Cell("", last, last)] * (columns - len(cells))
        if indented:
            while above and above[-1][0] >= label[0].indent:
                above.pop()
            path = (*(cell for _, cell in above), own)
            above.append((label[0].indent, own))
        else:
            heading = group.above(own, not any(lines), [cell.text for cell in cells])
            path = (heading, own) if heading is not None else (own,)
            nested = nested or heading is not None
        rows.append(GridRow(path, tuple(cells)))
    return tuple(rows), nested
