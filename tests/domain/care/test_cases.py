"""One owner, one person's case, and a tier that only people set."""

import pytest

from console.desk.fresh import fresh_case, private
from console.domain.board import LEAD_ON_CALL
from console.domain.care.case import Ending, Landing, PlanLook
from console.domain.care.contact import ContactKind, LineState, Rule, Suggestion
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.care.landing import LandingPart
from console.domain.commands import (
    AnswerCall,
    AnswerHelp,
    AskForHelp,
    CloseCase,
    EndCall,
    IdentifyClient,
    MergeCases,
    RankCase,
    RecordClient,
    RecordStaff,
    SetTier,
    SignIn,
    SignOut,
    SplitContact,
    StateLocation,
    TakeCase,
    TryFollowUp,
    WriteNote,
)
from console.domain.events import CaseReleased, CaseTaken, SignedOut, TierSet
from console.domain.evolve import evolve
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, ClientId, StationId
from console.domain.people.client import Address, Client
from console.domain.people.staff import Role, Staff
from console.domain.place.location import Location, Source
from console.domain.refused import LandingLacks, NeedsLeadForLower, NeedsReasons, NotYours, TakenBy
from console.domain.tier import Tier
from console.words.refusals import refusal
from tests.domain.centre import ADA, ANA, BEN, ITEM5, LEE, START, Centre, kinds

TWO = (private("Pills in her hand."), private("Says within the hour."))


def test_whoever_leads_answers_for_what_nobody_took() -> None:
    centre = Centre()
    case, _ = centre.arrives()
    assert centre.board.owner(centre.case(case)) == LEAD_ON_CALL
    centre.do(SignIn(leads=True), LEE)
    assert centre.board.owner(centre.case(case)) == LEE
    centre.do(TakeCase(case))
    assert centre.board.owner(centre.case(case)) == ANA


def test_only_a_shift_lead_leads_a_shift() -> None:
    centre = Centre()
    centre.do(SignIn(leads=True), ANA)
    assert centre.board.lead == LEAD_ON_CALL


def test_two_who_take_a_case_at_once_find_one_owner() -> None:
    centre = Centre()
    case = centre.taken(ANA)
    assert centre.refused(TakeCase(case), BEN) == TakenBy(ANA)
    assert centre.refused(WriteNote(case, private("x")), BEN) == NotYours(ANA)
    assert centre.do(TakeCase(case), ANA) == ()
    assert centre.do(TakeCase(case), LEE) == (CaseTaken(case),), "a lead may take over"


def test_who_works_on_what_nobody_took_is_told_so() -> None:
    centre = Centre()
    case, _ = centre.arrives()
    refused = centre.refused(WriteNote(case, private("x")), BEN)
    assert isinstance(refused, NotYours)
    assert (refused.owner, refused.taken) == (LEAD_ON_CALL, False)
    said = refusal(refused, centre.board)
    assert said == "Nobody has taken this case yet. Ctrl T takes it."


def test_who_signs_out_leaves_their_cases_to_the_lead() -> None:
    centre = Centre()
    centre.do(SignIn(), ANA)
    centre.do(SignIn(leads=True), LEE)
    case = centre.taken(ANA)
    assert centre.do(SignOut(), ANA) == (CaseReleased(case), SignedOut(ANA))
    assert centre.board.owner(centre.case(case)) == LEE
    assert centre.case(case).waiting_since == centre.time


def test_who_may_no_longer_work_leaves_their_cases_to_the_lead() -> None:
    centre = Centre()
    case = centre.taken(ANA)
    gone = private(Staff(ANA, "Ana", frozenset({Role.COUNSELLOR}), disabled=True))
    assert kinds(centre.do(RecordStaff(ANA, gone), ADA)) == ["StaffRecorded", "CaseReleased"]
    assert centre.case(case).owner is None


