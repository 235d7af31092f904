"""Texts that would stop a reader whose patterns go back and forth: long runs of one thing. They end, and lose nothing."""

import re

import pytest

from daraevidence import extract_text

UNITS = {
    "spaces": " ",
    "blank lines": " \n",
    "opening brackets": "([",
    "closing brackets": ")",
    "digits": "1",
    "decimals": "1.2.",
    "thousands": "1,",
    "en dashes": "1–",
    "letters": "a",
    "words": "word ",
    "capitals": "AB ",
    "n and percent": "12 (34%), ",
    "interval heads": "95% CI, ",
    "ratios": "HR 0.5 ",
    "P values": "P<0.001 ",
    "comparisons": "12 vs 13 ",
    "respectively": "12 and 13, respectively, ",
    "citations": "word.1,2 ",
    "bullets": "  • 12 patients (34%)\n",
    "cells": "12 (34)\n",
    "labels": "Label, n (%)\n12 (3)\n",
    "pipes": "| a | b |\n",
    "long and short": "alpha beta (AB) ",
    "drugs": "daratumumab, ",
    "doses": "1800 mg SC weekly ",
    "exponents": "x 106/kg ",
    "references": "1 Smith J. Title. J Med. 2020;1(2):3-4.\n",
    "headings": "Results\n\n",
    "broken words": "mobili-\nzation\n",
    "sentences": "Median PFS was 5 months in arm A and 6 months in arm B. ",
}


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_a_long_run_ends_and_keeps_its_numbers(unit):
    text = (unit * 8_000)[:8_000]
    ex = extract_text(text)
    assert ex.text == text
    kept = set().union(*(range(entry.start, entry.end) for entry in ex.ledger)) if ex.ledger else set()
    assert all(kept.issuperset(range(*digits.span())) for digits in re.finditer(r"[0-9]+", text))


def test_a_phrase_between_wide_gaps_ends():
    """Blanks where something else was cut out of a phrase."""
    gap = " " * 400
    ex = extract_text(f"SUMMARY\n\nOf 54 patients, 46 (85%) received {gap} between {gap} at 5 centers{gap}.\n")
    assert [entry.text for entry in ex.ledger] == ["54", "46", "85", "5"]
