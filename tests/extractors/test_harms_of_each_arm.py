"""Harms that are told of every arm at once, that nobody had, or that are counted below a head that counts them too."""

from __future__ import annotations

from itertools import product

import pytest

import daraevidence

_STUDY = "Dorner et al (2021)1 conducted a randomized trial in which 412 adults received {a} (n=204) or {b} (n=208).\n\n"
_ARMS = (("veltarin", "placebo"), ("osprexin", "dulomab"))


def _events(text: str, arms: tuple[str, str] = _ARMS[0]) -> list[tuple[str | None, str | None, str | None, int | None]]:
    found = daraevidence.extract_text(_STUDY.format(a=arms[0], b=arms[1]) + text).adverse_events
    return sorted((one.cohort or "", one.term or "", one.grade or "", one.n if one.n is not None else -1) for one in found)


@pytest.mark.parametrize("arms", _ARMS)
@pytest.mark.parametrize(
    ("said", "terms"),
    [
        ("There were no deaths in {all}.", ["deaths"]),
        ("No deaths and no cases of {x} occurred in {all}.", ["deaths", "{x}"]),
        ("No deaths or cases of {x} were recorded in {all}.", ["deaths", "{x}"]),
        ("No {x}, no {y} and no deaths were seen in {all}.", ["{x}", "{y}", "deaths"]),
        ("No patient in {all} died or developed {x}.", ["died", "{x}"]),
    ],
)
def test_none_of_several_harms_in_either_arm(said: str, terms: list[str], arms: tuple[str, str]) -> None:
    """``No deaths and no cases of X occurred in either arm``: none of each in each."""
    for place, (x, y) in product(("either group", "either arm"), (("pancreatitis", "seizures"), ("uveitis", "sepsis"))):
        words = {"all": place, "x": x, "y": y}
        found = _events(said.format(**words), arms)
        short = [(arm, term.removeprefix("cases of ").removeprefix("developed "), grade, n) for arm, term, grade, n in found]
        whole = [(arm, term.format(**words), "any", 0) for arm in arms for term in terms]
        assert sorted(short) == sorted(whole)


@pytest.mark.parametrize("event", ["Cholecystitis", "Serious infections", "Headache"])
def test_one_count_of_each_arm_with_the_percent_of_each(event: str) -> None:
    """``in 5 patients in each arm (2.5% and 2.4%)``: the first percent is that of the first arm."""
    for place, opened in product(("in each group", "in each arm"), ("were seen in", "developed in")):
        text = _STUDY.format(a="veltarin", b="placebo") + f"{event} {opened} 5 patients {place} (2.5% and 2.4%)."
        found = daraevidence.extract_text(text).adverse_events
        assert [(one.cohort, one.n, one.percent, one.denominator) for one in found] == [
            ("veltarin", 5, 2.5, 204),
            ("placebo", 5, 2.4, 208),
        ]


@pytest.mark.parametrize("verb", ["were recorded in", "occurred in", "were seen in"])
@pytest.mark.parametrize("led", [": ", ", namely ", ", including "])
def test_the_head_of_a_list_is_what_was_counted(verb: str, led: str) -> None:
    """``Infections were recorded in 21 patients: pneumonia (n=9)`` tells of pneumonia, and of what else they had."""
    text = f"Infections {verb} 21 patients (5.1%){led}pneumonia (n=9) and cellulitis (n=5)."
    assert {(term, n) for _, term, _, n in _events(text)} == {("Infections", 21), ("pneumonia", 9), ("cellulitis", 5)}
    text = f"Comorbid conditions were recorded in 30 patients{led}type 2 diabetes (n=12) and asthma (n=9)."
    found = daraevidence.extract_text(_STUDY.format(a="veltarin", b="placebo") + text).characteristics
    names = {one.characteristic for one in found if one.n in (9, 12)}
    assert names == {"Comorbid conditions > type 2 diabetes", "Comorbid conditions > asthma"}


@pytest.mark.parametrize("grade", ["Grade 3 or 4", "Grade ≥3", "Grade 3"])
@pytest.mark.parametrize("joint", [" and hypertension in 6 (2.9%)", ", and hypertension in 6 (2.9%)"])
def test_a_grade_is_of_its_own_event(grade: str, joint: str) -> None:
    """``Grade 3 neutropenia occurred in 23 patients, and hypertension in 6``: the second has no grade; ``any-grade`` is any."""
    found = _events(f"{grade} neutropenia occurred in 23 patients (11.3%){joint} with veltarin.")
    assert {(term, g == "any") for _, term, g, _ in found} == {("neutropenia", False), ("hypertension", True)}
    behind = "any-grade edema was seen in 40 and 22 patients, respectively."
    found = _events(f"{grade} neutropenia occurred in 23 patients on veltarin and 9 on placebo; {behind}")
    assert {(term, g == "any") for _, term, g, _ in found} == {("neutropenia", False), ("edema", True)}


@pytest.mark.parametrize("of", ["of treatment", "of therapy", "of the study drug"])
def test_what_adverse_events_led_to_is_one_event(of: str) -> None:
    """``Adverse events led to discontinuation of treatment in 8%``."""
    found = _events(f"Adverse events led to discontinuation {of} in 8% of patients on veltarin and 4% of those on placebo.")
    assert [(arm, term) for arm, term, _, _ in found] == [
        (arm, "Adverse events leading to discontinuation") for arm in ("placebo", "veltarin")
    ]


@pytest.mark.parametrize("how", ["rare", "infrequent", "equally common"])
def test_a_share_of_each_arm_behind_words_for_both(how: str) -> None:
    """``were rare in both groups (0.8% and 1.6%)``: of the arms in their order."""
    found = daraevidence.extract_text(
        _STUDY.format(a="veltarin", b="placebo") + f"Serious infections were {how} in both groups (0.8% and 1.6%)."
    ).adverse_events
    assert [(one.cohort, one.percent) for one in found] == [("veltarin", 0.8), ("placebo", 1.6)]


