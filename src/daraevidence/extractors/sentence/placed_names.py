"""Names of groups that are told by their place in a sentence: which words can be one, and where it begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.language.dosing import DOSE_UNIT
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE_WORDS
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import TIME_UNITS

__all__ = [
    "ARTICLES",
    "GROUP_NOUNS",
    "KEPT",
    "LEADS",
    "LONGEST",
    "RESPECTIVELY",
    "STOPS",
    "VERSUS",
    "Contrasted",
    "Token",
    "breaks",
    "is_dose",
    "name_after",
    "name_before",
    "name_of",
    "names_at",
    "tokens_of",
]


class Contrasted(NamedTuple):
    """A name at a place; ``start`` also covers the preposition and article before it.

    ``result``: where the result begins that the grammar of the sentence says is this group's; -1 where it only shows the name.
    """

    start: int
    end: int
    name: str
    result: int = -1


class Token(NamedTuple):
    text: str
    start: int
    end: int
    low: str


#: a named tuple without its own constructor, which costs as much as all else
_made = tuple.__new__
_TOKEN = compiled(
    r"(?:[A-Za-z]\.){2,}|\d+(?:\.\d+)?[-+][A-Za-z][\w-]*|\d\+\d\b|[^\W\d_](?:[\w'’/+.-]*[\w+])?|\d(?:[\d.,·]*\d)?|\S"
)
LEADS = frozenset("in for with on among after before by without under following using via during".split())
#: prepositions that are part of what a group is called: before priming, without X
KEPT = frozenset("before without after".split())
ARTICLES = frozenset("the a an those that one fed given receiving".split()) | PEOPLE_WORDS
RESPECTIVELY = Gated("respectively", r"\brespectively\b", re.IGNORECASE)
VERSUS = frozenset("versus vs v than against".split())
STOPS = frozenset(
    (
        "was were is are be been being had has have having did does do not and or but while whereas which who that "
        "versus vs v than against compared as relative rather in at for during from to on among by between per since until "
        "over within under respectively both also only then when where there this these showed occurred experienced "
        "received required achieved developed died reached remained increased decreased improved reduced declined "
        "changed respectively because due if though although however reported responded relapsed failed withdrew discontinued "
        "completed suffered needed underwent stopped progressed survived lost gained throughout it they we averaged "
        "acquired obtained attained retained rose fell went came became began chose passed saw felt met took dropped recovered "
        "scored rated recurred healed resolved returned agreed belonged adhered switched quit walked slept lived"
    ).split()
)
_NO_GROUP = frozenset(
    (
        "baseline week weeks month months year years day days hour hours minute minutes time times follow-up followup study "
        "morning evening night midday noon afternoon bedtime winter summer spring autumn "
        "trial period end start groups arms cohorts both all either each it its their them total overall mean median average "
        "sd se sem ci p range iqr none respectively history difference differences change changes increase "
        "decrease reduction ratio hazard rate rates score scores level levels value values survival mortality response "
        "remission incidence risk grade grades n hr or rr interval confidence percent points least most more less same "
        "third half quarter fifth tenth quarters thirds halves general addition contrast particular cases case events "
        "results conclusions significance analysis expected predicted before after without cycle cycles visit visits "
        "stage stages phase phases scale scales subscale subscales test tests questionnaire index "
        "assigned allocated randomized randomised fewer aged "
        "higher lower greater longer shorter fewer better worse larger smaller increased decreased reduced improved similar "
        "diameter length width height thickness depth size "
        "inventory item items one two three four others other another anyone everyone "
        "trimester trimesters season seasons decade decades pregnancy puberty infancy childhood adulthood wakefulness "
        "hospitalization hospitalisation admission recovery rest session sessions semester"
    ).split()
)
#: of these, what can tell one group from another before the noun that is the head of its name: ``the evening dose``
_MODIFIERS = frozenset(
    (
        "morning evening night midday noon afternoon bedtime winter summer spring autumn day hour interval study trial test "
        "total half quarter third general contrast case risk stage baseline recovery admission session higher lower longer "
        "shorter larger smaller reduced increased"
    ).split()
)
GROUP_NOUNS = frozenset("group groups arm arms cohort cohorts".split()) | PEOPLE_WORDS
LONGEST = 9


def breaks(token: Token) -> bool:
    """A number or a mark, which no name has; ``10-mg`` and ``3+PRN`` are words."""
    if token.text[0].isdigit():
        return "-" not in token.text and "+" not in token.text
    return not token.text[0].isalnum() and token.text not in "+&\"“”'’"


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words, numbers and marks of a range of a text."""
    found: list[Token] = []
    last = start
    for word in _TOKEN.findall(text, start, end):
        first = text.find(word, last)  # nothing but space stands between them
        last = first + len(word)
        found.append(_made(Token, (word, first, last, word.casefold())))
    return found


