"""How many of each group were left at a time: ``At 12 weeks data were available for 55, 51 and 57 participants``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from daraevidence.delivery.moments import When, agree, spoken, when
from daraevidence.extractors.table.note_sizes import sizes_told
from daraevidence.language.patterns import compiled

__all__ = ["followed", "left_at"]

_SENTENCE = compiled(r"(?<=[.!?;])\s+(?=[A-Z(])|\n\s*\n|:{3,}")
_GATE = compiled(
    r"(?i)\b(?:complet\w+|follow\w*|assess\w+|reach\w+|return\w+|respond\w+|available|attend\w*|interview\w+|analy[sz]\w+|"
    r"examin\w+|evaluat\w+|remain\w+|retain\w+|provid\w+|obtained|came|answer\w+|re-?tested|finish\w+|seen|left)\b"
)
#: a number of those who were looked at because of something, or of something else
_OTHER = compiled(
    r"(?i)\b(?:refus\w+|declin\w+|discontinu\w+|withdr\w+|dropp\w+|lost|died|excluded|ineligible|screened|approached|invited|"
    r"required|needed|reported|responder\w*|relaps\w+|improv\w+|achiev\w+|recover\w+|developed|experienced|"
    r"sessions?|power|sample size|samples?|infusions?|doses)\b"
)
#: ``Of the 164 patients,`` of whom so many were left
_OF_WHOM = compiled(
    r"(?i)\b(?:out )?of (?:the |these |all )?(?:\d[\d,]*|those) (?:[\w-]+ ){0,3}?(?=,|who\b|\d)|"
    r"\bof (?:the )?\d[\d,]* [\w-]+(?: [\w-]+)?,"
)
_READ, _MOST, _LONGEST = 200_000, 200, 700
#: at least this share of a group is left of it
_LEAST = 0.4

#: sizes of groups, by name, at a time
Left = tuple[When, Mapping[str, int]]


def followed(text: str, groups: Mapping[str, Sequence[str]], sizes: Mapping[str, int]) -> list[Left]:
    """What a text says of how many were left of each group; ``groups`` are the names that each of them bears, ``sizes`` how many
    it had at most.

    Examples:
        >>> said = "The 6-week visit was attended by 59 of the Yoga and 57 of the Leaflet group, the 6-month visit by 56 and 55."
        >>> [dict(left) for _, left in followed(said, {"Yoga": (), "Leaflet": ()}, {"Yoga": 63, "Leaflet": 62})]
        [{'Yoga': 59, 'Leaflet': 57}, {'Yoga': 56, 'Leaflet': 55}]
    """
    names = [" ".join((name, *also)) for name, also in groups.items()]
    limits = [sizes.get(name) for name in groups]
    found: list[Left] = []
    if not 2 <= len(names) <= 6 or None in limits:
        return found
    seen = 0
    for sentence in _SENTENCE.split(text[:_READ]):
        if len(sentence) > _LONGEST or not _GATE.search(sentence) or _OTHER.search(sentence):
            continue
        seen += 1
        if seen > _MOST:
            break
        for time, part in _parts(_OF_WHOM.sub(" ", sentence)):
            told = sizes_told(part, names, limits, assessed=True)
            if told and all(n >= _LEAST * (limit or 0) for (n, _), limit in zip(told, limits, strict=True)):
                found.append((time, dict(zip(groups, (n for n, _ in told), strict=True))))
    return found


def _parts(sentence: str) -> Iterator[tuple[When, str]]:
    """The parts of a sentence that are each about one time, without the words for it."""
    times = spoken(sentence)
    moments = {when(sentence[start:end]) for start, end in times}
    if len(moments) < 2:
        yield next(iter(moments), When()), _blanked(sentence, times)
        return
    for (start, end), after in zip(times, [*(place for place, _ in times[1:]), len(sentence)], strict=True):
        yield when(sentence[start:end]), sentence[end:after]


def _blanked(sentence: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in places:
        sentence = sentence[:start] + " " * (end - start) + sentence[end:]
    return sentence


def left_at(time: When, told: Sequence[Left], name: str) -> int | None:
    """How many of a group were left at a time; those who were left at all where nothing is told of any time."""
    fitting = {left[name] for moment, left in told if name in left and time != When() and agree(time, moment) == 1.0}
    if not fitting:
        timed = any(moment != When() for moment, _ in told)
        fitting = (
            {left[name] for moment, left in told if name in left and moment == When()} if not timed or time == When() else set()
        )
    return fitting.pop() if len(fitting) == 1 else None
