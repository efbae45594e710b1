"""A centre to try the rules in: a real desk on a journal in memory, and a clock of our own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.desk.desk import Desk
from console.desk.fresh import fresh_case, fresh_run, private
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.contact import ContactKind, Suggestion
from console.domain.care.triage import suggest
from console.domain.commands import (
    Command,
    DoStep,
    OpenJournal,
    PublishProtocols,
    ReceiveContact,
    RecordClient,
    RecordStaff,
    SkipStep,
    StartEscalation,
    TakeCase,
)
from console.domain.events import Event
from console.domain.ids import (
    SYSTEM,
    CaseId,
    ClientId,
    ContactId,
    ProtocolId,
    StaffId,
    StationId,
    StepId,
)
from console.domain.people.client import Address, Client
from console.domain.people.staff import Role, Staff
from console.domain.protocol.escalation import Escalation, SkipCode, Value
from console.domain.refused import Reason, Refused
from console.journal.memory import MemoryJournal

PROTOCOLS = Path(__file__).parents[2] / "resources" / "protocols"
START = datetime(2026, 1, 5, 22, 0, tzinfo=UTC)
ANA, BEN, LEE, DOC, CARL, ADA = map(StaffId, ("ana", "ben", "lee", "doc", "carl", "ada"))
ROLES = {
    ANA: Role.COUNSELLOR,
    BEN: Role.COUNSELLOR,
    LEE: Role.SHIFT_LEAD,
    DOC: Role.CLINICIAN_ON_CALL,
    CARL: Role.CLINICAL_LEAD,
    ADA: Role.ADMINISTRATOR,
}
ITEM5 = suggest(
    ContactKind.ASSESSMENT, {"instrument": "cssrs-screener", "answers": {"q4": True, "q5": True}}
)

CODED = {"yes_no", "choice", "choices", "number", "time", "tier", "tick"}
NOTHING: Mapping[str, str] = {}


def sources() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(PROTOCOLS.glob("*.toml")))


class Centre:
    def __init__(self, *, practice: bool = True) -> None:
        self.time = START
        self.journal = MemoryJournal()
        self.desk = Desk(self.journal, StationId("s1"), lambda: self.time)
        self.do(OpenJournal("j1", practice), SYSTEM)
        for staff, role in ROLES.items():
            record = private(Staff(staff, staff.title(), frozenset({role})))
            self.do(RecordStaff(staff, record), SYSTEM)

    @property
    def board(self) -> Board:
        return self.desk.board

    @property
    def events(self) -> tuple[Event, ...]:
        return tuple(entry.event for entry in self.journal.since(0))

    def do(self, command: Command, by: StaffId = ANA) -> tuple[Event, ...]:
        return tuple(one.event for one in self.desk.do(command, by).happened)

    def refused(self, command: Command, by: StaffId = ANA) -> Reason:
        head = self.journal.head()
        try:
            done = self.do(command, by)
        except Refused as refused:
            assert self.journal.head() == head, "nothing is written for a refusal"
            return refused.reason
        raise AssertionError(done)

    def wait(self, **span: float) -> None:
        self.time += timedelta(**span)

    def publish(self) -> None:
        self.do(PublishProtocols(sources()), SYSTEM)

    def enrol(self, name: str = "Ana Lee", line: str = "12 Elm St") -> ClientId:
        client = ClientId(name.lower().replace(" ", "-"))
        home = Address(line, "Columbus", "OH", "43215", since=START.date())
        record = private(Client(client, name, addresses=(home,)))
        self.do(RecordClient(client, record, "test"), SYSTEM)
        return client

    def arrives(
        self,
        kind: ContactKind = ContactKind.CALL,
        client: ClientId | None = None,
        *,
        suggestion: Suggestion | None = None,
        ringing: bool | None = None,
    ) -> tuple[CaseId, ContactId]:
        contact = ContactId(f"c{self.journal.head()[0]}")
        call = kind is ContactKind.CALL
        self.do(
            ReceiveContact(
                contact,
                fresh_case(),
                kind,
                "test",
                suggestion or suggest(kind, {}),
                client,
                call_id=contact if call else None,
                ringing=call if ringing is None else ringing,
            ),
            SYSTEM,
        )
        found = self.board.contact(contact)
        assert found is not None
        return found[0].id, contact

    def taken(self, by: StaffId = ANA) -> CaseId:
        case, _ = self.arrives()
        self.do(TakeCase(case), by)
        return case

    def case(self, case: CaseId) -> Case:
        return self.board.cases[case]

    def run(self, case: CaseId, protocol: str) -> Escalation:
        runs = [run for run in self.case(case).escalations if run.protocol == protocol]
        return runs[-1]

    def begin(self, case: CaseId, protocol: str, by: StaffId = ANA) -> None:
        self.do(StartEscalation(case, fresh_run(), ProtocolId(protocol)), by)

    def step(  # noqa: PLR0913 -- a step has this much to say
        self,
        case: CaseId,
        protocol: str,
        step: str,
        answer: str | None = None,
        values: Mapping[str, str] = NOTHING,
        *,
        by: StaffId = ANA,
        deliberate: bool = False,
    ) -> tuple[Event, ...]:
        doing = self.doing(case, protocol, step, answer, values, deliberate=deliberate)
        return self.twice(doing, by) if deliberate else self.do(doing, by)

    def twice(self, command: DoStep, by: StaffId = ANA) -> tuple[Event, ...]:
        """Press what acts against a person's will, and press it once more."""
        self.do(replace(command, deliberate=False), by)
        return self.do(command, by)

    def doing(  # noqa: PLR0913 -- a step has this much to say
        self,
        case: CaseId,
        protocol: str,
        step: str,
        answer: str | None = None,
        values: Mapping[str, str] = NOTHING,
        *,
        deliberate: bool = False,
    ) -> DoStep:
        run = self.run(case, protocol)
        known = self.board.protocol_of(run).step(StepId(step))
        assert known is not None
        coded = {field.id: field.type.value in CODED for field in known.fields}
        given = tuple(
            Value(field, code=said) if coded[field] else Value(field, text=private(said))
            for field, said in values.items()
        )
        return DoStep(case, run.id, StepId(step), fresh_run(), answer, given, deliberate=deliberate)

    def skip(self, case: CaseId, protocol: str, *steps: str) -> None:
        for step in steps:
            run = self.run(case, protocol)
            self.do(SkipStep(case, run.id, StepId(step), SkipCode.NO_TIME))


def kinds(events: Iterable[Event]) -> list[str]:
    return [type(event).__name__ for event in events]
