"""Headings without any mark, and the tree of sections that they make."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.language.gated import Gated
from daraevidence.language.headings import CommonHeading, common_heading
from daraevidence.language.patterns import compiled
from daraevidence.layout.blocks import Piece, ends_sentence, is_prose
from daraevidence.layout.document import Section
from daraevidence.reading.lines import BULLET

__all__ = ["CAPTION", "GENERIC", "find_headings", "nest", "table_section"]

#: Roles of sections that say what is told, not whose it is: a table belongs to the heading above them.
GENERIC = frozenset(["methods", "results", "efficacy", "safety", "characteristics", "search", "references"])

_NUMBERED = compiled(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+(?=[A-Z])")
#: How the title of a table or figure begins that has a number.
CAPTION = compiled(r"(?:supplementary |supplemental )?(?:table|figure|fig\.?|box|panel|scheme)\s*[A-Z]?\d", re.IGNORECASE)
_NAMED_TABLE = Gated("figure|table", r"\b(?:Tables?|Figures?)(?:\s\d{1,2}[A-Za-z]?)?\s?:\s+([^.;\n]{3,250})")
_NO_HEADING = compiled(
    r"\S {3,}\S|\t|\||^\(|[a-z)]\. [A-Z]|\b[Pp]\s?[=<>]|[a-z],\d|@|https?://|www\.|©"
    r"|\bet al\b.*\b(?:reported|conducted|evaluated|presented|published|described|assessed)\b"
)
_VERB = compiled(
    r"\b(?:is|are|was|were|has|have|had|will|may|can|did|does|received|reported|showed|included|conducted|evaluated|enrolled|achieved"
    r"|occurred|experienced|following)\b"
)
_GREETING = compiled(r"(?:dear|sincerely|kind|best|warm|yours|regards|thank)\b", re.IGNORECASE)
_STUDY = compiled(
    r"(?i:\b(?:study|trial|registry|sub-?study|case series|case report|chart review|meta-analysis|systematic review)\b)"
    r"|(?i:\bphase\s+(?:[1-4]|I{1,3}V?|IV)[ab]?\b)|\bNCT\s?\d{8}"
    r"|\b(?!COVID|SARS)(?=[A-Za-z]+[A-Z])[A-Z][A-Za-z]{3,}[- ]\d{1,4}\b"
)
_STUDY_LIKE = compiled(r"\b(?:analysis|review|experience|cohort|survey|series|report|data from|extension)\b", re.IGNORECASE)
#: Parts of a study and kinds of analysis, which are no studies.
_NO_STUDY = compiled(
    r"\b(?:study|trial)\s(?:limitations?|design|populations?|overview|objectives?|endpoints?|rationale|drugs?|treatments?|selection"
    r"|participants?|patients|subjects|procedures?|flow|medications?|visits?|setting|oversight|conduct|groups?|arms?|outcomes?|sites?"
    r"|characteristics|results|findings|questions?|aims?|protocol|material|data|period|hypothes[ei]s|quality|investigators?)\b"
    r"|\b(?:data|statistical|subgroup|sensitivity|interim|efficacy|safety|exploratory|multivariate|univariate|biomarker|landmark"
    r"|regression|survival|dose|response) analys[ei]s\b|\blimitations? of\b|\bsupplementary\b|\breview status\b",
    re.IGNORECASE,
)
_AUTHORED = compiled(r"[^\W\d_][\w'-]+(?: [A-Z][\w'-]+)? et al\b|[A-Z][\w'-]+ and colleagues\b")
_REPEATED = compiled(r"\b(?:study|trial|registry)\b", re.IGNORECASE)

_LONGEST = 180
#: Parts that close an abstract; others (Background, Conclusions) may be parts of it.
_AFTER_ABSTRACT = frozenset(["introduction", "discussion", "references", "summary", "clinical data", "keywords", "key words"])
_TOP, _OWN, _PART, _INNER = 1.0, 2.0, 3.0, 4.0


def find_headings(pieces: Sequence[Piece], clean: str) -> None:
    """Mark the pieces that are headings with their rank (see ``language/data/sections.toml``) and role.

    Read: shared headings in any case, with a number before or a colon behind them; lines in capitals; Markdown; headings
    that text runs on from; short lines by themselves above prose, bullets or other headings. Not: titles of tables and
    figures (also where prose names them: ``Table: Response``), cells, sentences, greetings, entries of references.
    """
    named = {_fold(match[1]) for match in _NAMED_TABLE.finditer(clean)}
    spaced = sum(1 for piece in pieces if piece.blanks) * 30 > len(pieces)
    closed = searched = False  # in a list of references or a legal notice no free heading is looked for; below a search a study's
    for i, piece in enumerate(pieces):
        if piece.kind is not None or len(piece.text) > _LONGEST:
            continue
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        before = pieces[i - 1] if i else None
        if piece.hint == "heading" and piece.shape and CAPTION.match(piece.text):
            piece.kind = "caption"
            continue
        if piece.hint == "heading":
            _mark(piece, piece.common, piece.depth or None)
        elif BULLET.match(piece.text):
            continue
        elif common := common_heading(piece.text):
            if (closed and common.rank > 1) or not _heads(piece, before, after):
                continue
            _mark(piece, common, None)
        elif (
            (closed and not (searched and _names_study(piece.text)))
            or piece.shape == "paragraph"
            or not _is_free(piece, before, after, pieces, i, spaced)
        ):
            continue
        elif CAPTION.match(piece.text) or _fold(piece.text) in named:
            piece.kind = "caption"
            continue
        else:
            _mark(piece, None, None)
        if piece.kind == "heading":
            closed = piece.common is not None and (piece.common.quiet or piece.common.role == "references")
            searched = closed and piece.role == "search"
    _give_roles(pieces)


def _mark(piece: Piece, common: CommonHeading | None, depth: int | None) -> None:
    piece.kind = "heading"
    piece.common = common
    piece.depth = depth or 0
    if common is not None:
        number = _NUMBERED.match(piece.text)
        piece.role, piece.rank = common.role, _number_rank(number[1]) if number else float(common.rank)


def _number_rank(number: str) -> float:
    """``2`` stands above ``2.1``, and both above what has no number."""
    return 0.5 + number.count(".")


_NO_LETTERS = compiled(r"[^a-z]+")


def _fold(text: str) -> str:
    """A title for comparison: letters only, without the digits of a citation at its end."""
    return _NO_LETTERS.sub(" ", text.casefold()).strip()


def _heads(piece: Piece, before: Piece | None, after: Piece | None) -> bool:
    """Whether a shared heading's word stands where a heading can: not among cells, not last."""
    if after is None:
        return piece.common is None and piece.blanks > 0
    common = common_heading(piece.text)
    if (common and common.role == "references") or (after.blanks and (piece.blanks or before is None)):
        return True
    below = after.grid or after.kind is not None or is_prose(after.text) or bool(BULLET.match(after.text))
    below = below or (ends_sentence(after.text) and after.text.count(" ") > 1)
    return below or after.hint == "heading" or common_heading(after.text) is not None or after.text[:1] in "[1"


