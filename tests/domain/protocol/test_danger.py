"""An answer that says danger lifts the case at once: a suggestion with its basis, no tier."""

import pytest

from console.desk.fresh import private
from console.domain.care.contact import Rule, Suggestion
from console.domain.commands import SetTier, UndoStep
from console.domain.ids import ProtocolId, StepId
from console.domain.protocol.check import faults_in
from console.domain.protocol.read import read
from console.domain.refused import NeedsLeadForLower
from console.domain.seen.queue import in_order
from console.domain.tier import Tier
from tests.domain.centre import LEE, Centre, sources

NOT_BREATHING = {"awake": "no", "breathing": "no"}


def test_somebody_who_does_not_breathe_stands_high_before_anybody_sets_a_tier(
    centre: Centre,
) -> None:
    case = centre.taken()
    other = centre.taken()
    centre.begin(case, "P09")
    assert centre.case(case).rank is Tier.MODERATE
    centre.step(case, "P09", "a1", "danger", NOT_BREATHING)
    held = centre.case(case)
    assert held.suggestion == Suggestion(Tier.HIGH, Rule.DANGER_SAID, "P09 a1 danger")
    assert (held.rank, held.tier, held.peak) == (Tier.HIGH, None, Tier.LOW)
    assert [one.id for one in in_order(list(centre.board.cases.values()))] == [case, other]


@pytest.mark.parametrize(
    ("protocol", "step", "answer"),
    [
        ("P00", "a2", "overdose"),
        ("P00", "a2", "medical"),
        ("P00", "a2", "attempt"),
        ("P10", "a1", "emergency"),
        ("P11", "a2", "yes"),
    ],
)
def test_so_does_whoever_answers_so(centre: Centre, protocol: str, step: str, answer: str) -> None:
    case = centre.taken()
    centre.begin(case, protocol)
    centre.step(case, protocol, step, answer)
    assert centre.case(case).rank is Tier.HIGH


def test_violence_that_happens_now_lifts_the_case_with_the_second_press(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P11")
    happening = centre.doing(case, "P11", "a2", "happening", deliberate=True)
    centre.twice(happening)
    assert centre.case(case).rank is Tier.HIGH


def test_an_answer_that_was_pressed_by_mistake_is_taken_back_with_its_step(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P09")
    centre.step(case, "P09", "a1", "danger")
    centre.do(UndoStep(case, centre.run(case, "P09").id, StepId("a1"), private("pressed wrong")))
    assert centre.case(case).rank is Tier.MODERATE
    centre.step(case, "P09", "a1", "stable", {"awake": "yes", "breathing": "yes"})
    assert centre.case(case).rank is Tier.MODERATE


def test_what_was_answered_is_lowered_by_a_person_with_a_reason_and_the_lead(
    centre: Centre,
) -> None:
    case = centre.taken()
    centre.begin(case, "P09")
    centre.step(case, "P09", "a1", "danger", NOT_BREATHING)
    lower = SetTier(case, Tier.MODERATE, (private("EMS is with them"),))
    assert centre.refused(lower) == NeedsLeadForLower(Tier.HIGH)
    centre.do(lower, LEE)
    assert centre.case(case).rank is Tier.MODERATE
    centre.step(case, "P09", "a2", "already", {"location.address": "12 Elm St"})
    centre.step(case, "P09", "b4", "worse")
    assert centre.case(case).rank is Tier.HIGH, "it is answered again"


def test_no_list_suggests_imminent() -> None:
    text = next(text for text in sources() if 'id = "P09"' in text)
    wrong = read(text.replace('suggests = "high"', 'suggests = "imminent"', 1))
    said = [
        fault.what for fault in faults_in(wrong, {*map(ProtocolId, ("P01", "P05", "P24", "P27"))})
    ]
    assert said == ["It suggests imminent, which no rule may."]
