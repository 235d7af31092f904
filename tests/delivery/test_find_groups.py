"""Which group is asked for where tables call it by a letter, and how many of it were left."""

from itertools import product

import pytest

import daraevidence as dara

_REPORT = """# A trial of {one} and {other}

Adults were randomised to repair with {one} ({g} group, n = 72) or to repair with {other} ({s} group, n = 71). {left}

Table 1. Pain after the operation, mean (SD)

| | {g} group | {s} group |
|---|---|---|
| Pain at 24 h | 3.4 (1.7) | 4.6 (1.9) |
| Pain at 3 months | 0.6 (0.9) | 0.9 (1.3) |
"""


@pytest.mark.parametrize(("names", "asked"), list(product([("glue", "sutures"), ("staples", "tape")], [0, 1])))
def test_a_group_that_tables_call_by_its_letter(names: tuple[str, str], asked: int) -> None:
    one, other = names
    text = _REPORT.format(one=one, other=other, g=one[0].upper(), s=other[0].upper(), left="")
    found = dara.extract_text(text, kind="markdown").find(
        outcome="pain 24 hours after surgery", cohort=f"{names[asked]} fixation"
    )
    row = found[0].row()
    assert (row["value"], row["sd"]) == [(3.4, 1.7), (4.6, 1.9)][asked]


@pytest.mark.parametrize(
    "left",
    [
        "At 3 months, 66 patients of the G group and 64 of the S group were examined.",
        "Follow-up at 3 months was complete in 66 and 64 patients, respectively.",
        "At 24 hours 70 and 69 patients, and at 3 months 66 and 64 patients answered the questions.",
        "The 24-hour assessment was attended by 70 of the G group and 69 of the S group, the 3-month assessment by 66 and 64.",
    ],
)
def test_as_many_as_were_left_of_a_group_at_that_time(left: str) -> None:
    text = _REPORT.format(one="glue", other="sutures", g="G", s="S", left=left)
    document = dara.extract_text(text, kind="markdown")
    sizes = [document.find(outcome="pain at 3 months", cohort=name)[0].row()["denominator"] for name in ("glue", "sutures")]
    assert sizes == [66, 64]


@pytest.mark.parametrize(
    "left",
    [
        "Of these, 6 and 7 withdrew before 3 months.",
        "At 3 months, 66 patients of the G group had improved and 64 of the S group.",
    ],
)
def test_who_left_or_improved_are_no_sizes(left: str) -> None:
    text = _REPORT.format(one="glue", other="sutures", g="G", s="S", left=left)
    found = dara.extract_text(text, kind="markdown").find(outcome="pain at 3 months", cohort="glue")
    assert found[0].row()["denominator"] in (None, 72)


def test_outcomes_are_told_by_rounds_and_ordinals() -> None:
    table = "Table 1. Bleeding, mean (SD)\n\n| | Drug (n = 75) | Placebo (n = 73) |\n|---|---|---|\n| Score | | |\n" + "".join(
        f"| Cycle {i} | {170 - 15 * i} (9{i}) | {240 - 5 * i} (11{i}) |\n" for i in (1, 2, 3)
    )
    document = dara.extract_text(f"Women were randomised to drug (n = 75) or placebo (n = 73).\n\n{table}", kind="markdown")
    for name, number in (("first", 1), ("second", 2), ("third", 3)):
        assert (
            document.find(outcome=f"bleeding score at the {name} cycle", cohort="placebo")[0].row()["value"] == 240 - 5 * number
        )
