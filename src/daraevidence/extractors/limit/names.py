"""What a limit is set on: the name of its variable, and whether that can have the unit."""

from __future__ import annotations

import re
from typing import Literal

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import Term
from daraevidence.language.word_classes import CHANGE, SHIFT

__all__ = [
    "bound_before",
    "can_have",
    "change_before",
    "change_of",
    "how_named",
    "is_pure",
    "name_of",
    "named_score",
    "score_before",
    "score_behind",
    "with_short",
]

_SCORE = compiled(r"(?i)\bscores? (?:of (?:at least )?|was |is |= ?)?$")
_NAMED_SCORE = Gated(
    "score",
    r"\b(?!(?:The|A|An|This|Each|If|In|Total|Risk|Baseline|Mean|Median) )[A-Z][\w-]{2,20}(?: [A-Z0-9][\w-]{0,12}){0,4}\)? "
    r"(?:total |risk |severity |prognostic )?[Ss]core\b",
)
_SCORE_BEHIND = compiled(
    r"(?:\s(?:points?|or (?:more|higher|above|less|lower|below|greater)))?\s(?:on|in|according to)\s(?:the\s)?"
    r"(?P<name>[A-Z][^\s,;.()]{2,30}(?:[ ][A-Z][\w–-]{1,20}|[ ](?:of|for|and|in)(?=[ ][A-Z])){0,6})"
    r"(?:\s\((?P<short>[A-Z][\w-]{1,11})\))?"
)
_SCORED = compiled(r"(?i)(?:\b((?:total|sum|overall|composite) )?(score|rating)s? (?:of|was|is)?|\bscor(?:ed|ing|es)|\()\s*$")
#: a change that is limited, not the variable itself
_CHANGE = compiled(
    rf"(?i)\b(?P<change>{CHANGE})(?P<joint>\s(?:from (?:[\w-]+ ){{0,3}}?baseline\s)?(?:of|in)\s(?:the\s|their\s)?(?:(?:total|"
    r"overall|mean|serum|absolute)\s)?)$"
)
_BOUND = compiled(
    r"(?i)\b(?:lower|upper) (?:limit|bound|boundary)\b(?P<of>[^.;]{0,140}?)\b"
    r"(?:was|is|were|be|lay|fell|remained|exceeded)\s*$"
)
_ANY_BOUND = compiled(r"(?i)\b(?:lower|upper) (?:limit|bound|boundary)\b")
_THAT_OF = compiled(r"(?i)\bthat (?P<of>(?:of|for) [^.;,]{2,80}?) (?:was|is|were|lay|fell|remained)\s*$")
_INTERVAL = compiled(
    r"(?i)\s(?:of|for)\s(?:the|its|a)?\s?(?:(?:one|two)-sided\s)?(?:\d[\d.]*\s?%\s)?(?:confidence intervals?|CIs?)(?:\s\(CI\))?"
)
_ARTICLE = compiled(r"(?i)^\s*(?:of|for)\s+(?:the\s+)?")


#: behind a long name: its short form, and what makes a measure of it
_SHORT_BEHIND = compiled(r"\s?\((?P<short>[A-Z][A-Za-z0-9/+-]{1,11})\)\s(?P<noun>(?:total\s)?(?:sub)?score|scale|index)\b")


def with_short(variable: Term, text: str, start: int) -> Term:
    """A variable by its short form where a noun follows that: ``CAT score`` for ``COPD Assessment Test (CAT) score``.

    ``text`` is the sentence, which begins at ``start``.
    """
    found = _SHORT_BEHIND.search(text, variable.start - start, variable.end - start + 36)
    if found is not None and found.start() > variable.end - start + 1:
        return variable
    if found is None:
        return variable
    return variable._replace(
        start=start + found.start("short"), end=start + found.end(), text=f"{found['short']} {found['noun']}"
    )


def name_of(variable: Term) -> str:
    """What a record calls a variable: as printed, but ``aged`` is no noun, and ``CLcr`` a symbol."""
    return variable.code if variable.code == "age" or variable.text.casefold() == "clcr" else variable.text


def how_named(variable: Term) -> Literal["printed", "normalised"]:
    return "printed" if name_of(variable) == variable.text else "normalised"


