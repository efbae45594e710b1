"""Raised contact, messages, caring contacts, and the dates after hospital."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.care.after.caring import MONTHS, CaringEnd, CaringOutcome, dates
from console.domain.care.after.discharge import Discharge, DischargeEnd, NotCounted, VisitKind
from console.domain.care.after.frequency import Frequency, ReviewOutcome
from console.domain.care.after.message import GivenBy
from console.domain.care.after.referral import ReferralState
from console.domain.commands import (
    CloseDischarge,
    GiveTeamMessage,
    PlanCaring,
    RaiseFrequency,
    RecordClient,
    RecordDischarge,
    RecordVisit,
    ReviewFrequency,
    StopCaring,
    TryCaring,
    WriteTeamMessage,
)
from console.domain.ids import SYSTEM, ClientId, DischargeId, MessageId
from console.domain.people.client import Client, Flag, Phone
from console.domain.refused import AfterLacks, AfterPart
from console.domain.seen.owed import OwedKind, When
from console.words.refusals import refusal
from tests.domain.care.after.landed import DAY, TODAY, landed, owes
from tests.domain.centre import ANA, BEN, START, Centre, kinds

R, V = ReferralState, VisitKind


# -- caring contacts -------------------------------------------------------------------------


def test_the_schedule_has_24_contacts_in_five_years() -> None:
    first_year = [1, 2, 3, 4, 6, 8, 10, 12]
    assert list(MONTHS) == [*first_year, *range(15, 61, 3)]
    assert len(MONTHS) == 4 + 4 + 16 == 24
    to_year_four = [month for month in MONTHS if month <= 48]
    assert len(to_year_four) == 20, "24 takes four more years, not the end of the fourth"


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_every_contact_falls_in_its_month_and_none_before_the_one_before(start: date) -> None:
    found = dates(start)
    assert sorted(set(found)) == list(found)
    months = [12 * (day.year - start.year) + day.month - start.month for day in found]
    assert months == list(MONTHS)
    assert all(day.day <= start.day for day in found)


def test_a_caring_contact_is_due_until_it_was_made_and_shown_a_week_ahead(
    centre: Centre, client: ClientId
) -> None:
    centre.do(PlanCaring(client, TODAY))
    assert owes(centre) == ()
    centre.wait(days=25)
    (one,) = owes(centre)
    assert (one.kind, one.due.date(), one.day) == (OwedKind.CARING, date(2026, 2, 5), True)
    centre.do(TryCaring(client, 1, CaringOutcome.NOT_SENT, checked=True))
    assert [still.due for still in owes(centre)] == [one.due]
    centre.do(TryCaring(client, 1, CaringOutcome.SENT, checked=True))
    assert owes(centre) == ()
    assert centre.do(TryCaring(client, 1, CaringOutcome.SENT, checked=True)) == ()
    caring = centre.board.aftercare_of(client).caring
    assert caring is not None
    assert [one.outcome for one in caring.tries] == [CaringOutcome.NOT_SENT, CaringOutcome.SENT]


@pytest.mark.parametrize("flag", [Flag.DO_NOT_CALL, Flag.DOMESTIC_VIOLENCE])
def test_nothing_goes_out_to_somebody_who_may_not_be_safe_until_that_was_checked(
    centre: Centre, flag: Flag
) -> None:
    client = ClientId("eva")
    record = Client(client, "Eva Roe", phones=(Phone("+16145550178"),), flags=frozenset({flag}))
    centre.do(RecordClient(client, private(record), "test"), SYSTEM)
    centre.do(PlanCaring(client, TODAY))
    lacks = centre.refused(TryCaring(client, 1, CaringOutcome.SENT, checked=False))
    assert lacks == AfterLacks(AfterPart.SAFE_CHECKED)
    assert "Check the agreed way" in refusal(lacks, centre.board)
    centre.do(TryCaring(client, 1, CaringOutcome.HELD_BACK, checked=False))
    centre.do(TryCaring(client, 2, CaringOutcome.SENT, checked=True))


def test_who_wants_no_caring_contacts_gets_none_until_they_agree_anew(
    centre: Centre, client: ClientId
) -> None:
    centre.do(PlanCaring(client, TODAY))
    centre.do(StopCaring(client, CaringEnd.OPTED_OUT))
    centre.wait(days=400)
    assert owes(centre) == ()
    assert centre.refused(PlanCaring(client, TODAY)) == AfterLacks(AfterPart.OPTED_OUT)
    centre.do(PlanCaring(client, TODAY, agreed=True))
    assert [one.kind for one in owes(centre)] == [OwedKind.CARING]


def test_after_the_last_contact_there_are_no_more(centre: Centre, client: ClientId) -> None:
    centre.do(PlanCaring(client, TODAY))
    for number in range(1, 25):
        centre.do(TryCaring(client, number, CaringOutcome.SENT, checked=True))
    caring = centre.board.aftercare_of(client).caring
    assert caring is not None
    assert (caring.ended, caring.next) == (CaringEnd.ALL_MADE, None)


# -- the dates after hospital ----------------------------------------------------------------


def left(centre: Centre, client: ClientId, on: date = TODAY) -> DischargeId:
    name = DischargeId("d")
    centre.do(RecordDischarge(client, name, on, private("Grant, 4 West")))
    return name


def discharge(centre: Centre, client: ClientId) -> Discharge:
    (found,) = centre.board.aftercare_of(client).discharges
    return found


def test_a_visit_is_owed_by_day_seven_and_after_that_by_day_thirty(
    centre: Centre, client: ClientId
) -> None:
    left(centre, client)
    assert [one.due.date() for one in owes(centre)] == [TODAY + 7 * DAY]
    centre.time = START + 8 * DAY
    (one,) = owes(centre)
    assert (one.due.date(), one.stuck) == (TODAY + 30 * DAY, True)
    centre.time = START + 31 * DAY
    (one,) = owes(centre)
    assert one.when(centre.time) is When.OVERDUE, "nobody is dropped for being late"


@pytest.mark.parametrize(
    ("after", "kind", "why"),
    [
        (0, V.TELEHEALTH, NotCounted.SAME_DAY),
        (-1, V.OFFICE, NotCounted.BEFORE),
        (3, V.NO_PROVIDER, NotCounted.NO_PROVIDER),
        (31, V.OFFICE, NotCounted.TOO_LATE),
        (1, V.TELEPHONE, None),
        (7, V.TELEHEALTH, None),
        (30, V.INTENSIVE, None),
        (12, V.OFFICE, None),
        (2, V.HOME, None),
    ],
)
def test_what_counts_as_a_visit(
    centre: Centre, client: ClientId, after: int, kind: VisitKind, why: NotCounted | None
) -> None:
    name = left(centre, client)
    centre.wait(days=max(after, 0))
    centre.do(RecordVisit(client, name, TODAY + after * DAY, kind))
    seen = discharge(centre, client)
    assert seen.uncounted(seen.visits[0]) is why
    assert (seen.ended is DischargeEnd.SEEN) == (why is None)
    assert bool(owes(centre)) == (why is not None)


def test_what_has_not_happened_yet_is_not_written_down(centre: Centre, client: ClientId) -> None:
    ahead = RecordDischarge(client, DischargeId("x"), TODAY + 2 * DAY, private("Grant"))
    assert centre.refused(ahead) == AfterLacks(AfterPart.IN_THE_FUTURE)
    name = left(centre, client)
    visit = RecordVisit(client, name, TODAY + 5 * DAY, V.OFFICE)
    assert centre.refused(visit) == AfterLacks(AfterPart.IN_THE_FUTURE)


def test_the_dates_end_with_a_reason(centre: Centre, client: ClientId) -> None:
    name = left(centre, client)
    close = CloseDischarge(client, name, DischargeEnd.READMITTED)
    assert kinds(centre.do(close)) == ["DischargeClosed"]
    assert centre.do(close) == ()
    assert owes(centre) == ()


# -- raised contact, messages ----------------------------------------------------------------


def test_raised_contact_is_owed_a_look_until_somebody_has_looked(
    centre: Centre, client: ClientId
) -> None:
    why = private("Attempt on Saturday.")
    day = TODAY + 14 * DAY
    raise_ = RaiseFrequency(client, Frequency.WEEKLY, Frequency.DAILY, TODAY, day, why)
    centre.do(raise_, ANA)
    assert centre.do(raise_, ANA) == ()
    raised = centre.board.aftercare_of(client).raised
    assert raised is not None
    assert (raised.was, raised.now, raised.by) == (Frequency.WEEKLY, Frequency.DAILY, ANA)
    assert [(one.kind, one.due.date()) for one in owes(centre)] == [(OwedKind.FREQUENCY, day)]
    keep = ReviewFrequency(client, ReviewOutcome.KEEP, private("Still low."))
    assert centre.refused(keep) == AfterLacks(AfterPart.REVIEW_DAY)
    later = day + 14 * DAY
    centre.do(ReviewFrequency(client, ReviewOutcome.KEEP, private("Still low."), later))
    assert [one.due.date() for one in owes(centre)] == [later]
    centre.do(ReviewFrequency(client, ReviewOutcome.USUAL, private("Steady.")))
    assert owes(centre) == ()


@pytest.mark.parametrize(
    ("now", "days", "words", "part"),
    [
        (Frequency.MONTHLY, 14, "why", AfterPart.MORE_OFTEN),
        (Frequency.WEEKLY, 14, "why", AfterPart.MORE_OFTEN),
        (Frequency.DAILY, 0, "why", AfterPart.REVIEW_DAY),
        (Frequency.DAILY, 14, " ", AfterPart.REASON),
    ],
)
def test_raised_contact_is_more_often_has_a_day_of_review_and_a_reason(
    now: Frequency, days: int, words: str, part: AfterPart
) -> None:
    centre = Centre()
    asked = RaiseFrequency(
        centre.enrol(), Frequency.WEEKLY, now, TODAY, TODAY + days * DAY, private(words)
    )
    assert centre.refused(asked) == AfterLacks(part)


def test_every_frequency_is_more_often_than_the_next() -> None:
    spans = [one.every for one in Frequency]
    assert sorted(set(spans)) == spans


def test_a_message_is_owed_until_somebody_says_how_and_to_whom_it_was_given(
    centre: Centre, client: ClientId
) -> None:
    case = landed(centre, client, owed=False)
    name = MessageId("m")
    write = WriteTeamMessage(client, name, private("Please see her tomorrow."), case)
    centre.do(write)
    assert centre.do(write) == ()
    (one,) = owes(centre)
    (past,) = centre.board.history[client]
    assert (one.kind, one.due, one.number) == (OwedKind.MESSAGE, START + DAY, past.number)
    give = GiveTeamMessage(client, name, GivenBy.PHONE, private(""))
    assert centre.refused(give) == AfterLacks(AfterPart.TO_WHOM)
    centre.do(GiveTeamMessage(client, name, GivenBy.PHONE, private("Dr Lin")), BEN)
    assert owes(centre) == ()
    (message,) = centre.board.aftercare_of(client).messages
    assert (message.how, message.given_by) == (GivenBy.PHONE, BEN)
