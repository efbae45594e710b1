"""The voice with real parts: a process, an engine, and a player that is a program on disk."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from console.domain.care.contact import ContactKind
from console.domain.tier import Tier
from console.voice.child.player import loudness
from console.voice.speaker import Patience, Speaker
from console.voice.utterance import Chime, ImminentDeclared, NewContact, SoundCheck, Tone
from console.voice.wire import CutOff, Ended, Failed, How, Report, Started, Why, Working
from tests.voice.conftest import DEADLINE_S, TONES, Heard, Player

Speak = Callable[..., tuple[Speaker, Heard]]
Recorder = Callable[[float], Player]

LOW = NewContact(ContactKind.MESSAGE, Tier.LOW)
HIGH = NewContact(ContactKind.CALL, Tier.HIGH)
FOREVER = 600.0


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().split(")")[1][:3]


def comes_true(wanted: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + DEADLINE_S
    while not wanted() and time.monotonic() < deadline:
        Event().wait(0.005)
    return wanted()


def gone(process: int) -> bool:
    return comes_true(lambda: not runs(process))


def failures(events: list[Report]) -> list[Why]:
    return [event.why for event in events if isinstance(event, Failed)]


@pytest.mark.usefixtures("espeak")
def test_words_are_rendered_as_sound_that_is_not_silence(speak: Speak, recorder: Recorder) -> None:
    player = recorder(0)
    speaker, heard = speak((player.command,))
    number = speaker.say(LOW)
    assert heard.ended(number) == Ended(number, How.HEARD)
    tone, words = player.played
    assert tone == "arrival-low.wav"
    assert loudness(player.copy(words)) > 500


@pytest.mark.usefixtures("espeak")
def test_nothing_said_is_left_on_disk(speak: Speak, recorder: Recorder, scratch: Path) -> None:
    speaker, heard = speak((recorder(0).command,))
    assert stat.S_IMODE(speaker.folder.stat().st_mode) == 0o700
    heard.ended(speaker.say(LOW))
    assert list(speaker.folder.iterdir()) == []
    speaker.close()
    assert list(scratch.iterdir()) == []


@pytest.mark.usefixtures("espeak")
def test_closing_in_the_middle_of_a_sentence_leaves_nothing(
    speak: Speak, recorder: Recorder, scratch: Path
) -> None:
    player = recorder(FOREVER)
    speaker, heard = speak((player.command,))
    number = speaker.say(LOW)
    heard.until(lambda events: Started(number) in events)
    process = speaker.process
    assert process is not None
    assert comes_true(lambda: player.played == ["arrival-low.wav"])
    speaker.close()
    assert gone(process)
    assert all(gone(pid) for pid in player.processes)
    assert list(scratch.iterdir()) == []


def test_a_console_that_is_killed_leaves_no_voice_behind(
    recorder: Recorder, scratch: Path, tmp_path: Path
) -> None:
    player = recorder(FOREVER)
    program = f"""
