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
from daraevidence.extractors.prose.refused import is_no_result
from daraevidence.extractors.prose.statistic import changed_by, is_average, is_reduction, per_time
from daraevidence.extractors.sentence.event_names import EVENT, due_to_event, for_another_reason, names_event, names_infection
from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["FOLLOW_UP", "SIZE", "kinds_of"]

#: how much weight or else patients lost is an outcome, though who weighs what is none
_LOST = re.compile(
    r"^(?:at least|≥|more than) ?\d+ ?%|\b(?:lost|los(?:s|ing)|gain(?:ed|ing)?|reduc\w+|chang\w+|increas\w+|decreas\w+|"
    r"(?:improve\w+|drops?|declin\w+|falls?|rises?)\b.*\bfrom baseline|"
    r"abstinen\w+|cessation|quit)\b",
    re.IGNORECASE,
)
SIZE = re.compile(
    r"^(?:(?:will|to) be |have been |has been )?(?:(?:were|was) )?(?:included|enrolled|recruited|randomi[sz]ed|"
    r"randomly|assigned|allocated|identified|screened|analy[sz]ed|"
    r"evaluated|assessed|eligible|diagnosed|registered|entered|treated|studied|participated|received (?!a |no |"
    r"at least|one|two|more|\w+ or more))\b",
    re.IGNORECASE,
)

#: ``still on treatment``: a result, though its words say nothing alone
_STILL = re.compile(r"still\b", re.IGNORECASE)
#: the first of two numbers that a word leads to: ``assessed in 455 and`` 451
_AND_MORE = re.compile(r"\b\d[\d,]*\s+(?:and|or)\s+$")
#: ``138 were enrolled (69 in each arm)``
_ENTERED = re.compile(
    r"(?:were |was )?(?:enrol(?:l)?ed|recruited|included|randomi[sz]ed|assigned|allocated|screened|registered)"
    r"|(?:had )?(?:planned|intended|aimed|hoped|expected) to (?:enrol(?:l)?|recruit|include|randomi[sz]e)\b.*"
)
_PARTICIPLE = re.compile(
    r"(?:receiving|treated|undergoing|given|aged|consecutive|similar|eligible|with|from|at|as)\b", re.IGNORECASE
)

_SAMPLE = Gated(
    "analys|cohort|comparison|data|experience|group|population|records|report|results|review|sample|series|study|trial",
    r"\b(?:analys[ie]s|series|cohort|study|trial|review|group|sample|population|comparison|records|data|report|"
    r"experience|results)\s+"
    r"(?:of|between|from|including|in|with|on|for)\s+(?:(?:a|the)\s+)?(?:total of\s+|[a-z-]+\s+)?$",
    re.IGNORECASE,
)

_FUTURE = re.compile(
    r"(?:do not|does not|will|would|must|should|may|can|could|to be|are required|were required to|is planned|are planned)\b",
    re.IGNORECASE,
)

#: ``X had`` to be stopped: it was
_HAD_TO = re.compile(r"\bhad\s\Z")
_OF = compiled(
    r"(?<!total )(?<!median )(?<!mean )(?<!rate )(?<!incidence )(?<!frequency )(?<!proportion )(?<!number )(?<!out )"
    r"(?<!withdrawal )(?<!withdrawals )(?<!death )(?<!deaths )(?<!recovery )(?<!discontinuation )(?<!loss )"
    r"(?<!response )(?<!achieved in )(?<!maximum )(?<!minimum )\bof\s+(?:\w+ )?$",
    re.IGNORECASE,
)

_EVALUABLE = Gated(
    "assessable|available|considered|eligible|evaluable",
    r"\b(?:evaluable|assessable|available|eligible|considered)\s+(?:in|for)\s+$",
    re.IGNORECASE,
)

FOLLOW_UP = Gated("follow", r"\bfollow(?:ed)?[- ]?up\b", re.IGNORECASE)


#: ``relapse during follow-up``: when an outcome was seen, not the time itself
_DURING = compiled(
    r"\b(?:during|at|after|over|within|throughout|on|to|until)\s+(?:the\s+)?(?:(?:end|time) of (?:the )?)?"
    r"(?:[\w-]+\s+){0,3}follow-?\s?up\b",
    re.IGNORECASE,
)


