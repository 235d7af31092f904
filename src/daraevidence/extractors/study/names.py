"""How documents name studies: by author, by acronym, or by nothing but what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE
from daraevidence.language.vocabulary import TermKind, terms

__all__ = [
    "StudyMention",
    "authors",
    "citations",
    "cited_after",
    "cited_by_name",
    "first_author",
    "folded",
    "has_one_author",
    "leading_author",
    "surnames",
]


class StudyMention(NamedTuple):
    """A place where a study is named. ``name`` is the surname, the acronym or the document's own words."""

    start: int
    end: int
    kind: Literal["author", "acronym", "kind"]
    name: str
    year: int | None = None
    citations: tuple[str, ...] = ()
    second: str = ""  # the other author of two
    own: bool = False  # the study that the document itself reports
    given: bool = False  # the author's first word may be a given name: ``Ana Weiss and colleagues``
    alone: bool = False  # the only author
    registered: str = ""  # the registry number behind the words for a study that bears no name


def folded(name: str) -> str:
    """A name for comparison: no case, no diacritics, no hyphens or spaces."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if c.isalnum())


_RANGE = compiled(r"(\d{1,3})\s*[-‐–—]\s*(\d{1,3})|(\d{1,3})")


def citations(text: str) -> tuple[str, ...]:
    """The reference numbers of a printed citation: ``5,6`` → 5 6, ``[2, 3]`` → 2 3, ``7-10`` → 7 8 9 10."""
    found: list[str] = []
    for low, high, one in _RANGE.findall(text):
        if one:
            found.append(str(int(one)))
        elif 0 <= int(high) - int(low) <= 60:
            found += [str(number) for number in range(int(low), int(high) + 1)]
    return tuple(dict.fromkeys(found))


_CITED = r"(?:\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,12}(?![\d%.]*\d)(?!\s?%)|\s?\[\s?\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,12}\s?\])"
#: also behind the comma that closes an apposition or opens one: ``ORION,3 a trial``
_CITED_HERE = compiled(rf"{_CITED}|,(?P<behind>\d{{1,2}}(?:[,–-]\d{{1,2}}){{0,6}})(?=\s+[A-Za-z(\[])")
_PARTICLE = (
    r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]en|[Dd]er|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e|[Tt]en|[Tt]er|[Ee]l|[Aa]l|"
    r"[Bb]in|[Ss]t\.?)"
)
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ]"
_SURNAME = rf"{_CAPITAL}[^\W\d_]*(?:[’'‐-][^\W\d_]+){{0,2}}"
_IS_PARTICLE = compiled(_PARTICLE)
_WORD = compiled(r"[^\W\d_][\w’'‐-]*")
_BEFORE = compiled(
    rf"(?:(?P<first>{_SURNAME})\s)?(?P<name>(?:{_PARTICLE}\s+){{0,3}}{_SURNAME})(?:\s+{_CAPITAL}{{1,3}}\.?)?,?\s+$",
)
#: the first of several names in a row: ``Weiss, Olsen, and colleagues``
_LEADER = compiled(rf"(?<!\bin )(?<!\bfrom )(?<!\bat )\b(?P<name>{_SURNAME}),\s+(?:{_SURNAME},\s+){{0,3}}{_SURNAME},\s+$")
#: authors as a reference names them, initials behind: ``Weiss RS, Olsen YL, John T, et al.``
_INITIALS = rf"{_CAPITAL}(?:[-‐]?{_CAPITAL}){{0,3}}"
_LISTED = rf"(?:{_PARTICLE}\s+){{0,3}}{_CAPITAL}[’'‐-]?[^\W\d_]*[a-zà-ÿ](?:[’'‐-][^\W\d_]+){{0,2}}"
_IN_REFERENCE = compiled(rf"(?<![\w’'‐-])(?P<name>{_LISTED})\s{_INITIALS}(?:,\s+{_LISTED}\s{_INITIALS}){{0,9}},?\s+$")
_ET_AL = Gated(
    "et|colleagues|workers|associates|authors|investigators|collaborators|and|group|team",
    r"\b(?:et\s+al|and\s+(?:(?:his|her|their|the)\s+)?(?:colleagues|co-?workers|associates|co-?authors|co-?investigators|collaborators)|"
    r"and\s+(?:his|her|their|the)\s+(?:team|group))(?![^\W\d_])",
)
#: ``Ana Weiss, Ph.D., of the University of Salzburg, and colleagues``
_OF_A_PLACE = compiled(
    rf"(?:{_CAPITAL}[^\W\d_]+|{_CAPITAL}\.)\s+(?:{_CAPITAL}\.\s+)?(?P<name>(?:{_PARTICLE}\s+){{0,2}}{_CAPITAL}[^\W\d_]+(?:[’'‐-][^\W\d_]+)?)"
    r"(?:,\s+(?:[A-Z][A-Za-z]{0,3}\.?){1,3}){0,3},\s+(?:of|from|at|in)\s+(?:the\s+)?[A-Z][^;:()]{2,100}?,?\s+$"
)
_WITH_COLLEAGUES = compiled(r"and\s")
#: a group goes by its leader: ``Moreau’s group in Nantes``, ``the team led by Dr Moreau``
_GIVEN = rf"(?:(?:Drs?\.?|Prof(?:essor|\.)?)\s+)?(?:(?:{_SURNAME}|{_CAPITAL}\.)\s+){{0,2}}?"
_NAME = rf"(?:{_PARTICLE}\s+){{0,3}}{_CAPITAL}[’'‐-]?[^\W\d_]*[a-zà-ÿ](?:[’'‐-][^\W\d_]+){{0,2}}"
_TELLS = r"(?=\d|\s?[\[(]|[,.;:]|\s(?:in|at|from|ha[sd]|have|who|which|\w+ed|reports|describes|presents|found|gave|ran|took)\b)"
_NAME_WORD = rf"{_CAPITAL}[’'‐-]?[^\W\d_]*[a-zà-ÿ](?:[’'‐-][^\W\d_]+){{0,2}}"
_LED = Gated(
    "’s|'s|group of|group around|group under|team of|team around|team under|led by|headed by|directed by|ordinated by",
    rf"(?<![Tt]he\s)(?<!\b[Aa]\s)(?<!\b[Aa]n\s)\b(?P<owner>{_NAME})(?:’s|'s)\s(?:[a-z-]+\s+){{0,3}}?"
    r"(?:(?P<group>group|team)|trial|study|series|cohort|report|meta-analysis|analysis|review|survey|registry)\b(?!\s+group)|"
    rf"\b(?:group of|group around|group under|team of|team around|team under)\s(?P<around>{_GIVEN}(?P<head>{_NAME})){_TELLS}|"
    rf"(?P<team>\b(?:group|team)\s+)?\b(?:led by|headed by|directed by|ordinated by)\s"
    rf"(?P<by>{_GIVEN}(?P<leader>{_NAME})){_TELLS}",
)
#: a text that cites: ``[3]``, ``… in France.4``
_CITES = compiled(r"\[\s?\d{1,3}|[a-zà-ÿ)%][.,]?\d{1,2}(?:,\d{1,2})*(?=\s|$)|(?<=[a-z])\.\s?\d{1,3}$")
#: diseases that bear a name
_EPONYMS = frozenset(
    "addison alzheimer barrett bechterew behçet behcet burkitt bowen chagas cushing crohn castleman dercum down duchenne ewing "
    "fabry gaucher graves hashimoto hirschsprung hodgkin horton huntington kaposi kawasaki lynch marfan ménière meniere paget "
    "parkinson pompe raynaud sjögren sjogren still takayasu tourette turner wegener whipple wilms wilson "
    "women men children people patients today".split()
)
#: what the next one holds; a gate
_PAIRED = compiled(r"[a-zà-ÿ] (?:and|&) (?:[a-z]{1,4} ){0,2}[A-ZÀ-Þ]")
_PAIR_TELLS = compiled(
    rf"(?<!\b[Ii]n )(?<!\bfrom )(?<!\bbetween )(?<!\bof )(?<!\bat )\b({_NAME})\s+(?:and|&)\s+({_NAME})(?=\d{{1,2}}\s|\s\[\d|"
    r"\s(?:(?:have|has|had)\s+)?(?:\w+ly\s+|also\s+|since\s+)?(?:report|describ|present|follow|treat|review|analy[sz]|pool|stud|"
    r"examin|compar|summari[sz]|collect|found|showed|did|went|looked|enrol)\w*"
    r"\b(?!(?<=ed)\s+(?:by|in|from|at)\b))",
)
_PAIR = compiled(
    rf"({_SURNAME})\s+(?:and|&)\s+({_SURNAME})(?:\s*(?=[(\[](?:19|20)\d\d[a-z]?[)\]])|(?=,?\s(?:19|20)\d\d[a-z]?[;)\]]))"
)
#: ``Weiss and Olsen analyzed a register of``: two people who look at patients, which no two companies do
_PAIR_STUDIES = compiled(
    rf"(?:^|[.;:(]\s|,\s)({_NAME})\s+(?:and|&)\s+({_NAME})\s+(?:\w+ly\s+|also\s+|have\s+|had\s+)?(?:treat|review|analy[sz]|pool|follow|collect|describ|"
    rf"audit|survey|examin|match|gather|record)\w*\s[^.;:]{{0,60}}?\b(?:registry|register|records|cohort|series|database|trials|studies|{PEOPLE})\b"
)
#: what each of them needs; a gate
_DATED = Gated("19|20", r"[(\[](?:19|20)\d\d|[a-zà-ÿ],?\s(?:19|20)\d\d[a-z]?[;)\]]")
#: one author with a year: ``the trial of Weiss (2020)``, ``Weiss (2020) reported``
_ALONE = compiled(
    rf"(?:\b(?:trial|study|cohort|series|report|analysis|survey|registry|data|work|paper)\s(?:of|by|from)\s(?P<of>{_NAME})|"
    rf"(?:^|[.;:]\s|\b[Bb]y\s)(?P<name>{_NAME}))\s(?P<when>[(\[](?:19|20)\d\d[a-z]?[)\]])"
)
_ALONE_TELLS = compiled(
    r",?\s(?:(?:have|has|had)\s)?(?:\w+ly\s|also\s)?(?:report|describ|present|follow|treat|review|analy[sz]|pool|stud|examin|compar|collect|"
    r"found|show|randomi|enrol|includ|identif|measur|assess|investigat|evaluat|test|observ|not|recruit|gave)\w*"
)
_AFTER = compiled(
    r"\.?(?:,(?=\d{1,3}\b(?![.,]?\d)))?(?:,?\s{0,2}[(\[]?\s?(?P<year>(?:19|20)\d\d)[a-z]?(?!\d)\s?[)\]]?)?\.?"
    rf"(?P<cited>{_CITED})?"
)
#: Capitalised words that stand before a name at the beginning of a sentence but are no part of it.
_NO_PERSON: frozenset[TermKind] = frozenset({"country", "drug", "drug_class"})
_OPENERS = frozenset(
    "a after also although and another as at because besides both but by finally first following for from furthermore here "
    "however in indeed initially interestingly lastly later like moreover more most notably of on or our previously "
    "recently second similarly since so study subsequently than that the then therefore these this third thus to trial "
    "unlike what when where whereas while with data results additionally conversely specifically similarly importantly prof "
    "professor dr her his its their today yesterday company january february march april may june july august september october "
    "november december".split()
)


def authors(text: str, offset: int = 0) -> Iterator[StudyMention]:
    """Studies named by their first author.

    Reads ``Nakamura et al (2021)4``, ``van der Berg et al. [7]``, ``García-Sanz et al., 2019``, ``Ito and colleagues``,
    ``Weiss, Olsen, and colleagues``, ``Weiss and Olsen (2018)``, ``Ito’s group in Kyoto``, ``a trial led by Dr Ana Weiss``; not
    ``et al`` without a name before it, ``the Crohn’s group``, ``the group of Danish patients``.
    """
    for match in _ET_AL.finditer(text):
        low = max(0, match.start() - 70)
        before = _BEFORE.search(text[low : match.start()])
        if before is None or before["name"].casefold() in _OPENERS:
            continue
        start = low + before.start("name")
        name = before["name"]
        first = before["first"]
        placed = _OF_A_PLACE.search(text[max(0, match.start() - 160) : match.start()])
        if placed is not None and not _is_no_person(placed["name"]):
            start = max(0, match.start() - 160) + placed.start("name")
            yield _author(text, offset, start, placed["name"], _AFTER.match(text, match.end()))
            continue
        listed = _IN_REFERENCE.search(text, max(0, match.start() - 200), match.start())
        if listed is not None and listed["name"].casefold() not in _OPENERS:
            yield _author(text, offset, listed.start("name"), listed["name"], _AFTER.match(text, match.end()))
            continue
        leader = _LEADER.search(text[low : match.start()])
        particle = first and _IS_PARTICLE.fullmatch(first)
        if leader and leader["name"].casefold() not in _OPENERS:
            start, name = low + leader.start("name"), leader["name"]
        elif first and (particle or first.casefold() not in _OPENERS):
            start, name = low + before.start("first"), f"{first} {name}"
        opens = _opens(text, low + before.start("first")) if first else False  # any word has a capital there
        given = (opens or bool(_WITH_COLLEAGUES.match(match[0]))) and " " in name and not particle
        after = _AFTER.match(text, match.end())
        yield _author(text, offset, start, name, after)._replace(given=given)
    for match in _LED.finditer(text):
        if (found := _leader(text, offset, match)) is not None:
            yield found
    for match in _PAIR_TELLS.finditer(text) if _PAIRED.search(text) and _CITES.search(text) else ():
        if not any(_is_no_person(match[part]) for part in (1, 2)):
            cited = cited_after(text, match.end())
            place = (offset + match.start(), offset + match.end())
            yield StudyMention(*place, "author", " ".join(match[1].split()), None, cited, " ".join(match[2].split()))
    for match in _PAIR_STUDIES.finditer(text) if _PAIRED.search(text) and not _CITES.search(text) else ():
        if not any(_is_no_person(match[part]) for part in (1, 2)):
            place = (offset + match.start(1), offset + match.end(2))
            yield StudyMention(*place, "author", " ".join(match[1].split()), second=" ".join(match[2].split()))
    for match in _ALONE.finditer(text) if _DATED.search(text) else ():
        part = "of" if match["of"] else "name"
        if not _is_no_person(match[part]) and (match["of"] or _ALONE_TELLS.match(text, match.end())):
            yield _author(text, offset, match.start(part), match[part], _AFTER.match(text, match.end(part)))._replace(alone=True)
    for match in _PAIR.finditer(text) if _DATED.search(text) else ():
        if _is_no_person(match[1]) or _is_no_person(match[2]):
            continue
        after = _AFTER.match(text, match.end(1) + len(match[0].rstrip()) - len(match[1]))
        yield _author(text, offset, match.start(), match[1], after)._replace(second=match[2])


def _is_no_person(name: str) -> bool:
    """Whether a word with a capital is that of a place, a drug, a disease or no name at all."""
    return name.casefold() in _OPENERS or name.casefold() in _EPONYMS or any(True for _ in terms(name, 0, _NO_PERSON))


def _leader(text: str, offset: int, match: re.Match[str]) -> StudyMention | None:
    """The study of a group that goes by who leads it."""
    part = next(part for part in ("owner", "head", "leader") if match[part])
    name = match[part]
    if _is_no_person(name) or (part == "owner" and not match["group"] and not _CITES.search(text)):
        return None  # a company has trials as well
    start, end = match.span({"head": "around", "leader": "by"}.get(part, part))
    cited = cited_after(text, match.end()) or cited_after(text, match.end() + 1)
    if part == "leader" and not (match["team"] or match["by"] != name or cited):
        return None  # a sponsor leads trials as well
    return StudyMention(offset + start, offset + end, "author", " ".join(name.split()), None, cited)


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins at a place."""
    before = text[:place][-4:].rstrip()
    return not before or before[-1] in ".!?:•)" or before[-1].isdigit()


