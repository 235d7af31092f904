"""Tables of patients and of events in further ways to print them: parts of a group in one cell, headers that repeat their group,
grades below their event, counts of events behind shares."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import daraevidence as dara

SIZES = (212, 187)
ARMS = ("Velotinib", "Placebo")
PARTED = [
    ("ECOG performance status", ("0", "1", "2")),
    ("Disease stage", ("I", "II", "III", "IV")),
    ("Race", ("White", "Black or African American", "Other")),
    ("Risk", ("Standard", "High")),
]
COUNTS = st.integers(1, 180)


def _document(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, *rows)]
    rule = "|" + "---|" * len(heads)
    return "\n".join(["Moreau et al (2024)", "", "The phase 3 study enrolled adults.", "", title, "", lines[0], rule, *lines[1:]])


def _told(text: str, frame: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = dara.extract_text(text).frame(frame).astype(object).to_dict("records")
    return found


def _share(n: int, size: int) -> str:
    return f"{n} ({100 * n / size:.1f})"


@given(
    st.sampled_from(PARTED),
    st.sampled_from(["{} ({})", "{}, {}", "{}: {}"]),
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=4, max_size=4),
)
def test_parts_of_a_group_in_one_cell(parted: tuple[str, tuple[str, ...]], form: str, drawn: list[tuple[int, int]]) -> None:
    name, parts = parted
    counts = drawn[: len(parts)]
    cells = tuple("/".join(str(each[arm]) for each in counts) for arm in (0, 1))
    rows = [(form.format(name, "/".join(parts)), *cells), ("Hypertension, n (%)", _share(30, 212), _share(40, 187))]
    heads = ("Characteristic", *(f"{arm} (N={size})" for arm, size in zip(ARMS, SIZES, strict=True)))
    told = _told(_document("Table 1. Baseline Characteristics", heads, rows), "characteristics")
    found = {(r["cohort"], r["characteristic"], r["n"], r["denominator"]) for r in told if r["characteristic"] != "Hypertension"}
    assert found == {
        (ARMS[arm], f"{name} > {part}", each[arm], SIZES[arm]) for part, each in zip(parts, counts, strict=True) for arm in (0, 1)
    }


@given(
    st.sampled_from([("Any", "Grade ≥3"), ("Any grade", "Grade 3-4"), ("All grades, n (%)", "Grade ≥3, n (%)")]),
    st.sampled_from(["{} (N={})", "{}, n={}", "{} (n = {})"]),
    st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), min_size=3, max_size=3),
)
def test_headers_that_repeat_their_group(grades: tuple[str, str], form: str, drawn: list[tuple[int, ...]]) -> None:
    columns = [(arm, size, grade) for arm, size in zip(ARMS, SIZES, strict=True) for grade in grades]
    heads = ("Event", *(f"{form.format(arm, size)} {grade}" for arm, size, grade in columns))
    terms = ("Nausea", "Fatigue", "Headache")
    rows = [(t, *(_share(n, c[1]) for n, c in zip(ns, columns, strict=True))) for t, ns in zip(terms, drawn, strict=True)]
    told = _told(_document("Table 3. Adverse Events", heads, rows), "adverse_events")
    signs = {"Grade ≥3": ">=3", "Grade 3-4": "3-4", "Grade ≥3, n (%)": ">=3"}
    assert {(r["cohort"], r["term"], r["grade"], r["n"], r["denominator"]) for r in told} == {
        (arm, term, signs.get(grade, "any"), n, size)
        for term, ns in zip(terms, drawn, strict=True)
        for n, (arm, size, grade) in zip(ns, columns, strict=True)
    }


@given(st.sampled_from([("n", "%"), ("No.", "%")]), st.sampled_from(["{} (N={})", "{}, n={}"]), st.tuples(COUNTS, COUNTS))
def test_counts_and_percents_below_repeated_groups(parts: tuple[str, str], form: str, counts: tuple[int, int]) -> None:
    named = [form.format(arm, size) for arm, size in zip(ARMS, SIZES, strict=True)]
    heads = ("Characteristic", *(f"{name} {part}" for name in named for part in parts))
    first = [text for n, size in zip(counts, SIZES, strict=True) for text in (str(n), f"{100 * n / size:.1f}")]
    rows = [
        ("Hypertension", *first),
        ("Diabetes mellitus", "21", "9.9", "20", "10.7"),
        ("Current smoker", "53", "25.0", "30", "16.0"),
    ]
    told = _told(_document("Table 1. Baseline Characteristics", heads, rows), "characteristics")
    shown = [(r["cohort"], r["n"], r["percent"], r["denominator"]) for r in told if r["characteristic"] == "Hypertension"]
    assert sorted(shown) == sorted(
        (arm, n, round(100 * n / size, 1), size) for arm, n, size in zip(ARMS, counts, SIZES, strict=True)
    )


@given(
    st.sampled_from(["Grade ≥3", "Grade 3 or higher", "Grade 3-4"]), st.lists(st.tuples(COUNTS, COUNTS), min_size=4, max_size=4)
)
def test_grades_belong_to_the_event_above(grade: str, drawn: list[tuple[int, int]]) -> None:
    labels = ("Fatigue", grade, "Pneumonia", grade)
    rows = [(t, *(_share(n, size) for n, size in zip(ns, SIZES, strict=True))) for t, ns in zip(labels, drawn, strict=True)]
    heads = ("Event, n (%)", *(f"{arm} (N={size})" for arm, size in zip(ARMS, SIZES, strict=True)))
    told = _told(_document("Table 3. Adverse Events", heads, rows), "adverse_events")
    terms = ("Fatigue", "Fatigue", "Pneumonia", "Pneumonia")
    sign = "3-4" if "-" in grade else ">=3"
    assert {(r["cohort"], r["term"], r["grade"], r["n"]) for r in told} == {
        (ARMS[arm], term, sign if i % 2 else "any", drawn[i][arm]) for i, term in enumerate(terms) for arm in (0, 1)
    }


@given(st.sampled_from(["n (%) E", "n (%) [E]", "n (%), events"]), st.tuples(COUNTS, COUNTS))
def test_events_counted_behind_the_share(statistic: str, counts: tuple[int, int]) -> None:
    heads = ("Preferred term", *(f"{arm} (N={size}) {statistic}" for arm, size in zip(ARMS, SIZES, strict=True)))
    cells = [f"{_share(n, size)} [{n + 7}]" for n, size in zip(counts, SIZES, strict=True)]
    rows = [("Nausea", *cells), ("Fatigue", "20 (9.4) [23]", "15 (8.0) [15]"), ("Cough", "9 (4.2) [9]", "8 (4.3) [11]")]
    told = _told(_document("Table 3. Adverse Events", heads, rows), "adverse_events")
    assert {(r["cohort"], r["n"], r["denominator"]) for r in told if r["term"] == "Nausea"} == set(
        zip(ARMS, counts, SIZES, strict=True)
    )


def test_a_spread_before_a_unit() -> None:
    rows = [
        ("Mean LDL cholesterol ± SD, mg/dL", "154.8 ± 20.4", "126.1 ± 35.4"),
        ("Age, years, mean (SD)", "61.2 (9.9)", "60.8 (9.1)"),
    ]
    text = _document("Table 1. Baseline Characteristics", ("Variable", "Surgery (N=299)", "Waiting (N=340)"), rows)
    told = {(r["characteristic"], r["measure"], r["value"], r["unit"]) for r in _told(text, "characteristics")}
    assert ("LDL cholesterol", "mean", 154.8, "mg/dL") in told


@given(
    st.sampled_from(["Sex—no. (%)", "Sex – n (%)", "Sex—n (%)", "Sex, No. (%)"]),
    st.sampled_from(["Age—yr", "Age, yr", "Age — yr"]),
)
def test_dashes_before_statistics(shares: str, age: str) -> None:
    rows = [
        (age, "61.2 ± 9.9", "60.8 ± 9.1"),
        (shares, "", ""),
        ("  Male", "100 (47.2)", "87 (46.5)"),
        ("  Female", "112 (52.8)", "100 (53.5)"),
    ]
    heads = ("Characteristic", *(f"{arm} (N={size})" for arm, size in zip(ARMS, SIZES, strict=True)))
    told = {
        (r["characteristic"], r["unit"])
        for r in _told(_document("Table 1. Baseline Characteristics", heads, rows), "characteristics")
    }
    assert told == {("Age", "years"), ("Sex > Male", None), ("Sex > Female", None)}


@given(
    st.sampled_from(["Event, no. (%)", "Event", "Preferred term"]), st.sampled_from(["Nivetan + Rd", "Nivetan", "Velto"]), COUNTS
)
def test_a_tab_parts_cells_of_any_length(stub: str, arm: str, n: int) -> None:
    rows = [
        ("Thrombocytopenia", _share(n, 212), "44 (23.5)"),
        ("Rash", "16 (7.5)", "16 (8.6)"),
        ("Dyspnea", "44 (20.8)", "12 (6.4)"),
    ]
    lines = ["\t".join(cells) for cells in ((stub, f"{arm} (n = 212)", "Rd (n = 187)"), *rows)]
    told = _told("\n".join(["Moreau et al (2024)", "", "Table 3. Adverse events", *lines, ""]), "adverse_events")
    assert [r["n"] for r in told if r["term"] == "Thrombocytopenia" and r["cohort"] == arm] == [n]
    assert len(told) == 6


@given(st.sampled_from(["**{}**", "__{}__", "{}"]), st.sampled_from(["Recipient", "Donor", "Tumor features"]))
def test_bold_headings_of_rows(mark: str, name: str) -> None:
    rows = [
        (mark.format(name), "", ""),
        ("Male sex, n (%)", "100 (47.2)", "87 (46.5)"),
        ("Diabetes, n (%)", "12 (5.7)", "10 (5.3)"),
    ]
    heads = ("Characteristic", *(f"{arm} (N={size})" for arm, size in zip(ARMS, SIZES, strict=True)))
    told = {r["characteristic"] for r in _told(_document("Table 1. Baseline Characteristics", heads, rows), "characteristics")}
    assert {each.split(" > ")[-1] for each in told} == {"Male sex", "Diabetes"}
    assert not any("*" in each or "_" in each for each in told)


@given(
    st.sampled_from(["{} (N={}): any grade", "{}, N={}: any grade"]),
    st.lists(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), min_size=2, max_size=2),
)
def test_a_grade_beside_that_of_its_group(form: str, drawn: list[tuple[int, ...]]) -> None:
    heads = ("Event", *(h for arm, size in zip(ARMS, SIZES, strict=True) for h in (form.format(arm, size), "grade ≥3")))
    wide = [(arm, size, grade) for arm, size in zip(ARMS, SIZES, strict=True) for grade in ("any", ">=3")]
    terms = ("Pneumonitis", "Hypothyroidism")
    rows = [(t, *(_share(n, w[1]) for n, w in zip(ns, wide, strict=True))) for t, ns in zip(terms, drawn, strict=True)]
    told = _told(_document("Table 3. Adverse Events", heads, rows), "adverse_events")
    assert {(r["cohort"], r["term"], r["grade"], r["n"], r["denominator"]) for r in told} == {
        (arm, t, grade, n, size)
        for t, ns in zip(terms, drawn, strict=True)
        for n, (arm, size, grade) in zip(ns, wide, strict=True)
    }
