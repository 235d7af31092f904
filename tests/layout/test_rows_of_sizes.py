"""Tables in whose body rows print the sizes of what is below, as pages are written without their empty cells."""

from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

ARMS = ("SC tolrenib", "SC placebo")
_SIZES = st.tuples(st.integers(200, 900), st.integers(200, 900))


def _table(*rows):
    lines = [f"| {ARMS[0]} | {ARMS[1]} | |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(["Baseline of the patients", "", *lines, ""])


def _sizes(label, sizes):
    cells = [f"n={size}" for size in sizes]
    return [label, *cells] if label else [*cells, ""]


@settings(max_examples=30, deadline=None)
@given(_SIZES, _SIZES, _SIZES, _SIZES)
def test_denominators_are_those_of_the_rows_of_sizes(first, second, third, fourth):
    text = _table(
        _sizes("Demographics", first),
        ["Age, years", "52.0 (13.1)", "53.6 (11.9)"],
        ["Female", "62%", "61%"],
        _sizes("Activity score (0-154)", second),
        ["24.5 (14.5)", "27.6 (17.7)", ""],
        _sizes("", third),
        ["Enthesitis", "49%", "53%"],
        _sizes("Treatment line", fourth),
        ["First", "37%", "36%"],
        ["Second", "26%", "35%"],
        ["Abbreviations: SC, subcutaneous; SD, standard deviation. Note: Data shown are mean (SD).", "", ""],
    )
    ex = daraevidence.extract_text(text, kind="markdown")
    told = {(row.characteristic, row.cohort, row.denominator) for row in ex.characteristics}
    expected = {
        "Age": first,
        "Female": first,
        "Activity score (0-154)": second,
        "Enthesitis": third,
        "Treatment line > First": fourth,
        "Treatment line > Second": fourth,
    }
    assert told == {(name, arm, n) for name, sizes in expected.items() for arm, n in zip(ARMS, sizes)}
    assert {(row.value, row.sd) for row in ex.characteristics if row.measure == "mean"} == {
        (52.0, 13.1),
        (53.6, 11.9),
        (24.5, 14.5),
        (27.6, 17.7),
    }
    (table,) = ex.tables
    assert table.abbreviations == {"SC": "subcutaneous", "SD": "standard deviation"}


@given(st.integers(12, 900))
@settings(max_examples=10, deadline=None)
def test_lone_size_heads_the_values(size):
    rows = ["| Median age, years | 72 |", "| Male, % | 77.1 |", "| Prior transplant, % | 37.1 |"]
    ex = daraevidence.extract_text("\n".join([f"| N={size} | |", "|---|---|", *rows, ""]), kind="markdown")
    assert [row.denominator for row in ex.characteristics] == [size] * 3
