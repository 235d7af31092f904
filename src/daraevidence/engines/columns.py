"""A column of documents: the pandas way to many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daraevidence.delivery.frames import COLUMNS
from daraevidence.delivery.frames import frame as empty
from daraevidence.engines.local import extract_many
from daraevidence.errors import OptionError
from daraevidence.extraction import Failure
from daraevidence.options import Options

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["extract_column"]


def extract_column(
    df: pd.DataFrame, column: str, *, frame: str = "endpoints", workers: int | None = 1, options: Options | None = None
) -> pd.DataFrame:
    """One ``frame`` for all documents in a column of ``df``: their rows, under the index of the row they come from.

    A cell holds what ``extract`` takes (a text, a path, bytes); an empty one has no rows. What could not be read is a
    list of (index, ``Failure``) in ``.attrs["failures"]``. ``OptionError`` where there is no such column or frame.
    """
    import pandas as pd

    if column not in df.columns:
        raise OptionError(f"no column {column!r}; there are {', '.join(map(str, df.columns))}")
    if frame not in COLUMNS:
        raise OptionError(f"no frame {frame!r}; there are {', '.join(COLUMNS)}")
    given = df[column].dropna()
    frames, positions, failures = [empty(frame, {name: [] for name in COLUMNS})], [], []
    for position, item in enumerate(extract_many(list(given), workers=workers, options=options)):
        if isinstance(item, Failure):
            failures.append((given.index[position], item))
            continue
        frames.append(item.frame(frame))
        positions += [position] * len(frames[-1])
    found = pd.concat(frames, ignore_index=True).set_axis(given.index.take(positions))
    found.attrs["failures"] = failures
    return found
