"""What is scored in a case weighs on it like what arrives; a person still decides."""

from collections.abc import Mapping

from console.desk.fresh import private
from console.domain.care.case import Ending, Landing, NoNext, PlanLook
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.commands import (
    AnswerHelp,
    CloseCase,
    MergeCases,
    ScoreInstrument,
    SetTier,
    TakeCase,
)
from console.domain.events import Event, InstrumentScored, TierSet
from console.domain.ids import CaseId, ClientId, InstrumentId, StaffId
from console.domain.instrument.answers import Given
from console.domain.instrument.instrument import Finding
from console.domain.instrument.scoring import Basis
from console.domain.refused import (
    NeedsLeadForLower,
    NeedsReasons,
    NoSuchInstrument,
    NotAnAnswer,
    NothingAnswered,
    NotYours,
    Reason,
)
from console.domain.tier import Tier
from tests.domain.centre import ANA, BEN, LEE, Centre

CALM = {"q1": "no", "q2": "no", "q3": "no", "q4": "no"}
ACUTE = {**CALM, "q3": "yes", "q5": "yes"}
BEFORE = {**CALM, "q4": "yes", "q5": "no"}


def scoring(case: CaseId, name: str, said: Mapping[str, str]) -> ScoreInstrument:
    given = tuple(
        Given(item, refused=True) if value == "refused" else Given(item, value)
        for item, value in said.items()
    )
    return ScoreInstrument(case, InstrumentId(name), private(given))


def scored(
    centre: Centre, case: CaseId, name: str, said: Mapping[str, str], by: StaffId = ANA
) -> tuple[Event, ...]:
    return centre.do(scoring(case, name, said), by)


def refused(centre: Centre, case: CaseId, tier: Tier, *reasons: str) -> Reason:
    return centre.refused(SetTier(case, tier, tuple(private(one) for one in reasons)))


def test_a_score_is_written_with_its_basis_and_its_answers_lie_beside_the_chain() -> None:
    centre = Centre()
    case = centre.taken()
    (event,) = scored(centre, case, "asq", {**BEFORE, "q1": "refused"})
    assert isinstance(event, InstrumentScored)
    assert (event.instrument, event.version, event.band) == ("asq", 1, "non_acute_positive")
    assert (event.tier, event.complete, event.score) == (Finding.MODERATE, True, None)
    assert event.basis == (Basis("asq_positive", "item 1"),)
    assert event.answers.value is not None
    assert Given("q1", refused=True) in event.answers.value
    assert [one.band for one in centre.case(case).assessments] == ["non_acute_positive"]


def test_what_a_score_suggests_is_what_the_case_suggests_and_ranks_by() -> None:
    centre = Centre()
    case = centre.taken()
    scored(centre, case, "asq", ACUTE)
    assert centre.case(case).suggestion == Suggestion(Tier.HIGH, Rule.ASQ_ACUTE, "item 5")
    assert (centre.case(case).rank, centre.case(case).verdict) == (Tier.HIGH, Tier.HIGH)


def test_a_tier_below_the_score_takes_a_reason_and_the_lead() -> None:
    centre = Centre()
    case = centre.taken()
    scored(centre, case, "asq", ACUTE)
    assert refused(centre, case, Tier.MODERATE) == NeedsReasons(Tier.MODERATE, 1)
    assert refused(centre, case, Tier.MODERATE, "calm") == NeedsLeadForLower(Tier.HIGH)
    centre.do(AnswerHelp(case), LEE)
    (event,) = centre.do(SetTier(case, Tier.MODERATE, (private("calm"),)))
    assert isinstance(event, TierSet)
    assert (event.tier, event.suggested) == (Tier.MODERATE, Tier.HIGH)


def test_what_is_scored_after_a_person_has_spoken_can_only_raise_the_rank() -> None:
    centre = Centre()
    case = centre.taken()
    centre.do(SetTier(case, Tier.MODERATE, ()))
    scored(centre, case, "asq", CALM)
    assert centre.case(case).rank is Tier.MODERATE
    scored(centre, case, "phq-9", {"q9": "nearly_every_day"})
    assert centre.case(case).rank is Tier.HIGH


