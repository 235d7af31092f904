"""Which records a result of the prose makes: outcome, baseline fact, adverse event, or none."""

from __future__ import annotations

import re

from daraevidence.draft import Kind
from daraevidence.extractors.prose.backgrounds import BACKGROUND, HISTORY, had_been, is_design, is_eligibility, is_treatment
from daraevidence.extractors.prose.changes import is_changed, is_starting
from daraevidence.extractors.prose.demographics import (
    goes_on_behind,
    introduced,
    is_baseline,
    is_present,
    is_start_value,
    opens_at_start,
)
from daraevidence.extractors.prose.epidemiology import is_epidemiology, is_general
from daraevidence.extractors.prose.event_lists import holds_always, is_listed_event, tells_no_event
from daraevidence.extractors.prose.outcomes import ALSO_EVENT, STOPPING, outcome_code
from daraevidence.extractors.prose.people import names_people
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.prose.reductions import is_reduction
from daraevidence.extractors.prose.refused import is_no_result
from daraevidence.extractors.prose.samples import AND_MORE, FOLLOW_UP, counts_sample
from daraevidence.extractors.prose.statistic import changed_by, is_average, per_time
from daraevidence.extractors.sentence.event_names import EVENT, due_to_event, for_another_reason, names_event, names_infection
from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import TIMES_TO_EVENT

__all__ = ["kinds_of"]

#: how much weight or else patients lost is an outcome, though who weighs what is none
_LOST = compiled(
    r"^(?:at least|≥|more than) ?\d+ ?%|\b(?:lost|los(?:s|ing)|gain(?:ed|ing)?|reduc\w+|chang\w+|increas\w+|decreas\w+|"
    r"(?:improve\w+|drops?|declin\w+|falls?|rises?)\b.*\bfrom baseline|"
    r"abstinen\w+|cessation|quit)\b",
    re.IGNORECASE,
)

#: ``still on treatment``: a result, though its words say nothing alone
_STILL = compiled(r"still\b", re.IGNORECASE)


_FUTURE = compiled(
    r"(?:do not|does not|will|would|must|should|may|can|could|to be|are required|were required to|is planned|are planned)\b",
    re.IGNORECASE,
)

#: ``X had`` to be stopped: it was
_HAD_TO = compiled(r"\bhad\s\Z")


#: ``relapse during follow-up``: when an outcome was seen, not the time itself
_DURING = compiled(
    r"\b(?:during|at|after|over|within|throughout|on|to|until)\s+(?:the\s+)?(?:(?:end|time) of (?:the )?)?"
    r"(?:[\w-]+\s+){0,3}follow-?\s?up\b",
    re.IGNORECASE,
)


