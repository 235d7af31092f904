"""From a Text to a Document."""

from __future__ import annotations

from daraevidence.layout.document import Block, Document
from daraevidence.reading.text import Text

__all__ = ["outline"]


def outline(text: Text) -> Document:
    """Find the parts of a document."""
    block = Block(0, "paragraph", 0, len(text.clean), text.clean.replace("\n", " "))
    return Document(text, "", "", (block,) if text.clean else (), (), (), ())