def _author(text: str, offset: int, start: int, name: str, after: re.Match[str] | None) -> StudyMention:
    end, year = start, None
    cited: tuple[str, ...] = ()
    if after is not None:
        end = after.end()
        year = int(after["year"]) if after["year"] else None
        cited = citations(after["cited"] or "")
    while end > start and text[end - 1] in " ,.":
        end -= 1
    return StudyMention(offset + start, offset + end, "author", " ".join(name.split()), year, cited)


_FIRST_OF_ENTRY = compiled(
    rf"\W*(?:\d{{1,3}}[.)]?\s+)?(?P<name>(?:{_PARTICLE}\s+){{0,3}}{_NAME_WORD})(?:\s+{_CAPITAL}{{1,3}}\b|,\s+{_CAPITAL}\b)"
)
_YEAR = compiled(r",?\s[(\[]?((?:19|20)\d\d)[a-z]?[)\]]?(?!\d)")


def first_author(entry: str) -> str:
    """The surname that begins an entry of a list of references, else ""."""
    match = _FIRST_OF_ENTRY.match(entry)
    return match["name"] if match and len(match["name"]) > 3 and match["name"].casefold() not in _OPENERS else ""


#: behind the first author of an entry: the title, not another author
_NO_OTHER = compiled(r"\s*(?:[A-Z]{0,3}\.?)?\s*[.:(]\s*(?![A-Z]{1,3}\b[.,])[A-Z\"“*\d(]")


