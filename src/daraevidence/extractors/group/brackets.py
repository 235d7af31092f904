"""Groups that stand in prose with their size in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from daraevidence.extractors.group.arm_names import KINDS_OF_PEOPLE
from daraevidence.extractors.group.arms import known_arm, label_of, unsized_arm
from daraevidence.extractors.study.sizes import COUNTED
from daraevidence.language.dosing import AMOUNT, HOW_GIVEN, OFTEN, ROUTE_WORD
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import terms
from daraevidence.language.word_classes import TWO_TO_TWELVE

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Group, Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_in_brackets"]

_N = compiled(
    rf"(?:\b[nN]\s?=\s?|(?:(?<=[(\[])|(?<=[,;]\s))(?=\d[\d,]*\s+{COUNTED}[)\]]))(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}})(?!\d|[.,]\d)"
)
_ASSIGNING = compiled(
    r"\b(?:(?:were|was|been)\s+(?:\w+ly\s+)?(?:administered|given|treated|managed|assigned|allocated|randomi[sz]ed|divided|kept|put|started|"
    r"classified|stratified|"
    r"grouped|included|enrolled)|randomi[sz](?:ed|ation)|(?:randomly|trial)\s+assigned|assignment|receiv(?:ed|ing)|treated\s+with|comparing|compared|continued|"
    r"went\s+on\s+with|took|"
    r"(?:therap(?:y|ies)|treatments?|regimens?|groups?|cohorts?|arms?)\s+(?:were|was|included|are))\b",
    re.IGNORECASE,
)
_RESULT = compiled(
    r"\b(?:prior|previous(?:ly)?|reasons?|indications?|most\s+(?:common|frequent)\w*|respon(?:se|ded|ders)|discontinu\w+|"
    r"adverse|died|"
    r"deaths?|subsequent|achiev\w+|median|rates?|common\w*|occurred|reported|observed|experienced|developed|excluded|history)\b",
    re.IGNORECASE,
)
_EARLIER = compiled(
    r"\b(?:prior|[Ee]arlier|previous(?:ly)?|subsequent|reasons?|indications?|most\s+\w+|history)\b", re.IGNORECASE
)
_EDGE = compiled(
    r"(?<!\d),(?:\s*(?:and\s+|or\s+)?)|,(?!\d)\s*(?:and\s+|or\s+)?|[;()\[\]]\s*(?:and\s+|or\s+)?|\b(?:prescription|dispensing)s?\s+(?:for|of)\s+|:(?!\d)\s*|"
    rf"\b(?:{COUNTED}\s+(?:\d+(?::\d+)+\s+)?to(?:\s+receive)?|either|receiv(?:e|es|ed|ing)|administered|(?:assigned|allocated|randomi[sz]ed)\s+(?:[^,;:()]{{3,60}}?\s+)?(?:\d+(?::\d+)+\s+)?to(?:\s+receive)?|"
    r"(?:treated|managed|maintained|started|begun|put|placed)\s+(?:with|on)|kept\s+on|"
    r"went\s+on\s+with|continued|took|were|was|follows|than|(?:effective|good|safe|well)\s+as|(?:superior|inferior|equivalent|similar|comparable)\s+(?:to|with)|versus|vs\.?|compar(?:ed|es?|ing)|evaluat(?:ed|es|ing)|between)\s+"
)
_HOW_OFTEN = compiled(
    r"(?:every\s+(?:other\s+)?(?:\d+\s+)?(?:days?|weeks?|months?)|(?:once|twice)[\s-](?:daily|weekly|monthly|a\s+day|a\s+week)|"
    r"weekly|monthly|daily|(?:low|high|standard)[\s-]dose)\b",
    re.IGNORECASE,
)
#: an amount or a length of treatment that names a group: ``28 mg``, ``8 weeks``, ``10 mg/kg every 4 weeks``
_AMOUNT = compiled(
    r"(?:\d+(?:\.\d+)?\s?(?:mg|g|mcg|µg|μg|IU|U|units|mL)(?:/(?:kg|day|d|m2|m²))?|\d{1,3}(?:\s|-)(?:days?|weeks?|months?|"
    r"cycles?|doses?))\b(?:\s+(?:once|twice|every|daily|weekly|monthly|a|per|other|of|\d{1,2}|days?|weeks?|months?))*",
    re.IGNORECASE,
)
#: patients who are assigned are assigned to groups, whatever these are called
_TO_GROUPS = compiled(r"\b(?:randomi[sz]ed|assigned|allocated)\b[^.;]{0,60}?\b(?:to|receive|between)\s", re.IGNORECASE)
#: what was assigned together, beside its size: ``(12 practices, n=603)``
_CLUSTERS = compiled(
    r"(?:\d+\s+(?:practices|clusters|cent(?:er|re)s|sites|clinics|hospitals|villages|schools|wards|homes))", re.IGNORECASE
)
_LEADING = compiled(
    rf"(?:(?:an?\s+single|an?|\d{{1,2}}|one|{TWO_TO_TWELVE})\s+(?:\d{{1,2}}-(?:day|week)\s+)?(?:doses?|injections?|infusions?|"
    r"cycles?|courses?|weeks?|months?)\s+of|\d+(?:\.\d+)?\s?%\s(?:in|of|among|for|with)(?:\s+those)?(?:\s+classified\s+(?:as|"
    r"with))?|(?:in|for)\s+(?:this|that)\s+(?:study|trial),?|the|an?|either|and|or|with|to|of)\s+",
    re.IGNORECASE,
)
#: a drug that no vocabulary knows, with its dose
_DRUG_LIKE = compiled(r"[A-Za-z][\w-]{3,24}")
_LABEL = compiled(r"[A-Za-z][\w+/-]{0,11}")
#: what tells of doses, not of groups: ``taken at 400 mg (n=29) or at 800 mg (n=11)``
_HOW_TAKEN = compiled(r"(?:at|taken|given|used|administered|by)\b")
_OR = compiled(r"\s*[)\]],?\s+(?:or|versus|vs\.?)\s")
#: the items of a list of groups end with their brackets
_ITEM_END = compiled(r"\s*[)\]](?:,\s|,?\s(?:and|or|versus|vs\.?)\s)")
_SET_BESIDE = compiled(rf"(?:\s+{COUNTED})?\s*[)\]],?\s+(?:with|to|and|versus|vs\.?|against)\s")
#: what sets results against each other, and what leads to a group there
_OPPOSED = compiled(r"\b(?:than|versus|vs|compared|differ\w*|whereas|while|between|and\s+\d|ratio)\b")
_LED = compiled(r"^.*?\b(?:with|in|among|for|than|between|on)\s+(?:the\s+|an?\s+)?(?=[A-Za-z<>≥≤\d])")
_COMPARED = compiled(r"\b(?:compar(?:e[sd]?|ing)|set|pit(?:s|ted))\s")
_GROUPED = compiled(r"\b(?:group|arm|cohort)$", re.IGNORECASE)
_NOUN = compiled(r"\b(?:group|arm|cohort|placebo|control|patients)\b", re.IGNORECASE)


#: ``X every other week`` beside ``monthly``
_ENDS_SO = compiled(rf"(?:^|\s){_HOW_OFTEN.pattern}$", re.IGNORECASE)


class _Sized(NamedTuple):
    name: str
    n: int
    n_at: tuple[int, int]
    role: str
    alone: bool  # the bracket holds nothing but this group's size
    long: str = ""  # the name with how the treatment is given


#: how a treatment is given, behind its name and before it
_GIVEN_SO = compiled(
    rf"(?:\s+(?:{ROUTE_WORD}|{OFTEN}))*(?:(?:\s+(?:at|in))?\s+(?:an?\s+)?(?:daily\s+)?doses?\s+of)?{HOW_GIVEN}"
    rf"(?:\s+or\s+{AMOUNT}(?:\s(?:{ROUTE_WORD}|{OFTEN}))*)?$|(?:\s+(?:{ROUTE_WORD}|{OFTEN}))+$"
)
_GIVEN_HOW = compiled(rf"(?:(?:{OFTEN}|{ROUTE_WORD})\s+)+(?=[A-Za-z])", re.IGNORECASE)
_AMOUNT_IN = compiled(rf"(?<![\w.]){AMOUNT}.*")
_AMOUNT_ONLY = compiled(rf"{AMOUNT}(?:\s(?:{OFTEN}|{ROUTE_WORD}))*")


def _called(found: Sequence[_Sized]) -> list[_Sized]:
    """Arms without how they are given, where their treatments tell them apart; a dose alone is of the treatment before it:
    ``X 25 mg (n=60), 75 mg (n=61)``."""
    plain = [_GIVEN_HOW.sub("", _GIVEN_SO.sub("", sized.name), count=1) for sized in found]
    drug = ""
    for index, sized in enumerate(found):
        if _AMOUNT_ONLY.fullmatch(sized.name) or _HOW_OFTEN.fullmatch(sized.name):
            plain[index] = drug or sized.name
        else:
            drug = plain[index] if plain[index] != sized.name else ""
    named = [name.casefold() for name, sized in zip(plain, found, strict=True) if sized.role == "arm"]
    called: list[_Sized] = []
    for sized, name in zip(found, plain, strict=True):
        if sized.role != "arm" or not name or sized.name == name:
            called.append(sized)
        elif named.count(name.casefold()) == 1:
            called.append(sized._replace(name=name, long=sized.name))
        else:
            amount = _AMOUNT_IN.search(sized.name)
            called.append(sized._replace(name=f"{name} {amount[0]}" if amount else sized.name, long=sized.name))
    return called


def groups_in_brackets(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add the groups of a sentence in which patients are given or divided, two or more of them.

    Reads ``either X (n=4; 57%) or Y (n=3; 43%)``, ``(single-agent X, n=12; combinations, n=31)``,
    ``X with a steroid (n=10; prednisone, n=6; dexamethasone, n=4)``, ``X, Y, and Z [XYZ; n=1]``; not the counts of a result
    (``65% (n=13)``) or of earlier therapies.
    """
    text = line.text
    if ("(" not in text and "[" not in text) or _N.search(text) is None:
        return
    found = _called(_listed_arms(scope, owner, text) or _all_parted(scope, owner, text) or _given(text)) or _lettered(text)
    found = found or _set_apart(scope, owner, text) or _told_of(text) or _held_against(text)
    if len(found) < 2:
        return
    for sized in found:
        start = text.rfind(sized.name.partition(" (")[0], 0, sized.n_at[1])
        at = (line.start + start, line.start + start + len(sized.name.partition(" (")[0])) if start >= 0 else (0, 0)
        n_at = (line.start + sized.n_at[0], line.start + sized.n_at[1])
        known = known_arm(scope, owner, sized.name, sized.n) if sized.role == "arm" else None
        if known is None and any(_sized_here(group, n_at) for group in scope.groups_of(owner) if group.n == sized.n):
            continue
        if known is not None:
            scope.told_again(known, (sized.name, sized.long), n_at)
            continue
        meant = (scope.named_so(owner, sized.name) or unsized_arm(scope, owner, sized.name)) if sized.role == "arm" else None
        if meant is not None and meant.n is None and meant.role == "arm":
            scope.size(meant, sized.n, n_at, "the text says how many it has")
            scope.learn(meant, (sized.name, sized.long))
            continue
        place = at if at[1] else n_at
        scope.add_group(owner, sized.name, n=sized.n, role=sized.role, aliases=(sized.long,), at=place, n_at=n_at)


