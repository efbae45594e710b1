"""What this station hears: alerts as a sound, in words, and as a visible twin."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from console.ui.bridge import Bridge
from console.voice.speaker import Sound, Speaker
from console.voice.utterance import ClinicianNeeded, OnCallNeeded, RecordBack, RecordLost, Utterance
from console.voice.watch import Watch
from console.voice.wire import Failed, Report, Why, Working
from console.voice.wording import spoken, unheard

TONES = Path(__file__).parents[2] / "resources" / "sounds"
OPERATORS_AT_LEAST = 1
MUTE = (Why.NO_PLAYER, Why.NO_DEVICE, Why.GONE)
TO_READ = timedelta(seconds=10)
"""That alerts cannot be heard is said once, so nothing may stand in its place meanwhile."""

ON_SCREEN = (RecordLost, RecordBack)
"""The window says these in more words itself, and nothing may stand in their place."""
TO_PAGE = (OnCallNeeded, ClinicianNeeded)
"""What somebody has to page: the screen adds whom."""


class Ears(QObject):
    """Looks at the board at every change and every second, and says what is worth saying.

    Signals:
        sounding: whether alerts can be heard at all; carried when that changes.

    Args:
        say: shows a sentence on the screen; the second argument is its tone.
        aloud: whether this station makes sounds at all.
        on_call: who is on call, with the number, for the screen; it is never said aloud.
    """

    sounding = Signal(bool)
    _reported = Signal(object)

    def __init__(
        self,
        bridge: Bridge,
        say: Callable[[str, str], None],
        *,
        aloud: bool,
        on_call: Callable[[], str] = str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._say, self._on_call = say, on_call
        self._first_read, self._unheard = bridge.now(), ""
        self._reported.connect(self._heard, Qt.ConnectionType.QueuedConnection)
        self._speaker = Speaker(Sound(TONES), self._reported.emit) if aloud else None
        speaker = self._speaker
        self._watch = Watch(speaker.say if speaker is not None else lambda _utterance: None)
        bridge.changed.connect(lambda _change: self._look())
        bridge.ticked.connect(lambda _at: self._look())
        bridge.lost.connect(self._look)

    @property
    def overloaded(self) -> bool:
        """Whether alerts come more often than a person can heed."""
        operators = max(len(self._bridge.board.present), OPERATORS_AT_LEAST)
        return self._watch.load.amber(self._bridge.now(), operators)

    def close(self) -> None:
        """Fall silent; the voice process has ended on return."""
        if self._speaker is not None:
            self._speaker.close()

    def _look(self) -> None:
        bridge = self._bridge
        me = bridge.me if bridge.me in bridge.board.staff else None
        said = self._watch.look(bridge.board, me, bridge.now(), reachable=not bridge.is_lost)
        words = [self._shown(one) for one in said if not isinstance(one, ON_SCREEN)]
        shown = next((word for word in words if word), "")
        if shown and not bridge.is_lost and bridge.now() >= self._first_read:
            self._say(shown, "")

    def _shown(self, utterance: Utterance) -> str:
        words = spoken(utterance)
        return f"{words} {self._on_call()}" if isinstance(utterance, TO_PAGE) else words

    def _heard(self, report: Report) -> None:
        if isinstance(report, Working) and report.why in MUTE:
            self.sounding.emit(True)
        if isinstance(report, Failed):
            if report.why in MUTE:
                self.sounding.emit(False)
            now, words = self._bridge.now(), unheard(report.why)
            if now < self._first_read:
                words = f"{self._unheard} {words}"
            self._first_read, self._unheard = now + TO_READ, words
            self._say(words, "moderate")  # a silent station is more than a passing notice
