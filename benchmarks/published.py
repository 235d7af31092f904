"""Our figures on corpora that others publish figures on: ``python benchmarks/published.py CORPORA [--write docs/compare.md]``.

CORPORA is a folder with

- ``rct_sentences.jsonl``, made of the gold corpus of RCT-ART: a JSON object a line, with ``text`` and ``results``, each of them
  with ``measure`` (text), ``arm`` and ``outcome`` (lists of texts);
- ``rct_reports.json``, the DEV part of llm-meta-analysis: a list of objects with ``pmcid``, ``outcome``, ``intervention``,
  ``comparator``, ``outcome_type``, ``intervention_events`` and so on;
- ``rct_reports/PMC<id>.md``, the articles as Markdown.

docs/compare.md says what is counted, and stands beside what others publish.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import daraevidence as dara

Row = dict[str, Any]
#: What a row is about, its group, its numbers.
Told = tuple[str, str | None, set[float]]

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.·]\d+)?")
_IDLE = frozenset("the of in and a an to for with at on by or group groups patients number mean rate level levels arm".split())
_ABOUT = {"endpoints": "label", "characteristics": "characteristic", "adverse_events": "term"}
_VALUES = ("value", "n", "denominator", "percent", "sd", "iqr_low", "iqr_high", "range_low", "range_high")
_FIELDS = {
    "binary": {"events": "n", "group_size": "denominator"},
    "continuous": {"mean": "value", "standard_deviation": "sd", "group_size": "denominator"},
}
_MARKS = ("<!-- figures -->", "<!-- end of figures -->")


def rates(counted: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 of what was right, wrong and missed."""
    precision = counted["right"] / max(1, counted["right"] + counted["wrong"])
    recall = counted["right"] / max(1, counted["right"] + counted["missed"])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1}


def same_name(text: str | None, wanted: Iterable[str]) -> bool:
    """Whether a name shares half of the words of the shorter one with one of the wanted names, and is not much longer than it."""
    have = _stems(text or "")
    for words in map(_stems, wanted):
        if words and 0 < len(have) <= max(8, len(words)) and 2 * len(have & words) >= min(len(have), len(words)):
            return True
    return False


def _stems(text: str) -> frozenset[str]:
    words = {re.sub(r"(ies|es|s)$", "", word) if len(word) > 4 else word for word in re.findall(r"[a-z0-9]+", text.lower())}
    return frozenset(words - _IDLE or words)


def _printed(text: str) -> set[float]:
    return {round(float(number.replace(",", "").replace("·", ".")), 6) for number in _NUMBER.findall(text)}


def _rows(extraction: dara.Extraction) -> Iterator[Told]:
    """What each row is about, its group, and its numbers."""
    for name, about in _ABOUT.items():
        frame = extraction.frame(name).astype(object)
        for row in frame.where(frame.notna(), None).to_dict("records"):
            numbers = {round(abs(float(row[column])), 6) for column in _VALUES if row.get(column) is not None}
            yield row[about] or "", row["cohort"], numbers


def sentences(items: Iterable[Row]) -> dict[str, float]:
    """Numbers, and their links to group and outcome, in sentences."""
    numbers: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    for item in items:
        got = list(_rows(dara.extract(item["text"])))
        have = set().union(*(values for _, _, values in got)) if got else set()
        asked = [(values, result) for result in item["results"] if (values := _printed(result["measure"]))]
        want = set().union(*(values for values, _ in asked)) if asked else set()
        numbers.update(right=len(have & want), wrong=len(have - want), missed=len(want - have))
        for values, result in asked:
            _link(counted, got, have, values, result)
        for about, cohort, values in got:
            places = [result for result in item["results"] if values & _printed(result["measure"])]
            counted["rows"] += bool(places)
            counted["rows right"] += any(
                (not place["arm"] or same_name(cohort, place["arm"]))
                and (not place["outcome"] or same_name(about, place["outcome"]))
                for place in places
            )
    shares = {name: counted[name] / max(1, counted[f"all {name}"]) for name in ("measure", "arm", "outcome", "linked")}
    return {"numbers f1": rates(numbers)["f1"], **shares, "linked precision": counted["rows right"] / max(1, counted["rows"])}


