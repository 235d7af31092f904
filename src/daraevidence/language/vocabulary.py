"""Words of the field: drugs, regimens, endpoints, responses, adverse events, designs. The words are data (``data/*.toml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, cast

from daraevidence.language.lexicon import Form, Lexicon, Word, is_brief, lexicon, words_of
from daraevidence.language.regimen_names import is_brief_name, read_short_name

__all__ = [
    "Term", "TermKind", "adverse_event_category", "class_of", "country", "design_terms", "drug", "drugs_of", "endpoint_code",
    "generic", "response_code", "terms",
]  # fmt: skip

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

#: endings of international nonproprietary names that hardly any other word has; a cheap gate on the last three letters first
_STEMS = re.compile(
    r"[a-z]{3,}(?:[a-z]mab|[rtnf]inib|ciclib|parib|zomib|lisib|degib|sidenib|rafenib|gliptin|gliflozin|glutide|vastatin|sartan|xaban"
    r"|leucel|tegravir|buvir|asvir|navir|ciclovir|platin|rubicin|taxel|floxacin|conazole|cillin|prazole|setron|gepant|triptan"
    r"|limus|domide|grastim|poetin|nexor|toclax|sertib|lukast|siran|bersen|rsen|cabtagene|stobart)"
)  # fmt: skip
_STEM_ENDS = frozenset(
    "mab nib lib rib mib gib tin zin ide tan ban cel vir cin xel ole lin ron ant mus tim xor lax tib ast ran sen ene".split()
)

#: words that stand in a regimen's name beside its drugs
_FILLERS = frozenset(
    "and plus with or in combination combined combinations combo followed by then alone monotherapy mono single agent "
    "agents based containing therapy therapies treatment treatments regimen regimens other others only the a an of as "
    "part triplet triplets quadruplet quadruplets doublet doublets arm group cohort cohorts drug drugs added to sc iv po "
    "im oral orally subcutaneous subcutaneously intravenous intravenously low high standard dose doses weekly once twice "
    "daily biweekly induction maintenance consolidation backbone inhibitor sequential concurrent upfront standalone "
    "plus/minus without + / & , . ± – — > first low-dose modified mg kg g m2 every week weeks day days cycle cycles".split()
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
    the document explains otherwise is no term. ``brief`` lets in names of regimens that are believed only where a text
    explains them (``Rd``, ``AC``).
    """
    return list(_terms(text, offset, kinds or _ALL, abbreviations, brief))


def _terms(
    text: str, offset: int, kinds: frozenset[TermKind], abbreviations: Mapping[str, str] | None, brief: bool
) -> Iterator[Term]:
    known = lexicon()
    words = words_of(text)
    size, i = len(words), 0
    regimens, drugs = "regimen" in kinds, "drug" in kinds
    while i < size:
        word = words[i]
        reach = known.longest.get(word.folded, 0)
        capital = word.text != word.folded and not word.text.islower()
        if not (reach or capital or (drugs and word.folded[-3:] in _STEM_ENDS) or (regimens and word.text.isdigit())):
            i += 1
            continue
        taken, form = _listed(known, words, i, reach, kinds) if reach else (0, None)
        if capital and abbreviations:
            count, explained = _explained(text, words, i, abbreviations, kinds)
            if count >= max(taken, 1):
                if explained is not None:
                    end = words[i + count - 1].end
                    yield Term(word.start + offset, end + offset, explained[0], explained[1], text[word.start : end])
                i += count
                continue
        if regimens and (capital or word.text.isdigit()) and not _is_plain(word, text):
            count, name = _short(text, words, i, brief)
            if count > taken:
                taken, form = count, Form("regimen", " + ".join(read_short_name(name)), "")
        if not taken and drugs and word.folded[-3:] in _STEM_ENDS and _STEMS.fullmatch(word.folded):
            taken, form = 1, Form("drug", word.folded, "")
        if form is None:
            i += 1
            continue
        end = words[i + taken - 1].end
        if form.kind != "block" and not _is_deviation(form, text, word.start, end):
            yield Term(word.start + offset, end + offset, cast(TermKind, form.kind), form.code, text[word.start : end])
        i += taken


def _listed(known: Lexicon, words: Sequence[Word], i: int, reach: int, kinds: frozenset[TermKind]) -> tuple[int, Form | None]:
    """The longest listed form that begins at a word, with the number of its words."""
    for count in range(min(reach, len(words) - i), 0, -1):
        found = known.forms.get(" ".join([word.folded for word in words[i : i + count]]))
        if not found:
            continue
        surface = " ".join([word.text for word in words[i : i + count]])
        fits = [
            form for form in found if (form.kind in kinds or form.kind == "block") and (not form.exact or form.exact == surface)
        ]
        if fits:
            return count, min(fits, key=lambda form: _RANK[form.kind])
    return 0, None


