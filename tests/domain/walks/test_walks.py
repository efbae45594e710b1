"""Random walks through the lists as they ship: they end well, tell no one too much, force none."""

from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.domain.care.case import Ending
from console.domain.care.landing import SENT, WITH_SOMEBODY
from console.domain.commands import SignIn
from console.domain.decide.gates.override import FORM
from console.domain.decide.gates.presses import WITHIN
from console.domain.events import (
    CaseClosed,
    ConsultOwed,
    ConsultWritten,
    ContactArrived,
    DisclosureMade,
    EscalationStarted,
    HelpAnswered,
    StepDone,
    StepReadied,
    TierSet,
)
from console.domain.happened import Happened
from console.domain.ids import SYSTEM, EscalationId
from console.domain.people.staff import Role
from console.domain.protocol.protocol import Answer, Gate, How, Kind, Step
from console.domain.protocol.read import read
from console.domain.tier import Tier
from console.journal.entry import faults
from tests.domain.centre import LEE, ROLES, Centre, sources
from tests.domain.walks.walker import CLIENT, Walker, enrolled

LISTS = {found.id: found for found in map(read, sources())}
HOURS = {Tier.LOW: 72, Tier.MODERATE: 48, Tier.HIGH: 24, Tier.IMMINENT: 24}
SPONSOR, NEVER = "Sam Sponsor", "Mike Never"
"""Whose release names substance use, and who is never to be contacted."""
NOTHING_OWED = frozenset({Ending.MISDIAL, Ending.TEST_DRILL})
MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def walked(first: str, steps: int, chance: Random) -> tuple[Happened, ...]:
    """Walk from ``first``, land, and return everything that was journaled."""
    centre = Centre()
    centre.publish()
    enrolled(centre)
    centre.do(SignIn(leads=True), LEE)
    walker = Walker(centre, chance)
    walker.arrive()
    walker.begin(first)
    walker.walk(steps)
    walker.land()
    entries = tuple(centre.journal.since(0))
    assert list(faults(entries)) == []
    return tuple(entry.happened for entry in entries)


WALKS = given(st.sampled_from(sorted(LISTS)), st.integers(0, 60), st.randoms(use_true_random=False))


class Told:
    """What was said and done in a case up to some point, as the journal tells it."""

    def __init__(self, happened: Sequence[Happened]) -> None:
        self.happened = happened
        self.lists = {
            one.event.escalation: one.event
            for one in happened
            if isinstance(one.event, EscalationStarted)
        }

    def before(self, seq: int) -> "Told":
        """Return the same up to the entry ``seq``, which is left out."""
        return Told([one for one in self.happened if one.seq < seq])

    def done(self) -> Iterator[tuple[Happened, StepDone, Step, Answer | None]]:
        """Yield every step that was done, with the answer that was given."""
        for one in self.happened:
            if isinstance(one.event, StepDone):
                step = LISTS[self.lists[one.event.escalation].protocol].step(one.event.step)
                assert step is not None
                yield one, one.event, step, step.answer(one.event.answer or "")

    def newest(self, field: str) -> str:
        """Return the newest answer to ``field``."""
        said = [
            value.shown
            for one in self.happened
            for value in getattr(one.event, "values", ())
            if value.field == field
        ]
        return said[-1] if said else ""

    def since(self, run: EscalationId) -> int:
        """Return in which entry the outermost list that led to ``run`` was begun."""
        event = self.lists[run]
        if event.caller is not None:
            return self.since(event.caller)
        return next(one.seq for one in self.happened if one.event == event)


@pytest.mark.long
@MANY
@given(st.sampled_from(sorted(LISTS)), st.integers(0, 60), st.randoms(use_true_random=False))
def test_a_walk_at_random_lands_well_tells_no_one_too_much_and_forces_none(
    first: str, steps: int, chance: Random
) -> None:
    happened = walked(first, steps, chance)
    it_closes_with_all_that_its_landing_needs(happened)
    substance_use_is_told_as_part_2_allows_and_else_never(happened)
    imminent_is_said_by_a_person_with_two_reasons(happened)
    force_takes_two_presses_behind_the_gate_or_an_attempt(happened)


