"""What each entry of the journal says, in one line."""

import re
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext
from typing import assert_never

from console.domain import events as e
from console.domain.care.disclosure import Basis
from console.domain.ids import StaffId
from console.domain.place.location import Location
from console.domain.private import Private
from console.domain.protocol.escalation import Value
from console.words import gates, instruments, labels, returned
from console.words.aftercare import said
from console.words.line import ERASED, Line, text_of
from console.words.people.happened import happened
from console.words.place import ladder

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")

__all__ = ["ERASED", "Line", "describe", "text_of"]


def describe(event: e.Event) -> Line:
    """Return the line for ``event``."""
    if isinstance(event, e.CaseEvent):
        return _case(event)
    if isinstance(event, e.RunEvent):
        return _run(event)
    if isinstance(event, e.PeopleEvent):
        return Line(*happened(event))
    if isinstance(event, e.InstrumentEvent):
        return instruments.happened(event)
    if isinstance(event, e.ContactEvent):
        return _contact(event)
    if isinstance(event, e.AfterEvent):
        return said.describe(event)
    return _centre(event)


def _contact(event: e.ContactEvent) -> Line:
    match event:
        case e.ContactArrived():
            kind = labels.contact_kind(event.kind)
            title = _("Arrived: {kind}").format(kind=kind)
            return Line(title, labels.reason(event.suggestion), event.suggestion.tier)
        case e.FormArrived():
            return Line(*instruments.arrived(event.paper))
        case e.LocationOffered():
            return _located(_("Location offered: {place}"), event.location)
        case e.CallAnswered():
            return Line(_("Call answered"))
        case e.CallEnded():
            if not event.answered:
                return Line(_("Call ended before anybody answered"))
            return Line(_("Call was lost") if event.dropped else _("Call ended"))
        case e.CaseIdentified():
            return Line(_("Client identified"))
        case e.CasesMerged():
            return Line(_("Two cases joined: same person"))
        case e.ContactSplit():
            return Line(_("Contact taken out: another person"))
        case _:
            assert_never(event)


def _case(event: e.CaseEvent) -> Line:
    match event:
        case e.CaseTaken():
            return Line(_("Case taken"))
        case e.CaseReleased():
            return Line(_("Case given back to the lead"))
        case e.CeilingCrossed():
            return Line(_("Waited past the ceiling"), labels.lateness(event.lateness))
        case e.AlertClimbed():
            return Line(_("Nobody took it"), labels.rung(event.rung))
        case e.TierSet() | e.CaseRanked():
            return _tier(event)
        case e.LocationStated():
            return _located(_("Location: {place}"), event.location)
        case e.LocationConfirmed():
            return Line(_("Location read back"))
        case e.NoteWritten():
            late = _("late entry") if event.happened_at is not None else ""
            return Line(_("Note: {text}").format(text=text_of(event.text)), late)
        case e.PlanPartUsed():
            done = _("tried") if event.used else _("taken back")
            return Line(_("Safety plan: {part}").format(part=labels.part(event.part)), done)
        case e.OralAgreementNoted():
            return Line(*happened(event))
        case e.FallbackTried():
            return _instead(event)
        case e.HelpAsked():
            return Line(_("Lead called"))
        case e.HelpAnswered():
            return Line(_("Lead came"))
        case e.ConsultOwed():
            return Line(_("Consultation put off: attempt in progress"), _("owed before closing"))
        case e.ConsultWritten():
            title = _("Consulted: {who}").format(who=text_of(event.consulted))
            word = _("agrees") if event.agrees else _("disagrees")
            return Line(title, f"{word} · {text_of(event.advice)}")
        case _:
            return _outside(event)


def _located(title: str, location: Private[Location]) -> Line:
    where = location.value
    if where is None:
        return Line(title.format(place=ERASED))
    return Line(title.format(place=labels.place(where)), labels.source(where.source))


