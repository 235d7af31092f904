"""Values that something changed from and to, numbers in brackets that no word explains, times and ranges that only describe."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text


def rows(text):
    ex = extract_text(text)
    return [*ex.endpoints, *ex.characteristics, *ex.adverse_events]


def told(text):
    """(value or percent or n, sd, unit) of each record."""
    found = set()
    for row in rows(text):
        number = getattr(row, "value", None)
        number = number if number is not None else row.percent if row.percent is not None else row.n
        found.add((number, getattr(row, "sd", None), getattr(row, "unit", None)))
    return found


VERBS = st.sampled_from(["fell", "moved", "lengthened", "deteriorated", "went", "shifted", "dropped", "was reduced", "climbed"])
TENTHS = st.integers(31, 89).map(lambda n: n / 10)


@settings(max_examples=25, deadline=None)
@given(
    verb=VERBS,
    numbers=st.lists(TENTHS, min_size=4, max_size=4, unique=True),
    joint=st.sampled_from([" and from ", " and ", " versus ", ", compared with "]),
)
def test_both_groups_have_a_value_before_and_one_after(verb, numbers, joint):
    a, b, c, d = numbers
    text = f"The hum score {verb} from {a} to {b} in the flute group{joint}{c} to {d} in the drum group."
    assert {number for number, *_ in told(text)} == set(numbers)
    ex = extract_text(text)
    assert {(row.value, row.cohort) for row in ex.endpoints} == {(b, "flute group"), (d, "drum group")}
    assert {(row.value, row.cohort) for row in ex.characteristics} == {(a, "flute group"), (c, "drum group")}


def test_changes_of_three_groups_in_a_list():
    ex = extract_text("Hum scores fell from 11.8 to 5.1, 11.4 to 6.0 and 11.7 to 8.6 in the flute, drum and harp groups.")
    assert [(row.value, row.cohort) for row in ex.endpoints] == [(5.1, "flute"), (6.0, "drum"), (8.6, "harp")]


@pytest.mark.parametrize(
    "text", ["The scores ranged from 5.1 to 11.8 in the flute group.", "Hum scores (range, 5.1 to 11.8) were low in 7% of girls."]
)
def test_a_range_is_no_change(text):
    assert not {number for number, *_ in told(text)} & {5.1, 11.8}


@settings(max_examples=20, deadline=None)
@given(a=st.integers(200, 400), b=st.integers(410, 600), unit=st.sampled_from([" min", " ml", " mg/dl", ""]))
def test_unexplained_brackets_beside_each_other_are_spreads(a, b, unit):
    a, b = a / 10, b / 10
    text = f"Time to hum was {a} (5.1){unit} in the flute group and {b} (6.2){unit} in the drum group."
    assert {(number, sd) for number, sd, _ in told(text)} == {(a, 5.1), (b, 6.2)}
    assert all(row.confidence <= 0.7 for row in extract_text(text).endpoints)


@pytest.mark.parametrize(
    "text",
    [
        "Median time to hum was 20.4 (5.1) min in the flute group and 41.2 (6.2) min in the drum group.",
        "Time to hum was 20.4 (5.1) min in the flute group.",
        "The adjusted time to hum was 20.4 (5.1) min in the flute group and 41.2 (6.2) min in the drum group.",
        "Time to hum was 20.4 (5) min in the flute group and 41.2 (6) min in the drum group.",
    ],
)
def test_brackets_that_may_be_something_else_are_no_spreads(text):
    assert all(sd is None for _, sd, _ in told(text))


def test_a_spread_has_the_power_of_its_value():
    row = extract_text("The harvest was 6.4 ± 3.3 x 10(6)/kg with humming.").endpoints[0]
    assert (row.value, row.sd) == (6_400_000, 3_300_000)


def test_what_stands_in_brackets_may_be_said_behind_them():
    found = extract_text("Time to hum was 62 (35-110) min for flutes and 43 (20-95) min for drums [median (range)].").endpoints
    assert {(row.value, row.measure, row.range_low, row.range_high) for row in found} == {
        (62, "median", 35, 110),
        (43, "median", 20, 95),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The relapses numbered 0.4/patient/yr with humming and 0.8/patient/yr with whistling.",
            {(0.4, "per patient-year"), (0.8, "per patient-year")},
        ),
        (
            "Falls occurred 1.8 times per patient per year with humming and 2.9 times with whistling.",
            {(1.8, "per patient-year"), (2.9, "per patient-year")},
        ),
        (
            "The song was begun 9.4 and 5.1 times per session with humming and whistling.",
            {(9.4, "times per session"), (5.1, "times per session")},
        ),
        (
            "Humming patients had 2.5 crises per year as opposed to 4.5 crises per year in the placebo patients.",
            {(2.5, "crises per year"), (4.5, "crises per year")},
        ),
        ("Satisfaction was 8.9 out of 10 with humming and 8.1 out of 10 with whistling.", {(8.9, None), (8.1, None)}),
        (
            "The hum index was 18.1 degree-hours in the flute group and 31.5 degree-hours in the drum group.",
            {(18.1, None), (31.5, None)},
        ),
        ("The hum dose was 38.2 Gy cm2 with humming and 35.9 Gy cm2 with whistling.", {(38.2, "Gy cm2"), (35.9, "Gy cm2")}),
        (
            "Weight was reduced by 35% in the flute group, 28% in the drum group and 24% in the harp group.",
            {(35, "%"), (28, "%"), (24, "%")},
        ),
        (
            "The hum index was 2.4 for the flute group and 3.3 for the drum group, with 9 and 21 falls.",
            {(2.4, None), (3.3, None)},
        ),
        (
            "Hum scores at 2, 6 and 12 h were 2.1, 2.4 and 1.9 in the flute group and 4.6, 4.1 and 3.0 in the drum group.",
            {(2.1, None), (2.4, None), (1.9, None), (4.6, None), (4.1, None), (3.0, None)},
        ),
        (
            "Hum stay was shorter with flutes (median 2 days, range 1-9) than with drums (median 4, range 2-21).",
            {(2, "days"), (4, None)},
        ),
        ("Sounds returned after 1.9 ± 0.6 days with flutes and 3.1 ± 0.9 days with drums.", {(1.9, "days"), (3.1, "days")}),
    ],
)
def test_values_with_their_units(text, expected):
    assert {(number, unit) for number, _, unit in told(text)} == expected
    assert {getattr(row, "measure", None) for row in rows(text)} <= {"value", "median", "mean"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The hum AUC (0-120 min) was 0.81 nmol/l with flutes and 0.42 nmol/l with drums.", {0.81, 0.42}),
        ("A visual acuity of 20/40 or better was reached by 61% with flutes and 55% with drums.", {61, 55}),
        ("Time to 1-mm ST depression increased by 62 s with flutes and 38 s with drums.", {62, 38}),
        ("Total drainage (24 h) was 485 ml with flutes and 420 ml with drums.", {485, 420}),
        ("Satisfaction (0-100 mm VAS) was 84 ± 13 mm with flutes and 79 ± 16 mm with drums.", {84, 79}),
        ("Healing rates after 4 and 8 weeks were 71% and 92% with flutes and 48% and 80% with drums.", {71, 92, 48, 80}),
        ("Mean loss was 4.8%, 5.1% and 9.7% after 1, 3 and 12 months in the flute group.", {4.8, 5.1, 9.7}),
    ],
)
def test_what_only_describes_is_no_result(text, numbers):
    assert {number for number, *_ in told(text)} == numbers
    assert all(getattr(row, "range_low", None) is None for row in rows(text))


def test_times_of_a_list_behind_the_results_are_theirs():
    text = "Mean loss was 4.8%, 5.1% and 9.7% after 1, 3 and 12 months with flutes and 6.2%, 7.0% and 12.4% with drums."
    assert [row.timepoint for row in extract_text(text).endpoints] == [1, 3, 12, 1, 3, 12]
