"""Ways in which two or three groups and their results are set side by side in a sentence, or in two.

Templates as in ``phrasings``; ``{v}`` is the result of a third group ``{c}``.
"""

from __future__ import annotations

__all__ = ["SHARE_PAIRS", "THREE_MEANS", "THREE_SHARES", "THREE_TIMES", "TIME_PAIRS"]

#: shares of patients in two groups
SHARE_PAIRS = {
    "as opposed to": "{O} occurred in {x.pct} of {people} {a.within} as opposed to {y.pct} {b.within} ({p}).",
    "as against": "{x.pct} of {a.people} {did}, as against {y.pct} of {b.people} ({p}).",
    "whereas it": "{O} occurred in {x.n} of {x.N} {people} {a.within}, whereas {b.within} it occurred in {y.n} of {y.N}.",
    "but only": "{x.pct} of {a.people} {did}, but only {y.pct} of {b.people}.",
    "and only": "{O} was recorded in {x.pct} of {people} {a.within} and in only {y.pct} {b.within} ({p}).",
    "rather than": "Treatment {a.within} rather than {b.within} {reduced} {o} ({x.pct} vs {y.pct}; {r}).",
    "in contrast to": "In contrast to {b.bare}, {a.bare} was associated with a {lower} rate of {o} ({x.pct} vs {y.pct}; {p}).",
    "with A and with B": "{O} was noted {a.within} in {x.pct} and {b.within} in {y.pct} of {people}.",
    "n people on A (%)": "{x.n} {people} {a.on} ({x.pct}) and {y.n} {b.on} ({y.pct}) {did}.",
    "n (%) people on A": "{x.n} ({x.pct}) {people} {a.on} and {y.n} ({y.pct}) {b.on} {did} ({p}).",
    "n (%) on A and on B": "{O} was found in {x.n} ({x.pct}) {a.on} and {y.n} ({y.pct}) {b.on}; {p}.",
    "of those on": "Of those {a.on}, {x.pct} {did}; of those {b.on}, {y.pct}.",
    "had been given": "{x.n} of the {x.N} {people} {a.had_been} {did}, as did {y.n} of the {y.N} {b.had_been}.",
    "who had been given": "{O} occurred in {x.pct} of {people} {a.had_been} and {y.pct} of those {b.had_been} ({p}).",
    "recipients": "{O} was reported in {x.n} ({x.pct}) {a.recipients} and {y.n} ({y.pct}) {b.recipients} ({p}).",
    "recipients as subjects": "{x.pct} of {a.recipients} and {y.pct} of {b.recipients} {did}.",
    "treated": "{O} was seen in {x.n} of {x.N} {a.treated} ({x.pct}) and in {y.n} of {y.N} {b.treated} ({y.pct}).",
    "treated, compared": "{x.pct} of {a.treated} {did} compared with {y.pct} of {b.treated} ({r}).",
    "possessive": "{A_own} rate of {o} was {x.pct}, compared with {y.pct} for {b.group}.",
    "possessive, both": "{A_own} rate of {o} was {x.pct}; {b.own} was {y.pct}.",
    "experienced by": "{O} was experienced by {x.pct} of {a.people} and by {y.pct} of {b.people}.",
    "in contrast": "{x.pct} of {people} {a.within} {did}. In contrast, {y.pct} of those {b.within} {didso}.",
    "corresponding figure": "{Within_a}, {x.pct} of {people} {did}. The corresponding figure {b.within} was {y.pct}.",
    "corresponding proportion": "{O} occurred in {x.n} of {x.N} {people} ({x.pct}) in {a.group}; the corresponding proportion in {b.group} was {y.n} of {y.N} ({y.pct}).",
    "the figure for B": "{O} occurred in {x.pct} of {people} {a.within}. The figure for {b.group} was {y.pct}.",
    "against B's": "{x.pct} of {a.people} {did}, against {y.pct} in {b.group} ({r}; {p}).",
    "twice as common": "{O} was about twice as common {a.within} as {b.within} ({x.pct} vs {y.pct}).",
    "half as many": "Half as many {people} {did} {a.within} as {b.within} ({x.pct} and {y.pct}, respectively; {p}).",
    "difference first": "The rates of {o} differed little: {x.pct} {a.within}, {y.pct} {b.within}.",
    "difference, then both": "There was a difference in {o} ({p}): {x.pct} {a.within}, {y.pct} {b.within}.",
    "letters in brackets": "{O}: {x.pct} ({a.bare}), {y.pct} ({b.bare}).",
    "between dashes": "{O} – {x.pct} {a.within}, {y.pct} {b.within} – was the main outcome.",
    "lowered from, to": "{A} {reduced} the rate of {o} from {y.pct} {b.within} to {x.pct}.",
    "B first, subject behind": "Compared with {y.pct} {b.within}, {x.pct} of {people} {a.within} {did} ({p}).",
    "against B first": "Against {y.pct} {b.within}, {o} occurred in {x.pct} {a.within}.",
    "values behind a semicolon": "{O} was {less} common {a.within} than {b.within}; {x.n} of {x.N} versus {y.n} of {y.N} ({p}).",
    "values behind a colon": "{O} was {less} frequent {a.within} than {b.within}: {x.n} ({x.pct}) versus {y.n} ({y.pct}) {people}.",
    "n and N in groups": "{O} occurred in {x.n}/{x.N} {people} in {a.group} ({x.pct}) and {y.n}/{y.N} in {b.group} ({y.pct}); {p}.",
    "second outcome, respectively": "{O} occurred in {x.pct} {a.within} and {y.pct} {b.within}, and {o2} in {z.pct} and {w.pct}, respectively.",
    "second outcome, next sentence": "{O} occurred in {x.pct} {a.within} and {y.pct} {b.within}. {O2} occurred in {z.pct} and {w.pct}, respectively.",
    "second outcome, versus": "{O} occurred in {x.pct} {a.within} and {y.pct} {b.within} ({p}). {O2} occurred in {z.pct} versus {w.pct}.",
    "two outcomes of each": "{Within_a}, {x.pct} of {people} had {o} and {z.pct} had {o2}; {b.within}, {y.pct} and {w.pct}.",
    "two sentences of groups": "{Within_a}, {o} occurred in {x.pct} and {o2} in {z.pct}. {Within_b}, {o} occurred in {y.pct} and {o2} in {w.pct}.",
    "respectively in front": "{Within_a} and {b.within}, respectively, {x.n} ({x.pct}) and {y.n} ({y.pct}) {people} {did}.",
    "respectively in front, two outcomes": "{Within_a} and {b.within}, respectively, {x.n} ({x.pct}) and {y.n} ({y.pct}) {people} had {o} and {z.n} ({z.pct}) and {w.n} ({w.pct}) had {o2}.",
    "ratio for A versus B": "{O} was {less} likely {a.within} ({x.pct}) than {b.within} ({y.pct}); {a.bare} versus {b.bare}, {r}.",
}

