"""Parts of a group get the count that another record of their study gives, where the percents told of them agree with it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

import daraevidence

TABLE = """Marsh et al (2023)1 conducted a randomized study of velutamab in 98 patients with colitis.

Table: Baseline Characteristics1
Characteristic, n (%)
Velutamab (n=48)
Placebo (n=50)
Disease stage
   Stage I
10 (21)
12 (24)
   Stage II
18 (38)
20 (40)
   Stage III
20 (42)
18 (36)

  • In the velutamab arm:
    • The ORR was {told} in patients with stage III.
"""


def percent(n: int, total: int) -> int:
    return int((Decimal(100) * n / total).quantize(Decimal(1), ROUND_HALF_UP))


@given(st.data())
def test_responders_are_as_many_as_responded(data: st.DataObject) -> None:
    total = data.draw(st.integers(20, 400))
    responded = data.draw(st.integers(10, total - 1))
    some = data.draw(st.integers(1, responded - 1))
    text = (
        f"Marsh et al (2023) conducted a study of velutamab in {total} patients with colitis. "
        f"The overall response rate was {percent(responded, total)}% ({responded}/{total}). "
        f"Among patients who responded to velutamab, a skin response was seen in {some} ({percent(some, responded)}%) patients."
    )
    ex = daraevidence.extract_text(text)
    (row,) = [row for row in ex.payload["endpoints"] if row["cohort"] == "patients who responded to velutamab"]
    assert (row["n"], row["denominator"], row["percent"]) == (some, responded, percent(some, responded))
    (part,) = [row for row in ex.payload["cohorts"] if row["cohort"] == "patients who responded to velutamab"]
    assert (part["n"], part["role"]) == (responded, "subgroup")
    assert part["confidence"] < 1


def test_the_row_of_a_table_says_how_many_a_part_has() -> None:
    ex = daraevidence.extract_text(TABLE.format(told="55% (n=11)"))
    (row,) = ex.payload["endpoints"]
    assert (row["cohort"], row["n"], row["denominator"]) == ("Velutamab, stage III", 11, 20)


def test_a_count_that_does_not_agree_gives_no_size() -> None:
    ex = daraevidence.extract_text(TABLE.format(told="75% (n=11)"))
    (row,) = ex.payload["endpoints"]
    assert (row["n"], row.get("denominator")) == (11, None)
    assert all(cohort.get("n") != 20 for cohort in ex.payload["cohorts"])
