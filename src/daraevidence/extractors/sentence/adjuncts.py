"""What stands behind a result and may say whose it is: ``5% with X``, ``of eyes filled with oil``, ``when it was rinsed``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.extractors.sentence.group_forms import GETTING
from daraevidence.extractors.sentence.placed_names import LEADS, STOPS, Contrasted, Token, breaks, name_after, name_of
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_WORDS
from daraevidence.language.vocabulary import terms

__all__ = ["Adjunct", "adjunct", "parallel", "to_taken"]


class Adjunct(NamedTuple):
    """A name with what leads to it: a preposition, ``given``, ``done`` (a participle), ``who``, or ``when`` (a clause)."""

    lead: str
    one: Contrasted


#: what leads to a name behind a result
_SLOTS = LEADS | {"during", "through", "given"}
#: words for being given something, and the one behind them that leads to its name: ``assigned to``, ``treated with``
_TAKING = {
    "assigned": ("to",),
    "allocated": ("to",),
    "randomized": ("to",),
    "randomised": ("to",),
    "switched": ("to",),
    "treated": ("with", "without"),
    "retreated": ("with", "without"),
    "continuing": ("on", "with"),
    "maintained": ("on",),
    "continued": ("on", "with"),
    "stayed": ("on",),
    "remained": ("on",),
    "started": ("on", "with"),
    "undergoing": (),
}
_TOOK = frozenset("received took underwent got used given".split())
#: words for going on with a drug; they may be said of other things too
_KEPT = frozenset("continued started initiated kept resumed restarted".split())
_OF_ALL = frozenset("of the all these those our".split())
_ANYBODY = frozenset({*PEOPLE_WORDS, "those", "cases", "eyes"})
_CLAUSES = frozenset("when where if whose".split())
#: participles that take what was given without another word: ``offered X``, ``wearing X``
_GETTING = frozenset(
    "receiving taking fed offered denied using wearing undergoing attending doing having eating drinking playing shown taught "
    "practising practicing performing".split()
)
#: what a participle takes: ``placed under``, ``born to``
_TAKEN = frozenset("with to by on under in through via without using at into from".split())
_LEFT = frozenset("given fed left kept put born made sent shown told taught held bred grown cut".split())
_NO_PARTICIPLE = frozenset(
    "recovered returned agreed belonged complained converted tested adhered recurred dropped healed resolved compared related "
    "proceeded preferred followed admitted used needed dead".split()
)
_MOST_TOKENS = 24
_LEADING = _SLOTS | _GETTING | _TAKING.keys() | _CLAUSES | {"who"}
_NO_UNIT = STOPS | _LEADING | _OF_ALL | _ANYBODY
#: where a clause ends that says when or of whom
_CLAUSE_ENDS = frozenset("and but or versus vs v than compared whereas while as rather against".split())
_TREATED = frozenset("given on with under after following using by via through done".split())
_OPPOSED = (
    {"before", "after"},
    {"with", "without"},
    {"using", "without"},
    {"given", "without"},
    {"on", "without"},
    {"who", "given"},
    {"who", "without"},
)


def parallel(one: str, other: str) -> bool:
    """Whether two words lead to names in the same way."""
    return one == other or {one, other} <= _TREATED or {one, other} in _OPPOSED


def adjunct(text: str, tokens: Sequence[Token], index: int) -> Adjunct | None:
    """What leads on from a result that ends before a token.

    Passes over what belongs to the result: closing brackets, a bracket with a statistic, a unit, ``of the patients``.
    """
    index = _past_time(tokens, _past_result(tokens, index))
    index = _past_people(tokens, index)
    if index + 1 >= len(tokens):
        return None
    low = tokens[index].low
    taken = to_taken(text, tokens, index)
    if taken is not None:
        return _name(text, tokens, taken[0], index, taken[1])
    if low in _CLAUSES or low == "who":
        took = _taking_who(text, tokens, index) if low == "who" else None
        return took or _clause(text, tokens, index)
    if low in _TAKING:
        leads = _TAKING[low]
        if leads and tokens[index + 1].low not in leads:
            plain = leads == ("to",) and tokens[index + 1].low not in _TAKEN  # "104 patients assigned X"
            return _name(text, tokens, "given", index, index + 1) if plain else None
        if "without" in leads:
            return _name(text, tokens, tokens[index + 1].low, index + 1, index + 2)
        return _name(text, tokens, "given", index, index + 1 + bool(leads))
    if _is_participle(tokens, index):
        last = name_after(text, tokens, index + 2, index + 2)[1]
        one = name_of(text, tokens, index, last, index) if last > index + 2 else None
        return Adjunct("done", one) if one is not None else None
    if low in ("in", "for", "to") and tokens[index + 1].low in ("which", "whom"):
        return _clause(text, tokens, index + 1, index)
    if low == "of" or low in _SLOTS or low in _GETTING:
        return _name(text, tokens, "given" if low in _GETTING else low, index, index + 1)
    return None


#: who got what, up to its name: ``in those treated with``, ``of patients in``
_WHOM = compiled(
    rf"(?:in|among|for|of|with|to)\s+(?:the\s+)?(?:those|{PEOPLE})\s+(?:in|on|of|{GETTING})\s+(?:the\s+)?(?=[^\W_])",
    re.IGNORECASE,
)
_BEFORE_WHOM = frozenset("in among for of with to".split())


def to_taken(text: str, tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """What leads from people at a token to the name of what they got, and where that begins."""
    whom = _WHOM.match(text, tokens[index].start) if tokens[index].low in _BEFORE_WHOM else None
    if whom is None:
        return None
    begin = index
    while tokens[begin].start < whom.end():
        begin += 1
    low = tokens[index].low
    return ("given" if low in ("of", "to") else low), begin


def _name(text: str, tokens: Sequence[Token], lead: str, index: int, begin: int) -> Adjunct | None:
    one, _ = name_after(text, tokens, begin, index)
    return Adjunct(lead, one) if one is not None else None


def _past_result(tokens: Sequence[Token], index: int) -> int:
    while index < len(tokens) and tokens[index].text in ")]":
        index += 1
    index += 2 * (index < len(tokens) and tokens[index].low == "per")
    if index < len(tokens) and tokens[index].text in "([":
        closes = (i for i in range(index, min(len(tokens), index + _MOST_TOKENS)) if tokens[i].text in ")]")
        index = next(closes, len(tokens)) + 1
    for _ in range(4):  # a unit that nobody knows
        if (
            index < len(tokens)
            and tokens[index].low not in _NO_UNIT
            and (tokens[index].text[0].isalpha() or tokens[index].text == "/")
            and not _is_participle(tokens, index)
        ):
            index += 1
    return index


def _past_time(tokens: Sequence[Token], index: int) -> int:
    """Past ``from baseline`` and ``at 12 weeks``, where what leads to a name follows."""
    told = [token.low for token in tokens[index : index + 3]]
    if told[:2] == ["from", "baseline"]:
        return index + 2
    if len(told) == 3 and told[0] in ("at", "after", "by", "over", "within"):
        number, unit = (told[1], told[2]) if told[1][0].isdigit() else (told[2], told[1])
        if number.isdigit() and unit.removesuffix("s") in _TIMES:
            return index + 3
    return index


_TIMES = frozenset("hour day week month year visit".split())


def _past_people(tokens: Sequence[Token], index: int) -> int:
    """Past ``of the patients`` and ``of those``, where what leads to a name follows."""
    place = index
    while place < len(tokens) and tokens[place].low in _OF_ALL:
        place += 1
    those = place > index and tokens[place - 1].low == "those"
    for behind in (place, place + 1) if those else (place + 1,):
        if behind >= len(tokens) or (behind > place and not _counted(tokens, index, place)):
            break
        if tokens[behind].low in _LEADING or _is_participle(tokens, behind):
            return behind
    return index


def _counted(tokens: Sequence[Token], index: int, place: int) -> bool:
    """Whether a word names those who are counted: ``patients``, ``of the sealants``"""
    low = tokens[place].low
    return low in _ANYBODY or (place > index and low.endswith("s") and low not in STOPS and low.isalpha())


def _is_participle(tokens: Sequence[Token], index: int) -> bool:
    low = tokens[index].low
    if index + 2 >= len(tokens) or tokens[index + 1].low not in _TAKEN or low in STOPS or low in _NO_PARTICIPLE:
        return False
    return low in _LEFT or ((len(low) > 4 and low.endswith(("ed", "ing"))) and low not in _TAKING)


def _taking_who(text: str, tokens: Sequence[Token], index: int) -> Adjunct | None:
    """``who received X``, ``who were treated with X``"""
    verb = index + 1 + (tokens[index + 1].low in ("were", "was"))
    if verb + 1 >= len(tokens):
        return None
    low = tokens[verb].low
    if low in _TOOK or (low in _KEPT and _is_drug(text, tokens[verb + 1])):
        return _name(text, tokens, "given", index, verb + 1)
    leads = _TAKING.get(low)
    if leads is None or (leads and tokens[verb + 1].low not in leads):
        return None
    without = tokens[verb + 1].low == "without"
    return _name(text, tokens, "without" if without else "given", verb + 1 if without else index, verb + 1 + bool(leads))


def _is_drug(text: str, token: Token) -> bool:
    """Whether a treatment begins with a token."""
    return any(term.start == 0 for term in terms(text[token.start : token.start + 40], 0, frozenset({"drug", "regimen"})))


#: what was done with what a clause names: ``when X was used`` is with X
_USED = frozenset("used given added applied administered performed done taken".split())


def _clause(text: str, tokens: Sequence[Token], index: int, begin: int = -1) -> Adjunct | None:
    """``when the nose was rinsed``, ``who kept a diary``, ``in which it was filled``: all of the clause."""
    last = index + 1
    while last < len(tokens) and last - index <= 10 and not breaks(tokens[last]) and tokens[last].low not in _CLAUSE_ENDS:
        last += 1
    if last - index < 2 or last - index > 10:
        return None
    if tokens[last - 1].low in _USED and tokens[last - 2].low in ("was", "were") and begin < 0:
        one = name_of(text, tokens, index + 1, last - 2, index)
        return Adjunct("with", one._replace(end=tokens[last - 1].end)) if one is not None else None
    first = index if tokens[index].low == "who" else index + 1
    name = " ".join(text[tokens[first].start : tokens[last - 1].end].split())
    if any(term.kind in ("endpoint", "response", "adverse_event") for term in terms(name)):
        return None
    lead = "who" if tokens[index].low == "who" else "when"
    return Adjunct(lead, Contrasted(tokens[begin if begin >= 0 else index].start, tokens[last - 1].end, name))
