"""What patterns compile to, kept beside the byte code of the library.

To compile some three thousand patterns takes far longer than to import the modules that hold them. As Python keeps the byte code
of a module, the library keeps that of its patterns: in the same folder (``__pycache__``, or where ``PYTHONPYCACHEPREFIX``
points), and never where Python itself was told not to write (``PYTHONDONTWRITEBYTECODE``). A file of another version, a damaged
one or a folder that cannot be written costs time and nothing else.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from array import array
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, TypeAlias

__all__ = ["Code", "Store"]

#: a pattern as it is written, and its flags
Key: TypeAlias = tuple[str, int]


class Code(NamedTuple):
    """What the engine needs for a pattern."""

    flags: int
    #: the words of the engine's code, as bytes
    words: bytes
    #: the groups with a name, by their number
    names: dict[str, int]
    groups: int

    @classmethod
    def of(cls, flags: int, words: Sequence[int], names: dict[str, int], groups: int) -> Code:
        """The code as the compiler makes it."""
        return cls(flags, array("I", words).tobytes(), dict(names), groups)

    def listed(self) -> list[int]:
        """The words of the code, one by one."""
        return array("I", self.words).tolist()


class Store:
    """The codes of patterns, read from a file at the first question and written to it once all are asked for.

    Args:
        path: the file; ``None`` keeps nothing.
        version: what the codes depend on besides the patterns.
    """

    def __init__(self, path: Path | None, version: str) -> None:
        self.path = path
        self._version = version.encode()
        self._read: dict[Key, Code] | None = None
        self._used: dict[Key, Code] = {}
        self._is_new = False
        self._is_kept = False

    def get(self, key: Key) -> Code | None:
        """The code of a pattern, where it is known."""
        if self._read is None:
            self._read = self._load()
        code = self._used.get(key) or self._read.get(key)
        if code is not None:
            self._used[key] = code
        return code

    def add(self, key: Key, code: Code) -> None:
        """Remember the code of a pattern; those that come after the others were kept belong to one document."""
        if not self._is_kept:
            self._used[key] = code
            self._is_new = True

    def keep(self) -> None:
        """Write the codes asked for, where the file lacks one; forget them: they are in the patterns."""
        if self._is_new and not self._is_kept and self.path and not sys.dont_write_bytecode:
            with suppress(OSError):
                self._write(self.path)
        self._read, self._used, self._is_kept = {}, {}, True

    def _load(self) -> dict[Key, Code]:
        if self.path is None:
            return {}
        try:
            content = self.path.read_bytes()
        except OSError:
            return {}
        mark, packed = content[:32], content[32:]
        if mark != self._mark(packed):
            return {}
        return {key: Code(*code) for key, code in marshal.loads(zlib.decompress(packed)).items()}

    def _write(self, path: Path) -> None:
        packed = zlib.compress(marshal.dumps({key: tuple(code) for key, code in self._used.items()}), 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            beside.write_bytes(self._mark(packed) + packed)
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def _mark(self, packed: bytes) -> bytes:
        """Which version wrote a content, and whether it is whole."""
        return blake2b(self._version + packed, digest_size=32).digest()
