"""What is told of two treatments at once: what they were compared in is the outcome, and each outcome keeps its own numbers."""

from __future__ import annotations

import pytest

import daraevidence


def rows(text):
    return daraevidence.extract_text(f"Apixaban was compared with heparin. {text}").endpoints


@pytest.mark.parametrize(
    "judged",
    [
        "was non-inferior to heparin for recurrence",
        "was noninferior to heparin with respect to recurrence",
        "was not inferior to heparin in terms of recurrence",
        "did not differ from heparin in recurrence",
    ],
)
def test_what_two_treatments_were_judged_by_is_the_outcome(judged):
    found = rows(f"Apixaban {judged} (5.5% vs 8.3%).")
    assert [(row.label, row.cohort.casefold(), float(row.percent)) for row in found] == [
        ("recurrence", "apixaban", 5.5),
        ("recurrence", "heparin", 8.3),
    ]


@pytest.mark.parametrize("joint", ["while mortality was similar", "whereas mortality did not differ", "but mortality was alike"])
def test_percents_of_another_outcome_are_not_those_of_the_counts_before(joint):
    found = rows(f"Relapse was seen in 11 and 4 patients, respectively, {joint} (8.3% vs 9.2%).")
    assert {row.n: row.percent for row in found if row.label == "Relapse"} == {11: None, 4: None}
    assert sorted(float(row.percent) for row in found if row.label == "mortality") == [8.3, 9.2]


@pytest.mark.parametrize(
    "lead", ["HR vs heparin 0.65", "hazard ratio versus heparin 0.65", "HR vs. heparin, 0.65", "HR vs heparin: 0.65"]
)
def test_a_ratio_names_what_it_is_held_against(lead):
    (row,) = rows(f"Mortality was lower with apixaban ({lead}; 95% CI 0.45 to 0.94; P=0.02).")
    assert (row.measure, row.cohort.casefold(), row.comparator, float(row.p_value)) == (
        "hazard_ratio",
        "apixaban",
        "heparin",
        0.02,
    )


@pytest.mark.parametrize("rate", ["annualized exacerbation rate", "annualised relapse rate", "event rate", "rate of attacks"])
def test_how_much_smaller_a_rate_of_events_became_is_a_reduction_of_risk(rate):
    found = rows(f"Apixaban lowered the {rate} by 48% relative to heparin (rate ratio 0.52; 95% CI 0.4 to 0.7).")
    assert [(row.measure, row.cohort.casefold(), row.comparator) for row in found] == [
        ("risk_reduction", "apixaban", "heparin"),
        ("relative_risk", "apixaban", "heparin"),
    ]


@pytest.mark.parametrize(
    "how", ["n=310", "5 mg twice daily; n=310", "10 mg twice daily for 7 days, then 5 mg twice daily; n=310"]
)
def test_how_a_treatment_is_given_does_not_hide_it(how):
    text = f"In the CORACLE study, apixaban ({how}) was non-inferior to dalteparin (n=302) for recurrence, 5.5% vs 8.3%."
    found = daraevidence.extract_text(text).endpoints
    assert [(row.label, row.cohort, row.denominator) for row in found] == [
        ("recurrence", "apixaban", 310),
        ("recurrence", "dalteparin", 302),
    ]
