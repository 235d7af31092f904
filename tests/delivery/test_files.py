import json

import pandas as pd
import pytest

from daraevidence import Extraction, errors, extract_text
from daraevidence.delivery import files
from daraevidence.delivery.frames import COLUMNS
from daraevidence.span import Span

TEXT = "SUMMARY\n\nOf 40 patients, 10 (25%) responded; “quoted, and with a comma”.\n"


@pytest.fixture
def rich():
    """An extraction that has every kind of nested value."""
    ex = extract_text(TEXT)
    span = Span(9, 20)
    evidence = {"n": ({"span": span, "quote": TEXT[9:20], "how": "printed"},), "span": ()}
    common = {"span": span, "confidence": 0.5, "reasons": ("unsure",), "proof": ()}
    payload = {
        **ex.payload,
        "cohorts": [{**common, "id": "c1", "evidence": evidence, "cohort": "total", "n": 40, "aliases": ("all", "everyone")}],
        "endpoints": [
            {**common, "id": "e1", "evidence": {}, "endpoint": "ORR", "label": "responded", "n": 10, "percent": 25.0},
            {**common, "id": "e2", "evidence": {}, "endpoint": "OS", "label": "OS", "reached": False, "ci_high_text": "NR"},
        ],
        "regimens": [
            {**common, "id": "r1", "evidence": {}, "regimen": "Rd", "components": ({"drug": "lenalidomide", "dose": 25.0},)}
        ],
        "tables": [
            {
                "id": "t1",
                "span": span,
                "confidence": 1.0,
                "reasons": (),
                "title": "Response",
                "citations": ("1", "2"),
                "section": "",
                "stub": "Response",
                "columns": (("Arm A", "N=40"), ("Arm B",)),
                "rows": (
                    {
                        "path": ("Best", "CR"),
                        "cells": ("10 (25)", ""),
                        "notes": ("a",),
                        "cell_notes": {0: ("b",)},
                        "path_spans": (span, None),
                        "cell_spans": (span, None),
                    },
                ),
                "footnotes": {"a": "Confirmed.", "span": "A footnote whose letter is a word."},
                "abbreviations": {"spans": "several spans", "cell_notes": "notes", "CR": "complete response"},
                "column_notes": {1: ("c",)},
            }
        ],
        "findings": [
            {
                "id": "f1",
                "span": span,
                "rule": "percent-mismatch",
                "severity": "error",
                "quote": TEXT[9:20],
                "explanation": "10/40",
                "spans": (span, Span(21, 23)),
            }
        ],
    }
    return Extraction(ex.source, "A title", "2024-05-08", ex.text, payload)


def test_json_gives_an_equal_extraction_back(rich):
    back = Extraction.from_json(rich.to_json())
    assert back == rich
    assert back.payload["tables"][0]["rows"][0]["cell_spans"] == (Span(9, 20), None)
    assert back.tables == rich.tables
    assert back.findings == rich.findings
    assert isinstance(back.findings[0].spans[1], Span)
    assert back.regimens[0].components[0].drug == "lenalidomide"
    assert Extraction.from_json(rich.to_json(indent=2)) == rich


def test_json_of_another_schema_version_is_refused(rich):
    data = json.loads(rich.to_json())
    data["source"]["schema_version"] = "0"
    with pytest.raises(errors.SchemaVersionError, match="'0'"):
        Extraction.from_json(json.dumps(data))


@pytest.mark.parametrize("text", ["[]", "{}", '"text"', '{"source": 1}'])
def test_json_that_is_no_extraction_is_refused(text):
    with pytest.raises(errors.SchemaVersionError):
        Extraction.from_json(text)


def test_writing_makes_json_and_one_csv_for_each_frame(rich, tmp_path):
    written = files.write(rich, tmp_path, "report")
    assert sorted(path.name for path in written) == sorted(["extraction.json", *(f"{name}.csv" for name in COLUMNS)])
    assert {path.parent for path in written} == {tmp_path / "report"}
    assert Extraction.from_json((tmp_path / "report/extraction.json").read_text(encoding="utf-8")) == rich
    rows = pd.read_csv(tmp_path / "report/endpoints.csv", dtype=str, keep_default_na=False)
    assert list(rows.columns) == list(COLUMNS["endpoints"])
    assert list(rows["label"]) == ["responded", "OS"]
    assert list(rows["n"]) == ["10", ""]
    assert list(rows["reached"]) == ["", "False"]


def test_writing_again_replaces_and_leaves_nothing_behind(rich, tmp_path):
    first = files.write(rich, tmp_path, "report")
    before = {path: path.read_bytes() for path in first}
    assert files.write(rich, tmp_path, "report") == first
    assert {path: path.read_bytes() for path in (tmp_path / "report").iterdir()} == before


