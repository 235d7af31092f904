"""Ways by which a drug is given, as they are printed, and their short names in records."""

from __future__ import annotations

from daraevidence.language.patterns import compiled

__all__ = ["ROUTE", "ROUTE_TEXT", "route_of"]

#: the short name of a route, with the patterns of its printed forms
_FORMS = {
    "IV": r"IV(?!-)|i\.v\.|I\.V\.|(?i:intravenous(?:ly)?|into (?:a|the) veins?|by (?:an? )?drip)",
    "SC": r"SC\b|SQ\b|subQ\b|s\.c\.|S\.C\.|(?i:subcutaneous(?:ly)?|under the skin)",
    "PO": r"PO\b|p\.o\.|P\.O\.|(?i:oral(?:ly)?(?! (?:therapy|treatment|contracepti|cavity|intake))|by mouth|per os)",
    "IM": r"IM\b|i\.m\.|I\.M\.|(?i:intramuscular(?:ly)?|into (?:a|the) (?:\w+ )?muscles?)",
    "IT": r"(?i:intrathecal(?:ly)?)",
    "ID": r"(?i:intradermal(?:ly)?|into the skin)",
    "IP": r"(?i:intraperitoneal(?:ly)?)",
    "inhaled": r"(?i:inhaled|by inhalation|nebuli[sz]ed|(?:by|via) (?:an? )?(?:inhaler|nebuli[sz]er)|puffs?(?= |[,;.)]|$))",
    "topical": r"(?i:topical(?:ly)?|(?:applied )?(?:to|on) the skin|(?:ointment|cream|lotion|gel)s?)",
    "intranasal": r"(?i:intranasal(?:ly)?|nasal spray|into (?:each|the|one) nostrils?|into the nose)",
    "transdermal": r"(?i:transdermal(?:ly)?|patch(?:es)?)",
    "rectal": r"(?i:rectal(?:ly)?)",
    "vaginal": r"(?i:vaginal(?:ly)?|intravaginal(?:ly)?)",
    "intravitreal": r"(?i:intravitreal(?:ly)?|into the vitreous)",
    "ophthalmic": r"(?i:eye drops|into (?:the|each|both|one) eyes?)",
    "enteral": r"(?i:(?:through|via|by) (?:the |an? )?(?:feeding|nasogastric|gastrostomy|enteral) tube)",
}
#: routes that go by their own name, with and without the adverb's ending
_NAMED = (
    "intra-articular intraarticular intravesical intratumoral intralesional intracameral intrapleural subretinal "
    "epidural intraosseous intracoronary intra-arterial intracerebroventricular intrauterine sublingual buccal "
    "perineural"
).split()
_FORM = compiled("|".join(f"(?P<R{place}>{form})" for place, form in enumerate(_FORMS.values())))
_CODES = {f"R{place}": code for place, code in enumerate(_FORMS)}
#: a route at a place of a text, as a pattern to be part of others, and by itself
ROUTE_TEXT = rf"(?<![\w-])(?P<route>(?:IV|SC)(?=I[Gg]\b)|(?:{'|'.join(_FORMS.values())}|(?i:{'|'.join(_NAMED)})(?i:ly)?)(?!\w))"
ROUTE = compiled(ROUTE_TEXT)


def route_of(printed: str) -> str:
    """The short name of a printed route (``IV``, ``SC``, ``PO``, ``IM`` …), else its own word in small letters."""
    form = _FORM.match(printed)
    return (
        _CODES[form.lastgroup or ""] if form else printed.lower().removesuffix("ly").replace("intraarticular", "intra-articular")
    )
