"""One invented shift, acted out at a real desk: every figure of its report is known."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain import commands as c
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.care.disclosure import Basis, Disclosure
from console.domain.happened import Happened
from console.domain.ids import (
    SYSTEM,
    CaseId,
    ClientId,
    ContactId,
    EscalationId,
    ProtocolId,
    StaffId,
    StationId,
    StepId,
)
from console.domain.people.client import Client
from console.domain.people.staff import Role, Staff
from console.domain.protocol.escalation import SkipCode, Value
from console.domain.tier import Tier
from console.journal.memory import MemoryJournal
from console.reports.shift import Integrity, Period
from tests.checklists import checklist, field, phase, step
from tests.conftest import Clock

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SHIFT = Period(START, START + timedelta(hours=8))
ANA, BEN, LEA, EVA = (StaffId(name) for name in ("ana", "ben", "lea", "eva"))
MARKER = "ZZMARKER"
"""Stands in every private word of the shift, to see where it comes out."""

TICKED = ("serious", "imminent", "necessary", "able")
OVERRIDE = (
    field("override.rationale", "Threat and necessity", "text"),
    field("override.facts", "Facts", "text"),
    field("override.minimum", "The least", "text"),
    *(field(f"override.{name}", name.title(), "tick") for name in TICKED),
    field("override.source", "From whom", "choice", choices={"own": "Own"}),
    field("override.state_law", "Law", "choice", choices={"checked": "Yes"}),
)
PROTOCOL = checklist(
    "T05",
    phase(
        "a",
        step("a1", "Ask where they are", target_s=30),
        step("a2", "Ask about weapons"),
        step("g2", "Lead agrees", field("consult", "Lead", "text"), kind="gate", gates=["G2"]),
        step(
            "a3",
            "Fill in the override form",
            *OVERRIDE,
            who="shift_lead",
            kind="gate",
            gates=["G3"],
        ),
    ),
    title="Imminent danger",
)


@dataclass
class Acted:
    """A desk, and a clock that stands where the script says."""

    desk: Desk
    journal: MemoryJournal
    clock: Clock

    def at(self, clock: str, command: c.Command, by: StaffId) -> None:
        hour, minute, second = map(int, clock.split(":"))
        self.clock.now = START.replace(hour=hour, minute=minute, second=second)
        self.desk.do(command, by)

    @property
    def happened(self) -> tuple[Happened, ...]:
        return tuple(entry.happened for entry in self.journal.since(0))

    def integrity(self, sealed_to: int | None = None) -> Integrity:
        entries, head = self.journal.head()
        return Integrity(entries, head, sealed_to)


def arrives(
    name: str, kind: ContactKind, tier: Tier, client: str | None = None, *, ringing: bool = False
) -> c.ReceiveContact:
    return c.ReceiveContact(
        ContactId(name),
        CaseId(f"case-{name}"),
        kind,
        "test",
        Suggestion(tier, Rule.CALL_WAITING),
        ClientId(client) if client else None,
        private(f"{MARKER} said") if kind is ContactKind.TEXT else None,
        private(f"+1555{MARKER}"),
        f"call-{name}" if ringing else None,
        ringing,
    )


@pytest.fixture
def centre(clock: Clock) -> Acted:
    """A centre before the shift begins: staff, clients, a protocol and one old case."""
    journal = MemoryJournal()
    acted = Acted(Desk(journal, StationId("desk-1"), clock), journal, clock)
    _before(acted)
    return acted


@pytest.fixture
def shift(centre: Acted) -> Acted:
    """The shift from 12:00 to 20:00, with something before it and something after it."""
    _imminent_case(centre)
    _other_contacts(centre)
    centre.at("20:00:01", arrives("after", ContactKind.MOOD, Tier.LOW), SYSTEM)
    return centre


def _before(acted: Acted) -> None:
    acted.at("11:00:00", c.OpenJournal("journal-1", practice=True), SYSTEM)
    people = ((ANA, "Ana Haddad"), (BEN, "Ben Novak"), (LEA, "Lea Okafor"), (EVA, "Eva Bell"))
    for staff, name in people:
        role = Role.SHIFT_LEAD if staff in {LEA, EVA} else Role.COUNSELLOR
        acted.at(
            "11:00:00",
            c.RecordStaff(staff, private(Staff(staff, name, frozenset({role})))),
            SYSTEM,
        )
    acted.at("11:00:00", c.PublishProtocols((PROTOCOL,)), SYSTEM)
    for client in ("dana", "evan"):
        record = Client(ClientId(client), f"{client.title()} {MARKER}")
        acted.at("11:00:00", c.RecordClient(ClientId(client), private(record), "test"), SYSTEM)
    acted.at("11:30:00", c.SignIn(leads=True), EVA)
    acted.at("11:50:00", arrives("old", ContactKind.MESSAGE, Tier.MODERATE), SYSTEM)
    acted.at("11:50:10", c.TakeCase(CaseId("case-old")), BEN)


def _form() -> tuple[Value, ...]:
    written = private(f"{MARKER} a plan, means, tonight")
    return (
        *(Value(f"override.{name}", text=written) for name in ("rationale", "facts", "minimum")),
        *(Value(f"override.{name}", "yes") for name in TICKED),
        Value("override.source", "own"),
        Value("override.state_law", "checked"),
    )


def _imminent_case(acted: Acted) -> None:
    case, run = CaseId("case-c1"), EscalationId("run-1")
    steps = count(1)
    acted.at("12:00:01", c.SignIn(leads=True), LEA)
    acted.at("12:00:02", c.SignOut(), EVA)
    acted.at("12:00:05", arrives("c1", ContactKind.CALL, Tier.HIGH, "dana", ringing=True), SYSTEM)
    acted.at("12:00:17", c.TakeCase(case), ANA)
    acted.at("12:01:00", arrives("c4", ContactKind.TEXT, Tier.HIGH, "dana"), SYSTEM)
    acted.at("12:01:10", c.StartEscalation(case, run, ProtocolId("T05")), ANA)
    acted.at("12:01:45", c.WatchClocks(), SYSTEM)
    acted.at(
        "12:01:50",
        c.DoStep(case, run, StepId("a1"), EscalationId(f"x{next(steps)}")),
        ANA,
    )
    acted.at("12:02:00", c.SkipStep(case, run, StepId("a2"), SkipCode.NO_TIME), ANA)
    reasons = (private(f"{MARKER} plan"), private(f"{MARKER} pills in hand"))
    acted.at("12:02:10", c.SetTier(case, Tier.IMMINENT, reasons), ANA)
    acted.at("12:02:15", c.AskForHelp(case), ANA)
    acted.at("12:02:35", c.AnswerHelp(case), LEA)
    agreed = Value("consult", text=private(f"{MARKER} agrees"))
    acted.at(
        "12:02:40",
        c.DoStep(case, run, StepId("g2"), EscalationId(f"x{next(steps)}"), values=(agreed,)),
        LEA,
    )
    acted.at(
        "12:03:00",
        c.DoStep(case, run, StepId("a3"), EscalationId(f"x{next(steps)}"), values=_form()),
        LEA,
    )
    told = Disclosure(Basis.THREAT_512J, f"{MARKER} police", f"{MARKER} location", "safety")
    acted.at("12:03:30", c.RecordDisclosure(case, private(told), told.basis), LEA)
    acted.at(
        "12:20:00",
        c.WriteNote(case, private(f"{MARKER} note"), START + timedelta(minutes=10)),
        ANA,
    )
    acted.at("12:30:00", c.EndCall(ContactId("c1")), SYSTEM)
    acted.at("12:31:00", c.SetTier(case, Tier.MODERATE, (private(f"{MARKER} calmer"),)), LEA)
    landing = Landing(
        Ending.EMS_MEDICAL,
        Tier.MODERATE,
        PlanLook.USED,
        responders_confirmed=True,
        next_contact=START + timedelta(hours=6),
        who_has_them=private(f"{MARKER} hospital"),
    )
    acted.at("12:32:00", c.CloseCase(case, landing), ANA)


def _other_contacts(acted: Acted) -> None:
    acted.at("13:00:00", arrives("c2", ContactKind.CALL, Tier.MODERATE, ringing=True), SYSTEM)
    acted.at("13:00:25", c.TakeCase(CaseId("case-c2")), BEN)
    acted.at("13:05:00", c.EndCall(ContactId("c2"), dropped=True), SYSTEM)
    acted.at("13:10:00", arrives("c3", ContactKind.CALL, Tier.MODERATE, ringing=True), SYSTEM)
    acted.at("13:10:10", c.EndCall(ContactId("c3")), SYSTEM)
    acted.at("13:10:12", c.TakeCase(CaseId("case-c3")), ANA)
    acted.at("13:11:00", c.SetTier(CaseId("case-c3"), Tier.LOW, (private(MARKER),)), ANA)
    misdial = Landing(
        Ending.MISDIAL, Tier.LOW, PlanLook.NOT_POSSIBLE, no_next=NoNext.UNKNOWN_CALLER
    )
    acted.at("13:12:00", c.CloseCase(CaseId("case-c3"), misdial), ANA)
    acted.at("14:00:00", arrives("c5", ContactKind.ASSESSMENT, Tier.HIGH, "evan"), SYSTEM)
    acted.at("14:00:30", c.WatchClocks(), SYSTEM)
    acted.at("14:01:30", c.TakeCase(CaseId("case-c5")), BEN)
    acted.at("19:45:00", arrives("c6", ContactKind.MOOD, Tier.LOW), SYSTEM)
    acted.at("19:56:00", c.WatchClocks(), SYSTEM)
