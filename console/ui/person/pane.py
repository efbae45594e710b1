"""The person pane: the whole person at second zero, without a tab."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QObject, Qt, Signal
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
from console.domain.ids import ClientId
from console.domain.people.client import Client
from console.domain.people.plan import Part
from console.domain.place.location import Location
from console.domain.seen.glance import glance
from console.ui.actions import Offer
from console.ui.bridge import Bridge
from console.ui.person import facts
from console.ui.person.answering import Answering
from console.ui.person.circle import lines
from console.ui.person.circle.lines import Lines
from console.ui.person.circle.panel import CirclePanel
from console.ui.person.circle.told import told
from console.ui.person.clocks import clocks
from console.ui.person.contacts import Contacts
from console.ui.person.glance import Glance
from console.ui.person.head import PersonHead
from console.ui.person.plan import PlanList
from console.ui.person.rows import WholeRows
from console.ui.person.where import WherePanel
from console.ui.person.who import WhoPanel
from console.ui.person.write.form import FormPanel
from console.ui.person.write.forms import Forms
from console.ui.person.write.notes import Notes
from console.ui.widgets.header import PaneHeader
from console.ui.widgets.label import label
from console.ui.widgets.layout import column
from console.words.course import course


class PersonPane(QFrame):
    """Everything that is known of the person whose case is looked at.

    Signals:
        writing: something is written here that needs more room than the pane has, or no longer.
    """

    writing = Signal(bool)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("personPane")
        self.setProperty("role", "pane")
        self.header = PaneHeader(_("Person"), "focus_person")
        self.head = PersonHead()
        self.glance = Glance()
        self.directive = Lines("directive")
        self.circle_lines = Lines("circle")
        self.plan = PlanList(self.directive)
        self.contacts = Contacts()
        self.notes = Notes(bridge)
        self.where = WherePanel(bridge)
        self.who = WhoPanel(bridge)
        self.circle = CirclePanel(bridge)
        self.form = FormPanel(bridge)
        self.forms = Forms(bridge, self.form)
        self.empty = label(_empty(bridge), "secondary", wraps=True)
        self.empty.setObjectName("emptyState")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._answering = Answering(bridge, self)
        self._answering.answered.connect(lambda: self._tick(bridge.now()))
        self._build()
        for panel in (self.where, self.who, self.circle):
            panel.opened.connect(self._make_room)
            panel.left.connect(self.write_note)
        self.form.opened.connect(self._make_all_room)
        for part in (self.circle, self.form):
            part.opened.connect(self.writing.emit)
        self.form.left.connect(self.write_note)
        self.circle.written.connect(self.write_note)
        self.circle.form.connect(self.forms.open)
        self.where.chosen.connect(self._state)
        self.who.chosen.connect(self._identify)
        self.plan.ticked.connect(self._tick_plan)
        bridge.selected.connect(lambda _case: self._selected())
        bridge.changed.connect(self._changed)
        bridge.ticked.connect(self._tick)
        self._selected()

    def _build(self) -> None:
        self._circle = WholeRows(column(self.circle_lines, QWidget()))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(6)
        right.addWidget(self.contacts, 4)
        right.addWidget(self._circle, 6)
        right.addWidget(self.notes, 4)
        side = QFrame()
        side.setObjectName("personSide")
        side.setLayout(right)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.plan, 11)
        below.addWidget(side, 10)
        whole = QWidget()
        whole.setObjectName("wholePerson")
        rows = QVBoxLayout(whole)
        self._whole = rows
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        for part in (self.head, self.glance, self.where, self.who, self.circle):
            rows.addWidget(part)
        rows.addWidget(self.form, 1)
        rows.addWidget(self._below, 1)
        scroll = QScrollArea()  # only large text on a small screen needs it
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(whole)
        self._scroll = scroll
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
            "plan_tick": self._to_plan,
            "plan_write": lambda: self._write("plan"),
            "circle": self.open_circle,
            "directive": lambda: self._write("directive"),
            "note": self.write_note,
            "note_draft": self.draft_note,
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
        return [*found, *self._circle_offers(words)]

    def _circle_offers(self, words: Sequence[str]) -> Iterator[Offer]:
        """Yield the people of the circle whose names begin like the typed words."""
        case = self._bridge.case
        client = self._bridge.board.client_of(case) if case is not None else None
        for one in client.circle if client is not None else ():
            names = f"{one.name} {one.relation}".casefold().split()
            if all(any(name.startswith(word) for name in names) for word in words):
                said = _("circle: what is said about them")
                yield Offer(one.name, said, partial(self.open_circle, one.name))

    # What is shown --------------------------------------------------------------

    def _selected(self) -> None:
        self._close_panels()
        self.glance.begin()
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
            or before.aftercare is not after.aftercare
            or before.follow_ups is not after.follow_ups
            or before.book is not after.book
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
        self._answering.look(case)
        self.head.show_person(board, case, now)
        client = board.client_of(case)
        self.header.say(client.team if client is not None else "")
        self.glance.told.say(told(board, case, now))
        self.plan.show_plan(client, case, now)
        self._show_around(client, now)
        self.contacts.show_case(board, case, now, self._bridge.limits.after)
        self._tick(now)

    def _tick(self, now: datetime) -> None:
        case, board = self._bridge.case, self._bridge.board
        if case is None:
            return
        shown, known = self.glance, glance(board, case, now)
        shown.location.say(facts.location(case, known, now, self._answering.zone))
        shown.call_back.say(facts.call_back(board, case, known, now))
        shown.weapons.say(facts.weapons(board, case, known, now))
        sent = facts.dispatch(case)
        shown.centre.say((*facts.centres(case, self._answering.centres, now), *sent))
        shown.clocks.say(clocks(case, known, now))

    def _show_around(self, client: Client | None, now: datetime) -> None:
        """Show the directive below the plan and the circle, once it is known who it is."""
        today = now.astimezone().date()
        for part in (self.directive, self.circle_lines):
            part.setVisible(client is not None)
        if client is not None:
            self.directive.say(_("ADVANCE DIRECTIVE"), lines.directive(client.directive, today))
            self.circle_lines.say(_("CIRCLE"), tuple(lines.circle(client, today)))

    def _make_room(self, opened: bool) -> None:
        """Let an open panel stand where plan and contacts are, so that nothing above it moves."""
        for part in (self.plan, self.contacts, self._circle):
            part.setVisible(not opened)
        if opened:
            self._bring(self.sender())

    def _make_all_room(self, opened: bool) -> None:
        """Let an open form stand where everything below the glance panel is."""
        self._below.setVisible(not opened)
        if opened:
            self._bring(self.form)

    def _bring(self, panel: QObject) -> None:
        """Bring a panel into sight where the pane is too low for all of it."""
        if isinstance(panel, QWidget):
            self._whole.activate()
            self._scroll.ensureWidgetVisible(panel, 0, 0)

    def _close_panels(self) -> None:
        for panel in (self.where, self.who, self.circle, self.form):
            panel.close_panel()

    # What is done ---------------------------------------------------------------

    def confirm_location(self) -> None:
        """Say that the location was read back and agreed: the one that stands here."""
        self._send(lambda case: ConfirmLocation(case.id, case.place.line if case.place else None))

    def state_location(self) -> None:
        """Write down where they are now."""
        if self._bridge.case is not None:
            self._close_panels()
            self.where.open()

    def identify(self) -> None:
        """Say which client this is."""
        if self._bridge.case is not None:
            self._close_panels()
            self.who.open()

    def open_circle(self, name: str = "") -> None:
        """Write down what is said about somebody of the circle."""
        if self._bridge.case is not None:
            self._close_panels()
            if name:
                self.circle.open_at(name)
            else:
                self.circle.open()

    def _write(self, form: str) -> None:
        self._close_panels()
        self.forms.open(form)

    def _to_plan(self) -> None:
        self._close_panels()
        self.plan.focus_first()

    def write_note(self) -> None:
        """Go to the notes; an open form is left with its draft, and so is the circle."""
        if self._bridge.case is not None:
            self.form.close_panel()
            self.circle.close_panel()
            self.notes.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draft_note(self) -> None:
        """Put the course of the case into the notes, and go there."""
        case = self._bridge.case
        if case is not None:
            self.notes.add(course(self._bridge.board, case))
            self.write_note()

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
        version = self.plan.version
        self._send(lambda case: UsePlanPart(case.id, part, place, used, version))

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
