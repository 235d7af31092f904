"""Strategies of hypothesis for made-up sentences with results, and what must be read from them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from hypothesis import strategies as st

from daraevidence.testing.fields import capital
from daraevidence.testing.phrasings import PHRASINGS, Phrasing
from daraevidence.testing.printed import Printed, Style
from daraevidence.testing.scenes import Scene, all_groups, both_groups, changed, made_scene

__all__ = ["Statement", "Told", "made_statement", "statements"]

_P_VALUES = ("0.03", "0.001", "0.41", "0.005", "0.72")
_RATIOS = {"share": ("odds ratio", "OR", "relative risk", "hazard ratio"), "time": ("hazard ratio", "HR")}
_RATIO_FORMS = (
    "{name}, {value}; 95% CI, {low} to {high}",
    "{name} {value}, 95% CI {low}-{high}",
    "{name} {value} [95% CI {low}–{high}]",
)


@dataclass(frozen=True)
class Told:
    """One result that a sentence tells.

    ``group`` and ``comparator`` are names as in ``Group.name``, ``None`` where the sentence names none; ``words`` those of its
    outcome, ``measures`` the ones that fit, ``fields`` its numbers as printed. ``anyone``: which group bears it is left open.
    """

    words: tuple[str, ...]
    measures: frozenset[str]
    fields: dict[str, float | str | bool]
    group: str | None = None
    comparator: str | None = None
    anyone: bool = False


@dataclass(frozen=True)
class Statement:
    """A made-up document of one or two sentences; ``start`` is where the sentence of the phrasing begins."""

    phrasing: str
    text: str
    start: int
    told: tuple[Told, ...]
    groups: tuple[str, ...] = ()


def _p(draw: Random, style: Style) -> tuple[str, float]:
    if draw.randint(0, 3) == 0:
        return style.p.replace("=", "<").format(p=f"0{style.point}001"), 0.001
    value = draw.choice(_P_VALUES)
    return style.p.format(p=value.replace(".", style.point)), float(value)


def _ratio(draw: Random, kind: str, scene: Scene) -> Printed:
    """A ratio of the first group to the second, as their results have it: the hazard is lower where the time is longer."""
    x, y = scene.results["x"].numbers, scene.results["y"].numbers
    key = "percent" if "percent" in x and "percent" in y else "value"
    below = (x[key] > y[key]) == (kind in ("time", "landmark"))
    value = round(draw.uniform(0.35, 0.9) if below else draw.uniform(1.1, 1.6), 2)
    return Printed({"value": value, "ci_low": round(value * 0.7, 2), "ci_high": round(value * 1.45, 2)}, scene.style)


def _say(draw: Random, phrasing: Phrasing, scene: Scene) -> dict[str, Any]:
    """The words of a template."""
    x, y = scene.results["x"].numbers, scene.results["y"].numbers
    less = (x["percent"] < y["percent"]) if "percent" in x and phrasing.kind != "rate" else x["value"] < y["value"]
    o, other = scene.outcome, scene.other
    ae, ae2 = draw.sample(scene.field.adverse, 2)[:2]
    said: dict[str, Any] = {
        "a": scene.a,
        "b": scene.b,
        "A": capital(scene.a.bare),
        "ab": both_groups(scene.a, scene.b, draw),
        "Group_a": capital(scene.a.group),
        "People_a": capital(scene.a.people),
        "Within_a": capital(scene.a.within),
        "Within_b": capital(scene.b.within),
        "A_own": capital(scene.a.own),
        "A_treated": capital(scene.a.treated),
        "o": o.noun if not o.short or draw.random() < 0.5 else o.short,
        "o2": other.noun,
        "O2": capital(other.noun),
        "did": o.did,
        "didso": "had" if o.did.startswith(("were", "had")) and not o.did.startswith("were") else o.did,
        "events": o.plural or f"cases of {o.noun}",
        "unit": o.unit,
        "people": scene.people,
        "Fewer": "Fewer" if less else "More",
        "More_yx": "More" if less else "Fewer",
        "less": "less" if less else "more",
        "lower": "lower" if less else "higher",
        "longer": "shorter" if less else "longer",
        "prolonged": "shortened" if less else "prolonged",
        "reduced": "reduced" if less else "increased",
        "k": draw.choice((6, 12, 24, 36)),
        "t": f"at {draw.choice(('week 12', '12 weeks', '6 months', 'month 12'))}",
        "nnt": draw.randint(6, 90),
        "ae": ae,
        "Ae": capital(ae),
        "ae2": ae2,
    }
    said["O"] = capital(said["o"])
    if scene.c is not None:
        groups = (scene.a, scene.b, scene.c)
        said |= {"c": scene.c, "abc": f"in {all_groups(groups)}", "abc_groups": all_groups(groups)}
    return said | scene.results


def statements(phrasing: Phrasing | str | None = None, introduced: bool | None = None) -> st.SearchStrategy[Statement]:
    """Made-up sentences that tell results in one of the ways of journals, alone or below a sentence that names the arms.

    ``phrasing`` is one of ``PHRASINGS`` or its name, else any; ``introduced`` says whether the arms are named before.
    """
    if isinstance(phrasing, str):
        phrasing = next(one for one in PHRASINGS if one.name == phrasing)
    return st.builds(made_statement, st.randoms(use_true_random=True), st.just(phrasing), st.just(introduced))


def made_statement(draw: Random, phrasing: Phrasing | None = None, introduced: bool | None = None) -> Statement:
    """One of ``statements()``, by chance."""
    way = phrasing or draw.choice(PHRASINGS)
    scene = made_scene(draw, way.kind, "{v." in way.template)
    _fit(draw, way, scene)
    said = _say(draw, way, scene)
    p, p_value = _p(draw, scene.style)
    ratio_name = draw.choice(_RATIOS.get(way.kind, _RATIOS["time"]))
    ratio = _ratio(draw, way.kind, scene)
    form = draw.choice(_RATIO_FORMS)
    difference = Printed({**changed(draw)}, scene.style)
    said |= {"p": p, "d": _Difference(difference)}
    if "{r}" in way.template:
        said["r"] = form.format(
            name=ratio_name, value=ratio.number("value", 2), low=ratio.number("ci_low", 2), high=ratio.number("ci_high", 2)
        )
    text = capital(way.template.format(**said))
    known = draw.random() < 0.5 if introduced is None else introduced
    before = _introduction(draw, scene, way) if known else ""
    told = _told(way, scene, said, p_value if "{p}" in way.template else None)
    if "{r}" in way.template:
        told.append(_told_ratio(way, scene, ratio, ratio_name))
    if "{d}" in way.template:
        told.append(_told_difference(scene, difference.fields))
    if "{nnt}" in way.template:
        told.append(_told_difference(scene, {"value": said["nnt"]}))
    named = _names(way)
    return Statement(way.name, before + text, len(before), tuple(told), (scene.a.name, scene.b.name) if named else ())


class _Difference:
    """A difference in a template: its value, or one of its limits."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed

    def __format__(self, spec: str) -> str:
        return self._printed.number("value")

    @property
    def low(self) -> str:
        return self._printed.number("ci_low")

    @property
    def high(self) -> str:
        return self._printed.number("ci_high")


