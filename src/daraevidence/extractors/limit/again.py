"""Limits whose variable stands before them: in the same sentence, as ``it``, in the sentence before."""

from __future__ import annotations

from dataclasses import dataclass

from daraevidence.draft import Draft
from daraevidence.extractors.limit.names import can_have, how_named, name_of
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.extractors.limit.values import operator_of, put_value
from daraevidence.extractors.limit.variables import noun_before
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import Term, TermKind, terms

__all__ = ["Before", "another_limit", "stands_for_another"]

_HE = compiled(r"(?:She|He|His|Her)\b")
_VARIABLE: frozenset[TermKind] = frozenset({"variable"})


@dataclass(slots=True)
class Before:
    """What the sentences of a block have told so far: the last limit and variable, and whether they are of one patient."""

    block: int = -1
    index: int = -1  # of the block in the document, where it is an item of a list
    limit: Draft | None = None
    asked: bool = False
    sentences: tuple[LimitPlace, ...] = ()
    #: the last score that was called by name, with its place in its sentence
    score: tuple[str, int] | None = None

    def at(self, place: LimitPlace) -> Before:
        """The same in the next sentence of a block, nothing in another block."""
        item = place.block.index if place.block.kind == "item" else -1
        if self.block == place.block.start and not place.cell:
            here = self
        elif item > 0 and self.index == item - 1:  # the next item of a list
            here = Before(place.block.start, item, self.limit, self.asked and _HE.match(place.text) is not None, self.sentences)
        else:  # "She came in …" below a title on a patient
            here = Before(place.block.start, item, asked=self.asked and _HE.match(place.text) is not None)
        here.sentences, here.score = (*here.sentences[-1:], place), self.score
        return here

    def spoken_of(self, end: int) -> Term | None:
        """The last variable named before a place, in its sentence or the one before."""
        for place in reversed(self.sentences):
            found = [each for each in terms(place.text, place.start, _VARIABLE) if each.end <= end]
            if found:
                return found[-1]
        return None

    def names(self, quantity: Quantity) -> bool:
        """Whether a variable is named right before a limit: ``age below 65``, ``an HbA1c of less than 7%``."""
        spoken = self.spoken_of(quantity.start)
        return spoken is not None and quantity.start - spoken.end < 6


_BE = (
    r"(?:was|were|is|are|being|be|rose|rises|falls|fell|recovers|recovered|stays|remains|drops|returns|returned|improves|improved|"
    r"(?:has|have|had) (?:been|recovered|risen|fallen|returned|improved|dropped|come|gone|increased|decreased))"
)
_BACK = r"(?:(?:back|again|still|once more|recovered|risen|fallen|only|to|at|of|above|below)\s){0,3}"
#: from a limit to a second one of the same variable
_AGAIN = compiled(
    r"(?:[\s,(]*(?:or|and)\s+|(?:\s(?:at|in|during|before)\s[a-z ]{3,24})?\s?[(\[]|"
    r"[^.;<>≥≤\d]{0,30}\s(?:or|and)\s(?:only\s)?|[^.;<>≤≥]{0,60}\b(?:when|if|until|once|where|"
    r"and)\s"
    rf"(?:(?:it|they|the (?:count|level|value)s?)\s(?:{_BE}\s{_BACK})?|"
    r"(?:resume|restart|continue|start again)\s(?:at|when|once|"
    rf"if)\s(?:it is\s)?)"
    # what else to do at another value: ", and stop for good at ≥5 × ULN", "; resume at half the dose below 3 × ULN"
    r"|[^.<>≥≤\d]{0,25}\b(?:stop(?:ped)?|discontinued?|resumed?|restart(?:ed)?|reduced?|interrupt(?:ed)?|h[eo]ld|withh[eo]ld|suspend(?:ed)?|halved?|"
    r"start(?:ed)?|continued?|treat(?:ed)?)\b"
    r"[^.;<>≥≤\d]{0,35}\s)"
)
#: from a limit to one in another unit, or to its opposite: ``at least 3 points and at least 30%``, ``<65 vs ≥65 years``
#: also in a second definition: ``defined as a score of ≥1%, and high expression as ≥50%``
_BESIDE = compiled(
    r"\)?,?\s?(?:and|or|but|vs\.?|versus|/)\s(?:by\s|of\s)?"
    r"|\)?,?\s(?:and|or|but)\s(?:[a-z-]+\s){1,3}(?:as|if|when|means?|meant)\s(?:an?\s|one of\s)?"
)
#: a pronoun, or ``the level``, for what was spoken of: ``if it is``, ``once the count has risen to``
_IT = compiled(rf"(?i)\b(?:it|they|this|these|the (?:count|level|value|result|concentration)s?)\s(?:{_BE}\s{_BACK})?$")
#: a clause that begins with its limit: ``check sodium weekly; below 130 mmol/L, stop``, ``; severe if``
_CLAUSE = compiled(r"[;:]\s(?:[a-z-]+\s)?(?:if\s|at\s|with\s)?$")
#: a noun for whatever was measured: ``repeat if values``, ``; levels``
_LEVELS = compiled(
    rf"(?i)(?:[;,.]\s|\b(?:if|when|and|but|or|for|with|until|once|at)\s)(?:the\s|any\s|such\s)?(?:levels?|values?|counts?|concentrations?|readings?)\s"
    rf"(?:of\s|{_BE}\s)?$"
)
#: a sentence that begins with its limit: ``Above 1,000 ng/mL, …``
_BARE = compiled(r"(?i)^\W*(?:at|with|if)?\s?$")


