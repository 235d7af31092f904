"""Words with capitals that can be the name of a trial, and those that are something else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from daraevidence.extractors.study.registries import REGISTRY
from daraevidence.extractors.study.small import is_numbered
from daraevidence.language.abbreviations import usual_abbreviations
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drug

__all__ = ["DISEASES", "LAST_NUMBER", "NO_TRIAL", "OTHER_CAPITALS", "is_acronym", "is_distinct"]

#: the number of a trial that has siblings: ``ORION-2``, ``ORION 2``
LAST_NUMBER = compiled(r"(?<=[A-Za-z])[-‐–\s]?\d{1,3}$")
#: Capital words beside "trial" or "study" that name no trial: organisations, kinds of study, places, statistics.
NO_TRIAL = frozenset(
    "consort prisma strobe stard moose spirit equator grade amstar tripod care arrive rct rcts us usa uk eu eea fda ema nih "
    "nci who nccn asco ash eha esmo imwg eortc crf irb itt pp pk pd bcg hiv covid aids dna rna mri pet ct car car-t cart "
    "orr pfs os dor ttnt mrd hrqol qol ctcae recist ecog pi not only all both this that the study trial table figure phase "
    "part cohort arm product labeling clinical data design methods results summary references background information use "
    "retreatment treatment patients nct ii iii iv vi vii ix xi real world case control cross-over crossover long-term "
    "eap map npp rwe rwd dsmb idmc non-rct ole lte ols ltfu ehr emr p1 p2 ib iia iib clinicaltrials isrctn eudract".split()
)


#: What follows the hyphen of a trial's name: ``-024``, ``-Breast03``, ``-HF``, ``-Preserved``; not ``-positive``, ``-Based``.
_NUMBERED_PART = compiled(r"\d{1,4}[A-Za-z]?|[A-Z][a-z]{2,11}\d{1,3}|[A-Z]{2,9}\d{0,3}|(?:Preserved|Reduced|Outcomes?)")
#: Capitals and small letters in one word with its number or last letter: ``IMbrave150``, ``destinyE``.
_INSIDE_CAPITALS = compiled(r"[A-Z]{2}[a-z]{3,12}\d{1,4}|[a-z]{5,12}[A-Z]")


_STUDIES = compiled(r"\b(?:study|trial|program|registry|evaluation|assess\w*|investigat\w*)\b", re.IGNORECASE)
#: small words between those of a title, which names of diseases do not have: ``Prevention of Falls with Vitamins``
_SMALL_WORDS = compiled(r"\s(?:of|in|with|for|to|on|by|after|versus|against|during|from|and|using|through|without|before|at)\s")
#: what else is called by a title: scales, organisations, common terms
_NO_TRIALS_TITLE = compiled(
    r"\b(?:scales?|index|scores?|questionnaires?|inventory|criteria|life|care|diseases?|syndromes?|associations?|society|organi[sz]ation|"
    r"committee|college|institutes?|agency|administration|network|department|centers?|centres?|classification|system|survival|"
    r"survey|checklist|test|cells?|therapy|treatment|population|interval|failure|ratio|version|report\w*|rate|volume)\b$",
    re.IGNORECASE,
)


def _is_title(meaning: str) -> bool:
    """Whether the long form of capitals is a title as trials bear it: ``Prevention of Early Falls with Vitamins``."""
    words = [word for word in meaning.split() if len(word) > 3]
    titled = sum(word[0].isupper() for word in words)
    return (
        titled >= 3
        and titled >= len(words) - 1
        and (joints := len(_SMALL_WORDS.findall(meaning))) > 0
        and (_NO_TRIALS_TITLE.search(meaning) is None or (joints > 1 and titled > 4))
    )


def is_acronym(token: str, known: Mapping[str, str]) -> bool:
    """Whether a word can be a trial's name: three capitals, or capitals inside the word, and no abbreviation of the document."""
    head = token.split()[0]
    if head.casefold() in NO_TRIAL or token.casefold() in NO_TRIAL or REGISTRY.pattern.match(token):
        return False
    meaning = known.get(head)
    if meaning is not None and not _STUDIES.search(meaning) and not _is_title(meaning):
        return False
    first, *rest = re.split(r"[-‐–/]", head)
    if rest and first.casefold() in NO_TRIAL:
        return False
    if rest and first.isalpha() and first.isupper() and len(first) > 3 and all(_NUMBERED_PART.fullmatch(part) for part in rest):
        return True
    if len(head) > 6 and _INSIDE_CAPITALS.fullmatch(head):
        return True
    if is_numbered(token):
        return True
    capitals = sum(c.isupper() for c in head)
    camel = any(a.islower() and b.isupper() for a, b in pairwise(head)) or (
        head[:2].isupper() and head[-1].islower() and len(head) > 4
    )
    return (capitals >= 3 and sum(c.islower() for c in head) <= 1) or (capitals >= 2 and camel and len(head) > 4)


