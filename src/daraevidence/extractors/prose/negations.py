"""Results without a number: nothing happened, or only a P value says that groups differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from daraevidence.draft import Draft
from daraevidence.extractors.prose.arms_by_percent import EACH_ARM
from daraevidence.extractors.prose.judged import NO_SUBJECT, so_judged
from daraevidence.extractors.prose.kinds import kinds_of
from daraevidence.extractors.prose.place import Place, standing
from daraevidence.extractors.prose.samples import SIZE
from daraevidence.extractors.prose.told import put_comparator, result_draft
from daraevidence.extractors.scope import Group
from daraevidence.extractors.sentence.event_names import EVENT, names_harm
from daraevidence.extractors.sentence.named import Named
from daraevidence.extractors.sentence.phrases import Phrase, trimmed
from daraevidence.extractors.sentence.preceding import before_statistic
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.extractors.sentence.subject_phrases import after_subject
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PEOPLE_NEEDED, PERSONS
from daraevidence.language.quantities import Quantity
from daraevidence.language.vocabulary import endpoint_code
from daraevidence.language.word_classes import AGAINST, BEFELL

__all__ = ["COUNTED", "NEGATION", "everyone", "negations"]


#: what befell patients, or what they did
_DID = f"{BEFELL}|left|was|were|had"
_IN_GROUP = r" (?:in|on|of) the [\w /+-]{2,40}? (?:group|arm|cohort)"
NEGATION = Gated(
    "no",
    rf"\b(?P<no>[Nn]obody|[Nn]o(?:ne| one)(?=(?:{_IN_GROUP})? (?:{_DID}|occurred|has|have)\b)|[Nn]o(?! one\b)|"
    r"[Nn]one of (?:the|these|them)|[Nn]ot (?:even )?(?:one|a single)(?= (?!of\b|but\b|one\b)))"
    r"\s+(?!longer\b|more\b|was (?:told|asked|informed|blinded|aware|sure)\b|significant\b|statistical|clinically|"
    r"further\b|evidence\b|such\b|"
    r"(?:(?:observed|apparent|meaningful|measurable|detectable|overall|material|notable|major|substantial|consistent|net|added|survival|"
    r"clinical|mortality|dose-related|relevant|excess)\s+){0,2}(?:differen|relation|correlation|association|effect|impact|change|increase|"
    r"decrease|reduction|rise\b|excess\b|improvement|benefit|advantage|trend|interaction|heterogeneity|imbalance|superiority|"
    r"indication|tendency|decline|agreement|consensus|reason\b|basis\b)|"
    r"clear|other\b|data\b|standard|additional\b|known\b|"
    r"response was|way\b|(?:new |unexpected |further )?safety (?:signals?|concerns?|issues?|findings?)\b)",
)


_EVERYONE = Gated(PEOPLE_NEEDED, rf"(?:^|,\s+|\band\s+|:\s+)(?P<all>[Aa]ll)\s+(?:\w+\s+)?(?:{PEOPLE})\b")


_AUXILIARY = compiled(r"(?:had|will|with|should|must|were)\b")
_BOTH_GROUPS = compiled(r"\b(?:both|either)\s+(?:groups|arms|cohorts)\b")


def everyone(place: Place) -> Iterator[Draft]:
    """``all patients in both groups received X``: n is the group's N, for each group named (or both of a study of two)."""
    match = _EVERYONE.search(place.text)
    if match is None or any(q.start - place.base in range(match.start(), match.end() + 1) for q in place.quantities):
        return
    phrase = after_subject(place.text[match.start("all") + 3 :], match.start("all") + 3)
    if phrase is None or SIZE.match(phrase.text) or _AUXILIARY.match(phrase.text):
        return
    arms = [arm for arm in place.arms if arm.n is not None]
    if _BOTH_GROUPS.search(place.text[match.start() :]) and len(arms) == 2:
        chosen = [standing(arm) for arm in arms]
    else:
        chosen = [n for n in place.named if n.group is not None and n.group.n is not None and n.start >= match.start()][:1]
    for one in chosen:
        number = (place.base + match.start("all"), place.base + match.end("all"))
        side = Side(Quantity("count", *number), one)
        for kind in kinds_of(place, phrase, side.quantity, Statement([side])):
            draft = result_draft(place, kind, Statement([side]), side, phrase)
            draft.put("n", one.group.n if one.group else None, number, "inherited").put("measure", "count")
            others = [other for other in chosen if other.name != one.name]
            if others and kind == "endpoint":
                put_comparator(place, draft, others)
            yield draft


