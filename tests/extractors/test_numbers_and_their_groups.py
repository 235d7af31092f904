"""Which number belongs to which group: constructions of comparison times ways to name groups times kinds of outcome."""

from __future__ import annotations

import itertools

import pytest

import daraevidence

DRUGS = ("velotinib", "marosertib")
DOSES = (("0.5", "1.0"), ("5", "10"), ("100", "200"))
#: an outcome with its two results as printed, and the numbers
OUTCOMES = (
    ("the rate of clinical remission", ("34.1%", "21.7%"), (34.1, 21.7)),
    ("median overall survival", ("18.4 months", "12.9 months"), (18.4, 12.9)),
    ("the rate of exacerbations", ("1.4 events per patient-year", "0.9 events per patient-year"), (1.4, 0.9)),
)


def links(text: str) -> dict[float, tuple[str | None, str | None]]:
    """The group and the comparator of each number of the outcomes of a text."""
    return {
        number: (one.cohort, one.comparator)
        for one in daraevidence.extract_text(text).endpoints
        if (number := one.value if one.percent is None else one.percent) is not None
    }


def folded(found: dict[float, tuple[str | None, str | None]]) -> dict[float, tuple[str, str]]:
    return {number: ((one or "").casefold(), (other or "").casefold()) for number, (one, other) in found.items()}


#: a sentence with two groups ``{a}`` and ``{b}`` and their results ``{v}`` and ``{w}`` of the outcome ``{o}``
OF_TWO_DOSES = (
    "With {a}, {o} was {v}; with {b}, it was {w}.",
    "In this trial, {o} was {v} with {a} versus {w} with {b}.",
    "In this trial, {o} was higher with {a} than with {b} ({v} vs {w}).",
    "In this trial, {o} with {a} was {v}, which was higher than the {w} seen with {b}.",
    "In this trial, {o} was {v} with {a}, whereas with {b} it was {w}.",
)


@pytest.mark.parametrize("template", OF_TWO_DOSES)
def test_one_drug_in_two_doses_is_two_groups(template: str) -> None:
    for drug, (low, high), (outcome, (v, w), (x, y)) in itertools.product(DRUGS, DOSES, OUTCOMES):
        a, b = f"{drug} {high} mg", f"{drug} {low} mg"
        text = template.format(a=a, b=b, o=outcome, v=v, w=w)
        assert folded(links(text)) == {x: (a, b), y: (b, a)}, text


def test_each_dose_has_its_ratio() -> None:
    for drug, (low, high) in itertools.product(DRUGS, DOSES):
        text = (
            f"The risk of stroke was lower with {drug} {low} mg (HR 0.61; 95% CI, 0.40 to 0.91) and {drug} {high} mg "
            "(HR 0.55; 95% CI, 0.35 to 0.86) than with placebo."
        )
        assert links(text) == {0.61: (f"{drug} {low} mg", "placebo"), 0.55: (f"{drug} {high} mg", "placebo")}, text


def test_a_dose_with_decimals_names_a_group() -> None:
    for (low, high), (outcome, (v, w), (x, y)) in itertools.product(DOSES, OUTCOMES):
        text = f"In this trial, {outcome} was {v} in the {high}-mg group versus {w} in the {low}-mg group."
        assert links(text) == {x: (f"{high}-mg group", f"{low}-mg group"), y: (f"{low}-mg group", f"{high}-mg group")}, text


def test_steps_of_one_dose_are_no_groups() -> None:
    text = "Patients started velotinib 5 mg, which was titrated to velotinib 10 mg; 34.1% had a clinical remission."
    assert all("mg" not in (one.cohort or "") for one in daraevidence.extract_text(text).endpoints)


PARTS = (
    ("men", "women"),
    ("girls", "boys"),
    ("current smokers", "never smokers"),
    ("patients with diabetes", "patients without diabetes"),
    ("women with migraine", "women without migraine"),
)
OF_TWO_PARTS = (
    "Overall, {o} was {v} and {w} in {a} and {b}, respectively.",
    "Overall, {o} was {v} in {a} and {w} in {b}.",
    "Overall, {o} was higher in {a} than in {b} ({v} vs {w}).",
    "In {a}, {o} was {v}; in {b}, it was {w}.",
)


@pytest.mark.parametrize("template", OF_TWO_PARTS)
def test_parts_of_the_patients_that_are_set_against_each_other_are_groups(template: str) -> None:
    for (a, b), (outcome, (v, w), (x, y)) in itertools.product(PARTS, OUTCOMES):
        text = template.format(a=a, b=b, o=outcome, v=v, w=w)
        assert links(text) == {x: (a, b), y: (b, a)}, text


