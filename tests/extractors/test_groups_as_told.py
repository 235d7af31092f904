"""Arms after randomisation, by how often a drug is given, by those who received it; parts of the patients with their size."""

import pytest

import daraevidence

Row = tuple[str, int | None, str]


def groups(sentence: str) -> list[Row]:
    found = daraevidence.extract_text(f"Results\n\nIn the phase 3 MARLIN trial, {sentence}\n").cohorts
    return [(row.cohort, row.n, row.role) for row in found if row.role != "total"]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "1,210 adults were randomized to natalizumab every 6 weeks (n = 605) or every 4 weeks (n = 605).",
            [("natalizumab every 6 weeks", 605, "arm"), ("every 4 weeks", 605, "arm")],
        ),
        (
            "24,318 adults were randomly assigned to receive influenza vaccine (n=12,160) or placebo (n=12,158).",
            [("influenza vaccine", 12160, "arm"), ("placebo", 12158, "arm")],
        ),
        (
            "644 adults were enrolled: 320 received ustekinumab and 324 received adalimumab.",
            [("ustekinumab", 320, "arm"), ("adalimumab", 324, "arm")],
        ),
        (
            "300 adults were randomly assigned in a 2:1 ratio to ustekinumab 90 mg or placebo.",
            [("ustekinumab", None, "arm"), ("placebo", None, "arm")],
        ),
        (
            "300 adults were enrolled. In patients with eosinophils ≥300 cells/µL (n=31), 22 (71%) had no attack.",
            [("patients with eosinophils ≥300 cells/μL", 31, "subgroup")],
        ),
        # what patients got afterwards makes no arms
        ("300 adults were enrolled; of those who relapsed, 12 received ustekinumab and 14 received adalimumab.", []),
    ],
)
def test_groups_of_a_sentence(sentence: str, rows: list[Row]) -> None:
    assert [row for row in groups(sentence) if "relapsed" not in row[0]] == rows


def test_an_arm_in_bullets_is_the_column_of_its_dose_and_size() -> None:
    text = """LINDEN Study

Ode et al (2016)1 conducted a phase 3, double-blind study in adults with gout (N=330).

Patients were randomized 2:2:1 to receive:
- Evolocumab 140 mg SC every 2 weeks (n=132)
- Evolocumab 420 mg SC monthly (n=132)
- Placebo SC monthly (n=66)

Table 1. LDL-C at Week 12
Parameter
Evolocumab 140 mg Q2W
(n=132)
Evolocumab 420 mg QM
(n=132)
Placebo QM
(n=66)
Any AE, n (%)
61 (46)
66 (50)
24 (36)

References
1. Ode B, Stein A. PCSK9 in gout. Lancet. 2016;385:331-340.
"""
    extraction = daraevidence.extract_text(text)
    arms = [(row.cohort, row.n) for row in extraction.cohorts if row.role == "arm"]
    assert arms == [("Evolocumab 140 mg Q2W", 132), ("Evolocumab 420 mg QM", 132), ("Placebo QM", 66)]


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        (
            "In this issue, Ode et al.1 report a case-control study of 1,204 adults at 24 hospitals in Norway.\n",
            {"Ode et al": 1204},
        ),
        (
            "Ode et al. [1] treated 34 patients with anakinra, and a Dutch randomised trial of 27 patients found a response"
            " in 60% [2]. A Danish registry study of 980 patients found no deaths.\n",
            {"Ode et al": 34, "Dutch randomised trial of 27 patients": 27, "Danish registry study of 980 patients": 980},
        ),
        ("Letter\n\nWe retrospectively reviewed 46 patients with asthma who started tezepelumab in 2022.\n", {"": 46}),
    ],
)
def test_each_study_has_its_own_size(text: str, sizes: dict[str, int]) -> None:
    found = {row.study: row.n_patients for row in daraevidence.extract_text(text).studies}
    assert list(found.values()) == list(sizes.values())
    assert [name for name in sizes if name] == [name for name in found if name in sizes]
