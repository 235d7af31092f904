"""From a source to a Text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeAlias

from daraevidence.errors import (
    DamagedSource,
    EmptySource,
    SourceError,
    SourceNotFound,
    SourceTooLarge,
    UndecodableSource,
    UnsupportedSource,
)
from daraevidence.language.patterns import compiled
from daraevidence.options import Options
from daraevidence.reading.drawn import is_marked, read_drawn
from daraevidence.reading.encoding import decode, is_page
from daraevidence.reading.html import view_page
from daraevidence.reading.pdf import is_pdf, read_pdf
from daraevidence.reading.text import SourceKind, Text

__all__ = ["Source", "read", "read_text"]

Source: TypeAlias = str | bytes | Path | IO[str] | IO[bytes]

#: One word that ends like this is the name of a file, not a text.
_SUFFIXES = "txt text md markdown html htm xhtml pdf xml doc docx odt rtf xls xlsx csv tsv json jsonl zip gz"
_FILE_NAME = compiled(rf"\S+\.(?:{_SUFFIXES.replace(' ', '|')})", re.IGNORECASE)

#: No name of a file is longer; asking the file system about longer ones is an error on some of them.
_LONGEST_PATH = 1024

_KINDS: dict[str, SourceKind] = {
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
}

#: Kinds of files without a reader, and what to do with them.
_UNREAD = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx"), "save it as plain text first"),
    **dict.fromkeys((".xml", ".csv", ".tsv", ".json", ".jsonl"), "give the document as plain text or Markdown"),
    **dict.fromkeys((".zip", ".gz"), "unpack it first"),
}


def read(source: Source, options: Options) -> Text:
    """Read a path, bytes, an open file, or the text itself.

    A ``str`` that names an existing file is a path; one word that ends in a known suffix but names no file is
    ``SourceNotFound``; any other ``str`` is the text. The errors name the source and what to do.
    """
    if isinstance(source, str):
        path = _named_file(source)
        if path is None:
            _check_size(len(source), "text", options)
            return read_text(source, kind=_kind("", source))
        return _read_path(path, options)
    if isinstance(source, Path):
        return _read_path(source, options)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _read_bytes(bytes(source), "bytes", "bytes", options)
    if hasattr(source, "read"):
        if getattr(source, "closed", False):
            raise UnsupportedSource("the file is closed", source=_name_of(source), remedy="open it again, or give its path")
        return _read_file(source, options)
    raise UnsupportedSource(
        f"an object of type {type(source).__name__} is no source", remedy="give a path, bytes, an open file, or the text itself"
    )


def read_text(
    text: str,
    *,
    name: str = "text",
    kind: SourceKind = "text",
    sha256: str = "",
    notes: Iterable[tuple[str, str]] = (),
) -> Text:
    """The Text of characters that are already decoded; ``sha256`` is the digest of the bytes they came from."""
    if not isinstance(text, str):
        remedy = "extract takes paths, bytes and open files"
        raise UnsupportedSource(f"an object of type {type(text).__name__} is no text", source=name, remedy=remedy)
    if kind not in ("text", "markdown", "html"):
        remedy = "a PDF goes to extract, as a path or bytes" if kind == "pdf" else "kind is text, html or markdown"
        raise UnsupportedSource(f"no text is of the kind {kind!r}", source=name, remedy=remedy)
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if kind == "html":
        page = view_page(text)
        return Text(name, kind, digest, text, page.clean, page.map, cuts=page.cuts, notes=tuple(notes), shapes=page.shapes)
    view = read_drawn(text, marked=kind == "markdown")
    return Text(name, kind, digest, text, view.clean, view.map, cuts=view.cuts, notes=tuple(notes), shapes=view.shapes)


def _named_file(source: str) -> Path | None:
    """The path that a ``str`` names, or ``None`` where it is the text itself."""
    if not source or "\n" in source or "\0" in source or len(source) > _LONGEST_PATH:
        return None
    path = Path(source)
    try:
        if path.is_file() or (path.is_dir() and re.fullmatch(r"\S*\w\S*", source)):
            return path
    except (OSError, ValueError):
        return None
    if _FILE_NAME.fullmatch(source):
        remedy = "download it and give the file" if "://" in source else "check the path; a text of one word goes to extract_text"
        raise SourceNotFound("no such file", source=source, remedy=remedy)
    return None


def _read_path(path: Path, options: Options) -> Text:
    name = str(path)
    try:
        if path.is_dir():
            raise UnsupportedSource("is a folder", source=name, remedy="give one file, or use extract_many for the files in it")
        if not path.exists():
            raise SourceNotFound("no such file", source=name, remedy="check the path")
        if not path.is_file():
            raise UnsupportedSource("is not a regular file", source=name, remedy="give a file with text")
        _check_size(path.stat().st_size, name, options)
        data = path.read_bytes()
    except ValueError as error:
        raise SourceNotFound("is no name of a file", source=repr(name), remedy="check the path") from error
    except SourceError:
        raise
    except OSError as error:
        problem = f"cannot be opened: {error.strerror or error}"
        raise SourceError(problem, source=name, remedy="check the path and the file's permissions") from error
    if not data:
        raise EmptySource("the file has no bytes", source=name, remedy="check how the file was made")
    return replace(_read_bytes(data, name, path.name, options), origin=name)


def _name_of(file: IO[str] | IO[bytes]) -> str:
    given = getattr(file, "name", None)
    return given if isinstance(given, str) else "file"


def _read_file(file: IO[str] | IO[bytes], options: Options) -> Text:
    name = _name_of(file)
    try:
        data: str | bytes = file.read(options.max_bytes + 1)
    except UnicodeDecodeError as error:
        raise UndecodableSource(f"is not {error.encoding}", source=name, remedy="open the file in binary mode") from error
    if not data:
        raise EmptySource("nothing to read", source=name, remedy="check the file, and that it was not read to its end before")
    _check_size(len(data), name, options)
    if isinstance(data, str):
        return read_text(data, name=Path(name).name or name, kind=_kind(name, data))
    return _read_bytes(data, name, Path(name).name or name, options)


def _read_bytes(data: bytes, source: str, name: str, options: Options) -> Text:
    """The Text of bytes; ``source`` is the name for errors, ``name`` the one that the extraction bears."""
    _check_size(len(data), source, options)
    if not data:
        raise EmptySource("there are no bytes", source=source, remedy="check how the bytes were made")
    suffix = Path(name).suffix.lower()
    if suffix in _UNREAD:
        raise UnsupportedSource(f"no reader for {suffix} files", source=source, remedy=_UNREAD[suffix])
    if is_pdf(data, suffix):
        return read_pdf(data, source=source, name=name, sha256=hashlib.sha256(data).hexdigest(), options=options)
    if suffix == ".pdf":
        raise DamagedSource("does not begin like a PDF", source=source, page=1, remedy="check how the file was made")
    text, notes = decode(data, source)
    if not text:
        raise EmptySource("there is nothing but a byte order mark", source=source, remedy="check how the file was made")
    digest = hashlib.sha256(data).hexdigest()
    return read_text(text, name=name, kind=_kind(name, text), sha256=digest, notes=notes)


def _kind(name: str, text: str) -> SourceKind:
    """What a file is: by its suffix, else by how it begins, else by what it is marked with."""
    return _KINDS.get(Path(name).suffix.lower()) or ("html" if is_page(text) else "markdown" if is_marked(text) else "text")


def _check_size(size: int, name: str, options: Options) -> None:
    if size > options.max_bytes:
        problem = f"larger than max_bytes ({options.max_bytes:,})"
        raise SourceTooLarge(problem, source=name, remedy="split it, or raise Options.max_bytes")