def test_people_named_together_are_one_group() -> None:
    text = "In men and women with heart failure, mortality was 12.1% at 1 year and 18.2% at 2 years."
    assert {one for one, _ in links(text).values()} == {None}


EVENTS = ("relapses", "strokes", "hospitalizations", "bleeding events")
OF_TWO_COUNTS = (
    "The number of {e} was 57 {i} {a}, as compared with 48 {i} {b}.",
    "The number of {e} was higher {i} {a} (57) than {i} {b} (48).",
    "The number of {e} {i} {a} was 57, which was higher than the 48 seen {i} {b}.",
    "The number of {e} was 57 {i} {a}, whereas {i} {b} it was 48.",
    "The number of {e} was similar in the two groups (57 {i} {a} and 48 {i} {b}).",
)


@pytest.mark.parametrize("template", OF_TWO_COUNTS)
def test_the_number_of_events_in_each_group(template: str) -> None:
    names = (("in", "the surgery group", "the observation group"), ("with", "placebo", "velotinib"), ("in", "group A", "group B"))
    for event, (lead, a, b) in itertools.product(EVENTS, names):
        text = template.format(e=event, i=lead, a=a, b=b)
        found = daraevidence.extract_text(text)
        a, b = a.removeprefix("the "), b.removeprefix("the ")
        told = {one.n: (one.cohort, one.comparator, one.measure) for one in found.endpoints}
        assert told == {57: (a, b, "count"), 48: (b, a, "count")}, text
        assert all(one.n is None for one in found.cohorts), text


OF_LABELS = (
    "Median hospital stay: {a}, 13.9 days; {b}, 15.4 days.",
    "Median hospital stay was 13.9 days with {a} ({b}, 15.4 days; P=0.02).",
    "Median hospital stay differed between the groups ({a}, 13.9 days; {b}, 15.4 days).",
)


@pytest.mark.parametrize("template", OF_LABELS)
def test_treatments_that_head_their_results_or_stand_in_a_bracket(template: str) -> None:
    names = (
        ("chemoradiotherapy", "radiotherapy alone"),
        ("acupuncture", "sham acupuncture"),
        ("cognitive behavioral therapy", "treatment as usual"),
        ("velotinib", "placebo"),
    )
    for a, b in names:
        text = template.format(a=a, b=b)
        assert links(text) == {13.9: (a, b), 15.4: (b, a)}, text


def test_names_in_the_words_of_a_ratio_take_no_result() -> None:
    for name in ("hazard ratio", "relative risk"):
        text = (
            "We compared mepolizumab with omalizumab. The rate of hospitalization was 29.4 per 100 person-years in the former "
            f"and 35.5 per 100 person-years in the latter ({name} for mepolizumab vs omalizumab, 0.83; 95% CI, 0.35 to 0.98)."
        )
        pair = ("mepolizumab", "omalizumab")
        assert links(text) == {29.4: pair, 35.5: pair[::-1], 0.83: pair}, text


TWINS = (("ORION I", "ORION II"), ("VELA-1", "VELA-2"))


@pytest.mark.parametrize("twins", TWINS)
def test_the_second_of_two_trials_has_the_groups_of_the_first(twins: tuple[str, str]) -> None:
    one, other = twins
    groups = (("with velotinib 10 mg", "with placebo"), ("in the surgery group", "in the observation group"))
    for (a, b), (outcome, (v, w), (x, y)) in itertools.product(groups, OUTCOMES):
        unit = v.lstrip("0123456789.")
        text = f"In {one}, {outcome} was {v} {a} versus {w} {b}; in {other}, 8.1{unit} versus 7.2{unit}."
        found = links(text)
        assert found[8.1] == found[x] and found[7.2] == found[y] and found[x] == found[y][::-1] and found[x][0], text
        assert not {one, other} & {group for pair in found.values() for group in pair}, text


def test_the_ratio_of_a_second_clause_is_of_its_own_outcome() -> None:
    text = (
        "Median overall survival was 20.1 months with velotinib and 15.2 months with placebo (HR 0.72; 95% CI, 0.55 to 0.94), "
        "and progression-free survival was also longer (HR 0.51; 95% CI, 0.40 to 0.66)."
    )
    told = {one.value: one.endpoint for one in daraevidence.extract_text(text).endpoints}
    assert told == {20.1: "OS", 15.2: "OS", 0.72: "OS", 0.51: "PFS"}


