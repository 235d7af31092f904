"""Headings that documents of the field share."""

import pytest

from daraevidence.errors import VocabularyError
from daraevidence.language.headings import common_heading, common_headings, furniture_phrases, run_in_heading


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("RESULTS", "results"),
        ("Results:", "results"),
        ("  Patient  Characteristics ", "characteristics"),
        ("3.1 Efficacy", "efficacy"),
        ("IV. Methods", "methods"),
        ("## Safety", "safety"),
        ("**Summary**", "summary"),
        ("Literature Search", "search"),
        ("4. References", "references"),
    ],
)
def test_a_line_that_is_a_heading(line, role):
    assert common_heading(line).role == role


@pytest.mark.parametrize(
    "line", ["", "results", "Results are shown below", "baseline.", "12 (30)", "Safety of It", "x" * 500, "#"]
)
def test_a_line_that_is_none(line):
    assert common_heading(line) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Conclusions. The drug works.", "Conclusions. "),
        ("METHODS: We tested it.", "METHODS: "),
        ("Results - Of 40 patients, 12 responded.", "Results - "),
        ("***Objectives:*** To test it.", None),
        ("**Results:** Of 40", "**Results:** "),
        ("Patients and Methods: We", "Patients and Methods: "),
        ("Results were good. We stopped.", None),
        ("Safety: No one died.", None),
        ("Conclusions. the drug", None),
    ],
)
def test_headings_that_text_runs_on_from(text, title):
    found = run_in_heading(text)
    assert (text[: found[0]] if found else None) == title or (title is None and text.startswith("*"))


def test_the_data_is_whole():
    for title, heading in common_headings().items():
        assert title == title.casefold().strip()
        assert 1 <= heading.rank <= 4
    with pytest.raises(VocabularyError):
        furniture_phrases("no such kind")
