"""The board: all that is open now, folded from the journal so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.domain.care.after.kept import Aftercare
from console.domain.care.after.look_back import LookBack
from console.domain.care.case import Case
from console.domain.care.contact import Contact
from console.domain.care.followup import FollowUp
from console.domain.care.part2 import Programme
from console.domain.ids import (
    CaseId,
    ClientId,
    ContactId,
    InstrumentId,
    ProtocolId,
    StaffId,
    StationId,
)
from console.domain.instrument.instrument import Instrument
from console.domain.instrument.loaded import Loaded, with_words
from console.domain.instrument.shipped import shipped
from console.domain.people.client import Client, PastCase
from console.domain.people.staff import Staff
from console.domain.place.book import Book
from console.domain.protocol.escalation import Escalation
from console.domain.protocol.protocol import Approval, Closure, Field, Place, Protocol

LANDED_KEPT = 1_000
"""How many contacts of closed cases are remembered, so that one delivered twice is one."""

LEAD_ON_CALL = StaffId("lead-on-call")
"""Who answers for what nobody took while no lead is signed in: the name on the on-call list."""


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who is signed in."""

    staff: StaffId
    station: StationId
    since: datetime
    leads: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The state of the centre after some prefix of the journal.

    A closed case leaves it; what is owed afterwards stays as a follow-up.

    Attributes:
        seq: the number of the last entry that was folded in.
        read: the newest version of each protocol of which somebody said that they had read it.
        landed: the contacts of the cases closed last, newest last.
        programme: what counsel has said of the programme, for 42 CFR Part 2.
        instruments: the centre's own text of an instrument, in the slot that it fills.
        totals: the last whole total of each instrument in an earlier case of a client.
        aftercare: what was begun for a client after a crisis, beside the follow-ups.
        look_backs: the cases that have landed and that a lead has yet to look back at.
        book: the numbers that were called and right, and who said that they have room.
    """

    seq: int = 0
    journal: str = ""
    practice: bool = False
    staff: Mapping[StaffId, Staff] = field(default_factory=dict)
    present: Mapping[StaffId, Present] = field(default_factory=dict)
    clients: Mapping[ClientId, Client] = field(default_factory=dict)
    history: Mapping[ClientId, tuple[PastCase, ...]] = field(default_factory=dict)
    protocols: Mapping[ProtocolId, tuple[Protocol, ...]] = field(default_factory=dict)
    approvals: Mapping[ProtocolId, Mapping[int, Approval]] = field(default_factory=dict)
    read: Mapping[StaffId, Mapping[ProtocolId, int]] = field(default_factory=dict)
    cases: Mapping[CaseId, Case] = field(default_factory=dict)
    follow_ups: Mapping[CaseId, FollowUp] = field(default_factory=dict)
    aftercare: Mapping[ClientId, Aftercare] = field(default_factory=dict)
    look_backs: Mapping[CaseId, LookBack] = field(default_factory=dict)
    quarantined: frozenset[str] = frozenset()
    landed: tuple[ContactId, ...] = ()
    programme: Programme = field(default_factory=Programme)
    instruments: Mapping[InstrumentId, Loaded] = field(default_factory=dict)
    totals: Mapping[ClientId, Mapping[InstrumentId, int]] = field(default_factory=dict)
    book: Book = field(default_factory=Book)

    @property
    def lead(self) -> StaffId:
        """Who leads the shift now: the last lead to sit down, else the lead on call."""
        leads = (present for present in self.present.values() if present.leads)
        newest = max(leads, key=lambda p: (p.since, p.staff), default=None)
        return newest.staff if newest else LEAD_ON_CALL

    def owner(self, case: Case) -> StaffId:
        """Return the one person who answers for ``case`` now."""
        return case.owner if case.owner is not None else self.lead

    def client_of(self, case: Case) -> Client | None:
        """Return who the case is about, if that is known."""
        return self.clients.get(case.client) if case.client is not None else None

    def open_case_of(self, client: ClientId) -> Case | None:
        """Return the open case of ``client``, if there is one."""
        return next((case for case in self.cases.values() if case.client == client), None)

    def circle_may_be_told(self, client: ClientId | None, at: datetime) -> bool:
        """Whether somebody around ``client`` may be told anything on the day of ``at``."""
        known = self.clients.get(client) if client is not None else None
        return known is not None and any(who.may_be_told(at.date()) for who in known.circle)

    def aftercare_of(self, client: ClientId | None) -> Aftercare:
        """Return what was begun for ``client`` after a crisis; empty when nothing was."""
        return self.aftercare.get(client, Aftercare()) if client is not None else Aftercare()

    def contact(self, contact: ContactId) -> tuple[Case, Contact] | None:
        """Return an open contact together with its case."""
        return next(
            (
                (case, found)
                for case in self.cases.values()
                for found in case.contacts
                if found.id == contact
            ),
            None,
        )

    def protocol(self, protocol: ProtocolId, version: int) -> Protocol:
        """Return one published version.

        Raises:
            KeyError: it was never published.
        """
        for found in self.protocols.get(protocol, ()):
            if found.version == version:
                return found
        raise KeyError(protocol, version)

    def protocol_of(self, run: Escalation) -> Protocol:
        """Return the version that ``run`` started with and stays with."""
        return self.protocol(run.protocol, run.version)

    def field_called(self, name: str) -> Field | None:
        """Return the field called ``name``, as the newest version of a list that asks for it says.

        Lists agree on what a field is (``domain.publishable``); the first of them words it.
        """
        newest = (max(held, key=lambda one: one.version) for held in self.protocols.values())
        steps = (step for protocol in newest for step in protocol.steps)
        return next((field for step in steps for field in step.fields if field.id == name), None)

    def instrument(self, name: InstrumentId) -> Instrument | None:
        """Return an instrument, with the centre's own words where they were loaded."""
        found, loaded = shipped().get(name), self.instruments.get(name)
        return with_words(found, loaded) if found is not None and loaded is not None else found

    def usable(self, protocol: ProtocolId) -> Protocol | None:
        """Return the newest version that may be begun here.

        Practice may use drafts; live work may not.
        """
        versions = self.protocols.get(protocol, ())
        if not self.practice:
            approved = self.approvals.get(protocol, {})
            versions = tuple(found for found in versions if found.version in approved)
        return max(versions, key=lambda found: found.version, default=None)

    @property
    def closing(self) -> tuple[Protocol, ...]:
        """The closing lists that may be begun here, by their names."""
        usable = (self.usable(name) for name in sorted(self.protocols))
        return tuple(one for one in usable if one is not None and one.place is Place.CLOSING)

    @property
    def closure(self) -> Closure | None:
        """What is owed after a case, as the first closing list says; ``None`` without one."""
        return next((one.closure for one in self.closing), None)

    def with_case(self, case: Case) -> "Board":
        """Return the board with ``case`` as it is now."""
        return replace(self, cases={**self.cases, case.id: case})

    def without_cases(self, gone: Iterable[CaseId]) -> "Board":
        """Return the board without the cases in ``gone``."""
        dropped = frozenset(gone)
        return replace(self, cases={k: v for k, v in self.cases.items() if k not in dropped})
