"""Plant faults in the records of made-up documents, one a record, and count how often the referee tells of them.

python benchmarks/referee.py [--documents 100] [--seed 0] [--show KIND] [--write docs/referee.md]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import daraevidence
from daraevidence.testing.agreeing import Agreeing, agreeing_document

Record = dict[str, Any]
"""A record as a dict with the columns of its frame, and ``frame``."""

Fault = Callable[[Random, Record, list[Record]], tuple[Record, list[object]] | None]
"""Makes a faulty record of a right one and the others; with the values of which the referee must name one."""

NUMBERS = ("value", "n", "percent", "ci_low", "ci_high", "range_low", "range_high", "iqr_low", "iqr_high")
SUBJECTS = {"endpoints": "label", "characteristics": "characteristic", "adverse_events": "term"}
UNITS = {"months": "weeks", "weeks": "months", "years": "months", "days": "weeks"}


def numbers(record: Record) -> dict[str, Any]:
    return {name: record[name] for name in NUMBERS if record.get(name) is not None}


def subject(record: Record) -> tuple[object, ...]:
    return tuple(record.get(name) for name in (SUBJECTS[record["frame"]], "measure", "grade", "timepoint"))


def other(random: Random, record: Record, records: list[Record], same: Callable[[Record], object], taken: str) -> Record | None:
    """Another record that is alike in one respect, tells the same kinds of numbers and other ones, and differs in ``taken``."""
    found = [
        one
        for one in records
        if one["frame"] == record["frame"]
        and same(one) == same(record)
        and one.get(taken) != record.get(taken)
        and set(numbers(one)) == set(numbers(record))
        and all(numbers(one)[name] != value for name, value in numbers(record).items())
    ]
    return random.choice(found) if found else None


def invented(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
    name = random.choice(list(numbers(record)))
    made = random.randint(10**5, 10**6) if name == "n" else random.randint(10**5, 10**6) / 100
    return {**record, name: made}, [record[name]]


def of_another_group(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
    found = other(random, record, records, subject, "cohort")
    if found is None or not record.get("cohort"):
        return None
    kept = {name: value for name, value in record.items() if name not in ("denominator", "comparator")}
    return {**kept, **numbers(found)}, list(numbers(record).values())


def of_another_outcome(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
    name = SUBJECTS[record["frame"]]
    found = other(random, record, records, lambda one: tuple(one.get(n) for n in ("cohort", "measure", "grade", "unit")), name)
    return ({**record, **numbers(found)}, list(numbers(record).values())) if found is not None else None


def swapped(low: str, high: str) -> Fault:
    def fault(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
        first, last = record.get(low), record.get(high)
        return ({**record, low: last, high: first}, [first, last]) if first is not None and last not in (None, first) else None

    return fault


def count_for_percent(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
    n, percent = record.get("n"), record.get("percent")
    # a whole number near the percent is the percent, rounded
    return ({**record, "percent": n}, [percent]) if n is not None and percent is not None and abs(n - percent) >= 1 else None


def changed(name: str, make: Callable[[Any], object]) -> Fault:
    def fault(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
        value = record.get(name)
        wrong = make(value) if value is not None else None
        return ({**record, name: wrong}, [value]) if wrong is not None else None

    return fault


def size_of_another_group(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
    size, n, percent = record.get("denominator"), record.get("n"), record.get("percent")
    sizes = [one["denominator"] for one in records if one.get("denominator") not in (None, size)]
    if not sizes or not n or not percent or size is None:
        return None
    wrong = random.choice(sizes)
    return ({**record, "denominator": wrong}, [size]) if abs(100 * n / wrong - percent) > 2 else None


def sign_of_p(random: Random, record: Record, records: list[Record]) -> tuple[Record, list[object]] | None:
    sign, value = record.get("p_op"), record.get("p_value")
    wrong = {"<": "=", "=": "<"}.get(str(sign))
    return ({**record, "p_op": wrong}, [f"P{sign}{value}"]) if wrong and value is not None else None


FAULTS: dict[str, Fault] = {
    "a number that nobody printed": invented,
    "the numbers of another group": of_another_group,
    "the numbers of another outcome": of_another_outcome,
    "limits of a CI swapped": swapped("ci_low", "ci_high"),
    "limits of a range swapped": swapped("range_low", "range_high"),
    "n for percent": count_for_percent,
    "another unit of time": changed("unit", UNITS.get),
    "mean for median": changed("measure", {"median": "mean"}.get),
    "another grade": changed("grade", {"any": ">=3", ">=3": "any", "3-4": "any"}.get),
    "the sign of P": sign_of_p,
    "the N of another group": size_of_another_group,
}


def records_of(document: Agreeing) -> tuple[daraevidence.Extraction, list[Record]]:
    """What the library reads of the results, as dicts."""
    ex = daraevidence.extract_text(document.text, kind=document.kind)
    found: list[Record] = []
    for frame in SUBJECTS:
        rows = json.loads(ex.frame(frame).drop(columns=["id", "start", "end", "page", "confidence"]).to_json(orient="records"))
        found += [{"frame": frame, **{name: value for name, value in row.items() if value is not None}} for row in rows]
    return ex, [record for record in found if numbers(record)]


def judged(text: str, records: list[Record], kind: str) -> dict[int, list[daraevidence.schemas.Finding]]:
    """The errors and warnings of the referee about each record."""
    source: Any = text if kind != "markdown" else _Markdown(text)
    found: dict[int, list[daraevidence.schemas.Finding]] = {}
    for finding in daraevidence.verify(records, source).findings:
        place = re.match(r"\w+\[(\d+)\]\.", finding.formula or "")
        if finding.severity != "info" and finding.rule.startswith(("value", "name")) and place:
            found.setdefault(int(place[1]), []).append(finding)
    return found


class _Markdown:
    """An open file, so that the text is read as Markdown."""

    name = "made.md"

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self, size: int = -1) -> str:
        return self.text


def names_it(findings: list[daraevidence.schemas.Finding], right: list[object]) -> bool:
    """Whether a finding says one of the right values."""
    said = {word for one in findings for word in re.findall(r"[^\s,“”;:()]+", f"{one.reading or ''} {one.explanation}")}
    return any(str(value) in said or (isinstance(value, float) and f"{value:g}" in said) for value in right)


def planted(random: Random, records: list[Record]) -> Iterator[tuple[str, Record, list[object]]]:
    for kind, fault in FAULTS.items():
        for record in random.sample(records, len(records)):
            made = fault(random, record, records)
            if made is not None:
                yield kind, *made
                break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", default="", help="print the faults of this kind that were not told")
    parser.add_argument("--write", type=Path, help="put the table into this page")
    asked = parser.parse_args()
    random = Random(asked.seed)
    given, told, named = Counter[str](), Counter[str](), Counter[str]()
    right = alarms = 0
    for _ in range(asked.documents):
        document = agreeing_document(random)
        _, records = records_of(document)
        right += len(records)
        alarms += sum(map(len, judged(document.text, records, document.kind).values()))
        faults = list(planted(random, records))
        found = judged(document.text, [record for _, record, _ in faults], document.kind)
        for index, (kind, record, values) in enumerate(faults):
            given[kind] += 1
            told[kind] += index in found
            named[kind] += names_it(found.get(index, []), values)
            if kind == asked.show and not names_it(found.get(index, []), values):
                print(record, values, [one.explanation for one in found.get(index, [])])
    lines = ["| fault | planted | told | with the right value |", "|---|--:|--:|--:|"]
    lines += [f"| {k} | {given[k]} | {told[k] / given[k]:.0%} | {named[k] / given[k]:.0%} |" for k in FAULTS if given[k]]
    table = "\n".join([*lines, "", f"Findings about {right:,} records without a fault: {alarms}."])
    print(table)
    if asked.write:
        begin, end = "<!-- power -->\n", "<!-- end of power -->"
        page = asked.write.read_text(encoding="utf-8")
        head, rest = page.split(begin)
        asked.write.write_text(f"{head}{begin}\n{table}\n\n{end}{rest.split(end)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
