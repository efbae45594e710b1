"""How somebody agreed to be reached stays with what is owed to them."""

from dataclasses import replace

import pytest

from console.desk.fresh import private
from console.domain.care.after.reach import Unsafe, unsafe
from console.domain.care.contact import ContactKind, Rule, Suggestion
from console.domain.care.followup import Agreed, FollowUp, FollowUpEnd, FollowUpOutcome
from console.domain.commands import (
    BeginFollowUp,
    CloseCase,
    ReceiveContact,
    SetTier,
    StartEscalation,
    TakeCase,
)
from console.domain.evolve.after import agreed_of
from console.domain.ids import SYSTEM, ContactId, ProtocolId
from console.domain.protocol.escalation import Answered, Value
from console.domain.protocol.protocol import Step
from console.domain.tier import Tier
from tests.domain.care.after.landed import DAY, fresh, landing, taken
from tests.domain.centre import ANA, LEE, START, Centre

O, End = FollowUpOutcome, FollowUpEnd  # noqa: E741


def test_how_they_agreed_to_be_reached_stays_with_what_is_owed() -> None:
    centre = Centre()
    centre.publish()
    case = centre.taken()
    said = {"callback.number": "+16145550177", "callback.ok": "yes", "callback.rule": "code_word"}
    run = fresh().run
    centre.do(StartEscalation(case, run, ProtocolId("P00")))
    protocol = centre.board.protocol(ProtocolId("P00"), 1)
    step = next(s for s in protocol.steps if any(f.id == "callback.rule" for f in s.fields))
    words = {"callback.code": "blue lamp"} if "callback.code" in ids(step) else {}
    answer = step.answers[0].key if step.answers else None
    centre.step(case, "P00", step.id, answer, {**said, **words})
    agreed = centre.case(case).agreed
    assert agreed.number is not None
    assert (agreed.number.value, agreed.rule) == ("+16145550177", "code_word")
    assert unsafe(None, agreed) == (Unsafe.CODE_WORD,)


def ids(step: Step) -> set[str]:
    return {field.id for field in step.fields}


def test_of_an_unknown_caller_the_number_is_kept_that_they_called_from() -> None:
    centre = Centre()
    phone = private("+16145550199")
    centre.do(
        ReceiveContact(
            ContactId("c"),
            fresh().case,
            ContactKind.TEXT,
            "test",
            Suggestion(Tier.MODERATE, Rule.TEXT_WAITING),
            phone=phone,
        ),
        SYSTEM,
    )
    (case,) = centre.board.cases
    centre.do(TakeCase(case), LEE)
    centre.do(SetTier(case, Tier.MODERATE), LEE)
    centre.do(CloseCase(case, landing(Tier.MODERATE, centre.time + DAY)), LEE)
    assert centre.board.follow_ups[case].agreed == Agreed(phone)
    names = fresh()
    centre.do(BeginFollowUp(case, names))
    assert centre.case(names.case).contacts[0].phone == phone
    centre.do(SetTier(names.case, Tier.MODERATE))
    centre.do(CloseCase(names.case, landing(Tier.MODERATE, centre.time + 2 * DAY)))
    assert [owed.agreed for owed in centre.board.follow_ups.values()] == [Agreed(phone)]


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("never", (Unsafe.DO_NOT_CALL, Unsafe.NO_NUMBER)),
        ("no_voicemail", (Unsafe.NO_VOICEMAIL, Unsafe.NO_NUMBER)),
        ("call_only", (Unsafe.CALL_ONLY, Unsafe.NO_NUMBER)),
        ("any", (Unsafe.NO_NUMBER,)),
        ("", (Unsafe.NO_NUMBER,)),
    ],
)
def test_what_was_agreed_is_looked_at_before_anybody_is_called(
    rule: str, found: tuple[Unsafe, ...]
) -> None:
    assert unsafe(None, Agreed(rule=rule)) == found


def test_the_way_that_was_agreed_goes_on_holding_after_a_call() -> None:
    centre = Centre()
    case = taken(centre, ContactKind.MISSED_SESSION, centre.enrol())
    said = Answered(Value("callback.rule", code="no_voicemail"), START, ANA)
    held = replace(centre.case(case), answers={"callback.rule": said})
    centre.do(SetTier(case, Tier.MODERATE))
    board = centre.board.with_case(held)
    assert agreed_of(board, held).rule == "no_voicemail"
    owed = FollowUp(held.id, 1, None, START, Tier.LOW, into=held.id, agreed=Agreed(rule="never"))
    bare = replace(held, answers={})
    kept = replace(board, follow_ups={held.id: owed})
    assert agreed_of(kept, bare) == Agreed(rule="never")
    assert agreed_of(kept, held).rule == "no_voicemail", "what was said last holds"
