"""Names in capitals that a sentence says to be a study: ``ORION, an open-label trial``, ``a cohort (ORION)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE

__all__ = ["PART", "TOKEN", "named_together", "said_at_first", "said_to_be", "spoken_of"]

#: the second word of a trial's name: ``ORION Maintenance``, ``ORION Induction 2``
PART = (
    r"(?:Induction|Maintenance|Sustain|Open|Surveillance|Outcomes|Extension|Extend|Prevention|Induct|Endure|Continue|Monotherapy|Combination|"
    r"Adolescents?|P[ae]+diatrics?|Kids|Junior|Japan|China|Asia|Europe|India|Africa|America|Global|Plus|Next|Beyond)"
)
TOKEN = (
    rf"[^\W\d_][^\W_]*(?:[-‐–/][^\W_]+){{0,4}}(?:(?<=[A-Z]{{3}})\s(?:{PART}(?![\w-])|[A-Z]{{2,9}}-\d(?![\w-])))?"
    r"(?:\s(?:\d{1,4}[A-Za-z]?|[IVX]{1,4}|OLE|LTE|LTS|EXT)(?!\w))?"
)
_OTHERS = (
    "cohort|series|survey|project|extension|collaboration|collaborative|consortium|initiative|"
    "programme|substudy|sub-study|meta-analysis|analysis|audit"
)
_NOUNS = f"trial|study|registry|register|program|{_OTHERS}"
_BRACKET = r"(?:\s?[(\[][^()\[\]]{1,40}[)\]]|\d{1,2})?"
#: the comma before an apposition, with the citation that may stand on either side of it: ``ORION,3 a``, ``ORION3,4, a``
_COMMA = r"(?:\d{1,2}(?:[,–-]\d{1,2}){0,4})?,(?:\d{1,2}(?:[,–-]\d{1,2}){0,4}|\s?\[\d{1,3}(?:[,–-]\s?\d{1,3}){0,4}\])?\s+"
#: one of these stands where a name is said to be something; a gate
_MAY_BE_SAID = compiled(
    r"\)\s*:|^\W{0,4}\S{3,40}\s?(?:\([^()]{1,120}\)\s?)?[:–-]\s|"
    r",[\d,–\[\] -]{0,12}\s(?:(?:an?|the|its|their|our)\s|\d|in\s+which)|[a-z]\s\([^\W\d_]|\b(?:was|is|were|are)\s"
)
_WORD = compiled(rf"(?<![\w‐–/-])(?=[a-z]{{0,12}}[A-ZÀ-Þ]){TOKEN}")
_APPOSED = compiled(
    rf"{_BRACKET}{_COMMA}an?\s+(?:[\w,/-]+\s+){{0,9}}?(?:{_NOUNS})\b|"
    rf"{_BRACKET}{_COMMA}(?:an?|the)\s+(?:[\w,/-]+\s+){{0,6}}?(?:score|model|index|tool|nomogram|rule|calculator|algorithm|scale)\s+"
    r"(?:[\w-]+\s+){0,2}?(?:derived|developed|built|based|trained|fitted|validated|constructed)\s+(?:from|in|on|with|among|using)\b|"
    rf"{_COMMA}in\s+which\s+\d[\d,]*\s"
)
#: said with ``the``, which is as usual beside a disease: ``In NSCLC, the largest registry of …``
_WHOSE = compiled(rf"{_COMMA}(?:the|its|their|our)\s+(?:[\w/-]+\s+){{0,4}}?(?:{_NOUNS})(?:\s+(?:of|in|to|that)\b|,\s)")
_AMONG = compiled(r"\b(?:[Ii]n|with|[Ff]or|of|[Aa]mong)\s$")
_TITLE = compiled(r"\)\s*:\s+(?:an?|the|results|final|primary|interim)\b")
_COLON = compiled(
    rf"\s?(?:[(\[][^()\[\]]{{1,40}}[)\]])?\s?[:–-]\s+(?:[Aa]n?\s+)?(?:[\w,/-]+\s+){{0,7}}?(?:{_NOUNS})\s+"
    r"(?:of|in|with|comparing|on|evaluating|testing)\b"
)
#: at the head of a bullet: ``ORION (double-blind, 240 patients, 5 centres): …``
_BULLET = compiled(
    r"\s?[(\[](?=[^()\[\]]{0,80}\b(?:randomi[sz]ed|blind|open-label|phase|trial|study|registry|cohort|retrospective|prospective|observational|"
    rf"single-arm|{PEOPLE})\b)[^()\[\]]{{3,120}}[)\]]\s?[:–-]\s"
)
_BESIDE = compiled(rf"\b(?:{_OTHERS})\s+\($")
_LONG = compiled(r"[^\W_]{4}|[^()]*[\d-]")
#: ``The first trial was ORION (Outcomes of …)``, ``one of these studies is named ORION``
_IS_CALLED = compiled(
    rf"(?P<of>\b(?<!\bone\s)(?:of|in|for|from|by|to)\s+(?:[\w-]+\s+){{1,4}})?\b(?:{_NOUNS}|trials|studies)\b[^.;:]{{0,80}}?"
    r"\b(?:was|is)\s+(?:(?:called|named|known\s+as|termed)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_IS_OPENED = compiled(rf"{_COMMA}|\s?(?:[(\[]|\d{{1,2}}(?=[,.\s])|[.;]|$)")
_WITHIN = compiled(rf"{_COMMA}\d[\d,]*\s+(?:[\w-]+\s+){{0,2}}?(?:{PEOPLE})\b")


def said_to_be(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The words with capitals that a text says to be a study, and whether they may be usual abbreviations as well.

    Reads ``ORION, an open-label trial``, ``ORION, the extension of``, ``RISK-9, a score derived from``, ``a cohort (ORION)``,
    ``(ORION): a randomised``, ``ORION (n=48): a study of``, ``In ORION, 310 adults``, ``The first trial was ORION (Outcomes of``;
    not ``In NSCLC, the largest registry of``.
    """
    if not _MAY_BE_SAID.search(text):
        return
    for word in _WORD.finditer(text):
        if sum(map(str.isupper, word[0])) < 2:
            continue
        behind, before = word.end(), text[max(0, word.start() - 40) : word.start()]
        if before.endswith("(") and _TITLE.match(text, behind):
            yield word, True
        elif (
            _APPOSED.match(text, behind)
            or (_WHOSE.match(text, behind) and not _AMONG.search(before))
            or (
                not before.strip(" \t\n-–—•*·")
                and word.start() < 5
                and (_COLON.match(text, behind) or _BULLET.match(text, behind))
            )
            or (before.endswith("(") and text.startswith(")", behind) and _LONG.match(word[0]) and _BESIDE.search(before))
            or (before.endswith(("In ", "in ")) and _WITHIN.match(text, behind))
            or (
                before.endswith(("was ", "is ", "named ", "called ", "termed ", "as ", "the "))
                and _IS_OPENED.match(text, behind)
                and (called := _IS_CALLED.search(text, max(0, word.start() - 140), word.start())) is not None
                and called["of"] is None  # "The outcome of the trial was PASI 75"
            )
        ):
            yield word, False


