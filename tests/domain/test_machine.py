"""Several people at once, in any order: whatever they ask for, the rules hold."""

from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from console.desk.fresh import fresh_case, fresh_run, private
from console.domain.board import LEAD_ON_CALL, Board
from console.domain.care.case import Case, Ending, Landing, PlanLook
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.care.landing import drafted
from console.domain.care.limits import Limits
from console.domain.commands import (
    AnswerCall,
    AnswerHelp,
    AskForHelp,
    BeginFollowUp,
    CloseCase,
    Command,
    ConfirmLocation,
    DoStep,
    EndCall,
    Fresh,
    IdentifyClient,
    MergeCases,
    RankCase,
    ReceiveContact,
    RecordStaff,
    ReleaseCase,
    ScoreInstrument,
    SetTier,
    SignIn,
    SignOut,
    SkipStep,
    SplitContact,
    StartEscalation,
    StateLocation,
    TakeCase,
    TryFollowUp,
    UndoStep,
    WatchClocks,
    WriteNote,
)
from console.domain.decide import decide
from console.domain.decide.clocks import overdue
from console.domain.evolve import evolve
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, ClientId, ContactId, ProtocolId, StaffId, StationId
from console.domain.instrument.answers import Given
from console.domain.people.staff import Staff
from console.domain.place.location import Location, Source
from console.domain.protocol.escalation import (
    Escalation,
    SkipCode,
    current_run,
    current_step,
)
from console.domain.refused import Refused
from console.domain.seen.fits import fits
from console.domain.seen.glance import glance
from console.domain.seen.queue import queue
from console.domain.tier import Tier
from console.journal.plain import Inline, canonical, plain, reader
from tests.domain.centre import ADA, ANA, BEN, DOC, LEE, ROLES, Centre
from tests.domain.draws import evidence, wordless
from tests.domain.instrument.forms import named

CLIENTS = ("Ana Lee", "Bo Wu", "Cy Roe")
PEOPLE = st.sampled_from([ANA, BEN, LEE, DOC])
PICK = st.integers(0, 50)
TIERS = st.sampled_from(Tier)
PROTOCOLS = st.sampled_from(["P00", "P01", "P04", "P05", "P24", "P32"]).map(ProtocolId)


