"""Groups named in a sentence: those that the document's scope knows, and those that only grammar shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from daraevidence.extractors.agents import agents
from daraevidence.extractors.contrasts import contrasted
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.study_sizes import whole
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import terms

__all__ = ["Named", "named_groups"]


class Named(NamedTuple):
    """A group at a place of the sentence; ``group`` is ``None`` where only grammar shows it.

    ``people``: named by what they have (``patients with one prior line``), so that it may be a part of a group that holds.

    ``start`` and ``end`` cover the name with its preposition and article.
    """

    start: int
    end: int
    name: str
    group: Group | None = None
    people: bool = False


_WORD = r"[A-Za-z0-9][\w+/.&'’-]*"
_STOPS = (
    r"\d+(?![\w-])|in|with|for|on|among|of|by|to|from|than|versus|vs|and|or|the|a|an|was|were|is|are|at|between|both|each|either|this|that|these|those|"
    "compared|per|all|two|three|treatment(?= groups)|as|had|has|have|one|other|same|within|across"
)
#: "the no-closure group", "arm A", "the pooled degarelix group", "group 1"
_GROUP_NOUN = re.compile(
    rf"\b(?:(?:in|with|for|on|among|of|by|to|from|than)\s+)?(?:(?:the|those in the|patients in the|patients in)\s+)?"
    rf"(?P<name>(?:(?!(?i:{_STOPS}|results|conclusions?)\b){_WORD}\s+){{1,4}}?(?:group|arm|cohort|recipients)\b|"
    rf"\b(?:arm|group|cohort|"
    rf"Arm|Group|Cohort)\s+(?:[A-Z0-9]|[IVX]{{1,4}}|\d\d?[A-Za-z]?)\b|"
    rf"[\"“]\s?[\w-]+(?:\s[\w-]+)?\s?[\"”]\s+(?:group|arm|cohort)\b)",
)
_PEOPLE = re.compile(
    r"(?:\b(?i:in|among|for|of|than|with)\s+(?:the\s+|those\s+)?|^(?:the\s+)?|(?<=, ))"
    r"(?P<name>(?:(?!\d|(?:of|in|among|for|with|than|fewer|Fewer|more|More|most|Most|all|All|some|many|no|No)\b)[\w-]+\s+)?(?:(?:[Pp]atients|[Ww]omen|[Mm]en|[Cc]hildren|"
    r"[Aa]dults|[Ii]nfants|[Nn]eonates|[Aa]dolescents|[Ss]ubjects|[Pp]articipants|[Ii]ndividuals|those))\s+"
    r"(?:with|who|without|receiving|treated with|aged|assigned to|given|on|taking|randomi[sz]ed to|"
    r"not)\s+(?!(?:and|or)\b)[^,;:()]{2,60}?(?:\s*\([A-Z][\w-]{1,10}\)[^,;:()]{0,40}?)?)"
    r"(?=\s*(?:[,;:()]|\.|$|\b(?:and|but|while|whereas|versus|vs|compared|than|to have|were|was|had|did|"
    r"showed|experienced|received|required|achieved|also)\b))",
)
_CONTROL = re.compile(
    r"\b(?:(?:in|with|for|on|among|of|by|to|from|than|versus|vs\.?)\s+)?(?:the\s+|those\s+(?:receiving|on|given)\s+)?"
    r"(?P<name>placebo(?![-/ ]controlled)|controls?|usual[- ]care|standard[- ](?:of[- ])?care|"
    r"standard[- ]therapy|best supportive care|sham)\b"
    r"(?:\s+(?:group|arm|patients|recipients|cohort))?",
    re.IGNORECASE,
)
_TREATED = re.compile(
    r"\b(?:(?i:in|among|for|of|than|with|by)\s+)?(?P<name>[A-Za-z][\w-]*-treated\s+(?:patients|participants|subjects|adults))\b"
)
#: ``12.4 months in patients with X and 18.9 months in those without``
_REST = re.compile(
    r"\b(?:in|for|among|than|versus|vs\.?)\s+(?:those|patients)\s+(?:without|who\s+(?:did|had|were)\s+not)"
    r"(?=\s*(?:[,;:.()]|(?:was|were|respectively)\b|$))",
    re.IGNORECASE,
)
#: the patterns, each with the words of which it needs one, in any case
_PATTERNS = (
    (_TREATED, ("-treated",)),
    (_GROUP_NOUN, ("group", "arm", "cohort", "recipients")),
    (_CONTROL, ("placebo", "control", "usual", "standard", "best", "sham")),
    (
        _PEOPLE,
        (
            "patients",
            "men",
            "children",
            "adults",
            "infants",
            "neonates",
            "adolescents",
            "subjects",
            "participants",
            "individuals",
            "those",
        ),
    ),
)
_PREPOSED = re.compile(
    r"\b(?i:in|with|for|on|among|by|than|versus|vs\.?|v|and|over|receiving|treated with|assigned to|to|comparing)\s+(?:the\s+)?"
    r"(?P<name>[A-Za-z][\w+/-]*[A-Z0-9][\w+/-]*(?:\s\d+\b)?(?:\s*(?:\+|plus)\s*[A-Za-z][\w+/-]*)?)(?:\s+(?:group|arm|"
    r"patients|recipients|cohort|one)s?)?\b(?=\s*(?:[,;:(\[\])]|\.?\s*$|\.\s|\d|(?:and|or|vs|versus|v|than|compared|was|were|had|in|for|at|"
    r"as|on|with|by|to|is|has|respectively|alone|[a-z]+ed)\b))"
)
_PREPOSITION = re.compile(
    r"(?:\b(?:in|with|for|on|among|of|by|to|from|than|versus|vs\.?|favou?red|favou?ring|receiving|treated with|"
    r"given|assigned to|who received|"
    r"in those receiving|those receiving|in those|of those|of those in|of the|in patients|of patients in|"
    r"of patients|patients in|patients|in the|"
    r"with the|for the|on the|the|in patients receiving|in patients treated with|patients treated with|"
    r"patients receiving)\s+)+$",
    re.IGNORECASE,
)
#: the words that ``_PREPOSITION`` can end with; a gate
_LED = tuple(
    "in with for on among of by to from than versus vs vs. favoured favored ing given received those the patients".split()
)
_AFTER = re.compile(
    r"(?:[ -](?:treated|based|containing))?(?:\s+(?:(?:treatment|treated)\s+)?(?:groups?|arms?|cohorts?|patients|"
    r"recipients|alone))*",
    re.IGNORECASE,
)


_TIME_ON = re.compile(
    r"\b(?:time|remained|stayed|while|progression|progressed|progressing|PD)\s+on\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _led_by(text: str, start: int) -> re.Match[str] | None:
    """The preposition and article before a name."""
    if not text[max(0, start - 1) : start].isspace() or not _ends_with(text, start, _LED):
        return None
    return _PREPOSITION.search(text, max(0, start - 60), start)


def named_groups(text: str, base: int, scope: Scope, results: Sequence[Quantity] = ()) -> list[Named]:
    """Groups named in a sentence, in order, none overlapping; ``base`` is the place of the sentence.

    Where the study has known arms, a drug or an abbreviation behind a preposition is no group of its own. ``results`` are
    the statistics of the sentence; names that stand beside them in the same way are groups that it sets against each other.
    """
    found: list[Named] = []
    study = scope.study(base)
    groups = scope.groups_of(study.name if study else None)
    arms = [group for group in groups if group.role == "arm"]
    for mention in scope.mentions(base, base + len(text)):
        start, end = mention.start - base, mention.end - base
        if _COMPOUND.match(text, end) or _GIVING.search(text, max(0, start - 30), start):
            continue
        before = _led_by(text, start)
        after = _AFTER.match(text, end)
        found.append(Named(before.start() if before else start, after.end() if after else end, mention.group.name, mention.group))
    folded = text.casefold()
    for pattern, needed in _PATTERNS:
        if any(word in folded for word in needed):
            for one in _matches(pattern, text):
                _include(_known(one._replace(people=pattern is _PEOPLE), groups), found)
    for rest in _REST.finditer(text) if "without" in folded or " not" in folded else ():
        having = [one.name.partition(" with ")[2] for one in sorted(found) if one.end <= rest.start() and " with " in one.name]
        if having and having[-1]:
            _include(_known(Named(rest.start(), rest.end(), f"patients without {having[-1]}", people=True), groups), found)
    for against in contrasted(text, base, results):
        described = against.name.startswith(("with ", "without "))
        _include(_known(Named(*against, people=described), groups), found)
    drugs = [_known(n, groups) for n in _drugs(text) if not _overlaps(n, found)]
    found += [n for n in drugs if n.group is not None or len(arms) < 2]
    if not groups:
        people = _matches(_PATIENTS, text) if _ANYBODY.search(text) else []
        found += [n for n in people if not _overlaps(n, found) and _is_short(n.name)]
        found += [n for n in _matches(_PREPOSED, text) if not _overlaps(n, found) and _is_short(n.name)]
        found += [
            n
            for n in _matches(_FIRST, text)
            if not _overlaps(n, found)
            and whole(n.name) is None
            and (text[n.end :].lstrip().startswith("patients") or _is_short(n.name))
        ]
    partners = _partners(text, found)
    found += partners if len(arms) < 2 else [one for one in (_known(p, groups) for p in partners) if one.group is not None]
    if len(arms) < 2 and results and not any(one.end <= results[0].start - base for one in found):
        found += [_known(Named(*one), groups) for one in agents(text, results[0].start - base)]
    return _without_times(text, found)


#: "the tented patients", "PLD and" at the beginning of a sentence
_FIRST = re.compile(
    r"^(?:(?:RESULTS|CONCLUSIONS?):?\s+)?(?:[Tt]he\s+)?(?P<name>[\w/+-]+)(?=\s+(?:patients|and|was|were|had|"
    r"showed|resulted|produced|improved|reduced)\b)"
)


def _without_times(text: str, found: list[Named]) -> list[Named]:
    """``time on A or B`` is no group's; nor is what a ``proportion of`` is of."""
    kept: list[Named] = []
    dropped = -1
    for one in sorted(found, key=lambda named: (named.start, named.end)):
        between = text[dropped : one.start].strip() if dropped >= 0 else ""
        if (
            between == "or"
            or (_ends_with(text, one.start + 4, _ON) and _TIME_ON.search(text[: one.start + 4]))
            or (_ends_with(text, one.start + 3, _OF) and _SHARE.search(text, 0, one.start + 3))
        ):
            dropped = one.end
        else:
            kept.append(one)
    return kept


