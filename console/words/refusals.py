"""Why something was not done, and what to do instead."""

from gettext import gettext as _
from typing import assert_never

from console.domain.board import Board
from console.domain.care.landing import LandingPart
from console.domain.care.limits import ATTEMPT_COUNTS
from console.domain.ids import StaffId
from console.domain.reading.fault import Fault
from console.domain.refused import (
    AdvisedAgainst,
    AfterReason,
    AlreadyRunning,
    AttemptIsOld,
    CaseReason,
    DifferentClients,
    DirectoryReason,
    GateCannotBeSkipped,
    GateReason,
    LandingLacks,
    NeedsAnswer,
    NeedsCosign,
    NeedsEvidence,
    NeedsLeadBeside,
    NeedsLeadForLower,
    NeedsReasons,
    NeedsRole,
    NeedsSecondPress,
    NoLocation,
    NoSuchClient,
    NoSuchContact,
    NoSuchProtocol,
    NoSuchRoom,
    NoSuchStep,
    NotApproved,
    NothingThere,
    NotOpen,
    NotSignedIn,
    NotTenDigits,
    NotYours,
    PeopleReason,
    PlaceChanged,
    ProtocolUnsound,
    Reason,
    RunReason,
    SameCase,
    TakenBy,
    TakenElsewhere,
    TwoOwners,
    VersionTaken,
)
from console.words import gates, instruments, labels
from console.words.aftercare import said
from console.words.people.refused import refused


def staff_name(board: Board, staff: StaffId) -> str:
    """Return what a member of staff is called here."""
    known = board.staff.get(staff)
    if known is not None:
        return known.name
    return _("the lead on call") if staff == "lead-on-call" else staff


def refusal(reason: Reason, board: Board) -> str:
    """Return why a command was refused, to the person who gave it."""
    if isinstance(reason, CaseReason):
        return _case(reason, board)
    if isinstance(reason, RunReason):
        return _run(reason)
    if isinstance(reason, GateReason):
        return gates.gate(reason)
    if isinstance(reason, PeopleReason):
        return refused(reason)
    if isinstance(reason, DirectoryReason):
        return _directory(reason)
    if isinstance(reason, AfterReason):
        return said.refusal(reason)
    return instruments.refusal(reason)


def _case(reason: CaseReason, board: Board) -> str:
    match reason:
        case TakenBy() | NotYours() | TwoOwners():
            return _whose(reason, board)
        case NotSignedIn():
            return _("Sign in first, so that the journal knows who acts.")
        case NeedsRole():
            roles = _(" or ").join(labels.role(role) for role in reason.roles)
            return _("This takes a {roles}.").format(roles=roles)
        case NotOpen() | NoSuchContact() | NoSuchClient() | NothingThere():
            return _absent(reason)
        case LandingLacks():
            return landing(reason)
        case _:
            return _care(reason)


def _run(reason: RunReason) -> str:
    match reason:
        case NoSuchProtocol() | NotApproved() | AlreadyRunning() | VersionTaken():
            return _protocol(reason)
        case ProtocolUnsound():
            return "\n".join(fault(found) for found in reason.faults)
        case NoSuchStep() | NeedsEvidence() | NeedsAnswer() | NeedsSecondPress():
            return _step(reason)
        case GateCannotBeSkipped() | NeedsLeadBeside() | AdvisedAgainst() | NeedsCosign():
            return _held(reason)
        case AttemptIsOld():
            return _old(reason)
        case _:
            assert_never(reason)


def _whose(reason: TakenBy | NotYours | TwoOwners, board: Board) -> str:
    match reason:
        case TakenBy():
            return _("{name} is already with this person.").format(
                name=staff_name(board, reason.staff)
            )
        case NotYours() if not reason.taken:
            return _("Nobody has taken this case yet. Ctrl T takes it.")
        case NotYours():
            return _("{name} has this case. Take it over, or ask them.").format(
                name=staff_name(board, reason.owner)
            )
        case TwoOwners():
            one, other = (staff_name(board, owner) for owner in reason.owners)
            return _(
                "{one} has one of these cases and {other} the other. Call the lead with F9; "
                "they join them."
            ).format(one=one, other=other)


def _absent(reason: NotOpen | NoSuchContact | NoSuchClient | NothingThere) -> str:
    match reason:
        case NotOpen():
            return _("This case is closed, or was never opened.")
        case NoSuchContact():
            return _("This contact is not part of an open case.")
        case NoSuchClient():
            return _("Nobody is enrolled under this id. Import the client first.")
        case NothingThere():
            return _("There is nothing under this name any more.")


def _protocol(reason: NoSuchProtocol | NotApproved | AlreadyRunning | VersionTaken) -> str:
    match reason:
        case NoSuchProtocol():
            return _("{id} is not published here.").format(id=reason.protocol)
        case NotApproved():
            return _(
                "{id} is still a draft. A clinical lead has to approve it before live use."
            ).format(id=reason.protocol)
        case AlreadyRunning():
            return _("{id} is running already.").format(id=reason.protocol)
        case VersionTaken():
            return _(
                "{id} version {version} is published with other content and never changes. "
                "Give the new text the next version number."
            ).format(id=reason.protocol, version=reason.version)


