"""Groups that a sentence sets against each other, whatever they are called: grammar alone shows them.

A name counts only where its place says that it is a group: beside one of two results that stand against each other, on both
sides of a comparison, or before the plural of a noun for groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.adjuncts import parallel
from daraevidence.extractors.sentence.agents import acts
from daraevidence.extractors.sentence.beside import beside, counted
from daraevidence.extractors.sentence.clause_names import OPENS, in_two_clauses
from daraevidence.extractors.sentence.counted_people import STATE, without
from daraevidence.extractors.sentence.elliptic_names import elliptic
from daraevidence.extractors.sentence.filled_places import filled_places, modified
from daraevidence.extractors.sentence.labels import labelled
from daraevidence.extractors.sentence.listed_names import respective, run_ends, with_drug
from daraevidence.extractors.sentence.placed_names import (
    ARTICLES,
    GROUP_NOUNS,
    KEPT,
    LEADS,
    LONGEST,
    RESPECTIVELY,
    STOPS,
    VERSUS,
    Contrasted,
    Token,
    breaks,
    name_after,
    name_before,
    name_of,
    tokens_of,
)
from daraevidence.extractors.sentence.unknown_units import unit_ends
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST

__all__ = ["Contrasted", "contrasted", "opposed"]


def contrasted(text: str, base: int, results: Sequence[Quantity]) -> list[Contrasted]:
    """Names of groups that stand against each other, in order; none overlapping.

    Reads ``was higher after tilting than before``, ``5% for early v 7% for late feeding``, ``(early, 5% vs. late, 7%)``,
    ``5% (early) and 7% (late)``, ``similar with and without tilting``. Not names of outcomes or times, nor ``5% at the
    hip and 7% at the spine``.
    """
    tokens = tokens_of(text, 0, len(text))
    places = _joined(text, [(q.start - base, unit_ends(text, q.end - base, q)) for q in results])
    found: list[Contrasted] = []
    for pair in (
        *_of_groups(text, tokens),
        *respective(text, tokens, run_ends(text, places)),
        *_compared(text, tokens),
        *_opening(text, tokens),
        *_paired(text, tokens),
        *elliptic(text, places),
        *in_two_clauses(text, tokens, places),
        *labelled(text, places),
        *beside(text, tokens, places),
        *counted(text, places),
        *_of_kinds(text, places),
        *_people_in_pairs(text),
        *modified(text, places),
    ):
        more = [one for one in pair if not _overlap(one, found)]
        if len(more) == len(pair) or all(one in more or one.name in {other.name for other in found} for one in pair):
            found += with_drug(more)
    for run in filled_places(text, places):
        if any(not _overlap(one, found) for one in run):  # else what else the sentence shows says it of all of them
            found = [one for one in found if not _overlap(one, run)] + run
    return sorted(_with_noun(found) if any(len(one.name) < 4 for one in found) else found)


#: ``Group I``: a noun and the mark that tells one such group from the next
_MARKED = compiled(r"((?:[Gg]roup|[Aa]rm|[Cc]ohort)\s)(?:[A-Z]|[IVX]{1,3}|\d)")
_MARK = compiled(r"[A-Z]|[IVX]{1,3}|\d")


def _with_noun(found: Sequence[Contrasted]) -> list[Contrasted]:
    """``Group I and II``: the second is called as the first is."""
    first = next((match[1] for one in found if (match := _MARKED.fullmatch(one.name)) is not None), "")
    return [one._replace(name=first + one.name) if first and _MARK.fullmatch(one.name) else one for one in found]


def _overlap(one: Contrasted, others: Sequence[Contrasted]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


#: whom plain words tell apart, by family
_KINDS = compiled(
    r"(?:\b(?:in|for|among|of|with|than)\s+)?(?<![\w-])(?P<name>(?P<sex>women|men|females?|males?|girls|boys)|"
    r"(?P<smoking>(?:(?:current|former|never|ex|non)[- ]?)?smokers|nonsmokers)|(?P<age>adults|adolescents|children|infants)|"
    r"(?P<rank>stage|class|quartile|tertile|quintile)\s+(?:[IV]{1,3}[ABC]?|\d)(?:\s+disease)?|"
    r"(?:low|standard|intermediate|high|very\s+high)[- ](?P<risk>risk)(?:\s+(?:disease|patients))?)\b",
    re.IGNORECASE,
)
#: of each family a word that one of two has; a gate
_KIND_WORDS = tuple("women girls female smokers adults stage class quartile tertile quintile risk".split())
_KIND_BEHIND = compiled(r"[\s)\]]*(?:\([^()]{1,40}\)\s*)?")
_KIND_AHEAD = compiled(
    r"\s*(?:[(\[,:]\s*)?(?:(?:had|have|was|were|did|it\s+was|lived|lost|fell|rose|ate|drank|[a-z]{3,10}ed)\s+(?:an?\s+|the\s+)?(?:[a-z-]+\s+){0,4}?(?:of\s+|in\s+)?)?"
)


#: between two of a family that are set against each other: ``in men than in women``, ``in men and women, respectively``
_KIND_JOINT = compiled(rf"\s*,?\s*(?:{AGAINST}|than|(?P<and>and))\s+(?:(?:the|those|that)\s+)?", re.IGNORECASE)
#: ``Women had a lower rate than`` men, ``Compared with`` men, women had
_KIND_HELD = compiled(rf"\b(?:{AGAINST}|than)\s(?:in\s|among\s|for\s)?$", re.IGNORECASE)
_KIND_COMPARED = compiled(rf"\s*(?:{AGAINST})\s$", re.IGNORECASE)
#: where a clause begins: ``In men, it was 5%; in women, it was 7%``
_KIND_OPENS = compiled(r"(?:^|[;:]|\b(?:whereas|while|and|but)\b),?\s*$", re.IGNORECASE)


def _set_against(text: str, kinds: Sequence[re.Match[str]]) -> set[int]:
    """Where those of a family begin that a sentence sets against each other, or opens its clauses with."""
    found: set[int] = set()
    for one, other in pairwise(kinds):
        joint = _KIND_JOINT.fullmatch(text, one.end(), other.start())
        apart = joint is not None and (joint["and"] is None or RESPECTIVELY.search(text, one.end()) is not None)
        held = _KIND_HELD.search(text, 0, other.start("name")) is not None and _KIND_OPENS.search(text[: one.start()]) is not None
        people = one["sex"] or one["smoking"] or one["age"]
        if apart or (people and (held or _KIND_COMPARED.match(text[: one.start("name")]) is not None)):
            found |= {one.start(), other.start()}
    clauses = [each.start() for each in kinds if each.start() < each.start("name") and _KIND_OPENS.search(text[: each.start()])]
    return found | set(clauses if len(clauses) > 1 else ())


def _of_kinds(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``91% for stage I, 74% for stage II``, ``women had a mortality of 4.1%, men 2.2%``: each beside a result, or set against
    another, two or more of a family."""
    found: dict[str, dict[str, Contrasted]] = {}
    folded = text.casefold() if len(places) > 1 else ""
    kinds = list(_KINDS.finditer(text)) if any(map(folded.__contains__, _KIND_WORDS)) else []
    against = _set_against(text, kinds)
    for match in kinds:
        before = max((end for _, end in places if end <= match.start()), default=-1)
        after = min((start for start, _ in places if start >= match.end()), default=-1)
        led = match.start("name") > match.start()
        beside = before >= 0 and led and _KIND_BEHIND.fullmatch(text, before, match.start())
        if beside or match.start() in against or (after >= 0 and _KIND_AHEAD.fullmatch(text, match.end(), after)):
            family = next(kind for kind in ("sex", "smoking", "age", "rank", "risk") if match[kind])
            name = " ".join(match["name"].split())
            found.setdefault(f"{family} {match['rank'] or ''}", {}).setdefault(name.casefold(), Contrasted(*match.span(), name))
    yield from (list(names.values()) for names in found.values() if 1 < len(names) <= len(places))


