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


_BLOCKS = "group P received ropivacaine, group F ropivacaine with fentanyl, and group S ropivacaine with sufentanil"
_LASERS = "group P (laser plus usual care), group F (sham laser plus usual care) or group S (usual care)"


@pytest.mark.parametrize(
    ("gets", "asked", "wanted"),
    [
        (_BLOCKS, "ropivacaine alone", "P"),
        (_BLOCKS, "sufentanil", "S"),
        ("group P was given tea, whereas group F was given coffee with milk and group S was given water", "coffee", "F"),
        (_LASERS, "low-level laser", "P"),
        (_LASERS, "sham laser", "F"),
    ],
)
def test_groups_by_what_a_sentence_says_that_they_got(gets: str, asked: str, wanted: str) -> None:
    values = {"P": 2.8, "F": 1.9, "S": 1.7}
    lead = "Women were randomised to " if "(" in gets else "Women were randomised into three groups: "
    table = (
        "Table 1. Pain after the block, mean ± SD\n\n| | Group P | Group F | Group S |\n|---|---|---|---|\n| n | 50 | 50 | 50 |\n"
    )
    row = "| Pain score | 2.8 ± 1.3 | 1.9 ± 1.1 | 1.7 ± 1.0 |\n| Nausea score | 1.8 ± 1.0 | 1.4 ± 1.2 | 1.1 ± 1.1 |\n"
    found = dara.extract_text(f"{lead}{gets}.\n\n{table}{row}", kind="markdown").find(outcome="pain", cohort=asked)
    assert found[0].row()["value"] == values[wanted]


@pytest.mark.parametrize(
    "said", ["Outcomes were pain (VAS) and grip.", "Pain was assessed with the VAS.", "Pain was measured using a VAS of 100 mm."]
)
def test_what_a_scale_measures_is_told_beside_it(said: str) -> None:
    table = (
        "Table 1. Outcomes, mean ± SD\n\n| | Tape (n = 30) | Sham (n = 31) |\n|---|---|---|\n"
        "| VAS | 2.9 ± 1.3 | 4.4 ± 1.6 |\n| Grip | 21 ± 5 | 20 ± 6 |\n"
    )
    document = dara.extract_text(f"Adults were randomised to tape (n = 30) or sham (n = 31). {said}\n\n{table}", kind="markdown")
    assert document.find(outcome="pain intensity", cohort="tape")[0].row()["value"] == 2.9


def test_rows_of_sizes_head_what_stands_below_them() -> None:
    rows = "".join(
        f"| *Week {week}* | n = {a} | n = {b} | |\n"
        f"| Weight, kg | {w}.3 ± 3.9 | {w - 2}.1 ± 3.7 | 0.01 |\n"
        f"| Grip, kg | {w - 1}.8 ± 4.7 | 2.5 ± 4.9 | 0.15 |\n"
        for week, a, b, w in ((12, 104, 99, 5), (24, 98, 93, 6))
    )
    table = f"Table 2. Changes from baseline\n\n| Outcome | Paste | Advice | P value |\n|---|---|---|---|\n{rows}"
    document = dara.extract_text(f"Adults were randomised to paste (n = 118) or advice (n = 116).\n\n{table}", kind="markdown")
    for week, size in ((12, 99), (24, 93)):
        assert document.find(outcome=f"weight at {week} weeks", cohort="advice")[0].row()["denominator"] == size


def test_what_a_group_got_behind_its_size() -> None:
    text = (
        "Adults were randomly assigned to the intervention group (n = 83), who received three calls, or to the control group "
        "(n = 81), who received a brochure. Of the 164 adults, 76 in the intervention group and 72 in the control group "
        "completed the 3-month follow-up.\n\nTable 1. Knowledge at 3 months, mean ± SD\n\n| | Intervention | Control |\n"
        "|---|---|---|\n| Knowledge | 13.4 ± 2.2 | 10.0 ± 2.5 |\n| Attitude | 30.2 ± 6.4 | 29.8 ± 7.5 |\n"
    )
    document = dara.extract_text(text, kind="markdown")
    told = [document.find(outcome="knowledge at 3 months", cohort=name)[0].row() for name in ("three calls", "brochure")]
    assert [(row["value"], row["denominator"]) for row in told] == [(13.4, 76), (10.0, 72)]


_TWO = """# Swallowed capsules or inhaled {one} for cough: a randomised trial

To compare inhaled {one} with swallowed capsules, adults got {one} 5 mg once daily (inhaler group) or {other} 10 mg
(capsule group).

Table 1 Outcomes

| | Inhaler (n = 31) | Capsule (n = 33) |
|---|---|---|
| Cough score | 3.1 ± 1.0 | 4.5 ± 1.3 |
| Nausea | 2 (6.5%) | 5 (15.2%) |
| Sputum | 7 (22.6%) | 9 (27.3%) |
"""


@pytest.mark.parametrize(("one", "other"), [("brotizine", "velmarol"), ("quelastine", "dorpamide")])
def test_groups_of_two_are_told_apart_by_what_each_half_of_a_sentence_says(one, other):
    found = dara.extract_text(_TWO.format(one=one, other=other), kind="markdown")
    for asked, wanted in ((f"inhaled {one}", 3.1), (f"swallowed {other}", 4.5), (f"{other} (oral capsules)", 4.5)):
        assert found.find(outcome="cough", cohort=asked)[0].row()["value"] == wanted, asked


@pytest.mark.parametrize(
    ("names", "asked"), [(("Music", "No music"), "control"), (("Coaching", "Calls as wished"), "usual care")]
)
def test_the_group_that_another_is_compared_with(names, asked):
    rows = "".join(
        f"| {what} | {3 + i} ± 1.{i} | {5 + i} ± 2.{i} |\n" for i, what in enumerate(("Pain", "Worry", "Effort score"))
    )
    text = f"# {names[0]} versus {names[1].lower()}: a trial\n\nTable 1 Outcomes at week 2\n\n"
    text += f"| | {names[0]} | {names[1]} |\n|---|---|---|\n{rows}"
    assert dara.extract_text(text, kind="markdown").find(outcome="worry", cohort=asked)[0].row()["value"] == 6


def test_groups_that_are_told_in_the_words_of_each_other_end_the_search():
    text = "# EL+DN or EL+SN\n\nRunners got EL plus DN or EL plus SN.\n\n"
    text += "| | EL+DN (n=34) | EL+SN (n=33) |\n|---|---|---|\n| Pain | 2.3 (1.9) | 3.4 (2.2) |\n"
    dara.extract_text(text, kind="markdown").find(outcome="pain", cohort="EL with SN needles")
