"""Arms of an enrolment sentence with how they are given and their sizes: the names and sizes come back, whatever the schedule."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence

_DRUGS = ("tezepelumab", "dexamethasone", "rivaroxaban", "NRX-101", "Zolvexa")
_OTHERS = ("placebo", "usual care", "best supportive care", "sham stimulation", "cognitive behavioural therapy")
_DOSES = (
    "210 mg",
    "210 mg SC every 4 weeks",
    "40 mg at weeks 0, 2, and 4",
    "100 mg SC at weeks 0 and 4 and every 12 weeks thereafter",
    "300 mg intravenously at weeks 0, 4 and 8, then 200 mg subcutaneously every 4 weeks",
    "1.5 mg/kg IV on days 1 and 8 of each 21-day cycle",
    "at a dose of 75 mg/m2 daily for 7 days",
    "10 mg orally twice daily for up to 24 weeks",
)
_LEADS = (
    "Patients were randomly assigned in a 2:1 ratio to receive",
    "A total of {total} adults were randomized to",
    "{total} patients were assigned to",
    "Participants received",
    "Patients were treated with",
    "The trial compared",
)


def _arm(name: str, dose: str, form: int, n: int) -> str:
    given = f" {dose}" if dose else ""
    if form == 0:
        return f"{name}{given} (n = {n})"
    if form == 1:
        return f"{name}{given} ({n} patients)"
    return f"{name} ({dose}; n={n})" if dose else f"{name} (n={n})"


@settings(max_examples=60, deadline=None)
@given(
    st.permutations(_DRUGS),
    st.sampled_from(_OTHERS),
    st.lists(st.sampled_from(_DOSES), min_size=2, max_size=2),
    st.lists(st.integers(20, 400), min_size=3, max_size=3, unique=True),
    st.sampled_from((2, 3)),
    st.integers(0, 2),
    st.sampled_from((" or ", " versus ")),
    st.sampled_from(_LEADS),
)
def test_arms_with_their_doses(
    drugs: list[str], other: str, doses: list[str], sizes: list[int], count: int, form: int, joint: str, lead: str
) -> None:
    arms = [(drugs[0], doses[0]), (other, ""), (drugs[1], doses[1])][:count]
    if form == 1 and lead.startswith("Patients were treated"):
        return  # "treated with X (20 patients) or Y (30 patients)" can be parts of those treated
    told = [_arm(name, dose, form, n) for (name, dose), n in zip(arms, sizes)]
    body = joint.join(told) if joint != " or " or count == 2 else f"{told[0]}, {told[1]}, or {told[2]}"
    text = f"Rossi et al (2023) conducted a randomized study. {lead.format(total=sum(sizes[:count]))} {body}."
    found = {(cohort.cohort.casefold(), cohort.n) for cohort in daraevidence.extract_text(text).cohorts if cohort.role == "arm"}
    assert found == {(name.casefold(), n) for (name, _), n in zip(arms, sizes)}
