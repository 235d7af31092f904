from itertools import pairwise

import pytest

from daraevidence import Extraction, Options, errors, extract_text
from daraevidence.delivery.frames import COLUMNS
from daraevidence.span import Span


def _record(number, **fields):
    return {
        "id": f"r{number}",
        "span": Span(number, number + 1),
        "evidence": {},
        "confidence": 1.0,
        "reasons": (),
        "proof": (),
        **fields,
    }


def _endpoint(number, cohort, label, endpoint="OTHER", **fields):
    return _record(number, study="Keller et al (2021)", cohort=cohort, label=label, endpoint=endpoint, **fields)


@pytest.fixture
def ex():
    empty = extract_text("x" * 100)
    payload = {
        **empty.payload,
        "studies": [
            _record(1, study="Keller et al (2021)", first_author="Keller", acronym="NORDLYS", registry_id="NCT01010101"),
            _record(2, study="Osei et al (2019)", first_author="Osei"),
        ],
        "cohorts": [
            _record(3, study="Keller et al (2021)", cohort="colchicine", n=100, aliases=("arm A", "LDC", "low-dose colchicine")),
            _record(4, study="Keller et al (2021)", cohort="placebo", n=98),
        ],
        "endpoints": [
            _endpoint(10, "colchicine", "28-day mortality", n=4, denominator=100, measure="proportion"),
            _endpoint(11, "placebo", "28-day mortality", n=9, denominator=98, measure="proportion"),
            _endpoint(12, "colchicine", "mortality at 90 days", n=6, denominator=100, measure="proportion"),
            _endpoint(13, "colchicine", "length of hospital stay", measure="mean", value=7.1, sd=2.0, unit="days"),
            _endpoint(14, "colchicine", "gout flares", measure="hazard_ratio", value=0.6, comparator="placebo"),
            _endpoint(
                15,
                "colchicine",
                "gout flares",
                measure="proportion",
                n=12,
                denominator=100,
                timepoint=6.0,
                timepoint_unit="months",
            ),
            _endpoint(
                16,
                "colchicine",
                "gout flares",
                measure="proportion",
                n=20,
                denominator=100,
                timepoint=1.0,
                timepoint_unit="years",
            ),
            _record(
                17, study="Osei et al (2019)", cohort="usual care", endpoint="OTHER", label="gout flares", n=3, denominator=30
            ),
        ],
        "characteristics": [
            _record(
                20,
                study="Keller et al (2021)",
                cohort="placebo",
                characteristic="Body mass index",
                measure="mean",
                value=27.0,
                sd=4.0,
            )
        ],
        "adverse_events": [_record(30, study="Keller et al (2021)", cohort="colchicine", term="Diarrhoea", grade="any", n=21)],
    }
    return Extraction(empty.source, "", "", empty.text, payload)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"outcome": "28-day mortality", "cohort": "colchicine"}, "r10"),
        ({"outcome": "28-day mortality", "cohort": "one tablet each day for a year (LDC)"}, "r10"),
        ({"outcome": "gout flares", "study": "Osei", "cohort": "treatment as usual (TAU)"}, "r17"),
        ({"outcome": "mortality at 28 days", "cohort": "placebo"}, "r11"),
        ({"outcome": "90-day mortality", "cohort": "colchicine"}, "r12"),
        ({"outcome": "Mortality", "cohort": "arm A", "timepoint": "90 days"}, "r12"),
        ({"outcome": "Length of stay in hospital"}, "r13"),
        ({"outcome": "hospital stay", "measure": "mean"}, "r13"),
        ({"outcome": "gout flare", "measure": "HR"}, "r14"),
        ({"outcome": "gout flares", "cohort": "colchicine", "timepoint": "6 months"}, "r15"),
        ({"outcome": "gout flares", "cohort": "colchicine", "timepoint": "12 months"}, "r16"),
        ({"outcome": "gout flares", "study": "Osei", "cohort": "control group"}, "r17"),
        ({"outcome": "gout flares", "study": "NORDLYS", "measure": "proportion", "timepoint": 1}, "r16"),
        ({"outcome": "body-mass index", "cohort": "placebo"}, "r20"),
        ({"outcome": "diarrhea"}, "r30"),
    ],
)
def test_the_record_that_answers_comes_first(ex, asked, wanted):
    hits = ex.find(**asked)
    assert hits
    assert hits[0].record.id == wanted
    assert len(hits[0].reasons) == len(asked)
    assert all(a.score >= b.score for a, b in pairwise(hits))
    assert all(0 <= hit.score <= 1 for hit in hits)