@pytest.mark.parametrize("grade", ["grade ≥3", "grade 3 or 4", "grade 3"])
@pytest.mark.parametrize("kind", ["toxicities", "adverse events", "reactions"])
def test_a_grade_at_the_end_is_of_all_before(grade: str, kind: str) -> None:
    """``Nausea (9%) and rash (4%) were the most frequent grade 3 toxicities``."""
    found = _events(f"With veltarin, nausea (9%) and rash (4%) were the most frequent {grade} {kind}.")
    assert {(term, g != "any") for _, term, g, _ in found} == {("nausea", True), ("rash", True)}


@pytest.mark.parametrize("scale", ["ECOG performance status", "Child-Pugh class", "Disease stage"])
@pytest.mark.parametrize("levels", [("0", "1", "2"), ("I", "II", "III")])
def test_levels_of_a_scale(scale: str, levels: tuple[str, str, str]) -> None:
    """``ECOG performance status was 0 in 30 patients (53%), 1 in 20 (35%), and 2 in 7 (12%)``."""
    a, b, c = levels
    text = f"{scale} was {a} in 206 patients (50%), {b} in 103 (25%), and {c} in 103 (25%)."
    found = daraevidence.extract_text(_STUDY.format(a="veltarin", b="placebo") + text).characteristics
    assert [(one.characteristic, one.n) for one in found] == [(f"{scale} > {x}", n) for x, n in zip(levels, (206, 103, 103))]


def test_what_else_was_present() -> None:
    """``Diabetes was present in 11 patients (19%) and the JAK2 mutation in 8 (14%)``: both as they came."""
    text = "Asthma was present in 21 patients (5.1%) and the JAK2 mutation in 8 (1.9%)."
    found = daraevidence.extract_text(_STUDY.format(a="veltarin", b="placebo") + text)
    assert [(one.characteristic, one.n) for one in found.characteristics] == [("Asthma", 21), ("JAK2 mutation", 8)]


@pytest.mark.parametrize("judged", ["considered related to", "judged to be related to", "thought to be possibly related to"])
def test_no_death_was_due_to_the_treatment(judged: str) -> None:
    """``No death was considered related to study treatment``: told as a harm and as an outcome."""
    found = daraevidence.extract_text(_STUDY.format(a="veltarin", b="placebo") + f"No death was {judged} study treatment.")
    assert [(one.term, one.n) for one in found.adverse_events] == [(f"death {judged} study treatment", 0)]
    assert [(one.endpoint, one.n) for one in found.endpoints] == [("DEATH", 0)]
    assert [n for _, _, _, n in _events(f"None of the deaths was {judged} study treatment.")] == [0]


@pytest.mark.parametrize("led", ["Because of", "Owing to", "Due to"])
def test_a_reason_told_first(led: str) -> None:
    """``Because of an adverse event, 12 patients stopped the study drug``."""
    found = _events(
        f"{led} an adverse event, 12 patients in the veltarin group stopped the study drug and 9 in the placebo group."
    )
    term = f"stopped the study drug {led.lower()} an adverse event"
    assert found == [("placebo", term, "any", 9), ("veltarin", term, "any", 12)]


@pytest.mark.parametrize("aside", ["", ", however,", ", though,"])
@pytest.mark.parametrize("end", ["withdrawal from the study", "discontinuation", "dose reduction"])
def test_what_harms_led_to(aside: str, end: str) -> None:
    """``Adverse events, however, led to withdrawal``."""
    found = _events(f"Adverse events{aside} led to {end} in 9 patients (4.4%) on veltarin and 4 (1.9%) on placebo.")
    assert [(arm, n) for arm, _, _, n in found] == [("placebo", 4), ("veltarin", 9)]
    assert all(end.split()[0] in term for _, term, _, _ in found)


@pytest.mark.parametrize(("how", "first", "second"), [("more frequent", "5.3", "1.7"), ("less common", "1.7", "5.3")])
@pytest.mark.parametrize("arm", ["veltarin", "placebo"])
def test_pairs_before_the_group_that_had_more(how: str, first: str, second: str, arm: str) -> None:
    """``Rash (5.3% vs 1.7%) and nausea (5.3% vs 1.7%) were more frequent with X``: X had the first of each pair."""
    other = "placebo" if arm == "veltarin" else "veltarin"
    text = f"Rash ({first}% vs {second}%) and nausea ({first}% vs {second}%) were numerically {how} with {arm}."
    found = daraevidence.extract_text(_STUDY.format(a="veltarin", b="placebo") + text).adverse_events
    assert {(one.term, one.cohort, one.percent) for one in found} == {
        (term, name, float(share)) for term in ("Rash", "nausea") for name, share in ((arm, first), (other, second))
    }


@pytest.mark.parametrize("event", ["Neurotoxicity", "Hepatitis"])
def test_a_grade_with_its_own_number_is_not_of_the_whole(event: str) -> None:
    """``seen in 16 (19%; grade 3, n=3; grade 4, n=1)``: the 16 are of any grade."""
    found = _events(f"{event} was seen in 16 patients (19%; grade 3, n=3; grade 4, n=1).")
    assert ("total", event, "any", 16) in found


def test_a_list_led_by_among_them() -> None:
    """``Infections developed in 15, among them bacteremia (n=6)``."""
    found = _events("Infections developed in 15 patients (3.6%), among them bacteremia (n=6) and pneumonia (n=5).")
    assert {(term, n) for _, term, _, n in found} == {("Infections", 15), ("bacteremia", 6), ("pneumonia", 5)}
