"""What users, scorers and stored files rely on: names, columns, types, refusals."""

import importlib
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest

import daraevidence
from daraevidence import Extraction, Options, errors, extract, extract_text, schemas

SHARED = Path(__file__).resolve().parents[2] / "shared"

STATISTICS = """measure value value_text value_op value_low value_high unit n n_text denominator percent percent_text percent_op
percent_low percent_high sd se range_low range_low_text range_high range_high_text iqr_low iqr_low_text iqr_high iqr_high_text"""
TAIL = "id start end page confidence"
COLUMNS = {
    "studies": f"""study first_author year acronym registry_id design n_patients n_centers country site period_start period_end
        follow_up_median follow_up_unit citations {TAIL}""",
    "cohorts": f"study cohort n role {TAIL}",
    "regimens": f"study regimen drugs dose dose_text dose_unit route schedule {TAIL}",
    "endpoints": f"""study cohort comparator endpoint label {STATISTICS} reached ci_level ci_low ci_low_text ci_high ci_high_text
        p_op p_value p_value_text timepoint timepoint_unit role population definition {TAIL}""",
    "characteristics": f"study cohort characteristic {STATISTICS} {TAIL}",
    "adverse_events": f"""study cohort denominator category term grade n n_text percent percent_text percent_op percent_low
        percent_high {TAIL}""",
    "thresholds": f"context variable operator value value_text value_low value_high unit points {TAIL}",
    "references": f"number text authors title journal year doi {TAIL}",
    "tables": f"table title row column row_path column_path text notes {TAIL}",
    "adverse_event_tables": f"table study cohorts denominators n_terms {TAIL}",
    "findings": f"rule severity quote quotes explanation formula printed recomputed reading cause records {TAIL}",
    "ledger": "start end text value claimed reason record field page",
    "meta": f"""study treatment comparator outcome endpoint table grade timepoint timepoint_unit unit measure sm estimate ci_level
        ci_low ci_high p_op p_value events_treatment n_treatment events_comparator n_comparator mean_treatment sd_treatment
        mean_comparator sd_comparator yi sei vi derived formula formula_source doubt records {TAIL}""",
}
WHOLE = set(
    "year n_patients n_centers n denominator start end page row column number n_terms events_treatment n_treatment "
    "events_comparator n_comparator".split()
)
REAL = set(
    "follow_up_median dose value value_low value_high percent percent_low percent_high sd se range_low range_high iqr_low "
    "iqr_high ci_level ci_low ci_high p_value timepoint points confidence estimate mean_treatment sd_treatment mean_comparator "
    "sd_comparator yi sei vi".split()
)
TRUTH = {"reached", "claimed"}


# --- names ------------------------------------------------------------------------------------------------------------


def test_public_names_are_sorted_and_complete():
    names = daraevidence.__all__
    assert sorted(names) == names
    assert len(set(names)) == len(names)
    assert set(names) >= {"Extraction", "Failure", "Options", "Span", "extract", "extract_text", "errors", "schemas"}


@pytest.mark.parametrize("name", daraevidence.__all__)
def test_every_public_name_can_be_had(name):
    assert getattr(daraevidence, name) is not None
    assert name in dir(daraevidence)


@pytest.mark.parametrize("module", ["schemas", "errors", "options", "span", "extraction", "pipeline", "delivery.files"])
def test_every_name_of_a_public_module_is_there(module):
    loaded = importlib.import_module(f"daraevidence.{module}")
    assert [name for name in loaded.__all__ if not hasattr(loaded, name)] == []


def test_a_name_that_is_none_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = daraevidence.nothing


def test_importing_the_package_is_cheap():
    code = "import sys, daraevidence; print(sorted({'pandas', 'pdfplumber', 'pydantic', 'pyarrow', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- frames -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COLUMNS)
def test_an_empty_text_gives_the_whole_frame_without_rows(name):
    frame = extract("").frame(name)
    assert list(frame.columns) == COLUMNS[name].split()
    assert len(frame) == 0
    for column, dtype in frame.dtypes.items():
        wanted = "Int64" if column in WHOLE else "Float64" if column in REAL else "boolean" if column in TRUTH else "string"
        assert str(dtype) == wanted, column


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_types_do_not_depend_on_what_is_found(name):
    full = extract_text(
        "SUMMARY\n\nOf 40 patients, 10 (25%) responded (P=0.04). Median PFS was 5.1 months (95% CI, 4.2-6.6)."
    ).frame(name)
    empty = extract_text("").frame(name)
    assert list(full.columns) == list(empty.columns)
    assert list(map(str, full.dtypes)) == list(map(str, empty.dtypes))


def test_a_frame_that_is_none_is_refused():
    with pytest.raises(errors.OptionError, match=r"no frame 'endpoint'; there are .*endpoints"):
        extract("").frame("endpoint")


