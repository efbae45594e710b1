"""What a step was given: what it says of the tier, and what of its evidence is missing."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from console.domain.commands import DoStep
from console.domain.decide.gates import slips
from console.domain.private import Private, is_said
from console.domain.protocol.escalation import Answered, Value
from console.domain.protocol.protocol import Answer, Field, FieldType, How, Kind, Step
from console.domain.refused import NeedsAnswer, NeedsEvidence, Refused
from console.domain.tier import Tier

NOT_TICKED = frozenset({"", "0", "no", "false"})
STAMP = "_at"
"""How the fields end that hold when a step was done: the tick stamps them by itself."""
YES_NO = frozenset({"yes", "no", "unknown"})


def holds(step: Step, answer: Answer | None = None) -> bool:
    """Whether the step cannot be settled without its evidence: gates and timers, nothing else.

    A gate may stand before one ``answer`` alone.  An answer that comes back does nothing, so
    that no other gate holds it.
    """
    if answer is not None and (answer.gates or answer.how is How.RETURN):
        return bool(answer.gates)
    return bool(step.gates) or step.kind in {Kind.GATE, Kind.TIMER}


def implied(step: Step, command: DoStep) -> tuple[Value, ...]:
    """Return the values given, with what the answer itself says.

    An answer whose key is a code of the first field that offers it fills that field: to
    press "imminent" is to declare it.  The press is newer than whatever stood there.
    """
    values, key = command.values, command.answer
    field = next((field for field in step.fields if key in _codes(field)), None)
    if field is None:
        return values
    given = any(value.field == field.id and value.shown for value in values)
    if given and field.type is FieldType.CHOICES:
        return values
    return (*(value for value in values if value.field != field.id), Value(field.id, key))


def readable(step: Step, values: tuple[Value, ...]) -> None:
    """Let a step be given only what it asks for, in the codes that it offers.

    Raises:
        Refused: a value belongs to another step, or its code is none of the field's.
    """
    fields = {field.id: field for field in step.fields}
    for value in values:
        field = fields.get(value.field)
        if field is None or not _offered(field, value.code or ""):
            raise Refused(NeedsAnswer(step.id))


def _offered(field: Field, code: str) -> bool:
    codes = _codes(field)
    given = code.split(",") if field.type is FieldType.CHOICES else [code]
    return not code or not codes or all(one.strip() in codes for one in given)


def _codes(field: Field) -> Collection[str]:
    match field.type:
        case FieldType.YES_NO:
            return YES_NO
        case FieldType.TIER:
            return {tier.name.lower() for tier in Tier}
        case FieldType.CHOICE | FieldType.CHOICES:
            return {code for code, _ in field.choices}
        case _:
            return ()


def lacking(
    step: Step,
    values: tuple[Value, ...],
    known: Mapping[str, Answered],
    since: int = 0,
    answer: Answer | None = None,
) -> tuple[str, ...]:
    """Return the required fields of ``step`` that nobody has filled in yet.

    What was answered anywhere in the case counts: nothing is asked for twice.  Not so where
    the step, or ``answer``, is held: there it counts from the entry ``since`` on, when the
    step was opened, and a tick is given anew.
    """
    if holds(step, answer):
        ticks = {field.id for field in step.fields if field.type is FieldType.TICK}
        known = {k: v for k, v in known.items() if v.entry >= since and k not in ticks}
    given: dict[str, list[Value]] = {}
    for value in values:
        given.setdefault(value.field, []).append(value)
    missing, asked = [], slips.wanted(answer)
    for field in step.fields:
        earlier = [known[field.id].value] if field.id in known else []
        held = given.get(field.id, earlier)
        wanted = field.required or field.id in asked
        if wanted and sum(_count(field, value) for value in held) < field.least:
            missing.append(field.id)
    return tuple(missing)


def needed(step: Step, fields: tuple[str, ...]) -> NeedsEvidence:
    """Return that ``step`` lacks ``fields``, in words that stand on the screen."""
    labels = {field.id: field.label for field in step.fields}
    return NeedsEvidence(step.id, fields, tuple(labels[name] for name in fields), step.text)


def declared(step: Step, answer: Answer | None, values: tuple[Value, ...]) -> None:
    """Let an answer lead to another protocol only with the tier that the step asks for.

    Raises:
        Refused: nobody has said the tier.
    """
    wanted = tuple(f.id for f in step.fields if f.type is FieldType.TIER and f.required)
    if answer is None or answer.how is not How.REPLACE or not wanted:
        return
    if tier_in(step, values) is None:
        raise Refused(needed(step, wanted))


def stamped(step: Step, values: tuple[Value, ...], at: datetime) -> tuple[Value, ...]:
    """Return ``values`` with the moment of the tick in the fields that ask for just that."""
    if holds(step):
        return values
    given = {value.field for value in values if value.shown}
    now = at.astimezone(UTC).isoformat(timespec="seconds")
    stamps = tuple(
        Value(field.id, now)
        for field in step.fields
        if field.type is FieldType.TIME and field.id.endswith(STAMP) and field.id not in given
    )
    kept = tuple(value for value in values if value.field not in {s.field for s in stamps})
    return (*kept, *stamps)


def tier_in(step: Step, values: tuple[Value, ...]) -> Tier | None:
    """Return the tier that a person gave in ``values``, if the step asks for one."""
    asks = {field.id for field in step.fields if field.type is FieldType.TIER}
    codes = (value.code.upper() for value in values if value.field in asks and value.code)
    return next((Tier[code] for code in codes if code in Tier.__members__), None)


def tier_known(step: Step, known: Mapping[str, Answered]) -> Tier | None:
    """Return the tier that was given to the step's own field before."""
    return tier_in(step, tuple(answer.value for answer in known.values()))


def reasons_in(
    step: Step, values: tuple[Value, ...], known: Mapping[str, Answered]
) -> tuple[Private[str], ...]:
    """Return the reasons for a tier: what was given now, else what was said before."""
    given = {value.field: value.text for value in values}
    reasons = []
    for field in step.fields:
        if field.type is not FieldType.TEXT or "reason" not in field.id:
            continue
        earlier = known[field.id].value.text if field.id in known else None
        text = given.get(field.id, earlier)
        if text is not None and is_said(text):
            reasons.append(text)
    return tuple(reasons)


def _count(field: Field, value: Value) -> int:
    """Return how many things one value names: each line of text, each chosen code."""
    shown = value.shown.strip()
    if field.type is FieldType.CHOICES:
        return len([code for code in (value.code or "").split(",") if code.strip()])
    if field.type is FieldType.TICK:
        return int(shown.lower() not in NOT_TICKED)
    return len([line for line in shown.splitlines() if line.strip()])
