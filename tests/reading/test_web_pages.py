"""What is seen of a web page, whatever its markup; and that each character has its place in the file."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daraevidence import Options, extract, extract_text
from daraevidence.reading import read, read_text
from daraevidence.reading.raised import raised

TAGS = """p div span b i a sup sub h1 h2 h3 ul ol li table thead tbody tfoot tr td th caption br hr nav header footer form button
    title head body script style pre section article main aside figure figcaption em dl dt dd select option svg""".split()
BITS = """12 (60) 45% 10 6 0.05 <65 P<0.05 n=20 (95% 5.8-24.8) months median PFS OS a b * † 2,3 [4] Abbreviations: CI, Table 2.
    &nbsp; &lt; &amp; &#8804; &#x2265; &times; &middot; &minus; &shy; &bogus; & &# < > </ <! <!-- -->
    <? " ' = /> ﬁ · × ≥ • - \u00a0""".split()
ATTRIBUTES = [
    "",
    " class='x'",
    " colspan=2",
    " rowspan=3",
    " rowspan=0",
    " hidden",
    ' style="display:none"',
    " role=navigation",
    ' title="a>b"',
]
tag = st.tuples(st.sampled_from(["<", "</"]), st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)).map(lambda t: "".join(t) + ">")
soup = st.lists(st.one_of(tag, st.sampled_from(BITS), st.sampled_from([" ", "\n", " "])), max_size=60).map("".join)
pages = st.one_of(soup, st.text(max_size=120), st.text(alphabet="<>/!-abtdr=\"' 12&;#", max_size=120))


def clean(page):
    return read_text(page, kind="html").clean


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<p>One  two\n three</p><p>Four", "One two three\n\nFour"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("12&nbsp;mg &lt;65&deg; 5&#183;2 &#x2265;3 R&D &amp;amp;", "12 mg <65° 5.2 ≥3 R&D &amp;"),
        ("P<0.05 and 3 < 4 <b>x</b>", "P<0.05 and 3 < 4 x"),
        ("a &minus;3&thinsp;&times;&thinsp;4 eﬃcacy re&shy;sponse", "a -3 × 4 efficacy response"),
        ("<ul><li>One<ul><li>Inner</ul><li>Two<p>more</ul>After", "  • One\n    • Inner\n  • Two\n    more\n\nAfter"),
        ("<table><tr><td>a<td>b<tr><td><td>c</table>", "a\tb\n\tc"),
        ("<p>x<script>if (a<b) y = 12;</script> y<style>p {}</style><!-- 13 -->z", "x yz"),
        ("<nav>Home 1</nav><main>Text</main><footer>2024</footer>", "Text"),
        ("<div class='cookie-banner'>We use 3 cookies</div><p>Text", "Text"),
        ("<p>a <span hidden>b</span><i style='display: none'>c</i>d", "a d"),
        ("<form id='page'><h1>Title of it</h1><table><tr><td>1<td>2<tr><td>3<td>4</table></form>", "Title of it\n\n1\t2\n3\t4"),
        ("<pre>A   B\n1   2</pre>", "A   B\n1   2"),
        ("<select><option>1<option>2</select><button>Go 3</button>x<input value=4>", "x"),
        ("<head><title>A page of facts</title><meta charset=x></head><body><p>Text", "A page of facts\n\nText"),
        ("<title>Site</title><h1>The title</h1><p>Text", "The title\n\nText"),
        ("<h2>A<br>B</h2>text", "A B\n\ntext"),
        ("CO<sub>2</sub>, T<sub>max</sub>, 10<sup>6</sup>/kg, 2 &times; 10<sup>&minus;4</sup>", "CO2, Tmax, 10^6/kg, 2 × 10^-4"),
        ("<p>survival<sup>3</sup> of KRd<sup>2,5</sup>; (2021)<sup>1</sup>", "survival3 of KRd[2,5]; (2021)1"),
        ("<p>of 45<sup>3</sup> patients (60%<sup>7</sup>)", "of 45 patients (60%[7])"),
        (
            "<p>70 mg/m<sup>2</sup>, <sup>177</sup>Lu, 1<sup>st</sup>, CD8<sup>+</sup>, R<sup>2</sup>",
            "70 mg/m2, 177Lu, 1st, CD8+, R2",
        ),
    ],
)
def test_what_is_seen(page, seen):
    assert clean(page) == seen


