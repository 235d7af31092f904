"""How instructions of labels begin, ``Withhold until``, ``Reduce dose by one level``, and what else tells what is to be done."""

from __future__ import annotations

from daraevidence.language.gated import Gated
from daraevidence.language.patterns import compiled

__all__ = ["advises", "is_instruction"]

#: what labels tell to do
_DO = (
    r"withhold|interrupt|discontinue|reduce|continue|resume|do not|stop|hold|delay|transfuse|monitor|check|recheck|measure|"
    r"repeat|screen|ask|offer|decrease|increase|restart|maintain|suspend|omit|skip|give|administer|avoid|consider|start"
)
_INSTRUCTION = compiled(
    rf"(?i)(?:permanently |temporarily |immediately )?(?:{_DO}|no (?:dose )?(?:change|adjustment)|not recommended)\b"
)


def is_instruction(text: str) -> bool:
    """Whether a text begins as an instruction on a treatment does."""
    return _INSTRUCTION.match(text) is not None


#: a condition ahead of an instruction: ``If platelets fall below 50, halve the dose``
_CONDITION = (
    r"(?:(?:if|when|once|in|for|at|unless|where|with|after|before|until|should|between|more than|less than)\b"
    r"[^.;:]{2,140}[,:]\s*|[^.;:]{2,110}:\s*)?"
)
_ORDER = compiled(
    rf"(?i)\W*(?:(?:then|and|or|otherwise|instead|thereafter|also|first|second|third|please)\b,?\s*)*{_CONDITION}"
    r"(?:permanently |temporarily |immediately |always |never |only )?"
    rf"(?:{_DO}|re-start|begin|add|aim|target|titrate|halve|double|taper|switch|redose|retest|refer|treat|use|limit|keep|wait|"
    r"call|infuse|inject|apply|take|adjust|initiate|refrain|ensure|correct|replace|replete|supplement|obtain|admit|consult)s?\b(?!\s(?:was|were|is|are|of|rates?|scores?)\b)"
)
#: ``ANC 500-999/uL: interrupt``
_THEN = compiled(r"[^.;:]{0,60}:\s*")
#: ``CrCl 30-50 mL/min: 1 g every 12 hours``
_DOSE_THEN = compiled(
    r"\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?(?:mg|m?cg|µg|g|IU|units?)(?:/(?:kg|m2|m²|day|dose|d))*\s(?!\(|vs|versus|with|and\s\d)"
)
_MODAL = compiled(
    r"(?i)\b(?:should|must|shall|needs? to|is to be|are to be|do not|receives|gets|means an?|calls? for|becomes? likely|"
    r"(?:is|are) (?:not )?(?:withheld|given|offered|started|stopped|continued|resumed|reduced|halved|doubled|needed|required|"
    r"contraindicated|recommended|preferred|indicated|acceptable|advised|suggested|permitted|defined|measured|repeated|"
    r"titrated|adjusted|monitored|met|surpassed)|we (?:suggest|recommend|advise)|diagnosis (?:rests|is made)|"
    r"(?:may|can) be (?:begun|given|started|increased|reduced|used|repeated|stopped|resumed|considered|raised|lowered))\b"
)
_TARGET = compiled(r"(?i)\b(?:targets?|aim(?:s|ing)?(?: for)?|goals?|cut-?offs?|thresholds?|trigger)\b[^.;]{0,70}$")
#: what was done or found, and is no advice
_TOLD = compiled(
    r"(?i)\b(?:was|were|had|did|showed|achieved|occurred|reported|fell|rose|averaged|reached|received|median|versus|vs|"
    r"compared)\b|\bP\s?[<=>]|\bCI\b"
)
_ENDS = compiled(r"[.;](?:\s|$)")


#: ``is withdrawn if the count has not fallen by``: what a rule asks for
_IF = Gated(
    "if|unless",
    r"^(?!.*\b(?:was|were|did|occurred|received|underwent)\b)[^.;:()]*\b(?:is|are|be|should|must|may|can)\b[^.;:()]*\b(?:if|unless)\b[^.;:()]*$",
)


def advises(text: str, start: int, end: int) -> bool:
    """Whether the clause around a number tells what is to be done or aimed at, and nothing that was found.

    ``If platelets fall below 50, give 50% of the dose``, ``ANC 500-999/uL: interrupt``, ``should be started at 0.7``, ``a target
    of 60 to 65 mm Hg``; not ``It should be noted that 12% had``.
    """
    first = max((match.end() for match in _ENDS.finditer(text, max(0, start - 300), start)), default=max(0, start - 300))
    last = next((match.start() for match in _ENDS.finditer(text, end)), len(text))
    clause = text[first:last]
    if _IF.search(text[first:start]):
        return True
    if _TOLD.search(clause):
        return False
    if _ORDER.match(clause) or _MODAL.search(clause) or _TARGET.search(text[first:start]):
        return True
    then = _THEN.match(text, end)
    if then is None:
        return False
    return _ORDER.match(text, then.end()) is not None or _DOSE_THEN.match(text, then.end()) is not None
