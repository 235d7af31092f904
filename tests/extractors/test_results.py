"""Results told in prose: outcome, group, comparator, numbers, for many phrasings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence

NUMBERS = ("value", "n", "denominator", "percent", "reached", "p_value", "ci_low", "ci_high", "timepoint")


def told(text: str, frame: str = "endpoints") -> list[dict[str, object]]:
    return daraevidence.extract_text(text).payload[frame]


def brief(row: dict[str, object], *names: str) -> tuple[object, ...]:
    return tuple(row.get(name) for name in names)


TWO_GROUPS = [
    "Median PFS was {a} months in the {g} group and {b} months in the {h} group.",
    "Median PFS was {a} months in the {g} group versus {b} months in the {h} group (P=0.03).",
    "Median PFS was {a} versus {b} months in the {g} group and the {h} group, respectively.",
    "Median PFS was {a} months with {g} compared with {b} months with {h}.",
    "Median PFS was {a} and {b} months for {g} and {h}, respectively (P=0.03).",
    "Median PFS in the {g} group and the {h} group was {a} months and {b} months, respectively.",
    "In the {g} group, median PFS was {a} months, compared with {b} months in the {h} group.",
    "Median PFS was longer with {g} ({a} months) than with {h} ({b} months).",
    "The {g} group had a longer median PFS than the {h} group ({a} vs. {b} months, P=0.03).",
    "Median PFS was {a} months for {g} vs {b} months for {h} (HR, 0.62; 95% CI, 0.45-0.85).",
    "For {g}, median PFS was {a} months, and for {h}, {b} months.",
    "Median PFS in the {g} arm was {a} months and {b} months in the {h} arm.",
]


@pytest.mark.parametrize("phrasing", TWO_GROUPS)
@given(
    a=st.decimals(2, 40, places=1).map(str),
    b=st.decimals(2, 40, places=1).map(str),
    groups=st.sampled_from([("olaparib", "placebo"), ("FOLFOX", "FOLFIRI"), ("apalutamide", "placebo"), ("HART", "CRT")]),
)
def test_a_comparison_gives_both_groups_whatever_the_phrasing(phrasing, a, b, groups):
    text = phrasing.format(a=a, b=b, g=groups[0], h=groups[1])
    rows = [row for row in told(text) if row["measure"] == "median"]
    assert [(row["endpoint"], row["value"], row["unit"]) for row in rows] == [
        ("PFS", float(a), "months"),
        ("PFS", float(b), "months"),
    ]
    assert [groups[i] in str(row.get("cohort")) for i, row in enumerate(rows)] == [True, True]


@pytest.mark.parametrize(
    ("text", "label", "n", "denominator", "percent"),
    [
        ("Two patients (1.8%) relapsed after surgery.", "relapsed after surgery", 2, None, 1.8),
        ("A complete response was achieved in 12 of 40 patients (30%).", "complete response", 12, 40, 30.0),
        ("The objective response rate was 34.5% (20/58).", "objective response rate", 20, 58, 34.5),
        ("Overall, 14 (64%) patients achieved remission.", "achieved remission", 14, None, 64.0),
        ("Remission was seen in 64% of patients.", "Remission", None, None, 64.0),
        ("The trial showed a 41.2% overall response rate.", "overall response rate", None, None, 41.2),
        ("Eight of 36 patients died.", "died", 8, 36, None),
        ("Clinical benefit, 78% (n=25), was durable.", "Clinical benefit", 25, None, 78.0),
    ],
)
def test_counts_and_percents_go_with_their_outcome(text, label, n, denominator, percent):
    rows = told(text)
    assert [brief(row, "n", "denominator", "percent") for row in rows] == [(n, denominator, percent)]
    assert label.casefold() in str(rows[0]["label"]).casefold() or str(rows[0]["label"]).casefold() in label.casefold()


@pytest.mark.parametrize(
    "text",
    [
        "Median OS was not reached versus 7.2 months in the control arm.",
        "Median OS was not yet reached with X and 7.2 months with Y.",
        "Median OS was NR (95% CI, 12.1-NE).",
        "The median OS has not been reached.",
    ],
)
def test_not_reached_is_not_a_number(text):
    first = told(text)[0]
    assert brief(first, "endpoint", "measure", "reached", "value") == ("OS", "median", False, None)


def test_an_interval_of_a_result_that_is_not_reached_keeps_its_words():
    row = told("Median OS was NR (95% CI, 12.1-NE).")[0]
    assert brief(row, "ci_low", "ci_high", "ci_high_text", "ci_level") == (12.1, None, "NE", 95.0)


@pytest.mark.parametrize(
    ("text", "measure", "value", "low", "high"),
    [
        ("Median PFS was 9 versus 6 months (HR 0.71; 95% CI 0.55-0.92; P=0.009).", "hazard_ratio", 0.71, 0.55, 0.92),
        ("Treatment was associated with longer OS (hazard ratio, 0.59; 95% CI, 0.41 to 0.87).", "hazard_ratio", 0.59, 0.41, 0.87),
        ("Response was more frequent with X (61% vs 40%; odds ratio 2.3; 95% CI 1.4-3.9).", "odds_ratio", 2.3, 1.4, 3.9),
    ],
)
def test_ratios_stand_by_themselves(text, measure, value, low, high):
    rows = [row for row in told(text) if row["measure"] == measure]
    assert [brief(row, "value", "ci_low", "ci_high") for row in rows] == [(value, low, high)]


def test_a_reduction_of_risk_is_no_proportion():
    rows = told("Sacubitril reduced the risk of death by 16% (P<0.001).")
    assert [brief(row, "measure", "value", "unit", "endpoint", "p_op", "p_value") for row in rows] == [
        ("risk_reduction", 16.0, "%", "OS", "<", 0.001)
    ]


def test_a_survival_probability_has_its_time():
    rows = told("The 24-month OS rate was 61.5% (95% CI, 52.0-70.1).")
    assert [brief(row, "measure", "value", "timepoint", "timepoint_unit", "ci_low") for row in rows] == [
        ("landmark_rate", 61.5, 24.0, "months", 52.0)
    ]


def test_one_sentence_may_list_outcomes():
    rows = told("The median PFS and OS were 10.8 months (95% CI, 8.4-16.5) and 47.4 months (95% CI, 41.5-NR), respectively.")
    assert [brief(row, "endpoint", "value", "ci_low") for row in rows] == [("PFS", 10.8, 8.4), ("OS", 47.4, 41.5)]


def test_listed_events_take_the_group_behind_them():
    text = "Toxicities included neutropenia (22%), fatigue (9%), and neuropathy (13%) on the ixabepilone arm."
    rows = told(text, "adverse_events")
    assert [(row["percent"], "ixabepilone" in str(row.get("cohort"))) for row in rows] == [
        (22.0, True),
        (9.0, True),
        (13.0, True),
    ]
    assert all(word in str(row["term"]) for word, row in zip(("neutropenia", "fatigue", "neuropathy"), rows, strict=True))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("No deaths were reported during treatment.", "deaths"),
        ("No patient discontinued therapy due to toxicity.", "discontinued therapy due to toxicity"),
        ("None of the patients relapsed.", "relapsed"),
    ],
)
def test_nothing_happened_is_zero(text, label):
    rows = told(text) + told(text, "adverse_events")
    assert rows
    assert {row["n"] for row in rows} == {0}
    assert any(label in (row.get("label"), row.get("term")) for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "No significant difference in survival was observed.",
        "Patients will receive 8 weekly injections.",
        "Lund et al. reported a comparison of 96 patients with the disease.",
        "The trial enrolled patients at 14 centers.",
        "After a median follow-up of 21.2 months, the trial was closed.",
    ],
)
def test_what_is_no_result_gives_none(text):
    assert told(text) == []


def test_listed_sizes_are_characteristics():
    rows = told("Prior therapies were cisplatin (n=3), docetaxel (n=1), and carboplatin (n=4).", "characteristics")
    assert [brief(row, "characteristic", "n") for row in rows] == [
        ("Prior therapies > cisplatin", 3),
        ("Prior therapies > docetaxel", 1),
        ("Prior therapies > carboplatin", 4),
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "12%",
                "(5%)",
                "vs",
                "and",
                "in the X arm",
                "no",
                "patients",
                "was",
                "7.1 months",
                ";",
                "(",
                ")",
                "P<0.01",
                "HR 0.5",
                "respectively",
                ",",
                "median",
                "OS",
                "All",
                "of the 4",
            ]
        ),
        max_size=40,
    )
)
def test_any_words_give_records_that_hold(words):
    extraction = daraevidence.extract_text(" ".join(words))
    for name in ("endpoints", "characteristics", "adverse_events"):
        for record in getattr(extraction, name):
            for evidences in record.evidence.values():
                assert all(evidence.span.of(extraction.text) == evidence.quote for evidence in evidences)
