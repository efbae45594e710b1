"""Whoever was sent is waited for, whichever way the checklist is left."""

from dataclasses import replace

import pytest

from console.domain.commands import UndoStep
from console.domain.ids import CaseId, StepId
from console.domain.protocol.escalation import EndedBy, Value
from console.domain.refused import NeedsAnswer, NothingRecorded, SomebodyWasTold, StillOut
from tests.domain.centre import Centre

SAFE = {
    "weapons": "no",
    "scene.violence": "no",
    "scene.hazards": "no",
    "substances": "no",
    "scene.people": "none",
    "scene.needs": "none",
}
PACKET = {"mct.team": "County team", "mct.basis": "tpo", "mct.what": "Risk and place."}


class Team(Centre):
    """A mobile team was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.publish()
        self.id: CaseId = self.taken()
        self.begin(self.id, "P25")
        self.say("a1", "yes", eligible="yes")
        self.say("a2", "yes", agrees="yes")
        self.say("a3", "told", **SAFE)

    def say(self, step: str, answer: str, **values: str) -> None:
        self.step(self.id, "P25", step, answer, values)

    def send(self) -> None:
        self.say("a4", "none", **PACKET)

    def again(self, step: str) -> None:
        self.do(UndoStep(self.id, self.run(self.id, "P25").id, StepId(step)))

    @property
    def ended(self) -> EndedBy | None:
        return self.run(self.id, "P25").ended


@pytest.mark.parametrize(("step", "answer"), [("a1", "no"), ("a2", "other")])
def test_turning_back_before_the_packet_does_not_stop_the_clock_of_a_team_on_the_way(
    step: str, answer: str
) -> None:
    team = Team()
    team.send()
    team.again(step)
    back = team.doing(team.id, "P25", step, answer)
    assert team.refused(back) == StillOut("Arrival and outcome recorded")
    assert team.ended is None


def test_before_anybody_was_sent_it_turns_back_freely() -> None:
    team = Team()
    team.again("a2")
    team.say("a2", "other", agrees="no")
    assert team.ended is EndedBy.RETURNED


def test_a_team_that_did_not_come_lets_it_turn_back() -> None:
    team = Team()
    team.send()
    come = {"mct.arrived_at": "22:30", "mct.outcome": "not_found"}
    team.say("a6", "not_arrived", **come)
    assert team.ended is EndedBy.RETURNED


def test_nobody_says_that_nothing_was_told_where_a_911_centre_was() -> None:
    centre = Centre()
    centre.publish()
    case = centre.taken()
    centre.begin(case, "P17")
    centre.step(case, "P17", "a2", "already", {"silent.sounds": "fight"})
    centre.begin(case, "P32")
    assert centre.refused(centre.doing(case, "P32", "a4", "none_made")) == SomebodyWasTold()
    assert centre.refused(centre.doing(case, "P32", "a4", "recorded")) == NothingRecorded()
    centre.step(case, "P32", "a4", "by_others")


def test_where_nobody_was_told_it_is_said_so() -> None:
    centre = Centre()
    centre.publish()
    case = centre.taken()
    centre.begin(case, "P32")
    centre.step(case, "P32", "a4", "none_made")
    assert centre.case(case).answers["disclosures_complete"].value.code == "none_made"


@pytest.mark.parametrize(
    "value", [Value("attempt_in_progress", "yes"), Value("mct.basis", "because")]
)
def test_a_step_takes_only_what_it_asks_for_in_the_codes_that_it_offers(value: Value) -> None:
    team = Team()
    step = team.doing(team.id, "P25", "a4", "none", PACKET)
    odd = replace(step, values=(*step.values, value))
    assert team.refused(odd) == NeedsAnswer(StepId("a4"))
