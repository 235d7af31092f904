"""Studies that a document gives no name: they go by its own words for them, in all records."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_NEWS = "Warm baths help sleep\n\n{opening}\n\n{facts}\n\nAfter six weeks, 30 (20%) people in the bath group slept badly.\n"


@given(
    st.sampled_from(
        [
            "Warm baths in the evening help people sleep, a new study suggests.",
            "A study published on Monday found that warm baths help people sleep.",
            "According to the latest trial, warm baths help.",
            "Baths may help, according to a study led by a hospital in Oslo.",
            "In a new trial, baths were better than showers.",
        ]
    ),
    st.sampled_from(
        [
            "The study enrolled {n} adults who slept badly.",
            "Researchers recruited {n} adults for the study.",
            "The trial, which was done in one town, included {n} women.",
            "In all, {n} people took part in the research.",
        ]
    ),
    st.integers(30, 9999),
)
def test_the_only_study_of_a_news_item_needs_no_name(opening: str, facts: str, n: int) -> None:
    extraction = daraevidence.extract_text(_NEWS.format(opening=opening, facts=facts.format(n=n)))
    (study,) = extraction.studies
    assert study.n_patients == n
    assert study.first_author is None and study.acronym is None and not study.study.startswith(("new", "latest", "the"))
    assert extraction.endpoints and {record.study for record in extraction.endpoints} == {study.study}


@pytest.mark.parametrize(
    "text",
    [
        "The study of sleep is an old field. Ask your doctor.",
        "If you join the study, you will come to the clinic 12 times in 18 months.",
        "A 2-year study in rats showed tumors in 20% of the animals.",
        "Older trials found no benefit. Some patients sleep badly.",
        "A study in Oslo found that baths help. A study in Rome found that they do not in 20% of patients.",
        "In another study, 40% of patients slept better.",
    ],
)
def test_no_study_is_made_of_mere_words(text: str) -> None:
    assert daraevidence.extract_text(f"Sleep\n\n{text}\n").studies == ()


@pytest.mark.parametrize(
    ("said", "name", "n"),
    [
        ("Safety was seen in a clinical trial of 267 subjects with gout.", "clinical trial of 267 subjects", 267),
        (
            "It was evaluated in three phase 3 trials of 1,558 subjects without gout.",
            "three phase 3 trials of 1,558 subjects",
            1558,
        ),
        (
            "In a double-blind, U.S. phase 3 trial in 1,223 adults, pain fell in 20% of patients.",
            "double-blind, U.S. phase 3 trial in 1,223 adults",
            1223,
        ),
        ("In a study involving more than 900 women, 12% had pain.", "study involving more than 900 women", 900),
    ],
)
def test_a_study_goes_by_whom_it_enrolled(said: str, name: str, n: int) -> None:
    (study,) = daraevidence.extract_text(f"Gout\n\n{said}\n").studies
    assert (study.study, study.n_patients) == (name, n)


def test_two_studies_without_names_are_told_apart() -> None:
    text = (
        "Gout\n\nThe pill was tested in three phase 3 trials of 1,558 subjects without stones. In all, 12 (4%) patients died. "
        "It was also tested in a clinical trial of 267 subjects with stones, of whom 31 (12%) died."
    )
    extraction = daraevidence.extract_text(text)
    assert [study.n_patients for study in extraction.studies] == [1558, 267]
    assert len({record.study for record in extraction.endpoints}) == 2


@pytest.mark.parametrize(
    ("said", "n"),
    [
        ("More than 1,200 patients were included in the trial.", 1200),
        ("The trial enrolled more than 85,000 children. In all, 85,176 children were included.", 85176),
        ("The trial enrolled 141 women. More than 4,100 women die of gout each year.", 141),
    ],
)
def test_a_size_may_be_told_loosely(said: str, n: int) -> None:
    (study,) = daraevidence.extract_text(f"Gout\n\nA team led by Dr. Ana Okafor did a randomized trial. {said}\n").studies
    assert study.n_patients == n


@pytest.mark.parametrize(
    "said",
    [
        "The trial was led by the Oslo Institute for Sleep.",
        "Ana Weiss, PhD, of the University of Bergen, said that it works.",
        "The National Institute of Sleep has found that baths are safe.",
    ],
)
def test_where_people_work_is_no_site(said: str) -> None:
    text = _NEWS.format(opening="A new study suggests that baths help.", facts=f"The study enrolled 40 adults. {said}")
    (study,) = daraevidence.extract_text(text).studies
    assert study.site is None


def test_a_site_is_where_the_study_was_done() -> None:
    text = _NEWS.format(
        opening="A new study suggests that baths help.", facts="The study enrolled 40 adults at the Oslo Sleep Clinic."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert study.site == "Oslo Sleep Clinic"
