"""Limits that are classes in Roman numerals: ``NYHA class II to IV``, ``WHO functional class II or III``."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.limit.conditions import sets_conditions
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated

__all__ = ["classes_told"]

_ROMAN = r"(?:IV|VI|V|I{1,3})"
_CLASSES = Gated(
    "class",
    r"\b(?P<name>(?:[A-Z][\w-]{1,11}|[A-Z][a-z]+(?:\s[A-Z][a-z]+){1,3}\s\((?P<short>[A-Z]{2,6})\))(?P<kind>(?:\s(?:functional|cardiac|angina|"
    rf"physical status))?\s[Cc]lass(?:es|ification)?))\s(?:of\s|was\s|is\s)?(?P<low>{_ROMAN})"
    rf"(?:(?P<joint>\s?[-–/]\s?|\s(?:to|or|through|and)\s)(?P<high>{_ROMAN}))?(?P<more>\sor\s(?:higher|above|greater|more|worse))?\b",
)


def classes_told(place: LimitPlace) -> Iterator[Draft]:
    """The least and the highest class of a condition, each a limit whose value is printed in Roman numerals."""
    if not sets_conditions(place):
        return
    for found in _CLASSES.finditer(place.text):
        name = f"{found['short']}{found['kind']}" if found["short"] else found["name"]
        if name.split()[0] in ("The", "In", "With", "A"):
            continue
        single = "=" if not found["more"] else ">="
        ends = (("low", ">="), ("high", "<=")) if found["high"] else (("low", single),)
        for end, operator in ends:
            at = (place.start + found.start(end), place.start + found.end(end))
            draft = Draft("threshold", place.start + found.start(), place.start + found.end()).put("context", "cut-off")
            where = (place.start + found.start("name"), place.start + found.end("name"))
            draft.put("variable", name, where, "normalised" if found["short"] else "printed")
            draft.put("operator", operator, at, "normalised").put("value_text", found[end], at)
            yield draft.doubt(0.9, "a class in Roman numerals")
