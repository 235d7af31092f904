"""From a document to drafts of records; ``EXTRACTORS`` is the order in which they run.

One module for each kind of record, over rooms that go down this list: ``dose``; ``prose`` (records that
sentences tell); ``sentence`` (numbers, groups and outcomes of one sentence) and ``table`` (records in
cells); ``scope.py`` (which study and group hold at a place); ``group``; ``study`` and ``limit``; ``grid``
(what rows and columns are).
"""

from collections.abc import Callable, Iterator

from daraevidence.draft import Draft
from daraevidence.extractors.adverse_events import find_adverse_events
from daraevidence.extractors.characteristics import find_characteristics
from daraevidence.extractors.cohorts import find_cohorts
from daraevidence.extractors.context import Context
from daraevidence.extractors.endpoints import find_endpoints
from daraevidence.extractors.linking import link
from daraevidence.extractors.references import find_references
from daraevidence.extractors.regimens import find_regimens
from daraevidence.extractors.studies import find_studies
from daraevidence.extractors.thresholds import find_thresholds

__all__ = ["EXTRACTORS", "Context", "link"]

Extractor = Callable[[Context], Iterator[Draft]]

EXTRACTORS: dict[str, Extractor] = {
    "studies": find_studies,
    "cohorts": find_cohorts,
    "regimens": find_regimens,
    "endpoints": find_endpoints,
    "characteristics": find_characteristics,
    "adverse_events": find_adverse_events,
    "thresholds": find_thresholds,
    "references": find_references,
}
