"""Long sequences of which only a few pages are objects at a time, and the others bytes."""

from __future__ import annotations

import pickle
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

__all__ = ["Paged", "packed"]

T = TypeVar("T")

#: How many pages stay as they are, and how many are objects at a time of those that are more.
_MOST, _KEPT = 32, 3


class Paged(Sequence[T], Generic[T]):
    """A sequence that never changes. Its items are made again when they are asked for: an item that was asked for twice
    is equal to itself, but need not be the same object; two items that share an object share it within a page only.

    Items are read in their order again and again, so the pages that were read last are kept.

    Args:
        items: of any length, each of which can be pickled; taken one page at a time.
        size: how many items a page has.
    """

    __slots__ = ("_length", "_live", "_pages", "_size")

    def __init__(self, items: Iterable[T], size: int) -> None:
        self._size = size
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
            while len(self._live) >= _KEPT:
                self._live.pop(next(iter(self._live)), None)
            self._live[number] = page
        return page

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._pages)):
            yield from self._page(number)

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
        size = self._size
        first, last = start // size, (stop - 1) // size
        found = self._page(first)[start - first * size : stop - first * size]
        for number in range(first + 1, last + 1):
            found += self._page(number)[: stop - number * size]
        return found


def packed(items: Iterable[T], size: int = 128) -> tuple[T, ...] | Paged[T]:
    """The items as they are where they are few, as those of most documents are; in pages of ``size`` where they are many."""
    left = iter(items)
    few = deque(islice(left, _MOST * size + 1))
    return tuple(few) if len(few) <= _MOST * size else Paged(_emptied(few, left), size)


def _emptied(first: deque[T], rest: Iterator[T]) -> Iterator[T]:
    """All items, those that are handed on let go."""
    while first:
        yield first.popleft()
    yield from rest
