"""Groups that a sentence sets against each other, whatever they are called: grammar alone shows them.

A name counts only where its place says that it is a group: beside one of two results that stand against each other, on both
sides of a comparison, or before a verb that gives or changes something.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms

__all__ = ["Contrasted", "contrasted"]


class Contrasted(NamedTuple):
    """A name at a place; ``start`` also covers the preposition and article before it."""

    start: int
    end: int
    name: str


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    low: str


_TOKEN = re.compile(r"\d+(?:\.\d+)?-[A-Za-z][\w-]*|[^\W\d_](?:[\w'’/+.-]*[\w+])?|\d(?:[\d.,·]*\d)?|\S")


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(match[0], match.start(), match.end(), match[0].casefold()) for match in _TOKEN.finditer(text, start, end)]


_LEADS = frozenset("in for with on among after before by without".split())
#: prepositions that are part of what a group is called: before priming, without X
_KEPT = frozenset("before without after".split())
_ARTICLES = frozenset(
    "the a an those that patients subjects participants women men children adults infants one fed given receiving".split()
)
_VERSUS = frozenset("versus vs v than".split())
_STOPS = frozenset(
    (
        "was were is are be been being had has have having did does do not and or but while whereas which who that "
        "versus vs v than compared as relative rather in at for during from to on among by between per since until "
        "over within under respectively both also only then when where there this these showed occurred experienced "
        "received required achieved developed died reached remained increased decreased improved reduced declined "
        "changed respectively because due if though although however"
    ).split()
)
_NO_GROUP = frozenset(
    (
        "baseline week weeks month months year years day days hour hours minute minutes time times follow-up followup study "
        "trial period end start groups arms cohorts both all either each it its their them total overall mean median average "
        "sd se sem ci p range iqr none respectively history comparison difference differences change changes increase "
        "decrease reduction ratio hazard rate rates score scores level levels value values survival mortality response "
        "remission incidence risk grade grades n hr or rr interval confidence percent points least most more less same "
        "general addition contrast particular cases case patients subjects participants women men children adults events "
        "results conclusions significance analysis expected predicted before after without cycle cycles visit visits "
        "stage stages phase phases dose doses one two three four others other another anyone everyone"
    ).split()
)
_NAMED_SO = frozenset("group groups arm arms cohort cohorts patients recipients subjects participants".split())
_LONGEST = 7


def contrasted(text: str, base: int, results: Sequence[Quantity]) -> list[Contrasted]:
    """Names of groups that stand against each other, in order; none overlapping.

    Reads ``was higher after tilting than before``, ``5% for early v 7% for late feeding``, ``(early, 5% vs. late, 7%)``,
    ``5% (early) and 7% (late)``, ``similar with and without tilting``. Not names of outcomes or times, nor ``5% at the
    hip and 7% at the spine``.
    """
    tokens = _tokens(text, 0, len(text))
    places = _joined(text, [(q.start - base, q.end - base) for q in results])
    found: list[Contrasted] = []
    for pair in (
        *_of_groups(text, tokens),
        *_respective(text, tokens),
        *_compared(text, tokens),
        *_paired(text, tokens),
        *_beside(text, tokens, places),
        *_counted(text, places),
    ):
        if not any(one.start < other.end and other.start < one.end for one in pair for other in found):
            found += pair
    return sorted(found)


_TO = re.compile(r"\s*to\s*(?:an?\s+(?:mean|median|average)\s+of\s+)?")


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``from 5 to 7``: two results of one group as one place."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and _TO.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _name(text: str, tokens: Sequence[_Token], first: int, last: int, lead: int, *, dosed: bool = False) -> Contrasted | None:
    """The name of the tokens ``first`` to ``last``, with what leads to it, where it can be a group's.

    ``dosed``: a noun says that ``10-mg`` alone is one.
    """
    while first < last and tokens[first].low in _ARTICLES:
        first += 1
    while last > first and tokens[last - 1].text in "\"“”'’":
        last -= 1
    words = [token.low for token in tokens[first:last] if token.text[0].isalnum()]
    while words and words[-1] in _NAMED_SO and len(words) > 1:
        words.pop()
    if (
        not 0 < len(words) <= _LONGEST
        or words[0] in _NO_GROUP
        or words[-1] in _NO_GROUP
        or (words[0][0].isdigit() and ("-" not in words[0] or not (dosed or len(words) > 1)))
    ):
        return None
    kept = tokens[lead].low in _KEPT and lead < first
    begin = tokens[lead].start if kept else tokens[first].start
    name = " ".join(text[begin : tokens[last - 1].end].split())
    if len(name) < 2 and not kept:
        return None
    if any(
        term.kind in ("endpoint", "response", "adverse_event") for term in terms(text[tokens[first].start : tokens[last - 1].end])
    ):
        return None
    return Contrasted(tokens[lead].start, tokens[last - 1].end, name)


def _after(text: str, tokens: Sequence[_Token], place: int, lead: int) -> tuple[Contrasted | None, int]:
    """The name that begins at a token, and the token behind it."""
    last = place
    while last < len(tokens) and last - place < 2 * _LONGEST:
        token = tokens[last]
        people = last > place and tokens[last - 1].low in _ARTICLES
        if token.low in _STOPS and not (people and token.low in ("in", "on")):
            break
        if _breaks(token):
            break
        last += 1
    return _name(text, tokens, place, last, lead), last


def _before(text: str, tokens: Sequence[_Token], place: int, leads: frozenset[str]) -> Contrasted | None:
    """The name that ends before a token, behind one of the words that may lead to it."""
    first = place
    while first > 0 and place - first <= 2 * _LONGEST:
        token = tokens[first - 1]
        if token.low in leads:
            return _name(text, tokens, first, place, first - 1)
        if token.low in _STOPS or _breaks(token):
            return None
        first -= 1
    return None


def _breaks(token: _Token) -> bool:
    """A number or a mark, which no name has; ``10-mg`` is a word."""
    if token.text[0].isdigit():
        return "-" not in token.text
    return not token.text[0].isalnum() and token.text not in "+&\"“”'’"


_JOINTS = frozenset("and or versus vs".split())


def _of_groups(text: str, tokens: Sequence[_Token]) -> Iterator[list[Contrasted]]:
    """``in the A and B groups``, ``between A (5%) and B groups (7%)``: names that share the plural of their noun."""
    for place, token in enumerate(tokens):
        if token.low not in ("groups", "arms", "cohorts") or place < 3:
            continue
        found: list[Contrasted] = []
        last = place
        while last > 0:
            first = last
            while first > 0 and tokens[first - 1].text[0].isalnum() and tokens[first - 1].low not in _STOPS | _LEADS | _ARTICLES:
                first -= 1
            begin = first - (first > 0 and tokens[first - 1].low in _ARTICLES)
            joint = begin > 0 and (tokens[begin - 1].low in _JOINTS or (bool(found) and tokens[begin - 1].text == ","))
            begin -= not joint and begin > 0 and tokens[begin - 1].low in _LEADS
            one = _name(text, tokens, first, last, begin, dosed=True)
            if one is None or first == last:
                break
            found.append(one if last < place else one._replace(end=token.end))
            if not joint:
                break
            last = _behind_bracket(tokens, begin - 1 - (begin > 1 and tokens[begin - 2].text == ","))
        if len(found) > 1:
            yield found[::-1]


def _behind_bracket(tokens: Sequence[_Token], last: int) -> int:
    """The place before a bracket that ends at a token, or the place itself."""
    if last < 1 or tokens[last - 1].text != ")":
        return last
    return next((i for i in range(last - 2, max(-1, last - 16), -1) if tokens[i].text == "("), last)


_LISTING = frozenset("in with for on among between to of receiving".split())


def _respective(text: str, tokens: Sequence[_Token]) -> Iterator[list[Contrasted]]:
    """``with A and B, respectively``, ``in A, B and C respectively``, ``in groups A and B``."""
    for place, token in enumerate(tokens[:-3]):
        if token.low not in _LISTING:
            continue
        first = place + 1 + (tokens[place + 1].low == "the")
        if tokens[first].low in ("groups", "arms", "cohorts"):
            yield from _lettered(tokens, place, first)
            continue
        found: list[Contrasted | None] = []
        lead, last = place, first
        while last < len(tokens) and last - place < 5 * _LONGEST:
            while (
                last < len(tokens) and last - first <= _LONGEST and _goes_on(tokens[last]) and tokens[last].low != "respectively"
            ):
                last += 1
            if last == first:
                break
            found.append(_name(text, tokens, first, last, lead))
            lead = first = last
            while first < len(tokens) and (tokens[first].text == "," or tokens[first].low in ("and", "or")):
                first += 1
            if first == last or found[-1] is None:
                break
            last = first
        told = tokens[first : first + 1] and tokens[first].low == "respectively"
        names = [one for one in found if one is not None]
        if told and len(names) > 1 and len({one.name.casefold() for one in names}) == len(found):
            yield names


def _goes_on(token: _Token) -> bool:
    return token.low not in _STOPS and not _breaks(token)


def _lettered(tokens: Sequence[_Token], place: int, first: int) -> Iterator[list[Contrasted]]:
    one, joint, other = (*tokens[first + 1 : first + 4], *[tokens[-1]] * 3)[:3]
    if joint.low != "and" or any(len(each.text) > 2 or not (each.text.isupper() or each.text.isdigit()) for each in (one, other)):
        return
    noun = tokens[first].text.rstrip("s")
    yield [
        Contrasted(tokens[place].start, one.end, f"{noun} {one.text}"),
        Contrasted(other.start, other.end, f"{noun} {other.text}"),
    ]


_MODIFIED = re.compile(
    r"(?<=\d)(?:\s|\s[a-z]+\s)?\s*(?P<name>(?!of\b|in\b)[A-Za-z][\w/+-]*(?:\s[A-Za-z][\w/+-]*)?)\s+"
    r"(?:patients?|recipients?|subjects?|participants?|women|men|children|adults|users)\b"
)


def _counted(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``4 of 31 A patients (13%) versus 9 of 30 B patients``: the groups stand between the numbers and their noun."""
    for (start, end), (second, last) in pairwise(places):
        one, other = _MODIFIED.search(text, start, end), _MODIFIED.search(text, second, last)
        if one is not None and other is not None and one["name"] != other["name"]:
            found = _valid([one.span("name"), other.span("name")], text)
            if found is not None:
                yield found


