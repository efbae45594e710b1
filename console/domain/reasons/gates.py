"""Why a gate does not open.  Values, not sentences: ``console.words.gates`` says them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from console.domain.care.disclosure import Basis, Recipient
from console.domain.ids import StepId
from console.domain.people.circle import ConsentState
from console.domain.people.release import Scope


class Shut(StrEnum):
    """Why somebody is never told, whatever the law would allow."""

    NEVER = "never"
    SUSPECT = "suspect"
    HERE = "here"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class NeverTold:
    """Nobody may tell this person anything (gate G1)."""

    name: str
    why: Shut


@dataclass(frozen=True, slots=True)
class ReleaseDoesNotHold:
    """No release names this person today: expired, revoked, not begun, or never given.

    Attributes:
        outside: whether they are nobody of the circle: a 911 centre, another line, an agency.
    """

    name: str
    state: ConsentState
    outside: bool = False


@dataclass(frozen=True, slots=True)
class TheyObjected:
    """The client has said no to this person being told, in this case."""

    name: str


@dataclass(frozen=True, slots=True)
class BeyondScope:
    """The release, or the law, does not reach these things."""

    name: str
    basis: Basis
    items: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class NeedsTheirWord:
    """Telling without a release takes what the client said, or why it is best for them."""

    basis: Basis


@dataclass(frozen=True, slots=True)
class NeedsOverride:
    """A threat to life opens the gate only with the override form of this case (gate G3)."""


@dataclass(frozen=True, slots=True)
class NeedsSentence:
    """Going past a person's consent takes the reason in a sentence (gate G3)."""


@dataclass(frozen=True, slots=True)
class Part2Bars:
    """Whoever is told may not hear of substance-use treatment (42 CFR Part 2; gate G4)."""

    recipient: Recipient | None


@dataclass(frozen=True, slots=True)
class NotMedical:
    """42 CFR 2.51 reaches medical personnel only."""

    recipient: Recipient | None


@dataclass(frozen=True, slots=True)
class NeedsEmergencyFacts:
    """A medical emergency under 2.51 is written down at once, with its four facts."""


@dataclass(frozen=True, slots=True)
class StillOut:
    """Somebody was sent, and the list cannot turn back before they are known to have arrived."""

    text: str


@dataclass(frozen=True, slots=True)
class SomebodyWasTold:
    """Somebody outside was told of this case, so "none made" is not so (gate G7)."""


@dataclass(frozen=True, slots=True)
class NothingRecorded:
    """No telling is on record in this case, so "recorded" is not so (gate G7)."""


@dataclass(frozen=True, slots=True)
class NeedsTheirYes:
    """Imminent risk, or a welfare check, is no emergency that needs neither consent nor form."""


class Talk(StrEnum):
    """Why somebody is not tried in this way (gate G5)."""

    NEVER = "never"
    RECORD = "record"
    DECLINED = "declined"
    UNSAFE = "unsafe"
    CALL_ONLY = "call_only"
    NO_VOICEMAIL = "no_voicemail"
    OTHER_WAYS = "other_ways"


@dataclass(frozen=True, slots=True)
class NotReachedSo:
    """The way in which they were to be tried is against what was agreed."""

    why: Talk
    channel: str


@dataclass(frozen=True, slots=True)
class NeedsHandOfLead:
    """A co-sign is a lead's own act (gate G7)."""

    step: StepId


@dataclass(frozen=True, slots=True)
class Untold:
    """In these lists somebody was told, and no record says so yet."""

    lists: tuple[str, ...]


GateReason: TypeAlias = (
    NeverTold
    | ReleaseDoesNotHold
    | TheyObjected
    | BeyondScope
    | NeedsTheirWord
    | NeedsOverride
    | NeedsSentence
    | Part2Bars
    | NotMedical
    | NeedsEmergencyFacts
    | StillOut
    | SomebodyWasTold
    | NothingRecorded
    | NeedsTheirYes
    | NotReachedSo
    | NeedsHandOfLead
    | Untold
)
