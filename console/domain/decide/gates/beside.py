"""Who must stand beside whoever passes a gate (CONTENT, gates G2 and G7)."""

from console.domain.board import Board
from console.domain.care.case import Case
from console.domain.errors import AdvisedAgainst, NeedsCosign, NeedsLeadBeside, Refused
from console.domain.protocol.escalation import Escalation, Outcome, Value
from console.domain.protocol.protocol import Answer, Gate, How, Kind, Step
from console.domain.tier import Tier

ADVICE, COSIGN, OVERRIDE = "consult.agrees", "sl_cosign", "override.rationale"


def supervised(step: Step, answer: Answer | None) -> bool:
    """Whether gate G2 stands before the step, or before this answer alone.

    To come back with nothing done takes nobody's word.
    """
    if answer is not None and Gate.G2 in answer.gates:
        return True
    returns = answer is not None and answer.how is How.RETURN
    return not returns and step.kind is Kind.GATE and Gate.G2 in step.gates


def agreed(
    case: Case, run: Escalation, step: Step, values: tuple[Value, ...], *, lead: bool
) -> None:
    """Let the gate of the supervisor's decision be passed only with a lead, and their word.

    Args:
        case: the case.
        run: the run in which the step stands.
        step: the step to be settled.
        values: what is given with it.
        lead: whether a lead settles it.

    Raises:
        Refused: no lead has come since the run was begun, or they advise against it.
    """
    came = case.help_answered_by is not None and case.help_answered_in >= run.entry
    if not came and not lead:
        raise Refused(NeedsLeadBeside(step.id))
    given = {value.field: value.code for value in values}
    earlier = case.answers.get(ADVICE)
    advice = given.get(ADVICE, earlier.value.code if earlier is not None else None)
    if advice == "disagrees":
        raise Refused(AdvisedAgainst(step.id))


def cosigned(board: Board, case: Case, step: Step, values: tuple[Value, ...]) -> None:
    """Let nobody say that a co-sign is not needed where it is.

    Raises:
        Refused: it is due.
    """
    waived = any(value.field == COSIGN and value.code == "not_needed" for value in values)
    if waived and _cosign_is_due(board, case):
        raise Refused(NeedsCosign(step.id))


def _cosign_is_due(board: Board, case: Case) -> bool:
    """Whether the case was high, help came without consent, or a required step was skipped."""
    if max(case.rank, case.peak) >= Tier.HIGH or OVERRIDE in case.answers:
        return True
    return any(
        settled.outcome is Outcome.SKIPPED and step is not None and step.required
        for run in case.escalations
        for name, settled in run.settled.items()
        for step in (board.protocol_of(run).step(name),)
    )
