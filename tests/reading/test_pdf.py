"""PDF: reading order, margins, superscripts, places on the page, and files that cannot be read."""

import re

import pytest

pytest.importorskip("reportlab", reason="reportlab prints the PDFs of these tests")

import paper
from daraevidence import errors, extract
from daraevidence.options import Options
from daraevidence.reading import Text, read

LEFT = (
    "Of 214 patients with relapsed marginal zone lymphoma who were given tolrenib, 131 had a response to treatment. The "
    "median time to that response was 1.9 months, and responses were seen in every group that was looked at by the board."
)
RIGHT = (
    "Fatigue was the most frequent event of any grade. Neutropenia of grade 3 or more was seen in 27 patients, and two of "
    "them stopped treatment for it. No death was held to be due to the drug by those who treated the patients."
)


def given(sheet: paper.Sheet, **options) -> Text:
    return read(sheet.bytes(), Options(**options))


def of_kind(text: Text, kind: str) -> list[str]:
    return [text.clean[shape.start : shape.end] for shape in text.shapes if shape.kind == kind]


def test_wrapped_lines_become_one_paragraph():
    sheet = paper.Sheet()
    sheet.wrapped(60, 90, LEFT, 300)
    text = given(sheet)
    assert text.clean.strip() == LEFT
    assert "\n" in text.source.strip()


def test_paragraphs_are_told_apart_by_space_and_by_indentation():
    sheet = paper.Sheet()
    top = sheet.wrapped(60, 90, LEFT, 300) + 8
    top = sheet.wrapped(60, top, RIGHT, 300)
    lines = paper.broken("    " + LEFT, 280)
    sheet.text(72, top, lines[0])
    sheet.lines(60, top + 12, lines[1:])
    assert of_kind(given(sheet), "paragraph") == [LEFT, RIGHT, LEFT]


def test_two_columns_are_read_one_after_the_other():
    sheet = paper.Sheet()
    sheet.text(60, 70, "Tolrenib in Marginal Zone Lymphoma", 18, paper.BOLD)
    sheet.wrapped(60, 110, LEFT + " " + LEFT, 225)
    sheet.wrapped(310, 113, RIGHT + " " + RIGHT, 225)
    text = given(sheet)
    assert of_kind(text, "title") == ["Tolrenib in Marginal Zone Lymphoma"]
    assert of_kind(text, "paragraph") == [f"{LEFT} {LEFT}", f"{RIGHT} {RIGHT}"]


def test_a_sentence_goes_on_in_the_next_column_and_over_the_page():
    words = (LEFT + " " + RIGHT).split()
    sheet = paper.Sheet()
    lines = paper.broken(" ".join(words), 225)
    third = len(lines) // 3
    sheet.lines(60, 400, lines[:third])
    sheet.lines(310, 400, lines[third : 2 * third])
    sheet.text(290, 810, "7")
    sheet.page()
    sheet.lines(60, 80, lines[2 * third :])
    sheet.text(290, 810, "8")
    text = given(sheet)
    assert text.clean.strip() == " ".join(words)
    assert [text.source[cut.start : cut.end] for cut in text.cuts] == ["7", "8"]


def test_running_heads_feet_and_page_numbers_are_set_apart():
    sheet = paper.Sheet()
    for number in (1, 2, 3):
        sheet.text(60, 30, "Marlow et al", 8)
        sheet.text(430, 30, "Invented Journal 2024;12:1-9", 8)
        sheet.wrapped(60, 120, f"In year {number} of the trial. {LEFT if number % 2 else RIGHT}", 400)
        sheet.text(250, 812, f"Page {number} of 3", 8)
        sheet.page()
    text = given(sheet)
    assert "Marlow" not in text.clean and "Page" not in text.clean and "Journal" not in text.clean
    assert text.source.count("Marlow et al") == 3
    assert {cut.reason for cut in text.cuts} == {"furniture"} and len(text.cuts) == 9


def test_a_single_page_keeps_its_first_line():
    sheet = paper.Sheet()
    sheet.text(60, 40, "Tolrenib Press Release", 9)
    sheet.wrapped(60, 100, LEFT, 400)
    assert given(sheet).clean.startswith("Tolrenib Press Release")


@pytest.mark.parametrize(
    ("pieces", "clean"),
    [
        ([("a dose of 5.2 × 10", 0), ("6", 1), ("/kg was given", 0)], "a dose of 5.2 × 10^6/kg was given"),
        ([("a count of 10", 0), ("-3", 1), (" was seen", 0)], "a count of 10^-3 was seen"),
        ([("a dose of 75 mg/m", 0), ("2", 1), (" was given", 0)], "a dose of 75 mg/m2 was given"),
        ([("alive at last follow-up.", 0), ("3,4", 1), (" The others", 0)], "alive at last follow-up.[3,4] The others"),
        ([("a median of 34.6", 0), ("2", 1), (" was seen", 0)], "a median of 34.6 was seen"),
        ([("in 45%", 0), ("7", 1), (" of patients", 0)], "in 45%[7] of patients"),
        ([("levels of H", 0), ("2", -1), ("O fell", 0)], "levels of H2O fell"),
    ],
)
def test_superscripts_are_told_by_size_and_rise(pieces, clean):
    sheet = paper.Sheet()
    sheet.pieces(60, 100, pieces)
    assert given(sheet).clean.strip() == clean