def _sized_here(group: Group, place: tuple[int, int]) -> bool:
    """Whether a group has its size from a place."""
    return group.draft is not None and any((mark.start, mark.end) == place for mark in group.draft.marks.get("n", ()))


def _all_parted(scope: Scope, owner: str | None, text: str) -> list[_Sized]:
    """The groups of a sentence that make up the study, whatever they are called; ``[]`` where its arms have these sizes."""
    read = list(_read(text))
    taken = {group.n for group in scope.groups_of(owner) if group.role == "arm"}
    if len(read) < 2 or any(sized.n in taken for sized in read) or sum(sized.n for sized in read) != scope.size_of(owner):
        return []
    apart = all(")" in text[one.n_at[1] : other.n_at[0]] for one, other in pairwise(read))
    if not apart or any(_HOW_TAKEN.match(sized.name) for sized in read):
        return []
    first = read[0].n_at[0]
    given = _ASSIGNING.search(text, 0, first)
    told = given is not None and not _RESULT.search(text, given.start(), first) and not _EARLIER.search(text, 0, first)
    if any(terms(sized.name, 0, frozenset({"endpoint", "response"})) for sized in read):
        return []
    treated = not _EARLIER.search(text, 0, first) and any(_is_group(sized.name) for sized in read)
    grouped = treated or all(_GROUPED.search(sized.name) for sized in read)
    set_against = _COMPARED.search(text, 0, first) is not None and len(read) == 2
    if all(_SHARE_OF.search(text[: text.rfind(sized.name, 0, sized.n_at[0])]) for sized in read):
        role = "arm" if any(_is_treatment(sized.name) for sized in read) else "subgroup"
        return [sized._replace(role=role) for sized in read]
    alike = len({sized.alone for sized in read}) == 1
    told = told or all(_OR.match(text[one.n_at[1] : other.n_at[0]]) for one, other in pairwise(read))
    return [sized._replace(role="arm") for sized in read] if alike and (told or grouped or set_against) else []


