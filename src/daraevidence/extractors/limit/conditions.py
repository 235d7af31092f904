"""What sentences that set conditions limit, told by the words around the limit: no vocabulary holds ``migraine days``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from daraevidence.extractors.limit.ages import advises_ages, age_of
from daraevidence.extractors.limit.definitions import defines, exact_limit, says_what_counts
from daraevidence.extractors.limit.lasting import PHRASE, RECENTLY, STOP, WITHIN, WORD, lasted_told, since_told, starts
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.extractors.limit.points import EACH
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import CHANGE

__all__ = ["EXPLAINED", "as_limits", "counted_told", "limit_told", "sets_conditions", "tells_results", "was_done"]

#: a name with its place in the sentence
Told: TypeAlias = tuple[str, int, int]

_TIMES = frozenset(("hours", "days", "weeks", "months", "years"))
#: words of taking part in a study, or of being treated
_TAKING_PART = Gated(
    "eligib|inclu|exclu|criteri|requir|must|had to|enrol|recruit|randomi|assigned|allocated|admitted|take part|open to|stratif|"
    "indicated|who |participate|join|enter|considered|"
    "licensed|approved|qualif| out|candidate|suitable|permitted|allowed|prohibited|mandatory|needed|barred|accepted",
    r"(?i)\b(?:(?:in)?eligib\w+|inclu(?:ded?|ding|sion)|exclu(?:ded?|ding|sion)|criteri(?:a|on)|requir\w+|must|had to (?:have|"
    r"be|weigh)|"
    rf"(?:assigned|randomi[sz]ed|allocated) (?:\d[\d,]* )?(?:{PERSONS})|"
    r"enrol\w*|(?:could|may|can) (?:not )?(?:participate|join|enter)|(?:were|was) (?:not )?considered(?! (?:to|as|an?)\b)|"
    r"recruit(?:ed|s|ing)?|(?:were|was) (?:\w+ )?(?:randomi[sz]ed|assigned|allocated)|"
    r"randomi[sz]ation (?:was|took|had|within|required)|admitted to|take part|"
    r"open to|stratifi(?:ed|cation)|(?:contra)?indicated|licensed|approved|qualif\w+|candidates?|who (?:can|should|"
    r"may|is|qualifies)|suitable|"
    r"permitted|allowed|prohibited|mandatory|"
    r"needed|barred|accepted|(?:stayed|left|kept) out)\b",
)
#: words of what to do, and when
_TO_DO = compiled(
    r"(?i)(?:\b(?:if|when|once|until|unless|should|may|can|do not)\b|(?:^|[,;:.]\s?|\b(?:and|then|or)\s)(?:restart|resume|start|"
    r"begin|stop|hold|withhold|discontinue|avoid|choose|change|switch|reduce|consider|repeat|check|refer|give|use)\b)"
)
#: ``6 migraine days in the month before screening``
_COUNTED = compiled(
    rf"\s?(?P<name>{PHRASE}(?:of\s(?:an?\s|the\s)?{PHRASE})?"
    r"(?:(?:in|within|during|over|per)\s(?:the\s|an?\s)?(?:past|previous|preceding|last|prior|\d[\w-]*|month|year|week|day|two|"
    r"three|six|"
    rf"twelve)\b(?:\s(?!{STOP}){WORD}){{0,3}}|(?<=\s)(?:an?|each|every|per)\s(?:day|week|month|year|night|hour)\b)?)"
)
#: ``at least one but no more than four prior therapies``
_BUT = compiled(r"(?i)\s(?:but|and)\s(?:no more than|not more than|at most|fewer than|less than|up to|≤|<)\s?(?:\d+|[a-z]+)\b")
_OR_MORE = compiled(r"(?i)\s(?:or|and)\s(?:more|fewer|less|greater)\b")
#: people and places are enrolled, not limited; and words that make no noun
_NO_COUNT = compiled(
    rf"(?i)of\b|(?:point\s)?scales?\b|(?:\S+\s){{0,3}}?(?<!\sa\s)(?<!\sper\s)(?:{PERSONS}|cent(?:er|"
    r"re)s|sites|"
    r"hospitals|countries|clinics|investigators|more|less|fewer|points?|times|fold|percent|years?|months?|weeks?|days? of age|"
    r"older|younger|higher|lower|greater|above|below|over)\b"
)
#: what a counted thing stands behind, as an object: ``had had at least 6``, ``failure of``, ``with``; or the head of an item
_OBJECT = compiled(
    r"(?i)(?:^\W*|\bmeans\s|\b(?:as|in|with|had|have|has|having|of|after|despite|to|whom|whose|from|received|receiving|failed|tried|taken|taking|"
    r"undergone|experienced|sustained|suffered|requir(?:ed?|ing)|needed|completed|missed|skipped|smoked|carr(?:y|ied|ying)|on|by|or|and|but|is|was|"
    r"were|"
    r"are|be|"
    r"includ(?:e|ed|es|ing)|showed|reported|means|meant)\s|[,:;(]\s?)(?:an?\s|the\s|either\s|also\s|also had\s)?$"
)

#: what was looked at, or came, in a time
_SEEN = compiled(
    r"(?i)\b(?:evaluated|assessed|measured|collected|occur\w*|died|death|reported|recorded|followed|observed|obtained|"
    r"monitored|repeat\w*|"
    r"tested|checked|returned|seen|develop\w*)\b[^.;,]{0,40}$"
)


#: ``decrease of the X by``, ``fall in the X of``
_CHANGE = rf"(?P<change>{CHANGE})"
_NAME = r"(?P<what>[A-Za-z][^.;:,<>≥≤%\d]{0,60}?(?:\([A-Z][\w-]{1,14}\)[^.;:,<>≥≤%\d]{0,30}?)?|[A-Z][\w-]{2,14}(?:\s[a-z]+){0,2})"
_CHANGE_OF = compiled(rf"(?i)\b{_CHANGE}\s(?:from baseline\s)?(?:of|in)\s(?:the\s|their\s|an?\s)?{_NAME}\s(?:by|of)\s$")
#: ``ACQ-6 responders (improvement of``: what they responded in
_RESPONDER = compiled(
    rf"(?i)(?:^|[,;:]\s|\b(?:an?|the|were|was|of|as)\s)(?P<what>[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){{0,3}}?)\s(?:non-?)?respon(?:ders?|se)\s"
    rf"\((?:an?\s)?{_CHANGE}\s?(?:(?:from baseline|of|by)\s)*$"
)
#: ``a weight loss of``, ``PSA decline``: a change that is called by what changes
_CHANGE_NAMED = compiled(
    rf"(?i)(?:^|[,;:(]\s?|\b(?:an?|any|the|with|had|have|as|or|and|of|whose|if|meant|means)\s)"
    rf"(?P<what>(?:(?!(?:an?|any|the|with|had|have|as|or|and|of|mean|median|average|absolute|relative|who|whose|if|no)\s)[A-Za-z][\w-]*\s){{1,3}}?"
    rf"{_CHANGE})\s(?:from baseline\s)?(?:(?:of|by|was|is|were|exceeding)\s)?\(?$"
)
#: ``X lowered by``, ``X had fallen by``
_CHANGED = compiled(
    r"(?i)(?:^|[(,;:]\s?|\b(?:the|that|with|whose|if|their|a|an|when|in|as)\s)(?P<what>[A-Za-z][\w-]*(?:\s[A-Za-z][\w-]*){0,3}?)\s"
    r"(?:(?:is|was|were|are|had|has|have|been|must|should|be|to)\s){0,3}"
    r"(?P<verb>lowered|reduced|decreased|increased|improved|fallen|fell|falls|risen|rose|rises|raised|declined|dropped|climbed|"
    r"climbs|gone up|up|down)\sby\s$"
)
_CHANGE_NOUN = {
    "lowered": "reduction", "reduced": "reduction", "decreased": "decrease", "increased": "increase", "improved": "improvement",
    "climbed": "rise", "climbs": "rise", "gone up": "rise", "up": "rise", "down": "fall", "fallen": "fall", "fell": "fall",
    "falls": "fall", "risen": "rise", "rose": "rise", "rises": "rise", "raised": "increase", "declined": "decline",
    "dropped": "drop",
}  # fmt: skip
#: ``≥50% reduction in seizure frequency``, ``at least 50% from baseline in the X``
_CHANGE_BEHIND = compiled(
    rf"(?i)(?:\s{_CHANGE})?(?:\sfrom baseline)?\s(?:in|of|from baseline in)\s(?:the\s|their\s)?(?P<what>{PHRASE})"
)
_CHANGE_AHEAD = compiled(rf"(?i)\b{_CHANGE}\s(?:of|by)\s(?:an?\s)?$")


def sets_conditions(place: LimitPlace) -> bool:
    """Whether a sentence, what it hangs from or its heading speak of who takes part or is treated, or give points to each."""
    texts = (place.text, place.parent, place.heading)
    return any(_TAKING_PART.search(text) for text in texts) or EACH.search(place.parent) is not None


def as_limits(place: LimitPlace, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities of a place, those of them as limits that stand in a condition: ``within 12 weeks of``, ``in the previous 6
    months``, ``MRD below 0.01%``."""
    limits: list[Quantity] = []
    taken: Quantity | None = None
    for index, each in enumerate(found):
        if each is taken:
            continue
        exact = exact_limit(place, each, found[index + 1 : index + 2])
        if exact is not None:
            limits.append(exact[0])
            taken = found[index + 1] if exact[1] else None
            continue
        ends = _ends(place, each)
        if ends is not None:
            limits += ends
            continue
        below = _low_end(place, each, limits[-1] if limits else None)
        if below is not None:
            limits[-1] = below
        other = _of_others(place, each, limits[-1]) if limits else None
        limits.append(other or _as_limit(place, each) or each)
    return tuple(_with_units(place, limits))


