"""Words into WAV files, by pyttsx3.

pyttsx3 only renders here.  Left to speak by itself it can return before it has
spoken, drop what is queued, leave what it said as a file in the shared temporary
folder, and stay silent without saying why.
"""

import re
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Lock
from typing import Any

import pyttsx3

from console.voice.child.player import loudness

_WORDS_A_MINUTE = 165
_ACCENTS = {"en": ("en-us", "en-gb", "en"), "es": ("es-419", "es-mx", "es-us", "es")}
# What the drivers raise: a missing library, voice or service, by system.
_NO_ENGINE = (ImportError, OSError, RuntimeError, ValueError, KeyError, AttributeError)


class Rendering:
    """One sentence on its way to being a file, and who to tell when it is one."""

    def __init__(self, words: str, path: Path, told: Callable[[], None]) -> None:
        self.words = words
        self.path = path
        self.done = False
        self.heard = False
        self._told = told
        self._wanted = True
        self._lock = Lock()

    def finish(self, *, heard: bool) -> None:
        """Say that the file is there (``heard``) or never will be."""
        with self._lock:
            self.done, self.heard = True, heard
            if not self._wanted:
                self.path.unlink(missing_ok=True)
        self._told()

    def drop(self) -> None:
        """Delete the file, now or as soon as it has been written."""
        with self._lock:
            self._wanted = False
            if self.done:
                self.path.unlink(missing_ok=True)


class Renderer:
    """Renders one sentence after another on the thread that calls ``run``.

    That has to be the process's first thread: macOS speaks nowhere else.
    """

    def __init__(self, engine: str | None, language: str) -> None:
        self._name = engine
        self._language = language
        self._engine: Any = None
        self._waiting: SimpleQueue[Rendering | None] = SimpleQueue()

    def order(self, rendering: Rendering) -> None:
        """Have ``rendering`` done after those before it."""
        self._waiting.put(rendering)

    def close(self) -> None:
        """Let ``run`` return."""
        self._waiting.put(None)

    def run(self) -> None:
        """Render until ``close``."""
        while (rendering := self._waiting.get()) is not None:
            # An engine may end a sentence with the last one's end, and leave silence.
            heard = self._render(rendering) or self._render(rendering)
            rendering.finish(heard=heard)

    def _render(self, rendering: Rendering) -> bool:
        try:
            engine = self._opened()
            engine.save_to_file(rendering.words, str(rendering.path))
            engine.runAndWait()
            return loudness(rendering.path) > 0
        except _NO_ENGINE:
            self._engine = None
            return False

    def _opened(self) -> Any:  # noqa: ANN401 -- pyttsx3 says nothing of its types
        if self._engine is None:
            engine = pyttsx3.init(self._name)
            engine.setProperty("rate", _WORDS_A_MINUTE)
            engine.setProperty("voice", pick(self._language, engine.getProperty("voices")))
            self._engine = engine
        return self._engine


def pick(language: str, voices: list[Any]) -> str | None:
    """Return the id of the voice that suits ``language``, or ``None`` for the engine's own."""
    named = [(str(voice.id), _names(voice)) for voice in voices]
    for accent in _ACCENTS.get(language, (language,)):
        within = re.compile(rf"(?<![a-z]){re.escape(accent)}(?![a-z])")
        for fits in (accent.__eq__, within.search):
            found = next((id_ for id_, names in named if any(map(fits, names))), None)
            if found is not None:
                return found
    return None


def _names(voice: Any) -> tuple[str, ...]:  # noqa: ANN401 -- pyttsx3 says nothing of its types
    """Return what a voice calls itself: espeak ``en-us``, Windows an id with ``es-mx`` in it."""
    names = (str(voice.id), *map(str, voice.languages or ()))
    return tuple(name.lower().replace("_", "-") for name in names)
