"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from daraevidence.errors import OptionError

__all__ = ["LEFTOVERS", "atomic", "replace"]

#: What a process that was killed while it wrote leaves behind.
LEFTOVERS = ".*.part"


@contextmanager
def atomic(path: Path) -> Iterator[IO[bytes]]:
    """A file to write into that appears at ``path`` whole, when the block ends without an error, or not at all.

    ``OptionError`` where ``path`` is a folder.
    """
    if path.is_dir():
        raise OptionError(f"{path} is a folder; give the name of a file, such as {path / 'report.html'}")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def replace(path: Path, content: bytes) -> Path:
    """Write beside the place and move there, so that no reader ever sees half a file."""
    with atomic(path) as file:
        file.write(content)
    return path
