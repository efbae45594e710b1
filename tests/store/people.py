"""A small centre to fill databases with."""

from datetime import timedelta

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import (
    OpenJournal,
    ReceiveContact,
    RecordClient,
    RecordStaff,
    TakeCase,
    WriteNote,
)
from console.domain.ids import SYSTEM, CaseId, ClientId, ContactId, StaffId
from console.domain.people.client import Client
from console.domain.people.staff import Role, Staff
from console.domain.tier import Tier
from console.journal.port import Journal
from tests.conftest import HERE, Clock

ANA, BEN = StaffId("ana"), StaffId("ben")
MAYA = ClientId("c-maya")
ONE, TWO = CaseId("case-1"), CaseId("case-2")


def open_centre(journal: Journal, clock: Clock) -> Desk:
    """Return a desk at which Ana (counsellor), Ben (lead) and the client Maya are known."""
    desk = Desk(journal, HERE, clock)
    desk.do(OpenJournal("j-1", practice=True), SYSTEM)
    everybody = frozenset({Role.COUNSELLOR, Role.ADMINISTRATOR})
    for staff, roles in ((ANA, everybody), (BEN, frozenset({Role.SHIFT_LEAD}))):
        record = Staff(staff, staff.title(), roles)
        desk.do(RecordStaff(staff, private(record)), SYSTEM)
    desk.do(RecordClient(MAYA, private(Client(MAYA, "Maya Çelik")), "test"), SYSTEM)
    return desk


def arriving(
    case: CaseId, *, client: ClientId | None = None, said: str | None = None
) -> ReceiveContact:
    """Return a message that opens ``case``, if the client has none."""
    return ReceiveContact(
        ContactId(f"contact-{case}"),
        case,
        ContactKind.MESSAGE,
        "portal",
        Suggestion(Tier.MODERATE, Rule.MESSAGE_WAITING),
        client,
        private(said) if said is not None else None,
    )


def busy(journal: Journal, clock: Clock) -> Desk:
    """Return a desk with two cases in which something was written down."""
    desk = open_centre(journal, clock)
    desk.do(arriving(ONE, client=MAYA, said="I cannot sleep"), SYSTEM)
    clock.forward(timedelta(minutes=1))
    desk.do(arriving(TWO, said="Is anybody there?"), SYSTEM)
    desk.do(TakeCase(ONE), ANA)
    clock.forward(timedelta(minutes=1))
    desk.do(WriteNote(ONE, private("Sounds calmer; says the BRIDGE is far away")), ANA)
    return desk
