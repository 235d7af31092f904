"""Treatments named in a sentence: drugs, their combinations and short names, with what is printed around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from daraevidence.extractors.dose.partners import Treatment, distributed, refined
from daraevidence.language.dosing import AMOUNT, DOSED, OFTEN, ROUTE_WORD, WHEN
from daraevidence.language.lexicon import lexicon
from daraevidence.language.patterns import compiled
from daraevidence.language.regimen_names import is_brief_name
from daraevidence.language.vocabulary import Term, TermKind, class_of, terms

__all__ = ["Treatment", "treatments_in"]

_KINDS: frozenset[TermKind] = frozenset({"drug", "drug_class", "regimen"})

#: between two drugs given together
_WITH = compiled(
    r"(?:[+/&]|[-‐‑–]|(?:(?:was|were) )?(?:used |given |administered )?(?:combined |in combination |together |along )?with|plus"
    r"|(?:(?:was|were) )?added to|"
    r"followed(?: \d[\d.]*(?:(?: to |-|–)\d+)? (?:hours|days|weeks|months) later)? by|in addition to|as part of an?|on top of)"
)
#: between the items of a list: drugs given together only where something else says so
_LIST = compiled(r"(?:,|,? ?(?:and|plus)|, (?:then|with))")
_INSIDE = compiled(r"\([^()]*\)|\[[^][]*\]")
_TAIL = compiled(
    r" (?:(?:as )?(?:monotherapy|a single[- ]agent|single[- ]agent)|alone|only|on demand|triplet|quadruplet|doublet)\b"
    r"|[- ]monotherapy\b",
    re.I,
)
_ATTRIBUTE = compiled(
    r"\s?[-‐‑–]\s?(?:based|containing|free|specific|related|induced|including|triplet|quadruplet|doublet)"
    r"|\s(?:as part of|within|in) an?\b"
    r"(?! (?:[\w-]+,? ){0,4}(?:doses?|infusion|injection|study|trial|cohort|series|registry|program(?:me)?)\b)"
    r"|([-‐‑–\s]\s?(?:refractory|na[iï]ve|exposed|resistant|sensitive|eligible|exposure|refractoriness|intolerant))"
)
#: ``X plus Y-based chemotherapy``: what is given with X is more than Y
_BASED = compiled(
    r"(?P<noun>-based (?:(?:doublet|triplet|combination) )?(?:chemo(?:radio|immuno)?therapy|chemoradiation|therapy))\b"
)
_SHORT_NAME = compiled(r"(?: (?:as )?monotherapy| alone| in combination with other \w+)? ?[(\[](?:dose-reduced |modified |the )?")
#: how the second of two drugs is given: ``X plus weekly Y``
_HOW = compiled(r"(?: (?:once-|twice-)?(?:daily|weekly|monthly|oral|intravenous|subcutaneous|IV|SC|low-dose|high-dose))+$")
#: a dose and how often it is given, between a drug and the one that it is given with
_AT_DOSE = r"(?:at\s(?:an?\s)?(?:(?:reduced|fixed|flat|starting|initial|standard|daily|weekly|total)\s)?(?:doses?\sof\s)?)?"
_HOW_OFTEN = rf"{AMOUNT}(?:,?\s(?:(?:and|then)\s)?(?:{ROUTE_WORD}|{OFTEN}|{WHEN}))+"
_DOSED = compiled(rf"^{_AT_DOSE}(?:{_HOW_OFTEN}|{DOSED})\s*")
_DOSES = compiled(rf"\s{_AT_DOSE}(?:{_HOW_OFTEN}|{DOSED})")
_ARM_SIZE = compiled(r"[(\[][nN] ?= ?\d[^()]*[)\]](?:,? (?:and|or|versus|vs\.?) |, )")
#: from a regimen to a drug of the bracket that explains it
_EXPLAINED = compiled(r"\s?[(\[](?:(?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\])*[\s,/+;-])?")
#: the rest of that bracket
_CLOSED = compiled(r"(?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\])*[)\]]")
#: how much of a drug is given, told in a word before it
_GRADED = compiled(
    r"(?i)(?<![\w-])(?P<grade>(?:full|reduced|low|lower|high|higher|standard|half|double|intermediate|therapeutic|prophylactic|"
    r"fixed|single|very[- ]low)[- ]dose|dose[- ](?:adjusted|modified|reduced|dense|escalated|intensified))\s$"
)
_COMPARED = compiled(r"(?i)\bcompar(?:e|ed|es|ing|isons? (?:of|between))\b[^.;]*$")
_COMBINED = compiled(
    r"\b(?:combination|combined|triplet|quadruplet|doublet|regimen)\b[^.;]{0,30}$"
    r"|\b(?:consist(?:ed|ing|s) of|compris(?:ed|ing|es))\s$",
    re.I,
)
_STEROIDS = frozenset({"dexamethasone", "prednisone", "prednisolone", "methylprednisolone"})


#: what is named as classes of drugs are, but is a treatment by itself
_RAYS = frozenset({"radiotherapy", "chemoradiotherapy"})


@dataclass(slots=True)
class _Item:
    term: Term
    drugs: tuple[str, ...]
    start: int
    end: int
    short: str = ""
    short_at: tuple[int, int] = (0, 0)
    whole: bool = False
    made_of: Sequence[Term] = ()


def treatments_in(text: str, offset: int, names: Mapping[str, str], known: Container[str]) -> list[Treatment]:
    """The treatments of a sentence or label, in order.

    Reads ``X plus Y``, ``X + Y``, ``X-Y-d``, ``X/Y``, ``X in combination with Y and Z (D-Pd)``, ``X (2 g/m2) followed by Y``,
    ``X and dexamethasone``; parts ``X or Y``, ``X, Y and Z`` (a list). A short name that is brief (``Rd``) counts where the
    document explains it or names one of its drugs (``known``).
    """
    found = [
        term
        for term in terms(text, 0, _KINDS, names, brief=True)
        if _believed(term, names, known) or text[max(0, term.start - 1) : term.start] in {"(", "["}
    ]
    found, made_of = _without_explanations(text, found)
    made: list[Treatment] = []
    for items, joints in _runs(text, found):
        for item in items:
            item.made_of = made_of.get(item.term.start, ())
        if len(items) > 1 or _believed(items[0].term, names, known):
            made += _made(text, (items, joints))
    made = refined(text, distributed(text, made))
    # a part may belong to several
    for treatment in {id(part): part for each in made for part in (each, *each.parts)}.values():
        treatment.start += offset
        treatment.end += offset
        treatment.places = [(a + offset, b + offset) for a, b in treatment.places]
        treatment.short_at = (treatment.short_at[0] + offset, treatment.short_at[1] + offset)
    return made


def _without_explanations(text: str, found: Sequence[Term]) -> tuple[list[Term], dict[int, list[Term]]]:
    """The terms without the drugs that say what the regimen before them is made of: ``FLOT (fluorouracil and X) plus Y``.

    And those drugs, by the place of their regimen.
    """
    kept: list[Term] = []
    made_of: dict[int, list[Term]] = {}
    whole: Term | None = None
    for term in found:
        gap = text[whole.end : term.start] if whole is not None else ""
        if whole is not None and len(gap) < 300 and _EXPLAINED.fullmatch(gap) and {*_codes(term)} <= {*_codes(whole)}:
            made_of.setdefault(whole.start, []).append(term)
            continue
        whole = term if term.kind == "regimen" and len(_codes(term)) > 1 else None
        kept.append(term)
    return kept, made_of


def _believed(term: Term, names: Mapping[str, str], known: Container[str]) -> bool:
    if term.kind != "regimen" or term.text in names or not is_brief_name(term.text):
        return True
    return any(drug in known for drug in term.code.split(" + "))


def _codes(term: Term) -> tuple[str, ...]:
    """The drugs of a term; a fixed combination, whose code is ``X/Y``, has several."""
    return tuple(term.code.split(" + ")) if term.kind == "regimen" else tuple(term.code.split("/"))


def _runs(text: str, found: Sequence[Term]) -> Iterator[tuple[list[_Item], list[str]]]:
    """Drugs that stand together, with what joins them: ``with`` or ``list``."""
    items: list[_Item] = []
    joints: list[str] = []
    for term in found:
        if items:
            gap = text[items[-1].end : term.start]
            if len(gap) <= 80 and _is_short_name(text, items, term, gap):
                continue
            joint = _joint(gap) if len(gap) <= 80 else ""
            if joint == "with" and gap.endswith(" with ") and _COMPARED.search(text, max(0, items[0].start - 60), items[0].start):
                joint = ""
            if joint:
                joints.append(joint)
                based = _BASED.match(text, term.end) if joint == "with" else None
                drugs = (f"{_codes(term)[0]}{based['noun']}",) if based and term.kind == "drug" else _codes(term)
                items.append(_Item(term, drugs, term.start, based.end() if based else term.end))
                continue
            yield items, joints
        items, joints = [_Item(term, _codes(term), term.start, term.end)], []
    if items:
        yield items, joints


def _joint(gap: str) -> str:
    """``with``, ``list`` or "" for what stands between two drugs; doses and explanations in parentheses do not count."""
    if _ARM_SIZE.search(gap):
        return ""  # "X (n=48) and Y (n=17)" are two treatments
    plain = " ".join(_INSIDE.sub(" ", gap).split()) if "(" in gap or "[" in gap else " ".join(gap.split())
    plain = _HOW.sub("", _DOSED.sub("", plain))
    if plain in {"-", "‐", "‑", "–"} and gap != plain:
        return ""
    if _WITH.fullmatch(plain):
        return "slash" if plain == "/" else "with"
    return "list" if _LIST.fullmatch(plain) else ""


def _is_short_name(text: str, items: list[_Item], term: Term, gap: str) -> bool:
    """``… (D-Pd)``, ``[DVC-d; n=1]``, ``(CTX)`` behind the drugs: a name of the same; taken into the last item."""
    after = text[term.end : term.end + 1]
    dosed = _DOSED.sub("", " ".join(gap.split()))  # "X 375 mg/m2 every 21 days (XY; n=50)"
    if not (_SHORT_NAME.fullmatch(gap) or _SHORT_NAME.fullmatch(dosed)) or after not in {")", "]", ";", ","}:
        return False
    drugs, last = set(_codes(term)), items[-1]
    together = {drug for item in items[-8:] for drug in item.drugs}
    widens = term.kind == "regimen" and len(drugs) > 1 and together <= drugs
    part = any({drug for item in items[-count:] for drug in item.drugs} == drugs for count in range(1, min(len(items), 8) + 1))
    if not (part or widens):
        return False
    if term.kind == "drug" and len(drugs) > 1:  # the brand of a fixed combination behind its drugs
        last.end = term.end + (after in ")]")
        return True
    if len(drugs) > 1 or (
        len(term.text) < len(last.term.text) and any(character.isupper() or character == "-" for character in term.text)
    ):
        last.short, last.short_at = term.text, (term.start, term.end)
        last.whole = len(drugs) > 1 or len(items) == 1
    last.end = term.end + (after in ")]")
    return True


def _made(text: str, run: tuple[list[_Item], list[str]]) -> Iterator[Treatment]:
    """One treatment where the drugs are given together, else one for each part of the list."""
    items, joints = run
    if "list" in joints and not _given_together(text, items, joints):
        first = 0
        while first < len(items):
            last = _together_from(text, items, joints, first)
            yield from _made(text, (items[first:last], joints[first : last - 1]))
            first = last
        return
    full = [item for item in items if item.term.kind == "regimen" and len(item.drugs) > 1 and not is_brief_name(item.term.text)]
    if len(full) > 1 and len(full) == len(items) and "slash" in joints:
        for item in items:
            yield _treatment(text, [item], [])
        return
    yield _treatment(text, items, joints)


def _together_from(text: str, items: Sequence[_Item], joints: Sequence[str], first: int) -> int:
    """Where the longest treatment ends that begins at an item of a list."""
    ends = [place + 1 for place in range(first, min(len(items), first + 7)) if place == len(items) - 1 or joints[place] == "list"]
    for last in reversed(ends):
        inner = joints[first : last - 1]
        if last - first < len(items) and ("list" not in inner or _given_together(text, items[first:last], inner)):
            return last
    return ends[0] if ends else min(len(items), first + 7)


def _given_together(text: str, items: Sequence[_Item], joints: Sequence[str]) -> bool:
    """Whether a list of drugs is one treatment: a short name covers it, a combination is spoken of, a steroid ends it."""
    codes = [drug for item in items for drug in item.drugs]
    if len(set(codes)) < len(codes) or any(item.whole for item in items[:-1]):
        return False
    if items[-1].whole or _called_before(text, items):
        return True
    if any(item.term.kind == "regimen" for item in items) or len(items) > 6:
        return False
    before = text[max(0, items[0].start - 60) : items[0].start]
    if _COMBINED.search(before) or (joints[0] == "with" and joints.count("list") == len(joints) - 1):
        return True
    return frozenset(codes) in _known_combinations() or codes[-1] in _STEROIDS


@cache
def _known_combinations() -> frozenset[frozenset[str]]:
    families = lexicon().families.values()
    return frozenset(frozenset(drugs) for family in families for drugs in family.named.values() if len(drugs) > 1)


def _name(text: str, items: Sequence[_Item], end: int) -> str:
    """The printed name without what stands in parentheses; a drug with a short form goes by that."""
    if len(items) == 1 and not items[0].short:
        return " ".join((items[0].term.text + text[items[0].end : end]).split())
    parts, place = [], items[0].start
    for item in items:
        gap = _INSIDE.sub(" ", text[place : item.start])
        parts += [" " + _DOSED.sub("", gap.lstrip()) if gap[:1].isspace() else gap, item.short or _printed(text, item)]
        if item.whole and item is not items[-1]:
            parts = [item.short]  # "X + Y (XY) was added to Z" is XY and Z
        place = item.end
    return _VERB.sub(" ", " ".join("".join([*parts, text[place:end]]).split()))


#: ``X was added to Y`` is X added to Y
_VERB = compiled(r" (?:was|were) (?=(?:added|combined|given) )")


def _printed(text: str, item: _Item) -> str:
    """What stands for a drug, or for what is based on it."""
    return text[item.start : item.end] if "-based " in item.drugs[0] else item.term.text


def _fixed(item: _Item) -> list[Treatment]:
    """The drugs of a fixed combination, each at the place of the whole: ``sacubitril/valsartan``, or its brand."""
    if item.term.kind != "drug" or len(item.drugs) < 2:
        return []
    at = (item.term.start, item.term.end)
    return [Treatment(*at, drug, (drug,), [at], fixed=True) for drug in item.drugs]


_OTHERS_BEHIND = compiled(r" ?[+/] ?others?\b| in combination with other|[-‐‑–]others?\b")
_OTHERS_AT_END = compiled(r"[-‐‑–]others?$|other \w+$", re.I)


#: ``(Pola-R; n=50)``, ``(VEN-AZA)``
_BEGINNINGS = compiled(r"\s[(\[](?P<short>[A-Z][A-Za-z]*(?:[-+/][A-Z][A-Za-z]*){1,3})(?=[;,)\]])")


def _made_of_beginnings(text: str, end: int, drugs: Collection[str]) -> tuple[str, tuple[int, int]] | None:
    """The short name behind a combination and its doses that is made of the beginnings of its drugs, with its place."""
    if text.find("(", end, end + 60) < 0 and text.find("[", end, end + 60) < 0:
        return None
    dosed = _DOSES.match(text, end)
    named = _BEGINNINGS.match(text, dosed.end() if dosed is not None else end)
    parts = re.split("[-+/]", named["short"].lower()) if named is not None else []
    left = [drug.lower() for drug in drugs]
    for part in parts:
        begun = next((drug for drug in left if drug.startswith(part)), None)
        if begun is None:
            return None
        left.remove(begun)
    return (named["short"], named.span("short")) if named is not None and not left else None


#: ``GP (``
_CALLED = compiled(r"(?<![\w-])(?P<short>[A-Z]{2,6})\s[(\[]$")


def _called_before(text: str, items: Sequence[_Item]) -> tuple[str, tuple[int, int]] | None:
    """The short name before the bracket that a combination opens, a letter for each drug: ``GP (gemcitabine …``."""
    called = _CALLED.search(text, max(0, items[0].start - 12), items[0].start)
    drugs = [drug for item in items for drug in item.drugs]
    if called is None or len(called["short"]) != len(drugs):
        return None
    fits = all(letter in drug for letter, drug in zip(called["short"].lower(), drugs, strict=True))
    return (called["short"], called.span("short")) if fits else None


def _treatment(text: str, items: Sequence[_Item], joints: Sequence[str]) -> Treatment:
    start, end = items[0].start, max(items[-1].end, items[-1].term.end)
    drugs = {drug for item in items for drug in item.drugs}
    short, short_at = (items[-1].short, items[-1].short_at) if items[-1].whole else ("", (0, 0))
    if short:
        meant = terms(short, 0, _KINDS, None, brief=True)
        drugs |= set(_codes(meant[0])) if meant and meant[0].kind == "regimen" else set()
    if not short and len(drugs) > 1:
        called = _called_before(text, items)
        short, short_at = called or _made_of_beginnings(text, end, drugs) or ("", (0, 0))
        start = short_at[0] if called else start
    tail = _TAIL.match(text, end)
    if tail:
        end = tail.end()
    other = _OTHERS_BEHIND.match(text[end:])
    if other:
        end += other.end()
    attribute = _ATTRIBUTE.match(text[end : end + 90])
    name = _name(text, items, end)
    graded = _GRADED.search(text, max(0, start - 24), start) if len(items) == 1 else None
    if graded is not None:
        start, name = graded.start("grade"), f"{graded['grade']} {name}"
    parts = _parts(text, items)
    explained = [part for part in parts if part.start > end]  # "FLOT (fluorouracil 2600 mg/m2, …)"
    if explained and (closed := _CLOSED.match(text, explained[-1].end)) is not None:
        short, short_at = (short, short_at) if short or len(items) > 1 else (name, (start, end))
        end = closed.end()
    return Treatment(
        start, end, name,
        tuple(sorted(drugs - {class_of(drug) for drug in drugs if class_of(drug) != drug})),
        [*((item.term.start, item.term.end) for item in items), *((part.start, part.end) for part in explained)],
        short, short_at,
        named=any(item.term.kind == "regimen" for item in items) or bool(short and len(drugs) > 1),
        attribute=bool(attribute),
        barred=bool(attribute and attribute[1]),
        parts=parts,
        slashed="slash" in joints and "with" not in joints,
        other=bool(other) or bool(_OTHERS_AT_END.search(short or text[start:end])),
        only_classes=all(item.term.kind == "drug_class" and item.term.code not in _RAYS for item in items),
        graded=graded["grade"].lower() if graded is not None else "",
    )  # fmt: skip


def _parts(text: str, items: Sequence[_Item]) -> list[Treatment]:
    """The single drugs of a treatment, each at its place; those of a regimen stand in the bracket that explains it."""
    if len(items) == 1 and not items[0].made_of:
        return _fixed(items[0])
    told = [
        each
        for item in items
        for each in ([_Item(term, _codes(term), term.start, term.end) for term in item.made_of] if item.made_of else [item])
    ]
    parts = [_treatment(text, [each], []) for each in told if len(each.drugs) == 1]
    if all(text[part.end : after.start] in ("-", "/") for part, after in pairwise(parts)):  # "aztreonam-avibactam 1.5 g/0.5 g"
        for part in parts:
            part.fixed = True
    return parts
