"""A gate of words lets through every text that its pattern matches."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import daraevidence
from daraevidence.language.gated import Gated


def gates() -> Iterator[tuple[str, Gated]]:
    for module in pkgutil.walk_packages(daraevidence.__path__, "daraevidence."):
        if module.name.split(".")[1] in ("language", "layout", "extractors", "validation", "referee", "reading"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Gated):
                    yield f"{module.name}.{name}", value


def letter(op: Any, value: Any) -> str:
    """The one letter, in small, that a part of a parsed pattern reads; else nothing."""
    if op is ops.LITERAL:
        return chr(value).lower()
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in value):
        letters = {chr(code).lower() for _, code in value}
        return letters.pop() if len(letters) == 1 else ""
    return ""


def needs(parsed: Any, words: tuple[str, ...]) -> bool:
    """Whether every match of a parsed pattern holds one of the words."""
    run = ""
    for op, value in [*parsed, (None, None)]:
        if one := letter(op, value):
            run += one
            continue
        if op is ops.AT:
            continue
        if any(word in run for word in words):
            return True
        run = ""
        if op is ops.SUBPATTERN and needs(value[3], words):
            return True
        if op is ops.BRANCH and all(needs(each, words) for each in value[1]):
            return True
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT) and value[0] and needs(value[2], words):
            return True
        if op is ops.ASSERT and needs(value[1], words):
            return True
    return False


@pytest.mark.parametrize(("name", "gate"), [pytest.param(*each, id=each[0]) for each in gates()])
def test_no_match_without_a_word(name: str, gate: Gated) -> None:
    assert needs(parser.parse(gate.pattern.pattern, gate.pattern.flags), gate.needed), f"{name}: a match needs none of its words"


def test_a_gate_that_forgets_a_word_is_seen() -> None:
    assert not needs(parser.parse("(?:cats?|dogs?) sleep"), ("cat", "dog "))
    assert needs(parser.parse("(?:cats?|dogs?) sleep"), ("cat", "dog"))


def test_the_gate_is_blind_to_case_and_keeps_places() -> None:
    gate = Gated("cat|dog", r"\b(?:cats?|dogs?)\b", re.IGNORECASE)
    text = "A CAT and two Dogs"
    assert [match[0] for match in gate.finditer(text)] == ["CAT", "Dogs"]
    assert gate.search(text, 6) is not None
    assert gate.search(text, 6, 14) is None
    assert gate.search("a bird") is None
    assert list(gate.finditer("a bird")) == []
