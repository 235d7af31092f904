"""Arms of which one sentence tells in turn what became of them: ``80 received A, of whom 9 died, and 78 got B, of whom …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daraevidence.extractors.group.arms import Arm, keep_arms
from daraevidence.extractors.study.at_numbers import AtNumber
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole

if TYPE_CHECKING:
    from daraevidence.extractors.scope import Scope
    from daraevidence.extractors.study.lines import Sentence

__all__ = ["groups_followed"]

_GOT = (
    r"(?:(?:were\s+)?(?:randomly\s+)?(?:assigned|allocated|randomi[sz]ed)\s+to(?:\s+receive)?|(?:had\s+)?received|were\s+(?:given|treated\s+with|offered)|"
    r"underwent|got|took|used|had\s+(?:had|undergone)|entered)"
)
_FOLLOWED = AtNumber(
    "whom|the",
    rf"(?<![\w.,/%])(?P<n>{NUMBER})\s+(?:{COUNTED}\s+)?{_GOT}\s+(?:an?\s+|the\s+)?(?P<name>[A-Za-z][^\d,;:.()]{{1,60}}?)"
    r"(?:\s+(?:group|arm))?[,;]?\s+(?:and\s+)?(?:(?:of|among)\s+whom|of\s+(?:these|them))\b",
)


def groups_followed(scope: Scope, owner: str | None, line: Sentence) -> None:
    """Add or size the groups of a sentence that says of two or more how many got what, and of these how many did something."""
    found = [*_FOLLOWED.finditer(line.text)]
    names = {match["name"].casefold() for match in found}
    if len(found) < 2 or len(names) < len(found):
        return
    arms = [Arm(match["name"], match["name"], match.span("name"), whole(match["n"]), match.span("n")) for match in found]
    keep_arms(scope, owner, line, arms)
