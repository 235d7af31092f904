"""Counts of those who were counted before: of whom they are, and how many these were."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

_STUDY = "Berg et al (2021) treated 300 adults with drugol. "


def _told(text: str) -> dict[int, tuple[str | None, int | None]]:
    found = extract_text(_STUDY + text)
    rows = [*found.endpoints, *found.adverse_events]
    return {each.n: (each.cohort, each.denominator) for each in rows if each.n is not None}


@settings(max_examples=20, deadline=None)
@given(st.integers(12, 60), st.integers(2, 11), st.sampled_from(["of them", "of these", "of whom"]))
def test_of_those_counted_in_the_clause_before(many: int, few: int, of: str) -> None:
    told = _told(f"{many} patients relapsed, {few} {of} died within a year.")
    assert told[many][0] == "total" and told[few] == ("patients who relapsed", many)


@pytest.mark.parametrize(
    ("text", "cohort"),
    [
        (
            "Sixteen patients carried an NPM1 mutation; 14 of them achieved a complete response.",
            "patients who carried an NPM1 mutation",
        ),
        ("Sixteen patients lost response. Fourteen of these 16 had regained it a year later.", "patients who lost response"),
        ("Sixteen patients relapsed, of whom 14 died.", "patients who relapsed"),
        ("Constipation was reported by 16 women (5.3%); 14 of these 16 women stopped treatment.", "women with constipation"),
    ],
)
def test_who_they_are(text: str, cohort: str) -> None:
    assert _told(text)[14] == (cohort, 16)


def test_of_an_arm() -> None:
    text = (
        "ORIS randomized 210 adults to drugol (n=105) or placebo (n=105). Infusion reactions were reported by 11 patients on "
        "drugol; 4 of these stopped treatment."
    )
    told = {each.n: (each.cohort, each.denominator) for each in extract_text(text).endpoints}
    assert told[4] == ("drugol, infusion reactions", 11)


@pytest.mark.parametrize(
    "text",
    [
        "Sixteen patients relapsed. In the year before, 14 had been in remission.",
        "Four patients relapsed; 14 of them died.",  # no such number
    ],
)
def test_of_nobody_counted_before(text: str) -> None:
    assert _told(text).get(14, ("", None))[1] != 16 and "relapsed" not in str(_told(text).get(14))


@pytest.mark.parametrize(
    ("text", "cohort"),
    [
        ("Of 31 evaluable patients, 24 responded (77%).", "evaluable patients"),
        ("Of the 31 patients evaluable for response, 24 (77%) responded.", "patients evaluable for response"),
        ("Progression was seen in 24 of 31 evaluable patients (77%).", "evaluable patients"),
    ],
)
def test_of_those_who_were_assessed(text: str, cohort: str) -> None:
    assert _told(text)[24] == (cohort, 31)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "In all, 87 patients (29%) completed the trial, of whom 40 (46%) entered the extension study.",
            "entered the extension study",
        ),
        ("Eighty patients responded, 40 of whom (50%) lost their response within a year.", "lost their response"),
        ("Eighty patients responded; 40 (50%) of these underwent surgery.", "underwent surgery"),
    ],
)
def test_what_they_did_themselves(text: str, label: str) -> None:
    row = next(each for each in extract_text(_STUDY + text).endpoints if each.n == 40)
    assert row.label.startswith(label) and row.denominator in (80, 87) and row.cohort.startswith("patients who")


def test_none_of_them() -> None:
    rows = {
        each.label: each for each in extract_text(_STUDY + "Nine patients relapsed; none of them underwent surgery.").endpoints
    }
    assert (rows["underwent surgery"].n, rows["underwent surgery"].denominator) == (0, 9)
    rows = {
        each.label: each for each in extract_text(_STUDY + "Nine patients relapsed, none of them in the first year.").endpoints
    }
    assert rows["relapsed in the first year"].n == 0
