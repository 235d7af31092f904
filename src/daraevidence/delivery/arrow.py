"""Rows as Arrow tables and Parquet files: the types of the frames, and the schema version in the file's metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daraevidence.delivery.atomic import atomic
from daraevidence.delivery.frames import COLUMNS, dtype
from daraevidence.errors import MissingExtra
from daraevidence.version import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["arrow_schema", "arrow_table", "frame_schema", "parquet_writer", "write_rows"]


def arrow_schema(columns: Sequence[str], **metadata: str) -> pa.Schema:
    """The schema of a frame with these columns, in which pandas finds its nullable types again."""
    _needs_pyarrow()
    import pandas as pd
    import pyarrow as pa

    empty = pd.DataFrame({name: pd.array([], dtype=dtype(name)) for name in columns})
    found = pa.Schema.from_pandas(empty, preserve_index=False)
    fields = [pa.field(field.name, pa.string() if pa.types.is_large_string(field.type) else field.type) for field in found]
    told = {"schema_version": SCHEMA_VERSION, "library_version": __version__, **metadata}
    return pa.schema(fields, {**found.metadata, **{f"daraevidence.{key}": value for key, value in told.items()}})


def frame_schema(name: str) -> pa.Schema:
    """The schema of one of the frames."""
    return arrow_schema(COLUMNS[name])


def arrow_table(schema: pa.Schema, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as a table of this schema; what a row does not have is null."""
    import pyarrow as pa

    rows = list(rows)
    columns = [pa.array([_stored(row.get(field.name), field.type) for row in rows], field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _stored(value: Any, kind: pa.DataType) -> Any:
    """What a cell can hold: 64 bits of a whole number, characters that UTF-8 knows."""
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if str(kind) == "int64":
        return int(value) if -(2**63) <= value < 2**63 else None
    return value


@contextmanager
def parquet_writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer whose file appears at ``path`` when the block ends without an error."""
    import pyarrow.parquet as pq

    with atomic(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        yield writer


def write_rows(path: Path, schema: pa.Schema, groups: Iterable[Iterable[Mapping[str, Any]]]) -> None:
    """A Parquet file with a row group for each group of rows."""
    with parquet_writer(path, schema) as writer:
        for rows in groups:
            writer.write_table(arrow_table(schema, rows))


def _needs_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise MissingExtra("Parquet needs pyarrow; install daraevidence[parquet]") from None
