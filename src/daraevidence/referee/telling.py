"""What the referee says of readings and places, in words."""

from __future__ import annotations

from collections.abc import Sequence

from daraevidence.draft import Draft, Flag, Severity
from daraevidence.layout.document import Document
from daraevidence.referee.claims import Claim
from daraevidence.referee.fields import shown
from daraevidence.referee.fit import subject
from daraevidence.referee.judge import Candidate
from daraevidence.referee.readings import Library, Reading, Spot

__all__ = ["Place", "cut", "flag", "named", "owner", "place_of", "quoted", "right"]

Place = tuple[int, int]


def cut(text: str) -> str:
    """A text in one line, shortened."""
    words = " ".join(text.split())
    return words if len(words) <= 120 else f"{words[:119]}…"


def flag(
    rule: str, severity: Severity, at: Place, words: str, claim: Claim, name: str, right: str = "", others: Sequence[Place] = ()
) -> Flag:
    """A finding about one field of a claim.

    ``formula`` is ``endpoints[3].value``, ``printed`` what the claim has, ``reading`` what the source has; the places are where
    the right value stands, then where the claimed one does.
    """
    given = claim.fields.get(name, claim.quote if name == "quote" else None)
    found = Flag(rule, severity, *at, words, formula=f"{claim.place}.{name}", printed=cut(shown(given)), reading=right)
    found.places = tuple(place for place in (at, *others) if place[1] > place[0])
    return found


def place_of(draft: Draft) -> Place:
    """The place of a record as a whole."""
    return draft.start, draft.end


def quoted(document: Document, draft: Draft) -> str:
    """The characters of a record."""
    return cut(document.text.quote(draft.start, draft.end))


def named(reading: Reading) -> str:
    """What a reading is about, in its own words."""
    draft, scene = reading.draft, reading.scene
    if not reading.owned:
        return f"“{cut(scene.row or scene.words)}”" + (f" in “{cut(scene.column)}”" if scene.column else "")
    parts = [subject(draft)]
    if draft.get("grade"):
        parts.append(f"grade {draft.get('grade')}")
    if draft.get("timepoint") is not None:
        parts.append(f"at {shown(draft.get('timepoint'))} {draft.get('timepoint_unit') or ''}".strip())
    if draft.kind != "cohort" and draft.get("cohort"):
        parts.append(f"of {draft.get('cohort')}")
    if draft.kind != "study" and draft.get("study"):
        parts.append(f"({draft.get('study')})")
    return " ".join(parts)


def owner(library: Library, spot: Spot) -> str:
    """What a number is, where it stands."""
    for reading in library.owners(spot.start):
        return f"“{cut(library.document.text.quote(spot.start, spot.end))}” of {named(reading)}"
    scene = library.scene(spot.start)
    return f"part of “{cut(scene.row or scene.words)}”" + (f" ({cut(scene.column)})" if scene.column else "")


def right(one: Candidate, name: str) -> tuple[str, Place | None]:
    """What a reading has in the place of a claimed field ("" for nothing), and where that is printed."""
    match, draft = one.matches[name], one.reading.draft
    own = match.name if match.status in ("differs", "same", "rounded") else name
    value = draft.get(own)
    if value is None:
        own = f"{own}_text"
        value = draft.get(own)
    if value is None:
        return "", None
    marks = draft.marks.get(own, ())
    return "not reached" if own == "reached" else shown(value), (marks[0].start, marks[0].end) if marks else None
