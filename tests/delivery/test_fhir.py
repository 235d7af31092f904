"""An extraction as a Bundle of FHIR R5: valid, closed in itself, the same every time, with every number in it."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import Extraction, errors, extract, extract_text
from daraevidence.delivery.fhir import bundle_text
from daraevidence.testing.agreeing import agreeing_document

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))

TEXT = """# The TALVE-3 trial

In the TALVE-3 trial (NCT01234567), a phase 3 study, 415 patients were randomized to daratumumab (n=210) or placebo (n=205).
The hazard ratio for death with daratumumab versus placebo was 0.72 (95% CI, 0.55 to 0.94; P<0.02).

Table 1. Efficacy Outcomes

| Outcome | Daratumumab (n=210) | Placebo (n=205) |
|---|---|---|
| Very good partial response, n (%) | 31 (14.8) | 52 (25.4) |
| Median OS, months (95% CI) | 30.1 (22.5-NR) | 20.4 (18.0-25.2) |

Table 2. Adverse Events

| Event, n (%) | Daratumumab (n=210) | Placebo (n=205) |
|---|---|---|
| Anemia | 22 (10.5) | 11 (5.4) |
"""


@pytest.fixture(scope="module")
def fhir():
    return pytest.importorskip("fhir.resources", reason="fhir.resources is not installed (daraevidence[fhir])")


def _bundle(ex):
    return json.loads(ex.to_fhir().model_dump_json())


def _of(bundle, kind):
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def _references(value):
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"], value.get("type")
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _references(item)


def _closed(bundle):
    """Every reference leads to an entry of its type, every entry has a name of its own."""
    entries = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    assert len(entries) == len(bundle["entry"])
    for reference, kind in _references(bundle):
        assert entries[reference]["resourceType"] == kind
    for url, resource in entries.items():
        assert url == f"urn:uuid:{resource['id']}"


def _held(model):
    """What FHIR restricts beyond types: codes of required lists and the kinds that a reference may lead to."""
    from pydantic import BaseModel

    for name, field in type(model).model_fields.items():
        extra = field.json_schema_extra or {}
        value = getattr(model, name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        for item in values:
            if extra.get("enum_values"):
                assert item in extra["enum_values"], (type(model).__name__, name, item)
            kinds = extra.get("enum_reference_types")
            if kinds and kinds != ["Resource"] and item.type is not None:
                assert item.type in kinds, (type(model).__name__, name, item.type)
            if isinstance(item, BaseModel):
                _held(item)


def _numbers(statistics):
    """Every number of the statistics of an Evidence, by what it is."""
    found = {}
    for one in statistics:
        if "quantity" in one:
            found.setdefault("quantity", []).append(float(one["quantity"]["value"]))
        found.setdefault("n", []).append(one.get("numberAffected"))
        found.setdefault("denominator", []).append(one.get("sampleSize", {}).get("numberOfParticipants"))
        for attribute in one.get("attributeEstimate", ()):
            name = attribute["type"]["coding"][0]["display"]
            ends = attribute.get("range", {})
            held = [float(end["value"]) for end in (ends.get("low"), ends.get("high"), attribute.get("quantity")) if end]
            found.setdefault(name, []).extend(held)
    return found


def _finds_every_value(ex, bundle):
    evidence = {}
    for resource in _of(bundle, "Evidence"):
        evidence.setdefault((resource["identifier"][0]["system"], resource["identifier"][0]["value"]), []).append(resource)
    for frame in ("endpoints", "adverse_events", "characteristics"):
        for row in ex.payload[frame]:
            resource = evidence[f"urn:daraevidence:{frame}", row["id"]][0]
            found, said = _numbers(resource["statistic"]), json.dumps(resource["statistic"])
            for field in ("value", "percent"):
                if row.get(field) is not None:
                    assert float(row[field]) in found["quantity"]
            for field in ("n", "denominator"):
                if row.get(field) is not None:
                    assert row[field] in found[field]
            for field, name in (("p_value", "P-value"), ("sd", "Standard deviation"), ("se", "Standard error of the mean")):
                if row.get(field) is not None:
                    assert float(row[field]) in found[name]
            kinds = (("ci", "Confidence interval"), ("range", "Range"), ("iqr", "Interquartile range"))
            for field, name in kinds:
                for end in ("low", "high"):
                    value = row.get(f"{field}_{end}")
                    assert value is None or float(value) in found.get(name, ()) or f"{value:.15g}" in said


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_seed_gives_a_valid_bundle(fhir, path):
    ex = extract(path)
    made = ex.to_fhir()
    bundle = json.loads(made.model_dump_json())
    assert type(made).model_validate_json(json.dumps(bundle)) is not None
    _held(made)
    _closed(bundle)
    _finds_every_value(ex, bundle)
    assert len(_of(bundle, "ResearchStudy")) == len({row["study"] for row in ex.payload["studies"]})
    assert len(_of(bundle, "Citation")) == 1 + len(ex.references)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_generated_trial_gives_a_valid_bundle_with_all_its_values(random):
    pytest.importorskip("fhir.resources", reason="fhir.resources is not installed (daraevidence[fhir])")
    document = agreeing_document(random)
    ex = extract_text(document.text, kind=document.kind)
    made = ex.to_fhir()
    _held(made)
    bundle = json.loads(made.model_dump_json())
    _closed(bundle)
    _finds_every_value(ex, bundle)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec=None), max_size=200), st.sampled_from(["0.5", "1e9", "99999999999", "0"]))
def test_any_text_gives_a_valid_bundle(text, number):
    pytest.importorskip("fhir.resources", reason="fhir.resources is not installed (daraevidence[fhir])")
    ex = extract_text(f"{text}\n\nMedian PFS was {number} months in {number} patients ({text}).\n\nReferences\n1. {text} 2020.\n")
    _closed(json.loads(ex.to_fhir().model_dump_json()))


def test_the_text_of_a_bundle_is_the_bundle(fhir):
    from fhir.resources.bundle import Bundle

    for path in SEEDS[:2]:
        ex = extract(path)
        back = json.loads(Bundle.model_validate_json(bundle_text(ex)).model_dump_json())
        same = back == _bundle(ex)  # 1 and 1.0 are one number
        assert same


def test_the_same_document_has_the_same_bundle(fhir):
    one, other = extract_text(TEXT, kind="markdown"), extract_text(TEXT, kind="markdown")
    back = Extraction.from_json(one.to_json())
    assert one.to_fhir().model_dump_json() == other.to_fhir().model_dump_json() == back.to_fhir().model_dump_json()
    changed = extract_text(TEXT.replace("0.72", "0.71"), kind="markdown")
    assert not {entry["fullUrl"] for entry in _bundle(one)["entry"]} & {entry["fullUrl"] for entry in _bundle(changed)["entry"]}


def test_a_ratio_is_an_evidence_with_its_interval_and_groups(fhir):
    ex = extract_text(TEXT, kind="markdown")
    bundle = _bundle(ex)
    (ratio,) = [one for one in _of(bundle, "Evidence") if one["statistic"][0]["statisticType"]["text"] == "hazard ratio"]
    (statistic,) = ratio["statistic"]
    assert statistic["statisticType"]["coding"][0]["code"] == "C93150"
    assert float(statistic["quantity"]["value"]) == 0.72
    interval, p = statistic["attributeEstimate"]
    assert interval["type"]["coding"][0]["code"] == "C53324"
    assert (float(interval["level"]), float(interval["range"]["low"]["value"])) == (0.95, 0.55)
    assert (p["quantity"]["comparator"], float(p["quantity"]["value"])) == ("<", 0.02)
    roles = {one["variableRole"]["coding"][0]["code"]: one["observed"]["display"] for one in ratio["variableDefinition"]}
    assert (roles["exposure"], roles["referenceExposure"]) == ("Daratumumab", "Placebo")
    parts = [one["extension"] for one in ratio["extension"] if "extension" in one]
    spans = [{part["url"]: part.get("valueString") for part in place} for place in parts]
    place = next(span for span in spans if span.get("field") == "value")
    start, end = map(int, place["char"].removeprefix("char=").split(","))
    assert ex.text[start:end] == place["quote"] == "0.72"


def test_what_is_not_reached_is_said_in_words(fhir):
    bundle = _bundle(extract_text(TEXT, kind="markdown"))
    told = [one["statistic"][0] for one in _of(bundle, "Evidence") if "ci high as printed: NR" in json.dumps(one["statistic"])]
    (statistic,) = told
    assert statistic["attributeEstimate"][0]["range"].keys() == {"low"}
    assert statistic["quantity"]["code"] == "mo"


def test_limits_in_the_wrong_order_are_no_range(fhir):
    ex = extract_text("The hazard ratio for death with velorafen versus placebo was 0.50 (95% CI, 0.68-0.37).\n")
    (statistic,) = _of(_bundle(ex), "Evidence")[0]["statistic"]
    assert "attributeEstimate" not in statistic
    assert "wrong order: 0.68-0.37" in statistic["description"]


def test_studies_groups_and_outcomes_have_what_the_document_tells(fhir):
    bundle = _bundle(extract_text(TEXT, kind="markdown"))
    (study,) = _of(bundle, "ResearchStudy")
    assert study["identifier"] == [{"value": "NCT01234567"}]
    assert study["phase"]["coding"][0]["code"] == "phase-3"
    assert {arm["name"] for arm in study["comparisonGroup"]} == {"Daratumumab", "Placebo"}
    groups = {group["name"]: group for group in _of(bundle, "Group")}
    assert groups["Placebo"]["quantity"] == 205
    assert groups["Daratumumab"]["characteristic"][0]["valueCodeableConcept"]["coding"][0]["code"] == "1721947"
    concepts = [one["characteristic"][0]["definitionCodeableConcept"] for one in _of(bundle, "EvidenceVariable")]
    codes = {coding["display"]: coding["code"] for concept in concepts for coding in concept.get("coding", ())}
    assert codes["Anemia"] == "C2869"
    assert codes["Very Good Partial Response"] == "C123618"


def test_an_empty_text_is_a_bundle_of_its_document(fhir):
    bundle = _bundle(extract(""))
    assert [entry["resource"]["resourceType"] for entry in bundle["entry"]] == ["Citation"]


def test_without_the_package_the_remedy_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "fhir.resources.bundle", None)
    with pytest.raises(errors.OptionError, match=r"install daraevidence\[fhir\]"):
        extract("").to_fhir()
