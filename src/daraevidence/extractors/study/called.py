"""The names by which records call studies."""

from __future__ import annotations

from collections import Counter

from daraevidence.extractors.study.lines import Entity

__all__ = ["name_studies"]

#: a name used so often is what the document calls the study
_OFTEN = 3


def _is_called(entity: Entity) -> bool:
    """Whether a document calls a study by its acronym: a heading bears it, or the text uses it more than its author.

    It is used often then, or it is what the reference number stands at.
    """
    named = Counter(kind for kind, _ in {(mention.kind, mention.start) for mention in entity.mentions})
    cited = any(mention.citations for mention in entity.mentions if mention.kind == "acronym")
    return entity.headed or (named["acronym"] > named["author"] and (cited or named["acronym"] >= _OFTEN))


def name_studies(entities: list[Entity]) -> None:
    """Names as records use them; two publications of one author and year are told apart by their citation."""
    for entity in entities:
        if entity.author and not (entity.acronym and (entity.signed or (entity.year is None and _is_called(entity)))):
            others = f" and {entity.second}" if entity.second else "" if entity.alone else " et al"
            written = entity.author + others
            entity.name = written + (f" ({entity.year})" if entity.year else "")
        else:
            entity.name = entity.acronym or entity.registered or entity.words
    count: dict[str, list[Entity]] = {}
    for entity in entities:
        count.setdefault(entity.name.casefold(), []).append(entity)
    for same in count.values():
        if len(same) > 1:
            for entity in same:
                if entity.cited:
                    entity.name = f"{entity.name} [{entity.cited[0]}]"
    taken: set[str] = set()
    for entity in entities:
        name, again = entity.name, 2
        while entity.name in taken:
            entity.name, again = f"{name} ({again})", again + 1
        taken.add(entity.name)
