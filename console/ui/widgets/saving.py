"""Where a person keeps documents, and how a file is named and written there."""

from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QLineEdit

from console.reports.handoff.whole import write

__all__ = ["FileLine", "documents", "write"]


def documents() -> Path:
    """Return the folder in which a person keeps documents."""
    said = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(said) if said else Path.home()
    return folder if folder.is_dir() else Path.home()


class FileLine(QLineEdit):
    """The name of the file to save; one that is there already goes only by a second press."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Save as this file"))
        self._warned: Path | None = None

    def begin(self, proposed: Path) -> None:
        """Propose a file, and forget what was pressed before."""
        self.setText(str(proposed))
        self._warned = None

    @property
    def file(self) -> Path | None:
        """What is named, if anything is."""
        typed = self.text().strip()
        return Path(typed).expanduser() if typed else None

    @property
    def replaces(self) -> bool:
        """Whether what is there already may go."""
        return self.file is not None and self._warned == self.file

    def in_the_way(self, file: Path) -> str | None:
        """Return why it is not saved as ``file`` by this press, if anything is in the way."""
        if not file.parent.is_dir():
            return _("There is no folder {folder}.").format(folder=file.parent)
        if file.is_dir():
            return _("{file} is a folder. Name a file in it.").format(file=file)
        if file.exists() and self._warned != file:
            self._warned = file
            return _("{file} is there already. Enter once more replaces it.").format(file=file.name)
        return None
