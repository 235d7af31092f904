"""Groups by the numbers of a sentence that make up the study, whatever tells them apart."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

_FORMS = {
    "Laser therapy was given to {a} patients, bevacizumab to {b}, and {c} went without treatment.": (
        "Laser therapy",
        "bevacizumab",
        "without treatment",
    ),
    "{a} had received prior rituximab, {b} prior bortezomib, and {c} neither.": None,
    "Half-dose alteplase was used in {a}, full-dose alteplase in {b} and heparin in {c}.": (
        "Half-dose alteplase",
        "full-dose alteplase",
        "heparin",
    ),
    "{a} underwent surgery within 6 hours (early surgery), {b} within 24 hours (usual surgery) and {c} later (late surgery).": (
        "early surgery",
        "usual surgery",
        "late surgery",
    ),
}


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(_FORMS)), st.integers(20, 90), st.integers(20, 90), st.integers(20, 90))
def test_numbers_that_make_up_the_study(form: str, a: int, b: int, c: int) -> None:
    told = form.format(a=a, b=b, c=c)
    extraction = extract_text(f"Marchetti et al (2021) studied {a + b + c} patients. {told} Twelve patients died.")
    arms = {group.cohort: group.n for group in extraction.cohorts if group.role == "arm"}
    names = _FORMS[form]
    if names is not None:
        assert arms == dict(zip(names, (a, b, c), strict=True))
    extraction = extract_text(f"Marchetti et al (2021) studied {a + b + c + 1} patients. {told} Twelve patients died.")
    if names is not None and "given" in form:
        assert not {group.n for group in extraction.cohorts if group.role == "arm"} & {c}


@pytest.mark.parametrize(
    "told",
    [
        "Complete response was seen in 60 and partial response in 90.",
        "Of these, 60 responded and 90 did not.",
        "There were 60 deaths and 90 survivors.",
        "Rash occurred in 60 and nausea in 90.",
    ],
)
def test_outcomes_divide_no_study(told: str) -> None:
    extraction = extract_text(f"Marchetti et al (2021) studied 150 women. {told} Relapse was seen in 20% of women.")
    assert {group.role for group in extraction.cohorts} == {"total"}


@pytest.mark.parametrize(
    ("told", "result", "cohort"),
    [
        ("KRAS was mutated in 60 women and wild type in 90.", "was 40% in the mutated group", "mutated KRAS"),
        ("Sixty carried a KRAS mutation and 90 did not.", "was 40% in KRAS carriers and 20% in non-carriers", "KRAS mutation"),
        ("Infusions were given at home to 60 women and in hospital to 90.", "was 40% in the home group", "at home"),
        ("Sixty were premenopausal and 90 postmenopausal.", "was 40% in premenopausal women", "premenopausal"),
        ("Sixty had a BMI of 30 or more and 90 a lower BMI.", "was 40% in women with a lower BMI", "lower BMI"),
    ],
)
def test_parts_are_groups_where_results_tell_of_them(told: str, result: str, cohort: str) -> None:
    text = f"Marchetti et al (2021) studied 150 women. {told}"
    plain = extract_text(f"{text} The response rate was 40%.")
    assert {group.role for group in plain.cohorts} == {"total"} or "given" in told
    extraction = extract_text(f"{text} The response rate {result}.")
    assert [(row.cohort, row.denominator) for row in extraction.endpoints if row.percent == 40] == [
        (cohort, 60 if cohort != "lower BMI" else 90)
    ]


@settings(max_examples=20, deadline=None)
@given(st.integers(20, 90), st.integers(20, 90), st.sampled_from(["smokers", "statin users", "carriers"]))
def test_kinds_of_people_that_a_study_takes_in(a: int, b: int, kind: str) -> None:
    text = f"Marchetti et al (2021) compared {a} current {kind} and {b} never-{kind} treated with tezepelumab. Five died."
    arms = {(group.cohort, group.n) for group in extract_text(text).cohorts if group.role != "total"}
    assert arms == {(f"current {kind}", a), (f"never-{kind}", b)}
    text = f"Marchetti et al (2021) studied 300 patients. Death occurred in {a} current {kind} and {b} never-{kind}."
    assert not any(group.n in (a, b) for group in extract_text(text).cohorts)


@settings(max_examples=20, deadline=None)
@given(st.integers(20, 400), st.integers(20, 400))
def test_sizes_behind_how_a_treatment_is_given(a: int, b: int) -> None:
    text = (
        f"Marchetti et al (2021) randomly assigned {a + b} adults to full-dose apixaban (5 mg twice daily; {a} patients) or "
        f"reduced-dose apixaban (2.5 mg twice daily; {b} patients). Recurrence was seen in 4 (2.2%) assigned to the full "
        "dose and 5 (2.8%) assigned to the reduced dose."
    )
    arms = {(group.cohort, group.n) for group in extract_text(text).cohorts if group.role == "arm"}
    assert arms == {("full-dose apixaban", a), ("reduced-dose apixaban", b)}
