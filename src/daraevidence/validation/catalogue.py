"""All rules by name: what they hold against what, how grave a breach is, where the relation is from."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CATALOGUE", "Card"]


class Card(NamedTuple):
    """One name that ``Finding.rule`` can bear. ``ids``: the numbers of its checks; ``levels``: its severities."""

    name: str
    ids: str
    relation: str
    levels: str
    source: str


_E, _W, _I = "error", "warning", "info"

CATALOGUE: tuple[Card, ...] = (
    # counts and percents
    Card(
        "percent-mismatch",
        "A1, A3, E4, E6",
        "100 n / N rounds to p",
        f"{_E}, {_W}, {_I}",
        "Georgescu & Wren 2018; Brown & Heathers 2017",
    ),
    Card("percent-truncated", "A1", "p is cut, not rounded", _I, "Georgescu & Wren 2018"),
    Card(
        "percent-denominator-other",
        "A1, A5, A16",
        "p is of another N: a sum, a parent, the patients with a value",
        f"{_W}, {_I}",
        "INSPECT-SR 4.6",
    ),
    Card("percent-out-of-range", "A4, B2", "0 <= p <= 100, its CI too", f"{_E}, {_W}", "own"),
    Card("count-exceeds-total", "A4", "n <= N", _E, "own"),
    Card(
        "parts-do-not-sum",
        "A6, A7, A8, A9, D2, D4, D12",
        "exclusive categories, arms, subgroups and responses sum to their whole",
        f"{_E}, {_W}",
        "Heathers 2025; IMWG (Kumar 2016); RECIST 1.1",
    ),
    Card(
        "total-disagrees",
        "A8, A10",
        "mean and median of all lie between those of the arms; extremes are those of the arms",
        f"{_E}, {_I}",
        "INSPECT-SR 4.10",
    ),
    Card(
        "ci-share-disagree",
        "A12",
        "CI of n of N by Clopper-Pearson, Wilson, Wald or Agresti-Coull",
        f"{_W}, {_I}",
        "Clopper & Pearson 1934; Wilson 1927",
    ),
    Card("ratio-counts-disagree", "A13", "RR = (a/N1)/(b/N2), OR = a(N2-b)/(b(N1-a))", f"{_W}, {_I}", "INSPECT-SR 4.9"),
    Card("rate-mismatch", "A14", "rate = events / person-time", f"{_E}, {_W}", "own"),
    Card("planned-size-differs", "A15", "N within 15% of the planned size", _W, "TRACT 1"),
    # estimates and intervals
    Card("ci-order", "B1, B7", "low <= high; a 95% CI within the 99% CI", _E, "Georgescu & Wren 2018"),
    Card("estimate-outside-ci", "B1", "low <= estimate <= high", _E, "Georgescu & Wren 2018"),
    Card(
        "estimate-off-centre",
        "B3, B4",
        "ratio = sqrt(low high); difference = (low + high) / 2",
        _W,
        "Georgescu & Wren 2018; Altman & Bland",
    ),
    Card(
        "ci-p-disagree",
        "B5, B6",
        "SE = (high - low) / 2z, P = 2 Phi(-|estimate| / SE); null outside CI <=> P < 1 - level",
        f"{_E}, {_W}",
        "BMJ 2011;343:d2304; statcheck",
    ),
    Card(
        "p-statistic-disagree",
        "B9, B18",
        "P is that of t, F, r, z, chi-squared or Q with its degrees of freedom",
        f"{_E}, {_W}, {_I}",
        "statcheck (Nuijten 2016)",
    ),
    Card(
        "p-groups-disagree",
        "B11, B12",
        "P is that of both groups' counts (Pearson, Yates, Fisher, mid-P), or means, SDs and Ns (t)",
        _W,
        "INSPECT-SR 4.9",
    ),
    Card("heterogeneity-disagree", "B17", "I2 = max(0, (Q - df) / Q)", _W, "Higgins & Thompson 2002"),
    Card("se-ci-disagree", "B8", "SE = (high - low) / 2z", _W, "Cochrane Handbook 7.7.7"),
    Card("ci-events-disagree", "B13", "Var(ln HR) >= 1/d1 + 1/d2", _W, "Parmar 1998; Tierney 2007"),
    Card(
        "hr-medians-disagree",
        "B14, B15",
        "HR < 1 <=> the longer median; HR within a factor of 2 of the ratio of the medians",
        _I,
        "own",
    ),
    Card("ratio-direction", "B16", "HR(A, B) = 1 / HR(B, A)", _W, "own"),
    Card("ratio-negative", "B2", "ratio > 0", _E, "own"),
    Card("p-out-of-range", "B2", "0 < P <= 1", f"{_E}, {_I}", "own"),
    # location and spread
    Card("range-order", "C1", "min <= Q1 <= median <= Q3 <= max", _E, "INSPECT-SR 4.10"),
    Card("median-outside-range", "C1, C2", "min <= median, mean <= max", f"{_E}, {_W}", "INSPECT-SR 4.10"),
    Card(
        "spread-impossible",
        "C2, C3, C8",
        "|mean - median| <= SD; SD <= sqrt(n/(n-1) (max - mean)(mean - min)); SE = SD / sqrt(n)",
        _E,
        "Hotelling & Solomons 1932; Bhatia & Davis 2000",
    ),
    Card("not-eligible", "C11", "ages within the eligibility criteria", _W, "INSPECT-SR 4.1"),
    Card("value-implausible", "C12", "values that patients can have", _W, "own"),
    # order and nesting
    Card(
        "subset-exceeds-superset",
        "A11, D1, D3, D6, D7, D11",
        "a part is not more than its whole",
        f"{_E}, {_W}",
        "IMWG (Kumar 2016); CONSORT; inclusion-exclusion",
    ),
    Card("grade-exceeds-any-grade", "D5", "grade 3 or more <= any grade", _E, "CTCAE v5"),
    Card("survival-rises", "D8", "S(t) falls with t; PFS(t) <= OS(t)", f"{_E}, {_W}", "Kaplan & Meier 1958"),
    Card("at-risk-rises", "D9", "the number at risk falls with time", _E, "Guyot 2012"),
    Card("median-landmark-disagree", "D10", "S(t) > 50% <=> median > t", _W, "Kaplan & Meier 1958"),
    Card("dates-out-of-order", "D13", "start <= end <= publication", _E, "TRACT 4"),
    # between places
    Card("text-table-disagree", "E1, E2", "|a - b| <= rounding of both", _W, "Pitkin 1999"),
    Card("group-size-disagrees", "A5, A8, E2", "one group, one N; groups sum to the whole", f"{_E}, {_W}, {_I}", "Pitkin 1999"),
    Card("words-numbers-disagree", "C10, E3", "higher, lower, changes, percentage points as the numbers say", _W, "own"),
    Card("columns-repeated", "E7", "counts of two arms differ by chance", _W, "INSPECT-SR 4.3"),
    Card("exponent-lost", "E5", "10^6, not 106", _E, "own"),
    Card("interval-garbled", "E5", "9.9-14.7, not 9.914.7", _E, "own"),
    Card("typo-in-name", "E5", "a name is spelled as elsewhere", f"{_W}, {_I}", "own"),
    Card("reference-unresolved", "E2", "what is cited is there", f"{_W}, {_I}", "own"),
    Card("abbreviation-undefined", "E2", "short forms are spelled out, and stand for one thing", f"{_W}, {_I}", "own"),
    Card("number-unread", "-", "a record holds each number of a result", _I, "own"),
    # on request
    Card("last-digits", "F1", "chi-squared of last digits", _I, "own"),
    Card("groups-too-alike", "F4", "means and SDs of arms differ by chance", _I, "INSPECT-SR 4.3"),
    Card("equal-dropout", "F5", "losses of arms differ by chance", _I, "TRACT 5"),
    Card("very-large-effect", "F6", "0.2 < ratio < 5", _I, "BMJ 2016;355:i5432"),
    Card("skewed", "C9", "mean >= 2 SD", _I, "Altman & Bland 1996"),
    # of the reader
    Card("encoding-guessed", "-", "the bytes are UTF-8", _W, "own"),
    Card("page-skipped", "-", "every page can be read", _W, "own"),
)
