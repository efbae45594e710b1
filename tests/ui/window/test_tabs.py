"""However many workspaces there are, the way to each stays readable at every text size."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui import theme
from console.ui.widgets.button import KeyButton
from console.ui.window.tabs import Tabs

NAMES = ("console", "lead", "aftercare", "review", "protocols", "directory", "drill")


@pytest.mark.parametrize(
    ("scale", "width", "keys"), [(1.0, 1440, True), (2.0, 2000, True), (2.0, 1280, False)]
)
def test_the_words_of_every_tab_are_whole_and_keys_give_way(
    dressed: QApplication, qtbot: QtBot, scale: float, width: int, *, keys: bool
) -> None:
    theme.apply(dressed, theme.Theme.LIGHT, scale)
    tabs, buttons = Tabs(), [KeyButton(name, lambda: None) for name in NAMES]
    qtbot.addWidget(tabs)
    for button in buttons:
        tabs.add(button)
    tabs.resize(width, tabs.sizeHint().height())
    tabs.show()

    def settled() -> bool:
        words = [button.words for button in buttons]
        whole = all(word.width() >= word.sizeHint().width() for word in words)
        return whole and [button.key.isVisible() for button in buttons] == [keys] * len(NAMES)

    qtbot.waitUntil(settled)
    assert tabs.width() == width
    assert all(tabs.rect().contains(button.geometry()) for button in buttons)
