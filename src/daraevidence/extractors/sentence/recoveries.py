"""Times and amounts that are results, and no times or doses of results: ``recovered on day 21 (range 14-38)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import AGAINST, AN_AVERAGE_OF

__all__ = ["RANGED", "Amount", "UNITS_OF_CARE", "UNITS_OF_TIME", "amount_of", "recovered", "things_of", "told_for_each"]

UNITS_OF_TIME = frozenset(("seconds", "minutes", "hours", "days", "weeks", "months", "years"))
UNITS_OF_CARE = frozenset(
    (
        "cycles lines courses doses times injections infusions visits sessions attempts administrations applications collections "
        "fractions procedures tablets transfusions treatments"
    ).split()
)
#: ``the stay ranged from`` 3 to 9 days ``in A and from`` 6 to 17 days
RANGED = Gated("rang|varied", r"\b(?:ranged|varied)\b[^.;]{0,140}\bfrom\s+$", re.IGNORECASE)
#: ``on day 21 (``, ``within 6 hours (``: a time with its spread
_OPENS = compiled(r"\s?[(\[]\s?")


def recovered(text: str, base: int, found: list[Quantity]) -> list[Quantity]:
    """``recovered on day 21 (range 14-38) with X and on day 27 (range 18-45) with Y``: times with spreads, told for two groups.

    A single one is a time of a visit or of a treatment (``at day 21 (range 18-24)``).
    """
    timed: list[tuple[int, int]] = []
    for i, one in enumerate(found):
        told = one.role == "value" and one.unit in UNITS_OF_TIME and bool(one.intervals)
        if not (told or one.role in ("timepoint", "duration")) or one.value is None or one.value.op or not one.unit:
            continue
        if text[max(0, one.start - base - 4) : one.start - base].casefold().split()[-1:] == ["at"]:
            continue
        following = found[i + 1] if i + 1 < len(found) else None
        if one.intervals:
            timed.append((i, i))
        elif (
            following is not None and following.intervals and following.value is None and following.role in ("interval", "number")
        ):
            apart = _OPENS.fullmatch(text, one.end - base, following.start - base) is None
            timed += [] if apart else [(i, i + 1)]
    if (
        len(timed) < 2
        or all(found[i].role == "value" for i, _ in timed)
        or len({found[i].unit for i, _ in timed}) > 1
        or len({found[i].value for i, _ in timed}) < 2
    ):
        return found
    for i, j in timed:
        spread = found[j]
        closed = spread.end + (text[spread.end - base : spread.end - base + 1] in (")", "]"))
        found[i] = replace(found[i], role="value", intervals=spread.intervals, end=closed, extra={})
    return [one for i, one in enumerate(found) if all(i != j or i == first for first, j in timed)]


#: what stands before both of two groups, or of their results
_LED = (
    r"(?:in|with|for|on|after|among|without|under|by|when|using|of|if|following|given|receiving|taking|assigned|allocated|treated"
    r"|randomi[sz]ed|who|at)\b"
)
_AGAINST = rf"(?:{AGAINST}|whereas|while|but|than|and)\b"
#: from one time or amount to that of another group: ``in A and``, ``, against``, ``; in B it came at``, ``, the B group``
_TO_OTHER = compiled(
    rf"(?P<own>\s{_LED}\s[^;:.\d]{{1,80}}?|\s[^;:,.()\d]{{1,40}}?|)"
    rf"(?:[,;]\s(?:{_AGAINST}\s)?|\s{_AGAINST}\s)(?P<other>[^;:.()\d]{{0,90}})"
)
_OTHER_GROUP = compiled(r"\b(?:groups?|arms?|cohorts?|controls?|those|placebo|others?)\b", re.IGNORECASE)
_BEHIND = compiled(rf"\s?(?:[(\[][^()\[\]]{{1,40}}[)\]]\s)?{_LED}\s")
_LEAD = compiled(
    r"([a-z]+)\s+(?:(?:only|about|just|approximately|the|day|week|month|an? (?:mean|median|average) of)\s+)*$", re.IGNORECASE
)
#: what is done to patients for a time, at a time, or in an amount
_PLANNED = compiled(
    r"\b(?:treat\w*|therapy|receiv\w*|given|administ\w+|dos(?:e[sd]?|ages?|ing)|random\w+|assign\w+|allocat\w+|follow\w*"
    r"|continu\w+|measured|assess\w+|evaluat\w+|recorded|examin\w+|tested|schedul\w+|repeat\w*|visits?|sampl\w+|obtained|collected"
    r"|every|washout|infus\w+|inject\w+|daily|twice|once|applied|perform\w*|stud(?:y|ied)|monitor\w*|observ\w+|plan\w*|prescri\w+"
    r"|courses?|regimens?|titrat\w+|enrol\w*|supplement\w*|offered|trained|baseline|interviewed|intervals?)\b",
    re.IGNORECASE,
)
#: verbs of what was measured in weight
_AMOUNTS = frozenset(
    "used needed required consumed gained lost excreted secreted produced drained ate drank was were averaged fell rose dropped"
    " decreased increased declined by to made had underwent attended reported".split()
)
_MEASURED = frozenset(("number", "proportion", "count", "ratio", "not_reached"))


def told_for_each(text: str, base: int, found: list[Quantity]) -> None:
    """Make times and amounts results that two groups are told apart by.

    Reads ``pushed for 41 minutes, against 56 minutes for those lying down``, ``lasted 7.9 hours in A and 9.8 hours in B``,
    ``came at 182 minutes; in B it came at 74 minutes``, ``A used 21 mg of morphine, the control group 38 mg``.
    Not what was planned (``treated for 6 weeks in A and for 12 weeks in B``), nor times of other results.
    """
    pairs = {i for i, (one, other) in enumerate(pairwise(found)) if _stand_apart(text, base, one, other, found)}
    for i in pairs:
        one = found[i]
        beside = [j for j in (i - 1, i + 1) if 0 <= j < len(found) - 1 and j not in pairs]
        if any(found[j].unit == found[j + 1].unit == one.unit and found[j].role != "value" for j in beside):
            continue  # "on day 2 and were discharged on day 6, whereas the controls did so on day 4 and on day 9"
        for place in (i, i + 1):
            found[place] = replace(found[place], role="value", unit=one.unit)
            found[place].note("told", "each")


def _stand_apart(text: str, base: int, one: Quantity, other: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether two times or amounts tell two groups apart."""
    if not _may_be_told(one) or other.value is None or other.value.op or other.intervals or not _same_unit(one, other):
        return False
    gap = _TO_OTHER.fullmatch(text, one.end - base, other.start - base)
    behind = _BEHIND.match(text, other.end - base) is not None
    if gap is None or not (_OTHER_GROUP.search(gap["other"]) or (behind and (gap["own"] or not gap["other"].strip()))):
        return False
    lead = _LEAD.search(text, max(0, one.start - base - 60), one.start - base)
    again = _LEAD.search(gap["other"])
    if lead is None or (again is not None and not _leads_again(lead[1], again[1])):
        return False
    word = lead[1].casefold()
    if word in _WHEN:
        ends = _ENDS.search(text, other.end - base)
        clause = [
            each
            for each in found
            if _clause_of(text, one.start - base) <= each.start - base < (ends.start() if ends else len(text))
        ]
        if any(_is_measured(each) for each in clause):
            return False
    return (one.unit in UNITS_OF_TIME or word in _AMOUNTS) and _PLANNED.search(text, 0, other.start - base) is None


