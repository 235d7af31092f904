"""What came of a source: where it is from, what was found in it, or why it could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, SupportsIndex, overload

from daraevidence.errors import SourceError
from daraevidence.version import SCHEMA_VERSION, TEXT_VERSION, __version__

if TYPE_CHECKING:
    from daraevidence import schemas

__all__ = ["Failure", "Findings", "SourceInfo", "counted_noun"]

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where an extraction comes from; ``text_version`` changes when the way from the source to the text does."""

    name: str
    kind: str
    sha256: str
    pages: int
    library_version: str = __version__
    schema_version: str = SCHEMA_VERSION
    text_version: str = TEXT_VERSION


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be extracted; one bad document never stops a batch.

    ``error`` is the whole message, ``kind`` the name of its class in ``daraevidence.errors``, ``remedy`` what to do.

    Examples:
        >>> import daraevidence as dara
        >>> (item,) = dara.extract_many(["missing.pdf"], workers=1)
        >>> item.source, item.kind
        ('missing.pdf', 'SourceNotFound')
    """

    source: str
    error: str
    page: int | None = None
    kind: str = ""
    remedy: str = ""

    @classmethod
    def of(cls, error: SourceError) -> Failure:
        """The failure that an error tells of."""
        return cls(error.source, str(error), error.page, type(error).__name__, error.remedy)


class Findings(tuple["schemas.Finding", ...]):
    """The findings of a document; ``roots`` are those that are no consequence of another."""

    __slots__ = ()

    @overload
    def __getitem__(self, place: SupportsIndex) -> schemas.Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Findings: ...
    def __getitem__(self, place: SupportsIndex | slice) -> schemas.Finding | Findings:
        if isinstance(place, slice):
            return Findings(tuple(self)[place])
        return super().__getitem__(place)

    def __repr__(self) -> str:
        lines = [f"  {one.severity:7} {one.rule}: {one.explanation}" for one in tuple(self)[:_SHOWN]]
        more = [f"  … and {len(self) - _SHOWN} more"] if len(self) > _SHOWN else []
        return "\n".join([f"<{counted_noun(len(self), 'findings')}>", *lines, *more])

    def roots(self) -> Findings:
        """Findings without a cause among the others."""
        return Findings(finding for finding in self if finding.cause is None)


def counted_noun(count: int, plural: str) -> str:
    """``1 study``, ``2 studies``."""
    if count != 1:
        return f"{count} {plural}"
    return f"1 {plural[:-3]}y" if plural.endswith("ies") else f"1 {plural[:-1]}"
