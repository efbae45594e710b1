"""The person pane: the whole person at second zero, without a tab."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from console.desk.desk import Change
from console.desk.fresh import private
from console.domain.care.case import Case
from console.domain.commands import (
    Command,
    ConfirmLocation,
    IdentifyClient,
    StateLocation,
    UsePlanPart,
)
from console.domain.glance import glance
from console.domain.ids import ClientId
from console.domain.people.plan import Part
from console.domain.place.location import Location
from console.domain.place.point import Point
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.person import facts
from console.ui.person.clocks import clocks
from console.ui.person.contacts import Contacts
from console.ui.person.facts import Centres
from console.ui.person.glance import Glance
from console.ui.person.head import PersonHead
from console.ui.person.notes import Notes
from console.ui.person.plan import PlanList
from console.ui.person.where import WherePanel
from console.ui.person.who import WhoPanel
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label

Looked = tuple[Centres, str | None]


class PersonPane(QFrame):
    """Everything that is known of the person whose case is looked at."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("personPane")
        self.setProperty("role", "pane")
        self.header = PaneHeader(_("Person"), "focus_person")
        self.head = PersonHead()
        self.glance = Glance()
        self.plan = PlanList()
        self.contacts = Contacts()
        self.notes = Notes(bridge)
        self.where = WherePanel(bridge)
        self.who = WhoPanel(bridge)
        self.empty = label(_empty(bridge), "secondary", wraps=True)
        self.empty.setObjectName("emptyState")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._spot: tuple[Point, float] | None = None
        self._centres: Centres | None = None
        self._zone: str | None = None
        self._build()
        for panel in (self.where, self.who):
            panel.opened.connect(self._make_room)
            panel.left.connect(self.write_note)
        self.where.chosen.connect(self._state)
        self.who.chosen.connect(self._identify)
        self.plan.ticked.connect(self._tick_plan)
        bridge.selected.connect(lambda _case: self._selected())
        bridge.changed.connect(self._changed)
        bridge.ticked.connect(self._tick)
        self._selected()

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addWidget(self.contacts, 3)
        right.addWidget(self.notes, 2)
        side = QFrame()
        side.setObjectName("personSide")
        side.setLayout(right)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.plan, 1)
        below.addWidget(side, 1)
        whole = QWidget()
        whole.setObjectName("wholePerson")
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.head, self.glance, self.where, self.who):
            rows.addWidget(part)
        rows.addLayout(below, 1)
        scroll = QScrollArea()  # only large text on a small screen needs it
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(whole)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)

    def handlers(self) -> Mapping[str, Callable[[], None]]:
        """Return what the keys of this pane do."""
        return {
            "confirm_location": self.confirm_location,
            "state_location": self.state_location,
            "identify": self.identify,
            "plan_tick": self.plan.focus_first,
            "note": self.write_note,
            "focus_person": self.focus_first,
        }

    def offers(self, text: str) -> Sequence[Offer]:
        """Return what the typed words may mean for this person."""
        words = text.casefold().split()
        if self._bridge.case is None or not words:
            return ()
        found = [
            Offer(line, _("safety plan: tick"), partial(self.plan.tick, place))
            for place, line in enumerate(self.plan.lines)
            if all(word in line.casefold() for word in words)
        ]
        rest = text.strip().partition(" ")[2].strip()
        if rest and words[0] in {_("at"), _("where"), _("location")}:
            found.append(Offer(rest, _("write down where they are"), lambda: self._where(rest)))
        if rest and words[0] in {_("who"), _("client")}:
            found.append(Offer(rest, _("say who it is"), lambda: self._who(rest)))
        return found

    # What is shown --------------------------------------------------------------

    def _selected(self) -> None:
        for panel in (self.where, self.who):
            panel.close_panel()
        case = self._bridge.case
        self.notes.show_case(case.id if case is not None else None)
        self._refresh()

    def _changed(self, change: Change) -> None:
        case = self._bridge.case
        before, after = change.before, change.after
        if (
            case is None
            or before.cases.get(case.id) is not after.cases.get(case.id)
            or before.clients is not after.clients
            or before.history is not after.history
        ):
            self._refresh()

    def _refresh(self) -> None:
        case, board = self._bridge.case, self._bridge.board
        self._stack.setCurrentIndex(0 if case is None else 1)
        if case is None:
            self.empty.setText(_empty(self._bridge))
            self.header.say("")
            return
        now = self._bridge.now()
        self._look(case)
        self.head.show_person(board, case, now)
        client = board.client_of(case)
        self.header.say(client.team if client is not None else "")
        self.glance.told.say(facts.told(board, case, now))
        self.plan.show_plan(client, case, now)
        self.contacts.show_case(board, case, now)
        self._tick(now)

    def _tick(self, now: datetime) -> None:
        case, board = self._bridge.case, self._bridge.board
        if case is None:
            return
        shown, known = self.glance, glance(board, case, now)
        shown.location.say(facts.location(case, now, self._zone))
        shown.call_back.say(facts.call_back(board, case, known, now))
        shown.weapons.say(facts.weapons(board, case, known, now))
        shown.centre.say(facts.centres(case, self._centres, now))
        shown.clocks.say(clocks(case, known, now))

    def _look(self, case: Case) -> None:
        """Ask which 911 centres answer for the place, off the GUI thread; once for each place."""
        spot = case.place.location.circle if case.place is not None else None
        if spot == self._spot:
            return
        self._spot, self._centres, self._zone = spot, None, None
        if spot is not None:
            places = self._bridge.room.places
            point = spot[0]

            def question() -> Looked:
                there = places.locate(f"{point.lat}, {point.lon}")
                zone = there[0].timezone if there else None
                found = tuple(places.psaps(*spot))
                return Centres(found, places.psaps_known(*spot)), zone

            self._bridge.ask(question, lambda looked: self._looked(spot, looked))

    def _looked(self, spot: tuple[Point, float], looked: Looked) -> None:
        if spot == self._spot:
            self._centres, self._zone = looked
            self._tick(self._bridge.now())

    def _make_room(self, opened: bool) -> None:
        """Let an open panel stand where plan and contacts are, so that nothing above it moves."""
        self.plan.setVisible(not opened)
        self.contacts.setVisible(not opened)

    # What is done ---------------------------------------------------------------

    def confirm_location(self) -> None:
        """Say that the location was read back and agreed: the one that stands here."""
        self._send(lambda case: ConfirmLocation(case.id, case.place.line if case.place else None))

    def state_location(self) -> None:
        """Write down where they are now."""
        if self._bridge.case is not None:
            self.who.close_panel()
            self.where.open()

    def identify(self) -> None:
        """Say which client this is."""
        if self._bridge.case is not None:
            self.where.close_panel()
            self.who.open()

    def write_note(self) -> None:
        """Go to the notes."""
        if self._bridge.case is not None:
            self.notes.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_first(self) -> None:
        """Go to the first thing that can be done here."""
        if self._bridge.case is None:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.plan.lines:
            self.plan.focus_first()
        else:
            self.write_note()

    def _where(self, text: str) -> None:
        self.state_location()
        self.where.line.setText(text)
        self.where.typed.emit(text)

    def _who(self, text: str) -> None:
        self.identify()
        self.who.line.setText(text)
        self.who.typed.emit(text)

    def _state(self, location: Location) -> None:
        self._send(lambda case: StateLocation(case.id, private(location)))

    def _identify(self, client: ClientId) -> None:
        self._send(lambda case: IdentifyClient(case.id, client))

    def _tick_plan(self, part: Part, place: int, used: bool) -> None:
        self._send(lambda case: UsePlanPart(case.id, part, place, used))

    def _send(self, command: Callable[[Case], Command]) -> None:
        case = self._bridge.case
        if case is not None:
            self._bridge.send(command(case))


def _empty(bridge: Bridge) -> str:
    waiting = sum(case.owner is None for case in bridge.board.cases.values())
    if waiting:
        words = _("{n} waiting. Alt N takes whoever is at the greatest risk.")
        return words.format(n=waiting)
    return _("Nobody is selected, and nobody waits.")