def test_a_case_taken_by_somebody_barred_in_the_same_moment_stays_with_the_lead() -> None:
    """Two stations can write so: neither entry is about what the other one is about."""
    centre = Centre()
    case, _ = centre.arrives()
    gone = private(Staff(ANA, "Ana", frozenset({Role.COUNSELLOR}), disabled=True))
    centre.do(RecordStaff(ANA, gone), ADA)
    late = Happened(centre.board.seq + 1, centre.time, ANA, StationId("two"), CaseTaken(case))
    board = evolve(centre.board, late)
    assert board.owner(board.cases[case]) == LEAD_ON_CALL


def test_a_dropped_call_of_somebody_with_an_owner_becomes_a_high_card_until_picked_up() -> None:
    centre = Centre()
    case, call = centre.arrives()
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.LOW, (private("Only a question."),)))
    centre.wait(minutes=5)
    centre.do(EndCall(call, dropped=True), SYSTEM)
    lost = centre.case(case)
    assert lost.owner == ANA
    assert lost.rank is Tier.HIGH
    assert lost.lost is not None
    assert (lost.lost.line, lost.lost.suggestion) == (
        LineState.DROPPED,
        Suggestion(Tier.HIGH, Rule.CALL_DROPPED),
    )
    assert centre.do(TakeCase(case)) == (CaseTaken(case),)
    assert centre.case(case).lost is None
    assert centre.case(case).taken_at == START, "the work goes on, it does not begin again"
    assert centre.do(TakeCase(case)) == ()


def test_a_dropped_call_stays_imminent_if_a_person_had_said_so() -> None:
    centre = Centre()
    case, call = centre.arrives()
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.IMMINENT, TWO))
    centre.do(EndCall(call, dropped=True), SYSTEM)
    assert centre.case(case).rank is Tier.IMMINENT
    assert centre.case(case).suggestion.tier is Tier.HIGH, "no rule says imminent"


def test_whoever_was_lost_is_found_when_they_write_and_not_when_a_tracker_does() -> None:
    centre = Centre()
    client = centre.enrol()
    case, call = centre.arrives(ContactKind.CALL, client)
    centre.do(TakeCase(case))
    centre.do(EndCall(call, dropped=True), SYSTEM)
    centre.wait(seconds=30)
    centre.arrives(ContactKind.MOOD, client)
    assert centre.case(case).lost is not None
    centre.arrives(ContactKind.TEXT, client)
    assert centre.case(case).lost is None


def test_a_call_given_up_before_anybody_answered_stays_in_the_queue() -> None:
    centre = Centre()
    case, call = centre.arrives()
    centre.do(EndCall(call), SYSTEM)
    assert centre.case(case).owner is None
    assert centre.case(case).contacts[0].line is LineState.ABANDONED
    assert centre.do(AnswerCall(call), SYSTEM) == ()


def test_three_signals_of_one_client_are_one_case_with_the_highest_rank() -> None:
    centre = Centre()
    client = centre.enrol()
    case, first = centre.arrives(ContactKind.MOOD, client)
    centre.wait(minutes=1)
    _, second = centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    centre.wait(minutes=1)
    _, third = centre.arrives(ContactKind.TEXT, client)
    assert [contact.id for contact in centre.case(case).contacts] == [first, second, third]
    assert centre.case(case).rank is Tier.HIGH


def test_a_contact_split_off_and_joined_again_is_never_lost() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.MOOD, client)
    _, other = centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    before = centre.case(case).contacts
    fresh = fresh_case()
    centre.do(SplitContact(other, fresh))
    assert centre.do(SplitContact(other, fresh)) == ()
    assert [contact.id for contact in centre.case(fresh).contacts] == [other]
    assert centre.case(fresh).client == client, "whoever it came from"
    centre.do(MergeCases(case, fresh))
    assert centre.case(case).contacts == before
    assert centre.case(case).rank is Tier.HIGH
    assert list(centre.board.cases) == [case]


