"""Groups that the document names only where it tells their results, each under one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from daraevidence.draft import TOLD, Draft, Mark, Value
from daraevidence.extractors.group.senses import group_called
from daraevidence.extractors.group_names import is_whole, key
from daraevidence.extractors.treatment_phrases import treatments
from daraevidence.language.dosing import DOSE_UNIT, OFTEN
from daraevidence.language.patterns import compiled
from daraevidence.language.people import ANYONE, PEOPLE
from daraevidence.language.vocabulary import drugs_of
from daraevidence.language.word_classes import EARLIER

__all__ = ["GroupNames", "plain_name"]

_GETTING = (
    r"(?:who\s+)?(?:(?:had|have|has)\s+)?(?:(?:were|was|been|being)\s+)?(?:\w+ly\s+)?(?:treated\s+(?:with|by)|receiv(?:ed|ing)|given|"
    r"tak(?:en|ing)|took|got|getting|us(?:ed|ing)|on|(?:assigned|allocated|randomi[sz]ed)\s+to(?:\s+(?:receive|take|get))?)"
)
#: ``patients treated with X``, ``those on X``
_WHO_GOT = compiled(
    rf"(?i)(?:the\s+)?(?:(?!(?:no|not|without)\b)[\w-]+\s+)?(?:{PEOPLE}|those)\s+{_GETTING}\s+(?:an?\s+|the\s+)?(?P<name>\S.*)"
)
_ONCE = compiled(rf"(?i)\b(?:{EARLIER})\b")
#: ``X-treated patients``, ``the X group``
_TAKERS = compiled(
    rf"(?i)(?:the\s+)?(?P<name>\S.*?)(?:-(?:treated|exposed|vaccinated)\s+(?:{ANYONE}|eyes|(?P<treated>groups?|arms?))|\s+(?P<people>{PEOPLE}|users)|"
    r"\s+(?:treatment\s+|therapy\s+)?(?P<noun>groups?|arms?|cohorts?))"
)
#: what says with what else, or how else, a treatment is given
_ALONE = compiled(r"(?i)\s+(?:alone|monotherapy|as\s+(?:an?\s+)?(?:single[\s-]agent|monotherapy))\b")
#: what can be the name of a thing that is given: ``KV-110``
_CODE = compiled(r"[A-Z]{1,5}-?\d{1,5}[A-Za-z]?")
_IDLE = compiled(
    r"(?i)(?:(?:matching|oral|inactive|saline)\s+)?placebo|(?:the\s+)?(?:active\s+)?(?:controls?|comparators?)|sham(?:\s+\w+)?|no\s+treatment|"
    r"(?:usual|standard)\s+(?:care|therapy|treatment)|standard\s+of\s+care|best\s+supportive\s+care|wait(?:ing)?[\s-]list"
)
#: measures of two groups, and values that nobody averaged: they show no whole group
_NOT_OF_ALL = ("hazard_ratio", "odds_ratio", "relative_risk", "risk_reduction", "p_only", "value")
#: parts of a study by plain words
_PART = compiled(
    r"(?i)females?|males?|(?:stage|class|quartile|tertile|quintile)\s\S+(?:\sdisease)?|"
    r"(?:low|standard|intermediate|high|very high)[- ]risk\b.*"
)
#: ``the 200 mg dose``, ``once-daily 24 milligram dose of X``, ``people who took a 40 mg X pill``
_DOSE_OF = compiled(
    rf"(?i)(?:(?:the\s+)?(?:{PEOPLE}|those)\s+{_GETTING}\s+)?(?:(?:the|an?)\s+)?"
    r"(?:(?:(?:once|twice)[- ]\w+|daily|weekly|monthly|oral|high(?:er|est)?|low(?:er|est)?)\s+)*"
    r"(?P<amount>\d[\d.,]*)[\s-]?(?P<unit>mg|milligrams?|µg|mcg|micrograms?|g)\s+(?:(?P<what>[a-z]{5,})\s+)?(?:doses?|pills?|tablets?|injections?|shots?)"
    r"(?:\s+of\s+(?P<drug>[A-Za-z][\w-]+))?"
)
_IN_SHORT = {"milligram": "mg", "milligrams": "mg", "microgram": "mcg", "micrograms": "mcg"}
#: ``200 mg``, ``200 mg every 4 weeks`` at the end of a name
_DOSE = compiled(rf"(?i)(?:^|(?<=\s))\d[\d.,]*\s?(?:{DOSE_UNIT}|mg/kg|mg/m2|mg/m²)(?:/(?:d|day|week|wk))?(?:\s+{OFTEN})?$")
#: what groups that are set against each other are called without a treatment: a dose, a time before or after, a state, a part
_TOLD_APART = compiled(
    rf"(?i)\d[\d.,]*\s?(?:{DOSE_UNIT}|mg/kg|mg/m2|mg/m²)(?:/(?:d|day|week|wk))?(?:\s+{OFTEN})?|(?:before|after)\s.*|"
    rf"(?:un|non-?)?(?:vaccinated|immuni[sz]ed|treated|exposed|screened|infected|supplemented)|{_PART.pattern[4:]}"
)
#: ``X-plus-Y``
_HYPHENED = compiled(r"(?<=[a-z])[-‐](plus|and|with)[-‐](?=[a-z])")
#: no name of one group
_NO_NAME = compiled(
    r"(?i)(?:neither|both|either|each|any|all|no|other|another|same|study|treatment|these|those|this|that|two|three|four|first|second|former|latter|multi-?cent(?:er|re)|"
    r"respective|prospective|retrospective|observational|whole|entire|larger?|small(?:er)?|age|control\s+and)\b(?!\s+\d)|.*\d\s?%"
)


@dataclass(slots=True)
class _Known:
    """A group of a study, by the words of its names."""

    name: str
    keys: set[frozenset[str]]
    drugs: tuple[str, ...]
    role: str
    aliases: list[str]


@dataclass(slots=True)
class _Told:
    """A name that no group has: how often it is told, and whether set against another, or with a word for groups or people."""

    mark: Mark
    times: int = 0
    shown: bool = False


@dataclass(slots=True)
class GroupNames:
    """The groups of each study, learnt from their records; ``unify`` gives a result the name of its group."""

    known: dict[Value, list[_Known]] = field(default_factory=dict)
    told: dict[tuple[Value, str], _Told] = field(default_factory=dict)
    wholes: set[Value] = field(default_factory=set)  # studies whose whole group is known
    of_all: dict[Value, int] = field(default_factory=dict)  # where the first result of a whole group stands
    apart: set[tuple[Value, str]] = field(default_factory=set)  # groups of one drug that a result tells apart by their doses
    given: set[str] = field(default_factory=set)  # what the document says that somebody got, also where no vocabulary knows it

    def unify(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The drafts, cohorts first; in each result the names of its groups are those of the cohorts, or one for each group."""
        for draft in drafts:
            if draft.kind == "cohort":
                self._learn(draft.get("study"), str(draft.get("cohort")), draft)
            elif draft.kind == "regimen":
                self.given |= {str(draft.get("regimen")).casefold(), str(draft.get("drugs")).casefold()}
            elif draft.kind in TOLD:
                self._name(draft)
            yield draft

    def found(self) -> Iterator[Draft]:
        """Records of the groups that only results name: treatments, controls, groups called so, and whole groups with results."""
        for study, place in self.of_all.items():
            if (
                study is not None
                and study not in self.wholes
                and not any(group.role == "arm" for group in self.known.get(study, ()))
            ):
                whole = Draft("cohort", place, place).put("study", study).put("cohort", "total").put("role", "total")
                yield whole.doubt(0.8, "the group is known by its results only")
        studied = any(study is not None for study in self.known)
        self.told = {(study, name): told for (study, name), told in self.told.items() if not _NO_NAME.match(name)}
        for (study, name), told in self.told.items():
            if study is None and studied:
                continue
            others = [each for (of, other), each in self.told.items() if of == study and other != name]
            beside = any(each.shown or told.shown for each in others) or any(
                group.role == "arm" for group in self.known.get(study, ())
            )
            # a study of one drug has one group, which is the whole study
            if not beside and (study is not None or not (told.shown or told.times > 1)):
                continue
            draft = Draft("cohort", told.mark.start, told.mark.end).put("study", study)
            draft.put("cohort", name, (told.mark.start, told.mark.end), told.mark.how)
            draft.put("role", "subgroup" if _PART.fullmatch(name) else "arm")
            yield draft.doubt(0.8, "the group is named only where its result is told")

    def _learn(self, study: Value, name: str, draft: Draft) -> None:
        if draft.get("role") == "total":
            self.wholes.add(study)
        aliases = draft.get("aliases")
        names = [name, *(aliases if isinstance(aliases, tuple) else ())]
        plain = plain_name(name)
        got = _WHO_GOT.fullmatch(name) is not None and plain != name
        if got and self._meant(self.known.get(study, []), plain) is None:
            draft.fields["cohort"], name = plain, plain
            draft.marks["cohort"] = tuple(Mark(m.start, m.end, "normalised") for m in draft.marks.get("cohort", ()))
            names.append(plain)
        keys = {frozenset(key(form)) for form in names}
        self.known.setdefault(study, []).append(_Known(name, keys, drugs_of(name), str(draft.get("role")), names))

    def _name(self, draft: Draft) -> None:
        study = draft.get("study")
        told = (draft.get("n") != 0 or draft.get("percent") is not None) and draft.get("measure") not in _NOT_OF_ALL
        if draft.get("cohort") == "total" and told and draft.kind != "characteristic":
            self.of_all.setdefault(study, draft.start)
        self._tell_doses_apart(study, draft)
        for column in ("cohort", "comparator"):
            printed = draft.get(column)
            if not isinstance(printed, str):
                continue
            names = [self._one(study, name, draft, column) for name in printed.split("; ")]
            named = "; ".join(names)
            if named != printed and draft.get("cohort" if column == "comparator" else "comparator") != named:
                draft.fields[column] = named
                draft.marks[column] = tuple(Mark(m.start, m.end, "normalised") for m in draft.marks.get(column, ()))

    def _tell_doses_apart(self, study: Value, draft: Draft) -> None:
        """Remember the groups that a result tells apart by their doses, where one group would stand for all of them: ``A 70
        mg`` beside ``A 140 mg`` in a study that was said to be of A."""
        printed = f"{draft.get('cohort') or ''}; {draft.get('comparator') or ''}"
        if not any(map(str.isdigit, printed)):
            return
        doses = {name for name in printed.split("; ") if (dose := _DOSE.search(name)) is not None and dose.start()}
        if len(doses) < 2:
            return
        meant = {name: self._meant(self.known.get(study, []), plain_name(name)) for name in doses}
        for name, group in meant.items():
            if (group is None or _DOSE.search(group) is None) and list(meant.values()).count(group) > 1:
                self.apart.add((study, name))

    def _one(self, study: Value, printed: str, draft: Draft, column: str) -> str:
        """The name of the group that a result means; unknown names are kept in mind."""
        groups = self.known.get(study, [])
        if any(group.name == printed for group in groups) or is_whole(printed):
            return printed
        if (study, printed) in self.apart:
            return self._remembered(study, printed, draft, column)
        name, _, part = printed.partition(", ")
        plain = plain_name(name)
        taken = plain if _DOSE_OF.fullmatch(name) else ""
        if plain == name:
            taken = self._taken(name)
        plain = taken or plain
        meant = self._meant(groups, plain)
        other = name if plain != name else plain.removeprefix("after ")
        if meant is None and other != plain:
            meant = self._meant(groups, other)
        if meant is not None:
            return f"{meant}, {part}" if part else meant
        of_study = [_Known(each, set(), (), "arm", []) for (of, each) in self.told if of == study]
        alike_told = group_called(plain, of_study) if len(of_study) == 2 and not _IDLE.fullmatch(plain) else None
        if alike_told is not None:
            return f"{alike_told.name}, {part}" if part else alike_told.name
        set_against = draft.get("comparator") is not None and (plain != name or _TOLD_APART.fullmatch(plain))
        if not (_is_treatment(plain) or _IDLE.fullmatch(plain) or taken or _grouped(name) or set_against):
            return printed
        if part:
            return f"{plain}, {part}"
        drugs = drugs_of(plain)
        alike = (other for (of, other) in self.told if of == study)
        same = next((o for o in alike if key(o) == key(plain) or (len(drugs) > 1 and drugs_of(o) == drugs)), plain)
        shown = plain != name or draft.get("comparator") is not None or bool(_IDLE.fullmatch(plain))
        return self._remembered(study, same, draft, column, shown=shown)

    def _remembered(self, study: Value, name: str, draft: Draft, column: str, *, shown: bool = True) -> str:
        """A name that no group has, kept in mind as one that a result tells."""
        mark = next(iter(draft.marks.get(column, ())), Mark(draft.start, draft.end, "inherited"))
        told = self.told.setdefault((study, name), _Told(mark))
        told.times += 1
        told.shown = told.shown or shown
        return name

    def _taken(self, name: str) -> str:
        """What the takers of a name take, ``X`` for ``X recipients``, where the document gives X."""
        takers = _TAKERS.fullmatch(name)
        if takers is None or not (takers["people"] or takers["noun"]):
            return ""
        bare = takers["name"]
        if takers["people"] == "recipients" and _CODE.fullmatch(bare):
            return bare
        return bare if bare.casefold() in self.given else ""

    def _meant(self, groups: list[_Known], plain: str) -> str | None:
        """The one group that a name means: the same words, the same drugs, a part of its words, its opposite or its role."""
        words = frozenset(key(plain))
        same = [group for group in groups if words in group.keys] if words else []
        if same:
            return same[0].name
        drugs = drugs_of(plain)
        if drugs and not any(map(str.isdigit, plain)):
            same = [group for group in groups if group.role == "arm" and group.drugs == drugs]
            if len({group.name for group in same}) == 1:
                return same[0].name
        meant = group_called(plain, groups)
        return meant.name if meant is not None else None


