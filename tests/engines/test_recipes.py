"""The recipes of docs/howto/etl.md for engines that we have no code for give the rows of a plain loop."""

import re
from pathlib import Path

import pandas as pd
import pytest

import daraevidence as dara

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted(map(str, (ROOT / "seeds").glob("*.txt")))


def recipe(engine: str) -> str:
    page = (ROOT / "docs" / "howto" / "etl.md").read_text(encoding="utf-8")
    (code,) = (block for block in re.findall(r"```py\n(.*?)```", page, re.DOTALL) if f"import {engine}" in block)
    return code


def run(engine: str) -> pd.DataFrame:
    names: dict[str, object] = {"paths": [*SEEDS, "missing.pdf"]}
    exec(compile(recipe(engine), "recipe", "exec"), names)
    found = names["endpoints"]
    assert isinstance(found, pd.DataFrame)
    return found


def holds(found: pd.DataFrame) -> None:
    assert list(found[found["document"] == "missing.pdf"]["problem"].str.contains("no such file")) == [True]
    for path in SEEDS:
        expected = dara.extract(path).frame("endpoints")
        own = found[found["document"] == path]
        assert own["id"].tolist() == expected["id"].tolist()
        assert own["value"].astype("Float64").equals(expected["value"].set_axis(own.index).astype("Float64"))


def test_dask():
    pytest.importorskip("dask.bag", reason="dask is not installed")
    holds(run("dask"))


def test_ray():
    ray = pytest.importorskip("ray", reason="ray is not installed")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        holds(run("ray"))
    finally:
        ray.shutdown()
