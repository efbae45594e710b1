"""The shapes of the simple map: tiers, the pin, and where words may stand."""

from collections.abc import Iterator
from gettext import gettext as _
from math import asin, degrees, pi, tanh
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainterPath, QPolygonF

from console.domain.tier import Tier

_CORNERS: Final = {
    Tier.IMMINENT: ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)),
    Tier.HIGH: ((0.0, -1.15), (1.15, 0.9), (-1.15, 0.9)),
    Tier.LOW: ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
}


def token(of: Tier | None) -> str:
    """Return the name of a tier's colour; what nobody judged wears the accent."""
    return "accent" if of is None else of.name.lower()


def word(of: Tier | None) -> str:
    """Return the tier in a word, or nothing."""
    match of:
        case None:
            return ""
        case Tier.LOW:
            return _("Low")
        case Tier.MODERATE:
            return _("Moderate")
        case Tier.HIGH:
            return _("High")
        case Tier.IMMINENT:
            return _("Imminent")


def tier(of: Tier | None, reach: float) -> QPainterPath:
    """Return a tier's shape around the origin, ``reach`` pixels to its edge."""
    path = QPainterPath()
    corners = None if of is None else _CORNERS.get(of)
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
