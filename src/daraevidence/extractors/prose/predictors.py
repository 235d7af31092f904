"""Ratios of factors, each of those who have it: ``A low X (OR 0.4) and prior Y (OR 0.6) predicted remission``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.draft import RATIOS, Draft
from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.labels import is_treatment
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import terms

__all__ = ["name_factors"]


class _Factor(NamedTuple):
    """The words of a factor, and those of the outcome that it is tested for, by their places."""

    what: tuple[int, int]
    of: tuple[int, int]


#: the predicate of factors, up to what they predict
_PREDICT = Gated(
    "predict|associat|factor|prognostic|chance|risk|odds|likelihood|probability",
    r"\s*,?\s(?:(?:was|were|is|are|remained|did|emerged\s+as)\s+)?(?:(?:not|both|all|each|also|the|an?|only|strong(?:ly)?|independent(?:ly)?|"
    r"significant(?:ly)?)\s+)*(?:predict(?:s|ed)?|predictors?\s+of|predictive\s+of|associated\s+with|"
    r"(?:decreased|increased|reduced|raised|lowered|doubled|tripled)\s+the(?=\s+(?:chances?|risk|odds|likelihood|probability)\s+of\b)|"
    r"(?:risk|prognostic|protective)\s+factors?\s+(?:for|of)|prognostic\s+(?:for|of))\s+(?P<of>(?:[^\s,;:.()]+\s+){0,7}?[^\s,;:.()]+)"
    r"(?=\s*(?:[,;:()]|\.(?!\d)|$|\s(?:according\s+to|on\s+(?:multi|uni)|by\s+(?:multi|uni)|globally|overall|were|was|included?|in\s+(?:an?|the)\s+(?:multi|uni|Cox|logistic|adjusted)|in\s+(?:multi|uni)vari|after\s+adjust|among|in\s+the\s+\d)))",
)
#: what is said of factors that are told before those of the other kind: ``were independent risk factors``, while
_FACTORS = Gated(
    "factor|predictor",
    r"\s(?:was|were|is|are|emerged\s+as)\s+(?:(?:the|an?|also|all|both|only|strong|independent|significant|main)\s+)*"
    r"(?:(?:risk|prognostic|protective)\s+factors?|predictors?)(?=[\s,;.])",
)
#: what leads from the outcome to its factors: ``predictors of relapse``:
_NAMELY = compiled(r"\s*(?:globally|overall|in\s[^,;:()]{3,60})?\s*(?::|(?:were|was|included?|namely|are)\b)")
_SHORT_FORM = compiled(r"\s[(\[][A-Za-z][\w/-]{1,11}[)\]]\s*$")
_IN_BRACKETS = compiled(r"[(\[][^()\[\]]*[)\]]")
_CHANGED_RISK = compiled(r"\b(?:decreased|increased|reduced|raised|lowered|doubled|tripled)\s+the\b")
_RATIO_BRACKET = compiled(
    r"\s*[(\[]\s*(?:(?:(?:un|age-|fully\s)?adjusted|crude|multivari(?:able|ate)|univari(?:able|ate)|pooled)\s)?$"
)
#: what stands before a factor: ``In multivariable analysis,``, ``and``, ``a``
_LEAD = compiled(
    r"^(?:\s|[,;)\]]|(?:and/or|and|or|both|also|only|but|while|whereas|[Aa]n?|[Tt]he|[Bb]oth|as\s+well\s+as|an?\s+age\b(?=\s+of\s+an?))\b(?=\s)|"
    r"(?:[Oo]n|[Ii]n|[Bb]y|[Aa]fter|[Ww]ith)\s+(?:an?\s+|the\s+)?(?:[A-Za-z-]+\s+){0,3}?(?:multivaria(?:ble|te)|univaria(?:ble|te)|Cox|logistic|adjusted|"
    r"regression)(?:\s+(?:[A-Za-z-]+\s+){0,2}?(?:analys[ie]s|models?|regression))?,?(?=\s)|[A-Z][a-z]+ly,)+"
)
_VERB = compiled(
    r"\b(?:was|were|is|are|had|has|did|occurred|showed|reduced|increased|improved|highlighted|identified|found|revealed|confirmed|"
    r"selected|retained|yielded|suggested|indicated)\b|[%]"
)
_MOST_WORDS = 9


def name_factors(place: Place, drafts: Sequence[Draft]) -> None:
    """Give the ratios of factors to those who have them, and name what they predict.

    Reads ``X (OR 0.4) and Y (OR 0.6) predicted Z``, ``X did not predict Z (OR 1.1)``, ``X (HR 2.9) was a risk factor, while Y (HR
    0.4) was protective for Z``, ``risk factors for Z were X (OR 1.4) and Y (OR 3)``; not the effect of what the study gives.
    """
    ratios = [draft for draft in drafts if draft.kind == "endpoint" and draft.get("measure") in RATIOS]
    predicts = _PREDICT.search(place.text) if ratios else None
    if predicts is None:
        return
    found = _in_turn(place, ratios, predicts) or [_factor(place, draft, predicts) for draft in ratios]
    for draft, factor in zip(ratios, found, strict=True):
        if factor is None or None in found:
            return
        (start, end), of = factor
        name = " ".join(place.text[start:end].split())
        outcome, than, _ = place.text[slice(*of)].partition(" than ")
        if than and is_treatment(name):  # "usual care was associated with more deaths than training": one against the other
            return
        of = of[0], of[0] + len(outcome)
        outcome = _CHANCE.sub("", " ".join(outcome.split()))
        outcome = place.last.text if outcome in ("it", "this") and place.last is not None else outcome
        draft.fields.pop("comparator", None)
        draft.marks.pop("comparator", None)
        if draft.get("cohort") != name or start < predicts.start():
            draft.marks.pop("cohort", None)
            name = f"{name[0].lower()}{name[1:]}" if name[1:2].islower() else name
            draft.put("cohort", f"patients with {name}", (place.base + start, place.base + end), "normalised")
        draft.marks.pop("label", None)
        draft.put("label", outcome, (place.base + of[0], place.base + of[1]))
        draft.fields["endpoint"] = outcome_code(outcome)
        draft.doubt(0.8, "a ratio of those who have a factor")


#: ``a lower chance of`` remission
_CHANCE = compiled(
    r"^(?:an?\s+|the\s+)?(?:(?:much|significantly|independently)\s+)?(?:(?:lower|higher|increased|reduced|greater|smaller|better|poorer|worse|the)\s+)?"
    r"(?:chances?|risk|odds|likelihood|probability|rates?|incidence)\s+(?:of|for)\s+|^(?:an?|the)\s+",
    re.IGNORECASE,
)
_RESPECTIVELY = compiled(r",?\s+respectively\s*[)\]]")
_SUBJECTS = compiled(r"\s+and\s+(?:an?\s+|the\s+)?")


def _in_turn(place: Place, ratios: Sequence[Draft], predicts: re.Match[str]) -> list[_Factor | None]:
    """``X and Y were predictors of Z (OR 2.6 and OR 1.9, respectively)``: two subjects and their ratios in one bracket."""
    starts = [draft.start - place.base for draft in ratios]
    if len(ratios) != 2 or starts[0] < predicts.end() or _RESPECTIVELY.search(place.text, starts[1]) is None:
        return []
    lead = _LEAD.match(place.text[: predicts.start()])
    first = lead.end() if lead is not None else 0
    joints = list(_SUBJECTS.finditer(place.text, first, predicts.start()))
    if len(joints) != 1 or _VERB.search(place.text, first, predicts.start()):
        return []
    subjects = (first, joints[0].start()), (joints[0].end(), predicts.start())
    return [_Factor(what, predicts.span("of")) for what in subjects]


def _factor(place: Place, draft: Draft, predicts: re.Match[str]) -> _Factor | None:
    """The factor that a ratio stands behind, or that is the subject of its sentence."""
    text, start = place.text, draft.start - place.base
    opened = _RATIO_BRACKET.search(text, max(0, start - 24), start)
    if opened is None:
        return None
    told = _FACTORS.search(text, opened.end()) if start < predicts.start() else None
    listed = _NAMELY.match(text, predicts.end("of")) if start > predicts.end() else None
    if start < predicts.start():
        if told is None and _VERB.search(_IN_BRACKETS.sub(" ", text[opened.start() : predicts.start()])):
            return None
        own = _SHORT_FORM.search(text, 0, opened.start())  # "high C-reactive protein (CRP) (HR 1.1"
        limit = own.start() if own is not None else opened.start()
        before = max(text.rfind(mark, 0, limit) for mark in ")];") + 1
        place_of = before, limit
    elif listed is not None and listed.end() < opened.start():
        closed = max(text.rfind(mark, 0, opened.start()) for mark in ")];")
        place_of = max(closed + 1, listed.end()), opened.start()
    elif (
        _CHANGED_RISK.search(predicts[0]) is None
        and opened.start() - predicts.end("of") < 2
        and not any(mark in text[: predicts.start()] for mark in ";()")
    ):
        place_of = 0, predicts.start()
    else:
        return None
    lead = _LEAD.match(text[place_of[0] : place_of[1]])
    what = place_of[0] + (lead.end() if lead is not None else 0), place_of[1]
    words = text[slice(*what)]
    comma = words.rfind(", ")
    if comma >= 0:
        what = what[0] + comma + 2, what[1]
        again = _LEAD.match(text[slice(*what)])
        what = what[0] + (again.end() if again is not None else 0), what[1]
        words = text[slice(*what)]
    known = place.scope.named_so(place.study, words.strip())
    given = terms(words, 0, frozenset(("drug", "regimen")))
    treated = (known is not None and known.role == "arm") or (bool(given) and given[0].start == 0)
    treated = treated or (bool(given) and _CHANGED_RISK.search(predicts[0]) is not None)  # "Treatment with X reduced the risk"
    if not words.strip() or len(words.split()) > _MOST_WORDS or _VERB.search(words) or treated:
        return None
    return _Factor(what, predicts.span("of"))