#: what stands between a name and what is said of it: citations, a registry number
_MARKS = r"(?:\d{1,2}(?:,\d{1,2}){0,3})?\s*(?:[(\[][^()\[\]]{0,60}[)\]]\s*){0,3}"
_RAN = (
    r"(?:ran|took\s+place|enroll?ed|recruited|randomi[sz]ed|randomly\s+(?:assigned|allocated)|(?:was|had\s+been)\s+(?:run|done|conducted|"
    r"carried\s+out|performed|stopped|halted|terminated|powered|designed))\b"
)
#: where a clause begins: ``At 82 centers, ORION``, ``However, ORION``
_OPENS = (
    r"\s*(?:[•*–-]\s*)?(?:(?:The\s+(?:first|second|third|other|last|latter|(?:larg|small|bigg|lat|earli|new)est|most\s+recent)(?:\s+(?:trial|study|one))?(?:\s+of\s+(?:these|them))?|(?:In|By)\s+contrast|"
    r"However|Finally|Later|Earlier|Meanwhile|Recently|Likewise|Similarly|(?:At|In|Across|From|Between|Since|After|Over|Only)\s[^.;:,]{2,80}),\s+|"
    r"(?:[Tt]he|Only)\s+)?"
)
_FIRST = compiled(
    rf"{_OPENS}(?P<name>{TOKEN}){_MARKS},?\s*(?:(?P<is>(?:is|was)\s+an?\s+[^.;:]{{0,160}}?\b(?:trial|study|"
    rf"registry|program(?:me)?|project|initiative)\b)|{_RAN}|"
    rf"(?:[^.;:,]{{3,70}},\s+){{1,2}}{_RAN}|(?:the|an?|done|conducted|run|performed|carried\s+out)\s[^.;:,]{{3,70}},\s+was\b)"
)
#: the code of a compound: ``NRV-118``
_COMPOUND = compiled(r"[A-Z]{1,4}[- ]?\d{2,5}[A-Z]?")


