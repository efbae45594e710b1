"""Weapons, violence at home, minors and third parties, on the lists as they are shipped."""

import pytest

from console.desk.fresh import private
from console.domain.care.landing import was_dispatched
from console.domain.commands import SetTier
from console.domain.events import DisclosureMade, RolePaged
from console.domain.ids import CaseId, StepId
from console.domain.people.staff import Role
from console.domain.protocol.escalation import EndedBy
from console.domain.refused import (
    NeedsEvidence,
    NeedsLeadBeside,
    NeedsReasons,
    NeedsSecondPress,
    NeverTold,
    Shut,
)
from console.domain.seen.fits import fits
from console.domain.tier import Tier
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.gates.room import Room
from tests.domain.protocol.walking import at, here, passed

TWO_REASONS = {"imminent.reason_1": "Has the pills.", "imminent.reason_2": "Said goodbye."}


def offered(centre: Centre, case: CaseId) -> set[str]:
    return {fit.protocol.id for fit in fits(centre.board, centre.case(case), centre.time)}


def test_a_weapon_that_is_not_there_ends_its_list(centre: Centre) -> None:
    case = at(centre, "P12")
    centre.step(case, "P12", "a1", "no")
    assert centre.run(case, "P12").ended is EndedBy.RETURNED
    assert passed(centre, case, "P12") == {"a2", "a3", "a4", "a5", "a6"}


def test_a_weapon_that_nobody_knows_of_is_treated_as_there(centre: Centre) -> None:
    case = at(centre, "P12")
    centre.step(case, "P12", "a1", "unknown")
    assert here(centre, case, "P12") == "a2"
    done = centre.step(case, "P12", "a2", "refused")
    assert done[-1] == RolePaged(case, Role.SHIFT_LEAD, StepId("a2"))


def test_a_weapon_named_anywhere_offers_its_list(centre: Centre) -> None:
    case = at(centre, "P13")
    assert "P12" not in offered(centre, case)
    centre.step(case, "P13", "b1", "any", {"dv_flags": "weapon", "weapons": "yes"})
    assert "P12" in offered(centre, case)


def test_who_cannot_talk_safely_is_offered_the_list_for_it(centre: Centre) -> None:
    case = at(centre, "P15")
    said = {"informant.relation": "Neighbour", "informant.safe": "no", "with_person": "no"}
    centre.step(case, "P15", "a1", None, said)
    assert "P13" in offered(centre, case)


def test_police_against_a_will_take_a_second_press_and_are_consulted_on_after(
    centre: Centre,
) -> None:
    case = at(centre, "P13")
    centre.step(case, "P13", "a1", "yes")
    once = centre.doing(case, "P13", "a2", "now", deliberate=True)
    assert centre.refused(once) == NeedsSecondPress(StepId("a2"))
    centre.step(case, "P13", "a2", "now", deliberate=True)
    assert (here(centre, case, "P24"), here(centre, case, "P13")) == ("a1", "a4")
    calm = at(centre, "P13")
    centre.step(calm, "P13", "a2", "none")
    assert passed(centre, calm, "P13") == {"a4"}


def test_no_rule_for_calling_back_no_way_on_past_it(centre: Centre) -> None:
    case = at(centre, "P13")
    refused = centre.refused(centre.doing(case, "P13", "a3"))
    assert isinstance(refused, NeedsEvidence)
    assert set(refused.fields) == {"callback.rule", "callback.channels", "callback.dropped"}


def test_whoever_says_wrong_number_is_not_left_alone(centre: Centre) -> None:
    case = at(centre, "P13")
    done = centre.step(case, "P13", "a1", "exit")
    assert kinds(done) == ["StepTried", "RolePaged"]
    assert here(centre, case, "P13") == "a1"


def test_a_child_at_risk_brings_the_list_for_minors_beside(centre: Centre) -> None:
    case = at(centre, "P13")
    centre.step(case, "P13", "b3", "yes")
    assert here(centre, case, "P14") == "a1"
    assert centre.run(case, "P14").overlay
    assert centre.run(case, "P13").running


def test_the_suspect_is_barred_by_one_answer_that_also_takes_the_doubt(centre: Centre) -> None:
    case = at(centre, "P13")
    centre.step(case, "P13", "b2", "barred")
    assert centre.case(case).answers["contact_barred"].value.code == "barred"


def test_a_minor_not_in_danger_passes_over_call_and_form(centre: Centre) -> None:
    case = at(centre, "P14")
    centre.step(case, "P14", "a4", "nobody", by=LEE)
    assert passed(centre, case, "P14") == {"a7", "a8"}
    adult = at(centre, "P14")
    centre.step(adult, "P14", "a1", "adult")
    assert centre.run(adult, "P14").ended is EndedBy.RETURNED


def test_a_guardian_is_told_without_a_911_call_where_nobody_is_in_danger(centre: Centre) -> None:
    case = at(centre, "P14")
    for step, answer in (("a1", "minor"), ("a2", "yes"), ("a3", "unknown")):
        centre.step(case, "P14", step, answer)
    centre.step(case, "P14", "a4", "guardian_only", by=LEE)
    assert here(centre, case, "P28") == "a1"
    assert here(centre, case, "P14") == "a7"
    centre.step(case, "P14", "a7", "none", by=LEE)
    assert passed(centre, case, "P14") == {"a8"}
    assert here(centre, case, "P14") == "a5"
    assert not was_dispatched(centre.case(case))


