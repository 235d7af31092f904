"""Tables whose cells are lists: header lines, then one block of bullets for each patient or group."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from daraevidence.language.patterns import compiled
from daraevidence.layout.document import Cell, Grid, GridRow
from daraevidence.layout.tables import footnotes
from daraevidence.layout.tables.headers import is_stub
from daraevidence.layout.tables.lines import SPACE, Line, Page
from daraevidence.layout.tables.titles import Titles

__all__ = ["bullet_grids"]

_ENTITY = compiled(r"(?P<name>[A-Z][\w /-]{0,30}?)\s?#?(?P<mark>\d{1,3}|[A-Z]|[IVX]{1,4})$")
_MARK = compiled(r"(?:[•·▪◦○●■‣∙]|[-–*o](?=[" + SPACE + r"]))[" + SPACE + "]*")
_HEADERS = 6

#: What a column is about, by a word of its header, and the words by which an item shows that it belongs there.
_FAMILIES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "characteristics",
        compiled(r"(?i)characteristic|demographic|baseline|history|background|diagnos|presentation|feature|patient|disease"),
        compiled(
            r"(?i)\b(?:age|aged|years? old|year-old|sex|gender|male|female|man|woman|primary|secondary|prior|previous(?:ly)?|"
            r"history|diagnos\w+|stage|ecog|comorbid\w*|mutations?|baseline|refractory|lines?|lots?|weight|race|ethnicity|symptoms?|presented|"
            r"cytogenetics?|subtype|isotype|before|smok\w+)\b"
        ),
    ),
    (
        "treatment",
        compiled(r"(?i)treatment|therap|regimen|dos(?:e|ing)|administration|intervention|medication|management"),
        compiled(
            r"(?i)\b(?:mg(?:/\w+)?|dos(?:e|es|age|ing)|cycles?|weekly|every|administ\w+|received|iv|sc|oral|infusions?|injections?|"
            r"concurrent|concomitant|treatment|therapy|premedication|switched|started|initiated|maintenance|combination)\b"
        ),
    ),
    (
        "outcomes",
        compiled(r"(?i)outcome|response|result|efficacy|follow|status|survival|course"),
        compiled(
            r"(?i)\b(?:respon\w+|remission|relaps\w+|progress\w+|[sn]?cr|v?gpr|pr|sd|pd|mrd|died|death|deceased|alive|"
            r"surviv\w+|time to|duration of|resol\w+|improv\w+|achieved|recover\w+|follow-?up|outcomes?|normali\w+|show(?:ed|s)?|"
            r"stable|ongoing|fail\w+|discontinued|transplant-free|independen\w+|reduction|decreas\w+|increas\w+|well)\b"
        ),
    ),
    (
        "safety",
        compiled(r"(?i)safety|adverse|toxicit|tolerab|complication|side effect|reaction"),
        compiled(
            r"(?i)\b(?:adverse|aes?|saes?|grade|toxicit\w+|infections?|reactions?|tolerated|\w+penia|nausea|rash|fever|diarrhea|"
            r"hospitali[sz]\w+|pneumonia|side effects?)\b"
        ),
    ),
)
#: Where an item goes when no column has its family.
_NEXT = {"treatment": "characteristics", "safety": "outcomes", "characteristics": "treatment", "outcomes": "safety"}


class _Item(NamedTuple):
    text: str
    start: int
    end: int


class _Entity(NamedTuple):
    label: Line
    items: tuple[_Item, ...]


def bullet_grids(page: Page, titles: Titles) -> Iterator[tuple[Grid, int, int]]:
    """Tables of bullets with the numbers of their first line and of the line after their last."""
    place = 0
    while place < len(page.lines):
        if _is_entity(page.lines, place) is None:
            place += 1
            continue
        entities, after = _entities(page, place)
        found = _grid(page, titles, entities, place, after) if len(entities) > 1 else None
        if found:
            yield found
        place = max(after, place + 1)


def _is_entity(lines: Sequence[Line], place: int) -> re.Match[str] | None:
    """The match of a line such as ``Patient 3`` that stands over a bullet."""
    line = lines[place]
    if line.kind != "text" or line.indent or len(line.text) > 40 or place + 1 >= len(lines) or lines[place + 1].kind != "bullet":
        return None
    return _ENTITY.match(line.text)


def _entities(page: Page, place: int) -> tuple[list[_Entity], int]:
    """Blocks of bullets from a line on, under names that differ only in their number, and the line after them."""
    lines = page.lines
    entities: list[_Entity] = []
    name = ""
    while place < len(lines):
        match = _is_entity(lines, place)
        if match is None or (entities and match["name"] != name) or any(e.label.text == lines[place].text for e in entities[-1:]):
            break
        name = match["name"]
        label, items, place = lines[place], [], place + 1
        while place < len(lines) and not lines[place].blank:
            line = lines[place]
            if line.kind == "bullet":
                mark = _MARK.match(line.text)
                shift = mark.end() if mark else 0
                items.append(_Item(" ".join(line.text[shift:].split()), line.start + shift, line.end))
            elif line.indent and items:
                last = items[-1]
                items[-1] = _Item(f"{last.text} {' '.join(line.text.split())}", last.start, line.end)
            else:
                break
            place += 1
        entities.append(_Entity(label, tuple(items)))
        if place + 1 < len(lines) and lines[place].blank and _is_entity(lines, place + 1):
            place += 1
    return entities, place


def _grid(page: Page, titles: Titles, entities: list[_Entity], first: int, after: int) -> tuple[Grid, int, int] | None:
    lines = page.lines
    top = first
    while top > 0 and first - top < _HEADERS and lines[top - 1].kind == "text" and not lines[top - 1].indent:
        top -= 1
        if titles.read(lines[top]):
            break
    heads = list(lines[top:first])
    title = titles.read(heads[0]) if heads else None
    match = _ENTITY.match(entities[0].label.text)
    named = (match["name"].split() or [""])[0].lower() if match else ""
    at = next((i for i, line in enumerate(heads) if named and named in line.text.lower() and is_stub(line.text)), None)
    start_of_header = (0 if title is None else 1) if at is None or (title and at == 0) else at
    if title is None and start_of_header and heads:
        title = titles.plain(heads[0])
    header = heads[start_of_header:]
    if len(header) < 2 or (title is None and at is None):
        return None
    columns = [Cell(" ".join(line.text.split()), line.start, line.end) for line in header[1:]]
    parts, confidence, reasons = _columns(entities, [cell.text for cell in columns])
    below = footnotes.read(lines, after, page.clean)
    marks = below.footnotes if below else {}
    rows = []
    for entity, split in zip(entities, parts):
        label = Cell(" ".join(entity.label.text.split()), entity.label.start, entity.label.end)
        bounds = [0, *split, len(entity.items)]
        cells = [_joined(entity.items[a:b], entity.label.end) for a, b in pairwise(bounds)]
        rows.append(GridRow((label,), tuple(cells)))
    empty = Cell("", header[0].start, header[0].start)
    last = entities[-1].items[-1].end if entities[-1].items else entities[-1].label.end
    grid = Grid(
        title=title[0] if title else empty,
        citations=title[1] if title else (),
        stub=footnotes.strip(Cell(" ".join(header[0].text.split()), header[0].start, header[0].end), marks, page),
        columns=tuple((footnotes.strip(cell, marks, page),) for cell in columns),
        rows=footnotes.strip_rows(rows, marks, page),
        start=title[0].start if title else header[0].start,
        end=max(last, below.end) if below else last,
        body=(header[0].start, last),
        footnotes=marks,
        abbreviations=below.abbreviations if below else {},
        confidence=confidence,
        reasons=reasons,
    )
    begin = heads[0].number if title else header[0].number
    return grid, begin, below.after if below else after


def _joined(items: Sequence[_Item], place: int) -> Cell:
    return Cell(" | ".join(item.text for item in items), items[0].start, items[-1].end) if items else Cell("", place, place)


def _columns(entities: Sequence[_Entity], headers: Sequence[str]) -> tuple[list[list[int]], float, tuple[str, ...]]:
    """For each entity the item at which each further column starts; with the confidence and what it rests on.

    The items of a column stand together, in the order of the columns. Items that open with the same words count alike in
    all entities.
    """
    count = len(headers)
    if count == 1:
        return [[] for _ in entities], 1.0, ()
    families = [_family(header) for header in headers]
    if all(len(entity.items) == count for entity in entities):
        return [list(range(1, count)) for _ in entities], 0.9, ("one item for each column",)
    shared: dict[str, list[list[float]]] = defaultdict(list)
    scores = [[_affinity(item.text, families) for item in entity.items] for entity in entities]
    for entity, rows in zip(entities, scores):
        for item, row in zip(entity.items, rows):
            shared[_key(item.text)].append(row)
    splits: list[list[int]] = []
    margin = 9.0
    for entity, rows in zip(entities, scores):
        mixed = []
        for item, row in zip(entity.items, rows):
            alike = shared[_key(item.text)]
            mixed.append([own + sum(r[c] for r in alike) / len(alike) for c, own in enumerate(row)])
        split, gap = _cut(mixed, count)
        splits.append(split)
        margin = min(margin, gap)
    reason = "items put into columns by the words of the headers"
    if len(set(filter(None, families))) < 2:
        return splits, 0.4, (reason, "headers do not say what belongs to them")
    return splits, 0.9 if margin >= 1.5 else 0.6, (reason,)


def _family(header: str) -> str:
    """What a column is about; the more particular words are tried first."""
    for name, words, _ in reversed(_FAMILIES):
        if words.search(header):
            return name
    return ""


def _affinity(text: str, families: Sequence[str]) -> list[float]:
    """How much an item belongs to each column: words of its family, those at the item's head counted double."""
    head = text[: max(25, text.find(":"))] if ":" in text else text[:25]
    scores = [0.0] * len(families)
    for name, _, cues in _FAMILIES:
        target = name if name in families else _NEXT[name]
        if target not in families:
            continue
        found = min(2, len(cues.findall(text))) + min(2, len(cues.findall(head)))
        scores[families.index(target)] += found
    return scores


