"""How long what a condition asks for lasted, and the time since something: ``had type 2 diabetes for at least 6 months``."""

from __future__ import annotations

import re
from typing import TypeAlias

from daraevidence.extractors.limit.definitions import says_what_counts
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS

__all__ = ["PHRASE", "RECENTLY", "STOP", "WITHIN", "WORD", "lasted_told", "since_told", "starts"]

#: a name with its place in the sentence
Told: TypeAlias = tuple[str, int, int]

WORD = r"[A-Za-zÀ-ž0-9][\w'’/+-]*"
#: where the noun phrase behind a number ends
STOP = (
    r"(?:who|whom|whose|that|which|and|or|were|was|is|are|had|has|have|despite|although|but|if|when|where|while|"
    r"for|with|without|on|at|by|from|to|as|before|after|since|under|per|than|in|within|during|of|despite|not|can|could|may|"
    r"might|must|should|will|would)\b"
)
PHRASE = rf"(?:(?:mild|moderate)\s(?:to|or|and)\s)?(?:(?!{STOP}){WORD}(?:\s\([A-Z][\w-]{{1,9}}\))?\s?){{1,6}}"
#: from a limit of time on to what it is counted from, or of what it is
_SINCE = compiled(
    rf"(?i)(?:\s(?:(?:have|has|had|must|should|to|be|is|are)\s){{1,3}}(?:passed|elapsed|gone by|pass|elapse|allowed|left))?"
    rf"\s(?P<how>before|after|since|from|prior to|following|of|for)\s(?P<what>(?:the\s|an?\s|their\s|its\s)?{PHRASE}"
    rf"(?:(?:of|before|after)\s(?:the\s)?{PHRASE})?)"
)
_COUNTING = compiled(r"(?i)\b(?:\d+|or more|or fewer|one|two|three|four|five|six|least|more than|fewer)\b")
#: what stands between an event and how long ago it was: its short form, that it took place, ``at least``
_TOOK_PLACE = compiled(
    r"(?i)(?:\s?\([^()]{1,40}\))?(?:\s(?:(?:that|which)\s)?(?:had|has|have|was|were|is|are|be|been|to|must|should|could|occurr(?:ed|ing)|"
    r"took|taken|taking|place|given|administered|performed|completed|received|ended|finished|done|stopped|discontinued|at|the|"
    r"present|documented|starting|begun|ending))*\s?$"
)
#: where the name of an event begins: behind people and what they had, behind a sign of a list, behind an article
_EVENT_STARTS = compiled(
    rf"(?i)(?:^|[.;:,•]\s|\b(?:and|or|nor|if|when|unless|while|who|whose|whom|that|which|(?:{PERSONS}|those|anyone|treat(?:ed|ment)|"
    r"therapy|received?|affected)\swith|had|have|has|having|receiv(?:ed?|ing|es)|undergo(?:ne|ing)?|underwent|tak(?:en|ing|e)|used?|using|"
    r"sustain(?:ed|ing)|suffer(?:ed|ing)|experienc(?:ed|ing)|develop(?:ed|ing)|complet(?:ed|ing)|stopped|started|been|were|was|an?|the|any|"
    r"no|recent|prior|previous(?:ly)?|last|given|exposed\sto|known|"
    r"(?:history|use|administration|dos(?:e|es)|course|infusion|injection|receipt|evidence|occurrence|episode|exposure)\s(?:of|to))\s)"
)
_PREFIX = compiled(
    r"(?i)(?:(?:and|or|nor|either|an?|the|any|no|with|had|have|has|been|who|to|of|for|by|recent|prior|previous|known|documented|"
    r"received?|suffered|also|in|at|on|not|is|are|was|were)\s)+"
)
_SHORT = compiled(r"\s?\([A-Z][\w-]{1,9}\)")
_DIAGNOSED = compiled(r"(?i)\bdiagnosed(?:\swith\s(?P<what>.+))?$")
#: what is done to people, and no event: ``enrolled within 14 days of diagnosis``
_DONE = compiled(
    rf"(?i)\b(?:{PERSONS}|those|enrol\w+|randomi\w+|treat\w*|start\w*|begin|began|occur\w*|died|given|seen|present\w*|admitted|"
    r"symptoms?|onset|initiat\w+|includ\w+|assess\w*|done|used|eligible|it|who|is|are|was|were|therapy|passed|elapsed|least|"
    r"more|less|be|been|within)\b"
)
RECENTLY = compiled(r"(?i)\b(?:in|within|during|over)\s(?:(?:the\s|their\s)?(?:past|previous|preceding|last|prior)|the)\s$")
_EARLIER = compiled(r"(?i)\s(?:before|ago|earlier|previously|prior to)\b")
_OF_START = compiled(
    r"(?i)\sof\s(?:the\s)?(?:screening|enrol\w+|randomi\w+|entry|baseline|inclusion|study|first|start|cycle|day)\b"
)
WITHIN = compiled(r"(?i)\b(?:within|(?:no|not) later than)\s(?:the\s(?:first\s)?)?$")
#: ``had taken oral X for at least``
_TAKEN_FOR = compiled(
    r"(?i)(?:\b(?:taken|taking|received|receiving|on|used|using|requir(?:ed|ing|es)|having|kept|maintained|diagnosis of|"
    r"history of|treated with|treatment with|symptoms of|had(?!\s(?:taken|received|used|been|had)\b))\s|(?:^|[;,:•]\s{0,3})"
    r"(?=(?:(?!(?:required|must|ran|lasted|continued|given|treated|followed)\b)[A-Za-z0-9-]+\s){2,5}for\s$))"
    r"(?P<name>(?:(?!(?:who|that|which|and|or|had|were|was)\b)[A-Za-z0-9][\w'’-]*\s){1,5}?)for\s$"
    r"|(?:^|[;,:]\s|\b(?:with|had|and|their|whose|if)\s)(?P<subject>(?!(?:their|they|the|who|it)\b)(?:[A-Za-z][\w'’-]*\s){1,3}?)"
    r"(?:had to have been|must have been|(?:had|has|have) been|were|was|been|being)\s(?:present|stable|ongoing|evident)\sfor\s$"
)
#: what a definition asks for: ``no glucocorticoids for at least`` 4 weeks
_WITHOUT_FOR = compiled(
    r"(?i)\b(?:as|and|with|being|remaining)\s(?P<name>(?:no|without|absence of|off|free of|free from|"
    r"[a-z]+[-‐]free|stable|continuous|"
    r"sustained|normal|maintenance|treatment)\b\s?(?:(?!(?:and|or|with|for)\s)[A-Za-z][\w'’-]*\s){0,5})for\s$"
)
#: what lasted: ``has been interrupted for``, ``is delayed by``, ``an interruption of``
_LASTED = compiled(
    r"(?i)(?:(?P<subject>(?:[A-Za-z][\w'’-]*\s){1,4}?)(?:is|are|was|were|has been|have been|had been)\s)?(?P<verb>interrupt|"
    r"delay|withheld|held|"
    r"paus|stopp|miss|suspend|omitt|suppress|postpon|discontinu|controll)\w*\s(?:for|by)\s$"
    r"|\b(?P<noun>interruption|delay|gap|break|pause|washout(?: period)?|duration|withholding|omission|suspension|lapse|"
    r"(?:drug|treatment)[- ]free (?:interval|period)|abstinence|history)\s"
    r"(?P<of>(?:of|in)\s(?:(?!(?:within|in|during|over|the)\s)[A-Za-z][\w'’-]*\s){1,4}?)?"
    r"(?:(?:of|for|lasting|exceeding|was|is|has lasted|lasts|longer)\s){0,2}$"
)
_NOUN_OF = {
    "interrupt": "interruption", "delay": "delay", "withheld": "withholding", "held": "withholding", "paus": "pause",
    "stopp": "interruption", "miss": "omission", "suspend": "suspension", "omitt": "omission", "suppress": "suppression",
    "postpon": "delay", "discontinu": "discontinuation", "controll": "control",
}  # fmt: skip
_ARTICLE = compiled(r"(?i)^(?:that|the|an?|any|their|its|his|her)\s+")
_CLAUSE = compiled(r"(?i)\b(?:if|when|once|after|and|or|but|unless|until)\s")
#: when treatment is to begin
_STARTS = compiled(
    r"(?i)\b(?:treatment|therapy|maintenance|it|dose|infusion|injection|[a-z]+(?:mab|nib|ine|ide|ate|ib))\s"
    r"(?:starts|begins|is (?:begun|started|given)|(?:should|must|may|can|is to) (?:start|begin|be (?:given|started|initiated|"
    r"administered|repeated))|(?:starts|began|started|begun|given|initiated)\s(?:with)?in)\b"
)