def _fit(draw: Random, way: Phrasing, scene: Scene) -> None:
    """Numbers that a phrasing asks for: small ones for words, parts that are smaller than their whole."""
    x, z = scene.results["x"].numbers, scene.results["z"].numbers
    if ".Word}" in way.template:
        _count(x, draw.randint(2, 20), scene.style)
    if way.name in ("nested: including", "nested: of the N"):
        x["n"] = max(x["n"], 3)
        _count(x, int(x["n"]), scene.style)
        _count(z, draw.randint(1, int(x["n"]) - 1), scene.style)


def _count(numbers: dict[str, float], n: int, style: Style) -> None:
    numbers["n"] = n
    numbers["percent"] = round(100 * n / numbers["denominator"], style.places)


_INTRODUCED = (
    "A total of {total} {people} with {condition} were randomly assigned to {a} (n={na}) or {b} (n={nb}).",
    "We randomly assigned {na} {people} with {condition} to {a} and {nb} to {b}.",
    "{People} with {condition} were randomized to receive {a} (n = {na}) or {b} (n = {nb}).",
    "In this trial, {people} with {condition} were assigned to {a} ({na} patients) or to {b} ({nb} patients).",
)
_INTRODUCED_THREE = (
    "A total of {total} {people} with {condition} were randomly assigned to {a} (n={na}), {b} (n={nb}), or {c} (n={nc}).",
    "{People} with {condition} were assigned to {a} ({na} patients), {b} ({nb} patients), or {c} ({nc} patients).",
)


def _introduction(draw: Random, scene: Scene, way: Phrasing) -> str:
    people, a, b = scene.field.people, scene.a, scene.b
    if not _names(way):
        return f"We followed {a.size} {people} with {scene.field.condition}. "
    form = draw.choice(_INTRODUCED if scene.c is None else _INTRODUCED_THREE)
    if a.bare != a.name or len(a.name) == 1:
        form = form.replace("receive ", "")
    return (
        form.format(
            total=a.size + b.size + (scene.c.size if scene.c is not None else 0),
            people=people,
            People=capital(people),
            condition=scene.field.condition,
            a=a.bare,
            b=b.bare,
            na=a.size,
            nb=b.size,
            c=scene.c.bare if scene.c is not None else "",
            nc=scene.c.size if scene.c is not None else 0,
        )
        + " "
    )


