"""Whom to tell is chosen among the client's circle, with how each release stands."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import NoteOralAgreement, RecordClient, StartEscalation
from console.domain.ids import SYSTEM, CaseId, ClientId, ProtocolId
from console.domain.people.circle import Oral, Scope, Supporter
from console.ui.escalation.step.person import PersonEditor
from tests.ui.centre import ME
from tests.ui.escalation.seat import Seat
from tests.ui.reach import nameless

TODAY = date(2026, 3, 1)
ALL = frozenset(Scope) - {Scope.SUBSTANCE_USE}
ROSA = Supporter(
    "Rosa Whitaker", "sister", (), ALL, expires=TODAY + timedelta(200), verified_on=TODAY
)
OLD = Supporter("Gail Adams", "friend", (), ALL, expires=TODAY - timedelta(days=1))
NEVER = Supporter("Mike Doe", "ex-husband", do_not_contact=True)
SUSPECT = Supporter("Carl Roe", "partner", (), ALL, dv_suspect=True)


def circle(desk: Desk, *people: Supporter) -> None:
    client = desk.board.clients[ClientId("dana")]
    desk.do(RecordClient(client.id, private(replace(client, circle=people)), "test"), SYSTEM)


def at_the_telling(seat: Seat, desk: Desk, case: CaseId) -> PersonEditor:
    desk.do(StartEscalation(case, fresh_run(), ProtocolId("P28")), ME)
    seat.until_step("Consent and scope check")
    return next(one for one in seat.steps.card.editors if isinstance(one, PersonEditor))


def chosen(seat: Seat) -> dict[str, str]:
    return {value.field: value.shown for value in seat.steps.card.values()}


def test_one_release_that_holds_takes_one_key(seat: Seat, desk: Desk, case: CaseId) -> None:
    circle(desk, OLD, ROSA, NEVER)
    at_the_telling(seat, desk, case)
    assert chosen(seat) == {
        "notify.who": "Rosa Whitaker",
        "notify.items": "safety_concern,location",
    }
    seat.press("Ctrl+1")
    seat.until_step("Right person? name plus shared fact")
    assert seat.case.answers["notify.basis"].value.code == "authorization"


def test_how_each_release_stands_is_said_in_words_and_whoever_is_barred_cannot_be_chosen(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    circle(desk, NEVER, OLD, SUSPECT, ROSA)
    made = at_the_telling(seat, desk, case)
    said = [found.text() for found in made.findChildren(QLabel) if found.text()]
    assert [button.text() for button in made.buttons] == [
        "1  ✓ Rosa Whitaker, sister",
        "2  ○ Gail Adams, friend",
    ]
    scope = "safety, location, that they are in care, safety plan, medicines"
    assert said == [
        "Who is to be told",
        f"{scope} · until 2026-09-17",
        "release has expired",
        "✕ Mike Doe, ex-husband · never contact",
        "✕ Carl Roe, partner · may be a danger to them",
    ]
    assert nameless(made) == []


def test_where_several_may_be_told_nobody_is_chosen_beforehand(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    circle(desk, ROSA, replace(ROSA, name="Ben Whitaker", scope=frozenset({Scope.LOCATION})))
    at_the_telling(seat, desk, case)
    assert chosen(seat) == {}
    seat.press("Alt+4", "2")
    assert chosen(seat) == {"notify.who": "Ben Whitaker", "notify.items": "location"}
    seat.press("1")
    assert chosen(seat)["notify.items"] == "safety_concern,location"


def test_an_expired_release_is_a_hard_stop_that_says_the_next_way(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    circle(desk, OLD)
    at_the_telling(seat, desk, case)
    seat.press("Alt+4", "1", "Ctrl+1")
    seat.until(lambda: bool(seat.said))
    ways = (
        "Ask the client now (P28); or, in an emergency, say why it is best for them; "
        "or, if a life is in danger, fill in the override form (P29). "
        "If they treat the client, call the lead."
    )
    told = (
        "If it was said already, write it down as told by mistake: closing (P32), "
        "“Disclosures recorded”."
    )
    assert seat.said == [f"Gail Adams: release has expired. {ways} {told}"]
    assert seat.steps.card.text.text() == "Consent and scope check"


def test_what_the_client_said_today_stands_beside_the_name(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    circle(desk, OLD)
    said = NoteOralAgreement(case, private("Gail Adams"), Oral.AGREED, private("Yes, tell Gail."))
    desk.do(said, ME)
    made = at_the_telling(seat, desk, case)
    assert " · agreed " in made.people["Gail Adams"][0].state
    seat.press("Ctrl+2")
    seat.until_step("Right person? name plus shared fact")


@pytest.mark.parametrize("answer", ["Ctrl+1", "Ctrl+2", "Ctrl+3"])
def test_somebody_else_may_be_named_but_not_on_a_release(
    seat: Seat, desk: Desk, case: CaseId, answer: str
) -> None:
    circle(desk, ROSA)
    made = at_the_telling(seat, desk, case)
    made.line.setFocus()
    seat.type("Pat Neighbour")
    because = next(one for one in seat.steps.card.editors if one.field.id == "notify.because")
    because.fill("They asked for Pat.")
    assert chosen(seat)["notify.who"] == "Pat Neighbour"
    seat.press(answer)
    if answer == "Ctrl+1":
        seat.until(lambda: bool(seat.said))
        assert seat.said[0].startswith("Pat Neighbour: no release names them.")
    else:
        seat.until_step("Right person? name plus shared fact")


def test_whom_an_earlier_list_told_is_not_carried_into_the_next(
    seat: Seat, desk: Desk, case: CaseId
) -> None:
    circle(desk, ROSA, replace(ROSA, name="Ben Whitaker"))
    at_the_telling(seat, desk, case)
    seat.press("Alt+4", "1", "Ctrl+1")
    seat.until_step("Right person? name plus shared fact")
    seat.press("Ctrl+4")  # nobody answers: it comes back
    seat.until(lambda: not any(run.running for run in seat.case.escalations))
    at_the_telling(seat, desk, case)
    assert chosen(seat) == {}
