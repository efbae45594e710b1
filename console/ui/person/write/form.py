"""A form in the pane: filled in by keys alone, kept as a draft while it is typed."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.domain.commands import Command
from console.domain.ids import CaseId
from console.ui.actions import cap
from console.ui.bridge import Bridge
from console.ui.person.write.blanks import Blank, Filled, in_order
from console.ui.person.write.keeping import Keeping
from console.ui.person.write.read import Unclear, Values
from console.ui.theme import dp
from console.ui.widgets.button import plain_button
from console.ui.widgets.label import Elided, label
from console.ui.widgets.layout import Flow

WRITE, ANEW = "Alt+Return", "Alt+Delete"
TWO_COLUMNS = 520
"""From this width on, in pixels at text size 1, two blanks stand side by side."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a form asks for at one moment, and what comes of it.

    Attributes:
        key: under which its draft is kept; it names the client, and never what is typed.
        values: what stands there now, by the id of the blank.
        commands: what is asked for once it is filled in; ``Unclear`` where it cannot be read.
        version: which version stands there now, for what has versions.
        changed: said when another version was written meanwhile.
        summary: what is known now, in lines that stand above the blanks.
    """

    key: str
    title: str
    blanks: tuple[Blank, ...]
    values: Values
    commands: Callable[[Values, int], Sequence[Command]]
    version: int = 0
    changed: str = ""
    summary: tuple[str, ...] = ()


def _key(words: str) -> QLabel:
    made = label(words, "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


class FormPanel(QFrame):
    """The form that is open now.  Alt Return writes it, Escape leaves it and keeps the draft.

    Signals:
        opened: it was opened, or closed in any way.
        left: it was closed, written or not.
    """

    opened = Signal(bool)
    left = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("formPanel")
        self.setProperty("role", "panel")
        self._bridge = bridge
        self._paper: Paper | None = None
        self._make: Callable[[], Paper] | None = None
        self._made_from = 0
        self.filled: tuple[Filled, ...] = ()
        self.title = Elided("", "section")
        self.summary = label("", wraps=True)
        self.summary.setObjectName("formSummary")
        self.said = label("", "secondary", wraps=True)
        self.said.setProperty("tone", "moderate")
        self._grid = QGridLayout()
        self._columns = 0
        self._scroll = QScrollArea(self)
        self._keeping = Keeping(bridge, self._draft, self)
        self._keeping.found.connect(self._found)
        self._keeping.kept.connect(self._is_kept)
        self._build()
        self.hide()

    def _build(self) -> None:
        bar = QWidget(self)
        head = Flow(bar, gap=6)
        for words, run, keys in (
            (_("Write"), self.write, WRITE),
            (_("As it stands"), self.anew, ANEW),
        ):
            button = plain_button(words, run, "quiet")
            button.setObjectName("formDo")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.addWidget(button)
            head.addWidget(_key(cap(keys)))
        head.addWidget(_key(_("Esc leaves")))
        inner = QWidget(self)
        inner.setObjectName("formBlanks")
        self._grid.setContentsMargins(0, 0, dp(6), 0)
        self._grid.setHorizontalSpacing(dp(14))
        self._grid.setVerticalSpacing(dp(6))
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._grid)
        whole.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._scroll.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.title)
        column.addWidget(self.summary)
        column.addWidget(self.said)
        column.addWidget(bar)
        column.addWidget(self._scroll, 1)

    # Opening and leaving --------------------------------------------------------

    def open(self, make: Callable[[], Paper]) -> None:
        """Open the form that ``make`` returns as of now: with its draft, where one was left."""
        self._keeping.close()
        paper = make()
        self._make, self._paper, self._made_from = make, paper, paper.version
        self._lay(paper)
        self._say("")
        self._fit()
        self._fill(paper.values)
        self.title.setText(paper.title)
        self.summary.setText("\n".join(paper.summary))
        self.summary.setVisible(bool(paper.summary))
        self.setAccessibleName(paper.title)
        self.show()
        self.opened.emit(True)
        if self.filled:
            self.filled[0].focus()
        self._keeping.open(CaseId(paper.key))

    def close_panel(self) -> None:
        """Leave it; what was typed is kept."""
        if self.isHidden():
            return
        self._keeping.close()
        self._paper = self._make = None
        self.hide()
        self.opened.emit(False)
        self.left.emit()

    def anew(self) -> None:
        """Fill it in as it stands on file; the draft goes."""
        if self._make is not None:
            self._paper = self._make()
            self._made_from = self._paper.version
            self._fill(self._paper.values)
            self._say("")
            self._keeping.keep()

    @property
    def values(self) -> dict[str, str]:
        """What is filled in now."""
        return {one.blank.id: one.value for one in self.filled}

    def _fill(self, values: Mapping[str, str]) -> None:
        for one in self.filled:
            one.fill(values.get(one.blank.id, ""))
            one.say("")

    def _lay(self, paper: Paper) -> None:
        for old in self.filled:
            self._grid.removeWidget(old)
            old.deleteLater()
        self.filled = tuple(Filled(blank, self._keeping.look, self) for blank in paper.blanks)
        for one in self.filled:
            for stop in one.stops:
                stop.installEventFilter(self)
        in_order(self.filled)
        self._columns = 0
        self._place()

    def _place(self) -> None:
        """Put the blanks in two columns where there is room, read row by row."""
        columns = 2 if self.width() >= dp(TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for n, one in enumerate(self.filled):
            self._grid.addWidget(one, *divmod(n, columns))
        for n in range(2):
            self._grid.setColumnStretch(n, int(n < columns))

    # Writing it -----------------------------------------------------------------

    def write(self) -> None:
        """Write it down; what cannot be read is said at its blank, and nothing is lost."""
        if self._make is None:
            return
        for one in self.filled:
            one.say("")
        paper = self._make()
        if paper.version != self._made_from:
            self._made_from = paper.version
            words = paper.changed.format(n=paper.version, key=cap(WRITE), anew=cap(ANEW))
            self._say(words)
            return
        try:
            commands = paper.commands(self.values, self._made_from)
        except Unclear as unclear:
            self._point_at(unclear)
            return
        self._keeping.keep()
        self._bridge.send(*commands, then=lambda _done: self._is_written(paper))

    def _point_at(self, unclear: Unclear) -> None:
        for one in self.filled:
            if one.blank.id == unclear.field:
                one.say(unclear.words)
                one.focus()
                return
        self._say(unclear.words)

    def _is_written(self, paper: Paper) -> None:
        self._keeping.forget(CaseId(paper.key))
        if self._paper is not None and paper.key == self._paper.key:
            self.close_panel()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self._fit()

    # Drafts ---------------------------------------------------------------------

    def _draft(self) -> str:
        """Return what is typed, and what it was made from; nothing while it stands as on file."""
        paper, values = self._paper, self.values
        if paper is None or values == {b.id: paper.values.get(b.id, "") for b in paper.blanks}:
            return ""
        return json.dumps({"made_from": self._made_from, "values": values})

    def _is_kept(self, text: str) -> None:
        if text and self._paper is not None:
            at = self._bridge.now().astimezone()
            words = _("{title} · draft kept {time}")
            self.title.setText(words.format(title=self._paper.title, time=f"{at:%H:%M:%S}"))

    def _found(self, text: str) -> None:
        """Fill in the draft that was left."""
        try:
            draft = json.loads(text)
            values, made_from = dict(draft["values"]), int(draft["made_from"])
        except (ValueError, KeyError, TypeError):
            return
        if self._paper is not None:
            self._made_from = made_from
            self._fill({key: str(value) for key, value in values.items()})
            words = _("{title} · draft found again")
            self.title.setText(words.format(title=self._paper.title))

    # Qt -------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the blank that has the focus into sight (Qt)."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 0, dp(24))
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, begin anew or leave by a key (Qt)."""
        pressed = QKeySequence(event.keyCombination())
        if pressed == QKeySequence(WRITE):
            self.write()
        elif pressed == QKeySequence(ANEW):
            self.anew()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column where two have no room, and cut no key (Qt)."""
        super().resizeEvent(event)
        self._place()
        self._fit()

    def _fit(self) -> None:
        """Be as high as title, lines and keys need at this width; the blanks scroll."""
        layout, inner = self.layout(), self.contentsRect()
        if layout is not None:
            needed = layout.totalMinimumHeightForWidth(inner.width())
            self.setMinimumHeight(needed + self.height() - inner.height())

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft before the pane goes (Qt)."""
        self._keeping.keep()
        super().hideEvent(event)
