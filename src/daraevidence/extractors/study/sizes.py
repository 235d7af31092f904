"""Numbers of people: whole numbers in digits and words, and the nouns for those whom they count."""

from __future__ import annotations

from daraevidence.language.numbers import WORD_VALUES
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED

__all__ = ["COUNTED", "NUMBER", "may_count_twice", "names_people", "whole"]

_TENS = {word: value for word, value in WORD_VALUES.items() if value >= 20}
_ONES = [word for word in WORD_VALUES if word not in _TENS]
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|(?:{'|'.join(reversed(_ONES))}))"
#: ``45 539 patients``, and not ``week 24 312 patients``
_SPACED = (
    r"(?<!week )(?<!month )(?<!day )(?<!year )(?<!arm )(?<!group )(?<!phase )(?<!stage )(?<!grade )(?<![\w.,])"
    rf"[1-9]\d{{0,2}}(?: \d{{3}})+(?= (?:[a-z][a-z-]+ ){{0,2}}?(?:{PEOPLE})\b)"
)
#: A whole number in digits or words; few alternatives, as a hundred patterns hold it.
NUMBER = (
    rf"(?:\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+|{_SPACED}|\d+|(?i:(?:{_BELOW_HUNDRED}|a(?=\s+(?:hundred|thousand)))"
    rf"(?:\s+(?:hundred|thousand)(?:(?:(?<=sand),)?(?:\s+and)?\s+{_BELOW_HUNDRED})?){{0,3}}(?![\w-])(?!\s+(?:hundred|thousand)\b)))"
)
#: people, and what is counted in their place; not those of "five children's hospitals"
COUNTED = rf"(?:(?:{PEOPLE}|cases|diabetics|smokers|students|survivors|donors|employees)(?![’']s))"
_NEEDED = (*PEOPLE_NEEDED.split("|"), "cases", "diabetics", "smokers", "students", "survivors", "donors", "employees")


def whole(text: str) -> int | None:
    """A whole number in digits or words, else ``None``: ``1,204``, ``two hundred thirteen``, ``one thousand two hundred``."""
    plain = text.replace(",", "").casefold()
    digits = "".join(plain.split())
    if digits.isascii() and digits.isdigit():
        if digits[0] == "0" and len(digits) > 1:
            return None  # the end of "670 097"
        return int(digits) if len(digits) < 10 else None
    for word, power in ((" thousand", 1000), (" hundred", 100)):
        many, found, rest = plain.partition(word)
        if found:
            times = 1 if many.strip() == "a" else whole(many.strip())
            more = whole(rest.strip().removeprefix("and").strip()) if rest.strip() else 0
            return None if times is None or more is None else power * times + more
    tens, _, one = plain.partition("-")
    if tens in _TENS:
        return _TENS[tens] + (WORD_VALUES.get(one, 0) if one else 0)
    return WORD_VALUES.get(plain)


def names_people(text: str) -> bool:
    """Whether any word for people stands in a text, in any case."""
    folded = text.casefold()
    return any(map(folded.__contains__, _NEEDED))


_TWO_NUMBERS = compiled(r"\d\D+\d")
_NUMBER_WORDS = (*WORD_VALUES, "hundred", "thousand")


def may_count_twice(text: str) -> bool:
    """Whether two numbers may stand in a text, one of them perhaps in words; a gate."""
    if _TWO_NUMBERS.search(text):
        return True
    folded = text.casefold()
    return any(map(folded.__contains__, _NUMBER_WORDS))