#: who tells, not what happened: ``Lund et al. described a comparison``
_TELLING = Gated(
    "analy|compar|conducted|described|et al|evaluated|investigated|presented|published|reported",
    r"\bet al\b|^(?:described|reported|conducted|evaluated|analy[sz]ed|investigated|presented(?! with\b)|published|"
    r"compar(?:ed|ing))\b",
    re.IGNORECASE,
)
_STUDIED = compiled(
    r"(?<!was )(?<!were )(?<!been )(?<!also )\b(?:treated|reported|described|identified) in $|"
    r"\b(?!(?:treated|reported|described|identified) in |reported (?:by|for|from|among) )"
    r"(?:evaluated|included|enrolled|described|studied|treated|tested|compared(?!\s(?:with|to)\b)|trialled|piloted|analy[sz]ed|assessed|identified|recruited|"
    r"comprised|involved|reviewed|"
    r"randomi[sz]ed|reported|examined|followed|counts?|counted|comprises|numbers|across|among|on|between|"
    r"comparing)\s+(?:a total of |an? |the |"
    r"all |another )?(?:\w+ )?$",
    re.IGNORECASE,
)
#: ``the review covered 29 patients, 18 with X``
_COVERED = re.compile(
    r"^(?:the |this |our )?(?:[\w-]+ ){0,2}(?:review|registry|analysis|series|cohort|sample|data ?set|database|study)"
    r" (?:covered|contained|comprise[sd]|include[sd]|enrol(?:l?s|led)|recruited|consisted of|involve[sd]|held)\b",
    re.IGNORECASE,
)
#: ``2428 patients in the X group and 2426 in the Y group made up the safety population``
_MAKING_UP = re.compile(
    r"[^;:]{0,160}?\b(?:made up|formed|comprised|constituted|were included in|entered)\s+(?:the|our)\s+(?:[\w-]+\s+){1,3}?"
    r"(?:population|set|analysis|analyses|sample)\b",
    re.IGNORECASE,
)
#: of whom nothing is known, or of how many something is
_MISSING = Gated(
    "missing|known|available|recorded|reported",
    r"\b(?:missing|unknown|known|(?:un)?available|not recorded|not reported)\s+(?:for|in)\s+"
    r"(?:only |all |\d[\d,]*,? (?:and )?)*$",
    re.IGNORECASE,
)
#: ``a mutation was known in 39``: who had it, and not of whom one knows whether
_POSITIVE = re.compile(
    r"\b(?:mutations?|deletions?|variants?|metastas[ie]s|antibod(?:y|ies)|history|carriers?|cause|amplification|diseases?|diabetes|\w+itis|cancers?)"
    r"\s(?:was|were)\s(?:already\s)?known\s(?:in|for)\s+(?:only\s)?$",
    re.IGNORECASE,
)


