"""Percents below a group's name whose size stands elsewhere; numbers of authors; headers that end in ``P value``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.language.numbers import as_number
from daraevidence.language.rounding import fit_percent


def _findings(text: str) -> list[tuple[str, str, str]]:
    found = daraevidence.extract_text(text).findings
    return [(each.rule, each.severity, " ".join(each.quote.split())) for each in found if each.rule != "number-unread"]


_STUDY = "Okafor et al (2023)1 conducted a retrospective study of 900 patients.\n\n"


def _tables(size: int, other: int, *cells: str) -> str:
    first = f"Characteristics1\n|  | Arm A (N={size}) | Arm B (N={other}) |\n|---|---|---|\n| Male | 30 | 31 |\n\n"
    rows = "".join(f"| Kd{i} | {cell} | 30 |\n" for i, cell in enumerate(cells))
    return f"{_STUDY}{first}Next Treatment1\n| Regimen, n [%] | Arm A | Arm B |\n|---|---|---|\n{rows}"


@given(st.integers(60, 400), st.integers(20, 400), st.integers(2, 50))
def test_percents_of_a_part_of_a_group_sized_elsewhere(size: int, part: int, n: int) -> None:
    percent = round(100 * n / part)
    if part > size or n > part or not 0 < percent < 100:
        return
    fit = fit_percent(n, size, as_number(str(percent), 0))
    cell = f"{n} [{percent}]"
    found = [each for each in _findings(_tables(size, 70, cell)) if each[2].startswith(cell)]
    apart = fit.reading in ("near", "no")
    assert found == ([("percent-denominator-other", "info", cell)] if apart else [])


def test_of_which_patients_a_percent_is() -> None:
    text = _tables(206, 94, "20 [13]", "31 [20]")
    found = daraevidence.extract_text(text).findings
    other = [each for each in found if each.rule == "percent-denominator-other"]
    assert [(each.quote, each.severity, each.cause is None) for each in other] == [
        ("20 [13]", "info", True),
        ("31 [20]", "info", False),
    ]


@pytest.mark.parametrize(
    "authors",
    [
        "Ana Prieto,1 Jo Okafor,2 Li Wu3",
        "A. Prieto1, J.-P. Okafor2,3, and Åse Lind-Gil4",
        "Ana Prieto1 Marta van der Berg2,* Ola Ek3",
    ],
)
def test_numbers_of_authors_are_no_references(authors: str) -> None:
    body = (
        "To the Editor:\n\nThe drug is used.1 It helped 12 of 40 patients.\n\nReferences\n1. Lee A. A trial. J Med. 2020;1:2.\n"
    )
    text = f"A study of a drug in older patients\n\n{authors}\n\n{body}"
    assert "reference-unresolved" not in [rule for rule, _, _ in _findings(text)]
    cited = text.replace("patients.\n\nRef", "patients.3\n\nRef")
    assert "reference-unresolved" in [rule for rule, _, _ in _findings(cited)]


def test_a_header_that_ends_in_p_value() -> None:
    head = "Outcomes, events    Drug      Placebo    P value\n100 patient-years   (N=640)   (N=280)\n"
    text = f"{head}Stroke              5.2       5.9        .26\n"
    assert "p-out-of-range" not in [rule for rule, _, _ in _findings(text)]
    assert ("p-out-of-range", "error", "P=1.3") in _findings("Response was 12% and 30% (P=1.3).")


@given(st.integers(1, 60), st.sampled_from([8, 16, 40, 80, 200]))
def test_halves_rounded_two_ways(n: int, size: int) -> None:
    if n >= size or 200 * n % size or (200 * n // size) % 2 == 0:
        return
    down = 100 * n // size
    rows = f"| Female | {n} ({down}) |\n| Smoker | {n} ({down + 1}) |\n| Drinker | {n} ({down + 1}) |\n"
    found = _findings(f"{_STUDY}Characteristics1\n| n (%) | Arm A (N={size}) |\n|---|---|\n{rows}")
    assert [each for each in found if each[0].startswith("percent")] == [("percent-truncated", "info", f"{n} ({down})")]
