"""Fields of medicine for made-up statements: who is treated, with what, and what is measured."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FIELDS", "Field", "Group", "Outcome", "OPEN_PAIRS", "OPEN_TRIPLES", "capital"]


@dataclass(frozen=True)
class Outcome:
    """An outcome as a noun phrase (``major bleeding``) and, for events, as what patients did (``had major bleeding``).

    ``words`` are the words by which it is known again; ``unit`` that of a measured value.
    """

    noun: str
    did: str = ""
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    short: str = ""
    plural: str = ""


@dataclass(frozen=True)
class Group:
    """One arm: its name in each place of a sentence.

    ``bare`` (``apixaban``, ``the control group``), ``within`` (``with apixaban``, ``in the control group``), ``group`` (``the
    apixaban group``), ``people`` (``patients receiving apixaban``), ``short`` what stands before ``and … groups``.
    """

    name: str
    bare: str
    within: str
    group: str
    people: str
    short: str
    size: int = 0

    @property
    def given(self) -> str:
        """``receiving apixaban``, ``in the control group``"""
        return self.people.partition(" ")[2]

    @property
    def label(self) -> str:
        """``Apixaban group``, as a head of its result"""
        return capital(self.group.removeprefix("the "))

    @property
    def own(self) -> str:
        """``the apixaban group's``"""
        return f"{self.group}'s"

    @property
    def on(self) -> str:
        """``on apixaban``, ``in the control group``"""
        return self.given if self.bare != self.name else f"on {self.name}"

    @property
    def had_been(self) -> str:
        """``who had been given apixaban``"""
        return self.given if self.bare != self.name else f"who had been given {self.name}"

    @property
    def recipients(self) -> str:
        """``apixaban recipients``, ``patients in the control group``"""
        return self.people if self.bare != self.name or " " in self.name else f"{self.name} recipients"

    @property
    def treated(self) -> str:
        """``apixaban-treated patients``, ``patients in the control group``"""
        return self.people if self.bare != self.name or " " in self.name else f"{self.name}-treated patients"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Field:
    """One field: its patients, pairs of treatments, events, times to events, measured values and adverse events."""

    condition: str
    people: str
    pairs: tuple[tuple[str, str], ...]
    events: tuple[Outcome, ...]
    times: tuple[Outcome, ...]
    values: tuple[Outcome, ...]
    adverse: tuple[str, ...]


def _event(noun: str, did: str, plural: str = "") -> Outcome:
    return Outcome(noun, did, plural=plural)


def _value(noun: str, unit: str, low: float, high: float) -> Outcome:
    return Outcome(noun, unit=unit, low=low, high=high)


def _time(noun: str, unit: str, low: float, high: float, short: str = "") -> Outcome:
    return Outcome(noun, unit=unit, low=low, high=high, short=short)


#: Groups that no drug names.
OPEN_PAIRS = (
    ("intervention", "control"),
    ("10-mg", "20-mg"),
    ("low-dose", "high-dose"),
    ("exercise", "usual-care"),
    ("early-treatment", "delayed-treatment"),
    ("restrictive-strategy", "liberal-strategy"),
    ("telehealth", "standard-care"),
    ("A", "B"),
    ("1", "2"),
)

OPEN_TRIPLES = (
    ("low-dose", "high-dose", "control"),
    ("10-mg", "20-mg", "placebo"),
    ("exercise", "diet", "usual-care"),
    ("A", "B", "C"),
    ("1", "2", "3"),
)

