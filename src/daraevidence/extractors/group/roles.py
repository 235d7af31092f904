"""What the arms of a trial are called by their parts in it: ``the controls``, ``the combination``, ``without the drug``."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from daraevidence.extractors.group.arm_names import DOSE
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS

__all__ = ["arm_of_role", "is_reference", "names_nothing", "names_role"]

_REFERENCE = compiled(
    r"(?i)\b(?:placebo|sham|controls?|saline|usual care|standard(?: of)? care|standard (?:therapy|treatment)|no treatment|"
    r"observation|best supportive care|watchful waiting|wait(?:ing)?[- ]list|vehicle)\b|^no\s"
)
#: what a treatment is called that has been named before
_TREATMENT = (
    r"(?:drugs?|medicines?|medications?|agents?|compounds?|antibod(?:y|ies)|vaccines?|inhibitors?|antagonists?|agonists?|conjugates?|"
    r"injections?|tablets?|capsules?|infusions?|devices?|implants?|supplements?|supplementation|interventions?|programm?es?|procedures?|"
    r"treatments?|therap(?:y|ies)|regimens?|strateg(?:y|ies)|approach(?:es)?|products?)"
)
_PEOPLE = rf"(?:{PERSONS}|those|group|groups|arm|arms|cohort|cohorts|recipients|users)"
#: the parts that an arm may have, in the words that mean it; in their order: the reference, what is tried, what is given to it
#: beside nothing, more of two, less of two, and the order in which they are told of
_ROLES = tuple(
    (role, compiled(rf"(?i)(?:the\s+)?(?:{words})"))
    for role, words in (
        (
            "control",
            rf"(?:active\s+|concurrent\s+|matched\s+)?(?:controls?|comparators?|comparison|reference)(?:\s+{_TREATMENT})?",
        ),
        (
            "tried",
            r"(?:experimental|investigational|interventional|interventions?|new(?:er)?|novel|test(?:ed)?|trial|study)"
            rf"(?:[- ]{_TREATMENT})?",
        ),
        ("given", rf"(?:with\s+)?(?:the\s+)?(?:active(?:[- ]{_TREATMENT})?|(?:actively\s+)?treated|{_TREATMENT})"),
        (
            "without",
            rf"(?:without(?:\s+(?:the\s+)?(?:it|{_TREATMENT}))?|not\s+(?:treated|given\s+(?:it|{_TREATMENT}))|untreated)",
        ),
        (
            "joint",
            rf"(?:combination|combined|add-on|dual|both)(?:[- ]{_TREATMENT})?",
        ),
        ("single", r"(?:monotherapy|single[- ](?:agent|drug)(?:\s+(?:therapy|treatment))?)"),
        ("first", rf"first(?:\s+{_TREATMENT})?"),
        ("second", rf"second(?:\s+{_TREATMENT})?"),
    )
)
_NOUN = compiled(
    rf"(?i)(?:^(?:the\s+)?(?:{PERSONS}|those)\s+(?:in|from|of|on|under|receiving|given|treated\s+with)\s+(?:the\s+)?|[\s-]+{_PEOPLE}$)"
)
_ALONE = compiled(r"(?i)\s+(?:alone|only|by\s+itself)$")
_JOINT = compiled(r"(?i)\s*(?:\+|\bplus\b|\bcombined\s+with\b|\bin\s+combination\s+with\b|\bcombination\b|\badded\s+to\b)\s*")
_AND = compiled(r"(?i)\s*(?:,\s*(?:and\s+)?|\band\b|\bwith\b)\s*")
#: what an arm is given that does nothing
_IDLE = compiled(r"(?i)(?:(?:matching|matched|oral|inactive)\s+)?(?:placebo|sham|vehicle|saline)\b.*")


class _Parts(NamedTuple):
    """The numbers of the arms that have a part in the trial, of those that can be told apart; -1 for none."""

    reference: int = -1
    #: the one that is given all that the other is given, and more
    more: int = -1
    joint: int = -1


def is_reference(name: str) -> bool:
    """Whether a group is given nothing, or what everybody gets."""
    return _REFERENCE.search(name) is not None


def names_role(name: str) -> bool:
    """Whether a name says nothing but the part of a group in its trial: ``control group``, ``the combination``."""
    return _asked(_plain(name)) != ""


#: how often and which way, and not what: ``a single intramuscular dose``
_ONLY_HOW = compiled(
    r"(?i)(?:an?\s+)?(?:(?:single|one|two|three|double|repeated|active)\s+)?(?:[a-z]+(?:al|ous|ular|ed)\s+)?"
    rf"(?:doses?|courses?|cycles?|shots?|{_TREATMENT})"
)


def names_nothing(name: str) -> bool:
    """Whether an arm's name does not say what it is given."""
    return _ONLY_HOW.fullmatch(name) is not None


def _plain(name: str) -> str:
    return _NOUN.sub("", _NOUN.sub("", name)).strip()


@lru_cache(maxsize=1024)
def _asked(plain: str) -> str:
    return next((role for role, words in _ROLES if words.fullmatch(plain)), "")


@lru_cache(maxsize=1024)
def _given(name: str) -> frozenset[str]:
    """What an arm is given, without doses and without what does nothing."""
    parts = (part.strip() for joint in _JOINT.split(DOSE.sub(" ", name)) for part in _AND.split(joint))
    return frozenset(part.casefold() for part in parts if part and not _IDLE.fullmatch(part))


@lru_cache(maxsize=256)
def _parts(names: tuple[str, ...]) -> _Parts:
    reference = [number for number, name in enumerate(names) if is_reference(name)]
    joint = [number for number, name in enumerate(names) if _JOINT.search(name)]
    more = -1
    if len(names) == 2:
        given = [_given(name) for name in names]
        more = next((one for one, other in ((0, 1), (1, 0)) if given[other] < given[one]), -1)
        if len(joint) == 2 and more >= 0 and given[1 - more]:
            joint = [more]
    return _Parts(reference[0] if len(reference) == 1 else -1, more, joint[0] if len(joint) == 1 else -1)


def arm_of_role(name: str, names: Sequence[str], *, surely: bool = False) -> int | None:
    """The number of the arm that a name means by its part in the trial, where only one can be meant; ``names``: the arms in the
    order in which they are told of.

    ``controls``: the one that is given nothing or what everybody gets, or less than the other, or of two the one told of second;
    ``the experimental arm``, ``the drug``: the other one; ``the combination``: the one that is given more; ``X alone``: less.
    ``surely``: not by the order alone, for a group of its own may bear the name, the third one of a list.
    """
    plain = _plain(name)
    asked = _asked(plain)
    parts = _parts(tuple(names))
    if not asked:
        return _alone(plain, names) if _ALONE.search(plain) else None
    if asked == "control" and parts.reference >= 0:
        return parts.reference
    if asked == "joint":
        return parts.joint if parts.joint >= 0 else None
    if len(names) != 2:
        return None
    if asked == "first" or asked == "second":
        return int(asked == "second")
    if asked == "single":
        return 1 - parts.joint if parts.joint >= 0 else None
    less = parts.reference if parts.reference >= 0 else 1 - parts.more if parts.more >= 0 else -1
    if less < 0:  # what is tried is told of first
        return None if surely else {"control": 1, "tried": 0}.get(asked)
    return less if asked in ("control", "without") else 1 - less


def _alone(plain: str, names: Sequence[str]) -> int | None:
    """``rituximab alone`` is ``rituximab plus placebo``."""
    wanted = _given(_ALONE.sub("", plain))
    same = [number for number, name in enumerate(names) if wanted and _given(name) == wanted]
    return same[0] if len(same) == 1 else None
