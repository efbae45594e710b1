"""What a landing lacks, and what a case that is to be closed still holds open."""

from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind
from console.domain.care.landing import LandingPart, drafted, lacks
from console.domain.commands import CloseCase, EndCall, MergeCases, SetTier, TakeCase, WriteNote
from console.domain.ids import SYSTEM, CaseId
from console.domain.protocol.escalation import EndedBy
from console.domain.refused import LandingLacks, Refused
from console.domain.tier import Tier
from console.words.refusals import landing as landing_words
from tests.domain.centre import LEE, Centre, kinds
from tests.domain.test_road import close, closing, closing_gates, opened


def tomorrow(centre: Centre, ending: Ending = Ending.RESOLVED_PLAN) -> Landing:
    due = centre.time + timedelta(hours=20)
    return Landing(ending, Tier.HIGH, PlanLook.USED, next_contact=due)


def high(centre: Centre) -> CaseId:
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    return case


def test_the_landing_says_everything_that_it_lacks() -> None:
    centre, case = opened()
    bare = Landing(Ending.VOLUNTARY_ED, Tier.HIGH, PlanLook.USED)
    assert lacks(centre.case(case), bare) == (
        LandingPart.TIER_SET,
        LandingPart.WHO_HAS_THEM,
        LandingPart.NEXT_CONTACT,
    )
    assert centre.refused(CloseCase(case, bare)) == LandingLacks(
        (
            LandingPart.TIER_SET,
            LandingPart.WHO_HAS_THEM,
            LandingPart.NEXT_CONTACT,
            LandingPart.OPEN_STEPS,
            LandingPart.CLOSING,
        ),
        ("Ask: safe to talk right now?",),
    )


def test_no_risk_is_no_reason_to_stay_away_from_somebody_at_risk() -> None:
    centre, case = opened()
    centre.do(SetTier(case, Tier.HIGH))
    said = Landing(Ending.RESOLVED_PLAN, Tier.HIGH, PlanLook.USED, no_next=NoNext.NO_RISK)
    assert lacks(centre.case(case), said) == (LandingPart.NEXT_CONTACT,)


def test_a_next_contact_in_the_past_is_none() -> None:
    centre, case = opened()
    centre.do(SetTier(case, Tier.HIGH))
    said = Landing(Ending.RESOLVED_PLAN, Tier.HIGH, PlanLook.USED, next_contact=centre.time)
    assert lacks(centre.case(case), said, now=centre.time) == (LandingPart.NEXT_CONTACT,)


def test_a_case_does_not_close_over_a_call_that_rings() -> None:
    centre, case = opened()
    centre.do(SetTier(case, Tier.HIGH))
    centre.arrives(ContactKind.CALL, centre.case(case).client)
    said = Landing(
        Ending.RESOLVED_PLAN, Tier.HIGH, PlanLook.USED, next_contact=centre.time + timedelta(1)
    )
    assert lacks(centre.case(case), said) == (LandingPart.RINGING,)


def test_who_has_the_person_is_what_was_said_last() -> None:
    centre, case = opened()

    def has_them() -> str | None:
        landing = drafted(centre.case(case))
        assert landing is not None
        return landing.who_has_them.value if landing.who_has_them is not None else None

    centre.begin(case, "P04")
    handed = {"handoff.to": "Her sister Di", "part2.told": "none"}
    centre.step(case, "P04", "c1", "none", handed)
    close(centre, case, "support_person_took_over", "moderate")
    assert has_them() == "Her sister Di"
    centre.wait(minutes=1)
    centre.begin(case, "P05")
    centre.step(case, "P05", "a4", "yes")
    centre.step(case, "P05", "d2", "none", {"facility": "Grant Medical Center"})
    assert has_them() == "Grant Medical Center"


