"""The verdict on one claim: a record with the places that say so, and a flag for each value that they do not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from daraevidence.draft import Draft, Flag, How, Mark, Severity, Value
from daraevidence.language.numbers import Number
from daraevidence.referee.attributes import attributes
from daraevidence.referee.claims import Claim
from daraevidence.referee.fields import PRIMARY, decimals, is_rounding, numbers_of, shown
from daraevidence.referee.fit import is_whole, subject
from daraevidence.referee.grounding import amount, places_of_quote
from daraevidence.referee.judge import Bench, Candidate, Choice
from daraevidence.referee.names import names
from daraevidence.referee.readings import Spot
from daraevidence.referee.telling import Place, cut, flag, named, owner, place_of, quoted, right
from daraevidence.validation.proportions import agrees

__all__ = ["Stray", "Verdict", "decide"]

#: What a number is that can be the size of a group.
_SIZES = frozenset({"group_size", "count", "proportion", "number"})
#: Records of the library below this confidence prove nothing against a claim.
_SURE = 0.9
#: How many places of one number are looked at.
_MOST = 400


class Stray(NamedTuple):
    """A claimed value that stands nowhere in the source."""

    field: str
    value: Value
    reason: str


@dataclass(slots=True)
class Verdict:
    """``draft`` is the claim with the places that speak for it; ``strays`` what stands nowhere."""

    claim: Claim
    draft: Draft
    flags: list[Flag] = field(default_factory=list)
    strays: list[Stray] = field(default_factory=list)


def decide(claim: Claim, bench: Bench) -> Verdict:
    """Anchor a claim's values, and say of each that is not so what the source says instead."""
    document = bench.library.document
    near = list(places_of_quote(document, claim.quote)) if claim.quote else []
    choice = bench.choose(claim, near)
    home = choice.home.reading.draft if choice.home is not None else None
    draft = Draft(claim.kind, home.start if home else 0, home.end if home else 0, dict(claim.fields))
    verdict = Verdict(claim, draft)
    case = _Case(bench, verdict, choice)
    if claim.quote and not near:
        words = f"{claim.place}.quote: “{cut(claim.quote)}” stands nowhere in the source."
        verdict.flags.append(flag("quote-not-in-source", "error", place_of(draft), words, claim, "quote"))
        draft.doubt(0.4, "the quote given for it stands nowhere in the source")
    if choice.rival is not None and choice.home is not None:
        case.of_another(choice.home, choice.rival)
    else:
        case.numbers()
        if choice.home is not None:
            verdict.flags += case.foreign(choice.home)
        if choice.home is not None and choice.home.fit.parts["what"] >= 0.5:
            verdict.flags += attributes(claim, choice.home, draft, document)
    verdict.flags += names(claim, choice, draft, bench)
    return verdict


