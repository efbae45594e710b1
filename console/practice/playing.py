"""A practice shift in progress: every beat is posted at its time, through the real door."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from time import monotonic
from uuid import uuid4

from console.intake.receive import Answer
from console.practice.senders import NotTaken, Sender, made_out
from console.practice.shift import Beat, PracticeShift

_log = logging.getLogger(__name__)
_TRIES, _AGAIN_AFTER_S = 30, 1.0

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Posted:
    """A beat and what the door made of it; ``None`` when it was not taken in."""

    beat: Beat
    answer: Answer | None


class Playing:
    """Posts the beats of one shift to one door.

    Step by step with ``post``, for a headless run that waits for its own widgets; or by
    the clock on a thread of its own with ``start``, for a person who plays.

    Two plays of one shift are two different nights: every id begins with the play's own.
    """

    def __init__(
        self,
        shift: PracticeShift,
        url: str,
        secrets: Mapping[str, str],
        clock: Clock,
        *,
        run: str | None = None,
    ) -> None:
        """Play ``shift`` to the door at ``url``.

        Args:
            shift: what is played.
            url: the door.
            secrets: what each sender signs with; see ``fresh_secrets``.
            clock: tells the time that stands in the events (aware).
            run: what every id begins with; drawn anew when it is ``None``.
        """
        self._shift = shift
        self._senders = {name: Sender(url, secrets[name]) for name in shift.senders}
        self._clock = clock
        self._run = run or uuid4().hex[:12]
        self._stop = Event()
        self._thread: Thread | None = None
        self._posted: list[Posted] = []

    @property
    def posted(self) -> tuple[Posted, ...]:
        """What has been posted so far, in order."""
        return tuple(self._posted)

    def post(self, beat: Beat) -> Answer:
        """Post one beat of the shift now and return the door's answer.

        Raises:
            NotTaken: the door did not take it in.
        """
        answer = self._senders[beat.sender].post(self._event(beat))
        self._posted.append(Posted(beat, answer))
        return answer

    def start(self, speed: float = 1.0, done: Callable[[], None] | None = None) -> None:
        """Begin to post by the clock.

        Args:
            speed: how many seconds of the shift go by in one.
            done: called on the playing thread after the last beat.
        """
        self._thread = Thread(target=self._play, args=(speed, done), name="practice", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Post nothing more.  A second time does nothing."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the last beat is posted, or ``seconds``; whether it is."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self._thread is None or not self._thread.is_alive()

    def _play(self, speed: float, done: Callable[[], None] | None) -> None:
        began = monotonic()
        for beat in self._shift.beats:
            if self._stop.wait(max(0.0, began + beat.after.total_seconds() / speed - monotonic())):
                return
            self._patiently(beat)
        if done is not None:
            done()

    def _patiently(self, beat: Beat) -> None:
        """Post ``beat``, again and again while the door cannot take it, as a sender should."""
        for _ in range(_TRIES):
            try:
                self.post(beat)
            except NotTaken as no:
                _log.warning("the practice door did not take an event: %d", no.status)
                if no.passing and not self._stop.wait(_AGAIN_AFTER_S):
                    continue
                self._posted.append(Posted(beat, None))
            return
        self._posted.append(Posted(beat, None))

    def _event(self, beat: Beat) -> Mapping[str, object]:
        return made_out(
            beat.event, sender=beat.sender, run=self._run, name=beat.name, at=self._clock()
        )
