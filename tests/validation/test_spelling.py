"""Names and abbreviations."""

import pytest

OFTEN = "RITUXIMAB was given. RITUXIMAB was repeated. After RITUXIMAB came rest. Obinutuzumab, obinutuzumab, or obinutuzumab."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then RITUXMAB was stopped.", [("warning", "RITUXMAB")]),
        ("Then obinutzumab was stopped.", [("warning", "obinutzumab")]),
        ("aObinutzumab after relapse.", [("warning", "Obinutzumab")]),
        ("A RITUXIMABcontaining regimen.", [("info", "RITUXIMABcontaining")]),
        ("A RITUXIMAB-containing regimen.", []),
        ("Then ofatumumab was given.", []),
        ("High-risk and high-risk disease; Highrisk patients.", [("info", "Highrisk")]),
        ("Non-refractory and nonrefractory disease.", []),
        ("R-mono was given, and R-mono again; Rmono is an arm.", [("info", "Rmono")]),
    ],
)
def test_names(page, text, found):
    made = page()
    made.say(OFTEN)
    made.say(text)
    assert [flag[1:] for flag in made.found("typo-in-name")] == found


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("tolgliflozin", "tolgilflozin"), ("dasopril", "dasorpil"), ("velixaban", "velixaban"), ("concept", "concert")],
)
def test_names_of_other_classes(page, name, wrong):
    made = page()
    made.say(f"First {name} was given. Then {name} was stopped. Later {name} was resumed.")
    made.say(f"Then {wrong} was given.")
    assert [flag[2] for flag in made.found("typo-in-name")] == ([wrong] if name not in (wrong, "concept") else [])


def test_abbreviations_of_the_document(page):
    made = page()
    made.abbreviations["PFS"] = "progression-free survival"
    made.say("The median PFS was long, and ANC recovered. ANC rose.")
    assert made.found("abbreviation-undefined") == [("abbreviation-undefined", "info", "ANC")]


def test_abbreviations_of_a_table(page):
    made = page()
    made.abbreviations |= {"PFS": "progression-free survival", "CI": "confidence interval"}
    made.table(["All"], [("Median PFS", ["5.1 (95% CI, 4.2-6.6)"])], abbreviations={"PFS": "progression-free survival"})
    assert made.found("abbreviation-undefined") == [("abbreviation-undefined", "info", "5.1 (95% CI, 4.2-6.6)")]
