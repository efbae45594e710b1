"""A fault that nobody foresaw: noted, said once, and the window goes on."""

import logging
import sys

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from console.app.faults import Faults, sentence

PATIENCE_MS = 30_000


def breaks() -> None:
    raise KeyError("Dana")


def test_a_slot_that_raises_is_noted_and_said_once_a_minute(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    faults, said, went_on = Faults(), [], []
    faults.caught.connect(lambda: said.append(sentence()))
    before = sys.excepthook
    stop = faults.watch()
    try:
        for _n in range(3):
            QTimer.singleShot(0, breaks)
        QTimer.singleShot(20, lambda: went_on.append(True))
        qtbot.waitUntil(lambda: bool(went_on), timeout=PATIENCE_MS)
    finally:
        stop()
    assert sys.excepthook is before
    assert [record.message for record in caplog.records] == ["the screen met a fault"] * 3
    assert all(record.levelno == logging.ERROR for record in caplog.records)
    assert said == [sentence()]


def test_what_is_said_blames_nobody_and_says_what_to_do() -> None:
    assert "our fault" in sentence()
    assert "outage sheet" in sentence()
    assert not any(word in sentence().lower() for word in ("error", "invalid", "failed to"))
