"""Case reports: the age and the values of the one patient are facts of the whole study."""

from __future__ import annotations

from itertools import product

import pytest

import daraevidence

_WHO = ("man", "woman", "male patient")
_TOLD = ("Brenner et al (2020)4 reported a", "Brenner et al (2020) described the case of a")


def _facts(text: str) -> list[tuple[str | None, str | None, float | None, str | None]]:
    found = daraevidence.extract_text(f"Case Reports\n\n{text}").characteristics
    return [(one.cohort, one.characteristic, one.value, one.unit) for one in found]


@pytest.mark.parametrize("age", [19, 47, 83])
def test_age_and_values_of_the_patient(age: int) -> None:
    """``a 58-year-old woman with gout and a serum urate of 9.1 mg/dL``."""
    for told, who in product(_TOLD, _WHO):
        text = f"{told} {age}-year-old {who} with gout and a serum urate of 9.1 mg/dL. Febuxostat 40 mg was given for 20 weeks."
        assert _facts(text) == [("total", "age", age, "years"), ("total", "serum urate", 9.1, "mg/dL")]


@pytest.mark.parametrize("text", ["My patient is a 58-year-old man with an INR of 4.1.", "A 58-year-old man asked for advice."])
def test_a_patient_of_no_study_is_none(text: str) -> None:
    assert not _facts(text)
