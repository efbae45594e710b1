"""What can be asked for.  Imperative: a command may be refused.

New names (of a case, of a run) and new salts are drawn by whoever asks, never by
the rules, so that deciding the same command twice gives the same events.
"""

from typing import TypeAlias

from console.domain.commands.case import (
    AnswerHelp,
    AskForHelp,
    CaseCommand,
    CloseCase,
    ConfirmLocation,
    NoteOralAgreement,
    RankCase,
    RecordDisclosure,
    ReleaseCase,
    SetTier,
    StateLocation,
    TakeCase,
    TryFollowUp,
    UsePlanPart,
    WriteNote,
)
from console.domain.commands.centre import (
    ApproveProtocol,
    CentreCommand,
    EraseWords,
    NoteImport,
    OpenJournal,
    PublishProtocol,
    PublishProtocols,
    QuarantineEvent,
    ReadRecord,
    RecordClient,
    RecordStaff,
    ResolveQuarantine,
    SignIn,
    SignOut,
    VerifyNumber,
    WatchClocks,
)
from console.domain.commands.contact import (
    AnswerCall,
    ContactCommand,
    EndCall,
    IdentifyClient,
    MergeCases,
    ReceiveContact,
    SplitContact,
)
from console.domain.commands.people import (
    BarContact,
    LiftBar,
    NameSupporter,
    PeopleCommand,
    RecordDirective,
    RecordRelease,
    RevokeRelease,
    TakenBack,
    VerifyRelease,
    WritePlan,
)
from console.domain.commands.run import (
    DoStep,
    RunCommand,
    SkipStep,
    StartEscalation,
    UndoStep,
)

Command: TypeAlias = (
    CentreCommand | ContactCommand | CaseCommand | RunCommand | PeopleCommand | WatchClocks
)


__all__ = [
    "AnswerCall",
    "AnswerHelp",
    "ApproveProtocol",
    "AskForHelp",
    "BarContact",
    "CaseCommand",
    "CentreCommand",
    "CloseCase",
    "Command",
    "ConfirmLocation",
    "ContactCommand",
    "DoStep",
    "EndCall",
    "EraseWords",
    "IdentifyClient",
    "LiftBar",
    "MergeCases",
    "NameSupporter",
    "NoteImport",
    "NoteOralAgreement",
    "OpenJournal",
    "PeopleCommand",
    "PublishProtocol",
    "PublishProtocols",
    "QuarantineEvent",
    "RankCase",
    "ReadRecord",
    "ReceiveContact",
    "RecordClient",
    "RecordDirective",
    "RecordDisclosure",
    "RecordRelease",
    "RecordStaff",
    "ReleaseCase",
    "ResolveQuarantine",
    "RevokeRelease",
    "RunCommand",
    "SetTier",
    "SignIn",
    "SignOut",
    "SkipStep",
    "SplitContact",
    "StartEscalation",
    "StateLocation",
    "TakeCase",
    "TakenBack",
    "TryFollowUp",
    "UndoStep",
    "UsePlanPart",
    "VerifyNumber",
    "VerifyRelease",
    "WatchClocks",
    "WriteNote",
    "WritePlan",
]
