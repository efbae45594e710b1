"""What needs somebody is found on every board, and one odd case silences no other."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.board import Board, Present
from console.domain.care.case import Case, Lateness, Ranked, Rating, Rung
from console.domain.care.contact import Contact, ContactKind, LineState, Rule, Suggestion
from console.domain.commands import AskForHelp, SetTier, SignIn, SignOut, TakeCase, WriteNote
from console.domain.ids import CaseId, ContactId, StaffId, StationId
from console.domain.people.staff import Role, Staff
from console.domain.protocol.escalation import Answered, Value
from console.domain.tier import Tier
from console.voice.alerts import Concern, OutOfReach, Repeats, Unconfirmed, Waiting, worth_saying
from console.voice.concerns import concerns, seat
from console.voice.utterance import HelpAsked
from console.voice.watch import Watch
from tests.domain.centre import ANA, BEN, CARL, DOC, ITEM5, LEE, Centre

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def called_already(centre: Centre) -> CaseId:
    """Return a case of which the 911 centre had been told before we could."""
    centre.publish()
    case = centre.taken()
    centre.do(SetTier(case, Tier.IMMINENT, (private("one"), private("two"))))
    centre.begin(case, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "yes")
    centre.step(case, "P05", "c1", "already")
    return case


def unconfirmed(found: tuple[Concern, ...]) -> list[Concern]:
    return [concern for concern in found if isinstance(concern, Unconfirmed)]


def test_silence_after_a_call_that_somebody_else_made_is_spoken_of() -> None:
    centre = Centre()
    case = called_already(centre)
    sent = centre.time
    centre.wait(minutes=9)
    assert unconfirmed(concerns(centre.board, BEN, centre.time)) == []
    centre.wait(minutes=2)
    assert unconfirmed(concerns(centre.board, BEN, centre.time)) == [
        Unconfirmed(case, sent, mine=False)
    ]


def test_an_arrival_confirms_nobody_who_was_sent_later() -> None:
    def at(field: str, minute: int) -> Answered:
        when = NOON + timedelta(minutes=minute)
        return Answered(Value(field, code=when.isoformat()), when, ANA, entry=minute)

    dialled, seen = "psap.dialled_at", "responder.contact_at"
    first = {dialled: at(dialled, 0), seen: at(seen, 20)}
    again = {**first, dialled: at(dialled, 120)}
    seen_again = {**again, seen: at(seen, 130)}
    late = NOON + timedelta(minutes=150)
    found = []
    for answers in (first, again, seen_again):
        case = Case(CaseId("c"), 1, NOON, owner=ANA, answers=answers)
        found.append(unconfirmed(concerns(Board().with_case(case), ANA, late)))
    assert found == [[], [Unconfirmed("c", NOON + timedelta(minutes=120), mine=True)], []]


def test_everybody_here_who_may_lead_hears_what_is_for_the_lead() -> None:
    centre = Centre()
    for who in (ANA, BEN, LEE, DOC, CARL):
        centre.do(SignIn(leads=who == LEE), who)
    ears = {who: seat(centre.board, who).lead for who in (ANA, BEN, LEE, DOC, CARL)}
    assert ears == {ANA: False, BEN: False, LEE: True, DOC: True, CARL: True}
    centre.do(SignOut(), DOC)
    assert not seat(centre.board, DOC).lead


def test_a_call_for_help_outlasts_a_lead_who_is_not_really_here() -> None:
    centre = Centre()
    centre.do(SignIn(leads=True), LEE)
    case = centre.taken()
    centre.do(AskForHelp(case))
    heard: list[object] = []
    ben = Watch(heard.append)
    said = [ben.look(centre.board, BEN, centre.time)]
    centre.wait(seconds=60)
    said.append(ben.look(centre.board, BEN, centre.time))
    assert said == [(), (HelpAsked(centre.case(case).rank),)]


def test_a_phone_is_named_before_what_came_after_it() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.CALL, client)
    centre.arrives(ContactKind.TEXT, client)
    assert [
        concern.kind
        for concern in concerns(centre.board, BEN, centre.time)
        if isinstance(concern, Waiting)
    ] == [ContactKind.CALL]
    assert centre.case(case).contacts[-1].kind is ContactKind.TEXT


def test_a_second_call_to_a_case_that_is_taken_is_heard_at_every_station() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.TEXT, client)
    centre.do(SignIn(leads=False), ANA)
    centre.do(TakeCase(case))
    centre.arrives(ContactKind.CALL, client)
    kinds = [[type(c) for c in concerns(centre.board, me, centre.time)] for me in (ANA, BEN, None)]
    assert kinds == [[Waiting], [Waiting], [Waiting]]


def waiting(centre: Centre, me: StaffId | None) -> list[ContactKind]:
    found = concerns(centre.board, me, centre.time)
    return [concern.kind for concern in found if isinstance(concern, Waiting)]


def test_what_comes_to_a_colleagues_case_is_theirs_first_and_then_everybodys() -> None:
    centre = Centre()
    client = centre.enrol()
    centre.do(SignIn(leads=False), ANA)
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    centre.do(TakeCase(case))
    assert waiting(centre, ANA) == []
    centre.wait(minutes=5)
    centre.arrives(ContactKind.MESSAGE, client)
    centre.arrives(ContactKind.TEXT, client)
    heard = []
    for seconds in (0, 119, 1):
        centre.wait(seconds=seconds)
        heard.append([waiting(centre, me) for me in (ANA, BEN, None)])
    text = [ContactKind.TEXT]
    assert heard == [[text, [], []], [text, [], []], [text, text, text]]
    centre.do(WriteNote(case, private("read it")))
    assert [waiting(centre, me) for me in (ANA, BEN, None)] == [[], [], []]


def test_a_high_answer_in_a_colleagues_case_is_heard_at_every_station_at_once() -> None:
    centre = Centre()
    client = centre.enrol()
    centre.do(SignIn(leads=False), ANA)
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    centre.do(TakeCase(case))
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    assert [waiting(centre, me) for me in (ANA, BEN, None)] == [[ContactKind.ASSESSMENT]] * 3


def test_what_comes_to_the_case_of_somebody_who_went_home_is_everybodys_at_once() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    centre.do(TakeCase(case))
    centre.arrives(ContactKind.TEXT, client)
    assert waiting(centre, BEN) == [ContactKind.TEXT]


TIMES = st.integers(-10_000, 10_000).map(lambda s: NOON + timedelta(seconds=s))
PEOPLE = st.sampled_from([StaffId("ana"), StaffId("ben"), StaffId("gone")])
TIERS = st.sampled_from(Tier)
FIELDS = ("psap.dialled_at", "psap.call", "responder.contact_at", "weapons")
CONTACTS = st.builds(
    Contact,
    id=st.sampled_from("pqr").map(ContactId),
    kind=st.sampled_from(ContactKind),
    sender=st.just("test"),
    arrived=TIMES,
    line=st.sampled_from(LineState),
    suggestion=st.builds(Suggestion, tier=TIERS, rule=st.sampled_from(Rule)),
    call_id=st.none() | st.just("1"),
    answered_at=st.none() | TIMES,
    ended_at=st.none() | TIMES,
    entry=st.integers(0, 9),
    heard=st.booleans(),
)
ANSWERS = st.dictionaries(
    st.sampled_from(FIELDS),
    st.builds(
        Answered,
        value=st.builds(
            Value,
            field=st.sampled_from(FIELDS),
            code=st.none() | st.sampled_from(["already", "call", "no", ""]),
        ),
        at=TIMES,
        by=PEOPLE,
        entry=st.integers(0, 9),
    ),
)
NOBODY_SAYS = st.just(())
CASES = st.builds(
    Case,
    id=st.uuids().map(lambda n: CaseId(str(n))),
    number=st.integers(1, 9),
    opened_at=TIMES,
    contacts=st.lists(CONTACTS, max_size=3).map(tuple),
    owner=st.none() | PEOPLE,
    taken_at=st.none() | TIMES,
    waiting_since=st.none() | TIMES,
    tier=st.none() | st.builds(Rating, TIERS, TIMES, PEOPLE, st.none() | TIERS, NOBODY_SAYS),
    ranked=st.none() | st.builds(Ranked, TIERS, TIMES, PEOPLE, st.just(private("why"))),
    lateness=st.sampled_from(Lateness),
    rung=st.none() | st.sampled_from(Rung),
    answers=ANSWERS,
    help_asked_at=st.none() | TIMES,
    help_answered_by=st.none() | PEOPLE,
    heard=st.integers(0, 9),
)


def board_of(cases: list[Case], *, present: bool) -> Board:
    ana = StaffId("ana")
    board = Board(cases={case.id: case for case in cases})
    if not present:
        return board
    record = Staff(ana, "Ana", frozenset({Role.COUNSELLOR}))
    here = Present(ana, StationId("s"), NOON, leads=True)
    return replace(board, staff={ana: record}, present={ana: here})


@given(st.lists(CASES, max_size=4), PEOPLE | st.none(), TIMES, st.booleans())
def test_whatever_stands_on_a_board_each_case_speaks_for_itself(
    cases: list[Case], me: StaffId | None, now: datetime, present: bool
) -> None:
    whole = concerns(board_of(cases, present=present), me, now, reachable=False)
    apart = [
        concern
        for case in cases
        for concern in concerns(board_of([case], present=present), me, now)
    ]
    assert list(whole) == [*apart, OutOfReach()]
    board = board_of(cases, present=present)
    verdict = worth_saying(whole, {}, seat(board, me), now, Repeats())
    assert len(verdict.shown) >= 1


@given(CASES, TIMES)
def test_a_case_that_nobody_has_is_never_passed_over(case: Case, now: datetime) -> None:
    alone = replace(case, owner=None)
    found = concerns(Board().with_case(alone), StaffId("ben"), now)
    assert [type(concern) for concern in found][:1] == [Waiting]
