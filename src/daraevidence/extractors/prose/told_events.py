"""Adverse events told in prose: what a result's words name, of which grade it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.prose.event_lists import heads_list, is_listed_event, listed_as
from daraevidence.extractors.prose.outcomes import outcome_code
from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.event_names import EVENT, due_to_event, ends_with_event, names_event, names_harm
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Side, Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity
from daraevidence.language.word_classes import BECAUSE, FOUND

__all__ = ["lead_to", "name_listed_events", "put_event", "qualify"]

#: what a list of adverse events is headed by; the terms say it all without it
_EVENTS = compiled(
    r"^[Gg]rades? [^a-z]{1,8}(?:(?:or|and|to) \w+ )?events?$|"
    r"\b(?:[Aa]dverse (?:events?|reactions?|effects?)|[Tt]oxicit(?:y|ies)|[TS]?E?AEs?|[Ss]ide effects?)\b"
)
_GRADED = compiled(
    r"^gr(?:ades?|\.)?\s*[≥>]?=?\s*(?:\d|[IV]{1,3}\b)(?:\s*(?:[-–/]|to|or|and)\s*(?:\d|[IV]{1,3}\b))?(?:\s+or\s+(?:higher|worse|greater))?\s+(?=\w)"
    r"|\s*\(grades?\s*[^()]{1,20}\)|\s+of (?:any|all) grades?$|^(?:any|all)[- ]grades?\s+(?=\w)"
    r"|\s+of\s+grades?\s*[≥>]?=?\s*(?:\d|[IV]{1,3})(?:\s*(?:[-–/]|to|or|and)\s*(?:\d|[IV]{1,3}))?(?:\s+or\s+(?:higher|worse|greater))?$",
    re.IGNORECASE,
)
_LED_TO = compiled(
    r"(?P<event>(?:\b(?!or |and )[\w-]+ )?(?:[Aa]dverse (?:events?|reactions?)|TE?AEs?|SAEs?|AEs?|[Tt]oxicit(?:y|"
    r"ies)))\b[^.;,]{0,40}?"
    r"\b(?:led|leading|resulted|resulting) (?:to|in) (?:the )?(?P<end>(?:[a-z-]+ ){0,3}?discontinuation\b"
    r"(?: of (?!(?:the |study |trial |its |their |all |some |at |treatment\b|therapy\b|\d))[\w®™-]+(?![^.;]* and of ))?)"
)
#: ``was stopped because of rash by 33 patients``: the reason stands behind the words
_DUE_BEHIND = compiled(
    rf"\s+(?P<due>(?:{BECAUSE}|for) [A-Za-z][^,;:()\d]{{2,60}}?)(?=\s+(?:by|in|among|with)\b|\s*[,(])",
    re.IGNORECASE,
)
#: what adverse events lead to
_END = compiled(
    r"(?:to |a |an |the )*(?:(?:dos(?:e|age)|treatment|drug|permanent|temporary|study)[- ]){0,3}"
    r"(?:reductions?|interruptions?|delays?|modifications?|adjustments?|discontinuations?|withdrawals?|hospitali[sz]ations?|"
    r"withholding|deaths?)(?: (?:of|from) (?:the )?(?:study |trial )?[\w®™-]+)?",
    re.IGNORECASE,
)
_LEADING_TO = Gated(
    "led|result|requir",
    r"(?P<event>(?:[\w-]+ ){0,2}(?:[Aa]dverse (?:events?|reactions?)|TE?AEs?|SAEs?|AEs?|[Tt]oxicit(?:y|ies)))"
    r"(?:,\s+(?:however|though|moreover|nevertheless),)?\s+(?:that\s+)?(?:led to|resulted in|required)\s",
)
_DUE = compiled(rf"\b(?:{BECAUSE}|for reasons of)\b.+", re.IGNORECASE)
_DISCONTINUED = compiled(r"\bdis-?continu", re.IGNORECASE)
#: ``discontinued X because of Y``: which drug was stopped is part of the event
_STOPPED_ONE = compiled(
    r"(?:permanently )?(?:discontinued|stopped) (?P<what>(?!(?:treatment|therapy|medication|study|it|them|dosing|participation|"
    r"drugs?|follow|because|due)\b)[\w®™-]+)",
    re.IGNORECASE,
)
#: ``Adverse events of grade 3 were anemia in (12%)``: the event is named behind the verb
_NAMED_BEHIND = compiled(
    r"[^,;:()]{0,30}?\s*(?:\b(?:were|was|included?|are|is|being)\b|"
    rf":)\s+(?P<what>[A-Za-z][^,;:()\d]{{2,60}}?)\s*(?:,?\s*(?:(?:which|that)\s+)?(?:(?:was|were)\s+)?(?:\b(?:{FOUND}|"
    r"occurr(?:ed|ing)|affect(?:ed|ing)|experienced)\s*)?\b(?:in|among|by|of|with|for)?|[,(:])?\s*(?:(?:about|some|up to|"
    r"approximately)\s+)?"
)


#: words for events in general; an injection-site reaction is one by its name
_ONLY_EVENTS = compiled(
    r"(?i)\b(?:adverse (?:events?|reactions?|effects?)|toxicit(?:y|ies)|(?:TES?|TR|T|S|ir)?AE(?:SI)?s?|side effects?|events?)$"
    r"|^reactions?$"
)
#: ``Headache, reported by 63%, and chills, seen in 55%, were the most common reactions``
_TOLD_AHEAD = Gated(
    "reported|seen|experienced|observed|noted|affecting|occurring",
    r"(?:^|[.;,]\s+(?:and\s+)?)(?P<what>[A-Za-z][^,;:()\d]{2,50}?),\s+(?:which\s+(?:was|were)\s+)?"
    r"(?:(?:reported|seen|experienced|observed|noted)\s+(?:by|in)|affecting|occurring\s+in)\s+(?:about\s+|some\s+)?$",
)
#: ``Neurotoxicity, including ataxia (3%), occurred in 15%``
_AMONG = compiled(r",?\s+including\s+(?P<what>[A-Za-z][^,;:()\d]{2,60}?)\s*[(\[]\s*(?:n\s?=\s?)?")


def _ahead(place: Place, phrase: Phrase, quantity: Quantity) -> Phrase | None:
    """The event before its number, where what stands behind only says that such were the commonest."""
    if phrase.start < quantity.end - place.base or EVENT.search(phrase.text) is None:
        return None
    told = _TOLD_AHEAD.search(place.text, 0, quantity.start - place.base)
    return Phrase(" ".join(told["what"].split()), told.start("what"), told.end("what")) if told is not None else None


def _named(place: Place, phrase: Phrase, quantity: Quantity) -> Phrase:
    """The event itself, where a result's words only say that it is one, or of which others it is one."""
    if quantity.start >= place.base + phrase.end:
        among = _AMONG.fullmatch(place.text, phrase.end, quantity.start - place.base)
        if among is not None and ends_with_event(among["what"]):
            return Phrase(" ".join(among["what"].split()), among.start("what"), among.end("what"))
    if EVENT.search(phrase.text) is None or quantity.start < place.base + phrase.end:
        return phrase
    behind = _NAMED_BEHIND.fullmatch(place.text, phrase.end, quantity.start - place.base)
    if behind is None or _ONLY_EVENTS.search(behind["what"]) or not names_event(behind["what"]):
        return phrase
    return Phrase(" ".join(behind["what"].split()), behind.start("what"), behind.end("what"))


