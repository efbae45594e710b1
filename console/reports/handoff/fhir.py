"""A case for a hospital or another line, as a document of FHIR R4.

A ``document`` and not a ``collection`` (decision 13): its Composition keeps the order in which
the packet is said, the weapon first, and reads without a program that knows the resources.
"""

import json
from collections.abc import Iterator
from gettext import gettext as _
from typing import Final

from console.domain.care.packet import Item
from console.domain.place.location import Placed
from console.reports.handoff.fhir_care import care
from console.reports.handoff.resource import (
    LOINC,
    TERMS,
    Names,
    Resource,
    clean,
    coded,
    instant,
    narrative,
    worded,
)
from console.reports.handoff.told import Person, Told
from console.words import labels
from console.words import packet as words

PART2: Final = (
    {"system": f"{TERMS}v3-ActCode", "code": "42CFRPart2"},
    {"system": f"{TERMS}v3-ActCode", "code": "NORDSCLCD"},
)
"""Security labels of what stands under Part 2: no disclosing again without consent."""
RESTRICTED: Final = {"system": f"{TERMS}v3-Confidentiality", "code": "R"}
TEST: Final = {"system": f"{TERMS}v3-ActReason", "code": "HTEST"}
LANGUAGES: Final = "urn:ietf:bcp:47"


def fhir(told: Told) -> bytes:
    """Return ``told`` as a file."""
    return json.dumps(bundle(told), ensure_ascii=False, indent=1).encode(errors="replace")


def bundle(told: Told) -> Resource:
    """Return ``told`` as a Bundle."""
    names = Names(told.case)
    resources = dict(_resources(told, names))
    whole = {"composition": _composition(told, names, resources), **resources}
    found: Resource = clean(
        {
            "resourceType": "Bundle",
            "meta": {"security": _security(told)},
            "identifier": {
                "system": "urn:ietf:rfc:3986",
                "value": names.of(f"bundle {told.at} {told.made.to.recipient}"),
            },
            "type": "document",
            "timestamp": instant(told.at),
            "entry": [
                {"fullUrl": names.of(part), "resource": resource}
                for part, resource in whole.items()
            ],
        }
    )
    return found


def _security(told: Told) -> list[Resource]:
    """Return how it is to be handled; that nothing of Part 2 is in it is never said."""
    part2 = PART2 if told.made.sud else ()
    return [RESTRICTED, *part2, *((TEST,) if told.practice else ())]


def _resources(told: Told, names: Names) -> Iterator[tuple[str, Resource]]:
    """Yield every resource but the Composition, by its part."""
    yield "patient", _patient(told)
    yield "organization", _organisation(told)
    yield "practitioner", _practitioner(told)
    yield "encounter", _encounter(told, names)
    if told.place is not None:
        yield "location", _location(told.place)
    yield from care(told, names)


ENTRIES: Final = {
    Item.ORIGIN: ("organization", "practitioner"),
    Item.PLACE: ("location",),
    Item.WEAPONS: ("flag",),
    Item.PLAN: ("careplan",),
    Item.TIER: ("tier",),
}
"""Which resources stand behind a section."""


def _composition(told: Told, names: Names, resources: dict[str, Resource]) -> Resource:
    behind = dict(ENTRIES)
    for item, kind in (
        (Item.RISK, "score"),
        (Item.SUD, "sud-score"),
        (Item.SUPPORT, "consent"),
    ):
        behind[item] = tuple(part for part in resources if part.startswith(f"{kind}-"))
    sections = [
        {
            "title": line.label,
            "text": narrative(f"{line.value}{f' ({line.note})' if line.note else ''}"),
            "entry": [names.ref(part) for part in behind.get(line.item, ()) if part in resources],
        }
        for line in told.lines
        if line.value
    ]
    if told.notice:
        sections.append({"title": _("Notice"), "text": narrative(told.notice)})
    title = words.title(told.made)
    return {
        "resourceType": "Composition",
        "language": "en",
        "status": "final",
        "type": coded(LOINC, "18761-7", "Transfer summary note"),
        "subject": names.ref("patient"),
        "encounter": names.ref("encounter"),
        "date": instant(told.at),
        "author": [names.ref("practitioner")],
        "title": f"{_('PRACTICE: no real hand-off. ') if told.practice else ''}{title}",
        "confidentiality": "R",
        "custodian": names.ref("organization"),
        "section": sections,
    }


def _patient(told: Told) -> Resource:
    person = told.person or Person(caller=False)
    legal = [{"use": "official", "text": person.legal}] if person.legal else []
    usual = [{"use": "usual", "text": person.name}] if person.name else []
    tags = [tag for tag in person.languages if tag.strip()]
    number = told.call_back if told.theirs else ""
    return {
        "resourceType": "Patient",
        "name": [*legal, *usual],
        "telecom": [{"system": "phone", "value": number}] if number else [],
        "birthDate": person.born.isoformat() if person.born is not None else None,
        "communication": [
            {
                "language": {"coding": [{"system": LANGUAGES, "code": tag}], "text": tag},
                "preferred": place == 0,
            }
            for place, tag in enumerate(tags)
        ],
    }


def _organisation(told: Told) -> Resource:
    origin = told.origin
    return {
        "resourceType": "Organization",
        "name": origin.organisation or _("a crisis line"),
        "telecom": [{"system": "phone", "value": origin.call_back}] if origin.call_back else [],
    }


def _practitioner(told: Told) -> Resource:
    return {
        "resourceType": "Practitioner",
        "name": [{"text": told.origin.operator or _("operator")}],
    }


def _encounter(told: Told, names: Names) -> Resource:
    """Return the contact: at a distance, open until the case was closed."""
    reason = told.line(Item.REASON)
    ended = instant(told.ended) if told.ended is not None else None
    return {
        "resourceType": "Encounter",
        "identifier": [{"system": "urn:vigil:case", "value": str(told.number)}],
        "status": "in-progress" if ended is None else "finished",
        "class": {"system": f"{TERMS}v3-ActCode", "code": "VR", "display": "virtual"},
        "subject": names.ref("patient"),
        "period": {"start": instant(min(told.opened, told.at)), "end": ended},
        "reasonCode": [worded(reason.value)] if reason is not None else [],
        "location": [{"location": names.ref("location")}] if told.place is not None else [],
        "serviceProvider": names.ref("organization"),
    }


def _location(placed: Placed) -> Resource:
    here = placed.location
    read = _("read back") if placed.confirmed is not None else _("not read back")
    error = f", ± {here.error_m:.0f} m" if here.at is not None and here.error_m else ""
    moving = _("; they are moving") if here.moving else ""
    at = here.at
    return {
        "resourceType": "Location",
        "status": "active",
        "mode": "instance",
        "description": f"{placed.line} ({labels.source(here.source)}, {read}{error}{moving})",
        "address": {
            "use": "temp",
            "text": placed.line,
            "line": [here.address, here.unit],
            "city": here.city,
            "state": here.state,
            "postalCode": here.zip,
            "country": "US",
        },
        "position": {"longitude": at.lon, "latitude": at.lat} if at is not None else None,
    }
