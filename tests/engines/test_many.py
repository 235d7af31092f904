"""Batches: in order, in constant memory, each bad document one failure."""

import io
import itertools
import os
import sys
import time

import pandas as pd
import pytest

import daraevidence
from daraevidence import Extraction, Failure, Options, errors, extract, extract_column, extract_many

TEXT = "SUMMARY\n\nOf {n} patients, 16 had a response. Median PFS was 5.1 months (95% CI, 4.2-6.6) in {n} patients.\n"
TEXTS = [TEXT.format(n=n) for n in range(20, 60)]


class Hangs(str):
    """A text that never arrives at the worker."""

    __slots__ = ()

    def __reduce__(self):
        return time.sleep, (600,)


class Kills(str):
    """A text that ends the worker that takes it."""

    __slots__ = ()

    def __reduce__(self):
        return os._exit, (7,)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_batch_gives_what_single_documents_give_in_order(workers):
    assert [item.to_json() for item in extract_many(TEXTS, workers=workers)] == [extract(text).to_json() for text in TEXTS]


def test_contents_from_another_process_are_equal_records():
    (item,) = extract_many(TEXTS[:1], workers=2)
    alone = extract(TEXTS[0])
    assert item == alone
    assert item.endpoints == alone.endpoints
    assert item.frame("ledger").equals(alone.frame("ledger"))
    assert repr(item) == repr(alone)
    with pytest.raises(AttributeError):
        getattr(item, "no_such_thing")  # noqa: B009


@pytest.mark.parametrize("workers", [1, 2])
def test_an_iterable_may_never_end(workers):
    taken = []

    def endless():
        for n in itertools.count(20):
            taken.append(n)
            yield TEXT.format(n=n)

    got = list(itertools.islice(extract_many(endless(), workers=workers), 5))
    assert [item.text for item in got] == [TEXT.format(n=n) for n in range(20, 25)]
    assert len(taken) <= 5 + 2 * 16


def test_a_bad_document_is_a_failure_in_its_place(tmp_path):
    good = tmp_path / "good.txt"
    good.write_text(TEXTS[0], encoding="utf-8")
    (tmp_path / "empty.txt").touch()

    def sources():
        return [good, tmp_path / "empty.txt", "missing.pdf", b"\x00\x01", io.BytesIO(TEXTS[1].encode()), good]

    for workers in (1, 2):
        got = extract_many(sources(), workers=workers)
        kinds = [item.kind if isinstance(item, Failure) else item.source.name for item in got]
        assert kinds == ["good.txt", "EmptySource", "SourceNotFound", "UnsupportedSource", "file", "good.txt"]
    failure = list(extract_many(sources(), workers=1))[3]
    assert failure.source == "item 4"
    assert failure.error.startswith("item 4: is binary")
    assert failure.remedy


def test_a_failure_can_be_raised_in_its_turn():
    found = extract_many([TEXTS[0], "missing.pdf", TEXTS[1]], workers=2, on_error="raise")
    assert isinstance(next(found), Extraction)
    with pytest.raises(errors.SourceNotFound, match=r"missing\.pdf"):
        next(found)


def test_a_worker_that_dies_costs_one_document():
    got = list(extract_many([*TEXTS[:6], Kills("end"), *TEXTS[6:14]], workers=2))
    assert [getattr(item, "kind", "") for item in got] == [*[""] * 6, "SourceCrashed", *[""] * 8]
    assert [item.text for item in got if isinstance(item, Extraction)] == TEXTS[:14]
    assert "exit status 7" in got[6].error


def test_a_worker_that_hangs_costs_one_document():
    got = list(extract_many([*TEXTS[:3], Hangs("stop"), *TEXTS[3:8]], workers=2, timeout=3))
    assert [getattr(item, "kind", "") for item in got] == [*[""] * 3, "SourceTimedOut", *[""] * 5]
    assert got[3].source == "stop"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory_limit works on Linux only")
def test_a_document_that_wants_too_much_memory_costs_one_document():
    heavy = "Of 50 patients, 16 (32%) had a response and 4 (8%) died. " * 40_000
    got = list(extract_many([TEXTS[0], heavy, TEXTS[1]], workers=1, memory_limit=60_000_000))
    assert [getattr(item, "kind", "") for item in got] in (["", kind, ""] for kind in ("SourceTooHeavy", "SourceCrashed"))


def test_an_error_of_the_library_itself_is_told_and_stops_nothing(monkeypatch):
    def broken(source, *, options):
        raise KeyError("lost")

    monkeypatch.setattr("daraevidence.engines.task.extract", broken)
    (failure,) = extract_many(["One text."], workers=1)
    assert (failure.kind, failure.source) == ("SourceCrashed", "One text.")
    assert "KeyError" in failure.error


@pytest.mark.parametrize(
    "bad", [{"workers": 0}, {"workers": 1.5}, {"on_error": "ignore"}, {"timeout": 0}, {"memory_limit": -1}], ids=str
)
def test_bad_options_are_told_at_once(bad):
    with pytest.raises(errors.OptionError, match=next(iter(bad))):
        extract_many([], **bad)


def test_folders_and_patterns_name_their_documents(tmp_path):
    for name in ("b.txt", "a.md", "README.md", "sub/c.txt", "table.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXTS[0], encoding="utf-8")

    def names(sources):
        return [item.source.name for item in extract_many(sources, workers=1)]

    assert names(tmp_path) == names(str(tmp_path)) == ["a.md", "b.txt", "c.txt"]
    assert names(f"{tmp_path}/*.txt") == ["b.txt"]
    assert names([tmp_path / "sub", tmp_path / "b.txt"]) == ["c.txt", "b.txt"]
    assert names(TEXTS[0]) == ["text"]


def test_options_reach_the_workers():
    (item,) = extract_many(TEXTS[:1], workers=2, options=Options(extractors=("studies",), min_match=0.9))
    assert not item.endpoints
    assert item.options.min_match == 0.9


def test_a_column_of_texts_gives_long_rows_with_the_index():
    df = pd.DataFrame({"text": [TEXTS[0], None, "missing.pdf", TEXTS[1]]}, index=["a", "b", "c", "d"])
    found = extract_column(df, "text")
    single = extract(TEXTS[0]).frame("endpoints")
    assert set(found.index) == {"a", "d"}
    assert found.loc[["a"]].reset_index(drop=True).equals(single)
    assert [(place, failure.kind) for place, failure in found.attrs["failures"]] == [("c", "SourceNotFound")]
    assert extract_column(df.iloc[1:2], "text").dtypes.equals(single.dtypes)
    with pytest.raises(errors.OptionError, match="no column"):
        extract_column(df, "texts")
    with pytest.raises(errors.OptionError, match="no frame"):
        extract_column(df, "text", frame="endpoint")


def test_the_names_are_public():
    assert {"extract_many", "extract_column", "Failure"} <= set(daraevidence.__all__)
