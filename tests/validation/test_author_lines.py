"""A line of authors is told from other lines in time that grows with its length."""

from __future__ import annotations

from time import process_time

import pytest

from daraevidence.validation.references import _names_authors


@pytest.mark.parametrize(
    "line",
    [
        "Nuria Iborra,1 Josep M. Tauler,2,3",
        "NURIA IBORRA,1 JOSEP M. TAULER,2,3",
        "Ann McDonald-Garcia1, Jan van der Berg2 and Aïda O'Neill1,3*",
    ],
)
def test_lines_of_authors(line: str) -> None:
    assert _names_authors(line)


@pytest.mark.parametrize("words", ["THE RATE OF RELAPSE WAS LOWER WITH ZORVEX", "WITHOUTANYSPACE", "A", "Ab."])
def test_capitals_are_read_once(words: str) -> None:
    begun = process_time()
    assert not _names_authors(f"{words * (900 // len(words))}!1, {words}2, {words}3")
    assert process_time() - begun < 1