#: events that trials count as outcomes; they are adverse events where safety is spoken of
_OUTCOME = compiled(
    r"\b(?:strokes?|embol\w+|infarct\w+|bleed\w*|h(?:a)?emorrhag\w+|hospitali[sz]\w+|heart failure|weight loss|"
    r"fractures?|exacerbations?|recur(?:red|s)|relaps\w+|"
    r"revasculari[sz]ation|"
    r"VTE|DVT|MACE|MI|thrombo(?:sis|ses|embol\w+)|blood clots?|cardiac arrest|remission|progression|recurren\w+|falls?)\b",
    re.IGNORECASE,
)
#: ``X, the primary end point, occurred``: no event that is only looked out for
_END_POINT = Gated(
    "point|outcome|eff",
    r"\b(?:primary|secondary)\s+(?:\w+\s)?(?:outcome|end ?-?point)s?\b|\b(?:efficacy|effectiveness)(?:\s(?:of|was)|,)\s\d",
    re.IGNORECASE,
)
_SAFETY = compiled(
    r"\b(?:adverse|toxicit\w+|safety|side effects?|tolerab\w+|tolerat\w+|treatment-(?:emergent|related)|"
    r"grades? [1-5≥]|complications?|TE?AEs?|SAEs?)\b",
    re.IGNORECASE,
)
#: a complication of the treatment wherever it is told
_SYMPTOMATIC = compiled(r"\bsymptomatic (?:intra|h)|\bs-?ICH\b", re.IGNORECASE)
#: a symptom that is gone or less is what a treatment is for
_RELIEF = compiled(
    r"\b(?:halved|freedom from|free (?:of|from)|relief (?:of|from)|resolution of|absence of|improvements? (?:in|of)|"
    r"reductions? (?:in|of)|without|(?:had|were|experienc(?:ed|ing)|having|report(?:ed|ing)|with) no)\b|[- ]free\b",
    re.IGNORECASE,
)
_RELIEVED = compiled(
    r"\s+(?:(?:was|were|had|has|have)\s+)?(?:been\s+)?(?:at least\s+)?(?:halved|relieved|resolved|gone|improved|controlled|"
    r"subsided|disappeared|abated|remitted)\b",
    re.IGNORECASE,
)
_GONE = compiled(
    r"\s(?:(?:had|has|have|was|were)\s+)?(?:resolved|cleared|disappeared|subsided|abated|remitted|improved|"
    r"halved|decreased|declined|fell|dropped|stopped|ceased|ended|terminated|subsided)"
    r"(?:\s+(?:by|to|below|within|at|after|in)\b.*)?$",
    re.IGNORECASE,
)
_EVENT = compiled(r"(?:an |had an )?events?", re.IGNORECASE)
_HOLLOW = compiled(
    r"(?:(?:our|this|the)\s+(?:study|trial|analysis|series|cohort)|"
    r"(?:diaries|diary cards|questionnaires|forms|information)\b.*|(?:these |those )?events?|"
    r"received|administered|study|studies|entering|entered|exposed|treated|used|included|planned)\W*",
    re.IGNORECASE,
)


_FRAGMENT = compiled(
    r"^(?:during|as|per|but|its?|they|this|these|that|there|no differences?|did not (?:change|differ)|comprised|involved|"
    r"accounting|consisting|respectively|estimates? of|findings)\b|"
    r"^(?:two|three|four|one|both|results?|data|values?|s?he|we|who|you)$|\bdid not differ\b",
    re.IGNORECASE,
)


def _names_outcome(label: str) -> bool:
    """Whether words without a known endpoint can be its name: a phrase, not a fragment of a sentence nor half a paragraph."""
    return len(label.split()) <= 22 and not _FRAGMENT.search(label)


#: ``the most common side effects, seen in at least 5% of those treated, were``
_COMMON = Gated(
    "effect|reaction|event|symptom|abnormalit|toxicit",
    r"\b(?:effects?|reactions?|events?|symptoms?|abnormalit(?:y|ies)|toxicit(?:y|ies))\b[^.;:()]{0,60}"
    r"(?:\b(?:in|by|of|affecting|with)\s+|\s\((?:i\.e\.,?\s|(?:(?:occurring|reported|seen|observed)\s)?in\s)?)$",
    re.IGNORECASE,
)
_THEY_WERE = compiled(r"\)?[^.;()\d]{0,90}(?:\b(?:were|was|are|included?|including)\s|:\s)", re.IGNORECASE)


def _is_least_share(place: Place, quantity: Quantity) -> bool:
    """Whether a percent with a sign only says how common the events are that are listed behind it."""
    percent = quantity.percent
    if percent is None or quantity.n is not None or percent.op not in (">", ">=", "<", "<="):
        return False
    begin = quantity.start - place.base
    common = _COMMON.search(place.text, max(0, begin - 120), begin)
    return common is not None and _THEY_WERE.match(place.text, quantity.end - place.base) is not None


_WITH_OR_WITHOUT = compiled(r"\b(?:with|without)\s+$")


def _had(place: Place, phrase: Phrase) -> bool:
    """``1 patient with lymphoma``: what patients come with is no event of the treatment."""
    return bool(_WITH_OR_WITHOUT.search(place.text[max(0, phrase.start - 9) : phrase.start]))


