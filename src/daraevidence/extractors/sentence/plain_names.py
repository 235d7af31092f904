"""Whether words can be the name of an outcome: a noun phrase (``rate of X``) or what befell someone (``was stopped for X``)."""

from __future__ import annotations

import re

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["may_name", "says_nothing"]

#: what begins no name: conjunctions, words that stand for others, participles that lead to a name
_NO_BEGINNING = compiled(
    r"(?:and|or|but|because|although|though|while|whereas|if|even|so|nor|then|thus|which|who|whose|whom|where|that|than|of|from|by|"
    r"including|giving|yielding|said|our|we|it|they|this|these|those|there|its|their|what|when|to|on|after|before|during|among|under)\b(?!-)",
    re.IGNORECASE,
)
_NO_END = compiled(
    r"\b(?:of|in|with|by|at|to|for|from|and|or|than|as|when|that|which|who|whose|where|the|an?|follow(?:s|ing)|giving|including|"
    r"between|among|was|were|is|are|had|has)$|[\[(:,;]$",
    re.IGNORECASE,
)
#: what stands in a whole sentence, and in no name: words that open a clause, people who tell, verbs of telling and becoming
_SENTENCE = compiled(
    r"\b(?:which|whose|whom|where|because(?!\s+of\b)|although|though|whereas|we|our|they|there|it|this|these|became|showed|shows|(?<!was\s)(?<!were\s)found|agreed|"
    r"concluded|suggests?|suggested|reported\s+that|led|indicates?|indicated|assumed|followed\s+by\s+a|carried)\b|,\s+and\s+there\b|\s:\s",
    re.IGNORECASE,
)
#: what says nothing by itself
_EMPTY = compiled(
    r"(?:benefits?|effects?|time|change|left|begun|started|falling|rising|values?|levels?|scores?|numbers?|rates?|outcomes?|results?|"
    r"variables?|groups?|stud(?:y|ies)|trials?|figures?|drugs?|treatments?|therapy|patients|protocol|dosing|dosing,\s+dosing|use|need|"
    r"seen|found|data|analys[ei]s)",
    re.IGNORECASE,
)
#: ``A > B``, not ``> or = 50%``
_PATH = compiled(r" > (?=[A-Za-z])(?!or\b)")
_MOST_WORDS = 20
#: ``mortality in the former``: nobody knows in whom
_BY_ORDER = Gated("former|latter", r"\bthe\s(?:former|latter)(?:\s(?:groups?|arms?))?$")


def may_name(label: str) -> bool:
    """Whether a label can be the name of an outcome; ``even though our``, ``score carried``, ``begun`` cannot.

    A path (``reasons > toxicity``) is as good as its last part.
    """
    own = _PATH.split(label)[-1].strip()
    if own.count("(") != own.count(")") or own.count("[") != own.count("]"):
        return False
    if len(own.split()) > _MOST_WORDS or _EMPTY.fullmatch(own):
        return False
    return not (_NO_BEGINNING.match(own) or _NO_END.search(own) or _SENTENCE.search(own) or _BY_ORDER.search(own))


#: what is said of an effect or of a company, and is no outcome: ``no longer significant``, ``an edge``, ``held up``
_NOTHING = compiled(
    r"(?:(?:an?|the|all|both|each|no longer|not|statistically|clinically|highly|clear|slight|significant|numerical|small|"
    r"modest) )*"
    r"(?:significan(?:t|ce)|evident|apparent|confirmed|non-?inferior(?:ity)?|superior(?:ity)?|maintained|preserved|seen|edge|advantage|"
    r"upper hand|favou?rable|robust|positive|encouraging|promising|held(?: up)?(?: at follow-?up)?|every|just|started|"
    r"peak)",
    re.IGNORECASE,
)
#: who tells: companies, their people, their news
_TELLS = compiled(
    r"\w\s(?:said|says|announced|announces|disclosed|unveiled|commented)\b|\b(?:Inc|Ltd|Corp|PLC|GmbH|CEO|NASDAQ|NYSE)\b"
)


def says_nothing(label: str) -> bool:
    """Whether words say something of an outcome without naming it, or tell of who told: ``an edge``, ``X Inc. said``."""
    return _NOTHING.fullmatch(label) is not None or _TELLS.search(label) is not None or label.count('"') % 2 == 1
