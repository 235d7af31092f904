"""A row label or column header taken apart: what is measured, with which statistic, in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from daraevidence.extractors.grid.rates import rate_of
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.units import SUPERSCRIPTS

__all__ = ["UNIT_NAMES", "Label", "read_label"]


@dataclass(frozen=True, slots=True)
class Label:
    """``name`` is the label without the statistic's words, ``title`` the same with a leading "Median".

    ``shape`` says what a bare number is and how two numbers stand: ``n``, ``percent``, ``n_percent``, ``percent_n``,
    ``fraction`` (``n/N``) or ``""``; ``spreads`` which of range, iqr, ci, sd, se are announced; ``level`` that of the
    confidence interval; ``pair`` the names of ``female/male``; ``ratio`` a measure such as ``hazard_ratio``.
    """

    text: str
    name: str
    title: str
    center: str = ""
    shape: str = ""
    spreads: tuple[str, ...] = ()
    level: str = ""
    unit: str = ""
    n: int | None = None
    pair: tuple[str, ...] = ()
    ratio: str = ""
    #: of which people or time events are counted, where nothing else is the unit: ``per 100 patient-years``
    rate: str = ""

    @property
    def bare(self) -> bool:
        """Nothing but a statistic: ``Median (range)``, ``n (%)``."""
        return not self.name and bool(self.center or self.shape or self.spreads or self.ratio)


_WHO = rf"(?:{PEOPLE}|cases|pts\.?|respondents|events)"
_COUNT = rf"(?:n|no\.?|nr\.?|num\.?|number|count|frequency)(?:\s+of\s+{_WHO})?"
_BEFORE = r"(?:(?<=^)|(?<=[\s,;:(\[–—-]))"
_AFTER = r"(?=\s*(?:$|[,;:)\]–—]|\bof\b|\bwith\b))"
#: statistics made of counts, the longer before the shorter, with the shape they announce
_COUNTS = tuple(
    (compiled(_BEFORE + pattern + _AFTER, re.I), shape)
    for pattern, shape in (
        (rf"{_COUNT}\s*/\s*(?:total(?:\s+{_COUNT})?|{_COUNT})(?:\s*,?\s*[(\[]\s*%\s*[)\]]|\s*,\s*%)?", "fraction"),
        (rf"{_WHO}\s*/\s*(?:total|{_WHO}|{_COUNT})(?:\s*[(\[]\s*%\s*[)\]])?", "fraction"),
        (
            rf"{_COUNT}\s*[(\[]\s*(?:%|E|events?|rates?|incidence|EAIR|EAER)[^()\[\]]{{0,20}}(?:/|\bper\b)[^()\[\]]{{1,20}}[)\]]",
            "n_rate",
        ),
        (
            rf"{_COUNT}\s*,?\s*[(\[]\s*(?:%|per\s?cent|percentage)(?:\s+of\s+{_WHO})?\s*[)\]]"
            r"(?:\s*,?\s*(?:[(\[]\s*(?:E|m|events?)\s*[)\]]|E|events?)(?=\s*$))?",
            "n_percent",
        ),
        (rf"{_COUNT}\s*(?:,|and|;)\s*%", "n_percent"),
        (rf"%\s*[(\[]\s*{_COUNT}\s*[)\]]", "percent_n"),
        (rf"[(\[]\s*{_COUNT}\s*,\s*%\s*[)\]]", "n_percent"),
    )
)
_COUNT_ONLY = compiled(
    rf"(?:{_BEFORE}(?:n|no\.)|(?:^|(?<=[,;:(\[–—])|(?<=[,;:–—]\s))(?:number|count|(?:no\.?|"
    rf"number)\s+of\s+{_WHO}))(?=\s*(?:$|[,;)\]]))",
    re.I,
)
_PERCENT_ONLY = compiled(
    r"(?:(?<=^)|(?<=[\s,;:(\[–—-]))(?:%|per\s?cent(?:age)?)(?:\s+of\s+patients)?(?=\s*(?:$|[,;)\]]|\())", re.I
)
#: a longer one is no label but prose
_LONGEST = 400
_SIZE = compiled(
    rf"[(\[]\s*[nN]\s*=\s*(\d[\d,]*)\s*[)\]]|[,;:]?\s*\b[nN]\s*=\s*(\d[\d,]*)|[(\[]\s*(\d[\d,]*)\s+(?:{PEOPLE})\s*[)\]]"
)
_ATOM = (
    r"(?:years?|yrs?\.?|y|months?|mos?\.?|weeks?|wks?\.?|days?|d|hours?|hrs?|h|minutes?|mins?|seconds?|s|kg|g|mg|[µμ]g|mcg|ng|pg|"
    r"fg|U|IU|m?IU|k?U|mm|cm|m2|m²|m|mL|ml|dL|dl|L|l|[µμ]L|[µμ]l|uL|mcL|mm3|mm³|m?mol|[µμ]mol|nmol|pmol|mEq|cells|copies|"
    r"mm\s?Hg|cm\s?H2O|kPa|bpm|beats|points?|cycles|doses|mSv|Gy|cGy|1\.73\s?m(?:2|²)|kcal|kJ|person-years|pack-years|CFU|N|ppb|ppm|GBq|MBq|m?Ci|METs?)"
)
_UNIT = compiled(
    rf"(?:in\s+)?((?:[×x]\s*)?(?:(?!10{{2,}}\s?[a-zµμ])10\s?(?:\^|\*\*)?\s?[\d⁰¹²³⁴-⁹]+\s*/?\s*)?{_ATOM}?(?:\s*(?:/|·|\bper\b)\s*{_ATOM}){{0,3}})"
)
#: a unit that nobody knows, by what it is per, its factors, or a share of what is expected: ``BU/mL``, ``dyn·s·cm-5``,
#: ``% predicted``
_STRANGE_UNIT = compiled(
    r"[A-Za-zµμ]{1,6}\s?/\s?(?:mL|ml|dL|dl|L|l|[µμu]L|kg|mg|g|day|d|h|hr|min|week|month|year|mmol|mm3|m2|m²)(?:/\w{1,5})?|"
    r"[A-Za-zµμ]{1,6}(?:\s?[·⋅∙]\s?[A-Za-zµμ]{1,5}){1,2}(?:\s?/\s?[A-Za-z]{1,3})?(?:\^?[-−–]?\d)?|"
    r"%\s(?:of\s)?(?:the\s)?(?:predicted|expected|normal|ideal|baseline)(?:\svalue)?",
)
UNIT_NAMES = {
    "year": "years", "yr": "years", "yrs": "years", "y": "years", "month": "months", "mo": "months", "mos": "months",
    "week": "weeks", "wk": "weeks", "wks": "weeks", "day": "days", "d": "days", "hour": "hours", "hr": "hours", "hrs": "hours",
    "h": "hours", "min": "minutes", "mins": "minutes", "minute": "minutes", "μg": "ug", "µg": "ug", "mmhg": "mm Hg",
    "point": "points",
}  # fmt: skip
_WORD = compiled(r"\d+(?:\.\d+)?\s*%|[a-z0-9]+|[%±]")
_CENTERS = {
    "median": "median",
    "mean": "mean",
    "means": "mean",
    "medians": "median",
    "average": "mean",
    "avg": "mean",
    "lsm": "mean",
}
_SPREAD_WORDS = {
    "iqr": "iqr", "interquartile": "iqr", "q1": "iqr", "q3": "iqr", "quartile": "iqr", "quartiles": "iqr", "p25": "iqr",
    "p75": "iqr", "25th": "iqr", "75th": "iqr", "sd": "sd", "deviation": "sd", "std": "sd", "±": "sd",
    "se": "se", "sem": "se", "ci": "ci",
    "confidence": "ci", "cis": "ci", "range": "range", "min": "range", "max": "range", "minimum": "range", "maximum": "range",
}  # fmt: skip
_FILL = frozenset(
    "of the standard error interval limits percentile percentiles least squares square ls geometric adjusted estimated "
    "marginal value values to and".split()
)
_LEAD = compiled(
    r"(?:the\s+)?(?:(?:LS|least[- ]squares?|adjusted|geometric|estimated(?:\s+marginal)?)\s+){0,2}(median|mean|average)s?\b"
    r"\s*(?:\([^()]*\)|"
    r"±\s*\w+|\[[^\[\]]*\])?[\s,:–—-]*(?:of\s+)?",
    re.I,
)
_RATIOS = (
    (compiled(r"(?i)\bhazards?[ -]ratios?\b"), compiled(r"\ba?HRs?\b"), "hazard_ratio"),
    (compiled(r"(?i)\bodds[ -]ratios?\b"), compiled(r"\ba?ORs?\b"), "odds_ratio"),
    (compiled(r"(?i)\b(?:relative[ -]risks?|(?:risk|rate)[ -]ratios?)\b"), compiled(r"\b(?:a?RR|IRR)s?\b"), "relative_risk"),
)
_PAIR = compiled(r"(?:^|[\s,(])([A-Za-z]{1,14}(?:/[A-Za-z]{1,14}){1,3})(?=\s*(?:$|[,;)]))")
_SEPARATOR = compiled(r"\s+[–—-]\s+|\s*[—–]\s*(?=(?:n|no\.|%|yr|mm|kg|m(?:ean|edian)|year|month|week)\b)|[;,](?!\d{3}\b)", re.I)
#: a dash of print that became a hyphen: ``Age-yr``
_GLUED = compiled(r"(?<=[a-z)])(?<!patient)(?<!person)(?<!subject)(?<!participant)-(?=(?:yr|kg|mm|m(?:ean|edian))\b)", re.I)


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Ranges of a label between its commas, dashes and brackets; the last is true for what stands in brackets."""
    start = depth = 0
    opened = 0
    separators = {match.start(): match.end() for match in _SEPARATOR.finditer(text)}
    skip = 0
    for i, char in enumerate(text):
        if i < skip:
            continue
        if char in "([":
            if depth == 0:
                yield start, i, False
                opened = i
            depth += 1
        elif char in ")]" and depth:
            depth -= 1
            if depth == 0:
                yield opened, i + 1, True
                start = i + 1
        elif depth == 0 and i in separators:
            yield start, i, False
            start = skip = separators[i]
    yield (opened if depth else start), len(text), depth > 0


