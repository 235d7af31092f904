"""Groups named before their results in a list: ``Recurrence: A, 5%; B, 7%``, ``(A 12%, B 8%, placebo 4%)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from daraevidence.extractors.sentence.phrases import content
from daraevidence.extractors.sentence.placed_names import Contrasted, names_at
from daraevidence.language.dosing import GIVEN_UNIT, OFTEN
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import terms

__all__ = ["is_treatment", "labelled"]

_NAMED_NUMBER = compiled(
    r"[(\[,;:]\s*(?:and\s+|or\s+|versus\s+|vs\.?\s+)?(?P<name>[A-Za-z][\w/+-]*(?: [\w/+-]+){0,4}?"
    r"(?: \d[\d.,]*(?: ?-?)(?:mg|g|µg|mcg|IU|U|mL)(?:/\w+)?)?)\s*[,:=]?\s+(?:(?:mean|median)\s+)?"
)


#: what heads a list of outcomes: ``Adverse events: rash 5%``
_KINDS_OF = compiled(
    r"\b(?:events|effects|complications|toxicit(?:y|ies)|reasons|causes|symptoms|reactions|outcomes|findings|results|measures|rates|deaths|"
    r"characteristics|stages?|grades?|sites|types|categories|groups|arms|treatments|conclusions?|methods)\b[^:]{0,30}$",
    re.IGNORECASE,
)
#: what is told by its parts, and what such parts are called: ``Race: white 46%, black 30%``
_OF_PARTS = compiled(
    r"\b(?:race|ethnicity|sex|gender|smoking|status|sites?|location|localization|region|country|origin|histology|education|occupation|"
    r"employment|income|diagnosis|aetiology|etiology|cause|reason|class|classification|category|distribution|composition|profile|"
    r"genotype|phenotype|subtype|type|breakdown|history|severity|quality\s+of\s+life|pressure|lipids?|cholesterol|age)\b",
    re.IGNORECASE,
)
_PART = compiled(
    r"(?:(?:very\s+)?(?:mild|moderate|severe|minor|major|none|yes|no|poor|fair|good|excellent|total|overall|systolic|diastolic|fasting|"
    r"physical|mental|right|left|upper|lower|proximal|distal|anterior|posterior|local|regional|distant|male|female|white|black|asian|"
    r"hispanic|other|unknown|missing|positive|negative|primary|secondary|first|second|third)\b|[\w-]+$(?<=al)|[\w-]+$(?<=ic)|[\w-]+$(?<=ary))",
    re.IGNORECASE,
)
#: where the noun of a head ends: ``Rankin score`` of ``Rankin score 0-2 at 90 days``
_NOUN_ENDS = compiled(r"\s*(?:[,(]|\d|\b(?:at|by|after|within|during|from|until)\s)")
_AVERAGED = compiled(r"\b(?:mean|median|average)\b", re.IGNORECASE)
#: what is told of one outcome, though its noun be a plural
_ONE_OUTCOME = compiled(
    r"\b(?:mean|median|average|(?:number|rate|incidence|proportion|percentage|frequency|prevalence|risk)s?\sof)\b", re.IGNORECASE
)
#: what says before a bracket that it tells of groups
_BY_GROUP = compiled(r"\b(?:between|across|among|in|for)\s(?:the|these|both|all)\s(?:(?:two|three|four)\s)?(?:sub-?)?groups\s$")
_CLAUSE = compiled(r"[;.]\s")


def labelled(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """Names before results in a bracket or behind a colon: ``(A 12%, B 8%, placebo 4%)``, ``Survival: A, 12%; B, 8%``.

    A list of outcomes or of kinds of patients looks the same. What heads groups is one outcome, in the singular; else one of the
    names is that of a treatment.
    """
    for first, (start, _) in enumerate(places):
        before = max(places[first - 1][1] if first else 0, start - 60)
        last = max(text.rfind("(", before, start), text.rfind("[", before, start))
        last = last if last >= 0 and not any(c in text[last:start] for c in ")]") else -1
        colon = text.rfind(": ", before, start) if last < 0 else -1
        opened = last if last >= 0 else colon
        if opened < 0:
            continue  # not the first of a list
        spans: list[tuple[int, int]] = []
        gaps: list[str] = []
        for begin, end in places[first:]:
            match = _NAMED_NUMBER.fullmatch(text, opened, begin)
            gap = f"{match[0][:1]}{text[match.end('name') : begin].strip()}" if match is not None else ""
            if match is None or (gaps and gap[1:] != gaps[0][1:]):
                break
            spans.append(match.span("name"))
            gaps.append(gap)
            opened = end
        found = (_parted(spans, text) or names_at(spans, text)) if len(spans) > 1 else None
        if found is None or (colon >= 0 and not _heads_groups(text, colon, found, gaps)):
            continue
        if colon >= 0 or any(is_treatment(one.name) for one in found) or (_are_parts(found) and _BY_GROUP.search(text[:last])):
            yield found
    yield from _reference_in_bracket(text, places)


_WITH = compiled(rf"(?:{PEOPLE})\s(?P<how>with|without|aged|who|not)\b", re.IGNORECASE)


def _parted(spans: Sequence[tuple[int, int]], text: str) -> list[Contrasted]:
    """``patients with X; patients without X``: all are called by what people have."""
    told = all(_WITH.match(text, *span) is not None for span in spans)
    return [Contrasted(*span, " ".join(text[slice(*span)].split())) for span in spans] if told else []


def _are_parts(names: Sequence[Contrasted]) -> bool:
    return all(_WITH.match(one.name) is not None for one in names)


#: from a result to the name behind it, and on to the bracket of the group that it is held against
_THEN_BRACKET = compiled(
    rf"\s(?:of\s(?:the\s)?(?:{PEOPLE}|those)\s)?(?:with|in|on|for|after|among|(?:receiving|given|assigned\sto))\s(?:the\s)?(?P<own>[A-Za-z][^,;:()\d]{{2,60}}?)"
    r"\s\((?:vs\.?\s|versus\s)?(?P<other>[A-Za-z][^,;:()\d]{2,50}?)(?:,|:|\s=)?\s$"
)


def _reference_in_bracket(text: str, places: Sequence[tuple[int, int]]) -> Iterator[list[Contrasted]]:
    """``was 12.5 kg with chemoradiotherapy (radiotherapy alone, 25.4 kg)``: the group that it is held against, in a bracket."""
    for (_, end), (start, _) in pairwise(places):
        match = _THEN_BRACKET.fullmatch(text, end, start) if "(" in text[end:start] else None
        names = names_at([match.span("own"), match.span("other")], text) if match is not None else None
        if names is not None and all(is_treatment(one.name) for one in names) and names[0].name != names[1].name:
            yield names


def _heads_groups(text: str, colon: int, names: Sequence[Contrasted], gaps: Sequence[str]) -> bool:
    """Whether the words before a colon are an outcome of the groups behind it, and no head of a list of outcomes or kinds."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, colon)), default=0)
    head = text[begin:colon]
    one_outcome = _ONE_OUTCOME.search(head) is not None
    if not content(head) or (_KINDS_OF.search(head) and not one_outcome):
        return False
    if one_outcome and _are_parts(names):
        return True
    if any(is_treatment(one.name) for one in names):
        return True
    ends = _NOUN_ENDS.search(head)
    noun = (head[: ends.start()] if ends is not None else head).rstrip()
    if _OF_PARTS.search(noun) or any(_PART.match(one.name) for one in names):
        return False
    if noun.endswith("s") and not noun.endswith(("ss", "is", "us")):
        return False
    apart = all(gap.endswith(",") for gap in gaps) and all(gap[0] == ";" for gap in gaps[1:])
    return apart or _AVERAGED.search(head) is not None