#: a result of a part of the study, before what it is called: ``78% in those classified as fit (n=214)``
_SHARE_OF = compiled(r"\d\s?%\s(?:in|of|among|for|with)\s(?:the\s|those\s(?:(?:classified|rated|judged)\sas\s|with\s)?)?$")
_IN_BRACKET = compiled(r"[(\[](?P<items>[^()\[\]]*?\b[nN]\s?=\s?\d[^()\[\]]*)[)\]]")
_ITEM = compiled(r"\s*(?P<name>[A-Za-z][^;=]{0,60}?)\s?[,:]\s?[nN]\s?=\s?(?P<n>\d[\d,]*)\s*")


def _listed_arms(scope: Scope, owner: str | None, text: str) -> list[_Sized]:
    """``286 patients were randomized (X, n = 142; control, n = 144)``: a bracket that parts the whole study by treatment."""
    for bracket in _IN_BRACKET.finditer(text):
        begin, found = bracket.start("items"), list[_Sized]()
        for part in bracket["items"].split(";"):
            item = _ITEM.fullmatch(part)
            if item is not None:
                n_at = (begin + item.start("n"), begin + item.end("n"))
                found.append(_Sized(item["name"], int(item["n"].replace(",", "")), n_at, "arm", False))
            begin += len(part) + 1
        whole = len(found) == bracket["items"].count(";") + 1 > 1 and sum(one.n for one in found) == scope.size_of(owner)
        given = _ASSIGNED.search(text, 0, bracket.start()) is not None
        if whole and given and not _EARLIER.search(text, 0, bracket.start()):
            return found
    return []


