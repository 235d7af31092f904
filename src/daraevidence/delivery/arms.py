"""Which group, and which study, of a document is meant by a name that is asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from daraevidence.delivery.described import defined, described, shared, stands_for, who
from daraevidence.delivery.paraphrase import near_words, opposed, same_outcome, telling
from daraevidence.delivery.same_groups import same_groups
from daraevidence.delivery.wording import alike, best, denies, forms, near, words
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of

__all__ = ["Arm", "Arms", "study_asked"]

#: Words that say of a group that the others are compared with it.
_CONTROL = compiled(
    r"\b(?:controls?|comparators?|usual|standard|routine|conventional|treatment as usual|TAU"
    r"|no (?:treatment|intervention|drug|therapy)|untreated|sham|wait(?:ing)?[- ]?list(?:ed)?)\b",
    re.IGNORECASE,
)
_SHAM = compiled(rf"{_CONTROL.pattern}|\bplacebo\b", re.IGNORECASE)
_NAMED_CONTROL = compiled(r"(?:the )?(?:controls?|comparators?|comparison|usual care|placebo|TAU|reference)\b", re.IGNORECASE)
_INTERVENTION = compiled(
    r"(?:the )?(?:interventions?|experimental|experiment|treatment|treated|study|active|test)"
    r"(?:\s+(?:groups?|arms?|patients|participants))?$|(?:the )?(?:intervention|experimental) (?:(?:group|arm)\b|\w+$)",
    re.IGNORECASE,
)
_NEUTRAL = compiled(r"\b(?:overall|total|all|combined|pooled)\b[,:]?\s*", re.IGNORECASE)
_SENTENCE = compiled(r"(?<=[.!?])\s+|\n+")
_SAYS_CONTROL = compiled(r"\b(?:controls?|comparators?|comparison) (?:groups?|arms?|condition)\b", re.IGNORECASE)
_SAYS_INTERVENTION = compiled(r"\b(?:intervention|experimental|treatment|study) (?:groups?|arms?)\b", re.IGNORECASE)
#: How much of a document may tell what the groups are given.
_READ = 200_000


_PLAIN = compiled(r"(?i)\s+(?:groups?|arms?|schools|patients|participants)$")
_ET_AL = compiled(r"\b(?:et al|and colleagues|study|trial)\b\.?", re.IGNORECASE)

_YEAR = compiled(r"\b(?:19|20)\d\d\b")


#: so often a group of the trial is told of, and so much of a document is its opening
_AGAIN, _OPENING = 3, 4000
_BRACKETED = compiled(r"\s*\(([^()]{3,60})\)\s*")


def _parts(name: str) -> tuple[str, ...]:
    """What stands before a bracket in a name and in it, where both tell a group: ``control (routine care)``."""
    found = _BRACKETED.search(name)
    parts = (found[1].strip(), _BRACKETED.sub(" ", name).strip()) if found is not None else ()
    return tuple(part for part in parts if telling(part))


class Arm(NamedTuple):
    """How well a group is the one that is asked for, and why."""

    score: float
    reason: str


class Arms:
    """The groups of a document, as its records name them."""

    def __init__(
        self, cohorts: Sequence[Mapping[str, Any]], names: Sequence[str], abbreviations: Mapping[str, str], text: str
    ) -> None:
        self.abbreviations = abbreviations
        self.text = text
        self.names = tuple(dict.fromkeys(names))
        self.aliases: dict[tuple[str | None, str], set[str]] = {}
        every = tuple(dict.fromkeys((*self.names, *(str(group["cohort"]) for group in cohorts))))
        shortened = _shortened(every, abbreviations)
        sizes: dict[tuple[str | None, str], set[int]] = {}
        for group in cohorts:
            place = group.get("study"), group["cohort"]
            self.aliases.setdefault(place, set()).update((*group.get("aliases", ()), *shortened.get(group["cohort"], ())))
            if group.get("n") is not None:
                sizes.setdefault(place, set()).add(group["n"])
        same = same_groups(cohorts, every, text)
        #: names of groups, each with the one that stands for all of its group
        self.one_name = {name: min((name, *others), key=every.index) for name, others in same.items()}
        for name, others in same.items():
            for place in [place for place in self.aliases if place[1] == name] or [(None, name)]:
                self.aliases.setdefault(place, set()).update(others)
        self._told = Counter(self.one_name.get(name, name) for name in names)
        self._all_sizes = sizes
        self.sizes = {place: next(iter(found)) for place, found in sizes.items() if len(found) == 1}

    def sized(self, names: Iterable[str]) -> tuple[Mapping[str, Sequence[str]], Mapping[str, int]]:
        """The arms among names of groups, one name for each, with their other names and the most that they had."""
        most: dict[str, int] = {}
        also: dict[str, list[str]] = {}
        for (study, name), others in self.aliases.items():
            one = self.one_name.get(name, name)
            for n in self._all_sizes.get((study, name), ()):
                most[one] = max(n, most.get(one, 0))
            also.setdefault(one, []).extend((name, *sorted(others)))
        groups = {
            one: also[one]
            for one in dict.fromkeys(self.one_name.get(name, name) for name in names)
            if one in most and not _NEUTRAL.match(one)
        }
        return groups, {one: most[one] for one in groups}

    def asked(self, name: str, *, described: bool = True) -> Callable[[str | None, str], Arm]:
        """How well each group is the one that a name asks for.

        By its words, those of its aliases and written-out abbreviations, its drugs; a control by any word for one. Where no
        group bears the name, it is the one that the document only calls the intervention (or the control). Without ``described``
        what the document says that the groups get does not count.
        """
        drugs = frozenset(drugs_of(name, self.abbreviations))
        control = _CONTROL.search(name) is not None
        wanted = tuple(dict.fromkeys((*forms(name, self.abbreviations), *_parts(name))))

        @lru_cache(maxsize=4096)
        def score(study: str | None, told: str) -> Arm:
            names = (told, *sorted(self.aliases.get((study, told), ())))
            found = max(self._named(wanted, other, drugs) for other in names)
            if found < 0.8 and control and any(self._is_control(other) for other in names):
                found = 0.8
            return Arm(found, f"group ~ {told!r}")

        groups = (*self.aliases, *((None, other) for other in self.names))
        best_score = max((score(study, told).score for study, told in groups), default=0.0)
        if described and best_score < 0.85 and (other := self._defined_as(wanted, drugs, control)):
            return self._same_as(other)
        if described and best_score < 0.75 and (other := who(wanted, self.described) or (self._comparison() if control else "")):
            return self._same_as(other)
        if described and best_score == 0.75 and (other := who(wanted, self.described)):
            same = self._same_as(other)
            return lambda study, told: max(score(study, told), same(study, told))
        if described and best_score < 0.5 and (other := self._other_than(wanted)):
            return self._same_as(other)
        named = {told for study, told in groups if score(study, told).score >= 0.5}
        if named:
            role = _INTERVENTION if not control and self._alone(named) else None
        else:
            role = self._role(name, control)
            if role is not None and self._is_told_elsewhere(wanted, role):
                role = None
            if control and not any(self._is(_NAMED_CONTROL, told) for _, told in groups) and (other := self._compared_with()):
                return lambda study, told: Arm(0.6 * (self.one_name.get(told, told) == other), f"group ~ {told!r}")
        if role is None:
            return score
        return lambda study, told: max(score(study, told), Arm(0.7 * self._is(role, told), f"group ~ {told!r}"))

    def _is_told_elsewhere(self, wanted: Sequence[str], role: re.Pattern[str]) -> bool:
        """Whether a group of another role is told in the words of a name as well as those of the role are."""
        counts = {True: 0, False: 0}
        for group, said in self.described.items():
            found = max((shared(one, said) for one in wanted), default=0)
            counts[self._is(role, group)] = max(counts[self._is(role, group)], found)
        return counts[False] >= max(counts[True], 1)

    def _is(self, role: re.Pattern[str], told: str) -> bool:
        return role.match(told) is not None or role.match(self.abbreviations.get(told, "")) is not None

    def _is_control(self, told: str) -> bool:
        return any(_NAMED_CONTROL.match(form) or _CONTROL.search(form) for form in (told, self.abbreviations.get(told, "")))

    @cached_property
    def _often(self) -> Sequence[str]:
        """The groups that records tell of again and again."""
        return [name for name, times in self._told.items() if times >= _AGAIN and not _NEUTRAL.match(name) and ", " not in name]

    def _other_than(self, wanted: Sequence[str]) -> str:
        """Of two such groups the one left where the other bears the opposite of a name: ``delayed``, not ``immediate``."""
        against = [name for name in self._often if any(opposed(telling(one), telling(name)) for one in wanted)]
        return next(name for name in self._often if name != against[0]) if len(self._often) == 2 and len(against) == 1 else ""

    def _compared_with(self) -> str:
        """Of two groups that records often tell of the one that the other is compared with: the one that lacks something,
        else the one that the text tells of second; "" where it has more groups."""
        often = self._often
        if len(often) != 2:
            return ""
        lacking = [name for name in often if denies(name)]
        if len(lacking) == 1:
            return lacking[0]
        folded = self.text[:_OPENING].casefold()
        places = [
            min(
                (place for form in self._forms.get(name, (name,)) if (place := folded.find(form.casefold())) >= 0),
                default=_OPENING,
            )
            for name in often
        ]
        return often[0] if places[0] > places[1] else often[1]

    def _comparison(self) -> str:
        """The group that is told with what only controls get, if it is one alone."""
        found = [name for name, words in self.described.items() if _CONTROL.search(" ".join(sorted(words)))]
        return found[0] if len(found) == 1 else ""

    def _defined_as(self, wanted: Sequence[str], drugs: frozenset[str], control: bool) -> str:
        """The one group that the text says to get the drugs of a name, or most of its words; "" where that is none or several.

        A name that says of no control what it gets is none: of two groups that both got tape, not the one with the sham.
        """
        gets = self.defined
        if len(gets) < 2:
            return ""
        if drugs:
            same = [group for group, said in gets.items() if frozenset(drugs_of(said, self.abbreviations)) == drugs]
            if len(same) == 1:
                return same[0]
        for name in wanted:
            counts = {group: shared(name, telling(said)) for group, said in gets.items()}
            most = max(counts.values())
            meant = [group for group, count in counts.items() if count == most]
            if len(meant) > 1:
                meant = _told_apart({group: gets[group] for group in meant}, control)
            if most > 0 and most * 2 >= len(telling(name)) and len(meant) == 1:
                return meant[0]
        return ""

    @cached_property
    def defined(self) -> Mapping[str, str]:
        """What the sentence that says what each group gets tells of it."""
        return defined(self.text, self._forms)

    @cached_property
    def described(self) -> Mapping[str, frozenset[str]]:
        """What the text says of each group, by its names and those that other studies' tables give it."""
        return described(self.text, self._forms, self.defined)

    @cached_property
    def _forms(self) -> Mapping[str, Sequence[str]]:
        """The names of each group, longer than a letter."""
        names: dict[str, list[str]] = {}
        for name in self.names:
            if not _NEUTRAL.match(name) and len(name) > 1:
                also = (other for (_, told), others in self.aliases.items() if told == name for other in sorted(others))
                forms = [name, _PLAIN.sub("", name), *also, self.abbreviations.get(name, "")]
                names.setdefault(" ".join(sorted(telling(name))) or name.casefold(), forms)
        return {forms[0]: [form for form in forms if len(form) > 1] for forms in names.values()}

    def _same_as(self, name: str) -> Callable[[str | None, str], Arm]:
        """How well each group is the one whose description was asked for: it has its name, or is only called the intervention."""
        same = self.asked(name, described=False)
        return lambda study, told: Arm(round(0.8 * same(study, told).score, 4), f"group ~ {told!r}")

    def _alone(self, named: set[str]) -> bool:
        """Whether the groups that bear a name are the only ones of the document beside its controls and those without a name."""
        sized = {told for _, told in self.sizes}
        others = [
            told
            for told in sized - named
            if not (self._is(_INTERVENTION, told) or self._is_control(told) or _NEUTRAL.match(told))
        ]
        return not others and not any(map(self._is_control, named))

    def _named(self, wanted: Sequence[str], told: str, drugs: frozenset[str]) -> float:
        plain = _NEUTRAL.sub("", told).strip() or told
        found = best(wanted, (plain,), self.abbreviations)[0]
        if found < 0.8:
            found = max(found, 0.95 * same_outcome(wanted, (plain,)))
        if all(opposed(telling(one), telling(plain)) for one in wanted):
            found *= 0.5
        if drugs and frozenset(drugs_of(told, self.abbreviations)) == drugs:
            have = words(plain)
            known = sum(near(word, words(" ".join(wanted))) for word in have) / len(have) if have else 0.0
            found = max(found, 0.85 + 0.12 * known)
        if any(stands_for(plain, one) or stands_for(one, plain) for one in wanted):
            found = max(found, 0.9)
        if found < 0.75 and self._within(plain, wanted):
            found = 0.75
        if denies(told) != any(denies(one) for one in wanted):
            found *= 0.4
        if ", " in plain and not any(", " in one for one in wanted):
            found *= 0.85  # a part of the group that is asked for
        return min(found, 1.0 if plain == told else 0.99)

    def _within(self, told: str, wanted: Sequence[str]) -> bool:
        """Whether a name holds all that tells a group, and no other group's name more of it: ``A plus usual food``, for ``A``."""
        own = telling(told.rpartition(", ")[2])
        if not own:
            return False
        for one in wanted:
            want = telling(one)
            if all(near_words(word, want) for word in own):
                within = [
                    other for other in self.names if (has := telling(other)) and all(near_words(word, want) for word in has)
                ]
                return all(len(telling(other)) <= len(own) for other in within)
        return False

    def _role(self, name: str, control: bool) -> re.Pattern[str] | None:
        """Which of the groups without a name of their own a name means, if the document speaks of what it says."""
        if control:
            return _NAMED_CONTROL
        want = words(name)
        body = self.text[:_READ]
        if not want or sum(near(word, words(body)) > 0.8 for word in set(want)) * 2 < len(set(want)):
            return None
        if len({told for told in self.names if _INTERVENTION.match(told)}) == 0:
            return None
        sides = 0
        for line in _SENTENCE.split(body):
            intervention, other = _SAYS_INTERVENTION.search(line), _SAYS_CONTROL.search(line)
            if bool(intervention) != bool(other) and alike(name, line[:600]) >= 0.4:
                sides += 1 if intervention else -1
        return _INTERVENTION if sides >= 0 else _NAMED_CONTROL


