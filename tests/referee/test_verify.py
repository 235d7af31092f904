"""The referee: records made elsewhere against the documents of the seeds and made-up ones."""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import INVENTIONS, MISREADINGS

from daraevidence import Options, errors, extract, extract_text, verify
from daraevidence.testing import documents
from daraevidence.testing.agreeing import agreeing_document

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
NAMES = sorted(path.stem for path in SEEDS.glob("*.txt"))
FRAMES = ("studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "thresholds")
OWN = {"value-misread", "value-not-in-source", "name-not-in-source", "quote-not-in-source", "value-rounded", "value-computed"}


def source(name):
    return SEEDS / f"{name}.txt"


def said(found):
    """The findings of the referee itself, without those of the document."""
    return [finding for finding in found.findings if finding.rule in OWN]


def rows(ex, frame):
    own = ("id", "start", "end", "page", "confidence")
    frame = ex.frame(frame).drop(columns=list(own))
    return [{name: value for name, value in row.items() if value == value} for row in json.loads(frame.to_json(orient="records"))]


def as_a_model_would(row, frame, luck):
    """A record as a language model words it: other labels, texts for numbers, missing fields, any order."""
    row = {name: value for name, value in row.items() if value is not None}
    for short, long in (("PFS", "progression-free survival"), ("OS", "overall survival"), ("ORR", "overall response rate")):
        if "label" in row:
            row["label"] = re.sub(rf"\b{short}\b", long, row["label"])
    row.pop("endpoint", None) if "label" in row else None
    if "percent" in row:
        row["percent"] = f"{row['percent']:g}%"
    if row.get("unit") == "months" and "value" in row and frame == "endpoints":
        row["value"] = f"{row.pop('value'):g} mo"
        del row["unit"]
    if "p_value" in row:
        row["p_value"] = f"{row.pop('p_op', '=')}{row['p_value']:g}"
    if "grade" in row:
        row["grade"] = {"any": "All grades", ">=3": "Grade 3 or higher", "3-4": "3/4"}.get(row["grade"], f"Grade {row['grade']}")
    for name in ("study", "comparator", "measure", "category", "role"):
        if name in row and not (frame == "studies" and name == "study") and luck.random() < 0.4:
            del row[name]
    names = list(row)
    luck.shuffle(names)
    return {name: row[name] for name in names}


# --- what is right ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["models", "frames", "json"])
def test_what_the_library_reads_is_anchored_and_right(name, form):
    ex = extract(source(name))
    luck = random.Random(7)
    if form == "models":
        given = [record for frame in FRAMES for record in getattr(ex, frame)]
    elif form == "frames":
        given = {frame: ex.frame(frame) for frame in FRAMES}
    else:
        given = json.dumps({frame: [as_a_model_would(row, frame, luck) for row in rows(ex, frame)] for frame in FRAMES})
    found = verify(given, source(name))
    own = {finding.id for finding in ex.findings}
    assert said(found) == []
    assert [finding for finding in found.findings if finding.severity != "info" and finding.id not in own] == []
    assert found.unanchored == ()
    assert len(found.anchored) == sum(len(getattr(ex, frame)) for frame in FRAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_person_reads_is_no_error(name):
    """The truth of the seeds is written by hand, in words and groups of its own."""
    given = {}
    for frame in FRAMES:
        path = SEEDS / "expected" / name / f"{frame}.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as file:
                given[frame] = [{key: value for key, value in row.items() if value} for row in csv.DictReader(file)]
    found = verify(given, source(name))
    total = sum(map(len, given.values()))
    assert [finding.explanation for finding in said(found) if finding.severity == "error"] == []
    assert len([finding for finding in said(found) if finding.severity == "warning"]) <= 0.05 * total
    assert len(found.anchored) >= 0.95 * total


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_records_of_documents_whose_numbers_agree_are_right(luck):
    made = agreeing_document(luck)
    ex = extract_text(made.text, kind=made.kind)
    given = {frame: [as_a_model_would(row, frame, luck) for row in rows(ex, frame)] for frame in FRAMES}
    found = verify(json.dumps(given), made.text if made.kind != "markdown" else Markdown(made.text))
    assert [finding.explanation for finding in found.findings if finding.severity != "info"] == []
    assert found.unanchored == ()
    assert len(found.anchored) == sum(map(len, given.values()))


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_records_of_made_up_documents_are_right(made, luck):
    ex = extract_text(made.text, kind=made.kind)
    given = {frame: [as_a_model_would(row, frame, luck) for row in rows(ex, frame)] for frame in FRAMES}
    found = verify(given, made.text if made.kind != "markdown" else Markdown(made.text))
    own = {finding.id for finding in ex.findings}
    wrong = [finding for finding in found.findings if finding.severity != "info" and finding.id not in own]
    assert [finding.explanation for finding in wrong] == []
    assert found.unanchored == ()
    assert len(found.anchored) == sum(map(len, given.values()))


@given(documents(), st.data())
@settings(max_examples=25, deadline=None)
def test_inventions_about_made_up_documents_are_found(made, data):
    ex = extract_text(made.text, kind=made.kind)
    given = [{**row, "frame": frame} for frame in ("endpoints", "characteristics", "adverse_events") for row in rows(ex, frame)]
    places = [
        (row, name) for row in given for name in ("n", "value", "percent", "ci_low", "range_high") if row.get(name) is not None
    ]
    if not places:
        return
    row, name = data.draw(st.sampled_from(places))
    row[name] = data.draw(st.integers(10**6, 10**7)) + (0 if name == "n" else 0.5)
    found = verify(given, made.text if made.kind != "markdown" else Markdown(made.text))
    (wrong,) = (finding for finding in said(found) if finding.severity == "error")
    assert (wrong.rule, wrong.formula) == ("value-not-in-source", f"{row['frame']}[{given.index(row)}].{name}")
    assert [(stray.field, stray.value) for stray in found.unanchored] == [(name, row[name])]


class Markdown:
    """An open file, so that the text is read as Markdown."""

    name = "made.md"

    def __init__(self, text):
        self.text = text

    def read(self, size=-1):
        return self.text


def test_evidence_is_the_source_itself():
    found = verify(extract(source("many_tables")), source("many_tables"))
    for record in found.anchored:
        for marks in record.evidence.values():
            assert all(mark.quote == mark.span.of(found.text) for mark in marks)


def test_the_order_and_the_ids_are_those_of_the_records():
    given = [
        {"frame": "endpoints", "label": "ORR", "cohort": "K2", "n": 20},
        {"frame": "endpoints", "label": "ORR", "cohort": "K2", "n": 777},
        {"frame": "cohorts", "cohort": "K3", "n": 9},
        {"frame": "endpoints", "label": "ORR", "cohort": "K2", "n": 20},
    ]
    found = verify(given, source("many_tables"))
    assert [getattr(record, "n", None) for record in found.anchored] == [20, 9, 20]
    assert len({record.id for record in found.anchored}) == 3
    (stray,) = found.unanchored
    assert (stray.frame, stray.index, stray.field, stray.value) == ("endpoints", 1, "n", 777)
    assert [finding.records for finding in said(found)] == [stray.record]


# --- what is wrong ----------------------------------------------------------------------------------------------------


def checked(planted):
    """Each planted record is given among right ones, all of a document at once."""
    found = []
    for name in dict.fromkeys(name for name, *_ in planted):
        mine = [item for item in planted if item[0] == name]
        right = [{**row, "frame": "endpoints"} for row in rows(extract(source(name)), "endpoints")]
        result = verify([*(item[1] for item in mine), *right], source(name))
        for index, item in enumerate(mine):
            own = [finding for finding in said(result) if f"[{index}]" in (finding.formula or "")]
            found.append((item, own, [stray for stray in result.unanchored if stray.index == index]))
        later = [finding for finding in said(result) if int(re.search(r"\[(\d+)\]", finding.formula)[1]) >= len(mine)]
        assert later == []
    return found


def test_all_inventions_are_found():
    found = checked(INVENTIONS)
    assert len(found) == 20
    for (_, record, field), findings, strays in found:
        named = [finding for finding in findings if finding.formula.endswith(f".{field}") and finding.severity == "error"]
        assert [finding.rule for finding in named] in (["value-not-in-source"], ["name-not-in-source"]), (record, findings)
        assert field in {stray.field for stray in strays} or named[0].rule == "name-not-in-source", record


def test_each_misreading_says_where_the_right_value_stands():
    found = checked(MISREADINGS)
    assert len(found) == 20
    for (name, record, field, right), findings, _ in found:
        text = extract(source(name)).text
        told = [finding for finding in findings if finding.rule == "value-misread" and finding.severity != "info"]
        told = [finding for finding in told if finding.formula.endswith(f".{field}")]
        assert [finding for finding in told if right in f"{finding.reading} {finding.explanation}"], (record, findings)
        assert all(finding.quote == finding.span.of(text) and finding.quote for finding in told)
        if re.fullmatch(r"[\d.]+", right):  # the quote is the right value itself
            assert [finding.quote for finding in told if right in finding.quote], (record, told)


def test_a_rounded_value_is_accepted_and_told():
    found = verify([{"label": "Median PFS", "cohort": "all rechallenged patients", "value": 7}], source("many_tables"))
    (finding,) = said(found)
    assert (finding.rule, finding.severity, finding.reading) == ("value-rounded", "info", "7.2")
    assert found.unanchored == ()


def test_a_percent_that_follows_is_no_invention():
    text = "In all, 40 patients were treated. A complete response was seen in 10 of 40 patients.\n"
    (right,) = [{"label": "complete response", "n": 10, "denominator": 40, "percent": 25}]
    found = verify([right], text)
    assert [(finding.rule, finding.severity) for finding in said(found)] == [("value-computed", "info")]
    assert [stray.field for stray in found.unanchored] == ["percent"]
    wrong = verify([{**right, "percent": 35}], text)
    assert [(finding.rule, finding.severity) for finding in said(wrong)] == [("value-not-in-source", "error")]


def test_a_quote_that_nobody_wrote():
    record = {"label": "ORR", "cohort": "K2", "n": 20, "quote": "twenty patients had a response"}
    found = verify([record], source("many_tables"))
    assert [(finding.rule, finding.severity) for finding in said(found)] == [("quote-not-in-source", "error")]
    assert said(verify([{**record, "quote": "ORR\n29 (81)"}], source("many_tables"))) == []


def test_names_that_the_source_does_not_have():
    record = {"term": "Zygomycotic blepharitis", "cohort": "K1", "n": 22, "percent": 61}
    (finding,) = said(verify([record], source("many_tables")))
    assert (finding.rule, finding.formula, finding.reading) == ("name-not-in-source", "adverse_events[0].term", "Anemia")
    assert "its numbers stand there for Anemia grade any of K1" in finding.explanation


def test_a_contradiction_of_the_document_is_told_of_its_records():
    found = verify(
        [{"label": "Median OS", "cohort": "patients refractory to KYPROLIS", "value": 12.9, "ci_low": 13.6}],
        source("many_tables"),
    )
    assert [(finding.rule, finding.records) for finding in found.findings] == [("estimate-outside-ci", found.anchored[0].id)]
    without = verify([{"label": "ORR", "cohort": "K1", "n": 29}], source("many_tables"), options=Options(validate=False))
    assert without.findings == ()


def test_nothing_to_verify():
    assert verify([], "No numbers here.\n").anchored == ()
    assert verify("[]", "").findings == ()
    with pytest.raises(errors.RecordError, match=r"endpoints\[1\]\.n: 'x' is no whole number"):
        verify({"endpoints": [{"label": "a"}, {"label": "a", "n": "x"}]}, "Some text.\n")


@given(st.lists(st.fixed_dictionaries({"label": st.text(min_size=1, max_size=20).filter(str.strip)}, optional={
    "n": st.integers(0, 99), "value": st.floats(-1e6, 1e6), "percent": st.floats(0, 100), "cohort": st.text(max_size=12),
    "ci_low": st.floats(0, 10), "quote": st.text(max_size=10)}), max_size=4), st.text(max_size=300))  # fmt: skip
@settings(max_examples=40, deadline=None)
def test_nothing_raises_on_any_text(records, text):
    found = verify([{**record, "frame": "endpoints"} for record in records], f"{text}\n")
    assert len(found.anchored) <= len(records)
    assert all(
        0 <= span.start <= span.end <= len(found.text) for finding in found.findings for span in (finding.span, *finding.spans)
    )
