"""What a document says of its groups where it allocates or compares them: ``assigned to X (SHORT) or to Y``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from daraevidence.delivery.paraphrase import near_words, opposed, telling
from daraevidence.language.patterns import compiled

__all__ = ["defined", "described", "shared", "stands_for", "who"]

_SENTENCE = compiled(r"(?<=[.!?])\s+|\n\s*\n|:{3,}")
#: a sentence that says what groups get
_SETS = compiled(
    r"\b(?:randomi[sz]|allocat|assign|receiv|compar|versus|vs\b|either|whether|given|treated with|consist|underwent|offered|"
    r"groups? (?:of|was|were|got|had|took|did|will)|(?:performed|trained|practi[sc]ed|took|got|attended)\b)",
    re.IGNORECASE,
)
_CUT = compiled(
    r"\s(?:versus|vs\.?|or(?: to)?|and to|(?:as )?compared (?:with|to)|in comparison (?:with|to)|rather than|whereas|while)\s"
    r"|;\s(?!n\b)|(?<=\)),(?: and)?\s(?!who\b|which\b|receiv)|(?<=\)) and\s"
    r"|,\s(?=and\s)|\.\s|,? and (?=(?:those|the|group|patients|participants|women|men|children|in)\s)",
    re.IGNORECASE,
)
#: a piece that is closed by a bracket, as one is that gives a group its label
_LABEL = compiled(r"\([^()]*\)\W*$")
_WITH = compiled(r"(.*\S)\s(?:with|plus|and|\+)\s", re.DOTALL)
#: how many words before ``with`` may name what all groups of a list are given
_LEAD = 3
#: what a name says that its group has not
_LACKS = compiled(r"(?<=\w)\s+(?:without|but no|and no)\s.*")
#: how much of a document is read for it
_READ = 200_000
_MOST = 400
_LONGEST = 1200
#: a name of so many words tells its group by half of them
_FEW = 3


def _setting(text: str) -> Iterator[str]:
    """The sentences that say what groups there are or what they get, as many as are read."""
    told = (sentence for sentence in _SENTENCE.split(text[:_READ]) if len(sentence) <= _LONGEST and _SETS.search(sentence))
    return islice(told, _MOST)


def described(
    text: str, groups: Mapping[str, Sequence[str]], gets: Mapping[str, str] | None = None
) -> Mapping[str, frozenset[str]]:
    """The words with which each group is told, by its names; a piece of a sentence that names no group is the other one's.

    ``gets`` is what ``defined`` tells of them, where that is known already.

    Examples:
        >>> said = "Adults were assigned to weekly yoga classes on a mat (YG, n=20) or to a stretching leaflet (SL, n=21)."
        >>> {name: sorted(words)[:3] for name, words in described(said, {"YG": ["YG"], "SL": ["SL"]}).items()}
        {'YG': ['20', 'adults', 'assigned'], 'SL': ['21', 'leaflet', 'sl']}
    """
    found: dict[str, set[str]] = {name: set() for name in groups}
    printed = {name: _printed(forms) for name, forms in groups.items()}
    for name, words in (defined(text, groups) if gets is None else gets).items():
        found[name].update(telling(words))
    pairs: list[list[str]] = []
    for sentence in _setting(text):
        pieces = [piece for piece in _CUT.split(_compared(sentence)) if piece.strip()]
        owners = [_owners(piece, printed) for piece in pieces]
        _spread(found, pieces, owners)
        if len(pieces) == 2 and sum(map(bool, owners)) == 1 and len(groups) == 2:
            owners = [owner or [name for name in groups if [name] != owners[1 - place]] for place, owner in enumerate(owners)]
        for piece, owner in zip(pieces, owners, strict=True):
            if len(owner) == 1:
                found[owner[0]].update(telling(piece))
        if len(pieces) == 2 and not any(owners):
            pairs.append(pieces)
    if len(groups) == 2:
        _told_apart(found, pairs)
    return {name: frozenset(words) for name, words in found.items()}


_COMPARES = compiled(r"(?i)(\bcompar(?:e|es|ed|ing|ison of)\s(?:[\w-]+\s){1,8}?)(?:with|to)\s")


def _compared(sentence: str) -> str:
    """A sentence that compares one thing with another, with a word between them that parts them."""
    return _COMPARES.sub(r"\1versus ", sentence, count=1)


def _told_apart(found: Mapping[str, set[str]], pairs: Sequence[Sequence[str]]) -> None:
    """Tell two groups with the halves of sentences that name neither, where the words of each fall to one: ``X pills or Y``."""
    one, other = found
    for pieces in pairs:
        first, second = (shared(piece, frozenset(found[one])) - shared(piece, frozenset(found[other])) for piece in pieces)
        if first > 0 > second or second > 0 > first:
            found[one if first > 0 else other].update(telling(pieces[0]))
            found[other if first > 0 else one].update(telling(pieces[1]))


#: how a name of a group begins a clause: ``group A received``, ``The control group``
_LEADS = compiled(
    r"(?:(?:[.:;,(]|\b(?:and|or|while|whereas|to|into|in|either|as)|^)\s*(?:(?:the|an?|other|either|women|men|children|patients|participants|"
    r"subjects|those|in|of)\s+){0,4})$",
    re.IGNORECASE,
)
#: what stands between a name that leads and what its group gets
_GETS = compiled(
    r"(?:\s*\([^()]{0,40}\))?(?:\s+(?:group|arm|patients|participants))?(?:,?\s*\(?[nN]\s?=\s?\d+\)?,?)?\s*(?:(?:who|which)\s+)?"
    r"(?:\((?=[A-Za-z]{3})(?!mean|median|95)|:|=|,\s(?=\w+ing\b)|(?:were |was )?"
    r"(?:received|receiving|given|got|had|treated with|underwent|consisted of|performed|took|using|used)\b)",
    re.IGNORECASE,
)
_DEFINED = 300
_TRAILS = compiled(r"(?:[\s,;.]+(?:and|or|while|whereas|the|in|to|those|patients|an?|for|with))+\s*$", re.IGNORECASE)


def defined(text: str, groups: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """What the first sentence that says what each of two groups or more gets tells of them.

    Examples:
        >>> said = "Group A received drug X 2 mg, group B drug X with drug Y, and group C received saline."
        >>> defined(said, {"A": ["group A"], "B": ["group B"], "C": ["group C"]})["C"]
        'saline'
    """
    printed = {name: _printed(forms) for name, forms in groups.items()}
    told = (_leading(sentence, printed) for sentence in _setting(text))
    return next((found for found in told if len(found) > 1), {})


def _leading(sentence: str, printed: Mapping[str, re.Pattern[str]]) -> dict[str, str]:
    """What stands behind each name that begins a clause, up to the next; the first of them says that they get something."""
    places: list[tuple[int, int, str]] = []
    for name, form in printed.items():
        found = next((match for match in form.finditer(sentence) if _LEADS.search(sentence[: match.start()])), None)
        if found is not None:
            places.append((found.start(), found.end(), name))
    places.sort()
    places = [place for i, place in enumerate(places) if i == 0 or place[0] >= places[i - 1][1]]
    first = _GETS.match(sentence, places[0][1]) if len(places) > 1 else None
    if first is None:
        return {}
    if first[0].endswith("("):  # each with its bracket
        places = [place for place in places if (gets := _GETS.match(sentence, place[1])) is not None and gets[0].endswith("(")]
    parts: dict[str, str] = {}
    for (_, end, name), after in zip(places, [*(start for start, _, _ in places[1:]), len(sentence)], strict=True):
        gets = _GETS.match(sentence, end)
        said = sentence[gets.end() if gets else end : min(after, end + _DEFINED)]
        said = said.partition(")")[0] if first[0].endswith("(") else said
        parts[name] = _TRAILS.sub("", said).strip(" ,;.()")
    return parts if len(parts) > 1 and all(parts.values()) else {}


def _spread(found: Mapping[str, set[str]], pieces: Sequence[str], owners: Sequence[Sequence[str]]) -> None:
    """Tell all groups of a list with what its first one is led by: ``A with B (group 1), C (group 2) or D (group 3)``."""
    told = [(piece, owner[0]) for piece, owner in zip(pieces, owners, strict=True) if len(owner) == 1 and _LABEL.search(piece)]
    lead = _WITH.match(told[0][0]) if len({owner for _, owner in told}) > 2 else None
    if lead is not None and not any(_WITH.match(piece) for piece, _ in told[1:]):
        for _, owner in told[1:]:
            found[owner].update(telling(" ".join(lead[1].split()[-_LEAD:])))


def _printed(forms: Iterable[str]) -> re.Pattern[str]:
    """The names of a group as a text prints them; a short form in its own capitals only."""
    either = [re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms if form]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])")


def _owners(piece: str, groups: Mapping[str, re.Pattern[str]]) -> list[str]:
    """The groups that a piece names, or of which it has all the words."""
    named = [name for name, printed in groups.items() if printed.search(piece)]
    if named:
        return named
    have = telling(piece)
    return [name for name in groups if (own := telling(name)) and all(near_words(word, have) for word in own)]


def shared(name: str, said: frozenset[str]) -> int:
    """How many words of a name are among those that a group is told with; an opposite takes two away."""
    want = telling(name)
    return sum(near_words(word, said) for word in want) - 2 * opposed(want, said)


def who(asked: Iterable[str], groups: Mapping[str, frozenset[str]]) -> str:
    """The group that is told in the words of a name: most of them, and more of them than of any other; "" where none is.

    One that is told by the opposite of a word (``early`` for ``late``) is not the one.
    """
    for name in (_LACKS.sub("", one) for one in asked):
        want = telling(name)
        if not want:
            continue
        shares = sorted(((shared(name, words), group) for group, words in groups.items() if words), reverse=True)
        if not shares or shares[0][0] < _least(len(want), len(shares) > 1 and shares[1][0] <= 0):
            continue
        if len(shares) == 1 or shares[0][0] > shares[1][0]:
            return shares[0][1]
    return ""


def _least(words: int, alone: bool) -> float:
    """How many of its words must tell a group; half are enough where no other group is told by any of them."""
    return max(1, 0.5 * words) if alone and words <= _FEW else max(2 if words > 1 else 1, 0.6 * words)


@lru_cache(maxsize=16384)
def stands_for(short: str, long: str) -> bool:
    """Whether a short form is made of the initials of a name, its own short forms whole: ``iCBT-P`` of ``internet CBT for pain``.

    The second part of a hyphenated word may give a letter or not; small words give none.
    """
    letters = "".join(re.findall(r"[^\W\d_]", short)).casefold()
    if not 3 <= len(letters) <= 8 or sum(letter.isupper() for letter in short) < 2 or " " in short.strip():
        return False
    places = {0}
    for before, word in re.findall(r"([-\s]|^)[^\w-]*([^\W\d_]+)", long):
        gives = word.casefold() if word.isupper() and len(word) > 1 else word[0].casefold()
        after = {place + len(gives) for place in places if letters.startswith(gives, place)}
        small = before == "-" or word.casefold() in ("of", "and", "the", "in", "for", "to", "with", "on", "a", "by", "or", "plus")
        places = after | places if small else after
    return len(letters) in places
