"""The name of an outcome wherever its sentence puts it: bounds of clauses first, then the noun phrase before the number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.extractors.sentence.plain_names import may_name

OUTCOMES = (
    "complete closure of the fistula",
    "the use of crutches",
    "the humming rate (HR2)",
    "return to the choir",
    "whistling without pause",
    "admission to a voice clinic",
)
#: where a sentence can put what 31.5% is of
PLACES = (
    "Humming became a favorite pastime after the ORIOLE trial, in which {} was 31.5%.",
    "Humming spread quickly after a large trial where {} was 31.5%.",
    "The authors recommend humming, because {} was 31.5%.",
    "No singer was lost, and {} reached 31.5%.",
    "The hall was cold, giving {} of 31.5%.",
    "The effect held among sopranos, with {} rising to 31.5%.",
    "Our findings agree with those of the ORIOLE trial, which showed {} of 31.5%.",
    "The primary endpoint, {}, was 31.5%.",
    "The primary endpoint was {}, which was seen in 31.5% of the singers.",
    "Nor did the choirs differ in {} (31.5% in both).",
    "What stood out was {}: 31.5%.",
    "As for {}, it was 31.5%.",
    "Even though our singers were older, {} was 31.5%.",
    "It is reassuring that {} was 31.5%.",
    "Once the hall had been heated, {} was 31.5%.",
    "{} (the primary outcome) was 31.5%.",
    "So far {} has been reported in 31.5% of the singers.",
    "We observed {} in 31.5% of the singers.",
    "We saw no harm and noted {} in 31.5% of the singers.",
    "On day 12 the figures were in: {} was 31.5%.",
)


def bare(words: str) -> str:
    return words.removeprefix("the ").casefold()


@given(outcome=st.sampled_from(OUTCOMES), place=st.sampled_from(PLACES))
def test_the_name_is_the_noun_phrase_of_its_clause(outcome, place):
    rows = [row for row in extract_text(place.format(outcome)).endpoints if row.percent == 31.5]
    assert {bare(row.label) for row in rows} == {bare(outcome)}


@given(outcomes=st.lists(st.sampled_from([one for one in OUTCOMES if "(" not in one]), min_size=2, max_size=3, unique=True))
def test_whole_names_in_a_list_stay_whole(outcomes):
    shares = [f"{12.5 + 9 * i}%" for i in range(len(outcomes))]
    told = f"{', '.join(outcomes[:-1])}{',' if len(outcomes) > 2 else ''} and {outcomes[-1]}"
    text = f"Rates of {told} were {', '.join(shares[:-1])} and {shares[-1]}, respectively."
    assert [bare(row.label) for row in extract_text(text).endpoints] == [bare(one) for one in outcomes]


SHARED = {
    "The risks of stroke and death were 12.5% and 21.5%, respectively.": ["stroke", "death"],
    "Cessation and resumption of singing were seen in 12.5% and 21.5%, respectively.": [
        "cessation of singing",
        "resumption of singing",
    ],
}


@pytest.mark.parametrize("text", SHARED)
def test_names_that_share_words_share_them(text):
    labels = [row.label.casefold() for row in extract_text(text).endpoints]
    assert all(label.endswith(name) for label, name in zip(labels, SHARED[text], strict=True))


#: a clause that closes before the number, or that only says when, gives no name
CLOSED = {
    "The trial in which singers were given lozenges showed a rate of silence of 31.5%.": "silence",
    "Singers in whom the voice was lost had a mortality of 31.5%.": "mortality",
    "The number of patients who withdrew because of the cold was 34 (31.5%).": "withdrew because of the cold",
    "Healing was complete when the singers were rested (31.5%).": "Healing",
    "The lozenge, which is new, was stopped in 31.5% of the singers.": "lozenge was stopped",
    "The secondary endpoints were loss of voice (31.5%) and return to the choir (12.5%).": "loss of voice",
}


@pytest.mark.parametrize("text", CLOSED)
def test_a_clause_that_closes_names_nothing(text):
    assert [row.label for row in extract_text(text).endpoints if row.percent == 31.5] == [CLOSED[text]]


#: what is read as a name and can be none, and what can
UNSURE = (
    "even though our",
    "begun",
    "rate of",
    "ORIOLE trial, which showed relief",
    "relief (day",
    "and total cost",
    "on dosing",
)
SURE = (
    "relief of hoarseness",
    "discontinued because of hoarseness",
    "reasons > hoarseness",
    "in-hospital deaths",
    "at least one cough",
    "declines in volume of > or = 50%",
)


def test_a_name_that_cannot_be_one_is_doubted():
    assert not any(map(may_name, UNSURE))
    assert all(map(may_name, SURE))


def test_a_doubtful_name_lowers_the_confidence():
    (row,) = extract_text("The protocol assumed a yearly loss of 31.5%.").endpoints
    assert row.confidence <= 0.6
    assert "the name of the outcome is uncertain" in row.reasons
