"""Drugs that no vocabulary knows, told by their places in sentences and by their letters."""

from __future__ import annotations

import pytest

from daraevidence.language.drug_places import drugs_by_place
from daraevidence.language.letters import likeness

NAMES = ("zorelvane", "quintaxol", "melubrix", "fadorine", "tulvestane")

TOLD = (
    "Patients treated with {} had fewer relapses.",
    "{} monotherapy was active.",
    "Headache was seen in {}-treated patients.",
    "Adults took {} or placebo for 8 weeks.",
    "In the {} 30 mg arm, 12 patients left.",
    "The response rate was 41% with {} and 20% with placebo.",
    "Events were rarer in the {} group.",
    "The efficacy of {} was studied.",
    "Women were randomly assigned to {} (n=80) or usual care.",
    "Survival was longer with docetaxel plus {}.",
    "{} was well tolerated.",
    "After switching to {}, no patient relapsed.",
)

OTHERS = (
    "Patients treated with {} had fewer relapses.",
    "The response rate was 41% with {} and 20% with placebo.",
    "Events were rarer in the {} group.",
    "{} was given to 20 patients.",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sentence", TOLD)
def test_unknown_drug_is_told_by_its_place(sentence: str, name: str) -> None:
    start = sentence.startswith("{}")
    assert drugs_by_place(sentence.format(name.capitalize() if start else name)) == {name}


@pytest.mark.parametrize(
    "thing",
    ["surgery", "exercise", "acupuncture", "massage", "coffee", "saline", "milk", "yoga", "sham", "vehicle", "honey", "control",
     "intensive care", "topical agents", "adjuvant chemotherapy", "psychotherapy", "counselling", "dialysis", "bed rest",
     "routine care", "a low-salt diet", "sixteen tablets", "balloon angioplasty", "cranberry juice"],
)  # fmt: skip
@pytest.mark.parametrize("sentence", OTHERS)
def test_other_things_are_no_drugs(sentence: str, thing: str) -> None:
    assert drugs_by_place(sentence.format(thing.capitalize() if sentence.startswith("{}") else thing)) == set()


def test_what_patients_have_is_no_drug() -> None:
    """A disease may be spelt as a drug is; its group is no arm of a drug."""
    text = "Among patients with melubrix, 12% improved. In the melubrix group, 4 patients died."
    assert drugs_by_place(text) == set()


def test_people_are_no_drugs() -> None:
    assert drugs_by_place("In contrast with Olsen, we saw no deaths. Olsen (n=80) reported 4%.") == set()


def test_letters_tell_drugs_from_other_words() -> None:
    assert all(likeness(name) > 0 for name in NAMES)
    assert all(likeness(word) < 0 for word in ("surgery", "asthma", "counselling", "weekly", "mortality"))
