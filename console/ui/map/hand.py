"""What can be done with the map by keys, wherever the focus is."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from gettext import gettext as _
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QPointF, QTimer

from console.places.sketch import metres_a_pixel
from console.ui.actions import Handlers
from console.ui.map import paper
from console.ui.map.area import AreaKind
from console.ui.map.help_table import HelpRow
from console.ui.map.mark import Mark, within
from console.ui.map.native import STEP, Look
from console.ui.map.pane import MapPane
from console.ui.map.twin import MapTwin
from console.ui.widgets.saving import documents, write

Noting = Callable[[], object]
"""Writes down that a file is there; what it raises leaves none."""
FORM: Final = "pdf"
MOVES: Final = {
    "map_west": QPointF(-STEP, 0),
    "map_east": QPointF(STEP, 0),
    "map_north": QPointF(0, -STEP),
    "map_south": QPointF(0, STEP),
}
ZOOMS: Final = {"map_in": 1, "map_out": -1}
CLOSE: Final = 14
PAPER: Final = "light"
PAINT_MS: Final = 250
OFTEN: Final = 12
"""So many times the simple map is waited for; then it is printed as it is."""
SEEN: Final = """JSON.stringify([
  document.documentElement.classList.toggle("paper", true) && Vigil.view.map.getCenter().lat,
  Vigil.view.map.getZoom(), window.innerWidth,
  document.querySelector(".sources").textContent,
])"""
"""Takes off what belongs to the screen alone, and says what the picture needs to be read."""
UNPAPERED: Final = 'document.documentElement.classList.remove("paper")'


@dataclass(frozen=True, slots=True)
class Means:
    """What the keys of the map need from beside it.

    Attributes:
        reach: shows how far a car gets, or shows it no more.
        near: returns the list beside the map as it is now.
        keep: lets a file be written off the GUI thread, and writes down that it was, for the
            person whose mark has this id.
        now: returns the time, aware.
        practice: whether everything is invented.
    """

    reach: Callable[[], None]
    near: Callable[[], Sequence[HelpRow]]
    keep: Callable[[str, Callable[[Noting], str]], None]
    now: Callable[[], datetime]
    practice: bool = False


class MapHand(QObject):
    """Moves the map, lists it, prints it."""

    def __init__(self, pane: MapPane, means: Means) -> None:
        super().__init__(pane)
        self._pane, self._means = pane, means
        self.twin = MapTwin(pane)
        self.twin.left.connect(self._leave_list)
        self.twin.chosen.connect(self._go_to)
        pane.resized.connect(self._fit)

    def handlers(self) -> Handlers:
        """Return what the map does."""
        moves = {name: partial(self._move, name) for name in MOVES}
        zooms = {name: partial(self._zoom, name) for name in ZOOMS}
        return {
            **moves,
            **zooms,
            "map_home": self._go_home,
            "map_focus": self.take_focus,
            "map_legend": self._toggle_legend,
            "map_list": self.toggle_list,
            "map_reach": self._means.reach,
            "map_print": self.print_map,
        }

    def take_focus(self) -> None:
        """Go to the map itself, where the arrow keys, plus and minus work."""
        web = self._pane.web
        if web is not None and self._pane.is_full:
            web.setFocus()
        else:
            self._pane.simple.setFocus()

    def _act(self, name: str) -> bool:
        """Tell the page to do it, if it is there."""
        web = self._pane.web
        if web is None or not self._pane.is_full:
            return False
        web.act(name)
        return True

    def _toggle_legend(self) -> None:
        if not self._act("map_legend"):
            self._pane.say(_("The simple map has no key: its marks are those of the list."))

    def _move(self, name: str) -> None:
        if not self._act(name):
            self._pane.simple.move_by(MOVES[name])

    def _zoom(self, name: str) -> None:
        if not self._act(name):
            self._pane.simple.zoom_by(ZOOMS[name])

    def _go_home(self) -> None:
        client = self._pane.mark(self._pane.chosen)
        if not self._act("map_home") and client is not None:
            self._pane.simple.look_near(client)

    def toggle_list(self) -> None:
        """Show all that is on the map as a list, or the map again."""
        if not self.twin.isHidden():
            self._leave_list()
            return
        pane = self._pane
        client = pane.mark(pane.chosen)
        place = (client.lat, client.lon) if client is not None else pane.middle
        what = client.label if client is not None else _("the middle of the map")
        self._fit()
        self.twin.open_list(pane.areas, pane.marks, place, what)

    def _fit(self) -> None:
        self.twin.setGeometry(self._pane.rect())

    def _leave_list(self) -> None:
        self.twin.hide()
        self.take_focus()

    def _go_to(self, name: str) -> None:
        mark, pane = self._pane.mark(name), self._pane
        if mark is not None:
            if pane.web is not None:
                pane.web.look_at(mark.lat, mark.lon, CLOSE)
            pane.simple.look_at(Look(mark.lat, mark.lon, CLOSE))
            pane.picked.emit(name)
            pane.point_out("" if mark.is_client else name)
        self._leave_list()

    def print_map(self) -> None:
        """Save what the map shows as one page; the map is light meanwhile, as paper is."""
        pane = self._pane
        if pane.mark(pane.chosen) is None:
            pane.say(_("Choose a person whose place is known, then print the map."))
            return
        web = pane.web
        if web is None or not pane.is_full:
            pane.simple.wear(PAPER)
            self._shoot_simple(OFTEN)
            return
        web.wear(PAPER)
        web.settle()
        web.run(SEEN, lambda said: QTimer.singleShot(PAINT_MS, self, partial(self._shoot, said)))

    def _shoot_simple(self, again: int) -> None:
        """Take the picture of the simple map once its streets are there in the colours of paper."""
        simple = self._pane.simple
        picture = simple.grab().toImage()
        if again and simple.pictures.are_awaited:
            QTimer.singleShot(PAINT_MS, self, partial(self._shoot_simple, again - 1))
            return
        simple.wear(self._pane.theme)
        look = simple.look
        self._print(paper.Shot(picture, metres_a_pixel(look.lat, look.zoom)))

    def _shoot(self, said: object) -> None:
        web = self._pane.web
        if web is None or not isinstance(said, str):
            return
        lat, zoom, wide, credit = json.loads(said)
        picture = web.view.grab().toImage()
        web.run(UNPAPERED, lambda _none: None)
        web.wear(self._pane.theme)
        metres = metres_a_pixel(lat, zoom) * wide / picture.width()
        self._print(paper.Shot(picture, metres, credit))

    def _print(self, shot: paper.Shot) -> None:
        pane = self._pane
        client = pane.mark(pane.chosen)
        if client is None:
            return
        at = self._means.now().astimezone()
        page = paper.CaseMap(
            shot, client.label, _how_sure(client),
            [_line(row) for row in self._means.near()],
            [area.label for area in pane.areas if area.kind is AreaKind.UNKNOWN],
            at, self._means.practice,
        )  # fmt: skip
        # no name of anybody stands in a file's name
        file = documents() / f"vigil-map-{at:%Y%m%d-%H%M%S}.pdf"
        content = paper.pdf(page)
        self._means.keep(client.id, lambda noted: _written(file, content, noted))


def _written(file: Path, content: bytes, noted: Noting) -> str:
    """Write the page where nobody else can read it; return in words that it is there, or why not.

    Nothing where the key was pressed twice within a second: it is there already.
    """
    try:
        write(file, content, noted=noted)
    except FileExistsError:
        return ""
    except OSError:
        return _("The map could not be written to {folder}.").format(folder=file.parent)
    return _("The map is in {file}. Only you can read it.").format(file=file)


def _line(row: HelpRow) -> paper.HelpLine:
    return paper.HelpLine(row.name, row.detail, row.distance, row.phone or _("no number"))


def _how_sure(client: Mark) -> str:
    if client.confirmed:
        return _("address confirmed")
    doubt = within(client.error_m) if client.error_m else _("nobody knows how near")
    return _("address not confirmed, {doubt}").format(doubt=doubt)
