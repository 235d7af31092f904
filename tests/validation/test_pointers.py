"""Citations without an entry, tables without the title."""

import pytest


def _cited(page, text, entries):
    made = page()
    made.say(text)
    for number in entries:
        made.reference(number, f"{number} Someone A, Other B. A title. J Tests. 2020;1:1-2.")
    return made.found("reference-unresolved")


def test_missing_entry(page):
    found = _cited(page, "The first result was good.1,2 The second one was better.4 It lasted.4", [1, 2, 3])
    assert [flag[:2] for flag in found] == [("reference-unresolved", "warning")] and "better.4" in found[0][2]


def test_all_entries(page):
    assert _cited(page, "The first result was good.1,2 The second one was better.3", [1, 2, 3]) == []


def test_no_list(page):
    found = _cited(page, "The first result was good.1,2 The second one was better.3 It lasted.4", [])
    assert [flag[:2] for flag in found] == [("reference-unresolved", "info")]


@pytest.mark.parametrize(
    ("mention", "severity"),
    [
        ("Table: Response to Rituximab in Both Cohorts", None),
        ("Table: Responses to Rituximab in Both Cohorts", "info"),
        ("Table: Response to Rituximab or Obinutuzumab in Both Cohorts", "warning"),
        ("Table: Costs of Care", "info"),
    ],
)
def test_titles(page, mention, severity):
    made = page()
    made.say(f"Results are summarized in {mention}.")
    made.table(["A (n=9)"], [("Fever, n (%)", ["3 (33)"])], title="Response to Rituximab in Both Cohorts")
    expected = [] if severity is None else [("reference-unresolved", severity, mention)]
    assert made.found("reference-unresolved") == expected


def test_a_title_without_its_table_read(page):
    made = page()
    made.say("Results are summarized in Table: Costs of Care.")
    made.say("Costs of Care3")
    assert made.found("reference-unresolved") == []
