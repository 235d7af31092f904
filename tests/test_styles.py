"""What a document says does not hang on how a journal prints it: dashes, percents, intervals, P values, points, spaces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from daraevidence import Extraction, extract_text

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))
FRAMES = "studies cohorts regimens endpoints characteristics adverse_events thresholds".split()
#: places follow from the print, and so does the form of a number
ABOUT_PLACES = {"id", "start", "end", "page", "confidence", "table"}

LETTER = """Weekly Tolrenib in Gout – A Letter

Weiss et al (2023) [1] conducted a randomized, open-label, phase 3 study (NCT04111222) at 12 centers in Norway. In all, 1,312
patients were randomly assigned to tolrenib 20 mg (n=654) or to allopurinol (n=658). After a median follow-up of 14.2 months,
flares had occurred in 131 of 654 patients (20.0%) with tolrenib versus 197 of 658 (29.9%) with allopurinol (hazard
ratio for tolrenib versus allopurinol 0.61; 95% CI 0.49–0.76; P<0.001). Median time to the first flare was not reached with
tolrenib and was 11.3 months (95% CI 9.8-13.0) with allopurinol (hazard ratio
[HR] 0.64, 95% CI 0.52-0.79; p=0.002). Remission was seen in 41% of those with tophi (n=212) and 58% of those without (n=442).
Diarrhea of grade 3 or higher befell 4% in the tolrenib group and 3% in the allopurinol group.
"""

STYLES: dict[str, tuple[tuple[str, str], ...]] = {
    "en dashes": ((r"(?<=\d)-(?=\d)", "–"),),
    "hyphens": ((r"(?<=\d)[–—](?=\d)", "-"),),
    "vs": ((r"\bversus\b", "vs"),),
    "vs.": ((r"\b(?:versus|vs)(?=\s)", "vs."),),
    "versus": ((r"\bvs\.?(?=\s)", "versus"),),
    "P = .02": ((r"\b[Pp]\s?([=<>≤])\s?(?=\d|\.)", r"p \1 "),),
    "P=.02": ((r"\b[Pp]\s?([=<>≤])\s?(?=\d|\.)", r"P\1"),),
    "n = 12": ((r"\bn\s?=\s?(?=\d)", "n = "),),
    "[n=12]": ((r"\((n ?= ?\d+)\)", r"[\1]"),),
    "1 to 2": ((r"(95% CI,? ?:?\s?\[?)(-?\d[\d.]*)\s?[-–]\s?(\d[\d.]*)", r"\1\2 to \3"),),
    "1, 2": ((r"95% CI,?:? (\d[\d.]*)(?:\s?[-–]\s?| to )(\d[\d.]*)", r"95% CI \1, \2"),),
    "[1-2]": ((r"95% CI,?:? (-?\d[\d.]*(?:\s?[-–]\s?| to )\d[\d.]*)", r"95% CI [\1]"),),
    "95% CI,": ((r"95% CI,?:? (?=-?\d)", "95% CI, "),),
    "95% CI:": ((r"95% CI,?:? (?=-?\d)", "95% CI: "),),
    "95% CI": ((r"95% CI,?:? (?=-?\d)", "95% CI "),),
    "HR =": ((r"\b(HR|ratio),? (?=\d)", r"\1 = "),),
    "12 %": ((r"(?<=\d)%(?=[,.;)])", " %"),),
    "12 percent": ((r"(?<=\d)%(?=[\s,.;)])(?! CI)", " percent"),),
    "12 per cent": ((r"(?<=\d)%(?=[\s,.;)])(?! CI)", " per cent"),),
    ".61": ((r"(?<![\d.])0\.(?=\d)", "."),),
    "1312": ((r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,])", r"\1\2"),),
    "no-break spaces": ((r"(?<=\d) (?=[a-zA-Z%])", "\xa0"),),
    "thin spaces": ((r"(?<=\d) (?=[a-zA-Z%])", "\u2009"),),
    "curly quotes": ((r"'", "’"), (r'"([^"\n]*)"', r"“\1”")),
    "NR": ((r"\bnot reached\b", "NR"),),
    "follow-up in mo": ((r"(follow-up of [\d.]+) months", r"\1 mo"),),
    "lines of Windows": ((r"\n", "\r\n"),),
    "a foot": ((r"\Z", "\n\n© 2024 All rights reserved.\nPrivacy policy | Terms of use | Contact us\n"),),
}
_FORMS = (
    (r"[‐-―−]", "-"),
    (r"[’‘]", "'"),
    (r"[“”]", '"'),
    (r"[\xa0\u2009]", " "),
    (r"\b(?:versus|vs)\b\.?", "vs"),
    (r"\s*([=<>≤≥±%])\s*", r"\1"),
    (r"\s*\bper ?cent\b", "%"),
    (r"(?<=\d),(?=\d{3}\b)", ""),
    (r"(?<![\d.])\.(?=\d)", "0."),
    (r"[\[\]()]", ""),
    (r"\bmo\b", "months"),
    (r"\s+", " "),
)


def plain(text: object) -> str:
    found = str(text).lower()
    for printed, folded in _FORMS:
        found = re.sub(printed, folded, found)
    return found


def rows(extraction: Extraction) -> Counter[tuple[tuple[str, str], ...]]:
    found: Counter[tuple[tuple[str, str], ...]] = Counter()
    for name in FRAMES:
        frame = extraction.frame(name)
        for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
            kept: Mapping[str, object] = {
                str(key): value
                for key, value in row.items()
                if value is not None and key not in ABOUT_PLACES and not str(key).endswith("_text")
            }
            found[(("frame", name), *((key, plain(value)) for key, value in kept.items()))] += 1
    return found


def printed(text: str, style: str) -> str:
    for pattern, replacement in STYLES[style]:
        text = re.sub(pattern, replacement, text)
    return text


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, Counter[tuple[tuple[str, str], ...]]]]:
    texts = [LETTER, *(path.read_text(encoding="utf-8") for path in SEEDS)]
    return [(text, rows(extract_text(text))) for text in texts]


@pytest.mark.parametrize("style", STYLES)
def test_the_print_of_a_document_changes_no_record(documents, style: str) -> None:
    changed = 0
    for text, told in documents:
        other = printed(text, style)
        changed += other != text
        if other != text:
            seen = rows(extract_text(other))
            assert told - seen == seen - told == Counter()
    assert changed


def test_the_letter_tells_what_it_says() -> None:
    extraction = extract_text(LETTER)
    (study,) = extraction.studies
    assert (study.n_patients, study.n_centers, study.follow_up_median) == (1312, 12, 14.2)
    assert [(each.cohort, each.n) for each in extraction.cohorts][1:3] == [("tolrenib", 654), ("allopurinol", 658)]
    ratios = [each for each in extraction.endpoints if each.measure == "hazard_ratio"]
    assert [(each.cohort, each.comparator, float(each.value), float(each.p_value)) for each in ratios] == [
        ("tolrenib", "allopurinol", 0.61, 0.001),
        ("tolrenib", "allopurinol", 0.64, 0.002),
    ]
