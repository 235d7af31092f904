"""Records with planted faults: inventions, and misreadings with the value that the source has."""

from __future__ import annotations

HALDANE, PETROV, INOUE = "Haldane et al (2024)", "Petrov et al (2023)", "Inoue et al (2022)"
REFRACTORY, NOT_REFRACTORY, ALL = (
    "patients refractory to KYPROLIS",
    "patients not refractory to KYPROLIS",
    "all rechallenged patients",
)


def outcome(label, cohort, study="", **fields):
    return {"frame": "endpoints", "label": label, "cohort": cohort, "study": study or None, **fields}


def fact(name, cohort, **fields):
    return {"frame": "characteristics", "characteristic": name, "cohort": cohort, **fields}


def event(term, cohort, grade, **fields):
    return {"frame": "adverse_events", "term": term, "cohort": cohort, "grade": grade, **fields}


#: document, record, the field that nobody printed
INVENTIONS = [
    ("many_tables", outcome("Median PFS", ALL, value=7.9, unit="months", ci_low=5.6, ci_high=9.1), "value"),
    ("many_tables", outcome("Median PFS", ALL, value=7.2, ci_low=5.6, ci_high=9.7), "ci_high"),
    ("many_tables", outcome("Median OS", ALL, value=21.5, ci_low=17.4, ci_high=27.7), "ci_high"),
    ("many_tables", outcome("Median OS", REFRACTORY, HALDANE, value="33.3 months"), "value"),
    ("many_tables", outcome("ORR", "K2", PETROV, n=20, percent="57.3%"), "percent"),
    ("many_tables", outcome("VGPR", "K1", n=99, denominator=36), "n"),
    ("many_tables", outcome("PFS", "K1", measure="hazard_ratio", value=0.617), "value"),
    ("many_tables", outcome("complete molecular remission", "K1", n=77, percent=87.7), "n"),
    ("many_tables", fact("Age at rechallenge", ALL, measure="median", value=64.9, unit="years"), "value"),
    ("many_tables", fact("Sex > Male", ALL, n=66, percent=55.8), "percent"),
    ("many_tables", fact("interval since the last KYPROLIS dose", ALL, value=10.4, iqr_low=4.2, iqr_high=18.9), "iqr_high"),
    ("many_tables", event("Anemia", "K1", "any", n=22, percent=61.9), "percent"),
    ("many_tables", event("Anemia", "K3", "3-4", n=444), "n"),
    ("many_tables", {"frame": "cohorts", "cohort": "K2", "study": PETROV, "n": 361}, "n"),
    ("many_tables", {"frame": "studies", "study": INOUE, "n_patients": 612}, "n_patients"),
    ("many_tables", {"frame": "studies", "study": HALDANE, "registry_id": "NCT01234567"}, "registry_id"),
    ("many_tables", {"frame": "regimens", "regimen": "KYPROLIS", "study": INOUE, "dose": 72.5, "dose_unit": "mg/m2"}, "dose"),
    (
        "question_answer",
        outcome("overall survival", "Pembrolizumab", "KEYNOTE-024", measure="median", value="30.7 months"),
        "value",
    ),
    ("question_answer", {"frame": "thresholds", "variable": "LDH", "operator": ">=", "value": 275, "unit": "U/L"}, "value"),
    ("response_tables", outcome("ORR", "t(11;14)", n=24, percent=80, p_value="=0.037"), "p_value"),
]

#: document, record, the field that is wrong, what the source has for it
MISREADINGS = [
    ("many_tables", outcome("Median PFS", REFRACTORY, HALDANE, value=11.8, ci_low=8.7, ci_high=15.2), "value", "4.1"),  # arm
    ("many_tables", outcome("Median PFS", ALL, HALDANE, value=21.5), "value", "7.2"),  # outcome
    ("many_tables", outcome("Median PFS", ALL, value=9.1), "value", "7.2"),  # a limit for the estimate
    ("many_tables", outcome("Median PFS", ALL, value=7.2, ci_low=9.1, ci_high=5.6), "ci_low", "5.6"),  # limits swapped
    ("many_tables", outcome("Median PFS", ALL, value=7.2, unit="weeks"), "unit", "months"),
    ("many_tables", outcome("Median PFS", ALL, measure="mean", value=7.2), "measure", "median"),
    ("many_tables", outcome("12-month PFS", "K1", PETROV, value=81, timepoint="12 months"), "value", "56"),  # time
    ("many_tables", outcome("ORR", "K2", PETROV, n=29, percent=81), "n", "20"),  # arm
    ("many_tables", outcome("ORR", "K2", PETROV, n=56, percent=20), "percent", "56"),  # n for percent
    ("many_tables", outcome("PR", "K1", PETROV, n=10, percent=28, denominator=36), "n", "12"),  # the row above
    ("many_tables", outcome("CR", "K1", PETROV, n=5, percent=14, denominator=9), "denominator", "36"),  # another group's N
    ("many_tables", fact("number of KYPROLIS cycles", "K1", value=8, iqr_low=1, iqr_high=30), "iqr_low", "range"),
    ("many_tables", event("Anemia", "K1", "any", n=25, percent="69%"), "n", "22"),
    ("many_tables", event("Anemia", "K1", "3-4", n=15, percent="42%"), "n", "7"),  # grade
    ("many_tables", event("Thrombocytopenia", "K1", "any", n=22, percent="61%"), "n", "19"),  # the row above
    ("many_tables", {"frame": "cohorts", "cohort": "K3", "study": PETROV, "n": 36}, "n", "9"),
    ("question_answer", outcome("Median PFS", "Pembrolizumab", "KEYNOTE-024", value="6.0 months"), "value", "10.3"),
    ("question_answer", outcome("PFS", "Pembrolizumab", "KEYNOTE-024", measure="HR", value=0.5, p_value="=0.001"), "p_op", "<"),
    ("question_answer", {"frame": "thresholds", "variable": "LDH", "operator": "<=", "value": 250}, "operator", ""),
    ("response_tables", outcome("ORR", "t(11;14)", n=4, percent=40), "n", "24"),
]  # fmt: skip
