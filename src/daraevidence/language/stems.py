"""Endings of international nonproprietary names: what tells a drug that no vocabulary knows from other words."""

from __future__ import annotations

from daraevidence.language.patterns import compiled

__all__ = ["STEM_ENDS", "SUBSTANCE", "is_drug_name", "is_other_substance", "is_salt"]

#: stems of the WHO's list that hardly any other word ends in; short ones only behind several letters
_STEMS = (
    "[rtnfml]inib|ciclib|parib|zomib|li[sz]ib|degib|sidenib|rafenib|gliptin|gliflozin|glutide|patide|reotide|relix|relin|vastatin|sartan|xaban"
    "|gatran|leucel|tegravir|capavir|buvir|asvir|navir|ciclovir|civir|platin|rubicin|taxel|tecan|poside|trexed|citabine|mustine"
    "|floxacin|conazole|fungin|cillin|penem|bactam|prazole|prazan|setron|pitant|gepant|triptan|orexant|limus|domide|grastim|poetin"
    "|nexor|toclax|sertib|lukast|siran|bersen|(?:in|ont|not|om)ersen|esorsen|[zc]arsen|cabtagene|strant|lutamide|vaptan|cetrapib|citinib|dipine|peridone|piprazole"
    "|glitazone|ritide|tirelin|fenacin|begron|mimod|serod|metostat|inostat|dustat|[a-z]{2}mab|[a-z]{3}bart|[a-z]{4}mig"
    "|[a-z]olol|[a-z]{3}azepam|azolam|curium|tropium|triptyline|oxetine|profen|coxib|oxicam|grelor|cycline|nidazole|bendazole|oquine"
    "|fovir|mivir|glinide|dronate|tocin|pressin"
    "|[a-z]{3}(?:br|d)utideg|[a-z]{2}utinib|[a-z]{2}teplase|[a-z]{2}nacept|nercept|[a-z]{3}kinra|vedotin|deruxtecan|govitecan|emtansine|tesirine"
)
_NAME = compiled(rf"[a-z]{{3,}}(?:{_STEMS})")
#: the last three letters of such names: a cheap gate
STEM_ENDS = frozenset(
    "mab nib lib rib mib gib sib zib tin zin ide lix lin tan ban ran cel vir cin xel can sed ine ole gin nem tam zan ron "
    "lol pam lam ium fen xib cam lor ate cin sin "
    "ant mus tim xor lax tib ast sen ene pib one eon mod rod tat art mig ase ept nra deg ngin vib xed bib".split()
)


def is_drug_name(word: str) -> bool:
    """Whether a word in small letters ends as the nonproprietary names of drugs do: ``vorasidenib``, ``imlunestrant``."""
    return word[-3:] in STEM_ENDS and _NAME.fullmatch(word) is not None


#: second words that make another substance of a drug: esters for long action, prodrugs, what an antibody carries
_SUBSTANCES = frozenset(
    "palmitate lauroxil decanoate enanthate pamoate undecanoate cypionate caproate mofetil axetil proxetil cilexetil medoxomil "
    "alafenamide disoproxil marboxil vedotin deruxtecan rezetecan govitecan tirumotecan emtansine mertansine ravtansine "
    "soravtansine tesirine duocarmazine ozogamicin mafodotin pelidotin samrotecan alfa pegol dimeglumine etexilate".split()
)
#: second words of cell and gene therapies
_LIVING = compiled(r"[a-z]{2,}(?:leucel|temcel|lecel|vec|tel|cel)")
#: the second word of a substance, as a pattern
SUBSTANCE = rf"(?:{'|'.join(sorted(_SUBSTANCES))}|{_LIVING.pattern})"
#: second words that only name the salt
_SALTS = frozenset(
    "hydrochloride dihydrochloride mesylate maleate tartrate bitartrate succinate fumarate citrate phosphate tosylate besylate "
    "sulfate sulphate acetate malate bromide hydrobromide hemihydrate monohydrate esylate etabonate furoate propionate "
    "dipropionate valerate camsylate xinafoate tromethamine edisylate orotate hyclate".split()
)


def is_other_substance(drug: str, word: str) -> bool:
    """Whether a word behind a drug's name belongs to the substance: ``paliperidone palmitate``, ``X-gene autoleucel``."""
    return word in _SUBSTANCES or (drug.endswith("gene") and _LIVING.fullmatch(word) is not None)


def is_salt(word: str) -> bool:
    """Whether a word behind a drug's name tells its salt: ``metoprolol succinate``."""
    return word in _SALTS