def _is_free(piece: Piece, before: Piece | None, after: Piece | None, pieces: Sequence[Piece], i: int, spaced: bool) -> bool:
    """Whether a line that is no shared heading heads what follows it."""
    text = piece.text
    if after is None or text[-1] in ".,;" or len(text) < 4 or _NO_HEADING.search(text) or _GREETING.match(text):
        return False
    if not (piece.blanks or before is None or before.grid or not spaced):
        return False
    words = text.split()
    first = text.lstrip("\"'([")[:1]
    if len(words) > 22 or not (first.isupper() or _NUMBERED.match(text)) or not any(len(word) > 3 for word in words):
        return False
    titled = _title_case(words)
    if text[-1] == ":" and (len(words) > 7 or not titled):
        return False
    if ends_sentence(text) and text[-1] != "?":
        return False
    if text[-1] == "?" and not _leads(after):
        return False
    if not titled and ((_VERB.search(text) and text[-1] != "?") or len(words) > 14 or not spaced):
        return False
    if after.blanks == 0 and not titled and text[-1] != "?" and not BULLET.match(after.text):
        return False
    return _stands_above(pieces, i)


def _leads(after: Piece) -> bool:
    """Whether a piece is prose or a bullet."""
    if after.kind is not None:
        return False
    opens = after.text[-1] == ":" and len(after.text.split()) > 3
    told = is_prose(after.text) or (ends_sentence(after.text) and after.text.count(" ") > 1)
    return opens or bool(BULLET.match(after.text)) or (told and after.text[-1] != "?")


def _stands_above(pieces: Sequence[Piece], i: int) -> bool:
    """Whether prose, a bullet, a table or another heading follows, behind at most two short lines that may be headings."""
    for k in range(i + 1, min(i + 4, len(pieces))):
        piece = pieces[k]
        if piece.grid:
            return piece.kind == "caption" or k > i + 1
        if piece.hint == "heading" or _leads(piece) or common_heading(piece.text):
            return True
        if not piece.blanks or len(piece.text) > _LONGEST or not _title_case(piece.text.split()):
            return False
    return False


def _title_case(words: Sequence[str]) -> bool:
    """Whether most of the longer words begin with a capital."""
    long = [word.strip("\"'([") for word in words if len(word) > 3 or word[:1].isupper()]
    capital = sum(1 for word in long if word[:1].isupper() or word[:1].isdigit())
    return bool(long) and capital * 10 >= len(long) * 6


