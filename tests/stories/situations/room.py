"""A practice window of its own, the door beside it, and a lead at another desk."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from console.app.hands import Hands
from console.app.practice_room import beside, workplace
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.commands import WatchClocks
from console.domain.ids import SYSTEM, ContactId
from console.practice.lead import ActedLead
from console.practice.senders import Sender, fresh_secrets, made_out
from console.practice.shift import load_shift
from console.settings import Settings
from console.ui.bridge import Bridge
from console.ui.window.window import ConsoleWindow
from console.wiring.centre import open_centre
from tests.conftest import Clock
from tests.stories.situations.story import SENDERS, Arrival, people

BEGIN = datetime(2026, 3, 2, 18, tzinfo=UTC)
A_STEP = timedelta(seconds=2)


@dataclass
class Room:
    """Where one story after the other is played; time goes by only when a step is done."""

    data: Path
    clock: Clock = field(default_factory=lambda: Clock(BEGIN))
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        today = BEGIN.date()
        cast = replace(load_shift(1, today), clients=tuple(people(today).values()))
        settings = Settings(self.data, voice=False)
        self.centre = open_centre(settings, practice=True, clock=self.clock)
        self._secrets = fresh_secrets(set(SENDERS.values()))
        self.station = workplace(self.centre, cast, self._secrets, seen=False, with_map=False)
        self.me = cast.player
        self._beside = beside(self.centre)
        self._lead = ActedLead(self._beside.desk, cast.lead)
        self._lead.come_in()
        self.window: ConsoleWindow = self.station.open(self.me, leads=False)
        self.hands = Hands(self.window)
        self.refused: list[str] = []
        self.bridge.refused.connect(self.refused.append)
        self.hands.until("the door opens", lambda: bool(self._address()))

    @property
    def bridge(self) -> Bridge:
        """What the window asks and tells."""
        assert self.station.bridge is not None
        return self.station.bridge

    @property
    def board(self) -> Board:
        """The board as the screen shows it."""
        return self.bridge.board

    @property
    def case(self) -> Case | None:
        """The case that the screen stands at."""
        return self.bridge.case

    def post(self, story: str, arrival: Arrival) -> None:
        """Post ``arrival`` through the signed door, and wait until it is on the screen."""
        whole = made_out(
            arrival.event,
            sender=arrival.sender,
            run=story,
            name=str(next(self._numbers)),
            at=self.clock(),
        )
        sender = Sender(self._address(), self._secrets[arrival.sender])
        before = self.board.seq
        contact = sender.post(whole).contact
        assert contact is not None
        self.hands.until(
            f"{whole['id']} is on the screen",
            lambda: self.board.contact(ContactId(contact)) is not None and self.board.seq > before,
        )

    def lead_comes(self) -> None:
        """Let the lead come to every call, and wait until it is on the screen."""
        self.catch_up(self._lead.come())

    def catch_up(self, seq: int = 0) -> None:
        """Let the screen show all that is written."""
        self.centre.desk.catch_up()
        head = max(seq, self.centre.desk.head[0])
        self.hands.until("the screen is up to date", lambda: self.board.seq >= head)

    def pass_time(self, span: timedelta = A_STEP) -> None:
        """Let time go by, with the clocks looked at as the console does every second."""
        self.clock.forward(span)
        self.centre.do(WatchClocks(), SYSTEM)
        self.catch_up()

    def close(self) -> None:
        """Leave, and give everything back."""
        self.station.close()
        self._beside.close()

    def _address(self) -> str:
        backstage = self.station.backstage
        return backstage.address if backstage is not None else ""
