"""The tones: there, as the script makes them, distinct and not alarming."""

import importlib.util
import wave
from array import array
from pathlib import Path
from types import ModuleType

import pytest

from console.voice.child.player import loudness, seconds
from console.voice.utterance import Tone
from tests.voice.conftest import TONES


def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_sounds", TONES / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def samples(path: Path) -> list[int]:
    with wave.open(str(path)) as opened:
        return list(array("h", opened.readframes(opened.getnframes())))


def test_there_is_one_sound_for_every_tone_and_no_other() -> None:
    assert {path.stem for path in TONES.glob("*.wav")} == set(Tone)
    assert set(build().TONES) == set(Tone)


@pytest.mark.parametrize("tone", Tone)
def test_the_script_makes_the_sound_that_is_here(tone: Tone) -> None:
    script = build()
    made, here = list(script.samples(script.TONES[tone])), samples(TONES / f"{tone}.wav")
    assert len(made) == len(here)
    assert max(abs(a - b) for a, b in zip(made, here, strict=True)) <= 1  # one libm and another


@pytest.mark.parametrize("tone", Tone)
def test_a_tone_is_short_soft_and_starts_and_ends_in_silence(tone: Tone) -> None:
    path = TONES / f"{tone}.wav"
    sound = samples(path)
    assert seconds(path) < 1.0
    assert max(map(abs, sound)) < 0.4 * 32767
    assert loudness(path) > 1000
    assert (sound[0], sound[-1]) == (0, 0)


def test_no_two_tones_have_one_rhythm() -> None:
    rhythms = [
        tuple((length, rest) for _, length, rest in notes) for notes in build().TONES.values()
    ]
    assert len(set(rhythms)) == len(rhythms)


def test_more_risk_is_more_pulses() -> None:
    notes = build().TONES
    pulses = [
        len(notes[tone])
        for tone in (Tone.ARRIVAL_LOW, Tone.ARRIVAL_MODERATE, Tone.ARRIVAL_HIGH, Tone.IMMINENT)
    ]
    assert pulses == [1, 2, 3, 5]
