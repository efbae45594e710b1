"""Whether a drill can be relied on: what it names must be there, in the checklists as they ship."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from console.domain.care.disclosure import Basis
from console.domain.ids import ProtocolId, StepId
from console.domain.protocol.escalation import SkipCode
from console.domain.protocol.protocol import Field, FieldType, Protocol, Step
from console.domain.reading.fault import Fault
from console.domain.tier import Tier
from console.practice.drills.drill import Beat, Drill
from console.practice.drills.facts import EVENTS, KINDS
from console.practice.script import Move

MOST_WORDS = 40
"""What one beat says at most: more is nothing that a caller says in one breath."""
YES_NO = frozenset({"yes", "no", "unknown"})

Protocols = Mapping[ProtocolId, Protocol]


def faults_in(drill: Drill, protocols: Protocols) -> tuple[Fault, ...]:
    """Return everything that keeps ``drill`` from being played with ``protocols``."""
    return tuple(_faults(drill, protocols))


def _faults(drill: Drill, protocols: Protocols) -> Iterator[Fault]:
    here = drill.id
    for name in (drill.begin, *drill.protocols):
        if name not in protocols:
            yield Fault(here, f"“{name}” is not published.", "Name one that is.")
    if not any(beat.post is not None and not beat.when for beat in drill.beats):
        yield Fault(here, "Nobody reaches the line in it.", "Write a beat with post.")
    ids = [beat.id for beat in drill.beats]
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        yield Fault(f"{here} beat {twice}", "The id is used twice.", "Give each its own.")
    for beat in drill.beats:
        yield from _beat(f"{here} beat {beat.id}", beat, protocols)
    for step in drill.expected:
        yield from _sign(f"{here} expected", f"step:{step}", protocols)
    for fail in drill.fails:
        yield from _sign(f"{here} fail", fail.sign, protocols)
    for step, moves in drill.hands.items():
        yield from _hands(f"{here} hands {step}", step, moves, protocols)


def _beat(where: str, beat: Beat, protocols: Protocols) -> Iterator[Fault]:
    for sign in (*beat.when, *beat.unless):
        yield from _sign(where, sign, protocols)
    words = len(beat.says.split())
    if words > MOST_WORDS:
        yield Fault(where, f"It says {words} words at once.", "Make two beats of it.")


def _sign(where: str, sign: str, protocols: Protocols) -> Iterator[Fault]:
    """Yield what is wrong with a sign; ``facts`` has their list."""
    kind, colon, what = sign.partition(":")
    if kind not in KINDS or not colon:
        known = ", ".join(KINDS)
        yield Fault(where, f"“{sign}” is no sign.", f"Write KIND:what; kinds are {known}.")
        return
    name, equals, code = what.partition("=")
    match kind:
        case "event" | "tier" | "told":
            of = {"event": EVENTS, "tier": _tiers(), "told": tuple(Basis)}[kind]
            if what not in of:
                yield Fault(where, f"“{what}” is not known.", f"Known are {', '.join(of)}.")
        case "list":
            if ProtocolId(what) not in protocols:
                yield Fault(where, f"“{what}” is not published.", "Name one that is.")
        case "answer":
            yield from _answer(where, name, code, protocols)
        case _:
            step = _step(name, protocols)
            if step is None:
                yield Fault(where, f"There is no step {name}.", "Write step:P00.a4.")
            elif equals and step.answer(code) is None:
                yield Fault(where, f"{name} has no answer “{code}”.", f"It has {_keys(step)}.")


def _tiers() -> tuple[str, ...]:
    return tuple(tier.name.lower() for tier in Tier)


def _step(name: str, protocols: Protocols) -> Step | None:
    protocol, _dot, step = name.partition(".")
    known = protocols.get(ProtocolId(protocol))
    return known.step(StepId(step)) if known is not None else None


def _keys(step: Step) -> str:
    return ", ".join(answer.key for answer in step.answers) or "none"


def _answer(where: str, name: str, code: str, protocols: Protocols) -> Iterator[Fault]:
    fields = [
        field
        for protocol in protocols.values()
        for step in protocol.steps
        for field in step.fields
        if field.id == name
    ]
    if not fields:
        yield Fault(where, f"Nothing asks for “{name}”.", "Name a field of a checklist.")
    elif not any(_may_be(field, code) for field in fields):
        yield Fault(where, f"“{name}” is never “{code}”.", "Write one of its codes.")


def _may_be(field: Field, code: str) -> bool:
    match field.type:
        case FieldType.CHOICE | FieldType.CHOICES:
            return code in {known for known, _label in field.choices}
        case FieldType.YES_NO:
            return code in YES_NO
        case FieldType.TIER:
            return code in _tiers()
        case FieldType.TICK:
            return code == "yes"
        case _:
            return False


def _hands(
    where: str, step_name: str, moves: Sequence[Move], protocols: Protocols
) -> Iterator[Fault]:
    step = _step(step_name, protocols)
    if step is None:
        yield Fault(where, "There is no such step.", "Name a step of a checklist.")
        return
    known: Sequence[tuple[Iterable[str], Iterable[str], str, str]] = (
        (
            (move.begin for move in moves),
            protocols,
            "“{name}” is not published.",
            "Name one that is.",
        ),
        ((move.skip for move in moves), SkipCode, "“{name}” is no reason.", "Known are {known}."),
        (
            (move.na for move in moves),
            dict(step.na),
            "“{name}” is no reason of its own.",
            "It has {known}.",
        ),
        (
            (move.answer or "" for move in moves),
            (answer.key for answer in step.answers),
            "It has no answer “{name}”.",
            "It has {known}.",
        ),
        (
            (name for move in moves for name in move.fields),
            (field.id for field in step.fields),
            "It does not ask for “{name}”.",
            "Take that field out.",
        ),
    )
    for named, held, what, remedy in known:
        yield from _unknown(where, named, tuple(held), what, remedy)


def _unknown(
    where: str, named: Iterable[str], known: Sequence[str], what: str, remedy: str
) -> Iterator[Fault]:
    """Yield a fault for everything that is named and not known, each once."""
    mend = remedy.format(known=", ".join(known) or "none")
    for name in dict.fromkeys(named):
        if name and name not in known:
            yield Fault(where, what.format(name=name), mend)
