"""Prose wrapped in a column becomes one line a paragraph; nothing else does."""

import textwrap
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence.reading import read_text
from daraevidence.reading.normalize import normalize

_WORDS = """
    the patients of with received therapy after median survival months treatment response in was were and group compared
    reported trial dose study days toxicity infection neutropenia rate regimen placebo follow events disease progression
    assessed remission
    baseline safety cohort outcome number a risk women men severe renal kidney function biopsy lesions improved stable weekly
    real-world long-term placebo-controlled non-inferior IL-6 anti-TNF (n=24) 12.5 34% P<0.001 (95%
""".split()


def _paragraph(random, width):
    """A paragraph whose last line is short, so that a reader sees its end."""
    words = [random.choice(_WORDS) for _ in range(random.randint(30, 90))]
    for i in range(6, len(words) - 4, random.randint(7, 30)):
        words[i] += "."
    words = [w[0].upper() + w[1:] if i == 0 or words[i - 1].endswith(".") else w for i, w in enumerate(words)]
    text = " ".join(words) + " in all."
    while len(textwrap.wrap(text, width)[-1]) > width * 0.45:
        text = text[:-1] + " and so on."
    return text


def _column(seed):
    """Paragraphs, and how they look in a column: with blank lines nowhere, between paragraphs, or anywhere."""
    random = Random(seed)
    width = random.randint(45, 95)
    written = [_paragraph(random, width) for _ in range(random.randint(2, 4))]
    blank = random.choice(["never", "between", "anywhere"])
    lines = []
    for text in written:
        printed = textwrap.wrap(text, width)
        spaced = set(random.sample(range(len(printed)), len(printed) // 2))
        for i, line in enumerate(printed):
            lines.append(line + random.choice(["", " "]))
            if blank == "anywhere" and i in spaced:
                lines.append("")
        if blank == "between":
            lines.append("")
    return written, "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9))
def test_wrapped_paragraphs_come_back(seed):
    written, printed = _column(seed)
    clean = read_text(printed).clean
    assert [" ".join(line.split()) for line in clean.split("\n") if line.strip()] == written


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**9))
def test_every_character_leads_back_to_its_source(seed):
    _, printed = _column(seed)
    text = read_text(printed)
    for place, character in enumerate(text.clean):
        if not character.isspace() and character != "-":
            assert text.quote(place, place + 1) == character


_BEFORE = (
    "Adults with chronic plaque disease were given one of two doses of the\ndrug for a whole year, and all of them were seen\n"
)


@pytest.mark.parametrize(
    ("printed", "joined"),
    [
        ("seen in a real-\nworld setting", "real-world"),
        ("course of thrombocyto-\npenia in all", "thrombocytopenia"),
        ("days from post-\nHSCT recovery on", "post-HSCT"),
        ("given with K- \nRD as planned in", "K-RD"),
        ("a placebo-\ncontrolled trial of", "placebo-controlled"),
        ("with a non-\nsignificant trend to", "non-significant"),
        ("and so on in an adeno-\ncarcinoma of this", "adenocarcinoma"),
        ("cells were CD19-\npositive in most of", "CD19-positive"),
        ("both in the short-\nand long-term group", "short- and long-term"),
        ("between one-\nthird and a half of", "one-third"),
        ("in the age range 18-\n75 years were given", "18-75"),
        ("for one year of follow-\nup in the clinic", "follow-up"),
        ("with a dose of 4.1 x \n\n109/L on the day", "4.1 x 109/L"),
        ("a disease of the thy\xad\nroid gland that was", "thyroid"),
    ],
)
def test_hyphens_at_the_end_of_a_line(printed, joined):
    text = (
        f"{_BEFORE}and then, as was planned, followed for a time {printed} the hospital and at home, and\nwith no more treatment."
    )
    assert joined in normalize(text)[0]


def test_the_documents_own_words_decide_about_hyphens():
    text = (
        _BEFORE
        + "and tested in the first part of the trial with the micro-\narray and in the second with the same microarray too.\n"
    )
    assert "the microarray and" in normalize(text)[0]
    assert "the micro-array and" in normalize(text.replace("same microarray", "same micro-array"))[0]


