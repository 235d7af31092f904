"""Treatments in tables: rows of a table of regimens, cells that name one, columns of arms."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from daraevidence.extractors.dose.treatments import Treatment, treatments_in
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import class_of, drugs_of
from daraevidence.layout.document import Cell, Grid, GridRow

__all__ = ["dosed_columns", "treatments_of_grid"]

_REGIMENS = compiled(
    r"(?i)\b(?:regimens?|agents?|treatments? (?:used|received|given|administered)|therap(?:y|ies)|type of treatment|drugs?)\b"
)
_BEFORE = compiled(
    r"(?i)\b(?:prior|previous(?:ly)?|earlier|first[- ]line|exposure|exposed|refractory|refractoriness|concomitant"
    r"|concurrent|history|adverse|events?"
    r"|at (?:randomi[sz]ation|baseline|enrol\w+|entry|inclusion|screening)|background"
    r"|toxicit\w+|characteristics?|safety|transplant|between|cycles?|duration|consecutive|intoleran\w+|number of)\b"
)
_SIZE = compiled(r"[\s,;]*[(\[]?\s*[nN]\s*=\s*[\d,]+\s*[)\]]?")
_COUNT = compiled(r"[,:]?\s*[nN]\s*(?:/\s*[nN]\s*)?[(\[]?%?[)\]]?\s*$")
_WORDS = compiled(
    r"(?i)\b(?:patients?|(?:re)?treated|receiving|received|with|retreatment|arm|group|cohort|all|all grades|grade \S+)\b"
)


_TWO_LETTERS = compiled(r"[A-Za-z]{2}")


def treatments_of_grid(grid: Grid, names: Mapping[str, str], known: Container[str]) -> Iterator[Treatment]:
    """The treatments that a table names.

    Column headers of arms (``Patients treated with D-Pd (n=19)``, ``Placebo (N=20)``); rows of a table of regimens, with the
    class above them (``X + PI > Bortezomib``); cells such as ``D-Pd (57 [15])``. Not rows of earlier treatments or exposures.
    """
    seen: set[tuple[int, int]] = set()
    for path in grid.columns:
        for cell in path:
            if (cell.start, cell.end) not in seen and _SIZE.search(cell.text):
                seen.add((cell.start, cell.end))
                yield from _in_header(cell, names, known)
    titled = bool(_REGIMENS.search(f"{grid.title.text} {grid.stub.text}")) and not _BEFORE.search(grid.stub.text)
    titled = titled and not _BEFORE.search(grid.title.text)
    for row in grid.rows:
        yield from _in_row(row, titled, names)
        for cell in row.cells:
            if titled and (cell.start, cell.end) not in seen and _TWO_LETTERS.search(cell.text) and re.search(r"\d", cell.text):
                seen.add((cell.start, cell.end))
                yield from _in_cell(cell, names, known)


def dosed_columns(grid: Grid, names: Mapping[str, str], known: Container[str]) -> Iterator[tuple[Treatment, Cell]]:
    """The cells of columns that say how one drug was dosed (``Tocilizumab dose``), with the drug; not of earlier treatment."""
    for index, path in enumerate(grid.columns):
        header = path[-1] if path else None
        said = _DOSE_OF.fullmatch(header.text.strip()) if header else None
        if header is None or said is None or _BEFORE.search(header.text):
            continue
        found = treatments_in(header.text, header.start, names, known)
        if len(found) == 1 and len(found[0].drugs) == 1 and not found[0].only_classes:
            yield from ((found[0], row.cells[index]) for row in grid.rows if index < len(row.cells) and row.cells[index].text)


_DOSE_OF = compiled(
    r"(?i)(?:doses?|dosage|dosing) of [\w-]{4,40}"
    r"|[\w-]{4,40} (?:doses?|dosage|dosing|regimen|schedule)(?: and schedule)?(?:, \w+)?"
)


def _in_header(cell: Cell, names: Mapping[str, str], known: Container[str]) -> Iterator[Treatment]:
    label = _WORDS.sub(" ", _SIZE.sub(" ", cell.text)).strip(" ,;()")
    parts = label.split("/") if "/" in label and all(len(drugs_of(part, names)) > 1 for part in label.split("/")) else [label]
    for part in parts:
        drugs = drugs_of(part, names)
        if not drugs or (len(drugs) == 1 and class_of(drugs[0]) == drugs[0] and drugs[0] != "placebo"):
            continue
        place = cell.text.find(part.strip())
        start = cell.start + place if place >= 0 and len(cell.text) == cell.end - cell.start else cell.start
        end = start + len(part.strip()) if start != cell.start or place == 0 else cell.end
        if not _short_and_brief(part.strip(), drugs, names, known):
            yield _treatment(part.strip(), drugs, start, end)


_TREATING = Gated("regimen|therap|treatment", r"(?i)\b(?:regimens?|therapy|therapies|treatments?)\b")


_NO_TREATMENT = compiled(r"(?i)\bresponse|duration|retreatment with\b")


def _in_row(row: GridRow, titled: bool, names: Mapping[str, str]) -> Iterator[Treatment]:
    if not row.path or not any(cell.text for cell in row.cells):
        return
    labels = [_COUNT.sub("", cell.text).strip() for cell in row.path]
    above = " ".join(labels[:-1])
    if not (titled or _TREATING.search(above)) or _BEFORE.search(above):
        return
    if _NO_TREATMENT.search(above):
        return
    drugs = drugs_of(labels[-1], names)
    if not drugs:
        return
    parents = [label for label in labels[:-1] if drugs_of(label, names)]
    if parents:
        whole = drugs_of(" > ".join((*parents, labels[-1])), names)
        above_codes = {code for label in parents for code in drugs_of(label, names)}
        if all(class_of(code) == code for code in above_codes) and any(class_of(code) != code for code in drugs):
            whole = drugs
        name = " > ".join((*parents, labels[-1]))
        yield _treatment(name, whole, row.path[len(labels) - 1 - len(parents)].start, row.path[-1].end, row.path[-1:])
    elif not (len(drugs) == 1 and class_of(drugs[0]) == drugs[0]):
        yield _treatment(labels[-1], drugs, row.path[-1].start, row.path[-1].end)


def _in_cell(cell: Cell, names: Mapping[str, str], known: Container[str]) -> Iterator[Treatment]:
    """``D-Pd (57 [15])``, ``D-Pd and DC (2 [25] each)``."""
    if len(cell.text) <= 80:
        for treatment in treatments_in(cell.text, cell.start, names, known):
            if treatment.named and treatment.end <= cell.end and not treatment.attribute:
                yield treatment


def _short_and_brief(name: str, drugs: Sequence[str], names: Mapping[str, str], known: Container[str]) -> bool:
    """Whether a brief name stands alone, unexplained, in a document that names none of its drugs."""
    return len(name) <= 4 and name not in names and not any(drug in known for drug in drugs)


_OTHERS = compiled(r"(?i)[-+/ ]others?\b")


def _treatment(name: str, drugs: tuple[str, ...], start: int, end: int, at: Sequence[Cell] = ()) -> Treatment:
    places = [(cell.start, cell.end) for cell in at] or [(start, end)]
    other = bool(_OTHERS.search(name))
    return Treatment(start, end, name, drugs, places, named=len(drugs) > 1 and len(name) < 12, other=other)
