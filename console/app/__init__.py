"""The window of one station: its parts put together and kept alive."""

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication

from console.app.faults import Faults, leave_when_told, quiet_qt
from console.desk.desk import Busy
from console.journal.codec import UnknownKind
from console.journal.port import Unreachable
from console.settings import load
from console.store.trouble import StoreTrouble
from console.ui import theme
from console.ui.window.remembered import Remembered
from console.wiring.centre import Centre, open_centre
from console.words.trouble import trouble

if TYPE_CHECKING:
    from console.app.station import Station

_log = logging.getLogger(__name__)

SILENT: Final = "--log-level=3"
"""The web engine writes its own complaints, of buses and drivers, straight to the terminal."""


def application(look: Path) -> QApplication:
    """Return the application, in the colours and the text size that the folder ``look`` remembers.

    The map's scheme and its walls must be known before it exists.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        app = running
    else:
        quiet_qt()
        _ready_the_map()
        app = QApplication(sys.argv[:1])
        leave_when_told(app.closeAllWindows, app)
    app.setApplicationName("Vigil")
    remembered = Remembered(look / "window.ini")
    theme.apply(app, remembered.theme(), remembered.scale())
    return app


def _ready_the_map() -> None:
    """Prepare the web engine; without its libraries the window opens with the simple map."""
    given = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    if SILENT not in given:
        os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{given} {SILENT}".strip()
    try:
        from console.ui.map.web.scheme import register_scheme, shut_in  # noqa: PLC0415 -- as said
    except ImportError as missing:
        _log.warning("the web engine is not here", exc_info=missing)
        return
    shut_in()
    register_scheme()


def run(config: Path | None, *, url: str | None, practice: bool) -> int:
    """Open the console and return the exit status once it is closed.

    Raises:
        Unusable: the settings cannot be used.
    """
    settings = load(config)
    try:
        centre = open_centre(settings, url, practice=practice)
    except StoreTrouble as no:
        sys.stderr.write(f"{trouble(no.why)}\n")
        return 2
    except (Unreachable, Busy, UnknownKind):
        sys.stderr.write("The database cannot be used now. Update Vigil here, or try again.\n")
        return 2
    return show(centre)


def show(centre: Centre) -> int:
    """Show a centre's windows until the last is closed."""
    from console.app.station import Station  # noqa: PLC0415 -- the panes, once Qt is up

    folder = centre.settings.data / ("practice" if centre.practice else "live")
    application(folder)
    station = Station(centre)
    station.begin()
    code = watched(station)
    station.close()
    return code


def watched(station: "Station") -> int:
    """Let the windows work until the last is closed; a fault of ours is said, and it goes on."""
    faults = Faults()
    faults.caught.connect(station.own_fault)
    stop = faults.watch()
    try:
        code: int = QApplication.exec()
    finally:
        stop()
    return code