def test_page_furniture_is_cut_and_prose_goes_on_across_it():
    page = (
        "Adults with chronic plaque disease were given one of two doses of\n"
        "the drug for a whole year, and all of them were seen every second\n"
    )
    text = (
        page + "month until the end of the second year, when the trial was stopped\n"
        "J Invented Med 2021; 4: 12\n\n17\n\nwww.invented.example/journal\n"
        "because the data committee saw a benefit of the higher dose that\n"
        "was beyond the limit.\n" + page + "month by two nurses who were not aware of the dose that had been\n"
        "J Invented Med 2021; 4: 13\n\n18\n\nwww.invented.example/journal\n"
        "given to any of them.\n"
    )
    read = read_text(text)
    cut = {read.source[start:end] for start, end, _ in read.cuts}
    assert cut == {"J Invented Med 2021; 4: 12", "J Invented Med 2021; 4: 13", "17", "18", "www.invented.example/journal"}
    assert "the trial was stopped because the data committee" in read.clean
    assert "the dose that had been given to any of them." in read.clean
    assert {reason for *_, reason in read.cuts} == {"furniture"}


def test_a_foot_and_a_head_that_stand_once_and_part_a_sentence_are_cut():
    page = (
        "Adults with chronic plaque disease were given one of two doses of\n"
        "the drug for a whole year, and all of them were seen every second\n"
        "month. After the first year 49 of the 651 adults in the group that\n"
        "was given the higher dose and 55 of the 653 in the other group had\n"
    )
    foot, head = "www.invented.example   Vol 14   March 2026", "Comment"
    text = f"{page}\n{foot}\n\f{head}\n\nleft the trial by themselves. None of them came back.\n{page}left.\n"
    read = read_text(text)
    assert {read.source[start:end].strip() for start, end, _ in read.cuts} == {foot, head}
    assert "in the other group had left the trial by themselves." in read.clean


def test_short_lines_between_paragraphs_stay_where_no_sentence_goes_on():
    page = (
        "Adults with chronic plaque disease were given one of two doses of\n"
        "the drug for a whole year, and all of them were seen every second\n"
        "month until the end of the second year by two nurses of the trial.\n"
    )
    text = f"{page}\nVol 14   March 2026\n\nComment\n\n{page}"
    assert "Comment" in read_text(text).clean


def test_the_number_of_a_citation_on_a_line_of_its_own_stays():
    prose = textwrap.fill(
        "The trial compared two doses of the drug in adults with the disease, and it was stopped early. " * 4, 70
    )
    read = read_text(f"{prose} It ended in the same week of the year.\n2\nThen {prose}\n")
    assert read.cuts == ()


def test_words_broken_in_bullets_and_references_are_joined():
    text = "  • The dose was raised in patients with thrombocyto-\n    penia that was not severe.\n\nReferences\n\n"
    text += "1 Roe A, Poe B, et al. Long stays on dialysis in placebo-\ncontrolled trials. J It. 2020;1:2.\n"
    clean = normalize(text)[0]
    assert "thrombocytopenia that" in clean
    assert "placebo-controlled trials" in clean


_TABLE = "Response by Dose\nOutcome\nLow (n=40)\nHigh (n=41)\nResponse, n (%)\n12 (30)\n19 (46)\nNo\n28 (70)\n22 (54)\n"
_BULLETS = "  • Patients with an infection or a platelet count of\n    20-50x109/L were excluded.\n  • Others were not.\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "One line.",
        _TABLE,
        _BULLETS * 3,
        "SUMMARY\n\nThe drug is not approved.\n\nRESULTS\n\nOf 40 patients, 12 responded.\n\nSafety\n\nNo one died.\n",
        "\n".join(
            f"{i} Author A, Writer B, et al. On the {w} of things. J Things. 20{i}." for i, w in enumerate(_WORDS[:30], 10)
        ),
        "A first paragraph that is one line of the file, as long as it may be, and ends here.\n"
        "A second one that follows it at once and is about as long as the first, and ends here.\n" * 5,
    ],
)
def test_what_is_not_wrapped_stays(text):
    assert normalize(text)[0] == textwrap.dedent(text)


def test_a_table_inside_wrapped_prose_keeps_its_lines():
    prose = textwrap.fill(
        " ".join(["The trial compared two doses of the drug in adults with the disease, and"] * 6) + " so on.", 70
    )
    clean = normalize(f"{prose}\n\n{_TABLE}\n{prose}\n")[0]
    assert f"\n{_TABLE}" in clean


def test_headings_and_lists_inside_wrapped_prose_stay_apart():
    prose = textwrap.fill(
        " ".join(["The trial compared two doses of the drug in adults with the disease, and"] * 6) + " so on.", 70
    )
    for inner in (
        "Methods",
        "STATISTICAL ANALYSIS",
        "Conclusions. The dose matters.",
        "References\n1. Roe A. On doses. 2020.\n2. Poe B. More. 2021.",
    ):
        clean = normalize(f"{prose}\n{inner}\n{prose}\n" if "Ref" not in inner else f"{prose}\n{inner}\n")[0]
        assert clean.count("so on.\n") == (2 if "Ref" not in inner else 1)
        assert f"so on.\n{inner.split(' The')[0]}" in clean
