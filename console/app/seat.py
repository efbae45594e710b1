"""A workplace that is played by keys: its window, its hands, and what its screen shows."""

from console.app.hands import Hands
from console.app.station import Station
from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.ids import CaseId, ContactId
from console.ui.bridge import Bridge
from console.ui.window.window import ConsoleWindow


class Seat:
    """Where somebody plays who has signed in.

    Attributes:
        refused: what the console said no to, in order; whoever reads it clears it.
    """

    def __init__(self, station: Station) -> None:
        assert isinstance(station.window, ConsoleWindow)  # noqa: S101 -- as below
        self.window = station.window
        self.hands = Hands(self.window)
        self.refused: list[str] = []
        self._station = station
        self.bridge.refused.connect(self.refused.append)

    @property
    def bridge(self) -> Bridge:
        """What the window asks and tells."""
        bridge = self._station.bridge
        assert bridge is not None  # noqa: S101 -- somebody has signed in
        return bridge

    @property
    def board(self) -> Board:
        """The board as the screen shows it."""
        return self.bridge.board

    @property
    def case(self) -> Case | None:
        """The case that the screen stands at."""
        return self.bridge.case

    def at(self, case: CaseId) -> bool:
        """Whether the screen stands at ``case``."""
        return self.case is not None and self.case.id == case

    def door(self) -> str:
        """Return the address of the door, once it is open.

        Raises:
            Stuck: it does not open.
        """
        self.hands.until("the door opens", lambda: bool(self._address()))
        return self._address()

    def _address(self) -> str:
        backstage = self._station.backstage
        return backstage.address if backstage is not None else ""

    def take(self, act: str) -> None:
        """Take a case with the key of ``act``.

        Raises:
            Stuck: it does not come to be the case that is looked at, and ours.
        """
        self.hands.press(act)
        self.hands.until("the case is mine", self._mine)

    def _mine(self) -> bool:
        return self.case is not None and self.case.owner == self.bridge.me

    def catch_up(self, seq: int = 0) -> None:
        """Let the screen show all that was sent from here or is written, at least entry ``seq``.

        Raises:
            Stuck: it does not.
        """
        answered: list[object] = []
        self.bridge.send(then=answered.append)  # nothing: it is answered after all that was sent
        self.hands.until("what was sent is answered", lambda: bool(answered))
        desk = self._station.centre.desk
        desk.catch_up()
        head = max(seq, desk.head[0])
        self.hands.until("the screen is up to date", lambda: self.board.seq >= head)

    def wait_for(self, contact: str | None, name: str) -> None:
        """Wait until what the door made of ``name`` is on the screen; it may be no contact.

        Raises:
            Stuck: it does not come there.
        """
        if contact is not None:
            self.hands.until(
                f"{name} is on the screen",
                lambda: self.board.contact(ContactId(contact)) is not None,
            )
