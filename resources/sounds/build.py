"""Makes the tones beside this file: ``python resources/sounds/build.py``.

Each is told apart by its rhythm as well as by its pitch, and grows more pressing by
the number of its pulses, never by loudness.  None is loud, shrill or sudden: every
pulse swells and fades, and the fundamental stays below 1 kHz.
"""

import math
import wave
from array import array
from pathlib import Path

RATE = 16_000
PEAK = 0.35
"""Of full scale."""
SWELL_S, FADE_S = 0.015, 0.06

C4, E4, G4, A4, C5, E5, G5, A5 = 261.63, 329.63, 392.0, 440.0, 523.25, 659.26, 783.99, 880.0

TONES: dict[str, tuple[tuple[float, float, float], ...]] = {
    # (pitch in Hz, seconds of sound, seconds of silence after it)
    "arrival-low": ((G4, 0.22, 0.0),),
    "arrival-moderate": ((G4, 0.16, 0.08), (C5, 0.20, 0.0)),
    "arrival-high": ((C5, 0.13, 0.07), (E5, 0.13, 0.07), (G5, 0.20, 0.0)),
    "imminent": (
        *((G5, 0.10, 0.06), (E5, 0.10, 0.06), (G5, 0.10, 0.18)),
        *((G5, 0.10, 0.06), (E5, 0.18, 0.0)),
    ),
    "lead-call": ((A4, 0.14, 0.05), (A4, 0.14, 0.20), (E5, 0.14, 0.05), (E5, 0.18, 0.0)),
    "clock": ((E5, 0.07, 0.12), (E5, 0.07, 0.12), (E5, 0.07, 0.12), (C5, 0.14, 0.0)),
    "record-lost": ((E4, 0.28, 0.10), (C4, 0.36, 0.0)),
    "record-back": ((C4, 0.16, 0.04), (E4, 0.16, 0.04), (G4, 0.22, 0.0)),
}


def pulse(pitch: float, seconds: float) -> list[float]:
    """Return one swelling and fading tone, with a little of its first two overtones."""
    total = round(seconds * RATE)
    return [
        min(1.0, n / (SWELL_S * RATE), (total - 1 - n) / (FADE_S * RATE))
        * (
            math.sin(math.tau * pitch * n / RATE)
            + 0.25 * math.sin(math.tau * 2 * pitch * n / RATE)
            + 0.08 * math.sin(math.tau * 3 * pitch * n / RATE)
        )
        for n in range(total)
    ]


def samples(notes: tuple[tuple[float, float, float], ...]) -> "array[int]":
    """Return ``notes`` as 16-bit samples."""
    wanted: list[float] = []
    for pitch, seconds, rest in notes:
        wanted += pulse(pitch, seconds)
        wanted += [0.0] * round(rest * RATE)
    scale = PEAK * 32767 / max(map(abs, wanted))
    return array("h", (round(value * scale) for value in wanted))


def main() -> None:
    """Write every tone."""
    for name, notes in TONES.items():
        with wave.open(str(Path(__file__).with_name(f"{name}.wav")), "wb") as tone:
            tone.setnchannels(1)
            tone.setsampwidth(2)
            tone.setframerate(RATE)
            tone.writeframes(samples(notes).tobytes())


if __name__ == "__main__":
    main()
