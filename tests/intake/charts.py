"""A chart in FHIR as a hospital might export it, everything in it invented."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from console.desk.desk import Desk
from console.domain.people.client import Client
from console.intake.clients import Imported, import_files
from tests.conftest import NOON

TODAY = NOON.astimezone().date()
MRN = "urn:oid:1.2.3"

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "meta": {"lastUpdated": "2026-01-10T08:00:00Z"},
    "extension": [
        {
            "url": "http://hl7.org/fhir/StructureDefinition/individual-pronouns",
            "extension": [
                {
                    "url": "value",
                    "valueCodeableConcept": {
                        "coding": [{"system": "http://loinc.org", "code": "LA29520-6"}]
                    },
                }
            ],
        },
        {
            "url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-interpreter-needed",
            "valueCoding": {"system": "http://snomed.info/sct", "code": "373066001"},
        },
        {"url": "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race"},
    ],
    "identifier": [
        {"system": MRN, "value": "00417"},
        {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-0000"},
    ],
    "name": [
        {"use": "old", "given": ["James"], "family": "Ortega"},
        {"use": "official", "given": ["Jamie", "Lee"], "family": "Ortega", "suffix": ["Jr."]},
        {"use": "nickname", "given": ["Jay"]},
    ],
    "telecom": [
        {"system": "phone", "value": "614.555.0123", "use": "home", "rank": 2},
        {"system": "sms", "value": "+1 614 555 0124", "use": "mobile", "rank": 1},
        {"system": "phone", "value": "614-555-0125", "use": "old"},
        {"system": "phone", "value": "ask the school"},
        {"system": "email", "value": "jay@example.org"},
    ],
    "gender": "unknown",
    "birthDate": "2009-05-20",
    "address": [
        {"use": "billing", "line": ["PO Box 7"]},
        {"use": "home", "line": ["1 Old Rd"], "period": {"end": "2025-12-31"}},
        {
            "use": "home",
            "line": ["412 E Long St", "Apt 3B"],
            "city": "Columbus",
            "state": "OH",
            "postalCode": "43215",
            "period": {"start": "2025-06-01"},
        },
        {"use": "temp", "line": ["9 Lake Rd"], "city": "Erie", "state": "PA"},
    ],
    "contact": [
        {
            "relationship": [{"text": "aunt"}],
            "name": {"text": "Ines Ortega"},
            "telecom": [{"system": "phone", "value": "6145550177"}],
        },
        {"organization": {"display": "School"}},
    ],
    "communication": [
        {"language": {"text": "English"}},
        {
            "language": {"coding": [{"system": "urn:ietf:bcp:47", "code": "es"}]},
            "preferred": True,
        },
        {"language": {"text": "Klingon"}},
    ],
}
ROSA: dict[str, Any] = {
    "resourceType": "RelatedPerson",
    "id": "r1",
    "patient": {"reference": "Patient/p1"},
    "relationship": [{"coding": [{"code": "MTH", "display": "mother"}]}],
    "name": [{"given": ["Rosa"], "family": "Ortega"}],
    "telecom": [{"system": "phone", "value": "+16145550190"}],
}
CONSENT: dict[str, Any] = {
    "resourceType": "Consent",
    "id": "c1",
    "status": "active",
    "scope": {"coding": [{"code": "patient-privacy"}]},
    "patient": {"reference": "https://chart.example.org/fhir/Patient/p1"},
    "dateTime": "2025-09-01",
    "provision": {
        "type": "permit",
        "period": {"start": "2025-09-01", "end": "2026-09-01"},
        "actor": [{"reference": {"reference": "RelatedPerson/r1"}}],
    },
}
GUN: dict[str, Any] = {
    "resourceType": "Flag",
    "id": "f1",
    "status": "active",
    "subject": {"reference": "Patient/p1"},
    "code": {"text": "Firearms at home"},
}


def bundle(*resources_: Mapping[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "entry": [{"resource": one} for one in resources_]}


def take(desk: Desk, folder: Path, *files: object) -> Imported:
    paths = []
    for n, inside in enumerate(files):
        path = folder / f"file-{n}.json"
        path.write_bytes(inside if isinstance(inside, bytes) else json.dumps(inside).encode())
        paths.append(path)
    return import_files(desk, "fhir", paths)


def only(desk: Desk) -> Client:
    (client,) = desk.board.clients.values()
    return client
