"""The arm that words mean: by a part of its name, by its role, by the class of its drug."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.extractors.scope import Group
from daraevidence.language.vocabulary import TermKind, class_of, drugs_of, terms

__all__ = ["called"]

_CLASS: frozenset[TermKind] = frozenset({"drug_class"})
_NOUN = re.compile(r"(?i)^the\s+|[\s-]+(?:treated\s+)?(?:groups?|arms?|patients|participants)$")
_REFERENCE = re.compile(
    r"(?i)\b(?:placebo|sham|controls?|usual care|standard(?: of)? care|standard (?:therapy|treatment)|no treatment|observation|"
    r"best supportive care|watchful waiting)\b|^no\s"
)
_CONTROL = re.compile(r"(?i)(?:active )?(?:controls?|comparators?|comparison|reference)")
_ACTIVE = re.compile(
    r"(?i)(?:experimental|investigational|interventions?|active(?:[- ](?:treatment|drug))?|study[- ](?:drug|treatment))"
)


def called(name: str, arms: Sequence[Group]) -> Group | None:
    """The arm that a name means: its own, the only one that has all words of it, or the one of its role or class of drugs."""
    own = [arm for arm in arms if name.casefold() in (each.casefold() for each in (arm.name, *arm.aliases))]
    words = set(name.casefold().split())
    alike = own or [arm for arm in arms if words and words <= set(arm.name.casefold().split())]
    return alike[0] if len(alike) == 1 else _by_role(name, arms)


def _by_role(name: str, arms: Sequence[Group]) -> Group | None:
    """Of two arms the one that a name means by its role (``the control group`` is given placebo, ``the experimental arm`` is the
    other one); of more the one that alone has a drug of the class it names (``the steroid group``)."""
    plain = _NOUN.sub("", _NOUN.sub("", name))
    reference = [arm for arm in arms if _REFERENCE.search(arm.name)]
    if len(arms) == 2 and len(reference) == 1:
        if _CONTROL.fullmatch(plain):
            return reference[0]
        if _ACTIVE.fullmatch(plain):
            return arms[arms[0] is reference[0]]
    classes = {term.code for term in terms(plain, 0, _CLASS) if term.end - term.start >= len(plain) - 1}
    given = [arm for arm in arms if any(class_of(drug) in classes for drug in drugs_of(arm.name))] if classes else []
    return given[0] if len(given) == 1 else None
