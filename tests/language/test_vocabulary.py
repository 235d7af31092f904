"""Codes of endpoints, classes of adverse events, designs, countries, and errors in the data."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.errors import VocabularyError
from daraevidence.language.lexicon import compile_lexicon, lexicon
from daraevidence.language.vocabulary import TermKind, adverse_event_category, endpoint_code, terms

LABELS = {
    "ORR": ["ORR", "overall response rate", "Objective response", "objective response rate (ORR)",
        "responders", "response to the last therapy"],
    "sCR": ["sCR", "Stringent complete response, n (%)"],
    "CR": ["CR", "complete remission", "Complete response rates", "rate of CR", "Response, n (%) > CR"],
    "CR_or_better": ["≥CR", "CR or better", "sCR/CR", "sCR or CR"],
    "VGPR": ["VGPR", "very good partial response"],
    "VGPR_or_better": ["≥VGPR", "VGPR or better", "at least VGPR", "CR/VGPR", "sCR, CR or VGPR"],
    "PR": ["PR", "partial remission", "partial responses"],
    "PR_or_better": ["≥PR", "partial response or better", "CR + PR"],
    "MR": ["MR", "minimal response", "minor response"],
    "SD": ["SD", "stable disease"],
    "PD": ["PD", "disease progression", "progressive disease"],
    "PFS": ["PFS", "median progression-free survival", "12-month PFS, %", "risk of progression or death",
        "risk of disease progression or death"],
    "OS": ["OS", "overall survival at 2 years", "risk of death", "hazard ratio for death", "median survival"],
    "TTNT": ["TTNT", "time to next treatment", "time-to-next-treatment", "Time to next line of therapy"],
    "DOR": ["DOR", "duration of response", "Duration of responses, months", "duration of remission"],
    "TTR": ["time to response", "median time to first response", "Time to best response", "time to stable response"],
    "TTP": ["time to progression", "risk of progression", "time to relapse or progressive disease"],
    "EFS": ["EFS", "event-free survival"],
    "DFS": ["disease-free survival", "invasive disease-free survival"],
    "MRD_negativity": ["MRD negativity", "minimal residual disease negativity", "MRD-negative", "undetectable MRD"],
    "INFECTION": ["infections", "serious infection"],
    "DEATH": ["deaths", "died", "all-cause mortality", "treatment-related deaths", "Patients alive > No", "Death: pneumonia"],
    "ALIVE": ["alive", "Patients alive > Yes"],
    "RELAPSE": ["relapsed", "relapse", "disease recurrence"],
    "DISCONTINUATION": ["discontinued", "withdrew", "treatment discontinuation", "discontinuation: toxicity", "dropout"],
    "HOSPITALIZATION": ["hospitalized", "hospitalisations", "hospital admission"],
    "TREATMENT_DURATION": ["duration of treatment", "time on treatment", "median treatment duration"],
    "OTHER": [
        "hematologic response", "hematologic CR", "PET CR", "clinical response", "VEGF PR",
        "complete metabolic response", "no response",
        "no sustained response", "Response > Not evaluable", "PD/SD", "relapse-free survival", "mean change in HbA1c", "",
        "relapsed/refractory disease", "PD-L1 expression", "immune response", "disease control rate",
        "pathologic complete response",
        "death or hospitalization", "Response, n (%) > Unknown",
    ],
}  # fmt: skip


def codes(text: str, kind: TermKind) -> tuple[str, ...]:
    return tuple(sorted({term.code for term in terms(text, 0, frozenset({kind}))}))


@pytest.mark.parametrize(("label", "code"), [(label, code) for code, labels in LABELS.items() for label in labels])
def test_a_label_has_its_code(label: str, code: str) -> None:
    assert endpoint_code(label) == code


@given(st.text(max_size=80))
def test_any_label_has_a_code(label: str) -> None:
    assert endpoint_code(label)


@pytest.mark.parametrize(
    ("term", "category"),
    [
        ("Anemia", "Hematologic"),
        ("Anaemia", "Hematologic"),
        ("neutropenias", "Hematologic"),
        ("Diarrhoea", "Gastrointestinal"),
        ("Elevated liver enzymes", "Hepatobiliary"),
        ("Peripheral neuropathy", "Nervous system"),
        ("GI symptoms (diarrhea, nausea, vomiting)", "Gastrointestinal"),
        ("Grade 3 pneumonia", "Infection"),
        ("IRRs", "Infusion-related"),
        ("hand-foot syndrome", "Skin"),
        ("oedema", "General"),
        ("heart failure", "Cardiac"),
        ("serious adverse events", ""),
        ("no such thing", ""),
        ("", ""),
    ],
)
def test_an_adverse_event_has_its_class(term: str, category: str) -> None:
    assert adverse_event_category(term) == category


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("a phase II, open-label, single-centre trial", ("open-label", "phase 2", "single-center")),
        ("phase 1b/2 dose-escalation study", ("dose-escalation", "phase 1/2")),
        ("a real-life, retrospective chart review", ("chart review", "real-world", "retrospective")),
        ("noninterventional prospective cohort study", ("cohort", "non-interventional", "prospective")),
        ("randomised, placebo-controlled, cross-over pilot study", ("crossover", "pilot", "placebo-controlled", "randomized")),
        ("a systematic review and meta-analysis", ("meta-analysis", "systematic review")),
        ("nothing", ()),
    ],
)
def test_designs(text: str, design: tuple[str, ...]) -> None:
    assert codes(text, "design") == design


@pytest.mark.parametrize(
    ("name", "place"), [("Italian", "Italy"), ("the Netherlands", "Netherlands"), ("UK", "United Kingdom"), ("us", "")]
)
def test_countries(name: str, place: str) -> None:
    assert "".join(codes(name, "country")) == place


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"drugs_cancer": {"no class": {"x": []}}}, r"drugs_cancer.toml: \[no class\]"),
        ({"drug_classes": {"a": []}, "drugs_cancer": {"a": {"x": "Brand"}}}, r"\[a\] x: must be a list"),
        ({"drug_classes": {"a": []}, "drugs_cancer": {"a": {"x": ["B"], "y": ["B"]}}}, "'B' is also a form of x"),
        ({"drug_classes": {"a": []}, "drugs_general": {"a": {"x": [" B"]}}}, "' B' is no printed form"),
        ({"drug_classes": {"a": []}, "drugs_general": {"a": {"a": []}}}, "the name stands twice"),
        ({"regimens": {"f": {"named": {"AB": ["nothing"]}}}}, r"regimens.toml: \[f.named\] AB: 'nothing' is no drug"),
        ({"regimens": {"f": {"brief": ["AB"]}}}, r"\[f\] brief: AB"),
        ({"designs": {"other": {}}}, r"designs.toml: \[other\]"),
        ({"adverse_events": {"Skin": ["rash | "]}}, "adverse_events.toml: Skin"),
        ({"adverse_events": {"Skin": "rash"}}, "adverse_events.toml: Skin"),
        ({"endpoints": {"endpoint": ["x"]}}, r"endpoints.toml: \[endpoint\]"),
    ],
)
def test_a_fault_in_the_data_is_named(data: dict[str, Any], says: str) -> None:
    with pytest.raises(VocabularyError, match=says):
        compile_lexicon(data)


def test_the_vocabulary_is_compiled_once() -> None:
    assert lexicon() is lexicon()
