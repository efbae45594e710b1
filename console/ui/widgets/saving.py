"""Where a person keeps documents, and how a file is written there."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from console.reports.handoff.whole import write

__all__ = ["documents", "write"]


def documents() -> Path:
    """Return the folder in which a person keeps documents."""
    said = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(said) if said else Path.home()
    return folder if folder.is_dir() else Path.home()
