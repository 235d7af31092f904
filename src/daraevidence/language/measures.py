"""The words around numbers (``data/measures.toml``): units, what is counted, labels."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from daraevidence.errors import VocabularyError

__all__ = ["forms", "words"]


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(files("daraevidence.language").joinpath("data", "measures.toml").read_text(encoding="utf-8"))


def forms(section: str) -> dict[str, str]:
    """Printed form to normal form of one section (``[time]``: ``mo`` to ``months``)."""
    found: dict[str, str] = {}
    for name, printed in _section(section).items():
        for form in printed.split() if isinstance(printed, str) else printed:
            if found.setdefault(form, name) != name:
                raise VocabularyError(f"measures.toml: {form!r} stands twice in [{section}]")
    return found


def words(section: str, name: str) -> frozenset[str]:
    """The words of one entry."""
    return frozenset(_section(section)[name].split())


def _section(section: str) -> Mapping[str, Any]:
    found = _data().get(section)
    if not isinstance(found, Mapping):
        raise VocabularyError(f"measures.toml: no section [{section}]")
    return found
