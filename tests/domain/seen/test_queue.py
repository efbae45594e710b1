"""The order of answering, ceilings, and the call for somebody to come."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.case import (
    Case,
    Ending,
    Landing,
    Lateness,
    NoNext,
    PlanLook,
    Ranked,
    Rating,
    Rung,
)
from console.domain.care.contact import Contact, ContactKind, LineState, Rule, Suggestion
from console.domain.care.limits import Limits
from console.domain.commands import (
    AnswerCall,
    CloseCase,
    EndCall,
    RankCase,
    ReceiveContact,
    ReleaseCase,
    SetTier,
    TakeCase,
    WatchClocks,
)
from console.domain.events import AlertClimbed, CeilingCrossed
from console.domain.ids import SYSTEM, CaseId, ContactId
from console.domain.refused import NeedsLeadForLower, NeedsReasons
from console.domain.seen.queue import in_order, lateness, queue, raised
from console.domain.tier import Tier
from tests.domain.centre import ANA, BEN, ITEM5, LEE, START, Centre

LIMITS = Limits()


@st.composite
def waiting(draw: st.DrawFn) -> Case:
    """A case that nobody has taken, of any height and lateness."""
    number = draw(st.integers(1, 10**6))
    arrived = START - timedelta(seconds=draw(st.integers(0, 90_000)))
    line = draw(st.sampled_from([LineState.OPEN, LineState.RINGING]))
    tier = draw(st.sampled_from([Tier.LOW, Tier.MODERATE, Tier.HIGH]))
    contact = Contact(
        ContactId(str(number)),
        ContactKind.CALL,
        "test",
        arrived,
        line,
        Suggestion(tier, Rule.CALL_WAITING),
    )
    case = Case(CaseId(str(number)), number, arrived, contacts=(contact,), waiting_since=arrived)
    return _late(_declared(draw, case))


def _declared(draw: st.DrawFn, case: Case) -> Case:
    if not draw(st.booleans()):
        return case
    rating = Rating(Tier.IMMINENT, START, ANA, Tier.HIGH, (), entry=1)
    return replace(case, tier=rating)


def _late(case: Case) -> Case:
    return replace(case, lateness=lateness(case, LIMITS, START))


@given(st.lists(waiting(), max_size=8, unique_by=lambda case: case.id))
def test_the_order_is_total_and_never_puts_a_lower_height_first(cases: list[Case]) -> None:
    order = in_order(cases)
    assert sorted(case.id for case in order) == sorted(case.id for case in cases)
    assert order == in_order(list(reversed(cases)))
    heights = [raised(case) for case in order]
    assert heights == sorted(heights, reverse=True)


@given(waiting(), waiting())
def test_a_fresh_high_is_above_whatever_has_only_waited(low: Case, high: Case) -> None:
    if low.rank >= Tier.HIGH or high.rank < Tier.HIGH or low.id == high.id:
        return
    assert in_order([low, high])[0] == high


@given(waiting())
def test_lateness_lifts_and_never_lowers(case: Case) -> None:
    assert case.rank <= raised(case) <= max(case.rank, Tier.HIGH)


def test_the_answer_to_item_five_passes_the_low_call_that_came_before_it() -> None:
    centre = Centre()
    low, _ = centre.arrives(ContactKind.MISSED_SESSION)
    centre.wait(seconds=60)
    high, _ = centre.arrives(ContactKind.ASSESSMENT, suggestion=ITEM5)
    order = queue(centre.board, ANA).waiting
    assert [case.id for case in order] == [high, low]
    assert order[0].suggestion.rule is Rule.CSSRS_INTENT


def test_what_waits_past_its_ceilings_rises_and_each_crossing_is_written_once() -> None:
    centre = Centre()
    low, _ = centre.arrives(ContactKind.MISSED_SESSION)
    crossings: list[CeilingCrossed] = []
    first: list[CaseId] = []
    for _ in range(25):
        centre.wait(minutes=1)
        fresh, _ = centre.arrives(ContactKind.MESSAGE)
        crossings += [
            event
            for event in centre.do(WatchClocks(), SYSTEM)
            if isinstance(event, CeilingCrossed) and event.case == low
        ]
        first.append(queue(centre.board, ANA).waiting[0].id)
        centre.do(TakeCase(fresh))
    assert crossings == [CeilingCrossed(low, Lateness.AMBER), CeilingCrossed(low, Lateness.RED)]
    assert first[-1] == low, "it does not starve behind what keeps arriving"


def test_a_call_is_amber_at_fifteen_seconds_and_red_at_twenty() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.CALL)
    seen = []
    for _ in range(21):
        seen.append(lateness(centre.case(case), LIMITS, centre.time))
        centre.wait(seconds=1)
    assert seen == [Lateness.IN_TIME] * 15 + [Lateness.AMBER] * 5 + [Lateness.RED]


def climbs(centre: Centre, seconds: int) -> list[tuple[int, Rung]]:
    """Let ``seconds`` pass one by one; return when the call for somebody went up."""
    found = []
    for second in range(1, seconds + 1):
        centre.wait(seconds=1)
        events = centre.do(WatchClocks(), SYSTEM)
        found += [(second, event.rung) for event in events if isinstance(event, AlertClimbed)]
    return found


def test_a_high_case_that_is_ignored_climbs_from_the_sound_to_the_name_on_call() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.ASSESSMENT, suggestion=ITEM5)
    assert climbs(centre, 150) == [(20, Rung.SOUND), (45, Rung.LEAD), (120, Rung.ON_CALL)]
    centre.do(TakeCase(case))
    assert climbs(centre, 150) == []


def test_a_risk_that_comes_late_to_an_old_case_climbs_from_its_own_arrival() -> None:
    centre = Centre()
    client = centre.enrol()
    centre.arrives(ContactKind.MISSED_SESSION, client)
    centre.wait(minutes=9)
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    assert climbs(centre, 50) == [(20, Rung.SOUND), (45, Rung.LEAD)]


def test_a_second_call_of_somebody_who_has_an_owner_rings_until_it_is_answered() -> None:
    centre = Centre()
    client = centre.enrol()
    case, first = centre.arrives(ContactKind.CALL, client)
    centre.do(TakeCase(case))
    centre.do(EndCall(first))
    centre.wait(minutes=30)
    _, second = centre.arrives(ContactKind.CALL, client)
    assert climbs(centre, 50) == [(20, Rung.SOUND), (45, Rung.LEAD)]
    assert centre.case(case).lateness is Lateness.RED
    centre.do(AnswerCall(second), BEN)
    after = centre.case(case)
    assert (after.owner, after.lateness, after.rung) == (ANA, Lateness.IN_TIME, None)


def test_a_released_case_waits_anew_from_then_on() -> None:
    centre = Centre()
    case = centre.taken()
    centre.wait(hours=1)
    centre.do(ReleaseCase(case))
    assert lateness(centre.case(case), LIMITS, centre.time) is Lateness.IN_TIME


def test_a_rank_by_hand_is_journaled_with_its_reason_and_holds_until_something_graver() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    reason = private("Her tone on the last call.")
    centre.do(RankCase(case, Tier.HIGH, reason))
    ranked = centre.case(case).ranked
    assert isinstance(ranked, Ranked)
    assert (ranked.tier, ranked.by, ranked.reason) == (Tier.HIGH, ANA, reason)
    low = RankCase(case, Tier.LOW, private("Spoke to her."))
    assert centre.refused(low, BEN) == NeedsLeadForLower(Tier.HIGH)
    centre.do(low, LEE)
    assert centre.case(case).rank is Tier.LOW
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    assert centre.case(case).rank is Tier.HIGH


def test_moving_a_case_takes_a_reason_and_below_a_rules_finding_the_lead() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.ASSESSMENT, suggestion=ITEM5)
    low = RankCase(case, Tier.LOW, private("She says it was a mistake."))
    assert centre.refused(RankCase(case, Tier.LOW, private(" "))) == NeedsReasons(Tier.LOW, 1)
    assert centre.refused(low) == NeedsLeadForLower(Tier.HIGH)
    imminent = RankCase(case, Tier.IMMINENT, private("A feeling."))
    assert centre.refused(imminent) == NeedsReasons(Tier.IMMINENT, 2)
    centre.do(low, LEE)
    assert centre.case(case).rank is Tier.LOW


def test_no_sender_can_say_imminent() -> None:
    centre = Centre()
    loud = Suggestion(Tier.IMMINENT, Rule.CSSRS_INTENT)
    case, _ = centre.arrives(ContactKind.MESSAGE, suggestion=loud)
    assert centre.case(case).rank is Tier.HIGH


@pytest.mark.parametrize("tier", [Tier.HIGH, Tier.IMMINENT])
def test_a_slow_clock_at_one_station_hides_nothing(tier: Tier) -> None:
    """What came after a person's word is told by its place in the journal, not by its time."""
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.LOW, (private("Only a question."),)))
    centre.wait(seconds=-30)
    suggestion = Suggestion(tier, Rule.CSSRS_INTENT)
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=suggestion)
    assert centre.case(case).rank is Tier.HIGH


def test_a_contact_delivered_twice_is_one_even_after_its_case_has_landed() -> None:
    centre = Centre()
    case = centre.taken()
    contact = centre.case(case).contacts[0].id
    centre.do(SetTier(case, Tier.LOW, (private("A wrong number."),)))
    landing = Landing(Ending.MISDIAL, Tier.LOW, PlanLook.NOT_POSSIBLE, no_next=NoNext.NO_RISK)
    centre.do(CloseCase(case, landing))
    again = ReceiveContact(
        contact, CaseId("new"), ContactKind.CALL, "test", Suggestion(Tier.LOW, Rule.CALL_WAITING)
    )
    assert centre.do(again, SYSTEM) == ()
    assert centre.do(EndCall(contact), SYSTEM) == ()
