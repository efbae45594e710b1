"""What is owed after a landing is tried, opens care again, and ends only with a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from console.desk.fresh import private
from console.domain.care.after.message import GivenBy
from console.domain.care.after.tries import Then, due_in_case
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.care.followup import FollowUpEnd, FollowUpOutcome
from console.domain.care.landing import LandingPart
from console.domain.commands import (
    BeginFollowUp,
    CloseCase,
    EndFollowUp,
    GiveTeamMessage,
    MergeCases,
    PublishProtocols,
    SetTier,
    TakeCase,
    TryFollowUp,
    UndoStep,
    WriteTeamMessage,
)
from console.domain.decide import decide
from console.domain.events import FollowUpEnded
from console.domain.evolve.after import log_of
from console.domain.happened import Asked
from console.domain.ids import SYSTEM, MessageId, ProtocolId, StationId, StepId
from console.domain.refused import (
    AfterLacks,
    AfterPart,
    LandingLacks,
    NeedsRole,
    NothingThere,
    Refused,
    TakenBy,
)
from console.domain.tier import Tier
from console.words.refusals import refusal
from tests.domain.care.after.landed import ATTEMPT, DAY, HOUR, RULES, fresh, landed, landing, taken
from tests.domain.centre import ANA, BEN, LEE, Centre, kinds, sources

O, End = FollowUpOutcome, FollowUpEnd  # noqa: E741


@pytest.mark.parametrize(("tier", "again"), [(Tier.MODERATE, 2 * HOUR), (Tier.LOW, DAY)])
def test_who_does_not_answer_is_due_again_by_the_rules(tier: Tier, again: timedelta) -> None:
    centre = Centre()
    case = landed(centre, tier=tier)
    centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False))
    owed = centre.board.follow_ups[case]
    assert (owed.tries, owed.due, owed.by) == (1, centre.time + again, ANA)


def test_a_concern_opens_care_at_once_whatever_came_of_the_try() -> None:
    centre = Centre()
    client = centre.enrol()
    case = landed(centre, client, Tier.LOW)
    names = fresh()
    centre.do(
        TryFollowUp(case, O.REACHED, new_safety_concern=True, ended=End.RISK_DOWN, fresh=names)
    )
    (opened,) = centre.board.cases.values()
    assert (opened.id, opened.client, opened.owner) == (names.case, client, None)
    number = centre.board.follow_ups[case].number
    assert opened.suggestion == Suggestion(Tier.HIGH, Rule.FOLLOW_UP_CONCERN, f"case {number}")
    assert opened.verdict is Tier.HIGH, "it is for a person to judge, and no lower without a lead"
    owed = centre.board.follow_ups[case]
    assert (owed.due, owed.log[-1].concern) == (centre.time + DAY, True)


def test_a_concern_that_comes_without_names_is_not_held_up() -> None:
    centre = Centre()
    case = landed(centre)
    centre.do(TryFollowUp(case, O.REACHED_SUPPORTER, new_safety_concern=True))
    (opened,) = centre.board.cases.values()
    assert opened.rank is Tier.HIGH


def test_a_concern_needs_neither_a_good_date_nor_a_follow_up_that_is_still_owed() -> None:
    centre = Centre()
    case = landed(centre, centre.enrol(), Tier.LOW)
    past = centre.time - HOUR
    centre.do(TryFollowUp(case, O.REACHED, new_safety_concern=True, next_contact=past))
    assert [held.rank for held in centre.board.cases.values()] == [Tier.HIGH]
    assert centre.board.follow_ups[case].due == centre.time + DAY
    other = landed(centre, centre.enrol("Bo Wu"), Tier.LOW)
    centre.do(EndFollowUp(other, End.ENGAGED))
    centre.do(TryFollowUp(other, O.REACHED, new_safety_concern=True))
    assert [held.rank for held in centre.board.cases.values()] == [Tier.HIGH, Tier.HIGH]


def test_how_soon_after_a_concern_stands_in_the_closing_list_that_is_in_use() -> None:
    centre = Centre()
    case = landed(centre, centre.enrol(), Tier.LOW)
    texts = (text.replace(" high = 24", " high = 12") for text in sources())
    centre.do(PublishProtocols(tuple(texts)), SYSTEM)
    centre.do(TryFollowUp(case, O.REACHED, new_safety_concern=True))
    assert centre.board.follow_ups[case].due == centre.time + 12 * HOUR


def test_a_concern_about_somebody_in_an_open_case_joins_it() -> None:
    centre = Centre()
    client = centre.enrol()
    case = landed(centre, client)
    held = taken(centre, ContactKind.TEXT, client)
    centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=True, fresh=fresh()), BEN)
    assert [contact.kind for contact in centre.case(held).contacts] == [
        ContactKind.TEXT,
        ContactKind.CALL,
    ]
    assert centre.case(held).rank is Tier.HIGH


def test_who_was_reached_needs_a_next_contact_or_a_reason() -> None:
    centre = Centre()
    case = landed(centre)
    reached = TryFollowUp(case, O.REACHED, new_safety_concern=False)
    assert centre.refused(reached) == AfterLacks(AfterPart.NEXT_OR_END)
    soon = centre.time + DAY
    centre.do(TryFollowUp(case, O.REACHED, new_safety_concern=False, next_contact=soon))
    assert centre.board.follow_ups[case].due == soon
    centre.do(TryFollowUp(case, O.REACHED, new_safety_concern=False, ended=End.ENGAGED))
    assert case not in centre.board.follow_ups
    assert centre.refused(reached) == NothingThere()


def test_who_declines_wants_no_more_unless_a_next_contact_is_agreed() -> None:
    centre = Centre()
    one, other = landed(centre), landed(centre)
    declined = TryFollowUp(one, O.DECLINED, new_safety_concern=False)
    (event,) = centre.do(declined)
    assert getattr(event, "ended", None) is End.NOT_WANTED
    again = TryFollowUp(other, O.DECLINED, new_safety_concern=False, next_contact=centre.time + DAY)
    centre.do(again)
    assert list(centre.board.follow_ups) == [other]


def test_a_reason_that_does_not_fit_the_outcome_ends_nothing() -> None:
    centre = Centre()
    case = landed(centre)
    unfit = TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False, ended=End.RISK_DOWN)
    assert centre.refused(unfit) == AfterLacks(AfterPart.END_DOES_NOT_FIT)
    past = TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False, next_contact=centre.time)
    assert centre.refused(past) == AfterLacks(AfterPart.NEXT_IS_PAST)


def test_nobody_is_given_up_before_three_tries_and_then_only_by_a_lead() -> None:
    centre = Centre()
    case = landed(centre)
    give_up = EndFollowUp(case, End.UNREACHED)
    for _ in range(2):
        centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False))
    lacks = centre.refused(give_up, LEE)
    assert lacks == AfterLacks(AfterPart.TRIES_FIRST, 3)
    assert refusal(lacks, centre.board).startswith("3 tries are written down first")
    centre.do(TryFollowUp(case, O.MESSAGE_LEFT, new_safety_concern=False))
    assert isinstance(centre.refused(give_up, BEN), NeedsRole)
    assert centre.do(give_up, LEE) == (FollowUpEnded(case, End.UNREACHED),)
    assert centre.do(give_up, LEE) == (), "asked twice, ended once"


def test_a_follow_up_call_is_a_case_with_its_checklist_and_ends_when_that_lands() -> None:
    centre = Centre()
    client = centre.enrol()
    case, names = landed(centre, client), fresh()
    begun = centre.do(BeginFollowUp(case, names))
    assert kinds(begun) == ["ContactArrived", "CaseTaken", "FollowUpBegun"]
    held = centre.case(names.case)
    assert (held.owner, held.client, held.suggestion.rule) == (ANA, client, Rule.FOLLOW_UP)
    assert centre.board.follow_ups[case].into == names.case, "owed until that case has landed"
    assert centre.do(BeginFollowUp(case, fresh())) == ()
    centre.do(SetTier(names.case, Tier.LOW, (private("Sleeps, eats, laughs."),)))
    soon = centre.time + 2 * DAY
    closed = centre.do(CloseCase(names.case, landing(Tier.LOW, soon)))
    assert FollowUpEnded(case, End.CARRIED_ON) in closed
    assert [owed.due for owed in centre.board.follow_ups.values()] == [soon]


def test_a_follow_up_call_begins_its_checklist_where_one_may_be_used() -> None:
    centre = Centre()
    case, names = landed(centre, centre.enrol()), fresh()
    centre.publish()
    centre.do(BeginFollowUp(case, names))
    runs = [run.protocol for run in centre.case(names.case).escalations]
    usable = centre.board.usable(ProtocolId("P31")) is not None
    assert runs == ([ProtocolId("P31")] if usable else [])


def test_a_follow_up_call_is_made_in_the_case_that_is_open_by_whoever_has_it() -> None:
    centre = Centre()
    client = centre.enrol()
    case = landed(centre, client)
    held = taken(centre, ContactKind.TEXT, client)
    assert centre.refused(BeginFollowUp(case, fresh()), BEN) == TakenBy(ANA)
    centre.do(BeginFollowUp(case, fresh()))
    assert centre.board.follow_ups[case].into == held


def test_a_follow_up_goes_along_with_a_case_that_is_joined_to_another() -> None:
    centre = Centre()
    case, names = landed(centre), fresh()
    centre.do(BeginFollowUp(case, names))
    other = taken(centre, ContactKind.TEXT)
    centre.do(MergeCases(other, names.case))
    assert centre.board.follow_ups[case].into == other


def unreached(tier: Tier) -> Landing:
    return Landing(Ending.UNREACHED_CLOSED, tier, PlanLook.NOT_POSSIBLE, no_next=NoNext.WITH_OTHERS)


@pytest.mark.parametrize(("tier", "again"), [(Tier.MODERATE, 2 * HOUR), (Tier.LOW, DAY)])
def test_a_missed_session_takes_three_written_tries_then_the_circle_or_the_lead(
    tier: Tier, again: timedelta
) -> None:
    centre = Centre()
    client = centre.enrol()
    case = taken(centre, ContactKind.MISSED_SESSION, client)
    centre.do(SetTier(case, tier, (private("As the chart says."),)), LEE)
    first = due_in_case(centre.case(case), RULES, circle=True)
    assert first is not None
    assert (first.due, first.then, first.made, first.wanted) == (centre.time, Then.TRY, 0, 3)
    for made in range(1, 4):
        lacks = centre.refused(CloseCase(case, unreached(tier)))
        assert lacks == LandingLacks((LandingPart.TRIES,), (), 4 - made)
        named = f"Missing: {4 - made} more tries to reach them, each written down."
        assert refusal(lacks, centre.board) == f"Not landed yet. {named}"
        centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False))
        plan = due_in_case(centre.case(case), RULES, circle=True)
        assert plan is not None
        assert plan.made == made
        if made < 3:
            assert (plan.due, plan.then) == (centre.time + again, Then.TRY)
        else:
            assert plan.then is Then.CIRCLE
        centre.wait(hours=again / HOUR)
    alone = due_in_case(centre.case(case), RULES, circle=False)
    assert alone is not None
    assert alone.then is Then.LEAD
    centre.do(CloseCase(case, unreached(tier)))
    assert case not in centre.board.cases


def test_a_missed_session_asks_for_nothing_once_they_wrote_or_were_reached() -> None:
    centre = Centre()
    client = centre.enrol()
    case = taken(centre, ContactKind.MISSED_SESSION, client)
    centre.do(TryFollowUp(case, O.REACHED, new_safety_concern=False))
    assert due_in_case(centre.case(case), RULES, circle=True) is None
    other = centre.enrol("Bo Wu")
    case = taken(centre, ContactKind.MISSED_SESSION, other)
    centre.arrives(ContactKind.TEXT, other)
    assert due_in_case(centre.case(case), RULES, circle=True) is None


def test_what_was_tried_before_the_landing_counts_after_it() -> None:
    centre = Centre()
    case = taken(centre, ContactKind.MISSED_SESSION)
    centre.do(SetTier(case, Tier.LOW, (private("As the chart says."),)), LEE)
    for _ in range(3):
        centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False))
    centre.do(TakeCase(case), LEE)
    centre.do(CloseCase(case, landing(Tier.LOW, centre.time + DAY)), LEE)
    owed = centre.board.follow_ups[case]
    assert (owed.tries, owed.by) == (3, LEE)


def test_the_landing_says_the_tier_at_the_start() -> None:
    centre = Centre()
    client = centre.enrol()
    case = taken(centre, ContactKind.TEXT, client)
    centre.do(SetTier(case, Tier.HIGH))
    centre.do(SetTier(case, Tier.MODERATE, (private("Calmer."),)), LEE)
    said = Landing(Ending.RESOLVED_PLAN, Tier.LOW, PlanLook.USED, next_contact=centre.time + DAY)
    centre.do(SetTier(case, Tier.LOW, (private("Calm."),)), LEE)
    centre.do(CloseCase(case, said))
    (past,) = centre.board.history[client]
    assert (past.at_start, past.high, past.tier) == (Tier.HIGH, Tier.HIGH, Tier.LOW)


def test_a_try_that_a_checklist_writes_down_is_a_try() -> None:
    centre = Centre()
    centre.publish()
    case = taken(centre, ContactKind.MISSED_SESSION, centre.enrol())
    centre.begin(case, "P19")
    said = {"attempt.outcome": "no_answer", "callback.rule": "any"}
    centre.step(case, "P19", "a2", "not_reached", {**said, **ATTEMPT})
    assert [one.outcome for one in centre.case(case).tries] == [O.NO_ANSWER]


def test_a_concern_that_the_checklist_of_a_call_brings_to_light_stands_at_high() -> None:
    centre = Centre()
    client = centre.enrol()
    case, names = landed(centre, client, Tier.LOW), fresh()
    centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False))
    centre.publish()
    centre.do(BeginFollowUp(case, names))
    said = {"attempt.outcome": "reached", "safety_concern.new": "yes"}
    said |= {"followup.end_rule": "goes_on"}
    done = centre.step(names.case, "P31", "a6", "goes_on", said)
    assert "ContactArrived" in kinds(done)
    held = centre.case(names.case)
    assert (held.rank, held.tries[-1].concern) == (Tier.HIGH, True)
    assert log_of(centre.board, held) == (*centre.board.follow_ups[case].log, *held.tries)


def test_a_second_concern_is_not_hidden_by_the_first_that_was_judged_meanwhile() -> None:
    centre = Centre()
    centre.publish()
    case = taken(centre, ContactKind.CALL, centre.enrol())
    centre.begin(case, "P31")
    said = {"attempt.outcome": "reached", "safety_concern.new": "yes"}
    said |= {"followup.end_rule": "goes_on"}
    again = UndoStep(case, centre.run(case, "P31").id, StepId("a6"))
    centre.step(case, "P31", "a6", "goes_on", said)
    centre.do(again)
    assert "ContactArrived" not in kinds(centre.step(case, "P31", "a6", "goes_on", said))
    centre.do(SetTier(case, Tier.LOW, (private("It was last year."),)), LEE)
    centre.do(again)
    assert "ContactArrived" in kinds(centre.step(case, "P31", "a6", "goes_on", said))
    assert centre.case(case).rank is Tier.HIGH


def test_what_was_tried_before_a_call_goes_on_counting_after_it() -> None:
    centre = Centre()
    case, names = landed(centre), fresh()
    for _ in range(2):
        centre.do(TryFollowUp(case, O.NO_ANSWER, new_safety_concern=False))
    centre.do(BeginFollowUp(case, names))
    centre.do(TryFollowUp(names.case, O.NO_ANSWER, new_safety_concern=False))
    centre.do(SetTier(names.case, Tier.HIGH))
    centre.do(CloseCase(names.case, landing(Tier.HIGH, centre.time + DAY)))
    assert [(owed.case, owed.tries) for owed in centre.board.follow_ups.values()] == [
        (names.case, 3)
    ]


def test_what_is_owed_can_be_ended_though_the_record_of_the_client_was_erased() -> None:
    centre = Centre()
    client, name = centre.enrol(), MessageId("m1")
    centre.do(WriteTeamMessage(client, name, private("Please call her.")))
    erased = replace(centre.board, clients={})
    asked = Asked(ANA, StationId("s1"), centre.time)
    given = GiveTeamMessage(client, name, GivenBy.PHONE, private("Dr Okafor"))
    assert kinds(decide(erased, given, asked)) == ["TeamMessageGiven"]
    with pytest.raises(Refused):
        decide(erased, WriteTeamMessage(client, MessageId("m2"), private("And he.")), asked)
