"""From a source to characters: decoded, repaired, with the map between the two."""

from daraevidence.reading.read import Source, read, read_text
from daraevidence.reading.text import Text

__all__ = ["Source", "Text", "read", "read_text"]