_WHEREAS = compiled(r"\b(?:whereas|while|but|compared)\b", re.IGNORECASE)
_THERE = compiled(r"\b[Tt]here\s+(?:was|were|has been|have been|had been)\s*$")
_WHO_HAD = compiled(rf"\b(?:{PERSONS}|those)\s+(?:who\s+)?(?:experienc\w+|having|had|with|reporting)\s+$", re.IGNORECASE)
#: ``was well tolerated, with`` no serious adverse events
_TOLERATED = compiled(r"\btolerated\b[^.;]{0,20}\bwith\s+$")
_END = compiled(r"\s+(?:in|among|with|at|during|after|on|by)\b|\s*$")
_NOBODY = compiled(rf"(?:[\w-]+\s+){{0,2}}(?:{PERSONS}|responders)\b", re.IGNORECASE)

_ANYTHING = compiled("")
_NO_ONE = frozenset(("none", "nobody", "no one", "none of them"))
_HAPPENED = compiled(
    r"\s(?:was|were|(?:is|are)(?= (?:reported|known|recorded|described|on record))|has been|have been|had been|"
    r"occurred|developed|emerged|could be|reported|"
    r"observed|seen|noted|registered)\b",
    re.IGNORECASE,
)


#: ``none of the deaths was thought to be related``, ``no crisis was fatal``: there were some
_JUDGED_SO = compiled(
    r"\s*(?:thought|considered|judged|deemed|felt|believed|regarded|assessed|fatal|serious|severe|"
    r"life-threatening|related|different|due)\b",
    re.IGNORECASE,
)
#: ``reports of X``, ``life-threatening, serious or fatal X``: one thing, whatever stands between its words
_CASES = compiled(r"\s*(?:new\s+)?(?:cases?|reports?|episodes?|instances?|occurrences?|signs?)\s+of\s+")
_HOW = r"(?:serious|severe|fatal|life-threatening|moderate|mild|clinically significant|(?:drug|treatment)-related|unexpected|new)"
_AS_BAD = compiled(rf"{_HOW}(?:\s*,\s*{_HOW})*,?\s+(?:or|and)\s+{_HOW}\s", re.IGNORECASE)
_LISTED = compiled(r"\s*,\s*(?:(?:or|and)\s+)?|\s+or\s+|\s+and\s+")


def _is_no_subject(words: str) -> bool:
    """Whether words between "no" and a verb are not what did not happen; a list of harms is."""
    if NO_SUBJECT.search(words) is None:
        return False
    if "," not in words:
        return True
    whole = _AS_BAD.sub("", _CASES.sub("", words, count=1))
    return not all(names_harm(part) or endpoint_code(part) == "DEATH" for part in _LISTED.split(whole.strip()) if part)


_CLAUSE_BREAK = compiled(r"[;:]|\.\s|\.$|,\s+(?:and|but|while|whereas|although|as|because|since|so|which)\b|\band no\b")


def negations(place: Place) -> Iterator[Draft]:
    """``No deaths were reported``, ``no patient discontinued X due to Y``, ``none of the patients relapsed``: n = 0.

    Not: ``no significant difference``, ``no longer``, ``no evidence``.
    """
    last = -1  # where what was told of last begins: "There were no X and no Y"
    for match in NEGATION.finditer(place.text):
        number = (place.base + match.start("no"), place.base + match.end("no"))
        told = any(q.start <= number[0] < q.end and q.role == "proportion" for q in place.quantities)
        if told or _WHO_HAD.search(place.text, max(0, match.start() - 40), match.start()):
            continue  # "none of the 16 patients" is a fraction; "patients experiencing no nausea" are the good ones
        stop = _CLAUSE_BREAK.search(place.text, match.end())
        body = _before_next(place, match.end(), place.text[match.end() : stop.start() if stop else len(place.text)])
        people = (_ANYTHING if match["no"].casefold() in _NO_ONE else _NOBODY).match(body)
        there = (
            _THERE.search(place.text, 0, match.start())
            or (last >= 0 and _AND_NO.search(place.text, last, match.start()))
            or _TOLERATED.search(place.text, max(0, match.start() - 40), match.start())
        )
        happened = _HAPPENED.search(body) or (_END.search(body) if there else None)
        if happened and not people and (_is_no_subject(body[: happened.start()]) or _JUDGED_SO.match(body, happened.end())):
            yield from so_judged(place, body, happened, number)
            continue
        again = _SO_AGAIN.match(body) if people and match["no"].casefold() == "none" else None
        joined = people and _JOINED_SUBJECTS.match(place.text, match.end() + people.end())
        inside = [n for n in place.named if match.start() <= n.start < match.end() + len(body)]
        if joined:
            phrase = place.told if inside else None  # "no patient on X and one on Y had"
        elif again is not None:  # "three deaths on X; none occurred on Y"
            phrase, people = place.told or place.last, None
        else:
            phrase = _of_people(place, match, body, people) if people else _of_what(place, match, body, happened)
        if (
            phrase is None
            or SIZE.match(phrase.text)
            or (people and _JUDGED_SO.match(phrase.text) and not names_harm(phrase.text))
        ):
            continue  # "none was considered related to it": of what was told before
        last = match.end() if happened and not people else -1
        side = Side(Quantity("count", *number), inside[-1] if inside else None)
        if people and not inside and _OF_THEM.fullmatch(match["no"]):
            side, phrase = _of_them(place, side, phrase, match.end())
        phrase = _without(place, phrase, inside)
        arms = place.arms if EACH_ARM.search(body) or _joined_of_each(place, match.end(), stop) else []
        if len(arms) > 1:
            yield from _of_each(place, arms, phrase, number, people=bool(people))
            continue
        opposed = inside[-1] if inside and _WHEREAS.search(place.text, 0, match.start()) else None
        for draft in _rows(place, side, phrase, number, people=bool(people)):
            if draft.kind == "endpoint" and opposed is not None:
                others = [n for n in place.named if n.end <= match.start() and n.name != opposed.name]
                put_comparator(place, draft, others[-1:])
            yield draft


