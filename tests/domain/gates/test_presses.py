"""What acts against a person's will takes two presses, behind its gates and within moments."""

from dataclasses import replace

import pytest

from console.desk.fresh import private
from console.domain.commands import AnswerHelp, AskForHelp, DoStep, SetTier, UndoStep
from console.domain.decide.gates.override import FORM
from console.domain.decide.gates.presses import WITHIN
from console.domain.events import StepReadied
from console.domain.ids import StepId
from console.domain.protocol.protocol import Protocol
from console.domain.protocol.read import read
from console.domain.refused import NeedsEvidence, NeedsOverride, NeedsSecondPress, NeedsSentence
from console.domain.tier import Tier
from tests.domain.centre import ANA, LEE, Centre, kinds, sources
from tests.domain.protocol.test_subs import HEARD
from tests.domain.protocol.walking import FORM as FILLED
from tests.domain.test_road import GATE

B2 = StepId("b2")
WHY = {"imminent.reason_1": "Pills in her hand.", "imminent.reason_2": "Says within the hour."}


class Gate(Centre):
    """A case before the gate of help without consent; the lead has come."""

    def __init__(self) -> None:
        super().__init__()
        self.publish()
        self.id = self.taken()
        self.do(SetTier(self.id, Tier.IMMINENT, (private("Pills."), private("Alone."))))
        self.begin(self.id, "P05")
        self.skip(self.id, "P05", "a1", "a2", "a3")
        self.step(self.id, "P05", "a4", "no")
        self.step(self.id, "P05", "b1", "no")
        self.do(AskForHelp(self.id))
        self.do(AnswerHelp(self.id), LEE)

    def press(self, *, again: bool, said: dict[str, str] | None = None) -> DoStep:
        given = GATE if said is None else said
        return self.doing(self.id, "P05", "b2", "involuntary", given, deliberate=again)


@pytest.fixture
def gate() -> Gate:
    return Gate()


def test_the_first_press_readies_it_and_the_second_does_it(gate: Gate) -> None:
    first = gate.press(again=False)
    (ready,) = gate.do(first)
    assert isinstance(ready, StepReadied)
    assert B2 not in gate.run(gate.id, "P05").settled
    assert gate.do(first) == (), "pressed once is pressed once"
    assert kinds(gate.do(replace(first, deliberate=True))) == ["StepDone"]


def test_no_press_counts_before_the_gate_is_met(gate: Gate) -> None:
    bare = gate.press(again=False, said={})
    assert isinstance(gate.refused(bare), NeedsEvidence)
    assert gate.refused(gate.press(again=True)) == NeedsSecondPress(B2)


def test_the_second_press_comes_soon_or_not_at_all(gate: Gate) -> None:
    gate.do(gate.press(again=False))
    gate.wait(seconds=WITHIN.total_seconds() + 1)
    assert gate.refused(gate.press(again=True)) == NeedsSecondPress(B2)
    assert kinds(gate.do(gate.press(again=False))) == ["StepReadied"], "begun anew"
    gate.wait(seconds=WITHIN.total_seconds())
    assert kinds(gate.do(gate.press(again=True))) == ["StepDone"]


def test_two_people_do_not_press_once_each(gate: Gate) -> None:
    gate.do(gate.press(again=False), LEE)
    assert gate.refused(gate.press(again=True), ANA) == NeedsSecondPress(B2)


def test_what_was_opened_again_takes_both_presses_again(gate: Gate) -> None:
    gate.twice(gate.press(again=True))
    gate.do(UndoStep(gate.id, gate.run(gate.id, "P05").id, B2))
    assert gate.refused(gate.press(again=True)) == NeedsSecondPress(B2)


def test_another_answer_in_between_takes_the_readiness_back(gate: Gate) -> None:
    gate.do(gate.press(again=False))
    gate.step(gate.id, "P05", "b2", "not_yet", {})
    assert gate.refused(gate.press(again=True)) == NeedsSecondPress(B2)


@pytest.mark.parametrize("part", FORM)
def test_the_override_form_is_whole_or_nothing(gate: Gate, part: str) -> None:
    short = {field: said for field, said in GATE.items() if field != part}
    refused = gate.refused(gate.press(again=False, said=short))
    assert isinstance(refused, NeedsEvidence)
    assert refused.fields == (part,)


def test_the_reason_is_a_sentence(gate: Gate) -> None:
    short = {**GATE, "override.rationale": "Danger."}
    assert gate.refused(gate.press(again=False, said=short)) == NeedsSentence()


def test_saying_that_the_form_is_done_does_not_make_it_done(gate: Gate) -> None:
    gate.begin(gate.id, "P24")
    said = {"psap.nature": "imminent"}
    press = gate.doing(gate.id, "P24", "a5", "override", said, deliberate=True)
    assert gate.refused(press, LEE) == NeedsOverride()
    gate.step(gate.id, "P29", "a1", "tried", {"voluntary_tried": "accept_help,go_to_ed"})
    gate.step(gate.id, "P29", "a2", "stated", WHY)
    gate.step(gate.id, "P29", "a3", "involuntary", HEARD, by=LEE, deliberate=True)
    gate.step(gate.id, "P29", "a4", "no_time")
    gate.step(gate.id, "P29", "a5", "form", FILLED, by=LEE, deliberate=True)
    assert kinds(gate.twice(press, LEE)) == ["StepDone"]


@pytest.mark.parametrize("protocol", [*map(read, sources())], ids=lambda found: found.id)
def test_nothing_that_is_shipped_acts_against_a_persons_will_by_its_first_answer(
    protocol: Protocol,
) -> None:
    first = [step.answers[0] for step in protocol.steps if step.answers]
    assert [answer.key for answer in first if answer.deliberate] == []
