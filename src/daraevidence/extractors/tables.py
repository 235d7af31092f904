"""Records of tables: one for each statistic of each cell."""

from __future__ import annotations

from daraevidence.draft import Draft
from daraevidence.extractors.scope import Scope
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["told_in_tables"]


def told_in_tables(document: Document, mentions: Mentions, scope: Scope) -> list[Draft]:
    """Endpoints, characteristics and adverse events of all tables (drafts of these three kinds)."""
    return []
