"""Marks that plain text sets apart from words: raised letters and digits (``ᵃ``, ``¹``), ``^a``, ``<sup>a</sup>``, ``[a]``."""

from __future__ import annotations

from daraevidence.language.patterns import compiled

__all__ = ["BEHIND", "OPENS", "letters"]

_PLAIN = str.maketrans("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹", "abcdefghijklmnoprstuvwxyz0123456789")
_ONE = f"[{''.join(map(chr, _PLAIN))}]"
_RAISED = (
    rf"{_ONE}{{1,2}}(?:,\s?{_ONE}{{1,2}}){{0,4}}|\^[a-z\d](?:,\s?[a-z\d]){{0,4}}(?![\w.])\^?|<sup>[a-z\d*†‡,\s]{{1,9}}</sup>"
)
#: a note that begins with such a mark
OPENS = rf"(?:{_RAISED})\s{{0,3}}(?=\S)"
#: such a mark behind a word; a digit behind a power of ten or a metre is an exponent
BEHIND = compiled(
    rf"(?<=\S)(?<!(?<![\w.])10)(?<!(?<![A-Za-z])m)(?<![ckm]m)(?:{_RAISED})(?=$|[\s,;:)\]])|\s?[\[(][a-z][\])](?=$|[\s,;:])"
)
_LETTER = compiled(r"[a-z]|\d{1,2}|[*†‡]+")


def letters(mark: str) -> list[str]:
    """The single letters or digits of a mark: ``ᵃ,ᵇ`` → a, b."""
    return _LETTER.findall(mark.replace("sup", "").translate(_PLAIN))