def _step(reason: NoSuchStep | NeedsEvidence | NeedsAnswer | NeedsSecondPress) -> str:
    match reason:
        case NoSuchStep():
            return _("This step is over, or belongs to another version of the checklist.")
        case NeedsEvidence():
            return _("“{step}” still needs: {fields}.").format(
                step=reason.text or reason.step,
                fields=", ".join(reason.labels or reason.fields),
            )
        case NeedsAnswer():
            return _("Choose one of the answers.")
        case NeedsSecondPress():
            return _("This acts against the person's will. Press once more to do it.")


def _held(reason: GateCannotBeSkipped | NeedsLeadBeside | AdvisedAgainst | NeedsCosign) -> str:
    match reason:
        case GateCannotBeSkipped():
            return _("This step cannot be skipped. Answer it, or call the lead with F9.")
        case NeedsLeadBeside():
            return _(
                "This is decided with a lead or clinician. Call them with F9; "
                "once they have come, or at their own desk, it goes on."
            )
        case AdvisedAgainst():
            return _(
                "Whoever you asked does not agree. Keep trying with consent, "
                "or ask a second lead or the clinician on call."
            )
        case NeedsCosign():
            return _(
                "The lead has to co-sign: this was high, help went without consent, "
                "something was told by mistake, or a step was skipped."
            )


def _old(reason: AttemptIsOld) -> str:
    instead = reason.instead
    why = gates.gate(instead) if isinstance(instead, GateReason) else _run(instead)
    old = _(
        "That an attempt goes on was said more than {n} minutes ago, so it opens nothing "
        "now. Ask again; if it does, answer that question anew (P05 and P29 ask it)."
    ).format(n=int(ATTEMPT_COUNTS.total_seconds()) // 60)
    return f"{why} {old}"


def _care(
    reason: NeedsReasons
    | NeedsLeadForLower
    | NoLocation
    | PlaceChanged
    | TakenElsewhere
    | SameCase
    | DifferentClients,
) -> str:
    match reason:
        case NeedsReasons():
            return _("{tier} needs {n} reasons in your words.").format(
                tier=labels.tier(reason.tier), n=reason.wanted
            )
        case NeedsLeadForLower():
            return _(
                "Lower than {tier} takes the shift lead. Call them with F9; they set it with you."
            ).format(tier=labels.tier(reason.suggested))
        case NoLocation():
            return _("There is no location to confirm yet. Ask where they are.")
        case PlaceChanged():
            return _("The place has just changed to {place}: read that back.").format(
                place=reason.line
            )
        case TakenElsewhere():
            return _(
                "This file was taken in for case {number}. Give the one about this case."
            ).format(number=reason.number)
        case SameCase():
            return _("There is only one contact here; nothing to take apart or join.")
        case DifferentClients():
            return _("These are two different clients, so their cases stay apart.")
        case _:
            assert_never(reason)


def _directory(reason: DirectoryReason) -> str:
    match reason:
        case NotTenDigits():
            return _(
                "“{said}” is no ten-digit number. A short code dialled from here rings near us, "
                "not near them: write all ten digits."
            ).format(said=reason.said)
        case NoSuchRoom():
            return _("Say for how many people they have room: 0 when full, {most} at most.").format(
                most=reason.most
            )
        case _:
            assert_never(reason)


def landing(reason: LandingLacks) -> str:
    """Return what a landing still lacks."""
    named = {
        LandingPart.TIER_SET: _("a tier set by a person"),
        LandingPart.RESPONDERS: _("that responders are with the person"),
        LandingPart.NEXT_CONTACT: _("the next contact, or why there is none"),
        LandingPart.WHO_HAS_THEM: _("who has the person now"),
        LandingPart.OPEN_STEPS: _("these steps: {steps}").format(steps="; ".join(reason.steps)),
        LandingPart.LOWER_REASON: _("a reason for the lower tier"),
        LandingPart.RINGING: _("an answer to the call that is ringing"),
        LandingPart.LOST: _(
            "a word from them since their call was lost: once there is, Ctrl T takes them up again"
        ),
        LandingPart.UNREAD: _("a look at what has just come from them: Ctrl T takes them up again"),
        LandingPart.CONSULT: _("the consultation that was put off: write it down with Alt G"),
        LandingPart.CLOSING: _("the closing list, after everything else"),
        LandingPart.NEXT_TOO_LATE: _("an earlier next contact for this tier, or a reason"),
        LandingPart.UNTOLD: _("the record of what was told: {lists}").format(
            lists="; ".join(reason.untold)
        ),
        LandingPart.FORM: _(
            "the override form (P29) for what was done or told without consent; or, if they "
            "agreed, the ending that says so"
        ),
        LandingPart.COSIGN: _("the co-sign of a lead, by their own hand"),
        LandingPart.TRIES: _("{n} more tries to reach them, each written down").format(
            n=reason.tries
        ),
    }
    missing = ", ".join(named[part] for part in reason.parts)
    return _("Not landed yet. Missing: {missing}.").format(missing=missing)


def taken_over(name: str, person: str) -> str:
    """Return what the owner of a case reads when a colleague took it."""
    if person:
        return _("{name} took {person} over from you.").format(name=name, person=person)
    return _("{name} took your case over.").format(name=name)


def outdated() -> str:
    """Return what to do at a station that is older than what others write."""
    return _(
        "This station is older than the journal, so nothing new is shown here. "
        "Work at another station, and update this one."
    )


def fault(found: Fault) -> str:
    """Return one thing to mend in a text of ours."""
    return f"{found.where}: {found.what} {found.remedy}"
