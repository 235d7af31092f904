"""The pieces of a document before they are blocks: its lines, split at headings inside them, and the parts of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from daraevidence.language.headings import CommonHeading, common_heading, common_headings, run_in_heading
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import OPENING
from daraevidence.layout.document import BlockKind, Grid
from daraevidence.reading.lines import BULLET, COLUMNS, each_line
from daraevidence.reading.text import Shape

__all__ = ["Piece", "ends_sentence", "is_prose", "pieces"]

_SENTENCE_END = compiled(r"[.!?][\"')\]]*(?:\s?[\[(]?\d{1,3}(?:\s?[,-]\s?\d{1,3})*[\])]?)?$")
#: Words that no line ends with that is whole.
_OPEN_END = compiled(rf"(?:[,(-]|\b(?:{OPENING}))$")
_MARKDOWN = compiled(r"(?:^|(?<=\s))(#{1,6})[ \t]+(?=\S)")
#: What closes or opens a part of Markdown at the beginning of a line.
_FENCE = compiled(r":{3,}\s*(?:(?::{3,}\s*)?[a-z-]{1,20}$)?")
_INNER_HEADING = compiled(
    r"(?<=[.;)\]\d]) (?=\*{0,3}(?:Background|Introduction|Objectives?|Purpose|Aims?|(?:Patients|Materials) and [Mm]ethods|Methods"
    r"|Results|Findings|Conclusions?|Interpretation|Discussion"
    r"|BACKGROUND|OBJECTIVES?|PURPOSE|METHODS|RESULTS|CONCLUSIONS?):\*{0,3} )"
)
#: How a sentence begins behind a heading that stands in the same line (``## Primary outcome At week 24 …``).
_OPENERS = frozenset(
    """A After All Also Although Among An And As At Baseline Based Because Before Between Both Compared Data During Each Eight
    Fifty Figure Five Following For Forty Four From However If In It Its Median Mean Most Nine No None Of On One Our Out Overall
    Participants Patients Seven Several Since Six Sixty Some Subjects Table Ten The There These They This Those Thirty Three
    Throughout To Twelve Twenty Two Using We Were When Whereas While With Within""".split()
)
_LONGEST_HEADING = 14


@dataclass(slots=True)
class Piece:
    """A range of the repaired view that may become a block; ``kind`` is empty until it is known.

    ``hint`` is what its marks say: ``heading`` (Markdown, or a heading that the text runs on from). ``depth`` counts the
    marks of Markdown, or is the level that the source gives. ``shape`` is what the source says that begins here:
    ``paragraph`` (no heading), ``lines`` (a paragraph of a source that marks no headings), ``item``, ``heading``, ``title``.
    ``common`` is what is known of a shared heading, ``parts`` whether Methods or Results stand directly below a free one;
    ``end`` grows with lines that go on.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    blanks: int = 0
    kind: BlockKind | None = None
    hint: str = ""
    depth: int = 0
    common: CommonHeading | None = None
    grid: bool = False
    mark: str = ""
    level: int = 0
    rank: float = 0
    role: str = ""
    parts: bool = False
    shape: str = ""
    lines: list[str] = field(default_factory=list)


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, with or without a citation behind it."""
    return _SENTENCE_END.search(text, max(0, len(text) - 40)) is not None


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or more: long with many words, or with an end."""
    if COLUMNS.search(text):
        return False
    words = len(text.split(None, 9))
    return (len(text) >= 60 and words >= 8) or (words >= 5 and ends_sentence(text))


def pieces(clean: str, grids: Sequence[Grid], shapes: Sequence[Shape] = ()) -> list[Piece]:
    """All pieces in order; what a table covers comes as its parts, what the source says of a line with its shape."""
    found: list[Piece] = []
    shaped = {shape.start: shape for shape in shapes if shape.kind in ("title", "heading", "paragraph", "item")}
    marked = sum(shape.kind == "heading" for shape in shaped.values()) > 1
    tables = iter(grids)
    grid = next(tables, None)
    for line in each_line(clean):
        while grid is not None and line.start >= grid.end:
            found += _parts(clean, grid)
            grid = next(tables, None)
        if grid is not None and line.stop > grid.start:
            if line.begin < grid.start:
                found.append(_slice(Piece(line.begin, line.stop, line.text), 0, grid.start - line.begin))
            if line.stop > grid.end:
                found += _parts(clean, grid)
                found += _split(_slice(Piece(line.begin, line.stop, line.text), max(0, grid.end - line.begin), len(line.text)))
                grid = next(tables, None)
            continue
        piece = Piece(line.begin, line.stop, line.text, line.indent, line.blanks)
        found += _shaped(piece, shaped, marked) if shaped else _split(piece)
    while grid is not None:
        found += _parts(clean, grid)
        grid = next(tables, None)
    return _joined((piece for piece in found if piece.end > piece.start), clean)


def _shaped(piece: Piece, shapes: Mapping[int, Shape], marked: bool) -> Iterator[Piece]:
    """One line of a source that says what its lines are."""
    shape = shapes.get(piece.start)
    if shape is None and piece.text[1:2] == " " and BULLET.match(piece.text):
        shape = shapes.get(piece.start + 2)
    piece.shape = shape.kind if shape is not None else ""
    if shape is None or shape.kind == "item":
        yield piece
    elif shape.kind == "title":
        piece.kind = "title"
        yield piece
    elif shape.kind == "heading":
        piece.hint, piece.depth, piece.common = "heading", max(shape.level, 1), common_heading(piece.text)
        yield piece
    else:
        inner = list(_split_plain(piece, 0, len(piece.text))) if len(piece.text) >= 30 else [piece]
        inner[0].shape = "paragraph" if marked else "lines"
        yield from inner


