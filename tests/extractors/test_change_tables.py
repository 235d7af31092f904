"""Tables of changes and of survival: what a percent sign in brackets is, rows of P values, rows that tell the start."""

from __future__ import annotations

import daraevidence

CHANGES = """Ferrante et al (2021)1 conducted a randomized study of 161 adults with asthma.

Table 2. Results at Week 12
Endpoint
Placebo
(N=80)
Zenocort 5 mg
(N=81)
Eosinophils (%)
   Baseline, mean
5.11
5.17
   Adjusted mean change from baseline (95% CI)
-0.30 (-0.44, -0.16)
-0.90 (-1.05, -0.76)
   Difference from placebo (95% CI)
-
-0.60 (-0.81, -0.40)
   P value
-
0.0002
"""

SURVIVAL = """Ferrante et al (2021)1 conducted a randomized study of 161 adults with glioma.

Table 3. Efficacy Results
Endpoint
Zenotinib (n=81)
Placebo (n=80)
Overall survival
   Deaths, n (%)
41 (50.6)
52 (65.0)
   Median, months (95% CI)
18.3 (15.9-21.0)
13.1 (11.4-14.8)
   HR (95% CI)
0.71 (0.57-0.89)
   P value
0.0027
"""


def rows(text: str, frame: str) -> list[dict[str, object]]:
    return [row for row in daraevidence.extract_text(text).payload[frame] if row.get("label") or row.get("characteristic")]


def test_percent_is_the_unit_of_a_change() -> None:
    changes = [row for row in rows(CHANGES, "endpoints") if "change" in str(row["label"])]
    assert [(row["measure"], row["value"], row["unit"], row["ci_low"], row["ci_high"]) for row in changes] == [
        ("mean", -0.30, "%", -0.44, -0.16),
        ("mean", -0.90, "%", -1.05, -0.76),
    ]


def test_a_row_of_p_values_is_that_of_the_difference_above() -> None:
    (row,) = [row for row in rows(CHANGES, "endpoints") if "ifference" in str(row["label"])]
    names = ("cohort", "comparator", "measure", "value", "p_op", "p_value")
    assert tuple(row[name] for name in names) == ("Zenocort 5 mg", "Placebo", "value", -0.6, "=", 0.0002)


def test_the_start_of_a_change_is_a_characteristic() -> None:
    starts = [(row["cohort"], row["value"], row["unit"]) for row in rows(CHANGES, "characteristics")]
    assert starts == [("Placebo", 5.11, "%"), ("Zenocort 5 mg", 5.17, "%")]


def test_a_row_of_p_values_is_that_of_the_ratio_and_of_what_it_compares() -> None:
    found = {(row["measure"], row["cohort"]): row.get("p_value") for row in rows(SURVIVAL, "endpoints")}
    assert found == {
        ("proportion", "Zenotinib"): None,
        ("proportion", "Placebo"): None,
        ("median", "Zenotinib"): 0.0027,
        ("median", "Placebo"): 0.0027,
        ("hazard_ratio", "Zenotinib"): 0.0027,
    }


RESPONSES = """Ferrante et al (2021)1 conducted a study of 83 adults with lymphoma.

Table 4. Responses
Outcome
All patients (N=83)
Prior therapy (n=38)
ORR, n (%)
47 (56.6)
19 (50.0)
{indent}95% CI
45.3-67.5
33.4-66.6
Complete response, n (%)
32 (38.6)
12 (31.6)
"""


def test_a_row_of_limits_is_that_of_the_rate_above() -> None:
    text = RESPONSES.format(indent="   ")
    found = [(row["n"], row.get("ci_level"), row.get("ci_low"), row.get("ci_high")) for row in rows(text, "endpoints")]
    assert found == [(47, 95.0, 45.3, 67.5), (19, 95.0, 33.4, 66.6), (32, None, None, None), (12, None, None, None)]


def test_rates_per_year_are_values() -> None:
    lines = ("Outcome Apixaban Warfarin", "Stroke 1.27%/yr [1] 1.60%/yr [1]", "Major bleeding 2.13%/yr [1] 3.09%/yr [1]")
    text = "Outcomes of ORION trial\n\n" + "\n".join(lines)
    found = [(row["label"], row["measure"], row["value"], row["unit"]) for row in rows(text, "endpoints")]
    assert found == [
        ("Stroke", "value", 1.27, "% per year"),
        ("Stroke", "value", 1.6, "% per year"),
        ("Major bleeding", "value", 2.13, "% per year"),
        ("Major bleeding", "value", 3.09, "% per year"),
    ]
