"""Definitions, summary and body, what is not read, what is reported on request only."""

import pytest

import daraevidence
from daraevidence import Options


def _found(text, rule, **options):
    made = daraevidence.extract_text(text, **options).findings
    return [(one.severity, " ".join(one.quote.split())) for one in made if one.rule == rule]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A clinical response (CR) was seen in 3 patients. A complete response was rare.",
            [("warning", "clinical response (CR)")],
        ),
        ("A complete response (CR) was seen in 3 patients. Complete remission was rare.", []),
        ("A minor response (MR) was seen in 3 patients. Minimal response was rare.", []),
        ("Overall survival (OS) was long. Overall survival (OS) was told again.", []),
    ],
)
def test_definitions(text, found):
    assert _found(text, "abbreviation-undefined") == found


def test_an_immunoglobulin_beside_another():
    base = "Patients had adverse events (AEs) and IgA deficiency."
    assert _found(base, "abbreviation-undefined") == []
    assert _found(base + " Immunoglobulin G (IgG) was low.", "abbreviation-undefined") == [("info", "IgA")]


def test_a_number_with_a_citation_glued_to_it():
    (finding,) = daraevidence.extract_text("A response was seen in 31 of 106 patients (29.28%).").findings
    assert (finding.rule, finding.reading) == ("percent-mismatch", "29.2")


UNREAD = "# Report\n\n## Results\n\nThe flux index settled at 48.37 above 7.21 on the dial of the device.\n"


def test_unread_numbers_of_results():
    found = _found(UNREAD, "number-unread", kind="markdown")
    ledger = [entry for entry in daraevidence.extract_text(UNREAD, kind="markdown").ledger if not entry.claimed]
    assert len(found) == bool(ledger)
    assert all(severity == "info" for severity, _ in found)
    assert _found(UNREAD.replace("Results", "Methods"), "number-unread", kind="markdown") == []


DIGITS = " ".join(f"The value was {n}.{n % 7}7 points." for n in range(10, 140))


def test_distribution_tests_on_request_only():
    assert _found(DIGITS, "last-digits") == []
    assert [severity for severity, _ in _found(DIGITS, "last-digits", options=Options(distribution_tests=True))] == ["info"]


@pytest.mark.parametrize(
    ("ratio", "told"), [("0.15; 95% CI, 0.08-0.28", 1), ("0.59; 95% CI, 0.41-0.87", 0), ("6.00; 95% CI, 4.0-9.0", 1)]
)
def test_very_large_effects(ratio, told):
    found = _found(f"The groups differed (HR, {ratio}).", "very-large-effect", options=Options(distribution_tests=True))
    assert len(found) == told


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("A response was seen in 31 of 106 patients (29.2%; 95% CI, 20.8-38.9).", []),
        ("A response was seen in 15 of 42 patients (36%; 95% CI, 21.6-52.0).", []),
        ("A response was seen in 31 of 106 patients (29.2%; 95% CI, 21.4-38.5).", []),
        ("A response was seen in 31 of 106 patients (29.2%; 95% CI, 21.2-38.7).", ["info"]),
        ("A response was seen in 31 of 106 patients (29.2%; 95% CI, 20.8-48.9).", ["warning"]),
        ("A response was seen in 31 of 106 patients (29.2%; 95% CI, 26.8-38.9).", ["warning"]),
    ],
)
def test_intervals_of_shares(text, severities):
    assert [severity for severity, _ in _found(text, "ci-share-disagree")] == severities


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("Patients had HER2-negative cancer.", ["HER2"]),
        ("Patients had cancer negative for human epidermal growth factor receptor 2 (HER2).", []),
        ("The FIB-4 index was high.", ["FIB-4"]),
        ("It is a CYP3A4 substrate, given after a CDK4/6 inhibitor.", ["CYP3A4", "CDK4"]),
        ("The upper limit was 19.4-NE months.", ["NE"]),
        ("The Montgomery-Åsberg Depression Rating Scale (MADRS) was used; the MADRS score fell.", []),
        ("Cohort A-NE and the name X-HER2 are codes.", []),
    ],
)
def test_proteins_scales_and_limits_are_abbreviations_too(text, shorts):
    base = "Patients had adverse events (AEs). "
    assert [quote for _, quote in _found(base + text, "abbreviation-undefined")] == shorts