FIELDS = (
    Field(
        "atrial fibrillation",
        "patients",
        (
            ("apixaban", "warfarin"),
            ("edoxaban", "placebo"),
            ("rivaroxaban plus aspirin", "aspirin alone"),
            ("ablation", "amiodarone"),
        ),
        (
            _event("major bleeding", "had major bleeding"),
            _event("stroke", "had a stroke", "strokes"),
            _event("death from any cause", "died", "deaths"),
            _event("systemic embolism", "had systemic embolism"),
            _event("recurrence of atrial fibrillation", "had recurrence of atrial fibrillation"),
        ),
        (_time("time to first recurrence", "days", 20, 300),),
        (_value("heart rate", "beats per minute", 60, 110), _value("left atrial diameter", "mm", 35, 52)),
        ("bradycardia", "epistaxis", "anemia"),
    ),
    Field(
        "chronic heart failure",
        "patients",
        (
            ("dapagliflozin", "placebo"),
            ("sacubitril-valsartan", "enalapril"),
            ("vericiguat", "placebo"),
            ("bisoprolol", "carvedilol"),
        ),
        (
            _event(
                "hospitalization for heart failure", "were hospitalized for heart failure", "hospitalizations for heart failure"
            ),
            _event("cardiovascular death", "died of cardiovascular causes", "cardiovascular deaths"),
            _event("worsening renal function", "had worsening renal function"),
        ),
        (_time("overall survival", "months", 20, 60, "OS"),),
        (
            _value("left ventricular ejection fraction", "%", 25, 55),
            _value("systolic blood pressure", "mm Hg", 110, 150),
            _value("NT-proBNP level", "pg/mL", 300, 2400),
        ),
        ("hypotension", "hyperkalemia", "dizziness"),
    ),
    Field(
        "type 2 diabetes",
        "adults",
        (
            ("semaglutide", "placebo"),
            ("insulin glargine", "insulin degludec"),
            ("empagliflozin", "sitagliptin"),
            ("tirzepatide", "dulaglutide"),
        ),
        (
            _event("severe hypoglycemia", "had severe hypoglycemia"),
            _event("diabetic ketoacidosis", "developed diabetic ketoacidosis"),
            _event("remission of diabetes", "had remission of diabetes"),
            _event("progression of nephropathy", "had progression of nephropathy"),
        ),
        (_time("time to insulin initiation", "months", 8, 48),),
        (
            _value("body weight", "kg", 70, 115),
            _value("fasting plasma glucose", "mmol/L", 5, 12),
            _value("LDL cholesterol", "mg/dL", 60, 160),
        ),
        ("nausea", "diarrhea", "vomiting"),
    ),
    Field(
        "metastatic colorectal cancer",
        "patients",
        (
            ("FOLFOXIRI", "FOLFIRI"),
            ("bevacizumab plus FOLFOX", "FOLFOX alone"),
            ("cetuximab", "best supportive care"),
            ("panitumumab", "placebo"),
        ),
        (
            _event("objective response", "had an objective response", "objective responses"),
            _event("disease progression", "had disease progression"),
            _event("complete response", "had a complete response", "complete responses"),
        ),
        (
            _time("progression-free survival", "months", 4, 24, "PFS"),
            _time("overall survival", "months", 9, 48, "OS"),
            _time("duration of response", "months", 4, 20),
        ),
        (_value("global health status score", "points", 40, 80), _value("CEA level", "ng/mL", 3, 80)),
        ("neutropenia", "peripheral neuropathy", "hand-foot syndrome"),
    ),
    Field(
        "advanced non-small-cell lung cancer",
        "patients",
        (
            ("osimertinib", "gefitinib"),
            ("pembrolizumab plus chemotherapy", "chemotherapy"),
            ("docetaxel", "nivolumab"),
            ("alectinib", "crizotinib"),
        ),
        (
            _event("objective response", "had an objective response", "objective responses"),
            _event("CNS progression", "had CNS progression"),
            _event("stable disease", "had stable disease"),
        ),
        (
            _time("progression-free survival", "months", 4, 24, "PFS"),
            _time("overall survival", "months", 9, 48, "OS"),
            _time("time to treatment failure", "months", 3, 20),
        ),
        (_value("symptom burden score", "points", 10, 60),),
        ("rash", "fatigue", "pneumonitis"),
    ),
    Field(
        "treatment-resistant depression",
        "adults",
        (
            ("esketamine", "placebo"),
            ("escitalopram", "venlafaxine"),
            ("quetiapine", "lithium"),
            ("cognitive behavioral therapy", "usual care"),
        ),
        (
            _event("remission", "were in remission", "remissions"),
            _event("relapse", "relapsed", "relapses"),
            _event("treatment response", "had a treatment response", "treatment responses"),
            _event("suicidal ideation", "reported suicidal ideation"),
        ),
        (_time("time to relapse", "days", 40, 400),),
        (_value("MADRS total score", "points", 8, 36), _value("sleep latency", "minutes", 12, 70)),
        ("dissociation", "headache", "somnolence"),
    ),
    Field(
        "community-acquired pneumonia",
        "adults",
        (
            ("amoxicillin", "doxycycline"),
            ("ceftaroline", "ceftriaxone"),
            ("prednisolone", "placebo"),
            ("5-day treatment", "10-day treatment"),
        ),
        (
            _event("clinical cure", "were clinically cured", "clinical cures"),
            _event("treatment failure", "had treatment failure", "treatment failures"),
            _event("admission to intensive care", "were admitted to intensive care", "admissions to intensive care"),
            _event("in-hospital death", "died in hospital", "in-hospital deaths"),
        ),
        (_time("time to clinical stability", "days", 2, 9), _time("length of stay", "days", 3, 14)),
        (_value("C-reactive protein level", "mg/L", 10, 180),),
        ("diarrhea", "rash", "hyperglycemia"),
    ),
    Field(
        "moderate-to-severe psoriasis",
        "patients",
        (("secukinumab", "ustekinumab"), ("adalimumab", "methotrexate"), ("bimekizumab", "placebo"), ("apremilast", "placebo")),
        (
            _event("clear skin", "had clear skin"),
            _event("flare of disease", "had a flare of disease", "flares of disease"),
            _event("loss of response", "lost their response"),
        ),
        (_time("time to relapse", "weeks", 8, 50), _time("time to complete clearance", "weeks", 5, 30)),
        (_value("itch score", "points", 2, 9), _value("body surface area affected", "%", 4, 40)),
        ("injection-site reactions", "nasopharyngitis", "oral candidiasis"),
    ),
    Field(
        "bronchiolitis",
        "infants",
        (("high-flow oxygen", "standard oxygen"), ("nebulized epinephrine", "placebo"), ("hypertonic saline", "normal saline")),
        (
            _event("escalation of care", "had escalation of care", "escalations of care"),
            _event("intubation", "were intubated", "intubations"),
            _event("hospital readmission", "were readmitted to hospital", "hospital readmissions"),
        ),
        (_time("length of stay", "days", 1, 8), _time("duration of oxygen therapy", "hours", 14, 80)),
        (_value("oxygen saturation", "%", 88, 99), _value("respiratory rate", "breaths per minute", 30, 66)),
        ("vomiting", "tachycardia", "pneumothorax"),
    ),
    Field(
        "inguinal hernia",
        "men",
        (("laparoscopic repair", "open repair"), ("mesh repair", "suture repair"), ("bupivacaine", "ropivacaine")),
        (
            _event("surgical-site infection", "had a surgical-site infection", "surgical-site infections"),
            _event("hernia recurrence", "had hernia recurrence", "hernia recurrences"),
            _event("chronic pain", "reported chronic pain"),
        ),
        (_time("time to return to work", "days", 5, 40), _time("operating time", "minutes", 30, 120)),
        (_value("pain score", "points", 1, 9), _value("blood loss", "mL", 20, 400)),
        ("urinary retention", "hematoma", "seroma"),
    ),
)