def test_a_word_about_one_case_does_not_lower_the_other_that_joins_it() -> None:
    centre = Centre()
    calm, _ = centre.arrives(ContactKind.MESSAGE)
    grave, _ = centre.arrives(ContactKind.ASSESSMENT, suggestion=ITEM5)
    centre.do(RankCase(calm, Tier.LOW, private("A question about a bill.")))
    centre.do(MergeCases(calm, grave))
    assert centre.case(calm).rank is Tier.HIGH


def test_to_know_who_it_is_joins_their_open_case_and_brings_their_address() -> None:
    centre = Centre()
    client = centre.enrol(line="12 Elm St")
    held, _ = centre.arrives(ContactKind.MOOD, client)
    case, _ = centre.arrives(ContactKind.CALL)
    centre.do(IdentifyClient(case, client))
    assert list(centre.board.cases) == [case]
    assert len(centre.case(case).contacts) == 2
    place = centre.case(case).place
    assert place is not None
    assert (place.location.address, place.location.source) == ("12 Elm St", Source.ON_FILE)
    assert held not in centre.board.cases


def test_an_address_on_file_of_the_wrong_person_does_not_stay() -> None:
    centre = Centre()
    wrong, right = centre.enrol("Bo Wu", "1 Far Rd"), centre.enrol("Ana Lee", "12 Elm St")
    case, _ = centre.arrives(ContactKind.CALL, wrong)
    centre.do(IdentifyClient(case, right))
    place = centre.case(case).place
    assert place is not None
    assert place.location.address == "12 Elm St"


def test_what_was_said_of_the_place_is_not_overwritten_by_the_file() -> None:
    centre = Centre()
    client = centre.enrol()
    case = centre.taken()
    said = Location("Room 4, Motel 6", Source.SAID, centre.time)
    centre.do(StateLocation(case, private(said)))
    centre.do(IdentifyClient(case, client))
    place = centre.case(case).place
    assert place is not None
    assert place.location == said


def test_a_new_address_on_file_shows_in_the_open_case() -> None:
    centre = Centre()
    client = centre.enrol(line="12 Elm St")
    case, _ = centre.arrives(ContactKind.CALL, client)
    moved = Client(client, "Ana Lee", addresses=(Address("9 Oak St", "Columbus", "OH", "43201"),))
    centre.do(RecordClient(client, private(moved), "test"), SYSTEM)
    place = centre.case(case).place
    assert place is not None
    assert place.location.address == "9 Oak St"


def test_somebody_unknown_is_still_taken_in() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.CALL, ClientId("nobody"))
    assert centre.case(case).client is None


def test_imminent_takes_two_different_reasons_of_a_person() -> None:
    centre = Centre()
    case = centre.taken()
    for reasons in ((), TWO[:1], (TWO[0], TWO[0]), (TWO[0], private("  "))):
        refused = centre.refused(SetTier(case, Tier.IMMINENT, reasons))
        assert refused == NeedsReasons(Tier.IMMINENT, 2)
    suggested = centre.case(case).suggestion.tier
    set_to = centre.do(SetTier(case, Tier.IMMINENT, TWO))
    assert set_to == (TierSet(case, Tier.IMMINENT, suggested, TWO),)


def test_below_what_a_rule_found_takes_a_reason_and_the_lead() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.ASSESSMENT, suggestion=ITEM5)
    centre.do(TakeCase(case))
    why = (private("She pressed the wrong button."),)
    assert centre.refused(SetTier(case, Tier.LOW)) == NeedsReasons(Tier.LOW, 1)
    assert centre.refused(SetTier(case, Tier.LOW, why)) == NeedsLeadForLower(Tier.HIGH)
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)
    centre.do(SetTier(case, Tier.LOW, why))
    assert centre.case(case).rank is Tier.LOW


