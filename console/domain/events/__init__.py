"""What can happen.  Past tense: an event is a fact and is never refused.

Who did it, where and when stands in the entry around it (``journal.entry``).
"""

from typing import TypeAlias

from console.domain.events.after import (
    AfterEvent,
    CaringPlanned,
    CaringStopped,
    CaringTried,
    DischargeClosed,
    DischargeRecorded,
    FollowUpBegun,
    FollowUpEnded,
    FrequencyRaised,
    FrequencyReviewed,
    ReferralMoved,
    ReferralSent,
    TeamMessageGiven,
    TeamMessageWritten,
    VisitRecorded,
)
from console.domain.events.case import (
    AlertClimbed,
    CaseClosed,
    CaseEvent,
    CaseRanked,
    CaseReleased,
    CaseTaken,
    CeilingCrossed,
    DisclosureMade,
    FollowUpTried,
    HelpAnswered,
    HelpAsked,
    LocationConfirmed,
    LocationStated,
    NoteWritten,
    OralAgreementNoted,
    PlanPartUsed,
    TierSet,
)
from console.domain.events.centre import (
    CentreEvent,
    ChangesRead,
    ClientRecorded,
    DirectoryImported,
    EventQuarantined,
    JournalOpened,
    NumberVerified,
    ProtocolApproved,
    ProtocolPublished,
    QuarantineResolved,
    RecordRead,
    SignedIn,
    SignedOut,
    StaffRecorded,
    WordsErased,
)
from console.domain.events.contact import (
    CallAnswered,
    CallEnded,
    CaseIdentified,
    CasesMerged,
    ContactArrived,
    ContactEvent,
    ContactSplit,
)
from console.domain.events.instrument import (
    InstrumentEvent,
    InstrumentLoaded,
    InstrumentScored,
)
from console.domain.events.people import (
    BarLifted,
    ContactBarred,
    DirectiveRecorded,
    PeopleEvent,
    PlanWritten,
    ReleaseRecorded,
    ReleaseRevoked,
    ReleaseVerified,
    SupporterNamed,
)
from console.domain.events.run import (
    ClockMissed,
    EscalationEnded,
    EscalationStarted,
    ProtocolUnfit,
    RolePaged,
    RunEvent,
    StepDone,
    StepSkipped,
    StepsPassed,
    StepTried,
    StepUndone,
)
from console.domain.ids import CaseId

Event: TypeAlias = (
    CentreEvent | ContactEvent | CaseEvent | RunEvent | PeopleEvent | InstrumentEvent | AfterEvent
)


def case_of(event: Event) -> CaseId | None:
    """Return the case that ``event`` belongs to; for a merge, the one that goes on."""
    if isinstance(event, CasesMerged):
        return event.into
    case: CaseId | None = getattr(event, "case", None)
    return case


__all__ = [
    "AfterEvent",
    "AlertClimbed",
    "BarLifted",
    "CallAnswered",
    "CallEnded",
    "CaringPlanned",
    "CaringStopped",
    "CaringTried",
    "CaseClosed",
    "CaseEvent",
    "CaseIdentified",
    "CaseRanked",
    "CaseReleased",
    "CaseTaken",
    "CasesMerged",
    "CeilingCrossed",
    "CentreEvent",
    "ChangesRead",
    "ClientRecorded",
    "ClockMissed",
    "ContactArrived",
    "ContactBarred",
    "ContactEvent",
    "ContactSplit",
    "DirectiveRecorded",
    "DirectoryImported",
    "DischargeClosed",
    "DischargeRecorded",
    "DisclosureMade",
    "EscalationEnded",
    "EscalationStarted",
    "Event",
    "EventQuarantined",
    "FollowUpBegun",
    "FollowUpEnded",
    "FollowUpTried",
    "FrequencyRaised",
    "FrequencyReviewed",
    "HelpAnswered",
    "HelpAsked",
    "InstrumentEvent",
    "InstrumentLoaded",
    "InstrumentScored",
    "JournalOpened",
    "LocationConfirmed",
    "LocationStated",
    "NoteWritten",
    "NumberVerified",
    "OralAgreementNoted",
    "PeopleEvent",
    "PlanPartUsed",
    "PlanWritten",
    "ProtocolApproved",
    "ProtocolPublished",
    "ProtocolUnfit",
    "QuarantineResolved",
    "RecordRead",
    "ReferralMoved",
    "ReferralSent",
    "ReleaseRecorded",
    "ReleaseRevoked",
    "ReleaseVerified",
    "RolePaged",
    "RunEvent",
    "SignedIn",
    "SignedOut",
    "StaffRecorded",
    "StepDone",
    "StepSkipped",
    "StepTried",
    "StepUndone",
    "StepsPassed",
    "SupporterNamed",
    "TeamMessageGiven",
    "TeamMessageWritten",
    "TierSet",
    "VisitRecorded",
    "WordsErased",
    "case_of",
]
