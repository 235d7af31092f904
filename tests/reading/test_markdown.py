"""Markdown: the marks are no part of what is read, and spans are still those of the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence import extract_text
from daraevidence.layout.tables.text import find_grids
from daraevidence.reading import read_text


def clean(text):
    return read_text(text, kind="markdown").clean


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("the **overall** response", "the overall response"),
        ("the *median* was _7_ months", "the median was 7 months"),
        ("***P* value** of 0.03", "P value of 0.03"),
        ("*Escherichia coli* (*E. coli*)", "Escherichia coli (E. coli)"),
        ("a **bold *and slanted* part**", "a bold and slanted part"),
        ("0.02* in arm A, 0.04* in arm B", "0.02* in arm A, 0.04* in arm B"),
        ("*P < 0.05 against placebo", "*P < 0.05 against placebo"),
        ("5*10*3 cells", "5*10*3 cells"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("* a point\n* another", "* a point\n* another"),
        ("one **open\n\nand closed** elsewhere", "one **open\n\nand closed** elsewhere"),
        (r"12\% and 3\*4 \[sic\]", "12% and 3*4 [sic]"),
        ("see [Table 1](#) and [the trial](https://a.org/b_(c)_12)", "see Table 1 and the trial"),
        ("P <0.001[2](#n2) and 0.13[a](#na), dose 5[mg](#mg)", "P <0.001 and 0.13, dose 5mg"),
        ("a [marked]{.underline} word [12]", "a marked word [12]"),
        ("before ![Figure 2](img/3.png) behind", "before  behind"),
        ("`codes` here", "codes here"),
        ("shown before^3,4^.", "shown before[3,4]."),
        ("shown before^[3](#r3),[4](#r4)^.", "shown before[3,4]."),
        ("Severe anaemia^a^ in 4", "Severe anaemia in 4"),
        ("Evaluation ^[a](#), [b](#)^ of", "Evaluation  of"),
        ("2x10^6^/kg and 10^9^/L", "2x10^6/kg and 10^9/L"),
        ("10^6/kg to 2x10^8/kg", "10^6/kg to 2x10^8/kg"),
        ("1.3 mg/m^2^ on day 1", "1.3 mg/m2 on day 1"),
        ("on the 2^nd^ day", "on the 2nd day"),
        ("^18^F-FDG uptake", "18F-FDG uptake"),
        ("H~2~O and ~50 patients", "H2O and ~50 patients"),
        ("for 50--64 hours --- as <b>planned</b>", "for 50-64 hours - as planned"),
        ("P &lt; 0.05&nbsp;and<br>more", "P < 0.05 and more"),
        ("0.001<sup>2</sup> kg/m<sup>2</sup> drug<sup>5</sup>", "0.001 kg/m2 drug[5]"),
        ("p <0.05 and n >3", "p <0.05 and n >3"),
        ("a <!-- 12 hidden --> b", "a  b"),
        ("Outcomes\n========\n\nText", "# Outcomes\n\nText"),
        ("Outcomes\n--------\n\nText", "## Outcomes\n\nText"),
        ("> quoted text", "quoted text"),
        ("survival[^1] was 0.04[^2] in all[^a]", "survival[1] was 0.04 in all"),
        ("text[^3]\n\n[^3]: Doe J. A trial.", "text[3]\n\n[3] Doe J. A trial."),
        (r"10$^{9}$/L, $10^{9}$/L and \(10^9\)/L", "10^9/L, 10^9/L and 10^9/L"),
        (r"$\geq 65$ years; $5.2 \pm 1.3$; 1.3$\times$10$^{6}$/kg", "≥ 65 years; 5.2 ± 1.3; 1.3×10^6/kg"),
        (r"$P=0.03^{a}$ and mg/m$^{2}$ at 37$^{\circ}$C", "P=0.03 and mg/m2 at 37°C"),
        (r"costs $5 and $10, or $5-$10; $\frac{a}{b}$", r"costs $5 and $10, or $5-$10; $\frac{a}{b}$"),
        ("lived longer<sup>[12](#page-9-3)</sup>, <sup><a href='#r3'>3</a></sup>", "lived longer[12], [3]"),
        (r"as shown [\[12\]](#r12) or [[13]](#r13) (Figure [2](#f2))", "as shown [12] or [13] (Figure 2)"),
        ('lived^[12](#R12){ref-type="bibr" rid="R12"},[13](#R13){ref-type="bibr"}^ longer', "lived[12,13] longer"),
        ("lived longer [@R12; @R13] in 34^[@b4]^ of 60", "lived longer  in 34 of 60"),
        ("0.001<sup>1,2</sup>; 45%<sup>3</sup>; 2<sup>nd</sup>; 0.03<sup>e</sup>", "0.001; 45%[3]; 2nd; 0.03"),
        ('<span id="page-3-0"></span>12 of 40[^12] lived', "12 of 40 lived"),
        ("^1^ See text\n\n^a^ Only adults.", "[1] See text\n\na Only adults."),
        ("&#8805;&thinsp;3 &micro;g", "≥ 3 μg"),
    ],
)
def test_marks_are_left_out(source, read):
    assert clean(source) == read


def test_spans_are_those_of_the_file():
    source = "# Results\n\nThe *median* **PFS** was **7.4 months** ([Table 1](#)) in the placebo arm^4^ (n = 212).\n"
    ex = extract_text(source, kind="markdown")
    found = [e for e in ex.endpoints if e.endpoint == "PFS"]
    assert [e.value for e in found] == [7.4]
    for places in found[0].evidence.values():
        assert all(source[p.span.start : p.span.end] == p.quote for p in places)
    assert {(e.text, e.reason) for e in ex.ledger} >= {("4", "citation")}


_TAGS = (
    "<table> </table> <tr> <td> <td>5 <sup><a href=x> </a></sup> $ $a^{2}$ \\( \\) [^1] [^1]: [@R1] {#x} +---+---+ ---- Table:"
)
_PRINTED = "* ** _ ^ ^a^ ^2^ ~ [ ] ]( ) [x](#1) ![ <sup> </sup> <br> <!-- --> &lt; \\ ` -- --- | |--|--| === > # 10 5 w ::: 12%"
_MARKS = st.sampled_from([*_PRINTED.split(), *_TAGS.split(), "\n", "\n\n", " ", "\xad", "\u200b"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_MARKS, st.text(max_size=3))).map("".join))
def test_any_text_is_read(source):
    text = read_text(source, kind="markdown")
    assert text.source == source
    assert text.map.length == len(text.clean)
    first, last = text.map.to_source(0, len(text.clean))
    assert 0 <= first <= last <= len(source)
    assert all(0 <= shape.start <= shape.end <= len(text.clean) for shape in text.shapes)
    for grid in find_grids(text):
        assert all(len(row.cells) == len(grid.columns) for row in grid.rows)


def test_links_to_notes_are_no_part_of_a_number_in_a_table():
    source = (
        "Change from baseline\n\n"
        "  Outcome        Active (n=40)   Control (n=41)   P value\n"
        "  -------------- --------------- ---------------- ---------------\n"
        "  Walk, m        13.5 ± 1.8      5.5 ± 2.4        <0.001[2](#n2)\n"
        "  Grip, kg       12.0 ± 1.6      8.6 ± 2.7        0.10[1](#n1)\n"
    )
    table = extract_text(source, kind="markdown").tables[0]
    assert [row.cells[-1] for row in table.rows] == ["<0.001", "0.10"]
