"""Ways on that come back, steps that do not apply, and gates before one answer alone."""

import pytest

from console.domain.commands import (
    AnswerHelp,
    ApproveProtocol,
    AskForHelp,
    PublishProtocols,
    ReadChanges,
    SayUnfit,
    SkipStep,
    UndoStep,
)
from console.domain.events import (
    ChangesRead,
    EscalationEnded,
    ProtocolUnfit,
    RolePaged,
    StepSkipped,
    StepsPassed,
    StepUndone,
)
from console.domain.ids import SYSTEM, CaseId, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import EndedBy, Outcome, SkipCode, current_run
from console.domain.refused import (
    GateCannotBeSkipped,
    NeedsAnswer,
    NeedsLeadBeside,
    ProtocolUnsound,
)
from console.domain.seen.changed import unread
from tests.checklists import answer, checklist, phase, step
from tests.domain.centre import ANA, BEN, CARL, LEE, START, Centre, kinds

CHOOSE = step(
    "a1",
    "Choose a way",
    answer("team", "Send a team", how="call", to="P78"),
    answer("home", "Stay at home"),
    kind="decide",
)
WRITE = step("a2", "Write it down", na={"nothing": "Nothing to write"})
CALLER = checklist("P77", phase("a", CHOOSE, WRITE), title="A plan")
CALLED = checklist(
    "P78",
    phase(
        "a",
        step(
            "a1",
            "Is there a team?",
            answer("yes", "Yes"),
            answer("no", "No: choose another way", how="return"),
            kind="decide",
        ),
        step(
            "a2",
            "Do they agree?",
            answer("agree", "They agree"),
            answer("against", "Against their will", gates=["G2"]),
            kind="decide",
        ),
    ),
    title="A team",
    place="sub",
)


@pytest.fixture
def centre() -> Centre:
    made = Centre()
    made.do(PublishProtocols((CALLER, CALLED)), SYSTEM)
    return made


def called(centre: Centre) -> CaseId:
    """Return a case in which P77 has called P78."""
    case = centre.taken()
    centre.begin(case, "P77")
    centre.step(case, "P77", "a1", "team")
    return case


def test_what_comes_back_with_nothing_done_opens_the_step_that_called_it(centre: Centre) -> None:
    case = called(centre)
    caller, sub = centre.run(case, "P77"), centre.run(case, "P78")
    done = centre.step(case, "P78", "a1", "no")
    assert done[1:] == (
        StepsPassed(case, sub.id, (StepId("a2"),)),
        EscalationEnded(case, sub.id, EndedBy.RETURNED),
        StepUndone(case, caller.id, StepId("a1"), "Choose a way"),
    )
    back = centre.run(case, "P77")
    assert (back.waiting_for, dict(back.settled)) == (None, {})
    assert current_run(centre.case(case), centre.board) == back


def test_a_return_that_was_a_slip_can_be_taken_back(centre: Centre) -> None:
    case = called(centre)
    centre.step(case, "P78", "a1", "no")
    undone = centre.do(UndoStep(case, centre.run(case, "P78").id, StepId("a1")))
    assert kinds(undone) == ["StepUndone", "StepUndone"]
    again = centre.run(case, "P78")
    assert (again.running, dict(again.settled)) == (True, {})


