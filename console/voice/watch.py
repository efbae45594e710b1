"""One station's ear: looks at the board, has said what is new, and counts the load."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from console.domain.board import Board
from console.domain.ids import StaffId
from console.voice.alerts import Repeats, Said, worth_saying
from console.voice.concerns import concerns, seat
from console.voice.load import AlarmLoad
from console.voice.utterance import Utterance


class Watch:
    """Says what is worth saying; ``look`` at every change, and once a second.

    Safe to use from any thread.

    Args:
        say: has an utterance said, for example ``Speaker.say``.
        repeats: how long what nobody heeds may stay quiet.
    """

    def __init__(self, say: Callable[[Utterance], object], repeats: Repeats | None = None) -> None:
        self._say = say
        self._repeats = repeats or Repeats()
        self._lock = Lock()
        self._said: Said = {}
        self._load = AlarmLoad()

    @property
    def load(self) -> AlarmLoad:
        """The alerts of the last ten minutes at this station."""
        return self._load

    def look(
        self, board: Board, me: StaffId | None, now: datetime, *, reachable: bool = True
    ) -> tuple[Utterance, ...]:
        """Say what has become worth saying at ``now``, and return it in words, to be shown.

        Whoever is with a client hears a tone in place of what is returned.
        """
        open_now = concerns(board, me, now, reachable=reachable)
        with self._lock:
            verdict = worth_saying(open_now, self._said, seat(board, me), now, self._repeats)
            self._said = verdict.said
            self._load = self._load.after(len(verdict.utterances), now)
            for utterance in verdict.utterances:
                self._say(utterance)
        return verdict.shown
