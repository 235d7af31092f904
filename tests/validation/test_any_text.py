"""No text makes a rule raise, and two runs find the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from daraevidence.layout import outline, scan
from daraevidence.reading import read_text
from daraevidence.validation import validate

FRAGMENTS = st.sampled_from(
    """Table 1. @Baseline/@N=40/@(n=@Sex, n (%)/@   Male/@20 (50)/@7 (99.9999999999999)/@ORR/@≥VGPR/@0|0 (0%)@(95% CI, @-@HR, @;
    @ P=@x 106|kg@9.914.7@Abbreviations: CR, complete response./@References/1 Doe J. Title. 2020./@.1,2 @patients (@%)@Any Grade/
    @Grade 3|4/@//@99999999999999999999999999999999999999@0.0000000000000000001@e@RITUXMAB RITUXIMAB RITUXIMAB RITUXIMAB @median
    @5 of 10@Infinity@NaN""".replace("\n    ", "")
    .replace("/", "\n")
    .replace("|", "/")
    .split("@")
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=6), st.integers().map(str), st.floats().map(str)), max_size=60).map(
    "".join
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_any_text(text):
    def run():
        document = outline(read_text(text, kind="text"))
        return validate([], document, scan(document)), document

    flags, document = run()
    assert [(f.rule, f.start, f.end, f.explanation) for f in run()[0]] == [(f.rule, f.start, f.end, f.explanation) for f in flags]
    for flag in flags:
        assert 0 <= flag.start < flag.end <= len(document.clean)
        assert flag.severity in {"error", "warning", "info"} and flag.explanation
        assert all(0 <= start < end <= len(document.clean) for start, end in flag.places)


def test_digits_without_end():
    text = (
        f"In {'1' * 5000} of {'3' * 6000} patients (33.{'3' * 5000}%) and n={'2' * 5000} (95% CI, 0.{'0' * 5000}1-{'9' * 5000})."
    )
    document = outline(read_text(text, kind="text"))
    assert isinstance(validate([], document, scan(document)), list)
