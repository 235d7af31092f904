"""Results of two groups told once more in another form, counts that are said to be none, and what is no result at all."""

from __future__ import annotations

import itertools

import pytest

from daraevidence import extract_text

_ARMS = "Patients were randomized to drugol (n=400) or otherol (n=400). "
_FORMS = [
    ", i.e. 13.1 and 16.0 events per 100 patient-years, respectively (HR 0.82; 95% CI 0.72-0.93; P=0.003).",
    ", that is, 13.1 and 16.0 per 100 patient-years, respectively (HR 0.82; 95% CI 0.72-0.93; P=0.003).",
    " (13.1 and 16.0 events per 100 patient-years, respectively; HR 0.82; 95% CI 0.72-0.93; P=0.003).",
    ", corresponding to rates of 13.1 versus 16.0 per 100 patient-years (HR 0.82; 95% CI 0.72-0.93; P=0.003).",
]
_FIRST = [
    "Stroke occurred in 84 patients (21.0%) on drugol and 100 (25.0%) on otherol",
    "Stroke was seen in 84 of 400 patients given drugol and 100 of 400 given otherol",
]


@pytest.mark.parametrize(("first", "form"), [*itertools.product(_FIRST, _FORMS)])
def test_rates_behind_counts(first, form):
    found = extract_text(_ARMS + first + form).endpoints
    told = [(one.cohort, one.comparator, one.n or one.value) for one in found]
    pairs = [("drugol", "otherol"), ("otherol", "drugol")]
    assert told == [
        (*pairs[0], 84),
        (*pairs[1], 100),
        (*pairs[0], 13.1),
        (*pairs[1], 16.0),
        (*pairs[0], 0.82),
    ]
    assert {one.p_value for one in found} == {0.003}


def test_percents_behind_counts():
    text = "Stroke occurred in 84 patients on drugol and 100 on otherol, that is, in 21.0% and 25.0%, respectively."
    found = [one for one in extract_text(_ARMS + text).endpoints if one.percent is not None]
    assert [(one.cohort, one.percent) for one in found] == [("drugol", 21.0), ("otherol", 25.0)]


@pytest.mark.parametrize("none", ["Not one", "Not a single", "Not even one"])
@pytest.mark.parametrize("who", ["drugol recipient", "patient on drugol"])
def test_not_one_is_none(none, who):
    ex = extract_text(f"{_ARMS}{none} {who} had a relapse.")
    assert [(one.n, one.cohort) for one in ex.endpoints] == [(0, "drugol")]


def test_not_one_of_so_many():
    (one,) = extract_text(_ARMS + "Not one of the 400 patients on drugol relapsed.").endpoints
    assert (one.n, one.denominator, one.cohort) == (0, 400, "drugol")


def test_not_one_but_several():
    (one,) = extract_text(_ARMS + "It was not one patient but three (0.8%) on drugol who relapsed.").endpoints
    assert one.n == 3


@pytest.mark.parametrize("verb", ["reached", "achieved", "experienced"])
def test_what_a_share_of_patients_reached(verb):
    text = f"A reduction of 50% or more in monthly attacks was {verb} by 54.2% on drugol and 33.0% on otherol."
    found = [(one.measure, one.percent, one.cohort) for one in extract_text(_ARMS + text).endpoints]
    assert found == [("proportion", 54.2, "drugol"), ("proportion", 33.0, "otherol")]


@pytest.mark.parametrize("word", ["if", "unless"])
def test_what_a_rule_asks_for_is_no_result(word):
    text = f"Treatment is reviewed at 12 weeks and withdrawn {word} the number of attacks has fallen by at least 50%."
    ex = extract_text(text)
    assert (ex.endpoints, ex.adverse_events) == ((), ())
