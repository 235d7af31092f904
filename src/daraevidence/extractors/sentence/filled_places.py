"""Names of groups that fill the whole place between the results of a list, however each of them is led to.

``61% of patients receiving A 300 mg, 52% receiving 150 mg and 21% receiving placebo``: whatever stands behind each result of a
list up to the next one is whose it is, where at least one of these places is plainly that of people or of what they were given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.elliptic_names import KINDS
from daraevidence.extractors.sentence.labels import is_treatment
from daraevidence.extractors.sentence.placed_names import LEADS, STOPS, VERSUS, Contrasted
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PEOPLE, PEOPLE_WORDS
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import TIME_UNITS

__all__ = ["filled_places", "modified"]

_MOST_WORDS = 12
_LONGEST = 140
#: from a name to the next number
_TO_NEXT = compiled(
    r"(?:\s*[,;]\s*(?:(?:and|but|versus|vs?\.?|against|while|whereas)\s+)?|\s+(?:and|but|or|versus|vs?\.?|against|while|whereas|than)\s+|"
    r",?\s+(?:as\s+)?(?:compared|against|opposed)\s+(?:(?:with|to)\s+)?|,?\s+(?:relative|in\s+(?:comparison|contrast))\s+(?:with|to)\s+)"
    r"(?:(?:only|just|about|some|nearly|almost|to|in|by|for|of|from|was|were|it|they|a|an|the|mean|median|average|another|those|fell|rose)\s+)*$",
    re.IGNORECASE,
)
_BRACKET = r"[\s)\]]*(?:[(\[][^()\[\]]{1,60}[)\]]\s*)?"
#: who got what was given, and how they came to it
_GIVEN = (
    r"(?:receiving|taking|given|on|using|undergoing|offered|fed|wearing|(?:assigned|allocated|randomi[sz]ed|exposed|switched)\s+to|treated\s+with|"
    r"who\s+(?:(?:had\s+)?(?:received|took|got|used|underwent)|(?:were|had\s+been)\s+(?:given|on|treated\s+with|"
    r"(?:assigned|allocated|randomi[sz]ed)\s+to)))"
)
#: what tells people apart
_LIMIT = r"under|over|below|above|older|younger|aged"
_TOLD_APART = (
    rf"(?:who(?:se)?|of|{_LIMIT}|not|without|with|from|born|at|[\w-]{{3,}}(?:ed|en|ing)|"
    r"in\s+(?!\d|\w+ing\b|total|all|both|each|either|addition|general|(?:week|month|year|cycle)s?\b))"
)
_SLOT = compiled(
    rf"{_BRACKET}\s*(?P<of>(?:of|in|among|for|with|to|under|after|via|by|following|during)\s+)?(?:(?:the|all|these|our)\s+)*(?:\d[\d,]*\s+)?"
    rf"(?P<whom>(?:(?!(?:who|{PEOPLE}|those|{_GIVEN})\b)[A-Za-z][\w-]*\s+){{0,2}}?(?:{PEOPLE}|{KINDS}|those)(?![\w-]))?\s*"
    rf"(?:\b(?P<given>{_GIVEN})\s+(?:the\s+|an?\s+)?)?(?P<name>\S.*)?",
    re.IGNORECASE | re.DOTALL,
)
_GIVEN_ALONE = compiled(_GIVEN, re.IGNORECASE)
_CLAUSE = compiled(rf"{_TOLD_APART}\b", re.IGNORECASE)
#: ``in the`` 94 ``patients who received A``: how many the group has; ``of those taking`` two: what its name is
_SIZE_BEFORE = compiled(r"\b(?:(?:in|of|among|for|with)\s+(?:the|all)|taking|receiving|given|using)\s+$", re.IGNORECASE)
_ANYONE = compiled(rf"(?:the\s+)?(?:{ANYONE}|those)", re.IGNORECASE)

#: when, behind a name
_WHEN = compiled(
    r"(?<!\baged)\s+(?:at|by|after|over|within|during|from|in|before)\s+(?:the\s+)?(?:(?:week|month|day|year|visit|cycle)s?\s\d+|"
    rf"\d+\s(?:{TIME_UNITS})|baseline|follow-?up|(?:end\s+of\s+)?(?:the\s+)?(?:study|trial|treatment|follow-up))$",
    re.IGNORECASE,
)
_PREPOSITIONS = LEADS | frozenset("at from to over between until within since under on as".split())
_VERBS = STOPS - _PREPOSITIONS - VERSUS - frozenset("and or but who which that when where not these this".split())
_WORD = compiled(r"[A-Za-z][\w'’/+-]*|\d[\d.,·]*")
_ENDS = compiled(
    r"[;:()\[\]]|,(?!(?<=\d,)\d{3}\b)|\.(?=\s|$)|\s(?:and|but|or(?!\s(?:older|younger|more|less|over|under|above|below))|while|whereas|versus|vs|than(?!\s\d)|compared|respectively|which|that)\b"
)


def filled_places(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """The names that fill the places between results; ``places`` are those of the results.

    Reads ``61% of patients receiving A 300 mg, 52% receiving 150 mg``, ``74% in adults under 60 and 51% in those 60 or older``,
    ``6% of children born by caesarean section and in 4% of those born vaginally``. Not ``5% at the hip and 7% at the spine``.
    """
    run: list[tuple[int, int, int]] = []  # the place of a result, where its slot begins and ends
    places = [place for place in places if not _SIZE_BEFORE.search(text, max(0, place[0] - 12), place[0])]
    for number, (start, end) in enumerate(places):
        last = number + 1 == len(places)
        gap = text[end : places[number + 1][0]] if not last else ""
        joint = _TO_NEXT.search(gap) if 0 < len(gap) <= _LONGEST else None
        if joint is not None and joint.start() > 0:
            run.append((start, end, end + joint.start()))
            continue
        if run:
            yield from _names(text, [*run, (start, end, _end_of_last(text, end, places, run))])
        run = []


#: ``in 8 (8%)`` A-treated ``and 15 (14%)`` B-treated patients: two words that share their noun
_MODIFIER = (
    r"(?P<name>(?!(?:of|in|with|and|or|the|to)\b)[A-Za-z][\w-]*(?:\s(?!(?:of|in|with|and|or|were|was|had)\b)[a-z][\w-]*)?)"
)
_FIRST_KIND = compiled(rf"\s{_MODIFIER}")
_SECOND_KIND = compiled(rf"\s{_MODIFIER}\s(?P<noun>{PEOPLE}|[a-z]{{4,}}s)(?![\w-])")
_AMONG = compiled(r"\b(?:in|among|by|of|for|affected|affecting)\s+(?:only\s+|about\s+)?$", re.IGNORECASE)


def modified(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """Two kinds of people that share their noun: ``in 8 (8%) treated and 15 (14%) untreated patients``."""
    for (start, end), (second, last) in pairwise(places):
        joint = _TO_NEXT.search(text, end, second) if 0 < second - end <= 60 else None
        if joint is None or joint.end() != second or not _AMONG.search(text, max(0, start - 20), start):
            continue
        one, other = _FIRST_KIND.fullmatch(text, end, joint.start()), _SECOND_KIND.match(text, last)
        if one is None or other is None or one["name"].casefold() == other["name"].casefold():
            continue
        words = [each["name"].casefold().split() for each in (one, other)]
        if len(words[0]) != len(words[1]) or not _NO_KINDS.isdisjoint((*words[0], *words[1])):
            continue
        people = re.fullmatch(PEOPLE, other["noun"]) is not None
        if people or _alike(words[0][-1], words[1][-1]):
            yield [
                Contrasted(one.start("name"), one.end("name"), f"{one['name']} {other['noun']}", start),
                Contrasted(other.start("name"), other.end("noun"), f"{other['name']} {other['noun']}", second),
            ]


_NO_KINDS = STOPS | frozenset("patients women men children adults cases events of more fewer new other such all".split())


def _alike(one: str, other: str) -> bool:
    """Whether two words are made alike: ``A-treated`` and ``B-treated``, ``exposed`` and ``unexposed``."""
    if "-" in one and "-" in other:
        return one.rpartition("-")[2] == other.rpartition("-")[2] or one.partition("-")[0] == other.partition("-")[0]
    return any(long.removeprefix(start) == short for long, short in ((one, other), (other, one)) for start in ("un", "non", "in"))


def _end_of_last(text: str, place: int, places: Sequence[tuple[int, int]], run: Sequence[tuple[int, int, int]]) -> int:
    """Where the last name of a list ends: at a mark, a verb, or a preposition that no other name of the list has."""
    limit = next((start for start, _ in places if start >= place), len(text))
    opened = re.compile(_BRACKET).match(text, place)
    begin = opened.end() if opened is not None else place
    ends = _ENDS.search(text, begin, limit)
    limit = ends.start() if ends is not None else limit
    known = {word[0].casefold() for _, first, last in run for word in _WORD.finditer(text, first, last)}
    known |= {"with", "without"} if not known.isdisjoint(("with", "without")) else set()
    told, done, people = False, False, False
    for word in _WORD.finditer(text, begin, limit):
        low = word[0].casefold()
        if low in ("who", "whose"):
            return _end_of_clause(text, word.end(), limit)
        if low in _VERBS or (told and not (done or people) and low in _PREPOSITIONS and low not in known):
            return begin + len(text[begin : word.start()].rstrip())
        people = low in PEOPLE_WORDS and text[word.end() : word.end() + 5] == " with"
        done = low.endswith("ed") or low in ("born", "given", "taken", "kept", "left", "on")
        told = told or (low not in _PREPOSITIONS and low not in ("of", "the", "those") and word.start() > begin + 1)
    return begin + len(text[begin:limit].rstrip())


def _end_of_clause(text: str, place: int, limit: int) -> int:
    """Where a clause ends that says who they are: before the second verb."""
    verbs = [word for word in _WORD.finditer(text, place, limit) if word[0].casefold() in _VERBS - _AUXILIARY]
    return verbs[1].start() if len(verbs) > 1 else limit


_AUXILIARY = frozenset("was were had has have did do does been be being is are not".split())


def _names(text: str, run: Sequence[tuple[int, int, int]]) -> Iterator[list[Contrasted]]:
    """The names of a list, where each place is that of a name, all are told apart, and one is surely a group's."""
    found: list[Contrasted] = []
    nouns: list[str] = []
    sure, kinds = False, 0
    for start, first, last in run:
        slot = _SLOT.fullmatch(text, first, last)
        one = _named(text, slot, start) if slot is not None else None
        if slot is None or one is None:
            return
        found.append(one)
        sure = sure or _is_sure(slot, one)
        things = _THINGS.fullmatch(one.name) if slot["of"] and not slot["whom"] else None
        nouns += [things["noun"]] if things is not None else []
        kinds += bool(slot["whom"]) and not _ANYONE.fullmatch(slot["whom"])
    sure = sure or kinds == len(run) or (len(nouns) == len(run) and len(set(nouns)) == 1)
    if sure and len({one.name.casefold() for one in found}) == len(found):
        yield found


