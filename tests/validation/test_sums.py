"""Categories, responses and arms that must sum."""

import pytest

from daraevidence.validation.categories import exclusive, is_missing


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Yes", "No"], True),
        (["Male", "Female"], True),
        (["I", "II", "III", "Unknown"], True),
        (["<65", "65-74", "≥75"], True),
        (["1", "2", "≥3"], True),
        (["0-1", "2 or more"], True),
        (["White", "Black", "Asian", "Other"], True),
        (["High risk", "Standard risk"], True),
        (["≥1", "≥2", "≥3"], False),
        (["<65", "≤75", ">75"], False),
        (["1", "1-2", "3"], False),
        (["Bortezomib", "Carfilzomib"], False),
        (["Rash", "Cough", "Fever"], False),
        (["Yes"], False),
        (["Yes", "Unknown"], False),
    ],
)
def test_exclusive(labels, expected):
    assert exclusive(labels) is expected


@pytest.mark.parametrize("label", ["Unknown", "Missing", "Not available", "Unmeasurable/not available", "Other/unknown"])
def test_missing(label):
    assert is_missing(label) and not is_missing("Never smoker")


def _family(heading, **counts):
    return [(heading, [""])] + [(f"{heading} > {name}", [cell]) for name, cell in counts.items()]


@pytest.mark.parametrize(
    ("counts", "severity"),
    [
        ({"Yes": "60 (60)", "No": "40 (40)"}, None),
        ({"Yes": "60 (60)", "No": "38 (38)"}, "warning"),
        ({"Yes": "60 (60)", "No": "38 (38)", "Unknown": "2 (2)"}, None),
        ({"Yes": "60 (60)", "No": "38 (38)", "Unknown": "2"}, None),
        ({"Yes": "60 (60)", "No": "20 (20)"}, None),  # too large a gap for a slip
        ({"Yes": "60 (60)", "No": "44 (44)"}, "error"),
        ({"Rash": "60 (60)", "Cough": "44 (44)"}, None),
        ({"Rash": "60 (60)", "Cough": "20 (20)"}, None),
        ({"<65": "30 (30)", "65-74": "40 (40)", "≥75": "29 (29)"}, "warning"),
        ({"Alpha": "51 (51)", "Beta": "30 (30)", "Gamma": "18 (18)"}, "warning"),
        ({"Alpha": "51 (51)", "Beta": "30 (30)", "Gamma": "19 (19)"}, None),
        ({"Yes": "60 (60)", "No": "38 (38)", "Oral": "30 (30)"}, "warning"),
        ({"Yes": "60 (60)", "No": "NR"}, None),
    ],
)
def test_categories(page, counts, severity):
    made = page()
    made.table(["All (n=100)"], _family("Group, n (%)", **counts))
    expected = [] if severity is None else [("parts-do-not-sum", severity, "Group, n (%)")]
    assert made.found("parts-do-not-sum") == expected


def test_categories_sum_to_the_denominator_of_their_percents(page):
    made = page()
    made.table(["All (N=286)"], _family("Prior lines, n (%)", **{"1": "105 (50.0)", "2": "90 (42.9)", "3": "13 (6.2)"}))
    (flag,) = [flag for flag in made.flags() if flag.rule == "parts-do-not-sum"]
    assert (flag.severity, flag.printed, flag.recomputed) == ("warning", "210", "208")


def test_own_denominators(page):
    made = page()
    made.table(["All (N=157)"], _family("Stage, n/N (%)", I="51/113 (45)", II="44/113 (39)", III="18/113 (16)", Unknown="44"))
    assert made.found() == []


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (("34/78", "48/80"), ("50/78", "59/76"), 0),  # events of subgroups, two of which have one size
        (("34/78", "48/80"), ("50/78", "59/80"), 0),  # both arms parted in halves: neither sum fits its size
        (("34/78", "30/80"), ("50/78", "50/80"), 1),  # parts of the arms: the other one sums to its size
        (("34/78", "30/80"), ("44/78", "50/80"), 0),
    ],
)
def test_events_of_subgroups_are_no_parts_of_their_size(page, first, second, found):
    made = page()
    heading = "Prior lines, n/N"
    made.table(["A", "B"], [(heading, ["", ""]), (f"{heading} > 1", [*first]), (f"{heading} > ≥2", [*second])])
    assert len(made.found("parts-do-not-sum")) == found


