"""daraevidence: typed, span-anchored and validated records from clinical evidence documents."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from daraevidence.version import __version__

if TYPE_CHECKING:
    from daraevidence import errors, plots, schemas
    from daraevidence.delivery.find import Hit
    from daraevidence.delivery.review import apply_review
    from daraevidence.engines.columns import extract_column
    from daraevidence.engines.local import extract_many
    from daraevidence.extraction import Extraction, Failure
    from daraevidence.language.codes import Code, codes
    from daraevidence.options import EXTRACTORS, Options
    from daraevidence.pipeline import extract, extract_text, ground, verify
    from daraevidence.referee.verification import Unanchored, Verification
    from daraevidence.span import Box, Span

#: Public names and the modules that hold them; loaded on first use, so that importing the package is cheap.
_PLACES = {
    "EXTRACTORS": "daraevidence.options",
    "Box": "daraevidence.span",
    "Code": "daraevidence.language.codes",
    "Extraction": "daraevidence.extraction",
    "Failure": "daraevidence.extraction",
    "Hit": "daraevidence.delivery.find",
    "Options": "daraevidence.options",
    "Span": "daraevidence.span",
    "Unanchored": "daraevidence.referee.verification",
    "Verification": "daraevidence.referee.verification",
    "apply_review": "daraevidence.delivery.review",
    "codes": "daraevidence.language.codes",
    "errors": "",
    "extract": "daraevidence.pipeline",
    "extract_column": "daraevidence.engines.columns",
    "extract_many": "daraevidence.engines.local",
    "extract_text": "daraevidence.pipeline",
    "ground": "daraevidence.pipeline",
    "plots": "",
    "schemas": "",
    "testing": "",  # no part of ``import *``: it is for tests
    "verify": "daraevidence.pipeline",
}

__all__ = [
    "Box",
    "Code",
    "EXTRACTORS",
    "Extraction",
    "Failure",
    "Hit",
    "Options",
    "Span",
    "Unanchored",
    "Verification",
    "__version__",
    "apply_review",
    "codes",
    "errors",
    "extract",
    "extract_column",
    "extract_many",
    "extract_text",
    "ground",
    "plots",
    "schemas",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    place = _PLACES[name]
    value = getattr(importlib.import_module(place), name) if place else importlib.import_module(f"{__name__}.{name}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
