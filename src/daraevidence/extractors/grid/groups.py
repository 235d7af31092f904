"""Groups as a cell of a table names them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from daraevidence.extractors.grid.kinds import GENERIC
from daraevidence.extractors.grid.labels import read_label
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.layout.document import Cell

__all__ = ["GRADE", "TOTAL", "NamedGroup", "clean", "is_everyone", "read_grade", "read_group"]


class NamedGroup(NamedTuple):
    """A group as a table names it. ``name`` is empty for a column that only says ``N=286``: the study's whole group.

    ``start`` and ``end`` is the header or label cell (it names the group and holds ``n``).
    """

    name: str
    n: int | None
    role: str
    aliases: tuple[str, ...] = ()
    start: int = 0
    end: int = 0


GRADE = compiled(
    r"(?i)\b(?P<any>(?:any|all)(?:[ -]grades?|[ -]CTCAE grades?)(?!\s*[≥>]?\s*[1-5])|"
    r"grades?\s+(?:any|all)|all[- ]causality grades?)\b"
    r"|(?P<op>[≥>≤<]=?)?\s*\b(?:CTCAE |toxicity )?(?:gr\.?|"
    r"grades?)[\s-]*(?P<op2>[≥>≤<]=?)?\s*(?P<low>[1-5])(?:\s*(?:[-–/,]|to|and|or)\s*(?P<high>[1-5]))?"
    r"(?P<more>\s*(?:or (?:higher|greater|more|worse|above)|\+|and (?:higher|above)))?"
)
TOTAL = compiled(r"(?i)(?:all|overall|total|entire|whole|combined|pooled)\b")
_POPULATION = compiled(
    r"(?i)(?:m?ITT|FAS|PPS?|per[- ]protocol|safety|evaluable|intention.*|full analysis.*)(?:\s+(?:set|population))?"
)
#: how long a group was followed, beside its size
_EXPOSED = compiled(
    r"(?i)(?:PY|PYE|PYs|(?:patient|person)[- ]years)\s*[=:]\s*\d"
    r"|\d[\d.,]*\s?(?:PYE?s?|(?:patient|person)[- ]years)(?:\s+of exposure)?$"
)
_INNER = compiled(r"\(([^()]*\b[nN]\s*=\s*\d[\d,]*[^()]*)\)|\[([^\[\]]*\b[nN]\s*=\s*\d[\d,]*[^\[\]]*)\]")
_SIZE = compiled(r"\b[nN]\s*=\s*(\d[\d,]*)")
#: the size of a group in words: ``Placebo (156 people)``
_COUNTED = compiled(rf"\(\s*(\d[\d,]*)\s+(?:{PEOPLE})\s*\)")
#: a size without its sign, where that is the style of a journal: ``Placebo (n 35)``
_SPACED = compiled(r"[(\[]\s*[nN]\s(\d[\d,]*)\s*[)\]]")
_SHORT = compiled(r"[A-Z][\w+./-]{0,11}(?:\s[\w+./-]{1,6}){0,3}")


@lru_cache(maxsize=1024)
def read_grade(text: str) -> str:
    """The grade of a header or label (``any``, ``3``, ``3-4``, ``>=3``), or "".

    Reads ``Any Grade``, ``Grade 3/4``, ``Grades 3–4``, ``Grade ≥3``, ``≥ Grade 3``, ``Grade 3 or higher``, ``Gr 3``.
    """
    found = GRADE.search(text[:400])
    if not found:
        return ""
    if found["any"]:
        return "any"
    sign = {"≥": ">=", "≤": "<="}.get(found["op"] or found["op2"] or "", found["op"] or found["op2"] or "")
    if found["more"]:
        return f">={found['low']}"
    return f"{found['low']}-{found['high']}" if found["high"] else f"{sign}{found['low']}"


def read_group(cell: Cell) -> NamedGroup:
    """A header's group: ``First Line Therapy (L1, n=22)`` → L1, ``Placebo (n = 42), No. (%)`` → Placebo, ``N=286`` → "".

    A short form given with the size is the name, the words before it an alias.
    """
    text, aliases = _SPACED.sub(r"(n=\1)", _COUNTED.sub(r"(N=\1)", _plain(cell.text[:400]))), []
    found = _SIZE.search(text)
    n = int(found[1].replace(",", "")) if found else None
    inner = _INNER.search(text)
    name = ""
    if inner:
        outer = f"{text[: inner.start()]} {text[inner.end() :]}"
        rest = [piece.strip() for piece in re.split(r"[,;]", _SIZE.sub("", inner[1] or inner[2]))]
        named = [piece for piece in rest if piece and not _POPULATION.fullmatch(piece) and not _EXPOSED.match(piece)]
        if len(named) == 1 and _SHORT.fullmatch(named[0]) and read_label(outer).title:
            name, aliases = named[0], [read_label(outer).title]
        elif named and not all(read_label(piece).bare for piece in named):
            text = f"{text[: inner.start()]}({', '.join(named)}){text[inner.end() :]}"
        else:
            text = outer
    elif found:
        text = re.sub(r"[,;:(\[]?\s*\b[nN]\s*=\s*\d[\d,]*\s*[)\]]?", " ", text)
    name = name or clean(read_label(text).title)
    if GENERIC.fullmatch(name):
        name = ""
    return NamedGroup(name, n, "total" if not name or TOTAL.match(name) else "arm", tuple(aliases), cell.start, cell.end)


def is_everyone(name: str) -> bool:
    """Whether a header below a group's means all of it: ``All patients``, ``Overall``, ``ITT``."""
    return TOTAL.match(name) is not None or _POPULATION.fullmatch(name) is not None


def _plain(text: str) -> str:
    """A header without marks of emphasis and of footnotes."""
    return _EMPHASIS.sub("", text)


_EMPHASIS = compiled(r"(?<=\w)_(?=\W|$)|(?<!\w)_(?=\w)|[*^¤†‡§¶#]+")
_SPACES = compiled(r"\s+")


@lru_cache(maxsize=4096)
def clean(name: str) -> str:
    return _SPACES.sub(" ", _plain(name)).strip(" ,;:")
