"""Terms of the vocabulary in a text, and the drugs that a regimen's name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Literal, NamedTuple, TypeAlias, cast

from daraevidence.language.lexicon import Form, Lexicon, fold, lexicon, split, words_of
from daraevidence.language.own_names import own
from daraevidence.language.patterns import compiled
from daraevidence.language.products import Names
from daraevidence.language.regimen_names import is_brief_name, name_signs, read_short_name
from daraevidence.language.stems import is_other_substance, is_salt
from daraevidence.language.term_words import Start, TermText, term_text

__all__ = ["Term", "TermKind", "class_of", "drugs_of", "terms"]

TermKind: TypeAlias = Literal[
    "drug", "drug_class", "regimen", "endpoint", "response", "adverse_event", "design", "setting", "country", "variable"
]

_PRIORITY = (
    "drug",
    "drug_class",
    "regimen",
    "response",
    "endpoint",
    "adverse_event",
    "setting",
    "design",
    "country",
    "variable",
    "block",
)
_RANK = {kind: rank for rank, kind in enumerate(_PRIORITY)}
#: what is looked for where no kinds are asked for; variables (``age``, ``WBC``) only where they are
_ALL: frozenset[TermKind] = frozenset(cast("list[TermKind]", [kind for kind in _PRIORITY if kind not in ("variable", "block")]))
_TREATMENTS: frozenset[TermKind] = frozenset({"drug", "drug_class", "regimen"})

#: words that stand in a regimen's name beside its drugs
_FILLERS = frozenset(
    "and plus with or in combination combined combinations combo followed by then alone monotherapy mono single agent "
    "agents based containing therapy therapies treatment treatments regimen regimens other others only the a an of as "
    "part triplet triplets quadruplet quadruplets doublet doublets arm group cohort cohorts drug drugs added to sc iv po "
    "im oral orally subcutaneous subcutaneously intravenous intravenously low high standard dose doses weekly once twice "
    "daily biweekly induction maintenance consolidation backbone inhibitor sequential concurrent upfront standalone "
    "plus/minus without + / & , . ± – — > first low-dose modified mg kg g m2 every week weeks day days cycle cycles month "
    "months monthly mcg µg iu qd bid tid qm qw q1w q2w q3w q4w q6w q8w q12w q24w q4wk q2wk q12wk other".split()
)


class Term(NamedTuple):
    """A term of the vocabulary at a place: ``code`` is its normal form (generic drug name, endpoint code, design word)."""

    start: int
    end: int
    kind: TermKind
    code: str
    text: str


def terms(
    text: str,
    offset: int = 0,
    kinds: frozenset[TermKind] | None = None,
    abbreviations: Mapping[str, str] | None = None,
    *,
    brief: bool = False,
) -> list[Term]:
    """All terms in a text, in order, the longest at each place; case and plural are folded where that is safe.

    Short forms in capitals (CR, OS) must agree in case. ``abbreviations`` of the document come before the vocabulary: what
    the document explains otherwise is no term; without them the drugs of the document that is being read are known.
    ``brief`` lets in names of regimens that are believed only where a text
    explains them (``Rd``, ``AC``).
    """
    if abbreviations or len(text) > _SHORT_TEXT:
        return list(_terms(text, offset, kinds or _ALL, abbreviations or own().names, brief))
    found = _known_terms(text, kinds or _ALL, brief, own().serial)
    return [term._replace(start=term.start + offset, end=term.end + offset) for term in found] if offset else list(found)


#: labels and names are asked for again and again
_SHORT_TEXT = 200


@lru_cache(maxsize=8192)
def _known_terms(text: str, kinds: frozenset[TermKind], brief: bool, serial: int) -> tuple[Term, ...]:
    return tuple(_terms(text, 0, kinds, own().names if serial else None, brief))


_last: tuple[Mapping[str, str], int, frozenset[str]] = ({}, 0, frozenset())


def _first_words(abbreviations: Mapping[str, str]) -> frozenset[str]:
    """The words that short forms begin with; a gate, remembered for the mapping that was asked for last."""
    global _last
    mapping, size, found = _last
    if mapping is not abbreviations or size != len(abbreviations):
        found = frozenset(first for short in abbreviations for first in split(short)[0][:1])
        _last = (abbreviations, len(abbreviations), found)
    return found


#: ``pre-bronchodilator``, ``post-X``: when something was measured, and nothing that is given
_PREFIX = compiled(r"\b(?:pre|post|non)-\Z", re.IGNORECASE)


def _terms(
    text: str, offset: int, kinds: frozenset[TermKind], abbreviations: Mapping[str, str] | None, brief: bool
) -> Iterator[Term]:
    known = lexicon()
    words = term_text(text)
    raws, starts = words.raws, words.starts
    regimens, drugs = "regimen" in kinds, "drug" in kinds
    shorts = _first_words(abbreviations) if abbreviations else frozenset()
    following = 0
    for i, begun in _begun(words, abbreviations):
        if i < following:
            continue
        reach = begun.reach(kinds) if begun.longest else 0
        taken, form = _listed(known, words, i, begun.folded, reach, kinds) if reach else (0, None)
        if shorts and begun.capital and abbreviations and (raws[i] in shorts or raws[i].removesuffix("s") in shorts):
            count, explained = _explained(words, i, abbreviations, kinds)
            if count and count >= taken:
                if explained is not None:
                    start, end = starts[i], words.end(i + count - 1)
                    yield Term(start + offset, end + offset, explained[0], explained[1], text[start:end])
                following = i + count
                continue
        if regimens and begun.short and not _is_plain(words, i) and not _ends_an_acronym(words, i):
            count, name = _short(words, i, brief)
            if count > taken:
                taken, form = count, Form("regimen", " + ".join(read_short_name(name)), "")
        if drugs and begun.stem and not taken:
            taken, form = 1, Form("drug", raws[i].casefold(), "")
        if form is None or (form.kind in ("drug", "drug_class") and _PREFIX.search(text, max(0, starts[i] - 6), starts[i])):
            continue
        if form.kind == "drug":
            taken += _has_suffix(words, i + taken, form.code)
            more, form = _with_second_word(words, i + taken, form)
            taken += more
        start, end = starts[i], words.end(i + taken - 1)
        if form.kind != "block" and not _is_deviation(form, text, start, end):
            yield Term(start + offset, end + offset, cast(TermKind, form.kind), form.code, text[start:end])
        following = i + taken


#: names of biologics, which regulators tell apart by four letters behind a hyphen, and words that stand there else
_BIOLOGIC = compiled(r"(?:mab|cept|stim|poetin|alfa|beta|ase|gine|part|tecan|tin|sine|kinra|vec|leucel|limab|insulin)$")
_JOINED = frozenset(
    "free like only dose type rich line drug test mono week year term once plus then late high risk arms than with born base "
    "pre post non anti semi fold part side site time days".split()
)


def _has_suffix(words: TermText, i: int, code: str) -> bool:
    """``adalimumab-abcd``: whether the word behind a drug tells one biologic from another of the same substance."""
    if i >= len(words.raws) or len(words.raws[i]) != 4 or words.starts[i] == 0 or words.text[words.starts[i] - 1] not in "-‐‑":
        return False
    raw = words.raws[i]
    return raw.isascii() and raw.islower() and raw.isalpha() and raw not in _JOINED and _BIOLOGIC.search(code) is not None


def _with_second_word(words: TermText, i: int, form: Form) -> tuple[int, Form]:
    """The salt behind a drug, which names no other, or what makes another substance of it: ``paliperidone palmitate``."""
    if i >= len(words.raws) or not words.text[words.end(i - 1) : words.starts[i]].isspace():
        return 0, form
    raw = words.raws[i].casefold()
    if is_salt(raw):
        return 1, form
    if " " in form.code or not is_other_substance(form.code, raw):
        return 0, form
    return 1, Form("drug", f"{form.code} {raw}", "")


_NAME = Start("", {}, capital=True, short=False, stem=False)


def _begun(words: TermText, abbreviations: Mapping[str, str] | None) -> list[tuple[int, Start]]:
    """The words that may begin a term, with the drugs in small letters that only the document knows."""
    if not isinstance(abbreviations, Names) or abbreviations.plain.isdisjoint(words.raws):
        return words.begun
    own = [(i, _NAME) for i, raw in enumerate(words.raws) if raw in abbreviations.plain]
    return sorted([*(each for each in words.begun if words.raws[each[0]] not in abbreviations.plain), *own], key=itemgetter(0))


def _listed(
    known: Lexicon, words: TermText, i: int, name: str, reach: int, kinds: frozenset[TermKind]
) -> tuple[int, Form | None]:
    """The longest listed form that begins at a word (``name`` is the word, folded), with the number of its words."""
    raws = words.raws
    listed = [(1, known.forms[name])] if name in known.forms else []
    count = 1
    while count < reach and i + count < len(raws) and name in known.begun:
        name = f"{name} {fold(raws[i + count])}"
        count += 1
        if name in known.forms:
            listed.append((count, known.forms[name]))
    for count, found in reversed(listed):
        surface, best = "", None
        for form in found:
            if form.kind not in kinds and form.kind != "block":
                continue
            if form.exact:
                surface = surface or " ".join(raws[i : i + count])
                if form.exact != surface:
                    continue
            if best is None or _RANK[form.kind] < _RANK[best.kind]:
                best = form
        if best is not None:
            return count, best
    return 0, None


_HYPHENS = str.maketrans("‐‑–", "---")


def _chains(words: TermText, i: int, most: int) -> list[tuple[int, str]]:
    """Names of words without white space between them, the longest first: ``DVC-d``, ``5-FU/LV``."""
    text, raws, starts = words.text, words.raws, words.starts
    end = starts[i] + len(raws[i])
    found = [(1, raws[i] if raws[i].isalnum() else raws[i].translate(_HYPHENS))]
    for count in range(1, min(most, len(raws) - i)):
        gap = starts[i + count] - end
        if gap > 1 or (gap == 1 and text[end].isspace()):
            break
        end = starts[i + count] + len(raws[i + count])
        found.append((count + 1, text[starts[i] : end].translate(_HYPHENS)))
    found.reverse()
    return found


def _is_plain(words: TermText, i: int) -> bool:
    """``Patients``: a word that only begins with a capital and joins no other is no short name; a gate, nothing more."""
    raw, end = words.raws[i], words.end(i)
    return len(raw) > 2 and raw[1:].islower() and words.text[end : end + 1] not in {"-", "‐", "‑", "–"}


def _ends_an_acronym(words: TermText, i: int) -> bool:
    """``HARBOR-GC``: what stands behind an acronym and a hyphen is a part of a trial's name."""
    start = words.starts[i]
    before = words.raws[i - 1] if i and start and words.text[start - 1] in "-‐‑–" and words.end(i - 1) == start - 1 else ""
    return len(before) > 3 and before.isupper() and not read_short_name(before)