def stands_for_another(place: LimitPlace, quantity: Quantity, before: Before) -> bool:
    """Whether a pronoun right before a limit stands for what it is on, so that no other noun does, or it is the rest of the
    last limit."""
    if bool(quantity.unit) and _IT.search(place.text, 0, quantity.start - place.start) is not None:
        return True
    above = before.limit
    if above is None:
        return False
    again = above.get("unit") == quantity.unit != "" and place.start <= above.end <= quantity.start
    if again and _BRACKETED.fullmatch(place.text, above.end - place.start, quantity.start - place.start):
        return True
    return _is_the_rest(place, quantity, above, before)


#: from a limit to one for others in a bracket: ``≥300 cells/µL at screening (≥150 cells/µL if on steroids)``
_BRACKETED = compiled(r"(?:\s(?:at|in|during|before)\s[a-z ]{3,24})?\s?[(\[]")


def _is_the_rest(place: LimitPlace, quantity: Quantity, above: Draft, before: Before) -> bool:
    """Whether a limit parts the same people as the last one, from the other side: ``≥300 cells/µL … than the one below 300``."""
    if (
        quantity.value is None
        or above.get("value") != float(quantity.value.value * quantity.factor)
        or above.start < place.start - 300
    ):
        return False
    operator = operator_of(place.text[quantity.start - place.start : quantity.end - place.start], quantity)
    opposite = {operator[:1], str(above.get("operator"))[:1]} == {"<", ">"}
    if not opposite or (quantity.unit and quantity.unit != above.get("unit")):
        return False
    named = noun_before(place, quantity.start, quantity.unit) is not None or before.names(quantity)
    return not named and not _has_noun(place, quantity)


def another_limit(place: LimitPlace, quantity: Quantity, before: Before) -> Draft | None:
    """A second limit of the variable just limited: ``BMI ≥30 kg/m2, or ≥27 kg/m2 with hypertension``, ``resume at ≤250 mg/dL``,
    ``Above 1,000 ng/mL, …`` in the next sentence; or a limit on what a pronoun stands for: ``If it is 200 copies/mL or more``.
    """
    above = before.limit
    if above is not None and _is_the_rest(place, quantity, above, before):
        rest = _of_the_same(place, quantity, above)
        at = above.marks.get("unit")
        return rest if quantity.unit or at is None else rest.put("unit", above.get("unit"), (at[0].start, at[0].end), "inherited")
    inside = above is not None and place.start <= above.end <= quantity.start
    if above is not None and inside and not _has_noun(place, quantity):
        beside = _BESIDE.fullmatch(place.text, above.end - place.start, quantity.start - place.start)
        if beside is not None:
            return _of_the_same(place, quantity, above)
    bare = above is not None and not quantity.unit and not above.get("unit") and quantity.value is not None
    if bare and above is not None and quantity.value is not None and above.end >= place.start - 200:
        clause = _CLAUSE.search(place.text, max(0, (quantity.start - place.start) - 8), (quantity.start - place.start))
        if clause is not None and quantity.value.op and not _has_noun(place, quantity):
            return _of_the_same(place, quantity, above)
    if not quantity.unit or quantity.unit in ("%", "years", "months", "weeks", "days", "hours"):
        return None
    begin = quantity.start - place.start
    it = any(form.search(place.text, max(0, begin - 60), begin) is not None for form in (_IT, _CLAUSE, _LEVELS))
    spoken_of = before.spoken_of(quantity.start) if it else None
    if above is not None and above.get("unit") == quantity.unit and _continues(place, quantity, above, it):
        return _of_the_same(place, quantity, above)
    if spoken_of is not None and can_have(spoken_of, quantity, ""):
        draft = Draft("threshold", quantity.start, quantity.end).put("context", "cut-off")
        draft.put("variable", name_of(spoken_of), (spoken_of.start, spoken_of.end), how_named(spoken_of))
        return _valued(draft.doubt(0.8, "the variable is named before"), place, quantity)
    return None


#: a noun that a number counts, so that it is a limit of its own: ``aged 18 years or older and at least 2 prior lines``
_COUNTS = compiled(
    r"\s(?!points?\b|years?\b|from\b|of\b|or\b|and\b|with\b|in\b|at\b|on\b|"
    r"if\b|when\b|but\b|were\b|was\b|for\b|to\b|vs\b)[a-z]"
)


def _has_noun(place: LimitPlace, quantity: Quantity) -> bool:
    counted = quantity.unit in ("lines", "agents", "cycles", "doses") or " per " in quantity.unit or bool(quantity.noun)
    return counted or _COUNTS.match(place.text, quantity.end - place.start) is not None


def _of_the_same(place: LimitPlace, quantity: Quantity, above: Draft) -> Draft:
    """A second limit of the variable of another one."""
    draft = Draft("threshold", quantity.start, quantity.end)
    for name in ("context", "variable"):
        at = above.marks.get(name)
        draft.put(name, above.get(name), (at[0].start, at[0].end) if at else None, "inherited")
    return _valued(draft, place, quantity)


def _valued(draft: Draft, place: LimitPlace, quantity: Quantity) -> Draft:
    put_value(draft, quantity)
    operator = operator_of(place.text[quantity.start - place.start : quantity.end - place.start], quantity)
    return draft.put("operator", operator, (quantity.start, quantity.end), "normalised")


def _continues(place: LimitPlace, quantity: Quantity, above: Draft, it: bool) -> bool:
    if above.end < place.start:
        return it or _BARE.match(place.text[: quantity.start - place.start]) is not None
    if it and _LEVELS.search(place.text, 0, quantity.start - place.start):
        return True
    return _AGAIN.fullmatch(place.text, above.end - place.start, max(above.end, quantity.start) - place.start) is not None
