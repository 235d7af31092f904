"""An extraction as a Bundle of FHIR R5: studies, groups, outcomes, results and what is cited."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from daraevidence.delivery.fhir_values import Json, coded, concept, extension, places_of, statistics, text_of, whole
from daraevidence.errors import MissingExtra
from daraevidence.language.codes import Code, CodeKind, codes
from daraevidence.language.patterns import compiled
from daraevidence.language.vocabulary import drugs_of
from daraevidence.schemas.cards import headline

if TYPE_CHECKING:
    from fhir.resources.bundle import Bundle

    from daraevidence.extraction import Extraction

__all__ = ["bundle", "bundle_text"]

_ROLE = "http://terminology.hl7.org/CodeSystem/variable-role"
_PHASE = "http://terminology.hl7.org/CodeSystem/research-study-phase"
_OBJECTIVE = "http://hl7.org/fhir/research-study-objective-type"
_ROLES = {
    "population": "population",
    "exposure": "exposure",
    "referenceExposure": "reference exposure",
    "measuredVariable": "measured variable",
}
_PHASES = {
    "phase 1": ("phase-1", "Phase 1"),
    "phase 1/2": ("phase-1-phase-2", "Phase 1/Phase 2"),
    "phase 2": ("phase-2", "Phase 2"),
    "phase 2/3": ("phase-2-phase-3", "Phase 2/Phase 3"),
    "phase 3": ("phase-3", "Phase 3"),
    "phase 4": ("phase-4", "Phase 4"),
}
_DATE = compiled(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_YEARS = range(1000, 10000)
#: The frames whose records are results, with the field that names the outcome.
_RESULTS = {"endpoints": "label", "adverse_events": "term", "characteristics": "characteristic"}
_KINDS: Mapping[str, CodeKind] = {"endpoints": "endpoint", "adverse_events": "adverse_event"}


def bundle(extraction: Extraction) -> Bundle:
    """A Bundle of type ``collection`` that ``fhir.resources`` has validated.

    One ``ResearchStudy`` for each study with its groups as ``Group``, one ``EvidenceVariable`` for each outcome and each
    regimen, one ``Evidence`` for each endpoint, characteristic and adverse event, one ``Citation`` for the document and one for
    each reference. References are ``urn:uuid`` of entries of the Bundle; the same document always has the same ids.
    ``MissingExtra`` where ``fhir.resources`` is not installed.
    """
    try:
        from fhir.resources.bundle import Bundle
    except ImportError:
        raise MissingExtra("FHIR needs fhir.resources; install daraevidence[fhir]") from None
    return Bundle.model_validate(_Made(extraction).whole())


def bundle_text(extraction: Extraction, *, indent: int | None = None) -> str:
    """The same Bundle as JSON: written from what was validated, which is quicker than from its model."""
    bundle(extraction)
    return json.dumps(_Made(extraction).whole(), ensure_ascii=False, indent=indent, default=_plain)


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() and abs(value) < 10**15 else float(value)


class _Made:
    """The resources of one document, each under the name that others refer to it by."""

    def __init__(self, extraction: Extraction) -> None:
        self.extraction = extraction
        self.payload = extraction.payload
        self.space = UUID(hex=extraction.source.sha256[:32])
        self.resources: dict[str, Json] = {}
        self.references = {row["id"]: row for row in self.payload["references"]}
        self.cohorts = _by(self.payload["cohorts"], "study", "cohort")
        self.members = _by(self.payload["cohorts"], "study")
        self.regimens = _by(self.payload["regimens"], "study", "drugs")
        self.endpoints = _by(self.payload["endpoints"], "study")

    def whole(self) -> Json:
        """The Bundle as a dict."""
        source = self.extraction.source
        self._document()
        for row in self.payload["references"]:
            self._add("Citation", f"reference/{row['id']}", lambda row=row: _cited(row))
        for row in self.payload["studies"]:
            self._add("ResearchStudy", f"study/{row['study']}", lambda row=row: self._study(row))
        for row in self.payload["cohorts"]:
            self._group(row.get("study"), row["cohort"])
        for name, field in _RESULTS.items():
            for row in self.payload[name]:
                self._evidence(name, row, row[field])
        return {
            "resourceType": "Bundle",
            "id": str(self.space),
            "type": "collection",
            "identifier": {"system": "urn:daraevidence:sha256", "value": source.sha256},
            "entry": [{"fullUrl": f"urn:uuid:{made['id']}", "resource": made} for made in self.resources.values()],
        }

    def _add(self, kind: str, name: str, make: Any) -> Json:
        """A reference to the resource of a name, which is made when it is first referred to."""
        key = f"{kind}/{name}"
        if key not in self.resources:
            self.resources[key] = made = {"resourceType": kind, "id": str(uuid5(self.space, key))}
            made.update(make())
        made = self.resources[key]
        display = text_of(made.get("title") or made.get("name"))
        return {"reference": f"urn:uuid:{made['id']}", "type": kind, **({"display": display} if display else {})}

    def _document(self) -> Json:
        extraction = self.extraction
        title = text_of(extraction.title) or text_of(extraction.source.name) or "document"

        def make() -> Json:
            return {
                "status": "active",
                "title": title,
                "identifier": [{"system": "urn:daraevidence:sha256", "value": extraction.source.sha256}],
                "citedArtifact": {"title": [{"text": title}]},
            }

        return self._add("Citation", "document", make)

    def _study(self, row: Mapping[str, Any]) -> Json:
        name = row["study"]
        made: Json = {
            "status": "active",
            "title": text_of(name) or "study",
            "extension": places_of(row),
            "relatedArtifact": [{"type": "citation", "resourceReference": self._document()}],
        }
        if text_of(row.get("registry_id")):
            made["identifier"] = [{"value": text_of(row["registry_id"])}]
        if text_of(row.get("acronym")):
            made["label"] = [{"type": coded("http://hl7.org/fhir/title-type", "acronym"), "value": text_of(row["acronym"])}]
        cited = self.references.get(row.get("reference", ""))
        if cited is not None:
            there = self._add("Citation", f"reference/{cited['id']}", lambda: _cited(cited))
            made["relatedArtifact"].append({"type": "citation", "resourceReference": there})
        made.update(_design(row))
        arms = list(dict.fromkeys(one["cohort"] for one in self.members.get((name,), ()) if one.get("role") == "arm"))
        if arms:
            made["comparisonGroup"] = [self._arm(name, arm) for arm in arms]
        measures = list(self._measures(name))
        if measures:
            made["outcomeMeasure"] = measures
        return made

    def _arm(self, study: Any, name: str) -> Json:
        made: Json = {"name": text_of(name) or "group", "observedGroup": self._group(study, name)}
        drugs = " + ".join(sorted(drugs_of(name)))
        regimens = self.regimens.get((study, drugs)) if drugs else None
        if regimens:
            made["intendedExposure"] = [self._regimen(regimens[0])]
        return made

    def _regimen(self, row: Mapping[str, Any]) -> Json:
        def make() -> Json:
            drugs = row["drugs"].split(" + ")
            return {
                "status": "active",
                "title": text_of(row["regimen"]) or "regimen",
                "extension": places_of(row),
                "characteristic": [{"definitionCodeableConcept": concept(drug, _codings(codes(drug, "drug")))} for drug in drugs],
            }

        return self._add("EvidenceVariable", f"regimen/{row.get('study')}/{row['drugs']}", make)

    def _measures(self, study: Any) -> Iterator[Json]:
        """Outcomes of which the document says that they are primary, secondary or exploratory."""
        seen = set()
        for row in self.endpoints.get((study,), ()):
            key = row.get("role"), row["label"]
            if row.get("role") and key not in seen:
                seen.add(key)
                yield {
                    "name": text_of(row["label"]) or "outcome",
                    "type": [coded(_OBJECTIVE, row["role"])],
                    "reference": self._variable("endpoints", row, row["label"]),
                }

    def _group(self, study: Any, name: str) -> Json:
        """A group of patients: its size where the document gives one only, its drugs with their codes."""

        def make() -> Json:
            rows = self.cohorts.get((study, name), [])
            sizes = {row["n"] for row in rows if row.get("n") is not None}
            made: Json = {
                "type": "person",
                "membership": "enumerated",
                "name": text_of(name) or "group",
                "extension": [one for row in rows for one in places_of(row)],
            }
            if len(sizes) == 1 and whole(size := sizes.pop()) is not None:
                made["quantity"] = size
            aliases = dict.fromkeys(alias for row in rows for alias in row.get("aliases", ()))
            if aliases:
                made["description"] = text_of("also: " + "; ".join(aliases))
            drugs = sorted(drugs_of(name))
            if drugs:
                made["characteristic"] = [
                    {
                        "code": {"text": "treatment"},
                        "valueCodeableConcept": concept(drug, _codings(codes(drug, "drug"))),
                        "exclude": False,
                    }
                    for drug in drugs
                ]
            return {key: value for key, value in made.items() if value != []}

        return self._add("Group", f"{study}/{name}", make)

    def _variable(self, frame: str, row: Mapping[str, Any], label: str) -> Json:
        """An outcome: the same words, time and grade are one variable."""
        timed = [row.get(name) for name in ("timepoint", "timepoint_unit")]
        grade = row.get("grade")

        def make() -> Json:
            named = row.get("endpoint") if frame == "endpoints" else label
            kind = _KINDS.get(frame)
            found = codes(str(named), kind) if kind is not None else ()
            parts = [{"definitionCodeableConcept": concept(label, _codings(found))}]
            if grade and grade != "any":
                parts.append({"definitionCodeableConcept": concept(f"grade {grade}")})
            if timed[0] is not None:
                parts.append({"definitionCodeableConcept": concept(f"at {timed[0]:g} {timed[1] or ''}".strip())})
            made: Json = {"status": "active", "title": text_of(label) or "outcome", "characteristic": parts}
            if row.get("measure") in ("proportion", "count") or frame == "adverse_events":
                made["handling"] = "dichotomous"
            return made

        return self._add("EvidenceVariable", f"{frame}/{label}/{row.get('endpoint')}/{grade}/{timed}", make)

    def _evidence(self, frame: str, row: Mapping[str, Any], label: str) -> None:
        """One result with its statistics, the groups and the outcome that it is about, and its places."""
        study, cohort, comparator = (row.get(name) for name in ("study", "cohort", "comparator"))
        roles = []
        if cohort:
            roles.append(_role("exposure" if comparator else "population", self._group(study, cohort)))
        elif study:
            roles.append({**_role("population"), "description": f"patients of {text_of(study)}"})
        roles += [_role("referenceExposure", self._group(study, name)) for name in (comparator or "").split("; ") if name]
        roles.append(_role("measuredVariable", self._variable(frame, row, label)))
        related = [{"type": "citation", "resourceReference": self._document()}]
        if study is not None and f"ResearchStudy/study/{study}" in self.resources:
            there = self._add("ResearchStudy", f"study/{study}", dict)
            related.append({"type": "derived-from", "resourceReference": there})
        made: Json = {
            "status": "active",
            "title": text_of(headline(frame, row)) or "result",
            "identifier": [{"system": f"urn:daraevidence:{frame}", "value": row["id"]}],
            "extension": [extension("confidence", value=float(row["confidence"])), *places_of(row)],
            "relatedArtifact": related,
            "variableDefinition": roles,
            "statistic": statistics(row),
        }
        if row["reasons"]:
            made["note"] = [{"text": text_of(reason) or "doubt"} for reason in row["reasons"]]
        key = f"{frame}/{row['id']}"
        while f"Evidence/{key}" in self.resources:
            key += "+"
        self._add("Evidence", key, lambda: made)


def _by(rows: Sequence[Mapping[str, Any]], *fields: str) -> dict[tuple[Any, ...], list[Mapping[str, Any]]]:
    """Rows by their values of some fields."""
    found: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row.get(field) for field in fields), []).append(row)
    return found


def _role(name: str, observed: Json | None = None) -> Json:
    return {"variableRole": coded(_ROLE, name, _ROLES[name]), **({"observed": observed} if observed else {})}


def _codings(found: tuple[Code, ...]) -> list[Json]:
    return [{"system": code.system, "code": code.code, "display": code.display} for code in found]


def _design(row: Mapping[str, Any]) -> Json:
    """Design, phase, period, places and number of patients."""
    made: Json = {}
    terms = [term for term in (row.get("design") or "").split("; ") if text_of(term)]
    phases = [_PHASES[term] for term in terms if term in _PHASES]
    if terms:
        made["studyDesign"] = [{"text": text_of(term)} for term in terms]
    if len(phases) == 1:
        made["phase"] = coded(_PHASE, *phases[0])
    ends = {name: row.get(f"period_{name}") for name in ("start", "end")}
    given = {name: day for name, day in ends.items() if day and _DATE.fullmatch(day)}
    if given and not (len(given) == 2 and given["start"][: len(given["end"])] > given["end"]):
        made["period"] = given
    if text_of(row.get("country")):
        made["region"] = [{"text": text_of(row["country"])}]
    if text_of(row.get("site")):
        made["site"] = [{"display": text_of(row["site"])}]
    if whole(row.get("n_patients")) is not None:
        made["recruitment"] = {"actualNumber": row["n_patients"]}
    return made


def _cited(row: Mapping[str, Any]) -> Json:
    """An entry of the list of references."""
    title = text_of(row.get("title")) or text_of(row["text"]) or "reference"
    artifact: Json = {"title": [{"text": title}]}
    if text_of(row.get("doi")):
        artifact["identifier"] = [{"system": "https://doi.org", "value": text_of(row["doi"])}]
    form: Json = {}
    if text_of(row.get("journal")):
        form["publishedIn"] = {"title": text_of(row["journal"])}
    if row.get("year") in _YEARS:
        form["articleDate"] = f"{row['year']:04d}"
    if form:
        artifact["publicationForm"] = [form]
    if text_of(row.get("authors")):
        artifact["contributorship"] = {"summary": [{"value": text_of(row["authors"])}]}
    made: Json = {"status": "active", "title": title, "extension": places_of(row), "citedArtifact": artifact}
    if text_of(row["text"]):
        made["note"] = [{"text": text_of(row["text"])}]
    return made
