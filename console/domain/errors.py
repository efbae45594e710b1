"""Why a command can be refused.  Values, not sentences: ``console.words`` says them."""

from typing import TypeAlias

from console.domain.reasons.aftercare import AfterLacks, AfterPart, AfterReason, NotFromHere
from console.domain.reasons.case import (
    CaseReason,
    DifferentClients,
    LandingLacks,
    NeedsLeadForLower,
    NeedsReasons,
    NeedsRole,
    NoLocation,
    NoSuchClient,
    NoSuchContact,
    NothingThere,
    NotOpen,
    NotSignedIn,
    NotYours,
    PlaceChanged,
    SameCase,
    TakenBy,
    TwoOwners,
)
from console.domain.reasons.directory import DirectoryReason, NoSuchRoom, NotTenDigits
from console.domain.reasons.gates import (
    BeyondScope,
    GateReason,
    NeedsEmergencyFacts,
    NeedsHandOfLead,
    NeedsOverride,
    NeedsSentence,
    NeedsTheirWord,
    NeedsTheirYes,
    NeverTold,
    NotMedical,
    NotReachedSo,
    Part2Bars,
    ReleaseDoesNotHold,
    Shut,
    SomebodyWasTold,
    StillOut,
    Talk,
    TheyObjected,
    Untold,
)
from console.domain.reasons.instrument import (
    InstrumentReason,
    LicenceUnsaid,
    NoSuchInstrument,
    NotAnAnswer,
    NothingAnswered,
    TextLacks,
    TextShips,
)
from console.domain.reasons.people import (
    Barred,
    Lacking,
    NeedsWords,
    NobodyCalled,
    NoRelease,
    NotOnScale,
    NotWithThem,
    PeopleReason,
    PlanChanged,
    RecordChanged,
    ReleaseLacks,
    SameName,
)
from console.domain.reasons.run import (
    AdvisedAgainst,
    AlreadyRunning,
    AttemptIsOld,
    Excusable,
    GateCannotBeSkipped,
    NeedsAnswer,
    NeedsCosign,
    NeedsEvidence,
    NeedsLeadBeside,
    NeedsSecondPress,
    NoSuchProtocol,
    NoSuchStep,
    NotApproved,
    ProtocolUnsound,
    RunReason,
    VersionTaken,
)

__all__ = [
    "AdvisedAgainst",
    "AfterLacks",
    "AfterPart",
    "AfterReason",
    "AlreadyRunning",
    "AttemptIsOld",
    "Barred",
    "BeyondScope",
    "CaseReason",
    "DifferentClients",
    "DirectoryReason",
    "Excusable",
    "GateCannotBeSkipped",
    "GateReason",
    "InstrumentReason",
    "Lacking",
    "LandingLacks",
    "LicenceUnsaid",
    "NeedsAnswer",
    "NeedsCosign",
    "NeedsEmergencyFacts",
    "NeedsEvidence",
    "NeedsHandOfLead",
    "NeedsLeadBeside",
    "NeedsLeadForLower",
    "NeedsOverride",
    "NeedsReasons",
    "NeedsRole",
    "NeedsSecondPress",
    "NeedsSentence",
    "NeedsTheirWord",
    "NeedsTheirYes",
    "NeedsWords",
    "NeverTold",
    "NoLocation",
    "NoRelease",
    "NoSuchClient",
    "NoSuchContact",
    "NoSuchInstrument",
    "NoSuchProtocol",
    "NoSuchRoom",
    "NoSuchStep",
    "NobodyCalled",
    "NotAnAnswer",
    "NotApproved",
    "NotFromHere",
    "NotMedical",
    "NotOnScale",
    "NotOpen",
    "NotReachedSo",
    "NotSignedIn",
    "NotTenDigits",
    "NotWithThem",
    "NotYours",
    "NothingAnswered",
    "NothingThere",
    "Part2Bars",
    "PeopleReason",
    "PlaceChanged",
    "PlanChanged",
    "ProtocolUnsound",
    "Reason",
    "RecordChanged",
    "Refused",
    "ReleaseDoesNotHold",
    "ReleaseLacks",
    "RunReason",
    "SameCase",
    "SameName",
    "Shut",
    "SomebodyWasTold",
    "StillOut",
    "TakenBy",
    "Talk",
    "TextLacks",
    "TextShips",
    "TheyObjected",
    "TwoOwners",
    "Untold",
    "VersionTaken",
]

Reason: TypeAlias = (
    CaseReason
    | RunReason
    | GateReason
    | PeopleReason
    | AfterReason
    | InstrumentReason
    | DirectoryReason
)


class Refused(Exception):  # noqa: N818 -- a refusal is an answer, not a fault
    """The rules do not allow the command."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
