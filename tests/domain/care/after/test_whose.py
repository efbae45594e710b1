"""What came out of a case goes with it, to whom it turns out to be about."""

import pytest

from console.desk.fresh import private
from console.domain.care.after.message import GivenBy
from console.domain.care.contact import ContactKind
from console.domain.commands import (
    BeginFollowUp,
    GiveTeamMessage,
    IdentifyClient,
    MergeCases,
    SendReferral,
    WriteTeamMessage,
)
from console.domain.ids import CaseId, ClientId, MessageId, ReferralId
from tests.domain.care.after.landed import fresh, landed, taken
from tests.domain.centre import Centre

TOLD, OWED, REFERRAL = MessageId("m1"), MessageId("m2"), ReferralId("r1")


@pytest.fixture
def centre() -> Centre:
    return Centre()


def theirs(centre: Centre, client: ClientId) -> list[str]:
    care = centre.board.aftercare_of(client)
    return [*(one.id for one in care.messages), *(one.id for one in care.referrals)]


def worked(centre: Centre, client: ClientId) -> CaseId:
    """A case of ``client`` with a message that was given, one that is owed, and a referral."""
    case = taken(centre, ContactKind.TEXT, client)
    for name in (TOLD, OWED):
        centre.do(WriteTeamMessage(client, name, private("She was at high risk."), case))
    centre.do(GiveTeamMessage(client, TOLD, GivenBy.PHONE, private("Dr Weiss")))
    centre.do(SendReferral(client, REFERRAL, private("Clinic"), private("See her."), case))
    return case


def test_what_is_open_of_a_case_goes_to_whom_the_case_is_about(centre: Centre) -> None:
    ana, ben = centre.enrol(), centre.enrol("Ben Roe")
    case = worked(centre, ana)
    centre.do(IdentifyClient(case, ben))
    assert theirs(centre, ben) == [OWED, REFERRAL]
    assert theirs(centre, ana) == [TOLD], "it was given for her"
    centre.do(IdentifyClient(case, ana))
    assert theirs(centre, ben) == []
    assert theirs(centre, ana) == [TOLD, OWED, REFERRAL]


def test_what_came_out_of_a_case_that_was_joined_goes_on_with_the_joined_one(
    centre: Centre,
) -> None:
    ana, ben = centre.enrol(), centre.enrol("Ben Roe")
    gone = worked(centre, ana)
    into = taken(centre, ContactKind.CALL)
    centre.do(MergeCases(into, gone))
    centre.do(IdentifyClient(into, ben))
    assert theirs(centre, ben) == [OWED, REFERRAL]


def test_what_came_out_of_another_case_stays(centre: Centre) -> None:
    ana, ben = centre.enrol(), centre.enrol("Ben Roe")
    centre.do(WriteTeamMessage(ana, OWED, private("Of last week."), landed(centre, ana)))
    case = taken(centre, ContactKind.TEXT, ana)
    centre.do(IdentifyClient(case, ben))
    assert theirs(centre, ana) == [OWED]


def test_a_follow_up_that_reached_somebody_else_is_owed_again(centre: Centre) -> None:
    ana, ben = centre.enrol(), centre.enrol("Ben Roe")
    owed = landed(centre, ana)
    made = fresh()
    centre.do(BeginFollowUp(owed, made))
    assert centre.board.follow_ups[owed].into == made.case
    centre.do(IdentifyClient(made.case, ben))
    assert centre.board.follow_ups[owed].into is None
    assert centre.board.follow_ups[owed].client == ana
