"""Names of groups in two clauses that are told alike, of which the second has no outcome of its own: grammar alone shows them.

``The rate of X was 5% with A; the figure for B was 7%``: whatever is neither a name nor a number in the second clause only points
back to the first, so that its one name stands where that of the first does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.extractors.sentence.adjuncts import Adjunct, adjunct, parallel, to_taken
from daraevidence.extractors.sentence.agents import agents
from daraevidence.extractors.sentence.placed_names import (
    LEADS,
    STOPS,
    Contrasted,
    Token,
    breaks,
    name_after,
    name_before,
    name_of,
)
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE_WORDS
from daraevidence.language.terms import TermKind
from daraevidence.language.vocabulary import terms

__all__ = ["OPENS", "in_two_clauses"]

#: words that tell nothing of their own: pronouns, verbs of being and of what goes on, what points back, what leads to a number
_HOLLOW = frozenset(
    (
        "nor it they this that these those which so such the a an one its their same corresponding respective equivalent "
        "comparable matching analogous similar figure figures rate rates value values number numbers proportion "
        "proportions percentage percentages share mean median average averages result results count score level risk "
        "incidence frequency total was were is are has had have been be did do does done happened occurred occurring "
        "seen observed found noted recorded reported measured averaged reached amounted stood remained stayed came went "
        "rose fell dropped declined decreased increased improved worsened changed reduced lowered raised developed "
        "lasted took achieved obtained in by to at from of for only just about nearly almost approximately around "
        "roughly as little much many low high few some even also then again however likewise instead still already not "
        "but and or while whereas though although meanwhile conversely similarly contrast comparison compared versus vs "
        "against than with among"
    ).split()
)
#: where a clause begins
_CLAUSE = frozenset("; and but while whereas although though".split())
_FIGURES = frozenset("figure figures rate rates value values number proportion percentage mean median average result".split())
#: what leads to a group behind a figure
_OF_GROUP = frozenset("for with in on among after under given".split())
#: of the hollow words, what may stand between a name and its number
_TO_NUMBER = _HOLLOW - LEADS - _CLAUSE | frozenset(("in", "by", "for"))
_GIVEN = frozenset("receiving given taking during through".split())
_SLOTS = LEADS | _GIVEN
_MARKS = frozenset((",", ":", "(", "[", "=", "-", "–", "—"))
#: what stands behind the name where a clause opens with it, or has it before its verb
_GOES_ON = frozenset(
    "was were had has have it they this the there did occurred averaged fell rose remained reached changed amounted stood".split()
)


#: verbs before which a name ends
_VERBS = STOPS - frozenset(
    (
        "and or but while whereas versus vs v than against compared as relative rather in at for during from to on "
        "among by between per since until over within under respectively both also only then when where because due if "
        "though although however who which that"
    ).split()
)


class _Clauses(NamedTuple):
    """The tokens of a sentence with those where the result before ends, and where one begins and ends, and the next one."""

    text: str
    tokens: Sequence[Token]
    before: int
    first: int
    behind: int
    second: int
    last: int


def in_two_clauses(text: str, tokens: Sequence[Token], places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """The two names of results that stand in clauses of their own, where the second tells of what the first told of.

    Reads ``X was 5% with A; the figure for B was 7%``, ``In A, X was 5; in B, it was 7``, ``5% with A, whereas with B it did so
    in 7%``. Not ``X was 5% with A and Y was 7% with B``: the second has an outcome of its own.
    """
    starts = [token.start for token in tokens]
    told = 0
    for (start, end), (again, last) in pairwise(places):
        clauses = _Clauses(text, tokens, *(bisect_left(starts, place) for place in (told, start, end, again, last)))
        told = end
        for opening in _openings(clauses):
            other = _second(clauses, opening)
            one = _first(clauses, opening, other) if other is not None else None
            if one is not None and other is not None and _apart(one, other.one):
                yield _of_results(clauses, one, other.one, places)
                break
    if len(places) > 1 and (opens := OPENS.match(text, 0, places[0][0])) is not None:
        clauses = _Clauses(text, tokens, *(bisect_left(starts, place) for place in (0, *places[0], *places[1])))
        yield from _compared_first(clauses, bisect_left(starts, opens.end()))


def _apart(one: Contrasted, other: Contrasted) -> bool:
    """Whether two names are names, and not of the same: not ``the former`` and ``the latter``."""
    names = [each.name.casefold() for each in (one, other)]
    return names[0] != names[1] and _ORDER.isdisjoint(names)


_ORDER = frozenset("former latter first second".split())


def _of_results(clauses: _Clauses, one: Contrasted, other: Contrasted, places: Sequence[tuple[int, int]]) -> list[Contrasted]:
    """Two names with the results that are theirs, where neither clause has a further result that may be theirs as well."""
    first, second = clauses.tokens[clauses.first].start, clauses.tokens[clauses.second].start
    more = [start for start, _ in places if start not in (first, second)]
    if any(one.start < start < first or (start > second and other.end <= second) for start in more):
        return [one, other]
    return [one._replace(result=first), other._replace(result=second)]


def _openings(clauses: _Clauses) -> Iterator[int]:
    """Where the second clause may begin."""
    for place in range(clauses.behind, clauses.second):
        token = clauses.tokens[place]
        if token.low in _CLAUSE or token.text == "," or (token.text == "." and _opens_sentence(clauses.tokens, place + 1)):
            yield place + 1


def _opens_sentence(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sentence begins at a token: where two are read as one, as the second goes on with the first."""
    return place < len(tokens) and tokens[place].text[0].isupper() and tokens[place].low in _SLOTS


