"""What news tell beside results: the stock market, who said it, words that name no outcome."""

from __future__ import annotations

import pytest

import daraevidence as dara
from daraevidence.extractors.sentence.plain_names import says_nothing

_COMPANIES = ("Alderon", "Quillmark Bio", "Vantrell Pharma Ltd.")
_MOVES = (
    "{c} (NASDAQ:{t}) jumps 38% premarket after reporting on {drug}.",
    "Shares of {c} (NYSE: {t}) fell about 21% on Tuesday.",
    "{c} stock slid nearly 31% in late trading.",
    "{c} lost 61p (22%) to 216p in London.",
    "{c} ({t} -0.4%) reports further results on {drug} against a product of Norbex (NBX +0.2% ).",
    "Net sales of {drug} rose 12% to $340 million.",
)


@pytest.mark.parametrize("company", _COMPANIES)
@pytest.mark.parametrize("told", _MOVES)
def test_the_stock_market_is_no_result(company: str, told: str) -> None:
    text = told.format(c=company, t="ALDR", drug="fenolimab")
    assert dara.extract_text(text).frame("endpoints").empty


@pytest.mark.parametrize("told", _MOVES[:3])
def test_a_result_beside_the_market_is_read(told: str) -> None:
    text = (
        told.format(c="Alderon", t="ALDR", drug="fenolimab") + " The response rate was 44% with fenolimab and 20% with placebo."
    )
    found = dara.extract_text(text).frame("endpoints")
    assert sorted(found["percent"]) == [20, 44]
    assert set(found["label"]) == {"response rate"}


@pytest.mark.parametrize("company", _COMPANIES)
@pytest.mark.parametrize("verb", ("said", "announced today that", "disclosed"))
def test_who_tells_is_no_outcome(company: str, verb: str) -> None:
    text = f"{company} {verb} the response rate was 44% with fenolimab versus 20% with placebo."
    found = dara.extract_text(text).frame("endpoints")
    assert set(found["label"]) == {"response rate"}
    assert set(found["cohort"]) == {"fenolimab", "placebo"}


@pytest.mark.parametrize("behind", ('," said Ada Lorne, M.D., chief executive of Alderon.', '," the company added.'))
def test_who_is_quoted_is_no_outcome(behind: str) -> None:
    text = f'"The response rate was 44% with fenolimab versus 20% with placebo{behind}'
    assert set(dara.extract_text(text).frame("endpoints")["label"]) == {"response rate"}


@pytest.mark.parametrize("goal", ("overall survival (OS)", "progression-free survival (PFS)"))
@pytest.mark.parametrize("aim", ("improving", "a significant improvement in", "longer"))
def test_the_goal_of_a_trial_names_the_ratio(goal: str, aim: str) -> None:
    text = f"Fenolinib failed to meet the primary endpoint of {aim} {goal} versus placebo (HR 0.92, 95% CI 0.80-1.06)."
    found = dara.extract_text(text).frame("endpoints")
    assert list(found["endpoint"]) == [goal[-4:-1].strip("(")]


def test_significance_names_nothing() -> None:
    text = "The response rate was 44% with fenolimab, statistically significant versus placebo's 20%."
    assert "significant" not in set(dara.extract_text(text).frame("endpoints")["label"])


@pytest.mark.parametrize("label", ("said they would go on", "response rate", "primary end point", "benefit over placebo"))
def test_what_patients_did_stays(label: str) -> None:
    assert not says_nothing(label)


@pytest.mark.parametrize("ahead", ("ahead of the", "outperforming the", "against the", "in stark contrast to the"))
def test_results_set_against_those_before(ahead: str) -> None:
    text = f"The study showed that 61.5% of people receiving fenolimab had a response, {ahead} 44.9% with placebo."
    found = dara.extract_text(text).frame("endpoints")
    assert dict(zip(found["percent"], found["cohort"])) == {61.5: "fenolimab", 44.9: "placebo"}
    assert len(set(found["label"])) == 1


def test_a_start_in_passing_is_a_characteristic() -> None:
    found = dara.extract_text("People given fenolimab achieved a 2.1% HbA1c reduction from a mean baseline of 8.4%.")
    assert list(found.frame("endpoints")["value"]) == [2.1]
    assert list(found.frame("characteristics")["value"]) == [8.4]


@pytest.mark.parametrize(
    "text",
    (
        "Nine out of 10 of our programs are first in class.",
        "Analysts at Dale see peak sales of $1.1 billion, a 20% share of the market.",
        "Shares were 2.5% lower in premarket trading.",
    ),
)
def test_companies_have_no_outcomes(text: str) -> None:
    assert dara.extract_text(text).frame("endpoints").empty


