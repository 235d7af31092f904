"""Studies of editorials and answers: siblings, names that only the references explain, sentences that go on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.extractors.study.acronyms import name_opening, trials

# ruff: noqa: E501 (sentences of documents are single lines)

_LETTERS = st.text("ABDEFGHKLMNORSTUV", min_size=4, max_size=9)


def studies(text: str) -> dict[str, object]:
    """Names of the studies of a text with their numbers of patients."""
    return {study.study: study.n_patients for study in extract_text(text).studies}


@settings(max_examples=25, deadline=None)
@given(_LETTERS, st.integers(1, 8), st.integers(40, 900), st.integers(40, 900))
def test_siblings_of_a_trial_are_trials(stem: str, first: int, patients: int, others: int) -> None:
    one, two = f"Q{stem}-{first}", f"Q{stem}-{first + 1}"
    text = (
        f"EDITORIAL\n\nTwo papers\n\nThe first, {one}, was a randomized trial at 12 sites [1]. It enrolled {patients} adults.\n\n"
        f"Whether this holds in women is what {two} asked [2]. This double-blind trial randomized {others} adults.\n"
    )
    found = studies(text)
    assert found == {one: patients, two: others}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("HALCYON: a trial of two doses. Joint J, 2023", "HALCYON"),
        ("Rowe P, Salas M, et al. LONGVIEW-2: longer intervals. Joint J. 2024;1:2-3.", "LONGVIEW-2"),
        ("LONGVIEW randomized trial of intervals. Joint J, 2024", "LONGVIEW"),
        ("Gout: a guide for practice. 2021", ""),
        ("COPD: what is new. Lung J, 2020", ""),
        ("Salas M. Stopping treatment in arthritis. Joint J. 2023;1:1-2.", ""),
    ],
)
def test_names_that_open_titles(title: str, name: str) -> None:
    assert name_opening(title, {"COPD": "chronic obstructive pulmonary disease"}) == name


def test_a_name_of_the_references_is_a_study_where_it_is_cited() -> None:
    text = (
        "Can fidanacept be given less often?\n\nWhat Is Known\n\n  • In LONGVIEW, adults in remission received fidanacept either "
        "weekly (n=33) or monthly (n=35). 1\n  • Relapse was seen in 6 patients (18.2%) versus 11 patients (31.4%). 1\n\n"
        "References\n\n1. LONGVIEW: longer intervals of fidanacept. Arteritis J, 2024\n2. TALLINN: a guide. 2020\n"
    )
    (study,) = extract_text(text).studies
    assert (study.study, study.acronym, study.citations) == ("LONGVIEW", "LONGVIEW", "1")


def test_what_a_trial_is_makes_no_second_study() -> None:
    text = (
        "The HALCYON trial, a double-blind phase 3 study in 251 adults, assigned 126 patients to fidanacept and 125 patients to "
        "prednisone.1 The response rate was 56% and 30%.1\n"
    )
    (study,) = extract_text(text).studies
    assert (study.study, study.n_patients, study.design) == ("HALCYON", 251, "double-blind; phase 3")


@pytest.mark.parametrize(
    "goes_on",
    [
        "Their randomized, open-label study, run at 7 hospitals in Italy, recruited 96 patients.",
        "They recruited 96 patients at 7 hospitals in Italy.",
        "The investigators randomized 96 patients at 7 hospitals in Italy.",
    ],
)
def test_the_next_sentence_tells_of_an_author_who_is_cited(goes_on: str) -> None:
    (study,) = extract_text(f"EDITORIAL\n\nA title\n\nThen there is the work of Petrucci and colleagues [3]. {goes_on}\n").studies
    assert (study.first_author, study.n_patients, study.n_centers, study.country) == ("Petrucci", 96, 7, "Italy")


def test_an_author_who_is_thanked_is_no_study() -> None:
    assert not studies("EDITORIAL\n\nA title\n\nWe thank Petrucci et al. for their comments [3]. Gout is common in old age.\n")


@pytest.mark.parametrize(
    ("text", "patients"),
    [
        ("Quist et al (2022)2 published a case report.\n", 1),
        ("Quist et al (2022)2 treated a 44-year-old woman, as a case report says.\n", 1),
        ("Quist et al (2022)2 published a case report of two patients with gout.\n", 2),
        ("Quist et al (2022)2 summarized case reports with gout.\n", None),
    ],
)
def test_a_case_report_is_one_patient(text: str, patients: int | None) -> None:
    (study,) = extract_text(text).studies
    assert study.n_patients == patients


@pytest.mark.parametrize(
    ("sentence", "patients"),
    [
        ("The registry comprised 318 such patients: 200 had X first and 118 had Y first.", 318),
        ("The cohort consisted of 31 patients.", 31),
        ("Abernathy et al. looked back on 77 children.", 77),
        ("Abernathy et al (2021) described 42 adults on fidanacept at one center.", 42),
        ("Abernathy et al. conducted a study of 210 adults with gout and 420 controls without.", None),
        ("Abernathy et al. looked back on 118 patients with gout and on 236 matched controls.", None),
        ("Abernathy et al. conducted a study in 110 patients, assigned 56 patients to X and 54 patients to Y.", 110),
    ],
)
def test_sizes_of_studies(sentence: str, patients: int | None) -> None:
    text = f"Registry of Gout\n\nAbernathy et al (2021)1 carried out a retrospective cohort study.\n\n{sentence}\n"
    assert list(studies(text).values()) == [patients]


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("a registry of 94 consecutive patients who were treated between March 2019 and October 2022", ("2019-03", "2022-10")),
        ("a registry that was kept between March 2009 and October 2022, with 94 patients", (None, None)),
    ],
)
def test_the_period_of_patients_in_a_registry(sentence: str, period: tuple[str | None, str | None]) -> None:
    (study,) = extract_text(f"Abernathy et al (2021)1 described {sentence}.\n").studies
    assert (study.period_start, study.period_end) == period


def test_a_registry_with_a_place_is_a_study_by_its_kind() -> None:
    text = "EDITORIAL\n\nA title\n\nA registry from Norway included 540 patients [2]. Of these, 61% recovered.\n"
    assert studies(text) == {"registry from Norway": 540}
    assert not studies("EDITORIAL\n\nA title\n\nA registry would be needed to answer this.\n")


def test_bullets_below_a_study_in_an_answer_are_of_the_study() -> None:
    text = (
        "Should it be stopped?\n\nShort Answer\n\nNo. 1, 2\n\nEvidence\n\nThe HALCYON trial, an open-label phase 2 study, "
        "randomized 90 adults. 1\n\n  • Median follow-up was 14 months. 1\n  • Headache was reported by 9 adults (10.0%).\n"
    )
    extraction = extract_text(text)
    (study,) = extraction.studies
    assert (study.follow_up_median, study.follow_up_unit) == (14.0, "months")
    assert {record.study for record in (*extraction.endpoints, *extraction.adverse_events)} == {"HALCYON"}


def test_numbers_behind_trials_are_no_siblings() -> None:
    found = [mention.name for mention in trials("The PEONY-2 trial enrolled 40 adults.", 0, {})]
    assert found == ["PEONY-2"]
    assert studies("The PEONY-2 trial enrolled 40 adults.1 In PEONY 12 adults died.1\n") == {"PEONY-2": 40}


@pytest.mark.parametrize(
    ("text", "name", "patients"),
    [
        ("The RIVULET investigators report a trial.1 Across 64 units in Canada, 1,488 adults with shock were allotted to rest.", "RIVULET", 1488),
        ("No benefit was seen in PREHAB-IRON (3), a pragmatic trial with 1204 participants.", "PREHAB-IRON", 1204),
        ("In TERRAFIN, 310 adults with gout were randomized to rest or exercise.1", "TERRAFIN", 310),
        ("An earlier Danish trial, CLEARWATER, pointed the same way.2 Its 312 patients were split evenly.", "CLEARWATER", 312),
        ("The ORCHID study (Whit et al, 2025)1 compared VENDRA 20 mg with methotrexate in 540 adults with gout.", "Whit et al (2025)", 540),
        ("In the Catalan cohort described by Ferrer et al. [2], 1,120 patients treated in 2012 were analysed.", "Ferrer et al", 1120),
        ("Moreau and Petit (2024) followed six patients with eczema for 11 months.", "Moreau and Petit (2024)", 6),
        ("A network meta-analysis of 14 randomised trials (n = 9,870) by Oduro et al. [3] found no difference.", "Oduro et al", 9870),
        ("The Nordic Vascular Registry (n = 8,214) shows that 5.1% of women and 3.2% of men died within a month.", "Nordic Vascular Registry", 8214),
        ("This agrees with SOUNDER, in which 1405 women were assigned to biopsy or observation [5].", "SOUNDER", 1405),
        ("The EINHORN study was similar in design. It was stopped early after 406 patients.", "EINHORN", 406),
        ("Halldorsson and co-authors [4] deserve attention. They went back to the files of 268 women with cancer.", "Halldorsson et al", 268),
        ("TREATskin, a registry, enrolled 402 patients on lebrivant and 366 on cyclosporine.", "TREATskin", None),
    ],
)  # fmt: skip
def test_names_and_sizes_in_other_words(text: str, name: str, patients: int | None) -> None:
    found = studies(f"EDITORIAL\n\nA title\n\n{text}\n")
    assert found.get(name, -1) == patients


def test_a_disease_with_patients_is_no_study() -> None:
    assert not studies("EDITORIAL\n\nA title\n\nIn COPD, 30 patients of a hundred smoke.\n")


def test_one_patient_whose_age_is_told() -> None:
    text = "Novak et al (2022)3 reported on a 34-year-old patient with gout.\n\nReferences\n\n3 Novak J. Gout: a case report. Cases. 2022;1:2.\n"
    (study,) = extract_text(text).studies
    assert (study.n_patients, study.design) == (1, "case report")


def test_the_only_study_goes_on_below_other_headings() -> None:
    text = (
        "# Does it pay off?\n\n## What was done\n\nThe STEPS trial was a randomised study in 18 hospitals.\n\n## What was found\n\n"
        "Delirium occurred in 98 patients (16.0%).\n\n## References\n\n1. A book. 2020.\n"
    )
    extraction = extract_text(text, kind="markdown")
    assert {record.study for record in (*extraction.endpoints, *extraction.adverse_events)} == {"STEPS"}


def test_the_whole_cohort_is_no_name() -> None:
    assert not studies("The Total Cohort had a response of 40% (20/50), and the Safety Study had none.\n")


@pytest.mark.parametrize("rule", ["=" * 60, "", "* * *"])
@pytest.mark.parametrize("head", ["Record {n} of 2", "Abstract {n}", "ARTICLE {n}/2"])
def test_records_saved_together_are_apart(rule, head):
    parts = [
        (
            "Infusion or boluses of terlipressin",
            "157 adults with cirrhosis were randomized in 13 Spanish hospitals.",
            "54 of 78",
        ),
        ("Cytisinicline or varenicline", "807 men were randomized in 22 practices in Georgia.", "121 of 402"),
    ]
    told = [
        f"{rule}\n{head.format(n=n)}\n\n{title}\n\nMETHODS: {methods}\nRESULTS: Success was seen in {share} patients.\n"
        for n, (title, methods, share) in enumerate(parts, 1)
    ]
    ex = extract_text("Saved on 2 April\n\n" + "\n".join(told))
    assert {study.n_patients for study in ex.studies} == {157, 807}
    assert len({row.study for row in ex.endpoints if row.denominator in (78, 402)}) == 2
