"""Lines of a text as a table reader sees them: how far in they stand, and whether they look like a label or a cell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import NOT_KNOWN, TIME_UNITS
from daraevidence.layout.document import Cell

__all__ = ["COMPLETE", "Line", "LineKind", "Page", "cell_cost", "join", "label_cost", "split", "stands_as_figure", "valued"]

#: bullet: a list item; abbreviations: a line that opens a list of short forms; prose: a sentence; rule: dashes or bars only.
LineKind: TypeAlias = Literal["blank", "bullet", "abbreviations", "prose", "rule", "text"]

SPACE = " \t\u00a0\u202f\u2007\u2009"
#: A label that says what its values are stands for itself.
COMPLETE = compiled(r"(?:\(%\)|\(range\)|\(IQR\)|\b(?:n|%|years?|months?|weeks?|days?)|:)\]?$", re.I)
NOTE = r"(?:[a-z](?:,\s?[a-z]){0,3}|[*†‡§¶#]{1,3})?"
_BULLET = compiled(r"[•·▪◦○●■‣∙][" + SPACE + r"]*\S|[-–*o][" + SPACE + r"]+\S*[A-Za-z]")
_ABBREVIATIONS = compiled(r"(?i)(?:list of )?abbreviations?(?: used)?\s?[:.]|key\s?:\s?\S+\s?[,=]")
_CAPTION = compiled(r"(?i)(?:supplement(?:ary|al)\s)?(?:table|tab\.)\s?(?:[A-Z]?\d{1,3}[A-Za-z]?|[IVX]{1,5})?\s?[.:–—|]\s+(?=\S)")
_PROSE = compiled(
    r"[a-z)\]%]{2}[.;?!] +[A-Z\"(]|(?:[a-z]{3,}|"
    r"[a-z]\s?[(\[]\d{1,3}(?:[,–-]\s?\d{1,3}){0,5}[)\]])[.?!]\s?\d{0,3}$|: [A-Z]\w+ \w+ \w+ \w+ "
)
_SPACED = compiled(r"\S(?:\t|  )\s*\S.{0,200}?\S(?:\t|  )\s*\S")
_RULE = compiled(r"[-=|:+_ \t]*[-=_]{3,}[-=|:+_ \t]*$")

_NUMBER = r"[<>≤≥~≈=]{0,2}\s?[-−–+]?(?:\d(?:[\d,]*\d)?(?:[.·]\d+)?|\.\d+)\s?%?"
_WORD = compiled(r"[A-Za-zµμ][A-Za-zµμ.]*")
_STARTS = compiled(r"(?:[<>≤≥~≈=±(\[]\s?)*[-−–+]?\.?\d")
#: a cell that says itself what its figure is: ``HR, 0.77 (0.43-1.36)``, ``P = .04``
_LED = compiled(
    r"(?:(?:[as]|i)?(?:HR|OR|RR)|S?MD|WMD|RD|ARR|LSM?D|Δ|P|hazard ratio|odds ratio|(?:rate|risk) ratio|relative risk|"
    r"(?:mean |risk )?difference)"
    r"(?:\s?[,:=<>≤≥]{1,2}\s?[-−–+]?(?:\d+(?:[.,·]\d+)*|\.\d+)(?:$|\s?%?\s?(?:$|[(\[;,]))"
    r"|\s[-−–+]?\d+(?:[.·]\d+)?%?\s?[(\[][^()\[\]]*\d)",
    re.I,
)
_BRACKETED = compiled(r"[(\[][^()\[\]]*\d")
_PLAIN = compiled(_NUMBER + r"(?:\s?(?:[-–—/]|to)\s?" + _NUMBER + r")?" + NOTE + r"$")
_INTEGER = compiled(r"\d{1,6}(?:\s?[-–—/]\s?\d{1,6}){0,2}" + NOTE + "$")
_COMPARED = compiled(r"[<>≤≥]{1,2}\s?\d{1,4}$")
_TIME = compiled(_NUMBER + rf"(?:\s?[-–—]\s?\d+)?\s?(?:(?:{TIME_UNITS})\.?|y|cycles?)$", re.I)
_NOTHING = compiled(
    r"(?:[-–—−]{1,3}|…|\.{3}|NR|NE|NA|N/A|n/a|ND|NS|NC|NP|NM|ref(?:erence|\.)?|"
    r"not (?:reached|estimable|applicable|calculated|calculable|significant))" + NOTE + "$",
    re.I,
)
#: These are labels of rows as often as cells.
_LACKING = compiled(rf"(?:not (?:{NOT_KNOWN})|unknown|none|missing|yes|no)" + NOTE + "$", re.I)
_NOT_REACHED = compiled(r"(?:NR|NE|not (?:reached|estimable|evaluable))\b" + NOTE + r"\s?[(\[,;]?", re.I)
_STATISTIC = compiled(
    r"n\s?[(\[]%[)\]]|[(\[](?:%|range|IQR|SD|SE|95% ?CI|min)|,\s?(?:n|%|years?|months?|weeks?|days?)\b|\bn/N\b|"
    r"^(?:median|mean)\b|:$",
    re.I,
)
#: the label of a row of limits: ``95% CI``, ``(95% CI)``
_LIMITS = compiled(r"[(\[]?\d\d(?:\.\d)?\s?% (?:CI|CrI|confidence interval|credible interval)s?\b[^\d]*$", re.I)
_COUNTED = compiled(r"\bn\s?[(\[]%|[(\[]%|,\s?(?:n|%|median|mean)\b", re.I)
_SIZE = Gated("=", r"[(\[]?\s?\b[nN]\s?=\s?\d")
_SIZE_ONLY = compiled(r"[(\[]?\s?[nN]\s?=\s?[\d,]+\s?[)\]]?[a-z*†‡]?$")
#: A group that is named by a dose, an age or a time: ``100 mg``, ``≥65 years``, ``<65``, ``18-64``.
_NAMED_BY_NUMBER = compiled(
    r"(?:[<>≤≥]{1,2}\s?)?\d[\d.,]*(?:\s?(?:[-–/]|to)\s?<?\d[\d.,]*)?\+?\s?"
    r"(?:(?:mg|mcg|µg|μg|g|kg|mL|IU|U|units?|Gy|MBq|months?|weeks?|years?|yrs?|y)\b|%)|[<>≤≥]{1,2}\s?\d[\d.,]*$|\d+\s?[-–]\s?\d+$",
    re.I,
)
_LEADS = frozenset("0123456789<>≤≥")
_TAIL = compiled(r"[(\[]\s?\d[^()]*\)?[)\]]?" + NOTE + "$")
_UNITS = frozenset(
    "ci hr or rr sd se iqr range q p vs to nr ne na nd ns months month mo mos weeks week wk wks days day years year yrs yr y d h "
    "each and of median mean not reached estimable evaluable available mg kg ml dl l g x ref reference per mcg cm mm min max "
    "pg ng iu u mmol mol ul µl μl mo. n uln lln".split()
)


class Line(NamedTuple):
    """A line with its place: ``start`` and ``end`` are those of its printed characters, ``indent`` counts the spaces before."""

    number: int
    start: int
    end: int
    indent: int
    text: str
    kind: LineKind
    #: A dose above the size of its group is a header: ``100 mg``, ``(n=12)``.
    head: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is printed."""
        return self.kind == "blank"


