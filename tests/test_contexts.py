"""What a document says does not hang on the page around it: feet, numbers of pages, margins, lines, marks of trade, names."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Callable

import pytest

from daraevidence import extract_text
from test_styles import LETTER, SEEDS, rows

FEET: dict[str, Callable[[int], str]] = {
    "page 2 of 9": lambda number: f"Page {number} of 9",
    "page 2": lambda number: f"Page {number}",
    "- 2 -": lambda number: f"- {number} -",
    "2": str,
    "a foot and a head": lambda number: f"Confidential - not to be passed on        {number}\n\fMedical Information Response",
    "a foot with bars": lambda number: f"Medical Information Response | Page {number} of 9",
}


def paged(text: str, foot: Callable[[int], str]) -> str:
    """A text on pages of about 1,500 characters."""
    pages: list[str] = [""]
    for part in re.split(r"\n\s*\n", text):
        if len(pages[-1]) > 1500:
            pages.append("")
        pages[-1] += f"{part}\n\n"
    return "".join(page + (f"{foot(number)}\n\n" if number < len(pages) else "") for number, page in enumerate(pages, 1))


def marked(text: str) -> str:
    """A mark of trade behind all names in capitals that the text explains."""
    for name in set(re.findall(r"\b([A-Z]{5,}) \([a-z]{5,}\)", text)):
        text = re.sub(rf"(?<![\w-]){name}(?![\w®-])", f"{name}®", text)
    return text


def headed(text: str, form: Callable[[str], str]) -> str:
    """A text whose headings are printed in another form."""
    headings = {block.text.strip() for block in extract_text(text).document.blocks if block.kind == "heading"}
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(form(line) if line in headings else raw for line, raw in zip(lines, text.split("\n")))


def opened(text: str, word: str) -> str:
    """A word before the sentences that begin with one of a few words, where the line is prose."""
    begins = (
        r"(?<=[a-z%)]\. )(The|In|At|After|Among|Of the|There|Most|Both|Two|Three|Median|Patients|Over|During|With)(?= [^.\n]{30})"
    )
    return re.sub(begins, lambda match: f"{word}, {match[0][0].lower()}{match[0][1:]}", text)


CONTEXTS: dict[str, Callable[[str], str]] = {
    "space before all lines": lambda text: re.sub(r"(?m)^(?=.)", "    ", text),
    "space behind all lines": lambda text: re.sub(r"(?m)$", "  ", text),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "marks of trade": marked,
    "however": lambda text: opened(text, "However"),
    "of note": lambda text: opened(text, "Of note"),
    "headings underlined": lambda text: headed(text, lambda line: f"{line}\n{'-' * len(line)}"),
    "headings in bold": lambda text: headed(text, lambda line: f"**{line}**"),
    **{name: lambda text, foot=foot: paged(text, foot) for name, foot in FEET.items()},
}

#: sentences by themselves, as a user pastes them
SENTENCES = (
    "Mean pain at rest was lower with nerve block than with infiltration (2.14 versus 3.61, p < 0.001), as was pain on "
    "coughing (3.9 versus 5.2, p = 0.004), and fewer patients asked for morphine (12 of 61 versus 27 of 59).",
    "After a median of 31.4 months, relapse had occurred in 41 of 210 patients given tolrenib (19.5%) and in 66 of 208 given "
    "placebo (31.7%; hazard ratio 0.57, 95% CI 0.39-0.84; P = 0.004).",
    "Median progression-free survival was 7.9 months (95% CI, 6.8-9.1) in the weekly group and 5.6 months (95% CI, 4.9-6.4) in "
    "the control group, and serious infections were seen in 12% and 15%, respectively.",
)


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, Counter[tuple[tuple[str, str], ...]]]]:
    texts = [LETTER, *(path.read_text(encoding="utf-8") for path in SEEDS)]
    return [(text, rows(extract_text(text))) for text in texts]


@pytest.mark.parametrize("context", CONTEXTS)
def test_what_stands_around_a_text_changes_no_record(documents, context: str) -> None:
    changed = 0
    for text, told in documents:
        other = CONTEXTS[context](text)
        changed += other != text
        if other != text:
            seen = rows(extract_text(other))
            assert told - seen == seen - told == Counter()
    assert changed


@pytest.mark.parametrize("width", [44, 52, 60, 66, 72, 80, 100])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_on_several_lines_is_one(sentence: str, width: int) -> None:
    assert rows(extract_text("\n".join(textwrap.wrap(sentence, width)))) == rows(extract_text(sentence)) != Counter()
