"""What a station says of a real board, from arrival to landing."""

from datetime import timedelta

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain import commands as c
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.ids import SYSTEM, CaseId, ContactId, EscalationId, ProtocolId, StaffId, StepId
from console.domain.people.staff import Role, Staff
from console.domain.protocol.escalation import Value
from console.domain.tier import Tier
from console.voice.concerns import seat
from console.voice.utterance import (
    Chime,
    HelpAsked,
    ImminentDeclared,
    LeadNeeded,
    NewContact,
    RecordBack,
    RecordLost,
    RespondersUnconfirmed,
    Tone,
    Utterance,
)
from console.voice.watch import Watch
from tests.checklists import checklist, field, phase, step
from tests.conftest import Clock

ANA, BEN, LEA = StaffId("ana"), StaffId("ben"), StaffId("lea")
CASE = CaseId("case-1")
PROTOCOL = checklist(
    "T24",
    phase(
        "a",
        step("a1", "Dial the centre", field("psap.dialled_at", "Dialled at", "time")),
        step(
            "a2",
            "Confirm that responders are there",
            field("responder.contact_at", "There at", "time"),
        ),
    ),
    title="Call the 911 centre",
)


class Station:
    """A seat and what it hears."""

    def __init__(self, desk: Desk, clock: Clock, me: StaffId | None) -> None:
        self.heard: list[Utterance] = []
        self.watch = Watch(self.heard.append)
        self._desk, self._clock, self._me = desk, clock, me

    def look(self, *, reachable: bool = True) -> tuple[Utterance, ...]:
        return self.watch.look(self._desk.board, self._me, self._clock(), reachable=reachable)


@pytest.fixture
def centre(desk: Desk) -> Desk:
    desk.do(c.OpenJournal("j", practice=True), SYSTEM)
    for staff in (ANA, BEN, LEA):
        role = Role.SHIFT_LEAD if staff == LEA else Role.COUNSELLOR
        record = Staff(staff, staff.title(), frozenset({role}))
        desk.do(c.RecordStaff(staff, private(record)), SYSTEM)
        desk.do(c.SignIn(leads=staff == LEA), staff)
    desk.do(c.PublishProtocols((PROTOCOL,)), SYSTEM)
    return desk


def ring(desk: Desk, tier: Tier = Tier.HIGH) -> None:
    suggestion = Suggestion(tier, Rule.CALL_WAITING)
    call = c.ReceiveContact(
        *(ContactId("c1"), CASE, ContactKind.CALL, "test", suggestion),
        call_id="1",
        ringing=True,
    )
    desk.do(call, SYSTEM)


def test_a_ringing_call_is_said_until_somebody_takes_it(centre: Desk, clock: Clock) -> None:
    station = Station(centre, clock, BEN)
    ring(centre)
    said = [station.look(), station.look()]
    clock.forward(timedelta(seconds=10))
    said.append(station.look())
    centre.do(c.TakeCase(CASE), ANA)
    clock.forward(timedelta(seconds=10))
    said.append(station.look())
    assert said == [
        (NewContact(ContactKind.CALL, Tier.HIGH),),
        (),
        (Chime(Tone.ARRIVAL_HIGH),),
        (),
    ]
    assert station.heard == [utterance for look in said for utterance in look]


def test_a_call_that_nobody_takes_climbs_to_the_lead(centre: Desk, clock: Clock) -> None:
    lead = Station(centre, clock, LEA)
    ring(centre)
    lead.look()
    clock.forward(centre.limits.ring_lead)
    centre.do(c.WatchClocks(), SYSTEM)
    assert LeadNeeded(ContactKind.CALL, Tier.HIGH, 45) in lead.look()


def test_imminent_risk_is_said_to_the_lead_and_not_to_whoever_declared_it(
    centre: Desk, clock: Clock
) -> None:
    ring(centre)
    centre.do(c.TakeCase(CASE), ANA)
    stations = [Station(centre, clock, who) for who in (ANA, BEN, LEA)]
    centre.do(c.SetTier(CASE, Tier.IMMINENT, (private("one"), private("two"))), ANA)
    assert [station.look() for station in stations] == [(), (), (ImminentDeclared(),)]


