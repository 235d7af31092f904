"""Where a study was done: how many centers, in which countries, at which institution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daraevidence.draft import Draft
from daraevidence.extractors.study.lines import Sentence
from daraevidence.extractors.study.sizes import COUNTED, NUMBER, whole
from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import Term, terms
from daraevidence.language.word_classes import TWO_TO_TWELVE

__all__ = ["CENTERS_TOLD", "add_to", "put_centers", "put_country", "put_site"]

#: a unit is one of a dose as well, so that it needs a word for its kind: ``11 stroke units``
_PLACES = (
    r"(?:cent(?:er|re)s|sites|hospitals|institutions|clinics|practices|surgeries|departments|wards|facilities|schools|pharmacies|"
    r"(?:nursing|care)\s+homes|universities|laborator(?:ies|y\s+networks)|"
    r"(?:epilepsy|pain|memory|headache|sleep|asthma|diabetes|cancer|tumou?r|fracture|day|hospital|infection|"
    r"stroke|care|dialysis|burns?|neonatal|cardiac|coronary|renal|transplant|research|trauma|maternity|emergency|surgical|medical|[a-z]+(?:logy|tric|ation|iac|therapy))\s+units)"
)
_HOW_MANY_PLACES = (
    rf"(?P<n>{NUMBER})\s+(?P<adjectives>(?:(?!(?:at|in|of|from|by|{COUNTED})\s|\d)[\w’'-]+\s+){{0,4}}?){_PLACES}\b(?:\s+(?:and|or)\s+{_PLACES}\b)?"
    rf"(?:\s+(?:in|of|across|from|throughout)\s+(?P<where>[A-Z][\w ]{{2,40}}(?:,\s+(?:and\s+)?[A-Z][\w ]{{2,30}}){{0,30}}))?"
)
#: the words of which each holds one
_PLACES_NEEDED = (
    "cent|sites|hospitals|institutions|clinics|practices|surgeries|departments|wards|facilities|schools|pharmacies|homes|universities|"
    "laborator|units"
)
_CENTERS = Gated(
    _PLACES_NEEDED,
    r"\b(?:in|at|across|from|by|through|to|with|among|between|over|via|involv(?:ing|ed|es)|compris(?:ing|ed|es)|attending|throughout|(?<=[a-z]\s)of)\s+"
    r"(?:the\s+|a\s+total\s+of\s+|all\s+)?" + _HOW_MANY_PLACES,
    re.IGNORECASE,
)
#: ``Ten Greek centers took part``, ``51 units in Belgium enrolled``
_CENTERS_DO = Gated(
    _PLACES_NEEDED,
    r"(?:^|[.;,:]\s|\b(?:and|which|when|where|that)\s)(?:[Aa]\s+total\s+of\s+|[Ii]n\s+(?:all|total),\s+|[Aa]ltogether,?\s+)?"
    + _HOW_MANY_PLACES
    + r"(?:\s+(?:in|of|across|from|throughout)\s+(?:[a-z]+\s+){0,2}?[\w ,]{2,80}?)?\s+(?:took\s+part|participated|contribut|"
    r"enroll?ed|entered|recruited|randomi[sz]ed|included|provided|joined|treated|collaborated|"
    r"(?:were|was)\s+(?:involved|activated|included|opened))",
    re.IGNORECASE,
)
#: ``at a single center``, ``at their institution``
_ONE_PLACE = compiled(
    r"\b(?:at|in|from)\s+(?:an?|one|the|our|their|his|her)\s+(?:single\s+(?:[a-z-]+\s+){0,2}?|(?<=one\s)(?:[a-z-]+\s+){0,2}?)"
    r"(?P<n>cent(?:er|re)|hospital|institution|clinic|site|practice|department)\b",
    re.IGNORECASE,
)
#: ``a 52-week, 87-center trial``
_HYPHENED = compiled(
    rf"\b(?P<n>\d{{1,4}}|{TWO_TO_TWELVE})-(?:cent(?:er|re)|site|hospital|clinic|institution|practice)\b",
    re.IGNORECASE,
)
#: behind the label ``Setting:`` or ``Sites:``
CENTERS_TOLD = compiled(_HOW_MANY_PLACES, re.IGNORECASE)
_INSTITUTION = (
    r"(?:Cent(?:er|re)s?|Clinic|Hospitals?|University|Institute|Infirmary|College|School|Klinik|Klinikum|Universit\w+|"
    r"Charité|Hôpital|Ospedale|Foundation)"
)
_SITE = compiled(
    r"\b(?:[Aa]t|[Ff]rom|[Tt]he)\s+(?:the\s+)?(?P<site>(?:[A-Z][\w.&’'-]*|of|for|and|de|di|–|-|"
    r"[A-Z]\.)(?:,?\s+(?:[A-Z][\w.&’'-]*|of|for|and|the|de[lrs]?|di|du|d[oa]s?|della|la|le|van|von|–|-)){0,9})"
)


def put_centers(draft: Draft, line: Sentence, pattern: Gated | re.Pattern[str] = _CENTERS) -> None:
    """How many centers took part: ``at 62 hospitals``; with the countries named behind them."""
    match = pattern.search(line.text) or (_CENTERS_DO.search(line.text) if pattern is _CENTERS else None)
    match = match or (_HYPHENED.search(line.text) if "-" in line.text else None)
    number = whole(match["n"]) if match else None
    if match is None or number is None or number < 1:
        single = _ONE_PLACE.search(line.text) if pattern is _CENTERS else None
        if single:
            draft.put("n_centers", 1, (line.start + single.start("n"), line.start + single.end("n")), "normalised")
        return
    draft.put("n_centers", number, (line.start + match.start("n"), line.start + match.end("n")))
    for term in terms(line.text[match.start() : match.end()], line.start + match.start(), frozenset({"country"})):
        add_to(draft, "country", term.code, (term.start, term.end))


_PLACE_OF_STUDY = compiled(
    r"\s+(?:[\w-]+\s+){0,3}?(?:patients|cent(?:er|re)s?|hospitals?|clinics?|practices|sites|units|facilities|regist(?:ry|ries|ers?)|databases?|"
    rf"cohort|study|trial|series|population|group|team|investigators|researchers|{COUNTED})\b"
)


def put_country(draft: Draft, naming: Sequence[Sentence]) -> None:
    """The country, where the sentences that name the study say ``in France`` or ``Italian patients``."""
    if "country" in draft.fields:
        return
    for line in naming:
        last = -1
        row = list(terms(line.text, line.start, frozenset({"country"})))
        for index, term in enumerate(row):
            before = _THE.sub("", line.text[max(0, term.start - line.start - 60) : term.start - line.start]).rstrip()
            if (
                (last >= 0 and _AND_IN.fullmatch(line.text[last : term.start - line.start]))
                or before.endswith((" in", " across", " from", " throughout"))
                or _CITY.search(before)
                or _PLACE_OF_STUDY.match(line.text, _end_of_row(line, row[index:]))
                or any(mention.kind == "acronym" and 0 <= mention.start - term.end < 3 for mention, _ in line.named)
            ):
                add_to(draft, "country", term.code, (term.start, term.end))
                last = term.end - line.start
        if "country" in draft.fields:
            return


def _end_of_row(line: Sentence, row: Sequence[Term]) -> int:
    """Where the last of some countries stands that are told in one row: ``Danish, Finnish, and Swedish patients``."""
    end = row[0].end - line.start
    for term in row[1:]:
        if not _AND_IN.fullmatch(line.text[end : term.start - line.start]):
            break
        end = term.end - line.start
    return end


_THE = compiled(r"\b[Tt]he\s+$")
_AND_IN = compiled(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+)?")


#: ``two hospitals in Lyon,`` before the country
_CITY = compiled(r"\b(?:in|from|of|at)\s+[A-Z][\w’'-]{2,20}(?:\s[A-Z][\w’'-]{2,20})?,$")


def add_to(draft: Draft, field: str, value: str, at: tuple[int, int]) -> None:
    old = draft.get(field)
    parts = [*(old.split("; ") if isinstance(old, str) else []), value]
    draft.put(field, "; ".join(dict.fromkeys(parts)), at, "normalised")


_NAMES_INSTITUTION = compiled(rf"\b{_INSTITUTION}\b")
_TRAILING_WORDS = compiled(r"(?:,?\s+(?:of|for|and|the|de|di|–|-))+$")
_HOLDS_CHAIR = compiled(
    r"\b(?:professor|lecturer|fellow|head|chair(?:man|woman|person)?|chief|director|dean|consultant|physician|surgeon|specialist|"
    r"oncologist|\w+ologist|M\.?D\.?|Ph\.?D\.?|president|investigator|researcher|scientist|author)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
#: an institution that leads, pays or speaks, or is where a person works: ``led by the Oslo Institute``
_BELONGS_TO = compiled(
    r"\b(?:by|with|said|says|to|for|manager\s+at|member\s+of)\s+(?:[Tt]he\s+)?$|"
    r"[A-ZÀ-Þ][\w’'-]+\s+(?:[A-Z]\.\s+)?[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?:,\s+(?:[A-Z][A-Za-z]{0,3}\.?){1,3})*,?\s+(?:of|from|at|with|in)\s+(?:the\s+)?$"
)
_SPEAKS = compiled(
    r"(?:\s[(][A-Z]+[)])?,?\s+(?:has|have|said|says|say|announced|found|published|reported|funded|led|recommends?|told|which)\b"
)
_NO_SITE = compiled(r"(?:The\s+)?(?:study|patients)", re.IGNORECASE)


def _without_country(draft: Draft, site: str, start: int) -> str:
    """``Maas Institute, the Netherlands`` names the country as well."""
    comma = site.rfind(",")
    for term in terms(site, start, frozenset({"country"})) if comma > 0 else ():
        if term.end == start + len(site) and site[comma + 1 : term.start - start].strip() in ("", "the", "The"):
            if "country" not in draft.fields:
                add_to(draft, "country", term.code, (term.start, term.end))
            return site[:comma]
    return site


def put_site(draft: Draft, line: Sentence) -> None:
    """``at the Mayo Clinic``, ``from the University of X``: capitalised words with one for an institution among them."""
    for match in _SITE.finditer(line.text):
        site = match["site"]
        named = (mention.start - line.start - match.start("site") for mention, _ in line.named)
        cut = min((place for place in named if 0 < place < len(site)), default=len(site))
        site = site[:cut]  # "At Oulu University Hospital, Korhonen reviewed …"
        if _NAMES_INSTITUTION.search(site) is None:
            continue
        if _HOLDS_CHAIR.search(line.text[: match.start()][-60:]):
            continue  # "…," said Ana Weiss, professor of neurology at the University of Padua
        before = line.text[max(0, match.start("site") - 60) : match.start("site")]
        if _BELONGS_TO.search(before) or _SPEAKS.match(line.text, match.end()):
            continue  # "led by the Oslo Institute", "Ana Weiss, PhD, of the University of Bergen"
        site = _without_country(draft, _TRAILING_WORDS.sub("", site).rstrip(" ,."), line.start + match.start("site"))
        if " " in site and not _NO_SITE.match(site):
            start = line.start + match.start("site")
            draft.put("site", site, (start, start + len(site)))
            return