def test_only_a_lead_ends_a_search_that_found_nobody_and_names_who_goes_on_looking() -> None:
    centre, case = opened()
    centre.begin(case, "P24")
    centre.step(case, "P24", "a2", "reached")
    centre.do(SetTier(case, Tier.HIGH))
    said = Landing(
        Ending.UNREACHED_CLOSED,
        Tier.HIGH,
        PlanLook.NOT_POSSIBLE,
        responders_confirmed=False,
        next_contact=centre.time + timedelta(hours=2),
        who_has_them=private("Columbus police, officer 88, goes on looking"),
    )
    centre.step(case, "P00", "a1", "yes")
    told = {"disclosure.basis": "tpo", "disclosure.what": "Where she may be."}
    centre.step(case, "P24", "b6", None, told)
    closing(centre, case)
    lacking = LandingLacks(
        (LandingPart.RESPONDERS, LandingPart.OPEN_STEPS),
        ("Call again every 10 min until contact", "Contact and outcome confirmed"),
    )
    assert centre.refused(CloseCase(case, said)) == lacking
    centre.do(CloseCase(case, said), LEE)
    assert centre.board.follow_ups[case].due == said.next_contact


def test_a_tier_at_the_end_is_journaled_as_a_tier_that_was_set() -> None:
    centre, case = opened()
    centre.step(case, "P00", "a1", "yes")
    centre.do(SetTier(case, Tier.MODERATE))
    closing(centre, case)
    said = Landing(
        Ending.RESOLVED_PLAN,
        Tier.HIGH,
        PlanLook.USED,
        next_contact=centre.time + timedelta(hours=20),
    )
    closed = centre.do(CloseCase(case, said))
    assert kinds(closed) == ["TierSet", "EscalationEnded", "EscalationEnded", "CaseClosed"]


def test_a_case_does_not_close_over_words_that_nobody_has_read() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.TEXT, client)
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.HIGH))
    centre.arrives(ContactKind.TEXT, client)
    refused = centre.refused(CloseCase(case, tomorrow(centre)))
    assert refused == LandingLacks((LandingPart.UNREAD,))
    centre.wait(seconds=10)
    centre.do(WriteNote(case, private("Read: she thanks us.")))
    assert kinds(centre.do(CloseCase(case, tomorrow(centre)))) == ["CaseClosed"]


def test_a_case_does_not_close_over_a_call_that_was_lost() -> None:
    centre = Centre()
    case, call = centre.arrives()
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.HIGH))
    centre.do(EndCall(call, dropped=True), SYSTEM)
    refused = centre.refused(CloseCase(case, tomorrow(centre)))
    assert refused == LandingLacks((LandingPart.LOST,))
    centre.do(TakeCase(case))
    assert kinds(centre.do(CloseCase(case, tomorrow(centre)))) == ["CaseClosed"]


def test_blanks_name_nobody_and_tell_no_reason() -> None:
    centre = Centre()
    centre.publish()
    case = high(centre)
    blank = Landing(
        Ending.VOLUNTARY_ED,
        Tier.HIGH,
        PlanLook.USED,
        next_contact=centre.time + timedelta(hours=20),
        who_has_them=private("  "),
    )
    assert lacks(centre.case(case), blank) == (LandingPart.WHO_HAS_THEM,)
    centre.begin(case, "P32")
    centre.step(case, "P32", "a3", None, {"responder.contact_at": " ", "timers_clear": "yes"})
    sent = tomorrow(centre, Ending.MOBILE_CRISIS)
    assert LandingPart.RESPONDERS in lacks(centre.case(case), sent)


def test_another_list_does_not_lead_past_the_closing_and_its_gates() -> None:
    centre = Centre()
    centre.publish()
    case = high(centre)
    centre.begin(case, "P32")
    centre.step(case, "P32", "a1", None, {"tier.end": "high", "tier.end_reason": "Calmer."})
    centre.step(case, "P32", "a2", None, {"disposition": "resolved_plan"})
    due = (centre.time + timedelta(hours=20)).isoformat()
    centre.step(case, "P32", "a6", None, {"followup.due": due})
    centre.step(case, "P32", "a7", None, {"plan.looked_at": "used"})
    centre.begin(case, "P01")
    landing = drafted(centre.case(case))
    assert landing is not None
    assert centre.refused(CloseCase(case, landing)) == LandingLacks((LandingPart.CLOSING,))
    closing(centre, case)
    assert "CaseClosed" in kinds(centre.do(CloseCase(case, landing)))


def test_a_closing_that_came_before_another_list_closes_nothing() -> None:
    centre = Centre()
    centre.publish()
    case = high(centre)
    close(centre, case, "referred", "high")
    assert centre.run(case, "P32").ended is EndedBy.COMPLETED
    centre.begin(case, "P04")
    refused = centre.refused(CloseCase(case, tomorrow(centre)))
    assert refused == LandingLacks((LandingPart.CLOSING,))


