"""Drugs that nobody knows, by their places in sentences: ``X monotherapy``, ``treated with X``, ``X or placebo``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cache, lru_cache

from daraevidence.language.dosing import AMOUNT
from daraevidence.language.letters import likeness
from daraevidence.language.lexicon import lexicon
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PEOPLE, PERSONS
from daraevidence.language.products import is_plain_word
from daraevidence.language.stems import is_drug_name, is_other_substance, is_salt
from daraevidence.language.word_classes import AGAINST, GIVEN, TIME_UNITS

__all__ = ["drugs_by_place"]

_PLAIN_NAME = r"[a-z]{7,20}"
_NAME = r"(?:[A-Z][a-z]{4,19}|[a-z]{5,20})"
_WORD = rf"(?P<name>{_NAME})(?![\w-])"
#: how much the letters must look like a drug's where the word stands in one such place, and where it stands in several
_ONE, _WEAK, _SEVERAL = 0.0, 0.15, -0.35
#: and how much those of its partner must, of which nothing is known
_PAIR = 0.3
_PAIRING = frozenset(("plus", "versus", "vs", "vs."))

#: what leads to what patients were given
_TAKEN = compiled(
    r"\b(?:(?:[Tt]reat(?:ed|ing|ment)|[Mm]onotherapy|[Tt]herapy|[Pp]retreated|pretreatment|maintained) with|"
    r"[Rr]eceiv(?:ed|ing|es?)|[Tt]aking|took|[Tt]akes?|[Gg]iven|[Aa]dministered|(?:were|was|are|is) on|"
    r"(?:[Dd]oses?|[Dd]osages?|[Ii]nfusions?|[Ii]njections?|[Tt]ablets?|[Cc]apsules?|[Aa]dministration|[Dd]iscontinuation|"
    r"[Ii]nitiation|[Ii]nterruption|[Ee]fficacy|[Ss]afety|[Tt]olerability|[Pp]harmacokinetics|[Uu]se|[Ee]ffects?) of|"
    r"(?:[Ee]fficacy|[Ss]afety) and (?:safety|efficacy|tolerability) of|"
    r"(?:[Ee]xposed|[Ee]xposure|[Ss]witch(?:ed|ing)|[Rr]efractory|[Rr]esistant|[Aa]dded) to|(?:randomi[sz]ed|assigned|allocated)"
    r"(?: (?:in a )?\d(?::\d)+(?: ratio)?,?)? to(?: receive)?|"
    r"[Ss]witch(?:ed|ing) from|[Aa]dding|[Aa]ddition of|started|starting|stopped|stopping|discontinued|discontinuing|initiated|"
    r"initiating|continued|continuing|"
    rf"(?:{PERSONS}|those|treatment|therapy|stayed|remained|still) on|-blind|-label) "
    rf"(?:either |oral |intravenous |subcutaneous )?{_WORD}"
)
#: what a name of a treatment may be followed by, not an adjective: a mark, a dose, a word that begins something new
_ENDS = compiled(
    rf"[®™]?(?:\s*(?:[.,;:)(/+?!]|$|\n)|\s(?:and|or|plus|versus|vs|with|at|for|in|during|alone|once|twice|every|daily|weekly|monthly|"
    r"than|as|from|until|to|by|on|over|per|was|were|is|are|had|has|have|did|who|which|that|then|because|after|before|within|"
    r"without|monotherapy|treatment|therapy|when|while|if|through|about|up|into|reduced|improved|led|can|may|should|compared|"
    r"followed|added|given|group|arm|of|reported|discontinued|achieved|experienced|"
    rf"developed)\b|\s{AMOUNT})"
)
#: what stands behind the name of what is given
_BEHIND = compiled(
    rf"[®™]?\s(?:monotherapy|recipients|users|alone|(?:or|and|{AGAINST}|than|to) (?:matching |a )?placebo|"
    rf"(?:was|were|is) (?:(?:also|then|first|well|not) )?(?:{GIVEN}|started|stopped|added|continued|discontinued|tolerated|"
    r"approved|(?:non-?)?inferior|superior))\b|, when added\b|-(?:treated|exposed|naive|experienced|refractory)\b|"
    r"\s(?:at )?\d[\d.,]*\s?(?:mg|µg|mcg)(?:/kg)? (?:group|arm|cohort|recipients)\b"
)
_BEFORE = compiled(rf"(?<![\w-])(?P<name>{_NAME})$")
#: places where other things may stand too, and people (``in contrast with Olsen``, ``Olsen (n=80)``)
_GROUP = compiled(rf"\s(?:group|arm|therapy|(?:{PEOPLE})(?!\s(?:with|who|and)))\b(?!s)|\s\([nN]\s?=\s?\d")
_ELSE = compiled(
    rf"(?:\bplacebo (?:or|and|{AGAINST}|than)|\b[Ww]ith|\b[Aa]fter|\bthan|\bon|"
    rf"\d%?\)? (?:(?:of )?(?:{PEOPLE}) )?(?:for|to|had|took)|"
    rf"\b[Cc]ompared (?:with|to)|\b(?:tested|evaluated|{AGAINST}|(?:non-?)?inferior to|superior to|related to|"
    rf"(?:{TIME_UNITS}|courses?|cycles) of)) (?P<name>{_PLAIN_NAME})(?![\w-])"
)
#: two of one kind: ``X plus Y``; ``X (n=20)  Y (n=21)``, as arms are told and columns headed
_JOINT = compiled(
    rf"(?P<joint> plus | with or without | or | and | versus | vs\.? |[/+-]| \+ |"
    rf"\s\([nN]\s?=\s?[\d,]+\),?\s+(?:(?:or|and|{AGAINST})\s+)?"
    rf"(?=[A-Za-z]+\s+\([nN]))(?P<name>{_NAME})(?![\w-])"
)
#: what patients have is no drug
_HAD = compiled(
    rf"\b(?:(?:{PERSONS}) (?:with|had|having|and)|diagnos(?:ed|is) (?:with|of)|history of|suffering from|cases? of|presence of|"
    rf"risk of|incidence of|rates? of|treatment of|episodes? of) {_WORD}"
)
#: other things that patients get, take or undergo, which are spelt as drugs are; words that stand where a name may
_OTHERS = frozenset(
    "sham saline sucrose dextrose maltose lactose milk yoga yogurt vehicle nicotine gauze tourniquet dacron teflon silicone "
    "collagen gelatin paraffin stapler moxibustion reiki pilates caffeine melamine gluten casein protein creatine bran "
    "cocoa exercise routine late obese active adjuvant concomitant rescue biologic biologics steroid steroids opioid "
    "opioids statin statins vaccine vaccines vitamin vitamins zinc iron folate mineral minerals hormone hormones enzyme "
    "enzymes oxygen ozone helium laser radiation proton photon surgery massage hypnosis counselling counseling observation "
    "another alone migraine rosacea pemphigus tetanus tobacco cannabis cigarettes alcohol water coffee juice honey propolis "
    "garlic ginger curcumin resveratrol probiotic probiotics synbiotic prebiotic inulin fiber fibre formula feeding enteral "
    "parenteral nutrition bread olive sunflower soybean cotton nylon latex titanium ceramic cement graft grafts marrow "
    "plasma platelet platelets serum blood tissue cells needle inhaler spacer mask helmet pillow splint brace insole "
    "orthosis prosthesis carbon iodine fluoride sealant varnish resin amalgam copper silver gold aspirate lavage drain "
    "drainage suction invasive intensive extensive passive native online offline mobile video telephone medicine medicines "
    "mitral aortic saphenous vein artery bypass ablation angioplasty stenting suture sutures tacrine random simple single "
    "double triple multiple higher lower around chronic acute severe moderate mild unfit baseline grade frequent overall "
    "every seven eight three fourteen eighteen twenty thirty forty fifty million because part none full period quadri "
    "bicarbonate themselves herself himself whatever wherever whether against among below above beyond beside besides "
    "despite except inside outside since though although unless until upon instead rather quite almost always never often "
    "sometimes perhaps maybe later sooner again ahead apart aside indeed endocrine similar people safety whole percent "
    "limit title trade report shape attribute claim style float develop examine eleven noise home clinic hospital nurse "
    "doctor school village male female males females men women boys girls result default method include itself provide "
    "distribute define determine close false profile certain built protocol relevant problem private minor origin become "
    "became select human describe visible decide anyone middle propagate course genuine satisfy cycle contribute yourself "
    "somewhat precise robust lifetime adapt incorporate suggest alongside longest divide estimate finite visit visitor "
    "minute solid silent volume approximate alert everyone participant facilitate clarify today episode prime waste relate "
    "plane revise panel prone rotate article isolate recipe pivot abuse surprise adopt datum degrade stolen forgotten slide "
    "imagine boost albeit orphan misuse shade bottle decade drift donor risky dozen relax snake prudent stepwise travel "
    "enjoy lucky dominate carbohydrate decline comprise decay forecast restaurant hygiene quarantine milestone timeline "
    "likewise sometime anytime someone invisible metadata website recommend benefit relative tandem traverse eliminate "
    "mitigate tolerate tolerant replicate deadline guideline midline endpoint checkpoint midpoint trimester semester winter "
    "summer autumn spring march april june july august september october november december monday friday saturday sunday "
    "citizen resident infant adolescent textbook transcript spine pelvis femur tibia fibula radius colon ileum rectum penis "
    "vagina retina cornea sclera iris lumen urine saliva feces faeces semen sputum glucose insulin cortisol creatinine "
    "ferritin albumin bilirubin troponin amylase lipase prolactin estradiol cholesterol sodium potassium calcium lactate "
    "urate ammonia biopsy culture colostomy".split()
)


def drugs_by_place(text: str, known: Set[str] = frozenset()) -> set[str]:
    """Words that a text uses as it uses names of drugs, and that are spelt as such names are.

    Reads ``X monotherapy``, ``treated with X``, ``X-treated``, ``X or placebo``, ``the X 10 mg arm``; ``the X group``, ``12% with
    X`` and ``versus X`` of a word that no patients have; not ``treated with topical agents`` and not ``the sham group``.
    ``known`` are drugs that the text explains: their partners (``X plus Y``) are drugs too.
    """
    places: dict[str, set[str]] = defaultdict(set)
    sure: set[str] = set()
    for word, place, weak in _places(text):
        if _may_be_name(word):
            places[word].add(place)
            if not weak:
                sure.add(word)
    had = {match["name"].lower() for match in _HAD.finditer(text)} if places.keys() - sure else set()
    found = set()
    for word, kinds in places.items():
        least = _WEAK if word not in sure else _ONE if len(kinds) == 1 else _SEVERAL
        if likeness(word) > least and (word in sure or word not in had):
            found.add(word)
    return found | _partners(text, found | known)


def _partners(text: str, drugs: Set[str]) -> set[str]:
    """Words that a text joins with a drug: ``X plus Y``, ``X-Y``, ``X or Y``."""
    listed = lexicon().drug_class
    found = set()
    for match in _JOINT.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
        if before is None:
            continue
        pair = before["name"].lower(), match["name"].lower()
        for one, other in (pair, pair[::-1]):
            if one in drugs or not _may_be_name(one) or likeness(one) <= _WEAK:
                continue
            known = other in drugs or listed.get(other, other) != other or (other == "placebo" and "(" in match["joint"])
            if known or (match["joint"].strip() in _PAIRING and _may_be_name(other) and likeness(other) > _PAIR):
                found.add(one)
    return found


def _places(text: str) -> Iterator[tuple[str, str, bool]]:
    """Each word in a place of drugs, in small letters, with the kind of place and whether other things stand there too."""
    for match in _TAKEN.finditer(text):
        if _ENDS.match(text, match.end()):
            yield match["name"].lower(), "taken", False
    for match in _BEHIND.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
        if before is not None:
            yield before["name"].lower(), "behind", False
    for match in _GROUP.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 24), match.start())
        if before is not None and before["name"].islower() and len(before["name"]) > 6:
            yield before["name"].lower(), "group", True
    for match in _ELSE.finditer(text):
        if _ENDS.match(text, match.end()):
            yield match["name"].lower(), "else", True


@lru_cache(maxsize=4096)
def _may_be_name(word: str) -> bool:
    """Whether a word is none of the language's own, and none of the vocabulary's drugs."""
    if word in _OTHERS or is_plain_word(word) or _NO_NAME.fullmatch(word) or is_salt(word) or is_other_substance("", word):
        return False
    # of the vocabulary, or of it without the letter of a footnote
    return not any(is_drug_name(name) or name in _vocabulary() for name in (word, word[:-1]))


@cache
def _vocabulary() -> frozenset[str]:
    """The words of all listed forms."""
    return frozenset(word for form in lexicon().forms for word in form.split())


#: plurals and verbs in the third person, names in Latin end so too; numbers
_NO_NAME = compiled(r"[a-z]+(?<!u)s|[a-z]+teen(?:th)?|(?:twen|thir|for|fif|six|seven|eigh|nine)t(?:y|ieth).*")