def _is_treatment(name: str) -> bool:
    """Whether a name is a treatment, with or without its dose, or a dose."""
    dose = _DOSE.search(name)
    name = name[: dose.start()].strip() if dose is not None else name
    found = treatments(name)
    return (dose is not None and not name) or (
        len(found) == 1 and found[0].start == 0 and not name[found[0].end :].strip().removeprefix("alone")
    )


def _grouped(name: str) -> bool:
    takers = _TAKERS.fullmatch(name)
    return takers is not None and not takers["people"] and len(name.split()) < 5


def plain_name(name: str) -> str:
    """The name of a group without the words around it: ``X`` for ``patients treated with X in this study``, ``X-treated
    patients``, ``the X arm``, ``X plus Y`` for ``the X-plus-Y arm``; a group that is no treatment keeps its noun (``exposed
    group``)."""
    name = _HYPHENED.sub(r" \1 ", name)
    dosed = _DOSE_OF.fullmatch(name)
    if dosed is not None:
        return " ".join(
            filter(None, (dosed["drug"] or dosed["what"], dosed["amount"], _IN_SHORT.get(dosed["unit"].lower(), dosed["unit"])))
        )
    got = _WHO_GOT.fullmatch(name)
    if got is not None:
        return name if _ONCE.search(name) else _given(got["name"]) or name
    takers = _TAKERS.fullmatch(name)
    if takers is None:
        return name
    bare = takers["name"]
    if takers["people"]:
        return bare if _is_treatment(bare) or _IDLE.fullmatch(bare) else name
    return bare if not takers["noun"] or _is_treatment(bare) or _IDLE.fullmatch(bare) else name.removeprefix("the ")


def _given(text: str) -> str:
    """The treatment that a text begins with, with what says that it is given alone."""
    idle = _IDLE.match(text)
    if idle is not None:
        return idle[0]
    found = treatments(text)
    if not found or found[0].start:
        return ""
    alone = _ALONE.match(text, found[0].end)
    return f"{found[0].name}{alone[0]}" if alone else found[0].name
