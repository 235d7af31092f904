"""Counts and percents: does n of N give the printed percent, and if not, which reading does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from daraevidence.draft import Flag, Severity
from daraevidence.language.numbers import Number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds, fit_percent
from daraevidence.validation.sheets import Sheet, Size, Tally, plain_label

__all__ = ["Verdict", "agrees", "foreign_columns", "group_name", "judge", "percents_in_table", "possible_sizes", "show"]

_SIZE = compiled(r"\b[Nn]\s*[=:]\s*[\d,]+")


_MOST = 10**9

#: How many rows up and down (and columns to either side) a count can be that a family's percents are of.
_REACH = 60


class Verdict(NamedTuple):
    """What is wrong with a printed percent: rule, severity, the words for it, and the reading that would save it."""

    rule: str
    severity: Severity
    words: str
    reading: str


def show(number: Decimal, decimals: int) -> str:
    """A number with one decimal more than printed, without idle zeros."""
    text = f"{number:.{decimals + 1}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _sane(n: int, total: int, percent: Number) -> bool:
    """Whether the numbers can be those of people: a string of digits of any length is no count."""
    return 0 <= n < _MOST and 0 < total < _MOST and percent.value < _MOST and percent.decimals < 10


@lru_cache(maxsize=1024)
def agrees(n: int, total: int, percent: Number) -> bool:
    """Whether the percent is that of n of N: rounded, or on the printed side of ``<`` and ``>``."""
    if not _sane(n, total, percent):
        return False
    exact = Decimal(100 * n) / Decimal(total)
    if percent.op.startswith(("<", "≤")):
        return exact <= percent.value
    if percent.op.startswith((">", "≥")):
        return exact >= percent.value
    low, high = bounds(percent)
    return low <= exact <= high


def possible_sizes(n: int, percent: Number) -> tuple[int, int] | None:
    """The whole denominators that give the percent for n, as ``(least, greatest)``; ``None`` where there is none (A3)."""
    if percent.op or not _sane(n, 1, percent) or n == 0:
        return None
    low, high = bounds(percent)
    if low <= 0:
        return None
    least, greatest = ceil(Decimal(100 * n) / high), floor(Decimal(100 * n) / low)
    return (least, greatest) if n <= greatest and least <= greatest else None


def judge(n: int, total: int, percent: Number) -> Verdict | None:
    """A1, E4: 100 n / N lies in the rounding interval of the printed percent.

    Rounded (half up, half down, half even) is fine; cut, filled with zeros, rounded twice is ``info``; outside by at most
    one unit of the last decimal ``warning``; else ``error``. Reads ``n (p)`` with the N of a header or of a fraction.
    """
    if not _sane(n, total, percent) or agrees(n, total, percent):
        return None
    if percent.op:
        shown = f"{n}/{total} = {show(Decimal(100 * n) / total, percent.decimals)}%, which is not {percent.op}{percent.text}"
        return Verdict("percent-mismatch", "error", shown, "")
    fit = fit_percent(n, total, percent)
    rounded = f"{fit.percent:.{percent.decimals}f}"
    start = f"{n}/{total} = {show(fit.percent, percent.decimals + 1)}%, which rounds to {rounded}"
    if fit.reading == "truncated":
        return Verdict("percent-truncated", "info", f"{start}; {percent.text} is cut, not rounded", "truncated")
    if fit.reading == "padded":
        words = f"{start}; {percent.text} is rounded to a whole percent and printed with decimals"
        return Verdict("percent-mismatch", "info", words, "padded")
    if fit.reading == "double":
        return Verdict("percent-mismatch", "info", f"{start}; {percent.text} is what rounding twice gives", "rounded twice")
    severity: Severity = "warning" if fit.reading == "near" else "error"
    words = f"{start}, not {percent.text}"
    if (cited := _cited(n, total, percent)) is not None:
        return Verdict("percent-mismatch", severity, f"{words}; {cited} with the number of a reference behind it fits", cited)
    return Verdict("percent-mismatch", severity, words, "")


def _cited(n: int, total: int, percent: Number) -> str | None:
    """E4: the percent without its last digits, where it agrees then: ``29.25`` is 29.2 and reference 5."""
    for length in range(1, min(2, percent.decimals - 1) + 1):
        if percent.text[-length] != "0" and "." in percent.text:
            cut = percent.text[:-length]
            if agrees(n, total, percent._replace(text=cut, value=Decimal(cut), decimals=percent.decimals - length)):
                return cut
    return None


class _Misfit(NamedTuple):
    tally: Tally
    n: int
    total: int
    percent: Number
    verdict: Verdict
    size: Size | None


def percents_in_table(sheet: Sheet, known: Sequence[tuple[str, int]] = ()) -> list[Flag]:
    """A1, A5, A16, E6 for every cell ``n (p)`` of a table whose N is printed (header, row label or ``n/N``).

    ``known`` are sizes of groups elsewhere in the document (name, N). A percent that does not fit N but the sum of its
    siblings, its parent's count, N less the missing, a related count of the column or the N of the same group elsewhere
    is ``info`` (percent-denominator-other); one that fits some undeclared N together with its siblings is ``warning``.
    """
    flags: list[Flag] = []
    misfits = [found for tally in sheet.tallies.values() if (found := _misfit(sheet, tally)) is not None]
    hidden = _wrong_headers(sheet, misfits)
    flags += [flag for column in sorted(hidden) if (flag := _wrong_size(sheet, column)) is not None]
    by_family: dict[tuple[int, int], list[_Misfit]] = {}
    family_of = {row: index for index, (_, rows) in enumerate(sheet.families) for row in rows}
    for found in misfits:
        column = found.tally.column
        if found.verdict.severity == "info" or column in hidden:
            if column not in hidden:
                flags.append(_flag(found, found.verdict))
        else:
            by_family.setdefault((family_of[found.tally.row], column), []).append(found)
    for (family, column), group in by_family.items():
        flags += _explained(sheet, sheet.families[family], column, group, known)
    return flags


def _misfit(sheet: Sheet, tally: Tally) -> _Misfit | None:
    total = sheet.denominator(tally)
    if tally.n is None or tally.percent is None or not total:
        return None
    column = sheet.sizes[tally.column]
    if tally.n > total or (column is not None and agrees(tally.n, column.n, tally.percent)):
        return None
    verdict = judge(tally.n, total, tally.percent)
    size = column if column is not None and column.n == total and not tally.of else None
    return _Misfit(tally, tally.n, total, tally.percent, verdict, size) if verdict is not None else None


def _wrong_headers(sheet: Sheet, misfits: Sequence[_Misfit]) -> set[int]:
    """Columns in which most percents do not fit N: the N is of something else, and no cell is to blame."""
    hidden = set()
    bad = Counter(f.tally.column for f in misfits if f.verdict.severity != "info" and not f.tally.of)
    for column in sheet.columns:
        percents = [t for t in sheet.column(column) if t.n and t.percent is not None and not t.of]
        if len(percents) >= 4 and bad[column] > 0.6 * len(percents):
            hidden.add(column)
    return hidden | foreign_columns(sheet)


def _wrong_size(sheet: Sheet, column: int) -> Flag | None:
    """The header of a column most of whose percents do not fit its N, where all of them fit one other N (A5).

    ``warning`` where that N differs from the printed one in one digit, else ``info``: the percents are of another group.
    """
    size = sheet.sizes[column]
    tallies = [t for t in sheet.column(column) if t.n and t.percent is not None and not t.of and not t.percent.op]
    ranges = [possible_sizes(tally.n or 0, tally.percent) for tally in tallies if tally.percent is not None]
    known = [found for found in ranges if found is not None]
    if size is None or len(known) < max(4, len(tallies) - 1):
        return None
    least, most = max(found[0] for found in known), min(found[1] for found in known)
    if least > most or least <= size.n <= most:
        return None
    near = [n for n in range(least, min(most, least + 50) + 1) if _one_digit(str(n), str(size.n))]
    fits = str(near[0]) if len(near) == 1 else str(least) if least == most else f"{least}-{most}"
    words = f"{len(known)} percents of this column fit N={fits}, not the printed {size.n}."
    places = ((size.start, size.end), *((tally.start, tally.end) for tally in tallies[:8]))
    severity: Severity = "warning" if near else "info"
    rule, formula = "percent-denominator-other", "100 n / N"
    return Flag(rule, severity, size.start, size.end, words, formula, str(size.n), fits, f"of {fits}", places=places)


def _one_digit(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other)) == 1


def foreign_columns(sheet: Sheet) -> set[int]:
    """Columns with three or more cells ``n (p)`` that do not fit N but all fit one N a tenth larger or more.

    A part of the column's patients is never more than N, so the header (or the reading of the table) is to blame, not the cells.
    """
    return sheet.once(_foreign)


def _foreign(sheet: Sheet) -> set[int]:
    found = set()
    for column in sheet.columns:
        size = sheet.sizes[column]
        if size is None:
            continue
        ranges = []
        for tally in sheet.column(column):
            if tally.n is None or tally.percent is None or tally.of or agrees(tally.n, size.n, tally.percent):
                continue
            possible = possible_sizes(tally.n, tally.percent)
            if possible is not None and possible[0] > size.n * 1.1:
                ranges.append(possible)
        if len(ranges) >= 3 and max(least for least, _ in ranges) <= min(most for _, most in ranges):
            found.add(column)
    return found


def _flag(found: _Misfit, verdict: Verdict, cause: Flag | None = None) -> Flag:
    tally = found.tally
    return Flag(
        verdict.rule,
        verdict.severity,
        tally.start,
        tally.end,
        f"{tally.text}: {verdict.words}.",
        formula="100 n / N",
        printed=found.percent.text,
        recomputed=show(Decimal(100 * found.n) / found.total, found.percent.decimals),
        reading=verdict.reading,
        places=((tally.start, tally.end),)
        if found.size is None
        else ((tally.start, tally.end), (found.size.start, found.size.end)),
        cause=cause,
    )


def _explained(
    sheet: Sheet, family: tuple[int, list[int]], column: int, group: list[_Misfit], known: Sequence[tuple[str, int]]
) -> Iterator[Flag]:
    """The flags of one family of rows in one column: with a common denominator if there is one, else cell by cell."""
    shared = _shared_size(sheet, family, column, group)
    first: Flag | None = None
    for found in group:
        verdict = shared or _other_size(sheet, family, found, known) or _neighbour(sheet, found)
        if shared is not None:
            verdict = shared._replace(words=f"{_share_words(found)} of N={found.total}; {shared.words}")
        flag = _flag(found, verdict, first if shared is not None else None)
        first = first or flag
        yield flag


def _share_words(found: _Misfit) -> str:
    return f"{found.n} is {show(Decimal(100 * found.n) / found.total, found.percent.decimals)}%"


def _shared_size(sheet: Sheet, family: tuple[int, list[int]], column: int, group: list[_Misfit]) -> Verdict | None:
    """One denominator for all misfits of a family (two or more): declared somewhere in the column, or fitting only."""
    if len(group) < 2:
        return None
    ranges = [possible_sizes(found.n, found.percent) for found in group]
    if any(found is None for found in ranges):
        return None
    least = max(found[0] for found in ranges if found)
    greatest = min(found[1] for found in ranges if found)
    for size, words in _declared(sheet, family, column, group[0].total):
        if least <= size <= greatest:
            return Verdict("percent-denominator-other", "info", f"the percent is of {size} ({words})", f"of {size}")
    # a count elsewhere meets a wide interval by accident: only decimals make one proof
    if any(found.percent.decimals for found in group) and greatest - least <= 2:
        rows = range(max(0, family[1][0] - _REACH), family[1][-1] + _REACH)
        for tally in (sheet.at(row, column) for row in rows if row < family[1][0] or row > family[1][-1]):
            if tally is not None and tally.n is not None and least <= tally.n <= greatest and tally.n < group[0].total:
                words = f"the count of {sheet.label(tally.row)!r}"
                return Verdict("percent-denominator-other", "info", f"the percent is of {tally.n} ({words})", f"of {tally.n}")
    siblings = [t for row in family[1] if (t := sheet.at(row, column)) is not None and t.n and t.percent is not None]
    whole = len(siblings) == len(group) and sum(f.n for f in group) <= greatest * 1.02 + 1
    if least <= greatest < group[0].total and whole:
        size_text = str(least) if least == greatest else f"{least}-{greatest}"
        words = f"all {len(group)} percents of this group of rows fit {size_text}, which nothing declares"
        return Verdict("percent-denominator-other", "warning", words, f"of {size_text}")
    return None


def _declared(sheet: Sheet, family: tuple[int, list[int]], column: int, total: int) -> Iterator[tuple[int, str]]:
    """Denominators that the table itself declares for a family: its parent's count, the sum of its rows, N less the missing."""
    parent, rows = family
    counts = [tally for row in rows if (tally := sheet.at(row, column)) is not None and tally.n is not None]
    if parent >= 0 and (tally := sheet.at(parent, column)) is not None and tally.n:
        yield tally.n, f"the count of {sheet.label(parent)!r}"
    with_percent = [tally.n or 0 for tally in counts if tally.percent is not None]
    if len(with_percent) > 1:
        yield sum(with_percent), " + ".join(map(str, with_percent))
    if len(counts) > len(with_percent) > 1:
        yield sum(tally.n or 0 for tally in counts), "the sum of the rows"
    for tally in counts:
        if tally.percent is None and tally.n and tally.n < total:
            yield total - tally.n, f"{total} less {tally.n} {sheet.label(tally.row).lower()}"
    yield from _related(sheet, family, column)