@pytest.mark.parametrize(
    ("text", "before", "after", "what"),
    [
        ("6", "x 10", "/", "power"),
        ("-5", "10", " ", "power"),
        ("2", "mg/m", " ", "plain"),
        ("3", "cells/mm", " ", "plain"),
        ("99m", " ", "T", "plain"),
        ("131", "the ", "I", "plain"),
        ("nd", "the 2", " ", "plain"),
        ("e", "the 2", " ", "plain"),
        ("e", "New-onset SI", " ", "mark"),
        ("o", "0.03", " ", "gone"),
        ("+", "CD4", " ", "plain"),
        ("1-3", "response", ".", "mark"),
        ("4", "et al.", " ", "mark"),
        ("4", "in 2021.", " ", "boxed"),
        ("4", "D-VRd", " ", "boxed"),
        ("4", "of 20", " ", "gone"),
        ("a", "Sex", "<", "mark"),
        ("a", "of 20", " ", "gone"),
    ],
)
def test_what_is_raised(text, before, after, what):
    assert raised(text, before, after, cell=False) == what


def test_numbers_in_menus_and_references_stay_in_the_ledger():
    page = "<nav>Issue 7</nav><p>Of 45<sup>3</sup> patients, 20 had a response.</p><script>x = 99</script>"
    page += "<footer>&copy;&#32;2024</footer>"
    ex = extract_text(page, kind="html")
    told = {entry.text: entry.reason for entry in ex.ledger}
    assert set(told) == {"7", "45", "3", "20", "2024"}
    assert (told["7"], told["3"], told["2024"]) == ("furniture", "citation", "furniture")


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        ("<!DOCTYPE html><p>≥65 µL".encode(), "≥65 μL"),
        ("\ufeff<html><p>≥65".encode(), "≥65"),
        ("<html><meta charset='iso-8859-1'><p>5 ± 2 – 3".encode("cp1252"), "5 ± 2 - 3"),
        ("<html><meta http-equiv=x content='text/html; charset=gb2312'><p>患者 12".encode("gb2312"), "患者 12"),
        ("<html><meta charset='latin1'><p>≥65".encode(), "≥65"),
        ("<?xml version='1.0'?>\n<html><p>x</p><a id='1'/>y</html>".encode("utf-16"), "x\n\ny"),
        (b"<!-- saved from url -->\n<!doctype HTML><p>5 \xb1 2", "5 ± 2"),
    ],
)
def test_bytes_of_pages(data, seen, tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    for source in (data, path):
        text = read(source, Options())
        assert (text.kind, text.clean) == ("html", seen)


def test_a_suffix_makes_a_page(tmp_path):
    path = tmp_path / "part.htm"
    path.write_text("<p>Of 20 patients", encoding="utf-8")
    assert extract(path).source.kind == "html"
    assert extract("<html><p>Of 20 patients").source.kind == "html"
    assert extract("Of 20 patients, <html> is a tag").source.kind == "text"


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(pages)
def test_any_markup_has_its_places(page):
    text = read_text(page, kind="html")
    assert text.source == page
    for place in range(len(text.clean)):
        start, end = text.map.to_source(place, place + 1)
        assert 0 <= start <= end <= len(page)
    for shape in text.shapes:
        assert 0 <= shape.start <= shape.end <= len(text.clean)
    for cut in text.cuts:
        assert text.map.to_target(cut.start, cut.end)[0] == text.map.to_target(cut.start, cut.end)[1]
        assert re.search(r"\d", page[cut.start : cut.end])


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(pages)
def test_any_markup_gives_records_with_quotes(page):
    ex = extract_text(page, kind="html")
    assert ex.text == page
    for name in ("studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "thresholds"):
        for record in getattr(ex, name):
            for places in record.evidence.values():
                for place in places:
                    assert page[place.span.start : place.span.end] == place.quote
    for entry in ex.ledger:
        assert page[entry.start : entry.end] == entry.text
    assert all(a.end <= b.start for a, b in pairwise(ex.ledger))


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<b><p>",
        "<ul><li>",
        "<table><tr><td>",
        "<a b='",
        "<!--",
        "<sup>1",
        "</p>",
        "<td rowspan=9 colspan=999>",
        "<textarea>",
    ],
)
def test_deep_and_broken_pages(part):
    text = read_text("<p>first 1</p>" + part * 20_000 + "last 2", kind="html")
    assert text.clean.startswith("first 1")