def _comparison(tokens: Sequence[_Token], place: int) -> int:
    """How many tokens a word of comparison has that begins here; 0 where none does."""
    low = tokens[place].low
    if low in _VERSUS:
        return 2 if tokens[place + 1 : place + 2] and tokens[place + 1].text == "." else 1
    if low in ("compared", "relative") and place + 1 < len(tokens) and tokens[place + 1].low in ("with", "to"):
        return 2
    return 0


def _compared(text: str, tokens: Sequence[_Token]) -> Iterator[list[Contrasted]]:
    """``lower in A than in B``, ``with A compared with B``, ``higher after A than before``."""
    for place in range(1, len(tokens) - 1):
        length = _comparison(tokens, place)
        following = place + length
        if not length or following >= len(tokens):
            continue
        back = place - 1 if tokens[place - 1].low == "as" else place
        back -= tokens[back - 1].text == ","
        lead = following
        while lead + 1 < len(tokens) and tokens[lead].low in ("that", "those", "it", "patients"):
            lead += 1
        own = tokens[lead].low in _LEADS
        one = _before(text, tokens, back, frozenset((tokens[lead].low,)) if own and tokens[lead].low not in _KEPT else _LEADS)
        if one is None:
            continue
        if own and tokens[lead].low in _KEPT and lead + 1 < len(tokens) and not tokens[lead + 1].text[0].isalnum():
            yield [one, Contrasted(tokens[lead].start, tokens[lead].end, f"{tokens[lead].text} {_bare(one.name)}")]
            continue
        other, _ = _after(text, tokens, lead + own, lead)
        if other is not None and other.name.casefold() != one.name.casefold():
            yield [one, other]


