"""Codes of terminologies for outcomes, adverse events and drugs (``data/codes.toml``), each with the source that confirms it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from daraevidence.errors import OptionError, VocabularyError
from daraevidence.language.lexicon import lexicon
from daraevidence.language.patterns import compiled
from daraevidence.language.terms import drugs_of, terms
from daraevidence.language.vocabulary import endpoint_code

__all__ = ["SYSTEMS", "Code", "CodeKind", "check", "codes"]

CodeKind: TypeAlias = Literal["endpoint", "adverse_event", "drug"]
KINDS: tuple[CodeKind, ...] = get_args(CodeKind)

#: The terminologies under the URIs that FHIR knows them by, and the form of their codes.
SYSTEMS = {
    "ncit": ("http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl", compiled(r"C\d{3,6}")),
    "rxnorm": ("http://www.nlm.nih.gov/research/umls/rxnorm", compiled(r"\d{1,7}")),
}


class Code(NamedTuple):
    """A concept of a terminology: ``system`` (its URI), ``code``, the terminology's own words, the source that confirms it.

    Examples:
        >>> from daraevidence import codes
        >>> (code,) = codes("bortezomib", "drug")
        >>> code.system.rsplit("/", 1)[1], code.display
        ('rxnorm', 'bortezomib')
    """

    system: str
    code: str
    display: str
    source: str


def codes(name: str, kind: CodeKind | None = None) -> tuple[Code, ...]:
    """The codes of what a record names: an endpoint's code or label (``ORR``, ``median OS``), an adverse event, a drug.

    Drugs go by generic names, brands and short forms, all drugs of a regimen in order; adverse events by any printed form of the
    vocabulary. ``kind`` says which is meant; without it the first that knows the name. Empty where there is no code that a
    public source confirms. ``OptionError`` for a kind that is none.

    Examples:
        >>> from daraevidence import codes
        >>> [(code.code, code.display) for code in codes("VGPR")]
        [('C123618', 'Very Good Partial Response')]
    """
    if not isinstance(name, str):
        raise OptionError(f"a name is a text, not {name!r}")
    if kind is not None and kind not in KINDS:
        raise OptionError(f"no kind {kind!r} of codes; there are {', '.join(KINDS)}")
    for one in KINDS if kind is None else (kind,):
        known = _data()[one]
        found = tuple(code for key in _keys(name, one) for code in known.get(key, ()))
        if found:
            return found
    return ()


def _keys(name: str, kind: CodeKind) -> tuple[str, ...]:
    """What a name is called in the data."""
    if kind == "drug":
        return tuple(drugs_of(name))
    if kind == "endpoint":
        return (name,) if name in _data()[kind] else (endpoint_code(name),)
    found = terms(name, 0, frozenset({"adverse_event"}))
    whole = [term for term in found if term.start == 0 and term.end == len(name.strip())]
    return (whole[0].code,) if whole else ()


@cache
def _data() -> Mapping[CodeKind, Mapping[str, tuple[Code, ...]]]:
    """The data, checked: forms of codes, sources, and names that the vocabulary knows."""
    try:
        data = tomllib.loads(files("daraevidence.language").joinpath("data", "codes.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise VocabularyError(f"codes.toml: {error}") from error
    return check(data)


def check(data: Mapping[str, Any]) -> dict[CodeKind, dict[str, tuple[Code, ...]]]:
    """The entries by kind and name; ``VocabularyError`` names the entry that is not as it must be."""
    sources = data.get("sources", {})
    known = lexicon()
    names: dict[CodeKind, Any] = {"adverse_event": known.events, "drug": known.drug_class}
    made: dict[CodeKind, dict[str, tuple[Code, ...]]] = {kind: {} for kind in KINDS}
    for kind in KINDS:
        for name, entry in data.get(kind, {}).items():
            place = f"codes.toml: [{kind}] {name}"
            if kind in names and name not in names[kind]:
                raise VocabularyError(f"{place}: the vocabulary has no such name")
            if not isinstance(entry, list) or len(entry) != 4 or not all(isinstance(part, str) for part in entry):
                raise VocabularyError(f"{place}: must be [terminology, code, words, source]")
            terminology, code, display, source = entry
            if terminology not in SYSTEMS or not SYSTEMS[terminology][1].fullmatch(code):
                raise VocabularyError(f"{place}: {code!r} is no code of {terminology!r}")
            if source not in sources:
                raise VocabularyError(f"{place}: no source {source!r} in [sources]")
            made[kind][name] = (Code(SYSTEMS[terminology][0], code, display, sources[source]),)
    return made