def said_at_first(text: str) -> tuple[re.Match[str], bool] | None:
    """The name that begins a sentence on a study, ``ORION was a phase 3 trial``, ``ORION, done in Korea, was small``, and whether
    it may be a usual abbreviation as well."""
    first = _FIRST.match(text)
    if first is None or (not first["is"] and _COMPOUND.fullmatch(first["name"])):
        return None
    return first, bool(first["is"])


_AND_NAMES = rf"(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s+or\s+)(?:in\s+)?{TOKEN}{_MARKS}){{1,5}}"
#: ``two phase 3 trials (ORION and VEGA)``; ``in ORION and 20% in VEGA, two randomized trials``, ``ORION and VEGA were trials``
_SEVERAL = Gated(
    "trials|studies",
    rf"\b(?:[Tt]rials|[Ss]tudies)\s?[(\[,:–—-]\s?(?P<listed>{TOKEN}{_MARKS}{_AND_NAMES})(?=[)\],.;])|"
    rf"(?<![\w-])(?P<first>{TOKEN}){_MARKS}\s?(?:,\s+|and\s+)(?:[^;:()]{{0,40}}?\bin\s+)?(?P<last>{TOKEN}){_MARKS}"
    r"(?:,\s+(?:the\s+)?(?:two|three|four|both)\s+(?:[\w,/-]+\s+){0,6}?(?:trials|studies)\b|"
    r"\s?(?:were|are)\s+(?:the\s+)?(?:[\w,/-]+\s+){0,6}?(?:trials|studies)\b)",
)


def named_together(text: str) -> Iterator[tuple[int, int]]:
    """Where the names of several trials stand that a text says to be trials.

    Reads ``two phase 3 trials (ORION and VEGA)``, ``12% in ORION and 20% in VEGA, two trials of X``, ``ORION and VEGA were
    identical trials``; whether each can be a name is for the caller to say.
    """
    for match in _SEVERAL.finditer(text):
        if match["listed"]:
            yield from (word.span() for word in _WORD.finditer(text, *match.span("listed")))
        else:
            yield match.span("first")
            yield match.span("last")


_MET = (
    r"(?:met\s+(?:its|the|their|both|all)\b|failed\s+to\s+meet|compare[sd]\b|tested\b|evaluate[sd]\b|assesse[sd]\b|examined\b|investigate[sd]\b|"
    r"asked\b|pitted\b|set\s+out\b|counted\b|included\s+\d|showed\b|demonstrated\b|found\b|reported\b|"
    r"had\s+(?:the\s+same|an?\s+(?:similar|identical))\s+design)"
)
_TELLING = Gated(
    "arm|group|particip|patient|result|data|finding|evidence|outcome|point|analys|readout|population|investigator|report|"
    "both|met|failed|compar|test|evaluat|assess|examin|investigat|asked|pitted|set|counted|includ|show|demonstrat|found|present|"
    "descri|design",
    rf"\b(?:arms?|groups?|[Pp]articipants|[Pp]atients|[Ii]nvestigators|(?:[Rr]esults|[Dd]ata|[Ff]indings|[Ee]vidence)(?:\s+(?:from|of))|(?:end\s?points?|analys[ei]s|"
    rf"populations?|readouts?|outcomes?)(?:\s+of))(?:\s+(?:of|in|from))?\s+(?:the\s+|both\s+)?(?P<of>{TOKEN}){_MARKS}"
    rf"(?=[,.;:)]|$|\s?(?:was|were|is|are|had|has|have|against|than|and|at|over|who|by|did|showed|met|presented|published|reported|were)\b)|"
    rf"\b[Bb]oth\s+(?P<both>{TOKEN}){_MARKS}\s?and\s+(?P<other>{TOKEN}){_MARKS}(?=\s?[a-z])|"
    rf"(?:^|[.;]\s){_OPENS}(?P<met>{TOKEN}){_MARKS},?\s?{_MET}|"
    rf"(?:,\s|\b(?:[Aa]lthough|[Tt]hough|[Ww]hile|[Ww]hereas|[Bb]ecause|[Ss]ince|[Ww]hen|[Aa]fter|[Bb]efore|that|and|but)\s)(?P<met2>{TOKEN}){_MARKS}\s?{_MET}|"
    rf"\b(?:al\.?|colleagues|authors|investigators|group|team)(?:\s?\d{{1,2}})?\s+(?:now\s+|here\s+)?(?:report(?:ed|s)?|present(?:ed|s)?|describe[sd]?)\s+"
    rf"(?:(?:the\s+)?(?:\w+\s+)?results\s+of\s+)?(?P<reported>{TOKEN}){_MARKS}(?=[,.;]|\s?(?:which|that|was|in|at|at)\b)",
)

