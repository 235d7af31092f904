"""The front of a document: its title, when it was updated, notices and menus around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from daraevidence.language.gated import Gated
from daraevidence.language.headings import furniture_phrases, holds_furniture
from daraevidence.language.patterns import compiled
from daraevidence.layout.blocks import Piece, ends_sentence, is_prose
from daraevidence.reading.lines import BULLET

__all__ = ["find_front", "is_crumb", "is_legal"]

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}(?:-\d{{2}})?"
    rf"|{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}[\s-]{_MONTH}[\s-]\d{{4}}|{_MONTH}\s\d{{4}})"
)
_UPDATED = Gated(
    "modified|reviewed|revised|revision|update",
    rf"(?:last\s+)?(?:updated|revised|reviewed|modified|update|revision)(?:\s+(?:on|date))?\s*[:\-]?\s*({_DATE})",
    re.IGNORECASE,
)
_SUBJECT = compiled(r"(?:re|subject|regarding|title)\s*:\s*(?=\S)", re.IGNORECASE)
_BYLINE = compiled(
    r"@|https?://|\bMD\b|\bPh\.?D\b|\bUniversity\b|\bDepartment\b|^(?:Dear|Date|To|From|Author|By)\b|^\d[\d/.,: -]*$",
    re.IGNORECASE,
)
#: fields side by side, with their labels: ``Protocol VX-2 | Date: 22 August 2024``
_FIELDS = compiled(r"\s[|·•]\s.{0,60}\b[A-Z][\w ]{2,30}:\**\s")
_FRONT = 40
#: what a result is printed with; a title holds no two of them
_TOLD = compiled(
    r"\d\s?%|\d percent\b|\d\s?(?:±|\+\s?/\s?-)\s?\d|\b[Pp]\s?[<=>]\s?0?\.\d|\bCI\b|\b[nN]\s?=\s?\d|\d\s(?:vs\.?|versus)\s\d"
)


#: where and when a news item was released, before its first sentence: ``OSLO, Norway, May 3, 2024 -``, ``(PRNewswire) --``
_DATELINE = compiled(
    rf"[A-Z][^.;:()]{{2,40}}(?:\.,?\s?[^.;:()]{{0,30}})?[,;]?\s\(?(?:{_DATE})\)?(?:\s?[/(][^()/]{{3,30}}[)/])?\s?[-–—]{{1,2}}\s|"
    r"[^:;]{3,80}?[/(](?:\w+ )?(?:PR\s?Newswire|GLOBE\s?NEWSWIRE|Business\s?Wire|Reuters|AP|AFP|Newswire)[)/]\s?[-–—]{1,2}\s",
    re.IGNORECASE,
)
_VERB_AND_NUMBER = compiled(
    r"\b(?:was|were|had|occurred|received|developed|died|increased|decreased|improved|worsened|declined|fell|rose|dropped|changed"
    r"|showed|achieved|experienced|reported|remained|averaged|responded|relapsed|survived|required|gained|lost|included)\b[^.]{0,160}\d"
)


def is_legal(text: str) -> bool:
    """Whether a paragraph is a legal notice or the like."""
    return len(text) < 2000 and holds_furniture("legal", text)


def is_crumb(text: str) -> bool:
    """Whether a line is a piece of a menu or a chat window: ``Print``, ``Sign in``, ``Chat live``."""
    match = furniture_phrases("crumbs").match(text.casefold()) if len(text) < 120 else None
    return match is not None and (match.end() == len(text) or (match.end() > 12 and not text[match.end()].isalnum()))


def find_front(pieces: Sequence[Piece]) -> tuple[str, str]:
    """Mark title and metadata at the beginning of a document; the title and the date of the last update as printed.

    The title is a line before the first section: the one above the date of the update, a question, a subject line, the
    first long line that is no sentence, the first heading of Markdown. A document that begins with prose has none.
    """
    front = _front(pieces)
    updated = _find_updated(pieces)
    told = next((piece for piece in pieces if piece.kind == "title"), None)
    best, score = told or next((piece for piece in pieces[:_FRONT] if _is_subject(piece)), None), 1.4
    for k, piece in enumerate(front if best is None else ()):
        if piece.kind in ("metadata", "caption", "table") or (piece.kind == "heading" and not _may_be_title(piece)):
            continue
        points = _score(front, k)
        if points > score:
            best, score = piece, points
    title = ""
    if best is not None:
        best.kind, best.role, best.common = "title", "", None
        subject = _SUBJECT.match(best.text)
        title = best.text[subject.end() if subject else 0 :].strip("#* ")
        title = title.split(" | ")[0] if told is not None else title
    for k, piece in enumerate(front):
        if piece.kind == "heading" and piece.common is None and best is not None:
            signed = any(_BYLINE.search(p.text) for p in front[k : k + 2])
            if piece.start < best.start or signed:
                piece.kind = "metadata"
        if piece.kind is None and not is_prose(piece.text) and not BULLET.match(piece.text):
            piece.kind = "metadata"
    return title, updated


def _front(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces before the first section, bullet or prose."""
    found: list[Piece] = []
    for piece, after in pairwise([*pieces[:_FRONT], None]):
        if piece is None or piece.grid:
            break
        if is_legal(piece.text) or is_crumb(piece.text):
            piece.kind = "metadata"
            found.append(piece)
            continue
        if BULLET.match(piece.text) or (piece.kind == "heading" and piece.common is not None):
            break
        if piece.kind is None and piece.text[-1] == ":":
            break
        if piece.kind is None and is_prose(piece.text) and ends_sentence(piece.text) and not piece.text.endswith("?"):
            break
        if piece.kind is None and len(piece.text) > 150 and _DATELINE.match(piece.text):
            break
        titled = any(p.kind is None or p.kind == "heading" for p in found)
        if piece.kind == "heading" and titled and _leads_on(after) and not _BYLINE.search(piece.text):
            break
        if piece.kind is None and (len(piece.text) > 400 or _tells(piece.text, alone=len(pieces) == 1)):
            break
        found.append(piece)
    return found


