"""A sentence that goes on with the outcome of the one before: ``The corresponding figure for B was 12%``, ``In contrast, …``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.mask import masked
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase, content
from daraevidence.extractors.sentence.sides import Statement
from daraevidence.language.gated import Gated

__all__ = ["oppose_across", "resume"]

_FIGURES = r"(?:rates?|figures?|numbers?|proportions?|percentages?|values?|results?|medians?|means?|counts?|shares?)"
_SAME = r"(?:corresponding|respective|equivalent|comparable|analogous|matching)"
_AGAIN = Gated(
    "rates|figures|numbers|proportions|percentages|values",
    r"\b(?:the|these|those|corresponding|respective)\s+(?:corresponding\s+|respective\s+)?"
    r"(?P<what>rates|figures|numbers|proportions|percentages|values)\s+(?:were|was)\b",
    re.IGNORECASE,
)
#: what a sentence has that goes on with the outcome told before
_ANAPHOR = re.compile(
    r"^(?:(?:in|by)\s+(?:contrast|comparison)|conversely|on\s+the\s+other\s+hand|likewise)\b|"
    rf"\b(?:the|this|that|these|those)\s+(?:same\s+)?(?:{_SAME}\s+)?{_FIGURES}\b|\b{_SAME}\s+{_FIGURES}\b|"
    r"\b(?:it|this|that)\s+(?:was|had\s+been|reached|averaged|amounted)\b|\b(?:did|had)(?:\s+so)?\s*\.?$",
    re.IGNORECASE,
)
#: a phrase that is no outcome, but says that it is the one told before
_FIGURE = re.compile(rf"(?:(?:the|this|that|its)\s+)?(?:same\s+)?(?:{_SAME}\s+)?{_FIGURES}", re.IGNORECASE)
#: the same with a group that only its place shows: ``corresponding value with suture repair``
_FIGURE_OF = re.compile(
    rf"(?:the\s+)?{_SAME}\s+{_FIGURES}\s+(?:with|in|for|among|on)\s+(?:the\s+)?(?P<name>[A-Za-z][^,;:()]{{1,50}})", re.IGNORECASE
)
_CONTRAST = re.compile(
    rf"^(?:(?:in|by)\s+(?:contrast|comparison)|conversely|on\s+the\s+other\s+hand)\b|\b{_SAME}\b|^the\s+{_FIGURES}\s+(?:for|in|with|on)\b",
    re.IGNORECASE,
)


def resume(place: Place, statements: Sequence[Statement], named: Sequence[Named]) -> None:
    """Give the outcome of the sentence before to statements that name none.

    Reads ``Among those with X the rates were 92% and 95%``, ``In contrast, it was 12% with B``, ``The corresponding figure for
    B was 12%``. Not where the sentence has words of its own that could be an outcome.
    """
    figures = [_take_figure(place, statement) for statement in statements]
    if place.last is not None and any(statement.phrase is None for statement in statements):
        _resume(place, statements, place.last, named)
    for statement, phrase in zip(statements, figures, strict=True):
        statement.phrase = statement.phrase or phrase
    told = [statement.phrase for statement in statements if statement.phrase is not None]
    place.earlier = place.last
    place.last = told[-1] if told else None


def _take_figure(place: Place, statement: Statement) -> Phrase | None:
    """The phrase of a statement taken from it where it is no outcome: ``corresponding figure``, ``rate``."""
    phrase = statement.phrase
    if phrase is None:
        return None
    grouped = _FIGURE_OF.fullmatch(phrase.text)
    if grouped is None and not _FIGURE.fullmatch(phrase.text):
        return None
    start = place.text.find(grouped["name"], phrase.start) if grouped is not None else -1
    if grouped is not None and start >= 0 and len(statement.sides) == 1 and statement.sides[0].named is None:
        statement.sides[0].named = Named(start, start + len(grouped["name"]), grouped["name"])
    statement.phrase = None
    return phrase


def _resume(place: Place, statements: Sequence[Statement], last: Phrase, named: Sequence[Named]) -> None:
    again = _AGAIN.search(place.text)
    for statement in statements:
        first = statement.sides[0].quantity.start - place.base
        if statement.phrase is None and again is not None and again.end() <= first:
            statement.phrase = Phrase(last.text, again.start("what"), again.end("what"))
    anaphor = _ANAPHOR.search(place.text)
    if anaphor is None:
        return
    words = _BRACKET.sub(" ", masked(place.text, place.base, place.quantities, named))
    if content(_WORDS_OF_FIGURES.sub(" ", words)):
        return
    for statement in statements:
        if statement.phrase is None and any(side.named is not None for side in statement.sides):
            statement.phrase = Phrase(last.text, anaphor.start(), anaphor.end())


_WORDS_OF_FIGURES = re.compile(rf"\b{_SAME}\b|\b{_FIGURES}\b|\bhand\b", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]")


def oppose_across(place: Place, earlier: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """Set results of two sentences against each other that are of one outcome and of two groups.

    Where the second says so (``In contrast``, ``The corresponding figure``), or the groups are two arms of the study.
    """
    if not earlier or not drafts:
        return
    contrast = _CONTRAST.search(place.text) is not None
    arms = {arm.name for arm in place.arms}
    for draft in drafts:
        partners = [other for other in earlier if _alike(other, draft)]
        rivals = [other for other in drafts if _alike(other, draft) or (other is not draft and _of_one(other, draft))]
        if len(partners) != 1 or rivals or [other for other in earlier if _of_one(other, partners[0])] != partners:
            continue
        one, other = partners[0].get("cohort"), draft.get("cohort")
        if contrast or {one, other} <= arms:
            partners[0].put("comparator", other)
            draft.put("comparator", one)


def _of_one(one: Draft, other: Draft) -> bool:
    names = ("kind", "endpoint", "label", "measure", "timepoint", "cohort")
    return one.kind == other.kind and all(one.get(name) == other.get(name) for name in names[1:])


def _alike(one: Draft, other: Draft) -> bool:
    """Whether two drafts are results of one outcome and of two groups, neither set against another yet."""
    if one.kind != "endpoint" or other.kind != "endpoint" or one is other:
        return False
    cohorts = one.get("cohort"), other.get("cohort")
    if not all(isinstance(cohort, str) and cohort != "total" for cohort in cohorts) or cohorts[0] == cohorts[1]:
        return False
    if one.get("comparator") is not None or other.get("comparator") is not None:
        return False
    return all(one.get(name) == other.get(name) for name in ("endpoint", "label", "measure", "timepoint", "timepoint_unit"))