_ASSIGNED = compiled(r"\b(?:randomi[sz]ed|assigned|allocated)\b[^.;()]{0,30}$", re.IGNORECASE)


def _lettered(text: str) -> list[_Sized]:
    """``Arm A (X, n=118) did better than Arm B (Y, n=122)``: groups by letters, whatever is told of them."""
    found = [sized for sized in _read(text) if _LETTER.fullmatch(sized.long)]
    return found if len({sized.long.casefold() for sized in found}) > 1 else []


#: what persons are called by what they do, have or became
_KIND = compiled(
    r"(?<![\w-])(?P<name>(?:(?!(?:and|or|of|in|for|with|than|the|among|by|to|from|versus|vs|between|whereas|while|but|all|both)\b)"
    r"[A-Za-z][\w-]*\s)?(?:non-?\s?|un|never[- ]|ex-)?"
    rf"(?:{KINDS_OF_PEOPLE}|relapsers|converters|progressors|abstainers|adherers|attenders))$",
    re.IGNORECASE,
)
_BECAME = compiled(r"(?:responders|survivors|completers|relapsers|converters|progressors)$", re.IGNORECASE)


def _set_apart(scope: Scope, owner: str | None, text: str) -> list[_Sized]:
    """The parts of a study whose results a sentence sets against each other: ``Men (n=170) relapsed less than women (n=130)``.

    They make up the study, and are neither outcomes nor what was counted of it; or each is a kind of persons:
    ``responders (n=40) … nonresponders (n=22)``, ``statin users (n=80)``.
    """
    read = [sized for sized in _read(text) if sized.role == "arm"]
    kinds = [_KIND.search(sized.name) for sized in read]
    if len({kind["name"].casefold() for kind in kinds if kind}) == len(read) > 1:
        became = any(_BECAME.search(kind["name"]) for kind in kinds if kind)  # by their outcome, and not by what they got
        role = "subgroup" if became else "arm"
        return [sized._replace(name=kind["name"], role=role) for sized, kind in zip(read, kinds, strict=True) if kind]
    if len(read) < 2 or sum(sized.n for sized in read) != scope.size_of(owner) or not _OPPOSED.search(text):
        return []
    parts = [sized._replace(name=_LED.sub("", sized.name), role="subgroup") for sized in read]
    told = any(terms(part.name, 0, frozenset({"endpoint", "response", "adverse_event"})) for part in parts)
    plain = all(part.name and not _RESULT.search(part.name) for part in parts)
    return parts if plain and not told and not _EARLIER.search(text, 0, read[0].n_at[0]) else []


