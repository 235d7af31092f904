"""Ages, dates and sizes that can be."""

import pytest

import daraevidence
from daraevidence.draft import Draft


def _characteristic(made, label, value, unit="years"):
    cell = made.put(f"{label} {value}", "paragraph")
    start = cell.end - len(value)
    draft = Draft("characteristic", cell.start, cell.end)
    return (
        draft.put("characteristic", label)
        .put("measure", "median")
        .put("value", float(value), (start, cell.end))
        .put("unit", unit)
    )


@pytest.mark.parametrize(
    ("label", "value", "unit", "reading"),
    [("Age", "620", "years", "62"), ("BMI", "241", "kg/m2", "24.1"), ("ECOG", "7", "", "0.7"), ("Weight", "700", "kg", "70")],
)
def test_implausible(page, label, value, unit, reading):
    made = page()
    draft = _characteristic(made, label, value, unit)
    (flag,) = [flag for flag in made.flags([draft]) if flag.rule == "value-implausible"]
    assert (flag.severity, flag.reading) == ("warning", reading)


@pytest.mark.parametrize(
    ("label", "value", "unit"),
    [
        ("Age", "62", "years"),
        ("Bone age", "130", "months"),
        ("Age > women", "182", "years"),
        ("Change in weight", "700", "kg"),
        ("Dose", "999", "mg"),
    ],
)
def test_plausible(page, label, value, unit):
    made = page()
    draft = _characteristic(made, label, value, unit)
    assert [flag for flag in made.flags([draft]) if flag.rule == "value-implausible"] == []


@pytest.mark.parametrize(
    ("begin", "end", "year", "told"),
    [
        ("2018-01", "2020-12", "2022", 0),
        ("2020-12", "2018-01", "2022", 1),
        ("2018", "2018-05", "2018", 0),
        ("2018-01", "2024-12", "2022", 1),
    ],
)
def test_dates(page, begin, end, year, told):
    made = page()
    cell = made.put(f"From {begin} to {end}, published {year}.", "paragraph")
    draft = Draft("study", cell.start, cell.end)
    for name, value in (("period_start", begin), ("period_end", end), ("year", year)):
        draft.put(name, value, (cell.start, cell.end))
    assert len([flag for flag in made.flags([draft]) if flag.rule == "dates-out-of-order"]) == told


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("from June 2012 to January 2019", 0),
        ("from June 2019 to January 2012", 1),
        ("between 3 March 2014 and 2 March 2014", 1),
        ("between March and June 2014", 0),
    ],
)
def test_period_of_a_text(period, told):
    found = daraevidence.extract_text(f"The ORBEX trial was a randomized study done {period}.").findings
    assert [one.rule for one in found] == ["dates-out-of-order"] * told


def test_eligibility(page):
    made = page()
    cell = made.put("Eligible were adults of age 18 years or more.", "paragraph")
    place = cell.start + cell.text.index("18")
    limit = Draft("threshold", cell.start, cell.end).put("context", "eligibility").put("variable", "age").put("operator", ">=")
    limit.put("value", 18.0, (place, place + 2)).put("unit", "years")
    cell = made.put("Age, range 12-80", "paragraph")
    place = cell.start + cell.text.index("12")
    ages = (
        Draft("characteristic", cell.start, cell.end).put("characteristic", "Age").put("measure", "median").put("unit", "years")
    )
    ages.put("range_low", 12.0, (place, place + 2)).put("range_high", 80.0, (place + 3, place + 5))
    assert [flag.rule for flag in made.flags([limit, ages])] == ["not-eligible"]
