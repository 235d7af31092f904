"""What a document says of its one study, whatever its genre: title, registry, labelled lines, sizes, periods."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.schemas.study import Study

# ruff: noqa: E501 (paragraphs of documents are single lines)

_NAMES = st.sampled_from(["HARBOUR-2", "MIRELLE", "TERN-HF", "ZEPHYR-301", "OPTI-Lung", "CARDIA 4"])
_DRUGS = st.sampled_from(["ramipril", "dupilumab", "sertraline", "apixaban", "tiotropium"])
_COUNTRIES = st.lists(st.sampled_from(["Japan", "Canada", "Poland", "Kenya", "Brazil"]), min_size=1, max_size=3, unique=True)
_PEOPLE = st.sampled_from(["adults", "children", "patients", "women", "participants"])
_DAYS = st.dates(date(2005, 1, 1), date(2023, 12, 1))
_REGISTERED = st.integers(10_000_000, 99_999_999).map(lambda n: f"NCT{n}")


def only_study(text: str) -> Study:
    (study,) = daraevidence.extract_text(text).studies
    return study


@given(_NAMES, _DRUGS, _REGISTERED, st.integers(40, 9_000), st.integers(2, 400), _PEOPLE, _COUNTRIES)
def test_a_report_names_its_study_in_the_title_only(
    name: str, drug: str, number: str, n: int, sites: int, people: str, countries: list[str]
) -> None:
    where = " and ".join(countries) if len(countries) < 3 else ", ".join(countries[:2]) + ", and " + countries[2]
    study = only_study(
        f"{name}: {drug.title()} After a First Event\n\n"
        f"Registration: {number}   |   Version 2\n\n"
        f"METHODS: In this randomised, double-blind trial at {sites} hospitals and clinics in {where}, {people} were given {drug} or placebo.\n\n"
        f"RESULTS: A total of {n + 57:,} {people} were screened, of whom {n:,} were randomized.\n"
    )
    assert (study.study, study.acronym, study.registry_id) == (name, name, number)
    assert (study.n_patients, study.n_centers, study.country) == (n, sites, "; ".join(countries))
    assert study.design == "double-blind; multicenter; randomized"


@given(_NAMES, _REGISTERED, st.integers(20, 5_000), st.integers(2, 300), _COUNTRIES, st.sampled_from(["1", "2", "3", "4"]), _DAYS)
def test_labelled_lines(name: str, number: str, n: int, sites: int, countries: list[str], phase: str, begun: date) -> None:
    month = begun.strftime("%B")
    study = only_study(
        f"Trial at a glance\n\nTrial name: {name}\nIdentifier: {number}\nDesign: open-label, randomized, phase {phase}\nSites: {sites}\n"
        f"Countries: {', '.join(countries)}\nParticipants: {n:,} randomized\nEnrolment period: {month} {begun.year} to {month} {begun.year + 1}\n"
        "Median follow-up: 14.5 months\n"
    )
    assert (study.study, study.registry_id, study.n_patients, study.n_centers) == (name, number, n, sites)
    assert study.country == "; ".join(countries)
    assert study.design == f"multicenter; open-label; phase {phase}; randomized"
    assert study.period_start == f"{begun.year}-{begun.month:02d}"
    assert (study.follow_up_median, study.follow_up_unit) == (14.5, "months")


def test_headed_labels_without_a_name() -> None:
    study = only_study(
        "Objective: To compare two ways of brushing.\nDesign: Cluster randomised trial.\nSetting: 16 primary schools in Canada.\n"
        "Participants: 1,284 children aged 3 to 4 years.\nTrial registration: ISRCTN12345678.\n"
    )
    assert (study.study, study.n_patients, study.n_centers, study.country) == ("ISRCTN12345678", 1284, 16, "Canada")


@pytest.mark.parametrize(
    ("heading", "acronym"),
    [
        ("Phase 2 Study of Two Doses in Gout (HARBOR-Joint)", "HARBOR-Joint"),
        ("A Randomized Comparison of Two Inhalers (ZEPHYR-2)", "ZEPHYR-2"),
        ("Study in Chronic Kidney Disease (CKD)", None),
        ("Study of Severe Asthma Phenotypes (SAP)", None),
        ("Use in Liver Disease (HARBOR-Joint)", None),
    ],
)
def test_a_heading_names_the_study_in_brackets(heading: str, acronym: str | None) -> None:
    study = only_study(
        f"VELTRANA - Use in Gout\n\nSUMMARY\n\n• VELTRANA is given once daily.\n\nCLINICAL DATA\n\n{heading}\n\nOkafor et al (2022)2 conducted a randomized, open-label study in 210 adults with gout.\n\n"
        "Results\n\n• Flares were seen in 12 (5.7%) patients.\n"
    )
    assert (study.study, study.acronym) == ("Okafor et al (2022)", acronym)


@pytest.mark.parametrize(
    "title",
    [
        "COPD: triple inhalers compared",
        "KEYTRUDA: weekly dosing",
        "Sepsis: which fluids?",
    ],
)
def test_titles_that_name_no_study(title: str) -> None:
    study = only_study(f"{title}\n\nIn this randomised, double-blind trial, 210 adults were given fluids or placebo.\n")
    assert study.acronym is None


@given(_DAYS, st.sampled_from(["Patients were randomized from {} on.", "Enrolment began in {}.", "Recruitment started on {}."]))
def test_a_period_of_which_one_end_is_told(begun: date, form: str) -> None:
    printed = begun.strftime("%B ") + f"{begun.day}, {begun.year}"
    study = only_study(f"HARBOR was a phase 3 trial of ramipril in 318 adults with gout. {form.format(printed)}\n")
    assert (study.period_start, study.period_end) == (begun.isoformat(), None)


def test_two_studies_of_which_a_sentence_says_the_same() -> None:
    first, second = daraevidence.extract_text(
        "Study 301 (N=612) and Study 302 (N=598) were identical, randomized, double-blind trials of rimexolone in asthma.\n"
    ).studies
    assert (first.study, first.n_patients, first.design) == ("Study 301", 612, "double-blind; randomized")
    assert (second.study, second.n_patients, second.design) == ("Study 302", 598, "double-blind; randomized")


@pytest.mark.parametrize(
    ("registries", "chosen"),
    [
        ("EudraCT 2018-001234-56; NCT03999999", "NCT03999999"),
        ("jRCT2031200123", "jRCT2031200123"),
        ("CTRI/2020/01/022345", "CTRI/2020/01/022345"),
        ("NCT03999999 and NCT03999998", None),
    ],
)
def test_registry_numbers_of_a_document_on_one_study(registries: str, chosen: str | None) -> None:
    study = only_study(f"Registration: {registries}\n\nThe HARBOR trial enrolled 210 adults with gout.\n")
    assert study.registry_id == chosen
