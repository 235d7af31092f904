"""Reports that go by their first author: letters and abstracts over which the authors stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.study.bylines import byline

_SURNAMES = st.sampled_from(["Weiss", "Olsen", "van der Berg", "Ruiz-Lam", "Ørsted", "O'Neill", "Łukasik"])
_REPORT = "A Title of a Report on Gout\n\n{}\n\nWe reviewed 40 adults, and all were well.\n"
_GIVEN = st.sampled_from(["Ana", "José María", "A.", "A.-M.", "Per K."])
_MARKS = st.sampled_from(
    [
        "{},[1] {},[2] {}[1,2]",
        "{}¹, {}²* and {}¹,²",
        "{} (1), {} (2), {} (1, 2)",
        "{}[a], {}[b]",
        "{},1 {},2 {}3 1Clinic of Gout, Riga; 2House of Feet, Oslo",
        "{}, {}, {}",
        "{},1 {},2 {}1,2",
        "{}1, {}2 and {}1*",
        "{}, MD, {}, PhD, {}, M.D.",
        "{}; {}; {}",
        "By {}, {}, and {}",
    ]
)


@given(_GIVEN, _SURNAMES, _MARKS)
def test_the_first_of_several_authors(given_name: str, surname: str, marks: str) -> None:
    line = marks.format(f"{given_name} {surname}", "Kari Dahl", "T. Ito")
    blocks = daraevidence.extract_text(
        f"A Title of a Report on Gout\n\n{line}\n\nWe reviewed 40 adults, and all were well.\n"
    ).document.blocks
    found = byline([block for block in blocks if block.text.startswith(line[:6])])
    assert found is not None
    assert found.name == surname


@pytest.mark.parametrize(
    "line",
    [
        "St Anna Hospital, Vienna, Austria",
        "University Hospital Ghent, Belgium",
        "Ana Weiss",
        "Heart Failure, Stroke and Death in Gout",
        "Keywords: Gout Flares, Weekly Dosing",
        "Session: Chronic Gout, Clinical Care",
    ],
)
def test_a_line_of_no_authors(line: str) -> None:
    blocks = daraevidence.extract_text(
        f"A Title of a Report on Gout\n\n{line}\n\nWe reviewed 40 adults, and all were well.\n"
    ).document.blocks
    assert byline([block for block in blocks if block.text == line]) is None


_LETTER = (
    "LETTER TO THE EDITOR{year}\n\nWeekly ramipril in gout\n\nAna Weiss,1 Per Olsen2\n\n"
    "1Department of Medicine, Lund, Sweden; 2Clinic of Gout, Riga, Latvia\n\n"
    "To the Editor:\n\n{begin} a retrospective, open-label study of {n} adults with gout who were "
    "given ramipril. Flares were seen in 12 adults.\n"
)


@given(
    st.integers(20, 900), st.sampled_from(["We conducted", "Here, we performed", "We did"]), st.sampled_from([None, 2019, 2024])
)
def test_the_letter_of_those_who_did_the_study(n: int, begin: str, year: int | None) -> None:
    text = _LETTER.format(n=n, begin=begin, year=f"   Annals of Gout {year}" if year else "")
    extraction = daraevidence.extract_text(text)
    (study,) = extraction.studies
    assert (study.first_author, study.year, study.n_patients) == ("Weiss", year, n)
    assert study.study == "Weiss et al" + (f" ({year})" if year else "")
    assert {each.study for each in extraction.endpoints} == {study.study}
    for evidence in (*study.evidence["first_author"], *(study.evidence["year"] if year else ())):
        assert extraction.text[evidence.span.start : evidence.span.end] in ("Weiss", str(year))


@pytest.mark.parametrize(
    "deed",
    ["We retrospectively identified every adult who needed", "We treated 40 patients with", "We reviewed all patients with"],
)
def test_a_letter_on_another_report_tells_of_patients_of_its_own(deed: str) -> None:
    text = (
        "Letter to the Editor\n\nWeekly ramipril in gout\n\nAna Weiss¹, Per Olsen²\n\nDear Editor,\n\n"
        "We read with interest the report of Dahl et al.,1 in which 25 adults with gout were treated with ramipril.\n\n"
        f"{deed} ramipril for gout. Remission was seen in 14 of 40 patients (35%).\n\n"
        "References\n1. Dahl K, Ito T, Lund B, et al. Ramipril in gout. Gout Rep. 2024;9:301-8.\n"
    )
    extraction = daraevidence.extract_text(text)
    assert [study.first_author for study in extraction.studies] == ["Dahl", "Weiss"]
    (result,) = (row for row in extraction.endpoints if row.n == 14)
    assert result.study == "Weiss et al"


def test_those_who_write_on_another_study_did_not_do_it() -> None:
    text = _LETTER.format(n=40, begin="The team of another hospital conducted", year="")
    assert all(study.first_author is None for study in daraevidence.extract_text(text).studies)


_ABSTRACTS = (
    "CONGRESS ON GOUT 2024 | Abstract book\n\n"
    "P11  RAMIPRIL IN GOUT: A REAL-WORLD STUDY\n\nH. Weiss1, S. Iqbal2\n1 Clinic of Gout, Riga; 2 House of Feet, Oslo\n\n"
    "Background: Little is known.\nMethods: Retrospective study at 14 clinics in Latvia.\n"
    "Results: We identified {a} pts. Flares were seen in 9 pts (12%).\nConclusion: It works.\n\n"
    "P12  WEEKLY OR DAILY: THE ORION-2 TRIAL\n\nK. Drozd, M. Feld\nHouse of Feet, Oslo, Norway\n\n"
    "Methods: In this randomised trial, {b} adults were assigned to weekly (n={half}) or daily (n={half}) ramipril.\n"
    "Results: Flares were seen in 21 (48%) and 19 (40%).\nConclusion: No difference.\n"
)


@given(st.integers(60, 400), st.integers(30, 200))
def test_abstracts_that_begin_with_their_methods(a: int, half: int) -> None:
    extraction = daraevidence.extract_text(_ABSTRACTS.format(a=a, b=2 * half, half=half))
    first, second = extraction.studies
    assert (first.study, first.first_author, first.year, first.n_patients, first.n_centers) == (
        "Weiss et al (2024)",
        "Weiss",
        2024,
        a,
        14,
    )
    assert "retrospective" in str(first.design)
    assert (second.study, second.first_author, second.acronym) == ("ORION-2", "Drozd", "ORION-2")
    assert second.n_patients == 2 * half
    assert {each.study for each in extraction.endpoints if each.percent in (48, 40)} == {"ORION-2"}


@pytest.mark.parametrize("cited", [",3 a", "[3], a", ", a", " (NCT01234567),3 a"])
@given(st.integers(30, 900), st.sampled_from(["TAPER-GO", "ORION", "VEGA-2"]))
def test_a_name_before_what_it_is(cited: str, n: int, name: str) -> None:
    text = f"Much was tried. In {name}{cited} multicentre, double-blind trial, {n} adults were given ramipril or placebo."
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients) == (name, n)
    assert study.citations == ("3" if "3" in cited.replace("NCT01234567", "") else None)


@pytest.mark.parametrize(
    "by",
    [
        "trial, by {},",
        "study, by Dr. {},",
        "trial (NCT01234567) by {}",
        "study, led by Professor {},",
        "trial, reported in this issue by {},",
    ],
)
def test_a_trial_and_who_reports_it_are_one(by: str) -> None:
    told = f"For this reason the randomised ORION-2 {by.format('Ana Weiss and colleagues')} is welcome."
    (study,) = daraevidence.extract_text(f"{told} It enrolled 310 adults.").studies
    assert (study.first_author, study.acronym, study.n_patients) == ("Weiss", "ORION-2", 310)


@pytest.mark.parametrize("each", ["69 in each arm", "69 per group"])
def test_all_who_were_enrolled_are_no_group(each: str) -> None:
    (study,) = daraevidence.extract_text(f"The ORION trial was randomized. In all, 138 adults were enrolled ({each}).").studies
    assert study.n_patients == 138


def test_as_many_healthy_volunteers_are_the_other_group() -> None:
    text = "Weiss et al (2023) did a phase 1 study in which 8 participants with gout and 8 healthy volunteers received ramipril."
    (study,) = daraevidence.extract_text(text).studies
    assert study.n_patients is None


@given(st.integers(40, 400), st.integers(20, 300))
def test_reference_numbers_in_round_brackets(n: int, other: int) -> None:
    text = (
        "Is humming safe?\n\nOutpatients. Weiss et al (2023) conducted a cohort study in Canada of "
        f"{n} people who hummed between 2014 and 2021 (1). No one died.\n\n"
        f"Inpatients. Olsen et al (2020) reviewed the notes of {other} patients at a single Danish teaching hospital (2).\n\n"
        "References\n\n1. Weiss A, Ruiz B. Humming in Canada. J Hum 2023;1:2-9.\n2. Olsen P. Humming in hospital. J "
        "Hum 2020;4:5-6.\n"
    )
    first, second = daraevidence.extract_text(text).studies
    assert (first.n_patients, first.citations, first.period_start, first.period_end) == (n, "1", "2014", "2021")
    assert (second.n_patients, second.citations, second.country) == (other, "2", "Denmark")
    assert "single-center" in str(second.design)


@given(st.integers(20, 900))
def test_our_own_patients_told_of_behind(n: int) -> None:
    text = (
        "Weiss et al.2 treated 40 adults, and 12 (30%) relapsed.\n\n"
        f"Our own practice has changed. Since then we have been strict. Among the {n} patients treated in this way, 9 relapsed.\n"
    )
    weiss, ours = daraevidence.extract_text(text).studies
    assert (weiss.n_patients, ours.study.casefold(), ours.n_patients) == (40, "our own practice", n)


def test_one_citation_of_two_trials() -> None:
    text = (
        "ORION-1 (NCT01234567) and ORION-2 (NCT01234568) were identical trials in adults with gout.[3] In ORION-1, "
        "40 adults hummed. In ORION-2, 41 adults hummed."
    )
    assert [study.citations for study in daraevidence.extract_text(text).studies] == ["3", "3"]


def test_the_longer_citation_of_a_study() -> None:
    text = "In the ORION trial, 12% relapsed.[1]\n\nORION was a randomised trial in 310 adults with gout.[1,2] No one died."
    (study,) = daraevidence.extract_text(text).studies
    assert study.citations == "1;2"


@pytest.mark.parametrize("who", ["Weiss’s group allocated", "Weiss and colleagues allocated"])
def test_who_did_the_trial_just_told_of(who: str) -> None:
    text = (
        f"The ORION trial1 shows that less is enough. In 24 clinics, {who} 310 adults to humming or rest. Flares were seen in 6%."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.first_author, study.n_patients, study.citations) == ("ORION", "Weiss", 310, "1")


def test_a_study_that_a_heading_calls_by_its_name() -> None:
    text = "ORION: Humming in Gout\n\nWeiss and colleagues enrolled 112 adults in the ORION study.[3] Flares were seen in 6%.\n"
    (study,) = daraevidence.extract_text(f"Humming\n\n{text}").studies
    assert (study.study, study.first_author) == ("ORION", "Weiss")


def test_the_number_of_a_study_counts_no_patients() -> None:
    text = (
        "In a phase 2 trial (Study 204; NCT03333333), 84 patients received ramipril. Study 204 enrolled patients at "
        "22 sites in Peru."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients, study.n_centers) == ("Study 204", 84, 22)


def test_a_meta_analysis_of_the_issue() -> None:
    text = (
        "Finally, a meta-analysis in this issue5 pools 14 studies with 1022 patients. Humming lowered the risk (odds ratio 0.68)."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients, study.citations) == ("meta-analysis of 14 studies", 1022, "5")
