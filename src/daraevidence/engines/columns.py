"""A column of documents: the pandas way to many of them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import asdict
from logging import getLogger
from typing import TYPE_CHECKING

from daraevidence.delivery.dataset import FAILURES
from daraevidence.delivery.frames import COLUMNS, typed
from daraevidence.delivery.frames import frame as made
from daraevidence.engines.local import extract_items
from daraevidence.errors import OptionError
from daraevidence.extraction import Failure
from daraevidence.options import Options

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["extract_column"]

_LOG = getLogger(__name__)


def extract_column(
    df: pd.DataFrame, column: str, *, frame: str = "endpoints", workers: int | None = 1, options: Options | None = None
) -> pd.DataFrame:
    """One ``frame`` for all documents in a column of ``df``: their rows, under the index of the row they come from.

    ``frame="failures"`` has a row for each that could not be read; a warning of the log tells how many there are.
    A cell holds what ``extract`` takes (a text, a path, bytes); an empty one has no rows. What could not be read is a
    list of (index, ``Failure``) in ``.attrs["failures"]``. ``OptionError`` where there is no such column or frame.

    Examples:
        >>> import daraevidence as dara
        >>> import pandas as pd
        >>> notes = pd.DataFrame({"note": ["The ORR was 64% (16/25).", None]}, index=["a", "b"])
        >>> dara.extract_column(notes, "note")[["endpoint", "n", "denominator", "percent"]]
          endpoint   n  denominator  percent
        a      ORR  16           25     64.0
    """
    import pandas as pd

    if not isinstance(df, pd.DataFrame):
        raise OptionError(f"extract_column wants a DataFrame, not a {type(df).__name__}; extract_many takes texts and paths")
    if column not in df.columns:
        raise OptionError(f"no column {column!r}; there are {', '.join(map(str, df.columns))}")
    if isinstance(df[column], pd.DataFrame):
        raise OptionError(f"the column {column!r} stands more than once; rename one of them")
    if frame not in COLUMNS and frame != "failures":
        raise OptionError(f"no frame {frame!r}; there are {', '.join(COLUMNS)}, failures")
    given = df[column].dropna()
    frames, positions = [], []
    failures: list[tuple[Hashable, Failure]] = []
    for position, item in enumerate(extract_items(list(given), workers=workers, options=options)):
        if isinstance(item, Failure):
            failures.append((given.index[position], item))
        elif frame != "failures":
            frames.append(item.frame(frame))
            positions += [position] * len(frames[-1])
    if frame == "failures":
        rows = [asdict(item) for _, item in failures]
        found = typed(FAILURES, rows).set_axis(pd.Index([index for index, _ in failures], name=given.index.name))
    else:
        first = made(frame, {name: [] for name in COLUMNS})
        found = pd.concat([first, *frames], ignore_index=True).set_axis(given.index.take(positions))
    if failures:
        _LOG.warning("%d of %d documents could not be read; .attrs['failures'] tells why", len(failures), len(given))
    found.attrs["failures"] = failures
    return found
