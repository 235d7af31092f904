"""Arms that a sentence names together, as it names them, and how they come into the scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.group.arm_names import DOSE, SHORT_FORM
from daraevidence.extractors.group.enrolled import happened_to
from daraevidence.extractors.group_names import key
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.dosing import HOW_GIVEN
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["Arm", "keep_arms", "known_arm", "label_of", "size_alike", "sized_alike", "unsized_arm"]


class Arm(NamedTuple):
    """``name`` without, ``dosed`` with the amount behind it."""

    name: str
    dosed: str
    at: tuple[int, int]
    n: int | None = None
    n_at: tuple[int, int] | None = None
    long: str = ""  # what the name is short for


def keep_arms(scope: Scope, owner: str | None, line: Sentence, arms: Sequence[Arm], *, role: str = "arm") -> bool:
    """Add the arms where the study knows none yet, else size those that it knows; whether they are arms.

    Groups that make up only a part of the study have the role ``subgroup``.
    """
    if len(arms) < 2 or len({arm.dosed.casefold() for arm in arms}) < len(arms):
        return False
    first = min((arm.n_at[0] for arm in arms if arm.n_at is not None), default=-1)
    if first >= 0 and happened_to(line.text[:first]):
        return False  # "Bleeding occurred in 14 patients given A and 9 given B": to how many it happened
    arms = [arm for arm in arms if _WHERE.search(arm.name) is None]
    arms = [_called(line.text, arm) for arm in arms]
    arms = sized_alike(line.text, arms, scope.size_of(owner))
    alike = len({arm.name.casefold() for arm in arms}) < len(arms)
    fresh = not any(group.role == "arm" for group in scope.groups_of(owner)) or _divide(scope, owner, arms)
    complete = all(arm.n for arm in arms) and scope.size_of(owner) == sum(arm.n or 0 for arm in arms)
    for arm, known in [(arm, _known(scope, owner, arm)) for arm in arms]:
        at = (line.start + arm.at[0], line.start + arm.at[1])
        n_at = (line.start + arm.n_at[0], line.start + arm.n_at[1]) if arm.n_at else None
        if known is not None and n_at is not None and known.n == arm.n:
            scope.told_again(known, (arm.name, arm.dosed, arm.long), n_at)
            scope.sizes |= {n_at[0]}
            continue
        if fresh or (complete and known is None):
            name = arm.dosed if alike else arm.name
            scope.add_group(owner, name, n=arm.n, role=role, aliases=(arm.dosed, arm.long), at=at, n_at=n_at)
        elif known is not None and known.n is None and arm.n is not None and n_at is not None:
            scope.size(known, arm.n, n_at, "the sentence of assignment says how many it has")
            scope.rename(known, arm.dosed if alike else arm.name, at)
        elif known is not None and arm.n is not None and arm.n > (known.n or 0):  # the table has a smaller population
            scope.add_group(owner, known.name, n=arm.n, at=at, n_at=n_at)
        if n_at and (fresh or known is not None):
            scope.sizes |= {n_at[0]}
    return fresh or any(_known(scope, owner, arm) is not None for arm in arms)


#: ``(n = 120 each)``, ``(120 per group)``, ``20 to each dose``, ``30 patients in each arm``
_EACH_SIZED = Gated(
    "each|per",
    rf"(?<![\w.,/-])(?P<n>{NUMBER})(?:\s+{COUNTED})?\s+(?:each\s*[)\]]|(?:to|in|per|for|on|at|with|of)\s+each\s+(?:of\s+(?:the|them)\b\s*)?"
    r"(?:doses?|dosages?|groups?|arms?|regimens?|treatments?)\b|per\s+(?:dose|group|arm|regimen|treatment)\b|"
    r"(?:(?:were|was)\s+)?(?:\w+ly\s+)?(?:assigned|allocated|allotted|randomi[sz]ed)\s+to\s+each\b)",
)
_NUMBER = compiled(NUMBER)


def sized_alike(text: str, arms: Sequence[Arm], total: int | None) -> list[Arm]:
    """Arms with the one size of all behind them: ``X or Y (n = 120 each)``, ``5, 10 and 20 mg in 60 adults, 20 to each dose``.

    Only where no other number stands between, or where it makes up the number before it or the study's.
    """
    last = max((arm.at[1] for arm in arms), default=0)
    if len(arms) < 2 or any(arm.n is not None for arm in arms) or (found := _EACH_SIZED.search(text, last)) is None:
        return list(arms)
    n = whole(found["n"]) or 0
    between = [*_NUMBER.finditer(text, last, found.start("n"))]
    behind_dose = _OWN_DOSE.match(text, last)
    between = [each for each in between if behind_dose is None or each.start() >= behind_dose.end()]
    known = {whole(each[0]) for each in between} | {total}
    if n < 2 or (between and n * len(arms) not in known) or (not between and found.start() - last > _NEAR):
        return list(arms)
    return [arm._replace(n=n, n_at=found.span("n")) for arm in arms]


#: what is counted right before a bracket
_THINGS = compiled(r"\d\s+(?P<what>[a-z]+)\s?[(\[]\s?$")
_PEOPLE_COUNTED = compiled(COUNTED)


def size_alike(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Size the arms of a study where a sentence tells the size of each and they make up the study.

    Arms that a table gives nearly as many patients (those who were treated) have two sizes.
    """
    found = _EACH_SIZED.search(line.text)
    things = _THINGS.search(line.text, 0, found.start()) if found is not None else None
    if things is not None and _PEOPLE_COUNTED.fullmatch(things["what"]) is None:
        return  # "40 beds (20 per group)"
    groups = [group for group in scope.groups_of(owner) if group.role == "arm"] if found is not None else []
    arms = list({group.name: group for group in reversed(groups)}.values())[::-1]
    n = whole(found["n"]) if found is not None else None
    if found is None or not n or len(arms) < 2 or n * len(arms) != scope.size_of(owner):
        return
    at = (line.start + found.start("n"), line.start + found.end("n"))
    if not any(group.n for group in groups):
        for arm in arms:
            scope.size(arm, n, at, "the text says how many each has")
    elif all(group.n is not None and _NEARLY * n <= group.n <= n for group in groups):
        for arm in arms:
            scope.add_group(owner, arm.name, n=n, at=at, n_at=at)


