"""``45% or higher`` is a limit, no share of patients."""

from __future__ import annotations

import pytest

from daraevidence.language.grammar import quantities


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("an ejection fraction of 45% or higher", ["threshold"]),
        ("Weight loss of 15% or more was reached by 51.1%", ["threshold", "proportion"]),
        ("a response in 12 (45%) or more", ["proportion"]),
    ],
)
def test_or_more(text: str, roles: list[str]) -> None:
    assert [quantity.role for quantity in quantities(text)] == roles