#: from one limit to the other of a pair: ``at least 25 but less than 75 mL/min``, ``<70 vs ≥70 kg``
_PAIRED = compiled(r"\s?(?:,?\s?(?:but|and|or|vs\.?|versus)\s|/)\s?")
#: a limit of others without its sign: ``exceeding 450 ms in men or`` 470 ms in women
_OF_OTHERS = compiled(r"\s(?:in|for|among)\s(?:[a-z-]+\s){1,3}?(?:or|and)\s(?:of\s)?")


def _with_units(place: LimitPlace, limits: Sequence[Quantity]) -> Sequence[Quantity]:
    """The limits, the first of a pair with the unit that stands behind the second."""
    found = list(limits)
    for index, (first, second) in enumerate(pairwise(limits)):
        if first.role != "threshold" or second.role != "threshold" or first.unit or not second.unit or first.noun:
            continue
        if _PAIRED.fullmatch(place.text, first.end - place.start, second.start - place.start) is not None:
            found[index] = replace(first, unit=second.unit, unit_at=second.unit_at, factor=second.factor)
    return found


def _of_others(place: LimitPlace, quantity: Quantity, above: Quantity) -> Quantity | None:
    """``470 ms`` of ``exceeding 450 ms in men or 470 ms in women``."""
    value, known = quantity.value, above.value
    if quantity.role != "value" or value is None or value.op or known is None or not known.op or above.role != "threshold":
        return None
    if not quantity.unit or quantity.unit != above.unit or quantity.intervals:
        return None
    joined = _OF_OTHERS.fullmatch(place.text, above.end - place.start, quantity.start - place.start)
    return replace(quantity, role="threshold", value=value._replace(op=known.op)) if joined is not None else None


