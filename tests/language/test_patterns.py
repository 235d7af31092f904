"""Patterns that know where they can begin find what they would find else."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.language import patterns
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

FORMS = [
    r"\b(?:in|at|from)\s\w+",
    r"(?<![\w.])\d+(?:\.\d+)?(?!\w)",
    r"(?i)\b(?:kiss|sit|ill)\b",
    r"(?i:k)iss|\bSIT",
    r"(?=[A-Z])\w+",
    r"(?!the)\b(?:t\w+|on)",
    r"(?:the\s+)?(?:(?:two|\d+)\s)+patients?",
    r"(?:a|b|)c",
    r"(?:^|[;,]\s|\band\s)of",
    r"(?P<x>\bone)(?:\sor\s(?P<y>two))?|(?P<z>ten)",
    r"(?>in|inner)\b",
    r"(?:[\s,;]++|\bwas\b)+x",
    r"(?<=o)n\b|^\d",
    r"(?a:\d)x|\by",
    r"\b[k-s]+\b",
    r"[^\W\d_]{2}\b",
    r"(x)?(?(1)y|\bz)",
    r"\b(?:µg|μg|ﬁ|Å)",
]
TEXTS = [
    "",
    "In the two patients at one or two sites, 3.5 from 12 were ill; of ten who sat and of one",
    "KISS K\u0131ss kis\u017f \u212aiss S\u0130T s\u0131t ILL \u0130ll",
    "was , ;  x was x 1x \u0661x yz xy z c ac bc inner in 5 \u00b5g 5 \u03bcg \u00c5 \u212b",
    "one\u00a0or\u2003two on the\nother",
]


def found(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], ...]]:
    groups = range(pattern.groups + 1)
    return [tuple(match.span(group) for group in groups) for match in pattern.finditer(text)]


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII, re.IGNORECASE | re.MULTILINE])
@pytest.mark.parametrize("form", FORMS)
def test_finds_the_same(form: str, flags: int) -> None:
    plain, made = re.compile(form, flags), compiled(form, flags)
    assert (made.pattern, made.flags, made.groupindex) == (plain.pattern, plain.flags, plain.groupindex)
    for text in TEXTS:
        assert found(made, text) == found(plain, text)
        for start in range(0, len(text), 7):
            one, other = made.search(text, start, len(text) - 3), plain.search(text, start, len(text) - 3)
            assert (one and one.span()) == (other and other.span())


@given(st.sampled_from(FORMS), st.text(st.sampled_from("inatfromkKsS ,;.1x\u212a\u017f\u0130\u0131\u0661wabcyz\n\u00a0")))
def test_finds_the_same_in_any_text(form: str, text: str) -> None:
    for flags in (0, re.IGNORECASE):
        assert found(compiled(form, flags), text) == found(re.compile(form, flags), text)


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyz%(5")
def test_every_case_of_a_letter_is_looked_for(letter: str) -> None:
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    form = rf"(?i)(?<!\n\n){re.escape(letter)}"
    assert compiled(form).findall(everything) == re.findall(form, everything)


def every_pattern() -> Iterator[re.Pattern[str]]:
    for module in pkgutil.walk_packages(daraevidence.__path__, "daraevidence."):
        if module.name.split(".")[1] in ("language", "layout", "extractors", "validation", "referee", "reading"):
            for value in vars(importlib.import_module(module.name)).values():
                for each in value if isinstance(value, (tuple, list)) else (value,):
                    if isinstance(each, (re.Pattern, Gated)):
                        yield each.pattern if isinstance(each, Gated) else each


PATTERNS = {(each.pattern, each.flags) for each in every_pattern() if isinstance(each.pattern, str)}
PAIRS = [(compiled(*each), re.compile(*each)) for each in sorted(PATTERNS)]

WORDS = st.sampled_from(
    "the of in and with patients women aged 65 12 (8%) 3.4 months median age was overall survival HR 0.61 (95% CI, 0.4-0.9); "
    "placebo Group received group arm 20 mg daily, vs respectively. Trial NCT01234567 doi:10.1000/1 n = 31 [12] between two "
    "2019 Table 2. randomly assigned P < .001 none – ≥ CR improved from to reduced by grade 3 or 4 adverse events".split()
)


@settings(max_examples=20)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_every_pattern_of_the_library_finds_the_same(text: str) -> None:
    for made, plain in PAIRS:
        one, other = made.search(text), plain.search(text)
        assert (one and one.span()) == (other and other.span()), plain.pattern


def compiled_at_import(tree: ast.AST) -> Iterator[int]:
    """The lines on which a module compiles a pattern by itself when it is imported."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile" and ast.unparse(node.args[0])[:1] != "b":
            yield node.lineno
        yield from compiled_at_import(node)


def test_what_every_pattern_of_the_library_compiles_to_is_kept() -> None:
    for path in sorted(Path(daraevidence.__file__).parent.rglob("*.py")):
        assert not [*compiled_at_import(ast.parse(path.read_text(encoding="utf-8")))], path


@pytest.mark.parametrize(
    ("form", "letters"),
    [
        (r"\b(?:in|at)\b", "ai"),
        (r"(?i)\bage", "Aa"),
        (r"(?<!x)(?:the\s)?women", "tw"),
        (r"\b(?:in|\w+)", ""),
        (r"\b(?:in)?", ""),
        (r"(?=[ab])\w+", "ab"),
    ],
)
def test_what_a_pattern_begins_with(form: str, letters: str) -> None:
    members = patterns._beginning(patterns.parser.parse(form), 0 if "(?i)" not in form else int(re.IGNORECASE))
    assert "".join(sorted(chr(code) for _, code in members)) == letters


def test_an_engine_that_is_not_known_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_KNOWN", False)
    assert compiled(r"\bin", re.IGNORECASE) is re.compile(r"\bin", re.IGNORECASE)


def test_a_pattern_that_is_none_is_refused() -> None:
    with pytest.raises(re.error, match="unterminated"):
        compiled(r"\b(in")