#: events that trials count as outcomes; they are adverse events where safety is spoken of
_OUTCOME = re.compile(
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
_SAFETY = re.compile(
    r"\b(?:adverse|toxicit\w+|safety|side effects?|tolerab\w+|tolerat\w+|treatment-(?:emergent|related)|"
    r"grades? [1-5≥]|complications?|TE?AEs?|SAEs?)\b",
    re.IGNORECASE,
)
#: a complication of the treatment wherever it is told
_SYMPTOMATIC = compiled(r"\bsymptomatic (?:intra|h)|\bs-?ICH\b", re.IGNORECASE)
#: a symptom that is gone or less is what a treatment is for
_RELIEF = re.compile(
    r"\b(?:halved|freedom from|free (?:of|from)|relief (?:of|from)|resolution of|absence of|improvements? (?:in|of)|"
    r"reductions? (?:in|of)|without|(?:had|were|experienc(?:ed|ing)|having|report(?:ed|ing)|with) no)\b|-free\b",
    re.IGNORECASE,
)
_RELIEVED = re.compile(
    r"\s+(?:(?:was|were|had|has|have)\s+)?(?:been\s+)?(?:at least\s+)?(?:halved|relieved|resolved|gone|improved|controlled|"
    r"subsided|disappeared|abated|remitted)\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\s(?:(?:had|has|have|was|were)\s+)?(?:resolved|cleared|disappeared|subsided|abated|remitted|improved|"
    r"halved|decreased|declined|fell|dropped|stopped|ceased|ended|terminated|subsided)"
    r"(?:\s+(?:by|to|below|within|at|after|in)\b.*)?$",
    re.IGNORECASE,
)
_EVENT = re.compile(r"(?:an |had an )?events?", re.IGNORECASE)
_HOLLOW = re.compile(
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
    r"\b(?:effects?|reactions?|events?|symptoms?|abnormalit(?:y|ies)|toxicit(?:y|ies))\b[^.;:()]{0,60}\b(?:in|by|of|affecting|with)\s+$",
    re.IGNORECASE,
)
_THEY_WERE = re.compile(r"[^.;()\d]{0,90}(?:\b(?:were|was|are|included?|including)\s|:\s)", re.IGNORECASE)


def _is_least_share(place: Place, quantity: Quantity) -> bool:
    """Whether a percent with a sign only says how common the events are that are listed behind it."""
    percent = quantity.percent
    if percent is None or quantity.n is not None or percent.op not in (">", ">="):
        return False
    begin = quantity.start - place.base
    common = _COMMON.search(place.text, max(0, begin - 120), begin)
    return common is not None and _THEY_WERE.match(place.text, quantity.end - place.base) is not None


_WITH_OR_WITHOUT = re.compile(r"\b(?:with|without)\s+$")


def _had(place: Place, phrase: Phrase) -> bool:
    """``1 patient with lymphoma``: what patients come with is no event of the treatment."""
    return bool(_WITH_OR_WITHOUT.search(place.text[max(0, phrase.start - 9) : phrase.start]))


def kinds_of(place: Place, phrase: Phrase, quantity: Quantity, statement: Statement) -> list[Kind]:
    """Which records a result makes."""
    label = phrase.text
    counted = quantity.role == "count" and quantity.denominator is None
    before = _AND_MORE.sub("", place.text[: max(0, quantity.start - place.base)])
    if (_FUTURE.match(label) and not _HAD_TO.search(place.text, max(0, phrase.start - 8), phrase.start)) or (
        counted and (_OF.search(before) or _EVALUABLE.search(before))
    ):
        return []
    if (
        _is_least_share(place, quantity)
        or is_no_result(place, phrase, quantity)
        or holds_always(label)
        or is_epidemiology(place.text)
    ):
        return []
    compared = sum(side.named is not None for side in statement.sides) > 1
    if FOLLOW_UP.search(_DURING.sub(" ", label)):
        return ["characteristic"] if compared and quantity.role == "value" else []
    if statement.subject and quantity.percent is None and SIZE.match(label):
        return []
    if counted and (_SAMPLE.search(before) or _PARTICIPLE.match(label) or _ENTERED.fullmatch(label)):
        return []
    if _TELLING.search(label) and quantity.percent is None:
        return []
    studied = counted and _STUDIED.search(before) is not None and not _is_next_of_base(place, quantity)
    if studied or (counted and (_COVERED.search(label) or _MAKING_UP.match(place.text, len(before)))):
        return []
    if quantity.role in ("count", "proportion") and _MISSING.search(before) and not _POSITIVE.search(before):
        return []
    code = outcome_code(label)
    if names_people(label) and quantity.role in ("proportion", "count"):
        return ["characteristic"]
    if (not content(label) and not _STILL.match(label)) or (
        _HOLLOW.fullmatch(label) and not (compared and _EVENT.fullmatch(label))
    ):
        return []
    if code == "OTHER" and not _names_outcome(label):
        return []
    head, _, item = label.partition(" > ")
    if item and HISTORY.search(head) and quantity.role in ("proportion", "count"):
        return ["characteristic"]
    homeless = code == "OTHER" and bool(place.scope.studies) and place.scope.study(place.base) is None
    in_list = is_listed_event(place.text, phrase.start, after_harms=place.after_harms)
    event = (_is_event(label, code) or in_list) and not STOPPING.search(label)
    event = event and not tells_no_event(label, before, place.text[quantity.end - place.base :])
    # "Common adverse reactions were nausea (28%), urinary tract infection (19%)": no outcome of the trial
    listed = code in ("INFECTION", "DISCONTINUATION") and (in_list or (bool(item) and EVENT.search(head) is not None))
    average = is_average(label, quantity, before)
    yearly = per_time(place, quantity)
    alone, behind = quantity.percent is not None and quantity.n is None, place.text[quantity.end - place.base :]
    cut = alone and is_reduction(label, code, before, behind)
    found_so = _FOUND_SO.search(label) is not None  # "blood creatinine increased" is an event, and by how much is not said
    event = event and not (average or yearly or (not found_so and (cut or (alone and changed_by(before, behind)))))
    event = (
        event
        and not _RELIEF.search(label)
        and not (_RELIEVED.match(place.text, phrase.end) or (_GONE.search(label) and not found_so))
    )
    event = event and not _is_outcome(place, label)
    percent = alone or (quantity.role == "value" and quantity.unit == "%")
    if not event and percent and not any(side.named for side in statement.sides) and is_general(place.text):
        return []
    if homeless and not event:
        return []
    if event and statement.subject and not EVENT.search(label) and _had(place, phrase):
        return ["characteristic"]
    if is_eligibility(place, quantity) or is_design(place, label, quantity):
        return []
    if _is_first_of_change(place, quantity, average=average) or (code == "RELAPSE" and _had_relapsed(place, phrase)):
        return ["characteristic"]
    if (
        not _STILL.match(label)
        and not EVENT.search(label)
        and not _FLOW.search(label)
        and _is_of_start(place, quantity, code, event=event)
    ):
        return ["characteristic"] if code == "OTHER" else ["characteristic", "endpoint"]
    kinds: list[Kind] = []
    if event and quantity.role in ("count", "proportion") and code not in ("ORR", "OS", "PFS"):
        kinds.append("adverse_event")
        if code in ALSO_EVENT and not (listed or _graded(place)):
            kinds.append("endpoint")
        return kinds
    if (
        code in ALSO_EVENT
        and quantity.role in ("count", "proportion")
        and not (yearly or cut)
        and _is_harm(place, label, code, quantity)
    ):
        return ["adverse_event"] if listed or _graded(place) else ["endpoint", "adverse_event"]
    if code == "OTHER" and quantity.role in ("proportion", "count") and had_been(place, phrase):
        return ["characteristic"]
    if code == "OTHER" and (
        place.role in ("characteristics", "methods")
        or (
            BACKGROUND.search(label)
            and not label.startswith(("needed to", "difference in"))
            and "needed to" not in label
            and not (average or _LOST.search(label) or is_changed(place.text, phrase.end, len(before)))
            and not _is_of_drug(label, quantity)
        )
        or is_treatment(label)
    ):
        return ["characteristic"]
    if code == "OTHER" and place.role == "methods":
        return []
    return ["endpoint"]


def _is_of_drug(label: str, quantity: Quantity) -> bool:
    """How long patients were exposed to a treatment, or how much of it was in their blood: seen in the study, and no history."""
    exposed = _EXPOSED.search(label) is not None and not HISTORY.search(label) and quantity.role == "value"
    return exposed and (quantity.unit in TIMES or "/" in quantity.unit)


_EXPOSED = Gated(
    "exposure", r"(?<!prior )(?<!previous )\bexposure\b(?!\sto\s(?:a|an|the|prior|sun|smok|lead|dust)\b)", re.IGNORECASE
)


def _is_next_of_base(place: Place, quantity: Quantity) -> bool:
    """``Of the 54 patients on A 39 improved``: the first count of those whom the sentence is of, whatever words end them."""
    whole = place.whole_n
    return whole is not None and not _PAUSE.search(place.text, whole.end - place.base, quantity.start - place.base)


_PAUSE = re.compile(r"[,;:]")


def _is_outcome(place: Place, label: str) -> bool:
    """Whether an event is one that trials count as outcomes, and no harm is spoken of."""
    if EVENT.search(label) or _SYMPTOMATIC.search(label) or place.role == "safety" or place.after_harms:
        return False
    looked_for = _OUTCOME.search(label) or _END_POINT.search(place.text)
    return looked_for is not None and not _SAFETY.search(place.text)


_HAD_RELAPSED = re.compile(r"\bhad\s(?:already\s|previously\s|ever\s)?relapsed\b", re.IGNORECASE)


_FOUND_SO = re.compile(r"\s(?:increased|decreased|prolonged|reduced|elevated)$")


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
    if quantity.role not in ("proportion", "value", "count"):
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
_KNOWN = re.compile(r"\W*(?:of|among)\s+(?:the|these|those)\s+", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom)\s")


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
