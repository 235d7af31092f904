"""Lists whose line above names the outcome and whose items name the groups: ``Median PFS:`` over ``- drug A: 12 months``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Lead, Place
from daraevidence.extractors.sentence.known_groups import Named, known
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.plain_names import may_name
from daraevidence.extractors.sentence.results import TIMES
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.language.vocabulary import TermKind, terms
from daraevidence.language.word_classes import TIME_UNITS
from daraevidence.layout.document import Block
from daraevidence.layout.mentions import Mentions

__all__ = ["Leads", "name_by_lead"]


_SETS = r"(?: \w+){0,2} (?:groups?|arms?|cohorts?|treatments?|regimens?|doses?|subgroups?)"
#: how such a line ends behind the outcome: ``was as follows:``, ``by treatment group:``, ``in the two arms were:``
_ENDING = compiled(
    r"(?:\s+(?:was|were|is|are|has been|had been|came to|amounted to|occurred in|"
    r"(?:was|were) (?:seen|observed|reported|achieved) in))?"
    rf"(?:\s+(?:as follows|the following|by{_SETS}|(?:in|for|with) (?:each|the|both|all|these){_SETS}))*"
    r"(?:\s+(?:was|were|is|are))?\s*:?\s*$",
    re.IGNORECASE,
)
_ARTICLE = compiled(r"^\W*(?:(?:the|an?)\s+)?(?=\w)", re.IGNORECASE)
_AT = compiled(
    rf"\s*(?:,\s*)?[(\[]?\b(?:at|by|after|through|within)\s+(?:(?:week|month|day|year|cycle)s?\s+\d+|\d+\s+{TIME_UNITS})[)\]]?(?=\s|$)",
    re.IGNORECASE,
)
#: words that an outcome told by its own words holds
_MEASURED = compiled(
    r"\b(?:rates?|incidences?|median|mean|proportions?|percentages?|changes?|reductions?|improvements?|increases?|decreases?|"
    r"scores?|responses?|remissions?|survival|mortality|deaths?|time to|duration|frequency|risk|levels?|achiev\w+|attain\w+|free|"
    r"relapses?|recurrences?|events?|cure|success|failure|efficacy|seroconversion|titers?|titres?|clearance)\b",
    re.IGNORECASE,
)
#: who was studied or how, and no outcome: ``Patients were randomized to:``, ``Doses:``
_NO_OUTCOME = compiled(
    r"\b(?:randomi[sz]ed|assigned|allocated|received?|given|doses?|dosage|dosing|regimens?|criteria|treatments? (?:were|was|are)|"
    r"eligib\w+|stratif\w+|include[ds]?|excluded?|defined|recommend\w*|should|must|may|can|endpoints?|outcomes?|results|"
    r"risk factors?|points?|calculated|score is)\b",
    re.IGNORECASE,
)
#: an item that begins with a name and goes on with its number: ``Drug A arm (n=73): 62%``, ``Placebo – 8.1 months``
_ITEM = compiled(
    r"^[\s•*·‣◦○–-]*(?P<name>[A-Za-z0-9≥≤<>][^:;]{0,70}?)\s?(?:[(\[]\s?[nN]\s?=\s?[\d,]+\s?[)\]]\s?)?(?::|\s[–—-]|=)\s+"
    r"(?:(?:only|about|approximately|a)\s+)*$",
)
_NOUN = compiled(r"\s(?:groups?|arms?|cohorts?)$", re.IGNORECASE)
_NO_GROUP: frozenset[TermKind] = frozenset({"endpoint", "response", "adverse_event", "variable"})
#: what an item says of all, of a comparison, or of a time, and no group
_OTHER = compiled(
    r"^(?:HR|OR|RR|hazard|odds|risk|relative|absolute|difference|p|95|primary|secondary|week|month|day|year|cycle|at|by|after|median|"
    r"mean|range|n|number|baseline|follow)\b",
    re.IGNORECASE,
)
_RESULTS = frozenset(("value", "count", "proportion", "not_reached"))


def _lead_of(text: str, quantities: Sequence[Quantity]) -> Lead | None:
    """The outcome that a line above a list names, ``The mean change in HbA1c at week 24 was:``, if it names one and no more."""
    text = text[sentences(text)[-1][0] :] if "." in text else text
    if len(text.split()) > 24 or not text.rstrip().endswith(":") or any(one.role == "grade" for one in quantities):
        return None
    words = _ARTICLE.sub("", _ENDING.sub("", text))
    if _NO_OUTCOME.search(words) or any(mark in words for mark in ".;?!"):
        return None
    times = [one for one in quantities if one.unit in TIMES and one.value is not None and one.role != "proportion"]
    outcome = " ".join(_AT.sub("", words).split()) if times else words.strip()
    if outcome_code(outcome) == "OTHER" and not _MEASURED.search(outcome):
        return None
    return Lead(outcome, times[0] if len(times) == 1 else None) if outcome and may_name(outcome) else None


class Leads:
    """What the lines above lists name, each looked at once."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._last: tuple[int, Lead | None] = (-1, None)

    def of(self, above: Block | None) -> Lead | None:
        if above is None:
            return None
        if above.start != self._last[0]:
            self._last = (above.start, _lead_of(above.text, self._mentions.within(above.start, above.end)))
        return self._last[1]


def name_by_lead(place: Place, statements: list[Statement]) -> None:
    """Give the result of an item that names a group the outcome of the line above its list."""
    if place.lead is None:
        return
    result = next((one for one in place.quantities if one.role in _RESULTS), None)
    item = _ITEM.match(place.text[: result.start - place.base]) if result is not None else None
    if item is None or result is None or not _may_be_group(item["name"]):
        _compare(place, place.lead)
        return
    name = _NOUN.sub("", item["name"].strip())
    own = known(Named(item.start("name"), item.end("name"), name), place.scope.groups_of(place.study))
    phrase = Phrase(place.lead.outcome, 0, 0)
    side = Side(result, own, timed=place.lead.time is not None, time=place.lead.time)
    first = [statement for statement in statements if any(each.quantity is result for each in statement.sides)]
    if first and len(first[0].sides) > 1:
        return
    place.lead.groups.append(own)
    told = Statement([side], phrase, ratios=first[0].ratios if first else [], p=first[0].p if first else None)
    statements[:] = [told, *(statement for statement in statements if statement not in first)]


def _compare(place: Place, lead: Lead) -> None:
    """Below the results of two groups: an item may compare them, ``HR: 0.70``."""
    if len(lead.groups) == 2 and not place.recent:
        place.recent = tuple(named._replace(start=-1, end=-1) for named in lead.groups)
        place.last = place.last or Phrase(lead.outcome, 0, 0)


def _may_be_group(name: str) -> bool:
    """Whether words before a number can be a group's name, and are neither an outcome nor what patients have."""
    if _OTHER.match(name):
        return False
    return outcome_code(name) == "OTHER" and not any(
        term.kind in _NO_GROUP and term.end - term.start >= len(name.strip()) - 3 for term in terms(name, 0, _NO_GROUP)
    )