def test_an_imminent_minor_is_called_for_first_and_the_form_is_written_after(
    centre: Centre,
) -> None:
    case = at(centre, "P14")
    for step, answer in (("a1", "minor"), ("a2", "no"), ("a3", "unknown"), ("a4", "psap_only")):
        centre.step(case, "P14", step, answer)
    centre.step(case, "P14", "a7", "call", by=LEE)
    assert (here(centre, case, "P24"), here(centre, case, "P14")) == ("a1", "a8")
    bare = centre.refused(centre.doing(case, "P14", "a8"), LEE)
    assert isinstance(bare, NeedsEvidence)
    assert "override.rationale" in bare.fields


def test_a_report_of_abuse_is_written_into_the_record_of_what_was_told(centre: Centre) -> None:
    case = at(centre, "P14")
    said = {
        "report.agency": "State child-abuse line",
        "report.worker": "K. Ruiz",
        "report.number": "26-0091",
        "report.at": centre.time.isoformat(),
        "report.basis": "512b_abuse_report",
        "report.what": "That the boy has marks on his arms.",
    }
    done = centre.step(case, "P14", "a5", "yes", said)
    (made,) = [event for event in done if isinstance(event, DisclosureMade)]
    assert made.disclosure.value is not None
    assert made.disclosure.value.accountable
    assert made.disclosure.value.recipient == "State child-abuse line"


@pytest.mark.parametrize("safe", ["no", "unknown"])
def test_a_guardian_who_is_not_known_to_be_safe_is_told_nothing_and_others_may_be(
    safe: str,
) -> None:
    room = Room()
    room.begin(room.id, "P14")
    room.step(room.id, "P14", "a1", "minor", {"guardian.name": "Rosa  lee"})
    room.step(room.id, "P14", "a2", safe)
    telling = room.telling("Rosa Lee", "authorization")
    assert room.refused(telling) == NeverTold("Rosa Lee", Shut.HERE)
    assert kinds(room.do(room.telling("Sam Sponsor", "authorization"))) == [
        "StepDone",
        "DisclosureMade",
    ]


def test_while_no_guardian_is_named_an_unsafe_one_may_be_anybody() -> None:
    room = Room()
    room.begin(room.id, "P14")
    room.step(room.id, "P14", "a2", "no")
    telling = room.telling("Rosa Lee", "authorization")
    assert room.refused(telling) == NeverTold("Rosa Lee", Shut.HERE)


def test_a_guardian_who_is_safe_is_told_as_the_release_allows() -> None:
    room = Room()
    room.begin(room.id, "P14")
    room.step(room.id, "P14", "a2", "yes")
    assert "DisclosureMade" in kinds(room.do(room.telling("Rosa Lee", "authorization")))


def test_a_hotline_that_was_only_named_is_no_disclosure(centre: Centre) -> None:
    case = at(centre, "P13")
    assert kinds(centre.step(case, "P13", "b5", "number")) == ["StepDone"]


def test_a_line_that_only_advises_leaves_the_duty_open(centre: Centre) -> None:
    case = at(centre, "P14")
    assert kinds(centre.step(case, "P14", "a5", "advised")) == ["StepTried"]


def test_an_attempt_that_a_third_party_reports_waits_for_nobody(centre: Centre) -> None:
    case = at(centre, "P15")
    centre.step(case, "P15", "b2", "yes")
    assert here(centre, case, "P05") == "a1"


def test_imminent_by_a_third_party_takes_two_reasons_and_a_lead(centre: Centre) -> None:
    case = at(centre, "P15")
    said = {"credibility": "credible_imminent", "consult.by": "Lee"}
    alone = centre.doing(case, "P15", "b2", "imminent", {**said, **TWO_REASONS})
    assert centre.refused(alone) == NeedsLeadBeside(StepId("b2"))
    bare = centre.doing(case, "P15", "b2", "imminent", said)
    assert centre.refused(bare, LEE) == NeedsReasons(Tier.IMMINENT, 2)
    centre.step(case, "P15", "b2", "imminent", {**said, **TWO_REASONS}, by=LEE)
    rated = centre.case(case).tier
    assert rated is not None
    assert rated.tier is Tier.IMMINENT


def test_what_slips_out_to_a_third_party_calls_the_lead(centre: Centre) -> None:
    case = at(centre, "P15")
    done = centre.step(case, "P15", "a4", "slipped")
    assert done[-1] == RolePaged(case, Role.SHIFT_LEAD, StepId("a4"))


def test_a_break_is_offered_before_a_threat_takes_the_place_of_the_list(centre: Centre) -> None:
    protocol = next(one for one in centre.board.protocols.values() if one[0].id == "P18")[0]
    order = [str(step.id) for step in protocol.steps]
    assert order.index("a6") < order.index("a4")


def test_imminent_in_writing_is_a_persons_word_with_two_reasons(centre: Centre) -> None:
    case = at(centre, "P22")
    bare = centre.doing(case, "P22", "a3", "imminent")
    assert centre.refused(bare) == NeedsReasons(Tier.IMMINENT, 2)
    centre.do(SetTier(case, Tier.HIGH, (private("Writes of a plan."),)))
    centre.step(case, "P22", "a3", "imminent", TWO_REASONS)
    assert here(centre, case, "P05") == "a1"