_MORE_THAN = compiled(r"(?i)(?:>|(?:greater|more|higher) than|above|over)\s?")


def _ends(place: LimitPlace, quantity: Quantity) -> tuple[Quantity, Quantity] | None:
    """The two limits of ``greater than 1.5 to 3 times ULN``."""
    if quantity.role != "threshold" or len(quantity.numbers) != 2 or quantity.unit != "x ULN" or quantity.value is not None:
        return None
    low, high = quantity.numbers
    if _MORE_THAN.match(place.text, quantity.start - place.start) is None or low.value >= high.value:
        return None
    lower, upper = low._replace(op=">"), high._replace(op="<=")
    return (
        replace(quantity, end=low.end, value=lower, numbers=(lower,)),
        replace(quantity, start=high.start, value=upper, numbers=(upper,)),
    )


#: ``eGFR 30 to`` <60 mL/min
_UP_TO = compiled(r"\s?(?:to|[-–])\s?")


def _low_end(place: LimitPlace, high: Quantity, low: Quantity | None) -> Quantity | None:
    """``30`` of ``30 to <60 mL/min``: the end of a range whose other end has a sign is a limit too."""
    if low is None or high.role != "threshold" or high.value is None or high.value.op not in ("<", "<=") or not low.numbers:
        return None
    if (
        low.role not in ("number", "value", "name")
        or low.intervals
        or len(low.numbers) != 1
        or low.unit not in ("", "egfr", high.unit)
    ):
        return None
    number = low.numbers[0]
    joined = _UP_TO.fullmatch(place.text, low.end - place.start, high.start - place.start)
    if joined is None or number.op or number.value >= high.value.value:
        return None
    return replace(high, start=number.start, end=low.end, value=number._replace(op=">="), numbers=(number,))


