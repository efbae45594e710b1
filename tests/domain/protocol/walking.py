"""Walking through the lists that ship: where a case stands in them, and what a press lacks."""

from collections.abc import Mapping

from console.domain.commands import AnswerHelp, AskForHelp
from console.domain.ids import CaseId
from console.domain.protocol.escalation import Outcome, current_run, current_step
from console.domain.refused import NeedsEvidence
from tests.domain.centre import LEE, Centre

OVERRIDE = {
    "override.serious": "yes",
    "override.imminent": "yes",
    "override.necessary": "yes",
    "override.able": "yes",
    "override.rationale": "She means to act within the hour and refuses all help.",
    "override.facts": "Her own words to the counsellor.",
    "override.source": "own_knowledge",
    "override.state_law": "checked",
    "override.minimum": "Name, address, risk.",
}
"""The form of help without consent, filled in."""
FORM = {**OVERRIDE, "part2.told": "none"}
"""The same where nobody is told of the programme."""


def at(centre: Centre, protocol: str) -> CaseId:
    """Return a case of Ana's in which ``protocol`` has just begun."""
    case = centre.taken()
    centre.begin(case, protocol)
    return case


def running(centre: Centre, case: CaseId) -> set[str]:
    return {run.protocol for run in centre.case(case).escalations if run.running}


def where(centre: Centre, case: CaseId) -> tuple[str, str]:
    run = current_run(centre.case(case), centre.board)
    assert run is not None
    step = current_step(centre.board.protocol_of(run), run)
    return (run.protocol, step.id if step is not None else "")


def here(centre: Centre, case: CaseId, protocol: str) -> str:
    """Return the step at which ``protocol`` stands, whether or not the case stands at it."""
    run = centre.run(case, protocol)
    step = current_step(centre.board.protocol_of(run), run)
    return step.id if step is not None else ""


def passed(centre: Centre, case: CaseId, protocol: str) -> set[str]:
    """Return the steps that an answer went past."""
    settled = centre.run(case, protocol).settled.items()
    return {str(step) for step, how in settled if how.outcome is Outcome.PASSED}


def lead_comes(centre: Centre, case: CaseId) -> None:
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)


def lacks(centre: Centre, case: CaseId, press: str, given: Mapping[str, str]) -> set[str]:
    """Return what is missing for ``press``: protocol, step and answer in one line."""
    protocol, step, answer = press.split()
    doing = centre.doing(case, protocol, step, answer, given, deliberate=True)
    reason = centre.refused(doing, LEE)
    assert isinstance(reason, NeedsEvidence)
    return {*reason.fields}
