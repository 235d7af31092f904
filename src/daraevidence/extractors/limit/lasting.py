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
_SINCE = re.compile(
    rf"(?i)(?:\s(?:have|has|had)\s(?:passed|elapsed|gone by))?"
    rf"\s(?P<how>before|after|since|from|prior to|following|of|for)\s(?P<what>(?:the\s|an?\s|their\s|its\s)?{PHRASE}"
    rf"(?:(?:of|before|after)\s(?:the\s)?{PHRASE})?)"
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
RECENTLY = compiled(r"(?i)\b(?:in|within|during|over)\s(?:the\s)?(?:past|previous|preceding|last|prior)\s$")
_EARLIER = re.compile(r"(?i)\s(?:before(?!\s[a-z])|ago|earlier|previously)\b|\sbefore\s(?P<what>[a-z]+)")
WITHIN = compiled(r"(?i)\b(?:within|(?:no|not) later than)\s(?:the\s(?:first\s)?)?$")
#: ``had taken oral X for at least``
_TAKEN_FOR = re.compile(
    r"(?i)(?:\b(?:taken|taking|received|receiving|on|used|using|requir(?:ed|ing|es)|having|kept|maintained|diagnosis of|"
    r"history of|treated with|treatment with|symptoms of|had(?!\s(?:taken|received|used|been|had)\b))\s|(?:^|[;,:•]\s{0,3})"
    r"(?=(?:(?!(?:required|must|ran|lasted|continued|given|treated|followed)\b)[A-Za-z0-9-]+\s){2,5}for\s$))"
    r"(?P<name>(?:(?!(?:who|that|which|and|or|had|were|was)\b)[A-Za-z0-9][\w'’-]*\s){1,5}?)for\s$"
    r"|(?:^|[;,:]\s|\b(?:with|had|and|their|whose|if)\s)(?P<subject>(?!(?:their|they|the|who|it)\b)(?:[A-Za-z][\w'’-]*\s){1,3}?)"
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
#: when treatment is to begin
_STARTS = re.compile(
    r"(?i)\b(?:treatment|therapy|maintenance|it|dose|infusion|injection|[a-z]+(?:mab|nib|ine|ide|ate|ib))\s"
    r"(?:starts|begins|is (?:begun|started|given)|(?:should|must|may|can|is to) (?:start|begin|be (?:given|started|initiated|"
    r"administered|repeated)))\b"
)


def starts(place: LimitPlace) -> bool:
    return _STARTS.search(place.text) is not None


def since_told(place: LimitPlace, begin: int, end: int) -> Told | None:
    """``≤12 weeks since the last dose``, ``surgery no more than 12 weeks before``, ``a stroke in the previous 6 months``."""
    before = place.text[max(0, begin - 120) : begin]
    shift = begin - len(before)
    recently = RECENTLY.search(before)
    if recently is not None:
        event = _EVENT.search(before[: recently.start()])
        if event is not None and _COUNTING.search(event["name"]):
            return None  # "two or more relapses in the preceding year" limits the relapses
        return _time_since(event["name"], shift + event.start("name")) if event else None
    since = _SINCE.match(place.text, end)
    lasting = _TAKEN_FOR.search(before) if since is not None else None
    if lasting is not None and lasting["subject"]:
        what = _ARTICLE.sub("", lasting["subject"]).strip().lower()
        return what, shift + lasting.start("subject"), shift + lasting.end("subject") - 1
    event = _EVENT_WITHIN.search(before) if WITHIN.search(before) else None
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
        named = f"time since {what}" if WITHIN.search(before) else what
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
    return _ARTICLE.sub("", taken[group]).strip(), shift + taken.start(group), shift + taken.end(group) - 1


def _time_since(name: str, start: int) -> Told:
    return f"time since {_ARTICLE.sub('', name).strip()}", start, start + len(name.rstrip())


def lasted_told(place: LimitPlace, begin: int) -> Told | None:
    found = _LASTED.search(place.text, max(0, begin - 80), begin)
    if found is None:
        return None
    if found["noun"]:
        return " ".join((found["noun"] + " " + (found["of"] or "")).split()), found.start("noun"), found.end("noun")
    subject = _ARTICLE.sub("", _CLAUSE.split(found["subject"] or "")[-1])
    noun = _NOUN_OF[found["verb"].casefold()]
    return (f"{noun} of {subject.strip()}" if subject.strip() else noun), found.start("verb"), begin - 1
