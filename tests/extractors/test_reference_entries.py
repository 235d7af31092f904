"""Entries of the list of references in their parts."""

from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence.extractors.references import find_references
from daraevidence.layout.outline import outline
from daraevidence.reading import read_text


def _drafts(entries):
    document = outline(read_text(f"Summary\n\nIt works in all of them.\n\nReferences\n\n{entries}\n"))
    return document, list(find_references(SimpleNamespace(document=document)))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            "1 Okafor N, Stein B, et al. Brolanimab in arthritis. N Engl J Med. 2023;388(2):1200-1211.",
            (1, "Okafor N, Stein B, et al", "Brolanimab in arthritis", "N Engl J Med", 2023, None),
        ),
        (
            "1. de Vries-Roe AB, O'Neill C. Is it safe? The 2019 survey [abstract]. "
            "Blood. 2021;138(suppl 1):2088. doi:10.1182/blood-1.",
            (1, "de Vries-Roe AB, O'Neill C", "Is it safe? The 2019 survey", "Blood", 2021, "10.1182/blood-1"),
        ),
        (
            "[1] Sato K. Real-world use: the Renal Registry. Kidney Int Rep 2022; 7: 1450-9.",
            (1, "Sato K", "Real-world use: the Renal Registry", "Kidney Int Rep", 2022, None),
        ),
        (
            "1. Lind, A., & Moreau, P. (2022). Long-term use: a review. Pediatric "
            "Rheumatology, 20(4), 55. https://doi.org/10.1186/s1-2",
            (1, "Lind, A., & Moreau, P.", "Long-term use: a review", "Pediatric Rheumatology", 2022, "10.1186/s1-2"),
        ),
        (
            "1 Kim E, Yee A, et al. Practical considerations. Poster presented "
            "at: 17th Workshop; September 12-15, 2019; Oslo, Norway.",
            (1, "Kim E, Yee A, et al", "Practical considerations", None, 2019, None),
        ),
        ("1 A line that has no parts at all", (1, None, None, None, None, None)),
    ],
)
def test_parts_of_an_entry(entry, expected):
    _, [draft] = _drafts(entry)
    assert tuple(draft.get(name) for name in ("number", "authors", "title", "journal", "year", "doi")) == expected
    assert draft.get("text") == entry.split(None, 1)[1]
    assert (draft.confidence < 1) == (expected[2] is None)


def test_an_entry_over_lines_without_authors():
    _, drafts = _drafts("Guideline\n\nCare of Arthritis\n\nMed Board, 2025\n\nResearch\n\nA Drug.\n\nThe Journal of Joints, 2016")
    assert [(d.get("title"), d.get("journal"), d.get("year")) for d in drafts] == [
        ("Care of Arthritis", "Med Board", 2025),
        ("A Drug", "The Journal of Joints", 2016),
    ]


_PARTS = [
    "1 ",
    "2. ",
    "[3] ",
    "Roe A, ",
    "et al. ",
    "On it? ",
    "J It. ",
    "2020;",
    "12(3):4.",
    "(2021). ",
    "\n",
    "doi:10.1/x",
    ", ",
    "Guideline\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PARTS), max_size=30).map("".join))
def test_every_part_stands_where_it_says(entries):
    document, drafts = _drafts(entries)
    assert len(drafts) == len(document.references)
    for draft in drafts:
        for name, marks in draft.marks.items():
            for mark in marks:
                assert " ".join(document.raw(mark.start, mark.end).split()) == str(draft.get(name))