def test_a_lead_who_declares_imminent_risk_is_not_told_of_it(centre: Desk, clock: Clock) -> None:
    ring(centre)
    centre.do(c.TakeCase(CASE), LEA)
    centre.do(c.SetTier(CASE, Tier.IMMINENT, (private("one"), private("two"))), LEA)
    assert Station(centre, clock, LEA).look() == ()


def test_the_help_key_is_said_to_the_lead_until_the_lead_comes(centre: Desk, clock: Clock) -> None:
    ring(centre)
    centre.do(c.TakeCase(CASE), ANA)
    lead, other = Station(centre, clock, LEA), Station(centre, clock, BEN)
    centre.do(c.AskForHelp(CASE), ANA)
    assert (lead.look(), other.look()) == ((HelpAsked(Tier.HIGH),), ())
    centre.do(c.AnswerHelp(CASE), LEA)
    clock.forward(timedelta(minutes=1))
    assert lead.look() == ()


def test_silence_after_a_dispatch_is_said_until_somebody_saw_the_responders(
    centre: Desk, clock: Clock
) -> None:
    ring(centre)
    centre.do(c.TakeCase(CASE), ANA)
    run = EscalationId("r")
    centre.do(c.StartEscalation(CASE, run, ProtocolId("T24")), ANA)

    def tick(step: str, field: str) -> None:
        value = Value(field, code=clock().isoformat())
        centre.do(c.DoStep(CASE, run, StepId(step), EscalationId("x"), values=(value,)), ANA)

    tick("a1", "psap.dialled_at")
    lead = Station(centre, clock, LEA)
    clock.forward(timedelta(minutes=9, seconds=59))
    assert lead.look() == ()
    clock.forward(timedelta(seconds=1))
    assert lead.look() == (RespondersUnconfirmed(10),)
    tick("a2", "responder.contact_at")
    clock.forward(timedelta(minutes=5))
    assert lead.look() == ()


def test_a_lost_database_is_said_on_every_station(centre: Desk, clock: Clock) -> None:
    station = Station(centre, clock, None)
    said = [station.look(reachable=reachable) for reachable in (False, False, True, True)]
    assert said == [(RecordLost(),), (), (RecordBack(),), ()]


def test_whoever_is_on_a_call_is_with_a_client_until_it_ends(centre: Desk) -> None:
    ring(centre)
    assert not seat(centre.board, ANA).with_client
    centre.do(c.TakeCase(CASE), ANA)
    assert seat(centre.board, ANA).with_client
    centre.do(c.EndCall(ContactId("c1")), SYSTEM)
    assert not seat(centre.board, ANA).with_client


def test_whoever_is_on_a_call_is_shown_in_words_what_only_sounds(
    centre: Desk, clock: Clock
) -> None:
    ring(centre)
    centre.do(c.TakeCase(CASE), LEA)
    lead = Station(centre, clock, LEA)
    other = c.ReceiveContact(
        *(ContactId("c2"), CaseId("case-2"), ContactKind.TEXT, "test"),
        Suggestion(Tier.HIGH, Rule.TEXT_WAITING),
    )
    centre.do(other, SYSTEM)
    assert lead.look() == (NewContact(ContactKind.TEXT, Tier.HIGH),)
    assert lead.heard == [Chime(Tone.ARRIVAL_HIGH)]


def test_every_station_hears_what_is_for_the_lead_while_nobody_leads(centre: Desk) -> None:
    before = [seat(centre.board, who).lead for who in (ANA, LEA, None)]
    centre.do(c.SignOut(), LEA)
    after = [seat(centre.board, who).lead for who in (ANA, LEA, None)]
    assert (before, after) == ([False, True, False], [True, True, True])


def test_the_load_counts_what_was_said(centre: Desk, clock: Clock) -> None:
    station = Station(centre, clock, BEN)
    ring(centre)
    station.look()
    assert not station.watch.load.amber(clock(), operators=1)
    clock.forward(timedelta(seconds=10))
    station.look()
    assert station.watch.load.amber(clock(), operators=1)
