"""The payload is made part by part, and stands for a plain dict."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import daraevidence

TEXT = """Efficacy

In the trial of tolrenib, 57 of 214 patients (27%) had a response. The median overall survival was 11.7 months (95% CI, 9.2-14.8).

Table 1. Adverse Events
Event | Tolrenib (n=100) | Placebo (n=50)
Nausea | 12 (12) | 5 (10)
Fatigue | 20 (20) | 4 (8)
"""


def test_parts_do_not_depend_on_the_order_in_which_they_are_asked_for() -> None:
    one, other = daraevidence.extract_text(TEXT), daraevidence.extract_text(TEXT)
    forwards = {name: one.payload[name] for name in one.payload}
    backwards = {name: other.payload[name] for name in reversed(list(other.payload))}
    assert forwards == backwards
    assert forwards["endpoints"] and forwards["adverse_event_tables"] and forwards["ledger"]


def test_a_part_is_made_once() -> None:
    payload = daraevidence.extract_text(TEXT).payload
    assert payload["endpoints"] is payload["endpoints"]


def test_threads_share_one_payload() -> None:
    payload = daraevidence.extract_text(TEXT).payload
    names = [*payload, *payload] * 4
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(payload.__getitem__, names))
    assert all(rows is payload[name] for name, rows in zip(names, made, strict=True))


def test_a_payload_pickles_and_copies_as_the_dict_that_it_stands_for() -> None:
    ex = daraevidence.extract_text(TEXT)
    for again in (pickle.loads(pickle.dumps(ex)), copy.deepcopy(ex)):
        assert type(again.payload) is dict
        assert again == ex


def test_an_unknown_part_is_a_key_error() -> None:
    payload = daraevidence.extract_text(TEXT).payload
    assert "nonsense" not in payload
    with pytest.raises(KeyError):
        payload["nonsense"]
