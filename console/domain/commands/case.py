"""What can be asked in one case."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from console.domain.care.case import Landing
from console.domain.care.disclosure import Disclosure
from console.domain.ids import CaseId
from console.domain.people.circle import Oral
from console.domain.people.plan import Part
from console.domain.place.fallback import Fallback
from console.domain.place.location import Location
from console.domain.place.returned import Returned
from console.domain.private import Private
from console.domain.tier import Tier


@dataclass(frozen=True, slots=True)
class TakeCase:
    """Become the owner of the case."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ReleaseCase:
    """Give the case back to the lead on shift."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class RankCase:
    """Move the case in the queue, against the rule."""

    case: CaseId
    tier: Tier
    reason: Private[str]


@dataclass(frozen=True, slots=True)
class SetTier:
    """Set the tier of the case."""

    case: CaseId
    tier: Tier
    reasons: tuple[Private[str], ...] = ()


@dataclass(frozen=True, slots=True)
class StateLocation:
    """Write down where the person is."""

    case: CaseId
    location: Private[Location]


@dataclass(frozen=True, slots=True)
class ConfirmLocation:
    """Say that the location was read back and agreed.

    Attributes:
        line: the place as it was read out; ``None`` for whatever stands there now.
    """

    case: CaseId
    line: str | None = None


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Write something down; ``happened_at`` when that was earlier."""

    case: CaseId
    text: Private[str]
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UsePlanPart:
    """Tick a line of the safety plan, or take the tick back.

    Attributes:
        version: of the plan that is looked at; ``None`` for whichever stands there now.
    """

    case: CaseId
    part: Part
    item: int
    used: bool = True
    version: int | None = None


@dataclass(frozen=True, slots=True)
class NoteOralAgreement:
    """Write down that the client agreed, without a signature, that somebody is told.

    Attributes:
        said: what was said, or what the judgement rests on.
    """

    case: CaseId
    who: Private[str]
    kind: Oral
    said: Private[str]


@dataclass(frozen=True, slots=True)
class AskForHelp:
    """Call the shift lead to the case."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class AnswerHelp:
    """Come to a case as lead."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class WriteConsult:
    """Write down a consultation: with whom, what they advised, and whether they agree."""

    case: CaseId
    consulted: Private[str]
    advice: Private[str]
    agrees: bool


@dataclass(frozen=True, slots=True)
class RecordDisclosure:
    """Write down what was told to whom."""

    case: CaseId
    disclosure: Private[Disclosure]
    basis: str


@dataclass(frozen=True, slots=True)
class TakeStatus:
    """Take in what a 911 centre sent back about the case, as an offer.

    Attributes:
        sha256: of the file, in hexadecimal; the same file again is nothing new.
    """

    case: CaseId
    said: Private[Returned]
    sha256: str


@dataclass(frozen=True, slots=True)
class CloseCase:
    """End the case with its landing."""

    case: CaseId
    landing: Landing


@dataclass(frozen=True, slots=True)
class TryFallback:
    """Say who was called instead of the 911 centre, and whether they answered."""

    case: CaseId
    fallback: Fallback
    number: str
    reached: bool


CaseCommand: TypeAlias = (
    TakeCase
    | ReleaseCase
    | RankCase
    | SetTier
    | StateLocation
    | ConfirmLocation
    | WriteNote
    | UsePlanPart
    | NoteOralAgreement
    | AskForHelp
    | AnswerHelp
    | WriteConsult
    | RecordDisclosure
    | TakeStatus
    | TryFallback
    | CloseCase
)