def test_a_superscript_is_a_shape_and_in_the_source_as_printed():
    sheet = paper.Sheet()
    sheet.pieces(60, 100, [("a dose of 5.2 × 10", 0), ("6", 1), ("/kg was given", 0)])
    text = given(sheet)
    assert "106/kg" in text.source
    assert of_kind(text, "superscript") == ["6"]


def test_words_divided_at_the_end_of_a_line_are_joined_and_the_map_leads_back():
    sheet = paper.Sheet()
    sheet.lines(60, 100, ["The patients were given a combi-", "nation of two drugs for relapsed or", "refractory disease."])
    text = given(sheet)
    assert "a combination of two drugs" in text.clean
    start = text.clean.index("combination")
    assert text.quote(start, start + 11) == "combi-\nnation"


def test_ligatures_are_mended():
    sheet = paper.Sheet()
    sheet.text(60, 100, "The ﬁrst ﬂow", font=paper.wide_font())
    text = given(sheet)
    assert text.clean.strip() == "The first flow"


def test_headings_are_told_by_size_and_weight():
    sheet = paper.Sheet()
    sheet.text(60, 60, "Use of Tolrenib in Lymphoma", 20, paper.BOLD)
    sheet.text(60, 90, "Clinical Data", 14, paper.BOLD)
    top = sheet.wrapped(60, 110, LEFT, 400)
    sheet.text(60, top + 10, "Safety", 10, paper.BOLD)
    sheet.wrapped(60, top + 24, RIGHT, 400)
    text = given(sheet)
    assert of_kind(text, "title") == ["Use of Tolrenib in Lymphoma"]
    assert [(text.clean[s.start : s.end], s.level) for s in text.shapes if s.kind == "heading"] == [
        ("Clinical Data", 2),
        ("Safety", 3),
    ]


def test_points_of_a_list_keep_their_depth():
    sheet = paper.Sheet()
    font = paper.wide_font()
    for top, x, line in ((100, 60, "• First point of all"), (114, 80, "• A point below it"), (128, 60, "• Second point")):
        sheet.text(x, top, line, font=font)
    text = given(sheet)
    assert [(text.clean[s.start : s.end], s.level) for s in text.shapes] == [
        ("• First point of all", 1),
        ("• A point below it", 2),
        ("• Second point", 1),
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_turned_by_its_own_mark_reads_like_any_other(turn):
    sheet = paper.Sheet()
    sheet.canvas.setPageRotation(turn)
    sheet.canvas.saveState()
    if turn == 90:  # reportlab swaps the sides of such a page
        sheet.canvas.translate(paper.HEIGHT, 0)
        sheet.canvas.rotate(90)
    elif turn == 180:
        sheet.canvas.translate(paper.WIDTH, paper.HEIGHT)
        sheet.canvas.rotate(180)
    else:
        sheet.canvas.translate(0, paper.WIDTH)
        sheet.canvas.rotate(270)
    sheet.wrapped(60, 100, LEFT, 300)
    sheet.canvas.restoreState()
    text = given(sheet)
    assert text.clean.strip() == LEFT
    box = text.places(0, 2)[0]
    assert box.x0 == pytest.approx(60, abs=2) and box.bottom == pytest.approx(100, abs=3)


def test_text_printed_sideways_is_read():
    sheet = paper.Sheet()
    sheet.canvas.translate(paper.WIDTH, 0)
    sheet.canvas.rotate(90)
    sheet.height = paper.WIDTH
    sheet.wrapped(60, 100, LEFT, 300)
    text = given(sheet)
    assert text.clean.strip() == LEFT
    box = text.places(0, 2)[0]
    assert box.bottom - box.top > 5 and box.x0 == pytest.approx(93, abs=6)


def test_spans_lead_to_page_and_box():
    sheet = paper.Sheet()
    sheet.text(60, 100, "Response was seen in 45% of patients")
    sheet.page()
    sheet.text(60, 200, "Survival was 71% at two years")
    text = given(sheet)
    start = text.clean.index("71%")
    span = text.span(start, start + 3)
    assert span.page == 2 and span.of(text.source) == "71%"
    (box,) = text.places(span.start, span.end)
    assert box.page == 2
    assert box.x0 == pytest.approx(60 + paper.pdfmetrics.stringWidth("Survival was ", paper.SERIF, 10), abs=0.5)
    assert box.top < 200 < box.bottom + 3
    both = text.places(0, len(text.source))
    assert [b.page for b in both] == [1, 2]


def test_a_range_over_two_lines_has_two_boxes():
    sheet = paper.Sheet()
    sheet.wrapped(60, 100, LEFT, 300)
    text = given(sheet)
    first = text.source.index("\n")
    boxes = text.places(first - 5, first + 6)
    assert len(boxes) == 2 and boxes[0].bottom <= boxes[1].bottom


def test_a_picture_without_text_is_an_error_that_names_the_page():
    sheet = paper.Sheet()
    sheet.text(60, 100, "A page with text")
    sheet.page()
    sheet.picture(0, 0, paper.WIDTH, paper.HEIGHT)
    data = sheet.bytes()
    with pytest.raises(errors.NoTextLayer) as caught:
        read(data, Options())
    assert caught.value.page == 2 and "OCR" in caught.value.remedy and "page 2" in str(caught.value)
    text = read(data, Options(on_bad_page="skip"))
    assert text.clean.strip() == "A page with text"
    assert [rule for rule, _ in text.notes] == ["page-skipped"] and "Page 2" in text.notes[0][1]
    assert len(text.pages) == 2


def test_a_document_of_pictures_is_an_error_even_where_pages_are_skipped():
    sheet = paper.Sheet()
    sheet.picture(0, 0, paper.WIDTH, paper.HEIGHT)
    data = sheet.bytes()
    for mode in ("raise", "skip"):
        with pytest.raises(errors.NoTextLayer, match="OCR"):
            read(data, Options(on_bad_page=mode))


def test_an_empty_page_is_no_error():
    sheet = paper.Sheet()
    sheet.text(60, 100, "A page with text")
    sheet.page()
    sheet.page()
    sheet.text(60, 100, "And another one.")
    text = given(sheet)
    assert len(text.pages) == 3
    assert text.page(text.source.index("And")) == 3


def test_an_encrypted_file_is_an_error():
    from reportlab.lib.pdfencrypt import StandardEncryption

    sheet = paper.Sheet(encrypt=StandardEncryption("secret", canPrint=0))
    sheet.text(60, 100, "Hidden text")
    data = sheet.bytes()
    for mode in ("raise", "skip"):
        with pytest.raises(errors.EncryptedSource, match="password") as caught:
            read(data, Options(on_bad_page=mode))
        assert caught.value.page == 1 and caught.value.remedy


def test_a_file_that_opens_without_a_password_is_read():
    from reportlab.lib.pdfencrypt import StandardEncryption

    sheet = paper.Sheet(encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    sheet.text(60, 100, "Protected text")
    assert given(sheet).clean.strip() == "Protected text"


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.95])
def test_a_file_that_is_cut_off_is_an_error(share, tmp_path):
    sheet = paper.Sheet()
    for _ in range(3):
        sheet.wrapped(60, 100, LEFT * 3, 300)
        sheet.page()
    data = sheet.bytes()
    path = tmp_path / "cut.pdf"
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(errors.DamagedSource) as caught:
        read(path, Options())
    assert "cut.pdf" in str(caught.value) and caught.value.remedy and caught.value.page