def starts(place: LimitPlace) -> bool:
    return _STARTS.search(place.text) is not None


def since_told(place: LimitPlace, begin: int, end: int) -> Told | None:
    """``≤12 weeks since the last dose``, ``surgery no more than 12 weeks before``, ``a stroke in the previous 6 months``."""
    before = place.text[max(0, begin - 160) : begin]
    shift = begin - len(before)
    recently = RECENTLY.search(before)
    within = WITHIN.search(before)
    ago = _EARLIER.match(place.text, end)
    if recently is not None and recently[0].rstrip().endswith("the") and ago is None:
        recently = None
    if recently is not None:
        event = _event(before[: recently.start()], shift)
        return None if event is not None and _COUNTING.search(event[0]) else event  # "two relapses in the past year" limits these
    since = _SINCE.match(place.text, end)
    lasting = _TAKEN_FOR.search(before) if since is not None else None
    if lasting is not None and lasting["subject"]:
        what = _ARTICLE.sub("", lasting["subject"]).strip().lower()
        return what, shift + lasting.start("subject"), shift + lasting.end("subject") - 1
    if (ago or within) and not before.endswith(" for "):
        opened = within.start() if within is not None else len(before)
        near = ago is not None or since is None or _OF_START.match(place.text, end) is not None
        event = _event(before[:opened], shift) if near else None
        if event is not None and _COUNTING.search(event[0]) is None:
            return event
    if since is not None and since["how"].casefold() not in ("of", "for"):
        how = "time before" if since["how"].casefold() in ("before", "prior to") else "time since"
        what = _ARTICLE.sub("", since["what"]).strip(" ,")
        return f"{how} {what}", since.start("what"), since.end("what")
    if since is not None and since["how"].casefold() == "of":
        what = _ARTICLE.sub("", since["what"]).strip(" ,")
        named = f"time since {what}" if within is not None else what
        return None if what.startswith("age") else (named, since.start("what"), since.end("what"))
    without = _WITHOUT_FOR.search(before) if says_what_counts(place) else None
    if without is not None:
        return without["name"].strip(), shift + without.start("name"), shift + without.end("name") - 1
    taken = _TAKEN_FOR.search(before)
    if taken is None:
        return None
    group = "name" if taken["name"] else "subject"
    return _ARTICLE.sub("", taken[group]).strip(), shift + taken.start(group), shift + taken.end(group) - 1