def _key(text: str) -> str:
    return " ".join(text.lower().split(":")[0].split()[:2])


def _cut(scores: Sequence[Sequence[float]], count: int) -> tuple[list[int], float]:
    """The best places to cut a sequence of items into columns, and how much better they are than the next best."""
    total = len(scores)
    # best[c] is (score, cuts) of the items so far with the last of them in column c
    best: list[tuple[float, list[int]]] = [(0.0, [])] + [(0.0, [0] * c) for c in range(1, count)]
    second = -9.0
    for i, row in enumerate(scores):
        fresh: list[tuple[float, list[int]]] = []
        for c in range(count):
            options = [(best[b][0] + row[c], best[b][1] + [i] * (c - b)) for b in range(c + 1)]
            fresh.append(max(options, key=lambda option: option[0]))
        best = fresh
    finals = sorted(
        ((score, cuts + [total] * (count - 1 - c)) for c, (score, cuts) in enumerate(best)),
        key=lambda final: final[0],
        reverse=True,
    )
    cuts = finals[0][1]
    for k, cut in enumerate(cuts):
        for other in (cut - 1, cut + 1):
            bounds = [*cuts[:k], other, *cuts[k + 1 :]]
            if 0 <= other <= total and bounds == sorted(bounds):
                edges = [0, *bounds, total]
                second = max(second, sum(scores[i][c] for c in range(count) for i in range(edges[c], edges[c + 1])))
    return cuts, finals[0][0] - second
