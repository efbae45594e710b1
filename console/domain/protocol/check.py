"""Whether a protocol can be relied on: what the text says, seen as a whole.

The limits are those of ``clinical/CONTENT.md`` section 6.
"""

from collections.abc import Container, Iterator

from console.domain.ids import ProtocolId
from console.domain.protocol.faults import ProtocolFault
from console.domain.protocol.protocol import FieldType, How, Kind, Phase, Protocol, Step

REQUIRED_A_PHASE, WORDS_A_STEP, MEMORY_ITEMS = 9, 12, 3
LEADS_ELSEWHERE = frozenset({How.REPLACE, How.OVERLAY, How.CALL})


def set_faults(protocols: tuple[Protocol, ...]) -> Iterator[ProtocolFault]:
    """Yield what keeps ``protocols`` from being published together."""
    ids = [protocol.id for protocol in protocols]
    for name in sorted({found for found in ids if ids.count(found) > 1}):
        yield ProtocolFault(
            name, "Two of the files have this id.", "Give each protocol its own id."
        )


def faults_in(protocol: Protocol, known: Container[ProtocolId]) -> tuple[ProtocolFault, ...]:
    """Return everything that keeps ``protocol`` from being published.

    Args:
        protocol: what was read.
        known: the protocols that are, or will be, published beside it.
    """
    return tuple(_faults(protocol, known))


def _faults(protocol: Protocol, known: Container[ProtocolId]) -> Iterator[ProtocolFault]:
    here = str(protocol.id)
    if not protocol.steps:
        yield ProtocolFault(here, "It has no steps.", "Write at least one phase with one step.")
    seen: set[str] = set()
    for step in protocol.steps:
        if step.id in seen:
            yield ProtocolFault(
                f"{here} step {step.id}", "The id is used twice.", "Give each step its own id."
            )
        seen.add(step.id)
    if len(protocol.memory) > MEMORY_ITEMS:
        yield ProtocolFault(
            here, f"It has {len(protocol.memory)} memory items.", "Keep at most three."
        )
    for memory in protocol.memory:
        if memory not in seen:
            yield ProtocolFault(
                here, f"The memory item {memory} is not a step.", "Name a step of this protocol."
            )
    for phase in protocol.phases:
        yield from _phase(protocol, phase)
    for step in protocol.steps:
        yield from _step(protocol, step, known)
    yield from _unreachable(protocol)


def _phase(protocol: Protocol, phase: Phase) -> Iterator[ProtocolFault]:
    where = f"{protocol.id} phase {phase.id}"
    if not phase.steps:
        yield ProtocolFault(where, "It has no steps.", "Take the phase out, or write a step.")
    required = sum(step.required for step in phase.steps)
    if required > REQUIRED_A_PHASE:
        yield ProtocolFault(
            where,
            f"It has {required} required steps; nobody can keep more than nine in view.",
            "Split the phase.",
        )


def _step(protocol: Protocol, step: Step, known: Container[ProtocolId]) -> Iterator[ProtocolFault]:
    where = f"{protocol.id} step {step.id}"
    if len(step.text.split()) > WORDS_A_STEP:
        yield ProtocolFault(
            where, f"Its text has {len(step.text.split())} words.", "Say it in twelve or fewer."
        )
    if (step.gates or step.kind is Kind.GATE) and not any(f.required for f in step.fields):
        yield ProtocolFault(
            where, "It is a gate that asks for no evidence.", "Add a field that is required."
        )
    if step.kind is Kind.TIMER and (step.target is None or step.pages is None):
        yield ProtocolFault(
            where,
            "It is a timer that nobody is told of.",
            "Write target_s, and in pages the role that is paged when it runs out.",
        )
    for field in step.fields:
        if field.type in {FieldType.CHOICE, FieldType.CHOICES} and not field.choices:
            yield ProtocolFault(
                f"{where} field {field.id}", "It offers no choices.", "Write choices."
            )
    keys = [answer.key for answer in step.answers]
    if len(keys) != len(set(keys)):
        yield ProtocolFault(where, "Two answers have one key.", "Give each answer its own key.")
    yield from _answers(protocol, step, known)


def _answers(
    protocol: Protocol, step: Step, known: Container[ProtocolId]
) -> Iterator[ProtocolFault]:
    for answer in step.answers:
        where = f"{protocol.id} step {step.id} answer {answer.key}"
        if answer.how in LEADS_ELSEWHERE and ProtocolId(answer.target) not in known:
            yield ProtocolFault(
                where,
                f"It leads to “{answer.target}”, which is not published: a dead end.",
                'Publish that protocol with it, or write how = "lead" to call the shift lead.',
            )
        if answer.how is How.STEP and not any(s.id == answer.target for s in protocol.steps):
            yield ProtocolFault(
                where,
                f"It leads to step “{answer.target}”, which is not there: a dead end.",
                "Name a step of this protocol.",
            )
    stuck = {How.STAY, How.LEAD, How.ON_CALL}
    if step.answers and step.required and all(a.how in stuck for a in step.answers):
        yield ProtocolFault(
            f"{protocol.id} step {step.id}",
            "Every answer stays on it: a dead end.",
            "Add an answer that goes on.",
        )


def _unreachable(protocol: Protocol) -> Iterator[ProtocolFault]:
    """Yield the steps that no answer and no order leads to.

    Steps follow each other, so only a step behind one whose answers all jump
    can be out of reach.
    """
    steps = protocol.steps
    order = {step.id: place for place, step in enumerate(steps)}
    reached, todo = set(), [0] if steps else []
    while todo:
        place = todo.pop()
        if place in reached or place >= len(steps):
            continue
        reached.add(place)
        step = steps[place]
        jumps = [a for a in step.answers if a.how in {How.STEP, How.REPLACE}]
        todo += [order[s.id] for a in jumps if a.how is How.STEP for s in steps if s.id == a.target]
        goes_on = not step.answers or len(jumps) < len(step.answers)
        if goes_on or (step.skippable and not step.answers) or protocol.phase_of(step.id).any_order:
            todo.append(place + 1)
    for place, step in enumerate(steps):
        if place not in reached:
            yield ProtocolFault(
                f"{protocol.id} step {step.id}",
                "No answer leads to it.",
                "Add an answer that goes there, or take it out.",
            )
