"""Damage made-up documents whose numbers agree, one place at a time, and count how often validation tells of it.

python benchmarks/mutations.py [--documents 300] [--seed 0] [--show KIND] [--write docs/rules.md]
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import daraevidence
from daraevidence.schemas import Finding
from daraevidence.testing import Sheet
from daraevidence.testing.agreeing import Agreeing, agreeing_document
from daraevidence.testing.trials import Sentence
from daraevidence.validation.catalogue import CATALOGUE

Cell = tuple[int, int, int]
"""A part of the document, a line of its table, a cell of the line."""

_SHARE = re.compile(r"\d+ \(\d+(?:\.(\d+))?\)")
_RATIO = re.compile(r"(\d+\.\d\d)(?:; 95% CI, | \()(\d+\.\d\d)-(\d+\.\d\d)")
_LIMITS = re.compile(r"(-?\d+(?:\.\d+)?)(-| to )(-?\d+(?:\.\d+)?)(?=[);])")
_DASHED = re.compile(r"(\d+\.\d+)-(\d+\.\d+)(?=[);])")


def cells(document: Agreeing, wanted: Callable[[str], object]) -> list[Cell]:
    """The cells whose text is wanted."""
    return [
        (part, line, column)
        for part, sheet in enumerate(document.parts)
        if isinstance(sheet, Sheet)
        for line, row in enumerate(sheet.lines)
        for column, cell in enumerate(row.cells)
        if wanted(" ".join(cell))
    ]


def text_of(document: Agreeing, place: Cell) -> str:
    part, line, column = place
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    return " ".join(sheet.lines[line].cells[column])


def with_cell(document: Agreeing, place: Cell, text: str) -> Agreeing:
    """The document with another text in a cell."""
    part, line, column = place
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    row = sheet.lines[line]
    changed = replace(row, cells=(*row.cells[:column], (text,), *row.cells[column + 1 :]))
    return with_part(document, part, replace(sheet, lines=(*sheet.lines[:line], changed, *sheet.lines[line + 1 :])))


def with_part(document: Agreeing, part: int, changed: Sentence | Sheet) -> Agreeing:
    return replace(document, parts=(*document.parts[:part], changed, *document.parts[part + 1 :]))


def other_digit(random: Random, text: str, start: int, end: int) -> str:
    """The text with one digit of a range changed, the first one never into 0."""
    places = [i for i in range(start, end) if text[i].isdigit()]
    place = random.choice(places)
    leading = place == start and text[start : start + 2] not in ("0.",) and end - start > 1
    digits = [digit for digit in "0123456789"[leading:] if digit != text[place]]
    return text[:place] + random.choice(digits) + text[place + 1 :]


def _in_cells(wanted: Callable[[str], object], change: Callable[[Random, str], str | None]) -> Damage:
    def damage(random: Random, document: Agreeing) -> Agreeing | None:
        places = cells(document, wanted)
        if not places:
            return None
        place = random.choice(places)
        text = change(random, text_of(document, place))
        return with_cell(document, place, text) if text is not None else None

    return damage


def _in_prose(kinds: tuple[str, ...], change: Callable[[Random, str], str | None]) -> Damage:
    def damage(random: Random, document: Agreeing) -> Agreeing | None:
        parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sentence) and part.kind in kinds]
        if not parts:
            return None
        index, part = random.choice(parts)
        text = change(random, part.text)
        return with_part(document, index, Sentence(part.kind, text)) if text is not None else None

    return damage


Damage = Callable[[Random, Agreeing], Agreeing | None]


def _digit_of_share(random: Random, text: str) -> str:
    numbers = list(re.finditer(r"\d+(?:\.\d+)?", text))
    found = random.choice(numbers)
    return other_digit(random, text, *found.span())


def _digit_of_ratio(random: Random, text: str) -> str | None:
    found = _RATIO.search(text)
    return other_digit(random, text, *found.span(random.choice([1, 2, 3]))) if found else None


def _digit_after(word: str) -> Callable[[Random, str], str | None]:
    pattern = re.compile(word)

    def change(random: Random, text: str) -> str | None:
        found = list(pattern.finditer(text))
        return other_digit(random, text, *random.choice(found).span(1)) if found else None

    return change


def _limits_swapped(_: Random, text: str) -> str | None:
    found = _LIMITS.search(text)
    if found is None or found[1] == found[3]:
        return None
    return text[: found.start()] + found[3] + found[2] + found[1] + text[found.end() :]


def _dash_lost(_: Random, text: str) -> str | None:
    return _DASHED.sub(r"\1\2", text, count=1) if _DASHED.search(text) else None


def _sign_lost(random: Random, text: str) -> str | None:
    found = list(re.finditer(r"(?<![\d.])-(?=\d)", text))
    if not found:
        return None
    place = random.choice(found).start()
    return text[:place] + text[place + 1 :]


def _point_lost(random: Random, text: str) -> str | None:
    found = list(re.finditer(r"(?<=\d)\.(?=\d)", text))
    if not found:
        return None
    place = random.choice(found).start()
    return text[:place] + text[place + 1 :]


def _cited(random: Random, text: str) -> str | None:
    """The number of a reference glued to a percent."""
    found = re.search(r"\d\.\d(?=%?\)|%)", text)
    return text[: found.end()] + random.choice("123456789") + text[found.end() :] if found else None


def arms_swapped(random: Random, document: Agreeing) -> Agreeing | None:
    """Two cells of a row exchanged."""
    places = [p for p in cells(document, _SHARE.fullmatch) if (p[0], p[1], p[2] + 1) in set(cells(document, _SHARE.fullmatch))]
    places = [p for p in places if text_of(document, p) != text_of(document, (p[0], p[1], p[2] + 1))]
    if not places:
        return None
    first = random.choice(places)
    second = (first[0], first[1], first[2] + 1)
    one, two = text_of(document, first), text_of(document, second)
    return with_cell(with_cell(document, first, two), second, one)


def row_dropped(random: Random, document: Agreeing) -> Agreeing | None:
    """A category of a family is gone."""
    places = [(p, line) for p, line, column in cells(document, _SHARE.fullmatch) if column == 0 and _depth(document, p, line)]
    if not places:
        return None
    part, line = random.choice(places)
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    return with_part(document, part, replace(sheet, lines=(*sheet.lines[:line], *sheet.lines[line + 1 :])))


def row_shifted(random: Random, document: Agreeing) -> Agreeing | None:
    """The cells of a row and of the next one exchanged."""
    shares = set(cells(document, _SHARE.fullmatch))
    places = [(p, line) for p, line, column in shares if column == 0 and (p, line + 1, 0) in shares]
    if not places:
        return None
    part, line = random.choice(sorted(places))
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    one, two = sheet.lines[line], sheet.lines[line + 1]
    if one.cells == two.cells:
        return None
    swapped = (replace(one, cells=two.cells), replace(two, cells=one.cells))
    return with_part(document, part, replace(sheet, lines=(*sheet.lines[:line], *swapped, *sheet.lines[line + 2 :])))


def size_changed(random: Random, document: Agreeing) -> Agreeing | None:
    """A digit of the N of one table's header."""
    parts = [(i, part) for i, part in enumerate(document.parts) if isinstance(part, Sheet) and "(n=" in part.columns[0][0]]
    if not parts:
        return None
    index, sheet = random.choice(parts)
    name = random.choice([path[0] for path in sheet.columns if "(n=" in path[0]])
    start = name.index("=") + 1
    other = other_digit(random, name, start, len(name) - 1)
    columns = tuple(tuple(other if cell == name else cell for cell in path) for path in sheet.columns)
    heads = tuple(tuple(other if cell == name else cell for cell in path) for path in sheet.printed_columns)
    return with_part(document, index, replace(sheet, columns=columns, printed_columns=heads))


