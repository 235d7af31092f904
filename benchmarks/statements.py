"""Say made-up results in each of the ways of journals, read them again, and count what does not come back as it was said.

``right``: all records and no other; ``silent``: some are missing and none is wrong; ``wrong``: something untrue was read.

python benchmarks/statements.py [--statements 200] [--phrasing "share: respectively"] [--alone | --introduced] [--show 3]
"""

from __future__ import annotations

import argparse
from collections import Counter
from random import Random

from daraevidence import extract_text
from daraevidence.testing import Phrasing, Statement, statement_differences
from daraevidence.testing.phrasings import PHRASINGS
from daraevidence.testing.told import made_statement


def read(phrasing: Phrasing, count: int, seed: int, introduced: bool | None) -> list[tuple[Statement, str, list[str]]]:
    """Each statement with ``right``, ``silent`` or ``wrong``, and the differences."""
    found: list[tuple[Statement, str, list[str]]] = []
    chance = Random(f"{seed} {phrasing.name}")
    for _ in range(count):
        statement = made_statement(chance, phrasing, introduced)
        differences = statement_differences(statement, extract_text(statement.text))
        how = "right" if not differences else "wrong" if any(each.wrong for each in differences) else "silent"
        found.append((statement, how, [f"{each.kind}{' (in doubt)' * each.doubtful}: {each.shown}" for each in differences]))
    return found


def main() -> None:
    """Read the command line and print the rates of each phrasing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=200, help="statements of each phrasing")
    parser.add_argument("--phrasing", action="append", help="a phrasing, or how its name begins")
    parser.add_argument("--alone", dest="introduced", action="store_false", default=None)
    parser.add_argument("--introduced", dest="introduced", action="store_true")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", type=int, default=0, help="statements to show of each phrasing that did not come back")
    args = parser.parse_args()
    total: Counter[str] = Counter()
    for phrasing in PHRASINGS:
        if args.phrasing and not phrasing.name.startswith(tuple(args.phrasing)):
            continue
        results = read(phrasing, args.statements, args.seed, args.introduced)
        counts = Counter(how for _, how, _ in results)
        total += counts
        rates = "  ".join(f"{how} {100 * counts[how] / len(results):5.1f} %" for how in ("right", "silent", "wrong"))
        print(f"{phrasing.name:42} {rates}", flush=True)
        for statement, how, differences in [each for each in results if each[1] != "right"][: args.show]:
            print(f"  {how}: {statement.text}", *(f"      {each}" for each in differences), sep="\n")
    everything = sum(total.values())
    print(f"{'all':42} " + "  ".join(f"{how} {100 * total[how] / everything:5.1f} %" for how in ("right", "silent", "wrong")))


if __name__ == "__main__":
    main()
