"""The elements of a web page: which holds which, what they say of themselves, and which are no part of the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from daraevidence.language.headings import common_heading
from daraevidence.language.patterns import compiled
from daraevidence.reading.markup import tokens

__all__ = ["BLOCKS", "HEADINGS", "Element", "Event", "read_elements", "title_of"]

#: ``text``: characters of the source from ``a`` to ``b``; ``open`` and ``close``: the element with the index ``a``, whose tag
#: ends at ``b`` (0 where it has none).
Event: TypeAlias = tuple[Literal["text", "open", "close"], int, int]

#: hidden: not seen by a reader; cut: seen, but no part of the document (menus, buttons, banners).
Fate: TypeAlias = Literal["", "hidden", "cut"]

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
BLOCKS = (
    frozenset(
        """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    header hgroup hr html legend li main menu nav ol p pre section summary table ul caption thead tbody tfoot tr td th
    option""".split()
    )
    | HEADINGS
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr frame keygen basefont".split())
_IN_HEAD = frozenset("title meta link script style base noscript template".split())
_HIDDEN = frozenset(
    "script style template noscript svg datalist audio video canvas map iframe noembed noframes annotation".split()
)
_CUT = frozenset("nav button select dialog menu textarea del s strike".split())
_CUT_ROLES = frozenset("navigation search menu menubar toolbar dialog alertdialog tablist tooltip".split())
_SOFT = frozenset("header footer aside form".split())
_SOFT_ROLES = frozenset("banner contentinfo complementary form".split())
_TABLE_PARTS = frozenset("td th tr tbody thead tfoot caption colgroup".split())
_NONE = compiled(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_UNSEEN = compiled(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|element-invisible|d-none|hidden)(?:$|\s)", re.I
)
_CHROME = compiled(
    r"(?:^|\s)(?:site-|page-|global-|main-|js-|block-)?(?:cookies?|gdpr|onetrust|breadcrumbs?|navbar|navigation|nav|mega-?menu|menu"
    r"|sidebar|social|sharing|share|newsletter|subscribe|advert(?:isement)?s?|banner|popup|modal|pagination|pager|skip-?(?:link|to)?s?"
    r"|toolbar|login|sign-?in|consent)(?:[-_]\S*)?(?=$|\s)"
)
_RAISED = compiled(r"vertical-align\s*:\s*(?:super|text-top)|mso-text-raise\s*:\s*[1-9]", re.IGNORECASE)
_CAMEL = compiled(r"(?<=[a-z])(?=[A-Z])")
#: An element with so much text is no menu, whatever its name.
_MUCH = 3000

#: What an element is by its role, where its own name says nothing.
_ROLES: Mapping[str, str] = {
    "table": "table",
    "grid": "table",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
    "heading": "h",
    "list": "ul",
    "listitem": "li",
}
_SILENT = frozenset("div span section".split())

#: What closes an open ``p``.
_ENDS_PARAGRAPH = (BLOCKS - {"option", "html", "body", "td", "th", "tr", "thead", "tbody", "tfoot", "caption"}) | {"hr"}
_WALLS: Mapping[str, tuple[str, ...]] = {
    "p": ("table", "td", "th", "caption", "button", "li", "dd"),
    "li": ("ul", "ol", "menu", "dir", "table"),
    "dt": ("dl", "table"),
    "dd": ("dl", "table"),
    "td": ("table",),
    "th": ("table",),
    "tr": ("table",),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "option": ("select",),
}
#: What an opening tag closes before it, each down to its walls.
_CLOSES: Mapping[str, tuple[str, ...]] = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th", "caption"),
    "th": ("td", "th", "caption"),
    "tr": ("tr", "caption"),
    "thead": ("tr", "thead", "tbody", "tfoot", "caption"),
    "tbody": ("tr", "thead", "tbody", "tfoot", "caption"),
    "tfoot": ("tr", "thead", "tbody", "tfoot", "caption"),
    "option": ("option",),
}


class Element:
    """One element; ``text`` counts its printed characters (without space), ``opened`` and ``closed`` are its events.

    ``name`` is what the element is, by its tag or by its role; ``tag`` is the name that closes it.
    """

    __slots__ = (
        "attributes",
        "bold",
        "cells",
        "children",
        "closed",
        "content",
        "fate",
        "kept",
        "layout",
        "name",
        "opened",
        "parent",
        "rows",
        "tag",
        "text",
    )

    def __init__(self, name: str, parent: Element | None, attributes: Mapping[str, str], opened: int) -> None:
        self.tag, self.name, self.parent, self.attributes, self.opened = name, _part(name, attributes), parent, attributes, opened
        self.closed = -1
        self.text = self.bold = self.children = self.rows = self.cells = 0
        self.fate: Fate = ""
        self.kept = self.content = self.layout = False

    def number(self, name: str, default: int = 1) -> int:
        """An attribute as a whole number."""
        match = re.match(r"\s*(\d{1,6})", self.attributes.get(name, ""))
        return int(match[1]) if match else default


def _part(tag: str, attributes: Mapping[str, str]) -> str:
    """What an element is: its tag, or for one that says nothing its role (``div role=row``) or its style (raised)."""
    if not attributes or tag not in _SILENT:
        return tag
    if tag == "span" and "style" in attributes and _RAISED.search(attributes["style"]):
        return "sup"
    if "role" not in attributes:
        return tag
    part = _ROLES.get(attributes["role"].lower(), tag)
    if part == "h":
        level = attributes.get("aria-level", "").strip()
        return f"h{level}" if level in tuple("123456") else "h2"
    return part


def read_elements(source: str) -> tuple[list[Element], list[Event]]:
    """All elements and, in the order of the source, their texts and where they begin and end.

    Tags that are missing are supplied as a browser does it (``p``, ``li``, ``tr``, ``td`` …); ends without a beginning are
    left out.
    """
    tree = _Tree(source)
    for token in tokens(source):
        if token.kind == "text":
            tree.text(token.start, token.end)
        elif token.kind == "close":
            tree.close(token.name, token.end)
        else:
            tree.open(token.name, token.attributes, token.kind == "single", token.end)
    tree.cut_to(0)
    return tree.elements, tree.events


class _Tree:
    def __init__(self, source: str) -> None:
        self.source = source
        self.xml = source.lstrip("\ufeff \r\n\t").startswith("<?xml")
        self.elements: list[Element] = []
        self.events: list[Event] = []
        self.stack: list[Element] = []
        self.indices: list[int] = []
        self.where: dict[str, list[int]] = defaultdict(list)

    def text(self, start: int, end: int) -> None:
        """Characters of the page."""
        printed = end - start - sum(map(self.source.count, " \n\t", (start,) * 3, (end,) * 3))
        if printed and self.stack and self.stack[-1].name == "head" and not self.source[start:end].isspace():
            self.cut_to(len(self.stack) - 1)
        if self.stack:
            self.stack[-1].text += printed
        self.events.append(("text", start, end))

    def open(self, name: str, attributes: Mapping[str, str], single: bool, end: int) -> None:
        """A tag that opens an element; ``single``: with a stroke at its end, which only XML heeds."""
        if name in ("html", "body") and self.where[name]:
            return
        if self.where["head"] and name not in _IN_HEAD and not self.where["svg"]:
            self.cut_to(self.where["head"][-1])
        for closed in ("p",) if name in _ENDS_PARAGRAPH else ():
            self._close_open(closed)
        for closed in _CLOSES.get(name, ()):
            self._close_open(closed)
        if name in HEADINGS and self.stack and self.stack[-1].name in HEADINGS:
            self.cut_to(len(self.stack) - 1)
        parent = self.stack[-1] if self.stack else None
        if parent is not None:
            parent.children += 1
            if parent.name == "msup" and parent.children == 2:
                name = "sup"
        element = Element(name, parent, attributes, len(self.events))
        element.fate = self._fate(element)
        self.events.append(("open", len(self.elements), end))
        self.elements.append(element)
        self.where[name].append(len(self.stack))
        if element.name != name:
            self.where[element.name].append(len(self.stack))
        self.stack.append(element)
        self.indices.append(len(self.elements) - 1)
        if name in _VOID or (single and (self.xml or self.where["svg"] or self.where["math"])):
            self.cut_to(len(self.stack) - 1)

    def close(self, name: str, end: int) -> None:
        """A tag that closes an element: the innermost of its name, unless a cell or table stands between."""
        if not self.where[name]:
            if name == "p":  # an end without a beginning is an empty paragraph
                self.open("p", {}, False, 0)
                self.close("p", 0)
            return
        at = self.where[name][-1]
        if name not in _TABLE_PARTS and name != "table":
            wall = max((places[-1] for part in ("td", "th", "caption") if (places := self.where[part])), default=-1)
            if wall > at:
                return
        elif name != "table" and self.where["table"] and self.where["table"][-1] > at:
            return
        self.cut_to(at, end)

    def _close_open(self, name: str) -> None:
        """Close an open element of a name, unless one of its walls stands between."""
        places = self.where[name]
        if places:
            wall = max((found[-1] for part in _WALLS.get(name, ()) if (found := self.where[part])), default=-1)
            if places[-1] > wall or (name in _WALLS.get(name, ()) and places[-1] == wall):
                self.cut_to(places[-1])

    def cut_to(self, depth: int, end: int = 0) -> None:
        """Close all elements deeper than ``depth``; the tag that closes the last of them ends at ``end``."""
        while len(self.stack) > depth:
            element = self.stack.pop()
            index = self.indices.pop()
            self.where[element.tag].pop()
            if element.name != element.tag:
                self.where[element.name].pop()
            element.closed = len(self.events)
            self.events.append(("close", index, 0 if len(self.stack) > depth else end))
            self._closed(element)

    def _closed(self, element: Element) -> None:
        """What is known of an element at its end: what is too much for a menu, which tables only lay out the page."""
        name, parent = element.name, element.parent
        if element.fate == "" and self._chrome(element):
            element.fate = "cut"
        if name == "table":
            element.layout = element.layout or _lays_out(element)
        if parent is None:
            return
        if name == "tr" or name in ("td", "th"):
            table = self.stack[self.where["table"][-1]] if self.where["table"] else None
            if table is not None and name == "tr":
                table.rows += 1
                table.cells = max(table.cells, element.cells)
            elif name != "tr":
                parent.cells += 1
        if element.fate:
            return
        parent.text += element.text
        parent.bold += element.text if name in ("b", "strong") else element.bold
        if name in HEADINGS and element.text < 100 and element.closed - element.opened < 100:
            parent.content = parent.content or self._shared(element)
        parent.content = parent.content or element.content
        parent.kept = parent.kept or element.kept or name in ("main", "article", "h1") or (name == "table" and not element.layout)
        lays_out = name in ("h1", "h2", "h3", "article", "main") or (name == "table" and not element.layout)
        if lays_out and self.where["table"]:
            self.stack[self.where["table"][-1]].layout = True

    def _shared(self, heading: Element) -> bool:
        """Whether a heading is one that documents of the field share."""
        texts = [self.source[a:b] for kind, a, b in self.events[heading.opened : heading.closed] if kind == "text"]
        return common_heading(" ".join("".join(texts).split())) is not None

    def _fate(self, element: Element) -> Fate:
        """What is sure when an element opens."""
        name, attributes = element.name, element.attributes
        if name in _HIDDEN:
            return "hidden"
        if attributes:
            if "hidden" in attributes or ("style" in attributes and _NONE.search(attributes["style"])):
                return "hidden"
            if "class" in attributes and _UNSEEN.search(attributes["class"]) and ":" not in attributes["class"]:
                return "hidden"
            if attributes.get("aria-hidden", "").lower() == "true" or attributes.get("role", "").lower() in _CUT_ROLES:
                return "cut"
        return "cut" if name in _CUT else ""

    def _chrome(self, element: Element) -> bool:
        """Whether an element frames the document: head and foot of the page, forms, what its names call a menu or a banner."""
        name, attributes = element.name, element.attributes
        inside = bool(self.where["article"] or self.where["main"])
        if name in ("ul", "ol") and self.where["header"] and not inside:
            return True
        if name in ("html", "body", "main", "article") or name in HEADINGS or element.kept or element.content:
            return False
        if name == "form":
            return element.text < _MUCH
        role = attributes.get("role", "").lower() if attributes else ""
        if (name in _SOFT or role in _SOFT_ROLES) and not inside:
            return element.text < _MUCH or name == "footer"
        if attributes and name in BLOCKS and ("class" in attributes or "id" in attributes):
            names = _CAMEL.sub("-", f"{attributes.get('class', '')} {attributes.get('id', '')}").lower()
            return element.text < _MUCH and _CHROME.search(names) is not None
        return False


def _lays_out(table: Element) -> bool:
    """Whether a table only lays out the page: it says so, or it has one row or one column."""
    if table.attributes.get("role", "").lower() in ("presentation", "none"):
        return True
    return table.rows < 2 or table.cells < 2


def title_of(elements: Sequence[Element]) -> Element | None:
    """The element with the title: the first or only ``h1`` that is seen, else ``title``."""
    headings = [element for element in elements if element.name in HEADINGS and element.text and not element.fate]
    tops = [element for element in headings if element.name == "h1"]
    for top in tops[:9]:
        above = top.parent
        while above is not None and not above.fate:
            above = above.parent
        if above is None:
            return top if len(tops) == 1 or headings[0] is top else None
    named = (element for element in elements if element.name == "title" and element.text)
    return next((element for element in named if element.parent is None or element.parent.name in ("head", "html")), None)
