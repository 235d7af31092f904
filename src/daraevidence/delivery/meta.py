"""Rows for a meta-analysis: one for each comparison of two groups that the document allows."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from daraevidence.delivery.effects import Effect, Printed, of_counts, of_difference, of_means, of_ratio
from daraevidence.delivery.pairs import Groups, Pair, Result, paired, place_of, results_of
from daraevidence.draft import RATIOS
from daraevidence.language.numbers import scan_numbers
from daraevidence.language.patterns import compiled

__all__ = ["COLUMNS", "meta_rows"]

#: The columns of the frame but for those of every record.
COLUMNS = (
    *["study", "treatment", "comparator", "outcome", "endpoint", "table", "grade", "timepoint", "timepoint_unit", "unit"],
    *["measure", "sm", "estimate", "ci_level", "ci_low", "ci_high", "p_op", "p_value"],
    *["events_treatment", "n_treatment", "events_comparator", "n_comparator"],
    *["mean_treatment", "sd_treatment", "mean_comparator", "sd_comparator"],
    *["yi", "sei", "vi", "derived", "formula", "formula_source", "doubt", "records"],
)

#: A label that only names the ratio: what it is a ratio of stands before it.
_BARE = compiled(
    r"(?:adjusted |unadjusted |crude )?(?:hazards? ratio|odds ratio|risk ratio|rate ratio|relative risk|a?HR|a?OR|a?RR|IRR)",
    re.IGNORECASE,
)
#: So near behind the results of two groups a bare ratio is theirs; so near where the outcome has no code.
_NEAR, _NEARER = 80, 50
#: So near behind two means a printed difference is theirs.
_TURNED = 200
_DIFFERENCE = compiled(r"(?:mean )?differences?\b.*", re.IGNORECASE)
_MEAN = compiled(r"\b(?:means?|LSM?|least[- ]squares?)\b", re.IGNORECASE)
_RATE = compiled(r"\brate ratios?\b|\bIRRs?\b", re.IGNORECASE)
#: The measure and the summary measure that netmeta calls it by.
_SM = {"hazard_ratio": "HR", "odds_ratio": "OR", "relative_risk": "RR", "rate_ratio": "IRR", "mean_difference": "MD"}
#: A row with a doubt of its own is no surer than this.
_DOUBTED = 0.7


class _Table(NamedTuple):
    start: int
    end: int
    title: str


def meta_rows(payload: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Comparisons in the order of the document.

    A printed ratio (hazard, odds, risk, rate) is a row with the counts and sizes of its two groups, where the same line, or the
    words right before it, print them; a printed difference with its interval is one. Counts of two groups that are set against
    each other, or are arms of one study, are a row with their log risk ratio; means with their spread one with the mean
    difference. More than two groups give every pair. What is derived is named in ``derived`` with its formula; whatever speaks
    against a row stands in ``doubt`` and lowers its confidence.
    """
    groups = Groups(payload)
    tables = sorted(_Table(row["span"][0], row["span"][1], row["title"]) for row in payload["tables"])
    findings = _findings(payload["findings"])
    results = results_of(payload, groups)
    ratios = [row for row in payload["endpoints"] if row.get("measure") in RATIOS and _printed(row, "value") is not None]
    differences = sorted(filter(_is_difference, payload["endpoints"]), key=_start)
    pairs = list(paired(results, groups))
    places = _before(ratios, pairs)
    told = {(places[row["id"]], frozenset((row.get("cohort"), row.get("comparator")))) for row in ratios}
    rows = [_of_ratio(row, results, places[row["id"]]) for row in ratios] + [_of_difference(row) for row in differences]
    for one, other, doubts in pairs:
        if (one.place, frozenset((one.group, other.group))) not in told:
            rows.append(_of_pair(one, other, (*doubts, *_turned(one, other, differences))))
    for made in sorted(rows, key=lambda row: (row["start"], row["end"], row["treatment"] or "", row["comparator"] or "")):
        _finish(made, tables, findings)
        yield made


def _printed(row: Mapping[str, Any], field: str) -> Printed | None:
    """A number of a record with the decimals that its quote prints."""
    value = row.get(field)
    if value is None:
        return None
    for place in row["evidence"].get(field, ()):
        for number in scan_numbers(place["quote"]):
            if number.value == Decimal(str(value)):
                return Printed(float(value), number.decimals)
    return Printed(float(value), max(0, -int(Decimal(str(value)).as_tuple().exponent)) if value != int(value) else 0)


