"""Test statistics with their degrees of freedom against the P value behind them; Cochran's Q against I squared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from daraevidence.draft import Flag, Severity
from daraevidence.language.numbers import Number, as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import bounds
from daraevidence.layout.document import Block, Document
from daraevidence.validation.distributions import two_sided
from daraevidence.validation.significance import p_of_chi_squared, p_of_f, p_of_r, p_of_t, printed_p, shown_p

__all__ = ["statistics_with_p"]

_NUMBER = r"\d{1,6}(?:\.\d{1,6})?|\.\d{1,6}"
_DF = r"\d{1,5}(?:\.\d{1,3})?"
_CHI = r"[χΧ]\s?(?:2|²|\^2)|\b[Cc]hi(?:2|²|\^2|[- ]squared?)|\bX(?:2|²|\^2)"
#: ``t(38) = 2.20``, ``F2,57 = 3.40``, ``χ2(1, N = 90) = 4.20``, ``Q = 12.3, df = 5``
_TOLD = compiled(
    rf"(?<![\w.])(?P<name>[tFrzZQ](?=\s?[(\d=])|{_CHI})\s?"
    rf"(?:[(\[]\s?(?:df\s?=\s?)?(?P<df>{_DF})(?:\s?[,;]\s?(?:[Nn]\s?=\s?\d+|(?:df\s?=\s?)?(?P<more>{_DF})))?\s?[)\]]|"
    rf"(?P<glued>\d{{1,4}})(?:,\s?(?P<beside>\d{{1,5}}))?)?"
    rf"\s?=\s?(?P<value>[-−–]?(?:{_NUMBER}))"
    rf"(?:\s?[,;]\s?(?:df|d\.f\.)\s?=\s?(?P<after>{_DF})(?:\s?,\s?(?P<within>{_DF}))?)?"
    rf"\s?[,;(]?\s?(?:two[- ]sided |two[- ]tailed )?[Pp]\s?(?P<op>[=<>≤≥])\s?(?P<p>{_NUMBER})(?![\d.]*\s?[×x%])"
)
_P = compiled(r"\b[Pp]\s?[=<>≤≥]\s?\.?\d")
_SQUARE = compiled(rf"\bI\s?(?:2|²|\^2)\s?[=:,]?\s?(?:of\s)?(?P<value>{_NUMBER})\s?%")
_Q = compiled(
    rf"(?<![\w.])(?:Q|{_CHI})\s?(?:[(\[]\s?(?:df\s?=\s?)?(?P<df>{_DF})\s?[)\]])?\s?=\s?(?P<value>{_NUMBER})"
    rf"(?:\s?[,;]\s?(?:df|d\.f\.)\s?=\s?(?P<after>{_DF}))?"
)
_BORDER = 0.05
#: Above this no P value is a border that a test is held against.
_LOOSE = 0.1
#: I squared is near the one of Q, and no more than near, where it is told by tau squared of a random-effects model.
_SLACK = 15.0
#: So many characters lie between a heterogeneity statistic and its I squared.
_REACH = 60


def statistics_with_p(document: Document) -> Iterator[Flag]:
    """B9, B17, B18: the P value of a test statistic is that of its degrees of freedom, I squared is that of Cochran's Q.

    B9: P of t, F, r, z, chi-squared and Q over all values that print as the statistic (statcheck). ``error``: the printed P lies
    on the other side of 0.05; ``warning``: it is another one; ``info``: half of it fits, which is a one-sided test (B18).
    B17: I squared = max(0, (Q - df) / Q): ``warning`` beyond 15 points, which another estimator of the variance explains no
    longer. Reads ``t(38) = 2.20, P = 0.03``, ``F2,57 = 3.40``, ``χ2(1, N = 90) = 4.20`` and ``Chi2 = 8.8, df = 5 (P = 0.12);
    I2 = 43%``.
    """
    for block in document.blocks:
        if block.kind in ("reference", "metadata"):
            continue
        text = block.text
        if _P.search(text):
            yield from _of_tests(block, text)
        if "I" in text and "%" in text:
            yield from _of_squares(block, text)


def _of_tests(block: Block, text: str) -> Iterator[Flag]:
    for found in _TOLD.finditer(text):
        reader = _reader(found)
        if reader is None:
            continue
        value, p = _number(block, found, "value"), _number(block, found, "p")
        near, far = sorted(abs(float(limit)) for limit in bounds(value))
        near = 0.0 if value.value == 0 else near
        least, most = reader(far), reader(near)
        verdict = _judge(found["op"], p, least, most)
        if verdict is None:
            continue
        severity, words = verdict
        told = " ".join(found[0].split())
        again = shown_p(least, most)
        yield Flag(
            "p-statistic-disagree",
            severity,
            block.start + found.start(),
            block.start + found.end(),
            f"{told}: the statistic has P of {again}, {words}.",
            formula="P of t, F, r, z or chi-squared with its degrees of freedom",
            printed=p.text,
            recomputed=again,
            places=((value.start, value.end), (p.start, p.end)),
        )


def _reader(found: re.Match[str]) -> Callable[[float], float] | None:
    """The P value by the statistic, ``None`` where its degrees of freedom are not told."""
    name = found["name"]
    first = found["df"] or found["glued"] or found["after"]
    second = found["more"] or found["beside"] or found["within"]
    if name in "zZ":
        return two_sided if first is None else None
    if first is None or float(first) <= 0:
        return None
    df = float(first)
    if name == "F":
        return partial(p_of_f, df=df, df_within=float(second)) if second is not None and float(second) > 0 else None
    if second is not None:
        return None
    return partial({"t": p_of_t, "r": p_of_r}.get(name, p_of_chi_squared), df=df)


def _judge(op: str, p: Number, least: float, most: float) -> tuple[Severity, str] | None:
    low, high = printed_p(op, p)
    if op == "<" and high > _LOOSE:  # ``P < .73`` of a P value that was rounded up
        high = float(bounds(p)[1])
    if not 0 <= float(p.value) <= 1 or (low <= most and least <= high):
        return None
    if op == "=" and low * 2 <= most and least <= high * 2:
        return "info", "twice the printed one: the test is one-sided"
    other = (most < _BORDER <= low) if least < low else (high <= _BORDER < least)
    return ("error", f"on the other side of {_BORDER}") if other else ("warning", "which is another one")


def _of_squares(block: Block, text: str) -> Iterator[Flag]:
    for square in _SQUARE.finditer(text):
        start, end = max(0, square.start() - _REACH), square.end() + _REACH
        near = list(_Q.finditer(text, start, end))
        if len(near) != 1 or len(list(_SQUARE.finditer(text, start, end))) != 1:
            continue
        q, told = near[0], _number(block, square, "value")
        df = float(q["df"] or q["after"] or 0)
        if df <= 0:
            continue
        value = _number(block, q, "value")
        low, high = (_share(float(limit), df) for limit in bounds(value))
        small, large = (float(limit) for limit in bounds(told))
        if small - _SLACK <= high and low <= large + _SLACK:
            continue
        again = f"{_share(float(value.value), df):.0f}"
        yield Flag(
            "heterogeneity-disagree",
            "warning",
            block.start + square.start(),
            block.start + square.end(),
            f"I2 of {told.text}%: Q of {value.text} with {df:g} degrees of freedom gives {again}%.",
            formula="I2 = max(0, (Q - df) / Q)",
            printed=told.text,
            recomputed=again,
            places=((told.start, told.end), (value.start, value.end)),
        )


def _share(q: float, df: float) -> float:
    return max(0.0, 100 * (q - df) / q) if q > 0 else 0.0


def _number(block: Block, found: re.Match[str], name: str) -> Number:
    text = found[name].replace("−", "-").replace("–", "-")
    return as_number(text, block.start + found.start(name))
