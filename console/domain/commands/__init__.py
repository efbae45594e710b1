"""What can be asked for.  Imperative: a command may be refused.

New names (of a case, of a run) and new salts are drawn by whoever asks, never by
the rules, so that deciding the same command twice gives the same events.
"""

from typing import TypeAlias

from console.domain.commands.after import (
    AfterCommand,
    BeginFollowUp,
    CloseDischarge,
    EndFollowUp,
    FollowUpCommand,
    Fresh,
    GiveTeamMessage,
    MoveReferral,
    PlanCaring,
    RaiseFrequency,
    RecordDischarge,
    RecordVisit,
    ReviewFrequency,
    SendReferral,
    StopCaring,
    TryCaring,
    TryFollowUp,
    WriteTeamMessage,
)
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
    UsePlanPart,
    WriteConsult,
    WriteNote,
)
from console.domain.commands.centre import (
    ApproveProtocol,
    CentreCommand,
    DescribeProgramme,
    EraseWords,
    NoteImport,
    OpenJournal,
    PublishProtocol,
    PublishProtocols,
    QuarantineEvent,
    ReadChanges,
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
from console.domain.commands.instrument import (
    InstrumentCommand,
    LoadInstrument,
    ScoreInstrument,
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
    SayUnfit,
    SkipStep,
    StartEscalation,
    UndoStep,
)

Command: TypeAlias = (
    CentreCommand
    | ContactCommand
    | CaseCommand
    | RunCommand
    | PeopleCommand
    | InstrumentCommand
    | FollowUpCommand
    | AfterCommand
    | WatchClocks
)


__all__ = [
    "AfterCommand",
    "AnswerCall",
    "AnswerHelp",
    "ApproveProtocol",
    "AskForHelp",
    "BarContact",
    "BeginFollowUp",
    "CaseCommand",
    "CentreCommand",
    "CloseCase",
    "CloseDischarge",
    "Command",
    "ConfirmLocation",
    "ContactCommand",
    "DescribeProgramme",
    "DoStep",
    "EndCall",
    "EndFollowUp",
    "EraseWords",
    "FollowUpCommand",
    "Fresh",
    "GiveTeamMessage",
    "IdentifyClient",
    "InstrumentCommand",
    "LiftBar",
    "LoadInstrument",
    "MergeCases",
    "MoveReferral",
    "NameSupporter",
    "NoteImport",
    "NoteOralAgreement",
    "OpenJournal",
    "PeopleCommand",
    "PlanCaring",
    "PublishProtocol",
    "PublishProtocols",
    "QuarantineEvent",
    "RaiseFrequency",
    "RankCase",
    "ReadChanges",
    "ReadRecord",
    "ReceiveContact",
    "RecordClient",
    "RecordDirective",
    "RecordDischarge",
    "RecordDisclosure",
    "RecordRelease",
    "RecordStaff",
    "RecordVisit",
    "ReleaseCase",
    "ResolveQuarantine",
    "ReviewFrequency",
    "RevokeRelease",
    "RunCommand",
    "SayUnfit",
    "ScoreInstrument",
    "SendReferral",
    "SetTier",
    "SignIn",
    "SignOut",
    "SkipStep",
    "SplitContact",
    "StartEscalation",
    "StateLocation",
    "StopCaring",
    "TakeCase",
    "TakenBack",
    "TryCaring",
    "TryFollowUp",
    "UndoStep",
    "UsePlanPart",
    "VerifyNumber",
    "VerifyRelease",
    "WatchClocks",
    "WriteConsult",
    "WriteNote",
    "WritePlan",
    "WriteTeamMessage",
]
