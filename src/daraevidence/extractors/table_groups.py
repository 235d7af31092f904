"""Groups that tables name: in column headers and in row labels."""

from __future__ import annotations
