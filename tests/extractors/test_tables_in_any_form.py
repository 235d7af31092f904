"""One table printed in many forms gives the same records: where sizes, units, statistics and marks of notes may stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import daraevidence

Rows = list[list[str]]

_ARMS = (("Ramivac", 120), ("Placebo", 118))
_TITLE = "Baseline Characteristics"
_PROSE = "Dorner et al (2021)1 conducted a multicenter study. A total of 238 patients were randomized to Ramivac or Placebo."
#: label, statistic, unit, cells
_FACTS = (
    ("Age", "mean (SD)", "years", ("44.1 (10.3)", "45.7 (11.2)")),
    ("Women", "n (%)", "", ("96 (80.0)", "91 (77.1)")),
    ("Duration of illness", "median (IQR)", "years", ("18 (9-27)", "17.5 (8-26)")),
    ("Current smokers", "n (%)", "", ("33 (27.5)", "30 (25.4)")),
)


def _label(name: str, *said: str) -> str:
    return ", ".join((name, *(part for part in said if part)))


def _body() -> Rows:
    return [[_label(name, how, unit), *cells] for name, how, unit, cells in _FACTS]


def _heads(*more: str) -> list[str]:
    return ["Characteristic", *more, *(f"{arm} (n={n})" for arm, n in _ARMS)]


def _plain() -> tuple[Rows, Rows, str, list[str]]:
    return [_heads()], _body(), _TITLE, []


def _units() -> tuple[Rows, Rows, str, list[str]]:
    return [_heads("Unit")], [[_label(name, how), unit, *cells] for name, how, unit, cells in _FACTS], _TITLE, []


def _statistics() -> tuple[Rows, Rows, str, list[str]]:
    return [_heads("Statistic")], [[_label(name, unit), how, *cells] for name, how, unit, cells in _FACTS], _TITLE, []


def _counts_apart() -> tuple[Rows, Rows, str, list[str]]:
    rows = []
    for name, how, unit, cells in _FACTS:
        parts = [part for cell in cells for part in (cell.rstrip(")").split(" (") if how == "n (%)" else (cell, ""))]
        rows.append([_label(name, "" if how == "n (%)" else how, unit), *parts])
    first, second = _heads()[1:]
    return [["Characteristic", first, "", second, ""], ["", "n", "%", "n", "%"]], rows, _TITLE, []


def _sizes_in_title() -> tuple[Rows, Rows, str, list[str]]:
    told = ", ".join(f"{arm}, n={n}" for arm, n in _ARMS)
    return [["Characteristic", *(arm for arm, _ in _ARMS)]], _body(), f"{_TITLE} ({told})", []


def _sizes_below() -> tuple[Rows, Rows, str, list[str]]:
    told = "; ".join(f"{arm}, n = {n}" for arm, n in _ARMS)
    return [["Characteristic", *(arm for arm, _ in _ARMS)]], _body(), _TITLE, [f"Analysis set: {told}."]


def _two_heads() -> tuple[Rows, Rows, str, list[str]]:
    return [["Characteristic", "Ramivac", "Placebo"], ["", "(n=120)", "(n=118)"]], _body(), _TITLE, []


def _noted(mark: str, below: str) -> Callable[[], tuple[Rows, Rows, str, list[str]]]:
    def made() -> tuple[Rows, Rows, str, list[str]]:
        body = _body()
        body[-1][0] += mark
        return [_heads()], body, _TITLE, [f"{below}As told at the first visit."]

    return made


_MARKS = (("a", "a"), ("ᵃ", "ᵃ "), ("¹", "¹ "), ("^a", "^a "), (" [a]", "[a] "), (" (a)", "(a) "), ("*", "*"), ("†", "† "))
_FORMS = {
    "plain": _plain, "units": _units, "statistics": _statistics, "counts apart": _counts_apart, "two heads": _two_heads,
    "sizes in the title": _sizes_in_title, "sizes below": _sizes_below,
    **{f"note {mark}": _noted(mark, below) for mark, below in _MARKS},
}  # fmt: skip


def _barred(heads: Rows, body: Rows, title: str, notes: Sequence[str]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (*heads, *body)]
    lines.insert(len(heads), "|" + "---|" * len(body[0]))
    return "\n".join([f"Table 1. {title}", "", *lines, *notes])


def _tabbed(heads: Rows, body: Rows, title: str, notes: Sequence[str]) -> str:
    return "\n".join([f"Table 1. {title}", *("\t".join(row) for row in (*heads, *body)), *notes])


def _wide(rows: Rows) -> list[int]:
    return [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]


def _ruled(heads: Rows, body: Rows, title: str, notes: Sequence[str]) -> str:
    wide = _wide([*heads, *body])
    rule = "-" * (sum(wide) + 3 * len(wide))
    lines = ["   ".join(cell.ljust(size) for cell, size in zip(row, wide, strict=True)).rstrip() for row in (*heads, *body)]
    return "\n".join([f"Table 1. {title}", rule, *lines[: len(heads)], rule, *lines[len(heads) :], rule, *notes])


def _framed(heads: Rows, body: Rows, title: str, notes: Sequence[str]) -> str:
    wide = _wide([*heads, *body])
    rule = "+" + "+".join("-" * (size + 2) for size in wide) + "+"
    lines = ["| " + " | ".join(cell.ljust(size) for cell, size in zip(row, wide, strict=True)) + " |" for row in (*heads, *body)]
    return "\n".join([f"Table 1. {title}", rule, *lines[: len(heads)], rule, *lines[len(heads) :], rule, *notes])


def _found(text: str) -> set[tuple[object, ...]]:
    document = f"CLINICAL DATA\n\n{_PROSE}\n\n{text}\n\nFollow-up went on after the end of the study.\n"
    return {
        (one.cohort, one.characteristic, one.measure, one.value, one.unit or "", one.n, one.percent, one.denominator, one.sd)
        for one in daraevidence.extract_text(document, kind="text").characteristics
    }


def _expected() -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for index, (arm, size) in enumerate(_ARMS):
        for name, how, unit, cells in _FACTS:
            first, second = cells[index].rstrip(")").split(" (")
            if how == "n (%)":
                found.add((arm, name, "proportion", None, "", int(first), float(second), size, None))
            else:
                sd = float(second) if "SD" in how else None
                found.add((arm, name, how.split()[0], float(first), unit, None, None, size, sd))
    return found


@pytest.mark.parametrize("drawn", [_barred, _tabbed, _ruled, _framed])
@pytest.mark.parametrize("form", _FORMS)
def test_records_do_not_depend_on_the_form(form: str, drawn: Callable[[Rows, Rows, str, Sequence[str]], str]) -> None:
    """Units and statistics in columns of their own, sizes in the caption or below, marks of notes of all kinds."""
    assert _found(drawn(*_FORMS[form]())) == _expected()


@pytest.mark.parametrize("head", ["Patients", "No. of Patients", "N"])
@pytest.mark.parametrize("outcome", ["Relapsed, n (%)", "Returned to clinic, n (%)"])
def test_rows_are_parts_where_percents_prove_it(head: str, outcome: str) -> None:
    """``Age > <65 years | 37 | 5 (13.5)``: 37 of all are younger, of whom 5 had what the header says."""
    rows = [
        "Age",
        "  <65 years\t37\t5 (13.5)",
        "  ≥65 years\t9\t2 (22.2)",
        "Smoking",
        "  Smokers\t8\t3 (37.5)",
        "  Others\t38\t4 (10.5)",
    ]
    table = "\n".join([f"Table 2. Course by Baseline Feature\nFeature\t{head}\t{outcome}", *rows])
    text = f"CLINICAL DATA\n\nDorner et al (2021)1 followed 46 patients treated with ramivac.\n\n{table}\n"
    found = daraevidence.extract_text(text)
    label = outcome.partition(",")[0]
    parts = (("<65 years", 5, 37), ("≥65 years", 2, 9), ("Smokers", 3, 8), ("Others", 4, 38))
    assert [(one.cohort, one.label, one.n, one.denominator) for one in found.endpoints] == [
        (a, label, n, of) for a, n, of in parts
    ]
    facts = [(one.cohort, one.characteristic, one.n, one.denominator) for one in found.characteristics]
    factors = ("Age", "Age", "Smoking", "Smoking")
    assert facts == [("total", f"{factor} > {name}", of, 46) for factor, (name, _, of) in zip(factors, parts, strict=True)]


def test_a_size_in_the_title_is_that_of_the_only_column() -> None:
    """``Patient Characteristics (N=48)`` above ``Value``."""
    rows = ["Age, median (range), years\t57 (24-81)", "Women, n (%)\t27 (56.3)", "Smokers, n (%)\t12 (25.0)"]
    table = "\n".join(["Table 1. Patient Characteristics (N=48)\nCharacteristic\tValue", *rows])
    text = f"CLINICAL DATA\n\nDorner et al (2021)1 treated patients with ramivac.\n\n{table}\n"
    assert [one.denominator for one in daraevidence.extract_text(text).characteristics] == [48, 48, 48]


@pytest.mark.parametrize(("said", "unit"), [("m", "m"), ("dyn·s·cm-5", "dyn·s·cm-5"), ("L/min/m2", "L/min/m2")])
@pytest.mark.parametrize("how", ["median (range)", "mean (SD)"])
def test_units_behind_the_statistic(said: str, unit: str, how: str) -> None:
    """``6MWD, median (range), m``."""
    cell = "358 (112-449)" if "range" in how else "358 (44)"
    rows = [f"Distance, {how}, {said}\t{cell}\t{cell}", "Age, mean (SD), years\t50 (9)\t51 (8)"]
    table = "\n".join(["Table 1. Baseline Values\n\tRamivac (n=120)\tPlacebo (n=118)", *rows])
    found = daraevidence.extract_text(f"CLINICAL DATA\n\n{_PROSE}\n\n{table}\n").characteristics
    assert {(one.characteristic, one.unit) for one in found} >= {("Distance", unit)}