#: capitals that are what patients have, also beside a word for a study: ``an AML trial``, ``the Nordic CLL Registry``
DISEASES = frozenset(
    "nsclc hfref hfpef hfmref adpkd nafld masld hnscc dlbcl stemi nstemi aecopd sclc mcrpc mhspc nmcrpc mcspc copd ckd gerd adhd "
    "ptsd ards nash mash escc hcc rcc tnbc mgus uctd sars mers aml cll cml mcl mds mpn cmml lbcl ptcl ctcl atll nhl sle gca "
    "pmr ibd ibs ipf ild pah cteph esrd eskd aki hrs sma dmd als nmosd tbi sah ich gbm gist nen net uti cap vap hap rsv cmv "
    "hsv hbv hcv hpv gvhd agvhd cgvhd ttp hus itp aiha pnh acs ami nstemi svt vte dvt pcos bph oab ocd mdd gad tia".split()
)
#: capitals that are a disease, a scale, an organisation or a book, not a trial
OTHER_CAPITALS = DISEASES | frozenset(
    "covid pasi easi dlqi madrs ham-d hamd womac haq das28 das "
    "edss mmse moca phq-9 gad-7 fact-g eq-5d sf-36 sf-12 kccq sledai bilag asdas basdai basfi updrs adas-cog cdr-sb panss "
    "scorad nihss koos promis qlq-c30 eortc-qlq-c30 hads audit bprs cgi-s meld cha2ds2-vasc sofa apache apache-ii curb-65 "
    "timi heart grace nice ahrq cadth iqwig pmda nmpa mhra uspstf asco esmo eular easl aasld kdigo acc aha esc easd ada "
    "idsa acog swog ecog nccn gina gold gemini medline embase pubmed cochrane scopus meddra recist irecist lugano nasdaq "
    "nyse cohere quadas robins robis rob-2 picos usphs unicef unaids euronext faers eudravigilance vaers seer nhanes "
    "medicare medicaid tricare espen eurostat isaric cibmtr ebmt gimema hovon nsabp unicancer alsfrs mipss mipss70 dipss flipi "
    "pasdas dapsa caspar sledai-2k cadasil melas poems pdgfra cebpa gata3 keap1 smad4 notch1 beacopp folfirinox xelox capox "
    "elisa spect dexa hplc pet-ct euroqol holter folfox folfiri pfizer merck novartis sanofi roche bayer astrazeneca".split()
)


def is_distinct(token: str, known: Mapping[str, str]) -> bool:
    """Whether a word can hardly be but a trial's name: five capitals at least, or four and a number, and no usual abbreviation,
    no drug, none of the document's abbreviations, and not letters that nobody can say before a number: ``ASXL1``, ``CTLA-4``."""
    head = re.split(r"[\s‐–-]", token)[0]
    capitals = sum(map(str.isupper, token))
    numbered = bool(LAST_NUMBER.search(token))
    if not is_acronym(token, known) or capitals < (4 if numbered else 5):
        return False
    words = {token.casefold(), head.casefold()}
    return (
        not _GENE.fullmatch(token)
        and words.isdisjoint(OTHER_CAPITALS)
        and words.isdisjoint(NO_TRIAL)
        and not usual_abbreviations().keys() & {token, head}
        and not drug(token)
    )


#: a gene or a protein: capitals with a digit, of which hardly one is a vowel, or with a second part of the kind
_GENE = compiled(
    r"[AEIOUY]?[B-DF-HJ-NP-TV-XZ]{2,5}[AEIOUY]?-?\d{1,2}[A-Z]?|[A-Z]{2,4}-[A-Z]{1,4}\d{1,2}|[A-Z]{1,2}T?-PRO[A-Z]{2,5}"
)