#: a number with its unit and bracket, and whose it is: ``23.3 points (SD, 2.1) in the X group (n=75)``
_RESULT_OF = compiled(
    r"(?<![\w.,/])\d+(?:\.\d+)?(?:\s?%|[\s-][A-Za-z/°]{1,12}){0,2}(?:\s?±\s?\d+(?:\.\d+)?)?(?:\s?\([^()]{1,40}\)|,)?"
    r"\s(?:with|in|for|among|on)\s(?:the\s)?(?P<name>[A-Za-z][\w+/-]*(?:\s[\w+/-]+){0,4})\s\(\s?[nN]\s?=\s?(?P<n>\d{1,5})\s?\)"
)


def _told_of(text: str) -> list[_Sized]:
    """Groups behind the results set side by side: ``23.3 with X (n=75) and 23.4 with placebo (n=109)``.

    The size stands behind the group's name; behind the number (``12% (n=9) with X``) it would be the count.
    """
    read = [_Sized(_known(found["name"]), int(found["n"]), found.span("n"), "arm", True) for found in _RESULT_OF.finditer(text)]
    grouped = any(_is_group(sized.name) for sized in read) and all(_may_be_arm(sized.name) for sized in read)
    return read if len(read) > 1 and grouped and len({sized.name.casefold() for sized in read}) == len(read) else []


#: ``) was no better than``, ``) was as effective as``, ``) proved superior to``: from the one of two to the other
_AS_GOOD = compiled(
    r"\s?[)\]],?\s(?:[a-z-]+\s){0,4}?(?:better|worse|superior|(?:non-?)?inferior|effective|good|safe|well|equivalent|similar|comparable|"
    r"more|less|fewer|faster|slower|longer|shorter)\b[^.;:()\d]{0,50}?\s(?:than|to|as|with)\s[^.;:()\d]{2,60}[(\[]\s?(?:n\s?=\s?)?\Z"
)


def _held_against(text: str) -> list[_Sized]:
    """``X (n=408) was no better than Y (n=409)``: two groups with their sizes, of which one is held against the other."""
    read = [sized for sized in _read(text) if sized.role == "arm"]
    if (
        len(read) != 2
        or _RESULT.search(text, 0, read[0].n_at[0])
        or not _AS_GOOD.fullmatch(text[read[0].n_at[1] : read[1].n_at[0]])
    ):
        return []
    called = [named if _DOSE_OF.match(sized.name) is None else sized for sized, named in zip(read, _called(read), strict=True)]
    return called if all(_may_be_arm(_AMOUNT_IN.sub("", sized.name)) for sized in called) else []


