"""A practice window of its own, the door beside it, and a lead at another desk."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from console.app.practice_room import beside, workplace
from console.app.seat import Seat
from console.domain.commands import WatchClocks
from console.domain.ids import SYSTEM
from console.practice.lead import ActedLead
from console.practice.senders import Sender, fresh_secrets, made_out
from console.practice.shift import load_shift
from console.settings import Settings
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
        self._beside = beside(self.centre)
        self._lead = ActedLead(self._beside.desk, cast.lead)
        self._lead.come_in()
        self.station.open(cast.player, leads=False)
        self.seat = Seat(self.station)
        self._door = self.seat.door()

    def post(self, story: str, arrival: Arrival) -> None:
        """Post ``arrival`` through the signed door, and wait until it is on the screen."""
        whole = made_out(
            arrival.event,
            sender=arrival.sender,
            run=story,
            name=str(next(self._numbers)),
            at=self.clock(),
        )
        contact = Sender(self._door, self._secrets[arrival.sender]).post(whole).contact
        assert contact is not None
        self.seat.wait_for(contact, str(whole["id"]))
        self.seat.catch_up()

    def lead_comes(self) -> None:
        """Let the lead come to every call, and wait until it is on the screen."""
        self.seat.catch_up(self._lead.come())

    def pass_time(self, span: timedelta = A_STEP) -> None:
        """Let time go by, with the clocks looked at as the console does every second."""
        self.clock.forward(span)
        self.centre.do(WatchClocks(), SYSTEM)
        self.seat.catch_up()

    def close(self) -> None:
        """Leave, and give everything back."""
        self.station.close()
        self._beside.close()
