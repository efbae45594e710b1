"""How a row of the queue is painted."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.domain.care.case import Lateness
from console.ui.queue.cards import Card, Head, Nobody, Section, signals
from console.ui.queue.model import ROW, QueueModel, heading, nobody
from console.ui.queue.owed import Owed
from console.ui.theme import TIERS, dp, font, scale, tier_colour, token
from console.words import labels

LEFT, RIGHT, TOP, BAR = 16, 14, 10, 4
HEAD: Final = 28
LINE_GAP: Final = 2
CHIP_PAD: Final = 6
CLOCK: Final = {Lateness.IN_TIME: "ink", Lateness.AMBER: "high", Lateness.RED: "imminent"}

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Type:
    """The sizes of letters on a card."""

    name: QFont
    aside: QFont
    words: QFont
    chip: QFont
    head: QFont

    @classmethod
    def now(cls) -> "Type":
        """Return them at the text size that is on."""
        head = font(11.5, strong=True)
        head.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
        return cls(font(14, strong=True), font(14), font(12), font(11.5, strong=True), head)


class QueueDelegate(QStyledItemDelegate):
    """Paints headings, cards and the empty queue; heights are kept, so a second costs little."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._type = Type.now()
        self._scale = scale()
        self._heights: dict[tuple[str, int, int], int] = {}

    def _letters(self) -> Type:
        if self._scale != scale():
            self._scale = scale()
            self._type = Type.now()
            self._heights.clear()
        return self._type

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return how high a row is (Qt)."""
        type_ = self._letters()
        row, width = index.data(ROW), _width(option)
        match row:
            case Card():
                return QSize(dp(80), self._height(row, width))
            case Owed():
                line = QFontMetrics(type_.name).height() + QFontMetrics(type_.words).height()
                return QSize(dp(80), line + dp(2 * TOP) + dp(6))
            case Head():
                line = QFontMetrics(type_.head).height()
                return QSize(dp(80), max(dp(HEAD), line + dp(8)))
            case _:
                return QSize(dp(80), dp(76))

    def _height(self, card: Card, width: int) -> int:
        kept = (card.words, card.tier * 100 + card.signals, width)
        if kept not in self._heights:
            if len(self._heights) > 2_000:  # noqa: PLR2004 -- a day's worth of cards
                self._heights.clear()
            type_ = self._letters()
            line = QFontMetrics(type_.name).height()
            words = _flow(card, type_, width - dp(LEFT) - dp(RIGHT))
            self._heights[kept] = dp(TOP) * 2 + line + dp(LINE_GAP) + words.height + 1
        return self._heights[kept]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row (Qt)."""
        painter.save()
        row, rect = index.data(ROW), QRect(option.rect)
        match row:
            case Card():
                chosen = bool(option.state & QStyle.StateFlag.State_Selected)
                focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
                self._card(painter, rect, row, index, chosen=chosen)
                if focused:
                    _focus(painter, rect)
            case Owed():
                chosen = bool(option.state & QStyle.StateFlag.State_Selected)
                self._owed(painter, rect, row, index, chosen=chosen)
            case Head():
                self._head(painter, rect, row)
            case Nobody():
                painter.setFont(self._letters().words)
                painter.setPen(token("ink2"))
                inner = rect.adjusted(dp(LEFT), 0, -dp(RIGHT), 0)
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(inner, flags, nobody(row))
            case _:
                pass
        painter.restore()

    def _head(self, painter: QPainter, rect: QRect, head: Head) -> None:
        type_ = self._letters()
        painter.fillRect(rect, token("raised"))
        _hairline(painter, rect)
        inner = rect.adjusted(dp(LEFT) - dp(2), 0, -dp(RIGHT), 0)
        painter.setFont(type_.head)
        painter.setPen(token("ink2"))
        count = "" if head.section is Section.MINE else str(head.count)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, right, count)
        used = QFontMetrics(type_.head).horizontalAdvance(count) + dp(8)
        if head.news and head.tier is not None:
            text = f"{labels.SHAPES[head.tier]} +{head.news}"
            width = QFontMetrics(type_.chip).horizontalAdvance(text) + dp(2 * CHIP_PAD)
            _chip(painter, type_, QPointF(inner.right() - used - width, 0), text, head.tier, rect)
            used += width + dp(6)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        words = heading(head).upper()
        shown = QFontMetrics(type_.head).elidedText(
            words, Qt.TextElideMode.ElideRight, inner.width() - used
        )
        painter.setFont(type_.head)
        painter.setPen(token("ink2"))
        painter.drawText(inner, left, shown)

    def _card(
        self, painter: QPainter, rect: QRect, card: Card, index: Index, *, chosen: bool
    ) -> None:
        type_ = self._letters()
        if chosen:
            painter.fillRect(rect, token("accent_ground"))
        if card.gone:
            painter.setOpacity(0.45)
        bar = QRect(rect.left(), rect.top(), dp(BAR), rect.height() - 1)
        if card.section is not Section.OTHERS:
            painter.fillRect(bar, tier_colour(card.tier))
        _hairline(painter, rect)
        inner = rect.adjusted(dp(LEFT), dp(TOP), -dp(RIGHT), -dp(TOP))
        used = self._clock(painter, inner, card, index)
        line = QFontMetrics(type_.name).height()
        self._name(painter, QRect(inner.left(), inner.top(), inner.width() - used, line), card)
        flow = _flow(card, type_, inner.width())
        top = inner.top() + line + dp(LINE_GAP)
        if card.section is not Section.OTHERS:
            text = labels.shaped(card.tier)
            row = QRect(rect.left(), top, rect.width(), flow.line)
            _chip(painter, type_, QPointF(inner.left(), 0), text, card.tier, row)
        painter.setPen(token("ink2"))
        flow.layout.draw(painter, QPointF(inner.left(), top))

    def _owed(
        self, painter: QPainter, rect: QRect, owed: Owed, index: Index, *, chosen: bool
    ) -> None:
        type_, model = self._letters(), index.model()
        if chosen:
            painter.fillRect(rect, token("accent_ground"))
        if owed.gone or not isinstance(model, QueueModel):
            painter.setOpacity(0.45)
        _hairline(painter, rect)
        now = model.now() if isinstance(model, QueueModel) else owed.due
        inner = rect.adjusted(dp(LEFT), dp(TOP), -dp(RIGHT), -dp(TOP))
        metrics = QFontMetrics(type_.name)
        when, late = owed.when(now), owed.late(now)
        painter.setFont(type_.chip)
        painter.setPen(token(CLOCK[late] if late else "ink2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, when)
        room = inner.width() - QFontMetrics(type_.chip).horizontalAdvance(when) - dp(8)
        painter.setFont(type_.name)
        painter.setPen(token("ink"))
        name = metrics.elidedText(owed.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(inner.left(), inner.top() + metrics.ascent()), name)
        below = inner.adjusted(0, metrics.height() + dp(LINE_GAP), 0, dp(4))
        text = labels.shaped(owed.tier)
        _chip(painter, type_, QPointF(inner.left(), 0), text, owed.tier, below)
        indent = QFontMetrics(type_.chip).horizontalAdvance(text) + dp(2 * CHIP_PAD) + dp(6)
        painter.setFont(type_.words)
        painter.setPen(token("ink2"))
        painter.drawText(below.adjusted(indent, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, owed.words)

    def _clock(self, painter: QPainter, inner: QRect, card: Card, index: Index) -> int:
        """Paint how long it has been; return how much of the line that took."""
        model = index.model()
        if not isinstance(model, QueueModel) or card.gone:
            return 0
        type_, now = self._letters(), model.now()
        late = card.late(now)
        text = labels.clock(now - card.since)
        painter.setFont(type_.name)
        quiet = card.section is Section.OTHERS
        painter.setPen(token("ink2" if quiet else CLOCK[late]))
        metrics = QFontMetrics(type_.name)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(inner, flags, text)
        width = metrics.horizontalAdvance(text)
        word = labels.lateness(late) if late else ""
        small = QFontMetrics(type_.chip)
        used = width + dp(6) + small.horizontalAdvance(word)
        if word and metrics.horizontalAdvance(card.name) + dp(8) + used <= inner.width():
            painter.setFont(type_.chip)
            x = inner.right() - used
            painter.drawText(QPointF(x, inner.top() + metrics.ascent()), word)
            width = used
        return width + dp(8)

    def _name(self, painter: QPainter, line: QRect, card: Card) -> None:
        type_ = self._letters()
        metrics, small = QFontMetrics(type_.name), QFontMetrics(type_.aside)
        base = line.top() + metrics.ascent()
        painter.setFont(type_.name)
        painter.setPen(token("ink"))
        name = metrics.elidedText(card.name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(QPointF(line.left(), base), name)
        x: float = line.left() + metrics.horizontalAdvance(name) + dp(5)
        if _has_chip(card, type_, line.right() - x):
            text = signals(card.signals)
            x += _plain_chip(painter, type_, QPointF(x, 0), text, line) + dp(5)
        if card.aside and line.right() - x > dp(24):
            painter.setFont(type_.aside)
            painter.setPen(token("ink2"))
            shown = small.elidedText(card.aside, Qt.TextElideMode.ElideRight, int(line.right() - x))
            painter.drawText(QPointF(x, base), shown)


@dataclass(frozen=True, slots=True)
class Flowed:
    """Words laid out in lines; the first begins after the tier."""

    layout: QTextLayout
    height: int
    line: int


def _flow(card: Card, type_: Type, width: int) -> Flowed:
    indent = 0
    if card.section is not Section.OTHERS:
        text = labels.shaped(card.tier)
        indent = QFontMetrics(type_.chip).horizontalAdvance(text) + dp(2 * CHIP_PAD) + dp(6)
    # a dot ends its line and never begins one
    layout = QTextLayout(card.words.replace(" · ", "\N{NO-BREAK SPACE}· "), type_.words)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    metrics = QFontMetrics(type_.words)
    tall = max(metrics.height() + dp(2), QFontMetrics(type_.chip).height() + dp(2))
    layout.beginLayout()
    y = 0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        at = indent if y == 0 else 0
        line.setLineWidth(max(width - at, dp(40)))
        line.setPosition(QPointF(at, y + (tall - metrics.height()) / 2))
        y += tall
    layout.endLayout()
    return Flowed(layout, max(y, tall), tall)


def _has_chip(card: Card, type_: Type, room: float) -> bool:
    if card.signals < 2:  # noqa: PLR2004 -- one contact is no news
        return False
    wanted = QFontMetrics(type_.chip).horizontalAdvance(signals(card.signals)) + dp(18)
    return room >= wanted


def _chip(  # noqa: PLR0913, PLR0917 -- where, what and how
    painter: QPainter, type_: Type, at: QPointF, text: str, tier: object, row: QRect
) -> None:
    name = TIERS[tier]  # type: ignore[index]
    _ground(painter, type_, at, text, row, (token(name), token(f"{name}_ground"), dp(4)))


def _plain_chip(painter: QPainter, type_: Type, at: QPointF, text: str, row: QRect) -> float:
    return _ground(
        painter, type_, at, text, row, (token("moderate"), token("moderate_ground"), dp(9))
    )


def _ground(  # noqa: PLR0913, PLR0917 -- where, what and how
    painter: QPainter,
    type_: Type,
    at: QPointF,
    text: str,
    row: QRect,
    look: tuple[QColor, QColor, int],
) -> float:
    """Paint a word on a ground of its own, in the middle of ``row``; return how wide it is."""
    ink, ground, radius = look
    metrics = QFontMetrics(type_.chip)
    height = metrics.height() + dp(1)
    width = metrics.horizontalAdvance(text) + dp(2 * CHIP_PAD)
    box = QRectF(at.x(), row.top() + (row.height() - height) / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(token("chip_edge") if token("chip_edge").alpha() else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, radius, radius)
    painter.setFont(type_.chip)
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return width


def _hairline(painter: QPainter, rect: QRect) -> None:
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, token("line"))


def _focus(painter: QPainter, rect: QRect) -> None:
    painter.setPen(token("focus"))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(dp(BAR) + 1, 1, -2, -3))


def _width(option: QStyleOptionViewItem) -> int:
    widget = option.widget
    viewport = getattr(widget, "viewport", None)
    return viewport().width() if viewport is not None else option.rect.width()
