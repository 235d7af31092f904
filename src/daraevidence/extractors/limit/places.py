"""Where a document may tell limits: sentences of its prose, and cells of tables that tell what to do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.sentences import sentences
from daraevidence.language.vocabulary import Term
from daraevidence.layout.document import Block, Document

__all__ = ["LimitPlace", "is_condition", "places_of", "speaks_of_conditions", "tells_to_treat", "was_found"]

_PROSE = frozenset({"title", "paragraph", "item", "footnote", "heading"})
_SKIPPED = frozenset({"references", "search"})


@dataclass(frozen=True, slots=True)
class LimitPlace:
    """One sentence or cell: its text, where it begins, the block that holds it, what it hangs from."""

    text: str
    start: int
    block: Block
    parent: str
    cell: bool = False  # of a table that tells what to do
    about: tuple[Term, ...] = ()  # what the row, the column or the stub of a cell say that it is on, the likeliest first
    context: str = ""  # what a cell's limit is for
    heading: str = ""  # what it stands under
    worth: tuple[float, tuple[int, int]] | None = None  # the points that a table of a score gives to it
    unit: tuple[str, Decimal] | None = None  # of the numbers of a cell without one, as the header or the stub tells
    defining: bool = False  # a label or a note that says from which value on something counts


def places_of(document: Document) -> Iterator[LimitPlace]:
    """The sentences of a document's prose outside its tables."""
    starts = [grid.start for grid in document.grids]
    for block in document.blocks:
        section = document.sections[block.section] if block.section >= 0 else None
        if block.kind not in _PROSE or (section and section.role in _SKIPPED):
            continue
        index = bisect_right(starts, block.start) - 1
        if index >= 0 and document.grids[index].body[0] <= block.start < document.grids[index].body[1]:
            continue
        parent = document.blocks[block.parent].text if block.parent >= 0 else ""
        text = block.text
        for start, end in sentences(text):
            yield LimitPlace(text[start:end], block.start + start, block, parent, heading=section.title if section else "")


#: a range that may be one of the conditions to take part, and what says that it is one of what was found
_RANGED = Gated(
    "eligib|inclu|enrol|recruit|randomi|assigned|criteria|required|must|had to have|vaccinated|if",
    r"\b(?:eligib\w+|inclu(?:ded?|sion|ding)|enrol\w+|recruit\w+|randomi[sz]ed|assigned|criteria|required|must|"
    r"had to have)\b[^.]*\d"
    r"|\d[^.]*\b(?:eligible|included|enrolled|recruited|randomi[sz]ed|assigned|required|vaccinated)\b"
    r"|\bif\b[^.]*\d",
)
_FOUND = compiled(
    r"(?i)\b(?:mean|median|average|range[ds]?|IQR|baseline|was|increased|decreased|fell|rose|reduc(?:ed|ing|tions?)|"
    r"changed|changes|changing)\b"
)


def speaks_of_conditions(folded: str) -> bool:
    """Whether a sentence (in small letters) may tell a range to be in as one of the conditions to take part."""
    return _RANGED.search(folded) is not None


def was_found(text: str, begin: int) -> bool:
    """Whether words right before a place say that what follows was found: ``median age (range …)``, ``was 7.0-10.0%``."""
    opened = text.rfind("(", 0, begin)  # "reduced adverse reactions … (CLcr 30 to 59 mL/min)": what is in the bracket counts
    aside = opened if opened > text.rfind(")", 0, begin) else 0
    condition = text.rfind(" if ", 0, begin)
    told = [match[0].lower() for match in _FOUND.finditer(text, max(0, begin - 90, condition, aside), begin)]
    return any(word != "was" or condition < begin - 90 for word in told)  # "if the HbA1c was between"


def is_condition(text: str, begin: int) -> bool:
    """Whether a range at a place of a sentence is one to be in: ``enrolled adults aged 18 to 75 years``."""
    return speaks_of_conditions(text.lower()) and not was_found(text, begin)


#: words of what to do with the drug, and of taking part in a study
_DOSE_TOLD = Gated(
    "dos|initiat|start|use|given|withh|contraindicated|interrupt|stop|discontinu|refer|monitor|check",
    r"(?i)\b(?:dos(?:e|es|age|ing)\b(?!-)|(?:not\s(?:be\s)?|do not\s)(?:initiated?|started?|used?|given)|"
    r"withh(?:eld|old)|contraindicated|"
    r"interrupt(?:ed)?|(?:stop|discontinue|refer(?:ral)?|monitor|check)\b)",
)
_OF_STUDY = Gated(
    "eligib|inclu|exclu|criteri|enrol|recruit|randomi|participat|trial|study",
    r"(?i)\b(?:(?:in)?eligib\w+|inclu(?:ded?|sion)|exclu(?:ded?|sion)|criteri(?:a|on)|enrol\w*|recruit\w*|randomi[sz]\w*|participat\w+|trial|study)\b",
)


def tells_to_treat(place: LimitPlace) -> bool:
    """Whether a sentence says how to treat, and not who takes part in a study: ``Reduce the dose in patients with CrCl <50``."""
    told = f"{place.heading} {place.parent} {place.text}"
    return _DOSE_TOLD.search(place.text) is not None and _OF_STUDY.search(told) is None
