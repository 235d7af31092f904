"""By how much something changed: the words behind a percent or an amount that say of what it is."""

from __future__ import annotations

import re
from dataclasses import replace

from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.extractors.sentence.preceding import shown_by
from daraevidence.extractors.sentence.reader import Reader
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AN_AVERAGE_OF

__all__ = ["CORRESPONDS", "CHANCES", "amount_phrase", "are_amounts", "is_chance", "is_efficacy", "lowers_risk", "opens_amount"]

_NOUN = (
    r"(?:reductions?|decreases?|declines?|drops?|falls?|cuts?|increases?|rises?|gains?|improvements?|loss(?:es)?|slowing|"
    r"shrinkage|boost|surge|jump)"
)
_MORE = r"(?:fewer|less|lower|smaller|shorter|reduced|more|higher|greater|larger|longer|increased|better|worse|faster|slower)"
#: what a reduction is of
CHANCES = (
    r"(?:risks?|hazards?|odds|chances?|likelihood|probability|incidence|rates? of|"
    r"(?:exacerbation|relapse|attack|event|bleeding|bleed|hospitali[sz]ation|infection|transmission|fracture) rates?)"
)
#: behind the number: ``a 27% lower risk of X``, ``38% reduction in the risk of``
_LOWER = compiled(
    rf"\s*(?:(?:relative|lower|reduced|smaller)\s+){{0,2}}(?:(?:reduction|decrease|cut|decline|drop)s?\s+(?:in|of)\s+"
    rf"(?:the\s+)?(?:\w+\s+){{0,2}}?|lower\s+|reduced\s+){CHANCES}\b|\s*(?:relative\s+)?risk\s+reduction\b|\s+less\s+likely\s+to\s",
    re.IGNORECASE,
)
_DEGREES = (
    r"(?:(?:mean|median|average|relative|absolute|overall|further|greater|significant|statistically|sustained|adjusted|"
    r"placebo-adjusted|placebo-corrected|net|annual|total|additional)\s+)*"
)
#: ``35% mean reduction in X``, ``a 2.4% weight loss``, ``a 71% improvement``; not ``12% loss to follow-up``
_BEHIND = Gated(
    "reduction|decreas|decline|drop|fall|cut|increas|rise|gain|improvement|loss|slowing|shrinkage|boost|surge|jump",
    rf"[\s-]*(?:points?\s+)?(?:{_DEGREES}(?=mean|median|average))?(?P<said>{_DEGREES}(?P<what>(?:(?!(?:of|in|with|and|or|had|for)\b)[a-z][\w-]*\s+){{0,2}}?(?P<noun>{_NOUN})\b))(?!\s+to\b|-)"
    r"(?P<of>\s+(?:from baseline\s+)?(?:in|of)\s+(?=[a-z]))?",
    re.IGNORECASE,
)
#: ``45% fewer migraine days``, ``a 30% higher risk of bleeding``; not ``20% lower with X``, ``5% more patients``
_COMPARED = compiled(
    rf"\s+(?P<more>(?:{_DEGREES}){_MORE})\s+(?!(?:than|with|in|on|for|at|after|by|when|if|during|to|from|as|and|or|of|among|{PEOPLE})\b)"
    r"(?=[a-z])",
    re.IGNORECASE,
)
#: how two groups compare, and no share of either: ``was 40% higher with A than``, ``was 25% less common in``
_HOW_MUCH = compiled(
    rf"\s+(?:(?:{_DEGREES}){_MORE})\s+(?:(?:common|frequent|likely|often|prevalent)\s+)?"
    r"(?:than|with|in|on|for|among|after|when|if|compared|versus|relative)\b",
    re.IGNORECASE,
)
#: several things that share one change: ``in heart attacks, strokes and deaths``
_LIST = compiled(r"(?:[^,;:.()\d]{2,50},\s+){1,4}(?:[^,;:.()\d]{2,50}\s)??(?:and|or)\s+[a-z][^,;:.()\d]{2,50}", re.IGNORECASE)
_STOP = compiled(
    r"[,;:()]|\.\s|\.$|\b(?:relative to|(?:as )?compared|versus|vs|than|among|was|were|when|while|whereas|"
    r"over (?:the )?placebo)\b|\band (?=(?:an?|the)?\s*(?:$|\d))",
    re.IGNORECASE,
)
#: ``lost an average of`` 15% ``of their body weight``
_LOST = Gated(
    "lost|los|gain|shed",
    r"\b(?P<verb>lost|los(?:e|es|ing)|(?:re)?gain(?:ed|s|ing)?|shed(?:ding)?)\s+(?:(?:an?|only|just|about|approximately|roughly|"
    r"nearly|almost|around|up|to|as|much|more|than|another|further|average|mean|median|total|of|additional)\s+)*"
    r"(?:\d[\d.,]*\s(?:pounds|lbs?|kg|kilograms|stone)\s[(\[])?$",
    re.IGNORECASE,
)
_OF_THEIR = compiled(
    r"\s+(?:of|in)\s+(?:(?:their|its|the|his|her)\s+)?(?:(?:initial|starting|baseline|total|original)\s+)?"
    r"(?P<what>(?!(?:patients|those|whom|this|that)\b)[a-z]+(?:\s(?:weight|mass|function|volume|density|strength|fat))?)\b",
    re.IGNORECASE,
)
#: ``79 percent effective at blocking X``
_EFFECTIVE = compiled(r"\s+(?P<what>effective\s+(?:at|in|against)\s+(?=[a-z]))", re.IGNORECASE)
_MASS = frozenset(("kg", "pounds", "lb", "lbs", "kilograms", "stone"))
#: ``a weight loss of``, ``a mean reduction in X of``: an amount, and no share of patients
_OF = compiled(
    rf"\b{_NOUN}(?:\s+(?:from|in)\s+[^.;:,()]{{2,60}}?)?\s+of\s+(?:(?:{AN_AVERAGE_OF}|up to)\s+(?:of\s+)?)*$",
    re.IGNORECASE,
)


