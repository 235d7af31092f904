"""Results told in prose: which number is of which outcome, group, comparator and time."""

from __future__ import annotations

from daraevidence.draft import Draft
from daraevidence.extractors.scope import Scope
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["told_in_prose"]


def told_in_prose(document: Document, mentions: Mentions, scope: Scope) -> list[Draft]:
    """Endpoints, characteristics and adverse events of paragraphs, bullets and footnotes (drafts of these three kinds)."""
    return []
