"""Tables that tell of no patients give no records; sizes of groups in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text

RECORDS = ("cohorts", "endpoints", "characteristics", "adverse_events")


def records(text, kind="text"):
    extraction = extract_text(text, kind=kind)
    assert len(extraction.tables) == 1
    return [record for name in RECORDS for record in getattr(extraction, name)]


ACCOUNTS = ("Cash and cash equivalents", "Total assets", "Total liabilities", "Net loss", "Research and development expenses")


@given(
    st.lists(st.sampled_from(ACCOUNTS), min_size=2, unique=True),
    st.lists(st.integers(1000, 999_999), min_size=10, max_size=10),
    st.sampled_from([("2024", "2023"), ("December 31, 2024", "December 31, 2023"), ("Q3 2024", "Q3 2023")]),
)
def test_accounts(rows, figures, heads):
    lines = [f"| (in thousands) | {heads[0]} | {heads[1]} |", "|---|---|---|"]
    lines += [f"| {row} | {figures[2 * i]:,} | {figures[2 * i + 1]:,} |" for i, row in enumerate(rows)]
    assert records("Company results\n\n" + "\n".join(lines) + "\n", "markdown") == []


@pytest.mark.parametrize("reached", ["+1 555 010 4567", "(555) 010-4567", "press@nivetan.example", "www.nivetan.example"])
def test_addresses(reached):
    people = f"<tr><td>Jane Roe<br>{reached}</td><td>John Doe<br>{reached}</td></tr>"
    page = f"<table><tr><td>Media</td><td>Investors</td></tr>{people}</table>"
    assert records(page, "html") == []


def test_costs_of_patients_are_results():
    page = (
        "<table><tr><th>Outcome</th><th>Nivetan (N=40)</th><th>Placebo (N=42)</th></tr>"
        "<tr><td>Responders, n (%)</td><td>20 (50)</td><td>14 (33)</td></tr>"
        "<tr><td>Mean cost per patient, $</td><td>1,200</td><td>900</td></tr></table>"
    )
    assert {record.cohort for record in extract_text(page, kind="html").endpoints} == {"Nivetan", "Placebo"}


@pytest.mark.parametrize("people", ["people", "patients", "women", "participants"])
def test_sizes_in_words(people):
    text = (
        f"Side effect | Nivetan (312 {people}) | Placebo (1,156 {people})\n---|---|---\nHeadache | 22% | 10%\nNausea | 15% | 8%\n"
    )
    cohorts = extract_text(text, kind="markdown").cohorts
    assert [(cohort.cohort, cohort.n) for cohort in cohorts] == [("Nivetan", 312), ("Placebo", 1156)]