from pathlib import Path
from threading import Event
from console.voice.speaker import Sound, Speaker
from console.voice.utterance import RecordLost
sound = Sound(Path({str(TONES)!r}), ({player.command!r},), scratch=Path({str(scratch)!r}))
speaker = Speaker(sound, lambda report: print(speaker.process, flush=True))
speaker.say(RecordLost())
Event().wait()
"""
    with subprocess.Popen(
        (sys.executable, "-c", program), stdout=subprocess.PIPE, text=True, cwd=TONES.parents[1]
    ) as killed:
        assert killed.stdout is not None
        voice = int(killed.stdout.readline())
        assert comes_true(lambda: player.played == ["record-lost.wav"])
        killed.kill()
    assert gone(voice)
    assert all(gone(pid) for pid in player.processes)
    assert list(scratch.iterdir()) == []


def test_something_urgent_cuts_off_what_is_not(speak: Speak, recorder: Recorder) -> None:
    player = recorder(FOREVER)
    speaker, heard = speak((player.command,))
    low = speaker.say(Chime(Tone.ARRIVAL_LOW))
    heard.until(lambda events: Started(low) in events)
    urgent = speaker.say(Chime(Tone.IMMINENT))
    events = heard.until(lambda events: Started(urgent) in events)
    assert events == [Started(low), CutOff(low), Started(urgent)]


def test_what_was_cut_off_is_played_after_it(speak: Speak, recorder: Recorder) -> None:
    player = recorder(0.3)
    speaker, heard = speak((player.command,))
    low = speaker.say(Chime(Tone.ARRIVAL_LOW))
    heard.until(lambda events: Started(low) in events)
    urgent = speaker.say(Chime(Tone.IMMINENT))
    heard.ended(low)
    ends = [event for event in heard.events if isinstance(event, Ended)]
    assert ends == [Ended(urgent, How.HEARD), Ended(low, How.HEARD)]


def test_something_as_urgent_waits_its_turn(speak: Speak, recorder: Recorder) -> None:
    speaker, heard = speak((recorder(0.1).command,))
    first = speaker.say(Chime(Tone.LEAD_CALL))
    heard.until(lambda events: Started(first) in events)
    second = speaker.say(Chime(Tone.IMMINENT))
    heard.ended(second)
    assert heard.events == [
        *(Started(first), Ended(first, How.HEARD)),
        *(Started(second), Ended(second, How.HEARD)),
    ]


def test_the_same_twice_in_the_queue_is_heard_once(speak: Speak, recorder: Recorder) -> None:
    speaker, heard = speak((recorder(FOREVER).command,))
    urgent = speaker.say(Chime(Tone.IMMINENT))
    heard.until(lambda events: Started(urgent) in events)
    speaker.say(Chime(Tone.ARRIVAL_LOW))
    again = speaker.say(Chime(Tone.ARRIVAL_LOW))
    assert heard.ended(again) == Ended(again, How.MERGED)


def test_what_waited_too_long_is_not_said(speak: Speak, recorder: Recorder) -> None:
    stale = Patience(fresh=timedelta(0))
    speaker, heard = speak((recorder(0).command,), patience=stale)
    number = speaker.say(LOW)
    assert heard.ended(number) == Ended(number, How.STALE)


def test_hush_stops_what_sounds_and_what_waits(speak: Speak, recorder: Recorder) -> None:
    speaker, heard = speak((recorder(FOREVER).command,))
    first = speaker.say(Chime(Tone.IMMINENT))
    heard.until(lambda events: Started(first) in events)
    second = speaker.say(Chime(Tone.ARRIVAL_LOW))
    speaker.hush()
    assert heard.ended(first) == Ended(first, How.HUSHED)
    assert heard.ended(second) == Ended(second, How.HUSHED)


def test_no_player_is_told_once_and_speaking_goes_on(speak: Speak) -> None:
    speaker, heard = speak(())
    numbers = [speaker.say(utterance) for utterance in (LOW, HIGH, ImminentDeclared())]
    assert [heard.ended(number).how for number in numbers] == [How.SILENT] * 3
    assert failures(heard.events) == [Why.NO_PLAYER]


def test_a_player_without_a_device_is_told_once(speak: Speak) -> None:
    speaker, heard = speak((("/bin/false",),))
    for utterance in (LOW, HIGH, SoundCheck()):
        number = speaker.say(utterance)
        assert heard.ended(number) == Ended(number, How.SILENT)
    assert failures(heard.events) == [Why.NO_DEVICE]


def test_a_player_that_fails_gives_way_to_the_next(speak: Speak, recorder: Recorder) -> None:
    player = recorder(0)
    speaker, heard = speak((("/bin/false",), ("/no/such/player",), player.command))
    number = speaker.say(Chime(Tone.CLOCK))
    assert heard.ended(number) == Ended(number, How.HEARD)
    assert player.played == ["clock.wav"]
    assert failures(heard.events) == []


def test_a_device_that_comes_back_is_told(speak: Speak, tmp_path: Path) -> None:
    headset = tmp_path / "headset"
    speaker, heard = speak((("/bin/sh", "-c", f'test -e "{headset}"', "play"),))
    heard.ended(speaker.say(Chime(Tone.CLOCK)))
    headset.touch()
    heard.ended(speaker.say(Chime(Tone.CLOCK)))
    heard.ended(speaker.say(Chime(Tone.CLOCK)))
    told = [event for event in heard.events if isinstance(event, Failed | Working)]
    assert told == [Failed(Why.NO_DEVICE), Working(Why.NO_DEVICE)]


def test_no_engine_is_told_once_and_the_tone_is_still_heard(
    speak: Speak, recorder: Recorder
) -> None:
    player = recorder(0)
    speaker, heard = speak((player.command,), engine="no_such_engine")
    for utterance in (LOW, HIGH):
        number = speaker.say(utterance)
        assert heard.ended(number) == Ended(number, How.HEARD)
    assert failures(heard.events) == [Why.NO_ENGINE]
    assert player.played == ["arrival-low.wav", "arrival-high.wav"]


def test_a_killed_voice_comes_back_and_says_what_it_owes(
    speak: Speak, recorder: Recorder, scratch: Path
) -> None:
    player = recorder(0.5)
    speaker, heard = speak((player.command,))
    low = speaker.say(Chime(Tone.ARRIVAL_LOW))
    heard.until(lambda events: Started(low) in events)
    first = speaker.process
    assert first is not None
    os.kill(first, signal.SIGKILL)
    assert heard.ended(low) == Ended(low, How.HEARD)
    assert speaker.process not in {first, None}
    assert failures(heard.events) == [Why.STOPPED]


def test_a_voice_killed_again_at_once_is_given_up_and_told(
    speak: Speak, recorder: Recorder
) -> None:
    player = recorder(FOREVER)
    speaker, heard = speak((player.command,))
    number = speaker.say(Chime(Tone.ARRIVAL_LOW))
    for times in (1, 2):
        heard.until(lambda events, n=times: events.count(Started(number)) == n)  # type: ignore[misc]
        assert comes_true(lambda n=times: len(player.processes) == n)  # type: ignore[misc]
        process = speaker.process
        assert process is not None
        os.kill(process, signal.SIGKILL)
    assert heard.ended(number) == Ended(number, How.SILENT)
    later = speaker.say(LOW)
    assert heard.ended(later) == Ended(later, How.SILENT)
    assert failures(heard.events) == [Why.STOPPED, Why.GONE]
    assert all(gone(pid) for pid in player.processes)


def test_a_voice_that_has_run_steadily_is_worth_another_start(
    speak: Speak, recorder: Recorder
) -> None:
    patient = Patience(backoff=timedelta(0), steady=timedelta(0))
    speaker, heard = speak((recorder(0).command,), patience=patient)
    for times in (1, 2, 3, 4):
        heard.ended(speaker.say(Chime(Tone.CLOCK)))
        process = speaker.process
        assert process is not None
        os.kill(process, signal.SIGKILL)
        heard.until(lambda events, n=times: len(failures(events)) == n)  # type: ignore[misc]
    heard.ended(speaker.say(Chime(Tone.CLOCK)))
    assert failures(heard.events) == [Why.STOPPED] * 4


def test_a_quieter_station_plays_quieter_sounds(
    speak: Speak, recorder: Recorder, scratch: Path
) -> None:
    player = recorder(0)
    speaker, heard = speak((player.command,), volume=0.5)
    heard.ended(speaker.say(Chime(Tone.CLOCK)))
    original = loudness(TONES / "clock.wav")
    assert loudness(player.copy("soft-clock.wav")) == pytest.approx(original / 2, rel=0.01)
    assert list(speaker.folder.iterdir()) == []


def test_a_speaker_that_was_never_used_closes_cleanly(speak: Speak, scratch: Path) -> None:
    speaker, _ = speak(())
    speaker.close()
    assert list(scratch.iterdir()) == []