_INSIDE = compiled(
    rf"(?:^[\"“'‘]?|[.;]\s|,\s(?:and|while|whereas|but)\s)[Ii]n\s+(?P<name>{TOKEN}){_MARKS}"
    rf"(?:{_COMMA}|,\d{{1,2}}(?:,\d{{1,2}})?\s+(?=(?:by|in)\s+contrast|however|too,|also|on\s+the))"
)
#: ``In the first (ORION, N=340),``
_SIZED = Gated(
    "=",
    r"\b(?:first|second|third|fourth|other|former|latter|one|trials?|stud(?:y|ies))\s+\("
    rf"(?P<name>{TOKEN})[,;:]\s+[Nn]\s?=\s?\d",
)
#: ``fewer relapses in ORION (HR 0.71)``, ``seen in ORION (12% vs 20%)``: results behind the name
_WITH_RESULTS = Gated(
    "(",
    rf"\b[Ii]n\s+(?P<name>{TOKEN})\s?\((?=[^()]*(?:%|\b(?:HR|RR|OR|hazard\s+ratio|odds\s+ratio|relative\s+risk)\b))",
)
#: ``contrast with those of ORION.``, ``two trials: ORION, in which``
_WHOSE_THEY_ARE = compiled(
    rf"\b(?:those|that)\s+(?:of|from|in)\s+(?P<name>{TOKEN}){_MARKS}(?=,?\s+(?:in\s+which|where|which|a\s)|[.;)]|$)",
)

#: ``In the ORION cohort (n=3007)``
_COHORT = Gated("cohort", rf"\b[Tt]he\s+(?P<name>(?=[A-Z]{{5}}){TOKEN})\s+cohort{_MARKS}(?<=[\w)\]])\s?[(\[]?(?=[nN]\s?=\s?\d)")
#: ``two trials: ORION, in which``
_IN_WHICH = Gated("which|where", rf"(?<![\w-])(?P<name>{TOKEN}){_MARKS},\s+(?:in\s+which|where)\s")


def spoken_of(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand of which a text speaks as one does of studies only; the names must be ones that can be nothing else.

    Reads ``the nintedanib arm of ORION``, ``participants in ORION``, ``results from ORION``, ``In ORION, deaths``, ``Both ORION-1
    and ORION-2 met``, ``ORION compared``, ``Ito et al report ORION, which``, ``In the second (ORION, N=340)``, ``those of ORION,
    in which``; not ``patients in COPD trials``.
    """
    for match in _TELLING.finditer(text):
        for part in ("of", "both", "other", "met", "met2", "reported"):
            if match[part] and any(map(str.isupper, match[part][1:])):
                yield match.span(part)
    inside = _INSIDE.finditer(text) if "In " in text[:4] or " in " in text or " In " in text else ()
    for match in (
        *_SIZED.finditer(text),
        *_COHORT.finditer(text),
        *_WHOSE_THEY_ARE.finditer(text),
        *_IN_WHICH.finditer(text),
        *_WITH_RESULTS.finditer(text),
        *inside,
    ):
        yield match.span("name")