#: ``a lower dose of`` 50 mg: a name with its amount alone
_DOSE_OF = compiled(r"(?:[a-z]+\s)?doses?\sof\s\d")


def _known(name: str) -> str:
    """``placebo`` of ``placebo group``: what everybody knows the treatment by."""
    plain = _GROUPED.sub("", name).rstrip()
    known = plain.casefold() in ("placebo", "control") or (plain and terms(plain, 0, frozenset({"drug"})))
    return plain if known else name


def _given(text: str) -> list[_Sized]:
    """The groups of a sentence in which patients are given something, or divided."""
    first = _N.search(text)
    given = max(_ASSIGNING.finditer(text, 0, first.start()), key=lambda match: match.start(), default=None) if first else None
    if first is None or given is None or _RESULT.search(text, given.start(), first.start()):
        return []
    before = max(0, given.start() - 30)
    if _EARLIER.search(text, before, first.start()):
        return []
    read = list(_read(text))
    if (
        len(read) == 2
        and _COMPARED.search(text, before, first.start())
        and _SET_BESIDE.match(text[read[0].n_at[1] : read[1].n_at[0]])
    ):
        return read
    between = [text[one.n_at[1] : other.n_at[0]] for one, other in pairwise(read)]
    chosen = bool(between) and _OR.match(between[-1]) is not None and all(_ITEM_END.match(part) for part in between)
    assigned = chosen or _COMPARED.search(text, before, first.start()) or _TO_GROUPS.search(text, before, first.start())
    found = [sized for sized in read if not sized.alone or _is_group(sized.name) or (assigned and _may_be_arm(sized.name))]
    if found:  # "X every 8 weeks (n = 52) or every 4 weeks (n = 50)", "28 mg (n=114) or placebo (n=113)"
        return [sized for sized in read if sized in found or _HOW_OFTEN.match(sized.name) or _AMOUNT.fullmatch(sized.name)]
    return read if all(_AMOUNT.fullmatch(sized.name) or _ENDS_SO.search(sized.name) for sized in read) else []


#: a group by its letter or number
_LETTER = compiled(r"\b(?:arm|group|cohort)\s+(?:[A-Z]|\d{1,2}|I{1,3}|IV)$", re.IGNORECASE)
#: words before a bracket that tell of all patients and name no arm: ``25 patients had been treated (cohort 1, n=17; …)``
_TOLD_OF_ALL = compiled(rf"\b(?:{PEOPLE}|we|had|were|was|have|has|been)\b", re.IGNORECASE)
_SEMICOLON = compiled(r";\s*")
_COMMA_OR_SEMICOLON = compiled(r"[;,]")


def _read(text: str) -> Iterator[_Sized]:
    """The sizes in brackets, each with the name that it belongs to."""
    opened: list[int] = []
    heads: dict[int, str] = {}
    place = 0
    for match in _N.finditer(text):
        for index in range(place, match.start()):
            if text[index] in "([":
                opened.append(index)
            elif text[index] in ")]" and opened:
                opened.pop()
        place = match.start()
        if not opened:
            continue
        bracket = opened[-1]
        n, at = int(match["n"].replace(",", "")), match.span("n")
        inside = text[bracket + 1 : match.start()]
        own = _CLUSTERS.sub("", _SEMICOLON.split(inside)[-1]).strip(" ,;:")
        labels = [part.strip() for part in _COMMA_OR_SEMICOLON.split(inside) if part.strip()]
        label = _LETTER.fullmatch(own) or _LETTER.search(_before(text, bracket)) if own else None
        if own and label is not None:  # "X (arm A, n=118)", "Arm A (X, n=118)"
            head = _before(text, bracket)
            label_first = label.string is not own
            said, what = (label[0], own) if label_first else (own, "" if _TOLD_OF_ALL.search(head) else head)
            yield _Sized(f"{said} ({what})" if what else said, n, at, "arm", False, label[0])
        elif bracket not in heads and len(labels) == 1 and _GROUPED.search(labels[0]) and (name := _before(text, bracket)):
            yield _Sized(label_of(name, inside) or name, n, at, "arm", False, name)
        elif own and (bracket in heads or len(own) > 2) and not _LABEL.fullmatch(inside.strip(" ,;:")):
            yield _Sized(f"{heads[bracket]} ({own})" if bracket in heads else own, n, at, "subgroup", False)
        elif labels and len(labels) == 1 and _LABEL.fullmatch(labels[0]):
            yield _Sized(labels[0], n, at, "arm", False)
        elif not own:
            name = _before(text, bracket)
            if name:
                heads[bracket] = name
                yield _Sized(name, n, at, "arm", True)