#: how many had an event by some time, as a trial reports its outcomes
_CUMULATIVE = compiled(r"\bcumulative (?:incidence|rate|risk|probability)\b", re.IGNORECASE)


def kinds_of(place: Place, phrase: Phrase, quantity: Quantity, statement: Statement) -> list[Kind]:
    """Which records a result makes."""
    label = phrase.text
    before = AND_MORE.sub("", place.text[: max(0, quantity.start - place.base)])
    behind = place.text[quantity.end - place.base :]
    counted = quantity.role in ("count", "proportion")
    compared = sum(side.named is not None for side in statement.sides) > 1
    if _is_void(place, phrase, quantity):
        return []
    if FOLLOW_UP.search(_DURING.sub(" ", label)):
        return ["characteristic"] if compared and quantity.role == "value" else []
    if counts_sample(place, phrase, quantity, statement, before):
        return []
    code = outcome_code(label)
    if names_people(label) and counted:
        return ["characteristic"]
    if _is_hollow(label, code, compared=compared):
        return []
    head, _, item = label.partition(" > ")
    if item and HISTORY.search(head) and counted:
        return ["characteristic"]
    in_list = is_listed_event(place.text, phrase.start, after_harms=place.after_harms)
    # "Common adverse reactions were nausea (28%), urinary tract infection (19%)": no outcome of the trial
    listed = code in ("INFECTION", "DISCONTINUATION") and (in_list or (bool(item) and EVENT.search(head) is not None))
    average = is_average(label, quantity, before)
    yearly = per_time(place, quantity)
    alone = quantity.percent is not None and quantity.n is None
    cut = alone and is_reduction(label, code, before, behind, quantity.percent)
    first = place.text[
        : max(0, statement.sides[0].quantity.start - place.base)
    ]  # "declined by a median of 44% with X, 56% with Y"
    changed = cut or (alone and (changed_by(before, behind) or changed_by(first, behind)))
    event = _is_told_event(place, phrase, code, before, behind, in_list=in_list)
    event = event and not (_CUMULATIVE.search(label) or average or yearly or (changed and not _FOUND_SO.search(label)))
    percent = alone or (quantity.role == "value" and quantity.unit == "%")
    if not event and percent and not any(side.named for side in statement.sides) and is_general(place.text):
        return []
    # what is known of the field; two groups side by side are of a study that has no name
    told_apart = len({one.name for one in place.named}) > 1 and any(side.named for side in statement.sides)
    if not event and code == "OTHER" and not told_apart and place.scope.studies and place.scope.study(place.base) is None:
        return []
    if event and statement.subject and not EVENT.search(label) and _had(place, phrase):
        return ["characteristic"]
    if is_eligibility(place, quantity) or is_design(place, label, quantity):
        return []
    if _is_first_of_change(place, quantity, average=average) or (code == "RELAPSE" and _had_relapsed(place, phrase)):
        return ["characteristic"]
    going_on = _STILL.match(label) or EVENT.search(label) or _FLOW.search(label)
    if not going_on and not _DIFFERENCE.search(label) and _is_of_start(place, quantity, code, event=event):
        return ["characteristic"] if code == "OTHER" else ["characteristic", "endpoint"]
    single = listed or _graded(place)
    if event and counted and code not in ("ORR", "OS", "PFS"):
        return ["adverse_event", "endpoint"] if code in ALSO_EVENT and not single else ["adverse_event"]
    if code in ALSO_EVENT and counted and not (yearly or cut) and _is_harm(place, label, code, quantity):
        return ["adverse_event"] if single else ["endpoint", "adverse_event"]
    if code != "OTHER" or _DIFFERENCE.search(label):
        return ["endpoint"]
    if counted and had_been(place, phrase):
        return ["characteristic"]
    if _is_background(place, phrase, quantity, before, average=average) and not changed_by(before, behind):
        return ["characteristic"]
    return ["endpoint"]


