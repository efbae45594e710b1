"""The programs that can play a sound on this machine."""

import math
import shutil
import sys
import wave
from array import array
from pathlib import Path

_WINDOWS = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"
_POSIX = (("pw-play",), ("paplay",), ("aplay", "--quiet"), ("afplay",))
_UNKNOWN_LENGTH_S = 30.0


def find_players() -> tuple[tuple[str, ...], ...]:
    """Return the commands that play a WAV whose path is appended, in the order to try.

    All that are there: a PulseAudio client without its server gives way to ALSA's own.
    """
    if sys.platform == "win32":
        return ((sys.executable, "-c", _WINDOWS),)
    found = ((shutil.which(name), options) for name, *options in _POSIX)
    return tuple((path, *options) for path, options in found if path)


def seconds(sound: Path) -> float:
    """Return how long ``sound`` lasts; half a minute when it is not a WAV."""
    try:
        with wave.open(str(sound)) as opened:
            return float(opened.getnframes() / opened.getframerate())
    except (wave.Error, EOFError):
        return _UNKNOWN_LENGTH_S


def loudness(sound: Path) -> float:
    """Return the root mean square of a 16-bit WAV, 0 to 32767; 0 is silence.

    A file of another format (macOS renders AIFF) counts as heard when it has a body.
    """
    try:
        with wave.open(str(sound)) as opened:
            samples = array("h", opened.readframes(opened.getnframes()))
    except (wave.Error, EOFError):
        return float(sound.stat().st_size)
    squares = sum(sample * sample for sample in samples)
    return math.sqrt(squares / max(len(samples), 1))


def softer(sound: Path, into: Path, volume: float) -> Path:
    """Return a copy of the 16-bit WAV ``sound`` in the folder ``into`` at ``volume`` (0 to 1).

    A file of another format stays as loud as it is, and is returned itself.
    """
    try:
        with wave.open(str(sound)) as opened:
            shape = opened.getparams()
            samples = array("h", opened.readframes(shape.nframes))
    except (wave.Error, EOFError):
        return sound
    copy = into / f"soft-{sound.name}"
    with wave.open(str(copy), "wb") as opened:
        opened.setparams(shape)
        opened.writeframes(array("h", (round(sample * volume) for sample in samples)).tobytes())
    return copy