def name_of(text: str, tokens: Sequence[Token], first: int, last: int, lead: int, *, dosed: bool = False) -> Contrasted | None:
    """The name of the tokens ``first`` to ``last``, with what leads to it, where it can be a group's.

    ``dosed``: a noun says that ``10-mg`` alone is one.
    """
    while first < last and tokens[first].low in ARTICLES and tokens[first].text != "A":
        first += 1
    while last > first and tokens[last - 1].text in "\"“”'’":
        last -= 1
    words = [token.low for token in tokens[first:last] if token.text[0].isalnum()]
    while words and words[-1] in GROUP_NOUNS and len(words) > 1:
        words.pop()
    if not 0 < len(words) <= LONGEST:
        return None
    limited = _LIMITED.fullmatch(text, tokens[first].start, tokens[last - 1].end) is not None
    if not limited and words[0] in _NO_GROUP and (words[0] not in _MODIFIERS or _head(words) == words[0]):
        return None
    if (
        words[-1] in _NO_GROUP
        and not limited
        and not _is_modified(words)
        and not (len(words) > 1 and words[-1] in ("one", "ones"))
    ):
        return None
    if words[0] == "comparison" and (len(words) == 1 or words[1] in ("with", "to")):
        return None
    if words[0][0].isdigit() and not (is_dose(words) if "-" not in words[0] else dosed or len(words) > 1):
        return None
    if lead < first and _completes(tokens, lead):
        return None
    kept = tokens[lead].low in KEPT and lead < first
    begin = tokens[lead].start if kept else tokens[first].start
    name = " ".join(text[begin : tokens[last - 1].end].split())
    if len(name) < 2 and not name.isupper():
        return None
    if any(
        term.kind in ("endpoint", "response", "adverse_event") for term in terms(text[tokens[first].start : tokens[last - 1].end])
    ):
        return None
    return Contrasted(tokens[lead].start, tokens[last - 1].end, name)


#: a limit that tells who is of a group: ``aged over 65 years``, ``younger than 40``, ``aged 75 or older``
_LIMIT = (
    r"(?:aged(?:\s(?:over|under|above|below|at\sleast|up\sto))?|(?:younger|older|heavier|lighter|taller|shorter)\sthan|over|under|above|below)"
    r"\s(?:the\sage\sof\s)?\d[\d.]*(?:\s?(?:years?|months?|weeks?|days?|kg|cm)(?:\s(?:of\sage|old))?)?"
    r"(?:\s(?:or|and)\s(?:older|younger|over|under|above|below|more|less|heavier))?(?![\w%])"
)
_LIMITED = compiled(rf"(?:[A-Za-z][\w-]*\s){{0,4}}{_LIMIT}", re.IGNORECASE)
_LIMIT_AT = compiled(_LIMIT, re.IGNORECASE)
_LIMITS = frozenset("aged younger older heavier lighter taller shorter over under above below".split())


def _limit(text: str, tokens: Sequence[Token], place: int) -> int:
    """How many tokens of a limit stand at one, where those who are within it can be a group."""
    token = tokens[place]
    if token.low not in _LIMITS or (token.low in STOPS and (place == 0 or tokens[place - 1].low not in ARTICLES)):
        return 0
    match = _LIMIT_AT.match(text, token.start)
    return 0 if match is None else sum(one.start < match.end() for one in tokens[place:])


#: what goes with a verb: ``were living with HIV``
_WITH = frozenset("living infected coinfected diagnosed compliant consistent compatible concordant affected born".split())
_BEING = frozenset("was were is are been be being".split())


def _completes(tokens: Sequence[Token], lead: int) -> bool:
    """Whether a preposition belongs to the verb before it, so that no group is named behind it."""
    return tokens[lead].low == "with" and lead > 1 and tokens[lead - 1].low in _WITH and tokens[lead - 2].low in _BEING


def _head(words: Sequence[str]) -> str:
    """The noun that the other words of a name tell apart: ``dose`` of ``the evening dose of X``."""
    return words[words.index("of") - 1] if "of" in words[1:] else words[-1]


