"""Brackets that say nothing but where more stands: ``(Figure 2)``, ``(see Supplementary Table S3)``, ``(data on file)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daraevidence.language.patterns import compiled
from daraevidence.span import Edit

__all__ = ["asides"]

_NUMBER = r"(?:[A-Z]{1,2}[.-]?)?\d{1,3}[A-Za-z]?(?:[-–][A-Z\d]{1,2})?"
_MORE = r"(?:supplement(?:ary|al)?|supporting|extended data|online|web|additional|electronic)"
_PLACE = (
    rf"(?:{_MORE}\s(?:{_MORE}\s)?(?:e?(?:tables?|figures?|figs?\.?|appendix|appendices|supplement|files?|data|information|materials?|methods|text|videos?|notes?))"
    rf"|e?(?:figures?|figs?\.?|tables?)|appendix|appendices|supplement|(?:panels?|box|sections?|videos?|files?)(?=\s?{_NUMBER}))"
    rf"(?:\s{_NUMBER}|\s?(?<=[\s.]){_NUMBER}|\s[A-H]\b|,?\spp?\.?\s?\d{{1,3}}(?:[-–]\d{{1,3}})?)?"
)
_ELSEWHERE = compiled(
    rf"[(\[](?<!!.)(?:(?:(?:also |please )?see(?: also)?|(?:as |data )?shown in|refer to|cf\.?)\s(?:the\s)?)?{_PLACE}"
    rf"(?:\s?(?:,|;|&|and|or)\s?(?:and\s)?(?:{_PLACE}|{_NUMBER}|[A-H])(?=[\s,;)\]]))*"
    r"(?:,?\s(?:in|of) the [a-z ]{0,30}(?:supplement\w*|appendix|material))?[)\]](?!\()"
    r"|[(\[](?:data on file|(?:data )?not shown|unpublished data|data not reported)[)\]]",
    re.IGNORECASE,
)


def asides(source: str) -> Iterator[Edit]:
    """The edits that leave such brackets out, with the space before them.

    Not ``(Table: Baseline Characteristics)``, which names a table by its title, nor ``(n=12; Figure 2)``.
    """
    for match in _ELSEWHERE.finditer(source):
        start = match.start()
        yield Edit(start - source.startswith(" ", max(start - 1, 0), start), match.end(), "")