_WORDS = compiled(r"[^\W_]+(?:[-‐‑][^\W_]+)*")
#: How many characters, and the rest of their line, are parted into words at once.
_STRETCH = 1 << 16


class Page:
    """The lines of a text with what several readers ask about it."""

    def __init__(self, clean: str) -> None:
        self.clean = clean
        self.lines = split(clean)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first line of a range of places and of the line after its last."""
        first = max(bisect_right(self.lines, start, key=lambda line: line.start) - 1, 0)
        return first, max(bisect_left(self.lines, end, key=lambda line: line.start), first)

    @cached_property
    def stops(self) -> dict[int, int]:
        """How wide a tab is, by the start of a line, in runs of lines that have as many tabs each: as wide as the widest
        cell, so that a column is a column whatever stands in it."""
        found: dict[int, int] = {}
        run: list[tuple[int, str]] = []
        for line in (*self.lines, None):
            if line is not None and not line.blank:
                place = line.start - line.indent
                ends = self.clean.find("\n", line.start)
                raw = self.clean[place : ends if ends >= 0 else len(self.clean)]
                if "\t" in raw:
                    run.append((place, raw))
                continue
            if len(run) > 2 and len({raw.count("\t") for _, raw in run}) == 1:
                width = max(len(cell) for _, raw in run for cell in raw.split("\t")) + 2
                found |= {place: max(width, 8) for place, _ in run}
            run = []
        return found

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the text."""
        counts: Counter[str] = Counter()
        start = 0
        while start < len(self.clean):  # the words of a long text, all at once, would weigh ten times the text
            end = self.clean.find("\n", start + _STRETCH)
            end = len(self.clean) if end < 0 else end
            counts.update(_WORDS.findall(self.clean, start, end))
            start = end
        return counts

    @cached_property
    def folded(self) -> str:
        """The first 200,000 characters in small letters, a stretch at a time: for a moment they weigh twelve bytes each."""
        return "".join(self.clean[start : start + 10_000].lower() for start in range(0, min(len(self.clean), 200_000), 10_000))

    @cached_property
    def lower(self) -> Counter[str]:
        """How often each word stands in the text, in any case, parts of hyphenated words counted too."""
        counts: Counter[str] = Counter()
        for word, count in self.words.items():
            folded = word.lower()
            counts[folded] += count
            if "-" in folded:
                for part in set(folded.split("-")):
                    counts[part] += count
        return counts


