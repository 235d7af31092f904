"""From a Text to a Document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from daraevidence.language.headings import holds_furniture
from daraevidence.language.patterns import compiled
from daraevidence.layout.abbreviations import abbreviation_list, is_abbreviation_list, prose_abbreviations
from daraevidence.layout.blocks import Piece, pieces
from daraevidence.layout.document import Block, BlockKind, Document, Grid, Section
from daraevidence.layout.front import find_front, is_crumb, is_legal
from daraevidence.layout.lists import find_items, join_lines
from daraevidence.layout.paged import packed
from daraevidence.layout.references import entries, join_references, without_heading
from daraevidence.layout.sections import CAPTION, find_headings, nest, table_section
from daraevidence.layout.tables.text import each_grid
from daraevidence.reading.text import Text

__all__ = ["outline"]


def outline(text: Text) -> Document:
    """Find the parts of a document: title and metadata, sections, blocks, tables, references, abbreviations."""
    grids = packed(_ended(each_grid(text), text.clean), 4)
    parts = pieces(text.clean, grids, text.shapes)
    find_headings(parts, text.clean)
    title, updated = find_front(parts)
    find_items(parts)
    parts = _close_lists(parts, text.clean)
    sections, at = nest(parts, len(text.clean))
    blocks = _blocks(parts, at, sections, text.clean)
    starts = [piece.start for piece in parts]
    placed = packed((_placed(grid, starts, at, sections) for grid in grids), 4)
    known = _abbreviations(blocks, placed)
    return Document(text, title, updated, blocks, tuple(sections), placed, packed(entries(parts, text.clean)), known)


def _ended(grids: Iterable[Grid], clean: str) -> Iterator[Grid]:
    """The grids, each ended where the next one begins, and at the fence of Markdown (``::::``) that prose may go on behind."""
    for grid, following in pairwise(chain(grids, [None])):
        assert grid is not None
        end = grid.end if following is None else max(grid.start, min(grid.end, following.start))
        fence = clean.find("::::", grid.body[1], end) if grid.start < grid.body[1] < end else -1
        yield replace(grid, end=fence if fence >= 0 else end)


#: ``Abstract OP-047``: what opens another report, behind the notices that end the one before
_NEXT_REPORT = compiled(
    r"(?:abstract|poster|presentation|late-breaker)\s(?:no\.?\s?|number\s|#)?[A-Z]{0,5}-?\d+\b", re.IGNORECASE
)


def _close_lists(parts: Sequence[Piece], clean: str) -> list[Piece]:
    """References joined to entries; lines that go on joined; every piece with its kind."""
    closed: list[Piece] = []
    run: list[Piece] = []
    role, quiet, listed = "", False, False
    bare = range(0) if any(piece.role == "references" for piece in parts) else without_heading(parts)
    for place, piece in enumerate(parts):
        if piece.kind == "heading" and not piece.grid:
            closed += join_references(run)
            run = []
            role, quiet = piece.role, piece.common is not None and piece.common.quiet
            listed = piece.text.strip("#* :").casefold() in ("abbreviations", "glossary")
        elif (role == "references" or place in bare) and not piece.grid and piece.kind in (None, "item"):
            _restore(piece, clean)
            run.append(piece)
            continue
        elif piece.kind in (None, "item") and listed:
            piece.kind = "abbreviations"
        elif piece.kind in (None, "item") and quiet:
            quiet = _NEXT_REPORT.match(piece.text) is None
            piece.kind = "boilerplate"
        closed.append(piece)
    closed = join_lines([*closed, *join_references(run)], clean)
    for piece in closed:
        if piece.kind is None:
            piece.kind = _kind(piece)
    return closed


def _restore(piece: Piece, clean: str) -> None:
    """Give an entry of the references back the number that was taken for the mark of a point."""
    if piece.kind == "item" and not any(character.isalnum() for character in piece.mark):
        piece.kind, piece.level, piece.mark = None, 0, ""
    elif piece.kind == "item":
        piece.kind = None
        begin = clean.rfind("\n", 0, piece.start) + 1
        line = clean[begin : piece.end]
        piece.start = begin + len(line) - len(line.lstrip())
        piece.text = line.strip()
        piece.level, piece.mark = 0, ""


def _kind(piece: Piece) -> BlockKind:
    """The kind of a piece that is neither heading nor bullet nor reference nor part of a table."""
    text = piece.text
    if is_abbreviation_list(text):
        return "abbreviations"
    if len(text) < 250 and (match := CAPTION.match(text)) and text[match.end() :].lstrip("0123456789")[:1] in tuple(".:|-"):
        return "caption"
    if is_crumb(text):
        return "metadata"
    if is_legal(text) or (len(text) < 2000 and holds_furniture("search", text)):
        return "boilerplate"
    return "paragraph"


def _blocks(parts: Sequence[Piece], at: Sequence[int], sections: Sequence[Section], clean: str) -> tuple[Block, ...]:
    """The blocks, each with its section, and for a bullet what it stands under."""
    blocks: list[Block] = []
    under = heading = -1  # what the outermost bullets stand under; the last heading
    items: list[int] = []  # the bullets that are open, by depth
    for index, (piece, section) in enumerate(zip(parts, at)):
        kind = piece.kind or "paragraph"
        parent, level = -1, 0
        if kind == "item":
            del items[piece.level - 1 :]
            parent, level = (items[-1] if items else under), piece.level
            items.append(index)
        elif kind in ("heading", "paragraph", "title"):
            items.clear()
            under = index
            heading = index if kind == "heading" else heading
            level = sections[section].level if kind == "heading" else 0
        elif piece.grid:
            items.clear()
            under = heading
        blocks.append(Block(index, kind, piece.start, piece.end, clean, level, section, parent))
    return tuple(blocks)


def _placed(grid: Grid, starts: Sequence[int], at: Sequence[int], sections: Sequence[Section]) -> Grid:
    """The grid with the section that it belongs to."""
    index = bisect_right(starts, grid.start) - 1
    return replace(grid, section=table_section(sections, at[index] if index >= 0 else -1))


def _abbreviations(blocks: Sequence[Block], grids: Sequence[Grid]) -> dict[str, str]:
    """Short to long form of the whole document; the first that the document gives counts."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.kind == "abbreviations":
            for short, long in abbreviation_list(block.text).items():
                found.setdefault(short, long)
        elif block.kind in ("paragraph", "item", "heading", "title", "caption", "footnote"):
            for short, long in prose_abbreviations(block.text):
                found.setdefault(short, long)
    for grid in grids:
        for short, long in grid.abbreviations.items():
            found.setdefault(short, long)
    return found
