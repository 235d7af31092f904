import csv
import io
import json
import subprocess
import sys

import pytest

from daraevidence import Extraction, cli
from daraevidence.delivery.frames import COLUMNS

TEXT = "SUMMARY\n\nIn 40 patients the median PFS was 5.1 months (95% CI, 4.2-6.6). Of 16 patients, 5 (73%) had a response.\n"


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run the command line as a user does: exit status, output, errors."""

    def call(*arguments):
        monkeypatch.setattr("sys.argv", ["daraevidence", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = capfdbinary.readouterr()
        return stopped.value.code or 0, out.decode(), err.decode()

    return call


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_report_writes_a_page_beside_the_document_or_where_it_is_told(run, note, tmp_path):
    status, out, _ = run("report", note)
    assert (status, out.strip()) == (0, f"{note}.report.html")
    run("report", note, "--out", tmp_path / "one.html")
    (tmp_path / "v1.0").mkdir()
    assert run("report", note, "--out", tmp_path / "v1.0")[1].strip() == f"{tmp_path}/v1.0/note.txt.report.html"
    assert (tmp_path / "one.html").read_text(encoding="utf-8") == note.with_name("note.txt.report.html").read_text(
        encoding="utf-8"
    )
    status, out, err = run("report", note, tmp_path / "missing.txt", "--out", tmp_path / "pages")
    assert (status, [path.name for path in (tmp_path / "pages").iterdir()]) == (1, ["note.txt.report.html"])
    assert "missing.txt" in err


def test_a_folder_goes_into_a_dataset(run, note, tmp_path):
    lake = tmp_path / "lake"
    status, _, err = run("extract", note.parent, "--out", lake, "--workers", "1")
    assert status == 0
    assert "1 documents, none failed" in err
    assert list((lake / "endpoints").glob("part-*.parquet"))


def test_extract_prints_json(run, note):
    status, out, err = run("extract", note)
    assert (status, err) == (0, "")
    assert Extraction.from_json(out).text == TEXT


def test_extract_prints_a_frame_as_a_table(run, note):
    status, out, _ = run("extract", note, "--frame", "ledger")
    header, *rows = out.splitlines()
    assert status == 0
    assert header.split()[:2] == ["text", "value"]
    assert rows[0].split()[:2] == ["40", "40"]


def test_extract_prints_a_frame_in_other_forms(run, note):
    _, out, _ = run("extract", note, "--frame", "ledger", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert list(rows[0]) == list(COLUMNS["ledger"])
    _, out, _ = run("extract", note, "--frame", "ledger", "--format", "jsonl")
    lines = [json.loads(line) for line in out.splitlines()]
    _, out, _ = run("extract", note, "--frame", "ledger", "--format", "json")
    assert json.loads(out) == lines
    assert [row["text"] for row in rows] == [line["text"] for line in lines]


def test_an_empty_frame_says_so(run, note):
    assert run("extract", note, "--frame", "thresholds")[:2] == (0, "(no rows)\n")


def test_extract_writes_files(run, note, tmp_path):
    status, out, err = run("extract", note, "--out", tmp_path / "evidence")
    assert (status, out) == (0, "")
    assert "evidence" in err
    names = {path.name for path in (tmp_path / "evidence/note").iterdir()}
    assert names == {"extraction.json", *(f"{name}.csv" for name in COLUMNS)}


def test_extract_gives_a_fhir_bundle(run, note, tmp_path):
    pytest.importorskip("fhir.resources", reason="fhir.resources is not installed (daraevidence[fhir])")
    status, out, err = run("extract", note, "--format", "fhir")
    assert (status, err, json.loads(out)["resourceType"]) == (0, "", "Bundle")
    run("extract", note, "--format", "fhir", "--out", tmp_path / "made")
    assert (tmp_path / "made" / "note" / "bundle.json").read_text(encoding="utf-8") == out
    other = tmp_path / "other.txt"
    other.write_text("Of 40 patients, 10 responded.\n", encoding="utf-8")
    _, out, _ = run("extract", note, other, "--format", "fhir")
    assert [json.loads(line)["type"] for line in out.splitlines()] == ["collection", "collection"]


def test_extract_prints_the_comparisons_of_a_meta_analysis(run, tmp_path):
    path = tmp_path / "trial.txt"
    path.write_text("The hazard ratio for death with dasopril versus placebo was 0.72 (95% CI, 0.55-0.94).\n", encoding="utf-8")
    status, out, _ = run("extract", path, "--frame", "meta", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (status, row["sm"], row["estimate"], row["yi"][:6]) == (0, "HR", "0.72", "-0.328")


def test_extract_writes_one_frame_of_many_documents(run, tmp_path):
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        (tmp_path / place / "note.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "evidence"
    status, _, _ = run("extract", tmp_path / "a", tmp_path / "b", "--out", out, "--frame", "ledger", "--format", "csv")
    assert status == 0
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*.csv")) == ["note-2/ledger.csv", "note/ledger.csv"]


def test_many_documents_on_the_terminal_have_their_names(run, note):
    other = note.with_name("other.txt")
    other.write_text(TEXT, encoding="utf-8")
    _, out, _ = run("extract", note, other, "--frame", "ledger", "--format", "csv")
    names = [row["document"] for row in csv.DictReader(io.StringIO(out))]
    assert sorted(set(names)) == [str(note), str(other)]
    _, out, _ = run("extract", note, other)
    assert [Extraction.from_json(line).text for line in out.splitlines()] == [TEXT, TEXT]


def test_a_document_that_fails_stops_no_other(run, note, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.touch()
    status, _, err = run("extract", empty, tmp_path / "gone.txt", note, "--out", tmp_path / "evidence")
    assert status == 1
    assert (tmp_path / "evidence/note/extraction.json").is_file()
    lines = err.splitlines()
    assert [line.split(":")[0] for line in lines[:2]] == ["daraevidence", "daraevidence"]
    assert "empty.txt" in lines[0]
    assert "gone.txt" in lines[1]
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--frame", "endpoint"], "no frame 'endpoint'"),
        (["--format", "xlsx"], "no format 'xlsx'"),
        (["--format", "parquet"], "--out DIR"),
        (["--format", "csv"], "--frame NAME"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(run, note, arguments, message):
    status, out, err = run("extract", note, *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1


def test_check_tells_the_worst_first(run, note, monkeypatch):
    monkeypatch.setattr(cli, "_read", lambda path: _with_findings(path))
    status, out, _ = run("check", note)
    assert status == 1
    assert out.splitlines()[0] == "1 error, 1 info"
    assert [line.split()[0] for line in out.splitlines()[1:] if line[2] != " "] == ["error", "info"]
    assert "“5 (73%)”" in out
    assert "line 3:81" in out
    assert "5/16 is 31%" in out


def test_check_groups_findings_by_cause(run, note, monkeypatch):
    monkeypatch.setattr(cli, "_read", lambda path: _with_findings(path, cause="b"))
    status, out, _ = run("check", note)
    lines = out.splitlines()
    assert status == 1
    assert lines[1].startswith("  error   percent-mismatch")
    assert lines[3].startswith("    → info    group-size-disagrees")
    assert "see “16”" in lines[5]


def test_check_as_json(run, note, monkeypatch):
    monkeypatch.setattr(cli, "_read", lambda path: _with_findings(path, cause="b"))
    status, out, _ = run("check", note, "--format", "json")
    found = json.loads(out)
    assert status == 1
    assert found["counts"] == {"error": 1, "warning": 0, "info": 1}
    (root,) = found["findings"]
    assert (root["rule"], root["line"], root["column"], root["quote"]) == ("percent-mismatch", 3, 81, "5 (73%)")
    assert [one["cause"] for one in root["consequences"]] == ["b"]
    assert root["consequences"][0]["places"] == [
        {"start": TEXT.index("16"), "end": TEXT.index("16") + 2, "page": None, "quote": "16"}
    ]
    _, out, _ = run("check", note, note, "--format", "json")
    assert [json.loads(line)["source"] for line in out.splitlines()] == [str(note), str(note)]


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"), [("warning", "error", 0), ("warning", "warning", 1), ("info", "warning", 0)]
)
def test_check_fails_on_what_is_asked(run, note, monkeypatch, severity, fail_on, status):
    monkeypatch.setattr(cli, "_read", lambda path: _with_findings(path, severity=severity))
    assert run("check", note, "--fail-on", fail_on)[0] == status


@pytest.mark.parametrize("arguments", [["--fail-on", "info"], ["--format", "xml"]])
def test_check_refuses_what_makes_no_sense(run, note, arguments):
    status, out, err = run("check", note, *arguments)
    assert (status, out) == (2, "")
    assert repr(arguments[1]) in err


def test_check_of_a_document_that_agrees(run, tmp_path):
    path = tmp_path / "calm.txt"
    path.write_text("Nothing to see here.\n", encoding="utf-8")
    assert run("check", path) == (0, "no findings\n", "")


def test_check_of_a_document_that_cannot_be_read(run, tmp_path, note):
    status, out, err = run("check", tmp_path / "gone.txt", note)
    assert status == 2
    assert "gone.txt" in err
    assert str(note) in out


def _with_findings(path, severity="error", cause=None):
    from daraevidence import extract
    from daraevidence.span import Span

    ex = extract(path)
    at = TEXT.index("5 (73%)")
    rows = [
        {
            "id": "a",
            "span": Span(9, 11),
            "rule": "group-size-disagrees",
            "severity": "info",
            "quote": "In",
            "explanation": "40 and 16",
            "cause": cause,
            "spans": (Span(TEXT.index("16"), TEXT.index("16") + 2),),
        },
        {
            "id": "b",
            "span": Span(at, at + 7),
            "rule": "percent-mismatch",
            "severity": severity,
            "quote": "5 (73%)",
            "explanation": "5/16 is 31%",
        },
    ]
    return Extraction(ex.source, ex.title, ex.updated, ex.text, {**ex.payload, "findings": rows})


@pytest.fixture
def answer(tmp_path):
    """What a language model might say of the note."""
    path = tmp_path / "answer.json"
    path.write_text('[{"label": "median PFS", "value": 5.1, "ci_low": 6.6, "ci_high": 4.2, "unit": "months"}]', encoding="utf-8")
    return path


def test_verify_tells_where_the_right_values_stand(run, note, answer):
    status, out, _ = run("verify", answer, note)
    lines = out.splitlines()
    assert status == 1
    assert lines[0] == "2 error; 1 records anchored, 0 values stand nowhere"
    assert lines[1].startswith("  error   value-misread  “4.2”")
    assert "endpoints[0].ci_low: 6.6 is the ci_high" in lines[2]


def test_verify_as_json(run, note, answer):
    answer.write_text('{"endpoints": [{"label": "median PFS", "value": 77.7}]}', encoding="utf-8")
    status, out, _ = run("verify", answer, note, "--format", "json")
    found = json.loads(out)
    assert (status, found["counts"]["error"], found["anchored"]) == (1, 1, 0)
    assert [(stray["field"], stray["value"]) for stray in found["unanchored"]] == [("value", 77.7)]


def test_verify_of_what_cannot_be_read(run, note, answer, tmp_path):
    assert run("verify", tmp_path / "gone.json", note)[0] == 2
    assert run("verify", answer, tmp_path / "gone.txt")[0] == 2
    answer.write_text("no JSON", encoding="utf-8")
    status, out, err = run("verify", answer, note)
    assert (status, out) == (2, "")
    assert "no JSON" in err
    assert len(err.splitlines()) == 1


def test_schema_is_printed(run):
    status, out, _ = run("schema")
    assert status == 0
    assert json.loads(out)["title"] == "Extraction"


def test_demo_tells_of_each_document(run, note):
    status, out, _ = run("demo", note.parent)
    assert status == 0
    assert f"=== {note}" in out
    assert "claimed" in out


def test_a_folder_without_documents(run, tmp_path):
    status, _, err = run("demo", tmp_path)
    assert status == 2
    assert "holds no document" in err


def test_the_version_is_printed(run):
    assert run("--version")[1].startswith("daraevidence ")


def test_without_a_command_there_is_help(run):
    status, out, err = run()
    assert status in (0, 2)
    assert "extract" in out + err


def test_the_module_is_the_command(note):
    done = subprocess.run([sys.executable, "-m", "daraevidence", "check", str(note)], capture_output=True, text=True)
    assert done.returncode in (0, 1)
    assert done.stderr == ""
