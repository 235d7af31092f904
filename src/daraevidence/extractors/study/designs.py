"""Words for the design and the setting of a study."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import TermKind, terms

__all__ = ["design_words"]

_KINDS: frozenset[TermKind] = frozenset({"design", "setting"})
#: Designs whose words mean nothing else.
_PLAIN = frozenset(
    (
        "non-interventional",
        "observational",
        "prospective",
        "retrospective",
        "ambispective",
        "case series",
        "case-control",
        "cross-sectional",
        "randomized",
        "non-randomized",
        "open-label",
        "single-blind",
        "double-blind",
        "triple-blind",
        "observer-blind",
        "assessor-blinded",
        "partially blind",
        "blinded-endpoint",
        "sham-controlled",
        "double-dummy",
        "placebo-controlled",
        "active-controlled",
        "parallel-group",
        "single-arm",
        "crossover",
        "cluster-randomized",
        "single-center",
        "multicenter",
        "chart review",
        "real-world",
        "meta-analysis",
        "systematic review",
        "pooled analysis",
        "phase 1",
        "phase 1/2",
        "phase 2",
        "phase 2/3",
        "phase 3",
        "phase 4",
        "first-in-human",
        "dose-escalation",
        "case report",
    )
)
#: Any other word is one for the design only where a noun for a study stands close behind it.
_STUDY = compiled(
    r"(?:[,/\s-]+(?!of\b|with\b|in\b|to\b|for\b|by\b|and\b|was\b|were\b)[\w-]+){0,6}?[,/\s-]+"
    r"(?:study|studies|trial|analysis|review|series|registry|experience|report|survey|comparison|investigation|project|programme|"
    r"program|initiative)\b",
    re.IGNORECASE,
)
_ENDS_SO = compiled(r"(?:study|trial|analysis|review|survey)$", re.IGNORECASE)
_KIND_OF = compiled(r"\b(?:retrospective|prospective|observational|nationwide|national|multi-?cent\w+)\s+$", re.IGNORECASE)
#: What stands behind these words is said of the studies that are pooled.
_POOLED = frozenset(("meta-analysis", "systematic review", "pooled analysis"))
_JOINT = compiled(r"\s*(?:,|/|and|with|&)\s*(?:an?\s+)?(?:network\s+)?")
_OF_MANY = compiled(r"(?:[,/\s-]+[\w-]+){0,4}?[,/\s-]+(?:trials|studies|reports|papers|articles|cohorts)\b")
#: what stands behind is said of the study that is extended: ``the open-label extension of a phase 2 trial``
_EXTENDED = compiled(r"(?<=\bextension )(?:(?:study|phase|part)\s+)?(?:of|to)\b", re.IGNORECASE)
#: what was done to a blinded study: ``The trial was`` unblinded ``to its sponsor``
_BECAME = compiled(r"\b(?:was|were|been|being|be|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NOT_THE_STUDY = compiled(
    r"\s+(?:maintained|collected|database|(?<=prospective\s)(?:patients|participants|parents))\b", re.IGNORECASE
)


def design_words(text: str, offset: int = 0) -> Iterator[tuple[str, int, int]]:
    """Designs named in a text, in normal form, with their places.

    Reads ``a retrospective, single-center chart review``, ``phase II open-label study``, ``nationwide registry-based cohort
    study``; not ``prospectively maintained database``, ``meta-analysis of randomized trials`` (no more than the first word),
    ``a historical control cohort``, ``International Myeloma Working Group``.
    """
    parent = _EXTENDED.search(text)
    text = text[: parent.start()] if parent else text
    pooled = -1
    found = list(terms(text, offset, _KINDS))
    pools = any(term.code in _POOLED for term in found)
    for term in found:
        start, end = term.start - offset, term.end - offset
        if pooled >= 0 and not (term.code in _POOLED and _JOINT.fullmatch(text, pooled, start)):
            return
        if pools and term.code not in _POOLED and (_OF_MANY.match(text, end) or term.text.endswith("s")):
            continue  # "pooled eight randomized trials in a meta-analysis"
        pooled = end if term.code in _POOLED else -1
        if term.code == "extension" and term.text.casefold().startswith("open-label"):
            yield "open-label", term.start, term.start + len("open-label")
        if term.code in _PLAIN:
            late = term.text.casefold().startswith("un") and _BECAME.search(text, max(0, start - 24), start)
            if not late and not _NOT_THE_STUDY.match(text, end):
                yield term.code, term.start, term.end
        elif (
            _ENDS_SO.search(term.text)
            or _STUDY.match(text, end)
            or (term.code == "cohort" and _KIND_OF.search(text[:start][-24:]))
        ):
            yield term.code, term.start, term.end
