"""The parts of a document: title, sections, bullets, references, what belongs to the page."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.layout.outline import outline
from daraevidence.reading import read_text

MONOGRAPH = """\
This information is intended for US healthcare professionals and is not intended to provide medical advice.

VELTOXA - Use in Juvenile Arthritis

Last Updated: 03/12/2024

SUMMARY

  • VELTOXA is not approved for children.
  • Okafor et al (2023)1 reported a trial.
    • Two patients stopped early.
  • Others are referenced below.2-3

CLINICAL DATA

JUNIPER Study - VELTOXA in Children

Okafor et al (2023)1 randomized 122 children to VELTOXA or placebo.

Study Design/Methods

  • Patients were divided into two groups:
    • A - low dose
    • B - high dose, given at
      20-30 mg/m2 a week
  • Primary endpoint: response

Results

Patient Characteristics
  • A total of 122 children were randomized.

Efficacy
  • The ORR was 56% (n=34) with VELTOXA.
Safety
  • No deaths were reported.

Chart Review of Children Treated Before School Age

Lind et al (2022)2 reviewed the charts of 18 children.

Results

Efficacy
  • Ten children (56%) responded.

Literature Search

A literature search of MEDLINE was conducted on 09 January 2024.

References

1 Okafor N, Stein B, et al. Brolanimab in juvenile arthritis. N Engl J Med. 2023;388:1200-1211.
2 Lind A, Moreau P. Before school: brolanimab in
2019;12(3):4-5 and beyond. Pediatr Rheum. 2022;20:55.
3 Roe J. Another. J Arthr. 2020;1:1-2.
Chat live
"""


def _outline(text):
    return outline(read_text(text))


def _kinds(document):
    return [(block.kind, block.text) for block in document.blocks]


def _path(document, block):
    return [section.title for section in document.headings(block.section)]


def _block(document, begin):
    return next(block for block in document.blocks if block.text.startswith(begin))


def test_title_and_update():
    document = _outline(MONOGRAPH)
    assert document.title == "VELTOXA - Use in Juvenile Arthritis"
    assert document.updated == "03/12/2024"
    assert [block.kind for block in document.blocks[:3]] == ["metadata", "title", "metadata"]


def test_sections_nest_by_what_they_are():
    document = _outline(MONOGRAPH)
    assert [("  " * section.level + section.title, section.role) for section in document.sections] == [
        ("  SUMMARY", "summary"),
        ("  CLINICAL DATA", ""),
        ("    JUNIPER Study - VELTOXA in Children", "study"),
        ("      Study Design/Methods", "methods"),
        ("      Results", "results"),
        ("        Patient Characteristics", "characteristics"),
        ("        Efficacy", "efficacy"),
        ("        Safety", "safety"),
        ("    Chart Review of Children Treated Before School Age", "study"),
        ("      Results", "results"),
        ("        Efficacy", "efficacy"),
        ("  Literature Search", "search"),
        ("  References", "references"),
    ]
    for section in document.sections:
        assert section.parent < section.index
        assert section.start < section.end
        if section.parent >= 0:
            above = document.sections[section.parent]
            assert above.start < section.start < section.end <= above.end


def test_every_block_knows_its_section():
    document = _outline(MONOGRAPH)
    assert _path(document, _block(document, "No deaths"))[:3] == ["Safety", "Results", "JUNIPER Study - VELTOXA in Children"]
    assert _path(document, _block(document, "Ten children"))[2] == "Chart Review of Children Treated Before School Age"
    assert _block(document, "VELTOXA - Use").section == -1


def test_bullets_have_depth_and_parents():
    document = _outline(MONOGRAPH)
    blocks = document.blocks
    inner = _block(document, "Two patients")
    assert (inner.level, blocks[inner.parent].text) == (2, "Okafor et al (2023)1 reported a trial.")
    outer = _block(document, "Patients were divided")
    assert (outer.level, blocks[outer.parent].text) == (1, "Study Design/Methods")
    wrapped = _block(document, "B - high dose")
    assert " ".join(wrapped.text.split()) == "B - high dose, given at 20-30 mg/m2 a week"
    assert blocks[wrapped.parent] == outer
    assert _block(document, "Primary endpoint").parent == outer.parent


def test_references_by_their_numbers():
    document = _outline(MONOGRAPH)
    assert [(entry.number, entry.numbered) for entry in document.references] == [(1, True), (2, True), (3, True)]
    assert (
        document.references[1].text
        == "Lind A, Moreau P. Before school: brolanimab in 2019;12(3):4-5 and beyond. Pediatr Rheum. 2022;20:55."
    )
    assert _kinds(document)[-1] == ("metadata", "Chat live")
    assert _block(document, "A literature search").kind == "boilerplate"


def test_a_study_without_a_heading_belongs_to_the_part_above():
    text = MONOGRAPH.replace("Chart Review of Children Treated Before School Age\n\n", "").replace(
        "JUNIPER Study - VELTOXA in Children\n\n", ""
    )
    document = _outline(text)
    assert _path(document, _block(document, "Lind et al")) == ["CLINICAL DATA"]
    assert _path(document, _block(document, "Ten children")) == ["Efficacy", "Results", "CLINICAL DATA"]


@pytest.mark.parametrize(
    ("text", "title", "updated"),
    [
        ("", "", ""),
        ("A sentence that is prose from its first word, and nothing else at all.\n", "", ""),
        ("Can metforal be given in pregnancy?\n\nLast updated: "
         "May 3, 2025View policy\n\nAnswer\n\nNo.\n", "Can metforal be given in pregnancy?", "May 3, 2025"),
        ("Metforal\nMedical Information\nUse of Metforal in Patients on Dialysis\n"
         "Date of Last Revision: 12 March 2024\n\nSummary\n• It is not.\n",
         "Use of Metforal in Patients on Dialysis", "12 March 2024"),
        ("Dear Dr. Roe,\n\nThank you for your question about metforal in children.\n"
         "\nRE: Use of Metforal in Children\n\nIt is not approved for them.\n",
         "Use of Metforal in Children", ""),
        ("# Metforal in dialysis\n\n## Results\n\nTen of 20 patients responded.\n", "Metforal in dialysis", ""),
        ("Arden Announces Phase 3 Results for Metforal in Dialysis\n\nBOSTON, "
         "June 4, 2024 -- Arden said today that the trial met its endpoint.\n",
         "Arden Announces Phase 3 Results for Metforal in Dialysis", ""),
    ],
)  # fmt: skip
def test_titles(text, title, updated):
    document = _outline(text)
    assert (document.title, document.updated) == (title, updated)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "1. Summary\n\nIt works.\n\n2. Methods\n\nIt was tested.\n\n2.1 Patients and Sites\n\nTen sites took part in it.\n",
            [1, 1, 2],
        ),
        ("# Title of it\n\n## Methods\n\nA trial.\n\n### Patients\n\nTen.\n\n## Results\n\nGood.\n", [1, 2, 1]),
        ("Background: Common. Methods: We did it. Results: It worked. Conclusions: Use it.\n", [1, 1, 1, 1]),
        (
            "The drug was given to ten patients and it worked in all of them.\n"
            "\nConclusions. The drug works in most of the patients.\n",
            [1],
        ),
        (
            "Is It Safe in Pregnancy?\n\nNo data were found for this question "
            "at all.\n\nWhat about children?\n\nNone were found either.\n",
            [1],
        ),
        (
            "Use of It in Them\n\nRationale for Treatment\n\nHigher doses work "
            "better than lower doses.\n\nKey Efficacy Results:\n  • It worked.\n",
            [1, 1],
        ),
    ],
)
def test_headings_of_other_layouts(text, headings):
    found = [block.level for block in _outline(text).blocks if block.kind == "heading"]
    assert found[-len(headings) :] == headings


@pytest.mark.parametrize(
    "line",
    [
        "Response by Dose",  # named as a table below
        "Table 3. Response by Dose",
        "Figure 1: Survival",
        "Median age was 63 years",
        "Dear Colleague,",
        "Implement the following monitoring schedule at each visit:",
        "12 (30%)",
        "Smith J, Jones K, et al reported on it",
        "info@example.org",
        "a lower-case line",
    ],
)
def test_no_headings(line):
    before = "Results\n\nTwelve patients responded to it, as in Table: Response by Dose."
    text = f"{before}\n\n{line}\n\nThe others had no response to the drug.\n"
    assert [block.text for block in _outline(text).blocks if block.kind == "heading"] == ["Results"]


def test_titles_and_headings_over_two_lines():
    text = (
        "Can metforal be given to people who are on dialysis and\nhave been "
        "so for a year?\n\nLast updated: May 3, 2025\n\nClinical Data\n\n"
        "A Retrospective Study of Metforal in Patients Who Were on\nDialysis "
        "for a Year\n\nRoe et al (2020) reported on 12 patients.\n"
    )
    document = _outline(text)
    assert document.title == "Can metforal be given to people who are on dialysis and have been so for a year?"
    assert document.sections[1].title == "A Retrospective Study of Metforal in Patients Who Were on Dialysis for a Year"
    assert document.sections[1].role == "study"


def test_prose_behind_a_fenced_table_is_no_footnote():
    text = (
        "# Results\n\n::: caption\nResponse by dose\n:::\n\n  Outcome    Low (n "
        "= 40)   High (n = 41)\n  ---------- -------------- ---------------\n"
        "  Response   12 (30)        19 (46)\n  None       28 (70)       "
        " 22 (54)\n\nn (%) of patients.:::: ## Safety No one died in it.\n"
    )
    document = _outline(text)
    assert ("heading", "Safety") in _kinds(document)
    assert ("paragraph", "No one died in it.") in _kinds(document)


def test_notices_menus_and_related_questions_are_no_evidence():
    text = (
        "Is metforal safe in pregnancy?\n\nPersonalize\n\nMetforal Is Not "
        "Safe in Pregnancy\n\nNo, it is not safe, as 4 of 9 had harm.\n\n"
        "Related Questions\n\nIs metforal safe in 38-year-old men?\nIs it safe at all?\n\n"
        "Disclaimer\n\nAsk your doctor.\n\nHave a follow-up question?\n\nAsk us.\n"
    )
    kinds = {found: kind for kind, found in _kinds(_outline(text))}
    assert kinds["Personalize"] == "metadata"
    assert kinds["No, it is not safe, as 4 of 9 had harm."] == "paragraph"
    for quiet in ("Is metforal safe in 38-year-old men?", "Is it safe at all?", "Ask your doctor.", "Ask us."):
        assert kinds[quiet] == "boilerplate"


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        (("• ", "  ◦ ", "  ◦ ", "• "), [1, 2, 2, 1]),
        (("• ", "o ", "▪ ", "o ", "• "), [1, 2, 3, 2, 1]),
        (("- ", "- ", "    - ", "- "), [1, 1, 2, 1]),
        (("* ", "  * ", "    * ", "* "), [1, 2, 3, 1]),
        (("1. ", "2. ", "   a. ", "   b. ", "3. "), [1, 1, 2, 2, 1]),
        (("1) ", "2) ", "3) "), [1, 1, 1]),
    ],
)
def test_marks_of_bullets(marks, levels):
    text = (
        "The plan was:\n\n"
        + "".join(f"{mark}Given at visit {n}\n" for n, mark in enumerate(marks))
        + "\nThat was all of the plan.\n"
    )
    document = _outline(text)
    items = [block for block in document.blocks if block.kind == "item"]
    assert [item.level for item in items] == levels
    assert [item.text for item in items] == [f"Given at visit {n}" for n in range(len(marks))]
    assert {document.blocks[item.parent].text for item in items if item.level == 1} == {"The plan was:"}


def test_blocks_of_kind_title_and_journal_are_references():
    text = (
        "Summary\n\nIt works in all of them.1\n\nReferences\n\nGuideline\n"
        "\nCare of Arthritis\n\nMed Board, 2025\n\nResearch\n\n"
        "Metforal in Arthritis.\n\nThe Journal of Joints, 2016\n\nRelated Questions\n\nIs it safe?\n"
    )
    assert [(e.number, e.text, e.numbered) for e in _outline(text).references] == [
        (1, "Care of Arthritis Med Board, 2025", False),
        (2, "Metforal in Arthritis. The Journal of Joints, 2016", False),
    ]


def test_abbreviations_of_lists_and_prose():
    text = (
        "Overall survival (OS) and relapsed/refractory multiple myeloma "
        "(RRMM) were assessed; hazard ratio [HR], 0.5 (n=12; P<0.05).\n\n"
        "Abbreviations: CI, confidence interval; D-Xd, drug + dexamethasone; IQR = interquartile range.\n"
    )
    assert dict(_outline(text).abbreviations) == {
        "OS": "Overall survival",
        "RRMM": "relapsed/refractory multiple myeloma",
        "HR": "hazard ratio",
        "CI": "confidence interval",
        "D-Xd": "drug + dexamethasone",
        "IQR": "interquartile range",
    }


_LINES = [
    "SUMMARY", "Results", "Efficacy:", "References", "1 Roe A, et al. On it. J It. 2020;1:2.", "  • A bullet of it",
    "    o inner", "1. Point",
    "Overall, 12 (30%) of 40 patients responded to the drug.", "Response by Dose1", "Outcome", "N=40", "12 (30)",
    "Study of It in Them",
    "# Heading", "## Results In all, 5 died.", "Abbreviations: OS, overall survival.", "aNot all.", "", "", "Table 1. It",
    "[2] Poe B. More.",
    "Roe et al (2020) reported it.", "Is it safe?", "Methods: We did. Results: It was.", "  continued line",
    "http://x.example", "\t", "(", "•",
]  # fmt: skip

texts = st.one_of(
    st.lists(st.sampled_from(_LINES), max_size=40).map("\n".join),
    st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=30)), max_size=15).map("\n".join),
    st.text(max_size=200),
)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_blocks_are_slices_in_order(source):
    document = _outline(source)
    last = 0
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.text == document.raw(block.start, block.end)
        assert last <= block.start < block.end <= len(document.clean)
        assert block.text == block.text.strip()
        assert -1 <= block.parent < index
        assert -1 <= block.section < len(document.sections)
        last = block.end
    for section in document.sections:
        assert section.title
        assert section.parent < section.index
    for entry in document.references:
        assert document.block_at(entry.start).kind == "reference"
    for grid in document.grids:
        assert -1 <= grid.section < len(document.sections)


@settings(max_examples=200, deadline=None)
@given(texts)
def test_no_character_is_outside_the_blocks_but_marks_and_space(source):
    document = _outline(source)
    covered = bytearray(len(document.clean))
    for block in document.blocks:
        covered[block.start : block.end] = b"\1" * (block.end - block.start)
    for place, character in enumerate(document.clean):
        if character.isdigit() and not covered[place]:
            line = document.clean[document.clean.rfind("\n", 0, place) + 1 :].lstrip()
            assert line.lstrip("([")[:1].isalnum(), "only the number of a point may stand outside"


@pytest.mark.parametrize(
    "text", ["A Heading\n\n" * 5000, "• x\n" * 20000, "References\n" + "1 Roe A. On.\n" * 5000, "a" * 300_000, "# " * 50_000]
)
def test_hostile_documents_are_outlined(text):
    document = _outline(text)
    assert document.blocks[-1].end <= len(document.clean)


ENTRIES = [
    "{} Marlow K, Osei P, Tull R, et al. Tolrenib after a first relapse (INVENT): a randomised trial. Marrow 2026; 14: 201-12.",
    "{} Osei P, Laird C. Cardiovascular events in users of tolrenib: a nationwide cohort. North J Lymphoma 2025; 37: 88-97.",
    "{} Trent V. Step therapy in lymphoma: who pays? Health Policy 2025; 2: 7-9.",
]


@pytest.mark.parametrize("mark", ["{}", "{}.", "[{}]"])
@pytest.mark.parametrize("width", [0, 52])
def test_a_list_of_references_needs_no_heading(mark, width):
    prose = textwrap.fill(
        "The trial compared two doses of the drug in adults with the disease, and it was stopped early.1 " * 6, 52
    )
    entries = [entry.format(mark.format(i)) for i, entry in enumerate(ENTRIES, 1)]
    listed = "\n".join(textwrap.fill(entry, width) if width else entry for entry in entries)
    found = extract_text(f"{prose}\n\nOttoline Marlow\nNorthmoor University\n\n{listed}\n").references
    assert [(one.number, one.year) for one in found] == [(1, 2026), (2, 2025), (3, 2025)]


def test_a_numbered_list_with_years_is_no_list_of_references():
    steps = "\n".join(f"{i}. In {2020 + i} the dose was raised for all patients of the center." for i in (1, 2, 3))
    assert extract_text(f"What was done over the years is told here.\n\n{steps}\n").references == ()


def test_what_stands_below_the_last_reference_is_none():
    listed = "\n".join(entry.format(f"[{i}]") for i, entry in enumerate(ENTRIES, 1))
    below = "\n\nPeople Also Wonder\n\nMay tolrenib 20 mg be crushed?\n\nNotice\n\nWritten for clinicians. Check every statement."
    found = extract_text(f"Sources\n\n{listed}{below}\n").references
    assert len(found) == 3 and found[-1].text.endswith("2: 7-9.")


@pytest.mark.parametrize("line", ["Abstract OP-047", "ABSTRACT 1127 – LATE-BREAKING", "Poster P231"])
def test_another_report_ends_the_notices_of_the_one_before(line: str) -> None:
    text = (
        "KESTREL randomized 300 adults to ozavorin (n=150) or placebo (n=150).\n\nForward-Looking Statements\n\n"
        f"This release holds statements that involve risks.\n\n{line}\n\n"
        "Velnar or dolstan in sprue: a randomised, open-label trial (MARLOWE)\n\n"
        "B. Castel, J. Verm, on behalf of the MARLOWE investigators\n\nMethods: Adults were randomised to velnar or dolstan.\n\n"
        "Results: 238 patients were allocated to velnar (n=120) or dolstan (n=118).\n"
    )
    studies = {study.study: study.n_patients for study in extract_text(text).studies}
    assert studies == {"KESTREL": 300, "MARLOWE": 238}
