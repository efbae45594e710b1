"""The whole road, from the first ring to the follow-up, on the protocols as they are shipped."""

from datetime import timedelta

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.care.landing import LandingPart, drafted, was_dispatched
from console.domain.commands import (
    AnswerHelp,
    CloseCase,
    ConfirmLocation,
    StateLocation,
    TakeCase,
    TryFollowUp,
)
from console.domain.events import EscalationEnded, StepsPassed
from console.domain.ids import CaseId, StepId
from console.domain.place.location import Location, Source
from console.domain.protocol.escalation import EndedBy, Outcome
from console.domain.refused import LandingLacks, NeedsEvidence, NeedsSecondPress
from console.domain.tier import Tier
from console.journal.entry import faults
from tests.domain.centre import ANA, BEN, LEE, Centre, kinds
from tests.domain.protocol.walking import FORM, OVERRIDE, where

GATE = {
    "consult.by": "Lee",
    "consult.agrees": "agrees",
    "voluntary_tried": "accept_help,support_person",
    **OVERRIDE,
    "imminent.reason_1": "Pills in her hand.",
    "imminent.reason_2": "Says within the hour.",
}
TICKS = {name: said for name, said in GATE.items() if said == "yes"}


def opened() -> tuple[Centre, CaseId]:
    """A call that Ana answers; the lead is not in the room, and a client is known."""
    centre = Centre()
    centre.publish()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.CALL, client)
    centre.wait(seconds=8)
    centre.do(TakeCase(case))
    centre.begin(case, "P00")
    return (centre, case)


def start(centre: Centre, case: CaseId) -> None:
    """P00 up to the first question about danger."""
    centre.step(case, "P00", "a1", "yes")
    centre.step(case, "P00", "a2", "none")
    centre.step(
        case,
        "P00",
        "a3",
        None,
        {"callback.number": "+16145550101", "callback.ok": "yes", "callback.rule": "any"},
    )
    centre.do(StateLocation(case, private(Location("12 Elm St", Source.SAID, centre.time))))
    centre.do(ConfirmLocation(case))
    centre.step(case, "P00", "a4", "confirmed", {"location.read_back": "yes"})
    centre.step(case, "P00", "a5", "client")
    centre.step(case, "P00", "a6", "no", {"language": "en"})
    centre.skip(case, "P00", "b1")
    centre.step(case, "P00", "b2", None, {"presenting_problem": "Lost her job."})


def assess(centre: Centre, case: CaseId) -> None:
    centre.step(case, "P00", "b3", "any_yes", {"suicide_q.now": "yes"})
    centre.step(case, "P01", "a1", "no")
    centre.step(case, "P01", "a2", None, {"risk.intent": "yes"})
    centre.step(case, "P01", "a3", "asked", {"means.type": "medicines", "means.in_reach": "yes"})
    centre.step(case, "P01", "a4", None, {"alone": "yes"})
    centre.step(case, "P01", "a5", None, {"buffers": "Her sister."})


def rescue(centre: Centre, case: CaseId) -> None:
    """The call to the 911 centre by the lead, until responders are with the person."""
    centre.step(case, "P05", "c1", "call", by=LEE)
    assert where(centre, case) == ("P24", "a1")
    centre.step(case, "P24", "a1", "matched", {"psap.number": "+16145550111"}, by=LEE)
    centre.step(case, "P24", "a2", "reached", by=LEE)
    for step in ("a3", "a4"):
        centre.step(case, "P24", step, by=LEE)
    centre.step(case, "P24", "a5", "emergency", by=LEE)
    told = {"scene.violence": "no", "scene.hazards": "unknown", "weapons": "no", "substances": "no"}
    people = {"scene.people": "Alone, a cat.", "scene.access": "Back door."}
    centre.step(case, "P24", "a6", "told", {**told, **people}, by=LEE)
    centre.step(case, "P24", "b1", None, {"psap.response": "ems,cit"}, by=LEE)
    centre.step(case, "P24", "b2", "none", by=LEE)
    noted = {"psap.incident": "26-1177", "psap.eta": "9", "psap.operator": "Op 14"}
    centre.step(case, "P24", "b3", "noted", noted, by=LEE)
    centre.step(case, "P24", "b4", "waiting", by=LEE)


