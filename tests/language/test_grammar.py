"""Printed forms and what must be read from them; each list also holds forms that look alike and are something else."""

from __future__ import annotations

import pytest

from daraevidence.language.grammar import quantities
from printed import briefs

SHARES_OF_A_GROUP = [
    ("19 (48%) responded", ["proportion n=19 %=48"]),
    ("19 (48)", ["proportion n=19 %=48"]),
    ("19 [48%]", ["proportion n=19 %=48"]),
    ("31 [12]", ["proportion n=31 %=12"]),
    ("7 (0)", ["proportion n=7 %=0"]),
    ("11/24 (46%)", ["proportion n=11 of=24 %=46"]),
    ("9/31, 29%", ["proportion n=9 of=31 %=29"]),
    ("11 of 24 (46%)", ["proportion n=11 of=24 %=46"]),
    ("five out of the 60 patients", ["proportion n=5 of=60 patients"]),
    ("none of 16 in the placebo arm", ["proportion n=0 of=16"]),
    ("one of the 219 patients", ["proportion n=1 of=219 patients"]),
    ("7 (14%) of 51 patients", ["proportion n=7 of=51 %=14 patients"]),
    ("185 of 2654 patients receiving apixaban (7.0%)", ["proportion n=185 of=2654 %=7 patients"]),
    ("72 of 207, 34.8%", ["proportion n=72 of=207 %=34.8"]),
    ("48% (n=19)", ["proportion n=19 %=48"]),
    ("33% [n=7]", ["proportion n=7 %=33"]),
    ("(n=4; 57%)", ["proportion n=4 %=57"]),
    ("n=11 (20%)", ["proportion n=11 %=20"]),
    ("n=16 [7%]", ["proportion n=16 %=7"]),
    ("78%, 21/27", ["proportion n=21 of=27 %=78"]),
    ("19.8% (55/278)", ["proportion n=55 of=278 %=19.8"]),
    ("1.7% (7 of 424)", ["proportion n=7 of=424 %=1.7"]),
    ("Fifteen patients (94%) were alive", ["proportion n=15 %=94 patients"]),
    ("Two patients (1.8%)", ["proportion n=2 %=1.8 patients"]),
    ("Twenty-two warfarin recipients (10.4%)", ["proportion n=22 %=10.4 recipients"]),
    ("24/78 patients (30%)", ["proportion n=24 of=78 %=30 patients"]),
    ("eight of 25 patients (32%; 95% CI, 14% to 50%)", ["proportion n=8 of=25 %=32 ci 14..50 patients"]),
    ("17.0% (95% confidence interval, 7.7-30.8%)", ["proportion %=17 ci 7.7..30.8"]),
    ("58% of the 36 patients assigned", ["proportion of=36 %=58 patients"]),
    ("82.9%", ["proportion %=82.9"]),
    ("82·9%", ["proportion %=82.9"]),
    ("73 percent", ["proportion %=73"]),
    ("Ninety-two percent", ["proportion %=92"]),
    ("75 per cent", ["proportion %=75"]),
    ("less than 1%", ["proportion %=<1"]),
    ("(<1%)", ["proportion %=<1"]),
    ("approximately 50%", ["proportion %=~50"]),
    ("35-41% of patients", ["proportion bare 35..41 percent_text:35-41"]),
    ("10% to 20% of patients", ["proportion bare 10..20 percent_text:10% to 20"]),
    ("45%-48%", ["proportion bare 45..48 percent_text:45%-48"]),
    ("20 (91; [3-7])", ["proportion n=20 %=91 bare 3..7"]),
    ("29.2% [4,5]", ["proportion %=29.2", "citation"]),
    ("12.8% [3]", ["proportion %=12.8", "citation"]),
    ("75 and 67% of patients", ["proportion %=75", "proportion %=67"]),
    ("23 vs. 3%", ["proportion %=23", "proportion %=3"]),
    ("64%, 27%, and 14%", ["proportion %=64", "proportion %=27", "proportion %=14"]),
    ("FEC 75 (49.2% v 40%)", ["number 75", "proportion %=49.2", "proportion %=40"]),
]


