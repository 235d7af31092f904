"""Cells of tables read with what their row and column announce."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.extractors.table.cells import Hint, named_counts, read_cell, read_p
from daraevidence.language.quantities import Quantity

COUNTS = Hint(shape="n_percent")
MEDIAN = Hint(center="median", spreads=("range",), unit="months")
INTERVAL = Hint(center="median", spreads=("ci",), level="95")


def plain(quantity: Quantity) -> dict[str, object]:
    """The numbers of a quantity as they are printed."""
    out: dict[str, object] = {}
    for name in ("value", "n", "denominator", "percent", "sd", "se"):
        number = getattr(quantity, name)
        if number is not None:
            out[name] = f"{number.op}{number.value}"
    for interval in quantity.intervals:
        ends = (interval.low, interval.high)
        out[interval.kind] = tuple(None if end is None else str(end.number.value) if end.number else end.text for end in ends)
    if quantity.p is not None and quantity.p.number is not None:
        out["p"] = f"{quantity.p.op}{quantity.p.number.value}"
    return out


FORMS = [
    ("17 (68)", COUNTS, {"n": "17", "percent": "68"}),
    ("17 (68.0%)", COUNTS, {"n": "17", "percent": "68.0"}),
    ("31 [12]", COUNTS, {"n": "31", "percent": "12"}),
    ("0", COUNTS, {"n": "0"}),
    ("68% (17)", Hint(), {"n": "17", "percent": "68"}),
    ("68 (17)", Hint(shape="percent_n"), {"n": "17", "percent": "68"}),
    ("17/25 (68)", Hint(shape="fraction"), {"n": "17", "denominator": "25", "percent": "68"}),
    ("8 of 36", Hint(), {"n": "8", "denominator": "36"}),
    ("44", Hint(shape="fraction", size=90), {"n": "44"}),
    ("41", Hint(shape="percent"), {"percent": "41"}),
    ("33.1% [4,5]", Hint(), {"percent": "33.1"}),
    ("33.1% [4]", Hint(size=200), {"percent": "33.1"}),
    ("17 (68)", Hint(size=25), {"n": "17", "percent": "68"}),
    ("61 (12)", Hint(size=25), {"value": "61"}),
    ("61.5 (12.1)", Hint(center="mean", spreads=("sd",)), {"value": "61.5", "sd": "12.1"}),
    ("-1.8 (0.2)", Hint(center="mean", spreads=("se",)), {"value": "-1.8", "se": "0.2"}),
    ("61.5 ± 12.1", Hint(), {"value": "61.5", "sd": "12.1"}),
    ("9.1 (95% CI: 7.2-12)", Hint(center="median"), {"value": "9.1", "ci": ("7.2", "12")}),
    ("9 (95% CI: 7.2 -NR)", INTERVAL, {"value": "9", "ci": ("7.2", "NR")}),
    ("NR (95% CI: 7.2-NR)", INTERVAL, {"ci": ("7.2", "NR")}),
    ("4.1 (95% CI, 3.2-5; P=0.02)", INTERVAL, {"value": "4.1", "ci": ("3.2", "5"), "p": "=0.02"}),
    ("61 (34-80)", MEDIAN, {"value": "61", "range": ("34", "80")}),
    ("61 (34 to 80)", MEDIAN, {"value": "61", "range": ("34", "80")}),
    ("1.4 (Q1-Q3, 0.2-5.9)", Hint(center="median"), {"value": "1.4", "iqr": ("0.2", "5.9")}),
    ("17 (68; [3-9])", COUNTS, {"n": "17", "percent": "68", "range": ("3", "9")}),
    ("23, 80", Hint(spreads=("range",)), {"range": ("23", "80")}),
    ("0.71 (0.52–0.97)", Hint(ratio="hazard_ratio", spreads=("ci",)), {"value": "0.71", "ci": ("0.52", "0.97")}),
    (">4", Hint(), {"value": ">4"}),
    ("7.2a", Hint(shape="percent"), {"percent": "7.2"}),
]


@pytest.mark.parametrize(("text", "hint", "numbers"), FORMS)
def test_printed_forms(text: str, hint: Hint, numbers: dict[str, object]) -> None:
    (quantity,) = read_cell(text, 0, hint)
    assert plain(quantity) == numbers


@pytest.mark.parametrize(
    "text",
    ["", "-", "–", "N/A", "not reported", "Increased risk [2]", "4 cycles of therapy", "3 (7) / 4 (9)", "Lobectomy (20 [13])"],
)
def test_cells_without_one_statistic_say_nothing(text: str) -> None:
    assert read_cell(text, 0, COUNTS) == []


def test_pairs_are_one_statistic_for_each_name() -> None:
    found = read_cell("11/14 (44/56)", 5, Hint(shape="percent", pair=("yes", "no")))
    assert [(each.extra["of"], plain(each)) for each in found] == [
        ("yes", {"n": "11", "percent": "44"}),
        ("no", {"n": "14", "percent": "56"}),
    ]
    assert found[1].n is not None
    assert found[1].n.start == 8


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lobectomy (20 [13])", ["Lobectomy"]),
        ("Ablation and resection (2 [25] each)", ["Ablation", "resection"]),
        ("Warfarin (20, 13%); none (11, 7%)", ["Warfarin", "none"]),
    ],
)
def test_cells_that_name_what_they_count(text: str, names: list[str]) -> None:
    found = named_counts(text, 100)
    assert [each.name for each in found] == names
    assert all(text[each.start - 100 : each.end - 100] == each.name for each in found)
    assert all(each.quantity.n is not None and each.quantity.percent is not None for each in found)


@pytest.mark.parametrize(
    ("text", "p"), [("<0.001", ("<", "0.001")), ("0.03", ("=", "0.03")), ("P=0.2", ("=", "0.2")), ("NS", None), ("12", None)]
)
def test_p_values(text: str, p: tuple[str, str] | None) -> None:
    found = read_p(text, 0)
    assert (None if found is None or found.number is None else (found.op, str(found.number.value))) == p


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 50))
def test_counts_come_back_with_their_places(n: int, size: int, offset: int) -> None:
    n = min(n, size)
    text = f"{n} ({100 * n / size:.1f})"
    (quantity,) = read_cell(text, offset, COUNTS)
    assert quantity.n is not None
    assert (int(quantity.n.value), quantity.n.start) == (n, offset)
    assert quantity.percent is not None
    assert quantity.percent.text == text[quantity.percent.start - offset : quantity.percent.end - offset]


@given(st.text(max_size=60), st.sampled_from([Hint(), COUNTS, MEDIAN, INTERVAL, Hint(pair=("yes", "no"), shape="percent")]))
def test_any_text_is_a_cell(text: str, hint: Hint) -> None:
    assert isinstance(read_cell(text, 0, hint), list)
    assert isinstance(named_counts(text, 0), list)
