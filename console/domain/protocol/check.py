"""Whether a protocol by itself can be relied on: what the text says, seen as a whole.

The limits are those of ``clinical/CONTENT.md`` section 6.
"""

from collections.abc import Container, Iterable, Iterator

from console.domain.ids import ProtocolId
from console.domain.protocol.protocol import (
    Answer,
    Field,
    FieldType,
    How,
    Kind,
    Phase,
    Place,
    Protocol,
    Step,
)
from console.domain.reading.fault import Fault
from console.domain.tier import Tier

REQUIRED_A_PHASE, WORDS_A_STEP, MEMORY_ITEMS, WORDS_SAID, ANSWERS_A_STEP = 9, 12, 3, 15, 9
ELSEWHERE = frozenset({How.REPLACE, How.OVERLAY, How.CALL})
STUCK = frozenset({How.STAY, How.ON_CALL})
STUCK_WAITING = STUCK | {How.LEAD, How.CALL, How.OVERLAY}
DIALLED = "psap.dialled_at"
"""The field that says that a 911 centre was called (``care.landing``)."""
CHOSEN = frozenset({Kind.DECIDE, Kind.GATE, Kind.TIMER})
LANDING_FIELDS = (
    "disposition",
    "tier.end",
    "plan.looked_at",
    "followup.due",
    "followup.none_because",
)
"""What a landing is read from (``care.landing``): a closing protocol must ask for all of it."""


def twice(names: Iterable[str]) -> list[str]:
    """Return the ``names`` that stand there more than once."""
    held = list(names)
    return sorted({name for name in held if held.count(name) > 1})


def faults_in(protocol: Protocol, known: Container[ProtocolId]) -> tuple[Fault, ...]:
    """Return everything that keeps ``protocol`` from being published.

    Args:
        protocol: what was read.
        known: the protocols that are, or will be, published beside it.
    """
    return tuple(_faults(protocol, known))


def _faults(protocol: Protocol, known: Container[ProtocolId]) -> Iterator[Fault]:
    here = str(protocol.id)
    if not protocol.steps:
        yield Fault(here, "It has no steps.", "Write at least one phase with one step.")
    yield from _memory(protocol)
    for name in twice(phase.id for phase in protocol.phases):
        yield Fault(f"{here} phase {name}", "The id is used twice.", "Give each phase its own id.")
    for name in twice(step.id for step in protocol.steps):
        yield Fault(f"{here} step {name}", "The id is used twice.", "Give each step its own id.")
    for phase in protocol.phases:
        yield from _phase(protocol, phase)
    for step in protocol.steps:
        yield from _step(protocol, step)
        for field in step.fields:
            yield from _field(f"{here} step {step.id} field {field.id}", field)
        for answer in step.answers:
            yield from _answer(protocol, step, answer, known)
    yield from _unreachable(protocol)
    yield from _landing(protocol)


def _memory(protocol: Protocol) -> Iterator[Fault]:
    here = str(protocol.id)
    if len(protocol.memory) > MEMORY_ITEMS:
        yield Fault(here, f"It has {len(protocol.memory)} memory items.", "Keep at most three.")
    for memory in protocol.memory:
        if protocol.step(memory) is None:
            yield Fault(
                here, f"The memory item {memory} is not a step.", "Name a step of this protocol."
            )


def _phase(protocol: Protocol, phase: Phase) -> Iterator[Fault]:
    where = f"{protocol.id} phase {phase.id}"
    if not phase.steps:
        yield Fault(where, "It has no steps.", "Take the phase out, or write a step.")
    required = sum(step.required for step in phase.steps)
    if required > REQUIRED_A_PHASE:
        yield Fault(
            where,
            f"It has {required} required steps; nobody can keep more than nine in view.",
            "Split the phase.",
        )


def _step(protocol: Protocol, step: Step) -> Iterator[Fault]:
    where = f"{protocol.id} step {step.id}"
    words = len(step.text.split())
    if words > WORDS_A_STEP:
        yield Fault(where, f"Its text has {words} words.", "Say it in twelve or fewer.")
    for said in (step.say.en, step.say.es) if step.say is not None else ():
        if len(said.split()) > WORDS_SAID:
            yield Fault(
                f"{where} say",
                f"“{said}” has {len(said.split())} words.",
                "Say it in fifteen or fewer.",
            )
    if (step.gates or step.kind is Kind.GATE) and not any(f.required for f in step.fields):
        yield Fault(
            where, "It is a gate that asks for no evidence.", "Add a field that is required."
        )
    if step.kind is Kind.GATE and step.skippable:
        yield Fault(
            where, "It is a gate that can be skipped.", "Take skippable out, or make it false."
        )
    if step.na and (step.gates or step.kind in {Kind.GATE, Kind.TIMER}):
        yield Fault(where, "It is a gate or a timer that may not apply.", "Take na out of it.")
    if step.kind is Kind.TIMER and (step.target is None or step.pages is None):
        yield Fault(
            where,
            "It is a timer that nobody is told of.",
            "Write target_s, and in pages the role that is paged when it runs out.",
        )
    yield from _ways_on(where, step)


