"""Documents whose numbers agree have no errors and no warnings, in whatever form they are printed; damage is told."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import daraevidence
from daraevidence.testing.agreeing import agreeing_document


def _findings(document):
    return daraevidence.extract_text(document.text, kind=document.kind).findings


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_nothing_to_find(random):
    found = [finding for finding in _findings(agreeing_document(random)) if finding.severity != "info"]
    assert found == []


@pytest.mark.parametrize("seed", range(20))
def test_numbers_of_any_size(seed):
    found = [finding for finding in _findings(agreeing_document(Random(seed))) if finding.severity != "info"]
    assert found == []


def test_documents_differ():
    texts = {agreeing_document(Random(seed)).text for seed in range(20)}
    assert len(texts) == 20
    assert {agreeing_document(Random(seed)).form for seed in range(20)} == {"lines", "columns", "markdown", "html"}