def test_scoring_again_keeps_both_and_does_not_take_the_lead_out_of_it() -> None:
    centre = Centre()
    case = centre.taken()
    scored(centre, case, "asq", ACUTE)
    scored(centre, case, "asq", BEFORE)
    now = centre.case(case)
    assert [one.band for one in now.assessments] == ["acute_positive", "non_acute_positive"]
    assert [one.band for one in now.newest] == ["non_acute_positive"]
    assert (now.suggestion.tier, now.verdict) == (Tier.MODERATE, Tier.HIGH)
    assert refused(centre, case, Tier.MODERATE, "a slip") == NeedsLeadForLower(Tier.HIGH)


def test_a_form_that_was_not_finished_wants_a_reason_and_no_lead() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.MISSED_SESSION)
    centre.do(TakeCase(case))
    scored(centre, case, "c-ssrs-screener-recent", {"q1": "no", "q2": "refused"})
    assert centre.case(case).suggestion.rule is Rule.ANSWERS_UNSCORED
    assert refused(centre, case, Tier.LOW) == NeedsReasons(Tier.LOW, 1)
    assert centre.do(SetTier(case, Tier.LOW, (private("would not go on, calm"),)))


def test_a_guide_suggests_nothing_by_itself() -> None:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.MISSED_SESSION)
    centre.do(TakeCase(case))
    scored(centre, case, "safe-t", {"thoughts": "yes", "level": "low"})
    assert centre.case(case).assessments[0].suggestion is None
    assert centre.case(case).suggestion.rule is Rule.SESSION_MISSED
    scored(centre, case, "bssa", {"now": "yes"})
    assert centre.case(case).suggestion.tier is Tier.HIGH


def test_the_same_answers_twice_are_one_entry() -> None:
    centre = Centre()
    case = centre.taken()
    assert scored(centre, case, "asq", CALM)
    assert scored(centre, case, "asq", CALM) == ()
    assert scored(centre, case, "asq", {**CALM, "q1": "refused"})


def test_only_who_has_the_case_scores_in_it_and_only_what_can_be_answered() -> None:
    centre = Centre()
    case = centre.taken()
    assert centre.refused(scoring(case, "asq", CALM), BEN) == NotYours(ANA)
    assert centre.refused(scoring(case, "asq", {})) == NothingAnswered()
    assert centre.refused(scoring(case, "bdi", CALM)) == NoSuchInstrument(InstrumentId("bdi"))
    wrong = {"q1": "maybe", "q7": "yes", "q2": "YES"}
    assert centre.refused(scoring(case, "asq", wrong)) == NotAnAnswer(("item 1", "q7", "item 2"))
    unknown = ScoreInstrument(
        case, InstrumentId("audit-c"), private((Given("q1", "1"),)), variant="boys"
    )
    assert centre.refused(unknown) == NotAnAnswer(("boys",))


def test_two_cases_joined_keep_what_was_scored_in_both_and_the_higher_rank() -> None:
    centre = Centre()
    one, _ = centre.arrives()
    other, _ = centre.arrives()
    for case in (one, other):
        centre.do(TakeCase(case))
    scored(centre, other, "asq", ACUTE)
    centre.do(SetTier(one, Tier.MODERATE, ()))
    centre.do(MergeCases(one, other))
    assert [found.band for found in centre.case(one).assessments] == ["acute_positive"]
    assert centre.case(one).rank is Tier.HIGH


def test_a_rise_since_an_earlier_case_of_the_client_is_found() -> None:
    centre = Centre()
    client = centre.enrol()
    first = {f"q{n}": "not_at_all" for n in range(1, 10)}
    landing = Landing(Ending.RESOLVED_PLAN, Tier.LOW, PlanLook.REVIEWED, no_next=NoNext.NO_RISK)

    def visit(said: Mapping[str, str]) -> InstrumentScored:
        case = of(centre, client)
        (event,) = scored(centre, case, "phq-9", said)
        assert isinstance(event, InstrumentScored)
        centre.do(SetTier(case, Tier.LOW, (private("calm"),)), LEE)
        centre.do(CloseCase(case, landing), LEE)
        return event

    assert visit(first).previous is None
    worse = {**first, **{f"q{n}": "several_days" for n in range(1, 6)}}
    rise = visit(worse)
    assert rise.previous == 0
    assert Basis("phq9_rise", "total 5") in rise.basis
    assert rise.tier is Finding.MODERATE


def of(centre: Centre, client: ClientId) -> CaseId:
    case, _ = centre.arrives(ContactKind.MISSED_SESSION, client)
    centre.do(TakeCase(case))
    return case
