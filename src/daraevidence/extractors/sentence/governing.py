"""The clause that a statistic ends: where its words begin, and the noun phrase that some turns of speech put before the number.

``A became standard after a trial in which the response rate was`` → ``the response rate was``. Bounds come first, by
grammar (relative words, conjunctions that a subject and a verb follow); names are read inside them.
"""

from __future__ import annotations

import re

from daraevidence.extractors.sentence.phrases import Phrase, content, trimmed
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.word_classes import RESEARCHERS

__all__ = ["clause_start", "main_clause_end", "put_before"]

#: verbs of which a sentence is made in this language of reports; participles alone (``treated``) make none
_FINITE = compiled(
    r"\b(?:was|were|is|are|had|has|have|did|does|do|became|began|came|went|gave|took|led|made|met|kept|fell|rose|grew|"
    r"showed|found|saw|died|remained|occurred|reached|averaged|lasted|dropped|declined|differed|exceeded|entered|stayed|"
    r"increased|decreased|improved|reduced|lowered|raised|prolonged|shortened|worsened|ranged|appeared|developed|achieved|"
    r"experienced|responded|relapsed|received|required|yielded|produced|works|helps|seems?|seemed|appears?|favou?red)\b",
    re.IGNORECASE,
)
#: what opens a clause whose subject follows
_OPENER = Gated(
    "wh|because|though|that|and|but",
    r"(?P<comma>[,;:])?\s+(?:(?P<relative>(?:in|during|for|among|at|from|by|after|of|with|through|under|on)\s+(?:which|whom)|"
    r"where|wherein|whereby)|(?P<reason>because(?!\s+of\b)|(?:al|even\s+)?though|so\s+that|such\s+that|given\s+that|in\s+that|whereas|but)|"
    r"(?P<joined>and))\s+(?=\S)",
    re.IGNORECASE,
)
#: a subject that is none by itself: it stands for what was told before
_ANAPHOR = compiled(
    r"(?:the\s+|these\s+|this\s+)?(?:it|this|these|those|they|that|which|there|no|none|both|neither|latter|former|one|"
    r"differences?|effects?|changes?|results?|findings?|values?|rates?|figures?|others?)?\s*"
)


#: so many letters before a number are looked at for the beginning of its clause
_WIDEST = 600
#: ``It is reassuring that``
_IT_IS = compiled(r"\s*it\s+(?:is|was)\s+(?:[a-z]+ly\s+)?[a-z]{4,16}\s+that\s+", re.IGNORECASE)


def clause_start(text: str, offset: int) -> int:
    """Where the innermost clause begins that goes on to the end of ``text``, not before ``offset``.

    ``… trial, in which X was``, ``no patient was lost, and X reached``, ``works, because X was``. A clause that closes before
    the end (``The trial in which X was given showed a rate of``) opens nothing.
    """
    held = _IT_IS.match(text, offset)
    start = held.end() if held is not None and not _FINITE.match(text, held.end()) else offset
    for match in _OPENER.finditer(text, max(start, len(text) - _WIDEST)):
        if _opens(text, start, match):
            start = match.end()
    return start


#: a clause behind what was told that says when it was: ``X was complete when patients were treated``
_WHEN = Gated(
    "when|if|once|until|unless|while",
    rf"\s(?:when|whenever|if|once|until|unless|while)\s+(?P<who>[^,;:()]{{2,60}}?)\s+{_FINITE.pattern}[^,;:()]{{0,60}}[(\[]?\s*$",
    re.IGNORECASE,
)


def main_clause_end(text: str, offset: int) -> int:
    """Where what is told ends and a clause begins that only says when: ``healing was complete when patients were treated (``."""
    match = _WHEN.search(text, max(offset, len(text) - _LONGEST))
    told = match is not None and _FINITE.search(text, offset, match.start()) is not None
    return match.start() if match is not None and told else len(text)


