"""A pattern that is tried at numbers only finds what it finds when it is tried everywhere."""

from __future__ import annotations

import importlib
import pkgutil
import random
from collections.abc import Iterator

import pytest

import daraevidence
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import NUMBER

_NUMBERS = [
    *(
        "0 7 12 480 1,204 12,000 3\u00a0400 12.5 1/2 zero one two three four five six seven eight nine ten eleven twelve "
        "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
        "twenty-one Ninety-nine SIX \u017fix F\u0131ve E\u0130GHT oneself often x12 12x -5 5%"
    ).split(" "),
    *("a hundred", "A hundred and six", "two thousand", "a thousand, two hundred and five", "one hundred and"),
]
_WORDS = (
    "patients women in with of the and were who whom these had received took each arm group cohort assigned to given on treated "
    "low risk stage first formed safety population placebo X-12 (n = ) ( ) / % , ; : . [ ] remaining other carriers responders"
).split()


def patterns() -> Iterator[tuple[str, AtNumber]]:
    for module in pkgutil.walk_packages(daraevidence.__path__, "daraevidence."):
        if module.name.split(".")[1] == "extractors":
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, AtNumber):
                    yield f"{module.name}.{name}", value


def texts(count: int) -> Iterator[str]:
    chance = random.Random(7)
    for _ in range(count):
        parts = [chance.choice(_NUMBERS if chance.random() < 0.35 else _WORDS) for _ in range(chance.randint(1, 24))]
        yield "".join(part + chance.choice((" ", " ", " ", "", "\n")) for part in parts)


@pytest.mark.parametrize(("name", "pattern"), [pytest.param(*each, id=each[0]) for each in patterns()])
def test_finds_the_same_as_everywhere(name: str, pattern: AtNumber) -> None:
    needed = pattern.needed[0] == ""
    for text in texts(400):
        for start, end in ((0, len(text)), (5, len(text)), (3, 40)):
            everywhere = [match.span() for match in pattern.pattern.finditer(text, start, end)]
            assert [match.span() for match in pattern.finditer(text, start, end)] == everywhere, f"{name}: {text!r}"
            first = pattern.search(text, start, end)
            assert (first.span() if first else None) == (everywhere[0] if everywhere else None)
            assert needed or pattern.may_match(text) or not everywhere


@pytest.mark.parametrize("number", [*_NUMBERS, "someone", "weight", "stone"])
def test_every_number_that_begins_a_word_is_tried(number: str) -> None:
    bare = AtNumber("", rf"(?<!\w){NUMBER}")
    for text in (number, f"({number} of them)", f"and{number}", f"all {number} patients, {number}"):
        assert [match.span() for match in bare.finditer(text)] == [match.span() for match in bare.pattern.finditer(text)]
