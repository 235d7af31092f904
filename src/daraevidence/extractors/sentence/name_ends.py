"""Where the name of a group ends: without what its people did, its reference, and its noun where another has none."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.group_forms import DID
from daraevidence.extractors.sentence.known_groups import Named
from daraevidence.extractors.sentence.placed_names import ARTICLES
from daraevidence.language.patterns import compiled

__all__ = ["by_one_name", "trimmed_name"]


def trimmed_name(text: str, one: Named) -> Named:
    """A name with the ending of its possessive, and without a reference or what its people did."""
    return _without_tail(text, _with_ending(text, _without_of(text, one)))


_OF = compiled(r"of\s+(?:(?:the|an?)\s+)?(?=\w)")


def _without_of(text: str, one: Named) -> Named:
    """``patients of the daily regimen``: the name begins behind the preposition."""
    led = _OF.match(one.name) if one.group is None else None
    if led is None:
        return one
    inside = _OF.match(text, one.start, one.end)
    return one._replace(name=one.name[led.end() :], start=inside.end() if inside is not None else one.start)


_NOUN = compiled(r"\s(?:group|arm|cohort)s?$", re.IGNORECASE)


def by_one_name(found: list[Named]) -> list[Named]:
    """``the control group`` and ``control`` in one sentence are one group."""
    plain = {one.name.casefold(): one for one in found if not _NOUN.search(one.name)}
    same = [plain.get(_NOUN.sub("", one.name).casefold(), one) for one in found]
    return [one._replace(name=known.name, group=known.group) for one, known in zip(found, same, strict=True)]


def _with_ending(text: str, one: Named) -> Named:
    """A name with the ending of its possessive, and without a reference: ``the placebo group's rate``, ``those on X [4]``."""
    if one.group is None and "[" in one.name:
        one = one._replace(name=_REFERENCE.sub("", one.name))
    return one._replace(end=one.end + 2) if text[one.end : one.end + 2] in ("'s", "’s") else one


_REFERENCE = compiled(r"\s*\[\d{1,3}(?:\s?[,;-]\s?\d{1,3})*\]")
#: what those of a group did, and when: no part of what it is called
_TAIL = compiled(
    r"(?<=[\w)])\s+(?:(?:achiev|reach|maintain|attain|hav|show|report|experienc|remain|develop|los|gain)ing\s"
    r"|(?:at|by|through)\s+(?:(?:week|month|day|year)\s+\d|\d+\s(?:weeks|months|days|years)\b))"
)


def _without_tail(text: str, one: Named) -> Named:
    """``those on 60 mg by week 12``, ``the X group maintaining a response``: the name ends before; not ``patients reaching``."""
    one = one if _CLAUSE.match(text, one.start) else _without_predicate(one)
    tail = _TAIL.search(text, one.start, one.end)
    if tail is None or text[one.start : tail.start()].casefold().rsplit(None, 1)[-1] in ARTICLES or _OF_WHOM.search(one.name):
        return one
    if one.group is not None:
        return one._replace(end=tail.start())
    place = one.name.find(" ".join(tail[0].split()))
    return one._replace(end=tail.start(), name=one.name[:place].rstrip()) if place > 0 else one


#: ``when a whistle was blown``: a group told by a clause
_CLAUSE = compiled(r"(?:(?:those\s)?(?:in|for|of|with|after)\s)?(?:when|where|if|unless|whom|which|whose)\b", re.IGNORECASE)
#: verbs that no name of a group has, and with which its clause goes on: ``tacrolimus`` lost ``their graft``
_PREDICATE = compiled(rf"(?<!\band)(?<!,)\s(?:was|were|had|has|have|did|{DID})\s")
_WHO = compiled(r"\b(?:who|whose|whom|that|which)\s(?:(?:had|have|has|were|was|did)\s)?(?:(?:been|not|also|already|never)\s)*\w+")


def _without_predicate(one: Named) -> Named:
    """``those receiving tacrolimus lost their graft``, ``who had been given the patch were abstinent``: the name ends before."""
    whose = _WHO.search(one.name) if one.group is None else None
    verb = _PREDICATE.search(one.name, whose.end() if whose else 2) if one.group is None else None
    if verb is None:
        return one
    rest = len(one.name) - verb.start()
    return one._replace(end=one.end - rest, name=one.name[: verb.start()])


_OF_WHOM = compiled(r"\b(?:who|whose|with|without)\b")