#: nouns and adjectives of what is done with a group, or with none
_TREATMENT = compiled(
    r"\b(?:placebo|controls?|sham|care|treatments?|therapy|surgery|radiation|irradiation|observation|diet|exercise|training|transplantation|"
    r"graft(?:ing)?|vaccines?|vaccination|repairs?|dressings?|bandages?|dos(?:e|es|ing)|supports?|advice|device|technique|procedure|rehabilitation|"
    r"physiotherapy|supplement\w*|cream|gel|ointment|tablets?|injections?|infusions?|stents?|laser|acupuncture|massage|counsell?ing|education|programme?|"
    r"intervention|waiting[- ]list|wait-?list|regimen|protocol|schedule|alone|only|plus|combination|monotherapy|group|arm|"
    r"usual|standard|conventional|high-dose|low-dose|intensive|early|delayed|immediate|deferred|untreated|treated|"
    r"[a-z-]+(?:ectomy|plasty|scopy|otomy|ostomy|pexy|therapy|rrhaphy|apheresis))\b",
    re.IGNORECASE,
)


def is_treatment(name: str) -> bool:
    """Whether a name is that of a drug, of a procedure, or says that something was done or not."""
    return _TREATMENT.search(name) is not None or _is_drug(name) or _DOSED.fullmatch(name) is not None


#: a drug that no vocabulary knows, with its dose: ``Voreltix 5 mg once daily``
_DOSED = compiled(
    rf"(?!(?:placebo|about|women|adults)\b)[A-Za-z][\w-]{{4,}}[®™]?\s\d[\d.,]*\s?{GIVEN_UNIT}(?:/\w+)?(?:\s{OFTEN})?"
)


def _is_drug(name: str) -> bool:
    return any(term.kind in ("drug", "regimen") and term.start == 0 for term in terms(name))
