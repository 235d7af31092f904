"""Reference numbers that lost their raised print, ``… in 12% of patients 3.``, or stand in round brackets: ``… patients (3).``"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from daraevidence.language.patterns import compiled
from daraevidence.span import Edit

__all__ = ["boxed"]

_LIST = r"\d{1,3}(?:(?:,[ ]?|[-\u2013])\d{1,3})*"
#: behind a word, a bracket or a percent sign, and at the end of a sentence or of an item
_END = compiled(
    rf"(?m)(?<=[^\W\d_])[)\]%\"\u201d]*(?P<gap>[ ]){_LIST}(?=\.?[ \t]*$|\.[ ]+[^\W\d_])"
    rf"|(?<=[)\]%])(?P<gap2>[ ]){_LIST}(?=\.?[ \t]*$|\.[ ]+[^\W\d_])"
)
_NUMBER = compiled(r"\d{1,3}")
_WORD_BEFORE = compiled(
    r"(?P<own>\d[ \u00a0-]|\b(?:the|this|that|each|per|other|same)[ ](?:[^\W\d_][\w-]*[ ]){0,3})?"
    r"(?P<word>[^\W\d_]+)[)\]%\"\u201d]*\Z",
    re.IGNORECASE,
)
#: words that a number of their own follows, unless they are a unit or told by an article: ``week 4``, not ``for 4 weeks 2``,
#: ``in the other group 2``
_NUMBERED = frozenset(
    (
        "week weeks day days month months year years hour hours grade grades phase phases cycle cycles stage stages type "
        "types group groups arm arms cohort cohorts study studies trial trials part parts step steps table tables figure "
        "figures level levels class category version score scores factor line lines visit visits dose doses interleukin "
        "vitamin covid page volume no number quartile tertile quintile period age aged patient case subject participant "
    ).split()
)
_BEFORE_AMOUNT = frozenset(
    "of to in by was were is are and or than from at about only approximately with for vs versus over under between least "
    "most nearly almost around up plus minus equals reached averaged scored had has have the a an per into after before "
    "within until since median mean total n p r hr rr range through on as".split()
)
#: how many there must be
_FEWEST = 3
#: the words of a line that can end with one
_SHORTEST = 4
_GAPS = ("gap", "gap2")
_DRAWN = compiled(r"[|\t]|[ ]{3}\S")
#: a line goes on where the next one begins in small letters
_GOES_ON = compiled(r"[ \t]*\n[ \t]*[^\W\d_A-Z]")


def boxed(source: str) -> list[Edit]:
    """Edits that put bare reference numbers in square brackets, where a text cites so throughout.

    It does where three sentences or items or more end with small numbers behind a word that takes none, and the numbers come
    up in the order of a list of references: 1, then 2, then 3. Not ``at week 12``, ``a total of 4``; no text in columns.
    """
    source = source.replace("\r\n", " \n")  # as long
    return _in_round_brackets(source) or _bare(source)


#: numbers alone in round brackets, where no counted number stands before them
_ROUND = compiled(
    rf"(?:(?<=[^\W\d_])|(?<=[)%\"\u201d])|(?<=\b(?:19|20)\d\d))[ ](?P<list>\({_LIST}\))(?=[.,;:]?(?:\s|$)|[^\W\d_]\b)"
)
_REFERENCES = compiled(r"(?im)^[ \t#*]*(?:references?|bibliography|literature(?: cited)?)[ \t*:]*$")
#: an entry of a list of references
_ENTRY = compiled(r"(?m)^[ \t]*(?P<n>\d{1,3})[.)]?[ \t]+[^\W\d_][^\n]{20,}")


def _in_round_brackets(source: str) -> list[Edit]:
    """Edits that turn the round brackets around reference numbers into square ones, where the text has a list of as many
    references and cites them in their order."""
    head = next((match.start() for match in _REFERENCES.finditer(source)), -1)
    found = [match.span("list") for match in _ROUND.finditer(source, 0, head)] if head > 0 else []
    firsts = list(dict.fromkeys(int(number) for start, end in found for number in _NUMBER.findall(source, start, end)))
    if len(firsts) < 2 or firsts[0] != 1 or sum(one > other for one, other in pairwise(firsts)):
        return []
    if not set(firsts) <= {int(entry["n"]) for entry in _ENTRY.finditer(source, head)}:
        return []
    prose = [(start, end) for start, end in found if not _DRAWN.search(source, *_line_around(source, start))]
    return [edit for start, end in prose for edit in (Edit(start, start + 1, "["), Edit(end - 1, end, "]"))]


def _line_around(source: str, place: int) -> tuple[int, int]:
    end = source.find("\n", place)
    begin = source.rfind("\n", 0, place) + 1
    indent = len(source[begin:place]) - len(source[begin:place].lstrip())
    return begin + indent, end if end >= 0 else len(source)


def _bare(source: str) -> list[Edit]:
    found = [*_ends(source)]
    cited = [int(number) for start, end in found for number in _NUMBER.findall(source, start, end)]
    firsts = list(dict.fromkeys(cited))
    if len(found) < _FEWEST or firsts[0] > 2 or max(firsts) > 2 * len(firsts) + 2:
        return []
    if sum(one > other for one, other in pairwise(firsts)) > len(firsts) // 4:
        return []
    return [edit for start, end in found for edit in (Edit(start - 1, start, " ["), Edit(end, end, "]"))]


def _ends(source: str) -> Iterator[tuple[int, int]]:
    """The places of numbers that can be such references, in order."""
    for match in _END.finditer(source):
        start = next(match.end(gap) for gap in _GAPS if match[gap])
        line = source.rfind("\n", 0, start) + 1
        if len(source[line:start].split()) < _SHORTEST:
            continue
        word = _WORD_BEFORE.search(source, max(line, start - 60), start - 1)
        if word is not None:
            said = word["word"].casefold()
            if said in _BEFORE_AMOUNT or (said in _NUMBERED and not word["own"]):
                continue
        if _GOES_ON.match(source, match.end()) or _DRAWN.search(source[line:start].strip()):
            continue
        yield start, match.end()
