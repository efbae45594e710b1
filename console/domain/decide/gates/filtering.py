"""Gate G4: nothing of substance-use treatment leaves but as Part 2 allows (``care.part2``)."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.care.disclosure import Basis, Disclosure
from console.domain.decide.gates import consent
from console.domain.happened import Asked
from console.domain.people.circle import Scope
from console.domain.refused import NeedsEmergencyFacts, NotMedical, Part2Bars, Refused


def check(board: Board, case: Case, record: Disclosure, asked: Asked) -> None:
    """Let no record stand that Part 2 does not allow, whichever way it came.

    Raises:
        Refused: the recipient may not hear of it, or the emergency is not written down.
    """
    programme = board.programme
    if record.basis is Basis.PART2_EMERGENCY:
        if not programme.medical(record.kind):
            raise Refused(NotMedical(record.kind))
        if record.emergency is None or not record.emergency.whole:
            raise Refused(NeedsEmergencyFacts())
    if not record.sud and Scope.SUBSTANCE_USE.value not in record.minimum:
        return
    people = consent.named(board, case, record.recipient)
    agreed = consent.reaches(people, Scope.SUBSTANCE_USE, asked.at.date())
    emergency = record.basis is Basis.PART2_EMERGENCY
    free = programme.medical(record.kind) and not programme.covers(board.client_of(case))
    if not free and not programme.may_hear(record.kind, consent=agreed, emergency=emergency):
        raise Refused(Part2Bars(record.kind))