class People(RuleBasedStateMachine):
    """Four members of staff, three clients, and a telephone that may break off."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = Centre()
        self.centre.publish()
        self.clients = [self.centre.enrol(name) for name in CLIENTS]
        self.arrived: list[ContactId] = []

    @property
    def board(self) -> Board:
        return self.centre.board

    def ask(self, command: Command, by: StaffId) -> bool:
        """Ask, see that rules do not roll dice, and that one hand-over is written once."""
        asked = Asked(by, StationId("s1"), self.centre.time)
        try:
            first = decide(self.board, command, asked)
        except Refused:
            self.centre.refused(command, by)
            return False
        assert decide(self.board, command, asked) == first
        request = str(uuid4())
        done = self.centre.desk.do(command, by, request=request)
        assert tuple(one.event for one in done.happened) == first
        head = self.centre.journal.head()
        with suppress(Refused):
            self.centre.desk.do(command, by, request=request)
        assert self.centre.journal.head() == head
        return True

    def case(self, pick: int) -> Case:
        cases = list(self.board.cases.values())
        return cases[pick % len(cases)]

    def run_of(self, case: Case, pick: int) -> Escalation | None:
        runs = case.escalations
        return runs[pick % len(runs)] if runs else None

    def some_cases(self) -> bool:
        return bool(self.board.cases)

    @initialize(kinds=st.lists(st.sampled_from(ContactKind), min_size=3, max_size=3))
    def a_shift_begins(self, kinds: list[ContactKind]) -> None:
        self.centre.do(SignIn(leads=True), LEE)
        for place, kind in enumerate(kinds):
            self.arrive(kind, place + 1, Tier.MODERATE)
        for case, person in zip(list(self.board.cases), (ANA, BEN), strict=False):
            self.centre.do(TakeCase(case), person)
            self.centre.do(StartEscalation(case, fresh_run(), ProtocolId("P05")), person)

    def mostly(self, case: Case, person: StaffId, odd: int) -> StaffId:
        """Return the owner of ``case`` in most draws, so that work gets done, else anybody."""
        return case.owner if case.owner is not None and odd % 4 else person

    @rule(kind=st.sampled_from(ContactKind), client=st.integers(0, 4), tier=TIERS)
    def arrive(self, kind: ContactKind, client: int, tier: Tier) -> None:
        contact = ContactId(f"c{len(self.arrived)}")
        known = self.clients[client] if client < len(self.clients) else None
        call = kind is ContactKind.CALL
        command = ReceiveContact(
            contact,
            fresh_case(),
            kind,
            "test",
            Suggestion(tier, Rule.CSSRS_INTENT if tier >= Tier.HIGH else Rule.CALL_WAITING),
            known,
            call_id=contact if call else None,
            ringing=call,
        )
        assert self.ask(command, SYSTEM)
        self.arrived.append(contact)
        assert self.centre.do(command, SYSTEM) == (), "delivered twice is one contact"

    @rule(person=PEOPLE, leads=st.booleans())
    def sign_in(self, person: StaffId, leads: bool) -> None:
        self.ask(SignIn(leads=leads), person)

    @rule(person=PEOPLE)
    def sign_out(self, person: StaffId) -> None:
        here = person in self.board.present
        assert self.ask(SignOut(), person)
        assert person not in self.board.present
        assert not here or all(case.owner != person for case in self.board.cases.values())

    @rule(person=PEOPLE, disabled=st.booleans())
    def record_staff(self, person: StaffId, disabled: bool) -> None:
        staff = Staff(person, person, frozenset({ROLES[person]}), disabled=disabled)
        assert self.ask(RecordStaff(person, private(staff)), ADA)

    @precondition(some_cases)
    @rule(pick=PICK, person=PEOPLE)
    def take(self, pick: int, person: StaffId) -> None:
        case = self.case(pick)
        if self.ask(TakeCase(case.id), person):
            assert self.board.owner(self.board.cases[case.id]) == person

    @precondition(some_cases)
    @rule(pick=PICK, person=PEOPLE)
    def release(self, pick: int, person: StaffId) -> None:
        case = self.case(pick)
        if self.ask(ReleaseCase(case.id), person):
            assert self.board.owner(self.board.cases[case.id]) == self.board.lead

    @precondition(some_cases)
    @rule(pick=PICK, line=PICK, person=PEOPLE, dropped=st.booleans(), answer=st.booleans())
    def telephone(self, pick: int, line: int, person: StaffId, dropped: bool, answer: bool) -> None:
        contacts = self.case(pick).contacts
        contact = contacts[line % len(contacts)].id
        command = AnswerCall(contact) if answer else EndCall(contact, dropped=dropped)
        assert self.ask(command, person)

    @precondition(some_cases)
    @rule(pick=PICK, person=PEOPLE, tier=TIERS, reasons=st.integers(0, 2), rank=st.booleans())
    def judge(self, pick: int, person: StaffId, tier: Tier, reasons: int, rank: bool) -> None:
        case = self.case(pick)
        said = tuple(private(f"reason {n}") for n in range(reasons))
        if rank:
            self.ask(RankCase(case.id, tier, said[0] if said else private(" ")), person)
            return
        by = self.mostly(case, person, pick)
        if self.ask(SetTier(case.id, tier, said), by):
            rated = self.board.cases[case.id].tier
            assert rated is not None
            assert rated.tier is tier

    @precondition(some_cases)
    @rule(pick=PICK, person=PEOPLE, what=st.integers(0, 5))
    def work(self, pick: int, person: StaffId, what: int) -> None:
        case = self.case(pick).id
        home = Location("1 Oak St", Source.SAID, self.centre.time)
        commands: tuple[Command, ...] = (
            StateLocation(case, private(home)),
            ConfirmLocation(case),
            WriteNote(case, private("She is calmer.")),
            AskForHelp(case),
            AnswerHelp(case),
            ScoreInstrument(case, named("asq").id, private((Given("q5", "yes"),))),
        )
        self.ask(commands[what], self.mostly(self.case(pick), person, pick))

    @precondition(some_cases)
    @rule(pick=PICK, person=PEOPLE, protocol=PROTOCOLS, overlay=st.booleans())
    def begin(self, pick: int, person: StaffId, protocol: ProtocolId, overlay: bool) -> None:
        case = self.case(pick)
        by = self.mostly(case, person, pick)
        self.ask(StartEscalation(case.id, fresh_run(), protocol, overlay), by)

    @precondition(some_cases)
    @rule(pick=PICK, many=st.integers(1, 6), person=PEOPLE, data=st.data())
    def steps(self, pick: int, many: int, person: StaffId, data: st.DataObject) -> None:
        case = self.case(pick)
        for _ in range(many):
            self.step(self.board.cases[case.id], self.mostly(case, person, pick), data)

    def step(self, case: Case, by: StaffId, data: st.DataObject) -> None:
        run = current_run(case, self.board)
        now = current_step(self.board.protocol_of(run), run) if run is not None else None
        if run is None or now is None:
            return
        answer = data.draw(st.sampled_from([None, *(answer.key for answer in now.answers)]))
        command = DoStep(
            case.id,
            run.id,
            now.id,
            fresh_run(),
            answer,
            data.draw(evidence(now)),
            deliberate=data.draw(st.booleans()),
        )
        self.ask(command, by)

    @precondition(some_cases)
    @rule(pick=PICK, which=PICK, step=PICK, person=PEOPLE, undo=st.booleans())
    def skip_or_undo(self, pick: int, which: int, step: int, person: StaffId, undo: bool) -> None:
        case = self.case(pick)
        run = self.run_of(case, which)
        if run is None:
            return
        steps = self.board.protocol_of(run).steps
        name = steps[step % len(steps)].id
        by = self.mostly(case, person, pick)
        if undo:
            self.ask(UndoStep(case.id, run.id, name), by)
        else:
            self.ask(SkipStep(case.id, run.id, name, SkipCode.NO_TIME), by)

    @precondition(some_cases)
    @rule(pick=PICK, client=st.integers(0, 3), person=PEOPLE)
    def identify(self, pick: int, client: int, person: StaffId) -> None:
        known = self.clients[client] if client < len(self.clients) else ClientId("nobody")
        self.ask(IdentifyClient(self.case(pick).id, known), person)

    @precondition(some_cases)
    @rule(pick=PICK, other=PICK, person=PEOPLE)
    def merge(self, pick: int, other: int, person: StaffId) -> None:
        into, gone = self.case(pick), self.case(other)
        least = max(into.rank, gone.rank)
        if self.ask(MergeCases(into.id, gone.id), person):
            joined = self.board.cases[into.id]
            assert {c.id for c in joined.contacts} == {
                c.id for c in (*into.contacts, *gone.contacts)
            }
            assert joined.rank >= least

    @precondition(some_cases)
    @rule(pick=PICK, line=PICK, person=PEOPLE)
    def split(self, pick: int, line: int, person: StaffId) -> None:
        case = self.case(pick)
        contact = case.contacts[line % len(case.contacts)].id
        command = SplitContact(contact, fresh_case())
        if self.ask(command, person):
            assert self.centre.do(command, person) == ()

    @precondition(some_cases)
    @rule(pick=PICK, person=PEOPLE, ending=st.sampled_from(Ending), tier=TIERS, own=st.booleans())
    def close(self, pick: int, person: StaffId, ending: Ending, tier: Tier, own: bool) -> None:
        case = self.case(pick)
        said = Landing(
            ending,
            tier,
            PlanLook.USED,
            next_contact=self.centre.time + timedelta(hours=24),
            who_has_them=private("her sister"),
        )
        reasons = (private("She sleeps."), private("Her sister is there."))
        self.ask(SetTier(case.id, tier, reasons), LEE)
        landing = drafted(case) if own else said
        by = self.mostly(case, person, pick)
        if landing is not None and self.ask(CloseCase(case.id, landing), by):
            assert case.owner is not None
            assert case.ringing == ()

    @precondition(lambda self: bool(self.board.follow_ups))
    @rule(
        pick=PICK,
        person=PEOPLE,
        outcome=st.sampled_from(FollowUpOutcome),
        worse=st.booleans(),
        ended=st.none() | st.sampled_from(FollowUpEnd),
    )
    def follow_up(
        self,
        pick: int,
        person: StaffId,
        outcome: FollowUpOutcome,
        worse: bool,
        ended: FollowUpEnd | None,
    ) -> None:
        owed = sorted(self.board.follow_ups)
        case = owed[pick % len(owed)]
        fresh = Fresh(fresh_case(), ContactId(fresh_case()), fresh_run())
        command = TryFollowUp(case, outcome, worse, ended=ended, fresh=fresh)
        if self.ask(command, person) and worse:
            assert case in self.board.follow_ups, "a new concern keeps the follow-up open"
            self.arrived.append(fresh.contact)

    @precondition(lambda self: bool(self.board.follow_ups))
    @rule(pick=PICK, person=PEOPLE)
    def begin_follow_up(self, pick: int, person: StaffId) -> None:
        owed = sorted(self.board.follow_ups)
        fresh = Fresh(fresh_case(), ContactId(fresh_case()), fresh_run())
        command = BeginFollowUp(owed[pick % len(owed)], fresh)
        if self.ask(command, person) and self.board.contact(fresh.contact) is not None:
            self.arrived.append(fresh.contact)

    @rule(seconds=st.integers(1, 4000))
    def time_passes(self, seconds: int) -> None:
        self.centre.wait(seconds=seconds)
        self.ask(WatchClocks(), SYSTEM)
        assert not overdue(self.board, self.centre.time, Limits())
        assert self.centre.do(WatchClocks(), SYSTEM) == (), "a crossing is written once"

    @rule()
    def a_snapshot_holds_everything(self) -> None:
        kept = canonical(plain(self.board, Inline()))
        again: Board = reader(Board, Inline())(plain(self.board, Inline()))
        assert again == self.board
        assert canonical(plain(again, Inline())) == kept

    @invariant()
    def every_case_has_exactly_one_owner_who_may_work(self) -> None:
        for case in self.board.cases.values():
            owner = self.board.owner(case)
            assert owner == LEAD_ON_CALL or not self.board.staff[owner].disabled
            assert (case.owner is None) == (case.waiting_since is not None)

    @invariant()
    def every_contact_is_in_one_open_case_or_has_landed(self) -> None:
        held = [c.id for case in self.board.cases.values() for c in case.contacts]
        assert sorted((*held, *self.board.landed)) == sorted(self.arrived)

    @invariant()
    def every_open_case_is_in_the_queue_once_and_can_be_shown(self) -> None:
        seen = queue(self.board, ANA)
        shown = [case.id for case in (*seen.mine, *seen.waiting, *seen.others)]
        assert sorted(shown) == sorted(self.board.cases)
        for case in self.board.cases.values():
            glance(self.board, case, self.centre.time)
            here = {run.protocol for run in case.escalations if run.running}
            assert here.isdisjoint(f.protocol.id for f in fits(self.board, case, self.centre.time))

    def teardown(self) -> None:
        """What was written gives the same board again, even with every private word erased."""
        board, bare = Board(), Board()
        for entry in self.centre.journal.since(0):
            board = evolve(board, entry.happened)
        assert board == self.board
        for entry in self.centre.journal.since(0):
            bare = evolve(bare, wordless(entry).happened)
        assert bare.cases.keys() == self.board.cases.keys()


SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
People.TestCase.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=SLOW
)
TestPeople = pytest.mark.long(People.TestCase)
