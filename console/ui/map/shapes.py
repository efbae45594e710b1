"""The shapes of the simple map: tiers, the pin, and where words may stand."""

from collections.abc import Iterator
from gettext import gettext as _
from math import asin, degrees, pi, tanh
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF

from console.ui.map.mark import MarkTier

_GRAVITY: Final = tuple(MarkTier)
_CORNERS: Final = {
    MarkTier.IMMINENT: ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    MarkTier.HIGH: ((0.0, -1.15), (1.15, 0.9), (-1.15, 0.9)),
    MarkTier.LOW: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
}


def gravity(of: MarkTier | None) -> int:
    """Return how grave a tier is; what nobody judged comes first."""
    return -1 if of is None else _GRAVITY.index(of)


def word(of: MarkTier | None) -> str:
    """Return the tier in a word, or nothing."""
    match of:
        case None:
            return ""
        case MarkTier.LOW:
            return _("Low")
        case MarkTier.MODERATE:
            return _("Moderate")
        case MarkTier.HIGH:
            return _("High")
        case MarkTier.IMMINENT:
            return _("Imminent")


def tier(of: MarkTier | None, reach: float) -> QPainterPath:
    """Return a tier's shape around the origin, ``reach`` pixels to its edge."""
    path = QPainterPath()
    corners = _CORNERS.get(of) if of else None
    if corners is None:
        path.addEllipse(QPointF(0, 0), reach, reach)
    else:
        path.addPolygon(QPolygonF([QPointF(x * reach, y * reach) for x, y in corners]))
        path.closeSubpath()
    return path


def pin() -> QPainterPath:
    """Return a drop whose tip is the origin; its head is 18 pixels above."""
    path = QPainterPath(QPointF(0, 0))
    path.cubicTo(QPointF(0, 0), QPointF(-9, -11), QPointF(-9, -18))
    path.arcTo(QRectF(-9, -27, 18, 18), 180, -180)
    path.cubicTo(QPointF(9, -11), QPointF(0, 0), QPointF(0, 0))
    path.closeSubpath()
    return path


def sides(at: QPointF, size: QSizeF, gap: float) -> Iterator[QPointF]:
    """Yield the corners of a box of that size right, left, above and below a point."""
    wide, tall = size.width(), size.height()
    yield at + QPointF(gap, -tall / 2)
    yield at + QPointF(-gap - wide, -tall / 2)
    yield at + QPointF(-wide / 2, -gap - tall)
    yield at + QPointF(-wide / 2, gap)


def place(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude of a point of the Web Mercator square."""
    return degrees(asin(tanh(pi * (1 - 2 * y)))), (x - 0.5) * 360