@pytest.mark.parametrize("codes", (("arm 1", "arm 2"), ("group 1", "group 2"), ("cohort A", "cohort B")))
def test_a_ratio_over_groups_with_numbers_in_their_names(codes: tuple[str, str]) -> None:
    a, b = codes
    for name in ("hazard ratio", "relative risk"):
        text = f"The rate of relapse was 24.3% in {a} and 36.7% in {b} ({name} for {a} vs {b}, 0.62; 95% CI, 0.35 to 0.98)."
        assert links(text) == {24.3: (a, b), 36.7: (b, a), 0.62: (a, b)}, text


def test_two_results_of_one_group_are_doubted() -> None:
    text = "Neither apixaban nor rivaroxaban reduced mortality compared with placebo (4.1% and 4.3% vs 4.2%)."
    found = daraevidence.extract_text(text).endpoints
    for name in {one.cohort for one in found}:
        own = [one for one in found if one.cohort == name]
        assert len(own) == 1 or all(one.confidence <= 0.6 for one in own)


def test_doses_with_their_article_are_groups() -> None:
    for low, middle, high in (("0.5", "1.0", "2.0"), ("5", "10", "20")):
        text = (
            f"Median time to healing was 8.3 weeks at the {low} mg dose, 34.1 weeks at the {middle} mg dose, and 19.6 weeks "
            f"at the {high} mg dose."
        )
        assert {one: group for one, (group, _) in links(text).items()} == {
            8.3: f"{low} mg",
            34.1: f"{middle} mg",
            19.6: f"{high} mg",
        }


EVENTS_SEEN = (
    "Hypotension occurred in 14 patients given {a} and 9 given {b}.",
    "Hypotension was reported in 14 patients receiving {a} and 9 receiving {b}.",
    "Hypotension was observed in 14 patients assigned to {a} and 9 assigned to {b}.",
)


@pytest.mark.parametrize("template", EVENTS_SEEN)
def test_those_to_whom_something_happened_are_no_size_of_their_arm(template: str) -> None:
    for a, b in (("enalapril", "placebo"), ("velotinib", "placebo"), ("secukinumab", "ixekizumab")):
        found = daraevidence.extract_text(template.format(a=a, b=b))
        assert all(one.n is None for one in found.cohorts)
        assert {(one.cohort, one.n) for one in found.adverse_events} == {(a, 14), (b, 9)}


def test_women_than_men() -> None:
    for a, b in (("women", "men"), ("current smokers", "never smokers"), ("adults", "children")):
        for text in (
            f"{a.capitalize()} had a lower rate of stent thrombosis than {b} (0.8% vs 1.4%, P=0.03).",
            f"Compared with {b}, {a} had a lower rate of stent thrombosis (0.8% vs 1.4%, P=0.03).",
        ):
            assert folded(links(text)) == {0.8: (a, b), 1.4: (b, a)}, text


def test_a_ratio_of_two_treatments_told_with_than() -> None:
    for a, b in (("Usual care", "exercise training"), ("Open surgery", "laparoscopic surgery"), ("Placebo", "velotinib")):
        text = f"{a} was associated with a higher risk of death than {b} (HR 1.42; 95% CI, 1.10 to 1.84)."
        (found,) = daraevidence.extract_text(text).endpoints
        assert (found.cohort, found.comparator) == (a, b), text
        assert "than" not in (found.label or "")


@pytest.mark.parametrize(
    ("text", "cohorts"),
    [
        ("Response was seen in 44% with dalvotin 200 mg, 56% with 400 mg and 24% with placebo.",
         ["dalvotin 200 mg", "400 mg", "placebo"]),
        ("Seizures declined by a median of 44% with dalvotin 200 mg, 56% with 400 mg and 24% with placebo.",
         ["dalvotin 200 mg", "400 mg", "placebo"]),
        ("Response rates were 44%, 56% and 24% with 60 mg edoxaban, 30 mg edoxaban and warfarin, respectively.",
         ["60 mg edoxaban", "30 mg edoxaban", "warfarin"]),
    ],
)  # fmt: skip
def test_a_dose_alone_and_a_dose_before_its_drug_are_groups(text: str, cohorts: list[str]) -> None:
    rows = [(row.cohort, row.percent if row.value is None else row.value) for row in daraevidence.extract_text(text).endpoints]
    assert rows == list(zip(cohorts, (44, 56, 24), strict=True))
