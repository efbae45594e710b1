"""Pictures of a window, as a headless practice shift leaves them behind."""

from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtWidgets import QWidget

from console.app.hands import Hands
from console.ui.window.window import ConsoleWindow

SIZES: Final = ((1440, 900), (1920, 1080))
SETTLED_S: Final = 0.4
PATIENCE_S: Final = 15.0
"""How long a bar that goes by itself is waited for."""


class Camera:
    """Takes every picture in every size; a picture shows no bar that is about to go."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.taken: list[str] = []

    def take(self, name: str, window: QWidget, hands: Hands) -> None:
        """Save ``name`` of ``window``, once what was said has gone."""
        self._wait(window, hands)
        for width, height in SIZES:
            window.resize(width, height)
            hands.settle()
            hands.rest(SETTLED_S)
            window.grab().save(str(self._folder / f"{name}-{width}x{height}.png"))
        self.taken.append(name)

    @staticmethod
    def _wait(window: QWidget, hands: Hands) -> None:
        end = monotonic() + PATIENCE_S
        while isinstance(window, ConsoleWindow) and not window.calm.isHidden():
            if monotonic() > end:
                return
            hands.rest(SETTLED_S)
