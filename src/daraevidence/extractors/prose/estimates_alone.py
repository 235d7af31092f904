"""P values and ratios that stand without results of groups: ``no difference in X (P=0.3)``, ``age predicted Y (OR, 1.4)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.draft import RATIOS, Draft
from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.measures import put_p
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.prose.told import named_outcome, put_comparator, put_scope, ratio_draft
from daraevidence.extractors.prose.unnamed import parts_of_ratios, sides_of_ratio
from daraevidence.extractors.sentence.companions import NEEDED, stands_alone
from daraevidence.extractors.sentence.labels import is_treatment
from daraevidence.extractors.sentence.mask import masked
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase, points_back, trimmed
from daraevidence.extractors.sentence.preceding import before_statistic, goal_of
from daraevidence.extractors.sentence.ratio_asides import before_bracket
from daraevidence.extractors.sentence.ratios import ratio_phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code

__all__ = ["name_needed", "p_alone", "ratios_alone"]

_COMPARATIVE = compiled(
    r"\b(?:longer|shorter|higher|lower|better|superior|greater|improved|inferior|worse|reduced|increased|more|"
    r"fewer|less|faster|slower)\s+"
    r"(?!than\b|(?:on|in|with|for|among|at|after|by|when|if|during|to|from|as|common|often|frequent|"
    r"likely\s+(?!to\b))\b)(?:likely to )?"
    r"(?P<what>[^,;()]{3,80}?)(?=\s*(?:,|;|\(|\.|$|\b(?:and|compared|than|versus|vs|in|with|for|after|among)\b))",
    re.IGNORECASE,
)

_AGAINST = compiled(r"\b(?:as compared|compared|(?<!more )(?<!less )(?<!fewer )than|versus|vs)\b", re.IGNORECASE)


def p_alone(place: Place) -> Iterator[Draft]:
    """A P value without the numbers it compares: one row for each of the two groups named, for each outcome."""
    found = [q for q in place.quantities if q.role == "p" and q.p is not None]
    groups = list({n.name: n for n in place.named}.values())[:2]
    if found and not _AGAINST.search(place.text) and (told := _NO_EFFECT.search(place.text)) is not None:
        what = "effect" if told["effect"] else "same"
        yield from _p_rows(place, trimmed(told[what], told.start(what)), found[0], _set_apart(place, groups))
        return
    if not found or len(groups) != 2 or not _AGAINST.search(place.text):
        return
    before = place.text[: found[0].start - place.base]
    phrases = [trimmed(m["what"], m.start("what")) for m in _COMPARATIVE.finditer(before)]
    if not any(phrases):
        stop = _AGAINST.search(before)
        start = groups[0].end if groups[0].end < (stop.start() if stop else 0) else 0
        phrases = [trimmed(before[start : stop.start() if stop else len(before)], start)]
    for phrase in phrases:
        yield from _p_rows(place, phrase, found[0], groups)


#: ``The effect on X was not significant (P=0.18``, ``X did not differ between A and B (P=0.4``
_NO_EFFECT = Gated(
    "effect|differ|similar|comparable",
    r"\A\W*(?:(?:As|Since|Because|However|But),?\s)?(?:(?:[Tt]he\s)?(?:[a-z-]+\s)?effects?\s(?:of\s[^,;:()]{2,60}\s)?on\s"
    r"(?P<effect>[^,;:()]{3,80}?)\s(?:was|were|is)\s(?:not\s|non-?)?(?:statistically\s)?significant\b"
    r"|(?P<same>[^,;:()]{3,80}?)\s(?:did not differ|(?:was|were) (?:similar|comparable|no different|not different))"
    r"(?:\s(?:significantly|statistically|substantially|much))*\s(?:between|across|in|among)\s[^;:()]{3,90})\s?\(\s?[Pp]\b",
)


def _set_apart(place: Place, groups: list[Named]) -> list[Named]:
    """The two groups that a sentence names, or that were compared last, or the two arms."""
    if len(groups) != 2:
        groups = list(place.recent) if len(place.recent) == 2 else [standing(arm) for arm in place.arms]
    return groups if len(groups) == 2 and groups[0].name != groups[1].name else []


def _p_rows(place: Place, phrase: Phrase | None, found: Quantity, groups: Sequence[Named]) -> Iterator[Draft]:
    """A row of each of two groups, with nothing but the P value."""
    for one, other in (groups, reversed(groups)) if phrase is not None and groups else ():
        assert phrase is not None
        draft = Draft("endpoint", place.base + phrase.start, found.end)
        put_scope(place, draft, Side(found, one))
        put_comparator(place, draft, [other])
        draft.put("label", phrase.text, place.at(phrase))
        draft.put("endpoint", endpoint_code(phrase.text), place.at(phrase), "normalised")
        draft.put("measure", "p_only")
        put_p(draft, found.p)
        yield draft


def ratios_alone(place: Place, statements: Sequence[Statement] = ()) -> Iterator[Draft]:
    """``X was associated with longer OS (HR, 0.59; 95% CI, 0.41-0.87)``: a ratio whose medians are not told.

    ``statements``: the results that are told behind it, where the ratio has a clause of its own.
    """
    ratios = [q for q in place.quantities if q.role == "ratio"]
    ratios = [q for q in ratios if not statements or stands_alone(place.text, place.base, q, statements)]
    text = masked(place.text, place.base, place.quantities, place.named) if ratios else ""
    parts, first = parts_of_ratios(place, ratios), ratio_phrase(place.text, place.base, ratios[0]) if ratios else None
    for ratio in ratios:
        before = text[: ratio.start - place.base]
        compared = [trimmed(match["what"], match.start("what")) for match in _COMPARATIVE.finditer(before)]
        own = ratio_phrase(place.text, place.base, ratio)
        aside = before_bracket(place.text, ratio.start - place.base) if own is None else None
        phrase = own or aside or goal_of(before) or next(filter(None, reversed(compared)), None) or before_statistic(before, 0)
        phrase = named_outcome(before, phrase)
        if own is None and aside is None and place.last is not None and (phrase is None or points_back(phrase.text)):
            phrase = Phrase(place.last.text, *((phrase.start, phrase.end) if phrase else (len(before), len(before))))
        groups, against = sides_of_ratio(place, ratio)
        if aside is not None:  # "no effect on stroke (RR 0.9": no group, though it stands where one may
            groups = [one for one in groups if one.group is not None or not aside.start <= one.start < aside.end]
        if ratio.start in parts:
            one, against = parts[ratio.start]
            groups, phrase = [one], own or first or (place.last and Phrase(place.last.text, len(before), len(before)))
        if not groups and (pair := _set_beside(before)):
            groups = pair
            phrase = trimmed(place.text[phrase.start : pair[1].start], phrase.start) if phrase is not None else None
        groups = groups or [_as_arm(place, one) for one in _factor(before)]
        predicted = _predicted(place, ratio)
        if predicted is not None:
            phrase, groups = predicted
        if phrase is not None and phrase.head and not groups:  # "X was higher for A (OR": of one ratio A is the group
            groups = [
                Named(phrase.end - len(phrase.text) + len(phrase.head) + 5, phrase.end, phrase.text[len(phrase.head) + 5 :])
            ]
            phrase = Phrase(phrase.head, phrase.start, phrase.end)
        sides = [Side(ratio, one) for one in groups] or [Side(ratio)]
        yield ratio_draft(place, Statement(sides, phrase, against=against), ratio)


def _as_arm(place: Place, one: Named) -> Named:
    """A factor that is what one arm is given: ``two doses were associated with cure`` of the two-dose group."""
    known = group_called(_LEADING.sub("", one.name), place.arms) if len(place.arms) > 1 else None
    return one if known is None else one._replace(name=known.name, group=known)


_LEADING = compiled(r"(?i)^(?:receiving|having|being given|the use of|use of|treatment with|therapy with|the|an?)\s+")


def name_needed(place: Place, drafts: Sequence[Draft]) -> None:
    """``X was rarer with A (RR, 0.7; NNT 16)``: a number needed to treat is of the outcome and the groups of its ratio."""
    ratios = [draft for draft in drafts if draft.get("measure") in RATIOS]
    for draft in drafts if ratios else ():
        label = str(draft.get("label") or "")
        before = [ratio for ratio in ratios if ratio.end <= draft.start or ratio.start < draft.start <= ratio.end + 4]
        if not before or NEEDED.fullmatch(label) is None:
            continue
        ratio = before[-1]
        between = place.text[ratio.end - place.base : draft.start - place.base]
        if len(between) > 12 or ")" in between:
            continue
        draft.fields["label"] = f"{label} for {ratio.get('label')}"
        for name in ("study", "cohort", "comparator", "timepoint", "timepoint_unit"):
            if ratio.get(name) is not None:
                draft.fields[name] = ratio.fields[name]


#: ``independent predictors of X were``, ``factors affecting X``
_PREDICTORS = Gated(
    "predict|factors|determinant",
    r"\b(?:predictors?|predictive|factors|determinants?)\s+(?:of|for|affecting|influencing|associated with|"
    r"predicting|linked to)\s+(?:the\s+|an?\s+)?(?P<what>[^,;:()]{3,70}?)"
    r"(?=\s*(?:[,;:.()]|$)|\s(?:were|was|are|is|included?|in|on|by|with|at|among)\s)",
    re.IGNORECASE,
)
#: where the name of a factor begins
_ITEM = compiled(
    r"(?:^|[,;:)\]]|\b(?:and|were|was|are|included?|including|highlighted|identified|showed|found|revealed|confirmed|that|as|with|for))\s+",
    re.IGNORECASE,
)


def _predicted(place: Place, ratio: Quantity) -> tuple[Phrase, list[Named]] | None:
    """``Predictors of X were older age (OR, 1.05), diabetes (OR, 2.1)``: of what a ratio is, and whose: those with the factor."""
    told = _PREDICTORS.search(place.text)
    what = trimmed(told["what"], told.start("what"), drop_intro=False) if told is not None else None
    end = ratio.start - place.base
    head = place.text[:end].rstrip()
    if what is None or not head.endswith(("(", "[")):
        return None
    begun = 0
    for item in _ITEM.finditer(head, 0, len(head) - 1):
        begun = item.end() if head[item.end() : -1].strip() else begun
    factor = trimmed(head[begun:-1], begun, drop_intro=False)
    return None if factor is None else (what, [Named(factor.start, factor.end, factor.text)])


_FACTOR = Gated(
    "associated with|linked |correlated with|predicted|risk|odds|hazard",
    r"(?:^|[,;:]\s+)(?P<factor>[^,;:()]{3,60}?)\s+"
    r"(?:(?:was|were|is|are|remained|not|also|still|independently|strongly|significantly)\s+)*"
    r"(?:associated with|linked (?:with|to)|correlated with|predicted|"
    r"(?:doubled|tripled|raised|increased|lowered|reduced|halved) (?:the )?(?:risk|odds|hazard))\b",
    re.IGNORECASE,
)


#: ``A was associated with a higher risk of X than`` B (
_THAN = Gated(
    "than",
    r"\b(?:higher|lower|greater|smaller|increased|reduced|fewer|more|less|longer|shorter)\s[^,;:()]{3,80}?\s"
    r"(?P<other>than\s(?:with\s|in\s|the\s|after\s)*(?P<name>[A-Za-z][^,;:()\d]{2,50}?))\s*[(\[]\s*$",
)


def _set_beside(before: str) -> list[Named]:
    """``A was associated with a higher risk of X than B (HR, 1.4)``: two treatments that no vocabulary knows."""
    than = _THAN.search(before)
    subject = next(_factor(before), None) if than is not None else None
    if than is None or subject is None or not (is_treatment(subject.name) and is_treatment(than["name"])):
        return []
    return [subject, Named(*than.span("other"), than["name"])]


def _factor(before: str) -> Iterator[Named]:
    """``A high LDH was associated with relapse (HR, 1.6``: those with it are compared with those without."""
    match = _FACTOR.search(before)
    phrase = trimmed(match["factor"], match.start("factor")) if match is not None else None
    if phrase is not None:
        yield Named(phrase.start, phrase.end, phrase.text)
