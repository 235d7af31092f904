"""Spark gives the rows that single documents give; a bad document is a row of the failures, never a failed task."""

import os
import shutil
import sys
from collections import Counter
from pathlib import Path

import pytest

from daraevidence import errors, extract
from daraevidence.delivery.frames import COLUMNS

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::UserWarning")
pyspark = pytest.importorskip("pyspark", reason="needs pyspark: pip install daraevidence[spark]")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17 or later", allow_module_level=True)

from daraevidence.engines.spark import extract_frame, spark_schema  # noqa: E402

SEEDS = sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = pyspark.sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def documents(spark):
    rows = [(path.name, path.read_text(encoding="utf-8")) for path in SEEDS]
    return spark.createDataFrame([*rows, ("bad", "missing.pdf"), ("none", None)], "name string, text string").repartition(3)


@pytest.mark.parametrize("frame", ["endpoints", "tables", "ledger"])
def test_the_rows_are_those_of_single_documents(documents, frame):
    found = Counter(repr(row.asDict()) for row in extract_frame(documents, "text", frame, keep=["name"]).collect())
    alone = Counter(repr({"name": path.name, **row}) for path in SEEDS for row in rows(extract(path).frame(frame)))
    assert found == alone


def rows(frame):
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_a_bad_document_is_a_row_of_the_failures(documents):
    (row,) = extract_frame(documents, "text", "failures", keep=["name"]).collect()
    assert (row["name"], row["source"], row["kind"]) == ("bad", "missing.pdf", "SourceNotFound")
    assert row["remedy"]


def test_a_column_of_bytes_is_read_as_files_are(spark):
    binary = spark.createDataFrame([(path.read_bytes(),) for path in SEEDS[:1]], "content binary")
    found = extract_frame(binary, "content", "cohorts").collect()
    assert [row["id"] for row in found] == list(extract(SEEDS[0]).frame("cohorts")["id"])


def test_no_such_column_or_frame_is_told_at_once(documents):
    with pytest.raises(errors.OptionError, match="no column 'txt'"):
        extract_frame(documents, "txt")
    with pytest.raises(errors.OptionError, match="no frame 'endpoint'"):
        extract_frame(documents, "text", "endpoint")
    assert spark_schema("endpoints").names == list(COLUMNS["endpoints"])