def _before(ratios: Sequence[Mapping[str, Any]], pairs: Sequence[Pair]) -> dict[str, tuple[Any, ...]]:
    """The line of each ratio, by its id: its own, or, where its label names the ratio only, that of the counts right before it.

    ``9 of 408 with A and 16 of 404 with B (hazard ratio, 0.55)``: the same groups and the same code of the outcome.
    """
    ends: dict[tuple[Any, ...], list[tuple[int, tuple[Any, ...]]]] = {}
    for one, other, _ in pairs:
        if one.kind == "count":
            key = one.row.get("study"), frozenset((one.group, other.group)), one.row.get("endpoint")
            ends.setdefault(key, []).append((max(one.row["span"][1], other.row["span"][1]), one.place))
    places = {}
    for row in ratios:
        places[row["id"]] = place_of(row, "label")
        found = sorted(ends.get((row.get("study"), frozenset((row.get("cohort"), row.get("comparator"))), row["endpoint"]), ()))
        last = bisect_right(found, row["span"][0], key=lambda end: end[0]) - 1
        reach = _NEARER if row["endpoint"] == "OTHER" else _NEAR
        if last >= 0 and _BARE.fullmatch(row["label"]) and row["span"][0] - found[last][0] <= reach:
            places[row["id"]] = found[last][1]
    return places


def _start(row: Mapping[str, Any]) -> int:
    return int(row["span"][0])


def _is_difference(row: Mapping[str, Any]) -> bool:
    known = all(row.get(name) is not None for name in ("value", "ci_low", "ci_high"))
    return known and row.get("measure") == "value" and _DIFFERENCE.fullmatch(row["label"]) is not None


def _of_difference(row: Mapping[str, Any]) -> dict[str, Any]:
    """A printed difference of two groups with its interval, in its own unit."""
    numbers = [_printed(row, name) for name in ("value", "ci_low", "ci_high")]
    estimate, low, high = (number for number in numbers if number is not None)
    effect = of_difference(estimate, low, high, row.get("ci_level"))
    doubts = [*effect.doubts, *(() if row.get("comparator") else ("the reference group is not told",))]
    words = " ".join((row["label"], *(place["quote"] for place in row["evidence"].get("label", ()))))
    made = _row(row, effect, "mean_difference" if _MEAN.search(words) else "difference")
    made.update({"treatment": row.get("cohort"), "comparator": row.get("comparator"), "estimate": row["value"]})
    made.update({name: row.get(name) for name in ("ci_level", "ci_low", "ci_high", "p_op", "p_value")})
    return _with(made, [row], doubts)