def test_each_of_a_list_of_ratios_has_its_name() -> None:
    text = "Fenolimab caused more fatigue (OR = 1.28, 95%CI 1.11-1.48), hot flush (OR = 1.61, 95%CI 1.33-1.95) "
    text += "and rash (OR=1.44, 95%CI 1.05-1.97)."
    found = dara.extract_text(text).frame("endpoints")
    assert list(zip(found["label"], found["value"]))[1:] == [("hot flush", 1.61), ("rash", 1.44)]


def test_several_ratios_of_one_word() -> None:
    found = dara.extract_text("Pooled HRs were 0.68 for overall survival, 0.51 for relapse, and 0.47 for death.").frame(
        "endpoints"
    )
    assert list(found["value"]) == [0.68, 0.51, 0.47]
    assert set(found["measure"]) == {"hazard_ratio"}


@pytest.mark.parametrize("word", ("Pre-bronchodilator", "Post-bronchodilator"))
def test_when_it_was_measured_is_no_drug(word: str) -> None:
    found = dara.extract_text(f"{word} FEV1 rose by 130 mL more than with placebo at week 52.")
    assert "bronchodilator" not in set(found.frame("regimens")["regimen"])


def test_the_difference_of_each_dose_from_placebo() -> None:
    text = (
        "The LS mean change from baseline was -12.4 for fenolimab 10 mg, -13.9 for fenolimab 20 mg and -9.8 for placebo; "
        "the difference from placebo was -2.6 (95% CI -4.5, -0.7) and -4.1 (95% CI -6.0, -2.2), respectively."
    )
    found = dara.extract_text(text).frame("endpoints")
    told = {value: (cohort, against) for value, cohort, against in zip(found["value"], found["cohort"], found["comparator"])}
    assert told[-2.6] == ("fenolimab 10 mg", "placebo")
    assert told[-4.1] == ("fenolimab 20 mg", "placebo")


@pytest.mark.parametrize("verb", ("saw", "experienced", "had", "showed"))
@pytest.mark.parametrize("arms", (("fenolimab", "placebo"), ("75 mg", "250 mg")))
def test_each_clause_has_its_subject(verb: str, arms: tuple[str, str]) -> None:
    text = f"Patients receiving {arms[0]} {verb} a mean improvement in EASI score of 62.3%, "
    text += f"those receiving {arms[1]} {verb} a mean improvement in EASI score of 39.2%."
    found = dara.extract_text(text).frame("endpoints")
    told = dict(zip(found["value"], found["cohort"]))
    assert told[62.3].endswith(arms[0])
    assert told[39.2].endswith(arms[1])


def test_those_in_whom_it_was_tried_are_no_arm() -> None:
    text = "Fenolimab cut urine protein by 37.2% at nine months versus 3.4% for placebo in patients with IgA nephropathy."
    found = dara.extract_text(text).frame("endpoints")
    assert dict(zip(found["value"], found["cohort"])) == {37.2: "Fenolimab", 3.4: "placebo"}


def test_a_part_has_its_own_outcome() -> None:
    found = dara.extract_text("Overall, 44 of 71 people (62%) responded, including 19 (27%) with a complete response.").frame(
        "endpoints"
    )
    assert dict(zip(found["n"], found["endpoint"]))[19] == "CR"


@pytest.mark.parametrize("scale", ("IGA", "vIGA-AD", "sPGA"))
@pytest.mark.parametrize("level", ("0/1", "0 or 1"))
def test_levels_of_a_scale_are_a_name(scale: str, level: str) -> None:
    text = "48.2% (n/N=121/251) of patients on fenolimab and 21.7% (26/120) of those on placebo "
    text += f"achieved {scale} {level} at Week 16."
    found = dara.extract_text(text).frame("endpoints")
    assert list(found["percent"]) == [48.2, 21.7]
    assert list(found["n"]) == [121, 26]
    assert set(found["label"]) == {f"{scale} {level}"}


@pytest.mark.parametrize(
    "text",
    (
        "Asthma costs the US more than $80 billion a year.",
        "Flu kills as many as 650,000 people a year.",
        "This comes at the price of one additional major bleed for every 250 patients.",
    ),
)
def test_burdens_are_no_results(text: str) -> None:
    found = dara.extract_text(text).frame("endpoints")
    assert not set(found["n"].dropna()) & {250, 650000}
    assert found["value"].dropna().empty
