"""Words of the field: drugs, regimens, endpoints, responses, adverse events, designs. The words are data (``data/*.toml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from daraevidence.language.gated import Gated
from daraevidence.language.lexicon import Lexicon, lexicon, words_of
from daraevidence.language.patterns import compiled
from daraevidence.language.terms import Term, TermKind, class_of, drugs_of, terms
from daraevidence.language.word_classes import BECAUSE

__all__ = [
    "SURVIVAL",
    "TIMES_TO_EVENT",
    "UNHARMED",
    "Term",
    "TermKind",
    "adverse_event_category",
    "class_of",
    "drug",
    "drugs_of",
    "endpoint_code",
    "terms",
]

SURVIVAL = frozenset(("PFS", "OS", "EFS", "DFS"))
"""The codes of survival, whose curves only fall."""

TIMES_TO_EVENT = SURVIVAL | {"TTP", "TTNT", "DOR", "TTR"}
"""The codes of times to an event, of which medians and chances at a time are told."""

UNHARMED = SURVIVAL | {"TTP", "TTNT", "DOR", "ALIVE"}
"""The codes whose shares are those to whom nothing has happened yet."""


def drug(name: str, abbreviations: Mapping[str, str] | None = None) -> str:
    """The generic name of one drug (``Keytruda`` → pembrolizumab), or "" where the name is not that of one drug."""
    found = terms(name.strip(), 0, frozenset({"drug"}), abbreviations)
    return found[0].code if len(found) == 1 and found[0].end - found[0].start == len(name.strip()) else ""


_PROGRESS = {"sCR": 6, "CR": 5, "VGPR": 4, "PR": 3, "MR": 2, "SD": 1, "PD": 0}
_OUTCOMES: frozenset[TermKind] = frozenset({"endpoint", "response"})
_RESPONSE_TO = compiled(r"(?i)\bresponses? to (?:\S{1,30} ){0,4}\S{0,30}(?:therap|treatment|regimen|drug)")
#: ``ACR20``, ``EASI-75``: a score with its degree, whose response is no response of the disease
_DEGREE = compiled(r"\b[a-z]{0,2}[A-Z][A-Za-z]*[A-Z][A-Za-z]?[- ]?(?:20|30|40|50|70|75|90|100)[ -]$")
#: a treatment that was stopped, told with the verb: ``stopped the trial drug``, ``gave up because of nausea``
_STOPPED = Gated(
    "stopp|gave up|quit|ceased|came off|coming off|left",
    r"(?i)\b(?:treatment|therapy|medication|drugs?|tablets?) (?:was|were) (?:permanently )?stopped\b|"
    r"^(?:had )?(?:permanently )?stopped (?:before|prior|prematurely|permanently|by|during|within)\b|"
    r"\b(?:stopp(?:ed|ing)|ceased|gave up|quit|came off|coming off|left)\s+(?:[\w-]+\s+){0,4}?(?:treatment|therapy|"
    r"medication|drugs?|retreatment|tablets?|injections?|infusions?|trial|study|for good|early|because|due|owing)\b",
)
#: ``death or first hospitalization``: a composite
_FIRST_OF = compiled(
    r"(?<=or) (?:(?:first|urgent|unplanned|any|new|recurrent|nonfatal|non-fatal|a|an|cardiovascular|all-cause)(?: |$))+$"
)
#: ``time to complete renal response``, ``time to viral suppression``: whatever responded
_TIME_TO_RESPONSE = Gated(
    "time to",
    r"(?i)\btime to (?!loss|next|end|treatment)(?:(?:the|an?|first|best|initial) )*(?:[\w%-]+ ){0,3}?"
    r"(?:(?:responses?|remissions?|suppression|closure|clearance|improvement|(?:clinical|full|complete) recovery|resolution|"
    r"healing|inactive disease|(?:culture|sputum|viral|virologic(?:al)?) conversion)\b|"
    r"(?-i:[A-Z]{0,3}(?:PASI|EASI|PGA|IGA|ACR|ASAS)[ -]?\d))",
)
_COMPOSITE = compiled(r"(?i)\b(?:composite|combination|combined (?:end ?point|outcome))s? of\b")
#: ``primary end point (death and stroke)``: what the bracket lists makes one outcome
_MADE_OF = compiled(r"(?i)\b(?:end[- ]?points?|outcomes?|composite) ?\([^()]{1,120}?(?:,| and | or | plus )[^()]{1,200}\)")
#: events that make another outcome together with anything else: ``stroke or death``, ``death or dialysis``
_EVENTS = frozenset(("DEATH", "HOSPITALIZATION", "RELAPSE"))
_EVENT_AHEAD = compiled(
    r"(?i)[^\W\d_][\w)-]*,? (?:or|and/or) (?:(?:an?|any|first|new|the|were|was|had|cardiovascular|all-cause|disease|"
    r"hospital|heart[- ]failure|graft|urgent|unplanned|renal|cardiac|kidney|liver|sudden|related) )*$"
)
_EVENT_BEHIND = compiled(
    r"(?i)(?: (?:from|of) (?:[\w-]+ ){1,3}causes?)?"
    r"(?:,? (?:or|and/or) |, (?=(?!which|who|with)(?:[\w-]+,? ){1,8}(?:or|and|and/or) ))"
    r"(?!other |not\b|no\b|withdrawal|loss to|lost to|recurr|relapse|flare|death|died|mortality|readmi|hospitali[sz])\w"
)
#: ``freedom from relapse``, ``has not died``, ``recurrence-free``: the event did not happen
_FREE_OF = compiled(
    r"(?i)\b(?:free(?:dom)? (?:of|from)|without|avoid(?:ed|ing|ance)(?: of)?|absence of|(?:not|never)(?: yet| been)?) "
    r"(?:(?:an?|any|all|further|disease|tumou?r|clinical|local|hospital|new) )*$"
)
#: ``risk of death``: what a hazard of survival is of, but for deaths of one cause
_RISK_OF_DEATH = compiled(r"(?i).*\b(?:death|dying|died)")
_OF_CAUSE = compiled(r"(?i) (?:from|of|due to|caused by|because of|related to) (?!any\b|all\b|whatever\b)")
_AND_MORE = compiled(r"(?i)(?: from any cause)? and (?!overall\b)\w")
#: ``underwent drainage due to infection``: a reason is not what happened
_REASON = compiled(rf"(?i)\w\s+(?:{BECAUSE})\s")
_LEVELS = compiled(r" > |: ")
_NEGATIONS = frozenset("no not none never without non".split())


def endpoint_code(label: str, abbreviations: Mapping[str, str] | None = None) -> str:
    """The endpoint's code for a printed label (``median PFS`` → PFS, ``≥VGPR`` → VGPR_or_better), else ``OTHER``.

    The parts of a path (``Response, n (%) > CR``) are read from the last one up to the first that names an outcome. Organ
    responses (``hematologic CR``, ``clinical response``), denied ones (``no response``) and sums (``PD/SD``) are ``OTHER``.
    """
    cause, colon, _ = label.partition(": ")
    if colon and " > " not in label and _code_of(cause, abbreviations) in {"DISCONTINUATION", "DEATH", "HOSPITALIZATION"}:
        label = cause
    parts = [part for part in _LEVELS.split(label) if part.strip()]
    while parts:
        part = parts.pop()
        if parts and part.strip().casefold() in _NEGATIONS:
            code = _code_of(parts[-1], abbreviations)
            return {"ALIVE": "DEATH", "DEATH": "ALIVE"}.get(code or "", "OTHER")
        code = _code_of(part, abbreviations)
        if code is not None:
            return code
    return "OTHER"


def _code_of(text: str, abbreviations: Mapping[str, str] | None) -> str | None:
    """The code of one part; ``None`` where it names no outcome, ``OTHER`` where it names one without a code."""
    return _read_code(text, abbreviations) if abbreviations or len(text) > 200 else _plain_code(text)


@lru_cache(maxsize=4096)
def _plain_code(text: str) -> str | None:
    return _read_code(text, None)


_ANSWER = compiled(r"(?i)\b(?:response|responding|respond|unknown|not available|not evaluable|unevaluable|missing)")


def _read_code(text: str, abbreviations: Mapping[str, str] | None) -> str | None:
    known = lexicon()
    found = terms(text, 0, _OUTCOMES, abbreviations)
    if _TIME_TO_RESPONSE.search(text) and "," not in text:
        return "TTR"
    if found and found[0].code not in ("DISCONTINUATION", "OS") and _REASON.search(text, 0, found[0].start):
        return "DISCONTINUATION" if _STOPPED.search(text) else "OTHER"
    before = words_of(text[: found[0].start] if found else text)
    organs = [word for word in before[-4:] if word.folded in known.organs]
    if found and _DEGREE.search(text, 0, found[0].start):
        return "OTHER"
    denied = any(word.folded in known.denials for word in before[-5:])
    if not found and not organs and not denied and _RESPONSE_TO.search(text):
        return "ORR"
    if not found and not denied and _STOPPED.search(text):
        return "DISCONTINUATION"
    if not found:
        other = _ANSWER.search(text)
        return "OTHER" if other and (organs or denied or other[0].casefold()[:4] != "resp") else None
    first = found[0]
    if first.code in _PROGRESS:
        return "OTHER" if organs or denied else _category(text, found, known)
    if first.code == "ORR" and (organs or denied):
        return "OTHER"
    if first.code == "OS" and text[: first.start].endswith("-free "):
        return "OTHER"
    if first.code in _EVENTS or first.code in ("INFECTION", "DISCONTINUATION"):
        if _FREE_OF.search(text, 0, first.start) or text[first.end :].casefold().startswith("-free"):
            return "OTHER"
        made_of = _MADE_OF.search(text) if "(" in text else None
        if _COMPOSITE.search(text, 0, first.start) or (made_of is not None and made_of.start() < first.start < made_of.end()):
            return "OTHER"
        if first.code in _EVENTS and (_EVENT_AHEAD.search(text, 0, first.start) or _EVENT_BEHIND.match(text, first.end)):
            return "OTHER"
    if first.code == "OS" and _RISK_OF_DEATH.match(first.text):
        if _EVENT_BEHIND.match(text, first.end) or _AND_MORE.match(text, first.end):
            return "OTHER"
        if _OF_CAUSE.match(text, first.end):
            return "DEATH"
    others = {term.code for term in found[1:]} - {first.code}
    if first.code == "PFS" or not others:
        return first.code
    joined = _FIRST_OF.sub("", text[first.end : found[1].start].strip().casefold())
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
