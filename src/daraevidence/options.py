"""The few choices that a caller has."""

from __future__ import annotations

from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, Literal

from daraevidence.errors import OptionError

__all__ = ["EXTRACTORS", "Options", "chosen"]

#: The names of all extractors, in the order in which they run.
EXTRACTORS: tuple[str, ...] = (
    "studies",
    "cohorts",
    "regimens",
    "endpoints",
    "characteristics",
    "adverse_events",
    "thresholds",
    "references",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a document is read and what is made of it; every value is checked (``OptionError``).

    Attributes:
        max_bytes: a larger source is refused (``SourceTooLarge``).
        max_pages: a PDF with more pages is refused.
        on_bad_page: ``"raise"``, or ``"skip"`` a page that cannot be read (a finding tells which).
        min_confidence: records below it (0 to 1) are left out of the frames and tuples.
        min_match: how well a record must fit a ``find`` (0 to 1) to be given.
        extractors: names of the extractors that run, of ``EXTRACTORS``.
        validate: whether the numbers are checked.
        distribution_tests: whether the checks also report what is unusual about many numbers together (last digits, groups that
            are too alike); honest documents trip these by chance, and all are of level info.

    Examples:
        >>> import daraevidence as dara
        >>> options = dara.Options(min_confidence=0.8, extractors=("studies", "cohorts", "endpoints"))
        >>> len(dara.extract("seeds/many_tables.txt", options=options).adverse_events)
        0
    """

    max_bytes: int = 50_000_000
    max_pages: int = 2_000
    on_bad_page: Literal["raise", "skip"] = "raise"
    min_confidence: float = 0.0
    min_match: float = 0.5
    extractors: tuple[str, ...] = EXTRACTORS
    validate: bool = True
    distribution_tests: bool = False

    def __new__(cls, *_: object, **given: object) -> Options:
        names = [one.name for one in fields(cls)]
        for name in given.keys() - set(names):
            near = get_close_matches(name, names, 1)
            raise OptionError(f"no option {name!r}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"))
        return object.__new__(cls)

    def __repr__(self) -> str:
        told = ((one.name, getattr(self, one.name), one.default) for one in fields(self))
        return f"Options({', '.join(f'{name}={value!r}' for name, value, default in told if value != default)})"

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_pages"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise OptionError(f"{name} must be a positive whole number, not {value!r}")
        for name in ("min_confidence", "min_match"):
            value = getattr(self, name)
            if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
                raise OptionError(f"{name} must be between 0 and 1, not {value!r}")
        if self.on_bad_page not in ("raise", "skip"):
            raise OptionError(f"on_bad_page must be 'raise' or 'skip', not {self.on_bad_page!r}")
        for name in ("validate", "distribution_tests"):
            if not isinstance(getattr(self, name), bool):
                raise OptionError(f"{name} must be True or False, not {getattr(self, name)!r}")
        if not isinstance(self.extractors, (tuple, list, set, frozenset)):
            raise OptionError(f"extractors must be a tuple of names, not {self.extractors!r}")
        object.__setattr__(self, "extractors", tuple(self.extractors))
        unknown = sorted(map(str, set(self.extractors) - set(EXTRACTORS)))
        if unknown:
            raise OptionError(f"unknown extractor {unknown[0]!r}; there are {', '.join(EXTRACTORS)}")


def chosen(options: Any) -> Options:
    """The options that a caller gives, those by default for ``None`` (``OptionError`` for what are no ``Options``)."""
    if options is None:
        return Options()
    if not isinstance(options, Options):
        raise OptionError(f"options must be Options(...), such as Options(min_confidence=0.5), not a {type(options).__name__}")
    return options
