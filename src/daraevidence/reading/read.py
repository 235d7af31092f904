"""From a source to a Text."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO, TypeAlias

from daraevidence.errors import SourceNotFound
from daraevidence.options import Options
from daraevidence.reading.normalize import normalize
from daraevidence.reading.text import SourceKind, Text

__all__ = ["Source", "read", "read_text"]

Source: TypeAlias = str | bytes | Path | IO[str] | IO[bytes]


def read(source: Source, options: Options) -> Text:
    """Read a path, bytes, an open file, or the text itself (API.md says how a ``str`` is understood)."""
    if isinstance(source, str) and "\n" in source:
        return read_text(source)
    path = Path(str(source))
    if not path.exists():
        raise SourceNotFound("no such file", source=str(source), remedy="check the path")
    return read_text(path.read_text(encoding="utf-8"), name=path.name)


def read_text(text: str, *, name: str = "text", kind: SourceKind = "text") -> Text:
    """The Text of characters that are already decoded."""
    clean, offsets, cuts = normalize(text)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Text(name, kind, digest, text, clean, offsets, cuts=cuts)
