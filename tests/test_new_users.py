"""What a new user tries: wrong inputs are told with their remedy, and what is shown is short."""

import io
import logging
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import daraevidence as dara
from daraevidence import Options, errors

TEXT = "SUMMARY\n\nOf 40 patients, 10 (25%) responded (median PFS, 5.1 months; 95% CI, 4.2-6.6).\n"
TABLE = "Table 1. Response\n\n| Outcome | A (n=40) | B (n=38) |\n|---|---|---|\n| ORR, n (%) | 20 (50.0) | 10 (26.3) |\n"


# --- one document -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [None, 5, float("nan"), ["a"], pd.DataFrame({"a": ["x"]})])
def test_what_is_no_source_is_told_by_its_type(source):
    with pytest.raises(errors.UnsupportedSource, match=f"type {type(source).__name__} is no source .*path, bytes, an open file"):
        dara.extract(source)


def test_a_file_that_was_closed(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(TEXT, encoding="utf-8")
    with path.open(encoding="utf-8") as file:
        pass
    with pytest.raises(errors.UnsupportedSource, match=r"note\.txt: the file is closed \(open it again"):
        dara.extract(file)


@pytest.mark.parametrize("text", [None, b"Of 40 patients", Path("note.txt"), 5])
def test_extract_text_takes_text_only(text):
    with pytest.raises(errors.UnsupportedSource, match=r"is no text \(extract takes paths, bytes and open files\)"):
        dara.extract_text(text)


@pytest.mark.parametrize(("kind", "remedy"), [("md", "kind is text, html or markdown"), ("pdf", "a PDF goes to extract")])
def test_a_kind_that_is_none_names_those_that_are(kind, remedy):
    with pytest.raises(errors.UnsupportedSource, match=remedy):
        dara.extract_text(TEXT, kind=kind)


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"min_confidnce": 0.5}, "no option 'min_confidnce'; did you mean min_confidence?"),
        ({"zzz": 1}, "no option 'zzz'; there are max_bytes, "),
        ({"validate": "no"}, "validate must be True or False, not 'no'"),
        ({"distribution_tests": 1}, "distribution_tests must be True or False, not 1"),
        ({"extractors": None}, "extractors must be a tuple of names, not None"),
        ({"extractors": [5]}, "unknown extractor '5'"),
    ],
)
def test_an_option_that_is_misspelt_or_of_another_type(given, message):
    with pytest.raises(errors.OptionError) as caught:
        Options(**given)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "call",
    [
        lambda options: dara.extract(TEXT, options=options),
        lambda options: dara.extract_text(TEXT, options=options),
        lambda options: dara.ground("40", TEXT, options=options),
        lambda options: dara.verify([], TEXT, options=options),
        lambda options: next(dara.extract_many([TEXT], workers=1, options=options)),
        lambda options: dara.extract_column(pd.DataFrame({"text": [TEXT]}), "text", options=options),
    ],
)
def test_options_are_options(call):
    with pytest.raises(errors.OptionError, match=r"options must be Options\(...\), such as .*, not a dict"):
        call({"validate": False})


def test_options_show_what_differs():
    assert repr(Options()) == "Options()"
    assert repr(Options(min_confidence=0.5, extractors=["endpoints"])) == "Options(min_confidence=0.5, extractors=('endpoints',))"
    assert eval(repr(Options(validate=False))) == Options(validate=False)


# --- an extraction ----------------------------------------------------------------------------------------------------


def test_find_takes_texts():
    with pytest.raises(errors.OptionError, match="outcome must be a text, not 5"):
        dara.extract(TEXT).find(outcome=5)


@pytest.mark.parametrize(
    ("measure", "message"), [("meddian", "no measure 'meddian'; did you mean median?"), ("xyz", "there are median, mean, ")]
)
def test_a_measure_that_is_misspelt_is_no_empty_answer(measure, message):
    with pytest.raises(errors.OptionError) as caught:
        dara.extract(TEXT).find(outcome="PFS", measure=measure)
    assert message in str(caught.value)


@pytest.mark.parametrize("measure", ["HR", "hazard ratio", "Median", "rate", "landmark-rate"])
def test_a_measure_has_several_names(measure):
    assert isinstance(dara.extract(TEXT).find(outcome="PFS", measure=measure), list)


def test_the_module_for_tests_is_there():
    assert dara.testing.assert_table is not None
    assert "testing" not in dara.__all__


@pytest.mark.parametrize(
    ("given", "kind", "message"),
    [
        ("hello", errors.RecordError, r"the text is no JSON: .*give what to_json wrote"),
        (None, errors.RecordError, "type NoneType is no JSON"),
        (Path("a.json"), errors.RecordError, r"give its text: path\.read_text\(\)"),
        ("{}", errors.SchemaVersionError, "this JSON is no extraction"),
        ("[]", errors.SchemaVersionError, "this JSON is no extraction"),
        ('{"source": {"schema_version": "0"}}', errors.SchemaVersionError, "schema version '0'; this library reads"),
    ],
)
def test_what_is_no_json_of_an_extraction(given, kind, message):
    with pytest.raises(kind, match=message):
        dara.Extraction.from_json(given)


def test_a_report_wants_a_name(tmp_path):
    with pytest.raises(errors.OptionError, match="is a folder; give the name of a file"):
        dara.extract(TEXT).report(tmp_path)


def test_extractions_go_into_sets():
    one, other = dara.extract(TEXT), dara.extract(TEXT)
    assert len({one, other, dara.extract(TABLE)}) == 2


