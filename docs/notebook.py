"""Runs the tutorial: ``python docs/notebook.py`` writes its outputs anew into docs/tutorial.ipynb."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
TUTORIAL = HERE / "tutorial.ipynb"


def run(path: Path = TUTORIAL) -> nbformat.NotebookNode:
    """The notebook with its outputs, run in a new kernel in the folder of the docs; a cell that fails raises."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=100, kernel_name="python3", resources={"metadata": {"path": str(HERE)}})
    client.execute(env={name: value for name, value in os.environ.items() if name != "MPLBACKEND"})  # figures stand in the page
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # times of execution
        if cell.cell_type == "code":
            _plain(cell)
    notebook.metadata.pop("widgets", None)
    notebook.metadata.language_info = nbformat.NotebookNode(name="python")
    return notebook


def _plain(cell: nbformat.NotebookNode) -> None:
    """Join what was printed in pieces, and drop what differs from run to run."""
    outputs: list[nbformat.NotebookNode] = []
    for output in cell.outputs:
        if outputs and output.output_type == outputs[-1].output_type == "stream" and output.name == outputs[-1].name:
            outputs[-1].text += output.text
        else:
            outputs.append(output)
    cell.outputs = outputs


def told(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """What each cell says in words, but for those with counts that grow with what the library reads (tagged so)."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and "counts" not in cell.metadata.get("tags", ())]
    return [
        [output.text if output.output_type == "stream" else output.data.get("text/plain", "") for output in cell.outputs]
        for cell in cells
    ]


if __name__ == "__main__":
    nbformat.write(run(), TUTORIAL)
