"""Numbers of those who were studied, invited or lost, and of nothing that befell them."""

from __future__ import annotations

import re

from daraevidence.extractors.prose.place import Place
from daraevidence.extractors.sentence.phrases import Phrase
from daraevidence.extractors.sentence.statements import Statement
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.quantities import Quantity

__all__ = ["AND_MORE", "FOLLOW_UP", "SIZE", "counts_sample"]

SIZE = compiled(
    r"^(?:(?:will|to) be |have been |has been )?(?:(?:were|was) )?(?:included|enrolled|recruited|randomi[sz]ed|"
    r"randomly|assigned|allocated|identified|screened|analy[sz]ed|"
    r"evaluated|assessed|eligible|diagnosed|registered|entered|treated|studied|participated|"
    r"underwent randomi[sz]ation|received (?!a |no |at least|one|two|more|\w+ or more))\b",
    re.IGNORECASE,
)

#: the first of two numbers that a word leads to: ``assessed in 455 and`` 451
AND_MORE = compiled(r"\b\d[\d,]*\s+(?:and|or)\s+$")
#: ``138 were enrolled (69 in each arm)``
_ENTERED = compiled(
    r"(?:were |was )?(?:enrol(?:l)?ed|recruited|included|randomi[sz]ed|assigned|allocated|screened|registered)"
    r"|underwent randomi[sz]ation"
    r"|(?:had )?(?:planned|intended|aimed|hoped|expected) to (?:enrol(?:l)?|recruit|include|randomi[sz]e)\b.*"
)
#: whoever they are, they only got a treatment: ``12`` patients with gout were administered ``X``
_TREATED = Gated(
    "administered|exposed|given|started|switched|treated",
    r"(?:(?!\bwho|\bthat\b|\bwhich\b)[^,;:()\d]){0,90}?\b(?:were|was|had been)\s(?:then\s|all\s)?"
    r"(?:administered|exposed to|given|started on|switched to|treated with)\s(?!no\b|at least\b|more\b|a second\b|another\b)",
    re.IGNORECASE,
)
#: ``41`` response-evaluable
_TO_EVALUATE = compiled(r"\s*(?:patients\s|pts\s|were\s)?(?:[a-z]+[- ])?(?:evaluable|assessable)\b", re.IGNORECASE)
_PARTICIPLE = compiled(
    r"(?:receiving|treated|undergoing|given|aged|consecutive|similar|eligible|with|from|at|as)\b", re.IGNORECASE
)

_SAMPLE = Gated(
    "analys|cohort|comparison|data|experience|findings|group|population|records|report|results|review|sample|series|stud|trial",
    r"\b(?:analys[ie]s|series|cohort|study|studies|trials?|review|group|sample|population|comparison|records|data|report|"
    r"experience|results|findings)\s+"
    r"(?:of|between|from|including|in|with|on|for)\s+(?:(?:a|the)\s+)?(?:total of\s+|[a-z-]+\s+)?$",
    re.IGNORECASE,
)

_OF = compiled(
    r"(?<!total )(?<!median )(?<!mean )(?<!rate )(?<!incidence )(?<!frequency )(?<!proportion )(?<!number )(?<!out )"
    r"(?<!withdrawal )(?<!withdrawals )(?<!death )(?<!deaths )(?<!recovery )(?<!discontinuation )(?<!loss )"
    r"(?<!response )(?<!achieved in )(?<!maximum )(?<!minimum )\bof\s+(?:\w+ )?$",
    re.IGNORECASE,
)

_EVALUABLE = Gated(
    "assessable|available|considered|eligible|evaluable",
    r"\b(?:evaluable|assessable|available|eligible|considered)\s+(?:in|for)\s+$",
    re.IGNORECASE,
)

FOLLOW_UP = Gated("follow", r"\bfollow(?:ed)?[- ]?up\b", re.IGNORECASE)

