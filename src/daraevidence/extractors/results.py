"""Results told in prose: which number is of which outcome, group, comparator and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daraevidence.draft import Draft, Kind
from daraevidence.extractors.measures import put_intervals, put_p, put_proportion, put_value
from daraevidence.extractors.named import Named, named_groups
from daraevidence.extractors.phrases import Phrase, trimmed
from daraevidence.extractors.scope import Group, Scope
from daraevidence.extractors.statements import Side, Statement, base_count, read_sentence
from daraevidence.language.quantities import Quantity
from daraevidence.language.sentences import sentences
from daraevidence.language.vocabulary import endpoint_code, terms
from daraevidence.layout.document import Block, Document
from daraevidence.layout.mentions import Mentions

__all__ = ["told_in_prose"]

_SURVIVAL = frozenset(("PFS", "OS", "EFS", "DFS", "RFS", "TTP", "TTNT", "DOR", "TTF"))
_ALSO_EVENT = frozenset(("DEATH", "DISCONTINUATION", "HOSPITALIZATION", "INFECTION"))
_TIMES = frozenset(("months", "weeks", "days", "years"))
_SKIPPED = frozenset(("references", "search"))
_EVENT = re.compile(
    r"\b(?:adverse (?:events?|reactions?|effects?)|toxicit(?:y|ies)|TE?AEs?|SAEs?|AEs?|side effects?|reactions?)\b"
)
_BACKGROUND = re.compile(
    r"\b(?:ages?|aged|prior|previous|previously treated|history|baseline|diagnos\w+|naïve|exposed|exposure|"
    r"refractory|lines? of (?:prior )?therapy|"
    r"lines of treatment|male|female|men|women|sex|race|ethnic\w*|ECOG|performance status|ISS|stage|"
    r"cytogenetic\w*|comorbid\w*|weight|BMI|"
    r"smok\w+|indications?|therap(?:y|ies) (?:was|were)|consisted|regimens?)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"^(?:(?:will|to) be |have been |has been )?(?:(?:were|was) )?(?:included|enrolled|recruited|randomi[sz]ed|"
    r"randomly|assigned|allocated|identified|screened|analy[sz]ed|"
    r"evaluated|assessed|eligible|diagnosed|registered|entered|treated|studied|participated|received (?!a |no |"
    r"at least|one|two|more|\w+ or more))\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?:receiving|treated|undergoing|given|aged|consecutive|similar|eligible|with|from|at|as)\b", re.IGNORECASE
)
_SAMPLE = re.compile(
    r"\b(?:analys[ie]s|series|cohort|study|trial|review|group|sample|population|comparison|records|data|report|"
    r"experience|results)\s+"
    r"(?:of|between|from|including|in|with|on|for)\s+(?:(?:a|the)\s+)?(?:total of\s+|[a-z-]+\s+)?$",
    re.IGNORECASE,
)

_FUTURE = re.compile(
    r"(?:will|would|must|should|may|can|could|to be|are required|were required to|is planned|are planned)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<!total )(?<!median )(?<!mean )(?<!rate )(?<!incidence )(?<!frequency )(?<!proportion )(?<!number )(?<!out )"
    r"(?<!response )(?<!achieved in )(?<!maximum )(?<!minimum )\bof\s+(?:\w+ )?$",
    re.IGNORECASE,
)
_EVALUABLE = re.compile(r"\b(?:evaluable|assessable|available|eligible|considered)\s+(?:in|for)\s+$", re.IGNORECASE)
_FOLLOW_UP = re.compile(r"\bfollow(?:ed)?[- ]?up\b", re.IGNORECASE)
_REDUCTION = re.compile(
    r"\b(?:reduc(?:ed|es|tion|ing)|lower(?:ed|s|ing)?|decreas(?:ed|es|e|ing))\b[^.;]{0,40}\brisks?\b|"
    r"\brisk reduction\b|\breduction in (?:the )?risk\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Place:
    """What holds for a sentence."""

    document: Document
    scope: Scope
    block: Block
    text: str
    base: int
    quantities: Sequence[Quantity]
    role: str
    #: for each study the two groups that were last set against each other by name
    pairs: dict[str | None, tuple[Named, Named]]
    #: the group that the sentence is of ("Of the 22 patients who responded, ..."), with its size
    whole: Named | None = None
    whole_n: Quantity | None = None

    @property
    def study(self) -> str | None:
        """The name of the study that holds here."""
        study = self.scope.study(self.base)
        return study.name if study else None

    def at(self, phrase: Phrase) -> tuple[int, int]:
        return self.base + phrase.start, self.base + phrase.end


def told_in_prose(document: Document, mentions: Mentions, scope: Scope) -> list[Draft]:
    """Endpoints, characteristics and adverse events of paragraphs, bullets and footnotes (drafts of these three kinds)."""
    drafts: list[Draft] = []
    pairs: dict[str | None, tuple[Named, Named]] = {}
    for block in document.blocks:
        if block.kind not in ("paragraph", "item", "footnote"):
            continue
        roles = {section.role for section in document.headings(block.section)}
        if roles & _SKIPPED:
            continue
        role = next((section.role for section in document.headings(block.section) if section.role), "")
        letter = block.kind == "footnote" and block.text[:1].islower() and block.text[1:2].isupper()
        for start, end in sentences(block.text):
            start += letter and start == 0
            base = block.start + start
            found = mentions.within(base, block.start + end)
            if not found and not _NEGATION.search(block.text, start, end):
                continue
            place = _Place(document, scope, block, block.text[start:end], base, found, role, pairs)
            drafts += _sentence(place)
    return drafts


def _sentence(place: _Place) -> Iterator[Draft]:
    if "your patient" in place.text.casefold():
        return
    named = named_groups(place.text, place.base, place.scope)
    whole = base_count(place.text, place.base, place.quantities)
    if whole is not None:
        place.whole_n, start, end = whole
        inside = [one for one in named if one.start < end]
        named = [one for one in named if one.start >= end]
        place.whole = next((one for one in inside if one.group is not None), None) or _described(place, start, end)
    statements = read_sentence(place.text, place.base, place.quantities, named)
    for statement in statements:
        yield from _statement(place, statement)
    if not statements:
        yield from _p_only(place, named)
    yield from _negations(place, named)


_DESCRIBED = re.compile(
    r"(?:patients|subjects|participants|women|men|children|responders|those)\s+(?:who|with|without|receiving|treated|in|not)\b",
    re.IGNORECASE,
)


def _described(place: _Place, start: int, end: int) -> Named | None:
    """A group that only the words of the sentence tell: ``patients who responded``."""
    text = place.text[start:end]
    match = _DESCRIBED.search(text)
    return Named(start + match.start(), end, " ".join(text[match.start() :].split())) if match else None


def _statement(place: _Place, statement: Statement) -> Iterator[Draft]:
    if statement.phrase is None:
        return
    _complete(place, statement)
    compared = [side.named for side in statement.sides if side.named is not None]
    several = len(statement.sides) > 1 and len({n.name for n in compared}) > 1
    for side in statement.sides:
        others = [n for n in compared if n.name != (side.named.name if side.named else "")] if several else []
        parts = _verbs(side.phrase or statement.phrase, statement)
        for phrase, kind in ((part, kind) for part in parts for kind in _kinds(place, part, side.quantity, statement)):
            draft = _draft(place, kind, statement, side, phrase)
            if draft is None:
                continue
            if kind == "endpoint":
                if others and (statement.versus or statement.p is not None):
                    _comparator(place, draft, others)
                elif draft.get("measure") == "risk_reduction":
                    _against_pair(place, draft)
                put_p(draft, statement.p)
            yield draft
    for ratio in statement.ratios:
        yield _ratio(place, statement, ratio)


_AND_VERB = re.compile(r"\s+and\s+(?=(?:withdrew|died|discontinued|relapsed|progressed|\w+ed)\b)")


def _verbs(phrase: Phrase, statement: Statement) -> list[Phrase]:
    """``did not respond and withdrew``: two outcomes of one count, where the second is one by itself."""
    match = _AND_VERB.search(phrase.text) if statement.subject else None
    if match is None or endpoint_code(phrase.text[match.end() :]) == "OTHER":
        return [phrase]
    middle = phrase.end - len(phrase.text) + match.end()
    return [
        Phrase(phrase.text[: match.start()], phrase.start, phrase.start + match.start()),
        Phrase(phrase.text[match.end() :], middle, phrase.end),
    ]


_CONTROL = re.compile(r"\b(?:control|comparator|comparison|reference|other)\b", re.IGNORECASE)


def _complete(place: _Place, statement: Statement) -> None:
    """Who stands against whom, where the sentence sets two results against each other and does not name both groups.

    In order: the pair that the study last set against each other by name; the group that holds here against the one named;
    the two arms of a study of two.
    """
    if len(statement.sides) != 2 or not statement.versus:
        return
    one, two = statement.sides
    known = place.pairs.get(place.study)
    if two.named is not None and two.named.group is None and _CONTROL.search(two.named.name) and known is not None:
        two.named = known[1]._replace(start=two.named.start, end=two.named.end)
    if one.named is None and two.named is None and known is not None:
        one.named, two.named = (named._replace(start=-1, end=-1) for named in known)
    held = place.scope.inherited(place.base)
    if one.named is None and held is not None and (two.named is None or two.named.name != held.name):
        one.named = _named(held)
    arms = [g for g in place.scope.groups_of(place.study) if g.role == "arm"]
    if one.named is None and two.named is None and len(arms) == 2:
        one.named, two.named = _named(arms[0]), _named(arms[1])
    for side, other in ((one, two), (two, one)):
        if side.named is not None and other.named is None:
            rest = [arm for arm in arms if arm.name != side.named.name]
            partner = [named for named in known or () if named.name != side.named.name]
            if len(rest) == 1 and len(arms) == 2:
                other.named = _named(rest[0])
            elif known is not None and len(partner) == 1:
                other.named = partner[0]._replace(start=-1, end=-1)
    if one.named is not None and two.named is not None and one.named.name != two.named.name:
        place.pairs[place.study] = (one.named, two.named)


def _named(group: Group) -> Named:
    return Named(-1, -1, group.name, group)


def _kinds(place: _Place, phrase: Phrase, quantity: Quantity, statement: Statement) -> list[Kind]:
    """Which records a result makes."""
    label = phrase.text
    counted = quantity.role == "count" and quantity.denominator is None
    before = place.text[: max(0, quantity.start - place.base)]
    if _FUTURE.match(label) or (counted and (_OF.search(before) or _EVALUABLE.search(before))):
        return []
    if _FOLLOW_UP.search(label) or (statement.subject and quantity.percent is None and _SIZE.match(label)):
        return []
    if counted and (_SAMPLE.search(before) or _PARTICIPLE.match(label)):
        return []
    code = endpoint_code(label)
    if code == "OTHER" and place.scope.studies and place.scope.study(place.base) is None:
        return []
    found = {term.kind for term in terms(label)}
    event = bool(_EVENT.search(label)) or "adverse_event" in found
    kinds: list[Kind] = []
    if event and quantity.role in ("count", "proportion") and code not in ("ORR", "OS", "PFS"):
        kinds.append("adverse_event")
        if code in _ALSO_EVENT and "grade" not in {q.role for q in place.quantities}:
            kinds.append("endpoint")
        return kinds
    if place.role == "safety" and code in _ALSO_EVENT and quantity.role in ("count", "proportion"):
        return ["endpoint", "adverse_event"]
    if code == "OTHER" and (place.role in ("characteristics", "methods") or _BACKGROUND.search(label) or _treatment(label)):
        return ["characteristic"]
    if code == "OTHER" and place.role == "methods":
        return []
    return ["endpoint"]


_GIVEN = re.compile(
    r"^(?:received|were given|was given|were treated with|got|used)\b|\btime (?:between|from)\b.*\b(?:diagnosis|"
    r"therapy|treatment|initiation|"
    r"induction|surgery|randomi[sz]ation|transplant\w*)\b",
    re.IGNORECASE,
)


def _treatment(label: str) -> bool:
    """``received X alone``, ``time between induction and transplantation``: what was done, no outcome."""
    match = _GIVEN.search(label)
    if match is None:
        return False
    return match.start() > 0 or label.startswith("time") or any(term.kind in ("drug", "regimen") for term in terms(label))


def _draft(place: _Place, kind: Kind, statement: Statement, side: Side, phrase: Phrase) -> Draft | None:
    quantity = side.quantity
    at = place.at(phrase)
    draft = Draft(kind, min(at[0], quantity.start), max(at[1], quantity.end))
    _scope(place, draft, side, unnamed=statement.versus and len(statement.sides) > 1)
    if kind == "adverse_event":
        draft.put("term", phrase.text, at)
        draft.put("grade", _grade(place, phrase) or "any")
        put_proportion(draft, quantity)
        _denominator(draft, side, place)
        return draft
    label = phrase.text
    name = "label" if kind == "endpoint" else "characteristic"
    draft.put(name, label, at)
    code = endpoint_code(label) if kind == "endpoint" else ""
    if kind == "endpoint":
        if code == "PD" and quantity.role == "value" and quantity.unit in _TIMES:
            code = "TTP"
        draft.put("endpoint", code, at, "normalised")
        _timepoint(place, draft, quantity, phrase)
    _measure(place, draft, side, label, code)
    return draft


def _measure(place: _Place, draft: Draft, side: Side, label: str, code: str) -> None:
    quantity = side.quantity
    lead = place.text[: max(0, quantity.start - place.base)]
    if quantity.role == "not_reached":
        draft.put("measure", "landmark_rate" if draft.get("timepoint") and code in _SURVIVAL else "median")
        draft.put("reached", False, (quantity.start, quantity.end))
        put_intervals(draft, quantity, bare="ci")
        return
    if quantity.role in ("count", "proportion"):
        percent = quantity.percent
        if percent is not None and _REDUCTION.search(lead[-160:]) and quantity.n is None:
            draft.put("measure", "risk_reduction").put("value", float(percent.value), (percent.start, percent.end)).put(
                "unit", "%"
            )
        elif code in _SURVIVAL and percent is not None and quantity.n is None and draft.get("timepoint"):
            draft.put("measure", "landmark_rate").put("value", float(percent.value), (percent.start, percent.end)).put(
                "unit", "%"
            )
        else:
            fraction = percent is not None or quantity.denominator is not None or "percent_text" in quantity.extra
            draft.put("measure", "proportion" if fraction else "count")
            put_proportion(draft, quantity)
            _denominator(draft, side, place)
        put_intervals(draft, quantity, bare="ci")
        return
    words = f"{lead[-200:]} {label}".casefold()
    average = "median" if "median" in words else "mean" if re.search(r"\b(?:mean|average)\b", words) else "value"
    draft.put("measure", average)
    put_value(draft, quantity)
    put_intervals(draft, quantity, bare="range" if average == "median" else "ci")


def _scope(place: _Place, draft: Draft, side: Side, *, unnamed: bool = False) -> None:
    """The study and the group: named here, else inherited from the list's parent or the section, else the whole group."""
    study = place.scope.study(place.base)
    if study is not None:
        draft.put("study", study.name)
    if side.named is not None:
        where = (place.base + side.named.start, place.base + side.named.end) if side.named.start >= 0 else None
        draft.put("cohort", side.named.name, where, "printed" if side.named.group is None else "normalised")
        if side.named.start < 0:
            draft.doubt(0.8, "the group is the other one of two")
        elif side.named.group is None:
            draft.doubt(0.8, "the group is named only here")
        return
    if place.whole is not None:
        draft.put("cohort", place.whole.name, (place.base + place.whole.start, place.base + place.whole.end), "inherited")
        return
    if unnamed:
        draft.doubt(0.5, "two groups are set against each other and this one is not named")
        return
    group = place.scope.inherited(place.base) or place.scope.total(study.name if study else None)
    if group is not None:
        draft.put("cohort", group.name)
        draft.reasons.append("group inherited")
    elif study is not None:
        draft.put("cohort", "total")


