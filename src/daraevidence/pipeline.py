"""The line: from a source to its records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import Any

from daraevidence.assembly import assemble
from daraevidence.draft import Draft
from daraevidence.errors import RecordError
from daraevidence.extraction import Extraction, SourceInfo
from daraevidence.extractors import EXTRACTORS, Context, link
from daraevidence.extractors.group.drug_names import names_of
from daraevidence.language.own_names import reading
from daraevidence.language.patterns import keep
from daraevidence.layout import outline, scan
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions
from daraevidence.layout.paged import packed
from daraevidence.options import Options, chosen
from daraevidence.reading import Source, Text, read, read_text
from daraevidence.reading.text import SourceKind
from daraevidence.referee.claims import claims
from daraevidence.referee.grounding import amount, number_of, places_of_number, places_of_quote
from daraevidence.referee.verification import Verification, examine
from daraevidence.span import Span
from daraevidence.validation import account, unread_numbers, validate

__all__ = ["extract", "extract_text", "ground", "verify"]

keep()  # all modules of the line are imported, and with them their patterns


def extract(source: Source, *, options: Options | None = None) -> Extraction:
    """Everything that one document says.

    ``source`` is a path, bytes, an open file or the text itself. A ``str`` that names an existing file is a path; one
    word that ends in a known suffix but names no file is ``SourceNotFound``; any other ``str`` is the text. An empty
    text gives an empty extraction, an empty file ``EmptySource``; see ``daraevidence.errors`` for the others.

    Args:
        source: path, bytes, open file or text; text, HTML, Markdown or PDF, told by its content.
        options: limits and choices.

    Returns:
        The extraction; its records are made when they are first asked for.

    Raises:
        SourceError: the source cannot be read; the error names source, page and remedy.

    Examples:
        >>> import daraevidence as dara
        >>> ex = dara.extract("seeds/many_tables.txt")
        >>> ex.endpoints[1].value, ex.endpoints[1].unit, ex.endpoints[1].evidence["value"][0].quote
        (4.1, 'months', '4.1')
    """
    options = chosen(options)
    return _run(read(source, options), options)


def extract_text(text: str, *, kind: SourceKind = "text", options: Options | None = None) -> Extraction:
    """The same for text that is surely text; ``kind``: text, html or markdown.

    Args:
        text: any string; nothing in it is an error.
        kind: how it is marked up; spans index it as it is given, markup and all.
        options: limits and choices.

    Returns:
        The extraction.

    Examples:
        >>> import daraevidence as dara
        >>> ex = dara.extract_text("<p>The ORR was 64% (<b>16/25</b>).</p>", kind="html")
        >>> (result,) = ex.endpoints
        >>> result.n, result.denominator, result.percent, result.evidence["n"][0].quote
        (16, 25, 64.0, '16')
    """
    options = options or Options()
    return _run(read_text(text, kind=kind), options)


def ground(quote_or_value: str | float | Decimal, source: Source, *, options: Options | None = None) -> tuple[Span, ...]:
    """Every place in the source where a quote or a number stands, in the order of the text; empty where it stands nowhere.

    A quote is found whatever its white space, dashes, ligatures, quotation marks and case, never inside a longer word or
    number. A number (also a text that is one: ``"12"``, ``"64%"``, ``"5.2 x 10^6"``) is found in all its printed forms: ``0.39``
    and ``0·39``, ``1234`` and ``1,234``, ``12`` and ``twelve``. ``RecordError`` for what is neither; else as ``extract``.

    Examples:
        >>> import daraevidence as dara
        >>> text = "The rate was 0·39 in twelve patients."
        >>> [span.of(text) for span in dara.ground(0.39, text)], [span.of(text) for span in dara.ground("12", text)]
        (['0·39'], ['twelve'])
        >>> dara.ground(0.93, text)
        ()
    """
    if isinstance(quote_or_value, bool) or not isinstance(quote_or_value, (str, int, float, Decimal)):
        raise RecordError(f"a {type(quote_or_value).__name__} is neither a quote nor a number", remedy="give a text or a number")
    document = outline(read(source, chosen(options)))
    number = number_of(quote_or_value) if isinstance(quote_or_value, str) else (amount(quote_or_value), False)
    if number is not None:
        places = places_of_number(document, scan(document), *number)
    else:
        places = places_of_quote(document, str(quote_or_value))
    return tuple(sorted({document.text.span(*place) for place in places}))


def verify(records: Any, source: Source, *, options: Options | None = None) -> Verification:
    """The referee: holds records made elsewhere against the source that they are said to come from.

    ``records`` are our models, dicts with the columns of a frame, a frame of pandas, an extraction, or JSON (``str`` or
    ``bytes``) of a language model: a list of objects, or an object with a list for each frame. Each value is anchored at the
    place that says it for this outcome, group, study and time; what belongs to something else and what stands nowhere are
    findings, and so are the document's own contradictions that touch the records. ``RecordError`` names the record and field
    that cannot be read.

    Examples:
        >>> import daraevidence as dara
        >>> text = "The ORR was 64% (16/25) with ixazomib and 40% (10/25) with placebo."
        >>> result = dara.verify([{"label": "ORR", "cohort": "placebo", "n": 16}], text)
        >>> [(finding.rule, finding.severity) for finding in result.findings]
        [('value-misread', 'warning')]
    """
    options = chosen(options)
    asked = claims(records)
    document, mentions, drafts = _read(read(source, options), options)
    return examine(asked, document, mentions, drafts, rules=options.validate)


def _read(text: Text, options: Options) -> tuple[Document, Mentions, list[Draft]]:
    document = outline(text)
    mentions = scan(document)
    names = names_of(document, mentions)
    with reading(names):
        return document, mentions, link(_found(Context(document, mentions, options, names)))


def _run(text: Text, options: Options) -> Extraction:
    options = chosen(options)
    document, mentions, drafts = _read(text, options)
    flags = validate(drafts, document, mentions, options) if options.validate else []
    kept = packed((draft for draft in _emptied(drafts) if draft.confidence >= options.min_confidence), 32)
    unread = partial(unread_numbers, document) if options.validate else None
    payload = assemble(document, kept, flags, partial(account, mentions, kept, document), unread)
    info = SourceInfo(text.name, text.kind, text.sha256, len(text.pages))
    return Extraction(info, document.title, document.updated, text.source, payload, document, options)


def _emptied(drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts in their order; one that is handed on is let go."""
    drafts.reverse()
    while drafts:
        yield drafts.pop()


def _found(context: Context) -> Iterator[Draft]:
    """What the extractors find, one after another; what they share is let go with the last draft."""
    for name in context.options.extractors:
        yield from EXTRACTORS[name](context)
