"""From bytes to characters: UTF-8, what a byte order mark says, Windows-1252 as the last resort; else an error."""

from __future__ import annotations

import codecs
import re

from daraevidence.errors import UndecodableSource, UnsupportedSource

__all__ = ["decode"]

#: Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: How files begin that are no text, and what they are.
_MAGIC = (
    (b"PK\x03\x04", "a zip or Office file", "save the document as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "save the document as plain text first"),
    (b"{\\rtf", "an RTF file", "save the document as plain text first"),
    (b"\x89PNG", "a picture", "give the document's text"),
    (b"\xff\xd8\xff", "a picture", "give the document's text"),
    (b"GIF8", "a picture", "give the document's text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x7fELF", "a program", "give a document"),
)

_HTML = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)

_REMEDY = "save it as UTF-8, or decode it and give the text itself"


def decode(data: bytes, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text, and remarks for the findings: ``encoding-guessed`` where Windows-1252 was the last resort.

    Raises ``UnsupportedSource`` for what is no text and ``UndecodableSource`` for text in an encoding that cannot be told.
    """
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            raise UnsupportedSource(f"is {what}", source=name, remedy=remedy)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise UndecodableSource(f"its mark says {encoding}, its bytes do not", source=name, remedy=_REMEDY) from error
    if b"\0" in data:
        raise UnsupportedSource("is binary (there are NUL bytes)", source=name, remedy=f"give a text file; for UTF-16, {_REMEDY}")
    if _HTML.match(data[:4096]):
        raise UnsupportedSource("is HTML", source=name, remedy="HTML cannot be read yet; save the page as plain text")
    try:
        text, notes = data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _western(data, name)
    _refuse_controls(text, name)
    return text, notes


def _western(data: bytes, name: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text as Windows-1252, where that is likely: every byte has a letter, and most letters are plain ones."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise UndecodableSource("is neither UTF-8 nor Windows-1252", source=name, remedy=_REMEDY) from error
    _refuse_controls(text, name)
    strange = len(text) - len(text.encode("ascii", "ignore"))
    if strange * 4 > len(text):
        raise UndecodableSource("its encoding cannot be told", source=name, remedy=_REMEDY)
    explanation = "The file is not UTF-8; it was read as Windows-1252, so accented letters and signs may be wrong."
    return text, (("encoding-guessed", explanation),)


def _refuse_controls(text: str, name: str) -> None:
    """Text has next to no control characters beside tabs and line ends."""
    sample = text[:65536]
    controls = len(re.findall(r"[\x01-\x08\x0e-\x1b\x7f]", sample))
    if controls * 50 > len(sample):
        raise UnsupportedSource("is binary (there are control characters)", source=name, remedy="give a text file")
