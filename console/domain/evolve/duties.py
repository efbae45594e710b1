"""How what a case owes comes and goes."""

from dataclasses import replace
from typing import assert_never

from console.domain.care.case import Case
from console.domain.care.duties import Told
from console.domain.events import ConsultOwed, ConsultWritten, DisclosureMade, RolePaged
from console.domain.happened import Happened
from console.domain.ids import SYSTEM
from console.domain.people.staff import Role
from console.domain.protocol.escalation import Answered, Value

BY, ADVICE, AGREES = "consult.by", "consult.advice", "consult.agrees"


def evolve(
    case: Case, happened: Happened, event: ConsultOwed | ConsultWritten | DisclosureMade
) -> Case:
    """Return the case after ``event``."""
    duties = case.duties
    match event:
        case ConsultOwed():
            return replace(case, duties=replace(duties, consult=happened.seq))
        case ConsultWritten():
            return _written(case, happened, event)
        case DisclosureMade():
            told = Told(
                happened.seq,
                event.recipient,
                event.basis,
                event.sud,
                event.escalation,
                event.step,
            )
            others = tuple(one for one in duties.told if one.entry != event.corrects)
            return replace(case, duties=replace(duties, told=(*others, told)))
        case _:
            assert_never(event)


def consulted(case: Case, values: tuple[Value, ...]) -> Case:
    """Return the case with nothing owed, where a step wrote the consultation down."""
    given = {value.field for value in values if value.shown.strip()}
    if not case.duties.consult or not {BY, AGREES} <= given:
        return case
    return replace(case, duties=replace(case.duties, consult=0))


def called(case: Case, happened: Happened, event: RolePaged | None) -> Case:
    """Return the case with the lead called, by a person or by a clock, or the clinician paged."""
    waiting = case.help_asked_at is not None and case.help_answered_by is None
    by_person = happened.by != SYSTEM
    paged = event is not None and event.role == Role.CLINICIAN_ON_CALL
    duties = replace(
        case.duties,
        called=by_person or (waiting and case.duties.called),
        paged=paged or (waiting and case.duties.paged),
    )
    return replace(case, duties=duties)


def _written(case: Case, happened: Happened, event: ConsultWritten) -> Case:
    values = (
        Value(BY, text=event.consulted),
        Value(ADVICE, text=event.advice),
        Value(AGREES, "agrees" if event.agrees else "disagrees"),
    )
    at, by, seq = happened.at, happened.by, happened.seq
    fresh = {value.field: Answered(value, at, by, seq) for value in values}
    answers = {**case.answers, **fresh}
    return replace(case, answers=answers, duties=replace(case.duties, consult=0))
