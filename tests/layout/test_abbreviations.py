"""Abbreviations with their long forms."""

import pytest

from daraevidence.layout.abbreviations import abbreviation_list, is_abbreviation_list, prose_abbreviations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("overall survival (OS)", {"OS": "overall survival"}),
        ("newly diagnosed multiple myeloma (NDMM)", {"NDMM": "newly diagnosed multiple myeloma"}),
        ("relapsed/refractory disease (RRD)", {"RRD": "relapsed/refractory disease"}),
        ("adverse events (AEs)", {"AEs": "adverse events"}),
        ("the hazard ratio [HR], 0.5", {"HR": "hazard ratio"}),
        ("thrombopoietin receptor agonist (TPO-RA; eltrombopag)", {"TPO-RA": "thrombopoietin receptor agonist"}),
        ("immunoglobulin (Ig) G", {"Ig": "immunoglobulin"}),
        ("stopped (n=12; P<0.05)", {}),
        ("in Boston (USA)", {}),
        ("responses were complete response (CRC) or less", {}),
        ("the drug (100 mg)", {}),
        ("(OS)", {}),
    ],
)
def test_long_forms_before_a_bracket(text, expected):
    assert dict(prose_abbreviations(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Abbreviations: CI, confidence interval; CR, complete response.",
            {"CI": "confidence interval", "CR": "complete response"},
        ),
        ("CI = confidence interval; CR = complete response", {"CI": "confidence interval", "CR": "complete response"}),
        ("Abbreviation: IRd, ixazomib, lenalidomide, and dexamethasone.", {"IRd": "ixazomib, lenalidomide, and dexamethasone"}),
        ("CI: confidence interval; D-Xd: drug + dexamethasone.", {"CI": "confidence interval", "D-Xd": "drug + dexamethasone"}),
    ],
)
def test_lists(text, expected):
    assert is_abbreviation_list(text)
    assert abbreviation_list(text) == expected


@pytest.mark.parametrize(
    "text", ["", ";", "In all, 5 died; 6 lived; we stopped", "Key findings: it worked; none died", "a; b; c"]
)
def test_sentences_are_no_lists(text):
    assert not is_abbreviation_list(text)