_OF_THEM = compiled(r"none of (?:them|these)", re.IGNORECASE)
#: what says when, where or why something happened, and not what
_WHEN = compiled(r"\s*(?:in|within|during|before|after|on|at|from|for|because of|due to|owing to)\s", re.IGNORECASE)


def _of_them(place: Place, side: Side, phrase: Phrase, start: int) -> tuple[Side, Phrase]:
    """``Nine patients relapsed, none of them in the first year``: what they did; ``none of them recovered``: none of the nine."""
    last = place.counting
    if _WHEN.match(place.text, start):
        again = place.told
        return side, phrase if again is None else again._replace(text=f"{again.text} {place.text[start : phrase.end].strip()}")
    if last is None:
        return side, phrase
    return replace(side, quantity=replace(side.quantity, denominator=last.n), named=Named(-1, -1, last.name, people=True)), phrase


def _rows(place: Place, side: Side, phrase: Phrase, number: tuple[int, int], *, people: bool) -> Iterator[Draft]:
    """None, of each thing that the words name."""
    parts = _alternatives(phrase)
    for part in parts:
        here = place if len(parts) == 1 else _within(place, phrase, part)
        for kind in kinds_of(here, part, side.quantity, Statement([side], subject=people)):
            draft = result_draft(here, kind, Statement([side]), side, part)
            draft.put("n", 0, number, "normalised")
            if kind != "adverse_event":
                draft.put("measure", "count")
            yield draft


#: ``No seizures, no infections`` and no deaths occurred
_AND_NO_MORE = compiled(r"[^;:.]{0,200}?\b(?:and|or|nor) no\b(?P<rest>[^;:.]*)")


def _joined_of_each(place: Place, start: int, stop: re.Match[str] | None) -> bool:
    """Whether what the last of several joined with "no" did in each arm is said of this one, too: ``no X and no Y in either``."""
    if stop is not None and stop[0][0] in ",;:." and stop.end() < len(place.text):
        return False
    last = _AND_NO_MORE.match(place.text, start)
    return last is not None and EACH_ARM.search(_AGAINST_IT.split(last["rest"])[0]) is not None


_AGAINST_IT = compiled(r",\s+(?:but|while|whereas|although|as|because|since|so|which|and)\b")


def _of_people(place: Place, match: re.Match[str], body: str, people: re.Match[str]) -> Phrase | None:
    """What none of the patients had or did."""
    befell = _IN.search(place.text, max(0, match.start() - 12), match.start())
    if befell is not None:  # "Death occurred in no patient on X"
        return before_statistic(place.text[: befell.start()], 0)
    of_group = _OF_GROUP.match(body, people.end())
    start = of_group.start("did") if of_group is not None else people.end()
    return trimmed(body[start:], match.end() + start, drop_intro=False)


def _of_what(place: Place, match: re.Match[str], body: str, happened: re.Match[str] | None) -> Phrase | None:
    """What did not happen."""
    if happened is not None:
        befallen = _BEFELL_SO.match(body, happened.start())
        return trimmed(body[: befallen.end() if befallen else happened.start()], match.end(), drop_intro=False)
    shared = _SHARED.match(place.text, match.end())
    if shared is None or not _HAPPENED.search(place.text, shared.end()):
        return None
    return trimmed(shared["what"], match.end(), drop_intro=False)  # "no X, no Y and no Z occurred"