def _short(words: TermText, i: int, brief: bool) -> tuple[int, str]:
    end = words.end(i)
    single = words.text[end : end + 1] not in name_signs()  # a name of this word alone
    for count, name in _chains(words, i, 1 if single else 4):
        if read_short_name(name) and (brief or not is_brief_name(name)):
            return count, name
    return 0, ""


def _explained(
    words: TermText, i: int, abbreviations: Mapping[str, str], kinds: frozenset[TermKind]
) -> tuple[int, tuple[TermKind, str] | None]:
    """What the document's own abbreviation stands for; ``None`` where that is no term of these kinds."""
    for count, name in _chains(words, i, 4):
        long = abbreviations.get(name)
        if long is None and name.endswith("s"):
            long = abbreviations.get(name[:-1])
        if isinstance(abbreviations, Names) and long in abbreviations.drugs:
            return count, ("drug", drug) if "drug" in kinds and (drug := _meaning_of_drug(long)) else None
        if long is not None and long.strip() and long != name:
            return count, _meaning(long, kinds, own().serial)
    return 0, None


@lru_cache(maxsize=1024)
def _meaning_of_drug(long: str) -> str:
    """The generic name of a drug that a document explains: the vocabulary's, else as explained."""
    found = _known_terms(long, frozenset({"drug"}), False, 0)
    return found[0].code if len(found) == 1 and found[0].end - found[0].start == len(long) else long.lower()


