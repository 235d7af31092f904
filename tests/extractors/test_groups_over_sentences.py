"""Whose results are that name no group, or name it shorter than the document did: over bullets, clauses and comparisons."""

from __future__ import annotations

import pytest

from daraevidence import extract_text

TRIAL = "The KESTREL trial randomized 604 adults at 22 units: 301 received zoravir and 303 received olimab.\n\n"
LED = "- Death occurred in 20.6% of the zoravir group and 25.4% of the olimab group (RR 0.81, 95% CI 0.61-1.08).\n"


def _rows(text: str) -> list[dict[str, object]]:
    return extract_text(text).payload["endpoints"]


def _whose(text: str, field: str) -> dict[object, tuple[object, object, object]]:
    found = [row for row in _rows(text) if row.get(field) is not None]
    return {row[field]: (row.get("cohort"), row.get("comparator"), row.get("denominator")) for row in found}


@pytest.mark.parametrize("joint", [" and ", " versus ", " vs "])
@pytest.mark.parametrize("outcome", ["Cure was achieved in", "Readmission was needed in", "One-year relapse was"])
def test_a_bullet_goes_on_with_the_arms_of_the_bullet_before(outcome: str, joint: str) -> None:
    found = _whose(f"{TRIAL}{LED}- {outcome} 66.4%{joint}58.7%.\n", "percent")
    assert found[66.4] == ("zoravir", "olimab", 301)
    assert found[58.7] == ("olimab", "zoravir", 303)


def test_a_bullet_does_not_go_on_with_parts_of_the_patients() -> None:
    parts = "- Cough was seen in 9.1% of patients with diabetes and 12.2% of patients without diabetes.\n"
    found = _whose(f"{TRIAL}{LED}{parts}- Cure was achieved in 66.4% versus 58.7%.\n", "percent")
    assert found[66.4][0] in ("zoravir", "total", None)


@pytest.mark.parametrize("much", ["four times as common", "as frequent", "twice as likely"])
def test_as_often_as_tells_the_first_of_the_first(much: str) -> None:
    text = f"{TRIAL}Relapse was {much} with zoravir as with olimab (28 patients [9.3%] versus 7 [2.3%])."
    assert _whose(text, "n")[28][:2] == ("zoravir", "olimab")
    assert _whose(text, "n")[7][:2] == ("olimab", "zoravir")


DOSES = (
    "In a trial, 149 adults received one oral dose of zoravir (one-dose group, n=61) or two such doses a week apart "
    "(two-dose group, n=88). "
)


def test_a_group_is_called_without_its_noun() -> None:
    text = (
        f"{DOSES}The median time to cure was 24 days (IQR 17-33) after one dose, whereas after two doses it was 16 (IQR 12-21)."
    )
    found = _whose(text, "value")
    assert found[24][:2] == ("one-dose group", "two-dose group")
    assert found[16][:2] == ("two-dose group", "one-dose group")


def test_what_an_arm_is_given_is_no_factor() -> None:
    text = f"{DOSES}In multivariable analysis, two doses remained associated with cure (adjusted OR 3.2, 95% CI 1.4-7.3)."
    assert _whose(text, "value")[3.2][:2] == ("two-dose group", "one-dose group")


@pytest.mark.parametrize(
    ("people", "name"),
    [
        ("those with grade I disease", "grade I disease"),
        ("patients with 20 relapses a year or more", "20 relapses a year or more"),
        ("women aged 40 or older", "women aged 40 or older"),
    ],
)
def test_of_whom_tells_of_a_part_of_each_arm(people: str, name: str) -> None:
    text = f"{TRIAL}The only benefit came from {people}, of whom 19/101 (18.8%) in the zoravir group died, as against "
    found = _whose(f"{text}27/102 (26.5%) in the olimab group (HR 0.68, 95% CI 0.38 to 1.22).", "n")
    assert found[19] == (f"zoravir, {name}", f"olimab, {name}", 101)
    assert found[27] == (f"olimab, {name}", f"zoravir, {name}", 102)


def test_what_some_changed_to_is_no_group() -> None:
    text = "We followed 74 adults with psoriasis. Of the 33 non-responders, 12 changed to zoravir."
    assert _whose(text, "n")[12] == ("non-responders", None, 33)


@pytest.mark.parametrize("when", ["Between 2017 and 2022", "From 2011 to 2020", "Since 2019"])
def test_a_year_before_whom_we_treated_is_no_group(when: str) -> None:
    text = f"{when} we treated 63 children with Kawasaki disease at five centers. Fever resolved in 51 (81.0%)."
    assert _whose(text, "n")[51][2] == 63


GIVEN = "The LARK trial had 194 women, who were assigned to group therapy (n=103) or sertraline (n=91). "
BOTH = "At 12 weeks 63% of those who {verb} group therapy had recovered, as had 66% of those who {verb} sertraline. "


@pytest.mark.parametrize("verb", ["received", "underwent", "got"])
def test_those_who_had_a_treatment_are_its_group(verb: str) -> None:
    found = _whose(GIVEN + BOTH.format(verb=verb), "percent")
    assert found[63] == ("group therapy", "sertraline", 103)
    assert found[66] == ("sertraline", "group therapy", 91)


def test_the_order_of_two_groups_stays_where_one_alone_is_named() -> None:
    text = f"{GIVEN}{BOTH.format(verb='underwent')}Women on sertraline were more likely to drop out (19 v 9). "
    found = _whose(f"{text}Breastfeeding was continued by 78% and 61%.", "percent")
    assert found[78] == ("group therapy", "sertraline", 103)
    assert found[61] == ("sertraline", "group therapy", 91)


@pytest.mark.parametrize("when", ["At one year", "After two years", "At six months"])
def test_figures_at_a_later_time_are_of_the_same_outcome_and_groups(when: str) -> None:
    rows = _rows(f"{GIVEN}{BOTH.format(verb='underwent')}{when} the figures were 71% and 64%.")
    found = {row.get("percent"): (row.get("cohort"), row.get("label")) for row in rows}
    assert found[71] == ("group therapy", "recovered")
    assert found[64] == ("sertraline", "recovered")


@pytest.mark.parametrize("each", ["214 were assigned to each", "214 were randomly allocated to each", "214 in each arm"])
def test_as_many_of_each_size_the_arms(each: str) -> None:
    text = f"The DAWN trial tested dexmedetomidine against propofol for sedation in 428 ventilated adults; {each}. "
    found = _whose(f"{text}Delay was seen in 18 patients on dexmedetomidine, as opposed to 9 on propofol.", "n")
    assert found[18] == ("dexmedetomidine", "propofol", 214)
    assert found[9] == ("propofol", "dexmedetomidine", 214)
