"""Names of drugs that a document explains itself: ``VORELTIX® (selmafitinib)``, ``AB-123, an oral inhibitor of …``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from daraevidence.language.dosing import AMOUNT
from daraevidence.language.lexicon import lexicon
from daraevidence.language.patterns import compiled
from daraevidence.language.stems import SUBSTANCE, is_drug_name
from daraevidence.language.word_classes import GIVEN

__all__ = ["Names", "introduced", "is_plain_word", "spellings"]


class Names(dict[str, str]):
    """The short forms of a document with their long ones, and the names of its drugs with the generic ones.

    ``drugs`` are the generic names and codes, in small letters, that no vocabulary needs to know: a name whose long form is
    one of them is a drug's. ``plain`` are the names without a capital, which no text marks as names.
    """

    def __init__(self, known: Mapping[str, str], drugs: Mapping[str, str] | None = None) -> None:
        super().__init__(known)
        self.drugs = frozenset((drugs or {}).values())
        for name, drug in (drugs or {}).items():
            for form in spellings(name):
                self.setdefault(form, drug)
        self.plain = frozenset(form for form in self if form.islower() and self[form] in self.drugs)


def spellings(name: str) -> tuple[str, ...]:
    """A name of one word in the cases that documents print it in: ``Voreltix``, ``VORELTIX``; a code in its own only."""
    if not name.isalpha():
        return (name,)
    cased = (name, name.upper(), name.capitalize())
    return tuple(dict.fromkeys(cased + ((name.lower(),) if name.islower() else ())))


_CODE = r"[A-Z]{1,5}[- ]?\d{2,7}[A-Za-z]?"
#: codes as sponsors give them
_SPONSORED = compiled(r"[A-Z]{2,4}-\d{3,8}[A-Za-z]?")
_BRAND = r"[A-Z][A-Za-z]{3,19}"
_MARK = r"\s?(?:[®™]|\([RrTtMm]{1,2}\))"
_FORM = (
    r"(?:tablets?|capsules?|injections?|infusions?|solution|suspension|cream|ointment|gel|pen|autoinjector|vaccine|patch|"
    r"powder|granules|inhaler|spray|concentrate|for (?:injection|infusion|intravenous|subcutaneous|oral)|hydrochloride|"
    r"mesylate|maleate|sodium|tosylate|phosphate|fumarate|succinate|citrate|sulfate|acetate|malate|besylate)"
)
#: what stands right before the bracket
_NAMED = compiled(rf"(?<![\w-])(?:(?P<code>{_CODE})|(?P<brand>{_BRAND}))(?P<mark>{_MARK})?[*_]{{0,3}}[\s,]+$")
_GENERIC_BEFORE = compiled(r"(?<![\w-])(?P<generic>[A-Za-z]?[a-z]{4,24})(?:-[a-z]{4})?[*_]{0,3}\s+$")
#: what stands in it
_GENERIC = compiled(
    rf"\((?P<generic>[a-z]{{5,24}}(?:\s{SUBSTANCE})?)(?:-[a-z]{{4}})?(?P<form>(?:\s{_FORM}){{1,3}})?(?=\)|,\s[A-Z])(?P<end>\)(?P<after>\s{_FORM}\b)?)?"
)
_BRANDED = compiled(
    r"\((?P<said>(?:(?:brand|trade|proprietary) names?:?|marketed as|sold as|formerly(?: known as)?|previously(?: known as)?|"
    rf"also (?:known as|called)|development code:?|code:?)\s)?(?:(?P<code>{_CODE})|(?P<brand>{_BRAND}))(?P<mark>{_MARK})?"
    r"(?=(?P<company>[,;]\s[A-Z][^()]{2,40}\))|[),;])"
)
_BRACKET = compiled(r"\((?=[A-Za-z]{2})")
#: a further name behind the first of a bracket: ``(development code AB-123; brand name Zorvanta)``
_FURTHER = compiled(r"[,;]\s" + _BRANDED.pattern[2:])
_CODED = compiled(rf"(?<![\w-]){_SPONSORED.pattern}(?![\w-])")
#: brand and generic name joined by words
_SAID = (
    compiled(
        rf"(?P<name>{_BRAND})(?:{_MARK})? is (?:the|a) (?:brand|trade|proprietary) name (?:of|for) (?P<generic>[a-z]{{5,24}})\b"
    ),
    compiled(
        r"\b(?P<generic>[a-z]{5,24}),? (?:which is |is |was |that is )?(?:marketed|sold|available|approved|known|licensed) "
        rf"(?:under the (?:(?:brand|trade|proprietary) )?name(?: of)?|by the (?:brand|trade) name|as) (?P<name>{_BRAND})\b"
    ),
)
_SAYING = ("brand name", "trade name", "proprietary name", "marketed as", "sold as", "under the name", "known as", "available as")
#: nouns for what a drug is, at the end of ``X, an oral, selective … inhibitor``
_KINDS = (
    "inhibitor", "antagonist", "agonist", "antibody", "degrader", "vaccine", "blocker", "modulator", "conjugate", "analog",
    "oligonucleotide", "T-cell therapy", "gene therapy", "engager", "antiviral", "antibiotic", "antifungal", "anticoagulant",
)  # fmt: skip
_IS_A = compiled(
    rf"(?<![\w-])(?P<name>{_CODE}|{_BRAND}|[a-z]{{6,24}})(?:{_MARK})?(?:\s\([^()]{{3,40}}\))?(?:,|\sis|\swas)\s(?:an?|the)\s"
    r"(?:first-in-class\s)?(?P<what>[^.;:()]{0,90}?)$"
)
#: ``the investigational drug orteronel``
_TRIED = compiled(
    r"\b(?:investigational|experimental|study|trial|novel|new|oral|candidate) "
    r"(?:drug|agent|compound|medicine|medication|antibody|vaccine|therapy)"
    rf"(?: candidate)?,? (?P<name>{_CODE}|[a-z]{{6,24}})(?!\w)"
)
_KIND_TRIED = (
    "drug ",
    "agent ",
    "compound ",
    "medicine ",
    "medication ",
    "antibody ",
    "vaccine ",
    "therapy ",
    "candidate ",
    "drug, ",
)
#: words that say that the thing is a medicine, not a substance of the body
_MEDICINE = compiled(
    r"(?i)\b(?:oral(?:ly)?|investigational|selective|first-in-class|novel|monoclonal|bispecific|intravenous|subcutaneous|inhaled|"
    r"injectable|once[- ](?:daily|weekly|monthly)|small[- ]molecule|adjuvanted|long-acting|humani[sz]ed|potent|reversible|"
    r"irreversible|recombinant|topical|therapy|kinase|receptor|antibody|CAR)\b"
)
#: ordinary words that stand where a name may
_ORDINARY = frozenset(
    "patient patients therapy treatment which this that these study trial system protein protease enzyme receptor "
    "kinase hormone molecule peptide factor cytokine online software formerly version release edition company vendor "
    "database package tablets tablet capsule capsules solution injection vaccine vehicle placebo control standard "
    "agent agents drug medicine product compound candidate other another first second third inhibitor antibody "
    "combination registry program programme platform network consortium hospital center centre university clinic "
    "phase cohort group arm months weeks years days regimen chemotherapy radiotherapy surgery oral intravenous "
    "subcutaneous weekly daily monthly median range mean total both either each neither interval confidence hazard "
    "ratio table figure current usual original approved higher lower highest lowest same next".split()
)
_NO_NAME = compiled(r"(?:ed|ing|ly|tion|ment|ness|ity|ive|ous|ful|able|al|er|ary|ions|ments|ance|ence|ce|ism|ship|ure)$")
#: what a trial is called by, not a drug
_TRIAL = compiled(r"[®™]?(?:-\d{1,3}\b)?(?:\s\([^()]{0,60}\))?,?\s(?:trials?|stud(?:y|ies)|program(?:me)?|registry|cohort)\b")
#: what patients had, before a name; a dose behind it
_TAKEN = compiled(
    r"(?i)\b(?:receiv(?:ed?|ing)|treated with|treatment with|therapy with|given|dos(?:e|ing|age) of|administered|taking|took|"
    r"use of|oral|patients? on|people on|adults on|start(?:ing)?|(?:randomi[sz]ed|assigned|allocated) to|"
    r"\d+\s?(?:mg|mcg|µg|IU)(?:/(?:kg|m2))? of)\s$"
)
_DOSED = compiled(rf"[®™]?(?:\s(?:tablets?|capsules?))?,?\s\(?{AMOUNT}|[®™]?\s(?:was|is|were)\s(?:then\s)?(?:{GIVEN})\b")


def is_plain_word(word: str) -> bool:
    """Whether a word is an ordinary one of the language, or ends as such words do."""
    folded = word.casefold()
    return folded in _ORDINARY or _NO_NAME.search(folded) is not None


class _Naming(NamedTuple):
    """A name with what it stands for; ``doubtful``: only where patients had a thing of this name."""

    name: str
    generic: str
    doubtful: bool = False


#: a document that explains more names is no document
_MOST = 100


@cache
def _generic_names() -> frozenset[str]:
    return frozenset(name for name, kind in lexicon().drug_class.items() if name != kind)


def introduced(text: str) -> dict[str, str]:
    """Names of drugs that a text explains, each with the generic name or code that it stands for (which stands for itself).

    Reads ``VORELTIX® (selmafitinib) tablets``, ``selmafitinib (Voreltix)``, ``selmafitinib (AB-123)``, ``VORELTIX is the brand
    name of selmafitinib``, ``AB-123, an investigational vaccine``, ``the investigational drug X``, ``oral AB-123``. A name
    without a mark counts where its generic name is in the vocabulary or ends as such names do, or where patients had it, and no
    trial is called by it.
    """
    known = _generic_names()
    found: dict[str, str] = {}
    seen: set[tuple[str, bool]] = set()
    for name, generic, doubtful in (
        *_in_brackets(text, known),
        *_in_words(text),
        *_described(text, known),
        *_tried(text, known),
        *(_Naming(code[0], code[0].lower(), True) for code in _CODED.finditer(text)),
    ):
        if name in found or (name, doubtful) in seen or len(seen) == _MOST:
            continue
        seen.add((name, doubtful))
        if not _is_trial(text, name) and (not doubtful or _is_taken(text, name) or _is_taken(text, generic)):
            found[name] = generic
            found.setdefault(generic, generic)
    return found


def _in_brackets(text: str, known: Collection[str]) -> Iterator[_Naming]:
    for bracket in _BRACKET.finditer(text):
        place = bracket.start()
        before = text[max(0, place - 44) : place]
        inside, branded = _GENERIC.match(text, place), _BRANDED.match(text, place)
        named = _NAMED.search(before) if inside else None
        told = _GENERIC_BEFORE.search(before) if branded else None
        if inside and named:
            generic, marked = inside["generic"], bool(named["mark"] or inside["form"] or inside["after"])
            sure = generic in known or is_drug_name(generic.partition(" ")[0])
            if sure or not is_plain_word(generic):
                yield _Naming(named["code"] or named["brand"], generic, not (sure or marked))
        elif branded and told:
            generic = told["generic"].lower()
            said = bool(branded["mark"] or branded["said"])
            # as names and codes are, not as short forms and trials
            printed = not branded["brand"].isupper() if branded["brand"] else _SPONSORED.fullmatch(branded["code"]) is not None
            if generic in known or is_drug_name(generic):
                yield _Naming(branded["code"] or branded["brand"], generic, not (said or printed or branded["company"]))
            elif said and not is_plain_word(generic):
                yield _Naming(branded["code"] or branded["brand"], generic)
            further = _FURTHER.match(text, branded.end())
            if further is not None and (further["said"] or further["mark"]) and not is_plain_word(generic):
                yield _Naming(further["code"] or further["brand"], generic)


def _in_words(text: str) -> Iterator[_Naming]:
    if any(words in text for words in _SAYING):
        for pattern in _SAID:
            for match in pattern.finditer(text):
                if not is_plain_word(match["generic"]):
                    yield _Naming(match["name"], match["generic"])


def _described(text: str, known: Collection[str]) -> Iterator[_Naming]:
    """``X, an oral inhibitor of …``: X, where the words say that it is a medicine; of a mere word also that patients had it."""
    for kind in _KINDS:
        place = text.find(kind)
        while place >= 0:
            told = _IS_A.search(text, max(0, place - 150), place)
            if told is not None and _MEDICINE.search(f"{told['what']}{kind}"):
                name = told["name"]
                if not is_plain_word(name) and name.lower() not in known:
                    yield _Naming(name, name.lower(), name.isalpha())
            place = text.find(kind, place + len(kind))


def _tried(text: str, known: Collection[str]) -> Iterator[_Naming]:
    """``the investigational drug X``: a word that is none of the language's own."""
    if any(kind in text for kind in _KIND_TRIED):
        for match in _TRIED.finditer(text):
            name = match["name"]
            if not is_plain_word(name) and name.lower() not in known:
                yield _Naming(name, name.lower(), name.isalpha() and not _is_repeated(text, name))


def _is_repeated(text: str, name: str) -> bool:
    """Whether a name stands at least twice."""
    place = text.find(name)
    return (place >= 0 and text.find(name, place + len(name)) >= 0) or name.capitalize() in text


def _is_taken(text: str, name: str) -> bool:
    """Whether a text says that patients had a thing of this name, or doses it."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if not text[end : end + 1].isalnum() and (_DOSED.match(text, end) or _TAKEN.search(text[max(0, place - 24) : place])):
            return True
        place = text.find(name, end)
    return False


def _is_trial(text: str, name: str) -> bool:
    """Whether a text calls a trial so: ``the VORELTIX trial``, ``VORELTIX-2``."""
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        if _TRIAL.match(text, end):
            return True
        place = text.find(name, end)
    return False