def test_a_failed_write_leaves_the_old_file(rich, tmp_path, monkeypatch):
    (old,) = files.write(rich, tmp_path, "report", formats=("csv",), frame="cohorts")
    content = old.read_bytes()

    def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(files.Path, "replace", full)
    with pytest.raises(OSError, match="disk full"):
        files.write(extract_text(""), tmp_path, "report", formats=("csv",), frame="cohorts")
    assert old.read_bytes() == content
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("stem", ["../out", "..", "/etc/passwd", "a/../../b", "", ".", "C:\\x", "nul\x00", "x" * 500])
def test_nothing_is_written_outside_the_folder(rich, tmp_path, stem):
    folder = tmp_path / "evidence"
    written = files.write(rich, folder, stem, formats=("csv",), frame="cohorts")
    assert all(path.resolve().is_relative_to(folder.resolve()) for path in written)
    assert list(tmp_path.iterdir()) == [folder]


def test_a_link_that_leads_out_of_the_folder_is_refused(rich, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence/report").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(errors.OptionError, match="leads out of"):
        files.write(rich, tmp_path / "evidence", "report")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_rows_as_json_and_json_lines(rich):
    rows = rich.frame("endpoints")
    as_json = json.loads(files.frame_text(rows, "json"))
    as_lines = [json.loads(line) for line in files.frame_text(rows, "jsonl").splitlines()]
    assert as_json == as_lines
    assert list(as_json[0]) == list(COLUMNS["endpoints"])
    assert (as_json[0]["n"], as_json[0]["value"], as_json[1]["reached"]) == (10, None, False)


def test_parquet_keeps_the_types(rich, tmp_path):
    pytest.importorskip("pyarrow")
    (path,) = files.write(rich, tmp_path, "report", formats=("parquet",), frame="endpoints")
    back = pd.read_parquet(path)
    assert list(back.columns) == list(COLUMNS["endpoints"])
    assert str(back["n"].dtype) == "Int64"
    assert back["n"].tolist() == [10, pd.NA]


def test_an_unknown_format_is_refused(rich, tmp_path):
    with pytest.raises(errors.OptionError, match="no format 'xlsx'"):
        files.write(rich, tmp_path, "report", formats=("xlsx",))


def test_half_a_character_is_written_escaped(tmp_path):
    ex = extract_text("half \ud800 a character, 12 patients\n")
    files.write(ex, tmp_path, "odd")
    assert Extraction.from_json((tmp_path / "odd/extraction.json").read_text(encoding="utf-8")) == ex


def test_a_whole_number_of_any_size_fits_the_frames(rich):
    huge = {**rich.payload, "cohorts": [{**rich.payload["cohorts"][0], "n": 10**30}]}
    ex = Extraction(rich.source, "", "", rich.text, huge)
    assert ex.frame("cohorts")["n"].isna().tolist() == [True]
    assert ex.cohorts[0].n == 10**30


def test_tables_in_the_long_form(rich):
    rows = rich.frame("tables")
    assert rows[["table", "row_path", "column_path", "text", "notes"]].to_dict("records") == [
        {"table": "t1", "row_path": "Best > CR", "column_path": "Arm A > N=40", "text": "10 (25)", "notes": "a;b"}
    ]


def test_cells_that_a_spreadsheet_would_run_are_guarded_when_asked():
    rows = pd.DataFrame(
        {
            "label": pd.array(["=1+1", "+a|x", "-2.5", "- none", "@SUM(A1)", "\t=1", "＝1", "Age", None, "-12%"], dtype="string"),
            "value": pd.array([-1.5] * 10, dtype="Float64"),
        }
    )
    lines = files.frame_text(rows, "csv", safe_for_spreadsheets=True).splitlines()[1:]
    guarded = ["'=1+1", "'+a|x", "-2.5", "'- none", "'@SUM(A1)", "'\t=1", "'＝1", "Age", "", "-12%"]
    assert lines == [f"{text},-1.5" for text in guarded]
    assert files.frame_text(rows, "csv").splitlines()[1] == "=1+1,-1.5"


def test_csv_of_an_extraction_is_guarded_when_asked(tmp_path):
    text = "Outcomes\nOutcome\nArm A (n=20)\nArm B (n=22)\n=SUM(A1), n (%)\n12 (60)\n11 (50)\nRelapse, n (%)\n3 (15)\n2 (9)\n"
    (path,) = files.write(extract_text(text), tmp_path, "one", formats=("csv",), frame="tables", safe_for_spreadsheets=True)
    written = pd.read_csv(path, dtype="string")
    assert {"'=SUM(A1), n (%)", "Relapse, n (%)"} <= set(written["row_path"])