def test_a_call_that_only_waited_is_set_low_with_a_reason_and_without_a_lead() -> None:
    centre = Centre()
    case = centre.taken()
    assert centre.refused(SetTier(case, Tier.LOW)) == NeedsReasons(Tier.LOW, 1)
    centre.do(SetTier(case, Tier.LOW, (private("Asked for opening hours."),)))
    assert centre.case(case).rank is Tier.LOW


def test_down_from_high_takes_the_lead_whatever_the_rule_had_said() -> None:
    centre = Centre()
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    down = SetTier(case, Tier.MODERATE, (private("Calmer."),))
    assert centre.refused(down) == NeedsLeadForLower(Tier.HIGH)
    centre.do(down, LEE)


def test_the_same_word_again_weighs_what_has_arrived_since() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.MODERATE))
    assert centre.do(SetTier(case, Tier.MODERATE)) == ()
    centre.arrives(ContactKind.ASSESSMENT, client, suggestion=ITEM5)
    assert centre.case(case).rank is Tier.HIGH
    centre.do(SetTier(case, Tier.MODERATE, (private("Answered for last year."),)), LEE)
    assert centre.case(case).rank is Tier.MODERATE


@pytest.mark.parametrize("helped", [False, True])
def test_a_lower_tier_at_the_end_takes_what_a_lower_tier_takes(helped: bool) -> None:
    centre = Centre()
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    if helped:
        centre.do(AnswerHelp(case), LEE)
    landing = Landing(
        Ending.RESOLVED_PLAN,
        Tier.MODERATE,
        PlanLook.USED,
        next_contact=centre.time.replace(day=6),
    )
    lacking = LandingLacks((LandingPart.LOWER_REASON,))
    assert centre.refused(CloseCase(case, landing)) == lacking
    centre.publish()
    centre.begin(case, "P32")
    said = {"tier.end": "moderate", "tier.end_reason": "Her sister is with her."}
    if helped:
        done = centre.step(case, "P32", "a1", None, said)
        assert kinds(done) == ["TierSet", "StepDone"]
        assert centre.case(case).rank is Tier.MODERATE
    else:
        doing = centre.doing(case, "P32", "a1", None, said)
        assert centre.refused(doing) == NeedsLeadForLower(Tier.HIGH)


def test_a_new_concern_at_a_follow_up_keeps_it_open() -> None:
    centre = Centre()
    case = centre.taken()
    centre.do(SetTier(case, Tier.HIGH))
    landing = Landing(
        Ending.RESOLVED_PLAN, Tier.HIGH, PlanLook.USED, next_contact=centre.time.replace(day=6)
    )
    centre.do(CloseCase(case, landing))
    centre.do(TryFollowUp(case, FollowUpOutcome.REACHED, new_safety_concern=True), BEN)
    assert centre.board.follow_ups[case].tries == 1
    over = FollowUpEnd.ENGAGED
    centre.do(TryFollowUp(case, FollowUpOutcome.REACHED, new_safety_concern=False, ended=over), BEN)
    assert centre.board.follow_ups == {}


def test_a_high_tier_at_the_last_landing_lifts_what_arrives_next_for_thirty_days() -> None:
    centre = Centre()
    client = centre.enrol()
    case, _ = centre.arrives(ContactKind.MESSAGE, client)
    centre.do(TakeCase(case))
    centre.do(SetTier(case, Tier.HIGH))
    landing = Landing(
        Ending.RESOLVED_PLAN, Tier.HIGH, PlanLook.USED, next_contact=centre.time.replace(day=6)
    )
    centre.do(CloseCase(case, landing))
    centre.wait(days=30)
    lifted, _ = centre.arrives(ContactKind.MISSED_SESSION, client)
    assert centre.case(lifted).suggestion == Suggestion(Tier.MODERATE, Rule.LAST_TIER)
    other = Centre()
    plain, _ = other.arrives(ContactKind.MISSED_SESSION, other.enrol())
    assert other.case(plain).suggestion.tier is Tier.LOW
