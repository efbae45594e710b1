"""What hypothesis fills a step in with."""

from dataclasses import replace

from hypothesis import strategies as st

from console.desk.fresh import private
from console.domain.protocol.escalation import Value
from console.domain.protocol.protocol import Field, FieldType, Step
from console.domain.tier import Tier
from console.journal.entry import Entry

TIERS = st.sampled_from(Tier)


def wordless(entry: Entry) -> Entry:
    return replace(entry, words=())


@st.composite
def evidence(draw: st.DrawFn, step: Step) -> tuple[Value, ...]:
    if not draw(st.booleans()):
        return ()
    return tuple(_filled(draw, field) for field in step.fields)


def _filled(draw: st.DrawFn, field: Field) -> Value:
    match field.type:
        case FieldType.YES_NO:
            return Value(field.id, draw(st.sampled_from(["yes", "no", "unknown"])))
        case FieldType.TICK:
            return Value(field.id, "yes")
        case FieldType.CHOICE | FieldType.CHOICES:
            return Value(field.id, ",".join(code for code, _ in field.choices[:2]))
        case FieldType.TIER:
            return Value(field.id, draw(TIERS).name.lower())
        case FieldType.TIME:
            return Value(field.id, draw(st.sampled_from(["2026-01-06T10:00:00+00:00", "soon"])))
        case FieldType.NUMBER:
            return Value(field.id, "9")
        case _:
            return Value(field.id, text=private(draw(st.sampled_from(["", "one", "two\nlines"]))))