def _second(clauses: _Clauses, opening: int) -> Adjunct | None:
    """The one name of a clause that has no words of its own besides: before its number, else behind it."""
    tokens = clauses.tokens
    begin, end = opening, clauses.second
    while end > begin and (tokens[end - 1].low in _TO_NUMBER or tokens[end - 1].text in _MARKS):
        end -= 1
    while begin < end and tokens[begin].low in _HOLLOW and not _leads(tokens, begin, end):
        begin += 1
    if begin == end or (tokens[begin].low in _SLOTS and begin + 1 == end):
        behind = clauses.last
        while behind < len(tokens) and tokens[behind].low in _DID_SO:
            behind += 1
        return adjunct(clauses.text, tokens, behind)
    led = _led(clauses, begin) or ("", begin)
    if any(token.low in STOPS or breaks(token) for token in tokens[led[1] : end]):
        return None
    if not led[0] and not _IN_TURN.issuperset(token.low for token in tokens[end : clauses.second]):
        return None
    one = name_of(clauses.text, tokens, led[1], end, begin)
    return Adjunct(led[0], one) if one is not None else None


#: what may stand between a subject and its number that is that of the same verb: ``A led to X in 5%, B in 7%``
_IN_TURN = frozenset("in by to did so had only just about nearly almost".split())


#: verbs that stand for the one of the first clause
_DID_SO = frozenset("did do so had was were likewise".split())


def _led(clauses: _Clauses, place: int) -> tuple[str, int] | None:
    """What leads to a name at a token, and where the name begins."""
    low = clauses.tokens[place].low
    return to_taken(clauses.text, clauses.tokens, place) or ((low, place + 1) if low in _SLOTS else None)


def _leads(tokens: Sequence[Token], place: int, end: int) -> bool:
    """Whether a word leads to a name here, and does not join what points back: ``the figure for B``, not ``the rate of``."""
    return tokens[place].low in _SLOTS and place + 1 < end and tokens[place + 1].low not in _HOLLOW - {"the", "a", "an", "those"}


#: what begins a sentence with the one whom its subject is set against
OPENS = compiled(
    r"(?:[A-Z]{5,}:?\s+)?(?:(?:[Aa]s|[Ww]hen)\s+)?(?:[Cc]ompared\s+(?:with|to)|[Ii]n\s+(?:comparison|contrast)\s+(?:with|to)|[Rr]elative\s+to|"
    r"[Aa]s\s+opposed\s+to|[Cc]ontrary\s+to|[Uu]nlike|[Vv]ersus|[Aa]gainst)\s+"
)


def _compared_first(clauses: _Clauses, begin: int) -> Iterator[list[Contrasted]]:
    """``Compared with B (7%), X was rarer with A (5%)``, ``Unlike B, with which X was seen in 7%, A led to X in 5%``."""
    tokens = clauses.tokens
    after = adjunct(clauses.text, tokens, clauses.last)
    if begin == clauses.first:
        held = adjunct(clauses.text, tokens, clauses.behind)
        if held is not None and after is not None and parallel(held.lead, after.lead) and _apart(held.one, after.one):
            yield _of_results(clauses, held.one, after.one, ())
        return
    one, last = name_after(clauses.text, tokens, begin, begin)
    if one is None or last >= clauses.first:
        return
    related = tokens[last].text == "," and {token.low for token in tokens[last + 1 : last + 3]} & _RELATIVE
    if not related and (tokens[last].text not in "([" or clauses.first - last > 2):
        return
    other = after.one if after is not None else _before_bracket(clauses) or _acting(clauses)
    if other is not None and _apart(one, other):
        yield _of_results(clauses, one, other, ())


