"""What all records have in common."""

from __future__ import annotations

from typing import Any, ClassVar, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from daraevidence.span import Span

__all__ = ["Evidence", "Evidences", "Model", "Record"]


class Model(BaseModel):
    """A frozen model without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: Fields that ``repr`` leaves out.
    _unshown: ClassVar[frozenset[str]] = frozenset()

    def _repr_fields(self) -> dict[str, Any]:
        """What ``repr`` shows: the fields that say something, and none that are for programs."""
        return {k: v for k, v in self.__dict__.items() if k not in self._unshown and v not in (None, (), "", {})}

    def __repr__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self._repr_fields().items())
        return f"{type(self).__name__}({inside})"

    __str__ = __repr__


class Evidence(Model):
    """Where the document says so.

    ``quote`` is ``text[span.start:span.end]``. ``how``: ``printed`` (the value stands there), ``inherited`` (it holds
    there: the group of a section, the N of a column header) or ``normalised`` (a rule of the language leads from the
    quote to the value: brand to generic name, power of ten applied).

    Examples:
        >>> import daraevidence as dara
        >>> (result,) = dara.extract_text("The ORR was 64% (16/25).").endpoints
        >>> result.evidence["n"][0]
        Evidence(span=Span(start=17, end=19, page=None), quote='16', how='printed')
    """

    span: Span
    quote: str
    how: Literal["printed", "inherited", "normalised"] = "printed"


Evidences: TypeAlias = dict[str, tuple[Evidence, ...]]


class Record(Model):
    """Base of all records.

    ``id`` comes from the content. ``span`` is the place of the record as a whole, ``evidence`` the places of its
    fields, ``confidence`` runs from 0 to 1 with the ``reasons`` for any doubt, ``proof`` names the independent
    relations that confirm its numbers.

    Examples:
        >>> import daraevidence as dara
        >>> (result,) = dara.extract_text("The ORR was 64% (16/25).").endpoints
        >>> result.confidence, result.reasons, result.proof
        (1.0, (), ('16/25 is 64%',))
    """

    _unshown = frozenset({"evidence", "reasons", "proof", "span", "confidence"})

    id: str
    span: Span
    evidence: Evidences = Field(default_factory=dict)
    confidence: float = Field(default=1.0, ge=0, le=1)
    reasons: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        from daraevidence.schemas.cards import record_card

        quotes = [place.quote for places in self.evidence.values() for place in places]
        return record_card(type(self).__name__, self.__dict__, quotes)
