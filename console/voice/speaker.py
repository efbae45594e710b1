"""The console's side of the voice: asks, listens, and keeps the voice process alive."""

import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import assert_never

from console.voice import wire
from console.voice.child.player import find_players
from console.voice.process import VoiceProcess
from console.voice.utterance import Utterance, priority_of, tone_of
from console.voice.wire import CutOff, Ended, Failed, How, Report, Started, Why, Working
from console.voice.wording import spoken


@dataclass(frozen=True, slots=True)
class Sound:
    """How a station sounds.

    Attributes:
        tones: the folder of the tones, one ``<tone>.wav`` each.
        players: commands that play the WAV whose path is appended, in the order to try;
            ``None``: whatever this machine has.
        engine: the name of a pyttsx3 driver, or ``None`` for this system's own.
        language: BCP 47, the language that the sentences are translated into.
        volume: 0 to 1.
        scratch: where the private folder is made; ``None``: the system's temporary folder.
    """

    tones: Path
    players: tuple[tuple[str, ...], ...] | None = None
    engine: str | None = None
    language: str = "en"
    volume: float = 1.0
    scratch: Path | None = None


@dataclass(frozen=True, slots=True)
class Patience:
    """How long things may take.

    Attributes:
        fresh: what has waited longer is not said any more: it may be true no longer.
        backoff: the pause before a voice process that ended is started again.
        steady: a process that ran this long is worth another start.
        goodbye: how long it may take to end by itself.
    """

    fresh: timedelta = timedelta(seconds=30)
    backoff: timedelta = timedelta(milliseconds=250)
    steady: timedelta = timedelta(minutes=1)
    goodbye: timedelta = timedelta(seconds=1)


class Speaker:
    """Says utterances aloud, the most urgent first, without ever holding its caller up.

    Only an ``Utterance`` can be said, and that holds no text: a name or an address
    cannot be spoken even by mistake.

    ``on_event`` hears what becomes of each and, once until it works again, why the
    station cannot be heard.  It is called on a thread of the speaker's own, must
    return soon, and is not called any more once ``close`` has returned.
    """

    def __init__(
        self,
        sound: Sound,
        on_event: Callable[[Report], None],
        patience: Patience = Patience(),
    ) -> None:
        self._sound = sound
        self._on_event = on_event
        self._patience = patience
        self._folder = Path(tempfile.mkdtemp(prefix="vigil-voice-", dir=sound.scratch))
        self._numbers = count(1)
        self._lock = Lock()
        self._pending: dict[int, wire.Say] = {}
        self._failing: set[Why] = set()
        self._orders: SimpleQueue[wire.Order | None] = SimpleQueue()
        self._closing = Event()
        self._gone = False
        self._child: VoiceProcess | None = None
        self._keeper = Thread(target=self._keep, name="voice", daemon=True)
        self._writer = Thread(target=self._write, name="voice-orders", daemon=True)
        self._keeper.start()
        self._writer.start()

    @property
    def folder(self) -> Path:
        """The private folder in which a sentence exists while it is being said."""
        return self._folder

    @property
    def process(self) -> int | None:
        """The voice process's id while it runs."""
        child = self._child
        return child.pid if child is not None else None

    def say(self, utterance: Utterance) -> int:
        """Have ``utterance`` said; return the number that events know it by."""
        number = next(self._numbers)
        say = wire.Say(
            number,
            int(priority_of(utterance)),
            str(self._sound.tones / f"{tone_of(utterance)}.wav"),
            spoken(utterance),
            time.monotonic() + self._patience.fresh.total_seconds(),
        )
        with self._lock:
            self._pending[number] = say
        self._orders.put(say)
        return number

    def hush(self) -> None:
        """Stop what sounds and forget what waits."""
        self._orders.put(wire.Hush())

    def close(self) -> None:
        """Stop at once; the voice process, its player and its folder are gone on return."""
        self._closing.set()
        self._orders.put(None)
        self._keeper.join(self._patience.goodbye.total_seconds())
        child = self._child
        if child is not None:
            child.kill()
        self._keeper.join()
        self._writer.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _keep(self) -> None:
        """Run the voice process; start it again when it ends unasked, once in a while."""
        failed_before = False
        while True:
            began = time.monotonic()
            self._live()
            if self._closing.is_set():
                return
            for left in self._folder.iterdir():
                left.unlink(missing_ok=True)
            steady = time.monotonic() - began >= self._patience.steady.total_seconds()
            if failed_before and not steady:
                break
            failed_before = True
            self._hear(Failed(Why.STOPPED))
            self._closing.wait(self._patience.backoff.total_seconds())
        self._gone = True
        self._hear(Failed(Why.GONE))
        self._ask_again()

    def _live(self) -> None:
        """Hear what one voice process reports until it ends."""
        sound = self._sound
        players = find_players() if sound.players is None else sound.players
        hello = wire.Hello(str(self._folder), players, sound.engine, sound.language, sound.volume)
        try:
            child = VoiceProcess(hello)
        except OSError:
            return
        self._child = child
        if self._closing.is_set():
            child.hang_up()
        self._ask_again()
        for report in child.reports():
            self._hear(report)
        child.bury()
        self._child = None

    def _ask_again(self) -> None:
        """Repeat the orders whose end nobody has reported."""
        with self._lock:
            waiting = tuple(self._pending.values())
        for say in waiting:
            self._orders.put(say)

    def _write(self) -> None:
        while (order := self._orders.get()) is not None:
            child = self._child
            if child is not None:
                child.send(order)
            elif self._gone and isinstance(order, wire.Say):
                self._hear(Ended(order.number, How.SILENT))
        child = self._child
        if child is not None:
            child.hang_up()

    def _hear(self, report: Report) -> None:
        if self._is_news(report):
            self._on_event(report)

    def _is_news(self, report: Report) -> bool:
        with self._lock:
            match report:
                case Failed(why):
                    known = why in self._failing
                    if why is not Why.STOPPED:  # an event, not a state
                        self._failing.add(why)
                    return not known
                case Working(why):
                    known = why in self._failing
                    self._failing.discard(why)
                    return known
                case Ended(number):
                    return self._pending.pop(number, None) is not None
                case Started() | CutOff():
                    return True
                case _:
                    assert_never(report)
