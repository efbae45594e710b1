import json
from datetime import timedelta
from typing import Any

import pytest

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.contact import ContactKind, LineState, Rule, Suggestion
from console.domain.commands import CloseCase, RecordClient, SetTier, TakeCase
from console.domain.ids import SYSTEM, CaseId, ClientId
from console.domain.people.client import Client, Phone
from console.domain.tier import Tier
from console.intake.event import parse
from console.intake.receive import Answer, Reused, receive, told
from tests.intake.conftest import JAMIE, LEAD
from tests.intake.posting import call, event


def put(desk: Desk, sent: dict[str, Any]) -> Answer:
    return receive(desk, parse(json.dumps(sent).encode()))


def land(desk: Desk, case: CaseId | None) -> None:
    assert case is not None
    desk.do(TakeCase(case), LEAD)
    desk.do(SetTier(case, Tier.MODERATE), LEAD)
    again = desk.now() + timedelta(hours=48)
    landing = Landing(Ending.CLIENT_ENDED, Tier.MODERATE, PlanLook.USED, next_contact=again)
    desk.do(CloseCase(case, landing), LEAD)
    assert case not in desk.board.cases


def test_a_text_of_a_known_client_opens_their_case(staffed: Desk) -> None:
    answer = put(staffed, event())
    (case,) = staffed.board.cases.values()
    (contact,) = case.contacts
    assert answer == Answer(accepted=True, contact=contact.id, case=case.id)
    assert case.client == JAMIE.id
    assert contact.kind is ContactKind.TEXT
    assert contact.said is not None
    assert contact.phone is not None
    assert (contact.said.value, contact.phone.value) == ("i cant do this tonight", "+16145550123")
    assert contact.suggestion == Suggestion(Tier.MODERATE, Rule.TEXT_WAITING)


def test_contacts_of_one_client_join_one_case(staffed: Desk) -> None:
    by_number = put(staffed, event())
    chart = {"identifiers": [{"system": "urn:clinic:mrn", "value": "00417"}]}
    mood = {"latest": 2, "fall": 5, "days": 3}
    by_chart = put(staffed, event(id="m-2", client=chart, kind="mood", body=mood))
    assert by_chart.case == by_number.case
    assert by_chart.contact != by_number.contact


def test_somebody_unknown_is_taken_in_all_the_same(staffed: Desk) -> None:
    answer = put(staffed, event(client={"phone": "+14345550100"}))
    assert answer.case is not None
    assert staffed.board.cases[answer.case].client is None
    nobody = put(staffed, event(id="m-2", client=...))
    assert nobody.accepted
    assert nobody.case != answer.case


def test_a_number_that_two_clients_share_names_neither(staffed: Desk) -> None:
    twin = Client(ClientId("c-twin"), "Alex Ortega", phones=(Phone("+16145550123"),))
    staffed.do(RecordClient(twin.id, private(twin), "test"), SYSTEM)
    answer = put(staffed, event())
    assert answer.case is not None
    assert staffed.board.cases[answer.case].client is None


def test_a_supporter_who_writes_is_about_the_client_but_their_call_is_not(staffed: Desk) -> None:
    mother = {"phone": "+16145550190"}
    worried = put(staffed, event(kind="third_party", client=mother))
    ringing = put(staffed, call("ringing", client=mother))
    assert worried.case is not None
    assert ringing.case is not None
    assert staffed.board.cases[worried.case].client == JAMIE.id
    assert staffed.board.cases[ringing.case].client is None


def test_the_same_event_again_writes_nothing_and_answers_the_same(staffed: Desk) -> None:
    first = put(staffed, event())
    head = staffed.head
    again = put(staffed, event())
    assert again == Answer(accepted=True, duplicate=True, contact=first.contact, case=first.case)
    assert staffed.head == head


def test_a_duplicate_is_known_after_its_case_has_been_closed(staffed: Desk) -> None:
    first = put(staffed, event())
    land(staffed, first.case)
    head = staffed.head
    again = put(staffed, event())
    assert again == Answer(accepted=True, duplicate=True, contact=first.contact, case=first.case)
    assert staffed.head == head
    assert staffed.board.cases == {}