#: ``no graft`` was lost to rejection: what did not become of it is the outcome
_BEFELL_SO = compiled(
    r"\s(?:was|were|had been|have been)\s"
    r"(?:lost|removed|amputated|destroyed|explanted|returned|rejected|resected|transfused|intubated)\b"
    r"(?:\s(?:to|by|for|because of|due to)\s[^,;.()]{2,40}$)?"
)
_SO_AGAIN = compiled(r"(?:occurred|(?:was|were) (?:seen|reported|observed|recorded|noted))\s(?:in|on|with|among|after)\b")
_IN = compiled(r"\b(?:in|by|among|for|with|to)\s+$")
_SHARED = compiled(r"(?P<what>[A-Za-z][A-Za-z0-9≥ -]{2,60}?)(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+)no\s")
_AND_NO = compiled(r"(?:,\s+)?(?:and|or|nor)\s+$")
_ON = r"(?:^|\s+)(?:on|in|with|given|receiving|taking|treated with|assigned to)\b"
_OF_GROUP = compiled(rf"{_ON}[^,;]{{2,60}}?\s(?P<did>(?!received\b)(?:{_DID})\b)")
_JOINED_SUBJECTS = compiled(rf"{_ON}[^,;]{{2,60}}\b(?:and|but|versus|vs)\s+(?:one|two|three|four|\d+)\b")


def _of_each(place: Place, arms: Sequence[Group], phrase: Phrase, number: tuple[int, int], *, people: bool) -> Iterator[Draft]:
    """``No deaths occurred in either group``: none in each arm, neither held against the other."""
    told = phrase._replace(text=" ".join(EACH_ARM.pattern.sub(" ", phrase.text).split()))
    for arm in arms:
        side = Side(Quantity("count", *number), standing(arm))
        for part in _alternatives(told):
            here = _within(place, phrase, part)
            for kind in kinds_of(here, part, side.quantity, Statement([side], subject=people)):
                draft = result_draft(here, kind, Statement([side]), side, part).put("n", 0, number, "normalised")
                yield draft if kind == "adverse_event" else draft.put("measure", "count")


_JOINED = compiled(rf"\s*,?\s*\b(?:and|but|{AGAINST}|while|whereas)\s+(?:(?:in|by|with|only)\s+)*$", re.IGNORECASE)


def _before_next(place: Place, start: int, body: str) -> str:
    """``no deaths in A and one death in B``: what is told of nobody ends where the next count is joined."""
    places = [q.start - place.base - start for q in place.quantities if q.role in COUNTED]
    following = min((at for at in places if at > 0), default=0)
    joint = _JOINED.search(body, 0, following) if following < len(body) else None
    return body[: joint.start()] if joint else body


COUNTED = frozenset(("count", "proportion", "number"))


def _without(place: Place, phrase: Phrase, named: Sequence[Named]) -> Phrase:
    """The phrase up to the group that it names at its end."""
    for one in named:
        if phrase.start < one.start < phrase.end <= one.end + 2:
            return trimmed(place.text[phrase.start : one.start], phrase.start, drop_intro=False) or phrase
    return phrase


def _within(place: Place, phrase: Phrase, part: Phrase) -> Place:
    """The place without the grades of the other parts of a phrase."""
    start, end = place.base + phrase.start, place.base + phrase.end
    own = (place.base + part.start, place.base + part.end)
    kept = [q for q in place.quantities if q.role != "grade" or not start <= q.start < end or own[0] <= q.start < own[1]]
    return replace(place, quantities=kept)


_PARTS = compiled(r"\s*,\s*(?:or\s+|and\s+)?|\s+or\s+")


def _alternatives(phrase: Phrase) -> list[Phrase]:
    """``grade 3 events, seizures or serious events`` are outcomes that did not happen, each by itself."""
    between = _LISTED if "," in phrase.text else _PARTS  # "A, B and C", but "graft failure and death" as printed
    parts = [phrase.text] if _AS_BAD.match(phrase.text) else [part for part in between.split(phrase.text) if part]
    deaths = [endpoint_code(part) == "DEATH" for part in parts]
    harms = all(names_harm(part) or death for part, death in zip(parts, deaths, strict=True))
    if len(parts) > 1 and harms and (len(parts) > 2 or any(deaths) or any(map(EVENT.search, parts))):  # "MDS or AML" is one
        found, place = [], phrase.start
        for part in parts:
            offset = phrase.start + phrase.text.index(part, place - phrase.start)
            found.append(Phrase(part, offset, offset + len(part)))
            place = offset + len(part)
        return found
    return [phrase]
