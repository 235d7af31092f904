"""Studies told by what they are in the sentence of named ones: a second study, or one that pools them."""

from __future__ import annotations

import re

from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.patterns import compiled

__all__ = ["beside", "over_several"]

_POOLED = compiled(r"(?:pooled|combined|integrated|joint)\s+analysis|meta-?analysis", re.IGNORECASE)
_OF_THEM = compiled(
    r"\s+of\s+(?:data\s+from\s+)?(?:the\s+)?(?:(?:two|three|four|phase\s+\S+|randomi[sz]ed|pivotal)\s+){0,4}(?:(?:trials|studies)\s?[(\[,:]\s?)?"
)
_AND = compiled(r"\d{0,2}(?:,\s+(?:and\s+)?|\s+and\s+|\s?/\s?)")
_TRIALS = compiled(r"\s+(?:trials|studies)\b")


def over_several(line: Sentence, kind: StudyMention, found: list[StudyMention]) -> StudyMention | None:
    """``a pooled analysis of the ORION and VEGA trials``: one study, whose name holds those of the trials."""
    text, place = line.text, kind.end - line.start
    inside = [mention for mention in found if mention.kind == "acronym" and kind.start <= mention.start < kind.end]
    if len(inside) > 1 and _POOLED.search(kind.name):
        return kind
    of = _OF_THEM.match(text, place) if _POOLED.search(kind.name) else None
    ends = {mention.start - line.start: mention.end - line.start for mention in found if mention.kind == "acronym"}
    end, many = of.end() if of is not None else 0, 0
    while of is not None and end in ends:
        many, place = many + 1, ends[end]
        joint = _AND.match(text, place)
        end = joint.end() if joint is not None else -1
    if many < 2:
        return None
    trials_of = _TRIALS.match(text, place)
    place = trials_of.end() if trials_of is not None else place
    return kind._replace(end=line.start + place, name=" ".join(text[kind.start - line.start : place].split()))


_AND_ANOTHER = compiled(r"(?:,|;|,?\s(?:and|while|whereas|but))\s+(?:(?:and|while|whereas|but|in)\s+)?(?:an?|another)\s+$")


def beside(line: Sentence, kind: StudyMention, found: list[StudyMention]) -> bool:
    """A second study in the sentence of a named one: ``Ito et al treated 40 patients, and a Swiss trial of 27 found``."""
    before = line.text[: kind.start - line.start]
    sized = re.search(r"\b(?:of|in|among|with|including)\s+\d", kind.name)
    if not sized or not _AND_ANOTHER.search(before[-40:]) or any(mention.end >= kind.start for mention in found):
        return False
    return not _WHAT_IT_IS.fullmatch(before, max(mention.end for mention in found) - line.start)


#: between a name and what it is: ``the ORION trial, an open-label study of 40 adults``
_WHAT_IT_IS = compiled(r"\s*(?:(?:trial|study|registry|program(?:me)?)\b)?\s*(?:[(\[][^()\[\]]{0,60}[)\]])?\d{0,3},\s+an?\s+")