@pytest.mark.parametrize(
    "asked",
    [
        {"outcome": "visual acuity"},
        {"outcome": "28-day mortality", "cohort": "allopurinol"},
        {"outcome": "28-day mortality", "study": "Osei et al (2019)"},
        {"outcome": "28-day mortality", "measure": "hazard_ratio"},
        {"outcome": "7-day mortality"},
        {"outcome": ""},
        {"cohort": "?!"},
    ],
)
def test_nothing_is_given_where_nothing_fits(ex, asked):
    assert ex.find(**asked) == []


def test_a_row_has_every_column_of_its_frame(ex):
    row = ex.find(outcome="28-day mortality", cohort="placebo")[0].row()
    assert list(row) == list(COLUMNS["endpoints"])
    assert (row["n"], row["denominator"], row["value"], row["start"], row["page"]) == (9, 98, None, 11, None)
    assert list(ex.find(outcome="Diarrhoea")[0].row()) == list(COLUMNS["adverse_events"])


def test_min_match_is_the_bar(ex):
    asked = {"outcome": "gout", "measure": "hazard_ratio"}
    strict = Extraction(ex.source, "", "", ex.text, ex.payload, options=Options(min_match=0.99))
    assert ex.find(**asked)[0].record.id == "r14"
    assert strict.find(**asked) == []


def test_asking_for_nothing_is_refused(ex):
    with pytest.raises(errors.OptionError, match="find what"):
        ex.find()


def test_an_empty_extraction_answers_nothing():
    assert extract_text("").find(outcome="OS", cohort="placebo") == []


REPORT = """# Results

The coaching group (n=43) was called each week and got a leaflet on walking. The control group (n=45) got usual care.

Table 1. Characteristics at baseline

| | Intervention | Control |
|---|---|---|
| Body weight, mean (SD), kg | 83.1 (9.0) | 82.2 (8.8) |

Table 2. Days in hospital and sick leave at 12 months

| | Intervention (n=43) | Control (n=45) | t | P |
|---|---|---|---|---|
| Total, n (%) | 12 (28) | 20 (44) | 1.1 | 0.2 |
| BMI, mean (SD) | 27.1 (3.0) | 28.2 (2.8) | 2.0 | 0.04 |
| Body weight, mean (SD), kg | 79.1 (9.1) | 81.2 (8.9) | 2.1 | 0.03 |
| Wound closed without drain, n (%) | 30 (70) | 31 (69) | 0.1 | 0.9 |
"""


@pytest.mark.parametrize(
    ("outcome", "cohort", "wanted"),
    [
        ("sick leave", "usual care", {"n": 20, "denominator": 45}),
        ("sick leave at 12 months", "treatment as usual (TAU)", {"n": 20, "denominator": 45}),
        ("body mass index", "weekly calls and a leaflet on walking", {"value": 27.1, "sd": 3.0, "denominator": 43}),
        ("body weight", "control", {"value": 81.2, "sd": 8.9, "denominator": 45}),
        ("body weight", "standard care", {"value": 81.2, "denominator": 45}),
        ("drainless wound closed", "control group", {"n": 31, "denominator": 45}),
    ],
)
def test_what_a_report_answers(outcome, cohort, wanted):
    hits = extract_text(REPORT, kind="markdown").find(outcome=outcome, cohort=cohort)
    assert hits
    row = hits[0].row()
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("outcome", "cohort"), [("blood pressure", "control"), ("body weight", "bariatric surgery of the stomach")]
)
def test_a_report_does_not_answer_what_it_does_not_tell(outcome, cohort):
    assert extract_text(REPORT, kind="markdown").find(outcome=outcome, cohort=cohort) == []


def test_the_size_of_a_group_stands_in_for_a_denominator():
    ex = extract_text(
        "# Results\n\nThe coaching group (n=43) trained. The leaflet group (n=45) read.\n\nTable 1. Scores at week 8\n\n"
        "| Scale | Coaching | Leaflet |\n|---|---|---|\n| Fatigue, mean (SD) | 3.1 (1.5) | 4.3 (1.9) |\n"
        "| Pain, n (%) | 4 (50) | 9 (20) |\n",
        kind="markdown",
    )
    assert ex.find(outcome="fatigue", cohort="leaflet")[0].row()["denominator"] == 45
    assert ex.find(outcome="pain", cohort="leaflet")[0].row()["denominator"] == 45
    assert ex.find(outcome="pain", cohort="coaching")[0].row()["denominator"] is None, "4 is not 50 % of 43"
