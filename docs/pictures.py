"""Draws the pictures of the README and the docs: ``python docs/pictures.py [FOLDER]``, into docs/pictures without one."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

import daraevidence as dara

HERE = Path(__file__).resolve().parent


def draw(folder: Path) -> list[Path]:
    """Draw every picture into a folder; returns their paths."""
    matplotlib.use("Agg")
    trial = dara.extract(HERE / "examples" / "trial.md")
    monograph = dara.extract(HERE.parent / "seeds" / "many_tables.txt")
    comparisons = trial.frame("meta").query("sm == 'RR' and (grade == 'any' or grade.isna())")
    pictures = {
        "forest": dara.plots.forest(trial, favours=("Favours SDd", "Favours Dd")),
        "risk_ratios": dara.plots.forest(comparisons, favours=("Fewer with SDd", "More with SDd")),
        "adverse_events": dara.plots.adverse_events(trial, left="Dd", right="SDd"),
        "responses": dara.plots.responses([trial, monograph]),
        "landmarks": dara.plots.landmarks([trial, monograph]),
    }
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, ax in pictures.items():
        paths.append(folder / f"{name}.png")
        ax.figure.savefig(paths[-1], dpi=130, metadata={"Software": None})
    return paths


if __name__ == "__main__":
    draw(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures")
