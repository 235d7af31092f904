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


@pytest.mark.parametrize(
    ("said", "name", "year"),
    [
        ("A 2016 review of 30 trials found that 20% of 400 adults had pain.", "2016 review of 30 trials", 2016),
        ("In 2006, a German study of 36 adults found that 3 (8%) had pain.", "German study of 36 adults", 2006),
        ("A cohort study of 36 adults with 2019 infections found that 3 (8%) had pain.", "cohort study of 36 adults", None),
    ],
)
def test_the_year_stands_in_the_words_for_a_study(said: str, name: str, year: int | None) -> None:
    (study,) = daraevidence.extract_text(f"Pain\n\n{said}\n").studies
    assert (study.study, study.year) == (name, year)


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("Results were published online in a journal on April 3, 2016.", 2016),
        ("The study was published in May 2019.", 2019),
        ("Older results were seen in 2012.", None),
    ],
)
def test_a_report_says_when_its_study_was_published(said: str, year: int | None) -> None:
    text = _NEWS.format(
        opening="A team led by Dr. Ana Okafor of the Oslo Institute did a trial.", facts=f"It enrolled 40 adults. {said}"
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.first_author, study.year) == ("Okafor", year)


def test_what_is_told_of_two_trials_together_counts_for_none_alone() -> None:
    text = (
        "Company reports results\n\nThe company announced results of two randomized, phase 3 studies, HARBOR-1 (NB-301) and "
        "HARBOR-2 (NB-302), of the drug in more than 3,750 patients across 93 sites.\n"
    )
    one, two = daraevidence.extract_text(text).studies
    assert (one.n_patients, two.n_patients, two.n_centers) == (None, None, None)
    assert one.design == two.design == "phase 3; randomized"


@pytest.mark.parametrize(
    "said", ["The vaccine, called rVSV-GONDO, was studied in a trial of 640 adults.", "A drug called NRVIB-GX helped 40 adults."]
)
def test_what_a_product_is_called_names_no_study(said: str) -> None:
    assert all(study.acronym is None for study in daraevidence.extract_text(f"Vaccine\n\n{said}\n").studies)


def test_the_authors_are_listed_first() -> None:
    text = _NEWS.format(
        opening="A new review finds that baths help.",
        facts="The study authors--Ana Weiss, Ph.D., Per Olsen, M.S., and Bo Lund, M.D.--studied 40 adults. "
        '"It works," said study author Per Olsen.',
    )
    (study,) = daraevidence.extract_text(text).studies
    assert study.first_author == "Weiss"


def test_a_study_may_be_that_of_a_company() -> None:
    text = "Gout\n\nThe data come from Noventis's open-label phase 2 study of 20 patients in Germany; 12 (60%) had no pain.\n"
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients, study.country) == ("open-label phase 2 study of 20 patients", 20, "Germany")


def test_the_leading_author_has_the_study_that_is_brought_up_first() -> None:
    text = (
        "Vaccine protects\n\nA vaccine was safe in a trial involving 1,184 people in Guinea. Of them, 12 (1%) had a fever.\n\n"
        '"It works," said Dr. Ana Weiss, the study\'s lead author.\n\n'
        "Also published is a phase 2 trial of 500 adults in Sierra Leone, of whom 50 (10%) had a fever.\n"
    )
    extraction = daraevidence.extract_text(text)
    assert [(study.study, study.n_patients) for study in extraction.studies] == [
        ("Weiss et al", 1184),
        ("phase 2 trial of 500 adults", 500),
    ]


def test_a_report_goes_by_its_registry_number() -> None:
    text = (
        "A new pill in gout\n\nMethods The first 15 adults were randomized in groups of 5 (NCT09999917, ISRCTN 82411999).\n\n"
        "Results 153 adults were enrolled and randomized. The most frequent reaction was pain (41.8%).\n"
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.registry_id, study.n_patients) == ("NCT09999917", "NCT09999917", 153)


def test_a_disease_before_a_registry_number_is_no_trial() -> None:
    text = "Noventisine in adults with ADHD (NCT09999917)\n\nA total of 590 participants were enrolled; 12 (2%) died.\n"
    (study,) = daraevidence.extract_text(text).studies
    assert (study.acronym, study.registry_id, study.n_patients) == (None, "NCT09999917", 590)


def test_a_section_about_the_study_tells_of_it() -> None:
    text = (
        "Baths may reduce pain\n\nIn an article published in the January 17, 2006 issue of a journal, researchers report that "
        "they help.\n\nAbout the Study\n\nThe researchers followed 1,740 people for six years.\n\n"
        "During the study, 158 (9%) died.\n"
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.n_patients, study.year) == (1740, 2006)


def test_a_leading_author_may_have_degrees() -> None:
    text = _NEWS.format(
        opening="Baths help, says a new study of 639 people.",
        facts='"It works," said Ana Weiss, M.D., lead author of the study and a researcher at the University of Oslo.',
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.first_author, study.site) == ("Weiss", None)


@pytest.mark.parametrize("who", ["1,386 patients", "86 adult patients", "212 women"])
def test_whom_it_assigned_is_named_whole(who):
    text = (
        f"A total of {who} were randomized to rivaroxaban or placebo. Stroke occurred in 4% with rivaroxaban and 6% with placebo."
    )
    (study,) = daraevidence.extract_text(text).studies
    assert (study.study, study.n_patients) == (who, int(who.split()[0].replace(",", "")))