def _related(sheet: Sheet, family: tuple[int, list[int]], column: int) -> Iterator[tuple[int, str]]:
    """Counts of rows nearby whose labels share the words of this family's: ``PI refractory: 1`` of ``Refractory PI: yes``."""
    label = sheet.family_label(family[1][0])
    if label is None:
        return
    words = _stems(label.text)
    for row in range(max(0, family[1][0] - 6), family[1][0]):
        tally = sheet.at(row, column)
        path = " ".join(cell.text for cell in sheet.grid.rows[row].path)
        if tally is not None and tally.n and words and words <= _stems(path):
            yield tally.n, f"the count of {plain_label(path)!r}"


def _stems(text: str) -> set[str]:
    return {word.lower()[:6] for word in plain_label(text).replace("-", " ").split() if len(word) > 1 and word.isalpha()}


def _other_size(sheet: Sheet, family: tuple[int, list[int]], found: _Misfit, known: Sequence[tuple[str, int]]) -> Verdict | None:
    """Another denominator for a single cell: one that the table declares, or the N of the same group elsewhere."""
    sizes = list(_declared(sheet, family, found.tally.column, found.total))
    header = group_name(sheet.header(found.tally.column))
    sizes += [(size, f"the size of {name} elsewhere") for name, size in known if header and name == header]
    for size, words in sizes:
        if size != found.total and size >= found.n and agrees(found.n, size, found.percent):
            text = f"{_share_words(found)} of N={found.total}; the percent is of {size} ({words})"
            return Verdict("percent-denominator-other", "info", text, f"of {size}")
    return None