def _denominator(draft: Draft, side: Side | None, place: _Place) -> None:
    """The group's N, where the place itself prints none."""
    if draft.get("denominator") is not None or "cohort" not in draft.fields:
        return
    number = (
        (place.whole_n.n or place.whole_n.value) if place.whole_n is not None and (side is None or side.named is None) else None
    )
    if number is not None and number.value == int(number.value):
        draft.put("denominator", int(number.value), (number.start, number.end))
        return
    study = draft.get("study")
    group = next(
        (g for g in place.scope.groups_of(study if isinstance(study, str) else None) if g.name == draft.get("cohort")), None
    )
    if group is not None and group.n is not None:
        draft.put("denominator", group.n)


def _comparator(place: _Place, draft: Draft, others: Sequence[Named]) -> None:
    names = list(dict.fromkeys(other.name for other in others))
    where = next(((place.base + n.start, place.base + n.end) for n in others if n.start >= 0), None)
    draft.put("comparator", "; ".join(names), where)


def _against_pair(place: _Place, draft: Draft) -> None:
    """A reduction of risk is against the other group of the pair that the study compares."""
    pair = place.pairs.get(place.study)
    other = [named for named in pair or () if named.name != draft.get("cohort")]
    if len(other) == 1:
        draft.put("comparator", other[0].name)