#: median times in two groups
TIME_PAIRS = {
    "as opposed to": "Median {o} was {x.value} {unit} {a.within} as opposed to {y.value} {unit} {b.within} ({p}).",
    "only B": "Median {o} was {x.value} {unit} {a.within} but only {y.value} {unit} {b.within}.",
    "corresponding": "Median {o} was {x.value} {unit} {a.within}; the corresponding figure {b.within} was {y.value} {unit}.",
    "corresponding values": "The median {o} {a.within} was {x.value} {unit} {x.ci}. The corresponding value {b.within} was {y.value} {unit} {y.ci}.",
    "recipients": "Median {o} was {x.value} {unit} among {a.recipients} and {y.value} {unit} among {b.recipients} ({r}).",
    "treated": "{A_treated} had a median {o} of {x.value} {unit}, {b.treated} one of {y.value} {unit} ({p}).",
    "possessive": "{A_own} median {o} was {x.value} {unit}, against {y.value} {unit} in {b.group}.",
    "in contrast": "Median {o} was {x.value} {unit} {a.within}. In contrast, it was {y.value} {unit} {b.within}.",
    "on the other hand": "{Within_a}, median {o} was {x.value} {unit} {x.ci}; {b.within}, on the other hand, it was {y.value} {unit} {y.ci}.",
    "value in brackets behind each": "Median {o} was {longer} {a.within} ({x.value} {unit} {x.ci}) than {b.within} ({y.value} {unit} {y.ci}).",
    "from, to": "{A} {prolonged} median {o} from {y.value} {unit} {b.within} to {x.value} {unit} ({r}).",
    "B first": "Compared with {y.value} {unit} {b.within}, median {o} was {x.value} {unit} {a.within} ({r}).",
    "in brackets, names inside": "{O} was {longer} {a.within} (median, {x.value} {unit} with {a.bare} and {y.value} {unit} with {b.bare}; {p}).",
    "ratio, next sentence": "Median {o} was {x.value} {unit} {a.within} and {y.value} {unit} {b.within}. The {r}.",
}

#: shares, median times and means in three groups
THREE_SHARES = {
    "three, respectively": "{O} occurred in {x.pct}, {y.pct}, and {v.pct} of {people} {abc}, respectively.",
    "three in turn": "{O} occurred in {x.n} ({x.pct}) {people} {a.within}, {y.n} ({y.pct}) {b.within}, and {v.n} ({v.pct}) {c.within}.",
    "three in brackets": "{O} was least common {a.within} ({a.bare}, {x.pct}; {b.bare}, {y.pct}; {c.bare}, {v.pct}; {p}).",
    "three in brackets, no commas": "{O} differed between the groups ({a.bare} {x.pct}, {b.bare} {y.pct}, {c.bare} {v.pct}).",
    "three behind a colon": "{O}: {x.pct} {a.within}, {y.pct} {b.within}, {v.pct} {c.within}.",
    "two against one": "{O} occurred in {x.pct} of {people} {a.within} and {y.pct} {b.within}, as compared with {v.pct} {c.within}.",
    "names first, respectively": "In {abc_groups}, respectively, {x.pct}, {y.pct} and {v.pct} of {people} {did}.",
    "n of N, three": "{O} was recorded in {x.n} of {x.N}, {y.n} of {y.N} and {v.n} of {v.N} {people} {abc}, respectively ({p}).",
}

THREE_TIMES = {
    "three, respectively": "Median {o} was {x.value}, {y.value}, and {v.value} {unit} {abc}, respectively ({p}).",
    "three in turn": "Median {o} was {x.value} {unit} {x.ci} {a.within}, {y.value} {unit} {y.ci} {b.within}, and {v.value} {unit} {v.ci} {c.within}.",
}

THREE_MEANS = {
    "three in turn": "Mean {o} was {x.value} {unit} {a.within}, {y.value} {unit} {b.within}, and {v.value} {unit} {c.within} ({p}).",
}
