"""The time that heads a section or a list is that of the results below: ``Key Findings at Week 52:``, ``Efficacy at Month 6``."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.results import TIMES
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions

__all__ = ["HeadedTimes"]

#: a line that heads results is short
_MOST_WORDS = 12
#: numbers that a heading may hold beside its time
_IDLE = frozenset(("citation", "section", "identifier", "name", "date", "group_size"))
#: what is no time of results: how long somebody was watched or treated, and what is yet to come
_NO_TIME = compiled(
    r"\b(?:follow(?:ed)?[- ]?up|baseline|dos(?:e|es|ing|age)|every|visits?|design|methods?|treatment\s+(?:period|phase)|schedule|"
    r"will|planned|expected|safety|adverse|ongoing|last|past|next|before|prior|since)\b",
    re.IGNORECASE,
)


class HeadedTimes:
    """The times told by the headings of a document and by the lines above its lists, each looked at once."""

    def __init__(self, document: Document, mentions: Mentions) -> None:
        self._document, self._mentions = document, mentions
        self._sections: dict[int, Quantity | None] = {}
        self._above: tuple[int, Quantity | None] = (-1, None)

    def of(self, section: int, above: Block | None) -> Quantity | None:
        """The time of the line above a list, else that of the innermost heading that has one."""
        if above is not None and above.start != self._above[0]:
            told = _time(self._mentions, above.text, above.start) if above.text.rstrip().endswith(":") else None
            self._above = (above.start, told)
        if above is not None and self._above[1] is not None:
            return self._above[1]
        if section not in self._sections:
            headings = self._document.headings(section)
            times = (_time(self._mentions, one.title, one.start) for one in headings)
            self._sections[section] = next((one for one in times if one is not None), None)
        return self._sections[section]


def _time(mentions: Mentions, text: str, start: int) -> Quantity | None:
    """The only time in a line that says nothing else with numbers."""
    if not any(map(str.isdigit, text)) or len(text.split()) > _MOST_WORDS or _NO_TIME.search(text) is not None:
        return None
    told = [one for one in mentions.within(start, start + len(text)) if one.role not in _IDLE]
    points = [one for one in told if one.role == "timepoint" and one.unit in TIMES and one.value is not None and not one.value.op]
    return points[0] if len(points) == len(told) == 1 else None
