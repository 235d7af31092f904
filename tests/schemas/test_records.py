import json
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

import daraevidence
from daraevidence import extract_text
from daraevidence.delivery.frames import COLUMNS
from daraevidence.schemas import AdverseEvent, Cohort, Endpoint, Row, Table
from daraevidence.schemas.json_schema import RECORDS, json_schema
from daraevidence.span import Span

SPAN = Span(0, 4)
LEAST = {
    "studies": {"study": "Keller et al (2021)"},
    "cohorts": {"cohort": "total"},
    "regimens": {"regimen": "Rd"},
    "endpoints": {"endpoint": "OS", "label": "OS"},
    "characteristics": {"characteristic": "Age"},
    "adverse_events": {"term": "Anemia"},
    "adverse_event_tables": {"table": "t1"},
    "tables": {},
    "thresholds": {"variable": "age"},
    "references": {"text": "Keller A. J Med. 2021."},
    "findings": {"rule": "ci-order", "severity": "error", "quote": "7-3", "explanation": "7 is not below 3"},
}


def _least(name):
    return RECORDS[name](id="x", span=SPAN, **LEAST[name])


@pytest.mark.parametrize("name", LEAST)
def test_records_are_frozen(name):
    record = _least(name)
    with pytest.raises(ValidationError, match="frozen"):
        record.id = "y"
    assert record == _least(name)


@pytest.mark.parametrize("name", LEAST)
def test_a_field_that_is_none_of_the_records_is_refused(name):
    with pytest.raises(ValidationError, match="price"):
        RECORDS[name](id="x", span=SPAN, **LEAST[name], price=1)


@pytest.mark.parametrize("name", LEAST)
def test_records_survive_json(name):
    record = _least(name)
    back = type(record).model_validate_json(record.model_dump_json())
    assert back == record
    assert isinstance(back.span, Span)


@pytest.mark.parametrize("name", [name for name in COLUMNS if name not in ("tables", "adverse_event_tables", "meta")])
def test_every_column_is_a_field_of_the_record(name):
    places = {"start", "end", "page"}
    assert set(COLUMNS[name]) - places <= set(RECORDS[name].model_fields)


@pytest.mark.parametrize("value", [-0.1, 1.1])
def test_confidence_is_a_share(value):
    with pytest.raises(ValidationError):
        Cohort(id="x", span=SPAN, cohort="total", confidence=value)


def test_a_count_is_whole():
    with pytest.raises(ValidationError):
        AdverseEvent(id="x", span=SPAN, term="Anemia", n=2.5)


def test_repr_shows_what_is_said_only():
    record = Endpoint(id="x", span=SPAN, endpoint="OS", label="median OS", value=17.3, unit="months", reached=True)
    assert repr(record) == "Endpoint(id='x', value=17.3, unit='months', endpoint='OS', label='median OS', reached=True)"


def test_zero_and_false_are_said():
    assert "n=0" in repr(AdverseEvent(id="x", span=SPAN, term="Anemia", n=0))
    assert "reached=False" in repr(Endpoint(id="x", span=SPAN, endpoint="OS", label="OS", reached=False))


# --- ids --------------------------------------------------------------------------------------------------------------

TEXT = "SUMMARY\n\nOf 40 patients, 10 (25%) responded. Of 40 patients, 10 (25%) responded.\n"


def _ids(ex):
    return [row["id"] for rows in ex.payload.values() for row in rows if "id" in row]


def test_ids_come_from_the_content_and_are_unique():
    ids = _ids(extract_text(TEXT))
    assert ids == _ids(extract_text(TEXT))
    assert len(ids) == len(set(ids))


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(columns, *rows, stub=""):
    return Table(id="t", span=SPAN, stub=stub, columns=columns, rows=tuple(Row(path=path, cells=cells) for path, cells in rows))


def test_a_table_as_a_frame():
    table = _table((("A",), ("B",)), (("Age",), ("63", "")), (("Sex",), ("", "7 (2)")), stub="Characteristic")
    frame = table.to_frame()
    assert frame.index.tolist() == ["Age", "Sex"]
    assert frame.index.name == "Characteristic"
    assert frame["B"].tolist() == ["", "7 (2)"]
    assert list(table.cells()) == [(("Age",), ("A",), "63"), (("Sex",), ("B",), "7 (2)")]
    assert len(table) == 2


def test_a_table_with_levels_as_a_frame():
    table = _table(
        (("Arm", "Any"), ("Arm", "Grade 3"), ("P",)), (("Blood", "Anemia"), ("1", "2", "3")), (("Rash",), ("4", "5", "6"))
    )
    frame = table.to_frame()
    assert frame.columns.tolist() == [("Arm", "Any"), ("Arm", "Grade 3"), ("P", "")]
    assert frame.index.tolist() == [("Blood", "Anemia"), ("Rash", "")]


@pytest.mark.parametrize("table", [_table(()), _table((("A",),)), _table((), (("Age",), ()))])
def test_a_table_without_cells_has_a_frame(table):
    assert table.to_frame().shape == (len(table.rows), len(table.columns))


# --- JSON Schema ------------------------------------------------------------------------------------------------------


def test_the_committed_schema_is_up_to_date():
    path = Path(daraevidence.__file__).parent / "schemas" / "schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == json_schema(), "run: daraevidence schema > " + str(path)


def test_the_schema_names_every_part_of_the_json():
    schema = json_schema()
    told = json.loads(extract_text(TEXT).to_json())
    assert set(told) == set(schema["properties"]) == set(schema["required"])
    assert set(told["source"]) == set(schema["properties"]["source"]["properties"])
    for reference in (part["items"]["$ref"] for part in schema["properties"].values() if "items" in part):
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


def test_what_is_written_fits_the_records():
    told = json.loads(extract_text(TEXT).to_json())
    for name, model in RECORDS.items():
        rows = TypeAdapter(list[model]).validate_python(told[name])
        assert len(rows) == len(told[name])