@pytest.mark.parametrize(("text", "expected"), SHARES_OF_A_GROUP)
def test_shares_of_a_group(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


COUNTS_OF_PEOPLE_AND_EVENTS = [
    ("Three patients died", ["count n=3 patients"]),
    ("109 TE patients", ["count n=109 patients"]),
    ("324 relapsed/refractory lymphoma patients", ["count n=324 patients"]),
    ("5 deaths", ["count n=5 deaths"]),
    ("No deaths were reported", ["count n=0 deaths"]),
    ("no patient", ["count n=0 patients"]),
    ("No grade >2 AEs", ["count n=0 adverse events"]),
    ("Among the 119 patients", ["count n=119 patients"]),
    ("Of these 16 patients", ["count n=16 patients"]),
    ("156 patients in group A and 152 in group B", ["count n=156 patients", "count n=152 patients"]),
    ("Thirty-seven and 40 patients were assigned", ["count n=37 patients", "count n=40 patients"]),
    ("14 v nine patients", ["count n=14 patients", "count n=9 patients"]),
    ("36 (arm A) and 43 (arm B) lymphoma patients", ["count n=36 patients", "count n=43 patients"]),
    ("73 centers", ["count n=73 centers"]),
    ("7 hospitalizations", ["count n=7 hospitalizations"]),
    ("26 reports", ["count n=26 reports"]),
    ("100 were refractory", ["count n=100"]),
    ("two hundred forty-four patients", ["count n=244 patients"]),
    ("patients with no relapse", []),
    ("no difference", []),
    ("no longer", []),
    ("(n=43)", ["group_size n=43"]),
    ("N=286", ["group_size n=286"]),
    ("N = 1,204", ["group_size n=1204"]),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS_OF_PEOPLE_AND_EVENTS)
def test_counts_of_people_and_events(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


ESTIMATES_WITH_WHAT_STANDS_BEHIND_THEM = [
    ("12.4 months (95% CI, 5.8-24.8)", ["value 12.4 months ci 5.8..24.8"]),
    ("5.1 (95% CI, 4.2-6.6)", ["value 5.1 ci 4.2..6.6"]),
    ("12 (95% CI: 3.4 -NR)", ["value 12 ci 3.4..NR"]),
    ("53.9 months (95% confidence interval [CI], 48.3-60.1)", ["value 53.9 months ci 48.3..60.1"]),
    ("4.6 months (95% CI 3.8 to 6.0; P=0.0003)", ["value 4.6 months ci 3.8..6.0 p=0.0003"]),
    ("4.6 months,95% CI 3.8 to 6.0", ["value 4.6 months ci 3.8..6.0"]),
    ("(HR 0.71,95% CI 0.57-0.88,P < 0.001)", ["ratio hazard_ratio 0.71 ci 0.57..0.88 p<0.001"]),
    ("1870 mL, 95% CI 1159-2580 mL", ["value 1870 mL ci 1159..2580"]),
    ("2.3 months (90% CI, 1.1, 4.8)", ["value 2.3 months ci 1.1..4.8"]),
    ("1.6 percentage points (95% CI, 0.8 to 2.4)", ["value 1.6 percentage points ci 0.8..2.4"]),
    ("-4.2 mm Hg (95% CI -12.4 to 3.9)", ["value -4.2 mm Hg ci -12.4..3.9"]),
    ("2 (range, 2-3)", ["value 2 range 2..3"]),
    ("61 (range, 32-87) years", ["value 61 years range 32..87"]),
    ("63.0 weeks (range < 1 to 238.4+ weeks)", ["value 63 weeks range < 1..238.4+"]),
    ("12.1 (range 1-26+ months)", ["value 12.1 range 1..26+"]),
    ("68 months (interquartile range [IQR], 54-78)", ["value 68 months iqr 54..78"]),
    ("0.8 (Q1-Q3, 0.1-6.4)", ["value 0.8 iqr 0.1..6.4"]),
    ("5.0 (25th-75th percentile, 3.1-8.2)", ["value 5 iqr 3.1..8.2"]),
    ("59 (40-82)", ["value 59 bare 40..82"]),
    ("82 (55, 100) minutes", ["value 82 minutes bare 55..100"]),
    ("56.5 ± 8.9", ["value 56.5 sd=8.9"]),
    ("10.1 +/- 1.9 days", ["value 10.1 sd=1.9 days"]),
    ("64.9+/-4.8%", ["value 64.9 sd=4.8"]),
    ("1.4 + or - 0.2", ["value 1.4 sd=0.2"]),
    ("56.5 (SD 8.9)", ["value 56.5 sd=8.9"]),
    ("56.5 (standard deviation [SD], 8.9)", ["value 56.5 sd=8.9"]),
    ("3.1 (SE, 0.4)", ["value 3.1 se=0.4"]),
    ("mean age was 66 (12) years", ["value 66 sd=12 years"]),
    ("-22.6 [1.17]", ["value -22.6"]),
    ("9.4 (1.3)", ["value 9.4"]),
    ("2 lines of therapy (range, 1-8)", ["value 2 lines range 1..8"]),
    ("19.5 months     (IQR, 10.3-25.93)", ["value 19.5 months iqr 10.3..25.93"]),
    ("12.2 months (95% CI, 9.914.7)", ["value 12.2 months ci garbled"]),
    ("8.1 months (95% CI, 6.2 9.7)", ["value 8.1 months ci garbled"]),
    ("18.6 mg/L", ["value 18.6 mg/L"]),
    ("26 000/μL", ["value 26000 cells/uL"]),
    ("50.000/μl", ["value 50000 cells/uL"]),
    ("13 vs 11 days", ["value 13 days", "value 11 days"]),
    ("36, 19, 18 and 9 months", ["value 36 months", "value 19 months", "value 18 months", "value 9 months"]),
    ("3.62 and 7.48 ng/ml", ["value 3.62 ng/mL", "value 7.48 ng/mL"]),
    ("16.7 versus 7.1 months", ["value 16.7 months", "value 7.1 months"]),
    ("12.1 (range 1-26+) and 12.5 months", ["value 12.1 months range 1..26+", "value 12.5 months"]),
    ("120/80 mm Hg", ["value 120 mm Hg pair:120/80"]),
    ("4 prior lines", ["value 4 lines"]),
    ("0 points", ["value 0 points"]),
    ("randomized 2:1", ["number 2 ratio:2:1"]),
    ("12 × SC", ["value 12 times"]),
    ("increased from 0.26 to 0.31", ["number 0.26", "number 0.31"]),
    ("4 to 12 times", ["value times bare 4..12"]),
    ("7-35 days", ["value days bare 7..35"]),
]


@pytest.mark.parametrize(("text", "expected"), ESTIMATES_WITH_WHAT_STANDS_BEHIND_THEM)
def test_estimates_with_what_stands_behind_them(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


POWERS_OF_TEN = [
    ("5.2 x 10^6/kg", ["value 5.2 x1000000 cells/kg"]),
    ("platelets (10^9/L) of 4", ["name x1000000000 cells/L", "number 4"]),
    ("10\u2076 cells/kg", ["name x1000000 cells/kg"]),
    ("in 10\u00b2 of 40 patients", ["number 10", "count n=40 patients"]),
    ("14.5 ×10⁹/L", ["value 14.5 x1000000000 cells/L"]),
    ("5.2 x 106/Kg", ["value 5.2 x1000000? cells/kg"]),
    ("2×106/kg", ["value 2 x1000000? cells/kg"]),
    ("7.6 × 106 cells/kg", ["value 7.6 x1000000? cells/kg"]),
    ("≤30x109/L", ["threshold <=30 x1000000000? cells/L"]),
    ("15-30x109/L", ["value x1000000000? cells/L bare 15..30"]),
    ("0.5 x 10 (9) /L", ["value 0.5 x1000000000 cells/L"]),
    ("32.5 x 10(4)/kg", ["value 32.5 x10000 cells/kg"]),
    ("5 x 10 6 /kg", ["value 5 x1000000? cells/kg"]),
    ("2 x 10e6 CD34+ cells/kg", ["value 2 x1000000 cells/kg"]),
    ("8.6 vs 9.1 x 106/kg", ["value 8.6 x1000000 cells/kg", "value 9.1 x1000000? cells/kg"]),
    ("CD34+x106/kg < 2", ["name", "threshold <2 x1000000? cells/kg"]),
    ("4 × 10 mg", ["number 4", "dose 10 mg"]),
]


@pytest.mark.parametrize(("text", "expected"), POWERS_OF_TEN)
def test_powers_of_ten(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


TIMES_THAT_ARE_NOT_REACHED = [
    ("median OS was not reached", ["not_reached"]),
    ("not reached versus 7.2 months", ["not_reached", "value 7.2 months"]),
    ("NR (95% CI: 2.8-NR)", ["not_reached ci 2.8..NR"]),
    ("The median PFS was NR among responders", ["not_reached"]),
    ("not yet reached", ["not_reached"]),
    ("NE (95% CI, 14.1-NE)", ["not_reached ci 14.1..NE"]),
    ("47.4 months (95% CI, 41.5-not reached [NR])", ["value 47.4 months ci 41.5..not reached [NR]"]),
    ("no response (NR)", []),
    ("did not reach significance", []),
]


@pytest.mark.parametrize(("text", "expected"), TIMES_THAT_ARE_NOT_REACHED)
def test_times_that_are_not_reached(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


RATIOS = [
    ("HR 0.39; P<0.001", ["ratio hazard_ratio 0.39 p<0.001"]),
    ("hazard ratio [HR], 0.17; 95% CI, 0.05-0.58; P=0.0017", ["ratio hazard_ratio 0.17 ci 0.05..0.58 p=0.0017"]),
    ("HR=0.94; 95% CI 0.74-1.19", ["ratio hazard_ratio 0.94 ci 0.74..1.19"]),
    ("hazard ratio (HR) =1.00; 95% confidence interval (CI) 0.82-1.22", ["ratio hazard_ratio 1 ci 0.82..1.22"]),
    ("hazards ratio, 0.98; 95% confidence interval, 0.84-1.15; P = 0.809", ["ratio hazard_ratio 0.98 ci 0.84..1.15 p=0.809"]),
    (
        "hazard ratio for aspirin relative to warfarin, 0.46; 95 percent confidence interval, 0.23 to 0.90; P=0.02",
        ["ratio hazard_ratio 0.46 ci 0.23..0.90 p=0.02"],
    ),
    ("adjusted HR 0.62 (95% CI, 0.41-0.95, P=.03)", ["ratio hazard_ratio 0.62 ci 0.41..0.95 p=0.03"]),
    ("HR (95% CI): 0.56 (0.43-0.73)", ["ratio hazard_ratio 0.56 ci 0.43..0.73"]),
    ("aHR, 1.8 [1.2-2.7]", ["ratio hazard_ratio 1.8 bare 1.2..2.7"]),
    ("odds ratio of 2.3 (1.1 to 4.8)", ["ratio odds_ratio 2.3 bare 1.1..4.8"]),
    ("OR 2.3", ["ratio odds_ratio 2.3"]),
    ("OR, 0.87; 95% CI, 0.71-1.07", ["ratio odds_ratio 0.87 ci 0.71..1.07"]),
    ("relative risk [RR], 0.94; 95% CI, 0.84-1.06; P =.30", ["ratio relative_risk 0.94 ci 0.84..1.06 p=0.3"]),
    ("RR 0.32 (95% CI 0.11 - 0.96), P < 0.05", ["ratio relative_risk 0.32 ci 0.11..0.96 p<0.05"]),
    ("RR 45%", ["proportion %=45"]),
    ("WBC 3500/μL OR 12 points", ["value 3500 cells/uL", "value 12 points"]),
]


@pytest.mark.parametrize(("text", "expected"), RATIOS)
def test_ratios(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


P_VALUES = [
    ("P=0.0017", ["p p=0.0017"]),
    ("p < .0001", ["p p<0.0001"]),
    ("P =.008", ["p p=0.008"]),
    ("P: =.07", ["p p=0.07"]),
    ("P value 0.03", ["p p=0.03"]),
    ("p-value of 0.2", ["p p=0.2"]),
    ("P for trend = 0.04", ["p p=0.04"]),
    ("p (noninferiority) < or = 0.001", ["p p<=0.001"]),
    ("*P* < 0.05", ["p p<0.05"]),
    ("P ≤ 0.05", ["p p<=0.05"]),
    ("P=NS", ["p p=ns"]),
    ("log-rank P = 0.38", ["p p=0.38"]),
    ("P = 1.2 x 10^-5", ["p p=0.000012"]),
    ("CRP 5.2", ["number 5.2"]),
]


@pytest.mark.parametrize(("text", "expected"), P_VALUES)
def test_p_values(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


INTERVALS_BY_THEMSELVES = [
    ("(range, 2-3)", ["interval range 2..3"]),
    ("(95% CI:5.1-27)", ["interval ci 5.1..27"]),
    ("95% CI, 12% to 34%", ["interval ci 12..34"]),
    ("IQR 10-20", ["interval iqr 10..20"]),
]


@pytest.mark.parametrize(("text", "expected"), INTERVALS_BY_THEMSELVES)
def test_intervals_by_themselves(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


TIMES = [
    ("6-month PFS", ["timepoint 6 months"]),
    ("12-month overall survival", ["timepoint 12 months"]),
    ("five-year survival", ["timepoint 5 years"]),
    ("at 12 months", ["timepoint 12 months"]),
    ("At 1 year, 86%", ["timepoint 1 years", "proportion %=86"]),
    ("week 24", ["timepoint 24 weeks"]),
    ("Day 100", ["timepoint 100 days"]),
    ("by week 12", ["timepoint 12 weeks"]),
    ("months 6 and 12", ["timepoint 6 months", "timepoint 12 months"]),
    ("12-, 24- and 36-month PFS", ["timepoint 12 months", "timepoint 24 months", "timepoint 36 months"]),
    ("Two- and 3-year survival", ["timepoint 2 years", "timepoint 3 years"]),
    ("every 2 weeks", ["duration 2 weeks"]),
    ("for 16 weeks", ["duration 16 weeks"]),
    ("a 4-week observation period", ["duration 4 weeks"]),
    ("28-day cycle", ["duration 28 days"]),
    ("within 30 days", ["duration 30 days"]),
    ("After 40 months follow-up", ["duration 40 months"]),
    ("the 2 weeks before inclusion", ["duration 2 weeks"]),
    ("increased by 3.52 days", ["value 3.52 days"]),
    ("18-year-old", ["value 18 years"]),
    ("over 6 months", ["duration >6 months"]),
]


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_times(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


LIMITS = [
    ("≥3500/μL", ["threshold >=3500 cells/uL"]),
    ("<5.5 mg/L", ["threshold <5.5 mg/L"]),
    ("≥18 years", ["threshold >=18 years"]),
    (">5 prior LOTs", ["threshold >5 lines"]),
    ("≤2", ["threshold <=2"]),
    ("> or = 3 lines", ["threshold >=3 lines"]),
    ("at least 2", ["threshold >=2"]),
    ("more than 4-6 induction cycles", ["threshold cycles bare 4..6"]),
    ("greater than 70 years", ["threshold >70 years"]),
    ("18 years or older", ["threshold >=18 years"]),
    ("3 or more lines", ["threshold >=3 lines"]),
    ("eGFR < 50 ml/min", ["threshold <50 mL/min"]),
    ("decrease ≥50%", ["threshold >=50"]),
    ("a cutoff of 10%", ["threshold 10"]),
    ("up to 24 weeks", ["threshold <=24 weeks"]),
]


@pytest.mark.parametrize(("text", "expected"), LIMITS)
def test_limits(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


DOSES = [
    ("1800 mg SC", ["dose 1800 mg"]),
    ("2.4 gr/sqm", ["dose 2.4 g/m2"]),
    ("25 mg/d", ["dose 25 mg/day"]),
    ("16 mg/kg", ["dose 16 mg/kg"]),
    ("1-3 g/m2", ["dose g/m2 bare 1..3"]),
    ("10-mg dose", ["dose 10 mg"]),
    ("785 mg/m (2)", ["dose 785 mg/m2"]),
    ("median dose was 20 mg", ["value 20 mg"]),
]


@pytest.mark.parametrize(("text", "expected"), DOSES)
def test_doses(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


GRADES = [
    ("grade 3/4", ["grade 3 grade 3-4"]),
    ("Grade 3-4", ["grade 3 grade 3-4"]),
    ("grades 3 and 4", ["grade 3 grades 3-4"]),
    ("Grade ≥3", ["grade 3 grade >=3"]),
    ("grade >2", ["grade 2 grade >2"]),
    ("grade 3 or higher", ["grade 3 grade >=3"]),
    ("Grade > or = 3 toxicities", ["grade 3 grade >=3"]),
    ("grade 1-2 and during", ["grade 1 grade 1-2"]),
]


@pytest.mark.parametrize(("text", "expected"), GRADES)
def test_grades(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


DATES = [
    ("May 8, 2024", ["date 2024-05-08"]),
    ("09 May 2025", ["date 2025-05-09"]),
    ("October 2022", ["date 2022-10"]),
    ("2016-05", ["date 2016-05"]),
    ("2024-05-08", ["date 2024-05-08"]),
    ("05/08/2025", ["date 2025-05-08"]),
    ("in 2020", ["date 2020"]),
    ("Rao et al (2023)", ["date 2023"]),
    ("January 2017 to January 2023", ["date start:2017-01 end:2023-01"]),
    ("from January 1, 2018 to December 31, 2022", ["date start:2018-01-01 end:2022-12-31"]),
    ("January 1, 2015, to December 31, 2023", ["date start:2015-01-01 end:2023-12-31"]),
    ("between 2015 and 2020", ["date start:2015 end:2020"]),
    ("2018-2022", ["date start:2018 end:2022"]),
    ("2018-22", ["date start:2018 end:2022"]),
    ("January to June 2023", ["date start:2023-01 end:2023-06"]),
    ("2000 patients", ["count n=2000 patients"]),
    ("VEGF 1980 pg/mL", ["value 1980 pg/mL"]),
    ("n=2014", ["group_size n=2014"]),
    ("1990 (45%)", ["proportion n=1990 %=45"]),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


MARKS_OF_REFERENCES = [
    ("better outcomes.1,2", ["citation"]),
    ("trial2,3 showed", ["citation"]),
    ("Rao et al (2023)1 reported", ["date 2023", "citation"]),
    ("mobilization,17 while", ["citation"]),
    ("section.4-13", ["citation"]),
    ("therapy. 2, 3", ["citation"]),
    ("therapy. 2 Your results", ["citation"]),
    ("therapy. 2 Patients died", ["count n=2 patients"]),
    ("both agents [2,3] and", ["citation"]),
    ("et al.5 described", ["citation"]),
    ("(95%).2", ["proportion %=95", "citation"]),
    ("studies between 2015 and 2020.6 It was", ["date start:2015 end:2020", "citation"]),
    ("priming.3,6,18-20", ["citation"]),
    ("a mean of 25.3 The", ["number 25.3"]),
    ("vs.13 days", ["value 13 days"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKS_OF_REFERENCES)
def test_marks_of_references(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


NAMES = [
    ("CD38", ["name"]),
    ("CD34+ cells", ["name"]),
    ("IL-6", ["name"]),
    ("β2-microglobulin", ["name"]),
    ("5-FU", ["name"]),
    ("t(4;14)", ["name"]),
    ("del17p", ["name"]),
    ("del(17p)", ["name"]),
    ("1q+", ["name"]),
    ("COVID-19", ["name"]),
    ("T0", ["name"]),
    ("H1N1", ["name"]),
    ("HbA1c", ["name"]),
    ("G-CSF", []),
    ("2nd line", ["name"]),
    ("anti-CD20", ["name"]),
    ("phase 3", ["name 3"]),
    ("phase 1/2", ["name 1"]),
    ("type 2 diabetes", ["name 2"]),
    ("three-drug regimen", ["name"]),
    ("CXCR4/CXCL12", ["name", "name"]),
    ("monosomy 17", ["name 17"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


IDENTIFIERS = [
    ("NCT04703621", ["identifier"]),
    ("doi:10.1182/blood.2020012345", ["identifier"]),
    ("https://example.org/a/123", ["identifier"]),
    ("EudraCT 2014-000255-85", ["identifier"]),
]


@pytest.mark.parametrize(("text", "expected"), IDENTIFIERS)
def test_identifiers(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected


LABELS = [
    ("Table 2", ["section 2 table"]),
    ("Figure 1", ["section 1 figure"]),
    ("Cohort 1", ["section 1 cohort"]),
    ("arms 1 and 2", ["section 1 arms"]),
    ("cohort 1 and 16 weeks for cohort 2", ["section 1 cohort", "value 16 weeks", "section 2 cohort"]),
    ("Patient 3", ["section 3 patient"]),
    ("group 12 patients", ["count n=12 patients"]),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels(text: str, expected: list[str]) -> None:
    assert briefs(quantities(text)) == expected
