"""Which words of a sentence name the outcome of its results."""

import pytest

from daraevidence import extract_text

CASES = {
    "Sepsis, characterized by fever and grade 4 neutropenia, occurred in 22 patients given humming.": {"Sepsis"},
    "The crossover study showed that the mean walking time was 12 minutes with humming and 19 minutes with whistling.": {
        "mean walking time"
    },
    "Treatment with humming resulted in a 56.9% reduction in the pain score compared with a 14.1% decrease with whistling.": {
        "reduction in the pain score",
        "decrease in the pain score",
    },
    "Humming was superior to whistling in preventing relapse: this occurred in 3 of 12 adults with humming.": {
        "preventing relapse"
    },
    "Both drugs were well tolerated, with humming associated with more leg oedema (28.9% vs 13.8%).": {"leg oedema"},
    "Differences were found for kidney stone recurrence (32.5% vs 19.0%).": {"kidney stone recurrence"},
    "The rate of cure, defined as at least a 25% decrease in pain, was 69% in group A.": {"cure"},
    "The incidence of gout during follow-up was 12% in group A and 15% in group B.": {"incidence of gout"},
    "Walking time was 12.5 minutes in group A, but stride length was 71.2 cm in group B.": {"Walking time", "stride length"},
    "There were 31 deaths (55%) in group A and 28 deaths (50%) in group B.": {"deaths"},
}


@pytest.mark.parametrize("text", CASES)
def test_outcomes(text):
    ex = extract_text(text)
    labels = {row.label for row in ex.endpoints} | {row.characteristic for row in ex.characteristics}
    assert labels | {row.term for row in ex.adverse_events} == CASES[text]


def test_the_time_of_follow_up_is_no_outcome():
    assert not extract_text("The median follow-up was 32 months in group A.").endpoints