def put_event(place: Place, draft: Draft, statement: Statement, quantity: Quantity, phrase: Phrase) -> None:
    """The term and the grade of a result that is an adverse event."""
    phrase = _ahead(place, phrase, quantity) or _named(place, phrase, statement.sides[0].quantity)
    _put_term(place, draft, phrase)
    graded = _grade_of(place, statement, quantity, phrase)
    if graded is not None:
        draft.put("grade", graded.extra.get("grade", ""), (graded.start, graded.end), "normalised")
    else:
        draft.put("grade", _printed_grade(place.text[: phrase.end], phrase) or "any")


#: ``Because of an adverse event``, 12 patients stopped the study drug
_FRONTED_DUE = Gated(
    "because of|owing to|due to|on account of",
    r"^\s*(?P<due>(?:[Bb]ecause of|[Oo]wing to|[Dd]ue to|[Oo]n account of)\s+[A-Za-z][^,;:()\d]{2,60}),\s+",
)


def lead_to(place: Place, statements: Sequence[Statement]) -> None:
    """Name what adverse events led to with them: ``Adverse events led to dose reduction in 20% and to interruption in 30%``; and
    what was done with the reason told first: ``Because of an adverse event, 12 stopped``."""
    fronted = _FRONTED_DUE.search(place.text)
    for statement in statements[:1] if fronted is not None and due_to_event(fronted["due"]) else ():
        phrase = statement.phrase
        if fronted and phrase is not None and outcome_code(phrase.text) in ("DISCONTINUATION", "DEATH", "HOSPITALIZATION"):
            due = " ".join(fronted["due"].split())
            statement.phrase = phrase._replace(text=f"{phrase.text} {due[:1].lower()}{due[1:]}")
    led = _LEADING_TO.search(place.text)
    if led is None:
        return
    event = " ".join(led["event"].split())
    for statement in statements:
        phrase = statement.phrase
        if phrase is not None and phrase.start >= led.end() - 3 and _END.fullmatch(phrase.text):
            end = re.sub(r"^(?:to|an?|the) ", "", phrase.text)
            statement.phrase = Phrase(f"{event} leading to {end}", phrase.start, phrase.end)


