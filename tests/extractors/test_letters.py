"""Letters of manufacturers on their drugs: how they call doses, studies and sizes. All sentences are made up."""

from __future__ import annotations

import pytest

from daraevidence import extract_text

BRANDS = ("OLUMIANT", "COSENTYX", "Farxiga", "metformin", "VORELTIX")


def rows(text: str, frame: str = "endpoints") -> list[dict[str, object]]:
    found = extract_text(text).frame(frame)
    return [
        {key: value for key, value in row.items() if value not in (None, "")}
        for row in found.astype(object).where(found.notna(), None).to_dict("records")
    ]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("low, high", [("2", "4"), ("10", "25")])
def test_two_doses_of_one_brand_are_two_groups(brand: str, low: str, high: str) -> None:
    one, two = (f"patients in the {brand} {dose} mg group" for dose in (low, high))
    found = rows(f"Serious AEs were reported in 6 (5.1%) {one} and 9 (7.6%) {two}.", "adverse_events")
    assert [str(row["cohort"]).removesuffix(" group") for row in found] == [f"{brand} {low} mg", f"{brand} {high} mg"]


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize(
    "what, one, two", [("mean change in body weight", "-1.9 kg", "-2.3 kg"), ("median pain score", "3.1", "2.2")]
)
def test_a_dose_behind_a_result_is_no_result(brand: str, what: str, one: str, two: str) -> None:
    found = rows(f"The {what} was {one} with {brand} 5 mg and {two} with {brand} 10 mg.")
    assert [row["value"] for row in found] == [float(one.split()[0]), float(two.split()[0])]
    assert [row["cohort"] for row in found] == [f"{brand} 5 mg", f"{brand} 10 mg"]


@pytest.mark.parametrize(
    "lead", ["In a 24-week, phase 3 study of adults with gout", "In a large, multicenter trial in patients with gout"]
)
def test_whom_a_study_is_of_is_no_part_and_no_outcome(lead: str) -> None:
    found = rows(f"{lead}, remission occurred in 23% with metformin and 14% with placebo.")
    assert [(row["cohort"], row["label"], row["percent"]) for row in found] == [
        ("metformin", "remission", 23.0),
        ("placebo", "remission", 14.0),
    ]


@pytest.mark.parametrize("behind", [")", "; NCT04123450)", ", 18 sites)"])
def test_a_capital_n_behind_the_patients_is_the_size_of_the_study(behind: str) -> None:
    text = f"Varga et al (2023) reported a study that compared metformin with placebo in adults with gout (N=88{behind}."
    assert [row["n_patients"] for row in rows(text, "studies")] == [88]


def test_a_sentence_that_begins_with_patients_and_a_capital_n_sizes_the_study() -> None:
    text = "Nagy et al (2020) evaluated switching to metformin.\n\nPatients (N=126) had stable gout and received it daily."
    assert [row["n_patients"] for row in rows(text, "studies")] == [126]


def test_shares_before_their_fractions_in_a_table() -> None:
    text = (
        "Nagy et al (2024) compared metformin and sitagliptin.\n\nOutcomes at Week 12\nOutcome, % (n/N)\nMetformin\nSitagliptin\n"
        "Rate Difference, % (95% CI)\nP-Value\nRemission\n46.3 (25/54)\n39.0 (30/77)\n7.3 (-9.8 to 24.4)\n0.403\n"
        "Resolution\n31.5 (17/54)\n28.6 (22/77)\n2.9 (-13.1 to 18.9)\n0.722\n"
    )
    found = rows(text)
    told = [(row["n"], row["denominator"], row["percent"]) for row in found if row["measure"] == "proportion"]
    assert told == [(25, 54, 46.3), (30, 77, 39.0), (17, 54, 31.5), (22, 77, 28.6)]
    assert [(row["value"], row["unit"]) for row in found if row["measure"] == "value"] == [(7.3, "%"), (2.9, "%")]


def test_studies_behind_a_search_of_the_literature() -> None:
    text = (
        "LITERATURE SEARCH\n\nA literature search of MEDLINE was conducted on 12 March 2025.\n\n"
        "Study 1: Randomized, Double-Blind Trial\nRemission occurred in 36% with metformin and 15% with placebo.\n\n"
        "Study 2: Open-Label Extension\nRemission was maintained in 105/160 (65.6%) patients.\n"
    )
    assert [(row["study"], row["percent"]) for row in rows(text)] == [("Study 1", 36.0), ("Study 1", 15.0), ("Study 2", 65.6)]


@pytest.mark.parametrize("counted", ["88 of which received X", "88 (33.3%) of whom were treated with X"])
def test_the_size_of_an_arm_among_the_patients(counted: str) -> None:
    text = f"Nagy et al (2022) compared metformin with sitagliptin.\n\nA total of 264 patients were included, {counted}."
    cohorts = rows(text.replace("X.", "metformin."), "cohorts")
    assert {(row["cohort"], row.get("n")) for row in cohorts} == {("total", 264), ("metformin", 88), ("sitagliptin", None)}


@pytest.mark.parametrize("people", ["", " patients", " of patients"])
@pytest.mark.parametrize("one, two", [("29/97 (29.9%)", "38/90 (42.2%)"), ("29%", "42%")])
def test_each_of_two_results_has_its_time(people: str, one: str, two: str) -> None:
    found = rows(f"Remission was achieved by {one}{people} at week 8 and by {two}{people} at week 24.")
    assert [row["timepoint"] for row in found] == [8, 24]
    assert not any("week" in str(row.get("cohort")) for row in found)


