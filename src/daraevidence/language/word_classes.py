"""Words that do the same work in a sentence, as alternatives of a pattern: each class is said once, for every room that asks.

A pattern puts the boundaries and adds what it takes besides: ``rf"\\s(?:{AGAINST}|and|but)\\s"``. Spaces are
written ``\\s+``. The words for persons are in ``people``, units in ``units``.
"""

from __future__ import annotations

__all__ = ["AGAINST"]

AGAINST = (
    r"versus|vs\.?|v\.?|against|(?:as\s+|when\s+)?(?:compared|opposed)\s+(?:with|to)|"
    r"in\s+comparison\s+(?:with|to)|relative\s+to"
)
"""What stands between a result and the one it is held against; ``than`` needs a comparative before it."""
