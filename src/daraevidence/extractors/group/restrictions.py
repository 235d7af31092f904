"""Of what part of the patients a clause speaks: ``Among patients with X, …``, ``In the subset aged 75 or older …``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import NUMBER
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PEOPLE

__all__ = ["Restriction", "clause_begins", "counted_parts", "restrictions", "taken_up", "told_of_whom", "with_short_form"]


class Restriction(NamedTuple):
    """Words that say of what part of the patients a clause speaks, which has this ``name``.

    They end at ``end``, where the clause itself begins if they head it; ``told`` is where their own words do.  ``since`` is where
    the results begin that are of this part.
    """

    start: int
    end: int
    name: str
    told: int
    since: int


_SET = r"(?:sub-?groups?|sub-?sets?|sub-?populations?|sub-?stud(?:y|ies)|sub-?samples?|strat(?:um|a))"
_HAVING = (
    r"(?:with|without|who(?:se)?|in\s+whom|aged|(?:younger|older|heavier|lighter|taller|shorter|less|more)\s+than|under|over|below|above|not|"
    r"at|from|carrying|having)\b"
)
#: words before people or sets that tell no part of the patients
_PLAIN = (
    r"(?!(?i:all|both|each|some|most|many|few|treated|evaluable|eligible|included|enrolled|randomi[sz]ed|study|assigned|remaining|other|"
    r"this|that|these|those|such|our|no|fewer|more|total|of|in|with|the|an?|healthy|consecutive|adult|adults|patients|group|screened|overall|whole|"
    r"entire|total)\b)"
)
_WORD = r"[A-Za-z][\w/+.-]*\w"
#: at the head of a sentence or of a later clause, also behind a time: ``At week 12, among …``
_HEAD = (
    r"(?:(?:^|\.\s)\s*(?:(?:At|By|After|Over|During|Through|Within)\s[^,;:()]{2,50},\s)?|[;:]\s(?:and\s|but\s|while\s|whereas\s)?|"
    r",\s(?:while|whereas|and|but)\s)"
)
_RESTRICTED = compiled(
    rf"{_HEAD}(?P<all>(?i:in|among|for|of|within)\s+(?:(?P<the>the|those|all|these|a|an)\s+)?"
    r"(?:(?:pre-?specified|predefined|planned|small|large|exploratory|post[- ]hoc)\s+)?"
    rf"(?:(?P<set>{_SET})\s+(?:of\s+)?(?:the\s+)?(?:{NUMBER}\s+)?(?:(?:{PEOPLE})\s+)?(?={_HAVING})|"
    rf"(?:{NUMBER}\s+)?(?P<who>(?:{_PLAIN}{_WORD}\s+){{0,2}}?(?:{PEOPLE}|those))\s+(?={_HAVING})|"
    rf"(?:{NUMBER}\s+)?(?P<what>{_PLAIN}(?:{_WORD}\s+){{1,3}}?)(?P<people>{PEOPLE})\b|"
    rf"(?:{NUMBER}\s+)?(?P<plain>(?!(?:{ANYONE})\b)(?:{PEOPLE}))\b|"
    rf"(?P<called>{_PLAIN}(?:{_WORD}\s+){{1,3}}?{_SET})\b))",
)
#: a word of what the patients have, or the end of it
_NEXT = compiled(r"(?P<ends>,(?=\s))|\s+(?P<aside>\([^()]{1,40}\))|\s*(?P<word>(?:[^\s,;:()]|,(?=\d))+)")
#: what the clause itself begins with where no comma stands before it: ``in those without it`` the rate was
_BEGINS = frozenset("the it they there this these neither no both its their median mean HR HRs OR RR".split())
#: words behind which these still belong to what the patients have
_BINDING = frozenset(
    "with without in of on to at from by or and had have has having received above below than under over within during after "
    "before for into were was not aged reached met completed despite between whose whom which that least".split()
)
_VERB = frozenset("was were is are had has have did".split())
_DID = frozenset("received showed achieved experienced".split())
_RELATIVE = frozenset("who whose whom that which".split())
_MOST = 16
#: more words describe people and are no name of a part
_LONGEST = 10
#: who got something is an arm, unless it was before the study
_TREATED = compiled(
    r"^(?:who\s+)?(?:(?:were|was|had|had\s+been|have)\s+)?(?:randomly\s+)?(?:receiv\w+|treated|given|assigned|allocated|randomi[sz]ed|taking|"
    r"took|started|switched)\b(?!\s+(?:previously|before))",
    re.IGNORECASE,
)
_EARLIER = compiled(r"\b(?:prior|previous(?:ly)?|earlier|already|before|past|ever|never)\b", re.IGNORECASE)
_ANYONE = frozenset([*ANYONE.split("|"), "those"])
_PEOPLE = frozenset(PEOPLE.split("|"))
#: ``with X`` is the part ``X`` of a group, ``who had X`` too
_LEAD = compiled(
    r"^(?:with|who\s+(?:(?:have|had)\s+been|have|had|were|are)|at|from|carrying|having)\s+(?:only\s+|an?\s+|the\s+)?(?!no\b)",
    re.IGNORECASE,
)
_SIZE = compiled(rf"\s\([nN]\s?=[^()]*\)|^of\s+(?:the\s+)?(?:{NUMBER})\s+(?:{PEOPLE})$")


def restrictions(text: str) -> Iterator[Restriction]:
    """What heads a clause of a sentence and says of what part of the patients it speaks, in order.

    Reads ``Among patients with X,``, ``In women aged 75 or older,``, ``in those without it the``, ``In X-naive patients,``,
    ``in the subgroup with X,``, ``In a reactogenicity subset,``; not what patients got (``Of the patients given X,``) and not all
    of them (``Among all patients,``, ``Of the adults,``).
    """
    for match in _RESTRICTED.finditer(text):
        end, begins = clause_begins(text, match.end())
        if end < 0:
            continue
        own = _SIZE.sub("", " ".join(text[match.end() : end].split()))
        if (own and (match["what"] or match["plain"] or match["called"])) or (match["plain"] and match["the"]):
            continue
        if _TREATED.match(own) and not _EARLIER.search(own):
            continue
        name = _name(match, own)
        if len(name.split()) <= _LONGEST:
            yield Restriction(match.start("all"), begins, name, end, match.start("all"))


def clause_begins(text: str, place: int) -> tuple[int, int]:
    """Where the words that say of whom a clause speaks end, and where the clause begins; -1 where that is not seen."""
    last, clause, at = "", "", place  # whether a clause of its own has begun: ``who``, ``who had``
    for _ in range(_MOST):
        match = _NEXT.match(text, at)
        if match is None:
            return -1, -1
        if match["ends"]:
            return at, match.end() + 1
        word = match["word"]
        if word is not None:
            if word in _BEGINS and last.casefold() not in _BINDING:
                return at, match.start("word")
            if (word in _VERB and clause != "who") or (word in _DID and not clause):
                return -1, -1
            clause = "who" if word in _RELATIVE else "who had" if word in _VERB else "" if word in _DID else clause
            last = word
        at = match.end()
    return -1, -1


def _name(match: re.Match[str], own: str) -> str:
    """The name of the part without the people: ``X`` of ``patients with X``, ``women aged 75 or older``."""
    if match["who"]:
        who = match["who"].split()
        own = " ".join([*(who if who[-1] not in _ANYONE else who[:-1]), own if len(who) > 1 else _LEAD.sub("", own)])
    elif match["set"]:
        own = _LEAD.sub("", own)
    elif match["what"]:
        own = match["what"] if match["people"] in _ANYONE else f"{match['what']}{match['people']}"
    else:
        own = match["plain"] or match["called"]
    return " ".join(own.split())


#: ``20 of 24 (83%)`` biologic-experienced ``patients receiving``, ``30 of the 41`` early remitters ``assigned to``
_COUNTED_PART = AtNumber(
    "of|/",
    rf"(?<![\w.,/%])(?P<k>{NUMBER})(?:\s+of\s+(?:the\s+)?|/){NUMBER}(?![\w%]|[.,]\d)(?:\s*[(\[][^()\[\]]{{1,30}}[)\]])?\s+"
    rf"(?P<what>(?:{_PLAIN}{_WORD}\s+){{1,2}}?)(?P<who>{PEOPLE}|[a-z]+(?:er|or)s)\s+"
    r"(?:on|with|given|receiving|taking|treated\s+with|(?:originally\s+|initially\s+)?(?:assigned|allocated|randomi[sz]ed)\s+to|"
    r"who\s+(?:received|took|were\s+(?:given|on|treated\s+with|(?:assigned|allocated|randomi[sz]ed)\s+to)))\s",
)


def counted_parts(text: str) -> Iterator[Restriction]:
    """What the people of a fraction are called before the words for what they got, from the fraction on.

    Reads ``20 of 24 (83%) biologic-experienced patients receiving A and 22 of 25 receiving B``, ``30 of the 41 early remitters
    assigned to A``; not ``20 of 24 patients receiving A``.
    """
    for match in _COUNTED_PART.finditer(text):
        people = match["who"] in _PEOPLE
        name = match["what"] if match["who"] in _ANYONE else f"{match['what']}{match['who']}"
        if people and not match["what"].strip():
            continue
        yield Restriction(
            match.start("what"),
            match.end("what") if people else match.end("who"),
            " ".join(name.split()),
            match.end("who"),
            match.start("k"),
        )


#: ``In these patients,``, ``Among them,``, ``In this subgroup,``
_THESE = compiled(
    rf"^\s*(?P<all>(?:In|Among|Within|For|Of)\s+(?:these|those|such|them|this|that)(?:\s+(?:{NUMBER}\s+)?(?P<who>{PEOPLE}|{_SET}|groups?|populations?))?,\s)"
)
#: the part of the patients that a sentence ends with: ``was confined to patients with X.``
_ENDS_WITH_PART = compiled(
    rf"\b(?:in|among|to|for|by|of)\s+(?:the\s+|those\s+)?(?:{NUMBER}\s+)?(?:{_SET}\s+of\s+)?(?P<who>(?:{_PLAIN}{_WORD}\s+){{0,2}}?(?:{PEOPLE}|those))\s+"
    rf"(?P<own>(?={_HAVING})(?:[^\s,;:()]|,(?=\d))+?(?:\s+(?:[^\s,;:()]|,(?=\d))+|\s+\([^()]{{1,20}}\)){{1,14}}?)\s*$",
    re.IGNORECASE,
)
#: what they have, without the word for where: ``whose tumors carried an X mutation``
_CARRIED = compiled(
    r"^whose\s+(?:\w+\s+)?(?:tumou?rs?|cancers?|disease|cells|sputum|blood|scans?|biops(?:y|ies)|samples?)\s+"
    r"(?:had|have|carried|harbou?red|expressed|contained|showed|grew|bore|were|was|did)\s+(?:an?\s+|the\s+)?"
)
#: a short form behind its words
_SHORT = compiled(r"(?P<words>(?:[\w-]+\s+){1,6})\((?P<short>[A-Z][\w-]{1,9})\)")


def taken_up(text: str, earlier: str) -> Iterator[Restriction]:
    """``In these patients,``, where the sentence before ends with a part of them: ``… was confined to patients with X.``"""
    match = _THESE.match(text)
    part = _ENDS_WITH_PART.search(earlier) if match is not None else None
    if match is None or part is None:
        return
    own = " ".join(part["own"].split()).rstrip(".")
    if _TREATED.match(own) and not _EARLIER.search(own):
        return
    who = part["who"].split()
    who = who[:-1] if who[-1] in _ANYONE else who
    name = " ".join([*who, own if who else _CARRIED.sub("", _LEAD.sub("", own))])
    name = _SHORT.sub(_shortened, name)
    if len(name.split()) <= _LONGEST:
        yield Restriction(match.start("all"), match.end("all"), name, match.end("all"), match.start("all"))


#: the short form behind a name that ends in its words, and what of the name stands behind it: ``(HRR) gene mutation.``
_SHORT_BEHIND = compiled(r"\s?(?P<all>\([A-Z][\w-]{1,9}\)(?:\s+[a-z][\w-]*){0,3})(?=[.,;]|$)")


def with_short_form(text: str, name: str, end: int) -> str:
    """The name that ends at a place, with what goes on behind the short form of its last words, which it takes the place of."""
    behind = _SHORT_BEHIND.match(text, end)
    full = _SHORT.sub(_shortened, f"{name} {behind['all']}") if behind is not None else name
    return " ".join(full.split()) if "(" not in full else name


def _shortened(match: re.Match[str]) -> str:
    """The short form in place of the words whose first letters it has: ``homologous recombination repair (HRR)`` → HRR."""
    words, letters = match["words"].split(), match["short"].casefold()
    spelt = words[-len(letters) :]
    same = "".join(word[0] for word in spelt).casefold() == letters
    return " ".join([*words[: -len(letters)], match["short"]]) if same else match[0]


#: ``The benefit was confined to`` those with X, of whom ``30/90 on A``: what the clause behind tells is of them
_OF_WHOM = Gated(
    "whom",
    rf"(?:^|[.;]\s)(?P<all>(?:[^.;()\d]|\.(?=\d)){{0,120}}?(?:\b(?:in|from|to|among|for|by|on|of|were)\s+)(?:the\s+)?(?:{NUMBER}\s+)?"
    rf"(?P<who>(?:{_PLAIN}{_WORD}\s+){{0,2}}?(?:{PEOPLE}|those))\s+(?P<own>(?:{_HAVING}|[a-z]+ing\b)[^,;:()]{{3,90}}),\s+of\s+whom\s)",
)


def told_of_whom(text: str) -> Iterator[Restriction]:
    """``The only benefit was seen in those with X, of whom 19/101 on A died and 27/102 on B``: X is a part of each arm.

    Not where the sentence has a result before these words.
    """
    for match in _OF_WHOM.finditer(text):
        who = match["who"].split()
        kind = " ".join(who if who[-1] not in _ANYONE else who[:-1])
        own = _LEAD.sub("", " ".join(match["own"].split()))
        name = f"{kind} {match['own']}" if kind else own
        if not _TREATED.match(match["own"]) and len(name.split()) <= _LONGEST + 2:
            yield Restriction(match.start("all"), match.end(), " ".join(name.split()), match.end("own"), match.start("all"))
