"""How many patients were divided into groups: the groups sum to the whole, and the text counts them as the table's headers do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from daraevidence.draft import Draft, Flag, Severity
from daraevidence.language.gated import Gated
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.sentences import sentences
from daraevidence.layout.document import Block, Document
from daraevidence.validation.agreement import Bodies, printed_number
from daraevidence.validation.proportions import group_name
from daraevidence.validation.prose import PROSE
from daraevidence.validation.sheets import Sheet
from daraevidence.validation.slips import is_slip, is_swap

__all__ = ["arms_in_study", "groups_as_headed"]

_N = r"\d{1,3}(?:,\d{3})+(?!\d)|\d{1,6}(?![\d,]*\d)"
_PEOPLE = rf"(?:{PEOPLE})"
_DIVIDED = Gated("random|assign|allocat", r"\b(?:randomi[sz]\w+|assigned|allocated)\b", re.IGNORECASE)
_WHOLE = compiled(rf"(?<![\w.,/-])(?P<n>{_N})\s+(?:[a-z-]+\s+){{0,3}}?{_PEOPLE}\b")
#: ``362 were allocated to``, ``205 to``, ``207 patients to``
_PART = compiled(
    rf"(?<![\w.,/-])(?P<n>{_N})\s+(?:{_PEOPLE}\s+)?(?:(?:were|was)\s+)?(?:randomly\s+)?(?:(?:assigned|allocated|randomi[sz]ed)\s+)?"
    r"to\s+(?!\d|be\b)"
)
#: some of the patients were not divided
_LOST = compiled(
    r"\bof (?:whom|these|those|which)\b|"
    r"\b(?:excluded|withdrew|withdrawn|declined|not (?:treated|eligible)|did not|never|lost)\b",
    re.IGNORECASE,
)
_WORD = compiled(r"\s?[A-Za-z]+")
#: So many tables are held against the text; no report has more.
_MOST_TABLES = 40


def arms_in_study(document: Document, drafts: Sequence[Draft]) -> Iterator[Flag]:
    """A8 for groups that patients were divided into: their sizes sum to the study's.

    ``412 patients were randomized, 207 to X and 205 to Y``, and the sizes of a study's arms told in the text with that of its
    whole group. Only where one slip of the pen makes the sum right, as patients who were never divided, or a third group, are no
    mistake: ``error`` for two swapped digits, ``warning`` for one wrong digit of tens or more in one sentence that tells of no
    other patients (``of whom``, ``excluded``).
    """
    told: set[int] = set()
    for block in document.blocks:
        if block.kind in PROSE and _DIVIDED.search(block.text):
            for total, parts in _divided(block):
                told.add(total.start)
                yield from _unequal(document, total, parts, near=not _LOST.search(block.text))
    for total, parts in _studies(document, drafts):
        if total.start not in told:
            yield from _unequal(document, total, parts, near=False)


def _divided(block: Block) -> Iterator[tuple[Number, list[Number]]]:
    for start, end in sentences(block.text):
        if not _DIVIDED.search(block.text[start:end]):
            continue
        parts = [as_number(found["n"], block.start + found.start("n")) for found in _PART.finditer(block.text, start, end)]
        whole = _WHOLE.search(block.text, start, end)
        if whole is not None and len(parts) > 1 and block.start + whole.start("n") < parts[0].start:
            yield as_number(whole["n"], block.start + whole.start("n")), parts


def _studies(document: Document, drafts: Sequence[Draft]) -> Iterator[tuple[Number, list[Number]]]:
    """Of each study the size of its whole group with those of its arms, all told in the text."""
    bodies = Bodies(document)
    wholes: dict[object, list[Number]] = {}
    arms: dict[object, dict[object, Number | None]] = {}
    for draft in drafts:
        study, role = draft.get("study"), draft.get("role")
        if draft.kind != "cohort" or not study or role not in ("total", "arm"):
            continue
        number = printed_number(document, draft, "n")
        prose = number is not None and not bodies.hold(number.start)
        if role == "arm":  # an arm without a size, or sized in a table only: the sum is not known
            known = arms.setdefault(study, {})
            known.setdefault(draft.get("cohort"), number if prose else None)
        elif number is not None and prose:
            wholes.setdefault(study, []).append(number)
    for owner, totals in wholes.items():
        sizes = list(arms.get(owner, {}).values())
        known_sizes = [size for size in sizes if size is not None]
        if len(totals) == 1 and len(known_sizes) == len(sizes) > 1:
            yield totals[0], known_sizes


def _unequal(document: Document, total: Number, parts: Sequence[Number], *, near: bool) -> Iterator[Flag]:
    summed = str(sum(int(part.value) for part in parts))
    printed = str(int(total.value))
    swap = is_swap(printed, summed)
    digit = near and len(printed) > 2 and is_slip(printed, summed) and printed[-1] == summed[-1]
    if not swap and not digit:
        return
    word = _WORD.match(document.clean, total.end)
    end = word.end() if word else total.end
    how = "two digits swapped" if swap else "a wrong digit"
    severity: Severity = "error" if swap else "warning"
    words = f"{' + '.join(part.text for part in parts)} = {summed}, not {total.text}, which looks like {summed} with {how}."
    places = ((total.start, end), *((part.start, part.end) for part in parts))
    rule, formula = "group-size-disagrees", "sum of groups = N"
    yield Flag(rule, severity, total.start, end, words, formula, printed, summed, summed, places=places)


def groups_as_headed(document: Document, sheets: Sequence[Sheet]) -> Iterator[Flag]:
    """E2: ``81 at low, 74 at intermediate and 43 at high risk`` beside columns headed ``Low Risk (n=81)`` ...: one differs.

    ``warning`` where a sentence counts the groups of all columns, all counts but one are those of the headers, and the one that
    differs is within a tenth or one slip of its header. Not where two or more differ: that is another set of patients.
    """
    for sheet in sheets[:_MOST_TABLES]:
        sized = {
            group_name(sheet.header(column)): size for column, size in enumerate(sheet.sizes) if size is not None and size.n > 0
        }
        if len(sized) < 2 or len(sized) != len([size for size in sheet.sizes if size is not None]):
            continue
        firsts = [name.split()[0] for name in sized if name.split()]
        if len(firsts) != len(sized) or not all(first[0].isalpha() for first in firsts):
            continue
        for block in document.blocks:
            text = block.text.lower() if block.kind in PROSE else ""
            if not all(first in text for first in firsts):
                continue
            counts = {name: _counted(name, block.text) for name in sized}
            differ = [name for name, found in counts.items() if found is None or found[0] != sized[name].n]
            found = counts[differ[0]] if len(differ) == 1 else None
            if found is None or len(sized) - len(differ) < 2:
                continue
            n, size = found[0], sized[differ[0]]
            if abs(n - size.n) > 0.1 * max(n, size.n) and not is_swap(str(n), str(size.n)):
                continue
            start, end = block.start + found[1], block.start + found[2]
            words = f"{document.raw(start, end)} in the text, {size.n} in the header of the table; the other groups agree."
            places = ((start, end), (size.start, size.end))
            rule, formula = "group-size-disagrees", "one group, one N"
            yield Flag(rule, "warning", start, end, words, formula, str(n), str(size.n), places=places)


#: what stands before the name of a counted group: ``81 patients at``
_COUNT = compiled(
    rf"(?<![\w.,/-])(?P<n>{_N})\s+(?:{_PEOPLE}\s+)?(?:(?:were|was)\s+)?(?:at|with|in|had|of|on|to)?\s*(?:the\s+)?$", re.IGNORECASE
)
_REACH = 80


def _counted(name: str, text: str) -> tuple[int, int, int] | None:
    """``81 patients at low risk``: the count of a group, with its place; shared last words may stand at the end of the list."""
    first, *others = map(re.escape, name.split())
    rest = "".join(rf"(?:\s+{word})?" for word in others)
    named = re.compile(rf"{first}\b{rest}", re.IGNORECASE)
    for match in named.finditer(text):
        count = _COUNT.search(text, max(0, match.start() - _REACH), match.start())
        if count is not None:
            return int(count["n"].replace(",", "")), count.start(), match.end()
    return None
