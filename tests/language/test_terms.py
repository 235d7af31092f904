"""Terms in a text and the drugs of a regimen's name."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daraevidence.language.lexicon import lexicon
from daraevidence.language.regimen_names import is_brief_name, read_short_name
from daraevidence.language.vocabulary import class_of, drug, drugs_of, terms

REGIMENS = {
    # read letter by letter, with and without a prefix and a hyphen
    "D-VTd": "bortezomib daratumumab dexamethasone thalidomide",
    "DVd": "bortezomib daratumumab dexamethasone",
    "D-Kd": "carfilzomib daratumumab dexamethasone",
    "D-Pd": "daratumumab dexamethasone pomalidomide",
    "DLd": "daratumumab dexamethasone lenalidomide",
    "VRd": "bortezomib dexamethasone lenalidomide",
    "KRd": "carfilzomib dexamethasone lenalidomide",
    "IRd": "dexamethasone ixazomib lenalidomide",
    "DVC-d": "bortezomib cyclophosphamide daratumumab dexamethasone",
    "Isa-KRd": "carfilzomib dexamethasone isatuximab lenalidomide",
    "EloPd": "dexamethasone elotuzumab pomalidomide",
    "Vd": "bortezomib dexamethasone",
    "D-VMP": "bortezomib daratumumab melphalan prednisone",
    "D-mono": "daratumumab",
    "D-other": "daratumumab",
    # listed, with prefixes and suffixes of their family
    "R-CHOP": "cyclophosphamide doxorubicin prednisone rituximab vincristine",
    "Pola-R-CHP": "cyclophosphamide doxorubicin polatuzumab+vedotin prednisone rituximab",
    "DA-EPOCH-R": "cyclophosphamide doxorubicin etoposide prednisone rituximab vincristine",
    "BV-AVD": "brentuximab+vedotin dacarbazine doxorubicin vinblastine",
    "ABVD": "bleomycin dacarbazine doxorubicin vinblastine",
    "escBEACOPP": "bleomycin cyclophosphamide doxorubicin etoposide prednisone procarbazine vincristine",
    "FLAG-IDA": "cytarabine fludarabine granulocyte+colony-stimulating+factor idarubicin",
    "7+3": "cytarabine daunorubicin",
    "FOLFOX": "fluorouracil leucovorin oxaliplatin",
    "mFOLFOX6": "fluorouracil leucovorin oxaliplatin",
    "FOLFIRI": "fluorouracil irinotecan leucovorin",
    "FLOX": "fluorouracil leucovorin oxaliplatin",
    "CAPOX": "capecitabine oxaliplatin",
    "5-FU/LV": "fluorouracil leucovorin",
    "AC-T": "cyclophosphamide doxorubicin paclitaxel",
    "TCH": "carboplatin docetaxel trastuzumab",
    # words and marks between drugs
    "KEYTRUDA + axitinib": "axitinib pembrolizumab",
    "carboplatin-paclitaxel": "carboplatin paclitaxel",
    "lenalidomide + dexamethasone": "dexamethasone lenalidomide",
    "bortezomib, thalidomide, and dexamethasone": "bortezomib dexamethasone thalidomide",
    "DARZALEX + Vd": "bortezomib daratumumab dexamethasone",
    "FOLFIRI plus bevacizumab": "bevacizumab fluorouracil irinotecan leucovorin",
    "Opdivo in combination with Yervoy": "ipilimumab nivolumab",
    "cyclophosphamide followed by G-CSF": "cyclophosphamide granulocyte+colony-stimulating+factor",
    "low-dose aspirin": "aspirin",
    "nivolumab monotherapy": "nivolumab",
    "DARZALEX FASPRO": "daratumumab+and+hyaluronidase",
    "semaglutide 2.4 mg once weekly": "semaglutide",
    # classes; a class gives way to its drug
    "DARZALEX/PI": "daratumumab proteasome+inhibitor",
    "DARZALEX + IMiD + PI": "daratumumab immunomodulatory+drug proteasome+inhibitor",
    "DARZALEX + PI > Bortezomib": "bortezomib daratumumab",
    "DARZALEX/Other": "daratumumab",
    "ibrutinib (BTK inhibitor)": "ibrutinib",
    # names that no list has, by their ending
    "zanzalintinib plus atezolizumab": "atezolizumab zanzalintinib",
    # not names of regimens
    "patients treated with VTd": "",
    "bortezomib-refractory disease": "",
    "PD-1": "",
    "Ltd": "",
    "overall survival": "",
    "": "",
}


@pytest.mark.parametrize(("name", "drugs"), REGIMENS.items())
def test_a_regimen_is_read_into_its_drugs(name: str, drugs: str) -> None:
    assert drugs_of(name) == tuple(each.replace("+", " ") for each in drugs.split())


def test_the_documents_own_abbreviations_come_first() -> None:
    own = {"DC": "docetaxel + cisplatin", "PLX": "plerixafor", "Foo": "apixaban"}
    assert drugs_of("DC", own) == ("cisplatin", "docetaxel")
    assert drugs_of("G-CSF plus PLX", own) == ("granulocyte colony-stimulating factor", "plerixafor")
    assert drugs_of("Foo") == ()
    assert drugs_of("A", {"A": "B", "B": "A"}) == ()


@pytest.mark.parametrize("name", ["Ltd", "Red", "PD-1", "MTD", "Covid", "D", "Id", "Td", "RICE", "BMI", "x" * 50])
def test_words_are_no_short_names(name: str) -> None:
    assert read_short_name(name) == ()


@pytest.mark.parametrize("name", ["Rd", "AC", "DC", "CAP", "BR"])
def test_short_names_that_could_be_anything_need_an_explanation(name: str) -> None:
    assert is_brief_name(name)
    assert terms(f"with {name} for") == []
    assert [term.kind for term in terms(f"with {name} for", brief=True)] == ["regimen"]
    assert [term.kind for term in terms(f"with {name} for", abbreviations={name: "lenalidomide and dexamethasone"})] == [
        "regimen"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("treated with Keytruda or apixaban", [("drug", "pembrolizumab"), ("drug", "apixaban")]),
        ("KEYTRUDA", [("drug", "pembrolizumab")]),
        ("CR in 4, PR in 2", [("response", "CR"), ("response", "PR")]),
        ("cr and pr were not in capitals", []),
        ("mean (SD) of 4 and 5 ± SD", []),
        ("SD in 4 patients", [("response", "SD")]),
        ("the PR interval, PD-L1 and programmed death", []),
        ("time-to-next treatment", [("endpoint", "TTNT")]),
        ("Anaemia and diarrhoea", [("adverse_event", "anemia"), ("adverse_event", "diarrhea")]),
        ("infusion-related reactions", [("adverse_event", "infusion-related reaction")]),
        ("upper respiratory tract infections", [("adverse_event", "upper respiratory tract infection")]),
        ("a randomised, double-blind trial", [("design", "randomized"), ("design", "double-blind")]),
        ("in Spanish centres", [("country", "Spain")]),
        ("US and UK", [("country", "United States"), ("country", "United Kingdom")]),
        ("let us go", []),
        ("TPO-RAs and IMiDs", [("drug_class", "thrombopoietin receptor agonist"), ("drug_class", "immunomodulatory drug")]),
        ("", []),
    ],
)
def test_terms_of_a_text(text: str, found: list[tuple[str, str]]) -> None:
    assert [(term.kind, term.code) for term in terms(text)] == found


def test_an_abbreviation_with_another_meaning_is_no_term() -> None:
    assert terms("PD in 4 patients", abbreviations={"PD": "Parkinson disease"}) == []
    assert [term.code for term in terms("3 ADRs", abbreviations={"ADR": "doxorubicin"})] == ["doxorubicin"]


def test_kinds_choose() -> None:
    assert [term.code for term in terms("deaths", kinds=frozenset({"endpoint"}))] == ["DEATH"]
    assert [term.code for term in terms("deaths", kinds=frozenset({"adverse_event"}))] == ["death"]
    assert terms("age") == []
    assert [term.code for term in terms("age", kinds=frozenset({"variable"}))] == ["age"]


def test_names_of_single_drugs() -> None:
    assert drug("Velcade") == "bortezomib"
    assert drug("Velcade + Revlimid") == ""
    assert drug("Revlimid") == "lenalidomide"
    assert drug("something") == ""
    assert class_of("bortezomib") == "proteasome inhibitor"
    assert class_of("something") == ""


def test_every_form_of_the_data_is_found_as_it_is_printed() -> None:
    lost = []
    known = lexicon()
    for key, forms in known.forms.items():
        for form in forms:
            printed = form.exact or key
            if form.kind == "block":
                continue
            found = terms(printed, 0, frozenset({form.kind}))  # type: ignore[arg-type]
            if not any(term.start == 0 and term.end == len(printed) for term in found):
                lost.append((printed, form))
    assert lost == []


def test_every_class_and_regimen_is_made_of_known_drugs() -> None:
    known = lexicon()
    assert all(
        drugs_of(name) == tuple(sorted(set(drugs))) for family in known.families.values() for name, drugs in family.named.items()
    )


@given(st.text(max_size=200))
def test_terms_stand_in_order_where_they_say(text: str) -> None:
    found = terms(text, 7, brief=True)
    assert all(text[term.start - 7 : term.end - 7] == term.text for term in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


@given(st.text(max_size=60), st.dictionaries(st.text(max_size=4), st.text(max_size=10), max_size=4))
def test_any_name_has_sorted_drugs(name: str, abbreviations: dict[str, str]) -> None:
    found = drugs_of(name, abbreviations)
    assert list(found) == sorted(set(found))