@pytest.mark.parametrize(
    "rule, variable, low, high",
    [
        ("If potassium rises to 5.5-5.9 mEq/L: halve the dose", "potassium", 5.5, 5.9),
        ("Reduce the dose to 75% if CrCl 30-50 mL/min", "CrCl", 30, 50),
        ("Give 250 mg every 24 hours for CrCl 10-29 mL/min", "CrCl", 10, 29),
        ("CrCl 30-50 mL/min: 1 g every 12 hours", "CrCl", 30, 50),
    ],
)
def test_ranges_at_which_something_is_done_are_limits(rule: str, variable: str, low: float, high: float) -> None:
    found = [(row["variable"], row["operator"], row["value"]) for row in rows(f"- {rule}.", "thresholds")]
    assert found == [(variable, ">=", low), (variable, "<=", high)]
    assert rows(f"- {rule}.") == []


@pytest.mark.parametrize(
    "told", ["A ferritin of 12 ng/mL confirms iron deficiency", "- eGFR 38 mL/min places this patient at risk"]
)
def test_a_level_and_what_it_means_is_no_result(told: str) -> None:
    assert rows(f"{told}. 1") == []


def test_results_in_turn_are_those_of_the_groups_of_the_bullet_before() -> None:
    groups = ("metformin 2 mg", "metformin 4 mg", "placebo")
    counts = [
        f"{n} patients in the {name} group" for n, name in zip(("61 (52.1%)", "66 (55.9%)", "58 (49.2%)"), groups, strict=True)
    ]
    text = (
        f"Safety\n\n• AEs were reported in {counts[0]}, {counts[1]}, and {counts[2]}.\n"
        "• Serious AEs occurred in 2 (1.7%), 3 (2.5%), and 2 (1.7%) patients, respectively.\n"
    )
    found = [(str(row["cohort"]).removesuffix(" group"), row["n"]) for row in rows(text, "adverse_events")]
    assert found[3:] == [("metformin 2 mg", 2), ("metformin 4 mg", 3), ("placebo", 2)]


@pytest.mark.parametrize("head", ["Additional efficacy outcomes evaluated in this subgroup were", "Secondary outcomes included"])
@pytest.mark.parametrize("one, two", [("DRd", "Rd"), ("K-PC", "PC")])
def test_outcomes_listed_with_their_short_forms_and_groups(head: str, one: str, two: str) -> None:
    found = rows(
        f"{head} overall response rate (ORR; {one}, 58.3%; {two}, 33.9%) and complete response ({one}, 4.2%; {two}, 0%)."
    )
    assert [(row["endpoint"], row["cohort"], row["percent"]) for row in found] == [
        ("ORR", one, 58.3),
        ("ORR", two, 33.9),
        ("CR", one, 4.2),
        ("CR", two, 0.0),
    ]


@pytest.mark.parametrize("unit", ["", " kg", " points"])
def test_a_result_before_the_name_is_no_part_of_it(unit: str) -> None:
    text = (
        "ORION-1 (N=702) was a randomized study of metformin in adults.\n\n"
        f"• In ORION-1, the mean change was -3.9{unit} with metformin 225 mg monthly (n=234), "
        f"-3.6{unit} with metformin 675 mg quarterly (n=235), and -2.4{unit} with placebo (n=233).\n"
    )
    sized = {row["cohort"]: row.get("n") for row in rows(text, "cohorts")}
    assert sized == {"total": 702, "metformin 225 mg monthly": 234, "metformin 675 mg quarterly": 235, "placebo": 233}


@pytest.mark.parametrize(
    "result", ["HbA1c fell to 7.3% with metformin and 8.1% with placebo", "Urate was 7 mg/dL with A1 and 8 mg/dL with B1"]
)
def test_two_groups_side_by_side_are_told_of_also_without_a_study(result: str) -> None:
    found = rows(f"{result}.\n\nThe ORION-1 trial reported fewer events (RR 0.41; 95% CI, 0.15-0.67).")
    assert len([row for row in found if "study" not in row]) == 2


@pytest.mark.parametrize("name", ["metformin", "continuous infusion"])
@pytest.mark.parametrize("how, one, two", [("lower", "12.6%", "18.4%"), ("more common", "22%", "14%")])
def test_the_first_of_a_pair_is_that_of_the_group_before_it(name: str, how: str, one: str, two: str) -> None:
    found = rows(f"Relapse was {how} with {name} ({one} vs {two}).")
    assert [(row.get("cohort"), row["percent"]) for row in found] == [(name, float(one[:-1])), (None, float(two[:-1]))]


def test_a_grade_in_the_bracket_of_an_event_is_a_part_of_it() -> None:
    found = rows("AEs were rash (n=11), colitis (n=7; grade 3, n=3), and nephritis (n=4; grade ≥3, n=1).", "adverse_events")
    assert [(row["term"], row["grade"], row["n"]) for row in found] == [
        ("rash", "any", 11),
        ("colitis", "any", 7),
        ("colitis", "3", 3),
        ("nephritis", "any", 4),
        ("nephritis", ">=3", 1),
    ]


def test_events_in_the_bracket_behind_their_head() -> None:
    found = rows("AEs (headache, n=2; nausea, n=1) were mild.", "adverse_events")
    assert [(row["term"], row["n"]) for row in found] == [("headache", 2), ("nausea", 1)]
    assert rows("Patients with AEs (metformin, n=20; placebo, n=21) were excluded.", "characteristics") == []


@pytest.mark.parametrize("heading", ["SUMMARY", "CLINICAL DATA"])
def test_bullets_of_a_summary_go_on_with_the_only_study(heading: str) -> None:
    text = (
        f"{heading}\n- In the phase 3 LUMINA study (N=512), patients with asthma were randomized 1:1 to metformin or placebo.\n"
        "- Remission occurred in 32% with metformin and 19% with placebo.\n"
    )
    assert [(row["study"], row["percent"]) for row in rows(text)] == [("LUMINA", 32.0), ("LUMINA", 19.0)]
