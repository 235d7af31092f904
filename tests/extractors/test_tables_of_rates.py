"""Rates, comparisons and grades in the headers of tables."""

import daraevidence

EVENTS = """Primary Efficacy and Safety Outcomes
Outcome
Nivetan (N=7131)
Warfarin (N=7133)
Hazard Ratio (95% CI)
P Value
Events, n (%/yr)
Events, n (%/yr)
Stroke or systemic embolism
188 (1.7)
241 (2.2)
0.79 (0.66-0.96)
0.01
Major bleeding
395 (3.6)
386 (3.4)
1.04 (0.90-1.20)
0.58
"""

IMMUNITY = """Table 3. Immune responses at Day 29
Strain
Vaccine A
Vaccine B
GMT ratio (95% CI)
SCR difference, % (95% CI)
A/H1N1
  GMT (95% CI)
312.4 (286.1-341.2)
251.7 (230.9-274.4)
1.24 (1.10-1.40)
-
  SCR, n/N (%)
612/1003 (61.0)
521/998 (52.2)
-
8.8 (4.5-13.1)
"""

REACTIONS = """Table 4. Solicited reactions within 7 days (safety set)
Reaction
Vaccine A (N=1012)
Vaccine B (N=1009)
Any
Grade 3
Any
Grade 3
Pain
418 (41.3)
7 (0.7)
296 (29.3)
2 (0.2)
Myalgia
251 (24.8)
9 (0.9)
182 (18.0)
4 (0.4)
"""

EXPOSURE = """Table 5. Exposure-Adjusted Event Rates Through Year 5
Event
Nivetan
(n=1213; PY=1210)
Placebo
(n=1042; PY=390)
Serious infection, n (E/100 PY)
38 (3.1)
9 (2.3)
Herpes zoster, n (E/100 PY)
36 (3.0)
5 (1.3)
"""


def test_a_rate_beside_a_count_is_no_percent():
    found = daraevidence.extract_text(EVENTS)
    counts = [e for e in found.endpoints if e.measure == "count"]
    assert [(e.cohort, e.label, e.n, e.percent, e.denominator) for e in counts] == [
        ("Nivetan", "Stroke or systemic embolism", 188, None, 7131),
        ("Warfarin", "Stroke or systemic embolism", 241, None, 7133),
        ("Nivetan", "Major bleeding", 395, None, 7131),
        ("Warfarin", "Major bleeding", 386, None, 7133),
    ]
    ratios = [e for e in found.endpoints if e.measure == "hazard_ratio"]
    assert [(e.cohort, e.comparator, e.value, e.p_value) for e in ratios] == [
        ("Nivetan", "Warfarin", 0.79, 0.01),
        ("Nivetan", "Warfarin", 1.04, 0.58),
    ]
    assert not [finding for finding in found.findings if finding.severity != "info"]


def test_ratios_and_differences_of_outcomes_are_no_groups():
    found = daraevidence.extract_text(IMMUNITY)
    assert {cohort.cohort for cohort in found.cohorts} <= {"Vaccine A", "Vaccine B"}
    effects = [e for e in found.endpoints if "ratio" in e.label or "difference" in e.label]
    assert {(e.cohort, e.comparator) for e in found.endpoints} == {("Vaccine A", "Vaccine B"), ("Vaccine B", "Vaccine A")}
    assert [(e.label, e.value, e.ci_low, e.comparator) for e in effects] == [
        ("A/H1N1 > GMT (GMT ratio)", 1.24, 1.1, "Vaccine B"),
        ("difference in A/H1N1 > SCR", 8.8, 4.5, "Vaccine B"),
    ]


def test_any_beside_grade_3_is_any_grade():
    found = daraevidence.extract_text(REACTIONS)
    assert {(a.cohort, a.term, a.grade, a.n) for a in found.adverse_events if a.term == "Pain"} == {
        ("Vaccine A", "Pain", "any", 418),
        ("Vaccine A", "Pain", "3", 7),
        ("Vaccine B", "Pain", "any", 296),
        ("Vaccine B", "Pain", "3", 2),
    }


def test_exposure_is_no_name_and_no_baseline():
    found = daraevidence.extract_text(EXPOSURE)
    assert not found.characteristics
    assert [(a.cohort, a.denominator, a.term, a.n, a.percent) for a in found.adverse_events][:2] == [
        ("Nivetan", 1213, "Serious infection", 38, None),
        ("Placebo", 1042, "Serious infection", 9, None),
    ]


def test_a_dose_above_its_size_names_the_group():
    text = (
        "Table 1. Pharmacokinetics of Nivetan\n100 mg\n(N=12)\n200 mg\n(N=12)\nTmax, days, median (range)\n5 (2-14)\n6 (3-14)\n"
        "Half-life, days, mean (SD)\n19.2 (3.1)\n20.4 (4.0)\n"
    )
    found = daraevidence.extract_text(text)
    assert [(cohort.cohort, cohort.n) for cohort in found.cohorts if cohort.role == "arm"] == [("100 mg", 12), ("200 mg", 12)]