@pytest.mark.parametrize("closed", [False, True])
def test_an_id_used_for_other_words_is_refused_and_changes_nothing(
    staffed: Desk, closed: bool
) -> None:
    first = put(staffed, event())
    if closed:
        land(staffed, first.case)
    head = staffed.head
    for other in (
        event(body={"text": "other words"}),
        event(kind="message"),
        event(client={"phone": "+16145550199"}),
    ):
        with pytest.raises(Reused):
            put(staffed, other)
    assert staffed.head == head


def test_two_senders_may_use_the_same_id(staffed: Desk) -> None:
    one, other = put(staffed, event()), put(staffed, event(sender="tracker"))
    assert not other.duplicate
    assert one.contact != other.contact


def test_answers_to_questions_are_scored_and_kept_to_be_read(staffed: Desk) -> None:
    body = {"instrument": "cssrs-screener", "answers": {"q1": "yes", "q5": True, "q6": "no"}}
    answer = put(staffed, event(kind="assessment", body=body))
    assert answer.case is not None
    (contact,) = staffed.board.cases[answer.case].contacts
    assert contact.suggestion == Suggestion(Tier.HIGH, Rule.CSSRS_INTENT, "item 5")
    assert contact.said is not None
    assert contact.said.value == (
        "instrument: cssrs-screener\nanswers q1: yes\nanswers q5: yes\nanswers q6: no"
    )


def test_what_a_rule_cannot_read_still_comes_in(staffed: Desk) -> None:
    answer = put(staffed, event(kind="assessment", body={"answers": [1, 2.5, {"a": None}]}))
    assert answer.case is not None
    assert staffed.board.cases[answer.case].suggestion.rule is Rule.ANSWERS_UNSCORED


def test_words_come_before_the_rest_of_a_body() -> None:
    body = {"session": "Group", "text": "where was I", "missed": 2, "none": None}
    read = parse(json.dumps(event(kind="missed_session", body=body)).encode())
    assert told(read) == "where was I\nsession: Group\nmissed: 2"


def line_of(desk: Desk, answer: Answer) -> LineState:
    assert answer.contact is not None
    found = desk.board.contact(answer.contact)
    assert found is not None
    return found[1].line


@pytest.mark.parametrize(
    ("events", "line"),
    [
        (["ringing"], LineState.RINGING),
        (["ringing", "answered"], LineState.OPEN),
        (["ringing", "answered", "ended"], LineState.ENDED),
        (["ringing", "abandoned"], LineState.ABANDONED),
        (["ringing", "ended"], LineState.ABANDONED),
        (["ringing", "answered", "abandoned"], LineState.DROPPED),
        (["answered"], LineState.OPEN),
        (["answered", "ringing"], LineState.OPEN),
        (["abandoned"], LineState.ABANDONED),
        (["ended"], LineState.ENDED),
        (["ended", "ringing"], LineState.ENDED),
    ],
)
def test_the_events_of_one_call_are_one_contact_in_any_order(
    staffed: Desk, events: list[str], line: LineState
) -> None:
    answers = [put(staffed, call(what)) for what in events]
    assert len({answer.contact for answer in answers}) == 1
    assert line_of(staffed, answers[-1]) is line
    assert len(staffed.board.cases) == 1
    again = put(staffed, call(events[-1]))
    assert (again.contact, again.duplicate) == (answers[-1].contact, True)


def test_a_call_that_breaks_off_says_so(staffed: Desk) -> None:
    put(staffed, call("ringing"))
    put(staffed, call("answered"))
    answer = put(staffed, {**call("ended"), "body": {"dropped": True}})
    assert not answer.duplicate
    assert line_of(staffed, answer) is LineState.DROPPED


def test_hanging_up_after_the_landing_opens_nothing(staffed: Desk) -> None:
    first = put(staffed, call("ringing"))
    land(staffed, first.case)
    answer = put(staffed, call("ended"))
    assert (answer.contact, answer.case) == (first.contact, first.case)
    assert staffed.board.cases == {}