#: who tells, not what happened: ``Lund et al. described a comparison``
_TELLING = Gated(
    "analy|compar|conducted|described|et al|evaluated|investigated|presented|published|reported",
    r"\bet al\b|^(?:described|reported|conducted|evaluated|analy[sz]ed|investigated|presented(?! with\b)|published|"
    r"compar(?:ed|ing))\b",
    re.IGNORECASE,
)
_STUDIED = compiled(
    r"(?<!was )(?<!were )(?<!been )(?<!also )\b(?:treated|reported|described|identified) in $|"
    r"\b(?!(?:treated|reported|described|identified) in |reported (?:by|for|from|among) )"
    r"(?:evaluated|included|enrolled|described|studied|treated|tested|compared(?!\s(?:with|to)\b)|trialled|piloted|analy[sz]ed|assessed|identified|recruited|"
    r"comprised|involved|reviewed|"
    r"randomi[sz]ed|reported|examined|followed|counts?|counted|comprises|numbers|across|among|on|between|"
    r"comparing)\s+(?:a total of |an? |the |"
    r"all |another )?(?:\w+ )?$",
    re.IGNORECASE,
)
#: ``the review covered 29 patients, 18 with X``
_COVERED = compiled(
    r"^(?:the |this |these |our )?(?:[\w-]+ ){0,2}"
    r"(?:review|registry|analys[ie]s|series|cohort|sample|data ?set|database|study|studies|trials?|reports?|publications?)"
    r" (?:covered|contained|comprise[sd]|include[sd]|enrol(?:l?s|led)|recruited|consisted of|involve[sd]|held)\b",
    re.IGNORECASE,
)
#: ``2428 patients in the X group and 2426 in the Y group made up the safety population``
_MAKING_UP = compiled(
    r"[^;:]{0,160}?\b(?:made up|formed|comprised|constituted|were included in|entered)\s+(?:the|our)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:population|set|analysis|analyses|sample)\b",
    re.IGNORECASE,
)
#: of whom nothing is known, or of how many something is
_MISSING = Gated(
    "missing|known|available|recorded|reported",
    r"\b(?:missing|unknown|known|(?:un)?available|not recorded|not reported)\s+(?:for|in)\s+"
    r"(?:only |all |\d[\d,]*,? (?:and )?)*$",
    re.IGNORECASE,
)
#: ``a mutation was known in 39``: who had it, and not of whom one knows whether
_POSITIVE = compiled(
    r"\b(?:mutations?|deletions?|variants?|metastas[ie]s|antibod(?:y|ies)|history|carriers?|cause|amplification|diseases?|diabetes|\w+itis|cancers?)"
    r"\s(?:was|were)\s(?:already\s)?known\s(?:in|for)\s+(?:only\s)?$",
    re.IGNORECASE,
)


#: ``allocated at random to stop (206 patients) or`` to go on ``(206 patients)``, ``the 592 volunteers who`` took part
_FLOW = compiled(
    r"^(?:who\s)?(?:took\spart|volunteered)\b|"
    r"(?:^|>\s|\bwere\s)(?:randomly\s)?(?:assigned|allocated|randomi[sz]ed)\b.*\bto\b|(?:^|>\s)to\s(?:stop|go\son|continue|switch|receive|take|wait|begin|start|remain|stay)\b",
    re.IGNORECASE,
)


def counts_sample(place: Place, phrase: Phrase, quantity: Quantity, statement: Statement, before: str) -> bool:
    """Whether a number tells how many were studied, invited, counted together or missing, and of no result.

    ``before`` are the words of the sentence before the number.
    """
    label = phrase.text
    if (
        statement.subject
        and quantity.percent is None
        and (SIZE.match(label) or _TREATED.match(place.text, quantity.end - place.base))
    ):
        return True
    if _TELLING.search(label) and quantity.percent is None:
        return True
    if quantity.role == "count" and quantity.n is not None and quantity.n.value and _FLOW.search(label):
        return True
    if quantity.role == "count" and quantity.denominator in (None, quantity.n):  # "all 12" are counted, too
        alone = quantity.denominator is None
        if (alone and _OF.search(before)) or _EVALUABLE.search(before) or _SAMPLE.search(before):
            return True
        if _TO_EVALUATE.match(place.text, quantity.end - place.base):
            return True
        if _PARTICIPLE.match(label) or _ENTERED.fullmatch(label):
            return True
        if _COVERED.search(label) or _MAKING_UP.match(place.text, len(before)):
            return True
        if _STUDIED.search(before) is not None and not _is_next_of_base(place, quantity):
            return True
    return quantity.role in ("count", "proportion") and _MISSING.search(before) is not None and not _POSITIVE.search(before)


def _is_next_of_base(place: Place, quantity: Quantity) -> bool:
    """``Of the 54 patients on A 39 improved``: the first count of those whom the sentence is of, whatever words end them."""
    whole = place.whole_n
    return whole is not None and not _PAUSE.search(place.text, whole.end - place.base, quantity.start - place.base)


_PAUSE = compiled(r"[,;:]")