#: of the patients of an arm so many are treated at least
_NEARLY = 0.8
#: so far behind the last arm stands the size of all
_NEAR = 60
_OWN_DOSE = compiled(HOW_GIVEN)
#: where patients were, and no arm: ``4210 participants in nine countries, of whom 2106 received X``
_WHERE = compiled(
    r"\b(?:countries|cent(?:er|re)s|sites|hospitals|clinics|practices|institutions|cities|regions|units|departments|trials|studies)$"
)


#: the label of a group before its size: ``X 35 mg/kg daily (high-dose group, n=256)``
_LABEL = compiled(
    r"(?:the\s+|hereafter\s+)?[\"“]?(?P<label>(?:[A-Za-z][\w+/.-]*\s+){1,3}(?:group|arm|cohort))[\"”]?\s*[,;:]\s*(?:n\s?=\s?)?\Z",
    re.IGNORECASE,
)


def label_of(name: str, inside: str) -> str:
    """The label with which a bracket begins that holds a group's size; none where it only says the name again."""
    found = _LABEL.match(inside)
    label = " ".join(found["label"].split()) if found is not None else ""
    own, said = set(key(label)), set(key(name))
    return "" if not label or own == said or (len(own) == 1 and own < said) else label


def _called(text: str, arm: Arm) -> Arm:
    """An arm by the label or the short form that stands behind its name."""
    opened = text.rfind("(", arm.at[1], arm.n_at[0]) if arm.n_at is not None else -1
    label = label_of(arm.name, text[opened + 1 : arm.n_at[0]]) if opened >= 0 and arm.n_at is not None else ""
    if label:
        at = text.find(label, opened)
        return arm._replace(name=label, dosed=label, at=(at, at + len(label)), long=" ".join(text[arm.at[0] : opened].split()))
    short = SHORT_FORM.match(text, arm.at[1])
    if short is None:
        return arm
    return arm._replace(name=short["short"], dosed=f"{short['short']}{arm.dosed.removeprefix(arm.name)}", long=arm.name)


def _divide(scope: Scope, owner: str | None, arms: Sequence[Arm]) -> bool:
    """Whether arms that the study does not know make it up, beside other groups of it that tables have."""
    unknown = all(_known(scope, owner, arm) is None for arm in arms)
    return unknown and scope.size_of(owner) == sum(arm.n or 0 for arm in arms)


def _known(scope: Scope, owner: str | None, arm: Arm) -> Group | None:
    known = scope.named_so(owner, arm.dosed) or scope.named_so(owner, arm.name)
    if known is None and arm.n is not None:
        known = known_arm(scope, owner, arm.name, arm.n) or unsized_arm(scope, owner, arm.name)
    return known if known is not None and known.role == "arm" else None


def known_arm(scope: Scope, owner: str | None, name: str, n: int) -> Group | None:
    """The known arm that prose tells of in other words: ``X 200 mg every 3 weeks`` is ``X + Chemotherapy`` of the same size,
    ``X 60 mg SC monthly`` is ``X 60 mg QM``; another dose is another arm."""
    drugs = set(drugs_of(name))
    idle = _IDLE.match(name)
    doses = set(DOSE.findall(name))
    same = [
        group
        for group in scope.groups_of(owner)
        if group.n == n
        and group.role == "arm"
        and (drugs <= set(drugs_of(group.name)) if drugs and not idle else bool(idle and _IDLE.match(group.name)))
    ]
    if doses and len(same) > 1:
        same = [group for group in same if doses & set(DOSE.findall(group.name))]
    if not same and not drugs:
        words = key(name)
        joined = _JOINED.search(name) is None  # "X" is another arm than "X + Y", also where both have one size
        alike = [
            (group, key(group.name))
            for group in scope.groups_of(owner)
            if group.n == n and group.role == "arm" and joined == (_JOINED.search(group.name) is None)
        ]
        same = [group for group, own in alike if own == words or set(own) < set(words) or set(words) < set(own)]
    other = len(same) == 1 and doses and (told := set(DOSE.findall(same[0].name))) and not doses & told
    return same[0] if len(same) == 1 and not other else None


def unsized_arm(scope: Scope, owner: str | None, name: str) -> Group | None:
    """The one arm without a size whose words are all in a name: a table's ``Heparin`` for ``prophylaxis with heparin``."""
    words = set(key(name))
    found = [
        group for group in scope.groups_of(owner) if group.role == "arm" and group.n is None and set(key(group.name)) <= words
    ]
    return found[0] if len(found) == 1 else None


_IDLE = compiled(r"placebo\b", re.IGNORECASE)
_JOINED = compiled(r"\+|\b(?:plus|combined|combination)\b", re.IGNORECASE)