_RELATIVE = frozenset("which whom where who whose".split())


def _before_bracket(clauses: _Clauses) -> Contrasted | None:
    """``rarer with A (5%)``: the name before the bracket in which the second result stands."""
    place = clauses.second - 1
    return name_before(clauses.text, clauses.tokens, place, _SLOTS) if clauses.tokens[place].text in "([" else None


_ACTING = frozenset("led resulted caused produced gave yielded brought had showed".split())


def _acting(clauses: _Clauses) -> Contrasted | None:
    """``, A led to X in 5%``: the subject of a clause that begins behind the first result, where it brings something about."""
    tokens = clauses.tokens
    begin = next((i + 1 for i in range(clauses.behind, clauses.second) if tokens[i].text == ","), clauses.second)
    end = next((i for i in range(begin, clauses.second) if tokens[i].low in _ACTING), begin)
    return name_of(clauses.text, tokens, begin, end, begin) if end > begin else None


def _leads_like(clauses: _Clauses, opening: int, lead: str) -> frozenset[str]:
    """The words that lead to the first name as one does to the second; ``the figure for B`` can go with any of a group's."""
    alike = frozenset(word for word in (*_SLOTS, "when", "who", "done", "of") if parallel(word, lead))
    pointed = any(token.low in _FIGURES for token in clauses.tokens[opening : clauses.second])
    return alike | _OF_GROUP if pointed and lead in _OF_GROUP else alike


def _first(clauses: _Clauses, opening: int, other: Adjunct) -> Contrasted | None:
    """The name of the first clause that stands behind one of the words that lead to that of the second."""
    if not other.lead:
        one = _subject(clauses) or _alike_subject(clauses, other.one.name)
        so = any(token.low == "so" for token in clauses.tokens[opening : clauses.second])
        return one if one is not None and (so or _same_kind(one.name, other.one.name)) else None
    leads = _leads_like(clauses, opening, other.lead)
    behind = adjunct(clauses.text, clauses.tokens, clauses.behind)
    of_group = behind is not None and behind.lead == "of" and leads >= _OF_GROUP  # "71% of the A patients; in B the figure was"
    if behind is not None and behind.one.end <= clauses.tokens[clauses.second].start and (behind.lead in leads or of_group):
        return behind.one
    tokens = clauses.tokens
    if any(_says(token) for token in tokens[clauses.behind : opening - 1]):
        goes_on = next((token for token in tokens[clauses.behind : opening - 1] if token.text[0].isalpha()), None)
        did_so = any(token.low == "did" for token in tokens[opening : clauses.last + 2])
        did = goes_on is not None and (goes_on.low in STOPS or goes_on.low.endswith("ed")) and not did_so
        one = None if did else _ending(clauses, opening - 1, leads)  # "ten presented with X": what they did, and not with whom
        alike = tokens[opening].low == other.lead if opening < len(tokens) else False
        return one or (_ahead(clauses, other, frozenset((other.lead,)), opens=True) if alike else None)
    return _ahead(clauses, other, leads) or (_subject(clauses) if other.lead in ("for", "with") else None)


def _ahead(clauses: _Clauses, other: Adjunct, leads: frozenset[str], *, opens: bool = False) -> Contrasted | None:
    """The name that stands before the first result; ``opens``: only where its clause begins with it."""
    tokens = clauses.tokens
    apart = not opens and other.one.start > tokens[clauses.second].start  # "Among A it was 5%; it was 7% in B"
    for place in range(clauses.first - 1, -1, -1):
        if tokens[place].text == ";":
            break
        led = _led(clauses, place)
        begins = place == 0 or tokens[place - 1].text in (",", ";", ":")
        if led is None or (opens and not begins) or _is_taken(tokens, place):
            continue
        if led[0] not in leads and not (begins and apart and led[0] in _OF_GROUP and other.lead in _OF_GROUP):
            continue
        one, last = name_after(clauses.text, tokens, led[1], place)
        if begins and last < clauses.first and (tokens[last].low in _GOES_ON or tokens[last].low in _VERBS):
            return _run_on(clauses, place, led[1], last, other.one.name)
        if one is None or last > clauses.first or (place < clauses.before and not begins):
            continue
        if (begins and tokens[last].text == ",") or tokens[last].low in _GOES_ON or _is_beside(tokens, last, clauses.first):
            return one
    return None


