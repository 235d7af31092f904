"""Numbers under which registries of trials know a study."""

from __future__ import annotations

from collections.abc import Iterator

from daraevidence.language.gated import Gated

__all__ = ["REGISTRY", "registry_ids"]

#: each form begins with a letter or a digit of its own: places where none of these stands are passed over quickly
REGISTRY = Gated(
    "20|actrn|chictr|crd|ctri/|drks|kct|nct|ntr|pactr|rct|umin",
    r"NCT\s?\d{8}|ISRCTN\s?\d{8}|20(?<!\w20)\d\d-\d{6}-\d\d(?:-\d\d)?\b|UMIN\d{9}|ACTRN\d{14}|"
    r"ChiCTR[-\w]{6,18}|DRKS\d{8}|CTRI/\d{4}/\d{2}/\d{6}|jRCTs?\d{9,10}|RCTs?\d{9,10}|PACTR\d{14,16}|KCT\d{7}|IRCT\d{11,14}N\d{1,3}|"
    r"CRD\d{11}|NTR(?<!\wNTR)\d{4}\b",
)


def registry_ids(text: str, offset: int = 0) -> Iterator[tuple[int, int, str]]:
    """Numbers of trial registries with their places."""
    for match in REGISTRY.finditer(text):
        yield offset + match.start(), offset + match.end(), match[0].replace(" ", "")