_NAME_WORDS = compiled(r"[\w/+≥≤<>-]+")


def group_name(header: str) -> str:
    """A header as the name of its group: without the N, brackets and case."""
    return " ".join(word.lower() for word in _NAME_WORDS.findall(_SIZE.sub(" ", header)))


def _neighbour(sheet: Sheet, found: _Misfit) -> Verdict:
    """E6: the percent is that of a neighbour (another column of the row, a row nearby), or is N or n itself."""
    tally, verdict = found.tally, found.verdict
    if found.percent.decimals == 0 and found.percent.value == found.total:
        return verdict._replace(words=f"{verdict.words}; {found.percent.text} is the number of patients", reading="N")
    near = sheet.columns[max(0, tally.column - _REACH) : tally.column + _REACH]
    places = [(tally.row, column) for column in near] + [(tally.row + step, tally.column) for step in range(-5, 6)]
    for other in (sheet.at(*place) for place in places):
        if other is None or other is tally or other.percent is None or other.n is None:
            continue
        if (other.percent.value, other.percent.decimals) != (found.percent.value, found.percent.decimals):
            continue
        total = sheet.denominator(other)
        if total and agrees(other.n, total, other.percent) and other.percent.value not in (0, 100):
            where = "in the same row" if other.row == tally.row else f"of {sheet.label(other.row)!r}"
            return verdict._replace(words=f"{verdict.words}; it is the percent of {other.text} {where}", reading="neighbour")
    fitting = possible_sizes(found.n, found.percent)
    if fitting is not None and found.percent.decimals and found.total * 9 <= fitting[1] * 10 and fitting[0] < found.total:
        size = min(fitting[1], found.total - 1)
        words = f"{_share_words(found)} of N={found.total}; the percent fits {size}, which nothing declares (missing patients?)"
        return Verdict("percent-denominator-other", "warning", words, f"of {size}")
    if verdict.severity == "error" and fitting is None:
        return verdict._replace(words=f"{verdict.words}, and no whole denominator gives {found.percent.text}% for {found.n}")
    return verdict
