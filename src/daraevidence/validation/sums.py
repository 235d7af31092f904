"""Sums: categories that exclude each other, responses that make up the response rate, arms that make up the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from daraevidence.draft import Flag, Severity
from daraevidence.language.patterns import compiled
from daraevidence.validation.categories import exclusive, is_missing
from daraevidence.validation.proportions import agrees, possible_sizes
from daraevidence.validation.responses import blocks, response
from daraevidence.validation.sheets import Sheet, Tally, plain_label

__all__ = [
    "arms_in_total",
    "categories_in_table",
    "exclusive_total",
    "partitions",
    "responses_in_rate",
    "steps_in_responses",
]

#: More than this share of the patients without a category is a list that is not meant to be complete.
_GAP = Decimal("0.05")


_EVENTS = compiled(r"\b(?:events?|deaths?|responders?)\s?/", re.IGNORECASE)


class _Sum(NamedTuple):
    parts: tuple[Tally, ...]
    total: int
    label: str

    @property
    def sum(self) -> int:
        return sum(part.n or 0 for part in self.parts)

    @property
    def words(self) -> str:
        return " + ".join(str(part.n) for part in self.parts) + f" = {self.sum}"


def categories_in_table(sheet: Sheet) -> Iterator[Flag]:
    """A6, A7: categories that exclude each other sum to N, to their parent's count or to the N that their percents are of.

    Proof of exclusion: the labels (yes/no, sexes, stages, ranges that do not meet; ``Other`` under what a patient has one of:
    a variant, a cause), percents that sum to 100 within rounding, or counts that sum to N in all other columns. Lists with
    several answers per patient, and lists that end before 95% of the patients, are let be.
    """
    rates = {block.rows.get("PR+", -1) for block in blocks(sheet)}
    for parent, rows in sheet.families:
        label = sheet.family_label(rows[0])
        if label is None or (parent >= 0 and parent in rates):
            continue
        for column in sheet.columns:
            if (found := _unbalanced(sheet, parent, rows, column)) is not None:
                severity, words, parts = found
                yield Flag(
                    "parts-do-not-sum",
                    severity,
                    label.start,
                    label.end,
                    f"{plain_label(label.text)}: {words}.",
                    formula="sum of exclusive categories = N",
                    printed=str(parts.total),
                    recomputed=str(parts.sum),
                    places=tuple((part.start, part.end) for part in parts.parts),
                )
                break


def _unbalanced(sheet: Sheet, parent: int, rows: Sequence[int], column: int) -> tuple[Severity, str, _Sum] | None:
    cells = [tally for row in rows if (tally := sheet.at(row, column)) is not None and tally.n is not None]
    cells = _binary(sheet, cells) or cells
    if len(cells) < 2 or any(sheet.kinds[row] in ("n", "n%") and _unread(sheet, row, column) for row in rows):
        return None
    labels = [sheet.label(tally.row) for tally in cells]
    sure = exclusive(labels)
    total = _total(sheet, parent, cells, column)
    if total is None:
        return None
    parts = _Sum(tuple(cells), total, labels[0])
    without = _Sum(tuple(t for t in cells if not is_missing(sheet.label(t.row))), total, labels[0])
    whole = sheet.sizes[column]
    if total in (parts.sum, without.sum) or (whole is not None and whole.n == parts.sum):
        return None
    rest = parts.total - parts.sum
    others = len(cells) > 2 and abs(rest) <= _GAP * total and _balanced(sheet, rows, column)
    one_each = len(cells) > 2 and (_complete(sheet, rows) or (rest > 0 and _one_kind_each(sheet, rows, labels)))
    if not sure and not one_each and not others:
        return None
    if rest < 0:
        return "error" if sure or others else "warning", f"{parts.words}, more than {total}", parts
    if rest > _GAP * total:
        return None
    return "warning", f"{parts.words}, not {total} ({rest} unaccounted for)", parts


def _balanced(sheet: Sheet, rows: Sequence[int], column: int) -> bool:
    """Whether the counts of a family sum to the N of each other column (one or more): each patient has one of them."""
    others = [other for other in sheet.columns if other != column and sheet.sizes[other] is not None]
    for other in others:
        counts = [tally.n for row in rows if (tally := sheet.at(row, other)) is not None and not tally.of and tally.n is not None]
        size = sheet.sizes[other]
        if len(counts) < len(rows) or size is None or sum(counts) != size.n:
            return False
    return bool(others)


#: what a patient has one of
_ONE_OF = compiled(
    r"\b(?:variant|type|sub-?type|histology|genotype|phenotype|isotype|karyotype|cause|reason|race|ethnicity|(?:a)?etiology|diagnosis|region|"
    r"country|category|classification|class|stage|status|donor|source|indication|(?:primary|main|index) \w+)\W*$",
    re.IGNORECASE,
)


def _one_kind_each(sheet: Sheet, rows: Sequence[int], labels: Sequence[str]) -> bool:
    """Whether a family tells of something that each patient has one of, with a row for all others: ``Variant: A, B, Other``."""
    label = sheet.family_label(rows[0])
    named = label is not None and _ONE_OF.search(plain_label(label.text)) is not None
    return named and any(re.fullmatch(r"(?:all )?others?", text, re.IGNORECASE) for text in labels)


def exclusive_total(sheet: Sheet, parent: int, cells: Sequence[Tally], column: int) -> int | None:
    """What the counts of a family must sum to; ``None`` where its categories may hold one patient twice, or no N is known."""
    if len(cells) < 2 or not exclusive([sheet.label(tally.row) for tally in cells]):
        return None
    return _total(sheet, parent, cells, column)


def _complete(sheet: Sheet, rows: Sequence[int]) -> bool:
    """Whether the percents of the rows sum to 100 in every column, and none of the rows holds another (ORR)."""
    if any((response(sheet.label(row)) or "").endswith("+") for row in rows):
        return False
    columns = [[tally for row in rows if (tally := sheet.at(row, column)) is not None] for column in sheet.columns]
    return all(_sums_to_hundred(cells) for cells in columns if cells)


def _unread(sheet: Sheet, row: int, column: int) -> bool:
    """A cell of the family that holds something else than a count, or nothing: the sum is not known."""
    return sheet.at(row, column) is None and not sheet.is_header(row)


def _binary(sheet: Sheet, cells: Sequence[Tally]) -> list[Tally] | None:
    """Yes and no among other rows (``Yes``, ``No``, ``Autologous``, ``Allogeneic``), with the missing."""
    labels = {sheet.label(tally.row).lower(): tally for tally in cells}
    for pair in (("yes", "no"), ("male", "female")):
        if all(word in labels for word in pair):
            return [labels[word] for word in pair] + [tally for word, tally in labels.items() if is_missing(word)]
    return None


def _total(sheet: Sheet, parent: int, cells: Sequence[Tally], column: int) -> int | None:
    """What the parts must sum to: their own common denominator, their parent's count, the N that all percents fit."""
    own = {tally.of for tally in cells if tally.of}
    if own:  # events of patients in subgroups of one size are no parts of that size
        whole = len(own) == 1 and not _EVENTS.search(sheet.header(column)) and not _of_subgroups(sheet, cells, column)
        return own.pop() if whole else None
    if parent >= 0 and (tally := sheet.at(parent, column)) is not None and tally.n is not None:
        return None
    size = sheet.denominator(cells[0])
    if size is None:
        return None
    shares = [tally for tally in cells if tally.percent is not None and tally.n]
    if all(agrees(tally.n or 0, size, tally.percent) for tally in shares if tally.percent is not None):
        return size
    ranges = [possible_sizes(tally.n or 0, tally.percent) for tally in shares if tally.percent is not None]
    if any(found is None for found in ranges):
        return None
    least, greatest = max(f[0] for f in ranges if f), min(f[1] for f in ranges if f)
    with_percent = sum(tally.n or 0 for tally in shares)
    if least <= with_percent <= greatest:
        return with_percent
    return least if least == greatest else None


