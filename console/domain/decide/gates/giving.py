"""The record of a packet that was given: on what basis, what was told, what was held back."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Disclosure, Emergency, Recipient
from console.domain.care.packet import Item, Packet
from console.domain.decide.gates import after, consent, override
from console.domain.people.circle import Oral, Scope

SCOPES = {
    Item.SAFETY: Scope.SAFETY_CONCERN,
    Item.PLACE: Scope.LOCATION,
    Item.IN_CARE: Scope.IN_CARE,
    Item.PLAN: Scope.PLAN,
    Item.MEDICINES: Scope.MEDICINES,
    Item.SUD: Scope.SUBSTANCE_USE,
}
AGREED = frozenset({Oral.AGREED, Oral.NO_OBJECTION, Oral.INFERRED})


@dataclass(frozen=True, slots=True)
class Given:
    """A packet that was given.

    Attributes:
        who: who took it, by name.
        facility: where a medical person works.
        because: the nature of the emergency (2.51), or why somebody of the circle may be told.
        by: who gave it.
        what: what was told, in words.
        purpose: for what.
    """

    packet: Packet
    who: str
    facility: str
    because: str
    by: str
    at: datetime
    what: str
    purpose: str


def basis_of(board: Board, case: Case, made: Packet, now: datetime) -> Basis:
    """Return the basis on which ``made`` may be given, where it may be at all."""
    match made.to.recipient:
        case Recipient.CONTACT:
            return _circle(board, case, made, now)
        case Recipient.POLICE:
            agreed = case.answers.get("accepts_help")
            asked = agreed is not None and agreed.value.code == "yes"
            if (asked or after.attempt(case, now)) and not override.done(board, case):
                return Basis.TREATMENT
            return Basis.THREAT_512J
        case Recipient.AGENCY:
            return Basis.ABUSE_REPORT_512B
        case Recipient.THREATENED:
            return Basis.THREAT_512J
        case Recipient.MEDICAL | Recipient.CRISIS_TEAM:
            covered = board.programme.covers(board.client_of(case))
            return Basis.PART2_EMERGENCY if made.sud and covered else Basis.TREATMENT
        case _:
            return Basis.TREATMENT


def record(board: Board, case: Case, given: Given) -> Disclosure:
    """Return the disclosure that ``given`` is; the rules then let it stand, or say why not."""
    made, recipient = given.packet, given.packet.to.recipient
    basis = basis_of(board, case, made, given.at)
    four = None
    if basis is Basis.PART2_EMERGENCY:
        four = Emergency(given.who, given.facility, given.by, given.at, given.because)
    codes = [SCOPES[item].value if item in SCOPES else item.value for item in made.items]
    if recipient is Recipient.CONTACT:
        codes = [SCOPES[item].value for item in made.items if item in SCOPES]
    facts = case.answers.get("override.facts")
    source = case.answers.get("override.source")
    return Disclosure(
        basis,
        given.who,
        given.what,
        given.purpose,
        facts.value.shown if facts is not None else "",
        recipient,
        given.facility,
        channel="packet",
        minimum=tuple(codes),
        source=source.value.shown if source is not None else "",
        gates=("G4",) if made.sud else (),
        consent=given.because if recipient is Recipient.CONTACT else "",
        withheld=made.withheld,
        sud=made.sud,
        emergency=four,
    )


def _circle(board: Board, case: Case, made: Packet, now: datetime) -> Basis:
    people = consent.named(board, case, made.to.name)
    if people and all(one.may_be_told(now.date()) for one in people):
        return Basis.AUTHORIZATION
    said = consent.oral(case, made.to.name)
    if said is not None and said.kind in AGREED:
        return Basis.AGREED_510B
    return Basis.THREAT_512J if override.done(board, case) else Basis.EMERGENCY_510B
