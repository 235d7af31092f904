"""What a result of the patients themselves is called: their age, their sex, the average that stands right before its number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.quantities import Quantity

__all__ = ["WHO", "name_averages", "name_people", "names_people"]

WHO = (
    r"(?:women|men|females?|males?|girls|boys|White|Black|Asian|Hispanic|Latino|Caucasian|African American|"
    r"(?:current |former |never |ex-)?smokers|pregnant|postmenopausal|(?:Black or African American))"
)
_WERE = compiled(
    rf"\s*(?:(?:of\s+)?(?:the\s+|all\s+|these\s+)?(?:{PEOPLE}|"
    r"them|whom)\s+)?"
    r"(?:,?\s*respectively,?\s+)?(?:(?:were|was|are|is)\s+(?P<who>"
    + WHO
    + r")\b|(?P<noun>"
    + WHO
    + r")(?=\s*(?:[;,)\]]|\.?$|\.\s|and\b))(?!,?\s*respectively))"
)
#: ``women 48% and 51%``, ``female (61% vs 55%)``: not ``in women (12%)``, which is a part of the patients
_AHEAD = compiled(
    r"(?<![\w-])(?<!in )(?<!among )(?<!for )(?<!than )(?<!with )(?<!of )(?<!by )(?<!to )(?<!the )"
    r"(?<!current )(?<!former )(?<!never )(?<!non-)(?<!ex-)(?P<who>" + WHO + r")\s*[(:=]?\s*$"
)
_CLOSES = compiled(r"\s*(?:[;,)\]]|\.?$|\.\s|and\b)")
_PLAIN = compiled(WHO)
_SHARES = frozenset({"proportion", "count"})
#: the name of an average right before its number: ``(median age 64 years``, ``a median HIV RNA of 42,000``
_NAMED_AVERAGE = compiled(
    r"\b(?P<all>(?:median|mean|average)\s+(?P<what>(?!(?:period|interval|time|duration)\s+of\b)[A-Za-z][\w/%'’-]*(?:\s(?!(?:was|were|is|of|in|with|for|at|by|and|or|from|to)\b)"
    r"[\w/%'’-]+){0,4}))(?:\s*[(\[][^()\[\]]{1,24}[)\]])?\s*(?:,|:|=|\bwas|\bof|\bwere)?\s*$",
    re.IGNORECASE,
)
#: ``17 to 71 years old (median, 42``
_OLD = compiled(
    r"\b\d{1,3}\s*(?:to|-|–|and)\s*\d{1,3}\s+years(?:\s+(?:old|of\s+age))?\s*[(,]\s*(?P<average>median|mean)(?:\s+age)?\s*(?:,|of|:)?\s*$",
    re.IGNORECASE,
)


#: ``on average 45.2 years old``
_YEARS_OLD = compiled(r"\s+(?:old|of\s+age)\b")
_ON_AVERAGE = compiled(r"\s+(?:old|of\s+age)\s+on\s+(average)\b")
_AVERAGE = compiled(r"\b(median|mean|average)\b", re.IGNORECASE)


def names_people(label: str) -> bool:
    """Whether a label is nothing but what people are: ``women``, ``White``."""
    return _PLAIN.fullmatch(label) is not None


def name_people(place: Place, statements: Sequence[Statement]) -> None:
    """Give shares that are told of people by what these are their own words, where none or another outcome's stand there.

    ``58% and 61%, respectively, were White``, ``71% were White, 12% Black``, ``147 (13%) of them women``, ``women 48% and 51%``.
    """
    people = ""  # what people were last said to be
    for statement in statements:
        _name_others(place, statement)
        _leave_whole(place, statement)
        behind = [_of_people(place, side) for side in statement.sides]
        ahead = _ahead(place, statement)
        if ahead is not None and not any(behind):
            statement.phrase, statement.subject = ahead, False
            continue
        phrase = None
        for side, match in zip(reversed(statement.sides), reversed(behind), strict=True):
            if side.quantity.role not in _SHARES:
                break
            told = _OF_THEM.match(place.text, side.quantity.end - place.base) if match is None else None
            if told is not None:
                phrase = Phrase(" ".join(told["what"].split()), told.start("what"), told.end("what"))
            elif match is not None:
                group = "who" if match["who"] else "noun"
                phrase = Phrase(match[group], match.start(group), match.end(group))
            elif phrase is not None and not _joined(place, side):
                break
            side.phrase = phrase or side.phrase
            if told is not None or (match is not None and _OF_WHOM.match(match[0])):
                break  # some of those counted before
        statement.phrase = statement.phrase or phrase
        if phrase is not None and all(side.phrase is phrase for side in statement.sides):
            statement.phrase = phrase  # "51% and 48% were men": one outcome of two groups
            for side in statement.sides:
                side.phrase = None
        if any(behind):
            _give_rest(place, statement, behind)
            people = statement.phrase.text if statement.phrase is not None else ""
        elif (phrase := statement.phrase) is not None and (phrase.text == people or phrase.text.casefold().endswith("age")):
            _name_own(place, statement.sides[0])


#: words that describe people, right behind their share
_DESCRIBED = compiled(r"\s+(?P<what>(?:(?:on|with)\s)?[A-Za-z][^,;:.()\d]{1,40}?)\s*(?=[,;)])")
_VERB = compiled(r"\b(?:were|was|had|have|are|and|or|of|in|vs|versus|than|reduction|increase|decrease|reached|achieved)\b")


def _name_own(place: Place, side: Side) -> None:
    """``80% female, mean age 47 years, 65% with asthma)``: a share of people behind their age or sex has its own words."""
    told = _DESCRIBED.match(place.text, side.quantity.end - place.base) if side.quantity.role == "proportion" else None
    if told is not None and side.phrase is None and _VERB.search(told["what"]) is None:
        side.phrase = Phrase(" ".join(told["what"].split()), told.start("what"), told.end("what"))


#: from the number of people to what is told of them: ``112 patients (``
_OPENED = compiled(r"(?:\s*[(\[])\s*$")


def _leave_whole(place: Place, statement: Statement) -> None:
    """``112 patients (78% female)``: the number before the bracket is that of all, and no share of it."""
    if len(statement.sides) < 2:
        return
    whole, first = statement.sides[0].quantity, statement.sides[1].quantity
    if whole.n is None or whole.percent is not None or first.percent is None or first.n is not None:
        return
    start, end = whole.end - place.base, first.start - place.base
    if _OPENED.match(place.text, start, end) is None or _of_people(place, statement.sides[1]) is None:
        return
    del statement.sides[0]
    for side in statement.sides:
        if (
            side.quantity.role == "proportion"
            and side.quantity.n is None
            and side.quantity.denominator in (None, whole.denominator)
        ):
            side.quantity = replace(side.quantity, denominator=whole.n)


#: ``White 68%, Black 20% and other`` 3%
_OTHERS = compiled(r"(?:[,;]\s|\b(?:and|or)\s)(?P<who>[Oo]thers?)\s?(?:in\s|[(:]\s?)?$")


def _name_others(place: Place, statement: Statement) -> None:
    """Call the rest of a list of shares the rest."""
    for side in statement.sides:
        start = side.quantity.start - place.base
        rest = _OTHERS.search(place.text, max(0, start - 14), start) if side.quantity.role in _SHARES else None
        if rest is not None:
            side.phrase = Phrase("other", rest.start("who"), rest.end("who"))


def _give_rest(place: Place, statement: Statement, behind: Sequence[re.Match[str] | None]) -> None:
    """``66% male, 22% ECOG 2``: a share behind one of people has the words behind itself, and not those of the people."""
    first = next((index for index, match in enumerate(behind) if match is not None), -1)
    for side, match in zip(statement.sides[first + 1 :], behind[first + 1 :], strict=True):
        bare = _BARE.match(place.text, side.quantity.end - place.base) if match is None else None
        if bare is not None:
            side.phrase = Phrase(" ".join(bare["what"].split()), bare.start("what"), bare.end("what"))


#: words right behind a share, without a verb or a preposition
_BARE = compiled(
    r"\s+(?P<what>(?!(?:and|or|in|with|of|for|on|at|by|to|from|had|have|were|was|are|is|vs|versus|respectively|patients?|in)\b)"
    r"[A-Za-z][^,;:.()]{1,40}?)\s*(?=[,;:.()]|$|\sand\s+\d)"
)


#: ``31 of them in unstable housing``
_OF_THEM = compiled(
    r"\s+of\s+(?:them|whom|these)\s+(?:in|with|on|under|without)\s+(?:an?\s+|the\s+)?(?P<what>[A-Za-z][^,;:.()\d]{3,50}?)"
    r"(?=\s*(?:[,;.)]|$))"
)


_INSIDE = compiled(r"\b(?:in|by|among|for|to|of)\s+(?:the\s+)?$")
_OF_WHOM = compiled(r"\s*of\s+(?:them|whom)\b")


def _of_people(place: Place, side: Side) -> re.Match[str] | None:
    """What the patients of a share are, told right behind it."""
    if side.quantity.role not in _SHARES:
        return None
    start = side.quantity.start - place.base
    match = _WERE.match(place.text, side.quantity.end - place.base) or _counted_as(place, side.quantity)
    inside = match is not None and match["noun"] and _INSIDE.search(place.text, max(0, start - 12), start)
    return None if inside else match  # "developed in 24 (20%) women"


#: ``45 men and 55 women with a mean age of 50``, ``25 women (62%)``
_COUNTED_AS = compiled(
    r"\s*(?P<noun>women|men|girls|boys|females|males)(?P<who>(?!))?(?:\s*[(\[]\d[^()\[\]]{0,12}[)\]])?(?=\s*(?:$|[,;)]|\.\s|\.?$|"
    r"and\s+[\w-]+\s(?:women|men|girls|boys|females|males)\b|[(\[](?:mean|median)|with an? (?:mean|median|average)\b|aged\b))"
)


def _counted_as(place: Place, quantity: Quantity) -> re.Match[str] | None:
    """What patients are counted as, where nothing is told of them behind it."""
    if quantity.n is None or quantity.denominator is not None or not quantity.noun:
        return None
    found = _COUNTED_AS.match(place.text, quantity.n.end - place.base)
    start = quantity.start - place.base
    return found if found is not None and _LISTED_PEOPLE.search(place.text, max(0, start - 60), start) else None


#: what heads a list of who the patients were
_LISTED_PEOPLE = compiled(
    r"(?i)(?:\b(?:there\s(?:were|was)|(?:were|was|are|included|including|comprised|comprising|of\swhom|consisted\sof|participants:|patients:)"
    r"(?:\s[\w-]+\s(?:women|men|girls|boys|females|males)(?:\s*[(\[][^()\[\]]{1,12}[)\]])?\s(?:and))?)\s|[(,;:]\s?(?:[\w-]+\s(?:women|men|girls|boys)\s"
    r"(?:and)\s)?)$"
)


def _joined(place: Place, side: Side) -> bool:
    """Whether nothing but another number follows a share: its words are those of the next one."""
    return re.match(r"\s*(?:,|and|vs\.?|versus|or)\s+\d", place.text[side.quantity.end - place.base :][:12]) is not None


def _ahead(place: Place, statement: Statement) -> Phrase | None:
    first, last = statement.sides[0].quantity, statement.sides[-1].quantity
    if any(side.quantity.role not in _SHARES for side in statement.sides):
        return None
    start = first.start - place.base
    match = _AHEAD.search(place.text, max(0, start - 40), start)
    if match is None or _CLOSES.match(place.text, last.end - place.base) is None:
        return None
    return Phrase(match["who"], match.start("who"), match.end("who"))


def name_averages(place: Place, statements: Sequence[Statement]) -> None:
    """Call an average what it is called right before its number: ``in 158 people (median age 64 years)``.

    Also the age of ``were 17 to 71 years old (median, 42)``, which gets its range.
    """
    told: Side | None = None
    for statement in statements:
        side = statement.sides[0]
        if side.quantity.role == "value":
            _name_average(place, statement, told)
        told = side


def _name_average(place: Place, statement: Statement, before: Side | None) -> None:
    side = statement.sides[0]
    start = side.quantity.start - place.base
    old = _OLD.search(place.text, max(0, start - 60), start)
    if old is not None and not side.quantity.unit:
        ranges = before.quantity.intervals if before is not None and before.quantity.unit == "years" else ()
        ranges = tuple(replace(one, kind="range") for one in ranges)
        side.quantity = replace(side.quantity, unit="years", intervals=(*side.quantity.intervals, *ranges))
        statement.phrase = Phrase(f"{old['average'].lower()} age", old.start("average"), old.end("average"))
        return
    if side.quantity.unit == "years" and side.quantity.value is not None and _is_age(place, side.quantity):
        average = _AVERAGE.search(place.text, max(0, start - 40), start)
        average = average or _ON_AVERAGE.match(place.text, side.quantity.end - place.base)
        called = f"{average[1].lower().replace('average', 'mean')} age" if average is not None else "age"
        end = side.quantity.end - place.base
        statement.phrase, statement.subject = Phrase(called, end, end + 4), False
        side.phrase = None
        return
    match = _NAMED_AVERAGE.search(place.text, max(0, start - 90), start)
    if match is None or not content(match["what"]):
        return
    phrase, words = statement.phrase, match["all"].split()
    if phrase is None or _is_another(phrase.text, words):
        statement.phrase, statement.subject = Phrase(" ".join(words), match.start("all"), match.end("all")), False


#: ``80% female, `` 47 ± 12 years, ``61 patients (`` 47 ± 12 years
_WHO_AHEAD = compiled(rf"(?:\d\s?%\)?\s{WHO}[,;]|\b{PEOPLE}\s?[(\[])\s*$")


def _is_age(place: Place, years: Quantity) -> bool:
    """Whether years are those of people: the words behind say so, or what people were stands right before."""
    start, end = years.start - place.base, years.end - place.base
    if _YEARS_OLD.match(place.text, end) is not None:
        return True
    return _CLOSES.match(place.text, end) is not None and _WHO_AHEAD.search(place.text, max(0, start - 40), start) is not None


def _is_another(label: str, words: Sequence[str]) -> bool:
    """Whether a label is not that of the average's own words, or has those of the clause before them."""
    ahead, found, _ = label.casefold().rpartition(words[0].casefold())
    if not found:
        return not label.casefold().endswith(words[-1].casefold())
    return "," in ahead or len(ahead.split()) > 2 or any(letter.isdigit() for letter in ahead)