def _tells(text: str, *, alone: bool) -> bool:
    """Whether a line tells results, with or without a full stop at its end: ``Fever was seen in 12% versus 4% (P=0.02)``.

    ``alone``: it is all of the document; a lone title has no verb with a number behind it.
    """
    long_enough = len(text) >= (24 if alone else 60)
    told = len(_TOLD.findall(text)) if long_enough else 0
    return told > 1 or (alone and (told == 1 or (long_enough and _VERB_AND_NUMBER.search(text) is not None)))


def _leads_on(after: Piece | None) -> bool:
    return after is not None and ((is_prose(after.text) and ends_sentence(after.text)) or bool(BULLET.match(after.text)))


def _find_updated(pieces: Sequence[Piece]) -> str:
    """The date of the update, from the front or the end of a document, where a line begins or ends with it."""
    for piece in [*pieces[:_FRONT], *pieces[-_FRONT:]]:
        if len(piece.text) < 200 and piece.kind not in ("reference", "table"):
            match = _UPDATED.search(piece.text)
            if match and (match.start() == 0 or match.end() == len(piece.text)):
                if piece.kind in (None, "heading"):
                    piece.kind = "metadata"
                return match[1]
    return ""


def _is_subject(piece: Piece) -> bool:
    """``RE: Use of X in Y``: in a letter the title stands behind the greeting."""
    return piece.kind in (None, "heading") and _SUBJECT.match(piece.text) is not None and 3 < len(piece.text.split()) < 40


def _may_be_title(piece: Piece) -> bool:
    return piece.common is None and piece.depth <= 1


def _score(front: Sequence[Piece], k: int) -> float:
    """How much a line is like a title."""
    piece = front[k]
    text = piece.text
    words = len(text.split())
    if words < 2 or BULLET.match(text) or _FIELDS.search(text) or (_BYLINE.search(text) and not _SUBJECT.match(text)):
        return 0
    points = min(words, 15) / 5
    earlier = [p for p in front[:k] if p.kind not in ("metadata",)]
    points += 1 if not earlier else 0
    points += 1.5 if text.endswith("?") else 0
    points += 2 if _SUBJECT.match(text) or piece.depth == 1 else 0
    points -= 4 if ends_sentence(text) and text[-1] == "." else 0
    points -= 1.5 if text.endswith((":", ",")) else 0
    return points + (1 if any(_UPDATED.search(p.text) for p in front[k + 1 : k + 2]) else 0)
