"""Walking through the lists that ship: where a case stands in them, and what a press lacks."""

from collections.abc import Mapping

from console.domain.commands import AnswerHelp, AskForHelp
from console.domain.errors import NeedsEvidence
from console.domain.ids import CaseId
from console.domain.protocol.escalation import current_run, current_step
from tests.domain.centre import LEE, Centre

FORM = {
    "override.serious": "yes",
    "override.imminent": "yes",
    "override.necessary": "yes",
    "override.able": "yes",
    "override.rationale": "He waits for her at the door.",
    "override.facts": "His own words to the counsellor.",
    "override.source": "own_knowledge",
    "override.state_law": "checked",
    "override.minimum": "Name, address, threat.",
    "part2.told": "none",
}


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
