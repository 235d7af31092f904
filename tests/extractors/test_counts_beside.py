"""Counts whose meaning stands beside them: opposed in a bracket, in a list of what patients did, with their parts or base."""

import itertools

import pytest

from daraevidence import extract_text

DRUGS = [("zinc", "placebo"), ("belnafil", "sotalol")]
COUNTS = [(25, 12), (61, 44)]


def told(text):
    """Group, outcome, count and whole of each outcome."""
    frame = extract_text(text).frame("endpoints").astype(object)
    rows = frame.where(frame.notna(), None).to_dict("records")
    return {((row["cohort"] or "").removesuffix(" group"), row["label"], row["n"], row["denominator"]) for row in rows}


@pytest.mark.parametrize(("arms", "counts"), list(itertools.product(DRUGS, COUNTS)))
@pytest.mark.parametrize("against", ["vs n =", "versus n =", "v", "compared with n ="])
def test_two_sizes_against_each_other_in_a_bracket_are_counts(arms, counts, against):
    (one, other), (n, m) = arms, counts
    text = f"Remission was more frequent in the {one} group than in the {other} group (n = {n} {against} {m}, P = .02)."
    assert told(text) == {(one, "Remission", n, None), (other, "Remission", m, None)}


def test_sizes_side_by_side_are_none():
    assert not told("Adults were assigned to two groups (n = 25 and n = 12).")
    assert not told("We compared zinc (n = 25) versus placebo (n = 12).")


@pytest.mark.parametrize(("drug", "other"), DRUGS)
def test_each_number_of_a_list_has_what_those_patients_did(drug, other):
    text = f"In the {drug} group 17 patients relapsed, 8 dropped out and 3 changed therapist."
    assert told(text) == {(drug, "relapsed", 17, None), (drug, "dropped out", 8, None), (drug, "changed therapist", 3, None)}


@pytest.mark.parametrize("more", ["and 3 treated eyes", "and 2 randomized trials", "and 12 needed visits"])
def test_a_participle_before_a_noun_is_no_verb(more):
    numbers = {n for _, _, n, _ in told(f"In the zinc group 17 patients relapsed, {more} were described.")}
    assert numbers <= {17}


@pytest.mark.parametrize("joint", ["+", "and", "plus"])
def test_the_parts_of_a_count_stand_between_it_and_its_whole(joint):
    text = f"An objective response was seen in 31 (12 CR {joint} 19 PR) of 70 patients treated with zinc "
    text += "and in 20 of 68 given placebo."
    assert {
        ("zinc", "objective response", 31, 70),
        ("placebo", "objective response", 20, 68),
        ("zinc", "CR", 12, 70),
        ("zinc", "PR", 19, 70),
    } <= told(text)


@pytest.mark.parametrize("whose", ["women allocated to {}", "patients on {}", "adults in the {} group", "children given {}"])
@pytest.mark.parametrize("against", [", as did 44 of 86", ", compared with 44 of 86"])
def test_those_of_whom_a_sentence_is_have_the_first_result(whose, against):
    behind = whose.partition(" ")[2].format("placebo")
    found = told(f"Of 88 {whose.format('zinc')}, 61 delivered within 24 hours{against} {behind}.")
    assert {(cohort, n, whole) for cohort, _, n, whole in found} == {("zinc", 61, 88), ("placebo", 44, 86)}


def test_no_comma_is_needed_behind_those_of_whom_a_sentence_is():
    found = told("Of the 54 patients on zinc 39 remained free of bleeding, compared with 23 of the 52 on placebo.")
    assert found == {("zinc", "remained free of bleeding", 39, 54), ("placebo", "remained free of bleeding", 23, 52)}


@pytest.mark.parametrize("unit", [" days", " points", ""])
def test_ranges_are_told_as_results(unit):
    text = f"Scores ranged from 3 to 9{unit} in the zinc group and from 6 to 17{unit} in the placebo group."
    found = {(one.cohort, one.range_low, one.range_high) for one in extract_text(text).endpoints}
    assert found == {("zinc", 3, 9), ("placebo", 6, 17)}


@pytest.mark.parametrize("verb", ["reported", "had", "achieved"])
def test_the_change_that_those_counted_had_is_no_result(verb):
    text = f"41 patients (51%) in the zinc group and 26 (33%) in the placebo group {verb} a 50% reduction of headache days."
    assert {(cohort, n) for cohort, _, n, _ in told(text)} == {("zinc", 41), ("placebo", 26)}