def lowers_risk(behind: str) -> bool:
    """Whether the words behind a percent say that a risk is so much lower: ``a 27% lower risk of X``."""
    return _LOWER.match(behind) is not None


_CHANCE = compiled(rf"\b{CHANCES}\b", re.IGNORECASE)
_DEATHS = compiled(r"\b(?:mortality|death rates?)$", re.IGNORECASE)
_LESS = compiled(r"\s+(?:[a-z-]+\s){0,2}?(?:lower|less|smaller|reduced)\b", re.IGNORECASE)


def is_chance(lead: str, behind: str) -> bool:
    """Whether a percent says how much lower a risk is that is told before it: ``the risk of X was 40% lower with``."""
    return (_CHANCE.search(lead) or _DEATHS.search(lead)) is not None and _LESS.match(behind) is not None and _compares(behind)


#: how much smaller a risk is with a vaccine, or with anything else that protects
_EFFICACY = compiled(
    r"\b(?:vaccine|protective) (?:efficacy|effectiveness)\b|^effective (?:at|in|against)\b"
    r"|^(?:(?:an?|the|overall|adjusted|estimated|pooled|corresponding|relative) )*(?:efficacy|effectiveness)"
    r"(?:$| (?:against|over|during|after|among|had|in the|at \d))|^against\b.*\b(?:efficacy|effectiveness)$",
    re.IGNORECASE,
)


def is_efficacy(label: str) -> bool:
    """Whether a percent of this name is how much smaller a risk became: ``vaccine efficacy``, ``effectiveness against X``."""
    return _EFFICACY.search(label) is not None


def _compares(behind: str) -> bool:
    """Whether the words behind a percent say how much more or less something was: ``was 40% higher with A than with B``."""
    return _HOW_MUCH.match(behind) is not None


def _is_alone(quantity: Quantity) -> bool:
    """Whether a result is a percent of whom nobody is counted, or an amount."""
    if quantity.role == "value":
        return quantity.value is not None
    return quantity.role == "proportion" and quantity.percent is not None and quantity.n is None and quantity.denominator is None


def amount_phrase(reader: Reader, statement: Statement, lead: int, start: int, end: int, following: int) -> Phrase | None:
    """Of what a percent or an amount is the change, where the words for it stand around the number, else nothing.

    ``a 25% reduction in the rate of X relative to``, ``45% fewer X``, ``a 2.4% weight loss``, ``lost 15% of their body
    weight``. The percent becomes a value, but where it says by how much smaller a risk is.
    """
    quantity = statement.sides[0].quantity
    if not _is_alone(quantity):
        return None
    effective = _EFFECTIVE.match(reader.masked, end, following)
    if effective is not None:
        stop = _STOP.search(reader.masked, effective.end(), following)
        statement.subject = True
        return trimmed(reader.masked[effective.start("what") : stop.start() if stop else following], effective.start("what"))
    lost = _LOST.search(reader.text, max(lead, start - 60), start)
    if lost is not None:
        phrase = _lost(reader, quantity, lost, end)
    else:
        phrase = _changed(reader, lead, start, end, following) or _compared(reader, end, following)
        if phrase is None and _compares(reader.text[end:following]):
            statement.amount = not is_chance(reader.text[lead:start], reader.text[end:following])
        elif phrase is None:
            statement.amount = quantity.role == "proportion" and _OF.search(reader.text, max(lead, start - 90), start) is not None
    if phrase is not None:
        behind = reader.text[end:following]
        statement.amount = not (lowers_risk(behind) or is_chance(phrase.text, behind))
        statement.subject = phrase.start >= end
    return phrase