#: a finding with what became of it, as registers of terms print it: ``weight decreased``
_FOUND_SO = compiled(r"\s+(?:increased|decreased|prolonged|abnormal|elevated|reduced|positive)(?=\s*[(\[])")
_COMMONEST = compiled(
    r"(?:(?:most|more)\s+)?(?:common(?:ly)?|commonest|frequent(?:ly)?)(?:\s+(?:reported|observed|seen))?(?:\s+(?:of\s+(?:these|them|which)|ones?))?",
    re.IGNORECASE,
)


_HEADED = compiled(rf"(?:{_COMMONEST.pattern})\s+(?:were|was|included)\s+(?=[a-z])", re.IGNORECASE)


def name_listed_events(place: Place, statements: Sequence[Statement]) -> None:
    """Give events of a list their whole names: ``weight decreased (9%)``; and what was ``the most common of these`` its own."""
    for statement in statements:
        phrase = statement.phrase
        if phrase is None:
            continue
        headed = _HEADED.match(phrase.text)
        if headed is not None and place.after_harms:
            phrase = statement.phrase = Phrase(phrase.text[headed.end() :], phrase.start + headed.end(), phrase.end)
        first = statement.sides[0].quantity.start - place.base
        behind = _NAMED_BEHIND.fullmatch(place.text, phrase.end, first) if _COMMONEST.fullmatch(phrase.text) else None
        if behind is not None and place.after_harms and not _ONLY_EVENTS.search(behind["what"]):
            statement.phrase = Phrase(" ".join(behind["what"].split()), behind.start("what"), behind.end("what"))
            continue
        found = _FOUND_SO.match(place.text, phrase.end, first + 1)
        if found is not None and is_listed_event(place.text, phrase.start, after_harms=place.after_harms):
            statement.phrase = Phrase(f"{phrase.text} {found[0].strip()}", phrase.start, found.end())


def qualify(place: Place, statements: Sequence[Statement]) -> None:
    """Call the events of a list as bad as its head does: ``Serious reactions included A (2%)`` tells of serious A."""
    for statement in statements:
        named: list[Statement | Side] = [statement, *(side for side in statement.sides if side.phrase is not None)]
        for one in named:
            phrase = one.phrase
            how = listed_as(place.text, phrase.start)[0] if phrase is not None else ""
            if phrase is None or not how:
                continue
            head, parted, item = phrase.text.rpartition(" > ")
            if how not in item.casefold() and EVENT.search(item) is None:
                what = item if item[1:2].isupper() else item[:1].lower() + item[1:]
                one.phrase = phrase._replace(text=f"{head}{parted}{how} {what}")


