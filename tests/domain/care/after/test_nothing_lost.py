"""Whatever comes of any try, in any order: nothing that is owed leaves without a reason."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from console.desk.fresh import private
from console.domain.board import Board
from console.domain.care.after.caring import CaringEnd, CaringOutcome
from console.domain.care.after.discharge import DischargeEnd, VisitKind
from console.domain.care.after.frequency import Frequency, ReviewOutcome
from console.domain.care.after.message import GivenBy
from console.domain.care.after.referral import ReferralState
from console.domain.care.contact import ContactKind, Rule
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.commands import (
    BeginFollowUp,
    CloseCase,
    CloseDischarge,
    Command,
    EndFollowUp,
    GiveTeamMessage,
    MoveReferral,
    PlanCaring,
    RaiseFrequency,
    RecordDischarge,
    RecordVisit,
    ReviewFrequency,
    SendReferral,
    SetTier,
    StopCaring,
    TakeCase,
    TryCaring,
    TryFollowUp,
    WriteTeamMessage,
)
from console.domain.events import (
    CaringStopped,
    CaringTried,
    CaseClosed,
    ContactArrived,
    DischargeClosed,
    Event,
    FollowUpEnded,
    FollowUpTried,
    FrequencyReviewed,
    ReferralMoved,
    TeamMessageGiven,
    VisitRecorded,
)
from console.domain.evolve import evolve
from console.domain.ids import CaseId, DischargeId, MessageId, ReferralId, StaffId
from console.domain.refused import Refused
from console.domain.seen.owed import Owed, OwedKind, owed
from console.domain.tier import Tier
from console.journal.plain import Inline, plain, reader
from tests.domain.care.after.landed import DAY, RULES, fresh, landed, landing
from tests.domain.centre import ANA, BEN, LEE, Centre
from tests.domain.draws import wordless

PICK = st.integers(0, 50)
PEOPLE = st.sampled_from([ANA, BEN, LEE])
LONG = timedelta(days=2_000)


def lasting(board: Board, centre: Centre) -> dict[str, Owed]:
    """What is owed, with everything that a later day brings; each thing stands in it once."""
    later = owed(board, centre.time + LONG, RULES)
    found = {one.key: one for one in later}
    assert len(found) == len(later)
    return found


class Aftercare(RuleBasedStateMachine):
    """Three people, two clients, and everything that can be said of what is owed to them."""

    def __init__(self) -> None:
        super().__init__()
        self.centre = Centre()
        self.clients = [self.centre.enrol(name) for name in ("Ana Lee", "Bo Wu")]
        self.drawn = 0

    @property
    def board(self) -> Board:
        return self.centre.board

    def name(self) -> str:
        self.drawn += 1
        return f"n{self.drawn}"

    def ask(self, command: Command, by: StaffId) -> tuple[Event, ...]:
        """Ask, and see that whatever is not owed any more was ended by what was written."""
        before = lasting(self.board, self.centre)
        try:
            done = self.centre.do(command, by)
        except Refused:
            return ()
        after = lasting(self.board, self.centre)
        for key in before.keys() - after.keys():
            assert any(ends(event, before[key]) for event in done), (key, done)
        return done

    @initialize()
    def somebody_landed(self) -> None:
        for client in self.clients:
            landed(self.centre, client)

    @rule(pick=PICK, tier=st.sampled_from(Tier), owes=st.booleans())
    def land(self, pick: int, tier: Tier, owes: bool) -> None:
        client = self.clients[pick % 2]
        if self.board.open_case_of(client) is None:
            landed(self.centre, client, tier, owed=owes)

    @rule(pick=PICK)
    def miss_a_session(self, pick: int) -> None:
        self.centre.arrives(ContactKind.MISSED_SESSION, self.clients[pick % 2])

    @rule(pick=PICK, by=PEOPLE)
    def take(self, pick: int, by: StaffId) -> None:
        cases = list(self.board.cases)
        if cases:
            self.ask(TakeCase(cases[pick % len(cases)]), by)

    @rule(pick=PICK, by=PEOPLE, tier=st.sampled_from(Tier), owes=st.booleans())
    def close(self, pick: int, by: StaffId, tier: Tier, owes: bool) -> None:
        cases = list(self.board.cases)
        if not cases:
            return
        case = cases[pick % len(cases)]
        self.ask(TakeCase(case), LEE)
        self.ask(SetTier(case, tier, (private("one"), private("two"))), LEE)
        self.ask(CloseCase(case, landing(tier, self.centre.time + DAY if owes else None)), by)

    @rule(
        pick=PICK,
        by=PEOPLE,
        outcome=st.sampled_from(FollowUpOutcome),
        worse=st.booleans(),
        ended=st.none() | st.sampled_from(FollowUpEnd),
        hours=st.none() | st.integers(-5, 90),
    )
    def try_to_reach(  # noqa: PLR0913 -- a try has this much to say
        self,
        *,
        pick: int,
        by: StaffId,
        outcome: FollowUpOutcome,
        worse: bool,
        ended: FollowUpEnd | None,
        hours: int | None,
    ) -> None:
        case = self.some_case(pick)
        if case is None:
            return
        due = self.centre.time + timedelta(hours=hours) if hours is not None else None
        done = self.ask(TryFollowUp(case, outcome, worse, due, ended, fresh()), by)
        if worse and done:
            assert any(isinstance(event, ContactArrived) for event in done)
            assert any(
                contact.suggestion.rule is Rule.FOLLOW_UP_CONCERN and held.rank >= Tier.HIGH
                for held in self.board.cases.values()
                for contact in held.contacts
            )

    def some_case(self, pick: int) -> CaseId | None:
        cases = sorted({*self.board.follow_ups, *self.board.cases})
        return cases[pick % len(cases)] if cases else None

    @rule(pick=PICK, by=PEOPLE, why=st.sampled_from(FollowUpEnd))
    def end(self, pick: int, by: StaffId, why: FollowUpEnd) -> None:
        case = self.some_case(pick)
        if case is not None:
            self.ask(EndFollowUp(case, why), by)

    @rule(pick=PICK, by=PEOPLE)
    def begin(self, pick: int, by: StaffId) -> None:
        case = self.some_case(pick)
        if case is not None:
            self.ask(BeginFollowUp(case, fresh()), by)

    @rule(pick=PICK, by=PEOPLE, now=st.sampled_from(Frequency), days=st.integers(0, 20))
    def raise_contact(self, pick: int, by: StaffId, now: Frequency, days: int) -> None:
        start = self.centre.time.date()
        review = start + days * DAY
        why = private("New attempt.")
        client = self.clients[pick % 2]
        self.ask(RaiseFrequency(client, Frequency.WEEKLY, now, start, review, why), by)

    @rule(pick=PICK, outcome=st.sampled_from(ReviewOutcome), days=st.none() | st.integers(0, 60))
    def review(self, pick: int, outcome: ReviewOutcome, days: int | None) -> None:
        day = self.centre.time.date() + days * DAY if days is not None else None
        command = ReviewFrequency(self.clients[pick % 2], outcome, private("Steadier."), day)
        self.ask(command, ANA)

    @rule(pick=PICK, text=st.sampled_from(["Please call her.", " "]))
    def write_message(self, pick: int, text: str) -> None:
        client, name = self.clients[pick % 2], MessageId(self.name())
        self.ask(WriteTeamMessage(client, name, private(text)), ANA)

    @rule(pick=PICK, how=st.sampled_from(GivenBy), to=st.sampled_from(["Dr Lin", ""]))
    def give_message(self, pick: int, how: GivenBy, to: str) -> None:
        client = self.clients[pick % 2]
        names = [message.id for message in self.board.aftercare_of(client).messages]
        if names:
            self.ask(GiveTeamMessage(client, names[pick % len(names)], how, private(to)), BEN)

    @rule(pick=PICK, outcome=st.sampled_from(CaringOutcome), number=st.none() | st.integers(0, 3))
    def care(self, pick: int, outcome: CaringOutcome, number: int | None) -> None:
        client = self.clients[pick % 2]
        self.ask(PlanCaring(client, self.centre.time.date()), ANA)
        held = self.board.aftercare_of(client).caring
        if held is not None and held.next is not None:
            which = held.next[0] if number is None else number
            self.ask(TryCaring(client, which, outcome, checked=False), ANA)

    @rule(pick=PICK, why=st.sampled_from(CaringEnd))
    def stop_caring(self, pick: int, why: CaringEnd) -> None:
        self.ask(StopCaring(self.clients[pick % 2], why), ANA)

    @rule(pick=PICK, ago=st.integers(-2, 40))
    def discharge(self, pick: int, ago: int) -> None:
        name, on = DischargeId(self.name()), self.centre.time.date() - ago * DAY
        self.ask(RecordDischarge(self.clients[pick % 2], name, on, private("Grant")), ANA)

    @rule(
        pick=PICK,
        kind=st.sampled_from(VisitKind),
        ago=st.integers(-2, 40),
        why=st.none() | st.sampled_from(DischargeEnd),
    )
    def visit(self, pick: int, kind: VisitKind, ago: int, why: DischargeEnd | None) -> None:
        client = self.clients[pick % 2]
        names = [one.id for one in self.board.aftercare_of(client).discharges]
        if not names:
            return
        name, on = names[pick % len(names)], self.centre.time.date() - ago * DAY
        seen = RecordVisit(client, name, on, kind)
        self.ask(seen if why is None else CloseDischarge(client, name, why), ANA)

    @rule(pick=PICK)
    def refer(self, pick: int) -> None:
        name = ReferralId(self.name())
        words = private("Oak Clinic"), private("An intake")
        self.ask(SendReferral(self.clients[pick % 2], name, *words), ANA)

    @rule(
        pick=PICK,
        state=st.sampled_from(ReferralState),
        booked=st.booleans(),
        why=st.sampled_from(["No room.", ""]),
    )
    def move(self, pick: int, state: ReferralState, booked: bool, why: str) -> None:
        client = self.clients[pick % 2]
        names = [one.id for one in self.board.aftercare_of(client).referrals]
        if names:
            at = self.centre.time + DAY if booked else None
            name = names[pick % len(names)]
            self.ask(MoveReferral(client, name, state, at, private(why)), BEN)

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        before = lasting(self.board, self.centre).keys()
        self.centre.wait(hours=hours)
        assert lasting(self.board, self.centre).keys() == before, "no clock lets anything go"

    @invariant()
    def every_follow_up_is_in_the_list(self) -> None:
        listed = {one.case for one in owed(self.board, self.centre.time, RULES)}
        assert listed >= self.board.follow_ups.keys()

    @invariant()
    def whatever_was_begun_and_has_no_end_is_in_the_list(self) -> None:
        listed = lasting(self.board, self.centre).keys()
        for client, care in self.board.aftercare.items():
            begun = {f"message:{one.id}" for one in care.messages if one.how is None}
            begun |= {f"discharge:{one.id}" for one in care.discharges if one.ended is None}
            begun |= {f"referral:{one.id}" for one in care.referrals if not one.over}
            begun |= {f"raised:{client}"} if care.raised is not None else set()
            caring = care.caring
            begun |= {f"caring:{client}"} if caring is not None and not caring.ended else set()
            assert listed >= begun

    @rule()
    def a_snapshot_holds_everything(self) -> None:
        again: Board = reader(Board, Inline())(plain(self.board, Inline()))
        assert again == self.board

    def teardown(self) -> None:
        """What is owed can be read from the journal alone, even with every word erased."""
        bare = Board()
        for entry in self.centre.journal.since(0):
            bare = evolve(bare, wordless(entry).happened)
        assert lasting(bare, self.centre).keys() == lasting(self.board, self.centre).keys()


def ends(event: Event, gone: Owed) -> bool:
    """Whether ``event`` is the reason for which ``gone`` is not owed any more."""
    match event:
        case FollowUpTried(case=case, ended=why, outcome=outcome):
            if gone.kind is OwedKind.MISSED_SESSION:
                spoken = outcome in {FollowUpOutcome.REACHED, FollowUpOutcome.DECLINED}
                return case == gone.case and spoken
            return case == gone.case and why is not None
        case FollowUpEnded(case=case):
            return case == gone.case
        case CaseClosed(case=case):
            return gone.kind is OwedKind.MISSED_SESSION and case == gone.case
        case ReferralMoved(referral=name):
            return gone.key == f"referral:{name}"
        case TeamMessageGiven(message=name):
            return gone.key == f"message:{name}"
        case VisitRecorded(discharge=name) | DischargeClosed(discharge=name):
            return gone.key == f"discharge:{name}"
        case FrequencyReviewed(client=client):
            return gone.key == f"raised:{client}"
        case CaringStopped(client=client) | CaringTried(client=client):
            return gone.key == f"caring:{client}"
        case _:
            return False


Aftercare.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNothingIsLost = Aftercare.TestCase
