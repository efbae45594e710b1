"""The small parts of a form: codes, values, what is absent; as they came, never mended."""

from collections.abc import Iterator
from datetime import datetime
from math import isfinite

from console.intake.enrol.fhir_values import Object, extensions, objects, text
from console.intake.forms.model import Absent, Coding, Reply
from console.intake.strict.json_in import Json, clean

ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
ABSENT_CODES = frozenset(
    {
        "http://terminology.hl7.org/CodeSystem/data-absent-reason",
        "http://hl7.org/fhir/data-absent-reason",  # STU3
    }
)
DECLINED = frozenset({"asked-declined"})
ORDINALS = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",  # STU3
    "http://hl7.org/fhir/StructureDefinition/iso21090-CO-value",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",  # R5
)
_NUMBERS = ("valueDecimal", "valueInteger", "valueQuantity", "valuePositiveInt")
_TEXTS = ("valueString", "valueUri", "valueDate", "valueDateTime", "valueTime", "valueCode")


def raw(value: Json) -> str:
    """Return a text character for character, empty for anything else."""
    return clean(value) if isinstance(value, str) else ""


def number(value: Json) -> float | None:
    """Return a number: of JSON, of the text that XML makes of it, or of a quantity."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if isfinite(value) else None
    if isinstance(value, str):
        try:
            found = float(value)
        except ValueError:
            return None
        return found if isfinite(found) else None
    for quantity in objects(value):
        return number(quantity.get("value")) if "value" in quantity else None
    return None


def moment(value: Json) -> datetime | None:
    """Return a time with its zone, ``None`` for a day alone and for a time of no zone."""
    try:
        found = datetime.fromisoformat(text(value))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def coding(value: Object, *holders: Object) -> Coding:
    """Return a coding; ``holders`` are what stands around it and may say its ordinal."""
    ordinal = next((n for holder in (value, *holders) for n in _ordinals(holder)), None)
    return Coding(
        raw(value.get("system")), raw(value.get("code")), text(value.get("display")), ordinal
    )


def codings(value: Json) -> tuple[Coding, ...]:
    """Return the codings of a list of codings, or of concepts."""
    found: list[Coding] = []
    for one in objects(value):
        inside = tuple(objects(one.get("coding")))
        found.extend(coding(part) for part in inside or (one,) if part.get("code"))
    return tuple(found)


def replies(item: Object) -> tuple[Reply, ...]:
    """Return the answers of one question, or why it says that there is none."""
    found = tuple(_reply(answer) for answer in objects(item.get("answer")))
    said = tuple(one for one in found if one != Reply())
    why = _absent(item)
    return said or ((Reply(absent=why),) if why is not None else ())


def _reply(answer: Object) -> Reply:
    beside = tuple(objects([answer.get(name) for name in answer if name.startswith("_value")]))
    why = next((found for holder in (answer, *beside) if (found := _absent(holder))), None)
    for value in objects(answer.get("valueCoding")):
        if raw(value.get("system")) in ABSENT_CODES:
            return Reply(absent=_why(raw(value.get("code"))))
        return Reply(coding=coding(value, answer), absent=why or _absent(value))
    for name in _NUMBERS:
        if name in answer:
            return Reply(number=number(answer[name]), absent=why, text=_unread(answer[name]))
    flag = answer.get("valueBoolean")
    if flag is not None:
        return Reply(flag={"true": True, "false": False}.get(str(flag).lower()), absent=why)
    for name in _TEXTS:
        if isinstance(answer.get(name), str):
            return Reply(text=text(answer[name]), absent=why)
    if any(name.startswith("value") for name in answer):
        return Reply(text="", absent=why)
    return Reply(absent=why)


def _unread(value: Json) -> str | None:
    """Return what stands where a number should, if it is none."""
    if number(value) is not None:
        return None
    return str(value).lower() if isinstance(value, bool) else text(value)


def _absent(holder: Object) -> Absent | None:
    for found in extensions(holder, ABSENT):
        return _why(raw(found.get("valueCode")))
    return None


def _why(code: str) -> Absent:
    return Absent.DECLINED if code in DECLINED else Absent.OTHER


def _ordinals(holder: Object) -> Iterator[float]:
    for url in ORDINALS:
        for found in extensions(holder, url):
            value = number(found.get("valueDecimal", found.get("valueInteger")))
            if value is not None:
                yield value