@pytest.mark.skipif(not (SHARED / "gold" / "FORMAT.md").is_file(), reason="the annotated documents are not here")
def test_the_frames_have_the_columns_of_the_annotations():
    text = (SHARED / "gold" / "FORMAT.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^## (\w+)\.csv.*\n+`([a-z_, ]+)`", text, flags=re.M))
    assert set(told) >= {"studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "thresholds"}
    for name, columns in told.items():
        if name == "findings":
            continue  # `by` says who could find it, which only an annotator knows
        assert set(columns.split(", ")) <= set(COLUMNS[name].split()), name


# --- results ----------------------------------------------------------------------------------------------------------


def test_an_empty_text_is_an_empty_extraction():
    ex = extract("")
    assert isinstance(ex, Extraction)
    assert (ex.text, ex.title, ex.coverage) == ("", "", 1.0)
    parts = ["studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "adverse_event_tables"]
    for part in (*parts, "tables", "thresholds", "references", "findings", "ledger"):
        assert tuple(getattr(ex, part)) == (), part
    assert ex.findings.roots() == ()


def test_a_text_without_evidence_is_no_error():
    ex = extract("The committee met on a quiet morning and agreed to meet again.\n")
    assert ex.endpoints == ()
    assert ex.source.kind == "text"


def test_an_extraction_is_no_sequence():
    with pytest.raises(TypeError, match="no sequence"):
        iter(extract(""))


def test_repr_is_short_and_tells_the_counts():
    ex = extract_text("Of 40 patients, 10 responded.\n" * 50)
    assert len(repr(ex)) < 400
    assert "claimed" in repr(ex)


# --- options ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"max_bytes": 0}, "max_bytes must be a positive whole number"),
        ({"max_bytes": True}, "max_bytes must be a positive whole number"),
        ({"max_pages": 1.5}, "max_pages must be a positive whole number"),
        ({"min_confidence": 1.01}, "min_confidence must be between 0 and 1"),
        ({"min_match": "much"}, "min_match must be between 0 and 1"),
        ({"min_match": float("nan")}, "min_match must be between 0 and 1"),
        ({"on_bad_page": "ignore"}, "on_bad_page must be 'raise' or 'skip'"),
        ({"extractors": "endpoints"}, "must be a tuple of names"),
        ({"extractors": ("endpoints", "prices")}, "unknown extractor 'prices'; there are studies"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(choice, message):
    with pytest.raises(errors.OptionError, match=message):
        Options(**choice)
    with pytest.raises(ValueError, match=message):
        Options(**choice)


def test_options_are_frozen_and_keyword_only():
    with pytest.raises(AttributeError):
        Options().max_bytes = 1
    with pytest.raises(TypeError):
        Options(1)


def test_only_the_chosen_extractors_run():
    text = "SUMMARY\n\nIn 40 patients the median PFS was 5.1 months (95% CI, 4.2-6.6).\n"
    ex = extract_text(text, options=Options(extractors=("references",), validate=False))
    assert (ex.endpoints, ex.cohorts, tuple(ex.findings)) == ((), (), ())


# --- bad input --------------------------------------------------------------------------------------------------------


def test_a_missing_file(tmp_path):
    with pytest.raises(errors.SourceNotFound) as caught:
        extract(tmp_path / "gone.txt")
    assert "gone.txt" in str(caught.value)
    assert isinstance(caught.value, FileNotFoundError)


@pytest.mark.parametrize("name", ["report.txt", "reports/day1.pdf", "study.html", "notes.md"])
def test_a_mistyped_path(name):
    with pytest.raises(errors.SourceNotFound, match=re.escape(name)):
        extract(name)


def test_a_folder(tmp_path):
    with pytest.raises(errors.UnsupportedSource, match=re.escape(str(tmp_path.name))):
        extract(tmp_path)


def test_an_empty_file(tmp_path):
    path = tmp_path / "empty.txt"
    path.touch()
    with pytest.raises(errors.EmptySource, match=r"empty\.txt"):
        extract(path)


def test_a_binary_file(tmp_path):
    path = tmp_path / "scan.txt"
    path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(errors.SourceError, match=r"scan\.txt") as caught:
        extract(path)
    assert isinstance(caught.value, (errors.UnsupportedSource, errors.UndecodableSource))


def test_a_text_in_an_unknown_encoding(tmp_path):
    path = tmp_path / "odd.txt"
    path.write_bytes("Ärzte \x81\x8d\x8f\x90\x9d".encode("latin-1") * 30)
    with pytest.raises(errors.UndecodableSource, match=r"odd\.txt"):
        extract(path)


def test_a_file_over_the_limit(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("word " * 100, encoding="utf-8")
    with pytest.raises(errors.SourceTooLarge, match=r"long\.txt.*max_bytes") as caught:
        extract(path, options=Options(max_bytes=499))
    assert caught.value.source.endswith("long.txt")
    assert caught.value.remedy
    assert extract(path, options=Options(max_bytes=500)).text.startswith("word")


@pytest.mark.parametrize("kind", [value for name, value in vars(errors).items() if name in errors.__all__])
def test_errors_cross_process_boundaries_whole(kind):
    if issubclass(kind, errors.SourceError):
        error = kind("broken", source="a.pdf", page=3, remedy="print it again")
        assert str(error) == "a.pdf, page 3: broken (print it again)"
    else:
        error = kind("broken")
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error)
    assert (str(back), vars(back)) == (str(error), vars(error))


def test_every_error_is_one_of_ours():
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), errors.DaraevidenceError)


# --- sources ----------------------------------------------------------------------------------------------------------


def test_all_ways_to_hand_over_a_text_give_the_same(tmp_path):
    text = "SUMMARY\n\nOf 40 patients, 10 (25%) responded.\n"
    path = tmp_path / "note.txt"
    path.write_bytes(text.encode())
    with path.open("rb") as binary, path.open(encoding="utf-8") as characters:
        ways = [extract(path), extract(str(path)), extract(text.encode()), extract(binary), extract(characters), extract(text)]
    assert [ex.text for ex in ways] == [text] * 6
    assert all(ex.payload == ways[0].payload for ex in ways)


def test_records_are_those_of_the_schemas():
    assert set(schemas.__all__) >= {
        *["Study", "Cohort", "Regimen", "Endpoint", "Characteristic", "AdverseEvent", "AdverseEventTable", "Table", "Threshold"],
        *["Reference", "Finding", "LedgerEntry", "Evidence", "Row", "Component"],
    }
