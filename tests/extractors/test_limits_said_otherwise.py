"""Limits that are told of a subgroup, of the rest, of a time since something, and in the notes of tables."""

from __future__ import annotations

from itertools import product

import pytest

import daraevidence

Row = tuple[str, str, float | None, str | None]


def limits(text: str, kind: str = "text") -> list[Row]:
    found = daraevidence.extract_text(text, kind=kind).thresholds  # type: ignore[arg-type]
    return [(each.variable or "", each.operator or "", each.value, each.unit) for each in found]


MEASURES = [("ferritin", "ng/mL"), ("eosinophil count", "cells/µL"), ("CPS", ""), ("zorin titer", "U/mL")]


@pytest.mark.parametrize(
    ("measure", "low"), list(product(MEASURES, [(5, "at least 5"), (40, "of 40 or more"), (300, "above 300")]))
)
def test_the_rest_is_parted_by_the_same_limit(measure: tuple[str, str], low: tuple[int, str]) -> None:
    name, unit = measure
    value, said = low
    over = f"{said} {unit}".strip() if "more" not in said else f"of {value} {unit} or more".replace("  ", " ")
    text = f"In patients with a {name} {over} the response rate was 40%, as against 20% in those below {value} {unit}."
    found = limits(text.replace(" .", "."))
    assert [row[0] for row in found] == [name, name]
    assert {row[1] for row in found} in ({">=", "<"}, {">", "<"})[: 2 if value == 300 else 1]
    assert [row[2] for row in found] == [value, value]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Entry required a Zorn Index score of 60 to 110.", [("Zorn Index score", 60.0), ("Zorn Index score", 110.0)]),
        (
            "It enrolled adults with a PANSS total score between 80 and 120.",
            [("PANSS total score", 80.0), ("PANSS total score", 120.0)],
        ),
    ],
)
def test_a_score_between_two_points(sentence: str, expected: list[tuple[str, float]]) -> None:
    assert [(row[0], row[2]) for row in limits(sentence)] == expected


EVENTS = ["stroke", "bariatric surgery", "oxalitren", "live vaccine"]
HAD = {
    "Patients who had had {e} within the previous {t} were excluded.": "time since {e}",
    "Exclusion criteria were an eGFR below 30 mL/min and a history of {e} within the past {t}.": "time since {e}",
    "Patients were ineligible if they had received {e} in the {t} before screening.": "time since {e}",
    "Patients whose {e} had been given less than {t} earlier were excluded.": "time since {e}",
    "Patients exposed to {e} (ZZV) within {t} were not eligible.": "time since {e} (ZZV)",
}


@pytest.mark.parametrize(("event", "said", "time"), list(product(EVENTS, HAD, [(90, "days"), (6, "months")])))
def test_the_time_since_what_patients_had(event: str, said: str, time: tuple[int, str]) -> None:
    number, unit = time
    found = [row for row in limits(said.format(e=event, t=f"{number} {unit}")) if row[3] == unit]
    assert [row[0] for row in found] == [HAD[said].format(e=event)]
    assert found[0][2] == number


def test_notes_of_tables_say_what_counts() -> None:
    text = (
        "Efficacy outcomes\n\n| Outcome | Zorvanta (n=40) | Placebo (n=41) |\n|---|---|---|\n"
        "| Healing^a, n (%) | 20 (50) | 10 (24) |\n"
        "| ZAQ responder (decrease ≥4 points), n (%) | 9 (22.5) | 3 (7.3) |\n\na Zorn endoscopic subscore ≤1.\n"
    )
    assert ("decrease in ZAQ", ">=", 4.0, "points") in limits(text)
    assert ("Zorn endoscopic subscore", "<=", 1.0, None) in limits(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Stop it when the neutrophil count falls below 0.5 × 10⁹/L and resume once it has recovered to at least 1.0 × 10⁹/L.",
            [("neutrophil count", "<", 0.5e9, "cells/L"), ("neutrophil count", ">=", 1e9, "cells/L")],
        ),
        ("Check the potassium first; do not start it if it exceeds 5.0 mmol/L.", [("potassium", ">", 5.0, "mmol/L")]),
        (
            "Response meant a PSA decline of ≥50% or a weight gain of more than 3 kg.",
            [("decline of PSA", ">=", 50.0, "%"), ("weight gain", ">", 3.0, "kg")],
        ),
        (
            "Positivity was defined as a tumor proportion score of ≥1%, and high expression as ≥50%.",
            [("tumor proportion score", ">=", 1.0, "%"), ("tumor proportion score", ">=", 50.0, "%")],
        ),
        ("There were 12 patients with a CPS of 5 or more.", []),
        ("In all, 24 (30%) of the patients had a CPS of 5 or more.", []),
    ],
)
def test_limits_of_what_was_spoken_of(sentence: str, expected: list[Row]) -> None:
    assert limits(sentence) == expected


