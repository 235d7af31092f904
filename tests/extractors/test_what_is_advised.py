"""What is to be done or aimed at is no result; patients told of as they came go on being told of so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

ADVICE = [
    "Give {n}% of the dose if creatinine clearance is 30 to 59 mL/min.",
    "If platelets fall under 50 x 10^9/L, reduce the dose by {n}%.",
    "Insulin should be started at {n} units/day.",
    "Creatinine clearance 15 to 29 mL/min: give {n}% of the dose.",
    "ALT up to 2 x ULN: continue, and repeat in {n} weeks.",
    "In adults with shock aim for a mean arterial pressure of {n} mm Hg.",
    "Diagnosis rests on a glucose tolerance test in which a fasting value of {n} mg/dL is met or surpassed.",
    "Metformin is withheld for {n} hours when eGFR is low.",
    "Everybody with a low eGFR receives isotonic saline {n} mL/kg/h.",
]
TOLD = [
    "With halved doses {n}% of the patients had a fall.",
    "Pain was gone in {n}% of the patients, who should have been treated earlier.",
    "The mean arterial pressure was {n} mm Hg with a target of 65 mm Hg.",
    "Restart of the drug was tolerated by {n}% of the patients.",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ADVICE), st.integers(40, 90))
def test_advice_is_no_result(form, n):
    ex = daraevidence.extract_text("Rules of the ward. " + form.format(n=n))
    assert not ex.endpoints
    assert not ex.adverse_events


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TOLD), st.integers(40, 90))
def test_what_was_found_is_told(form, n):
    ex = daraevidence.extract_text("In the CALM trial, 212 adults were treated. " + form.format(n=n))
    assert n in {row.percent for row in (*ex.endpoints, *ex.adverse_events)} | {row.value for row in ex.endpoints}


BASELINE = [
    "three copies of the gene were found in {n}%",
    "scoliosis was documented in {n}%",
    "{n}% had relapsed at least once on glucocorticoids",
    "risk was adverse in {n}%",
    "a first-degree relative was affected in {n}%",
    "primary disease accounted for {n}%",
]


@settings(max_examples=60, deadline=None)
@given(st.sets(st.sampled_from(BASELINE), min_size=1, max_size=3), st.lists(st.integers(11, 90), min_size=3, unique=True))
def test_patients_as_they_came(facts, shares):
    told = [f"{fact[0].upper()}{fact[1:]}.".format(n=n) for fact, n in zip(facts, shares)]
    text = f"In the CALM trial, 212 children were enrolled. Their median age was 7 years (range, 2-15). {' '.join(told)}"
    ex = daraevidence.extract_text(text)
    assert not ex.endpoints
    assert {row.percent for row in ex.characteristics if row.percent} == set(shares[: len(facts)])


@pytest.mark.parametrize(
    "sentence",
    [
        "A response was seen in 40% of the patients.",
        "Remission was found in 40%.",
        "The primary end point was met in 40%.",
        "At week 12, 40% of the patients were free of pain.",
    ],
)
def test_results_behind_them_are_results(sentence):
    ex = daraevidence.extract_text(f"In the CALM trial, 212 adults were enrolled. Their median age was 57 years. {sentence}")
    assert [row.percent for row in ex.endpoints] == [40.0]


def test_list_below_baseline_data():
    text = """Baseline data of the CALM trial (n=83)

- Female sex: 88%
- Class V disease alone: 12 patients
- Steroids before screening: 55%
"""
    ex = daraevidence.extract_text(text)
    assert not ex.endpoints
    assert {(row.n, row.percent) for row in ex.characteristics} == {(None, 88.0), (12, None), (None, 55.0)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The approved regimen in psoriasis is 100 mg by subcutaneous injection every 8 weeks.",
        "The Prescribing Information recommends 100 mg subcutaneously every 8 weeks.",
        "It is an antibody used for plaque psoriasis, at 100 mg SC every 8 weeks.",
    ],
)
def test_the_regimen_of_a_label_is_of_the_drug_that_the_page_is_about(sentence):
    found = daraevidence.extract_text(f"TREMFYA in Plaque Psoriasis\n\nSUMMARY\n\n- {sentence}\n").regimens
    assert [(row.drugs, row.dose, row.route, row.schedule) for row in found] == [("guselkumab", 100, "SC", "every 8 weeks")]
