"""What a made-up statement is about: a field, two arms, an outcome and their results, by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from daraevidence.testing.fields import FIELDS, OPEN_PAIRS, OPEN_TRIPLES, Field, Group, Outcome
from daraevidence.testing.printed import Printed, Style

__all__ = ["Scene", "all_groups", "both_groups", "changed", "made_scene"]

_LANDMARKS = ("overall survival", "progression-free survival", "event-free survival", "relapse-free survival", "graft survival")
_CI = (
    "(95% CI, {low}-{high})",
    "(95% CI {low} to {high})",
    "(95% CI, {low} to {high})",
    "[95% CI, {low}–{high}]",
    "(95% confidence interval, {low} to {high})",
    "(95% CI: {low}, {high})",
)
_P = ("P={p}", "p={p}", "P = {p}", "p = {p}")


@dataclass
class Scene:
    """What the template of one statement can print."""

    field: Field
    a: Group
    b: Group
    outcome: Outcome
    other: Outcome
    style: Style
    people: str
    results: dict[str, Printed]
    c: Group | None = None


def _groups(draw: Random, chosen: Field, three: bool) -> list[Group]:
    """Two or three arms, named alike in each place of the sentence."""
    open_words = draw.randint(0, 3) == 0
    names = (
        draw.choice(OPEN_TRIPLES if open_words else _triples(chosen))
        if three
        else draw.choice(OPEN_PAIRS if open_words else chosen.pairs)
    )
    size = draw.randint(40, 600)
    sizes = (size, size + draw.randint(-9, 9), size + draw.randint(-9, 9))[: len(names)]
    if open_words:
        lettered = len(names[0]) == 1
        noun = draw.choice(("group", "arm"))
        made = []
        for name, n in zip(names, sizes, strict=True):
            called = f"{noun} {name}" if lettered else f"the {name} {noun}"
            made.append(Group(name, called, f"in {called}", called, f"{chosen.people} in {called}", name, n))
        return made
    form = draw.choice(("with {}", "in the {} group", "in the {} arm", "among patients receiving {}", "with {}"))
    verb = draw.choice(("receiving", "treated with", "assigned to"))
    return [
        Group(name, name, form.format(name), f"the {name} group", f"{chosen.people} {verb} {name}", name, n)
        for name, n in zip(names, sizes, strict=True)
    ]


def _triples(chosen: Field) -> list[tuple[str, ...]]:
    """Two treatments of a field, each with what it can be compared with in a third arm."""
    return [
        (one, other, third) for one, other in chosen.pairs for third in ("placebo", "usual care") if third not in (one, other)
    ]


def both_groups(a: Group, b: Group, draw: Random) -> str:
    if len(a.name) == 1:
        return f"in groups {a.name} and {b.name}"
    if a.bare != a.name:
        return f"in the {a.short} and {b.short} groups"
    return draw.choice((f"in the {a.short} and {b.short} groups", f"with {a.short} and {b.short}"))


def _share(draw: Random, size: int, style: Style) -> dict[str, float]:
    n = draw.randint(2, max(3, size - 2))
    percent = round(100 * n / size, style.places)
    return {
        "n": n,
        "denominator": size,
        "percent": percent,
        "value": percent,
        "ci_low": round(max(0.1, percent - 4.3), 1),
        "ci_high": round(min(99.8, percent + 4.4), 1),
    }


def _measured(draw: Random, low: float, high: float) -> dict[str, float]:
    """A mean or median with its spreads."""
    value = round(draw.uniform(low, high), 1)
    step = round(max(0.3, value * draw.choice((0.07, 0.11, 0.19))), 1)
    numbers = {"value": value, "sd": round(step * 1.4, 1)}
    for kind, wide in (("ci", 1.0), ("iqr", 2.0), ("range", 3.0)):
        numbers[f"{kind}_low"] = round(max(0.1, value - wide * step), 1)
        numbers[f"{kind}_high"] = round(value + wide * step + 0.1, 1)
    return numbers


def changed(draw: Random) -> dict[str, float]:
    value = -round(draw.uniform(0.4, 18), 1)
    return {
        "value": value,
        "sd": round(abs(value) / 3 + 0.2, 1),
        "ci_low": round(value - 0.9, 1),
        "ci_high": round(value + 0.8, 1),
    }


def all_groups(groups: Sequence[Group]) -> str:
    """``the apixaban, warfarin, and placebo groups``"""
    one, two, three = groups
    if len(one.name) == 1:
        return f"groups {one.name}, {two.name}, and {three.name}"
    return f"the {one.short}, {two.short}, and {three.short} groups"


def made_scene(draw: Random, kind: str, three: bool = False) -> Scene:
    chosen = draw.choice(FIELDS)
    a, b, *more = _groups(draw, chosen, three)
    c = more[0] if more else None
    style = Style(
        draw.choice(("%", "%", "%", "%", " %", " percent")),
        draw.choice(_CI),
        draw.choice(_P),
        draw.choice(("-", "−", "–")),
        draw.randint(0, 1),
        Random(a.size * b.size).choice("......·"),  # by itself: what is drawn behind it stays as it is
    )
    if kind == "landmark":
        outcome = other = Outcome(draw.choice(_LANDMARKS))
    elif kind == "time":
        outcome = other = draw.choice(chosen.times)
    elif kind in ("mean", "change"):
        outcome = other = draw.choice(chosen.values)
    else:
        events = [event for event in chosen.events if "death" not in event.noun]
        outcome, other = draw.sample(events, 2)[:2]
    people = draw.choice((chosen.people, "patients"))
    results = {}
    sizes = {"x": a.size, "y": b.size, "z": a.size, "w": b.size} | ({"v": c.size} if c is not None else {})
    for name, size in sizes.items():
        if kind in ("mean", "time"):
            numbers = _measured(draw, outcome.low, outcome.high)
        elif kind == "change":
            numbers = changed(draw)
        elif kind == "rate":
            numbers = _share(draw, size, style) | _measured(draw, 0.6, 24)
        else:
            numbers = _share(draw, size, style)
        results[name] = Printed(numbers, style)
    return Scene(chosen, a, b, outcome, other, style, people, results, c)
