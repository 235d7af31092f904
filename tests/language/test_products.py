"""Names of drugs that a document explains itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.language.products import Names, introduced
from daraevidence.language.stems import is_drug_name
from daraevidence.language.vocabulary import drugs_of, terms

_SYLLABLES = st.sampled_from(["vo", "rel", "ka", "zim", "nu", "plex", "tor", "bi", "dax", "mel"])
_WORDS = st.lists(_SYLLABLES, min_size=3, max_size=4).map("".join)


def _known(text: str) -> dict[str, str]:
    return introduced(text)


@pytest.mark.parametrize(
    ("text", "brand", "generic"),
    [
        ("ZORVANTA® (miltafinib) tablets are taken whole.", "ZORVANTA", "miltafinib"),
        ("ZORVANTA (miltafinib) was studied.", "ZORVANTA", "miltafinib"),
        ("Zorvanta™ (quorbidex hydrochloride) capsules", "Zorvanta", "quorbidex"),
        ("ZORVANTA (quorbidex) injection, for subcutaneous use", "ZORVANTA", "quorbidex"),
        ("Patients took miltafinib (Zorvanta, Example Pharma) daily.", "Zorvanta", "miltafinib"),
        ("Patients took quorbidex (ZORVANTA®) daily.", "ZORVANTA", "quorbidex"),
        ("Patients took adalimumab-zzyx (Zorvanta) weekly.", "Zorvanta", "adalimumab"),
        ("Quorbidex (formerly ZX-1234) is studied.", "ZX-1234", "quorbidex"),
        ("Patients received miltafinib (ZX-1234).", "ZX-1234", "miltafinib"),
        ("ZORVANTA is the brand name of quorbidex.", "ZORVANTA", "quorbidex"),
        ("It is quorbidex, marketed under the brand name Zorvanta in Europe.", "Zorvanta", "quorbidex"),
        ("ZX-1234, an investigational adjuvanted vaccine, was given once.", "ZX-1234", "zx-1234"),
        ("ZX-1234 is a potent oral inhibitor of a kinase.", "ZX-1234", "zx-1234"),
        ("Quorbi is an oral agonist of the receptor. Patients received Quorbi for a year.", "Quorbi", "quorbi"),
        ("Patients received quorbidex, a selective oral antagonist of the receptor.", "quorbidex", "quorbidex"),
    ],
)
def test_what_a_text_explains(text: str, brand: str, generic: str) -> None:
    assert _known(text)[brand] == generic


@pytest.mark.parametrize(
    "text",
    [
        "MEDLINE® (via Ovid) and Embase® (online) were searched.",
        "The ZORVANTA trial (miltafinib) enrolled 300 adults.",
        "In ZORVANTA (miltafinib), the ZORVANTA trial, 300 adults took part.",
        "Analyses were made with SAS® (version 9.4) and REDCap™ (electronic data capture).",
        "The response rate (percentage) and the hazard ratio (ratio) were estimated.",
        "Patients with RECIST (measurable) disease; ECOG (performance).",
        "Adiponectin is an agonist of the receptor.",
        "Patients received CHOP (cyclophosphamide, doxorubicin, vincristine and prednisone) or FLOTEX (chemotherapy).",
        "The KAPPA study (dexamethasone) had 20 patients (DELTA).",
    ],
)
def test_what_explains_no_drug(text: str) -> None:
    assert _known(text) == {}


@settings(max_examples=60, deadline=None)
@given(_WORDS, _WORDS, st.sampled_from(["®", "™"]), st.sampled_from([str.upper, str.capitalize]))
def test_a_marked_brand_is_learnt_and_found_in_any_case(brand: str, stem: str, mark: str, case: object) -> None:
    generic = f"{stem}tinib"
    printed = brand.upper() if case is str.upper else brand.capitalize()
    text = f"{printed}{mark} ({generic}) tablets\n\nThe dose of {printed} is 6 mg once daily."
    names = Names({}, _known(text))
    for form in (printed, brand.upper(), brand.capitalize(), generic, generic.upper(), generic.capitalize()):
        assert drugs_of(form, names) == (generic,), form


def test_a_name_in_small_letters_is_found_only_where_the_document_explains_it() -> None:
    text = "Quorbi® (quorbidex) tablets. Patients received quorbidex with placebo."
    names = Names({}, _known(text))
    sentence = "Of those on quorbidex, five stopped; QUORBI and Quorbidex were resumed."
    assert [term.code for term in terms(sentence, 0, frozenset({"drug"}), names)] == ["quorbidex"] * 3
    assert terms(sentence, 0, frozenset({"drug"})) == []


def test_four_letters_behind_a_biologic_belong_to_its_name() -> None:
    (term,) = terms("received adalimumab-zzyx 40 mg", 0, frozenset({"drug"}))
    assert (term.code, term.text) == ("adalimumab", "adalimumab-zzyx")
    (term,) = terms("on adalimumab-free days", 0, frozenset({"drug"}))
    assert term.text == "adalimumab"


@pytest.mark.parametrize(
    "word", ["velmitinib", "imlustrant", "orvaglutide", "tamirsiran", "zelanercept", "zelnotersen", "abrocitinib", "zandelisib"]
)
def test_stems(word: str) -> None:
    assert is_drug_name(word)


@pytest.mark.parametrize("word", ["andersen", "thorsen", "concept", "coarsen", "cabinet", "december", "peptide", "protein"])
def test_words_that_are_no_stems(word: str) -> None:
    assert not is_drug_name(word)


def test_linear_in_the_number_of_names() -> None:
    text = " ".join(f"Brand{chr(97 + i % 26)}{chr(97 + i // 26)} (aaa{chr(97 + i % 26)}tinib) was used." for i in range(600))
    assert 0 < len(_known(text)) <= 300


def test_find_knows_both_names() -> None:
    text = (
        "ZORVANTA® (quorbidex) tablets\n\nMbeki et al (2022)1 conducted a randomized phase 3 study. The objective response rate "
        "was 45% (45/100) with ZORVANTA and 22% (22/100) with placebo."
    )
    ex = daraevidence.extract_text(text)
    hits = ex.find(outcome="objective response rate", cohort="quorbidex")
    assert [hit.row()["percent"] for hit in hits][:1] == [45.0]
