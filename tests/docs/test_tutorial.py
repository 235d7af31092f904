"""The tutorial runs from its first cell to its last, and shows what it says; the pictures of the docs can be drawn."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture
def notebook(monkeypatch):
    for name in ("nbclient", "ipykernel", "matplotlib"):
        pytest.importorskip(name, reason=f"needs {name}: pip install daraevidence[docs]")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(DOCS.parent / "src"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.syspath_prepend(str(DOCS))
    spec = importlib.util.spec_from_file_location("notebook", DOCS / "notebook.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tutorial_prints_what_it_shows(notebook):
    import nbformat

    shown = nbformat.read(notebook.TUTORIAL, as_version=4)
    run = notebook.run()
    assert notebook.told(run) == notebook.told(shown), "look at what changed, then: python docs/notebook.py"
    outputs = [output for cell in run.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 5
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []


def test_the_pictures_of_the_docs_are_drawn_by_their_script(tmp_path):
    pytest.importorskip("matplotlib", reason="needs matplotlib: pip install daraevidence[report]")
    subprocess.run([sys.executable, str(DOCS / "pictures.py"), str(tmp_path)], check=True)
    drawn = {path.name: path.read_bytes()[:8] for path in tmp_path.iterdir()}
    assert set(drawn) == {path.name for path in (DOCS / "pictures").iterdir()}
    assert set(drawn.values()) == {b"\x89PNG\r\n\x1a\n"}