def arrived(centre: Centre, case: CaseId) -> None:
    centre.step(case, "P24", "b4", "contact", by=LEE)
    seen = centre.time.isoformat()
    centre.step(case, "P24", "b5", "with_person", {"responder.contact_at": seen}, by=LEE)
    centre.step(
        case,
        "P24",
        "b6",
        None,
        {"disclosure.basis": "512j", "disclosure.what": "Risk, address."},
        by=LEE,
    )


def confirm(centre: Centre, case: CaseId) -> None:
    """The last phases of P05, back from the call."""
    assert where(centre, case) == ("P05", "c2")
    centre.step(case, "P05", "c2", "told")
    centre.skip(case, "P05", "c3", "c4")
    seen = {"responder.contact_at": centre.time.isoformat()}
    centre.step(case, "P05", "d1", "confirmed", seen, by=LEE)
    centre.step(case, "P05", "d2", "none", {"facility": "Grant Medical Center, Dr Okafor"}, by=LEE)
    centre.step(case, "P05", "d3", None, {"pt_notified": "yes"}, by=LEE)
    due = (centre.time + timedelta(hours=20)).isoformat()
    centre.step(case, "P05", "d4", None, {"followup.due": due})
    centre.step(case, "P05", "d5", "ask", by=LEE)


def close(centre: Centre, case: CaseId, disposition: str, tier: str) -> None:
    """P32 for a case in which somebody has the person, and a follow-up is booked."""
    centre.begin(case, "P32")
    said = {"tier.end": tier, "tier.end_reason": "Calmer, with her sister."}
    centre.step(case, "P32", "a1", None, said)
    centre.step(case, "P32", "a2", None, {"disposition": disposition})
    centre.step(case, "P32", "a3", None, {"timers_clear": "yes"})
    told = "recorded" if centre.case(case).duties.told else "none_made"
    centre.step(case, "P32", "a4", told)
    centre.step(case, "P32", "a5", None, {"pt_notified": "yes"})
    centre.step(case, "P32", "a6")
    centre.step(case, "P32", "a7", None, {"plan.looked_at": "reviewed"})
    centre.step(case, "P32", "a8", None, {"note.signed": "yes"})
    centre.step(case, "P32", "a9", "signed", by=LEE)


def closing(centre: Centre, case: CaseId) -> None:
    """The gates of P32 by a lead, and nothing else of it."""
    centre.begin(case, "P32")
    closing_gates(centre, case)


def closing_gates(centre: Centre, case: CaseId) -> None:
    now = centre.case(case)
    nobody = "by_others" if was_dispatched(now) else "none_made"
    told = "recorded" if now.duties.told else nobody
    centre.step(case, "P32", "a3", None, {"timers_clear": "yes"}, by=LEE)
    centre.step(case, "P32", "a4", told)
    centre.step(case, "P32", "a9", "signed", by=LEE)


def declare(centre: Centre, case: CaseId) -> None:
    """P04 until a person declares that it is imminent, for two reasons."""
    centre.step(case, "P04", "a1", "call")
    centre.do(AnswerHelp(case), LEE)
    centre.step(case, "P04", "a2", "joined", {"consult.by": "Lee"}, by=LEE)
    centre.step(case, "P04", "a3", "same")
    centre.step(case, "P04", "a4", "refused", {"means.moved": "refused"})
    two = {"imminent.reason_1": "Pills in her hand.", "imminent.reason_2": "Says within the hour."}
    centre.step(case, "P04", "b1", "imminent", two)
    rated = centre.case(case).tier
    assert rated is not None
    assert (rated.tier, rated.by, len(rated.reasons)) == (Tier.IMMINENT, ANA, 2)
    assert where(centre, case) == ("P05", "a1")


