"""Which word is a drug where no vocabulary knows it, second words of drugs, rays, and doses told in other words."""

from __future__ import annotations

import itertools

import pytest

import daraevidence

Row = tuple[str, float | None, str | None, str | None, str | None]


def rows(text: str) -> list[Row]:
    found = [each for each in daraevidence.extract_text(text).regimens if each.drugs != "placebo"]
    return [(each.drugs or "", each.dose, each.dose_unit, each.route, each.schedule) for each in found]


@pytest.mark.parametrize("dose", ["5 mg twice daily", "(40 mg once daily)", "300 mg every 4 weeks"])
@pytest.mark.parametrize(
    "before",
    [
        "The prescribing information advises",
        "The choice was left to the attending nephrologist",
        "Stop in patients who cannot endure",
        "Nausea was managed by the caregivers",
        "The protocol foresees",
        "Patients were unable to sustain",
    ],
)
def test_a_word_that_no_article_or_verb_lets_be_a_name_is_no_drug(before: str, dose: str) -> None:
    assert rows(f"{before} {dose} in adults with renal impairment.\n") == []


@pytest.mark.parametrize("drug", ["elmivast", "Zorvexa", "tafluzin"])
@pytest.mark.parametrize(
    "frame",
    [
        "In the HARBOR trial, adults received {} 20 mg once daily.\n",
        "{} 20 mg was injected once daily in the HARBOR trial.\n",
        "In the HARBOR trial, 90 adults were randomly assigned to {} 20 mg once daily.\n",
    ],
)
def test_a_name_where_names_of_drugs_stand_is_one(drug: str, frame: str) -> None:
    assert [row[:3] for row in rows(frame.format(drug))] == [(drug.lower(), 20.0, "mg")]


@pytest.mark.parametrize(
    ("printed", "drug"),
    [
        ("paliperidone palmitate", "paliperidone palmitate"),
        ("haloperidol decanoate", "haloperidol decanoate"),
        ("sacituzumab tirumotecan", "sacituzumab tirumotecan"),
        ("zentocabtagene autoleucel", "zentocabtagene autoleucel"),
        ("metoprolol succinate", "metoprolol"),
        ("amlodipine besylate", "amlodipine"),
    ],
)
def test_the_second_word_of_a_drug(printed: str, drug: str) -> None:
    text = f"In the HARBOR trial, 90 adults received {printed} 50 mg every 4 weeks.\n"
    assert rows(text) == [(drug, 50.0, "mg", None, "every 4 weeks")]


def test_a_brand_of_two_words_of_generic_name() -> None:
    text = "NORVELTA (aripiprazole lauroxil) injection\n\nIn the HARBOR trial, 90 adults received NORVELTA 600 mg IM monthly.\n"
    assert ("aripiprazole lauroxil", 600.0, "mg", "IM", "monthly") in rows(text)


@pytest.mark.parametrize(("amount", "count"), list(itertools.product((20, 45, 60), ("five", "15", "30"))))
def test_rays_are_a_regimen(amount: int, count: str) -> None:
    text = (
        f"In the HARBOR trial, patients were assigned to radiotherapy ({amount} Gy in {count} fractions; n=80) or no treatment.\n"
    )
    assert rows(text) == [("radiotherapy", float(amount), "Gy", None, f"{count} fractions")]


@pytest.mark.parametrize("code", ["BLX-4410", "QR-2071", "VNT-308A"])
def test_a_sponsors_code_with_levels(code: str) -> None:
    text = f"In this phase 1 study, {code} was given orally at 25, 50 or 100 mg twice daily to 36 patients.\n"
    assert rows(text) == [(code.lower(), float(dose), "mg", "PO", "twice daily") for dose in (25, 50, 100)]


