from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.domain.commands import TakeCase
from console.domain.ids import ClientId
from console.domain.people.circle import Scope, Supporter
from console.domain.people.directive import Directive
from console.ui.bridge import Bridge
from console.ui.lead.workspace import LeadWorkspace
from tests.conftest import Clock
from tests.ui.centre import LEAD, arrive, dana, enrol

ENDS = Supporter(
    "Rosa Reyes",
    "sister",
    scope=frozenset({Scope.LOCATION}),
    starts=date(2026, 1, 1),
    expires=date(2026, 3, 13),
)


@pytest.fixture
def workspace(bridge: Bridge, qtbot: QtBot) -> LeadWorkspace:
    made = LeadWorkspace(bridge)
    qtbot.addWidget(made)
    made.show()
    return made


def lines(workspace: LeadWorkspace) -> list[str]:
    found = workspace.records.list
    return [found.item(row).text() for row in range(found.count())]


def test_where_every_record_is_in_order_it_says_so(
    workspace: LeadWorkspace, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, dana())
    qtbot.waitUntil(lambda: dana().id in bridge.board.clients)
    assert workspace.records.quiet.isVisible()
    assert lines(workspace) == []


def test_whose_record_needs_a_look_stands_there_the_most_pressing_first(
    workspace: LeadWorkspace, desk: Desk, qtbot: QtBot
) -> None:
    old = Directive(exists=True, recorded_on=date(2026, 1, 1), revoked_on=date(2026, 2, 1))
    enrol(
        desk,
        replace(dana(), circle=(ENDS,), directive=old),
        replace(dana(), id=ClientId("bo"), name="Bo Wu", circle=(), plan=None),
        replace(
            dana(),
            id=ClientId("cy"),
            name="Cy Roe",
            circle=(replace(ENDS, dv_suspect=True, name="Rosa Reyes"),),
        ),
    )
    qtbot.waitUntil(lambda: len(lines(workspace)) == 3)
    assert lines(workspace) == [
        "Cy R.\nThe safety plan names Rosa Reyes: never contact.",
        "Dana R.\nRosa Reyes: release ends in 12 days. One more.",
        "Bo W.\nNo safety plan is on file.",
    ]
    assert workspace.records.header.isVisible()


def test_a_release_begins_to_worry_on_its_day_without_anybody_writing(
    workspace: LeadWorkspace, desk: Desk, bridge: Bridge, clock: Clock, qtbot: QtBot
) -> None:
    enrol(desk, replace(dana(), circle=(replace(ENDS, expires=date(2026, 4, 1)),)))
    qtbot.waitUntil(lambda: dana().id in bridge.board.clients)
    assert lines(workspace) == []
    clock.forward(timedelta(days=1))
    workspace.records.refresh(clock.now)
    assert lines(workspace) == ["Dana R.\nRosa Reyes: release ends in 30 days."]


def test_activating_one_goes_to_their_case_or_says_whose_it_is(
    workspace: LeadWorkspace, desk: Desk, bridge: Bridge, qtbot: QtBot
) -> None:
    enrol(desk, replace(dana(), circle=(ENDS,)))
    qtbot.waitUntil(lambda: len(lines(workspace)) == 1)
    said: list[str] = []
    went: list[str] = []
    bridge.refused.connect(said.append)
    workspace.went.connect(went.append)
    workspace.records.list.itemActivated.emit(workspace.records.list.item(0))
    assert said == [
        "They have no open case. Their record is for Dr Lin, evening group, or for you."
    ]
    case = arrive(desk, "a", "dana")
    desk.do(TakeCase(case), LEAD)
    qtbot.waitUntil(lambda: case in bridge.board.cases)
    workspace.records.list.itemActivated.emit(workspace.records.list.item(0))
    assert (went, bridge.case is not None) == (["console"], True)
