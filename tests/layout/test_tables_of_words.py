"""Tables of words, one cell per line: labels nested by indentation, the same words in neighbouring cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

_GROUPS = st.lists(
    st.tuples(
        st.sampled_from(["Pneumonitis", "Colitis", "Rash", "Hepatitis", "Neuropathy"]),
        st.lists(st.sampled_from(["Mild", "Moderate", "Severe", "Life-threatening"]), min_size=2, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda group: group[0],
)
_REFERENCES = ["References", "", "1 Ito K. Advice on doses. Drugs. 2020;3(1):1-9.", ""]
_ACTIONS = ["Continue and observe", "Withhold until resolved; resume one level lower", "Permanently discontinue"]


@given(_GROUPS, st.booleans(), st.sampled_from(["Severity", "Finding"]))
def test_labels_nested_in_a_table_of_words(groups: list[tuple[str, list[str]]], alone: bool, header: str) -> None:
    lines = ["Management of Adverse Reactions1", "Adverse Reaction", header, "Action"]
    expected: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for number, (group, labels) in enumerate(groups):
        lines.append(group)
        expected.append(((group,), ("", "")))
        for label in labels:
            cells = (f"Grade {number + 1} signs of it", _ACTIONS[(number + len(label)) % 3])
            lines += [f"   {label}", *cells]
            expected.append(((group, label), cells))
    if alone:
        lines += ["Infusion reaction", "Any signs of it", _ACTIONS[0]]
        expected.append((("Infusion reaction",), ("Any signs of it", _ACTIONS[0])))
    text = (
        "DOSAGE AND ADMINISTRATION\n\n" + "\n".join(lines) + "\n\nReferences\n\n1 Ito K. Advice on doses. Drugs. 2020;3(1):1-9.\n"
    )
    (table,) = daraevidence.extract_text(text).tables
    assert [(tuple(row.path), tuple(row.cells)) for row in table.rows] == expected
    assert [list(path) for path in table.columns] == [[header], ["Action"]]


def test_the_same_words_twice_are_two_cells() -> None:
    header = ["Dose Reduction Schedule1", "Step", "Starting dose 5.4 mg/kg", "Starting dose 6.4 mg/kg"]
    rows = ["First reduction", "4.4 mg/kg", "5.4 mg/kg", "Second reduction", "3.2 mg/kg", "4.4 mg/kg"]
    last = ["Further reduction needed", "Discontinue treatment", "Discontinue treatment"]
    text = "\n".join(["DOSAGE", "", *header, *rows, *last, "", *_REFERENCES])
    (table,) = daraevidence.extract_text(text).tables
    assert (list(table.rows[-1].path), list(table.rows[-1].cells)) == (
        ["Further reduction needed"],
        ["Discontinue treatment", "Discontinue treatment"],
    )


def test_a_footnote_letter_behind_a_bracket_of_the_label() -> None:
    header = ["Efficacy Outcomes2", "Outcome", "Ramivac", "(n=102)", "", "Placebo", "(n=51)", ""]
    rows = ["ORR, n (%)", "51 (50.0)", "29 (56.9)", "Median OS, months (95% CI)a", "19.5 (14.0-NE)", "12.1 (9.8-15.2)"]
    text = "\n".join([*header, *rows, "aData were immature at the cutoff.", ""])
    (table,) = daraevidence.extract_text(text).tables
    assert (list(table.rows[-1].path), list(table.rows[-1].notes)) == (["Median OS, months (95% CI)"], ["a"])


LIMITS = [
    ("Neutrophils", "<1.0 × 10⁹/L", "Withhold until ≥1.5 × 10⁹/L, then resume"),
    ("Platelets", "<50 × 10⁹/L", "Withhold until ≥75 × 10⁹/L, then resume at the next lower dose"),
    ("Hemoglobin", "<8 g/dL", "Transfuse; no change of dose"),
    ("ALT or AST", ">5 × ULN", "Withhold until ≤3 × ULN, then resume"),
    ("Total bilirubin", ">3 × ULN", "Discontinue"),
    ("Creatinine", ">2 × ULN", "Reduce the dose by one level"),
]


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_limits_and_what_to_do_have_rows_of_three_lines(count):
    lines = ["Parameter", "Threshold", "Action", *(line for row in LIMITS[:count] for line in row)]
    text = (
        "  • Proceed as in Table: Dose Modification.\n\nDose Modification1\n"
        + "\n".join(lines)
        + "\n\nReferences\n\n1 Label. 2025.\n"
    )
    (table,) = daraevidence.extract_text(text).tables
    assert table.columns == (("Threshold",), ("Action",))
    assert [(*row.path, *row.cells) for row in table.rows] == LIMITS[:count]
    found = daraevidence.extract_text(text)
    assert not (found.endpoints or found.characteristics or found.cohorts)


def test_labels_of_a_table_may_all_be_figures():
    rows = [
        ("5.5-6.9 mg/dL", "Continue", "Restrict the diet to ≤800 mg per day"),
        ("7.0-8.9 mg/dL", "Withhold until <5.5 mg/dL, then resume at the same dose", "Add a binder"),
        ("≥9.0 mg/dL", "Withhold until <5.5 mg/dL, then resume at the next lower dose", "Add a binder"),
    ]
    lines = ["Serum Phosphate", "Dose", "Support", *(line for row in rows for line in row)]
    text = (
        "  • See Table: Modification for Phosphate.\n\nModification for Phosphate1\n"
        + "\n".join(lines)
        + "\n\nReferences\n\n1 Label. 2025.\n"
    )
    (table,) = daraevidence.extract_text(text).tables
    assert (table.stub, table.columns) == ("Serum Phosphate", (("Dose",), ("Support",)))
    assert [(*row.path, *row.cells) for row in table.rows] == rows
