"""One record for one fact: the same result told twice, names unified, ids from content."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from daraevidence.draft import Draft

__all__ = ["link"]


def link(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts in the order of kind and place, with ids from their content (the same content twice gets a count)."""
    order = list(drafts)
    seen: Counter[str] = Counter()
    for draft in order:
        content = repr((draft.kind, sorted((k, repr(v)) for k, v in draft.fields.items())))
        digest = hashlib.sha256(content.encode()).hexdigest()[:12]
        seen[digest] += 1
        draft.id = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
    return order
