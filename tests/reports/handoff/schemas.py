"""The schemas that others publish for what we hand over, and what a file of ours lacks by them."""

import gzip
import io
import json
import tarfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.shared import shared

EIDO, FHIR = "standards/eido_schema_7f62055.tar.gz", "standards/fhir_r4_schema.json.gz"
HOME = "https://nena.invalid/"
WHOLE = "EmergencyIncidentDataObjectType"


def eido_faults(content: bytes) -> list[str]:
    """Return what NENA's schema finds in an EIDO, and each name in it that the schema has not."""
    return _said(_eido().iter_errors(json.loads(content)))


def fhir_faults(content: bytes) -> list[str]:
    """Return what the schema of FHIR R4 finds in a Bundle, and in each resource of it."""
    bundle = json.loads(content)
    resources = [entry.pop("resource") for entry in bundle.get("entry", ())]
    return [
        f"{one['resourceType']}: {said}"
        for one in (bundle, *resources)
        for said in _said(_fhir(one["resourceType"]).iter_errors(one))
    ]


def sample_eido() -> bytes:
    """Return NENA's own sample."""
    return _members()["Samples/Sample call transfer EIDO.json"]


@cache
def _members() -> Mapping[str, bytes]:
    with tarfile.open(shared(EIDO)) as tar:
        files = [(one.name, tar.extractfile(one)) for one in tar.getmembers() if one.isfile()]
        return {name: file.read() for name, file in files if file is not None}


def _retrieve(uri: str) -> Any:  # noqa: ANN401 -- a document of theirs
    name = uri.removeprefix(HOME).replace("//", "/")
    text = _members()[name].decode("utf-8")
    text = text.replace("minItems: 1,", "minItems: 1")  # a slip of theirs, read as words
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(io.StringIO(text), loader)  # noqa: S506 -- a safe one
    _no_more(document["components"]["schemas"])
    return DRAFT202012.create_resource(document)


def _no_more(schemas: dict[str, Any]) -> None:
    """Let none of ``schemas`` take a name that it does not define, but those that others extend."""
    parts = [part for one in schemas.values() for part in one.get("allOf", ())]
    bases = {part["$ref"].rpartition("/")[2] for part in parts if "$ref" in part}
    for name, one in schemas.items():
        if name not in bases and one.get("type", "object") == "object":
            one["unevaluatedProperties"] = False


def _registry() -> Any:  # noqa: ANN401
    return Registry(retrieve=cache(_retrieve))  # type: ignore[call-arg]


@cache
def _eido() -> Any:  # noqa: ANN401
    ref = {"$ref": f"{HOME}Schema/openapi.yaml#/components/schemas/{WHOLE}"}
    return Draft202012Validator(ref, registry=_registry())


@cache
def _definitions() -> Any:  # noqa: ANN401
    with gzip.open(shared(FHIR)) as file:
        return json.load(file)["definitions"]


@cache
def _fhir(name: str) -> Any:  # noqa: ANN401
    """Return what checks a resource of one type: of 148, the schema would try each in turn."""
    ref = f"#/definitions/{name}"
    return Draft7Validator({"$ref": ref, "definitions": _definitions()})


def _said(errors: Any) -> list[str]:  # noqa: ANN401
    return sorted(f"{error.json_path}: {error.message[:200]}" for error in errors)