def decide(centre: Centre, case: CaseId) -> None:
    """P29 to its end: help without consent is decided, and the 911 centre is left to P05."""
    centre.step(case, "P29", "a1", "tried", {"voluntary_tried": GATE["voluntary_tried"]})
    centre.step(case, "P29", "a2", "stated")
    heard = {name: said for name, said in GATE.items() if not name.startswith("override")}
    centre.step(case, "P29", "a3", "involuntary", heard, by=LEE, deliberate=True)
    centre.step(case, "P29", "a4", "no_time")
    centre.step(case, "P29", "a5", "form", FORM, by=LEE, deliberate=True)
    centre.step(case, "P29", "a6", "no")
    done = centre.step(case, "P29", "c1", "other", {"review.opened": "yes"}, by=LEE)
    assert done[-1] == EscalationEnded(case, centre.run(case, "P29").id, EndedBy.COMPLETED)


def override(centre: Centre, case: CaseId) -> None:
    """P05 past the gate, without consent, by the lead: what P29 was told counts, ticks do not."""
    centre.step(case, "P05", "a1", "known")
    centre.step(case, "P05", "a2", "knows")
    centre.step(case, "P05", "a3", "on")
    centre.step(case, "P05", "a4", "no")
    centre.step(case, "P05", "b1", "no")
    assert where(centre, case) == ("P29", "a1")
    decide(centre, case)
    assert where(centre, case) == ("P05", "b2")
    without = centre.refused(centre.doing(case, "P05", "c1", "call"), LEE)
    assert isinstance(without, NeedsEvidence)
    assert without.step == "b2", "nobody gets past the gate by starting behind it"
    at_once = centre.doing(case, "P05", "b2", "involuntary", TICKS, deliberate=True)
    assert centre.refused(at_once, LEE) == NeedsSecondPress(StepId("b2"))
    centre.step(case, "P05", "b2", "involuntary", TICKS, by=LEE, deliberate=True)


def test_an_imminent_case_goes_from_the_first_ring_to_a_verified_landing_and_a_follow_up() -> None:
    centre, case = opened()
    start(centre, case)
    assess(centre, case)
    centre.step(case, "P01", "b1", "high", {"tier.reason_1": "Plan and means."})
    assert where(centre, case) == ("P04", "a1")
    assert centre.case(case).rank is Tier.HIGH
    declare(centre, case)
    override(centre, case)
    rescue(centre, case)
    centre.wait(minutes=9)
    arrived(centre, case)
    confirm(centre, case)
    centre.do(AnswerHelp(case), LEE)
    close(centre, case, "active_rescue_involuntary", "moderate")
    landing = drafted(centre.case(case))
    assert landing == Landing(
        Ending.ACTIVE_RESCUE_INVOLUNTARY,
        Tier.MODERATE,
        PlanLook.REVIEWED,
        responders_confirmed=True,
        next_contact=centre.time + timedelta(hours=20),
        who_has_them=landing.who_has_them if landing else None,
    )
    assert landing is not None
    assert landing.who_has_them is not None
    assert landing.who_has_them.value == "Grant Medical Center, Dr Okafor"
    centre.do(CloseCase(case, landing))
    assert case not in centre.board.cases
    owed = centre.board.follow_ups[case]
    assert owed.due == landing.next_contact
    centre.do(TryFollowUp(case, FollowUpOutcome.NO_ANSWER, new_safety_concern=False), BEN)
    assert centre.board.follow_ups[case].tries == 1
    over = FollowUpEnd.ENGAGED
    centre.do(TryFollowUp(case, FollowUpOutcome.REACHED, new_safety_concern=False, ended=over), BEN)
    assert centre.board.follow_ups == {}
    assert list(faults(centre.journal.since(0))) == []


