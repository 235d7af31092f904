"""What patterns compile to is kept between processes, where Python keeps byte code, and never changes what is found."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from daraevidence.language.pattern_store import Code, Store
from daraevidence.language.patterns import compiled

TEXT = "Of 40 patients on dalvotinib, 12 (30%) responded, compared with 6 of 41 (15%) on placebo (P = 0.04)."
PROGRAM = f"import daraevidence; print(daraevidence.extract_text({TEXT!r}).to_json())"
KEY = (r"\bin", 0)
CODE = Code.of(32, [1, 2, 3, 2**32 - 1], {"x": 1}, 2)


@pytest.fixture(autouse=True)
def may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def run(folder: Path, **environment: str) -> object:
    """What a process of its own extracts that may write its byte code to a folder."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    known |= {"PYTHONPYCACHEPREFIX": str(folder), **environment}
    done = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True, env=known)
    return json.loads(done.stdout)


def kept_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.codes*"))


def test_a_second_process_finds_the_same_with_what_the_first_kept(tmp_path: Path) -> None:
    first = run(tmp_path)
    (kept,) = kept_in(tmp_path)
    content = kept.read_bytes()
    assert run(tmp_path) == first
    assert kept.read_bytes() == content  # nothing was missing
    kept.write_bytes(content[:-9] + b"not so it")
    assert run(tmp_path) == first
    assert kept.read_bytes() == content  # mended
    assert kept_in(tmp_path) == [kept]


def test_nothing_is_written_where_python_may_not(tmp_path: Path) -> None:
    assert run(tmp_path, PYTHONDONTWRITEBYTECODE="1")
    assert kept_in(tmp_path) == []


def test_a_place_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "a.codes", "1")
    store.add(KEY, CODE)
    store.keep()
    assert Store(store.path, "1").get(KEY) is None
    (tmp_path / "taken.codes").mkdir()
    store = Store(tmp_path / "taken.codes", "1")
    store.add(KEY, CODE)
    store.keep()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["file"]


@pytest.mark.parametrize("damage", [lambda content: b"", lambda content: content[:40], lambda content: content + b"x"])
def test_only_what_is_whole_and_of_this_version_is_read(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "new" / "a.codes"
    store = Store(path, "1")
    assert store.get(KEY) is None
    store.add(KEY, CODE)
    store.keep()
    assert Store(path, "1").get(KEY) == CODE
    assert Store(path, "2").get(KEY) is None
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert Store(path, "1").get(KEY) is None


def test_patterns_no_longer_asked_for_are_dropped_when_one_is_new(tmp_path: Path) -> None:
    path = tmp_path / "a.codes"
    old = Store(path, "1")
    old.add(KEY, CODE)
    old.add(("gone", 0), CODE)
    old.keep()
    new = Store(path, "1")
    assert new.get(KEY) == CODE
    new.add(("new", 2), CODE)
    new.keep()
    new.add(("one document's", 0), CODE)
    assert (Store(path, "1").get(KEY), Store(path, "1").get(("new", 2)), Store(path, "1").get(("gone", 0))) == (CODE, CODE, None)
    assert new.get(("one document's", 0)) is None


def test_a_code_is_the_pattern_again() -> None:
    form = r"(?i)\b(?P<n>\d+)\s(?:of|in)\s(?P<all>\d+)"
    assert CODE.listed() == [1, 2, 3, 2**32 - 1]
    made, plain = compiled(form), re.compile(form)
    text = "12 of 40, 3 IN 9"
    assert [match.groupdict() for match in made.finditer(text)] == [match.groupdict() for match in plain.finditer(text)]
    assert (made.pattern, made.flags, made.groups) == (plain.pattern, plain.flags, plain.groups)
