"""Two results or more, each beside a phrase built in the same way: their parallel structure alone says whose they are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

#: names that no list knows, of each kind that a group can have
NAMES = (
    ("the evening rinse", "the morning rinse", "the weekly rinse", "the split rinse"),
    ("group Q1", "group Q2", "group Q3", "group D"),
    ("guided humming", "plain whistling", "silent reading", "slow tapping"),
    ("the three-strap brace", "the day-time brace", "the winter brace", "cork splinting"),
    ("goat milk", "formula", "enriched formula", "mixed sipping"),
)


def _listed(items):
    return f"{', '.join(items[:-1])} and {items[-1]}"


def _beside(shape):
    return lambda names, values: _listed([shape.format(v=v, g=g) for g, v in zip(names, values, strict=True)])


def _bare(name):
    return name.removeprefix("the ")


#: statements of a share of each group, by the way the sentence says whose it is
SHARES = {
    "in each of those under": lambda g, v: f"Blisters were seen {_beside('in {v} of those under {g}')(g, v)}.",
    "with": lambda g, v: f"Blisters occurred in {_beside('{v} with {g}')(g, v)}.",
    "after": lambda g, v: f"Blisters occurred in {_beside('{v} after {g}')(g, v)}.",
    "in brackets": lambda g, v: f"Blisters were seen in {_listed([f'{b} ({_bare(a)})' for a, b in zip(g, v, strict=True)])}.",
    "names first": lambda g, v: f"With {_listed(g)}, blisters occurred in {_listed(v)}, respectively.",
    "names last": lambda g, v: f"Rates of blisters of {_listed(v)} were recorded after {_listed(g)}, respectively.",
    "behind a colon": lambda g, v: f"Relapse: {'; '.join(f'{_bare(a)}, {b}' for a, b in zip(g, v, strict=True))}.",
    "of ranks": lambda g, v: (
        f"Relapse was most frequent with {g[0]} ({v[0]}), followed by "
        f"{' and '.join(f'{a} ({b})' for a, b in zip(g[1:3], v[1:3], strict=True))}."
    ),
}
#: statements of a mean of each group
MEANS = {
    "with": lambda g, v: f"Stride length was {_beside('{v} m with {g}')(g, v)}.",
    "under": lambda g, v: f"Stride length was {_beside('{v} m under {g}')(g, v)}.",
    "in brackets": lambda g, v: (
        f"Stride length amounted to {_listed([f'{b} m ({_bare(a)})' for a, b in zip(g, v, strict=True)])}."
    ),
    "names first": lambda g, v: f"With {_listed(g)}, stride length was {_listed([str(x) for x in v])} m, respectively.",
    "names last": lambda g, v: (
        f"A stride length of {_listed([f'{x} m' for x in v])} was recorded after {_listed(g)}, respectively."
    ),
}
MEANS["labels"] = lambda g, v: (
    f"Stride length, mean (SD): {', '.join(f'{_bare(a)} {b} (1.2) m' for a, b in zip(g, v, strict=True))}."
)
MEANS["at a time"] = lambda g, v: f"Stride length was {_beside('{v} m at 12 weeks with {g}')(g, v)}."
MEANS["subject"] = lambda g, v: f"Stride length for {_listed(g)} was {_listed([f'{x} m' for x in v])}, respectively."
TENTHS = st.lists(st.integers(31, 899), min_size=2, max_size=4, unique=True)


def _whose(text):
    ex = extract_text(text)
    rows = [*ex.endpoints, *ex.characteristics, *ex.adverse_events]
    return {(row.value if getattr(row, "value", None) is not None else row.percent, row.cohort) for row in rows}


@pytest.mark.parametrize("form", sorted(SHARES))
@given(names=st.sampled_from(NAMES), tenths=TENTHS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shares_go_to_the_groups_that_stand_beside_them(form, names, tenths):
    values = [n / 10 for n in tenths[: 3 if form == "of ranks" else 4]]
    groups = names[: len(values)]
    found = _whose(SHARES[form](groups, [f"{value}%" for value in values]))
    assert {(value, (cohort or "").removeprefix("after ").removeprefix("the ")) for value, cohort in found} == {
        (value, _bare(name)) for value, name in zip(values, groups, strict=True)
    }


@pytest.mark.parametrize("form", sorted(MEANS))
@given(names=st.sampled_from(NAMES), tenths=TENTHS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_means_go_to_the_groups_that_stand_beside_them(form, names, tenths):
    values = [n / 10 for n in tenths]
    groups = names[: len(values)]
    found = _whose(MEANS[form](groups, values))
    assert {(value, (cohort or "").removeprefix("after ").removeprefix("the ")) for value, cohort in found} == {
        (value, _bare(name)) for value, name in zip(values, groups, strict=True)
    }


def test_things_counted_are_of_the_groups_that_tell_them_apart():
    text = "Blisters complicated 11 of 124 strapped runs (8.9%) as against 23 of 119 barefoot runs (19.3%)."
    assert _whose(text) == {(8.9, "strapped runs"), (19.3, "barefoot runs")}
    assert {cohort for _, cohort in _whose(text.replace("strapped", "left").replace("barefoot", "right"))} <= {None, "total"}


@pytest.mark.parametrize(
    "text",
    [
        "Blisters were seen in 12.5% during the first year and in 7.1% during the second year.",
        "Blisters were seen in 12.5% in the morning and in 7.1% in the evening.",
        "Bone density fell by 4.1% at the hip and by 2.2% at the spine.",
        "Blisters were seen in 12.5% after the first trimester and in 7.1% after the second trimester.",
        "Race: white, 61.2%; black, 30.1%.",
        "Blood pressure, mean (SD): systolic 132 (12) mm Hg, diastolic 80 (9) mm Hg.",
        "Adverse events: nausea, 12%; headache, 10%.",
        "Tumor site: breast, 40%; lung, 30%.",
    ],
)
def test_times_places_on_the_body_kinds_and_outcomes_are_no_groups(text):
    assert {cohort for _, cohort in _whose(text)} <= {None, "total"}
