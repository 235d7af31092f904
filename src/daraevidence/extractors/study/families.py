"""Names of several trials together: ``Both ORION trials`` beside ``ORION-1`` and ``ORION-2``."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.names import StudyMention
from daraevidence.language.patterns import compiled

__all__ = ["drop_families"]

_FAMILY = compiled(r"\s+(?:trials|studies|program(?:me)?)(?![a-z])")
_COMPRISES = compiled(
    r"\s+(?:(?:clinical\s+)?program(?:me)?\s+)?(?:comprise[sd]|consist(?:s|ed)\s+of|include[sd]|encompasse[sd])\s+"
    r"[^.;]{0,60}?\b(?:trials|studies)\b"
)
_NUMBER_BEHIND = compiled(r"[-‐–\s]?(?:\d{1,2}|[IVX]{1,3})")


def drop_families(lines: Sequence[Sentence], found: Sequence[list[StudyMention]]) -> None:
    """Take the names of several trials together off the studies named in sentences.

    Such is ``ORION`` in ``Both ORION trials`` beside ``ORION-1`` and ``ORION-2``, in ``the ORION program comprises two trials``.
    """
    names = {mention.name for mentions in found for mention in mentions if mention.kind == "acronym"}
    families: set[str] = set()
    for line, mentions in zip(lines, found):
        for mention in mentions:
            end = mention.end - line.start
            if mention.kind != "acronym" or mention.name in families:
                continue
            several = _FAMILY.match(line.text, end) and sum(_is_sibling(name, mention.name) for name in names) > 1
            if several or _COMPRISES.match(line.text, end):
                families.add(mention.name)
    for mentions in found if families else ():
        mentions[:] = [mention for mention in mentions if mention.kind != "acronym" or mention.name not in families]


def _is_sibling(name: str, family: str) -> bool:
    """Whether a name is that of a family with a number: ``ORION-2`` of ``ORION``."""
    return name.startswith(family) and _NUMBER_BEHIND.fullmatch(name, len(family)) is not None
