"""Treatments named in a sentence: drugs, their combinations and short names, with what is printed around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from daraevidence.language.lexicon import lexicon
from daraevidence.language.regimen_names import is_brief_name
from daraevidence.language.vocabulary import Term, TermKind, class_of, terms
from daraevidence.layout.document import Document

__all__ = ["Treatment", "names_of", "treatments_in"]

_KINDS: frozenset[TermKind] = frozenset({"drug", "drug_class", "regimen"})

#: between two drugs given together
_WITH = re.compile(
    r"(?:[+/]|[-‐‑–]|(?:combined |in combination |together |along )?with|plus|followed by|in addition to|as part of an?|on top of|&)"
)
#: between the items of a list: drugs given together only where something else says so
_LIST = re.compile(r"(?:,|,? and|,? plus|, then|, with)")
_INSIDE = re.compile(r"\([^()]*\)|\[[^][]*\]")
_TAIL = re.compile(
    r" (?:(?:as )?(?:monotherapy|a single[- ]agent|single[- ]agent)|alone|only|on demand)\b|[- ]monotherapy\b|,? each\b", re.I
)
_ATTRIBUTE = re.compile(
    r"\s?[-‐‑–]\s?(?:based|containing|treated|refractory|na[iï]ve|exposed|free|resistant|sensitive|eligible|specific)"
)
_HEAD = re.compile(
    r"\b(?:only|single[- ]agent|combination of|combinations? (?:therapy )?(?:with|of)|triplet|quadruplet|doublet)\s*\(?$", re.I
)
_COMBINED = re.compile(r"\b(?:combination|combined|triplet|quadruplet|doublet|regimen)\b[^.;]{0,30}$", re.I)
_STEROIDS = frozenset({"dexamethasone", "prednisone", "prednisolone", "methylprednisolone"})


@dataclass(slots=True)
class Treatment:
    """One treatment at a place of a text: ``short`` is its short name where one is given, ``places`` those of its drugs."""

    start: int
    end: int
    name: str
    drugs: tuple[str, ...]
    places: list[tuple[int, int]] = field(default_factory=list)
    short: str = ""
    short_at: tuple[int, int] = (0, 0)
    named: bool = False
    attribute: bool = False
    slashed: bool = False
    other: bool = False
    only_classes: bool = False

    @property
    def title(self) -> str:
        """What a record calls it."""
        return self.short or self.name

    @property
    def title_at(self) -> tuple[int, int]:
        """Where that stands."""
        return self.short_at if self.short else (self.start, self.end)


@dataclass(slots=True)
class _Item:
    term: Term
    drugs: tuple[str, ...]
    start: int
    end: int
    short: str = ""
    short_at: tuple[int, int] = (0, 0)


def names_of(document: Document) -> dict[str, str]:
    """The document's abbreviations with those that stand behind a drug in prose: ``cyclophosphamide (CTX)``."""
    found = dict(document.abbreviations)
    for block in document.blocks:
        if block.kind in ("paragraph", "item", "heading", "footnote") and " (" in block.text:
            for match in re.finditer(r"([^\W\d_][\w-]{4,40}) \(([A-Z][A-Za-z0-9-]{1,9})\)", block.text):
                if match[2] not in found and terms(match[1], 0, frozenset({"drug", "drug_class"})):
                    found[match[2]] = match[1]
    return found


def treatments_in(text: str, offset: int, names: Mapping[str, str], known: frozenset[str]) -> list[Treatment]:
    """The treatments of a sentence or label, in order.

    Reads ``X plus Y``, ``X + Y``, ``X-Y-d``, ``X/Y``, ``X in combination with Y and Z (D-Pd)``, ``X (2 g/m2) followed by Y``,
    ``X and dexamethasone``; parts ``X or Y``, ``X, Y and Z`` (a list). A short name that is brief (``Rd``) counts where the
    document explains it or names one of its drugs (``known``).
    """
    found = [term for term in terms(text, 0, _KINDS, names, brief=True) if _believed(term, names, known)]
    made: list[Treatment] = []
    for run in _runs(text, found):
        made += _made(text, run)
    for treatment in made:
        treatment.start += offset
        treatment.end += offset
        treatment.places = [(a + offset, b + offset) for a, b in treatment.places]
        treatment.short_at = (treatment.short_at[0] + offset, treatment.short_at[1] + offset)
    return made


def _believed(term: Term, names: Mapping[str, str], known: frozenset[str]) -> bool:
    if term.kind != "regimen" or term.text in names or not is_brief_name(term.text):
        return True
    return any(drug in known for drug in term.code.split(" + "))


def _codes(term: Term) -> tuple[str, ...]:
    return tuple(term.code.split(" + ")) if term.kind == "regimen" else (term.code,)


def _runs(text: str, found: Sequence[Term]) -> Iterator[tuple[list[_Item], list[str]]]:
    """Drugs that stand together, with what joins them: ``with`` or ``list``."""
    items: list[_Item] = []
    joints: list[str] = []
    for term in found:
        if items:
            gap = text[items[-1].end : term.start]
            if len(gap) <= 80 and _is_short_name(text, items, joints, term, gap):
                continue
            joint = _joint(gap) if len(gap) <= 80 else ""
            if joint:
                joints.append(joint)
                items.append(_Item(term, _codes(term), term.start, term.end))
                continue
            yield items, joints
        items, joints = [_Item(term, _codes(term), term.start, term.end)], []
    if items:
        yield items, joints


