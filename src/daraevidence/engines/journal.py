"""What a batch with a dataset knows: which contents are stored, which are under way, which have failed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import TracebackType
from typing import Any

from daraevidence.delivery.dataset import Dataset
from daraevidence.engines.task import Answer, Task, name_of
from daraevidence.errors import SourceCrashed, SourceError
from daraevidence.extraction import Failure

__all__ = ["Journal"]

#: The frames are brought up to date after so many new documents, or when a quarter of all is new, and at the end.
_OFTEN = 2_000


class Journal:
    """Keeps a dataset true while a batch runs: enter it, ask it of each task, tell it each answer in order."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.under_way: set[str] = set()
        self.failed: dict[str, SourceError] = {}
        self.failures: dict[str, Mapping[str, Any]] = {}
        self.new = self.all = 0

    def __enter__(self) -> Journal:
        self.dataset.tidy()
        self.failures = {row["source"]: row for row in self.dataset.failures()}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None or kind is GeneratorExit:
            self._flush()

    def task(self, task: Task) -> Task:
        """The task with the hash of its content, where there is one that can be read."""
        return replace(task, dataset=self.dataset.folder, sha256=_sha256(task.source))

    def knows(self, task: Task) -> bool:
        """Whether this content needs no extraction: it is stored, or an equal one came before."""
        sha256 = task.sha256
        if sha256 and (sha256 in self.under_way or sha256 in self.failed or self.dataset.place(sha256).exists()):
            return True
        self.under_way.add(sha256)
        return False

    def answer(self, task: Task) -> Answer:
        """What came of a content that is known."""
        self.all += 1
        place = self.dataset.place(task.sha256)
        if place.exists():
            self.failures.pop(name_of(task), None)
            return place
        first = self.failed.get(task.sha256) or SourceCrashed("was removed while the batch ran")
        error = type(first)(first.problem, source=name_of(task), page=first.page, remedy=first.remedy)
        self._record(error)
        return error

    def note(self, task: Task, found: Answer) -> None:
        """Take down what came of a task."""
        self.under_way.discard(task.sha256)
        self.all += 1
        if isinstance(found, SourceError):
            self._record(found)
            if task.sha256:
                self.failed[task.sha256] = found
            return
        self.failures.pop(name_of(task), None)
        self.new += 1
        if self.new >= max(_OFTEN, self.all // 4):
            self._flush()

    def _record(self, error: SourceError) -> None:
        self.failures[error.source] = asdict(Failure.of(error))

    def _flush(self) -> None:
        self.dataset.flush()
        self.dataset.write_failures(list(self.failures.values()))
        self.new = 0


def _sha256(source: object) -> str:
    """The hash of a source's content; empty where it cannot be read, which the extraction will tell."""
    try:
        if isinstance(source, str) and _is_file(source):
            source = Path(source)
        if isinstance(source, Path):
            with source.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        if isinstance(source, str):
            return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
        data = source.getvalue() if hasattr(source, "getvalue") else source
        return hashlib.sha256(data).hexdigest()  # type: ignore[arg-type]
    except (OSError, TypeError, ValueError):
        return ""


def _is_file(source: str) -> bool:
    return "\n" not in source and len(source) <= 1024 and Path(source).is_file()