def test_a_step_that_does_not_apply_is_settled_by_its_own_reason_and_is_no_skip(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.begin(case, "P77")
    run = centre.run(case, "P77").id
    not_here = SkipStep(case, run, StepId("a2"), SkipCode.NOT_APPLICABLE, "nothing")
    assert centre.do(not_here) == (
        StepSkipped(
            case,
            run,
            StepId("a2"),
            "Write it down",
            SkipCode.NOT_APPLICABLE,
            "nothing",
            "Nothing to write",
        ),
    )
    settled = centre.run(case, "P77").settled[StepId("a2")]
    assert (settled.outcome, settled.na) == (Outcome.NOT_APPLICABLE, "nothing")


def test_a_reason_that_the_step_does_not_offer_settles_nothing(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P77")
    run = centre.run(case, "P77").id
    other = SkipStep(case, run, StepId("a2"), SkipCode.NOT_APPLICABLE, "no_weapon")
    assert centre.refused(other) == NeedsAnswer(StepId("a2"))


def test_a_gate_never_fails_to_apply() -> None:
    gate = CALLER.replace('text = "Write it down"', 'text = "Write it"\ngates = ["G7"]')
    gate += '[[phase.step.field]]\nid = "x"\nlabel = "X"\ntype = "tick"\n'
    centre = Centre()
    unsound = centre.refused(PublishProtocols((gate, CALLED)), SYSTEM)
    assert isinstance(unsound, ProtocolUnsound)
    assert [fault.what for fault in unsound.faults] == [
        "It is a gate or a timer that may not apply."
    ]


def test_a_gate_before_one_answer_holds_that_answer_and_no_other(centre: Centre) -> None:
    case = called(centre)
    centre.step(case, "P78", "a1", "yes")
    against = centre.doing(case, "P78", "a2", "against")
    assert centre.refused(against) == NeedsLeadBeside(StepId("a2"))
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    assert "StepDone" in kinds(centre.do(against))


def test_a_call_to_a_911_centre_is_never_left_by_a_return() -> None:
    dialled = CALLED.replace(
        'text = "Is there a team?"\nkind = "decide"\n',
        'text = "Is there a team?"\nkind = "decide"\n'
        '[[phase.step.field]]\nid = "psap.dialled_at"\nlabel = "Dialled"\ntype = "time"\n',
    )
    unsound = Centre().refused(PublishProtocols((CALLER, dialled)), SYSTEM)
    assert isinstance(unsound, ProtocolUnsound)
    assert [(fault.where, fault.what) for fault in unsound.faults] == [
        (
            "P78 step a1 answer no",
            "It leaves a call to a 911 centre, whose clocks wait for an arrival.",
        )
    ]


def test_a_skip_of_a_gate_is_refused_whatever_is_said(centre: Centre) -> None:
    case = centre.taken()
    centre.publish()
    centre.begin(case, "P00")
    run = centre.run(case, "P00").id
    skip = SkipStep(case, run, StepId("a1"), SkipCode.NO_TIME)
    assert centre.refused(skip) == GateCannotBeSkipped(StepId("a1"))


def newer(text: str, *changes: tuple[str, str]) -> str:
    for old, new in (("version = 1", "version = 2"), *changes):
        text = text.replace(old, new)
    return text


def test_a_change_is_to_be_read_by_each_person_once(centre: Centre) -> None:
    assert unread(centre.board, ANA) == ()
    centre.do(PublishProtocols((newer(CALLER, ("Write it down", "Write it all down")),)), SYSTEM)
    (changed,) = unread(centre.board, ANA)
    assert (changed.before.version, changed.now.version, changed.steps) == (1, 2, 1)
    assert centre.do(ReadChanges()) == (ChangesRead(((ProtocolId("P77"), 2),)),)
    assert unread(centre.board, ANA) == ()
    assert centre.do(ReadChanges()) == ()
    assert [one.now.id for one in unread(centre.board, BEN)] == ["P77"]


def test_whoever_missed_two_versions_compares_with_the_one_they_know(centre: Centre) -> None:
    centre.do(PublishProtocols((newer(CALLER),)), SYSTEM)
    centre.do(ReadChanges())
    centre.do(PublishProtocols((CALLER.replace("version = 1", "version = 3"),)), SYSTEM)
    centre.do(PublishProtocols((CALLER.replace("version = 1", "version = 4"),)), SYSTEM)
    (changed,) = unread(centre.board, ANA)
    assert (changed.before.version, changed.now.version) == (2, 4)


def test_live_a_change_is_to_be_read_only_once_somebody_stands_for_it() -> None:
    live = Centre(practice=False)
    live.do(PublishProtocols((CALLER, CALLED)), SYSTEM)
    live.do(PublishProtocols((newer(CALLER),)), SYSTEM)
    assert unread(live.board, ANA) == ()
    review = START.date().replace(year=START.year + 1)
    live.do(ApproveProtocol(ProtocolId("P77"), 2, "LCSW", review), CARL)
    assert [one.now.version for one in unread(live.board, ANA)] == [2]


def test_what_does_not_fit_calls_the_lead_and_takes_nothing_away(centre: Centre) -> None:
    case = called(centre)
    run = centre.run(case, "P78").id
    said = centre.do(SayUnfit(case, run))
    assert said == (
        ProtocolUnfit(case, run, ProtocolId("P78")),
        RolePaged(case, Role.SHIFT_LEAD),
    )
    assert centre.run(case, "P78").running
    assert centre.case(case).help_asked_at == centre.time


def test_of_two_steps_that_called_the_same_only_the_later_opens_again() -> None:
    send, no = answer("team", "Send them", how="call", to="P78"), answer("no", "No")
    twice = checklist("P77", phase("a", CHOOSE, step("a2", "Again?", send, no, kind="decide")))
    centre = Centre()
    centre.do(PublishProtocols((twice, CALLED)), SYSTEM)
    case = called(centre)
    centre.step(case, "P78", "a1", "yes")
    centre.step(case, "P78", "a2", "agree")
    centre.wait(seconds=1)
    centre.step(case, "P77", "a2", "team")
    centre.step(case, "P78", "a1", "no")
    assert set(centre.run(case, "P77").settled) == {"a1"}
