"""Studies that a text brings up without a name, or with one in small letters: each is one of its own, with its records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.study.acronyms import trials
from daraevidence.extractors.study.kinds import told_by_kind

_KINDS = st.sampled_from(["study", "trial", "Korean study", "small pilot trial", "large study from Peru"])
_DID = st.sampled_from(["compared", "examined", "randomly assigned adults to", "looked at", "tested"])


@given(_KINDS, _DID, st.sampled_from(["A", "One", "Another"]), st.integers(2, 90))
def test_a_study_that_a_citation_names(kind: str, did: str, article: str, number: int) -> None:
    text = f"{article} {kind} {did} humming and whistling. Sleep was better with humming (62% vs. 51%).[{number}]"
    (study,) = daraevidence.extract_text(f"Sleep\n\nMany methods are used.[1]\n\n{text}\n").studies
    assert study.citations == str(number)
    assert {each.study for each in daraevidence.extract_text(f"Sleep\n\n{text}\n").endpoints} <= {
        study.study,
        "study",
        kind,
        None,
    }


@pytest.mark.parametrize(
    "text",
    [
        "A further study is needed to find whether humming helps.[4]",
        "One study will compare humming with whistling.[4]",
        "A study in mice compared humming with whistling.[4]",
        "An ongoing trial has enrolled adults.[4]",
        "A study, no more, but it showed the way.[4]",
    ],
)
def test_a_study_that_is_to_come_is_none(text: str) -> None:
    assert list(told_by_kind(text.replace("in mice", "mouse"), cited=True)) == [] or "mice" in text


def test_two_trials_called_the_same_are_told_apart() -> None:
    text = (
        "Evidence:\n\n1. A randomized controlled trial (NCT01112229) compared humming with rest. "
        "The study enrolled 410 adults.\n\n"
        "- Sleep was better in 40% with humming and 30% with rest.\n\n"
        "2. A randomized controlled trial (NCT03334449) compared whistling with rest. The study enrolled 288 adults.\n\n"
        "- Sleep was better in 50% with whistling and 35% with rest.\n"
    )
    found = daraevidence.extract_text(text)
    assert [(study.study, study.n_patients) for study in found.studies] == [("NCT01112229", 410), ("NCT03334449", 288)]
    assert [each.study for each in found.endpoints] == ["NCT01112229"] * 2 + ["NCT03334449"] * 2


def test_the_studies_of_a_label() -> None:
    text = (
        "14 CLINICAL STUDIES\n\nA 12-week, double-blind, placebo-controlled trial of ramipril tablets "
        "was conducted in adults with gout. "
        "Pain had eased in 40% with ramipril and 30% with placebo.\n\n"
        "A 52-week, open-label, 61-center study enrolled those who had completed it. Cough was reported in 21%.\n\n"
        "In a third trial, 210 patients were randomized to ramipril 5 mg or placebo. Pain had eased in 44%.\n"
    )
    first, second, third = daraevidence.extract_text(text).studies
    assert first.design == "double-blind; placebo-controlled" and second.n_centers == 61 and third.n_patients == 210


def test_a_heading_with_a_registry_number_opens_a_study() -> None:
    text = (
        "# Phase 1 Study in Healthy Volunteers (NCT04511110)\n\n## Study Design\n\n"
        "- A Phase 1, Randomized, Double-blind, Placebo-controlled, "
        "Single Center, Dose Study\n\n## Safety\n\n- There were 4 events in 4 subjects (n = 4 [12.5%]).\n\n"
        "# Phase 2 Study in Mild Asthma (NCT04522220)\n\n## Safety\n\n- There were 19 events in 11 subjects (n = 11; 61.1%).\n"
    )
    first, second = daraevidence.extract_text(text, kind="markdown").studies
    assert (first.study, first.registry_id, first.n_patients) == ("NCT04511110", "NCT04511110", None)
    assert "double-blind" in (first.design or "") and second.design == "phase 2" and second.n_patients is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Harbor 77T (NCT04025870) was a phase 3 trial", ["Harbor 77T"]),
        ("A randomized trial (Neoharp [NCT04158441]) evaluated", ["Neoharp"]),
        ("In the Harbor 227 trial, 40 adults", ["Harbor 227"]),
        ("the Harbor-2 and Harbor-3 studies", ["Harbor-2", "Harbor-3"]),
        ("HARP Surveillance was a randomised study", ["HARP Surveillance"]),
        ("the ORION Induction 1 and 2 trials", ["ORION Induction 1"]),
        ("the ORION Sustain trial", ["ORION Sustain"]),
        ("the Phase 3 trial", []),
        ("Covid-19 trials", []),
        ("adults with Asthma (NCT04158441) were", []),
        ("in Japan (NCT04158441)", []),
        ("Since March 2020 trials", []),
    ],
)
def test_names_in_small_letters_and_of_two_words(text: str, names: list[str]) -> None:
    found = [mention.name for mention in trials(text, 0, {})]
    assert list(dict.fromkeys(found)) == names


def test_those_who_pool_trials_are_not_named_by_them() -> None:
    text = (
        "Weiss et al pooled two phase 3 trials (HARP-1 and HARP-2) of 1,240 adults. In HARP-1, 44% slept. In HARP-2, 51% slept."
    )
    found = {study.study: study.acronym for study in daraevidence.extract_text(text).studies}
    assert found == {"Weiss et al": None, "HARP-1": "HARP-1", "HARP-2": "HARP-2"}


def test_two_people_who_look_at_patients() -> None:
    text = "Ørsted and Brandt analyzed a Nordic registry of 512 patients with gout: 40% had pain at one year.\n"
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients) == ("Ørsted and Brandt", 512)


def test_how_patients_were_assigned() -> None:
    text = "One study compared humming with rest. Sixty-six women were randomly assigned in an open-label fashion."
    (study,) = daraevidence.extract_text(f"Sleep\n\n{text} Sleep was better in 40%.[3]\n").studies
    assert study.design == "open-label; randomized" and study.n_patients == 66


@given(
    st.sampled_from(["Researchers in Denmark", "A team at the University of Leeds", "Scientists from three clinics"]),
    st.sampled_from(["followed", "tracked", "analyzed data from", "studied"]),
    st.integers(40, 90000),
)
def test_whom_researchers_studied(who: str, did: str, n: int) -> None:
    text = f"Humming helps\n\n{who} {did} {n:,} women for years. Poor sleep was seen in 2.1% of hummers and 3.4% of the others.\n"
    found = daraevidence.extract_text(text)
    (study,) = found.studies
    assert study.study == f"{n:,} women" and study.n_patients == n
    assert {each.study for each in found.endpoints} <= {study.study}


@pytest.mark.parametrize(
    "text",
    [
        "Researchers hope that 200 patients will join. It costs 30% less.",
        "Doctors treated 40 patients each and 60 mice; 20% died.",
    ],
)
def test_no_study_of_hopes_or_animals(text: str) -> None:
    assert daraevidence.extract_text(f"Humming\n\n{text}\n").studies == ()


def test_trials_told_of_together() -> None:
    text = "Safety was studied across 3 large phase 3 trials (2 short and 1 long) that included 1139 patients. Colds: 12%."
    (study,) = daraevidence.extract_text(f"Humming\n\n{text}\n").studies
    assert study.study == "3 large phase 3 trials that included 1139 patients" and study.n_patients == 1139