#: ``5% versus 9%, which corresponds to a`` 43% ``reduction in the risk``
CORRESPONDS = compiled(
    r"(?:\b(?:correspond|translat|represent|amount|equat|equal)(?:s|es|ed|ing)?\s(?:in)?(?:to\s)?|\bequivalent\sto\s|"
    r",\s(?:(?:for|with|giving|yielding|showing|i\.e\.,?)\s)?)(?:an?|the)\s(?:(?:relative|overall|further|significant)\s)?$"
)


def opens_amount(reader: Reader, last: Statement | None, end: int, following: int) -> bool:
    """Whether a result says by how much something of its own changed: ``a 29% lower risk of X and a 47%`` ``lower risk of Y``."""
    if last is None or last.phrase is None or last.phrase.start < last.sides[0].quantity.start - reader.base:
        return False
    behind = _BEHIND.pattern.match(reader.masked, end, following) if _BEHIND.may_match(reader.text) else None
    return (behind is not None and bool(behind["of"])) or _COMPARED.match(reader.masked, end, following) is not None


def are_amounts(statement: Statement) -> None:
    """Make percents that are amounts values: ``a 35% reduction in X compared with 12%``."""
    first = statement.sides[0].quantity
    if not statement.amount and not (first.role == "value" and first.unit == "%" and statement.versus):
        return
    for side in statement.sides:
        quantity = side.quantity
        if quantity.role == "proportion" and _is_alone(quantity):
            side.quantity = replace(quantity, role="value", value=quantity.percent, percent=None, unit="%")


def _lost(reader: Reader, quantity: Quantity, lost: re.Match[str], end: int) -> Phrase | None:
    """``body weight lost``, ``weight gained``, ``letters gained``."""
    verb = lost["verb"].casefold()
    done = "lost" if verb.startswith(("los", "shed")) else "regained" if verb.startswith("re") else "gained"
    of_what = _OF_THEIR.match(reader.text, end)
    if of_what is not None:
        what, last = of_what["what"], of_what.end()
    elif quantity.role == "value" and quantity.unit and quantity.unit != "%":
        what, last = ("weight" if quantity.unit in _MASS else quantity.unit), end
    else:
        return None
    return Phrase(f"{what} {done}", lost.start(), last)


def _changed(reader: Reader, lead: int, start: int, end: int, following: int) -> Phrase | None:
    """``35% mean reduction in X``, else ``weight loss``; ``improvement`` alone is that of what showed it."""
    behind = _BEHIND.pattern.match(reader.masked, end, following) if _BEHIND.may_match(reader.text) else None
    if behind is None or _OF_NOBODY.match(reader.masked, behind.start("what")):
        return None
    first = behind.start("said") if behind["said"][:4].casefold() in ("mean", "medi", "aver") else behind.start("what")
    if behind["of"]:
        several = _LIST.match(reader.masked, behind.end(), following)
        stop = _STOP.search(reader.masked, several.end() if several is not None else behind.end(), following)
        phrase = trimmed(reader.masked[first : stop.start() if stop else following], first, drop_intro=False)
        return phrase if phrase is not None and content(reader.masked[behind.end() : phrase.end]) else None
    what = " ".join(behind["what"].split())
    if what.casefold() != behind["noun"].casefold():
        return Phrase(what, first, behind.end("what"))
    shown = shown_by(reader.masked[lead:start], lead)
    return Phrase(f"{what} in {shown.text}", shown.start, behind.end()) if shown is not None else None


#: not what is lost or gained to a study
_OF_NOBODY = compiled(r"loss(?:es)?\s+(?:to|of\s+follow)", re.IGNORECASE)


def _compared(reader: Reader, end: int, following: int) -> Phrase | None:
    """``fewer migraine days``; ``risk of X`` where it is lower, which its measure says."""
    more = _COMPARED.match(reader.masked, end, following)
    if more is None:
        return None
    stop = _STOP.search(reader.masked, more.end(), following)
    phrase = trimmed(reader.masked[more.end() : stop.start() if stop else following], more.end(), drop_intro=False)
    if phrase is None or not content(phrase.text):
        return None
    if lowers_risk(reader.text[end:following]):
        return phrase
    return Phrase(f"{' '.join(more['more'].split())} {phrase.text}", more.start("more"), phrase.end)
