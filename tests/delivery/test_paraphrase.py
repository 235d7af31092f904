"""The same outcome and the same group in other words answer with the same record; other ones with none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.delivery.described import described, stands_for, who
from daraevidence.delivery.moments import agree, untimed, when
from daraevidence.delivery.paraphrase import names_of, same_outcome

REPORT = """# Methods

Adults with a frozen shoulder were allocated at random to home stretching with an elastic band (HSB; n = 60) or to a single
hydrodilatation of the joint under ultrasound (HD; n = 58). Function was rated by the Shoulder Motion And Reach Test.

# Results

Table 1. Outcomes at 6 months

| Outcome | HSB (n = 60) | HD (n = 58) |
|---|---|---|
| Full recovery of abduction, n (%) | 33 (55.0) | 21 (36.2) |
| Admission to hospital, n (%) | 4 (6.7) | 9 (15.5) |
| Use of analgesics, n (%) | 12 (20.0) | 25 (43.1) |
| Haematoma of the upper arm, n (%) | 1 (1.7) | 6 (10.3) |
| Anaemia, n (%) | 3 (5.0) | 5 (8.6) |
| BDI-II, mean (SD) | 8.1 (4.2) | 10.3 (5.1) |
| SMART total score, mean (SD) | 71.5 (11.0) | 64.2 (12.5) |
| Grip strength (kg), mean (SD) | 31.4 (8.0) | 29.9 (8.8) |
"""

#: an outcome of the report in other words, with its number of the first group
RENAMED = {
    "abduction fully recovered": 33,
    "recovery of full abduction": 33,
    "hospital admissions": 4,
    "hospitalisation": 4,
    "Rate of hospitalization": 4,
    "need for painkillers": 12,
    "taking pain medication": 12,
    "hematoma in the upper arm": 1,
    "Incidence of anemia": 3,
    "depressive symptoms": 8.1,
    "severity of depression (Beck Depression Inventory)": 8.1,
    "shoulder motion and reach": 71.5,
    "Shoulder Motion and Reach Test (SMART)": 71.5,
    "handgrip strength": 31.4,
    "strength of grip": 31.4,
}
TIMES = ["", " at 6 months", " at six months", " after 26 weeks", " at 6-month follow-up", " during follow-up"]
GROUPS = [
    ["HSB", "home stretching (HSB)", "home stretching with an elastic band", "stretching at home with a band",
     "Elastic band stretching"],
    ["HD", "hydrodilatation", "ultrasound-guided hydrodilatation", "hydrodilatation of the joint (HD)",
     "Single joint hydrodilatation"],
]  # fmt: skip


@pytest.fixture(scope="module")
def ex():
    return extract_text(REPORT, kind="markdown")


def _first(ex, outcome, group):
    hits = ex.find(outcome=outcome, cohort=group)
    row = hits[0].row() if hits else {}
    return row.get("n") if row.get("n") is not None else row.get("value"), row.get("denominator")


@given(st.sampled_from(sorted(RENAMED)), st.sampled_from(TIMES), st.sampled_from(GROUPS[0]))
def test_an_outcome_in_other_words_is_the_same_record(ex, outcome, time, group):
    assert _first(ex, outcome + time, group) == (RENAMED[outcome], 60)


@given(st.sampled_from(sorted(RENAMED)), st.sampled_from(GROUPS[1]))
def test_the_other_group_in_other_words_has_its_own_record(ex, outcome, group):
    value, size = _first(ex, outcome, group)
    assert size == 58
    assert value not in RENAMED.values()


@given(
    st.sampled_from(
        ["hand eczema", "partial recovery of speech", "admission to a nursing home", "use of antibiotics",
         "haematoma of the liver", "grip comfort", "fever clearance", "birth weight",
         "leg strength", "anxiety", "quality of sleep", "visual acuity"]
    ),
    st.sampled_from(TIMES),
    st.sampled_from([None, *GROUPS[0], *GROUPS[1]]),
)  # fmt: skip
def test_an_outcome_that_is_not_told_has_no_record(ex, outcome, time, group):
    asked = {"outcome": outcome + time} | ({"cohort": group} if group else {})
    assert ex.find(**asked) == []


@given(st.sampled_from(sorted(RENAMED)), st.sampled_from(["cortisone injection", "placebo gel", "physiotherapy in a pool"]))
def test_a_group_that_is_not_told_has_no_record(ex, outcome, group):
    assert ex.find(outcome=outcome, cohort=group) == []


@given(st.sampled_from(sorted(RENAMED)), st.sampled_from(GROUPS[0]))
def test_another_time_does_not_come_as_well(ex, outcome, group):
    asked = ex.find(outcome=f"{outcome} at 6 months", cohort=group)
    other = ex.find(outcome=f"{outcome} at 3 years", cohort=group)
    assert not other or other[0].score < asked[0].score - 0.1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("birth by caesarean section", "C-section deliveries"),
        ("hyperstimulation of the uterus", "Uterine hyperstimulation"),
        ("new onset AKI", "acute kidney injury, new onset"),
        ("time to healing of the ulcer", "ulcer healing time (days)"),
        ("admitted to the NICU", "admission to neonatal intensive care unit"),
    ],
)
def test_two_names_of_one_outcome(one, other):
    assert same_outcome(names_of(one, {}), names_of(other, {})) > 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("late clinical failure", "late virological failure"),
        ("hyperglycaemia", "hypoglycaemia"),
        ("vaginal delivery", "operative delivery"),
        ("response at the end of treatment", "questionnaires at the end of treatment"),
        ("corrected response", "uncorrected response rate"),
    ],
)
def test_two_outcomes_are_not_one_for_their_common_words(one, other):
    assert same_outcome(names_of(one, {}), names_of(other, {})) < 0.75


@given(st.integers(1, 40), st.sampled_from(["day", "week", "month", "year"]), st.sampled_from(["at {} {}s", "{}-{}", "{1} {0}"]))
def test_a_time_is_read_and_taken_away_in_any_form(number, unit, form):
    phrase = f"fatigue {form.format(number, unit)}"
    assert agree(when(phrase), when(f"{number} {unit}s")) == 1.0
    assert agree(when(phrase), when(f"{number + 2} {unit}s")) == 0.0
    assert untimed(phrase) == "fatigue"


@pytest.mark.parametrize(
    ("phrase", "bare", "moments"),
    [
        ("pain at post-treatment", "pain", {"end"}),
        ("pain at the end of the school year", "pain", {"end"}),
        ("Post", "Post", {"end"}),
        ("pain at baseline", "pain", {"start"}),
        ("pain during follow-up", "pain", {"later"}),
        ("pain after one school year", "pain", set()),
        ("postpartum pain", "postpartum pain", set()),
    ],
)
def test_moments(phrase, bare, moments):
    assert (untimed(phrase), when(phrase).moments) == (bare, moments)


def test_the_piece_that_names_no_group_tells_the_other():
    groups = described(
        "It is unclear whether zinc syrup or a cooled fruit gel is liked better.", {"Zinc": ["zinc"], "Gel arm": ["gel arm"]}
    )
    assert who(["cooled gel of fruit"], groups) == "Gel arm"
    assert who(["iron drops"], groups) == ""


@pytest.mark.parametrize(
    ("short", "long", "wanted"),
    [
        ("iCBT-P", "internet-delivered CBT for pain", True),
        ("WLC", "waiting-list control", True),
        ("TAU", "treatment as usual", True),
        ("PE", "physical exercise", False),
        ("iCBT-P", "individual counselling", False),
    ],
)
def test_short_forms_made_of_initials(short, long, wanted):
    assert stands_for(short, long) is wanted


#: what two groups get, and how each is asked for in other words
_GOT = [
    (
        "a home-based walking programme with weekly calls",
        "written advice on diet",
        "home-based walking programme",
        "dietary advice",
    ),
    ("oral vitamin D3 4000 IU daily", "a matching placebo capsule", "Vitamin D3 supplementation", "placebo capsules"),
    ("group-based mindfulness training", "treatment as usual", "mindfulness-based group training", "usual care (TAU)"),
    ("early removal of the catheter", "late removal of the catheter", "early catheter removal", "removing the catheter late"),
    ("laser acupuncture at six points", "sham laser", "active laser acupuncture", "sham laser acupuncture"),
]
#: how a report says who got what, and how its tables head the groups
_TOLD = [
    ("Patients were randomly assigned to {} (XQ; n = 50) or to {} (ZQ; n = 52).", "XQ", "ZQ"),
    ("Patients in group A received {} and those in group B received {}.", "Group A", "Group B"),
    ("The intervention group (IG, n = 50) received {}. The control group (CG, n = 52) received {}.", "IG", "CG"),
    ("Participants were randomised to {} (intervention, n = 50) or {} (control, n = 52).", "Intervention", "Control"),
]


@given(st.sampled_from(_GOT), st.sampled_from(_TOLD), st.booleans())
def test_a_group_is_the_one_that_got_what_is_asked_for(got, told, second):
    first, other, *names = got
    sentence, one, two = told
    text = (
        f"# Methods\n\n{sentence.format(first, other)}\n\n# Results\n\nTable 1. Outcomes at 12 weeks\n\n"
        f"| Outcome | {one} (n = 50) | {two} (n = 52) |\n|---|---|---|\n| Readmission, n (%) | 5 (10.0) | 13 (25.0) |\n"
    )
    ex = extract_text(text, kind="markdown")
    assert _first(ex, "readmission", names[second]) == ((13, 52) if second else (5, 50))
    assert ex.find(outcome="readmission", cohort="gene transfer into the retina") == []


@given(st.sampled_from(["villages", "clinics", "schools", "women"]))
def test_groups_named_by_their_part_are_those_named_by_what_they_got(noun):
    """The same two groups under other heads: ``Stove repair`` in one table, ``Intervention villages`` in the next."""
    ex = extract_text(
        "# Results\n\nTable 1. Outcomes at baseline and after one calendar year\n\n"
        f"| Outcome | Intervention {noun} (n = 50) | Control {noun} (n = 52) |\n|---|---|---|\n"
        "| Cough, n (%) | 5 (10.0) | 13 (25.0) |\n\n"
        "Table 2. Costs\n\n| Item | Stove repair (n = 50) | Control (n = 52) |\n|---|---|---|\n"
        "| Fuel bought, n (%) | 11 (22) | 26 (50) |\n",
        kind="markdown",
    )
    assert _first(ex, "coughing after one year", "stove repair programme") == (5, 50)
    assert _first(ex, "purchase of fuel (fuel bought)", "stove repair programme") == (11, 50)
    assert _first(ex, "coughing after one year", "control") == (13, 52)
