"""Entries of the list of references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.context import Context
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Document, Entry

__all__ = ["find_references"]

_DOI = compiled(r"\b(10\.\d{4,9}/[^\s;,\"'<>]{1,200})")
_YEAR = compiled(r"(?<![\d:;/.-])((?:19|20)\d\d)(?=[a-z]?\b(?![/-]?\d))")
_DATED = compiled(r"[.,]?\s+(?:\()?(?:[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},?\s)?)?(?=(?:19|20)\d\d\b)")
_BREAK = compiled(r"[.?!]\s+(?=\S)")
_APA = compiled(r"(.{3,600}?)\s\(((?:19|20)\d\d)[a-z]?(?:,[^)]{1,30})?\)\.\s+")
_KIND = compiled(r"\s*\[[A-Za-z][a-z ]{2,30}\]$")
_NO_JOURNAL = compiled(
    r"(?:poster|abstract|oral|paper|presentation)s?\s(?:presented|presentation)|presented at|available (?:at|from|online)"
    r"|accessed|https?:|doi",
    re.IGNORECASE,
)
#: The name of a journal, up to its year (``. 2020``, ``, 2020``, `` (2020)``) or its volume (``, 12(3)``, `` 12:``).
_JOURNAL = compiled(
    r"(?:The )?[A-Z][^\d.;:]*(?:\. ?[A-Z][^\d.;:]*)*?"
    r"(?=\.?,?\s*\(?(?:[A-Z][a-z]{2,8}\.?\s)?(?:19|20)\d\d\b(?!\s[a-z])|,\s\d+\s?\(|\s\d{1,3}\s?[(:,])"
)


def find_references(context: Context) -> Iterator[Draft]:
    """Entries of the list of references of a document, with authors, title, journal, year and DOI where they can be told."""
    for entry in context.document.references:
        yield _draft(context.document, entry)


_ENTRY_NUMBER = compiled(r"\W*\d{1,3}")


def _draft(document: Document, entry: Entry) -> Draft:
    """One entry. Reads

    - ``Rossi A, Bianchi B, et al. Title of the work. Journal. 2020;12(3):45-67.`` also with the year elsewhere,
    - ``Rossi, A., & Bianchi, B. (2020). Title. Journal, 12(3), 45-67. https://doi.org/10.…``,
    - ``Title. Journal, 2020`` (no authors), on one line or on a line each.

    Posters and pages of the web have no journal. What cannot be told is left out; ``text`` always holds the whole entry.
    """
    flat = document.raw(entry.start, entry.end)
    number = _ENTRY_NUMBER.match(flat) if entry.numbered else None
    begin = _place_of(entry.text.split(None, 6)[:6], flat, number.end() if number else 0)
    draft = Draft("reference", entry.start, entry.end)
    draft.put("number", entry.number, _number_place(entry, flat))
    draft.put("text", entry.text, (entry.start + begin, entry.end))
    found = _parts(document, entry, flat, begin)
    for name, (start, end) in found.items():
        draft.put(name, " ".join(flat[start:end].split()), (entry.start + start, entry.start + end))
    doi = _DOI.search(flat)
    if doi:
        end = doi.start() + len(doi[1].rstrip(".)]"))
        draft.put("doi", flat[doi.start() : end], (entry.start + doi.start(), entry.start + end))
    year = _year(flat, found, doi.start() if doi else len(flat))
    if year:
        draft.put("year", int(year[1]), (entry.start + year.start(1), entry.start + year.end(1)))
    if not found:
        draft.doubt(0.6, "authors, title and journal could not be told apart")
    return draft


_GAP = compiled(r"\s+")


def _place_of(words: Sequence[str], flat: str, start: int) -> int:
    """Where words stand one after another with space between them, from a place on; 0 where they do not."""
    place = flat.find(words[0], start) if words else -1
    while place >= 0:
        end = place + len(words[0])
        for word in words[1:]:
            gap = _GAP.match(flat, end)
            if gap is None or not flat.startswith(word, gap.end()):
                break
            end = gap.end() + len(word)
        else:
            return place
        place = flat.find(words[0], place + 1)
    return 0


def _number_place(entry: Entry, flat: str) -> tuple[int, int] | None:
    match = re.match(r"\W*(\d{1,3})", flat) if entry.numbered else None
    return (entry.start + match.start(1), entry.start + match.end(1)) if match else None


def _parts(document: Document, entry: Entry, flat: str, begin: int) -> dict[str, tuple[int, int]]:
    """Places of authors, title and journal inside an entry."""
    apa = _APA.match(flat, begin)
    if apa:
        return {"authors": (begin, apa.end(1)), **_title_and_journal(flat, apa.end())}
    if not entry.numbered and (lines := _lines(document, entry, begin)) is not None:
        return lines
    authors = _authors_end(flat, begin)
    if authors:
        after = _BREAK.match(flat, authors)
        return {"authors": (begin, authors), **(_title_and_journal(flat, after.end()) if after else {})}
    return _title_and_journal(flat, begin)


def _lines(document: Document, entry: Entry, begin: int) -> dict[str, tuple[int, int]] | None:
    """Title and journal of an entry that prints them on lines of their own; ``None`` where it does not."""
    found: list[tuple[int, int]] = []
    place = begin
    for line in document.clean[entry.start + begin : entry.end].split("\n"):
        text = line.strip()
        if text:
            start = place + line.find(text)
            found.append((start, start + len(text)))
        place += len(line) + 1
    if len(found) != 2 or not _YEAR.search(flat := document.raw(entry.start, entry.end), *found[1]):
        return None
    (start, end), journal = found
    dated = _DATED.search(flat, *journal)
    stop = dated.start() if dated else journal[1]
    return {"title": (start, end - (flat[end - 1] == ".")), "journal": (journal[0], stop)}


_BETWEEN_AUTHORS = compiled(r",|;| and | & ")


def _authors_end(flat: str, begin: int) -> int:
    """Where the authors end (before the full stop), 0 where an entry does not begin with authors."""
    for match in _BREAK.finditer(flat, begin, min(len(flat), begin + 800)):
        chunks = [chunk.strip() for chunk in _BETWEEN_AUTHORS.split(flat[begin : match.start()])]
        chunks = [chunk for chunk in chunks if chunk]
        if flat[match.start()] != "." or not chunks:
            return 0
        named = sum(_is_author(chunk) for chunk in chunks)
        if chunks[-1] in ("et al", "et al.") or named * 3 >= len(chunks) * 2:
            return match.start()
        return 0
    return 0


def _is_author(chunk: str) -> bool:
    """``Rossi AB``, ``van der Berg J``, ``et al``, ``O'Neill M``, ``Rossi A Jr``."""
    words = chunk.removeprefix("and ").split()
    if chunk in ("et al", "et al."):
        return True
    if words and words[-1] in ("Jr", "Sr", "II", "III"):
        words.pop()
    initials = words[-1].replace("-", "").replace(".", "") if words else ""
    return 1 < len(words) < 6 and len(initials) <= 4 and initials.isalpha() and initials.isupper()


