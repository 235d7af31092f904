"""Tables of harms whose rows say whom they are of: all that had one, those related to the treatment; known by their place."""

from __future__ import annotations

import pytest

import daraevidence

_HEAD = (
    "# The HARBOR trial\n\nHARBOR was a randomized trial: 400 patients were assigned to ramivac (n=200) or placebo (n=200).\n\n"
)


def _rows(section: str, rows: list[tuple[str, ...]], stub: str = "") -> str:
    header = "| " + " | ".join([stub, *[""] * (len(rows[0]) - 3), "ramivac (N=200)", "placebo (N=200)"]) + " |"
    lines = [header, "|" + "---|" * len(rows[0]), *("| " + " | ".join(row) + " |" for row in rows)]
    return f"{_HEAD}## {section}\n\n" + "\n".join(lines) + "\n"


def _events(text: str) -> set[tuple[str, str, int | None]]:
    found = daraevidence.extract_text(text, kind="markdown").adverse_events
    return {(each.cohort or "", each.term, each.n) for each in found}


@pytest.mark.parametrize(
    "lead", ["Number of patients with at least one ", "No. of subjects with 1+ ", "% of participants with any "]
)
def test_who_is_counted_is_no_part_of_the_event(lead: str) -> None:
    rows = [(f"{lead}adverse event", "31 (15.5)", "27 (13.5)"), (f"{lead}serious adverse event", "4 (2.0)", "0")]
    assert _events(_rows("Safety", rows, "Safety population")) == {
        ("ramivac", "adverse event", 31),
        ("placebo", "adverse event", 27),
        ("ramivac", "serious adverse event", 4),
        ("placebo", "serious adverse event", 0),
    }


def test_rows_of_all_and_of_related_events() -> None:
    html = (
        "<h1>The HARBOR trial</h1><p>HARBOR was a randomized trial: 400 patients were assigned to ramivac (n=200) or placebo "
        "(n=200).</p><h2>Safety</h2><table>"
        "<tr><th colspan=2>Safety Population</th><th>ramivac (N=200)</th><th>placebo (N=200)</th>"
        "</tr><tr><td rowspan=2>Adverse event</td><td>Total</td><td>31 (15.5)</td><td>27 (13.5)</td></tr>"
        "<tr><td>Related</td><td>7 (3.5)</td><td>5 (2.5)</td></tr>"
        "<tr><td>Rash</td><td>Total</td><td>3 (1.5)</td><td>1 (0.5)</td></tr></table>"
    )
    found = daraevidence.extract_text(html, kind="html").adverse_events
    assert {(each.term, each.n) for each in found if each.cohort == "ramivac"} == {
        ("Adverse event", 31),
        ("Adverse event, Related", 7),
        ("Rash", 3),
    }


def test_a_table_of_efficacy_whose_rows_name_a_disease_tells_no_harms() -> None:
    rows = [("Pneumonia", "4/62 (6.5)", "9/57 (15.8)"), ("Severe pneumonia", "3/40 (7.5)", "9/38 (23.7)")]
    assert not _events(_rows("Efficacy", rows))
    assert _events(_rows("Safety", rows))


def test_rows_below_a_head_of_harms_in_a_table_of_outcomes() -> None:
    rows = [
        ("Responders at week 12", "120 (60.0)", "60 (30.0)"),
        ("**Adverse events**", "", ""),
        ("Constipation", "29 (14.5)", "8 (4.0)"),
        ("Leading to discontinuation", "9 (4.5)", "7 (3.5)"),
    ]
    assert {term for _, term, _ in _events(_rows("Results", rows))} == {"Constipation", "Leading to discontinuation"}


def test_freedom_from_a_symptom_is_no_harm() -> None:
    text = "The share of patients experiencing no nausea was 74% with ramivac and 45% with placebo."
    assert not _events(_HEAD + text)
