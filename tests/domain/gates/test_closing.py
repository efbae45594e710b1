"""Gate G7: no telling without its record, no override without its form, no co-sign by a name."""

from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.disclosure import Basis, Disclosure, Recipient
from console.domain.care.landing import LandingPart
from console.domain.commands import CloseCase, RecordDisclosure, SetTier, UndoStep
from console.domain.ids import CaseId, StepId
from console.domain.refused import (
    LandingLacks,
    NeedsHandOfLead,
    NothingRecorded,
    SomebodyWasTold,
    Untold,
)
from console.domain.tier import Tier
from console.words.refusals import landing as words
from console.words.refusals import refusal
from tests.domain.centre import LEE, Centre
from tests.domain.test_road import closing_gates

PSAP = "PSAP or welfare-check call"


def parts(centre: Centre, case: CaseId, ending: Ending = Ending.RESOLVED_PLAN) -> set[LandingPart]:
    due = centre.time + timedelta(hours=20)
    landing = Landing(ending, Tier.HIGH, PlanLook.USED, next_contact=due)
    refused = centre.refused(CloseCase(case, landing))
    assert isinstance(refused, LandingLacks)
    assert words(refused)
    return set(refused.parts)


def called(centre: Centre) -> CaseId:
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    centre.begin(case, "P24")
    centre.step(
        case, "P24", "a1", "matched", {"psap.name": "County", "psap.number": "+16145550111"}
    )
    centre.step(case, "P24", "a2", "reached")
    return case


def by_hand(case: CaseId, basis: Basis) -> RecordDisclosure:
    told = Disclosure(basis, "County", "Address, risk.", "rescue", kind=Recipient.POLICE)
    return RecordDisclosure(case, private(told), basis.value)


def test_a_call_to_a_911_centre_without_its_record_is_named_and_blocks(centre: Centre) -> None:
    case = called(centre)
    assert LandingPart.UNTOLD in parts(centre, case)
    centre.begin(case, "P32")
    assert centre.refused(centre.doing(case, "P32", "a4", "none_made")) == SomebodyWasTold()
    assert centre.refused(centre.doing(case, "P32", "a4", "recorded")) == Untold((PSAP,))
    told = {"disclosure.basis": "tpo", "disclosure.what": "Address, risk."}
    centre.step(case, "P24", "b6", None, told)
    assert centre.refused(centre.doing(case, "P32", "a4", "none_made")) == SomebodyWasTold()
    centre.step(case, "P32", "a4", "recorded")
    assert LandingPart.UNTOLD not in parts(centre, case)


def test_a_record_by_hand_is_a_record(centre: Centre) -> None:
    case = called(centre)
    centre.do(by_hand(case, Basis.TREATMENT))
    assert LandingPart.UNTOLD not in parts(centre, case)


def test_nothing_is_recorded_where_no_record_is(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P10")
    centre.step(case, "P10", "a2", "already")
    centre.begin(case, "P32")
    no = centre.refused(centre.doing(case, "P32", "a4", "recorded"))
    assert no == NothingRecorded()
    assert "P24" in refusal(no, centre.board)
    centre.step(case, "P32", "a4", "by_others")


def test_a_call_that_nobody_ticked_as_answered_counts_as_one(centre: Centre) -> None:
    case = called(centre)
    centre.do(UndoStep(case, centre.run(case, "P24").id, StepId("a2")))
    centre.step(case, "P24", "a2", "no_answer", {"psap.dialled_at": centre.time.isoformat()})
    centre.begin(case, "P32")
    assert centre.refused(centre.doing(case, "P32", "a4", "recorded")) == NothingRecorded()
    for nobody in ("none_made", "by_others"):
        assert centre.refused(centre.doing(case, "P32", "a4", nobody)) == SomebodyWasTold()


@pytest.mark.parametrize(
    ("said", "free"),
    [
        (None, False),
        (("P24", "a5", "agreed", {}), False),
        (("P05", "a4", "yes", {"attempt_in_progress": "yes"}), True),
    ],
)
def test_a_rescue_without_consent_takes_its_form(
    centre: Centre, said: tuple[str, str, str, dict[str, str]] | None, free: bool
) -> None:
    case = called(centre)
    centre.do(by_hand(case, Basis.TREATMENT))
    if said is not None:
        protocol, step, answer, values = said
        if protocol != "P24":
            centre.begin(case, protocol)
        centre.step(case, protocol, step, answer, values)
    missing = parts(centre, case, Ending.ACTIVE_RESCUE_INVOLUNTARY)
    assert (LandingPart.FORM in missing) is not free
    assert LandingPart.FORM not in parts(centre, case, Ending.ACTIVE_RESCUE_CONSENTED)


def test_what_was_told_for_a_threat_to_life_wants_its_form(centre: Centre) -> None:
    case = called(centre)
    centre.do(by_hand(case, Basis.THREAT_512J))
    assert LandingPart.FORM in parts(centre, case)
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "yes")
    assert LandingPart.FORM not in parts(centre, case), "they accepted help"


def test_a_co_sign_is_a_lead_s_own_act_and_no_name(centre: Centre) -> None:
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    centre.begin(case, "P32")
    signed = centre.doing(case, "P32", "a9", "signed")
    assert centre.refused(signed) == NeedsHandOfLead(StepId("a9"))
    centre.do(signed, LEE)
    assert LandingPart.COSIGN not in parts(centre, case)


def test_a_case_that_rose_after_its_co_sign_was_waved_away_does_not_close(centre: Centre) -> None:
    case = centre.taken()
    centre.do(SetTier(case, Tier.MODERATE))
    centre.begin(case, "P32")
    centre.step(case, "P32", "a9", "not_needed")
    centre.do(SetTier(case, Tier.HIGH))
    assert LandingPart.COSIGN in parts(centre, case)


def test_a_case_in_which_all_is_recorded_and_signed_closes(centre: Centre) -> None:
    case = called(centre)
    centre.do(by_hand(case, Basis.TREATMENT))
    centre.begin(case, "P32")
    closing_gates(centre, case)
    assert not parts(centre, case) & {LandingPart.UNTOLD, LandingPart.FORM, LandingPart.COSIGN}


def test_a_number_that_was_given_told_nobody(centre: Centre) -> None:
    case = centre.taken()
    centre.begin(case, "P13")
    centre.step(case, "P13", "b5", "number")
    assert LandingPart.UNTOLD not in parts(centre, case)