class _Case:
    """A claim with what was chosen for it."""

    def __init__(self, bench: Bench, verdict: Verdict, choice: Choice) -> None:
        self.bench, self.verdict, self.choice = bench, verdict, choice
        self.library, self.document = bench.library, bench.library.document
        self.claim, self.draft = verdict.claim, verdict.draft

    # --- the numbers belong to something else ------------------------------------------------------------------------

    def of_another(self, home: Candidate, rival: Candidate) -> None:
        """All numbers stand together, but for another group, outcome, time ... than the claim says."""
        claim, other = self.claim, rival.reading.draft
        primary = [name for name in home.matches if name.removesuffix("_text") in PRIMARY] or list(home.matches)
        wrong = [name for name in primary if rival.matches[name].status not in ("same", "rounded")]
        told = {name: right(rival, name) for name in wrong}
        values = ", ".join(f"{name} {value}" for name, (value, _) in told.items() if value)
        given = ", ".join(f"{name} {shown(claim.fields[name])}" for name in wrong)
        words = (
            f"{claim.place}: {given} stands in the source for {named(home.reading)}; for {named(rival.reading)} "
            f"it has {values or 'another value'}: “{quoted(self.document, other)}”."
        )
        at = next((place for value, place in told.values() if value and place), place_of(other))
        here = place_of(home.reading.draft)
        table = self.bench.table_at(here[0])
        near = home.reading.scene.start == rival.reading.scene.start or (table >= 0 and table == self.bench.table_at(other.start))
        sure = near and min(home.reading.draft.confidence, other.confidence) >= _SURE
        self._misread(wrong[0], "error" if sure else "warning", at, words, values, (here,))
        self.draft.doubt(0.2, f"the numbers are those of {named(home.reading)}")
        self.draft.start, self.draft.end = place_of(other)
        for name in set(home.matches) - set(wrong):
            self._anchor(name, rival if rival.matches[name].status in ("same", "rounded") else home)

    def foreign(self, home: Candidate) -> list[Flag]:
        """A study or a group that the source knows, but of which it does not say these numbers: it says them of another."""
        found: list[Flag] = []
        reading, claim = home.reading, self.claim
        for name in ("study", "cohort") if reading.owned and home.matches else ():
            own, asked = reading.draft.get(name), claim.text(name)
            if (
                not own
                or reading.draft.kind == name
                or home.fit.parts.get(name, 1.0) >= 0.5
                or not self.bench.is_named(claim, name)
            ):
                continue
            if name == "cohort" and (is_whole(asked) or not self.bench.has_column(asked, reading.draft.start)):
                continue
            quote = quoted(self.document, reading.draft)
            words = f"{claim.place}.{name}: the source says this of {own}, not of {asked}: “{quote}”."
            found.append(flag("value-misread", "warning", place_of(reading.draft), words, claim, name, str(own)))
            self.draft.doubt(0.3, f"the source says this of {own}")
        return found

    def _misread(self, name: str, severity: Severity, at: Place, words: str, value: str, others: Sequence[Place] = ()) -> None:
        self.verdict.flags.append(flag("value-misread", severity, at, words, self.claim, name, value, others))

    @property
    def _severity(self) -> Severity:
        """``error`` where the place that the claim is about is beyond doubt."""
        home = self.choice.home
        sure = home is not None and home.reading.owned and home.reading.draft.confidence >= _SURE and home.fit.score >= 0.85
        return "error" if sure else "warning"

    # --- value by value ----------------------------------------------------------------------------------------------

    def numbers(self) -> None:
        """Each claimed number: anchored, or told why not."""
        home = self.choice.home
        for name, value in numbers_of(self.claim.kind, self.claim.fields):
            match = home.matches[name] if home is not None else None
            if home is not None and match is not None and match.status in ("same", "rounded"):
                self._anchor(name, home)
                continue
            other = self._sibling(name)
            if other is not None:
                self._anchor(name, other)
            elif self._is_size(name, value) or self._is_told_beside(name, value):
                continue
            elif home is None or match is None or match.status == "absent":
                self._absent(name, value)
            elif match.status == "other":
                self._swapped(name, value, home)
            else:
                value_there, at = right(home, name)
                self._missing(name, value, self._spots(value), value_there, at or place_of(home.reading.draft))

    def _anchor(self, name: str, one: Candidate) -> None:
        match, draft = one.matches[name], one.reading.draft
        marks = draft.marks.get(match.name) or self._unmarked(name, draft)
        self.draft.marks[name] = marks
        if match.status == "rounded":
            value, at = right(one, name)
            self._rounded(name, value, at or place_of(draft))

    def _unmarked(self, name: str, draft: Draft) -> tuple[Mark, ...]:
        """Where a value stands that the library's record has from elsewhere: the nearest place of its number, else its own."""
        spots = [spot for spot in self._spots(self.claim.fields.get(name)) if self._is_near(spot)]
        nearest = min(spots, key=lambda spot: abs(spot.start - draft.start), default=None)
        return (Mark(nearest.start, nearest.end, "inherited") if nearest else Mark(*place_of(draft), "inherited"),)

    def _rounded(self, name: str, value: str, at: Place) -> None:
        words = f"{self.claim.place}.{name}: {shown(self.claim.fields[name])} is {value} of the source, rounded."
        self.verdict.flags.append(flag("value-rounded", "info", at, words, self.claim, name, value))
        self.draft.marks[name] = (Mark(*at, "normalised"),)

    def _sibling(self, name: str) -> Candidate | None:
        """Another reading that is as much what the claim is about and has the value."""
        home = self.choice.home
        least = max(0.6, home.fit.score - 0.1) if home is not None else 0.6
        for one in self.choice.others:
            if one.fit.score < least:
                return None
            if one.matches[name].status == "same" and one.fit.parts["what"] >= 0.6:
                return one
        return None

    def _spots(self, value: Value) -> list[Spot]:
        if not isinstance(value, (int, float)):
            return []
        number = amount(value)
        return self.library.spots.get(number) or (self.library.powers(number) if abs(number) >= 1000 else [])

    def _is_told_beside(self, name: str, value: Value) -> bool:
        """Whether a number that no record of the library owns stands among the claim's own words."""
        spots = [spot for spot in self._spots(value)[:_MOST] if not self.library.owners(spot.start)]
        best = max(spots, key=lambda spot: self._support(name, spot), default=None)
        if best is None or name == "denominator" or self._support(name, best) < 0.8:
            return False
        self.draft.marks[name] = (Mark(best.start, best.end, "printed"),)
        return True

    def _is_size(self, name: str, value: Value) -> bool:
        """Whether an N that is not the one that the library takes can be meant: it makes n the percent, or is a size told nearby.

        The same for an n that is all of its N.
        """
        home, fields = self.choice.home, self.claim.fields
        if (name != "denominator" and (name != "n" or value != fields.get("denominator"))) or not isinstance(value, int):
            return False
        n, percent = fields.get("n"), fields.get("percent")
        if isinstance(n, int) and n > value:
            return False
        if isinstance(n, int) and isinstance(percent, (int, float)):
            fits = value > 0 and agrees(n, value, _as_printed(percent))
        else:
            marks = home.reading.draft.marks.get("denominator", ()) if home is not None else ()
            fits = all(mark.how == "inherited" for mark in marks)
        spots = [spot for spot in self._spots(value) if self._is_near(spot) and spot.quantity.role in _SIZES] if fits else []
        if spots:
            spot = min(spots, key=lambda spot: abs(spot.start - self.draft.start))
            self.draft.marks[name] = (Mark(spot.start, spot.end, "printed" if self._inside(spot) else "inherited"),)
        return bool(spots)

    def _is_near(self, spot: Spot) -> bool:
        """Whether a place is of the same study or section as the one that the claim is about."""
        own, other = (self.document.block_at(place) for place in (self.draft.start, spot.start))
        if own is not None and other is not None and own.section == other.section:
            return True
        return self.bench.studies.at(self.draft.start) == self.bench.studies.at(spot.start)

    def _absent(self, name: str, value: Value) -> None:
        """The place that the claim is about tells nothing of this kind: the value may stand beside it, or nowhere."""
        if isinstance(value, str):
            places = list(places_of_quote(self.document, value))
            inside = [place for place in places if self._holds(place[0])]
            if inside:
                self.draft.marks[name] = (Mark(*inside[0]),)
            else:
                self._missing(name, value, [], "")
            return
        spots = self._spots(value)
        spot = self._beside(name, spots)
        if spot is not None:
            how: How = "printed" if self.choice.home is None or self._inside(spot) else "inherited"
            self.draft.marks[name] = (Mark(spot.start, spot.end, how),)
        elif not self._derived(name, value):
            self._missing(name, value, spots, "")

    def _holds(self, place: int) -> bool:
        """Whether a place stands in the row or sentence that the claim is about."""
        scene = self.choice.home.reading.scene if self.choice.home is not None else None
        return scene is not None and scene.start <= place < scene.end

    def _inside(self, spot: Spot) -> bool:
        return self._holds(spot.start)

    def _beside(self, name: str, spots: Sequence[Spot]) -> Spot | None:
        """A place of the value in the same row or sentence, or one whose words are the claim's own."""
        inside = [spot for spot in spots if self._inside(spot)]
        if inside:
            return min(inside, key=lambda spot: abs(spot.start - self.draft.start))
        best = max(spots[:_MOST], key=lambda spot: self._support(name, spot), default=None)
        return best if best is not None and self._support(name, best) >= 0.6 else None

    def _support(self, name: str, spot: Spot) -> float:
        """How far the words around a place are those of the claim: its subject, or for an N its group."""
        scene, fitter, claim = self.library.scene(spot.start), self.bench.fitter, self.claim
        about = f"{scene.words} {scene.above}"
        if name in ("denominator", "n_patients") or claim.kind == "cohort":
            if spot.quantity.role not in _SIZES:
                return 0.0
            group = claim.text("cohort", "study")
            return 0.6 + 0.4 * fitter.recall(group, about) if not group or fitter.recall(group, about) >= 0.5 else 0.0
        what = fitter.recall(subject(claim), scene.words)
        if claim.text("cohort") and what:
            return min(what, 0.5 + 0.5 * fitter.recall(claim.text("cohort"), f"{scene.column or scene.words} {scene.above}"))
        return what

    def _derived(self, name: str, value: Value) -> bool:
        """A percent that nobody prints but that follows from n and N: said, and no invention."""
        n, total = self.claim.fields.get("n"), self.claim.fields.get("denominator")
        if name != "percent" or not isinstance(n, int) or not isinstance(total, int) or not isinstance(value, (int, float)):
            return False
        if not 0 <= n <= total or total == 0 or not agrees(n, total, _as_printed(value)):
            return False
        words = f"{self.claim.place}.percent: {shown(value)} is not printed; it follows from {n} of {total}."
        self.verdict.flags.append(flag("value-computed", "info", place_of(self.draft), words, self.claim, name))
        self.verdict.strays.append(Stray(name, value, f"computed from {n} of {total}"))
        return True

    def _swapped(self, name: str, value: Value, home: Candidate) -> None:
        """The place that the claim is about has the value as something else."""
        own = home.matches[name].name
        there, at = right(home, name)
        marks = home.reading.draft.marks.get(own, ())
        here = tuple((mark.start, mark.end) for mark in marks[:1])
        instead = f"{name} is {there}" if there else f"no {name} is printed"
        quote = quoted(self.document, home.reading.draft)
        words = f"{self.claim.place}.{name}: {shown(value)} is the {own} of {named(home.reading)}; {instead}: “{quote}”."
        place = at or (here[0] if here else place_of(home.reading.draft))
        self._misread(name, self._severity, place, words, there, here)
        self.draft.doubt(0.3, f"{name} is the {own} of the source")

    def _missing(self, name: str, value: Value, spots: Sequence[Spot], there: str, at: Place | None = None) -> None:
        """A value that does not stand where the claim is about: elsewhere only (a misreading), or nowhere (an invention)."""
        claim, given, home = self.claim, shown(value), self.choice.home
        about = named(home.reading) if home is not None else subject(claim)
        instead = f"; the source has {there}: “{quoted(self.document, home.reading.draft)}”" if there and home is not None else ""
        rounded = self._rounded_spot(value) if not there else None
        if rounded is not None:
            self._rounded(name, rounded.number.text, (rounded.start, rounded.end))
            return
        if claim.kind not in ("study", "reference"):
            spots = [spot for spot in spots if self.library.is_result(spot)]
        spots = sorted(spots, key=lambda spot: abs(spot.start - self.draft.start))
        field_name = name if name in claim.fields else name.removesuffix("_text")
        here = (spots[0].start, spots[0].end) if spots else at or place_of(self.draft)
        if spots and there:
            as_what = owner(self.library, spots[0])
            words = f"{claim.place}.{name}: {given} is not that of {about}; it stands in the source as {as_what}{instead}."
            self._misread(field_name, self._severity, at or here, words, there, (here,))
            self.draft.doubt(0.2, f"{name} {given} is not what the source has there")
            return
        severity: Severity = "error"
        reason = "stands nowhere in the source"
        words = f"{claim.place}.{name}: {given} of {about} stands nowhere in the source{instead}."
        if spots:
            reason, severity = "stands in the source only as something else", self._severity
            as_what = owner(self.library, spots[0])
            words = f"{claim.place}.{name}: {given} of {about} is not in the source; there it stands only as {as_what}."
        self.verdict.flags.append(flag("value-not-in-source", severity, here, words, claim, field_name, there))
        self.verdict.strays.append(Stray(field_name, value, reason))
        self.draft.doubt(0.1, f"{name} {given} {reason}")

    def _rounded_spot(self, value: Value) -> Spot | None:
        """A number in the same row or sentence that the claimed one is a rounding of."""
        home = self.choice.home
        if home is None or not isinstance(value, (int, float)):
            return None
        scene = home.reading.scene
        for quantity in self.library.mentions.within(scene.start, scene.end):
            for number in quantity.numbers:
                if number.end > number.start and is_rounding(value, Decimal(number.value)):
                    return Spot(number.start, number.end, number, quantity)
        return None


def _as_printed(value: float) -> Number:
    return Number(0, 0, "", amount(value), decimals(value))
