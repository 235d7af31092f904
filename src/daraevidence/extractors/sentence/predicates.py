"""What was said of the outcome in those who are counted: ``IgG fell below 4 g/L in 9 patients``."""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.event_names import names_event
from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.language.patterns import compiled

__all__ = ["with_state"]

_WHO = r"(?:in|among|for)\s+(?:only |about |approximately |nearly |almost |as many as |up to |a total of |all |the )*$"
_VERB = (
    r"(?:was|were|is|are|has been|have been|had been|became|turned|remained|returned|fell|rose|dropped|sank|declined|decreased|"
    r"increased|improved|normali[sz]ed|went|stayed|exceeded|reached|shrank|grew|worsened)"
)
_STATE = compiled(rf"\s+(?:had\s+|has\s+|have\s+)?(?P<state>{_VERB}\b[^,;:()]{{0,70}}?)\s+{_WHO}", re.IGNORECASE)
#: ``Tumors shrank in``: a change that is told of some
_ALONE = compiled(
    rf"\s+(?:had\s+|has\s+|have\s+)?(?P<verb>fell|rose|dropped|sank|declined|decreased|increased|improved|worsened|normali[sz]ed|shrank|"
    rf"shrunk|grew|grown|halved|doubled)(?:\s+\([^()]*\))?\s+{_WHO}",
    re.IGNORECASE,
)
#: where a state is told, not that or when something was seen
_SAYS = compiled(
    rf"{_VERB}(?:\s+(?:not|never|still|again|now|already|also|then|subsequently|completely|fully))*\s+"
    r"(?P<what>(?:to\s+)?(?:below|above|under|over|beyond|within|at least|at or|less than|more than|greater than|normal|into|"
    r"by at least|by more|by ≥|by (?=\d[\d.]*\s?(?:%|[a-z]+)\s+or\s+(?:more|greater|better|higher)\b)|[≥≤<>])|"
    r"(?!(?:\w+ly|more|less|most|higher|lower|similar|comparable|longer|shorter|greater|better|worse|the|"
    r"an?|in|at|on|of|by|to|with|for|from|during|after|before|mild|moderate|severe|serious|fatal|transient|common|frequent|rare|"
    r"unusual|usual|associated|related|due|as|also|only|attained|obtained|met|present|apparent|evident|shown|identified|counted|"
    r"diagnosed|confirmed|known|unknown|available|missing|tested|carried|described|documented|established)\b)[\w-]+)",
    re.IGNORECASE,
)


def with_state(phrase: Phrase, text: str, masked: str, start: int) -> Phrase:
    """The phrase with what is told of it behind its verb, where those of whom it is told are counted at ``start``.

    ``IgG fell below 4 g/L in``, ``tumors shrank in``, ``viral load was undetectable in``, ``remission was maintained in``.
    Not: ``was seen in``, ``was more frequent in``, and no event (``nausea was mild in``).
    ``masked``: the sentence without numbers and groups.
    """
    alone = _ALONE.match(text, phrase.end, start)
    if alone is not None and alone.end() == start:
        return Phrase(f"{phrase.text} {alone['verb']}", phrase.start, alone.end("verb"))
    match = _STATE.match(text, phrase.end, start)
    if match is None or match.end() != start:
        return phrase
    said = _SAYS.match(match["state"])
    blank = masked[match.start("state") : match.end("state")]
    if said is None or (blank != match["state"] and not said["what"].casefold().startswith(_LIMITS)):
        return phrase
    rest = trimmed(match["state"][said.start("what") :], 0, drop_intro=False)
    limit = said["what"].casefold().startswith(_LIMITS) and _DIGIT.search(match["state"]) is not None
    if not limit and (rest is None or not content(rest.text) or names_event(phrase.text)):
        return phrase
    return Phrase(f"{phrase.text} {' '.join(match['state'].split())}", phrase.start, match.end("state"))


_DIGIT = compiled(r"\d")
_LIMITS = (
    "to ",
    "below",
    "above",
    "under",
    "over",
    "beyond",
    "within",
    "at ",
    "less",
    "more",
    "greater",
    "into",
    "by ",
    "≥",
    "≤",
    "<",
    ">",
)