def _told_apart(gets: Mapping[str, str], control: bool) -> list[str]:
    """The groups that get nothing beside what all of them get; else those that get no control's treatment, unless asked for."""
    own = {group: frozenset(word for word in telling(said) if len(word) > 2 and word.isalpha()) for group, said in gets.items()}
    shared_words = frozenset.intersection(*own.values())
    bare = [group for group, said in own.items() if said <= shared_words]
    if len(bare) == 1:
        return bare
    return [group for group, said in own.items() if control or not _SHAM.search(" ".join(sorted(said - shared_words)))]


def _shortened(names: Iterable[str], known: Mapping[str, str]) -> Mapping[str, tuple[str]]:
    """The names that tables shorten without a word: ``TR`` and ``UC`` for ``Telerehabilitation`` and ``Usual care``.

    Two or more, of which each stands for one name alone; none where one of them stands for none, or two for the same.
    """
    short = [name for name in names if 2 <= len(name) <= 4 and name.isalpha() and name.isupper() and name not in known]
    long = [name for name in names if len(name) > 4 and not _NEUTRAL.match(name)]
    found = {one: [name for name in long if _spells(one, name)] for one in short}
    meant = [fits[0] for fits in found.values() if len(fits) == 1]
    if len(meant) < 2 or len(meant) < len(short) or len(set(meant)) < len(meant):
        return {}
    return {one: (fits[0],) for one, fits in found.items()}


