"""What a document says does not hang on what its drugs are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

import daraevidence as dara

KNOWN = ("baricitinib", "docetaxel")
UNKNOWN = (("zorelvane", "quintaxol"), ("melubrix", "fadorine"), ("tulvestane", "rodamine"))

DOCUMENTS = (
    "Median overall survival was 15.1 months in the {a} group and 11.6 months in the {b} group (HR, 0.70; 95% CI, 0.55-0.89).",
    "Patients were randomized to {a} (n=140) or {b} (n=138). Nausea occurred in 31% of {a}-treated patients and 22% of "
    "{b}-treated patients.",
    "Among 96 patients who received {a}, 41 (42.7%) had a partial response. Serious infections were seen in 4 patients.",
    "The rate of complete response was 34% with {a} and 18% with placebo.",
    "Two-year survival was 64% among patients treated with {a} plus {b} and 51% among those treated with {b} alone.",
    "Stroke was less frequent with {a} than with {b} (1.1% vs 2.3%; P=0.01).",
    "Relapse occurred in 14 patients (12.1%) who continued {a} and in 33 (28.4%) who stopped {a}.",
    """Long-term results with {a}

Weiler et al (2022) reported an open-label study in which 118 adults received {a} 30 mg once daily.

Results
• Remission was reached by 52 patients (44.1%).
• 9 patients (7.6%) discontinued {a}.

Event, n (%)        {A} (n=118)     {B} (n=112)
Rash                21 (17.8)       12 (10.7)
Fatigue             13 (11.0)       15 (13.4)
""",
)


def _records(text: str, names: Mapping[str, str]) -> list[Any]:
    """All records with the names of drugs put back, without what tells places."""
    extraction = dara.extract_text(text)
    pattern = re.compile("|".join(names), re.IGNORECASE)
    found = []
    for name in ("studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events"):
        frame = extraction.frame(name)
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            kept = {}
            for column, value in row.items():
                if column in ("id", "start", "end", "page", "confidence") or value is None:
                    continue
                said = pattern.sub(lambda match: names[match[0].lower()], str(value)).lower()
                kept[column] = " + ".join(sorted(said.split(" + "))) if column == "drugs" else said
            found.append((name, tuple(sorted(kept.items()))))
    return sorted(found)


def _printed(document: str, names: tuple[str, str]) -> str:
    first, second = names
    return document.format(a=first, b=second, A=first.capitalize(), B=second.capitalize())


@pytest.mark.parametrize("names", UNKNOWN)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_records_do_not_hang_on_the_names_of_drugs(document: str, names: tuple[str, str]) -> None:
    known = _records(_printed(document, KNOWN), dict(zip(KNOWN, KNOWN, strict=True)))
    assert _records(_printed(document, names), dict(zip(names, KNOWN, strict=True))) == known


def test_drugs_of_one_document_are_forgotten_behind_it() -> None:
    """What one text tells of a word holds in that text alone."""
    alone = "The zorelvane rate was 12%."
    before = _records(alone, {"zorelvane": "zorelvane"})
    dara.extract_text("Patients treated with zorelvane had fewer relapses (12% vs 18%).")
    assert _records(alone, {"zorelvane": "zorelvane"}) == before
