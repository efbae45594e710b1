"""What a 911 centre sent back is offered where it belongs, and never over what a person wrote."""

from dataclasses import replace

from console.desk.fresh import private
from console.domain.commands import TakeStatus
from console.domain.ids import SYSTEM, CaseId, StepId
from console.domain.protocol.escalation import Answered, Value
from console.domain.refused import NotOpen
from console.reports.handoff.returned import returned
from console.ui.escalation.step.known import Known, known
from tests.domain.centre import ANA, BEN, START, Centre, kinds
from tests.reports.handoff.answers import status


def came_back(case: CaseId, number: str = "24-1187") -> TakeStatus:
    said = returned(
        status(
            incidentComponent={**status()["incidentComponent"], "internalIncidentId": number},
        )
    )
    return TakeStatus(case, private(said), number)


def called(centre: Centre) -> CaseId:
    centre.publish()
    case = centre.taken()
    centre.begin(case, "P24")
    return case


def offered(centre: Centre, case: CaseId, step: str = "b3") -> dict[str, Known]:
    run = centre.run(case, "P24")
    found = centre.board.protocol_of(run).step(StepId(step))
    assert found is not None
    return dict(known(centre.board, centre.case(case), run, found))


def test_number_units_and_minutes_are_offered_with_who_says_so_and_since_when() -> None:
    centre = Centre()
    case = called(centre)
    centre.wait(minutes=10)
    assert kinds(centre.do(came_back(case))) == ["StatusReturned"]
    since = f"sent back by psap.example.gov, {centre.time.astimezone():%H:%M}"
    assert offered(centre, case) == {
        "psap.incident": Known("24-1187", since),
        "responder.unit": Known("Medic 4, Unit 12", since),
        "psap.eta": Known("10", since),
    }
    assert centre.case(case).answers == {}, "offered is not answered"


def test_that_they_are_there_is_never_offered_as_having_reached_the_person() -> None:
    centre = Centre()
    case = called(centre)
    centre.do(came_back(case))
    assert "responder.contact_at" not in offered(centre, case, "b5")


def test_what_a_person_wrote_stays_and_the_other_is_named_beside_it() -> None:
    centre = Centre()
    case = called(centre)
    centre.do(came_back(case, "24-1111"))
    mine = Answered(Value("psap.incident", text=private("24-1187")), START, ANA, 9)
    board = centre.board.with_case(replace(centre.case(case), answers={"psap.incident": mine}))
    run = centre.run(case, "P24")
    step = board.protocol_of(run).step(StepId("b3"))
    assert step is not None
    found = known(board, board.cases[case], run, step)
    assert found["psap.incident"] == Known("24-1187", "the centre says 24-1111")


def test_the_newest_word_of_the_centre_counts_and_the_same_file_is_one() -> None:
    centre = Centre()
    case = called(centre)
    centre.do(came_back(case, "24-1"))
    centre.do(came_back(case, "24-2"))
    assert centre.do(came_back(case, "24-2")) == ()
    assert offered(centre, case)["psap.incident"].shown == "24-2"


def test_anybody_may_bring_it_and_a_case_that_is_closed_takes_none() -> None:
    centre = Centre()
    case = called(centre)
    for who in (ANA, BEN, SYSTEM):
        assert kinds(centre.do(came_back(case, who), who)) == ["StatusReturned"]
    assert centre.refused(came_back(CaseId("gone"))) == NotOpen()
