"""One drug in several doses: its arms, their results in order, and the lines above lists of results."""

from __future__ import annotations

import pytest

import daraevidence as dara

_DRUGS = ("fenolimab", "QRX-1187", "Novurel")
_PLANS = (
    "Patients were randomized to {d} 100 mg, 200 mg, or placebo.",
    "The trial compared {d} 100 mg and 200 mg with placebo.",
    "Adults were randomized 1:1:1 to once-daily oral {d} (100 mg or 200 mg) or placebo.",
    "The study evaluated {d} 100 or 200 mg versus placebo.",
)


@pytest.mark.parametrize("drug", _DRUGS)
@pytest.mark.parametrize("plan", _PLANS)
def test_each_dose_is_an_arm(drug: str, plan: str) -> None:
    text = f"{plan.format(d=drug)} The response rate was 40% with {drug} 200 mg and 12% with placebo."
    found = dara.extract_text(text)
    assert {f"{drug} 100 mg", f"{drug} 200 mg", "placebo"} <= set(found.frame("cohorts")["cohort"])
    assert dict(zip(found.frame("endpoints")["percent"], found.frame("endpoints")["cohort"])) == {
        40: f"{drug} 200 mg",
        12: "placebo",
    }


@pytest.mark.parametrize("drug", _DRUGS)
@pytest.mark.parametrize("doses", ("8 mg, 16 mg, and 40 mg", "8, 16, and 40 mg", "8 mg, 16 mg and 40 mg"))
def test_doses_in_order(drug: str, doses: str) -> None:
    text = f"The HbA1c level fell by 1.2%, 1.5%, and 1.8% with {drug} {doses}, respectively, versus 0.4% with placebo."
    found = dara.extract_text(text).frame("endpoints")
    assert dict(zip(found["value"], found["cohort"])) == {
        1.2: f"{drug} 8 mg",
        1.5: f"{drug} 16 mg",
        1.8: f"{drug} 40 mg",
        0.4: "placebo",
    }


@pytest.mark.parametrize("text", ("Doses were increased to 5 mg or 10 mg.", "Tablets of 5 mg and 10 mg were compared."))
def test_doses_without_a_drug_are_no_arms(text: str) -> None:
    assert dara.extract_text(text).frame("cohorts").empty


@pytest.mark.parametrize("head", ("EASI-75", "Clinical remission", "ACR50"))
def test_the_line_above_a_list_names_its_results(head: str) -> None:
    first = "- 62% for NOVUREL (n=401) vs 19% for placebo (n=201) in XR-1 (P<0.0001)"
    second = "- 59% for NOVUREL (n=390) vs 16% for placebo (n=198) in XR-2"
    text = f"Results at Week 16\n\n{head}\n{first}\n{second}\n"
    found = dara.extract_text(text).frame("endpoints")
    assert set(found["label"]) == {head}
    assert len(found) == 4


@pytest.mark.parametrize("more", ("far more likely to", "twice as likely to", "less likely to"))
def test_what_is_likely_is_the_outcome(more: str) -> None:
    text = f"Patients on fenolimab were {more} keep their hair than those on placebo (79% versus 25%)."
    labels = set(dara.extract_text(text).frame("endpoints")["label"])
    assert all("likely" not in label for label in labels)