_HAVING = rf"(?:{PEOPLE}|those)\s+(?:{STATE})(?:(?!\s(?:was|were|is|are)\s|\d[\d.]*\s?%)[^,;:()]){{1,50}}?"
#: ``in patients with X and patients without X, respectively``, ``for women with X versus those without``
_PEOPLE_PAIRED = Gated(
    f"{PEOPLE_NEEDED}|those",
    rf"\b(?:(?:in|for|among|of)\s+)?(?P<a>{_HAVING})\s+(?:(?P<and>and)|{AGAINST}|than)\s+(?P<lead>(?:in|for|among|of)\s+)?"
    rf"(?P<b>(?P<who>{PEOPLE}|those)\s+(?P<bare>without|who\s+(?:did|had|were)\s+not)|{_HAVING})"
    r"(?=\s*(?:[,;:(]|\.(?!\d)|$)|\s(?:was|were|had|is|are|respectively)\b)",
    re.IGNORECASE,
)


def _people_in_pairs(text: str) -> Iterator[list[Contrasted]]:
    """Two parts of the patients side by side, each by what they have; joined by ``and`` they need their order told."""
    for match in _PEOPLE_PAIRED.finditer(text):
        if match["and"] is None or RESPECTIVELY.search(text, match.end("a")) is not None:
            ends = (match.start(), match.end("a")), (match.start("lead") if match["lead"] else match.start("b"), match.end("b"))
            names = [" ".join(match[part].split()) for part in "ab"]
            names[1] = without(match["bare"], match["who"], names[0]) if match["bare"] else names[1]
            yield [Contrasted(*span, name) for span, name in zip(ends, names, strict=True)]


