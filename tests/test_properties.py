"""What holds for every text, whatever it says."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from daraevidence import Extraction, Options, errors, extract, extract_text
from daraevidence.delivery.frames import COLUMNS

SEEDS = sorted((Path(__file__).resolve().parents[1] / "seeds").glob("*.txt"))

_BITS = """
    SUMMARY RESULTS Safety Efficacy References Abbreviations: • - * | ( ) [ ] , ; : . % = < > ≥ ≤ ± × x – — / 95% CI IQR
    range HR OR P p P<0.001 N= n= vs versus and or of in with median mean PFS OS ORR CR VGPR NR NE months weeks days
    years patients patient grade Grade 3/4 3-4 any 1-2 Table Figure et al (2023) 106/kg 10^6/kg ×10⁹/L mg/m2 mg IV SC
    weekly daratumumab D-Vd bortezomib placebo arm A B cohort study phase 2 NCT01234567 0 1 2 10 12.5 0.39 100 1,234
    12·5 9.914.7 50.000 007 1e5 ½ ٣ ²
""".split()
_SPACES = st.sampled_from([" ", " ", " ", "\n", "\n\n", "  ", "\t", "\u00a0", "\u2009", "", "\r\n", "\n  • ", "\n   "])

#: Texts that look like evidence: words of the genre, numbers and line ends in any order.
documents = st.lists(
    st.tuples(st.one_of(st.sampled_from(_BITS), st.from_regex(r"\d{1,4}(\.\d{1,2})?", fullmatch=True)), _SPACES)
).map(lambda parts: "".join(word + space for word, space in parts))
texts = st.one_of(documents, st.text(max_size=200), st.text(alphabet="0123456789.,()%-–/ \n•[]<>=abN", max_size=120))

patient = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _quotes(ex):
    """Each span with the quote that it must give, and each span without one."""
    for name in ("studies", "cohorts", "regimens", "endpoints", "characteristics", "adverse_events", "thresholds", "references"):
        for record in getattr(ex, name):
            yield record.span, None
            for places in record.evidence.values():
                for place in places:
                    yield place.span, place.quote
    for finding in ex.findings:
        yield finding.span, finding.quote
        yield from ((span, None) for span in finding.spans)
    for entry in ex.ledger:
        yield (entry.start, entry.end, entry.page), entry.text


def _holds(text):
    ex = extract_text(text)
    assert ex.text == text
    for span, quote in _quotes(ex):
        start, end, _ = span
        assert 0 <= start <= end <= len(text)
        if quote is not None:
            assert text[start:end] == quote
    covered = [(entry.start, entry.end) for entry in ex.ledger]
    assert covered == sorted(covered), "the ledger goes along the text"
    assert all(a[1] <= b[0] for a, b in pairwise(covered)), "no number is entered twice"
    inside = set().union(*(range(*pair) for pair in covered)) if covered else set()
    for digits in re.finditer(r"[0-9]+", text):
        assert inside.issuperset(range(*digits.span())), f"the ledger lost {digits[0]!r}"
    return ex


@patient
@given(texts)
@example("")
@example("0")
@example("\r\n\r\n")
@example("1" * 400)
@example("9.914.7 (95% CI, 9.914.7)")
@example("• 1\n  • 2\n    • 3")
@example("Table 1\nA\nB\n1 (2)\n3 (4)\n")
def test_nothing_is_lost_and_every_quote_is_its_slice(text):
    _holds(text)


@patient
@given(texts)
@example("1" * 400)
def test_json_gives_the_same_back_and_two_runs_agree(text):
    first = extract_text(text)
    told = first.to_json()
    assert extract_text(text).to_json() == told
    back = Extraction.from_json(told)
    assert back == first
    assert back.to_json() == told
    json.loads(told, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


@patient
@given(texts)
def test_every_frame_can_be_made(text):
    ex = extract_text(text)
    for name in COLUMNS:
        assert list(ex.frame(name).columns) == list(COLUMNS[name])


@patient
@given(st.one_of(texts, st.binary(max_size=300)))
@example("report.txt")
@example(b"")
@example(b"\xff\xfe")
@example(b"%PDF-1.7\n")
@example("\x00")
@example("a" * 5000)
def test_only_our_own_errors_are_raised(source):
    try:
        ex = extract(source, options=Options(max_bytes=4000))
    except errors.DaraevidenceError as error:
        assert str(error)
    else:
        assert isinstance(ex.text, str)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_hold_too(path):
    ex = _holds(path.read_bytes().decode("utf-8"))
    assert Extraction.from_json(ex.to_json()) == ex
    ids = [
        record.id for name in ("studies", "cohorts", "endpoints", "characteristics", "findings") for record in getattr(ex, name)
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_what_is_printed_reads_back_as_the_value(path):
    """A field whose evidence is printed as a bare number has that number."""
    ex = extract(path)
    wrong = [
        (record, name, place.quote)
        for record in (*ex.endpoints, *ex.characteristics, *ex.adverse_events)
        for name, places in record.evidence.items()
        for place in places
        if place.how == "printed"
        and isinstance(getattr(record, name, None), (int, float))
        and re.fullmatch(r"\d+(\.\d+)?", place.quote)
        and float(place.quote) != float(getattr(record, name))
    ]
    assert wrong == []
