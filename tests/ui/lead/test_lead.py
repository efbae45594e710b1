from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.limits import Limits
from console.domain.commands import (
    AskForHelp,
    CloseCase,
    DoStep,
    QuarantineEvent,
    SetTier,
    SignOut,
    StartEscalation,
    TakeCase,
)
from console.domain.ids import SYSTEM, ClientId, ProtocolId, StepId
from console.domain.protocol.escalation import Value
from console.domain.tier import Tier
from console.ui.bridge import Bridge
from console.ui.lead.needs import Sort, needs
from console.ui.lead.workspace import LeadWorkspace
from console.ui.room import Room
from tests.conftest import Clock
from tests.ui.centre import LEAD, ME, arrive, dana, enrol
from tests.ui.escalation.seat import publish_all
from tests.ui.reach import nameless


def said(desk: Desk, clock: Clock) -> list[tuple[Sort, str, str]]:
    found = needs(desk.board, Limits(), clock.now)
    return [(need.sort, need.who, need.what) for need in found]


def test_with_nothing_open_nothing_needs_a_lead(desk: Desk, clock: Clock) -> None:
    assert said(desk, clock) == []


def test_a_case_that_nobody_has_needs_a_lead_once_it_is_late_or_at_once_when_high(
    desk: Desk, clock: Clock
) -> None:
    enrol(desk, dana())
    arrive(desk, "a", "dana")
    assert said(desk, clock) == []
    arrive(desk, "b", tier=Tier.HIGH)
    assert said(desk, clock) == [(Sort.WAITS, "Unknown caller", "nobody has this")]
    clock.forward(timedelta(minutes=5))
    assert said(desk, clock) == [
        (Sort.WAITS, "Unknown caller", "nobody has this · very late"),
        (Sort.WAITS, "Dana R.", "nobody has this · late"),
    ]


def test_a_case_whose_owner_has_not_turned_to_what_came_needs_a_lead(
    desk: Desk, clock: Clock
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), ME)
    clock.forward(timedelta(minutes=20))
    assert said(desk, clock) == []
    arrive(desk, "b", "dana")
    clock.forward(timedelta(minutes=5))
    assert said(desk, clock) == [
        (Sort.WAITS, "Dana R.", "J. Ortiz has not looked since 12:20 · late")
    ]


def test_a_call_for_the_lead_comes_before_everything(desk: Desk, clock: Clock) -> None:
    arrive(desk, "a", tier=Tier.HIGH)
    case = arrive(desk, "b")
    desk.do(TakeCase(case), ME)
    desk.do(AskForHelp(case), ME)
    assert said(desk, clock)[0] == (Sort.CALL, "Unknown caller", "J. Ortiz calls you")


def test_somebody_at_high_risk_whose_place_nobody_knows_needs_a_lead(
    desk: Desk, clock: Clock
) -> None:
    case = arrive(desk, "a", tier=Tier.HIGH)
    desk.do(TakeCase(case), ME)
    assert said(desk, clock) == [
        (Sort.PLACE, "Unknown caller", "nobody knows where they are · J. Ortiz")
    ]


def test_a_dispatch_whose_facts_nobody_has_written_down_needs_a_lead(
    desk: Desk, clock: Clock
) -> None:
    publish_all(desk)
    case, run = arrive(desk, "a"), fresh_run()
    desk.do(TakeCase(case), ME)
    desk.do(StartEscalation(case, run, ProtocolId("P24")), ME)

    def do(step: str, answer: str | None, **given: str) -> None:
        values = tuple(
            Value(name.replace("__", "."), None, private(v)) for name, v in given.items()
        )
        desk.do(DoStep(case, run, StepId(step), fresh_run(), answer, values), ME)

    do("a1", "matched", psap__name="County", psap__number="+16145550111")
    assert said(desk, clock) == []
    do("a2", "reached")
    assert said(desk, clock) == [
        (
            Sort.DISPATCH,
            "Unknown caller",
            "still open: incident number, who took it · J. Ortiz",
        )
    ]
    do("b3", "noted", psap__incident="26-118204", psap__operator="T. Bell")
    assert said(desk, clock) == []