_ENDS = compiled(r"[;,]\s|\.(?!\d)")


def _clause_of(text: str, place: int) -> int:
    return max(text.rfind(", ", 0, place), text.rfind("; ", 0, place), 0)


#: words before a time at which something else may be told
_WHEN = frozenset("at by after within on in during until through".split())


def _may_be_told(one: Quantity) -> bool:
    if one.value is None or one.value.op or one.intervals or not one.unit:
        return False
    return (
        one.role == "dose"
        or one.unit in UNITS_OF_CARE
        or (one.unit in UNITS_OF_TIME and one.role in ("duration", "timepoint", "value"))
    )


def _is_measured(one: Quantity) -> bool:
    return one.role in _MEASURED or (one.role == "value" and one.unit not in UNITS_OF_TIME)


def _same_unit(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or (other.role == "number" and not other.unit and one.role != "dose")


def _leads_again(lead: str, again: str) -> bool:
    """Whether the word before the second is that before the first, or no preposition."""
    return again.casefold() == lead.casefold() or not re.fullmatch(_LED, again, re.IGNORECASE)


_USING = compiled(
    rf"\b(?P<verb>used|needed|required|consumed|received|drank|ate|took|lost|gained|excreted|produced)\s+(?:(?:{AN_AVERAGE_OF}|"
    r"total)\s+)*$",
    re.IGNORECASE,
)
_WHAT = compiled(
    r"\s+(?:of\s+)?(?P<what>(?!(?:in|and|versus|vs|than|compared|during|after|over|on|with|for|per|of|less|more|by|at|from|daily)\b)"
    r"[a-z][a-z-]+(?:\s(?!(?:in|and|versus|vs|than|compared|during|after|over|on|with|for|per|by|at|from|less|more|while|whereas)\b)[a-z][a-z-]+)?)"
    r"(?=\s*(?:[,;(.]|$)|\s(?:in|and|versus|vs|than|compared|during|after|over|on|with|for|per|by|at|from|while|whereas)\b)"
)


#: ``1.7 units of red cells per patient were transfused``
_WAS_USED = compiled(
    r"\sof\s(?P<what>[a-z][^,;:.()\d]{2,40}?)(?:\s(?:per|for each)\s[a-z]+)?\s(?:was|were)\s"
    r"(?P<verb>transfused|consumed|needed|required|used|lost|drained|excreted|self-administered)\b"
)
#: what people did with things that are counted on average: ``gained`` 12.3 words, ``had`` 3.1 new lesions
_ACTING = compiled(
    r"\b(?:(?P<verb>used|needed|required|consumed|received|drank|ate|took|lost|gained|produced|learned|learnt|recalled|smoked|"
    r"acquired|retained|recovered|attended|completed|missed|made)|had|reported|experienced|developed|averaged|"
    rf"showed)\s+(?:(?:{AN_AVERAGE_OF}|total)\s+)*$",
    re.IGNORECASE,
)
_THINGS = compiled(
    r"\s(?P<what>(?!(?:times|points|fewer|less)\b)(?:[a-z-]{2,24}\s){0,2}?(?!(?:this|its|as|was|has|versus|times|points)\b)[a-z-]{3,24}s"
    r"(?:\s(?:on|of)\s(?:the\s|their\s)?(?:[a-z-]{2,24}\s?){1,4}?)?)"
    r"(?=\s*(?:[,;(.]|$)|\s(?:in|and|versus|vs|than|compared|during|after|over|with|for|per|by|at|from|while|whereas|against|but|among)\b)"
)


class Amount(NamedTuple):
    """What an amount is of, behind it, and the verb before it."""

    start: int
    end: int
    verb: str


def things_of(text: str, start: int, end: int) -> Amount | None:
    """What people did with things of which a number at ``[start, end)`` says how many: ``gained 12.3 words on the list``."""
    verb = _ACTING.search(text, max(0, start - 60), start)
    what = _THINGS.match(text, end) if verb is not None else None
    return Amount(*what.span("what"), verb["verb"] or "") if verb is not None and what is not None else None


def amount_of(text: str, base: int, quantity: Quantity) -> Amount | None:
    """``used 21 mg of morphine``, ``lost 310 mL of blood``: the substance that was measured."""
    if quantity.role != "value" or quantity.unit in UNITS_OF_TIME:
        return None
    start, end = quantity.start - base, quantity.end - base
    if not quantity.unit:
        return things_of(text, start, end)
    used = _WAS_USED.match(text, end)
    if used is not None:
        return Amount(*used.span("what"), used["verb"])
    verb = _USING.search(text, max(0, start - 60), start)
    what = _WHAT.match(text, end) if verb is not None else None
    return Amount(*what.span("what"), verb["verb"]) if verb is not None and what is not None else None
