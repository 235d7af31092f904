"""Numbers of a sentence that stand like results and are none: limits, ages, doses, intervals, how something was judged."""

from __future__ import annotations

import re

from daraevidence.extractors.limit.items import is_scored_item
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.language.gated import Gated
from daraevidence.language.instructions import advises, is_instruction
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import TWO_TO_TWELVE

__all__ = ["is_no_result"]

_AVERAGE = compiled(r"\b(?:means?|medians?|averaged?|LS means?)\b", re.IGNORECASE)
#: what a device, a price or a plan is set to: told of a study, and never measured in it
_SETTINGS = frozenset(("Hz", "kHz", "MHz", "V", "W", "drugs"))
#: ``work rate was`` 84 W, ``rose by`` 2.2 V; not ``stimulation was`` 20 Hz
_MEASURED = compiled(
    r"\A(?!.*\b(?:set|settings?|stimulat\w*|amplitude|frequency|programm\w*|applied|deliver\w*|lasers?|pulses?|probe|transducer)\b)"
    r".*\b(?:was|were|averaged|by|to|from|and|versus|vs|than)\s+(?:only\s+|about\s+)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_MONEY = frozenset(("$", "\u20ac", "\u00a3", "USD", "EUR", "GBP"))
_EACH = compiled(r"\b(?:per|each|groups?|arms?|versus|than|compared)\b", re.IGNORECASE)
#: ``contraception for 6 months``, ``over the 24 weeks``: how long something is done
_HOW_LONG = compiled(
    r"\b(?:for|in|over|during|throughout|every|first|last|next|additional|another|least)\s+"
    r"(?:(?:the|about|approximately|up to|at least|an?|additional|first|last|next|final|total of)\s+)*$",
    re.IGNORECASE,
)
#: an outcome that is a time
_TIME = compiled(
    r"\b(?:times?|durations?|survival|intervals?|stay|liv(?:e|ed|ing)|last(?:s|ed|ing)?|persist\w*|surviv\w*|remain\w*|delay\w*|length|"
    r"onset|free|follow\w*|until|hours|days|sle(?:pt|ep)|pain|awake|period)\b",
    re.IGNORECASE,
)
#: ``impairment (CLcr 30-89 mL/min)``: a range in brackets that says which patients are meant
_MEANT = compiled(r"\([^()\d]{0,30}[A-Za-z][^()\d]{0,30}$")
#: who looks into something, and what is said of it: no outcome
_RESEARCHERS = Gated(
    "research|scientist|author|expert|studies|team|doctor|compan|says",
    r"^\W*(?:[\w'-]+\s+){0,4}?(?<!by )(?<!by the )(?:researchers?|scientists?|authors?|experts?|studies|teams?|doctors|company)"
    r"(?:\s\w+){0,3}?\s(?:\w{2,}ed|found|gave|began|suggests?|says?|show|think|believe)\b|\bsays\b",
    re.IGNORECASE,
)
#: ``those whose CrCl was`` 30-50 mL/min: the patients that are meant
_WHOSE = Gated("whose", r"\bwhose\s[^,;()]{2,60}\b(?:was|were|is|lay|ranged)\s+(?:between |from |at )?$", re.IGNORECASE)
#: ``382 patients with a clearance of`` 15-50 mL/min
_WITH_OF = compiled(
    r"\b(?:with|having|who had)\s+(?:an?\s+)?(?!(?:mean|median|average)\b)[\w][\w /-]{1,50}\s+of\s+$", re.IGNORECASE
)
_AGED = compiled(
    r"\b(?<!mean )(?<!median )(?<!average )age[ds]?\s+(?:of\s+)?(?:over |above |under |below |about |at least )?$", re.IGNORECASE
)
#: how far a time goes that nobody measured
_STRETCH = compiled(
    r"\b(?<!mean )(?<!median )(?<!average )(?:beyond|past|preceding|previous|last|prior|first|next|coming|"
    r"(?:intervals?|periods?|courses?|phase) of)\s+(?:about |approximately |at least )?$",
    re.IGNORECASE,
)
#: ``strength was judged by means of a score in the 8 participants``
_JUDGED = Gated(
    "judged|assessed|measured|evaluated|scored|rated|determined|monitored|performed|analy|available|collected",
    r"\b(?:was|were|been|be)\s+(?:judged|assessed|measured|evaluated|scored|rated|determined|monitored|performed|analy[sz]ed|"
    r"available|collected)\b[^;]{0,90}\b(?:in|for|from|among)\s+(?:only\s+)?(?:the\s+|all\s+|these\s+)?$",
    re.IGNORECASE,
)
#: what is advised or planned, where nothing says how it went
_ADVICE = compiled(
    r"(?:the |their |our |current |usual )*(?:advice|recommendations?|guidance|guidelines?|consensus|suggestions?|opinions?|"
    r"polic(?:y|ies)|aims?|intention|protocol)",
    re.IGNORECASE,
)
#: how much the trials of an analysis differ
_OF_TRIALS = compiled(r"(?:.*\b)?(?:heterogeneity|I2|I\u00b2|tau2|Egger(?:'s test)?|publication bias)(?:\s\w+)?", re.IGNORECASE)
#: what kind of study something is
_DESIGN = Gated(
    "phase|open-label|randomi|single-|multicent|retrospective|prospective|case series|registry|meta-analysis|extension",
    r"\bphase [1-4]\b|\bopen-label\b|\brandomi[sz]ed\b|\bsingle-(?:arm|cent\w+)\b|\bmulticent\w+\b|\bretrospective\b|"
    r"\bprospective\b|\bcase series\b|\bregistry\b|\bmeta-analysis\b|\bextension\b",
    re.IGNORECASE,
)
#: ``30 patients proceeded to X and 24 did not``
_DID_NOT = compiled(r"\s*(?:[(\[][^()\[\]]*[)\]]\s*)?(?:patients?\s+)?(?:did|had|has|have|was|were|could) not\s*(?:[,;.:)]|$)")
#: what was begun with how many
_BEGUN = compiled(
    r"^(?:were |was |had |have been |had been )?(?:started|began|commenced|initiated|kept|put|maintained)\s+(?:on|with|at|the|"
    r"treatment|therapy|maintenance|induction|using)\b|^(?:were |was )?(?:started|began|kept)$",
    re.IGNORECASE,
)


_SMALL = rf"(?:one|{TWO_TO_TWELVE}|\d{{1,2}})"
#: ``six in ten patients``: about how many, in words
_OUT_OF = compiled(rf"\b{_SMALL}\s+(?:(?:{PEOPLE})\s+)?in\s+(?:every\s+)?$", re.IGNORECASE)
_IN_TEN = compiled(rf"\s+(?:(?:{PEOPLE})\s+)?in\s+(?:every\s+)?(?:three|four|five|six|ten|twenty|10|20)\b", re.IGNORECASE)


#: what a trial is planned with, and what a drug is titrated to
_MARGIN = Gated(
    "margin|criterion|boundary|significance|confidence|alpha",
    r"\b(?:(?:non-?\s?inferiority|equivalence) (?:margin|criterion|boundary)|stopping boundary|"
    r"(?:significance|confidence) level|level of (?:statistical )?(?:significance|confidence)|"
    r"(?:one|two)-sided alpha)",
    re.IGNORECASE,
)
_AIMED = compiled(r"\b(?:(?:adjusted|titrated|dosed|aiming|aimed) (?:to|for|at)|targets?|targeted)\b[^.;,]{0,60}$", re.IGNORECASE)
#: ``resistance was defined as failure to achieve X`` by 3 months
_FAILURE = compiled(r"\bdefined as (?:an?\s)?(?:failure|lack|absence)\b", re.IGNORECASE)
_NO_DIFFERENCE = compiled(r"\bmade (?:no|little|a) (?:\w+ )?difference\b", re.IGNORECASE)
#: ``238 patients with X assigned to A (n=120) or B``
_ASSIGNED = compiled(r"[^.;:,()]{0,90}\b(?:randomi[sz]ed|assigned|allocated)\s+(?:\d:\d\s+)?to\s[^.;()]{1,60}\([nN]\s?=")
#: ``233 recipients had it halved (n=121) or stopped (n=112)``
_DIVIDED = compiled(
    r"[^.;:()]{0,120}\([nN]\s?=\s?(?P<a>\d+)\)\s+(?:or|and|versus|vs\.?)\s[^.;:()]{0,60}\([nN]\s?=\s?(?P<b>\d+)\)"
)


def _is_divided(text: str, quantity: Quantity, end: int) -> bool:
    """Whether a count is the sum of two sizes behind it."""
    parts = _DIVIDED.match(text, end) if quantity.n is not None else None
    return parts is not None and quantity.n is not None and int(parts["a"]) + int(parts["b"]) == quantity.n.value


#: one of several that a word before the first leads to: ``in 455 and`` 451, ``a course of 7 or`` 10 days
_LISTED = compiled(r"\d[\d,.]*(?:\s[a-z]+)?\s+(?:and|or)\s+$")
#: ``12 weeks of double-blind treatment``: how long it was given
_OF_TREATMENT = compiled(
    r"\s+of\s+(?:[\w-]+\s+){0,3}?(?:treatment|therapy|administration|follow-?up|observation|dosing|maintenance|monotherapy|"
    r"chemotherapy|radiotherapy|exposure|placebo|prophylaxis|washout|surveillance|monitoring|training|supplementation)\b"
)
#: ``the days planned for``, ``the interval between injections``: of how something was to be done
_OF_SCHEDULE = compiled(
    r"\b(?:planned|scheduled|prescribed|intended)\b|"
    r"\b(?:intervals?|time|gap) between (?:the )?(?:[\w-]+ )?(?:injections|doses|infusions|administrations|visits|"
    r"vaccinations|cycles|treatments|assessments|courses|sessions)\b",
    re.IGNORECASE,
)
#: ``the upper limit set in the protocol being`` 30%
_SET_LIMIT = Gated(
    "limit|threshold|cut|margin|ceiling",
    r"\b(?:limit|threshold|cut-?\s?off|margin|ceiling)\b[^.;:,]{0,50}\b(?:being|was|is|of|at)\s+$",
    re.IGNORECASE,
)
#: ``neutrophils recovered to`` 0.5 x 10^9/L ``after a median of 27 days``: the level that defines when
_TO_LEVEL = compiled(
    r"\b(?:recover\w*|return\w*|rose|ris\w+|fell|fall\w*|increas\w*|decreas\w*|climb\w*|reach\w*|exceed\w*|above|below)\s+"
    r"(?:to\s+|above\s+|below\s+)?(?:an?\s+\w+\s+of\s+)?$",
    re.IGNORECASE,
)
_AFTER_AVERAGE = compiled(r"\s+(?:after|within|in|by|at)\s+an?\s+(?:median|mean|average)\b")
#: what one patient came with: ``a woman with X and a clearance of`` 11 mL/min
_OF_ONE = compiled(
    r"\b(?:an?|one|another|the)\s+(?:[\w-]+\s+){0,3}?(?:patient|woman|man|boy|girl|infant|child)\s+(?:with|who\s+had|whose)\b[^.;]{0,100}$",
    re.IGNORECASE,
)


#: how long a dose is given: ``50 mg twice daily x`` 7d ``(21d`` cycle ``)``
_COURSE = compiled(r"\s[x\u00d7]\s?$")
_CYCLE = compiled(r"[ -]?cycles?\b")
#: ``one bleed for every`` 250 patients
_FOR_EVERY = compiled(r"\b(?:for|per)\s(?:each|every)\s$")
#: ``dosed before 6 weeks`` of age
_OF_AGE = compiled(r"\sof\sage\b")


def is_no_result(place: Place, phrase: Phrase, quantity: Quantity) -> bool:
    """Whether a number that stands like a result is none, though words are near it that could name an outcome.

    Never where an average is told (``a median interval of 5 months``) or a percent of patients.
    """
    before = _LISTED.sub("", place.text[max(0, quantity.start - place.base - 160) : quantity.start - place.base])
    if (
        _OF_TRIALS.fullmatch(phrase.text)
        or _ADVICE.fullmatch(phrase.text)
        or _RESEARCHERS.search(phrase.text)
        or _MARGIN.search(phrase.text)
        or _APPRAISED.search(phrase.text)
        or _RUN.match(phrase.text)
        or _MATURE.match(place.text, quantity.end - place.base)
        or _MATURITY.search(before)
        or _TIME_TO.search(before)
        or _SOONER.match(place.text, quantity.end - place.base)
        or _NUMBER_WORDS.fullmatch(phrase.text)
        or _A_TRIAL.fullmatch(phrase.text)
    ):
        return True
    if _is_of_other(place, phrase, quantity, before):
        return True
    alone = quantity.n is None and quantity.denominator is None and quantity.sd is None
    if alone and advises(place.text, quantity.start - place.base, quantity.end - place.base):
        return True
    if "told" in quantity.extra:
        return False
    if alone and _SET_LIMIT.search(before):
        return True
    if quantity.role == "value":
        behind = place.text[quantity.end - place.base :]
        if (
            _COURSE.search(before[-4:])
            or _CYCLE.match(behind)
            or (quantity.unit == "points" and is_scored_item(place.text, place.head))
        ):
            return True
        if (
            is_instruction(place.text.lstrip("-•* "))
            or _is_meaningful(quantity, before, behind)
            or _is_of_way(phrase, quantity, before, behind)
        ):
            return True
        return _is_measure_of_others(place.text, before, phrase, quantity)
    counted = quantity.role == "count" and quantity.denominator is None and quantity.percent is None
    if counted and (_OUT_OF.search(before[-40:]) or _IN_TEN.match(place.text, quantity.end - place.base)):
        return True
    if counted and _FOR_EVERY.search(before) is not None:
        return True
    if _NO_DIFFERENCE.search(phrase.text) or _ASSIGNED.match(place.text, quantity.end - place.base):
        return True
    if _is_divided(place.text, quantity, quantity.end - place.base):
        return True
    if _DID_NOT.match(place.text, quantity.end - place.base):
        return True
    if quantity.role != "count" or quantity.percent is not None:
        return False
    return bool(_JUDGED.search(before) or _DESIGN.search(phrase.text) or _BEGUN.match(phrase.text))


#: what is said of studies, and of no patients
_APPRAISED = compiled(
    r"\b(?:risks? of bias|publication bias|(?:quality|certainty|strength) of (?:the )?evidence)\b|"
    r"^(?:we|they) (?:enroll?ed|included|recruited|studied|reviewed|identified|screened)\b",
    re.IGNORECASE,
)
#: how far a trial has come: ``the data were 33%`` mature, ``at 50%`` maturity, ``67%`` of the planned events, ``an information
#: fraction of`` 67%
_MATURE = compiled(
    r"\s(?:mature|immature|maturity|information\sfraction|of\s(?:the\s)?(?:planned|required|expected|targeted?|anticipated|total\splanned)\s"
    r"(?:[\w-]+\s){0,3}(?:events|deaths|information)|(?:non-?\s?inferiority|equivalence)\s(?:margin|boundary|limit))\b"
)
#: ``time to`` 50% ``reduction``, ``had a`` 50% ``reduction in X faster``: how much is asked for
_TIME_TO = compiled(r"\btime\s(?:to|until)\s(?:an?\s|the\s|first\s)*(?:at\sleast\s)?$", re.IGNORECASE)
_SOONER = compiled(
    r"\s(?:or\s\w+\s)?(?:reductions?|decreases?|declines?|improvements?|increases?|drops?|falls?)\b[^.;:]{0,80}?\b(?:faster|sooner|earlier|more\s(?:quickly|rapidly))\b",
    re.IGNORECASE,
)
#: ``RCT in`` 59 ``patients``
_A_TRIAL = compiled(r"(?:an?\s|the\s)?(?:RCTs?|(?:randomi[sz]ed\s)?(?:controlled\s)?trials?)", re.IGNORECASE)
#: a number alone
_NUMBER_WORDS = compiled(
    rf"(?:(?:one|{TWO_TO_TWELVE}|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|and|a)(?:[\s-]+|$))+",
    re.IGNORECASE,
)
_MATURITY = Gated("maturity|information", r"\b(?:maturity|information\sfraction)\b[^.;:,]{0,30}\s(?:of|was|is|at|to)\s$")
#: what became of a trial itself: ``The trial was stopped early, with`` 178 patients in one group
_RUN = compiled(
    r"(?:the\s)?(?:trial|study|recruitment|enrol?lment|randomi[sz]ation)\s(?:was|were|had\sbeen)\s(?:\w+ly\s)?(?:stopped|halted|terminated|closed|"
    r"ended|discontinued|suspended|unblinded|completed|curtailed)\b",
    re.IGNORECASE,
)
#: ``13 trials (3401 children and`` 3938 ``episodes)``: how much there was to study
_IN_STUDIES = compiled(r"\b(?:RCTs?|trials?|studies|reviews?|cohorts|registries)\s[(\[][^()\[\]]{0,60}$")
_THOSE_AGED = compiled(r"\baged\s(?:between\s|from\s)?$")
#: what patients have, and what so many of them cannot do: ``362 patients (age 31 years)``
_OF_A_BODY = frozenset("age|mean age|median age|weight|body weight|height|bmi|body mass index|follow-up".split("|"))
_EACH_WERE = compiled(r"each\s+(?:were|was)\b", re.IGNORECASE)


def _is_of_other(place: Place, phrase: Phrase, quantity: Quantity, before: str) -> bool:
    """Whether a number tells of the trials that were read, the ages of those who came, a limit in another unit, or is the count
    of patients of whom something is measured."""
    if quantity.n is not None:
        aside = place.text[max(0, phrase.start - 1) : phrase.start] in ("(", "[")
        measured = (aside and phrase.text.casefold() in _OF_A_BODY) or _EACH_WERE.match(phrase.text) is not None
        return measured or (quantity.percent is None and _IN_STUDIES.search(before) is not None)
    if quantity.role != "value":
        return False
    if quantity.value is None and quantity.unit in TIMES and _THOSE_AGED.search(before) is not None:
        return True
    opened = quantity.start - 1 - place.base
    limits = [one.end - place.base for one in place.quantities if one.role == "threshold"]
    return place.text[opened : opened + 1] == "(" and any(place.text[end:opened].isspace() for end in limits)


#: ``eGFR 38 mL/min and potassium of 5.3 mEq/L`` place ``this patient at risk``: a level, and what it means
_MEANS = compiled(
    r"(?:[^.;:()]|\.(?=\d)){0,80}?\s(?:requires?|warrants?|confirms?|indicates?|places?|meets|mandates?|precludes?|constitutes?|signals?|"
    r"represents?|falls?\s(?:in|within|into|above|below)|suggests?|excludes?|defines?|supports?)\b"
)
_PAST = compiled(r"\b(?:was|were|had|did|fell|rose|reached|versus|vs|compared|mean|median|study|trial)\b", re.IGNORECASE)


def _is_meaningful(quantity: Quantity, before: str, behind: str) -> bool:
    """Whether a level stands with what it means, in the present: ``a ferritin of 12 ng/mL confirms``."""
    if quantity.unit in TIMES or quantity.unit in ("", "%", "points") or quantity.intervals or quantity.sd is not None:
        return False
    means = _MEANS.match(behind)
    return means is not None and _PAST.search(f"{before} {means[0]}") is None


def _is_of_way(phrase: Phrase, quantity: Quantity, before: str, behind: str) -> bool:
    """Whether a value says how the patients were treated or told apart, or at which level something else was timed."""
    if quantity.unit == "points" and quantity.sd is None and before.endswith("(") and behind.startswith(")"):
        return _SCORED.search(phrase.text) is None  # "at low risk (0 points)"
    if quantity.factor != 1 and _TO_LEVEL.search(before) and _AFTER_AVERAGE.match(behind):
        return True
    if quantity.unit not in TIMES or _AVERAGE.search(before) or _AVERAGE.search(phrase.text):
        return False
    if _OF_AGE.match(behind):
        return True
    return _OF_SCHEDULE.search(phrase.text) is not None or (not quantity.intervals and _OF_TREATMENT.match(behind) is not None)


#: what is measured in points
_SCORED = compiled(
    r"\b(?:scores?|scales?|index|questionnaire|change|difference|improvement|increase|decrease|pain|severity)\b", re.IGNORECASE
)


def _is_measure_of_others(text: str, before: str, phrase: Phrase, quantity: Quantity) -> bool:
    """Limits of patients, ages, times that something goes on, doses beside results, what a device is set to."""
    averaged = _AVERAGE.search(before) is not None
    if not averaged and not quantity.sd and _is_of_plan(text, before, phrase, quantity):
        return True
    if not averaged and quantity.unit not in TIMES and _OF_ONE.search(before):
        return True
    if _WHOSE.search(before):
        return True
    if quantity.value is None and quantity.intervals and _WITH_OF.search(before):
        return True
    if quantity.unit in TIMES:
        return bool((quantity.unit == "years" and _AGED.search(before)) or (not quantity.intervals and _STRETCH.search(before)))
    return False


def _is_of_plan(text: str, before: str, phrase: Phrase, quantity: Quantity) -> bool:
    """What belongs to how a study was done, or to which patients are meant; of no average."""
    if quantity.unit in _SETTINGS and _MEASURED.match(before) is None:
        return True
    if quantity.unit in _MONEY and _EACH.search(text) is None:
        return True
    if quantity.value is None:
        bare = all(each.kind == "bare" for each in quantity.intervals)
        if bare and _AIMED.search(before) is not None:
            return True
        return bare and (_MEANT.search(before) is not None or (quantity.unit == "points" and before.rstrip().endswith("(")))
    if quantity.unit not in TIMES or quantity.intervals:
        return False
    if before.rstrip().endswith(("by", "within")) and _FAILURE.search(before) is not None:
        return True
    return _HOW_LONG.search(before) is not None and _TIME.search(phrase.text) is None
