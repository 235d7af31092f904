"""One wrong cell of a table: its repair is named, and what follows from it has it as its cause."""

COLUMNS = ["All (n=100)", "A (n=40)", "B (n=60)"]
SEX = [
    ("Sex, n (%)", []),
    ("Sex, n (%) > Male", ["54 (54.0)", "21 (52.5)", "33 (55.0)"]),
    ("Sex, n (%) > Female", ["46 (46.0)", "19 (47.5)", "27 (45.0)"]),
]
STAGE = [
    ("Stage, n (%)", []),
    ("Stage, n (%) > I", ["30 (30.0)", "10 (25.0)", "20 (33.3)"]),
    ("Stage, n (%) > II", ["70 (70.0)", "30 (75.0)", "40 (66.7)"]),
]


def _flags(page, male):
    made = page()
    rows = [SEX[0], ("Sex, n (%) > Male", ["54 (54.0)", male, "33 (55.0)"]), SEX[2], *STAGE]
    made.table(COLUMNS, rows)
    return [flag for flag in made.flags() if flag.severity != "info"]


def test_nothing_to_repair(page):
    assert _flags(page, "21 (52.5)") == []


def test_a_wrong_count(page):
    flags = _flags(page, "27 (52.5)")
    roots = [flag for flag in flags if flag.cause is None]
    assert len(flags) > 1
    assert [flag.reading for flag in roots] == ["21 (52.5)"]
    assert "all its relations agree" in roots[0].explanation
    assert all(flag.cause is roots[0] for flag in flags if flag is not roots[0])


def test_a_wrong_percent(page):
    (flag,) = _flags(page, "21 (57.5)")
    assert flag.reading == "21 (52.5)"
    assert "the count fits its other relations" in flag.explanation
    assert len(flag.places) == 2


def test_a_count_with_its_percent(page):
    """A cell that is wrong as a whole: what its sum and its total ask for does not fit its percent, so that nothing is named."""
    flags = _flags(page, "24 (60.0)")
    assert {flag.rule for flag in flags} == {"parts-do-not-sum"}
    assert all(flag.cause is None for flag in flags)


def test_two_wrong_cells(page):
    made = page()
    made.table(COLUMNS, [*SEX, STAGE[0], ("Stage, n (%) > I", ["30 (39.0)", "10 (35.0)", "20 (33.3)"]), STAGE[2]])
    readings = {flag.reading for flag in made.flags()}
    assert {"30 (30.0)", "10 (25.0)"} <= readings
