"""Groups that are listed for as many results: ``with A, B and C, respectively``, ``5, 7 and 9 with A, B and C``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.placed_names import GROUP_NOUNS, LONGEST, STOPS, Contrasted, Token, breaks, is_dose, name_of
from daraevidence.language.dosing import GIVEN_UNIT, OFTEN
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.word_classes import CHANGE

__all__ = ["respective", "run_ends", "with_drug"]

_LISTING = frozenset("in with for on among between to of receiving after during by".split())
_LISTED = compiled(r"\s*(?:,|,?\s+and|/)\s+")


def run_ends(text: str, places: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Where lists of three or more results end that nothing stands between, and how many they are: ``88, 84 and 52%``."""
    found: dict[int, int] = {}
    size = 1
    for (_, end), (start, last) in pairwise(places):
        size = size + 1 if _LISTED.fullmatch(text, end, start) else 1
        if size > 2:
            found.pop(end, None)
            found[last] = size
    return found


def respective(text: str, tokens: Sequence[Token], runs: Mapping[int, int]) -> Iterator[list[Contrasted]]:
    """``with A and B, respectively``, ``in A, B and C respectively``, ``With A and B, X was 5 and 7, respectively``.

    Also ``in groups A and B``; and ``5, 7 and 9 with A, B and C``: as many names behind a list of results.
    """
    words = {token.low for token in tokens}
    respectively = "respectively" in words
    if not respectively and not runs and words.isdisjoint(("groups", "arms", "cohorts")):
        return
    for place, token in enumerate(tokens[:-3]):
        if token.low not in _LISTING:
            continue
        first = place + 1 + (tokens[place + 1].low == "the")
        if tokens[first].low in ("groups", "arms", "cohorts"):
            yield from _lettered(tokens, place, first)
            continue
        if place and (size := runs.get(tokens[place - 1].end, 0)):
            found, last = _listed(text, tokens, place, first, whole=True)
            names = _with_head([_bare_of_time(one) for one in found if one is not None])
            if (last >= len(tokens) or tokens[last].text in ".;,()") and size == len(names) == len(found):
                yield names
                return
        if not respectively:
            continue
        if token.low == "in" and _is_what_changed(text, token):
            continue
        opens = place == 0 or tokens[place - 1].text in (":", ",", ".")
        for whole in (True, False):
            found, last = _listed(text, tokens, place, first, whole=whole)
            behind = tokens[last].low if last < len(tokens) else ""
            verb = behind in _LINKING and token.low in ("for", "with", "among", "in")
            told = behind == "respectively" if whole else verb or (opens and behind == ",")
            names = _with_noun(text, [_bare_of_time(one) for one in found if one is not None])
            if told and len(names) > 1 and len({one.name.casefold() for one in names}) == len(found):
                yield names


#: what nothing else is told of: ``The mean changes from baseline``
_CHANGES = compiled(
    r"(?:^|[.;:,]\s|\b[Tt]he\s)(?:(?:mean|median|average|adjusted|least[- ]squares?|LS|percent(?:age)?|absolute|relative|"
    rf"corresponding|maximum|estimated)\s)*(?:{CHANGE})s?(?:\s(?:from|since|over)\s(?:the\s)?[\w-]+)?\s\Z",
    re.IGNORECASE,
)
_WHOSE = compiled(rf"[^.;:\d]*?\b(?:groups?|arms?|cohorts?|{PEOPLE})\b", re.IGNORECASE)


def _is_what_changed(text: str, token: Token) -> bool:
    """Whether ``in`` leads to outcomes: ``changes in weight, waist and hip``; not ``changes in the A and B groups``."""
    return _CHANGES.search(text, max(0, token.start - 90), token.start) is not None and not _WHOSE.match(text, token.end)


def _listed(text: str, tokens: Sequence[Token], place: int, first: int, *, whole: bool) -> tuple[list[Contrasted | None], int]:
    """The names of a list that begins at a token, and the token behind it.

    Not ``whole``: a verb or another noun follows, so that the list ends with the name behind ``and``.
    """
    found: list[Contrasted | None] = []
    lead, last = place, first
    while last < len(tokens) and last - place < 5 * LONGEST:
        last = _name_ends(tokens, first, after_dose=bool(found) and found[-1] is not None and bool(_DOSED.match(found[-1].name)))
        if last == first:
            break
        found.append(name_of(text, tokens, first, last, lead))
        if found[-1] is None or (not whole and lead != place and tokens[first - 1].low in ("and", "or")):
            break
        lead = first = last
        while first < len(tokens) and (tokens[first].text == "," or tokens[first].low in ("and", "or")):
            first += 1
        if first == last:
            break
        last = first
    return found, last


