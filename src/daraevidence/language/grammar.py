"""The grammar of printed statistics, composed bottom up: digit, number, percent, interval, n (%), CI, p."""

from __future__ import annotations

from daraevidence.language.cells import cell
from daraevidence.language.sweep import quantities

__all__ = ["cell", "quantities"]