def test_an_old_location_of_somebody_at_high_risk_needs_a_lead(desk: Desk, clock: Clock) -> None:
    home = replace(dana().addresses[0], since=date(2025, 11, 1))
    enrol(desk, replace(dana(), id=ClientId("old"), addresses=(home,)))
    case = arrive(desk, "a", "old", tier=Tier.HIGH)
    desk.do(TakeCase(case), ME)
    assert said(desk, clock) == [
        (Sort.PLACE, "Dana R.", "location is 120 d old · J. Ortiz"),
    ]


def test_an_overdue_follow_up_and_what_is_in_quarantine_need_a_lead(
    desk: Desk, clock: Clock
) -> None:
    enrol(desk, dana())
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), ME)
    desk.do(SetTier(case, Tier.MODERATE), ME)
    due = clock.now + timedelta(hours=2)
    landing = Landing(Ending.RESOLVED_PLAN, Tier.MODERATE, PlanLook.USED, next_contact=due)
    desk.do(CloseCase(case, landing), ME)
    desk.do(QuarantineEvent("q1", "portal", "no time in it"), SYSTEM)
    clock.forward(timedelta(hours=3))
    assert said(desk, clock) == [
        (Sort.FOLLOW_UP, "Dana R.", "follow-up overdue · case 8 · not tried yet"),
        (Sort.QUARANTINE, "Quarantine", "1 event could not be read and is kept"),
    ]


@pytest.fixture
def lead(desk: Desk, room: Room, dressed: object) -> Iterator[Bridge]:
    lead = Bridge(desk, LEAD, room)
    yield lead
    lead.close()


@pytest.fixture
def workspace(lead: Bridge, qtbot: QtBot) -> LeadWorkspace:
    workspace = LeadWorkspace(lead)
    qtbot.addWidget(workspace)
    workspace.resize(1100, 700)
    workspace.show()
    return workspace


def here(workspace: LeadWorkspace) -> list[str]:
    rows = workspace.here
    return [rows.item(at).text().split(" · since")[0] for at in range(rows.count())]


def test_it_says_when_nothing_needs_a_lead(workspace: LeadWorkspace) -> None:
    assert workspace.stack.currentWidget() is workspace.quiet


def test_enter_on_a_call_answers_it_and_goes_to_the_case(
    workspace: LeadWorkspace, lead: Bridge, desk: Desk, qtbot: QtBot
) -> None:
    case = arrive(desk, "a")
    desk.do(TakeCase(case), ME)
    desk.do(AskForHelp(case), ME)
    qtbot.waitUntil(lambda: workspace.list.count() == 1)
    workspace.list.setCurrentRow(0)
    with qtbot.waitSignal(workspace.went) as went:
        QTest.keyClick(workspace.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.board.cases[case].help_answered_by == LEAD)
    assert went.args == ["console"]
    assert lead.case is not None
    assert lead.case.id == case


def test_a_clock_that_runs_out_shows_up_by_itself_and_the_chosen_line_stays_chosen(
    workspace: LeadWorkspace, lead: Bridge, desk: Desk, clock: Clock, qtbot: QtBot
) -> None:
    arrive(desk, "a", tier=Tier.HIGH)
    arrive(desk, "b")
    qtbot.waitUntil(lambda: workspace.list.count() == 1)
    workspace.list.setCurrentRow(0)
    clock.forward(timedelta(minutes=6))
    lead.ticked.emit(clock.now)
    assert workspace.list.count() == 2
    (chosen,) = workspace.list.selectedItems()
    need = chosen.data(Qt.ItemDataRole.UserRole)
    assert (need.tier, need.what) == (Tier.HIGH, "nobody has this · very late")


def test_it_says_who_is_here_who_leads_and_what_they_have(
    workspace: LeadWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    assert here(workspace) == ["M. Okafor · leads · desk-1", "J. Ortiz · desk-1"]
    desk.do(SignOut(), ME)
    qtbot.waitUntil(lambda: here(workspace) == ["M. Okafor · leads · desk-1"])


def test_everything_of_the_lead_has_a_name(
    workspace: LeadWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    arrive(desk, "a", tier=Tier.HIGH)
    qtbot.waitUntil(lambda: workspace.list.count() == 1)
    assert nameless(workspace) == []
    workspace.here.setAccessibleName("")
    assert nameless(workspace) == ["QListWidget 'here'"]
