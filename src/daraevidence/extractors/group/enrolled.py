"""Whether the numbers beside the names of groups say how large these are, or to how many of them something happened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from daraevidence.language.numbers import as_number
from daraevidence.language.patterns import compiled
from daraevidence.language.rounding import fit_percent

__all__ = ["are_members", "happened_to", "shares_agree"]

#: what a study does with whom it counts
_TAKEN_IN = (
    r"(?:compar|includ|enroll?|recruit|identif(?:y|i)|analy[sz]|assess|stud(?:y|i)|evaluat|review|match|pair|pit|contrast|randomi[sz]|assign|"
    r"allocat|treat|follow|observ|divid|split|consist|compris|contain|describ|register|collect|gather|select|screen|examin|"
    r"investigat|cover|count|track|survey)\w*"
)
_BEFORE = compiled(
    rf"\b(?:{_TAKEN_IN}(?:\s+(?:and|or)\s+{_TAKEN_IN})?|there\s+(?:were|are)|set|put|data|files|records|charts|outcomes|series|cohorts?|"
    r"samples?|totals?|population|registry|study|trial|analysis|review|experience|results|respectively|namely)\b"
    r"(?:\s+(?:of|in|on|from|for|to|between|against|with|among|the|a|an|all|total|data|outcomes|files|records|charts|side|by|together|"
    r"retrospectively|prospectively|consecutive|up|out|made|was|were|into|two|groups|arms|cohorts)(?![\w-]))*[\s,:(—–-]*$",
    re.IGNORECASE,
)
#: where something happened to them: ``occurred in``, ``were reported by``
_HAPPENED = compiled(
    r"\b(?:occur(?:red|s)?|seen|observed|reported|recorded|noted|found|documented|detected|developed|experienced|present|common|frequent|achieved|"
    r"reached|attained|stopped|discontinued|interrupted|reduced|needed|required|diagnosed|confirmed|affected|fell|rose|improved|was|were)\s+"
    r"(?:\w+ly\s+)?(?:in|by|for|among|with|from|to)\s*$",
    re.IGNORECASE,
)
#: what stands before the one of two groups that nothing happened to: ``Compared with 40 on Y, 41 on X improved``
_COMPARED_WITH = compiled(r"\b(?:compared|comparison|relative|contrast)\s+(?:with|to)\s*$", re.IGNORECASE)
_BEHIND = compiled(
    rf"[\s,)]*(?:\([^()]{{0,60}}\)\s*)?(?:,?\s*(?:all|both|each|who|which|respectively,?)\s+)?(?:(?:were|was|have\s+been|had\s+been|are)\s+(?:\w+ly\s+)?"
    rf"(?:{_TAKEN_IN}|eligible|available|evaluable|entered|set)\b|took\s+part|participated|entered|underwent\s+randomi[sz]ation)",
    re.IGNORECASE,
)


_BETWEEN = compiled(r"\b(?:were|was|are)\s+(?:\w+ly\s+)?(?:compared|set|matched|paired|contrasted|pitted|put)\b", re.IGNORECASE)


def are_members(before: str, behind: str, between: str = "") -> bool:
    """Whether the words around counted groups tell that a study has them.

    Reads ``We compared 40 on X with 38 on Y``, ``40 on X and 38 on Y were followed``, ``40 on X were compared with 38 on Y``;
    not ``A stroke occurred in 40 on X and 38 on Y``, ``40 on X and 38 on Y died``.
    """
    if happened_to(before) or _COMPARED_WITH.search(before[-60:]):
        return False
    return _BETWEEN.search(between) is not None or _BEFORE.search(before[-120:]) is not None or _BEHIND.match(behind) is not None


def happened_to(before: str) -> bool:
    """Whether the words before a number tell that something happened to so many: ``Bleeding occurred in``."""
    return _HAPPENED.search(before[-60:]) is not None


def shares_agree(sizes: Sequence[int], percents: Sequence[str | None], totals: Iterable[int]) -> bool:
    """Whether the percents beside the sizes of groups are their shares of the patients: ``168 (82%) … and 37 (18%)``.

    Of ``123 patients on X (23.4%) and 135 on Y (25.9%)`` they are shares of each group: something happened to so many. Sizes
    without percents agree with anything.
    """
    told = [(n, as_number(p.replace("·", "."))) for n, p in zip(sizes, percents, strict=True) if p]
    if not told:
        return True
    return any(
        all(n <= total and fit_percent(n, total, percent).reading != "no" for n, percent in told)
        for total in {*totals, sum(sizes)}
        if total
    )