def _joint(gap: str) -> str:
    """``with``, ``list`` or "" for what stands between two drugs; doses and explanations in parentheses do not count."""
    plain = " ".join(_INSIDE.sub(" ", gap).split()) if "(" in gap or "[" in gap else " ".join(gap.split())
    plain = re.sub(r"^\d[\d.,–-]* ?(?:mg|g|gr|mcg|µg|μg|IU|U)(?:/(?:kg|m2|m²|sqm|day|d))?\s*", "", plain)
    if plain in {"-", "‐", "‑", "–"} and gap != plain:
        return ""
    if _WITH.fullmatch(plain):
        return "slash" if plain == "/" else "with"
    return "list" if _LIST.fullmatch(plain) else ""


def _is_short_name(text: str, items: list[_Item], joints: list[str], term: Term, gap: str) -> bool:
    """``… (D-Pd)``, ``[DVC-d; n=1]``, ``(CTX)`` behind the drugs: a name of the same; taken into the last item."""
    if gap.strip() not in {"(", "["} or len(gap) > 3:
        return False
    closing = text[term.end : term.end + 40]
    end = re.match(r"[^()\[\]]{0,30}[)\]]", closing)
    if end is None or closing[:1] not in {")", "]", ";", ",", " "}:
        return False
    drugs = set(_codes(term))
    together = {drug for item in items for drug in item.drugs}
    if drugs == set(items[-1].drugs) and len(items) == 1:
        pass
    elif drugs == set(items[-1].drugs) and len(drugs) == 1:
        items[-1].end = term.end + 1 if closing[0] in ")]" else items[-1].end
        return closing[0] in ")]"
    elif not (drugs == together or (term.kind == "regimen" and len(drugs & together) > 1 and together <= drugs)):
        tail = next((i for i in range(len(items)) if {d for item in items[i:] for d in item.drugs} == drugs), -1)
        if tail < 0:
            return False
    items[-1].short, items[-1].short_at = term.text, (term.start, term.end)
    items[-1].end = term.end + (end.end() if closing[0] in ")]" else 0)
    return True


def _made(text: str, run: tuple[list[_Item], list[str]]) -> Iterator[Treatment]:
    """One treatment where the drugs are given together, else one for each part of the list."""
    items, joints = run
    if "list" in joints and not _given_together(text, items, joints):
        first = 0
        for place, joint in enumerate([*joints, "list"]):
            if joint == "list":
                yield from _made(text, (items[first : place + 1], joints[first:place]))
                first = place + 1
        return
    full = [item for item in items if item.term.kind == "regimen" and len(item.drugs) > 1 and not is_brief_name(item.term.text)]
    if len(full) > 1 and len(full) == len(items) and "slash" in joints:
        for item in items:
            yield _treatment(text, [item], [])
        return
    yield _treatment(text, items, joints)


def _given_together(text: str, items: Sequence[_Item], joints: Sequence[str]) -> bool:
    """Whether a list of drugs is one treatment: a short name covers it, a combination is spoken of, a steroid ends it."""
    codes = [drug for item in items for drug in item.drugs]
    if len(set(codes)) < len(codes) or any(item.short and not _covers(item, codes) for item in items):
        return False
    if items[-1].short and len(items) > 1 and len(items[-1].drugs) < len(codes):
        return True
    if any(item.term.kind == "regimen" for item in items) or len(items) > 6:
        return False
    before = text[max(0, items[0].start - 60) : items[0].start]
    if _COMBINED.search(before) and not re.search(r"\bor\b", before[-6:]):
        return True
    if "with" in joints and joints.index("with") == 0 and joints.count("list") == len(joints) - 1 and len(items) <= 5:
        return text[items[0].end : items[1].start].strip() not in {"+", "-"} or True
    return frozenset(codes) in _known_combinations() or (codes[-1] in _STEROIDS and len(set(codes)) == len(codes) > 1)


def _covers(item: _Item, codes: Iterable[str]) -> bool:
    """Whether a short name stands for several of the drugs before it, not for its own item alone."""
    found = terms(item.short, 0, _KINDS, None, brief=True)
    return bool(found) and set(_codes(found[0])) >= set(codes)


def _known_combinations() -> frozenset[frozenset[str]]:
    families = lexicon().families.values()
    return frozenset(frozenset(drugs) for family in families for drugs in family.named.values() if len(drugs) > 1)


def _treatment(text: str, items: Sequence[_Item], joints: Sequence[str]) -> Treatment:
    start, end = items[0].start, max(items[-1].end, items[-1].term.end)
    drugs = {drug for item in items for drug in item.drugs}
    short, short_at = items[-1].short, items[-1].short_at
    if short and len(items) > 1 and not any(ch.isupper() for ch in short[1:]):
        short, short_at = "", (0, 0)
    if short:
        explained = terms(short, 0, _KINDS, None, brief=True)
        drugs |= set(_codes(explained[0])) if explained and explained[0].kind == "regimen" else set()
    tail = _TAIL.match(text, end)
    if tail:
        end = tail.end() if tail[0].strip(" ,") != "each" else end
    other = re.match(r" ?[+/] ?others?\b| in combination with other|[-‐‑–]others?\b", text[end:])
    if other:
        end += other.end()
    after = text[end : end + 16]
    return Treatment(
        start, end, " ".join(text[start:end].split()),
        tuple(sorted(drugs - {class_of(drug) for drug in drugs if class_of(drug) != drug})),
        [(item.term.start, item.term.end) for item in items],
        short, short_at,
        named=any(item.term.kind == "regimen" for item in items) or bool(short and len(drugs) > 1),
        attribute=bool(_ATTRIBUTE.match(after)),
        slashed="slash" in joints and "with" not in joints,
        other=bool(other) or bool(re.search(r"[-‐‑–]others?$", text[start:end], re.I)),
        only_classes=all(item.term.kind == "drug_class" for item in items),
    )  # fmt: skip
