"""One workplace: from signing in to leaving."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from gettext import gettext as _
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from console.app.backstage import Backstage
from console.app.ears import Ears
from console.app.faults import sentence
from console.app.press import StationPress
from console.app.stock import StationStock
from console.desk.desk import Busy
from console.desk.fresh import private
from console.domain.commands import RecordStaff, SignIn, SignOut
from console.domain.ids import SYSTEM, StaffId
from console.domain.people.staff import Role, Staff
from console.domain.seen.queue import queue
from console.journal.port import Unreachable
from console.places.page import build_page
from console.settings import Settings, remember
from console.ui.aftercare.workspace import AftercareWorkspace
from console.ui.bridge import Bridge
from console.ui.directory.workspace import DirectoryWorkspace
from console.ui.escalation.call.facts import CardFacts
from console.ui.escalation.journal import CaseJournalPane
from console.ui.escalation.pane import EscalationPane
from console.ui.lead.workspace import LeadWorkspace
from console.ui.map.help_table import HelpTable
from console.ui.map.pane import MapPane
from console.ui.person.pane import PersonPane
from console.ui.protocols.workspace import ProtocolsWorkspace
from console.ui.queue.pane import QueuePane
from console.ui.review.workspace import ReviewWorkspace
from console.ui.room import Room
from console.ui.signin.door import Door
from console.ui.signin.screen import SignIn as SignInScreen
from console.ui.signin.setup import FirstAnswers, Missing, SetUp
from console.ui.window.panes import Panes
from console.ui.window.remembered import Remembered
from console.ui.window.window import MAP_AFTER_MS, ConsoleWindow
from console.wiring.centre import Centre, StationDrafts
from console.wiring.ground import street_file
from console.wiring.shipped import packs_on
from console.words.gates import on_call

FIRST = StaffId("first-administrator")
NOBODY = StaffId("")
"""Sits at a station where nobody has signed in: contacts come in, clocks run, alerts sound."""

PRACTICE_CALL_BACK = "+16145550190"


class Keeper:
    """Checks a secret against the vault; slow on purpose, so the door asks it from a worker."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def check(self, staff: StaffId, secret: str) -> bool:
        """Return whether ``secret`` is that of ``staff``; practice believes everybody."""
        return self._centre.practice or self._centre.store.credentials.verify(
            staff, secret, self._centre.desk.now()
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """What a window shows beside what every window shows; in a drill, its strip and its review.

    Attributes:
        above: under the status strip.
        workspaces: by the id of the act that goes there.
    """

    above: tuple[QWidget, ...] = ()
    workspaces: Mapping[str, QWidget] = field(default_factory=dict)


class Station(QObject):
    """Holds the windows of one workplace, one after the other.

    Attributes:
        beside: what the next window shows beside what every window shows.

    Signals:
        opened: carries the ``ConsoleWindow`` once somebody has signed in.
    """

    opened = Signal(object)

    def __init__(
        self,
        centre: Centre,
        *,
        secrets: Mapping[str, str] | None = None,
        aloud: bool = True,
        with_map: bool = True,
        look: Path | None = None,
    ) -> None:
        """Prepare a workplace of ``centre``.

        Args:
            centre: what is behind it.
            secrets: what practice senders sign with; by default the store's keys count.
            aloud: whether it makes sounds.
            with_map: whether the map's page is opened.
            look: the folder that remembers how the window looked; by default the database's.
        """
        super().__init__()
        self.centre = centre
        self.settings: Settings = centre.settings
        self._secrets = secrets
        self._with_map = with_map
        self.beside = Beside()
        folder = centre.settings.data / ("practice" if centre.practice else "live")
        self._look = look or folder
        self._aloud = aloud and centre.settings.voice
        self._packs = packs_on(centre.settings)
        self._streets = street_file(centre.settings)
        self.door = Door(Keeper(centre), centre.desk.now, self)
        self.bridge: Bridge | None = None
        self.backstage: Backstage | None = None
        self.ears: Ears | None = None
        self.window: QWidget | None = None

    def begin(self) -> QWidget:
        """Show the first screen: set-up for a new centre, else signing in."""
        board = self.centre.desk.board
        if any(not person.disabled for person in board.staff.values()):
            screen: QWidget = self._sign_in()
        else:
            screen = SetUp(self._missing())
            screen.answered.connect(self._first)
        screen.setWindowTitle("Vigil")
        self._watch_over(NOBODY, lambda _words, _tone: None)
        self._replace(screen)
        return screen

    def _watch_over(self, who: StaffId, say: Callable[[str, str], None]) -> Bridge:
        """Put ``who`` before the board; what works unseen goes on from whoever was here before."""
        centre = self.centre
        drafts = StationDrafts(centre.store, centre.desk.now)
        before = self.bridge
        self.bridge = Bridge(
            centre.desk, who, Room(centre.store.history, drafts, centre.places), self
        )
        if self.ears is not None:
            self.ears.close()
        self.ears = Ears(self.bridge, say, aloud=self._aloud, on_call=self._on_call, parent=self)
        if self.backstage is None:
            self.backstage = Backstage(centre, self.bridge, self, secrets=self._secrets)
            self.backstage.door_shut.connect(lambda words: self._say(words, "high"))
            QTimer.singleShot(0, self, self.backstage.start)
        else:
            self.backstage.follow(self.bridge)
        if before is not None:
            before.close()
        return self.bridge

    def _sign_in(self) -> SignInScreen:
        board = self.centre.desk.board
        screen = SignInScreen(
            tuple(board.staff.values()),
            self.door,
            centre=self.settings.organisation,
            practice=board.practice,
        )
        screen.signed_in.connect(lambda who, leads: self.open(who, leads=leads))
        return screen

    def _missing(self) -> tuple[Missing, ...]:
        """Return what a live centre has from the start, and what it has to bring in."""
        hospitals = len(self.centre.places.hospitals())
        by_import = _("console directory import FORMAT FILE")
        return (
            Missing(_("Hospitals"), _("{n} on file").format(n=hospitals), by_import),
            Missing(_("EMS stations"), "", by_import),
            Missing(_("911 centres with numbers"), "", by_import),
            Missing(_("Mobile crisis teams and crisis centres"), "", by_import),
            Missing(_("Clients"), "", _("console clients import fhir FILE")),
            Missing(
                _("Approved checklists"),
                "",
                _("a clinical lead approves them in Protocols; until then they are drafts"),
            ),
        )

    def _first(self, answers: FirstAnswers) -> None:
        roles = {Role.ADMINISTRATOR, *((Role.SHIFT_LEAD,) if answers.leads else ())}
        record = Staff(FIRST, answers.name, frozenset(roles))
        self.centre.store.credentials.set(FIRST, answers.secret)  # first, or nobody could come in
        self.centre.do(RecordStaff(FIRST, private(record)), SYSTEM)
        self.settings = remember(self.settings, organisation=answers.centre)
        self.open(FIRST, leads=answers.leads)

    def open(self, who: StaffId, *, leads: bool) -> ConsoleWindow:
        """Open the console for ``who``."""
        centre = self.centre
        bridge = self._watch_over(who, self._say)
        facts = CardFacts(self.settings.organisation, self.settings.call_back)
        if centre.practice:
            facts = CardFacts(_("the practice programme (invented)"), PRACTICE_CALL_BACK)
        person, escalation = PersonPane(bridge), EscalationPane(bridge)
        escalation.facts = facts
        escalation.on_call = self._on_call
        escalation.asking.packs = self._packs
        panes = Panes(
            QueuePane(bridge),
            person,
            MapPane(partial(build_page, tiles=self._streets)),
            HelpTable(),
            escalation,
            CaseJournalPane(bridge),
            {
                "lead": LeadWorkspace(bridge),
                "aftercare": AftercareWorkspace(bridge),
                "review": ReviewWorkspace(bridge, StationPress(centre)),
                "protocols": ProtocolsWorkspace(bridge),
                "directory": DirectoryWorkspace(bridge, StationStock(centre, self._streets)),
                **self.beside.workspaces,
            },
            self.beside.above,
        )
        remembered = Remembered(self._look / "window.ini")
        after = MAP_AFTER_MS if self._with_map else None
        window = ConsoleWindow(
            bridge, panes, door=self.door, remembered=remembered, map_after_ms=after
        )
        # While the call card is read aloud it has the whole column: no line of it may be cut.
        escalation.reading.connect(lambda on: window.slots["journal"].setVisible(not on))
        # What is written about the client takes the map's place meanwhile, not the notes' alone.
        person.writing.connect(lambda on: window.slots["map"].setVisible(not on))
        bridge.send(SignIn(leads))
        if self.ears is not None:
            self.ears.sounding.connect(lambda heard: window.strip.set_sound(heard=heard))
        self._replace(window)
        mine = queue(centre.desk.board, who).mine
        if mine:  # back after a break, or after the machine went down
            bridge.select(mine[0].id)
        if self.backstage is not None and self.backstage.shut:
            window.say(self.backstage.shut, "high")
        self.opened.emit(window)
        return window

    def _on_call(self) -> str:
        board, settings = self.centre.desk.board, self.settings
        return on_call(board, settings.on_call, settings.on_call_number)

    def own_fault(self) -> None:
        """Say that something of ours did not work, where the person here can read it."""
        self._say(sentence(), "high")

    def _say(self, words: str, tone: str) -> None:
        if isinstance(self.window, ConsoleWindow):
            self.window.say(words, tone)

    def close(self) -> None:
        """Leave the workplace: what was sent is written, everything beside it has ended."""
        if self.ears is not None:
            self.ears.close()
        if self.window is not None:
            self.window.close()
        if self.bridge is not None and self.bridge.me != NOBODY:
            with suppress(Unreachable, Busy):
                self.centre.desk.do(SignOut(), self.bridge.me)
        if self.backstage is not None:
            self.backstage.stop()
        if self.bridge is not None:
            self.bridge.close()
        self.door.close()
        if self.window is not None:
            self.window.deleteLater()
        self.centre.close()

    def _replace(self, widget: QWidget) -> None:
        old, self.window = self.window, widget
        if old is not None:
            widget.setGeometry(old.geometry())
        else:
            widget.resize(1440, 900)
        widget.show()
        if old is not None:
            old.close()
            old.deleteLater()
