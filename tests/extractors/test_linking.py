"""One record for one fact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from daraevidence.draft import Draft
from daraevidence.extractors.linking import link


def endpoint(start: int, label: str = "median PFS", **fields: object) -> Draft:
    draft = Draft("endpoint", start, start + 5)
    draft.put("study", "S").put("cohort", "X").put("endpoint", "PFS").put("measure", "median")
    draft.put("label", label, (start, start + 3)).put("value", 12.4, (start + 3, start + 5))
    for name, value in fields.items():
        draft.put(name, value)  # type: ignore[arg-type]
    return draft


def test_a_result_told_twice_is_one_record_with_both_places() -> None:
    (one,) = link([endpoint(90, unit="months"), endpoint(10, "Median PFS")])
    assert (one.start, one.get("unit"), one.proof) == (10, "months", ("told twice",))
    assert [mark.start for mark in one.marks["value"]] == [13, 93]


def test_an_outcome_spelled_out_is_the_same_with_numbers_enough() -> None:
    written = "median progression-free survival"
    assert len(link([endpoint(10, ci_low=5.8, ci_high=24.8), endpoint(90, written, ci_low=5.8, ci_high=24.8)])) == 1
    assert len(link([endpoint(10), endpoint(90, written)])) == 2


def test_different_detail_makes_two() -> None:
    assert len(link([endpoint(10), endpoint(90, ci_low=5.8)])) == 2
    assert len(link([endpoint(10, unit="months"), endpoint(90, unit="weeks")])) == 2
    assert len(link([endpoint(10, "PFS (central review)", n=1), endpoint(90, "PFS (investigator)", n=1)])) == 2
    other = endpoint(90).put("cohort", "Y")
    assert len(link([endpoint(10), other])) == 2


def test_a_label_counts_where_there_is_no_code() -> None:
    rows = [Draft("characteristic", i, i + 1).put("characteristic", name).put("n", 3) for i, name in enumerate(("Male", "White"))]
    assert len(link(rows)) == 2


def test_groups_are_never_merged_and_keep_their_own_ids() -> None:
    groups = link([Draft("cohort", i, i + 1).put("cohort", "T1").put("n", 22) for i in (5, 1)])
    assert [group.start for group in groups] == [1, 5]
    assert groups[1].id == f"{groups[0].id}-2"


def test_a_study_leads_to_its_first_reference() -> None:
    study = Draft("study", 0, 5).put("study", "S").put("citations", "2;1")
    entries = [Draft("reference", 50 + n, 60 + n).put("number", n).put("text", str(n)) for n in (1, 2)]
    linked = link([study, *entries])
    assert study.get("reference") == linked[2].id


@given(st.permutations(list(range(6))))
def test_the_order_of_finding_does_not_matter(order: list[int]) -> None:
    made = [endpoint(10 * n, value=float(n % 4)) for n in range(6)]
    again = [endpoint(10 * n, value=float(n % 4)) for n in range(6)]
    expected = [(draft.id, draft.start) for draft in link(made)]
    assert [(draft.id, draft.start) for draft in link(again[n] for n in order)] == expected


@given(st.integers(2, 30))
def test_a_result_told_many_times_has_all_its_places(times: int) -> None:
    (one,) = link([endpoint(100 * number) for number in range(times)])
    marks = one.marks["value"]
    assert [mark.start for mark in marks] == [100 * number + 3 for number in range(times)]
    assert (len(marks), marks[0], marks[-1], marks[:1]) == (
        times,
        (3, 5, "printed"),
        (100 * times - 97, 100 * times - 95, "printed"),
        (marks[0],),
    )
    assert marks[1] in marks and one.put("value", 1.0, (1, 2)).marks["value"][-1] == (1, 2, "printed")
