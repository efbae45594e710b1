"""A case map on paper: what the map shows, the help near, and how far it may be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

DPI: Final = 144
INK: Final = QColor("#16202B")
INK_2: Final = QColor("#4E5D6C")
LINE: Final = QColor("#A9B6C3")
PLAIN: Final = ("tnum", "calt", "liga")
"""Features of a font that are off: their signs are drawn, but cannot be copied out of the file."""
MOST_ROWS: Final = 12
STEPS_M: Final = (
    10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000,
    500_000,
)  # fmt: skip
KILOMETRE: Final = 1000


@dataclass(frozen=True, slots=True)
class HelpLine:
    """One place of help on the paper, in words."""

    name: str
    detail: str
    distance: str
    phone: str


@dataclass(frozen=True, slots=True)
class Shot:
    """The map as it is seen, in light colours.

    Attributes:
        metres_a_pixel: at its middle.
        credit: whom to name for it.
    """

    picture: QImage
    metres_a_pixel: float
    credit: str = ""


@dataclass(frozen=True, slots=True)
class CaseMap:
    """What is on the paper.

    Attributes:
        who: whom it is about, as short as on the screen.
        where: how sure the place is, in words.
        help: the help near, nearest first.
        notes: what else must be known, for example that no 911 centre is known.
        at: when it was printed, local.
        practice: whether everything on it is invented.
    """

    shot: Shot
    who: str
    where: str
    help: Sequence[HelpLine]
    notes: Sequence[str]
    at: datetime
    practice: bool = False


def pdf(case: CaseMap) -> bytes:
    """Return one page of US Letter."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    writer.setPageMargins(QMarginsF(14, 14, 14, 14), QPageLayout.Unit.Millimeter)
    writer.setTitle(_("Case map"))
    writer.setCreator("Vigil")
    painter = QPainter(writer)
    page = QRectF(QPointF(0, 0), QSizeF(writer.width(), writer.height()))
    _Sheet(painter, page).draw(case)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def scale_bar(metres_a_pixel: float, widest: float) -> tuple[int, float]:
    """Return the longest round length in metres that fits, and how many pixels it takes."""
    fitting = [step for step in STEPS_M if step / metres_a_pixel <= widest]
    step = fitting[-1] if fitting else STEPS_M[0]
    return step, step / metres_a_pixel


class _Sheet:
    """Draws from the top of the page to its foot."""

    def __init__(self, painter: QPainter, page: QRectF) -> None:
        self._painter, self._page = painter, page
        self._y = 0.0

    def draw(self, case: CaseMap) -> None:
        title = _("Case map") + (_(" · PRACTICE, all invented") if case.practice else "")
        self._write(title, 20, bold=True)
        self._write(" · ".join(filter(None, (case.who, case.where))), 14)
        printed = _("Printed {at}. Not for navigation: places and distances are estimates.")
        self._write(printed.format(at=case.at.strftime("%Y-%m-%d %H:%M %Z").strip()), 11, INK_2)
        self._map(case)
        for line in case.notes:
            self._write(line, 12, bold=True)
        self._write(_("HELP NEAR, NEAREST FIRST"), 11, INK_2)
        if not case.help:
            self._write(_("No help is on file near here."), 12)
        for help_line in case.help[:MOST_ROWS]:
            self._row(help_line)
        self._foot()

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        font = QFont(self._painter.font().family())
        font.setPixelSize(round(size * DPI / 96))
        font.setBold(bold)
        for feature in PLAIN:
            font.setFeature(QFont.Tag(feature), 0)
        return font

    def _write(self, words: str, size: float, ink: QColor = INK, *, bold: bool = False) -> None:
        font = self._font(size, bold=bold)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        space = QRectF(0, self._y, self._page.width(), self._page.height() - self._y)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        taken = self._painter.boundingRect(space, flags, words)
        self._painter.drawText(space, flags, words)
        self._y += taken.height() + size * 0.5

    def _map(self, case: CaseMap) -> None:
        room = QSizeF(self._page.width(), self._page.height() * 0.52)
        shown = QSizeF(case.shot.picture.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(QPointF((room.width() - shown.width()) / 2, self._y + 6), shown)
        self._painter.drawImage(box, case.shot.picture)
        self._painter.setPen(QPen(LINE, 1.5))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(box)
        self._north(QPointF(box.left() + 34, box.top() + 78))
        self._painter.setFont(self._font(9))
        self._painter.setPen(INK_2)
        under = QRectF(box.left(), box.bottom() + 2, box.width(), 24)
        self._painter.drawText(under, Qt.AlignmentFlag.AlignRight, case.shot.credit)
        self._scale(box, case.shot.metres_a_pixel * case.shot.picture.width() / shown.width())
        self._y = box.bottom() + 28

    def _north(self, foot: QPointF) -> None:
        painter = self._painter
        painter.setPen(QPen(INK, 1.5))
        painter.setBrush(INK)
        arrow = [foot + QPointF(*at) for at in ((0, -40), (11, 0), (0, -9), (-11, 0))]
        painter.drawPolygon(QPolygonF(arrow))
        painter.setFont(self._font(12, bold=True))
        painter.drawText(
            QRectF(foot.x() - 20, foot.y() + 1, 40, 26), Qt.AlignmentFlag.AlignCenter, _("N")
        )

    def _scale(self, box: QRectF, metres_a_pixel: float) -> None:
        metres, wide = scale_bar(metres_a_pixel, box.width() / 4)
        words = (
            _("{n} km").format(n=metres // KILOMETRE)
            if metres >= KILOMETRE
            else _("{n} m").format(n=metres)
        )
        painter = self._painter
        font = self._font(11)
        painter.setFont(font)
        left, foot = box.right() - wide - 18, box.bottom() - 40
        ground = QRectF(left - 8, foot - 30, wide + 16, 40)
        painter.fillRect(ground, QColor(255, 255, 255, 225))
        painter.setPen(QPen(INK, 2))
        painter.drawPolyline(
            [
                QPointF(left, foot - 8),
                QPointF(left, foot),
                QPointF(left + wide, foot),
                QPointF(left + wide, foot - 8),
            ]
        )
        at = left + (wide - QFontMetricsF(font).horizontalAdvance(words)) / 2
        painter.drawText(QPointF(at, foot - 10), words)

    def _row(self, line: HelpLine) -> None:
        font = self._font(12)
        metrics = QFontMetricsF(font, self._painter.device())
        painter, wide = self._painter, self._page.width()
        painter.setFont(font)
        tall = metrics.height() + 7
        columns = (
            (0.0, 0.44, line.name),
            (0.45, 0.25, line.detail),
            (0.71, 0.11, line.distance),
            (0.83, 0.17, line.phone),
        )
        for start, share, words in columns:
            space = QRectF(start * wide, self._y, share * wide, tall)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, space.width())
            painter.setPen(INK)
            painter.drawText(space, Qt.AlignmentFlag.AlignVCenter, shown)
        self._y += tall
        painter.setPen(QPen(LINE, 0.8))
        painter.drawLine(QPointF(0, self._y), QPointF(wide, self._y))

    def _foot(self) -> None:
        self._painter.setFont(self._font(10))
        self._painter.setPen(INK_2)
        words = _("Confidential. Call before you send anybody. A circle is as large as the doubt.")
        self._painter.drawText(
            self._page, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words
        )