def _give_roles(pieces: Sequence[Piece]) -> None:
    """Rank and role of free headings, by their words and by what stands below them."""
    headings = [i for i, piece in enumerate(pieces) if piece.kind == "heading"]
    part = study = False  # Methods or Results, or a study's heading, are open
    for position, i in enumerate(headings):
        piece = pieces[i]
        if piece.common is not None:
            if piece.rank == _INNER and not (part or study):
                piece.rank = _OWN
            part = piece.common.rank == _PART or (part and piece.common.rank > _OWN)
            study = study and piece.common.rank > _OWN
            continue
        following = pieces[headings[position + 1]] if position + 1 < len(headings) else None
        parts = piece.parts = _has_parts(piece, following)
        text = piece.text
        capitals = text.isupper() and len(text.split()) > 1
        if _is_study(pieces, i, part and not parts) or (parts and not capitals and not _NO_STUDY.search(text)):
            piece.role = "study"
        if match := _NUMBERED.match(text):
            piece.rank = _number_rank(match[1])
        elif piece.role == "study" or not (part or study):
            piece.rank = _TOP if capitals and piece.role != "study" else _OWN
        else:
            piece.rank = _TOP if capitals else (_INNER if part else _OWN)
        if piece.rank <= _OWN:
            part, study = False, piece.role == "study"


def _has_parts(piece: Piece, following: Piece | None) -> bool:
    """Whether Methods or Results stand directly below a heading."""
    if following is None or following.common is None or following.rank != _PART:
        return False
    if piece.depth and following.depth <= piece.depth:
        return False
    return following.role == "methods" or following.text.casefold().startswith("result")


def _names_study(text: str) -> bool:
    return _STUDY.search(text) is not None and _NO_STUDY.search(text) is None


def _is_study(pieces: Sequence[Piece], i: int, inside: bool) -> bool:
    """Whether a heading is one study's own: by its words, or because the text below begins with the study's authors or name."""
    text = pieces[i].text
    if _names_study(text):
        return True
    below = next((piece.text for piece in pieces[i + 1 : i + 2] if piece.kind is None), "")
    if _AUTHORED.match(below):
        return True
    if not inside and _STUDY_LIKE.search(text) and not _NO_STUDY.search(text):
        return True
    name = text.split()[0].strip("():,")
    return len(name) > 3 and sum(c.isupper() for c in name) > 2 and name in below[:300] and bool(_REPEATED.search(below[:300]))


def nest(pieces: Sequence[Piece], length: int) -> tuple[list[Section], list[int]]:
    """The sections, and for each piece the innermost one (-1 above the first heading)."""
    marked = any(piece.depth for piece in pieces if piece.kind == "heading")
    open_: list[tuple[float, int, Piece]] = []
    drafts: list[tuple[Piece, int, int]] = []
    ends: list[int] = []
    at: list[int] = []

    def close(rank: float, piece: Piece) -> None:
        while open_ and (open_[-1][0] >= rank or (piece.kind == "heading" and _bars(open_[-1][2], piece))):
            ends[open_.pop()[1]] = piece.start

    for i, piece in enumerate(pieces):
        if piece.kind == "heading":
            rank = _rank(piece, open_, marked)
            close(rank, piece)
            drafts.append((piece, len(open_) + 1, open_[-1][1] if open_ else -1))
            ends.append(length)
            open_.append((rank, len(drafts) - 1, piece))
        elif open_ and open_[-1][0] >= _PART and _opens_study(pieces, i):
            close(_PART, piece)
        at.append(open_[-1][1] if open_ else -1)
    sections = [
        Section(k, piece.text.strip("#* ").rstrip(":.*"), level, piece.start, ends[k], parent, piece.role)
        for k, (piece, level, parent) in enumerate(drafts)
    ]
    return sections, at


def _opens_study(pieces: Sequence[Piece], i: int) -> bool:
    """Whether a paragraph introduces the next study, which has no heading: its authors, and then Methods or Results."""
    piece = pieces[i]
    if piece.kind != "paragraph" or _AUTHORED.match(piece.text) is None:
        return False
    following = next((p for p in pieces[i + 1 : i + 3] if p.kind == "heading"), None)
    return following is not None and following.common is not None and following.rank == _PART


def _rank(piece: Piece, open_: Sequence[tuple[float, int, Piece]], marked: bool) -> float:
    """The rank with which a heading takes its place: Markdown's own depth comes first."""
    if piece.depth:
        return piece.depth / 10
    if marked:
        return piece.rank + 1
    if piece.rank == _TOP and any(above.text.casefold() == "abstract" for _, _, above in open_):
        return _TOP if piece.text.casefold() in _AFTER_ABSTRACT else _TOP + 0.5
    if piece.rank == _OWN and open_ and open_[0][0] == _PART and piece.role != "study":
        return _PART + 0.5  # an article's Methods and Results stand at the top; free headings below them
    return piece.rank


def _bars(above: Piece, piece: Piece) -> bool:
    """Whether an open section cannot hold a heading: no Methods or Results stand below a Summary or an Introduction.

    Nor does a study with Methods and Results of its own, or one whose heading is in capitals like theirs;
    below a search no study.
    """
    if above.depth or above.common is None or not above.common.leaf:
        return False
    return piece.common is not None or (
        piece.role == "study" and (piece.parts or above.role == "search" or (above.text.isupper() and piece.text.isupper()))
    )


def table_section(sections: Sequence[Section], section: int) -> int:
    """The heading that a table in a section belongs to: the nearest study's, else the nearest that is no Results or the like."""
    general = -1
    while section >= 0:
        found = sections[section]
        if found.role == "study":
            return section
        if general < 0 and found.role not in GENERIC:
            general = section
        section = found.parent
    return general