def _put_term(place: Place, draft: Draft, phrase: Phrase) -> None:
    head, _, item = phrase.text.rpartition(" > ")
    listed = head and (_EVENTS.search(head) or (names_harm(item) and (names_harm(head) or outcome_code(head) == "OTHER")))
    term = item if listed else phrase.text
    stopped = outcome_code(term) == "DISCONTINUATION" or (term.startswith("did so ") and "iscontinu" in place.text)
    discontinued = _DISCONTINUED.search(place.text) is not None  # what was stopped is told as it is printed
    behind = _DUE_BEHIND.match(place.text, phrase.end) if stopped else None
    if behind is not None and due_to_event(behind["due"]):
        whole = (place.base + phrase.start, place.base + behind.end())
        draft.put("term", f"{'discontinuation' if discontinued else term} {behind['due']}", whole, "normalised")
        return
    due = _DUE.search(term) if stopped and discontinued else None
    led = _LED_TO.search(place.text) if stopped and not due else None
    printed = _GRADED.sub("", term).strip() or term
    one = _STOPPED_ONE.fullmatch(term[: due.start()].strip()) if due else None
    told = printed
    if due:
        told = f"discontinuation of {one['what']} {due[0]}" if one else f"discontinuation {due[0]}"
    elif led:
        told = f"{led['event']} leading to {led['end']}"
    if not due and not led:
        told = _event_alone(told)
        end = listed_as(place.text, phrase.start)[1]
        told = f"{told} {end}" if end and "iscontinu" not in told else told
    draft.put("term", told, place.at(phrase), "normalised" if due or led else "printed")


#: when it happened, and what is said of it: no part of an event's name
_WHEN = compiled(
    r"\s+(?:in|at|on|after|by|during|within|through|until|over)\s+(?:the\s+)?(?:(?:first|last|\d+)\s+)?"
    r"(?:week|month|day|year|cycle|follow-?up|treatment|the study|study|\d).*$",
    re.IGNORECASE,
)
_SAID_OF = compiled(r"\s(?:was|were|is|are)\s(?!.*\b(?:stopped|discontinued)\b)(?P<what>.*)$")
#: ``Through week 52, adverse events``: when it happened, told first
_FRONTED = compiled(
    r"^(?:(?:up\s+)?(?:to|until|till)|between|during|through(?:out)?|over|in|after|at|by|from|within|before|since)\s[^,;]{3,60},\s+(?=[A-Za-z])",
    re.IGNORECASE,
)
#: ``had a rash and recovered``: what became of it
_AND_THEN = compiled(
    r",?\s+(?:and|but|which|that)\s+(?:all\s+|later\s+|then\s+|were\s+|was\s+)?(?:had|\w{3,}ed)\b.*$", re.IGNORECASE
)
_CONSISTING = compiled(r"^.{0,120}?\b(?:consisting of|comprising|namely|such as)\s+")
_BEFORE = compiled(
    r"^(?:left with|diagnosed with|found to have|had|have|has|developed|suffered|experienced|reported|"
    r"(?:the\s+)?(?:cases?|reports?|episodes?|instances?|incidence|rates?|frequency|occurrence) of)\s+",
    re.IGNORECASE,
)


def _event_alone(term: str) -> str:
    """A term without the time, the predicate or the verb beside it, where what is left still names an event."""
    said = _SAID_OF.search(term)
    if said is not None and names_event(said["what"]):  # "the commonest disorder was heart disease, which"
        return said["what"].partition(",")[0]
    if said is not None and names_event(term[: said.start()]):
        term = term[: said.start()]
    for pattern in (_CONSISTING, _FRONTED, _BEFORE, _WHEN, _AND_THEN):
        rest = pattern.sub("", term)
        if rest != term and ends_with_event(rest):
            term = rest
    return term