def _chains(text: str, words: Sequence[Word], i: int, most: int) -> Iterator[tuple[int, str]]:
    """Names of words without white space between them, the longest first: ``DVC-d``, ``5-FU/LV``."""
    count = 1
    while count < most and i + count < len(words) and words[i + count].start - words[i + count - 1].end <= 1:
        if text[words[i + count - 1].end : words[i + count].start].strip(" \n"):
            pass
        elif words[i + count].start > words[i + count - 1].end:
            break
        count += 1
    for number in range(count, 0, -1):
        yield number, text[words[i].start : words[i + number - 1].end].replace("‐", "-").replace("‑", "-").replace("–", "-")


def _is_plain(word: Word, text: str) -> bool:
    """``Patients``: a word that only begins with a capital and joins no other is no short name; a gate, nothing more."""
    return word.end - word.start > 2 and word.text[1:].islower() and text[word.end : word.end + 1] not in {"-", "‐", "‑", "–"}


def _short(text: str, words: Sequence[Word], i: int, brief: bool) -> tuple[int, str]:
    for count, name in _chains(text, words, i, 4):
        if read_short_name(name) and (brief or not is_brief_name(name)):
            return count, name
    return 0, ""


def _explained(
    text: str, words: Sequence[Word], i: int, abbreviations: Mapping[str, str], kinds: frozenset[TermKind]
) -> tuple[int, tuple[TermKind, str] | None]:
    """What the document's own abbreviation stands for; ``None`` where that is no term of these kinds."""
    for count, name in _chains(text, words, i, 4):
        long = abbreviations.get(name)
        if long is None and name.endswith("s"):
            long = abbreviations.get(name[:-1])
        if long is not None and long.strip() and long != name:
            return count, _meaning(long, kinds)
    return 0, None


@lru_cache(maxsize=8192)
def _meaning(long: str, kinds: frozenset[TermKind]) -> tuple[TermKind, str] | None:
    found = terms(long, 0, kinds)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(long)):
        return found[0].kind, found[0].code
    drugs = drugs_of(long) if kinds & _TREATMENTS else ()
    if len(drugs) == 1 and "drug" in kinds:
        return "drug", drugs[0]
    if drugs and "regimen" in kinds:
        return "regimen", " + ".join(drugs)
    if "endpoint" in kinds or "response" in kinds:
        code = endpoint_code(long)
        if code != "OTHER":
            return "endpoint", code
    if found and found[0].start == 0:
        return found[0].kind, found[0].code
    return None


def _is_deviation(form: Form, text: str, start: int, end: int) -> bool:
    """``SD`` of a mean is no stable disease."""
    if form.code != "SD" or end - start != 2:
        return False
    before, after = text[max(0, start - 14) : start].casefold(), text[end : end + 3]
    return (
        "mean" in before
        or "±" in before
        or "+/-" in before
        or "standard deviation" in before
        or bool(re.match(r"\)?\s*[=±]|\s\d", after))
    )


def drug(name: str, abbreviations: Mapping[str, str] | None = None) -> str:
    """The generic name of one drug (``Keytruda`` → pembrolizumab), or "" where the name is not that of one drug."""
    found = terms(name.strip(), 0, frozenset({"drug"}), abbreviations)
    return found[0].code if len(found) == 1 and found[0].end - found[0].start == len(name.strip()) else ""


def generic(name: str, abbreviations: Mapping[str, str] | None = None) -> str:
    """The generic name, or the name as it is where no drug of the vocabulary bears it."""
    return drug(name, abbreviations) or name


def class_of(name: str) -> str:
    """The class of a generic drug (``bortezomib`` → proteasome inhibitor), or ""."""
    return lexicon().drug_class.get(name, "")


