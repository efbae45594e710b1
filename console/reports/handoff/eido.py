"""A case as an Emergency Incident Data Object (NENA-STA-024, version 1.0 of the structure).

The codes are those that the schema's own enumerations, NENA's sample and APCO's common incident
types hold; the registries themselves are not in the schema, so a centre that takes these files
confirms them once (decision 13).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from html import escape
from typing import Any, Final

from console.domain.care.disclosure import Recipient
from console.domain.care.packet import Item
from console.domain.ids import CaseId
from console.reports.handoff.pidf import pidf
from console.reports.handoff.told import Nature, Person, Told
from console.words import labels

Component = dict[str, Any]

HOME: Final = "crisis-line.invalid"
"""Where identifiers of ours end: a name that can belong to nobody (RFC 2606)."""
CODES: Final[Mapping[Nature, str]] = {
    Nature.SUICIDE: "SUICTHRT",
    Nature.VIOLENT: "MTLV",
    Nature.MENTAL: "MNTL",
}
"""Of APCO: an attempt or a threat of suicide; mental health, violent or not."""
UNIT: Final = "CrisisInterventionUnit"


def incident(case: CaseId, number: int) -> str:
    """Return what a case is called in every file that we make of it."""
    bare = "".join(c for c in case.lower() if c.isalnum() and c.isascii())
    return f"urn:emergency:uid:incidentid:{bare or number}:{HOME}"


def eido(told: Told) -> bytes:
    """Return ``told`` as a file."""
    document = _document(told)
    return json.dumps(document, ensure_ascii=False, indent=1).encode(errors="replace")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Gives each component its prologue, and names the components for one another."""

    told: Told

    @property
    def incident(self) -> str:
        """The name of the incident, the same for every file of the case."""
        return incident(self.told.case, self.told.number)

    @property
    def agent(self) -> str:
        """The name of whoever made it."""
        return f"operator@{HOME}"

    @property
    def asks(self) -> bool:
        """Whether it goes to a 911 centre, which is asked to send somebody."""
        return self.told.made.to.recipient is Recipient.POLICE

    @property
    def number(self) -> str:
        """The number on which the person is reached again, as it is dialled."""
        return "".join(c for c in self.told.call_back if c in "+0123456789")

    def name(self, part: str) -> str:
        """Return the name of the component ``part``."""
        return f"{self.incident}#{part}"

    def one(self, identifier: str, at: datetime | None = None, /, **more: object) -> Component:
        """Return a component that was last changed at ``at``, or now; ``None`` is left out."""
        stamp = min(at or self.told.at, self.told.at).astimezone(UTC)
        return {
            "$id": identifier,
            "lastUpdateTimeStamp": stamp.isoformat(),
            "updatedByAgencyReference": ref(HOME),
            "updatedByAgentReference": ref(self.agent),
            **{name: value for name, value in more.items() if value is not None},
        }


def ref(identifier: str) -> dict[str, str]:
    """Return a reference to a component."""
    return {"$ref": identifier}


def _document(told: Told) -> Component:
    make = _Maker(told)
    notes = tuple(_notes(make))
    person, place = _person(make), _place(make)
    return make.one(
        make.incident,
        eidoVersion="1.0",
        issuingElementIdentification=HOME,
        agencyComponent=[_agency(make)],
        agentComponent=[_agent(make)],
        incidentComponent=_incident(make, notes),
        notesComponent=list(notes),
        emergencyResourceComponent=[_wanted(make)] if make.asks else None,
        personComponent=[*([person] if person else []), *_caller(make)] or None,
        locationComponent=[place] if place else None,
        callbackComponent=[_call_back(make)] if make.number else None,
        cautionComponent=[_caution(make)] if told.armed else None,
    )


def _agency(make: _Maker) -> Component:
    """Return us: our name where it may be told, and the number on which we are reached again."""
    origin = make.told.origin
    return make.one(
        HOME,
        agencyRoleDescriptionRegistryText=["CallReceiving"],
        agencyType=["counseling.suicide"],  # RFC 5031; the responders' registry has no crisis line
        agencyJcard=_jcard(origin.organisation or _("a crisis line"), origin.call_back),
    )


def _agent(make: _Maker) -> Component:
    origin = make.told.origin
    return make.one(
        make.agent,
        agentRoleRegistryText=["Call Taking"],
        agencyReference=ref(HOME),
        agentJcard=_jcard(origin.operator or _("operator"), origin.call_back),
    )


def _jcard(name: str, phone: str) -> str:
    """Return a contact as jCard (RFC 7095)."""
    rows: list[list[object]] = [["version", {}, "text", "4.0"], ["fn", {}, "text", name]]
    if phone:
        rows.append(["tel", {"type": "voice"}, "uri", f"tel:{phone}"])
    return json.dumps(["vcard", rows], ensure_ascii=False)


