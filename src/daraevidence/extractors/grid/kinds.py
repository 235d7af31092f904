"""What a table tells of, and what one of its rows does: baseline facts, outcomes or adverse events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PERSONS
from daraevidence.language.vocabulary import endpoint_code, terms
from daraevidence.language.word_classes import TIME_UNITS, TWO_TO_TWELVE

__all__ = [
    "CASE_ID",
    "CASE_STUB",
    "GENERIC",
    "WHO",
    "RowKind",
    "TableKind",
    "is_baseline_title",
    "is_event",
    "is_outcome",
    "is_treatment_time",
    "row_kinds",
    "table_kind",
]

#: baseline: characteristics and treatments; outcome: efficacy; mixed: both; adverse: harms; cases: one patient a row
TableKind: TypeAlias = Literal["baseline", "outcome", "mixed", "adverse", "cases"]
RowKind: TypeAlias = Literal["endpoint", "characteristic", "adverse_event"]

_OUTCOME = compiled(
    r"\b(?:PFS|OS|EFS|DFS|RFS|TTP|TTNT|TTR|DOR|DoR|ORR|DCR|CBR|MRD|MACE|[sn]?CR[ip]?|VGPR|PR|MR|SD|PD|"
    r"ACR\s?\d0|PASI\s?\d+|EASI)\b"
    r"|(?i:\b(?:survival|surviv\w+|alive|dead|died|deaths?|mortality|response|responders?|remission|relapses?|progression|"
    r"recurrence|outcomes?|efficacy|endpoints?|hospitali[sz]ations?|stroke|change (?:from|in|to)|event[ -]free|minimal residual|"
    r"stable disease|duration of (?:index|treatment|therapy|response)|time to (?:next|first|response|progression)|"
    r"time to (?:\w+ ){0,2}?(?:recovery|resolution|discharge|improvement|healing|death|failure|clearance|worsening))\b)",
)
#: words that make "response" and the like a baseline fact
_HISTORY = Gated(
    "prior|previous|history|refractory|risk|status at|time from|time since|at diagnosis|type of|nature of|initial diagnosis",
    r"(?i)\b(?:prior|previous|previously|history|refractory|risk|status at|time from|time since|at diagnosis|"
    r"type of|nature of|initial diagnosis)\b",
)
_BASELINE_TITLE = compiled(
    r"(?i)(?<!from )(?<!over )\b(?:characteristics?|demographics?|baseline|comorbidit\w+|medical history|"
    r"regimens?|lines? of (?:treatment|therapy)|"
    r"(?:previous|prior|concomitant) (?:lines?|treatments?|therap\w+|medications?)|treatments? (?:used|"
    r"received|history)|exposure(?![- ]adjusted)|dosing)\b"
)
_OUTCOME_TITLE = compiled(
    r"(?i)\b(?:outcomes?|efficacy|responses?|survival|results?|changes? (?:from|in)|end ?points?|mortality|"
    r"effectiveness|PFS|OS|ORR|relapses?|remission)\b"
)
#: a table of what was found at a time: ``Seroresponse at Day 43``, ``Pain Through Week 12``
_AT_TIME_TITLE = compiled(
    r"(?i)\b(?:at|by|through|until|after|up to)\s+(?:the\s+)?(?:(?:end of\s+)?(?:day|week|month|year|visit)s?\s*\d|"
    rf"\d+[\s-]*(?:{TIME_UNITS})\b)"
)
_ADVERSE_TITLE = Gated(
    "adr|adverse|ae|bleeding event|exposure|harm|infection|side|toxic",
    r"(?i)\b(?:(?:adverse|side|toxic) (?:drug )?(?:events?|effects?|reactions?)|AEs?|TEAEs?|SAEs?|TRAEs?|ADRs?|toxicit\w+|"
    r"infections? of grade|exposure[- ]adjusted (?:event|incidence) rates?|bleeding events?|harms?)\b",
)
#: what a table is parted by is not what it tells of: ``Outcomes by prior exposure``
_BY = compiled(r"(?i)(?<=\w)\s+(?:by|according to|stratified by|depending on|in relation to)\s")
_SAFETY_TITLE = compiled(r"(?i)\b(?:safety|tolerability|complications?)\b")
_ADVERSE_STUB = compiled(
    r"(?i)\b(?:adverse|AEs?|TEAEs?|toxicit(?:y|ies)|reactions?|preferred term|system organ class|SOC|"
    r"safety (?:analysis )?(?:population|set))\b"
)
#: ``Outcome`` over the names of rows, whatever they are
_OUTCOME_STUB = compiled(
    r"(?i)\s*(?:(?:clinical|efficacy|study|main|key|primary|secondary)\s)*(?:outcomes?|end ?points?)\b(?!.*\badverse\b)"
)
_GRADES = Gated("grade", r"(?i)\b(?:any|all)[ -]grades?\b|\bgrades?\s*[≥>]?\s*[1-5]\b|[≥>]\s*grade\s*[1-5]\b")
_CASES = compiled(r"(?i)(?:patient|case|pt|subject|participant)s?\.?\s*(?:no\.?|number|#|ID)?\s*\d{0,3}[A-Z]?")
_TREATMENT_TIME = compiled(
    r"(?i)^(?:median |mean |total )?(?:(?:duration|length) of (?:\S+ ){0,4}(?:treatment|therapy|regimen|"
    r"exposure|infusion)|duration|time on (?:\S+ ){0,3}\S+|"
    r"(?:treatment|therapy|exposure) duration)(?:\s*\(.*\))?$"
)
#: the stub and the labels of a table of cases without the word in each row
CASE_STUB = compiled(r"(?i)(?:patient|case|subject|pt\.?)s?(?:\s*(?:no\.?|number|id|#))?")
CASE_ID = compiled(r"#?\d{1,3}[A-Za-z]?|[A-Z]\d{0,3}")
#: words for people and for groups of them
WHO = compiled(
    rf"(?i)\b(?:{PERSONS}|arms?|groups?|cohorts?|populations?|"
    r"responders?|non-?responders?|carriers?|those|survivors?)\b"
)
#: header nouns that name no group and no variable
GENERIC = compiled(
    r"(?i)(?:(?:key |baseline |patient |clinical |study |disease |treatment |main |secondary |primary )*"
    r"(?:characteristics?|parameters?|variables?|items?|features?|factors?|categor(?:y|ies)|outcomes?|"
    r"end ?points?|measures?|events?|"
    r"drugs?|medications?|procedures?|operations?|reasons?|causes?|adverse events?|AEs?|TEAEs?|toxicit(?:y|"
    r"ies)|responses?|regimens?|agents?|values?|results?|data|statistics?|estimates?|"
    rf"{ANYONE}|cases?|numbers?|counts?|frequency|incidence|groups?|cohorts?|arms?|"
    r"treatments?|therap(?:y|ies)|types?|types? of (?:treatment|therapy|event)|descriptions?|details|"
    r"overall response|preferred term|parameter|severity|grade|actions?(?: (?:to take|taken))?|managements?|recommendations?|"
    r"(?:recommended )?dos(?:e|age|ing)s?(?: (?:levels?|modifications?|adjustments?|reductions?|schedules?))?|modifications?|"
    r"adjustments?|schedules?|comments?|remarks|monitoring|definitions?|instructions?))"
)


def is_outcome(text: str) -> bool:
    """Whether a label names an outcome (``ORR``, ``12-month PFS``, ``Patients alive``); not ``Prior relapse``."""
    return (bool(_OUTCOME.search(text)) and not _HISTORY.search(text)) or (
        endpoint_code(text) != "OTHER" and not _HISTORY.search(text)
    )


def is_treatment_time(text: str) -> bool:
    """Whether a label is the time on a treatment: told in a baseline table, it is an outcome too."""
    return bool(_TREATMENT_TIME.match(text))


_NONE = compiled(r"(?i)(?:no|absence of|free (?:of|from)|without|control of)\s")


def is_event(text: str) -> bool:
    """Whether a label is an adverse event of the vocabulary; not ``No vomiting``."""
    return not _NONE.match(text) and any(term.kind == "adverse_event" for term in terms(text, kinds=frozenset({"adverse_event"})))


def _rows_kind(labels: Sequence[str]) -> TableKind | None:
    """What most rows are, where title and header do not say."""
    outcomes = sum(is_outcome(label) for label in labels)
    events = sum(is_event(label) for label in labels)
    if events * 2 > len(labels) and events > outcomes:
        return "adverse"
    if outcomes * 2 > len(labels):
        return "outcome"
    return None


def _are_graded(labels: Sequence[str]) -> bool:
    """Whether rows tell of events by their grade; where most are outcomes, those of a grade are but some of them."""
    graded = any(_GRADES.search(label) for label in labels)
    return graded and sum(is_outcome(label) and not _GRADES.search(label) for label in labels) * 2 < len(labels)


_OF_BASELINE = compiled(r"\d")
_EFFICACY_TITLE = compiled(r"(?i)\befficacy\b")
_AND_OUTCOMES = compiled(r"(?i)(?<!from )\b(?:baseline|demographics?)\b")
#: ``at baseline and after one year``: the same variables before and after
_AND_LATER = compiled(
    r"(?i)\b(?:baseline|before|pre-?\w*)\s*(?:,|and|&|to|versus|vs\.?)\s*(?:(?:at|the|end of|an?)\s+)*(?:after|post|follow|"
    rf"week|month|day|year|discharge|\d|(?:one|{TWO_TO_TWELVE})\b)"
)
_TREATMENT_AND_OUTCOMES = compiled(r"(?i)\b(?:and|,) \w*\s*outcomes?\b")


def table_kind(
    title: str,
    stub: str,
    headers: Sequence[str],
    labels: Sequence[str],
    section: str,
    *,
    reported: bool = False,
    second: bool = False,
) -> TableKind:
    """The kind of a table from its title, its stub, its headers, its row labels and the section it stands in, in this order.

    ``section`` is the role of the section (``efficacy``, ``safety`` …) or "".
    ``reported``: columns are outcomes, ratios or differences. ``second``: an earlier table tells what the same groups were like
    at the beginning, so that one without a title that says more tells what became of them.
    """
    numbered = [label for label in labels if _CASES.fullmatch(label) and _OF_BASELINE.search(label)]
    if labels and len(numbered) * 2 > len(labels):
        return "cases"
    if CASE_STUB.fullmatch(stub.strip()) and labels and all(CASE_ID.fullmatch(label.strip()) for label in labels):
        return "cases"
    told = _BY.split(title, maxsplit=1)[0]
    baseline, outcome = bool(_BASELINE_TITLE.search(told)), bool(_OUTCOME_TITLE.search(title))
    if _ADVERSE_TITLE.search(title) or (_ADVERSE_STUB.search(stub) and not outcome):
        return "adverse"
    safety = _SAFETY_TITLE.search(title) and not _EFFICACY_TITLE.search(title)
    if not baseline and (safety or any(_GRADES.search(text) for text in headers) or _are_graded(labels)):
        return "adverse"
    at_baseline = _AND_OUTCOMES.search(title)
    if at_baseline and not _TREATMENT_AND_OUTCOMES.search(title):
        outcome = False
    if baseline and _AND_LATER.search(title):
        return "mixed"
    if outcome and (baseline or re.search(r"(?i)\b(?:therapy|treatment|patient) and outcomes?\b", title)):
        return "mixed"
    if baseline and not outcome:
        return "baseline"
    if not outcome and section == "safety" and _rows_kind(labels) == "adverse":
        return "adverse"
    if outcome or reported or _AT_TIME_TITLE.search(title) or (section != "safety" and _OUTCOME_STUB.match(stub)):
        return "outcome"
    found = _rows_kind(labels)
    if found and not (found == "adverse" and section == "efficacy"):
        return found
    if section == "safety":
        return "adverse" if any(map(is_event, labels)) else "outcome"
    return "outcome" if section == "efficacy" or (second and not is_baseline_title(title)) else "mixed"


def is_baseline_title(title: str) -> bool:
    """Whether a title says that a table tells what patients were like at the beginning."""
    told = _BY.split(title, maxsplit=1)[0]
    return bool(_AT_BEGINNING.search(told)) and not _AND_LATER.search(title)


_AT_BEGINNING = compiled(
    r"(?i)(?<!from )\b(?:characteristics|demographics?|baseline"
    r"|(?:at|on) (?:enrol\w+|entry|inclusion|admission|presentation|pre-?\w+)"
    r"|pre-?operative\w*|before (?:treatment|surgery|randomi[sz]ation|the intervention))\b"
)


#: outcomes that a baseline table may tell; a stroke or a relapse there is history
_OUTCOME_AT_BASELINE = Gated(
    "alive|best response|cr|dead|death|died|orr|os|overall response|overall survival|pfs|progression|response to|vgpr",
    r"\b(?:ORR|[sn]?CR|VGPR|PFS|OS)\b|(?i:\b(?:overall response|best response|response to|progression[- ]free survival|"
    r"overall survival|alive|deaths?|died|dead)\b)",
)
_DEMOGRAPHIC = compiled(
    r"(?i)^(?:median |mean )?(?:age|sex|gender|males?|females?|men|women|race|ethnicity|BMI|body mass index|weight|height|ECOG|"
    r"follow[- ]?up)\b"
    r"(?!.*\b(?:gain\w*|loss|lost|change\w*|reduction|increase|decrease|(?:at|by|after|to) (?:day|week|month|year|\d)))"
)


#: the row of a table of changes that tells where they start from
_AT_START = compiled(
    r"(?i)^(?:at\s+|value\s+at\s+|mean\s+|median\s+)?(?:baseline|screening)(?:\s+(?:value|level|score))?$|"
    r"\b(?<!from )at (?:baseline|screening|enrol?lment|inclusion|study entry|admission)$|"
    r"^(?:mean |median )?(?:baseline|pre-?treatment) (?!to\b)[\w-]+"
)
#: how much of a treatment was given
_DOSES = compiled(
    r"(?i)^(?:total |mean |median )*(?:number of (?:\w+ )?(?:cycles|doses|infusions|injections|courses)|cycles|doses|"
    r"(?:cumulative|total) dose|(?:relative )?dose intensity)\b(?:[\w ]* (?:given|received|administered))?"
)


#: a row of harms among outcomes
_HARM = compiled(
    r"(?i)\b(?:(?:adverse|side|toxic) (?:drug )?(?:events?|effects?|reactions?)|TE?AEs?|SAEs?|TRAEs?|toxicit(?:y|ies)|"
    r"(?:any|all)[ -]grades?|(?<!tumor )(?<!tumour )(?<!histologic )(?<!histological )(?<!nuclear )grades? ?[≥>]? ?[1-5])\b"
)


#: what heads rows of harms among outcomes
_HARMS = compiled(
    r"(?i)(?:(?:treatment|drug)[- ](?:emergent|related) |serious |common |any )*(?:adverse|side) (?:events?|"
    r"effects?|reactions?)\b"
)


def row_kinds(kind: TableKind, path: Sequence[str], counted: bool) -> tuple[RowKind, ...]:
    """What the records of a row are; ``path`` holds its labels, ``counted`` says that its cells are counts or percents.

    An outcome inside a table of characteristics is both; the time on a treatment inside any but a table of outcomes too.
    """
    leaf = path[-1] if path else ""
    history = any(_HISTORY.search(label) for label in path)
    if kind == "adverse":
        if counted:
            return ("adverse_event",)
        return ("characteristic",) if _DOSES.match(leaf) or _DEMOGRAPHIC.match(leaf) or history else ("endpoint",)
    if kind in ("outcome", "mixed") and counted and not history and (_HARM.search(leaf) or any(map(_HARMS.match, path[:-1]))):
        return ("adverse_event",)
    if kind == "outcome":
        before = _DEMOGRAPHIC.match(leaf) or _AT_START.search(leaf) or (not counted and _DOSES.match(leaf))
        return ("characteristic",) if before else ("endpoint",)
    if is_treatment_time(leaf) and not counted:
        return ("characteristic", "endpoint")
    if kind == "mixed":
        return ("endpoint",) if not history and any(is_outcome(label) for label in path) else ("characteristic",)
    if not history and any(_OUTCOME_AT_BASELINE.search(label) for label in path):
        return ("characteristic", "endpoint")
    return ("characteristic",)
