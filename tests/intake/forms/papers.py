"""Filled forms as other systems write them, in JSON and in XML; everything in them invented."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
YES, NO = (SNOMED, "373066001"), (SNOMED, "373067005")
PHQ9_ITEMS = (
    "44250-9",
    "44255-8",
    "44259-0",
    "44254-1",
    "44251-7",
    "44258-2",
    "44252-5",
    "44253-3",
    "44260-8",
)
FREQUENCY = ("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9")
CSSRS_ITEMS = ("93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9")

Resource = dict[str, Any]


def coded(system: str, code: str, **more: object) -> Resource:
    """An answer that is a code."""
    return {"valueCoding": {"system": system, "code": code, **more}}


def item(link: str, *answers: Resource, **more: object) -> Resource:
    """One question with its answers."""
    return {"linkId": link, **({"answer": list(answers)} if answers else {}), **more}


def response(*items: Resource, **changes: object) -> Resource:
    """A filled form in R4; a change to ``...`` takes the field out."""
    whole: Resource = {
        "resourceType": "QuestionnaireResponse",
        "id": "qr-1",
        "meta": {"versionId": "1"},
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "authored": "2026-03-01T11:58:00Z",
        "item": list(items),
    }
    return {name: value for name, value in {**whole, **changes}.items() if value is not ...}


def phq9(values: Sequence[int], total: int | None = None, **changes: object) -> Resource:
    """A PHQ-9 by the LOINC codes of its items, as LHC-Forms writes it."""
    items = [
        item(f"/{loinc}", coded(LOINC, FREQUENCY[value]))
        for loinc, value in zip(PHQ9_ITEMS, values, strict=False)
    ]
    if total is not None:
        items.append(item("/44261-6", {"valueDecimal": total}))
    return response(*items, **changes)


def cssrs(said: Sequence[bool | None], **changes: object) -> Resource:
    """A C-SSRS screener by the LOINC codes of its items; ``None`` was not asked."""
    items = [
        item(f"/{loinc}", coded(*(YES if value else NO)))
        for loinc, value in zip(CSSRS_ITEMS, said, strict=False)
        if value is not None
    ]
    return response(*items, **changes)


def bundle(*resources: Resource) -> Resource:
    """A Bundle with an address for each resource."""
    entries = [
        {"fullUrl": f"urn:uuid:0000-{n}", "resource": one} for n, one in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def patient(number: str = "00417", id_: str = "p1") -> Resource:
    """The patient of a form, with their number at the clinic."""
    return {
        "resourceType": "Patient",
        "id": id_,
        "identifier": [{"system": "urn:clinic:mrn", "value": number}],
    }


def observation(code: str, value: object, **more: object) -> Resource:
    """A result on its own, of LOINC ``code``."""
    kind = "valueInteger" if isinstance(value, int) else "valueString"
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": {"coding": [{"system": LOINC, "code": code}]},
        kind: value,
        **more,
    }


def as_json(resource: object) -> bytes:
    """The bytes of a resource as JSON."""
    return json.dumps(resource).encode()


def as_xml(resource: Resource) -> bytes:
    """The bytes of a resource as XML."""
    name = resource["resourceType"]
    return f'<{name} xmlns="http://hl7.org/fhir">{_parts(resource)}</{name}>'.encode()


def _parts(held: Mapping[str, Any]) -> str:
    return "".join(_part(name, value, held) for name, value in held.items() if name[0] != "_")


def _part(name: str, value: object, held: Mapping[str, Any]) -> str:
    if name == "resourceType":
        return ""
    if isinstance(value, list):
        return "".join(_part(name, one, held) for one in value)
    if isinstance(value, dict) and name == "extension":
        rest = {part: said for part, said in value.items() if part != "url"}
        return f"<extension url={quoteattr(value['url'])}>{_parts(rest)}</extension>"
    if isinstance(value, dict) and name in {"resource", "contained"}:
        kind = value["resourceType"]
        return f"<{name}><{kind}>{_parts(value)}</{kind}></{name}>"
    if isinstance(value, dict):
        return f"<{name}>{_parts(value)}</{name}>"
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{name} value={quoteattr(said)}>{_parts(held.get(f'_{name}', {}))}</{name}>"
