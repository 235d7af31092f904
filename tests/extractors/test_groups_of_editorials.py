"""Groups as editorials, answers and press releases tell them: letters, controls, opposites, parts, populations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

# ruff: noqa: E501 (sentences of documents are single lines)

_SIZES = st.lists(st.integers(20, 900), min_size=2, max_size=2, unique=True)


def groups(sentence: str, opening: str = "Mbeki et al.2 looked back on patients with gout.") -> set[tuple[str, int | None, str]]:
    """Name, size and role of the groups of a paragraph of an editorial, without the whole group."""
    found = extract_text(f"EDITORIAL\n\nA title\n\n{opening} {sentence}\n").cohorts
    return {(group.cohort, group.n, group.role) for group in found if group.role != "total"}


@settings(max_examples=30, deadline=None)
@given(_SIZES, st.sampled_from(["group", "arm", "cohort"]), st.sampled_from([("A", "B"), ("1", "2")]))
def test_letters_behind_sizes(sizes: list[int], noun: str, labels: tuple[str, str]) -> None:
    one, other = labels
    sentence = (
        f"Colchicine was given to {sizes[0]} of them ({noun} {one}), and a steroid plus ice to {sizes[1]} ({noun} {other}), the "
        "latter only if the pain was severe."
    )
    assert groups(sentence) == {
        (f"{noun} {one} (Colchicine)", sizes[0], "arm"),
        (f"{noun} {other} (steroid plus ice)", sizes[1], "arm"),
    }


@settings(max_examples=30, deadline=None)
@given(
    _SIZES,
    st.sampled_from(
        [
            ("who had undergone ablation", "ablation"),
            ("with gout who were treated after ablation", "ablation"),
            ("treated with ablation", "ablation"),
            ("with calcified valves", "patients with calcified valves"),
        ]
    ),
    st.sampled_from(
        [("controls", "controls"), ("propensity-matched controls", "controls"), ("healthy controls", "healthy controls")]
    ),
    st.sampled_from([" with ", " and ", " versus ", " and on "]),
)
def test_patients_and_controls(sizes: list[int], had: tuple[str, str], controls: tuple[str, str], joint: str) -> None:
    sentence = f"They compared {sizes[0]} patients {had[0]}{joint}{sizes[1]} {controls[0]} at 31 centers."
    assert groups(sentence) == {(had[1], sizes[0], "arm"), (controls[1], sizes[1], "arm")}


def test_controls_behind_a_semicolon() -> None:
    sentence = (
        "From May, 140 patients received a graft after ablation, mostly in spring; 70 historical controls were matched for age."
    )
    assert groups(sentence) == {("ablation", 140, "arm"), ("historical controls", 70, "arm")}


@pytest.mark.parametrize(
    ("comparison", "names"),
    [
        ("in exposed versus unexposed patients", {"exposed", "unexposed"}),
        ("in treated and untreated patients", {"treated", "untreated"}),
        ("in vaccinated compared with non-vaccinated adults", {"vaccinated", "non-vaccinated"}),
        ("in untreated versus treated patients", {"treated", "untreated"}),
    ],
)
def test_opposites(comparison: str, names: set[str]) -> None:
    found = groups(f"The odds ratio for stroke was 0.72 (95% CI 0.55-0.94) {comparison}.")
    assert {name for name, _, role in found if role == "arm"} == names


@settings(max_examples=30, deadline=None)
@given(_SIZES, st.sampled_from(["had", "received", "started with"]), st.sampled_from(["and", "while"]))
def test_what_came_first(sizes: list[int], verb: str, joint: str) -> None:
    sentence = (
        f"There were {sum(sizes)} such patients: {sizes[0]} {verb} surgery first {joint} {sizes[1]} {verb} radiotherapy first."
    )
    assert groups(sentence) == {("surgery first", sizes[0], "arm"), ("radiotherapy first", sizes[1], "arm")}


def test_who_got_the_rest() -> None:
    sentence = "Of these, 150 were given intratympanic dexamethasone and the remaining 154 oral prednisolone."
    assert groups(sentence) == {("dexamethasone", 150, "arm"), ("prednisolone", 154, "arm")}


@pytest.mark.parametrize("verb", ["received", "injected", "took", "inhaled"])
def test_patients_by_what_they_took(verb: str) -> None:
    sentence = f"It enrolled 943 adults; 629 {verb} zorvaglutide 12 mg once a week and 314 {verb} placebo."
    assert groups(sentence, "ORION was a randomized trial [2].") == {("zorvaglutide", 629, "arm"), ("placebo", 314, "arm")}


def test_arms_with_a_short_form_behind_them() -> None:
    sentence = (
        "It assigned 56 patients to intravenous immunoglobulin (IVIG) 0.4 g/kg monthly and 54 patients to on-demand treatment."
    )
    assert groups(sentence, "ORION was a randomized trial in 110 patients [2].") == {
        ("IVIG", 56, "arm"),
        ("on-demand treatment", 54, "arm"),
    }


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Patients went on with zorvaglutide either weekly (n=65) or every other week (n=61).", {"weekly", "every other week"}),
        (
            "They received zorvaglutide in the morning (n=65) or in the evening (n=61).",
            {"zorvaglutide in the morning", "in the evening"},
        ),
    ],
)
def test_brackets_that_make_up_the_study(sentence: str, found: set[str]) -> None:
    told = groups(sentence, "ORION was a randomized trial in 126 adults [2].")
    assert {(name, role) for name, _, role in told} == {(name, "arm") for name in found}


_ARMS = "A total of {n} patients were randomized, {a} to velotinib and {b} to gefarib."


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(200, 900), min_size=2, max_size=2), st.lists(st.integers(20, 190), min_size=2, max_size=2))
def test_the_arms_of_a_part(arms: list[int], parts: list[int]) -> None:
    opening = "ORION was a randomized trial [2]. " + _ARMS.format(n=sum(arms), a=arms[0], b=arms[1])
    sentence = (
        f"Of the participants, {sum(parts)} had a reduced kidney function ({parts[0]} in the velotinib group and "
        f"{parts[1]} in the gefarib group)."
    )
    assert {one for one in groups(sentence, opening) if one[2] == "subgroup"} == {
        ("reduced kidney function", sum(parts), "subgroup"),
        ("velotinib, reduced kidney function", parts[0], "subgroup"),
        ("gefarib, reduced kidney function", parts[1], "subgroup"),
    }


def test_numbers_that_do_not_add_up_make_no_part() -> None:
    opening = "ORION was a randomized trial [2]. " + _ARMS.format(n=700, a=350, b=350)
    found = groups(
        "Of the participants, 100 had a bad headache (30 in the velotinib group and 40 in the gefarib group).", opening
    )
    assert {one for one in found if one[2] == "subgroup"} == set()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The safety population consisted of 345 patients in the velotinib group and 342 in the gefarib group.", {345, 342}),
        ("The per-protocol analysis included 345 and 342 of them.", {345, 342}),
        ("Diaries came back from 345 patients in the velotinib arm and 342 in the gefarib arm.", {345, 342}),
        ("Nausea was reported by 45 patients in the velotinib group and 42 in the gefarib group.", set()),
        ("The primary analysis included 345 deaths.", set()),
    ],
)
def test_arms_again_in_a_population(sentence: str, told: set[int]) -> None:
    opening = "ORION was a randomized trial [2]. " + _ARMS.format(n=700, a=351, b=349)
    found = groups(sentence, opening)
    assert {n for _, n, role in found if role == "arm"} == {351, 349} | told


@pytest.mark.parametrize(
    ("sentence", "name", "n"),
    [
        ("Of the 54 patients evaluable for response, 11 responded.", "patients evaluable for response", 54),
        ("Among 12 patients aged 75 years or older, 4 (33.3%) had a flare.", "patients aged 75 years or older", 12),
        ("The safety set consisted of 33 patients; 5 of them (15.2%) were dizzy.", "safety set", 33),
        ("In a substudy of 96 participants, the mean loss was 4.9 kg.", "substudy", 96),
        ("In all, 312 completers entered a maintenance phase of one year.", "maintenance phase", 312),
    ],
)
def test_parts_by_name(sentence: str, name: str, n: int) -> None:
    assert (name, n, "subgroup") in groups(sentence, "Mbeki et al.2 reported a study of 700 patients with gout.")


def test_patients_by_when_they_were_treated() -> None:
    sentence = "Patients treated within 7 days (n = 312) did better than those treated later (n = 228): 61% vs 44% recovered."
    assert groups(sentence) == {("patients treated within 7 days", 312, "subgroup"), ("patients treated later", 228, "subgroup")}


def test_risks_that_make_up_the_study() -> None:
    sentence = "There were 81 patients at low risk, 74 at intermediate risk, and 43 at high risk."
    assert groups(sentence, "Mbeki et al.2 reported a study of 198 patients with gout.") == {
        ("low risk", 81, "subgroup"),
        ("intermediate risk", 74, "subgroup"),
        ("high risk", 43, "subgroup"),
    }
    assert groups(sentence, "Mbeki et al.2 reported a study of 500 patients with gout.") == set()


def test_a_comparison_goes_on_with_the_study_of_the_paragraph_before() -> None:
    text = (
        "EDITORIAL\n\nA title\n\nThe first, ORION-1, was a randomized trial [1]. It enrolled 943 adults; 629 received "
        "zorvaglutide and 314 received placebo.\n\nNone of this comes for free. Nausea troubled 277 participants (44.0%) on "
        "zorvaglutide and 50 (15.9%) on placebo.\n\nObesity is common: in some countries, every third adult (33%) has it.\n"
    )
    extraction = extract_text(text)
    nausea = [record for record in extraction.adverse_events if record.n in (277, 50)]
    assert [(record.study, record.cohort) for record in nausea] == [("ORION-1", "zorvaglutide"), ("ORION-1", "placebo")]
    assert not [
        record for record in (*extraction.endpoints, *extraction.characteristics) if record.percent == 33 and record.study
    ]


@settings(max_examples=30, deadline=None)
@given(_SIZES, st.sampled_from(["randomised", "randomized", "allocated"]), st.sampled_from([", ", " and ", "; "]))
def test_a_bracket_behind_those_who_were_divided(sizes: list[int], verb: str, joint: str) -> None:
    sentence = f"In all, {sum(sizes)} participants were {verb} ({sizes[0]} tobrafen{joint}{sizes[1]} saline)."
    assert groups(sentence, "ORION was a randomised trial [2].") == {("tobrafen", sizes[0], "arm"), ("saline", sizes[1], "arm")}
    off = f"In all, {sum(sizes) + 7} participants were {verb} ({sizes[0]} tobrafen{joint}{sizes[1]} saline)."
    assert groups(off, "ORION was a randomised trial [2].") == set()


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("There were 133 recipients in the viremic group and 402 in the nonviremic group.", {"viremic", "nonviremic"}),
        ("It enrolled 402 patients on lebrivant and 366 on cyclosporine.", {"lebrivant", "cyclosporine"}),
        ("They randomised 487 patients: half received ferric derisomaltose and half placebo.", {"ferric derisomaltose", "placebo"}),
        ("They allotted 90 adults to a restrictive strategy (n=42) or a liberal strategy (n=48).", {"restrictive strategy", "liberal strategy"}),
        ("Reasons for surgery were pain (n=60), bleeding (n=20), and age (n=10).", set()),
        ("In all, 90 adults were randomised to tobrafen or saline, stratified by age.", {"tobrafen", "saline"}),
    ],
)  # fmt: skip
def test_ways_to_divide_patients(sentence: str, found: set[str]) -> None:
    told = groups(
        sentence, "ORION was a trial in 90 adults [2]." if "90" in sentence or "Reasons" in sentence else "ORION was a trial [2]."
    )
    assert {name for name, _, role in told if role == "arm"} == found


def test_labels_in_brackets_that_make_up_the_study() -> None:
    sentence = "Patients previously treated with agalsidase (switch cohort, n=61) and untreated patients (naive cohort, n=35) were included."
    opening = "Study 201 (NCT05550001) was an open-label, single-arm study in 96 patients with Fabry disease."
    assert groups(sentence, opening) == {("switch cohort", 61, "arm"), ("naive cohort", 35, "arm")}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(30, 400), min_size=4, max_size=4))
def test_rows_that_make_up_the_arms(parts: list[int]) -> None:
    a1, a2, b1, b2 = parts
    table = (
        f"| Outcome, n (%) | VENDRA (n={a1 + a2}) | Placebo (n={b1 + b2}) |\n|---|---|---|\n| Regrowth | 20 (30.0) | 10 (20.0) |\n"
        f"| Regrowth by duration | | |\n| <4 years | 9/{a1} | 8/{b1} |\n| ≥4 years | 7/{a2} | 6/{b2} |\n"
    )
    text = f"# A trial\n\nORION was a randomized trial in {sum(parts)} adults.\n\n**Table. Outcomes at Week 36**\n\n{table}"
    found = {(group.cohort, group.n) for group in extract_text(text, kind="markdown").cohorts if group.role == "subgroup"}
    assert found == {("VENDRA, <4 years", a1), ("VENDRA, ≥4 years", a2), ("Placebo, <4 years", b1), ("Placebo, ≥4 years", b2)}


def test_the_population_that_patients_formed() -> None:
    sentence = "In all, 459 adults were randomised; 448 received at least one dose and formed the safety set."
    assert groups(sentence, "ORION was a randomised trial [2].") == {("safety set", 448, "subgroup")}


@settings(max_examples=30, deadline=None)
@given(_SIZES, st.sampled_from(["had received", "received", "were treated with"]), st.sampled_from(["", "of whom "]))
def test_two_groups_that_make_up_the_study(sizes: list[int], verb: str, whom: str) -> None:
    opening = f"Halldorsson and co-authors [4] reported a retrospective study of {sum(sizes)} women."
    who = f"{sizes[0]} of whom" if whom else f"{sizes[0]}"
    assert groups(f"They were followed: {who} {verb} warfarin and {sizes[1]} a placebo.", opening) == {
        ("warfarin", sizes[0], "arm"),
        ("placebo", sizes[1], "arm"),
    }


def test_what_patients_have_makes_no_arms() -> None:
    opening = "Halldorsson et al. [4] reported a retrospective study of 60 women."
    assert groups("Of these, 40 had primary disease and 20 secondary disease.", opening) == set()


def test_cohorts_with_a_number_and_a_size() -> None:
    sentence = "Cohort 1 (n=5) received a dose in one ear, and Cohort 2 (n=7) received the dose in both ears."
    assert groups(sentence, "ORION is an open-label trial.") == {("Cohort 1", 5, "arm"), ("Cohort 2", 7, "arm")}


def test_drugs_in_brackets_that_make_up_the_study() -> None:
    sentence = "From registers we identified all 6,412 adults who filled a first prescription for sotaglip (n = 2,004) or empaglip (n = 4,408)."
    found = extract_text(f"Abstract\n\nMethods: {sentence}\n").cohorts
    assert ("empaglip", 4408, "arm") in {(group.cohort, group.n, group.role) for group in found}
    assert {group.n for group in found if group.role == "arm"} == {2004, 4408}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(30, 400), min_size=2, max_size=2), st.data())
def test_arms_are_as_large_as_the_denominators_that_make_up_the_study(sizes: list[int], data: st.DataObject) -> None:
    one, other = (data.draw(st.integers(1, size - 1)) for size in sizes)
    opening = f"ORION randomized {sum(sizes)} patients to apixaban or dalteparin in a trial [2]."
    sentence = (
        f"Recurrence was seen in {one} of {sizes[0]} patients on apixaban and in {other} of {sizes[1]} patients on dalteparin."
    )
    assert groups(sentence, opening) == {("apixaban", sizes[0], "arm"), ("dalteparin", sizes[1], "arm")}


def test_a_larger_population_in_the_text_than_in_the_table() -> None:
    table = "| Outcome, n (%) | QUIL (n=135) | Placebo (n=134) |\n|---|---|---|\n| Response | 54 (40.0) | 34 (25.4) |\n"
    text = (
        "# A trial\n\nORION was a trial. It randomized 274 adults to QUIL 75 mg (n=138) or placebo (n=136).\n\n"
        f"**Table. Response at Week 8 (Full Analysis Set)**\n\n{table}"
    )
    extraction = extract_text(text, kind="markdown")
    assert {(group.cohort.casefold(), group.n) for group in extraction.cohorts if group.role == "arm"} == {
        ("quil", 138), ("quil", 135), ("placebo", 136), ("placebo", 134),
    }  # fmt: skip
    assert {finding.severity for finding in extraction.findings if finding.rule == "group-size-disagrees"} <= {"info"}
    wrong = extract_text(text.replace("n=136", "n=134"), kind="markdown")
    assert {finding.printed for finding in wrong.findings if finding.rule == "group-size-disagrees"} == {"138"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Of these, 41 (60.3%) had been given fulvestrant before.",
        "In all, 41 patients (60.3%) had previously received fulvestrant.",
    ],
)
def test_what_was_given_before_names_no_group(sentence: str) -> None:
    extraction = extract_text(f"Ngata et al (2024)2 described 68 patients on belzestrant.\n\n{sentence}\n")
    told = [record for record in (*extraction.characteristics, *extraction.endpoints) if record.n == 41]
    assert [record.cohort for record in told] == ["total"]


def test_progress_of_something_else_than_the_disease_has_no_code() -> None:
    text = "ORION was a randomized trial. Confirmed disability progression occurred in 20 of 200 patients (10%), disease progression in 12 (6%).\n"
    assert {(record.endpoint, record.n) for record in extract_text(text).endpoints} == {("OTHER", 20), ("PD", 12)}
