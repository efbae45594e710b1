"""Taking in what a 911 centre sent back about the case: a file, offered and never applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.desk.desk import Done
from console.desk.fresh import private
from console.domain.board import Board
from console.domain.commands import TakeStatus
from console.domain.ids import CaseId
from console.domain.place.returned import Returned
from console.intake.strict.json_in import read
from console.intake.strict.wanted import NotAsWanted
from console.reports.handoff.eido import incident
from console.reports.handoff.returned import DEEPEST, LARGEST, NoStatus, cases, returned
from console.ui.bridge import Bridge
from console.ui.widgets.button import ChoiceButton, plain_button
from console.ui.widgets.label import label, restyle, section
from console.ui.widgets.layout import Flow
from console.words import returned as words

MOST: Final = 5
"""So many of the newest files are offered by a digit."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was read: what the centre says, and whether it says that it is this case."""

    said: Returned
    sha256: str
    named: bool


class SentBackPanel(QFrame):
    """An inline panel below the current step; it never covers the step or its clock.

    Attributes:
        folder: where files are looked for that may be meant.

    Signals:
        left: it is taken in, or Escape was pressed.
    """

    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._warned = ""
        self._files: Sequence[Path] = ()
        where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        self.folder = Path(where) if where else Path.home()
        self.setObjectName("underPanel")
        self.file = QLineEdit()
        self.file.setPlaceholderText(_("the file that they sent (EIDO)"))
        self.file.setAccessibleName(_("File that the 911 centre sent back"))
        self.said = label("", wraps=True)
        self.buttons: list[QPushButton] = []
        self._choices = QWidget()
        self._flow = Flow(self._choices, gap=4)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(7)
        foot = QWidget()
        last = Flow(foot, gap=6)
        last.addWidget(plain_button(_("Take in  ↵"), self._look, "primary"))
        last.addWidget(plain_button(_("Leave  Esc"), self.left.emit, "quiet"))
        for part in (section(_("SENT BACK BY A 911 CENTRE")), self.file, self._choices):
            rows.addWidget(part)
        rows.addWidget(self.said)
        rows.addWidget(foot)
        rows.addStretch(1)
        self.file.returnPressed.connect(self._look)

    def ask(self) -> None:
        """Ask for the file; the newest ones that it may be stand below."""
        self._warned = ""
        self._say("")
        self.file.clear()
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        self._files = newest(self.folder)
        for place, file in enumerate(self._files, start=1):
            spoken = _("Take {file}").format(file=file.name)
            button = ChoiceButton(file.name, spoken, partial(self.press, place), digit=place)
            self.buttons.append(button)
            self._flow.addWidget(button)
        self._choices.setVisible(bool(self.buttons))
        self.show()
        self.file.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def press(self, place: int) -> None:
        """Name the file that stands at ``place`` (from 1)."""
        if 1 <= place <= len(self._files):
            self.file.setText(str(self._files[place - 1]))
            for n, button in enumerate(self.buttons, start=1):
                button.setChecked(n == place)
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape (Qt)."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        case, typed = self._bridge.case, self.file.text().strip()
        if case is None or not typed:
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        file, board, name = Path(typed).expanduser(), self._bridge.board, case.id
        self._bridge.ask(lambda: look(file, board, name), partial(self._found, name))

    def _found(self, case: CaseId, found: Found | str) -> None:
        if isinstance(found, str):
            self._say(found)
            return
        if not found.named and self._warned != found.sha256:
            self._warned = found.sha256
            parts = words.title(found.said), words.units(found.said)
            said = ". ".join(part for part in parts if part)
            check = _("It does not name this case: ask the centre. Enter once more takes it.")
            self._say(f"{said}. {check}")
            return
        command = TakeStatus(case, private(found.said), found.sha256)
        self._bridge.send(command, then=self._taken)

    def _taken(self, done: tuple[Done, ...]) -> None:
        if any(one.happened for one in done):
            self.left.emit()
        else:
            self._say(_("It was taken in before."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        restyle(self.said, "tone", "high" if text else "")


def newest(folder: Path) -> Sequence[Path]:
    """Return the files that were put into a folder last and may be what is meant."""
    try:
        found = [(one.stat().st_mtime, one) for one in folder.glob("*.json") if one.is_file()]
    except OSError:
        return ()
    return [one for _when, one in sorted(found, reverse=True)[:MOST]]


def look(file: Path, board: Board, case: CaseId) -> Found | str:
    """Return what a file says about a case, or why it is not taken, as a sentence."""
    names = {one.id: incident(one.id, one.number) for one in board.cases.values()}
    ours = names.pop(case, "")
    try:
        if not file.is_file():
            return _("{file} is no file.").format(file=file.name)
        with file.open("rb") as opened:
            raw = opened.read(LARGEST + 1)
        document = read(raw, LARGEST, DEEPEST)
        said = returned(document, ours, names.values())
    except OSError as no:
        return _("{file} cannot be read: {why}.").format(file=file.name, why=no.strerror or no)
    except NotAsWanted as no:
        return _("{file} cannot be read: {why}.").format(file=file.name, why=no.wanted)
    except NoStatus as no:
        return str(no)
    return Found(said, sha256(raw).hexdigest(), ours in cases(document))
