"""The shape of a document: sections, blocks, tables, references. All places are of the repaired view (``Text.clean``)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.reading.text import Text

__all__ = ["Block", "BlockKind", "Cell", "Document", "Entry", "Grid", "GridRow", "Section"]

#: title: the document's own; metadata: "Last updated", "Medical Information", disclaimers above the title, menus;
#: item: a bullet (``level`` 1, 2 ... by depth, ``parent`` the item, heading or paragraph it stands under);
#: caption: the title line of a table; table: all of a table from header to last row; footnote, abbreviations: below it;
#: reference: an entry of the list of references; boilerplate: literature-search statements, legal notices, related links.
BlockKind: TypeAlias = Literal[
    "title",
    "metadata",
    "heading",
    "paragraph",
    "item",
    "caption",
    "table",
    "footnote",
    "abbreviations",
    "reference",
    "boilerplate",
]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    ``section`` is an index into ``Document.sections`` (-1 above the first heading), ``parent`` an index into
    ``Document.blocks`` (-1 for none): for an item the item or paragraph that it stands under. A bullet's mark and
    indentation are outside ``start``. ``clean`` is the repaired view of the whole document.
    """

    index: int
    kind: BlockKind
    start: int
    end: int
    clean: str = field(repr=False, compare=False)
    level: int = 0
    section: int = -1
    parent: int = -1

    @property
    def text(self) -> str:
        """The block's characters, line ends as spaces: as long as ``end - start``. Cut when asked for: kept, they would be
        all the text once more."""
        return self.clean[self.start : self.end].replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: ``[start, end)`` up to the next heading of the same or a higher level.

    ``role`` says what kind of section it is: ``study`` (a heading of one study's own), ``summary``, ``methods``,
    ``results``, ``efficacy``, ``safety``, ``characteristics``, ``references``, ``search``, or ``""``.
    """

    index: int
    title: str
    level: int
    start: int
    end: int
    parent: int = -1
    role: str = ""


class Cell(NamedTuple):
    """Text of a table with its place; ``text`` has single spaces and joined hyphenation, without footnote letters."""

    text: str
    start: int
    end: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: ``path`` from the outermost label to the row's own, ``cells`` one for each column (empty text for none)."""

    path: tuple[Cell, ...]
    cells: tuple[Cell, ...]

    def __reduce__(self) -> tuple[type[GridRow], tuple[tuple[Cell, ...], tuple[Cell, ...]]]:
        """In one step: tables of long documents are packed."""
        return GridRow, (self.path, self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as read: what ``schemas.Table`` is made of.

    ``section`` is an index into ``Document.sections``: the heading of the study. ``column`` paths go from the top header
    down. ``footnotes`` by letter; ``start`` and ``end`` run from the title to the end of the footnotes, ``body`` from the
    first header cell to the last cell.
    """

    title: Cell
    citations: tuple[Cell, ...]
    stub: Cell
    columns: tuple[tuple[Cell, ...], ...]
    rows: tuple[GridRow, ...]
    start: int
    end: int
    body: tuple[int, int] = (0, 0)
    section: int = -1
    footnotes: Mapping[str, Cell] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict, repr=False)
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the list of references: ``number`` is the printed one, or its place in a list without numbers."""

    number: int
    text: str
    start: int
    end: int
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A document in its parts, in the order of the text."""

    text: Text
    title: str
    updated: str
    blocks: tuple[Block, ...] = field(repr=False)
    sections: tuple[Section, ...] = field(repr=False)
    grids: Sequence[Grid] = field(repr=False)
    references: Sequence[Entry] = field(repr=False)
    #: short form to long form, of the whole document (abbreviation lists and "long form (SHORT)" in prose)
    abbreviations: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def clean(self) -> str:
        """The repaired view."""
        return self.text.clean

    def raw(self, start: int, end: int) -> str:
        """Characters of the repaired view, line ends as spaces: same length as the range."""
        return self.text.clean[start:end].replace("\n", " ")

    def block_at(self, place: int) -> Block | None:
        """The block that holds a place."""
        index = bisect_right(self.blocks, place, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 and place < self.blocks[index].end else None

    def headings(self, section: int) -> Iterator[Section]:
        """A section and the ones above it, innermost first."""
        while section >= 0:
            yield self.sections[section]
            section = self.sections[section].parent
