"""The voice process: ``python -m console.voice.child``, started by ``Speaker``.

Three threads: one listens to the console, one plays, and the first one renders.
The process ends when the console does, because its input then ends.
"""

import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import BinaryIO, assert_never

from console.voice import wire
from console.voice.child.mouth import Mouth
from console.voice.child.render import Renderer

_STUCK_S = 2.0


def main() -> None:
    """Say what the lines on standard input ask for; report on standard output."""
    out = _own_output()
    lock = Lock()

    def report(message: wire.Report) -> None:
        with lock, suppress(BrokenPipeError):  # the console has ended; so will this
            out.write(wire.line(message))

    hello = wire.order(sys.stdin.buffer.readline())
    if not isinstance(hello, wire.Hello):
        raise TypeError(hello)
    renderer = Renderer(hello.engine, hello.language)
    mouth = Mouth(hello, renderer, report)
    playing = Thread(target=mouth.run, name="mouth")
    playing.start()
    Thread(target=_listen, args=(mouth, renderer), name="ears", daemon=True).start()
    renderer.run()
    mouth.close()
    playing.join()
    shutil.rmtree(Path(hello.folder), ignore_errors=True)


def _listen(mouth: Mouth, renderer: Renderer) -> None:
    for text in sys.stdin.buffer:
        if not text.endswith(b"\n"):
            break  # the console ended in the middle of a line
        match asked := wire.order(text):
            case wire.Say():
                mouth.say(asked)
            case wire.Hush():
                mouth.hush()
            case wire.Hello():
                raise TypeError(asked)
            case _:
                assert_never(asked)
    mouth.close()
    renderer.close()
    stuck = Timer(_STUCK_S, os._exit, (1,))  # an engine that hangs must not outlive the console
    stuck.daemon = True
    stuck.start()


def _own_output() -> BinaryIO:
    """Return the real standard output; whatever pyttsx3 prints goes nowhere."""
    own = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return os.fdopen(own, "wb", buffering=0)


if __name__ == "__main__":
    main()