def _bare(name: str) -> str:
    return name.partition(" ")[2] if name.partition(" ")[0].casefold() in _KEPT else name


_ALIKE = re.compile(
    r"\b(?:differ\w*|similar\w*|comparable|equal\w*|identical|equivalent|same|compar\w+)\b[^;:.]{0,60}$", re.IGNORECASE
)


_OPENING = frozenset("with without before after between".split())


def _paired(text: str, tokens: Sequence[_Token]) -> Iterator[list[Contrasted]]:
    """``with and without A``, ``before and after A``, ``between A and B``."""
    for place in range(len(tokens) - 3):
        first = tokens[place].low
        if first not in _OPENING:
            continue
        joint, second = tokens[place + 1].low, tokens[place + 2].low
        if joint in ("and", "or", "versus", "vs", "than") and {first, second} in ({"with", "without"}, {"before", "after"}):
            what, _ = _after(text, tokens, place + 3, place + 3)
            if what is not None:
                yield [
                    Contrasted(tokens[place].start, tokens[place].end, f"{first} {what.name}"),
                    Contrasted(tokens[place + 2].start, what.end, f"{second} {what.name}"),
                ]
        elif first == "between" and _ALIKE.search(text, 0, tokens[place].start):
            one, last = _after(text, tokens, place + 1, place)
            if one is not None and last < len(tokens) and tokens[last].low == "and":
                other, _ = _after(text, tokens, last + 1, last + 1)
                if other is not None:
                    yield [one, other]


