"""From bytes to characters: UTF-8, what a byte order mark says, Windows-1252 as the last resort; else an error."""

from __future__ import annotations

import codecs
import re

from daraevidence.errors import UndecodableSource, UnsupportedSource
from daraevidence.language.patterns import compiled

__all__ = ["decode", "is_page"]

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

_PAGE = compiled(
    r"\ufeff?\s*(?:<\?xml[^>]{0,300}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
#: Where a page names its encoding; and the names that are taken at their word.
_CHARSET = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{1,40})", re.I
)
_KNOWN = compiled(
    r"(?:iso-?8859-\d{1,2}|windows-12\d\d|cp12\d\d|koi8-[ru]|macintosh|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis)$"
)
#: Browsers read these as Windows-1252.
_WESTERN = frozenset("iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii windows-1252 cp1252".split())

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
    named = _named(data)
    if named is not None:
        _refuse_controls(named, name)
        return named, ()
    try:
        text, notes = data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _western(data, name)
    _refuse_controls(text, name)
    return text, notes


def is_page(text: str) -> bool:
    """Whether a text begins like a web page."""
    return _PAGE.match(text[:4096]) is not None


def _named(data: bytes) -> str | None:
    """A web page in the encoding that it names; ``None`` where it names UTF-8 or none, or where its bytes do not fit."""
    head = data[:4096]
    if not is_page(head.decode("latin-1")):
        return None
    match = _CHARSET.search(head)
    label = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    encoding = "cp1252" if label in _WESTERN else label
    if encoding != "cp1252" and not _KNOWN.match(encoding):
        return None
    if encoding == "cp1252" and _is_utf8(data):
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


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
