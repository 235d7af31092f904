"""Rows of adverse-event tables: category, term and grade from labels, headers and title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.draft import Draft
from daraevidence.extractors.grid.groups import GRADE, read_grade
from daraevidence.extractors.grid.labels import read_label
from daraevidence.extractors.measures import put_proportion
from daraevidence.extractors.table.view import Holder
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Cell

__all__ = ["Event", "fill_event", "read_event"]

_CATEGORY = Gated(
    "cardiac|cardiovascular|dermatologic|ematologic|gastrointestinal|immune-|infectious|infusion-related|"
    "metabolic|neurologic|respiratory",
    r"(?i)\b(non-?h(?:a)?ematologic(?:al)?|h(?:a)?ematologic(?:al)?|infusion-related|cardiac|cardiovascular|gastrointestinal|"
    r"dermatologic(?:al)?|immune-(?:related|mediated)|metabolic|respiratory|neurologic(?:al)?|infectious)\b",
)
_LEADING = compiled(
    r"(?i)(non-?h(?:a)?ematologic(?:al)?|h(?:a)?ematologic(?:al)?)\s+(?=\w)(?!(?:adverse|AEs?|TEAEs?|events?|toxicit\w+)\b)"
)
_GENERIC = compiled(
    r"(?i)(?:(?:treatment[- ]emergent |most )?(?:common )?(?:adverse events?|AEs?|TEAEs?|events?|toxicit(?:y|ies)))?"
)


#: a row that tells of all of what the label above it names, and one of those of them that the treatment caused
_WHOLE = compiled(r"(?i)(?:total|all|any|overall|n \(%\)|all (?:patients|events|grades|causes)|all[- ]causality)")
_RELATED = compiled(r"(?i)(?:(?:possibly |treatment[- ]|drug[- ]|study drug[- ])?related|not related|unrelated)")
#: ``Number of patients with at least one`` serious event
_COUNTED = compiled(
    r"(?i)^(?:no\.|number|n|proportion|percentage|%) of (?:[a-z-]+ )?[a-z]+s (?:with|who had|having|experiencing|reporting)\s"
    r"(?:at least (?:one|1)\s|≥\s?1\s|1\+\s|any\s|an?\s)?"
)


class Event(NamedTuple):
    """What a row says: the category above the term, the term, the grade ("" where none is printed); cells are their places."""

    category: str
    term: str
    grade: str
    category_at: Cell | None
    term_at: Cell
    grade_at: Cell | None


_EMPTY_BRACKETS = compiled(r"\(\s*[,;]*\s*\)|\[\s*\]")
#: what is left of ``infection of grade 3``
_OF = compiled(r"\s+(?:of|at|with)$")
_SPACE = compiled(r"\s+")


def _without_grade(text: str) -> str:
    rest = GRADE.sub(" ", text)
    rest = _EMPTY_BRACKETS.sub(" ", rest)
    return _SPACE.sub(" ", rest).strip(" ,;:–—-")


def read_event(path: Sequence[Cell], title: Cell) -> Event | None:
    """The event of a row: ``Hematologic > Anemia > Any Grade``, ``Anemia (Grade 3-4)``, ``Nonhematologic infection``."""
    grade, grade_at = "", None
    named: list[tuple[str, Cell]] = []
    for cell in path:
        found = read_grade(cell.text)
        if found:
            grade, grade_at = found, cell
        rest = read_label(_without_grade(cell.text) if found else cell.text)
        name = rest.title or ("" if found or rest.bare else cell.text.strip())
        if name:
            named.append((_OF.sub("", name) if found else name, cell))
    if not named:
        return None
    if len(named) > 1 and _WHOLE.fullmatch(named[-1][0]):
        named.pop()
    elif len(named) > 1 and _RELATED.fullmatch(named[-1][0]):
        (above_it, _), (related, cell) = named[-2:]
        named[-2:] = [(f"{above_it}, {related}", cell)]
    term, term_at = _COUNTED.sub("", named[-1][0]) or named[-1][0], named[-1][1]
    category, category_at = "", None
    above = [(name, cell) for name, cell in named[:-1] if not _is_same(name, term)]
    if above:
        category, category_at = " > ".join(name for name, _ in above), above[-1][1]
        if _GENERIC.fullmatch(category):
            category, category_at = "", None
    leading = _LEADING.match(term)
    if not category and leading:
        category, category_at, term = leading[1], term_at, term[leading.end() :]
        term = term[0].upper() + term[1:]
    if not category and len(path) == 1:
        said = _CATEGORY.search(title.text)
        if said and len({m[1].lower() for m in _CATEGORY.finditer(title.text)}) == 1:
            category, category_at = said[1], title
    if not grade and read_grade(title.text):
        grade, grade_at = read_grade(title.text), title
    return Event(category, term, grade, category_at, term_at, grade_at)


def _is_same(above: str, term: str) -> bool:
    """Whether a label is the event itself, less severe, and no category: ``Fever ≥38.0 °C`` above ``Fever ≥39.5 °C``."""
    first, second = above.casefold().split(), term.casefold().split()
    return bool(first and second) and first[0] == second[0] and len(first[0]) > 3 and any(c.isdigit() for c in above + term)


def fill_event(
    draft: Draft, event: Event, quantity: Quantity, grade: str, grade_at: tuple[int, int], holder: Holder | None
) -> bool:
    """The fields of an adverse event; whether the cell holds one. ``grade`` is the column's, which counts before the row's."""
    if quantity.role not in ("proportion", "count", "number", "interval"):
        return False
    if event.category_at is not None:
        draft.put("category", event.category, (event.category_at.start, event.category_at.end))
    draft.put("term", event.term, (event.term_at.start, event.term_at.end))
    if grade:
        draft.put("grade", grade, grade_at, "normalised")
    elif event.grade and event.grade_at is not None:
        draft.put("grade", event.grade, (event.grade_at.start, event.grade_at.end), "normalised")
    else:
        draft.put("grade", "any")
    if quantity.role == "interval":
        return False
    if quantity.role == "number":
        if quantity.value is None or quantity.value.decimals or quantity.value.op:
            return False
        quantity.role, quantity.n = "count", quantity.value
        draft.doubt(0.7, "taken as a number of patients")
    put_proportion(draft, quantity)
    if quantity.denominator is None and holder is not None and holder.n is not None:
        draft.put("denominator", holder.n, holder.at, "inherited")
    if "doubt" in quantity.extra:
        draft.doubt(0.6, quantity.extra["doubt"])
    return True
