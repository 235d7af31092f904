"""What journals say in many ways is read back as it was meant; ``benchmarks/statements.py`` prints the rates of all phrasings."""

from collections import Counter
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from daraevidence import extract_text
from daraevidence.testing import Statement, statement_differences, statements
from daraevidence.testing.phrasings import PHRASINGS
from daraevidence.testing.told import made_statement

SAMPLE = 16
#: of so many statements of a phrasing, how many may be read wrongly, and of the phrasings that are harder
MOST, MOST_OF_HARD = 1, 4
HARD = frozenset(
    (
        *["share: fewer than", "share: ratio alone", "share: of N given", "share: groups in brackets"],
        *["time pair: from, to"],
        *["time: patients had a median", "change: least-squares", "mean: respectively", "landmark: k-month, respectively"],
    )
)
#: phrasings of which more are
KNOWN = frozenset(("rate: vs per year",))


def read(statement: Statement) -> str:
    differences = statement_differences(statement, extract_text(statement.text))
    return "right" if not differences else "wrong" if any(one.wrong for one in differences) else "silent"


@pytest.mark.parametrize("phrasing", PHRASINGS, ids=lambda phrasing: phrasing.name)
def test_statements_come_back_as_they_were_meant(phrasing):
    if phrasing.name in KNOWN:
        pytest.skip("a known gap")
    chance = Random(phrasing.name)
    made = [made_statement(chance, phrasing) for _ in range(SAMPLE)]
    bad = [each.text for each in made if read(each) == "wrong"]
    assert len(bad) <= (MOST_OF_HARD if phrasing.name in HARD else MOST), bad


def test_there_are_enough_ways_of_each_kind():
    ways = Counter(phrasing.family for phrasing in PHRASINGS)
    assert ways["share"] + ways["time"] + ways["mean"] >= 12
    assert ways["count"] >= 8
    assert ways["interval"] >= 8
    assert ways["not reached"] >= 6


@given(statements())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_statement_prints_what_it_tells(statement):
    assert statement.told
    plain = statement.text.replace("\N{MINUS SIGN}", "-").replace("–", "-").replace("·", ".")
    for told in statement.told:
        for name, value in told.fields.items():
            if name not in ("reached", "ci_high_text", "p_value", "n") and not isinstance(value, (str, bool)):
                assert f"{value:g}" in plain or f"{value:.1f}" in plain or f"{value:.2f}" in plain


def test_a_wrong_group_is_a_difference():
    statement = made_statement(Random(3), next(one for one in PHRASINGS if one.name == "share: more than"), introduced=True)
    introduction, told = statement.text.split("). ", 1)
    one, other = statement.groups
    swapped = f"{introduction}). {told.replace(one, '|').replace(other, one).replace('|', other)}"
    assert read(statement) == "right"
    assert any(difference.wrong for difference in statement_differences(statement, extract_text(swapped)))
