"""The power goes in the middle of a case; the next start has it back on the screen."""

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from console.app.station import Station
from console.domain.protocol.escalation import current_step
from console.settings import Settings
from console.ui.escalation.pane import EscalationPane
from console.ui.signin.screen import SignIn
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import open_centre
from tests.stories.window import ANA, NOTE, STEPS

ROOT = Path(__file__).parents[2]
DEADLINE_S = 60
pytestmark = pytest.mark.long


def killed_in_the_middle(folder: Path) -> tuple[int, str]:
    """Let a workplace get into a case and kill it; return how far it had said it was."""
    command = [sys.executable, "-m", "tests.stories.window", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as workplace:
        assert workplace.stdout is not None
        said = json.loads(workplace.stdout.readline())
        workplace.send_signal(signal.SIGKILL)
        assert workplace.wait(DEADLINE_S) == -signal.SIGKILL
    return said["head"], said["step"]


def test_after_a_kill_the_case_its_ticks_its_note_and_its_clocks_are_on_the_screen_again(
    tmp_path: Path, qtbot: QtBot
) -> None:
    head, step = killed_in_the_middle(tmp_path)
    station = Station(open_centre(Settings(tmp_path), practice=True), aloud=False, with_map=False)
    screen = station.begin()
    assert isinstance(screen, SignIn)
    with qtbot.waitSignal(station.opened, timeout=30_000):
        QTest.keyClicks(screen.secret, "1")
        QTest.keyClick(screen.secret, Qt.Key.Key_Return)
    window, bridge = station.window, station.bridge
    assert isinstance(window, ConsoleWindow)
    assert bridge is not None
    assert bridge.head[0] >= head
    case = bridge.case
    assert case is not None
    assert case.owner == ANA
    (run,) = case.escalations
    assert len(run.settled) == STEPS
    pane = window.findChildren(EscalationPane)[0]
    qtbot.waitUntil(lambda: pane.step() is not None, timeout=30_000)
    shown = pane.step()
    assert shown is not None
    assert shown.id == step
    assert current_step(bridge.board.protocol_of(run), run) == shown
    (note,) = (one for one in window.findChildren(QPlainTextEdit) if one.objectName() == "noteEdit")
    qtbot.waitUntil(lambda: note.toPlainText() == NOTE, timeout=30_000)
    assert run.opened[shown.id] < datetime.now(UTC)  # the step's clock goes on from its start
    station.close()
