"""Findings by cause, worst first, as text for a terminal and as values of JSON."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from daraevidence.draft import SEVERITIES
from daraevidence.span import Span

if TYPE_CHECKING:
    from daraevidence.schemas import Finding

__all__ = ["Lines", "Root", "counted", "grouped", "severity_order", "told", "values"]

#: How many of the other places of a finding are told on the terminal.
_MOST_PLACES = 6


class Root(NamedTuple):
    """A finding that follows from no other, with all that follow from it, directly or not."""

    finding: Finding
    consequences: tuple[Finding, ...]


class Lines:
    """A text that knows its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, place: int) -> tuple[int, int]:
        """Line and column of a place, both from 1."""
        line = bisect_right(self._starts, place)
        return line, place - self._starts[line - 1] + 1

    def told(self, span: Span) -> str:
        """``line 4:12``, or ``page 2, line 40`` where there are pages."""
        line, column = self.at(span.start)
        return f"page {span.page}, line {line}" if span.page else f"line {line}:{column}"


def severity_order(finding: Finding) -> tuple[int, int]:
    """Sorts findings: the worst first, then in the order of the text."""
    known = finding.severity in SEVERITIES
    return SEVERITIES.index(finding.severity) if known else len(SEVERITIES), finding.span.start


def grouped(findings: Sequence[Finding]) -> list[Root]:
    """Each root with its consequences, the group with the worst finding first; a cause that is not among them is none."""
    by_id = {finding.id: finding for finding in findings}
    below: dict[str, list[Finding]] = {}
    roots = []
    for finding in findings:
        root = _root(finding, by_id)
        if root is finding:
            roots.append(finding)
        else:
            below.setdefault(root.id, []).append(finding)
    groups = [Root(root, tuple(sorted(below.get(root.id, ()), key=severity_order))) for root in roots]
    return sorted(groups, key=lambda group: min(severity_order(one) for one in (group.finding, *group.consequences)))


def _root(finding: Finding, by_id: dict[str, Finding]) -> Finding:
    """What a finding follows from in the end; of findings that follow from each other, the first that is met again."""
    seen = {finding.id}
    while finding.cause is not None and finding.cause in by_id and finding.cause not in seen:
        finding = by_id[finding.cause]
        seen.add(finding.id)
    return finding


def counted(findings: Sequence[Finding]) -> str:
    """``1 error, 4 info`` or ``no findings``."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[name]} {name}" for name in SEVERITIES if counts[name]) or "no findings"


def told(root: Root, lines: Lines) -> Iterator[str]:
    """The lines of a root and its consequences: severity, rule, quote and place, why, and the other places involved."""
    yield from _told(root.finding, lines, "  ")
    for finding in root.consequences:
        yield from _told(finding, lines, "    → ")


def _told(finding: Finding, lines: Lines, lead: str) -> Iterator[str]:
    inner, own = " " * (len(lead) + 8), finding.span
    yield f"{lead}{finding.severity:7} {finding.rule}  “{_flat(finding.quote)}”  ({lines.told(own)})"
    yield f"{inner}{finding.explanation}"
    others = [span for span in dict.fromkeys(finding.spans) if not own.start <= span.start < span.end <= own.end]
    for span in others[:_MOST_PLACES]:
        yield f"{inner}see “{_flat(span.of(lines.text))}”  ({lines.told(span)})"
    if len(others) > _MOST_PLACES:
        yield f"{inner}and {len(others) - _MOST_PLACES} more"


def _flat(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= 80 else f"{words[:79]}…"


def values(name: str, findings: Sequence[Finding], lines: Lines) -> dict[str, Any]:
    """What a document's check says, for JSON: counts by severity and the roots, each with its ``consequences``."""
    counts = Counter(finding.severity for finding in findings)
    return {
        "source": name,
        "counts": {severity: counts[severity] for severity in SEVERITIES},
        "findings": [
            {**_values(root.finding, lines), "consequences": [_values(one, lines) for one in root.consequences]}
            for root in grouped(findings)
        ],
    }


def _values(finding: Finding, lines: Lines) -> dict[str, Any]:
    line, column = lines.at(finding.span.start)
    shown = ("id", "rule", "severity", "quote", "explanation", "formula", "printed", "recomputed", "reading", "cause", "records")
    row: dict[str, Any] = {name: getattr(finding, name) for name in shown}
    places = [{"start": span.start, "end": span.end, "page": span.page, "quote": span.of(lines.text)} for span in finding.spans]
    own = {"start": finding.span.start, "end": finding.span.end, "page": finding.span.page, "line": line, "column": column}
    return {**row, **own, "places": places}
