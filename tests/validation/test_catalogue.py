"""Every name that a finding can bear is in the catalogue, and every rule of the catalogue is one that the code gives."""

import re
from pathlib import Path

import daraevidence
from daraevidence.validation.catalogue import CATALOGUE

SOURCE = Path(daraevidence.__file__).parent
PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
NAMES = {card.name for card in CATALOGUE}


def _given() -> set[str]:
    """Quoted names with hyphens in the first argument of what makes flags and verdicts, and in tables of such names."""
    found = set()
    for path in [*SOURCE.glob("validation/*.py"), *SOURCE.glob("reading/*.py")]:
        if path.name != "catalogue.py":
            found |= set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', path.read_text(encoding="utf-8")))
    return found | set(re.findall(r'"(skewed)"', (SOURCE / "validation/distribution_tests.py").read_text(encoding="utf-8")))


def test_every_rule_is_made_somewhere():
    assert NAMES - _given() == set()


def test_every_flag_is_in_the_catalogue():
    made = set()
    for path in SOURCE.glob("validation/*.py"):
        made |= set(re.findall(r'(?:Flag|Verdict|_flag|_in_total)\(\s*"([a-z-]+)"', path.read_text(encoding="utf-8")))
    assert made - NAMES - {"error", "warning", "info"} == set()
    assert len(made) > 30


def test_names_stand_once():
    assert len(NAMES) == len(CATALOGUE)


def test_the_page_lists_all():
    page = PAGE.read_text(encoding="utf-8")
    assert [card.name for card in CATALOGUE if f"| {card.name} |" not in page] == []
