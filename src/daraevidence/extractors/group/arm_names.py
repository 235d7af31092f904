"""How prose names what a group is given, in the grammar of its words alone: a drug, a procedure, a programme, a strategy."""

from __future__ import annotations

from daraevidence.language.dosing import DOSE_UNIT, HOW_GIVEN, SYSTEMIC_ROUTE
from daraevidence.language.patterns import compiled
from daraevidence.language.people import PERSONS

__all__ = ["ANY_NAME", "DOSE", "GIVEN_AMOUNT", "GIVEN_SO", "HOW", "KINDS_OF_PEOPLE", "MORE", "NAME", "SHORT_FORM", "STOP", "WORD"]

#: what persons are called by what they do, have or became, as alternatives of a pattern
KINDS_OF_PEOPLE = (
    r"responders|users|carriers|smokers|survivors|completers|drinkers|controls|cases|metaboli[sz]ers|initiators|switchers|continuers|"
    r"siblings|twins"
)
#: words with which no name begins
_NOT_FIRST = r"(?:of|the|an?|with|to|than|no(?=\s+(?:one|more))|not|also|only)(?![\w-])"
#: words that end a name
STOP = (
    r"(?:the|and|or|versus|vs|against|for|once|twice|every|in|daily|weekly|monthly|at|over|until|through|throughout|during|after|before|as|on|by|from|while|who|which|"
    rf"that|was|were|is|are|had|has|have|received|{PERSONS}|between|within|both|one|two|three|four|groups?|arms?|"
    r"each|respectively|if|when|because|but|stratified|using|given|administered|regardless|irrespective|according|"
    r"did|died|improved|responded|relapsed|recovered|survived|developed|experienced|reported|achieved|reached|completed|discontinued|showed|remained|"
    r"became|needed|required)(?![\w-])"
)
WORD = r"(?:[A-Za-z]|\d{1,3}[-‐](?:day|week|month|year|dose|hour|minute)\b)[\w'’+/.‐-]*(?<![.])"
#: the words of a name, without a group of their own
ANY_NAME = (
    rf"(?!(?:{STOP}|{_NOT_FIRST}))(?:{WORD})(?:\s+(?:followed\s+by|(?!(?:{STOP}))(?:{WORD}|\+))){{0,6}}"
    r"(?<!\s(?:with|than))(?<!\s(?:to|of|as))(?!\w)"
)
NAME = rf"(?:{SYSTEMIC_ROUTE}\s+)?(?P<name>{ANY_NAME})"
HOW = rf"(?P<how>(?:{HOW_GIVEN})?)"
#: what is given together with it
MORE = (
    rf"(?P<more>(?:\s+(?:plus|\+|combined with|in combination with|together with|added to)\s+(?!(?:{STOP}))(?:{WORD})"
    rf"(?:\s+(?!(?:{STOP}))(?:{WORD}|\+)){{0,4}}(?:{HOW_GIVEN})?){{0,3}})"
)
#: in what ``how`` reads: all of it, and the amount that it begins with
GIVEN_SO = compiled(HOW_GIVEN)
GIVEN_AMOUNT = compiled(r"\s*(\d[\d.,]*(?:\s?[-–/]\s?\d[\d.,]*)?\s?[A-Za-zµμ]+(?:/(?:kg|m2|m²))?)")
#: a dose in a name, as number and unit
DOSE = compiled(rf"(?<![\w.])(\d+(?:\.\d+)?)\s?({DOSE_UNIT})(?![A-Za-z])")
#: the short form behind the name of a treatment: ``intravenous immunoglobulin (IVIG)``, ``… (IVIG; n = 40)``
SHORT_FORM = compiled(r"\s*\((?P<short>[A-Z][\w+/-]{1,11})(?:\)|[,;]\s[nN]\s?=\s?\d)")
