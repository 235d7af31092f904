"""Made-up results that remember what was printed of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Printed", "Style", "WORDS"]

WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
).split()


@dataclass(frozen=True)
class Style:
    """How a journal prints: ``percent`` behind a number, intervals with ``{low}`` and ``{high}``, P values, decimals."""

    percent: str = "%"
    ci: str = "(95% CI, {low}-{high})"
    p: str = "P={p}"
    minus: str = "-"
    places: int = 0
    point: str = "."


@dataclass
class Printed:
    """One result: what a template takes from it is kept in ``fields``, as the numbers that must be read again.

    ``numbers`` are its values by field (``n``, ``denominator``, ``percent``, ``value``, ``sd``, ``ci_low`` ...).
    """

    numbers: dict[str, float]
    style: Style
    fields: dict[str, float | str | bool] = field(default_factory=dict)

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        return _FORMS[name](self)

    def number(self, name: str, places: int = 1) -> str:
        """The number of a field as printed; from now on it is one that must be read."""
        value = self.numbers[name]
        self.fields[name] = value
        return f"{value:.{places}f}".replace("-", self.style.minus).replace(".", self.style.point)

    def with_percent(self) -> str:
        return self.number("percent", self.style.places) + self.style.percent

    def interval(self, kind: str) -> str:
        low, high = self.number(f"{kind}_low"), self.number(f"{kind}_high")
        if kind == "ci":
            return self.style.ci.format(low=low, high=high)
        return f"(IQR, {low}-{high})"

    def reached_not(self) -> str:
        """An interval whose upper limit is not reached."""
        self.fields["ci_high_text"] = "NR"
        return f"(95% CI, {self.number('ci_low')}-NR)"

    def worded(self) -> str:
        self.number("n", 0)
        return WORDS[int(self.numbers["n"])].capitalize()

    def dropped(self) -> str:
        self.fields["value"] = abs(self.numbers["value"])
        return f"{abs(self.numbers['value']):.1f}".replace(".", self.style.point)


_FORMS: dict[str, Callable[[Printed], str]] = {
    "n": lambda one: one.number("n", 0),
    "N": lambda one: one.number("denominator", 0),
    "pct": Printed.with_percent,
    "value": lambda one: one.number("value"),
    "rate": lambda one: one.number("value"),
    "change": lambda one: one.number("value"),
    "drop": Printed.dropped,
    "sd": lambda one: one.number("sd"),
    "low": lambda one: one.number("ci_low"),
    "high": lambda one: one.number("ci_high"),
    "rlow": lambda one: one.number("range_low"),
    "rhigh": lambda one: one.number("range_high"),
    "ilow": lambda one: one.number("iqr_low"),
    "ihigh": lambda one: one.number("iqr_high"),
    "ci": lambda one: one.interval("ci"),
    "iqr": lambda one: one.interval("iqr"),
    "nrci": Printed.reached_not,
    "Word": Printed.worded,
}
