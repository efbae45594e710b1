"""A web engine that loads one empty page and ends: run as a child by ``probe``."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from console.ui.map.web.scheme import shut_in

PATIENCE_MS = 15_000


def main() -> int:
    """Return 0 if the page was loaded."""
    shut_in()
    application = QApplication(sys.argv[:1])
    view = QWebEngineView()
    view.loadFinished.connect(lambda well: application.exit(0 if well else 1))
    view.load("about:blank")
    QTimer.singleShot(PATIENCE_MS, application, lambda: application.exit(1))
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
