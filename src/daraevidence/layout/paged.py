"""Long sequences of which only a few pages are objects at a time, and the others bytes."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

__all__ = ["Paged"]

T = TypeVar("T")


class Paged(Sequence[T], Generic[T]):
    """A sequence that never changes. Its items are made again when they are asked for: an item that was asked for twice
    is equal to itself, but need not be the same object; two items that share an object share it within a page only.

    Items are read in their order again and again, so the pages that were read last are kept.

    Args:
        items: of any length, each of which can be pickled; taken one page at a time.
        size: how many items a page has.
        kept: how many pages are objects at a time.
    """

    __slots__ = ("_kept", "_length", "_live", "_pages", "_size")

    def __init__(self, items: Iterable[T], size: int = 128, kept: int = 24) -> None:
        self._size, self._kept = size, kept
        self._pages: list[bytes] = []
        self._live: dict[int, tuple[T, ...]] = {}
        self._length = 0
        left = iter(items)
        while page := tuple(islice(left, size)):
            self._length += len(page)
            self._pages.append(zlib.compress(pickle.dumps(page, pickle.HIGHEST_PROTOCOL), 1))

    def _page(self, number: int) -> tuple[T, ...]:
        page = self._live.get(number)
        if page is None:
            page = pickle.loads(zlib.decompress(self._pages[number]))
            while len(self._live) >= self._kept:
                self._live.pop(next(iter(self._live)), None)
            self._live[number] = page
        return page

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, int):
            place = range(self._length)[index]
            return self._page(place // self._size)[place % self._size]
        start, stop, step = index.indices(self._length)
        if stop <= start or step != 1:
            return tuple([self[place] for place in range(start, stop, step)])
        first, last = start // self._size, (stop - 1) // self._size
        found = self._page(first)[start - first * self._size : stop - first * self._size]
        for number in range(first + 1, last + 1):
            found += self._page(number)[: stop - number * self._size]
        return found
