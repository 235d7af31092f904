"""Which sources are meant by a path, a folder, a pattern or an iterable of such."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from daraevidence.errors import SourceNotFound, UnsupportedSource
from daraevidence.language.patterns import compiled

if TYPE_CHECKING:
    from daraevidence.reading import Source

__all__ = ["SUFFIXES", "Sources", "documents_in", "each"]

Sources: TypeAlias = "Source | Iterable[Source]"

#: What a folder is searched for; a file that is named is read whatever its name.
SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf"))

#: What is a pattern whatever it ends in: one word that begins with a star or has a folder.
_PATTERN = compiled(r"\*\S*|\S*[/\\]\S*")


def documents_in(folder: Path) -> Iterator[Path]:
    """The documents of a folder and its subfolders, in the order of their names (``UnsupportedSource`` where there are none)."""
    found = sorted(file for file in folder.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file())
    found = [file for file in found if file.stem.upper() != "README"]  # tells of the folder, is no document of it
    if not found:
        raise UnsupportedSource("the folder holds no document", source=str(folder), remedy="name a file")
    yield from found


def each(sources: Sources) -> Iterator[Source]:
    """One source after the other, as late as possible: an iterable may never end."""
    if isinstance(sources, (str, bytes, bytearray, memoryview, Path)) or hasattr(sources, "read"):
        yield from _meant(sources)  # type: ignore[arg-type]
        return
    for source in sources:
        yield from _meant(source)


def _meant(source: Source) -> Iterator[Source]:
    path = _path(source)
    if path is not None and path.is_dir():
        yield from documents_in(path)
    elif isinstance(source, str) and path is not None and glob.has_magic(source) and not path.exists():
        found = sorted(glob.iglob(source, recursive=True))  # noqa: PTH207 - a pattern may begin at the root
        if not found:
            raise SourceNotFound("no file is named so", source=source, remedy="check the pattern and the folder it begins in")
        yield from map(Path, found)
    else:
        yield source


def _path(source: Source) -> Path | None:
    """The path that a source may be: a text of several lines, or with blanks and no pattern, is none."""
    if isinstance(source, Path):
        return source
    if not isinstance(source, str) or "\n" in source or "\0" in source or not 0 < len(source) <= 1024:
        return None
    path = Path(source)
    try:
        named = path.suffix.lower() in SUFFIXES | {".*"} and any(c in source for c in "/\\*")
        pattern = glob.has_magic(source) and (named or _PATTERN.fullmatch(source))
        return path if path.exists() or pattern else None
    except OSError:
        return None
