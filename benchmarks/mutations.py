"""Damage made-up documents whose numbers agree, one place at a time, and count how often validation tells of it.

python benchmarks/mutations.py [--documents 300] [--seed 0] [--show KIND] [--write docs/rules.md]
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from damages import DAMAGE, cells, text_of

import daraevidence
from daraevidence.schemas import Finding
from daraevidence.testing.agreeing import Agreeing, agreeing_document
from daraevidence.validation.catalogue import CATALOGUE


@dataclass
class Count:
    """How often a kind of damage was done, told of (at all; as error or warning), what repair was named, and by which rules."""

    done: int = 0
    told: int = 0
    serious: int = 0
    repaired: int = 0
    rules: Counter[str] = field(default_factory=Counter)


@dataclass
class Result:
    """Counts by damage; on clean documents their numbers and findings."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    documents: int = 0
    numbers: int = 0
    alarms: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def false_alarms(self) -> float:
        """Errors and warnings on clean documents for 1,000 numbers."""
        serious = sum(count for (_, severity), count in self.alarms.items() if severity != "info")
        return 1000 * serious / max(1, self.numbers)


def findings(document: Agreeing) -> tuple[Finding, ...]:
    """What validation tells of a document."""
    return daraevidence.extract_text(document.text, kind=document.kind).findings


def told(clean: tuple[Finding, ...], damaged: tuple[Finding, ...]) -> list[Finding]:
    """Findings that the clean document does not have."""
    known = {(finding.rule, finding.explanation) for finding in clean}
    return [finding for finding in damaged if (finding.rule, finding.explanation) not in known]


def measure(documents: int, seed: int, show: str = "") -> Result:
    """Damage each document in each way once."""
    result = Result(documents=documents)
    for index in range(documents):
        document = agreeing_document(Random(seed * 1_000_003 + index))
        extraction = daraevidence.extract_text(document.text, kind=document.kind)
        result.numbers += len(extraction.ledger)
        result.alarms.update((finding.rule, finding.severity) for finding in extraction.findings)
        for name, damage in DAMAGE.items():
            random = Random(f"{seed} {index} {name}")
            damaged = damage(random, document)
            if damaged is None or damaged.text == document.text:
                continue
            found = told(extraction.findings, findings(damaged))
            count = result.counts[name]
            count.done += 1
            count.told += bool(found)
            count.serious += any(finding.severity != "info" for finding in found)
            original = original_of(document, damaged)
            count.repaired += any(original and _names(finding, original) for finding in found)
            count.rules.update({finding.rule for finding in found})
            if show == name and not found:
                print(*differences(document, damaged), sep="\n")
    return result


def original_of(clean: Agreeing, damaged: Agreeing) -> str | None:
    """What the only damaged cell showed before, or ``None``."""
    places = cells(clean, bool)
    if places != cells(damaged, bool):
        return None
    changed = [place for place in places if text_of(clean, place) != text_of(damaged, place)]
    return text_of(clean, changed[0]) if len(changed) == 1 else None


def _names(finding: Finding, original: str) -> bool:
    """Whether a finding names the undamaged cell as its repair, alone or beside one other."""
    repair = finding.explanation.rpartition("; with ")[2].partition(" for ")[0]
    return original == finding.reading or original in repair.split(" or ")


def differences(clean: Agreeing, damaged: Agreeing) -> Iterator[str]:
    """The lines that damage changed."""
    one, two = clean.text.splitlines(), damaged.text.splitlines()
    if len(one) == len(two):
        yield from (f"  {before}\n> {after}" for before, after in zip(one, two) if before != after)
    else:
        yield from (f"  {line}" for line in one if line not in two)


def table(result: Result) -> Iterator[str]:
    """The counts as a table of Markdown."""
    yield "| damage | done | told | error or warning | repair named | by |"
    yield "|---|--:|--:|--:|--:|---|"
    for name in DAMAGE:
        count = result.counts[name]
        rules = ", ".join(f"{rule} {100 * n / count.done:.0f}%" for rule, n in count.rules.most_common(4)) if count.done else ""
        if count.done:
            shares = " | ".join(f"{100 * n / count.done:.1f}%" for n in (count.told, count.serious, count.repaired))
            yield f"| {name} | {count.done} | {shares} | {rules} |"


def page(result: Result, command: str) -> Iterator[str]:
    """The page of rules: what each holds against what, and what it was measured to tell."""
    by_rule: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for name, count in result.counts.items():
        for rule, found in count.rules.items():
            by_rule[rule].append((100 * found / count.done, name))
    yield from (
        "# Rules of validation",
        "",
        "Written by `" + command + "`; do not edit.",
        "",
        "A printed number x with d decimals stands for all values within half a unit of its last decimal. A rule fires where",
        "no values that print so make its relation true. **error**: impossible; **warning**: suspicious; **info**: explained, or",
        "only told. *Measured* is the share of damages, of the kinds below, that the rule tells of (its three best). The",
        "docstrings of `daraevidence.validation` list the printed forms that each function reads.",
        "",
        "| rule | check | relation | severity | source | measured |",
        "|---|---|---|---|---|---|",
    )
    for card in CATALOGUE:
        best = sorted(by_rule[card.name], reverse=True)[:3]
        power = "; ".join(f"{name} {share:.0f}%" for share, name in best if share >= 1) or "not damaged here"
        relation = card.relation.replace("|", "\\|")
        yield f"| {card.name} | {card.ids} | {relation} | {card.levels} | {card.source} | {power} |"
    yield from (
        "",
        "## Damage that is told",
        "",
        f"Each kind of damage was done once to each of {result.documents} made-up documents whose numbers agree",
        "(`daraevidence.testing`), in tables of four forms and in prose. *Told*: a finding that the undamaged document does",
        "not have; *error or warning*: a grave one. A dropped row, or two exchanged rows of one family, often leave numbers that",
        "agree. *Repair named*: a finding names the undamaged cell, alone or beside one other.",
        "",
        *table(result),
        "",
        f"On the undamaged documents there are {result.false_alarms:.2f} errors and warnings for 1,000 of their"
        f" {result.numbers:,} numbers.",
        "",
    )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", default="", help="a damage: print what of it is not told")
    parser.add_argument("--write", type=Path, help="write the page of rules with the table")
    args = parser.parse_args()
    result = measure(args.documents, args.seed, args.show)
    print(*table(result), sep="\n")
    if args.write:
        command = f"python benchmarks/mutations.py --documents {args.documents} --seed {args.seed} --write {args.write}"
        args.write.parent.mkdir(parents=True, exist_ok=True)
        args.write.write_text("\n".join(page(result, command)), encoding="utf-8")
    print(f"\nclean: {result.numbers} numbers, {result.false_alarms:.2f} false alarms per 1,000", dict(result.alarms))


if __name__ == "__main__":
    main()
