"""Words that say whether patients of a study were given a drug."""

from __future__ import annotations

import re

from daraevidence.extractors.dose.treatments import Treatment
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.word_classes import GIVEN
from daraevidence.layout.document import Block

__all__ = ["AFTER", "may_be_dosed", "tells_of_patients", "trigger_before", "was_had_anyway", "weight_of"]

#: words before a drug that say that patients got it
_GIVEN = compiled(
    r"(?:\b(?:re)?treated (?:[\w-]+ ){1,5}?with|% with|\b(?:managed|maintained|supplied|infused|injected|vaccinated|"
    r"immuni[sz]ed) with)\b"
    r"|\b(?:receiv(?:ed?|ing)|(?:re)?treated with|(?:re)?treatment with|therapy with|administered|administration of"
    r"|given|gave|giving|initiat(?:ed|ing|ion of)|differences? between"
    r"|(?:patients?|those|people|participants?|adults|children) (?:who (?:were|are) )?on"
    r"|start(?:ed|ing)|beg(?:an|un|inning)|pitted|required|requir(?:e|ing)|us(?:e|age|ing) of|used|using|consist(?:ed|ing|"
    r"s) of|randomi[sz]ed to"
    r"|assigned to|allocated to"
    r"|induced with|mobili[sz]ation with|premedication with|combination of|combinations? with|monotherapy with"
    r"|addition of|adding|added to"
    r"|(?:randomi[sz]ed|assigned|allocated)(?: \(?\d{1,2}(?::\d{1,2}){1,5}\)?| in an? \d{1,2}(?::\d{1,2}){1,5} ratio) to"
    r"|took|taking|drank|swallowed|inhaled|choice of|"
    r"(?:patients|participants|adults|women|men|children|infants|subjects|people|others|"
    r"controls|group|arm) got"
    r"|(?:randomi[sz]|assign|allocat)\w*\s[^.;:()]{0,50}?(?:\([^()]{1,30}\)\s)?to(?! the)"
    r"|focused on|infusions? of|injections? of|transition(?:ed)? to|switched to|prophylaxis with|conditioning with"
    r"|were as follows|respect to|compared? (?:to|with)"
    r"|versus|vs\.?|(?:non-?inferior|superior|inferior|equivalent) to|"
    r"alone or with|safety of|efficacy of|responded to|dose of|doses of)\b",
    re.I,
)  # fmt: skip
#: what a drug did to patients, behind it: ``X reduced stroke compared with Y``
_ACTED = compiled(
    r"(?i)^(?: \d[\d.]* ?\w+)?(?: (?:once|twice) (?:a|per) \w+| (?:once|twice)[- ]?\w+ly)? "
    r"(?:significantly |markedly |also )?(?:reduced|lowered|improved|increased"
    r"|decreased|prolonged|caused|led to|resulted in"
    r"|was (?:associated with|superior|non-?inferior|more effective|less effective)|achieved|showed|did not)\b"
)
_STRONG = compiled(
    r"\b(?:receiv|treated with|administered|given|initiat|start|requir|consist|randomi|assigned|allocated|induced with"
    r"|were as follows|transition"
    r"|switched)",
    re.I,
)  # fmt: skip
AFTER = compiled(
    r"^[-‐‑–]treated\b|^[^.;,()]{0,4}(?:\([^()]{0,40}\) ?)?(?:(?:on demand |alone |monotherapy )?(?:was|were|is|had to be|"
    rf"has to be|could be|was to be) (?:{GIVEN}|used|added|chosen|selected|prescribed|dispensed|initiated|begun|started|"
    r"(?:continued|maintained|kept) (?:at|on)|(?:tapered|(?:up-?)?titrated|escalated|ramped up|stepped up|increased|"
    r"reduced) (?:[a-z]+ )?(?:from|to))|(?:monotherapy|alone|arm|group|cohort|regimen|triplet)\b)",
    re.I,
)
#: what makes a drug one that patients had before, must not have, or had beside the study's treatment
_OTHERWISE = Gated(
    "allowed|approved|baseline|the start|entry|enrol|screening|"
    "are referenced|responded|whether|bind|concomitant|concurrent|contraindicat|could|eligib|exclu|exposed|"
    "exposure to|fail|first-line treatment|guideline|hypothes|inclusion|indicated|interfere|intoleran|may|"
    "might|naive|naïve|newl|other relevant|permitted|pretreated|previous|prior|prohibited|recommend|"
    "refractoriness|refractory to|resistant to|should|such as",
    r"\b(?:had (?:not |never )?responded|whether|[Aa]t (?:baseline|the start|(?:study )?entry|enrol\w+|screening)(?=,)|"
    r"prior|previous|pretreated|previously (?:been )?(?:treated|exposed|received)|naive|naïve|exposed to|exposure to"
    r"|refractory to|resistant to"
    r"|intoleran\w+|failed|fail(?:ure|ing) (?:of|on|to)|exclu\w+|inclusion|eligib\w+|concurrent|concomitant"
    r"|concomitantly|allowed|permitted"
    r"|prohibited|contraindicat\w+|approved|indicated|recommend\w*|guidelines?|hypothes\w+|could|may|might|should"
    r"|interfere\w*|binds?"
    r"|first-line treatment|other relevant|are referenced|newly? approved|refractoriness|exposed|not approved|such as)\b",
    re.I,
)  # fmt: skip
#: the same, said behind the drug
_OTHERWISE_AFTER = Gated(
    "as background|at baseline|background therapy|before|excluded|ineligible|not |prior to",
    r"(?i)\b(?:excluded|ineligible|not (?:eligible|allowed|permitted)|at baseline|as background|background therapy"
    r"|(?:before|prior to) (?:the )?(?:(?:re)?treatment|study|enrol\w+|inclusion|randomi[sz]ation|switch\w*"
    r"|transplant\w*|entry))\b",
)
#: ``Patients on X at a stable dose were eligible``: what they had anyway
_ELIGIBLE = compiled(
    r"[^.;]{0,80}?\b(?:were|was|are|is|could be) (?:not )?(?:eligible|ineligible|excluded|included|enrolled|allowed)\b"
)
_SUBJECT = compiled(
    rf"(?i)(?:{PEOPLE}|those|anyone)\s(?:who\s)?(?:(?:were|are|had been)\s)?(?:on|taking|receiving|treated with)\s[^.;]{{0,20}}$"
)
#: ``had been given X before.``
_HAD_BEFORE = compiled(r"\s?(?:before|previously|earlier)(?=[.,;)]|$|\s(?:and|or|but)\b)")
_BETWEEN = compiled(
    r"(?:[\s,()\[\]/;%=-]|\d[\d.]*+|\b(?:at|on|then|once|twice|three times|daily|weekly"
    r"|monthly|every|weeks?|days?|months?|mg|kg|m2|g|mcg|µg|IU|U|IV|SC|PO"
    r"|by mouth|oral(?:ly)?|subcutaneous(?:ly)?|intravenous(?:ly)?|matching|matched"
    r"|day|per|a|for"
    r"|followed by|or|and|vs\.?|versus|n|alone|only|the|either|of|with|to|than|respect"
    r"|compared|followed by)\b)*+$",
    re.I,
)
#: what comes between "treated with" and a drug that is only an example or a part of it
_OTHER_NOUN = compiled(
    r"(?i)[.;](?!\d)|\b(?:regimens?|agents?|therapies|including|involving|like|such as|for|who|which|lines?)\b"
)


