"""The window of one station: its parts put together and kept alive."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.desk.desk import Busy
from console.journal.codec import UnknownKind
from console.journal.port import Unreachable
from console.settings import load
from console.store.trouble import StoreTrouble
from console.ui import theme
from console.ui.map.web.scheme import register_scheme, shut_in
from console.ui.window.remembered import Remembered
from console.wiring.centre import Centre, open_centre
from console.words.trouble import trouble


def application(folder: Path) -> QApplication:
    """Return the application, in the colours and the text size of the last time.

    The map's scheme and its walls must be known before it exists.
    """
    shut_in()
    register_scheme()
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Vigil")
    remembered = Remembered(folder / "window.ini")
    theme.apply(app, remembered.theme(), remembered.scale())
    return app


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
    app = application(folder)
    station = Station(centre)
    station.begin()
    code: int = app.exec()
    station.close()
    return code
