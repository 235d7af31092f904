"""What sentences that set conditions limit, told by the words around the limit: no vocabulary holds ``migraine days``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from daraevidence.extractors.limit.ages import advises_ages, age_of
from daraevidence.extractors.limit.definitions import defines, exact_limit, says_what_counts
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.extractors.limit.points import EACH
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.quantities import Quantity

__all__ = ["as_limits", "counted_told", "limit_told", "sets_conditions", "tells_results", "was_done"]

#: a name with its place in the sentence
Told: TypeAlias = tuple[str, int, int]

_TIMES = frozenset(("hours", "days", "weeks", "months", "years"))
#: words of taking part in a study, or of being treated
_TAKING_PART = Gated(
    "eligib|inclu|exclu|criteri|requir|must|had to|enrol|recruit|randomi|assigned|allocated|admitted|take part|open to|stratif|"
    "indicated|who |"
    "licensed|approved|qualif| out|candidate|suitable|permitted|allowed|prohibited|mandatory|needed|barred|accepted",
    r"(?i)\b(?:(?:in)?eligib\w+|inclu(?:ded?|ding|sion)|exclu(?:ded?|ding|sion)|criteri(?:a|on)|requir\w+|must|had to (?:have|"
    r"be|weigh)|"
    rf"(?:assigned|randomi[sz]ed|allocated) (?:\d[\d,]* )?(?:{PERSONS})|"
    r"enrol(?:l?ed|s|ling)?|recruit(?:ed|s|ing)?|(?:were|was) (?:\w+ )?(?:randomi[sz]ed|assigned|allocated)|"
    r"randomi[sz]ation (?:was|took|had|within|required)|admitted to|take part|"
    r"open to|stratifi(?:ed|cation)|(?:contra)?indicated|licensed|approved|qualif\w+|candidates?|who (?:can|should|"
    r"may|is|qualifies)|suitable|"
    r"permitted|allowed|prohibited|mandatory|"
    r"needed|barred|accepted|(?:stayed|left|kept) out)\b",
)
#: words of what to do, and when
_TO_DO = re.compile(
    r"(?i)(?:\b(?:if|when|once|until|unless|should|may|can|do not)\b|(?:^|[,;:.]\s?|\b(?:and|then|or)\s)(?:restart|resume|start|"
    r"begin|stop|hold|withhold|discontinue|avoid|choose|change|switch|reduce|consider|repeat|check|refer|give|use)\b)"
)
_WORD = r"[A-Za-zÀ-ž0-9][\w'’/+-]*"
#: where the noun phrase behind a number ends
_STOP = (
    r"(?:who|whom|whose|that|which|and|or|were|was|is|are|had|has|have|despite|although|but|if|when|where|while|"
    r"for|with|without|on|at|by|from|to|as|before|after|since|under|per|than|in|within|during|of|despite|not|can|could|may|"
    r"might|must|should|will|would)\b"
)
_PHRASE = rf"(?:(?:mild|moderate)\s(?:to|or|and)\s)?(?:(?!{_STOP}){_WORD}(?:\s\([A-Z][\w-]{{1,9}}\))?\s?){{1,6}}"
#: ``6 migraine days in the month before screening``
_COUNTED = re.compile(
    rf"\s?(?P<name>{_PHRASE}(?:of\s(?:an?\s|the\s)?{_PHRASE})?"
    r"(?:(?:in|within|during|over|per)\s(?:the\s|an?\s)?(?:past|previous|preceding|last|prior|\d[\w-]*|month|year|week|day|two|"
    r"three|six|"
    rf"twelve)\b(?:\s(?!{_STOP}){_WORD}){{0,3}}|(?<=\s)(?:an?|each|every|per)\s(?:day|week|month|year|night|hour)\b)?)"
)
#: ``at least one but no more than four prior therapies``
_BUT = re.compile(r"(?i)\s(?:but|and)\s(?:no more than|not more than|at most|fewer than|less than|up to|≤|<)\s?(?:\d+|[a-z]+)\b")
_OR_MORE = re.compile(r"(?i)\s(?:or|and)\s(?:more|fewer|less|greater)\b")
#: people and places are enrolled, not limited; and words that make no noun
_NO_COUNT = re.compile(
    rf"(?i)of\b|(?:\S+\s){{0,3}}?(?<!\sa\s)(?<!\sper\s)(?:{PERSONS}|cent(?:er|"
    r"re)s|sites|"
    r"hospitals|countries|clinics|investigators|more|less|fewer|points?|times|fold|percent|years?|months?|weeks?|days? of age|"
    r"older|younger|higher|lower|greater|above|below|over)\b"
)
#: what a counted thing stands behind, as an object: ``had had at least 6``, ``failure of``, ``with``; or the head of an item
_OBJECT = re.compile(
    r"(?i)(?:^\W*|\bmeans\s|\b(?:as|in|with|had|have|has|having|of|after|despite|to|whom|whose|from|received|receiving|failed|tried|taken|taking|"
    r"undergone|experienced|sustained|suffered|requir(?:ed?|ing)|needed|completed|carr(?:y|ied|ying)|on|by|or|and|but|is|was|"
    r"were|"
    r"are|be|"
    r"includ(?:e|ed|es|ing)|showed|reported|means|meant)\s|[,:;(]\s?)(?:an?\s|the\s|either\s|also\s|also had\s)?$"
)

#: from a limit of time on to what it is counted from, or of what it is
_SINCE = re.compile(
    rf"(?i)(?:\s(?:have|has|had)\s(?:passed|elapsed|gone by))?"
    rf"\s(?P<how>before|after|since|from|prior to|following|of|for)\s(?P<what>(?:the\s|an?\s|their\s|its\s)?{_PHRASE}"
    rf"(?:(?:of|before|after)\s(?:the\s)?{_PHRASE})?)"
)
#: ``had had surgery no more than 12 weeks before``, ``a stroke in the previous 6 months``
_EVENT = re.compile(
    r"(?i)\b(?:with|had had|had|have had|having had|having|of|after|sustained|suffered|undergone|and|an?|the|received|any|"
    r"recent)\s"
    rf"(?P<name>(?!(?:had|have|been|{PERSONS}|the|an?|sustained|suffered|undergone|"
    r"received)\b)"
    r"(?:(?!(?:with|had|having|who|those|and|an?|the)\s)[A-Za-z][\w'’-]*\s){1,6})$"
)
_COUNTING = re.compile(r"(?i)\b(?:or more|or fewer|one|two|three|four|five|six|least|more than|fewer)\b")
#: ``a transplantation within 6 months before``
_EVENT_WITHIN = re.compile(
    r"(?i)(?:^|[,;:]\s|\b(?:or|and|had|with|an?|any)\s)(?P<name>(?:(?!(?:or|and|had|with|an?|any|must|should|to|be|been|was|"
    r"were)\s)"
    r"[A-Za-z][\w'’-]*\s){1,5})within\s(?:the\s)?$"
)
#: what is done, and no event before it: ``enrolled within 14 days of diagnosis``
_DONE = re.compile(
    rf"(?i)\b(?:{PERSONS}|those|enrol\w+|randomi\w+|treat\w*|start\w*|begin|began|occur\w*|died|given|seen|present\w*|admitted|"
    r"symptoms?|onset|initiat\w+|includ\w+|assess\w*|done|used|eligible|it|who|is|are|therapy)\b"
)
_RECENTLY = compiled(r"(?i)\b(?:in|within|during|over)\s(?:the\s)?(?:past|previous|preceding|last|prior)\s$")
_EARLIER = re.compile(r"(?i)\s(?:before(?!\s[a-z])|ago|earlier|previously)\b|\sbefore\s(?P<what>[a-z]+)")
#: what was looked at, or came, in a time
_SEEN = re.compile(
    r"(?i)\b(?:evaluated|assessed|measured|collected|occur\w*|died|death|reported|recorded|followed|observed|obtained|"
    r"monitored|repeat\w*|"
    r"tested|checked|returned|seen|develop\w*)\b[^.;,]{0,40}$"
)
_WITHIN = compiled(r"(?i)\b(?:within|(?:no|not) later than)\s(?:the\s(?:first\s)?)?$")

#: ``had taken oral X for at least``
_TAKEN_FOR = re.compile(
    r"(?i)(?:\b(?:taken|taking|received|receiving|on|used|using|requir(?:ed|ing|es)|having|kept|maintained|diagnosis of|"
    r"history of|treated with|treatment with|symptoms of|had(?!\s(?:taken|received|used|been|had)\b))\s|(?:^|[;,:•]\s{0,3})"
    r"(?=(?:(?!(?:required|must|ran|lasted|continued|given|treated|followed)\b)[A-Za-z0-9-]+\s){2,5}for\s$))"
    r"(?P<name>(?:(?!(?:who|that|which|and|or|had|were|was)\b)[A-Za-z0-9][\w'’-]*\s){1,5}?)for\s$"
    r"|(?:^|[;,:]\s|\b(?:with|had)\s)(?P<subject>(?:[A-Za-z][\w'’-]*\s){1,3}?)"
    r"(?:had to have been|must have been|(?:had|has|have) been|were|was|been|being)\s(?:present|stable|ongoing|evident)\sfor\s$"
)
#: what a definition asks for: ``no glucocorticoids for at least`` 4 weeks
_WITHOUT_FOR = re.compile(
    r"(?i)\b(?:as|and|with|being|remaining)\s(?P<name>(?:no|without|absence of|off|free of|free from|"
    r"[a-z]+[-‐]free|stable|continuous|"
    r"sustained|normal|maintenance|treatment)\b\s?(?:(?!(?:and|or|with|for)\s)[A-Za-z][\w'’-]*\s){0,5})for\s$"
)
#: what lasted: ``has been interrupted for``, ``is delayed by``, ``an interruption of``
_LASTED = re.compile(
    r"(?i)(?:(?P<subject>(?:[A-Za-z][\w'’-]*\s){1,4}?)(?:is|are|was|were|has been|have been|had been)\s)?(?P<verb>interrupt|"
    r"delay|withheld|held|"
    r"paus|stopp|miss|suspend|omitt|suppress|postpon|discontinu|controll)\w*\s(?:for|by)\s$"
    r"|\b(?P<noun>interruption|delay|gap|break|pause|washout(?: period)?|duration|withholding|omission|suspension|lapse|"
    r"(?:drug|treatment)[- ]free (?:interval|period)|abstinence|history)\s(?P<of>(?:of|in)\s(?:[A-Za-z][\w'’-]*\s){1,4}?)?"
    r"(?:(?:of|for|lasting|exceeding|was|is|has lasted|lasts|longer)\s){0,2}$"
)
_NOUN_OF = {
    "interrupt": "interruption", "delay": "delay", "withheld": "withholding", "held": "withholding", "paus": "pause",
    "stopp": "interruption", "miss": "omission", "suspend": "suspension", "omitt": "omission", "suppress": "suppression",
    "postpon": "delay", "discontinu": "discontinuation", "controll": "control",
}  # fmt: skip
_ARTICLE = re.compile(r"(?i)^(?:that|the|an?|any|their|its|his|her)\s+")
_CLAUSE = re.compile(r"(?i)\b(?:if|when|once|after|and|or|but|unless|until)\s")

#: ``decrease of the X by``, ``fall in the X of``
_CHANGE = (
    r"(?P<change>reduction|decrease|increase|decline|improvement|worsening|fall|rise|drop|change|gain|loss|lowering|"
    r"deterioration)"
)
_NAME = r"(?P<what>[A-Za-z][^.;:,<>≥≤%\d]{0,60}?(?:\([A-Z][\w-]{1,14}\)[^.;:,<>≥≤%\d]{0,30}?)?|[A-Z][\w-]{2,14}(?:\s[a-z]+){0,2})"
_CHANGE_OF = re.compile(rf"(?i)\b{_CHANGE}\s(?:from baseline\s)?(?:of|in)\s(?:the\s|their\s|an?\s)?{_NAME}\s(?:by|of)\s$")
#: ``X lowered by``, ``X had fallen by``
_CHANGED = re.compile(
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
_CHANGE_BEHIND = re.compile(
    rf"(?i)(?:\s{_CHANGE})?(?:\sfrom baseline)?\s(?:in|of|from baseline in)\s(?:the\s|their\s)?(?P<what>{_PHRASE})"
)
_CHANGE_AHEAD = re.compile(rf"(?i)\b{_CHANGE}\s(?:of|by)\s(?:an?\s)?$")


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
        limits.append(_as_limit(place, each) or each)
    return tuple(limits)


_MORE_THAN = re.compile(r"(?i)(?:>|(?:greater|more|higher) than|above|over)\s?")


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
_UP_TO = re.compile(r"\s?(?:to|[-–])\s?")


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


#: what a score gives points for
_SCORED = Gated("point", r"(?i)\b(?:points?)\b[^.;]{0,30}\bfor\b|\(\+?\d points?\)")
#: ``at least a 50% reduction``
_LEAST_A = compiled(r"(?i)\b(?:at least|a minimum of|more than) an?\s$")


def _as_limit(place: LimitPlace, quantity: Quantity) -> Quantity | None:
    age = age_of(place, quantity)
    if age is not None:
        return age if sets_conditions(place) or advises_ages(place) or _SCORED.search(place.text) else None
    begin = quantity.start - place.start
    if quantity.unit == "x ULN" and quantity.role == "value" and quantity.value is not None and not quantity.value.op:
        within = _WITHIN.search(place.text, max(0, begin - 40), begin)
        return replace(quantity, role="threshold", value=quantity.value._replace(op="<=")) if within is not None else None
    if quantity.role in ("duration", "timepoint", "value") and quantity.unit in _TIMES and quantity.value is not None:
        before = place.text[max(0, quantity.start - place.start - 40) : quantity.start - place.start]
        told = (_WITHIN.search(before) and not _SEEN.search(before)) or _RECENTLY.search(before)
        if told and (sets_conditions(place) or _starts(place)):
            return replace(quantity, role="threshold", value=quantity.value._replace(op="<="))
    share = quantity.percent if quantity.role == "proportion" and quantity.n is None and quantity.denominator is None else None
    if share is not None and not share.op and _CHANGE_BEHIND.match(place.text, quantity.end - place.start) is not None:
        least = _LEAST_A.search(place.text, max(0, begin - 24), begin) is not None
        share = share._replace(op=">=") if least else share
    if share is not None and share.op in ("<", "<=", ">", ">=") and (sets_conditions(place) or defines(place)):
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
    if conditions or results or defines(place):
        change = _change(place, begin, end)
        if change is not None:
            return change
    if quantity.unit in _TIMES:
        ordered = _TO_DO.search(place.text) is not None
        lasted = _lasted(place, begin) if conditions or ordered or defines(place) else None
        asked = conditions or ordered or says_what_counts(place) or _starts(place)
        return lasted or (_since(place, begin, end) if asked else None)
    return counted_told(place, quantity)


def _is_aside(text: str, begin: int) -> bool:
    """Whether a place stands in parentheses."""
    return text.rfind("(", 0, begin) > text.rfind(")", 0, begin)


def counted_told(place: LimitPlace, quantity: Quantity) -> Told | None:
    """The things that a number of a condition counts: ``2 to 10 attacks in the previous 12 months``."""
    means = says_what_counts(place)
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
_CITED = re.compile(r"(?<=[a-z]{3})(?<!week)(?<!month)(?<!day)(?<!cycle)(?<!grade)(?<!stage)\s\d{1,3}(?:\s?[,–]\s?\d{1,3})*$")
#: for whom something is advised
_ADVICE_FOR = re.compile(
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
#: when treatment is to begin
_STARTS = re.compile(
    r"(?i)\b(?:treatment|therapy|maintenance|it|dose|infusion|injection|[a-z]+(?:mab|nib|ine|ide|ate|ib))\s"
    r"(?:starts|begins|is (?:begun|started|given)|(?:should|must|may|can|is to) (?:start|begin|be (?:given|started|initiated|"
    r"administered|repeated)))\b"
)


def _starts(place: LimitPlace) -> bool:
    return _STARTS.search(place.text) is not None


def _since(place: LimitPlace, begin: int, end: int) -> Told | None:
    """``≤12 weeks since the last dose``, ``surgery no more than 12 weeks before``, ``a stroke in the previous 6 months``."""
    before = place.text[max(0, begin - 120) : begin]
    shift = begin - len(before)
    recently = _RECENTLY.search(before)
    if recently is not None:
        event = _EVENT.search(before[: recently.start()])
        if event is not None and _COUNTING.search(event["name"]):
            return None  # "two or more relapses in the preceding year" limits the relapses
        return _time_since(event["name"], shift + event.start("name")) if event else None
    since = _SINCE.match(place.text, end)
    lasting = _TAKEN_FOR.search(before) if since is not None else None
    if lasting is not None and lasting["subject"]:
        what = _ARTICLE.sub("", lasting["subject"]).strip().lower()
        return f"duration of {what}", shift + lasting.start("subject"), shift + lasting.end("subject") - 1
    event = _EVENT_WITHIN.search(before) if _WITHIN.search(before) else None
    ahead = since is not None and since["how"].casefold() in ("before", "prior to")
    ahead = ahead or (since is not None and event is not None and since["how"] == "of" and not _DONE.search(event["name"]))
    if event is not None and ahead:
        return _time_since(event["name"], shift + event.start("name"))
    if since is not None and since["how"].casefold() not in ("of", "for"):
        how = "time before" if since["how"].casefold() in ("before", "prior to") else "time since"
        what = _ARTICLE.sub("", since["what"]).strip(" ,")
        return f"{how} {what}", since.start("what"), since.end("what")
    if since is not None and since["how"].casefold() == "of":
        what = _ARTICLE.sub("", since["what"]).strip(" ,")
        named = f"time since {what}" if _WITHIN.search(before) else what
        return None if what.startswith("age") else (named, since.start("what"), since.end("what"))
    earlier = _EARLIER.match(place.text, end)
    event = _EVENT.search(before) if earlier else None
    if event is not None:
        return _time_since(event["name"], shift + event.start("name"))
    without = _WITHOUT_FOR.search(before) if says_what_counts(place) else None
    if without is not None:
        return without["name"].strip(), shift + without.start("name"), shift + without.end("name") - 1
    taken = _TAKEN_FOR.search(before)
    if taken is None:
        return None
    group = "name" if taken["name"] else "subject"
    return f"duration of {_ARTICLE.sub('', taken[group]).strip()}", shift + taken.start(group), shift + taken.end(group) - 1


def _time_since(name: str, start: int) -> Told:
    return f"time since {_ARTICLE.sub('', name).strip()}", start, start + len(name.rstrip())


def _lasted(place: LimitPlace, begin: int) -> Told | None:
    found = _LASTED.search(place.text, max(0, begin - 80), begin)
    if found is None:
        return None
    if found["noun"]:
        return " ".join((found["noun"] + " " + (found["of"] or "")).split()), found.start("noun"), found.end("noun")
    subject = _ARTICLE.sub("", _CLAUSE.split(found["subject"] or "")[-1])
    noun = _NOUN_OF[found["verb"].casefold()]
    return (f"{noun} of {subject.strip()}" if subject.strip() else noun), found.start("verb"), begin - 1


def _change(place: LimitPlace, begin: int, end: int) -> Told | None:
    """The change that a definition asks for: ``decrease of the X by ≥3 points``, ``X lowered by ≥50%``, ``a reduction of at least
    50% in X``, ``≥50% reduction in X``.
    """
    before = place.text[max(0, begin - 140) : begin]
    shift = begin - len(before)
    found = _CHANGE_OF.search(before)
    if found is not None:
        return f"{found['change'].lower()} of {found['what'].strip()}", shift + found.start(), shift + found.end("what")
    ahead, behind = _CHANGE_AHEAD.search(before), _CHANGE_BEHIND.match(place.text, end)
    if behind is not None and (ahead or behind["change"]):
        change = behind["change"] or (ahead["change"] if ahead else "")
        return f"{change.lower()} of {behind['what'].strip(' ,')}", behind.start("what"), behind.end("what")
    changed = _CHANGED.search(before)
    if changed is not None:
        noun = _CHANGE_NOUN[changed["verb"].casefold()]
        return f"{noun} of {changed['what']}", shift + changed.start("what"), shift + changed.end("what")
    return None
