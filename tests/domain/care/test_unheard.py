"""What arrives in a case that somebody has, until they turn to it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain.care.case import Lateness, Rung, unheard
from console.domain.care.contact import ContactKind
from console.domain.commands import (
    AnswerCall,
    Command,
    EndCall,
    SetTier,
    StateLocation,
    TakeCase,
    UsePlanPart,
    WatchClocks,
    WriteNote,
)
from console.domain.events import AlertClimbed, CaseTaken, CeilingCrossed
from console.domain.ids import SYSTEM, CaseId, ClientId, ContactId
from console.domain.people.plan import Part
from console.domain.place.location import Location, Source
from console.domain.refused import TakenBy
from console.domain.seen.queue import alarm_since, queue, since, waits
from console.domain.tier import Tier
from tests.domain.centre import ANA, BEN, ITEM5, LEE, START, Centre

ACTS: tuple[Callable[[CaseId], Command], ...] = (
    TakeCase,
    lambda case: WriteNote(case, private("Read.")),
    lambda case: SetTier(case, Tier.HIGH),
    lambda case: UsePlanPart(case, Part.SIGNS, 0),
    lambda case: StateLocation(case, private(Location("1 Oak St", Source.SAID, START))),
)


def held(centre: Centre) -> tuple[CaseId, ClientId]:
    """A case of Ana's that is an hour old and calm."""
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.TEXT, client)
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.LOW, (private("Calm."),)))
    centre.wait(hours=1)
    return case, client


def names(centre: Centre, case: CaseId) -> list[ContactId]:
    return [contact.id for contact in unheard(centre.case(case))]


def test_what_arrives_in_a_case_that_has_an_owner_waits_sounds_and_climbs() -> None:
    centre = Centre()
    case, client = held(centre)
    assert not waits(centre.case(case))
    _, grave = centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    arrived = centre.time
    assert names(centre, case) == [grave]
    assert waits(centre.case(case))
    assert (since(centre.case(case)), alarm_since(centre.case(case))) == (arrived, arrived)
    assert [found.id for found in queue(centre.board, ANA).mine] == [case]
    centre.wait(minutes=2)
    assert centre.do(WatchClocks(), SYSTEM) == (
        CeilingCrossed(case, Lateness.AMBER),
        CeilingCrossed(case, Lateness.RED),
        AlertClimbed(case, Rung.SOUND),
        AlertClimbed(case, Rung.LEAD),
        AlertClimbed(case, Rung.ON_CALL),
    )
    assert names(centre, case) == [grave], "a clock turns to nobody"


@pytest.mark.parametrize("act", ACTS)
def test_it_waits_until_the_owner_does_something_in_the_case(
    act: Callable[[CaseId], Command],
) -> None:
    centre = Centre()
    case, client = held(centre)
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    centre.wait(minutes=2)
    centre.do(WatchClocks(), SYSTEM)
    centre.do(WriteNote(case, private("The lead looked.")), LEE)
    assert waits(centre.case(case)), "a lead beside them is not the owner"
    centre.do(act(case))
    after = centre.case(case)
    assert (unheard(after), waits(after)) == ((), False)
    assert (after.lateness, after.rung) == (Lateness.IN_TIME, None)


def test_what_arrives_in_the_moment_of_an_act_was_not_seen_by_whoever_acts() -> None:
    centre = Centre()
    case, client = held(centre)
    _, text = centre.arrives(ContactKind.TEXT, client)
    centre.wait(seconds=1)
    centre.do(WriteNote(case, private("Something else.")))
    assert names(centre, case) == [text]
    assert centre.do(TakeCase(case)) == (CaseTaken(case),), "taking it is turning to all of it"
    assert names(centre, case) == []


def test_a_call_is_heard_once_it_is_answered() -> None:
    centre = Centre()
    case, client = held(centre)
    _, call = centre.arrives(ContactKind.CALL, client)
    assert names(centre, case) == [call]
    centre.do(AnswerCall(call), SYSTEM)
    assert names(centre, case) == []
    centre.do(EndCall(call, dropped=True), SYSTEM)
    centre.wait(seconds=30)
    centre.do(WriteNote(case, private("Trying to call back.")))
    assert names(centre, case) == [call], "it is lost until somebody takes the case up again"


def test_a_phone_that_rings_on_the_case_of_a_colleague_is_for_anybody_at_once() -> None:
    centre = Centre()
    case, client = held(centre)
    _, call = centre.arrives(ContactKind.CALL, client)
    assert [found.id for found in queue(centre.board, BEN).waiting] == [case]
    assert queue(centre.board, BEN).others == ()
    assert [found.id for found in queue(centre.board, ANA).mine] == [case]
    centre.do(TakeCase(case), BEN)
    assert centre.case(case).owner == BEN
    assert centre.board.contact(call) is not None
    assert centre.case(case).ringing == ()
    assert [found.id for found in queue(centre.board, ANA).others] == [case]
    assert centre.refused(TakeCase(case), ANA) == TakenBy(BEN)


def test_whoever_was_lost_is_the_owners_first_and_anybodys_past_the_ceiling() -> None:
    centre = Centre()
    client = centre.enrol()
    case, call = centre.arrives(ContactKind.CALL, client)
    centre.do(TakeCase(case))
    centre.do(EndCall(call, dropped=True), SYSTEM)
    assert centre.refused(TakeCase(case), BEN) == TakenBy(ANA)
    centre.time += timedelta(seconds=60)
    centre.do(WatchClocks(), SYSTEM)
    assert [found.id for found in queue(centre.board, BEN).waiting] == [case]
    assert centre.do(TakeCase(case), BEN) == (CaseTaken(case),)


def test_what_an_owner_leaves_unheard_is_theirs_while_they_are_on_the_phone_with_them() -> None:
    centre = Centre()
    client = centre.enrol()
    case, call = centre.arrives(ContactKind.CALL, client)
    centre.do(TakeCase(case))
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    centre.wait(minutes=5)
    centre.do(WatchClocks(), SYSTEM)
    assert centre.refused(TakeCase(case), BEN) == TakenBy(ANA)
    centre.do(EndCall(call), SYSTEM)
    centre.do(TakeCase(case), BEN)