@lru_cache(maxsize=8192)
def _meaning(long: str, kinds: frozenset[TermKind], serial: int) -> tuple[TermKind, str] | None:
    """What a long form is; ``serial``: for the drugs of one document."""
    found = terms(long, 0, kinds)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(long)):
        return found[0].kind, found[0].code
    drugs = drugs_of(long) if kinds & _TREATMENTS else ()
    if len(drugs) == 1 and "drug" in kinds:
        return "drug", drugs[0]
    if drugs and "regimen" in kinds:
        return "regimen", " + ".join(drugs)
    if len(found) == 1 or (found and found[0].start == 0):
        return found[0].kind, found[0].code
    return None


_DEVIATION = compiled(r"\)?\s*[=±]|\s\d")


def _is_deviation(form: Form, text: str, start: int, end: int) -> bool:
    """``SD`` of a mean is no stable disease."""
    if form.code != "SD" or end - start != 2:
        return False
    before, after = text[max(0, start - 22) : start].casefold(), text[end : end + 3]
    return "mean" in before or "±" in before or "+/-" in before or "standard deviation" in before or bool(_DEVIATION.match(after))


def class_of(name: str) -> str:
    """The class of a generic drug (``bortezomib`` → proteasome inhibitor), or ""."""
    return lexicon().drug_class.get(name, "")


