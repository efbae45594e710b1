"""The lists that a counsellor works from, as they are shipped: where each of them leads."""

from datetime import timedelta

import pytest

from console.domain.commands import WatchClocks
from console.domain.ids import SYSTEM, ProtocolId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.protocol import How, Place
from console.domain.protocol.read import read
from console.domain.seen.fits import fits
from tests.domain.centre import Centre, kinds, sources
from tests.domain.protocol.walking import at, lacks, running, where

SHIPPED = {found.id: found for found in map(read, sources())}
FROM_THE_START = {
    "a1 no": "P13",
    "a2 attempt": "P05",
    "a2 overdose": "P09",
    "a2 medical": "P10",
    "a5 third_party": "P15",
    "b3 any_yes": "P01",
    "b3 panic": "P06",
    "b3 psychosis": "P07",
    "b3 relapse": "P08",
    "b3 harm_others": "P11",
    "b3 violence": "P13",
}
BESIDE_THE_START = {
    "a2 weapon": "P12",
    "a4 other_state": "P23",
    "a5 minor": "P14",
    "a6 yes": "P30",
}


@pytest.mark.parametrize("press", FROM_THE_START)
def test_every_contact_goes_from_the_start_to_the_list_for_it(centre: Centre, press: str) -> None:
    case = at(centre, "P00")
    step, _, answer = press.partition(" ")
    centre.step(case, "P00", step, answer)
    assert running(centre, case) == {FROM_THE_START[press]}


@pytest.mark.parametrize("press", BESIDE_THE_START)
def test_what_only_adds_to_a_contact_runs_beside_the_start(centre: Centre, press: str) -> None:
    case = at(centre, "P00")
    step, _, answer = press.partition(" ")
    centre.step(case, "P00", step, answer)
    assert running(centre, case) == {"P00", BESIDE_THE_START[press]}
    assert where(centre, case)[0] == "P00"


@pytest.mark.parametrize(("tier", "to"), [("low", "P02"), ("moderate", "P03"), ("high", "P04")])
def test_the_tier_that_a_person_sets_leads_to_its_list(centre: Centre, tier: str, to: str) -> None:
    case = at(centre, "P01")
    centre.step(case, "P01", "b1", tier, {"tier.reason_1": "Their words."})
    assert running(centre, case) == {to}


def test_what_grows_worse_is_held_up_by_no_gate(centre: Centre) -> None:
    case = at(centre, "P03")
    assert lacks(centre, case, "P03 a1 knows", {}) == {"consult.by"}
    centre.step(case, "P03", "a6", "worse")
    assert running(centre, case) == {"P04"}


def test_no_list_offers_an_act_against_a_will_first() -> None:
    first = [
        f"{found.id} {step.id}"
        for found in SHIPPED.values()
        for step in found.steps
        if step.answers and step.answers[0].deliberate
    ]
    assert first == []


def test_every_list_that_can_begin_before_a_tier_is_set_asks_about_suicide() -> None:
    asks = {
        found.id
        for found in SHIPPED.values()
        if any(field.id == "suicide_q.now" for step in found.steps for field in step.fields)
    }
    by_tier = {"P01", "P02", "P03", "P04", "P05"}
    mine = {name for name in SHIPPED if name <= "P11"}
    assert mine - by_tier - asks == set()


def test_a_list_that_is_only_called_is_never_taken_in_another_s_place() -> None:
    subs = {name for name, found in SHIPPED.items() if found.place is Place.SUB}
    taken = {
        f"{found.id} {step.id} {answer.key}"
        for found in SHIPPED.values()
        for step in found.steps
        for answer in step.answers
        if answer.how is How.REPLACE and answer.target in subs
    }
    assert taken == set()


def test_what_an_overlay_of_a_rescue_leads_to_does_not_end_the_rescue(centre: Centre) -> None:
    case = at(centre, "P05")
    centre.step(case, "P05", "a4", "yes")
    centre.step(case, "P05", "c4", "medical")
    centre.step(case, "P10", "a7", "any_yes", {"suicide_q.now": "yes"})
    assert running(centre, case) == {"P05", "P01"}


def test_thoughts_of_suicide_in_a_psychosis_are_assessed_beside_it(centre: Centre) -> None:
    case = at(centre, "P07")
    centre.step(case, "P07", "a6", "any_yes", {"suicide_q.now": "yes"})
    assert where(centre, case)[0] == "P07"
    centre.step(case, "P01", "b1", "low", {"tier.reason_1": "Thoughts, no wish to act."})
    assert running(centre, case) == {"P07", "P02"}


def test_a_voice_that_is_resisted_calls_the_lead_and_the_list_goes_on(centre: Centre) -> None:
    case = at(centre, "P07")
    said = {"can_resist": "yes", "acted_before": "no"}
    assert kinds(centre.step(case, "P07", "a1", "resists", said)) == ["StepDone", "RolePaged"]
    assert where(centre, case) == ("P07", "a2")
    other = at(centre, "P07")
    centre.step(other, "P07", "a1", "both")
    assert running(centre, other) == {"P05"}
    offered = [fit.protocol.id for fit in fits(centre.board, centre.case(other), centre.time)]
    assert "P11" in offered


def test_whoever_was_at_high_risk_before_is_called_within_two_hours_of_a_falling_mood(
    centre: Centre,
) -> None:
    case = at(centre, "P21")
    soon = SHIPPED[ProtocolId("P21")].step(StepId("a5"))
    assert soon is not None
    assert (soon.target, soon.pages) == (timedelta(hours=2), Role.SHIFT_LEAD)
    centre.wait(hours=2, seconds=1)
    centre.do(WatchClocks(), SYSTEM)
    assert centre.run(case, "P21").missed == {StepId("a1"), StepId("a5")}
    assert centre.case(case).help_asked_at is not None, "the lead is called"
    centre.step(case, "P21", "a5", "not_high")
    later = SHIPPED[ProtocolId("P21")].step(StepId("a2"))
    assert later is not None
    assert (later.target, later.pages) == (timedelta(hours=24), Role.SHIFT_LEAD)
