"""Studies of whole documents: which there are, what is said of them, and where they hold."""

from __future__ import annotations

import pytest

import daraevidence
from daraevidence.extractors.scope import Scope
from daraevidence.extractors.scope_of_document import build_scope
from daraevidence.layout import outline, scan
from daraevidence.reading import read_text

# ruff: noqa: E501 (paragraphs of documents are single lines)

MONOGRAPH = """This information is intended for healthcare professionals.

VELTRANA - Use in Severe Asthma

Last Updated: 03/02/2024

SUMMARY

  • VELTRANA is not approved for patients younger than 12 years.
  • Okafor et al (2019)3 reported a retrospective chart review of 58 patients with severe asthma.
    • Twenty patients responded to treatment.
  • Lindqvist et al (2021)4 conducted a phase 3, open-label study in adults with severe asthma, the LUMEN Study.
  • Further reports can be found in the references.5-9

CLINICAL DATA

Okafor et al (2019)3 performed a retrospective chart review of patients treated at the Royal Infirmary of Edinburgh from April 2012 to May 2016.

Study Design/Methods

  • The last follow-up date was June 1, 2018.

Results

  • A total of 58 patients were included.
  • The median follow-up was 14.2 months (range, 3-40).
  • Results were consistent with those of the ORION trial.

LUMEN Study - Long-Term Use in Adults

Lindqvist et al (2021)4 conducted a phase 3, open-label, randomized study of VELTRANA (LUMEN Study; NCT02345678).

Study Design/Methods

  • The study was conducted in 48 centers in Germany and Poland between March 2015 and June 2018.

Results

  • The study enrolled 412 patients, and 31 patients were excluded later.

LITERATURE SEARCH

A literature search of MEDLINE was conducted on 1 March 2024.

REFERENCES

3 Okafor C, Adams A. Real-life biologics in severe asthma. Thorax. 2019;74(1):33-40.
4 Lindqvist K, Berg A. Open-label treatment of asthma [abstract]. Eur Respir J. 2021;57(1):1-9.
"""


def scope_of(text: str) -> tuple[str, Scope]:
    document = outline(read_text(text))
    return document.clean, build_scope(document, scan(document))


def test_one_study_under_all_its_names() -> None:
    studies = {study.study: study for study in daraevidence.extract_text(MONOGRAPH).studies}
    assert list(studies) == ["Okafor et al (2019)", "Lindqvist et al (2021)"]
    okafor, lindqvist = studies.values()
    assert (okafor.first_author, okafor.year, okafor.citations) == ("Okafor", 2019, "3")
    assert okafor.design == "chart review; retrospective"
    assert (okafor.n_patients, okafor.site) == (58, "Royal Infirmary of Edinburgh")
    assert (okafor.period_start, okafor.period_end) == ("2012-04", "2016-05")
    assert (okafor.follow_up_median, okafor.follow_up_unit) == (14.2, "months")
    assert (lindqvist.acronym, lindqvist.registry_id) == ("LUMEN", "NCT02345678")
    assert lindqvist.design == "abstract; multicenter; open-label; phase 3; randomized"
    assert (lindqvist.n_patients, lindqvist.n_centers, lindqvist.country) == (412, 48, "Germany; Poland")
    assert (lindqvist.period_start, lindqvist.period_end) == ("2015-03", "2018-06")


def test_a_study_leads_to_its_reference() -> None:
    extraction = daraevidence.extract_text(MONOGRAPH)
    entries = {reference.id: reference.number for reference in extraction.references}
    assert [entries[study.reference or ""] for study in extraction.studies] == [3, 4]


@pytest.mark.parametrize(
    ("at", "study"),
    [
        ("not approved", None),
        ("58 patients with severe", "Okafor et al (2019)"),
        ("Twenty patients", "Okafor et al (2019)"),
        ("in adults with severe", "Lindqvist et al (2021)"),
        ("Further reports", None),
        ("The last follow-up", "Okafor et al (2019)"),
        ("A total of 58", "Okafor et al (2019)"),
        ("consistent with", "Okafor et al (2019)"),
        ("Long-Term Use", "Lindqvist et al (2021)"),
        ("48 centers", "Lindqvist et al (2021)"),
        ("412 patients", "Lindqvist et al (2021)"),
        ("A literature search", None),
        ("Thorax", None),
    ],
)
def test_which_study_holds(at: str, study: str | None) -> None:
    text, scope = scope_of(MONOGRAPH)
    held = scope.study(text.index(at))
    assert (held.name if held else None) == study


EDITORIAL = """Heart failure has changed. The landmark EMPORIO trial randomized 3,004 patients to zelatinib or placebo and showed fewer admissions (HR 0.71; 95% CI, 0.62-0.82; p<0.001).1 These results were consistent with those of the DELFT-HF trial.2

Van den Berg et al.3 studied 210 patients at 6 Dutch hospitals between 2016 and 2019. Mortality was 12% with treatment and 18% without. The authors concluded that treatment was safe.

In a nationwide Danish registry-based cohort study, 14,208 patients were followed.4 Death occurred in 9%.

Other factors should be taken into account. Age is one of them, as shown by Keller et al.5
"""


