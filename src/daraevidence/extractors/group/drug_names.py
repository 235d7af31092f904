"""The names of drugs that hold in one document: the abbreviations, what its text explains, what it doses."""

from __future__ import annotations

from collections.abc import Container, Iterator

from daraevidence.language.dosing import OFTEN, ROUTE_WORD
from daraevidence.language.drug_places import drugs_by_place
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.products import Names, introduced, is_plain_word
from daraevidence.language.regimen_names import read_short_name
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import GIVEN
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["names_of"]

_ALIAS = compiled(r"\b([^\W\d_][\w-]{4,40}) \(([A-Z][A-Za-z0-9-]{1,9})\)")
#: what may be the name of a drug right before a dose
_BEFORE_DOSE = compiled(
    r"(?<![\w-])(?:(?P<code>[A-Z]{2,6}[-‐‑–]?\d{2,7}[A-Za-z]?)|(?P<word>[A-Za-z]?[a-z]{4,19}|[A-Z]{5,19}))[®™]?"
    r" (?:(?:tablets?|capsules?|injection|at) )?(?:\(|a dose of )?$"
)
#: ``the recommended dosage of X is`` 240 mg
_DOSE_OF = compiled(
    r"(?i:\bdos(?:e|es|age|ages) (?:of|for) )(?P<name>[A-Z]?[a-z]{5,19}|[A-Z]{5,19})[®™]?"
    r"(?: (?:for|in) [^.;:]{3,80}?)? (?:is|are|was|were) $"
)
#: ``VORELTIX is started at`` 25 mg
_SUBJECT = compiled(
    r"(?:^|[.;:]\s|\n\s*)(?P<name>[A-Z]{5,19}|[A-Z][a-z]{5,19})[®™]? (?:is|was|should be) (?:started|initiated|"
    rf"{GIVEN})(?: [a-z]+ly)? (?:at|with)(?: a dose of)? $"
)
#: a biosimilar by its code: ``bevacizumab biosimilar MB02``, ``CT-P13, a biosimilar of infliximab``
_BIOSIMILAR = Gated(
    "biosimilar",
    r"(?:\b(?P<drug>[a-z]{5,20}) biosimilars?,? \(?(?P<code>[A-Z]{2,5}[-‐‑]?[A-Z]?\d{1,5}[A-Za-z]?)\b"
    r"|\b(?P<code2>[A-Z]{2,5}[-‐‑]?[A-Z]?\d{1,5}[A-Za-z]?),? (?:\(|is |was )?(?:an?|the) (?:[a-z-]+ )?"
    r"(?:biosimilar (?:of|to|for) (?:reference )?(?P<drug2>[a-z]{5,20})|(?P<drug3>[a-z]{5,20}) biosimilar)\b)",
)
#: how often or which way it is given, before the name: ``once-weekly oral`` X 50 mg
_GIVEN_AHEAD = compiled(
    rf"(?i)\b(?:(?:once|twice|thrice)[- ](?:daily|weekly|monthly)|every-\d-weeks?|{ROUTE_WORD})(?: {ROUTE_WORD})? $"
)
#: how often or which way it is given, behind the dose
_GIVEN = compiled(
    rf"[ ]?,?[ ](?:{OFTEN}|{ROUTE_WORD}|thrice|nightly|as a single|(?:every|each) (?:morning|evening|night)|(?:was|were|is|"
    rf"are) (?:then |first )?(?:{GIVEN}|started|added))\b"
)
#: words that stand before a dose and are no drug
_PLAIN = frozenset(
    "placebo either versus dosage tablet tablets capsule capsules vehicle protein single maintenance standard plasma intake "
    "alone cohort control group about approximately least receive total mean median target starting initial loading fixed "
    "from with until after before daily weekly either another other first second third level levels range dose doses given "
    "taken than then once twice into over under above below plus minus only also both these those which where when while "
    "drug drugs agent agents sodium potassium calcium chloride solution cream gel ointment inhaler infusion injection "
    "injections treatment therapy regimen product study trial glucose cholesterol creatinine hemoglobin haemoglobin albumin "
    "bilirubin serum urine weight among exceed maximum minimum minimal maximal optimum usual average more less least most "
    "between within without during through patients adults children women infants units insulin vaccine contains containing "
    "oral intravenous subcutaneous reduce reduced resume continue restrict dietary phosphate induction begin begun began start "
    "kept keep held hold stay stays remain remains give take use inject infuse swallow administer add repeat apply inhale "
    "instill chew halve double raise lower increase decrease cut withhold stop try consider prefer choose prescribe dispense "
    "load send gave took used mouth skin vein muscle".split()
)
#: words of giving right before the name: what stands behind them was given, whether or not the dose says how often
_GIVING = compiled(
    r"(?i)\b(?:receiv(?:e|ed|ing)|treated with|took|taking|administered|(?:randomi[sz]|assign|allocat)\w*\s[^.;]{0,60}?\sto)\s"
    r"(?:either\s|oral\s|intravenous\s|subcutaneous\s)?$"
)
#: what may stand right before a drug that is dosed: nothing, a mark, words that lead to a noun without an article
_LEADS = compiled(
    r"(?i)(?:^|[.;:,()\[/+*|•–—-]\s?|\n\s*"
    r"|\b(?:of|with|on|by|from|than|for|between|after|before|plus|or|and|versus|vs\.?|v|either|then|both|as|through|via|using|"
    r"receiv\w+|took|tak\w+|giv\w+|gave|us(?:e|ed|ing)|add\w*|start\w*|beg[aiu]n\w*|initiat\w+|administ\w+|continu\w+|prescrib\w+|"
    r"consider|prefer|recommend|offer\w*|test\w+|compar\w+|evaluat\w+|study|studied|inject\w+|infus\w+|"
    r"oral|intravenous|subcutaneous|intramuscular|inhaled|topical|nebuli[sz]ed|intranasal|transdermal|IV|SC|generic|branded|"
    r"adjuvant|neoadjuvant|maintenance|concomitant|additional|concurrent|alternating|open-label|investigational|[a-z]+-dose|"
    r"(?:once|twice|thrice)[- ](?:daily|weekly|monthly)|daily|weekly|monthly|nightly|first-line|second-line)\s"
    r"|(?:randomi[sz]\w*|assign\w*|allocat\w*|switch\w*|chang\w*|convert\w*|transition\w*|cross(?:ed|ing)? over|compared|ratio|"
    r"superior\w*|(?:non-?)?inferior\w*|relative|respect|equivalent|similar|\d|\)|\b(?:or|and)|"
    rf"{PEOPLE}|%)\sto\s)$"
)
#: plurals and verbs in the third person; names in Latin end so too
_ENDS_IN_S = compiled(r"[a-z]+(?<!u)s")
_WEIGHED = frozenset(("mg", "ug", "mcg", "mg/kg", "mg/m2", "ug/kg", "IU", "IU/kg", "mg/day", "mg/kg/day"))
_DONE = compiled(r"\b(?:is|are|was|were|be|been|being|and|to) $")
_PROSE = frozenset(("paragraph", "item", "heading", "footnote"))


