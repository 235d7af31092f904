"""Lists in one sentence: ``Prior therapies were A (n=3), B (n=1), and C (n=3)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.language.patterns import compiled

__all__ = ["Listed", "enumerated"]

_OPENS = compiled(
    r"(?::|\b(?:were as follows|was as follows|as follows|were|was|are|is|included?|including|consisted of|"
    r"comprised|such as)\b)"
    r"(?:\s+as follows:?)?",
    re.IGNORECASE,
)
#: what leads to the items of which the sentence has told together: ``events were seen in 29 patients, most often A (n=9)``
_CHIEFLY = compiled(
    r",?\s+(?:most (?:often|commonly|frequently)|mostly|mainly|chiefly|primarily|predominantly|namely|notably|in particular|"
    r"especially|usually|including|such as|among (?:them|these|which))\s+",
    re.IGNORECASE,
)
_NO_NOUN = compiled(
    r"\s*(?:(?:the\s+(?:most|least)|significantly|statistically|slightly|markedly|similar\w*|comparable|observed|"
    r"reported|seen|noted|found|detected|higher|lower|longer|"
    r"shorter|greater|more|less|also|not|only|in|with|for|on|among|of|by|to|from|than|between|after|at|achieved|reached|"
    r"treated|enrolled|included|randomi[sz]ed|assigned|evaluable|able|available)\b|[(\[])",
    re.IGNORECASE,
)
_VERB = compiled(
    r"\b(?:was|were|had|has|have|occurred|received|achieved|required|experienced|showed|developed|died|did)\b", re.IGNORECASE
)


_GIVING = compiled(r"\b(?:were|was)?\s*(?:administered|received|given|treated with|assigned to)\b", re.IGNORECASE)


#: ``no difference in X between A (36%) and B (39%)``
_DIFFERENCE = compiled(r"\bdifferences?\b[^.;:()]{0,120}\bbetween\b", re.IGNORECASE)


class Listed(NamedTuple):
    """The head of a list and its items, one for each number; ``parents`` is the index of the item that an item refines, or -1."""

    head: Phrase | None
    items: list[Phrase]
    parents: list[int]


def enumerated(text: str, places: Sequence[tuple[int, int]]) -> Listed | None:
    """The items that stand before bracketed numbers at ``places`` (ranges in the text), or ``None`` where they are no list.

    Reads ``X were A (n=3), B (n=1), and C (n=3)``, ``X included A (42%), B (11%)``, ``A (n=10; a, n=6; b, n=4)`` (a, b refine A),
    ``patients (A, n=12; B, n=31)``. Not: ``lower with A (5.2) than with B (9.0)``, sentences with a verb between the numbers.
    """
    if len(places) < 2 or _DIFFERENCE.search(text, 0, places[0][0]):
        return None
    items: list[Phrase] = []
    parents: list[int] = []
    head: Phrase | None = None
    opener = -1
    previous = 0
    for i, (start, end) in enumerate(places):
        lead = text[previous:start]
        inside = _depth(text, previous, start) > 0
        if i == 0:
            head, base = _head(lead)
            base = base or _verb(lead)
            lead = lead[base:]
        else:
            base = previous
            if _VERB.search(lead) or len(lead) > 200:
                return None
        own = _inside(lead)
        item = trimmed(lead[own:], base + own)
        if item is None or not content(item.text):
            return None
        opens = inside and lead.rstrip(" ").endswith(("(", "["))
        continues = i > 0 and ")" not in lead and "]" not in lead and not inside
        items.append(item)
        parents.append(opener if continues else -1)
        if opens:
            opener = i
        elif not continues:
            opener = -1
        previous = end
    return Listed(head, items, parents)


def _verb(lead: str) -> int:
    """Where what was given begins, in a list without a head: ``Patients were administered either A (n=4)``."""
    found = None
    for found in _GIVING.finditer(lead):  # noqa: B007 - the last one counts
        pass
    return found.start() if found else 0


def _depth(text: str, start: int, end: int) -> int:
    return text.count("(", start, end) + text.count("[", start, end) - text.count(")", start, end) - text.count("]", start, end)


def _inside(lead: str) -> int:
    """Where the words inside a bracket that is still open begin (``X (short; 52%`` → short), else 0."""
    opened = max(lead.rfind("("), lead.rfind("["))
    if opened >= 0 and lead.rfind(")") < opened and lead.rfind("]") < opened and content(lead[opened:]):
        return opened + 1
    return 0


#: ``Infections were recorded in 21 patients (33%)``: what the parts that follow are of, and how many had it
_WITH_COUNT = compiled(
    r"(?P<what>[A-Za-z][^\d:;]{2,80}?)\s+"
    r"(?:(?:was|were|had been|has been|have been)\s+(?:[a-z]+\s+){1,2}|(?:occurred|developed|arose)\s+)"
    r"(?:in|by|among|for|with)\s+(?:[a-z]+\s+){0,2}\d"
)


def _headed(head: str) -> Phrase | None:
    """The head of a list without the count of all of whom it tells."""
    counted = _WITH_COUNT.match(head)
    return trimmed(_FOLLOWING.sub("", head) if counted is None else counted["what"], 0)


#: ``The outcomes observed`` were as follows``: A (80%)``
_FOLLOWING = compiled(
    r"(?:\s(?:observed|reported|seen|recorded))?\s(?:were|was|are|is)\s(?:as follows|the following)\s*$", re.IGNORECASE
)


def _head(lead: str) -> tuple[Phrase | None, int]:
    """What the list is of, and where its first item begins."""
    found = None
    for match in _OPENS.finditer(lead):
        if content(lead[match.end() :]) and not _NO_NOUN.match(lead, match.end()):
            found = match
            break
    if found is None:
        led = [chiefly for chiefly in _CHIEFLY.finditer(lead) if content(lead[chiefly.end() :])]
        return (_headed(lead[: led[-1].start()]), led[-1].end()) if led else (None, 0)
    colon = lead.rfind(": ", found.end())
    if colon >= 0 and content(lead[colon + 1 :]):  # "There were three serious events: A (n=1)"
        return _headed(lead[:colon]), colon + 1
    last = found.end()
    for chiefly in _CHIEFLY.finditer(lead, found.end()):
        last = chiefly.end() if content(lead[chiefly.end() :]) else last
    return trimmed(lead[: found.start()], 0), last
