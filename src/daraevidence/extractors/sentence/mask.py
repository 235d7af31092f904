"""A sentence with its numbers and the names of its groups blanked out, so that only words of outcomes are left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.recoveries import amount_of
from daraevidence.extractors.sentence.results import is_aside, is_degree, is_part_of_phrase
from daraevidence.extractors.sentence.unknown_units import unit_ends
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["masked"]

#: quantities that can be words of an outcome's name: ``12-month PFS``, ``grade 3 events``, ``CD34+ cells``
_WORDED = frozenset(("timepoint", "duration", "grade", "name", "threshold", "section", "dose", "number"))


def masked(text: str, base: int, quantities: Sequence[Quantity], named: Sequence[Named]) -> str:
    """The sentence with numbers and group names blanked out, so that only words of outcomes are left."""
    letters = list(text)
    places = [(n.start, n.end) for n in named]
    told = (
        q
        for q in quantities
        if q.role not in _WORDED and not (is_part_of_phrase(q) or is_degree(text, base, q) or is_aside(text, base, q))
    )
    places += [(q.start - base, q.end - base) for q in told]
    places += [match.span() for match in (_HEADED.match(text),) if match is not None]
    places += [(match.start(), match.end() - 1) for match in _SAID.finditer(text)]
    places += [match.span("spread") for pattern in (_SPREAD, _AVERAGED) for match in pattern.finditer(text)]
    places += [place for q in quantities for place in _around(text, q.start - base, q.end - base, q)]
    for start, end in places:
        for i in range(max(0, start), min(end, len(letters))):
            letters[i] = " "
    blank = "".join(letters)
    if len(named) < 2:
        return blank
    starts = [q.start - base for q in quantities if q.role != "name"]
    return _EMPTIED.sub(
        lambda match: match[0] if any(match.start() < at < match.end() for at in starts) else " " * len(match[0]), blank
    )


#: what is left of ``(A vs B)``
_EMPTIED = compiled(r"[(\[]\s*(?:versus|vs\.?|v\.?)\s*[)\]]")


#: who says so, between commas: ``Strokes, the team found, fell by``
_SAID = Gated(
    "found|said|say|report|according|wrote|noted|concluded",
    r",\s+(?:according\s+to\s+[^,;:()]{2,80}|(?:(?:the|our|their)\s+)?(?:[\w-]+\s+){1,3}(?:found|said|says?|reported|reports?|wrote|noted|"
    r"concluded)),",
    re.IGNORECASE,
)
#: what the number behind the outcome is followed by: ``mean [SD] age, 61.2 [9.4]``
_SPREAD = Gated(
    "mean|median|average",
    r"\b(?:mean|median|average)(?P<spread>\s?[(\[]\s?(?:±|\+/?-)?\s?(?:SD|SEM?|IQR|range|interquartile\s+range|standard\s+(?:deviation|error)|"
    r"(?:\d\d(?:\.\d)?\s?%\s?)?(?:CI|confidence\s+interval))\s?[)\]])(?=\s[A-Za-z])",
    re.IGNORECASE,
)
#: what is printed of each group: ``Walking distance, mean (SD): A 310 (42)``
_AVERAGED = Gated(
    "mean|median|average",
    r"\w(?P<spread>,\s(?:mean|median|average)s?(?:\s?[(\[]\s?(?:±|\+/?-)?\s?(?:SD|SEM?|IQR|range|interquartile\s+range|"
    r"standard\s+(?:deviation|error))\s?[)\]])?)(?=:\s)",
    re.IGNORECASE,
)
_HEADED = compiled(r"(?:RESULTS|FINDINGS|CONCLUSIONS?|METHODS)\b:?")
#: ``12 episodes per week``, ``5.2 mg per kilogram per day``
_PER = compiled(r"(?:\s[A-Za-zµμ]{1,12})?\s+per\s+(?:\d[\d,]*\s+)?[a-zµμ-]+(?:\s+per\s+[a-z]+)?(?![\w-])")
_CURRENCY = compiled(r"(?:\b[A-Z]{1,2})?\s?[$€£¥]\s?$")
#: what a percent is of: ``9% of cycles with``, ``22% of the lesions in``
_OF_WHOM = compiled(
    r"\s+of\s+(?:the\s+|all\s+|these\s+|their\s+)?(?:[a-z-]+\s+)?[a-z-]{3,}s(?=\s*(?:[,;.()]|\s(?:in|with|without|on|after|for|among|and|versus|vs|during|via|by|through|under|using|"
    r"(?!(?:occurr|develop|resolv|recurr|happen|respond|relaps|fail|heal|improv|complain|report|experienc)ed\b)"
    r"[a-z]+(?:ed|ing)\s(?:with|to|by|under|on|in))\b))"
)


def _around(text: str, start: int, end: int, quantity: Quantity) -> Iterator[tuple[int, int]]:
    """The currency of a number, a unit that nobody knows (``72 beats/min``), what a percent is of."""
    money = _CURRENCY.search(text, max(0, start - 5), start) if quantity.role == "value" else None
    if money is not None:
        yield money.span()
    whole = _OF_WHOM.match(text, end) if quantity.role == "proportion" else None
    if whole is not None:
        yield end, whole.end()
    used = amount_of(text, quantity.start - start, quantity)
    if used is not None:
        yield used.start, used.end
    per = _PER.match(text, end) if quantity.role in ("value", "proportion") else None
    if per is not None:
        yield end, per.end()
    own = unit_ends(text, end, quantity)
    if own > end:
        yield end, own
