"""A drill that nobody plays by hand: by real keys on real widgets, as its file says."""

from collections.abc import Mapping

from console.app.drill.stage import Stage
from console.app.hands import Hands, Stuck
from console.app.station import Station
from console.app.walk import Walk
from console.domain.board import Board
from console.domain.ids import ContactId
from console.practice.drills.drill import Drill
from console.practice.drills.review import Review
from console.practice.drills.running import Entrance, Running
from console.ui.window.window import ConsoleWindow


class DrillHands:
    """Plays one drill to its end; nothing is waited for but the screen."""

    def __init__(
        self, stage: Stage, station: Station, drill: Drill, secrets: Mapping[str, str]
    ) -> None:
        window = station.window
        assert isinstance(window, ConsoleWindow)  # noqa: S101 -- it was opened a moment ago
        self._stage, self._station, self._secrets = stage, station, secrets
        self._running: Running | None = None
        self._steps = Walk(station, window, drill.hands, self._turn)
        self._hands: Hands = self._steps.hands
        self._drill = drill

    def play(self) -> Review:
        """Play the drill and return its review.

        Raises:
            Stuck: something that should have happened did not.
        """
        if not self._drill.hands:
            raise Stuck("nobody has written hands for it; play it at a screen")
        hands = self._hands
        hands.until("the door opens", lambda: bool(self._door()))
        self._running = self._stage.ready(Entrance(self._door(), self._secrets), hurried=True)
        self._turn()
        hands.press("take_next")
        hands.until("the case is mine", self._mine)
        self._turn()
        self._steps.begin(str(self._drill.begin))
        hands.until("a checklist", lambda: self._steps.where() is not None)
        self._steps.to(None)
        self._take_up()
        hands.press("close_case")
        hands.until("the closing list", lambda: self._steps.where() is not None)
        self._steps.to(None)
        hands.press("close_case")
        hands.until("it has landed", lambda: not self._board.cases or bool(self._steps.refused))
        if self._steps.refused:
            raise Stuck(f"the landing: {self._steps.refused}")
        self._turn()
        self._stage.finish()
        hands.until("the score", lambda: self._stage.strip.is_over)
        return self._stage.review()

    def _take_up(self) -> None:
        """Take somebody up once more whose call was lost, and who was reached again."""
        bridge = self._station.bridge
        if bridge is None or bridge.case is None or bridge.case.lost is None:
            return
        self._hands.press("take_selected")
        self._hands.until(
            "they are taken up", lambda: bridge.case is None or bridge.case.lost is None
        )

    def _turn(self) -> None:
        """Let everything come that is due, and wait until the screen shows it."""
        running = self._running
        if running is None:
            return
        for happening in running.turn():
            self._stage.hear(happening)
            contact = happening.contact
            if contact is not None:
                self._hands.until(
                    f"{happening.beat.id} is on the board",
                    lambda c=contact: self._board.contact(ContactId(c)) is not None,  # type: ignore[misc]
                )
        self._station.centre.desk.catch_up()
        self._hands.until("the screen is up to date", self._current)

    def _current(self) -> bool:
        return self._board.seq >= self._station.centre.desk.head[0]

    def _mine(self) -> bool:
        bridge = self._station.bridge
        case = bridge.case if bridge is not None else None
        return case is not None and bridge is not None and case.owner == bridge.me

    @property
    def _board(self) -> Board:
        bridge = self._station.bridge
        return bridge.board if bridge is not None else Board()

    def _door(self) -> str:
        backstage = self._station.backstage
        return backstage.address if backstage is not None else ""
