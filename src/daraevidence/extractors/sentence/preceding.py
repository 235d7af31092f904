"""The words before a statistic that name its outcome."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.governing import clause_start, main_clause_end, put_before
from daraevidence.extractors.sentence.phrases import FIGURES, INTRO, SAME, TIMED, Phrase, content, trimmed
from daraevidence.language.changes import CHANGES
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.word_classes import AN_AVERAGE_OF, FOUND, MORE_OR_LESS, RESEARCHERS, TWO_TO_TWELVE

__all__ = ["before_statistic", "goal_of", "shown_by"]

_HAVING = compiled(
    r"\b(?:achieved|experienced|showed|saw|recorded|demonstrated|had|received|required|needed|underwent|reported|developed|"
    r"met|attained|exhibited|"
    r"displayed|obtained|reached|presented|revealed|yielded|produced|included|reporting|achieving|having|with|"
    r"resulted in|led to|caused|provided|gave|(?:was|were) associated with|"
    r"maintained|failed)\b",
    re.IGNORECASE,
)
#: how something was measured: ``pain, rated on a scale, decreased``
_HOW = compiled(
    r",\s+(?:as\s+|when\s+)?(?:rated|measured|assessed|scored|graded|determined|judged|evaluated|defined|expressed|"
    r"quantified)\b[^;:]*$",
    re.IGNORECASE,
)
#: what only says in which study something was seen: ``an open-label study in 64 men who took X, PSA fell``
_IN_STUDY = compiled(
    r"\s*(?:an?|the|this|our|their|its)\s[^;:]{0,200}?\b(?:study|trial|series|cohort|analysis|registry|review|survey|"
    r"program(?:me)?|extension|experience)\b[^;:]{0,200},\s+(?=[^,;:]+$)",
    re.IGNORECASE,
)
_BEING = compiled(
    r"\b(?:(?:had|has|have) (?:risen|fallen|increased|decreased|improved|declined|changed|dropped|worsened|occurred|grown|shrunk|"
    r"lengthened|shortened|widened|narrowed|halved|doubled|(?:come|gone) (?:down|up))|"
    r"was|were|(?<!\bthat )is|are|has been|have been|had been|remained|occurred|occurs?|follows|happens|develops|arises|"
    r"averaged|ranged|equal(?:l?ed|s)|"
    r"improved|increased|decreased|reduced|lowered|raised|changed|declined|rose|fell|dropped|reached|lasted|developed|"
    r"numbered|totall?ed|amounted to|stood at|came to|lay at|climbed|sank|shrank|grew|"
    r"favou?red|differed|arose|followed(?= with| in| at)|affected|troubled|bothered|emerged|appeared|"
    r"depended on|shortened|lengthened|halved|doubled|cut|moved|slipped|shifted|dipped|shrank|widened|narrowed|"
    r"deteriorated|worsened|peaked|"
    r"went (?=from|up|down|by)|(?:did|does|do)(?:\s+not)?(?:\s+\w+ly)?\s+"
    r"(?:differ|change|vary|increase|decrease|improve|rise|fall|reduce|lower|raise|shorten|lengthen|prolong|delay))\b",
    re.IGNORECASE,
)
_RISK = Gated("hazard|odds|risk", r"\b(?:risks?|hazards?|odds) (?:of|for)\b(?=[^,;]{3})", re.IGNORECASE)
_OBJECT = compiled(r"\b(?:both )?(for)\s+((?:[\w+/-]+ ?){1,4}(?:\([A-Z][\w-]{0,9}\) ?[\w-]{0,20} ?)?)[\s(\[,:]*$")
_DIFFERING = compiled(r"\bdifferences?\b", re.IGNORECASE)


def _with_object(subject: Phrase, text: str, place: int, start: int) -> Phrase:
    """``time of engraftment was longer, both for neutrophils (`` → time of engraftment for neutrophils."""
    match = _OBJECT.search(text, place)
    if match is None or not content(match[2]):
        return subject
    if _DIFFERING.search(subject.text):
        return Phrase(" ".join(match[2].split()), start + match.start(2), start + match.end(2))
    return Phrase(f"{subject.text} for {match[2].strip()}", subject.start, start + match.end(2), subject.text)


#: ``X reduced Y by``: the outcome is what was changed; ``Y fell by`` has no object
_CHANGED = compiled(
    r"improved|increased|decreased|reduced|lowered|raised|shortened|lengthened|halved|doubled|cut|"
    r"(?:did|does|do)(?:\s+not)?(?:\s+\w+ly)?\s+(?:improve|increase|decrease|reduce|lower|raise|shorten|lengthen|prolong|delay)",
    re.IGNORECASE,
)
_AIMLESS = compiled(
    r"\s*(?:by|from|to|in|with|for|on|at|after|over|during|among|between|than|more|less|significantly|and|or|,|;|\(|\[|:|$)\s*",
    re.IGNORECASE,
)


#: ``lowers X by``, ``can cut X by``, ``reducing X by``: the object of the last verb; not ``was reduced by``, ``the lowered X``
_BY_SO_MUCH = Gated(
    "by",
    r"\s+by\s+(?:(?:an?|only|just|about|approximately|around|roughly|nearly|almost|some|up to|as much(?: as)?|more than|"
    r"at least|over|estimated|average|mean|median|total|further|additional|of)\s+)*$",
    re.IGNORECASE,
)
_CHANGING = compiled(
    r"(?<!was )(?<!were )(?<!been )(?<!be )(?<!is )(?<!are )(?<!the )(?<!\ban )(?<!\ba )\b(?:"
    r"(?:reduc|improv|decreas|increas|rais|elevat|enhanc|diminish|halv|shorten|lengthen|prolong|extend|delay|boost|slash|suppress|trim|accelerat|worsen|curb|eas|"
    r"lessen|alleviat|attenuat)(?:e|es|ed|ing|s|med|ming)?|(?:lower|slow)(?:s|ed|ing)|cut(?:s|ting)?|shr[aiu]nk(?:s|ing)?|"
    r"(?:to|can|could|may|might|will|would|help|helps|helped)\s(?:lower|slow))\s+(?=\S)",
    re.IGNORECASE,
)
#: who tells, and what the sentence is about behind it
_THERE = compiled(r"[;:,]\s+(?:and\s+|but\s+)?there\s*$", re.IGNORECASE)
#: what begins a clause with a subject of its own
_CLAUSE = compiled(r",\s+(?:although|though|but|while|whereas|however,?)\s+|;\s+", re.IGNORECASE)
_DIFFERENCES = compiled(
    r"(?:(?:no|any|a|the|statistically|significant|major|other|further|clinically|relevant)\s+)*(?:differences?|changes?)",
    re.IGNORECASE,
)
_TELLING = Gated(
    "that",
    r"\b(?:show(?:ed|s|n)|demonstrat(?:ed|es)|found|reveal(?:ed|s)|indicat(?:ed|es)|suggest(?:ed|s)|report(?:ed|s)|confirm(?:ed|s)|and)\s+that\b",
    re.IGNORECASE,
)
_ANAPHOR = compiled(r"(?:this|it|these|they|that|which)\s+(?:was|were|is|occurred|happened|took place)\b", re.IGNORECASE)
#: ``were well tolerated, with A associated with more X (``
_MORE_OF = compiled(
    rf"\b(?:{MORE_OR_LESS})\s+((?!than\b|likely\b|often\b|frequent|common)[^,;:()]{{3,60}}?)\s*\([^()]*$",
    re.IGNORECASE,
)


#: ``efficacy had waned to``, ``the count had since risen by``
_HAD_CHANGED = compiled(
    rf"(?:(?:the|an?)\s+)?(?P<what>(?!(?:{PEOPLE}|those|they|who)\b)[A-Za-z][^,;:()]{{2,60}}?)\s+had\s+(?:[a-z]+\s+)?"
    rf"(?:{CHANGES})[a-z]*\s+(?:(?:back|up|down)\s+)?(?:to|by|from)\s+(?:(?:{AN_AVERAGE_OF})\s+)*$",
    re.IGNORECASE,
)
#: ``the ulcer had come back in``
_PLUPERFECT = compiled(
    rf"(?:(?:the|an?)\s+)?(?P<what>(?!(?:{PEOPLE}|those|they|who)\b)[A-Za-z][\w -]{{2,50}}?)\s+had\s+"
    r"(?P<verb>(?:also\s+|not\s+)?(?!(?:been\s+)?(?:occurr|develop|report|observ|not|record|document|diagnos|detect|confirm|"
    r"achiev|obtain|attain|reach|identifi|register|establish|appear)ed\b)"
    r"(?:[a-z]+ed|come|gone|begun|grown|become|fallen|risen|been\s+[a-z]+ed)"
    r"(?:\s+(?:back|up|down|away|off))?)"
    r"\s+(?:in|among)\s+(?:only\s+|about\s+)?$",
    re.IGNORECASE,
)
#: ``Quality of life improved (mean change in the score,``, ``84 women (mean [SD] age,``, where ``[SD]`` is blanked out
_IN_ASIDE = Gated(
    "mean|median|adjusted|least|ls",
    r"[(\[]\s*(?P<what>(?:(?:least[- ]squares|adjusted|mean|median|LS)\s+)+"
    r"(?:change|score|increase|decrease|reduction)s?\s+(?:in|of|from)\s+[^()\[\];:\d]{3,60}?|"
    r"(?:adjusted mean|mean|median)\s{4,}(?!difference|change|increase|decrease|reduction|value|score)"
    r"[a-z][^()\[\];:\d]{2,60}?),?\s*$",
    re.IGNORECASE,
)
#: ``a high LDH was associated with relapse (``: of what something was a sign
_LINKED = Gated(
    "associated with|linked |correlated with|predict",
    r"\b(?:associated with|linked (?:with|to)|correlated with|(?<!of )(?<!% )(?<!percent )predict(?:ed|ive of|"
    rf"ors? of))\s+(?:(?:an?|the|{MORE_OR_LESS}|increased|reduced|decreased|later|subsequent)\s+)*(?P<what>(?!(?:risk|odds|"
    r"hazard|likelihood|chance|probability|rate)s?\b)[^,;:()]{3,60}?)\s*[\[(]\s*$",
    re.IGNORECASE,
)
#: ``reviewed the charts, with a response rate (RR) of``
_WITH_OF = compiled(r"\b(?:with|for)\s+an?\s+(?P<what>(?:[^,;:()]|\([^()]{1,20}\)){3,80}?)\s+of\s*$", re.IGNORECASE)
#: ``were recruited, with`` 23 ``injuries identified (``
_WITH_FOUND = compiled(
    rf",\s+with\s+(?:(?:\d[\d,]*|one|{TWO_TO_TWELVE})\s+)?(?P<what>(?!who\b)[a-z][^,;:()]{{2,60}}?)\s+(?:(?:{FOUND})"
    r"\s*[(\[][^()\d]*|(?:seen\s+)?(?:in|among)\s+)$"
)
#: ``the trial drug was stopped``: what was done to it is the outcome
_WAS_STOPPED = compiled(r"\s+(?:permanently\s+)?(stopped|discontinued|withdrawn|interrupted|withheld)\b", re.IGNORECASE)


#: ``The most common event was X (``: which one it was, not that it was one
_FOREMOST = Gated(
    "most|est|main|leading|only|chief|principal|predominant",
    r"\b(?:most\s+[a-z-]+|commonest|[a-z]{3,9}est|main|leading|only|chief|principal|predominant)\s+(?:[a-z-]+\s+){0,4}?"
    r"(?:events?|effects?|complications?|reactions?|reasons?|causes?|symptoms?|toxicit(?:y|ies)|outcomes?|infections?|findings?)"
    r"(?:\s+(?:for|of|during|after|in|with|leading to|seen|reported|observed)\s[^,;:()]{0,60}?)?\s+(?:was|were|being)\s+"
    r"(?P<what>(?!(?:more|less|most|least)\b)[^,;:()]{3,60}?)\s*[(\[]\s*$",
    re.IGNORECASE,
)
#: ``there was no difference in X between the``, ``no difference between A and B in X``, where A and B may be blank
_NO_DIFFERENCE = Gated(
    "difference",
    r"\b(?:no|any|a|little)\s+(?:[\w-]+\s+){0,3}?differences?\s+(?:(?:was|were|seen|found|observed)\s+)*"
    r"(?:(?:between|among|across)\s[^,;:()]{0,90}?\s|and\s+)?(?:in(?:\s+terms\s+of)?|for|regarding|with\s+(?:respect|regard)\s+to)\s+"
    r"(?P<what>[^,;:()]{3,90}?)(?:\s+(?:between|among|across)\b[^,;:]*)?\s*[(\[]?\s*$",
    re.IGNORECASE,
)


def _before_verb(text: str, offset: int, last: re.Match[str], start: int) -> Phrase | None:
    """The outcome whose verb is the last one before the statistic: its subject, or what was changed or stopped."""
    for clause in _CLAUSE.finditer(text, offset, last.start()):
        offset = clause.end() if content(text[clause.end() : last.start()]) else offset
    changed = _CHANGED.fullmatch(last[0]) and not _AIMLESS.match(text, last.end()) and content(text[last.end() :])
    what = trimmed(text[last.end() :], start + last.end(), drop_intro=False) if changed else None
    if what is not None:
        return what
    told = _IN_STUDY.match(text, offset, last.start())
    offset = told.end() if told is not None and content(text[told.end() : last.start()]) else offset
    aside = _HOW.search(text, offset, last.start())
    end = aside.start() if aside is not None and content(text[offset : aside.start()]) else last.start()
    subject = trimmed(text[offset:end], start + offset)
    compared = subject is not None and _DIFFERENCES.fullmatch(subject.text)
    if compared and content(text[last.end() :]):
        return trimmed(text[last.end() :], start + last.end(), drop_intro=False)
    stopped = _WAS_STOPPED.match(text, last.end())
    if subject is not None and stopped is not None and content(subject.text):
        return Phrase(f"{subject.text} {last[0]} {stopped[1]}", subject.start, start + stopped.end(1))
    if subject is not None and content(subject.text):
        return _with_object(subject, text, last.end(), start)
    return trimmed(text[last.end() :], start + last.end())


#: ``a measure of X showed an average`` 71% improvement
_SHOWED = Gated(
    "show|experienc|had|saw|demonstrat|report|exhibit|with",
    r"\b(?:show(?:ed|s)|experienced|had|saw|demonstrated|reported|exhibited)\s+(?:(?:an?|the|only|average|mean|median|overall)\s+)*$",
    re.IGNORECASE,
)


def shown_by(text: str, start: int) -> Phrase | None:
    """What showed a change that is told next: ``measure of X`` of ``A measure of X showed an average``; no people."""
    verb = _SHOWED.search(text)
    phrase = trimmed(text[: verb.start()], start) if verb is not None else None
    return phrase if phrase is not None and content(phrase.text) else None


def _changed_by(text: str, offset: int, start: int) -> Phrase | None:
    """The object of the last verb that says how something was changed, where an amount follows."""
    by = _BY_SO_MUCH.search(text, offset)
    verb = None
    for verb in _CHANGING.finditer(text, offset, by.start()) if by is not None else ():  # noqa: B007 - the last one counts
        pass
    if by is None or verb is None or _AIMLESS.match(text, verb.end()) or not content(text[verb.end() : by.start()]):
        return None
    return trimmed(text[verb.end() : by.start()], start + verb.end(), drop_intro=False)


#: ``For stroke, the rates were``
_TOPIC = compiled(
    r"\s*(?:For|As for|As to|Regarding|Concerning|With (?:respect|regard) to|In terms of)\s+"
    rf"(?P<what>(?![^,;:()]*\b(?:{PEOPLE}|those)\b)(?:[^,;:()]|\([^()]{{1,20}}\)){{3,80}}),\s+"
    rf"(?:(?:the\s+|their\s+|its\s+)?(?:{SAME}\s+)?{FIGURES}|it|this|these|they)\s+(?:was|were|of)\b"
)


#: ``unlikely to meet the primary endpoint of improving overall survival (OS) versus``: what the goal was
_GOAL = Gated(
    "point|goal|outcome|objective|aim",
    r"\b(?:primary|main|secondary|key|co-?primary)\s(?:efficacy\s|composite\s)?(?:end\s?-?points?|goals?|outcomes?|objectives?|aims?)\sof\s"
    r"(?:(?:an?|the|statistically|clinically|significant(?:ly)?|meaningful|better|longer|superior|improv(?:ing|ed|ements?)|prolong(?:ing|ed|ation)|increas(?:ing|ed?)|"
    r"extending|lengthening|in|of)\s)*(?P<what>(?!show|demonstrat|improve|prolong|increase|significan)[A-Za-z][^,;:()]{1,60}?(?:\s\([A-Z][\w-]{1,9}\))?)\s*"
    r"(?=[,;(]|\s(?:versus|vs|compared|over|relative|against|in|among|for|at|with)\b)",
    re.IGNORECASE,
)
_VERB_LEFT = compiled(r"[;:]|\b(?:was|were|is|are|had|has|did|and|but|with)\b")


def goal_of(text: str, start: int = 0) -> Phrase | None:
    """What a trial aimed at, where nothing else is told behind it: ``failed its primary endpoint of improving OS (``."""
    goal = _GOAL.search(text)
    if goal is None or _VERB_LEFT.search(text, goal.end()):
        return None
    return trimmed(goal["what"], start + goal.start("what"), drop_intro=False)


#: patterns that put the name before the number, and so many letters before it in which each is looked for
_NAMING = (
    (_IN_ASIDE, 100),
    (_WITH_OF, 120),
    (_WITH_FOUND, 120),
    (_LINKED, 1000),
    (_FOREMOST, 1000),
    (_NO_DIFFERENCE, 1000),
)


#: ``The authors also reported`` fatigue, ``they observed`` relapses
_TELLER = compiled(
    rf"[\s,;]*(?:and\s+|but\s+)?(?:they|we|the\s+(?:{RESEARCHERS}|company))\s+(?:also\s+|then\s+|have\s+|"
    r"[a-z]+ly\s+)?(?:observed|reported|found|noted|saw|recorded|described|documented|detected)\s+(?!that\b)",
    re.IGNORECASE,
)


#: ``Smith et al found a rate of``: of what was told of before
_FIGURE_OF = compiled(
    rf"\b(?:observed|reported|found|noted|saw|recorded|documented|showed)\s+(?:an?\s+)?(?P<what>{FIGURES})\s+of\s*$",
    re.IGNORECASE,
)


def before_statistic(text: str, start: int) -> Phrase | None:
    """The outcome that is named before a statistic.

    Reads ``The median X was significantly lower with`` → median X, ``X was observed in`` → X, ``Group A required a greater
    use of Y (`` → use of Y, ``and fatigue (`` → fatigue, ``reduced the risk of death by`` → risk of death.
    """
    topic = _TOPIC.match(text)
    if topic is not None and content(topic["what"]):
        return trimmed(topic["what"], start + topic.start("what"), drop_intro=False)
    offset = 0
    while match := INTRO.match(text, offset) or TIMED.match(text, offset):
        offset = match.end()
    offset = clause_start(text, offset)
    text = text[: main_clause_end(text, offset)]
    put = goal_of(text, start) or put_before(text, offset, start)
    if put is not None:
        return put
    if (again := _FIGURE_OF.search(text, offset)) is not None:
        return Phrase(again["what"], start + again.start("what"), start + again.end("what"))
    if (teller := _TELLER.match(text, offset)) is not None and content(text[teller.end() :]):
        offset = teller.end()
    outright = _named_outright(text, offset, start)
    if outright is not None:
        return outright
    told = _last(_TELLING, text, offset)
    if told is not None and not content(text[told.end() :]):
        return None
    if told is not None:
        offset = told.end()
    colon = text.rfind(": ", offset)
    if colon >= 0 and _ANAPHOR.match(text, colon + 2) and content(text[offset:colon]):
        return trimmed(text[offset:colon], start + offset)
    if colon >= 0 and content(text[colon + 1 :]):
        offset = colon + 1
    return _by_last_verb(text, offset, start) if content(text[offset:]) else None


def _last(pattern: re.Pattern[str] | Gated, text: str, offset: int) -> re.Match[str] | None:
    """The last match of a pattern behind a place."""
    return max(pattern.finditer(text, offset), key=lambda match: match.start(), default=None)


def _named_outright(text: str, offset: int, start: int) -> Phrase | None:
    """The outcome that the form of the words shows, whatever verb is last: ``had fallen to``, ``median X of``, ``risk of X``."""
    changed_to = _HAD_CHANGED.match(text, offset) if " had " in text else None
    if changed_to is not None and content(changed_to["what"]):
        return trimmed(changed_to["what"], start + changed_to.start("what"), drop_intro=False)
    befell = _PLUPERFECT.match(text, offset) if " had " in text else None
    if befell is not None and content(befell["what"]):
        words = text[befell.start("what") : befell.end("verb")]
        return Phrase(" ".join(words.split()), start + befell.start("what"), start + befell.end("verb"))
    for pattern, reach in _NAMING:
        match = pattern.search(text, max(offset, len(text) - reach))
        if match is not None and content(match["what"]):
            return trimmed(match["what"], start + match.start("what"), drop_intro=False)
    changed = _changed_by(text, offset, start)
    if changed is not None:
        return changed
    risk = _RISK.search(text, offset)
    if risk is None:
        return None
    verb = _BEING.search(text, risk.end())
    last_word = verb.start() if verb is not None and content(text[risk.end() : verb.start()]) else len(text)
    return trimmed(text[risk.start() : last_word], start + risk.start())


def _by_last_verb(text: str, offset: int, start: int) -> Phrase | None:
    """The outcome by the last verb before the statistic: its subject or its object."""
    last = _last(_BEING, text, offset)
    more = _MORE_OF.search(text, last.end()) if last is not None else None
    if last is not None and more is not None and "," in text[last.end() : more.start()]:
        return trimmed(text[more.start(1) : more.end(1)], start + more.start(1), drop_intro=False)
    if last is not None and _THERE.search(text, offset, last.start()) and content(text[last.end() :]):
        return trimmed(text[last.end() :], start + last.end(), drop_intro=False)
    if last is not None:
        return _before_verb(text, offset, last, start)
    verb = _HAVING.search(text, offset)
    if verb is not None and content(text[verb.end() :]):
        return trimmed(text[verb.end() :], start + verb.end(), drop_intro=False)
    if verb is not None and verb[0].casefold() == "failed" and text[offset : verb.start()].strip():  # "treatment failed in"
        return trimmed(text[offset : verb.end()], start + offset)
    if verb is not None:  # "the median OS had (not been reached)"
        had = verb[0].casefold() in ("had", "with") and content(text[offset : verb.start()])
        return trimmed(text[offset : verb.start()], start + offset) if had else None
    return trimmed(text[offset:], start + offset)