_PERCENT = compiled(r"\d+(?:\.\d+)?\s*%")
_PARTED = compiled(r"[,;()\[\]]+")


class _Reader:
    """Collects what the pieces of one label say."""

    def __init__(self) -> None:
        self.center = self.shape = self.level = self.unit = ""
        self.spreads: list[str] = []
        #: whether what is read stands behind a name
        self.behind = False
        #: whether the label names a length
        self.length = False

    def statistic(self, piece: str) -> bool:
        """Whether a piece holds nothing but a statistic's words; what they say is kept."""
        words = _WORD.findall(piece.lower().replace("s.d.", "sd").replace("s.e.m.", "sem").replace("s.e.", "se"))
        known = [w for w in words if w in _CENTERS or w in _SPREAD_WORDS or _PERCENT.fullmatch(w)]
        spread = [w for w in known if w in _CENTERS or w in _SPREAD_WORDS]
        if words == ["min"] and self.behind:  # minutes
            return False
        if not spread and not {"standard", "error"} <= set(words):
            return False
        if any(word not in known and word not in _FILL for word in words):
            return False
        for word in words:
            if word in _CENTERS:
                self.center = self.center or _CENTERS[word]
            elif word.endswith("%"):
                self.level = word.rstrip("% ")
            elif word in _SPREAD_WORDS:
                found = _SPREAD_WORDS[word]
                if not (found == "range" and "iqr" in self.spreads) and found not in self.spreads:
                    self.spreads.append(found)
        if "error" in words:
            self.spreads = [s for s in self.spreads if s != "sd"] + ["se"]
        elif "se" in self.spreads and "sd" in self.spreads:
            self.spreads.remove("sd")
        return True

    def whole(self, text: str) -> bool:
        """Whether a piece is a statistic or a unit, or in brackets several of them: ``(years, mean (SD))``."""
        piece = text.strip("()[] ,;:–—-\t")
        if not piece:
            return False
        if self.statistic(piece) or self.read_unit(piece):
            return True
        inner = [each.strip() for each in _PARTED.split(piece) if each.strip()]
        if len(inner) < 2 or not text.startswith(("(", "[")):
            return False
        trial = _Reader()
        return all(trial.statistic(each) or trial.read_unit(each) for each in inner) and all(
            self.statistic(each) or self.read_unit(each) for each in inner
        )

    def read_unit(self, piece: str) -> bool:
        """Whether a piece is a unit."""
        found = _UNIT.fullmatch(piece)
        if (not found or not found[1]) and (strange := _STRANGE_UNIT.fullmatch(piece)) is not None:
            self.unit = self.unit or " ".join(strange[0].split())
            return True
        lone = found is not None and len(piece) < 2 and found[1] in ("m", "s", "l", "N", "U")
        # "Distance, median (range), m", "6-minute walk distance, m"
        measured = piece in ("m", "s") and self.behind and (self.center or self.spreads or (piece == "m" and self.length))
        if not found or not found[1] or (lone and not measured):
            return False
        printed = _RAISED_POWER.sub(r"10^\1", found[1].strip()).translate(SUPERSCRIPTS)
        self.unit = self.unit or UNIT_NAMES.get(printed.lower().rstrip("."), printed)
        return True