@pytest.mark.parametrize(
    ("printed", "row"),
    [
        ("evinacumab (15 mg per kilogram of body weight) intravenously every 4 weeks", (15.0, "mg/kg", "IV", "every 4 weeks")),
        ("evinacumab (8 mg/kg) subcutaneously weekly", (8.0, "mg/kg", "SC", "weekly")),
        (
            "evinacumab 50 mg orally once daily (4 weeks on, 2 weeks off)",
            (50.0, "mg", "PO", "once daily (4 weeks on, 2 weeks off)"),
        ),
        ("either 0.05 mg of transdermal evinacumab twice weekly or placebo", (0.05, "mg", "transdermal", "twice weekly")),
        ("evinacumab 150 mg on day 8, then monthly", (150.0, "mg", None, "on day 8, then monthly")),
    ],
)
def test_how_a_dose_was_given(printed: str, row: Row) -> None:
    assert rows(f"In the HARBOR trial, 90 adults received {printed}.\n") == [("evinacumab", *row)]


@pytest.mark.parametrize("verb", ["ramped up weekly", "titrated", "tapered"])
def test_the_first_and_the_last_level(verb: str) -> None:
    text = f"Venetoclax was {verb} from 20 mg to 400 mg once daily in the HARBOR study (N=77).\n"
    assert [row[:3] for row in rows(text)] == [("venetoclax", 20.0, "mg"), ("venetoclax", 400.0, "mg")]


@pytest.mark.parametrize("doing", ["on", "taking", "receiving"])
def test_what_patients_had_anyway_to_take_part_is_no_regimen(doing: str) -> None:
    text = (
        f"Patients {doing} methotrexate at a stable dose of 15 mg per week were eligible for the HARBOR trial (N=320), in which "
        "olokizumab 64 mg was given subcutaneously every 4 weeks.\n"
    )
    assert rows(text) == [("olokizumab", 64.0, "mg", "SC", "every 4 weeks")]


def test_a_regimen_without_a_dose_has_its_schedule() -> None:
    text = "In our cohort study of 57 patients, all received the R-CHOP regimen every 21 days for six cycles.\n"
    assert [row[4] for row in rows(text)] == ["every 21 days for six cycles"]


@pytest.mark.parametrize("drug", ["caspofungin", "clozapine", "lorazepam"])
@pytest.mark.parametrize(
    ("advice", "dose"),
    [
        ("What is the dose of {} in liver failure?\n\nGive 35 mg once daily.\n", 35.0),
        ("Can {} be restarted?\n\nMost experts restart at 12.5 mg once daily and titrate in steps of 25 mg.\n", 12.5),
        ("Consensus guidance\n\nFor these adults we recommend {} 4 mg once daily.\n", 4.0),
        (
            "Interactions\n\nSuch patients were left out. The recommended dosing of {} in renal failure is 15 mg once daily.\n",
            15.0,
        ),
        ("Interactions\n\nThe prescribing information of {} recommends 15 mg once daily in these patients.\n", 15.0),
    ],
)
def test_what_is_advised_to_whom(drug: str, advice: str, dose: float) -> None:
    assert [row[:3] for row in rows(advice.format(drug))] == [(drug, dose, "mg")]


def test_a_class_of_drugs_has_no_dose_beside_a_drug() -> None:
    text = "Dosing\n\nThe starting dose of abemaciclib in combination with endocrine therapy is 150 mg twice daily.\n"
    assert ("abemaciclib", 150.0, "mg", None, "twice daily") in rows(text)


@pytest.mark.parametrize(
    ("often", "rarely"), [("every 8 weeks", "every 12 weeks"), ("twice daily", "once daily"), ("q8w", "q20w")]
)
def test_one_dose_as_often_and_less_often_is_two_regimens(often: str, rarely: str) -> None:
    text = (
        f"In the HARBOR trial, 90 adults received guselkumab 100 mg SC {often}. After one year, 40 of them received guselkumab "
        f"100 mg SC {rarely}.\n"
    )
    assert [row[4] for row in rows(text)] == [often, rarely]


def test_a_dose_told_again_as_often_in_other_words_is_one_regimen() -> None:
    text = (
        "In the HARBOR trial, 90 adults received guselkumab 100 mg SC q8w. Those on guselkumab 100 mg every 8 weeks did well.\n"
    )
    assert len(rows(text)) == 1


