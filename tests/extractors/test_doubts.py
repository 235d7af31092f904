"""How sure a record is of its group, and why; what a caller does not want is left out."""

import daraevidence
from daraevidence import Options

ARMS = "We randomly assigned 90 adults with gout to early surgery and 92 to watchful waiting.\n\n"


def told(text: str, **options: object) -> list[tuple[str | None, float, tuple[str, ...]]]:
    found = daraevidence.extract_text(text, options=Options(**options))  # type: ignore[arg-type]
    return [(row.cohort, row.confidence, row.reasons) for row in found.endpoints]


def test_a_known_group_named_in_the_sentence_is_sure() -> None:
    found = told(ARMS + "Remission occurred in 12 patients (13%) with early surgery.")
    assert found == [("early surgery", 1.0, ("group named in the sentence",))]


def test_a_group_that_only_this_sentence_names_is_less_so() -> None:
    found = told("Remission occurred in 13% with early surgery and in 20% with watchful waiting.")
    assert [row[:2] for row in found] == [("early surgery", 0.8), ("watchful waiting", 0.8)]
    assert all("group named in this sentence only" in row[2] for row in found)


def test_a_group_that_holds_is_inherited() -> None:
    text = "Results of the early surgery group\n\nIn the early surgery group:\n\n  • Remission occurred in 12 patients (13%).\n"
    found = told(ARMS + text)
    assert found == [("early surgery", 0.9, ("group inherited from the section",))]


def test_the_least_confidence_leaves_out_what_is_below() -> None:
    text = ARMS + "Remission occurred in 13% with early surgery. Relapse was more frequent (30% vs 20%) than expected."
    every = told(text)
    least = sorted(confidence for _, confidence, _ in every)[-1]
    kept = told(text, min_confidence=least)
    assert 0 < len(kept) < len(every)
    assert all(confidence >= least for _, confidence, _ in kept)
    frame = daraevidence.extract_text(text, options=Options(min_confidence=least)).frame("endpoints")
    assert list(frame["confidence"]) == [confidence for _, confidence, _ in kept]
