"""The small parts that FHIR resources are made of, and how they are cleaned before they go out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

Resource = dict[str, Any]

TERMS: Final = "http://terminology.hl7.org/CodeSystem/"
LOINC: Final = "http://loinc.org"
_SPACE = re.compile(r"[^\S \r\n\t]")
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff\\ufffe\\uffff]")


@dataclass(frozen=True, slots=True)
class Names:
    """What each resource of one case is called: the same in every file of it."""

    case: str

    def of(self, part: str) -> str:
        """Return the name of the resource ``part``."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'vigil:{self.case}:{part}')}"

    def ref(self, part: str) -> Resource:
        """Return a reference to the resource ``part``."""
        return {"reference": self.of(part)}


def coded(system: str, code: str, display: str = "") -> Resource:
    """Return a concept of a code system that everybody knows."""
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def worded(text: str) -> Resource:
    """Return a concept in words alone."""
    return {"text": text}


def instant(at: datetime) -> str:
    """Return a time in UTC, to the second."""
    return at.astimezone(UTC).replace(microsecond=0).isoformat()


def narrative(text: str) -> Resource:
    """Return ``text`` as XHTML."""
    return {
        "status": "generated",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{escape(text, quote=False)}</div>',
    }


def clean(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Return ``value`` without what is empty, and its texts with what FHIR lets stand in them.

    FHIR knows neither empty texts nor empty lists, no control characters, and of white space
    the space, the tab and the ends of lines.
    """
    match value:
        case str():
            return _SPACE.sub(" ", _FORBIDDEN.sub("", value)).strip()
        case Mapping():
            found = {name: clean(inner) for name, inner in value.items()}
            return {name: inner for name, inner in found.items() if inner not in NOTHING}
        case Sequence():
            return [inner for inner in map(clean, value) if inner not in NOTHING]
        case _:
            return value


NOTHING: Final[tuple[object, ...]] = (None, "", [], {})
