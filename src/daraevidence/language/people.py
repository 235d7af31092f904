"""The words for those whom a study is about, said once for every pattern and set of words that asks for them.

They are plain nouns for persons. What a person has become by a result (responders, survivors), what is counted in place of
persons (eyes, cases, events) and words that stand for them (those, they) are other things; a pattern that reads those says so.
"""

from __future__ import annotations

__all__ = ["ANYONE", "PEOPLE", "PEOPLE_NEEDED", "PEOPLE_WORDS", "PERSONS"]

_ANYONE = {
    "patients": "patient",
    "pts": "patient",
    "participants": "participant",
    "subjects": "subject",
    "individuals": "individual",
    "people": "person",
    "persons": "person",
    "volunteers": "volunteer",
}
_FORMS = _ANYONE | {
    "adults": "adult",
    "adolescents": "adolescent",
    "teenagers": "teenager",
    "children": "child",
    "infants": "infant",
    "neonates": "neonate",
    "newborns": "newborn",
    "babies": "baby",
    "toddlers": "toddler",
    "women": "woman",
    "men": "man",
    "girls": "girl",
    "boys": "boy",
    "mothers": "mother",
    "outpatients": "outpatient",
    "inpatients": "inpatient",
    "recipients": "recipient",
    "users": "user",
    "veterans": "veteran",
    "residents": "resident",
    "beneficiaries": "beneficiary",
    "schoolchildren": "schoolchild",
    "pts": "pt",
}

ANYONE = "|".join([*_ANYONE, *dict.fromkeys(_ANYONE.values())])
"""The nouns that can be said of everybody, in both numbers, as alternatives of a pattern: they tell no part of a population."""

PEOPLE_WORDS = frozenset(_FORMS)
"""The nouns in the plural."""

PEOPLE = "|".join(_FORMS)
"""The nouns in the plural, as alternatives of a pattern."""

PERSONS = "|".join([*_FORMS, *dict.fromkeys(_FORMS.values())])
"""The nouns in the plural and the singular, as alternatives of a pattern."""

PEOPLE_NEEDED = "|".join(word for word in _FORMS if not any(word != other and word.endswith(other) for other in _FORMS))
"""The words of which a text that matches ``PEOPLE`` holds one, for ``Gated``."""
