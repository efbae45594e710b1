"""Referrals, the list of all that is owed, and crises that come again."""

from datetime import timedelta

from console.desk.fresh import private
from console.domain.care.after.discharge import VisitKind
from console.domain.care.after.referral import ROAD, ReferralState
from console.domain.care.contact import ContactKind
from console.domain.commands import (
    MoveReferral,
    PlanCaring,
    SendReferral,
)
from console.domain.ids import ClientId, ReferralId
from console.domain.refused import AfterLacks, AfterPart, NoSuchClient, NotFromHere
from console.domain.seen.owed import When, again
from console.domain.seen.repeat import repeat
from console.domain.tier import Tier
from tests.domain.care.after.landed import DAY, RULES, TODAY, landed, owes, taken
from tests.domain.centre import BEN, START, Centre

R, V = ReferralState, VisitKind


# -- referrals -------------------------------------------------------------------------------


def refer(centre: Centre, client: ClientId) -> ReferralId:
    name = ReferralId("r")
    centre.do(SendReferral(client, name, private("Oak Clinic"), private("An intake")))
    return name


def move(
    centre: Centre, client: ClientId, state: ReferralState, why: str = "", days: int | None = None
) -> None:
    at = centre.time + days * DAY if days is not None else None
    said = private(why) if why else None
    centre.do(MoveReferral(client, ReferralId("r"), state, at, said), BEN)


def test_a_referral_goes_its_road_with_a_day_for_every_step(
    centre: Centre, client: ClientId
) -> None:
    refer(centre, client)
    due = [owes(centre)[0].due]
    for state in ROAD[1:]:
        centre.wait(hours=1)
        move(centre, client, state, days=3 if state is R.SCHEDULED else None)
        due += [one.due for one in owes(centre)]
    hour = timedelta(hours=1)
    assert [day - START for day in due] == [
        DAY,
        3 * DAY + hour,
        7 * DAY + 2 * hour,
        3 * DAY + DAY + 3 * hour,
        14 * DAY + 4 * hour,
    ]
    (referral,) = centre.board.aftercare_of(client).referrals
    assert [step.state for step in referral.steps] == list(ROAD)
    assert {step.by for step in referral.steps[1:]} == {BEN}
    assert referral.over


def test_who_was_declined_or_did_not_come_is_owed_until_it_is_closed_with_a_reason(
    centre: Centre, client: ClientId
) -> None:
    name = refer(centre, client)
    move(centre, client, R.SCHEDULED, days=2)
    move(centre, client, R.NO_SHOW)
    (one,) = owes(centre)
    assert (one.stuck, one.when(centre.time)) == (True, When.LATER)
    move(centre, client, R.SCHEDULED, days=4)
    assert not owes(centre)[0].stuck
    move(centre, client, R.DECLINED, "No evening group.")
    assert owes(centre)[0].stuck
    close = MoveReferral(client, name, R.CLOSED)
    assert centre.refused(close) == AfterLacks(AfterPart.REASON)
    move(centre, client, R.CLOSED, "Goes to Elm House instead.")
    assert owes(centre) == ()


def test_a_referral_that_nobody_heard_of_in_time_is_stuck(centre: Centre, client: ClientId) -> None:
    refer(centre, client)
    assert not owes(centre)[0].stuck
    centre.wait(days=1, minutes=1)
    assert owes(centre)[0].stuck


def test_a_referral_never_goes_back_and_an_appointment_has_a_time(
    centre: Centre, client: ClientId
) -> None:
    name = refer(centre, client)
    move(centre, client, R.ACCEPTED)
    back = MoveReferral(client, name, R.RECEIVED)
    assert centre.refused(back) == NotFromHere(R.ACCEPTED, R.RECEIVED)
    booked = MoveReferral(client, name, R.SCHEDULED)
    assert centre.refused(booked) == AfterLacks(AfterPart.APPOINTMENT)
    move(centre, client, R.ATTENDED)
    move(centre, client, R.REPORTED)
    assert centre.do(MoveReferral(client, name, R.REPORTED)) == ()
    assert isinstance(centre.refused(MoveReferral(client, name, R.CLOSED)), NotFromHere)


# -- the list, and crises that come again ----------------------------------------------------


def test_the_overdue_come_first_the_gravest_in_front_and_then_what_is_due_next(
    centre: Centre,
) -> None:
    names = ("Ana Lee", "Bo Wu", "Cy Roe", "Di Fay")
    late = []
    for name, tier in zip(names[:3], (Tier.LOW, Tier.HIGH, Tier.LOW), strict=True):
        late.append(landed(centre, centre.enrol(name), tier))
        centre.wait(minutes=1)
    low, high, later = late
    centre.wait(hours=30)
    soon = landed(centre, centre.enrol(names[3]), Tier.HIGH)
    assert [one.case for one in owes(centre)] == [high, low, later, soon]
    assert [one.when(centre.time) for one in owes(centre)] == [*[When.OVERDUE] * 3, When.LATER]


def test_nothing_is_begun_for_somebody_who_is_not_enrolled(centre: Centre) -> None:
    assert centre.refused(PlanCaring(ClientId("nobody"), TODAY)) == NoSuchClient()


def test_two_crises_in_thirty_days_are_said_out_loud(centre: Centre, client: ClientId) -> None:
    landed(centre, client, Tier.HIGH)
    centre.wait(days=40)
    assert not repeat(centre.board, client, centre.time, RULES).flagged
    landed(centre, client, Tier.MODERATE, owed=False)
    assert not repeat(centre.board, client, centre.time, RULES).flagged
    centre.wait(days=10)
    held = taken(centre, ContactKind.TEXT, client)
    found = repeat(centre.board, client, centre.time, RULES)
    assert found.flagged
    assert [one.client for one in again(centre.board, centre.time, RULES)] == [client]
    assert found.counts == (1, 2, 3)
    assert [(one.case == held, one.at_end, one.owed) for one in found.crises] == [
        (True, None, False),
        (False, Tier.MODERATE, False),
        (False, Tier.HIGH, True),
    ]


def test_all_cases_of_ninety_days_are_kept(centre: Centre, client: ClientId) -> None:
    for _ in range(20):
        landed(centre, client, Tier.LOW, owed=False)
        centre.wait(days=4)
    assert repeat(centre.board, client, centre.time, RULES).counts == (1, 7, 20)
    centre.wait(days=200)
    landed(centre, client, Tier.LOW, owed=False)
    assert len(centre.board.history[client]) == 8
