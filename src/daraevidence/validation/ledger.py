"""One entry for every number of the source, with what claims it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.draft import Draft, Entry
from daraevidence.layout.document import Document
from daraevidence.layout.mentions import Mentions

__all__ = ["account"]


def account(mentions: Mentions, drafts: Sequence[Draft], document: Document) -> list[Entry]:
    """The ledger, in the order of the source."""
    return [Entry(m.start(), m.end(), m[0], float(m[0]), False, "unread") for m in re.finditer(r"\d+", document.text.source)]