def drugs_of(name: str, abbreviations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The generic drugs (or classes) of a regimen's name, sorted: ``D-VTd``, ``DARZALEX + Vd``, ``carfilzomib-dexamethasone``.

    ``abbreviations`` of the document come before the vocabulary. Empty where the name is no regimen: where it holds a word
    that is neither a drug nor one that joins drugs ("bortezomib-treated patients"). A class gives way to its drug
    (``PI > Bortezomib``).
    """
    global _named
    name = _bare(name)
    if not abbreviations:
        return _drugs_alone(name, own().serial)
    mapping, size, found = _named
    if mapping is not abbreviations or size != len(abbreviations):
        mapping, size, found = _named = abbreviations, len(abbreviations), {}
    if name not in found and len(found) < 4096:
        found[name] = _drugs_of(name, abbreviations)
    return found[name] if name in found else _drugs_of(name, abbreviations)


#: the drugs of names, for the mapping that was asked for last: a document's groups are asked for in each of its sentences
_named: tuple[Mapping[str, str], int, dict[str, tuple[str, ...]]] = ({}, 0, {})


def _bare(name: str) -> str:
    """A name without space and stops around it, or "" for what is too long to be one."""
    name = name.strip(" \t\n.,;:*")
    return name if len(name) <= 300 else ""


@lru_cache(maxsize=4096)
def _drugs_alone(name: str, serial: int) -> tuple[str, ...]:
    return _drugs_of(name, own().names if serial else None)


def _drugs_of(name: str, abbreviations: Mapping[str, str] | None) -> tuple[str, ...]:
    """The same for a name without space around it."""
    if not name:
        return ()
    if abbreviations and name in abbreviations and abbreviations[name] != name:
        rest = {short: long for short, long in abbreviations.items() if short != name}
        explained = _drugs_of(_bare(abbreviations[name]), rest)
        if explained:
            return explained
    outside, inside = _parentheses(name)
    found = terms(outside, 0, _TREATMENTS, abbreviations, brief=True)
    if not found or not all(_is_filler(gap) for gap in _gaps(outside, found)):
        return _drugs_of(_bare(inside), abbreviations) if inside and _is_filler(outside) else ()
    codes = {code for term in found for code in _codes(term)}
    if inside:
        codes |= set(_drugs_of(_bare(inside), abbreviations))
    return tuple(sorted(codes - {class_of(code) for code in codes if class_of(code) != code}))


def _codes(term: Term) -> list[str]:
    return term.code.split(" + ") if term.kind == "regimen" else [term.code]


def _parentheses(name: str) -> tuple[str, str]:
    """A name without what stands in its last parentheses, and that."""
    if name.endswith(")") and " (" in name:
        outside, _, inside = name[:-1].rpartition(" (")
        if ")" not in inside:
            return outside.strip(), inside.strip()
    return name, ""


def _gaps(text: str, found: Sequence[Term]) -> Iterator[str]:
    place = 0
    for term in found:
        yield text[place : term.start]
        place = term.end
    yield text[place:]


def _is_filler(gap: str) -> bool:
    return all(word.folded in _FILLERS or word.text.isdigit() for word in words_of(gap) if word.text not in "-‐‑–()[]")
