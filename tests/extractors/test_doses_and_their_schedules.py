"""Doses of a regimen's bracket, how often told ahead of the dose or once for several, forms that say the route, rates."""

import pytest

import daraevidence

Row = tuple[str, float | None, str | None, str | None, str | None]


def given(sentence: str, lead: str = "In the HERON trial, ") -> list[Row]:
    found = daraevidence.extract_text(f"{lead}{sentence}\n").regimens
    return [(row.drugs, row.dose, row.dose_unit or None, row.route or None, row.schedule or None) for row in found]


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        (
            "patients received FLOT (docetaxel 50 mg/m2, oxaliplatin 85 mg/m2, leucovorin 200 mg/m2, and fluorouracil 2600 mg/m2 "
            "over 24 hours) every 2 weeks.",
            [
                ("docetaxel + fluorouracil + leucovorin + oxaliplatin", None, None, None, "every 2 weeks"),
                ("docetaxel", 50, "mg/m2", None, None),
                ("oxaliplatin", 85, "mg/m2", None, None),
                ("leucovorin", 200, "mg/m2", None, None),
                ("fluorouracil", 2600, "mg/m2", None, "over 24 hours"),
            ],
        ),
        (
            "patients had VAC (vincristine 1.5 mg/m2, dactinomycin 0.045 mg/kg and cyclophosphamide 1.2 g/m2, all on day 1 of "
            "each 21-day cycle).",
            [
                ("cyclophosphamide + dactinomycin + vincristine", None, None, None, "on day 1 of each 21-day cycle"),
                ("vincristine", 1.5, "mg/m2", None, "on day 1 of each 21-day cycle"),
                ("dactinomycin", 0.045, "mg/kg", None, "on day 1 of each 21-day cycle"),
                ("cyclophosphamide", 1.2, "g/m2", None, "on day 1 of each 21-day cycle"),
            ],
        ),
        (
            "patients received PGF (pemetrexed 500 mg/m2, gemcitabine 1 g/m2, and fluorouracil 600 mg/m2 as a "
            "continuous infusion).",
            [
                ("fluorouracil + gemcitabine + pemetrexed", None, None, None, None),
                ("pemetrexed", 500, "mg/m2", None, None),
                ("gemcitabine", 1, "g/m2", None, None),
                ("fluorouracil", 600, "mg/m2", "IV", "as a continuous infusion"),
            ],
        ),
        (
            "adults used indacaterol-glycopyrronium 110/50 µg once daily.",
            [
                ("glycopyrronium + indacaterol", None, None, None, "once daily"),
                ("indacaterol", 110, "ug", None, "once daily"),
                ("glycopyrronium", 50, "ug", None, "once daily"),
            ],
        ),
        (
            "adults took either sulfasalazine 1 g twice daily or leflunomide 20 mg once daily, both by mouth.",
            [("sulfasalazine", 1, "g", "PO", "twice daily"), ("leflunomide", 20, "mg", "PO", "once daily")],
        ),
        (
            "children received terbutaline 2.5 mg by nebulizer every 20 minutes.",
            [("terbutaline", 2.5, "mg", "inhaled", "every 20 minutes")],
        ),
        (
            "children received 75 mg and adults received 150 mg of mepolizumab every 4 weeks.",
            [("mepolizumab", 75, "mg", None, None), ("mepolizumab", 150, "mg", None, "every 4 weeks")],
        ),
        (
            "oxytocin was infused at 4 mU/min and doubled every 20 minutes.",
            [("oxytocin", 4, "mU/min", "IV", None)],
        ),
        (
            "insulin glulisine was injected before each meal.",
            [("insulin glulisine", None, None, None, "before each meal")],
        ),
        (
            "adults took sitagliptin once daily at a dose of 100 mg.",
            [("sitagliptin", 100, "mg", None, "once daily")],
        ),
        (
            "dulaglutide was injected once a week, starting at 0.75 mg and increasing by 0.75 mg every 4 weeks to 3 mg.",
            [("dulaglutide", 0.75, "mg", None, "once a week"), ("dulaglutide", 3, "mg", None, "once a week")],
        ),
        (
            "patients received cisplatin 75 mg/m2 and pemetrexed at 500 mg/m2 every 3 weeks.",
            [("cisplatin", 75, "mg/m2", None, "every 3 weeks"), ("pemetrexed", 500, "mg/m2", None, "every 3 weeks")],
        ),
        (
            "patients received apixaban 5 mg or rivaroxaban 20 mg once daily.",
            [("apixaban", 5, "mg", None, None), ("rivaroxaban", 20, "mg", None, "once daily")],
        ),
        (
            "mometasone 0.1% cream was applied once daily for 4 weeks.",
            [("mometasone", 0.1, "%", "topical", "once daily for 4 weeks")],
        ),
        (
            "women were given estradiol patches (50 µg/day) twice weekly.",
            [("estradiol", 50, "ug/day", "transdermal", "twice weekly")],
        ),
        (
            "norepinephrine was infused at 8 µg/min.",
            [("norepinephrine", 8, "ug/min", "IV", None)],
        ),
        (
            "heparin was given as an intravenous bolus of 60 IU/kg.",
            [("heparin", 60, "IU/kg", "IV", None)],
        ),
        (
            "adults received ceftriaxone 2 g, solivamycin 500 mg or azithromycin 500 mg daily.",
            [("ceftriaxone", 2, "g", None, None), ("azithromycin", 500, "mg", None, "daily")],
        ),
    ],
)
def test_doses_of_a_study(sentence: str, rows: list[Row]) -> None:
    assert given(sentence) == rows


@pytest.mark.parametrize("verb", ["given", "administered", "infused"])
@pytest.mark.parametrize(("drug", "dose"), [("Cefazolin", "2 g"), ("Nivolumab", "240 mg")])
def test_what_was_given_needs_nobody_named(drug: str, dose: str, verb: str) -> None:
    """A sentence by itself that tells how a drug was given tells of a regimen."""
    rows = given(f"{drug} {dose} was {verb} every 2 weeks and {drug.lower()} {dose} was {verb} once again.", "")
    assert rows
    assert rows[0][0] == drug.lower()
