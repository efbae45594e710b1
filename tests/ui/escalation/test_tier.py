from console.desk.desk import Desk
from console.domain.commands import AnswerHelp
from console.domain.ids import CaseId
from console.domain.tier import Tier
from tests.ui.centre import LEAD
from tests.ui.escalation.seat import Seat


def test_nothing_is_chosen_beforehand_and_the_basis_is_said(seat: Seat) -> None:
    seat.press("F7")
    panel = seat.steps.tier
    assert panel.basis.text() == ("No rule has judged this contact (phone is ringing). You decide.")
    assert [button.isChecked() for button in panel.buttons.values()] == [False] * 4
    seat.press("Escape")
    assert panel.isHidden()
    assert seat.case.tier is None


def test_imminent_takes_two_reasons(seat: Seat) -> None:
    seat.press("F7", "Ctrl+1")
    seat.type("plan, pills in hand")
    seat.press("Return", "Return")
    seat.until(lambda: bool(seat.said))
    assert seat.said == ["Imminent needs 2 reasons in your words."]
    assert not seat.steps.tier.isHidden()
    seat.type("will not put them away")
    seat.press("Return")
    seat.until(lambda: seat.case.tier is not None)
    assert seat.case.tier is not None
    assert seat.case.tier.tier is Tier.IMMINENT
    assert [reason.value for reason in seat.case.tier.reasons] == [
        "plan, pills in hand",
        "will not put them away",
    ]
    seat.until(seat.steps.tier.isHidden)


def test_lower_than_declared_takes_the_lead(seat: Seat, desk: Desk, case: CaseId) -> None:
    seat.press("F7", "2")
    seat.type("means within reach")
    seat.press("Return")
    seat.until(lambda: seat.case.tier is not None)
    seat.press("F7", "4")
    seat.type("calmer now")
    seat.press("Return")
    seat.until(lambda: bool(seat.said))
    assert seat.said == [
        "Lower than High takes the shift lead. Call them with F9; they set it with you."
    ]
    seat.press("F9")
    seat.until(lambda: seat.case.help_asked_at is not None)
    desk.do(AnswerHelp(case), LEAD)
    seat.until(lambda: seat.case.help_answered_by == LEAD)
    seat.steps.tier.reasons[0].setFocus()
    seat.press("Return")
    seat.until(lambda: seat.case.tier is not None and seat.case.tier.tier is Tier.LOW)
