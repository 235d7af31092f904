"""Row labels and headers taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.extractors.grid.labels import read_label
from daraevidence.extractors.grid.times import time_point

LABELS = [
    ("Age — yr", "Age", {"unit": "years"}),
    ("Male sex — no. (%)", "Male sex", {"shape": "n_percent"}),
    ("Median age (range), years", "age", {"center": "median", "spreads": ("range",), "unit": "years"}),
    ("Age, median-years (IQR)", "Age", {"center": "median", "spreads": ("iqr",), "unit": "years"}),
    ("Age (years, mean (SD))", "Age", {"center": "mean", "spreads": ("sd",), "unit": "years"}),
    ("Mean ± SD weight, kg", "weight", {"center": "mean", "spreads": ("sd",), "unit": "kg"}),
    ("Platelet count, ×10^9/L, median (range)", "Platelet count", {"center": "median", "unit": "×10^9/L"}),
    ("Follow-up (IQR) [weeks]", "Follow-up", {"spreads": ("iqr",), "unit": "weeks"}),
    ("Stage, n/N (%)", "Stage", {"shape": "fraction"}),
    ("Events/patients", "", {"shape": "fraction"}),
    ("Sex, female/male, %", "Sex", {"shape": "percent", "pair": ("female", "male")}),
    ("Transfusion in between yes/no (%)", "Transfusion in between", {"pair": ("yes", "no")}),
    ("HbA1c, %, mean (SD)", "HbA1c", {"center": "mean", "unit": "%"}),
    ("18-month DFS, % (95% CI)", "18-month DFS", {"shape": "percent", "spreads": ("ci",), "level": "95"}),
    ("Min, max", "", {"spreads": ("range",)}),
    ("Median (Q1–Q3)", "", {"center": "median", "spreads": ("iqr",)}),
    ("Hazard ratio (95% CI)", "Hazard ratio", {"ratio": "hazard_ratio", "level": "95"}),
    ("OR (95% CI)", "OR", {"ratio": "odds_ratio"}),
    ("Responders (n=38)", "Responders", {"n": 38}),
    ("LS mean change in FEV1 (SE), mL", "change in FEV1", {"center": "mean", "spreads": ("se",), "unit": "mL"}),
]

NAMES = [
    "Number of patients who had surgery",
    "No",
    "Blasts over 20%",
    "SD",
    "Age ≥65 years",
    "Creatinine clearance <60 mL/min",
    "IRRs",
    "Overall response",
    "1–3",
]


@pytest.mark.parametrize(("text", "name", "said"), LABELS)
def test_statistic_words_leave_the_name(text: str, name: str, said: dict[str, object]) -> None:
    label = read_label(text)
    assert label.name == name
    assert {key: getattr(label, key) for key in said} == said


@pytest.mark.parametrize("text", NAMES)
def test_names_stay_whole(text: str) -> None:
    label = read_label(text)
    assert label.name == text
    assert not (label.center or label.shape or label.spreads or label.ratio)


@pytest.mark.parametrize("text", ["OR, n (%)", "HR, bpm", "RR", "IRR, n (%)"])
def test_short_forms_are_ratios_only_beside_an_interval(text: str) -> None:
    assert read_label(text).ratio == ""


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("6-month PFS", (6, "months")),
        ("OS at 2 years", (2, "years")),
        ("Week 24", (24, "weeks")),
        ("Response at 12 wk", (12, "weeks")),
        ("Bleeding within 3 months", (3, "months")),
        ("Response lasting ≥6 months", None),
        ("18-65 years", None),
        ("Median OS, months", None),
    ],
)
def test_times(text: str, time: tuple[int, str] | None) -> None:
    found = time_point(text)
    assert (None if found is None else tuple(found)) == time


@given(st.text(max_size=200))
def test_any_text_is_a_label(text: str) -> None:
    label = read_label(text)
    assert label.text == text
    assert len(label.name) <= len(text) + 2
