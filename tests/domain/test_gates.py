"""Who must stand beside whoever passes a gate, and since when its evidence counts."""

from collections.abc import Mapping

import pytest

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.commands import (
    AnswerHelp,
    AskForHelp,
    ConfirmLocation,
    RankCase,
    SetTier,
    StateLocation,
    TakeCase,
    UndoStep,
)
from console.domain.ids import CaseId, StepId
from console.domain.place.location import Location, Source
from console.domain.refused import (
    AdvisedAgainst,
    NeedsCosign,
    NeedsEvidence,
    NeedsLeadBeside,
    NeedsLeadForLower,
    NeedsReasons,
    PlaceChanged,
)
from console.domain.tier import Tier
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.test_road import GATE

B2 = StepId("b2")
NOTHING: Mapping[str, str] = {}


def at_the_gate(centre: Centre) -> CaseId:
    case = centre.taken()
    centre.do(SetTier(case, Tier.IMMINENT, (private("Pills."), private("Alone."))))
    centre.begin(case, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    return case


def test_help_without_consent_is_not_decided_by_one_person_alone(centre: Centre) -> None:
    case = at_the_gate(centre)
    press = centre.doing(case, "P05", "b2", "involuntary", GATE, deliberate=True)
    assert centre.refused(press) == NeedsLeadBeside(B2)
    centre.do(AskForHelp(case))
    assert centre.refused(press) == NeedsLeadBeside(B2), "called is not there"
    centre.do(AnswerHelp(case), LEE)
    assert kinds(centre.twice(press)) == ["StepDone"]


def test_a_lead_who_came_for_an_earlier_list_has_not_come_for_this_one(centre: Centre) -> None:
    case = centre.taken()
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    press = centre.doing(case, "P05", "b2", "involuntary", GATE, deliberate=True)
    assert centre.refused(press) == NeedsLeadBeside(B2)
    assert kinds(centre.twice(press, LEE)) == ["StepDone"], "their own tick is their word"


def test_advice_against_it_does_not_go_on(centre: Centre) -> None:
    case = at_the_gate(centre)
    against = {**GATE, "consult.agrees": "disagrees"}
    press = centre.doing(case, "P05", "b2", "involuntary", against, deliberate=True)
    assert centre.refused(press, LEE) == AdvisedAgainst(B2)
    second = {**GATE, "consult.by": "Dr Doc"}
    centre.step(case, "P05", "b2", "involuntary", second, by=LEE, deliberate=True)


def test_a_gate_that_was_opened_again_takes_its_evidence_again(centre: Centre) -> None:
    case = at_the_gate(centre)
    centre.step(case, "P05", "b2", "involuntary", GATE, by=LEE, deliberate=True)
    centre.do(UndoStep(case, centre.run(case, "P05").id, B2))
    empty = centre.doing(case, "P05", "b2", "involuntary", NOTHING, deliberate=True)
    refused = centre.refused(empty, LEE)
    assert isinstance(refused, NeedsEvidence)
    assert set(refused.fields) == {*GATE}


def test_a_tick_is_given_anew_however_often_the_step_was_tried(centre: Centre) -> None:
    case = at_the_gate(centre)
    centre.step(case, "P05", "b2", "not_yet", GATE)
    refused = centre.refused(
        centre.doing(case, "P05", "b2", "involuntary", NOTHING, deliberate=True), LEE
    )
    assert isinstance(refused, NeedsEvidence)
    assert refused.fields == (
        "override.serious",
        "override.imminent",
        "override.necessary",
        "override.able",
    )


@pytest.mark.parametrize("why", ["high", "was_high", "skipped"])
def test_a_co_sign_that_is_due_is_not_waved_away(centre: Centre, why: str) -> None:
    case = centre.taken()
    if why == "skipped":
        centre.begin(case, "P01")
        centre.skip(case, "P01", "a2")
    else:
        centre.do(SetTier(case, Tier.HIGH))
    if why == "was_high":
        centre.do(SetTier(case, Tier.MODERATE, (private("Calmer."),)), LEE)
    centre.begin(case, "P32")
    waved = centre.doing(case, "P32", "a9", "not_needed")
    assert centre.refused(waved) == NeedsCosign(StepId("a9"))
    centre.step(case, "P32", "a9", "signed", by=LEE)


def test_a_calm_case_without_a_skip_needs_no_co_sign(centre: Centre) -> None:
    case = centre.taken()
    centre.do(SetTier(case, Tier.MODERATE))
    centre.begin(case, "P32")
    assert kinds(centre.step(case, "P32", "a9", "not_needed")) == ["StepDone"]


def test_below_where_somebody_has_put_the_case_takes_a_reason_and_the_lead(
    centre: Centre,
) -> None:
    case, _ = centre.arrives(ContactKind.MISSED_SESSION)
    centre.do(RankCase(case, Tier.HIGH, private("Her mother called: a knife.")), LEE)
    centre.do(TakeCase(case))
    assert centre.refused(SetTier(case, Tier.LOW)) == NeedsReasons(Tier.LOW, 1)
    why = SetTier(case, Tier.LOW, (private("She is at work."),))
    assert centre.refused(why) == NeedsLeadForLower(Tier.HIGH)
    centre.do(why, LEE)
    assert centre.case(case).rank is Tier.LOW


def test_only_the_place_that_was_read_back_is_confirmed(centre: Centre) -> None:
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.CALL, client)
    centre.do(TakeCase(case))
    held = centre.case(case).place
    assert held is not None
    read = ConfirmLocation(case, held.line)
    centre.do(
        StateLocation(case, private(Location("99 Other Rd", Source.CONTACT, centre.time))), LEE
    )
    assert centre.refused(read) == PlaceChanged("99 Other Rd")
    centre.do(ConfirmLocation(case, "99 Other Rd"))
    place = centre.case(case).place
    assert place is not None
    assert place.confirmed is not None