def test_an_editorial() -> None:
    studies = {study.study: study for study in daraevidence.extract_text(EDITORIAL).studies}
    assert list(studies) == ["EMPORIO", "Van den Berg et al", "nationwide Danish registry-based cohort study"]
    assert studies["EMPORIO"].n_patients == 3004
    berg = studies["Van den Berg et al"]
    assert (berg.n_centers, berg.country, berg.year, berg.design) == (6, "Netherlands", None, "multicenter")
    assert studies["nationwide Danish registry-based cohort study"].n_patients == 14208


@pytest.mark.parametrize(
    ("at", "study"),
    [
        ("Heart failure", None),
        ("HR 0.71", "EMPORIO"),
        ("Mortality", "Van den Berg et al"),
        ("concluded", "Van den Berg et al"),
        ("Death occurred", "nationwide Danish registry-based cohort study"),
        ("Age is", None),
    ],
)
def test_paragraphs_of_an_editorial(at: str, study: str | None) -> None:
    text, scope = scope_of(EDITORIAL)
    held = scope.study(text.index(at))
    assert (held.name if held else None) == study


def test_two_publications_of_one_author_and_year() -> None:
    text = (
        "Mbeki et al (2022)1 reported a case series of 9 patients with gout.\n\n"
        "Mbeki et al (2022)2 conducted a retrospective study of 40 patients with gout."
    )
    studies = daraevidence.extract_text(text).studies
    assert [(study.study, study.n_patients) for study in studies] == [
        ("Mbeki et al (2022) [1]", 9),
        ("Mbeki et al (2022) [2]", 40),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Start with 2.5 mg twice daily. [1]",
        "Several case reports of patients with gout are referenced below.4-15",
        "Guidelines recommend treatment for all patients.2, 3",
        "As discussed by Keller et al.5, age matters.",
    ],
)
def test_no_study(text: str) -> None:
    assert daraevidence.extract_text(text).studies == ()


@pytest.mark.parametrize(
    ("sentence", "n"),
    [
        ("A total of 157 patients were treated.", 157),
        ("The study included 1,286 adults with gout.", 1286),
        ("Twenty-one patients will be included.", 21),
        ("Overall, 43 patients were included.", 43),
        ("The trial randomly assigned 318 adults to X or Y.", 318),
        ("Thirty patients are planned.", 30),
        ("It reported response rates of 18 patients treated with febuxostat.", 18),
        ("At the University Hospital of Varna, 36 patients were rechallenged.", 36),
        ("Seventeen patients were excluded.", None),
        ("The study compared 120 patients given febuxostat with 118 patients given allopurinol.", None),
        ("There was a historical control cohort of 64 patients.", None),
        ("Twelve patients responded.", None),
    ],
)
def test_number_of_patients(sentence: str, n: int | None) -> None:
    (study,) = daraevidence.extract_text(f"Mbeki et al (2022)1 conducted a retrospective study in gout. {sentence}").studies
    assert study.n_patients == n


def test_press_release_of_one_trial() -> None:
    text = """BASEL, June 3, 2023 -- Norvex announced results from the pivotal Phase III HORIZON study of zelatinib in renal cell carcinoma.

At a median follow-up of 19.8 months, median progression-free survival was 12.1 months with zelatinib versus 7.9 months with sunitinib.

About HORIZON

HORIZON (NCT04561234) is a multicenter, open-label, randomized Phase III study that enrolled 686 patients at 151 sites. Patients were randomized 1:1 to zelatinib (n=343) or sunitinib (n=343).
"""
    extraction = daraevidence.extract_text(text)
    (study,) = extraction.studies
    assert (study.study, study.registry_id, study.n_patients, study.n_centers) == ("HORIZON", "NCT04561234", 686, 151)
    assert study.follow_up_median == 19.8
    sizes = {(cohort.cohort, cohort.n, cohort.role) for cohort in extraction.cohorts}
    assert {("zelatinib", 343, "arm"), ("sunitinib", 343, "arm"), ("total", 686, "total")} <= sizes


@pytest.mark.parametrize(
    "told",
    [
        "analyzed data of 1,245 patients from the national registry diagnosed from {first} to {last}",
        "identified 312 patients in the claims database who had been treated between {first} and {last}",
    ],
)
@pytest.mark.parametrize(
    ("first", "last", "start", "end"), [("2010", "2018", "2010", "2018"), ("01/2012", "12/2020", "2012-01", "2020-12")]
)
def test_when_patients_of_a_database_were_treated(told: str, first: str, last: str, start: str, end: str) -> None:
    (study,) = daraevidence.extract_text(f"Moreno et al (2022) {told.format(first=first, last=last)}.").studies
    assert (study.period_start, study.period_end) == (start, end)
