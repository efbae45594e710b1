"""What the voice process is saying, what waits, and what gives way to what."""

import heapq
import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition, Timer

from console.voice.child.player import seconds, softer
from console.voice.child.render import Renderer, Rendering
from console.voice.wire import CutOff, Ended, Failed, Hello, How, Report, Say, Started, Why, Working

_LATE_S = 3.0
"""How much longer than its sound a player may take before it is taken for stuck."""
_RENDER_S = 5.0
_REMEMBERED = 64


@dataclass(order=True, frozen=True, slots=True)
class _Job:
    rank: tuple[int, int]
    say: Say = field(compare=False)

    def gives_way_to(self, other: "_Job") -> bool:
        return other.say.priority > self.say.priority


class Mouth:
    """Plays one thing at a time, the most urgent first, on the thread that calls ``run``.

    ``say``, ``hush`` and ``close`` may be called from another thread; something
    more urgent kills the player at work, so that it sounds within milliseconds.
    """

    def __init__(self, hello: Hello, renderer: Renderer, report: Callable[[Report], None]) -> None:
        self._folder = Path(hello.folder)
        self._players = hello.players
        self._volume = hello.volume
        self._renderer = renderer
        self._report = report
        self._moved = Condition()
        self._heap: list[_Job] = []
        self._seen: deque[int] = deque(maxlen=_REMEMBERED)
        self._now: _Job | None = None
        self._player: subprocess.Popen[bytes] | None = None
        self._hushed = False
        self._closing = False
        self._mute = False

    def say(self, say: Say) -> None:
        """Say it when its turn comes; at once when what sounds now is less urgent."""
        with self._moved:
            if say.number in self._seen:
                return
            self._seen.append(say.number)
            if any((job.say.tone, job.say.words) == (say.tone, say.words) for job in self._heap):
                self._report(Ended(say.number, How.MERGED))
                return
            heapq.heappush(self._heap, _Job((-say.priority, say.number), say))
            self._yield_if_due()

    def hush(self) -> None:
        """Stop what sounds and forget what waits."""
        with self._moved:
            for job in self._heap:
                self._report(Ended(job.say.number, How.HUSHED))
            self._heap.clear()
            self._hushed = self._now is not None
            self._yield_if_due()

    def close(self) -> None:
        """Stop what sounds and let ``run`` return."""
        with self._moved:
            self._closing = True
            self._yield_if_due()

    def run(self) -> None:
        """Play until ``close``."""
        if not self._players:
            self._report(Failed(Why.NO_PLAYER))
        while (job := self._next()) is not None:
            how = self._perform(job)
            with self._moved:
                self._now = None
                if self._hushed:
                    self._hushed, how = False, How.HUSHED
                if how is None and not self._closing:
                    heapq.heappush(self._heap, job)
                    self._report(CutOff(job.say.number))
            if how is not None:
                self._report(Ended(job.say.number, how))

    def _next(self) -> _Job | None:
        with self._moved:
            while True:
                self._moved.wait_for(lambda: self._closing or self._heap)
                if self._closing:
                    return None
                job = heapq.heappop(self._heap)
                if time.monotonic() < job.say.until:
                    self._now = job
                    return job
                self._report(Ended(job.say.number, How.STALE))

    def _perform(self, job: _Job) -> How | None:
        """Play the tone while the words are rendered, then the words; ``None``: was cut off."""
        rendering = self._rendering(job)
        tone = Path(job.say.tone)
        heard: bool | None = False
        try:
            if tone.exists():
                heard = self._play(job, tone, first=True)
            if heard is not None and rendering is not None and self._rendered(job, rendering):
                said = self._play(job, rendering.path, first=not tone.exists())
                heard = None if said is None else heard or said
        finally:
            if rendering is not None:
                rendering.drop()
        if heard is None:
            return None
        return How.HEARD if heard else How.SILENT

    def _rendering(self, job: _Job) -> Rendering | None:
        if not job.say.words or self._mute or not self._players:
            return None
        path = self._folder / f"{job.say.number}-{time.monotonic_ns()}.wav"
        rendering = Rendering(job.say.words, path, self._tell)
        self._renderer.order(rendering)
        return rendering

    def _rendered(self, job: _Job, rendering: Rendering) -> bool:
        """Wait for the words; an engine that hangs is not asked again."""
        with self._moved:
            self._moved.wait_for(lambda: rendering.done or self._due(job), _RENDER_S)
            if not rendering.done and not self._due(job):
                self._mute = True
            if self._due(job):
                return True  # the player's turn finds out
        if not rendering.heard:
            self._report(Failed(Why.NO_ENGINE))
            return False
        self._report(Working(Why.NO_ENGINE))
        return True

    def _play(self, job: _Job, sound: Path, *, first: bool) -> bool | None:
        """Play ``sound``; ``False``: no player could; ``None``: something more urgent came."""
        with self._moved:
            if self._due(job):
                return None
        at_volume = sound if self._volume >= 1 else softer(sound, self._folder, self._volume)
        try:
            for command in self._players:
                code = self._played(job, (*command, str(at_volume)), seconds(sound), first=first)
                if code == 0:
                    self._report(Working(Why.NO_DEVICE))
                    return True
                with self._moved:
                    if self._due(job):
                        return None
        finally:
            if at_volume != sound:
                at_volume.unlink(missing_ok=True)
        if self._players:
            self._report(Failed(Why.NO_DEVICE))
        return False

    def _played(
        self, job: _Job, command: tuple[str, ...], lasts: float, *, first: bool
    ) -> int | None:
        with self._moved:
            if self._due(job):
                return None
            try:
                player = subprocess.Popen(  # noqa: S603 -- a player found on this machine
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                return None
            self._player = player
        if first:
            self._report(Started(job.say.number))
        stuck = Timer(lasts + _LATE_S, player.kill)
        stuck.start()
        code = player.wait()
        stuck.cancel()
        with self._moved:
            self._player = None
        return code

    def _due(self, job: _Job) -> bool:
        """Return whether ``job`` has to give way; the lock is held."""
        urgent = bool(self._heap) and job.gives_way_to(self._heap[0])
        return self._closing or self._hushed or urgent

    def _yield_if_due(self) -> None:
        """Kill the player at work if something should sound instead; the lock is held."""
        if self._player is not None and self._now is not None and self._due(self._now):
            self._player.kill()
        self._moved.notify_all()

    def _tell(self) -> None:
        with self._moved:
            self._moved.notify_all()
