"""The voice process as the console holds it: its two pipes, and its end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import console
from console.voice import wire

_ROOT = Path(console.__file__).parents[1]
_COMMAND = (sys.executable, "-P", "-m", "console.voice.child")


class VoiceProcess:
    """One run of ``console.voice.child`` in a process group of its own, with its players.

    Raises:
        OSError: this machine would not start it.
    """

    def __init__(self, hello: wire.Hello) -> None:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self._popen = subprocess.Popen(  # noqa: S603 -- this program itself
            _COMMAND,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a driver's own words could hold what was said
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
        )
        self._orders = _given(self._popen.stdin)
        self._reports = _given(self._popen.stdout)
        self.send(hello)

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._popen.pid

    def send(self, order: wire.Order) -> None:
        """Hand ``order`` over; nothing happens when the process has just ended."""
        with suppress(OSError, ValueError):
            self._orders.write(wire.line(order))

    def hang_up(self) -> None:
        """Let it end by itself: its input ends."""
        with suppress(OSError):
            self._orders.close()

    def reports(self) -> Iterator[wire.Report]:
        """Yield what it reports until it ends."""
        for text in self._reports:
            if text.endswith(b"\n"):  # else it was killed in the middle of a line
                yield wire.report(text)

    def kill(self) -> None:
        """End it and whatever player it has started."""
        if self._popen.returncode is not None:
            return
        if sys.platform == "win32":
            self._popen.kill()
        else:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._popen.pid, signal.SIGKILL)

    def bury(self) -> None:
        """Leave nothing of it: not a player, not a zombie, not a pipe."""
        self.kill()
        self._popen.wait()
        self.hang_up()
        self._reports.close()


def _given(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise TypeError("the pipe was asked for")
    return pipe