#: how far two groups lie apart, which nobody has at baseline
_DIFFERENCE = compiled(
    r"^(?:the\s)?(?:(?:absolute|adjusted|risk|rate|between-group|treatment)\s)*differences?$|\b(?:mean|risk|rate|treatment|between-group)\sdifferences?\b",
    re.IGNORECASE,
)
#: a question, and no answer: ``uncertain how`` 10 years ``compare``
_UNSURE = compiled(r"(?:uncertain|unclear|unknown|not known|debated|a question)\s(?:how|whether|if|what|why)\b", re.IGNORECASE)


def _is_void(place: Place, phrase: Phrase, quantity: Quantity) -> bool:
    """Whether a number is expected, a least share, always so, of a whole population or of no result by its words."""
    if _FUTURE.match(phrase.text) and not _HAD_TO.search(place.text, max(0, phrase.start - 8), phrase.start):
        return True
    if _UNSURE.match(phrase.text) or _is_least_share(place, quantity) or is_no_result(place, phrase, quantity):
        return True
    return holds_always(phrase.text) or is_epidemiology(place.text)


def _is_hollow(label: str, code: str, *, compared: bool) -> bool:
    """Whether a label names nothing that can be told of: ``patients``, ``events`` of no two groups, ``the former``."""
    if not content(label) and not _STILL.match(label):
        return True
    if _HOLLOW.fullmatch(label) and not (compared and _EVENT.fullmatch(label)):
        return True
    return code == "OTHER" and not _names_outcome(label)


#: what a trial sets out to count, of whatever events it is made: ``the primary end point (…)``, ``death or stroke``
_MADE_UP = Gated(
    "point|composite|outcome|eath|ied",
    r"\b(?:end[- ]?points?|composite|(?:primary|secondary|main)\s(?:\w+\s){0,2}outcomes?)\b|"
    r"\b(?:death|died)\s+or\s+(?:had\s+)?[a-z]|"
    r"[a-z]\w+,?\s+or\s+(?:[a-z-]+\s){0,2}(?:death|died)\b",
    re.IGNORECASE,
)


def _is_told_event(place: Place, phrase: Phrase, code: str, before: str, behind: str, *, in_list: bool) -> bool:
    """Whether a label names an event that happened, by itself or in a list of events, and neither its relief nor an outcome."""
    label = phrase.text
    if code == "OTHER" and not in_list and _MADE_UP.search(label):
        return False
    if not (in_list or _is_event(label, code)) or STOPPING.search(label) or tells_no_event(label, before, behind):
        return False
    if _RELIEF.search(label) or _RELIEVED.match(place.text, phrase.end) or (_GONE.search(label) and not _FOUND_SO.search(label)):
        return False
    return not _is_outcome(place, label)


def _is_background(place: Place, phrase: Phrase, quantity: Quantity, before: str, *, average: bool) -> bool:
    """Whether a result without a code tells how patients were before or how they were treated."""
    label = phrase.text
    if place.role in ("characteristics", "methods") or is_treatment(label):
        return True
    if not BACKGROUND.search(label) or label.startswith("difference in") or "needed to" in label:
        return False
    told = average or _LOST.search(label) is not None or is_changed(place.text, phrase.end, len(before))
    return not told and not _is_of_drug(label, quantity)


def _is_of_drug(label: str, quantity: Quantity) -> bool:
    """How long patients were exposed to a treatment, or how much of it was in their blood: seen in the study, and no history."""
    exposed = _EXPOSED.search(label) is not None and not HISTORY.search(label) and quantity.role == "value"
    return exposed and (quantity.unit in TIMES or "/" in quantity.unit)


_EXPOSED = Gated(
    "exposure", r"(?<!prior )(?<!previous )\bexposure\b(?!\sto\s(?:a|an|the|prior|sun|smok|lead|dust)\b)", re.IGNORECASE
)


def _is_outcome(place: Place, label: str) -> bool:
    """Whether an event is one that trials count as outcomes, and no harm is spoken of."""
    if EVENT.search(label) or _SYMPTOMATIC.search(label) or place.role == "safety" or place.after_harms:
        return False
    looked_for = _OUTCOME.search(label) or _END_POINT.search(place.text)
    return looked_for is not None and not _SAFETY.search(place.text)