def _names(way: Phrasing) -> bool:
    return any(mark in way.template for mark in ("{a.", "{A}", "{ab}", "{abc", "_a}", "{b."))


def _outcomes(way: Phrasing, scene: Scene, said: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The words of the outcome of each result."""
    own: tuple[str, ...] = (scene.outcome.noun, scene.outcome.did, scene.outcome.short)
    if way.kind == "adverse":
        own = (said["ae"],) if "{ae}" in way.template or "{Ae}" in way.template else ()
        own = own or (("discontinuation",) if "discontinuation" in way.template else ("Serious adverse events",))
    found = {"x": own, "y": own, "v": own}
    second: tuple[str, ...] = (said["ae2"],) if "{ae2}" in way.template else (scene.other.noun,)
    died = ("died", "death")
    found["z"] = second if any(mark in way.template for mark in ("{o2}", "{O2}", "{ae2}")) else died
    found["w"] = found["z"] if "{y." in way.template else died
    return found


_MEASURES = {
    "time": ("median",),
    "mean": ("mean", "value"),
    "change": ("mean", "value"),
    "landmark": ("landmark_rate",),
    "rate": ("value",),
}


def _told(way: Phrasing, scene: Scene, said: dict[str, Any], p: float | None) -> list[Told]:
    named, template = _names(way), way.template
    outcomes = _outcomes(way, scene, said)
    groups = {"x": scene.a.name, "y": scene.b.name, "z": scene.a.name, "w": scene.b.name if "{y." in template else scene.a.name}
    groups |= {"v": scene.c.name} if scene.c is not None else {}
    told = []
    for name, printed in scene.results.items():
        if not printed.fields.keys() - {"denominator"}:
            continue
        fields, measures = dict(printed.fields), frozenset(_MEASURES.get(way.kind, ("proportion",)))
        if way.kind in ("landmark", "rate") and "percent" in fields:
            fields["value"] = fields.pop("percent")
        if measures == {"proportion"} and not fields.keys() & {"percent", "denominator"}:
            measures = frozenset(("count", "proportion"))
        if way.kind == "landmark":
            fields |= {"timepoint": float(said["k"])}
        if "value" not in fields and way.kind == "time":
            fields |= {"reached": False}
        own = groups[name] if named and (name in "ywv" or _bears(template)) else None
        pair = {"x": "y", "y": "x", "z": "w", "w": "z", "v": "x"}[name]
        against = groups[pair] if scene.c is None and own and f"{{{pair}." in template and groups[pair] != own else None
        if p is not None and name in "xyv":
            fields["p_value"] = p
        told.append(Told(tuple(filter(None, outcomes[name])), measures, fields, own, against))
    return [*told, *_none(way, scene, outcomes, named)]


def _bears(template: str) -> bool:
    return any(mark in template for mark in ("{a.", "{A}", "{ab}", "{abc", "_a}", "{A_"))


def _none(way: Phrasing, scene: Scene, outcomes: dict[str, tuple[str, ...]], named: bool) -> list[Told]:
    """What a sentence tells without a number: nobody, not reached."""
    words = tuple(filter(None, outcomes["x"]))
    if way.kind == "none":
        own = scene.a.name if named else None
        fields: dict[str, float | str | bool] = {**scene.results["x"].fields, "n": 0}
        return [
            Told((*words, scene.outcome.plural), frozenset(("count", "proportion")), fields, own, anyone="either" in way.template)
        ]
    if "reached" in way.name and "{x.value}" not in way.template and "{x.nrci}" not in way.template:
        versus = scene.b.name if named else None
        own = scene.a.name if named else None
        return [Told(words, frozenset(("median",)), {"reached": False}, own, versus, anyone="either" in way.template)]
    if "NR vs" in way.template:
        return [Told(words, frozenset(("median",)), {"reached": False}, scene.a.name, scene.b.name)]
    return []


def _told_ratio(way: Phrasing, scene: Scene, ratio: Printed, name: str) -> Told:
    measures = {"odds ratio": "odds_ratio", "OR": "odds_ratio", "relative risk": "relative_risk"}
    words = tuple(filter(None, (scene.outcome.noun, scene.outcome.did, scene.outcome.short)))
    return Told(words, frozenset((measures.get(name, "hazard_ratio"),)), dict(ratio.fields), scene.a.name, scene.b.name)


def _told_difference(scene: Scene, fields: dict[str, float | str | bool]) -> Told:
    words = tuple(filter(None, (scene.outcome.noun, scene.outcome.did, scene.outcome.short)))
    return Told(words, frozenset(("value", "mean")), dict(fields), anyone=True)
