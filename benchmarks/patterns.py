"""The control: 63 patterns such as someone would write who reads clinical numbers with regular expressions alone.

Numbers and their companions, doses, times, stages, identifiers, and three lists of terms. No look-around, so that any engine
runs them."""

from __future__ import annotations

import re

__all__ = ["PATTERNS"]

_NUMBER = r"\d+(?:[.,·]\d+)*"
_JOIN = r"(?:\s?[-–—]\s?|\s?,\s?|\s+to\s+|;\s?)"
_LIMIT = rf"(?:{_NUMBER}|NR|NE|NA)"
_UNIT = r"(?:months?|mo|weeks?|wks?|days?|years?|yrs?|hours?|minutes?)"
PATTERNS: dict[str, str] = {
    "num": _NUMBER,
    "int_thousands": r"\d{1,3}(?:,\d{3})+",
    "percent": rf"{_NUMBER}\s?%",
    "frac": r"\d+\s?/\s?\d+",
    "frac_pct": rf"\d+\s?/\s?\d+\s?\(\s?{_NUMBER}\s?%?\s?\)",
    "n_pct": rf"\d+\s?\(\s?{_NUMBER}\s?%?\s?\)",
    "n_pct_ci": rf"\d+\s?\(\s?{_NUMBER}\s?%?\s?;\s?\[[^\]]+\]\)",
    "n_eq": r"\b[nN]\s?=\s?\d+",
    "n_semicolon_pct": rf"n\s?=\s?\d+\s?;\s?{_NUMBER}\s?%",
    "pct_n": rf"{_NUMBER}\s?%\s?\(\s?n\s?=\s?\d+\s?\)",
    "pct_frac": rf"{_NUMBER}\s?%\s?\(\s?\d+\s?/\s?\d+\s?\)",
    "n_of_n": r"\d+\s+of\s+(?:the\s+)?\d+",
    "pct_range": rf"{_NUMBER}\s?%?{_JOIN}{_NUMBER}\s?%",
    "range": rf"{_NUMBER}\s?[-–—]\s?{_NUMBER}",
    "range_to": rf"{_NUMBER}\s+to\s+{_NUMBER}",
    "plusminus": rf"{_NUMBER}\s?±\s?{_NUMBER}",
    "p_value": r"\b[pP](?:\s?-?\s?value)?\s?[=<>≤≥]\s?0?[.·]?\d+(?:[.·]\d+)?",
    "p_for": rf"[pP]\s+for\s+(?:trend|interaction)\s?[=<>]\s?{_NUMBER}",
    "ci": rf"\b9[059]\s?%\s?(?:CI|confidence interval)\s?[,:=]?\s?\(?\[?{_LIMIT}{_JOIN}{_LIMIT}",
    "ci_paren": rf"\(\s?9[059]\s?%\s?CI\s?[,:=]?\s?{_LIMIT}{_JOIN}{_LIMIT}\s?\)",
    "val_ci": rf"{_LIMIT}\s?{_UNIT}?\s?\(\s?(?:9[059]\s?%\s?)?CI\s?[,:=]?\s?{_LIMIT}{_JOIN}{_LIMIT}",
    "val_bracket": rf"{_NUMBER}\s?\[\s?{_LIMIT}{_JOIN}{_LIMIT}\s?\]",
    "hr": rf"\b(?:[aA]djusted\s+)?(?:HR|[hH]azard\s+[rR]atio)s?\s?(?:\([^)]*\))?\s?[,:=]?\s?(?:of\s+|was\s+)?{_NUMBER}",
    "or": rf"\b(?:a?OR|[oO]dds\s+[rR]atio)\s?[,:=]?\s?{_NUMBER}",
    "rr": rf"\b(?:RR|[rR]elative\s+[rR]isk|[rR]isk\s+[rR]atio)\s?[,:=]?\s?{_NUMBER}",
    "hr_ci": rf"\bHR\s?[,:=]?\s?{_NUMBER}\s?[;,(\[]\s?9[059]\s?%\s?CI\s?[,:=]?\s?{_NUMBER}{_JOIN}{_NUMBER}",
    "median_val": rf"[mM]edian\s+[\w\s,()-]{{0,80}}?{_NUMBER}",
    "median_was": rf"[mM]edian\s+(?:\w+\s+){{0,6}}(?:was|is|of)\s+{_NUMBER}\s?{_UNIT}?",
    "median_range": (
        rf"{_NUMBER}\s?{_UNIT}?\s?\(\s?(?:range|IQR|interquartile range(?: \[IQR\])?)\s?[,:=]?"
        rf"\s?{_NUMBER}{_JOIN}{_NUMBER}\s?\)"
    ),
    "mean_sd": rf"[mM]ean\s+(?:\w+\s+){{0,6}}{_NUMBER}\s?(?:±\s?{_NUMBER}|\(SD\s?[,:=]?\s?{_NUMBER}\))",
    "not_reached": r"\b(?:not\s+(?:yet\s+)?reached|not\s+estimable|NR|NE)\b",
    "followup": rf"[fF]ollow-?\s?up\s+(?:\w+\s+){{0,5}}{_NUMBER}\s?{_UNIT}",
    "duration": rf"{_NUMBER}\s?[-–]?\s?{_UNIT}\b",
    "dose": rf"{_NUMBER}\s?(?:mg|g|µg|mcg|IU|mL|U)(?:\s?/\s?(?:kg|m2|m²|day|week|mL|dL|L))?\b",
    "conc": rf"{_NUMBER}\s?(?:×|x)\s?10\s?(?:\^?\d+|⁹|⁶|¹²)\s?/\s?(?:L|kg|Kg|µL|μL)",
    "lab": rf"\b(?:WBC|ANC|Hb|hemoglobin|platelets?|eGFR|LDH|creatinine)\s?[<>≤≥=:]?\s?{_NUMBER}",
    "age": rf"\b[aA]ge[ds]?\s?(?:[,:=]|of|was)?\s?{_NUMBER}",
    "years_old": rf"{_NUMBER}[-\s]years?[-\s]old",
    "cmp": rf"[<>≤≥]\s?{_NUMBER}",
    "versus": rf"{_NUMBER}\s?%?\s+(?:vs\.?|versus)\s+{_NUMBER}\s?%?",
    "rate_arm": rf"{_NUMBER}\s?%\s+(?:in|of|with)\s+(?:the\s+)?\w+",
    "grade": r"\b[gG]rades?\s?(?:≥|>|<)?\s?[1-5](?:\s?[-–/]\s?[1-5])?",
    "phase": r"\b[pP]hase\s(?:[1-4]|I{1,3}V?)(?:\s?[ab/]\s?[1-4]?)?",
    "stage": r"\b(?:R-)?ISS\s+(?:stage\s+)?(?:I{1,3}|[1-3])\b",
    "ecog": r"\bECOG\s?(?:PS|performance status)?\s?[≤≥<>=]?\s?[0-4]",
    "lot": r"\b(?:\d+|one|two|three|four|five)\s+(?:prior\s+)?lines?\s+of\s+(?:prior\s+)?therap",
    "cycle": r"\b(?:[cC]ycles?|C)\s?\d+(?:\s?[-–]\s?\d+)?",
    "day": r"\b[dD]ays?\s?\d+",
    "week": r"\b[wW]eeks?\s?\d+",
    "month": (
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
        r"\s+(?:\d{1,2},\s+)?\d{4}"
    ),
    "nct": r"\bNCT\s?\d{8}",
    "doi": r"\b10\.\d{4,9}/\S+",
    "pmid": r"\bPMID:?\s?\d+",
    "etal": r"\b[A-Z][\w-]+\s+et\s+al\.?,?\s?\(?\d{4}\)?",
    "cite_br": r"\[\d+(?:[-,–]\s?\d+)*\]",
    "date_iso": r"\d{4}-\d{2}-\d{2}",
    "date_us": r"\b\d{1,2}/\d{1,2}/\d{4}",
    "abbr_def": r"\b[A-Z][A-Za-z0-9-]{1,9},\s[a-z][a-z\s-]{3,60};",
    "numword": (
        r"\b(?:[oO]ne|[tT]wo|[tT]hree|[fF]our|[fF]ive|[sS]ix|[sS]even|[eE]ight|[nN]ine|[tT]en|[sS]eventeen)"
        r"\s+(?:\(\d+\)\s+)?patients?"
    ),
    "patients": r"\b\d+\s+(?:\w+\s+)?patients?\b",
}
_DRUGS = (
    "daratumumab|Darzalex Faspro|DARZALEX FASPRO|DARZALEX|Darzalex|isatuximab|elotuzumab|lenalidomide|pomalidomide|"
    "thalidomide|bortezomib|carfilzomib|ixazomib|dexamethasone|prednisone|melphalan|cyclophosphamide|plerixafor|"
    "teclistamab|talquetamab|elranatamab|cilta-cel|ide-cel|selinexor|venetoclax|rituximab|fostamatinib|eltrombopag|"
    "romiplostim|filgrastim|D-VTd|D-VRd|DVRd|DRd|DVd|DKd|DPd|VTd|VRd|Kd|Rd|Vd"
)
_ENDPOINTS = (
    "progression-free survival|overall survival|overall response rate|objective response rate|duration of response|"
    "time to next treatment|complete response|very good partial response|partial response|stable disease|"
    "progressive disease|minimal residual disease|stringent complete response|clinical benefit rate|PFS|OS|ORR|DOR|TTNT|"
    "CR|sCR|VGPR|PR|SD|PD|MRD|EFS|TTP|CBR|DUR"
)
_EVENTS = (
    "neutropenia|thrombocytopenia|anemia|lymphopenia|leukopenia|pneumonia|infections?|infusion-related reactions?|"
    "fatigue|diarrhea|nausea|peripheral neuropathy|febrile neutropenia|sepsis|hypogammaglobulinemia|"
    "injection-site reactions?|COVID-19|upper respiratory tract infection"
)


def _longest_first(words: str) -> list[str]:
    return sorted(words.split("|"), key=len, reverse=True)


for _name, _words in (("drug", _DRUGS), ("endpoint", _ENDPOINTS)):
    _forms = "|".join(re.escape(word).replace("\\ ", r"\s+").replace("\\-", "-") for word in _longest_first(_words))
    PATTERNS[_name] = rf"\b(?:{_forms})\b"
_forms = "|".join(word.replace(" ", r"\s+") for word in _longest_first(_EVENTS))
PATTERNS["event"] = rf"\b(?:{_forms})\b"
