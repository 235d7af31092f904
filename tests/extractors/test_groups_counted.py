"""Groups that a sentence counts, in the ways of many writers; and numbers of events, which are no sizes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text

#: two groups of ``a`` and ``b`` patients, ``t`` together
DIVIDED = """
{X} (n={a}) was given by mouth; {y} (n={b}) was started a week later.
{X} (n = {a}) and {y} (n = {b}) were begun on the same day.
{X} had been given to {a} and {y} to {b}.
Of these, {a} received {x} and the remaining {b} {y}.
Of {t} patients, {a} (group 1) took {x}, while {b} (group 2) took {y}.
{a} adults started with {x} and {b} with {y}.
They had been managed with {x} (50 mg twice daily; n={a}) or {y} (n={b}).
The {x} group comprised {a} adults, the {y} group {b}.
There were {a} adults on {x} and {b} on {y}.
The {t} adults were divided ({x}: {a}; {y}: {b}).
It compared {x} ({a} adults) with {y} ({b} adults).
A relapse was seen in 5 of {a} adults treated with {x} (9%) and in 8 of {b} treated with {y}.
By month 12, 5 (3%) of {a} adults in the {x} group and 8 (4%) of {b} in the {y} group had relapsed.
It assigned them to {x} or {y} (n = {a} and {b}, respectively).
Relapses occurred in 5/{a} (4%) with {x} and 8/{b} (6%) with {y}.
Remission: {x} 5/{a} (3%), {y} 8/{b} (4%).
Among the {a} adults assigned {x}, remission was seen in 5; among the {b} assigned {y}, in 8.
There were {t} adults with attacks: {a} for {x} and {b} for {y}.
Two groups were formed: one of {a} adults on {x} and one of {b} on {y}.
It compared {x} with {y} ({a} and {b} adults, respectively).
The trial was of {x} versus {y} ({a} vs {b} adults).
""".strip().splitlines()
NAMES = [("zorvaglutide", "placebo"), ("lebrivant", "cyclosporine"), ("ferric derisomaltose", "placebo")]


def groups(text):
    return {(group.cohort, group.n) for group in extract_text(text).cohorts if group.role != "total"}


@settings(max_examples=40, deadline=None)
@given(template=st.sampled_from(DIVIDED), names=st.sampled_from(NAMES), a=st.integers(40, 900), more=st.integers(1, 30))
def test_groups_that_make_up_the_study(template, names, a, more):
    (x, y), b = names, a + more
    sentence = template.format(x=x, y=y, X=x.capitalize(), a=a, b=b, t=a + b)
    found = {(name.casefold(), n) for name, n in groups(f"The ORION trial randomized {a + b} adults with gout. {sentence}")}
    assert {(x, a), (y, b)} <= found or {("group 1", a), ("group 2", b)} <= {(name[:7], n) for name, n in found}


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Random assignment was to placebo (n=90) or to lebrivant by mouth at a dose of 10 mg/day (n=91) or 20 mg/day (n=89).",
         {("placebo", 90), ("lebrivant 10 mg/day", 91), ("lebrivant 20 mg/day", 89)}),
        ("They were randomised to lebrivant 10 mg every 4 weeks (n=135) or oral cyclosporine (n=135).",
         {("lebrivant", 135), ("cyclosporine", 135)}),
        ("Of these, 135 each were assigned to lebrivant and to cyclosporine.", {("lebrivant", 135), ("cyclosporine", 135)}),
        ("Two hundred were screened; 160 proceeded to surgery and 110 did not.", {("surgery", 160), ("no surgery", 110)}),
        ("Of the adults, 140 were taking lebrivant with a diuretic and 130 without.",
         {("lebrivant with a diuretic", 140), ("without a diuretic", 130)}),
        ("The first drug was lebrivant in 90, cyclosporine in 91, and methotrexate in 89 adults.",
         {("lebrivant", 90), ("cyclosporine", 91), ("methotrexate", 89)}),
        ("It paired 135 new users of lebrivant with 135 new users of cyclosporine.", {("lebrivant", 135), ("cyclosporine", 135)}),
        ("It was to lebrivant, cyclosporine, or placebo that they were randomized (90 per group).", set()),
        ("They were randomized to lebrivant, cyclosporine, or placebo (90 per group).",
         {("lebrivant", 90), ("cyclosporine", 90), ("placebo", 90)}),
        ("They were assigned to the sequence lebrivant then placebo (n=135) or placebo then lebrivant (n=135).",
         {("sequence lebrivant then placebo", 135), ("placebo then lebrivant", 135)}),
        ("Arm A (lebrivant, n=135) did better than Arm B (placebo, n=135).",
         {("Arm A (lebrivant)", 135), ("Arm B (placebo)", 135)}),
        ("Of the adults, 100 (37%) began with 10 mg and 170 (63%) with 20 mg.", {("10 mg", 100), ("20 mg", 170)}),
    ],
)  # fmt: skip
def test_groups_by_name(sentence, found):
    assert groups(f"The ORION trial included 270 adults with gout. {sentence}") == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Relapses occurred in 11 of the 121 adults younger than 40 years (9%).", {("adults younger than 40 years", 121)}),
        ("It recurred in 11 of the 89 adults with a tophus (12%) and in 30 of the 69 without.",
         {("adults with a tophus", 89), ("patients without a tophus", 69)}),
        ("Rash was seen in 3 of the 5 adults (60%) who were carriers of the allele.",
         {("adults who were carriers of the allele", 5)}),
        ("Of 201 who returned the questionnaire, 161 (80%) were content.", {("patients who returned the questionnaire", 201)}),
        ("Among adults older than 65 (n=88), attacks were fewer.", {("adults older than 65", 88)}),
        ("Men (n=170) had attacks less often than women (n=100).", {("Men", 170), ("women", 100)}),
        ("Attacks were more frequent in smokers (30 of 90, 33%) than in nonsmokers (20 of 180, 11%).",
         {("smokers", 90), ("nonsmokers", 180)}),
        ("The 80 adults with a tophus were older than the 190 without.",
         {("adults with a tophus", 80), ("patients without a tophus", 190)}),
    ],
)  # fmt: skip
def test_parts_of_the_patients(sentence, found):
    assert groups(f"The ORION trial included 270 adults with gout. {sentence}") == found


#: to how many of two groups something happened, or what else is counted
HAPPENED = """
Within a year, {a} patients on zorvaglutide (23.4%) and {b} patients on lebrivant (25.9%) died.
By day 90, {a} patients on zorvaglutide and {b} on lebrivant had been readmitted.
Treatment was stopped by {a} patients in the zorvaglutide group and {b} patients in the lebrivant group.
{a} patients receiving zorvaglutide and {b} patients receiving lebrivant withdrew consent.
Rash developed in {a} patients given zorvaglutide and {b} patients given lebrivant.
Reasons for stopping were toxicity (n={a}), flares (n={b}) and other (n=4).
Earlier therapies were zorvaglutide (n={a}) and lebrivant (n={b}).
Compared with {a} patients of the lebrivant group, {b} of the zorvaglutide group improved.
After a year {a} (84.2%) were still taking zorvaglutide and {b} (61.0%) were still taking lebrivant.
Pneumonia (n={a}) and sepsis (n={b}) were the main causes of death.
Grade 3 events were anemia (n={a}) with zorvaglutide and nausea (n={b}) with lebrivant.
More patients on zorvaglutide ({a}) than on lebrivant ({b}) responded.
After progression {a} patients received zorvaglutide and {b} received lebrivant.
After {a} users of zorvaglutide and {b} users of lebrivant had had a flare, it was stopped.
""".strip().splitlines()


@settings(max_examples=30, deadline=None)
@given(template=st.sampled_from(HAPPENED), a=st.integers(6, 200), more=st.integers(1, 60))
def test_numbers_of_events_are_no_sizes(template, a, more):
    found = groups(f"The ORION trial enrolled 1,046 adults with gout. {template.format(a=a, b=a + more)}")
    assert not {n for _, n in found} & {a, a + more}
