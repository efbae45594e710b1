"""Ways down that look harmless: none of them goes lower without a reason and a lead."""

from console.desk.fresh import private
from console.domain.care.contact import ContactKind
from console.domain.commands import AnswerHelp, AskForHelp, MergeCases, SetTier, TakeCase
from console.domain.events import HelpAnswered
from console.domain.ids import CaseId
from console.domain.refused import NeedsLeadForLower, NeedsReasons
from console.domain.tier import Tier
from tests.domain.care.test_assessed import ACUTE, CALM, scored
from tests.domain.centre import ITEM5, LEE, Centre, kinds

CALMER = (private("talked, calmer now"),)


def quiet() -> tuple[Centre, CaseId]:
    centre = Centre()
    case, _ = centre.arrives(ContactKind.MISSED_SESSION)
    centre.do(TakeCase(case))
    return centre, case


def came(centre: Centre, case: CaseId) -> None:
    centre.do(AskForHelp(case))
    centre.do(AnswerHelp(case), LEE)


def test_what_is_scored_lower_again_moves_nobody_down_the_queue() -> None:
    centre, case = quiet()
    scored(centre, case, "asq", ACUTE)
    scored(centre, case, "asq", CALM)
    assert centre.case(case).rank is Tier.HIGH
    centre.do(SetTier(case, Tier.MODERATE, CALMER), LEE)
    assert centre.case(case).rank is Tier.MODERATE


def test_what_is_scored_lower_again_takes_nothing_back_that_came_after_a_word() -> None:
    centre, case = quiet()
    centre.do(SetTier(case, Tier.MODERATE))
    scored(centre, case, "asq", ACUTE)
    scored(centre, case, "asq", CALM)
    assert centre.case(case).rank is Tier.HIGH


def test_a_lead_who_came_before_a_rule_found_more_has_not_agreed_to_less() -> None:
    centre, case = quiet()
    came(centre, case)
    scored(centre, case, "asq", ACUTE)
    lower = SetTier(case, Tier.LOW, CALMER)
    assert centre.refused(lower) == NeedsLeadForLower(Tier.HIGH)
    assert centre.do(AnswerHelp(case), LEE) == (HelpAnswered(case),), "they come once more"
    assert centre.do(AnswerHelp(case), LEE) == ()
    assert kinds(centre.do(lower)) == ["TierSet"]


def test_a_lead_who_came_to_one_case_has_not_come_to_what_joined_it() -> None:
    centre = Centre()
    calm = centre.taken()
    centre.do(SetTier(calm, Tier.HIGH))
    grave, _ = centre.arrives(ContactKind.ASSESSMENT, suggestion=ITEM5)
    centre.do(TakeCase(grave))
    came(centre, calm)
    centre.do(MergeCases(calm, grave))
    assert centre.refused(SetTier(calm, Tier.LOW, CALMER)) == NeedsLeadForLower(Tier.HIGH)


def test_one_reason_written_twice_is_one_reason() -> None:
    centre = Centre()
    case = centre.taken()
    twice = (private("He has a gun"), private("  he has a  GUN. "))
    assert centre.refused(SetTier(case, Tier.IMMINENT, twice)) == NeedsReasons(Tier.IMMINENT, 2)