#: what a study is of: ``a chart review of the routine use of X``, ``compared X``
_STUDIED = compiled(
    r"(?i)\b(?:(?:stud(?:y|ies)|trials?|review|series|cohort|registry|analysis|evaluation|experience|results|data) (?:of|with|"
    r"on) "
    r"(?:the )?(?:(?:routine|early|first|off-label|long-term|oral|intravenous|subcutaneous|clinical) ){0,2}(?:use of )?"
    r"|(?:compar(?:e|ed|es|ing)|pitted|tested|evaluat(?:ed|ing)|investigated|examined) )"
    r"(?:\d[\d.,]*\s?[A-Za-zµ]{1,5} of )?$"
)
#: what was given instead: ``X (200 U) injected into the bladder or oral Y``
_OTHER_SIDE = compiled(r"\b(?:or|versus|vs\.?)\s(?:(?:oral|intravenous|subcutaneous|inhaled|topical|matching)\s)?$")
#: what was seen with a drug: ``5.9 months with X``, ``6 days (5-9) after X``
_MEASURED = compiled(
    r"\d(?:\s?%|\s(?:months|weeks|days|hours|years|points|patients|mmHg|kg))(?:,?\s\([^()]{1,40}\))?\s(?:with|after|on|for|given|taking|receiving)\s$"
)
#: how many had it, behind a drug: ``X (n=52 [54%])``, ``was X in 141``
_COUNTED = compiled(
    r" ?(?:[(\[][nN] ?= ?\d| (?:in|for) (?:all )?\d[\d,]*(?! ?(?:cent(?:er|re)s|sites|hospitals|countries|trials|studies)))"
)


def was_had_anyway(text: str, start: int, end: int) -> bool:
    """Whether a treatment at a place of a sentence is one that patients were to have, or not, to take part."""
    return _SUBJECT.search(text, max(0, start - 80), start) is not None and _ELIGIBLE.match(text, end) is not None


def trigger_before(text: str, begin: int, start: int, before: str) -> str:
    """The word that says that what follows was given; it also holds for the next items of a list."""
    gap = text[begin:start]
    last = None
    for match in _GIVEN.finditer(gap):
        last = match
    if last and len(gap) - last.end() <= 60 and not _OTHER_NOUN.search(gap[last.end() :]):
        return last[0]
    if before and _BETWEEN.match(gap):
        return before
    if before and len(gap) < 70 and _OTHER_SIDE.search(gap) and not _OTHER_NOUN.search(gap):
        return before
    measured = _MEASURED.search(gap, max(0, len(gap) - 60))
    if measured is not None:
        return measured[0]
    studied = _STUDIED.search(gap, max(0, len(gap) - 90))
    if studied is not None:
        return studied[0]
    return ""