def is_dose(words: Sequence[str]) -> bool:
    """``10 mg``, ``10 mg once daily``: an amount with its unit, which can be what a group is called."""
    return len(words) > 1 and words[0][:1].isdigit() and _UNIT.fullmatch(words[1]) is not None


_UNIT = compiled(rf"{DOSE_UNIT}(?:/\w+)?", re.IGNORECASE)


def _is_modified(words: Sequence[str]) -> bool:
    """``nurse-led follow-up``: what a word tells apart can be done with a group."""
    return words[-1] in ("follow-up", "followup") and len(words) > 1 and ("-" in words[-2] or words[-2] in ("usual", "routine"))


def name_after(text: str, tokens: Sequence[Token], place: int, lead: int) -> tuple[Contrasted | None, int]:
    """The name that begins at a token, and the token behind it."""
    last = place
    while last < len(tokens) and last - place < 2 * LONGEST:
        token = tokens[last]
        if limit := _limit(text, tokens, last):
            last += limit
            continue
        people = last > place and tokens[last - 1].low in ARTICLES
        if token.low in STOPS and not (people and token.low in ("in", "on")) and not _modifies(tokens, place, last):
            last += _ending(tokens, last)
            break
        if last > place and tokens[last - 1].low not in ARTICLES and _is_dose_of_group(tokens, last):
            last += 2
            continue
        if breaks(token) or (last > place and token.low in ("after", "before")):
            break
        last += 1
    if last < len(tokens) and tokens[last].text == "(" and _names_measure(text, tokens[last].start):
        return None, last
    return name_of(text, tokens, place, last, lead), last


#: ``on the Medical Research Council (MRC) scale``: the short form of what a scale is called
_SHORT = compiled(r"[(\[][A-Z][\w-]{1,11}[)\]]\s(?P<noun>[a-z]+)")


def _names_measure(text: str, start: int) -> bool:
    """Whether a noun behind a short form in brackets says that what was named is no group."""
    found = _SHORT.match(text, start)
    return found is not None and found["noun"] in _NO_GROUP


def _is_dose_of_group(tokens: Sequence[Token], place: int) -> bool:
    """``in the X`` 4 mg ``group``: a dose before the noun of a name."""
    after = tokens[place : place + 3]
    return len(after) == 3 and after[2].low in GROUP_NOUNS and is_dose([after[0].low, after[1].low])


def _modifies(tokens: Sequence[Token], place: int, last: int) -> bool:
    """Whether a participle tells of the noun behind it what it is, where a name begins: ``the reduced dose``."""
    if tokens[last].low not in _MODIFIERS or any(token.low not in ARTICLES for token in tokens[place:last]):
        return False
    return last + 1 < len(tokens) and tokens[last + 1].text.isalpha() and tokens[last + 1].low not in STOPS | LEADS | ARTICLES


def _ending(tokens: Sequence[Token], place: int) -> int:
    """How many words of an ending stand at a token where a name would stop: ``as usual``, ``only``."""
    following = tokens[place + 1].low if place + 1 < len(tokens) else ""
    if tokens[place].low == "as" and following == "usual":
        return 2
    return int(tokens[place].low == "only" and (not following or not following[0].isalnum() or following in STOPS))


#: ``at 21 days after enrollment``: a time, and no group
_SINCE = frozenset(("after", "before", "following"))
_TIME = compiled(TIME_UNITS)


def name_before(text: str, tokens: Sequence[Token], place: int, leads: frozenset[str]) -> Contrasted | None:
    """The name that ends before a token, behind one of the words that may lead to it."""
    first = place
    while first > 0 and place - first <= 2 * LONGEST:
        token = tokens[first - 1]
        if token.low in leads:
            timed = token.low in _SINCE and first > 1 and _TIME.fullmatch(tokens[first - 2].low)
            return None if timed else name_of(text, tokens, first, place, first - 1)
        if token.low in STOPS or breaks(token):
            return None
        first -= 1
    return None


def names_at(ranges: Sequence[tuple[int, int]], text: str) -> list[Contrasted] | None:
    found = []
    for start, end in ranges:
        tokens = tokens_of(text, start, end)
        one = name_of(text, tokens, 0, len(tokens), 0) if tokens else None
        last = next((place for place, token in enumerate(tokens) if token.low in STOPS), len(tokens))
        if one is None or (last < len(tokens) and last + _ending(tokens, last) < len(tokens)):
            return None
        found.append(one)
    return found
