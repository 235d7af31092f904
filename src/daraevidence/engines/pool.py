"""Worker processes that may hang or die: each costs the one document it was at."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from types import TracebackType
from typing import Any

from daraevidence.engines.task import Answer, Task, name_of
from daraevidence.engines.worker import receive, send
from daraevidence.errors import DaraevidenceError, SourceCrashed, SourceTimedOut
from daraevidence.options import Options

__all__ = ["AHEAD", "Pool"]

#: Documents that wait at each worker, so that it never waits for the next.
AHEAD = 4

#: Started so that the caller's main module is not run again, and finds what the caller finds.
_START = "import sys; sys.path[:] = {path!r}; from daraevidence.engines.worker import serve; serve()"


class Pool:
    """``workers`` processes; ``submit`` tasks while there is ``room``, ``collect`` answers as they come, in any order."""

    def __init__(self, workers: int, options: Options, timeout: float | None, memory_limit: int | None) -> None:
        self.size = workers
        self.timeout = timeout
        self.start = options, memory_limit
        self.workers: list[_Worker] = []
        self.events: queue.SimpleQueue[tuple[_Worker, Any]] = queue.SimpleQueue()
        self.again: deque[Task] = deque()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self.workers:
            worker.stop()

    @property
    def room(self) -> bool:
        """Whether a task can be submitted now."""
        return not self.again and (len(self.workers) < self.size or any(len(worker.tasks) < AHEAD for worker in self.workers))

    def submit(self, task: Task) -> None:
        """Give a task to the worker with the least to do."""
        if len(self.workers) < self.size and all(worker.tasks for worker in self.workers):
            self.workers.append(_Worker(self.start, self.events))
        min(self.workers, key=lambda worker: len(worker.tasks)).give(task)

    def collect(self) -> Iterator[tuple[Task, Answer]]:
        """Wait until something has happened, and give the answers that came of it."""
        try:
            worker, message = self.events.get(timeout=self._patience())
        except queue.Empty:
            yield from self._late()
        else:
            if message is _GONE:
                yield from self._gone(worker)
            elif message is None:
                worker.ready = True
                worker.since = time.monotonic()
            else:
                yield worker.tasks.popleft(), message
                worker.since = time.monotonic()
        while self.again and (len(self.workers) < self.size or any(len(worker.tasks) < AHEAD for worker in self.workers)):
            self.submit(self.again.popleft())

    def _patience(self) -> float | None:
        """Seconds until the first worker is late."""
        busy = [worker.since for worker in self.workers if worker.ready and worker.tasks]
        return max(0.0, min(busy) + self.timeout - time.monotonic()) if self.timeout is not None and busy else None

    def _late(self) -> Iterator[tuple[Task, Answer]]:
        now = time.monotonic()
        for worker in [worker for worker in self.workers if worker.ready and worker.tasks]:
            if self.timeout is not None and now - worker.since >= self.timeout:
                task = worker.tasks.popleft()
                self._dismiss(worker)
                problem = f"took longer than {self.timeout:g} seconds"
                yield task, SourceTimedOut(problem, source=name_of(task), remedy="raise timeout, or split the document")

    def _gone(self, worker: _Worker) -> Iterator[tuple[Task, Answer]]:
        """A worker has ended without being asked: the document it was at is lost, the others go to another one."""
        if worker not in self.workers:
            return
        if not worker.ready:
            self.workers.remove(worker)
            raise DaraevidenceError(f"a worker process could not start (exit status {worker.stop()}); workers=1 needs none")
        lost = worker.tasks.popleft() if worker.tasks else None
        status = self._dismiss(worker)
        if lost is not None:
            problem = f"the process that read it ended (exit status {status})"
            yield lost, SourceCrashed(problem, source=name_of(lost), remedy="please report it, with the document if you may")

    def _dismiss(self, worker: _Worker) -> int:
        self.workers.remove(worker)
        self.again.extend(worker.tasks)
        return worker.stop()


class _Gone:
    """The message of a worker that has ended."""


_GONE = _Gone()


class _Worker:
    """One process, and the tasks that it has not answered yet, in order."""

    def __init__(self, start: tuple[Options, int | None], events: queue.SimpleQueue[tuple[_Worker, Any]]) -> None:
        code = _START.format(path=[entry for entry in sys.path if isinstance(entry, str)])
        self.process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.tasks: deque[Task] = deque()
        self.since = time.monotonic()
        self.ready = False
        self.events = events
        self._send(start)
        threading.Thread(target=self._listen, daemon=True).start()

    def give(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        self._send(task)

    def _send(self, message: Any) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended: the listener tells so
            send(self.process.stdin, message)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with contextlib.suppress(EOFError, OSError, ValueError):
            while True:
                self.events.put((self, receive(self.process.stdout)))
        self.events.put((self, _GONE))

    def stop(self) -> int:
        """End the process at once; returns its exit status."""
        self.process.kill()
        status = self.process.wait()
        for channel in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if channel is not None:
                    channel.close()
        return status
