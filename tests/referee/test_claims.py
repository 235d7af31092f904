"""Records made elsewhere, in all accepted forms."""

import json

import pandas as pd
import pytest

from daraevidence import errors, extract, schemas
from daraevidence.referee.claims import claims


def only(row, frame="endpoints"):
    (claim,) = claims({frame: [row]})
    return claim.fields


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"label": "ORR", "percent": "64%"}, {"percent": 64.0}),
        ({"label": "ORR", "percent": "64.5 %"}, {"percent": 64.5}),
        ({"label": "ORR", "value": "64%"}, {"value": 64.0, "unit": "%"}),
        ({"label": "ORR", "n": "7/11"}, {"n": 7, "denominator": 11}),
        ({"label": "ORR", "percent": "64% (7/11)"}, {"n": 7, "denominator": 11, "percent": 64.0}),
        ({"label": "ORR", "n": "7 (64%)", "denominator": 12}, {"n": 7, "percent": 64.0, "denominator": 12}),
        ({"label": "ORR", "denominator": "N = 1,204"}, {"denominator": 1204}),
        ({"label": "PFS", "value": "7.2 mo"}, {"value": 7.2, "unit": "months"}),
        ({"label": "PFS", "value": "7·2", "unit": "mo"}, {"value": 7.2, "unit": "months"}),
        ({"label": "PFS", "value": "7.2 (95% CI 5.6-9.1)"}, {"value": 7.2, "ci_low": 5.6, "ci_high": 9.1}),
        ({"label": "PFS", "value": "NR"}, {"reached": False}),
        ({"label": "PFS", "value": 7, "ci_high": "not reached"}, {"value": 7.0, "ci_high_text": "NR"}),
        ({"label": "PFS", "p_value": "<0.001"}, {"p_op": "<", "p_value": 0.001}),
        ({"label": "PFS", "p_value": "P = 0.02"}, {"p_op": "=", "p_value": 0.02}),
        ({"label": "PFS", "timepoint": "12 months"}, {"timepoint": 12.0, "timepoint_unit": "months"}),
        ({"label": "PFS", "measure": "Hazard Ratio"}, {"measure": "hazard_ratio"}),
        ({"label": "PFS", "measure": "HR"}, {"measure": "hazard_ratio"}),
        ({"label": "median progression-free survival"}, {"endpoint": "PFS"}),
        ({"label": "x", "endpoint": "VGPR_or_better"}, {"endpoint": "VGPR_or_better"}),
        ({"endpoint": "PFS"}, {"label": "PFS"}),
        ({"label": "x", "percent": "45-48%"}, {"percent_text": "45-48%"}),
        ({"label": "x", "n": float("nan"), "percent": pd.NA, "value": None, "sd": ""}, {}),
    ],
)
def test_values_as_others_word_them(given, fields):
    found = only(given)
    assert {name: found.get(name) for name in fields} == fields
    assert not {"n", "percent", "sd"} & set(found) - set(fields) - set(given)


@pytest.mark.parametrize(
    ("grade", "plain"),
    [("any", "any"), ("All grades", "any"), ("Grade ≥3", ">=3"), ("3 or higher", ">=3"), ("3+", ">=3"), ("3/4", "3-4"), (3, "3")],
)
def test_grades_as_others_word_them(grade, plain):
    assert only({"term": "Rash", "grade": grade}, "adverse_events")["grade"] == plain


def test_every_form_says_the_same():
    rows = [{"label": "ORR", "n": 7, "cohort": "A"}, {"label": "CR", "n": 2, "cohort": "A"}]
    said = [claim.fields for claim in claims(rows)]
    text = json.dumps(rows)
    forms = [
        text,
        text.encode(),
        f"```json\n{text}\n```",
        pd.DataFrame(rows),
        {"endpoints": rows},
        json.dumps({"endpoints": rows}),
        {"endpoints": pd.DataFrame(rows)},
        (row for row in rows),
    ]
    assert [[claim.fields for claim in claims(form)] for form in forms] == [said] * len(forms)


def test_models_and_extractions():
    ex = extract("In 40 patients the median PFS was 5.1 months (95% CI, 4.2-6.6).\n")
    assert [claim.kind for claim in claims(ex.endpoints)] == ["endpoint"] * len(ex.endpoints)
    assert claims(ex.endpoints[-1])[0].fields == claims(ex)[-1].fields
    assert claims(ex.to_json())[-1].fields == claims(ex)[-1].fields
    assert isinstance(ex.endpoints[0], schemas.Endpoint)


@pytest.mark.parametrize(
    ("row", "frame"),
    [
        ({"term": "Rash", "n": 1}, "adverse_events"),
        ({"characteristic": "Age", "value": 1}, "characteristics"),
        ({"variable": "LDH", "value": 1}, "thresholds"),
        ({"regimen": "Kd"}, "regimens"),
        ({"study": "A", "n_patients": 3}, "studies"),
        ({"study": "A", "cohort": "B", "n": 3}, "cohorts"),
        ({"study": "A", "cohort": "B", "label": "ORR"}, "endpoints"),
        ({"title": "On Things", "year": 2020}, "references"),
        ({"frame": "regimens", "drugs": ["lenalidomide", "dexamethasone"]}, "regimens"),
    ],
)
def test_the_columns_say_which_frame_it_is(row, frame):
    assert [claim.frame for claim in claims([row])] == [frame]


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ("This is no JSON", "no JSON (line 1, column 1"),
        (b"\xff\xfe\x00", "no UTF-8"),
        ("[" * 100_000, "no JSON"),
        (3, "a int holds no records"),
        ("3", "a int holds no records"),
        ([3], "record[0]: a int is no record"),
        ([{"label": "x"}, "y"], "record[1]: a str is no record"),
        ({"endpiont": [{"label": "x"}]}, "no frame 'endpiont' (did you mean endpoints?)"),
        ({"endpoints": {"label": "x"}}, "endpoints: a dict is no list of records"),
        ([{"zzz": 1}], "record[0]: nothing says which frame"),
        ([{"frame": "results", "n": 1}], "record[0].frame: no frame 'results'"),
        ([{"label": "x"}, {"label": "x", "n": "many"}], "endpoints[1].n: 'many' is no whole number"),
        ([{"label": "x", "n": 1.5}], "endpoints[0].n: 1.5 is no whole number"),
        ([{"label": "x", "n": True}], "endpoints[0].n: True is no whole number"),
        ([{"label": "x", "value": {"a": 1}}], "endpoints[0].value: {'a': 1} is no number"),
        ([{"label": "x", "value": float("inf")}], "endpoints[0].value: inf is no number"),
        ([{"label": "x", "percnt": 1}], "endpoints[0].percnt: no such column (did you mean percent?)"),
        ([{"label": "x", "reached": "maybe"}], "endpoints[0].reached: 'maybe' is neither true nor false"),
        ([{"label": {"a": 1}}], "endpoints[0].label: an object is no text"),
        ({"adverse_events": [{"n": 3}]}, "adverse_events[0].term: is missing"),
    ],
)
def test_what_cannot_be_read_is_told_with_record_and_field(records, message):
    with pytest.raises(errors.RecordError) as caught:
        claims(records)
    assert message in str(caught.value)
    assert isinstance(caught.value, errors.DaraevidenceError)
    assert isinstance(caught.value, ValueError)
