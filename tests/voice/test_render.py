"""Which voice speaks, and that it does."""

from pathlib import Path
from threading import Event, Thread

import pytest
import pyttsx3

from console.voice.child.player import loudness, seconds
from console.voice.child.render import Renderer, Rendering, pick


class Voice:
    def __init__(self, name: str, *languages: str) -> None:
        self.id = name
        self.languages = list(languages)


BRITISH, AMERICAN = Voice("gmw/en", "en-gb"), Voice("gmw/en-us", "en-us")
SPANISH, LATIN = Voice("roa/es", "es"), Voice("roa/es-419", "es-419")
SAPI = Voice(r"HKEY\Tokens\TTS_MS_ES-MX_SABINA_11.0")


@pytest.mark.parametrize(
    ("language", "voices", "picked"),
    [
        ("en", [BRITISH, AMERICAN, SPANISH], AMERICAN),
        ("en", [BRITISH, SPANISH], BRITISH),
        ("es", [AMERICAN, SPANISH, LATIN], LATIN),
        ("es", [AMERICAN, SPANISH], SPANISH),
        ("es", [AMERICAN, SAPI], SAPI),
    ],
)
def test_the_nearest_accent_is_picked(language: str, voices: list[Voice], picked: Voice) -> None:
    assert pick(language, voices) == picked.id


def test_a_language_that_no_voice_speaks_leaves_the_engine_its_own() -> None:
    assert pick("so", [AMERICAN, SPANISH]) is None


@pytest.mark.usefixtures("espeak")
def test_this_machine_has_a_voice_for_english_and_for_spanish() -> None:
    voices = pyttsx3.init().getProperty("voices")
    assert pick("en", voices) is not None
    assert pick("es", voices) is not None


@pytest.mark.usefixtures("espeak")
@pytest.mark.parametrize("language", ["en", "es"])
def test_several_sentences_are_rendered_one_after_another_each_in_full(
    tmp_path: Path, language: str
) -> None:
    renderer = Renderer(None, language)
    told = [Event(), Event(), Event()]
    short, long, again = (
        Rendering(words, tmp_path / f"{n}.wav", told[n].set)
        for n, words in enumerate(("One.", "One two three four five six seven.", "One."))
    )
    for rendering in (short, long, again):
        renderer.order(rendering)
    worker = Thread(target=renderer.run)
    worker.start()
    for event in told:
        assert event.wait(20)
    renderer.close()
    worker.join()
    assert all(loudness(rendering.path) > 500 for rendering in (short, long, again))
    assert seconds(long.path) > 2 * seconds(short.path)
    assert seconds(again.path) == pytest.approx(seconds(short.path), abs=0.3)
    long.drop()
    assert not long.path.exists()


def test_a_sentence_that_is_not_wanted_any_more_is_deleted_when_it_is_done(tmp_path: Path) -> None:
    rendering = Rendering("words", tmp_path / "late.wav", lambda: None)
    rendering.drop()
    rendering.path.touch()
    rendering.finish(heard=True)
    assert not rendering.path.exists()