_HOW = compiled(HOW_GIVEN)
_DOSING = compiled(rf"\s[(\[](?:at\s(?:a\sdose\sof\s)?)?{AMOUNT}[^()\[\]]{{0,100}}[)\]]\s$")
_SHORT = compiled(r"[(\[](?P<name>[A-Z][\w+/-]{0,8}[A-Z][\w+/-]{0,8})[)\]]\s$")
_NUMBER_BEFORE = compiled(r"(?<![^\s(\[])[\d.,/]+%?$")


#: a result before the name of whoever had it: ``-3.9 kg with`` X 225 mg monthly (n=234)
_RESULT_AHEAD = compiled(
    r"^[-−–+]?\d[\d.,]*\s?%?(?:\s(?!(?:with|in|for|on|mg|mcg|g|IU)\b)[A-Za-z/%²°]{1,14}){0,2}\s(?:with|in|for|on|among|receiving)\s(?:the\s)?"
)

#: ``seen in 1% in the`` X group (n=234), ``fell by 24% at the`` 20 mg dose (n=30)
_SHARE_AHEAD = compiled(
    r"^.*\d\s?%\s(?:of\s(?:the\s)?[a-z]+\s)?(?:with|in|for|on|among|receiving|given|at|(?:relative|compared)\s(?:to|with)|versus|vs\.?|than)\s(?:(?:an?|the)\s)?"
)


def _before(text: str, place: int) -> str:
    """The name before a bracket: back to the comma, bracket or verb in front of it."""
    if text[:place].endswith((") ", "] ")) and (given := _DOSING.search(text, max(0, place - 160), place)):
        place = given.start()  # "X (15 mg twice daily) (n=60)"
    elif (short := _SHORT.search(text, max(0, place - 24), place)) is not None:
        return short["name"]  # "X followed by Y (XP-Y) (n=60)"
    start = max(0, place - 160)
    within = [match.span() for match in _HOW.finditer(text, start, place)]
    edges = [
        match.end()
        for match in _EDGE.finditer(text, start, place)
        if match.end() < place and not any(low < match.start() < high for low, high in within)
    ]
    name = " ".join(text[edges[-1] if edges else start : place].split())
    while match := _LEADING.match(name):
        name = name[match.end() :]
    name = _SHARE_AHEAD.sub("", _RESULT_AHEAD.sub("", name))
    plain = _HOW.sub("", name)
    return name if 0 < len(plain.split()) <= 12 and not _NUMBER_BEFORE.search(plain) else ""


def _may_be_arm(name: str) -> bool:
    """Whether words behind ``assigned to`` can be the name of a group: a few of them, no verb, no number alone."""
    return len(name.split()) <= 6 and re.match(r"[A-Za-z]", name) is not None and not _NO_NAME.search(name)


_NO_NAME = compiled(rf"\b(?:ratio|stratified|{PEOPLE}|were|was|had|who|which|groups|arms|per|each)\b", re.IGNORECASE)


def _is_treatment(name: str) -> bool:
    return bool(terms(name, 0, frozenset({"drug", "regimen"}))) or re.search(r"\b(?:placebo|control)\b", name) is not None


def _is_group(name: str) -> bool:
    found = terms(name, 0, frozenset({"drug", "regimen", "drug_class"}))
    dosed = _HOW.search(name)
    given = dosed is not None and dosed.end() == len(name) and _DRUG_LIKE.fullmatch(name, 0, dosed.start()) is not None
    return (bool(found) and found[0].start < 25) or _NOUN.search(name) is not None or given
