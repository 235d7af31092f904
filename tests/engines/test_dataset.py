"""The Parquet dataset of a batch: keyed by content, whole or not there, resumed where it was stopped."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from daraevidence import Extraction, Failure, Options, errors, extract, extract_many
from daraevidence.delivery.frames import COLUMNS

pytest.importorskip("pyarrow")

TEXT = "SUMMARY\n\nOf {n} patients, 16 had a response. Median PFS was 5.1 months (95% CI, 4.2-6.6) in {n} patients.\n"


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for n in range(20, 44):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


def contents(lake):
    return {str(path.relative_to(lake)): path.read_bytes() for path in sorted(lake.rglob("*")) if path.is_file()}


def test_a_dataset_holds_every_row_of_every_document(inbox, tmp_path):
    lake = tmp_path / "lake"
    got = list(extract_many(inbox, out=lake, workers=2))
    made = [item for item in got if isinstance(item, Extraction)]
    assert len(got) == 25
    assert [item.kind for item in got if isinstance(item, Failure)] == ["EmptySource"]
    assert [item.source.name for item in made] == [f"{n}.txt" for n in range(20, 44)]
    for name in COLUMNS:
        rows = pd.concat([item.frame(name).assign(document=item.source.sha256) for item in made])
        kept = pd.concat(pd.read_parquet(path) for path in sorted((lake / name).glob("*.parquet")))
        assert list(kept.columns) == ["document", "source", *COLUMNS[name]]
        assert len(kept) == len(rows)
        for document, part in kept.groupby("document"):
            expected = rows[rows.document == document].drop(columns="document").reset_index(drop=True)
            found = part.drop(columns=["document", "source"]).reset_index(drop=True)
            pd.testing.assert_frame_equal(found, expected, check_dtype=False)
    documents = pd.concat(pd.read_parquet(path) for path in sorted((lake / "documents").glob("*.parquet")))
    assert sorted(documents.source) == [f"{n}.txt" for n in range(20, 44)]
    failures = pd.read_parquet(lake / "failures.parquet")
    assert failures[["source", "kind"]].values.tolist() == [[str(inbox / "empty.txt"), "EmptySource"]]


def test_the_same_documents_give_the_same_bytes_in_any_order(inbox, tmp_path):
    paths = sorted(inbox.iterdir())
    for _ in extract_many(paths, out=tmp_path / "a", workers=2):
        pass
    for start in (0, 10):  # in two goes, from the end
        for _ in extract_many(list(reversed(paths))[: start + 15], out=tmp_path / "b", workers=1):
            pass
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_what_is_stored_is_not_extracted_again(inbox, tmp_path, monkeypatch):
    first = [item.to_json() for item in extract_many(inbox, out=tmp_path / "lake", workers=1) if isinstance(item, Extraction)]
    called = []
    monkeypatch.setattr("daraevidence.engines.task.extract", lambda source, *, options: called.append(source) or extract(source))
    (inbox / "new.txt").write_text(TEXT.format(n=99), encoding="utf-8")
    again = [item.to_json() for item in extract_many(inbox, out=tmp_path / "lake", workers=1) if isinstance(item, Extraction)]
    assert [path.name for path in called] == ["empty.txt", "new.txt"]
    assert again[:-1] == first


def test_a_source_that_has_become_readable_is_no_failure_any_more(inbox, tmp_path):
    lake = tmp_path / "lake"
    list(extract_many(inbox, out=lake, workers=1))
    (inbox / "empty.txt").write_text(TEXT.format(n=77), encoding="utf-8")
    list(extract_many(inbox / "empty.txt", out=lake, workers=1))
    assert pd.read_parquet(lake / "failures.parquet").empty


def test_the_same_content_twice_is_one_document(inbox, tmp_path):
    twin = inbox / "99.txt"
    twin.write_bytes((inbox / "20.txt").read_bytes())
    (inbox / "empty too.txt").touch()
    lake = tmp_path / "lake"
    got = list(extract_many(inbox, out=lake, workers=2))
    assert len(got) == 27
    assert sum(len(pd.read_parquet(path)) for path in (lake / "documents").glob("*.parquet")) == 24
    assert [Path(item.source).name for item in got if isinstance(item, Failure)] == ["empty too.txt", "empty.txt"]


def test_single_documents_join_the_dataset_and_never_double(inbox, tmp_path):
    lake = tmp_path / "lake"
    for path in sorted(inbox.glob("2*.txt")):
        for _ in range(2):
            assert extract(path).to_parquet(lake) == lake
    assert len(list((lake / "endpoints").glob("doc-*.parquet"))) == 10
    list(extract_many(inbox, out=lake, workers=1))
    list(extract_many(inbox, out=tmp_path / "other", workers=1))
    assert contents(lake) == contents(tmp_path / "other")


def test_other_options_or_versions_are_refused(inbox, tmp_path, monkeypatch):
    lake = tmp_path / "lake"
    list(extract_many(inbox, out=lake, workers=1))
    with pytest.raises(errors.OptionError, match="options"):
        extract_many(inbox, out=lake, options=Options(validate=False))
    list(extract_many([], out=lake, options=Options(min_match=0.9), workers=1))  # decides nothing that is stored
    monkeypatch.setattr("daraevidence.delivery.dataset.SCHEMA_VERSION", "other")
    with pytest.raises(errors.SchemaVersionError, match="schema version"):
        extract_many(inbox, out=lake)
    with pytest.raises(errors.OptionError, match="is a file"):
        extract_many(inbox, out=inbox / "20.txt")


def test_a_batch_that_is_killed_is_resumed_to_the_same_bytes(inbox, tmp_path):
    whole, lake = tmp_path / "whole", tmp_path / "lake"
    list(extract_many(inbox, out=whole, workers=1))
    command = [sys.executable, "-m", "daraevidence", "extract", str(inbox), "--out", str(lake), "--workers", "2"]
    for stored in (1, 9, 17):
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list(lake.glob("extractions/*/*.json.gz"))) < stored:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "25 documents, 1 EmptySource" in done.stderr
    assert contents(lake) == contents(whole)


def test_duckdb_reads_a_frame_as_one_table(inbox, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    list(extract_many(inbox, out=tmp_path / "lake", workers=1))
    files = f"'{tmp_path}/lake/endpoints/*.parquet'"
    query = f"select count(distinct document), min(value), any_value(unit) from {files} where endpoint = 'PFS'"
    assert duckdb.sql(query).fetchall() == [(24, 5.1, "months")]


def test_half_a_character_is_stored_escaped(tmp_path):
    (item,) = extract_many(["In 40 patients with \ud800 the median PFS was 5.1 months."], out=tmp_path / "lake", workers=1)
    assert "\ud800" in item.text
    (path,) = (tmp_path / "lake" / "endpoints").glob("*.parquet")
    assert len(pd.read_parquet(path)) == len(item.endpoints)
