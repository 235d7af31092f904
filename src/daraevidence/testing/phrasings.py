"""Ways in which journals say a result.

A phrasing is a template: ``{x}`` and ``{y}`` are the results of the groups ``{a}`` and ``{b}``, ``{o}`` is the outcome, ``{p}`` a P
value, ``{r}`` a ratio with its interval. What a template prints of a result is what must be read from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from daraevidence.testing.pairings import SHARE_PAIRS, THREE_MEANS, THREE_SHARES, THREE_TIMES, TIME_PAIRS
from daraevidence.testing.spellings import CHANGES_SPELLED, COUNTS_SPELLED, MEANS_SPELLED, SHARES_SPELLED, TIMES_SPELLED

__all__ = ["PHRASINGS", "Phrasing"]


@dataclass(frozen=True)
class Phrasing:
    """``kind`` says what the results are: share, time, mean, change, count, landmark, rate, difference, adverse or none."""

    name: str
    kind: str
    template: str

    @property
    def family(self) -> str:
        return self.name.partition(": ")[0]


#: comparisons of shares of patients in two arms
SHARES = {
    "occurred in, and in": "{O} occurred in {x.pct} of the patients {a.within} and in {y.pct} of those {b.within} ({p}).",
    "as compared with": "The rate of {o} was {x.pct} {a.within}, as compared with {y.pct} {b.within} ({r}; {p}).",
    "fewer than": "{Fewer} {people} {a.given} than {b.given} {did} ({x.pct} vs {y.pct}; {p}).",
    "reduced compared with": "{A} significantly {reduced} {o} compared with {b.bare} ({x.pct} vs {y.pct}; {r}).",
    "respectively": "The rates of {o} were {x.pct} and {y.pct} {ab}, respectively ({p}).",
    "in the A group, versus": "In {a.group}, {x.n} of {x.N} {people} ({x.pct}) {did}, versus {y.n} of {y.N} ({y.pct}) in {b.group}.",
    "a total of": "A total of {x.n} {people} ({x.pct}) in {a.group} and {y.n} ({y.pct}) in {b.group} {did}.",
    "of N given": "Of {x.N} {people} {a.given}, {x.n} ({x.pct}) {did}; of {y.N} {b.given}, {y.n} ({y.pct}) {didso}.",
    "fractions": "{O} was {less} frequent {a.within} than {b.within}: {x.n}/{x.N} ({x.pct}) v {y.n}/{y.N} ({y.pct}).",
    "proportion with intervals": "The proportion of {people} with {o} was {x.pct} {x.ci} {a.within} and {y.pct} {y.ci} {b.within}.",
    "n (%) of N": "{x.n} ({x.pct}) of {x.N} {people} in {a.group} and {y.n} ({y.pct}) of {y.N} {people} in {b.group} {did} ({r}).",
    "there were": "There were {x.n} {events} ({x.pct}) in {a.group} versus {y.n} ({y.pct}) in {b.group}.",
    "compared with B, A": "Compared with {b.bare}, {a.bare} was associated with a {lower} rate of {o} ({x.pct} vs {y.pct}; {p}).",
    "did not differ": "The incidence of {o} did not differ significantly between {a.group} and {b.group} ({x.pct} vs {y.pct}; {p}).",
    "with A; with B": "{Within_a}, {x.pct} of {people} {did}; {b.within}, {y.pct}.",
    "but in": "{O} was seen in {x.n} {people} ({x.pct}) {a.within} but in {y.n} ({y.pct}) {b.within}.",
    "colon list": "{O}: {a.label}, {x.n} of {x.N} ({x.pct}); {b.label}, {y.n} of {y.N} ({y.pct}).",
    "vs in both groups": "{O} was seen in {x.pct} vs {y.pct} of {people} {ab} ({p}).",
    "more than": "{More_yx} {people} in {b.group} than in {a.group} {did} ({y.pct} vs {x.pct}).",
    "n in brackets behind": "{O} was observed in {x.pct} ({x.n}/{x.N}) of {people} {a.within}, compared to {y.pct} ({y.n}/{y.N}) {b.within}; {p}.",
    "brackets with names": "{O} was {less} common in {a.group} ({x.n} [{x.pct}] of {x.N}) than in {b.group} ({y.n} [{y.pct}] of {y.N}).",
    "A had a lower rate": "{Group_a} had a {lower} rate of {o} than {b.group} ({x.pct} [{x.n}/{x.N}] vs {y.pct} [{y.n}/{y.N}]; {p}).",
    "ratio alone": "{A} was associated with a {lower} risk of {o} than {b.bare} ({r}; {p}).",
    "subject then compared": "{People_a} were {less} likely than {b.people} to have {o} ({x.pct} versus {y.pct}, {p}).",
    "while": "{x.pct} of {a.people} {did}, while {y.pct} of {b.people} {didso}.",
    "assigned to": "{O} occurred in {x.n} of {x.N} {people} ({x.pct}) assigned to {a.bare} and {y.n} of {y.N} ({y.pct}) assigned to {b.bare}.",
    "given, given": "{O} was seen in {x.n} {people} ({x.pct}) given {a.bare} and in {y.n} ({y.pct}) given {b.bare}.",
    "who received": "{x.n} of {x.N} {people} who received {a.bare} {did}, versus {y.n} of {y.N} who received {b.bare} ({p}).",
    "shared predicate": "{x.pct} of {a.people} {did}, compared with {y.pct} of {b.people}.",
    "obtained with A and B": "Rates of {o} of {x.pct} and {y.pct} were seen with {a.bare} and {b.bare}.",
    "headed": "RESULTS {O} was seen in {x.n} ({x.pct}) {people} in {a.group} and {y.n} ({y.pct}) in {b.group}.",
    "against": "{O} was seen in {x.pct} of {people} {a.within} against {y.pct} {b.within} ({p}).",
    "of each group": "{x.Word} of the {x.N} {people} {a.within} and {y.n} of the {y.N} {b.within} {did}.",
    "the primary end point": "{O}, the primary end point, occurred in {x.n} of {x.N} {people} ({x.pct}) {a.within} and {y.n} of {y.N} ({y.pct}) {b.within}.",
    "without a full stop": "{O} was less frequent in {a.group} than in {b.group} ({x.pct} vs {y.pct}; {p})",
    "names in a bracket behind": "{O}: {x.pct} vs {y.pct} ({a.bare} vs {b.bare}).",
    "groups in brackets": "{O} ({a.bare}, {x.pct}; {b.bare}, {y.pct}; {p}) was {less} frequent {a.within}.",
}

#: comparisons of median times
TIMES = {
    "with, versus with": "Median {o} was {x.value} {unit} {x.ci} {a.within} versus {y.value} {unit} {y.ci} {b.within} ({r}; {p}).",
    "longer in": "Median {o} was significantly {longer} {a.within} than {b.within} ({x.value} vs {y.value} {unit}; {r}; {p}).",
    "respectively": "Median {o} was {x.value} and {y.value} {unit} {ab}, respectively ({p}).",
    "in A, as compared": "The median {o} {a.within} was {x.value} {unit}, as compared with {y.value} {unit} {b.within}.",
    "prolonged, median in brackets": "{A} {prolonged} {o} compared with {b.bare} (median, {x.value} v {y.value} {unit}; {r}).",
    "no difference was found": "No significant difference was found in median {o} between {a.group} and {b.group} ({x.value} vs {y.value} {unit}; {p}).",
    "lettered": "Median {o} was {x.value} {unit} {x.ci} {a.within}, and {y.value} {unit} {y.ci} {b.within}.",
    "patients had a median": "{People_a} had a median {o} of {x.value} {unit} {x.ci}, compared with {y.value} {unit} {y.ci} for {b.people}.",
    "colon": "Median {o}: {x.value} {unit} ({a.bare}) vs {y.value} {unit} ({b.bare}), {p}.",
    "A: value; B: value": "For {a.bare} and {b.bare}, median {o} was {x.value} {unit} and {y.value} {unit}, respectively.",
    "iqr": "The median {o} was {x.value} {unit} {x.iqr} in {a.group} and {y.value} {unit} {y.iqr} in {b.group} ({p}).",
    "did not differ": "There was no difference in median {o} between {a.group} and {b.group} ({x.value} and {y.value} {unit}, respectively; {p}).",
    "while it was": "In {a.group}, median {o} was {x.value} {unit}, while it was {y.value} {unit} in {b.group}.",
    "improved from": "The median {o} {b.within} was {y.value} {unit}; {a.within} it was {x.value} {unit} ({p}).",
    "respectively with intervals": "Median {o} was {x.value} {unit} {x.ci} and {y.value} {unit} {y.ci} for {a.bare} and {b.bare}, respectively.",
    "second without its unit": "Median {o} was {x.value} {unit} {a.within} and {y.value} {b.within}.",
    "reached, not": "Median {o} was not reached {a.within} and was {y.value} {unit} {y.ci} {b.within} ({r}).",
}

#: comparisons of means
MEANS = {
    "plus-minus": "The mean (±SD) {o} was {x.value}±{x.sd} {unit} in {a.group} and {y.value}±{y.sd} {unit} in {b.group} ({p}).",
    "sd in brackets": "Mean (SD) {o} was {x.value} ({x.sd}) {unit} {a.within} and {y.value} ({y.sd}) {unit} {b.within} ({p}).",
    "SD named": "The mean {o} was {lower} {a.within} ({x.value} {unit}, SD {x.sd}) than {b.within} ({y.value} {unit}, SD {y.sd}).",
    "vs, plus-minus": "{O} was {lower} in {a.group} than in {b.group} ({x.value} ± {x.sd} vs {y.value} ± {y.sd} {unit}, {p}).",
    "respectively": "Mean {o} was {x.value} and {y.value} {unit} {ab}, respectively ({p}).",
    "difference": "Mean {o} was {x.value} {unit} {a.within} vs {y.value} {unit} {b.within} (mean difference, {d}; {p}).",
    "averaged": "{O} averaged {x.value} {unit} in {a.group} compared with {y.value} {unit} in {b.group}.",
    "interval": "The mean {o} was {x.value} {unit} {x.ci} for {a.bare} and {y.value} {unit} {y.ci} for {b.bare}.",
    "second without its unit": "The mean {o} was {x.value} {unit} {a.within} and {y.value} {b.within} ({p}).",
    "people had": "{People_a} had a {lower} mean {o} than {b.people} ({x.value} [SD, {x.sd}] vs {y.value} [SD, {y.sd}] {unit}).",
}

CHANGES = {
    "mean change at": "The mean change from baseline in {o} {t} was {x.change} {unit} {a.within} and {y.change} {unit} {b.within} (difference, {d}; {p}).",
    "decreased by": "{O} decreased by {x.drop} {unit} {a.within} and by {y.drop} {unit} {b.within} ({p}).",
    "least-squares": "The least-squares mean change in {o} from baseline was {x.change} {unit} {x.ci} {a.within} versus {y.change} {unit} {y.ci} {b.within}.",
    "reduction vs": "The reduction in {o} was greater {a.within} than {b.within} ({x.drop} vs {y.drop} {unit}; {p}).",
    "changes respectively": "Mean changes in {o} were {x.change} and {y.change} {unit} {ab}, respectively.",
    "fell, rose": "{O} fell by {x.drop} {unit} {a.within} but rose by {y.drop} {unit} {b.within}.",
    "decreased by, of headed": "RESULTS {O} decreased by {x.drop} {unit} {a.within} (P<0.001) and by {y.drop} {unit} {b.within} (P = 0.2).",
    "A lowered O by": "{A} lowered {o} by {x.drop} {unit}, as compared with {y.drop} {unit} {b.within}.",
    "by a mean of": "{O} changed by a mean of {x.change} {unit} {a.within} versus {y.change} {unit} {b.within} (difference, {d}; {p}).",
    "plus-minus": "{O} changed by {x.change}±{x.sd} {unit} in {a.group} and by {y.change}±{y.sd} {unit} in {b.group}.",
}

#: one group: n and percent
COUNTS = {
    "n (%)": "{x.n} {people} ({x.pct}) {did}.",
    "of the N, n (%)": "Of the {x.N} {people}, {x.n} ({x.pct}) {did}.",
    "n of N (%)": "{O} was seen in {x.n} of {x.N} {people} ({x.pct}).",
    "n/N (%)": "{O} occurred in {x.n}/{x.N} ({x.pct}) {people}.",
    "% (n/N)": "The rate of {o} was {x.pct} ({x.n}/{x.N}).",
    "% (n of N)": "{O} was reported in {x.pct} of {people} ({x.n} of {x.N}).",
    "n (%) of the N": "{x.n} ({x.pct}) of the {x.N} {people} {did}.",
    "% of": "{O} occurred in {x.pct} of {people}.",
    "out of": "{x.n} out of {x.N} {people} ({x.pct}) {did}.",
    "% [n/N]": "The incidence of {o} was {x.pct} [{x.n}/{x.N}].",
    "n=": "{O} was documented in {x.pct} of {people} (n={x.n}).",
    "% with interval": "The cumulative incidence of {o} was {x.pct} {x.ci}.",
    "words": "{x.Word} of the {x.N} {people} {did}.",
    "words (%)": "{x.Word} {people} ({x.pct}) {did}.",
    "event count": "{x.n} {events} occurred.",
    "among": "Among {x.N} {people}, {o} occurred in {x.n} ({x.pct}).",
}

#: one result with an interval
INTERVALS = {
    "(95% CI, a-b)": "The median {o} was {x.value} {unit} (95% CI, {x.low}-{x.high}).",
    "(95% CI a to b)": "The median {o} was {x.value} {unit} (95% CI {x.low} to {x.high}).",
    "[95% CI, a-b]": "The median {o} was {x.value} {unit} [95% CI, {x.low}–{x.high}].",
    "confidence interval spelled": "Median {o} was {x.value} {unit} (95% confidence interval [CI], {x.low} to {x.high}).",
    "CI 95%": "Median {o} was {x.value} {unit} (CI 95%: {x.low}-{x.high}).",
    "comma inside": "Median {o} was {x.value} {unit} (95% CI: {x.low}, {x.high}).",
    "brackets with =": "Median {o} was {x.value} {unit}, 95% CI = [{x.low}, {x.high}].",
    "semicolon": "Median {o} was {x.value} {unit} (95% CI {x.low}; {x.high}).",
    "comma before": "Median {o} was {x.value} {unit}, 95% CI {x.low}-{x.high}.",
    "unit behind": "Median {o} was {x.value} (95% CI, {x.low}–{x.high}) {unit}.",
    "unit inside": "Median {o} was {x.value} {unit} (95% CI, {x.low} to {x.high} {unit}).",
    "with a CI of": "Median {o} was {x.value} {unit}, with a 95% CI of {x.low} to {x.high} {unit}.",
    "range": "Median {o} was {x.value} {unit} (range, {x.rlow}-{x.rhigh}).",
    "range to": "The median {o} was {x.value} {unit} (range: {x.rlow} to {x.rhigh} {unit}).",
    "IQR": "Median {o} was {x.value} {unit} (IQR {x.ilow}–{x.ihigh}).",
    "interquartile": "Median {o} was {x.value} {unit} (interquartile range, {x.ilow} to {x.ihigh}).",
    "[IQR]": "The median [IQR] {o} was {x.value} [{x.ilow}-{x.ihigh}] {unit}.",
    "(range) in head": "The median (range) {o} was {x.value} ({x.rlow}-{x.rhigh}) {unit}.",
}

NOT_REACHED = {
    "was not reached": "Median {o} was not reached.",
    "has not been reached": "The median {o} has not been reached {x.nrci}.",
    "NR": "Median {o} was NR {x.nrci}.",
    "not yet": "After a median follow-up of 14.2 months, median {o} was not yet reached.",
    "not reached vs": "Median {o} was not reached {a.within} versus {y.value} {unit} {b.within}.",
    "NR vs": "{O} was longer {a.within} than {b.within} (median, NR vs {y.value} {unit}; {r}).",
    "in either": "Median {o} was not reached in either group.",
    "upper limit": "Median {o} was {x.value} {unit} (95% CI, {x.low}-NR).",
    "upper limit spelled": "Median {o} was {x.value} {unit} (95% CI, {x.low} to not reached).",
    "NE": "Median {o} was {x.value} {unit} (95% CI {x.low}-NE).",
    "had not been reached in A": "The median {o} had not been reached in {a.group} and was {y.value} {unit} in {b.group} ({p}).",
}

LANDMARKS = {
    "k-month O was": "The {k}-month {o} rate was {x.pct} {x.ci}.",
    "k-month short": "{k}-month {o} was {x.pct} {x.ci}.",
    "at k months": "{O} at {k} months was {x.pct} {a.within} and {y.pct} {b.within}.",
    "k-month, respectively": "The {k}-month {o} rates were {x.pct} and {y.pct} {ab}, respectively.",
    "estimated": "The estimated {o} at {k} months was {x.pct} {x.ci} {a.within} and {y.pct} {y.ci} {b.within}.",
    "at k months, leading": "At {k} months, {o} was {x.pct} {a.within} and {y.pct} {b.within}.",
    "k months, then group": "The {o} rate at {k} months was {x.pct} {x.ci} {a.within}, compared with {y.pct} {y.ci} {b.within}.",
    "vs": "{k}-month {o} was {x.pct} {a.within} vs {y.pct} {b.within} ({r}).",
}

RATES = {
    "per 100 person-years": "The rate of {o} was {x.rate} per 100 person-years {a.within} and {y.rate} per 100 person-years {b.within}.",
    "events per 100 patient-years": "{O} occurred at a rate of {x.rate} events per 100 patient-years in {a.group} versus {y.rate} in {b.group} ({r}).",
    "per year": "The rate of {o} was {x.pct} per year {a.within}, as compared with {y.pct} per year {b.within}.",
    "per person-time behind a slash": "The rate of {o} was {x.rate}/100 patient-years {a.within} and {y.rate}/100 patient-years {b.within}.",
    "vs per year": "{x.pct} vs {y.pct} per year of {a.people} and {b.people} {did}, respectively.",
    "per 1000": "The incidence rate of {o} was {x.rate} per 1000 person-years {x.ci}.",
}

RISKS = {
    "risk difference": "{O} occurred in {x.pct} {a.within} and {y.pct} {b.within} (risk difference, {d} percentage points; 95% CI, {d.low} to {d.high}).",
    "absolute difference": "The absolute difference in {o} was {d} percentage points (95% CI, {d.low} to {d.high}).",
    "number needed to treat": "The number needed to treat to prevent one case of {o} was {nnt}.",
    "NNT": "{O} occurred in {x.pct} {a.within} and in {y.pct} {b.within} (number needed to treat, {nnt}).",
}

DIFFERENCES = {
    "mean difference": "The mean difference in {o} was {d} {unit} (95% CI, {d.low} to {d.high}; {p}).",
    "between-group": "The between-group difference in {o} was {d} {unit} (95% CI {d.low} to {d.high}).",
}

NESTED = {
    "including": "Among responders, {x.n} ({x.pct}) {did}, including {z.n} ({z.pct}) who died.",
    "of the N": "Of the {x.N} {people}, {x.n} ({x.pct}) {did} and {z.n} ({z.pct}) died.",
    "one of two outcomes": "{O} occurred in {x.n} {people} ({x.pct}) and {o2} in {z.n} ({z.pct}).",
    "two outcomes, both arms": "{O} ({x.pct} vs {y.pct}) and {o2} ({z.pct} vs {w.pct}) were {less} frequent {a.within} than {b.within}.",
    "list of outcomes": "The outcomes {a.within} were {o} ({x.pct}), {o2} ({z.pct}) and death ({w.pct}).",
    "leading group": "In {a.group}, {x.n} {people} ({x.pct}) had {o} and {z.n} ({z.pct}) had {o2}.",
    "respectively": "{O} ({x.pct} and {y.pct}) and {o2} ({z.pct} and {w.pct}) were seen with {a.bare} and {b.bare}, respectively.",
    "respectively, two outcomes": "{O} and {o2} occurred in {x.n} ({x.pct}) and {z.n} ({z.pct}) {people}, respectively.",
}

ADVERSE = {
    "grade 3 or 4": "Grade 3 or 4 {ae} occurred in {x.pct} of {people} {a.within} and {y.pct} of those {b.within}.",
    "most common": "The most common adverse events were {ae} ({x.pct}) and {ae2} ({z.pct}).",
    "grade ≥3": "Grade ≥3 {ae} was reported in {x.n} {people} ({x.pct}).",
    "A vs B in brackets": "Adverse events that were more common {a.within} than {b.within} were {ae} ({x.pct} vs {y.pct}) and {ae2} ({z.pct} vs {w.pct}).",
    "n (%) each": "{Ae} was reported in {x.n} ({x.pct}) {people} in {a.group} and {y.n} ({y.pct}) in {b.group}.",
    "led to discontinuation": "Adverse events led to discontinuation in {x.pct} of {people} in {a.group} and {y.pct} in {b.group}.",
    "serious": "Serious adverse events occurred in {x.n} ({x.pct}) and {y.n} ({y.pct}) {people} {ab}, respectively.",
}

NONE = {
    "no patient": "No patient in {a.group} {did}.",
    "none of": "None of the {x.N} {people} {did}.",
    "there were no": "There were no {events}.",
    "and none with": "{O} occurred in {y.n} {people} {b.within} and in none {a.within}.",
    "no, last clause": "{O2} occurred in {z.n} {people} ({z.pct}), and there were no {events}.",
    "no occurred": "No {events} occurred in either group.",
    "against none": "{O} occurred in {y.n} {people} ({y.pct}) in {b.group} and in none in {a.group}.",
}

_FAMILIES = (
    ("share", "share", SHARES),
    ("time", "time", TIMES),
    ("mean", "mean", MEANS),
    ("change", "change", CHANGES),
    ("count", "count", COUNTS),
    ("interval", "time", INTERVALS),
    ("not reached", "time", NOT_REACHED),
    ("landmark", "landmark", LANDMARKS),
    ("rate", "rate", RATES),
    ("difference", "share", RISKS),
    ("difference", "change", DIFFERENCES),
    ("nested", "share", NESTED),
    ("adverse", "adverse", ADVERSE),
    ("none", "none", NONE),
    ("spelled share", "share", SHARES_SPELLED),
    ("spelled time", "time", TIMES_SPELLED),
    ("spelled mean", "mean", MEANS_SPELLED),
    ("spelled change", "change", CHANGES_SPELLED),
    ("spelled count", "count", COUNTS_SPELLED),
    ("share pair", "share", SHARE_PAIRS),
    ("time pair", "time", TIME_PAIRS),
    ("three shares", "share", THREE_SHARES),
    ("three times", "time", THREE_TIMES),
    ("three means", "mean", THREE_MEANS),
)

PHRASINGS: tuple[Phrasing, ...] = tuple(
    Phrasing(f"{family}: {name}", kind, template) for family, kind, templates in _FAMILIES for name, template in templates.items()
)
