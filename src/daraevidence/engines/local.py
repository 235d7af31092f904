"""Many documents on this machine: in processes, in order, in constant memory, and none stops the others."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from daraevidence.delivery.dataset import Dataset
from daraevidence.engines.journal import Journal
from daraevidence.engines.pool import Pool
from daraevidence.engines.sources import Sources, each
from daraevidence.engines.task import Answer, Task, answer, opened, unpack
from daraevidence.errors import OptionError, SourceError
from daraevidence.extraction import Extraction, Failure
from daraevidence.options import Options, chosen

if TYPE_CHECKING:
    from daraevidence.reading import Source

__all__ = ["extract_items", "extract_many"]

#: Documents for each worker that may be under way or wait for an earlier one.
_WINDOW = 16


def extract_many(
    sources: Sources,
    *,
    workers: int | None = None,
    out: str | Path | None = None,
    on_error: Literal["record", "raise"] = "record",
    progress: bool = False,
    timeout: float | None = None,
    memory_limit: int | None = None,
    options: Options | None = None,
) -> Iterator[Extraction | Failure]:
    """An ``Extraction`` or a ``Failure`` for each source, in their order, as they are asked for.

    Contents of an extraction that came from another process are unpacked when they are first asked for; ``boxes`` of
    a PDF are known to ``extract`` only. Bad values of options are ``OptionError`` at once, before the first item.

    Args:
        sources: whatever ``extract`` takes, a folder, a pattern (``"inbox/*.pdf"``), or an iterable of these (it may never end).
        workers: processes; as many as there are processors by default; 1 does the work in this process.
        out: folder of a Parquet dataset that gets every extraction (needs ``daraevidence[parquet]``). What is there already
            is not extracted again, so that a run that was stopped is resumed by starting it again. Two sources of the same
            content are one document, under the name that came first.
        on_error: ``"record"`` gives a ``Failure`` for a source that cannot be read; ``"raise"`` raises its ``SourceError``.
        progress: a bar on standard error.
        timeout: seconds for one document; means processes.
        memory_limit: bytes that a worker may grow by (Linux); means processes.
        options: limits and choices for every document.

    Returns:
        An iterator of extractions and failures.

    Raises:
        OptionError: an option makes no sense.
        SourceError: with ``on_error="raise"`` only.

    Examples:
        >>> import daraevidence as dara
        >>> for item in dara.extract_many(["seeds/editorial.txt", "missing.pdf"], workers=1):
        ...     print(item.source.name if isinstance(item, dara.Extraction) else item.kind)
        editorial.txt
        SourceNotFound
    """
    options = chosen(options)
    _refuse(sources)
    count = _count(workers)
    _check(on_error, timeout, memory_limit)
    pool = Pool(count, options, timeout, memory_limit) if count > 1 or timeout or memory_limit else None
    journal = Journal(Dataset(Path(out), options)) if out is not None else None
    found = _run(each(sources), pool, journal, options, on_error)
    return _told(found, sources) if progress else found


def extract_items(
    items: Iterable[Source], *, workers: int | None = 1, options: Options | None = None
) -> Iterator[Extraction | Failure]:
    """One answer for each item, which is never taken for a folder or a pattern of several documents."""
    options = chosen(options)
    count = _count(workers)
    return _run(iter(items), Pool(count, options, None, None) if count > 1 else None, None, options, "record")


def _count(workers: int | None) -> int:
    if workers is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 1:
        raise OptionError(f"workers must be a positive whole number, not {workers!r}")
    return workers


def _refuse(sources: object) -> None:
    """What holds documents, but not as its items."""
    kind = type(sources).__name__
    if kind == "DataFrame":
        raise OptionError("a DataFrame is no list of documents; say extract_column(df, 'the column with the texts')")
    if isinstance(sources, Mapping):
        raise OptionError(f"a {kind} is no list of documents; give its values")
    if not isinstance(sources, Iterable) and not isinstance(sources, Path) and not hasattr(sources, "read"):
        raise OptionError(
            f"an object of type {kind} is no list of documents; give a folder, a pattern, or an iterable of paths or texts"
        )


def _check(on_error: str, timeout: float | None, memory_limit: int | None) -> None:
    if on_error not in ("record", "raise"):
        raise OptionError(f"on_error must be 'record' or 'raise', not {on_error!r}")
    if timeout is not None and not (isinstance(timeout, (int, float)) and timeout > 0):
        raise OptionError(f"timeout must be a positive number of seconds, not {timeout!r}")
    if memory_limit is not None and not (isinstance(memory_limit, (int, float)) and memory_limit > 0):
        raise OptionError(f"memory_limit must be a positive number of bytes, not {memory_limit!r}")
    if memory_limit is not None and not sys.platform.startswith("linux"):
        raise OptionError("memory_limit works on Linux only")


def _run(
    sources: Iterator[Source], pool: Pool | None, journal: Journal | None, options: Options, on_error: str
) -> Iterator[Extraction | Failure]:
    with pool or nullcontext(), journal or nullcontext():
        for task, found in _answers(_tasks(sources, journal), pool, journal, options):
            if found is None:
                assert journal is not None
                found = journal.answer(task)
            elif journal is not None:
                journal.note(task, found)
            if not isinstance(found, SourceError):
                yield unpack(found, options)
            elif on_error == "record":
                yield Failure.of(found)
            else:
                raise found


def _tasks(sources: Iterator[Source], journal: Journal | None) -> Iterator[Task]:
    for number, source in enumerate(sources, 1):
        task = Task(number, opened(source))
        yield journal.task(task) if journal is not None else task


def _answers(
    tasks: Iterator[Task], pool: Pool | None, journal: Journal | None, options: Options
) -> Iterator[tuple[Task, Answer | None]]:
    """Each task with what came of it, in order; None where the dataset knows."""

    def known(task: Task) -> bool:
        return journal is not None and journal.knows(task)

    if pool is None:
        for task in tasks:
            yield task, None if known(task) else answer(task, options)
        return
    order: deque[Task] = deque()
    done: dict[int, Answer | None] = {}
    more = True
    while more or order:
        if order and order[0].number in done:
            task = order.popleft()
            yield task, done.pop(task.number)
        elif more and pool.room and len(order) < _WINDOW * pool.size:
            following = next(tasks, None)
            if following is None:
                more = False
                continue
            order.append(following)
            if known(following):
                done[following.number] = None
            else:
                pool.submit(following)
        else:
            done.update((task.number, found) for task, found in pool.collect())


def _told(found: Iterator[Extraction | Failure], sources: Sources) -> Iterator[Extraction | Failure]:
    """The same with a progress bar on standard error."""
    from tqdm import tqdm

    failed = 0
    with tqdm(total=len(sources) if isinstance(sources, (list, tuple)) else None, unit="document") as bar:
        for item in found:
            failed += isinstance(item, Failure)
            bar.set_postfix_str(f"{failed} failed" if failed else "", refresh=False)
            bar.update()
            yield item