def _incident(make: _Maker, notes: tuple[Component, ...]) -> Component:
    told = make.told
    practice = _("PRACTICE: no real incident. ") if told.practice else ""
    return make.one(
        make.name("incident"),
        incidentTypeCommonRegistryText=CODES[told.nature],
        incidentTypeInternalText=f"{practice}{nature(told.nature)}",
        internalIncidentId=str(told.number),
        agentReference=[ref(make.agent)],
        notesReference=[ref(note["$id"]) for note in notes],
        personReference=[ref(make.name("person"))] if told.person else None,
        locationReference=[ref(make.name("location"))] if told.place else None,
    )


def nature(found: Nature) -> str:
    """Return what sort of incident it is, in words."""
    return {
        Nature.SUICIDE: _("mental-health crisis: suicide risk"),
        Nature.VIOLENT: _("mental-health crisis: violence or threats"),
        Nature.MENTAL: _("mental-health crisis"),
    }[found]


def _notes(make: _Maker) -> Iterator[Component]:
    """Yield each line of the packet as a note, the weapon first; the text is HTML (STA-024)."""
    told = make.told
    for line in told.lines:
        if not line.value:
            continue
        armed = told.armed and line.item is Item.WEAPONS
        yield make.one(
            make.name(f"note-{line.item.value}"),
            notesActionComments=escape(f"{line.label}: {line.value}", quote=False),
            agentReference=ref(make.agent),
            cautionReference=[ref(make.name("weapons"))] if armed else None,
        )
    if make.asks:
        wanted = _("Asked for: a crisis-trained officer, EMS or co-response; no siren.")
        yield make.one(
            make.name("note-wanted"), notesActionComments=wanted, agentReference=ref(make.agent)
        )


def _person(make: _Maker) -> Component | None:
    told, person = make.told, make.told.person
    if person is None:
        return None
    human = _human(person)
    return make.one(
        make.name("person"),
        personIncidentRoleRegistryText=["Caller", "Patient"] if person.caller else ["Patient"],
        ncPersonComponent=human or None,
        locationReference=[ref(make.name("location"))] if told.place else None,
        callBackReference=ref(make.name("callback")) if make.number and told.theirs else None,
    )


def _caller(make: _Maker) -> list[Component]:
    """Return who called about the person, whom nobody names: the number is theirs."""
    if not make.number or make.told.theirs:
        return []
    return [
        make.one(
            make.name("caller"),
            personIncidentRoleRegistryText=["Caller"],
            callBackReference=ref(make.name("callback")),
        )
    ]


def _human(person: Person) -> Component:
    """Return who it is in NIEM's words: the name, and the age in years."""
    found: Component = {}
    if person.name:
        found["name"] = [{"personFullName": [{"value": person.name}]}]
    if person.age is not None:
        found["ageMeasure"] = [
            {"integerValue": [{"value": person.age}], "unit": [{"value": "year"}]}
        ]
    return found


def _place(make: _Maker) -> Component | None:
    placed = make.told.place
    if placed is None:
        return None
    here = placed.location
    confirmed = placed.confirmed
    how = _("read back") if confirmed is not None else _("not read back")
    moving = _("; they are moving") if here.moving else ""
    stale = _("; old") if placed.stale(make.told.at) else ""
    said = f"{placed.line} ({labels.source(here.source)}, {how}{stale}{moving})".strip()
    return make.one(
        make.name("location"),
        confirmed.at if confirmed is not None else here.stated_at,
        locationTypeDescriptionRegistryText="Incident",
        locationByValue=pidf(placed, make.told.at),
        locationDescriptionText=said,
    )


def _call_back(make: _Maker) -> Component:
    return make.one(make.name("callback"), callBackInformationUri=[f"tel:{make.number}"])


def _caution(make: _Maker) -> Component:
    line = make.told.line(Item.WEAPONS)
    return make.one(
        make.name("weapons"),
        cautionTypeInternalText=line.value if line is not None else _("weapons"),
        cautionTypeCommonRegistryText="Weapon",
        cautionSeverity="highest",
        cautionSource=HOME,
    )


def _wanted(make: _Maker) -> Component:
    """Return who is asked for: a unit that is trained for a crisis of the mind."""
    return make.one(
        make.name("wanted"),
        emergencyResourceTypeCommonRegistryText=UNIT,
        resourceAttributeRegistryText=[],
        primaryUnitStatusRegistryText="Requested",
        secondaryUnitStatusRegistryText=[],
        agentReference=[ref(make.agent)],
        notesReference=[ref(make.name("note-wanted"))],
    )