def _of_subgroups(sheet: Sheet, cells: Sequence[Tally], column: int) -> bool:
    """Whether the sizes in the cells are those of subgroups, which happen to be equal in this column.

    Another column of the rows tells: its sizes all differ (``34/78, 50/78`` beside ``48/80, 59/76``), or its counts are also more
    than their size holds.
    """
    for other in sheet.columns:
        beside = [tally for cell in cells if (tally := sheet.at(cell.row, other)) is not None and tally.of]
        sizes = {tally.of for tally in beside}
        if other == column or len(beside) < len(cells):
            continue
        if len(sizes) == len(beside):
            return True
        if len(sizes) == 1 and all(sum(tally.n or 0 for tally in part) > (part[0].of or 0) for part in (cells, beside)):
            return True
    return False


def _sums_to_hundred(cells: Sequence[Tally]) -> bool:
    shares = [tally.percent for tally in cells if tally.percent is not None]
    if len(shares) < len(cells) or len(shares) < 2:
        return False
    slack = sum((Decimal(5).scaleb(-share.decimals - 1) for share in shares), Decimal(0))
    return abs(sum((share.value for share in shares), Decimal(0)) - 100) <= slack


def responses_in_rate(sheet: Sheet) -> Iterator[Flag]:
    """D2, D4: sCR + CR + VGPR + PR = ORR, in counts or (within rounding) in percents; CR + PR = ORR.

    A printed CR or VGPR can hold the deeper ones or not: only where no reading balances there is a finding. Tables with a
    response that is not among these (CRi, nCR, unconfirmed) are let be.
    """
    for block in blocks(sheet):
        if block.strange or "PR+" not in block.rows or "PR" not in block.rows:
            continue
        for column in sheet.columns:
            cells = block.cells(sheet, column)
            rate = cells.get("PR+")
            if rate is not None and (words := _unlike_rate(cells, rate)) is not None:
                first = sheet.grid.rows[rate.row].path[-1]
                start = first.start if column == 0 and first.end <= rate.start else rate.start
                yield Flag(
                    "parts-do-not-sum",
                    "error",
                    start,
                    rate.end,
                    words,
                    formula="sCR + CR + VGPR + PR = ORR",
                    printed=rate.text,
                    places=(*((cell.start, cell.end) for cell in cells.values()), (first.start, first.end)),
                )