def it_closes_with_all_that_its_landing_needs(happened: Sequence[Happened]) -> None:
    closed = [one for one in happened if isinstance(one.event, CaseClosed)]
    assert len(closed) == 1, "every walk lands"
    for one in closed:
        assert isinstance(one.event, CaseClosed)
        landing, told = one.event.landing, Told(happened).before(one.seq)
        gates = {
            (event.step, step.kind) for _at, event, step, _a in told.done() if _closes(told, event)
        }
        assert {("a3", Kind.GATE)} <= gates
        assert {step for step, _kind in gates} >= {"a3", "a4", "a9"}
        assert any(isinstance(each.event, TierSet) for each in told.happened)
        if landing.next_contact is None:
            nobody = landing.ending in NOTHING_OWED and landing.tier_at_end is Tier.LOW
            assert landing.no_next is not None or nobody
        else:
            assert one.at < landing.next_contact
            hours = (landing.next_contact - one.at).total_seconds() / 3600
            assert hours <= HOURS[landing.tier_at_end]
        if landing.ending in WITH_SOMEBODY or landing.tier_at_end is Tier.IMMINENT:
            assert landing.who_has_them is not None
        if landing.ending in SENT or told.newest("psap.dialled_at"):
            assert told.newest("responder.contact_at")
        assert not _owes(told.happened)


def _closes(told: Told, event: StepDone) -> bool:
    return told.lists[event.escalation].protocol == "P32"


def _owes(happened: Sequence[Happened]) -> bool:
    """Whether a consultation that was put off was never written down."""
    owed = False
    for one in happened:
        if isinstance(one.event, ConsultOwed):
            owed = True
        written = {value.field for value in getattr(one.event, "values", ()) if value.shown}
        if isinstance(one.event, ConsultWritten) or {"consult.by", "consult.agrees"} <= written:
            owed = False
    return owed


def substance_use_is_told_as_part_2_allows_and_else_never(happened: Sequence[Happened]) -> None:
    known = any(
        isinstance(one.event, ContactArrived) and one.event.client == CLIENT for one in happened
    )
    for one in happened:
        if not isinstance(one.event, DisclosureMade):
            continue
        record = one.event.disclosure.value
        assert record is not None
        if record.basis == "no_basis":
            continue  # it slipped out, and is on record as that
        assert not (known and record.recipient == NEVER)
        if one.event.sud or "substance_use" in record.minimum:
            emergency = (record.kind, record.basis) == ("medical_personnel", "2_51")
            assert emergency or (known and record.recipient == SPONSOR)
            assert not emergency or (record.emergency is not None and record.emergency.whole)


def imminent_is_said_by_a_person_with_two_reasons(happened: Sequence[Happened]) -> None:
    for one in happened:
        if isinstance(one.event, ContactArrived):
            assert one.event.suggestion.tier < Tier.IMMINENT
        if isinstance(one.event, TierSet) and one.event.tier is Tier.IMMINENT:
            assert one.by != SYSTEM
            assert len({reason.value for reason in one.event.reasons}) >= 2


def force_takes_two_presses_behind_the_gate_or_an_attempt(happened: Sequence[Happened]) -> None:
    told = Told(happened)
    for one, event, step, answer in told.done():
        before = told.before(one.seq)
        attempt = _attempt(before, event)
        if answer is not None and answer.deliberate:
            assert _pressed_before(before, one, event)
        if Gate.G2 in _gates(step, answer) and not attempt:
            assert _lead_beside(before, one, event)
        if (event.step, event.answer) == ("a5", "override"):
            assert all(before.newest(field) for field in FORM)
            assert any(_form(step, answer) for _o, _e, step, answer in before.done())


def _attempt(before: Told, event: StepDone) -> bool:
    here = {value.field: value.shown for value in event.values}
    return here.get("attempt_in_progress", before.newest("attempt_in_progress")) == "yes"


def _gates(step: Step, answer: Answer | None) -> tuple[Gate, ...]:
    """Return the gates that stand before what was pressed; to go back passes none."""
    back = answer is not None and answer.how is How.RETURN
    own = step.gates if step.kind is Kind.GATE and not back else ()
    return (*own, *(answer.gates if answer is not None else ()))


def _form(step: Step, answer: Answer | None) -> bool:
    return Gate.G3 in step.gates and (answer is None or answer.how in {How.NEXT, How.STEP})


def _pressed_before(before: Told, one: Happened, event: StepDone) -> bool:
    """Whether the same person readied the same answer a moment before."""
    of_step = [
        each
        for each in before.happened
        if (getattr(each.event, "escalation", None), getattr(each.event, "step", None))
        == (event.escalation, event.step)
        and each.event.__class__.__name__.startswith("Step")
    ]
    last = of_step[-1] if of_step else None
    return (
        last is not None
        and isinstance(last.event, StepReadied)
        and (last.by, last.event.answer) == (one.by, event.answer)
        and one.at - last.at <= WITHIN
    )


def _lead_beside(before: Told, one: Happened, event: StepDone) -> bool:
    leads = ROLES[one.by] is Role.SHIFT_LEAD
    since = before.since(event.escalation)
    came = any(
        isinstance(each.event, HelpAnswered) and each.seq >= since for each in before.happened
    )
    return leads or came