@pytest.mark.parametrize("leading", ["or to placebo", "or to matching placebo", "or two matched placebos"])
def test_a_placebo_far_from_the_verb(leading: str) -> None:
    text = (
        f"In the HARBOR trial, 240 women were allocated to tranexamic acid 1 g IV within 3 minutes after delivery, {leading}.\n"
    )
    assert "placebo" in {each.drugs for each in daraevidence.extract_text(text).regimens}


@pytest.mark.parametrize("trial", ["MERIDIAN-GC", "HARBOR-AC", "ZENITH-TC"])
def test_the_end_of_a_trials_name_is_no_regimen(trial: str) -> None:
    assert rows(f"{trial} was a randomized trial in 400 patients who received durvalumab.\n") == [
        ("durvalumab", None, None, None, None)
    ]


def test_two_drugs_one_after_the_other() -> None:
    text = "In the HARBOR trial, women took mifepristone 200 mg orally followed 24 to 48 hours later by misoprostol 800 µg.\n"
    assert sorted((row[:4] for row in rows(text)), key=lambda row: row[1] or 0) == [
        ("mifepristone + misoprostol", None, None, None),
        ("mifepristone", 200.0, "mg", "PO"),
        ("misoprostol", 800.0, "ug", None),
    ]


def test_a_table_with_the_drug_and_its_dose_in_two_columns() -> None:
    text = (
        "Table 1. Regimens in the HARMONY trial\n| Arm | Drug | Dose | Schedule |\n|---|---|---|---|\n"
        "| A (n=60) | Olaparib | 300 mg twice daily | Continuous |\n| B (n=62) | Niraparib | 200 mg once daily | Continuous |\n"
    )
    found = daraevidence.extract_text(text, kind="markdown").regimens
    assert [(each.drugs, each.dose) for each in found] == [("olaparib", 300), ("niraparib", 200)]


@pytest.mark.parametrize("pieces", ["two 60-mg capsules", "as two 60 mg tablets", "given as 2 × 60 mg tablets"])
def test_what_a_dose_is_made_up_of_is_no_dose(pieces: str) -> None:
    text = f"In the HARBOR trial, women took elinzanetant 120 mg ({pieces}) once daily.\n"
    assert [(*row[:3], row[4]) for row in rows(text)] == [("elinzanetant", 120.0, "mg", "once daily")]


@pytest.mark.parametrize("verb", ["switched", "moved", "changed"])
def test_a_dose_that_came_instead_though_it_is_the_same(verb: str) -> None:
    text = f"In the HARBOR trial, 33 patients on ofatumumab 20 mg once monthly were {verb} to 20 mg every 8 weeks.\n"
    assert [row[4] for row in rows(text)] == ["once monthly", "every 8 weeks"]


def test_the_arms_of_a_study_without_a_name() -> None:
    text = "Arm A (n=101) was FOLFIRINOX for 12 cycles; arm B (n=99) had gemcitabine 1000 mg/m2 on days 1, 8 and 15.\n"
    assert ("gemcitabine", 1000.0, "mg/m2", None, "on days 1, 8 and 15") in rows(text)


def test_a_placebo_of_a_result_is_no_regimen() -> None:
    text = (
        "In the HARBOR trial, 90 adults received zelvecapavir 200 mg daily. Recovery took 7.1 days in those on zelvecapavir and "
        "9.3 days in the 92 who received placebo.\n"
    )
    assert "placebo" not in {each.drugs for each in daraevidence.extract_text(text).regimens}


@pytest.mark.parametrize("route", ["IM,", "SC,", "IV"])
def test_a_route_between_a_drug_and_its_dose(route: str) -> None:
    text = f"HARBOR trial\n\nThe HARBOR trial had two arms.\n\n• Treatments: paliperidone palmitate {route} 234 mg on day 1.\n"
    assert ("paliperidone palmitate", 234.0, "mg", route.strip(","), "on day 1") in rows(text)


def test_the_short_name_of_a_combination_behind_its_schedule() -> None:
    text = (
        "In the HARBOR trial, patients were assigned to polatuzumab vedotin 1.8 mg/kg plus rituximab 375 mg/m2 every 21 days "
        "(Pola-R; n=50).\n"
    )
    found = daraevidence.extract_text(text).regimens
    assert {"Pola-R"} == {each.regimen for each in found if " + " in (each.drugs or "")}