def steps_in_responses(sheet: Sheet) -> Iterator[Flag]:
    """D2: sCR + CR = CR or better, CR or better + VGPR = VGPR or better, where all three are printed as counts."""
    for block in blocks(sheet):
        for column in sheet.columns:
            cells = {} if block.strange else block.cells(sheet, column)
            for first, second, whole in (("sCR", "CR", "CR+"), ("CR+", "VGPR", "VGPR+")):
                parts = [cells[code] for code in (first, second, whole) if code in cells and cells[code].n is not None]
                if len(parts) < 3 or parts[0].n + parts[1].n == parts[2].n:  # type: ignore[operator]
                    continue
                label = sheet.grid.rows[parts[2].row].path[-1]
                near = column == 0 and label.end <= parts[2].start
                yield Flag(
                    "parts-do-not-sum",
                    "error",
                    label.start if near else parts[2].start,
                    parts[2].end,
                    f"{sheet.label(parts[0].row)} {parts[0].n} + {sheet.label(parts[1].row)} {parts[1].n} is not"
                    f" {sheet.label(parts[2].row)} {parts[2].n}.",
                    formula=f"{first} + {second} = {whole}",
                    printed=str(parts[2].n),
                    places=tuple((part.start, part.end) for part in parts),
                )


def _unlike_rate(cells: dict[str, Tally], rate: Tally) -> str | None:
    parts: dict[str, Tally] = {code: cells[code] for code in ("sCR", "CR", "sCR/CR", "VGPR", "CR/VGPR", "PR") if code in cells}
    if "PR" not in parts or not ({"CR", "sCR/CR", "CR/VGPR", "VGPR"} & set(parts)):
        return None  # what has no row of its own may hold the rest
    counted = rate.n is not None and all(part.n is not None for part in parts.values())
    if not counted and (rate.percent is None or any(part.percent is None for part in parts.values())):
        return None

    def value(tally: Tally) -> Decimal:
        return Decimal(tally.n or 0) if counted else (tally.percent.value if tally.percent else Decimal(0))

    slack = Decimal(0)
    if not counted:
        slack = sum((Decimal(5).scaleb(-p.percent.decimals - 1) for p in (*parts.values(), rate) if p.percent), Decimal(0))
    for reading in _readings(cells, parts):
        if abs(sum((value(tally) for tally in reading), Decimal(0)) - value(rate)) <= slack:
            return None
    names = " + ".join(f"{code} {value(part)}" for code, part in parts.items())
    total = sum((value(part) for part in parts.values()), Decimal(0))
    more = ""
    if counted and "MR" in cells and total + (cells["MR"].n or 0) == value(rate):
        more = f"; {value(rate)} is reached only with MR {cells['MR'].n}, which is no response"
    return f"{names} = {total}, not the printed {value(rate)}{more}."


