"""Questionnaires that a customer might load, in invented words: never those of an instrument."""

from collections.abc import Sequence
from typing import Any

from tests.intake.forms.papers import CSSRS_ITEMS, LOINC, NO, YES, Resource

AT = "http://clinic.example.org/Questionnaire/screener"
YES_OR_NO = ((*YES, "Yes"), (*NO, "No"))
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def question(link: str, text: str, loinc: str = "", **more: object) -> Resource:
    """One question of a questionnaire, answered with yes or no."""
    code = {"code": [{"system": LOINC, "code": loinc}]} if loinc else {}
    return {
        "linkId": link,
        "text": text,
        "type": "choice",
        **code,
        "answerOption": options(YES_OR_NO),
        **more,
    }


def options(
    said: Sequence[tuple[str, str, str]], ordinals: Sequence[float] = ()
) -> list[dict[str, Any]]:
    """Answers to choose from, with their numbers where they have some."""
    found = [
        {"valueCoding": {"system": system, "code": code, "display": display}}
        for system, code, display in said
    ]
    for option, ordinal in zip(found, ordinals, strict=False):
        option["extension"] = [{"url": ORDINAL, "valueDecimal": ordinal}]  # type: ignore[assignment]
    return found


def questionnaire(*items: Resource, **more: object) -> Resource:
    """A questionnaire with an address and a version."""
    whole = {
        "resourceType": "Questionnaire",
        "url": AT,
        "version": "2",
        "title": "Our screener",
        "status": "active",
        "copyright": "© somebody",
        "item": list(items),
    }
    return {name: value for name, value in {**whole, **more}.items() if value is not ...}


def screener(**more: object) -> Resource:
    """The C-SSRS screener's slot, filled with words of ours."""
    names = [f"a{n}" for n in range(1, 8)]
    asked = [
        question(name, f"words {n}", code)
        for n, (name, code) in enumerate(zip(names, CSSRS_ITEMS, strict=True), start=1)
    ]
    return questionnaire(
        {"linkId": "i", "type": "display", "text": "Now ask:"},
        {"linkId": "g", "type": "group", "text": "Section", "item": asked},
        **{"code": [{"system": LOINC, "code": "93373-9"}], **more},
    )
