"""What the map and its list show: everybody with an open case, and the help near the chosen one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from gettext import gettext as _
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import NoteMap
from console.domain.ids import CaseId
from console.domain.place.book import Book, number_fresh
from console.domain.place.facility import Facility, FacilityKind, Service, list_fresh
from console.domain.place.point import Point
from console.domain.place.whereabouts import doubts
from console.domain.seen.glance import over_since
from console.places.reasons import doubt
from console.ui.bridge import Bridge
from console.ui.map.around import Around
from console.ui.map.hand import FORM, MapHand, Means, Noting
from console.ui.map.help_table import HelpRow, HelpTable
from console.ui.map.mark import Mark, MarkKind
from console.ui.map.pane import MapPane
from console.ui.room import Places
from console.words import labels
from console.words.place import book

if TYPE_CHECKING:  # geopy, which no window start should wait for
    from console.places.nearest import Near

WANTED: Final = (
    (FacilityKind.HOSPITAL, 4),
    (FacilityKind.EMS, 2),
    (FacilityKind.MOBILE_CRISIS, 1),
    (FacilityKind.CRISIS_CENTRE, 2),
)
"""How many of each kind of help the list names at most; the 911 centre stands with the person."""

CASE: Final = "case:"


class Ground(QObject):
    """Keeps the map and the list as the board and the chosen case are."""

    def __init__(
        self, bridge: Bridge, map_pane: MapPane, help_table: HelpTable, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bridge, self._map, self._help = bridge, map_pane, help_table
        self._people: dict[str, Mark] = {}
        self._near: dict[str, Mark] = {}
        around = Around(bridge, map_pane, self)
        means = Means(
            around.toggle_reach,
            lambda: help_table.rows,
            self._keep,
            bridge.now,
            bridge.board.practice,
        )
        self.hand = MapHand(map_pane, means)
        self._asked: tuple[CaseId, Point, Book] | None = None
        self.found: tuple[Near, ...] = ()
        bridge.changed.connect(self._refresh)
        bridge.selected.connect(self._select)
        map_pane.picked.connect(self._picked)
        help_table.picked.connect(map_pane.point_out)
        self._refresh()

    @property
    def people(self) -> Mapping[str, Mark]:
        """The marks of everybody with an open case whose place is known."""
        return self._people

    def start(self) -> None:
        """Put the hospitals on the map; read off the GUI thread."""
        places = self._bridge.room.places
        self._bridge.ask(
            lambda: [_facility(found) for found in places.hospitals()], self._hospitals
        )

    def _hospitals(self, marks: list[Mark]) -> None:
        self._map.upsert(mark for mark in marks if mark.id not in self._near)

    def _refresh(self) -> None:
        board, now = self._bridge.board, self._bridge.now()
        people = {
            mark.id: mark for case in board.cases.values() for mark in _person(board, case, now)
        }
        self._map.remove(gone for gone in self._people if gone not in people)
        self._map.upsert(mark for name, mark in people.items() if self._people.get(name) != mark)
        self._people = people
        self._look_around()

    def _select(self, case: CaseId | None) -> None:
        self._look_around()
        self._map.select(f"{CASE}{case}" if case is not None else "")

    def _look_around(self) -> None:
        """Ask what is near the chosen person, once a place."""
        case = self._bridge.case
        at = case.place.location.at if case is not None and case.place is not None else None
        if case is None or at is None:
            self._asked, self.found = None, ()
            self._show(())
            self._help.show_empty(
                _("Choose a contact to see the help near that person.")
                if case is None
                else _("Nobody knows yet where they are. Ctrl Shift L writes it down.")
            )
            return
        asked = (case.id, at, self._bridge.board.book)
        if self._asked == asked:
            return
        self._asked = asked
        places = self._bridge.room.places
        self._bridge.ask(lambda: near(places, at), lambda found: self._found(asked, found))

    def _found(self, asked: tuple[CaseId, Point, Book], found: "Sequence[Near]") -> None:
        if asked == self._asked:
            self.found = tuple(found)
            self._show(found)
            now = self._bridge.now()
            self._help.show_rows(
                [help_row(one, now) for one in found], header_note(found) if found else ""
            )
            if not found:
                self._help.show_empty(
                    _("No help is on file near here. Import hospitals, EMS and crisis teams.")
                )

    def _keep(self, mark: str, made: Callable[[Noting], str]) -> None:
        """Let a map of this person be written, and write down that it was, or leave none."""
        case = self._bridge.board.cases.get(CaseId(mark.removeprefix(CASE)))
        if case is None:  # it has just been closed elsewhere
            self._map.say(_("This case has just been closed, so no map was saved."))
            return
        note = NoteMap(case.id, case.client, FORM)
        self._bridge.ask(
            lambda: made(lambda: self._bridge.do(note)),
            lambda said: self._map.say(said) if said else None,
            slow=True,
        )

    def _show(self, found: "Sequence[Near]") -> None:
        marks = {
            mark.id: mark
            for rank, one in enumerate(found, start=1)
            for mark in (_facility(one.facility, rank, f"{one.km:.1f} km"),)
        }
        plain = [_plain(mark) for name, mark in self._near.items() if name not in marks]
        self._map.upsert((*plain, *marks.values()))
        self._near = marks

    def _picked(self, name: str) -> None:
        if name.startswith(CASE):
            self._bridge.select(CaseId(name.removeprefix(CASE)))
        else:
            self._help.choose(name)


def near(places: Places, point: Point) -> "tuple[Near, ...]":
    """Return the nearest help of every kind, nearest first."""
    found = [one for kind, n in WANTED for one in places.near(point, (kind,), n)]
    return tuple(sorted(found, key=lambda one: one.km))


def header_note(found: "Sequence[Near]") -> str:
    """Return how distances and minutes are meant, and which kinds of help nobody brought in yet."""
    there = {one.facility.kind for one in found}
    gone = [labels.facility(kind) for kind, _n in WANTED if kind not in there]
    if any(one.minutes is not None for one in found):
        parts = [_("≈ estimated car minutes"), _("km as the crow flies")]
    else:
        parts = [_("as the crow flies")]
    if gone:
        parts.append(_("no {kinds} on file").format(kinds=", ".join(gone)))
    return " · ".join(parts)


def _person(board: Board, case: Case, now: datetime) -> Sequence[Mark]:
    """Return the mark of a person: a bare pin only where somebody can be sent to the door."""
    if case.place is None or case.place.location.at is None:
        return ()
    client = board.client_of(case)
    here = case.place.location
    at = case.place.location.at
    sure = case.place.fresh(now) and over_since(case) is None and not doubts(here)
    return (
        Mark(
            f"{CASE}{case.id}",
            MarkKind.CLIENT,
            at.lat,
            at.lon,
            client.short_name if client is not None else _("Unknown caller"),
            error_m=here.error_m or 0.0,
            confirmed=sure,
            tier=case.tier.tier if case.tier is not None else None,
        ),
    )


def _facility(facility: Facility, rank: int | None = None, note: str = "") -> Mark:
    return Mark(
        facility.id,
        MarkKind(facility.kind),
        facility.at.lat,
        facility.at.lon,
        facility.name,
        note,
        rank=rank,
        emergency=bool(facility.emergency),
        invented=facility.invented,
    )


def _plain(mark: Mark) -> Mark:
    return Mark(
        mark.id,
        mark.kind,
        mark.lat,
        mark.lon,
        mark.label,
        emergency=mark.emergency,
        invented=mark.invented,
    )


def help_row(one: "Near", now: datetime) -> HelpRow:
    """Return a place of help as the list shows it."""
    facility = one.facility
    return HelpRow(
        facility.id,
        facility.name,
        " · ".join(_what(one, now)),
        labels.phone(facility.phone) if facility.phone else "",
        _("{n} km").format(n=f"{one.km:.1f}"),
        facility.invented,
        " · ".join(_careful(one, now)),
        "" if one.minutes is None else _("{n} min").format(n=max(1, round(one.minutes))),
    )


def _careful(one: "Near", now: datetime) -> Iterator[str]:
    """Yield what must be asked first: where it is, how old its number is, whether it has room."""
    facility, today = one.facility, now.astimezone().date()
    if said := doubt(facility, one.km):
        yield said
    if facility.verified_on is not None and not number_fresh(facility.verified_on, today):
        yield book.number_age(facility, today)
    if one.room is not None:
        yield book.room(one.room, now)


def _what(one: "Near", now: datetime) -> Iterator[str]:
    """Yield what the place is, in as few words as are honest."""
    facility = one.facility
    if facility.kind is not FacilityKind.HOSPITAL:
        yield labels.facility(facility.kind)
    elif facility.emergency is None:
        yield _("hospital, emergency: ask")
    else:
        yield _("emergency") if facility.emergency else _("no emergency department")
    if facility.psychiatric:
        yield _("psychiatric")
    if facility.paediatric:
        yield _("paediatric")
    if Service.WALK_IN in facility.services:
        yield _("walk-in")
    if not facility.invented and not list_fresh(facility.vintage, now.astimezone().date()):
        yield _("data of {year}").format(year=facility.vintage[:4] or _("unknown date"))