def test_an_attempt_in_progress_needs_no_consent_and_reaches_the_911_centre_in_six_presses() -> (
    None
):
    centre, case = opened()
    before = len(centre.events)
    centre.step(case, "P00", "a1", "yes")
    centre.step(case, "P00", "a2", "attempt")
    centre.step(
        case, "P05", "a1", "known", {"location.address": "12 Elm St", "location.source": "said"}
    )
    centre.step(case, "P05", "a2", "call")
    centre.step(case, "P05", "a3", "on")
    passed = centre.step(case, "P05", "a4", "yes")
    assert isinstance(passed[-1], StepsPassed)
    assert passed[-1].steps == ("b1", "b2")
    assert where(centre, case) == ("P05", "c1")
    assert kinds(centre.events[before:]).count("StepDone") == 6
    centre.do(AnswerHelp(case), LEE)
    rescue(centre, case)
    arrived(centre, case)
    confirm(centre, case)
    assert centre.run(case, "P05").ended is EndedBy.COMPLETED
    assert centre.run(case, "P05").settled[StepId("b2")].outcome is Outcome.PASSED


def test_a_call_without_risk_ends_with_a_reason_and_without_a_follow_up() -> None:
    centre, case = opened()
    start(centre, case)
    no = {"suicide_q.now": "no", "suicide_q.recent": "no", "suicide_q.ever": "no"}
    centre.step(case, "P00", "b3", "none", no)
    assert centre.run(case, "P00").ended is EndedBy.COMPLETED
    assert where(centre, case) == ("P32", "a1")
    centre.step(
        case, "P32", "a1", None, {"tier.end": "low", "tier.end_reason": "No thoughts of suicide."}
    )
    centre.step(case, "P32", "a2", None, {"disposition": "no_risk_ended"})
    centre.step(case, "P32", "a3", None, {"timers_clear": "yes"})
    centre.step(case, "P32", "a4", "none_made")
    centre.step(case, "P32", "a5", None, {"pt_notified": "yes"})
    centre.step(case, "P32", "a6", None, {"followup.none_because": "no_risk"})
    centre.step(case, "P32", "a7", None, {"plan.looked_at": "declined"})
    centre.step(case, "P32", "a8", None, {"note.signed": "yes"})
    done = centre.step(case, "P32", "a9", "not_needed")
    assert isinstance(done[-1], EscalationEnded)
    landing = drafted(centre.case(case))
    assert landing is not None
    assert landing.no_next is NoNext.NO_RISK
    centre.do(CloseCase(case, landing))
    assert centre.board.cases == {}
    assert centre.board.follow_ups == {}


def test_an_imminent_case_cannot_be_closed_as_dispatched() -> None:
    centre, case = opened()
    centre.step(case, "P00", "a1", "yes")
    centre.step(case, "P00", "a2", "attempt")
    centre.step(case, "P05", "a1", "known", {"location.address": "12 Elm St"})
    centre.step(case, "P05", "a2", "call")
    centre.step(case, "P05", "a3", "on")
    two = {"imminent.reason_1": "Took pills.", "imminent.reason_2": "Alone."}
    centre.step(case, "P05", "a4", "yes", {"tier.now": "imminent", **two})
    centre.do(AnswerHelp(case), LEE)
    rescue(centre, case)
    said = Landing(
        Ending.ACTIVE_RESCUE_CONSENTED,
        Tier.IMMINENT,
        PlanLook.NOT_POSSIBLE,
        responders_confirmed=True,
        next_contact=centre.time + timedelta(hours=20),
        who_has_them=private("EMS"),
    )
    assert centre.refused(CloseCase(case, said)) == LandingLacks(
        (
            LandingPart.CONSULT,
            LandingPart.RESPONDERS,
            LandingPart.OPEN_STEPS,
            LandingPart.CLOSING,
            LandingPart.UNTOLD,
        ),
        ("Call again every 10 min until contact", "Contact and outcome confirmed"),
        untold=("PSAP or welfare-check call",),
    ), "a claim alone confirms nothing: the time at which they reached the person is missing"