_RAISED_POWER = compiled("10([⁰¹²³⁴-⁹]+)")
#: a statistic behind a name without a comma: ``Placebo group Mean ± SD``, ``Exercise m (SD)``
_LAST = compiled(
    r"(?:^|(?<=\S)\s+)(?:(?:LS|least[- ]squares?|adjusted|geometric)\s+)?(means?|medians?|m)\s*"
    r"(±\s*(?:SD|SEM?)|\((?:±\s*)?(?:SD|SEM?|IQR|range)\))\s*$",
    re.I,
)


#: a P value in the same cell: ``HR (95% CI); P value``
_WITH_P = compiled(r"(?i)(?<=\S)\s*[;,]\s*p(?:[\s-]*values?)?\s*$")


def _apart(found: re.Match[str]) -> str:
    center = "mean" if found[1].lower() == "m" else found[1]
    return f"{', ' if found.start() else ''}{center} {found[2]}"


_DASHES = ("-", "–", "—")


def _counts(text: str, reader: _Reader) -> str:
    """The label without its ``n (%)``."""
    if not ("%" in text or "(" in text or "/" in text or "[" in text):
        return text
    for pattern, shape in _COUNTS:
        found = pattern.search(text)
        if found:
            reader.shape = shape
            name = text[: found.start()]
            if name[-1:] in _DASHES and name[-2:-1].isalnum():  # "Sex-no. (%)", no "HER2-, n (%)"
                name = name[:-1]
            return f"{name},{text[found.end() :]}"
    return text


