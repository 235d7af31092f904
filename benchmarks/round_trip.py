"""Print made-up tables in each form, read them again, and count those that do not come back whole.

python benchmarks/round_trip.py [--tables 2000] [--form lines] [--seed 0] [--show 3]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator

from hypothesis import HealthCheck, Phase, given, seed, settings

from daraevidence.testing import Sheet
from daraevidence.testing.forms import FORMS, Form, came, told


def failures(form: Form, count: int, start: int) -> Iterator[tuple[Sheet, str]]:
    """The tables that do not come back, with what came instead."""
    found: list[tuple[Sheet, str]] = []

    @seed(start)
    @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(form.shown)
    def read(sheet: Sheet) -> None:
        got = came(form, sheet)
        if got != told(form, sheet):
            found.append((sheet, str(got)))

    read()
    yield from found


def main() -> None:
    """Read the command line and print failures per 1,000 tables of each form."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tables", type=int, default=2000, help="tables of each form")
    parser.add_argument("--form", choices=FORMS, action="append")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0, help="failures to show of each form")
    args = parser.parse_args()
    for name in args.form or FORMS:
        begin = time.perf_counter()
        bad = list(failures(FORMS[name], args.tables, args.seed))
        took = time.perf_counter() - begin
        print(
            f"{name:26} {1000 * len(bad) / args.tables:7.1f} failures per 1,000 ({args.tables} tables, {took:.0f} s)", flush=True
        )
        for sheet, got in bad[: args.show]:
            printed = FORMS[name].printer(sheet)
            print(sheet if isinstance(printed, bytes) else printed, "\n  got ", got, "\n", sep="")


if __name__ == "__main__":
    main()