_HAD_RELAPSED = compiled(r"\bhad\s(?:already\s|previously\s|ever\s)?relapsed\b", re.IGNORECASE)


_FOUND_SO = compiled(r"\s(?:increased|decreased|prolonged|reduced|elevated)$")


def _had_relapsed(place: Place, phrase: Phrase) -> bool:
    """``12 (22%) had relapsed after a transplantation``, told of patients as they came."""
    return place.starts and _HAD_RELAPSED.search(place.text, max(0, phrase.start - 24), phrase.end) is not None


def _is_first_of_change(place: Place, quantity: Quantity, *, average: bool) -> bool:
    """``fell from 28 to 4``: the value before the change; not of times, which one treatment shortens against another."""
    if quantity.unit in TIMES or not (average or quantity.role == "value"):
        return False
    return is_starting(place.text, quantity.start - place.base, quantity.end - place.base)


def _is_of_start(place: Place, quantity: Quantity, code: str, *, event: bool) -> bool:
    """Whether a result is one of patients as they came: by its sentence, the one before it, or the words behind it."""
    if quantity.role not in ("proportion", "value", "count") or code in TIMES_TO_EVENT:
        return False
    start, end = quantity.start - place.base, quantity.end - place.base
    first = start if quantity.role == "value" else end  # a share from which one fell is told only by its words: "37% at baseline"
    if opens_at_start(place.text) or is_start_value(place.text, first, end):
        return True
    if code != "OTHER":
        return False
    if is_baseline(place.text) or is_present(place.text, start):
        return True
    if place.starts and goes_on_behind(place.text) and not event:
        return True
    told = quantity.percent is not None or _OF_THEM.match(place.text, end) is not None
    sizes = [n - place.base for n in place.scope.sizes if place.base <= n < quantity.start] if told else []
    if told and not sizes and (size := place.scope.size_of(place.study)) is not None:
        sizes = [q.start - place.base for q in place.quantities if q.start < quantity.start and q.n and q.n.value == size]
    return introduced(place.text, start, end, [n for n in sizes if _KNOWN.fullmatch(place.text, 0, n) is None])


#: before the number of patients whom the text has told of: ``Of the 112 adults, 92 (82%) had a fall``
_KNOWN = compiled(r"\W*(?:of|among)\s+(?:the|these|those)\s+", re.IGNORECASE)
_OF_THEM = compiled(r"\s+of\s+(?:them|whom)\s")


def _is_event(label: str, code: str) -> bool:
    return names_event(label) and (code not in ("DEATH", "DISCONTINUATION", "HOSPITALIZATION") or bool(EVENT.search(label)))


def _graded(place: Place) -> bool:
    return any(q.role == "grade" for q in place.quantities)


def _is_harm(place: Place, label: str, code: str, quantity: Quantity) -> bool:
    """Whether a death, an infection, a hospital stay or a stop is an adverse event too: by its reason, or told under safety.

    ``There were no deaths`` is told so wherever it stands.
    """
    if STOPPING.search(label):
        return False
    if code == "DEATH" and quantity.n is None and quantity.percent is None:
        return True
    if due_to_event(label) or (code == "INFECTION" and names_infection(label)) or _OF_TREATMENT.search(label):
        return True
    return place.role == "safety" and not for_another_reason(label)


#: ``treatment-related deaths``
_OF_TREATMENT = Gated(
    "related",
    r"\b(?:treatment|drug|vaccin\w+|therapy|medication|procedure|device|transplant)[- ]related\b|"
    r"\brelated to (?:the )?(?:study )?(?:treatment|drug|vaccin\w+|therapy|medication|procedure|device)\b",
    re.IGNORECASE,
)
#: how patients went through a study: told beside who they were
_FLOW = compiled(r"\b(?:completed|complet(?:ion|ers)|discontinu\w+|withdr[ae]w\w*|lost to)\b", re.IGNORECASE)