def has_one_author(entry: str) -> bool:
    """Whether an entry of a list of references names one author only: ``Mokoena Z. Outcomes of pregnancy``."""
    match = _FIRST_OF_ENTRY.match(entry)
    return match is not None and _NO_OTHER.match(entry, match.end()) is not None


def cited_by_name(text: str, offset: int, leads: Mapping[str, str], single: Container[str] = ()) -> Iterator[StudyMention]:
    """Studies whose first author a sentence names and whose number it cites: ``In Oulu, Korhonen reviewed 33 charts [3]``;
    ``leads`` are the surnames by the numbers that the sentence cites, ``single`` the numbers of entries with one author."""
    for number, name in leads.items():
        place = text.find(name) if name else -1
        end = place + len(name)
        if place < 0 or text[end : end + 1].isalnum() or (place and (text[place - 1].isalnum() or text[place - 1] in "-‐–")):
            continue
        if text[end : end + 1] in "-‐–" and end < len(text):
            continue
        dated = _YEAR.match(text, end)
        year = int(dated[1]) if dated else None
        yield StudyMention(
            offset + place, offset + (dated.end() if dated else end), "author", name, year, (number,), alone=number in single
        )


def surnames(found: Sequence[Sequence[StudyMention]], entries: Iterable[str]) -> list[list[StudyMention]]:
    """The mentions with given names taken off the authors: those that the document itself leaves out elsewhere, or its list of
    references (``entries``), and those before ``and colleagues``, unless an entry begins with both words."""
    known = {mention.name for mentions in found for mention in mentions if mention.kind == "author"}
    openings = {" ".join(words[:many]) for entry in entries if (words := _WORD.findall(entry[:80])) for many in range(1, 5)}

    def trimmed(mention: StudyMention) -> StudyMention:
        words = mention.name.split(" ")
        begin = next((i for i, word in enumerate(words) if _IS_PARTICLE.fullmatch(word)), len(words) - 1)
        last = " ".join(words[begin:])
        if mention.kind != "author" or not begin:
            return mention
        double = mention.name in openings
        single = last in known or last in openings
        return mention._replace(name=last) if not double and (single or mention.given) else mention

    return [[trimmed(mention) for mention in mentions] for mentions in found]


