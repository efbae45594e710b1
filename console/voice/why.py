"""Why a station cannot be heard."""

from enum import StrEnum


class Why(StrEnum):
    """Why a station cannot be heard, or not in words."""

    NO_ENGINE = "no_engine"  # nothing here turns words into sound: tones only
    NO_PLAYER = "no_player"  # no program here plays a sound
    NO_DEVICE = "no_device"  # every player gave up: no loudspeaker or headset
    STOPPED = "stopped"  # the voice process ended and was started again
    GONE = "gone"  # it ended again; the voice is off
