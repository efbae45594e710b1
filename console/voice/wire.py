"""What the console and its voice process say to each other: one JSON object a line."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, TypeAlias


class Why(StrEnum):
    """Why a station cannot be heard, or not in words."""

    NO_ENGINE = "no_engine"  # nothing here turns words into sound: tones only
    NO_PLAYER = "no_player"  # no program here plays a sound
    NO_DEVICE = "no_device"  # every player gave up: no loudspeaker or headset
    STOPPED = "stopped"  # the voice process ended and was started again
    GONE = "gone"  # it ended again; the voice is off


class How(StrEnum):
    """What became of something that was to be said."""

    HEARD = "heard"
    MERGED = "merged"  # the same was waiting already
    STALE = "stale"  # it waited until it was no longer true
    HUSHED = "hushed"  # somebody asked for quiet
    SILENT = "silent"  # nothing on this machine could play it


@dataclass(frozen=True, slots=True)
class Hello:
    """The first line: how this station sounds.

    Attributes:
        folder: the private folder for rendered speech.
        players: commands that play the WAV whose path is appended, in the order to try.
        engine: the name of a pyttsx3 driver, or ``None`` for this system's own.
        language: BCP 47, for example ``en`` or ``es``.
        volume: 0 to 1.
    """

    folder: str
    players: tuple[tuple[str, ...], ...]
    engine: str | None
    language: str
    volume: float


@dataclass(frozen=True, slots=True)
class Say:
    """Play ``tone`` (the path of a WAV), then say ``words``.

    Attributes:
        until: a time of this system's monotonic clock, in seconds, after which to keep quiet.
    """

    number: int
    priority: int
    tone: str
    words: str
    until: float


@dataclass(frozen=True, slots=True)
class Hush:
    """Stop what sounds and forget what waits."""


Order: TypeAlias = Hello | Say | Hush


@dataclass(frozen=True, slots=True)
class Started:
    """The first sound of ``number`` has been handed to a player."""

    number: int


@dataclass(frozen=True, slots=True)
class CutOff:
    """``number`` gave way to something more urgent and is played again after it."""

    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more will come of ``number``."""

    number: int
    how: How


@dataclass(frozen=True, slots=True)
class Failed:
    """The station cannot be heard, or not in words; said once until it works again."""

    why: Why


@dataclass(frozen=True, slots=True)
class Working:
    """What had failed for this reason works again."""

    why: Why


Report: TypeAlias = Started | CutOff | Ended | Failed | Working


def line(message: Order | Report) -> bytes:
    """Return ``message`` as one line."""
    return json.dumps({"is": type(message).__name__, **asdict(message)}).encode() + b"\n"


def order(text: bytes) -> Order:
    """Return the order that a line holds."""
    name, values = _read(text)
    match name:
        case "Say":
            return Say(**values)
        case "Hush":
            return Hush()
        case "Hello":
            players = tuple(tuple(player) for player in values.pop("players"))
            return Hello(players=players, **values)
        case _:
            raise ValueError(name)


def report(text: bytes) -> Report:
    """Return the report that a line holds."""
    name, values = _read(text)
    match name:
        case "Started":
            return Started(**values)
        case "CutOff":
            return CutOff(**values)
        case "Ended":
            return Ended(values["number"], How(values["how"]))
        case "Failed":
            return Failed(Why(values["why"]))
        case "Working":
            return Working(Why(values["why"]))
        case _:
            raise ValueError(name)


def _read(text: bytes) -> tuple[str, dict[str, Any]]:
    values: dict[str, Any] = json.loads(text)
    return values.pop("is"), values