_JOINT = re.compile(
    r"[\s,;)\]]*(?:(?:and|versus|vs\.?|v\.?|while|whereas|but|compared (?:with|to)|than|with|from|in|by)\b\.?[\s,]*)*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:[(\[;,:]|\b(?:vs\.?|versus|v|and|compared with)(?=\s)|^)\s*(?P<name>[A-Za-z][\w/+-]*(?:[ ][\w/+-]+){0,3})"
    r"\s*[,:=]?\s*(?:was|were|had)?\s*$"
)
_BRACKETED = re.compile(r"\s*\((?P<name>[A-Za-z][\w/+-]*(?:[ ][\w/+-]+){0,2})\)")


def _beside(text: str, tokens: Sequence[_Token], places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """Names beside two results that follow each other: behind both, before both, or in brackets behind both."""
    starts = [token.start for token in tokens]
    for (start, end), (second, last) in pairwise(places):
        ahead = _ahead_of_both(text, start, end, second)
        if ahead is not None:
            yield ahead
        elif second - end > 160 or ";" in text[end:second].strip("; "):
            continue
        pair = _behind_both(text, tokens, starts, end, second, last) or _labels(text, start, end, second)
        pair = pair or _in_brackets(text, end, second, last)
        if pair is not None and pair[0].name.casefold() != pair[1].name.casefold():
            yield pair


def _behind_both(
    text: str, tokens: Sequence[_Token], starts: Sequence[int], end: int, second: int, last: int
) -> list[Contrasted] | None:
    found: list[Contrasted] = []
    leads: list[str] = []
    for place, limit in ((end, second), (last, len(text))):
        index = bisect_left(starts, place)
        while index < len(tokens) and tokens[index].text in ")]":
            index += 1
        if index + 1 >= len(tokens) or tokens[index].low not in _LEADS:
            return None
        one, _ = _after(text, tokens, index + 1, index)
        if one is None or one.end > limit:
            return None
        leads.append(tokens[index].low)
        found.append(one)
    same = leads[0] == leads[1] or {*leads} in ({"before", "after"}, {"with", "without"})
    between = _JOINT.fullmatch(text, found[0].end, second)
    return found if same and between else None


def _labels(text: str, start: int, end: int, second: int) -> list[Contrasted] | None:
    one = _LABEL.search(text, max(0, start - 60), start)
    other = _LABEL.search(text, end, second)
    versus = re.search(r"\b(?:versus|vs|v|compared)\b", text[end:second])
    if one is None or other is None or versus is None:
        return None
    return _valid([(one.start("name"), one.end("name")), (other.start("name"), other.end("name"))], text)


_AHEAD = re.compile(
    r"(?:^|[;:.,]\s+|\b(?:and|while|whereas|but)\s+)(?:with|in|among|for|on|after|of)\s+(?P<name>[A-Za-z][\w+/-]*(?:\s[\w+/-]+){0,5}),"
    r"\s*(?:it was\s+|they were\s+|only\s+)?$",
    re.IGNORECASE,
)


def _ahead_of_both(text: str, start: int, end: int, second: int) -> list[Contrasted] | None:
    """``With A, 5% relapsed; with B, 7%``: names that lead the clauses of both results."""
    one = _AHEAD.search(text, max(0, start - 90), start)
    other = _AHEAD.search(text, end, second)
    return _valid([one.span("name"), other.span("name")], text) if one is not None and other is not None else None


def _in_brackets(text: str, end: int, second: int, last: int) -> list[Contrasted] | None:
    one, other = _BRACKETED.match(text, end), _BRACKETED.match(text, last)
    if one is None or other is None or one.end() > second:
        return None
    return _valid([one.span("name"), other.span("name")], text)


def _valid(ranges: Sequence[tuple[int, int]], text: str) -> list[Contrasted] | None:
    found = []
    for start, end in ranges:
        tokens = _tokens(text, start, end)
        one = _name(text, tokens, 0, len(tokens), 0) if tokens else None
        if one is None or any(token.low in _STOPS for token in tokens):
            return None
        found.append(one)
    return found