PAIRS = [
    ("at least {a} but less than {b} {u}", ">=", "<"),
    ("≥{a} and <{b} {u}", ">=", "<"),
    (">{a} but not more than {b} {u}", ">", "<="),
]


@pytest.mark.parametrize("said", PAIRS)
@pytest.mark.parametrize(("name", "unit"), [("ferritin", "ng/mL"), ("eGFR", "mL/min"), ("hemoglobin", "g/dL")])
def test_the_first_of_a_pair_has_the_unit_of_the_second(said: tuple[str, str, str], name: str, unit: str) -> None:
    frame, low, high = said
    text = f"Patients were eligible with a {name} of {frame.format(a=25, b=75, u=unit)}."
    assert limits(text) == [(name, low, 25.0, unit), (name, high, 75.0, unit)]


@pytest.mark.parametrize(
    ("stub", "unit", "factor"),
    [("Platelet count (×10⁹/L)", "cells/L", 1e9), ("eGFR, mL/min", "mL/min", 1), ("Hemoglobin (g/dL)", "g/dL", 1)],
)
def test_bare_limits_of_a_table_of_doses_have_the_unit_of_the_stub(stub: str, unit: str, factor: float) -> None:
    rows = "| ≥100 | 20 mg daily |\n| 50 to <100 | 10 mg daily |\n| 25-49 | 5 mg daily |\n"
    text = f"Dose Adjustment\n\n| {stub} | Dose |\n|---|---|\n{rows}"
    name = stub.split(" (")[0].split(",")[0]
    expected = [(">=", 100), (">=", 50), ("<", 100), (">=", 25), ("<=", 49)]
    assert limits(text, "markdown") == [(name, sign, value * factor, unit) for sign, value in expected]


@pytest.mark.parametrize("name", ["NYHA class", "WHO functional class", "New York Heart Association (NYHA) class"])
@pytest.mark.parametrize(("said", "ends"), [("II to IV", ("II", "IV")), ("II–III", ("II", "III")), ("I or II", ("I", "II"))])
def test_classes_in_roman_numerals(name: str, said: str, ends: tuple[str, str]) -> None:
    found = daraevidence.extract_text(f"Eligible patients were in {name} {said}.").frame("thresholds")
    short = "NYHA class" if "(" in name else name
    assert list(zip(found["variable"], found["operator"], found["value_text"])) == [
        (short, ">=", ends[0]),
        (short, "<=", ends[1]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Patients were excluded for a QTcF exceeding 450 ms in men or 470 ms in women.",
            [("QTcF", ">", 450.0, "ms"), ("QTcF", ">", 470.0, "ms")],
        ),
        (
            "Entry required an eosinophil count of ≥300 cells/µL at screening (≥150 cells/µL if on steroids).",
            [("eosinophil count", ">=", 300.0, "cells/uL"), ("eosinophil count", ">=", 150.0, "cells/uL")],
        ),
        (
            "Monitoring\n\n• Suspend it when ALT is more than 5 times the upper limit of normal.\n"
            "• Restart at a lower dose once it is below 2 times the upper limit of normal.\n",
            [("ALT", ">", 5.0, "x ULN"), ("ALT", "<", 2.0, "x ULN")],
        ),
        ("The ZORN score has four items. A score of 3 or more predicts early death.", [("ZORN score", ">=", 3.0, None)]),
        (
            "Eligible patients had an FEV1 of 20% to 80% of predicted.",
            [("FEV1", ">=", 20.0, "% predicted"), ("FEV1", "<=", 80.0, "% predicted")],
        ),
        ("Those with a history of more than 20 pack-years were excluded.", [("smoking history", ">", 20.0, "pack-years")]),
        ("Stop if weight loss is less than 5% after 6 months.", [("weight loss", "<", 5.0, "%")]),
        ("Bleeding was more common in those who weighed 60 kg or less.", [("body weight", "<=", 60.0, "kg")]),
        (
            "Give vitamin K if the INR is above 9; at 5 or below, wait.",
            [("INR", ">", 9.0, None), ("INR", "<=", 5.0, None)],
        ),
        (
            "Only patients within 72 hours of admission and with a Glasgow Coma Scale score of 9 to 13 were considered.",
            [
                ("time since admission", "<=", 72.0, "hours"),
                ("Glasgow Coma Scale", ">=", 9.0, None),
                ("Glasgow Coma Scale", "<=", 13.0, None),
            ],
        ),
        (
            "It was slowed when the systolic pressure fell below 90 mm Hg and stopped below 80 mm Hg.",
            [("systolic pressure", "<", 90.0, "mm Hg"), ("systolic pressure", "<", 80.0, "mm Hg")],
        ),
        ("K+ 5.1 to 5.5 mmol/L: halve the dose.", [("K+", ">=", 5.1, "mmol/L"), ("K+", "<=", 5.5, "mmol/L")]),
    ],
)
def test_limits_whose_variable_or_unit_stands_elsewhere(text: str, expected: list[Row]) -> None:
    assert limits(text) == expected