def _spells(short: str, name: str) -> bool:
    """Whether a short form is the initials of a name's words; of one word its first letter and others in their order."""
    parts = _PLAIN.sub("", name).casefold().split()
    if len(parts) > 1:
        return short.casefold() == "".join(part[0] for part in parts)
    rest = iter(name.casefold())
    return name[:1].casefold() == short[0].casefold() and all(letter in rest for letter in short.casefold())


def study_asked(asked: str, studies: Sequence[Mapping[str, Any]]) -> Callable[[str], tuple[float, str]]:
    """How well each study is the one that a name asks for, and why; a name of another year is another study."""
    names: dict[str, tuple[str, ...]] = {
        study["study"]: tuple(
            str(study[field]) for field in ("study", "acronym", "first_author", "registry_id") if study.get(field) is not None
        )
        for study in studies
    }
    years = _years(asked)
    wanted = _bare(asked)

    @lru_cache(maxsize=4096)
    def score(name: str) -> tuple[float, str]:
        told = names.get(name, (name,))
        if asked in names:
            found, which = float(name == asked), name  # a name that one study has to the letter is no other's
        else:
            found, which = best((wanted,), map(_bare, told), {})
        other_year = years and (seen := _years(" ".join(told))) and not years & seen
        return 0.0 if other_year else found, f"study ~ {which.strip()!r}"

    return score


def _bare(name: str) -> str:
    """The name of a study without its year, which it shares with others."""
    plain = _ET_AL.sub(" ", name)
    return _YEAR.sub(" ", plain) if re.search(r"[^\W\d_]{2}", plain) else plain


def _years(name: str) -> frozenset[str]:
    return frozenset(_YEAR.findall(name))
