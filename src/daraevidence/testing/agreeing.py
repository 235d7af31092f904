"""Made-up documents whose numbers agree: made from patients and estimates that are exact, then printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from random import Random
from typing import Literal, TypeAlias

from daraevidence.testing.figures import Figures
from daraevidence.testing.printing import as_columns, as_html, as_lines, as_pipes
from daraevidence.testing.remarks import Sentence
from daraevidence.testing.sheets import Sheet
from daraevidence.testing.trials import CONTROLS, DRUGS, Trial

__all__ = ["Agreeing", "agreeing_document"]

Form: TypeAlias = Literal["lines", "columns", "markdown", "html"]
_FORMS: tuple[Form, ...] = ("lines", "columns", "markdown", "html")
_PRINTERS: dict[Form, Callable[[Sheet], str]] = {"lines": as_lines, "columns": as_columns, "markdown": as_pipes, "html": as_html}

#: Long forms of the short ones that the documents use: they spell all of them out.
_SPELLED = Sentence(
    "list",
    "Abbreviations: CI, confidence interval; CR, complete response; ECOG, Eastern Cooperative Oncology Group; HR, hazard ratio;"
    " MR, minimal response; OR, odds ratio; ORR, overall response rate; OS, overall survival; PD, progressive disease; PFS,"
    " progression-free survival; PR, partial response; SD, stable disease; VGPR, very good partial response.",
)


@dataclass(frozen=True)
class Agreeing:
    """A document whose printed numbers agree with each other: statements and tables in the order of the text."""

    title: str
    parts: tuple[Sentence | Sheet, ...]
    form: Form

    @property
    def kind(self) -> Literal["text", "markdown", "html"]:
        """The kind of source that ``text`` is."""
        return "markdown" if self.form == "markdown" else "html" if self.form == "html" else "text"

    @property
    def text(self) -> str:
        """The document as it is printed."""
        shown = []
        for told, parts in groupby(self.parts, key=lambda part: isinstance(part, Sentence) and part.kind != "list"):
            if told:
                shown.append(self._told(" ".join(part.text for part in parts if isinstance(part, Sentence))))
            else:
                shown += [self._told(part.text) if isinstance(part, Sentence) else _PRINTERS[self.form](part) for part in parts]
        if self.form == "html":
            return "\n".join(["<html><body>", f"<h1>{escape(self.title)}</h1>", *shown, "</body></html>"])
        return "\n\n".join([("# " if self.form == "markdown" else "") + self.title, *shown]) + "\n"

    def _told(self, text: str) -> str:
        return f"<p>{escape(text)}</p>" if self.form == "html" else text


def agreeing_document(random: Random) -> Agreeing:
    """One document: prose on a trial of two or three arms and its tables of patients, responses, survival and adverse events.

    Everything is printed with 0 to 2 decimals from numbers that are exact, so that no rule may find an error or a warning.
    ``random`` decides everything; with ``hypothesis.strategies.randoms(use_true_random=False)`` hypothesis does.

    Examples:
        >>> from random import Random
        >>> import daraevidence as dara
        >>> from daraevidence.testing import agreeing_document
        >>> findings = dara.extract_text(agreeing_document(Random(1)).text).findings
        >>> [finding.rule for finding in findings if finding.severity == "error"]
        []
    """
    arms = [*random.sample(DRUGS, random.choice([1, 1, 2])), random.choice(CONTROLS)]
    sizes = tuple(random.randint(12, 480) for _ in arms)
    trial = Trial(Figures(random, random.choice([0, 1, 1, 1, 2])), tuple(arms), sizes)
    form = random.choice(_FORMS)
    parts: list[Sentence | Sheet] = [*trial.opening()]
    for make in random.sample(trial.sheets(form in ("markdown", "html")), random.randint(1, 4)):
        sheet = make()
        parts += [*trial.said(), *trial.again(sheet), sheet]
    return Agreeing(f"{arms[0]} in Advanced Disease", (*parts, *trial.said(), _SPELLED), form)
