"""Tables of Markdown whose lines or headers have moved beside their columns, that are framed, and that hold markup."""

from daraevidence import extract_text


def _moved():
    heads = [
        ["Items", "Range", "Before", "After", "Difference with 95% CI", "P"],
        ["Coached (n=19)", "Leaflet (n=24)", "P", "Coached (n=19)", "Leaflet (n=23)", "P"],
    ]
    body = [
        [
            "Pace",
            "4-23",
            "9.6 ± 2.1",
            "12.9 ± 3.8",
            "0.02",
            "11.6 ± 1.9",
            "15.5 ± 2.3",
            "0.001",
            "3.4 ± 0.7",
            "(2.1 - 5.1)",
            "0.001",
        ],
        [
            "Stride",
            "7-35",
            "12.9 ± 4.5",
            "16.6 ± 6.5",
            "0.04",
            "16.7 ± 2.7",
            "23.0 ± 3.8",
            "0.005",
            "5.8 ± 1.2",
            "(3.4 - 8.3)",
            "0.001",
        ],
    ]
    rows = [*(row + [""] * (11 - len(row)) for row in heads), *body]
    widths = [max(len(row[i]) for row in rows) for i in range(11)]
    lines = ["  " + " ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    rule = "  " + " ".join("-" * width for width in widths)
    return "\n".join(["::: caption", "Walking before and after coaching", ":::", "", lines[0], rule, *lines[1:], ""])


def test_headers_that_lost_their_spans():
    (table,) = extract_text(_moved(), kind="markdown").tables
    assert table.columns == (
        ("Range",),
        ("Before", "Coached (n=19)"),
        ("Before", "Leaflet (n=24)"),
        ("Before", "P"),
        ("After", "Coached (n=19)"),
        ("After", "Leaflet (n=23)"),
        ("After", "P"),
        ("Difference with 95% CI",),
        ("Difference with 95% CI",),
        ("P",),
    )
    assert table.stub == "Items"
    assert [row.path for row in table.rows] == [("Pace",), ("Stride",)]


def test_lines_that_stand_beside_their_columns():
    text = (
        "::: caption\nPrescriptions\n:::\n\n"
        "                            Baseline   3 months   6 months   \n"
        "  ------------------------- ---------- ---------- ---------- ------\n"
        "  Opioids                   n          (%)        n          (%)\n"
        "   Coaching (n\u2009=\u2009125)   27        (22)       90        (72)\n"
        "   Leaflet (n\u2009=\u2009133)    43        (32)       96        (72)\n\n"
    )
    (table,) = extract_text(text, kind="markdown").tables
    assert [row.cells for row in table.rows if any(row.cells)][-2:] == [
        ("27", "(22)", "90", "(72)"),
        ("43", "(32)", "96", "(72)"),
    ]


def test_framed_tables():
    text = """Table: Pain at week 8

+-----------------+---------------+---------------+
| Scale           | **Coaching**  | Leaflet       |
|                 | (n = 43)      | (n = 45)      |
+=================+===============+===============+
| At rest, n (%)  | 12 (28)       | 20 (44)       |
+-----------------+---------------+---------------+
| Moving, mean    | 3.1 (1.2)     | 3.9 (1.1)     |
| (SD)            |               |               |
+-----------------+---------------+---------------+
| No data were kept after week 8.                 |
+-----------------+---------------+---------------+
"""
    (table,) = extract_text(text, kind="markdown").tables
    assert (table.title, table.stub) == ("Pain at week 8", "Scale")
    assert table.columns == (("Coaching (n = 43)",), ("Leaflet (n = 45)",))
    assert [(row.path[-1], row.cells) for row in table.rows] == [
        ("At rest, n (%)", ("12 (28)", "20 (44)")),
        ("Moving, mean (SD)", ("3.1 (1.2)", "3.9 (1.1)")),
        ("No data were kept after week 8.", ("", "")),
    ]


def test_markup_in_cells():
    text = (
        "| Scale | *Coaching*<br>(n = 43) | **Leaflet**<br/>(n = 45) | *P* |\n|:---|:---:|---:|---|\n| **Mood** | | | |\n"
        "| &nbsp;&nbsp;Low, n (%) | 12 (28)^a^ | 20 (44)\\* | &lt;0.05 |\n| High | **3.1** | [3.9](#r) | 0.3 |\n"
        "\n^a^ One was lost.\n"
    )
    (table,) = extract_text(text, kind="markdown").tables
    assert table.columns == (("Coaching (n = 43)",), ("Leaflet (n = 45)",), ("P",))
    assert [(row.path, row.cells) for row in table.rows] == [
        (("Mood",), ("", "", "")),
        (("Mood", "Low, n (%)"), ("12 (28)", "20 (44)*", "<0.05")),
        (("High",), ("3.1", "3.9", "0.3")),
    ]
    assert table.rows[1].cell_notes == {0: ("a",)}
    assert table.footnotes == {"a": "One was lost."}
