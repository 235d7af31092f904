"""What a number of the prose is that tells no result: of patients before the study, of its plan, of what was given."""

from __future__ import annotations

import re

from daraevidence.extractors.limit.places import is_condition
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms

__all__ = ["BACKGROUND", "HISTORY", "had_been", "is_design", "is_eligibility", "is_treatment"]

BACKGROUND = Gated(
    " metastas|advanced|age|bmi|comorbid|consisted|cytogenetic|diagnos|ecog|ethnic|exposed|exposure|"
    "history|indication|iss|mass index|line|male|men|metastatic|naïve|newly|performance status|previous|primary|"
    "prior|race|refractory|secondary|sex|smok|therap|weight|mutation|pretreated|histology|squamous|adenocarcinoma|stage|duration|"
    "child|nyha|charlson|ipi|fitzpatrick|asa |karnofsky",
    r"^(?:had )?(?:primary|secondary|advanced|metastatic|refractory|newly)\b(?! (?:\w+ ){0,3}?"
    r"(?:outcomes?|end ?points?|composite|efficacy|"
    r"responses?|remission|measures?|analys[ei]s|objectives?|failure|success|results?)\b)|"
    r"\b(?:brain|liver|bone|visceral|CNS) metastas[ie]s\b|\b(?:ages?|aged|prior|previous|"
    r"previously treated|history|baseline|diagnos\w+|naïve|exposed|exposure|"
    r"refractory|lines? of (?:prior )?therapy|"
    r"lines of treatment|male|female|men|women|sex|race|ethnic\w*|ECOG|performance status|ISS|stage|"
    r"Child[- ]Pugh|NYHA|Charlson|[a-z]{0,2}IPI|Fitzpatrick|ASA (?:class|score|status)|Karnofsky|"
    r"cytogenetic\w*|comorbid\w*|weight|BMI|body[- ]mass index|"
    r"smok\w+|indications?|disease duration|duration of (?:the )?(?:disease|illness|symptoms|diabetes)|"
    r"(?<!acquired )(?<!emergent )(?<!new )(?<!resistance )mutations?|pretreated|"
    r"histology|squamous|adenocarcinoma|therap(?:y|ies) (?:was|were)|consisted|regimens?)\b",
    re.IGNORECASE,
)

#: what heads a list of what patients had when they came
HISTORY = compiled(
    r"\b(?:comorbid\w*|(?:co)?existing|concomitant|pre-?existing|history|histories|prior|previous|underlying|background|baseline|"
    r"risk factors|indications?)\b",
    re.IGNORECASE,
)


def is_eligibility(place: Place, quantity: Quantity) -> bool:
    """A range that patients must be in to take part is no result: ``adults with an eGFR of 20 to 59``."""
    ranged = quantity.value is None and quantity.percent is None and quantity.n is None and bool(quantity.intervals)
    return ranged and is_condition(place.text, quantity.start - place.base)


#: ``had been treated with X``, ``had tried Y``: before the study, where no time says that it was in it
_HAD_BEEN = compiled(
    r"\bhad (?:already |previously |ever |all |also )*(?:been "
    r"(?:treated|exposed|given|diagnosed|on|operated|vaccinated|hospitali[sz]ed|admitted)|tried|taken|used|received|undergone|failed|had|smoked)\b",
    re.IGNORECASE,
)
_TIMED = compiled(
    r"\b(?:at|by|after|until|through|within)\s+(?:the\s+)?(?:\w+\s+){0,2}?(?:week|month|day|year|median|end|\d)|follow-?up|\bthen\b",
    re.IGNORECASE,
)


def had_been(place: Place, phrase: Phrase) -> bool:
    """Whether what a share of patients had gone through is told as what was before: ``45% had been treated with X``."""
    told = _HAD_BEEN.search(place.text, max(0, phrase.start - 24), phrase.end)
    return told is not None and place.role not in ("safety", "efficacy") and _TIMED.search(place.text) is None


#: parts of a study's plan
_PHASE = compiled(
    r"\b(?:titration|phases?|periods?|run-?in|wash-?out|screening|lead-?in|observation|intervention|extension|"
    r"treatment duration)$",
    re.IGNORECASE,
)


def is_design(place: Place, label: str, quantity: Quantity) -> bool:
    """Whether a number of the methods is a limit or the length of a phase: ``at least 20%``, ``a titration of 6 weeks``."""
    if place.role != "methods" or quantity.n is not None:
        return False
    if quantity.role == "value":
        return (
            quantity.unit in ("days", "weeks", "months", "years") and not quantity.intervals and _PHASE.search(label) is not None
        )
    return quantity.percent is not None and bool(quantity.percent.op)


_GIVEN = compiled(
    r"^(?:received|were given|was given|were treated with|got|used)\b|\btime (?:between|from)\b.*\b(?:diagnosis|"
    r"therapy|treatment|initiation|"
    r"induction|surgery|randomi[sz]ation|transplant\w*)\b",
    re.IGNORECASE,
)


def is_treatment(label: str) -> bool:
    """``received X alone``, ``time between induction and transplantation``: what was done, no outcome."""
    match = _GIVEN.search(label)
    if match is None:
        return False
    return match.start() > 0 or label.startswith("time") or any(term.kind in ("drug", "regimen") for term in terms(label))
