"""Which group of a study a name means that is none of its printed names."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.extractors.group.limits import limits_of
from daraevidence.extractors.group.senses import group_called


@dataclass
class _Group:
    name: str
    role: str = "arm"
    aliases: list[str] = field(default_factory=list)


def _meant(name: str, *names: str, role: str = "arm") -> str | None:
    group = group_called(name, [_Group("total", "total"), *(_Group(each, role) for each in names)])
    return group.name if group is not None else None


@given(st.integers(20, 90), st.sampled_from(["years", "Years", "yr", ""]))
def test_limits_are_the_same_in_other_words(age: int, unit: str) -> None:
    low, high = f"<{age} {unit}".strip(), f"≥{age} {unit}".strip()
    for name in (
        f"patients aged {age} or older",
        f"those aged at least {age} years",
        f"men ≥{age}",
        "older patients",
        "the elderly",
    ):
        assert _meant(name, low, high) == high
    for name in (f"those younger than {age} years", f"patients under {age}", "younger women", "the younger group"):
        assert _meant(name, low, high) == low
    assert _meant(f"patients older than {age + 5} years", low, high) is None


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("octogenarians", (80, None)),
        ("≥80 Years", (80, None)),
        ("65-74 years", (65, 74)),
        ("weight above 100 kg", (100, None)),
        ("aged 40 or younger", (None, 40)),
        ("Arm A", None),
    ],
)
def test_limits(name: str, limits: tuple[float | None, float | None] | None) -> None:
    found = limits_of(name)
    assert (found and (found.low, found.high)) == limits


@pytest.mark.parametrize(
    ("name", "groups", "meant"),
    [
        ("mutated group", ("mutated KRAS", "wild-type KRAS"), "mutated KRAS"),
        ("patients with wild-type disease", ("mutated KRAS", "wild-type KRAS"), None),
        ("wild-type patients", ("mutated KRAS", "wild-type KRAS"), "wild-type KRAS"),
        ("KRAS", ("mutated KRAS", "wild-type KRAS"), None),
        ("smokers", ("current or former smokers", "never-smokers"), "current or former smokers"),
        ("those who had never smoked", ("current or former smokers", "never-smokers"), "never-smokers"),
        ("irradiated patients", ("radiotherapy", "chemotherapy", "without bridging"), "radiotherapy"),
        ("vaccine recipients", ("RSV vaccine", "placebo"), "RSV vaccine"),
        ("unvaccinated participants", ("RSV vaccine", "placebo"), "placebo"),
        ("full dose", ("full-dose apixaban", "reduced-dose apixaban"), "full-dose apixaban"),
        ("dose", ("full-dose apixaban", "reduced-dose apixaban"), None),
        ("controls", ("dexamethasone", "saline"), "saline"),
        ("active group", ("dexamethasone", "saline"), "dexamethasone"),
        ("steroid group", ("dexamethasone", "saline"), "dexamethasone"),
        ("combination", ("Abemaciclib + fulvestrant", "Fulvestrant"), "Abemaciclib + fulvestrant"),
        ("monotherapy arm", ("Abemaciclib + fulvestrant", "Fulvestrant"), "Fulvestrant"),
        ("fulvestrant alone", ("Abemaciclib + fulvestrant", "Fulvestrant"), "Fulvestrant"),
        ("abemaciclib 150 mg with fulvestrant", ("Abemaciclib + fulvestrant", "Fulvestrant"), "Abemaciclib + fulvestrant"),
        ("apixaban 2.5 mg", ("apixaban 5 mg", "warfarin"), None),
        ("patients with prior fulvestrant", ("Abemaciclib + fulvestrant", "Fulvestrant"), None),
        ("patients with measurable disease", ("apixaban", "warfarin", "apixaban, measurable disease"), None),
        ("octogenarians", ("≥75 years", "<75 years"), None),
        ("controls", ("stool transplantation", "vancomycin"), "vancomycin"),
        ("non-users", ("statin", "no statin"), "no statin"),
        ("non-users", ("statin", "aspirin"), None),
        ("BRCA carriers", ("germline BRCA mutation", "no germline BRCA mutation"), "germline BRCA mutation"),
        ("carriers", ("germline BRCA mutation", "no germline BRCA mutation"), "germline BRCA mutation"),
        ("noncarriers", ("germline BRCA mutation", "no germline BRCA mutation"), "no germline BRCA mutation"),
        ("untreated group", ("anticoagulated", "not anticoagulated"), "not anticoagulated"),
        ("patients with anticoagulation", ("anticoagulated", "not anticoagulated"), "anticoagulated"),
        ("lower dose", ("low dose", "high dose"), "low dose"),
    ],
)
def test_names(name: str, groups: tuple[str, ...], meant: str | None) -> None:
    assert _meant(name, *groups) == meant


def test_a_part_is_meant_by_what_tells_it_apart() -> None:
    assert _meant("patients with diabetes", "patients with diabetes and kidney disease", role="subgroup") is None
    parts = ("mutated KRAS", "wild-type KRAS")
    assert _meant("mutated group", *parts, role="subgroup") == "mutated KRAS"


@given(st.integers(60, 300), st.integers(60, 300), st.integers(0, 6))
def test_arms_of_prose_bear_the_names_of_the_table(a: int, b: int, left: int) -> None:
    text = (
        f"ORELLA-3: Trial of Abemaciclib\n\nIn ORELLA-3, {a + b} women were randomly assigned to abemaciclib 150 mg "
        f"with fulvestrant (n = {a}) or fulvestrant alone (n = {b}).\n\nTable 1. Adverse Events\n"
        f"Event, n (%)      Abemaciclib +          Fulvestrant\n"
        f"                  fulvestrant (N={a - left})      (N={b})\n"
        "Diarrhea          40 (20)                12 (6)\n"
        "Nausea            33 (16)                11 (6)\n"
    )
    extraction = extract_text(text)
    arms = {(group.cohort, group.n) for group in extraction.cohorts if group.role == "arm"}
    assert arms == {("Abemaciclib + fulvestrant", a), ("Abemaciclib + fulvestrant", a - left), ("Fulvestrant", b)}


@given(
    st.integers(30, 200), st.integers(30, 200), st.sampled_from(["the other group", "the others", "the other arm", "the rest"])
)
def test_the_other_one_of_two(a: int, b: int, other: str) -> None:
    text = (
        f"Ferrara et al (2021) randomly assigned {a + b} adults to ketamine (n = {a}) or midazolam (n = {b}). Vomiting was seen "
        f"in 11% of the ketamine group and in 3% of {other}."
    )
    rows = {row.cohort: (row.percent, row.denominator) for row in extract_text(text).adverse_events}
    assert rows == {"ketamine": (11, a), "midazolam": (3, b)}


def test_a_name_explained_by_the_groups_own() -> None:
    text = (
        "Ferrara et al (2021) treated 200 adults: 48 with CrCl <30 mL/min and 152 with CrCl ≥30 mL/min. Response was seen in 40% "
        "of patients with severe renal impairment (CrCl <30 mL/min) and in 52% of the others. Rash was seen in 7% of patients "
        "with severe renal impairment."
    )
    extraction = extract_text(text)
    told = [row for row in (*extraction.endpoints, *extraction.adverse_events) if row.percent]
    rows = {(row.cohort, row.percent, row.denominator) for row in told}
    assert rows == {("CrCl <30 mL/min", 40, 48), ("CrCl ≥30 mL/min", 52, 152), ("CrCl <30 mL/min", 7, 48)}


@pytest.mark.parametrize(("doses", "rank"), [((10, 20), "higher"), ((10, 20, 40), "highest"), ((10, 20, 40, 80), "highest")])
def test_doses_by_their_rank(doses: tuple[int, ...], rank: str) -> None:
    arms = ", ".join(f"{dose} mg (n={dose + 31})" for dose in doses)
    text = (
        f"Ferrara et al (2021) studied vonafexor. Patients received {arms} or placebo (n=45). Activity improved in 28% on the "
        f"{rank} dose compared with 13% on placebo."
    )
    rows = {row.percent: (row.cohort, row.denominator) for row in extract_text(text).endpoints}
    assert rows == {28: (f"{doses[-1]} mg", doses[-1] + 31), 13: ("placebo", 45)}


@given(st.integers(30, 200), st.integers(30, 200))
def test_groups_by_what_they_did(a: int, b: int) -> None:
    text = (
        f"Ferrara et al (2021) compared {a} women who switched to zoledronate with {b} women who continued denosumab. Fractures "
        "were found in 5% of women who had switched and in 2% of those who continued."
    )
    extraction = extract_text(text)
    assert {(group.cohort, group.n) for group in extraction.cohorts if group.role == "arm"} == {
        ("zoledronate", a),
        ("denosumab", b),
    }


@given(st.integers(30, 200), st.integers(30, 200), st.sampled_from(["Arm", "Group"]))
def test_letters_beside_sizes_are_a_part_of_the_name(a: int, b: int, label: str) -> None:
    text = (
        f"In ORELLA-3, patients were randomized to lenalidomide ({label} A, n={a}) or observation ({label} B, n={b}). "
        f"Median PFS was 41 months in {label} A and 19 months in {label} B."
    )
    extraction = extract_text(text)
    named = {f"{label} A (lenalidomide)": a, f"{label} B (observation)": b}
    assert {group.cohort: group.n for group in extraction.cohorts if group.role == "arm"} == named
    assert {row.cohort for row in extraction.endpoints} == set(named)


@pytest.mark.parametrize(
    ("arms", "tried", "reference"),
    [
        (("drugol", "placebo"), "drugol", "placebo"),
        (("drugol plus chemol", "chemol plus placebo"), "drugol plus chemol", "chemol plus placebo"),
        (("drugol + chemol", "chemol"), "drugol + chemol", "chemol"),
        (("usual care", "telephone coaching"), "telephone coaching", "usual care"),
    ],
)
def test_arms_by_their_part_in_the_trial(arms: tuple[str, str], tried: str, reference: str) -> None:
    for name in (
        "experimental arm",
        "active drug",
        "the drug",
        "treated children",
        "patients in the intervention group",
        "with the antibody",
        "study treatment",
    ):
        assert _meant(name, *arms) == tried, name
    for name in ("controls", "the control group", "comparator arm", "without it", "without the drug", "untreated patients"):
        assert _meant(name, *arms) == reference, name
    assert _meant("first group", *arms) == arms[0] and _meant("the second", *arms) == arms[1]


def test_the_combination_is_given_more() -> None:
    for arms in (("ab plus cd", "cd plus placebo"), ("cd alone", "ab plus cd"), ("ab + cd", "cd")):
        more, less = (arms[1], arms[0]) if "ab" in arms[1] else arms
        assert _meant("the combination", *arms) == more
        assert _meant("cd alone", *arms) == less
    assert _meant("the combination", "ab plus cd", "ef plus gh") is None
    assert _meant("monotherapy", "ab plus cd", "ab") == "ab"


@pytest.mark.parametrize("name", ["the drug", "treated patients", "without it", "the antibody"])
def test_of_two_treatments_neither_is_the_drug(name: str) -> None:
    assert _meant(name, "drugol", "otherol") is None
    assert _meant("controls", "drugol", "otherol") == "otherol"


@given(st.sampled_from(["active drug", "active treatment", "intervention", "study drug"]), st.integers(20, 200))
def test_a_role_is_no_third_arm(role: str, n: int) -> None:
    text = (
        f"Berg et al (2021) randomized {2 * n} adults with asthma to melvitane 20 mg (n={n}) or placebo (n={n}). "
        f"Remission was achieved by 59.2% on the {role} and by 6.7% on placebo (P<0.001)."
    )
    found = extract_text(text)
    assert {cohort.cohort for cohort in found.cohorts if cohort.role == "arm"} == {"melvitane", "placebo"}
    assert [(one.cohort, one.comparator) for one in found.endpoints] == [("melvitane", "placebo"), ("placebo", "melvitane")]


def test_an_arm_told_by_its_dose_takes_the_name_of_its_part() -> None:
    text = (
        "Berg et al (2021) randomly assigned 400 adults to a single intramuscular dose (n=200) or to placebo (n=200). "
        "Illness was seen in 9 of 200 participants in the vaccine group and in 54 of 200 in the placebo group."
    )
    assert {cohort.cohort for cohort in extract_text(text).cohorts if cohort.role == "arm"} == {"vaccine", "placebo"}
