"""Treatments in a sentence, regimens of studies in whole documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daraevidence
from daraevidence.extractors.dose.treatments import treatments_in

NAMES = {"CTX": "cyclophosphamide", "Rd": "lenalidomide and dexamethasone"}


def told(text: str) -> list[tuple[str, str]]:
    return [(each.title, " + ".join(each.drugs)) for each in treatments_in(text, 0, NAMES, frozenset())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # drugs given together
        ("nivolumab plus ipilimumab", [("nivolumab plus ipilimumab", "ipilimumab + nivolumab")]),
        ("carboplatin-paclitaxel was", [("carboplatin-paclitaxel", "carboplatin + paclitaxel")]),
        (
            "KEYTRUDA in combination with pemetrexed and cisplatin",
            [("KEYTRUDA in combination with pemetrexed and cisplatin", "cisplatin + pembrolizumab + pemetrexed")],
        ),
        ("lenalidomide and dexamethasone", [("lenalidomide and dexamethasone", "dexamethasone + lenalidomide")]),
        (
            "CTX (2 g/m2) followed by G-CSF",
            [("CTX followed by G-CSF", "cyclophosphamide + granulocyte colony-stimulating factor")],
        ),
        ("a combination of venetoclax and azacitidine", [("venetoclax and azacitidine", "azacitidine + venetoclax")]),
        ("apixaban was added to aspirin", [("apixaban added to aspirin", "apixaban + aspirin")]),
        # with a short name behind them
        ("bendamustine and rituximab (BR)", [("BR", "bendamustine + rituximab")]),
        (
            "elotuzumab, pomalidomide, and dexamethasone [EPd; n=4]",
            [("EPd", "dexamethasone + elotuzumab + pomalidomide")],
        ),
        ("osimertinib monotherapy", [("osimertinib monotherapy", "osimertinib")]),
        # lists and alternatives are several treatments
        ("apixaban or warfarin", [("apixaban", "apixaban"), ("warfarin", "warfarin")]),
        ("apixaban, warfarin and aspirin", [("apixaban", "apixaban"), ("warfarin", "warfarin"), ("aspirin", "aspirin")]),
        (
            "R-CHOP, followed by 40%, and ibrutinib in combination with rituximab",
            [
                ("R-CHOP", "cyclophosphamide + doxorubicin + prednisone + rituximab + vincristine"),
                ("ibrutinib in combination with rituximab", "ibrutinib + rituximab"),
            ],
        ),
        ("comparing apixaban with warfarin", [("apixaban", "apixaban"), ("warfarin", "warfarin")]),
        # a class refined by its drugs
        (
            "ibrutinib with an anti-CD20 antibody",
            [("ibrutinib", "ibrutinib"), ("anti-CD20 antibody", "anti-CD20 monoclonal antibody")],
        ),
        (
            "VELCADE + IMiD (n=9; lenalidomide, n=5; pomalidomide, n=4)",
            [
                ("VELCADE + IMiD (lenalidomide)", "bortezomib + lenalidomide"),
                ("VELCADE + IMiD (pomalidomide)", "bortezomib + pomalidomide"),
            ],
        ),
        # brief names need an explanation
        ("after Rd in", [("Rd", "dexamethasone + lenalidomide")]),
        ("after AC in", []),
        ("no drug at all", []),
    ],
)
def test_treatments_of_a_sentence(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    ("text", "barred", "attribute"),
    [
        ("bortezomib-refractory disease", True, True),
        ("bortezomib exposed", True, True),
        ("bortezomib-based therapy", False, True),
        ("bortezomib was given", False, False),
    ],
)
def test_words_behind_a_drug(text: str, barred: bool, attribute: bool) -> None:
    (found,) = treatments_in(text, 0, {}, frozenset())
    assert (found.barred, found.attribute) == (barred, attribute)


@given(st.text(max_size=120))
def test_places_are_inside_the_text(text: str) -> None:
    for each in treatments_in(text, 5, NAMES, frozenset()):
        assert 5 <= each.start < each.end <= len(text) + 5
        assert each.drugs


DOCUMENT = """
ZEPRANIB - Use in Marginal Zone Lymphoma

Last Updated: 03/02/2024

SUMMARY

  \u2022 Noble et al (2022)1 reported a phase 2 study of IMBRUVICA in 63 patients with lymphoma.

CLINICAL DATA

Phase 2 Study

Noble et al (2022)1 evaluated ibrutinib in combination with rituximab in patients with relapsed lymphoma.

Study Design/Methods

  \u2022 Patients received IMBRUVICA 560 mg orally once daily until disease progression. Rituximab 375 mg/m2 IV was administered weekly for 4 weeks.
  \u2022 Key inclusion criteria: age \u226518 years, ANC \u22651.0 x 10^9/L and creatinine clearance >30 mL/min.
  \u2022 Patients with prior exposure to acalabrutinib or receiving warfarin were excluded.
  \u2022 Prior therapies included chlorambucil and CVP.

Results

  \u2022 Among 63 patients, the ORR was 48% (30/63).

References

1 Noble J, Smith K, Long T, et al. Ibrutinib in lymphoma. Blood. 2022;139(2):1-10.
"""  # noqa: E501


def test_regimens_of_a_document() -> None:
    rows = daraevidence.extract(DOCUMENT).regimens
    found = {(row.study, row.drugs, row.dose, row.dose_unit, row.route, row.schedule) for row in rows}
    assert found == {
        ("Noble et al (2022)", "ibrutinib + rituximab", None, None, None, None),
        ("Noble et al (2022)", "ibrutinib", 560.0, "mg", "PO", "once daily until disease progression"),
        ("Noble et al (2022)", "rituximab", 375.0, "mg/m2", "IV", "weekly for 4 weeks"),
    }


def test_a_regimens_evidence_is_the_printed_name() -> None:
    for row in daraevidence.extract(DOCUMENT).regimens:
        assert row.evidence["drugs"][0].how == "normalised"
        assert row.evidence["regimen"][0].quote


def test_the_drug_that_a_title_asks_about() -> None:
    rows = daraevidence.extract("Can Eliquis (apixaban) be used in a patient on dialysis?\n\nYes, it can.\n").regimens
    assert [(row.study, row.regimen, row.drugs) for row in rows] == [(None, "Eliquis", "apixaban")]