def _readings(cells: dict[str, Tally], parts: dict[str, Tally]) -> Iterator[list[Tally]]:
    """The ways to read which response holds which."""
    every = list(parts.values())
    yield every
    for code in ("sCR", "CR", "sCR/CR"):
        if code in parts:
            yield [tally for name, tally in parts.items() if name != code]
    if "sCR" in parts and "CR" in parts:
        yield [tally for name, tally in parts.items() if name not in ("sCR", "CR")]
    if "VGPR+" in cells:
        yield [cells["VGPR+"], parts["PR"]]
    if "CR+" in cells:
        yield [cells["CR+"], *(parts[name] for name in ("VGPR", "PR") if name in parts)]
    yield [parts["PR"]]


def arms_in_total(sheet: Sheet) -> Iterator[Flag]:
    """A8: the count of the total column is the sum of the arms, where their N sum and most other rows do too."""
    for total, arms in partitions(sheet):
        rows = [row for row in range(len(sheet.grid.rows)) if _counted(sheet, row, (total, *arms))]
        wrong = [row for row in rows if _over(sheet, row, total, arms)]
        if len(rows) < 4 or len(wrong) > 0.25 * len(rows):
            continue
        for row in wrong:
            cell = sheet.at(row, total)
            label = sheet.grid.rows[row].path[-1]
            if cell is None:
                continue
            counts = [tally for arm in arms if (tally := sheet.at(row, arm)) is not None]
            shown = " + ".join(str(tally.n) for tally in counts)
            yield Flag(
                "parts-do-not-sum",
                "error",
                label.start if total == 0 and label.end <= cell.start else cell.start,
                cell.end,
                f"{sheet.label(row)}: {shown} = {sum(t.n or 0 for t in counts)} in the groups, not {cell.n} as in the total.",
                formula="total = sum of arms",
                printed=str(cell.n),
                recomputed=str(sum(t.n or 0 for t in counts)),
                places=tuple((tally.start, tally.end) for tally in (cell, *counts)),
            )


def _counted(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    return all((tally := sheet.at(row, column)) is not None and tally.n is not None for column in columns)


def _over(sheet: Sheet, row: int, total: int, arms: Sequence[int]) -> bool:
    counts = [tally.n or 0 for column in (total, *arms) if (tally := sheet.at(row, column)) is not None]
    return counts[0] != sum(counts[1:])


def partitions(sheet: Sheet) -> Iterator[tuple[int, list[int]]]:
    """A total column with its arms: their N sum to its N; of two header levels each lower header by itself."""
    levels: dict[str, list[int]] = {}
    for column, path in enumerate(sheet.grid.columns):
        if sheet.sizes[column] is not None:
            leaf = plain_label(path[-1].text).lower() if len(path) > 1 and "=" not in path[-1].text else ""
            levels.setdefault(leaf, []).append(column)
    for columns in levels.values():
        sizes = [size.n if (size := sheet.sizes[column]) is not None else 0 for column in columns]
        for place in {0, len(columns) - 1}:
            rest = [index for index in range(len(columns)) if index != place]
            if len(rest) > 1 and sizes[place] == sum(sizes[index] for index in rest):
                yield columns[place], [columns[index] for index in rest]
                break
