"""The benchmarks say what they should: their control is whole, and a missed aim is told."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"


def _module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmark_{name}", FOLDER / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_control_is_63_patterns_that_find_what_they_are_for() -> None:
    patterns = _module("patterns").PATTERNS
    assert len(patterns) == 63
    text = "Of 214 patients, 57 (27%) had it (HR, 0.59; 95% CI, 0.41-0.87; P=0.006); rituximab 375 mg/m2; grade 3 neutropenia."
    found = {name for name, pattern in patterns.items() if re.search(pattern, text)}
    assert {"num", "n_pct", "hr", "hr_ci", "ci", "p_value", "dose", "grade", "drug", "event", "patients"} <= found
    assert not found & {"nct", "doi", "date_iso", "phase"}


@pytest.mark.parametrize(
    ("least", "most", "limit", "met"),
    [
        (None, None, "", True),
        (1.1, None, "at least 1.1", False),
        (1.0, None, "at least 1", True),
        (None, 0.5, "at most 0.5", False),
    ],
)
def test_an_aim_is_met_or_missed(least: float | None, most: float | None, limit: str, met: bool) -> None:
    aim = _module("aims").Aim("figure", 1.0, "times", "detail", least, most)
    assert (aim.limit, aim.met) == (limit, met)


def test_a_report_tells_each_figure_and_fails_where_one_is_missed(capsys: pytest.CaptureFixture[str]) -> None:
    aims = _module("aims")
    told = aims.Aim("frames", 0.4, "times the control", "0.2 MB/s")
    assert aims.report([told]) == 0
    assert aims.report([told, aims.Aim("heap", 20.0, "times the text", "2 MB", most=15)]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "heap: 20.00 times the text (at most 15: MISSED); 2 MB"