def _tier(event: e.TierSet | e.CaseRanked) -> Line:
    if isinstance(event, e.CaseRanked):
        title = _("Moved in the queue to {tier}").format(tier=labels.tier(event.tier))
        return Line(title, text_of(event.reason), event.tier)
    reasons = " · ".join(text_of(reason) for reason in event.reasons)
    if event.suggested is not None and event.suggested is not event.tier:
        rule = _("the rule suggested {tier}").format(tier=labels.tier(event.suggested).lower())
        reasons = f"{reasons} · {rule}" if reasons else rule
    return Line(_("Tier set: {tier}").format(tier=labels.tier(event.tier)), reasons, event.tier)


def _outside(
    event: e.DisclosureMade | e.StatusReturned | e.CaseClosed | e.FollowUpTried,
) -> Line:
    match event:
        case e.StatusReturned():
            status = event.said.value
            if status is None:
                return Line(_("Sent back by a 911 centre"), ERASED)
            return Line(returned.title(status), returned.units(status))
        case e.DisclosureMade():
            told = event.disclosure.value
            to = told.recipient if told is not None else ERASED
            slip = event.basis == Basis.NONE
            title = _("Told by mistake to {to}") if slip else _("Disclosure to {to}")
            anew = _("instead of entry {n}").format(n=event.corrects) if event.corrects else ""
            detail = " · ".join(part for part in (labels.basis(event.basis), anew) if part)
            return Line(title.format(to=to), detail)
        case e.CaseClosed():
            landing = event.landing
            title = _("Landed: {ending}").format(ending=labels.ending(landing.ending))
            detail = _("tier at end {tier}").format(tier=labels.tier(landing.tier_at_end).lower())
            if landing.tier_at_start is not None:
                start = labels.tier(landing.tier_at_start).lower()
                detail = _("tier at start {start}, at end {end}").format(
                    start=start, end=labels.tier(landing.tier_at_end).lower()
                )
            return Line(title, detail, landing.tier_at_end)
        case e.FollowUpTried():
            return said.tried(event)
        case _:
            assert_never(event)


def _run(event: e.RunEvent) -> Line:
    match event:
        case e.EscalationStarted():
            title = _("Protocol begun: {id}").format(id=event.protocol)
            return Line(title, _("version {n}").format(n=event.version))
        case e.EscalationEnded():
            return Line(_("Protocol ended"), str(event.why))
        case e.StepDone():
            late = _("late entry") if event.happened_at is not None else ""
            return Line(event.text, _evidence(event) or late)
        case e.StepReadied():
            title = _("Readied, not done yet: {step}").format(step=event.text)
            return Line(title, event.answer.replace("_", " "))
        case e.StepTried():
            return Line(event.text, _evidence(event))
        case e.StepSkipped():
            if event.na:
                return Line(_("Does not apply: {step}").format(step=event.text), event.because)
            return Line(_("Skipped: {step}").format(step=event.text), labels.skip(event.code))
        case e.StepsPassed():
            n = len(event.steps)
            return Line(ngettext("Passed over {n} step", "Passed over {n} steps", n).format(n=n))
        case e.StepUndone():
            return Line(_("Opened again: {step}").format(step=event.text), text_of(event.reason))
        case e.ClockMissed():
            return Line(_("Clock ran out: {step}").format(step=event.text))
        case e.ProtocolUnfit():
            return Line(_("This checklist does not fit: {id}").format(id=event.protocol))
        case e.RolePaged():
            silent = _("the lead has been silent for {n} s")
            after = int(event.silent.total_seconds()) if event.silent is not None else 0
            title = _("Called in: {role}").format(role=event.role.replace("_", " "))
            return Line(title, silent.format(n=after) if after else "")
        case _:
            assert_never(event)


def _evidence(event: e.StepDone | e.StepTried) -> str:
    parts = [event.answer.replace("_", " ")] if event.answer else []
    parts += [_shown(value) for value in event.values if value.shown]
    return " · ".join(dict.fromkeys(parts))


