"""Arms that a sentence of assignment completes and names, where a heading or a list had named one of them."""

from __future__ import annotations

from daraevidence import extract_text

_TEXT = """Venetoclax-Azacitidine (Ven-Aza)

• The phase 3 LANTERN trial randomized 412 patients 2:1 to venetoclax plus azacitidine (n=275) or azacitidine alone (n=137).
• Median overall survival was 13.6 versus 8.1 months.
• Remission was reached in 61.8% of patients on the combination compared to 24.8% with azacitidine alone.
"""


def test_arms_are_called_as_their_sizes_are_told() -> None:
    arms = {cohort.cohort: cohort.n for cohort in extract_text(_TEXT).cohorts if cohort.role == "arm"}
    assert arms == {"venetoclax plus azacitidine": 275, "azacitidine alone": 137}


def test_the_combination_is_the_arm_of_several_drugs_however_it_is_written() -> None:
    told = {(row.percent or row.value, row.cohort) for row in extract_text(_TEXT).endpoints}
    assert told == {
        (13.6, "venetoclax plus azacitidine"),
        (8.1, "azacitidine alone"),
        (61.8, "venetoclax plus azacitidine"),
        (24.8, "azacitidine alone"),
    }
