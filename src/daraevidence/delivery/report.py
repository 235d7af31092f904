"""A document and what was made of it, side by side, as one page that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daraevidence.delivery.marked import Units, chunks
from daraevidence.delivery.sheets import sheets_of
from daraevidence.draft import SEVERITIES
from daraevidence.schemas.cards import KINDS, details, headline, plain_html

if TYPE_CHECKING:
    from daraevidence.extraction import Extraction

__all__ = ["page"]


def page(extraction: Extraction, pdf: str | Path | bytes | None = None) -> str:
    """The report as HTML: the text with its numbers and findings marked, and every record beside it.

    For a PDF (``pdf``, or the file it was read from) there are pictures of its pages, too. Whatever the document holds is shown
    as text; a policy in the page forbids it to load or to run anything.
    """
    style, script = _part("report.css"), _part("report.js")
    payload, units = extraction.payload, Units(extraction.text)
    title = plain_html(extraction.title or extraction.source.name)
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    sheets = sheets_of(extraction, pdf)
    attributes = {"lang": "en", "data-sha256": extraction.source.sha256, "data-schema": extraction.source.schema_version}
    return "".join(
        (
            f'<!doctype html>\n<html {_attributes(attributes)}>\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}{"; img-src data:" if sheets else ""}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<title>{title}</title>\n<style>{style}</style>\n</head>\n<body data-view="{"pages" if sheets else "text"}">\n',
            f"<header><h1>{title}</h1><p>{plain_html(extraction.source.name)}: {plain_html(extraction.told)}</p></header>\n",
            '<main tabindex="0" aria-label="The document">\n',
            *((f'<div id="sheets"{_region("Pages")}>\n', *sheets.html(_places(payload), units), "</div>\n") if sheets else ()),
            f'<div id="text"{_region("Text") if sheets else ""}>',
            *chunks(extraction.text, payload["ledger"], payload["findings"], units),
            '</div></main>\n<aside aria-label="Records and findings">\n',
            _controls(payload, sheets is not None),
            *(_item(kind, row, units) for kind in KINDS for row in _ordered(kind, payload)),
            f"</aside>\n<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _part(name: str) -> str:
    return files("daraevidence.delivery").joinpath("page", name).read_text("utf-8")


def _digest(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _attributes(values: Mapping[str, str]) -> str:
    return " ".join(f'{name}="{plain_html(value)}"' for name, value in values.items())


def _ordered(kind: str, payload: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    rows = payload[kind]
    return sorted(rows, key=lambda row: (SEVERITIES.index(row["severity"]), row["span"][0])) if kind == "findings" else rows


def _region(label: str) -> str:
    """What makes a part of the page that scrolls by itself reachable by keyboard."""
    return f' tabindex="0" role="region" aria-label="{label}"'


def _places(payload: Mapping[str, list[dict[str, Any]]]) -> list[tuple[tuple[int, int], str]]:
    """The places of all records and findings, each once, with the worst severity that is found there."""
    found: dict[tuple[int, int], str] = {}
    for kind in KINDS:
        for row in payload[kind]:
            if kind != "tables":
                for place in _spans(row):
                    worse = min(found.get(place, "record"), row.get("severity", "record"), key=_badness)
                    found[place] = worse
    return list(found.items())


def _badness(kind: str) -> int:
    return (*SEVERITIES, "record").index(kind)


def _controls(payload: Mapping[str, list[dict[str, Any]]], pictured: bool) -> str:
    studies = sorted({row["study"] for kind in KINDS for row in payload[kind] if row.get("study")})

    def choice(name: str, label: str, values: Iterator[str]) -> str:
        options = "".join(
            f'<option value="{plain_html(value)}">{plain_html(value.replace("_", " "))}</option>' for value in values
        )
        return f'<label>{label}<select id="{name}"><option value="">all</option>{options}</select></label>'

    view = "".join(f"<option>{name}</option>" for name in ("pages", "text", "both"))
    return (
        '<form id="filters">'
        + (f'<label>View<select id="view">{view}</select></label>' if pictured else "")
        + choice("kind", "Kind", (kind for kind in KINDS if payload[kind]))
        + choice("severity", "Severity", iter(SEVERITIES))
        + choice("study", "Study", iter(studies))
        + '<label>Search<input id="search" type="search"></label><button id="save" type="button">Save review</button>'
        '<p id="count" aria-live="polite"></p>'
        '<p class="kind">j, k: next, previous; a, r, n: accept, reject, note; /: search</p>'
        '<div id="note" hidden><label>Note<textarea rows="2"></textarea></label>'
        '<button id="keep" type="button">Keep</button></div>'
        "</form>\n"
    )


def _item(kind: str, row: dict[str, Any], units: Units) -> str:
    """One record; its spans are those of its evidence, or of the places that a finding sets against each other."""
    severity = row.get("severity", "")
    badge = f'<span class="badge {severity}">{severity}</span> ' if severity else ""
    spans = ";".join(f"{units(start)},{units(end)}" for start, end in _spans(row))
    attributes = {
        "class": "item",
        "tabindex": "-1",
        "data-id": row["id"],
        "data-kind": kind,
        "data-severity": severity,
        "data-study": row.get("study") or "",
        "data-spans": spans,
    }
    inside = [f'<span class="kind">{kind.replace("_", " ")}</span> {badge}<h2>{plain_html(headline(kind, row))}</h2>']
    if row.get("confidence", 1) < 1:
        inside.append(f"<p>confidence {row['confidence']:.2f}: {plain_html('; '.join(row.get('reasons', ())))}</p>")
    if row.get("proof"):
        inside.append(f"<p>confirmed: {plain_html('; '.join(row['proof']))}</p>")
    if kind == "tables":
        inside.append(
            f'<div class="grid" tabindex="0" role="region" aria-label="{plain_html(row["title"] or "table")}">{_table(row)}</div>'
        )
    fields = "".join(f"<dt>{plain_html(name)}</dt><dd>{plain_html(value)}</dd>" for name, value in details(kind, row))
    inside.append(f"<dl>{fields}</dl>" if fields else "")
    return f'<article {_attributes(attributes)}>{"".join(inside)}<p class="decision"></p></article>\n'


def _spans(row: dict[str, Any]) -> list[tuple[int, int]]:
    if row.get("spans"):
        found = [tuple(span[:2]) for span in row["spans"]]
    else:
        found = [tuple(place["span"][:2]) for places in row.get("evidence", {}).values() for place in places]
    return sorted(dict.fromkeys(found)) or [tuple(row["span"][:2])]


def _table(row: dict[str, Any]) -> str:
    from daraevidence.schemas import Table

    return Table.model_validate(row).to_html()
