"""A table whose numbers agree has no findings, whatever its numbers; one changed number is found."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


LISTED = {short: short for short in ("ORR", "sCR", "CR", "VGPR", "PR", "SD", "PD")}


def _page(page):
    made = page()
    made.abbreviations |= LISTED
    return made


def _cell(n, total, decimals, rounding):
    share = (Decimal(100 * n) / Decimal(total)).quantize(Decimal(1).scaleb(-decimals), rounding=rounding)
    return f"{n} ({share})"


@st.composite
def split(draw, total, parts):
    """Whole numbers that sum to a total."""
    cuts = sorted(draw(st.lists(st.integers(0, total), min_size=parts - 1, max_size=parts - 1)))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total])]


@st.composite
def tables(draw):
    """Arms with a total, categories, terms with grades, responses: all consistent."""
    sizes = draw(st.lists(st.integers(8, 400), min_size=2, max_size=3))
    decimals, rounding = draw(st.integers(0, 2)), draw(st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))

    def row(counts):
        every = [sum(counts), *counts]
        return [_cell(n, total, decimals, rounding) for n, total in zip(every, [sum(sizes), *sizes])]

    def family(heading, names):
        columns = [draw(split(size, len(names))) for size in sizes]
        return [(heading, [])] + [(f"{heading} > {name}", row([column[i] for column in columns])) for i, name in enumerate(names)]

    rows = family("Sex, n (%)", ["Male", "Female"])
    rows += family("Age, n (%)", ["<65", "65-74", "≥75"])
    rows += family("Stage, n (%)", ["I", "II", "III", "Unknown"])
    best = [draw(split(size, 6)) for size in sizes]
    rows.append(("Response, n (%)", []))
    rows.append(("Response, n (%) > ORR", row([sum(column[:4]) for column in best])))
    rows += [
        (f"Response, n (%) > {name}", row([c[i] for c in best])) for i, name in enumerate(["sCR", "CR", "VGPR", "PR", "SD", "PD"])
    ]
    rows.append(("Response, n (%) > ≥VGPR", row([sum(column[:3]) for column in best])))
    for term in ("Anemia", "Rash"):
        any_grade = [draw(st.integers(0, size)) for size in sizes]
        high = [draw(st.integers(0, n)) for n in any_grade]
        rows += [(f"{term}, n (%)", []), (f"{term}, n (%) > Any grade", row(any_grade)), (f"{term}, n (%) > Grade ≥3", row(high))]
    return [f"All (N={sum(sizes)})"] + [f"Arm {i} (n={size})" for i, size in enumerate(sizes)], rows


@SETTINGS
@given(tables())
def test_no_findings(page, table):
    made = _page(page)
    made.table(*table)
    assert made.found() == []


@SETTINGS
@given(tables(), st.data())
def test_another_percent_is_found(page, table, data):
    columns, rows = table
    places = [(i, j) for i, (_, cells) in enumerate(rows) for j in range(len(cells))]
    i, j = data.draw(st.sampled_from(places))
    n, _, share = rows[i][1][j].partition(" (")
    value = Decimal(share.rstrip(")"))
    changed = value - 7 if value > 50 else value + 7
    cells = list(rows[i][1])
    cells[j] = f"{n} ({changed})"
    made = _page(page)
    made.table(columns, [*rows[:i], (rows[i][0], cells), *rows[i + 1 :]])
    assert any(cells[j] in quote for _, _, quote in made.found())


@SETTINGS
@given(tables(), st.data())
def test_another_count_is_found(page, table, data):
    columns, rows = table
    places = [(i, j) for i, (_, cells) in enumerate(rows) for j in range(len(cells))]
    i, j = data.draw(st.sampled_from(places))
    n, _, share = rows[i][1][j].partition(" (")
    total = int(columns[j].partition("=")[2].rstrip(")"))
    changed = int(n) + max(2, total // 10) if int(n) < total / 2 else int(n) - max(2, total // 10)
    cells = list(rows[i][1])
    cells[j] = f"{changed} ({share}"
    made = _page(page)
    made.table(columns, [*rows[:i], (rows[i][0], cells), *rows[i + 1 :]])
    assert made.found() != []


@pytest.mark.parametrize("decimals", [0, 1])
def test_missing_patients_are_explained(page, decimals):
    made = _page(page)
    rows = [("Stage, n (%)", [""])]
    rows += [
        (f"Stage, n (%) > {name}", [_cell(n, 80, decimals, ROUND_HALF_UP)]) for name, n in (("I", 20), ("II", 33), ("III", 27))
    ]
    made.table(["N=100"], [*rows, ("Stage, n (%) > Unknown", ["20"])])
    assert {severity for _, severity, _ in made.found()} == {"info"}