#: ``undetectable MRD (``<0.01%): a bracket that says what the word means
EXPLAINED = compiled(
    r"(?i)\b(?:(?:un)?detectable|negative|positive|low|high|elevated|reduced|normal)\s(?P<name>[\w-]+)(?:\s\([A-Za-z-]+\))?\s\($"
    r"|\b(?P<lost>[\w-]+)[ -](?:negativity|positivity)\s\($"
)
#: what a score gives points for
_SCORED = Gated("point", r"(?i)\b(?:points?)\b[^.;]{0,30}\bfor\b|\(\+?\d points?\)")
#: ``at least a 50% reduction``
_LEAST_A = compiled(r"(?i)\b(?:at least|a minimum of|more than) an?\s$")


#: ``contraindicated`` below an eGFR of 30 mL/min
_BEYOND = compiled(
    r"(?i)\b(?P<sign>below|under|above|over|beyond|exceeding|(?:less|lower|more|greater|higher) than)\s"
    r"(?:an?\s|the\s)?(?:[A-Za-z][\w-]*\s){1,4}of\s$"
)


def _as_limit(place: LimitPlace, quantity: Quantity) -> Quantity | None:
    age = age_of(place, quantity)
    if age is not None:
        return age if sets_conditions(place) or advises_ages(place) or _SCORED.search(place.text) else None
    begin = quantity.start - place.start
    if quantity.unit == "x ULN" and quantity.role == "value" and quantity.value is not None and not quantity.value.op:
        within = WITHIN.search(place.text, max(0, begin - 40), begin)
        return replace(quantity, role="threshold", value=quantity.value._replace(op="<=")) if within is not None else None
    if quantity.role in ("duration", "timepoint", "value") and quantity.unit in _TIMES and quantity.value is not None:
        before = place.text[max(0, quantity.start - place.start - 40) : quantity.start - place.start]
        told = (WITHIN.search(before) and not _SEEN.search(before)) or RECENTLY.search(before)
        if told and (sets_conditions(place) or starts(place)):
            return replace(quantity, role="threshold", value=quantity.value._replace(op="<="))
    beyond = _BEYOND.search(place.text, max(0, begin - 60), begin) if quantity.role == "value" and quantity.unit else None
    if beyond is not None and quantity.value is not None and not quantity.value.op and not quantity.intervals:
        sign = "<" if beyond["sign"].lower() in ("below", "under", "less than", "lower than") else ">"
        return replace(quantity, role="threshold", value=quantity.value._replace(op=sign))
    share = quantity.percent if quantity.role == "proportion" and quantity.n is None and quantity.denominator is None else None
    if share is not None and not share.op and _CHANGE_BEHIND.match(place.text, quantity.end - place.start) is not None:
        least = _LEAST_A.search(place.text, max(0, begin - 24), begin) is not None
        share = share._replace(op=">=") if least else share
    explains = share is not None and EXPLAINED.search(place.text, max(0, begin - 60), begin) is not None
    if (
        share is not None
        and share.op in ("<", "<=", ">", ">=")
        and (
            sets_conditions(place)
            or defines(place)
            or explains
            or ("if " in place.text and _ORDERS.search(place.text) is not None)
        )
    ):
        return replace(quantity, role="threshold", value=share, percent=None)
    return None


