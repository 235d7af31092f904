"""All rules, in the order in which they run."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.draft import Draft, Flag
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["validate"]


def validate(drafts: Sequence[Draft], document: Document, mentions: Mentions) -> list[Flag]:
    """Hold the numbers of a document against each other."""
    return []