@pytest.mark.parametrize(
    "words",
    [
        "The zinc group had 2 relapses, the placebo group 7.",
        "Those in the zinc group had 2 relapses, whereas in the placebo group there were 7.",
        "Patients in the zinc group had only 2 relapses; those in the placebo group had 7.",
        "The zinc group suffered 2 relapses and the placebo group 7.",
    ],
)
def test_a_number_behind_the_other_group_goes_without_its_words(words):
    assert {(cohort, n) for cohort, _, n, _ in told(words)} == {("zinc", 2), ("placebo", 7)}


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Mothers in the zinc group scored 8.4 on the knowledge test and controls 6.1.", "knowledge test"),
        ("The zinc group required 8.4 analgesic tablets daily, controls 6.1.", "analgesic tablets"),
        ("In the zinc group, children had 8.4 falls a year, whereas controls had 6.1.", "falls"),
    ],
)
def test_what_was_measured_stands_behind_the_first_of_two_numbers(words, label):
    found = {(one.cohort, one.label, one.value) for one in extract_text(words).endpoints}
    assert {(label, 8.4), (label, 6.1)} == {(each, value) for _, each, value in found}
    assert {"controls"} < {cohort for cohort, _, _ in found}


@pytest.mark.parametrize("names", [("terbinafine", "itraconazole", "griseofulvin"), ("laser", "sham", "usual care")])
@pytest.mark.parametrize("lead", ["for", "with", "after"])
def test_as_many_names_as_results_behind_them(names, lead):
    text = f"Cure rates were 88%, 84% and 52% {lead} {names[0]}, {names[1]} and {names[2]}."
    found = [(one.cohort, one.percent) for one in extract_text(text).endpoints]
    assert found == list(zip(names, (88.0, 84.0, 52.0), strict=True))


def test_an_adjective_for_each_result_has_the_noun_of_the_last():
    text = "The interval was 19, 14 and 9 months for the high, medium and low dose."
    assert [one.cohort for one in extract_text(text).endpoints] == ["high dose", "medium dose", "low dose"]


def test_times_in_order_are_no_groups():
    assert {one.cohort for one in extract_text("Pain was 4.4, 5.1 and 6.0 at 2, 4 and 8 hours.").endpoints} <= {None, "total"}


@pytest.mark.parametrize("verb", ["lost their graft", "were well at one year"])
def test_the_name_of_a_group_ends_before_its_verb(verb):
    text = f"5 of the 30 patients receiving ciclosporin and none of the 31 receiving tacrolimus {verb}."
    assert {one.cohort for one in extract_text(text).endpoints} <= {"ciclosporin", "tacrolimus"}


def test_two_clauses_that_each_say_of_whom_they_count():
    found = told("Of 61 kidneys stored in solution A, 9 never functioned, and of 58 stored in solution B, 3 never functioned.")
    assert found == {("solution A", "never functioned", 9, 61), ("solution B", "never functioned", 3, 58)}


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Patients on zinc slept 6.8 h a night and patients on placebo 5.9 h.", "slept"),
        ("In the zinc group sleep returned after 6.8 days and in the placebo group after 5.9 days.", "sleep returned"),
    ],
)
def test_a_value_behind_the_other_group_is_of_the_same_outcome(words, label):
    found = {(one.cohort.removesuffix(" group"), one.label, one.value) for one in extract_text(words).endpoints}
    assert found == {("zinc", label, 6.8), ("placebo", label, 5.9)}


@pytest.mark.parametrize("lead", ["affected", "occurred in", "were seen in"])
def test_each_outcome_of_a_list_has_its_count_in_each_group(lead):
    text = (
        f"Bradycardia, rash and pain {lead} 4, 9 and 12 of 50 patients in the zinc group and 1, 2 and 15 of 50 in the sham arm."
    )
    events = extract_text(text).adverse_events
    found = {(one.cohort.removesuffix(" group"), one.term.casefold(), one.n, one.denominator) for one in events}
    terms = ("bradycardia", "rash", "pain")
    assert found == {
        *(("zinc", term, n, 50) for term, n in zip(terms, (4, 9, 12), strict=True)),
        *(("sham", term, n, 50) for term, n in zip(terms, (1, 2, 15), strict=True)),
    }


@pytest.mark.parametrize("things", ["catheters", "grafts", "implants"])
def test_things_that_something_happened_to_are_counted(things):
    found = told(f"Eleven {things} were removed early in the zinc group and 23 in the sham group.")
    assert {(cohort, n) for cohort, _, n, _ in found} == {("zinc", 11), ("sham", 23)}