def _is_sure(slot: re.Match[str], one: Contrasted) -> bool:
    """Whether a place can be nothing but that of a group."""
    if _DONE_SO.fullmatch(one.name) and not slot["of"]:
        return True
    return bool(slot["given"]) or (bool(slot["whom"]) and bool(slot["name"])) or is_treatment(one.name)


def _named(text: str, slot: re.Match[str], result: int) -> Contrasted | None:
    """The name in a place between results."""
    whom, given = slot["whom"] or "", slot["given"] or ""
    begin, end = slot.span("name") if slot["name"] else (slot.end("whom"), slot.end("whom"))
    when = _WHEN.search(text, begin, end)
    end = when.start() if when is not None else end
    name = text[begin:end].strip()
    if _WHEN.fullmatch(f" {name}"):
        return None  # "12% of patients at week 8": when it was seen
    if whom and not given and not slot["of"] and not _AMONG.search(text, max(0, result - 20), result):
        return None  # "9 (56%) patients with a response": what they had, and not whose it is
    counted = not (whom or given or slot["of"]) and _FRACTION.search(text, result, slot.start()) is not None
    done = _DONE_SO.fullmatch(name) if counted else None
    if done is not None:
        return Contrasted(begin, end, done["done"], result)
    if not (whom or given or slot["of"]) or (not name and (not whom or _ANYONE.fullmatch(whom))):
        return None
    if name and not given and whom and _CLAUSE.match(name) is None and not name[0].isdigit():
        return None
    if name and not given and not whom and not _may_be_named(name):
        return None
    if not given and _GIVEN_ALONE.fullmatch(name):
        return None
    if len(name.split()) > _MOST_WORDS or not _is_plain(name, given):
        return None
    keeps = whom and not given and not _ANYONE.fullmatch(whom)
    first = slot.start("whom") if keeps else begin
    if keeps and name.casefold().startswith(("with", "who")) is False and _DONE.match(name) is not None:
        first = begin
    leads = next((slot.start(part) for part in ("of", "whom", "given") if slot[part]), begin)
    return Contrasted(leads, end, " ".join(text[first:end].split()), result)


