"""How well a place of the document is what a claim is about: outcome, group, study, time, grade, kind of statistic."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from daraevidence.delivery.arms import Arms, study_asked
from daraevidence.delivery.wording import best, forms, near, times_in, times_of, words
from daraevidence.draft import TOLD, Draft
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of, endpoint_code, terms
from daraevidence.referee.claims import Claim
from daraevidence.referee.readings import Library, Reading, Scene

__all__ = ["Fit", "Fitter", "is_whole", "subject"]

#: The field that says what a record is about.
_SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "study": ("study", "acronym", "first_author", "registry_id"),
    "cohort": ("cohort",),
    "regimen": ("regimen", "drugs"),
    "endpoint": ("label",),
    "characteristic": ("characteristic",),
    "adverse_event": ("term",),
    "threshold": ("variable", "context"),
    "reference": ("text", "title", "authors"),
}
_WHOLE_GROUP = compiled(
    r"(?:the )?(?:total|overall|all|whole|entire|full|itt|intention[- ]to[- ]treat)(?: (?:study|treated|enrolled|included))?"
    r"(?: (?:patients|population|cohort|group|participants|subjects|sample))?\Z|(?:patients|participants)\Z",
    re.IGNORECASE,
)
#: Statistics that others name alike.
_ALIKE = (
    frozenset({"proportion", "count", "landmark_rate", "value"}),
    frozenset({"relative_risk", "risk_reduction"}),
    frozenset({"value", "mean", "median"}),
)
_WEIGHTS = {"what": 0.5, "cohort": 0.25, "study": 0.12}
#: How well a place fits at most whose words are the claim's, but which no record of the library owns.
_UNOWNED = 0.9
#: What a mismatch leaves of the fit.
_CUTS = {"time": 0.6, "grade": 0.6, "measure": 0.75, "comparator": 0.9}


class Fit(NamedTuple):
    """Scores from 0 to 1 for each thing that the claim says; ``score`` is the whole."""

    score: float
    parts: dict[str, float]


def subject(draft: Draft | Claim) -> str:
    """What a record is about, as printed."""
    for name in _SUBJECTS[draft.kind]:
        if draft.fields.get(name):
            return str(draft.fields[name])
    return ""


def is_whole(group: str) -> bool:
    """Whether a name only says that everybody is meant: ``total``, ``all patients``, ``ITT population``."""
    return _WHOLE_GROUP.match(group.strip()) is not None


class Fitter:
    """Holds claims against readings; names are compared once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        document = library.document
        self._short = document.abbreviations
        rows = [draft.fields for draft in library.drafts if draft.kind == "cohort"]
        names = [str(d.get("cohort")) for d in library.drafts if d.get("cohort")]
        self._arms = Arms([{**row, "aliases": row.get("aliases") or ()} for row in rows], names, self._short, document.clean)
        self._totals = {(r.get("study"), r.get("cohort")) for r in rows if r.get("role") == "total"} | {(None, "total")}
        self._studies = [draft.fields for draft in library.drafts if draft.kind == "study"]
        self._asked: dict[str, Callable[[str | None, str], float]] = {}
        self._named: dict[str, Callable[[str], tuple[float, str]]] = {}
        self._recalled: dict[tuple[str, str], float] = {}
        self._subjects: dict[tuple[str, str, str, str], float] = {}

    def fit(self, claim: Claim, reading: Reading) -> Fit:
        """How well a reading is what the claim is about."""
        if claim.kind in TOLD:
            parts = self._statistic(claim, reading)
        else:
            parts = self._other(claim, reading)
        weighted = [(weight, parts[name]) for name, weight in _WEIGHTS.items() if name in parts]
        score = sum(weight * part for weight, part in weighted) / sum(weight for weight, _ in weighted) if weighted else 0.0
        for name, left in _CUTS.items():
            score *= left + (1 - left) * parts.get(name, 1.0)
        return Fit(score, parts)

    # --- results -----------------------------------------------------------------------------------------------------

    def _statistic(self, claim: Claim, reading: Reading) -> dict[str, float]:
        draft, scene = reading.draft, reading.scene
        parts = {"what": self.what(claim, reading)}
        if claim.text("cohort"):
            parts["cohort"] = self._cohort(claim.text("cohort"), reading)
        if claim.text("study"):
            parts["study"] = self._study(claim.text("study"), draft, scene)
        asked = times_of(claim.fields.get("timepoint"), claim.fields.get("timepoint_unit")) or times_in(subject(claim))
        told = times_of(draft.get("timepoint"), draft.get("timepoint_unit")) or times_in(subject(draft))
        if asked:
            told = told or times_in(f"{scene.words} {scene.row}")
            parts["time"] = 1.0 if asked & told else 0.0 if told else 0.5
        elif told and draft.get("timepoint") is not None:
            parts["time"] = 0.8
        grade, own = claim.text("grade"), str(draft.get("grade") or "")
        if grade and own:
            parts["grade"] = 1.0 if grade == own else 0.0
        measure, own = claim.text("measure"), str(draft.get("measure") or "")
        if measure and own:
            parts["measure"] = 1.0 if measure == own else 0.8 if any({measure, own} <= each for each in _ALIKE) else 0.0
        if claim.text("comparator") and draft.get("comparator"):
            other = self._group(claim.text("comparator"))
            parts["comparator"] = other(_text(draft.get("study")), str(draft.get("comparator")))
        return parts

    def what(self, claim: Claim, reading: Reading) -> float:
        """How far a reading tells what the claim is about."""
        draft = reading.draft
        if not reading.owned or draft.kind not in TOLD:
            return _UNOWNED * self.recall(subject(claim), f"{reading.scene.words} {reading.scene.above}")
        codes = claim.text("endpoint"), str(draft.get("endpoint") or "")
        key = (subject(claim), subject(draft), *codes)
        if key not in self._subjects:
            self._subjects[key] = self._alike(*key)
        found = self._subjects[key]
        if found < 0.7:
            found = max(found, 0.6 * self.recall(subject(claim), f"{reading.scene.words} {reading.scene.row}"))
        return found

    def _alike(self, asked: str, told: str, code: str, own: str) -> float:
        if asked.casefold() == told.casefold() and code in (own, "", "OTHER", endpoint_code(asked)):
            return 1.0
        plain = _plain(told)
        names = (*forms(asked, self._short), *forms(_plain(asked), self._short))
        found = best(names, dict.fromkeys((told, plain, plain.rpartition(" > ")[2])), self._short)[0]
        bounds = _bounds(asked.rpartition(" > ")[2]), _bounds(plain.rpartition(" > ")[2])
        if bounds[0] != bounds[1] and all(bounds):
            found = min(found, 0.3)  # <65 and ≥65 are two groups of the same words
        code = code if code not in ("", "OTHER") else endpoint_code(asked)
        own = own if own not in ("", "OTHER") else endpoint_code(told)
        if code != "OTHER" and own == code:
            return max(found, 0.85 + 0.15 * found)
        if code != "OTHER" and own != "OTHER":
            return min(found, 0.3)
        if " > " in asked:  # the last label is what tells rows of one family apart
            last = best((asked.rpartition(" > ")[2],), (plain.rpartition(" > ")[2],), self._short)[0]
            found = max(min(found, 0.1 + 0.9 * last), 0.7 * last)
        events = _events(asked), _events(told)
        return max(found, 0.9) if events[0] and events[0] == events[1] else found

    def recall(self, asked: str, told: str) -> float:
        """The share of the words of a name that stand in a text."""
        key = asked, told
        if key not in self._recalled:
            self._recalled[key] = self._recall(asked, told)
        return self._recalled[key]

    def _recall(self, asked: str, told: str) -> float:
        want = words(_plain(asked))
        have = frozenset(words(told))
        if not want:
            return 0.0
        found = sum(1.0 if word in have else near(word, have) for word in want) / len(want)
        code = endpoint_code(asked)
        if (
            found < 0.8
            and code != "OTHER"
            and any(term.code == code for term in terms(told, 0, frozenset({"endpoint", "response"})))
        ):
            return 0.8
        return found

    def _cohort(self, asked: str, reading: Reading) -> float:
        draft = reading.draft
        if not reading.owned or draft.kind not in TOLD:
            where = reading.scene.column or reading.scene.words
            return max(_UNOWNED * self.recall(asked, where), 0.6 * self.recall(asked, f"{where} {reading.scene.above}"))
        name, study = _text(draft.get("cohort")), _text(draft.get("study"))
        if name is None:
            return 0.5
        return self._group(asked)(study, name)

    def _group(self, asked: str) -> Callable[[str | None, str], float]:
        if asked not in self._asked:
            score = self._arms.asked(asked)
            whole = is_whole(asked)

            @lru_cache(maxsize=4096)
            def fits(study: str | None, told: str) -> float:
                found = score(study, told).score
                if whole and ((study, told) in self._totals or told == "total" or is_whole(told)):
                    return 1.0
                return max(found, 0.5) if told == "total" else found

            self._asked[asked] = fits
        return self._asked[asked]

    def _study(self, asked: str, draft: Draft, scene: Scene) -> float:
        name = _text(draft.get("study"))
        if name is None:
            return 0.5
        if asked not in self._named:
            self._named[asked] = study_asked(asked, self._studies)
        found = self._named[asked](name)[0]
        return max(found, 0.5) if len(self._studies) == 1 else found

    # --- studies, groups, treatments, limits --------------------------------------------------------------------------

    def _other(self, claim: Claim, reading: Reading) -> dict[str, float]:
        draft, asked = reading.draft, subject(claim)
        if not reading.owned or (draft.kind != claim.kind and claim.kind != "cohort"):
            return {"what": _UNOWNED * self.recall(asked, f"{reading.scene.words} {reading.scene.above}")}
        if claim.kind == "study":
            return {"what": max(self._study(name, draft, reading.scene) for name in _names(claim))}
        if claim.kind == "cohort":
            parts = {"what": self._cohort_name(asked, draft)}
        elif claim.kind == "regimen":
            parts = {"what": self._regimen(claim, draft)}
        else:
            parts = {"what": best(forms(asked, self._short), (subject(draft),), self._short)[0]}
        if claim.kind == "threshold" and claim.text("context") and draft.get("context"):
            parts["study"] = best((claim.text("context"),), (str(draft.get("context")),), self._short)[0]
        if claim.text("study"):
            parts["study"] = self._study(claim.text("study"), draft, reading.scene)
        return parts

    def _cohort_name(self, asked: str, draft: Draft) -> float:
        name = _text(draft.get("cohort"))
        if name is None:
            return 0.0
        found = self._group(asked)(_text(draft.get("study")), name)
        return found if draft.kind == "cohort" else 0.95 * found

    def _regimen(self, claim: Claim, draft: Draft) -> float:
        asked = frozenset(drugs_of(f"{claim.text('drugs')} {claim.text('regimen')}"))
        told = frozenset(drugs_of(f"{draft.get('drugs') or ''} {draft.get('regimen') or ''}"))
        names = best(forms(subject(claim), self._short), (str(draft.get("regimen") or ""),), self._short)[0]
        if asked and told:
            return max(names, 0.95) if asked == told else min(names, 0.3 + 0.4 * len(asked & told) / len(asked | told))
        return names


