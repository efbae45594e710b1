"""A window with the workspace of aftercare in it, worked by its keys."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.desk.desk import Desk
from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.commands import CloseCase, SetTier, TakeCase
from console.domain.ids import CaseId
from console.domain.tier import Tier
from console.places.page import MapPage
from console.ui.aftercare.paint import ROW
from console.ui.aftercare.rows import Row
from console.ui.aftercare.workspace import AftercareWorkspace
from console.ui.bridge import Bridge
from console.ui.escalation.journal import CaseJournalPane
from console.ui.escalation.pane import EscalationPane
from console.ui.map.help_table import HelpTable
from console.ui.map.pane import MapPane
from console.ui.person.pane import PersonPane
from console.ui.queue.pane import QueuePane
from console.ui.window.panes import Panes
from console.ui.window.remembered import Remembered
from console.ui.window.window import ConsoleWindow
from tests.ui.centre import LEAD, arrive, dana, enrol
from tests.ui.keyboard import Keyboard


class Seat(Keyboard):
    """Somebody at the list of what is owed."""

    def __init__(self, window: ConsoleWindow, bridge: Bridge, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(window, bridge, desk, qtbot)
        workspace = window.panes.workspaces["aftercare"]
        assert isinstance(workspace, AftercareWorkspace)
        self.workspace = workspace

    def go(self) -> None:
        self.press("aftercare")
        self.until(self.workspace.isVisible)

    def choose(self, kind: str) -> None:
        """Go down the list, with the arrow key, to the first thing of ``kind``."""
        self.until(lambda: kind in [shown for _who, shown, _when in self.shown])
        listed = self.workspace.list
        listed.setCurrentRow(0)
        listed.setFocus()
        for _n in range(listed.count()):
            if self.row.kind == kind:
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(kind)

    @property
    def row(self) -> Row:
        row = self.workspace.list.currentItem().data(ROW)
        assert isinstance(row, Row)
        return row

    @property
    def shown(self) -> list[tuple[str, str, str]]:
        listed = self.workspace.list
        rows = [listed.item(place).data(ROW) for place in range(listed.count())]
        return [(row.name, row.kind, row.when) for row in rows]

    @property
    def told(self) -> str:
        return self.workspace.detail.told.text()

    @property
    def asked(self) -> list[str]:
        """The questions that are open."""
        form = self.workspace.detail.form
        return [] if form.isHidden() else [editor.need.label for editor in form.editors]

    def pick(self, code: str) -> None:
        """Choose in the first question, with the arrow keys."""
        editor = self.workspace.detail.form.editors[0]
        buttons = editor.group.buttons()
        self.key(Qt.Key.Key_Space)
        for _n in buttons:
            if editor.value == code:
                return
            self.key(Qt.Key.Key_Right)
        raise AssertionError(code)


@pytest.fixture
def landed(desk: Desk) -> CaseId:
    """A case of Dana's that landed at high, with a contact owed in four hours."""
    enrol(desk, dana())
    return land(desk, "a", "dana", Tier.HIGH)


def land(desk: Desk, name: str, client: str | None, tier: Tier, phone: str = "") -> CaseId:
    case = arrive(desk, name, client, phone=phone)
    desk.do(TakeCase(case), LEAD)
    desk.do(SetTier(case, tier, (private("a"), private("b"))), LEAD)
    said = Landing(
        Ending.RESOLVED_PLAN,
        tier,
        PlanLook.USED,
        next_contact=desk.now() + timedelta(hours=4),
        who_has_them=private("her sister"),
    )
    desk.do(CloseCase(case, said), LEAD)
    return case


@pytest.fixture
def seat(bridge: Bridge, desk: Desk, tmp_path: Path, qtbot: QtBot) -> Iterator[Seat]:
    panes = Panes(
        QueuePane(bridge),
        PersonPane(bridge),
        MapPane(lambda: MapPage("", {})),
        HelpTable(),
        EscalationPane(bridge),
        CaseJournalPane(bridge),
        {"aftercare": AftercareWorkspace(bridge)},
    )
    window = ConsoleWindow(
        bridge, panes, remembered=Remembered(tmp_path / "window.ini"), map_after_ms=None
    )
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Seat(window, bridge, desk, qtbot)
    window.close()