def tells_results(found: Sequence[Quantity]) -> bool:
    """Whether a sentence tells what was found: proportions, ratios, P values."""
    told = [each for each in found if each.role in ("ratio", "p", "proportion")]
    # "7.0 to 10.5%" is a range to be in
    return any(each.role != "proportion" or each.n or each.denominator or len(each.numbers) != 2 for each in told)


#: what a drug did: ``Weight fell by more than 5 kg``
_DID = compiled(
    r"(?i)\b(?:lowered|reduced|decreased|increased|improved|fell|rose|raised|declined|dropped|worsened|changed|lost|gained|cut|slashed)\s"
    r"(?:[A-Za-z][\w-]*\s){0,4}?by\s$"
    r"|\b(?:mean|median|average)\s[^.;,]{2,50}?\s(?:fell|rose|dropped|climbed|declined|went|was|were)\s(?:to\s)?$"
)


def was_done(place: LimitPlace, quantity: Quantity) -> bool:
    """Whether a limit only says how much something changed: ``The drug lowered LDL cholesterol by more than 50%``."""
    if sets_conditions(place) or defines(place) or _ORDERS.search(place.text) or "if " in place.text.lower():
        return False
    begin = quantity.start - place.start
    return _DID.search(place.text, max(0, begin - 80), begin) is not None


def limit_told(place: LimitPlace, quantity: Quantity, found: Sequence[Quantity]) -> Told | None:
    """What a limit of a condition or definition is on: a change (``decrease of the X by ≥3 points``), things counted (``at
    least 6 migraine days``), the time since something, how long something lasted.

    Only in sentences that set conditions, define or tell what to do, and that tell no results, unless the limit is an aside.
    """
    begin, end = quantity.start - place.start, quantity.end - place.start
    results = tells_results(found)
    if results and not _is_aside(place.text, begin):
        return None
    conditions = sets_conditions(place)
    ordered = _TO_DO.search(place.text) is not None
    if conditions or results or ordered or defines(place):
        change = _change(place, begin, end)
        if change is not None:
            return change
    if quantity.unit in _TIMES:
        lasted = lasted_told(place, begin) if conditions or ordered or defines(place) else None
        asked = conditions or ordered or says_what_counts(place) or starts(place)
        return lasted or (since_told(place, begin, end) if asked else None)
    return counted_told(place, quantity)


def _is_aside(text: str, begin: int) -> bool:
    """Whether a place stands in parentheses."""
    return text.rfind("(", 0, begin) > text.rfind(")", 0, begin)