def _subject(clauses: _Clauses) -> Contrasted | None:
    """The one that the sentence tells of as the cause of its first result: ``Use of A led to X in 5%``."""
    acting = list(agents(clauses.text, clauses.tokens[clauses.first].start))
    return Contrasted(*acting[0]) if len(acting) == 1 else None


def _alike_subject(clauses: _Clauses, other: str) -> Contrasted | None:
    """``Treatment A cured 71 of 100, treatment B 58 of 98``: the subject that shares a word with that of the second clause."""
    tokens = clauses.tokens
    begin = next((place + 1 for place in range(clauses.first - 1, -1, -1) if tokens[place].text in ";:"), 0)
    if clauses.before > begin:
        return None  # "A numbered 12 and 31, B 1 and 6"
    for place in range(begin + 1, min(begin + 7, clauses.first)):
        low = tokens[place].low
        if low in _VERBS or (low.endswith("ed") and len(low) > 4):
            one = name_of(clauses.text, tokens, begin, place, begin)
            return one if one is not None and _same_kind(one.name, other) else None
    return None


def _same_kind(one: str, other: str) -> bool:
    """Whether two names share their noun, or are those of drugs: what tells a list of groups from one of outcomes."""
    first, second = one.casefold().split(), other.casefold().split()
    if len(first) > 1 and len(second) > 1 and first[-1] == second[-1]:
        return True
    if len(first) == len(second) == 2 and first[0] == second[0] and max(len(first[1]), len(second[1])) <= 2:
        return True  # "treatment A" and "treatment B"
    if len(first) == len(second) == 3 and first[:2] == second[:2] and first[1] in ("with", "of"):
        return True  # "treatment with A" and "treatment with B"
    return all(any(term.start == 0 for term in terms(name, 0, _DRUGS)) for name in (one, other))


#: behind which a preposition goes on with whom it is: ``patients treated with``
_TAKERS = frozenset(("treated", "maintained", "left", "kept", "put", "started", "those", *PEOPLE_WORDS))


def _is_taken(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place].low not in _GIVEN and tokens[place - 1].low in _TAKERS


_DETERMINED = frozenset("the a an mean median average its their".split())


def _run_on(clauses: _Clauses, lead: int, begin: int, end: int, other: str) -> Contrasted | None:
    """The name that runs into the subject of its clause: ``With A the pain fell``, ``With mesh repair the pain fell``.

    It ends before an article, behind the noun that it shares with the other name, or where a drug's name ends.
    """
    text, tokens = clauses.text, clauses.tokens
    shared = other.casefold().split()[-1] if " " in other else ""
    names = {term.end for term in terms(text[tokens[begin].start : tokens[end].start], 0, _DRUGS) if term.start == 0}
    for place in range(begin + 1, end):
        noun = tokens[place - 1]
        alone = place == begin + 1 and noun.low in PEOPLE_WORDS
        if tokens[place].low in _DETERMINED or (noun.low == shared and not alone) or noun.end - tokens[begin].start in names:
            return name_of(text, tokens, begin, place, lead)
    return None


_DRUGS: frozenset[TermKind] = frozenset(("drug", "regimen"))


def _is_beside(tokens: Sequence[Token], place: int, number: int) -> bool:
    """Whether only words that lead to a number stand between a name and it."""
    return all(tokens[i].low in _TO_NUMBER or tokens[i].text in "([" for i in range(place, number))


def _says(token: Token) -> bool:
    return token.text[0].isalpha() and len(token.text) > 3 and token.low not in _HOLLOW


def _ending(clauses: _Clauses, end: int, leads: frozenset[str]) -> Contrasted | None:
    """The name that ends the first clause, behind words that go on telling: ``5 minutes to do X with A``."""
    for place in range(end - 2, clauses.behind - 1, -1):
        led = _led(clauses, place)
        if led is not None and led[0] in leads and not _is_taken(clauses.tokens, place):
            one, last = name_after(clauses.text, clauses.tokens, led[1], place)
            return one if last == end else None
    return None
