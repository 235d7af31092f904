"""Drugs that no vocabulary knows, by the dose behind them: ``AB-201 150 mg every 2 weeks``, ``elmivast 20 mg daily``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.language.vocabulary import Term

__all__ = ["drugs_by_dose"]

#: how often or which way a drug is given, behind its dose
_GIVEN = (
    r"(?:once|twice|thrice|three times|four times|every|each|daily|weekly|monthly|nightly|per day|a day|q\d{1,2}[hdw]|QD|BID|TID|"
    r"IV|SC|PO|IM|intravenous(?:ly)?|subcutaneous(?:ly)?|oral(?:ly)?|by mouth|intramuscular(?:ly)?|as a single)\b"
)
_DOSED = re.compile(
    r"(?<![\w-])(?P<name>(?P<code>[A-Z]{2,6}[-‐‑–]?\d{2,7}[A-Za-z]?)|[A-Za-z]?[a-z]{4,19})[ ](?:tablets? |capsules? )?(?=\(?"
    r"\d+(?:\.\d+)?(?:(?:[–-]| to | or )\d+(?:\.\d+)?)?\s?(?:mg|mcg|µg|μg|ug|g|IU|U|mL)(?:/(?:kg|m2|m²|day|d))*"
    rf"(?:[ ]?,?[ ](?P<given>{_GIVEN})|(?P<plain>(?![\w/]))))"
)
#: what may stand before a dose and is no drug
_PLAIN = frozenset(
    "placebo either versus dosage tablet tablets capsule capsules vehicle protein single maintenance standard plasma intake "
    "alone cohort control group about approximately least receive total mean median target starting initial loading fixed "
    "from with until after before daily weekly either another other first second third level levels range dose doses given "
    "taken than then once twice into over under above below plus minus only also both these those which where when while "
    "drug drugs agent agents sodium potassium calcium chloride solution cream gel ointment inhaler infusion injection "
    "injections treatment therapy regimen product study trial glucose cholesterol creatinine hemoglobin haemoglobin albumin "
    "bilirubin serum urine weight among exceed maximum minimum minimal maximal optimum usual average more less least most "
    "between within without during through patients adults children women infants units insulin vaccine contains containing "
    "oral intravenous subcutaneous".split()
)
_NO_NAME = re.compile(r"(?:ed|ing|ly|tion|ment|ness|ity|ive|ous|ful|able|al|er|ary|ions|ments|ance|ence|ce)$")
_GATE = re.compile(r"\d\s?(?:mg|mcg|µg|μg|ug|g|IU|U|mL)\b")


def drugs_by_dose(text: str, known: Sequence[Term]) -> Iterator[Term]:
    """Names right before a dose that are no terms of the vocabulary.

    Reads a sponsor's code before any dose; a word in small letters only where route or frequency follow the dose, and no word
    that tells of something else (``placebo``, ``approximately``, ``tablets``).
    """
    if _GATE.search(text) is None:
        return
    taken = {term.end for term in known} | {term.start for term in known}
    for match in _DOSED.finditer(text):
        name = match["name"]
        if match.start("name") in taken or match.end("name") in taken:
            continue
        if match["code"]:
            yield Term(match.start("name"), match.end("name"), "drug", name.lower(), name)
        elif match["given"] and name.casefold() not in _PLAIN and not _NO_NAME.search(name):
            yield Term(match.start("name"), match.end("name"), "drug", name.casefold(), name)
