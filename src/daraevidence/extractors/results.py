"""Results told in prose: which number is of which outcome, group, comparator and time."""

from __future__ import annotations