def names_of(document: Document, mentions: Mentions) -> Names:
    """The document's abbreviations, those that stand behind a drug in prose (``cyclophosphamide (CTX)``), and the names of
    drugs that it explains (``VORELTIX (selmafitinib)``) or doses (``AB-201 150 mg``, ``elmivast 20 mg once daily``)."""
    known = dict(document.abbreviations)
    for block in document.blocks:
        if block.kind in _PROSE and " (" in block.text:
            for match in _ALIAS.finditer(block.text):
                if match[2] in known or match[1][0].casefold() != match[2][0].casefold() or read_short_name(match[2]):
                    continue
                if terms(match[1], 0, frozenset({"drug", "drug_class"})):
                    known[match[2]] = match[1]
    plain = document.clean.replace("\n", " ")
    drugs = introduced(plain)
    drugs = {name: drug for name, drug in drugs.items() if not terms(name, 0, frozenset({"regimen"}), brief=True)}
    for match in _BIOSIMILAR.finditer(document.clean):
        drug, code = match["drug"] or match["drug2"] or match["drug3"], match["code"] or match["code2"]
        if terms(drug, 0, frozenset({"drug"})):
            drugs.setdefault(code, drug)
    for name in _dosed(document, mentions, known):
        drugs.setdefault(name, name.lower())
    for name in drugs_by_place(plain, frozenset(drugs.values())):
        if name not in drugs and not terms(name, 0) and name not in _PLAIN:
            drugs.setdefault(name, name)
    return Names({short: long for short, long in known.items() if short not in drugs}, drugs)


def _dosed(document: Document, mentions: Mentions, known: Container[str]) -> Iterator[str]:
    """Names right before a dose that the vocabulary does not know: a sponsor's code; a word where route or frequency follow
    the dose and that tells of nothing else (``placebo``, ``approximately``, ``tablets``)."""
    seen: set[str] = set()
    for quantity in mentions.quantities:
        if quantity.role != "dose" or quantity.start < 3:
            continue
        before = document.raw(max(0, quantity.start - 50), quantity.start)
        of = _DOSE_OF.search(before) if before.endswith(("is ", "are ", "was ", "were ")) else None
        of = of or (_SUBJECT.search(before) if before.endswith(("at ", "with ", "of ")) else None)
        if of is not None and of["name"] not in seen and not is_plain_word(of["name"]) and of["name"].casefold() not in _PLAIN:
            if not terms(of["name"], 0):
                seen.add(of["name"])
                yield of["name"]
            continue
        match = _BEFORE_DOSE.search(before)
        name = (match["code"] or match["word"]) if match else ""
        if match is None or name in seen or name in known:
            continue
        word = match["word"]
        if word and (word.casefold() in _PLAIN or is_plain_word(word) or _ENDS_IN_S.fullmatch(word)):
            continue
        if word and _LEADS.search(before, 0, match.start("word")) is None:
            continue  # "the treating physician (20 mg daily)", "cannot tolerate 50 mg daily"
        if word and _DONE.search(before, 0, match.start("word")) and before.endswith(" at "):
            continue  # "was X at 5 mg": whatever was done
        ahead = document.raw(max(0, quantity.start - 120), quantity.start - len(match[0]))
        given = quantity.unit in _WEIGHED and _GIVING.search(ahead) is not None
        given = given or (word is not None and _GIVEN_AHEAD.search(before, 0, match.start("word")) is not None)
        if word and not given and _GIVEN.match(document.raw(quantity.end, quantity.end + 40)) is None:
            continue
        if not terms(name, 0):
            seen.add(name)
            yield name
