"""The engine is tried in a child before it can end the console."""

import os
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from console.ui.map.pane import MapPane
from console.ui.map.web.probe import TRIAL, UNSANDBOXED, Probe
from console.ui.map.web.scheme import FLAGS, shut_in
from tests.ui.map.conftest import IMMINENT, SOON

NEEDS_NO_SANDBOX = f"import os, sys; sys.exit(os.environ.get({UNSANDBOXED!r}) != '1')"
DIES = "import os; os.abort()"


@pytest.fixture
def sandboxed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(UNSANDBOXED, "")
    yield
    monkeypatch.undo()


def verdict(qtbot: QtBot, *trial: str) -> bool:
    probe = Probe(trial)
    with qtbot.waitSignal(probe.ended, timeout=SOON) as told:
        probe.start()
    assert told.args is not None
    return bool(told.args[0])


def test_the_engine_starts_here(qtbot: QtBot) -> None:
    assert verdict(qtbot, *TRIAL)


@pytest.mark.usefixtures("sandboxed")
def test_where_it_cannot_sandbox_it_is_used_without(qtbot: QtBot) -> None:
    assert verdict(qtbot, sys.executable, "-c", NEEDS_NO_SANDBOX)
    assert os.environ[UNSANDBOXED] == "1"


@pytest.mark.usefixtures("sandboxed")
@pytest.mark.parametrize("trial", [(sys.executable, "-c", DIES), ("/nowhere/python",)])
def test_where_it_dies_it_is_not_used(qtbot: QtBot, trial: tuple[str, ...]) -> None:
    assert not verdict(qtbot, *trial)
    assert os.environ[UNSANDBOXED] == ""


@pytest.mark.usefixtures("sandboxed")
def test_without_an_engine_the_simple_map_shows_the_marks(qtbot: QtBot) -> None:
    pane = MapPane(lambda: pytest.fail("not needed"), probe=Probe(("/nowhere/python",)))
    qtbot.addWidget(pane)
    pane.show()
    pane.show_marks([IMMINENT])
    with qtbot.waitSignal(pane.lost, timeout=SOON):
        pane.start()
    assert pane.simple.isVisible()
    assert pane.web is None
    pane.close_map()


def test_the_flags_are_added_once_to_those_given() -> None:
    environ = {"QTWEBENGINE_CHROMIUM_FLAGS": "--given"}
    shut_in(environ)
    once = environ["QTWEBENGINE_CHROMIUM_FLAGS"]
    shut_in(environ)
    assert environ["QTWEBENGINE_CHROMIUM_FLAGS"] == once == " ".join(["--given", *FLAGS])
