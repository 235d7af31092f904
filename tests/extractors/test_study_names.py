"""How studies are named in print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.extractors.study.acronyms import _INNER_CAPITAL, trials
from daraevidence.extractors.study.capitals import is_acronym
from daraevidence.extractors.study.kinds import own_study, told_by_kind
from daraevidence.extractors.study.names import authors, citations, folded


@pytest.mark.parametrize(
    ("text", "name", "year", "cited"),
    [
        ("Nakamura et al (2021)4 reported a case series.", "Nakamura", 2021, ("4",)),
        ("Nakamura et al (2021)4,5 reported a case series.", "Nakamura", 2021, ("4", "5")),
        ("Nakamura et al. (2021) [7] reported.", "Nakamura", 2021, ("7",)),
        ("As told by García-Sanz et al.12 before.", "García-Sanz", None, ("12",)),
        ("Recently, van der Berg et al. [2,3] found", "van der Berg", None, ("2", "3")),
        ("Van den Heuvel et al.3 studied", "Van den Heuvel", None, ("3",)),
        ("However, O'Neill et al., 2019 saw", "O'Neill", 2019, ()),
        ("Ito and colleagues5 performed", "Ito", None, ("5",)),
        ("Weiss and Olsen (2018)9 wrote", "Weiss", 2018, ("9",)),
        ("Recently Kowalski et al. published a review.", "Kowalski", None, ()),
        ("Petrov et al 4 patients", "Petrov", None, ()),
        ("Strößner et al (2020)1-3 wrote", "Strößner", 2020, ("1", "2", "3")),
    ],
)
def test_authors(text: str, name: str, year: int | None, cited: tuple[str, ...]) -> None:
    (found,) = authors(text)
    assert (found.name, found.year, found.citations) == (name, year, cited)
    assert text[found.start :].startswith(name)


@pytest.mark.parametrize("text", ["and et al are words", "These et al things", "the literature", "al dente", "In et al."])
def test_no_author(text: str) -> None:
    assert list(authors(text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The LUMEN trial showed", ["LUMEN"]),
        ("the phase 3 KEYSTONE-024 study2,3 of", ["KEYSTONE-024"]),
        ("the randomized CheckPoint 227 trial", ["CheckPoint 227"]),
        ("In the TIDAL-1 and TIDAL-2 trials,", ["TIDAL-1", "TIDAL-2"]),
        ("the retrospective, case-control ROSEMARY study", ["ROSEMARY"]),
        ("safety and efficacy (HARBOR Study; NCT01234567)", ["HARBOR"]),
        ("a trial called MERIDIAN in", ["MERIDIAN"]),
        ("the registration study (ANCHOR)", ["ANCHOR"]),
        ("the EMPORIO-Lite trial2,3 firstly", ["EMPORIO-Lite"]),
        ("HARBOR (NCT01234567) enrolled", ["HARBOR"]),
        ("HARBOR-2 was a phase 3, open-label study of", ["HARBOR-2"]),
        ("ITP is a rare disease in this study", []),
        ("HARBOR Study – Long-Term Use", ["HARBOR"]),
        ("an ITP study in adults", []),
        ("RCT trials and US studies", []),
        ("a phase III study", []),
        ("NCT01234567 trial", []),
        ("the CONSORT study diagram", []),
        ("Study Design/Methods", []),
        ("this trial and that study", []),
        ("RETROSPECTIVE STUDY IN ADULTS", []),
    ],
)
def test_trials(text: str, names: list[str]) -> None:
    found = list(trials(text, 0, {"ITP": "immune thrombocytopenia"}))
    assert [mention.name for mention in found] == names
    assert all(text[mention.start : mention.end] == mention.name for mention in found)


def test_an_abbreviation_that_spells_a_study_may_name_one() -> None:
    known = {"SAIL": "Study of Aspirin in Lupus"}
    assert [mention.name for mention in trials("the SAIL study", 0, known)] == ["SAIL"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A retrospective analysis of 210 adults with asthma showed", "retrospective analysis of 210 adults"),
        ("reported in a meta-analysis of 9 published trials conducted", "meta-analysis of 9 published trials"),
        ("In an updated real-life experience, 40 patients", "updated real-life experience"),
        ("A nationwide registry-based cohort study found", "nationwide registry-based cohort study"),
    ],
)
def test_named_by_kind(text: str, name: str) -> None:
    (found,) = told_by_kind(text)
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        "This was a retrospective study of 12 patients",
        "A simple scoring model predicts response",
        "Several case reports and analyses of patients",
        "the prospective study",
        "data were analyzed in a separate report",
    ],
)
def test_not_named_by_kind(text: str) -> None:
    assert list(told_by_kind(text)) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In this multicentre, double-blind, phase 2 trial, we assigned", "multicentre, double-blind, phase 2 trial"),
        ("We conducted a retrospective cohort study in", "retrospective cohort study"),
        ("This was a randomized trial.", "randomized trial"),
    ],
)
def test_a_report_of_its_own_study(text: str, name: str) -> None:
    assert [mention.name for mention in own_study(text)] == [name]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("5,6", ("5", "6")), ("[2, 3]", ("2", "3")), ("7-10", ("7", "8", "9", "10")), ("4,4", ("4",)), ("", ()), ("90-2", ())],
)
def test_citations(text: str, numbers: tuple[str, ...]) -> None:
    assert citations(text) == numbers


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    found = [*authors(text), *trials(text, 0, {}), *told_by_kind(text), *own_study(text)]
    assert all(0 <= mention.start <= mention.end <= len(text) for mention in found)


@given(st.sampled_from(["Müller", "O'Neill", "García-Sanz", "SMITH", "van Dam"]))
def test_folding_forgets_case_and_hyphens(name: str) -> None:
    assert folded(name.upper()) == folded(name.lower()) == folded(name.replace("-", " "))


@given(st.text("AbCdÉ-2‐–/ Q", min_size=1, max_size=9).filter(str.strip))
def test_each_name_has_a_capital_inside(token: str) -> None:
    assert not is_acronym(token, {}) or _INNER_CAPITAL.search(token)
