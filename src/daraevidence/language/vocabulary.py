"""Words of the field: drugs, regimens, endpoints, responses, adverse events, designs. The words are data (``data/*.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Term", "TermKind", "adverse_event_category", "drugs_of", "endpoint_code", "terms"]

TermKind: TypeAlias = Literal[
    "drug", "drug_class", "regimen", "endpoint", "response", "adverse_event", "design", "setting", "country"
]


class Term(NamedTuple):
    """A term of the vocabulary at a place: ``code`` is its normal form (generic drug name, endpoint code, design word)."""

    start: int
    end: int
    kind: TermKind
    code: str
    text: str


def terms(text: str, offset: int = 0, kinds: frozenset[TermKind] | None = None) -> list[Term]:
    """All terms in a text, in order, the longest at each place; case and plural are folded where that is safe."""
    return []


def drugs_of(name: str, abbreviations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The generic drugs (or classes) of a regimen's name, sorted: ``D-VTd``, ``DARZALEX + Vd``, ``carfilzomib-dexamethasone``.

    ``abbreviations`` of the document come before the vocabulary. Empty where the name is no regimen.
    """
    return ()


def endpoint_code(label: str) -> str:
    """The endpoint's code for a printed label (``median PFS`` → PFS, ``≥VGPR`` → VGPR_or_better), else ``OTHER``."""
    return "OTHER"


def adverse_event_category(term: str) -> str:
    """The organ class of an adverse event, or ""."""
    return ""
