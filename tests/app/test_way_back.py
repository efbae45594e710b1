"""A real window: whoever comes back finds the steps, though the field they were in has gone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.fresh import fresh_run
from console.domain.commands import DoStep, PublishProtocols, StartEscalation, TakeCase
from console.domain.ids import SYSTEM, ProtocolId, StepId
from console.ui.actions import act
from console.ui.escalation.pane import EscalationPane
from console.ui.window.window import ConsoleWindow
from tests.app.conftest import Opens
from tests.app.test_station import ANA, PATIENCE_MS, PIN, at_a_case
from tests.checklists import checklist, field, phase, step

LIST = checklist(
    "P70",
    phase(
        "a",
        step("a1", "Ask where", field("where", "Where")),
        step("a2", "Ask who", field("who", "Who")),
    ),
)


def press(name: str) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, act(name).sequence)


@pytest.fixture
def window(opens: Opens, qtbot: QtBot) -> ConsoleWindow:
    """Return a window in which Ana writes in the first step of a list."""
    station = opens(practice=True)
    station.centre.do(PublishProtocols((LIST,)), SYSTEM)
    window = at_a_case(station, qtbot)
    assert station.bridge is not None
    case = station.bridge.case
    assert case is not None
    station.centre.do(TakeCase(case.id), ANA)
    station.centre.do(StartEscalation(case.id, fresh_run(), ProtocolId("P70")), ANA)
    qtbot.waitUntil(lambda: steps(window).card.text.text() == "Ask where", timeout=PATIENCE_MS)
    qtbot.waitUntil(window.isActiveWindow)
    window.bindings.run("focus_escalation")
    assert in_step(window)
    return window


def in_step(window: ConsoleWindow) -> bool:
    """Whether the focus is in the first field of the step."""
    here = QApplication.focusWidget()
    return here is not None and steps(window).card.editors[0].isAncestorOf(here)


def steps(window: ConsoleWindow) -> EscalationPane:
    found = window.panes.escalation
    assert isinstance(found, EscalationPane)
    return found


def step_on(window: ConsoleWindow, qtbot: QtBot) -> None:
    """Let the step be done from another window, so that its fields go."""
    pane = steps(window)
    work, shown = pane.work(), pane.step()
    assert work is not None
    assert shown is not None
    done = DoStep(work.case.id, work.run.id, StepId(shown.id), fresh_run(), None, ())
    pane.bridge.send(done)
    gone: list[bool] = []
    pane.card.editors[0].destroyed.connect(lambda: gone.append(True))
    qtbot.waitUntil(lambda: gone == [True], timeout=PATIENCE_MS)


@pytest.mark.parametrize("opened", ["command_bar", "help", "rank", "lock"])
def test_who_was_away_while_the_step_was_done_comes_back_to_the_next(
    window: ConsoleWindow, qtbot: QtBot, opened: str
) -> None:
    press(opened)
    step_on(window, qtbot)
    if opened == "lock":
        assert window.locked is not None
        QTest.keyClicks(window.locked.secret, PIN)
        QTest.keyClick(window.locked.secret, Qt.Key.Key_Return)
        qtbot.waitUntil(window.locked.isHidden, timeout=PATIENCE_MS)
    else:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Escape)
    if opened == "rank":
        press("focus_escalation")
    assert in_step(window)


@pytest.mark.long
@pytest.mark.parametrize("name", ["queue", "person", "map", "escalation", "journal"])
@pytest.mark.parametrize("away", ["lead", "review", "protocols", "aftercare", "directory"])
def test_a_key_that_goes_to_a_pane_shows_it(
    window: ConsoleWindow, qtbot: QtBot, name: str, away: str
) -> None:
    press(away)
    press(f"focus_{name}")
    qtbot.waitUntil(lambda: window.stack.currentWidget() is window.console)
    here = QApplication.focusWidget()
    assert here is not None
    assert here.isVisible()
    if name != "map":  # its list of help is empty here, and there is nothing to go to
        assert window.slots[name].held.isAncestorOf(here)
