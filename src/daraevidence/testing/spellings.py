"""Ways to say a result in which the number is bare, its spread is told elsewhere, or the sentence has lost its place."""

from __future__ import annotations

__all__ = ["CHANGES_SPELLED", "COUNTS_SPELLED", "MEANS_SPELLED", "SHARES_SPELLED", "TIMES_SPELLED"]

SHARES_SPELLED = {
    "limbs": "{O} was seen in {x.n} limbs ({x.pct}) in {a.group} and {y.n} limbs ({y.pct}) in {b.group}.",
    "limbs counted": "{O} was found in {x.n} limbs in {a.group} vs. {y.n} limbs in {b.group} ({p}).",
    "vaccinees": "{O} was found in {x.n} vaccinees {a.within} and in {y.n} {b.within}.",
    "headed findings": "FINDINGS {O} was seen in {x.n} {people} ({x.pct}) in {a.group} and {y.n} ({y.pct}) in {b.group}.",
    "headed measurements": "MEASUREMENTS AND MAIN RESULTS: {O} was seen in {x.pct} in {a.group} and {y.pct} in {b.group}.",
    "parted words": "{O} was seen in {x.n} ( {x.pct} ) {people} in {a.group} and {y.n} ( {y.pct} ) in {b.group} .",
}

TIMES_SPELLED = {
    "average behind": "{O} lasted {x.value} {unit} (median; range {x.rlow}-{x.rhigh}) in {a.group}.",
}

MEANS_SPELLED = {
    "SD in squares": "{O} was {lower} in {a.group} than in {b.group} (mean [SD], {x.value} [{x.sd}] vs {y.value} [{y.sd}]; {p}).",
    "parted words": "{O} was {lower} in {a.group} than in {b.group} ( {x.value} ± {x.sd} vs {y.value} ± {y.sd} {unit} , {p} ) .",
}

CHANGES_SPELLED = {
    "worsened": "{O} worsened by {x.drop} {unit} {a.within} but by only {y.drop} {unit} {b.within}.",
    "shrank": "{O} shrank by {x.drop} {a.within} and by {y.drop} {b.within}.",
    "lengthened by a mean": "{O} lengthened by a mean of {x.drop} {a.within} and by {y.drop} {b.within} ({p}).",
}

COUNTS_SPELLED = {
    "reported in": "{O} was reported in {x.n} {people}.",
    "out of every": "{O} was seen in {x.n} out of all {x.N} {people}.",
    "grafts": "{O} was seen in {x.n} grafts ({x.pct}).",
}