def _shown(value: Value) -> str:
    """Return a piece of evidence as a person reads it: a moment as local time, a basis in words."""
    if value.code is None:
        return value.shown
    if value.code in set(Basis):
        return labels.basis(value.code)
    if MOMENT.match(value.code):
        return f"{datetime.fromisoformat(value.code).astimezone():%a %H:%M}"
    return value.code.replace("_", " ").replace(",", ", ")


def _centre(event: e.CentreEvent) -> Line:
    match event:
        case e.JournalOpened():
            return Line(_("Journal opened"), _("practice") if event.practice else _("live"))
        case e.StaffRecorded():
            return Line(_("Staff record written: {who}").format(who=_name(event)))
        case e.SignedIn():
            return Line(_("Signed in"), _("leads this shift") if event.leads else "")
        case e.SignedOut():
            return Line(_("Signed out"))
        case e.ClientRecorded():
            return Line(_("Client record written"), event.source)
        case e.ProtocolPublished():
            title = _("Protocol published: {id} version {n}")
            return Line(title.format(id=event.protocol, n=event.version))
        case e.ChangesRead():
            listed = ", ".join(f"{name} v{n}" for name, n in event.versions)
            return Line(_("Read what changed in the checklists"), listed)
        case e.ProtocolApproved():
            title = _("Protocol approved: {id} version {n}")
            return Line(title.format(id=event.protocol, n=event.version), event.credential)
        case _:
            return _door(event)


def _door(
    event: e.DirectoryImported
    | e.StreetsRemoved
    | e.NumberVerified
    | e.RoomConfirmed
    | e.EventQuarantined
    | e.QuarantineResolved
    | e.WordsErased
    | e.ProgrammeDescribed
    | e.RecordRead
    | e.PacketMade
    | e.MapSaved,
) -> Line:
    match event:
        case e.DirectoryImported():
            counts = _("{rows} rows, {rejected} not taken").format(
                rows=event.rows, rejected=event.rejected
            )
            return Line(_("Directory imported: {format}").format(format=event.format), counts)
        case e.StreetsRemoved():
            return Line(_("Streets removed: {name}").format(name=event.name))
        case e.NumberVerified():
            number = labels.phone(event.number)
            return Line(_("Number verified: {number}").format(number=number))
        case e.RoomConfirmed():
            free = ngettext("room for {n} person", "room for {n} people", event.free)
            said = free.format(n=event.free) if event.free else _("full now")
            return Line(_("Called and asked for room: {said}").format(said=said), event.facility)
        case e.EventQuarantined():
            return Line(_("Kept in quarantine, from {who}").format(who=event.sender), event.reason)
        case e.QuarantineResolved():
            return Line(_("Quarantine: released") if event.released else _("Quarantine: discarded"))
        case e.WordsErased():
            title = _("Words of entry {n} erased").format(n=event.entry)
            return Line(title, event.reason)
        case e.ProgrammeDescribed():
            said = "; ".join(gates.programme(event.programme))
            return Line(_("Programme described, by {who}").format(who=event.counsel), said)
        case e.RecordRead():
            return Line(_("Record read"))
        case e.PacketMade():
            title = _("Hand-off file made, for: {who}").format(who=gates.recipient(event.recipient))
            held = _("{n} withheld").format(n=len(event.withheld))
            return Line(title, f"{event.form.upper()} · {held}")
        case e.MapSaved():
            return Line(_("Case map saved as a file"), event.form.upper())
        case _:
            assert_never(event)


def _instead(event: e.FallbackTried) -> Line:
    """Return who was called instead of the 911 centre, and what came of it."""
    whom, number = ladder.short(event.fallback), labels.phone(event.number)
    if number and number != whom:
        whom = f"{whom} {number}"
    title = _("Called instead of the 911 centre: {whom}").format(whom=whom)
    return Line(title, _("they answered") if event.reached else _("nobody answered"))


def _name(event: e.StaffRecorded) -> StaffId | str:
    return event.record.value.name if event.record.value is not None else event.staff