def _timepoint(place: _Place, draft: Draft, quantity: Quantity, phrase: Phrase) -> None:
    """``12-month PFS``, ``at 1 year``, ``by week 24``: inside the label, else the nearest one of the clause."""
    points = [
        q for q in place.quantities if q.value is not None and (q.role == "timepoint" or (q.role == "value" and _after(place, q)))
    ]
    if not points:
        return
    start, end = place.at(phrase)
    inside = [q for q in points if start <= q.start < end]
    near = [
        q
        for q in points
        if -80 <= q.start - quantity.end <= 60
        and not re.search(
            r"[;:.]\s",
            place.text[max(0, min(q.end, quantity.end) - place.base) : max(0, max(q.start, quantity.start) - place.base)],
        )
    ]
    for point in inside[:1] or near[:1]:
        if point.value is None or _FOLLOW_UP.search(
            place.text[max(0, point.start - place.base - 40) : point.end - place.base + 20]
        ):
            continue
        draft.put("timepoint", float(point.value.value), (point.value.start, point.value.end))
        draft.put("timepoint_unit", point.unit, point.unit_at, "normalised")


def _after(place: _Place, quantity: Quantity) -> bool:
    """``discontinued after 6 months``"""
    start = quantity.start - place.base
    return quantity.unit in _TIMES and not quantity.intervals and place.text[max(0, start - 6) : start].casefold() == "after "