RESPONSES = {"sCR": 7, "≥CR": 11, "CR": 4, "≥VGPR": 16, "VGPR": 5, "PR": 12, "SD": 8, "PD": 4}


def _responses(orr=28, **changes):
    counts = RESPONSES | changes
    return [("ORR", [f"{orr} ({round(orr / 40 * 100)})"])] + [(k, [f"{n} ({round(n / 40 * 100)})"]) for k, n in counts.items()]


@pytest.mark.parametrize(
    ("rows", "quotes"),
    [
        (_responses(), []),
        (_responses(29), ["ORR 29 (72)"]),
        (_responses(VGPR=4), ["≥VGPR 16 (40)"]),
        (_responses(CR=3), ["≥CR 11 (28)"]),
        (_responses(SD=9), []),
        ([("ORR", ["20 (50)"]), ("CR", ["8 (20)"]), ("PR", ["12 (30)"])], []),
        ([("ORR", ["20 (50)"]), ("CR", ["8 (20)"]), ("PR", ["11 (28)"])], ["ORR 20 (50)"]),
        ([("ORR", ["20 (50)"]), ("CR", ["4 (10)"]), ("CRi", ["4 (10)"]), ("PR", ["12 (30)"])], []),
        ([("ORR", ["20 (50)"]), ("sCR", ["3 (8)"]), ("CR", ["8 (20)"]), ("PR", ["12 (30)"])], []),  # sCR within CR
        ([("ORR", ["20 (50)"]), ("CR", ["8 (20)"])], []),
        ([("ORR", ["20 (50)"]), ("CR", ["4 (10)"]), ("VGPR", ["8 (20)"])], []),  # PR has no row
    ],
)
def test_responses(page, rows, quotes):
    made = page()
    made.table(["All (n=40)"], rows, title="Response", stub="Response, n (%)")
    assert [flag[2] for flag in made.found("parts-do-not-sum")] == quotes


@pytest.mark.parametrize(("orr", "found"), [("52", 0), ("53", 0), ("60", 1)])
def test_responses_in_percent(page, orr, found):
    made = page()
    made.table(["Treated"], [("ORR", [orr]), ("CR", ["16"]), ("PR", ["36"])], title="Response", stub="Parameter, %")
    assert len(made.found("parts-do-not-sum")) == found


def _arms(*rows):
    return [
        (f"{label}, n (%)", [f"{n} ({round(n / size * 100)})" for n, size in zip(counts, (43, 20, 17, 6))])
        for label, *counts in rows
    ]


def test_arms_make_up_the_total(page):
    made = page()
    columns = ["All (n=43)", "A (n=20)", "B (n=17)", "C (n=6)"]
    rows = _arms(
        ("Rash", 20, 10, 8, 2), ("Cough", 9, 4, 4, 1), ("Fever", 3, 0, 2, 0), ("Pain", 12, 6, 5, 1), ("Itch", 5, 1, 4, 0)
    )
    made.table(columns, rows)
    assert made.found() == [("parts-do-not-sum", "error", "Fever, n (%) 3 (7)")]


def test_arms_that_do_not_make_up_the_total(page):
    made = page()
    columns = ["All (n=43)", "A (n=20)", "B (n=17)"]
    rows = [(label, cells[:3]) for label, cells in _arms(("Rash", 20, 10, 8, 2), ("Cough", 9, 4, 4, 1), ("Fever", 3, 0, 2, 0))]
    made.table(columns, rows)
    assert made.found() == []