_EARLIER = compiled(r"(?i)prior|previous")
_NOT_GIVEN = compiled(r"(?i)\s*(?:to|experience|review)\b")
_GIVEN_IN_FULL = compiled(r"(?i)\b(?:receiv\w+|retreated with|were (?:then )?treated with|was administered|were given)\b")
_NOTHING_BEFORE = compiled(r"^\W*$")
_NOTHING_BEHIND = compiled(r"^\W*(?:\([^()]*\))?\W*$")
_GROUP_WORD = compiled(r"(?i)\b(?:cohorts?|regimens?|groups?|arms?|treatments?)\b")


def weight_of(text: str, treatment: Treatment, offset: int, trigger: str, said: bool, block: Block, parent: Block | None) -> int:
    """How sure it is that patients of the study got it: 0 no, 1 weakly, 2 surely."""
    before = text[: treatment.start - offset]
    barred = None
    for match in _OTHERWISE.finditer(before, max(0, len(before) - 160)):
        barred = match
    if barred and _EARLIER.match(barred[0]) and _NOT_GIVEN.match(before[barred.end() :]):
        barred = None
    clause = text.find(";", treatment.end - offset)
    ends = clause if clause >= 0 else len(text)
    if _OTHERWISE_AFTER.search(text, treatment.end - offset, ends) or _HAD_BEFORE.match(text, treatment.end - offset):
        return 0
    if barred and not _GIVEN_IN_FULL.search(before[barred.end() :]):
        return 0
    if block.kind == "item" and parent is not None and _OTHERWISE.search(parent.text):
        return 0
    if block.kind == "footnote" and len(treatment.drugs) < 2:
        return 0
    whole = _NOTHING_BEFORE.match(before) and _NOTHING_BEHIND.match(text[treatment.end - offset :])
    if block.kind == "heading":
        return 2 if treatment.named or (whole and len(treatment.drugs) > 1) else 0
    if whole and block.kind == "item" and parent is not None and _GROUP_WORD.search(parent.text):
        return 2
    if treatment.named or (len(treatment.drugs) > 1 and not treatment.slashed):
        return 2
    if (trigger and _STRONG.search(trigger)) or said:
        return 2
    behind = text[treatment.end - offset :]
    if (acted := _ACTED.match(behind[:80])) and (re.search(r"\d", behind) or "inferior" in acted[0] or "superior" in acted[0]):
        return 1
    if _COUNTED.match(behind):
        return 1
    if len(treatment.drugs) > 1:
        return 1 if trigger else 0
    return 1 if trigger and trigger.casefold() not in {"dose of", "doses of", "safety of", "efficacy of"} else 0


_GIVING_WORD = compiled(
    r"(?i)\b(?:dose|administered|received?|premedication|given|infus(?:ion|ed)|inject(?:ion|ed)|inhal(?:ation|ed)|compris\w+|consist\w+|titrated|escalated|took|taken|"
    r"randomi[sz]ed|assigned|raised|increased|lowered|reduced|started|begun|added|continued|delivered|maintained|ramped|tapered|switched)"
)


def may_be_dosed(text: str) -> bool:
    """Whether a sentence speaks of giving a drug at all."""
    return bool(_GIVING_WORD.search(text))


#: what happened to patients, how many of them, or how they were divided
_PATIENTS = compiled(
    rf"(?i)\b(?:{PERSONS}|smokers|nonsmokers|those|eyes|(?:arm|group|cohort)(?= (?:[A-D1-4]\b|(?:\w+ )?(?:\([^()]*\) )?"
    r"(?:of |received|got|was given))))\b"
)
_TOLD = compiled(
    r"(?i)\d\s?(?:%|percent\b)|\d of \d|\b(?:randomi[sz]ed|randomly|assigned|allocated|conducted|enrolled|received|"
    r"given|gave|treated|took|divided|lost|gained|developed|"
    r"occurred|experienced|died|survived|had|showed|were)\b"
)
_MADE_OF = compiled(
    r"(?i)\b(?:pills?|tablets?|capsules?|regimens?|combination|treatments?|infusions?)\b,?\s(?:[a-z]+\s){0,3}?"
    r"(?:consist(?:ed|s) of|contained|comprise[ds])\b"
)
_GENERAL = compiled(
    r"(?i)\b(?:can|may|might|should|must|will|would|could|if|is (?:often|usually|sometimes|indicated|approved|used)|advise|"
    r"do not|avoid|consider)\b"
)


#: what was done with a drug, where nobody is named to whom: ``X 5 mg was given``
_WAS_GIVEN = compiled(rf"\b(?:was|were)\s(?:[a-z]+ly\s)?(?:{GIVEN}|started|initiated|inhaled|titrated|induced|combined)\b")


def tells_of_patients(text: str) -> bool:
    """Whether a sentence tells what patients had or what became of them, not what may be, or is to be, done."""
    told = (_PATIENTS.search(text) and _TOLD.search(text)) or _MADE_OF.search(text) or _WAS_GIVEN.search(text)
    return bool(told) and _GENERAL.search(text) is None
