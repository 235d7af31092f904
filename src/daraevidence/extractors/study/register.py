"""The studies of a document by the ways in which they are named."""

from __future__ import annotations

from daraevidence.extractors.study.lines import Entity
from daraevidence.extractors.study.names import StudyMention, folded

__all__ = ["Register"]


class Register:
    """Entities by the ways in which they are named."""

    def __init__(self) -> None:
        self.moved: dict[int, Entity] = {}
        self.entities: list[Entity] = []
        self.authors: dict[str, list[Entity]] = {}
        self.acronyms: dict[str, list[Entity]] = {}
        self.kinds: dict[str, Entity] = {}

    def author(self, mention: StudyMention) -> Entity:
        """The study of an author: same name, same year where both have one, a common citation where both have some."""
        known = self.authors.setdefault(folded(mention.name), [])
        fits = [e for e in known if e.year is None or mention.year is None or e.year == mention.year]
        near = [e for e in fits if not mention.citations or not e.cited or set(mention.citations) & set(e.cited)]
        near.sort(key=lambda e: (not set(mention.citations) & set(e.cited), e.year != mention.year))
        entity = near[0] if near else self._new(Entity(author=mention.name, year=mention.year), known)
        entity.year = entity.year or mention.year
        entity.second = entity.second or mention.second
        entity.alone = mention.alone and all(each.alone for each in entity.mentions)
        entity.own |= mention.own
        entity.cite(mention.citations)
        entity.mentions.append(mention)
        return entity

    def acronym(self, mention: StudyMention, flow: Entity | None) -> Entity:
        """The study of an acronym; of several publications of one trial the one told just before, else the first."""
        known = self.acronyms.setdefault(folded(mention.name), [])
        entity = flow if flow in known else known[0] if known else self._new(Entity(acronym=mention.name), known)
        assert entity is not None
        if not entity.author:
            entity.cite(mention.citations)
        entity.mentions.append(mention)
        return entity

    def kind(self, mention: StudyMention, cited: tuple[str, ...], *, anew: bool) -> Entity:
        """The study that is named by its kind: one for each registry number, set of citations, or wording, where none is brought
        up ``anew`` by the words of another."""
        ours = mention.name.startswith("our ")
        key = (
            str(mention.start)
            if mention.own
            else mention.registered or ("our" if ours else " ".join(cited) or folded(mention.name))
        )
        known = self.kinds.get(key)
        if anew and known is not None and not cited and not mention.registered:
            key = f"{key} {mention.start}"
        if key not in self.kinds:
            self.kinds[key] = Entity(words=mention.name, registered=mention.registered)
            self.entities.append(self.kinds[key])
        if mention.own:
            self.kinds["our"] = self.kinds[key]
        self.kinds[key].own |= mention.own
        self.kinds[key].cite(cited)
        self.kinds[key].mentions.append(mention)
        return self.kinds[key]

    def join(self, author: Entity, acronym: str) -> None:
        """The acronym names the author's study; what was known of the acronym alone goes over to it."""
        known = self.acronyms.setdefault(folded(acronym), [])
        author.acronym = author.acronym or acronym
        for alone in [e for e in known if not e.author]:
            known.remove(alone)
            self.entities.remove(alone)
            author.mentions += alone.mentions
            alone.author = "-"
            self.moved[id(alone)] = author
        if author not in known:
            known.append(author)

    def merge(self, alone: Entity, holder: Entity) -> None:
        """What was taken for a study of its own is another one under other words."""
        self.entities.remove(alone)
        holder.mentions += alone.mentions
        holder.own |= alone.own
        self.moved[id(alone)] = holder

    def _new(self, entity: Entity, known: list[Entity]) -> Entity:
        known.append(entity)
        self.entities.append(entity)
        return entity
