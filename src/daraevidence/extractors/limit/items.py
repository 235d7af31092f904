"""Items of a score that are no limits, with their points: ``1 point for cirrhosis``, ``IGHV (2 points)``, ``Stroke: 2``."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.limit.places import LimitPlace
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["is_scored_item", "scored_items"]

_WORDS = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0}
_WORTH = r"(?P<worth>one|two|three|four|five|\d{1,2}(?:\.5)?)"
#: ``1 point each is given for``, ``2 points for``
_GIVES = Gated(
    "point",
    rf"(?i)(?<![\w.-]){_WORTH} points? (?:each |apiece )?(?:(?:is|are|was|were) )?(?:(?:given|assigned|scored|awarded|added|"
    r"counted) )?(?:each )?(?:for|to|if there is) (?:each of |the presence of |having )?",
)
#: where a list of items ends
_ENDS = compiled(
    r"(?i)[.;:](?:\s|$)|,?\s(?:and\s)?(?:one|two|three|four|five|\d{1,2}) points?\b|\b(?:while|whereas|which|with a)\s"
)
_PARTS = compiled(
    r",\s(?:and\s|or\s)?|\s(?:and|or)\s(?!(?:older|younger|more|less|fewer|higher|lower|above|below|greater|over|under)\b)"
)
#: ``unmutated IGHV (2 points)``
_BRACKETED = compiled(
    r"(?i)(?:^|[,;:]\s(?:and\s)?|\b(?:for|and|were)\s)(?P<name>(?:an?\s|the\s)?[^\s,;:()<>≥≤\d][^,;:()<>≥≤\d]{2,50}?)\s"
    r"[(\[]\+?(?P<worth>\d{1,2}(?:\.5)?)(?: points?)?[)\]]",
)
#: a whole item of a list: ``Prior stroke or TIA: 2 points``
_ITEM = Gated(
    "point",
    r"(?i)^[\s•*·‣–-]*(?P<name>\w[^:;=]{1,80}?)\s?(?:[:=]|\s[–—-])\s?\+?(?P<worth>\d{1,2}(?:\.5)?) points?[\s.;,]*"
    r"(?:(?:\d{1,2}|\[\d{1,2}\])\s*)?$",
)
_ARTICLE = compiled(r"(?i)^(?:an?|the|any|prior|points (?:were|are) (?:given|assigned) for)\s(?=\S)")
#: words that are no finding: what else stands behind ``points for``
_NO_ITEM = compiled(
    r"(?i)^(?:at|in|with|of|by|from|on|to|were|was)\b|\b(?:patients|each|every|score|total|risk|group|point|following|versus|vs|difference|response|week|change|improvement)"
)


def scored_items(place: LimitPlace) -> Iterator[Draft]:
    """The findings that a sentence gives points for, without those that are limits: they hold a number."""
    found = [*_listed(place.text), *_bracketed(place.text), *_whole_item(place)]
    for name, start, end, worth, at in found:
        draft = Draft("threshold", place.start + min(start, at[0]), place.start + max(end, at[1])).put("context", "score")
        draft.put("variable", name, (place.start + start, place.start + end))
        draft.put("points", worth, (place.start + at[0], place.start + at[1]))
        yield draft.doubt(0.8, "an item of a score told in prose")


#: what a list tells that holds results: ``Change in pain by treatment:``
_RESULTS = compiled(r"(?i)\b(?:change|difference|improve|reduc|increase|decrease|fell|rose|results?|mean|median|versus|vs)\w*\b")


def is_scored_item(text: str, lead: str) -> bool:
    """Whether a line is an item of a score with its points, and tells no result; ``lead``: what its list hangs from."""
    return _ITEM.match(text) is not None and _RESULTS.search(lead) is None


_Item = tuple[str, int, int, float, tuple[int, int]]


def _listed(text: str) -> Iterator[_Item]:
    for gives in _GIVES.finditer(text):
        end = _ENDS.search(text, gives.end())
        stop = end.start() if end is not None else len(text)
        place = gives.end()
        cuts = [(part.start(), part.end()) for part in _PARTS.finditer(text, place, stop)]
        for first, last in zip([place, *(cut[1] for cut in cuts)], [*(cut[0] for cut in cuts), stop]):
            yield from _item(text, first, last, gives["worth"], gives.span("worth"))


def _bracketed(text: str) -> Iterator[_Item]:
    for match in _BRACKETED.finditer(text) if "points" in text.casefold() else ():
        yield from _item(text, *match.span("name"), match["worth"], match.span("worth"))


def _whole_item(place: LimitPlace) -> Iterator[_Item]:
    match = _ITEM.match(place.text)
    if match is not None and is_scored_item(place.text, place.parent):
        yield from _item(place.text, *match.span("name"), match["worth"], match.span("worth"))


def _item(text: str, start: int, end: int, worth: str, at: tuple[int, int]) -> Iterator[_Item]:
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article is not None else start
    name = text[start:end].rstrip(" ,")
    if 3 <= len(name) <= 60 and not any(ch.isdigit() or ch in "<>≥≤%" for ch in name) and _NO_ITEM.search(name) is None:
        yield name, start, start + len(name), _WORDS.get(worth.casefold()) or float(worth), at
