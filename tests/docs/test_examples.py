"""Every public name says what it is, and its example runs."""

import doctest
import inspect
from pathlib import Path

import pytest

import daraevidence
from daraevidence import schemas, testing
from daraevidence.schemas import base, statistics

ROOT = Path(__file__).resolve().parents[2]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
#: Fields and lists of records, which say what they are in a line.
PLAIN = {"studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "adverse_event_tables", "tables"}
PLAIN |= {"thresholds", "references", "findings", "ledger", "later", "_records"}
DRAWN = {"forest", "adverse_events", "landmarks", "responses"}


def _named():
    for name in daraevidence.__all__:
        thing = getattr(daraevidence, name)
        if inspect.isclass(thing) or inspect.isfunction(thing):
            yield name, thing
    for name, thing in vars(daraevidence.Extraction).items():
        inside = thing.fget if isinstance(thing, property) else getattr(thing, "__func__", getattr(thing, "func", thing))
        if inspect.isfunction(inside) and not name.startswith("_") and name not in PLAIN:
            yield f"Extraction.{name}", inside
    yield from ((f"plots.{name}", getattr(daraevidence.plots, name)) for name in daraevidence.plots.__all__)
    yield from ((f"schemas.{name}", getattr(schemas, name)) for name in schemas.__all__ if name not in ("Row", "Component"))
    yield from ((f"schemas.{thing.__name__}", thing) for thing in (base.Record, base.Evidence, statistics.Statistics))
    for name in ("assert_table", "table_rows", "same_cell", "agreeing_document"):
        yield f"testing.{name}", getattr(testing, name)


NAMED = dict(_named())


@pytest.mark.parametrize("name", NAMED)
def test_the_example_of_a_public_name_runs(name, monkeypatch, tmp_path):
    if name.startswith("plots."):
        pytest.importorskip("matplotlib", reason="needs matplotlib: pip install daraevidence[report]")
        monkeypatch.setenv("MPLBACKEND", "Agg")
    if name == "Extraction.to_fhir":
        pytest.importorskip("fhir.resources", reason="needs fhir.resources: pip install daraevidence[fhir]")
    if name == "Extraction.to_parquet":
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install daraevidence[parquet]")
    for folder in ("seeds", "docs"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    monkeypatch.chdir(tmp_path)
    thing = NAMED[name]
    finder = doctest.DocTestFinder(recurse=False)
    tests = finder.find(thing, name, module=False, globs={})
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    assert sum(runner.run(test).attempted for test in tests) >= 1, f"{name} has no example"
    assert runner.failures == 0, "see the output above"


@pytest.mark.parametrize("module", [daraevidence.errors, daraevidence.plots, testing], ids=lambda module: module.__name__)
def test_every_name_of_a_module_says_what_it_is(module):
    assert [name for name in module.__all__ if not (getattr(module, name).__doc__ or "").strip()] == []
