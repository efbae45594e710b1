"""Everything that a station can say aloud, and the tone before it."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TypeAlias, assert_never

from console.domain.care.contact import ContactKind
from console.domain.tier import Tier


class Tone(StrEnum):
    """A short sound; each is told apart by its rhythm as well as by its pitch."""

    ARRIVAL_LOW = "arrival-low"
    ARRIVAL_MODERATE = "arrival-moderate"
    ARRIVAL_HIGH = "arrival-high"
    IMMINENT = "imminent"
    LEAD_CALL = "lead-call"
    CLOCK = "clock"
    RECORD_LOST = "record-lost"
    RECORD_BACK = "record-back"


class Priority(IntEnum):
    """What may cut off what: a sound gives way at once to one of a greater number."""

    KNOW = 1
    ATTEND = 2
    URGENT = 3
    LIFE = 4


@dataclass(frozen=True, slots=True)
class NewContact:
    """Somebody is waiting whom nobody has taken."""

    kind: ContactKind
    tier: Tier


@dataclass(frozen=True, slots=True)
class NewContacts:
    """Several came within one breath; ``tier`` is the greatest of theirs."""

    count: int
    tier: Tier


@dataclass(frozen=True, slots=True)
class PastCeiling:
    """A waiting contact has waited longer than its tier allows."""

    kind: ContactKind
    tier: Tier


@dataclass(frozen=True, slots=True)
class LeadNeeded:
    """Nobody has taken a contact for ``seconds``; this is for the shift lead."""

    kind: ContactKind
    tier: Tier
    seconds: int


@dataclass(frozen=True, slots=True)
class OnCallNeeded:
    """Nobody has taken a contact for ``seconds``, the lead neither: page the one on call."""

    kind: ContactKind
    tier: Tier
    seconds: int


@dataclass(frozen=True, slots=True)
class ClinicianNeeded:
    """A lead who was called has not come: page the clinician on call."""

    tier: Tier


@dataclass(frozen=True, slots=True)
class ImminentDeclared:
    """A colleague has declared imminent risk."""


@dataclass(frozen=True, slots=True)
class HelpAsked:
    """A colleague has pressed the help key."""

    tier: Tier


@dataclass(frozen=True, slots=True)
class RespondersUnconfirmed:
    """Help was sent ``minutes`` ago and nobody has said that it arrived."""

    minutes: int


@dataclass(frozen=True, slots=True)
class RecordLost:
    """The database cannot be reached."""


@dataclass(frozen=True, slots=True)
class RecordBack:
    """The database can be reached again."""


@dataclass(frozen=True, slots=True)
class Chime:
    """A tone without words: a repeat, or a station whose wearer is with a client."""

    tone: Tone


@dataclass(frozen=True, slots=True)
class SoundCheck:
    """The sentence by which somebody hears that a station can speak."""


Utterance: TypeAlias = (
    NewContact
    | NewContacts
    | PastCeiling
    | LeadNeeded
    | OnCallNeeded
    | ClinicianNeeded
    | ImminentDeclared
    | HelpAsked
    | RespondersUnconfirmed
    | RecordLost
    | RecordBack
    | Chime
    | SoundCheck
)

_ARRIVALS = {
    Tier.LOW: Tone.ARRIVAL_LOW,
    Tier.MODERATE: Tone.ARRIVAL_MODERATE,
    Tier.HIGH: Tone.ARRIVAL_HIGH,
    Tier.IMMINENT: Tone.IMMINENT,
}
_PRIORITIES = {
    Tone.ARRIVAL_LOW: Priority.KNOW,
    Tone.ARRIVAL_MODERATE: Priority.ATTEND,
    Tone.ARRIVAL_HIGH: Priority.URGENT,
    Tone.IMMINENT: Priority.LIFE,
    Tone.LEAD_CALL: Priority.LIFE,
    Tone.CLOCK: Priority.URGENT,
    Tone.RECORD_LOST: Priority.URGENT,
    Tone.RECORD_BACK: Priority.KNOW,
}


def tone_of(utterance: Utterance) -> Tone:
    """Return the sound that goes before the words."""
    match utterance:
        case NewContact(_, tier) | NewContacts(_, tier):
            return _ARRIVALS[tier]
        case ImminentDeclared():
            return Tone.IMMINENT
        case LeadNeeded() | OnCallNeeded() | ClinicianNeeded() | HelpAsked():
            return Tone.LEAD_CALL
        case PastCeiling() | RespondersUnconfirmed():
            return Tone.CLOCK
        case RecordLost():
            return Tone.RECORD_LOST
        case RecordBack() | SoundCheck():
            return Tone.RECORD_BACK
        case Chime(tone):
            return tone
        case _:
            assert_never(utterance)


def priority_of(utterance: Utterance) -> Priority:
    """Return how soon it must be heard: the priority goes with the tone."""
    return _PRIORITIES[tone_of(utterance)]
