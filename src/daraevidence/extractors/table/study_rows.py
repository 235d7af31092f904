"""Tables whose rows are studies: ``Study | N | Herpes zoster, n (%)`` above ``Ito et al (2023) | 1240 | 61 (4.9)``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.grid.labels import Label, read_label
from daraevidence.extractors.grid.rows import STUDIES
from daraevidence.extractors.scope import Scope
from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid

__all__ = ["studies_of_rows", "title_of_all"]

#: ``Rusk et al (2018) (1)``, ``Ito and Mori, 2023``: who signed and when, before the mark of a reference
_BYLINE = compiled(
    r"(?P<name>(?P<author>[A-Z][\w'’-]+)(?:\s+et\s+al\.?|\s+(?:and|&)\s+[A-Z][\w'’-]+)?,?\s*\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?)"
)
_OF_WHOM = compiled(
    r"(?i)\s+(?:in|among|of)\s+(?:the\s+)?(?:patients|adults|children|those|participants|users|studies|trials)\b.*$"
)
_MOST = 0.6


def studies_of_rows(grid: Grid, scope: Scope) -> dict[int, str]:
    """The study of each row, by the name that the document has for it; none where the stub does not say that rows are studies."""
    if STUDIES.fullmatch(grid.stub.text.strip()) is None:
        return {}
    known = [study.name for study in scope.studies]
    found = {index: name for index, row in enumerate(grid.rows) if row.path and (name := _study(row.path[-1].text, known))}
    return found if len(found) > 1 and len(found) >= _MOST * len(grid.rows) else {}


def _study(text: str, known: Sequence[str]) -> str:
    byline = _BYLINE.match(text)
    if byline is not None:
        named = [name for name in known if name.startswith(byline["author"]) and byline["year"] in name]
        return named[0] if named else " ".join(byline["name"].split())
    return next((name for name in known if re.match(rf"{re.escape(name)}(?![\w-])", text)), "")


def title_of_all(title: Cell) -> tuple[Cell, Label]:
    """What the title says that all groups were looked at for, without those in whom it was."""
    text = _OF_WHOM.sub("", title.text).strip(" .:")
    return title._replace(text=text), read_label(text)
