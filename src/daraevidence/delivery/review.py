"""What a reviewer decided in a report, brought back to the records."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daraevidence.errors import OptionError
from daraevidence.schemas.cards import KINDS

if TYPE_CHECKING:
    from daraevidence.extraction import Extraction

__all__ = ["apply_review"]

_DECISIONS = ("accept", "reject")


def apply_review(extraction: Extraction, review: str | Path | dict[str, Any]) -> Extraction:
    """The extraction without what a reviewer rejected; accepted records have confidence 1 and say why.

    ``review`` is the file that a report saves, or its content as a dict. A note becomes a reason of its record, whatever
    the decision. ``OptionError`` where it is no review, is of another document, or decides on records that there are not.

    Examples:
        >>> import daraevidence as dara
        >>> ex = dara.extract_text("The ORR was 64% (16/25).")
        >>> made = {ex.endpoints[0].id: {"decision": "reject", "note": "of another trial"}}
        >>> len(dara.apply_review(ex, {"sha256": ex.source.sha256, "decisions": made}).endpoints)
        0
    """
    decisions = _decisions(review, extraction.source.sha256)
    payload = dict(extraction.payload)
    unknown = set(decisions)
    for kind in KINDS:
        unknown -= {row["id"] for row in payload[kind]}
        payload[kind] = [
            _reviewed(row, decisions.get(row["id"], {}))
            for row in payload[kind]
            if decisions.get(row["id"], {}).get("decision") != "reject"
        ]
    if unknown:
        raise OptionError(
            f"the review decides on {sorted(unknown)[0]!r}, which is no record of {extraction.source.name}; make the report anew"
        )
    return replace(extraction, payload=payload)


def _reviewed(row: dict[str, Any], decision: dict[str, str]) -> dict[str, Any]:
    if not decision:
        return row
    reasons = [*row.get("reasons", ())]
    if decision.get("decision") == "accept":
        reasons.append("accepted by a reviewer")
    if decision.get("note"):
        reasons.append(f"note of a reviewer: {decision['note']}")
    return {**row, "reasons": tuple(reasons), **({"confidence": 1.0} if decision.get("decision") == "accept" else {})}


def _decisions(review: str | Path | dict[str, Any], sha256: str) -> dict[str, dict[str, str]]:
    try:
        found = review if isinstance(review, dict) else json.loads(Path(review).read_bytes())
    except (OSError, ValueError) as error:
        raise OptionError(f"{review} is no review: {error}") from None
    decisions = found.get("decisions") if isinstance(found, dict) else None
    if not isinstance(decisions, dict) or not all(isinstance(made, dict) for made in decisions.values()):
        raise OptionError("the review has no decisions; give the file that a report saves")
    if found.get("sha256") != sha256:
        raise OptionError(f"the review is of another document (sha256 {found.get('sha256')!r}, not {sha256!r})")
    bad = next((made for made in decisions.values() if made.get("decision") not in (*_DECISIONS, None)), None)
    if bad is not None:
        raise OptionError(f"no decision {bad['decision']!r}; there are {', '.join(_DECISIONS)}")
    return decisions
