"""Reductions told in percent against the ratios beside them: a risk lower by 38% is a ratio of 0.62."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from daraevidence.draft import Flag
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.language.sentences import sentences
from daraevidence.language.word_classes import ABOUT
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions
from daraevidence.validation.prose import PROSE

__all__ = ["reductions_as_ratios"]

_P = r"(?P<{}>\d{{1,2}}(?:\.\d+)?)\s?(?:%|percent\b|per cent\b)"
_RISK = r"(?:risk|hazard|odds|rate|chance|likelihood|incidence)s?"
#: ``lowered the risk of death by 38%``, ``a 38% reduction in the risk of death``, ``38% lower risk of death``
_REDUCED = Gated(
    "risk|hazard|odds|rate|chance|likelihood|incidence",
    r"\b(?:reduc|lower|cut|decreas|diminish)\w*\s(?:the\s|their\s)?(?:relative\s)?"
    rf"{_RISK}\b(?P<what>[^.;:()\d%]{{0,90}}?)\sby\s(?:about\s|approximately\s|roughly\s|nearly\s)?{_P.format('by')}"
    rf"|{_P.format('first')}\s(?:relative\s)?(?:reduction|decrease|lowering)\s(?:in|of)\s(?:the\s)?(?:relative\s)?{_RISK}\b"
    rf"(?P<after>[^.;:()\d%,]{{0,90}})|{_P.format('less')}\s(?:lower|reduced|smaller)\s(?:relative\s)?{_RISK}\b(?P<then>[^.;:()\d%,]{{0,90}})",
    re.IGNORECASE,
)
_WORD = compiled(r"[a-z]{4,}")
_IDLE = frozenset(
    "with that than compared versus over those group groups arms patients placebo relative risk from when who were".split()
)
_ABOUT = compiled(rf"\b(?:{ABOUT})\s*$", re.IGNORECASE)
#: So many blocks are looked at for the ratio of a reduction that is told by itself.
_MOST = 400
#: A ratio stands so many characters behind the words of its outcome.
_BEHIND = 420
#: Ratios and reductions further apart are of two things.
_NEAR = 10


def reductions_as_ratios(document: Document, mentions: Mentions) -> Iterator[Flag]:
    """E3: a reduction of the risk is 100 (1 - ratio): ``a 38% lower risk (HR, 0.72)``; ``warning``.

    In one sentence: the only ratio of it. Elsewhere in the document: the first ratio of the only block that says all words of the
    outcome (``radiographic progression or death``) before it, where no ratio of the document gives the percent. Not ``about
    40%``, nor absolute reductions.
    """
    ratios = [quantity for quantity in mentions.quantities if quantity.role == "ratio" and quantity.value is not None]
    if not ratios:
        return
    blocks = [block for block in document.blocks if block.kind in PROSE][:_MOST]
    known = [(one, one.value) for one in ratios if one.value is not None and not one.value.op]
    for block in blocks:
        for found in _REDUCED.finditer(block.text):
            name = next(name for name in ("by", "first", "less") if found[name])
            told = as_number(found[name], block.start + found.start(name))
            if _ABOUT.search(block.text[max(0, found.start(name) - 20) : found.start(name)]) or _absolute(block, found):
                continue
            start, end = next((block.start + a, block.start + b) for a, b in sentences(block.text) if b >= found.end(name))
            beside = [ratio for one, ratio in known if start <= one.start < end]
            if beside:
                if len(beside) == 1 and not _gives(beside[0], told):
                    yield _flag("words-numbers-disagree", told, beside[0], found, block)
                continue
            if any(_gives(ratio, told) for _, ratio in known):
                continue
            what = next((found[part] for part in ("what", "after", "then") if found[part]), "")
            far = _elsewhere(blocks, block, what, mentions)
            if far is not None and abs(100 * (1 - far.value) - told.value) <= _NEAR:
                yield _flag("text-table-disagree", told, far, found, block)


def _absolute(block: Block, found: re.Match[str]) -> bool:
    around = block.text[max(0, found.start() - 30) : found.end() + 20].lower()
    return "absolute" in around or "point" in around


def _gives(ratio: Number, told: Number) -> bool:
    """Whether a ratio can be that of the reduction, or of the increase that the other arm has."""
    low, high = bounds(ratio)
    least, most = bounds(told)
    unit = Decimal(1).scaleb(-told.decimals)
    ways = [(low, high)] + ([(1 / high, 1 / low)] if low > 1 else [])
    return any(least - unit / 2 <= 100 * (1 - small) and 100 * (1 - large) <= most + unit / 2 for small, large in ways)


def _elsewhere(blocks: list[Block], own: Block, what: str, mentions: Mentions) -> Number | None:
    """The first ratio behind the words of an outcome in the only block that has both."""
    words = [word for word in _WORD.findall(what.lower()) if word not in _IDLE][:6]
    if len(words) < 2:
        return None
    found: list[Number] = []
    for block in blocks:
        text = block.text.lower() if block is not own else ""
        places = [text.find(word) for word in words]
        if text and min(places) >= 0:
            start = block.start + max(places)
            ratio = next((one for one in mentions.within(start, block.end) if one.role == "ratio"), None)
            if ratio is not None and ratio.value is not None and ratio.start - start < _BEHIND:
                found.append(ratio.value)
    return found[0] if len(found) == 1 else None


def _flag(rule: str, told: Number, ratio: Number, found: re.Match[str], block: Block) -> Flag:
    again = 100 * (1 - ratio.value)
    words = f"A reduction of {told.text}% is told of a ratio of {ratio.text}, which is one of {again:.{told.decimals}f}%."
    start = block.start + (found.start("by") - 3 if found["by"] else found.start())
    end = max(told.end, block.start + found.end("by")) if found["by"] else told.end
    end += block.text[end - block.start : end - block.start + 1] == "%"
    places = ((start, end), (ratio.start, ratio.end))
    return Flag(rule, "warning", start, end, words, "reduction = 100 (1 - ratio)", told.text, f"{again:f}", places=places)