#: ``mortality within 90 days``: what is counted, and nothing that those who come had
_OUTCOME = compiled(r"(?i)\b(?:mortality|deaths?|survival)$")


def _event(before: str, shift: int) -> Told | None:
    """The event at the end of a text as the time since it: the noun phrase behind people and what they had, in its list."""
    ends = _TOOK_PLACE.search(before)
    clause = before[: ends.start()] if ends is not None else before
    start = 0
    for found in _EVENT_STARTS.finditer(clause):
        start = found.end()
    lead = _PREFIX.match(clause, start)
    start = lead.end() if lead is not None else start
    short = _SHORT.match(before, len(clause)) if len(clause) < len(before) else None
    name = (clause[start:] + (short[0] if short is not None else "")).strip()
    known = _DIAGNOSED.search(name)
    if known is not None:
        at = shift + start + known.start()
        return f"time since diagnosis{' of ' + known['what'] if known['what'] else ''}", at, shift + start + len(name)
    if (
        _OUTCOME.search(name) is not None
        or not re.search(r"[A-Za-z]{3}", name)
        or len(name.split()) > 7
        or _DONE.search(name)
        or any(ch in "<>≥≤%" for ch in name)
    ):
        return None
    return f"time since {name}", shift + start, shift + start + len(name)


def lasted_told(place: LimitPlace, begin: int) -> Told | None:
    found = _LASTED.search(place.text, max(0, begin - 80), begin)
    if found is None:
        return None
    if found["noun"]:
        return " ".join((found["noun"] + " " + (found["of"] or "")).split()), found.start("noun"), found.end("noun")
    subject = _ARTICLE.sub("", _CLAUSE.split(found["subject"] or "")[-1])
    noun = _NOUN_OF[found["verb"].casefold()]
    return (f"{noun} of {subject.strip()}" if subject.strip() else noun), found.start("verb"), begin - 1
