"""A drill that nobody plays by hand: by real keys on real widgets, as its file says."""

from collections.abc import Mapping

from console.app.drill.stage import Stage
from console.app.hands import Stuck
from console.app.seat import Seat
from console.app.walk import Walk
from console.practice.drills.drill import Drill
from console.practice.drills.review import Review
from console.practice.drills.running import Entrance, Running
from console.practice.script import NOT_HERE


class DrillHands:
    """Plays one drill to its end; nothing is waited for but the screen."""

    def __init__(self, stage: Stage, seat: Seat, drill: Drill, secrets: Mapping[str, str]) -> None:
        self._stage, self._seat, self._drill, self._secrets = stage, seat, drill, secrets
        self._running: Running | None = None
        self._walk = Walk(seat, drill.hands, self._turn, unnamed=NOT_HERE)

    def play(self) -> Review:
        """Play the drill and return its review.

        Raises:
            Stuck: something that should have happened did not.
        """
        if not self._drill.hands:
            raise Stuck("nobody has written hands for it; play it at a screen")
        seat, walk = self._seat, self._walk
        self._running = self._stage.ready(Entrance(seat.door(), self._secrets), hurried=True)
        self._turn()
        seat.take("take_next")
        self._turn()
        walk.begin(self._drill.begin)
        walk.to()
        self._take_up()
        walk.land()
        seat.hands.until("nobody is left", lambda: not seat.board.cases)
        self._turn()
        self._stage.finish()
        seat.hands.until("the score", lambda: self._stage.strip.is_over)
        return self._stage.review()

    def _take_up(self) -> None:
        """Take somebody up once more whose call was lost, and who was reached again."""
        seat = self._seat
        if seat.case is not None and seat.case.lost is not None:
            seat.hands.press("take_selected")
            seat.hands.until(
                "they are taken up", lambda: seat.case is None or seat.case.lost is None
            )

    def _turn(self) -> None:
        """Let everything come that is due, and wait until the screen shows it."""
        if self._running is None:
            return
        for happening in self._running.turn():
            self._stage.hear(happening)
            self._seat.wait_for(happening.contact, happening.beat.id)
        self._seat.catch_up()
