"""Spark: a frame of every document in a column of a Spark DataFrame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from daraevidence.delivery.arrow import arrow_schema, arrow_table
from daraevidence.delivery.dataset import FAILURES
from daraevidence.delivery.frames import COLUMNS, dtype, rows_of
from daraevidence.engines.task import Task, outcome
from daraevidence.errors import OptionError, SourceError
from daraevidence.extraction import Failure
from daraevidence.options import Options, chosen

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType

__all__ = ["extract_frame", "spark_schema"]


def extract_frame(
    spark_df: DataFrame, column: str, frame: str = "endpoints", *, keep: Sequence[str] = (), options: Options | None = None
) -> DataFrame:
    """One ``frame`` of all documents in a column of texts or bytes, with the columns ``keep`` of the row they come from.

    ``frame="failures"`` gives the documents that could not be read, with error and remedy: they have no rows in the other
    frames and never fail a task. Each document is extracted once for each frame that is asked for; ``spark_df`` wants
    small partitions (``repartition``), as a document takes from milliseconds to seconds. Needs ``daraevidence[spark]``;
    ``OptionError`` where there is no such column or frame.
    """
    unknown = [name for name in (column, *keep) if name not in spark_df.columns]
    if unknown:
        raise OptionError(f"no column {unknown[0]!r}; there are {', '.join(spark_df.columns)}")
    schema = spark_schema(frame, spark_df.select(*keep).schema if keep else None)
    given, names = chosen(options), list(keep)

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from _batch(batch, column, frame, names, given)

    return spark_df.select(*dict.fromkeys((*keep, column))).mapInArrow(run, schema)


def spark_schema(frame: str, kept: StructType | None = None) -> StructType:
    """The schema of a frame (or of ``failures``), behind the columns that are kept."""
    from pyspark.sql import types

    kinds = {"Int64": types.LongType, "Float64": types.DoubleType, "boolean": types.BooleanType, "string": types.StringType}
    fields = [types.StructField(name, kinds[dtype(name)]()) for name in _columns(frame)]
    return types.StructType([*(kept.fields if kept is not None else ()), *fields])


def _columns(frame: str) -> tuple[str, ...]:
    if frame == "failures":
        return FAILURES
    if frame not in COLUMNS:
        raise OptionError(f"no frame {frame!r}; there are {', '.join(COLUMNS)}, failures")
    return COLUMNS[frame]


def _batch(batch: pa.RecordBatch, column: str, frame: str, keep: list[str], options: Options) -> Iterator[pa.RecordBatch]:
    """The rows of some documents; a cell that is empty has none."""
    import pyarrow as pa

    found: list[dict[str, Any]] = []
    for number, row in enumerate(batch.to_pylist(), 1):
        if row[column] is None:
            continue
        made = outcome(Task(number, row[column]), options)
        if isinstance(made, SourceError):
            rows: Iterable[dict[str, Any]] = [asdict(Failure.of(made))] if frame == "failures" else ()
        else:
            rows = rows_of(frame, made.payload) if frame != "failures" else ()
        found.extend({**item, **{name: row[name] for name in keep}} for item in rows)
    schema = arrow_schema(_columns(frame))
    fields = [*(batch.schema.field(name) for name in keep), *schema]
    yield from arrow_table(pa.schema(fields), found).to_batches()
