"""What the glance panel says of a dispatch."""

from console.desk.desk import Desk
from console.desk.fresh import fresh_run, private
from console.domain.commands import DoStep, StartEscalation, TakeCase
from console.domain.ids import ProtocolId, StepId
from console.domain.protocol.escalation import Value
from console.ui.person import facts
from console.ui.person.facts import Said
from tests.ui.centre import ME, arrive
from tests.ui.escalation.seat import publish_all


def test_what_is_open_of_a_dispatch_stays_in_sight_until_it_is_written_down(
    desk: Desk,
) -> None:
    publish_all(desk)
    case, run = arrive(desk, "a"), fresh_run()
    desk.do(TakeCase(case), ME)
    desk.do(StartEscalation(case, run, ProtocolId("P24")), ME)

    def dispatch() -> list[Said]:
        return list(facts.dispatch(desk.board.cases[case]))

    assert dispatch() == []
    desk.do(DoStep(case, run, StepId("a2"), fresh_run(), "reached"), ME)
    both = Said("○ still open: incident number, who took it", "secondary", "moderate")
    assert dispatch() == [both]
    noted = (
        Value("psap.incident", None, private("26-118")),
        Value("psap.eta", "7"),
        Value("psap.operator", None, private("T. Bell")),
    )
    desk.do(DoStep(case, run, StepId("b3"), fresh_run(), "noted", noted), ME)
    assert dispatch() == [Said("incident 26-118 · taken by T. Bell · 7 min", "secondary", "well")]
