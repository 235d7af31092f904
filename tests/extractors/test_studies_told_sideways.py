"""Studies, their facts and their places as six writers would tell them: leaders, scores, sideways centers, captions, questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.study.acronyms import trials
from daraevidence.extractors.study.kinds import told_by_kind
from daraevidence.extractors.study.names import authors
from daraevidence.schemas.study import Study

# ruff: noqa: E501 (paragraphs of documents are single lines)

_SURNAMES = st.sampled_from(["Moreau", "Sato", "Okafor", "Lindqvist-Berg", "van der Meer", "Ó Briain", "Žukauskas"])
_WORKERS = st.sampled_from(
    ["and colleagues", "and co-workers", "et al.", "and her team", "and his colleagues", "and collaborators"]
)
_DRUGS = st.sampled_from(["ramipril", "dupilumab", "sertraline", "apixaban", "tiotropium"])


def only_study(text: str) -> Study:
    (study,) = daraevidence.extract_text(text).studies
    return study


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Moreau’s group in Nantes treated 45 adults", ["Moreau"]),
        ("Sato's team reported on 12 children", ["Sato"]),
        ("The group around Sato4 in Kyoto saw it", ["Sato"]),
        ("A team led by Dr Ana Weiss has treated 40 patients", ["Weiss"]),
        ("a trial led by Ana Weiss,7 in which 40 adults", ["Weiss"]),
        ("Weiss, Olsen, and colleagues (2020) saw 40 patients", ["Weiss"]),
        ("Moreau and her team [4] treated 40 patients", ["Moreau"]),
        ("In the project by Sato et al.,4 which ran from 2019", ["Sato"]),
        ("the Crohn's group had 5 events", []),
        ("In the group of Danish patients, 5 died", []),
        ("A trial led by Novartis, which ended early", []),
        ("Children's group sessions", []),
    ],
)
def test_groups_by_their_leader(text: str, names: list[str]) -> None:
    assert [mention.name for mention in authors(text)] == names


@given(_SURNAMES, _WORKERS, st.integers(12, 900), _DRUGS)
def test_given_names_are_left_out(surname: str, workers: str, n: int, drug: str) -> None:
    study = only_study(
        f"An old question\n\nIn this issue, Giulia {surname} {workers}3 report a retrospective study of {n} adults given {drug}. "
        f"At one year, {n // 2} of {n} ({50 * (n // 2) * 2 // n}%) were alive.\n\nReferences\n\n3 {surname} G, Pell R. An old question. Heart Notes 2024; 3: 1-9.\n"
    )
    assert (study.study, study.first_author, study.n_patients) == (f"{surname} et al", surname, n)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The multicenter NORVEX collaboration7 followed 268 patients", ["NORVEX"]),
        ("CLOT-RISK, a score derived from the records of 1,284 patients, adds up", ["CLOT-RISK"]),
        ("EMBER-LT, the open-label extension of its phase 2 program, in which 61 were treated", ["EMBER-LT"]),
        ("a retrospective cohort (ENCHAÎNER) of 179 patients", ["ENCHAÎNER"]),
        ("severe neutropenia in the Swedish Registry was rare", []),
        ("a retrospective cohort (EHR) of 179 patients", []),
        ("In NSCLC, the largest registry of its kind", []),
    ],
)
def test_names_of_collaborations_and_scores(text: str, names: list[str]) -> None:
    assert list(dict.fromkeys(mention.name for mention in trials(text, 0, {}))) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The best available source is a retrospective cohort of 214 patients with gout",
            ["retrospective cohort of 214 patients"],
        ),
        ("The largest study is a registry-based analysis of 4,100 births", ["registry-based analysis of 4,100 births"]),
        ("A meta-analysis5 that combined 11 studies, with a total of 2,934 patients", ["meta-analysis of 11 studies"]),
        ("A metaanalysis of 9 studies", ["meta-analysis of 9 studies"]),
        ("This was a retrospective study of 40 patients", []),
        ("The trial was a randomized study in 40 adults", []),
        ("In a post hoc analysis, 322 (30.9%) were free of seizures", []),
    ],
)
def test_studies_said_to_be_what_they_are(text: str, names: list[str]) -> None:
    assert [mention.name for mention in told_by_kind(text)] == names


_CENTERS_TOLD = st.sampled_from(
    [
        ("went through the files of {n} Dutch hospitals", "Netherlands"),
        ("collected {p} adults admitted to {n} hospitals in Japan", "Japan"),
        ("followed {p} adults of {n} clinics in Peru", "Peru"),
        ("report a study that involved {n} Spanish epilepsy units", "Spain"),
        ("treated {p} adults attending {n} centres in Kenya", "Kenya"),
    ]
)


@given(_CENTERS_TOLD, st.integers(2, 60), st.integers(61, 900))
def test_centers_told_sideways(told: tuple[str, str], n: int, people: int) -> None:
    sentence, country = told
    study = only_study(f"A note\n\nSato et al (2021)4 {sentence.format(n=n, p=people)}. There were {people} patients in all.\n")
    assert (study.n_centers, study.country) == (n, country)


_FOLLOWED = st.sampled_from(
    [
        "After a median of {v} {u}, relapse had occurred in 13.",
        "Follow-up lasted a median of {v} {u}.",
        "Median follow-up (IQR) was {v} (1-99) {u}.",
        "The median interval was 49 days, and the median follow-up {v} {u}.",
        "Patients were observed for a median of {v} {u}.",
        "The median duration of follow-up was {v} {u} (IQR, 1-99).",
        "Follow-up: median {v} {u}.",
        "At a median follow-up of {v} {u}, 13 patients had relapsed.",
    ]
)


@given(_FOLLOWED, st.integers(11, 700).map(lambda n: n / 10), st.sampled_from(["months", "years"]))
def test_follow_up_in_many_words(sentence: str, value: float, unit: str) -> None:
    study = only_study(f"A note\n\nSato et al (2021)4 treated 120 adults with gout. {sentence.format(v=value, u=unit)}\n")
    assert (study.follow_up_median, study.follow_up_unit) == (value, unit)


@pytest.mark.parametrize(
    "sentence",
    [
        "Of these, 41 were free of seizures in the last 12 weeks of follow-up.",
        "Patients with at least 24 months of follow-up did well.",
        "After a median of 3 months, the first responses were seen in 13.",
        "After a median of 4 cycles, 13 patients had relapsed.",
    ],
)
def test_no_follow_up(sentence: str) -> None:
    study = only_study(f"A note\n\nSato et al (2021)4 treated 120 adults with gout. {sentence}\n")
    assert study.follow_up_median is None


def test_a_caption_names_the_study_of_its_table() -> None:
    text = (
        "Is it safe?\n\nThe TERN trial [2]\n\nIn this open-label, randomized phase 3 trial, 200 adults were assigned to ramipril (n=100) or placebo (n=100).\n\n"
        "A Dutch cohort [3]\n\nSato et al (2025) followed 61 adults at 11 Dutch centers. One died.\n\n"
        "How safe is it?\n\nSafety in TERN up to month 12\nEvent\tRamipril (n=100)\tPlacebo (n=100)\nCough\t10 (10.0)\t2 (2.0)\nDizziness\t4 (4.0)\t3 (3.0)\n"
    )
    extraction = daraevidence.extract_text(text)
    assert {study.study: study.citations for study in extraction.studies} == {"TERN": "2", "Sato et al (2025)": "3"}
    assert {event.study for event in extraction.adverse_events if event.term in ("Cough", "Dizziness")} == {"TERN"}


def test_a_press_release_reports_the_study_that_it_announces() -> None:
    text = (
        "Acme Reports Results for Ramipril\n\n- Response in 41.0% of patients against 6.8% on placebo -\n\n"
        "DURHAM, November 9, 2026 -- Acme today announced the 52-week results of EMBER-SCD, a pivotal phase 3 study of ramipril.\n\n"
        '"We are glad," said Ana Weiss, M.D., professor of hematology at Pine Hollow Medical College.\n\n'
        "Safety\n\nAdverse events were reported by 125 patients (93.3%) on ramipril and 120 patients (90.9%) on placebo.\n\n"
        "Longer-term data\n\nAcme also gave an update on EMBER-LT, the open-label extension of its phase 2 program, in which 61 patients have been treated. "
        "After a median of 27.5 months, 12 patients (19.7%) had died.\n\n"
        "About EMBER-SCD\n\nEMBER-SCD (NCT05633290) is a randomized, placebo-controlled study at 78 sites. From February 2023 to May 2024, it enrolled 266 people "
        "16 years of age or older with 2 to 10 crises in the previous 12 months.\n"
    )
    extraction = daraevidence.extract_text(text)
    main, extension = extraction.studies
    assert (main.study, main.n_patients, main.site) == ("EMBER-SCD", 266, None)
    assert (extension.study, extension.design, extension.n_patients, extension.follow_up_median) == (
        "EMBER-LT",
        "open-label",
        61,
        27.5,
    )
    by_percent = {record.percent: record.study for record in (*extraction.endpoints, *extraction.adverse_events)}
    assert (by_percent[93.3], by_percent[19.7]) == ("EMBER-SCD", "EMBER-LT")


@given(_SURNAMES, st.integers(20, 400))
def test_the_citation_behind_a_sentence_is_its_own(surname: str, n: int) -> None:
    text = (
        f"Is it safe?\n\nDosing is as labelled. [1] {surname} et al (2024) treated {n} adults with ramipril in a retrospective study. [3] "
        "No one died.\n"
    )
    assert only_study(text).citations == "3"


def test_the_only_study_under_methods_holds_below_the_heading_above() -> None:
    text = (
        "DATA\n\nInterval Between Courses\n\nMethods\n\n  • Sato et al (2023)3 used an observational registry of ramipril.\n\nFindings\n\n"
        "  • The 245 patients had a median age of 55 years.\n  • Death was seen in 12 patients (4.9%).\n\n"
        "Another Question\n\nMethods\n\n  • Weiss et al (2024)4 enrolled 80 adults in a phase 2 trial.\n\nFindings\n\n  • Death was seen in 8 patients (10%).\n"
    )
    extraction = daraevidence.extract_text(text)
    assert [study.n_patients for study in extraction.studies] == [245, 80]
    assert {(record.n, record.study) for record in extraction.endpoints if record.endpoint == "DEATH"} == {
        (12, "Sato et al (2023)"),
        (8, "Weiss et al (2024)"),
    }


_ABSTRACT = (
    "Annual Congress of Nursing - Poster Abstracts\n\nP-101\nHome monitoring in gout: a cluster-randomised trial in {k} clinics\n\nA. Byrne, T. Kolawole, M. Fischer\n\n"
    "BACKGROUND: Blood tests are a burden.\nMETHODS: Recruitment ran from January to December 2023 in Ireland.\n"
    "RESULTS: We included {n} patients. Death was seen in 9 (2.8%) patients.\nCONCLUSIONS: It is safe.\n\n"
    "P-102\nTapering of ramipril\n\nJ. Sandoval, on behalf of the Iberian Group\n\nBACKGROUND: How to taper is unknown.\n"
    "METHODS: Retrospective review of all patients in {m} Spanish hospitals.\nRESULTS: Of {p} patients, 41 (31%) died.\nCONCLUSIONS: It is hard.\n"
)


@given(st.integers(2, 90), st.integers(30, 900), st.integers(2, 90), st.integers(50, 900))
def test_two_abstracts_in_one_file(k: int, n: int, m: int, p: int) -> None:
    extraction = daraevidence.extract_text(_ABSTRACT.format(k=k, n=n, m=m, p=p))
    first, second = extraction.studies
    assert (first.study, first.n_centers, first.n_patients) == ("Byrne et al", k, n)
    assert second.study == "Sandoval et al"
    assert (second.n_centers, second.n_patients, second.country) == (m, p, "Spain")
    assert {record.study for record in extraction.endpoints if record.percent == 31} == {second.study}
    assert "abstract" in str(first.design) and "abstract" in str(second.design)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ANTHEM-2,2 the sister trial, was stopped for futility after 782 women.", {"ANTHEM": 310, "ANTHEM-2": 782}),
        ("An open-label extension (ANTHEM OLE) followed 189 of these women.", {"ANTHEM": 310, "ANTHEM OLE": None}),
        ("Gyamfi-Lewis's trial treated 284 women.3", {"ANTHEM": 310, "Gyamfi-Lewis et al": 284}),
        ("Tanaka and Reyes4 followed 97 women.", {"ANTHEM": 310, "Tanaka and Reyes": 97}),
        ("DOLPHIN, done in Korea, was smaller (n=220).", {"ANTHEM": 310, "DOLPHIN": 220}),
        ("A chart review from Lima may help.5 Of 118 women, 64 got less.", {"ANTHEM": 310, "chart review from Lima": 118}),
    ],
)
def test_a_second_study_beside_the_first(sentence: str, expected: dict[str, int | None]) -> None:
    text = f"A comment\n\nThe ANTHEM trial enrolled 310 women.1 Death was seen in 12 (3.9%).\n\n{sentence}\n"
    assert {study.study: study.n_patients for study in daraevidence.extract_text(text).studies} == expected


def test_the_author_who_reports_a_trial() -> None:
    study = only_study(
        "A comment\n\nThe ANTHEM study, reported by Priscilla Wanjiru-Oduor and colleagues in this issue,1 is welcome. "
        "In 29 hospitals of India, Kenya, and Nigeria, 2852 women at risk of early birth were randomly assigned to ramipril or placebo. "
        "Neonatal death occurred in 278 of 1417 infants (19.6%) versus 331 of 1406 (23.5%).\n"
    )
    assert (study.study, study.acronym, study.n_patients) == ("Wanjiru-Oduor et al", "ANTHEM", 2852)
    assert (study.n_centers, study.country) == (29, "India; Kenya; Nigeria")


def test_a_number_in_words_is_read_whole() -> None:
    study = only_study(
        "A note\n\nThe ORIOLE trial took place in Peru. Two hundred and thirteen adults were randomly allocated to ramipril or placebo.\n"
    )
    assert study.n_patients == 213


@given(st.integers(5, 90), st.integers(100, 900))
def test_the_body_is_believed_before_the_summary(first: int, second: int) -> None:
    study = only_study(
        f"Summary\n\n• Weiss et al (2023)3 described a retrospective case series of {first} patients with gout given ramipril.\n\n"
        f"Clinical Data\n\nWeiss et al (2023)3 retrospectively analyzed a case series of {second} patients with gout given ramipril.\n\nResults\n\n• Nine patients died.\n"
    )
    assert study.n_patients == second


_REFERENCES = "\n\nReferences\n\n1. Rosati-Fiori A, et al. Heart Notes 2024.\n2. Bell S, Okpara C. Heart Notes 2022.\n3. Korhonen T. Nord Notes 2023.\n"


@pytest.mark.parametrize(
    ("sentence", "name", "n"),
    [
        ("At Oulu University Hospital, Korhonen reviewed the charts of 33 adults with gout [3].", "Korhonen", 33),
        (
            "Rosati-Fiori and co-authors ran KETAS01-B as an open-label trial in five Italian children's hospitals; 57 children took part [1].",
            "Rosati-Fiori et al",
            57,
        ),
        (
            "Investigators from the Pediatric Gout Research Group looked at 69 children in nine hospitals [2].",
            "Pediatric Gout Research Group",
            69,
        ),
        ("A pilot, called KIDS-PILOT, had shown in 80 adults that it works [2].", "KIDS-PILOT", 80),
        ("The French BRIDGE-P investigators1 gave ramipril or placebo to 47 adults.", "BRIDGE-P", 47),
        (
            "SAPHIRA,2 the trial that led to approval, had stopped early, with only 118 of the 280 planned patients enrolled.",
            "SAPHIRA",
            None,
        ),
    ],
)
def test_studies_of_reviews(sentence: str, name: str, n: int | None) -> None:
    study = only_study(f"What do we know?\n\nThe evidence is thin.\n\n{sentence} Nobody died.{_REFERENCES}")
    assert study.study == name
    assert study.n_patients in ((n,) if n else (118, None))


@pytest.mark.parametrize(
    ("item", "name", "n"),
    [
        ("- ICAP-N (double-blind, 240 patients, 5 centres): recurrence in 20 (16.7%) vs 45 (37.5%).", "ICAP-N", 240),
        ("- PROTECT-HD (n=48): an open-label phase 4 study of ramipril. Death was seen in 12 (25%).", "PROTECT-HD", 48),
        (
            "- Bellweather et al, 2022: 31 patients from two hospitals; 22 (71%) responded and 3 (10%) had reactions.",
            "Bellweather et al (2022)",
            31,
        ),
    ],
)
def test_bullets_that_begin_with_a_study(item: str, name: str, n: int) -> None:
    study = only_study(f"What studies are there?\n\n{item}\n- Nothing else is known.\n")
    assert (study.study, study.n_patients) == (name, n)
