"""Numbers that measure nothing: inside names, identifiers and as marks of references."""

from __future__ import annotations

import re

from daraevidence.language.numbers import DASH, Number
from daraevidence.language.patterns import compiled
from daraevidence.language.units import hyphen_unit_at, percent_at, unit_at

__all__ = ["citation", "find_identifiers", "glued"]

#: year, volume, issue and pages of an article: ``2017;35(4):402-412``, ``; 23(10); 2377-81``
_VOLUME = (
    r"(?:\b(?:19|20)\d\d(?:\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?(?:\s\d{1,2})?)?\s?;\s?\d{1,4}"
    r"(?:\s?\((?:\d{1,3}(?:[-\u2013/]\d{1,3})?|suppl[^()\n]{0,12})\))?|;\s?\d{1,4}\s?\(\d{1,3}\))"
    r"\s?[:;]\s?[a-z]{0,2}\d{1,7}(?:\s?[-\u2013]\s?[a-z]{0,2}\d{1,7})?"
)
_IDENTIFIERS = compiled(
    r"(?:https?://|www\.)\S+|\b(?:doi:?\s?)?10\.\d{4,9}/\S+|\b(?:NCT|ISRCTN|UMIN|ChiCTR|ACTRN|CRD|DRKS|CTRI|IRCT|JPRN|PMC|jRCT)[-:]?\s?\w*\d[\w/-]*"
    r"|\b(?:PMID|PMCID|ISSN|ISBN|EudraCT|ClinicalTrials\.gov)(?: (?:number|no\.?|identifier|ID))?[:,]?\s?[A-Z]{0,6}\d[\dX-]{3,}"
    r"|\b\d{4}-\d{6}-\d{2}(?:-\d{2})?\b|\b(?:tel|fax|phone)[.:]?\s?[+(]?\d[\d ()+-]{5,20}\d|\b1[- ]8\d\d[- ]\w{3}[- ]?\w{4,7}\b"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"
    rf"|{_VOLUME}",
    re.IGNORECASE,
)
_HAS_IDENTIFIER = compiled(
    # each begins with one letter: such a search is quick
    r"http|www|d[oO][iI]|D[oO][iI]|10\.\d{4}|NCT|ISRCTN|UMIN|chiCTR|ChiCTR|CTRN|CRD|DRKS|CTRI|IRCT|JPRN|PMC|jRCT|PMID|ISSN|ISBN|EudraCT"
    r"|ClinicalTrials|tel|Tel|fax|Fax|phone|Phone|-00(?<=\d-00)|@|1[- ]8\d\d|;\s?\d{1,4}\s?(?:[:;]|\()"
)
_TOKEN_LEFT = compiled(r"[\w+/()\u2019'\u00ae-]{1,40}\Z")
_TOKEN_RIGHT = compiled(r"(?:[A-Za-z\d\u0370-\u03ff]|[-\u2010\u2011](?=[A-Za-z\d])|\+(?![\w.]))*")
_CHROMOSOMES = compiled(
    r"(?:t|del|inv|add|dup|der|ins|gain|amp|i|idic|hsa)?\((?:[XYpq\d.;:+-]|q\d|\?){1,24}\)(?:\([pq\d.;]{1,24}\))?", re.IGNORECASE
)
_CHROMOSOME_LEFT = compiled(r"(?:\bt|del|inv|add|dup|der|ins|gain|amp|\bi|idic)\([XYpq\d.;:+-]{0,12}\Z", re.IGNORECASE)
_COMPOUND = compiled(
    r"[-\u2010\u2011](?=[A-Za-z\u0370-\u03ff])[A-Za-z\u0370-\u03ff\d]+(?:[-\u2010\u2011][A-Za-z\d\u0370-\u03ff]+)*"
)
_ORDINAL = compiled(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_LIST = compiled(rf"\d{{1,3}}(?:\s?[,{DASH}]\s?\d{{1,3}})*")
_CITE_LIST = compiled(rf"\d{{1,3}}(?:(?:,\s?|[{DASH}])\d{{1,3}})*(?![\w%/{DASH}]|\.\d|,\d|\s?(?:%|\u00b1|[x\u00d7]\s?10))")
_SPACED_LIST = compiled(rf"\d{{1,3}}(?:(?:,[ ]?|[ ]?[{DASH}][ ]?)\d{{1,3}})*(?=\s*$|\s+[A-Z\u2022\u25e6\u201c\"*(\u2013-])")
_NO_STOP = frozenset(
    "vs no nos fig figs ref refs approx ca p pp vol eq sec eg ie i.e e.g dr st cf resp mr ms est min max art ed eds".split()
)
_NOT_CITED = frozenset(
    "week weeks day days month months year years grade grades cohort cycle phase table figure interleukin vitamin dose step"
    " part".split()
)
_COUNT_NEXT = compiled(
    r"\s(?:Patients?|Subjects?|Participants?|Women|Men|Deaths?|Cases?|Weeks?|Months?|Years?|Days?)\b"
    r"|\s[(\[]\s?\d+(?:[.\u00b7,]\d+)?\s?(?:%|per ?cent\b)",
    re.IGNORECASE,
)
_MORE = compiled(r"\s{0,8}\S")


def find_identifiers(text: str) -> list[tuple[int, int]]:
    """Trial numbers, DOIs, web addresses, e-mail addresses and telephone numbers, in order."""
    if not _HAS_IDENTIFIER.search(text):
        return []
    return [match.span() for match in _IDENTIFIERS.finditer(text) if any(c.isdigit() for c in match[0])]


#: types and lineages: ``the GII.4 genotype``, ``against XBB.1.5 and JN.1 strains``
_TYPE_LEFT = compiled(r"(?<![\w.])[A-Z]{2,3}\.\Z")
_TYPE = compiled(
    r"\d{1,2}(?:\.\d{1,2})*(?=[ ,]+(?:(?:and|or)\s[A-Z]{2,3}\.\d|(?:geno|sero|sub)?types?|(?:sub)?(?:variants?|lineages?)|"
    r"strains?|virus))"
)


def glued(text: str, number: Number) -> tuple[str, int, int] | None:
    """``(role, start, end)`` of a number that is glued to a word: ``name`` or ``citation``; ``None`` for a free number.

    Names: ``CD38``, ``CD34+``, ``IL-6``, ``5-FU``, ``t(4;14)``, ``del17p``, ``1q+``, ``COVID-19``, ``T0``, ``HbA1c``,
    ``2nd``, ``two-arm``. Citations: ``trial2,3``, ``treatment4``, ``(2023)1``. Free: ``6-month``, ``24h``, ``5mg``, ``x106``.
    """
    start, end = number.start, number.end
    before = text[start - 1] if start else " "
    if before.isalpha() or before in "_\u00ae\u2122" or (before in "-\u2010\u2011" and start > 1 and text[start - 2].isalnum()):
        return _after_letters(text, number)
    if before in "-\u2010\u2011" and start > 1 and text[start - 2] in "+)":
        return _after_letters(text, number)
    if before in "([" and _AREA_LEFT.search(text, max(0, start - 16), start):
        whole = _AREA_OVER.match(text, start)
        if whole is not None:
            return "name", start, whole.end()
    if before in "(;.:pq" and _CHROMOSOME_LEFT.search(text, max(0, start - 16), start):
        left = _CHROMOSOME_LEFT.search(text, max(0, start - 16), start)
        whole = _CHROMOSOMES.match(text, left.start()) if left else None
        if left and whole and whole.end() >= end:
            return "name", left.start(), whole.end()
    if before == "." and _TYPE_LEFT.search(text, max(0, start - 5), start) and _TYPE.match(text, start):
        return "name", start, end
    if before in ')]\u201d"\u2019' and start > 1 and not text[start - 2].isspace():
        cited = _CITE_LIST.match(text, start)
        if cited and unit_at(text, end) is None:
            return "citation", start, cited.end()
    return _before_letters(text, number)


#: ``AUC (0-120 min)``, ``AUC[0-24 h]``: over which time an area was measured
_AREA_LEFT = compiled(r"\bAU[MC]?C(?: [A-Za-z]{1,8})? ?[(\[]\Z")
_AREA_OVER = compiled(
    rf"\d{{1,4}}(?:\.\d+)? ?[a-z]{{0,5}} ?(?:[{DASH}]|to) ?(?:\d{{1,4}}(?:\.\d+)?|[a-z]{{1,8}}|\u221e) ?[a-z]{{0,7}}(?=[)\]])"
)
_TIMES = compiled(r"[+\d)]?[x\u00d7]\Z")
_NO_LETTER = compiled(r"[^A-Za-z\u00c0-\u017f]")


def _after_letters(text: str, number: Number) -> tuple[str, int, int] | None:
    start = number.start
    left = _TOKEN_LEFT.search(text, max(0, start - 40), start)
    first = left.start() if left else start
    token = text[first:start]
    if token in ("x", "X", "\u00d7") or (_TIMES.search(token) and text.startswith("10", start)):
        return None
    if "." in number.text and not token[-1:].isalpha():
        return None
    word = _NO_LETTER.split(token)[-1]
    if number.text[:1].isdigit() and number.text[:1] != "0" and _may_cite(word):
        cited = _CITE_LIST.match(text, start)
        if cited and not text[cited.end() : cited.end() + 1].isalpha():
            return "citation", start, cited.end()
    right = _TOKEN_RIGHT.match(text, number.end)
    first += len(token) - len(token.lstrip("-+/'\u2019"))
    token = token.lstrip("-+/'\u2019")
    opened = token.rfind("(")
    if opened >= 0 and ")" not in token[opened:] and not _CHROMOSOME_LEFT.search(token):
        first += opened + 1
    return "name", first, right.end() if right else number.end


def _may_cite(word: str) -> bool:
    """Whether digits glued behind this word can only be the number of a reference."""
    if len(word) < 4 or word.lower() in _NOT_CITED:
        return False
    return word[1:].islower()


def _before_letters(text: str, number: Number) -> tuple[str, int, int] | None:
    end = number.end
    after = text[end] if end < len(text) else " "
    if after.isalpha():
        ordinal = _ORDINAL.match(text, end)
        if ordinal:
            return "name", number.start, ordinal.end()
        if after in "x\u00d7X" or unit_at(text, end) is not None or percent_at(text, end) is not None:
            return None
        right = _TOKEN_RIGHT.match(text, end)
        return "name", number.start, right.end() if right else end
    if after in "-\u2010\u2011" and not number.decimals:
        compound = _COMPOUND.match(text, end)
        if compound is None or hyphen_unit_at(text, end) is not None:
            return None
        word = compound[0][1:].lower()
        if word in ("to", "vs", "or", "and", "nr", "ne", "not", "na") or word.startswith(("patient", "subject", "to-", "not ")):
            return None
        return "name", number.start, compound.end()
    return None


_SPACE_OR_BRACKET = compiled(r"[\s(]")


def citation(text: str, number: Number, first: bool = False) -> tuple[int, int] | None:
    """The range of reference numbers that begins at this number, or ``None``.

    Reads ``treatment.1,2``, ``section.4-13``, ``mobilization,17 while``, ``myeloma. 2, 3`` before a capital or the end,
    ``[2,3]``, ``(95%).2``. Never ``vs.13``, ``P=.5``, ``a. 3 patients``, ``57 [15]``.
    """
    start = number.start
    if number.decimals or number.word or len(number.text) > 3 or not start or number.value == 0:
        return None
    before = text[start - 1]
    if before == "[":
        return _bracketed(text, start)
    if before in ".,;:":
        return _stopped(text, start, before)
    if before == " " and start > 1:
        place = start - 1
        while place > 0 and text[place - 1] == " ":
            place -= 1
        stop = text[place - 1]
        if stop in ".!?" and place > 1 and (text[place - 2].isalpha() or text[place - 2] in ')%]"\u201d'):
            cited = _SPACED_LIST.match(text, start)
            word = _SPACE_OR_BRACKET.split(text[max(0, place - 12) : place - 1])[-1].lower()
            if cited and word not in _NO_STOP and len(word) > 1 and not _COUNT_NEXT.match(text, cited.end()):
                return start, cited.end()
    return None


#: numbers that no other one in brackets belongs to: ``until 2023 [4]``, ``at month 6 [4]``
_NUMBERED_BEFORE = compiled(
    r"(?:\b(?:19|20)\d\d|\b(?:months?|weeks?|days?|years?|cycles?|grade|phase|stage|version|age)\s\d{1,3})$"
)


def _bracketed(text: str, start: int) -> tuple[int, int] | None:
    cited = _LIST.match(text, start)
    if cited is None or text[cited.end() : cited.end() + 1] != "]":
        return None
    left = text[max(0, start - 16) : start - 1].rstrip()
    if not left or (left[-1].isdigit() and not _NUMBERED_BEFORE.search(left)):  # 57 [15]
        return None
    return start - 1, cited.end() + 1


def _stopped(text: str, start: int, stop: str) -> tuple[int, int] | None:
    if start < 2:
        return None
    before = text[start - 2]
    if not (before.isalpha() or before in ')]%"\u201d\u2019\u00ae\u2122' or (before.isdigit() and _year_before(text, start))):
        return None
    cited = _CITE_LIST.match(text, start)
    if cited is None:
        return None
    after = text[cited.end() : cited.end() + 1]
    if after and not (after.isspace() or after in ')].;"\u201d'):
        return None
    if stop == ":" and _MORE.match(text, cited.end()):
        return None
    word = _SPACE_OR_BRACKET.split(text[max(0, start - 14) : start - 1])[-1].lower()
    if word in _NO_STOP or unit_at(text, cited.end()) is not None or _COUNT_NEXT.match(text, cited.end()):
        return None
    return start, cited.end()


_CITED_YEAR = compiled(r"\D(?:19|20)\d\d")


def _year_before(text: str, start: int) -> bool:
    return bool(_CITED_YEAR.fullmatch(text[max(0, start - 6) : start - 1]))
