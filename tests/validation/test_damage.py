"""Lost exponents and lost dashes."""

import pytest


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("A median of 5.2 x 106/kg cells was collected.", ["5.2 x 106/kg"]),
        ("Platelets of ≤30x109/L were required.", ["≤30x109/L"]),
        ("The yield was 7.6 × 106 cells/kg.", ["7.6 × 106 cells/kg"]),
        ("The yield was 8.6 vs 9.1 x 106/kg in both arms.", ["8.6 vs 9.1 x 106/kg"]),
        ("Counts of 15-30x109/L were allowed.", ["15-30x109/L"]),
        ("The yield was 5.2 x 10^6/kg.", []),
        ("WBC was 14.5 ×10⁹/L.", []),
        ("Patients got 4 x 106 mg in all.", []),
        ("It was given 2 x 10 mg.", []),
    ],
)
def test_exponents(page, text, quotes):
    made = page()
    made.say(text)
    assert [flag[2] for flag in made.found("exponent-lost")] == quotes


@pytest.mark.parametrize(
    ("text", "quotes", "reading"),
    [
        ("Median follow-up was 9.2 months (IQR, 1.817.6).", ["1.817.6"], "1.8-17.6"),
        ("Median OS was 12.2 months (95% CI, 9.914.7).", ["9.914.7"], "9.9-14.7"),
        ("Median OS was 12.2 months (95% CI, 9.9-14.7).", [], ""),
        ("Version 9.914.7 of the program was used.", [], ""),
    ],
)
def test_dashes(page, text, quotes, reading):
    made = page()
    made.say(text)
    flags = [flag for flag in made.flags() if flag.rule == "interval-garbled"]
    assert [made.document().raw(flag.start, flag.end) for flag in flags] == quotes
    assert [flag.reading for flag in flags] == [reading] * len(quotes)