#: "in 45% of patients, predominantly grade 1-2": of some of them
_MOSTLY = compiled(
    r"\b(?:predominantly|mostly|mainly|primarily|usually|generally|typically|largely|majority)\b[^,;]*$",
    re.IGNORECASE,
)
#: a grade behind these words is that of other events, or of part of them
_OTHERS = compiled(
    r"[;,]\s+(?:and\s+|but\s+|with\s+)?(?:none|no|including|of which|of whom|all (?:of|but))\b|\b(?:and|or|nor|but)\s+no\s*$",
    re.IGNORECASE,
)
_ANY_GRADE = compiled(r"\b(?:any|all)[- ]grades?\b", re.IGNORECASE)
#: what parts a count from those that tell of some of its patients
_PARTED = compiled(r";|,\s+(?:with|including|of (?:which|whom|these|those))\b|\b(?:it|they|these|those|which)\s+(?:was|were)\b")
#: what leads to parts of those counted before, each with its grade behind it
_PART_OF = compiled(r"\b(?:including|with|of (?:which|whom|these)|were)\s(?:[^;.]|\.(?=\d)){0,80}$")
#: a clause of its own
_CLAUSE = compiled(r"[;.]\s|,\s+(?:but|while|whereas|although)\b")
#: ``grade 3 events occurred in 57%; the most common were A (21%)``: of all these
_MOST_OF_THEM = compiled(
    r";\s+(?:the\s+)?most\s+(?:common|frequent|often|commonly|frequently)\b[^;.()\d]{0,40}\b(?:were|was|included)\s"
)
_OF_EVENTS = compiled(
    r"\s*(?:or\s+(?:higher|worse|greater|above)\s+)?(?:[a-z-]+\s+){0,2}?(?:adverse\s+)?(?:events?|reactions?|AEs?|toxicities)\b"
)
#: ``grade 3 nausea``: a grade before its noun; with ``was``, ``in`` or a comma behind it, it is of the word before
_NOUN = compiled(
    r"\s*(?:or\s+(?:higher|worse|greater|more|above)\s+)?(?!(?:was|were|is|are|in|for|by|with|and|or|occurred|at|on|to|of|had|has|have|arose|"
    r"developed|affected|among|during|that)\b)[A-Za-z]"
)
#: ``adverse events of grade 3 or higher were A (…), B (…)``: the grade of all that the sentence lists
_GENERIC = compiled(
    r"\b(?:events?|reactions?|effects?|toxicit(?:y|ies)|TE?AEs?|SAEs?|AEs?)\s+(?:\(\w+\)\s+)?"
    r"(?:(?:that were|which were|were|was)\s+)?(?:of\s+|at\s+|with\s+)?[(\[]?\s*$"
)


def _grade_of(place: Place, statement: Statement, quantity: Quantity, phrase: Phrase) -> Quantity | None:
    """The grade that is told of a result: inside its words, between these and the number, before or behind both."""
    start, end = place.at(phrase)
    grades = [q for q in place.quantities if q.role == "grade"]
    if not grades or _ANY_GRADE.search(phrase.text):
        return None
    results = sorted((q.start, q.end) for q in place.quantities if q.role in ("count", "proportion"))
    own = {(side.quantity.start, side.quantity.end) for side in statement.sides}
    reach = [one for one in grades if _is_of(place, one, (start, end), (quantity.start, quantity.end), results, own)]
    return min(reach, key=lambda q: 0 if start <= q.start < end else min(abs(q.start - start), abs(q.end - end)), default=None)


