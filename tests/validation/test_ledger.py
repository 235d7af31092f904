"""The ledger: one entry for every number, and a reason for each claim."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from daraevidence.draft import Draft, Entry
from daraevidence.layout import outline, scan
from daraevidence.reading import read_text
from daraevidence.validation import account

DOCUMENT = """Tolrenib in Severe Uveitis

Last Updated: 03/14/2025

Summary

Okafor et al (2021)2 treated 48 patients with tolrenib 200 mg daily between 2017 and 2019. The response rate was 62% and
CD20 counts fell. Patients aged ≥18 years with at least 3 attacks were included (NCT01234567). Median remission was
12.4 months (95% CI, 8.1-17.6). See Table 4 and earlier work.3,4

References

1 Okafor P, Lind M. Tolrenib for severe uveitis. Ocul Inflamm. 2021;14(3):201-209.
2 Lind M. Long-term remission of uveitis. Eye Lett. 2022;8:33.
"""


def entries(text: str, drafts: list[Draft] | None = None) -> list[Entry]:
    document = outline(read_text(text))
    return account(scan(document), drafts or [], document)


def reasons(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in entries(text):
        found.setdefault(entry.text, set()).add(entry.reason)
    return found


@pytest.mark.parametrize(
    ("printed", "reason"),
    [("2017", "date"), ("200", "dose"), ("20", "name"), ("18", "threshold"), ("01234567", "identifier"), ("48", "unread"),
    ("62", "unread"),
     ("12.4", "unread"), ("8.1", "unread"), ("209", "reference"), ("33", "reference")],
)  # fmt: skip
def test_reasons(printed: str, reason: str) -> None:
    assert reasons(DOCUMENT)[printed] == {reason}


def test_marks_of_references_and_labels() -> None:
    found = {(entry.text, entry.reason) for entry in entries(DOCUMENT)}
    assert {("2", "citation"), ("3", "citation"), ("4", "citation"), ("4", "section")} <= found


def test_a_record_claims_what_its_evidence_covers_and_what_serves_it() -> None:
    text = "The median yield was 5.2 x 106/kg (95% CI, 4.1-6.6) and 31% relapsed."
    draft = Draft("endpoint", 0, len(text), id="e1")
    place = text.index("5.2")
    draft.put("value", 5200000.0, (place, place + 3)).put("ci_low", 4.1, (text.index("4.1"), text.index("4.1") + 3))
    found = {entry.text: entry for entry in entries(text, [draft])}
    assert (found["5.2"].reason, found["5.2"].record, found["5.2"].field) == ("record", "e1", "value")
    assert found["106"].reason == "record"
    assert found["95"].reason == "record"
    assert not found["6.6"].claimed
    assert not found["31"].claimed


def test_a_mark_of_a_whole_paragraph_claims_nothing() -> None:
    text = "Overall 31 relapsed. " + "Nothing else was told of them here. " * 8
    draft = Draft("study", 0, len(text), id="s1").put("study", "S", (0, len(text)))
    assert [entry.claimed for entry in entries(text, [draft])] == [False]


def test_words_that_count_have_an_entry() -> None:
    found = entries("Three patients died and one of the longest trials ended.")
    assert [(entry.text, entry.value, entry.reason) for entry in found] == [("Three", 3.0, "unread")]


def test_a_number_longer_than_an_entry_is_told_in_pieces() -> None:
    text = "7" * 150
    found = entries(f"Lot {text} was used.")
    assert "".join(entry.text for entry in found) == text
    assert all(entry.end - entry.start <= 60 for entry in found)


@given(st.text(max_size=300))
@example("9.914.7 and 2015 and 2020.6 It\n\n1 2 3")
@example("Running head 12\n\f\nPage 3 of 9")
@settings(max_examples=200, deadline=None)
def test_every_digit_of_any_text_is_in_an_entry(text: str) -> None:
    covered = bytearray(len(text))
    found = entries(text)
    for entry in found:
        assert entry.text == text[entry.start : entry.end]
        assert entry.claimed is (entry.reason != "unread")
        covered[entry.start : entry.end] = b"\1" * (entry.end - entry.start)
    assert found == sorted(found, key=lambda entry: (entry.start, entry.end))
    assert all(all(covered[run.start() : run.end()]) for run in re.finditer(r"\d+", text))


SAMPLES = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))


@pytest.mark.skipif(not SAMPLES, reason="no sample documents here")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem[:3])
def test_samples_lose_no_number(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    places = {place for entry in entries(text) for place in range(entry.start, min(entry.end, entry.start + 60))}
    assert [run[0] for run in re.finditer(r"\d+", text) if not set(range(*run.span())) <= places] == []
