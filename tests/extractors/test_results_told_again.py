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


def test_a_percent_with_quartiles_or_a_range_is_no_share():
    found = extract_text(_ARMS + "Time in therapeutic range on drugol was only 54% (median; IQR 41-67).").endpoints
    assert [(one.label, one.measure, one.value, one.iqr_low) for one in found] == [
        ("Time in therapeutic range", "median", 54.0, 41.0)
    ]
    found = extract_text(_ARMS + "Adherence was 92% (range, 60-100) with drugol and 88% (range, 50-100) with otherol.").endpoints
    assert [(one.measure, one.value, one.range_low) for one in found] == [("value", 92.0, 60.0), ("value", 88.0, 50.0)]


def test_what_happens_later_is_no_characteristic():
    text = (
        "Mean age was 73.6 years, and 64 patients (29.4%) were taking aspirin as well.\n\n"
        "- Clinically relevant bleeding at 1 year affected 17.4% of the drugol group and 28.9% of the otherol group "
        "(odds ratio 0.55, 95% CI 0.28-1.07).\n"
    )
    ex = extract_text(_ARMS + text)
    assert [(one.measure, one.timepoint, one.cohort) for one in ex.endpoints] == [
        ("proportion", 1.0, "drugol"),
        ("proportion", 1.0, "otherol"),
        ("odds_ratio", 1.0, "drugol"),
    ]
    assert {one.characteristic for one in ex.characteristics} == {"age", "taking aspirin as well"}


_DID = ["relapsed", "developed uveitis", "had a relapse", "were admitted to a hospital", "required a new drug"]


@pytest.mark.parametrize("did", _DID)
@pytest.mark.parametrize("who", ["{} patients on drugol", "{} of the patients given drugol", "{} patients in the drugol group"])
def test_a_percent_behind_what_those_of_a_group_did(did, who):
    text = f"{who.format(12)} {did} (3.0%), as did 20 on otherol (5.0%)."
    ex = extract_text(_ARMS + text)
    found = {(one.cohort, one.n, one.percent) for one in (*ex.endpoints, *ex.adverse_events)}
    assert found == {("drugol", 12, 3.0), ("otherol", 20, 5.0)}


@pytest.mark.parametrize(
    "text",
    [
        "12 patients in the drugol group died, compared with 20 in the otherol group (3.0% vs 5.0%).",
        "12 patients in the drugol group and 20 in the otherol group died (3.0% vs 5.0%).",
        "Drugol patients had fewer deaths than otherol patients (12 vs 20; 3.0% vs 5.0%).",
        "Deaths were fewer with drugol than with otherol (12 vs. 20; 3.0% vs. 5.0%; P=0.15).",
    ],
)
def test_percents_in_a_bracket_are_those_of_the_counts(text):
    found = extract_text(_ARMS + text).endpoints
    assert [(one.cohort, one.n, one.percent) for one in found] == [("drugol", 12, 3.0), ("otherol", 20, 5.0)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Patients on drugol lived a median of 24.1 months, those on otherol 18.3 months.", (24.1, 18.3)),
        ("Patients on drugol lost 5.2 kg, those on otherol 1.3 kg.", (5.2, 1.3)),
        ("Response rates: 62% drugol, 48% otherol.", (62.0, 48.0)),
        ("Of the patients who received drugol, 62% responded, as compared with 48% of those who received otherol.", (62.0, 48.0)),
    ],
)
def test_whose_a_number_right_behind_or_before_a_name_is(text, values):
    found = extract_text(_ARMS + text).endpoints
    told = {(one.cohort, one.value if one.percent is None else one.percent) for one in found}
    assert told == {("drugol", values[0]), ("otherol", values[1])}
