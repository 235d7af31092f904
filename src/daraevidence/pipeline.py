"""The line: from a source to its records."""

from __future__ import annotations

from functools import partial

from daraevidence.assembly import assemble
from daraevidence.extraction import Extraction, SourceInfo
from daraevidence.extractors import EXTRACTORS, Context, link
from daraevidence.layout import outline, scan
from daraevidence.options import Options
from daraevidence.reading import Source, Text, read, read_text
from daraevidence.reading.text import SourceKind
from daraevidence.validation import account, validate

__all__ = ["extract", "extract_text"]


def extract(source: Source, *, options: Options | None = None) -> Extraction:
    """Everything that one document says.

    ``source`` is a path, bytes, an open file or the text itself. A ``str`` that names an existing file is a path; one
    word that ends in a known suffix but names no file is ``SourceNotFound``; any other ``str`` is the text. An empty
    text gives an empty extraction, an empty file ``EmptySource``; see ``daraevidence.errors`` for the others.
    """
    options = options or Options()
    return _run(read(source, options), options)


def extract_text(text: str, *, kind: SourceKind = "text", options: Options | None = None) -> Extraction:
    """The same for text that is surely text; ``kind``: text, html or markdown."""
    options = options or Options()
    return _run(read_text(text, kind=kind), options)


def _run(text: Text, options: Options) -> Extraction:
    document = outline(text)
    mentions = scan(document)
    context = Context(document, mentions, options)
    drafts = link(draft for name in options.extractors for draft in EXTRACTORS[name](context))
    flags = validate(drafts, document, mentions) if options.validate else []
    kept = [draft for draft in drafts if draft.confidence >= options.min_confidence]
    payload = assemble(document, kept, flags, partial(account, mentions, kept, document))
    info = SourceInfo(text.name, text.kind, text.sha256, len(text.pages))
    return Extraction(info, document.title, document.updated, text.source, payload, document, options)
