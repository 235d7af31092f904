"""Ratios in brackets behind the names of their outcomes, one or several in a sentence, and percents that a ratio explains."""

from __future__ import annotations

import itertools

import pytest

import daraevidence
from daraevidence.schemas import Endpoint

TEXTS = [
    ("Lorvanil was not associated with an increased risk for {0} ({a}).", ["{0}"]),
    ("There was no increase in {0} ({a}) or {1} ({b}) with lorvanil.", ["{0}", "{1}"]),
    ("No significant difference was observed in {0} ({a}), {1} ({b}) or {2} ({c}).", ["{0}", "{1}", "{2}"]),
    ("The benefit was driven mainly by fewer {0} ({a}).", ["{0}"]),
    ("The reduction was largely explained by {0} ({a}), whereas {1} was unchanged ({b}).", ["{0}", "{1}"]),
    ("Effects were consistent for {0} ({a}) and for {1} ({b}).", ["{0}", "{1}"]),
    ("Screening decreased the incidence of {0} ({a}) without affecting the need for {1} ({b}).",
     ["incidence of {0}", "need for {1}"]),
    ("The pooled analysis showed a significant reduction in {0} ({a}) but no change in {1} ({b}).", ["{0}", "{1}"]),
    ("We found a higher risk of {0} ({a}) and of {1} ({b}) in smokers.", ["risk of {0}", "{1}"]),
    ("Adding the drug conferred a modest benefit on {0} ({a}).", ["{0}"]),
    ("A significant interaction was found for {0} ({a}).", ["{0}"]),
    ("Compared with no treatment, prophylaxis lessened the likelihood of {0} ({a}).", ["likelihood of {0}"]),
    ("We saw no difference in {0} ({a}), with a lower incidence of {1} ({b}) offset by a higher incidence of {2} ({c}).",
     ["{0}", "incidence of {1}", "{2}"]),
]  # fmt: skip
NAMES = [
    ("lactic acidosis", "hip fracture", "stent thrombosis"),
    ("hospital admissions for asthma", "acute kidney injury", "wound infection"),
    ("cardiovascular death", "non-cardiovascular death", "all-cause death"),
]
RATIOS = {
    "a": "RR 0.85; 95% CI 0.77-0.95",
    "b": "RR 1.08, 95% CI 0.71 to 1.62; P = 0.73",
    "c": "RR 1.21, 95% CI 0.98 to 1.49; I 2 = 75.0%",
}


def endpoints(text: str) -> list[Endpoint]:
    return list(daraevidence.extract_text(text).endpoints)


@pytest.mark.parametrize(("text", "labels"), TEXTS)
def test_each_ratio_is_of_the_outcome_before_its_bracket(text: str, labels: list[str]) -> None:
    for names in NAMES:
        found = endpoints(text.format(*names, **RATIOS))
        assert [(one.label, one.value) for one in found] == list(
            zip((label.format(*names) for label in labels), (0.85, 1.08, 1.21), strict=False)
        )


@pytest.mark.parametrize(
    "text",
    [
        "{0} was reduced by 28% (HR 0.72; 95% CI 0.57-0.91), {1} by 33% (HR 0.67) and {2} by 9% (HR 0.91; 95% CI 0.77-1.08).",
        "{0} fell by 28% (hazard ratio, 0.72), {1} by 33% (hazard ratio, 0.67) and {2} by 9% (hazard ratio, 0.91).",
    ],
)
def test_a_percent_that_the_ratio_behind_it_explains_is_a_reduction(text: str) -> None:
    for names in itertools.islice(itertools.permutations(("Amputation", "Major bleeding", "Death"), 3), 3):
        found = endpoints(text.format(names[0], names[1].lower(), names[2].lower()))
        assert [(one.label.casefold(), one.measure, one.value) for one in found if one.label] == [
            (name.casefold(), measure, value)
            for name, reduction, ratio in zip(names, (28, 33, 9), (0.72, 0.67, 0.91), strict=True)
            for measure, value in (("risk_reduction", reduction), ("hazard_ratio", ratio))
        ]


@pytest.mark.parametrize("what", ["increase in", "reduction in", "clinical benefit on", "mortality excess from", "rise in"])
def test_no_change_is_no_count_of_nothing(what: str) -> None:
    assert not endpoints(f"There was no {what} lactic acidosis with lorvanil.")


def test_how_far_trials_differ_is_no_result() -> None:
    for told in ("I2 = 75.0%", "I 2 = 75.0%", "I\u00b2=75.0%", "I-squared of 75.0%"):
        extraction = daraevidence.extract_text(
            f"Pneumonia was as frequent (RR 1.67; 95% CI 0.58-4.77, with heterogeneity, {told})."
        )
        assert [one.value for one in extraction.endpoints] == [1.67]
        assert not extraction.adverse_events
        assert "75.0" in {entry.text for entry in extraction.ledger if not entry.claimed}


def test_a_rate_ratio_in_letters_is_a_ratio_and_an_infusion_reaction_is_none() -> None:
    told = "The incidence of sepsis was 4.1 per 1000 person-years in vaccinated and 6.3 in other adults ({}; 95% CI 0.55-0.77)."
    for form in ("IRR 0.65", "IRR, 0.65", "aIRR = 0.65", "adjusted IRR 0.65"):
        (ratio,) = [one for one in endpoints(told.format(form)) if one.value == 0.65]
        assert (ratio.measure, ratio.ci_low, ratio.ci_high) == ("relative_risk", 0.55, 0.77)
    (event,) = daraevidence.extract_text("Infusion-related reactions (IRR, 5.4%) were mild.").adverse_events
    assert (event.term, event.percent) == ("Infusion-related reactions", 5.4)