def _opens(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a subject and a verb of its own follow what may open a clause, and nothing after them is of the clause around."""
    verb = _FINITE.search(text, match.end())
    if verb is None or not content(text[match.end() : verb.start()]):
        return False
    if _ANAPHOR.fullmatch(text[match.end() : verb.start()].casefold()):
        return False
    if match["reason"]:
        return True
    if match["joined"]:
        return _FINITE.search(text, start, match.start()) is not None and "," not in text[match.end() : verb.start()]
    return _FINITE.search(text, verb.end()) is None


_END = r"\s*[(\[:,]?\s*$"
_NP = r"(?P<what>(?:[^,;:()]|\([^()]{1,40}\)){3,140}?)"
#: ``, giving an X of``, ``, with X falling to``: a result that follows from what was told before
_RESULTING = Gated(
    "giving|yielding|producing|leaving|resulting|corresponding|translating|bringing|representing|reflecting|showing|meaning|"
    "amounting|equating|equivalent|making|indicating|achieving|as|which",
    r"(?:^|[,;(]|\band\b)\s*(?:(?:thus|thereby|hence|so)\s+)?(?:giving|yielding|producing|leaving|resulting\s+in|corresponding\s+to|"
    r"translating\s+(?:in)?to|bringing|representing|reflecting|showing|meaning|amounting\s+to|equating\s+to|equivalent\s+to|"
    r"making(?:\s+for)?|indicating|achieving|as\s+(?:shown|evidenced|indicated|reflected|demonstrated)\s+by|which\s+(?:gave|gives|yielded|showed|shows|found|reported|produced|demonstrated|"
    r"had|meant|corresponds?\s+to|corresponded\s+to|translate[sd]\s+(?:in)?to|resulted\s+in|led\s+to))\s+"
    rf"(?:an?\s+|the\s+)?{_NP}(?:\s+(?:of|at|in))?{_END}",
    re.IGNORECASE,
)
_WITH_SUBJECT = Gated(
    "with",
    r",\s+with\s+(?:an?\s+|the\s+)?(?!(?:only|about|nearly|some|no)\s*$)"
    rf"{_NP}(?:\s+(?:being|averaging|reaching|falling|rising|dropping|increasing|decreasing|improving|declining|climbing|shrinking|"
    r"remaining|staying|occurring|seen|found|observed|reported|recorded|noted|totall?ing|amounting)(?:\s+from\s+baseline)?"
    rf"(?:\s+(?:to|at|by|in|from|only|about|among))*|(?:\s+(?:to|at|by|in|from|only|about|among))+){_END}",
    re.IGNORECASE,
)
#: ``The trial in which A was given showed an X of``
_HAD_OF = compiled(
    r"\b(?:had|has|have|showed|shows|demonstrated|achieved|experienced|reported|produced|yielded|gave|obtained|recorded|reached|"
    r"attained|carried|resulted\s+in|led\s+to|associated\s+with|provided|conferred|revealed|found|saw|maintained|observed|noted)\s+"
    rf"(?:an?|the)\s+(?![^,;:()]{{0,80}}\s(?:during|after|over|within|for)\s+an?\s){_NP}\s+of{_END}",
    re.IGNORECASE,
)
#: ``We observed X in``, ``and noted X in``: who saw it is not what was seen
_SAW = Gated(
    "observed|noted|found|saw|recorded|documented|detected|reported|identified|encountered|confirmed|measured|calculated|estimated",
    rf"\b(?:we|they|(?:the\s+)?(?:{RESEARCHERS}|group)|and|but)\s+(?:[a-z]+ly\s+|also\s+|then\s+)?(?:observed|noted|found|saw|"
    r"recorded|documented|detected|reported|identified|encountered|confirmed|measured|calculated|estimated)\s+(?:an?\s+|"
    rf"the\s+)?(?!that\b){_NP}\s+(?:in|among|of|to\s+be|at)\s+(?:only\s+|about\s+)?$",
    re.IGNORECASE,
)
#: ``Nor did the groups differ in X (``, ``Nor were there differences in X (``
_DIFFERED = Gated(
    "differ",
    r"\b(?:(?:did|do|does)\s+(?:[\w-]+\s+){0,4}differ(?:\s+[a-z]+ly)?|(?:was|were|is|are)\s+there\s+(?:[\w-]+\s+){0,3}?differences?)\s+(?:in|regarding|in\s+terms\s+of|with\s+(?:respect|regard)\s+to|as\s+to)\s+"
    rf"(?:the\s+|their\s+)?{_NP}{_END}",
    re.IGNORECASE,
)
#: ``It was X that differed most, at``, ``What stood out was the X:``
_CLEFT = compiled(
    r"^\s*(?:it\s+(?:was|is)\s+(?:also\s+|mainly\s+|only\s+|the\s+|an?\s+)*(?P<what>[^,;:()]{3,80}?)\s+(?:that|which)\s+"
    rf"{_FINITE.pattern}[^;:()]{{2,80}}|"
    r"what\s+[^,;:()]{2,60}?\s(?:was|were|is)\s+(?:the\s+|an?\s+)?(?P<told>(?:[^,;:()]|\([^()]{1,40}\)){3,120}?)\s*[:,–-]\s*)$",
    re.IGNORECASE,
)
#: ``The primary endpoint was X, which was``: what the endpoint is
_DEFINED = Gated(
    "primary|secondary|main|principal",
    r"(?:^|;)\s*(?:the\s+|its\s+|their\s+|our\s+|an?\s+)?(?:(?:co-?)?primary|(?:key\s+|main\s+)?secondary|main|principal)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:outcomes?|end[ -]?points?|measures?)(?:\s+(?:was|were|is)\s+|\s*,\s+)(?!(?:which|that|not|met|seen|"
    r"similar|higher|lower|also|no|as|in|with|however|[a-z]+ed)\b)(?:the\s+|an?\s+)?"
    rf"{_NP},?\s+(?:(?:which|that)\s+)?(?:(?:was|were|is|had|has|did|occurred|improved|increased|decreased|fell|rose|reached|"
    rf"averaged|remained|favou?red|came|went)\b[^;:()]{{0,80}})[(\[]?\s*$",
    re.IGNORECASE,
)


def put_before(text: str, offset: int, start: int) -> Phrase | None:
    """The noun phrase that a turn of speech puts before a number; ``None`` where none of them is there.

    ``giving a rate of X of``, ``with X falling to``, ``we noted X in``, ``nor did they differ in X (``, ``it was X that``.
    """
    near = max(offset, len(text) - _LONGEST)
    for pattern in _TURNS:
        match = pattern.search(text, near)
        while match is not None and (later := pattern.search(text, match.start() + 1)) is not None:
            match = later
        what = next((name for name in ("what", "told") if match is not None and match.groupdict().get(name)), "")
        if match is not None and what and content(match[what]) and not _FINITE.search(match[what]):
            return trimmed(match[what], start + match.start(what), drop_intro=False)
    return None


_TURNS = (_CLEFT, _DEFINED, _RESULTING, _WITH_SUBJECT, _HAD_OF, _SAW, _DIFFERED)
#: so many letters before a number are looked at for a turn of speech
_LONGEST = 260
