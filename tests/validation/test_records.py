"""Records against each other, and what confirms them."""

import pytest

from daraevidence.draft import Draft


def _draft(made, kind, text, **fields):
    clean = "".join(made.parts)
    start = clean.index(text)
    draft = Draft(kind, start, start + len(text))
    for name, value in fields.items():
        printed = str(value)
        place = clean.find(printed, start, start + len(text))
        draft.put(name, value, (place, place + len(printed)) if place >= 0 else None)
    return draft


PFS = {"study": "Doe et al (2021)", "cohort": "arm A", "endpoint": "PFS", "measure": "median", "unit": "months"}


@pytest.mark.parametrize(
    ("told", "tabled", "found"),
    [("10.8", "10.8", 0), ("10.8", "10.5", 1), ("11", "10.8", 0), ("10.8", "7.2", 0), ("10", "10.8", 1)],
)
def test_text_against_table(page, told, tabled, found):
    made = page()
    made.say(f"The median PFS was {told} months in arm A.")
    made.table(["Arm A"], [("Median PFS, months", [f"{tabled} m"])])
    drafts = [
        _draft(made, "endpoint", f"{told} months", value=told, **PFS),
        _draft(made, "endpoint", f"{tabled} m\n", value=tabled, **PFS),
    ]
    assert len([flag for flag in made.flags(drafts) if flag.rule == "text-table-disagree"]) == found


def test_size_of_a_group_in_the_text(page):
    made = page()
    made.say("In all 293 patients (arm A) were treated.")
    made.table(["Arm A (n=22)"], [("Fever, n (%)", ["11 (50)"])])
    group = {"study": "Doe et al (2021)", "cohort": "arm A"}
    drafts = [_draft(made, "cohort", "293 patients", n=293, **group), _draft(made, "cohort", "(n=22)", n=22, **group)]
    (flag,) = made.flags(drafts)
    assert (flag.rule, flag.severity, made.document().raw(flag.start, flag.end)) == (
        "group-size-disagrees",
        "warning",
        "293 patients",
    )


@pytest.mark.parametrize(
    ("text", "fields", "proof"),
    [
        ("13 of 21 (62%)", {"n": 13, "denominator": 21, "percent": 62}, ["13/21 is 62%"]),
        ("13 of 21 (72%)", {"n": 13, "denominator": 21, "percent": 72}, []),
        ("5.1 (95% CI, 4.2-6.6)", {"value": 5.1, "ci_low": 4.2, "ci_high": 6.6, "measure": "median"}, ["5.1 lies inside its CI"]),
        (
            "0.63 (0.46-0.85) 0.0027",
            {"value": 0.63, "ci_low": 0.46, "ci_high": 0.85, "p_value": 0.0027, "measure": "hazard_ratio"},
            ["0.63 lies inside its CI", "0.63 is the middle of its CI on the log scale", "P=0.0027 follows from the CI"],
        ),
        (
            "-3.2 (95% CI, -5.1 to -1.3)",
            {"value": -3.2, "ci_low": -5.1, "ci_high": -1.3, "label": "mean difference"},
            ["-3.2 lies inside its CI", "-3.2 is the middle of its CI"],
        ),
        (
            "-3.2 (95% CI, -5.1 to -0.2)",
            {"value": -3.2, "ci_low": -5.1, "ci_high": -0.2, "label": "mean difference"},
            ["-3.2 lies inside its CI"],
        ),
        ("-1.5 (95% CI, -1.3 to 2.0)", {"value": -1.5, "ci_low": -1.3, "ci_high": 2.0, "label": "mean difference"}, []),
        ("59.2 (SD 9.0; SE 1.8)", {"value": 59.2, "sd": 9.0, "se": 1.8, "denominator": 25}, ["SE 1.8 is SD 9.0 / sqrt(25)"]),
        ("59.2 (SD 9.0; SE 1.8)", {"value": 59.2, "sd": 9.0, "se": 1.8, "denominator": 40}, []),
    ],
)
def test_proofs(page, text, fields, proof):
    made = page()
    made.say(f"The result was {text}.")
    draft = _draft(made, "endpoint", text, **fields)
    made.flags([draft])
    made.flags([draft])
    assert list(draft.proof) == proof