_PLAIN_SPACES = str.maketrans("\u00a0\u202f\u2009\u2007", "    ")


_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
#: a line with its end, as ``str.splitlines`` parts them
_LINE = compiled(f"[^{_ENDS}]*(?:\r\n|[{_ENDS}])|[^{_ENDS}]+")


def split(clean: str) -> list[Line]:
    """The lines of a text; a line is also what stands between form feeds or other line separators."""
    found: list[Line] = []
    for line in _LINE.finditer(clean):  # one at a time: all of them weigh more than the text
        body = line[0].rstrip(_ENDS)
        bare = body.strip(SPACE)
        indent = len(body) - len(body.lstrip(SPACE)) if bare else 0
        start = line.start() + indent
        text = bare if bare.isascii() else bare.translate(_PLAIN_SPACES)
        if found and found[-1].text[:1] in _LEADS and _SIZE_ONLY.match(text) and _NAMED_BY_NUMBER.match(found[-1].text):
            found[-1] = found[-1]._replace(head=True)
        found.append(Line(len(found), start, start + len(bare), indent, text, _kind(text)))
    return found


def _kind(text: str) -> LineKind:
    if not text:
        return "blank"
    if _BULLET.match(text):
        return "bullet"
    if _ABBREVIATIONS.match(text) or _lists_short_forms(text):
        return "abbreviations"
    if _RULE.match(text):
        return "rule"
    if len(text) > 240 and not _SPACED.search(text):
        return "prose"
    if len(text) > 45 and _PROSE.search(text):
        caption = _CAPTION.match(text)
        return "prose" if not caption or _PROSE.search(text, caption.end()) else "text"
    return "text"


_ONE_SHORT_FORM = compiled(r"[A-Z][A-Za-z]{1,6}[,:] [a-z][\w -]{3,80}\.?$")
_SHORT_FORM = compiled(r"(?P<short>[A-Za-z][\w/+&‐-]{1,14})(?P<sign>\s?=|:|,)\s(?P<long>[^=:;]{3,110})")


def _lists_short_forms(text: str) -> bool:
    """Whether a line lists short forms without saying so: ``BMI: body mass index; SD: standard deviation.``, ``AE = adverse
    event.``; each short form has two capitals, and there are two of them or a sign of equality."""
    if len(text) > 2000 or not (";" in text or "=" in text or _ONE_SHORT_FORM.match(text)):
        return False
    parts = [part for part in text.rstrip(" .;").split(";") if part.strip()]
    found = [match for part in parts if (match := _SHORT_FORM.fullmatch(part.strip()))]
    if not found or len(found) < len(parts):
        return False
    capitals = [sum(c.isupper() for c in match["short"]) > 1 for match in found]
    if any(not capital and len(match["short"]) > 3 for capital, match in zip(capitals, found)):
        return False  # months are "mo", but no short form is a word
    if len(found) > 1:
        return bool(3 * sum(capitals) >= 2 * len(found))
    return capitals[0] and len(text) < 120 and (found[0]["sign"].strip() == "=" or _spells(found[0]))


_LATIN_WORD = compiled(r"[A-Za-z]+")


def _spells(form: re.Match[str]) -> bool:
    """Whether the long form begins with the letters of the short: ``CI, confidence interval.``"""
    initials = "".join(word[0] for word in _LATIN_WORD.findall(form["long"])).lower()
    return str(form["short"]).lower() == initials


def label_cost(line: Line) -> float:
    """How odd the line is as (part of) a row's label, from 0 to 6."""
    return _costs(line)[0]


def cell_cost(line: Line) -> float:
    """How odd the line is as a cell, from 0 to 6."""
    return _costs(line)[1]


def _costs(line: Line) -> tuple[float, float]:
    label, cell = (0.0, 6.0) if line.head else _seen(line.text)
    if line.indent:
        return min(label, 2.5) if label > 4 else 0.0, cell + 4.0
    return label, cell