def _tail(text: str, reader: _Reader) -> str:
    """The label without a bare ``n`` or ``%``."""
    found = _PERCENT_ONLY.search(text)
    if found:
        if reader.center or set(reader.spreads) - {"ci"}:
            reader.unit = reader.unit or "%"
        else:
            reader.shape = reader.shape or "percent"
        text = f"{text[: found.start()]},{text[found.end() :]}"
    found = _COUNT_ONLY.search(text)
    if found and not reader.shape:
        reader.shape = "n"
        text = f"{text[: found.start()]},{text[found.end() :]}"
    return text


_HOLLOW = compiled(r"\(\s*[,;]*\s*\)|\[\s*[,;]*\s*\]")
_SPACES = compiled(r"\s+")
_IDLE_COMMA = compiled(r"\s*,[\s,;]*(?=[,;)]|$)")
_OPENED = compiled(r"([(\[])[\s,;]+")
_PARTED_COMMA = compiled(r"\s+,")
#: a minus at the end of a word belongs to it: ``HER2-``
_ENDS = compiled(r"^[\s,;:–—-]+|(?:[\s,;:–—]|(?<![^\W_])-)+$")


def _tidy(text: str) -> str:
    bracket, comma = "(" in text or "[" in text, "," in text
    if bracket:
        text = _HOLLOW.sub(" ", text)
    text = _SPACES.sub(" ", text)
    if comma:
        text = _IDLE_COMMA.sub("", text)
    if bracket:
        text = _OPENED.sub(r"\1", text)
    if comma:
        text = _PARTED_COMMA.sub(",", text)
    return text if text and text[0].isalnum() and text[-1].isalnum() else _ENDS.sub("", text)


#: a spread behind a unit without a comma: ``Haemoglobin, g/dL ± SD``
_PLUS_MINUS = compiled(r"(?<=[^\s,;:(\[])(?<!mean)(?<!\bm)\s+(?=±\s*(?:SD|SEM?)\s*(?:$|[,;(]))", re.I)
#: a mean behind the name of what it is of: ``Migraine days, mean change (95% CI)``
_MEAN_CHANGE = Gated(
    "mean",
    r"(?i)[,;–—]\s*(?:(?:LS|least[- ]squares?|adjusted)\s+)?mean\s+(?:percent(?:age)?\s+)?(?:change|reduction|improvement)\b",
)
_LENGTH = Gated("distance|mw|height", r"(?i)\bdistance\b|\b6-?MW[DT]\b|\bheight\b")
_CENTER_OF = compiled(r"\b(median|mean)-(?=[a-z])", re.I)
_OF = compiled(r"^(?:of|with)\s+")
_IN_UNIT = compiled(rf"\s+in\s+({_ATOM})$")


