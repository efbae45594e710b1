"""The simple map, drawn by the window itself while there is no web page to show.

The same projection, colours, shapes and keys as the page; of the streets the roads and the water.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from math import hypot
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from console.places.page import OSM
from console.places.sketch import TILE, Ring, metres_a_pixel, world
from console.places.tiles.tileset import TileSort
from console.ui.map import shapes
from console.ui.map.mark import Mark, note
from console.ui.map.simple.streets import Piece, StreetPictures

LEAST_ZOOM, MOST_ZOOM, NAMED_FROM = 3, 18, 7
FURTHEST_BY_ITSELF, CLOSEST_BY_ITSELF = 6, 14
STEP: Final = 120.0
GRASP: Final = 12.0
SEAM: Final = 3.0
LONGEST: Final = 200.0
PAD: Final = 6.0


@dataclass(frozen=True, slots=True)
class Look:
    """Which part of the earth is in the middle, in degrees, and how near (Web Mercator zoom)."""

    lat: float = 39.5
    lon: float = -96.5
    zoom: int = 4


class NativeMap(QWidget):
    """Draws the marks over the outlines of the states.

    Attributes:
        look: which part is shown; setting it draws nothing, ``look_at`` does.
        pictures: the streets, once there is a file of them.
        was_moved: the operator moved it since a client was last centred.
    Signals:
        picked: the operator picked this mark.
    """

    picked = Signal(str)

    def __init__(
        self,
        outlines: Callable[[], Sequence[Ring]],
        themes: Mapping[str, Mapping[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mapSimple")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.look = Look()
        self.was_moved = False
        self.pictures = StreetPictures(themes, self)
        self.pictures.come.connect(self.update)
        self.setAccessibleDescription(self.foot)
        self._outlines = outlines
        self._land: QPainterPath | None = None
        self._themes = themes
        self._theme = "light"
        self._marks: tuple[Mark, ...] = ()
        self._far: list[tuple[float, float]] | None = None
        self._chosen = ""
        self._held: QPointF | None = None
        self._dragged = False

    def show_marks(self, marks: Iterable[Mark]) -> None:
        """Draw these marks and no others."""
        self._marks = tuple(marks)
        self._far = None
        self.update()

    def choose(self, mark: str) -> None:
        """Draw this mark as the chosen one."""
        self._chosen = mark
        self.update()

    def wear(self, theme: str) -> None:
        """Put on a theme's colours."""
        self._theme = theme
        self.update()

    def look_at(self, look: Look) -> None:
        """Show a part of the earth."""
        self.look = look
        self.update()

    def look_near(self, mark: Mark) -> None:
        """Show a client in the middle, with the circle of doubt and the nearest help in view."""
        reach = max(mark.error_m * 1.3, 900.0)
        room = max(min(self.width(), self.height()) / 2, 1.0)
        for near in self._near()[:5]:
            away = self.spot(near.lat, near.lon) - self.spot(mark.lat, mark.lon)
            apart = hypot(away.x(), away.y()) * metres_a_pixel(mark.lat, self.look.zoom)
            reach = max(reach, apart * 1.05)
        zoom = CLOSEST_BY_ITSELF
        while zoom > FURTHEST_BY_ITSELF and reach / metres_a_pixel(mark.lat, zoom) > room:
            zoom -= 1
        self.was_moved = False
        self.look_at(Look(mark.lat, mark.lon, zoom))

    def spot(self, lat: float, lon: float) -> QPointF:
        """Return where a place is on the widget, in pixels."""
        return self._to_pixels(QPointF(*world(lat, lon)))

    def _scale(self) -> float:
        return float(TILE * 2**self.look.zoom)

    def _to_pixels(self, at: QPointF) -> QPointF:
        middle = QPointF(*world(self.look.lat, self.look.lon))
        return (at - middle) * self._scale() + QPointF(self.width() / 2, self.height() / 2)

    def _colour(self, token: str) -> QColor:
        return QColor(self._themes[self._theme][token])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw everything (Qt)."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._colour("abroad"))
        self._paint_ground(painter)
        self._paint_streets(painter)
        self._paint_dots(painter)
        self._paint_help(painter)
        taken: list[QRectF] = [self._paint_foot(painter)]
        clients = [mark for mark in self._marks if mark.is_client]
        clients.sort(key=lambda mark: (mark.id == self._chosen, mark.tier or 0))
        for mark in clients:
            self._paint_client(painter, mark)
        for mark in reversed(clients[-1:]):
            if mark.id == self._chosen:
                self._paint_words(painter, mark, taken)
        if self.look.zoom >= NAMED_FROM:
            near = self._near()
            taken += [self._dot(mark) for mark in near]
            for mark in near:
                self._paint_words(painter, mark, taken)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        """Draw the states."""
        if self._land is None:
            self._land = QPainterPath()
            for ring in self._outlines():
                self._land.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
                self._land.closeSubpath()
        painter.save()
        painter.translate(self._to_pixels(QPointF(0, 0)))
        painter.scale(self._scale(), self._scale())
        line = QPen(self._colour("border"), 1.0)
        line.setCosmetic(True)
        painter.setPen(line)
        painter.setBrush(self._colour("land"))
        painter.drawPath(self._land)
        painter.restore()

    def _paint_streets(self, painter: QPainter) -> None:
        """Draw the streets that are here; others come later."""
        streets, zoom = self.pictures.streets, self.look.zoom
        if streets is None or zoom < streets.about.least:
            return
        corner = self._to_pixels(QPointF(0, 0)).toPoint()
        first_x, first_y = -corner.x() // TILE, -corner.y() // TILE
        last_x = (self.width() - corner.x()) // TILE
        last_y = (self.height() - corner.y()) // TILE
        pieces = {
            self._piece(x, y)
            for x in range(first_x, last_x + 1)
            for y in range(first_y, last_y + 1)
        }
        self.pictures.want(pieces)
        for piece in pieces:
            picture = self.pictures.picture(piece)
            if picture is not None:
                at = corner + QPoint(piece.x * TILE, piece.y * TILE)
                painter.drawImage(QRect(at, QSize(TILE, TILE)), picture)

    def _piece(self, x: int, y: int) -> Piece:
        return Piece(self.look.zoom, x, y, self._theme, self.devicePixelRatioF())

    @property
    def foot(self) -> str:
        """What it does not show, in words; whom to name for what it does."""
        streets = self.pictures.streets
        if streets is None:
            return _("Simple map: streets are not drawn here")
        if self.look.zoom < streets.about.least:
            return _("Simple map: streets show from closer in")
        across = 1 << self.look.zoom
        x, y = world(self.look.lat, self.look.lon)
        if self.pictures.has_none(self._piece(int(x * across), int(y * across))):
            return _("Simple map: the street file has no streets here")
        credit = streets.about.credit or (OSM if streets.about.sort is TileSort.VECTOR else "")
        return " · ".join(filter(None, (_("Simple map: streets without names"), credit)))

    def _paint_dots(self, painter: QPainter) -> None:
        """Draw the far places as dots."""
        dots = QPen(self._colour("speck"), 2.0 if self.look.zoom < NAMED_FROM else 5.0)
        dots.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(dots)
        painter.drawPoints(self._dots())

    def _dots(self) -> QPolygonF:
        """Return the far places that are in view, in pixels."""
        if self._far is None:
            far = (mark for mark in self._marks if not mark.is_client and mark.rank is None)
            self._far = [world(mark.lat, mark.lon) for mark in far]
        scale, corner = self._scale(), self._to_pixels(QPointF(0, 0))
        left, top = corner.x(), corner.y()
        spots = ((x * scale + left, y * scale + top) for x, y in self._far)
        wide, tall = self.width(), self.height()
        return QPolygonF([QPointF(x, y) for x, y in spots if 0 <= x <= wide and 0 <= y <= tall])

    def _dot(self, mark: Mark) -> QRectF:
        at = self.spot(mark.lat, mark.lon)
        return QRectF(at.x() - 7, at.y() - 7, 14, 14)

    def _near(self) -> list[Mark]:
        near = [(mark.rank, mark) for mark in self._marks if mark.rank is not None]
        return [mark for _rank, mark in sorted(near, key=lambda pair: pair[0])]

    def _paint_foot(self, painter: QPainter) -> QRectF:
        """Say at the foot what this map does not show; return the room that takes."""
        foot = self.foot
        if foot != self.accessibleDescription():
            self.setAccessibleDescription(foot)
        metrics = QFontMetricsF(self.font())
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignRight
        room = QRectF(0, 0, self.width() - 2 * SEAM - 2 * PAD, self.height())
        words = metrics.boundingRect(room, wrap, foot).size()
        box = QRectF(QPointF(0, 0), words + QSizeF(2 * PAD, PAD))
        box.moveBottomRight(QPointF(self.width() - SEAM, self.height() - SEAM))
        painter.setPen(self._colour("line"))
        painter.setBrush(self._colour("surface"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._colour("ink2"))
        painter.drawText(box.adjusted(PAD, PAD / 2, -PAD, -PAD / 2), wrap, foot)
        return box

    def _paint_help(self, painter: QPainter) -> None:
        for mark in self._near():
            at = self.spot(mark.lat, mark.lon)
            painter.setBrush(self._colour("accent"))
            painter.setPen(QPen(self._colour("land"), 1.5))
            painter.drawEllipse(at, 6.5, 6.5)
            if mark.id == self._chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._colour("accent"), 2))
                painter.drawEllipse(at, 10, 10)

    def _paint_client(self, painter: QPainter, mark: Mark) -> None:
        at = self.spot(mark.lat, mark.lon)
        colour = self._colour(shapes.token(mark.tier))
        painter.setPen(QPen(self._colour("land"), 1.5))
        painter.setBrush(colour)
        if mark.confirmed:
            painter.drawPath(shapes.pin().translated(at))
            painter.setBrush(self._colour("land"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPath(shapes.tier(mark.tier, 4.5).translated(at - QPointF(0, 18)))
            return
        radius = max(10.0, mark.error_m / metres_a_pixel(mark.lat, self.look.zoom))
        painter.setPen(QPen(colour, 2 if mark.id == self._chosen else 1.2, Qt.PenStyle.DashLine))
        ground = QColor(colour)
        ground.setAlphaF(0.14)
        painter.setBrush(ground)
        painter.drawEllipse(at, radius, radius)
        painter.setPen(QPen(self._colour("land"), 1.5))
        painter.setBrush(colour)
        painter.drawPath(shapes.tier(mark.tier, 5.5).translated(at))

    def _paint_words(self, painter: QPainter, mark: Mark, taken: list[QRectF]) -> None:
        """Write a mark's words at the first free side of it, or not at all."""
        metrics = QFontMetricsF(self.font())
        label = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, LONGEST)
        words = " · ".join(filter(None, (shapes.word(mark.tier), label, note(mark))))
        size = QSizeF(metrics.horizontalAdvance(words) + 12, metrics.height() + 4)
        at = self.spot(mark.lat, mark.lon) - QPointF(0, 18 if mark.confirmed else 0)
        for corner in shapes.sides(at, size, 13.0):
            box = QRectF(corner, size)
            if QRectF(self.rect()).contains(box) and not any(box.intersects(b) for b in taken):
                break
        else:
            return
        taken.append(box.adjusted(-SEAM, -SEAM, SEAM, SEAM))
        ground, edge, ink = "surface", "line", "ink"
        if mark.tier is not None:
            edge = ink = shapes.token(mark.tier)
            ground = f"{ink}_ground"
        painter.setPen(self._colour(edge))
        painter.setBrush(self._colour(ground))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(self._colour(ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by the arrow keys, zoom by plus and minus (Qt)."""
        match event.key():
            case Qt.Key.Key_Left:
                self.move_by(QPointF(-STEP, 0))
            case Qt.Key.Key_Right:
                self.move_by(QPointF(STEP, 0))
            case Qt.Key.Key_Up:
                self.move_by(QPointF(0, -STEP))
            case Qt.Key.Key_Down:
                self.move_by(QPointF(0, STEP))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom (Qt)."""
        if event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map (Qt)."""
        self._held, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map (Qt)."""
        if self._held is not None:
            moved = self._held - event.position()
            if self._dragged or moved.manhattanLength() > SEAM:
                self._dragged, self._held = True, event.position()
                self.move_by(moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the map, or pick what is under the pointer (Qt)."""
        self._held = None
        if not self._dragged:
            self._pick(event.position())

    def _pick(self, at: QPointF) -> None:
        def apart(mark: Mark) -> float:
            away = self.spot(mark.lat, mark.lon) - at
            return hypot(away.x(), away.y())

        near = sorted(self._marks, key=lambda mark: (not mark.is_client, apart(mark)))
        found = next((mark for mark in near if apart(mark) <= GRASP), None)
        if found is not None:
            self.picked.emit(found.id)

    def move_by(self, by: QPointF) -> None:
        """Move by so many pixels, as the operator does."""
        middle = QPointF(*world(self.look.lat, self.look.lon)) + by / self._scale()
        self.look_at(Look(*shapes.place(middle.x(), middle.y()), self.look.zoom))
        self.was_moved = True

    def zoom_by(self, by: int) -> None:
        """Go nearer or farther by so many zooms, as the operator does."""
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, self.look.zoom + by))
        self.look_at(Look(self.look.lat, self.look.lon, zoom))
        self.was_moved = True