def _depth(document: Agreeing, part: int, line: int) -> int:
    sheet = document.parts[part]
    assert isinstance(sheet, Sheet)
    return sheet.lines[line].depth


def _decimals(count: int) -> Callable[[str], bool]:
    def wanted(text: str) -> bool:
        found = _SHARE.fullmatch(text)
        return found is not None and len(found[1] or "") == count

    return wanted


#: What is done to a document, by the name of the damage.
DAMAGE: dict[str, Damage] = {
    "digit in n (p), one decimal": _in_cells(_decimals(1), _digit_of_share),
    "digit in n (p), two decimals": _in_cells(_decimals(2), _digit_of_share),
    "digit in n (p), no decimal": _in_cells(_decimals(0), _digit_of_share),
    "digit in n/N of a subgroup": _in_cells(re.compile(r"\d+/\d+").fullmatch, _digit_of_share),
    "digit in n of N (p), prose": _in_prose(("share",), _digit_of_share),
    "digit in a share with CI": _in_prose(("exact",), _digit_after(r"(\d+\.\d)(?=%;|-|\))")),
    "digit in a ratio with CI, prose": _in_prose(("ratio",), _digit_of_ratio),
    "digit in a ratio with CI, cell": _in_cells(_RATIO.match, _digit_of_ratio),
    "digit in a difference with CI": _in_prose(("difference",), _digit_after(r"(\d+\.\d)")),
    "digit in a rate": _in_prose(("rate",), _digit_after(r"(\d+(?:\.\d)?)(?= strokes| person-years \(| per 100)")),
    "digit of N in a header": size_changed,
    "limits swapped, prose": _in_prose(("ratio", "exact", "median", "difference"), _limits_swapped),
    "limits swapped, cell": _in_cells(_LIMITS.search, _limits_swapped),
    "dash lost, prose": _in_prose(("ratio", "exact", "median"), _dash_lost),
    "dash lost, cell": _in_cells(_DASHED.search, _dash_lost),
    "sign lost": _in_prose(("difference",), _sign_lost),
    "decimal point lost in n (p)": _in_cells(_decimals(1), _point_lost),
    "decimal point lost in a ratio": _in_prose(("ratio",), _point_lost),
    "citation glued to a percent": _in_prose(("share", "exact"), _cited),
    "arms swapped": arms_swapped,
    "row dropped": row_dropped,
    "rows shifted": row_shifted,
}


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
