"""Words on the screen: what they are is a role, how they look is the style sheet's."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from console.domain.tier import Tier
from console.ui.actions import act
from console.ui.theme import TIERS
from console.words import labels


def label(text: str = "", role: str = "", *, wraps: bool = False) -> QLabel:
    """Return plain words in a role, for example ``value`` or ``secondary``."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def restyle(widget: QWidget, name: str, value: str | None) -> None:
    """Set a property that the style sheet looks at; nothing is done when it is so already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    for child in widget.findChildren(QWidget):
        style.unpolish(child)
        style.polish(child)
    widget.update()


def section(text: str) -> QLabel:
    """Return the small heading of a part of a pane."""
    return label(text, "section")


class Chip(QLabel):
    """A word or two on a ground of their own: ``tone`` is a tier's name, well, accent, practice."""

    def __init__(
        self, text: str, tone: str = "", parent: QWidget | None = None, *, rounded: bool = False
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "chip")
        self.setProperty("tone", tone)
        if rounded:
            self.setProperty("round", "true")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def say(self, text: str, tone: str) -> None:
        """Say something else, in another tone."""
        if text != self.text():
            self.setText(text)
        restyle(self, "tone", tone)


class TierChip(Chip):
    """A tier as shape, word and colour; ``more`` follows the word, for example ``set 14:03``."""

    def __init__(
        self, tier: Tier | None = None, more: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self.show_tier(tier, more)

    def show_tier(self, tier: Tier | None, more: str = "") -> None:
        """Show ``tier``; nothing is shown for ``None``."""
        self.setVisible(tier is not None)
        if tier is not None:
            words = labels.shaped(tier)
            self.say(f"{words}, {more}" if more else words, TIERS[tier])


class KeyCap(QLabel):
    """The key of an act, printed on what it works."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(act(name).cap, parent)
        self.setProperty("role", "key")
        self.setToolTip(act(name).help)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class Words(QLabel):
    """Words that ask for one line, and wrap where they do not get it."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            self.setProperty("role", role)

    def sizeHint(self) -> QSize:
        """Return the size of one line (Qt)."""
        metrics, sides = self.fontMetrics(), self.size() - self.contentsRect().size()
        line = QSize(metrics.horizontalAdvance(self.text()) + 1, metrics.height())
        return line + sides


class Elided(QLabel):
    """One line that ends in … where there is no room; all of it is in the tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Return room for a letter or two (Qt)."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("M…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the whole text where it does not fit (Qt)."""
        super().resizeEvent(event)
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint what fits (Qt)."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), align, shown)
