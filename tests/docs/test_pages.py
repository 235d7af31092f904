"""The pages of docs/: their code runs, and prints what they show.

``pycon`` blocks, and indented ones with prompts, print what they show; ``python`` blocks run; ``py`` blocks want a cluster, and
are only read. The blocks of a page share their names.
"""

import ast
import doctest
import re
from pathlib import Path

import pytest

from daraevidence.delivery.frames import COLUMNS, dtype

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(page for page in DOCS.rglob("*.md") if "examples" not in page.parts)
FENCED = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NEEDS = {"fhir.md": "fhir.resources", "figures.md": "matplotlib", "etl.md": "pyarrow", "testing.md": "hypothesis"}
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(text):
    """The examples of a page, in order; each statement of a ``python`` block is one that prints nothing."""
    found, at = [], 0
    for block in FENCED.finditer(text):
        line = text.count("\n", 0, block.start()) + 1
        found += _prompted(text[at : block.start()], text.count("\n", 0, at))
        kind, code = block.groups()
        if kind == "pycon":
            found += _prompted(code, line)
        elif kind == "python":
            found += [doctest.Example(_silent(statement), "", lineno=line) for statement in ast.parse(code).body]
        elif kind == "py":
            compile(code, "page", "exec")
        at = block.end()
    return found + _prompted(text[at:], text.count("\n", 0, at))


def _silent(statement):
    """The source of a statement, made to show nothing when it is run."""
    return ("_ = " if isinstance(statement, ast.Expr) else "") + ast.unparse(statement)


def _prompted(text, line):
    parsed = doctest.DocTestParser().get_examples(text)
    for example in parsed:
        example.lineno += line
    return parsed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_the_code_of_a_page_does_what_the_page_says(page, monkeypatch, tmp_path):
    if page.name in NEEDS:
        pytest.importorskip(NEEDS[page.name], reason=f"needs {NEEDS[page.name]}")
    monkeypatch.setenv("MPLBACKEND", "Agg")
    for name in ("seeds", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    test = doctest.DocTest(examples(text), {}, page.name, str(page), 0, None)
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test)
    assert result.failed == 0, "see the output above"
    assert result.attempted >= text.count(">>> ") - text.count("+SKIP")


def test_the_page_of_frames_names_every_column_with_its_type():
    text = (DOCS / "reference" / "frames.md").read_text(encoding="utf-8")
    kinds = {"Int64": "whole", "Float64": "real", "boolean": "truth", "string": "text"}
    shared = {}
    parts = {part.split("\n", 1)[0]: dict(_columns(part)) for part in text.split("\n## ")[1:]}
    for name in ("At the end of every frame", "Statistics"):
        shared |= parts[name]
    for frame, columns in COLUMNS.items():
        if frame in parts:
            told = parts[frame] | {column: kind for column, kind in shared.items() if column not in parts[frame]}
            assert {column: told.get(column) for column in columns} == {column: kinds[dtype(column)] for column in columns}
            assert set(parts[frame]) <= set(columns)
    assert {"endpoints", "ledger", "tables"} <= set(parts)


def _columns(part):
    for names, kind in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| (\w+) \|", part, re.MULTILINE):
        yield from ((name, kind) for name in re.findall(r"`(\w+)`", names))


def test_every_page_is_in_the_table_of_contents():
    listed = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [page.name for page in PAGES if f": {page.relative_to(DOCS).as_posix()}\n" not in listed] == []