def test_a_page_that_is_damaged_is_an_error_that_names_it_and_others_are_read():
    sheet = paper.Sheet()
    for name in ("First", "Second", "Third"):
        sheet.text(60, 100, f"{name} page: the median survival was 7.4 months in 212 patients.")
        sheet.page()
    data = sheet.bytes()
    second = list(re.finditer(rb"<<[^<>]*?(?:<<[^<>]*>>[^<>]*?)*?/Type /Page\b.*?>>", data, re.S))[1]
    data = data[: second.start()] + b"(" + b" " * (len(second[0]) - 2) + b")" + data[second.end() :]
    with pytest.raises(errors.DamagedSource) as caught:
        read(data, Options())
    assert caught.value.page == 2 and caught.value.remedy
    ex = extract(data, options=Options(on_bad_page="skip"))
    assert "First page" in ex.text and "Third page" in ex.text and "Second" not in ex.text
    (finding,) = [f for f in ex.findings if f.rule == "page-skipped"]
    assert "Page 2" in finding.explanation
    assert (ex.endpoints[0].value, ex.endpoints[0].span.page) == (7.4, 1)
    assert ex.source.pages == 3


def test_what_is_called_a_pdf_but_is_none_is_an_error(tmp_path):
    path = tmp_path / "page.pdf"
    path.write_text("<p>Not found</p>")
    with pytest.raises(errors.DamagedSource, match="begin like a PDF"):
        read(path, Options())


def test_too_many_pages_are_an_error():
    sheet = paper.Sheet()
    for _ in range(4):
        sheet.text(60, 100, "A page with text")
        sheet.page()
    with pytest.raises(errors.SourceTooLarge, match="max_pages") as caught:
        given(sheet, max_pages=3)
    assert caught.value.page == 4 and "max_pages" in caught.value.remedy


def test_text_that_speaks_of_pdf_is_text():
    assert read(b"The header %PDF-1.7 is the first line.", Options()).kind == "text"


def test_the_import_of_the_library_leaves_the_readers_of_pdf_alone():
    import subprocess
    import sys

    told = (
        "import sys, daraevidence, daraevidence.pipeline;"
        "print([name for name in sys.modules if name.startswith(('pypdfium2', 'pdfplumber'))])"
    )
    made = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "[]"
