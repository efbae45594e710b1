"""How long the frames of a map take while it is moved: for measuring only."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEventLoop, QTimer

from console.places.page import MapPage
from console.ui.map.mark import Mark
from console.ui.map.web.view import WebMap

PATIENCE_MS: Final = 120_000
SIZE: Final = (700, 450)
FRAMES: Final = 120
CALM_MS: Final = 1_500
# The map of any page that folium made, ours and the plain one.
_MAP: Final = "window[Object.keys(window).find((name) => /^map_[0-9a-f]+$/.test(name))]"
_MOVES: Final = """
((map, act, count) => {
  const took = [];
  let last = 0;
  const step = (now) => {
    if (last) took.push(performance.now() - last);
    if (took.length >= count) { window.took = took; return; }
    last = performance.now();
    act(map, took.length);
    requestAnimationFrame(step);
  };
  window.took = null;
  requestAnimationFrame(step);
})(%s, %s, %d)
"""
_PAN: Final = (
    "(map, n) => map.panBy([n % 60 < 30 ? 45 : -45, n % 60 < 30 ? 12 : -12], {animate: false})"
)
_ZOOM: Final = "(map, n) => map.setZoom(%d + [0, 1, 2, 1][n %% 4], {animate: false})"
# As into a part of the country where nobody has looked yet: nothing that was drawn is kept.
_ENTER: Final = "(map, n) => { if (window.Vigil) Vigil.view.forget(); (" + _ZOOM + ")(map, n); }"


class TooLong(Exception):  # noqa: N818 -- nothing to measure
    """The page did not come, or did not move."""


@dataclass(frozen=True, slots=True)
class Frames:
    """Milliseconds from one frame to the next while the map is moved at every frame.

    Attributes:
        panned: back and forth.
        zoomed: in and out between three zooms, as somebody looks around one place.
        entered: the same, with every zoom drawn as for the first time.
    """

    panned: Sequence[float]
    zoomed: Sequence[float]
    entered: Sequence[float]


def frames(
    page: MapPage, marks: Sequence[Mark], place: tuple[float, float, int], *, ours: bool = True
) -> Frames:
    """Return the frames of ``page`` around ``place``: latitude, longitude and zoom.

    ``ours`` is false for a page that folium made alone, which listens to nobody.

    Raises:
        TooLong: it did not come.
    """
    web = WebMap("Map")
    web.resize(*SIZE)
    web.show()
    web.open(page)
    try:
        _wait(web, web.drawn.connect if ours else web.view.page().loadFinished.connect, web.load)
        if ours:
            web.put(marks)
            web.settle()
        lat, lon, zoom = place
        _asked(web, f"({_MAP}.setView([{lat}, {lon}], {zoom}, {{animate: false}}), 1)")
        _rest(CALM_MS)
        return Frames(_moved(web, _PAN), _moved(web, _ZOOM % zoom), _moved(web, _ENTER % zoom))
    finally:
        web.close_page()
        web.hide()
        web.deleteLater()
        _rest(0)


def _moved(web: WebMap, act: str) -> list[float]:
    web.run(_MOVES % (_MAP, act, FRAMES), lambda _none: None)
    for _turn in range(PATIENCE_MS // 200):
        _rest(200)
        took = _asked(web, "window.took")
        if took:
            return [float(one) for one in took]
    raise TooLong


def _asked(web: WebMap, script: str) -> list[float]:
    """Return what the page answers; only lists of numbers are asked for."""
    said: list[object] = []
    loop = QEventLoop()

    def hear(answer: object) -> None:
        said.append(answer)
        loop.quit()

    web.run(f"JSON.stringify({script})", hear)
    if not said:
        QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
        loop.exec()
    if not said:
        raise TooLong
    found = json.loads(str(said[0])) if said[0] else []
    return found if isinstance(found, list) else []


def _wait(
    _web: WebMap, connect: Callable[[Callable[..., None]], object], act: Callable[[], None]
) -> None:
    loop = QEventLoop()
    came: list[bool] = []

    def came_in(*_said: object) -> None:
        came.append(True)
        loop.quit()

    connect(came_in)
    act()
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    loop.exec()
    if not came:
        raise TooLong


def _rest(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop, loop.quit)
    loop.exec()
