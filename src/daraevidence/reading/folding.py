"""Things that wait in memory until they are needed again, as few bytes."""

from __future__ import annotations

import pickle
import zlib
from typing import Any

__all__ = ["fold", "unfold"]

_QUICK = 1  # the level of compression: half a millisecond a page


def fold(thing: object) -> bytes:
    """Something as bytes that never leave the process."""
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), _QUICK)


def unfold(folded: bytes) -> Any:
    """What was folded."""
    return pickle.loads(zlib.decompress(folded))
