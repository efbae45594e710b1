"""What a chart says of an advance directive: that there is one, of when, and whether it stands."""

from datetime import date

from console.domain.people.directive import Agent, Directive, DirectiveKind
from console.intake.enrol import fhir_values as v
from console.intake.enrol.fhir_values import Object, text

ADVANCE_DIRECTIVES = "42348-3"
"""LOINC: the document type of advance directives."""

_KINDS = {
    "acd": None,
    "hcd": DirectiveKind.INSTRUCTIONS,
    "dpa": DirectiveKind.PROXY,
    "64298-3": DirectiveKind.PROXY,
    "75320-2": None,
}
"""Categories of consents and documents: advance and health care directive, power of attorney."""

_AGENTS = ("DPOWATT", "HPOWATT", "GUARD", "AGNT")
"""Roles (v3-RoleClass and v3-RoleCode) of somebody who decides in the client's place."""


def is_directive(body: Object) -> bool:
    """Whether a Consent or a DocumentReference is about an advance directive."""
    match text(body.get("resourceType")):
        case "Consent":
            return "adr" in _codes(body, "scope")
        case "DocumentReference":
            return bool({ADVANCE_DIRECTIVES, *_KINDS} & set(_codes(body, "type", "category")))
        case _:
            return False


def directive_of(body: Object, today: date) -> Directive:
    """Return what is known of it; a chart that marks it as past says that it was revoked.

    When it was revoked a chart does not say, so the day on which it was read stands there.
    """
    document = text(body.get("resourceType")) == "DocumentReference"
    stands = text(body.get("status")) in ({"current"} if document else {"active"})
    signed = v.day(body.get("date" if document else "dateTime"))
    found = _codes(body, "type", "category")
    return Directive(
        exists=True,
        recorded_on=signed or today,
        kind=next((_KINDS[code] for code in found if _KINDS.get(code) is not None), None),
        signed_on=signed,
        agent=_agent(body),
        revoked_on=None if stands else today,
    )


def _codes(body: Object, *fields: str) -> list[str]:
    return [code for name in fields for _system, code, _d in v.codes(body.get(name))]


def _agent(body: Object) -> Agent | None:
    """Return who decides, where the resource names them in words."""
    provision = next(v.objects(body.get("provision")), {})
    for actor in v.objects(provision.get("actor")):
        roles = {code for _system, code, _display in v.codes(actor.get("role"))}
        reference = next(v.objects(actor.get("reference")), {})
        name = text(reference.get("display"))
        if name and roles.intersection(_AGENTS):
            return Agent(name)
    return None
