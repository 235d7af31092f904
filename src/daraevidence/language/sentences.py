"""Where sentences begin and end."""

from __future__ import annotations

import re
from functools import lru_cache

from daraevidence.language.patterns import compiled

__all__ = ["behind_heading", "sentences"]

#: A longer run without an end is cut at a space, so that work on one sentence stays small on any input.
LONGEST = 1500

_END = compiled(
    r"[.!?](?:[\"')\]]|[\[(]\d{1,3}(?:\s?[,-]\s?\d{1,3}){0,20}[\])]|\d{1,2}(?:[,-]\d{1,2})*(?=\s))*\s+"
    r"(?=[\"'(\[]?(?:[A-Z0-9≥≤<>]|[a-z]\w*[A-Z]))"
)
#: ``36.3 [SD 0.4]``, ``1.5 (0.2)``: a decimal with its spread, no citation behind a full stop
_DECIMAL = compiled(r"(?<=\d)\.\d+\s+[(\[]")
#: ``308.6 mL``, ``0.6 BU/mL``: a decimal with its unit
_AMOUNT = compiled(
    r"(?<=\d)\.\d+\s+(?:[a-z]|[A-Z]{1,3}[a-z]?/[a-zA-Zµμ]|(?:M?IU|U|BU|[MG]Bq|Gy|ULN)\b|[LDJNKVWCH]\s(?:[(\[]|[a-z])|[NJWVK][a-z]?\s(?:[(\[]|[a-z]))"
)
_CITATION = compiled(r"\d{1,3}(?:\s?[,-]\s?\d{1,3})*\s+(?=[A-Z\"']|\((?!\s?\d))|\d{1,3}(?:\s?[,-]\s?\d{1,3})*\s*$")
_ABBREVIATION = compiled(
    r"(?:\b(?:et al|vs?|e\.g|i\.e|cf|fig|figs|eq|ref|refs|dr|prof|mr|mrs|st|approx|resp|incl|ca|viz|inc|ltd|corp|"
    r"suppl|vol|pp)"
    r"|,\s(?:Ala|Ariz|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis)"
    r"|\b[A-Z]\.[A-Z])$",
    re.IGNORECASE,
)
#: an initial that opens a sentence or a bracket: ``J. Weiss reported``, ``the ORION trial (F. Olsen, Oslo)``
_INITIAL = compiled(r"[(\[]?(?:[A-Z]\.\s?)*[A-Z]$")
#: ``No. 4``; not the word that ends a sentence
_NUMBERED = compiled(r"\bnos?$", re.IGNORECASE)
_MONTH = compiled(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)$")


@lru_cache(maxsize=1024)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges of the sentences of a block, without the space between them.

    Reads ``treatment.1,2 The next``, ``treatment.[1,2] The next``, ``myeloma. 2, 3 The next`` (the citation stays with the
    sentence it follows) and leaves ``et al. 4``, ``vs. 10``, ``e.g. X``, decimals and ``St. Gallen`` whole.
    """
    found: list[tuple[int, int]] = []
    start = 0
    place = 0
    while match := _END.search(text, place):
        place = match.end()
        before = max(0, match.start() - 12)
        if text[match.start()] == "." and _MONTH.search(text, before, match.start()) and text[match.end()].isdigit():
            continue  # "the Aug. 14 issue"
        if text[match.start()] == "." and _ABBREVIATION.search(text, before, match.start()):
            continue
        if text[match.start()] == "." and text[match.end()].isdigit() and _NUMBERED.search(text, before, match.start()):
            continue
        if text[match.start()] == "." and _is_initial(text, start, match.start(), match.end()):
            continue
        if _DECIMAL.match(text, match.start()) or _AMOUNT.match(text, match.start()):
            continue
        after = _CITATION.match(text, match.end())
        end = after.end() if after else match.end()
        found += _pieces(text, start, end)
        start = place = end
    found += _pieces(text, start, len(text))
    return tuple(found)


def _is_initial(text: str, start: int, stop: int, behind: int) -> bool:
    """Whether a full stop is that of a person's initial: a lone capital that opens the sentence or a bracket, before a name."""
    if not text[behind : behind + 1].isupper() or not (
        text[behind + 1 : behind + 2].islower() or text[behind + 1 : behind + 2] == "."
    ):
        return False
    bracket = text.rfind("(", max(start, stop - 8), stop)
    opened = text[bracket if bracket >= 0 else start : stop].lstrip()
    return len(opened) < 9 and _INITIAL.fullmatch(opened) is not None


#: ``RESULTS The``, ``MEASUREMENTS AND MAIN RESULTS: At``: the heads of a structured abstract that lost their line
_HEAD = compiled(
    r"(?:MEASUREMENTS?|MAIN|PRINCIPAL|KEY|STUDY|PRIMARY|CLINICAL|OTHER)?(?: (?:AND|OUTCOME|MAIN|CLINICAL|KEY))*\s?"
    r"(?:RESULTS?|FINDINGS|OUTCOMES?(?: MEASURES?)?|MEASURES|CONCLUSIONS?|INTERPRETATION)"
    r"(?:(?: AND|,| &) (?:CONCLUSIONS?|LIMITATIONS|OUTCOMES))?"
    r"\s?[:.-]?\s+(?=[A-Z0-9\"'(<>\u2264\u2265])"
)


#: ``The primary endpoint was met: 91% of A``: what stands before the colon is no outcome
_MET = compiled(
    r"(?:[A-Z][\w-]+ |The (?:study|trial) )?(?:(?:[Tt]he|[Ii]ts|[Bb]oth)\s+)?(?:(?:met|achieved|reached)\s+(?:its|the)\s+)?"
    r"(?:co-?primary|primary|main|key|secondary)(?:\s+(?:efficacy|safety))?\s+(?:end\s?points?|outcomes?|objectives?)"
    r"(?:\s+(?:was|were)\s+(?:not\s+)?(?:met|reached|achieved|attained))?:\s+(?=[A-Za-z0-9])"
)


def behind_heading(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind the head of an abstract's part in capitals (``FINDINGS Fever was seen``), or behind words
    that only say that an endpoint was met."""
    match = _HEAD.match(text, start, end) or _MET.match(text, start, end)
    return match.end() if match else start


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """One range, without outer space, or several where it is too long."""
    pieces = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    trimmed = []
    for first, last in pieces:
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            trimmed.append((first, last))
    return trimmed
