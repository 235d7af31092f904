"""The public records: pydantic models, frozen, with the place of every value."""

from daraevidence.schemas.adverse_event import AdverseEvent, AdverseEventTable
from daraevidence.schemas.base import Evidence, Record
from daraevidence.schemas.characteristic import Characteristic
from daraevidence.schemas.cohort import Cohort
from daraevidence.schemas.endpoint import Endpoint
from daraevidence.schemas.finding import Finding, LedgerEntry
from daraevidence.schemas.reference import Reference
from daraevidence.schemas.regimen import Component, Regimen
from daraevidence.schemas.study import Study
from daraevidence.schemas.table import Row, Table
from daraevidence.schemas.threshold import Threshold

__all__ = [
    "AdverseEvent",
    "AdverseEventTable",
    "Characteristic",
    "Cohort",
    "Component",
    "Endpoint",
    "Evidence",
    "Finding",
    "LedgerEntry",
    "Record",
    "Reference",
    "Regimen",
    "Row",
    "Study",
    "Table",
    "Threshold",
]