def counted_told(place: LimitPlace, quantity: Quantity) -> Told | None:
    """The things that a number of a condition counts: ``2 to 10 attacks in the previous 12 months``."""
    means = says_what_counts(place)
    if place.defining and any(number.word for number in quantity.numbers):
        return None  # "who took at least one dose"
    if not (means or sets_conditions(place) or _ADVICE_FOR.search(place.text)):
        return None
    begin = quantity.start - place.start
    known = quantity.unit in _UNITS_COUNTED or " per " in quantity.unit or (means and quantity.unit == "%")
    if quantity.unit and quantity.noun == "" and not known:
        return None
    if not _OBJECT.search(place.text, max(0, begin - 40), begin):
        return None
    first = max((number.end for number in quantity.numbers), default=quantity.start) - place.start
    first = quantity.unit_at[1] - place.start if quantity.unit == "%" and quantity.unit_at[1] else first
    more = _OR_MORE.match(place.text, first)
    to = _BUT.match(place.text, first)
    named = _COUNTED.match(place.text, more.end() if more else to.end() if to else first)
    if named is None or _NO_COUNT.match(named["name"]):
        return None
    name = _CITED.sub("", named["name"].rstrip(" ,"))
    return (name, named.start("name"), named.start("name") + len(name)) if re.search(r"[a-z]", name) else None


#: the mark of a reference behind the last word of a sentence
_CITED = compiled(r"(?<=[a-z]{3})(?<!week)(?<!month)(?<!day)(?<!cycle)(?<!grade)(?<!stage)\s\d{1,3}(?:\s?[,–]\s?\d{1,3})*$")
#: for whom something is advised
_ADVICE_FOR = compiled(
    r"(?i)\b(?:offer|consider|recommend\w*|give|start|use|reserve\w*|prescribe|advise\w*|should)\b[^.;]{0,60}\b(?:people|patients|adults|"
    r"those|women|men|children|anyone|persons?)\s(?:with|who have|having)\s"
)
#: units of things that vocabulary counts
_UNITS_COUNTED = frozenset("lines line agents cycles doses sessions injections".split())
#: an instruction: ``If …, discontinue``
_ORDERS = compiled(
    r"(?i)(?:^|[,;:]\s)(?:restart|resume|start|begin|stop|hold|withhold|discontinue|avoid|choose|change|switch|reduce|repeat|"
    r"refer)\b"
)


def _change(place: LimitPlace, begin: int, end: int) -> Told | None:
    """The change that a definition asks for: ``decrease of the X by ≥3 points``, ``X lowered by ≥50%``, ``a reduction of at least
    50% in X``, ``≥50% reduction in X``.
    """
    before = place.text[max(0, begin - 140) : begin]
    shift = begin - len(before)
    counted = _RESPONDER.search(before)
    if counted is not None:
        return f"{counted['change'].lower()} in {counted['what']}", shift + counted.start("what"), shift + counted.end("change")
    found = _CHANGE_OF.search(before)
    if found is not None:
        return f"{found['change'].lower()} of {found['what'].strip()}", shift + found.start(), shift + found.end("what")
    ahead, behind = _CHANGE_AHEAD.search(before), _CHANGE_BEHIND.match(place.text, end)
    if behind is not None and (ahead or behind["change"]):
        change = behind["change"] or (ahead["change"] if ahead else "")
        return f"{change.lower()} of {behind['what'].strip(' ,')}", behind.start("what"), behind.end("what")
    named = _CHANGE_NAMED.search(before)
    if named is not None:
        return named["what"], shift + named.start("what"), shift + named.end("what")
    changed = _CHANGED.search(before)
    if changed is not None:
        noun = _CHANGE_NOUN[changed["verb"].casefold()]
        return f"{noun} of {changed['what']}", shift + changed.start("what"), shift + changed.end("what")
    if ahead is not None and (sets_conditions(place) or defines(place)):
        return ahead["change"].lower(), shift + ahead.start("change"), shift + ahead.end("change")
    return None
