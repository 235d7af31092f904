"""One treatment, and the treatments of a list of partners: ``X with A (n=11), B (n=3) or alone (n=6)``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import class_of

__all__ = ["Treatment", "distributed", "refined"]

#: from one partner of a drug to the next, each with its size, and to the drug by itself
_NEXT_PARTNER = compiled(
    r" ?[(\[][nN] ?= ?\d[^()]*[)\]],? (?:(?:and|or) )?(?:(?:to|with) )?"
    r"| in (?:\d+|[a-z]+)(?: (?:of them|patients?))?,? (?:(?:and|or) )?(?:(?:to|with) )?"
)
_JOINS = compiled(r" (?:with|(?:(?:was|were) )?added to) ")
_BY_ITSELF = compiled(
    r" ?[(\[][nN] ?= ?\d[^()]*[)\]],? (?:and|or) (?:(?:was|were) )?(?:(?:given|used|administered) )?(?P<alone>alone)\b"
)
_OPENED = compiled(r"\s?\((?:n ?= ?\d+[;,:] )?")
_NEXT = compiled(r",? ?\(?n ?= ?\d+\)?(?: [(\[]\d+%?[)\]])?[;,](?: and)? ")


@dataclass(slots=True)
class Treatment:
    """One treatment at a place of a text: ``short`` is its short name where one is given, ``places`` those of its drugs."""

    start: int
    end: int
    name: str
    drugs: tuple[str, ...]
    places: list[tuple[int, int]] = field(default_factory=list)
    short: str = ""
    short_at: tuple[int, int] = (0, 0)
    named: bool = False
    attribute: bool = False
    barred: bool = False
    parts: list[Treatment] = field(default_factory=list)
    slashed: bool = False
    other: bool = False
    only_classes: bool = False
    fixed: bool = False  # one of the drugs of a fixed combination
    graded: str = ""  # "full-dose", where the text says so

    @property
    def title(self) -> str:
        """What a record calls it."""
        return self.short or self.name

    @property
    def title_at(self) -> tuple[int, int]:
        """Where that stands."""
        return self.short_at if self.short else (self.start, self.end)


def distributed(text: str, made: Sequence[Treatment]) -> list[Treatment]:
    """``X was combined with A (n=11), B (n=3), or C (n=2), or given alone (n=6)``: X with each of them, and by itself."""
    found: list[Treatment] = []
    head: Treatment | None = None
    for treatment in made:
        gap = text[found[-1].end : treatment.start] if found else ""
        if head is not None and len(treatment.drugs) == 1 and _NEXT_PARTNER.fullmatch(gap):
            drugs = tuple(sorted({*head.drugs, *treatment.drugs}))
            places = [*head.places, *treatment.places]
            joint = _JOINS.search(found[-1].name)
            name = f"{head.name}{joint[0] if joint is not None else ' with '}{treatment.name}"
            treatment = Treatment(treatment.start, treatment.end, name, drugs, places, parts=[head, treatment])
        else:
            two = len(treatment.parts) == 2 and len(treatment.drugs) == 2 and _JOINS.search(treatment.name)
            head = treatment.parts[0] if two else None
        found.append(treatment)
        alone = _BY_ITSELF.match(text, treatment.end) if head is not None else None
        if alone is not None and head is not None:
            at = alone.span("alone")
            found.append(Treatment(*at, f"{head.name} alone", head.drugs, head.places))
            head = None
    return found


def refined(text: str, made: Sequence[Treatment]) -> list[Treatment]:
    """``X with an IMiD (n=10; lenalidomide, n=6; pomalidomide, n=4)``: one treatment for each drug of the class."""
    found: list[Treatment] = []
    whole: Treatment | None = None
    for place, treatment in enumerate(made):
        gap = text[made[place - 1].end : treatment.start] if place else ""
        drug = treatment.drugs[0]
        if found and len(found[-1].drugs) > 1 and _OPENED.fullmatch(gap):
            whole = found[-1]
        elif not _NEXT.fullmatch(gap):
            whole = None
        if whole is None or len(treatment.drugs) > 1 or class_of(drug) == drug or class_of(drug) not in whole.drugs:
            whole = None
            found.append(treatment)
            continue
        if found[-1] is whole:
            found.pop()
        drugs = tuple(sorted({*whole.drugs, drug} - {class_of(drug)}))
        places = [*whole.places, (treatment.start, treatment.end)]
        found.append(Treatment(whole.start, whole.end, f"{whole.name} ({treatment.name})", drugs, places))
    return found
