"""From characters to a document: sections, blocks, tables, references, and its numbers."""

from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions, scan
from daraevidence.layout.outline import outline

__all__ = ["Document", "Mentions", "outline", "scan"]
