"""Groups by other words than their names: the combination, the lower dose, the latter, those not given it, stage I."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text

TWO = "In the HARBOR trial, 300 adults were randomized to candesartan or placebo. "
JOINT = "In the TANGO trial, 150 adults were randomized to lurbinectedin plus doxorubicin (n=74) or doxorubicin alone (n=76). "
DOSES = "In the HARBOR trial, 450 adults were randomized to candesartan 8 mg, candesartan 16 mg, or placebo. "


def told(words):
    found = extract_text(words).endpoints
    return {(each.cohort, each.comparator, each.value if each.percent is None else each.percent) for each in found}


def pair(one, other, first, second):
    return {(one, other, first), (other, one, second)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            JOINT + "The response rate was 42% with the combination and 21% with doxorubicin.",
            ("lurbinectedin plus doxorubicin", "doxorubicin alone"),
        ),
        (
            JOINT + "The response rate was 42% in the combination arm and 21% in the control arm.",
            ("lurbinectedin plus doxorubicin", "doxorubicin alone"),
        ),
        (TWO + "The response rate was 42% on active drug and 21% on placebo.", ("candesartan", "placebo")),
        (
            "In the PINE trial the response rate was 42% in the avelumab-plus-axitinib arm and 21% in the sunitinib arm.",
            ("avelumab plus axitinib", "sunitinib"),
        ),
        (
            "In the PINE study, the response rate was 42% with a dose of 2 mg/kg and 21% with a dose of 10 mg/kg.",
            ("2 mg/kg", "10 mg/kg"),
        ),
        (
            "In the PINE study, the response rate was 42% after sugammadex and 21% after neostigmine.",
            ("sugammadex", "neostigmine"),
        ),
        (
            "In the PINE study, response rates did not differ between patients with EGFR mutations "
            "(42%) and patients with ALK fusions (21%).",
            ("patients with EGFR mutations", "patients with ALK fusions"),
        ),
        (
            "In the PINE study, among patients receiving chemotherapy the response rate was 42%; "
            "among those not receiving it, 21%.",
            ("chemotherapy", "those not receiving it"),
        ),
        ("Of those vaccinated in the PINE trial, 42% fell ill; of the unvaccinated, 21% did.", ("vaccinated", "unvaccinated")),
        ("In the PINE registry, women had a mortality of 42%, men 21%.", ("women", "men")),
        ("In the PINE registry, mortality was 42% for stage III and 21% for stage II.", ("stage III", "stage II")),
    ],
)
def test_two_groups_are_named_in_other_words(words, names):
    assert told(words) == pair(*names, 42.0, 21.0)


@pytest.mark.parametrize("noun", ["group", "arm"])
def test_doses_are_called_by_their_rank_or_amount(noun):
    names = ("candesartan 8 mg", "candesartan 16 mg", "placebo")
    ranked = extract_text(f"{DOSES}Response rates were 35% with the lower dose, 41% with the higher dose and 23% with placebo.")
    assert [(each.cohort, each.percent) for each in ranked.endpoints] == [*zip(names, (35.0, 41.0, 23.0), strict=True)]
    words = f"{DOSES}Dizziness occurred in 8% of the 8-mg {noun}, 12% of the 16-mg {noun} and 4% of the placebo {noun}."
    found = extract_text(words)
    assert [(each.cohort, each.percent) for each in found.adverse_events] == [*zip(names, (8.0, 12.0, 4.0), strict=True)]
    assert {(each.cohort, each.n) for each in found.cohorts} == {("total", 450), *((name, None) for name in names)}


@given(st.integers(20, 80), st.integers(2, 19))
def test_the_former_and_the_latter_are_the_two_arms_in_their_order(one, other):
    words = (
        f"In the HARBOR trial, of 300 adults, 150 took candesartan and 150 took placebo. "
        f"Dizziness affected {one}% of the former and {other}% of the latter."
    )
    found = [(each.cohort, each.percent) for each in extract_text(words).adverse_events]
    assert found == [("candesartan", float(one)), ("placebo", float(other))]


@given(
    st.sampled_from(["two thirds", "one third", "half", "three quarters"]),
    st.sampled_from(["the rest", "the remainder", "the others"]),
)
def test_shares_of_the_patients_name_the_arms(share, rest):
    words = (
        f"The HARBOR trial randomized 300 adults, {share} of them to candesartan and {rest} to "
        f"placebo. Response rates were 42% and 21%, respectively."
    )
    assert told(words) == pair("candesartan", "placebo", 42.0, 21.0)


@pytest.mark.parametrize(
    "words",
    [
        "Candesartan reduced migraine days more than placebo did (mean difference, -1.3 days; 95% CI, -2.0 to -0.6).",
        "Migraine days fell more with candesartan than with placebo (mean difference -1.3 days; 95% CI -2.0 to -0.6).",
    ],
)
def test_a_difference_is_that_of_the_first_group_to_the_one_it_is_held_against(words):
    assert told(TWO + words) == {("candesartan", "placebo", -1.3)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "In the PINE trial, responders (n=40) lost a mean of 42 kg and nonresponders (n=22) 21 kg.",
            {"responders": "subgroup", "nonresponders": "subgroup"},
        ),
        (
            "In the PINE trial, statin users (n=40) lost a mean of 42 kg, whereas nonusers (n=22) lost 21 kg.",
            {"statin users": "arm", "nonusers": "arm"},
        ),
    ],
)
def test_kinds_of_persons_with_their_sizes_are_groups(words, names):
    assert {each.cohort: each.role for each in extract_text(words).cohorts} == names
    assert told(words) == pair(*names, 42.0, 21.0)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("In the PINE study, 40% of patients who received ibrutinib and venetoclax responded.", "ibrutinib and venetoclax"),
        (
            "In the PINE study, patients treated with ibrutinib and venetoclax had a response rate of 40%.",
            "ibrutinib and venetoclax",
        ),
    ],
)
def test_two_drugs_that_one_result_is_of_were_given_together(words, name):
    assert {(each.cohort, each.comparator) for each in extract_text(words).endpoints} == {(name, None)}


def test_two_results_in_the_order_of_two_drugs_are_not_of_both():
    words = "In the PINE study, relapse occurred in 42% and 21% of patients treated with ibrutinib and venetoclax, respectively."
    assert told(words) == pair("ibrutinib", "venetoclax", 42.0, 21.0)


@pytest.mark.parametrize(
    ("words", "cohorts"),
    [
        (
            "In the PINE registry, the response rate was 42%.",
            {("total", None)},
        ),  # a result of all shows the whole group
        ("In the PINE trial, the vaccine group had 12 cases and the placebo group 41.", set()),  # events, not sizes
        (DOSES, {("total", 450), ("candesartan 8 mg", None), ("candesartan 16 mg", None), ("placebo", None)}),
        (
            "A retrospective study of 212 women with endometriosis compared those who had surgery "
            "(n=100) with those who did not (n=112).",
            {("total", 212), ("patients who had surgery", 100), ("patients who did not", 112)},
        ),
        (
            "In the PINE registry, mortality was 4% before the program and 2% after it.",
            {("before program", None), ("after program", None)},
        ),
    ],
)
def test_the_groups_that_words_show_and_their_sizes(words, cohorts):
    assert {(each.cohort, each.n) for each in extract_text(words).cohorts} == cohorts


def test_as_many_bare_results_as_a_study_has_arms_are_theirs_in_order():
    words = "In the PINE trial, 240 teenagers were assigned to cognitive therapy, family therapy or usual care. "
    found = extract_text(words + "Remission rates were 42%, 38% and 21%.").endpoints
    assert [(each.cohort, each.percent) for each in found] == [
        ("cognitive therapy", 42),
        ("family therapy", 38),
        ("usual care", 21),
    ]
    timed = extract_text(words + "Remission rates were 42%, 38% and 21% at weeks 4, 8 and 12.").endpoints
    assert {each.cohort for each in timed}.isdisjoint({"cognitive therapy", "family therapy", "usual care"})


def test_those_of_the_second_group_stand_before_their_result():
    words = (
        "In the PINE trial, mothers in the early group breastfed for a median of 42 weeks, those in the late group for 21 weeks."
    )
    assert told(words) == pair("early group", "late group", 42.0, 21.0)


def test_the_size_of_a_group_is_what_its_count_is_of():
    words = "At 12 months, 38 of 120 adults (32%) assigned to acupuncture and 14 of 121 (12%) assigned to usual care improved."
    assert {(each.cohort, each.n) for each in extract_text(words).cohorts} == {("acupuncture", 120), ("usual care", 121)}


def test_the_one_arm_that_a_sentence_names_is_that_of_the_first_of_two_results():
    words = "In the PINE trial, 153 adults were randomized to usual care or an intervention programme. "
    found = told(f"{words}During the 16 weeks, patients in the intervention group had fewer readmissions (42% vs. 21%, p<0.01).")
    assert found == pair("intervention programme", "usual care", 42.0, 21.0)


def test_patients_in_a_bracket_behind_all_of_them_are_the_arms():
    words = (
        "Among the 88 patients (44 intervention and 44 control), 25 patients (57%) in the intervention group and 36 (82%) in the "
    )
    found = extract_text(f"{words}control group died.")
    assert {(each.cohort, each.n) for each in found.cohorts} == {("intervention", 44), ("control", 44), ("total", 88)}
    assert {(each.cohort, each.n, each.denominator) for each in found.endpoints} == {
        ("intervention", 25, 44),
        ("control", 36, 44),
    }
    assert not extract_text("Among the 88 patients (44 mild and 44 severe), 25 died.").cohorts[1:]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (
            "In the PINE trial, 42% and 21% of patients responded at 120 mcg and 180 mcg, respectively.",
            ("120 mcg", "180 mcg"),
        ),
        (
            "Relapse was seen in similar numbers of patients in the early and late groups: 14 (42%) and 13 (21%), respectively.",
            ("early", "late"),
        ),
    ],
)
def test_groups_behind_their_results_in_order(words, names):
    assert told(words) == pair(*names, 42.0, 21.0)


def test_who_a_study_found_something_of_is_a_group():
    words = (
        "The study found that the participants who exercised daily were 32% less likely to have a stroke than those who did not."
    )
    (found,) = [each for each in extract_text(words).endpoints if each.measure == "risk_reduction"]
    assert (found.cohort, found.comparator) == ("participants who exercised daily", "those who did not")