def _turned(one: Result, other: Result, differences: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """``fell by 14.2 and by 5.1 (difference, -9.1)``: means whose difference the document prints with the other sign."""
    if one.mean is None or other.mean is None:
        return
    yi, end = one.mean - other.mean, max(one.row["span"][1], other.row["span"][1])
    for row in differences[bisect_left(differences, end, key=_start) : bisect_right(differences, end + _TURNED, key=_start)]:
        alike = abs(abs(yi) - abs(row["value"])) <= 0.02 * abs(yi)
        if row.get("study") == one.row.get("study") and alike and yi * row["value"] < 0:
            yield f"the document prints the difference as {row['value']:g}: the means may be decreases"


def _of_ratio(row: Mapping[str, Any], results: Mapping[tuple[Any, ...], list[Result]], place: tuple[Any, ...]) -> dict[str, Any]:
    """A printed ratio, with the counts or sizes of its groups where its line prints them."""
    words = " ".join((row["label"], *(place["quote"] for place in row["evidence"].get("label", ()))))
    measure = "rate_ratio" if row["measure"] == "relative_risk" and _RATE.search(words) else row["measure"]
    exact = row.get("p_op") in (None, "=")
    effect = of_ratio(
        _printed(row, "value"),
        _printed(row, "ci_low"),
        _printed(row, "ci_high"),
        row.get("ci_level"),
        _printed(row, "p_value") if exact else None,
    )
    doubts = list(effect.doubts)
    if row.get("comparator") is None:
        doubts.append("the reference group is not told")
    elif ";" in row["comparator"]:
        doubts.append("more than one reference group is told")
    made = _row(row, effect, measure)
    treatment = None if row.get("comparator") is None and row.get("cohort") == "total" else row.get("cohort")
    made.update({"treatment": treatment, "comparator": row.get("comparator"), "estimate": row["value"]})
    made.update({name: row.get(name) for name in ("ci_level", "ci_low", "ci_high", "p_op", "p_value")})
    used = [row]
    for side, name in (("treatment", row.get("cohort")), ("comparator", row.get("comparator"))):
        found = [one for one in results.get((row.get("study"), place), ()) if one.group == name]
        counted = [one for one in found if one.kind == "count" and one.n is not None]
        if len(counted) == 1:
            made[f"events_{side}"], made[f"n_{side}"] = counted[0].events, counted[0].n
            used.append(counted[0].row)
        else:
            sizes = {one.n for one in found if one.n is not None}
            made[f"n_{side}"] = sizes.pop() if len(sizes) == 1 else None
    if place != place_of(row, "label") and len(used) > 1:
        made["outcome"] = used[1].get("label") or used[1].get("term")
    return _with(made, used, doubts)


def _of_pair(one: Result, other: Result, doubts: Sequence[str]) -> dict[str, Any]:
    """Counts, or means, of two groups of one line."""
    count = one.kind == "count"
    if count:
        assert one.events is not None and other.events is not None and one.n is not None and other.n is not None
        effect = of_counts((one.events, other.events), (one.n, other.n))
    else:
        assert one.mean is not None and other.mean is not None
        effect = of_means((one.mean, other.mean), (one.sd, other.sd), (one.n, other.n))
    made = _row(one.row, effect, "relative_risk" if count else "mean_difference")
    made["treatment"], made["comparator"] = one.group, other.group
    for side, result in (("treatment", one), ("comparator", other)):
        made[f"n_{side}"] = result.n
        if count:
            made[f"events_{side}"] = result.events
        else:
            made[f"mean_{side}"], made[f"sd_{side}"] = result.mean, result.sd
    if one.row.get("p_value") == other.row.get("p_value"):
        made["p_op"], made["p_value"] = one.row.get("p_op"), one.row.get("p_value")
    for side, result in (("treatment", one), ("comparator", other)):
        if result.formula:
            made["derived"] = "; ".join(filter(None, (made["derived"], f"{result.derives}_{side}")))
            made["formula"] = "; ".join(filter(None, (made["formula"], f"{result.derives}_{side}: {result.formula}")))
    return _with(made, [one.row, other.row], [*effect.doubts, *doubts, *filter(None, (one.doubt, other.doubt))])


def _row(row: Mapping[str, Any], effect: Effect, measure: str) -> dict[str, Any]:
    made = {name: row.get(name) for name in ("study", "endpoint", "grade", "timepoint", "timepoint_unit", "unit")}
    derived = [name for name in ("yi", "sei", "vi") if getattr(effect, name) is not None]
    return {
        **made,
        "outcome": row.get("label") or row.get("term"),
        "measure": measure,
        "sm": _SM.get(measure),
        **{name: getattr(effect, name) for name in ("yi", "sei", "vi")},
        "derived": "; ".join(derived) or None,
        "formula": effect.formula or None,
        "formula_source": effect.source or None,
    }


def _with(made: dict[str, Any], used: Sequence[Mapping[str, Any]], doubts: Sequence[str]) -> dict[str, Any]:
    """The records that a row is made of, their places, and what speaks against it."""
    confidence = min(float(row["confidence"]) for row in used)
    reasons = [reason for row in used if row["confidence"] < 1 for reason in row["reasons"]]
    spans = [row["span"] for row in used]
    made["records"] = ";".join(row["id"] for row in used)
    made["id"] = "-".join(dict.fromkeys(row["id"] for row in used))
    made["start"], made["end"] = min(span[0] for span in spans), max(span[1] for span in spans)
    made["page"] = spans[0][2]
    made["confidence"] = min(confidence, _DOUBTED) if doubts else confidence
    made["doubt"] = "; ".join(dict.fromkeys((*doubts, *reasons))) or None
    return made


def _findings(findings: Sequence[Mapping[str, Any]]) -> list[tuple[int, int, str]]:
    """Places of what is wrong or suspicious, in order."""
    return sorted((row["span"][0], row["span"][1], row["rule"]) for row in findings if row["severity"] in ("error", "warning"))


def _finish(made: dict[str, Any], tables: Sequence[_Table], findings: Sequence[tuple[int, int, str]]) -> None:
    """The title of the table that a row stands in, and the findings inside its place."""
    place = bisect_right(tables, made["start"], key=lambda table: table.start) - 1
    if place >= 0 and made["end"] <= tables[place].end:
        made["table"] = tables[place].title or None
    first = bisect_right(findings, made["start"], key=lambda finding: finding[0] + 1)
    rules = []
    for start, end, rule in findings[first:]:
        if start >= made["end"]:
            break
        if end <= made["end"]:
            rules.append(f"finding {rule}")
    if rules:
        made["doubt"] = "; ".join(filter(None, (made["doubt"], *dict.fromkeys(rules))))
        made["confidence"] = min(made["confidence"], _DOUBTED)
