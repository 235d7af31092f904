"""Several outcomes in one list, with a result for each: what is shared by their names, and what is not."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text

WHOLE = ["systolic blood pressure", "body weight", "LDL cholesterol", "waist circumference", "stroke", "pulse rate"]


def told(text: str) -> list[tuple[str, float]]:
    """Label and value of each result, in order."""
    return [(each.label, each.value if each.value is not None else each.percent) for each in extract_text(text).endpoints]


@given(st.lists(st.sampled_from(WHOLE), min_size=2, max_size=4, unique=True), st.sampled_from(["", " from baseline"]))
def test_what_changed_is_told_by_whole_names(names: list[str], since: str) -> None:
    values = [f"-{i}.5" for i in range(1, len(names) + 1)]
    what, numbers = (f"{', '.join(each[:-1])} and {each[-1]}" for each in (names, values))
    text = f"Mean changes{since} in {what} were {numbers}, respectively."
    assert told(text) == [(f"Mean changes{since} in {name}", float(value)) for name, value in zip(names, values, strict=True)]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("The median time to neutrophil and platelet recovery was 11 and 14 days.", ["neutrophil recovery", "platelet recovery"]),
        ("The risks of stroke and systemic embolism were 1.2% and 0.3%, respectively.", ["stroke", "systemic embolism"]),
        (
            "Reductions in LDL cholesterol, apolipoprotein B and lipoprotein(a) were 52%, 44%, and 21%, respectively.",
            ["LDL cholesterol", "apolipoprotein B", "lipoprotein(a)"],
        ),
        (
            "The rates of stroke, death and myocardial infarction were 5%, 3%, and 1%, respectively.",
            ["stroke", "death", "myocardial infarction"],
        ),
    ],
)
def test_the_last_word_is_shared_only_by_what_is_no_name_without_it(text: str, labels: list[str]) -> None:
    found = [label for label, _ in told(text)]
    assert [label.endswith(end) for label, end in zip(found, labels, strict=True)] == [True] * len(labels), found


@pytest.mark.parametrize(("kind", "last"), list(product(["hazard", "odds"], ["0.76", "0.76 (0.60-0.97)"])))
def test_a_list_of_ratios_is_of_the_outcomes_before_it(kind: str, last: str) -> None:
    text = f"The {kind} ratios for amputation, stroke and bleeding were 0.81 (95% CI 0.70-0.95), 0.66 and {last}, respectively."
    records = extract_text(text).endpoints
    assert [(each.measure, each.value) for each in records] == [(f"{kind}_ratio", value) for value in (0.81, 0.66, 0.76)]
    assert [each.label for each in records][1:] == ["stroke", "bleeding"]
    assert (records[0].ci_low, records[0].ci_high) == (0.70, 0.95)


@pytest.mark.parametrize("named", ["Studies 1 and 2", "Trials 1, 2 and 3", "studies 1-3"])
def test_numbers_of_studies_are_no_results(named: str) -> None:
    text = f"In the controlled trials ({named}), the mean changes in weight and pulse were -5 kg and -6 bpm, respectively."
    assert told(text) == [("mean changes in weight", -5.0), ("mean changes in pulse", -6.0)]


@pytest.mark.parametrize("got", ["were treated with", "were administered", "were exposed to", "had been given"])
def test_those_who_got_the_treatment_are_no_result(got: str) -> None:
    text = f"In controlled trials, 184 patients with gout {got} febulinase for 6 months."
    assert not extract_text(text).endpoints
    assert not extract_text(text).characteristics


@pytest.mark.parametrize("how", ["significantly", "clinically and significantly", "modestly but consistently"])
def test_how_a_verb_is_meant_is_part_of_no_name(how: str) -> None:
    text = f"Results showed that febulinase {how} improved overall survival compared with placebo (8.6 vs 6.3 months)."
    records = extract_text(text).endpoints
    assert [(each.cohort, each.endpoint, each.value) for each in records] == [("febulinase", "OS", 8.6), ("placebo", "OS", 6.3)]


@pytest.mark.parametrize(
    "text",
    [
        "It has been uncertain how 10 years of febulinase compare with 5.",
        "Febulinase 50mg BD x 7d (21d cycle) was given.",
        "41 patients were response-evaluable.",
    ],
)
def test_questions_courses_and_who_could_be_judged_are_no_result(text: str) -> None:
    assert not extract_text(text).endpoints
