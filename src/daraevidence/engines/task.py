"""One document of a batch: what is asked of a worker and what it answers."""

from __future__ import annotations

import gzip
import io
import pickle
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeAlias

from daraevidence.delivery.dataset import Dataset
from daraevidence.errors import SourceCrashed, SourceError, SourceTooHeavy
from daraevidence.extraction import Contents, Extraction, parse
from daraevidence.options import Options
from daraevidence.pipeline import extract
from daraevidence.reading import Source

__all__ = ["Answer", "Task", "answer", "name_of", "opened", "outcome", "unpack"]


@dataclass(frozen=True, slots=True)
class Task:
    """A source and its number in the batch, from 1; ``sha256`` is its content's, where a ``dataset`` takes the extraction."""

    number: int
    source: Source
    dataset: Path | None = None
    sha256: str = ""


#: What comes of a task: the packed contents of the extraction, the file that holds them, or the error.
Answer: TypeAlias = bytes | Path | SourceError


def outcome(task: Task, options: Options) -> Extraction | SourceError:
    """Extract one document; whatever goes wrong is an error that names it."""
    try:
        return extract(task.source, options=options)
    except SourceError as error:
        return type(error)(error.problem, source=name_of(task), page=error.page, remedy=error.remedy)
    except MemoryError:
        return SourceTooHeavy("needs more memory than the batch allows", source=name_of(task), remedy="raise memory_limit")
    except Exception as error:
        told = f"the library failed: {type(error).__name__}: {error}"
        return SourceCrashed(told, source=name_of(task), remedy="please report it, with the document if you may")


@lru_cache(maxsize=1)
def _dataset(folder: Path, options: Options) -> Dataset:
    """The dataset of a batch: what made it is held against its folder once, not for every document."""
    return Dataset(folder, options)


def answer(task: Task, options: Options) -> Answer:
    """What a worker gives back."""
    made = outcome(task, options)
    if isinstance(made, SourceError):
        return made
    if task.dataset is not None:
        dataset = _dataset(task.dataset, options)
        dataset.store(made)
        return dataset.place(made.source.sha256)
    contents: Contents = (made.source, made.title, made.updated, made.text, dict(made.payload))
    return pickle.dumps(contents, protocol=5)


def unpack(packed: bytes | Path, options: Options) -> Extraction:
    """The extraction of an answer; its contents are unpacked when one of them is first asked for."""
    return Extraction.later(partial(_contents, packed), options)


def _contents(packed: bytes | Path) -> Contents:
    if isinstance(packed, Path):
        return parse(gzip.decompress(packed.read_bytes()))
    contents: Contents = pickle.loads(packed)  # only what a worker of ours made comes here
    return contents


class _Opened(io.BytesIO):
    """What an open file held, with its name: the file itself cannot go to another process."""

    name = "file"


def opened(source: Source) -> Source:
    """The source, with an open file replaced by what can be read from it."""
    if not hasattr(source, "read"):
        return source
    data = source.read()
    held = _Opened(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    if isinstance(given := getattr(source, "name", None), str):
        held.name = given
    return held


def name_of(task: Task) -> str:
    """What a failure calls the source: the path, or the number of the item (from 1) where it has none."""
    if isinstance(task.source, Path):
        return str(task.source)
    if isinstance(task.source, str) and "\n" not in task.source and len(task.source) <= 120:
        return task.source
    named = getattr(task.source, "name", "file")
    return f"item {task.number}" if named == "file" else str(named)
