"""The documents in seeds/ against what stands in them.

``seeds/expected`` is the truth, written by hand and never by the library. Where the library does not give it yet, or gives
something else, the difference is a row of ``seeds/differences``: missed (expected, not given) or extra (given, not
expected). A change of the library that moves any row shows here; when the move is right, ``pytest tests/test_seeds.py
--regenerate`` writes the differences anew, and the review sees which rows came and went.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

from daraevidence import extract

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
DOCUMENTS = sorted(SEEDS.glob("*.txt"))
#: Free words, in which two careful readers differ.
LOOSE = {"thresholds": {"context"}, "tables": {"row", "column"}}


def _value(text):
    """A cell as it is compared: numbers by value, words without case and spacing."""
    try:
        return f"{float(text):.10g}"
    except ValueError:
        return " ".join(text.split()).casefold()


def _expected(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        columns = [name for name in rows.fieldnames or () if name not in LOOSE.get(path.stem, ())]
        return columns, Counter(tuple(_value(row[name]) for name in columns) for row in rows)


def _given(extraction, name, columns):
    frame = extraction.frame(name)[columns].astype(object)
    return Counter(tuple("" if value != value or value is None else _value(str(value)) for value in row) for row in _rows(frame))


def _rows(frame):
    return frame.where(frame.notna(), None).itertuples(index=False, name=None)


def _same_findings(expected, given):
    """A finding is found where rule and severity agree and one quote holds the other."""
    missed, extra = list(expected.elements()), list(given.elements())
    for want in list(missed):
        for have in extra:
            if want[:2] == have[:2] and (want[2] in have[2] or have[2] in want[2]):
                missed.remove(want)
                extra.remove(have)
                break
    return Counter(missed), Counter(extra)


def _differences(path):
    extraction = extract(path)
    rows = []
    for file in sorted((SEEDS / "expected" / path.stem).glob("*.csv")):
        columns, expected = _expected(file)
        given = _given(extraction, file.stem, columns)
        missed, extra = _same_findings(expected, given) if file.stem == "findings" else (expected - given, given - expected)
        for what, counted in (("missed", missed), ("extra", extra)):
            for row in sorted(counted.elements()):
                rows.append((file.stem, what, "; ".join(f"{n}={v}" for n, v in zip(columns, row, strict=True) if v)))
    return rows


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_seed_gives_what_stands_in_it(path, regenerate):
    found = _differences(path)
    known = SEEDS / "differences" / f"{path.stem}.csv"
    if regenerate:
        known.parent.mkdir(exist_ok=True)
        with known.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([("frame", "what", "row"), *found])
    with known.open(encoding="utf-8", newline="") as file:
        told = [tuple(row) for row in csv.reader(file)][1:]
    came, went = Counter(found) - Counter(told), Counter(told) - Counter(found)
    assert not came and not went, "\n".join([*(f"new: {row}" for row in came), *(f"gone: {row}" for row in went)])


def test_the_differences_are_not_being_rewritten(regenerate):
    assert not regenerate, "the differences were written anew; look at them, then run the tests without --regenerate"


def test_every_seed_has_its_truth():
    assert len(DOCUMENTS) == 5
    for folder in ("expected", "differences"):
        assert {path.stem for path in (SEEDS / folder).iterdir()} == {path.stem for path in DOCUMENTS}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_what_is_expected_stands_in_the_document(path):
    """Quotes of findings, labels and cells are words of the document itself."""
    text = " ".join(path.read_text(encoding="utf-8").split()).casefold()
    for name in ("findings", "tables"):
        with (SEEDS / "expected" / path.stem / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                quote = row["quote"] if name == "findings" else row["text"].split(" | ")[0]
                assert " ".join(quote.split()).casefold() in text, quote