def _title_and_journal(flat: str, begin: int) -> dict[str, tuple[int, int]]:
    """Title up to the first end of a sentence that a journal follows, journal up to its year or volume."""
    breaks = [match for match in _BREAK.finditer(flat, begin, min(len(flat), begin + 1500)) if match.start() > begin + 8]
    if not breaks:
        return {}
    for at in breaks[:4]:
        stop = _journal_end(flat, at.end())
        if stop:
            return {"title": _title(flat, begin, at), "journal": (at.end(), stop)}
    return {"title": _title(flat, begin, breaks[0])}


def _title(flat: str, begin: int, at: re.Match[str]) -> tuple[int, int]:
    """The title without its full stop (a question mark stays) and without ``[abstract]``."""
    end = at.start() + (flat[at.start()] != ".")
    kind = _KIND.search(flat[begin:end])
    return begin, begin + kind.start() if kind else end


def _journal_end(flat: str, start: int) -> int:
    """Where a journal's name ends that begins at ``start``; 0 where none stands there."""
    window = flat[start : start + 150]
    if not window[:1].isupper() or _NO_JOURNAL.match(window):
        return 0
    match = _JOURNAL.match(window)
    if match is None:
        return 0
    name = match.group().rstrip(" .,;(")
    return start + len(name) if len(name) > 1 and len(name.split()) <= 16 else 0


def _year(flat: str, found: dict[str, tuple[int, int]], stop: int) -> re.Match[str] | None:
    """The year of publication: the first one behind the journal or the title, not one inside the title or the DOI."""
    anchor = found.get("journal") or found.get("title")
    apa = _APA.match(flat, found["authors"][0]) if "authors" in found else None
    if apa:
        return _YEAR.search(flat, apa.start(2))
    return _YEAR.search(flat, anchor[1] if anchor else 0, max(stop, anchor[1] if anchor else 0))