def _ways_on(where: str, step: Step) -> Iterator[Fault]:
    """Yield what is wrong with the fields and answers of a step taken together."""
    for _ in twice(field.id for field in step.fields):
        yield Fault(where, "Two fields have one id.", "Give each field its own id.")
    for _ in twice(answer.key for answer in step.answers):
        yield Fault(where, "Two answers have one key.", "Give each answer its own key.")
    if len(step.answers) > ANSWERS_A_STEP:
        yield Fault(
            where,
            f"It has {len(step.answers)} answers; there are nine number keys.",
            "Offer nine or fewer.",
        )
    stuck = STUCK_WAITING if step.kind in {Kind.TIMER, Kind.GATE} else STUCK
    if step.answers and all(answer.how in stuck for answer in step.answers):
        yield Fault(where, "Every answer stays on it: a dead end.", "Add an answer that goes on.")


def _field(where: str, field: Field) -> Iterator[Fault]:
    if field.type not in {FieldType.CHOICE, FieldType.CHOICES}:
        return
    if not field.choices:
        yield Fault(where, "It offers no choices.", "Write choices.")
    elif field.least > (len(field.choices) if field.type is FieldType.CHOICES else 1):
        yield Fault(
            where,
            f"It wants {field.least} choices, which nobody can give.",
            "Offer more choices, or lower least.",
        )


def _answer(
    protocol: Protocol, step: Step, answer: Answer, known: Container[ProtocolId]
) -> Iterator[Fault]:
    where = f"{protocol.id} step {step.id} answer {answer.key}"
    if answer.suggests is Tier.IMMINENT:
        yield Fault(where, "It suggests imminent, which no rule may.", 'Write suggests = "high".')
    if answer.how in ELSEWHERE:
        if ProtocolId(answer.target) not in known:
            yield Fault(
                where,
                f"It leads to “{answer.target}”, which is not published: a dead end.",
                'Publish that protocol with it, or write how = "lead" to call the shift lead.',
            )
        return
    if answer.how is How.RETURN and any(f.id == DIALLED for s in protocol.steps for f in s.fields):
        yield Fault(
            where,
            "It leaves a call to a 911 centre, whose clocks wait for an arrival.",
            'Write how = "stay", or let the step go on.',
        )
    if answer.how is not How.STEP:
        if answer.target:
            yield Fault(
                where,
                f"It names “{answer.target}” but does not lead there.",
                'Write how = "step", "replace", "call" or "overlay", or take to out.',
            )
        return
    ids = [str(found.id) for found in protocol.steps]
    if answer.target not in ids:
        yield Fault(
            where,
            f"It leads to step “{answer.target}”, which is not there: a dead end.",
            "Name a step of this protocol.",
        )
    elif ids.index(step.id) >= ids.index(answer.target):
        yield Fault(
            where,
            f"It leads back to step “{answer.target}”: a loop.",
            "Name a later step; a settled step is opened again by undoing it.",
        )


def _unreachable(protocol: Protocol) -> Iterator[Fault]:
    """Yield the steps that no answer and no order leads to.

    Steps follow each other, so only a step behind one whose answers all jump
    can be out of reach.
    """
    steps = protocol.steps
    order = {str(step.id): place for place, step in enumerate(steps)}
    reached: set[int] = set()
    todo = [0]
    while todo:
        place = todo.pop()
        if place in reached or place >= len(steps):
            continue
        reached.add(place)
        step = steps[place]
        jumps = [a for a in step.answers if a.how in {How.STEP, How.REPLACE, How.RETURN}]
        todo += [order[a.target] for a in jumps if a.how is How.STEP and a.target in order]
        all_jump = bool(step.answers) and len(jumps) == len(step.answers)
        held = all_jump and step.kind in CHOSEN and not protocol.phase_of(step.id).any_order
        if not held:
            todo.append(place + 1)
    for place, step in enumerate(steps):
        if place not in reached:
            yield Fault(
                f"{protocol.id} step {step.id}",
                "No answer leads to it.",
                "Add an answer that goes there, or take it out.",
            )


def _landing(protocol: Protocol) -> Iterator[Fault]:
    """Yield what a closing protocol never asks for: no landing could be made of it."""
    if protocol.place is not Place.CLOSING:
        return
    asked = {field.id for step in protocol.steps for field in step.fields}
    for field in LANDING_FIELDS:
        if field not in asked:
            yield Fault(
                str(protocol.id),
                f"It closes a case and never asks for “{field}”.",
                "Add that field to one of its steps.",
            )
    yield from _closure(protocol)


def _closure(protocol: Protocol) -> Iterator[Fault]:
    """Yield what a closing protocol leaves open: somebody would go home and be forgotten."""
    where, closure = f"{protocol.id} closure", protocol.closure
    if closure is None:
        yield Fault(
            where, "It has no follow-up rules.", "Write [closure] with followup_h and rules."
        )
        return
    within = dict(closure.within)
    for tier in Tier:
        if tier not in within:
            name = tier.name.lower()
            yield Fault(
                where,
                f"It does not say how soon to reach out after {name}.",
                f"Write {name} = 24 under followup_h.",
            )
    fields = (field for step in protocol.steps for field in step.fields)
    codes = {code for f in fields if f.id == LANDING_FIELDS[0] for code, _label in f.choices}
    ruled = {code for code, _owed in closure.rules}
    for code in sorted(codes - ruled):
        yield Fault(
            where,
            f"The ending “{code}” has no follow-up rule.",
            f'Write {code} = "tier" or {code} = "none" under rules.',
        )
    for code in sorted(ruled - codes):
        yield Fault(where, f"It has a rule for “{code}”, which is no ending.", "Take it out.")