def _seen(text: str) -> tuple[float, float]:
    """The cost as a label and as a cell of a line that is not indented."""
    return _remembered(text) if len(text) < 100 else _weighed(text)


#: words with nothing but citations behind them: ``Outcomes at the End of Treatment[2,3]``
_CITED = compiled(r"[^\d\[\]]+\[\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,9}\]")


def _weighed(text: str) -> tuple[float, float]:
    if _NOTHING.match(text):
        return 5.0, 0.0
    if _LACKING.match(text):
        return 0.3, 1.2
    if _LIMITS.match(text):
        return 0.0, 6.0
    if _LED.match(text):
        return 6.0, 0.0
    figure = _STARTS.match(text) or _NOT_REACHED.match(text)
    if _SIZE.search(text) or (_COUNTED if figure else _STATISTIC).search(text):
        return 0.0, 6.0
    if figure:
        return _numeric(text)
    words = text.count(" ") + 1
    if words > 1 and _CITED.fullmatch(text) and (words > 3 or " [" not in text):
        return 0.0, 3.0
    if _TAIL.search(text) and not (words > 4 and text.endswith(".")):
        return (1.2, 0.8) if "[" in text else (0.5, 1.2)
    return 0.0, 2.0 if words <= 4 else 3.0


#: a line is weighed for every number of columns, and labels and cells come again
_remembered = lru_cache(maxsize=8192)(_weighed)


def stands_as_figure(text: str) -> bool:
    """Whether a line that is not indented is rather a cell with a figure than a label."""
    return _known_figure(text) if len(text) < 100 else _is_figure(text)


def _is_figure(text: str) -> bool:
    label, cell = _seen(text)
    return cell <= 0.8 and cell < label


#: a line is asked for by each way of finding tables
_known_figure = lru_cache(maxsize=1024)(_is_figure)


_NOTE_BEHIND = compiled(r"(?<=[\d)\]%])[a-z](?:,[a-z])*$")


def _numeric(text: str) -> tuple[float, float]:
    if _COMPARED.match(text):
        return 0.8, 0.8
    if _INTEGER.match(text):
        return 2.0, 0.2
    if _PLAIN.match(text):
        return 5.0, 0.0
    if _TIME.match(text):
        return 0.8, 0.5
    stripped = _NOTE_BEHIND.sub("", text)
    words = [word.lower() for word in _WORD.findall(stripped)]
    strange = sum(word.rstrip(".") not in _UNITS for word in words)
    if strange:
        return (0.2, 2.0) if not _BRACKETED.search(text) or strange > 1 else (0.8, 1.2)
    return (6.0, 0.0) if _BRACKETED.search(text) or "%" in text or "±" in text else (3.0, 0.1)


def valued(text: str) -> bool:
    """Whether a piece of a line is a figure, or a sign for none."""
    return _seen(text)[1] <= 0.8


def join(lines: Sequence[Line], page: Page | None = None) -> Cell:
    """One cell of several lines: single spaces, words divided at a line's end joined."""
    if not lines:
        return Cell("", 0, 0)
    text = ""
    for line in lines:
        piece = " ".join(line.text.split())
        text = stitch(text, piece, page) if text else piece
    return Cell(text, lines[0].start, lines[-1].end)


_KEPT = frozenset(
    "non anti post pre self long short high low intermediate mid early late first second third inter intra multi single double "
    "triple well drug treatment disease dose time age health patient".split()
)


_HYPHENS = frozenset("-‐\u00ad")
_DIVIDED = compiled(r"[^\W\d_][-‐\u00ad]$")


_BEFORE_WORD = compiled(r"[\s/(]")
_LETTERS = compiled(r"[^\W\d_]+")


def stitch(text: str, piece: str, page: Page | None) -> str:
    """Two pieces of one cell side by side; a hyphen at the end of the first is a division of a word, or belongs to it."""
    if text[-1:] not in _HYPHENS or not _DIVIDED.search(text, len(text) - 2):
        glued = text.endswith(("/", "-")) and not text.endswith(" -") and not piece.startswith("(")
        return f"{text}{piece}" if glued else f"{text} {piece}"
    head = _BEFORE_WORD.split(text)[-1][:-1]
    tail = _LETTERS.match(piece)
    if tail is None or not piece[0].islower() or head.lower() in _KEPT or head.isupper():
        return text + piece
    if page is not None and page.lower[f"{head}-{tail[0]}".lower()] > page.lower[(head + tail[0]).lower()]:
        return text + piece
    return text[:-1] + piece