def drugs_of(name: str, abbreviations: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The generic drugs (or classes) of a regimen's name, sorted: ``D-VTd``, ``DARZALEX + Vd``, ``carfilzomib-dexamethasone``.

    ``abbreviations`` of the document come before the vocabulary. Empty where the name is no regimen: where it holds a word
    that is neither a drug nor one that joins drugs ("bortezomib-treated patients"). A class gives way to its drug
    (``PI > Bortezomib``).
    """
    name = name.strip(" \t\n.,;:*")
    if not name or len(name) > 300:
        return ()
    if abbreviations and name in abbreviations and abbreviations[name] != name:
        rest = {short: long for short, long in abbreviations.items() if short != name}
        explained = drugs_of(abbreviations[name], rest)
        if explained:
            return explained
    outside, inside = _parentheses(name)
    found = terms(outside, 0, _TREATMENTS, abbreviations, brief=True)
    if not found or not all(_is_filler(gap) for gap in _gaps(outside, found)):
        return drugs_of(inside, abbreviations) if inside and _is_filler(outside) else ()
    codes = {code for term in found for code in _codes(term)}
    if inside:
        codes |= set(drugs_of(inside, abbreviations))
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


_PROGRESS = {"sCR": 6, "CR": 5, "VGPR": 4, "PR": 3, "MR": 2, "SD": 1, "PD": 0}
_OUTCOMES: frozenset[TermKind] = frozenset({"endpoint", "response"})
_RESPONSE_TO = re.compile(r"(?i)\bresponses? to (?:\S+ ){0,4}\S*(?:therap|treatment|regimen|drug)")
_TOLD = re.compile(r"^(?:no|not|none|never|without|non)$")


def endpoint_code(label: str, abbreviations: Mapping[str, str] | None = None) -> str:
    """The endpoint's code for a printed label (``median PFS`` → PFS, ``≥VGPR`` → VGPR_or_better), else ``OTHER``.

    The parts of a path (``Response, n (%) > CR``) are read from the last one up to the first that names an outcome. Organ
    responses (``hematologic CR``, ``clinical response``), denied ones (``no response``) and sums (``PD/SD``) are ``OTHER``.
    """
    cause, colon, _ = label.partition(": ")
    if colon and " > " not in label and _code_of(cause, abbreviations) in {"DISCONTINUATION", "DEATH", "HOSPITALIZATION"}:
        label = cause
    parts = [part for part in re.split(r" > |: ", label) if part.strip()]
    while parts:
        part = parts.pop()
        if _TOLD.match(part.strip().casefold()) and parts:
            code = _code_of(parts[-1], abbreviations)
            return {"ALIVE": "DEATH", "DEATH": "ALIVE"}.get(code or "", "OTHER")
        code = _code_of(part, abbreviations)
        if code is not None:
            return code
    return "OTHER"


def response_code(label: str, abbreviations: Mapping[str, str] | None = None) -> str:
    """The category of response that a label names (``VGPR or better`` → VGPR_or_better), or ""."""
    code = endpoint_code(label, abbreviations)
    return code if code.removesuffix("_or_better") in _PROGRESS or code == "ORR" else ""


def _code_of(text: str, abbreviations: Mapping[str, str] | None) -> str | None:
    """The code of one part; ``None`` where it names no outcome, ``OTHER`` where it names one without a code."""
    known = lexicon()
    found = terms(text, 0, _OUTCOMES, abbreviations)
    before = words_of(text[: found[0].start] if found else text)
    organs = [word for word in before[-4:] if word.folded in known.organs]
    denied = any(word.folded in known.denials for word in before[-5:])
    if not found and not organs and not denied and _RESPONSE_TO.search(text):
        return "ORR"
    if not found:
        other = re.search(r"(?i)\b(?:response|responding|respond|unknown|not available|not evaluable|unevaluable|missing)", text)
        return "OTHER" if other and (organs or denied or other[0].casefold()[:4] != "resp") else None
    first = found[0]
    if first.code in _PROGRESS:
        return "OTHER" if organs or denied else _category(text, found, known)
    if first.code == "ORR" and (organs or denied):
        return "OTHER"
    others = {term.code for term in found[1:]} - {first.code}
    if first.code == "PFS" or not others:
        return first.code
    joined = text[first.end : found[1].start].strip().casefold()
    if joined in {"or", "and/or", ", or", "/", "and"} and first.code not in {"ORR", "TTP"} and found[1].code != first.code:
        return "OTHER"
    return first.code


def _category(text: str, found: Sequence[Term], known: Lexicon) -> str:
    """One category of response, or several that make "X or better": ``sCR/CR``, ``≥VGPR``, ``CR or VGPR``."""
    first, named = found[0], [found[0].code]
    end = first.end
    for term in found[1:]:
        if term.code not in _PROGRESS or text[end : term.start].strip().casefold() not in {
            "/",
            "or",
            "and",
            "+",
            "plus",
            "(",
            "and/or",
            ",",
        }:
            break
        named.append(term.code)
        end = term.end
    ahead, behind = text[: first.start].rstrip().casefold(), text[end:].lstrip(" )").casefold()
    lowest = min(named, key=lambda code: _PROGRESS[code])
    if ahead.endswith(known.before) or behind.startswith(known.after):
        return f"{lowest}_or_better" if lowest in {"CR", "VGPR", "PR"} else "OTHER"
    several = set(named)
    if len(several) == 1:
        return lowest
    chains: tuple[set[str], ...] = ({"sCR", "CR"}, {"CR", "VGPR"}, {"sCR", "CR", "VGPR"}, {"CR", "PR"}, {"CR", "VGPR", "PR"},
                                    {"sCR", "CR", "VGPR", "PR"})  # fmt: skip
    return f"{lowest}_or_better" if several in chains else "OTHER"


def adverse_event_category(term: str) -> str:
    """The organ class of an adverse event, or ""."""
    known = lexicon()
    found = terms(term, 0, frozenset({"adverse_event"}))
    classes = [known.events.get(each.code, "") for each in found]
    return next((name for name in classes if name not in {"", "Overall"}), "")


def design_terms(text: str) -> tuple[str, ...]:
    """The words of design in a text, each once, sorted."""
    return tuple(sorted({term.code for term in terms(text, 0, frozenset({"design"}))}))


def country(name: str) -> str:
    """The country of a name or nationality (``Italian`` → Italy), or ""."""
    found = terms(name, 0, frozenset({"country"}))
    return found[0].code if len(found) == 1 else ""


def is_short_form(name: str) -> bool:
    """Whether a name is a short form whose case matters."""
    return is_brief(name)
