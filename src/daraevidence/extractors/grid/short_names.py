"""Headers that read like the short form of a statistic and are the names of groups."""

from __future__ import annotations

from daraevidence.extractors.grid.groups import NamedGroup, clean, read_group
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid

__all__ = ["named_groups"]

_STATISTIC = compiled(r"(?:SEM?|SD|CI|M|ES|MD|RD|RR|OR|HR|ICC|[TFUHZ])")
_SIZE = compiled(r"[\s,(\[]*\b[nN]\s*=?\s*\d[\d,]*\s*[)\]]?\s*")
#: a mean with its spread, a count with its share: what no column of one statistic holds
_WHOLE = compiled(r"[-−–+]?\d[\d.,]*\s*%?\s*(?:±|\+/-|[(\[])\s*[-−–]?\d[\d.,]*\s*%?\s*[)\]]?")


def named_groups(grid: Grid) -> dict[Cell, NamedGroup]:
    """Such headers with the groups that they name: ``SE | UC`` above ``289 (50.3) | 352 (63.9)``, ``SE (n = 611)``.

    With a size behind it, or above cells that hold a whole statistic, a short form is no standard error; not where all the
    lowest headers are such forms.
    """
    found: dict[Cell, NamedGroup] = {}
    others = 0
    for index, path in enumerate(grid.columns):
        if not path:
            continue
        name = clean(_SIZE.sub(" ", path[-1].text))
        if _STATISTIC.fullmatch(name) is None:
            others += bool(name)
            continue
        group = read_group(path[-1])
        if group.n is not None or _holds_whole(grid, index):
            found[path[-1]] = group._replace(name=name, role="arm")
    return found if others else {}


def _holds_whole(grid: Grid, index: int) -> bool:
    cells = [row.cells[index].text.strip() for row in grid.rows if index < len(row.cells)]
    filled = [text for text in cells if any(map(str.isdigit, text))]
    return len(filled) > 1 and sum(_WHOLE.fullmatch(text) is not None for text in filled) * 2 > len(filled)