def _joined(found: Iterable[Piece], clean: str) -> list[Piece]:
    """Lines of one title, heading, paragraph or list of abbreviations put together where surely one goes on in the next."""
    joined: list[Piece] = []
    for piece in found:
        last = joined[-1] if joined else None
        if last is not None and not piece.blanks and _goes_on(last, piece):
            last.end = piece.end
            last.text = clean[last.start : last.end].replace("\n", " ")
        else:
            joined.append(piece)
    return joined


def _goes_on(last: Piece, piece: Piece) -> bool:
    """Whether a line stops inside a phrase that the line right below it ends."""
    if last.kind or piece.kind or last.hint or piece.hint or piece.shape or len(last.text) < 40 or ends_sentence(last.text):
        return False
    if BULLET.match(last.text) or BULLET.match(piece.text) or COLUMNS.search(last.text) or COLUMNS.search(piece.text):
        return False
    lower = piece.text[0].islower() and not piece.text[1:2].isupper()
    return lower or _OPEN_END.search(last.text) is not None or last.text.lower().startswith("abbreviation")


def _parts(clean: str, grid: Grid) -> Iterator[Piece]:
    """Caption, body, and what stands below it, of one table."""
    body = grid.body if grid.start <= grid.body[0] < grid.body[1] <= grid.end else (grid.start, grid.end)
    if grid.title.end > grid.title.start and body == (grid.start, grid.end):
        body = (max(body[0], min(grid.title.end, body[1])), body[1])
    ranges: list[tuple[int, int, BlockKind]] = [(grid.start, body[0], "caption"), (*body, "table")]
    place = body[1]
    for line in clean[body[1] : grid.end].split("\n"):
        kind: BlockKind = "abbreviations" if line.strip().lower().startswith("abbreviation") else "footnote"
        ranges.append((place, min(place + len(line), grid.end), kind))
        place += len(line) + 1
    for start, end, kind in ranges:
        inner = clean[start:end]
        text = inner.strip()
        if text:
            begin = start + len(inner) - len(inner.lstrip())
            yield Piece(begin, begin + len(text), text, kind=kind, grid=True)


def _split(piece: Piece) -> Iterator[Piece]:
    """One line as one piece, or as several where headings stand inside it."""
    if piece.text.startswith(":::") and (fence := _FENCE.match(piece.text)):
        piece = _slice(piece, fence.end(), len(piece.text))
    text = piece.text
    if "#" in text and _MARKDOWN.search(text):
        yield from _markdown(piece)
        return
    if len(text) < 30 or BULLET.match(text):
        yield piece
    else:
        yield from _split_plain(piece, 0, len(text))


def _run_in(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """A heading that the text runs on from, and the text."""
    text = piece.text[start:end]
    start += len(text) - len(text.lstrip())
    heading = run_in_heading(piece.text[start:end])
    if heading is None:
        yield _slice(piece, start, end)
        return
    stop, common = heading
    title = _slice(piece, start, start + stop)
    title.hint, title.common = "heading", common
    yield title
    yield _slice(piece, start + stop, end)


def _markdown(piece: Piece) -> Iterator[Piece]:
    """The headings of Markdown, also those that stand inside a line, and the text between them."""
    text = piece.text
    marks = list(_MARKDOWN.finditer(text))
    if marks[0].start() > 0:
        yield from _split_plain(piece, 0, marks[0].start())
    for mark, following in zip(marks, [*marks[1:], None]):
        end = following.start() if following else len(text)
        stop = _heading_end(text, mark.end(), end)
        if stop > mark.end():
            heading = _slice(piece, mark.end(), stop)
            heading.hint, heading.depth = "heading", len(mark[1])
            heading.common = common_headings().get(heading.text.rstrip(":").casefold())
            yield heading
        yield from _split_plain(piece, stop, end)


def _split_plain(piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """Text as one piece, or as several where it runs on from headings (``Methods: … Results: …``)."""
    text = piece.text[start:end]
    if not text.strip():
        return
    if run_in_heading(text.lstrip()) is None:
        yield _slice(piece, start, end)
        return
    starts = [start, *(start + match.end() for match in _INNER_HEADING.finditer(text))]
    for first, last in zip(starts, [*starts[1:], end]):
        yield from _run_in(piece, first, last)


def _heading_end(text: str, start: int, end: int) -> int:
    """Where a Markdown heading ends that the text may go on behind: at the line's end, behind words that are a common
    heading, or before the first word that opens a sentence. ``start`` where no end can be told."""
    inner = text[start:end].rstrip()
    if len(inner) <= 120 and "***" not in inner and not ends_sentence(inner):
        return start + len(inner)
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", inner[:200])][: _LONGEST_HEADING + 1]
    known = common_headings()
    for count in range(min(6, len(words) - 1), 0, -1):
        stop = words[count - 1][1]
        following = inner[words[count][0]]
        if inner[:stop].rstrip(":.").casefold() in known and (
            following.isupper() or following in "*0123456789" or inner[stop - 1] in ":."
        ):
            return start + stop
    for first, last in words[1:]:
        if inner[first:last].strip(",") in _OPENERS and inner[first - 2] not in ",;(":
            return start + first - 1
    return start


def _slice(piece: Piece, start: int, end: int) -> Piece:
    """A part of a piece, without the space around it."""
    inner = piece.text[start:end]
    begin = piece.start + start + len(inner) - len(inner.lstrip())
    text = inner.strip()
    return Piece(begin, begin + len(text), text, piece.indent if start == 0 else 0, piece.blanks if start == 0 else 0)
