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
