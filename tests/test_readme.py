"""The tour of the README prints what the library prints."""

import doctest
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"


def test_the_tour_is_what_the_library_prints(monkeypatch):
    monkeypatch.chdir(README.parent)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testfile(str(README), module_relative=False, optionflags=flags, encoding="utf-8")
    assert tried >= 10
    assert failed == 0, "see the output above"
