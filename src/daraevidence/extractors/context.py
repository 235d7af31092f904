"""What every extractor gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from daraevidence.draft import Draft
from daraevidence.extractors.prose.results import told_in_prose
from daraevidence.extractors.scope import Scope
from daraevidence.extractors.scope_of_document import build_scope
from daraevidence.extractors.tables import told_in_tables
from daraevidence.language.products import Names
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.layout.paged import packed
from daraevidence.options import Options

__all__ = ["Context"]


@dataclass
class Context:
    """The document, its numbers (scanned once), the options and the names of its drugs.

    ``scope`` says which study and group hold at a place.
    """

    document: Document
    mentions: Mentions
    options: Options
    names: Names | None = None

    @cached_property
    def scope(self) -> Scope:
        """Studies and groups with the places where they hold, found once for all extractors."""
        return build_scope(self.document, self.mentions, self.names)

    @cached_property
    def tabled(self) -> Sequence[Draft]:
        """Endpoints, characteristics and adverse events of all tables."""
        return packed(told_in_tables(self.document, self.mentions, self.scope), 32)

    @cached_property
    def told(self) -> Sequence[Draft]:
        """Endpoints, characteristics and adverse events of the prose."""
        return packed(told_in_prose(self.document, self.mentions, self.scope, self.tabled), 32)
