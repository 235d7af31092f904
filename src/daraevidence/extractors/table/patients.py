"""Tables of cases: one patient a row, their facts as lists in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.grid.kinds import is_outcome
from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.extractors.measures import put_number
from daraevidence.extractors.table.announced import Announced
from daraevidence.extractors.table.cells import Hint, is_blank, read_cell
from daraevidence.extractors.table.statistics import code_of, fill_characteristic, fill_endpoint
from daraevidence.extractors.table.view import Holder, TableView, put_holder
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.layout.document import Cell

__all__ = ["told_of_patients"]

_ITEM = compiled(r"(?:[^\n•◦▪‣]|\n(?!\s*[•◦▪‣·*–-]\s)|(?<=\S)[•◦▪‣](?=\S))+")
_BULLET = compiled(r"[\s•◦▪‣·*–-]*")
_COLON = compiled(r":\s+(?=\S)")
#: a unit that nobody knows: ``46 BU/mL``
_UNIT = compiled(r"^[<>≤≥~]?=?\s?\d[\d.,]*\s(?P<unit>[A-Za-zµμ]{1,8}/[A-Za-zµμ]{1,6}\d?)$")
_TIMES = compiled(r"\s*[×x]\s*(?:IV|SC|PO|IM|doses?|cycles?|injections?|infusions?)?\s*$", re.I)
_COUNTED = compiled(
    r"(?P<op>[<>≤≥]=?|at least\s)?\s*(?P<digits>\d+(?:\.\d+)?)\s+(?P<what>(?:prior|previous)\s[^,;]{2,60}|"
    r"(?:lines?|cycles?|doses?|courses?)\s[^,;]{2,60})",
    re.I,
)
_NO_RESPONSE = compiled(r"(?i)\b(?:(?:did|does|do) not|no|never|without|lack of)\b[^.;]{0,40}\b(?:respon\w+|remission)\b")
_SUBJECT = compiled(r"(?i)^(?:the |this )?(?:patient|subject|she|he|case)\s+(?:(?:has|had|have|showed|shows|achieved|was)\s+)?")


def told_of_patients(table: TableView) -> list[Draft]:
    """The facts of each patient: ``Age: 42 years``, ``>5 prior lines``, ``Time to response: 4 weeks``, ``showed no response``."""
    return list(_read(table))


def _read(table: TableView) -> Iterator[Draft]:
    for index in range(len(table.grid.rows)):
        named = table.holder(index)
        if named is None:
            continue
        holder = named._replace(role="patient", n=1)
        for number, column in enumerate(table.columns):
            cell = table.cell(index, number)
            if is_blank(cell.text):
                continue
            header = " ".join(part.text for part in table.grid.columns[number])
            outcomes = column.outcome is not None or is_outcome(header)
            heads = (table.grid.columns[number][0].start, table.grid.columns[number][-1].end) if header else None
            for text, start in _items(table, cell):
                yield from _item(table, holder, header, outcomes, text, start, heads)


def _items(table: TableView, cell: Cell) -> Iterator[tuple[str, int]]:
    """The items of a cell with their places: one a bullet, else the whole cell."""
    clean = table.document.clean[cell.start : cell.end]
    for found in _ITEM.finditer(clean):
        lead = _BULLET.match(found[0])
        skip = lead.end() if lead else 0
        text = found[0][skip:].replace("\n", " ").rstrip()
        if text:
            yield text, cell.start + found.start() + skip


def _item(
    table: TableView, holder: Holder, header: str, outcomes: bool, text: str, start: int, heads: tuple[int, int] | None
) -> Iterator[Draft]:
    """One fact."""
    colon = _COLON.search(text)
    if colon and len(text[: colon.start()].split()) <= 10:
        label, value, shift = text[: colon.start()], text[colon.end() :], colon.end()
        yield from _labelled(table, holder, outcomes, (label, start), (value, start + shift))
        return
    if _NO_RESPONSE.search(text):
        yield _without_response(table, holder, text, start)
        return
    if read_cell(text, start, Hint(unit="?")) and not re.search(
        r"[A-Za-z]{3}", re.sub(r"(?i)years?|months?|weeks?|days?", "", text)
    ):
        yield from _labelled(table, holder, outcomes, (header, start), (text, start), heads)
        return
    if outcomes and len(text) <= 60 and endpoint_code(text) != "OTHER" and not re.search(r"\d", text):
        yield _reached(table, holder, header, text, start)
        return
    for found in _COUNTED.finditer(text):
        draft = Draft("characteristic", start, start + len(text))
        put_holder(draft, table, holder)
        draft.put("characteristic", found["what"].strip(), (start + found.start("what"), start + found.end("what")))
        draft.put("measure", "value")
        _put_counted(draft, found, start)
        yield draft


def _put_counted(draft: Draft, found: re.Match[str], start: int) -> None:
    number: Number = as_number(found["digits"], start + found.start("digits"))
    sign = {"≥": ">=", "≤": "<=", "at least": ">="}.get((found["op"] or "").strip().lower(), (found["op"] or "").strip())
    begin = start + (found.start("op") if found["op"] else found.start("digits"))
    put_number(draft, "value", number._replace(op=sign, start=begin))


def _labelled(
    table: TableView,
    holder: Holder,
    outcomes: bool,
    name: tuple[str, int],
    value: tuple[str, int],
    heads: tuple[int, int] | None = None,
) -> Iterator[Draft]:
    """``Age: 42 years``, ``Infusions: 12 x IV``, ``CR: 36 months``; ``heads`` is the place of a label that heads the column."""
    label = read_label(name[0])
    plain = _TIMES.sub("", value[0])
    quantities = read_cell(plain, value[1], Hint(unit=label.unit or "?"))
    if len(quantities) != 1:
        return
    quantity, unit = quantities[0], label.unit
    if quantity.role == "proportion":  # of one patient no share but a value: "FEV1: 62%"
        if quantity.percent is None or quantity.n is not None or quantity.denominator is not None:
            return
        quantity, unit = replace(quantity, role="value", value=quantity.percent, percent=None), "%"
    elif not quantity.unit and not unit and (printed := _UNIT.search(plain)) is not None:
        unit = printed["unit"]
    code = endpoint_code(label.title)
    kind: Kind = "endpoint" if code != "OTHER" or (outcomes and is_outcome(label.title)) else "characteristic"
    draft = Draft(kind, name[1], value[1] + len(value[0]))
    put_holder(draft, table, holder)
    at = heads or (name[1], name[1] + len(name[0]))
    announced = Announced(Hint(unit=unit))
    if kind == "characteristic":
        draft.put("characteristic", label.name, at)
        if fill_characteristic(draft, quantity, announced, None, None, (None, None)):
            yield draft
        return
    path: list[Label] = [label]
    draft.put("endpoint", code_of(path), at, "normalised").put("label", label.title, at)
    if fill_endpoint(draft, _plain(quantity), announced, holder, None, (None, None), path, None):
        draft.fields.update(measure="value")
        yield draft


def _plain(quantity: Quantity) -> Quantity:
    if quantity.role == "number":
        quantity.role = "value"
    return quantity


def _reached(table: TableView, holder: Holder, header: str, text: str, start: int) -> Draft:
    """An outcome that a cell names: ``CR`` below ``Best response``, ``Died``."""
    draft = Draft("endpoint", start, start + len(text))
    put_holder(draft, table, holder)
    code = endpoint_code(text)
    draft.put("endpoint", code, (start, start + len(text)), "normalised").put("label", text, (start, start + len(text)))
    draft.put("measure", "count").put("n", 1, holder.at, "inherited").put("denominator", 1, holder.at, "inherited")
    return draft.doubt(0.8, f"one patient's {header.lower() or 'outcome'}")


def _without_response(table: TableView, holder: Holder, text: str, start: int) -> Draft:
    draft = Draft("endpoint", start, start + len(text))
    put_holder(draft, table, holder)
    lead = _SUBJECT.match(text)
    skip = lead.end() if lead else 0
    draft.put("endpoint", "OTHER").put("label", text[skip:].rstrip("."), (start + skip, start + len(text)))
    draft.put("measure", "count").put("n", 1, holder.at, "inherited").put("denominator", 1, holder.at, "inherited")
    return draft