#: ``tolimab 100 mg``
_DOSE = compiled(rf"\d[\d.,]*\s?{GIVEN_UNIT}(?:/\w+)?(?:\s{OFTEN})?")
_DOSED = compiled(rf"(?P<drug>[A-Za-z][\w-]{{3,}}(?:\s[a-z]{{4,}})?\s)\d[\d.,]*\s?{GIVEN_UNIT}(?:/\w+)?(?:\s{OFTEN})?$")


def with_drug(names: Sequence[Contrasted]) -> list[Contrasted]:
    """``placebo, tolimab 100 mg and 200 mg``: a dose alone behind a drug with its dose is of this drug."""
    found: list[Contrasted] = []
    drug = ""
    for one in names:
        alone = bool(drug) and one.name[0].isdigit() and _DOSE.fullmatch(one.name) is not None
        found.append(one._replace(name=f"{drug}{one.name}") if alone else one)
        dosed = _DOSED.match(found[-1].name)
        drug = dosed["drug"] if dosed is not None else ""
    return found


def _bare_of_time(one: Contrasted) -> Contrasted:
    """``after A and B``: what leads to the whole list is no part of its first name."""
    return one._replace(name=one.name[6:]) if one.name.casefold().startswith("after ") else one


#: verbs before the results of those that are listed: ``The time for A and B was 5 and 7 hours, respectively``
_LINKING = frozenset("was were is are averaged".split())


def _name_ends(tokens: Sequence[Token], first: int, *, after_dose: bool) -> int:
    """Where a name of a list ends: at a verb, a preposition, or a mark; ``10 mg`` is part of it, and may be all of it behind a
    name with a dose."""
    last = first
    while last < len(tokens) and last - first <= LONGEST and tokens[last].low != "respectively":
        dosed = is_dose([token.low for token in tokens[last : last + 2]]) and (
            last > first or after_dose or tokens[min(last + 2, len(tokens) - 1)].low in GROUP_NOUNS
        )
        if not dosed and not _goes_on(tokens[last]):
            break
        last += 1 + dosed
    return last


def _with_noun(text: str, names: list[Contrasted]) -> list[Contrasted]:
    """``the early and the late group``: the first of two names with the noun behind the second."""
    if len(names) != 2 or len(names[0].name.split()) != 1 or len(words := names[1].name.split()) != 2:
        return names
    if not _THE.search(text, 0, names[0].end) or not _AND_THE.fullmatch(text, names[0].end, names[1].end) or "-" in words[1]:
        return names
    return [names[0]._replace(name=f"{names[0].name} {words[1]}"), names[1]]


_HEADS = frozenset("dose doses risk level levels diet regimen treatment intake exposure intensity".split())


def _with_head(names: list[Contrasted]) -> list[Contrasted]:
    """``high, medium and low dose``: the noun behind the last of a list of adjectives is that of all."""
    words = [one.name.split() for one in names]
    if len(words) < 2 or len(words[-1]) != 2 or words[-1][1] not in _HEADS or any(len(each) > 1 for each in words[:-1]):
        return names
    return [*(one._replace(name=f"{one.name} {words[-1][1]}") for one in names[:-1]), names[-1]]


_THE = compiled(r"\bthe\s+[\w-]+$")
_AND_THE = compiled(r"\s+and\s+the\s+[\w-]+\s+[a-z]+$")


def _goes_on(token: Token) -> bool:
    return token.low not in STOPS and not breaks(token)


def _lettered(tokens: Sequence[Token], place: int, first: int) -> Iterator[list[Contrasted]]:
    """``in groups A and B``, ``for arms 1, 2, and 3``"""
    noun = tokens[first].text.rstrip("s")
    found: list[Contrasted] = []
    index = first + 1
    while index < len(tokens) and len(tokens[index].text) <= 3 and (tokens[index].text.isupper() or tokens[index].text.isdigit()):
        lead = tokens[place] if not found else tokens[index]
        found.append(Contrasted(lead.start, tokens[index].end, f"{noun} {tokens[index].text}"))
        joint = index + 1
        while joint < len(tokens) and (tokens[joint].text == "," or tokens[joint].low == "and"):
            joint += 1
        if joint == index + 1 or "and" in (tokens[i].low for i in range(index - 1, index)):
            break
        index = joint
    if len(found) > 1:
        yield found
