"""Words around a statistic: which of them name the outcome, and where a phrase begins and ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS
from daraevidence.language.terms import TermKind, terms
from daraevidence.language.word_classes import MORE_OR_LESS

__all__ = ["FIGURES", "INTRO", "SAME", "TIMED", "Phrase", "content", "coordinated", "points_back", "split_gap", "trimmed"]


class Phrase(NamedTuple):
    """A phrase with its place in the sentence; ``text`` has single spaces and lacks what was cut out of it.

    ``head`` is the part that further objects share: ``time to recovery`` of ``time to recovery for A (…) and B (…)``.
    """

    text: str
    start: int
    end: int
    head: str = ""


#: Words that say nothing of an outcome: articles, prepositions, comparisons, nouns for people, verbs of giving and being.
_EMPTY = frozenset(
    (
        "a about across after against all alone also although among an and another any approximately are around as at "
        "be been being between both but by case cases compared comparison contrast corresponding did do each "
        "either evaluable experienced for from given group groups had has have however if in including into "
        "is it its just least less median mean more most nearly no not of on one only or other others over "
        "overall participants patient patients people per pts receiving recipient recipients received rate rates "
        "respectively same significantly similar similarly similarity since so some still study subject "
        "subjects than that the their them there these they this those to total treated treatment under until "
        "up using value values v versus vs was were when where whereas which while who whom with within "
        "without women men children infants neonates individuals adults arm arms cohort cohorts control "
        "controls followed "
        "nonsignificantly nominally higher lower longer shorter greater fewer better worse larger smaller "
        "assigned allocated randomized randomised randomly taking continuing switched "
        "close likely unlikely hardly barely rarer commoner rare relative average saw later far seen "
        "half third thirds quarter quarters fifth majority minority "
        "respective baseline n p days day months month weeks week years year hours hour cells kg mg ml "
    ).split()
)
_WORD = compiled(r"[^\W\d_][\w'+/-]*")

#: a study that is described by several words: ``In a 24-week, double-blind study of``
_DESCRIBED_STUDY = (
    r"\s*+(?:(?-i:[A-Z]{5,})\b:?\s+)?(?:in|from|across|during|throughout|per|among)\s+(?:an?|the|this|our|one|another|both|two|three)\s+"
    r"(?:[\w+/-]+,\s+){1,5}(?:and\s+)?(?:[\w+/-]+\s+){0,5}?"
    r"(?:stud(?:y|ies)|trials?|analys[ei]s|registry|cohort|series|review|survey|meta-analys[ei]s|program(?:me)?|comparison|report)\b"
    r"[^,;:()]{0,160}(?:\([^()]*\)[^,;:()]{0,80}){0,3},\s+"
)
INTRO = compiled(
    rf"{_DESCRIBED_STUDY}|"
    r"\s*+(?:(?-i:[A-Z]{5,})\b:?\s+)?(?:after|at|in|unlike|according to|consistent with|among|of|through|throughout|"
    r"overall(?! (?:survival|response|remission|mortality|"
    r"incidence|rate|complication))|"
    r"for|with|during|by|on|over|through|throughout|as of|"
    r"based on|following|within|globally|however|moreover|nevertheless|notwithstanding|"
    r"accordingly|additionally|also|similarly|interestingly|of note|lastly|finally|besides|despite|regarding|"
    r"compared|furthermore|conversely|in contrast|thus|therefore|consequently|specifically|notably|importantly|analyzing|using|"
    r"considering|as for|as to|with (?:respect|regard) to|in terms of|"
    r"to date|(?:even\s+)?(?:al)?though|even\s+(?:if|when|so)|while|when|once|since|because|given that|now that)\b"
    r"(?:[^,;:()]|,(?=\d{3})){0,160}(?:\([^()]*\)[^,;:()]{0,80}){0,3},\s+"
    r"|\s*(?:either\s+)?(?:alone(?=\s+or\s)|in combination|with or without)\b[^,;:()]{0,80},\s+"
    r"|(?:results?|conclusions?|findings|methods|background|efficacy|safety|outcomes?)\s*:\s+|[\s,]*(?:however|"
    r"nevertheless|moreover),?\s+"
    r"|\s*+(?:(?-i:[A-Z]{5,})\b:?\s+)?[\w-]+\s+(?:minute|hour|day|week|month|year|decade)s?\s+(?:after|before|following|from|into|later|on)\b"
    r"[^,;:()]{0,60},\s+"
    r"|\s*(?:put \w+|in other words|that is|all told|all in all|taken together|to put it [a-z]+),\s+"
    r"|\s*(?-i:[A-Z])(?:[a-z]+ly|onetheless|till|gain|ndeed|nstead|ikewise|eanwhile|lso|o(?: far)?|econd|irst|hird|ext|hen),\s+",
    re.IGNORECASE,
)
#: a time without a comma behind it: ``By month 8 the mean score``
TIMED = compiled(
    r"\s*(?:(?:at|by|after|within|on|in|from)\s+(?:(?:week|month|day|year|cycle|visit|hour)s?\s+\d+|"
    r"(?:\d+|an?|one|two|three|four|five|six)\s+(?:hour|week|month|day|year)s?)\s+(?=(?:the|a|an|mean|median|their)\b)|"
    r"(?:at|by|during)\s+(?:[a-z]+\s+){0,2}?follow[- ]?up\s+(?=(?:the|a|an|mean|median|their)\b)|"
    r"(?:so\s+far|to\s+date|until\s+now|thus\s+far),?\s+(?=\S))",
    re.IGNORECASE,
)
_LEADING = compiled(
    r"(?:[\s,;:.)\]\-•]++|[(\[]\s*[)\]]|"
    r"(?:most (?:often|commonly|frequently)|most (?:common|frequent|prevalent)(?: [a-z-]+){0,3}? being|"
    r"mainly|mostly|chiefly|predominantly|primarily|principally|namely|especially|notably|particularly|in particular|"
    r"(?:half|twice|thrice|(?:two|three|four|five|\d+) times|a third|one third) "
    r"(?:as|more) (?:many|often|much|likely to (?:achieve|have|reach|experience|develop|attain|be|show|report))|"
    r"results(?= [A-Z])|conclusions?(?= [A-Z])|no significant differences? (?:was |were )?(?:\w+ )?in|"
    r"no differences? in|differences? in|trend (?:for|toward|towards)|respectively|the|a|an|and|or|but|nor|yet|"
    r"also|only|both|neither|all|then|thus|while|whereas|although|"
    r"though|that|which|who|with|"
    r"as did(?: that of| those of)?|"
    r"including|included|followed by|of these|of those|of them|of whom|there (?:was|were)|an?|had|were|was|is|"
    r"are|have|has|been|being|"
    r"there(?=\s+the\b)|here(?=\s+the\b)|significantly|statistically|"
    r"(?:(?:non-?)?significant|slight|marked|substantial|dramatic|modest|notable|considerable|meaningful)"
    r"(?= (?:\w+ )?(?:increas|decreas|reduc|improve|chang|differ|rise|fall|declin|drop|gain|loss))|"
    r"prolonged|whose|similarly|frequent|frequently|overall(?=,)|greater|higher|lower|fewer|more|"
    r"most|less|least(?![ -]squares)|so(?=\s+in\b)|additional|"
    r"increased(?! (?:ALT|AST|ALP|GGT|CK|CPK|LDH|INR|(?:blood )?(?:bilirubin|creatinine)|lipase|amylase|(?:amino)?transferases?|"
    r"transaminases?|(?:liver|hepatic) enzymes?|alanine|aspartate|alkaline|creatine)\b)|improved|its|their|"
    r"to(?=\s+in\b)|inferior|better|superior|longer|shorter|reduced|slower|faster|rate of|rates of|"
    rf"(?:number|proportion|percentage|share|fraction)s? of (?:the |all )?(?:{PERSONS})(?: (?:who|with|that|in whom))?(?= [a-z])|"
    r"(?:number|proportion|percentage|share|fraction)s? with (?=[a-z])|"
    r"(?:co-?)?(?:primary|(?:key )?secondary)\s+(?:\w+\s)?(?:outcome|end ?-?point)s?(?:,(?=\s+[a-z])|(?=\s+of\s))|"
    r"(?:first|second|third|fourth|other|former|latter)(?=,\s+(?:the|an?)\s)|"
    r"(?:seen|found|observed|noted|detected|recorded)(?=\s+in\b)|"
    r"kaplan-meier (?:estimates?|probabilit(?:y|ies)|rates?) (?:of|for)|"
    r"non-?inferior|not(?= (?:inferior|superior|worse|better)\b)|equivalent(?= (?:in|for|with|regarding)\b)|"
    r"comparable(?= (?:in|for|with respect|with regard|regarding)\b)|(?:with )?(?:respect|regard) to|regarding|"
    r"without (?:an? )?(?:significant(?:ly)? )?(?:more|(?:increase[ds]?|excess)(?: in| of)?)(?= [a-z])|"
    r"in terms of|for|of|in|by|"
    rf"{PERSONS}|those|others(?= [a-z])|each(?= (?:achiev|had|show|report))|"
    r"developed|experienced|found|achieved|achieving|showed|demonstrated|"
    r"reported|exhibited|correspond(?:s|ed|ing) to|translat(?:es|ed|ing) (?:in)?to|"
    r"reached(?= [a-z])|required a|required an|resulted in|led to|associated with)\b(?![-‐]))+\s*",
    re.IGNORECASE,
)
_DANGLING = (
    r"was|were|is|are|be|been|being|has|have|had|in|of|with|by|at|to|for|from|on|among|"
    r"and|or|than|vs\.?|versus|v|"
    r"compared|except|comprised|constituted|represented|accounted|observed|reported|seen|noted|found|detected|documented|recorded|registered|occurred|occurring|"
    r"occurs?|achieved|reached|"
    r"significantly|statistically|lower|higher|longer|shorter|greater|similar|comparable|between|about|"
    r"approximately|only|the|a|an|"
    r"respectively|both|either|as|that|which|who|their|its|just|nearly|almost|up|under|over|not|also|while|whereas|but|equal|"
    rf"those|{PERSONS}|cases?|followed|after|lay|favou?red|estimated|calculated|experienced|receiving|treated|given|"
    r"increased|decreased|"
    r"improved|reduced|superior|inferior|better|worse|slightly|markedly|statistical(?:ly)?|different|did|differ|"
    r"took|more|less|fewer|corresponding (?:numbers|rates|figures|values|percentages|results|proportions)|"
    r"numbers|figures|percentages|relative|(?<=among )all|"
    r"(?:un)?common(?:ly)?|(?:in)?frequent(?:ly)?|often|rare(?:ly)?|commoner|rarer|(?<=less )so|(?<=least )so|(?<=more )so|"
    r"(?<!therapeutic )(?<!normal )(?<!target )(?<!reference )range|"
    r"(?:median|mean|average)(?=\s+of\s*$)|median(?=\s*$)|mean(?=\s*$)|"
    r"(?:during|over|within|after|for) an? (?:median|mean|average)(?: (?:period|time|interval|duration))?(?: of)?(?=\s*$)"
)
_TRAILING = compiled(rf"(?:[\s,;:=\-–]++|[(\[]\s*[)\]]|[(\[]|\b(?<![-/])(?:{_DANGLING})(?![\w-]))+$", re.IGNORECASE)
#: what only explains the outcome before it
_EXPLAINED = compiled(
    r",?\s+(?:characteri[sz]ed by|(?:pre)?defined as|such as|including|namely|i\.?e\.?,|(?:as )?"
    r"(?:measured|assessed|determined|evaluated) "
    r"(?:by|with|using))\s|,?\s+(?:and|while|whereas|but)\s+(?:another|the\s+other)\b|"
    r",\s+(?:which|whose)\s|(?:,\s+|\s[(\[])(?:the|an?)\s+(?:co-?)?(?:primary|(?:key )?secondary)"
    r"\s+(?:\w+\s)?(?:outcome|end ?-?point)s?\b|,\s+no\s+(?:statistically\s+)?(?:significant\s+)?difference",
    re.IGNORECASE,
)
#: ``bilirubin, a marker of hemolysis, by a mean``
_APPOSED = compiled(r",\s+(?:an?|the|one of)\s+[^,;()]{3,70}$", re.IGNORECASE)
_LAST_WORD = compiled(rf"(?:{_DANGLING})", re.IGNORECASE)
_EDGE = compiled(
    r";|,\s+(?:and|but|while|whereas|although)\b|,(?!\d)|\b(?:and|but|while|whereas|although|with)\b|\.\s", re.IGNORECASE
)


def content(text: str) -> bool:
    """Whether any word of the text can name an outcome."""
    return any(len(word) > 1 and word.casefold() not in _EMPTY for word in _WORD.findall(text))


_STATISTIC = r"(?:confidence intervals?|CIs?|standard (?:deviations?|errors?)|SDs?|SEM?|IQR|interquartile ranges?)"
#: what is left of brackets whose numbers were blanked out, and brackets that say what those behind hold
_EMPTY_BRACKETS = compiled(rf"\s*[(\[](?:[\s,;:=]*|[\s,;:=\u00b1%]*{_STATISTIC}(?:\s?[(\[]{_STATISTIC}[)\]])?\s*)[)\]]")


def _may_dangle(text: str, last: int) -> bool:
    """Whether a phrase may end with what does not belong to it; a gate for ``_TRAILING``."""
    place = last
    if text[place - 1 : place] in (")", "]"):
        return text[:place].rstrip(" )]").endswith(("(", "["))
    while place > 0 and text[place - 1].isalpha():
        place -= 1
    return place == last or _LAST_WORD.fullmatch(text, place, last) is not None


def _dangling(text: str, first: int, last: int) -> re.Match[str] | None:
    """What dangles at the end of a phrase; looked for in its last words, and in all of it only where all of these dangle."""
    near = max(first, last - 56)  # no two words of these have more than 28 letters
    match = _TRAILING.search(text, near, last)
    return _TRAILING.search(text, first, last) if match is not None and near > first and match.start() < near + 28 else match


#: ``of 50 copies/mL or more``: part of a limit
_OR_MORE = compiled(rf"\s+or\s+(?:{MORE_OR_LESS}|above|below|older|younger)\b")
_TWO_LETTERS = compiled(r"[A-Za-z][A-Za-z\d]")


def trimmed(text: str, start: int, *, drop_intro: bool = True) -> Phrase | None:
    """The phrase without introduction, articles, adverbs and dangling prepositions; ``None`` where nothing is left."""
    first, last = text.rfind("; ") + 1, len(text)
    if not content(text[first:]):
        first = 0
    if match := _EMPTY_BRACKETS.match(text, first, last):
        first = match.end()
    if drop_intro:
        while match := INTRO.match(text, first, last) or TIMED.match(text, first, last):
            if not content(text[match.end() : last]):
                break
            first = match.end()
    if match := _LEADING.match(text, first, last):
        first = match.end()
    if _may_dangle(text, last) and (match := _dangling(text, first, last)):
        limit = _OR_MORE.match(text, match.start(), last)
        last = limit.end() if limit is not None else match.start()
    while first < last and text[first] in " ,;:.-)(":
        first += 1
    while first < last and text[last - 1] in " ,;:-+±~":
        last -= 1
    if text.count("(", first, last) != text.count(")", first, last):
        opened = first
        first, last = _balanced(text, first, last)
        if opened < first < last:
            return trimmed(text[first:last], start + first, drop_intro=drop_intro)
    explained = _EXPLAINED.search(text, first, last)
    if explained is None and text[last:].lstrip()[:1] == ",":
        explained = _APPOSED.search(text, first, last)
    if explained is not None and content(text[first : explained.start()]):
        last = explained.start()
    if last <= first or not _TWO_LETTERS.search(text[first:last]):
        return None
    return Phrase(_EMPTY_BRACKETS.sub("", " ".join(text[first:last].split())), start + first, start + last)


def _balanced(text: str, first: int, last: int) -> tuple[int, int]:
    """Cut a phrase at a bracket that has no partner."""
    depth = 0
    for i in range(first, last):
        if text[i] == "(":
            depth += 1
        elif text[i] == ")":
            depth -= 1
            if depth < 0:
                return _balanced(text, i + 1, last) if i + 1 < last else (last, last)
    if depth > 0:
        opened = text.rfind("(", first, last)
        return first, opened if opened > first else last
    return first, last


SAME = r"(?:corresponding|respective|equivalent|comparable|analogous|matching)"
FIGURES = r"(?:rates?|figures?|numbers?|proportions?|percentages?|values?|results?|medians?|means?|counts?|shares?)"
#: words that name no outcome, but point to the one told before
_BACK = compiled(
    r"(?:[^;:]{2,80}?\b(?:found|reported|observed|saw|noted|showed|documented)\s+)?"
    rf"(?:(?:the|this|that|these|those|a|an|similar|such|same|absolute|relative|treatment|{SAME}|pooled|adjusted|"
    r"unadjusted|crude|overall|summary|combined|estimated|event|clinical|observed|its|their|higher|lower|slightly|much)\s+)*"
    rf"(?:benefits?|effects?|advantages?|superiority|trend|gap|findings?|{FIGURES}|"
    r"(?:no\s+)?such\s+(?:reduction|increase|improvement|difference|association|benefit|effect)s?|"
    r"estimates?|it|this|that|pooled|adjusted|unadjusted|crude|magnitude of (?:the )?(?:benefit|effect))",
    re.IGNORECASE,
)


def points_back(text: str) -> bool:
    """Whether words point to an outcome told before: ``the benefit``, ``this``, ``the corresponding rates``, ``found a rate``."""
    return _BACK.fullmatch(text) is not None


def split_gap(text: str) -> int:
    """Where the words between two statistics part: those before the place belong to the first, the others to the second."""
    place = 0
    for match in _EDGE.finditer(text):
        if content(text[match.end() :]) or not content(text[: match.start()]):
            place = match.end()
        else:
            place = match.end()
            break
    return place


_AND = compiled(r"\s*,\s*(?:and|or)\s+|\s+and\s+|\s*,\s*", re.IGNORECASE)


_AVERAGES = ("median", "mean")
_LEAD = compiled(r"(?:with|of|in|for|at|by|from|after)\b", re.IGNORECASE)


#: nouns that end the name of an outcome: what follows them in a list is another outcome
_OUTCOMES = frozenset(
    "response remission relapse recurrence survival mortality death progression failure admission readmission hospitalization "
    "hospitalisation discontinuation withdrawal transfusion intubation amputation stroke infarction cure clearance resolution "
    "closure healing improvement recovery rate score index time use need transplantation surgery dialysis".split()
)
_COMPLEMENT = compiled(r"(?<=\w)\s(of|to|for|in|from|on|after|with|without|at|within)\s\S")
#: ``risk of A and B``: of both
_SHARING = compiled(
    r"(?:[\w-]+\s)*(?:risks?|rates?|incidences?|times?|durations?|numbers?|proportions?|percentages?|frequency|odds|hazards?|"
    r"probability|levels?|severity|changes?|reductions?|increases?|decreases?|improvements?|differences?|ratios?)"
    r"(?:\s(?:from|since|over)\s(?:the\s)?[\w-]+)?\s(?:of|to|in|for)\s",
    re.IGNORECASE,
)
#: words that only describe the noun behind them: ``complete``, ``platelet-free``
_DESCRIBES = compiled(
    r"(?:al|ic|ive|ed|ar|ous|ory|ary|free|less|able|ible|major|minor|severe|mild|moderate|[-/]|\d)\Z", re.IGNORECASE
)
#: what is written in one with its name: ``lipoprotein(a)``
_GLUED = compiled(r"\w\(\w+\)\Z")
_BRACKET = compiled(r"(?<=\S)\s\([^()]*\)\Z")
_EVENTS: frozenset[TermKind] = frozenset({"adverse_event", "endpoint", "response"})


def _names_itself(part: str) -> bool:
    """Whether a part of a list is the whole name of an outcome: ``use of A``, ``complete remission``; not ``incidence``."""
    return _COMPLEMENT.search(part) is not None or (" " in part and part.split()[-1].casefold() in _OUTCOMES)


def _are_whole(parts: list[str]) -> bool:
    """Whether each of several outcomes is called by its whole name: ``A survival and B survival``, ``median X and median Y``.

    ``complete remission, use of A, and closure of B`` are three; ``risk of A and B`` is one of both.
    """
    if all(_names_itself(part) and not _LEAD.match(part) for part in parts) and not _SHARING.match(parts[0]):
        return True
    if any(" " not in part or _LEAD.match(part) for part in parts):
        return False
    return len({part.split()[-1].casefold() for part in parts}) == 1 or parts[-1].casefold().startswith(_AVERAGES)


def _stands(part: str) -> bool:
    """Whether a part of a list names its outcome without the last word of the list: ``stroke``, ``LDL cholesterol``; not
    ``complete``, ``platelet``."""
    part = _BRACKET.sub("", part)
    last = part.split()[-1]
    if last.casefold() in _OUTCOMES or _GLUED.search(part) or any(term.end == len(part) for term in terms(part, kinds=_EVENTS)):
        return True
    return " " in part and _DESCRIBES.search(last) is None


def _each_whole(parts: list[str]) -> list[str] | None:
    """The outcomes of a list of whole names, with what is told of all before the first: ``changes in A b, C d and E``."""
    told = _SHARING.match(parts[0])
    head = told[0] if told is not None else ""
    names = [parts[0][len(head) :], *parts[1:]]
    if not all(names) or not all(map(_stands, names[:-1])):
        return None
    if not head and parts[0].casefold().startswith(_AVERAGES):
        head = f"{parts[0].split()[0]} "
        names[0] = names[0][len(head) :]
    return [name if _SHARING.match(name) or name.casefold().startswith(_AVERAGES) else f"{head}{name}" for name in names]


def coordinated(phrase: Phrase, count: int) -> list[Phrase] | None:
    """The ``count`` outcomes that one phrase names (``median PFS and OS``; ``second and third attempt``), else ``None``.

    Words before the first and after the last are shared: ``time to A and B recovery`` → time to A recovery, time to B recovery;
    not where each is whole (``median A survival and B survival``).
    """
    parts = _AND.split(phrase.text)
    if len(parts) != count or count < 2 or any(not part for part in parts):
        return None
    head, tail = parts[0].split(), parts[-1].split()
    middle = [part.split() for part in parts[1:-1]]
    whole = _are_whole(parts)
    if any(len(words) > 4 for words in middle) and not whole:
        return None
    if whole:
        average = f"{head[0]} " if head[0].casefold() in _AVERAGES else ""
        named = [part if part.casefold().startswith(_AVERAGES) else f"{average}{part}" for part in parts]
        return [Phrase(text, phrase.start, phrase.end) for text in named]
    if (outcomes := _each_whole(parts)) is not None:
        return [Phrase(text, phrase.start, phrase.end) for text in outcomes]
    if len(tail) > 3 and len(head) > 3 and "(" not in parts[-1]:
        return [Phrase(part, phrase.start, phrase.end) for part in parts]
    first, last = _unit(head, from_end=True), _unit(tail, from_end=False)
    shared_head, shared_tail = head[:-first], tail[last:]
    names = [[*head, *shared_tail], *([*shared_head, *words, *shared_tail] for words in middle), [*shared_head, *tail]]
    return [Phrase(" ".join(words), phrase.start, phrase.end) for words in names]


def each_of(phrase: Phrase) -> list[Phrase]:
    """All outcomes that a phrase lists, in order."""
    return coordinated(phrase, len(_AND.split(phrase.text))) or []


def _unit(words: list[str], *, from_end: bool) -> int:
    """How many words name one of the things: a word with its short form in brackets counts as one."""
    if from_end:
        opened = next((i for i in range(len(words) - 1, 0, -1) if words[i].startswith("(")), 0)
        return len(words) - opened + 1 if opened and words[-1].endswith(")") else 1
    closed = next((i for i, word in enumerate(words) if word.endswith(")")), 0)
    return closed + 1 if closed and len(words) > 1 and words[1].startswith("(") else 1
