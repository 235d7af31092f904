"""Results of a second group in the order of the outcomes of the first, and pairs of numbers behind another thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text


def told(text):
    ex = extract_text(text)
    rows = [*ex.endpoints, *ex.characteristics, *ex.adverse_events]
    found = set()
    for row in rows:
        number = getattr(row, "value", None)
        name = getattr(row, "label", None) or getattr(row, "term", None) or getattr(row, "characteristic", None)
        number = number if number is not None else row.percent if row.percent is not None else row.n
        found.add((name, row.cohort, number))
    return found


THINGS = st.lists(st.sampled_from(["humming", "yawning", "dancing", "sneezing", "blinking"]), min_size=2, max_size=4, unique=True)


def joined(items):
    return f"{', '.join(items[:-1])} and {items[-1]}"


@settings(max_examples=30, deadline=None)
@given(
    things=THINGS,
    numbers=st.lists(st.integers(11, 89), min_size=8, max_size=8, unique=True),
    frame=st.sampled_from(
        [
            "{first} were commoner in the flute group than in the drum group ({again}).",
            "{first} were more frequent in the flute group compared with the drum group ({again}, respectively).",
        ]
    ),
)
def test_shares_of_a_second_group_at_the_end(things, numbers, frame):
    size = len(things)
    ours, theirs = numbers[:size], numbers[4 : 4 + size]
    first = joined([f"{thing} ({number}%)" for thing, number in zip(things, ours, strict=True)])
    text = frame.format(first=first[0].upper() + first[1:], again=joined([f"{number}%" for number in theirs]))
    named = {(name.lower(), cohort, number) for name, cohort, number in told(text)}
    expected = {(thing, "flute group", number) for thing, number in zip(things, ours, strict=True)}
    assert named == expected | {(thing, "drum group", number) for thing, number in zip(things, theirs, strict=True)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The flute group had a smaller hum (237±47 ml) and a shorter song time (6.8±3.7 h) than the drum group "
            "(557±169 ml and 10.6±5.1 h, respectively).",
            {237: "flute group", 6.8: "flute group", 557: "drum group", 10.6: "drum group"},
        ),
        (
            "Yawning was 12% and dancing 8% in the flute group compared with 5% and 2% in the drum group.",
            {12: "flute group", 8: "flute group", 5: "drum group", 2: "drum group"},
        ),
    ],
)
def test_values_of_a_second_group(text, expected):
    assert {number: cohort for _, cohort, number in told(text)} == expected
    assert len({name for name, _, _ in told(text)}) == 2


def test_parts_of_patients_are_no_outcomes():
    text = "Yawning was seen in 12% of boys and 8% of girls on flutes versus 5% and 2% on drums."
    assert {name for name, _, _ in told(text)} == {"Yawning"}


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("Loud hums numbered 12 and 31, silent hums 1 and 6.", 6, "silent hums"),
        ("Hums fell by 2.9 in the flute group and 0.8 in the drum group; songs used by 3.3 and 1.0.", 3.3, "songs used"),
        ("Hum scores showed gains of 6.8 and 1.9 points, song scores 9.2 and 2.8.", 9.2, "song scores"),
    ],
)
def test_a_pair_behind_another_thing(text, number, name):
    assert (name, number) in {(label, value) for label, _, value in told(text)}


@pytest.mark.parametrize(
    ("text", "field", "numbers"),
    [
        ("Pain fell by 8.8 ± 1.1 points (mean ± SEM) with flutes and by 5.7 ± 0.9 points with drums.", "se", {1.1, 0.9}),
        ("Pain fell by 8.8 ± 1.1 points (mean ± SD) with flutes and by 5.7 ± 0.9 points with drums.", "sd", {1.1, 0.9}),
        (
            "A 30% reduction or more in mean pain was reached by 71% of patients with flutes and 34% with drums.",
            "percent",
            {71, 34},
        ),
        (
            "A hum reduction of 75% or more was reached by 67%, 55% and 5% of patients on flutes, drums and harps.",
            "percent",
            {67, 55, 5},
        ),
        ("Pulse was 9.1 beats/min (95% CI 6.0 to 12.2) lower in the flute villages.", "ci_high", {12.2}),
        ("Haematocrit rose by 5.1 percentage points to 35.2% with flutes.", "value", {5.1, 35.2}),
        ("Waking was shorter with no change in controls (81 to 78 min).", "value", {81, 78}),
        ("Knowledge was better with leaflets (mean score out of 20, 14.1 vs 11.8).", "value", {14.1, 11.8}),
    ],
)
def test_what_a_number_is(text, field, numbers):
    assert {getattr(row, field) for row in extract_text(text).endpoints} == numbers


def test_a_time_is_that_of_the_whole_list_before_it():
    text = "The quit rates were 24%, 17% and 10% at 6 months and 19%, 13% and 9% at 12 months."
    assert [row.timepoint for row in extract_text(text).endpoints] == [6, 6, 6, 12, 12, 12]
