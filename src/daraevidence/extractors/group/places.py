"""Where a group holds without being named: under its heading, and in the bullets below ``In the X cohort:``."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.layout.document import Block, Document

__all__ = ["held_by_headings", "held_by_parents"]

_PARENT = compiled(
    r"^(?P<in>(?:in|for|among|within)\s+)?(?:the\s+)?(?P<name>[^\s.;:]+(?:\s+(?!were\b|was\b|is\b|are\b|had\b)[^\s.;:]+){0,8}?)"
    r"(?:\s+(?P<noun>cohorts?|groups?|arms?|subgroups?|patients|population))?\s*:$",
    re.IGNORECASE,
)
_EITHER = compiled(r"\b(?:or|versus|vs|without)\b", re.IGNORECASE)
_ALONE = compiled(r"\s*\b(?:monotherapy|single[- ]agent|alone)\b", re.IGNORECASE)
_HEADING = compiled(r"(?P<long>[^()]{3,90}?)\s*\((?P<short>[A-Za-z][\w+/-]{1,14})\)")


def held_by_headings(scope: Scope, document: Document) -> list[tuple[int, int, Group]]:
    """The sections whose heading names an arm, with that arm."""
    held: list[tuple[int, int, Group]] = []
    for block in document.blocks:
        if block.kind == "heading":
            group = _headed(scope, document, block)
            if group is not None:
                held.append((block.end, _section_end(document, block), group))
    return held


def held_by_parents(scope: Scope, document: Document) -> list[tuple[int, int, Group]]:
    """The bullets below a bullet or a paragraph that names a group and ends in a colon, with that group."""
    held: list[tuple[int, int, Group]] = []
    ends = _ends(document)
    for block in document.blocks:
        text = block.text.strip()
        if block.index in ends and text.endswith(":") and len(text) < 120:
            group = _parent(scope, block)
            if group is not None:
                held.append((block.start, ends[block.index], group))
    return held


def _ends(document: Document) -> dict[int, int]:
    """Where the bullets below a block end."""
    ends = {block.index: block.end for block in document.blocks if block.kind in ("item", "paragraph")}
    for block in reversed(document.blocks):
        if block.kind == "item" and block.parent in ends:
            ends[block.parent] = max(ends[block.parent], ends[block.index])
    return ends


def _section_end(document: Document, block: Block) -> int:
    """Where the section that a heading begins ends."""
    index = bisect_right(document.sections, block.start, key=lambda section: section.start) - 1
    return document.sections[index].end if index >= 0 else block.end


def _parent(scope: Scope, block: Block) -> Group | None:
    """The group of ``In the X cohort:``: the one of that name, else a new one."""
    match = _PARENT.match(block.text.strip())
    if match is None:
        return None
    study = scope.study(block.start)
    owner = study.name if study else None
    known = scope.named_so(owner, match["name"])
    if known is not None:
        scope.learn(known, (match["name"],))
        return known
    noun = (match["noun"] or "").casefold().rstrip("s")
    if match["in"] is None or noun not in ("cohort", "group", "arm", "subgroup"):
        return None
    at = (block.start + match.start("name"), block.start + match.end("name"))
    return scope.add_group(owner, match["name"], at=at)


def _headed(scope: Scope, document: Document, block: Block) -> Group | None:
    """The arm of a heading that is nothing but a regimen, ``Drug-Other-Third (DOT)``, over the bullets of one trial."""
    text = block.text.strip()
    match = _HEADING.fullmatch(text)
    name = match["short"] if match else text
    drugs = drugs_of(match["long"] if match else text, scope.names) or (drugs_of(name) if match else ())
    if not drugs or len(text) > 100 or _EITHER.search(text) or (len(drugs) < 2 and not _ALONE.search(text)):
        return None
    name = _ALONE.sub("", name).strip() or name
    study = scope.study(block.start) or scope.first_study(block.end, _section_end(document, block))
    if study is None:
        return None
    at = (block.start, block.end)
    return scope.add_group(study.name, name, aliases=(match["long"],) if match else (), at=at)
