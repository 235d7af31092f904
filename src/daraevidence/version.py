"""The library's version and the version of the records' schema."""

__version__ = "0.1.0"

#: Changes when a field of a record or a column of a frame changes its meaning, its type or its name.
SCHEMA_VERSION = "1"

#: Changes when the way from a source to ``Extraction.text`` changes, so that stored spans can be told apart.
TEXT_VERSION = "1"
