"""The names of a claim: where the source says them, and those that stand nowhere in it."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.delivery.wording import words
from daraevidence.draft import Draft, Flag, Mark, Severity
from daraevidence.referee.claims import Claim
from daraevidence.referee.fit import subject
from daraevidence.referee.judge import Bench, Candidate, Choice
from daraevidence.referee.telling import flag, named

__all__ = ["names"]

#: The names of each kind of record, and the respect in which a reading must fit for its own words to stand for them.
_NAMES = {
    "study": {"study": "what", "first_author": "", "acronym": "", "registry_id": "", "country": "", "site": ""},
    "cohort": {"cohort": "what", "study": "study"},
    "regimen": {"regimen": "what", "drugs": "what", "study": "study", "route": "", "schedule": ""},
    "endpoint": {"label": "what", "cohort": "cohort", "comparator": "comparator", "study": "study"},
    "characteristic": {"characteristic": "what", "cohort": "cohort", "study": "study"},
    "adverse_event": {"term": "what", "cohort": "cohort", "study": "study", "category": ""},
    "threshold": {"variable": "what"},
    "reference": {"text": "what", "title": "", "authors": "", "journal": "", "doi": ""},
}
_SUBJECTS = ("label", "characteristic", "term")
#: Names that are exact: a letter changed is another one.
_EXACT = frozenset({"registry_id", "doi"})
_GENERIC = frozenset({"total", "overall", "all", "whole", "entire", "itt", "all patients", "overall population"})
#: How well a reading must fit for its words to be those of the claim, and how many words of a name must be the document's.
_KNOWN, _MOST = 0.6, 0.5


def names(claim: Claim, choice: Choice, draft: Draft, bench: Bench) -> Iterator[Flag]:
    """Puts the places of names on the record; a flag for each name whose words the source does not have at all."""
    home = choice.rival or choice.home
    for name, respect in _NAMES[claim.kind].items():
        asked = claim.text(name)
        if not asked:
            continue
        own = home.reading.draft if home is not None else None
        fits = home is not None and home.fit.parts.get(respect, 0.0) >= _KNOWN
        if own is not None and (fits or own.get(name) == asked):
            marks = next(
                (own.marks[each] for each in (name, *_SUBJECTS) if own.marks.get(each)), (Mark(own.start, own.end, "inherited"),)
            )
            draft.marks[name] = marks[:1]
            continue
        best = max((one.fit.parts.get(respect, 0.0) for one in choice.others), default=0.0) if respect else 0.0
        places = bench.places(asked) if len(asked) < 400 else []
        if places:
            scene = home.reading.scene if home is not None else None
            inside = [place for place in places if scene is not None and scene.start <= place[0] < scene.end]
            draft.marks[name] = (Mark(*(inside or places)[0], "printed" if inside else "inherited"),)
        elif best < _KNOWN and asked.casefold() not in _GENERIC and (name in _EXACT or _share(asked, bench) < _MOST):
            yield _unknown(claim, name, asked, draft, home)


def _share(asked: str, bench: Bench) -> float:
    """The share of a name's words that the document has anywhere."""
    want = words(asked)
    return sum(bench.is_known(word) for word in want) / len(want) if want else 1.0


def _unknown(claim: Claim, name: str, asked: str, draft: Draft, home: Candidate | None) -> Flag:
    severity: Severity = "error" if name in _EXACT else "warning"
    held = home is not None and any(match.status in ("same", "rounded") for match in home.matches.values())
    told = f"; its numbers stand there for {named(home.reading)}" if home is not None and held and name != "study" else ""
    words = f"{claim.place}.{name}: “{asked}” stands nowhere in the source{told}."
    draft.doubt(0.4, f"{name} “{asked}” stands nowhere in the source")
    right = (
        subject(home.reading.draft) if home is not None and held and name in (*_SUBJECTS, "cohort") and home.reading.owned else ""
    )
    if name == "cohort" and home is not None and right:
        right = str(home.reading.draft.get("cohort") or "")
    return flag("name-not-in-source", severity, (draft.start, draft.end), words, claim, name, right)