def _grade(place: _Place, phrase: Phrase) -> str:
    start, end = place.at(phrase)
    grades = [q for q in place.quantities if q.role == "grade"]
    near = sorted(grades, key=lambda q: 0 if start <= q.start < end else min(abs(q.start - start), abs(q.end - end)))
    return near[0].extra.get("grade", "") if near else ""


def _ratio(place: _Place, statement: Statement, ratio: Quantity) -> Draft:
    phrase = statement.phrase
    draft = Draft("endpoint", ratio.start, ratio.end)
    named = [side.named for side in statement.sides if side.named is not None]
    _scope(place, draft, Side(ratio, named[0] if named else None))
    if len(named) > 1:
        _comparator(place, draft, named[1:2])
    draft.put("endpoint", endpoint_code(phrase.text) if phrase else "OTHER")
    draft.put("label", ratio.extra.get("label", ratio.measure.replace("_", " ")), (ratio.start, ratio.end))
    draft.put("measure", ratio.measure)
    put_value(draft, ratio)
    put_intervals(draft, ratio, bare="ci")
    put_p(draft, ratio.p or statement.p)
    return draft


_COMPARATIVE = re.compile(
    r"\b(?:longer|shorter|higher|lower|better|superior|greater|improved|inferior|worse|reduced|increased|more|"
    r"fewer|less|faster|slower)\s+(?!than\b)"
    r"(?P<what>[^,;()]{3,80}?)(?=\s*(?:,|;|\(|\.|$|\b(?:and|compared|than|versus|vs|in|with|for|after|among)\b))",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:compared|as compared|than|versus|vs)\b", re.IGNORECASE)


