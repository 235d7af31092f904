"""Words that do the same work in a sentence, as alternatives of a pattern: each class is said once, for every room that asks.

A pattern puts the boundaries and adds what it takes besides: ``rf"\\s(?:{AGAINST}|and|but)\\s"``. Spaces are
written ``\\s+``. The words for persons are in ``people``, units in ``units``.
"""

from __future__ import annotations

__all__ = [
    "ABOUT",
    "AGAINST",
    "BECAUSE",
    "BEFELL",
    "CHANGE",
    "EARLIER",
    "FOUND",
    "GIVEN",
    "AN_AVERAGE_OF",
    "MORE_OR_LESS",
    "NOT_KNOWN",
    "OPENING",
    "RESEARCHERS",
    "SHIFT",
    "TIME_UNITS",
    "TWO_TO_TWELVE",
]

ABOUT = (
    r"about|around|approximately|roughly|nearly|almost|some|over|more\s+than|at\s+least|up\s+to|less\s+than|fewer\s+than|"
    r"close\s+to|as\s+much\s+as|an\s+estimated"
)
"""What makes a number a rough one, or a limit."""

AGAINST = (
    r"versus|vs\.?|v\.?|against|(?:as\s+|when\s+)?(?:compared|opposed)\s+(?:with|to)|"
    r"in\s+comparison\s+(?:with|to)|relative\s+to"
)
"""What stands between a result and the one it is held against; ``than`` needs a comparative before it."""

BECAUSE = r"because\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of|on\s+account\s+of|secondary\s+to|attribut(?:ed|able)\s+to"
"""What leads to a reason."""

BEFELL = (
    "died|survived|relapsed|recurred|progressed|responded|recovered|improved|developed|experienced|suffered|achieved|reached|"
    "received|underwent|required|needed|completed|discontinued|stopped|withdrew|dropped|reported|showed"
)
"""What patients did or what befell them, as it is told of a number of them."""

SHIFT = "rise|increase|reduction|decrease|decline|fall|drop|lowering"
"""Nouns for a change of an amount; a loss, a gain or an improvement may also befall patients."""

CHANGE = f"{SHIFT}|change|gain|loss|improvement|worsening|deterioration"
"""Nouns for a change."""

EARLIER = "before|previously|earlier|already|ever|never|in the past"
"""What says of a treatment that it was given before the study: whoever had it is a part of its patients, and no arm."""

FOUND = "seen|observed|noted|found|recorded|reported|documented|detected|identified|diagnosed|registered|encountered|confirmed"
"""What is done to an event that happened: ``was seen in``."""

GIVEN = "administered|given|infused|injected|taken|dosed|delivered|applied|instilled"
"""What is done with a drug."""

AN_AVERAGE_OF = r"about|approximately|around|nearly|almost|roughly|only|just|an?|the|mean|median|average|of"
"""The words between a verb or preposition and its amount: ``fell by a mean of about``."""

MORE_OR_LESS = "better|worse|more|fewer|less|higher|lower|greater|smaller|larger|longer|shorter"
"""Comparatives that a result may have."""

NOT_KNOWN = "applicable|available|assessed|determined|done|evaluable|evaluated|known|reported|stated|tested|given"
"""What a cell without a value is said not to be."""

OPENING = (
    r"of|the|and|or|with|without|in|to|for|by|than|vs\.?|versus|an?|from|between|at|as|on|per|until|before|after|if|"
    r"is|are|was|were"
)
"""The words that open what follows: no line, heading or cell that is whole ends with one."""

RESEARCHERS = "authors|investigators|researchers|scientists|team"
"""Those who report a study."""

TIME_UNITS = "hours?|hrs?|days?|weeks?|wks?|months?|mos?|mths?|years?|yrs?"
"""Units of a time that is told in hours or more."""

TWO_TO_TWELVE = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
"""Numbers that are written out."""