def test_counts_are_grammar():
    shown = repr(dara.extract("Of 40 patients, 10 (25%) responded.\n"))
    assert "1 endpoint;" in shown
    assert "3 numbers" in shown
    assert "1 number," in repr(dara.extract("There were 40 of them.\n"))


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_a_table_shows_its_size_and_prints_its_cells():
    (table,) = dara.extract_text(TABLE, kind="markdown").tables
    assert repr(table) == f"Table('Response', id='{table.id}', 1 rows, columns: 'A (n=40)', 'B (n=38)')"
    assert "| 20 (50.0) | 10 (26.3) |" in str(table)
    assert repr(table.rows[0]) == "Row(path=('ORR, n (%)',), cells=('20 (50.0)', '10 (26.3)'))"


def test_findings_are_listed_and_cut_to_findings():
    ex = dara.extract("\n\n".join(f"The groups differed (HR, 0.50; 95% CI, 0.68-0.3{n % 10})." for n in range(30)))
    assert len(ex.findings) > 20
    lines = repr(ex.findings).splitlines()
    assert lines[0] == f"<{len(ex.findings)} findings>"
    assert lines[-1] == f"  … and {len(ex.findings) - 20} more"
    assert any("ci-order" in line for line in lines)
    assert ex.findings[:2].roots() == ex.findings.roots()[:2]
    assert isinstance(ex.findings[0], dara.schemas.Finding)
    assert "spans" not in repr(ex.findings[0])


def test_nothing_shows_a_whole_document():
    ex = dara.extract(TEXT * 200)
    checked = dara.verify('[{"label": "ORR", "n": 7}]', TEXT * 200)
    for shown in (ex, ex.document, ex.source, checked, ex.findings):
        assert len(repr(shown)) < 3000
    assert repr(checked).startswith("<Verification: ")


# --- many documents ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        (None, "an object of type NoneType is no list of documents"),
        (5, "an object of type int is no list of documents"),
        (pd.DataFrame({"text": [TEXT]}), r"say extract_column\(df"),
        ({"a": TEXT}, "a dict is no list of documents; give its values"),
    ],
)
def test_what_is_no_list_of_documents(sources, message):
    with pytest.raises(errors.OptionError, match=message):
        dara.extract_many(sources, workers=1)


@pytest.mark.parametrize("limits", [{"timeout": "1m"}, {"memory_limit": "1GB"}])
def test_limits_are_numbers(limits):
    with pytest.raises(errors.OptionError, match="must be a positive number of"):
        dara.extract_many([TEXT], **limits)


@pytest.mark.parametrize("pattern", ["*.pdf", "*.xyz", "gone/**/*.txt"])
def test_a_pattern_that_nothing_fits_is_told(tmp_path, pattern):
    with pytest.raises(errors.SourceNotFound, match=r"no file is named so .*check the pattern"):
        list(dara.extract_many(f"{tmp_path}/{pattern}", workers=1))


def test_a_text_with_a_star_is_no_pattern():
    for text in ("Of 40 patients, 10 (25%)* responded.", "Of 40 patients and/or [carers], 10 (25%) responded.", "p<0.05*"):
        (ex,) = dara.extract_many(text, workers=1)
        assert ex.text == text


# --- a column ---------------------------------------------------------------------------------------------------------


def test_empty_cells_have_no_rows_and_others_keep_their_index(caplog):
    df = pd.DataFrame({"text": [None, TEXT, np.nan, pd.NA, TEXT]}, index=list("abcde"))
    rows = dara.extract_column(df, "text")
    assert set(rows.index) == {"b", "e"}
    assert caplog.records == []


def test_what_cannot_be_read_is_told_in_the_log_and_as_a_frame(caplog):
    df = pd.DataFrame({"text": [TEXT, 5.0, "gone.txt"]}, index=["a", "b", "c"])
    with caplog.at_level(logging.WARNING, logger="daraevidence"):
        rows = dara.extract_column(df, "text")
    assert set(rows.index) == {"a"}
    assert [index for index, _ in rows.attrs["failures"]] == ["b", "c"]
    assert "2 of 3 documents could not be read" in caplog.text
    failures = dara.extract_column(df, "text", frame="failures")
    assert failures.index.tolist() == ["b", "c"]
    assert failures["kind"].tolist() == ["UnsupportedSource", "SourceNotFound"]
    assert list(dara.extract_column(df.iloc[:1], "text", frame="failures").columns) == list(failures.columns)


def test_a_cell_is_one_document_whatever_it_looks_like(tmp_path):
    """A folder or a pattern in a cell must not shift the rows below it."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    df = pd.DataFrame({"text": [str(tmp_path), f"{tmp_path}/*.txt", TEXT]}, index=["folder", "pattern", "text"])
    rows = dara.extract_column(df, "text")
    assert set(rows.index) == {"text"}
    assert "folder" in [index for index, _ in rows.attrs["failures"]]


@pytest.mark.parametrize(
    ("df", "column", "message"),
    [
        (pd.Series([TEXT], name="text"), "text", "wants a DataFrame, not a Series; extract_many takes"),
        (None, "text", "wants a DataFrame, not a NoneType"),
        (pd.DataFrame([[TEXT, TEXT]], columns=["text", "text"]), "text", "'text' stands more than once"),
        (pd.DataFrame({"text": [TEXT]}), "txt", "no column 'txt'; there are text"),
    ],
)
def test_what_is_no_column_of_documents(df, column, message):
    with pytest.raises(errors.OptionError, match=message):
        dara.extract_column(df, column)


def test_an_open_text_and_its_bytes_are_the_same():
    assert dara.extract(io.StringIO(TEXT)).payload == dara.extract(io.BytesIO(TEXT.encode())).payload
