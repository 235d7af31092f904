"""Abbreviations of the field (``data/abbreviations.toml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from tomllib import loads

__all__ = ["usual_abbreviations"]


@lru_cache(maxsize=1)
def usual_abbreviations() -> Mapping[str, str]:
    """Abbreviations that a report should spell out, with their usual long form."""
    data = loads(files("daraevidence.language").joinpath("data/abbreviations.toml").read_text(encoding="utf-8"))
    return {short: str(long) for short, long in data["abbreviation"].items()}
