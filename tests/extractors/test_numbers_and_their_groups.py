"""Which number belongs to which group: constructions of comparison times ways to name groups times kinds of outcome."""

from __future__ import annotations

import itertools

import pytest

import daraevidence

DRUGS = ("velotinib", "marosertib")
DOSES = (("0.5", "1.0"), ("5", "10"), ("100", "200"))
#: an outcome with its two results as printed, and the numbers
OUTCOMES = (
    ("the rate of clinical remission", ("34.1%", "21.7%"), (34.1, 21.7)),
    ("median overall survival", ("18.4 months", "12.9 months"), (18.4, 12.9)),
    ("the rate of exacerbations", ("1.4 events per patient-year", "0.9 events per patient-year"), (1.4, 0.9)),
)


def links(text: str) -> dict[float, tuple[str | None, str | None]]:
    """The group and the comparator of each number of the outcomes of a text."""
    return {
        number: (one.cohort, one.comparator)
        for one in daraevidence.extract_text(text).endpoints
        if (number := one.value if one.percent is None else one.percent) is not None
    }


def folded(found: dict[float, tuple[str | None, str | None]]) -> dict[float, tuple[str, str]]:
    return {number: ((one or "").casefold(), (other or "").casefold()) for number, (one, other) in found.items()}


#: a sentence with two groups ``{a}`` and ``{b}`` and their results ``{v}`` and ``{w}`` of the outcome ``{o}``
OF_TWO_DOSES = (
    "With {a}, {o} was {v}; with {b}, it was {w}.",
    "In this trial, {o} was {v} with {a} versus {w} with {b}.",
    "In this trial, {o} was higher with {a} than with {b} ({v} vs {w}).",
    "In this trial, {o} with {a} was {v}, which was higher than the {w} seen with {b}.",
    "In this trial, {o} was {v} with {a}, whereas with {b} it was {w}.",
)


@pytest.mark.parametrize("template", OF_TWO_DOSES)
def test_one_drug_in_two_doses_is_two_groups(template: str) -> None:
    for drug, (low, high), (outcome, (v, w), (x, y)) in itertools.product(DRUGS, DOSES, OUTCOMES):
        a, b = f"{drug} {high} mg", f"{drug} {low} mg"
        text = template.format(a=a, b=b, o=outcome, v=v, w=w)
        assert folded(links(text)) == {x: (a, b), y: (b, a)}, text


def test_each_dose_has_its_ratio() -> None:
    for drug, (low, high) in itertools.product(DRUGS, DOSES):
        text = (
            f"The risk of stroke was lower with {drug} {low} mg (HR 0.61; 95% CI, 0.40 to 0.91) and {drug} {high} mg "
            "(HR 0.55; 95% CI, 0.35 to 0.86) than with placebo."
        )
        assert links(text) == {0.61: (f"{drug} {low} mg", "placebo"), 0.55: (f"{drug} {high} mg", "placebo")}, text


def test_a_dose_with_decimals_names_a_group() -> None:
    for (low, high), (outcome, (v, w), (x, y)) in itertools.product(DOSES, OUTCOMES):
        text = f"In this trial, {outcome} was {v} in the {high}-mg group versus {w} in the {low}-mg group."
        assert links(text) == {x: (f"{high}-mg group", f"{low}-mg group"), y: (f"{low}-mg group", f"{high}-mg group")}, text


def test_steps_of_one_dose_are_no_groups() -> None:
    text = "Patients started velotinib 5 mg, which was titrated to velotinib 10 mg; 34.1% had a clinical remission."
    assert all("mg" not in (one.cohort or "") for one in daraevidence.extract_text(text).endpoints)
