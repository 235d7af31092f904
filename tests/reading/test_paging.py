"""Numbers, heads and feet of pages, cut wherever they stand."""

from __future__ import annotations

import pytest

from daraevidence.reading.read import read_text

PARAGRAPH = "Adults with chronic plaque disease were given one of two doses of the drug for a whole year, and all were seen. " * 6


def _cut(text: str) -> list[str]:
    read = read_text(text)
    return [read.source[start:end] for start, end, _ in read.cuts]


@pytest.mark.parametrize(
    "foot", ["Page {} of 4", "Page {}", "- {} -", "{}", "Register of doses   {}", "Page {} | Register of doses"]
)
def test_the_number_of_a_page_is_cut_between_paragraphs(foot: str):
    text = "\n\n".join(f"{PARAGRAPH}\n\n{foot.format(number)}" for number in (1, 2, 3))
    assert _cut(text) == [foot.format(number) for number in (1, 2, 3)]


def test_what_all_pages_have_beside_their_number_or_a_form_feed_is_cut():
    text = "\n".join(f"{PARAGRAPH}\n\nInvented Register 2024\n{number}\n\fNot to be passed on\n" for number in (7, 8, 9))
    assert {line for cut in _cut(text) for line in cut.split()} >= {"Invented", "Register", "passed", "8"}
    assert "passed on" not in read_text(text).clean


def test_a_sentence_goes_on_behind_the_foot_of_a_page():
    text = (
        f"{PARAGRAPH}\n\nOf 120 adults who were treated, 30 had left the trial by the end\n\nPage 2 of 4\n\nof the first year.\n"
    )
    clean = read_text(text).clean
    assert "by the end of the first year." in clean.replace("\n", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Weekly dose\n\n1\n\n2\n\n3\n\nThe doses were well tolerated.",
        f"{PARAGRAPH}\n\nCycle 1\n\n{PARAGRAPH}\n\nCycle 2\n\n{PARAGRAPH}",
        f"{PARAGRAPH}\n\nResults\n\n{PARAGRAPH}\n\nResults\n\n{PARAGRAPH}",
        f"{PARAGRAPH}\n\n12\n\n{PARAGRAPH}\n\n31\n\n{PARAGRAPH}",
        f"{PARAGRAPH}\n\n2/9\n\n{PARAGRAPH}",
    ],
)
def test_other_numbers_and_headings_stay(text: str):
    assert _cut(text) == []