def _p_only(place: _Place, named: Sequence[Named]) -> Iterator[Draft]:
    """A P value without the numbers it compares: one row for each of the two groups named, for each outcome."""
    found = [q for q in place.quantities if q.role == "p" and q.p is not None]
    groups = list({n.name: n for n in named}.values())[:2]
    if not found or len(groups) != 2 or not _AGAINST.search(place.text):
        return
    before = place.text[: found[0].start - place.base]
    phrases = [trimmed(m["what"], m.start("what")) for m in _COMPARATIVE.finditer(before)]
    if not any(phrases):
        stop = _AGAINST.search(before)
        start = groups[0].end if groups[0].end < (stop.start() if stop else 0) else 0
        phrases = [trimmed(before[start : stop.start() if stop else len(before)], start)]
    for phrase in phrases:
        if phrase is None:
            continue
        for one, other in (groups, reversed(groups)):
            draft = Draft("endpoint", place.base + phrase.start, found[0].end)
            _scope(place, draft, Side(found[0], one))
            _comparator(place, draft, [other])
            draft.put("label", phrase.text, place.at(phrase))
            draft.put("endpoint", endpoint_code(phrase.text), place.at(phrase), "normalised")
            draft.put("measure", "p_only")
            put_p(draft, found[0].p)
            yield draft