def test_the_tier_at_the_start_is_not_the_one_that_the_closing_list_sets() -> None:
    centre = Centre()
    centre.publish()
    case = centre.taken()
    start = centre.case(case).suggestion.tier
    assert start is not Tier.LOW
    centre.begin(case, "P32")
    centre.step(case, "P32", "a1", None, {"tier.end": "low", "tier.end_reason": "A wrong number."})
    now = centre.case(case)
    assert now.tier is not None
    assert (now.tier_at_start, now.tier.tier) == (start, Tier.LOW)
    centre.do(SetTier(centre.taken(), Tier.HIGH))
    rated = max(centre.board.cases.values(), key=lambda one: one.number)
    centre.begin(rated.id, "P32")
    centre.step(rated.id, "P32", "a1", None, {"tier.end": "high", "tier.end_reason": "Plan."})
    assert centre.case(rated.id).tier_at_start is Tier.HIGH


def test_everything_that_a_landing_can_lack_has_words() -> None:
    said = {part: landing_words(LandingLacks((part,), ("a step",))) for part in LandingPart}
    assert len(set(said.values())) == len(LandingPart)


def test_a_closing_that_runs_closes_a_case_that_another_one_joined() -> None:
    centre = Centre()
    centre.publish()
    case, other = high(centre), centre.taken()
    centre.begin(case, "P32")
    centre.begin(other, "P01")
    centre.do(MergeCases(case, other))
    closing_gates(centre, case)
    assert "CaseClosed" in kinds(centre.do(CloseCase(case, tomorrow(centre))))


def test_a_list_that_waits_for_somebody_who_was_sent_is_not_replaced() -> None:
    centre = Centre()
    centre.publish()
    case = high(centre)
    centre.begin(case, "P05")
    centre.skip(case, "P05", "a1", "a2", "a3")
    centre.step(case, "P05", "a4", "yes")
    centre.step(case, "P05", "c1", "already")
    centre.step(case, "P05", "c2", "told")
    centre.skip(case, "P05", "c3", "c4")
    centre.begin(case, "P04")
    assert centre.run(case, "P05").running, "its timer goes on and pages"
    centre.step(case, "P05", "d1", "confirmed", {"responder.contact_at": "2026-01-05T22:09Z"})
    centre.begin(case, "P01")
    assert centre.run(case, "P05").ended is EndedBy.REPLACED


def closed_by(centre: Centre, ending: Ending, tier: Tier, **landing: object) -> list[object]:
    """Return what keeps a case, closed by its list, from landing so."""
    case = centre.taken()
    centre.do(SetTier(case, tier, (private("As they say."),)))
    closing(centre, case)
    said = Landing(ending, tier, PlanLook.USED, **landing)  # type: ignore[arg-type]
    try:
        centre.do(CloseCase(case, said))
    except Refused as no:
        return list(no.reason.parts) if isinstance(no.reason, LandingLacks) else [no.reason]
    return []


@pytest.mark.parametrize(("tier", "hours"), [(Tier.HIGH, 24), (Tier.MODERATE, 48), (Tier.LOW, 72)])
def test_the_next_contact_comes_within_the_hours_of_the_tier(tier: Tier, hours: int) -> None:
    centre = Centre()
    centre.publish()
    late = centre.time + timedelta(hours=hours, minutes=1)
    plan, with_others = Ending.RESOLVED_PLAN, NoNext.WITH_OTHERS
    assert closed_by(centre, plan, tier, next_contact=late) == [LandingPart.NEXT_TOO_LATE]
    in_time = late - timedelta(minutes=1)
    assert closed_by(centre, plan, tier, next_contact=in_time) == []
    assert closed_by(centre, plan, tier, next_contact=late, no_next=with_others) == []


def test_after_a_wrong_number_nothing_is_owed_unless_somebody_is_at_risk() -> None:
    centre = Centre()
    centre.publish()
    assert closed_by(centre, Ending.MISDIAL, Tier.LOW) == []
    assert closed_by(centre, Ending.MISDIAL, Tier.HIGH) == [LandingPart.NEXT_CONTACT]
    assert closed_by(centre, Ending.RESOLVED_INFO, Tier.LOW) == [LandingPart.NEXT_CONTACT]