def _names(claim: Claim) -> list[str]:
    return [str(claim.fields[name]) for name in ("study", "acronym", "registry_id") if claim.fields.get(name)] or [""]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


_BOUND = compiled(r"(<=|>=|[<>≤≥])\s*(\d+(?:[.,]\d+)?)")
_SIGNS = {"<=": "≤", ">=": "≥"}
_STATISTIC = compiled(
    r"(?i)(?:,?\s*[(\[]?\s*\b(?:n|no\.)\s*[(\[]?\s*%\s*[)\]]*|,?\s*\(?n\s*=\s*[\d,]+\)?|\b(?:median|mean|rate|percentage|proportion"
    r"|number|incidence) (?:of )?(?:patients |participants |subjects )?(?:with |who had |of )?)"
)


@lru_cache(maxsize=8192)
def _plain(label: str) -> str:
    """A label without the words of the statistic, in the form in which both sides are compared."""
    return _STATISTIC.sub(" ", label).strip(" ,:;") or label


@lru_cache(maxsize=8192)
def _bounds(label: str) -> frozenset[tuple[str, str]]:
    """The limits in a label: ``<65``, ``≥ 3``, ``>=3``."""
    return frozenset((_SIGNS.get(sign, sign), value) for sign, value in _BOUND.findall(label))


@lru_cache(maxsize=8192)
def _events(label: str) -> frozenset[str]:
    return frozenset(term.code for term in terms(label, 0, frozenset({"adverse_event"})))