def cited_after(text: str, place: int) -> tuple[str, ...]:
    """The reference numbers printed at a place."""
    match = _CITED_HERE.match(text, place)
    return citations(match["behind"] or match[0]) if match else ()


_PERSON = (
    rf"(?:(?:Drs?\.?|Prof(?:essor|\.)?)\s+){{0,2}}(?:(?:{_CAPITAL}[^\W\d_]*(?:[’'‐-][^\W\d_]+)?|{_CAPITAL}\.)\s+){{1,3}}?"
    rf"(?P<%s>(?:(?:{_PARTICLE}|Des)\s+){{0,2}}{_CAPITAL}[’'‐-]?[^\W\d_]*[a-zà-ÿ](?:[’'‐-][^\W\d_]+){{0,2}})(?=,|\.|;|:|\s[(\[]|\s(?:of|from|at|and|told|said|says|who|in)\b)"
)
_ROLE = (
    r"(?:(?P<%s>lead|first|principal|primary|chief)\s+(?:study\s+)?(?:author|researcher|investigator|scientist)|study\s+(?:leader|author)|"
    r"author\s+of\s+(?:the|a)\s+study)"
)
#: ``lead author Ana Weiss``, ``Ana Weiss, MD, the study's lead author``, ``a trial led by Dr. Ana Weiss``
_LEADS = Gated(
    "lead|first|principal|primary|chief|author|led",
    rf"\b{_ROLE % 'r1'}(?:\s+of\s+the\s+(?:study|trial|research))?,?\s+{_PERSON % 'named'}|"
    rf"{_PERSON % 'person'}(?:,\s+(?:[A-Z][A-Za-z]{{0,3}}\.){{1,3}})*[^.;\"“”]{{0,160}}?,\s+(?:and\s+|is\s+)?(?:(?:the|an?)\s+)?"
    rf"(?:(?:study|trial)(?:'s|’s)\s+)?{_ROLE % 'r2'}\b|"
    rf"(?:^|\.\s|\b(?:team|study|trial|research|researchers|group)\s+)[Ll]ed\s+by\s+{_PERSON % 'leader'}|"
    rf"\b(?:[Ss]tudy|[Rr]eport|[Tt]he)\s+authors\s*(?:--|[—–(:]|\s-\s)\s*{_PERSON % 'listed'}",
)


def leading_author(texts: Iterable[tuple[int, str]]) -> StudyMention | None:
    """Whom a news item calls the lead author of its study, ``said the study's lead author Ana Weiss``, else who leads it or is
    called its author; ``texts`` are the paragraphs with their places."""
    others: list[StudyMention] = []
    for offset, text in texts:
        for match in _LEADS.finditer(text):
            part = next(part for part in ("named", "person", "leader", "listed") if match[part])
            if _is_no_person(match[part].split()[-1]):
                continue
            mention = StudyMention(offset + match.start(part), offset + match.end(part), "author", match[part], own=True)
            if match["r1"] or match["r2"] or match["listed"]:
                return mention
            others.append(mention)
    return others[0] if others else None
