"""How many stopped or died for which reason: ``18 stopped X, four of them because of rash``, ``(rash, 10; no effect, 7)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.event_names import due_to_event, for_another_reason
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.sides import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity, Role
from daraevidence.language.word_classes import BECAUSE, TWO_TO_TWELVE

__all__ = ["Reason", "befell", "stated", "without_reasons"]

_VERBS = (
    r"stopp(?:ed|ing)|discontinued?|discontinuations?|discontinuing|withdr[ae]wn?|withdrawals?|dropped out|drop-?outs?|gave up|"
    r"given up|left the|quit|abandoned|came off|taken off|ceased|terminated|died|deaths?|admitted|hospitali[sz]ed|"
    r"interrupted|interruptions?|reduced the dose|dose reductions?"
)
#: what befell the patients whose reasons are told
_ENDED = Gated(
    "stop|discontinu|withdr|drop|gave up|given up|left the|quit|abandon|came off|taken off|ceas|terminat|died|death|admit|"
    "hospitali|interrupt|dose",
    rf"\b(?P<verb>{_VERBS})\b(?P<object>(?:\s+(?!(?:because|due|owing|for|from|of|with|in|on|by|and|as|after|at|was|were|but)\b)"
    r"[A-Za-z][\w®™-]*){0,2}(?=\s*(?:[,;:.(]|$|(?:because|due|owing|for|as a result|on account)\b)))?",
    re.IGNORECASE,
)
_SAID = {"death": "died", "discontinu": "discontinued", "withdr": "withdrew", "drop": "dropped out", "given up": "stopped"}
_BECAUSE = rf"(?:{BECAUSE})"
_WHY = (
    rf"(?P<why>(?![^,;:.()]{{0,30}}\b(?:{PEOPLE}|those|group|arm)\b)"
    r"[A-Za-z][^,;:.()\[\]\d]{2,80}?)"
)
_STOP = rf"(?=\s*(?:[,;:.()\[\]]|$|\s(?:and|but|while|whereas|or)\s+(?:\d|(?:one|{TWO_TO_TWELVE})\b|the\s+other|in\b)|\sby\s))"
#: behind a count: ``four of them because of rash``, ``9 did so for lack of effect``, ``and 4 of sepsis``
_BEHIND = compiled(
    r"\s*(?P<whom>(?:patients\s+)?(?:\(?of\s+(?:them|whom|these|those|which|the latter|the former)\)?,?\s+)?)"
    r"(?P<did>(?:(?:had|have)\s+)?(?:did so|done so|stopped|discontinued|withdrew|left|died|(?:were|was))\s+)?(?P<led>"
    + _BECAUSE
    + r"|for|from|of|by|with)\s+(?:an?\s+|the\s+|their\s+)?"
    + _WHY
    + _STOP,
    re.IGNORECASE,
)
_BRACKET = compiled(r"\s?[(\[](?P<items>[^()]{6,240})[)\]]")
_SEMICOLON = compiled(r";\s*(?:and\s+)?")
_COMMA = compiled(r"(?<=[\d\])%]),\s*(?:and\s+)?|(?<=[\d\])%])\s+and\s+|(?<=[a-z]),?\s+(?:and\s+)?(?=\d)")
_LED = compiled(rf"^(?:patients?\s+)?(?:{_BECAUSE}|for|from|of|by|with|had|in)\s+|\s+in$", re.IGNORECASE)
_COUNTED = frozenset(("count", "number", "proportion", "group_size"))
#: ``two cases`` of sepsis: what is counted, not why
_INSTANCES = frozenset(("cases", "episodes", "events", "reports", "instances"))


class Reason(NamedTuple):
    """So many of those at ``owner`` (the start of their count, or -1); ``phrase`` says what befell them, and why."""

    owner: int
    quantity: Quantity
    phrase: Phrase
    #: whether the reason is one of all counts that the sentence sets side by side before it
    joint: bool = False


def without_reasons(place: Place) -> list[Reason]:
    """The counts of a sentence that are told with their reasons; their words are blanked out of it, their numbers left out.

    Not the count with a verb and a reason of its own (``4 stopped X because of rash``), which is a result as any other.
    """
    found: list[tuple[Reason, int, int]] = []
    for ended in _ENDED.finditer(place.text):
        found += _listed(place, ended) or []
    taken = {reason.quantity.start for reason, _, _ in found}
    for quantity in place.quantities:
        if quantity.role in _COUNTED and quantity.start not in taken and (one := _elliptic(place, quantity)) is not None:
            found.append(one)
    if not found:
        return []
    letters, starts = place.text, set()
    for reason, start, end in found:
        letters = f"{letters[:start]}{' ' * (end - start)}{letters[end:]}"
        starts.add(reason.quantity.start)
    place.text = letters
    place.quantities = [one for one in place.quantities if one.start not in starts]
    return [reason for reason, _, _ in found]


def stated(statements: Sequence[Statement], reasons: Sequence[Reason]) -> list[Statement]:
    """The reasons as statements of their own, each of the group of those whose reason it is."""
    sides = {side.quantity.start: (side, statement) for statement in statements for side in statement.sides}
    made: list[Statement] = []
    for reason in reasons:
        owner, told = sides.get(reason.owner, (None, None))
        if told is not None and reason.joint and len({side.named.name for side in told.sides if side.named is not None}) > 1:
            owner = None  # "7 on X and 3 on Y died (sepsis, 4; stroke, 6)"
        side = Side(reason.quantity, owner.named if owner else None, firm=owner.firm if owner else False)
        made.append(Statement([side], reason.phrase, subject=True))
    return made


def befell(text: str) -> str:
    """What befell patients of whom a text tells that ends with the words before a reason: ``16 discontinued, most often for``."""
    led = _LEADS.search(text)
    ended = [one["verb"] for one in _ENDED.finditer(text)] if led is not None else []
    return _verb(ended[-1]) if ended else ""


_LEADS = compiled(rf"\b(?:{_BECAUSE}|for|from)\s*$", re.IGNORECASE)


def _verb(text: str) -> str:
    """What befell them, as a verb: ``withdrawals`` → withdrew."""
    low = text.casefold()
    if low.endswith("ed") or low in ("withdrew", "quit", "gave up"):
        return low
    return next((verb for stem, verb in _SAID.items() if low.startswith(stem)), "stopped" if low.startswith("stop") else low)


def _counted(quantity: Quantity) -> Quantity | None:
    """A quantity as a count of patients; none where it can be none."""
    number = quantity.n or (quantity.value if quantity.role in ("number", "group_size") else None)
    if number is None:
        return quantity if quantity.percent is not None and quantity.role == "proportion" else None
    if number.decimals or number.op or (quantity.role == "number" and quantity.extra):
        return None
    role: Role = "proportion" if quantity.percent is not None or quantity.denominator is not None else "count"
    return replace(quantity, role=role, n=number, value=None, noun="patients")


def _before(place: Place, start: int) -> int:
    """The start of the last count ahead of a place of the sentence."""
    owners = [one.start for one in place.quantities if one.role in ("count", "proportion") and one.start - place.base < start]
    return owners[-1] if owners else -1


def _elliptic(place: Place, quantity: Quantity) -> tuple[Reason, int, int] | None:
    """A count with nothing but its reason behind it, in a sentence that told before what befell the patients."""
    start, end = quantity.start - place.base, quantity.end - place.base
    match = _BEHIND.match(place.text, end)
    counted = _counted(quantity) if match is not None else None
    if match is None or counted is None:
        return None
    own = match["did"] or ""
    ahead = [(one["verb"], one["object"] or "") for one in _ENDED.finditer(place.text[:start])]
    if not ahead and (match["whom"].strip() or "so" in own) and place.last is not None:
        ahead = [(one["verb"], one["object"] or "") for one in _ENDED.finditer(place.last.text)]
    verb = own.strip() if _ENDED.search(own) else ""
    bare = quantity.role == "number"
    if not verb and not ahead:
        return None
    if verb and not bare:  # "12 patients stopped because of rash" tells all by itself
        return None
    said = _verb(verb.split()[-1]) if verb else " ".join((_verb(ahead[-1][0]), *ahead[-1][1].split()))
    text = f"{said} {' '.join(place.text[match.start('led') : match.end('why')].split())}"
    if match["led"].casefold() == "of" and (not said.startswith("died") or quantity.noun in _INSTANCES):
        return None
    firm = re.fullmatch(_BECAUSE, match["led"], re.IGNORECASE) is not None
    if not (firm or due_to_event(text) or for_another_reason(text)):
        return None
    phrase = Phrase(text, match.start("led"), match.end("why"))
    return Reason(_before(place, start), counted, phrase), start, match.end()


def _listed(place: Place, ended: re.Match[str]) -> list[tuple[Reason, int, int]]:
    """The reasons in a bracket behind those whom they are of: ``given up by 17 patients (rash, 10; lack of effect, 7)``."""
    bracket = next((one for one in _BRACKET.finditer(place.text, ended.end(), ended.end() + 320)), None)
    while bracket is not None:
        found = _items(place, _verb(ended["verb"]), bracket)
        if found:
            return found
        bracket = _BRACKET.search(place.text, bracket.end(), ended.end() + 320)
    return []


def _items(place: Place, verb: str, bracket: re.Match[str]) -> list[tuple[Reason, int, int]]:
    start, end = bracket.span("items")
    inside = [one for one in place.quantities if start <= one.start - place.base and one.end - place.base <= end]
    found: list[Reason] = []
    owner = _before(place, bracket.start())
    at = start
    for item in (_SEMICOLON if ";" in bracket["items"] else _COMMA).split(bracket["items"]):
        at = place.text.index(item, at)
        own = [one for one in inside if at <= one.start - place.base < at + len(item)]
        counted = _counted(own[0]) if len(own) == 1 else None
        if counted is None or owner < 0:
            return []
        first, last = own[0].start - place.base - at, own[0].end - place.base - at
        why = _LED.sub("", f"{item[:first]} {item[last:]}".strip(" ,:=-–()[]")).strip(" ,:=-–()[]")
        text = f"{verb} because of {why}"
        if len(why) < 3 or not (due_to_event(text) or for_another_reason(text)):
            return []
        found.append(Reason(owner, counted, Phrase(text, at, at + len(item)), joint=True))
        at += len(item)
    return [(reason, bracket.start(), bracket.end()) for reason in found] if found else []
