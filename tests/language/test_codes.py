"""Codes of terminologies: what they are asked by, what they give, what the data must be."""

import doctest
import re
import tomllib
from importlib.resources import files

import pytest

import daraevidence
from daraevidence.errors import OptionError, VocabularyError
from daraevidence.language import codes as module
from daraevidence.language.codes import SYSTEMS, check, codes

DATA = tomllib.loads(files("daraevidence.language").joinpath("data", "codes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("VGPR", "endpoint", ["C123618"]),
        ("median overall survival", "endpoint", ["C125201"]),
        ("ORR", "endpoint", []),
        ("≥VGPR", "endpoint", []),
        ("Anaemia", "adverse_event", ["C2869"]),
        ("low platelets", "adverse_event", ["C3408"]),
        ("Fever", "adverse_event", ["C3038"]),
        ("Darzalex", "drug", ["1721947"]),
        ("Rd", "drug", ["3264", "342369"]),
        ("Tolrenib", "drug", []),
        ("", "drug", []),
    ],
)
def test_a_name_gives_the_codes_that_are_confirmed(name, kind, expected):
    assert [code.code for code in codes(name, kind)] == expected
    assert [code.code for code in codes(name)] == expected


def test_a_code_names_its_system_and_its_source():
    (code,) = daraevidence.codes("lenalidomide")
    assert code.system == "http://www.nlm.nih.gov/research/umls/rxnorm"
    assert code.display == "lenalidomide"
    assert "github.com" in code.source


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(OptionError, match="no kind 'disease' of codes; there are endpoint, adverse_event, drug"):
        codes("anemia", "disease")


def test_the_example_is_what_it_gives():
    assert doctest.testmod(module).failed == 0


def test_every_entry_is_a_code_of_its_terminology_with_a_source_and_every_source_is_used():
    used = set()
    for kind in ("endpoint", "adverse_event", "drug"):
        assert len(DATA[kind]) > 10
        for name, (terminology, code, display, source) in DATA[kind].items():
            assert SYSTEMS[terminology][1].fullmatch(code), name
            assert display
            used.add(source)
        numbers = [entry[1] for entry in DATA[kind].values()]
        assert len(set(numbers)) == len(numbers)
    assert used == DATA["sources"].keys()


def test_no_concept_is_one_of_ctcae():
    """The concepts of CTCAE in NCIt are bound to MedDRA, whose licence does not allow them here."""
    assert not [
        entry
        for kind in ("endpoint", "adverse_event")
        for entry in DATA[kind].values()
        if re.search(r"(?i)ctcae|grade", entry[2])
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"drug": {"nobody": ["rxnorm", "1", "nobody", "a"]}}, r"\[drug\] nobody: the vocabulary has no such name"),
        ({"drug": {"aspirin": ["rxnorm", "1191"]}}, r"\[drug\] aspirin: must be \[terminology, code, words, source\]"),
        ({"drug": {"aspirin": ["rxnorm", "C1191", "aspirin", "a"]}}, "'C1191' is no code of 'rxnorm'"),
        ({"drug": {"aspirin": ["snomed", "1191", "aspirin", "a"]}}, "'1191' is no code of 'snomed'"),
        ({"drug": {"aspirin": ["rxnorm", "1191", "aspirin", "b"]}}, "no source 'b'"),
    ],
)
def test_data_that_is_not_as_it_must_be_is_told_with_its_place(data, message):
    with pytest.raises(VocabularyError, match=message):
        check({"sources": {"a": "somewhere"}, **data})