def can_have(variable: Term, quantity: Quantity, gap: str) -> bool:
    """Whether a variable can have a unit: ages are years, or months right behind the word; a score has none."""
    if variable.code == "age":
        bare = quantity.unit == "" and len(gap) < 30 and _APART.search(gap) is None
        return quantity.unit == "years" or bare or (quantity.unit in ("months", "weeks", "days") and len(gap) < 14)
    if quantity.unit in ("°C", "°F"):
        return variable.code == "body temperature"
    if variable.code == "gestational age":
        return quantity.unit in ("", "weeks", "days") and _LATELY.search(gap) is None
    if variable.code == "body mass index" and quantity.unit in ("kg", "g"):
        return False
    if variable.code == "interval":
        return quantity.unit in ("hours", "days", "weeks", "months", "years")
    if quantity.unit in ("months", "weeks", "days", "years", "hours", "minutes"):
        return _LATELY.search(gap) is None and variable.code in (
            "life expectancy",
            "time since onset",
            "disease duration",
            "time since diagnosis",
        )
    if (variable.text.endswith("score") or variable.code in _PURE) and quantity.unit == "kg/m2":
        return False
    if variable.text.endswith("score") or variable.code == "body mass index":
        return quantity.unit != "%" or variable.code == "PD-L1 expression"
    return quantity.unit in ("%", "") or variable.code != "response rate"


#: what stands between an age and a number that is none
_APART = compiled(r"[\d,;]|\bwith\b")
#: ``a life expectancy under three months, or a stroke within the past`` 6 months
_LATELY = compiled(r"\b(?:within|past|last|previous|preceding|prior)\b")
#: indices and scores that have no unit
_PURE = frozenset(
    ("FIB-4", "APRI", "INR", "MELD score", "NIHSS", "PASI", "EASI", "DAS28", "MADRS", "HAM-D", "PHQ-9", "GAD-7", "MMSE", "MoCA",
     "DLQI", "KCCQ", "CHA2DS2-VASc score", "HAS-BLED score", "Child-Pugh score", "CURB-65", "qSOFA", "Glasgow Coma Scale",
     "modified Rankin scale", "SOFA score", "APACHE II score", "EDSS", "ECOG performance status",
     "Maddrey discriminant function", "Lille score", "PESI", "IPSS", "HCT-CI")
)  # fmt: skip


def is_pure(variable: Term) -> bool:
    """Whether a variable is a number without a unit: a score, an index, a ratio."""
    return variable.code in _PURE or variable.text.casefold().endswith(("score", "index"))


def score_before(before: str) -> tuple[str, int] | None:
    """The score that ``high risk (score ≥3)`` speaks of, named before in the sentence; also ``a CURB-65 score of 3 or more``."""
    asked = _SCORE.search(before)
    named = None
    for named in _NAMED_SCORE.finditer(before, 0, asked.start() + 5 if asked else 0):  # noqa: B007 - the last one counts
        pass
    return (named[0], named.start()) if named else None


def named_score(text: str) -> tuple[str, int] | None:
    """The first score that a text calls by name, with its place: ``The CURB-65 score``."""
    named = _NAMED_SCORE.search(text)
    return (named[0].replace(") ", " "), named.start()) if named else None


def score_behind(before: str, after: str) -> tuple[str, int, int] | None:
    """The scale named behind ``a total score of at least 26 on the Montgomery-Åsberg Scale (MADRS)``: its short name if it has
    one, and its place in ``after``."""
    scored, named = _SCORED.search(before), _SCORE_BEHIND.match(after)
    if scored is None or named is None or (scored[0] == "(" and re.search(r"(?i)scale|score|index", named["name"]) is None):
        return None
    group = "short" if named["short"] else "name"
    return f"{named[group]} {scored[1] or ''}{scored[2] or 'score'}", named.start(group), named.end(group)


def change_before(before: str) -> tuple[str, int] | None:
    """``a reduction of the`` right before a variable: the words that make it a change, and where they begin."""
    found = _CHANGE.search(before[-60:])
    if found is None:
        return None
    return found["change"] + found["joint"], len(before) - len(before[-60:]) + found.start()


_CHANGED = compiled(rf"(?i)\b(?P<change>{SHIFT})s? (?:of|by)\s*$")


def change_of(before: str) -> tuple[str, int] | None:
    """``decrease of`` right before a limit whose measure was named earlier: the words for the change, and where they begin."""
    found = _CHANGED.search(before[-30:])
    return (f"{found['change'].lower()} of ", len(before) - len(before[-30:]) + found.start()) if found else None


def bound_before(before: str) -> tuple[str, int, int] | None:
    """``the lower limit of the 95% CI of the difference was`` right before a limit: its name without the interval's words,
    and its place; of ``that of the ratio was`` behind such a one too."""
    again, first = _THAT_OF.search(before), _ANY_BOUND.search(before)
    found = again if again is not None and first is not None and first.end() < again.start() else _BOUND.search(before)
    if found is None or first is None:
        return None
    rest = _INTERVAL.sub("", " " + found["of"].strip(), count=1).strip(" ,")
    what = " ".join(_ARTICLE.sub("", rest).split())
    bound = (_ANY_BOUND.match(before, found.start()) or first)[0].lower()
    return f"{bound} of the {what}" if what else bound, found.start(), found.end("of")
