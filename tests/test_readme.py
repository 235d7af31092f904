"""The tour of the README prints what the library prints (for the pages of docs/ see tests/docs)."""

import doctest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_what_the_readme_shows_is_what_the_library_prints(monkeypatch):
    monkeypatch.chdir(ROOT)
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=flags, encoding="utf-8")
    assert tried >= 10
    assert failed == 0, "see the output above"