#: things that are counted: ``of stented vessels``, ``of vessels treated by balloon``
_THINGS = compiled(
    r"(?:[a-z][\w-]*\s){0,3}?(?P<noun>[a-z][a-z-]+s)(?:\s(?:[\w-]+ed|given|taking|receiving|born|with|without|from)\s.*)?"
)
#: ``38 of 52`` knees treated by X
_FRACTION = compiled(r"\d\s?(?:of|/)\s?(?:the\s+)?\d")
_DONE_SO = compiled(
    # what was done to them, and not what became of them: "20 of 50 responded to X" tells of an outcome
    r"(?:[a-z-]+s\s)?(?P<done>(?:(?:re)?treated|managed|operated|repaired|closed|fixed|sutured|irradiated|randomi[sz]ed|(?:re)?assigned|"
    r"allocated|exposed|vaccinated|immuni[sz]ed|started|maintained|stented|nursed|housed|fed|taught|trained|counsel+ed|screened|"
    r"delivered|harvested|prepared|induced|ventilated|ana?esthetised|anesthetized|dressed|covered|coated|rinsed|washed|stored|grafted|"
    r"given|born|left|kept|put|cut)\s(?:by|with|to|in|under|on|after|before|through|via)\s.+)"
)
_DONE = compiled(r"(?:[\w-]+ed|born|given|taken|kept|left)\b")


def _may_be_named(name: str) -> bool:
    """Whether words without people or what was given can be a name beside one that is sure."""
    low = name.casefold()
    return low.split()[0] not in _NOT_FIRST and not any(
        term.kind in ("endpoint", "response", "adverse_event") for term in terms(name)
    )


_NOT_FIRST = frozenset("the a an them it this that these both all each either total baseline week month day year at".split())


def _is_plain(name: str, given: str) -> bool:
    """Whether a name has no verb of a clause of its own, and its numbers are of doses or limits."""
    words = [word[0].casefold() for word in _WORD.finditer(name)]
    if not given and words and words[0] in ("who", "whose"):
        return len(words) > 1
    return not any(word in _VERBS for word in words)