def _fits(text: str | None, wanted: Sequence[str]) -> bool:
    """Whether a name is one of those annotated; where none is, any will do."""
    return not wanted or same_name(text, wanted)


def _link(counted: Counter[str], got: Sequence[Told], have: set[float], values: set[float], result: Row) -> None:
    here = [row for row in got if row[2] & values]
    arm = [same_name(cohort, result["arm"]) for _, cohort, _ in here]
    outcome = [same_name(about, result["outcome"]) for about, _, _ in here]
    counted.update({"all measure": 1, "measure": int(values <= have)})
    if result["arm"]:
        counted.update({"all arm": 1, "arm": int(any(arm))})
    if result["outcome"]:
        counted.update({"all outcome": 1, "outcome": int(any(outcome))})
    if result["arm"] and result["outcome"]:
        counted.update({"all linked": 1, "linked": int(any(a and o for a, o in zip(arm, outcome, strict=True)))})


def reports(items: Sequence[Row], folder: Path) -> dict[str, float]:
    """Events and sizes, or means and deviations, of both groups of each comparison, as ``find`` ranks them first."""
    read: dict[Path, dara.Extraction] = {}
    counted: Counter[str] = Counter()
    for item in items:
        path = folder / f"PMC{item['pmcid']}.md"
        if not path.exists():
            continue
        if path not in read:
            read[path] = dara.extract(path)
        for side in ("intervention", "comparator"):
            hits = read[path].find(outcome=item["outcome"], cohort=item[side])
            row = hits[0].row() if hits else {}
            for name, column in _FIELDS[item["outcome_type"]].items():
                gold, got = item.get(f"{side}_{name}"), row.get(column)
                known = gold not in ("", None, "x")
                right = known and got is not None and abs(float(str(gold).replace(",", "")) - float(got)) < 1e-6
                counted.update(right=int(right), wrong=int(got is not None and not right), missed=int(known and not right))
    return rates(counted)


def measure(corpora: Path) -> dict[str, float]:
    """All figures, by the names that docs/compare.md gives them."""
    with (corpora / "rct_sentences.jsonl").open(encoding="utf-8") as lines:
        found = sentences(json.loads(line) for line in lines)
    items = json.loads((corpora / "rct_reports.json").read_text(encoding="utf-8"))
    return {**found, **{f"reports {name}": value for name, value in reports(items, corpora / "rct_reports").items()}}


_TOLD = {
    "numbers f1": "RCT sentences: numbers of the annotated measures, F1",
    "measure": "RCT sentences: measures whose numbers are all found",
    "arm": "RCT sentences: … in a row that names the annotated group",
    "outcome": "RCT sentences: … in a row that names the annotated outcome",
    "linked": "RCT sentences: … in one row that names both",
    "linked precision": "RCT sentences: rows with annotated numbers that name the group and outcome annotated with them",
    "reports precision": "RCT reports: values linked to outcome and group, precision",
    "reports recall": "RCT reports: … recall",
    "reports f1": "RCT reports: … micro F1",
}


def table(figures: dict[str, float]) -> str:
    """The figures as Markdown."""
    rows = "\n".join(f"| {told} | {figures[name]:.3f} |" for name, told in _TOLD.items())
    return f"| daraevidence {dara.__version__} | |\n|---|--:|\n{rows}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the figures between the marks of a page")
    options = parser.parse_args()
    shown = table(measure(options.corpora))
    print(shown)
    if options.write:
        before, rest = options.write.read_text(encoding="utf-8").split(_MARKS[0])
        after = rest.split(_MARKS[1])[1]
        options.write.write_text(f"{before}{_MARKS[0]}\n\n{shown}\n{_MARKS[1]}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