def _is_of(
    place: Place,
    grade: Quantity,
    words: tuple[int, int],
    number: tuple[int, int],
    results: list[tuple[int, int]],
    own: set[tuple[int, int]],
) -> bool:
    """Whether a grade is that of a result, of which ``words`` and ``number`` are the places."""
    first, last = min(words[0], number[0]), max(words[1], number[1])
    ahead = next((one for one in results if place.text[one[1] - place.base : grade.start - place.base].isspace()), None)
    if ahead is not None and _PART_OF.search(place.text, 0, ahead[0] - place.base):
        return ahead == number  # "in 12% of patients, including 2% Grade 3 and 0.7% Grade 4"
    if words[0] <= grade.start < words[1]:
        return True
    if grade.start >= last:
        if _ENDS_ALL.search(place.text, 0, grade.start - place.base) and _OF_EVENTS.match(place.text, grade.end - place.base):
            return True
        between = place.text[number[1] - place.base : grade.start - place.base]
        inner = [one for one in results if number[1] <= one[0] < grade.start]
        apart = any(one not in own for one in inner) or (bool(inner) and _PARTED.search(between) is not None)
        apart = apart or (";" in between and _NOUN.match(place.text, grade.end - place.base) is not None)
        sizes = sorted([*results, *((q.start, q.end) for q in place.quantities if q.role == "group_size")])
        return not (apart or _OTHERS.search(between) or _MOSTLY.search(between) or _leads(place, grade, sizes))
    if grade.end > first:
        return not any(grade.end <= start and end <= last for start, end in results if (start, end) not in own)
    clause = _CLAUSE.search(place.text, grade.end - place.base, first - place.base)
    if clause is not None:
        return (
            _MOST_OF_THEM.match(place.text, clause.start()) is not None
            and _OF_EVENTS.match(place.text, grade.end - place.base) is not None
        )
    if heads_list(place.text, grade.end - place.base):
        return True
    headed = _GENERIC.search(place.text, max(0, grade.start - place.base - 40), grade.start - place.base) is not None
    if not headed and any(_is_gapped(place, grade, one, first) for one in results if grade.end <= one[0] and one[1] <= first):
        return False
    return headed or _NOUN.match(place.text, grade.end - place.base) is not None


#: ``Nausea (9%) and rash (4%) were the most frequent`` grade 3 toxicities
_ENDS_ALL = compiled(
    r"[)\d%]\s+(?:were|was)\s+(?:the\s+)?(?:most\s+(?:common|frequent)(?:ly\s+\w+)?|commonest|main|leading|only)\s+$"
)
_VERB = compiled(r"\b(?:was|were|occurred|developed|arose|affected|appeared)\b")
_GAP = compiled(r"\s*(?:\S{1,9}\s*)?[)\]]?,?\s+(?:and|with)\s+")


def _is_gapped(place: Place, grade: Quantity, told: tuple[int, int], first: int) -> bool:
    """``Grade 3 neutropenia occurred in 23 patients, and rash in 4``: what follows without the verb has no grade of its own."""
    between = place.text[grade.end - place.base : told[0] - place.base]
    if _OF_EVENTS.match(between) or _VERB.search(between) is None:
        return False
    return _GAP.fullmatch(place.text, told[1] - place.base, first - place.base) is not None


_ENDS = compiled(r"[;.)\]]|,\s+(?:and|with|but|while)\b")


def _leads(place: Place, grade: Quantity, results: list[tuple[int, int]]) -> bool:
    """``(grade 3 in 4%)``, ``grade ≥3: 1%``: the grade of the number behind it."""
    behind = next((start for start, _ in results if start >= grade.end), None)
    if behind is None or behind - grade.end > 24:
        return False
    return not _ENDS.search(place.text[grade.end - place.base : behind - place.base])


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5"}
_GRADE = compiled(
    r"\bgrades?\s*(?P<op>[≥>≤<]=?)?\s*(?P<low>[1-5]|(?:I{1,3}|IV|V)\b)(?:\s*(?:[-–/]|to|and|"
    r"or)\s*(?P<high>[1-5]|(?:I{1,3}|IV|V)\b))?(?P<up>\s+or\s+(?:higher|worse|greater|more))?",
    re.IGNORECASE,
)
_SIGNS = {"≥": ">=", "≤": "<="}


def _printed_grade(text: str, phrase: Phrase) -> str:
    """The grade inside or right before a phrase: ``No grade >2 events``."""
    match = _GRADE.search(text, max(0, phrase.start - 14))
    if match is None or text[match.end() : phrase.start].strip():
        return ""
    sign = ">=" if match["up"] else _SIGNS.get(match["op"] or "", match["op"] or "")
    low, high = (_ROMAN.get((match[name] or "").lower(), match[name]) for name in ("low", "high"))
    return f"{low}-{high}" if high else f"{sign}{low}"
