"""Parts of the patients as rows and columns of tables, with the sizes that a column or a label prints."""

from daraevidence import extract_text

TITLE = "Medina et al (2024) reported a cohort study of 90 patients with gout.\n\n"


def groups(text):
    return {(group.cohort, group.n, group.role) for group in extract_text(text).cohorts}


def table(title, *lines):
    return TITLE + title + "\n" + "\n".join(lines) + "\n"


def test_a_column_of_sizes():
    text = table(
        "Attacks by Subgroup",
        "Subgroup", "n", "HR (95% CI)",
        "All patients", "90", "0.79 (0.61-1.02)",
        "Age",
        "   <50 years", "31", "0.84 (0.54-1.30)",
        "   ≥50 years", "59", "0.77 (0.57-1.05)",
    )  # fmt: skip
    assert {("<50 years", 31, "subgroup"), ("≥50 years", 59, "subgroup")} <= groups(text)


def test_labels_with_a_size_below_an_outcome():
    text = table(
        "Survival by Class",
        "Parameter", "Median (95% CI)",
        "PFS, months",
        "   Same class (n=50)", "3.1 (2.4-3.9)",
        "   Other class (n=40)", "5.8 (4.3-8.2)",
        "OS, months",
        "   Same class (n=50)", "10.9 (8.2-14.0)",
        "   Other class (n=40)", "16.7 (11.9-NR)",
    )  # fmt: skip
    assert {(name, n) for name, n, role in groups(text) if role != "total"} == {("Same class", 50), ("Other class", 40)}


def test_columns_of_periods_and_of_what_went_before():
    rows = ["Attack", "12 (24)", "8 (20)", "Tophus", "5 (10)", "4 (10)"]
    periods = table("Attacks by Period", "Event, n (%)", "Weeks 1-18 (n=50)", "Weeks 19-52 (n=40)", *rows)
    assert {("Weeks 1-18", 50, "subgroup"), ("Weeks 19-52", 40, "subgroup")} <= groups(periods)
    # the same patients, of whom some were lost
    visits = table("Attacks by Visit", "Event, n (%)", "Baseline (n=50)", "Month 6 (n=40)", *rows)
    assert not {role for _, n, role in groups(visits) if n in (50, 40)} & {"subgroup", "arm"}


def test_a_title_that_names_the_study():
    text = (
        "ORION-2 and KEPLER-3 are the trials to know.\n\nORION-2 enrolled 90 adults with gout. "
        "KEPLER-3 was a randomized trial in 60 adults.\n\n"
        "Adverse Events in ORION-2\nEvent, n (%)\nLebrivant (n=45)\nPlacebo (n=45)\nRash\n5 (11)\n4 (9)\nCough\n6 (13)\n3 (7)\n"
    )
    found = {(group.study, group.cohort) for group in extract_text(text).cohorts if group.n == 45}
    assert found == {("ORION-2", "Lebrivant"), ("ORION-2", "Placebo")}


def test_arms_that_prose_and_table_call_differently():
    text = (
        "Medina et al (2024) reported a randomized trial in 90 adults with gout. "
        "Of 90 adults, 46 received lebrivant and 44 received placebo.\n\n"
        "Outcomes\nOutcome, n (%)\nLebrivant + Standard Therapy\nPlacebo + Standard Therapy\nn=46\nn=44\n"
        "Remission\n23 (50)\n11 (25)\nAttack\n4 (9)\n11 (25)\n"
    )
    arms = [(group.cohort, group.n) for group in extract_text(text).cohorts if group.role == "arm"]
    assert arms == [("Lebrivant + Standard Therapy", 46), ("Placebo + Standard Therapy", 44)]


def test_the_arms_again_in_a_population():
    text = (
        "ORION-2 was a randomized trial in 90 adults with gout.\n\n"
        "Outcomes\nOutcome, n (%)\nLebrivant + Colchicine (n=46)\nPlacebo + Colchicine (n=44)\n"
        "Remission\n23 (50)\n11 (25)\nAttack\n4 (9)\n11 (25)\n\n"
        "The safety population consisted of 44 patients treated with lebrivant and 42 patients treated with placebo."
    )
    arms = {(group.cohort, group.n) for group in extract_text(text).cohorts if group.role != "total"}
    assert arms == {
        ("Lebrivant + Colchicine", 46),
        ("Placebo + Colchicine", 44),
        ("Lebrivant + Colchicine", 44),
        ("Placebo + Colchicine", 42),
    }
    controls = [group.cohort for group in extract_text(text).cohorts if "control arm" in group.aliases]
    assert set(controls) == {"Placebo + Colchicine"}