#: marks of bold print at the edges of words
_BOLD = compiled(r"(?<!\S)(?:\*\*|__)(?=[^\s*_])|(?<=[^\s*_])(?:\*\*|__)(?=[\s,;:.)]|$)")


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label:
    """Take a label apart.

    Reads ``Median age (range), years``, ``Age, median-years (IQR)``, ``Sex, n (%)``, ``Male sex — no. (%)``,
    ``Stage, n/N (%)``, ``Sex, female/male, %``, ``Median duration (range) [weeks]``, ``Overall survival, HR (95% CI)``,
    ``12-month PFS, %``, ``Hemoglobin, g/dL, mean ± SD``. ``Number of patients who …``, ``No`` and ``cells over 10%`` are
    names, not statistics.
    """
    if len(text) > _LONGEST:
        return Label(text, text, text)
    reader = _Reader()
    printed = _BOLD.sub("", text) if "**" in text or "__" in text else text
    rest = _CENTER_OF.sub(r"\1, ", printed)
    rest = _WITH_P.sub("", _LAST.sub(_apart, rest))
    rest = _PLUS_MINUS.sub(", ", rest) if "±" in rest else rest
    rest = _GLUED.sub(", ", rest) if "-" in rest else rest
    size = _SIZE.search(rest)
    n = int((size[1] or size[2] or size[3]).replace(",", "")) if size else None
    if size:
        rest = f"{rest[: size.start()]} {rest[size.end() :]}"
    if rest.strip() in ("SD", "SE"):  # stable disease, unless the rows around it say otherwise
        return Label(text, rest.strip(), rest.strip())
    rest = _counts(rest, reader)
    reader.length = _LENGTH.search(text) is not None
    parts, position = "", 0
    for start, end, inside in _pieces(rest):
        reader.behind = bool(rest[:start].strip(" ,;:("))
        if reader.whole(rest[start:end]):
            parts += rest[position:start] + (" " if inside else ",")
            position = end
    title = _tail(_tidy(parts + rest[position:]), reader)
    ratio = _ratio(title, reader)
    title, pair = _pair(_tidy(title), reader)
    title = _tidy(title)
    lead = _LEAD.match(title)
    name = title
    if lead:
        reader.statistic(lead[0].replace("of", ""))
        name = _tidy(title[lead.end() :])
    if reader.center and reader.shape == "percent":
        reader.shape, reader.unit = "", reader.unit or "%"
    if not (reader.center or reader.shape or ratio) and _MEAN_CHANGE.search(title):
        reader.center = "mean"
    if reader.shape:
        title, name = _OF.sub("", title), _OF.sub("", name)
    if title.lower() in ("number", "no.", "n", "count") and not reader.center:
        reader.shape, title, name = reader.shape or "n", "", ""
    if not title and not reader.center and reader.shape and "sd" in reader.spreads and text.lstrip()[:2] == "SD":
        reader.spreads, title, name = [], "SD", "SD"  # counts have no deviation: stable disease
    ends = _IN_UNIT.search(name)
    if ends and not reader.unit and reader.read_unit(ends[1]):
        name = _tidy(name[: ends.start()])
    plain = not (reader.unit or reader.shape or ratio)
    if plain and not (reader.center or reader.spreads) and _SHARE_OF.match(title):
        reader.shape, plain = "percent", False
    rate = rate_of(text) if plain else ""
    spreads = tuple(reader.spreads)
    return Label(text, name, title, reader.center, reader.shape, spreads, reader.level, reader.unit, n, pair, ratio, rate)


_HAZARD = compiled(r"a?HR")
#: ``Percentage of patients with one or more``: its words say what the cells hold
_SHARE_OF = compiled(
    rf"(?:%|percent|per cent|percentages?)\s+of\s+(?:the\s+|all\s+|treated\s+)?(?:{PEOPLE})"
    r"(?:\s(?:with|who\shad|reporting|experiencing)(?:\s(?:one\sor\smore|at\sleast\sone|any|≥\s?1))?)?\s*:?$",
    re.IGNORECASE,
)


def _ratio(title: str, reader: _Reader) -> str:
    """The ratio that a label announces; HR, OR and RR only beside a CI (they are heart rate and response, too)."""
    if reader.shape or reader.unit not in ("", "%"):
        return ""
    for words, short, measure in _RATIOS:
        if words.search(title):
            return measure
        if short.search(title) and ("ci" in reader.spreads or _HAZARD.fullmatch(title.strip())):
            return measure
    return ""


def _pair(title: str, reader: _Reader) -> tuple[str, tuple[str, ...]]:
    """``Sex, female/male`` with a statistic of counts: the label without the pair, and the names of the pair."""
    pairs = list(_PAIR.finditer(title))
    found = pairs[-1] if pairs else None
    if found is None or not (reader.shape or found[1].lower() in ("yes/no", "male/female", "female/male", "m/f", "f/m")):
        return title, ()
    names = tuple(found[1].split("/"))
    if _UNIT.fullmatch(found[1]):
        return title, ()
    cut = title[: found.start(1)] + title[found.end(1) :]
    return (cut, names) if _tidy(cut) else (title, names)
