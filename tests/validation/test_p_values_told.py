"""P values against what they are computed from: test statistics, counts and means of two groups, Cochran's Q."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.validation.significance import p_of_chi_squared, p_of_counts, p_of_f, p_of_means, p_of_r, p_of_t

WAYS = {
    "t({df}) = {x}": p_of_t,
    "t{df} = {x}": p_of_t,
    "t = {x}, df = {df}": p_of_t,
    "F(1, {df}) = {x}": lambda x, df: p_of_f(x, 1, df),
    "F1,{df} = {x}": lambda x, df: p_of_f(x, 1, df),
    "χ2({df}) = {x}": p_of_chi_squared,
    "χ²({df}, N = 210) = {x}": p_of_chi_squared,
    "chi-square = {x}, df = {df}": p_of_chi_squared,
    "Q = {x}, df = {df}": p_of_chi_squared,
}


def _found(text, rule):
    findings = daraevidence.extract_text(f"Adults with gout were studied. {text}").findings
    return [one.severity for one in findings if one.rule == rule]


def _p(value, lead="P = "):
    return f"{lead}{value:.3f}"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(WAYS)), st.integers(2, 180), st.integers(5, 90), st.sampled_from([", ", "; ", " ("]))
def test_statistic_and_its_p(way, df, tenths, between):
    statistic = tenths / 10
    told = way.format(df=df, x=f"{statistic:.2f}")
    p = WAYS[way](statistic, df)
    sentence = "Sleep differed between the groups, {told}{between}{p}{end}."
    end = ")" if between == " (" else ""
    assert _found(sentence.format(told=told, between=between, p=_p(p), end=end), "p-statistic-disagree") == []
    for wrong in (0.2 if p < 0.05 else 0.02, min(0.999, p + 0.3), p / 5):
        other = (p < 0.05) != (wrong < 0.05)
        if abs(wrong - p) < 0.01 or p / 2.2 < wrong < p / 1.8:
            continue
        severity = _found(sentence.format(told=told, between=between, p=_p(wrong), end=end), "p-statistic-disagree")
        assert severity == ["error" if other and abs(p - 0.05) > 0.003 and abs(wrong - 0.05) > 0.003 else severity[0]]


def test_one_sided_test_is_told_as_such():
    assert _found("Sleep differed, z = 2.10, P = 0.018.", "p-statistic-disagree") == ["info"]
    assert _found("Sleep differed, r(48) = .30, P = 0.034.", "p-statistic-disagree") == []
    assert p_of_r(0.3, 48) == pytest.approx(0.0343, abs=1e-4)


@pytest.mark.parametrize(
    "text",
    [
        "The value of t was 2.20 (P = 0.4).",  # no degrees of freedom
        "Group F (57 patients) gained 3.40 kg, P = 0.4.",
        "The size of the effect was r = 0.30, P = 0.4.",
        "Sleep differed, t(38) = 2.20, P < 0.05.",
        "Sleep did not differ, t(38) = 0.20, P > 0.05.",
    ],
)
def test_nothing_is_said_without_a_relation(text):
    assert _found(text, "p-statistic-disagree") == []


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 30), st.integers(10, 900), st.sampled_from(["Q = {q}, df = {df}", "Chi² = {q}, df = {df}", "Q({df}) = {q}"])
)
def test_i_squared_of_q(df, tenths, way):
    q = tenths / 10
    share = max(0.0, 100 * (q - df) / q)
    told = f"Results varied ({way.format(q=q, df=df)}, {_p(p_of_chi_squared(q, df))}; I2 = {{}}%)."
    assert _found(told.format(round(share)), "heterogeneity-disagree") == []
    wrong = round(share) + (40 if share < 50 else -40)
    assert _found(told.format(wrong), "heterogeneity-disagree") == ["warning"]


COUNTS = st.tuples(st.integers(40, 300), st.integers(40, 300)).flatmap(
    lambda sizes: st.tuples(*[st.tuples(st.integers(3, size // 2), st.just(size)) for size in sizes])
)
FORMS = [
    "Relapse was seen in {a} of {n} patients in the active group and in {b} of {m} patients in the control group ({p}).",
    "Pain relief occurred in {a}/{n} patients with tolrenib versus {b}/{m} with placebo ({p}).",
    "A rash was seen in {a} of {n} patients in the active group and in {b} of {m} patients in the control group ({p}).",
]


@settings(max_examples=50, deadline=None)
@given(COUNTS, st.sampled_from(FORMS), st.sampled_from(["Pearson", "Yates", "Fisher", "mid-P"]))
def test_counts_of_two_groups_and_their_p(counts, form, test):
    (a, n), (b, m) = counts
    p = p_of_counts((a, n), (b, m))[test]
    told = form.format(a=a, n=n, b=b, m=m, p="{}")
    assert _found(told.format(_p(p)), "p-groups-disagree") == []
    if p > 0.6:
        assert _found(told.format("P = 0.001"), "p-groups-disagree") == ["warning"]
    if p < 0.0005:
        assert _found(told.format("P = 0.31"), "p-groups-disagree") == ["warning"]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(20, 90), st.integers(20, 90), st.integers(12, 190), st.integers(12, 190), st.sampled_from(["Student", "Welch"])
)
def test_means_of_two_groups_and_their_p(spread, other, n, m, test):
    one, two = (25.0, spread / 10, n), (22.5, other / 10, m)
    groups = f"{one[0]} (SD, {one[1]}) in the tolrenib group (n={n}) and {two[0]} (SD, {two[1]}) in the placebo group (n={m})"
    told = f"The mean fatigue score was {groups} ({{}})."
    tests = p_of_means(one, two)
    assert _found(told.format(_p(tests[test])), "p-groups-disagree") == []
    if max(tests.values()) < 0.00001:
        assert _found(told.format("P = 0.44"), "p-groups-disagree") == ["warning"]
    if min(tests.values()) > 0.3:
        assert _found(told.format("P < 0.0001"), "p-groups-disagree") == ["warning"]


@pytest.mark.parametrize(
    "words",
    [
        "by the log-rank test",
        "for non-inferiority",
        "after adjustment for age",
        "for trend",
        "by a Cochran-Mantel-Haenszel test",
    ],
)
def test_other_tests_are_left_alone(words):
    groups = "40 of 90 patients in the active group and in 41 of 90 patients in the control group"
    text = f"Relapse was seen in {groups} (P<0.001 {words})."
    assert _found(text, "p-groups-disagree") == []


def test_three_groups_share_a_p():
    text = "Clots recurred in 6 of 88 patients on apixaban, 5 of 79 on enoxaparin, and 9 of 47 on placebo (P=0.03)."
    assert _found(text, "p-groups-disagree") == []


def test_two_groups_that_are_each_tested_against_a_third():
    text = (
        "Patients were assigned to weekly tolrenib (n=98), monthly tolrenib (n=97), or placebo (n=99). Remission was seen in "
        "58.2% of patients on weekly tolrenib and 53.6% on monthly tolrenib, compared to 6.1% for placebo (p<0.0001 for both)."
    )
    assert _found(text, "p-groups-disagree") == []


def test_p_value_of_a_row():
    table = "Table 1. Baseline\n\n| | Tolrenib (n=90) | Placebo (n=88) | P value |\n|---|---|---|---|\n"
    rows = "| Women, n (%) | 45 (50.0) | 44 (50.0) | {} |\n| Smokers, n (%) | 20 (22.2) | 21 (23.9) | 0.79 |\n"
    for p, expected in (("1.00", []), ("0.93", []), ("<.001", ["warning"])):
        findings = daraevidence.extract_text(table + rows.format(p), kind="markdown").findings
        assert [one.severity for one in findings if one.rule == "p-groups-disagree"] == expected