_TO = compiled(r"\s*to\s*(?:an?\s+(?:mean|median|average)\s+of\s+)?")


def _joined(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """``from 5 to 7``: two results of one group as one place."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if found and _TO.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


_JOINTS = frozenset("and or versus vs".split())


def _of_groups(text: str, tokens: Sequence[Token]) -> Iterator[list[Contrasted]]:
    """``in the A and B groups``, ``between A (5%) and B groups (7%)``: names that share the plural of their noun."""
    for place, token in enumerate(tokens):
        if token.low not in ("groups", "arms", "cohorts") or place < 3:
            continue
        found: list[Contrasted] = []
        last = _behind_bracket(tokens, place)
        while last > 0:
            first = last
            while first > 0 and tokens[first - 1].text[0].isalnum() and tokens[first - 1].low not in STOPS | LEADS | ARTICLES:
                first -= 1
            begin = first - (first > 0 and tokens[first - 1].low in ARTICLES)
            joint = begin > 0 and (tokens[begin - 1].low in _JOINTS or (bool(found) and tokens[begin - 1].text == ","))
            begin -= not joint and begin > 0 and tokens[begin - 1].low in LEADS
            one = name_of(text, tokens, first, last, begin, dosed=True)
            if one is None or first == last:
                break
            found.append(one if found or last < place else one._replace(end=token.end))
            if not joint:
                break
            last = _behind_bracket(tokens, begin - 1 - (begin > 1 and tokens[begin - 2].text == ","))
        if len(found) > 1:
            yield found[::-1]


def _behind_bracket(tokens: Sequence[Token], last: int) -> int:
    """The place before a bracket that ends at a token, or the place itself."""
    if last < 1 or tokens[last - 1].text != ")":
        return last
    return next((i for i in range(last - 2, max(-1, last - 16), -1) if tokens[i].text == "("), last)


_COMPARED_WITH = frozenset("compared relative superior inferior".split())
_COMPARING = VERSUS | _COMPARED_WITH | {"over"}
#: what is over another: ``favored A over B``, ``a benefit for A over B``
_PREFERRING = ("favor", "favour", "prefer", "superior", "advantage", "benefit")
_FAVORED = frozenset("favored favoured favors favours favoring favouring preferred".split())


#: what leads to a group that is compared with one by its bare name; ``pain during a test compared with placebo`` was no test's
_LED = (LEADS | _FAVORED) - {"during"}


def _comparison(tokens: Sequence[Token], place: int) -> int:
    """How many tokens a word of comparison has that begins here; 0 where none does."""
    low = tokens[place].low
    if low in VERSUS:
        return 2 if tokens[place + 1 : place + 2] and tokens[place + 1].text == "." else 1
    if low in _COMPARED_WITH and place + 1 < len(tokens) and tokens[place + 1].low in ("with", "to"):
        return 2
    if low == "over" and any(token.low.startswith(_PREFERRING) for token in tokens[max(0, place - 12) : place]):
        return 1
    if low == "as" and any(tokens[i].low == "as" and tokens[i + 1].low in _AS_MUCH for i in range(max(0, place - 24), place)):
        return 1
    return 0


#: ``twice as many with A as with B``
_AS_MUCH = frozenset("many much often likely frequent frequently common great high long large well effective fast few".split())


#: what may stand between a word of comparison and a name: ``than did those on B``
_REFERRING = frozenset("that those it patients did was were had".split())


def _compared(text: str, tokens: Sequence[Token]) -> Iterator[list[Contrasted]]:
    """``lower in A than in B``, ``with A compared with B``, ``higher after A than before``."""
    for place in range(1, len(tokens) - 1):
        length = _comparison(tokens, place) if tokens[place].low in _COMPARING else 0
        following = place + length
        if not length or following >= len(tokens):
            continue
        back = place - 1 if tokens[place - 1].low == "as" else place
        back -= tokens[back - 1].text == ","
        lead = following
        while lead + 1 < len(tokens) and tokens[lead].low in _REFERRING:
            lead += 1
        own = tokens[lead].low in LEADS
        alike = frozenset(word for word in LEADS - KEPT if parallel(word, tokens[lead].low))
        one = name_before(text, tokens, back, alike if own and tokens[lead].low not in KEPT else _LED)
        if one is None:
            other, last = name_after(text, tokens, lead + own, lead)
            if other is not None and tokens[last - 1].low in GROUP_NOUNS:
                yield [other]
            continue
        if own and tokens[lead].low in KEPT and lead + 1 < len(tokens) and not tokens[lead + 1].text[0].isalnum():
            yield [one, Contrasted(tokens[lead].start, tokens[lead].end, f"{tokens[lead].text} {_bare(one.name)}")]
            continue
        other, _ = name_after(text, tokens, lead + own, lead)
        if other is not None and other.name.casefold() != one.name.casefold():
            yield [one, other]


#: ``treatment with`` A ``was associated with``
_GIVEN = compiled(
    r"\s*(?:the\s)?(?:treatment|therapy|use|administration|initiation|receipt|supplementation|prophylaxis)\s(?:with|of)\s(?:an?\s|the\s)?",
    re.IGNORECASE,
)


def _opening(text: str, tokens: Sequence[Token]) -> Iterator[list[Contrasted]]:
    """``Compared with A, B shortened X (5 vs 7)``: the subject behind what it is compared with."""
    opens = OPENS.match(text)
    if opens is None:
        return
    begin = next((i for i, token in enumerate(tokens) if token.start >= opens.end()), len(tokens))
    one, last = name_after(text, tokens, begin, begin)
    if one is None or last >= len(tokens) or tokens[last].text != ",":
        return
    given = _GIVEN.match(text, tokens[last].end)
    start = next((i for i in range(last + 1, len(tokens)) if given is None or tokens[i].start >= given.end()), len(tokens))
    for place in range(start + 1, min(start + 1 + LONGEST, len(tokens))):
        token = tokens[place]
        if breaks(token) or token.low in LEADS:
            return
        if acts(text, tokens[place - 1].end):  # not "the pain decreased by"
            other = name_of(text, tokens, start, place, start)
            if other is not None and other.name.casefold() != one.name.casefold():
                yield [one, other]
            return


def opposed(text: str, start: int, end: int) -> Contrasted | None:
    """The name behind a word of comparison in a range: ``fewer relapses than B (``."""
    tokens = tokens_of(text, 0, len(text))
    for place, token in enumerate(tokens[:-1]):
        length = _comparison(tokens, place) if token.low in _COMPARING and start <= token.start < end else 0
        following = place + length
        while length and following + 1 < len(tokens) and tokens[following].low in _REFERRING:
            following += 1
        if not length or following >= len(tokens):
            continue
        own = tokens[following].low in LEADS and following + 1 < len(tokens)
        other, _ = name_after(text, tokens, following + own, following)
        if other is not None:
            return other
    return None


def _bare(name: str) -> str:
    return name.partition(" ")[2] if name.partition(" ")[0].casefold() in KEPT else name


_ALIKE = compiled(
    r"\b(?:differ\w*|similar\w*|comparable|equal\w*|identical|equivalent|same|compar\w+)\b[^;:.]{0,60}$", re.IGNORECASE
)


_OPENING = frozenset("with without before after between for among".split())


def _paired(text: str, tokens: Sequence[Token]) -> Iterator[list[Contrasted]]:
    """``with and without A``, ``before and after A``, ``between A and B``."""
    for place in range(len(tokens) - 3):
        first = tokens[place].low
        if first not in _OPENING:
            continue
        joint, second = tokens[place + 1].low, tokens[place + 2].low
        if joint in ("and", "or", "versus", "vs", "than") and {first, second} in ({"with", "without"}, {"before", "after"}):
            what, _ = name_after(text, tokens, place + 3, place + 3)
            if what is not None:
                yield [
                    Contrasted(tokens[place].start, tokens[place].end, f"{first} {what.name}"),
                    Contrasted(tokens[place + 2].start, what.end, f"{second} {what.name}"),
                ]
        elif first in ("for", "with", "among") and RESPECTIVELY.search(text):
            one, last = name_after(text, tokens, place + 1, place)
            if one is not None and last < len(tokens) and tokens[last].low == "and":
                other, after = name_after(text, tokens, last + 1, last + 1)
                if other is not None and after < len(tokens) and tokens[after].low in ("was", "were"):
                    yield [one, other]
        elif first == "between" and _ALIKE.search(text, 0, tokens[place].start):
            one, last = name_after(text, tokens, place + 1, place)
            if one is not None and last < len(tokens) and tokens[last].low == "and":
                other, _ = name_after(text, tokens, last + 1, last + 1)
                if other is not None:
                    yield [one, other]
