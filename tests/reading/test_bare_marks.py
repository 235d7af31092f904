"""Reference numbers that stand bare at the ends of sentences are told from results."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.reading.bare_marks import boxed

_SAID = st.sampled_from(
    (
        "Nausea was reported by {p}% of patients on metformin",
        "Relapse was less common with apixaban than in the placebo group ({p}% vs 61.3%)",
        "Remission was seen in {p}% of those who had three risk factors",
        "Median overall survival was {p} months with apixaban and 61.3 months with placebo",
        "Treatment for 4 weeks led to a cure in {p}% of patients (P = 0.04)",
    )
)
_SHARES = st.floats(5, 60).map(lambda value: round(value, 1))


@st.composite
def _cited(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Statements, and the list of references behind each: new ones come in their order."""
    said = [draw(_SAID).format(p=draw(_SHARES)) for _ in range(draw(st.integers(3, 7)))]
    lists, last = [], 0
    for _ in said:
        last += draw(st.integers(0 if last else 1, 1))
        lists.append(", ".join(map(str, sorted({draw(st.integers(1, last)), last}))))
    return said, lists


@settings(deadline=None, max_examples=30)
@given(_cited(), st.sampled_from(("- {} {}\n", "- {} {}.\n", "{} {}. ")))
def test_bare_references_say_the_same_as_those_in_brackets(cited: tuple[list[str], list[str]], form: str) -> None:
    bare = "".join(form.format(said, marks) for said, marks in zip(*cited, strict=True))
    marked = "".join(form.format(said, f"[{marks}]") for said, marks in zip(*cited, strict=True))
    assert len(boxed(bare)) == 2 * len(cited[0])
    for name in ("endpoints", "adverse_events", "cohorts"):
        found, expected = (daraevidence.extract_text(text).frame(name) for text in (bare, marked))
        pd.testing.assert_frame_equal(_told(found), _told(expected))


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=["id", "start", "end", "line"], errors="ignore")


@pytest.mark.parametrize(
    "text",
    [
        "Twelve patients died by day 28. Death was seen in 4. The score fell from 8 to 3. It was 4 in women and 5 in men. "
        "Response was best in group 3.",
        "Patients in all were\n12\nDeaths in the first year\n4\nDeaths in the second year\n5",
        "Outcome of the patients was told\nPatient 1\nOne more with relapse was Patient 2\nThe last one was called Patient 3",
        "The trial began in phase 1. It went on in phase 2. It ended as a trial of phase 3. It was told of in volume 4.",
        "Nausea was common on apixaban 9. Relapse was rare with metformin 4. Death was seldom on placebo 17.",
    ],
)
def test_numbers_that_count_or_label_are_no_references(text: str) -> None:
    assert boxed(text) == []
