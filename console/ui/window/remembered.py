"""What the window remembers from one day to the next: nothing about any person."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings

from console.ui.theme import Theme

THEME: Final = "theme"
SCALE: Final = "text size"


class Remembered:
    """An ini file in the data folder; without a path nothing outlives the program."""

    def __init__(self, path: Path | None = None) -> None:
        self._ini = QSettings(str(path), QSettings.Format.IniFormat) if path else None
        self._now: dict[str, QByteArray] = {}

    def theme(self) -> Theme:
        """Return the colours that were on last."""
        found = str(self._ini.value(THEME, "")) if self._ini else ""
        return Theme(found) if found in set(Theme) else Theme.LIGHT

    def scale(self) -> float:
        """Return the text size that was on last."""
        found = str(self._ini.value(SCALE, "1.0")) if self._ini else "1.0"
        try:
            return float(found)
        except ValueError:
            return 1.0

    def keep_look(self, theme: Theme, scale: float) -> None:
        """Remember colours and text size."""
        if self._ini:
            self._ini.setValue(THEME, str(theme))
            self._ini.setValue(SCALE, f"{scale:.2f}")

    def bytes(self, name: str) -> QByteArray:
        """Return how something was laid out; empty if that is not known."""
        found = self._ini.value(f"layout/{name}") if self._ini else self._now.get(name)
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep(self, name: str, value: QByteArray) -> None:
        """Remember how something is laid out."""
        self._now[name] = value
        if self._ini:
            self._ini.setValue(f"layout/{name}", value)

    def forget(self, name: str) -> None:
        """Let something be laid out as it is by itself."""
        self._now.pop(name, None)
        if self._ini:
            self._ini.remove(f"layout/{name}")