_ON = ("on", "the")
_OF = ("of",)


def _ends_with(text: str, place: int, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands before a place; a gate."""
    before = text[max(0, place - 12) : place].rstrip()
    return not before or before.casefold().endswith(words)


_SHARE = re.compile(r"\b(?:proportions?|numbers?|percentages?|rates?|incidence|share|fraction)\s+of\s*$", re.IGNORECASE)
_PARTNER = re.compile(
    r"\s*(?:,|,?\s*and|or|versus|vs\.?|v|than|compared (?:with|to)|than (?:with|for|in|on))\s+(?:the\s+|with\s+)?"
    r"(?P<name>[A-Za-z][\w/+-]*(?:\s?\+\s?[\w-]+)?)(?:\s+(?:group|arm|patients|recipients|cohort|alone|therapy)s?)?(?![\w-])"
)


def _partners(text: str, found: list[Named]) -> list[Named]:
    """The other name of ``for PLD and doxorubicin``, where one of the two stands behind a preposition."""
    more: list[Named] = []
    for one in found:
        match = _PARTNER.match(text, one.end)
        if match is None:
            continue
        name = match["name"]
        drug = any(term.kind in ("drug", "regimen") and term.start == 0 for term in terms(name))
        partner = Named(match.start("name"), match.end(), name)
        if (drug or _is_short(name)) and not _overlaps(partner, found) and not _overlaps(partner, more):
            more.append(partner)
    return more


#: a name inside another word: ``X-containing regimen``, ``X-naive``
_GIVING = re.compile(
    r"\b(?:infusions?|doses?|administrations?|initiation|injections?|start|cycles?|courses?|exposure|"
    r"dosing)\s+(?:of|to|with)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"-(?!treated)[a-z]")
_STEM = re.compile(r"[a-z0-9+]{2,}")
_FILLING = frozenset(
    (
        "patients patient those who the with without in of receiving received given treated treatment group arm "
        "cohort not did had were was "
        "subjects participants and for on no"
    ).split()
)
_NEGATIVE = re.compile(r"\b(?:without|not|no|non)\b", re.IGNORECASE)


def _words(name: str) -> frozenset[str]:
    return frozenset(word[:6] for word in _STEM.findall(name.casefold()) if word not in _FILLING)


_NOUN = re.compile(
    r"^the\s+|[\s-]+(?:(?:fed|treated|exposed)\s+)?(?:groups?|arms?|cohorts?|patients|infants|children|adults|recipients)$",
    re.IGNORECASE,
)


_WHOLE = re.compile(
    r"(?:the )?(?:entire|whole|overall|total|full|study|entire study|overall study|total study|"
    r"whole study) (?:cohort|population|group|sample)|"
    r"all (?:patients|participants|subjects)",
    re.IGNORECASE,
)


def _known(one: Named, groups: list[Group]) -> Named:
    """The known group of that name, whatever the case."""
    if _WHOLE.fullmatch(one.name):
        total = next((group for group in groups if group.role == "total"), None)
        return one._replace(name=total.name if total else "total", group=total)
    wanted = {one.name.casefold(), _NOUN.sub("", one.name).casefold()}
    for group in groups:
        if any({alias.casefold(), _NOUN.sub("", alias).casefold()} & wanted for alias in (group.name, *group.aliases)):
            return one._replace(name=group.name, group=group)
    if not one.people:
        meant = [group for group in groups if _stands_for(one.name, group.name)] if one.name.isupper() else []
        return one._replace(name=meant[0].name, group=meant[0]) if len(meant) == 1 else one
    words, negative = _words(one.name), bool(_NEGATIVE.search(one.name))
    same = [g for g in groups if words and words == _words(g.name) and negative == bool(_NEGATIVE.search(g.name))]
    if not same and negative:
        same = [g for g in groups if words and words < _words(g.name) and _NEGATIVE.search(g.name)]
    return one._replace(name=same[0].name, group=same[0]) if len(same) == 1 else one


def _stands_for(short: str, name: str) -> bool:
    """Whether capitals are the initials of a name, or begin its only word: ``WGJ`` of White Grape Juice, ``WA`` of Water."""
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) == 1:
        return 2 <= len(short) < len(words[0]) and words[0].casefold().startswith(short.casefold())
    return len(short) > 1 and short.casefold() == "".join(word[0] for word in words).casefold()


def _include(one: Named, found: list[Named]) -> None:
    """Add a name, or widen the known group that stands inside it."""
    inside = [i for i, other in enumerate(found) if one.start < other.end and other.start < one.end]
    if not inside:
        found.append(one)
    elif len(inside) == 1 and found[inside[0]].group is not None:
        known = found[inside[0]]
        start, end = min(one.start, known.start), max(one.end, known.end)
        if not any(start < other.end and other.start < end for i, other in enumerate(found) if i != inside[0]):
            found[inside[0]] = known._replace(start=start, end=end)


def _matches(pattern: re.Pattern[str], text: str) -> list[Named]:
    return [Named(m.start(), m.end(), " ".join(m["name"].split())) for m in pattern.finditer(text)]


def _overlaps(one: Named, others: list[Named]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _is_short(name: str) -> bool:
    """An abbreviation that is no endpoint, statistic or event: ``HART``, ``qdRT``, ``DCT/CDDP``."""
    if sum(letter.isupper() for letter in name) < 2 or len(name) > 24 or not name[-1].isalnum():
        return False
    if name.upper() in {
        "CI",
        "HR",
        "OR",
        "RR",
        "IQR",
        "SD",
        "SE",
        "SEM",
        "NR",
        "NE",
        "NS",
        "ITT",
        "TNM",
        "US",
        "UK",
        "RNA",
        "DNA",
        "HIV",
        "RESULTS",
        "METHODS",
        "FINDINGS",
        "CONCLUSIONS",
        "CONCLUSION",
    }:
        return False
    return not any(term.kind in ("endpoint", "response", "adverse_event") for term in terms(name))


_THEN_NUMBER = re.compile(r"\s*(?:alone|group|arm|patients)?\s*[,:(=]\s*(?:n\s*=\s*)?\d")
_NUMBER_THEN = re.compile(r"\d\s*(?:%|\w{1,6})?\)?,\s+$")
_ANYBODY = re.compile(r"(?i:patients|recipients|subjects|participants|women|men)")
_PATIENTS = re.compile(
    r"\b(?:(?:in|with|for|on|among|of|by|to|from|than|more|fewer)\s+)?(?:the\s+)?"
    r"(?P<name>[A-Za-z][\w/+-]*[A-Z0-9][\w/+-]*(?:\s[\w+-]*\d)?)\s+(?:patients|recipients|subjects|participants|women|men)\b",
    re.IGNORECASE,
)


_TOGETHER = re.compile(r"\s*(?:\+|plus|/|-|and|with|in combination with|combined with)\s*")


def _drugs(text: str) -> list[Named]:
    """Drugs and regimens behind a preposition, joined where they are given together."""
    found: list[Named] = []
    for term in terms(text, 0, frozenset(("drug", "regimen"))):
        start, end = term.start, term.end
        if found and _TOGETHER.fullmatch(text, found[-1].end, start):
            joint = text[found[-1].end : start].strip()
            if joint not in ("and", "with"):
                last = found.pop()
                start = last.start
                name = (
                    f"{last.name} {joint} {text[term.start : end]}"
                    if joint.isalpha()
                    else f"{last.name}{joint}{text[term.start : end]}"
                )
                found.append(Named(start, end, name))
                continue
        if _COMPOUND.match(text, end):
            continue
        before = _led_by(text, start)
        after = _AFTER.match(text, end)
        if (
            before is None
            and start > 0
            and not (_THEN_NUMBER.match(text, end) or _NUMBER_THEN.search(text, max(0, start - 24), start))
        ):
            continue
        found.append(Named(before.start() if before else start, after.end() if after else end, " ".join(text[start:end].split())))
    return found
