"""The errors of the library.

DaraevidenceError
├── SourceError              a source cannot be read; names the source, the place and the remedy
│   ├── SourceNotFound       no such file
│   ├── EmptySource          the file has no bytes
│   ├── UnsupportedSource    a folder, a binary file or a kind that has no reader
│   ├── UndecodableSource    text in an encoding that could not be told
│   ├── SourceTooLarge       over Options.max_bytes or Options.max_pages
│   ├── DamagedSource        the file is broken
│   ├── EncryptedSource      the file wants a password
│   ├── NoTextLayer          a scanned PDF without text
│   ├── SourceTimedOut       longer than the timeout of a batch
│   ├── SourceTooHeavy       more memory than the memory_limit of a batch
│   └── SourceCrashed        the library, or the process that read the source, broke down
├── RecordError              records given to ``verify`` are not as they must be (also a ValueError)
├── OptionError              an option has a value that makes no sense (also a ValueError)
│   └── MissingExtra         what is asked for wants a package that is not installed (also an ImportError)
├── NothingToDraw            a figure has no rows to draw (also a ValueError)
├── VocabularyError          a vocabulary file is not as it must be
└── SchemaVersionError       stored records are of another schema version
"""

from __future__ import annotations

__all__ = [
    "DamagedSource",
    "DaraevidenceError",
    "EmptySource",
    "EncryptedSource",
    "MissingExtra",
    "NoTextLayer",
    "NothingToDraw",
    "OptionError",
    "RecordError",
    "SchemaVersionError",
    "SourceCrashed",
    "SourceError",
    "SourceNotFound",
    "SourceTimedOut",
    "SourceTooHeavy",
    "SourceTooLarge",
    "UndecodableSource",
    "UnsupportedSource",
    "VocabularyError",
]


class DaraevidenceError(Exception):
    """Every error that the library raises on purpose."""


class SourceError(DaraevidenceError):
    """A source that cannot be read: ``source`` is its name, ``page`` and ``remedy`` say where and what to do."""

    def __init__(self, problem: str, *, source: str = "", page: int | None = None, remedy: str = "") -> None:
        self.problem = problem
        self.source = source
        self.page = page
        self.remedy = remedy
        place = source + (f", page {page}" if page is not None else "")
        super().__init__(": ".join(part for part in (place, problem) if part) + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.problem, self.source, self.page, self.remedy))


def _rebuild(kind: type[SourceError], problem: str, source: str, page: int | None, remedy: str) -> SourceError:
    """Errors cross process boundaries whole."""
    return kind(problem, source=source, page=page, remedy=remedy)


class SourceNotFound(SourceError, FileNotFoundError):
    """There is no such file."""


class EmptySource(SourceError):
    """The file has no bytes."""


class UnsupportedSource(SourceError):
    """A folder, a binary file, or a kind of file without a reader."""


class UndecodableSource(SourceError):
    """Text whose encoding could not be told."""


class SourceTooLarge(SourceError):
    """More bytes or pages than the options allow."""


class DamagedSource(SourceError):
    """The file is broken."""


class EncryptedSource(SourceError):
    """The file wants a password."""


class NoTextLayer(SourceError):
    """A scanned document without text."""


class SourceTimedOut(SourceError, TimeoutError):
    """The document took longer than the batch allows."""


class SourceTooHeavy(SourceError):
    """The document needs more memory than the batch allows."""


class SourceCrashed(SourceError):
    """The library failed at the document, or the process that read it ended; the batch goes on."""


class OptionError(DaraevidenceError, ValueError):
    """An option has a value that makes no sense."""


class MissingExtra(OptionError, ImportError):
    """A part of the library wants a package that is not installed; the message says what to install."""


class RecordError(DaraevidenceError, ValueError):
    """Records made elsewhere that cannot be read: ``index`` (from 0) and ``field`` say where, ``remedy`` what to do."""

    def __init__(self, problem: str, *, frame: str = "", index: int | None = None, field: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.frame = frame
        self.index = index
        self.field = field
        self.remedy = remedy
        place = (frame or "record") + (f"[{index}]" if index is not None else "") + (f".{field}" if field else "")
        lead = f"{place}: " if frame or index is not None or field else ""
        super().__init__(f"{lead}{problem}" + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_record, (self.problem, self.frame, self.index, self.field, self.remedy))


def _rebuild_record(problem: str, frame: str, index: int | None, field: str, remedy: str) -> RecordError:
    return RecordError(problem, frame=frame, index=index, field=field, remedy=remedy)


class NothingToDraw(DaraevidenceError, ValueError):
    """What is given has no rows that a figure could show; the message says which it would need."""


class VocabularyError(DaraevidenceError):
    """A vocabulary file is not as it must be."""


class SchemaVersionError(DaraevidenceError):
    """Stored records are of another schema version."""