_NEGATION = re.compile(
    r"\b(?P<no>[Nn]o|[Nn]one of the|[Nn]one of these)\s+(?!longer\b|more\b|significant\b|statistical|clinically|"
    r"differen|further\b|evidence\b|such\b|"
    r"relation|correlation|association|effect|impact|change|clear|other\b|data\b|standard|additional\b|known\b|"
    r"response was|way\b)"
)
_NOBODY = re.compile(r"(?:\w+\s+){0,2}(?:patients?|subjects?|participants?|women|men|children|responders)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\s(?:was|were|is|are|has been|have been|had been|occurred|occurs?|developed|emerged|could be|reported|"
    r"observed|seen|noted|registered)\b",
    re.IGNORECASE,
)


def _negations(place: _Place, named: Sequence[Named]) -> Iterator[Draft]:
    """``No deaths were reported``, ``no patient discontinued X due to Y``, ``none of the patients relapsed``: n = 0.

    Not: ``no significant difference``, ``no longer``, ``no evidence``.
    """
    for match in _NEGATION.finditer(place.text):
        number = (place.base + match.start("no"), place.base + match.end("no"))
        body = place.text[match.end() :]
        stop = re.search(r"[;:]|\.\s|\.$|,\s+(?:and|but|while|whereas|although)\b|\band no\b", body)
        body = body[: stop.start()] if stop else body
        people = _NOBODY.match(body)
        happened = _HAPPENED.search(body)
        if people:
            phrase = trimmed(body[people.end() :], match.end() + people.end(), drop_intro=False)
        elif happened:
            phrase = trimmed(body[: happened.start()], match.end(), drop_intro=False)
        else:
            continue
        if phrase is None or _SIZE.match(phrase.text):
            continue
        inside = [n for n in named if match.start() <= n.start < match.end() + len(body)]
        side = Side(Quantity("count", *number), inside[-1] if inside else None)
        phrase = _without(place, phrase, inside)
        for part in _alternatives(phrase):
            for kind in _kinds(place, part, side.quantity, Statement([side], subject=bool(people))):
                draft = _draft(place, kind, Statement([side]), side, part)
                if draft is not None:
                    draft.put("n", 0, number, "normalised")
                    if kind != "adverse_event":
                        draft.put("measure", "count")
                    yield draft


def _without(place: _Place, phrase: Phrase, named: Sequence[Named]) -> Phrase:
    """The phrase up to the group that it names at its end."""
    for one in named:
        if phrase.start < one.start < phrase.end <= one.end + 2:
            return trimmed(place.text[phrase.start : one.start], phrase.start, drop_intro=False) or phrase
    return phrase


def _alternatives(phrase: Phrase) -> list[Phrase]:
    """``grade 3 events or serious events`` are two outcomes that did not happen."""
    parts = re.split(r"\s+or\s+", phrase.text)
    if len(parts) == 2 and all(_EVENT.search(part) for part in parts):
        middle = phrase.start + phrase.text.index(parts[1])
        return [Phrase(parts[0], phrase.start, phrase.start + len(parts[0])), Phrase(parts[1], middle, phrase.end)]
    return [phrase]
